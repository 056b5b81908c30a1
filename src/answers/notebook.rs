//! All that somebody says, on any topic: what belongs to the person, and what belongs to one topic.

use serde_json::{Map, Value};

use super::{Answers, Person};
use crate::text::Date;

/// All that somebody says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// What belongs to the person, whatever the topic.
    pub person: Person,
    /// What was said about each topic, with its id.
    pub(super) topics: Vec<(String, Answers)>,
    /// The day on which a copy was last made.
    pub copied: Option<Date>,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

impl Notebook {
    /// A notebook with one topic and nothing else.
    pub fn of_topic(id: &str, answers: Answers) -> Notebook {
        Notebook { topics: vec![(id.to_string(), answers)], ..Notebook::default() }
    }

    /// Whether nothing has been said, by the person or on any topic.
    pub fn is_empty(&self) -> bool {
        self.person.is_empty()
            && self.other.is_empty()
            && self.topics.iter().all(|(_, answers)| answers.is_empty())
    }

    /// A notebook with what belongs to the person and nothing else.
    pub fn of_person(person: Person) -> Notebook {
        Notebook { person, ..Notebook::default() }
    }

    /// What was said about a topic; nothing yet if there is none.
    pub fn topic(&self, id: &str) -> Answers {
        self.topics.iter().find(|(known, _)| known == id).map(|(_, it)| it.clone()).unwrap_or_default()
    }

    /// The topics about which something was said.
    pub fn topic_ids(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().map(|(id, _)| id.as_str())
    }

    /// The words of the questions that were chosen, topic by topic, as they were then.
    pub fn questions(&self) -> Vec<String> {
        let of_topic = |answers: &Answers| {
            let words = answers.asked().into_iter();
            words.filter_map(|key| answers.question_words(&key).map(str::to_string)).collect::<Vec<_>>()
        };
        self.topics
            .iter()
            .flat_map(|(_, answers)| of_topic(answers))
            .filter(|words| !words.is_empty())
            .collect()
    }

    /// Puts what was said about a topic in place of what was there.
    pub fn set_topic(&mut self, id: &str, answers: Answers) {
        self.topics.retain(|(known, _)| known != id);
        if !answers.is_empty() {
            self.topics.push((id.to_string(), answers));
        }
    }
}
