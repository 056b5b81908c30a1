//! "How much do you want to be told?": asked before the numbers, changeable wherever they stand.

use crate::answers::Detail;
use crate::views::element::{El, button, el, many, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The three answers, as they stand on the page.
const CHOICES: [(Detail, Word); 3] = [
    (Detail::Everything, Word::DetailEverything),
    (Detail::Main, Word::DetailMain),
    (Detail::NoNumbers, Word::DetailNone),
];

/// The question with its three answers.
pub fn detail_choice(t: Tandem) -> El {
    let choice = |(detail, word): (Detail, Word)| {
        button("choice", t.word(word), move || t.change(|answers| answers.tell(detail)))
            .pressed(move || t.detail() == detail)
    };
    let title = t.word(Word::DetailTitle);
    el("div")
        .class("detail-choice")
        .attr("role", "group")
        .attr("aria-label", title)
        .child(words("p", title).class("detail-choice__title"))
        .child(el("div").class("scale scale--three").child(many(CHOICES.map(choice))))
}
