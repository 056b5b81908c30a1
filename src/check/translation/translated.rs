//! A translation held against its original by what the reader's program makes of it: its status and kind, its footnotes,
//! its lines, and whether its words were translated at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::cards::prose;
use crate::check::rule::rules;
use crate::check::translation::original::{Named, TRANSLATION_STRUCTURE, compare, shared_sections};
use crate::check::{Card, Part, Passage, Report};

rules! {
    TRANSLATION_WORDS Warning "translation-words" => Both(translated);
}

fn translated(card: &Card, report: &mut Report) {
    if let Some(original) = card.original.as_deref() {
        heads(card, original, report);
        sections(card, original, report);
        if card.decision.is_none() {
            let path = &card.first().path;
            compare("the line or section", named(original), named(card), path, report);
        }
    }
}

/// Lines of heads, each with the value that readers are told by. What must not be used in one language must not be used in
/// another; a translation may be withdrawn by itself.
const SAME: [(&str, &str); 3] = [("status", "withdrawn"), ("kind", "test"), ("no-treatment", "yes")];

fn heads(card: &Card, original: &Card, report: &mut Report) {
    for mine in &card.files {
        let Some(theirs) = original.files.iter().find(|it| it.name == mine.name) else { continue };
        for (key, value) in SAME {
            let message = match [mine, theirs].map(|it| it.head.value(key) == Some(value)) {
                [false, true] => format!("the original has `{key}: {value}`"),
                [true, false] if key != "status" => format!("the original does not have `{key}: {value}`"),
                _ => continue,
            };
            report.on(&TRANSLATION_STRUCTURE, mine.line(key), message);
        }
    }
}

fn sections(card: &Card, original: &Card, report: &mut Report) {
    let mut untranslated: BTreeMap<usize, Vec<&Passage>> = BTreeMap::new();
    for (own, theirs) in shared_sections(card, original) {
        let Some(first) = own.first() else { continue };
        footnotes(card, &own, &theirs, first, report);
        let items = |list: &[&Passage]| list.iter().filter(|it| it.part == Part::Item).count();
        let (many, expected) = (items(&own), items(&theirs));
        if many != expected {
            let message = format!("lines of a list: {many}, in the original {expected}");
            report.on(&TRANSLATION_WORDS, card.all_of(first), message);
        } else if own.len() == theirs.len() && card.lang.split('-').next() != original.lang.split('-').next()
        {
            for (own, other) in own.iter().zip(&theirs) {
                if is_untranslated(card, own, other, report) {
                    untranslated.entry(own.file).or_default().push(own);
                }
            }
        }
    }
    // A card that is not translated yet has hundreds.
    for (first, rest) in untranslated.values().filter_map(|it| it.split_first()) {
        let more = format!(", and {} more on this card", rest.len());
        let more = if rest.is_empty() { "" } else { &more };
        let message = format!("this is word for word as in the original{more}");
        report.on(&TRANSLATION_WORDS, card.all_of(first), message);
    }
}

/// A number without its source cannot be traced in any language.
fn footnotes(card: &Card, mine: &[&Passage], theirs: &[&Passage], first: &Passage, report: &mut Report) {
    let notes = |list: &[&Passage]| list.iter().flat_map(|it| prose::notes(&it.words)).collect::<Vec<_>>();
    let (own, expected) = (notes(mine), notes(theirs));
    for key in expected.iter().collect::<BTreeSet<_>>() {
        let count = |list: &[String]| list.iter().filter(|it| *it == key).count();
        let (found, times) = (count(&own), count(&expected));
        if found < times {
            let message = format!("`[^{key}]` stands here {found} times, in the original {times} times");
            report.on(&TRANSLATION_STRUCTURE, card.all_of(first), message);
        }
    }
}

/// Fewer words than this may be a name, or are as short in any language.
const NAME: usize = 4;

/// A translation of so many times fewer signs leaves something out.
const SHORTER: usize = 4;

/// Whether a passage is word for word its original. One that is much shorter is reported.
fn is_untranslated(card: &Card, own: &Passage, other: &Passage, report: &mut Report) -> bool {
    // A line that names itself may lead elsewhere in another language.
    let (text, expected) = (own.plain.get(..own.own()), other.plain.get(..other.own()));
    let (Some(text), Some(expected)) = (text, expected) else { return false };
    // What has no letters, such as a day to fill in, is the same in every language.
    if !expected.contains(char::is_alphabetic) || expected.split_whitespace().count() < NAME {
        return false;
    }
    // A sign of some writings is a whole word.
    let is_dense = text.chars().any(|sign| u32::from(sign) >= 0x2e80);
    if !is_dense && text.chars().count() * SHORTER < expected.chars().count() {
        let message = format!("this is much shorter than in the original: \"{expected}\"");
        report.on(&TRANSLATION_WORDS, card.words_of(own, text), message);
    }
    text == expected
}

/// Sections and lines with ids of their own.
fn named(card: &Card) -> Vec<Named> {
    let own = card.passages.iter().filter(|it| matches!(it.part, Part::Heading(_) | Part::Item));
    own.filter_map(|passage| Some((passage.own_id()?.to_string(), passage.at))).collect()
}
