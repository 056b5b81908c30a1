//! What matters to me: things that people say matter, sorted into piles by tapping; own words; an order made with buttons.

use leptos::prelude::*;

use crate::answers::{Draft, Key, Own, Pile, TOP_MATTERS};
use crate::summary;
use crate::views::parts::field;
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The piles in the order of their buttons.
pub const PILES: [(Pile, Word); 4] = [
    (Pile::Lot, Word::PileLot),
    (Pile::Some, Word::PileSome),
    (Pile::Not, Word::PileNot),
    (Pile::Unsure, Word::PileUnsure),
];

/// The step.
#[component]
pub fn Matters() -> impl IntoView {
    let t = tandem();
    let cards = t.decision.matters.iter().map(move |matter| {
        let key = Key::Card(matter.id.clone());
        view! { <li class="sort">{sort(t, key, matter.words.clone(), false)}</li> }
    });
    let own = move || {
        let own = t.answers.with(|answers| answers.own_matters().to_vec());
        own.into_iter().map(|own| own_card(t, own)).collect_view()
    };
    view! {
        <p>{t.word(Word::MattersIntro)}</p>
        <ul class="sorts">{cards.collect_view()} {own}</ul>
        {field::add_field(
            "q1",
            t.word(Word::MattersOwn),
            t.word(Word::Add),
            move || t.answers.with(|answers| answers.draft(Draft::Matter).to_string()),
            move |words| t.change(|answers| answers.write_draft(Draft::Matter, &words)),
            move || t.change(|answers| answers.add_draft(Draft::Matter)),
        )}
        {move || order(t)}
    }
}

fn own_card(t: Tandem, own: Own) -> AnyView {
    let number = own.number;
    let label = t.words.say(Word::RemoveNamed, &[("thing", &own.words)]);
    view! {
        <li class="sort">
            {sort(t, Key::Own(number), own.words, true)}
            <button
                type="button"
                class="button button--quiet"
                aria-label=label
                on:click=move |_| t.change(|answers| answers.remove_matter(number))
            >
                {t.word(Word::Remove)}
            </button>
        </li>
    }
    .into_any()
}

/// One thing with a button for each pile. The pressed one tells where it lies; pressing it again takes it off.
fn sort(t: Tandem, key: Key, words: String, own: bool) -> AnyView {
    let button = |(pile, word): (Pile, Word)| {
        let (shown, sorted) = (key.clone(), key.clone());
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || t.answers.with(|answers| (answers.pile(&shown) == Some(pile)).to_string())
                on:click=move |_| t.change(|answers| answers.sort(&sorted, pile))
            >
                {t.word(word)}
            </button>
        }
    };
    let label = words.clone();
    view! {
        <div role="group" aria-label=label>
            <p class=if own { "sort__words said" } else { "sort__words" } translate=if own { "no" } else { "yes" } dir="auto">
                {words}
            </p>
            <div class="choices-row">{PILES.map(button).into_iter().collect_view()}</div>
        </div>
    }
    .into_any()
}

/// What matters a lot, in the person's order. The first few go on the page with their facts.
fn order(t: Tandem) -> Option<AnyView> {
    let lot: Vec<(Key, String)> = t.answers.with(|answers| {
        let named = |key: &Key| (key.clone(), summary::matter_words(t.decision, answers, key));
        answers.on(Pile::Lot).map(named).collect()
    });
    if lot.is_empty() {
        return None;
    }
    let last = lot.len() - 1;
    let items = lot.into_iter().enumerate().map(|(place, (key, words))| {
        let (up, down) = (key.clone(), key);
        let buttons = field::move_buttons(
            t,
            &words,
            move || t.change(|answers| answers.raise(&up)),
            move || t.change(|answers| answers.lower(&down)),
            place == 0,
            place == last,
        );
        view! {
            <li class="ordered">
                <span class="said" translate="no" dir="auto">
                    {words}
                </span>
                {buttons}
            </li>
        }
    });
    let intro = t.words.say(Word::OrderIntro, &[("most", &TOP_MATTERS.to_string())]);
    Some(
        view! {
            <section class="order">
                <h2>{t.word(Word::OrderTitle)}</h2>
                <p>{intro}</p>
                <ol>{items.collect_view()}</ol>
            </section>
        }
        .into_any(),
    )
}
