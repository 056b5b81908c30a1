//! Entries of a list: each is about something from a card or something in own words, and holds what was said of it.

use serde_json::{Map, Value};

/// What an answer is about: something from a card, by its id, or something in own words, by its number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The id that the author gave.
    Card(String),
    /// The number of the person's own words.
    Own(u32),
}

/// Something in a person's own words, kept as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Its number: no two in one list have the same.
    pub number: u32,
    /// The words.
    pub words: String,
}

/// An entry of a list: what it is about, its words, and what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<A> {
    pub(super) key: Key,
    /// The person's own words; of a card's, its words as they were when it was answered.
    pub(super) words: String,
    /// What was said of it.
    pub(super) answer: A,
    /// What a newer program wrote beside it: carried along untouched.
    pub(super) other: Map<String, Value>,
}

/// An entry that was taken out of its list, and where it stood: it can be put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed<A> {
    entry: Entry<A>,
    index: usize,
}

impl<A: Default> Entry<A> {
    fn new(key: Key, words: String) -> Self {
        Entry { key, words, answer: A::default(), other: Map::new() }
    }
}

impl<A> Removed<A> {
    /// The words of what was taken out.
    pub fn words(&self) -> &str {
        &self.entry.words
    }
}

/// What was said of something, if anything.
pub fn find<'a, A>(list: &'a [Entry<A>], key: &Key) -> Option<&'a A> {
    list.iter().find(|entry| entry.key == *key).map(|entry| &entry.answer)
}

/// The words of an entry; of a card's, as they were when it was answered.
pub fn words<'a, A>(list: &'a [Entry<A>], key: &Key) -> Option<&'a str> {
    list.iter().find(|entry| entry.key == *key).map(|entry| entry.words.as_str()).filter(|it| !it.is_empty())
}

/// What is in the person's own words, in the order in which it was added.
pub fn own<A>(list: &[Entry<A>]) -> Vec<Own> {
    let mut sorted: Vec<Own> = Vec::new();
    for entry in list {
        if let Key::Own(number) = entry.key {
            // Short lists, and mostly in order: a sort of the library's would be 4 kB for nothing.
            let index = sorted.iter().rposition(|own| own.number < number).map_or(0, |before| before + 1);
            sorted.insert(index, Own { number, words: entry.words.clone() });
        }
    }
    sorted
}

/// Adds own words at the end and gives their entry; empty words add nothing.
pub fn add<'a, A: Default>(list: &'a mut Vec<Entry<A>>, words: &str) -> Option<&'a mut Entry<A>> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let key = Key::Own(unused_number(list));
    list.push(Entry::new(key, words.to_string()));
    list.last_mut()
}

/// A number above all others, so that what was added later stands later.
pub fn unused_number<A>(list: &[Entry<A>]) -> u32 {
    let taken = |number: u32| list.iter().any(|entry| entry.key == Key::Own(number));
    let numbers = list.iter().filter_map(|entry| match entry.key {
        Key::Own(number) => Some(number),
        Key::Card(_) => None,
    });
    let above = numbers.max().unwrap_or(0).checked_add(1);
    above.or_else(|| (1..).find(|number| !taken(*number))).unwrap_or(1)
}

/// Takes an entry out of its place, or begins a new one for a card. Own words that are not there are nobody's to answer.
pub fn take_or_begin<A: Default>(list: &mut Vec<Entry<A>>, key: &Key) -> Option<Removed<A>> {
    match list.iter().position(|entry| entry.key == *key) {
        Some(index) => Some(Removed { entry: list.remove(index), index }),
        None if matches!(key, Key::Card(_)) => {
            Some(Removed { entry: Entry::new(key.clone(), String::new()), index: list.len() })
        }
        None => None,
    }
}

/// Takes out own words, with all that was said of them.
pub fn remove<A>(list: &mut Vec<Entry<A>>, number: u32) -> Option<Removed<A>> {
    let index = list.iter().position(|entry| entry.key == Key::Own(number))?;
    Some(Removed { entry: list.remove(index), index })
}

/// Puts back what was taken out, where it stood.
pub fn put_back<A>(list: &mut Vec<Entry<A>>, removed: Removed<A>) {
    if !list.iter().any(|entry| entry.key == removed.entry.key) {
        list.insert(removed.index.min(list.len()), removed.entry);
    }
}

impl<A: Default + PartialEq> Removed<A> {
    /// Changes what is said of it.
    pub fn answer(mut self, change: impl FnOnce(&mut A)) -> Self {
        change(&mut self.entry.answer);
        self
    }

    /// Puts it back where it stood.
    pub fn in_place(self, list: &mut Vec<Entry<A>>) {
        let Removed { entry, index } = self;
        if entry.is_needed() {
            list.insert(index.min(list.len()), entry);
        }
    }

    /// Puts it below all others.
    pub fn at_the_end(self, list: &mut Vec<Entry<A>>) {
        if self.entry.is_needed() {
            list.push(self.entry);
        }
    }
}

impl<A: Default + PartialEq> Entry<A> {
    /// Own words stay whatever is said of them; a card's entry only as long as something is.
    fn is_needed(&self) -> bool {
        matches!(self.key, Key::Own(_)) || self.answer != A::default() || !self.other.is_empty()
    }
}
