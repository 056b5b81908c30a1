//! The files themselves: each is one that something reads, and each has only signs that people can see.

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::check::card::trimmed;
use crate::check::rule::rules;
use crate::check::{Content, Report};
use crate::text::{Date, Span, head};

rules! {
    FILE_UNKNOWN Warning "file-unknown" => Whole(unknown);
    SIGN_HIDDEN Error "sign-hidden" => Whole(hidden);
    MERGE_LEFT Error "merge-left" => Whole(merges);
}

/// A `README.md` is for other authors, wherever it stands.
fn cards(content: &Content) -> impl Iterator<Item = (&str, &str)> {
    content.files().filter(|(path, _)| path.ends_with(".md") && !path.ends_with("README.md"))
}

fn unknown(content: &Content, _: Date, report: &mut Report) {
    let is_note = |path: &str| path.ends_with("README.md") || path.starts_with("theme/");
    for (path, text) in content.files().filter(|(path, _)| !is_note(path) && !is_read(content, path)) {
        let end = text.lines().next().map_or(0, |line| line.trim_end().len());
        let name = path.rsplit('/').next().unwrap_or_default();
        let message = if name != DECISION_FILE && name.eq_ignore_ascii_case(DECISION_FILE) {
            "its name must be `decision.md`, in small letters"
        } else {
            "nothing reads a file of this name in this place"
        };
        report.on(&FILE_UNKNOWN, (path, Span { start: 0, end }), message);
    }
}

/// Directly in the folder stand the list of topics, the service's facts and what authors tell one another; in folders of
/// their own lists, sheets and support cards, and whatever stands beside a `decision.md`.
fn is_read(content: &Content, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["settings.yaml"] => true,
        ["words" | "checks", name] => name.ends_with(".yaml"),
        _ if !path.ends_with(".md") => false,
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
            let found = report.on(&SIGN_HIDDEN, (path, at), message);
            // What a sign stood for that was lost only its author knows.
            if sign != '\u{fffd}' {
                found.mend("");
            }
        }
    }
}

/// Signs that no card needs. Those that some scripts are written with, as joiners and isolates, are none of them.
fn hidden_sign(sign: char) -> Option<&'static str> {
    match sign {
        ' '..='~' | '\n' | '\r' | '\t' => None,
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
        for (line, at) in head::lines(text, 0) {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                report.on(
                    &MERGE_LEFT,
                    (path, trimmed(text, at)),
                    "two versions of this file were put into one",
                );
            }
        }
    }
}

/// A text without its comments, and as long as before, so that places stay where they are. Nothing is left of a comment that
/// never ends.
pub fn without(text: &str, opens: &str, closes: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.find(opens).and_then(|start| rest.split_at_checked(start)) {
        let end = comment.find(closes).map_or(comment.len(), |end| end + closes.len());
        left = left + before + &" ".repeat(end);
        rest = comment.get(end..).unwrap_or_default();
    }
    left + rest
}
