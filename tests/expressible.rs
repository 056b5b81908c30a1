//! What real decisions need to say can be said: the hard parts of two that authors tried to write, a scan that looks for an
//! illness and an operation or a splint for a hand. The checker has nothing to say of them, and readers are told the truth.
//! The sources are made up; the shapes of the numbers are those that gave trouble.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use leptos::prelude::{Owner, RenderHtml};
use tandem::answers::copy::Whose;
use tandem::answers::{Answers, Detail, Key, Pile};
use tandem::cards::Decision;
use tandem::cards::decision::{self, File};
use tandem::cards::glossary;
use tandem::check::Content;
use tandem::command::{check, report};
use tandem::summary::{Fact, plain, summarise};
use tandem::views::element::Node;
use tandem::views::parts::groups;
use tandem::views::route::Route;
use tandem::views::state::{Paper, Setting, Tandem};
use tandem::views::{self, paper, step};

#[path = "checks/example.rs"]
mod example;
#[path = "cards/shipped.rs"]
mod shipped;

use example::{TODAY, whole};

const HEADS: &str =
    "[When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n";
const ASKED: &str =
    "In 2020, 200 people were asked in one trial.[^a] Since then the way to operate has not changed.";

/// The whole example in English only, with these words in a file in place of others.
fn files(changes: &[(&str, &str, String)]) -> BTreeMap<String, String> {
    let mut files = whole();
    files.retain(|path, _| !path.contains("/de/") && !path.contains(".de."));
    for (path, old, new) in changes {
        let text = files.get_mut(*path).unwrap();
        assert!(text.contains(old), "{path} has no {old:?}");
        *text = text.replacen(old, new, 1);
    }
    files
}

/// The checker says nothing of these files.
fn holds(files: &BTreeMap<String, String>) {
    let content = Content::new(files.clone());
    let said = check::everything(&content, TODAY);
    assert!(said.list.is_empty(), "{}", report::text(&content, &said, false));
}

fn decision_of(files: &BTreeMap<String, String>, id: &str) -> &'static Decision {
    let folder = format!("{id}/en/");
    let cards = files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&folder)?, text)));
    let cards: Vec<File> = cards.map(|(name, text)| File { name, text: Some(text) }).collect();
    Box::leak(Box::new(decision::read(id, "en", &cards, &shipped::words().vocabulary()).0))
}

/// A place of the program, everything opened.
fn html(files: &BTreeMap<String, String>, id: &str, route: &Route) -> String {
    let decision = decision_of(files, id);
    Owner::new().with(|| {
        let t = Tandem::new(shipped::words(), decision, &[], TODAY, Setting::default());
        t.change(|answers| answers.tell(Detail::Everything));
        Node::from(step(t, route)).to_html()
    })
}

/// What people read side by side, as one line of words.
fn read(files: &BTreeMap<String, String>, id: &str) -> String {
    in_words(&html(files, id, &Route::Compare))
}

/// The leaflet, as one line of words.
fn leaflet(decision: &'static Decision) -> String {
    in_words(&Owner::new().with(|| {
        let t = Tandem::new(shipped::words(), decision, &[], TODAY, Setting::default());
        paper::drawn(t, Some(Paper::Leaflet)).to_html()
    }))
}

fn in_words(html: &str) -> String {
    let words: String = html
        .replace("<wbr>", "")
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, after)| after).to_string() + " ")
        .collect();
    words.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_scan_is_told_truly_with_what_is_found_without_it() {
    let found = "| [were found to hear less, after the test](#detected-with)[^s] | not known | 8 | in the first year | low | Not compared. |\n\
                 | [were found to hear less, without the test](#detected-without)[^s] | 5 | not known | in the first year | low | Not compared. |";
    let rare = "\n\n### [Harm by the test](#harm)\n\nIn 2020, 9,515 people had the test in one study.[^s] The test has not changed since.\n\n\
        | Out of 1,000 [tests](#counted) | [Test](test.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|\n\
        | [hurt the ear](#hurt)[^s] | fewer than 1 | within 1 year | low | Very few. |";
    let line = |count: &str, id: &str, published: &str| {
        format!(
            "| [{count}](#{id}) [Test](test.md) | people who had the test | within 1 year | {published} | Table 2 | source | |"
        )
    };
    let trail = "| [8](#detected-with) [Test](test.md) | 1,000 people | in the first year | 8 per 1,000 | Table 1 | source | |\n\
                 | [5](#detected-without) [No test](no-test.md) | 1,000 people | in the first year | 5 per 1,000 | Table 1 | source | |";
    let one_row = "| [were told that they hear less](#detected)[^s] | 5 | 8 | in the first year | low | More people with the test. |";
    let rest = format!(
        "| [8](#detected) [Test](test.md) | 1,000 people | in the first year | 8 per 1,000 | Table 1 | source | |\n\
         | [5](#detected) [No test](no-test.md) | 1,000 people | in the first year | 5 per 1,000 | Table 1 | source | |\n\
         {}\n| \"9,515 people\" | everybody | 2020 | 9,515 people | Abstract | source | |",
        line("fewer than 1", "hurt", "4 of 9,515")
    );
    let changes = [
        ("screen/en/decision.md", found, format!("{one_row}{rare}")),
        ("screen/en/evidence.md", trail, rest),
    ];
    let files = files(&changes);
    holds(&files);
    let read = read(&files, "screen");
    for said in [
        "The test found something in 68 out of 1,000 people. For 8 of these it was right, for 60 it was wrong. \
         Out of 100 with such a result, about 12 have what the test looks for. The test was clear for 932. \
         For 930 of these it was right, for 2 it was wrong.",
        "5 out of 1,000 people were told that they hear less in the first year. For the other 995 this was not so.",
        "8 out of 1,000 people were told that they hear less in the first year. For the other 992 this was not so.",
        "Fewer than 1 out of 1,000 tests hurt the ear within 1 year. For almost all this was not so.",
        "so for this one",
    ] {
        assert!(read.contains(said), "{said:?} is not in {read}");
    }
    assert!(!read.contains("so for this person") && !read.contains("the other 940"), "{read}");
}

#[test]
fn what_was_counted_is_not_nobody() {
    // Rounded, 4 of 9,515 is none of 1,000; it is not nobody, and none is not "fewer than 1".
    let said = |cell: &str, published: &str| {
        let old = "| [60](#walked) [Rest](rest.md) | 100 people who rested | at 1 year | 60.2% |";
        let new =
            format!("| [{cell}](#walked) [Rest](rest.md) | people who rested | at 1 year | {published} |");
        let row = "| [could walk a mile](#walked)[^a] | 60 |";
        let changes =
            [("knee/en/decision.md", row, row.replace("60", cell)), ("knee/en/evidence.md", old, new)];
        let report = check::everything(&Content::new(files(&changes)), TODAY);
        report.list.iter().any(|it| it.rule.code == "trail-rounding")
    };
    assert!(!said("fewer than 1", "4 of 9,515"));
    assert!(!said("0", "0 of 9,515"));
    assert!(said("0", "4 of 9,515"));
    assert!(said("fewer than 1", "0 of 9,515"));
    assert!(said("fewer than 1", "400 of 9,515"));
}

#[test]
fn better_the_same_and_worse_are_one_whole() {
    let table = format!(
        "\n\n### [How the knee was](#parts-knee)\n\n{ASKED}\n\n| Out of 100 people | [Rest](rest.md) | [Operation](operation.md) | {HEADS}\
         | [were better](#knee-better)[^a] | 54 (44 to 63) | 75 | at 1 year | low | More people with an operation. |\n\
         | [were the same](#knee-same)[^a] | 26 | 15 | at 1 year | low | More people with rest. |\n\
         | [were worse](#knee-worse)[^a] | 20 | 11 | at 1 year | low | More people with rest. |"
    );
    let row = "| [had a fall](#fell)[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
    let lines = [
        ("54 (44 to 63)", "better", "54 of 100", "Wilson 95% range"),
        ("26", "same", "26 of 100", ""),
        ("20", "worse", "20 of 100", ""),
    ];
    let rest = lines.map(|(count, id, published, how)| {
        format!("| [{count}](#knee-{id}) [Rest](rest.md) | 100 people who rested | at 1 year | {published} | Table 4 | calculated | {} |\n", if how.is_empty() { "100 x 1" } else { how })
            .replace("calculated | 100 x 1", "source | ")
    });
    // Rounded, the three are 101: that is still everybody.
    let others = [("75", "better", "74.6%"), ("15", "same", "14.9%"), ("11", "worse", "10.5%")].map(|(count, id, published)| {
        format!("| [{count}](#knee-{id}) [Operation](operation.md) | 100 people operated on | at 1 year | {published} | Table 4 | source | |\n")
    });
    let quote = "| \"200 people\"";
    let changes = [
        ("knee/en/decision.md", row, format!("{row}{table}")),
        ("knee/en/evidence.md", quote, rest.concat() + &others.concat() + quote),
    ];
    let files = files(&changes);
    holds(&files);
    let read = read(&files, "knee");
    for said in [
        "54 out of 100 people were better at 1 year. Because only some people were studied, the true number could be anywhere from 44 to 63.",
        "26 out of 100 people were the same at 1 year.",
        "11 out of 100 people were worse at 1 year.",
    ] {
        assert!(read.contains(said), "{said:?} is not in {read}");
    }
    let whole = read.split("were better").skip(1).collect::<String>();
    assert!(!whole.contains("For the other") && !whole.contains("this was not so"), "{whole}");
}

/// The knee's falls, by the age of the people studied.
fn by_age() -> BTreeMap<String, String> {
    let corner = "| Out of 100 people | [Rest](rest.md) | [Operation](operation.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n| [had a fall](#fell)";
    let young = corner
        .replace("Out of 100 people", "Out of 100 [people under 70](#group-young)")
        .replace("#fell", "#fell-young");
    let old = corner.replace("Out of 100 people", "Out of 100 [people over 70](#group-old)");
    let rest = "[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
    let second = format!(
        "\n\n### [Trouble in younger people](#trouble-young)\n\n{ASKED}\n\n{young}[^a] | 4 | not known | in each year | low | Not compared. |"
    );
    let line = "| [9 to 11](#fell) [Rest](rest.md) | 100 people who rested | in each year | 9 to 11% | Table 3 | source | |\n";
    let more = "| [4](#fell-young) [Rest](rest.md) | 100 people who rested | in each year | 4% | Table 3 | source | |\n\
                | \"over 70\" | everybody | 2020 | people over 70 | Abstract | source | |\n\
                | \"under 70\" | everybody | 2020 | people under 70 | Abstract | source | |\n";
    files(&[
        ("knee/en/decision.md", &format!("{corner}{rest}"), format!("{old}{rest}{second}")),
        ("knee/en/evidence.md", line, format!("{line}{more}")),
    ])
}

#[test]
fn numbers_by_group_are_all_shown_until_a_reader_chooses_one() {
    let files = by_age();
    holds(&files);
    let read = read(&files, "knee");
    for said in [
        "There are numbers for different groups of people. Show: all groups people over 70 people under 70",
        "Between 9 and 11 out of 100 people over 70 had a fall in each year.",
        "4 out of 100 people under 70 had a fall in each year.",
    ] {
        assert!(read.contains(said), "{said:?} is not in {read}");
    }
    assert!(!read.contains("You chose"), "{read}");
}

#[test]
fn a_page_has_the_numbers_of_every_group_since_nobody_is_asked_for_theirs() {
    let decision = decision_of(&by_age(), "knee");
    let mut answers = Answers::default();
    answers.sort(&Key::Card("no-surgeon".into()), Pile::Lot);
    let page = summarise(decision, &answers);
    let rows: Vec<&str> =
        page.concerns[0].key_rows().iter().map(|(table, _)| table.people.group.as_str()).collect();
    assert_eq!(rows, ["people over 70", "people under 70"]);
}

#[test]
fn a_reader_sees_the_numbers_of_the_group_that_they_chose_and_of_tables_without_groups() {
    let decision = decision_of(&by_age(), "knee");
    let shown = |chosen| -> Vec<Option<&str>> {
        let tables = decision.tables.iter().filter(|table| groups::shows(table, chosen));
        tables.map(|table| table.people.of_group.as_deref()).collect()
    };
    let all = shown(None);
    assert!(all.contains(&None) && all.contains(&Some("group-young")) && all.contains(&Some("group-old")));
    let young = shown(Some("group-young"));
    let others: Vec<_> = all.iter().copied().filter(|group| *group != Some("group-old")).collect();
    assert_eq!(young, others);
}

#[test]
fn two_results_of_a_test_alone_say_nothing_of_the_other_two() {
    let table = |parts: &str| {
        let table = format!(
            "\n\n### [Results](#parts-results)\n\n{ASKED}\n\n| Out of 100 people | [Rest](rest.md) | [Operation](operation.md) | {HEADS}{parts}"
        );
        let row = "| [had a fall](#fell)[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
        let files = files(&[("knee/en/decision.md", row, format!("{row}{table}"))]);
        let decision = decision_of(&files, "knee");
        let table = decision.tables.iter().find(|table| table.id == "parts-results").unwrap();
        let row = table.rows.last().unwrap();
        tandem::summary::whole::results_after(shipped::words(), table, row)
    };
    let row = |words: &str, id: &str, count: u32| {
        format!("| [{words}](#{id})[^a] | {count} | {count} | at 1 year | low | Not compared. |\n")
    };
    let found = row("had it, and it was found", "found-true", 40) + &row("had none", "found-false", 60);
    assert!(table(&found).is_empty());
    let four = row("had it, and it was found", "found-true", 10)
        + &row("had none, and it was said", "found-false", 30)
        + &row("had it, and it was not found", "clear-false", 10)
        + &row("had none, and it was clear", "clear-true", 50);
    assert_eq!(table(&four).len(), 2);
}

#[test]
fn a_difference_of_69_pounds_has_its_range() {
    let row = "| [had a fall](#fell)[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
    let head = "| [Pounds](#unit) for each person, lower is better | [Rest](rest.md) | [Operation](operation.md) | [Operation less rest](#apart) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|---|";
    let table = format!(
        "\n\n### [What it cost](#costs)\n\n{ASKED}\n\n{head}\n| [what the care cost](#care-cost)[^a] | 1,171 | 1,240 (1,100 to 1,380) | 69 (-21 to 159) | within 1 year | low | No clear difference. |\n\
         | [what was paid for travel](#travel-cost)[^a] | 12.5 | not known | *No difference found* | within 1 year | low | Not compared. |"
    );
    let line = |cell: &str, id: &str, column: &str, published: &str| {
        format!(
            "| [{cell}](#{id}) {column} | 200 people | within 1 year | {published} | Table 5 | source | |\n"
        )
    };
    let trail = line("1,171", "care-cost", "[Rest](rest.md)", "£1,171.20")
        + &line(
            "1,240 (1,100 to 1,380)",
            "care-cost",
            "[Operation](operation.md)",
            "£1,239.79 (95% CI 1,100 to 1,380)",
        )
        + &line(
            "69 (-21 to 159)",
            "care-cost",
            "[Operation less rest](#apart)",
            "£68.59 (95% CI -21.4 to 158.6)",
        )
        + &line("12.5", "travel-cost", "[Rest](rest.md)", "£12.49");
    let quote = "| \"200 people\"";
    let changes = |trail: &str| {
        files(&[
            ("knee/en/decision.md", row, format!("{row}{table}")),
            ("knee/en/decision.md", "[falls](#fell)", "[falls](#fell), [what it cost](#care-cost)".into()),
            ("knee/en/evidence.md", quote, format!("{trail}{quote}")),
        ])
    };
    let whole = changes(&trail);
    holds(&whole);
    let read = read(&whole, "knee");
    for said in [
        "Pounds for each person, lower is better",
        "what the care cost within 1 year: 1,240 (1,100 to 1,380) Because only some were studied, the true number could be anywhere from 1,100 to 1,380.",
        "what the care cost within 1 year: 69 (-21 to 159) Because only some were studied, the true number could be anywhere from -21 to 159. As that has 0 in it, there may be no difference.",
        "what was paid for travel within 1 year: 12.5",
    ] {
        assert!(read.contains(said), "{said:?} is not in {read}");
    }
    // Nobody is counted: nothing is said of others, and nothing is drawn.
    let cost = read.split("what the care cost").skip(1).collect::<String>();
    assert!(!cost.contains("this was not so"), "{cost}");
    let decision = decision_of(&whole, "knee");
    let mut answers = Answers::default();
    answers.sort(&Key::Card("no-surgeon".into()), Pile::Lot);
    let text = tandem::summary::plain::text(
        shipped::words(),
        decision,
        &summarise(decision, &answers),
        Detail::Everything,
        TODAY,
    );
    let line = "what the care cost within 1 year: Pounds for each person, lower is better: Rest: 1,171; Operation: 1,240 (1,100 to 1,380); Operation less rest: 69 (-21 to 159)";
    assert!(text.contains(line), "{text}");
    // Another number than the one that was published is an error, and so is another sign.
    for (right, wrong) in
        [("£68.59 (95% CI -21.4", "£67.59 (95% CI -21.4"), ("CI -21.4", "CI 21.4"), ("£12.49", "£12.44")]
    {
        let report = check::everything(&Content::new(changes(&trail.replace(right, wrong))), TODAY);
        assert!(report.list.iter().any(|it| it.rule.code == "trail-rounding"), "{wrong}");
    }
}

/// The numbers of a test beside those of questions, which nobody is offered here.
fn compared_with_questions(column: &str) -> BTreeMap<String, String> {
    let table = format!(
        "\n\n### [Who was told](#who-was-told)\n\nIn 2020, 1,000 people had the test or answered questions in one study.[^s] Nobody asks such questions here: they stood in for no test.\n\n\
         | Out of 1,000 people | [Test](test.md) | {column} | {HEADS}\
         | [were told that they hear less](#told)[^s] | 8 | 6 | within 1 year | low | Similar numbers. |"
    );
    let row = "| [were found to hear less, without the test](#detected-without)[^s] | 5 | not known | in the first year | low | Not compared. |";
    let line = |count: u32, column: &str| {
        format!(
            "| [{count}](#told) {column} | 1,000 people | within 1 year | {count} per 1,000 | Table 1 | source | |\n"
        )
    };
    let quote = "| \"1,000 people\"";
    let lines = line(8, "[Test](test.md)") + &line(6, "[Questions](#no-choice)");
    files(&[
        ("screen/en/decision.md", row, format!("{row}{table}")),
        (
            "screen/en/decision.md",
            "[being told so wrongly](#found-false)",
            "[being told so wrongly](#found-false), [being told](#told)".into(),
        ),
        ("screen/en/evidence.md", quote, format!("{lines}{quote}")),
    ])
}

#[test]
fn what_a_choice_was_compared_with_and_is_no_choice_is_named_and_marked_as_such() {
    let files = compared_with_questions("Questions ([no choice here](#no-choice))");
    holds(&files);
    let html = html(&files, "screen", &Route::Compare);
    assert!(!html.contains("href=\"#no-choice\""), "its mark leads nowhere, and is words");
    let read = in_words(&html);
    let head = "Out of 1,000 people Test Questions (no choice here)";
    assert!(read.contains(head), "{head:?} is not in {read}");
    assert!(read.contains("Not part of this study: No test."), "{read}");
    let decision = decision_of(&files, "screen");
    let mut answers = Answers::default();
    answers.sort(&Key::Card("alone".into()), Pile::Lot);
    let page = summarise(decision, &answers);
    let text = tandem::summary::plain::text(shipped::words(), decision, &page, Detail::Everything, TODAY);
    let line = "were told that they hear less within 1 year: Out of 1,000 people: Test: 8; Questions (no choice here): 6";
    assert!(text.contains(line), "{text}");
    let paper = leaflet(decision);
    assert!(paper.contains(head), "{paper}");
}

#[test]
fn what_is_no_choice_cannot_look_like_one() {
    let is_said = |files: BTreeMap<String, String>| {
        let report = check::everything(&Content::new(files), TODAY);
        report.list.iter().any(|it| it.rule.code == "no-choice-column")
    };
    let said = |column: &str| is_said(compared_with_questions(column));
    assert!(said("[Questions](#no-choice)"));
    assert!(said("Questions ([compared with](#no-choice))"));
    assert!(!said("Questions ([no choice here](#no-choice))"));
    // Nor may a table have nothing but what is no choice.
    let mark = "([no choice here](#no-choice))";
    let mut alone = compared_with_questions(&format!("Questions {mark}"));
    let card = alone.get_mut("screen/en/decision.md").unwrap();
    *card = card.replace("[Test](test.md) | Questions", &format!("An old test {mark} | Questions"));
    assert!(is_said(alone));
}

#[test]
fn own_sections_stand_where_their_author_puts_them() {
    let row = "| [had a fall](#fell)[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
    let quality = "## [Quality of life](#quality-of-life)";
    let among = "### [How a fall was counted](#how-counted)\n\nPeople wrote each fall down.";
    let after = "## [What came of the falls](#after-falls)\n\nThey got up by themselves.";
    let files = files(&[
        ("knee/en/decision.md", row, format!("{row}\n\n{among}")),
        ("knee/en/decision.md", quality, format!("{after}\n\n{quality}")),
    ]);
    holds(&files);
    let stand_in_order = |read: &str, words: &[&str]| {
        let places: Vec<Option<usize>> = words.iter().map(|it| read.find(it)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {read}");
    };
    let read = read(&files, "knee");
    let own = ["How a fall was counted", "People wrote each fall down."];
    let later = ["What came of the falls", "They got up by themselves.", "Quality of life"];
    stand_in_order(&read, &[&["had a fall"], &own[..]].concat());
    stand_in_order(&leaflet(decision_of(&files, "knee")), &[&["had a fall"], &own[..]].concat());
    let decision = in_words(&html(&files, "knee", &Route::Decision));
    stand_in_order(&decision, &[&["Who is this for?"], &later[..]].concat());
}

/// The page of somebody to whom what is said of walking matters a lot, as text.
fn page_as_text(decision: &'static Decision, detail: Detail) -> String {
    let mut answers = Answers::default();
    answers.sort(&Key::Card("walk".into()), Pile::Lot);
    plain::text(shipped::words(), decision, &summarise(decision, &answers), detail, TODAY)
}

/// What a saved copy shows to people.
fn copy(decision: &'static Decision) -> String {
    Owner::new().with(|| {
        let t = Tandem::new(shipped::words(), decision, &[], TODAY, Setting::default());
        t.change(|answers| answers.sort(&Key::Card("walk".into()), Pile::Lot));
        views::copy::file(t, Whose::Mine)
    })
}

/// An example with sections of its author's own, before the numbers and behind them; one of them is what a thing that
/// matters leads to.
fn with_own_sections() -> BTreeMap<String, String> {
    let before = "## [What a knee costs](#knee-cost)\n\nA new knee is made of metal.";
    let after = "## [What came of the falls](#after-falls)\n\nThey got up by themselves.\n\n- Nobody cried.";
    let (choices, quality) = ("## [My choices](#choices)", "## [Quality of life](#quality-of-life)");
    files(&[
        ("knee/en/decision.md", choices, format!("{before}\n\n{choices}")),
        ("knee/en/decision.md", quality, format!("{after}\n\n{quality}")),
        ("knee/en/decision.md", "[what it is](#what)", "[what it is](#what), [falls](#after-falls)".into()),
    ])
}

#[test]
fn own_sections_are_in_a_saved_copy_and_in_the_text() {
    let files = with_own_sections();
    holds(&files);
    let decision = decision_of(&files, "knee");
    let order =
        ["A new knee is made of metal.", "could walk a mile", "They got up by themselves.", "Nobody cried."];
    let copy = in_words(&copy(decision));
    let cards = copy.rfind("My choices for a sore knee").map_or("", |start| &copy[start..]);
    let places: Vec<Option<usize>> = order.iter().map(|it| cards.find(it)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {copy}");
    // A copy has every word of the cards; a leaflet has four sides.
    assert!(cards.contains("Who is this for?") && !leaflet(decision).contains("made of metal"), "{cards}");
    let text = page_as_text(decision, Detail::Everything);
    for said in ["What came of the falls", "They got up by themselves.", "Nobody cried."] {
        assert!(text.contains(said), "{said:?} is not in {text}");
    }
    // Where no numbers are wanted, words that may have some in them are named, not told.
    let text = page_as_text(decision, Detail::NoNumbers);
    assert!(text.contains("What came of the falls") && !text.contains("They got up"), "{text}");
}

/// An example in which two words are explained.
fn with_a_glossary() -> BTreeMap<String, String> {
    let words = "## [Words explained](#glossary)\n\n\
        - **Surgeon, surgeons**: a doctor who operates.\n\
        - **Mile**: how far you can walk in 20 minutes or so.\n\
        - **Splint**: a stiff strip that holds a limb.\n\n";
    let quality = "## [Quality of life](#quality-of-life)";
    let line = "| \"20 minutes or so\" | anybody | 2020 | 20 minutes | Abstract | source | |";
    let mut files = files(&[("knee/en/decision.md", quality, format!("{words}{quality}"))]);
    files.get_mut("knee/en/evidence.md").unwrap().push_str(&format!("{line}\n"));
    files
}

#[test]
fn a_word_that_is_explained_once_leads_to_its_meaning_wherever_it_stands() {
    let files = with_a_glossary();
    holds(&files);
    let marked = |name: &str| format!("aria-expanded=\"false\">{name}</a>");
    let card = html(&files, "knee", &Route::Option("operation".into()));
    assert!(card.contains(&marked("surgeon")), "{card}");
    // In the words in bold that are explained it leads nowhere; nor does a part of another word.
    let decision = html(&files, "knee", &Route::Decision);
    assert!(
        !decision.contains(&marked("Surgeon")) && decision.contains("how far you can walk"),
        "{decision}"
    );
    let rest = html(&files, "knee", &Route::Option("rest".into()));
    assert!(rest.contains(&marked("mile")) && !rest.contains(&marked("surgeon")), "{rest}");
    // A row of numbers is touched to open it: what its words mean stands below it once it is open.
    let row = html(&files, "knee", &Route::Compare);
    assert!(row.contains("Mile: how far you can walk"), "{row}");
}

#[test]
fn what_words_mean_stands_on_paper_in_a_copy_and_in_the_text() {
    let files = with_a_glossary();
    let decision = decision_of(&files, "knee");
    let text = page_as_text(decision, Detail::Everything);
    assert!(text.contains("- Mile: how far you can walk"), "{text}");
    // Only words that stand on the page are explained on it.
    assert!(!text.contains("Splint"), "{text}");
    let copy = copy(decision);
    let page = copy.split("leaflet").next().unwrap();
    assert!(page.contains("Mile: how far you can walk") && !page.contains("Splint"), "{page}");
    // A file of its own has no way to another place.
    assert!(!copy.contains("aria-expanded"), "{copy}");
}

#[test]
fn a_word_is_found_as_a_whole_in_any_writing() {
    let terms = |names: &str| {
        let text = format!("---\ntitle: A\n---\n\n# A\n\nB?\n\n## [Words](#glossary)\n\n- **{names}**: c.\n");
        let card = [File { name: "decision.md", text: Some(&text) }];
        decision::read("a", "en", &card, &shipped::words().vocabulary()).0.terms
    };
    let found = |names: &str, text: &str| {
        glossary::find(&terms(names), text).map(|(start, end, _)| text[start..end].to_string())
    };
    assert_eq!(found("Lymph node, lymph nodes", "the lymph nodes there").as_deref(), Some("lymph nodes"));
    assert_eq!(found("PSA", "a PSA-test").as_deref(), Some("PSA"));
    assert_eq!(found("PSA", "PSAs and a psa"), None);
    assert_eq!(found("Grade", "an upgrade, graded"), None);
    assert_eq!(found("전립선", "이 전립선은 작다").as_deref(), Some("전립선"));
    assert_eq!(found("ورم، الورم", "هذا الورم صغير").as_deref(), Some("الورم"));
    assert_eq!(found("ورم", "هذا الورم صغير"), None);
}

#[test]
fn a_trial_a_second_opinion_stopping_and_what_it_costs_have_their_places() {
    let own = "## [Is there a trial I can join?](#trial)\n\nA **trial** is a study of treatments. Ask your team.\n\n\
               ## [Can I have a second opinion?](#second-opinion)\n\nYou can ask another doctor.\n\n";
    let rows = |cost: &str, stop: &str| {
        format!(
            "## [What it costs me](#cost)\n\n{cost}\n\n## [Can I stop, or wait?](#stopping)\n\n{stop}\n\n## [What it is like"
        )
    };
    let matters = "## [What people say matters](#matters)";
    let [rest, operation] = [
        ("Nothing for the rest.", "You can stop whenever you like."),
        ("Nothing for the knee.", "Nobody can take it back."),
    ];
    let files = files(&[
        ("knee/en/decision.md", matters, format!("{own}{matters}")),
        (
            "knee/en/decision.md",
            "[what it is](#what)",
            "[what it is](#what), [what it costs me](#cost)".into(),
        ),
        ("knee/en/rest.md", "## [What it is like", rows(rest.0, rest.1)),
        ("knee/en/operation.md", "## [What it is like", rows(operation.0, operation.1)),
    ]);
    holds(&files);
    let read = read(&files, "knee");
    assert!(read.contains("What it costs me") && read.contains("Can I stop, or wait?"), "{read}");
    for (place, said) in [
        (in_words(&html(&files, "knee", &Route::Decision)), "You can ask another doctor."),
        (leaflet(decision_of(&files, "knee")), "You can ask another doctor."),
        (leaflet(decision_of(&files, "knee")), "Is there a trial I can join?"),
        (in_words(&html(&files, "knee", &Route::Option("rest".into()))), rest.0),
        (in_words(&html(&files, "knee", &Route::Option("operation".into()))), operation.1),
    ] {
        assert!(place.contains(said), "{said:?} is not in {place}");
    }
    // What it costs stands beside what matters to somebody, with the words of each choice.
    let decision = decision_of(&files, "knee");
    let mut answers = Answers::default();
    answers.sort(&Key::Card("walk".into()), Pile::Lot);
    let page = summarise(decision, &answers);
    let costs = page.concerns[0].facts.iter().any(
        |it| matches!(it, Fact::Heading("What it costs me", _, cards) if cards.iter().all(Option::is_some)),
    );
    assert!(costs);
}
