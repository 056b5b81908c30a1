//! What a file says of itself in its head: its dates, who made it, whether the review is of this very text.

use crate::cards::decision::{DECISION_FILE, Decision};
use crate::cards::mark;
use crate::cards::trail::TRAIL_FILE;
use crate::check::governance::names::ALSO_CALLED;
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts::{NO_TREATMENT_MISSING, TEST_PARTS};
use crate::check::structure::reader::KEY_VALUE;
use crate::check::structure::sections::{HAND_IN_IT, OF_A_TEST};
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, CardFile, Check, Diagnostic, Report};
use crate::text::remark::Remarks;
use crate::text::{Date, Head, Source, Span, head};

rule!(HEAD_KEY_MISSING, Warning, "head-key-missing");
rule!(HEAD_KEY_UNKNOWN, Warning, "head-key-unknown");
rule!(DATE_ORDER, Error, "date-order");
rule!(PUBLISHED_LATER, Warning, "published-later");
rule!(REVIEW_FAR, Warning, "review-far");
rule!(REVIEW_TOO_FAR, Error, "review-too-far");
rule!(PAST_REVIEW, Warning, "past-review");
rule!(LONG_PAST_REVIEW, Error, "long-past-review");
rule!(REVIEWED_WITHOUT_REVIEW, Error, "reviewed-without-review");
rule!(CHANGED_SINCE_REVIEW, Error, "changed-since-review");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&HEAD_KEY_MISSING, Check::Both(missing_keys)),
    (&HEAD_KEY_UNKNOWN, Check::Both(unknown_keys)),
    (&DATE_ORDER, Check::Both(dates)),
    (&PUBLISHED_LATER, Check::ByAnother),
    (&REVIEW_FAR, Check::ByAnother),
    (&REVIEW_TOO_FAR, Check::ByAnother),
    (&PAST_REVIEW, Check::ByAnother),
    (&LONG_PAST_REVIEW, Check::ByAnother),
    (&REVIEWED_WITHOUT_REVIEW, Check::Both(review)),
    (&CHANGED_SINCE_REVIEW, Check::ByAnother),
];

/// What the head of a decision says of how it was made, besides who had a hand in it. What readers need, the reader itself
/// asks for.
const OF_A_DECISION: &[&str] = &["authors", "interests", "evidence", "licence", "reviewers"];

/// What the head of a list, sheet or support card says.
const OF_A_PAPER: &[&str] = &[
    "title",
    "kind",
    "whom",
    "status",
    "version",
    "published",
    "review-by",
    "authors",
    "reviewers",
    "funding",
    "licence",
];

/// What else heads may have, by the kind of file.
const MORE_OF_A_DECISION: &[&str] = &[
    "title",
    ALSO_CALLED,
    "kind",
    "status",
    "version",
    "published",
    "review-by",
    "funding",
    "update-policy",
    "history",
    "contact",
    "communities",
    "no-treatment-waived",
    "translated-from",
    "translators",
    "reviewed",
    "reviewed-text",
    "reviewed-evidence",
    "accept",
];
const MORE_OF_A_PAPER: &[&str] = &[
    "private",
    "only-with-help",
    "takes-over",
    "folded-after",
    "calendar",
    "next",
    "interests",
    "update-policy",
    "evidence",
    "translated-from",
    "translators",
    "reviewed",
    "reviewed-text",
    "accept",
];
const OF_AN_OPTION: &[&str] = &["title", "no-treatment", "accept"];
const OF_A_TRAIL: &[&str] = &["title", "checked", "labels"];

/// The line of three hyphens that a file begins with.
const FIRST_LINE: Span = Span { start: 0, end: 3 };

fn missing_keys(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first().filter(|file| !file.head.entries.is_empty()) else { return };
    let needed = if card.decision.is_some() { [OF_A_DECISION, &HAND_IN_IT] } else { [OF_A_PAPER, &[]] };
    let needed = needed.concat().into_iter();
    let missing: Vec<&str> = needed.filter(|key| file.head.values(key).is_empty()).collect();
    if !missing.is_empty() {
        report.add(
            &HEAD_KEY_MISSING,
            &file.path,
            FIRST_LINE,
            format!("missing here: {}", missing.join(", ")),
        );
    }
}

/// Values of which only a few are known. Whoever wrote another is told which, and not that the line is missing.
fn values(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    for file in &card.files {
        let is_first = file.name == DECISION_FILE;
        let known: &[(&str, &str)] = if is_first {
            &[("kind", "`treatment` or `test`"), ("reviewed", "a day as 2026-11-22")]
        } else {
            &[("no-treatment", "`yes`; or leave out the line")]
        };
        for (key, expected) in known {
            let can_be_read = |value: &str| match *key {
                "kind" => matches!(value, "treatment" | "test"),
                "reviewed" => Date::read(value).is_some(),
                _ => matches!(value, "yes" | "no"),
            };
            if let Some(value) = file.head.value(key).filter(|value| !can_be_read(value)) {
                let message = format!("`{value}` cannot be read here: write {expected}");
                report.add(&KEY_VALUE, &file.path, line_of(file, key), message);
            }
        }
        if is_first {
            history(file, report);
            contact(file, report);
            kind(file, decision, report);
            waiver(file, report);
        }
    }
}

/// Each change says on what day.
fn history(file: &CardFile, report: &mut Report) {
    let has_day = |line: &String| line.split_once(": ").is_some_and(|(day, _)| Date::read(day).is_some());
    for line in file.head.values("history").iter().filter(|line| !has_day(line)) {
        let message = format!("`{line}` has no day: write `\"2026-11-22: what changed, and why\"`");
        report.add(&KEY_VALUE, &file.path, line_of(file, "history"), message);
    }
}

/// The way to the authors is an address that pages may lead to.
fn contact(file: &CardFile, report: &mut Report) {
    let can_be_reached = |it: &&str| it.starts_with("mailto:") || it.starts_with("https://");
    if let Some(value) = file.head.value("contact").filter(|it| !can_be_reached(it)) {
        let message = format!("`{value}` cannot be reached: write `mailto:` or `https://` and an address");
        report.add(&KEY_VALUE, &file.path, line_of(file, "contact"), message);
    }
}

/// What has a test's sections is about a test, and is held to all that a test needs.
fn kind(file: &CardFile, decision: &Decision, report: &mut Report) {
    let is_of_a_test = |id: &str| OF_A_TEST.iter().any(|(it, _)| *it == id);
    let Some(section) = decision.sections.iter().find(|it| is_of_a_test(&it.id)) else { return };
    if file.head.value("kind") != Some("test") {
        let message =
            format!("`#{}` is a section about a test, but the head does not say `kind: test`", section.id);
        report.add(&TEST_PARTS, &file.path, crate::check::card::trimmed(file.text, section.at), message);
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
        report.add(&NO_TREATMENT_MISSING, &file.path, line_of(file, KEY), "this gives no reason");
    }
}

fn unknown_keys(card: &Card, report: &mut Report) {
    values(card, report);
    for file in &card.files {
        let known: [&[&str]; 3] = match (&card.decision, file.option) {
            (None, _) => [OF_A_PAPER, MORE_OF_A_PAPER, &[]],
            (Some(_), None) if file.name == DECISION_FILE => [OF_A_DECISION, &HAND_IN_IT, MORE_OF_A_DECISION],
            (Some(_), _) => [OF_AN_OPTION, &[], &[]],
        };
        unknown_in(&file.head, &known.concat(), &file.path, report);
    }
    let trail = card.path(TRAIL_FILE);
    if let Some(text) = card.content.text(&trail) {
        let source = Source { name: TRAIL_FILE, text: upto_head(text) };
        unknown_in(&head::of_card(source, &mut Remarks::on(source)), OF_A_TRAIL, &trail, report);
    }
}

/// The head alone, so that the rest of a long file is not looked at twice.
fn upto_head(text: &str) -> &str {
    let end = text.get(3..).and_then(|rest| rest.find("\n---")).map_or(text.len(), |end| end + 3 + 4);
    text.get(..end).unwrap_or(text)
}

/// Says which keys nobody reads, and which was likely meant.
pub fn unknown_in(head: &Head, known: &[&str], path: &str, report: &mut Report) {
    let free: Vec<&str> = known.iter().copied().filter(|key| head.values(key).is_empty()).collect();
    for entry in head.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        let at = Span { start: entry.at.start, end: entry.at.start + entry.key.len() };
        let near = free.iter().filter(|key| key.len().abs_diff(entry.key.len()) <= 2);
        let nearest = near.map(|key| (strsim::levenshtein(&entry.key.to_lowercase(), key), *key)).min();
        let diagnostic = match nearest {
            Some((steps, key)) if steps <= 2 => {
                let message = format!("no reader knows this; did you mean `{key}`?");
                let diagnostic = Diagnostic::new(&HEAD_KEY_UNKNOWN, path, at, message);
                if steps <= 1 { diagnostic.mended(key) } else { diagnostic }
            }
            _ => Diagnostic::new(&HEAD_KEY_UNKNOWN, path, at, "no reader knows this"),
        };
        report.push(diagnostic);
    }
}

fn line_of(file: &CardFile, key: &str) -> Span {
    crate::check::card::trimmed(file.text, file.head.at(key))
}

fn dates(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first() else { return };
    let date = |key: &str| file.head.value(key).and_then(Date::read);
    let today = card.today;
    if let Some(published) = date("published").filter(|date| *date > today) {
        report.add(
            &PUBLISHED_LATER,
            &file.path,
            line_of(file, "published"),
            format!("{published} is after today"),
        );
    }
    if let Some(reviewed) = date("reviewed") {
        let message = if reviewed > today {
            format!("{reviewed} is after today")
        } else if date("published").is_some_and(|published| later(reviewed, 1) < published) {
            "this is more than a year before it was published".to_string()
        } else {
            String::new()
        };
        if !message.is_empty() {
            report.add(&DATE_ORDER, &file.path, line_of(file, "reviewed"), message);
        }
    }
    let Some(due) = date("review-by") else { return };
    if let Some(published) = date("published") {
        if due < published {
            report.add(
                &DATE_ORDER,
                &file.path,
                line_of(file, "review-by"),
                "this is before it was published",
            );
            return;
        }
        far(file, published, due, report);
    }
    if file.head.value("status") != Some("withdrawn") {
        past(file, due, today, report);
    }
}

fn later(date: Date, years: u16) -> Date {
    Date { year: date.year.saturating_add(years), ..date }
}

fn far(file: &CardFile, published: Date, due: Date, report: &mut Report) {
    let (rule, message) = if due > later(published, 5) {
        (&REVIEW_TOO_FAR, "this is more than five years after it was published")
    } else if due > later(published, 2) {
        (&REVIEW_FAR, "this is more than two years after it was published")
    } else {
        return;
    };
    report.add(rule, &file.path, line_of(file, "review-by"), message);
}

fn past(file: &CardFile, due: Date, today: Date, report: &mut Report) {
    let (rule, message) = if today > later(due, 1) {
        (&LONG_PAST_REVIEW, "this is more than a year ago: readers are not shown its numbers")
    } else if today > due {
        (&PAST_REVIEW, "this day has passed")
    } else {
        return;
    };
    report.add(rule, &file.path, line_of(file, "review-by"), message);
}

/// Who says that it was reviewed says by whom, when, and of which text.
fn review(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first().filter(|it| it.head.value("status") == Some("reviewed")) else {
        return;
    };
    let text = card
        .files
        .iter()
        .filter(|it| card.decision.is_none() || it.option.is_some() || it.name == DECISION_FILE);
    let text = mark::of_text(text.map(|it| (it.name.as_str(), it.text)));
    let evidence =
        card.content.text(&card.path(TRAIL_FILE)).filter(|_| card.decision.is_some()).map(mark::of_evidence);
    let mut lacks = Vec::new();
    lacks.extend(lacking_reviewer(&file.head));
    if file.head.value("reviewed").is_none() {
        lacks.push("`reviewed:` with the day".to_string());
    }
    for (key, mark) in [("reviewed-text", Some(text)), ("reviewed-evidence", evidence)] {
        let Some(mark) = mark else { continue };
        match file.head.value(key) {
            None => lacks.push(format!("`{key}:` with the mark of what was reviewed")),
            Some(reviewed) if reviewed != mark => {
                // The new mark is not named: it is to come from the pack that the reviewer had.
                let message = "this is not the mark of what stands there now";
                report.add(&CHANGED_SINCE_REVIEW, &file.path, line_of(file, key), message);
            }
            Some(_) => {}
        }
    }
    if !lacks.is_empty() {
        let message = format!("missing: {}", lacks.join("; "));
        report.add(&REVIEWED_WITHOUT_REVIEW, &file.path, line_of(file, "status"), message);
    }
}

/// A review is by somebody who did not write the card.
fn lacking_reviewer(head: &Head) -> Option<String> {
    let (reviewers, authors) = (head.values("reviewers"), head.values("authors"));
    if reviewers.iter().all(|it| says_nothing(it)) {
        return Some("`reviewers:` with who reviewed it".to_string());
    }
    let is_author = |it: &String| authors.iter().any(|author| author.eq_ignore_ascii_case(it));
    reviewers.iter().all(is_author).then(|| "`reviewers:` with somebody who is no author".to_string())
}
