//! Tables of outcomes: each says out of how many, when and of whom, and can be set beside the others.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::cards::table::NO_CHOICE;
use crate::cards::{Block, Cell, Column, Decision, Row, Table, Target, prose};
use crate::check::card::Place;
use crate::check::evidence::trail::amounts::is_within;
use crate::check::evidence::trail::units::is_people;
use crate::check::language::share;
use crate::check::language::tokens::{Tokens, is_digits, is_time, is_year, number};
use crate::check::rule::rules;
use crate::check::structure::reader::{COLUMN_SHAPE, ROW_SHAPE, TABLE_SHAPE};
use crate::check::{Card, MOST, Part, Report, is_in};
use crate::text::Span;

rules! {
    DENOMINATORS_MIXED Warning "denominators-mixed" => Decision(tables);
    TIMES_DIFFER Warning "times-differ" => Decision(times);
    WHEN_VAGUE Warning "when-vague" => InEnglish(vague_times);
    LEAD_YEARS Warning "lead-years" => Decision(leads);
    OLD_STUDY Warning "old-study";
    AMOUNT_SHAPE Error "amount-shape" => Decision(amounts);
    GROUPS_DIFFER Warning "groups-differ" => Decision(groups);
    NO_CHOICE_COLUMN Error "no-choice-column" => Decision(no_choice);
}

pub(crate) fn corner<'a>(card: &'a Card, table: &Table) -> Place<'a> {
    let corner = card.of_part(Part::Corner).find(|it| it.under == table.id);
    corner.map_or(card.main(table.at), |it| card.all_of(it))
}

fn tables(card: &Card, decision: &Decision, report: &mut Report) {
    denominators(card, decision, report);
    for table in &decision.tables {
        let is_twice = |it: &Row, other: &Row| it.id == other.id && it.over == other.over;
        let rows = table.rows.iter().enumerate();
        let twice = rows.filter(|(at, row)| table.rows.iter().take(*at).any(|it| is_twice(it, row)));
        for (_, row) in twice {
            report.on(&ROW_SHAPE, card.cell_of(row, Part::RowName), "this row stands here twice");
        }
        let is_same = |it: &Column, other: &Column| prose::plain(&it.studied) == prose::plain(&other.studied);
        let columns = table.columns.iter().enumerate();
        let twice = columns.filter(|(at, it)| table.columns.iter().take(*at).any(|other| is_same(other, it)));
        for (_, column) in twice {
            report.on(&COLUMN_SHAPE, card.main(column.at), "this column stands here twice");
        }
        if table.rows.is_empty() {
            report.on(&TABLE_SHAPE, card.main(table.at), "this table has no row");
        }
    }
}

fn denominators(card: &Card, decision: &Decision, report: &mut Report) {
    // Where no people are counted, another whole is meant.
    let counts_people = |table: &&Table| !table.people.are_things && !table.people.are_measured();
    let mut tables = decision.tables.iter().filter(counts_people);
    let Some(first) = tables.next() else { return };
    if let Some(table) = tables.find(|it| it.people.denominator() != first.people.denominator()) {
        let found = report.on(&DENOMINATORS_MIXED, corner(card, table), &table.people.phrase);
        found.beside(corner(card, first), &first.people.phrase);
    }
}

/// One row counts all columns at one time: a time that names a choice is two rows in one.
fn times(card: &Card, decision: &Decision, report: &mut Report) {
    for table in decision.tables.iter().filter(|it| it.columns.len() > 1) {
        let names = table.columns.iter().flat_map(|it| {
            let title = it.choice().and_then(|id| decision.option(id)).map_or("", |it| it.title.as_str());
            [prose::plain(&it.studied), title.to_string()]
        });
        let names = names.map(|name| name.to_lowercase()).filter(|name| name.len() > 3);
        let names: Vec<String> = names.collect();
        for row in &table.rows {
            let over = row.over.to_lowercase();
            if over.contains(';') || names.iter().any(|name| over.contains(name)) {
                let message = "this names different times for different columns";
                report.on(&TIMES_DIFFER, card.cell_of(row, Part::When), message);
            }
        }
    }
}

/// A count needs a time: a length of time, an age, or a part of the treatment. "Later" and "in the trial" are none.
fn vague_times(card: &Card, decision: &Decision, report: &mut Report) {
    let counts = |row: &Row| row.cells.iter().any(|cell| cell.finding().is_some());
    let vague = decision.rows().filter(|(_, row)| counts(row) && !names_time(&row.over));
    for (_, row) in vague.take(MOST) {
        if !is_before(card, row) {
            report.on(&WHEN_VAGUE, card.cell_of(row, Part::When), "this names no time");
        }
    }
}

fn names_time(over: &str) -> bool {
    const MOMENTS: &str = "\
        decade lifetime life age aged birth pregnancy treatment operation surgery radiotherapy chemo \
        chemotherapy course hospital stay procedure test screening scan";
    let names =
        |word: &str| is_time(word) || is_in(MOMENTS, word) || is_in(MOMENTS, word.trim_end_matches('s'));
    let tokens = Tokens::of(over);
    let has_number = tokens.words().any(|word| is_digits(word) || number(word).is_some());
    // "Over the years" names none.
    let is_told = |word: &str| has_number || !(is_time(word) && word.ends_with('s'));
    tokens.words().any(|word| names(word) && is_told(word))
}

fn is_before(card: &Card, row: &Row) -> bool {
    let says = |(target, _): &(&Target, String)| matches!(target, Target::Id(id) if id == "before");
    let mut when = card.row(row).iter().filter(|it| it.part == Part::When);
    when.any(|it| prose::links(&it.words).iter().any(says))
}

/// Past this many years readers must be told that a study is old.
const YEARS_UNTIL_OLD: u16 = 15;

/// Words that tell readers that a study is old, or how today differs.
const SAYS_OLD: &str = "old older now today since newer nowadays changed different then past recent";

fn leads(card: &Card, decision: &Decision, report: &mut Report) {
    for table in &decision.tables {
        let paragraphs = table.lead.iter().filter_map(|piece| match &piece.block {
            Block::Paragraph(words) => Some((prose::plain(words).to_lowercase(), piece.at)),
            _ => None,
        });
        let (lead, places): (Vec<String>, Vec<Span>) = paragraphs.unzip();
        let Some(at) = places.first() else { continue };
        let low = lead.join(" ");
        let says_old = || low.split(|sign: char| !sign.is_alphanumeric()).any(|it| is_in(SAYS_OLD, it));
        let line =
            card.first().text.get(at.start..at.end).unwrap_or_default().lines().next().unwrap_or_default();
        let first_line = card.main(Span { start: at.start, end: at.start + line.len() });
        let (rule, message) = match (years(&low).max(), decision.meta.published) {
            (None, _) => (&LEAD_YEARS, "this names no year".to_string()),
            _ if !card.is_english() => continue,
            _ if !counts_people(&low) => (&LEAD_YEARS, "this does not say how many people".to_string()),
            (Some(year), Some(published)) if year + YEARS_UNTIL_OLD < published.year && !says_old() => {
                (&OLD_STUDY, format!("the newest year here is {year}, and nothing says that this is old"))
            }
            _ => continue,
        };
        report.on(rule, first_line, message);
    }
}

/// Whether a lead says how many were counted, or that this is not known.
fn counts_people(low: &str) -> bool {
    let tokens = Tokens::of(low);
    (0..tokens.len()).any(|index| {
        let word = tokens.word(index);
        let is_number = (is_digits(word) && !(is_year(word) && is_date(low, &tokens.at(index))))
            || (number(word).is_some() && !is_time(tokens.word(index + 1)));
        is_number || tokens.reads(index, &["how", "many"]) || tokens.reads(index, &["number", "of"])
    })
}

/// Years from 1900 to 2099 in a text.
pub fn years(text: &str) -> impl Iterator<Item = u16> {
    // Letters of other writings part, too: a year in Korean is "2024년에". "In the 1980s" says when as well.
    let goes_on = |sign: Option<char>| sign.is_some_and(|it| it.is_ascii_alphanumeric() && it != 's');
    share::numbers(text).into_iter().filter_map(move |it| {
        let (before, after) = (text.get(..it.start)?, text.get(it.end..)?);
        let is_own = !goes_on(before.chars().next_back()) && !goes_on(after.chars().next());
        let year = it.whole().filter(|_| is_own && it.end - it.start == 4)?;
        u16::try_from(year)
            .ok()
            .filter(|year| (1900..2100).contains(year) && is_date(text, &(it.start..it.end)))
    })
}

/// Whether a year is one: "2000 people" are none, "in 2000 people" were asked.
fn is_date(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split(|sign: char| !sign.is_alphabetic()).next());
    !next.is_some_and(is_people) || is_in("in In since from to until by", before)
}

/// An amount lies within its own range, and its table says whether more of it is better.
fn amounts(card: &Card, decision: &Decision, report: &mut Report) {
    for table in &decision.tables {
        let words = table.people.phrase.to_lowercase();
        let says = ["better", "worse", "neither"].iter().any(|word| words.contains(word));
        if table.people.are_measured() && card.is_english() && !says {
            let message = "this does not say whether a higher number is better";
            report.on(&AMOUNT_SHAPE, corner(card, table), message);
        }
    }
    for (_, row) in decision.rows() {
        for (index, cell) in row.cells.iter().enumerate() {
            if matches!(cell, Cell::Amount(amount) if !is_within(&amount.text)) {
                let message = "the number is not within its own range";
                report.on(&AMOUNT_SHAPE, card.count_of(row, index), message);
            }
        }
    }
}

/// Whoever chooses one group of people misses nothing that the others are told.
fn groups(card: &Card, decision: &Decision, report: &mut Report) {
    let mut groups: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for table in &decision.tables {
        if let Some(id) = &table.people.of_group {
            groups.entry(id).or_default().push(table);
        }
    }
    // What is told of a group, and when.
    let counted = |tables: &[&'_ Table]| {
        let rows = tables.iter().flat_map(|table| &table.rows);
        rows.map(|row| (row.label.clone(), row.over.clone())).collect::<Vec<_>>()
    };
    let all: Vec<(String, String)> = groups.values().take(MOST).flat_map(|it| counted(it)).collect();
    for tables in groups.values().take(MOST) {
        let Some(first) = tables.first() else { continue };
        let mut add = |message: &str| {
            report.on(&GROUPS_DIFFER, corner(card, first), message);
        };
        if groups.len() == 1 {
            add("there are numbers for no other group");
        }
        let own = counted(tables);
        if let Some((label, over)) = all.iter().find(|it| !own.contains(it)) {
            add(&format!("another group has a row \"{label}\", {over}"));
        }
    }
}

/// What choices were compared with in a study, and is no choice here: named, marked as such, and never alone.
fn no_choice(card: &Card, decision: &Decision, report: &mut Report) {
    for table in &decision.tables {
        for column in &table.columns {
            if let Some(message) = wrong_no_choice(card, table, column) {
                report.on(&NO_CHOICE_COLUMN, card.main(column.at), message);
            }
        }
    }
}

fn wrong_no_choice(card: &Card, table: &Table, column: &Column) -> Option<&'static str> {
    let links = prose::links(&column.studied);
    let is_mark = |target: &Target| matches!(target, Target::Id(id) if id == NO_CHOICE);
    let (_, mark) = links.iter().find(|(target, _)| is_mark(target))?;
    let is_said = mark.to_lowercase().contains("no choice") || !card.is_english();
    if prose::plain(&column.studied) == *mark || !is_said {
        return Some("readers would not see that this is no choice here");
    }
    let speaks = table.columns.iter().any(|it| it.choice().is_some());
    (!speaks).then_some("no column of this table speaks to a choice")
}
