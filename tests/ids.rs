//! No author can take an id, an address or a file of the app's own, whatever they name a choice, a section or a decision.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tandem::cards::{Date, Decision, decision};
use tandem::site::document;
use tandem::text::Source;
use tandem::views::route::{Route, anchor};
use tandem::views::state::{Setting, Tandem};
use tandem::words::{PaperWords, Words};

#[path = "cards/shipped.rs"]
mod shipped;

use shipped::app_files;

const TODAY: Date = Date { year: 2026, month: 11, day: 28 };

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// Every id that the app gives a part of a page, from its code.
fn own_ids() -> BTreeSet<String> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src/views"), root().join("src/browser"), root().join("public")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    // A pack for reviewers is a file by itself.
    let code = files.iter().filter(|path| !path.ends_with("review.rs"));
    let code: String = code.filter_map(|path| fs::read_to_string(path).ok()).collect();
    let begins = [
        ".id(\"",
        ".id(format!(\"",
        "id=\\\"",
        "byId(\"",
        "getElementById(\"",
        "next_focus(\"",
        "_ID: &str = \"",
        "pattern(format!(\"",
    ];
    let mut ids = BTreeSet::new();
    for begin in begins {
        for rest in code.split(begin).skip(1) {
            let id: String =
                rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
            ids.insert(id);
        }
    }
    for route in Route::JOURNEY.iter().chain(&[Route::Start, Route::Survival, Route::Show, Route::About]) {
        ids.insert(route.hash().to_string());
    }
    ids.remove("");
    ids
}

/// These are places and, by their meaning, a card's own parts as well.
const SHARED: [&str; 4] = ["choices", "matters", "questions", "survival"];

#[test]
fn every_id_of_the_apps_own_is_one_that_authors_cannot_take() {
    let ids = own_ids();
    assert!(ids.len() > 25 && ids.contains("trouble-on") && ids.contains("my-way"), "{ids:?}");
    for id in ids.iter().filter(|id| !SHARED.contains(&id.as_str())) {
        assert_ne!(anchor(id), *id, "{id}");
    }
    for id in ["rest", "surgery", "condition", "qualms", "wordsmith-not-taken"] {
        assert!(anchor(id) == id || id.starts_with("words"), "{id}");
    }
}

/// Case 19 and 37: a choice, sections and a table with the app's own names.
fn taken() -> (Vec<(String, String)>, &'static Words) {
    let mut cards = Vec::new();
    for name in ["decision.md", "rest.md", "operation.md"] {
        let text = read(&format!("tests/cards/whole/{name}")).replace("rest.md", "about.md");
        cards.push((name.replace("rest", "about"), text));
    }
    let sections: String = own_ids()
        .iter()
        .filter(is_free)
        .map(|id| format!("\n## [Of ours](#{id})\n\nWords of {id}.\n"))
        .collect();
    let (before, after) =
        cards[0].1.split_once("\n## ").map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    cards[0].1 = format!("{before}\n{sections}\n## {after}");
    let text = read("content/words/en.yaml");
    let words = Words::read(Source { name: "words/en.yaml", text: &text }).0;
    (cards, Box::leak(Box::new(words)))
}

#[test]
fn whatever_authors_name_their_parts_nothing_of_the_apps_is_hidden_or_reached_instead() {
    let (cards, words) = taken();
    let files: Vec<_> = cards.iter().map(|(name, text)| decision::File { name, text: Some(text) }).collect();
    let read: &'static Decision =
        Box::leak(Box::new(decision::read("knee", "en", &files, &words.vocabulary()).0));
    assert!(read.option("about").is_some() && read.section("trouble-on").is_some());
    let setting = Setting { prerendered: true, ..Setting::default() };
    let t = Tandem::new(words, read, &[], TODAY, setting);
    let page = document::decision_page(t, &PaperWords::english(), &app_files());
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let twice: Vec<_> = ids.iter().filter(|id| ids.iter().filter(|it| it == id).count() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for id in own_ids().iter().filter(is_free) {
        assert!(page.contains(&format!("Words of {id}.")), "{id} is not on the page");
    }
    // Each address leads to what it names, and back.
    for route in [Route::Option("about".into()), Route::About, Route::Start, Route::Page] {
        assert_eq!(Route::read(&format!("#{}", route.address()), read).0, route);
        assert!(page.contains(&format!("id=\"{}\"", route.address())), "{route:?}");
    }
    assert!(page.contains(&format!("href=\"#{}\"", Route::Option("about".into()).address())));
    let section = Route::read(&format!("#{}", anchor("trouble-on")), read);
    assert_eq!(section, (Route::Decision, Some(anchor("trouble-on"))));
}

/// A choice has the first name in this example, and the others mean parts that every decision has.
fn is_free(id: &&String) -> bool {
    id.as_str() != "about" && !SHARED.contains(&id.as_str())
}
