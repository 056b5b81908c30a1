//! The numbers in tables of outcomes against their lines of the evidence trail: each is what was published, rounded once.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts;
use super::published::{self, Share};
use super::sum::{self, Sum};
use super::units;
use crate::cards::trail::{Line, OnCard, TRAIL_FILE, Trail};
use crate::cards::{Amount, Cell, Column, Count, Decision, Finding, Row, Table, prose};
use crate::check::language::share;
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Diagnostic, Report};
use crate::text::Span;

rule!(TRAIL_NO_LINE, Error, "trail-no-line");
rule!(TRAIL_DIFFERS, Error, "trail-differs");
rule!(TRAIL_ROUNDING, Error, "trail-rounding");
rule!(COLUMN_NOT_STUDIED, Error, "column-not-studied");

/// On the numbers in tables.
pub const RULES: &[(&Rule, Check)] = &[
    (&TRAIL_NO_LINE, Check::Decision(outcomes)),
    (&TRAIL_DIFFERS, Check::ByAnother),
    (&TRAIL_ROUNDING, Check::ByAnother),
    (&COLUMN_NOT_STUDIED, Check::ByAnother),
];

/// One cell of a table, and the lines of the trail that are about it.
struct CellLines<'a> {
    row: &'a Row,
    column: &'a Column,
    cell: &'a Cell,
    index: usize,
    /// For this row, choice and time; if some name what the column studied, only these.
    lines: Vec<&'a Line>,
    /// For this row and choice, at whatever time.
    other: Option<&'a Line>,
}

impl CellLines<'_> {
    fn is_own(&self, line: &Line) -> bool {
        is_studied(self.column, line) && self.row.sources.keys().any(|key| key == line.source)
    }
}

/// The lines of a trail by the row and the choice that they are about.
type ByCell<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Line>>;

fn by_cell(trail: &Trail) -> ByCell<'_> {
    let mut lines = ByCell::new();
    for line in &trail.lines {
        if let OnCard::Outcome { row, option, .. } = &line.card {
            lines.entry((row, option)).or_default().push(line);
        }
    }
    lines
}

fn places<'a>(decision: &'a Decision, lines: &ByCell<'a>) -> Vec<CellLines<'a>> {
    let rows = decision.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let mut places: Vec<CellLines> = rows.flat_map(|(table, row)| of_row(table, row, lines)).collect();
    let mut owned = BTreeSet::new();
    for entry in &mut places {
        let own: Vec<&Line> = entry.lines.iter().copied().filter(|line| entry.is_own(line)).collect();
        if !own.is_empty() {
            owned.extend(own.iter().map(|line| line.at.start));
            entry.lines = own;
        }
    }
    // Two arms of one study may speak to one choice: the line of one says nothing of the other.
    for entry in &mut places {
        let lines = std::mem::take(&mut entry.lines);
        let is_free = |line: &&Line| !owned.contains(&line.at.start) || entry.is_own(line);
        entry.lines = lines.into_iter().filter(is_free).collect();
    }
    places
}

fn of_row<'a>(table: &'a Table, row: &'a Row, lines: &ByCell<'a>) -> Vec<CellLines<'a>> {
    let cells = row.cells.iter().zip(&table.columns).enumerate();
    let lines_of = |(index, (cell, column)): (usize, (&'a Cell, &'a Column))| {
        let all = lines.get(&(row.id.as_str(), column.option.as_str())).map_or(&[][..], Vec::as_slice);
        let about = all.iter().copied().filter(|line| line.when == row.over).collect();
        CellLines { row, column, cell, index, lines: about, other: all.first().copied() }
    };
    cells.map(lines_of).collect()
}

fn is_studied(column: &Column, line: &Line) -> bool {
    line.card.is_studied_in(&prose::plain(&column.studied))
}

/// Every number in a table of outcomes against its lines.
fn outcomes(card: &Card, report: &mut Report) {
    let Some((decision, trail)) = card.held() else { return };
    for entry in places(decision, &by_cell(trail)) {
        let at = || card.cell_at(entry.row, entry.index);
        match entry.cell {
            Cell::Finding(finding) => outcome(card, &entry, finding, at(), report),
            Cell::Amount(amount) => measured(card, &entry, amount, at(), report),
            Cell::NotKnown | Cell::Words(_) => hidden(card, &entry, at, report),
            Cell::LeftOut => {}
        }
    }
}

/// The lines that no cell shows.
pub fn unused<'a>(decision: &'a Decision, trail: &'a Trail) -> impl Iterator<Item = &'a Line> {
    // A cell without a number that has a line is spoken of on its own.
    let places = places(decision, &by_cell(trail));
    let used: BTreeSet<usize> =
        places.iter().flat_map(|entry| entry.lines.iter().map(|line| line.at.start)).collect();
    let lines = trail.lines.iter().filter(|line| matches!(line.card, OnCard::Outcome { .. }));
    lines.filter(move |line| !used.contains(&line.at.start))
}

fn hidden(card: &Card, entry: &CellLines, at: impl Fn() -> Span, report: &mut Report) {
    for line in &entry.lines {
        let OnCard::Outcome { count, .. } = &line.card else { continue };
        let message = "the card gives no number here";
        let diagnostic = Diagnostic::new(&TRAIL_DIFFERS, &card.path("decision.md"), at(), message);
        report.push(diagnostic.and(&card.path(TRAIL_FILE), line.at, format!("the trail says {count}")));
    }
}

fn outcome(card: &Card, it: &CellLines, finding: &Finding, at: Span, report: &mut Report) {
    let path = card.path("decision.md");
    let trail_path = card.path(TRAIL_FILE);
    if it.lines.is_empty() {
        let column = match it.column.option.as_str() {
            "" => prose::plain(&it.column.studied),
            option => format!("`{option}.md`"),
        };
        let what = format!("`#{}` for {column}, {}", it.row.id, finding.over());
        match it.other {
            Some(other) => {
                let diagnostic = Diagnostic::new(&TRAIL_DIFFERS, &path, at, format!("this is {what}"));
                report.push(diagnostic.and(
                    &trail_path,
                    other.at,
                    format!("the trail only has it {}", other.when),
                ));
            }
            None => report.add(&TRAIL_NO_LINE, &path, at, format!("no line of the trail is about {what}")),
        }
    }
    let text = card.files.first().map_or("", |file| file.text);
    let written = text.get(at.start..at.end).unwrap_or_default();
    for line in &it.lines {
        let OnCard::Outcome { count, studied, .. } = &line.card else { continue };
        if count != written {
            let diagnostic = Diagnostic::new(&TRAIL_DIFFERS, &path, at, format!("the card says {written}"));
            report.push(diagnostic.and(&trail_path, line.at, format!("the trail says {count}")));
        }
        if !is_studied(it.column, line) {
            let named = format!("named `{}`", prose::plain(&it.column.studied));
            let diagnostic = Diagnostic::new(&COLUMN_NOT_STUDIED, &path, it.column.at, named);
            report.push(diagnostic.and(&trail_path, line.at, format!("what was studied is `{studied}`")));
        }
        if let Err(mut why) = recomputed(finding, line) {
            why.push_str(sum::how_to_write(line).unwrap_or_default());
            let diagnostic = Diagnostic::new(&TRAIL_ROUNDING, &path, at, why);
            report.push(diagnostic.and(&trail_path, line.at, "as published"));
        }
    }
}

/// What was measured against its lines: the same numbers, rounded once to as many decimals as the card has.
fn measured(card: &Card, it: &CellLines, amount: &Amount, at: Span, report: &mut Report) {
    let path = card.path("decision.md");
    if it.lines.is_empty() {
        let message =
            format!("no line of the trail is about `#{}`, {}, in this column", it.row.id, it.row.over);
        report.add(&TRAIL_NO_LINE, &path, at, message);
    }
    for line in &it.lines {
        let OnCard::Outcome { count, .. } = &line.card else { continue };
        let wrong = if *count != amount.text {
            Some((
                &TRAIL_DIFFERS,
                format!("the card says {}", amount.text),
                format!("the trail says {count}"),
            ))
        } else {
            let why = amounts::published(&amount.text, &line.published).err();
            why.map(|why| (&TRAIL_ROUNDING, why, "as published".to_string()))
        };
        if let Some((rule, message, beside)) = wrong {
            let diagnostic = Diagnostic::new(rule, &path, at, message);
            report.push(diagnostic.and(&card.path(TRAIL_FILE), line.at, beside));
        }
    }
}

/// Whether the number on the card is what was published, rounded once.
fn recomputed(finding: &Finding, line: &Line) -> Result<(), String> {
    let people = finding.people().denominator();
    let share = published::read(&line.published);
    let sum = sum::sums(&line.how, &line.published).into_iter().next().transpose()?;
    let too_many = || "the published number is more than its people".to_string();
    let (low, high) = match (&sum, &share) {
        (Some(sum), _) => sum.out_of(people).map(|count| (count, count)).ok_or_else(too_many)?,
        (None, Err(why)) => return Err(why.clone()),
        (None, Ok(share)) => {
            let ends = share.low.out_of(people).zip(share.high.out_of(people));
            ends.ok_or_else(too_many)?
        }
    };
    // Taken from something else, a difference gives a number of people; taken from all, it gives nothing.
    if sum.is_none_or(|sum| sum.is_rest) {
        share.as_ref().map_err(String::clone)?;
        only_a_share(line)?;
    }
    let share = share.ok();
    who(line, share.as_ref())?;
    let range = share.as_ref().and_then(|share| range(share, sum.as_ref(), line, people));
    let wrong = |is: String| Err(format!("recomputed it is {is} out of {people}"));
    // What was counted and rounds to nothing was not nobody.
    let is_rarer = (low, high) == (0, 0)
        && match (&sum, &share) {
            (Some(sum), _) => !sum.is_none(),
            (None, Some(share)) => !share.high.is_none(),
            (None, None) => false,
        };
    match finding.count() {
        Count::Rarer if is_rarer => Ok(()),
        Count::Rarer => wrong(low.to_string()),
        Count::Exact(0) | Count::About(0) if is_rarer => {
            Err("somebody was counted, so that the card says `fewer than 1`".to_string())
        }
        Count::Exact(count) | Count::About(count) if (count, count) != (low, high) => match low == high {
            true => wrong(low.to_string()),
            false => wrong(format!("{low} to {high}")),
        },
        Count::Exact(_) if share.is_some_and(|it| it.about) => {
            Err(format!("the source is not exact, so that the card says `about {low}`"))
        }
        Count::Exact(_) => match range {
            // A range that is one number once it is rounded says nothing more.
            Some((least, most)) if (least, most) != (low, low) => Err(format!(
                "recomputed it is {low} ({least} to {most}) out of {people}: the range is left out here"
            )),
            _ => Ok(()),
        },
        Count::About(_) => Ok(()),
        Count::Across { low: from, high: to } if (from, to) == (low, high) => Ok(()),
        Count::Across { .. } if low == high => wrong(low.to_string()),
        Count::Across { .. } => wrong(format!("{low} to {high}")),
        Count::Likely { count, .. } if count != low => wrong(low.to_string()),
        Count::Likely { low: from, high: to, .. } => {
            other_range(line)?;
            let (least, most) = range.ok_or("no range was published, and none is calculated")?;
            if (from, to) == (least, most) { Ok(()) } else { wrong(format!("{low} ({least} to {most})")) }
        }
    }
}

fn range(share: &Share, sum: Option<&Sum>, line: &Line, people: u32) -> Option<(u32, u32)> {
    let is_rest = sum.is_some_and(|sum| sum.is_rest);
    if line.how.to_lowercase().contains("wilson") {
        let value = if is_rest { share.low.rest()? } else { share.low };
        return share::wilson(value.value(), share.people?, people);
    }
    let (low, high) = share.range?;
    match sum {
        None => Some((low.out_of(people)?, high.out_of(people)?)),
        Some(_) if is_rest => Some((high.rest()?.out_of(people)?, low.rest()?.out_of(people)?)),
        // Of no other sum is it known what becomes of the range.
        Some(_) => None,
    }
}

/// Where Who begins with how many people there were, they are those that the share was counted among.
fn who(line: &Line, share: Option<&Share>) -> Result<(), String> {
    let (number, end) = share::number_at(line.who.as_bytes(), 0);
    let after = line.who.get(end..).unwrap_or_default();
    let mut words = units::words(after).take(3).take_while(|word| units::unit(word).is_none());
    // "65 years and over" is no number of people.
    let counted = number.filter(|_| words.any(units::is_people)).and_then(|it| it.whole());
    match (counted, share.and_then(|it| it.people)) {
        (Some(who), Some(people)) if who != people => {
            Err(format!("these are {who} people under Who, and {people} under As published"))
        }
        _ => Ok(()),
    }
}

/// Words after the share by which it is none: how much more or less, or one group's risk in terms of another's.
fn only_a_share(line: &Line) -> Result<(), String> {
    const ANYWHERE: [&str; 7] = [
        "relative risk",
        "risk ratio",
        "hazard ratio",
        "odds",
        "person-years",
        "percentage point",
        "the difference",
    ];
    const FIRST: [&str; 8] = ["fewer", "more", "lower", "higher", "less", "relative", "points", "difference"];
    let words = line.published.to_lowercase();
    let first = words.split_once(';').map_or("", |(_, after)| after.trim());
    let first = first.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    let than = words.contains(&format!("{first} than"));
    let found = ANYWHERE.iter().find(|it| words.contains(**it));
    match found.or_else(|| FIRST.iter().find(|it| **it == first && !than)) {
        Some(word) => Err(format!("`{word}` under As published: this is not how many people there were")),
        None => Ok(()),
    }
}

/// A bracket on a card is a 95% range, and no other.
fn other_range(line: &Line) -> Result<(), String> {
    let text = [line.published.as_str(), line.how.as_str()].join("; ").to_lowercase();
    let named = ["interquartile", "iqr", "standard deviation", "standard error"];
    let named = named.into_iter().find(|name| text.contains(name));
    let other = share::numbers(&text).into_iter().any(|number| {
        let after = text.get(number.end..).and_then(|rest| rest.strip_prefix('%'));
        let after = after.unwrap_or_default().trim_start();
        let is_range = ["ci", "confidence", "credible", "cri"].iter().any(|it| after.starts_with(it));
        is_range && number.whole() != Some(95)
    });
    match named.or(other.then_some("another range")) {
        Some(name) => Err(format!("brackets are for a 95% range, and this is {name}")),
        None => Ok(()),
    }
}
