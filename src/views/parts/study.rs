//! The numbers of a study as a plain table, for paper.

use super::row;
use crate::cards::prose::plain;
use crate::cards::{Row, Table};
use crate::summary::sentence;
use crate::views::element::{El, el, many, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// What a row is about, and after it the number of its line. The row's name is what it is about, without that number.
pub fn row_head(t: Tandem, row: &'static Row) -> El {
    let head = el("th").attr("scope", "row").attr("aria-label", t.words.row_name(&row.label, &row.over));
    head.child(row::label(t, row)).child(" ").child(row::line_number(t, row.line))
}

/// Out of how many of whom: said of the first of these tables, for all of them.
pub fn people(t: Tandem, tables: &[&'static Table]) -> String {
    let any_count = tables.iter().any(|table| table.rows.iter().any(Row::has_count));
    tables.first().map_or_else(String::new, |table| sentence::people(t.words, table, any_count))
}

/// What a table is called where it is heard: out of how many of whom, and the studies in it.
pub fn name_of(t: Tandem, tables: &[&'static Table]) -> String {
    let mut headings: Vec<String> = tables.iter().map(|table| plain(&table.heading)).collect();
    headings.dedup();
    t.words.label(&people(t, tables), &t.words.join(Word::JoinItems, headings))
}

/// The head of a table: out of how many of whom where any of its rows says so, and what was studied.
pub fn column_heads(t: Tandem, table: &'static Table, any_count: bool) -> El {
    let head = |text: String| words("th", text).attr("scope", "col");
    let long = long_name(table);
    let columns = table.columns.iter().enumerate().map(|(index, column)| {
        let name = head(plain(&column.studied));
        if long == Some(index) { name.class("long-name") } else { name }
    });
    el("thead").child(el("tr").child(head(sentence::people(t.words, table, any_count))).child(many(columns)))
}

/// The one of three columns whose name is much longer than the others': on paper it gets more room, so that its name does not
/// break at each word.
pub fn long_name(table: &Table) -> Option<usize> {
    let names = table.columns.iter().map(|column| plain(&column.studied).chars().count());
    let mut long = names.enumerate().filter(|(_, letters)| *letters > 20);
    let one = long.next().filter(|_| long.next().is_none());
    one.filter(|_| table.columns.len() == 3).map(|(index, _)| index)
}
