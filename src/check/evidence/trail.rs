//! The cards held against their evidence trail: every number has its line, every line is true to what it says was published.

pub mod amounts;
pub mod counts;
pub mod proof;
mod published;
mod quotes;
mod sum;
pub mod units;

use crate::cards::Decision;
use crate::cards::trail::{OnCard, Read, TRAIL_FILE, Trail};
use crate::check::card::FIRST_LINE;
use crate::check::language::quantity::{self, Quantity};
use crate::check::language::tokens::{Tokens, is_time};
use crate::check::rule::rules;
use crate::check::structure::reader::KEY_VALUE;
use crate::check::structure::tables::years;
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, Part, Passage, Report, is_in};
use crate::text::Span;
use counts::TRAIL_DIFFERS;
use quotes::{Quotes, reaches};

rules! {
    TRAIL_MISSING Error "trail-missing" => Decision(trail_missing);
    TRAIL_LINE_SHAPE Error "trail-line-shape" => Trail(line_shape);
    TRAIL_LINE_PARTS Error "trail-line-parts" => Trail(line_parts);
    TRAIL_UNVERIFIED Error "trail-unverified";
    QUANTITY_NO_LINE Error "quantity-no-line" => Trail(quantities);
    TRAIL_SOURCE Error "trail-source" => Trail(sources);
    TRAIL_UNUSED Warning "trail-unused";
    TRAIL_DATE Warning "trail-date" => Trail(date);
}

fn trail_missing(card: &Card, _: &Decision, report: &mut Report) {
    if card.trail.is_none() && card.original.is_none() {
        let message = format!("there is no `{TRAIL_FILE}` beside it");
        report.on(&TRAIL_MISSING, card.main(Span::default()), message);
    }
}

fn line_shape(card: &Card, _: &Decision, trail: &Trail, report: &mut Report) {
    let path = card.path(TRAIL_FILE);
    for at in &trail.unread {
        report.on(&TRAIL_LINE_SHAPE, (&path, *at), "this cannot be read as a line of the trail");
    }
    for (line, words) in trail.quoted() {
        if quantity::is_bare(words) {
            let message = format!("`{words}` has no word besides its number: quote the words around it too");
            report.on(&TRAIL_LINE_SHAPE, (&path, line.at), message);
        }
    }
    for (label, at) in &trail.no_labels {
        let message = format!("`{label}` is no name: a label has a capital letter, and is no small word");
        report.on(&KEY_VALUE, (&path, *at), message);
    }
}

fn line_parts(card: &Card, _: &Decision, trail: &Trail, report: &mut Report) {
    let path = card.path(TRAIL_FILE);
    for line in &trail.lines {
        let is_calculated = line.read == Some(Read::Calculated);
        let parts = [
            ("who was studied", is_filled(&line.who)),
            ("the number as published", is_filled(&line.published)),
            ("where in the source it stands", is_filled(&line.location)),
            ("how it was read: source, abstract, second hand or calculated", line.read.is_some()),
            ("how it was calculated", !is_calculated || is_filled(&line.how)),
        ];
        let missing: Vec<&str> = parts.iter().filter(|(_, has)| !has).map(|(what, _)| *what).collect();
        if !missing.is_empty() {
            report.on(&TRAIL_LINE_PARTS, (&path, line.at), format!("missing: {}", missing.join(", ")));
        }
        if line.read == Some(Read::Unverified) {
            report.on(&TRAIL_UNVERIFIED, (&path, line.at), "nobody has confirmed this number");
        }
    }
}

/// Whether a cell says anything: `-`, `?` and `to find` are promises.
fn is_filled(text: &str) -> bool {
    const PROMISES: &str = "unknown not-known to-find by-hand";
    let low = text.trim_end_matches('.').to_lowercase();
    !says_nothing(text) && !is_in(PROMISES, &low.replace(' ', "-"))
}

/// Every quantity in running words against the words that the trail quotes, and these against the running words.
fn quantities(card: &Card, _: &Decision, trail: &Trail, report: &mut Report) {
    rhythms(card, report);
    let mut quotes = Quotes::of(trail);
    for passage in &card.passages {
        let covered = quotes.covered(card, passage, report);
        // The counts with their times have lines of their own.
        if matches!(passage.part, Part::Count | Part::When | Part::Sure) || is_own_work(passage) {
            continue;
        }
        let text = passage.plain.as_str();
        let found = match passage.part {
            // The words of a source are not taken apart for other rules.
            Part::Source => quantity::quantities(text, &trail.labels),
            _ => quantity::quantities_of(text, &passage.tokens, &trail.labels),
        };
        let lacking = found.into_iter().filter(|it| {
            // The words of a source have numbers of pages and volumes; what it found does not belong there.
            let is_name = passage.part == Part::Source && !quantity::is_share(text, it);
            let is_meant = card.is_english() || quantity::is_in_digits(text, it);
            !is_name && is_meant && !is_corner(passage, it) && !reaches(&covered, it.start, it.end)
        });
        for (words, named) in ranges(text, lacking) {
            let message = format!("no line of the trail quotes this `{named}`");
            report.on(&QUANTITY_NO_LINE, card.words_of(passage, words), message);
        }
    }
    let path = card.path(TRAIL_FILE);
    for line in quotes.unused() {
        report.on(&TRAIL_UNUSED, (&path, line.at), "this stands on no card");
    }
}

/// In which file, what, and once in how many of which times.
type Rhythm<'a> = (usize, &'a str, Vec<(u32, &'a str)>);

/// One card says in two ways how often something is done: "a scan every 6 months", and further on "a scan once a year".
fn rhythms(card: &Card, report: &mut Report) {
    const THINGS: &str = "scan scans visit visits test tests injection injections dose doses check checks";
    let mut told: Vec<Rhythm> = Vec::new();
    for passage in card.passages.iter().filter(|it| it.part.is_prose() && card.file_of(it).option.is_some()) {
        let tokens = &passage.tokens;
        let found: Vec<_> = (1..tokens.len()).filter_map(|at| rhythm(tokens, at)).collect();
        let Some(thing) = tokens.words().find(|it| is_in(THINGS, it) && !found.is_empty()) else { continue };
        let thing = thing.trim_end_matches('s');
        let is_other =
            |it: &&Rhythm| it.0 == passage.file && it.1 == thing && !it.2.iter().any(|it| found.contains(it));
        if let Some((number, unit)) = told.iter().find(is_other).and_then(|(.., before)| before.first()) {
            let message = format!("further up on this card it is once in {number} {unit}");
            report.on(&TRAIL_DIFFERS, card.all_of(passage), message);
        }
        told.push((passage.file, thing, found));
    }
}

/// "Every 6 months", "once a year": how many of which time.
fn rhythm(tokens: &Tokens, at: usize) -> Option<(u32, &str)> {
    let is_once = is_in("a an", tokens.word(at)) && tokens.before(at, 1) == "once";
    let (number, words) = tokens.value(at + 1).unwrap_or((1, 0));
    let unit = tokens.word(at + 1 + words);
    let begins = is_once || is_in("every each", tokens.word(at));
    (begins && is_time(unit)).then(|| (number, unit.trim_end_matches('s')))
}

/// What authors tell in the head of how they worked: whom they asked, who paid, what changed. No source could have it.
fn is_own_work(passage: &Passage) -> bool {
    const OF_OTHERS: &str = "title whom evidence no-treatment-waived helps-knowledge helps-match";
    passage.part == Part::Head && !is_in(OF_OTHERS, &passage.under)
}

/// The words to underline of each number, and what to call it. Both ends of a range, as in "2 to 6 weeks", are one.
fn ranges(text: &str, numbers: impl Iterator<Item = Quantity>) -> Vec<(&str, &str)> {
    let mut found: Vec<(Quantity, Quantity)> = Vec::new();
    for it in numbers {
        match found.last_mut() {
            Some((_, last))
                if is_in("to or - –", text.get(last.end..it.start).unwrap_or_default().trim()) =>
            {
                *last = it;
            }
            _ => found.push((it, it)),
        }
    }
    let told = found.iter().map(|(first, last)| {
        // With the word after it, so that the right "2" is underlined.
        let end = last.start + quantity::with_next_word(text, last).len();
        let words = text.get(first.start..end).unwrap_or_default();
        (words, if first.start == last.start { quantity::named(text, first) } else { words })
    });
    told.collect()
}

/// The number of people in the corner of a table says out of how many.
fn is_corner(passage: &Passage, it: &Quantity) -> bool {
    passage.part == Part::Corner
        && !passage.plain.get(..it.start).unwrap_or_default().contains(|sign: char| sign.is_ascii_digit())
}

/// A line stands under the source that the card names.
fn sources(card: &Card, decision: &Decision, trail: &Trail, report: &mut Report) {
    let path = card.path(TRAIL_FILE);
    for line in &trail.lines {
        let named = match &line.card {
            OnCard::Outcome { row, .. } => {
                let rows = decision.rows_about(row);
                let mut keys = rows.iter().flat_map(|(_, row)| row.sources.keys());
                rows.is_empty() || keys.any(|key| key == line.source)
            }
            OnCard::Words(_) => decision.source_number(&line.source).is_some(),
        };
        if !named {
            let message = format!("the card does not name `[^{}]` for it", line.source);
            report.on(&TRAIL_SOURCE, (&path, line.at), message);
        }
    }
}

fn date(card: &Card, _: &Decision, trail: &Trail, report: &mut Report) {
    // The first year in the words of a source: later numbers may be pages.
    let came_out = card.of_part(Part::Source).filter_map(|it| years(&it.plain).next());
    let newest = came_out.filter(|year| *year <= card.today.year).max();
    let message = match (trail.checked.filter(|date| *date <= card.today), newest) {
        (None, _) => "`checked:` is no date up to today".to_string(),
        (Some(date), Some(year)) if year > date.year => {
            format!("`checked:` is before {year}, when one of the sources came out")
        }
        _ => return,
    };
    report.on(&TRAIL_DATE, (&card.path(TRAIL_FILE), FIRST_LINE), message);
}
