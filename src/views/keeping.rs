//! Keeping answers on the device, and clearing them: the line at the foot, and what the list of topics says of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::element::{El, Node, button, el, live, many, nothing, words};
use super::state::{Extent, Keeping, Tandem};
use crate::answers::PERSON;
use crate::browser;
use crate::cards::{Date, Topic};
use crate::summary::sentence;
use crate::words::{Word, Words};

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
            let copied = t.copied.get().map(|day| words("span", with_day(Word::CopiedOn, day)));
            Some(line(with_day(Word::KeptUntil, day)).child(copied).child(stop_keeping(t, Word::KeptDelete)))
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

/// "Clear my answers", once there is something to clear.
pub fn clear_answers(t: Tandem, is_empty: Memo<bool>) -> Node {
    const EXTENTS: &[(Word, Extent)] =
        &[(Word::ClearTopic, Extent::Topic), (Word::ClearYes, Extent::Everything)];
    const ON_SHEETS: &[(Word, Extent)] =
        &[(Word::ClearSheets, Extent::Topic), (Word::ClearYes, Extent::Everything)];
    let extents = if t.setting.sheet.is_some() { ON_SHEETS } else { EXTENTS };
    live(move || match is_empty.get() {
        true => nothing(),
        false => clear(t.words, Word::Clear, extents, Arc::new(move |extent| t.clear(extent))),
    })
}

/// A button that asks what to clear before it clears anything.
fn clear(texts: &'static Words, label: Word, extents: &'static [(Word, Extent)], act: Clearer) -> Node {
    let asks = RwSignal::new(false);
    live(move || -> Node {
        if !asks.get() {
            let clear = button("button button--quiet", texts.get(label), move || asks.set(true));
            return clear.id("clear").next_focus("clear-no").into();
        }
        let question = texts.get(Word::ClearAsk);
        let no = button("button button--small", texts.get(Word::ClearNo), move || asks.set(false));
        let choices = extents.iter().map(|(word, extent)| {
            let act = act.clone();
            let clear = move || {
                asks.set(false);
                act(*extent);
            };
            let clear = button("button button--small", texts.get(*word), clear).next_focus("main-title");
            many([clear.into(), Node::from(" ")])
        });
        el("span")
            .attr("role", "group")
            .attr("aria-label", question)
            .child(words("span", question))
            .child(" ")
            .child(many(choices))
            .child(no.id("clear-no").next_focus("clear"))
            .into()
    })
}

/// Clears as much as somebody chose.
type Clearer = Arc<dyn Fn(Extent) + Send + Sync>;

/// On the list of topics: about which of them the device keeps something, and until when. `records` has a line for each record:
/// its day and its topic.
pub fn kept_topics(
    texts: &'static Words,
    topics: &'static [Topic],
    today: Date,
    records: RwSignal<String>,
) -> Node {
    let is_cleared = RwSignal::new(false);
    let all = move |_| {
        browser::host::clear(true);
        records.set(String::new());
        is_cleared.set(true);
    };
    let told = live(move || is_cleared.get().then(|| words("span", texts.get(Word::ClearDone))));
    let lines = live(move || {
        let lines = records.with(|text| {
            text.lines().filter_map(|line| kept_topic(texts, topics, today, line)).collect::<Vec<_>>()
        });
        if lines.is_empty() {
            return nothing();
        }
        let clear = clear(texts, Word::TroubleClear, &[(Word::ClearYes, Extent::Everything)], Arc::new(all));
        let list = el("ul").child(many(lines));
        let title = words("h2", texts.get(Word::KeptTitle));
        many([title, list, el("p").class("foot__clear").child(clear)])
    });
    let notice = el("p").class("notice").attr("role", "status").attr("aria-live", "polite").child(told);
    many([lines, notice.into()])
}

/// On the list of topics: the way to open a saved copy, and why one cannot be opened.
pub fn open_copy(texts: &'static Words, told: RwSignal<String>) -> Node {
    let open = button("button", texts.get(Word::OpenCopy), browser::host::choose_copy).id("open-copy");
    let text = words("p", texts.get(Word::OpenText)).class("quiet");
    let told = live(move || words("span", told.get()));
    let notice = el("p").class("notice").attr("role", "status").attr("aria-live", "polite").child(told);
    many([el("p").child(open), text, notice])
}

fn kept_topic(texts: &'static Words, topics: &'static [Topic], today: Date, line: &str) -> Option<El> {
    let (day, id) = line.split_once(' ')?;
    let day = Date::read(day)?;
    let title = match topics.iter().find(|topic| topic.id == id) {
        Some(topic) => topic.title.as_str(),
        None if id == PERSON => texts.get(Word::SheetsName),
        None => id,
    };
    let word = if day < today { Word::KeptTopicOver } else { Word::KeptTopicUntil };
    let holes = [("topic", title), ("date", &sentence::in_words(texts, day))];
    Some(words("li", texts.format(word, &holes)))
}
