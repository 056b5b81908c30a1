//! What we said: the questions, ticked as answered, with what was said; the teach-back; notes of either side; what comes next.

use leptos::prelude::Get;

use crate::answers::{Ending, Key, Note};
use crate::summary::{self, talk};
use crate::views::element::{El, Node, Text, el, live, many, words};
use crate::views::parts::field::{self, own_words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The place.
pub fn answers(t: Tandem) -> Node {
    let notes = [Note::SaidBack, Note::Person, Note::Clinician];
    let next = [Note::WhoDoesWhat, Note::LookAgain, Note::Ring];
    let side = el("section")
        .class("talk__part")
        .child(many(notes.map(|it| note(t, it))))
        .child(ending(t))
        .child(many(next.map(|it| note(t, it))));
    el("div").class("talk__parts").child(questions(t)).child(side).into()
}

/// The fields of the notes have the first numbers, those of the questions the numbers after them.
const FIRST_QUESTION: usize = Note::ALL.len() + 1;

fn questions(t: Tandem) -> El {
    let asked = t.part(move |answers| {
        let named = |key: &Key| (key.clone(), summary::question_words(t.decision, answers, key));
        answers.asked().iter().map(named).collect::<Vec<_>>()
    });
    let list = live(move || {
        let asked = asked.get();
        if asked.is_empty() {
            return words("p", t.word(Word::PageNoQuestions)).class("quiet").into();
        }
        let items = asked.into_iter().enumerate();
        let items = items.map(|(index, (key, text))| question(t, FIRST_QUESTION + index, key, text));
        Node::from(el("ol").child(many(items)))
    });
    let title = words("h2", t.word(Word::PlaceQuestions));
    el("section").class("talk__part").child(title).child(list)
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
    let head = el("div").class("talk__question").child(own_words("span", text).class("said")).child(answered);
    el("li").child(head).child(reply)
}

fn note(t: Tandem, note: Note) -> El {
    let number = Note::ALL.iter().position(|known| *known == note).unwrap_or_default() + 1;
    let label = match note {
        Note::SaidBack => Word::TalkSaidBackAsk,
        other => talk::note_label(other),
    };
    let id: Text = format!("q{number}").into();
    let area = field::own_field(el("textarea").attr("rows", "1"), id.clone())
        .text_value(move || t.answers_with(|answers| answers.talk_note(note).to_string()))
        .on_input(move |typed| t.change(|answers| answers.write_talk_note(note, &typed)));
    let label = words("label", t.word(label)).class("field__label").attr("for", id);
    el("div").class("field").child(label).child(area)
}

/// How it ended: one of three, nothing chosen before somebody chooses.
fn ending(t: Tandem) -> El {
    let choices = [Ending::Decided, Ending::NotYet, Ending::MoreTime].map(|it| {
        let chosen = move || t.answers_with(|answers| answers.ending() == Some(it));
        field::radio("r3", t.word(talk::ending(it)), chosen, move || t.change(|answers| answers.end_talk(it)))
    });
    let title = t.word(Word::TalkEnding);
    el("div").class("talk__ending").child(words("span", title)).child(field::radios(title, many(choices)))
}
