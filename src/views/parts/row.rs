//! One row of numbers: what happened, to how many in each group, how sure, from where. Sentence, picture and short number
//! are all made from one finding.

use leptos::prelude::*;

use super::people_picture::people_picture;
use super::prose;
use crate::answers::Detail;
use crate::cards::{Cell, Column, Finding, Row, Table};
use crate::summary::sentence;
use crate::views::state::Tandem;
use crate::words::Word;

/// A row, told in as much detail as the person asked for.
pub fn row(t: Tandem, table: &'static Table, row: &'static Row, detail: Detail) -> AnyView {
    let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| self::cell(t, row, column, cell, detail));
    let cells = (detail != Detail::NoNumbers).then(|| {
        view! { <div class=format!("row__cells row__cells--{}", table.columns.len())>{cells.collect_view()}</div> }
    });
    view! {
        <section class="row" id=format!("line-{}", row.line) aria-labelledby=format!("row-{}", row.line)>
            <h4 class="row__title" id=format!("row-{}", row.line)>
                {line_number(t, row.line)} <span class="row__label">{row.label.as_str()}</span> " "
                <span class="row__over">{row.over.as_str()}</span>
            </h4>
            <p class="row__difference">{prose::inlines(t, &row.difference)}</p>
            {cells}
            {(detail != Detail::NoNumbers).then(|| sources(t, row))}
        </section>
    }
    .into_any()
}

/// "line 14": the same on screen and on paper.
pub fn line_number(t: Tandem, line: usize) -> AnyView {
    let label = t.words.say(Word::LineNumber, &[("line", &line.to_string())]);
    view! { <span class="line">{label}</span> }.into_any()
}

fn cell(t: Tandem, row: &'static Row, column: &'static Column, cell: &'static Cell, detail: Detail) -> AnyView {
    let inside = match cell {
        Cell::Finding(finding) => self::finding(t, row, finding, detail),
        Cell::NotKnown => view! { <p>{t.word(Word::CellNotKnown)}</p> }.into_any(),
        Cell::Words(words) => view! { <p>{prose::inlines(t, words)}</p> }.into_any(),
        Cell::LeftOut => view! { <p class="left-out">{t.word(Word::CellLeftOut)}</p> }.into_any(),
    };
    view! {
        <div class="cell">
            <h5 class="cell__studied">{prose::inlines(t, &column.studied)}</h5>
            {inside}
        </div>
    }
    .into_any()
}

fn finding(t: Tandem, row: &'static Row, finding: &'static Finding, detail: Detail) -> AnyView {
    let happened = sentence::happened(t.words, finding, &row.label);
    let big = sentence::out_of(t.words, finding);
    let picture = (detail == Detail::Everything).then(|| {
        let label = t.words.say(Word::PictureOf, &[("number", &big)]);
        people_picture(finding, label)
    });
    let range = (detail == Detail::Everything).then(|| sentence::range(t.words, finding)).flatten();
    view! {
        <p class="cell__number" translate="no">
            {big}
        </p>
        {picture}
        <p class="cell__sentence">{happened} " " {sentence::did_not(t.words, finding)}</p>
        {range.map(|range| view! { <p class="cell__range">{range}</p> })}
    }
    .into_any()
}

/// How sure and from where, one tap away.
fn sources(t: Tandem, row: &'static Row) -> AnyView {
    let source = |(number, note): (usize, &'static crate::cards::decision::Note)| {
        let number = t.words.say(Word::SourceNumber, &[("number", &number.to_string())]);
        view! { <p class="source">{number} ": " {prose::inlines(t, &note.words)}</p> }
    };
    view! {
        <details class="row__sources">
            <summary>{t.word(Word::SourceShow)}</summary>
            <p>{sentence::certainty(t.words, row.certainty)}</p>
            {t.sources(row).into_iter().map(source).collect_view()}
        </details>
    }
    .into_any()
}
