//! What fuzzing found, each now a test. See `fuzz/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use tandem::answers::format::{read, write};
use tandem::answers::merge::merge;
use tandem::answers::{Answers, Notebook, copy};
use tandem::cards::Date;
use tandem::cards::decision::{self, DECISION_FILE, File};
use tandem::check::{self, Content};
use tandem::words::Words;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// Checks a decision. Everything that is said must stand at a place that is there. Gives the codes.
fn check(files: &[(&str, &str)]) -> Vec<&'static str> {
    let paths = files.iter().map(|(name, text)| (format!("knee/en/{name}"), text.to_string()));
    let content = Content::new(paths.collect::<BTreeMap<_, _>>());
    let mut codes = Vec::new();
    for unit in check::units(&content) {
        for it in check::check(&content, &unit, TODAY).list {
            for place in std::iter::once(&it.location).chain(&it.also) {
                let text = content.text(&place.file).unwrap_or_default();
                let is_there = text.get(place.at.start..place.at.end).is_some() || place.at.end <= 3;
                assert!(is_there, "{} is said of no place: {place:?}", it.rule.code);
            }
            codes.push(it.rule.code);
        }
    }
    codes
}

const CHOICES: &str = "## [My choices](#choices)\n\n- [Rest](rest.md)\n- [Operation](operation.md)\n";

#[test]
fn of_two_lists_of_choices_the_one_that_is_read_is_loaded() {
    let text = format!(
        "---\ntitle: T\n---\n\n# T\n\nWhich?\n\n{CHOICES}\n## [Others](#choices)\n\n- [Brace](brace.md)\n"
    );
    let (words, _) = Words::read(tandem::text::Source { name: "en.yaml", text: "" });
    let files = [File { name: DECISION_FILE, text: Some(&text) }];
    let (decision, _) = decision::read("knee", "en", &files, &words.vocabulary());
    let read: Vec<String> = decision.options.iter().map(|option| format!("{}.md", option.id)).collect();
    assert_eq!(decision::option_files(&text), read);
}

#[test]
fn a_heading_in_a_choices_card_is_no_place_in_the_decision() {
    let decision = "---\ntitle: T\n---\n\n# T\n\nWhich?\n\n- [Rest](rest.md)\n- [Operation](operation.md)\n";
    let words = "These are words that stand before. ".repeat(20);
    for id in ["choices", "questions", "matters", "outcomes"] {
        let card = format!("---\ntitle: Rest\n---\n\n{words}\n\n## [Here](#{id})\n\nWords.\n");
        let codes = check(&[(DECISION_FILE, decision), ("rest.md", &card), ("operation.md", &card)]);
        assert!(codes.contains(&"no-choices"), "{codes:?}");
        let codes = check(&[
            (DECISION_FILE, &decision.replace("- [Rest]", &format!("{CHOICES}- [Rest]"))),
            ("rest.md", &card),
        ]);
        assert!(!codes.is_empty());
    }
}

/// A text with a list of what matters about the topic `a`.
fn things(list: &str) -> String {
    format!(r#"{{"tandem":2,"topics":{{"a":{{"things":[{list}]}}}}}}"#)
}

#[test]
fn what_is_in_a_list_twice_never_takes_the_place_of_what_was_taken_away() {
    let before = read(&things(r#"{"id":"b","pile":"lot"},{"id":"b","pile":"not"}"#)).notebook.topic("a");
    let merged = merge(&before, &before, &Answers::default());
    assert!(merged.sorted() == 0);
    let text = write(&Notebook::of_topic("a", merge(&before, &merged, &before)));
    assert_eq!(write(&read(&text).notebook), text);
    assert_eq!(read(&text).notebook.topic("a").sorted(), 0, "{text}");
}

#[test]
fn own_words_under_a_number_that_others_have_are_all_there() {
    let list = r#"{"own":1,"words":"one","pile":"lot"},{"own":1,"words":"two","pile":"lot"},{"own":2,"words":"three"}"#;
    let text = write(&read(&things(list)).notebook);
    for words in ["one", "two", "three"] {
        assert!(text.contains(words), "{text}");
    }
    assert_eq!(read(&text).notebook.topic("a").own_matters().len(), 3);
    assert_eq!(write(&read(&text).notebook), text);
}

#[test]
fn a_copy_of_which_nothing_can_be_read_is_said_to_be_damaged() {
    let file = r#"<template id="tandem-copy" data-print="00000000">{"tandem":2,"copy":{"title":"A title","whose":"mine"z,"person"</template>"#;
    assert_eq!(copy::read(file).unwrap_err(), copy::Refused::Damaged);
}
