//! Take it home: one screen to photograph with one's own phone, for who has no printer. There is no name on it.

use crate::answers::Note;
use crate::summary::{self, Reply, Summary, talk};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::field::own_words;
use crate::views::state::Tandem;
use crate::words::Word;

/// The place.
pub fn home(t: Tandem) -> Node {
    let intro = words("p", t.word(Word::TalkHomeIntro)).class("quiet");
    let all = live(move || t.answers_with(|answers| written(t, &summary::summarise(t.decision, answers))));
    let end = words("p", t.word(Word::TalkHomeNot)).class("quiet");
    many([intro.into(), all, end.into()])
}

fn written(t: Tandem, page: &Summary) -> Node {
    if page.replies.is_empty() && page.notes.is_empty() && page.ending.is_none() {
        return words("p", t.word(Word::TalkHomeEmpty)).into();
    }
    let topic = words("p", t.decision.meta.title.as_str()).class("talk__topic");
    let ending =
        page.ending.map(|ending| line(t.word(Word::TalkEnding), t.word(talk::ending(ending)).into()));
    let next = [Note::WhoDoesWhat, Note::LookAgain, Note::Ring];
    let next = next.into_iter().filter_map(|note| Some(line_of(t, note, page.note_of_talk(note)?)));
    let besides = [Note::SaidBack, Note::Person, Note::Clinician];
    let besides = besides.into_iter().filter_map(|note| Some(line_of(t, note, page.note_of_talk(note)?)));
    let replies = page.replies.iter().map(|reply| answered(t, reply));
    let lines = many([Node::from(ending), many(next), many(replies), many(besides)]);
    many([topic, el("dl").class("talk__home").child(lines)])
}

fn answered(t: Tandem, reply: &Reply) -> Node {
    let name = own_words("span", reply.question.clone());
    let own = own_words("span", talk::reply_line(t.words, reply));
    many([el("dt").child(name), el("dd").child(own)])
}

fn line_of(t: Tandem, note: Note, own: &str) -> Node {
    line(t.word(talk::note_label(note)), own_words("span", own.to_string()).into())
}

fn line(name: &'static str, own: Node) -> Node {
    let parts: [El; 2] = [words("dt", name), el("dd").child(own)];
    many(parts)
}
