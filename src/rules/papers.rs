//! Lists, sheets and support cards: what their heads say, and that what people pick has an id of its own.

use super::reader::{ID_TWICE, KEY_VALUE, LINE_SHAPE, SECTION_WITHOUT_ID};
use super::rule::{Rule, rule};
use super::{Card, CardFile, Check, Part, Passage, Say};
use crate::cards::{Inline, Target};
use crate::text::Date;

rule!(PAPER_KIND, Error, "paper-kind");

/// Besides, these say of papers what the reader says of decisions: ids twice, lines without an id, values of the head.
pub const RULES: &[(&Rule, Check)] = &[(&PAPER_KIND, Check::Paper(paper))];

/// The kinds, and the folders in which they stand.
const KINDS: [(&str, &str); 5] = [
    ("needs", "lists"),
    ("prompts", "lists"),
    ("questions", "lists"),
    ("sheet", "sheets"),
    ("support", "support"),
];

const STATUSES: [&str; 4] = ["example", "draft", "reviewed", "withdrawn"];

fn paper(card: &Card, say: &mut Say) {
    let Some(file) = card.files.first() else { return };
    kind(card, file, say);
    values(file, say);
    ids(card, say);
}

fn kind(card: &Card, file: &CardFile, say: &mut Say) {
    let Some(value) = file.head.value("kind") else { return };
    let at = super::card::trimmed(file.text, file.head.at("kind"));
    match KINDS.iter().find(|(kind, _)| *kind == value) {
        None => say.add(&PAPER_KIND, &file.path, at, format!("`{value}` is no kind of list, sheet or card")),
        Some((_, folder)) if *folder != card.id => {
            say.add(&PAPER_KIND, &file.path, at, format!("`{value}` belongs in the folder `{folder}`"));
        }
        Some(_) => {}
    }
}

fn values(file: &CardFile, say: &mut Say) {
    for key in ["status", "published", "review-by"] {
        let can_be_read = |value: &str| match key {
            "status" => STATUSES.contains(&value),
            _ => Date::read(value).is_some(),
        };
        if let Some(value) = file.head.value(key).filter(|value| !can_be_read(value)) {
            let at = super::card::trimmed(file.text, file.head.at(key));
            say.add(&KEY_VALUE, &file.path, at, format!("`{value}` cannot be read here"));
        }
    }
}

fn ids(card: &Card, say: &mut Say) {
    let is_list = card.id == "lists";
    let mut known: Vec<&str> = Vec::new();
    for passage in &card.passages {
        let rule = match passage.part {
            Part::Heading(2) => &SECTION_WITHOUT_ID,
            Part::Item if is_list && begins_item(card, passage) => &LINE_SHAPE,
            _ => continue,
        };
        let path = card.path_of(passage);
        let at = || card.place_of(passage, &passage.plain);
        match passage.words.first() {
            Some(Inline::Link(Target::Id(id), _)) if known.contains(&id.as_str()) => {
                say.add(
                    &ID_TWICE,
                    path,
                    card.place_of(passage, &format!("#{id}")),
                    format!("`#{id}` is there twice"),
                );
            }
            Some(Inline::Link(Target::Id(id), _)) => known.push(id),
            _ => say.add(rule, path, at(), "this has no id of its own"),
        }
    }
}

/// An item's first words; further paragraphs of it name nothing.
fn begins_item(card: &Card, passage: &Passage) -> bool {
    let text = card.file_of(passage).map_or("", |file| file.text);
    let line = text.get(..passage.at.start).unwrap_or_default();
    let before = line.rsplit('\n').next().unwrap_or_default().trim();
    let begins = |words: &str| {
        words.starts_with(['-', '*', '+']) || words.starts_with(|sign: char| sign.is_ascii_digit())
    };
    begins(before) || (before.is_empty() && begins(text.get(passage.at.start..).unwrap_or_default()))
}
