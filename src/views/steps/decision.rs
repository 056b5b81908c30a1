//! This decision: the choice in one sentence, who it is for, who was studied, when to decide, status and dates.

use leptos::prelude::*;

use crate::cards::{Freshness, Section};
use crate::summary::sentence;
use crate::views::parts::{detail::DetailChoice, prose};
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// Sections that say more about the numbers than about the choice: they stand at the end.
const AFTERWARDS: [&str; 2] = ["not-known", "other-treatments"];

/// The step.
#[component]
pub fn DecisionStep() -> impl IntoView {
    let t = tandem();
    let (later, first): (Vec<_>, Vec<_>) =
        t.decision.sections.iter().partition(|section| AFTERWARDS.contains(&section.id.as_str()));
    let sections = first.into_iter().chain(later).map(move |it| section(t, it));
    view! {
        <p class="question">{prose::inlines(t, &t.decision.question)}</p>
        {status(t)}
        {remarks(t)}
        <DetailChoice />
        {sections.collect_view()}
    }
}

/// One section with its heading.
pub fn section(t: Tandem, section: &'static Section) -> AnyView {
    view! {
        <section id=section.id.as_str()>
            <h2>{section.heading.as_str()}</h2>
            {prose::pieces(t, &section.pieces)}
        </section>
    }
    .into_any()
}

/// Status and dates, and a plain warning once the cards are past their date.
pub fn status(t: Tandem) -> AnyView {
    let meta = &t.decision.meta;
    let stale = match meta.freshness(t.today) {
        Freshness::Current => None,
        Freshness::PastReview => Some(Word::PastReview),
        Freshness::Expired => Some(Word::Expired),
    };
    view! {
        <p class="status">
            {sentence::status(t.words, meta)} " " {sentence::dates(t.words, meta)} " "
            <a href="#about">{t.word(Word::PlaceAbout)}</a>
        </p>
        {stale.map(|word| view! { <p class="warning">{t.word(word)}</p> })}
    }
    .into_any()
}

/// What could not be read, in plain words: the page never pretends to be whole.
fn remarks(t: Tandem) -> Option<AnyView> {
    if t.remarks.is_empty() {
        return None;
    }
    let line = |remark: &'static crate::text::Remark| {
        let place = t.words.say(
            Word::RemarkPlace,
            &[("file", &remark.file), ("line", &remark.position.line.to_string())],
        );
        let said = t.words.remark(remark);
        view! { <li>{place} " " {said} " " <q>{remark.about.as_str()}</q></li> }
    };
    Some(
        view! {
            <div class="warning" role="note">
                <p>{t.word(Word::RemarksTitle)}</p>
                <details>
                    <summary>{t.word(Word::RemarksShow)}</summary>
                    <ul>{t.remarks.iter().map(line).collect_view()}</ul>
                </details>
            </div>
        }
        .into_any(),
    )
}
