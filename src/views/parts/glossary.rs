//! Words that an author explains once, wherever they stand: a tap on one shows what it means, and another takes that away.

use std::cell::Cell;

use leptos::prelude::{Get, RwSignal, Update};

use crate::cards::Row;
use crate::cards::glossary::{self, GLOSSARY, Term};
use crate::cards::prose::plain;
use crate::views::element::{Node, link, live, many, words};
use crate::views::route::anchor;
use crate::views::state::Tandem;

/// Which words were explained in this paragraph, a bit for each of the first 64: one way to a meaning is enough there.
pub type Marked = Cell<u64>;

/// A text in which the words that are explained lead to what they mean; as `plain` draws the rest.
pub fn explained(
    t: Tandem,
    text: &'static str,
    marked: &Marked,
    plain: impl Fn(&'static str) -> Node,
) -> Node {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some((start, end, index)) = glossary::find(&t.decision.terms, rest.get(from..).unwrap_or("")) {
        let (start, end) = (from + start, from + end);
        let bit = 1u64.checked_shl(index as u32).unwrap_or_default();
        from = end;
        if marked.get() & bit != 0 {
            continue;
        }
        marked.set(marked.get() | bit);
        parts.push(plain(rest.get(..start).unwrap_or_default()));
        if let Some(term) = t.decision.terms.get(index) {
            parts.push(term_link(t, rest.get(start..end).unwrap_or_default(), term));
        }
        rest = rest.get(end..).unwrap_or_default();
        from = 0;
    }
    parts.push(plain(rest));
    many(parts)
}

/// Without the program it leads to the words that are explained. With it, what the word means opens under it; the boot file
/// sees to it that the tap leads nowhere.
fn term_link(t: Tandem, name: &'static str, term: &'static Term) -> Node {
    let open = RwSignal::new(false);
    let way = link(format!("#{}", anchor(GLOSSARY)), name).class("term");
    if t.setting.prerendered {
        return way.into();
    }
    let way = way
        .live_attr("aria-expanded", move || Some(if open.get() { "true" } else { "false" }.into()))
        .on_click(move || open.update(|open| *open = !*open));
    let meaning = move || words("span", term.meaning.as_str()).class("term__meaning");
    many([way.into(), live(move || open.get().then(meaning))])
}

/// What those words mean that stand in a row, below it: a row is a control already, and a word in it can be none.
#[inline(never)] // a part of the program that comes later
pub fn of_row(t: Tandem, row: &'static Row) -> Node {
    let used = glossary::used(&t.decision.terms, &[row.label.clone(), plain(&row.difference)]);
    many(used.into_iter().map(|term| words("p", term.meaning.as_str()).class("term__meaning")))
}
