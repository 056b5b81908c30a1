//! One study: who was studied, its rows, and the same numbers as a plain table.

use super::{prose, row};
use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{Cell, Row, Table};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::route::anchor;
use crate::views::state::Tandem;
use crate::words::Word;

/// A study, in as much detail as the person asked for.
pub fn study(t: Tandem, table: &'static Table, level: usize) -> El {
    let rows = live(move || {
        let detail = t.detail();
        let rows = many(table.rows.iter().map(|it| {
            row::row(t, table, it, detail, level + 1, t.setting.wide).id(format!("line-{}", it.line))
        }));
        let plain = (detail != Detail::NoNumbers).then(|| plain_table(t, table));
        many([rows, plain.into()])
    });
    el("section")
        .class("study")
        .id(anchor(&table.id))
        .child(row::heading(level).class("study__title").child(plain(&table.heading)))
        .child(live(move || numbers_wanted(t).then(|| lead(t, table))))
        .child(rows)
        .child(live(move || numbers_wanted(t).then(|| prose::pieces(t, &table.after))))
}

/// What stands around a table tells numbers too: baselines, ages, how many answered.
fn numbers_wanted(t: Tandem) -> bool {
    t.detail() != Detail::NoNumbers
}

/// Who was studied, and which choices were not.
fn lead(t: Tandem, table: &'static Table) -> El {
    let absent = not_studied(t, table).map(|said| words("p", said));
    el("div").class("study__lead").child(prose::pieces(t, &table.lead)).child(absent)
}

/// The choices that have no column here, by name: they are not quietly missing.
fn not_studied(t: Tandem, table: &Table) -> Option<String> {
    let has_column = |id: &str| table.columns.iter().any(|column| column.option == id);
    let absent = t.decision.options.iter().filter(|option| !has_column(&option.id));
    let absent: Vec<&str> = absent.map(|option| option.title.as_str()).collect();
    (!absent.is_empty()).then(|| {
        t.words.say(
            Word::NotStudiedHere,
            &[("choices", &t.words.join(Word::JoinItems, absent.into_iter().map(str::to_string)))],
        )
    })
}

/// The numbers as a table, for those who read tables best.
fn plain_table(t: Tandem, table: &'static Table) -> El {
    let row = |row: &'static Row| el("tr").child(row_head(t, row)).child(short_cells(t, table, row));
    el("details").class("study__table").child(words("summary", t.word(Word::TableShow))).child(
        el("table")
            .class("plain numbers")
            .child(column_heads(table))
            .child(el("tbody").child(many(table.rows.iter().map(row)))),
    )
}

/// The numbers of a row alone. Each knows its column's name, which stands beside it where a phone has no room for columns.
pub fn short_cells(t: Tandem, table: &'static Table, row: &'static Row) -> Node {
    many(row.cells.iter().zip(&table.columns).map(|(cell, column)| {
        let said = words("td", sentence::short(t.words, cell)).attr("data-studied", plain(&column.studied));
        // A translator may change the words that stand in place of a number, never the number.
        if matches!(cell, Cell::Finding(_)) { said.attr("translate", "no") } else { said }
    }))
}

/// What a row is about, and after it the number of its line. The row's name is what it is about, without that number.
pub fn row_head(t: Tandem, row: &'static Row) -> El {
    let head = el("th").attr("scope", "row").attr("aria-label", format!("{} {}", row.label, row.over));
    head.child(row::label(row)).child(" ").child(row::line_number(t, row.line))
}

/// The head of a table: out of how many of whom, and what was studied.
pub fn column_heads(table: &'static Table) -> El {
    let head = |said: String| words("th", said).attr("scope", "col");
    let columns = table.columns.iter().map(|column| head(plain(&column.studied)));
    el("thead").child(el("tr").child(head(table.people.phrase.clone())).child(many(columns)))
}
