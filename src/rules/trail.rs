//! The cards held against their evidence trail: every number has its line, every line is true to what it says was published.

use std::collections::BTreeMap;

use super::quantity::{self, Quantity};
use super::rule::{Rule, rule};
use super::share::{self, Number, Share};
use super::{Card, Check, Diagnostic, Part, Passage, Say};
use crate::cards::trail::{Line, OnCard, Read, TRAIL_FILE, Trail};
use crate::cards::{Cell, Column, Count, Decision, Finding, Row};
use crate::text::Span;

rule!(TRAIL_MISSING, Error, "trail-missing");
rule!(TRAIL_LINE_SHAPE, Error, "trail-line-shape");
rule!(TRAIL_LINE_PARTS, Error, "trail-line-parts");
rule!(TRAIL_UNVERIFIED, Error, "trail-unverified");
rule!(TRAIL_NO_LINE, Error, "trail-no-line");
rule!(TRAIL_DIFFERS, Error, "trail-differs");
rule!(TRAIL_ROUNDING, Error, "trail-rounding");
rule!(TRAIL_WORDS, Error, "trail-words");
rule!(TRAIL_SOURCE, Error, "trail-source");
rule!(TRAIL_UNUSED, Warning, "trail-unused");
rule!(TRAIL_DATE, Warning, "trail-date");
rule!(QUANTITY_NO_LINE, Error, "quantity-no-line");
rule!(COLUMN_NOT_STUDIED, Error, "column-not-studied");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&TRAIL_MISSING, Check::Decision(trail_missing)),
    (&TRAIL_LINE_SHAPE, Check::Decision(line_shape)),
    (&TRAIL_LINE_PARTS, Check::Decision(line_parts)),
    (&TRAIL_UNVERIFIED, Check::Decision(unverified)),
    (&TRAIL_NO_LINE, Check::Decision(outcomes)),
    (&TRAIL_DIFFERS, Check::Said),
    (&TRAIL_ROUNDING, Check::Said),
    (&COLUMN_NOT_STUDIED, Check::Said),
    (&QUANTITY_NO_LINE, Check::Decision(quantities)),
    (&TRAIL_WORDS, Check::Decision(quoted_words)),
    (&TRAIL_SOURCE, Check::Decision(sources)),
    (&TRAIL_UNUSED, Check::Decision(unused)),
    (&TRAIL_DATE, Check::Decision(date)),
];

/// A translation's numbers are held against its original, which has the trail.
fn held<'a>(card: &'a Card) -> Option<(&'a Decision, &'a Trail)> {
    Some((card.decision.as_ref()?, card.trail.as_ref()?)).filter(|_| card.original.is_none())
}

fn trail_missing(card: &Card, say: &mut Say) {
    if card.trail.is_none() && card.original.is_none() {
        let said = format!("there is no `{TRAIL_FILE}` beside it");
        say.add(&TRAIL_MISSING, &card.path("decision.md"), Span::default(), said);
    }
}

fn line_shape(card: &Card, say: &mut Say) {
    for at in held(card).iter().flat_map(|(_, trail)| &trail.unread) {
        say.add(&TRAIL_LINE_SHAPE, &card.path(TRAIL_FILE), *at, "this cannot be read as a line of the trail");
    }
}

fn line_parts(card: &Card, say: &mut Say) {
    for line in held(card).iter().flat_map(|(_, trail)| &trail.lines) {
        let lacks = [("who was studied", &line.who), ("the number as published", &line.published)];
        let lacks = lacks.into_iter().chain([("where in the source it stands", &line.place)]);
        let mut missing: Vec<&str> = lacks.filter(|(_, it)| it.is_empty()).map(|(what, _)| what).collect();
        if line.read.is_none() {
            missing.push("how it was read: source, second hand or calculated");
        }
        if line.read == Some(Read::Calculated) && line.how.is_empty() {
            missing.push("how it was calculated");
        }
        if !missing.is_empty() {
            let said = format!("missing: {}", missing.join(", "));
            say.add(&TRAIL_LINE_PARTS, &card.path(TRAIL_FILE), line.at, said);
        }
    }
}

fn unverified(card: &Card, say: &mut Say) {
    for line in held(card).iter().flat_map(|(_, trail)| &trail.lines) {
        if line.read == Some(Read::Unverified) {
            say.add(&TRAIL_UNVERIFIED, &card.path(TRAIL_FILE), line.at, "nobody has confirmed this number");
        }
    }
}

/// Every number in a table of outcomes against its line.
fn outcomes(card: &Card, say: &mut Say) {
    let Some((decision, trail)) = held(card) else { return };
    for table in &decision.tables {
        for row in &table.rows {
            for (place, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
                if let Cell::Finding(finding) = cell {
                    let at = card.cell_at(row, place);
                    outcome(card, trail, &Outcome { row, column, finding, at }, say);
                }
            }
        }
    }
}

struct Outcome<'a> {
    row: &'a Row,
    column: &'a Column,
    finding: &'a Finding,
    at: Span,
}

impl Outcome<'_> {
    fn is_of(&self, line: &Line) -> bool {
        matches!(&line.card, OnCard::Outcome { row, option, .. }
            if *row == self.row.id && *option == self.column.option)
    }
}

fn outcome(card: &Card, trail: &Trail, it: &Outcome, say: &mut Say) {
    let path = card.path("decision.md");
    let trail_path = card.path(TRAIL_FILE);
    let mut lines = trail.lines.iter().filter(|line| it.is_of(line));
    let Some(line) = lines.clone().find(|line| line.when == it.finding.over()) else {
        let what = format!("`#{}` for `{}.md`, {}", it.row.id, it.column.option, it.finding.over());
        match lines.next() {
            Some(other) => {
                say.push(Diagnostic::new(&TRAIL_DIFFERS, &path, it.at, format!("this is {what}")).and(
                    &trail_path,
                    other.at,
                    format!("the trail only has it {}", other.when),
                ))
            }
            None => say.add(&TRAIL_NO_LINE, &path, it.at, format!("no line of the trail is about {what}")),
        }
        return;
    };
    let OnCard::Outcome { count, studied, .. } = &line.card else { return };
    let written =
        card.files.first().and_then(|file| file.text.get(it.at.start..it.at.end)).unwrap_or_default();
    if count != written {
        let diagnostic = Diagnostic::new(&TRAIL_DIFFERS, &path, it.at, format!("the card says {written}"));
        say.push(diagnostic.and(&trail_path, line.at, format!("the trail says {count}")));
    }
    let column = crate::cards::prose::plain(&it.column.studied);
    if !column.to_lowercase().contains(&studied.to_lowercase()) {
        let diagnostic =
            Diagnostic::new(&COLUMN_NOT_STUDIED, &path, it.column.at, format!("named `{column}`"));
        say.push(diagnostic.and(&trail_path, line.at, format!("what was studied is `{studied}`")));
    }
    if let Err(why) = recomputed(it.finding, line) {
        let diagnostic = Diagnostic::new(&TRAIL_ROUNDING, &path, it.at, why);
        say.push(diagnostic.and(&trail_path, line.at, "as published"));
    }
}

/// Whether the number on the card is what was published, rounded once.
fn recomputed(finding: &Finding, line: &Line) -> Result<(), String> {
    let people = finding.people().denominator();
    let share = share::share(&line.published);
    let main = match share::sum(&line.how) {
        Some(sum) => summed(sum, people).map(|count| (count, count)),
        None => share.and_then(|share| Some((share.low.out_of(people)?, share.high.out_of(people)?))),
    };
    let (low, high) = main.ok_or("the published number cannot be read, so that nobody can recompute it")?;
    let wrong = |is: String| Err(format!("recomputed it is {is} out of {people}"));
    match finding.count() {
        Count::Exact(count) | Count::About(count) if (count, count) == (low, high) => Ok(()),
        Count::Across { low: from, high: to } if (from, to) == (low, high) => Ok(()),
        Count::Likely { count, low: from, high: to } => {
            if count != low {
                return wrong(low.to_string());
            }
            let range = share.and_then(|share| range(&share, line, people));
            let (least, most) = range.ok_or("no range was published, and none is calculated")?;
            if (from, to) == (least, most) { Ok(()) } else { wrong(format!("{low} ({least} to {most})")) }
        }
        _ if low == high => wrong(low.to_string()),
        _ => wrong(format!("{low} to {high}")),
    }
}

/// What a sum gives: in per cent of the people, or the count itself.
fn summed((total, percent): (f64, bool), people: u32) -> Option<u32> {
    let count = if percent { total * f64::from(people) / 100.0 } else { total };
    // A sum of decimals is a hair beside its true value.
    (count >= 0.0).then(|| (count + 0.5 + 1e-9).floor() as u32)
}

fn range(share: &Share, line: &Line, people: u32) -> Option<(u32, u32)> {
    let is_complement = share::sum(&line.how).is_some();
    if line.how.to_lowercase().contains("wilson") {
        let value = if is_complement { share.low.rest()? } else { share.low };
        return share::wilson(value.value(), share.people?, people);
    }
    let (low, high) = share.range?;
    if is_complement {
        return Some((high.rest()?.out_of(people)?, low.rest()?.out_of(people)?));
    }
    Some((low.out_of(people)?, high.out_of(people)?))
}

/// Parts of cards whose numbers are looked at: not the counts with their times, which have lines of their own, nor the
/// sources.
fn has_quantities(passage: &Passage) -> bool {
    !matches!(passage.part, Part::Heading(..=1) | Part::Count | Part::When | Part::Sure | Part::Source)
}

/// Every quantity in running words against the words that the trail quotes, and these against the running words.
fn quantities(card: &Card, say: &mut Say) {
    let Some((_, trail)) = held(card) else { return };
    let mut quotes = Quotes::of(trail);
    for passage in &card.passages {
        let text = passage.plain.as_str();
        let numbers = quantity::beginnings(text);
        if numbers.is_empty() {
            continue;
        }
        let covered = quotes.covered(text, &numbers);
        if !has_quantities(passage) {
            continue;
        }
        for it in quantity::quantities(text, &trail.labels) {
            // In order of their beginnings: the last that begins before it, of all that reach furthest.
            let before = covered.partition_point(|(from, _)| *from <= it.start);
            let reaches =
                before.checked_sub(1).and_then(|last| covered.get(last)).is_some_and(|(_, to)| it.end <= *to);
            if !reaches && !is_corner(passage, &it) {
                let words = text.get(it.start..it.end).unwrap_or_default();
                let at = card.place_of(passage, &around(text, &it));
                let said = format!("no line of the trail quotes this `{words}`");
                say.add(&QUANTITY_NO_LINE, card.path_of(passage), at, said);
            }
        }
    }
    for line in quotes.unused(card) {
        say.add(&TRAIL_UNUSED, &card.path(TRAIL_FILE), line.at, "this stands on no card");
    }
}

/// The words that a trail quotes, found by the numbers in them: looking for each of them in each passage takes longer than
/// all other rules together.
struct Quotes<'a> {
    lines: Vec<(&'a Line, &'a str)>,
    used: Vec<bool>,
    /// For each number: the quotes that have it, and where in them it begins.
    by_number: BTreeMap<&'a str, Vec<(usize, usize)>>,
}

impl<'a> Quotes<'a> {
    fn of(trail: &'a Trail) -> Quotes<'a> {
        let lines: Vec<(&Line, &str)> = quoted(trail).collect();
        let mut by_number: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (place, (_, words)) in lines.iter().enumerate() {
            for (at, number) in quantity::beginnings(words) {
                by_number.entry(number).or_default().push((place, at));
            }
        }
        Quotes { used: vec![false; lines.len()], lines, by_number }
    }

    /// Where quotes stand in a text: their beginnings in order, each with the furthest end of those up to it.
    fn covered(&mut self, text: &str, numbers: &[(usize, &str)]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (start, number) in numbers {
            for (place, at) in self.by_number.get(number).into_iter().flatten() {
                let words = self.lines.get(*place).map_or("", |(_, words)| *words);
                let Some(from) = start.checked_sub(*at) else { continue };
                if text.get(from..).is_some_and(|rest| rest.starts_with(words)) {
                    found.push((from, from + words.len()));
                    if let Some(used) = self.used.get_mut(*place) {
                        *used = true;
                    }
                }
            }
        }
        found.sort_unstable();
        let mut furthest = 0;
        found.iter_mut().for_each(|(_, to)| {
            furthest = furthest.max(*to);
            *to = furthest;
        });
        found
    }

    /// The lines whose words stand nowhere. Those without a number are looked for here.
    fn unused(&self, card: &Card) -> impl Iterator<Item = &'a Line> {
        let unused = self.lines.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.filter_map(|((line, words), _)| {
            let has_number = !quantity::beginnings(words).is_empty();
            let stands = !has_number && card.passages.iter().any(|it| it.plain.contains(words));
            (!stands).then_some(*line)
        })
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

fn quoted(trail: &Trail) -> impl Iterator<Item = (&Line, &str)> {
    trail.lines.iter().filter_map(|line| match &line.card {
        OnCard::Words(words) => Some((line, words.as_str())),
        OnCard::Outcome { .. } => None,
    })
}

/// Every number in quoted words stands in what was published, or follows from it.
fn quoted_words(card: &Card, say: &mut Say) {
    let Some((_, trail)) = held(card) else { return };
    for (line, words) in quoted(trail) {
        for it in quantity::quantities(words, &trail.labels) {
            if it.value.is_some_and(|value| !follows(value, line)) {
                let number = words.get(it.start..it.end).unwrap_or_default();
                let said = format!("`{number}` is neither in `{}` nor calculated", line.published);
                say.add(&TRAIL_WORDS, &card.path(TRAIL_FILE), line.at, said);
            }
        }
    }
}

fn follows(value: Number, line: &Line) -> bool {
    let texts = [line.published.as_str(), line.how.as_str()];
    let written = texts.iter().flat_map(|text| share::numbers(text));
    let in_words = texts.iter().flat_map(|text| quantity::quantities(text, &[])).filter_map(|it| it.value);
    if written.chain(in_words).any(|number| number.same(value)) {
        return true;
    }
    let Some(whole) = value.whole() else { return false };
    let shares: Vec<Share> =
        line.published.split([';', ',']).filter_map(|it| share::share(it.trim())).collect();
    [100, 1000].into_iter().any(|people| {
        let summed = share::sum(&line.how).and_then(|sum| summed(sum, people)) == Some(whole);
        summed || shares.iter().any(|it| shows(it, whole, people))
    })
}

/// Whether a whole number out of so many people is one that the share gives: itself, its range, or the rest.
fn shows(share: &Share, whole: u32, people: u32) -> bool {
    let ends = share.range.map_or(vec![], |(low, high)| vec![low, high]);
    let all = [share.low, share.high].into_iter().chain(ends);
    all.into_iter().any(|ratio| ratio.out_of(people) == Some(whole))
}

/// A line stands under the source that the card names.
fn sources(card: &Card, say: &mut Say) {
    let Some((decision, trail)) = held(card) else { return };
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
            let said = format!("the card does not name `[^{}]` for it", line.source);
            say.add(&TRAIL_SOURCE, &card.path(TRAIL_FILE), line.at, said);
        }
    }
}

fn unused(card: &Card, say: &mut Say) {
    let Some((decision, trail)) = held(card) else { return };
    for line in &trail.lines {
        let used = match &line.card {
            OnCard::Outcome { row, option, .. } => decision.rows_about(row).iter().any(|(table, row)| {
                row.over == line.when && table.columns.iter().any(|it| it.option == *option)
            }),
            // Looked for with the quantities.
            OnCard::Words(_) => true,
        };
        if !used {
            say.add(&TRAIL_UNUSED, &card.path(TRAIL_FILE), line.at, "this stands on no card");
        }
    }
}

fn date(card: &Card, say: &mut Say) {
    if held(card).is_some_and(|(_, trail)| trail.checked.is_none_or(|date| date > card.today)) {
        let said = "`checked:` is no date up to today";
        say.add(&TRAIL_DATE, &card.path(TRAIL_FILE), Span { start: 0, end: 3 }, said);
    }
}
