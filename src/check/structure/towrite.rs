//! What only an author can say: `tandem new` leaves a visible mark wherever that is, and each must be gone before readers come.

use std::ops::Range;

use crate::check::rule::rules;
use crate::check::structure::files::without;
use crate::check::{Content, Report, Unit, pattern};
use crate::text::{Span, head};

rules! {
    TO_WRITE Error "to-write";
}

/// What a mark begins with; what belongs there follows.
pub const MARK: &str = "WRITE:";

// That, or a mark of people's own, in capital letters.
pattern! { MARKS r"WRITE:|\b(?:TODO|TBC|TBD|TBA|FIXME|XXX)\b" }

/// Says each mark of a unit. Whatever else is said of a line with a mark is taken back: the line must be written anew.
pub fn marks(content: &Content, unit: &Unit, report: &mut Report) {
    for (path, text) in files_of(content, unit) {
        let path = path.as_str();
        let found = found(text);
        if found.is_empty() {
            continue;
        }
        let has_mark = |at: usize| found.iter().any(|(line, _)| line.start <= at && at < line.end);
        report.list.retain(|it| it.location.file != path || !has_mark(it.location.at.start));
        for (_, at) in found {
            let words = text.get(at.start..at.end).unwrap_or_default();
            let task = words.strip_prefix(MARK).unwrap_or(words).trim();
            report.on(&TO_WRITE, (path, at), format!("still to be written: {task}"));
        }
    }
}

/// Each mark: its line, and its own place with the words that belong to it.
fn found(text: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    // In a comment, marks of people's own are notes to other authors.
    let bare = without(text, "<!--", "-->");
    let is_meant = |at: Range<usize>| {
        let is_ours = text.get(at.clone()) == Some(MARK);
        let goes_on = || bare.get(at.end..).is_some_and(|it| it.starts_with('-'));
        is_ours || (bare.get(at.clone()) == text.get(at.clone()) && !goes_on())
    };
    for (line, at) in head::lines(text, 0) {
        for mark in MARKS.find_iter(line).map(|it| it.start()..it.end()) {
            let start = at.start + mark.start;
            if is_meant(start..at.start + mark.end) {
                let (before, rest) = line.split_at_checked(mark.start).unwrap_or_default();
                // A quotation mark ends it only where one begins it: a task may quote.
                let ends = |sign: char| "|]".contains(sign) || (sign == '"' && before.ends_with('"'));
                let words = rest.split(ends).next().unwrap_or_default().trim_end();
                found.push((at, Span { start, end: start + words.len() }));
            }
        }
    }
    found
}

pub(super) fn files_of<'a>(content: &'a Content, unit: &Unit) -> Vec<(String, &'a str)> {
    match unit {
        Unit::Decision { id, lang } => {
            let folder = format!("{id}/{lang}/");
            content.folder(&folder).map(|(name, text)| (format!("{folder}{name}"), text)).collect()
        }
        Unit::Handout { folder, lang, name } => {
            let path = format!("{folder}/{lang}/{name}");
            content.text(&path).map(|text| (path.clone(), text)).into_iter().collect()
        }
        // The guide for authors, which stands there too, tells of marks.
        Unit::Whole => {
            let is_ours = |path: &str| path.starts_with("library.") || path.starts_with("service.");
            let files = content.files().filter(|(path, _)| is_ours(path));
            files.map(|(path, text)| (path.to_string(), text)).collect()
        }
    }
}
