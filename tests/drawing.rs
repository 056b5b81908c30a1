//! Cards as accidents leave them are drawn: nothing stops the drawing, and nothing that stands in a card becomes markup, a
//! script or a way out. `PROPTEST_CASES=2000` draws for some minutes.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tandem::cards::{Date, decision};
use tandem::site::document;
use tandem::text::Source;
use tandem::views::state::{Setting, Tandem};
use tandem::words::{PaperWords, Words};

#[path = "cards/mutation.rs"]
mod mutation;
#[path = "cards/shipped.rs"]
mod shipped;

use shipped::app_files;

const PIECES: [&str; 16] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "\" onclick=\"alert(1)",
    "](#trouble-on)",
    "\n## [About](#about)\n",
    "\n- [About](about.md)\n",
    "|",
    "[^",
    "\n---\n",
    "**",
    "\u{202e}",
    "&lt;script&gt;",
    "\n<iframe src=//evil.example>\n",
    "'><svg onload=alert(1)>",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn words() -> &'static Words {
    thread_local! {
        static ENGLISH: &'static Words = Box::leak(Box::new(
            Words::read(Source { name: "words/en.yaml", text: &read("content/words/en.yaml") }).0,
        ));
    }
    ENGLISH.with(|it| *it)
}

fn drawn(cards: &[(String, String)]) -> String {
    let files: Vec<_> = cards.iter().map(|(name, text)| decision::File { name, text: Some(text) }).collect();
    let (decision, remarks) = decision::read("knee", "en", &files, &words().vocabulary());
    let setting = Setting { prerendered: true, ..Setting::default() };
    let today = Date { year: 2026, month: 11, day: 28 };
    let t = Tandem::new(words(), Box::leak(Box::new(decision)), Vec::leak(remarks), today, setting);
    document::decision_page(t, &PaperWords::english(), &app_files())
}

/// The opening tags of a page: text is escaped, so that a bare `<` always opens or closes one.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).filter(|tag| !tag.starts_with('/'))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(40)
    ) })]

    #[test]
    fn odd_cards_are_drawn_and_nothing_of_them_becomes_markup(
        which in 0usize..3,
        accidents in mutation::accidents(&PIECES),
    ) {
        let names = ["decision.md", "rest.md", "operation.md"];
        let mut cards: Vec<_> =
            names.map(|name| (name.to_string(), read(&format!("tests/cards/whole/{name}")))).into();
        cards[which].1 = mutation::after(&cards[which].1, &accidents);
        let page = drawn(&cards);
        for tag in tags(&page) {
            let name = tag.split([' ', '\n', '/']).next().unwrap();
            prop_assert!(!["img", "iframe", "object", "embed", "form", "style", "base"].contains(&name), "{tag}");
            let runs = tag.split('"').step_by(2).any(|outside| outside.split(' ').any(|it| it.starts_with("on")));
            prop_assert!(!runs, "{tag}");
            prop_assert!(name != "script" || tag == "script data-cfasync=\"false\" async src=\"app/boot.js\"", "{tag}");
            if let Some((_, address)) = tag.split_once(" href=\"") {
                let is_known = ["#", "https://", "mailto:", "tel:", "app/", "theme.css", "data:,"].iter().any(|it| address.starts_with(it))
                    || address.split('"').next().unwrap().ends_with(".html");
                prop_assert!(is_known, "{tag}");
            }
        }
    }
}
