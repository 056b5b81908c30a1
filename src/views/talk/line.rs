//! One row, large: the choices side by side, what happened and what did not, to be turned round and looked at by two.

use leptos::prelude::{Get, GetUntracked, RwSignal, Set};

use super::{back, order, to};
use crate::answers::{Answers, Detail, Kind};
use crate::cards::{Column, Row, Table, whole as wholes};
use crate::summary;
use crate::views::element::{El, Node, button, el, live, many, nothing, words};
use crate::views::parts::detail::survival_question;
use crate::views::parts::{comparison, field, prose, row, whole};
use crate::views::route::{Room, Route};
use crate::views::state::Tandem;
use crate::words::Word;

/// What the row is about, and when; the place's own name where there is no such row.
pub fn heading(t: Tandem, line: usize) -> String {
    match find(t, line) {
        Some((_, row)) => {
            t.words.join(Word::JoinItems, t.words.in_row_order(row.label.clone(), row.over.clone()))
        }
        None => t.words.format(Word::LineNumber, &[("line", &t.words.numeral(line))]),
    }
}

/// The row of a line.
pub fn find(t: Tandem, line: usize) -> Option<(&'static Table, &'static Row)> {
    let rows = t.decision.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.into_iter().find(|(_, row)| row.line == line)
}

/// How a row is shown.
type Show = fn(Tandem, &'static Table, &'static Row) -> Node;

/// Shows a row, or says why it is not shown.
pub fn where_it_may_be_shown(t: Tandem, line: usize, show: Show) -> Node {
    match find(t, line) {
        None => words("p", t.word(Word::TalkNoLine)).into(),
        Some(_) if !t.numbers_shown() => words("p", t.word(Word::Expired)).class("warning").into(),
        // Nobody is shown how long people lived without having said that they want it.
        Some((table, row)) if table.is_survival() => {
            let wanted = t.part(Answers::survival_on_paper);
            let shown = live(move || if wanted.get() { show(t, table, row) } else { nothing() });
            many([survival_question(t, "talk").into(), shown])
        }
        Some((table, row)) => show(t, table, row),
    }
}

/// The place.
pub fn line(t: Tandem, line: usize) -> Node {
    many([where_it_may_be_shown(t, line, shown), ways(t, line).into()])
}

/// A box for the number of a line, by which two people who cannot see one screen find the same row.
pub fn go_to_line(t: Tandem, room: fn(usize) -> Room) -> El {
    let typed = RwSignal::new(String::new());
    let go = move || {
        if let Ok(line) = typed.get_untracked().trim().parse() {
            t.go(&Route::Talk(room(line)));
        }
    };
    let label = t.word(Word::TalkGoToLine);
    let input = field::own_field(el("input").attr("type", "text"), "q9").attr("inputmode", "numeric");
    let input = input.attr("aria-label", t.word(Word::CompareLine));
    let input = input.text_value(move || typed.get()).on_input(move |text| typed.set(text)).on_enter(go);
    el("span").class("talk__go").child(input).child(button("button", label, go))
}

/// The row itself: in words where no numbers are wanted.
fn shown(t: Tandem, table: &'static Table, it: &'static Row) -> Node {
    let asides = t.part(move |answers| summary::set_aside(t.decision, answers));
    let told = t.part(move |answers| t.detail(answers));
    live(move || {
        if told.get() == Detail::NoNumbers {
            return row::in_words(t, it, 2).into();
        }
        let asides = asides.get();
        let is_aside = |column: &Column| {
            column.choice().is_some_and(|id| asides.iter().any(|it| it.kind == Kind::Choice && it.id == id))
        };
        let cells = it.cells.iter().zip(&table.columns).filter(|(_, column)| !is_aside(column));
        let large = match wholes::of(table, it) {
            Some(of) => whole::cells(t, table, of, cells.map(|(_, column)| column), Detail::Everything, 2),
            None => row::cells(t, it, cells, Detail::Everything, 2),
        };
        let results = summary::whole::of_row(t.words, table, it, |column| !is_aside(column));
        let hidden = table.columns.iter().filter(|column| is_aside(column)).count();
        let hidden = (hidden > 0).then(|| words("p", t.words.counted(Word::TalkAsideHere, hidden)));
        let difference = el("p").class("row__difference").child(prose::inlines(t, &it.difference));
        let sources = el("details")
            .class("fold")
            .child(words("summary", t.word(Word::TalkSources)))
            .when_opened(move || {
                let sources = match wholes::of(table, it) {
                    Some(of) => whole::sources(t, of),
                    None => row::sources(t, it).into(),
                };
                many([comparison::lead(t, table), sources])
            });
        many([
            Node::from(words("p", table.people.phrase.clone()).class("talk__people")),
            large.into(),
            many(results.into_iter().map(|sentence| words("p", sentence))),
            difference.child(" ").child(row::line_number(t, it.line)).into(),
            hidden.into(),
            sources.into(),
        ])
    })
}

/// Back to all rows, and to the rows before and after.
fn ways(t: Tandem, line: usize) -> El {
    let order = order::lines(t);
    let at = order.iter().position(|it| *it == line);
    let way = |word: Word, index: Option<usize>| {
        let line = index.and_then(|index| order.get(index))?;
        Some(to(Room::Line(*line), t.word(word)).class("button"))
    };
    el("div")
        .class("talk__ways")
        .child(back(t, Room::Compare))
        .child(way(Word::TalkBefore, at.and_then(|at| at.checked_sub(1))))
        .child(way(Word::TalkAfter, at.map(|at| at + 1)))
        .child(find(t, line).map(|_| to(Room::Read(line), t.word(Word::TalkRead)).class("button")))
        .child(go_to_line(t, Room::Line))
}
