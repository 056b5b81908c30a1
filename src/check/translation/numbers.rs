//! The numbers of a translation against those of its original, as they are in every language, whatever its digits, points and
//! commas.

use std::collections::BTreeMap;

use crate::cards::outcome::MINUS;
use crate::cards::{Cell, Decision, Row};
use crate::check::card::Place;
use crate::check::language::lists::List;
use crate::check::language::share::digit;
use crate::check::rule::rules;
use crate::check::translation::original::{original_of, rows, same_column, shared_sections, shared_tables};
use crate::check::{Card, Part, Passage, Report, pattern};

rules! {
    TRANSLATION_NUMBERS Error "translation-numbers" => Decision(numbers);
}

fn numbers(card: &Card, mine: &Decision, report: &mut Report) {
    let Some((original, theirs)) = original_of(card) else { return };
    let mut differ = |mine: Place, message: String, theirs: Place| {
        report.on(&TRANSLATION_NUMBERS, mine, message).beside(theirs, "from the original");
    };
    for (table, other) in shared_tables(mine, theirs) {
        let (whole, of) = (table.people.denominator(), other.people.denominator());
        if whole != of {
            let message = format!("out of {whole}, in the original out of {of}");
            differ(card.main(table.at), message, original.main(other.at));
        }
        let named = rows(other);
        let mut times: BTreeMap<&str, &str> = BTreeMap::new();
        let mut is_said = false;
        for ((id, _), row) in rows(table).iter().zip(&table.rows) {
            let index = named.iter().position(|(it, _)| it == id);
            let Some(their_row) = index.and_then(|index| other.rows.get(index)) else { continue };
            for (index, cell) in row.cells.iter().enumerate() {
                let Some(same) = same_column(table, index, other) else { continue };
                if their_row.cells.get(same).is_some_and(|it| shown(it) != shown(cell)) {
                    let message = "this cell differs".to_string();
                    differ(card.count_of(row, index), message, original.count_of(their_row, same));
                }
            }
            let rating = |row: &Row| (row.certainty, row.rated_by.clone());
            if rating(row) != rating(their_row) {
                let message = "how sure differs in this row".to_string();
                differ(card.main(row.at), message, original.main(their_row.at));
            }
            let first = times.entry(&their_row.over).or_insert(&row.over);
            if *first != row.over && !std::mem::replace(&mut is_said, true) {
                let message = format!("\"{first}\" stands for the same time in a row above");
                let theirs = original.cell_of(their_row, Part::When);
                differ(card.cell_of(row, Part::When), message, theirs);
            }
        }
    }
    running(card, original, report);
}

/// A cell without its words: what must be the same in every language.
fn shown(cell: &Cell) -> Option<String> {
    // The digits alone: points and commas are each language's own.
    let is_shown = |sign: &char| sign.is_numeric() || MINUS.contains(sign);
    match cell {
        Cell::Finding(finding) => Some(format!("{:?}", finding.count())),
        Cell::Amount(amount) => Some(amount.text.chars().filter(is_shown).collect()),
        Cell::NotKnown => Some("not known".to_string()),
        Cell::Words(_) => Some("words".to_string()),
        Cell::LeftOut => None,
    }
}

/// The numbers in digits of each section of each file.
fn running(card: &Card, original: &Card, report: &mut Report) {
    let digits = |passages: &[&Passage]| {
        let told = passages.iter().filter(|it| !matches!(it.part, Part::Count | Part::Sure));
        told.flat_map(|it| numbers_of(&it.plain)).collect::<Vec<_>>()
    };
    for (own, theirs) in shared_sections(card, original) {
        let (missing, more) = differing(&digits(&theirs), &digits(&own));
        if missing.is_empty() && more.is_empty() {
            continue;
        }
        // "The first day" is "am 1. Tag", "22 November" is "22.11.": words of the other language may be digits here.
        let (missing, _) = differing(&missing, &spelled(card, &own));
        let (more, _) = differing(&more, &spelled(original, &theirs));
        let differ = [("the original has", missing), ("only here", more)].into_iter();
        let differ = differ.filter(|(_, list)| !list.is_empty());
        let message = differ.map(|(what, list)| format!("{what}: {}", list.join(", ")));
        let message = message.collect::<Vec<_>>().join("; ");
        if let Some(first) = own.first().filter(|_| !message.is_empty()) {
            report.on(&TRANSLATION_NUMBERS, card.all_of(first), message);
        }
    }
}

/// Numbers in English words of a section, as digits: ordinals, counts, months and hours.
fn spelled(card: &Card, passages: &[&Passage]) -> Vec<String> {
    let passages = passages.iter().filter(|_| card.is_english());
    let values = passages.flat_map(|it| it.tokens.words()).filter_map(|word| IN_DIGITS.value(word));
    values.map(|value| value.to_string()).collect()
}

/// Ordinals, counts, months and hours that other languages write in digits.
static IN_DIGITS: List = List::named("in-digits-elsewhere");

/// Numbers by what they are worth: what parts thousands is dropped, and what begins the decimals is a point.
pub fn numbers_of(text: &str) -> Vec<String> {
    let text = DATE.replace_all(text, "$1 $2 $3");
    let mut found = Vec::new();
    let mut number = Written::default();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let parts = matches!(sign, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '٬' | '٫');
        let goes_on = parts && signs.peek().is_some_and(|next| digit(*next).is_some());
        match (digit(sign), number.0.last_mut()) {
            (Some(digit), Some((_, group))) => *group += &digit.to_string(),
            (Some(digit), None) => number.0.push((' ', digit.to_string())),
            (None, Some(_)) if goes_on => number.0.push((sign, String::new())),
            (None, _) => std::mem::take(&mut number).values(&mut found),
        }
    }
    number.values(&mut found);
    found
}

/// What one list has more often than another, and the other than the one.
pub fn differing(one: &[String], other: &[String]) -> (Vec<String>, Vec<String>) {
    let mut rest: Vec<String> = other.to_vec();
    let mut more = Vec::new();
    for number in one {
        match rest.iter().position(|it| it == number) {
            Some(index) => drop(rest.remove(index)),
            None => more.push(number.clone()),
        }
    }
    (more, rest)
}

// A date such as "22.11.2026" is three numbers.
pattern! { DATE r"\b([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})\b" }

/// A number as it is written: its groups of digits, each with the sign before it.
#[derive(Default)]
struct Written(Vec<(char, String)>);

impl Written {
    /// Whether a group is thousands: one language's point is another's comma, so the three digits tell.
    fn is_thousands(&self, index: usize) -> bool {
        let begins = self.0.first().is_some_and(|(_, it)| it.len() <= 3 && it != "0");
        let sign = self.0.get(1).map(|(sign, _)| *sign);
        begins && self.0.get(index).is_some_and(|(it, group)| Some(*it) == sign && group.len() == 3)
    }

    /// One number, or each of its groups where it is none: "22.11.2026".
    fn values(self, found: &mut Vec<String>) {
        let is_point = |sign: char| matches!(sign, '.' | ',' | '٫');
        let has_decimals = (1..self.0.len()).filter(|index| !self.is_thousands(*index)).count() == 1;
        let mut number = String::new();
        for (index, (sign, group)) in self.0.iter().enumerate() {
            if index > 0 && !self.is_thousands(index) {
                if has_decimals && index + 1 == self.0.len() && is_point(*sign) {
                    number.push('.');
                } else {
                    found.push(std::mem::take(&mut number));
                }
            }
            number.push_str(group);
        }
        found.extend((!number.is_empty()).then_some(number));
    }
}
