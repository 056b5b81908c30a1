//! My page in two languages: the person's in large, and beside it the team's.

use leptos::prelude::*;

use super::prose::{isolated, own_words};
use super::told::told_beside;
use crate::answers::{Answers, Person};
use crate::browser;
use crate::summary;
use crate::summary::beside::{self, Pair, PairedPart};
use crate::summary::plain::{self, Kind, Line, TO_WRITE};
use crate::summary::tag;
use crate::views::element::{El, Node, button, el, many, nothing, words};
use crate::views::state::{Beside, Tandem};
use crate::words::Word;

/// "Beside it in:" the other languages that this topic is there in. Nothing of them is fetched before one is chosen.
#[inline(never)] // a part of the program that comes later
pub fn choice(t: Tandem) -> Node {
    let languages = browser::host::languages();
    let language = |line: &str| {
        let (tag, name) = line.split_once(' ')?;
        let (tag, lang) = (tag.to_string(), tag.to_string());
        let choose = button("choice", name.to_string(), move || browser::host::beside(&tag));
        let is_chosen = lang.clone();
        let is_chosen = move || t.beside.get().is_some_and(|it| it.decision.lang == is_chosen);
        Some(choose.pressed(is_chosen).attr("lang", lang))
    };
    let others: Vec<El> = languages.lines().filter_map(language).collect();
    if others.is_empty() {
        return nothing();
    }
    let none = button("choice", t.word(Word::BesideNone), move || {
        browser::host::beside("");
        t.beside.set(None);
    });
    let none = none.pressed(move || t.beside.get().is_none());
    let row = el("div").class("choices-row").child(none).child(many(others));
    let group = el("div")
        .attr("role", "group")
        .attr("aria-labelledby", "beside-title")
        .child(words("p", t.word(Word::BesideTitle)).id("beside-title"))
        .child(row);
    told_beside(t, Word::BesideTitle, group).class("beside-choice").into()
}

/// The page's parts in both languages; what reads them so is drawn anew when the answers change.
fn parts(t: Tandem, other: Beside) -> Vec<PairedPart> {
    t.answers_with(|answers| t.person.with(|person| parts_of(t, other, answers, person)))
}

/// The page's parts in both languages, as they are now.
pub fn parts_now(t: Tandem, other: Beside) -> Vec<PairedPart> {
    t.answers_untracked(|answers| t.person.with_untracked(|person| parts_of(t, other, answers, person)))
}

fn parts_of(t: Tandem, other: Beside, answers: &Answers, person: &Person) -> Vec<PairedPart> {
    let own = summary::summarise(t.decision, answers).with_person(person);
    let team = beside::for_the_team(other.decision, answers, &own);
    let (detail, today) = (t.detail(answers), browser::window::today_or(t.today));
    let mut parts = beside::paired(
        plain::to_write_on(t.words, t.decision, &own, detail, today),
        plain::to_write_on(other.words, other.decision, &team, detail, today),
    );
    // Each side names the cards that it was made with.
    let cards = |words: String| Some(Line { kind: Kind::Plain, words, number: None });
    let cards = Pair {
        own: cards(tag::of_cards(t.words, t.decision)),
        other: cards(tag::of_cards(other.words, other.decision)),
    };
    parts.last_mut().into_iter().for_each(|part| part.rows.push(cards.clone()));
    parts
}

/// Whose page it is: each box is named in both languages, so that whoever holds the page can fill it in.
fn by_hand(t: Tandem, other: Beside) -> El {
    let boxes = [Word::BoxName, Word::BoxBirth, Word::BoxNumber].map(|label| {
        let theirs = team(other, "span", other.words.get(label));
        words("span", t.word(label)).class("sheet__box").child(" ").child(theirs)
    });
    el("p").class("sheet__boxes").child(many(boxes))
}

/// The page, with its tag in both languages: the team looks for it on their screen. Boxes are there to fill in by hand.
pub fn page(t: Tandem, other: Beside, number: Option<u16>) -> Node {
    let title = |title: &'static str| words("p", title).class("sheet__title");
    let tag =
        |tag: String| (!tag.is_empty()).then(|| words("b", tag).class("sheet__tag").attr("translate", "no"));
    let their_tag = tag(tag::of_page(other.words, number)).map(|tag| in_theirs(other, tag));
    let head = el("div")
        .class("sheet__head")
        .child(title(t.word(Word::PlacePage)).attr("role", "heading").attr("aria-level", "1"))
        .child(team(other, "p", other.words.get(Word::PlacePage)).class("sheet__title"))
        .child(tag(tag::of_page(t.words, number)))
        .child(their_tag);
    let part = |part: PairedPart| {
        let [own, theirs] = part.titles;
        let titles = (!own.is_empty()).then(|| {
            el("div").class("two__row two__head").child(words("h2", own)).child(team(other, "p", &theirs))
        });
        el("section").child(titles).child(many(part.rows.into_iter().map(|pair| row(t, other, pair))))
    };
    let beside =
        |own: El, theirs: &str| el("div").class("two__row").child(own).child(team(other, "p", theirs));
    let topic = words("p", t.decision.heading.as_str()).class("sheet__topic");
    let topic = beside(topic, &other.decision.heading).class("two__row two__head");
    let parts = parts(t, other).into_iter().map(part);
    el("div").class("two").child(head).child(topic).child(by_hand(t, other)).child(many(parts)).into()
}

fn row(t: Tandem, other: Beside, Pair { own, other: theirs }: Pair) -> El {
    let kind = own.as_ref().or(theirs.as_ref()).map(|line| line.kind);
    let row = el("div").class(match kind {
        Some(Kind::Item) => "two__row two__item",
        Some(Kind::Under) => "two__row two__under",
        Some(Kind::ToWrite) => "two__row two__write",
        _ => "two__row",
    });
    let own = match own {
        Some(line) => own_words(t.words, "p", &line.words),
        None => el("p"),
    };
    let theirs = match theirs {
        Some(line) => team(other, "p", &line.words),
        None => el("p"),
    };
    row.child(own.class("two__own")).child(theirs)
}

/// Words of the team's side, with lines to write on.
fn team(other: Beside, tag: &'static str, text: &str) -> El {
    let side = in_theirs(other, el(tag)).class("two__team");
    let line = || {
        let name = other.words.get(Word::BesideLine);
        el("span").class("two__line").attr("role", "img").attr("aria-label", name)
    };
    let words =
        |piece: &str| isolated(other.words.locale(), piece).unwrap_or_else(|| Node::from(piece.to_string()));
    let mut pieces = text.split(TO_WRITE).map(words);
    let first = pieces.next();
    side.child(many(first)).child(many(pieces.flat_map(|piece| [line().into(), piece])))
}

/// In the team's language.
fn in_theirs(other: Beside, it: El) -> El {
    it.attr("lang", other.decision.lang.as_str()).attr("dir", other.words.locale().direction())
}
