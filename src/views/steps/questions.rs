//! My questions: prompts from the cards, own ones, a top three.

use leptos::prelude::{Get, RwSignal, Set};

use crate::answers::{Answers, Asked, Draft, Key, Removed, TOP_QUESTIONS};
use crate::summary;
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::field;
use crate::views::parts::prose::own_words;
use crate::views::route::Route;
use crate::views::said_so_far;
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn questions(t: Tandem) -> Node {
    let prompts = t.decision.prompts.iter().map(|prompt| {
        let (shown, asked) = (Key::Card(prompt.id.clone()), Key::Card(prompt.id.clone()));
        let ticked = move || t.answers_with(|answers| answers.asked().contains(&shown));
        let change = move |yes| t.change(|answers| answers.ask(&asked, yes));
        el("li").child(field::tick(prompt.words.as_str(), ticked, change))
    });
    let removed = RwSignal::new(None);
    many([
        words("p", t.word(Word::QuestionsIntro)).into(),
        el("ul").class("ticks").child(many(prompts)).into(),
        field::draft(t, Draft::Question).into(),
        field::put_back(t, removed, "q2", Answers::put_back_question),
        so_far(t).into(),
        order(t, removed),
    ])
}

/// How many are chosen, for who cannot see that the list below has grown.
fn so_far(t: Tandem) -> El {
    let of = t.word(Word::PlaceQuestions);
    let message = live(move || said_so_far(t, &Route::Questions).map(|count| t.words.label(of, &count)));
    el("p").class("unseen").attr("role", "status").child(message)
}

/// The chosen questions, in the person's order.
fn order(t: Tandem, removed: RwSignal<Option<Removed<Asked>>>) -> Node {
    let asked = t.part(move |answers| {
        let named = |key: &Key| (key.clone(), summary::question_words(t.decision, answers, key));
        answers.asked().iter().map(named).collect::<Vec<_>>()
    });
    live(move || {
        let asked = asked.get();
        let last = asked.len().checked_sub(1)?;
        let items = asked.into_iter().enumerate().map(|(index, (key, text))| {
            let remove = remove(t, &key, &text, removed);
            let (up, down) = (key.clone(), key.clone());
            let buttons = field::move_buttons(
                t,
                &key,
                &text,
                move || t.change(|answers| answers.raise_question(&up)),
                move || t.change(|answers| answers.lower_question(&down)),
                (index == 0, index == last),
            );
            let class = if index < TOP_QUESTIONS { "ordered ordered--top" } else { "ordered" };
            el("li")
                .class(class)
                .child(own_words(t.words, "span", &text).class("said"))
                .child(buttons)
                .child(remove)
        });
        let order = el("section").class("order").child(words("h2", t.word(Word::QuestionsOrder)));
        let order = order.child(words("p", t.word(Word::QuestionsOrderIntro)));
        Some(order.child(el("ol").child(many(items))))
    })
}

/// Own questions can be taken back here; those from the cards by their tick.
fn remove(t: Tandem, key: &Key, text: &str, removed: RwSignal<Option<Removed<Asked>>>) -> Option<El> {
    let Key::Own(number) = *key else { return None };
    Some(field::remove_button(t, text, "q2", move || {
        t.change(|answers| removed.set(answers.remove_question(number)));
    }))
}
