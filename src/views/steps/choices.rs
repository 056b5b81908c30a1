//! The choices: a list with a sentence each, and a card for each, all alike.

use leptos::prelude::*;

use crate::cards::OptionCard;
use crate::views::parts::prose;
use crate::views::state::{Tandem, tandem};
use crate::words::Word;

/// The list of choices.
#[component]
pub fn Choices() -> impl IntoView {
    let t = tandem();
    let choice = |option: &'static OptionCard| {
        view! {
            <li>
                <h2>
                    <a href=format!("#{}", option.id)>{option.title.as_str()}</a>
                </h2>
                {intro(t, option)}
            </li>
        }
    };
    view! {
        <p>{t.word(Word::ChoicesIntro)}</p>
        <ul class="choice-list">{t.decision.options.iter().map(choice).collect_view()}</ul>
        <p>
            <a href="#side-by-side">{t.word(Word::ChoicesToCompare)}</a>
        </p>
    }
}

/// One choice's card: the same headings in the same order as every other.
pub fn option_card(t: Tandem, option: &'static OptionCard) -> AnyView {
    let section = |section: &'static crate::cards::Section| {
        view! {
            <section>
                <h2>{section.heading.as_str()}</h2>
                {prose::pieces(t, &section.pieces)}
            </section>
        }
    };
    view! {
        <div class="option-card">{intro(t, option)} {option.sections.iter().map(section).collect_view()}</div>
    }
    .into_any()
}

/// Links to the other choices, in the author's order.
pub fn other_choices(t: Tandem, id: &str) -> AnyView {
    let others = t.decision.options.iter().filter(|option| option.id != id).map(|option| {
        view! {
            <li>
                <a href=format!("#{}", option.id)>{option.title.as_str()}</a>
            </li>
        }
    });
    view! {
        <h2>{t.word(Word::ChoicesOthers)}</h2>
        <ul class="links">{others.collect_view()}</ul>
    }
    .into_any()
}

fn intro(t: Tandem, option: &'static OptionCard) -> AnyView {
    if option.missing {
        return view! { <p class="warning">{t.word(Word::CardMissing)}</p> }.into_any();
    }
    prose::pieces(t, &option.intro)
}
