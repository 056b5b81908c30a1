//! The information on a topic as a leaflet: the choices, when to decide and whom to ring; the numbers side by side with small
//! pictures; what is not known, questions to ask, sources. How long people lived stands on a side of its own, and only if it
//! was asked for.

use leptos::prelude::Get;

use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{OptionCard, Row, Section, Table};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::sheet::facts;
use crate::views::parts::{comparison, prose};
use crate::views::state::Tandem;
use crate::views::steps::{about, decision};
use crate::words::Word;

/// The ids of the decision's sections that stand before the numbers, and after them.
const BEFORE: [&str; 1] = ["when"];
const AFTER: [&str; 2] = ["who-studied", "not-known"];
/// The fact of the service that says whom to ring.
const ADVICE_LINE: &str = "advice-line";

/// The leaflet.
pub fn leaflet(t: Tandem) -> Node {
    let told = t.part(move |answers| (t.detail(answers), answers.survival_on_paper()));
    live(move || {
        let (detail, survival) = told.get();
        let running = el("p").class("running").attr("aria-hidden", "true");
        let running =
            running.child(t.decision.meta.title.as_str()).child(el("br")).child(decision::status_words(t));
        el("article")
            .class("leaflet")
            .child(first(t))
            .child(numbers(t, detail))
            .child(last(t, detail))
            .child((survival && t.decision.has_survival()).then(|| deaths(t, detail)))
            .child(running)
    })
}

/// What it is about, the choices, when to decide, whom to ring.
fn first(t: Tandem) -> Node {
    let choice = |option: &'static OptionCard| {
        let intro = (!option.missing).then(|| prose::pieces(t, &option.intro));
        el("li").child(words("h3", option.title.as_str())).child(intro)
    };
    let stale = decision::stale_word(t).map(|word| words("p", t.word(word)).class("warning"));
    many([
        words("h1", t.decision.heading.as_str()).into(),
        el("p").child(prose::inlines(t, &t.decision.question)).into(),
        el("p").child(words("strong", sentence::status(t.words, &t.decision.meta))).into(),
        Node::from(stale),
        words("h2", t.word(Word::PlaceChoices)).into(),
        el("ul").class("leaflet__choices").child(many(t.decision.options.iter().map(choice))).into(),
        sections(t, &BEFORE),
        el("p").child(prose::fact(t, ADVICE_LINE, t.word(Word::LeafletRing).into())).into(),
    ])
}

fn sections(t: Tandem, ids: &[&str]) -> Node {
    let found = ids.iter().filter_map(|id| t.decision.section(id));
    many(found.map(|section: &'static Section| {
        many([words("h2", section.heading.as_str()).into(), prose::pieces(t, &section.pieces)])
    }))
}

/// The numbers, study by study.
fn numbers(t: Tandem, detail: Detail) -> Node {
    if !t.numbers_shown() {
        return Node::from(None::<El>);
    }
    let tables = t.decision.tables.iter().filter(|table| !table.is_survival());
    many([words("h2", t.word(Word::CompareNumbers)).into(), studies(t, tables, detail)])
}

fn studies(t: Tandem, tables: impl Iterator<Item = &'static Table>, detail: Detail) -> Node {
    let mut before = None;
    let studies: Vec<El> = tables.map(|table| study(t, table, detail, before.replace(table))).collect();
    many(studies)
}

/// A study: who was studied, its numbers, and under each the sentence on the difference, how sure, and the source.
fn study(t: Tandem, table: &'static Table, detail: Detail, before: Option<&'static Table>) -> El {
    let wide = (table.columns.len() + 1).to_string();
    let rows = table.rows.iter().map(|row| {
        if detail == Detail::NoNumbers {
            let told = el("td").attr("colspan", wide.clone()).child(facts::difference(t, row));
            return el("tbody").child(el("tr").child(told));
        }
        let told =
            el("td").attr("colspan", wide.clone()).class("leaflet__difference").child(about_row(t, row));
        el("tbody").child(facts::row(t, table, row)).child(el("tr").child(told))
    });
    let heads = (detail != Detail::NoNumbers).then(|| facts::heads(table, before));
    let shown = el("table")
        .class(format!("facts numbers sheet__facts sheet__facts--{}", table.columns.len().min(4)))
        .child(heads)
        .child(many(rows));
    el("section")
        .class("leaflet__study")
        .child(words("h3", plain(&table.heading)))
        .child(comparison::lead(t, table))
        .child(shown)
        .child(prose::pieces(t, &table.after))
}

fn about_row(t: Tandem, row: &'static Row) -> String {
    let sources = t.sources(row).into_iter().map(|(number, _)| format!("[{number}]"));
    let sure = sentence::certainty_in_short(t.words, row.certainty, t.rated_by(row));
    let parts = [plain(&row.difference), sure].into_iter().chain(sources);
    t.words.join(Word::JoinSentences, parts)
}

/// What is not known, questions to ask, sources.
fn last(t: Tandem, detail: Detail) -> Node {
    let prompts = t.decision.prompts.iter().map(|prompt| words("li", prompt.words.as_str()));
    let sure =
        (t.numbers_shown() && detail != Detail::NoNumbers).then(|| words("p", t.word(Word::SureByAuthors)));
    many([
        sections(t, &AFTER),
        words("h2", t.word(Word::PlaceQuestions)).into(),
        el("ul").class("leaflet__questions").child(many(prompts)).into(),
        Node::from(sure),
        about::sources(t),
        words("p", t.words.together(t.word(Word::FundingLabel), &t.decision.meta.funding)).into(),
        el("p").child(words("strong", t.word(Word::StartWhatNot))).into(),
    ])
}

/// How long people lived, on a side of its own.
fn deaths(t: Tandem, detail: Detail) -> El {
    let tables = t.decision.tables.iter().filter(|table| table.is_survival() && t.numbers_shown());
    el("div")
        .class("leaflet__survival")
        .child(words("h2", t.word(Word::PlaceSurvival)))
        .child(studies(t, tables, detail))
}
