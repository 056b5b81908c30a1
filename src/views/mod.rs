//! What is seen: the frame around every step. Leptos's signals make it live; nothing here thinks.
//!
//! Rules for every view, each held by a test: no words in the code, ids made from cards' ids, and nothing but
//! [`element`]s, which cannot hold markup written as a string or an inline style.

pub mod copy;
pub mod element;
pub mod handout;
pub mod keeping;
pub mod library;
pub mod paper;
pub mod parts;
pub mod practice;
pub mod route;
pub mod state;
pub mod steps;
pub mod talk;

use leptos::prelude::*;

use crate::browser;
use crate::cards::library::{index_name, page_name};
use crate::words::{Word, Words};
use element::{El, Node, button, el, in_turns, link, live, many, nothing, words};
use parts::people_picture;
use route::{Room, Route};
use state::Tandem;

/// A topic's page, as a person uses it.
pub fn app(t: Tandem) -> Node {
    follow(t);
    let class = move || {
        let (show, paper) = (t.route.get() == Route::Show, paper::is_drawn(t.paper.get()));
        let talk = t.route.with(|route| matches!(route, Route::Talk(_)));
        let names = [
            Some("app"),
            talk.then_some("app--talk"),
            show.then_some("app--show"),
            paper.then_some("app--paper"),
        ];
        Some(names.into_iter().flatten().collect::<Vec<_>>().join(" ").into())
    };
    // Asked before it is drawn: what is drawn for paper alone is in a later part of the program.
    let on_paper = live(move || {
        let paper = t.paper.get();
        paper::is_drawn(paper).then(|| paper::drawn(t, paper))
    });
    let main =
        el("div").class("main").attr("role", "main").child(live(move || in_turns(step(t, &t.route.get()))));
    let notice = el("p").class("notice").attr("role", "status").attr("aria-live", "polite");
    el("div")
        .live_attr("class", class)
        .child(people_picture::figures())
        .child(top(t))
        .child(main)
        .child(on_paper)
        .child(notice.child(live(move || t.notice.get())))
        .child(foot(t))
        .into()
}

/// On a change of place the title, the scroll and the focus follow. At the start nobody has moved yet: the title is set, and
/// an address that leads to a very place is followed there, but the focus stays where it is.
fn follow(t: Tandem) {
    Effect::new(move |before: Option<(Route, Option<String>)>| {
        let now = (t.route.get(), t.spot.get());
        if before.as_ref() != Some(&now) {
            let (title, spot) = (title(t, &now.0), now.1.clone());
            let moved = before.is_some();
            leptos::task::spawn_local(async move {
                // Once what this change draws anew is drawn.
                leptos::task::tick().await;
                if spot.is_some() {
                    element::finish();
                }
                browser::window::arrive(&title, spot.as_deref(), moved, t.setting.embedded);
            });
        }
        now
    });
}

/// The browser's title, as it is now.
pub fn title_now(t: Tandem) -> String {
    t.route.with_untracked(|route| title(t, route))
}

/// The browser's title: the step and the topic, never anything that was entered.
fn title(t: Tandem, route: &Route) -> String {
    let topic = &t.decision.meta.title;
    match route {
        Route::Decision => topic.clone(),
        other => t.words.format(Word::JoinTitle, &[("a", &heading(t, other)), ("b", topic)]),
    }
}

/// The heading of a place.
pub fn heading(t: Tandem, route: &Route) -> String {
    match route {
        Route::Decision => t.decision.heading.clone(),
        Route::Option(id) => t.option_title(id),
        Route::Talk(room) => talk::heading(t, *room),
        other => t.word(other.name()).to_string(),
    }
}

/// One step: its heading, what it asks for, and the one thing that comes next.
pub fn step(t: Tandem, route: &Route) -> El {
    app_step(t, route)
}

/// The same, which by its name comes with the part of a topic.
#[inline(never)]
fn app_step(t: Tandem, route: &Route) -> El {
    if let Route::Talk(room) = route {
        return talk::screen(t, *room);
    }
    let level = if t.setting.embedded { "2" } else { "1" };
    let class = match route {
        Route::Option(_) => "choice",
        other => other.hash(),
    };
    let title =
        words("h1", heading(t, route)).id("main-title").attr("tabindex", "-1").attr("aria-level", level);
    let reads = matches!(route, Route::Decision | Route::Compare) && !t.setting.prerendered;
    let print = reads.then(|| paper::leaflet_button(t));
    el("div")
        .class(format!("step step--{class}"))
        .child(title)
        .child(content(t, route))
        .child(print)
        .child(next(t, route))
}

/// What a place shows below its heading.
pub fn content(t: Tandem, route: &Route) -> Node {
    match route {
        Route::Start => steps::start::start(t),
        Route::Decision => steps::decision::decision(t),
        Route::Choices => steps::choices::choices(t),
        Route::Option(id) => match t.decision.option(id) {
            Some(option) => {
                let card = steps::choices::option_card(t, option);
                many([card.into(), steps::choices::other_choices(t, id)])
            }
            None => nothing(),
        },
        Route::Compare => steps::compare::compare(t),
        Route::Survival => steps::compare::survival(t),
        Route::Matters => steps::matters::matters(t),
        Route::MyWay => steps::my_way::my_way(t),
        Route::Questions => steps::questions::questions(t),
        Route::Stand => steps::stand::stand(t),
        Route::Page => steps::page::page(t),
        Route::Show => steps::page::show(t),
        Route::Said => steps::what_we_said::screen(t, steps::what_we_said::Shown::Alone),
        Route::About => steps::about::about(t),
        Route::Copy => copy::opening(t),
        Route::Talk(room) => talk::inside(t, *room),
    }
}

/// The one clear button at the end of a step.
fn next(t: Tandem, route: &Route) -> Option<El> {
    let next = route.next(t.journey.get())?;
    let label = t.words.format(Word::Next, &[("place", t.word(next.name()))]);
    let button = link(format!("#{}", next.hash()), label).class("button button--main");
    Some(el("p").class("next").child(button))
}

/// The topic, and the list of places: where one is, and what has been said so far.
pub fn top(t: Tandem) -> El {
    let here = live(move || t.words.format(Word::PlacesHere, &[("place", t.word(t.route.get().name()))]));
    // Inside somebody else's page nobody talks over one tablet, and there is no page yet where there is no program.
    let is_apart = t.setting.embedded || t.setting.prerendered;
    let talk = (!is_apart).then(|| place_link(t, Route::Talk(Room::Start)));
    let list = el("ol").child(many(Route::JOURNEY.map(|route| place_link(t, route)))).child(talk);
    // The list closes once a place was chosen from it.
    let places = el("details")
        .class("places")
        .closed_by(move || t.route.track())
        .child(el("summary").child(here))
        .child(list);
    let topic = el("p").class("top__topic").child(link("#start", t.decision.meta.title.as_str()));
    el("div")
        .class("top")
        .attr("role", "banner")
        .child(link("#main-title", t.word(Word::Skip)).class("skip"))
        .child(t.setting.embedded.then(|| inside_another(t)))
        .child(topic)
        .child(el("nav").attr("aria-label", t.word(Word::Places)).child(places))
}

/// Inside somebody else's page: a Back of its own, and the way out to its own page.
fn inside_another(t: Tandem) -> El {
    let back = button("button button--small", t.word(Word::Back), move || t.back());
    let back = back.live_attr("disabled", move || t.trail.with(Vec::is_empty).then(|| "".into()));
    let own = link(page_name(&t.decision.id, &t.decision.lang), t.word(Word::OwnPage));
    let topics = link(index_name(&t.decision.lang), t.word(Word::StartAllTopics));
    let out = |link: El| link.attr("target", "_blank").attr("rel", "noopener noreferrer");
    el("p").class("top__embed").child(back).child(out(own)).child(out(topics))
}

fn place_link(t: Tandem, route: Route) -> El {
    let said_of = route.clone();
    let so_far =
        live(move || said_so_far(t, &said_of).map(|so_far| words("span", so_far).class("places__said")));
    let name = link(format!("#{}", route.hash()), t.word(route.name()));
    let current =
        name.live_attr("aria-current", move || is_here(&t.route.get(), &route).then(|| "page".into()));
    el("li").child(current).child(so_far)
}

/// Whether a place of the list is the one where somebody is, or holds it.
fn is_here(here: &Route, listed: &Route) -> bool {
    let within = [(Route::Survival, Route::Compare), (Route::Show, Route::Page), (Route::Said, Route::Page)];
    here == listed
        || within.iter().any(|(inner, outer)| inner == here && outer == listed)
        || matches!((here, listed), (Route::Option(_), Route::Choices))
}

/// What has been said so far in a place: told, never as something still missing.
pub(crate) fn said_so_far(t: Tandem, route: &Route) -> Option<String> {
    let (word, count) = t.answers_with(|answers| match route {
        Route::Matters => Some((Word::SoFarMatters, answers.sorted())),
        Route::MyWay => Some((Word::SoFarMarkers, answers.marked())),
        Route::Questions => Some((Word::SoFarQuestions, answers.asked().len())),
        Route::Stand => Some((Word::SoFarStand, usize::from(answers.has_stand()))),
        _ => None,
    })?;
    (count > 0).then(|| t.words.counted(word, count))
}

/// Keeping, clearing, and the promise.
fn foot(t: Tandem) -> El {
    let is_empty = t.is_empty();
    el("div")
        .class("foot")
        .attr("role", "contentinfo")
        .child(keeping::keeping(t, is_empty))
        .child(el("p").class("foot__clear").child(keeping::clear_answers(t, is_empty)))
        .child(promise(t.words))
        .child(faults(t))
}

/// Test builds only: ways to make the program fail, so that a test can see what a person then sees.
#[cfg(feature = "induce-panics")]
#[allow(clippy::panic, reason = "that is what they are for")]
fn faults(t: Tandem) -> Node {
    let draws = RwSignal::new(true);
    let drawn = live(move || if draws.get() { nothing() } else { panic!("in drawing") });
    many([
        button("button", "Fault in an event", || panic!("in an event")).into(),
        button("button", "Fault in an update", move || t.change(|_| panic!("in an update"))).into(),
        button("button", "Fault in drawing", move || draws.set(false)).into(),
        drawn,
    ])
}

#[cfg(not(feature = "induce-panics"))]
fn faults(_: Tandem) -> Node {
    nothing()
}

/// The promise in a line, and where to read more.
pub fn promise(texts: &'static Words) -> El {
    let more = link("#start", texts.get(Word::PrivacyMore));
    el("p").class("foot__promise").child(texts.get(Word::PrivacyShort)).child(" ").child(more)
}
