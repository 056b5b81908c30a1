//! What somebody sets aside: a choice that is not open to them, an outcome that is none of their concern. It is never done for
//! them, it has a reason, it is named and counted wherever it is left out, and it can be undone.

use super::Answers;
use super::entry::{self, Entry, Key};

/// What can be set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A choice, by the id of its card.
    Choice,
    /// An outcome, by its id: its rows at all times.
    Outcome,
}

/// Why it is set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not open to me.
    NotOpen,
    /// It is not for me.
    NotForMe,
    /// Not now.
    NotNow,
    /// In the person's own words.
    Own(String),
}

/// What is said of something that may be set aside: it is once there is a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    pub(super) reason: Option<Reason>,
}

impl Answers {
    /// What is set aside: its id, its name as it was then, and the reason; in the order in which it was set aside.
    pub fn asides(&self, kind: Kind) -> impl Iterator<Item = (&str, &str, &Reason)> {
        self.aside_list(kind).iter().filter_map(|it| match (&it.key, &it.answer.reason) {
            (Key::Card(id), Some(reason)) => Some((id.as_str(), it.words.as_str(), reason)),
            _ => None,
        })
    }

    /// Whether something is set aside.
    pub fn is_aside(&self, kind: Kind, id: &str) -> bool {
        self.asides(kind).any(|(known, ..)| known == id)
    }

    /// Sets something aside under the name it has now. An empty reason is none, and sets nothing aside.
    pub fn set_aside(&mut self, kind: Kind, id: &str, name: &str, reason: Reason) {
        let reason = match reason {
            Reason::Own(words) if words.trim().is_empty() => return,
            Reason::Own(words) => Reason::Own(words.trim().to_string()),
            plain => plain,
        };
        let list = self.aside_list_mut(kind);
        if let Some(entry) = entry::take_or_begin(list, &Key::Card(id.to_string())) {
            entry.answer(|it| it.reason = Some(reason)).in_place(list);
        }
        if let Some(entry) = list.iter_mut().find(|it| matches!(&it.key, Key::Card(known) if known == id)) {
            entry.words = name.to_string();
        }
    }

    /// Brings back what was set aside.
    pub fn bring_back(&mut self, kind: Kind, id: &str) {
        self.aside_list_mut(kind).retain(|it| !matches!(&it.key, Key::Card(known) if known == id));
    }

    fn aside_list(&self, kind: Kind) -> &[Entry<Aside>] {
        let [choices, outcomes] = &self.asides;
        if kind == Kind::Choice { choices } else { outcomes }
    }

    fn aside_list_mut(&mut self, kind: Kind) -> &mut Vec<Entry<Aside>> {
        let [choices, outcomes] = &mut self.asides;
        if kind == Kind::Choice { choices } else { outcomes }
    }
}
