//! Side by side: shared headings as rows and choices as columns; then what happened to the people studied, study by study.
//! On a phone a row is a block with the choices under one another, so that nothing scrolls sideways.

use super::choices::option_link;
use crate::cards::Table;
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::parts::{detail::detail_choice, field, people_picture, row, sheet, study};
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
    let studies = t.decision.tables.iter().filter(|table| !table.is_survival());
    el("section")
        .id(NUMBERS)
        .child(words("h2", t.word(Word::CompareNumbers)))
        .child(words("p", t.word(Word::CompareNumbersIntro)))
        .child(detail_choice(t))
        .child(studies_or_notice(t, studies.collect(), 3))
}

/// How long people lived.
pub fn survival(t: Tandem) -> Node {
    let studies = t.decision.tables.iter().filter(|table| table.is_survival());
    let print = (!t.setting.prerendered).then(|| {
        let ticked = move || t.answers_with(|answers| answers.survival_on_paper());
        field::tick(t.word(Word::SurvivalPrint), ticked, move |yes| {
            t.change(|answers| answers.print_survival(yes))
        })
    });
    many([
        words("p", t.word(Word::SurvivalIntro)).into(),
        detail_choice(t).into(),
        studies_or_notice(t, studies.collect(), 2),
        print.into(),
    ])
}

/// The studies; a plain sentence instead once the cards are so old that their numbers are not shown.
fn studies_or_notice(t: Tandem, studies: Vec<&'static Table>, level: usize) -> Node {
    if !t.numbers_shown() {
        return words("p", t.word(Word::Expired)).class("warning").into();
    }
    if studies.is_empty() {
        return words("p", t.word(Word::CellNotKnown)).into();
    }
    let studies = many(studies.into_iter().map(|table| study::study(t, table, level)));
    many([legend(t).into(), studies])
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
    let cells = t.decision.options.iter().map(|option| {
        let said = option.sections.iter().find(|section| section.id == id);
        let name = el("h4").class("cell__studied").child(option_link(option));
        el("div").class("cell").child(name).child(sheet::section_or_unknown(t, said))
    });
    let heading = words("h3", heading).class("row__title");
    let line = el("span").class("row__difference").child(row::line_number(t, line));
    let cells = row::cells_side_by_side(t.decision.options.len()).child(many(cells));
    row::folding_row(t.setting.wide, many([heading, line])).id(anchor(id)).child(cells)
}
