//! Rows of numbers on the sheet: choice and number, with a small picture of the same people.

use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{Cell, Row, Table};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, many, words};
use crate::views::parts::comparison::same_columns;
use crate::views::parts::{prose, row, study, whole};
use crate::views::state::Tandem;

/// A row and the table it stands in.
pub type Line = (&'static Table, &'static Row);

/// What stands on the front for one thing that matters.
pub enum KeyRows {
    /// These rows.
    Rows(Vec<Line>),
    /// The same rows stand under another thing, by its index: each row stands once.
    Under(usize),
    /// None.
    None,
}

impl KeyRows {
    /// The table that the last of them stands in.
    pub fn table(&self) -> Option<&'static Table> {
        self.rows().last().map(|(table, _)| *table)
    }

    /// The rows.
    pub fn rows(&self) -> &[Line] {
        match self {
            KeyRows::Rows(rows) => rows,
            KeyRows::Under(_) | KeyRows::None => &[],
        }
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.rows().len()
    }
}

/// Rows of one table. The names of its columns stand over it, unless the table before has the same ones: then they are only
/// heard.
pub fn table(t: Tandem, lines: &[Line], detail: Detail, before: Option<&'static Table>) -> Node {
    let Some((table, _)) = lines.first() else { return Node::from(None::<El>) };
    if detail == Detail::NoNumbers {
        return many(lines.iter().map(|(_, row)| difference(t, row)));
    }
    let any_count = lines.iter().any(|(_, row)| row.has_count());
    let heads = heads(t, table, is_known(lines, before), any_count);
    let mut before: Option<&Row> = None;
    let rows = lines.iter().map(|(table, row)| {
        let is_later = before.is_some_and(|before| before.id == row.id && before.label == row.label);
        before = Some(row);
        let head = if is_later { later(t, row) } else { study::row_head(t, row) };
        el("tr").child(head).child(cells(t, table, row))
    });
    let rows: Vec<El> = rows.collect();
    let tables: Vec<&'static Table> = lines.iter().map(|(table, _)| *table).collect();
    el("table")
        .attr("aria-label", study::name_of(t, &tables))
        .class(format!("facts numbers sheet__facts sheet__facts--{}", table.columns.len().min(4)))
        .child(heads)
        .child(el("tbody").child(many(rows)))
        .into()
}

/// A row: what it is about, and its numbers. The number of its line stands elsewhere.
pub fn row(t: Tandem, table: &'static Table, row: &'static Row) -> El {
    let head = el("th").attr("scope", "row").child(row::label(t, row));
    el("tr").child(head).child(cells(t, table, row))
}

fn cells(t: Tandem, table: &'static Table, row: &'static Row) -> Node {
    many(row.cells.iter().zip(&table.columns).enumerate().map(|(index, (it, column))| {
        let beside = match it {
            Cell::Finding(finding) => {
                Some(many([whole::beside(table, row, it, finding), whole::over(table, row, index).into()]))
            }
            _ => None,
        };
        cell(t, it, plain(&column.studied), beside)
    }))
}

/// The head of a row about the same thing as the row above, at a later time: the time is seen, all of it is heard.
fn later(t: Tandem, row: &'static Row) -> El {
    let head = el("th").attr("scope", "row").attr("aria-label", t.words.row_name(&row.label, &row.over));
    let over = words("span", row.over.as_str()).class("sheet__later");
    head.child(over).child(" ").child(row::line_number(t, row.line))
}

/// Whether the head of these rows stands over rows before them already. Rows without a number of people have a head of their
/// own, and so have the rows after them.
pub fn is_known(lines: &[Line], before: Option<&'static Table>) -> bool {
    let any_count = lines.iter().any(|(_, row)| row.has_count());
    let is_like = |it: &Table| lines.first().is_some_and(|(table, _)| same_columns(it, table));
    any_count && before.is_some_and(|it| it.rows.iter().all(Row::has_count) && is_like(it))
}

/// The names of a table's columns; those that the table before has too are only heard.
fn heads(t: Tandem, table: &'static Table, is_known: bool, any_count: bool) -> El {
    study::column_heads(t, table, any_count).class(if is_known {
        "sheet__heads sheet__heads--known"
    } else {
        "sheet__heads"
    })
}

/// The number with its picture, or what is said in its place. It knows its column's name, which stands beside it on a phone.
fn cell(t: Tandem, cell: &'static Cell, studied: String, picture: Option<Node>) -> El {
    let shown = el("td").attr("data-studied", studied);
    if let Cell::Amount(amount) = cell {
        return shown.attr("translate", "no").child(el("span").child(row::amount(amount)));
    }
    let number = words("span", sentence::short(t.words, cell));
    match picture {
        // A translator may change the words that stand in place of a number, never the number.
        Some(picture) => shown
            .attr("translate", "no")
            .child(el("span").class("sheet__cell").child(number.class("sheet__number")).child(picture)),
        None => shown.child(number),
    }
}

/// Where no numbers are wanted: what a row is about, and the sentence on the difference.
pub fn difference(t: Tandem, row: &'static Row) -> El {
    let line = el("p").class("sheet__difference").child(row::label(t, row)).child(t.words.before(""));
    line.child(prose::inlines(t, &row.difference)).child(" ").child(row::line_number(t, row.line))
}

/// Rows, table by table; after one whose columns' names are seen already.
pub fn tables(t: Tandem, lines: &[Line], detail: Detail, mut before: Option<&'static Table>) -> Node {
    let groups = lines.chunk_by(|one, other| same_columns(one.0, other.0));
    let tables = groups.map(|group| {
        let drawn = table(t, group, detail, before);
        before = group.last().map(|(table, _)| *table);
        drawn
    });
    let tables: Vec<Node> = tables.collect();
    many(tables)
}
