//! What was said when people talked: which questions were answered and how, notes of either side, and what comes next. It is
//! written down by whoever holds the device; whose words a note has is its name.

use serde_json::{Map, Value};

use super::Answers;
use super::entry::{self, Key};
use super::finished::{Finished, of_notes};

/// A note of a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The person's own.
    Person,
    /// The clinician's.
    Clinician,
    /// What the person said in their own words, so that both know that it was explained well.
    SaidBack,
    /// Who does what, by when.
    WhoDoesWhat,
    /// When it is looked at again.
    LookAgain,
    /// The day of that, as `2027-03-12`.
    LookAgainOn,
    /// Whom the person rings.
    Ring,
    /// What would make the person change their mind.
    ChangeMind,
    /// What may make it hard to keep up.
    HardToKeep,
    /// Whom the person rings before they stop.
    BeforeStop,
}

impl Note {
    /// What was said, each with whose words they are.
    pub const SAID: [Note; 3] = [Note::SaidBack, Note::Person, Note::Clinician];
    /// What comes next, in the order in which it is asked.
    pub const NEXT: [Note; 7] = [
        Note::WhoDoesWhat,
        Note::LookAgain,
        Note::LookAgainOn,
        Note::Ring,
        Note::ChangeMind,
        Note::HardToKeep,
        Note::BeforeStop,
    ];
    /// All of them.
    pub const ALL: [Note; 10] = {
        let ([a, b, c], [d, e, f, g, h, i, j]) = (Note::SAID, Note::NEXT);
        [a, b, c, d, e, f, g, h, i, j]
    };
}

/// How a talk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Something is decided.
    Decided,
    /// Nothing is decided yet.
    NotYet,
    /// More time is wanted.
    MoreTime,
}

/// What was written down of a talk, besides what was said to the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    /// In the order of [`Note::ALL`].
    pub(super) notes: [String; 10],
    pub(super) ending: Option<Ending>,
    /// What was finished, in the order in which it was.
    pub(super) finished: Vec<Finished>,
    /// What is being added to the last of them.
    pub(super) adding: String,
    /// The names of its events in calendars.
    pub(super) calendar: Map<String, Value>,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

impl Answers {
    /// Whether a question was answered.
    pub fn is_answered(&self, key: &Key) -> bool {
        entry::find(&self.questions, key).is_some_and(|it| it.answered)
    }

    /// What was said to a question.
    pub fn reply(&self, key: &Key) -> &str {
        entry::find(&self.questions, key).map_or("", |it| it.reply.as_str())
    }

    /// Ticks a question as answered, or takes that back.
    pub fn tick_answered(&mut self, key: &Key, yes: bool) {
        if let Some(question) = entry::take_or_begin(&mut self.questions, key) {
            question.answer(|it| it.answered = yes).in_place(&mut self.questions);
        }
    }

    /// Writes what was said to a question.
    pub fn write_reply(&mut self, key: &Key, words: &str) {
        if let Some(question) = entry::take_or_begin(&mut self.questions, key) {
            question.answer(|it| it.reply = words.to_string()).in_place(&mut self.questions);
        }
    }

    /// The questions to which something was said, or which are ticked, in the person's order; also those that are not to be
    /// asked any more.
    pub fn replied(&self) -> impl Iterator<Item = &Key> {
        let replied =
            self.questions.iter().filter(|it| it.answer.answered || !it.answer.reply.trim().is_empty());
        replied.map(|question| &question.key)
    }

    /// A note of the talk.
    pub fn talk_note(&self, note: Note) -> &str {
        of_notes(&self.talk.notes, note)
    }

    /// Writes a note of the talk.
    pub fn write_talk_note(&mut self, note: Note, words: &str) {
        for (known, text) in Note::ALL.into_iter().zip(&mut self.talk.notes) {
            if known == note {
                *text = words.to_string();
            }
        }
    }

    /// How the talk ended, once that was said.
    pub fn ending(&self) -> Option<Ending> {
        self.talk.ending
    }

    /// Says how the talk ended; the same again takes it back.
    pub fn end_talk(&mut self, ending: Ending) {
        self.talk.ending = (self.talk.ending != Some(ending)).then_some(ending);
    }
}
