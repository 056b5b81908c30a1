//! The report on standards: each item is found where it is, missed where it is not, and nothing is ever called certified.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tandem::check::governance::standards::{ITEMS, Standard, State, rules_heard};
use tandem::check::{self, Content, Unit};
use tandem::command::folder;
use tandem::command::standards::{held, json, text};
use tandem::words::PaperWord;

#[path = "checks/example.rs"]
mod example;
use example::{Change, changed};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The example that the checker says nothing of, with these changes: file, old lines, new lines.
fn example(changes: &[Change]) -> Content {
    Content::new(changed(changes))
}

fn knee() -> Unit {
    Unit::Decision { id: "knee".into(), lang: "en".into() }
}

/// What became of each item of the example, by the item's number.
fn states(changes: &[Change]) -> BTreeMap<&'static str, State> {
    let content = example(changes);
    let held = held(&content, &knee()).unwrap();
    held.report.lines.iter().map(|line| (line.item.id, line.answer.state)).collect()
}

#[test]
fn every_item_of_the_lists_is_there_once_and_in_order() {
    let numbers =
        |group: &str, count: usize| (1..=count).map(|it| format!("{group}{it}")).collect::<Vec<_>>();
    let expected = [numbers("Q", 6), numbers("C", 10), numbers("QL", 28)].concat();
    let ids = |standard| ITEMS.iter().filter(move |it| it.standard == standard).map(|it| it.id.to_string());
    assert_eq!(ids(Standard::Ipdas).collect::<Vec<_>>(), expected);
    assert_eq!(
        ids(Standard::Nice).collect::<Vec<_>>(),
        ["1a", "1b", "1c", "1d", "2a", "2b", "2c", "2d", "3"]
    );
    let asks: BTreeSet<&str> = ITEMS.iter().map(|it| it.asks.name()).collect();
    assert_eq!(asks.len(), ITEMS.len(), "each has words of its own");
}

#[test]
fn the_example_has_what_can_be_found_and_lacks_what_was_not_done() {
    let states = states(&[]);
    let of =
        |state| states.iter().filter(|(_, it)| **it == state).map(|(id, _)| *id).collect::<BTreeSet<_>>();
    let not_done = ["QL12", "QL13", "QL14", "QL15", "QL16", "QL17", "QL22", "QL23"];
    assert_eq!(of(State::Missing), not_done.into());
    assert_eq!(of(State::Declared), ["QL18"].into());
    assert_eq!(of(State::App), ["QL2", "QL8", "QL9", "QL10", "QL11", "3"].into());
    let of_tests = ["C7", "C8", "C9", "C10", "QL24", "QL25", "QL26", "QL27", "QL28"];
    assert_eq!(of(State::DoesNotApply), of_tests.into());
}

const MAIN: &str = "knee/en/decision.md";
const REST: &str = "knee/en/rest.md";

/// A change to the example, and what becomes of an item.
const CHANGES: &[(&str, &str, &str, &str, State)] = &[
    ("Q1", MAIN, "A sore knee hurts when you walk. Some hurt more than others.", "", State::Missing),
    ("1a", MAIN, "(#condition)", "(#what-it-is)", State::Missing),
    ("Q2", MAIN, "Shall I rest my knee, or have it operated on?", "", State::Missing),
    ("1b", MAIN, "People with one sore knee.", "", State::Missing),
    ("Q3", MAIN, "- [An operation](operation.md)", "", State::Missing),
    ("1c", MAIN, "- [An operation](operation.md)", "- [An operation](nowhere.md)", State::Missing),
    ("Q4", REST, "(#good)", "(#better)", State::Missing),
    ("Q5", REST, "(#hard)", "(#worse)", State::Missing),
    ("Q6", REST, "(#living)", "(#alive)", State::Missing),
    ("C3", MAIN, "published: 2026-11-22", "published: soon", State::Missing),
    ("C4", MAIN, "update-policy: Looked at again by the review date.\n", "", State::Missing),
    ("C6", MAIN, "funding: None.\n", "", State::Missing),
    ("1d", REST, "no-treatment: yes\n", "", State::Missing),
    ("QL1", REST, "no-treatment: yes\n", "", State::Missing),
    ("QL18", MAIN, "evidence: Made up for tests.\n", "", State::Missing),
    ("QL20", MAIN, "  - A test, made up", "  - A test", State::Missing),
    ("QL22", MAIN, "helps-match: not done", "helps-match: A trial of 40 people.", State::Declared),
    ("QL23", MAIN, "helps-knowledge: not done", "helps-knowledge: Not done.", State::Missing),
    ("QL12", MAIN, "needs-patients: not done", "needs-patients: Six people were asked.", State::Declared),
    ("2c", MAIN, "(#quality-of-life)", "(#quality)", State::Missing),
];

#[test]
fn what_is_taken_away_is_missed() {
    for (item, file, old, new, state) in CHANGES {
        assert_eq!(states(&[(file, old, new)])[item], *state, "{item} with {new:?} for {old:?}");
    }
}

#[test]
fn a_reason_for_no_such_card_is_the_authors_word() {
    let states = states(&[
        (REST, "no-treatment: yes\n", ""),
        (MAIN, "status: example\n", "status: example\nno-treatment-waived: It hurts too much to wait.\n"),
    ]);
    assert_eq!((states["1d"], states["QL1"]), (State::Declared, State::Declared));
}

#[test]
fn tests_are_asked_more() {
    let is_test = (MAIN, "status: example\n", "kind: test\nstatus: example\n");
    let bare = states(&[is_test]);
    for item in ["C7", "C8", "C9", "C10", "QL24", "QL25", "QL26", "QL27", "QL28"] {
        assert_eq!(bare[item], State::Missing, "{item}");
    }
    let more =
        "## [What does it measure?](#test-measures)\n\nHow the knee bends.\n\n## [My choices](#choices)";
    let row =
        "| [were found, and had it](#found-true)[^a] | 9 | not known | at 1 year | low | Not compared. |\n";
    let head = "| [had a fall](#fell)";
    let full =
        states(&[is_test, (MAIN, "## [My choices](#choices)", more), (MAIN, head, &format!("{row}{head}"))]);
    assert_eq!((full["C7"], full["C8"]), (State::Present, State::Missing));
    assert_eq!((full["QL24"], full["QL25"]), (State::Present, State::Missing));
}

#[test]
fn what_the_check_says_counts() {
    let content = example(&[(MAIN, "at 1 year | low |", "at 1 year | perhaps |")]);
    let held = held(&content, &knee()).unwrap();
    let line = held.report.lines.iter().find(|it| it.item.id == "C5").unwrap();
    assert_eq!(line.answer.state, State::Missing);
    assert!(text(&content, &held).contains("The check found this"));
}

#[test]
fn what_the_authors_explain_is_their_word() {
    let long = format!("Nothing is done to the knee. {}", "You rest it for a day. ".repeat(40));
    let longer = (REST, "Nothing is done to the knee.", long.as_str());
    assert_eq!(states(&[longer])["C1"], State::Missing);
    let why = "status: example\naccept:\n  - \"balance-length: Rest has more to it.\"\n";
    let content = example(&[longer, (MAIN, "status: example\n", why)]);
    let held = held(&content, &knee()).unwrap();
    let line = held.report.lines.iter().find(|it| it.item.id == "C1").unwrap();
    assert_eq!(line.answer.state, State::Declared);
    assert!(text(&content, &held).contains("the authors explain it: Rest has more to it."));
}

#[test]
fn the_rules_whose_word_is_taken_are_there() {
    let known: BTreeSet<&str> = check::all().map(|(rule, _)| rule.code).collect();
    let unknown: BTreeSet<&str> = rules_heard().filter(|code| !known.contains(code)).collect();
    assert!(unknown.is_empty(), "no rule of the checker has these names: {unknown:?}");
}

#[test]
fn nothing_is_called_certified_and_every_hole_is_filled() {
    for content in [example(&[]), folder::read(&root().join("content")).unwrap()] {
        for unit in check::units(&content) {
            let Some(held) = held(&content, &unit) else { continue };
            let said = text(&content, &held);
            if unit.lang() == "en" {
                assert!(said.contains("Nobody has certified this information."), "{said}");
            }
            assert!(said.contains(held.paper_words.get(PaperWord::StandardsClosing)), "{said}");
            let rest = said.replace("Nobody has certified", "").to_lowercase();
            for claim in ["certified", "complian", "conform", "accredit", "approved by", "ipdas score"] {
                assert!(!rest.contains(claim), "{claim}: {said}");
            }
            assert!(!said.contains(['{', '}']), "{said}");
        }
    }
}

#[test]
fn programs_get_the_same() {
    let content = example(&[]);
    let all = json(&content, &[held(&content, &knee()).unwrap()]).unwrap();
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    let decision = &all["decisions"][0];
    let items = decision["items"].as_array().unwrap();
    assert_eq!(items.len(), ITEMS.len());
    let counts: u64 = decision["counts"].as_object().unwrap().values().map(|it| it.as_u64().unwrap()).sum();
    assert_eq!(counts, ITEMS.len() as u64);
    let funding = items.iter().find(|it| it["id"] == "C6").unwrap();
    let line = content.text(MAIN).unwrap().lines().position(|line| line == "funding: None.").unwrap() + 1;
    let place = &funding["where"][0];
    assert_eq!((place["key"].as_str(), place["line"].as_u64()), (Some("funding"), Some(line as u64)));
    let questions = items.iter().find(|it| it["id"] == "QL11").unwrap();
    assert_eq!(questions["where"][0]["screen"], "My page");
    assert!(all["closing"].as_str().unwrap().contains("Nobody has certified"));
}

#[test]
fn the_page_of_the_standards_names_every_rule_that_is_heard() {
    let page = fs::read_to_string(root().join("docs/standards.md")).unwrap();
    let unnamed: BTreeSet<&str> = rules_heard().filter(|code| !page.contains(&format!("`{code}`"))).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// Words of still pages that nothing says would only have to be translated.
#[test]
fn every_word_of_a_still_page_is_said() {
    let mut code = String::new();
    gather(&root().join("src"), &mut code);
    let items =
        fs::read_to_string(root().join("src/check/governance/standards.yaml")).unwrap().to_lowercase();
    let said: BTreeSet<&str> = code
        .split("PaperWord::")
        .skip(1)
        .map(|rest| rest.split(|it: char| !it.is_alphanumeric()).next().unwrap())
        .collect();
    let unsaid: Vec<String> = PaperWord::ALL
        .iter()
        .filter(|it| !items.contains(it.name()))
        .map(|it| format!("{it:?}"))
        .filter(|name| !said.contains(name.as_str()))
        .filter(|name| !is_said_offline(name))
        .collect();
    assert!(unsaid.is_empty(), "nothing says these: {unsaid:?}");
}

/// What is said about reading without a network stands in a page's list for its script, by the end of its name.
fn is_said_offline(name: &str) -> bool {
    let script = fs::read_to_string(root().join("public/boot/offline.js")).unwrap();
    let Some(end) = name.strip_prefix("Offline") else { return false };
    let key = end.char_indices().fold(String::new(), |key, (at, sign)| {
        let dash = if at > 0 && sign.is_uppercase() { "-" } else { "" };
        key + dash + &sign.to_lowercase().to_string()
    });
    script.contains(&format!("\"{key}\""))
}

fn gather(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, code);
        } else if !path.ends_with("words/paper.rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// A language without a file of phrases: nothing is heard, which is no praise.
#[test]
fn words_that_nobody_listens_for_are_not_called_right() {
    let german = Unit::Decision { id: "screen".into(), lang: "de".into() };
    let told = |files| {
        let content = Content::new(files);
        let held = held(&content, &german).unwrap();
        let state = |id: &str| held.report.lines.iter().find(|it| it.item.id == id).unwrap().answer.state;
        (["2d", "QL5", "QL21"].map(state), text(&content, &held))
    };
    let mut files = changed(&[]);
    let (states, _) = told(files.clone());
    assert_eq!(
        states,
        [State::Present, State::Present, State::NotChecked],
        "reading age is for English alone"
    );
    files.insert("checks/de.yaml".into(), "# to be written\n".into());
    assert_eq!(told(files.clone()).0, [State::NotChecked; 3], "a file in which nothing can be heard");
    files.remove("checks/de.yaml").unwrap();
    let (states, report) = told(files);
    assert_eq!(states, [State::NotChecked; 3]);
    assert!(report.contains("not-checked") && report.contains("what to listen for"), "{report}");
}
