//! The line at the foot about keeping answers on the device.

use leptos::prelude::*;

use super::element::{El, Node, button, el, live, many, words};
use super::state::{Keeping, Tandem};
use crate::browser;
use crate::summary::sentence;
use crate::words::Word;

/// A file's name says nothing about the topic.
const NOTEBOOK_FILE: &str = "my-page.json";

/// After the first answer the app asks once, in a line that can be ignored, whether to keep answers on this device.
pub fn keeping(t: Tandem, is_empty: Memo<bool>) -> Node {
    many([live(move || line(t, is_empty)), live(move || t.unread.get().map(|text| unread(t, text)))])
}

fn line(t: Tandem, is_empty: Memo<bool>) -> Option<El> {
    let line = |text: String| el("p").class("keep").child(words("span", text));
    let small = "button button--small";
    let keep = || {
        let until = sentence::in_words(t.words, t.keep_day());
        let keep = t.words.format(Word::KeepAsk, &[("date", &until)]);
        button(small, keep, move || t.keep()).next_focus("kept")
    };
    let with_day = |word, day| t.words.format(word, &[("date", &sentence::in_words(t.words, day))]);
    match t.keeping.get() {
        Keeping::Unasked if t.may_keep() && !is_empty.get() => {
            let no =
                button(small, t.word(Word::KeepNo), move || t.keeping.set(Keeping::No)).next_focus("clear");
            Some(line(t.word(Word::KeepOwnDevice).to_string()).child(keep()).child(no))
        }
        Keeping::Until(day) => {
            Some(line(with_day(Word::KeptUntil, day)).child(stop_keeping(t, Word::KeptDelete)))
        }
        Keeping::Refused(_) => {
            Some(line(t.word(Word::KeepRefused).to_string()).child(stop_keeping(t, Word::KeptDelete)))
        }
        Keeping::Over(day) => Some(
            line(with_day(Word::KeptOver, day)).child(keep()).child(stop_keeping(t, Word::KeptOverDelete)),
        ),
        Keeping::Unasked | Keeping::No | Keeping::Asked(_) => None,
    }
}

/// Takes back what was kept: also once the storage is full, since something may have been kept before.
fn stop_keeping(t: Tandem, word: Word) -> El {
    button("button button--small", t.word(word), move || t.stop_keeping()).id("kept").next_focus("clear")
}

/// Something is kept that this program does not understand whole. It is left as it is, and can be taken along.
fn unread(t: Tandem, text: String) -> El {
    let save = move || {
        browser::host::save(NOTEBOOK_FILE, "application/json", &text);
    };
    el("p").class("keep").child(words("span", t.word(Word::KeptUnread))).child(button(
        "button button--small",
        t.word(Word::KeptUnreadSave),
        save,
    ))
}
