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
    for alone in ["3", "half", "10 to 12", "12%"] {
        let quote = format!("\"{alone}\"");
        is_said("trail-line-shape", &with_quote(&quoted("You rest for 3 weeks.", &quote, "3 weeks", "")));
    }
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
        "60.2% (95% CI, 50.0-69.0)",
        "60.2% (50.0% to 69.0%)",
        "60.2 % [95% CI 50.0, 69.0]",
        "60.2%, 95% CI 50.0 to 69.0",
        "60.2% (60 of 100; 95% CI 50.0 to 69.0)",
        "60·2% (50·0–69·0); Kaplan-Meier",
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
    is_said("trail-rounding", &[(TRAIL, LINE, &twice)]);
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
    for (published, sum) in [
        ("34 of 86", "100-34/86"),
        ("34 of 86", "100 − 34/86 x 100"),
        ("34 of 86", "86-34=52; 52/86=60%"),
        ("39.8%", "100-39.8"),
        ("39.8%", "100% – 39.8% = 60.2%"),
        ("75.2%; 80.2% of these", "80.2% of 75.2%"),
        ("75.2%; 80.2% of these", "0.752 x 0.802"),
    ] {
        assert_eq!(how(published, sum), "", "{sum}");
    }
    let told = how("34 of 86", "100 - (34/86 x 100)");
    assert!(told.contains("brackets under How are not read: write it as"), "{told}");
    assert_eq!(how("34 of 86 (41%)", "100 - 34/86"), "34 of 86 is 40%, not 41%");
    assert_eq!(how("34 of 86", "100 - 34/86 = 61"), "100 - 34/86 is 60, not 61");
}

/// For each line that would quote words of a card, what is said of it: words, as published, how.
fn disproved(rows: &[(&str, &str, &str)]) -> Vec<(usize, String)> {
    let lines = rows.iter().map(|(words, published, how)| {
        format!("| \"{words}\" | everybody | 2020 | {published} | Abstract | source | {how} |\n")
    });
    let files = changed(&[(TRAIL, LINE, &format!("{LINE}{}", lines.collect::<String>()))]);
    let text = files[TRAIL].clone();
    let line = |at: usize| text[..at].matches('\n').count();
    let first = line(text.find(LINE).unwrap()) + 1;
    let report = checked(files);
    let found = report.list.iter().filter(|it| it.rule.code == "trail-words" && it.location.file == TRAIL);
    found.map(|it| (line(it.location.at.start) - first, it.location.message.clone())).collect()
}

#[test]
fn numbers_that_follow_from_what_was_published() {
    let rows = [
        ("12 out of 100 people", "12.3%", ""),
        ("120 out of 1,000 people", "12%", ""),
        ("850 out of 1,000 people", "85 per 100", ""),
        ("9 out of 10 people", "91%", ""),
        ("12% of people", "12%", ""),
        ("Out of 100 people, 12 fell", "12%", ""),
        ("12 out of 100 fell and 88 did not", "12%", "100 - 12%"),
        ("35 out of 100 (32 to 39)", "35% (32 to 39)", ""),
        ("from 2 to 78 out of 100", "2 to 78%", ""),
        ("fewer than 1 out of 100 people", "0.5%", ""),
        ("45 at 1 year and 32 at 2 years", "45%; at 1 year; 32% at 2 years", ""),
        ("3 to 5 weeks", "3 to 5 weeks", ""),
        ("at 5 and 10 years", "10 years and, in the report of 2015, 5 years", ""),
        ("nobody over 60", "aged 18 to 60", ""),
        ("for more than 7 years", "7.2 years; the middle", ""),
        ("12 weeks", "84 days", "84 / 7 = 12 weeks"),
        ("twice a day", "2 times daily", ""),
        ("twenty weeks", "20 weeks", ""),
        ("92 people answered", "92 of 144", ""),
        ("20 mg", "20 mg", ""),
        ("40 mg", "40mg", ""),
        ("about 7 years", "7.2 years", ""),
        ("over 1,200 people", "1,202 people", ""),
        ("4 times a year", "every 3 months", "12 / 3 = 4 times a year"),
        ("between 3 and 5 weeks", "3 to 5 weeks", ""),
        ("20 more out of 100 people", "20 percentage points (10 to 30)", ""),
        ("half of the people", "49%", ""),
        ("about £69", "£68.59", ""),
        ("about £69 for each person", "£68.59 for each person", ""),
        ("10 out of 1,000 people", "27.3%; 3.8% of these", "1,000 x 27.3% x 3.8% = 10"),
        ("53 out of 100 people, and 47 did not", "46 of 86", "100 - 46/86"),
        ("half of the people", "half of the men", ""),
        ("two thirds of people", "66.2%", ""),
        ("nine out of ten people", "91%", ""),
        ("ninety out of a hundred people", "90.2%", ""),
    ];
    assert_eq!(disproved(&rows), []);
}

#[test]
fn numbers_that_do_not_follow_from_what_was_published() {
    let rows = [
        ("12 out of 100 people", "1.2%", ""),
        ("3 out of 100 people", "0.3%", ""),
        ("12 out of 100 people", "12 of 1,000", ""),
        ("30 out of 1,000 people", "30%", ""),
        ("12 out of 100 people", "12% lower risk", ""),
        ("for 90 days", "9%", ""),
        ("120 people", "12%", ""),
        ("for 5 days", "5% of 200", ""),
        ("12 years", "12%", ""),
        ("12 out of 100 people", "3% (2 to 12)", ""),
        ("12 weeks", "3 weeks (2 to 12)", ""),
        ("for 60 weeks", "20 weeks", "50 + 10"),
        ("for 60 weeks", "20 weeks", "about 60 weeks"),
        ("3 weeks", "3 months", ""),
        ("3 weeks", "Table 3", ""),
        ("twice a day", "2 tablets", ""),
        ("20 mg", "20 ml", ""),
        ("60 out of 100 people", "40% lower risk", "100 - 40"),
        ("about 10 years", "14 years", ""),
        ("about 12 out of 100 people", "12.5%", ""),
        ("over 1,000 people", "1,202 people", ""),
        ("20 out of 100 people", "20 percentage points", ""),
        ("fewer than 2 out of 100 people", "0.5%", ""),
        ("half of the people", "20%", ""),
        ("a third of people", "20%", ""),
        ("a quarter of people", "no number given", ""),
        ("nine out of ten people", "10%", ""),
        ("ninety out of a hundred people", "87%", ""),
        ("half of the people", "50% fewer", ""),
    ];
    let found: Vec<usize> = disproved(&rows).iter().map(|(index, _)| *index).collect();
    for (index, row) in rows.iter().enumerate() {
        assert!(found.contains(&index), "{row:?}");
    }
}

#[test]
fn sums_are_worked_out() {
    // How, as published, out of how many people, and how many these are.
    let sums = [
        ("100 - 40, per 1,000", "about 40 per 1,000; at a starting risk of 100 per 1,000", 1000, 60),
        ("the complement, 100 - 97%", "97%", 100, 3),
        ("100% minus 39.8%", "39.8%", 100, 60),
        ("100 - 9", "9%", 1000, 910),
        ("1,000 - 807", "807 per 1,000", 1000, 193),
        ("10% of 1,000 = 100; 1,000 - 100 = 900", "10%", 1000, 900),
        ("100 x 0.75 = 75; 100 - 75 = 25", "0.75; at a risk of 100 per 1,000", 1000, 75),
        ("553 - 58", "58 of 553", 100, 90),
        ("84 / 7", "84 days", 100, 12),
        ("1,000 x 27.3% x 3.8% = 10", "27.3%; 3.8% of these", 1000, 10),
        ("1,000 × 27.3% × 3.8%", "27.3%; 3.8% of these", 1000, 10),
        ("27.3% x 3.8%", "27.3%; 3.8% of these", 1000, 10),
        ("100 x 27.3%", "27.3%", 100, 27),
        ("100 - 46/86", "46 of 86", 100, 47),
        ("100 - 46 / 86", "46 of 86", 1000, 465),
        ("100% - 46/86", "46 of 86", 100, 47),
        ("1 - 46/86 = 0.47", "46 of 86", 100, 47),
        ("1 - 0.273", "0.273 of them", 100, 73),
        ("46/86 + 3/86 = 57%", "46 of 86 and 3 of 86", 100, 57),
        ("46 / 86 = 53%", "46 of 86", 100, 53),
        ("1,000 x 1 / 8 = 125", "1 of 8", 1000, 125),
        ("86 - 46 = 40", "46 of 86", 100, 47),
        ("46 / 86 = 53 out of 100", "46 of 86", 100, 53),
        ("10,000 x 27.3%", "27.3%", 10_000, 2730),
        ("100 - 100%", "100%", 100, 0),
        ("100 - 100% = 0%", "100%", 100, 0),
        ("86 - 86", "86 of 86", 100, 0),
    ];
    let words = sums.map(|(_, _, people, count)| match people {
        1000 => format!("{count} out of 1,000 people"),
        10_000 => format!("{count} out of 10,000 people"),
        _ => format!("{count} out of 100 people"),
    });
    let rows: Vec<_> = sums
        .iter()
        .zip(&words)
        .map(|((how, published, ..), words)| (words.as_str(), *published, *how))
        .collect();
    assert_eq!(disproved(&rows), []);
    let wrong: Vec<_> =
        rows.iter().map(|(_, published, how)| ("23 out of 100 people", *published, *how)).collect();
    assert_eq!(disproved(&wrong).len(), rows.len(), "a sum proves one number and no other");
}

#[test]
fn a_result_that_is_another_number_is_told() {
    let rows = [
        ("99 people", "46 of 86", "46 / 86 = 54%"),
        ("99 people", "46 of 86", "100 - 46/86 = 46"),
        ("99 people", "27.3%; 3.8%", "1,000 x 27.3% x 3.8% = 11"),
        ("99 people", "46 of 86", "86 - 46 = 41"),
        ("99 people", "50%", "50 / 20"),
        ("99 people", "not reported", "100 - 40"),
    ];
    let messages: Vec<String> = disproved(&rows).into_iter().map(|(_, message)| message).collect();
    assert_eq!(
        messages,
        [
            "46 / 86 is 53%, not 54%",
            "100 - 46/86 is 47, not 46",
            "1,000 x 27.3% x 3.8% is 10, not 11",
            "86 - 46 is 40, not 41",
            "the sum under How has 20, which does not stand under As published",
            "the sum under How has 40, which does not stand under As published",
        ]
    );
}

#[test]
fn shares_are_read_in_the_forms_that_papers_have() {
    for published in [
        "60.2 percent",
        "602 of 1 000",
        "60.2% of 553",
        "60.2% of 553 men",
        "60.2% at 1 year",
        "60% (58 of 97)",
        "6020 of 10,000",
        "59.5%",
        "60.49%",
    ] {
        let line = LINE.replace("100 people who rested", "everybody").replace("60.2%", published);
        nothing_is_said(&[(TRAIL, LINE, &line)]);
    }
    for (published, message) in [
        ("few", "cannot be read as a share of people"),
        ("3 of 0", "cannot be read as a share of people"),
        ("60.2% (Kaplan-Meier)", "cannot be read as a share of people"),
        ("60.2% (10 to 50)", "one number is not in its own range"),
        ("60 of 100 (61%)", "60 of 100 is 60%, not 61%"),
        ("46 of 86 (54%)", "46 of 86 is 53%, not 54%"),
        ("54% (46/86)", "46 of 86 is 53%, not 54%"),
        ("58/553 (11.5%)", "58 of 553 is 10.5%, not 11.5%"),
        ("60.5%", "recomputed it is 61 out of 100"),
    ] {
        let line = LINE.replace("100 people who rested", "everybody").replace("60.2%", published);
        let found = said(&[(TRAIL, LINE, &line)]);
        assert!(found.iter().any(|it| it.contains(message)), "{published}: {found:#?}");
    }
}
