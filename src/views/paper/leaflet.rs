//! The information on a topic as a leaflet: the choices, when to decide and whom to ring; the numbers side by side with small
//! pictures; what is not known, questions to ask, sources. How long people lived stands on a side of its own, and only if it
//! was asked for.

use leptos::prelude::Get;

use crate::answers::Detail;
use crate::cards::prose::plain;
use crate::cards::{OptionCard, Row, Section, Table};
use crate::summary::{sentence, whole};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::sheet::facts;
use crate::views::parts::{comparison, prose, row, study};
use crate::views::state::Tandem;
use crate::views::steps::{about, choices, decision};
use crate::words::Word;

/// How much of what the author wrote is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sections {
    /// To take along, on four sides: those that are asked about in the room.
    Short,
    /// Every section, for a copy of the cards as they were.
    All,
}

/// The ids of the sections of four sides. The team has given them to somebody whom the topic is for.
const SHORT: [&str; 5] = ["when", "who-studied", "not-known", "trial", "second-opinion"];
/// This one stands behind the numbers, wherever its author put it: what is to be decided comes first.
const STUDIED: &str = "who-studied";
/// The fact of the service that says whom to ring.
const ADVICE_LINE: &str = "advice-line";
/// How many letters go into the two lines at the foot of every side; what is longer takes a third.
const FOOT: usize = 178;

/// The leaflet.
pub fn leaflet(t: Tandem, sections: Sections) -> Node {
    let told = t.part(move |answers| (t.detail(answers), answers.survival_on_paper()));
    live(move || {
        let (detail, survival) = told.get();
        let foot = [t.decision.meta.title.clone(), decision::status_words(t)];
        let foot = t.words.join(Word::JoinTitle, foot);
        let is_long = foot.chars().count() > FOOT;
        let running = words("p", foot).class("running").attr("aria-hidden", "true");
        el("article")
            .class(if is_long { "leaflet leaflet--long-foot" } else { "leaflet" })
            .child(first(t, sections))
            .child(numbers(t, detail))
            .child(last(t, sections))
            .child((survival && t.decision.has_survival()).then(|| deaths(t, detail)))
            .child(running)
    })
}

/// What it is about, the choices, when to decide, whom to ring.
fn first(t: Tandem, told: Sections) -> Node {
    let of_all = choices::said_of_all(t);
    let choice = |option: &'static OptionCard| {
        let intro = (!option.missing).then(|| prose::pieces(t, choices::own(option, of_all)));
        el("li").child(words("h3", option.title.as_str())).child(intro)
    };
    let stale = decision::stale_word(t).map(|word| words("p", t.word(word)).class("warning"));
    many([
        words("h1", t.decision.heading.as_str()).into(),
        el("p").child(prose::inlines(t, &t.decision.question)).into(),
        el("p").child(words("b", sentence::status(t.words, &t.decision.meta))).into(),
        Node::from(stale),
        words("h2", t.word(Word::PlaceChoices)).into(),
        el("ul").class("leaflet__choices").child(many(t.decision.options.iter().map(choice))).into(),
        of_all.map(|of_all| prose::pieces(t, of_all)).into(),
        sections(t, told, |section| section.id != STUDIED && !t.decision.is_after_numbers(section)),
        el("p").child(prose::fact(t, ADVICE_LINE, t.word(Word::LeafletRing).into())).into(),
    ])
}

/// The sections that stand here, in the author's order.
fn sections(t: Tandem, told: Sections, stands_here: impl Fn(&Section) -> bool) -> Node {
    let is_told = |id: &str| told == Sections::All || SHORT.contains(&id);
    let printed = |section: &&'static Section| is_told(&section.id) && stands_here(section);
    many(t.decision.sections.iter().filter(printed).map(|section| {
        many([words("h2", section.heading.as_str()).into(), prose::pieces(t, &section.pieces)])
    }))
}

/// The numbers, study by study.
fn numbers(t: Tandem, detail: Detail) -> Node {
    if !t.numbers_shown() {
        return Node::from(None::<El>);
    }
    let tables: Vec<&Table> = t.decision.tables.iter().filter(|table| !table.is_survival()).collect();
    let sure = (detail != Detail::NoNumbers).then(|| words("p", t.word(Word::LeafletSure)));
    many([words("h2", t.word(Word::CompareNumbers)).into(), Node::from(sure), studies(t, &tables, detail)])
}

/// The numbers of these studies. Studies of the same things are one table, so that the names of its columns stand at the head
/// of every side it goes on to.
fn studies(t: Tandem, tables: &[&'static Table], detail: Detail) -> Node {
    if detail == Detail::NoNumbers {
        return many(tables.iter().map(|table| in_words(t, table)));
    }
    let groups = tables.chunk_by(|one, other| comparison::same_columns(one, other));
    let groups = groups.map(|group| {
        let columns = group.first().map_or(0, |table| table.columns.len());
        let any_count = group.iter().any(|table| table.rows.iter().any(Row::has_count));
        el("table")
            .class(format!("facts numbers sheet__facts sheet__facts--{}", columns.min(4)))
            .child(many(group.first().map(|table| study::column_heads(t, table, any_count))))
            .child(many(group.iter().map(|table| study(t, table))))
    });
    many(groups)
}

/// A study without its numbers: the sentences on the difference.
fn in_words(t: Tandem, table: &'static Table) -> El {
    el("section")
        .child(words("h3", plain(&table.heading)))
        .child(comparison::lead(t, table))
        .child(many(table.rows.iter().map(|row| facts::difference(t, row))))
        .child(prose::pieces(t, &table.after))
}

/// A study: who was studied, its numbers, and under each the sentence on the difference, how sure, and the source.
fn study(t: Tandem, table: &'static Table) -> Node {
    let cell = |class: &'static str, wide: usize, inside: Node| {
        el("td").class(class).attr("colspan", wide.to_string()).child(inside)
    };
    let across =
        |inside: Node| el("tr").child(cell("leaflet__words", table.columns.len().saturating_add(1), inside));
    let rows = table.rows.iter().map(|row| {
        let told = el("tr")
            .child(cell("leaflet__difference", table.columns.len(), about_row(t, table, row).into()))
            .child(el("td").class("leaflet__line").child(row::line_number(t, row.line)));
        el("tbody").child(facts::row(t, table, row)).child(told)
    });
    let title = many([words("h3", plain(&table.heading)).into(), comparison::lead(t, table)]);
    let after = (!table.after.is_empty())
        .then(|| el("tbody").class("leaflet__after").child(across(prose::pieces(t, &table.after))));
    many([el("tbody").class("leaflet__study").child(across(title)).into(), many(rows), Node::from(after)])
}

fn about_row(t: Tandem, table: &'static Table, row: &'static Row) -> String {
    let sources = t.sources(row).into_iter().map(|(number, _)| format!("[{number}]"));
    let sure = sentence::certainty_in_short(t.words, row.certainty, t.rated_by(row));
    let results = whole::results_after(t.words, table, row);
    let parts = [plain(&row.difference)].into_iter().chain(results).chain([sure]).chain(sources);
    t.words.join(Word::JoinSentences, parts)
}

/// What is not known, questions to ask, sources.
fn last(t: Tandem, told: Sections) -> Node {
    let prompts = t.decision.prompts.iter().map(|prompt| words("li", prompt.words.as_str()));
    many([
        sections(t, told, |section| section.id == STUDIED || t.decision.is_after_numbers(section)),
        words("h2", t.word(Word::PlaceQuestions)).into(),
        el("ul").class("leaflet__questions").child(many(prompts)).into(),
        about::sources(t),
        words("p", t.words.together(t.word(Word::FundingLabel), &t.decision.meta.funding)).into(),
        el("p").child(words("b", t.word(Word::StartWhatNot))).into(),
    ])
}

/// How long people lived, on a side of its own.
fn deaths(t: Tandem, detail: Detail) -> El {
    let tables = t.decision.tables.iter().filter(|table| table.is_survival() && t.numbers_shown());
    let tables: Vec<&Table> = tables.collect();
    el("div")
        .class("leaflet__survival")
        .child(words("h2", t.word(Word::PlaceSurvival)))
        .child(studies(t, &tables, detail))
}
