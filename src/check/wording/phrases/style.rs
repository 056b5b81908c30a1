//! Signs that shout, and sentences that are too long.

use super::{Card, LOADED_WORD, LONG_SENTENCE, Report, authors};

/// Signs that shout or cheer: "!", stars, thumbs, ticks and crosses.
pub fn shouts(card: &Card, report: &mut Report) {
    let is_cheer = |sign: char| matches!(sign, '!' | '★' | '☆' | '✓'..='✘' | '❤' | '\u{1f300}'..='\u{1faff}');
    for passage in card.passages.iter().filter(|passage| authors(card, passage)) {
        if let Some((start, sign)) = passage.plain.char_indices().find(|(_, sign)| is_cheer(*sign)) {
            let at = card.span_of(passage, &(start..start + sign.len_utf8()));
            report.add(&LOADED_WORD, card.path_of(passage), at, "this sign tells the reader what to feel");
        }
    }
}

/// A sentence with more words than this is hard to hold in mind.
const MOST_WORDS: usize = 25;

pub fn long_sentence(card: &Card, report: &mut Report) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| passage.part.is_prose()) {
        let own = passage.own();
        for sentence in passage.tokens.sentences() {
            let words = sentence.clone().filter(|index| passage.tokens.at(*index).end <= own).count();
            if words > MOST_WORDS {
                let at =
                    card.span_of(passage, &passage.tokens.span(&(sentence.start..sentence.start + words)));
                report.add(&LONG_SENTENCE, card.path_of(passage), at, format!("{words} words"));
            }
        }
    }
}
