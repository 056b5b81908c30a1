//! Buttons that read one thing aloud. `public/boot/aloud.js` hears them, and shows them where the browser has voices.

use crate::views::element::{El, el, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// What a button reads.
#[derive(Clone, Copy)]
pub enum Aloud<'a> {
    /// The row that it stands in, by its name: the control over the page has the same words.
    Row(&'a str),
    /// The sheet below, with what the person entered.
    Entered,
}

/// The button.
pub fn aloud(t: Tandem, what: Aloud<'_>) -> El {
    let (word, mark, name) = match what {
        Aloud::Row(name) => (Word::Aloud, "row", Some(t.words.label(t.word(Word::Aloud), name))),
        Aloud::Entered => (Word::AloudEntered, "entered", None),
    };
    let button = words("button", t.word(word)).attr("type", "button").class("button button--small");
    let button = match name {
        Some(name) => button.attr("aria-label", name),
        None => button,
    };
    el("p").class("aloud-here").child(button.attr("data-aloud", mark))
}
