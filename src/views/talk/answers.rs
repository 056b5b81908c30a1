//! What we said: the questions, ticked as answered, with what was said; beside them what is written down together.

use leptos::prelude::Get;

use super::start;
use crate::answers::{Draft, Key};
use crate::summary;
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::field;
use crate::views::state::Tandem;
use crate::views::steps::what_we_said::{self, Shown};
use crate::words::Word;

/// The place.
pub fn answers(t: Tandem) -> Node {
    let side = el("section").class("talk__part").child(what_we_said::screen(t, Shown::InTalk));
    el("div").class("talk__parts").child(questions(t)).child(side).into()
}

/// A question that is no longer than this stands whole, as the questions of cards do. Longer ones are folded to their beginning.
const LONG: usize = 130;

/// The field for one question more. Those of the notes have the first numbers, those of the questions the numbers after it.
const ONE_MORE: &str = "q99";
/// See [`ONE_MORE`].
const FIRST_QUESTION: usize = 100;

fn questions(t: Tandem) -> El {
    let asked = t.part(move |answers| {
        let named = |key: &Key| (key.clone(), summary::question_words(t.decision, answers, key));
        answers.asked().iter().map(named).collect::<Vec<_>>()
    });
    let list = live(move || {
        let items = asked.get().into_iter().enumerate();
        let items = items.map(|(index, (key, text))| question(t, FIRST_QUESTION + index, key, text));
        let items: Vec<El> = items.collect();
        (!items.is_empty()).then(|| el("ol").child(many(items)))
    });
    // People ask in the room, too.
    let more = field::draft_in(t, ONE_MORE, Word::QuestionsOwn, Draft::Question);
    let title = words("h2", t.word(Word::PlaceQuestions));
    el("section").class("talk__part").child(title).child(list).child(more)
}

/// One question: a tick, and a field for what was said.
fn question(t: Tandem, number: usize, key: Key, text: String) -> El {
    let (ticked, tick, shown, written) = (key.clone(), key.clone(), key.clone(), key);
    let name = t.words.format(Word::TalkReplyTo, &[("question", &text)]);
    let answered = field::tick(
        t.word(Word::TalkAnsweredTick),
        move || t.answers_with(|answers| answers.is_answered(&ticked)),
        move |yes| t.change(|answers| answers.tick_answered(&tick, yes)),
    );
    let answered = answered.attr("aria-label", t.words.label(&text, t.word(Word::TalkAnsweredTick)));
    let reply = field::own_field(el("textarea").attr("rows", "1"), format!("q{number}"))
        .attr("aria-label", name)
        .text_value(move || t.answers_with(|answers| answers.reply(&shown).to_string()))
        .on_input(move |typed| t.change(|answers| answers.write_reply(&written, &typed)));
    let head = el("div").class("talk__question").child(start::own_up_to(t, LONG, text)).child(answered);
    el("li").child(head).child(reply)
}
