//! Talk: one tablet between two people. Every place has the same bar at its top, with the ways to the other places and the
//! controls that end a talk. What these controls do is no matter of the program: see `public/boot/talk.js`.

mod answers;
mod choice;
mod compare;
mod home;
mod line;
mod order;
mod paper;
mod read;
mod start;
mod taps;

use crate::views::copy;
use crate::views::element::{El, Node, button, el, link, live, many, words};
use crate::views::route::{Room, Route};
use crate::views::state::Tandem;
use crate::views::steps::compare::survival;
use crate::words::Word;

/// The places of the bar, and what they are called there.
const PLACES: [(Room, Word); 4] = [
    (Room::Start, Word::TalkStart),
    (Room::Compare, Word::PlaceCompare),
    (Room::Answers, Word::TalkAnswers),
    (Room::Home, Word::TalkHome),
];

/// The heading of a place.
pub fn heading(t: Tandem, room: Room) -> String {
    match room {
        Room::Line(line) | Room::Read(line) => line::heading(t, line),
        Room::Choice(number, _) => choice::heading(t, number),
        other => t.word(other.name()).to_string(),
    }
}

/// A place with its bar.
pub fn screen(t: Tandem, room: Room) -> El {
    let title = words("h1", heading(t, room)).id("main-title").attr("tabindex", "-1");
    let nothing_kept =
        live(move || t.is_shared().then(|| words("p", t.word(Word::TalkShared)).class("talk__shared")));
    let screen = el("div").class(format!("talk {}", room.hash()));
    screen.child(bar(t, room)).child(nothing_kept).child(title).child(inside(t, room))
}

/// What a place shows below its heading.
#[inline(never)] // a part of the program that comes later
pub fn inside(t: Tandem, room: Room) -> Node {
    match room {
        Room::Start => start::start(t),
        Room::Compare => compare::compare(t),
        Room::Line(line) => line::line(t, line),
        Room::Read(line) => read::read(t, line),
        Room::Paper => paper::paper(t),
        Room::Choice(number, line) => choice::choice(t, number, line),
        Room::Copy => copy::opening(t),
        Room::Answers => answers::answers(t),
        Room::Home => home::home(t),
        Room::Survival => many([survival(t), back(t, Room::Compare).into()]),
    }
}

/// The way to a place of the talk.
fn to(room: Room, label: impl Into<Node>) -> El {
    link(format!("#{}", Route::Talk(room).address()), label)
}

/// The way back to a place, as a button.
fn back(t: Tandem, room: Room) -> El {
    let label = t.words.format(Word::TalkBack, &[("place", t.word(room.name()))]);
    el("p").child(to(room, label).class("button"))
}

/// On a person's own page, once people have talked on this device: the way back to the talk, and its end. It is hidden until
/// then; see `public/boot/talk.js`.
pub fn ends(t: Tandem) -> El {
    let back = t.words.format(Word::TalkBack, &[("place", t.word(Word::PlaceTalk))]);
    let back = to(Room::Start, back).class("button");
    let ends = el("p").class("take-along talk-ends").flag("hidden", true);
    ends.child(back).child(" ").child(end("talk-finish", "button", t.word(Word::TalkFinish)))
}

/// What ends a talk is no matter of the program.
fn end(id: &'static str, class: &'static str, label: &'static str) -> El {
    button(class, label, || {}).id(id)
}

/// The places of a talk and the ways out of it.
fn bar(t: Tandem, here: Room) -> El {
    let is_here = |room: Room| {
        room == here
            || matches!(
                (room, here),
                (Room::Compare, Room::Line(_) | Room::Read(_) | Room::Choice(..) | Room::Survival)
            )
    };
    let way = |(room, word)| {
        let link = to(room, t.word(word));
        el("li").child(if is_here(room) { link.attr("aria-current", "page") } else { link })
    };
    // The last of the places is the person's own page, which they may want to go on with.
    let own = el("li").child(link("#my-page", t.word(Word::PlacePage)));
    let places = el("ul").child(many(PLACES.map(way))).child(own);
    let ends = el("p")
        .class("talk__ends")
        .child(end("talk-clean", "button button--quiet", t.word(Word::TalkClean)))
        .child(end("talk-finish", "button", t.word(Word::TalkFinish)));
    el("div")
        .class("talk__bar")
        .child(el("nav").attr("aria-label", t.word(Word::PlaceTalk)).child(places))
        .child(ends)
}
