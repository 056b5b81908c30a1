//! Every sentence that is made of a number is true of that number. Decisions are made up at random, and each sentence is held
//! against the number that was made up, by code that shares nothing with the code that words it: the words are known here by
//! heart, and the sums are done anew.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use leptos::prelude::{Owner, RenderHtml, Set};
use proptest::prelude::*;
use tandem::answers::{Answers, Detail, Key, Pile};
use tandem::cards::{Date, Decision};
use tandem::site::about::{About, HowRead};
use tandem::site::document;
use tandem::summary::{plain, summarise};
use tandem::text::Code;
use tandem::views::element::Node;
use tandem::views::route::Route;
use tandem::views::state::{Setting, Tandem};
use tandem::views::{content, step};
use tandem::words::PaperWords;

#[path = "cards/shipped.rs"]
mod shipped;

use shipped::words;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// A number as an author writes it into a cell.
#[derive(Clone, Copy, Debug)]
enum Written {
    Exact(u32),
    Range(u32, u32, u32),
    Across(u32, u32),
    About(u32),
    NotKnown,
}

impl Written {
    fn cell(self) -> String {
        match self {
            Written::Exact(count) => comma(count),
            Written::Range(count, low, high) => {
                format!("{} ({} to {})", comma(count), comma(low), comma(high))
            }
            Written::Across(low, high) => format!("{} to {}", comma(low), comma(high)),
            Written::About(count) => format!("about {}", comma(count)),
            Written::NotKnown => "not known".into(),
        }
    }
}

/// What a row says, and the author's own words on the others, if any. Some of the labels hold two things at once, or a
/// denial: the opposite of "had it, but the scan was clear" is not "had it not".
const ROWS: [(&str, Option<&str>); 5] = [
    ("used pads", None),
    ("did not have lung cancer, but the scan said that they might", None),
    ("had lung cancer, but the scan was clear", None),
    ("had sore skin", Some("had none")),
    ("were not cured", Some("were cured")),
];

#[derive(Clone, Debug)]
struct Made {
    of: u32,
    survival: bool,
    rows: Vec<(usize, [Written; 2])>,
}

fn comma(value: u32) -> String {
    let digits = value.to_string();
    if digits.len() < 4 {
        digits
    } else {
        format!("{},{}", &digits[..digits.len() - 3], &digits[digits.len() - 3..])
    }
}

fn written(of: u32) -> impl Strategy<Value = Written> {
    let count = prop_oneof![Just(0), Just(1), Just(of), 0..=of];
    let three = (0..=of, 0..=of, 0..=of).prop_map(|(a, b, c)| {
        let mut all = [a, b, c];
        all.sort_unstable();
        all
    });
    prop_oneof![
        count.clone().prop_map(Written::Exact),
        three.prop_map(|[low, count, high]| Written::Range(count, low, high)),
        // A whole register: nothing is left open.
        count.clone().prop_map(|count| Written::Range(count, count, count)),
        (0..of)
            .prop_flat_map(move |low| (Just(low), low + 1..=of))
            .prop_map(|(low, high)| Written::Across(low, high)),
        count.prop_map(Written::About),
        Just(Written::NotKnown),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    prop_oneof![Just(100u32), Just(1000)].prop_flat_map(|of| {
        let row = (0..ROWS.len(), [written(of), written(of)]);
        (proptest::collection::vec(row, 1..4), any::<bool>()).prop_map(move |(rows, survival)| Made {
            of,
            survival,
            rows,
        })
    })
}

/// The text of a decision with these numbers.
fn text(made: &Made) -> String {
    let rows: String = made
        .rows
        .iter()
        .enumerate()
        .map(|(place, (row, cells))| {
            let (label, others) = ROWS[*row];
            let others = others.map(|it| format!(", or *{it}*")).unwrap_or_default();
            let [one, other] = cells.map(Written::cell);
            format!("| [{label}](#row-{place}){others}[^a] | {one} | {other} | at {} years | low | No clear difference. |\n", place + 2)
        })
        .collect();
    let table = if made.survival { "survival" } else { "first-table" };
    format!(
        "---\ntitle: T\nkind: treatment\nstatus: example\nversion: 1\npublished: 2026-11-01\nreview-by: 2027-11-01\nauthors:\n  - A\nreviewers: none\nfunding: None.\ninterests: None.\nupdate-policy: Yearly.\nevidence: Looked.\nlicence: CC BY 4.0\n---\n\n# T\n\nThis or that?\n\n## [Mine](#choices)\n\n- [Left](left.md)\n- [Right](right.md)\n\n## [Numbers](#outcomes)\n\n### [A table](#{table})\n\nThey were asked.[^a]\n\n| Out of {} people | [Left](left.md) | [Right](right.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n{rows}\n## [What matters](#matters)\n\n- [It matters](#it-matters): [it](#row-0)\n\n[^a]: A. Somewhere 2020.\n",
        comma(made.of)
    )
}

fn read(made: &Made) -> &'static Decision {
    let card = |name: &str| format!("---\ntitle: {name}\n---\n\n# {name}\n\nIt is.\n");
    let files = [
        ("decision.md".to_string(), text(made)),
        ("left.md".to_string(), card("Left")),
        ("right.md".to_string(), card("Right")),
    ];
    let (decision, remarks) = shipped::read(&files);
    assert!(remarks.iter().all(|it| it.code == Code::KeyMissing), "{remarks:?}");
    Box::leak(Box::new(decision))
}

/// The words of some HTML, without its marks, as people hear them.
fn heard(html: &str) -> String {
    let mut words = String::new();
    for part in html.replace("<wbr>", "").split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, after)| after));
        words.push(' ');
    }
    words.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that may and must be said of one number, worked out here from what was made up.
fn true_sentences(written: Written, of: u32, label: &str, others: Option<&str>, years: usize) -> Vec<String> {
    let ends = format!("out of {} people {label} at {years} years.", comma(of));
    let rest = |count: u32| comma(of - count);
    let one = |count: u32| match others {
        _ if count == of => "This was so for all of them.".to_string(),
        Some(others) => format!("The other {} {others}.", rest(count)),
        None if count == 0 => format!("For all {} this was not so.", comma(of)),
        None => format!("For the other {} this was not so.", rest(count)),
    };
    match written {
        Written::Exact(count) => vec![format!("{} {ends}", comma(count)), one(count)],
        Written::Range(count, low, high) => {
            let mut said = vec![format!("{} {ends}", comma(count)), one(count)];
            if low != high {
                said.push(format!(
                    "Because only some people were studied, the true number could be anywhere from {} to {}.",
                    comma(low),
                    comma(high)
                ));
            }
            said
        }
        Written::Across(low, high) => vec![
            format!("Between {} and {} {ends}", comma(low), comma(high)),
            match others {
                Some(others) => format!("The other {} to {} {others}.", rest(high), rest(low)),
                None => format!("For the other {} to {} this was not so.", rest(high), rest(low)),
            },
            "The number was different from year to year.".to_string(),
        ],
        Written::About(count) => vec![
            format!("About {} {ends}", comma(count)),
            match others {
                Some(others) => format!("About {} others {others}.", rest(count)),
                None => format!("For about {} others this was not so.", rest(count)),
            },
        ],
        Written::NotKnown => vec!["Not known.".to_string()],
    }
}

/// What of a text is left once these are taken out, each at least once.
fn without(text: &str, sentences: &[String]) -> Result<String, String> {
    let mut left = text.to_string();
    // The longest first: "1 out of …" stands within "11 out of …".
    let mut sentences = sentences.to_vec();
    sentences.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for sentence in &sentences {
        if !text.contains(sentence.as_str()) {
            return Err(format!("{sentence} is not in: {text}"));
        }
        left = left.replace(sentence.as_str(), " ");
    }
    Ok(left)
}

fn t(decision: &'static Decision, prerendered: bool) -> Tandem {
    Tandem::new(words(), decision, &[], TODAY, Setting { prerendered, ..Setting::default() })
}

fn number_words(made: &Made) -> Vec<String> {
    let rows = made.rows.iter().enumerate();
    rows.flat_map(|(place, (row, cells))| {
        let (label, others) = ROWS[*row];
        cells.iter().flat_map(move |cell| true_sentences(*cell, made.of, label, others, place + 2))
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_the_screen_says_of_a_number_is_true(made in made()) {
        let decision = read(&made);
        let place = if made.survival { Route::Survival } else { Route::Compare };
        let known = made.rows.iter().any(|(_, cells)| cells.iter().any(|it| !matches!(it, Written::NotKnown)));
        if made.survival && !known {
            // Nothing is known: there is no room, and no door to it.
            let (route, _) = Route::read("#survival", decision);
            prop_assert_eq!(route, Route::Compare);
            return Ok(());
        }
        let html = Owner::new().with(|| {
            let t = t(decision, false);
            t.change(|answers| answers.tell(Detail::Everything));
            Node::from(step(t, &place)).to_html()
        });
        let said = number_words(&made);
        let left = without(&heard(&html), &said).map_err(TestCaseError::fail)?;
        // No other sentence says anything of how many it was so for, or not.
        for never in [" did not.", "was not so.", "was so for all", "Because only some", "The other "] {
            prop_assert!(!left.contains(never), "{never:?}: {left}");
        }
    }

    #[test]
    fn a_picture_has_as_many_figures_as_its_number(made in made()) {
        let decision = read(&made);
        let place = if made.survival { Route::Survival } else { Route::Compare };
        let html = Owner::new().with(|| content(t(decision, false), &place).to_html()).replace('\u{a0}', " ");
        for picture in html.split("<svg").skip(1).filter(|it| it.contains("data-of")) {
            let value = |name: &str| -> u32 {
                picture.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
            };
            let (low, high, of) = (value("data-low"), value("data-high"), value("data-of"));
            prop_assert_eq!(of, made.of);
            let cells = made.rows.iter().flat_map(|(_, cells)| cells);
            let mut ends = cells.filter_map(|it| match *it {
                Written::Exact(count) | Written::About(count) | Written::Range(count, ..) => Some((count, count)),
                Written::Across(low, high) => Some((low, high)),
                Written::NotKnown => None,
            });
            prop_assert!(ends.any(|it| it == (low, high)), "{low} {high}");
        }
    }

    #[test]
    fn what_the_page_and_the_text_say_of_a_number_is_true(made in made()) {
        let decision = read(&made);
        let mut answers = Answers::default();
        answers.sort(&Key::Card("it-matters".into()), Pile::Lot);
        answers.print_survival(true);
        let (row, cells) = &made.rows[0];
        let [left, right] = cells.map(|cell| match cell {
            Written::Exact(count) | Written::Range(count, ..) => comma(count),
            Written::Across(low, high) => format!("{} to {}", comma(low), comma(high)),
            Written::About(count) => format!("about {}", comma(count)),
            Written::NotKnown => "not known".into(),
        });
        let line = format!("   {} at 2 years: Out of {} people: Left: {left}; Right: {right} (Line 1)", ROWS[*row].0, comma(made.of));
        let text = plain::text(words(), decision, &summarise(decision, &answers), Detail::Everything, TODAY);
        prop_assert!(text.lines().any(|it| it == line), "{line:?} is not in {text}");

        let html = Owner::new().with(|| {
            let t = t(decision, false);
            t.answers.set(answers.clone());
            content(t, &Route::Show).to_html()
        });
        let page = heard(&html);
        let row = format!("{} at 2 years Line 1 {left} {right}", ROWS[*row].0);
        prop_assert!(page.contains(&row), "{row:?} is not in {page}");
        // A line's number has its word, and never stands before what happened.
        let before = page.split(ROWS[made.rows[0].0].0).next().unwrap().trim_end();
        prop_assert!(!before.ends_with(|sign: char| sign.is_ascii_digit()), "{before}");
    }
}

/// The two rows of `tandem new --kind test` that led authors into an untruth.
#[test]
fn a_wrong_result_of_a_test_is_told_truly() {
    let made = Made {
        of: 1000,
        survival: false,
        rows: vec![
            (1, [Written::Exact(263), Written::NotKnown]),
            (2, [Written::Range(1, 1, 1), Written::NotKnown]),
        ],
    };
    let html = Owner::new().with(|| Node::from(step(t(read(&made), false), &Route::Compare)).to_html());
    let heard = heard(&html);
    assert!(heard.contains("263 out of 1,000 people did not have lung cancer, but the scan said that they might at 2 years. For the other 737 this was not so."), "{heard}");
    assert!(!heard.contains("did not.") && !heard.contains("Because only some"), "{heard}");
}

#[test]
fn there_is_no_door_to_how_long_people_lived_where_nobody_counted() {
    let rows = vec![(0, [Written::Exact(3), Written::NotKnown])];
    let with = Made { of: 100, survival: true, rows: rows.clone() };
    let without = Made { of: 100, survival: false, rows };
    for (made, expected) in [(with, true), (without, false)] {
        let decision = read(&made);
        let live = Owner::new().with(|| Node::from(step(t(decision, false), &Route::Compare)).to_html());
        let files = shipped::app_files();
        let page = Owner::new().with(|| document::decision_page(t(decision, true), &files));
        for html in [live, page] {
            assert_eq!(html.contains("#survival"), expected);
            assert_eq!(html.contains("survival-fold"), expected && html.contains("<!DOCTYPE"));
        }
        let (route, _) = Route::read("survival", decision);
        assert_eq!(route == Route::Survival, expected);
    }
}

#[test]
fn readers_are_told_what_was_read_only_in_a_summary() {
    let how = HowRead { checked: None, source: 2, summary: 3, second_hand: 0, calculated: 0, unconfirmed: 0 };
    let about = About {
        groups: Vec::new(),
        not_asked: 0,
        trail: Some(how),
        readings: Vec::new(),
        formula: String::new(),
    };
    let draw = || {
        document::about_page(t(shipped::topic(), true), &PaperWords::english(), &about, &shipped::app_files())
    };
    let page = heard(&Owner::new().with(draw));
    assert!(page.contains("Read in the source itself: 2."), "{page}");
    assert!(
        page.contains(
            "Read only in the summary that stands before the source: 3. The source itself was not read."
        ),
        "{page}"
    );
}
