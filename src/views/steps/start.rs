//! Start: what this is and is not, how it keeps what is entered private.

use crate::views::element::{Node, el, link, many, words};
use crate::views::state::Tandem;
use crate::words::{Word, Words};

/// The start of one topic's page.
pub fn start(t: Tandem) -> Node {
    let topics = link("./index.html", t.word(Word::StartAllTopics)).class("alone");
    // Inside somebody else's page nothing but this topic is shown.
    let topics = if t.setting.embedded {
        topics.attr("target", "_blank").attr("rel", "noopener noreferrer")
    } else {
        topics
    };
    let topics = el("p").child(topics);
    many([what_this_is(t.words, t.setting.may_keep), topics.into()])
}

/// What this is and is not, and the promise. Keeping is spoken of only where it is offered.
pub fn what_this_is(said: &'static Words, may_keep: bool) -> Node {
    let title = |word| words("h2", said.get(word));
    let paragraph = |word| words("p", said.get(word));
    let gone = if may_keep { Word::PrivacyMayKeep } else { Word::PrivacyGone };
    let promise = [said.get(Word::PrivacyPromise), said.get(gone)].join(" ");
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
