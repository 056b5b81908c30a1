//! The page in large print, for paper: all that the plain text has, in the same order, without columns or tables.

use leptos::prelude::{With, WithUntracked};

use super::prose::own_words;
use super::sheet;
use crate::browser;
use crate::summary::plain::{self, Kind, Part};
use crate::summary::{self};
use crate::views::element::{El, el, many, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The page's parts, as they are now.
pub fn parts(t: Tandem) -> Vec<Part> {
    t.answers_untracked(|answers| {
        let page = summary::summarise(t.decision, answers);
        let page = t.person.with_untracked(|person| page.with_person(person));
        plain::parts(t.words, t.decision, &page, t.detail(answers), browser::window::today_or(t.today))
    })
}

/// The page in large print.
#[inline(never)] // a part of the program that comes later
pub fn large(t: Tandem) -> El {
    let tag = t.answers.with(|answers| sheet::tag(t, answers.tag()));
    let tag = (!tag.is_empty()).then(|| words("p", tag).attr("translate", "no"));
    let part = |part: Part| {
        let title = (!part.title.is_empty()).then(|| words("h2", part.title));
        let line = |line: plain::Line| {
            own_words(t.words, "p", &line.words).class(match line.kind {
                Kind::Plain => "large__line",
                Kind::Item => "large__line large__item",
                Kind::Under | Kind::ToWrite => "large__line large__under",
            })
        };
        el("section").child(title).child(many(part.lines.into_iter().map(line)))
    };
    el("article")
        .class("large")
        .attr("aria-label", t.word(Word::PlacePage))
        .child(words("h1", t.word(Word::PlacePage)))
        .child(tag)
        .child(many(parts(t).into_iter().map(part)))
}
