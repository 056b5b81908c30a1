//! The comparison: choices as columns whose names stay in view, and in each cell the number, large, with a small picture of
//! the same people. Under what a row is about stands the sentence on the difference; a tap opens the row in its place.
//!
//! It is one table for all studies with the same columns, so that the names stand once; each study keeps its own heading.
//! On a phone the same table is set in blocks: what the row is about, then a line for each choice.

use super::aside::{self, Handling};
use super::people_picture::small_picture;
use super::{prose, row};
use crate::answers::{Detail, Kind};
use crate::cards::prose::plain;
use crate::cards::{Cell, Column, Row, Table};
use crate::summary::{SetAside, sentence};
use crate::views::element::{El, Node, el, many, soon, words};
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
    /// What is set aside and so not shown of it.
    pub asides: Vec<SetAside>,
}

impl Part {
    fn shows(&self, column: &Column) -> bool {
        !self.asides.iter().any(|it| it.kind == Kind::Choice && it.id == column.option)
    }

    fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.table.columns.iter().filter(|column| self.shows(column))
    }

    /// What was said of a row that is set aside.
    fn aside(&self, row: &Row) -> Option<&SetAside> {
        self.asides.iter().find(|it| it.kind == Kind::Outcome && it.id == row.id)
    }
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
    /// Where something can be set aside.
    pub handling: Option<Handling>,
    /// Whether a row leads to the same row large, for two people to look at.
    pub large: bool,
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
    many(groups.into_iter().enumerate().map(|(index, group)| match index {
        0 => table(t, &group, telling),
        _ => soon(move || table(t, &group, telling)),
    }))
}

/// As many things as fill the first screen of a phone, and as a slow phone draws within a frame.
const AT_ONCE: usize = 4;

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
    section.child(many(part.rows.iter().map(|it| match part.aside(it) {
        Some(aside) => el("p").child(aside::line(t, aside)),
        None => addressed(row::in_words(t, it, telling.level + 1), it, telling),
    })))
}

fn addressed(element: El, row: &Row, telling: Telling) -> El {
    if telling.addressed { element.id(format!("line-{}", row.line)) } else { element }
}

/// One table: the names of its columns, then study by study. Roles are said outright, since a browser may forget them when the
/// style sets a table in blocks.
fn table(t: Tandem, group: &[Part], telling: Telling) -> Node {
    let Some(first) = group.first() else { return Node::from(None::<El>) };
    let columns = first.columns().count();
    let head = |inside: Node| el("th").attr("scope", "col").attr("role", "columnheader").child(inside);
    let names = first.columns().map(|column| head(plain(&column.studied).into()));
    let names =
        tr().child(head(first.table.people.phrase.clone().into())).child(many(names)).child(line_head(t));
    let table = el("table")
        .class(format!("compare compare--{}", columns.min(4)))
        .attr("role", "table")
        .child(el("thead").attr("role", "rowgroup").child(names))
        .child(many(group.iter().cloned().enumerate().map(|(index, part)| match index {
            0 => study(t, &part, telling),
            _ => soon(move || study(t, &part, telling)),
        })));
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

/// One cell as wide as the table.
fn across(part: &Part, inside: Node) -> El {
    tr().child(td().attr("colspan", (part.columns().count() + 2).to_string()).child(inside))
}

/// The head over the numbers of lines: heard, not seen.
fn line_head(t: Tandem) -> El {
    let name = words("span", t.word(Word::CompareLine)).class("unseen");
    td().class("line-cell").child(name)
}

/// A study: its heading with who was studied one tap away, its rows, and what stands below its table.
fn study(t: Tandem, part: &Part, telling: Telling) -> Node {
    let table = part.table;
    let columns = part.columns().count();
    let heading = row::heading(telling.level).class("study__title").child(plain(&table.heading));
    let asks = words("span", t.word(Word::CompareStudied)).class("study__asks");
    // With one column there is no head over it: whom the numbers are about stands beside the study's name.
    let alone = columns == 1 && telling.detail != Detail::NoNumbers;
    let people = alone.then(|| {
        many([words("span", table.people.phrase.as_str()).class("study__people").into(), Node::from(". ")])
    });
    let lead = el("details")
        .class("study__about")
        .child(el("summary").child(heading).child(" ").child(people).child(asks))
        .child(el("div").class("study__lead").child(lead(t, table)));
    let lead = if part.whole { lead.id(anchor(&table.id)) } else { lead };
    let after = (part.whole && !table.after.is_empty())
        .then(|| tbody().class("compare__after").child(across(part, prose::pieces(t, &table.after))));
    let rows = if columns == 0 {
        let words = words("p", t.word(Word::AsideStudy));
        tbody().class("compare__after").child(across(part, words.into())).into()
    } else {
        many(series(&part.rows).chunks(AT_ONCE).enumerate().map(|(index, things)| {
            let (part, things) = (part.clone(), things.to_vec());
            match index {
                0 => outcomes(t, &part, &things, telling),
                _ => soon(move || outcomes(t, &part, &things, telling)),
            }
        }))
    };
    many([Node::from(tbody().class("compare__study").child(across(part, lead.into()))), rows, after.into()])
}

/// Who was studied, and which choices were not.
pub fn lead(t: Tandem, table: &'static Table) -> Node {
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

/// Things that happened; a line for what is set aside.
fn outcomes(t: Tandem, part: &Part, things: &[Vec<&'static Row>], telling: Telling) -> Node {
    many(things.iter().map(|rows| match rows.first().and_then(|row| part.aside(row)) {
        Some(aside) => tbody().class("compare__aside").child(across(part, aside::line(t, aside))),
        None => outcome(t, part, rows.clone(), telling),
    }))
}

/// One thing that happened, at one time or several: its numbers, and the fold that opens it.
fn outcome(t: Tandem, part: &Part, rows: Vec<&'static Row>, telling: Telling) -> El {
    let wide = (part.columns().count() + 2).to_string();
    let is_series = rows.len() > 1;
    let is_pair = rows.len() == 2;
    let title = rows.first().filter(|_| is_series).map(|row| {
        let label = words("span", row.label.as_str()).class("row__label");
        let head = el("th").class("compare__series").attr("scope", "rowgroup").attr("role", "rowheader");
        tr().child(head.attr("colspan", wide.clone()).child(label))
    });
    let lines = rows.iter().map(|row| {
        let about: Node = if is_series { row.over.as_str().into() } else { row::label(row) };
        let about = if telling.large { row::to_large(t, row, about).into() } else { about };
        let head = el("th").attr("scope", "row").attr("role", "rowheader");
        let head = head.class(if is_series { "compare__time" } else { "compare__label" }).child(about);
        addressed(tr().class("compare__numbers"), row, telling)
            .child(head)
            .child(many(cells(part, row).map(|(cell, column)| number_cell(t, cell, plain(&column.studied)))))
            .child(td().class("line-cell").child(row::line_number(t, row.line)))
    });
    let lines = many(lines);
    let summary = el("summary").child(differences(t, &rows, is_series));
    let summary = match rows.first() {
        Some(row) if telling.addressed => summary.id(format!("fold-{}", row.line)),
        _ => summary,
    };
    let shown = part.clone();
    let fold = el("details")
        .class("row")
        .child(summary)
        .when_opened(move || opened(t, &shown, &rows, is_series, telling));
    // Two times stand beside each other on a phone.
    let class = if is_pair { "compare__outcome compare__outcome--2" } else { "compare__outcome" };
    tbody()
        .class(class)
        .child(title)
        .child(lines)
        .child(tr().child(td().class("compare__fold").attr("colspan", wide).child(fold)))
}

/// The cells of a row that are shown.
fn cells<'a>(
    part: &'a Part,
    row: &'static Row,
) -> impl Iterator<Item = (&'static Cell, &'static Column)> + 'a {
    row.cells.iter().zip(&part.table.columns).filter(|(_, column)| part.shows(column))
}

/// The number of one cell with its small picture, or the words that stand in its place. It knows its column's name, which
/// stands beside it where there is no room for columns.
fn number_cell(t: Tandem, cell: &'static Cell, studied: String) -> El {
    let shown = td().attr("data-studied", studied);
    match cell {
        Cell::Finding(finding) => {
            let number = words("span", sentence::short(t.words, cell)).class("compare__number");
            shown.attr("translate", "no").child(number).child(small_picture(finding))
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
        let told = el("span").class("row__difference").child(times).child(prose::inlines(t, &row.difference));
        many([told.into(), Node::from(" ")])
    }))
}

/// A row opened: for each time the large pictures side by side, both frames in sentences, ranges, how sure, and the sources.
fn opened(t: Tandem, part: &Part, rows: &[&'static Row], is_series: bool, telling: Telling) -> Node {
    let set_aside = telling.handling.zip(rows.first()).map(|(handling, row)| {
        let name = row.label.as_str();
        el("div").class("opened__aside").child(aside::set_aside(t, handling, Kind::Outcome, &row.id, name))
    });
    let rows = many(rows.iter().map(|row| {
        let time = is_series.then(|| words("p", row.over.as_str()).class("compare__time"));
        el("div")
            .class("opened")
            .attr("data-line", row.line.to_string())
            .child(time)
            .child(row::cells(t, row, cells(part, row), telling.detail, telling.level + 1))
            .child(row::sources(t, row))
    }));
    many([rows, set_aside.into()])
}
