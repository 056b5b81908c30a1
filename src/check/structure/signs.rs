//! Signs that mean something in Markdown, where they do not: readers see them as they were typed, and not what they were
//! meant to do.

use crate::cards::{Inline, prose};
use crate::check::rule::rules;
use crate::check::structure::files::named;
use crate::check::{Card, Part, Passage, Report, pattern};
use crate::text::{Span, head};

rules! {
    MARKUP_SHOWN Error "markup-shown" => Both(markup);
}

// What word processors set before the items of a list; and Markdown's own signs without their space, or with another one.
pattern! { BULLET r"^[•◦‣▪▫●○■□·∙⁃➢➤►✓✔❖]\s" }
pattern! { OTHER_SPACE r"^([-*+]|#{1,6}|[0-9]{1,9}[.)])([^\S\x00-\x7f])" }
pattern! { NO_SPACE r"^(-|#{1,6}|[0-9]{1,9}[.)])[\p{Alphabetic}\[]" }
// Signs of emphasis, and of a table. More of one kind are a line to write on.
pattern! { SHOWN r"\*\*|~~|==|__+|\|--|\|:-|\| --" }
// `&eacute;`: the program in the browser knows no names of signs, and shows them as they were typed.
pattern! { NAMED r"&[A-Za-z][A-Za-z0-9]*;" }
/// The lines of a paragraph or item without what stands before their words, and where those begin.
fn lines<'t>(passage: &Passage, text: &'t str) -> Vec<(usize, &'t str)> {
    let is_prose = matches!(passage.part, Part::Paragraph | Part::Item);
    let inside = text.get(passage.at.start..passage.at.end).filter(|_| is_prose).unwrap_or_default();
    let words = |(line, at): (&'t str, Span)| {
        let words = line.trim_start_matches([' ', '\t', '>']);
        (at.start + line.len() - words.len(), words)
    };
    head::lines(inside, passage.at.start).map(words).collect()
}

/// What a line begins with if it was meant to be an item or a heading and is none: its length, what is said of it, and what it
/// should be.
fn odd_start(line: &str) -> Option<(usize, String, Option<String>)> {
    if let Some(found) = BULLET.find(line) {
        let sign = found.as_str().trim_end();
        return Some((found.len(), format!("`{sign}` begins no item"), Some("- ".to_string())));
    }
    if let Some((all, [marker, space])) = OTHER_SPACE.captures(line).map(|it| it.extract()) {
        let name = named(space.chars().next()?);
        return Some((all.len(), format!("{name} after `{marker}`"), Some(format!("{marker} "))));
    }
    let (_, [marker]) = NO_SPACE.captures(line)?.extract();
    Some((marker.len(), format!("a space is missing after `{marker}`"), None))
}

fn markup(card: &Card, report: &mut Report) {
    for passage in card.passages.iter().filter(|passage| passage.part != Part::Head) {
        let file = card.file_of(passage);
        for (start, line) in lines(passage, file.text) {
            if let Some((length, message, mended)) = odd_start(line) {
                let at = Span { start, end: start + length };
                let found = report.on(&MARKUP_SHOWN, (&file.path, at), message);
                mended.into_iter().for_each(|it| found.mend(it));
            }
        }
        let found =
            shown_sign(card, passage, file.text).or_else(|| named_sign(passage, file.text)).or_else(|| {
                let at = card.place_of(passage, &within_itself(&passage.words)?);
                Some((at, "more words stand out here than were meant to".to_string()))
            });
        if let Some((at, message)) = found {
            report.on(&MARKUP_SHOWN, (&file.path, at), message);
        }
    }
}

/// The first sign of emphasis, or of a table, that is shown. One with a backslash before it is meant.
fn shown_sign(card: &Card, passage: &Passage, text: &str) -> Option<(Span, String)> {
    let is_line = |sign: &str| sign.starts_with("___");
    let found = SHOWN.find_iter(&passage.plain).find(|it| !is_line(it.as_str()))?;
    let (start, sign) = (found.start(), found.as_str());
    let at = card.span_of(passage, &(start..start + sign.len()));
    let is_meant = text.get(..at.start).is_some_and(|before| before.ends_with('\\'));
    (!is_meant).then(|| (at, format!("`{sign}` is shown")))
}

fn named_sign(passage: &Passage, text: &str) -> Option<(Span, String)> {
    let found = NAMED.find(text.get(passage.at.start..passage.at.end)?)?;
    let at = Span { start: passage.at.start + found.start(), end: passage.at.start + found.end() };
    Some((at, format!("`{}` is shown: write the sign itself", found.as_str())))
}

/// Words in strong type within strong type, or in italics within italics: a sign that was to end them began them anew.
fn within_itself(words: &[Inline]) -> Option<String> {
    words.iter().find_map(|word| {
        let (inside, has_same) = match word {
            Inline::Strong(inside) => (inside, inside.iter().any(|it| matches!(it, Inline::Strong(_)))),
            Inline::Emphasis(inside) => (inside, inside.iter().any(|it| matches!(it, Inline::Emphasis(_)))),
            Inline::Link(_, inside) => (inside, false),
            _ => return None,
        };
        if has_same { Some(prose::plain(inside)) } else { within_itself(inside) }
    })
}
