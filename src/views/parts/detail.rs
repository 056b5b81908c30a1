//! "How much do you want to be told?": asked before the numbers, changeable wherever they stand.

use leptos::prelude::*;

use crate::answers::Detail;
use crate::views::state::tandem;
use crate::words::Word;

/// The three answers, as they stand on the page.
const CHOICES: [(Detail, Word); 3] = [
    (Detail::Everything, Word::DetailEverything),
    (Detail::Main, Word::DetailMain),
    (Detail::NoNumbers, Word::DetailNone),
];

/// The question with its three answers.
#[component]
pub fn DetailChoice() -> impl IntoView {
    let t = tandem();
    let choice = move |(detail, word): (Detail, Word)| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || (t.detail() == detail).to_string()
                on:click=move |_| t.change(|answers| answers.tell(detail))
            >
                {t.word(word)}
            </button>
        }
    };
    view! {
        <div class="detail-choice" role="group" aria-label=t.word(Word::DetailTitle)>
            <p class="detail-choice__title">{t.word(Word::DetailTitle)}</p>
            <div class="choices-row">{CHOICES.map(choice).into_iter().collect_view()}</div>
        </div>
    }
}
