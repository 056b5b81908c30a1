//! A paper page typed over in a minute: first what it must agree with, then what matters and the questions, to be tapped in
//! the order in which they stand on the page. Words of the person's own are typed where the talk starts.

use leptos::prelude::{Get, Memo, RwSignal, Set};

use super::{start, to};
use crate::answers::{Key, Pile};
use crate::summary::cards_print;
use crate::views::element::{El, Node, button, el, live, many, words};
use crate::views::parts::{field, sheet};
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::words::Word;

/// The place.
pub fn paper(t: Tandem) -> Node {
    let things = t.decision.matters.iter().map(|matter| {
        let (key, shown) = (Key::Card(matter.id.clone()), Key::Card(matter.id.clone()));
        button("choice", matter.words.as_str(), move || t.change(|answers| answers.sort(&key, Pile::Lot)))
            .pressed(move || t.answers_with(|answers| answers.pile(&shown) == Some(Pile::Lot)))
    });
    let questions = t.decision.prompts.iter().map(|prompt| {
        let (shown, asked) = (Key::Card(prompt.id.clone()), Key::Card(prompt.id.clone()));
        let ticked = move || t.answers_with(|answers| answers.asked().contains(&shown));
        el("li").child(field::tick(&prompt.words, ticked, move |yes| t.change(|it| it.ask(&asked, yes))))
    });
    let part =
        |title, inside: El| el("section").class("talk__part").child(words("h2", t.word(title))).child(inside);
    let things = part(Word::PageMatters, el("div").class("choices-row").child(many(things)));
    let questions = part(Word::PlaceQuestions, el("ul").class("ticks").child(many(questions)));
    let done = el("p")
        .class("talk__next")
        .child(to(Room::Start, t.word(Word::TalkPaperDone)).class("button button--main"));
    many([
        start::about(t),
        words("p", t.word(Word::TalkPaperCheck)).into(),
        cards_words(t).into(),
        done.into(),
        el("div").class("talk__parts").child(things).child(questions).into(),
    ])
}

/// Compares the two words of a page's cards with those of the cards here, and says whether they are the same.
fn cards_words(t: Tandem) -> El {
    let typed = RwSignal::new(String::new());
    let same = plain(&sheet::tag(t, Some(cards_print(t.decision))));
    let are_same = Memo::new(move |_| {
        let typed = plain(&typed.get());
        // Nothing is said of words that are not typed to their end.
        let is_whole = typed.contains(' ') || typed.chars().count() >= same.chars().count();
        (is_whole && (typed == same || !same.starts_with(&typed))).then(|| typed == same)
    });
    let told = live(move || {
        are_same.get().map(|same| match same {
            true => words("p", t.word(Word::TalkPaperSame)),
            false => words("p", t.word(Word::TalkPaperOther)).class("warning"),
        })
    });
    let label = t.word(Word::TalkPaperWords);
    let field = field::line_field("q8", label, move || typed.get(), move |text| typed.set(text));
    el("div").class("talk__same").child(field).child(el("div").attr("role", "status").child(told))
}

/// As it is compared: however it was typed.
fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
