//! Cards' prose as elements. Every kind of block and inline has its branch here, and there are no others to show.

use leptos::prelude::*;

use crate::cards::{Block, Inline, Item, Piece, Target};
use crate::views::state::Tandem;
use crate::words::Word;

/// Blocks one after another.
pub fn pieces(t: Tandem, pieces: &'static [Piece]) -> AnyView {
    pieces.iter().map(|piece| block(t, &piece.block)).collect_view().into_any()
}

fn block(t: Tandem, block: &'static Block) -> AnyView {
    match block {
        Block::Paragraph(words) => view! { <p>{inlines(t, words)}</p> }.into_any(),
        Block::Heading(_, words) => view! { <h4>{inlines(t, words)}</h4> }.into_any(),
        Block::List(list) => view! { <ul>{items(t, list)}</ul> }.into_any(),
        Block::Steps(list) => view! { <ol>{items(t, list)}</ol> }.into_any(),
        Block::Quote(inside) => view! { <blockquote>{pieces(t, inside)}</blockquote> }.into_any(),
        Block::Table(head, rows) => {
            let head = head.iter().map(|cell| view! { <th scope="col">{inlines(t, &cell.words)}</th> });
            let row = |cells: &'static Vec<crate::cards::prose::TableCell>| {
                let cells = cells.iter().map(|cell| view! { <td>{inlines(t, &cell.words)}</td> });
                view! { <tr>{cells.collect_view()}</tr> }
            };
            let rows = rows.iter().map(row).collect_view();
            view! {
                <table class="plain">
                    <thead>
                        <tr>{head.collect_view()}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
    }
}

/// An item whose only block is a paragraph is set without the paragraph's space.
fn items(t: Tandem, items: &'static [Item]) -> AnyView {
    let item = |item: &'static Item| {
        let inside = match item.pieces.as_slice() {
            [Piece { block: Block::Paragraph(words), .. }] => inlines(t, words),
            several => pieces(t, several),
        };
        view! { <li>{inside}</li> }
    };
    items.iter().map(item).collect_view().into_any()
}

/// Words within a block.
pub fn inlines(t: Tandem, inlines: &'static [Inline]) -> AnyView {
    inlines.iter().map(|it| inline(t, it)).collect_view().into_any()
}

fn inline(t: Tandem, inline: &'static Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.as_str().into_any(),
        Inline::Break => " ".into_any(),
        Inline::Emphasis(inside) => view! { <em>{inlines(t, inside)}</em> }.into_any(),
        Inline::Strong(inside) => view! { <strong>{inlines(t, inside)}</strong> }.into_any(),
        Inline::Note(key) => note(t, key),
        Inline::Link(target, inside) => {
            let words = inlines(t, inside);
            match target {
                Target::Id(id) => view! { <a href=format!("#{id}")>{words}</a> }.into_any(),
                Target::Card(file) => {
                    let id = file.trim_end_matches(".md");
                    view! { <a href=format!("#{id}")>{words}</a> }.into_any()
                }
                Target::Outside(address) => view! {
                    <a href=address.as_str() target="_blank" rel="noopener noreferrer">
                        {words}
                    </a>
                }
                .into_any(),
            }
        }
    }
}

/// A footnote's number, which leads to the source.
fn note(t: Tandem, key: &'static str) -> AnyView {
    let Some(number) = t.decision.source_number(key) else { return ().into_any() };
    let label = t.words.say(Word::SourceNumber, &[("number", &number.to_string())]);
    view! {
        <sup>
            <a class="note" href=format!("#source-{number}") aria-label=label>
                {number}
            </a>
        </sup>
    }
    .into_any()
}
