//! The comparison: choices as columns whose names stay in view, and in each cell the number, large, with a small picture of
//! the same people. Under what a row is about stands the sentence on the difference; a tap opens the row in its place.
//!
//! It is one table for all studies with the same columns, so that the names stand once; each study keeps its own heading.
//! On a phone the same table is set in blocks: what the row is about, then a line for each choice.

use super::people_picture::small_picture;
use super::{prose, row};
use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{Cell, Row, Table};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, many, words};
use crate::views::route::anchor;
use crate::views::state::Tandem;
use crate::words::Word;

/// Some rows of one study.
#[derive(Clone)]
pub struct Part {
    /// The study.
    pub table: &'static Table,
    /// Its rows, in the author's order.
    pub rows: Vec<&'static Row>,
    /// Whether its address leads here, and what stands below its table is told here.
    pub whole: bool,
}

/// How a comparison is told.
#[derive(Clone, Copy)]
pub struct Telling {
    /// In how much detail.
    pub detail: Detail,
    /// The level of the studies' headings.
    pub level: usize,
    /// Whether lines have their addresses here: only once in a page.
    pub addressed: bool,
}

/// The comparison of these studies.
pub fn comparison(t: Tandem, parts: Vec<Part>, telling: Telling) -> Node {
    if telling.detail == Detail::NoNumbers {
        return many(parts.iter().map(|part| in_words(t, part, telling)));
    }
    let mut groups: Vec<Vec<Part>> = Vec::new();
    for part in parts {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| same_columns(last.table, part.table)) => {
                group.push(part);
            }
            _ => groups.push(vec![part]),
        }
    }
    many(groups.iter().map(|group| table(t, group, telling)))
}

/// Whether the same things were studied in the same kind of people, so that one head serves both tables.
pub fn same_columns(one: &Table, other: &Table) -> bool {
    let names = |table: &Table| table.columns.iter().map(|it| plain(&it.studied)).collect::<Vec<_>>();
    one.people == other.people && names(one) == names(other)
}

/// A study without its numbers: what its rows are about, and the sentences on the difference.
fn in_words(t: Tandem, part: &Part, telling: Telling) -> El {
    let heading = row::heading(telling.level).class("study__title").child(plain(&part.table.heading));
    let section = el("section").class("study").child(heading);
    let section = if part.whole { section.id(anchor(&part.table.id)) } else { section };
    section.child(many(
        part.rows.iter().map(|it| addressed(row::in_words(t, it, telling.level + 1), it, telling)),
    ))
}

fn addressed(element: El, row: &Row, telling: Telling) -> El {
    if telling.addressed { element.id(format!("line-{}", row.line)) } else { element }
}

/// One table: the names of its columns, then study by study. Roles are said outright, since a browser may forget them when the
/// style sets a table in blocks.
fn table(t: Tandem, group: &[Part], telling: Telling) -> Node {
    let Some(first) = group.first() else { return Node::from(None::<El>) };
    let columns = first.table.columns.len();
    let head = |inside: Node| el("th").attr("scope", "col").attr("role", "columnheader").child(inside);
    let names = first.table.columns.iter().map(|column| head(plain(&column.studied).into()));
    let names =
        tr().child(head(first.table.people.phrase.clone().into())).child(many(names)).child(line_head(t));
    let table = el("table")
        .class(format!("compare compare--{}", columns.min(4)))
        .attr("role", "table")
        .child(el("thead").attr("role", "rowgroup").child(names))
        .child(many(group.iter().map(|part| study(t, part, telling))));
    el("div").class(format!("comparison comparison--{}", columns.min(4))).child(table).into()
}

fn tr() -> El {
    el("tr").attr("role", "row")
}

fn td() -> El {
    el("td").attr("role", "cell")
}

fn tbody() -> El {
    el("tbody").attr("role", "rowgroup")
}

/// The head over the numbers of lines: heard, not seen.
fn line_head(t: Tandem) -> El {
    let name = words("span", t.word(Word::CompareLine)).class("unseen");
    td().class("line-cell").child(name)
}

/// A study: its heading with who was studied one tap away, its rows, and what stands below its table.
fn study(t: Tandem, part: &Part, telling: Telling) -> Node {
    let table = part.table;
    let wide = (table.columns.len() + 2).to_string();
    let heading = row::heading(telling.level).class("study__title").child(plain(&table.heading));
    let asks = words("span", t.word(Word::CompareStudied)).class("study__asks");
    let lead = el("details")
        .class("study__about")
        .child(el("summary").child(heading).child(" ").child(asks))
        .child(el("div").class("study__lead").child(lead(t, table)));
    let lead = if part.whole { lead.id(anchor(&table.id)) } else { lead };
    let across = |inside: Node| tr().child(td().attr("colspan", wide.clone()).child(inside));
    let after = (part.whole && !table.after.is_empty())
        .then(|| tbody().class("compare__after").child(across(prose::pieces(t, &table.after))));
    many([
        Node::from(tbody().class("compare__study").child(across(lead.into()))),
        many(series(&part.rows).into_iter().map(|rows| outcome(t, table, rows, telling))),
        after.into(),
    ])
}

/// Who was studied, and which choices were not.
fn lead(t: Tandem, table: &'static Table) -> Node {
    let has_column = |id: &str| table.columns.iter().any(|column| column.option == id);
    let absent = t.decision.options.iter().filter(|option| !has_column(&option.id));
    let absent: Vec<&str> = absent.map(|option| option.title.as_str()).collect();
    let absent = (!absent.is_empty()).then(|| {
        words(
            "p",
            t.words.format(
                Word::NotStudiedHere,
                &[("choices", &t.words.list(absent.into_iter().map(str::to_string)))],
            ),
        )
    });
    many([prose::pieces(t, &table.lead), absent.into()])
}

/// Rows about the same thing at several times belong together.
fn series(rows: &[&'static Row]) -> Vec<Vec<&'static Row>> {
    let mut series: Vec<Vec<&'static Row>> = Vec::new();
    for row in rows {
        match series.last_mut() {
            Some(times) if times.last().is_some_and(|it| it.id == row.id && it.label == row.label) => {
                times.push(row);
            }
            _ => series.push(vec![row]),
        }
    }
    series
}

/// One thing that happened, at one time or several: its numbers, and the fold that opens it.
fn outcome(t: Tandem, table: &'static Table, rows: Vec<&'static Row>, telling: Telling) -> El {
    let wide = (table.columns.len() + 2).to_string();
    let is_series = rows.len() > 1;
    let title = rows.first().filter(|_| is_series).map(|row| {
        let label = words("span", row.label.as_str()).class("row__label");
        let head = el("th").class("compare__series").attr("scope", "rowgroup").attr("role", "rowheader");
        tr().child(head.attr("colspan", wide.clone()).child(label))
    });
    let lines = rows.iter().map(|row| {
        let about: Node = if is_series { row.over.as_str().into() } else { row::label(row) };
        let head = el("th").attr("scope", "row").attr("role", "rowheader");
        let head = head.class(if is_series { "compare__time" } else { "compare__label" }).child(about);
        addressed(tr().class("compare__numbers"), row, telling)
            .child(head)
            .child(many(
                row.cells
                    .iter()
                    .zip(&table.columns)
                    .map(|(cell, column)| number_cell(t, cell, plain(&column.studied), telling.detail)),
            ))
            .child(td().class("line-cell").child(row::line_number(t, row.line)))
    });
    let lines = many(lines);
    let fold = el("details")
        .class("row")
        .child(el("summary").child(differences(t, &rows, is_series)))
        .when_opened(move || opened(t, table, &rows, is_series, telling));
    tbody()
        .class("compare__outcome")
        .child(title)
        .child(lines)
        .child(tr().child(td().class("compare__fold").attr("colspan", wide).child(fold)))
}

/// The number of one cell with its small picture, or the words that stand in its place. It knows its column's name, which
/// stands beside it where there is no room for columns.
fn number_cell(t: Tandem, cell: &'static Cell, studied: String, detail: Detail) -> El {
    let shown = td().attr("data-studied", studied);
    match cell {
        Cell::Finding(finding) => {
            let number = words("span", sentence::short(t.words, cell)).class("compare__number");
            let picture = (detail == Detail::Everything).then(|| small_picture(finding));
            shown.attr("translate", "no").child(number).child(picture)
        }
        Cell::Words(inside) => shown.child(prose::inlines(t, inside)),
        Cell::NotKnown | Cell::LeftOut => shown.child(sentence::short(t.words, cell)),
    }
}

/// The sentences on the difference, each once; with their times where there are several.
fn differences(t: Tandem, rows: &[&'static Row], is_series: bool) -> Node {
    let mut told: Vec<(Vec<&'static str>, &'static Row)> = Vec::new();
    for row in rows {
        match told.last_mut() {
            Some((times, known)) if plain(&known.difference) == plain(&row.difference) => {
                times.push(&row.over)
            }
            _ => told.push((vec![&row.over], row)),
        }
    }
    let several = is_series && told.len() > 1;
    many(told.into_iter().map(|(times, row)| {
        let times = several.then(|| words("span", format!("{}: ", times.join(", "))).class("compare__when"));
        el("span").class("row__difference").child(times).child(prose::inlines(t, &row.difference))
    }))
}

/// A row opened: for each time the large pictures side by side, both frames in sentences, ranges, how sure, and the sources.
fn opened(
    t: Tandem,
    table: &'static Table,
    rows: &[&'static Row],
    is_series: bool,
    telling: Telling,
) -> Node {
    many(rows.iter().map(|row| {
        let time = is_series.then(|| words("p", row.over.as_str()).class("compare__time"));
        el("div")
            .class("opened")
            .attr("data-line", row.line.to_string())
            .child(time)
            .child(row::cells(t, table, row, telling.detail, telling.level + 1))
            .child(row::sources(t, row))
    }))
}
