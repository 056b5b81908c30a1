//! Cards' prose as elements. Every kind of block and inline has its branch here, and there are no others to show.

use leptos::prelude::WithUntracked;

use super::glossary::{self, Marked};
use crate::cards::prose::TableCell;
use crate::cards::{Block, Inline, Item, Piece, Target};
use crate::summary::sentence;
use crate::views::element::{El, Node, Text, as_typed, el, link, many, nothing, words};
use crate::views::route::{Room, Route, anchor};
use crate::views::state::Tandem;
use crate::words::{Locale, Word, Words};

/// Blocks one after another.
pub fn pieces(t: Tandem, pieces: &'static [Piece]) -> Node {
    many(pieces.iter().map(|piece| block(t, &piece.block)))
}

fn block(t: Tandem, block: &'static Block) -> El {
    match block {
        Block::Paragraph(words) => el("p").child(explained(t, words)),
        Block::Heading(_, words) => el("h4").child(inlines(t, words)),
        Block::List(list) => el("ul").child(items(t, list)),
        Block::Steps(first, list) => numbered(*first).child(items(t, list)),
        Block::Quote(inside) => el("blockquote").child(pieces(t, inside)),
        Block::Table(head, rows) => {
            let row = |cells: &'static Vec<TableCell>| el("tr").child(cells_of(t, cells, "td"));
            let body = many(rows.iter().map(row));
            let head = el("tr").child(cells_of(t, head, "th"));
            el("table").class("plain").child(el("thead").child(head)).child(el("tbody").child(body))
        }
    }
}

/// A numbered list that begins where its author begins it.
pub fn numbered(first: u64) -> El {
    let list = el("ol");
    if first == 1 { list } else { list.attr("start", first.to_string()) }
}

fn cells_of(t: Tandem, cells: &'static [TableCell], tag: &'static str) -> Node {
    many(cells.iter().map(|cell| el(tag).child(explained(t, &cell.words))))
}

/// An item whose only block is a paragraph is set without the paragraph's space.
fn items(t: Tandem, items: &'static [Item]) -> Node {
    let item = |item: &'static Item| {
        let inside = match item.pieces.as_slice() {
            [Piece { block: Block::Paragraph(words), .. }] => explained(t, words),
            several => pieces(t, several),
        };
        el("li").child(inside)
    };
    many(items.iter().map(item))
}

/// Words with a number to ring in them, where writing from right to left would show it back to front; nothing for others.
pub fn isolated(locale: &Locale, text: &str) -> Option<Node> {
    kept_together(locale.apart(text))
}

/// Words that a person wrote or chose, alone or with words of the page around them: shown as typed, never translated, in the
/// direction they were written, with each number to ring kept together; and a line that begins with a Latin name runs as the
/// rest of it does.
pub fn own_words(texts: &Words, tag: &'static str, text: &str) -> El {
    let locale = texts.locale();
    let inside = kept_together(locale.typed_apart(text)).unwrap_or_else(|| as_typed(text.to_string()));
    el(tag).child(inside).attr("translate", "no").attr("dir", locale.direction_of(text))
}

fn kept_together(parts: Vec<(bool, &str)>) -> Option<Node> {
    let part = |(is_number, part): (bool, &str)| match is_number {
        true => el("bdi").attr("dir", "ltr").child(part.to_string()).into(),
        false => Node::from(part.to_string()),
    };
    (parts.len() > 1).then(|| many(parts.into_iter().map(part)))
}

/// Words of a paragraph, an item or a cell, where each word that the author explains leads to what it means. Words in bold
/// are mostly those that are explained right there.
pub fn explained(t: Tandem, inlines: &'static [Inline]) -> Node {
    let marked = Marked::default();
    // On paper nothing can be touched, and in a talk nothing leads out of the room.
    let is_marked = !t.setting.on_paper && room(t).is_none();
    many(inlines.iter().map(|it| match it {
        Inline::Text(text) if is_marked => glossary::explained(t, text, &marked, |part| text_node(t, part)),
        other => inline(t, other),
    }))
}

fn text_node(t: Tandem, text: &'static str) -> Node {
    isolated(t.words.locale(), text).unwrap_or_else(|| text.into())
}

/// Words within a block.
pub fn inlines(t: Tandem, inlines: &'static [Inline]) -> Node {
    many(inlines.iter().map(|it| inline(t, it)))
}

fn inline(t: Tandem, inline: &'static Inline) -> Node {
    match inline {
        Inline::Text(text) => text_node(t, text),
        Inline::Break => " ".into(),
        // Not `em` and `strong`: printed, Chromium gives those a tag that readers of PDF 1.7 leave out with its words.
        Inline::Emphasis(inside) => el("i").child(inlines(t, inside)).into(),
        Inline::Strong(inside) => el("b").child(inlines(t, inside)).into(),
        Inline::Note(key) => note(t, key),
        Inline::Link(target, inside) => {
            let words = inlines(t, inside);
            match target {
                Target::Id(id) => card(t, id, words),
                Target::Card(file) => card(t, file.trim_end_matches(".md"), words),
                Target::Outside(address) => outside(address.as_str().into(), words).into(),
                Target::Handout(address) => own_page(t, address.as_str().into(), words).into(),
                Target::Fact(id) => fact(t, id, words),
            }
        }
    }
}

/// A link to a card, or to a part of one. In a talk it opens in the room; what cannot is words there.
fn card(t: Tandem, id: &str, inside: Node) -> Node {
    let Some(room) = room(t) else { return link(format!("#{}", anchor(id)), inside).into() };
    let line = match room {
        Room::Line(line) | Room::Choice(_, line) => line,
        _ => 0,
    };
    match t.decision.options.iter().position(|option| option.id == id) {
        Some(index) => {
            let there = Route::Talk(Room::Choice(index + 1, line));
            link(format!("#{}", there.address()), inside).into()
        }
        None => inside,
    }
}

/// The place of a talk where this is drawn.
fn room(t: Tandem) -> Option<Room> {
    t.route.with_untracked(|route| match route {
        Route::Talk(room) => Some(*room),
        _ => None,
    })
}

/// A fact of the service: its name and what the service says, or a line to write it on.
pub fn fact(t: Tandem, id: &str, name: Node) -> Node {
    let fact = t.setting.service.and_then(|service| Some((service, service.fact(id)?)));
    let named = el("span").class("fact").child(name).child(t.words.before(""));
    let Some((service, written)) = fact else {
        let hint = words("span", t.word(Word::FactBlank)).class("quiet");
        return named.child(el("span").class("fact__line")).child(" ").child(hint).into();
    };
    let message = match written {
        [Piece { block: Block::Paragraph(text), .. }] => el("b").child(inlines(t, text)),
        several => el("div").child(pieces(t, several)),
    };
    let checked = match service.checked {
        Some(date) if !service.owner.is_empty() => {
            let date = sentence::in_words(t.words, date);
            t.words.format(Word::FactChecked, &[("owner", &service.owner), ("date", &date)])
        }
        _ => t.word(Word::FactNotChecked).to_string(),
    };
    named.child(message).child(" ").child(words("span", checked).class("quiet")).into()
}

/// A link to another site: it opens beside this page, and that site is not told where it came from.
pub fn outside(address: Text, inside: Node) -> El {
    link(address, inside).attr("target", "_blank").attr("rel", "noopener noreferrer")
}

/// A link to another page of this site. The boot file opens it in place, so that nothing is lost; inside somebody else's
/// page, and in a talk, it opens beside this one.
pub fn own_page(t: Tandem, address: Text, inside: Node) -> El {
    if t.setting.embedded || room(t).is_some() { outside(address, inside) } else { link(address, inside) }
}

/// A footnote's number; outside a talk it leads to the source.
fn note(t: Tandem, key: &'static str) -> Node {
    let Some(number) = t.decision.source_number(key) else { return nothing() };
    let shown = t.words.numeral(number);
    let label = t.words.format(Word::SourceNumber, &[("number", &shown)]);
    // In a talk the sources stand in the same place, with their numbers: nothing leads out of the room.
    if room(t).is_some() {
        let number = words("span", shown).class("note").attr("role", "img").attr("aria-label", label);
        return el("sup").child(number).into();
    }
    let number_link = link(format!("#source-{number}"), shown).class("note");
    el("sup").child(number_link.attr("aria-label", label)).into()
}
