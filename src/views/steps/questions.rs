//! My questions: prompts from the cards, own ones, a top three.

use leptos::prelude::*;

use crate::answers::{Draft, Key, TOP_QUESTIONS};
use crate::summary;
use crate::views::parts::field;
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The step.
#[component]
pub fn Questions() -> impl IntoView {
    let t = tandem();
    let prompts = t.decision.prompts.iter().map(move |prompt| {
        let (shown, asked) = (Key::Card(prompt.id.clone()), Key::Card(prompt.id.clone()));
        view! {
            <li>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || t.answers.with(|answers| answers.asked().contains(&shown))
                        on:change:target=move |event| {
                            let yes = event.target().checked();
                            t.change(|answers| answers.ask(&asked, yes));
                        }
                    />
                    <span>{prompt.words.as_str()}</span>
                </label>
            </li>
        }
    });
    view! {
        <p>{t.word(Word::QuestionsIntro)}</p>
        <ul class="ticks">{prompts.collect_view()}</ul>
        {field::add_field(
            "q2",
            t.word(Word::QuestionsOwn),
            t.word(Word::Add),
            move || t.answers.with(|answers| answers.draft(Draft::Question).to_string()),
            move |words| t.change(|answers| answers.write_draft(Draft::Question, &words)),
            move || t.change(|answers| answers.add_draft(Draft::Question)),
        )}
        {move || order(t)}
    }
}

/// The chosen questions, in the person's order.
fn order(t: Tandem) -> Option<AnyView> {
    let asked: Vec<(Key, String)> = t.answers.with(|answers| {
        let named = |key: &Key| (key.clone(), summary::question_words(t.decision, answers, key));
        answers.asked().iter().map(named).collect()
    });
    if asked.is_empty() {
        return None;
    }
    let last = asked.len() - 1;
    let items = asked.into_iter().enumerate().map(|(place, (key, words))| {
        let remove = remove(t, &key, &words);
        let (up, down) = (key.clone(), key);
        let buttons = field::move_buttons(
            t,
            &words,
            move || t.change(|answers| answers.raise_question(&up)),
            move || t.change(|answers| answers.lower_question(&down)),
            place == 0,
            place == last,
        );
        view! {
            <li class=if place < TOP_QUESTIONS { "ordered ordered--top" } else { "ordered" }>
                <span class="said" translate="no" dir="auto">
                    {words}
                </span>
                {buttons}
                {remove}
            </li>
        }
    });
    Some(
        view! {
            <section class="order">
                <h2>{t.word(Word::QuestionsOrder)}</h2>
                <p>{t.word(Word::QuestionsOrderIntro)}</p>
                <ol>{items.collect_view()}</ol>
            </section>
        }
        .into_any(),
    )
}

/// Own questions can be taken back here; those from the cards by their tick.
fn remove(t: Tandem, key: &Key, words: &str) -> Option<AnyView> {
    let Key::Own(number) = *key else { return None };
    let label = t.words.say(Word::RemoveNamed, &[("thing", words)]);
    Some(
        view! {
            <button
                type="button"
                class="button button--quiet"
                aria-label=label
                on:click=move |_| t.change(|answers| answers.remove_question(number))
            >
                {t.word(Word::Remove)}
            </button>
        }
        .into_any(),
    )
}
