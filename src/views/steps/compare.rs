//! Side by side: what happened to the people studied, with choices as columns and the rows that matter to the person first;
//! then what the choices' cards say, heading by heading. Nothing scrolls sideways, and every number is in sight.

use leptos::prelude::{Get, Memo};

use super::choices::option_link;
use crate::answers::Detail;
use crate::cards::{Cell, Count, Row, Table, whole as wholes};
use crate::summary::{self, SetAside};
use crate::views::element::{El, Node, el, link, live, many, nothing, soon, words};
use crate::views::parts::aside::{self, Handling};
use crate::views::parts::comparison::{Hidden, Part, Telling, belong, comparison};
use crate::views::parts::people_picture::key_dot;
use crate::views::parts::{detail::detail_control, field, groups, row, sheet};
use crate::views::route::{IN_WORDS, NUMBERS, anchor};
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn compare(t: Tandem) -> Node {
    let headings = t.decision.shared_headings();
    let to = |address: String, word| link(address, t.word(word)).class("alone");
    let survival = t.decision.has_survival().then(|| to("#survival".to_string(), Word::CompareToSurvival));
    let handling = Handling::default();
    let tools = many([
        Node::from(detail_control(t)),
        aside::choices_to_set_aside(t, handling).into(),
        to(format!("#{IN_WORDS}"), Word::CompareToWords).into(),
    ]);
    let rows = soon(move || many(headings.iter().map(|(id, heading)| heading_row(t, id, heading))));
    many([
        Node::from(words("p", t.word(Word::CompareIntro))),
        el("div").class("tools").child(tools).child(survival).into(),
        Node::from((!t.setting.prerendered).then(|| groups::chooser(t, handling)).flatten()),
        numbers(t, mine(t), Manner { handling: (!t.setting.prerendered).then_some(handling), large: false })
            .into(),
        words("h2", t.word(Word::CompareWords)).id(IN_WORDS).into(),
        el("div").class("side-by-side").child(rows).into(),
    ])
}

/// What a table of studies can do besides being read.
#[derive(Clone, Copy, Default)]
pub struct Manner {
    /// Things can be set aside.
    pub handling: Option<Handling>,
    /// A tap on a row shows it large.
    pub large: bool,
}

/// The lines about what matters a lot to the person.
fn mine(t: Tandem) -> Memo<Vec<usize>> {
    t.part(move |answers| summary::lines_that_matter(t.decision, answers))
}

/// The studies, but for those on how long people lived; these lines first.
pub fn numbers(t: Tandem, lines: Memo<Vec<usize>>, manner: Manner) -> El {
    let tables = t.decision.tables.iter().filter(|table| !table.is_survival());
    el("section")
        .id(NUMBERS)
        .child(words("h2", t.word(Word::CompareNumbers)).class("unseen"))
        .child(studies_or_notice(t, tables.collect(), 3, lines, manner))
}

/// How long people lived.
#[inline(never)] // a part of the program that comes later
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
        detail_control(t).into(),
        studies_or_notice(t, tables.collect(), 2, mine(t), Manner::default()),
        print.into(),
    ])
}

/// The studies; a plain sentence instead once the cards are so old that their numbers are not shown.
fn studies_or_notice(
    t: Tandem,
    tables: Vec<&'static Table>,
    level: usize,
    lines: Memo<Vec<usize>>,
    Manner { handling, large }: Manner,
) -> Node {
    if !t.numbers_shown() {
        return words("p", t.word(Word::Expired)).class("warning").into();
    }
    if tables.is_empty() {
        return words("p", t.word(Word::CellNotKnown)).into();
    }
    let told = t.part(move |answers| t.detail(answers));
    let asides = t.part(move |answers| summary::set_aside(t.decision, answers));
    let over = handling.map(|handling| live(move || aside::overview(t, handling, asides.get())));
    let hidden = handling.map(|handling| handling.hidden(asides));
    let studies = live(move || {
        let telling = Telling { detail: told.get(), level, addressed: true, handling, large };
        let group = handling.and_then(|handling| handling.group.get());
        let shown: Vec<&Table> = tables.iter().copied().filter(|table| groups::shows(table, group)).collect();
        studies(t, &shown, &lines.get(), hidden, telling)
    });
    many([over.into(), studies])
}

/// First the rows about what matters to the person, then the others, study by study.
fn studies(
    t: Tandem,
    tables: &[&'static Table],
    lines: &[usize],
    hidden: Option<Memo<Vec<SetAside>>>,
    telling: Telling,
) -> Node {
    // What happened at several times stays together.
    let is_mine = |table: &Table, row: &Row| {
        let mut mine = table.rows.iter().filter(|it| lines.contains(&it.line));
        mine.any(|it| it.line == row.line || belong(table, it, row))
    };
    let chosen = |chosen: bool| {
        let parts = tables.iter().map(move |table| {
            let rows = table.rows.iter().filter(|row| is_mine(table, row) == chosen).collect();
            let hidden = hidden.map(|asides| Hidden::of(table, asides));
            Part { table, rows, whole: !chosen, hidden }
        });
        parts.filter(move |part| !part.rows.is_empty() || (!chosen && !part.table.after.is_empty()))
    };
    let first: Vec<Part> = chosen(true).collect();
    let inner = Telling { level: telling.level + 1, ..telling };
    let heading = move |word| row::heading(telling.level).child(t.word(word));
    let first = (!first.is_empty()).then(|| {
        el("section").class("mine").child(heading(Word::CompareMine)).child(comparison(t, first, inner))
    });
    let legend = (telling.detail != Detail::NoNumbers).then(|| legend(t));
    let others: Vec<Part> = chosen(false).collect();
    let others = match first {
        Some(_) if others.is_empty() => nothing(),
        Some(_) => {
            soon(move || many([heading(Word::CompareOthers).into(), comparison(t, others.clone(), inner)]))
        }
        None => comparison(t, others, telling),
    };
    many([legend.into(), first.into(), others])
}

/// What the dots of the small pictures mean: shape tells it, not colour alone.
fn legend(t: Tandem) -> El {
    let dot =
        |(name, word): (&'static str, Word)| el("li").child(key_dot(name)).child(" ").child(t.word(word));
    let tables = || t.decision.tables.iter();
    let has = |is: fn(Count) -> bool| {
        // The dots of a whole are explained beside its parts.
        let rows =
            tables().flat_map(|table| table.rows.iter().filter(|row| wholes::of(table, row).is_none()));
        let cells = rows.flat_map(|row| &row.cells);
        let mut counts = cells.filter_map(|cell| match cell {
            Cell::Finding(finding) => Some(finding.count()),
            _ => None,
        });
        counts.any(is)
    };
    let any_things = tables().any(|table| table.people.are_things);
    let filled = if any_things { Word::LegendThing } else { Word::LegendFilled };
    let between = has(|it| matches!(it, Count::Across { .. })).then_some(("between", Word::LegendBetween));
    let rarer = has(|it| it == Count::Rarer).then_some(("between", Word::LegendRarer));
    let kinds = [("filled", filled), ("empty", Word::LegendEmpty)].into_iter().chain(between).chain(rarer);
    // The key to small pictures, whose numbers stand beside them in words.
    el("ul").class("legend").attr("aria-hidden", "true").child(many(kinds.map(dot)))
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
