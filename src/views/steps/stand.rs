//! Where I stand: leaning to one or not sure yet, how I would like to decide, what else would help.
//! "Not sure yet" stands as tall as every other answer.

use leptos::prelude::*;

use crate::answers::{Lean, Wish};
use crate::summary::sentence;
use crate::views::parts::field;
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The step.
#[component]
pub fn Stand() -> impl IntoView {
    let t = tandem();
    let leans = t.decision.options.iter().map(|option| {
        let label = t.words.say(Word::LeanTo, &[("choice", &option.title)]);
        (Lean::To(option.id.clone()), label)
    });
    let leans = leans.chain([(Lean::Unsure, t.word(Word::LeanUnsure).to_string())]);
    let lean = |(lean, label): (Lean, String)| {
        let shown = lean.clone();
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || t.answers.with(|answers| (answers.lean() == Some(&shown)).to_string())
                on:click=move |_| t.change(|answers| answers.stand(lean.clone()))
            >
                {label}
            </button>
        }
    };
    view! {
        <p>{t.word(Word::StandIntro)}</p>
        <div role="group" aria-labelledby="lean-title">
            <h2 id="lean-title">{t.word(Word::LeanTitle)}</h2>
            <div class="choices-column">{leans.map(lean).collect_view()}</div>
        </div>
        {wishes(t, "ways-title", Word::WaysTitle, &Wish::WAYS)}
        {wishes(t, "helps-title", Word::HelpsTitle, &Wish::HELPS)}
        {field::long_field(
            "q3",
            t.word(Word::HelpLabel),
            move || t.answers.with(|answers| answers.help().to_string()),
            move |words| t.change(|answers| answers.write_help(&words)),
        )}
    }
}

fn wishes(t: Tandem, id: &'static str, title: Word, wishes: &'static [Wish]) -> AnyView {
    let tick = |wish: Wish| {
        view! {
            <li>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || t.answers.with(|answers| answers.wishes(wish))
                        on:change:target=move |event| {
                            let yes = event.target().checked();
                            t.change(|answers| answers.wish(wish, yes));
                        }
                    />
                    <span>{sentence::wish(t.words, wish)}</span>
                </label>
            </li>
        }
    };
    view! {
        <div role="group" aria-labelledby=id>
            <h2 id=id>{t.word(title)}</h2>
            <ul class="ticks">{wishes.iter().copied().map(tick).collect_view()}</ul>
        </div>
    }
    .into_any()
}
