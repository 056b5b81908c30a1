//! The numbers of a study as a plain table, for paper.

use super::row;
use crate::cards::prose::plain;
use crate::cards::{Row, Table};
use crate::views::element::{El, el, many, words};
use crate::views::state::Tandem;

/// What a row is about, and after it the number of its line. The row's name is what it is about, without that number.
pub fn row_head(t: Tandem, row: &'static Row) -> El {
    let head = el("th").attr("scope", "row").attr("aria-label", format!("{} {}", row.label, row.over));
    head.child(row::label(row)).child(" ").child(row::line_number(t, row.line))
}

/// The head of a table: out of how many of whom, and what was studied.
pub fn column_heads(table: &'static Table) -> El {
    let head = |text: String| words("th", text).attr("scope", "col");
    let columns = table.columns.iter().map(|column| head(plain(&column.studied)));
    el("thead").child(el("tr").child(head(table.people.phrase.clone())).child(many(columns)))
}
