//! What was said and finished: it stands with its day. What changes later is added below it, each with its own day, and
//! nothing of it is written over.

use serde_json::{Map, Value};

use super::{Answers, Ending, Note};
use crate::text::Date;

/// What was said in one talk, once that was finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The day on which it was finished.
    pub day: Date,
    /// How the talk ended.
    pub ending: Option<Ending>,
    /// In the order of [`Note::ALL`].
    pub(super) notes: [String; 10],
    /// What mattered most, and what the cards said then.
    pub then: Then,
    /// What was added later.
    pub added: Vec<Added>,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

/// How things stood when something was finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Then {
    /// What mattered most, in the words of then.
    pub matters: Vec<String>,
    /// The name of the choice that the person leaned to; empty if they did not.
    pub lean: String,
    /// The language of the cards.
    pub lang: String,
    /// The cards as they were.
    pub cards: Vec<CardThen>,
    /// What was said to the questions.
    pub replies: Vec<ReplyThen>,
}

/// What was said to a question, as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyThen {
    /// The question.
    pub question: String,
    /// Whether it was ticked as answered.
    pub answered: bool,
    /// What was said; empty if only the tick was made.
    pub words: String,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

impl ReplyThen {
    /// What was said to a question.
    pub fn new(question: String, answered: bool, words: String) -> ReplyThen {
        ReplyThen { question, answered, words, other: Map::new() }
    }
}

/// A card as it was: a choice's, what was known of an outcome, or the decision's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardThen {
    /// Its id.
    pub id: String,
    /// Its name as it was.
    pub words: String,
    /// A fingerprint of what it said.
    pub print: String,
}

/// What was added later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// On which day.
    pub day: Date,
    /// The words.
    pub words: String,
}

impl Finished {
    /// A note of the talk.
    pub fn note(&self, note: Note) -> &str {
        of_notes(&self.notes, note)
    }

    /// Whether it is the same talk, whatever was added to it since.
    pub(super) fn is_same(&self, other: &Finished) -> bool {
        let same_end = self.day == other.day && self.ending == other.ending;
        same_end && self.notes == other.notes && self.then.replies == other.then.replies
    }
}

impl Answers {
    /// What was finished, in the order in which it was.
    pub fn finished(&self) -> &[Finished] {
        &self.talk.finished
    }

    /// Whether anything is written down that is not finished.
    pub fn has_talk(&self) -> bool {
        self.talk.ending.is_some() || self.talk.notes.iter().any(|it| !it.trim().is_empty())
    }

    /// Finishes what is written down: from now on it stands. Where nothing is, nothing happens.
    pub fn finish_talk(&mut self, day: Date, then: Then) {
        if !self.has_talk() {
            return;
        }
        let (notes, ending) = (std::mem::take(&mut self.talk.notes), self.talk.ending.take());
        self.talk.finished.push(Finished { day, ending, notes, then, added: Vec::new(), other: Map::new() });
    }

    /// What is being added to what was finished last.
    pub fn adding(&self) -> &str {
        &self.talk.adding
    }

    /// Writes what is to be added.
    pub fn write_adding(&mut self, words: &str) {
        self.talk.adding = words.to_string();
    }

    /// Adds it below what was finished last, with its day. Empty words add nothing.
    pub fn add_to_said(&mut self, day: Date) {
        let words = self.talk.adding.trim().to_string();
        if let (false, Some(last)) = (words.is_empty(), self.talk.finished.last_mut()) {
            last.added.push(Added { day, words });
            self.talk.adding = String::new();
        }
    }
}

/// One of the notes.
pub(super) fn of_notes(notes: &[String; 10], note: Note) -> &str {
    let notes = Note::ALL.into_iter().zip(notes);
    notes.into_iter().find(|(known, _)| *known == note).map_or("", |(_, words)| words.as_str())
}
