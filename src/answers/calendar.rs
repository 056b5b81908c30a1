//! The names by which a calendar tells events apart, so that a file that is saved again adds nothing twice. Chance gives a name
//! the first time that an event is saved, and it stays with the answers: it is made of nothing that was entered, so that nobody
//! can find out by guessing what an event is about, not even from several of them.

use serde_json::{Map, Value};

use super::{Answers, Person};

/// The name of an event; `fresh` if it has none yet.
fn name(names: &mut Map<String, Value>, event: &str, fresh: String) -> String {
    let known = names.get(event).and_then(Value::as_str).filter(|known| is_name(known)).map(str::to_string);
    known.unwrap_or_else(|| {
        names.insert(event.to_string(), fresh.as_str().into());
        fresh
    })
}

/// A file that somebody opened may hold anything under a name.
fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric())
}

impl Person {
    /// The name of an event of a list or sheet; `fresh` if it has none yet.
    pub fn event_name(&mut self, event: &str, fresh: String) -> String {
        name(&mut self.calendar, event, fresh)
    }
}

impl Answers {
    /// The name of an event of a talk; `fresh` if it has none yet.
    pub fn event_name(&mut self, event: &str, fresh: String) -> String {
        name(&mut self.talk.calendar, event, fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_keeps_its_name_and_another_has_another() {
        let mut answers = Answers::default();
        assert_eq!(answers.event_name("again 2027-03-12", "0a1b".to_string()), "0a1b");
        assert_eq!(answers.event_name("again 2027-03-12", "2c3d".to_string()), "0a1b");
        assert_eq!(answers.event_name("again 2027-03-13", "2c3d".to_string()), "2c3d");
    }

    #[test]
    fn what_is_no_name_is_none() {
        for wrong in ["", "a\r\nATTENDEE:mailto:x@y.z", "my words", &"a".repeat(65)] {
            let mut person = Person::default();
            person.calendar.insert("test".to_string(), wrong.into());
            assert_eq!(person.event_name("test", "0a1b".to_string()), "0a1b", "{wrong}");
        }
    }
}
