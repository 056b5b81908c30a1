//! Side by side in a talk: first the rows about what matters most to the person, then the others. A tap on a row shows it large.

use super::{line, order, to};
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
    let lines = t.part(move |answers| order::first_lines(t, answers));
    let survival =
        t.decision.has_survival().then(|| to(Room::Survival, t.word(Word::CompareToSurvival)).class("alone"));
    let tools = many([detail_control(t), aside::choices_to_set_aside(t, handling)]);
    many([
        el("div").class("tools").child(tools).child(survival).child(line::go_to_line(t, Room::Line)),
        numbers(t, lines, Manner { handling: Some(handling), large: true }),
    ])
}
