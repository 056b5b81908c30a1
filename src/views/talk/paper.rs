//! The person's own page typed over in a minute, from paper, from their phone or by telephone: first what it must agree with,
//! then what matters and the questions, to be tapped in the order in which they stand on the page; own words are typed.

use leptos::prelude::{Get, Memo, RwSignal, Set};

use super::{start, taps, to};
use crate::summary::cards_print;
use crate::views::element::{Node, el, live, many, words};
use crate::views::parts::field;
use crate::views::parts::sheet;
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::words::Word;

/// The place.
pub fn paper(t: Tandem) -> Node {
    let done = el("p")
        .class("talk__next")
        .child(to(Room::Start, t.word(Word::TalkPaperDone)).class("button button--main"));
    many([
        Node::from(el("p").class("talk__about").child(start::cards(t))),
        cards_words(t),
        done.into(),
        el("div").class("talk__parts talk-taps").child(many(taps::lists(t))).into(),
    ])
}

/// Compares the two words of a page's cards with those of the cards here. Whether they are the same is said in the place of
/// what is to be done, so that nothing below it moves.
fn cards_words(t: Tandem) -> Node {
    let typed = RwSignal::new(String::new());
    let same = plain(&sheet::tag(t, Some(cards_print(t.decision))));
    let are_same = Memo::new(move |_| {
        let typed = plain(&typed.get());
        // Nothing is said of words that are not typed to their end.
        let is_whole = typed.contains(' ') || typed.chars().count() >= same.chars().count();
        (is_whole && (typed == same || !same.starts_with(&typed))).then(|| typed == same)
    });
    let told = live(move || match are_same.get() {
        None => words("p", t.word(Word::TalkPaperCheck)),
        Some(true) => words("p", t.word(Word::TalkPaperSame)),
        Some(false) => words("p", t.word(Word::TalkPaperOther)).class("warning"),
    });
    let label = t.word(Word::TalkPaperWords);
    let field = field::line_field("q8", label, move || typed.get(), move |text| typed.set(text));
    let told = el("div").class("talk__told").attr("role", "status").child(told);
    many([told, el("div").class("talk__same").child(field)])
}

/// As it is compared: however it was typed.
fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
