//! Two plain words by which a page, or the cards that it was made with, are told from others.

use super::cards_print;
use crate::cards::Decision;
use crate::words::{Word, Words};

/// The words of a page; nothing before anything was said.
pub fn of_page(words: &Words, number: Option<u16>) -> String {
    let Some(number) = number.map(usize::from) else { return String::new() };
    let [first, second] =
        [Word::TagFirst, Word::TagSecond].map(|list| words.get(list).split(',').collect::<Vec<_>>());
    let one = first.get(number % first.len().max(1)).map_or("", |word| word.trim());
    let other = second.get(number / first.len().max(1) % second.len().max(1)).map_or("", |word| word.trim());
    words.together(one, other)
}

/// A sentence with those of the cards: a page on paper and a screen with the same words have the same numbers in the same
/// lines.
pub fn of_cards(words: &Words, decision: &Decision) -> String {
    words.format(Word::TalkCardsTag, &[("tag", &of_page(words, Some(cards_print(decision))))])
}
