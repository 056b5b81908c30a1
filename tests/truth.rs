//! The shipped cards against their evidence trails: every number has its line, and whoever changes a number on a card, in
//! a table or in running words, is told. Nothing here is about how the checker is written: it takes the shipped folder,
//! changes one number, and looks whether anything is said.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tandem::cards::trail::{self, Read, TRAIL_FILE};
use tandem::cards::{Cell, Date, Decision};
use tandem::check::{self, Card, Content, Part, Severity, Unit};
use tandem::text::{Source, Span};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn shipped() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let path = entry.strip_prefix(&root).unwrap().to_str().unwrap().to_string();
                files.insert(path, fs::read_to_string(&entry).unwrap());
            }
        }
    }
    files
}

/// One decision's files and what they lean on: quicker to check than everything.
fn alone(files: &BTreeMap<String, String>, id: &str) -> BTreeMap<String, String> {
    let needed = |path: &str| {
        [&format!("{id}/"), "words/", "support/", "service."].iter().any(|start| path.starts_with(*start))
    };
    files.iter().filter(|(path, _)| needed(path)).map(|(path, text)| (path.clone(), text.clone())).collect()
}

fn decisions(files: &BTreeMap<String, String>) -> Vec<String> {
    let ids = files.keys().filter_map(|path| path.strip_suffix("/en/decision.md"));
    ids.map(str::to_string).collect()
}

fn unit(id: &str) -> Unit {
    Unit::Decision { id: id.to_string(), lang: "en".into() }
}

fn errors(files: &BTreeMap<String, String>, id: &str) -> usize {
    let content = Content::new(files.clone());
    let say = check::check(&content, &unit(id), TODAY);
    say.list.iter().filter(|it| it.rule.severity == Severity::Error).count()
}

#[test]
fn the_nine_decisions_are_there_and_nothing_in_them_is_an_error() {
    let files = shipped();
    let ids = decisions(&files);
    for id in [
        "prostate-localised",
        "psa-test",
        "breast-surgery",
        "breast-over-70",
        "breast-radiotherapy-65",
        "hormone-tablets",
        "colon-chemotherapy",
        "follow-up",
        "statin",
    ] {
        assert!(ids.iter().any(|it| it == id), "{id} is not shipped: {ids:?}");
    }
    for id in ids {
        assert_eq!(errors(&alone(&files, &id), &id), 0, "cargo xtask check says what is wrong with {id}");
    }
}

#[test]
fn nothing_shipped_is_unverified() {
    for (path, text) in shipped().iter().filter(|(path, _)| path.ends_with(TRAIL_FILE)) {
        let trail = trail::read(Source { name: TRAIL_FILE, text });
        assert!(!trail.lines.is_empty() && trail.unread.is_empty(), "{path}");
        for line in &trail.lines {
            let known = matches!(
                line.read,
                Some(Read::Source | Read::Abstract | Read::SecondHand | Read::Calculated)
            );
            assert!(known, "{path}: {line:?}");
        }
    }
}

/// Changes the number at each of these places of a decision by one, a place at a time; how many were tried.
fn each_changed(
    files: &BTreeMap<String, String>,
    id: &str,
    places: impl Fn(&Card) -> Vec<(String, Span)>,
) -> usize {
    let files = alone(files, id);
    let content = Content::new(files.clone());
    let places = places(&Card::read(&content, &unit(id), TODAY));
    for (path, at) in &places {
        let mut changed = files.clone();
        let text = changed.get_mut(path).unwrap();
        let before = text[at.start..at.end].to_string();
        text.replace_range(at.start..at.end, &one_more(&before));
        assert!(errors(&changed, id) > 0, "{path}, byte {}: {before} could be changed unseen", at.start);
    }
    places.len()
}

#[test]
fn a_count_changed_on_a_card_is_an_error() {
    let files = shipped();
    let counts = |card: &Card| {
        let decision: &Decision = card.decision.as_ref().unwrap();
        let rows = decision.tables.iter().flat_map(|table| &table.rows);
        let cells =
            rows.flat_map(|row| row.cells.iter().enumerate().map(move |(place, cell)| (row, place, cell)));
        let found = cells.filter(|(.., cell)| matches!(cell, Cell::Finding(_)));
        found.map(|(row, place, _)| (card.path("decision.md"), card.count_of(row, place).1)).collect()
    };
    let tried: usize = decisions(&files).iter().map(|id| each_changed(&files, id, counts)).sum();
    assert!(tried > 100, "only {tried} counts");
}

/// Every third of them, because each takes the whole checker.
#[test]
fn a_number_changed_in_running_words_is_an_error() {
    let files = shipped();
    let numbers = |card: &Card| {
        let prose = card.passages.iter().filter(|it| matches!(it.part, Part::Paragraph | Part::Item));
        let found = prose.filter_map(|it| Some((it, quantity(&it.plain)?))).step_by(3);
        found.map(|(it, number)| (card.path_of(it).to_string(), card.place_of(it, number))).collect()
    };
    let tried: usize = decisions(&files).iter().map(|id| each_changed(&files, id, numbers)).sum();
    assert!(tried > 40, "only {tried} numbers");
}

/// A number before a unit of time or before people, which is surely a quantity.
fn quantity(text: &str) -> Option<&str> {
    let units = ["weeks", "months", "years", "people", "men", "women", "sessions"];
    text.split(' ').zip(text.split(' ').skip(1)).find_map(|(number, unit)| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty();
        let unit = unit.trim_end_matches(|sign: char| !sign.is_alphabetic());
        (is_number && units.contains(&unit) && text.matches(number).count() == 1).then_some(number)
    })
}

/// The first number in a text, one more than it is.
fn one_more(text: &str) -> String {
    let start = text.find(|sign: char| sign.is_ascii_digit()).unwrap();
    let rest = &text[start..];
    let length = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
    let number: u64 = rest[..length].parse().unwrap();
    format!("{}{}{}", &text[..start], number + 1, &rest[length..])
}
