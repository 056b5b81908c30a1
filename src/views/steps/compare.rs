//! Side by side: shared headings as rows and choices as columns; then what happened to the people studied, study by study.
//! On a phone a row is a block with the choices under one another, so that nothing scrolls sideways.

use leptos::prelude::*;

use crate::cards::{Section, Table};
use crate::views::parts::{detail::DetailChoice, people_picture, prose, row, study};
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The step.
#[component]
pub fn Compare() -> impl IntoView {
    let t = tandem();
    let headings = t.decision.shared_headings();
    view! {
        <p>{t.word(Word::CompareIntro)}</p>
        <ul class="links">
            <li>
                <a href="#numbers">{t.word(Word::CompareToNumbers)}</a>
            </li>
            <li>
                <a href="#survival">{t.word(Word::CompareToSurvival)}</a>
            </li>
        </ul>
        <h2>{t.word(Word::CompareWords)}</h2>
        <div class="side-by-side">
            {headings.into_iter().map(|(id, heading)| heading_row(t, id, heading)).collect_view()}
        </div>
        {numbers(t)}
    }
}

/// The studies, but for those on how long people lived.
pub fn numbers(t: Tandem) -> AnyView {
    let studies = t.decision.tables.iter().filter(|table| !table.is_survival());
    view! {
        <section id="numbers">
            <h2>{t.word(Word::CompareNumbers)}</h2>
            <p>{t.word(Word::CompareNumbersIntro)}</p>
            <DetailChoice />
            {studies_or_notice(t, studies.collect())}
        </section>
    }
    .into_any()
}

/// How long people lived.
#[component]
pub fn Survival() -> impl IntoView {
    let t = tandem();
    let studies = t.decision.tables.iter().filter(|table| table.is_survival());
    view! {
        <p>{t.word(Word::SurvivalIntro)}</p>
        <DetailChoice />
        {studies_or_notice(t, studies.collect())}
        <p>
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=move || t.answers.with(|answers| answers.survival_on_paper())
                    on:change:target=move |event| {
                        let yes = event.target().checked();
                        t.change(|answers| answers.print_survival(yes));
                    }
                />
                <span>{t.word(Word::SurvivalPrint)}</span>
            </label>
        </p>
    }
}

/// The studies; a plain sentence instead once the cards are so old that their numbers are not shown.
fn studies_or_notice(t: Tandem, studies: Vec<&'static Table>) -> AnyView {
    if !t.numbers_shown() {
        return view! { <p class="warning">{t.word(Word::Expired)}</p> }.into_any();
    }
    if studies.is_empty() {
        return view! { <p>{t.word(Word::CellNotKnown)}</p> }.into_any();
    }
    let studies = studies.into_iter().map(|table| study::study(t, table)).collect_view();
    view! { {people_picture::figures()} {legend(t)} {studies} }.into_any()
}

/// What the figures mean: shape tells it, not colour alone.
fn legend(t: Tandem) -> AnyView {
    let figure = |name: &'static str, word: Word| {
        view! {
            <li>
                <svg class="legend__figure" viewBox="0 0 10 10" aria-hidden=format!("{}", true)>
                    <rect class=format!("people-{name}") fill=format!("url(#person-{name})") width="10" height="10" />
                </svg>
                " "
                {t.word(word)}
            </li>
        }
    };
    let kinds = [("filled", Word::LegendFilled), ("empty", Word::LegendEmpty), ("between", Word::LegendBetween)];
    view! { <ul class="legend">{kinds.map(|(name, word)| figure(name, word)).into_iter().collect_view()}</ul> }
        .into_any()
}

/// One shared heading: what each choice's card says under it.
fn heading_row(t: Tandem, id: &'static str, heading: &'static str) -> AnyView {
    let line = t.decision.heading_line(id).unwrap_or_default();
    let cells = t.decision.options.iter().map(|option| {
        let said: Option<&'static Section> = option.sections.iter().find(|section| section.id == id);
        let inside = match said {
            Some(section) => prose::pieces(t, &section.pieces),
            None => view! { <p>{t.word(Word::CellNotKnown)}</p> }.into_any(),
        };
        view! {
            <div class="cell">
                <h4 class="cell__studied">
                    <a href=format!("#{}", option.id)>{option.title.as_str()}</a>
                </h4>
                {inside}
            </div>
        }
    });
    view! {
        <section class="row" id=id aria-labelledby=format!("row-{line}")>
            <h3 class="row__title" id=format!("row-{line}")>
                {row::line_number(t, line)}
                " "
                {heading}
            </h3>
            <div class=format!("row__cells row__cells--{}", t.decision.options.len())>{cells.collect_view()}</div>
        </section>
    }
    .into_any()
}
