//! The files themselves: each is one that something reads, and each has only signs that people can see.

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::check::rule::{Rule, rule};
use crate::check::{Check, Content, Diagnostic, Report};
use crate::text::{Date, Span};

rule!(FILE_UNKNOWN, Warning, "file-unknown");
rule!(SIGN_HIDDEN, Error, "sign-hidden");
rule!(MERGE_LEFT, Error, "merge-left");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&FILE_UNKNOWN, Check::Whole(unknown)),
    (&SIGN_HIDDEN, Check::Whole(hidden)),
    (&MERGE_LEFT, Check::Whole(merges)),
];

/// A `README.md` is for other authors, wherever it stands.
fn cards(content: &Content) -> impl Iterator<Item = (&str, &str)> {
    content.files().filter(|(path, _)| path.ends_with(".md") && !path.ends_with("README.md"))
}

fn unknown(content: &Content, _: Date, report: &mut Report) {
    for (path, text) in cards(content).filter(|(path, _)| !is_read(content, path)) {
        let end = text.lines().next().map_or(0, |line| line.trim_end().len());
        let message = match path.rsplit('/').next() {
            Some(name) if name != DECISION_FILE && name.eq_ignore_ascii_case(DECISION_FILE) => {
                "its name must be `decision.md`, in small letters"
            }
            _ => "nothing reads a file of this name in this place",
        };
        report.add(&FILE_UNKNOWN, path, Span { start: 0, end }, message);
    }
}

/// Directly in the folder stand the list of topics, the service's facts and what authors tell one another; in folders of
/// their own lists, sheets and support cards, and whatever stands beside a `decision.md`.
fn is_read(content: &Content, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [_] => true,
        [folder, _, _] if FOLDERS.contains(folder) => true,
        [id, lang, _] => content.text(&format!("{id}/{lang}/{DECISION_FILE}")).is_some(),
        _ => false,
    }
}

fn hidden(content: &Content, _: Date, report: &mut Report) {
    for (path, text) in cards(content) {
        for (start, sign) in text.char_indices() {
            let Some(what) = hidden_sign(sign).filter(|_| start > 0 || sign != '\u{feff}') else { continue };
            let at = Span { start, end: start + sign.len_utf8() };
            let message = format!("{what} (U+{:04X})", u32::from(sign));
            let diagnostic = Diagnostic::new(&SIGN_HIDDEN, path, at, message);
            // What a sign stood for that was lost only its author knows.
            report.push(if sign == '\u{fffd}' { diagnostic } else { diagnostic.mended("") });
        }
    }
}

/// Signs that no card needs. Those that some scripts are written with, as joiners and isolates, are none of them.
fn hidden_sign(sign: char) -> Option<&'static str> {
    match sign {
        '\n' | '\r' | '\t' => None,
        '\u{ad}' => Some("a hyphen that is only seen at the end of a line"),
        '\u{200b}' | '\u{2060}' | '\u{feff}' => Some("a sign that nobody sees"),
        '\u{202a}'..='\u{202e}' => Some("a sign that turns the words after it round"),
        '\u{fffd}' => Some("a letter was lost here"),
        sign if sign.is_control() => Some("a sign for machines"),
        _ => None,
    }
}

/// A sign that cannot be seen, or that looks like another, by its name.
pub fn named(sign: char) -> String {
    let name = match sign {
        '\u{a0}' | '\u{202f}' => "a space that does not break",
        '\u{2007}' => "a space as wide as a digit",
        '\u{2009}' | '\u{200a}' => "a thin space",
        '\u{3000}' => "a space of East Asian writing",
        sign if sign.is_whitespace() => "an odd space",
        '\u{2010}' | '\u{2011}' => "a hyphen of another kind",
        '\u{2012}'..='\u{2015}' => "a dash",
        '\u{2212}' => "a minus sign",
        '\u{ff10}'..='\u{ff19}' => "a wide digit",
        sign if sign.is_numeric() => "a digit of another writing",
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' => "a sign that nobody sees",
        _ => hidden_sign(sign).unwrap_or("a sign"),
    };
    format!("{name} (U+{:04X})", u32::from(sign))
}

/// What version control leaves in a file that two people changed.
fn merges(content: &Content, _: Date, report: &mut Report) {
    for (path, text) in cards(content) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let at = Span { start, end: start + line.trim_end().len() };
                report.add(&MERGE_LEFT, path, at, "two versions of this file were put into one");
            }
            start += line.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn codes(path: &str, text: &str) -> Vec<&'static str> {
        let content = Content::new(BTreeMap::from([(path.to_string(), text.to_string())]));
        let mut report = Report::default();
        for (_, check) in RULES {
            if let Check::Whole(check) = check {
                check(&content, Date { year: 2026, month: 11, day: 22 }, &mut report);
            }
        }
        report.list.iter().map(|it| it.rule.code).collect()
    }

    #[test]
    fn files_in_other_places_are_not_read() {
        for path in
            ["knee/en/decision.md", "lists/en/needs.md", "library.en.md", "LICENCE.md", "knee/README.md"]
        {
            assert!(codes(path, "words").is_empty(), "{path}");
        }
        for path in ["knee/decision.md", "knee/en/Decision.md", "knee/en/rest.md", "a/b/c/decision.md"] {
            assert_eq!(codes(path, "words"), ["file-unknown"], "{path}");
        }
    }

    #[test]
    fn signs_that_nobody_sees_are_said_and_those_of_other_scripts_are_not() {
        for sign in ['\0', '\u{7}', '\u{ad}', '\u{200b}', '\u{202e}', '\u{2060}', '\u{feff}', '\u{fffd}'] {
            assert_eq!(codes("library.en.md", &format!("wo{sign}rds")), ["sign-hidden"], "{sign:?}");
        }
        for text in ["\u{feff}words", "می‌خواهم", "\u{2067}שלום\u{2069}", "one\r\n\ttwo", "3\u{a0}weeks"]
        {
            assert!(codes("library.en.md", text).is_empty(), "{text:?}");
        }
    }
}
