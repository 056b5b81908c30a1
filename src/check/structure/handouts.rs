//! Lists, sheets and support cards: what their heads say, and that what people pick has an id of its own.

use std::collections::BTreeSet;

use crate::cards::handout::{self, Handout, TOPICS, TOPICS_QUESTIONS};
use crate::cards::prose;
use crate::check::governance::head::{A_DAY, one_of};
use crate::check::language::quantity;
use crate::check::rule::rules;
use crate::check::structure::reader::{ID_TWICE, LINE_SHAPE, SECTION_WITHOUT_ID};
use crate::check::{Card, Part, Passage, Report, pattern};
use crate::text::Source;

rules! {
    PAPER_KIND Error "paper-kind" => Handout(paper);
    HEAD_NAMES_NOTHING Error "head-names-nothing" => Handout(named);
    PAPER_NUMBER Warning "paper-number" => Handout(numbers);
}

// Sums of money, and numbers to ring: these change, and stand where a service looks after them.
pattern! { UNTRACED r"[£€$] ?[0-9][0-9,.]*[0-9]|\b0[0-9]{2,4}[ -]?[0-9]{3}[ -]?[0-9]{3,4}\b" }

/// The kinds, and the folders in which they stand.
const KINDS: [(&str, &str); 5] = [
    ("needs", "lists"),
    ("prompts", "lists"),
    ("questions", "lists"),
    ("sheet", "sheets"),
    ("support", "support"),
];

fn paper(card: &Card, report: &mut Report) {
    let file = card.first();
    if let Some(kind) = file.head.value("kind").filter(|kind| !KINDS.contains(&(*kind, &card.id))) {
        let message = match KINDS.iter().find(|(known, _)| *known == kind) {
            None => format!("`{kind}` is no kind of list, sheet or card"),
            Some((_, folder)) => format!("`{kind}` belongs in the folder `{folder}`"),
        };
        report.on(&PAPER_KIND, file.line("kind"), message);
    }
    one_of(file, "status", "`example`, `draft`, `reviewed` or `withdrawn`", report);
    one_of(file, "published", A_DAY, report);
    one_of(file, "review-by", A_DAY, report);
    ids(card, report);
}

/// Whatever the head names is there: lines of its own, other pages, and lines of theirs.
fn named(card: &Card, report: &mut Report) {
    let file = card.first();
    let Some(paper) = page(card, &file.path) else { return };
    let mut wrong = |key: &str, message: String| {
        report.on(&HEAD_NAMES_NOTHING, file.line(key), message);
    };
    for key in ["private", "only-with-help", "folded-after"] {
        for id in file.head.values(key).iter().filter(|id| !paper.has_id(id)) {
            wrong(key, format!("no line and no heading here has the id `#{id}`"));
        }
    }
    if let Some(value) = file.head.value("next") {
        let path = value.rsplit_once(", ").map_or("", |(_, path)| path);
        if page(card, path).is_none() {
            let message = "this is not a name, a comma and the file of a list or sheet that is there";
            wrong("next", message.to_string());
        }
    }
    for value in file.head.values("takes-over") {
        if let Some(message) = not_taken_over(card, &paper, value) {
            wrong("takes-over", format!("`{value}`: {message}"));
        }
    }
}

/// What is wrong with `own-line from lists/en/needs.md#their-line`.
fn not_taken_over(card: &Card, paper: &Handout, value: &str) -> Option<String> {
    let parts = value.split_once(" from ").and_then(|(line, source)| Some((line, source.split_once('#')?)));
    let Some((line, (path, from))) = parts else {
        let message = "this is not a line of this page, the word `from`, and a file with the id of its line";
        return Some(message.to_string());
    };
    let theirs = page(card, path);
    let message = if !paper.has_line(line) {
        format!("no line here has the id `#{line}`")
    } else if path == TOPICS && from != TOPICS_QUESTIONS {
        format!("of topics only `#{TOPICS_QUESTIONS}` can be taken over")
    } else if path != TOPICS && theirs.is_none() {
        format!("there is no such list or sheet: {path}")
    } else if theirs.is_some_and(|it| !it.has_line_from(from)) {
        format!("{path} has no line to fill in with the id `#{from}`")
    } else {
        return None;
    };
    Some(message)
}

fn page(card: &Card, path: &str) -> Option<Handout> {
    let id = handout::sheet_id(path)?;
    let source = Source { name: path, text: card.content.text(path)? };
    Some(handout::read(&id, &card.lang, source).0)
}

fn ids(card: &Card, report: &mut Report) {
    let is_list = card.id == "lists";
    let has_id = |it: &&Passage| match it.part {
        Part::Item => is_list && begins_item(card, it),
        part => part == Part::Heading(2),
    };
    for passage in card.passages.iter().filter(has_id).filter(|it| it.own_id().is_none()) {
        let rule = if passage.part == Part::Item { &LINE_SHAPE } else { &SECTION_WITHOUT_ID };
        report.on(rule, card.all_of(passage), "this has no id of its own");
    }
    twice(card, card.passages.iter().filter(has_id), report);
}

/// Says each id that something before has too.
pub fn twice<'a>(card: &Card, named: impl Iterator<Item = &'a Passage>, report: &mut Report) {
    let mut known = BTreeSet::new();
    for (passage, id) in named.filter_map(|it| Some((it, it.own_id()?))) {
        if !known.insert(id) {
            let at = card.words_of(passage, &format!("#{id}"));
            report.on(&ID_TWICE, at, format!("`#{id}` is there twice"));
        }
    }
}

/// Papers have no evidence trail: what they say of people, doses and times rests on a source that they name, or is left out.
fn numbers(card: &Card, report: &mut Report) {
    for passage in card.passages.iter().filter(|it| card.is_english() && says_facts(it)) {
        let text = passage.plain.as_str();
        for found in UNTRACED.find_iter(text) {
            let message = format!("where does this `{}` come from?", found.as_str());
            report.on(&PAPER_NUMBER, card.range_of(passage, &(found.start()..found.end())), message);
        }
        let found = quantity::quantities_of(text, &passage.tokens, &[]);
        for it in found.iter().filter(|it| quantity::is_counted(text, it)) {
            let message = format!("where does this `{}` come from?", quantity::named(text, it));
            report.on(&PAPER_NUMBER, card.range_of(passage, &(it.start..it.end)), message);
        }
    }
}

/// Not headings, what people pick or fill in, and what names its source.
fn says_facts(passage: &Passage) -> bool {
    let filled_in = passage.plain.contains("____") || passage.plain.contains("[ ]");
    let is_part = !matches!(passage.part, Part::Heading(2..) | Part::Source);
    is_part && passage.own_id().is_none() && !filled_in && prose::notes(&passage.words).is_empty()
}

/// An item's first words; further paragraphs of it name nothing.
fn begins_item(card: &Card, passage: &Passage) -> bool {
    let text = card.file_of(passage).text;
    let (before, after) = text.split_at_checked(passage.at.start).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default().trim();
    let begins = |words: &str| words.starts_with(|sign: char| "-*+".contains(sign) || sign.is_ascii_digit());
    begins(before) || (before.is_empty() && begins(after))
}
