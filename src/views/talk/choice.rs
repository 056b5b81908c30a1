//! A choice's card, in the room: its name was tapped in a talk, and one tap leads back to where that was.

use super::{back, line, to};
use crate::cards::OptionCard;
use crate::views::element::{El, Node, el, many, words};
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::views::steps::about::sources;
use crate::views::steps::choices::option_card;
use crate::words::Word;

fn find(t: Tandem, number: usize) -> Option<&'static OptionCard> {
    number.checked_sub(1).and_then(|index| t.decision.options.get(index))
}

/// The choice's name; the place's own where there is no such choice.
pub fn heading(t: Tandem, number: usize) -> String {
    find(t, number).map_or_else(|| t.word(Word::PlaceCompare).to_string(), |option| option.title.clone())
}

/// The place.
pub fn choice(t: Tandem, number: usize, of_line: usize) -> Node {
    let others = t.decision.options.iter().enumerate().filter(|(index, _)| index + 1 != number);
    let others = others
        .map(|(index, option)| to(Room::Choice(index + 1, of_line), option.title.as_str()).class("button"));
    let back = match line::find(t, of_line) {
        Some(_) => {
            let label = line::heading(t, of_line);
            let label = t.words.format(Word::TalkBack, &[("place", &label)]);
            el("p").child(to(Room::Line(of_line), label).class("button"))
        }
        None => back(t, Room::Compare),
    };
    let ways = el("div").class("talk__ways").child(back).child(many(others.collect::<Vec<El>>()));
    let from = el("details").class("fold").child(words("summary", t.word(Word::AboutSources)));
    many([
        Node::from(ways),
        find(t, number).map(|option| option_card(t, option)).into(),
        from.when_opened(move || sources(t)).into(),
    ])
}
