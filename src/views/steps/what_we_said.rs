//! What we said: written down together, corrected until it is finished; then it stands with its day, and what changes is added
//! below. At the next talk what was said then stands beside what is asked now.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::{Get, Set};

use crate::answers::{Answers, Ending, Finished, Note};
use crate::browser::window;
use crate::summary::{self, Reply, Talked, again, sentence, talk};
use crate::views::element::{El, Node, Text, button, el, link, live, many, nothing, words};
use crate::views::parts::calendar::{self, Room};
use crate::views::parts::field;
use crate::views::parts::prose::own_words;
use crate::views::route::Route;
use crate::views::state::Tandem;
use crate::words::Word;

/// Under this id a topic's page holds the way to the sheet that asks how a talk went.
pub const AFTER_TALK: &str = "after-talk";

/// The heading of what was finished last.
const LAST: &str = "said-last";

/// Where it is shown. In a talk all that is needed now has room on one screen, and the rest is a tap away.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A place of its own.
    Alone,
    /// In a talk, beside the questions.
    InTalk,
}

/// The place.
#[inline(never)] // a part of the program that comes later
pub fn screen(t: Tandem, shown: Shown) -> Node {
    let finished = t.part(|answers| answers.finished().to_vec());
    let group = DRAWN.fetch_add(1, Ordering::Relaxed);
    let before = live(move || {
        let finished = finished.get();
        match (shown, finished.split_last()) {
            (Shown::InTalk, Some((last, older))) => earlier(t, last, older, group),
            _ => many(finished.iter().enumerate().map(|(index, it)| {
                let is_last = index + 1 == finished.len();
                el("section").class("stands").child(many(stands(t, it, is_last, shown, None)))
            })),
        }
    });
    let last = t.part(|answers| answers.finished().last().cloned());
    let room = if shown == Shown::InTalk { Room::Line } else { Room::Whole };
    let now = live(move || {
        let days = calendar::of_talk(t, room);
        match last.get() {
            None if shown == Shown::InTalk => form(t, None, Some(days)),
            None => many([form(t, None, None), days]),
            // The two that are closed stand beside each other; on a later day the form needs the room.
            Some(last) if shown == Shown::InTalk && is_later(t, &last) => {
                let form = form(t, Some(&last), Some(days));
                many([folded_then_and_now(t, &last, group), asked_again(t, &last, form, group)])
            }
            Some(last) if shown == Shown::InTalk => {
                many([days, asked_again(t, &last, form(t, None, None), group)])
            }
            Some(last) => many([when_we_talk_again(t, &last, group), days]),
        }
    });
    many([before, now])
}

/// What was finished, in a talk a line to open: once it is asked again, what was said then stands beside each field, and both at
/// once would not fit the screen. So one is open at a time. What was finished before the last of them is in its fold.
fn earlier(t: Tandem, last: &Finished, older: &[Finished], group: u32) -> Node {
    let older = older.iter().map(|it| {
        let [title, stands] = stands(t, it, false, Shown::InTalk, None);
        el("details").class("fold stands").child(el("summary").child(title)).child(stands)
    });
    let [title, stands] = stands(t, last, true, Shown::InTalk, Some(many(older)));
    let summary = el("summary").child(title);
    let is_open = !is_asked_again(t, last);
    one_at_a_time(group, is_open).class("fold stands").child(summary).child(stands).into()
}

/// How often this place was drawn: it is drawn where nobody sees it as well, and what is opened there must close nothing here.
static DRAWN: AtomicU32 = AtomicU32::new(0);

/// Of folds with one name browsers keep one open.
fn one_at_a_time(group: u32, is_open: bool) -> El {
    el("details").attr("name", format!("said-{group}")).flag("open", is_open)
}

/// Whether it was finished on an earlier day.
fn is_later(t: Tandem, last: &Finished) -> bool {
    last.day < window::today_or(t.today)
}

/// Whether it is open to be asked again: on another day, or once something is written.
fn is_asked_again(t: Tandem, last: &Finished) -> bool {
    is_later(t, last) || t.answers_untracked(Answers::has_talk)
}

/// Its title; and what stands, and what was added to it, with what else is folded there. To the last of them more can be added.
fn stands(t: Tandem, finished: &Finished, is_last: bool, shown: Shown, more: Option<Node>) -> [Node; 2] {
    let talked = Talked::of_finished(finished);
    let title = words("h2", talk::title(t.words, &talked));
    let title = if is_last { title.id(LAST).attr("tabindex", "-1") } else { title };
    let replies = reply_lines(t, &talked.replies);
    // In a talk the questions stand beside it: there is no room for them twice.
    let (replies, folded) = match shown {
        Shown::InTalk if !talked.replies.is_empty() => (nothing(), Some(folded(t, replies))),
        _ => (replies, None),
    };
    let lines =
        many([ending_line(t, &talked), replies, note_lines(t, &talked, &Note::ALL), added_lines(t, &talked)]);
    let add = is_last.then(|| {
        field::add_field(
            t,
            "q0",
            t.word(Word::SaidAddLabel),
            t.word(Word::SaidAdd),
            move || t.answers_with(|answers| answers.adding().to_string()),
            move |typed| t.change(|answers| answers.write_adding(&typed)),
            move || t.change(|answers| answers.add_to_said(window::today_or(t.today))),
        )
    });
    let inside = many([
        Node::from(el("dl").class("talk__home").child(lines)),
        words("p", t.word(Word::TalkHomeNot)).into(),
        add.into(),
        el("div")
            .class("stands__more")
            .child(is_last.then(|| afterwards(t)))
            .child(folded)
            .child(more)
            .into(),
    ]);
    [title.into(), inside]
}

/// What had been said to the questions, a tap away.
fn folded(t: Tandem, replies: Node) -> El {
    let replies = el("dl").class("talk__home").child(replies);
    el("details").class("fold").child(words("summary", t.word(Word::PlaceQuestions))).child(replies)
}

/// Once people have talked: the way to the sheet that asks how it went, where this site has it.
pub fn afterwards(t: Tandem) -> Node {
    let way = window::way(AFTER_TALK).filter(|_| !t.setting.embedded);
    way.map(|(address, name)| el("p").class("only-on-screen").child(link(address, name).class("alone")))
        .into()
}

/// How it ended, and where the person stood, as they chose it.
pub fn ending_line(t: Tandem, talked: &Talked) -> Node {
    let ending = talked.ending.map(|it| t.word(talk::ending(it)).into());
    let ending = ending.map(|own: Node| line(t.word(Word::TalkEnding).into(), own));
    let lean = talked.lean.as_ref().map(|choice| t.words.format(Word::LeanSaysTo, &[("choice", choice)]));
    let lean = lean.map(|own| line(t.word(Word::PageStand).into(), own_words(t.words, "span", &own).into()));
    many([Node::from(ending), lean.into()])
}

/// What was said to questions.
pub fn reply_lines<'a>(t: Tandem, replies: impl IntoIterator<Item = &'a Reply>) -> Node {
    many(replies.into_iter().map(|reply| {
        let [name, own] = [reply.question.clone(), talk::reply_line(t.words, reply)];
        let [name, own] = [name, own].map(|it| own_words(t.words, "span", &it));
        many([el("dt").child(name), el("dd").child(own)])
    }))
}

/// The notes that were written, of these.
pub fn note_lines(t: Tandem, talked: &Talked, notes: &[Note]) -> Node {
    many(notes.iter().filter_map(|note| {
        let own = talk::note_text(t.words, *note, talked.note(*note)?);
        Some(line(t.word(talk::note_label(*note)).into(), own_words(t.words, "span", &own).into()))
    }))
}

/// What was added.
pub fn added_lines(t: Tandem, talked: &Talked) -> Node {
    many(talked.added.iter().map(|added| {
        line(talk::added_label(t.words, added.0).into(), own_words(t.words, "span", &added.1).into())
    }))
}

fn line(name: Text, own: Node) -> Node {
    let parts: [El; 2] = [words("dt", name), el("dd").child(own)];
    many(parts)
}

/// What is asked again. On the same day there is no then and now: what was said stands above, a tap away.
fn when_we_talk_again(t: Tandem, last: &Finished, group: u32) -> Node {
    let inside = match is_later(t, last) {
        true => many([then_and_now(t, last), form(t, Some(last), None)]),
        false => form(t, None, None),
    };
    asked_again(t, last, inside, group)
}

/// The fold in which it is asked again.
fn asked_again(t: Tandem, last: &Finished, inside: Node, group: u32) -> Node {
    one_at_a_time(group, is_asked_again(t, last))
        .class("fold again")
        .child(el("summary").child(words("h2", t.word(Word::SaidNow))))
        .child(el("div").class("fold__inside").child(inside))
        .into()
}

/// How things stood then, and now, in a talk a line to open: it says of itself whether the cards changed.
fn folded_then_and_now(t: Tandem, last: &Finished, group: u32) -> Node {
    let are_same = again::changes(t.decision, &last.then).is_none_or(|it| it == again::Changes::default());
    let title = t.word(if are_same { Word::SaidThenNow } else { Word::SaidThenNowOther });
    one_at_a_time(group, false)
        .class("fold then")
        .child(el("summary").child(words("h2", title)))
        .child(el("div").class("fold__inside").child(then_and_now(t, last)))
        .into()
}

/// How things stood then, and now; which cards say something else.
fn then_and_now(t: Tandem, last: &Finished) -> Node {
    let then = &last.then;
    let named = |word, name: &'static str, things: &[String]| {
        let things = t.words.join(Word::JoinItems, things.iter().cloned());
        (!things.is_empty()).then(|| own_words(t.words, "p", &t.words.format(word, &[(name, &things)])))
    };
    let changes = again::changes(t.decision, then).map(|it| {
        let is_same = it == again::Changes::default();
        let lines = [
            named(Word::SaidCardsChanged, "things", &it.changed),
            named(Word::SaidCardsGone, "things", &it.gone),
            named(Word::SaidCardsNew, "things", &it.new),
            is_same.then(|| words("p", t.word(Word::SaidCardsSame))),
        ];
        many(lines.into_iter().map(Node::from))
    });
    let lean = (!then.lean.is_empty()).then(|| then.lean.clone());
    let now = t.part(move |answers| {
        let page = summary::summarise(t.decision, answers);
        (again::most(&page), page.lean.map(|lean| sentence::lean(t.words, &lean)))
    });
    let now = live(move || {
        let (matters, lean) = now.get();
        let things = t.words.join(Word::JoinItems, matters);
        let matters = t.words.format(Word::SaidNowMatters, &[("things", &things)]);
        let matters = (!things.is_empty()).then(|| own_words(t.words, "span", &matters));
        let ways = [Route::Matters, Route::Stand]
            .map(|route| link(format!("#{}", route.address()), t.word(route.name())).class("alone"));
        let ways = many(ways.into_iter().flat_map(|way| [Node::from(way), " ".into()]));
        many([
            Node::from(
                el("p").child(matters).child(" ").child(lean.map(|it| own_words(t.words, "span", &it))),
            ),
            el("p").child(ways).into(),
        ])
    });
    many([
        changes.unwrap_or_else(nothing),
        named(Word::SaidThenMatters, "things", &then.matters).into(),
        named(Word::SaidThenLean, "choice", lean.as_slice()).into(),
        now,
    ])
}

/// The fields, each below what was said then, and the button that finishes it, with what may stand beside it.
fn form(t: Tandem, then: Option<&Finished>, beside: Option<Node>) -> Node {
    let before = |note: Note| then.map(|finished| finished.note(note).to_string()).unwrap_or_default();
    let fields = |notes: &[Note]| {
        el("div").class("said-fields").child(many(notes.iter().map(|it| note(t, *it, &before(*it)))))
    };
    let ended = then.and_then(|finished| finished.ending).map(|it| said_then(t, t.word(talk::ending(it))));
    many([
        Node::from(fields(&Note::SAID)),
        ending(t, ended).into(),
        fields(&Note::NEXT).child(finish(t).child(beside)).into(),
    ])
}

fn said_then(t: Tandem, own: &str) -> El {
    own_words(t.words, "p", &t.words.format(Word::SaidThen, &[("words", own)])).class("quiet")
}

fn note(t: Tandem, note: Note, then: &str) -> El {
    let number = Note::ALL.iter().position(|known| *known == note).unwrap_or_default() + 1;
    let label = match note {
        Note::SaidBack => Word::TalkSaidBackAsk,
        other => talk::note_label(other),
    };
    let id: Text = format!("q{number}").into();
    let field = match note {
        Note::LookAgainOn => el("input").attr("type", "date"),
        _ => el("textarea").attr("rows", "1"),
    };
    let field = field::own_field(field, id.clone())
        .text_value(move || t.answers_with(|answers| answers.talk_note(note).to_string()))
        .on_input(move |typed| t.change(|answers| answers.write_talk_note(note, &typed)));
    let then = (!then.trim().is_empty()).then(|| said_then(t, &talk::note_text(t.words, note, then)));
    let label = words("label", t.word(label)).class("field__label").attr("for", id);
    el("div").class("field").child(label).child(then).child(field)
}

/// How it ended, after what was said then: one of three, nothing chosen before somebody chooses.
fn ending(t: Tandem, then: Option<El>) -> El {
    let choices = [Ending::Decided, Ending::NotYet, Ending::MoreTime].map(|it| {
        let chosen = move || t.answers_with(|answers| answers.ending() == Some(it));
        field::radio("r3", t.word(talk::ending(it)), chosen, move || t.change(|answers| answers.end_talk(it)))
    });
    let title = t.word(Word::TalkEnding);
    el("div")
        .class("talk__ending")
        .child(words("span", title))
        .child(then)
        .child(field::radios(title, many(choices)))
}

/// The one button that finishes it, once something is written.
fn finish(t: Tandem) -> El {
    let has_any = t.part(Answers::has_talk);
    let finish = move || {
        let then = t.answers_untracked(|answers| again::then(t.decision, answers));
        t.change(|answers| answers.finish_talk(window::today_or(t.today), then));
        t.notice.set(t.word(Word::SaidDone).to_string());
    };
    let finish = button("button button--main", t.word(Word::SaidFinish), finish).next_focus(LAST);
    let finish = finish.live_attr("disabled", move || (!has_any.get()).then(|| "".into()));
    el("div")
        .class("finish")
        .child(words("p", t.word(Word::SaidFinishHint)).class("quiet"))
        .child(el("p").child(finish))
}
