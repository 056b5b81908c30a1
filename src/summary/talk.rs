//! What was said when people talked, for the page: beside each question what was said to it, then the notes, each with whose it is.

use super::{Summary, question_words};
use crate::answers::{Answers, Ending, Note};
use crate::cards::Decision;
use crate::words::{Word, Words};

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The question's place among those to ask, the first being 0; none where it is not to be asked any more.
    pub index: Option<usize>,
    /// The question.
    pub question: String,
    /// Whether it was ticked as answered.
    pub answered: bool,
    /// What was said; empty if only the tick was made.
    pub words: String,
}

/// The questions that were answered, or to which something was said.
pub fn replies(decision: &Decision, answers: &Answers) -> Vec<Reply> {
    let asked = answers.asked();
    let reply = |key| Reply {
        index: asked.iter().position(|it| it == key),
        question: question_words(decision, answers, key),
        answered: answers.is_answered(key),
        words: answers.reply(key).to_string(),
    };
    answers.replied().map(reply).collect()
}

/// The notes that were written, in order.
pub fn notes(answers: &Answers) -> Vec<(Note, String)> {
    let notes = Note::ALL.map(|note| (note, answers.talk_note(note).to_string()));
    notes.into_iter().filter(|(_, words)| !words.trim().is_empty()).collect()
}

impl Summary<'_> {
    /// What was said to the question at a place among those to ask.
    pub fn reply(&self, index: usize) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.index == Some(index))
    }

    /// A note, if it was written.
    pub fn note_of_talk(&self, note: Note) -> Option<&str> {
        self.notes.iter().find(|(known, _)| *known == note).map(|(_, words)| words.as_str())
    }
}

/// What was said to a question, as a line: that it is answered, and the words.
pub fn reply_line(words: &Words, reply: &Reply) -> String {
    let tick = reply.answered.then(|| words.get(Word::TalkAnswered).to_string());
    let own = (!reply.words.trim().is_empty()).then(|| reply.words.clone());
    words.join(Word::JoinSentences, tick.into_iter().chain(own))
}

/// What a note is called, with whose it is.
pub fn note_label(note: Note) -> Word {
    match note {
        Note::SaidBack => Word::TalkSaidBack,
        Note::Person => Word::TalkPersonNote,
        Note::Clinician => Word::TalkClinicianNote,
        Note::WhoDoesWhat => Word::TodayWho,
        Note::LookAgain => Word::TodayAgain,
        Note::Ring => Word::TodayRing,
    }
}

/// How the talk ended.
pub fn ending(ending: Ending) -> Word {
    match ending {
        Ending::Decided => Word::TodayDecided,
        Ending::NotYet => Word::TodayNotYet,
        Ending::MoreTime => Word::TodayMoreTime,
    }
}
