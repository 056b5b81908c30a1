//! What authors wrote in earnest: what would have misled readers is said at its place, and what is harmless is let be.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use tandem::check::Report;

#[path = "checks/example.rs"]
mod example;

use example::{Change, changed, checked};

const QUALITY: &str = "## [Quality of life](#quality-of-life)";
const LIVING: &str = "## [What it is like to live with](#living)";
const WAIT: &str = "[How long is the wait for the operation?](#wait)";

/// The rules that are said of these changes to the example, each with the words that it is about.
fn said(changes: &[Change]) -> Vec<(&'static str, String)> {
    let files = changed(changes);
    let Report { list, .. } = checked(files.clone());
    let words = |file: &str, start: usize, end: usize| files[file][start..end].to_string();
    list.iter()
        .map(|it| {
            let (file, at) = (it.location.file.as_str(), it.location.at);
            (
                it.rule.code,
                if files.contains_key(file) { words(file, at.start, at.end) } else { String::new() },
            )
        })
        .collect()
}

/// The same of a sentence in running words on a card of the knee.
fn said_of(card: &str, sentence: &str) -> Vec<(&'static str, String)> {
    let before = if card == "decision" { QUALITY } else { LIVING };
    said(&[(&format!("knee/en/{card}.md"), before, &format!("{sentence}\n\n{before}"))])
}

fn has(said: &[(&str, String)], rule: &str, words: &str) -> bool {
    said.iter().any(|(code, about)| *code == rule && about.contains(words))
}

#[test]
fn a_good_point_cannot_say_another_number_than_the_table() {
    let point = "- In the trial, more people could walk a mile.[^a]";
    let other = "- In the trial, 90 out of 100 people could walk a mile at 1 year.[^a]";
    let said = said(&[("knee/en/operation.md", point, other)]);
    assert!(has(&said, "words-against-table", "90"), "{said:?}");
}

#[test]
fn deaths_from_one_cause_do_not_stand_alone_in_words_either() {
    let alone = said_of("decision", "In the trial, 18 out of 100 people died of lung cancer.[^a]");
    assert!(has(&alone, "deaths-in-words", ""), "{alone:?}");
    let both = "In the trial, 18 out of 100 people died of lung cancer. 20 out of 100 died of any cause.[^a]";
    let both = said_of("decision", both);
    assert!(!has(&both, "deaths-in-words", ""), "{both:?}");
}

#[test]
fn words_that_frighten_praise_or_argue_are_heard_wherever_they_stand() {
    let frightens = said_of("rest", "Your nerve may die, and you could lose the use of your hand for ever.");
    assert!(has(&frightens, "loaded-word", ""), "{frightens:?}");
    let card = "knee/en/operation.md";
    let name = said(&[
        (card, "title: An operation", "title: Full treatment"),
        (card, "# An operation", "# Full treatment"),
        ("knee/en/decision.md", "- [An operation](operation.md)", "- [Full treatment](operation.md)"),
    ]);
    assert!(has(&name, "loaded-word", "Full"), "{name:?}");
    let heading =
        said(&[("knee/en/decision.md", "### [Walking](#walking)", "### [The operation wins](#walking)")]);
    assert!(has(&heading, "loaded-word", "wins"), "{heading:?}");
    let argues = "[Why should I go on suffering when an operation cures it?](#wait)";
    let question = said(&[("knee/en/decision.md", WAIT, argues)]);
    assert!(has(&question, "loaded-word", ""), "{question:?}");
}

#[test]
fn a_hard_sentence_among_easy_ones_is_named_by_itself() {
    let hard = "Neurophysiological confirmation of compression is recommended prior to decompression in the \
                presence of atypical manifestations or diagnostic uncertainty.";
    let said =
        said_of("decision", &format!("You can walk. You can sit. {hard} You can stand. You can lie down."));
    assert!(has(&said, "hard-sentence", "Neurophysiological"), "{said:?}");
    assert!(!has(&said, "hard-sentence", "You can sit"), "{said:?}");
}

#[test]
fn an_explanation_is_for_one_finding() {
    let rest = "knee/en/rest.md";
    let two = format!("Falls are rare. Pain is rare.\n\n{LIVING}");
    let explained = "title: Rest\naccept:\n  - \"frequency-word: the source has no number, and says so\"";
    let before = said(&[(rest, LIVING, &two)]);
    let after = said(&[(rest, LIVING, &two), (rest, "title: Rest", explained)]);
    let count = |said: &[(&str, String)]| said.iter().filter(|(code, _)| *code == "frequency-word").count();
    assert_eq!((count(&before), count(&after)), (2, 1), "{before:?} {after:?}");
}

#[test]
fn harmless_sentences_of_ordinary_leaflets_are_let_be() {
    for sentence in [
        "The trial was done in the Netherlands, 1998 to 2000.",
        "The wrist is made up of eight small bones.",
        "You feel it in the thumb and two fingers.",
        "Somebody asks you the same question twice.",
        "The clinic opens at 7 am.",
        "Come back to the plaster room, from Monday to Saturday, between 8.30 and 4.",
        "The pain comes most often at night.",
    ] {
        let said = said_of("rest", sentence);
        assert_eq!(said, Vec::new(), "{sentence}");
    }
}
