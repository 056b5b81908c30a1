//! The choices: a list with a sentence each, and a card for each, all alike.

use crate::cards::prose::{Block, Piece, plain};
use crate::cards::{OptionCard, Section};
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::parts::prose;
use crate::views::route::anchor;
use crate::views::state::Tandem;
use crate::words::Word;

/// The list of choices.
pub fn choices(t: Tandem) -> Node {
    let alike = said_of_all(t);
    let choice = |option: &'static OptionCard| {
        let intro = if option.missing { intro(t, option) } else { prose::pieces(t, own(option, alike)) };
        el("li").child(el("h2").child(option_link(option))).child(intro)
    };
    many([
        words("p", t.word(Word::ChoicesIntro)),
        el("ul").class("choice-list").child(many(t.decision.options.iter().map(choice))),
        el("div").class("of-all").child(alike.map(|alike| prose::pieces(t, alike))),
        el("p").child(link("#side-by-side", t.word(Word::ChoicesToCompare)).class("alone")),
    ])
}

/// What every card's beginning ends with, such as that it is a translation: in the list it is said once.
pub fn said_of_all(t: Tandem) -> Option<&'static [Piece]> {
    let last = |option: &'static OptionCard| match option.intro.as_slice() {
        [_, .., piece] => match &piece.block {
            Block::Paragraph(words) => Some((std::slice::from_ref(piece), plain(words))),
            _ => None,
        },
        _ => None,
    };
    let (first, others) = t.decision.options.split_first()?;
    let (alike, words) = last(first)?;
    let is_same = |option| last(option).is_some_and(|(_, other)| other == words);
    (!others.is_empty() && others.iter().all(is_same)).then_some(alike)
}

/// A card's beginning, without what is said once of all of them.
pub fn own(option: &'static OptionCard, of_all: Option<&'static [Piece]>) -> &'static [Piece] {
    option.intro.split_at(option.intro.len() - usize::from(of_all.is_some())).0
}

/// A link to a choice's card, under its name.
pub fn option_link(option: &'static OptionCard) -> El {
    link(format!("#{}", anchor(&option.id)), option.title.as_str())
}

/// One choice's card: the same headings in the same order as every other.
pub fn option_card(t: Tandem, option: &'static OptionCard) -> El {
    let section = |section: &'static Section| {
        let heading = words("h2", section.heading.as_str());
        el("section").child(heading).child(prose::pieces(t, &section.pieces))
    };
    el("div").class("option-card").child(intro(t, option)).child(many(option.sections.iter().map(section)))
}

/// Links to the other choices, in the author's order.
pub fn other_choices(t: Tandem, id: &str) -> Node {
    let others = t.decision.options.iter().filter(|option| option.id != id);
    let list = el("ul").class("links").child(many(others.map(|option| el("li").child(option_link(option)))));
    many([words("h2", t.word(Word::ChoicesOthers)), list])
}

fn intro(t: Tandem, option: &'static OptionCard) -> Node {
    if option.missing {
        return words("p", t.word(Word::CardMissing)).class("warning").into();
    }
    prose::pieces(t, &option.intro)
}
