//! Signs that mean something in Markdown, where they do not: readers see them as they were typed, and not what they were
//! meant to do.

use crate::cards::Inline;
use crate::check::card::trimmed;
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
use crate::text::Span;

rule!(ITEM_SIGN, Error, "item-sign");
rule!(MARKUP_SHOWN, Error, "markup-shown");
rule!(ROW_CELLS, Error, "row-cells");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&ITEM_SIGN, Check::Both(items)),
    (&MARKUP_SHOWN, Check::Both(markup)),
    (&ROW_CELLS, Check::Both(rows)),
];

/// What word processors set before the items of a list.
const BULLETS: &str = "•◦‣▪▫●○■□·∙⁃➢➤►✓✔❖";

/// The passages that were written as lines of their own, with the text of their file.
fn written<'c>(card: &'c Card) -> impl Iterator<Item = (&'c Passage, &'c str)> {
    let passages = card.passages.iter().filter(|passage| passage.part != Part::Head);
    passages.filter_map(|passage| Some((passage, card.file_of(passage)?.text)))
}

/// The lines of a passage without what stands before their words, and where those begin.
fn lines<'t>(passage: &Passage, text: &'t str) -> Vec<(usize, &'t str)> {
    let mut start = passage.at.start;
    let inside = text.get(passage.at.start..passage.at.end).unwrap_or_default();
    let line = |line: &'t str| {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let at = start + line.len() - words.len();
        start += line.len();
        (at, words.trim_end_matches(['\n', '\r']))
    };
    inside.split_inclusive('\n').map(line).collect()
}

fn items(card: &Card, report: &mut Report) {
    for (passage, text) in written(card).filter(|(it, _)| matches!(it.part, Part::Paragraph | Part::Item)) {
        for (start, line) in lines(passage, text) {
            if let Some((length, message, mended)) = odd_start(line) {
                let at = Span { start, end: start + length };
                let found = Diagnostic::new(&ITEM_SIGN, card.path_of(passage), at, message);
                report.push(if mended.is_empty() { found } else { found.mended(mended) });
            }
        }
    }
}

/// What a line begins with if it was meant to be an item and is none: its length, what is said of it, and what it should be.
fn odd_start(line: &str) -> Option<(usize, String, String)> {
    let mut signs = line.chars();
    let first = signs.next()?;
    let rest = signs.as_str();
    let space = |rest: &str| rest.chars().next().filter(|sign| sign.is_whitespace());
    if let (true, Some(space)) = (BULLETS.contains(first), space(rest)) {
        let length = first.len_utf8() + space.len_utf8();
        return Some((length, format!("`{first}` begins no item"), "- ".to_string()));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marker = match (digits, first) {
        (0, '-' | '*' | '+') => 1,
        (1..=9, _) if line.get(digits..)?.starts_with(['.', ')']) => digits + 1,
        _ => return None,
    };
    let after = line.get(marker..)?;
    match after.chars().next()? {
        sign if sign.is_whitespace() && !sign.is_ascii() => {
            let message =
                format!("{} after `{}`", crate::check::structure::files::named(sign), line.get(..marker)?);
            Some((marker + sign.len_utf8(), message, format!("{} ", line.get(..marker)?)))
        }
        sign if sign.is_alphabetic() && (first == '-' || digits > 0) => {
            Some((marker, format!("a space is missing after `{}`", line.get(..marker)?), String::new()))
        }
        _ => None,
    }
}

fn markup(card: &Card, report: &mut Report) {
    for (passage, text) in written(card) {
        let shown = shown_sign(card, passage, text);
        if let Some((at, message)) =
            shown.or_else(|| named_sign(passage, text)).or_else(|| sunk_heading(passage, text))
        {
            report.add(&MARKUP_SHOWN, card.path_of(passage), at, message);
        } else if let Some(words) = within_itself(&passage.words) {
            let at = card.place_of(passage, &words);
            report.add(
                &MARKUP_SHOWN,
                card.path_of(passage),
                at,
                "more words stand out here than were meant to",
            );
        }
    }
}

/// The first sign of emphasis, or of a table, that is shown. One with a backslash before it is meant.
fn shown_sign(card: &Card, passage: &Passage, text: &str) -> Option<(Span, String)> {
    let plain = passage.plain.as_str();
    let found = ["**", "~~", "__", "|--", "|:-", "| --"].iter().filter_map(|sign| {
        let start = plain.find(sign)?;
        // Four lines and more are a line to write on.
        let is_line = plain.get(start..).is_some_and(|rest| rest.starts_with("___"));
        (!is_line).then_some((start, *sign))
    });
    let (start, sign) = found.min()?;
    let at = card.span_of(passage, &(start..start + sign.len()));
    let is_meant = text.get(..at.start).is_some_and(|before| before.ends_with('\\'));
    (!is_meant).then(|| (at, format!("`{sign}` is shown")))
}

/// `&eacute;`: the program in the browser knows no names of signs, and shows them as they were typed.
fn named_sign(passage: &Passage, text: &str) -> Option<(Span, String)> {
    let words = text.get(passage.at.start..passage.at.end)?;
    words.match_indices('&').find_map(|(start, _)| {
        let name = words.get(start + 1..)?.split_once(';')?.0;
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let start = passage.at.start + start;
        let at = Span { start, end: start + name.len() + 2 };
        is_name.then(|| (at, format!("`&{name};` is shown: write the sign itself")))
    })
}

/// `#Heading`, without its space.
fn sunk_heading(passage: &Passage, text: &str) -> Option<(Span, String)> {
    if !matches!(passage.part, Part::Paragraph | Part::Item) {
        return None;
    }
    lines(passage, text).into_iter().find_map(|(start, line)| {
        let rest = line.trim_start_matches('#');
        let marks = line.len() - rest.len();
        let next = rest.chars().next()?;
        let is_heading = (1..=6).contains(&marks)
            && (next.is_alphabetic() || next == '[' || (next.is_whitespace() && !next.is_ascii()));
        is_heading.then(|| (Span { start, end: start + marks }, "a space is missing here".to_string()))
    })
}

/// Words in strong type within strong type, or in italics within italics: a sign that was to end them began them anew.
fn within_itself(words: &[Inline]) -> Option<String> {
    words.iter().find_map(|word| match word {
        Inline::Strong(inside) => {
            let same = inside.iter().any(|it| matches!(it, Inline::Strong(_)));
            if same { Some(crate::cards::prose::plain(inside)) } else { within_itself(inside) }
        }
        Inline::Emphasis(inside) => {
            let same = inside.iter().any(|it| matches!(it, Inline::Emphasis(_)));
            if same { Some(crate::cards::prose::plain(inside)) } else { within_itself(inside) }
        }
        Inline::Link(_, inside) => within_itself(inside),
        Inline::Text(_) | Inline::Note(_) | Inline::Break => None,
    })
}

/// A row that ends before its head does: Markdown fills it up with cells that nobody wrote, which stand behind its line.
fn rows(card: &Card, report: &mut Report) {
    let mut last = None;
    for (passage, text) in written(card) {
        let at = passage.at.start;
        let is_filled_up = at > 0
            && passage.at.end == at
            && (at == text.len() || !text.get(..at).is_some_and(|before| before.ends_with('|')));
        let row = (passage.file, at);
        if is_filled_up && last != Some(row) {
            let before = text.get(..at).unwrap_or_default().trim_end();
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let at = trimmed(text, Span { start, end: before.len() });
            report.add(
                &ROW_CELLS,
                card.path_of(passage),
                at,
                "this row has fewer cells than the head of its table",
            );
            last = Some(row);
        }
    }
}
