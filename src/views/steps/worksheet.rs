//! A worksheet to print and fill in by hand: the same journey without a screen.

use super::decision;
use super::matters::PILES;
use crate::answers::{Ending, Note, TOP_MATTERS, Wish};
use crate::summary::{sentence, talk};
use crate::views::element::{El, Node, el, many, words};
use crate::views::parts::sheet::{as_on, by_hand, cards_tag, lines};
use crate::views::state::Tandem;
use crate::words::Word;

/// The worksheet. It stands at the end of the page as it is built, for people without a script and for paper.
#[inline(never)] // a part of the program that comes later
pub fn worksheet(t: Tandem) -> Node {
    let matters = t.decision.matters.iter().map(|matter| {
        let boxes = PILES.map(|(_, word)| tick(t.word(word)).class("sheet__tick"));
        el("li").child(matter.words.as_str()).child(el("br")).child(many(boxes))
    });
    let prompts = t.decision.prompts.iter().map(|prompt| el("li").child(tick(&prompt.words)));
    let leans =
        t.decision.options.iter().map(|option| t.words.format(Word::LeanTo, &[("choice", &option.title)]));
    let leans = leans.chain([t.word(Word::LeanUnsure).to_string()]);
    let wishes = Wish::WAYS.into_iter().chain(Wish::HELPS);
    let wishes = wishes.map(|wish| sentence::wish(t.words, wish).to_string());
    let stand = leans.chain(wishes).map(|text| el("li").child(tick(&text)));
    let part = |title, inside: Node| el("section").child(words("h3", t.word(title))).child(inside);
    // Short lines stand in two columns, so that the paper holds together what belongs together.
    let short = |list| many([el("ul").class("boxes worksheet__two").child(list), lines()]);
    let questions = many([el("ul").class("boxes").child(many(prompts)), lines()]);
    many([
        words("p", t.word(Word::WorksheetIntro)).into(),
        by_hand(t).into(),
        to_write(t, &[Word::MeLabel, Word::GoingLabel]),
        part(Word::PlaceMatters, short(many(matters))).into(),
        part(Word::PlaceMyWay, my_way(t)).into(),
        part(Word::PlaceQuestions, questions).into(),
        part(Word::PlaceStand, short(many(stand))).into(),
        to_write(t, &[Word::HelpLabel, Word::NoteLabel]),
        part(Word::PageSaidToday, said_today(t)).into(),
        words("p", t.word(Word::PageNotConsent)).into(),
    ])
}

/// Room for three things that matter, and for each what it means to the person.
fn my_way(t: Tandem) -> Node {
    let choices = t.decision.options.iter();
    let choices = choices.map(|option| t.words.format(Word::MarkTo, &[("choice", &option.title)]));
    let others = [Word::MarkSame, Word::MarkUnsure].map(|word| t.word(word).to_string());
    let ways: Vec<String> = choices.chain(others).collect();
    let thing = || {
        let ticks = many(ways.iter().map(|way| tick(way).class("sheet__tick")));
        el("li").child(lines()).child(t.word(Word::MarkFor)).child(" ").child(ticks)
    };
    el("ol").class("boxes").child(many([(); TOP_MATTERS].map(|()| thing()))).into()
}

/// What was said when people talked: how it ended, and lines for what comes next.
fn said_today(t: Tandem) -> Node {
    let endings = [Ending::Decided, Ending::NotYet, Ending::MoreTime];
    let endings = endings.map(|ending| tick(t.word(talk::ending(ending))).class("sheet__tick"));
    let notes = Note::NEXT.into_iter().filter(|note| *note != Note::LookAgainOn);
    let notes: Vec<Word> = notes.map(talk::note_label).collect();
    many([
        el("p").child(many(endings)).into(),
        // A day is written like anything else on paper.
        to_write(t, &notes),
    ])
}

/// What is asked, each with lines to write on.
fn to_write(t: Tandem, asked: &[Word]) -> Node {
    let lines = |word: &Word| el("div").class("to-write").child(words("p", t.word(*word))).child(lines());
    many(asked.iter().map(lines))
}

/// The same as a page of its own, to be printed.
#[inline(never)] // a part of the program that comes later
pub fn printed(t: Tandem) -> El {
    let status = words("p", decision::status_words(t)).class("quiet");
    // The team asks for the two words of the cards, on their screen.
    let made = el("p").child(as_on(t)).child(" ").child(words("b", cards_tag(t)));
    el("div")
        .class("worksheet")
        .child(words("h1", t.decision.heading.as_str()))
        .child(words("h2", t.word(Word::WorksheetTitle)))
        .child(made)
        .child(worksheet(t))
        .child(status)
}

/// A box to tick by hand.
fn tick(text: &str) -> El {
    words("span", format!("☐ {text}"))
}
