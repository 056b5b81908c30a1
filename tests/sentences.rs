//! Every sentence that is made of a number is true of that number. Decisions are made up at random, and each sentence is held
//! against the number that was made up, by code that shares nothing with the code that words it: the words are known here by
//! heart, and the sums are done anew.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use leptos::prelude::{Owner, RenderHtml, Set};
use proptest::prelude::*;
use tandem::answers::{Answers, Detail, Key, Pile};
use tandem::cards::{Date, Decision};
use tandem::site::about::{About, Change, HowRead};
use tandem::site::document;
use tandem::summary::{plain, summarise};
use tandem::text::Code;
use tandem::views::element::Node;
use tandem::views::route::Route;
use tandem::views::state::{Setting, Tandem};
use tandem::views::{content, step};
use tandem::words::{PaperWord, PaperWords};

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
    Rarer,
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
            Written::Rarer => "fewer than 1".into(),
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
    /// The corner says that no people are counted.
    things: bool,
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
        Just(Written::Rarer),
        Just(Written::NotKnown),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    prop_oneof![Just(100u32), Just(1000), Just(10_000)].prop_flat_map(|of| {
        let row = (0..ROWS.len(), [written(of), written(of)]);
        (proptest::collection::vec(row, 1..4), any::<bool>(), any::<bool>())
            .prop_map(move |(rows, survival, things)| Made { of, things, survival, rows })
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
    let group = if made.things { "[people](#counted)" } else { "people" };
    card(made.of, group, table, &rows, "row-0")
}

/// A decision with one table of these rows.
fn card(of: u32, group: &str, table: &str, rows: &str, matters: &str) -> String {
    format!(
        "---\ntitle: T\nkind: treatment\nstatus: example\nversion: 1\npublished: 2026-11-01\nreview-by: 2027-11-01\nauthors:\n  - A\nreviewers: none\nfunding: None.\ninterests: None.\nupdate-policy: Yearly.\nevidence: Looked.\nlicence: CC BY 4.0\n---\n\n# T\n\nThis or that?\n\n## [Mine](#choices)\n\n- [Left](left.md)\n- [Right](right.md)\n\n## [Numbers](#outcomes)\n\n### [A table](#{table})\n\nThey were asked.[^a]\n\n| Out of {} {group} | [Left](left.md) | [Right](right.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|\n{rows}\n## [What matters](#matters)\n\n- [It matters](#it-matters): [it](#{matters})\n\n[^a]: A. Somewhere 2020.\n",
        comma(of)
    )
}

fn read(made: &Made) -> &'static Decision {
    read_text(text(made))
}

fn read_text(text: String) -> &'static Decision {
    let card = |name: &str| format!("---\ntitle: {name}\n---\n\n# {name}\n\nIt is.\n");
    let files = [
        ("decision.md".to_string(), text),
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
fn true_sentences(
    written: Written,
    (of, things): (u32, bool),
    label: &str,
    others: Option<&str>,
    years: usize,
) -> Vec<String> {
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
                let some = if things { "some" } else { "some people" };
                said.push(format!(
                    "Because only {some} were studied, the true number could be anywhere from {} to {}.",
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
        Written::Rarer => vec![
            format!("Fewer than 1 {ends}"),
            match others {
                Some(others) => format!("Almost all {others}."),
                None => "For almost all this was not so.".to_string(),
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
        cells
            .iter()
            .flat_map(move |cell| true_sentences(*cell, (made.of, made.things), label, others, place + 2))
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
                // One figure, drawn in part.
                Written::Rarer => Some((0, 1)),
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
            Written::Rarer => "fewer than 1".into(),
            Written::NotKnown => "not known".into(),
        });
        // "Out of 100" stands where a number of people follows.
        let counts = cells.iter().any(|cell| !matches!(cell, Written::NotKnown));
        let people = if counts { format!("Out of {} people", comma(made.of)) } else { "people".into() };
        let line = format!("   {} at 2 years: {people}: Left: {left}; Right: {right} (Line 1)", ROWS[*row].0);
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
        things: false,
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
    let with = Made { of: 100, things: false, survival: true, rows: rows.clone() };
    let without = Made { of: 100, things: false, survival: false, rows };
    for (made, expected) in [(with, true), (without, false)] {
        let decision = read(&made);
        let live = Owner::new().with(|| Node::from(step(t(decision, false), &Route::Compare)).to_html());
        let files = shipped::app_files();
        let page =
            Owner::new().with(|| document::decision_page(t(decision, true), &PaperWords::english(), &files));
        for html in [live, page] {
            assert_eq!(html.contains("#survival"), expected);
            assert_eq!(html.contains("survival-fold"), expected && html.contains("<!DOCTYPE"));
        }
        let (route, _) = Route::read("survival", decision);
        assert_eq!(route == Route::Survival, expected);
    }
}

#[test]
fn readers_are_told_what_changed_who_read_it_and_where_a_mistake_can_be_said() {
    let day = |day: &str| Date::read(day).expect("a day");
    let change = |date: &str, what: &str| Change { date: day(date), what: what.to_string() };
    let page = |about: &About| {
        let draw = || {
            let (words, files) = (PaperWords::english(), shipped::app_files());
            document::about_page(t(shipped::topic(), true), &words, about, &files)
        };
        Owner::new().with(draw)
    };
    let about = About {
        read_by: vec![
            (PaperWord::AboutReadByPatients, Some("Five people from a group in Hull.".to_string())),
            (PaperWord::AboutReadByTested, Some("not done".to_string())),
            (PaperWord::AboutReadByCommunities, None),
        ],
        history: vec![change("2026-11-28", "A range was put right: it was a misprint.")],
        contact: Some("mailto:cards@example.org".to_string()),
        ..About::default()
    };
    let html = page(&about);
    let told = heard(&html);
    for said in [
        "Read it before it was published",
        "Five people from a group in Hull.",
        "Tried it Not done yet.",
        "Which communities they were from Not said.",
        "28 November 2026: A range was put right: it was a misprint.",
        "Write to those who made it: cards@example.org",
        "Nothing that you entered goes with it.",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(html.contains("href=\"mailto:cards@example.org\""), "the address, and nothing behind it");
    let told = heard(&page(&About::default()));
    assert!(told.contains("Its authors have not listed any change."), "{told}");
    assert!(told.contains("No address is given for those who made it."), "{told}");
}

#[test]
fn readers_are_told_what_was_read_only_in_a_summary() {
    let keys: Vec<String> = shipped::topic().sources.iter().map(|note| note.key.clone()).collect();
    let how = HowRead {
        source: 2,
        summary: 3,
        only_summary: vec![keys[2].clone(), keys[0].clone()],
        only_second_hand: vec![keys[1].clone()],
        ..HowRead::default()
    };
    let about = About { groups: Vec::new(), not_asked: 0, trail: Some(how), ..About::default() };
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
    for said in [
        "Of these sources nobody read more than the summary: 1 and 3.",
        "These sources were not read themselves, only texts that tell what they say: 2.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

/// Rows that are together everybody, in two columns.
#[derive(Clone, Debug)]
struct MadeWhole {
    of: u32,
    /// What a test said, or else better and worse.
    results: bool,
    columns: [Vec<u32>; 2],
}

const PARTS: [&str; 5] =
    ["were much better", "were better", "were the same", "were worse", "were much worse"];
const RESULTS: [(&str, &str); 4] = [
    ("clear-true", "had no cancer, and the test was clear"),
    ("found-true", "had cancer, and the test found it"),
    ("clear-false", "had cancer, but the test was clear"),
    ("found-false", "had no cancer, but the test said that they might"),
];

impl MadeWhole {
    /// The id and words of each row.
    fn rows(&self) -> Vec<(String, &'static str)> {
        let parts = PARTS.iter().enumerate().map(|(place, label)| (format!("part-{place}"), *label));
        let results = RESULTS.iter().map(|(id, label)| (id.to_string(), *label));
        let count = self.columns[0].len();
        if self.results { results.collect() } else { parts.take(count).collect() }
    }

    fn text(&self) -> String {
        let rows = self.rows();
        let lines = rows.iter().enumerate().map(|(place, (id, label))| {
            let [one, other] = [0, 1].map(|column| comma(self.columns[column][place]));
            format!("| [{label}](#{id})[^a] | {one} | {other} | at 2 years | low | No clear difference. |\n")
        });
        let table = if self.results { "first-table" } else { "parts-of-it" };
        card(self.of, "people", table, &lines.collect::<String>(), &rows[0].0)
    }
}

/// So many numbers that are together all, but for one that was rounded the other way.
fn shares(of: u32, count: usize) -> impl Strategy<Value = Vec<u32>> {
    (proptest::collection::vec(0..=of, count - 1), 0..count, 0..3_u32).prop_map(
        move |(mut cuts, place, off)| {
            cuts.extend([0, of]);
            cuts.sort_unstable();
            let mut parts: Vec<u32> = cuts.windows(2).map(|ends| ends[1] - ends[0]).collect();
            parts[place] = (parts[place] + off).saturating_sub(1);
            parts
        },
    )
}

fn made_whole() -> impl Strategy<Value = MadeWhole> {
    let of = prop_oneof![Just(100u32), Just(1000), Just(10_000)];
    (of, any::<bool>(), 2..6_usize).prop_flat_map(|(of, results, parts)| {
        let count = if results { 4 } else { parts };
        (shares(of, count), shares(of, count)).prop_map(move |(one, other)| MadeWhole {
            of,
            results,
            columns: [one, other],
        })
    })
}

/// What must be said of a test's results: each kind of result with how often it was right and wrong, worked out anew.
fn result_sentences(counts: &[u32], of: u32) -> Vec<String> {
    let [clear_right, found_right, clear_wrong, found_wrong] = counts else { panic!() };
    let found = found_right + found_wrong;
    let mut said = vec![format!(
        "The test found something in {} out of {} people. For {} of these it was right, for {} it was wrong.",
        comma(found),
        comma(of),
        comma(*found_right),
        comma(*found_wrong)
    )];
    let hundred = (100.0 * f64::from(*found_right) / f64::from(found) + 0.5).floor();
    if found >= 10 && (1.0..=99.0).contains(&hundred) {
        said.push(format!("Out of 100 with such a result, about {hundred} have what the test looks for."));
    }
    said.push(format!(
        "The test was clear for {}. For {} of these it was right, for {} it was wrong.",
        comma(clear_right + clear_wrong),
        comma(*clear_right),
        comma(*clear_wrong)
    ));
    said
}

/// How many dots of each kind a picture has, in the order in which they are drawn.
fn dots(picture: &str) -> Vec<u32> {
    let mut drawn: Vec<(String, u32)> = Vec::new();
    for shape in picture.split("<rect").skip(1) {
        let value = |name: &str| {
            let after = shape.split_once(&format!(" {name}=\"")).unwrap().1;
            after.split('"').next().unwrap().to_string()
        };
        let side = |name: &str| value(name).parse::<u32>().unwrap() / 10;
        let count = side("width") * side("height");
        match drawn.iter_mut().find(|(fill, _)| *fill == value("fill")) {
            Some((_, sum)) => *sum += count,
            None => drawn.push((value("fill"), count)),
        }
    }
    drawn.into_iter().map(|(_, count)| count).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_and_drawn_of_a_whole_is_true(made in made_whole()) {
        let decision = read_text(made.text());
        let html = Owner::new().with(|| {
            let t = t(decision, false);
            t.change(|answers| answers.tell(Detail::Everything));
            Node::from(step(t, &Route::Compare)).to_html()
        });
        let mut said: Vec<String> = Vec::new();
        for counts in &made.columns {
            let rows = made.rows().into_iter().zip(counts);
            let of = comma(made.of);
            said.extend(rows.map(|((_, label), count)| {
                format!("{} out of {of} people {label} at 2 years.", comma(*count))
            }));
            if made.results {
                said.extend(result_sentences(counts, made.of));
            }
        }
        let left = without(&heard(&html), &said).map_err(TestCaseError::fail)?;
        // Nothing is said of "the others": they are the other parts.
        for never in ["The other", "others", "was not so", "was so for all", "it was wrong", "with such a result"] {
            prop_assert!(!left.contains(never), "{never:?}: {left}");
        }
        let pictures: Vec<&str> = html.split("<svg").filter(|it| it.contains("data-parts")).collect();
        prop_assert_eq!(pictures.len(), 2);
        for (picture, counts) in pictures.iter().zip(&made.columns) {
            let picture = picture.split("</svg").next().unwrap();
            let expected: Vec<u32> = counts.iter().copied().filter(|count| *count > 0).collect();
            prop_assert_eq!(dots(picture), expected);
            let name = heard(picture.split_once("aria-label=\"").unwrap().1.split('"').next().unwrap());
            for ((_, label), count) in made.rows().iter().zip(counts) {
                let part = format!("{label}: {} out of {}", comma(*count), comma(made.of));
                prop_assert!(name.contains(&part), "{part:?} is not in {name}");
            }
        }
    }

    #[test]
    fn a_part_of_a_whole_brings_the_others_to_the_page_and_the_text(made in made_whole()) {
        let decision = read_text(made.text());
        let mut answers = Answers::default();
        answers.sort(&Key::Card("it-matters".into()), Pile::Lot);
        let text = plain::text(words(), decision, &summarise(decision, &answers), Detail::Everything, TODAY);
        let html = Owner::new().with(|| {
            let t = t(decision, false);
            t.answers.set(answers.clone());
            content(t, &Route::Show).to_html()
        });
        let page = heard(&html);
        for (place, (_, label)) in made.rows().iter().enumerate() {
            let [left, right] = [0, 1].map(|column| comma(made.columns[column][place]));
            let number = place + 1;
            let line = format!(
                "   {label} at 2 years: Out of {} people: Left: {left}; Right: {right} (Line {number})",
                comma(made.of)
            );
            prop_assert!(text.lines().any(|it| it == line), "{line:?} is not in {text}");
            let row = format!("{label} at 2 years Line {number} {left} {right}");
            prop_assert!(page.contains(&row), "{row:?} is not in {page}");
        }
        for said in made.columns.iter().filter(|_| made.results).flat_map(|it| result_sentences(it, made.of)) {
            prop_assert!(text.contains(&said) && page.contains(&said), "{said:?}: {text}\n{page}");
        }
    }
}
