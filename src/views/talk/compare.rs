//! Side by side in a talk: first the rows about what matters most to the person, then the others. A tap on a row shows it large.

use super::{line, to};
use crate::summary;
use crate::views::element::{Node, el, many};
use crate::views::parts::aside::{self, Handling};
use crate::views::parts::detail::detail_control;
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::views::steps::compare::{Manner, numbers};
use crate::words::Word;

/// The place.
pub fn compare(t: Tandem) -> Node {
    let handling = Handling::default();
    let lines = t.part(move |answers| first_lines(t, answers));
    let survival =
        t.decision.has_survival().then(|| to(Room::Survival, t.word(Word::CompareToSurvival)).class("alone"));
    let tools = many([detail_control(t), aside::choices_to_set_aside(t, handling)]);
    many([
        el("div").class("tools").child(tools).child(survival).child(line::go_to_line(t, Room::Line)),
        numbers(t, lines, Manner { handling: Some(handling), large: true }),
    ])
}

/// The lines of the rows that stand on the front of the person's page.
fn first_lines(t: Tandem, answers: &crate::answers::Answers) -> Vec<usize> {
    let page = summary::summarise(t.decision, answers);
    let rows = page.concerns.iter().flat_map(|concern| concern.key_rows());
    rows.map(|(_, row)| row.line).collect()
}

/// The same lines as they are now, each once.
pub fn order(t: Tandem) -> Vec<usize> {
    let mut lines = t.answers_untracked(|answers| first_lines(t, answers));
    let rows = t.decision.tables.iter().filter(|table| !table.is_survival()).flat_map(|table| &table.rows);
    lines.extend(rows.map(|row| row.line));
    let mut known = Vec::new();
    lines.retain(|line| {
        let is_new = !known.contains(line);
        known.push(*line);
        is_new
    });
    lines
}
