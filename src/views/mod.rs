//! What is seen: the frame around every step. Leptos, and nothing else that thinks.
//!
//! Rules for every view, each held by a test: no words in the code, no `inner_html`, no `style=`, no children in a
//! `textarea`, ids made from cards' ids, and no wholly static element, which Leptos would build from a string of markup
//! and the page's policy would refuse.

pub mod parts;
pub mod place;
pub mod state;
pub mod steps;

#[cfg(not(target_arch = "wasm32"))]
pub mod document;

use leptos::prelude::*;

use crate::edge;
use crate::words::{Word, Words};
use parts::sheet;
use place::Place;
use state::{Keeping, Tandem};

/// A topic's page, as a person uses it.
#[component]
pub fn App(
    /// The page's state.
    t: Tandem,
) -> impl IntoView {
    provide_context(t);
    follow(t);
    let class = move || if t.place.get() == Place::Show { "app app--show" } else { "app" };
    let on_paper = move || {
        let place = t.place.get();
        (place != Place::Page && place != Place::Show).then(|| {
            view! { <div class="only-on-paper">{sheet::sheet(t)}</div> }
        })
    };
    view! {
        <div class=class>
            {top(t)}
            <div class="main" role="main">
                {move || step(t, t.place.get())}
            </div>
            {on_paper}
            <p class="notice" role="status" aria-live="polite">
                {move || t.notice.get()}
            </p>
            {foot(t)}
        </div>
    }
}

/// On a change of place: the title, the scroll and the focus follow. Not at the start, where nobody has moved yet.
fn follow(t: Tandem) {
    Effect::new(move |before: Option<(Place, Option<String>)>| {
        let now = (t.place.get(), t.spot.get());
        if before.is_some_and(|before| before != now) {
            let title = title(t, &now.0);
            let spot = now.1.clone();
            request_animation_frame(move || edge::browser::arrive(&title, spot.as_deref(), t.setting.embedded));
        }
        now
    });
}

/// The browser's title: the step and the topic, never anything that was entered.
fn title(t: Tandem, place: &Place) -> String {
    let topic = &t.decision.meta.title;
    match place {
        Place::Decision => topic.clone(),
        other => format!("{} – {topic}", heading(t, other)),
    }
}

/// The heading of a place.
pub fn heading(t: Tandem, place: &Place) -> String {
    match place {
        Place::Decision => t.decision.heading.clone(),
        Place::Option(id) => t.option_title(id),
        other => t.word(other.name()).to_string(),
    }
}

/// One step: its heading, what it asks for, and the one thing that comes next.
fn step(t: Tandem, place: Place) -> AnyView {
    let level = if t.setting.embedded { "2" } else { "1" };
    view! {
        <div class=format!("step step--{}", step_class(&place))>
            <h1 id="main-title" tabindex="-1" attr:aria-level=level>
                {heading(t, &place)}
            </h1>
            {content(t, &place)}
            {next(t, &place)}
        </div>
    }
    .into_any()
}

fn step_class(place: &Place) -> &str {
    match place {
        Place::Option(_) => "choice",
        other => other.hash(),
    }
}

/// What a place shows below its heading.
pub fn content(t: Tandem, place: &Place) -> AnyView {
    match place {
        Place::Start => view! { <steps::start::Start /> }.into_any(),
        Place::Decision => view! { <steps::decision::DecisionStep /> }.into_any(),
        Place::Choices => view! { <steps::choices::Choices /> }.into_any(),
        Place::Option(id) => match t.decision.option(id) {
            Some(option) => {
                let card = steps::choices::option_card(t, option);
                view! { {card} {steps::choices::other_choices(t, id)} }.into_any()
            }
            None => ().into_any(),
        },
        Place::Compare => view! { <steps::compare::Compare /> }.into_any(),
        Place::Survival => view! { <steps::compare::Survival /> }.into_any(),
        Place::Matters => view! { <steps::matters::Matters /> }.into_any(),
        Place::MyWay => view! { <steps::my_way::MyWay /> }.into_any(),
        Place::Questions => view! { <steps::questions::Questions /> }.into_any(),
        Place::Stand => view! { <steps::stand::Stand /> }.into_any(),
        Place::Page => view! { <steps::page::PageStep /> }.into_any(),
        Place::Show => view! { <steps::page::ShowPage /> }.into_any(),
        Place::About => view! { <steps::about::About /> }.into_any(),
    }
}

/// The one clear button at the end of a step.
pub fn next(t: Tandem, place: &Place) -> Option<AnyView> {
    let next = place.next()?;
    let label = t.words.say(Word::Next, &[("place", t.word(next.name()))]);
    Some(
        view! {
            <p class="next">
                <a class="button button--main" href=format!("#{}", next.hash())>
                    {label}
                </a>
            </p>
        }
        .into_any(),
    )
}

/// The topic, and the list of places: where one is, and what has been said so far.
pub fn top(t: Tandem) -> AnyView {
    let embed = t.setting.embedded.then(|| {
        view! {
            <p class="top__embed">
                <button
                    type="button"
                    class="button button--small"
                    disabled=move || t.trail.with(Vec::is_empty)
                    on:click=move |_| t.back()
                >
                    {t.word(Word::Back)}
                </button>
                <a
                    href=crate::cards::library::page_name(&t.decision.id, &t.decision.lang)
                    target="_blank"
                    rel="noopener noreferrer"
                >
                    {t.word(Word::OwnPage)}
                </a>
            </p>
        }
    });
    let here = move || {
        let place = t.place.get();
        t.words.say(Word::PlacesHere, &[("place", t.word(place.name()))])
    };
    // The list closes once a place was chosen from it.
    let places = NodeRef::<leptos::html::Details>::new();
    Effect::new(move |_| {
        t.place.track();
        if let Some(list) = places.get_untracked() {
            list.set_open(false);
        }
    });
    view! {
        <div class="top" role="banner">
            <a class="skip" href="#main-title">
                {t.word(Word::Skip)}
            </a>
            {embed}
            <p class="top__topic">
                <a href="#start">{t.decision.meta.title.as_str()}</a>
            </p>
            <nav aria-label=t.word(Word::Places)>
                <details class="places" node_ref=places>
                    <summary>{here}</summary>
                    <ol>{Place::JOURNEY.map(|place| place_link(t, place)).into_iter().collect_view()}</ol>
                </details>
            </nav>
        </div>
    }
    .into_any()
}

fn place_link(t: Tandem, place: Place) -> AnyView {
    let hash = format!("#{}", place.hash());
    let name = t.word(place.name());
    let so_far = {
        let place = place.clone();
        move || said_so_far(t, &place).map(|said| view! { <span class="places__said">{said}</span> })
    };
    let current = move || {
        let here = t.place.get();
        let within = matches!(
            (&here, &place),
            (Place::Option(_), Place::Choices) | (Place::Survival, Place::Compare) | (Place::Show, Place::Page)
        );
        (here == place || within).then_some("page")
    };
    view! {
        <li>
            <a href=hash aria-current=current>
                {name}
            </a>
            {so_far}
        </li>
    }
    .into_any()
}

/// What has been said so far in a place: told, never as something still missing.
fn said_so_far(t: Tandem, place: &Place) -> Option<String> {
    t.answers.with(|answers| {
        let (word, count) = match place {
            Place::Matters => (Word::SoFarMatters, answers.sorted()),
            Place::MyWay => (Word::SoFarMarkers, answers.marked()),
            Place::Questions => (Word::SoFarQuestions, answers.asked().len()),
            Place::Stand => (Word::SoFarStand, usize::from(answers.has_stand())),
            _ => return None,
        };
        (count > 0).then(|| t.words.say(word, &[("count", &count.to_string())]))
    })
}

/// Keeping, clearing, and the promise.
fn foot(t: Tandem) -> AnyView {
    let asks = RwSignal::new(false);
    let clear = move || {
        if t.answers.with(crate::answers::Answers::is_empty) {
            return ().into_any();
        }
        if !asks.get() {
            return view! {
                <button type="button" class="button button--quiet" on:click=move |_| asks.set(true)>
                    {t.word(Word::Clear)}
                </button>
            }
            .into_any();
        }
        view! {
            <span role="group" aria-label=t.word(Word::ClearAsk)>
                <span>{t.word(Word::ClearAsk)}</span>
                " "
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| {
                        asks.set(false);
                        t.clear();
                    }
                >
                    {t.word(Word::ClearYes)}
                </button>
                " "
                <button type="button" class="button button--small" on:click=move |_| asks.set(false)>
                    {t.word(Word::ClearNo)}
                </button>
            </span>
        }
        .into_any()
    };
    view! {
        <div class="foot" role="contentinfo">
            {move || keeping(t)}
            <p class="foot__clear">{clear}</p>
            {promise(t.words)}
        </div>
    }
    .into_any()
}

/// The promise in a line, and where to read more.
pub fn promise(words: &'static Words) -> AnyView {
    view! {
        <p class="foot__promise">
            {words.get(Word::PrivacyShort)} " " <a href="#start">{words.get(Word::PrivacyMore)}</a>
        </p>
    }
    .into_any()
}

/// After the first answer the app asks once, in a line that can be ignored, whether to keep answers on this device.
fn keeping(t: Tandem) -> Option<AnyView> {
    let day = |date| crate::summary::sentence::in_words(t.words, date);
    let nothing_said = t.answers.with(crate::answers::Answers::is_empty);
    match t.keeping.get() {
        Keeping::Unasked if t.setting.may_keep && !nothing_said => {
            let ask = t.words.say(Word::KeepAsk, &[("date", &day(t.keep_day()))]);
            Some(
                view! {
                    <p class="keep">
                        {t.word(Word::KeepOwnDevice)} " "
                        <button type="button" class="button button--small" on:click=move |_| t.keep()>
                            {ask}
                        </button> " "
                        <button
                            type="button"
                            class="button button--small"
                            on:click=move |_| t.keeping.set(Keeping::No)
                        >
                            {t.word(Word::KeepNo)}
                        </button>
                    </p>
                }
                .into_any(),
            )
        }
        Keeping::Until(date) => {
            let until = t.words.say(Word::KeptUntil, &[("date", &day(date))]);
            Some(
                view! {
                    <p class="keep">
                        {until} " "
                        <button type="button" class="button button--small" on:click=move |_| t.stop_keeping()>
                            {t.word(Word::KeptDelete)}
                        </button>
                    </p>
                }
                .into_any(),
            )
        }
        Keeping::Refused => Some(view! { <p class="keep">{t.word(Word::KeepRefused)}</p> }.into_any()),
        Keeping::Unasked | Keeping::No => None,
    }
}

/// The page that lists the topics.
#[component]
pub fn LibraryPage(
    /// What the app says.
    words: &'static Words,
    /// The topics in order.
    topics: &'static [crate::cards::Topic],
) -> impl IntoView {
    view! {
        <div class="app">
            <div class="main" role="main">
                <h1 id="main-title">{words.get(Word::LibraryTitle)}</h1>
                <p class="question">{words.get(Word::LibraryIntro)}</p>
                {steps::start::topics(words, topics)}
                {steps::start::what_this_is(words)}
            </div>
        </div>
    }
}
