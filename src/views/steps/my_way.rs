//! Side by side, my way: the comparison again, thing by thing: for each that matters most the person's marker, and right under
//! it the rows it is about. The marker is told as a sentence, never as a column that invites counting.

use leptos::prelude::Get;

use crate::answers::{Detail, Key, Marker, Pile};
use crate::summary::{self, Fact};
use crate::views::element::{El, Node, button, el, link, live, many, nothing, words};
use crate::views::parts::comparison::{Part, Telling, comparison};
use crate::views::parts::detail::{detail_control, survival_question};
use crate::views::parts::{prose::own_words, sheet};
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn my_way(t: Tandem) -> Node {
    // The list changes with what is sorted; a marker placed in it must not draw the list anew under the person's finger.
    let keys = t.part(|answers| answers.on(Pile::Lot).cloned().collect::<Vec<_>>());
    let concerns = live(move || {
        let keys = keys.get();
        if keys.is_empty() {
            let back = el("p").child(link("#matters", t.word(Word::PlaceMatters)));
            return many([words("p", t.word(Word::MyWayEmpty)), back]);
        }
        many(keys.into_iter().map(|key| concern(t, key)))
    });
    many([words("p", t.word(Word::MyWayIntro)).into(), detail_control(t).into(), concerns])
}

fn concern(t: Tandem, key: Key) -> El {
    let (text, asks) = t.answers_untracked(|answers| {
        let asks = summary::concern(t.decision, answers, &key, false).ask_first;
        (summary::matter_words(t.decision, answers, &key), asks)
    });
    let asks = match &key {
        Key::Card(id) if asks => survival_question(t, id).into(),
        _ => nothing(),
    };
    let (shown, name) = (key.clone(), text.clone());
    let told = t.part(move |answers| (t.detail(answers), answers.survival_on_paper()));
    let facts = live(move || {
        let (detail, survival) = told.get();
        facts(t, &shown, &name, detail, survival)
    });
    el("section")
        .class("concern")
        .child(own_words(t.words, "h2", &text).class("said"))
        .child(marker(t, key, &text))
        .child(asks)
        .child(facts)
}

/// What is known of a thing: its key row at all its times, and the rest folded.
fn facts(t: Tandem, key: &Key, name: &str, detail: Detail, survival: bool) -> Node {
    let concern = t.answers_untracked(|answers| summary::concern(t.decision, answers, key, survival));
    let ask_first = concern.ask_first.then(|| words("p", t.word(Word::PageAskFirst)));
    let none =
        (concern.facts.is_empty() && !concern.ask_first).then(|| words("p", t.word(Word::MyWayNoFacts)));
    let is_key = key_row(&concern.facts);
    let (shown, rest): (Vec<Fact>, Vec<Fact>) = concern.facts.into_iter().partition(is_key);
    let telling = Telling { detail, level: 3, addressed: false, handling: None, large: false };
    let (shown, rest) = if shown.is_empty() { (rest, shown) } else { (shown, rest) };
    let more = (!rest.is_empty()).then(|| {
        let label = t.words.format(Word::MyWayMoreNamed, &[("thing", name)]);
        let summary = words("summary", t.word(Word::MyWayMore)).attr("aria-label", label);
        el("details").class("fold").child(summary).when_opened(move || told(t, &rest, telling))
    });
    many([told(t, &shown, telling), ask_first.into(), none.into(), more.into()])
}

/// Which facts stand first: the row that the author named first, at all its times; all on how long people lived where any
/// of it is there, since nothing else may stand before or without it.
fn key_row(facts: &[Fact<'static>]) -> impl Fn(&Fact<'static>) -> bool + use<> {
    let rows = || {
        facts.iter().filter_map(|fact| match fact {
            Fact::Numbers(table, row) => Some((*table, *row)),
            _ => None,
        })
    };
    let survival = rows().any(|(table, _)| table.is_survival());
    let first = rows().next().map(|(_, row)| row.id.as_str());
    move |fact| match fact {
        Fact::Numbers(table, _) if survival => table.is_survival(),
        Fact::Numbers(_, row) => Some(row.id.as_str()) == first,
        _ => false,
    }
}

fn told(t: Tandem, facts: &[Fact<'static>], telling: Telling) -> Node {
    let parts = parts(facts);
    let numbers = match t.numbers_shown() {
        true => comparison(t, parts, telling),
        false => (!parts.is_empty()).then(|| words("p", t.word(Word::Expired)).class("warning")).into(),
    };
    many([numbers, many(facts.iter().map(|fact| sheet::in_words(t, fact)))])
}

/// The rows among the facts, study by study.
fn parts(facts: &[Fact<'static>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for fact in facts {
        let Fact::Numbers(table, row) = fact else { continue };
        match parts.iter_mut().find(|part| part.table.id == table.id) {
            Some(part) => part.rows.push(row),
            None => parts.push(Part { table, rows: vec![row], whole: false, hidden: None }),
        }
    }
    parts
}

/// The person's marker: alike for every choice, in the author's order, nothing chosen before they choose.
fn marker(t: Tandem, key: Key, text: &str) -> El {
    let points = t.decision.options.iter().map(|option| {
        let label = t.words.format(Word::MarkTo, &[("choice", &option.title)]);
        (Marker::Points(option.id.clone()), label)
    });
    let others = [(Marker::Same, Word::MarkSame), (Marker::Unsure, Word::MarkUnsure)];
    let all = points.chain(others.map(|(marker, word)| (marker, t.word(word).to_string())));
    let button = |(marker, label): (Marker, String)| {
        let (shown_key, shown, marked_key) = (key.clone(), marker.clone(), key.clone());
        button("choice", label, move || t.change(|answers| answers.mark(&marked_key, marker.clone())))
            .pressed(move || t.answers_with(|answers| answers.marker(&shown_key) == Some(&shown)))
    };
    el("div")
        .class("marker")
        .attr("role", "group")
        .attr("aria-label", t.words.format(Word::MarkTitle, &[("thing", text)]))
        .child(words("p", t.word(Word::MarkFor)).class("marker__title"))
        .child(el("div").class("choices-row").child(many(all.map(button))))
}
