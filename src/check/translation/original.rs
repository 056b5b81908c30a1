//! A translation held against its original: the same parts, the same numbers. Its words are for people to check.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::table::{APART, NO_CHOICE, Speaks};
use crate::cards::{Column, Decision, Table};
use crate::check::card::FIRST_LINE;
use crate::check::rule::rules;
use crate::check::{Card, Part, Passage, Report};
use crate::text::Span;

rules! {
    TRANSLATED_FROM_MISSING Warning "translated-from-missing" => Both(origin);
    TRANSLATION_STRUCTURE Error "translation-structure" => Decision(structure);
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

pub(crate) fn original_of<'a>(card: &'a Card) -> Option<(&'a Card<'a>, &'a Decision)> {
    card.original.as_deref().and_then(|original| Some((original, original.decision.as_ref()?)))
}

pub(crate) fn shared_tables<'a>(
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
pub fn rows(table: &Table) -> Vec<Named> {
    let named = table.rows.iter().enumerate().map(|(index, row)| {
        let before = table.rows.iter().take(index).filter(|it| it.id == row.id).count();
        let name = if before == 0 { row.id.clone() } else { format!("{} ({})", row.id, before + 1) };
        (name, row.at)
    });
    named.collect()
}

/// The same column of another language's table: of several that lead to one choice, or to none, the one in the same place
/// among those.
pub fn same_column(table: &Table, index: usize, other: &Table) -> Option<usize> {
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

/// The passages by what they stand in: the file's name, the section, and the heading below it.
type Sections<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<&'a Passage>>;

/// The passages of each section that both have, but for sources.
pub fn shared_sections<'a>(card: &'a Card, original: &'a Card) -> Vec<(Vec<&'a Passage>, Vec<&'a Passage>)> {
    let mut mine = by_section(card);
    by_section(original).into_iter().filter_map(|(key, theirs)| Some((mine.remove(&key)?, theirs))).collect()
}

fn by_section<'a>(card: &'a Card) -> Sections<'a> {
    let mut sections: Sections = BTreeMap::new();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        let name = card.file_of(passage).name.as_str();
        sections.entry((name, &passage.section, &passage.under)).or_default().push(passage);
    }
    sections
}

/// What stands in several languages says from which it was translated.
fn origin(card: &Card, report: &mut Report) {
    let file = card.first();
    let is_there = |lang: &str| card.content.text(&format!("{}/{lang}/{}", card.id, file.name)).is_some();
    let message = match file.head.value("translated-from") {
        Some(lang) if lang == card.lang || !is_there(lang) => format!("there is no original in `{lang}`"),
        // Where nobody names an original, English is taken for it.
        None if !file.head.entries.is_empty() && card.lang != "en" && is_there("en") => {
            "this stands in English too, and does not say from which language it comes".to_string()
        }
        _ => return,
    };
    report.on(&TRANSLATED_FROM_MISSING, file.top(), message);
}
