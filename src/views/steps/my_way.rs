//! Side by side, my way: for each thing that matters most, the rows it is about, choices beside each other, and a marker
//! that the person places. It is told as a sentence, never as a column that invites counting.

use leptos::prelude::*;

use crate::answers::{Detail, Key, Marker, Pile};
use crate::summary::{self, Fact};
use crate::views::parts::{people_picture, row, sheet};
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The step.
#[component]
pub fn MyWay() -> impl IntoView {
    let t = tandem();
    // The list changes with what is sorted; a marker placed in it must not draw the list anew under the person's finger.
    let keys = Memo::new(move |_| t.answers.with(|answers| answers.on(Pile::Lot).cloned().collect::<Vec<_>>()));
    let concerns = move || {
        let keys = keys.get();
        if keys.is_empty() {
            return view! {
                <p>{t.word(Word::MyWayEmpty)}</p>
                <p>
                    <a href="#matters">{t.word(Word::PlaceMatters)}</a>
                </p>
            }
            .into_any();
        }
        keys.into_iter().map(|key| concern(t, key)).collect_view().into_any()
    };
    view! {
        <p>{t.word(Word::MyWayIntro)}</p>
        {people_picture::figures()}
        {concerns}
    }
}

fn concern(t: Tandem, key: Key) -> AnyView {
    let words = t.answers.with_untracked(|answers| summary::matter_words(t.decision, answers, &key));
    let heading = words.clone();
    let facts = {
        let key = key.clone();
        move || {
            let detail = t.detail();
            let survival = t.answers.with(|answers| answers.survival_on_paper());
            let concern = t
                .answers
                .with_untracked(|answers| summary::concern(t.decision, answers, &key, survival));
            let kept_back = (concern.kept_back > 0).then(|| {
                view! {
                    <p>
                        {t.word(Word::MyWaySurvival)} " " <a href="#survival">{t.word(Word::CompareToSurvival)}</a>
                    </p>
                }
            });
            let none = (concern.facts.is_empty() && concern.kept_back == 0)
                .then(|| view! { <p>{t.word(Word::MyWayNoFacts)}</p> });
            let facts = concern.facts.iter().map(|fact| self::fact(t, fact, detail)).collect_view();
            view! { {facts} {kept_back} {none} }.into_any()
        }
    };
    view! {
        <section class="concern">
            <h2 class="said" translate="no" dir="auto">
                {heading}
            </h2>
            {facts}
            {marker(t, key, words)}
        </section>
    }
    .into_any()
}

fn fact(t: Tandem, fact: &Fact<'static>, detail: Detail) -> AnyView {
    match fact {
        Fact::Numbers(table, it) if t.numbers_shown() => row::row(t, table, it, detail),
        Fact::Numbers(..) => view! { <p class="warning">{t.word(Word::Expired)}</p> }.into_any(),
        said => sheet::in_words(t, said).unwrap_or_else(|| ().into_any()),
    }
}

/// The person's marker: alike for every choice, in the author's order, nothing chosen before they choose.
fn marker(t: Tandem, key: Key, words: String) -> AnyView {
    let points = t.decision.options.iter().map(|option| {
        let label = t.words.say(Word::MarkTo, &[("choice", &option.title)]);
        (Marker::Points(option.id.clone()), label)
    });
    let others = [(Marker::Same, Word::MarkSame), (Marker::Unsure, Word::MarkUnsure)];
    let all = points.chain(others.map(|(marker, word)| (marker, t.word(word).to_string())));
    let button = |(marker, label): (Marker, String)| {
        let (shown_key, shown, marked_key) = (key.clone(), marker.clone(), key.clone());
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || {
                    t.answers.with(|answers| (answers.marker(&shown_key) == Some(&shown)).to_string())
                }
                on:click=move |_| t.change(|answers| answers.mark(&marked_key, marker.clone()))
            >
                {label}
            </button>
        }
    };
    let label = t.words.say(Word::MarkTitle, &[("thing", &words)]);
    view! {
        <div class="marker" role="group" aria-label=label>
            <p class="marker__title">{t.word(Word::MarkFor)}</p>
            <div class="choices-row">{all.map(button).collect_view()}</div>
        </div>
    }
    .into_any()
}
