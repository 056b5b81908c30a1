//! What may matter, and questions, to be tapped: from a page that is typed over, or where nothing was brought.

use leptos::prelude::Get;

use crate::answers::{Answers, Draft, Key, Pile};
use crate::views::element::{El, Node, button, el, live, many, words};
use crate::views::parts::field;
use crate::views::parts::prose::own_words;
use crate::views::state::Tandem;
use crate::words::Word;

/// What may matter, and the questions, to be tapped; each with a field for own words.
pub fn lists(t: Tandem) -> [El; 2] {
    let things = t.decision.matters.iter().map(|it| thing(t, Key::Card(it.id.clone()), it.words.as_str()));
    let own = t.part(Answers::own_matters);
    let own = live(move || {
        many(
            own.get()
                .into_iter()
                .map(|it| thing(t, Key::Own(it.number), own_words(t.words, "span", &it.words))),
        )
    });
    let things = el("div").class("choices-row").child(many(things)).child(own);
    let part = |title, inside: El, more| {
        let title = words("h2", t.word(title));
        el("section").class("talk__part").child(title).child(inside).child(field::draft(t, more))
    };
    let things = part(Word::PageMatters, things, Draft::Matter);
    [things, part(Word::PlaceQuestions, questions(t), Draft::Question)]
}

/// One thing that may matter a lot.
fn thing(t: Tandem, key: Key, label: impl Into<Node>) -> El {
    let shown = key.clone();
    button("choice", label, move || t.change(|answers| answers.sort(&key, Pile::Lot)))
        .pressed(move || t.answers_with(|answers| answers.pile(&shown) == Some(Pile::Lot)))
}

fn questions(t: Tandem) -> El {
    let question = move |key: Key, words: Node| {
        let (shown, asked) = (key.clone(), key);
        let ticked = move || t.answers_with(|answers| answers.asked().contains(&shown));
        el("li").child(field::tick(words, ticked, move |yes| t.change(|it| it.ask(&asked, yes))))
    };
    let prompts = t.decision.prompts.iter();
    let prompts = prompts.map(move |it| question(Key::Card(it.id.clone()), it.words.as_str().into()));
    let own = t.part(Answers::own_questions);
    let own = live(move || {
        let words = |own: &str| own_words(t.words, "span", own).into();
        many(own.get().into_iter().map(|it| question(Key::Own(it.number), words(&it.words))))
    });
    el("ul").class("ticks").child(many(prompts)).child(own)
}
