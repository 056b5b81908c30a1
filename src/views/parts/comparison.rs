//! The comparison: choices as columns whose names stay in view, and in each cell the number, large, with a small picture of
//! the same people. Under what a row is about stands the sentence on the difference; a tap opens the row in its place.
//!
//! It is one table for all studies with the same columns, so that the names stand once; each study keeps its own heading.
//! On a phone the same table is set in blocks: what the row is about, then a line for each choice.

use leptos::prelude::{Get, Memo};

use super::aloud::{Aloud, aloud};
use super::aside::{self, Handling};
use super::{glossary, prose, row, study, whole};
use crate::answers::{Detail, Kind};
use crate::cards::prose::plain;
use crate::cards::whole::Whole;
use crate::cards::{Cell, Column, Row, Table, whole as wholes};
use crate::summary::{SetAside, sentence, whole as summary_of_whole};
use crate::views::element::{El, Node, el, live, many, soon, words};
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
    /// What is not shown of it now, where something can be set aside.
    pub hidden: Option<Hidden>,
}

/// What is set aside and so not shown of a study. A change of it changes only the rows and columns that it is about: a table
/// of many rows is too slow to be drawn anew under a finger.
#[derive(Clone, Copy)]
pub struct Hidden {
    asides: Memo<Vec<SetAside>>,
    /// The columns that are shown, counted from 0.
    columns: Memo<Vec<usize>>,
}

impl Hidden {
    /// What these leave of a study.
    pub fn of(table: &'static Table, asides: Memo<Vec<SetAside>>) -> Self {
        let columns = Memo::new(move |_| {
            let asides = asides.get();
            let is_aside = |id: &str| asides.iter().any(|it| it.kind == Kind::Choice && it.id == id);
            let columns = table.columns.iter().enumerate();
            let shown = columns.filter(|(_, column)| !column.choice().is_some_and(is_aside));
            let shown: Vec<usize> = shown.map(|(index, _)| index).collect();
            // What is no choice is only there to be compared with.
            let speaks = |index: &usize| table.columns.get(*index).and_then(Column::choice).is_some();
            if shown.iter().any(speaks) { shown } else { Vec::new() }
        });
        Hidden { asides, columns }
    }

    /// What was said of a row, if it is set aside. (A list as well: another type costs a phone another kB.)
    fn aside(self, row: &'static Row) -> Memo<Vec<SetAside>> {
        Memo::new(move |_| {
            let mut asides = self.asides.get();
            asides.retain(|it| it.kind == Kind::Outcome && it.id == row.id);
            asides
        })
    }
}

impl Part {
    /// The columns that are shown; what reads them so is drawn anew when others are.
    fn columns(&self) -> Vec<usize> {
        match self.hidden {
            Some(hidden) => hidden.columns.get(),
            None => (0..self.table.columns.len()).collect(),
        }
    }

    /// Sets an attribute that says something of the columns that are shown.
    fn attr(&self, to: El, name: &'static str, value: fn(&Part) -> String) -> El {
        let part = self.clone();
        match self.hidden {
            Some(_) => to.live_attr(name, move || Some(value(&part).into())),
            None => to.attr(name, value(&part)),
        }
    }

    /// A cell as wide as the table.
    fn wide(&self, cell: El) -> El {
        self.attr(cell, "colspan", |part| (part.columns().len() + 2).to_string())
    }

    /// Something of a row, or the line that stands in its place while the row is set aside.
    fn unless_aside(
        &self,
        t: Tandem,
        row: &'static Row,
        line: impl Fn(Node) -> El + Send + 'static,
        shown: impl Fn() -> El + Send + 'static,
    ) -> Node {
        let Some(hidden) = self.hidden else { return shown().into() };
        let aside = hidden.aside(row);
        live(move || match aside.get().first() {
            Some(aside) => line(aside::line(t, None, aside)),
            None => shown(),
        })
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
const AT_ONCE: usize = 3;

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
    let rows = part.rows.iter().copied().map(|it| {
        let shown = move || row_in_words(t, it, telling);
        part.unless_aside(t, it, |line| el("p").child(line), shown)
    });
    section.child(many(rows))
}

#[inline(never)] // a part of the program that comes later
fn row_in_words(t: Tandem, row: &'static Row, telling: Telling) -> El {
    addressed(row::in_words(t, row, telling.level + 1), row, telling)
}

fn addressed(element: El, row: &Row, telling: Telling) -> El {
    if telling.addressed { element.id(format!("line-{}", row.line)) } else { element }
}

/// One table: the names of its columns, then study by study. Roles are said outright, since a browser may forget them when the
/// style sets a table in blocks.
fn table(t: Tandem, group: &[Part], telling: Telling) -> Node {
    let Some(first) = group.first() else { return Node::from(None::<El>) };
    let head = |inside: Node| el("th").attr("scope", "col").attr("role", "columnheader").child(inside);
    let names = first.table.columns.iter().map(|column| head(plain(&column.studied).into()));
    let any_count = group.iter().any(|part| part.rows.iter().any(|row| row.has_count()));
    let people = head(sentence::people(t.words, first.table, any_count).into());
    let names = tr().child(people).child(many(names)).child(line_head(t));
    let tables: Vec<&'static Table> = group.iter().map(|part| part.table).collect();
    let table = first
        .attr(el("table"), "class", table_class)
        .attr("role", "table")
        .attr("aria-label", study::name_of(t, &tables))
        .child(el("thead").attr("role", "rowgroup").child(names))
        .child(many(group.iter().cloned().enumerate().map(|(index, part)| match index {
            0 => one_study(t, &part, telling),
            _ => soon(move || one_study(t, &part, telling)),
        })));
    first.attr(el("div"), "class", comparison_class).child(table).into()
}

/// So many columns are told apart; more look like so many.
const MOST_COLUMNS: usize = 4;

fn comparison_class(part: &Part) -> String {
    format!("comparison comparison--{}", part.columns().len().min(MOST_COLUMNS))
}

/// How many columns are shown, and which are not: the style leaves those out.
fn table_class(part: &Part) -> String {
    let shown = part.columns();
    let hidden = (0..part.table.columns.len()).filter(|column| !shown.contains(column));
    let hidden: String = hidden.map(|column| format!(" compare--without-{}", column + 1)).collect();
    format!("compare compare--{}{hidden}", shown.len().min(MOST_COLUMNS))
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
    tr().child(part.wide(td()).child(inside))
}

/// The head over the numbers of lines: heard, not seen.
fn line_head(t: Tandem) -> El {
    let name = words("span", t.word(Word::CompareLine)).class("unseen");
    td().class("line-cell").child(name)
}

/// A study: its heading with who was studied one tap away, its rows, and what stands below its table.
fn one_study(t: Tandem, part: &Part, telling: Telling) -> Node {
    let table = part.table;
    let heading = row::heading(telling.level).class("study__title").child(plain(&table.heading));
    let asks = words("span", t.word(Word::CompareStudied)).class("study__asks");
    // With one column there is no head over it: whom the numbers are about stands beside the study's name.
    let one = part.clone();
    let people = move || {
        let people = (one.columns().len() == 1).then(|| words("span", study::people(t, &[table])));
        many(people.map(|people| many([people.class("study__people").into(), Node::from(". ")])))
    };
    let people = if part.hidden.is_some() { live(people) } else { people() };
    let lead = el("details")
        .class("study__about")
        .child(el("summary").child(heading).child(" ").child(people).child(asks))
        .child(el("div").class("study__lead").child(lead(t, table)));
    let lead = if part.whole { lead.id(anchor(&table.id)) } else { lead };
    let after = (part.whole && !table.after.is_empty())
        .then(|| tbody().class("compare__after").child(across(part, prose::pieces(t, &table.after))));
    let rows = match part.hidden {
        Some(hidden) => {
            let (part, any) = (part.clone(), Memo::new(move |_| !hidden.columns.get().is_empty()));
            live(move || rows(t, &part, any.get(), telling))
        }
        None => rows(t, part, !table.columns.is_empty(), telling),
    };
    many([Node::from(tbody().class("compare__study").child(across(part, lead.into()))), rows, after.into()])
}

/// The rows of a study; without any column, a line that says so.
#[inline(never)] // a part of the program that comes later
fn rows(t: Tandem, part: &Part, any: bool, telling: Telling) -> Node {
    if !any {
        let words = words("p", t.word(Word::AsideStudy));
        return tbody().class("compare__after").child(across(part, words.into())).into();
    }
    many(series(part.table, &part.rows).chunks(AT_ONCE).enumerate().map(|(index, things)| {
        let (part, things) = (part.clone(), things.to_vec());
        match index {
            0 => outcomes(t, &part, &things, telling),
            _ => soon(move || outcomes(t, &part, &things, telling)),
        }
    }))
}

/// Who was studied, and which choices were not.
pub fn lead(t: Tandem, table: &'static Table) -> Node {
    let has_column = |id: &str| table.columns.iter().any(|column| column.choice() == Some(id));
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

/// Rows about the same thing at several times belong together, and so do the parts of one whole.
fn series(table: &Table, rows: &[&'static Row]) -> Vec<Vec<&'static Row>> {
    let mut series: Vec<Vec<&'static Row>> = Vec::new();
    for row in rows {
        match series.last_mut() {
            Some(times) if times.last().is_some_and(|it| belong(table, it, row)) => times.push(row),
            _ => series.push(vec![row]),
        }
    }
    series
}

/// Whether rows are about the same thing at several times, or parts of one whole.
pub fn belong(table: &Table, one: &Row, other: &Row) -> bool {
    let whole = wholes::of(table, one);
    whole.is_some_and(|whole| whole.rows.iter().any(|it| it.line == other.line))
        || (one.id == other.id && one.label == other.label)
}

/// Things that happened; a line for what is set aside.
fn outcomes(t: Tandem, part: &Part, things: &[Vec<&'static Row>], telling: Telling) -> Node {
    many(things.iter().filter_map(|rows| {
        let (rows, first, of) = (rows.clone(), rows.first()?, part.clone());
        let line = move |line| tbody().class("compare__aside").child(across(&of, line));
        let of = part.clone();
        Some(part.unless_aside(t, first, line, move || outcome(t, &of, rows.clone(), telling)))
    }))
}

/// One thing that happened, at one time or several: its numbers, and the fold that opens it.
#[inline(never)] // a part of the program that comes later
fn outcome(t: Tandem, part: &Part, rows: Vec<&'static Row>, telling: Telling) -> El {
    let is_series = rows.len() > 1;
    let is_pair = rows.len() == 2;
    let is_whole = is_whole(part.table, &rows);
    let title = rows.first().filter(|_| is_series).map(|row| {
        // Over the parts of a whole stands when it was.
        let label = if is_whole { row.over.as_str() } else { row.label.as_str() };
        let label = words("span", label).class("row__label");
        let head = el("th").class("compare__series").attr("scope", "rowgroup").attr("role", "rowheader");
        let head = head.child(label);
        match is_whole {
            true => tr().class("compare__numbers").child(head).child(pictures(part, row)).child(td()),
            false => tr().child(part.wide(head)),
        }
    });
    let lines = rows.iter().map(|row| {
        let about: Node = match (is_series, is_whole) {
            (true, true) => row.label.as_str().into(),
            (true, false) => row.over.as_str().into(),
            _ => row::label(t, row),
        };
        let of = if is_whole { row.over.as_str() } else { row.label.as_str() };
        let of = is_series.then_some(of);
        let about = if telling.large { row::to_large(t, of, row, about).into() } else { about };
        // A time is heard with what happened then: a row may be reached without the one over it.
        let head = el("th").attr("scope", "row").attr("role", "rowheader");
        let head =
            if is_series { head.attr("aria-label", t.words.row_name(&row.label, &row.over)) } else { head };
        let head = head.class(if is_series { "compare__time" } else { "compare__label" }).child(about);
        let cells = row.cells.iter().zip(&part.table.columns);
        addressed(tr().class("compare__numbers"), row, telling)
            .child(head)
            .child(many(cells.map(|it| number_cell(t, part.table, row, it))))
            .child(td().class("line-cell").child(row::line_number(t, row.line)))
    });
    let lines = many(lines);
    // A fold is found among controls, away from its row: what it is about is heard with it.
    let about = words("span", t.words.before(&about(t, &rows, is_whole))).class("unseen");
    let summary = el("summary").child(about).child(differences(t, part.table, &rows));
    let summary = match rows.first() {
        Some(row) if telling.addressed => summary.id(format!("fold-{}", row.line)),
        _ => summary,
    };
    let shown = part.clone();
    let fold =
        el("details").class("row").child(summary).when_opened(move || opened(t, &shown, &rows, telling));
    // Two times stand beside each other on a phone.
    let class = if is_pair { "compare__outcome compare__outcome--2" } else { "compare__outcome" };
    tbody()
        .class(class)
        .child(title)
        .child(lines)
        .child(tr().child(part.wide(td().class("compare__fold")).child(fold)))
}

/// What rows that stand together are about, in words: what happened, and when if that is the same for all.
fn about(t: Tandem, rows: &[&'static Row], is_whole: bool) -> String {
    match rows {
        [row] => t.words.row_name(&row.label, &row.over),
        [row, ..] if is_whole => row.over.clone(),
        [row, ..] => row.label.clone(),
        [] => String::new(),
    }
}

/// Over the parts of a whole: for each choice everybody in one picture. The numbers below say it all, so it is silent.
fn pictures(part: &Part, row: &'static Row) -> Node {
    many(part.table.columns.iter().enumerate().map(|(index, column)| {
        let shown = td().class("compare__whole").attr("data-studied", plain(&column.studied));
        shown.child(whole::over(part.table, row, index))
    }))
}

/// Whether rows that stand together are the parts of one whole, and not one thing at several times.
fn is_whole(table: &Table, rows: &[&'static Row]) -> bool {
    rows.len() > 1 && rows.first().is_some_and(|row| wholes::of(table, row).is_some())
}

/// So many signs have room beside a picture. A range in some languages has more: in letters of the same size its picture would
/// fall below it.
const ROOM_BESIDE_PICTURE: usize = 5;

/// The number of one cell with its small picture, or the words that stand in its place. It knows its column's name, which
/// stands beside it where there is no room for columns.
fn number_cell(
    t: Tandem,
    table: &'static Table,
    row: &'static Row,
    (cell, column): (&'static Cell, &'static Column),
) -> El {
    let shown = td().attr("data-studied", plain(&column.studied));
    match cell {
        Cell::Finding(finding) => {
            let short = sentence::short(t.words, cell);
            let is_long = short.chars().count() > ROOM_BESIDE_PICTURE;
            let class = if is_long { "compare__number compare__long" } else { "compare__number" };
            let number = words("span", short).class(class);
            shown.attr("translate", "no").child(number).child(whole::beside(table, row, cell, finding))
        }
        Cell::Amount(amount) => {
            shown.attr("translate", "no").child(el("span").class("amounts").child(row::amount(amount)))
        }
        Cell::Words(inside) => shown.child(prose::inlines(t, inside)),
        Cell::NotKnown | Cell::LeftOut => shown.child(sentence::short(t.words, cell)),
    }
}

/// The sentences on the difference, each once; with their times where there are several, or with the parts they are about.
/// Below them stands what a test's results say together.
fn differences(t: Tandem, table: &'static Table, rows: &[&'static Row]) -> Node {
    let is_whole = is_whole(table, rows);
    let mut told: Vec<(Vec<&'static str>, &'static Row)> = Vec::new();
    for row in rows {
        let name: &'static str = if is_whole { &row.label } else { &row.over };
        match told.last_mut() {
            Some((names, known)) if plain(&known.difference) == plain(&row.difference) => names.push(name),
            _ => told.push((vec![name], row)),
        }
    }
    let results = rows.iter().flat_map(|row| summary_of_whole::results_after(t.words, table, row));
    let results = results.map(|results| words("span", results).class("row__results"));
    let results = many(results.map(|results| many([Node::from(results), " ".into()])));
    let several = told.len() > 1;
    let told = many(told.into_iter().map(|(times, row)| {
        let times = t.words.join(Word::JoinItems, times.into_iter().map(String::from));
        let times = several.then(|| words("span", t.words.before(&times)).class("compare__when"));
        let told = el("span").class("row__difference").child(times).child(prose::inlines(t, &row.difference));
        many([told.into(), Node::from(" ")])
    }));
    many([told, results])
}

/// A row opened: for each time the large pictures side by side, both frames in sentences, ranges, how sure, and the sources.
fn opened(t: Tandem, part: &Part, rows: &[&'static Row], telling: Telling) -> Node {
    let whole = rows.first().and_then(|row| Some((*row, wholes::of(part.table, row)?)));
    // A part set aside would take the whole with it under its own name.
    let handling = telling.handling.filter(|_| whole.is_none());
    let set_aside = handling.zip(rows.first()).map(|(handling, row)| {
        let name = row.label.as_str();
        el("div").class("opened__aside").child(aside::set_aside(t, handling, Kind::Outcome, &row.id, name))
    });
    if let Some((first, whole)) = whole {
        let of = part.clone();
        let shown = live(move || shown_whole(t, &of, whole, telling));
        let all = el("div").class("opened").attr("data-line", first.line.to_string()).child(shown);
        let read = aloud(t, Aloud::Row(&first.over));
        return many([Node::from(all.child(whole::sources(t, whole))), read.into()]);
    }
    let is_series = rows.len() > 1;
    let read = aloud(t, Aloud::Row(&about(t, rows, false)));
    let rows = many(rows.iter().map(|row| {
        let time = is_series.then(|| words("p", row.over.as_str()).class("compare__time"));
        el("div")
            .class("opened")
            .attr("data-line", row.line.to_string())
            .child(time)
            .child(opened_cells(t, part.clone(), row, telling))
            .child(glossary::of_row(t, row))
            .child(row::sources(t, row))
    }));
    many([rows, read.into(), set_aside.into()])
}

/// The cells of the columns that are shown. (What is drawn anew calls a function that goes by its name into a later part of
/// the program, and all that it calls with it.)
fn opened_cells(t: Tandem, part: Part, row: &'static Row, telling: Telling) -> Node {
    live(move || shown_cells(t, &part, row, telling))
}

#[inline(never)] // a part of the program that comes later
fn shown_whole(t: Tandem, part: &Part, whole: Whole<'static>, telling: Telling) -> El {
    let shown = part.columns();
    let columns = shown.iter().filter_map(|index| part.table.columns.get(*index));
    whole::cells(t, part.table, whole, columns, telling.detail, telling.level + 1)
}

#[inline(never)] // a part of the program that comes later
fn shown_cells(t: Tandem, part: &Part, row: &'static Row, telling: Telling) -> El {
    let shown = part.columns();
    let cells = shown.iter().filter_map(|index| row.cells.get(*index).zip(part.table.columns.get(*index)));
    row::cells(t, row, cells, telling.detail, telling.level + 1)
}
