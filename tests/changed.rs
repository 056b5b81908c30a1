//! Changes to the whole example that would mislead a reader, and the rule that finds each. The pages in `docs/checks` show
//! what is said of one change for each rule; these are the others that it must not let through, and some that it must.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

#[path = "checks/example.rs"]
mod example;
use example::{Change, changed, checked};

/// The codes said of the whole example after some changes: in a file, words, and the words in their place.
fn said(changes: &[Change]) -> BTreeSet<&'static str> {
    checked(changed(changes)).list.iter().map(|it| it.rule.code).collect()
}

const KNEE: &str = "knee/en/decision.md";
const REST: &str = "knee/en/rest.md";
const TRAIL: &str = "knee/en/evidence.md";
const TEST: &str = "screen/en/decision.md";
const TEST_DE: &str = "screen/de/decision.md";
const TEST_TRAIL: &str = "screen/en/evidence.md";

/// A table of deaths from one cause and from any, with its lines of the trail.
fn deaths(one: &str, when: &str, any: &str) -> BTreeSet<&'static str> {
    let heading = "## [Quality of life](#quality-of-life)";
    let table = format!(
        "### [Deaths](#survival)\n\nIn 2020, 200 people were asked in one trial.[^a] Now it is different.\n\n\
        | Out of 100 people | [Rest](rest.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n\
        |---|---|---|---|---|\n\
        | [died of the knee](#died-knee)[^a] | {one} | {when} | low | Not compared. |\n\
        | [died of any cause](#died-any)[^a] | {any} | at 1 year | low | Not compared. |\n\n{heading}"
    );
    let line = |count: &str, id: &str, when: &str| {
        format!(
            "| [{count}](#{id}) [Rest](rest.md) | 100 people who rested | {when} | {count}% | Table 4 | source | |\n"
        )
    };
    let quote = "| \"200 people\"";
    let lines = line(one, "died-knee", when) + &line(any, "died-any", "at 1 year") + quote;
    said(&[(KNEE, heading, &table), (TRAIL, quote, &lines)])
}

#[test]
fn deaths_from_one_cause_are_some_of_those_from_any() {
    assert_eq!(deaths("20", "at 1 year", "30"), BTreeSet::new());
    assert_eq!(deaths("30", "at 1 year", "20"), BTreeSet::from(["survival-any-cause"]));
    assert_eq!(deaths("20", "at 10 years", "30"), BTreeSet::from(["survival-any-cause"]));
}

#[test]
fn the_results_of_a_test_are_everybody_who_had_it() {
    for (old, new, id) in [("930", "630", "clear-true"), ("not known | 8", "not known | 80", "detected-with")]
    {
        let (count, other) = (old.rsplit(' ').next().unwrap(), new.rsplit(' ').next().unwrap());
        let line = |count: &str| {
            format!("[{count}](#{id}) [Test](test.md) | 1,000 people | in the first year | {count} per")
        };
        let found = said(&[
            (TEST, &format!("| {old} |"), &format!("| {new} |")),
            (TEST_DE, &format!("| {old} |"), &format!("| {new} |")),
            (TEST_TRAIL, &line(count), &line(other)),
        ]);
        assert_eq!(found, BTreeSet::from(["test-numbers"]), "{new}");
    }
}

#[test]
fn one_time_of_the_original_is_one_time_in_a_translation() {
    let found = said(&[(TEST_DE, "| 60 | im ersten Jahr", "| 60 | im zweiten Jahr")]);
    assert_eq!(found, BTreeSet::from(["test-numbers", "translation-numbers"]));
}

#[test]
fn headings_names_of_rows_and_sentences_in_cells_are_looked_at() {
    for (old, new, code) in [
        ("[Walking](#walking)", "[An operation doubles the chance](#walking)", "relative-alone"),
        ("[had a fall](#fell)", "[had half the risk](#fell)", "relative-alone"),
        ("*No difference found*", "*Twice as many*", "relative-alone"),
        ("[Walking](#walking)", "[Most people walk](#walking)", "frequency-word"),
        ("*No difference found*", "*Almost nobody*", "frequency-word"),
        ("More people with an operation.", "The number needed to treat is ten.", "relative-alone"),
    ] {
        assert!(said(&[(KNEE, old, new)]).contains(code), "{new}");
    }
}

#[test]
fn counts_in_running_words_have_a_source_their_table_s_whole_and_the_others() {
    for (words, code) in [
        ("60 out of 100 people did.", Some("count-source")),
        ("60 out of 100 people did.[^a]", None),
        ("60 out of 1,000 people did.[^a]", Some("denominators-mixed")),
        ("60 out of 100 people did, which is 600 out of 1,000.[^a]", None),
        ("160 out of 100 people did.[^a]", Some("count-past")),
    ] {
        let found = said(&[(REST, "when it hurts.", &format!("when it hurts. {words}"))]);
        let codes = ["count-source", "denominators-mixed", "count-past"];
        let found: Vec<&str> = codes.into_iter().filter(|it| found.contains(it)).collect();
        assert_eq!(found, Vec::from_iter(code), "{words}");
    }
    for (words, is_found) in [
        ("Of 100 people, 12 fell.[^a]", true),
        ("Twelve men and women out of 100 fell.[^a]", true),
        ("12 (10 to 14) out of 100 fell with rest.[^a]", true),
        ("12 out of 100 fell, and the other 88 did not.[^a]", false),
    ] {
        let found = said(&[(REST, "- Nobody opens your knee.", &format!("- {words}"))]);
        assert_eq!(found.contains("one-frame"), is_found, "{words}");
    }
}
