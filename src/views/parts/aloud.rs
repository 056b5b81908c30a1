//! Buttons that read one thing aloud. `public/boot/aloud.js` hears them, and shows them where the browser has voices.

use crate::views::element::{El, el, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// What a button reads.
#[derive(Clone, Copy)]
pub enum Aloud {
    /// The row that it stands in.
    Row,
    /// The sheet below, with what the person entered.
    Entered,
}

/// The button.
pub fn aloud(t: Tandem, what: Aloud) -> El {
    let (word, mark) = match what {
        Aloud::Row => (Word::Aloud, "row"),
        Aloud::Entered => (Word::AloudEntered, "entered"),
    };
    let button = words("button", t.word(word)).attr("type", "button").class("button button--small");
    el("p").class("aloud-here").child(button.attr("data-aloud", mark))
}
