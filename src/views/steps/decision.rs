//! This decision: the choice in one sentence and two ways on from it. Who it is for, who was studied and when to decide are
//! folded to their headings, so that all of them are seen at a glance; status and dates come last.

use leptos::prelude::{Get, Set};

use crate::browser::window;
use crate::cards::{Freshness, Section};
use crate::summary::sentence;
use crate::text::Remark;
use crate::views::element::{El, Node, el, link, live, many, words};
use crate::views::parts::{detail::detail_choice, prose};
use crate::views::route::{Journey, Route, anchor};
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
pub fn decision(t: Tandem) -> Node {
    let sections = t.decision.sections.iter().map(|it| section(t, it));
    many([
        Node::from(el("p").class("question").child(prose::explained(t, &t.decision.question))),
        stale_word(t).map(|word| words("p", t.word(word)).class("warning")).into(),
        then_and_now(t, &Route::Said),
        remarks(t).into(),
        detail_choice(t).into(),
        ways(t).into(),
        el("div").class("folds").child(many(sections)).into(),
        status(t).into(),
    ])
}

/// Where a notebook is opened on a later day: the way to what was said then, and is asked again now.
pub fn then_and_now(t: Tandem, route: &Route) -> Node {
    let address = format!("#{}", route.address());
    let last = t.part(|answers| answers.finished().last().map(|it| it.day));
    live(move || {
        let day = last.get().filter(|day| *day < window::today_or(t.today))?;
        let label = t.words.format(Word::SaidOpen, &[("date", &sentence::in_words(t.words, day))]);
        Some(el("p").class("again").child(link(address.clone(), label).class("alone")))
    })
}

/// The two ways on: the short one for who has little time, and the whole one.
fn ways(t: Tandem) -> El {
    let way = |journey: Journey, to: Route, word: Word| {
        link(format!("#{}", to.hash()), t.word(word)).on_click(move || t.journey.set(journey))
    };
    el("p")
        .class("ways")
        .child(way(Journey::Whole, Route::Choices, Word::WayWhole).class("button button--main"))
        .child(way(Journey::Short, Route::Matters, Word::WayShort).class("button"))
}

/// One section, folded to its heading.
fn section(t: Tandem, section: &'static Section) -> El {
    let heading = words("h2", section.heading.as_str());
    el("details")
        .class("fold")
        .id(anchor(&section.id))
        .child(el("summary").child(heading))
        .child(el("div").class("fold__inside").child(prose::pieces(t, &section.pieces)))
}

/// Status and dates.
fn status(t: Tandem) -> El {
    let class = if t.decision.meta.changed_since_review { "status warning" } else { "status" };
    let line = el("p").class(class).child(status_words(t)).child(" ");
    line.child(link("#about", t.word(Word::PlaceAbout)))
}

/// Status and dates as words.
pub fn status_words(t: Tandem) -> String {
    let meta = &t.decision.meta;
    let sentences = [sentence::status(t.words, meta), sentence::dates(t.words, meta)];
    t.words.join(Word::JoinSentences, sentences)
}

/// What is said of cards that are past their date.
pub fn stale_word(t: Tandem) -> Option<Word> {
    match t.decision.meta.freshness(t.today) {
        Freshness::Current => None,
        Freshness::PastReview => Some(Word::PastReview),
        Freshness::Expired => Some(Word::Expired),
    }
}

/// What could not be read, in plain words: the page never pretends to be whole.
fn remarks(t: Tandem) -> Option<El> {
    if t.remarks.is_empty() {
        return None;
    }
    let line = |remark: &'static Remark| {
        let line = t.words.numeral(remark.position.line);
        let location = t.words.format(Word::RemarkPlace, &[("file", &remark.file), ("line", &line)]);
        let text = t.words.join(Word::JoinSentences, [location, t.words.remark(remark)]);
        el("li").child(text).child(" ").child(words("q", remark.about.as_str()))
    };
    let list = el("details")
        .child(words("summary", t.word(Word::RemarksShow)))
        .child(el("ul").child(many(t.remarks.iter().map(line))));
    Some(
        el("div")
            .class("warning")
            .attr("role", "note")
            .child(words("p", t.word(Word::RemarksTitle)))
            .child(list),
    )
}
