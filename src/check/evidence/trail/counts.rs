//! The numbers in tables of outcomes against their lines of the evidence trail: each is what was published, rounded once.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{self, Share};
use super::sum::{self, Sum};
use super::{TRAIL_UNUSED, amounts, units};
use crate::cards::trail::{Line, OnCard, TRAIL_FILE, Trail};
use crate::cards::{Cell, Column, Count, Decision, Finding, Row, prose};
use crate::check::language::share;
use crate::check::rule::rules;
use crate::check::structure::reader::has_lost_cell;
use crate::check::{Card, Report, Rule, is_in, pattern};

rules! {
    TRAIL_NO_LINE Error "trail-no-line" => Trail(outcomes);
    TRAIL_DIFFERS Error "trail-differs";
    TRAIL_ROUNDING Error "trail-rounding";
    COLUMN_NOT_STUDIED Error "column-not-studied";
}

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

fn cells<'a>(decision: &'a Decision, trail: &'a Trail) -> Vec<CellLines<'a>> {
    let mut by_cell: BTreeMap<(&str, &str), Vec<&Line>> = BTreeMap::new();
    for line in &trail.lines {
        if let OnCard::Outcome { row, option, .. } = &line.card {
            by_cell.entry((row, option)).or_default().push(line);
        }
    }
    let cells = decision.rows().flat_map(|(table, row)| {
        let cells = row.cells.iter().zip(&table.columns).enumerate();
        cells.map(move |(index, (cell, column))| (row, column, cell, index))
    });
    let mut owned = BTreeSet::new();
    let with_lines = cells.map(|(row, column, cell, index)| {
        let all = by_cell.get(&(row.id.as_str(), column.choice().unwrap_or_default()));
        let lines = all.into_iter().flatten().copied().filter(|line| line.when == row.over).collect();
        let other = all.and_then(|all| all.first().copied());
        let mut it = CellLines { row, column, cell, index, lines, other };
        let own: Vec<&Line> = it.lines.iter().copied().filter(|line| it.is_own(line)).collect();
        owned.extend(own.iter().map(|line| line.at.start));
        it.lines = if own.is_empty() { it.lines } else { own };
        it
    });
    let mut cells: Vec<CellLines> = with_lines.collect();
    // Two arms of one study may speak to one choice: the line of one says nothing of the other.
    for cell in &mut cells {
        let lines = std::mem::take(&mut cell.lines);
        let is_free = |line: &&Line| !owned.contains(&line.at.start) || cell.is_own(line);
        cell.lines = lines.into_iter().filter(is_free).collect();
    }
    cells
}

fn is_studied(column: &Column, line: &Line) -> bool {
    line.card.is_studied_in(&prose::plain(&column.studied))
}

/// Every number in a table of outcomes against its lines, and the lines that no cell shows.
fn outcomes(card: &Card, decision: &Decision, trail: &Trail, report: &mut Report) {
    let path = card.path(TRAIL_FILE);
    let mut used = BTreeSet::new();
    // A column that leads to no choice is said by the reader.
    let leads = |it: &CellLines| it.column.choice().is_none_or(|id| decision.option(id).is_some());
    for it in cells(decision, trail).into_iter().filter(leads) {
        used.extend(it.lines.iter().map(|line| line.at.start));
        if matches!(it.cell, Cell::Finding(_) | Cell::Amount(_)) && it.lines.is_empty() {
            used.extend(it.other.map(|line| line.at.start));
            without_line(card, &it, report);
        }
        for line in it.lines.iter().filter(|_| !matches!(it.cell, Cell::LeftOut)) {
            against(card, &it, line, report);
        }
    }
    // What the reader left out of a table stands on no card, too: it is said where it was left out.
    let is_left_out = has_lost_cell(card);
    let is_of_table = |line: &&Line| matches!(line.card, OnCard::Outcome { .. }) && !is_left_out;
    for line in trail.lines.iter().filter(is_of_table).filter(|line| !used.contains(&line.at.start)) {
        report.on(&TRAIL_UNUSED, (&path, line.at), "this stands on no card");
    }
}

fn without_line(card: &Card, it: &CellLines, report: &mut Report) {
    let at = card.count_of(it.row, it.index);
    let studied = || prose::plain(&it.column.studied);
    let column = it.column.choice().map_or_else(studied, |choice| format!("`{choice}.md`"));
    let what = format!("`#{}` for {column}, {}", it.row.id, it.row.over);
    let Some(other) = it.other else {
        report.on(&TRAIL_NO_LINE, at, format!("no line of the trail is about {what}"));
        return;
    };
    let message = format!("the trail only has it {}", other.when);
    let found = report.on(&TRAIL_DIFFERS, at, format!("this is {what}"));
    found.beside((&card.path(TRAIL_FILE), other.at), message);
}

/// A cell against one of its lines: the same words, of the same people, and what was published.
fn against(card: &Card, it: &CellLines, line: &Line, report: &mut Report) {
    let OnCard::Outcome { count, studied, .. } = &line.card else { return };
    let path = card.path(TRAIL_FILE);
    let at = card.count_of(it.row, it.index);
    let mut differ = |rule: &'static Rule, at, message: String, beside: String| {
        report.on(rule, at, message).beside((&path, line.at), beside);
    };
    let written = match it.cell {
        Cell::Finding(_) => card.first().text.get(at.1.start..at.1.end).unwrap_or_default(),
        Cell::Amount(amount) => &amount.text,
        _ => {
            let message = "the card gives no number here".to_string();
            return differ(&TRAIL_DIFFERS, at, message, format!("the trail says {count}"));
        }
    };
    if matches!(it.cell, Cell::Finding(_)) && !is_studied(it.column, line) {
        let named = format!("named `{}`", prose::plain(&it.column.studied));
        let column = card.main(it.column.at);
        differ(&COLUMN_NOT_STUDIED, column, named, format!("what was studied is `{studied}`"));
    }
    let follows = match it.cell {
        Cell::Finding(finding) => recomputed(finding, line),
        _ => amounts::published(written, &line.published),
    };
    // One cause, one remark: a slip on the card differs from what was published, and from its line.
    let differs = count != written;
    match follows {
        Err(why) => {
            let hint = sum::how_to_write(line);
            let also = if differs { format!("; the trail says {count}") } else { String::new() };
            differ(&TRAIL_ROUNDING, at, format!("{why}{also}{hint}"), "as published".to_string());
        }
        Ok(()) if differs => {
            let message = format!("the card says {written}");
            differ(&TRAIL_DIFFERS, at, message, format!("the trail says {count}"));
        }
        Ok(()) => {}
    }
}

/// Whether the number on the card is what was published, rounded once.
fn recomputed(finding: &Finding, line: &Line) -> Result<(), String> {
    let people = finding.people().denominator();
    let share = published::read(&line.published);
    let sum = sum::sums(line).into_iter().next().transpose()?;
    let counted = match (&sum, &share) {
        (Some(sum), _) => sum.out_of(people).map(|count| (count, count)),
        (None, Err(why)) => return Err(why.clone()),
        (None, Ok(share)) => share.low.out_of(people).zip(share.high.out_of(people)),
    };
    let (low, high) = counted.ok_or("the published number is more than its people")?;
    // Taken from something else, a difference gives a number of people; taken from all, it gives nothing.
    if sum.is_none_or(|sum| sum.is_rest) {
        share.as_ref().map_err(String::clone)?;
        only_a_share(line)?;
    }
    let share = share.ok();
    who(line, share.as_ref())?;
    // What was counted and rounds to nothing was not nobody.
    let is_nobody = sum.map_or(share.is_none_or(|share| share.high.is_none()), |sum| sum.is_none());
    let is_rarer = (low, high) == (0, 0) && !is_nobody;
    let range = share.as_ref().and_then(|share| range(share, sum.as_ref(), line, people));
    let told = if low == high { low.to_string() } else { format!("{low} to {high}") };
    let wrong = |is: String| Err(format!("recomputed it is {is} out of {people}"));
    match finding.count() {
        Count::Rarer if is_rarer => Ok(()),
        Count::Exact(0) | Count::About(0) if is_rarer => {
            Err("somebody was counted, so that the card says `fewer than 1`".to_string())
        }
        Count::Exact(count) | Count::About(count) if (count, count) != (low, high) => wrong(told),
        Count::Across { low: from, high: to } if (from, to) != (low, high) || low == high => wrong(told),
        Count::Rarer => wrong(low.to_string()),
        Count::Likely { count, .. } if count != low => wrong(low.to_string()),
        Count::About(_) | Count::Across { .. } => Ok(()),
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
    const ANYWHERE: &str =
        "relative risk,risk ratio,hazard ratio,odds,person-years,percentage point,the difference";
    let words = line.published.to_lowercase();
    let first = units::words(words.split_once(';').map_or("", |(_, after)| after)).next();
    let first = first.filter(|it| is_in(published::RELATIVE, it) && !words.contains(&format!("{it} than")));
    match ANYWHERE.split(',').find(|it| words.contains(*it)).or(first) {
        Some(word) => Err(format!("`{word}` under As published: this is not how many people there were")),
        None => Ok(()),
    }
}

pattern! { OTHER_RANGE r"interquartile|iqr|standard deviation|standard error" }
pattern! { INTERVAL r"([0-9][0-9.,]*)%\s*(?:ci|confidence|credible|cri)" }

/// A bracket on a card is a 95% range, and no other.
fn other_range(line: &Line) -> Result<(), String> {
    let text = [line.published.as_str(), line.how.as_str()].join("; ").to_lowercase();
    let named = OTHER_RANGE.find(&text).map(|it| it.as_str());
    let mut intervals = INTERVAL.captures_iter(&text).map(|it| it.extract());
    let other = intervals.any(|(_, [number])| number != "95");
    match named.or(other.then_some("another range")) {
        Some(name) => Err(format!("brackets are for a 95% range, and this is {name}")),
        None => Ok(()),
    }
}
