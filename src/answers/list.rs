//! Lists in a person's order: things named by a card's id or written in own words.

use super::LONGEST;

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

/// How many own words a list takes: more than anybody writes, few enough for any device.
pub const MOST: usize = 1000;

/// Adds words to a list and gives their key; empty words add nothing.
pub fn add(list: &mut Vec<Own>, words: &str) -> Option<Key> {
    let words = words.trim();
    if words.is_empty() || list.len() >= MOST {
        return None;
    }
    let number = (1..).find(|number| list.iter().all(|own| own.number != *number))?;
    list.push(Own { number, words: clip(words) });
    Some(Key::Own(number))
}

/// A text as typed, up to the longest that a field takes.
pub fn clip(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}

/// Moves the item up past the nearest one of its kind.
pub fn raise<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, same_kind: impl Fn(&T) -> bool) {
    let Some(place) = list.iter().position(is_it) else { return };
    let above = list.iter().take(place).rposition(same_kind);
    if let Some(above) = above {
        list.swap(above, place);
    }
}

/// Moves the item down past the nearest one of its kind.
pub fn lower<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, same_kind: impl Fn(&T) -> bool) {
    let Some(place) = list.iter().position(is_it) else { return };
    let below = list.iter().skip(place + 1).position(same_kind);
    if let Some(below) = below {
        list.swap(place, place + 1 + below);
    }
}
