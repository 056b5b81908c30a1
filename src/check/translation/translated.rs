//! A translation held against its original by what the reader's program makes of it: its status and kind, its footnotes,
//! its lines, and whether its words were translated at all.

use std::collections::BTreeMap;

use crate::cards::{Inline, Target, prose};
use crate::check::rule::{Rule, rule};
use crate::check::translation::original::{Named, TRANSLATED_FROM_MISSING, TRANSLATION_STRUCTURE, compare};
use crate::check::{Card, CardFile, Check, Part, Passage, Report, Unit};
use crate::text::Span;

rule!(TRANSLATION_WORDS, Warning, "translation-words");

/// On decisions and on lists, sheets and support cards.
pub const RULES: &[(&Rule, Check)] = &[(&TRANSLATION_WORDS, Check::Both(translated))];

/// Where a file begins, for what is not there.
const FIRST_LINE: Span = Span { start: 0, end: 3 };

fn translated(card: &Card, report: &mut Report) {
    match (&card.decision, card.original.as_deref()) {
        (Some(_), Some(original)) => {
            heads(card, original, report);
            no_treatment(card, original, report);
            sections(card, original, report);
        }
        (Some(_), None) => {}
        (None, _) => paper(card, report),
    }
}

fn line_of(file: &CardFile, key: &str) -> Span {
    match crate::check::card::trimmed(file.text, file.head.at(key)) {
        at if at == Span::default() => FIRST_LINE,
        at => at,
    }
}

/// What must not be used in one language must not be used in another.
fn heads(card: &Card, original: &Card, report: &mut Report) {
    let (Some(mine), Some(theirs)) = (card.files.first(), original.files.first()) else { return };
    let is_withdrawn = |file: &CardFile| file.head.value("status") == Some("withdrawn");
    if is_withdrawn(theirs) && !is_withdrawn(mine) {
        report.add(&TRANSLATION_STRUCTURE, &mine.path, line_of(mine, "status"), "the original is withdrawn");
    }
    let kind = |file: &CardFile| file.head.value("kind").unwrap_or("treatment").to_string();
    if card.decision.is_some() && kind(mine) != kind(theirs) {
        let message = format!("the original has `kind: {}`", kind(theirs));
        report.add(&TRANSLATION_STRUCTURE, &mine.path, line_of(mine, "kind"), message);
    }
}

fn no_treatment(card: &Card, original: &Card, report: &mut Report) {
    let (Some(mine), Some(theirs)) = (&card.decision, &original.decision) else { return };
    for option in &mine.options {
        let other = theirs.option(&option.id).filter(|it| !it.missing && !option.missing);
        let file = card.files.iter().find(|file| file.name.trim_end_matches(".md") == option.id);
        if let (Some(other), Some(file)) = (other, file)
            && other.no_treatment != option.no_treatment
        {
            let message = if other.no_treatment {
                "the original has `no-treatment: yes`"
            } else {
                "the original does not have `no-treatment: yes`"
            };
            report.add(&TRANSLATION_STRUCTURE, &file.path, line_of(file, "no-treatment"), message);
        }
    }
}

/// The passages of a section of a file, in order.
type Sections<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a Passage>>;

fn by_section<'a>(card: &'a Card) -> Sections<'a> {
    let mut sections: Sections = BTreeMap::new();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        let name = card.file_of(passage).map_or("", |file| &file.name);
        sections.entry((name, &passage.section, &passage.under)).or_default().push(passage);
    }
    sections
}

fn sections(card: &Card, original: &Card, report: &mut Report) {
    let mine = by_section(card);
    let mut untranslated: Vec<&Passage> = Vec::new();
    for (key, theirs) in by_section(original) {
        let Some((own, first)) = mine.get(&key).and_then(|own| Some((own, own.first()?))) else { continue };
        footnotes(card, own, &theirs, first, report);
        let items = |list: &[&Passage]| list.iter().filter(|it| it.part == Part::Item).count();
        let (many, expected) = (items(own), items(&theirs));
        if many != expected {
            let message = format!("lines of a list: {many}, in the original {expected}");
            report.add(&TRANSLATION_WORDS, card.path_of(first), card.place_of(first, &first.plain), message);
        } else if own.len() == theirs.len() {
            words(card, original, own, &theirs, &mut untranslated, report);
        }
    }
    let mut reported: Vec<usize> = Vec::new();
    for passage in &untranslated {
        // A card that is not translated yet has hundreds.
        if !reported.contains(&passage.file) {
            reported.push(passage.file);
            let all = untranslated.iter().filter(|it| it.file == passage.file).count();
            let more = if all > 1 { format!(", and {} more on this card", all - 1) } else { String::new() };
            let at = card.place_of(passage, &passage.plain);
            let message = format!("this is word for word as in the original{more}");
            report.add(&TRANSLATION_WORDS, card.path_of(passage), at, message);
        }
    }
}

/// A number without its source cannot be traced in any language.
fn footnotes(card: &Card, mine: &[&Passage], theirs: &[&Passage], first: &Passage, report: &mut Report) {
    let count = |list: &[&Passage]| {
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        list.iter().flat_map(|it| prose::notes(&it.words)).for_each(|key| *keys.entry(key).or_default() += 1);
        keys
    };
    let (own, expected) = (count(mine), count(theirs));
    for (key, times) in &expected {
        let found = own.get(key).copied().unwrap_or_default();
        if found < *times {
            let message = format!("`[^{key}]` stands here {found} times, in the original {times} times");
            report.add(
                &TRANSLATION_STRUCTURE,
                card.path_of(first),
                card.place_of(first, &first.plain),
                message,
            );
        }
    }
}

/// Fewer words than this may be a name, or are as short in any language.
const NAME: usize = 4;

/// A translation of so many times fewer signs leaves something out.
const SHORTER: usize = 4;

fn words<'a>(
    card: &Card,
    original: &Card,
    mine: &[&'a Passage],
    theirs: &[&Passage],
    untranslated: &mut Vec<&'a Passage>,
    report: &mut Report,
) {
    let base = |lang: &str| lang.split('-').next().unwrap_or_default().to_string();
    if base(&card.lang) == base(&original.lang) {
        return;
    }
    for (own, other) in mine.iter().zip(theirs) {
        // A line that names itself may lead elsewhere in another language.
        let (text, expected) = (own.plain.get(..own.own()), other.plain.get(..other.own()));
        let (Some(text), Some(expected)) = (text, expected) else { continue };
        // What has no letters, such as a day to fill in, is the same in every language.
        let has_words = expected.contains(char::is_alphabetic);
        if !has_words || expected.split_whitespace().count() < NAME {
            continue;
        }
        // A sign of some writings is a whole word.
        let is_dense = text.chars().any(|sign| u32::from(sign) >= 0x2e80);
        if text == expected {
            untranslated.push(own);
        } else if !is_dense && text.chars().count() * SHORTER < expected.chars().count() {
            let at = card.place_of(own, text);
            let message = format!("this is much shorter than in the original: \"{expected}\"");
            report.add(&TRANSLATION_WORDS, card.path_of(own), at, message);
        }
    }
}

/// A list, sheet or support card names its original as a decision does.
fn paper(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first().filter(|file| !file.head.entries.is_empty()) else { return };
    let path = |lang: &str| format!("{}/{lang}/{}", card.id, file.name);
    let Some(lang) = file.head.value("translated-from").filter(|lang| *lang != card.lang) else {
        if card.lang != "en" && card.content.text(&path("en")).is_some() {
            let message = "this stands in other languages too, and does not say from which it comes";
            report.add(&TRANSLATED_FROM_MISSING, &file.path, FIRST_LINE, message);
        }
        return;
    };
    if card.content.text(&path(lang)).is_none() {
        report.add(
            &TRANSLATED_FROM_MISSING,
            &file.path,
            FIRST_LINE,
            format!("there is no original in `{lang}`"),
        );
        return;
    }
    let (folder, name) = (card.id.clone(), file.name.clone());
    let unit = Unit::Handout { folder, lang: lang.to_string(), name };
    let original = Card::read(card.content, &unit, card.today);
    heads(card, &original, report);
    compare("the line or section", named(&original), named(card), &file.path, report);
    sections(card, &original, report);
}

/// Sections and lines with ids of their own.
fn named(card: &Card) -> Vec<Named> {
    let own = card.passages.iter().filter(|it| matches!(it.part, Part::Heading(_) | Part::Item));
    own.filter_map(|passage| match passage.words.first() {
        Some(Inline::Link(Target::Id(id), _)) => Some((id.clone(), passage.at)),
        _ => None,
    })
    .collect()
}
