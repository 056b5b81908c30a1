//! Signs that shout, and sentences that are too long.

use std::ops::Range;

use super::{Card, LOADED_WORD, LONG_SENTENCE, Passage, Report, authors};
use crate::check::wording::reading::own_sentences;

/// Signs that shout or cheer: "!", stars, thumbs, ticks and crosses.
pub fn shouts(card: &Card, report: &mut Report) {
    let is_cheer = |sign: char| matches!(sign, '!' | '★' | '☆' | '✓'..='✘' | '❤' | '\u{1f300}'..='\u{1faff}');
    for passage in authors(card) {
        let cheer = passage.plain.char_indices().find(|(_, sign)| is_cheer(*sign));
        let cheer = cheer.map(|(start, sign)| start..start + sign.len_utf8());
        if let Some(at) = cheer.or_else(|| shouted(passage)) {
            let at = (card.path_of(passage), card.span_of(passage, &at));
            report.on(&LOADED_WORD, at, "this tells the reader what to feel");
        }
    }
}

/// So many words in capitals, one after the other, are no abbreviation.
const SHOUTED: usize = 3;

/// Words in capitals, one after the other.
fn shouted(passage: &Passage) -> Option<Range<usize>> {
    let is_loud = |index: usize| {
        let word = passage.plain.get(passage.tokens.at(index)).unwrap_or_default();
        word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let mut runs = (0..passage.tokens.len()).map(|start| start..start + SHOUTED);
    runs.find(|words| words.clone().all(is_loud)).map(|words| passage.tokens.span(&words))
}

/// A sentence with more words than this is hard to hold in mind.
const MOST_WORDS: usize = 25;

pub fn long_sentence(card: &Card, report: &mut Report) {
    for passage in card.passages.iter().filter(|it| card.is_english() && it.part.is_prose()) {
        for sentence in own_sentences(passage) {
            let words = sentence.clone().filter(|index| !passage.tokens.is_joined(*index)).count();
            if words > MOST_WORDS {
                report.on(&LONG_SENTENCE, card.run_of(passage, &sentence), format!("{words} words"));
            }
        }
    }
}
