//! Side by side: what happened to the people studied, with choices as columns and the rows that matter to the person first;
//! then what the choices' cards say, heading by heading. Nothing scrolls sideways, and every number is in sight.

use leptos::prelude::Get;

use super::choices::option_link;
use crate::answers::Detail;
use crate::cards::Table;
use crate::summary;
use crate::views::element::{El, Node, el, link, live, many, words};
use crate::views::parts::comparison::{Part, Telling, comparison};
use crate::views::parts::{detail::detail_choice, field, people_picture, row, sheet};
use crate::views::route::{NUMBERS, anchor};
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
pub fn compare(t: Tandem) -> Node {
    let headings = t.decision.shared_headings();
    let to = |address, word| el("li").child(link(address, t.word(word)));
    let survival = t.decision.has_survival().then(|| to("#survival", Word::CompareToSurvival));
    let links = many([Node::from(to("#numbers", Word::CompareToNumbers)), survival.into()]);
    let rows = many(headings.into_iter().map(|(id, heading)| heading_row(t, id, heading)));
    many([
        words("p", t.word(Word::CompareIntro)),
        el("ul").class("links").child(links),
        words("h2", t.word(Word::CompareWords)),
        el("div").class("side-by-side").child(rows),
        numbers(t),
    ])
}

/// The studies, but for those on how long people lived.
fn numbers(t: Tandem) -> El {
    let tables = t.decision.tables.iter().filter(|table| !table.is_survival());
    el("section")
        .id(NUMBERS)
        .child(words("h2", t.word(Word::CompareNumbers)))
        .child(words("p", t.word(Word::CompareNumbersIntro)))
        .child(detail_choice(t))
        .child(studies_or_notice(t, tables.collect(), 3))
}

/// How long people lived.
pub fn survival(t: Tandem) -> Node {
    let tables = t.decision.tables.iter().filter(|table| table.is_survival());
    let print = (!t.setting.prerendered).then(|| {
        let ticked = move || t.answers_with(|answers| answers.survival_on_paper());
        field::tick(t.word(Word::SurvivalPrint), ticked, move |yes| {
            t.change(|answers| answers.print_survival(yes))
        })
    });
    many([
        words("p", t.word(Word::SurvivalIntro)).into(),
        detail_choice(t).into(),
        studies_or_notice(t, tables.collect(), 2),
        print.into(),
    ])
}

/// The studies; a plain sentence instead once the cards are so old that their numbers are not shown.
fn studies_or_notice(t: Tandem, tables: Vec<&'static Table>, level: usize) -> Node {
    if !t.numbers_shown() {
        return words("p", t.word(Word::Expired)).class("warning").into();
    }
    if tables.is_empty() {
        return words("p", t.word(Word::CellNotKnown)).into();
    }
    let told = t.part(|answers| answers.detail().unwrap_or(Detail::Everything));
    let lines = t.part(move |answers| summary::lines_that_matter(t.decision, answers));
    live(move || {
        let telling = Telling { detail: told.get(), level, addressed: true };
        studies(t, &tables, &lines.get(), telling)
    })
}

/// First the rows about what matters to the person, then the others, study by study.
fn studies(t: Tandem, tables: &[&'static Table], lines: &[usize], telling: Telling) -> Node {
    let chosen = |chosen: bool| {
        let parts = tables.iter().map(move |table| {
            let rows = table.rows.iter().filter(|row| lines.contains(&row.line) == chosen).collect();
            Part { table, rows, whole: !chosen }
        });
        parts.filter(move |part| !part.rows.is_empty() || (!chosen && !part.table.after.is_empty()))
    };
    let first: Vec<Part> = chosen(true).collect();
    let first = (!first.is_empty()).then(|| {
        let heading = row::heading(telling.level).child(t.word(Word::CompareMine));
        let inner = Telling { level: telling.level + 1, ..telling };
        el("section").class("mine").child(heading).child(comparison(t, first, inner))
    });
    let legend = (telling.detail == Detail::Everything).then(|| legend(t));
    many([legend.into(), first.into(), comparison(t, chosen(false).collect(), telling)])
}

/// What the figures mean: shape tells it, not colour alone.
fn legend(t: Tandem) -> El {
    let figure = |(name, word): (&'static str, Word)| {
        let picture =
            el("svg").class("legend__figure").attr("viewBox", "0 0 10 10").attr("aria-hidden", "true");
        let figure = people_picture::figure_rect(name).attr("width", "10").attr("height", "10");
        el("li").child(picture.child(figure)).child(" ").child(t.word(word))
    };
    let kinds =
        [("filled", Word::LegendFilled), ("empty", Word::LegendEmpty), ("between", Word::LegendBetween)];
    el("ul").class("legend").child(many(kinds.map(figure)))
}

/// One shared heading: what each choice's card says under it.
fn heading_row(t: Tandem, id: &'static str, heading: &'static str) -> El {
    let line = t.decision.heading_line(id).unwrap_or_default();
    let name = words("h3", heading).class("row__title");
    let line = el("span").class("row__line").child(row::line_number(t, line));
    row::folding_row(many([name, line])).id(anchor(id)).when_opened(move || {
        let cells = t.decision.options.iter().map(|option| {
            let section = option.sections.iter().find(|section| section.id == id);
            let name = el("h4").class("cell__studied").child(option_link(option));
            el("div").class("cell").child(name).child(sheet::section_or_unknown(t, section))
        });
        row::cells_side_by_side(t.decision.options.len()).child(many(cells)).into()
    })
}
