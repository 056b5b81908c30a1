//! The whole example in `tests/checks/whole`, each time with one thing in it that its evidence trail does not bear out, or that
//! it does: what the checker says of it.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "checks/example.rs"]
mod example;
use example::{Change, changed, checked};

const DECISION: &str = "knee/en/decision.md";
const TRAIL: &str = "knee/en/evidence.md";
const REST: &str = "knee/en/rest.md";

/// The line of the trail that proves 60, and its row on the card.
const LINE: &str =
    "| [60](#walked) [Rest](rest.md) | 100 people who rested | at 1 year | 60.2% | Table 2 | source | |\n";
const ROW: &str = "| 60 | 70 (60 to 78) | at 1 year | low | More people with an operation. |\n";

/// The codes of what is said once some words in some files are replaced by others.
fn said(changes: &[Change]) -> Vec<String> {
    let say = checked(changed(changes));
    say.list.iter().map(|it| format!("{}: {}", it.rule.code, it.location.message)).collect()
}

fn is_said(code: &str, changes: &[Change]) {
    let found = said(changes);
    assert!(found.iter().any(|it| it.starts_with(&format!("{code}:"))), "{changes:#?}\nsays only {found:#?}");
}

fn nothing_is_said(changes: &[Change]) {
    let found = said(changes);
    assert!(found.is_empty(), "{changes:#?}\nsays {found:#?}");
}

/// A sentence more on the card, and a line that quotes words of it.
fn quoted(sentence: &str, quote: &str, published: &str, how: &str) -> [String; 2] {
    let read = if how.is_empty() { "source" } else { "calculated" };
    [
        format!("rest your leg when it hurts. {sentence}"),
        format!("{LINE}| {quote} | everybody | 2020 | {published} | Abstract | {read} | {how} |\n"),
    ]
}

fn with_quote([sentence, line]: &[String; 2]) -> [(&str, &str, &str); 2] {
    [(REST, "rest your leg when it hurts.", sentence), (TRAIL, LINE, line)]
}

#[test]
fn quoted_words_say_what_was_published() {
    for (sentence, quote, published, how) in [
        ("Twelve weeks it is: 12 out of 100 people.", "\"12 out of 100 people\"", "1.2%", ""),
        ("You rest for 90 days.", "\"for 90 days\"", "9%", ""),
        ("You rest for 60 weeks.", "\"for 60 weeks\"", "20 weeks", "50 + 10"),
        ("You rest for 3 weeks.", "\"3 weeks\"", "3 months", ""),
        ("You rest twice a day.", "\"twice a day\"", "2 tablets", ""),
    ] {
        is_said("trail-words", &with_quote(&quoted(sentence, quote, published, how)));
    }
    is_said("trail-line-shape", &with_quote(&quoted("You rest for 3 weeks.", "\"3\"", "3 weeks", "")));
    is_said("quantity-no-line", &with_quote(&quoted("You rest for 10 weeks.", "\"10 w\"", "10 weeks", "")));
}

#[test]
fn quotes_are_found_however_they_are_written() {
    for (sentence, quote, published) in [
        ("You rest for 3&#160;weeks.", "\"3 weeks\"", "3 weeks"),
        ("You rest for 3\u{a0}weeks.", "\"3 weeks\"", "3 weeks"),
        ("Twice a day, stretch.", "\"twice a day\"", "twice a day"),
        ("You rest for 3 weeks.", "“3 weeks”", "3 weeks"),
        ("You rest for 3–4 weeks.", "\"3-4 weeks\"", "3 to 4 weeks"),
    ] {
        nothing_is_said(&with_quote(&quoted(sentence, quote, published, "")));
    }
}

#[test]
fn a_quote_covers_no_other_statement() {
    for (code, sentence) in [
        ("quantity-no-line", "More than 200 people died of it."),
        ("quantity-no-line", "Nobody under 40 kg falls."),
        ("quantity-no-line", "Nobody under 40.5 falls."),
    ] {
        let new = format!("rest your leg when it hurts. {sentence}");
        is_said(code, &[(REST, "rest your leg when it hurts.", &new)]);
    }
    let line = "| \"200 people\" | everybody | 2020 | 200 people | Abstract | source | |\n";
    let head =
        "| On the card | Who | When | As published | Where | Read | How |\n|---|---|---|---|---|---|---|\n";
    let other = format!("\n## [Another](#b)\n\n{head}{line}");
    let end = "| \"a mile\" | everybody | 2020 | could walk 1 mile | Methods | source | |\n";
    is_said("trail-source", &[(TRAIL, line, ""), (TRAIL, end, &format!("{end}{other}"))]);
}

#[test]
fn a_count_is_what_was_published() {
    for (published, how) in [
        ("20%", "50 + 10"),
        ("not reported", "100 - 40"),
        ("40%; fewer", "100 - 40"),
        ("12%", "pp. 50 + 10"),
        ("60.2% fewer", ""),
        ("60.2%; fewer", ""),
        ("60.2% lower risk", ""),
        ("60.2% relative reduction", ""),
        ("60% points", ""),
        ("600 per 1,000 person-years", ""),
        ("60% of controls", ""),
        ("60 of 100, later corrected to 6 of 100", ""),
        ("60.2% (50 to 69)", ""),
        ("60.2% (70 to 80)", ""),
        ("about 60%", ""),
        ("60 of 20", ""),
        ("600 of 1000", ""),
    ] {
        let line = LINE.replace("60.2%", published).replace("source | |", &format!("source | {how} |"));
        is_said("trail-rounding", &[(TRAIL, LINE, &line)]);
    }
    let ages = LINE.replace("100 people", "65 years and over").replace("60.2%", "600 of 1000");
    nothing_is_said(&[(TRAIL, LINE, &ages)]);
    for published in ["60 of 100", "60/100", "60.2 %", "60·2%", "60 of 100 (60%)", "60.2% of 100 people"] {
        nothing_is_said(&[(TRAIL, LINE, &LINE.replace("60.2%", published))]);
    }
}

#[test]
fn a_bracket_is_a_range_of_95_per_cent() {
    let row = ROW.replace("| 60 |", "| 60 (50 to 69) |");
    let line = |published: &str, how: &str| {
        let line = LINE.replace("[60]", "[60 (50 to 69)]").replace("60.2%", published);
        line.replace("source | |", &format!("source | {how} |"))
    };
    let (low, high) = ("More people with an operation.", "No clear difference.");
    let row = row.replace(low, high);
    for published in [
        "60.2% (50.0 to 69.0)",
        "60.2% (95% CI 50.0 to 69.0)",
        "60.2% (95% CI: 50.0–69.0)",
        "60 of 100 (60%; 50-69)",
    ] {
        nothing_is_said(&[(DECISION, ROW, &row), (TRAIL, LINE, &line(published, ""))]);
    }
    for (published, how) in [
        ("60.2% (50.0 to 69.0)", "90% CI"),
        ("60.2% (50.0 to 69.0); interquartile range", ""),
        ("60.2% (99% CI 50.0 to 69.0)", ""),
    ] {
        is_said("trail-rounding", &[(DECISION, ROW, &row), (TRAIL, LINE, &line(published, how))]);
    }
}

#[test]
fn a_line_and_its_cell_belong_together() {
    for cell in ["| not known |", "| *No difference found* |"] {
        is_said("trail-differs", &[(DECISION, ROW, &ROW.replace("| 60 |", cell))]);
    }
    let twice = format!("{LINE}{}", LINE.replace("[60]", "[20]").replace("60.2%", "20%"));
    is_said("trail-differs", &[(TRAIL, LINE, &twice)]);
    let column = "| Out of 100 people | [Rest](rest.md) |";
    for name in [
        "No rest ([rest](rest.md))",
        "Unrest ([rest](rest.md))",
        "Rest with tablets ([rest](rest.md))",
        "An operation, then rest ([rest](rest.md))",
    ] {
        let new = column.replace("[Rest](rest.md)", name);
        is_said("column-not-studied", &[(DECISION, column, &new)]);
    }
    for studied in ["[e](rest.md)", "[ ](rest.md)"] {
        is_said("column-not-studied", &[(TRAIL, LINE, &LINE.replace("[Rest](rest.md)", studied))]);
    }
}

#[test]
fn two_arms_may_speak_to_one_choice() {
    let table = "| Out of 100 people | [Rest](rest.md) | [Operation](operation.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n| [could walk a mile](#walked)[^a] | 60 |";
    let arms = table
        .replace("[Rest](rest.md)", "Short rest ([rest](rest.md)) | Long rest ([rest](rest.md))")
        .replace("|---|\n", "|---|---|\n")
        .replace("| 60 |", "| 60 | 40 |");
    let second = "| [could walk a mile](#walked)[^a] | 50 |";
    let lines = [
        LINE.replace("[Rest]", "[Short rest]"),
        LINE.replace("[Rest]", "[Long rest]").replace("[60]", "[40]").replace("60.2%", "40.1%"),
    ];
    let later = "| [50](#walked) [Rest](rest.md)";
    let changes = [
        (DECISION, table, arms.as_str()),
        (DECISION, second, "| [could walk a mile](#walked)[^a] | 50 | not known |"),
        (TRAIL, LINE, &lines.concat()),
        (TRAIL, later, "| [50](#walked) [Short rest](rest.md)"),
    ];
    nothing_is_said(&changes);
}

#[test]
fn a_line_promises_nothing() {
    for (old, new) in [
        ("| Table 2 |", "| - |"),
        ("| Table 2 |", "| to find |"),
        ("| 100 people who rested |", "| ? |"),
        ("| source | |", "| calculated | n/a |"),
        ("| source | |", "| calculated | by hand |"),
    ] {
        is_said("trail-line-parts", &[(TRAIL, LINE, &LINE.replace(old, new))]);
    }
    is_said("trail-date", &[(TRAIL, "checked: 2026-11-22", "checked: 1999-01-01")]);
    let labels = "checked: 2026-11-22\nlabels:\n  - for\n  - About";
    is_said("key-value", &[(TRAIL, "checked: 2026-11-22", labels)]);
}

/// Who read only the summary says so, the checker accepts it, and reviewers and readers are told.
#[test]
fn a_number_read_only_in_a_summary_is_told_as_such() {
    let line = LINE.replace("| source |", "| abstract |");
    let change = [(TRAIL, LINE, line.as_str())];
    nothing_is_said(&change);
    let content = tandem::check::Content::new(changed(&change));
    let pack = tandem::command::review::html(&content, Some("knee"), None, example::TODAY).unwrap();
    assert!(pack.contains("1 in its summary") && pack.contains("In its summary"), "{pack}");

    let unit = tandem::check::Unit::Decision { id: "knee".into(), lang: "en".into() };
    let held = tandem::command::standards::held(&content, &unit).unwrap();
    let [_, summary, ..] = tandem::command::standards::read_how(held.card.trail.as_ref().unwrap());
    assert_eq!(summary, 1);
    // Other lines of that source were read in the source itself.
    let only = |files, way| {
        let content = tandem::check::Content::new(files);
        let held = tandem::command::standards::held(&content, &unit).unwrap();
        tandem::command::standards::only_read(held.card.trail.as_ref().unwrap(), way)
    };
    use tandem::cards::trail::Read;
    assert_eq!(only(changed(&change), Read::Abstract), Vec::<String>::new());
    let mut files = changed(&[]);
    for text in files.values_mut() {
        *text = text.replace("| source |", "| abstract |");
    }
    assert_eq!(only(files.clone(), Read::Abstract), ["a"]);
    assert_eq!(only(files, Read::SecondHand), Vec::<String>::new());
}

#[test]
fn an_author_is_told_how_to_write_a_sum() {
    let how = |published: &str, how: &str| {
        let line = format!(
            "| [60](#walked) [Rest](rest.md) | people who rested | at 1 year | {published} | Table 2 | calculated | {how} |"
        );
        let old = "| [60](#walked) [Rest](rest.md) | 100 people who rested | at 1 year | 60.2% | Table 2 | source | |";
        let content = tandem::check::Content::new(changed(&[(TRAIL, old, line.as_str())]));
        let said = tandem::command::check::everything(&content, example::TODAY);
        let on_trail = said.list.iter().filter(|it| it.rule.code == "trail-rounding");
        on_trail.map(|it| it.location.message.clone()).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(how("34 of 86", "100 - 34/86"), "");
    assert_eq!(how("75.2%; 80.2% of these", "100 x 75.2% x 80.2% = 60"), "");
    let told = how("34 of 86", "all but those 34");
    assert!(told.contains("write it as `100 - 46 / 86` or `1,000 x 27.3% x 3.8%`"), "{told}");
    assert_eq!(how("34 of 86 (41%)", "100 - 34/86"), "34 of 86 is 40%, not 41%");
    assert_eq!(how("34 of 86", "100 - 34/86 = 61"), "100 - 34/86 is 60, not 61");
}
