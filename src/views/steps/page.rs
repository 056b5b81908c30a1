//! My page: the sheet, and the ways to take it along.

use leptos::prelude::*;

use crate::answers::Filler;
use crate::edge;
use crate::summary::{self, plain, sentence};
use crate::views::parts::{field, sheet};
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The step.
#[component]
pub fn PageStep() -> impl IntoView {
    let t = tandem();
    let filler = |filler: Filler| {
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || t.answers.with(|answers| (answers.filler() == Some(filler)).to_string())
                on:click=move |_| t.change(|answers| answers.fill(filler))
            >
                {sentence::filler(t.words, filler)}
            </button>
        }
    };
    let fillers = [Filler::Me, Filler::Helped, Filler::Other].map(filler).into_iter().collect_view();
    view! {
        <p>{t.word(Word::PageIntro)}</p>
        {field::long_field(
            "q4",
            t.word(Word::NoteLabel),
            move || t.answers.with(|answers| answers.note().to_string()),
            move |words| t.change(|answers| answers.write_note(&words)),
        )}
        <div role="group" aria-labelledby="filled-title">
            <p id="filled-title">{t.word(Word::FilledTitle)}</p>
            <div class="choices-row">{fillers}</div>
        </div>
        {take_along(t)}
        {sheet::sheet(t)}
    }
}

/// Print, show, copy, save.
fn take_along(t: Tandem) -> AnyView {
    let now = move || t.answers.with_untracked(|answers| {
        let page = summary::page(t.decision, answers);
        plain::text(t.words, t.decision, &page, t.today)
    });
    let copy = move |_| edge::browser::copy(&now(), move |done| {
        t.notice.set(t.word(if done { Word::CopyDone } else { Word::CopyFailed }).to_string());
    });
    let save = move |_| {
        let saved = edge::files::save_sheet(t.word(Word::PageFileTitle), &t.decision.lang);
        t.notice.set(t.word(if saved { Word::SaveDone } else { Word::SaveFailed }).to_string());
    };
    view! {
        <div class="take-along">
            <button type="button" class="button button--main" on:click=move |_| edge::browser::print()>
                {t.word(Word::Print)}
            </button>
            <a class="button" href="#show">
                {t.word(Word::Show)}
            </a>
            <button type="button" class="button" on:click=copy>
                {t.word(Word::Copy)}
            </button>
            <button type="button" class="button" on:click=save>
                {t.word(Word::Save)}
            </button>
        </div>
        <p class="quiet">{t.word(Word::TakeAlongNote)}</p>
    }
    .into_any()
}

/// The sheet alone on the screen.
#[component]
pub fn ShowPage() -> impl IntoView {
    let t = tandem();
    view! {
        <p class="show-back">
            <a class="button" href="#my-page">
                {t.word(Word::ShowClose)}
            </a>
        </p>
        {sheet::sheet(t)}
    }
}
