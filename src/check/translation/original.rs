//! A translation held against its original: the same parts, the same numbers. Its words are for people to check.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::outcome::MINUS;
use crate::cards::table::{APART, NO_CHOICE, Speaks};
use crate::cards::{Cell, Column, Decision, Row, Table};
use crate::check::card::{FIRST_LINE, Place};
use crate::check::content::head_value;
use crate::check::language::lists::List;
use crate::check::rule::rules;
use crate::check::translation::numbers::{differing, numbers_of};
use crate::check::{Card, Content, Part, Passage, Report};
use crate::text::{Date, Span};

rules! {
    TRANSLATED_FROM_MISSING Warning "translated-from-missing" => Whole(origins);
    TRANSLATION_STRUCTURE Error "translation-structure" => Decision(structure);
    TRANSLATION_NUMBERS Error "translation-numbers" => Decision(numbers);
}

/// Something with an id, and where it stands.
pub type Named = (String, Span);

fn structure(card: &Card, mine: &Decision, report: &mut Report) {
    let Some((original, theirs)) = original_of(card) else { return };
    let path = card.path(DECISION_FILE);
    let mut same = |what: &str, of: &dyn Fn(&Decision) -> Vec<Named>| {
        compare(what, of(theirs), of(mine), &path, report);
    };
    same("the choice", &|it| it.options.iter().map(|it| (it.id.clone(), it.at)).collect());
    same("the table", &|it| it.tables.iter().map(|it| (it.id.clone(), it.at)).collect());
    same("what matters", &|it| {
        let about = it.matters.iter().flat_map(|it| it.about.iter().map(move |id| (it, id)));
        let about = about.map(|(it, id)| (format!("{} → #{id}", it.id), it.at));
        it.matters.iter().map(|it| (it.id.clone(), it.at)).chain(about).collect()
    });
    same("the question", &|it| it.prompts.iter().map(|it| (it.id.clone(), it.at)).collect());
    same("the source", &|it| it.sources.iter().map(|it| (it.key.clone(), FIRST_LINE)).collect());
    for (index, file) in card.files.iter().enumerate() {
        if let Some(other) = original.files.iter().position(|it| it.name == file.name) {
            compare("the section", sections(original, other), sections(card, index), &file.path, report);
        }
    }
    for (table, other) in shared_tables(mine, theirs) {
        compare("the column for", columns(other), columns(table), &path, report);
        compare("the row", rows(other), rows(table), &path, report);
    }
}

fn original_of<'a>(card: &'a Card) -> Option<(&'a Card<'a>, &'a Decision)> {
    card.original.as_deref().and_then(|original| Some((original, original.decision.as_ref()?)))
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

/// The choices that columns lead to; of one that leads to none, what it says instead.
fn columns(table: &Table) -> Vec<Named> {
    let leads_to = |column: &Column| match &column.speaks {
        Speaks::Choice(id) => id.clone(),
        Speaks::Apart => APART.to_string(),
        Speaks::NoChoice => NO_CHOICE.to_string(),
    };
    table.columns.iter().map(|it| (leads_to(it), it.at)).collect()
}

/// One outcome may have several rows: they are told apart by their place among those.
fn rows(table: &Table) -> Vec<Named> {
    let named = table.rows.iter().enumerate().map(|(index, row)| {
        let before = table.rows.iter().take(index).filter(|it| it.id == row.id).count();
        let name = if before == 0 { row.id.clone() } else { format!("{} ({})", row.id, before + 1) };
        (name, row.at)
    });
    named.collect()
}

/// The same column of another language's table: of several that lead to one choice, or to none, the one in the same place
/// among those.
fn same_column(table: &Table, index: usize, other: &Table) -> Option<usize> {
    let (mine, theirs) = (columns(table), columns(other));
    let (name, _) = mine.get(index)?;
    let before = mine.iter().take(index).filter(|(it, _)| it == name).count();
    let mut same = (0..theirs.len()).filter(|index| theirs.get(*index).is_some_and(|(it, _)| it == name));
    same.nth(before)
}

/// Says what one has and the other has not, and if nothing is missing, whether they stand in another order.
pub fn compare(what: &str, theirs: Vec<Named>, mine: Vec<Named>, path: &str, report: &mut Report) {
    let has = |list: &[Named], id: &str| list.iter().any(|(it, _)| it == id);
    let mut is_whole = true;
    for (id, _) in theirs.iter().filter(|(id, _)| !has(&mine, id)) {
        is_whole = false;
        let message = format!("{what} `{id}` of the original is not here");
        report.on(&TRANSLATION_STRUCTURE, (path, FIRST_LINE), message);
    }
    for (id, at) in mine.iter().filter(|(id, _)| !has(&theirs, id)) {
        is_whole = false;
        report.on(&TRANSLATION_STRUCTURE, (path, *at), format!("{what} `{id}` is not in the original"));
    }
    let moved = mine.iter().zip(&theirs).find(|((one, _), (other, _))| one != other);
    if let Some(((id, at), _)) = moved.filter(|_| is_whole) {
        let message = format!("{what} `{id}` stands in another place in the original");
        report.on(&TRANSLATION_STRUCTURE, (path, *at), message);
    }
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

/// The passages by what they stand in: the file's name, the section, and the heading below it.
pub type Sections<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a Passage>>;

/// The passages of each section of each file, but for sources.
pub fn by_section<'a>(card: &'a Card) -> Sections<'a> {
    let mut sections: Sections = BTreeMap::new();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        let name = card.file_of(passage).name.as_str();
        sections.entry((name, &passage.section, &passage.under)).or_default().push(passage);
    }
    sections
}

/// The numbers in digits of each section of each file.
fn running(card: &Card, original: &Card, report: &mut Report) {
    let mine = by_section(card);
    let digits = |passages: &[&Passage]| {
        let told = passages.iter().filter(|it| !matches!(it.part, Part::Count | Part::Sure));
        told.flat_map(|it| numbers_of(&it.plain)).collect::<Vec<_>>()
    };
    for (key, theirs) in by_section(original) {
        let Some((own, first)) = mine.get(&key).and_then(|own| Some((own, own.first()?))) else { continue };
        let (missing, more) = differing(&digits(&theirs), &digits(own));
        if missing.is_empty() && more.is_empty() {
            continue;
        }
        // "The first day" is "am 1. Tag", "22 November" is "22.11.": words of the other language may be digits here.
        let (missing, _) = differing(&missing, &spelled(card, own));
        let (more, _) = differing(&more, &spelled(original, &theirs));
        let differ = [("the original has", missing), ("only here", more)].into_iter();
        let differ = differ.filter(|(_, list)| !list.is_empty());
        let message = differ.map(|(what, list)| format!("{what}: {}", list.join(", ")));
        let message = message.collect::<Vec<_>>().join("; ");
        if !message.is_empty() {
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

/// Where one decision stands in several languages, all but one say from which they were translated.
fn origins(content: &Content, _: Date, report: &mut Report) {
    let decisions = content
        .decisions()
        .map(|(id, lang, path, text)| (id, lang, path, head_value(text, "translated-from")));
    let decisions: Vec<_> = decisions.collect();
    for found in decisions.chunk_by(|one, other| one.0 == other.0).filter(|found| found.len() > 1) {
        let origins: Vec<&str> = found.iter().filter_map(|it| it.3).collect();
        for (_, lang, path, origin) in found {
            let message = match origin {
                Some(other) if !found.iter().any(|it| it.1 == *other) || other == lang => {
                    format!("there is no original in `{other}`")
                }
                // Where nobody names an original, English is taken for it.
                None if origins.is_empty() && *lang == "en" => continue,
                None if !origins.contains(lang) => FROM_NOWHERE.to_string(),
                _ => continue,
            };
            report.on(&TRANSLATED_FROM_MISSING, (path, FIRST_LINE), message);
        }
    }
}

/// What is said of a translation that names no original.
pub const FROM_NOWHERE: &str = "this stands in other languages too, and does not say from which it comes";
