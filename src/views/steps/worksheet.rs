//! A worksheet to print and fill in by hand: the same journey without a screen.

use leptos::prelude::*;

use super::matters::PILES;
use crate::answers::Wish;
use crate::summary::sentence;
use crate::views::state::tandem;
use crate::words::Word;

/// The worksheet. It stands at the end of the page as it is built, for people without a script and for paper.
#[component]
pub fn Worksheet() -> impl IntoView {
    let t = tandem();
    let boxes = || {
        PILES.map(|(_, word)| view! { <span class="sheet__tick">"☐ " {t.word(word)}</span> }).into_iter().collect_view()
    };
    let matters = t.decision.matters.iter().map(move |matter| {
        view! {
            <li>
                {matter.words.as_str()}
                <br aria-hidden=format!("{}", true) />
                {boxes()}
            </li>
        }
    });
    let prompts = t.decision.prompts.iter().map(|prompt| view! { <li>"☐ " {prompt.words.as_str()}</li> });
    let leans = t.decision.options.iter().map(|option| t.words.say(Word::LeanTo, &[("choice", &option.title)]));
    let leans = leans.chain([t.word(Word::LeanUnsure).to_string()]);
    let wishes =
        Wish::WAYS.into_iter().chain(Wish::HELPS).map(|wish| sentence::wish(t.words, wish).to_string());
    let stand = leans.chain(wishes).map(|said| view! { <li>"☐ " {said}</li> });
    let lines = || view! { <div class="sheet__lines" aria-hidden=format!("{}", true)></div> };
    view! {
        <p>{t.word(Word::WorksheetIntro)}</p>
        <h3>{t.word(Word::PlaceMatters)}</h3>
        <ul class="boxes">{matters.collect_view()}</ul>
        {lines()}
        <h3>{t.word(Word::PlaceQuestions)}</h3>
        <ul class="boxes">{prompts.collect_view()}</ul>
        {lines()}
        <h3>{t.word(Word::PlaceStand)}</h3>
        <ul class="boxes">{stand.collect_view()}</ul>
        {lines()}
        <p>{t.word(Word::PageNotConsent)}</p>
    }
}
