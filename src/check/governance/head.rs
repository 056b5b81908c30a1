//! What a file says of itself in its head: its names and dates, who made it, whether the review is of this very text.

use crate::cards::decision::{DECISION_FILE, Decision};
use crate::cards::mark;
use crate::cards::trail::TRAIL_FILE;
use crate::check::rule::rules;
use crate::check::structure::parts::{NO_TREATMENT_MISSING, TEST_PARTS};
use crate::check::structure::reader::KEY_VALUE;
use crate::check::structure::sections::{HAND_IN_IT, OF_A_TEST};
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, CardFile, Report};
use crate::text::remark::Remarks;
use crate::text::{Date, Head, Source, Span, head};

rules! {
    HEAD_KEY_MISSING Warning "head-key-missing" => Both(missing_keys);
    HEAD_KEY_UNKNOWN Warning "head-key-unknown" => Both(unknown_keys);
    DATE_ORDER Error "date-order" => Both(dates);
    PUBLISHED_LATER Warning "published-later";
    REVIEW_FAR Warning "review-far";
    REVIEW_TOO_FAR Error "review-too-far";
    PAST_REVIEW Warning "past-review";
    LONG_PAST_REVIEW Error "long-past-review";
    REVIEWED_WITHOUT_REVIEW Error "reviewed-without-review" => Both(review);
    CHANGED_SINCE_REVIEW Error "changed-since-review";
}

/// The line of a decision's head with the other names by which people look for it.
pub const ALSO_CALLED: &str = "also-called";

/// What the head of a decision says of how it was made, besides who had a hand in it. What readers need, the reader itself
/// asks for.
const OF_A_DECISION: &str = "authors interests evidence licence reviewers";
/// What the head of a list, sheet or support card says.
const OF_A_PAPER: &str =
    "title kind whom status version published review-by authors reviewers funding licence";
/// What else heads may have, by the kind of file.
const MORE_OF_A_DECISION: &str = "\
    title also-called kind status version published review-by funding update-policy history contact communities \
    no-treatment-waived translated-from translators reviewed reviewed-text reviewed-evidence accept";
const MORE_OF_A_PAPER: &str = "\
    private only-with-help takes-over folded-after calendar next interests update-policy evidence translated-from \
    translators reviewed reviewed-text accept";
const OF_AN_OPTION: &str = "title no-treatment accept";
const OF_A_TRAIL: &str = "title checked labels";

fn missing_keys(card: &Card, report: &mut Report) {
    let file = card.first();
    let (needed, hands): (&str, &[&str]) =
        if card.decision.is_some() { (OF_A_DECISION, &HAND_IN_IT) } else { (OF_A_PAPER, &[]) };
    let needed = needed.split(' ').chain(hands.iter().copied());
    let missing: Vec<&str> = needed.filter(|key| file.head.values(key).is_empty()).collect();
    if !missing.is_empty() && !file.head.entries.is_empty() {
        report.on(&HEAD_KEY_MISSING, file.top(), format!("missing here: {}", missing.join(", ")));
    }
}

fn unknown_keys(card: &Card, report: &mut Report) {
    for file in &card.files {
        let is_first = file.name == DECISION_FILE;
        let (known, more) = match (&card.decision, file.option) {
            (None, _) => (OF_A_PAPER, MORE_OF_A_PAPER),
            (Some(_), None) if is_first => (OF_A_DECISION, MORE_OF_A_DECISION),
            (Some(_), _) => (OF_AN_OPTION, ""),
        };
        let known = known.split(' ').chain(more.split_whitespace());
        let known = known.chain(HAND_IN_IT.into_iter().filter(|_| is_first));
        unknown_in(&file.head, &known.collect::<Vec<_>>(), &file.path, report);
        match &card.decision {
            Some(decision) if is_first => values(file, decision, report),
            Some(_) => one_of(file, "no-treatment", "`yes`; or leave out the line", report),
            None => {}
        }
    }
    let trail = card.path(TRAIL_FILE);
    if let Some(text) = card.content.text(&trail) {
        let source = Source { name: TRAIL_FILE, text };
        let known: Vec<&str> = OF_A_TRAIL.split(' ').collect();
        unknown_in(&head::of_card(source, &mut Remarks::on(source)), &known, &trail, report);
    }
}

/// Says which keys nobody reads, and which was likely meant.
pub fn unknown_in(head: &Head, known: &[&str], path: &str, report: &mut Report) {
    let free: Vec<&str> = known.iter().copied().filter(|key| head.values(key).is_empty()).collect();
    for entry in head.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        let at = Span { start: entry.at.start, end: entry.at.start + entry.key.len() };
        let near = free.iter().filter(|key| key.len().abs_diff(entry.key.len()) <= 2);
        let nearest = near.map(|key| (strsim::levenshtein(&entry.key.to_lowercase(), key), *key)).min();
        let nearest = nearest.filter(|(steps, _)| *steps <= 2);
        let meant = nearest.map_or(String::new(), |(_, key)| format!("; did you mean `{key}`?"));
        let found = report.on(&HEAD_KEY_UNKNOWN, (path, at), format!("no reader knows this{meant}"));
        if let Some((0 | 1, key)) = nearest {
            found.mend(key);
        }
    }
}

/// How a day is written.
pub const A_DAY: &str = "a day as 2026-11-22";

/// Values that can be read. Whoever wrote another is told which, and not that the line is missing.
fn values(file: &CardFile, decision: &Decision, report: &mut Report) {
    one_of(file, "kind", "`treatment` or `test`", report);
    one_of(file, "reviewed", A_DAY, report);
    let has_day = |line: &String| line.split_once(": ").is_some_and(|(day, _)| Date::read(day).is_some());
    for line in file.head.values("history").iter().filter(|line| !has_day(line)) {
        let message = format!("`{line}` has no day: write `\"2026-11-22: what changed, and why\"`");
        report.on(&KEY_VALUE, file.line("history"), message);
    }
    // The way to the authors is an address that pages may lead to.
    let can_be_reached = |it: &&str| it.starts_with("mailto:") || it.starts_with("https://");
    if let Some(value) = file.head.value("contact").filter(|it| !can_be_reached(it)) {
        let message = format!("`{value}` cannot be reached: write `mailto:` or `https://` and an address");
        report.on(&KEY_VALUE, file.line("contact"), message);
    }
    // What has a test's sections is about a test, and is held to all that a test needs.
    let is_of_a_test = |id: &str| OF_A_TEST.iter().any(|(it, _)| *it == id);
    let section = decision.sections.iter().find(|it| is_of_a_test(&it.id));
    if let Some(section) = section.filter(|_| file.head.value("kind") != Some("test")) {
        let message =
            format!("`#{}` is a section about a test, but the head does not say `kind: test`", section.id);
        report.on(&TEST_PARTS, file.at(section.at), message);
    }
    waiver(file, report);
}

/// A value of the head that is one of a few, or a day.
pub(crate) fn one_of(file: &CardFile, key: &str, expected: &str, report: &mut Report) {
    let can_be_read = |value: &&str| match key {
        "kind" => matches!(*value, "treatment" | "test"),
        "status" => matches!(*value, "example" | "draft" | "reviewed" | "withdrawn"),
        "reviewed" | "published" | "review-by" => Date::read(value).is_some(),
        _ => matches!(*value, "yes" | "no"),
    };
    if let Some(value) = file.head.value(key).filter(|value| !can_be_read(value)) {
        let message = format!("`{value}` cannot be read here: write {expected}");
        report.on(&KEY_VALUE, file.line(key), message);
    }
}

/// Fewer words than this are no reason.
const WORDS_OF_A_REASON: usize = 4;

fn waiver(file: &CardFile, report: &mut Report) {
    const KEY: &str = "no-treatment-waived";
    let Some(reason) = file.head.value(KEY) else { return };
    // Not every language puts spaces between words.
    let is_short = reason.is_ascii() && reason.split_whitespace().count() < WORDS_OF_A_REASON;
    if is_short || says_nothing(reason) {
        report.on(&NO_TREATMENT_MISSING, file.line(KEY), "this gives no reason");
    }
}

fn dates(card: &Card, report: &mut Report) {
    let file = card.first();
    let date = |key: &str| file.head.value(key).and_then(Date::read);
    let (today, published) = (card.today, date("published"));
    let mut wrong = |rule, key: &str, message: &str| {
        report.on(rule, file.line(key), message);
    };
    if let Some(published) = published.filter(|date| *date > today) {
        wrong(&PUBLISHED_LATER, "published", &format!("{published} is after today"));
    }
    if let Some(reviewed) = date("reviewed") {
        if reviewed > today {
            wrong(&DATE_ORDER, "reviewed", &format!("{reviewed} is after today"));
        } else if published.is_some_and(|published| later(reviewed, 1) < published) {
            wrong(&DATE_ORDER, "reviewed", "this is more than a year before it was published");
        }
    }
    let Some(due) = date("review-by") else { return };
    let after = |years: u16| published.is_some_and(|published| due > later(published, years));
    if published.is_some_and(|published| due < published) {
        return wrong(&DATE_ORDER, "review-by", "this is before it was published");
    } else if after(5) {
        wrong(&REVIEW_TOO_FAR, "review-by", "this is more than five years after it was published");
    } else if after(2) {
        wrong(&REVIEW_FAR, "review-by", "this is more than two years after it was published");
    }
    let is_withdrawn = file.head.value("status") == Some("withdrawn");
    if today > later(due, 1) && !is_withdrawn {
        let message = "this is more than a year ago: readers are not shown its numbers";
        wrong(&LONG_PAST_REVIEW, "review-by", message);
    } else if today > due && !is_withdrawn {
        wrong(&PAST_REVIEW, "review-by", "this day has passed");
    }
}

/// The same day so many years later.
pub fn later(date: Date, years: u16) -> Date {
    Date { year: date.year.saturating_add(years), ..date }
}

/// Who says that it was reviewed says by whom, when, and of which text.
fn review(card: &Card, report: &mut Report) {
    let file = card.first();
    if file.head.value("status") != Some("reviewed") {
        return;
    }
    let is_read = |it: &&CardFile| card.decision.is_none() || it.option.is_some() || it.name == DECISION_FILE;
    let texts = card.files.iter().filter(is_read).map(|it| (it.name.as_str(), it.text));
    let evidence = card.content.text(&card.path(TRAIL_FILE)).filter(|_| card.decision.is_some());
    let marks = [
        ("reviewed-text", Some(mark::of_text(texts))),
        ("reviewed-evidence", evidence.map(mark::of_evidence)),
    ];
    let mut lacks: Vec<String> = lacking_reviewer(&file.head).map(String::from).into_iter().collect();
    if file.head.value("reviewed").is_none() {
        lacks.push("`reviewed:` with the day".to_string());
    }
    for (key, mark) in marks.into_iter().filter_map(|(key, mark)| Some((key, mark?))) {
        match file.head.value(key) {
            None => lacks.push(format!("`{key}:` with the mark of what was reviewed")),
            Some(reviewed) if reviewed != mark => {
                // The new mark is not named: it is to come from the pack that the reviewer had.
                let message = "this is not the mark of what stands there now";
                report.on(&CHANGED_SINCE_REVIEW, file.line(key), message);
            }
            Some(_) => {}
        }
    }
    if !lacks.is_empty() {
        let message = format!("missing: {}", lacks.join("; "));
        report.on(&REVIEWED_WITHOUT_REVIEW, file.line("status"), message);
    }
}

/// A review is by somebody who did not write the card.
fn lacking_reviewer(head: &Head) -> Option<&'static str> {
    let (reviewers, authors) = (head.values("reviewers"), head.values("authors"));
    if reviewers.iter().all(|it| says_nothing(it)) {
        return Some("`reviewers:` with who reviewed it");
    }
    let is_author = |it: &String| authors.iter().any(|author| author.eq_ignore_ascii_case(it));
    reviewers.iter().all(is_author).then_some("`reviewers:` with somebody who is no author")
}
