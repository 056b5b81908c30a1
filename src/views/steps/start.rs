//! Start: what this is and is not, how it keeps what is entered private.

use leptos::prelude::Get;

use crate::views::element::{Node, el, live, many, words};
use crate::views::parts::field::tick;
use crate::views::parts::prose;
use crate::views::state::Tandem;
use crate::words::{Word, Words};

/// The start of one topic's page.
pub fn start(t: Tandem) -> Node {
    // Inside somebody else's page nothing but this topic is shown.
    let topics = prose::own_page(t, "./index.html".into(), t.word(Word::StartAllTopics).into());
    let topics = el("p").child(topics.class("alone"));
    let told = live(move || what_this_is(t.words, how_long(t.shared.get(), t.setting.may_keep)));
    let can_switch = !t.setting.prerendered && !t.setting.embedded && !t.setting.shared_device;
    let switch = can_switch.then(|| {
        tick(t.word(Word::SharedDevice), move || t.shared.get(), move |shared| t.share_device(shared))
    });
    many([told, switch.into(), topics.into()])
}

/// How long what is entered stays.
pub fn how_long(shared: bool, may_keep: bool) -> Word {
    match (shared, may_keep) {
        (true, _) => Word::PrivacyShared,
        (false, true) => Word::PrivacyTab,
        (false, false) => Word::PrivacyGone,
    }
}

/// What this is and is not, and the promise. Keeping is spoken of only where it is offered.
pub fn what_this_is(texts: &'static Words, how_long: Word) -> Node {
    let title = |word| words("h2", texts.get(word));
    let paragraph = |word| words("p", texts.get(word));
    let promise = [Word::PrivacyPromise, how_long].map(|word| texts.get(word).to_string());
    let promise = texts.join(Word::JoinSentences, promise);
    many([
        title(Word::StartWhatTitle),
        paragraph(Word::StartWhat),
        paragraph(Word::StartWhatNot),
        title(Word::PrivacyTitle),
        words("p", promise),
        paragraph(Word::PrivacyBrowsers),
        paragraph(Word::PrivacyPaper),
    ])
}
