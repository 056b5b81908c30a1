//! Signs that shout, and sentences that are too long.

use std::ops::Range;

use crate::cards::prose::Inline;
use crate::check::language::lists::List;

use super::{Card, LOADED_WORD, LONG_SENTENCE, Passage, Report, authors};
use crate::check::wording::reading::own_sentences;

/// Signs that shout or cheer: "!", stars, thumbs, ticks and crosses.
pub fn shouts(card: &Card, report: &mut Report) {
    let is_cheer =
        |sign: char| matches!(sign, '!' | '★' | '☆' | '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}');
    for passage in authors(card) {
        // Before the name of a choice no sign is shown: that it is left out is said already.
        let is_before_name = passage.file == 0
            && passage.section == "choices"
            && !matches!(passage.words.first(), Some(Inline::Link { .. }));
        let cheer = passage.plain.char_indices().find(|(_, sign)| is_cheer(*sign));
        let cheer = cheer.filter(|(start, _)| *start > 0 || !is_before_name);
        let cheer = cheer.map(|(start, sign)| start..start + sign.len_utf8());
        if let Some(at) = cheer.or_else(|| shouted(passage)) {
            report.on(&LOADED_WORD, card.range_of(passage, &at), "this tells the reader what to feel");
        }
    }
}

/// So many words in capitals, one after the other, are no abbreviation.
const SHOUTED: usize = 3;

static SHOUTED_ALONE: List = List::named("shouted");

/// Whether a word in capitals is one of every day, and no name.
pub(super) fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase) && SHOUTED_ALONE.has(&word.to_lowercase())
}

/// Words in capitals, one after the other, or one that cannot be an abbreviation.
fn shouted(passage: &Passage) -> Option<Range<usize>> {
    let word = |index: usize| passage.plain.get(passage.tokens.at(index)).unwrap_or_default();
    let is_loud = |index: usize| word(index).len() > 1 && word(index).chars().all(char::is_uppercase);
    let starts = (0..passage.tokens.len()).filter(|start| is_loud(*start));
    let words =
        starts.map(|start| if is_shouted(word(start)) { start..start + 1 } else { start..start + SHOUTED });
    let loud = words.into_iter().find(|words| words.clone().all(is_loud));
    loud.map(|words| passage.tokens.span(&words))
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
