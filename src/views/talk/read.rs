//! One row read out, one thought at a time, large: for an interpreter, for reading aloud, and by telephone. A number never
//! stands without its other half.

use leptos::prelude::{Get, GetUntracked, RwSignal, Set};

use super::line::{self, find};
use super::{order, to};
use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{Cell, Row, Table, whole as wholes};
use crate::summary::{sentence, whole};
use crate::views::element::{Node, button, el, live, many, words};
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::words::Word;

/// The place.
pub fn read(t: Tandem, line: usize) -> Node {
    let shown = line::where_it_may_be_shown(t, line, thoughts);
    let after = order::lines(t);
    let next = after.iter().position(|it| *it == line).and_then(|at| after.get(at + 1));
    let next = next.map(|line| to(Room::Read(*line), t.word(Word::TalkAfter)).class("button"));
    let ways = el("div")
        .class("talk__ways")
        .child(find(t, line).map(|_| to(Room::Line(line), t.word(Word::TalkReadBack)).class("button")))
        .child(next)
        .child(line::go_to_line(t, Room::Read));
    many([Node::from(words("p", t.word(Word::TalkReadBy)).class("quiet")), shown, ways.into()])
}

/// The thoughts of a row, one at a time.
fn thoughts(t: Tandem, table: &'static Table, row: &'static Row) -> Node {
    let step = RwSignal::new(0_usize);
    let told = t.part(move |answers| t.detail(answers));
    live(move || {
        let all = of_row(t, table, row, told.get());
        let last = all.len().saturating_sub(1);
        let at = step.get().min(last);
        let sentences = all.into_iter().nth(at).unwrap_or_default();
        let count = [at + 1, last + 1].map(|it| t.words.numeral(it));
        let [now, of] = &count;
        let count = t.words.format(Word::TalkReadStep, &[("step", now), ("of", of)]);
        let shown = el("div")
            .class("talk__thought")
            .attr("role", "status")
            .child(many(sentences.into_iter().map(|it| words("p", it))));
        let turn = |word, id: &'static str, other: &'static str, forward: bool| {
            let act = move || {
                let now = step.get_untracked().min(last);
                step.set(if forward { now + 1 } else { now.saturating_sub(1) });
            };
            let is_end = if forward { at == last } else { at == 0 };
            button("button", t.word(word), act).id(id).next_focus(other).flag("disabled", is_end)
        };
        let turns = el("p")
            .class("take-along")
            .child(turn(Word::TalkReadBefore, "talk-read-before", "talk-read-next", false))
            .child(turn(Word::TalkReadOn, "talk-read-next", "talk-read-before", true));
        many([shown, turns, words("p", count).class("quiet")])
    })
}

/// What is said about a row: what it is about, each choice with both halves of its number, the difference, how sure.
fn of_row(t: Tandem, table: &'static Table, row: &'static Row, told: Detail) -> Vec<Vec<String>> {
    let about = vec![line::heading(t, row.line), table.people.phrase.clone()];
    // The other parts of a whole are rows of their own, and what a test's results say together comes last.
    let whole = wholes::of(table, row);
    let choices = table.columns.iter().zip(&row.cells).enumerate().map(|(index, (column, cell))| {
        let is_part = whole.is_some_and(|it| it.column(index).is_some());
        let mut sentences = vec![plain(&column.studied)];
        match cell {
            Cell::Finding(finding) => {
                sentences.push(sentence::happened(t.words, finding, &row.label));
                let others = (!is_part || row.others.is_some())
                    .then(|| sentence::others(t.words, finding, row.others.as_deref()));
                sentences.extend(others);
            }
            Cell::Amount(amount) => sentences.extend(sentence::amount(t.words, row, column, amount)),
            Cell::Words(inside) => sentences.push(plain(inside)),
            Cell::NotKnown => sentences.push(t.word(Word::CellNotKnown).to_string()),
            Cell::LeftOut => sentences.push(t.word(Word::CellLeftOut).to_string()),
        }
        sentences
    });
    let choices: Vec<Vec<String>> = choices.filter(|_| told != Detail::NoNumbers).collect();
    let sure = vec![
        sentence::certainty(t.words, row.certainty).to_string(),
        sentence::rated_by(t.words, t.rated_by(row)),
    ];
    let results =
        if told == Detail::NoNumbers { Vec::new() } else { whole::results_after(t.words, table, row) };
    let last = [results, vec![plain(&row.difference)], sure].into_iter().filter(|it| !it.is_empty());
    [about].into_iter().chain(choices).chain(last).collect()
}
