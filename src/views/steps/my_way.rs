//! Side by side, my way: the comparison again, thing by thing: for each that matters most the person's marker, and right under
//! it the rows it is about. The marker is told as a sentence, never as a column that invites counting.

use leptos::prelude::Get;

use crate::answers::{Detail, Key, Marker, Pile};
use crate::summary::{self, Fact};
use crate::views::element::{El, Node, button, el, link, live, many, words};
use crate::views::parts::comparison::{Part, Telling, comparison};
use crate::views::parts::{detail::detail_choice, field::own_words, sheet};
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
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
    many([words("p", t.word(Word::MyWayIntro)).into(), detail_choice(t).into(), concerns])
}

fn concern(t: Tandem, key: Key) -> El {
    let text = t.answers_untracked(|answers| summary::matter_words(t.decision, answers, &key));
    let shown = key.clone();
    let told =
        t.part(|answers| (answers.detail().unwrap_or(Detail::Everything), answers.survival_on_paper()));
    let facts = live(move || {
        let (detail, survival) = told.get();
        facts(t, &shown, detail, survival)
    });
    el("section")
        .class("concern")
        .child(own_words("h2", text.clone()).class("said"))
        .child(marker(t, key, &text))
        .child(facts)
}

fn facts(t: Tandem, key: &Key, detail: Detail, survival: bool) -> Node {
    let concern = t.answers_untracked(|answers| summary::concern(t.decision, answers, key, survival));
    let ask_first = concern.ask_first.then(|| {
        let text = el("p")
            .child(t.word(Word::PageAskFirst))
            .child(" ")
            .child(t.word(Word::MyWaySurvival))
            .child(" ");
        text.child(link("#survival", t.word(Word::CompareToSurvival)))
    });
    let none =
        (concern.facts.is_empty() && !concern.ask_first).then(|| words("p", t.word(Word::MyWayNoFacts)));
    let telling = Telling { detail, level: 3, addressed: false };
    let parts = parts(&concern.facts);
    let numbers = match t.numbers_shown() {
        true => comparison(t, parts, telling),
        false => (!parts.is_empty()).then(|| words("p", t.word(Word::Expired)).class("warning")).into(),
    };
    let in_words = many(concern.facts.iter().map(|fact| sheet::in_words(t, fact)));
    many([numbers, in_words, ask_first.into(), none.into()])
}

/// The rows among the facts, study by study.
fn parts(facts: &[Fact<'static>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for fact in facts {
        let Fact::Numbers(table, row) = fact else { continue };
        match parts.iter_mut().find(|part| part.table.id == table.id) {
            Some(part) => part.rows.push(row),
            None => parts.push(Part { table, rows: vec![row], whole: false }),
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
