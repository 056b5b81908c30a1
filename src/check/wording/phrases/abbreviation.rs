//! Abbreviations that nothing explains.

use std::collections::BTreeSet;

use super::style::is_shouted;
use super::{ABBREVIATION, Card, Part, Passage, Report};
use crate::check::is_in;
use crate::check::language::lists::List;

/// Each is named once a file.
pub fn abbreviation(card: &Card, report: &mut Report) {
    let Some(lexicon) = card.content.lexicon(&card.lang).filter(|_| card.is_english()) else { return };
    let mut seen: BTreeSet<(usize, &str)> = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        for (index, name) in abbreviations(passage) {
            let is_new = seen.insert((passage.file, name));
            if is_new && !lexicon.is_in("known-abbreviations", name) && !is_explained(passage, index) {
                let at = card.run_of(passage, &(index..index + 1));
                report.on(&ABBREVIATION, at, "not explained before, or here");
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
        if has_capitals(word) && !is_spoken && !is_shouted(word) {
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
    let later = tokens.word(last + 2);
    let beside = after.trim() == "," && is_in("a an the which who or that where published", next);
    let means = is_in("means stands writes ran", next)
        || (is_in("is are was", next) && is_in("a an the short one what not", later));
    let is_followed = after.trim().is_empty() && (means || is_kind(next, later));
    // "Prostate-specific antigen, or PSA".
    let is_or = |it: usize| tokens.word(it) == "or" && tokens.gap_before(it).starts_with(',');
    let is_other_name = before.trim().is_empty() && index.checked_sub(1).is_some_and(is_or);
    // "Its short name is PSA", and not "the lump is palpable".
    let is_name = passage.plain.get(at.start..).is_some_and(|it| it.starts_with(char::is_uppercase));
    let names = if is_name { "called call guideline is" } else { "called call" };
    let called = is_other_name || is_in(names, tokens.before(index, 1));
    in_brackets || opens || beside || is_followed || called || is_study(passage, index)
}

static KINDS: List = List::named("named-things");

/// What a name can be the name of.
fn is_kind(next: &str, later: &str) -> bool {
    let is_numbered = is_in("ii iii iv 1 2 3", next) && KINDS.has(later);
    KINDS.has(next) || is_numbered || next == "number" || (next == "blood" && later.starts_with("test"))
}

/// "In the 6 trials that make up IDEA": the name of a study or gene, at least four letters, soon after the word for it.
fn is_study(passage: &Passage, index: usize) -> bool {
    let is_kind = |back| is_in("trial trials study studies gene genes", passage.tokens.before(index, back));
    passage.tokens.at(index).len() >= 4 && (1..10).any(is_kind)
}
