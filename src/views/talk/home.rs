//! Take it home: one screen to photograph with one's own phone, for who has no printer. No name is on it but those that were written.

use leptos::prelude::Get;

use super::to;
use crate::answers::Note;
use crate::browser::window;
use crate::summary::{self, Reply, Summary, sentence, talk};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::route::Room;
use crate::views::state::Tandem;
use crate::views::steps::what_we_said;
use crate::words::Word;

/// The place.
pub fn home(t: Tandem) -> Node {
    let all = live(move || t.answers_with(|answers| written(t, &summary::summarise(t.decision, answers))));
    let is_said = t.part(|answers| !answers.finished().is_empty());
    let after = live(move || is_said.get().then(|| what_we_said::afterwards(t)));
    many([all, after])
}

fn written(t: Tandem, page: &Summary) -> Node {
    let latest = page.latest();
    if page.replies.is_empty() && latest.is_empty() {
        let there = to(Room::Answers, t.word(Room::Answers.name())).class("button");
        return many([words("p", t.word(Word::TalkHomeEmpty)), el("p").child(there)]);
    }
    let topic = words("p", t.decision.meta.title.as_str()).class("talk__topic");
    // What can still be corrected has no day of its own: a picture of it says when it was taken.
    let as_on = || {
        t.words.format(Word::PageAsOn, &[("date", &sentence::in_words(t.words, window::today_or(t.today)))])
    };
    let (day, replies) = match latest.day {
        None => (as_on(), &page.replies),
        Some(_) => (talk::title(t.words, latest), &latest.replies),
    };
    // What was said to a question afterwards is none of what was finished.
    let in_one_language = latest.lang == t.decision.lang;
    let since: Vec<&Reply> = talk::not_among(&page.replies, replies, in_one_language).collect();
    let since = (!since.is_empty())
        .then(|| many([words("p", as_on()), lines_of(what_we_said::reply_lines(t, since))]));
    let lines = many([
        what_we_said::ending_line(t, latest),
        what_we_said::note_lines(t, latest, &Note::NEXT),
        what_we_said::reply_lines(t, replies),
        what_we_said::note_lines(t, latest, &Note::SAID),
        what_we_said::added_lines(t, latest),
    ]);
    let [intro, end] =
        [Word::TalkHomeIntro, Word::TalkHomeNot].map(|it| words("p", t.word(it)).class("quiet"));
    let parts = [intro, topic, words("p", day), lines_of(lines)].map(Node::from);
    many(parts.into_iter().chain([since.into(), end.into()]))
}

fn lines_of(lines: Node) -> El {
    el("dl").class("talk__home").child(lines)
}
