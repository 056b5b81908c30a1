//! Abbreviations that nothing explains.

use std::collections::BTreeSet;

use super::{ABBREVIATION, Card, Part, Passage, Report};
use crate::check::language::lists::List;
use crate::check::language::tokens::Tokens;

/// Each is named once a file.
pub fn abbreviation(card: &Card, report: &mut Report) {
    let Some(lexicon) = card.content.lexicon(&card.lang).filter(|_| card.is_english()) else { return };
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        for (index, name) in abbreviations(passage) {
            let is_new = seen.insert((passage.file, name));
            if is_new && !lexicon.is_in("known-abbreviations", name) && !is_explained(passage, index) {
                let at = card.span_of(passage, &passage.tokens.at(index));
                report.add(&ABBREVIATION, card.path_of(passage), at, "not explained before, or here");
            }
        }
    }
}

/// The abbreviations of a passage: words with two capitals side by side, without a plural s.
pub fn abbreviations(passage: &Passage) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // Most passages have none, and are looked at for every name.
    if !has_capitals(&passage.plain) {
        return found;
    }
    let tokens = &passage.tokens;
    for index in 0..tokens.len() {
        let word = passage.plain.get(tokens.at(index)).unwrap_or_default();
        // "meh-TAS-ta-seez" says how a word is spoken.
        let is_spoken = tokens.is_joined(index) && tokens.is_joined(index + 1);
        if has_capitals(word) && !is_spoken {
            let name = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
            found.push((index, name.strip_suffix('s').unwrap_or(name)));
        }
    }
    found
}

fn has_capitals(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

/// Whether an abbreviation is explained where it stands: "PSA (…)", "(PSA)", "PSA, a blood test", "PSA is", "PSA: …", or a
/// name with what it is the name of, "the ATOMIC trial".
pub fn is_explained(passage: &Passage, index: usize) -> bool {
    let tokens = &passage.tokens;
    // "PACE-A (...)": the whole name is explained.
    let last = (index + 1..tokens.len()).take_while(|it| tokens.is_joined(*it)).last().unwrap_or(index);
    let (after, next) = (tokens.after(last), tokens.word(last + 1));
    let before = tokens.gap_before(index);
    // Strong type marks a word where it is explained.
    let at = tokens.at(index);
    if passage.marks().iter().any(|mark| mark.strong && mark.at.start <= at.start && at.end <= mark.at.end) {
        return true;
    }
    let in_brackets = before.ends_with('(') && !before.trim_end_matches('(').is_empty();
    let opens = after.trim_start_matches([' ', '"', '”', '’']).starts_with(['(', ':']);
    let beside = after.trim() == ","
        && matches!(next, "a" | "an" | "the" | "which" | "who" | "or" | "that" | "where" | "published");
    let means = after.trim().is_empty()
        && (matches!(next, "means" | "stands" | "writes" | "ran")
            || (matches!(next, "is" | "are" | "was")
                && matches!(tokens.word(last + 2), "a" | "an" | "the" | "short" | "one" | "what" | "not")));
    let named = after.trim().is_empty() && is_kind(next, tokens.word(last + 2));
    let called = matches!(tokens.before(index, 1), "called" | "call" | "guideline" | "is")
        || (tokens.before(index, 1) == "or" && before.trim().is_empty() && before_comma(tokens, index));
    in_brackets || opens || beside || means || named || called || is_study(passage, index)
}

/// "prostate-specific antigen, or PSA".
fn before_comma(tokens: &Tokens, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|or| tokens.gap_before(or).starts_with(','))
}

static KINDS: List = List::named("named-things");

/// What a name can be the name of.
fn is_kind(next: &str, later: &str) -> bool {
    let is_numbered = matches!(next, "ii" | "iii" | "iv" | "1" | "2" | "3") && KINDS.has(later);
    KINDS.has(next) || is_numbered || next == "number" || (next == "blood" && later.starts_with("test"))
}

/// "In the 6 trials that make up IDEA": the name of a study or gene, at least four letters, soon after the word for it.
fn is_study(passage: &Passage, index: usize) -> bool {
    let long = passage.tokens.at(index).len() >= 4;
    let kind = |word: &str| matches!(word, "trial" | "trials" | "study" | "studies" | "gene" | "genes");
    long && (1..10).any(|back| kind(passage.tokens.before(index, back)))
}
