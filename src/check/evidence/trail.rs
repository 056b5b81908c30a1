//! The cards held against their evidence trail: every number has its line, every line is true to what it says was published.

pub mod amounts;
pub mod counts;
pub mod proof;
mod published;
mod quotes;
mod sum;
mod units;

use crate::cards::trail::{OnCard, Read, TRAIL_FILE};
use crate::check::language::quantity::{self, Quantity};
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts;
use crate::check::structure::reader::KEY_VALUE;
use crate::check::{Card, Check, Part, Passage, Report};
use crate::text::Span;
use quotes::{Quotes, TRAIL_SOURCE};

rule!(TRAIL_MISSING, Error, "trail-missing");
rule!(TRAIL_LINE_SHAPE, Error, "trail-line-shape");
rule!(TRAIL_LINE_PARTS, Error, "trail-line-parts");
rule!(TRAIL_UNVERIFIED, Error, "trail-unverified");
rule!(TRAIL_UNUSED, Warning, "trail-unused");
rule!(TRAIL_DATE, Warning, "trail-date");
rule!(QUANTITY_NO_LINE, Error, "quantity-no-line");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&TRAIL_MISSING, Check::Decision(trail_missing)),
    (&TRAIL_LINE_SHAPE, Check::Decision(line_shape)),
    (&TRAIL_LINE_PARTS, Check::Decision(line_parts)),
    (&TRAIL_UNVERIFIED, Check::Decision(unverified)),
    (&QUANTITY_NO_LINE, Check::Decision(quantities)),
    (&TRAIL_SOURCE, Check::Decision(sources)),
    (&TRAIL_UNUSED, Check::Decision(unused)),
    (&TRAIL_DATE, Check::Decision(date)),
];

fn trail_missing(card: &Card, report: &mut Report) {
    if card.trail.is_none() && card.original.is_none() {
        let message = format!("there is no `{TRAIL_FILE}` beside it");
        report.add(&TRAIL_MISSING, &card.path("decision.md"), Span::default(), message);
    }
}

fn line_shape(card: &Card, report: &mut Report) {
    let Some((_, trail)) = card.held() else { return };
    let path = card.path(TRAIL_FILE);
    for at in &trail.unread {
        report.add(&TRAIL_LINE_SHAPE, &path, *at, "this cannot be read as a line of the trail");
    }
    for (line, words) in trail.quoted() {
        if !quantity::beginnings(words).is_empty() && !quotes::has_word(words) {
            let message = format!("`{words}` has no word besides its number: quote the words around it too");
            report.add(&TRAIL_LINE_SHAPE, &path, line.at, message);
        }
    }
    for (label, at) in &trail.no_labels {
        let message = format!("`{label}` is no name: a label has a capital letter, and is no small word");
        report.add(&KEY_VALUE, &path, *at, message);
    }
}

fn line_parts(card: &Card, report: &mut Report) {
    for line in card.held().iter().flat_map(|(_, trail)| &trail.lines) {
        let lacks = [("who was studied", &line.who), ("the number as published", &line.published)];
        let lacks = lacks.into_iter().chain([("where in the source it stands", &line.location)]);
        let mut missing: Vec<&str> = lacks.filter(|(_, it)| !is_said(it)).map(|(what, _)| what).collect();
        if line.read.is_none() {
            missing.push("how it was read: source, abstract, second hand or calculated");
        }
        if line.read == Some(Read::Calculated) && !is_said(&line.how) {
            missing.push("how it was calculated");
        }
        if !missing.is_empty() {
            let message = format!("missing: {}", missing.join(", "));
            report.add(&TRAIL_LINE_PARTS, &card.path(TRAIL_FILE), line.at, message);
        }
    }
}

/// Whether a cell says anything: `-`, `?` and `to find` are promises.
fn is_said(text: &str) -> bool {
    const PROMISES: [&str; 10] =
        ["n/a", "na", "none", "unknown", "not known", "to find", "to do", "todo", "tbc", "by hand"];
    let low = text.trim_end_matches('.').to_lowercase();
    low.contains(char::is_alphanumeric) && !PROMISES.contains(&low.as_str())
}

fn unverified(card: &Card, report: &mut Report) {
    for line in card.held().iter().flat_map(|(_, trail)| &trail.lines) {
        if line.read == Some(Read::Unverified) {
            report.add(
                &TRAIL_UNVERIFIED,
                &card.path(TRAIL_FILE),
                line.at,
                "nobody has confirmed this number",
            );
        }
    }
}

/// Parts of cards whose numbers are looked at: not the counts with their times, which have lines of their own.
fn has_quantities(passage: &Passage) -> bool {
    !matches!(passage.part, Part::Count | Part::When | Part::Sure)
}

/// Every quantity in running words against the words that the trail quotes, and these against the running words.
fn quantities(card: &Card, report: &mut Report) {
    let Some((_, trail)) = card.held() else { return };
    let mut quotes = Quotes::of(trail);
    for passage in &card.passages {
        let text = passage.plain.as_str();
        let numbers = quantity::beginnings(text);
        if numbers.is_empty() {
            continue;
        }
        let covered = quotes.covered(card, passage, &numbers, report);
        if !has_quantities(passage) {
            continue;
        }
        for it in quantity::quantities(text, &trail.labels) {
            // In order of their beginnings: the last that begins before it, of all that reach furthest.
            let before = covered.partition_point(|(from, _)| *from <= it.start);
            let reaches =
                before.checked_sub(1).and_then(|last| covered.get(last)).is_some_and(|(_, to)| it.end <= *to);
            // The words of a source have numbers of pages and volumes; what it found does not belong there.
            let is_name = passage.part == Part::Source && !quantity::is_share(text, &it);
            let is_meant = card.is_english() || quantity::is_in_digits(text, &it);
            if !reaches && !is_name && is_meant && !is_corner(passage, &it) {
                let words = quantity::named(text, &it);
                let at = card.place_of(passage, &around(text, &it));
                let message = format!("no line of the trail quotes this `{words}`");
                report.add(&QUANTITY_NO_LINE, card.path_of(passage), at, message);
            }
        }
    }
    for line in quotes.unused(card) {
        report.add(&TRAIL_UNUSED, &card.path(TRAIL_FILE), line.at, "this stands on no card");
    }
}

/// The number of people in the corner of a table says out of how many.
fn is_corner(passage: &Passage, it: &Quantity) -> bool {
    passage.part == Part::Corner
        && !passage.plain.get(..it.start).unwrap_or_default().contains(|sign: char| sign.is_ascii_digit())
}

/// The quantity with the word after it, so that the right "2" is underlined.
fn around(text: &str, it: &Quantity) -> String {
    let rest = text.get(it.end..).unwrap_or_default();
    let more =
        rest.trim_start().find(|sign: char| !sign.is_alphanumeric()).unwrap_or(rest.trim_start().len());
    let space = rest.len() - rest.trim_start().len();
    text.get(it.start..it.end + space + more)
        .or(text.get(it.start..it.end))
        .unwrap_or_default()
        .trim()
        .to_string()
}

/// A line stands under the source that the card names.
fn sources(card: &Card, report: &mut Report) {
    let Some((decision, trail)) = card.held() else { return };
    for line in &trail.lines {
        let named = match &line.card {
            OnCard::Outcome { row, .. } => {
                let rows = decision.rows_about(row);
                rows.is_empty()
                    || rows.iter().any(|(_, row)| row.sources.keys().any(|key| key == line.source))
            }
            OnCard::Words(_) => decision.source_number(&line.source).is_some(),
        };
        if !named {
            let message = format!("the card does not name `[^{}]` for it", line.source);
            report.add(&TRAIL_SOURCE, &card.path(TRAIL_FILE), line.at, message);
        }
    }
}

fn unused(card: &Card, report: &mut Report) {
    let Some((decision, trail)) = card.held() else { return };
    // Words are looked for with the quantities.
    for line in counts::unused(decision, trail) {
        report.add(&TRAIL_UNUSED, &card.path(TRAIL_FILE), line.at, "this stands on no card");
    }
}

fn date(card: &Card, report: &mut Report) {
    let Some((_, trail)) = card.held() else { return };
    let message = match trail.checked {
        Some(date) if date <= card.today => match newest(card) {
            Some(year) if year > date.year => {
                format!("`checked:` is before {year}, when one of the sources came out")
            }
            _ => return,
        },
        _ => "`checked:` is no date up to today".to_string(),
    };
    report.add(&TRAIL_DATE, &card.path(TRAIL_FILE), Span { start: 0, end: 3 }, message);
}

/// The year of the newest source. The first year in its words: later numbers may be pages.
fn newest(card: &Card) -> Option<u16> {
    let years = card.of_part(Part::Source).filter_map(|it| parts::years(&it.plain).next());
    years.filter(|year| *year <= card.today.year).max()
}
