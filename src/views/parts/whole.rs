//! Rows that are together everybody: one picture in as many fillings, and a sentence for each part.

#[cfg(not(target_arch = "wasm32"))]
use super::people_picture::Groups;
use super::people_picture::{key_dot, picture, small, small_picture};
use super::row;
use crate::answers::Detail;
use crate::cards::whole::{self, Whole};
use crate::cards::{Cell, Column, Finding, Row, Table};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, many, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The fillings of so many parts, in their order: neighbours differ in shape, so that black ink alone tells them apart.
fn patterns(parts: usize) -> &'static [&'static str] {
    match parts {
        0..=2 => &["filled", "empty"],
        3 => &["filled", "ring", "empty"],
        4 => &["filled", "ring", "between", "empty"],
        _ => &["filled", "ring", "between", "dashed", "empty"],
    }
}

/// Where each part ends, counted on from the first.
fn ends(findings: &[&Finding]) -> Vec<u32> {
    let counts = findings.iter().map(|it| it.count().seen().0);
    counts
        .scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        })
        .collect()
}

/// What stands beside a number in a table: the people as a small picture, or of a whole the dot that this part of it is drawn
/// with.
pub fn beside(table: &Table, row: &Row, cell: &Cell, finding: &Finding) -> Node {
    let index = row.cells.iter().position(|it| std::ptr::eq(it, cell));
    let whole = whole::of(table, row);
    let Some((whole, findings)) = whole.zip(index).and_then(|(it, index)| Some((it, it.column(index)?)))
    else {
        return small_picture(finding).into();
    };
    let patterns = patterns(findings.len());
    let position = whole.rows.iter().position(|it| it.line == row.line);
    let dot = position.and_then(|position| patterns.get(position)).map(|pattern| key_dot(pattern));
    dot.into()
}

/// The picture of everybody in one column, small, as it stands over the parts; nothing beside a row that is not the first.
pub fn over(table: &Table, row: &Row, column: usize) -> Option<El> {
    let whole = whole::of(table, row).filter(|it| it.begins(row))?;
    let findings = whole.column(column)?;
    Some(small(patterns(findings.len()), &ends(&findings)))
}

/// The small pictures that stand at a number in a table, for a document of another kind: over the first part of a whole everybody,
/// at each part its dot, and the people of any other number.
#[cfg(not(target_arch = "wasm32"))]
pub fn drawn(table: &Table, row: &Row, column: usize) -> Vec<Groups> {
    let Some(Cell::Finding(finding)) = row.cells.get(column) else { return Vec::new() };
    let whole = whole::of(table, row).and_then(|whole| Some((whole, whole.column(column)?)));
    let Some((whole, findings)) = whole else { return vec![Groups::of(finding)] };
    let patterns = patterns(findings.len());
    let everybody = Groups { patterns: patterns.into(), ends: ends(&findings) };
    let index = whole.rows.iter().position(|it| it.line == row.line);
    let dot =
        index.and_then(|index| patterns.get(index)).map(|it| Groups { patterns: vec![*it], ends: vec![1] });
    let everybody = Some(everybody).filter(|_| whole.begins(row));
    everybody.into_iter().chain(dot).collect()
}

/// The whole that a row is a part of, large: for each of these columns one picture, and a sentence for each part.
pub fn cells(
    t: Tandem,
    table: &'static Table,
    whole: Whole<'static>,
    columns: impl Iterator<Item = &'static Column>,
    detail: Detail,
    level: usize,
) -> El {
    let cells = columns.filter_map(|column| {
        let index = table.columns.iter().position(|it| std::ptr::eq(it, column))?;
        let cell = el("div").class("cell").child(row::studied(t, column, level));
        let findings = whole.column(index);
        let parts = whole.rows.iter().enumerate().filter_map(|(position, row)| {
            let dot = findings.as_ref().and_then(|it| patterns(it.len()).get(position)).map(|it| key_dot(it));
            let cell = row.cells.get(index)?;
            // Where the column is no whole, each number has a picture and its other half of its own.
            let alone = match cell {
                Cell::Finding(finding) if findings.is_none() => Some(small_picture(finding)),
                _ => None,
            };
            let sentences = words("span", of_part(t, row, cell, alone.is_some(), detail));
            Some(el("p").class("cell__sentence").child(dot).child(alone).child(" ").child(sentences))
        });
        let drawn = findings.as_ref().map(|findings| drawn_large(t, whole, findings));
        // In one box: cells beside each other share their lines, and parts are of any number.
        Some(cell.child(drawn).child(el("div").child(many(parts))))
    });
    let cells: Vec<El> = cells.collect();
    row::cells_side_by_side(cells.len()).child(many(cells))
}

/// One picture of everybody. Its name says each part with its number.
fn drawn_large(t: Tandem, whole: Whole<'static>, findings: &[&Finding]) -> El {
    let parts = whole.rows.iter().zip(findings);
    let parts = parts.map(|(row, finding)| t.words.label(&row.label, &sentence::out_of(t.words, finding)));
    let named = t.words.join(Word::JoinParts, parts);
    let label = t.words.format(Word::PictureOf, &[("number", &named)]);
    let ends = ends(findings);
    let counts: Vec<String> = findings.iter().map(|it| it.count().seen().0.to_string()).collect();
    picture(patterns(findings.len()), &ends, true, label).attr("data-parts", counts.join(" "))
}

/// The sentence of one part; its range; what its author says of the others, and of a number that stands alone what is so of them.
fn of_part(t: Tandem, row: &'static Row, cell: &'static Cell, is_alone: bool, detail: Detail) -> String {
    match cell {
        Cell::Finding(finding) => {
            let own = row.others.as_deref();
            let others = (is_alone || own.is_some()).then(|| sentence::others(t.words, finding, own));
            let range = sentence::range(t.words, finding).filter(|_| detail == Detail::Everything);
            let happened = sentence::happened(t.words, finding, &row.label);
            t.words.join(Word::JoinSentences, [happened].into_iter().chain(others).chain(range))
        }
        cell => t.words.label(&row.label, &sentence::short(t.words, cell)),
    }
}

/// How sure and from where: once for all parts of which the same is said.
pub fn sources(t: Tandem, whole: Whole<'static>) -> Node {
    let is_same = |one: &Row, other: &Row| {
        one.certainty == other.certainty && one.rated_by == other.rated_by && one.sources == other.sources
    };
    let groups: Vec<&'static [Row]> = whole.rows.chunk_by(is_same).collect();
    let several = groups.len() > 1;
    let told = groups.into_iter().map(|rows| {
        let labels = t.words.join(Word::JoinParts, rows.iter().map(|row| row.label.clone()));
        let labels = several.then(|| words("p", labels));
        many([Node::from(labels), rows.first().map(|first| row::sources(t, first)).into()])
    });
    many(told)
}
