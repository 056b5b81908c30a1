//! Abbreviations that nothing explains.

use super::{ABBREVIATION, Card, Passage, Report, anything};
use crate::check::language::tokens::Tokens;

/// Explained somewhere in a decision, that is enough for it: it stands in the names of sources.
const ONCE: [&str; 1] = ["NICE"];

pub fn abbreviation(card: &Card, report: &mut Report) {
    if !card.is_english() {
        return;
    }
    let Some(lexicon) = card.content.lexicon(&card.lang) else { return };
    let explained_once: Vec<&str> = ONCE
        .into_iter()
        .filter(|name| card.passages.iter().any(|passage| anything(card, passage) && explains(passage, name)))
        .collect();
    let mut said_once: Vec<&str> = Vec::new();
    for file in 0..card.files.len() {
        let mut seen: Vec<String> = Vec::new();
        for passage in card.passages.iter().filter(|it| it.file == file && anything(card, it)) {
            for (index, name) in abbreviations(passage) {
                if seen.iter().any(|it| it == name)
                    || lexicon.is_in("known-abbreviations", name)
                    || explained_once.contains(&name)
                {
                    continue;
                }
                seen.push(name.to_string());
                let again = ONCE.contains(&name) && said_once.contains(&name);
                if again || is_explained(passage, index) {
                    continue;
                }
                said_once.extend(ONCE.contains(&name).then_some(name));
                let at = card.span_of(passage, &passage.tokens.at(index));
                report.add(&ABBREVIATION, card.path_of(passage), at, "not explained before, or here");
            }
        }
    }
}

/// The abbreviations of a passage: words with two capitals side by side, without a plural s and what a hyphen adds.
pub fn abbreviations(passage: &Passage) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // Most passages have none, and are looked at for every name.
    if !has_capitals(&passage.plain) {
        return found;
    }
    for index in 0..passage.tokens.len() {
        let word = passage.plain.get(passage.tokens.at(index)).unwrap_or_default();
        // "meh-TAS-ta-seez" says how a word is spoken.
        let is_spoken = word.matches('-').count() > 1 && word.starts_with(char::is_lowercase);
        let parts = word.split(['-', '‑']).find(|part| has_capitals(part) && !is_spoken);
        if let Some(part) = parts {
            let name = part.strip_suffix("'s").or(part.strip_suffix("’s")).unwrap_or(part);
            found.push((index, name.strip_suffix('s').unwrap_or(name)));
        }
    }
    found
}

fn has_capitals(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

fn explains(passage: &Passage, name: &str) -> bool {
    abbreviations(passage).into_iter().any(|(index, it)| it == name && is_explained(passage, index))
}

/// Whether an abbreviation is explained where it stands: "PSA (…)", "(PSA)", "PSA, a blood test", "PSA is", "PSA: …", or a
/// name with what it is the name of, "the ATOMIC trial".
pub fn is_explained(passage: &Passage, index: usize) -> bool {
    let tokens = &passage.tokens;
    let (after, next) = (tokens.after(index), tokens.word(index + 1));
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
        && (matches!(next, "means" | "stands" | "writes" | "ran" | "looks")
            || (matches!(next, "is" | "are" | "was")
                && matches!(tokens.word(index + 2), "a" | "an" | "the" | "short" | "one" | "what" | "not")));
    let named = after.trim().is_empty() && is_kind(next, tokens.word(index + 2));
    let called = matches!(tokens.before(index, 1), "called" | "call" | "guideline" | "is")
        || (tokens.before(index, 1) == "or" && before.trim().is_empty() && before_comma(tokens, index));
    in_brackets || opens || beside || means || named || called || is_study(passage, index)
}

/// "prostate-specific antigen, or PSA".
fn before_comma(tokens: &Tokens, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|or| tokens.gap_before(or).starts_with(','))
}

/// What a name can be the name of.
fn is_kind(next: &str, later: &str) -> bool {
    let kinds = [
        "trial",
        "trials",
        "study",
        "studies",
        "review",
        "gene",
        "scan",
        "scans",
        "guideline",
        "score",
        "programme",
        "line",
        "tube",
    ];
    let is_numbered = matches!(next, "ii" | "iii" | "iv" | "1" | "2" | "3") && kinds.contains(&later);
    kinds.contains(&next) || is_numbered || next == "number" || (next == "blood" && later.starts_with("test"))
}

/// "In the 6 trials that make up IDEA": the name of a study or gene, at least four letters, soon after the word for it.
fn is_study(passage: &Passage, index: usize) -> bool {
    let long = passage.tokens.at(index).len() >= 4;
    let kind = |word: &str| matches!(word, "trial" | "trials" | "study" | "studies" | "gene" | "genes");
    long && (1..10).any(|back| kind(passage.tokens.before(index, back)))
}
