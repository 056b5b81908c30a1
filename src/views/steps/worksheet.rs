//! A worksheet to print and fill in by hand: the same journey without a screen.

use super::matters::PILES;
use crate::answers::Wish;
use crate::summary::sentence;
use crate::views::element::{El, Node, el, many, words};
use crate::views::parts::sheet::lines;
use crate::views::state::Tandem;
use crate::words::Word;

/// The worksheet. It stands at the end of the page as it is built, for people without a script and for paper.
#[inline(never)] // a part of the program that comes later
pub fn worksheet(t: Tandem) -> Node {
    let matters = t.decision.matters.iter().map(|matter| {
        let boxes = PILES.map(|(_, word)| tick(t.word(word)).class("sheet__tick"));
        el("li").child(matter.words.as_str()).child(el("br")).child(many(boxes))
    });
    let prompts = t.decision.prompts.iter().map(|prompt| el("li").child(tick(&prompt.words)));
    let leans =
        t.decision.options.iter().map(|option| t.words.format(Word::LeanTo, &[("choice", &option.title)]));
    let leans = leans.chain([t.word(Word::LeanUnsure).to_string()]);
    let wishes = Wish::WAYS.into_iter().chain(Wish::HELPS);
    let wishes = wishes.map(|wish| sentence::wish(t.words, wish).to_string());
    let stand = leans.chain(wishes).map(|text| el("li").child(tick(&text)));
    let part = |title, list| many([words("h3", t.word(title)), el("ul").class("boxes").child(list), lines()]);
    many([
        words("p", t.word(Word::WorksheetIntro)).into(),
        part(Word::PlaceMatters, many(matters)),
        part(Word::PlaceQuestions, many(prompts)),
        part(Word::PlaceStand, many(stand)),
        words("p", t.word(Word::PageNotConsent)).into(),
    ])
}

/// A box to tick by hand.
fn tick(text: &str) -> El {
    words("span", format!("☐ {text}"))
}
