//! What running words say of the numbers in the tables: another number, time or difference is told to the author, and what
//! agrees, or is about something else, is left alone.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "checks/example.rs"]
mod example;

use example::{changed, checked};
use tandem::check::{Content, Unit, check};

const LIVING: &str = "## [What it is like to live with](#living)";

/// Whether a rule is said of a sentence in a card of the knee.
fn is_said(rule: &str, card: &str, sentence: &str) -> bool {
    let with = match card {
        "decision" => format!("{sentence}\n\n## [Quality of life](#quality-of-life)"),
        _ => format!("{sentence}\n\n{LIVING}"),
    };
    let old = if card == "decision" { "## [Quality of life](#quality-of-life)" } else { LIVING };
    let report = checked(changed(&[(&format!("knee/en/{card}.md"), old, &with)]));
    report.list.iter().any(|it| it.rule.code == rule)
}

#[test]
fn a_number_in_words_is_that_of_the_table() {
    let differs = |card, sentence| is_said("words-against-table", card, sentence);
    for (card, sentence) in [
        ("rest", "90 out of 100 people could walk a mile.[^a]"),
        ("rest", "After 1 year, 75 out of 100 people could walk a mile.[^a]"),
        ("rest", "Out of 100 people, 75 could walk a mile after 1 year.[^a]"),
        ("operation", "At 1 year, 60 out of 100 people could walk a mile.[^a]"),
        ("decision", "With an operation, 60 out of 100 people could walk a mile at 1 year.[^a]"),
        ("rest", "After 2 years, 60 out of 100 people could walk a mile.[^a]"),
        ("rest", "After 5 years, 60 out of 100 people could walk a mile.[^a]"),
        ("rest", "At 1 year, 30 out of 100 people could not walk a mile.[^a]"),
        ("decision", "More people with rest could walk a mile.[^a]"),
        (
            "operation",
            "An operation made no difference to whether people fell. Fewer people with an operation could walk a mile.",
        ),
    ] {
        assert!(differs(card, sentence), "{card}: {sentence}");
    }
}

#[test]
fn words_that_agree_or_are_about_something_else_are_left_alone() {
    for (card, sentence) in [
        ("rest", "60 out of 100 people could walk a mile. The other 40 could not.[^a]"),
        ("rest", "At 1 year, 600 out of 1,000 people could walk a mile.[^a]"),
        ("rest", "At 1 year, 40 out of 100 people could not walk a mile.[^a]"),
        ("rest", "After 2 years, half of them, 50 out of 100, could walk a mile.[^a]"),
        ("rest", "With an operation, 70 out of 100 people could walk a mile at 1 year.[^a]"),
        ("rest", "Before they rested, 20 out of 100 people could walk a mile.[^a]"),
        ("rest", "After 5 years, 45 out of 100 people could walk a mile.[^a]"),
        ("rest", "10 more out of 100 people could walk a mile with an operation.[^a]"),
        ("rest", "At 1 year, 20 out of 100 people over 80 with bad hips could walk a mile.[^a]"),
        ("rest", "30 out of 100 people could climb stairs.[^a]"),
        ("decision", "More people with an operation could walk a mile.[^a]"),
        ("decision", "Who could walk a mile before may walk a mile again."),
        ("decision", "More rest means that you walk less."),
        ("decision", "Walk a mile each day if you can."),
    ] {
        for rule in ["words-against-table", "deaths-in-words"] {
            assert!(!is_said(rule, card, sentence), "{rule}: {card}: {sentence}");
        }
    }
}

#[test]
fn deaths_from_one_cause_stand_with_deaths_from_any_in_words_too() {
    let said = |sentence| is_said("deaths-in-words", "rest", sentence);
    assert!(said("18 out of 100 people died of lung cancer.[^a]"));
    assert!(said("Of 100 people, 3 died from a clot.[^a]"));
    for sentence in [
        "18 out of 100 people died of lung cancer, and 21 out of 100 died of any cause.[^a]",
        "18 out of 100 people died of lung cancer. In all, 21 out of 100 died of any cause.[^a]",
        "21 out of 100 people died of any cause.[^a]",
        "43 out of 100 people died within 5 years after an operation.[^a]",
        "2 out of 100 people died because of the operation.[^a]",
        "2 out of 100 people had a partner who died.[^a]",
        "Some people die of it.",
    ] {
        assert!(!said(sentence), "{sentence}");
    }
}

#[test]
fn a_single_hard_sentence_is_named_among_easy_ones() {
    let said = |sentence| is_said("hard-sentence", "rest", sentence);
    assert!(said(
        "Consideration should be given to the potential implications of deferral for the availability of alternative interventions."
    ));
    for sentence in [
        "Ask your team about your other medicines, above all clarithromycin, some medicines for fungus, and medicines for HIV.",
        "You may be asked to see an occupational therapist before you go home.",
        "Methotrexate, hydroxychloroquine, sulfasalazine.",
    ] {
        assert!(!said(sentence), "{sentence}");
    }
}

#[test]
fn one_explanation_covers_one_finding() {
    let twice = |lines: &str| {
        let accept = format!("title: Rest\naccept:\n{lines}");
        let words = format!(
            "Some shops are happily near. Ask soon, it is worth it.\n\nIt rarely hurts.\n\nYou rarely fall.\n\n{LIVING}"
        );
        let changes =
            [("knee/en/rest.md", "title: Rest\n", accept.as_str()), ("knee/en/rest.md", LIVING, &words)];
        let report = checked(changed(&changes));
        let count = |code: &str| report.list.iter().filter(|it| it.rule.code == code).count();
        (count("frequency-word"), report.explained.len(), count("accept-unused"))
    };
    let line = "  - \"frequency-word: nobody has counted it, and the card says so\"\n";
    assert_eq!(twice(line), (1, 1, 0));
    assert_eq!(twice(&line.repeat(2)), (0, 2, 0));
    assert_eq!(twice(&line.repeat(3)), (0, 2, 1));
}

const WRONG: &str = "difference-wrong-way";
const DOUBTFUL: &str = "range-contradicts";

/// What is said of a sentence beside the columns Rest and "An operation (surgery)".
fn verdict(one: &str, other: &str, words: &str) -> &'static str {
    beside(["Rest", "An operation (surgery)"], one, other, words)
}

fn beside(names: [&str; 2], one: &str, other: &str, words: &str) -> &'static str {
    const ROW: &str = "| 60 | 70 (60 to 78) | at 1 year | low | More people with an operation. |";
    let row = format!("| {one} | {other} | at 1 year | low | {words} |");
    let [rest, operation] = names;
    let columns = format!("[{rest}](rest.md) | [{operation}](operation.md) |");
    let files = changed(&[
        ("knee/en/decision.md", "[Rest](rest.md) | [Operation](operation.md) |", &columns),
        ("knee/en/decision.md", ROW, &row),
    ]);
    let unit = Unit::Decision { id: "knee".into(), lang: "en".into() };
    let list = check(&Content::new(files), &unit, example::TODAY).list;
    list.iter().map(|it| it.rule.code).find(|code| [WRONG, DOUBTFUL].contains(code)).unwrap_or_default()
}

#[test]
fn columns_are_known_by_their_words() {
    let names = ["Tablets, no radiotherapy", "Radiotherapy and tablets"];
    for (words, expected) in [
        ("More without radiotherapy.", WRONG),
        ("Fewer with radiotherapy.", WRONG),
        ("More with radiotherapy.", ""),
        ("Fewer with tablets.", ""),
        ("Fewer with no operation.", ""),
    ] {
        assert_eq!(beside(names, "60", "70", words), expected, "{words}");
    }
}

#[test]
fn sentences_are_held_against_counts() {
    for (one, other, words, expected) in [
        (60, 70, "Rest: more people.", WRONG),
        (60, 70, "More people who rested.", WRONG),
        (60, 70, "More with rest than with surgery.", WRONG),
        (60, 70, "Fewer with an operation.", WRONG),
        (60, 60, "More people with an operation.", WRONG),
        (60, 70, "Not all is known, and highest with rest.", WRONG),
        (60, 70, "Fewer people who rested, more with surgery than with rest.", ""),
        (60, 70, "More than half with rest.", ""),
        (60, 70, "No more people with rest, more or less.", ""),
        (60, 70, "Twice as many people with an operation.", WRONG),
        (60, 70, "Fourfold more with an operation.", WRONG),
        (60, 70, "Half as many people with rest.", WRONG),
        (60, 70, "4 times as many with an operation.", WRONG),
        (12, 25, "Twice as many people with rest.", WRONG),
        (12, 25, "Twice as many people with an operation.", ""),
        (10, 34, "More than twice as many with an operation.", ""),
        (2, 3, "Twice as many people with an operation.", ""),
        (60, 70, "20 fewer people with rest.", DOUBTFUL),
        (60, 70, "Ten more with an operation.", ""),
        (70, 50, "About 22 fewer with an operation.", ""),
        (60, 95, "No clear difference.", DOUBTFUL),
        (60, 70, "No clear difference.", ""),
    ] {
        assert_eq!(verdict(&one.to_string(), &other.to_string(), words), expected, "{words}");
    }
}

#[test]
fn claims_are_held_against_ranges() {
    let rest = "60 (50 to 69)";
    let far = "90 (83 to 94)";
    let near = "62 (52 to 71)";
    for (other, words, expected) in [
        (far, "About the same.", DOUBTFUL),
        (far, "Similar with both.", DOUBTFUL),
        (far, "There was no clear difference between the two.", DOUBTFUL),
        (far, "Not compared.", DOUBTFUL),
        (far, "More people with an operation.", ""),
        (near, "No clear difference.", ""),
        (near, "Slightly more people with an operation.", DOUBTFUL),
        (near, "An operation helps more people.", DOUBTFUL),
        (near, "More people with an operation, but this may be chance.", ""),
        (near, "No more people with an operation.", ""),
    ] {
        assert_eq!(verdict(rest, other, words), expected, "{words}");
    }
}
