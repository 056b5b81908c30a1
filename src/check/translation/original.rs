//! A translation held against its original: the same parts, the same numbers. Its words are for people to check.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::outcome::MINUS;
use crate::cards::table::{APART, NO_CHOICE};
use crate::cards::{Cell, Column, Decision, Row, Table};
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts::cell_span;
use crate::check::{Card, CardFile, Check, Content, Diagnostic, Part, Passage, Report};
use crate::text::{Date, Span};

rule!(TRANSLATION_STRUCTURE, Error, "translation-structure");
rule!(TRANSLATION_NUMBERS, Error, "translation-numbers");
rule!(TRANSLATED_FROM_MISSING, Warning, "translated-from-missing");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&TRANSLATED_FROM_MISSING, Check::Whole(origins)),
    (&TRANSLATION_STRUCTURE, Check::Decision(structure)),
    (&TRANSLATION_NUMBERS, Check::Decision(numbers)),
];

/// Where a file begins, for what is not there.
const FIRST_LINE: Span = Span { start: 0, end: 3 };

/// Something with an id, and where it stands.
pub type Named = (String, Span);

fn structure(card: &Card, report: &mut Report) {
    let Some((mine, theirs, original)) = pair(card) else { return };
    let path = card.path(DECISION_FILE);
    let of = |decision: &Decision| decision.options.iter().map(|it| (it.id.clone(), it.at)).collect();
    compare("the choice", of(theirs), of(mine), &path, report);
    for file in &card.files {
        let Some(index) = card.files.iter().position(|it| it.name == file.name) else { continue };
        if let Some(other) = original.files.iter().position(|it| it.name == file.name) {
            compare("the section", sections(original, other), sections(card, index), &file.path, report);
        }
    }
    let of = |decision: &Decision| decision.tables.iter().map(|it| (it.id.clone(), it.at)).collect();
    compare("the table", of(theirs), of(mine), &path, report);
    for (table, other) in shared_tables(mine, theirs) {
        compare("the column for", columns(other), columns(table), &path, report);
        compare("the row", rows(other), rows(table), &path, report);
    }
    let of = |decision: &Decision| {
        let about = decision
            .matters
            .iter()
            .flat_map(|it| it.about.iter().map(move |id| (format!("{} → #{id}", it.id), it.at)));
        decision.matters.iter().map(|it| (it.id.clone(), it.at)).chain(about).collect()
    };
    compare("what matters", of(theirs), of(mine), &path, report);
    let of = |decision: &Decision| decision.prompts.iter().map(|it| (it.id.clone(), it.at)).collect();
    compare("the question", of(theirs), of(mine), &path, report);
    let of = |decision: &Decision| decision.sources.iter().map(|it| (it.key.clone(), FIRST_LINE)).collect();
    compare("the source", of(theirs), of(mine), &path, report);
}

fn pair<'a>(card: &'a Card) -> Option<(&'a Decision, &'a Decision, &'a Card<'a>)> {
    let original = card.original.as_deref()?;
    Some((card.decision.as_ref()?, original.decision.as_ref()?, original))
}

fn shared_tables<'a>(
    mine: &'a Decision,
    theirs: &'a Decision,
) -> impl Iterator<Item = (&'a Table, &'a Table)> {
    mine.tables.iter().filter_map(|table| Some((table, theirs.tables.iter().find(|it| it.id == table.id)?)))
}

fn sections(card: &Card, file: usize) -> Vec<Named> {
    let headings = card.passages.iter().filter(|it| it.file == file && it.part == Part::Heading(2));
    headings.map(|it| (it.section.clone(), it.at)).collect()
}

fn columns(table: &Table) -> Vec<Named> {
    table.columns.iter().map(|it| (leads_to(it), it.at)).collect()
}

/// The choice that a column leads to; of one that leads to none, what it says instead.
fn leads_to(column: &Column) -> String {
    match column.option.as_str() {
        "" if column.is_difference() => APART.to_string(),
        "" => NO_CHOICE.to_string(),
        option => option.to_string(),
    }
}

/// The same column of another language's table: of several that lead to one choice, or to none, the one in the same place
/// among those.
fn same_column(table: &Table, index: usize, other: &Table) -> Option<usize> {
    let name = leads_to(table.columns.get(index)?);
    let before = table.columns.iter().take(index).filter(|it| leads_to(it) == name).count();
    let same = other.columns.iter().enumerate().filter(|(_, it)| leads_to(it) == name);
    same.map(|(index, _)| index).nth(before)
}

/// One outcome may have several rows: they are told apart by their place among those.
fn rows(table: &Table) -> Vec<Named> {
    let mut named: Vec<Named> = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let before = table.rows.iter().take(index).filter(|it| it.id == row.id).count();
        let name = if before == 0 { row.id.clone() } else { format!("{} ({})", row.id, before + 1) };
        named.push((name, row.at));
    }
    named
}

/// Says what one has and the other has not, and if nothing is missing, whether they stand in another order.
pub fn compare(what: &str, theirs: Vec<Named>, mine: Vec<Named>, path: &str, report: &mut Report) {
    let has = |list: &[Named], id: &str| list.iter().any(|(it, _)| it == id);
    let missing: Vec<&str> = theirs.iter().map(|(id, _)| id.as_str()).filter(|id| !has(&mine, id)).collect();
    let more: Vec<&Named> = mine.iter().filter(|(id, _)| !has(&theirs, id)).collect();
    for id in &missing {
        let message = format!("{what} `{id}` of the original is not here");
        report.add(&TRANSLATION_STRUCTURE, path, FIRST_LINE, message);
    }
    for (id, at) in &more {
        report.add(&TRANSLATION_STRUCTURE, path, *at, format!("{what} `{id}` is not in the original"));
    }
    let moved = mine.iter().zip(&theirs).find(|((one, _), (other, _))| one != other);
    if let (true, true, Some(((id, at), _))) = (missing.is_empty(), more.is_empty(), moved) {
        report.add(
            &TRANSLATION_STRUCTURE,
            path,
            *at,
            format!("{what} `{id}` stands in another place in the original"),
        );
    }
}

fn numbers(card: &Card, report: &mut Report) {
    let Some((mine, theirs, original)) = pair(card) else { return };
    let path = card.path(DECISION_FILE);
    let their_path = original.path(DECISION_FILE);
    for (table, other) in shared_tables(mine, theirs) {
        if table.people.denominator() != other.people.denominator() {
            let message = format!(
                "out of {}, in the original out of {}",
                table.people.denominator(),
                other.people.denominator()
            );
            let diagnostic = Diagnostic::new(&TRANSLATION_NUMBERS, &path, table.at, message);
            report.push(diagnostic.and(&their_path, other.at, "the original"));
        }
        let named = rows(other);
        let mut times = BTreeMap::new();
        let mut is_said = false;
        for ((id, _), row) in rows(table).iter().zip(&table.rows) {
            let index = named.iter().position(|(it, _)| it == id);
            if let Some(their_row) = index.and_then(|index| other.rows.get(index)) {
                let both = Both { card, original, table, other, row, their_row };
                both.compare(report);
                let first = times.entry(their_row.over.as_str()).or_insert(row.over.as_str());
                if *first != row.over && !std::mem::replace(&mut is_said, true) {
                    let message = format!("\"{first}\" stands for the same time in a row above");
                    both.report(
                        cell_span(card, row, Part::When),
                        &message,
                        cell_span(original, their_row, Part::When),
                        report,
                    );
                }
            }
        }
    }
    running(card, original, report);
}

/// A row and its original.
struct Both<'a> {
    card: &'a Card<'a>,
    original: &'a Card<'a>,
    table: &'a Table,
    other: &'a Table,
    row: &'a Row,
    their_row: &'a Row,
}

impl Both<'_> {
    fn compare(&self, report: &mut Report) {
        for (index, cell) in self.row.cells.iter().enumerate() {
            let Some(other) = same_column(self.table, index, self.other) else { continue };
            if self.their_row.cells.get(other).is_some_and(|it| shown(it) != shown(cell)) {
                let at = self.card.cell_at(self.row, index);
                let their_at = self.original.cell_at(self.their_row, other);
                self.report(at, "this cell differs", their_at, report);
            }
        }
        let rating = |row: &Row| (row.certainty, row.rated_by.clone());
        if rating(self.row) != rating(self.their_row) {
            self.report(self.row.at, "how sure differs in this row", self.their_row.at, report);
        }
    }

    fn report(&self, at: Span, message: &str, their_at: Span, report: &mut Report) {
        let diagnostic = Diagnostic::new(&TRANSLATION_NUMBERS, &self.card.path(DECISION_FILE), at, message);
        report.push(diagnostic.and(&self.original.path(DECISION_FILE), their_at, "from the original"));
    }
}

/// A cell without its words: what must be the same in every language.
fn shown(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Finding(finding) => Some(format!("{:?}", finding.count())),
        Cell::Amount(amount) => Some(numbers_in(&amount.text)),
        Cell::NotKnown => Some("not known".to_string()),
        Cell::Words(_) => Some("words".to_string()),
        Cell::LeftOut => None,
    }
}

/// The digits alone: points and commas are each language's own.
fn numbers_in(text: &str) -> String {
    text.chars().filter(|sign| sign.is_numeric() || MINUS.contains(sign)).collect()
}

/// The numbers in digits of each section of each file.
fn running(card: &Card, original: &Card, report: &mut Report) {
    let mine = by_section(card);
    for ((name, section, under), (theirs, _)) in by_section(original) {
        let key = (name.clone(), section, under);
        let Some((numbers, first)) = mine.get(&key) else { continue };
        let (missing, more) = (without(&theirs, numbers), without(numbers, &theirs));
        if missing.is_empty() && more.is_empty() {
            continue;
        }
        // "The first day" is "am 1. Tag", "22 November" is "22.11.": words of the other language may be digits here.
        let (missing, more) =
            (without(&missing, &spelled(card, &key)), without(&more, &spelled(original, &key)));
        if missing.is_empty() && more.is_empty() {
            continue;
        }
        let message = [("the original has", missing), ("only here", more)]
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(what, list)| format!("{what}: {}", list.join(", ")));
        let message = message.collect::<Vec<_>>().join("; ");
        report.add(&TRANSLATION_NUMBERS, card.path_of(first), card.place_of(first, &first.plain), message);
    }
}

/// A date such as "22.11.2026" as three numbers.
fn dates_apart(plain: &str) -> String {
    let is_date = |word: &&str| {
        let parts: Vec<&str> = word.split(['.', '/']).collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        matches!(parts.as_slice(), [day, month, year] if day.len() < 3 && month.len() < 3 && year.len() == 4)
            && parts.iter().all(is_number)
    };
    let words = plain.split(' ').map(|word| {
        let bare = word.trim_matches(|sign: char| !sign.is_ascii_digit());
        if is_date(&bare) { word.replace(['.', '/'], " ") } else { word.to_string() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Numbers in English words of a section, as digits: ordinals, counts, months and hours.
fn spelled(card: &Card, key: &(String, String, String)) -> Vec<String> {
    const WORDS: [&[&str]; 12] = [
        &["one", "first", "once", "january"],
        &["two", "second", "twice", "february"],
        &["three", "third", "march"],
        &["four", "fourth", "april"],
        &["five", "fifth", "may"],
        &["six", "sixth", "june"],
        &["seven", "seventh", "july"],
        &["eight", "eighth", "august"],
        &["nine", "ninth", "september"],
        &["ten", "tenth", "october"],
        &["eleven", "eleventh", "november"],
        &["twelve", "twelfth", "december", "noon", "midday", "midnight"],
    ];
    let (name, section, under) = key;
    let is_there = |it: &&Passage| {
        it.section == *section
            && it.under == *under
            && card.file_of(it).is_some_and(|file| file.name == *name)
    };
    let passages = card.passages.iter().filter(|_| card.is_english()).filter(is_there);
    let words = passages.flat_map(|it| (0..it.tokens.len()).map(|index| it.tokens.word(index)));
    let value = |word: &str| WORDS.iter().position(|same| same.contains(&word));
    words.filter_map(value).map(|index| (index + 1).to_string()).collect()
}

type Sections<'a> = BTreeMap<(String, String, String), (Vec<String>, &'a Passage)>;

fn by_section<'a>(card: &'a Card) -> Sections<'a> {
    let mut sections: Sections = BTreeMap::new();
    for passage in
        card.passages.iter().filter(|it| !matches!(it.part, Part::Source | Part::Count | Part::Sure))
    {
        let name = card.file_of(passage).map_or("", |file: &CardFile| &file.name);
        let key = (name.to_string(), passage.section.clone(), passage.under.clone());
        let found = &mut sections.entry(key).or_insert_with(|| (Vec::new(), passage)).0;
        digits(&dates_apart(&passage.plain), found);
    }
    sections
}

/// Numbers by what they are worth: what parts thousands is dropped, and what begins the decimals is a point.
fn digits(text: &str, found: &mut Vec<String>) {
    let mut number = Written::default();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match digit(sign) {
            Some(digit) => number.push(digit),
            None => {
                let parts = matches!(sign, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '٬' | '٫');
                let goes_on = parts && signs.peek().is_some_and(|next| digit(*next).is_some());
                if goes_on && !number.groups.is_empty() {
                    number.groups.push((sign, String::new()));
                } else {
                    std::mem::take(&mut number).values(found);
                }
            }
        }
    }
    number.values(found);
}

/// A number as it is written: its groups of digits, each with the sign before it.
#[derive(Default)]
struct Written {
    groups: Vec<(char, String)>,
}

impl Written {
    fn push(&mut self, digit: char) {
        match self.groups.last_mut() {
            Some((_, group)) => group.push(digit),
            None => self.groups.push((' ', digit.to_string())),
        }
    }

    /// Whether a group is thousands: one language's point is another's comma, so the three digits tell.
    fn is_thousands(&self, index: usize) -> bool {
        let begins = self.groups.first().is_some_and(|(_, it)| it.len() <= 3 && it != "0");
        let sign = self.groups.get(1).map(|(sign, _)| *sign);
        let group = self.groups.get(index);
        begins && group.is_some_and(|(it, group)| Some(*it) == sign && group.len() == 3)
    }

    /// One number, or each of its groups where it is none: "22.11.2026".
    fn values(self, found: &mut Vec<String>) {
        let is_last = |index: usize| index + 1 == self.groups.len();
        let is_point = |sign: char| matches!(sign, '.' | ',' | '٫');
        let has_decimals = (1..self.groups.len()).filter(|index| !self.is_thousands(*index)).count() == 1;
        let mut number = String::new();
        for (index, (sign, group)) in self.groups.iter().enumerate() {
            if index > 0 && !self.is_thousands(index) {
                if has_decimals && is_last(index) && is_point(*sign) {
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

/// A digit of a writing that people read our cards in, as 0 to 9.
fn digit(sign: char) -> Option<char> {
    const ZEROS: [u32; 6] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
    let sign = u32::from(sign);
    let value = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&sign)).map(|zero| sign - zero)?;
    char::from_digit(value, 10)
}

/// What one list has more often than the other.
fn without(one: &[String], other: &[String]) -> Vec<String> {
    let mut rest: Vec<&String> = other.iter().collect();
    let mut more = Vec::new();
    for number in one {
        match rest.iter().position(|it| *it == number) {
            Some(index) => drop(rest.swap_remove(index)),
            None => more.push(number.clone()),
        }
    }
    more
}

/// Where one decision stands in several languages, all but one say from which they were translated.
fn origins(content: &Content, _: Date, report: &mut Report) {
    let mut languages: BTreeMap<&str, Vec<(&str, &str, &str)>> = BTreeMap::new();
    for (path, text) in content.files() {
        let parts: Vec<&str> = path.split('/').collect();
        if let [id, lang, DECISION_FILE] = parts.as_slice() {
            languages.entry(id).or_default().push((lang, path, text));
        }
    }
    for found in languages.values().filter(|found| found.len() > 1) {
        let from = |text: &str| origin(text).map(String::from);
        let origins: Vec<String> = found.iter().filter_map(|(_, _, text)| from(text)).collect();
        let is_origin = |lang: &str| origins.iter().any(|it| it == lang);
        for (lang, path, text) in found {
            let message = match from(text) {
                Some(other) if !found.iter().any(|(it, ..)| *it == other) || other == *lang => {
                    format!("there is no original in `{other}`")
                }
                // Where nobody names an original, English is taken for it.
                None if origins.is_empty() && *lang == "en" => continue,
                None if !is_origin(lang) => {
                    "this stands in other languages too, and does not say from which it comes".to_string()
                }
                _ => continue,
            };
            report.add(&TRANSLATED_FROM_MISSING, path, FIRST_LINE, message);
        }
    }
}

/// The language that a head names.
fn origin(text: &str) -> Option<&str> {
    let head = text.split("\n---").next()?;
    head.lines().find_map(|line| line.strip_prefix("translated-from:")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_every_writing() {
        let of = |text: &str| {
            let mut found = Vec::new();
            digits(text, &mut found);
            found
        };
        for (text, expected) in [
            ("1,643 men, 2.5 cm, at 15.", vec!["1643", "2.5", "15"]),
            ("1.643 Männer, 2,5 cm, nach 15", vec!["1643", "2.5", "15"]),
            ("١٬٦٤٣ و ٢٫٥ و ١٥", vec!["1643", "2.5", "15"]),
            ("25 mg, 1,234,567.5, 1\u{a0}234\u{a0}567,5", vec!["25", "1234567.5", "1234567.5"]),
            ("0.125, 0,125, 22.11.2026", vec!["0.125", "0.125", "22", "11", "2026"]),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
        assert_eq!(without(&["1".into(), "2".into(), "1".into()], &["1".into()]), ["2", "1"]);
    }
}
