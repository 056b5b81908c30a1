//! What came of printing, copying and saving, said beside each button.

use leptos::prelude::Get;

use crate::views::element::{El, el, live};
use crate::views::state::Tandem;
use crate::words::Word;

/// A button with room for what came of it, which is announced when it appears.
pub fn told_beside(t: Tandem, name: Word, button: El) -> El {
    let message = live(move || {
        let told = t.told.get();
        told.iter().find(|(button, _)| *button == name).map_or("", |(_, message)| t.word(*message))
    });
    let message =
        el("p").class("take-along__told").attr("role", "status").attr("aria-live", "polite").child(message);
    el("div").child(button).child(message)
}
