//! Phrases that the language's own file listens for.

use std::collections::BTreeSet;
use std::ops::Range;

use super::abbreviation::is_explained;
use super::outof::OutOf;
use super::{Card, LANGUAGE_NOT_CHECKED, MAY_PUSH, PHRASE_BROKEN, Part, Passage, Report, is_own_voice};
use crate::cards::decision::DECISION_FILE;
use crate::cards::prose;
use crate::check::card::FIRST_LINE;
use crate::check::content::lang_of;
use crate::check::language::lexicon::{Heard, Lexicon};
use crate::check::language::tokens::{Tokens, is_digits, is_year};
use crate::check::{Content, Unit, all, is_in, units};
use crate::text::Date;

/// Says what is heard in a card. Nothing in a language that has no file of phrases, which is told elsewhere.
pub fn to(card: &Card, report: &mut Report) {
    let Some(lexicon) = card.content.lexicon(&card.lang) else { return };
    for passage in card.passages.iter().filter(|it| !matches!(it.part, Part::Source | Part::Sure)) {
        let heard = lexicon.hear_if(&passage.tokens, |it| is_meant(card, passage, it));
        for it in heard.into_iter().filter(|it| !is_enough(card, passage, it)) {
            let Some((rule, _)) = all().find(|(rule, _)| rule.code == it.phrase.rule) else { continue };
            // A word of two meanings, away from the choice, is asked about.
            let rule = if it.phrase.is_sure(&passage.tokens, &it.sentence) { rule } else { &MAY_PUSH };
            let message = it.phrase.message.replace("{first}", passage.tokens.word(it.words.start));
            report.on(rule, card.run_of(passage, &it.words), message);
        }
    }
}

/// The folder's own files of phrases: what in them cannot be used, and examples that are not as they say.
pub fn files(content: &Content, _: Date, report: &mut Report) {
    for (path, text) in content.files() {
        let Some(lang) = lang_of(path, "checks/", ".yaml") else { continue };
        if !is_code(lang) {
            let message = format!("no language is called `{lang}`: write its code, as `checks/ko.yaml`");
            report.on(&PHRASE_BROKEN, (path, FIRST_LINE), message);
        }
        for problem in Lexicon::problems(lang, text) {
            report.on(&PHRASE_BROKEN, (path, problem.at), problem.message);
        }
    }
}

/// Whether a language could be called so: `de`, `de-CH`.
fn is_code(lang: &str) -> bool {
    lang.split('-').next().is_some_and(|it| matches!(it.len(), 2 | 3))
}

/// Each language for which nobody wrote down what to listen for: nothing is said of its words, which is no praise of them.
pub fn languages(content: &Content, _: Date, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for unit in units(content) {
        let Unit::Decision { id, lang } = unit else { continue };
        if content.lexicon(&lang).is_none() && seen.insert(lang.clone()) {
            let path = format!("{id}/{lang}/{DECISION_FILE}");
            let file = format!("checks/{lang}.yaml");
            let why = content.text(&file).map_or("is not there", |_| "has no phrase that can be heard");
            let message = format!("not checked: `{file}` {why}");
            report.on(&LANGUAGE_NOT_CHECKED, (&path, FIRST_LINE), message);
        }
    }
}

/// Whether a phrase is listened for in this part of a card.
fn is_meant(card: &Card, passage: &Passage, Heard { phrase, sentence, .. }: &Heard) -> bool {
    let also = |what: &str| phrase.also_in.iter().any(|it| it == what);
    let is_asked = is_asked(&passage.tokens, sentence);
    let is_told = !is_asked && (!is_own_voice(card, passage) || also("lines"));
    let is_out = phrase.not_in.iter().any(|it| match it.as_str() {
        "count" => passage.part == Part::Count,
        section => *section == passage.section,
    });
    // The sentence on the difference stands beside its numbers: what only asks for them is not said of it.
    let only_asks = !phrase.unless_counted.is_empty() && !also("difference");
    let is_beside = passage.part == Part::Difference && only_asks;
    !is_out && !is_beside && (is_told || also("questions"))
}

/// Whether what stands around it says enough: how many out of how many, or what a word means.
fn is_enough(card: &Card, passage: &Passage, Heard { phrase, words, sentence }: &Heard) -> bool {
    let tokens = &passage.tokens;
    let is_counted = match phrase.unless_counted.as_str() {
        "sentence" => counts(tokens, sentence),
        "paragraph" if passage.part != Part::Difference => {
            tokens.has("of") && tokens.sentences().any(|it| !OutOf::all(tokens, &it).is_empty())
        }
        _ => false,
    };
    is_counted
        || (phrase.unless_explained && explains(card, passage, words.end.saturating_sub(1)))
        || (phrase.unless_sourced && !prose::notes(&passage.words).is_empty())
}

/// Whether the sentence says how many: "80 out of 100", "334 men", "3 of 100". No year, age or stretch of time.
fn counts(tokens: &Tokens, sentence: &Range<usize>) -> bool {
    let is_count = |index: usize| {
        let next = tokens.word(index + 1);
        is_digits(tokens.word(index))
            && !is_year(tokens.word(index))
            && (super::PERSON.has(next) || next == "of")
    };
    sentence.clone().any(is_count) || !OutOf::all(tokens, sentence).is_empty()
}

/// Whether a word is explained where it stands, or somewhere in the same file.
fn explains(card: &Card, passage: &Passage, index: usize) -> bool {
    let word = passage.tokens.word(index);
    let there = |it: &Passage| {
        it.file == passage.file
            && (0..it.tokens.len()).any(|index| it.tokens.word(index) == word && is_explained(it, index))
    };
    card.passages.iter().any(there)
}

/// Whether a sentence asks, or tells people to ask. "Ask anyone: most people fall" tells after its colon, and "Isn't it the
/// best choice?" is no question.
fn is_asked(tokens: &Tokens, sentence: &Range<usize>) -> bool {
    let first = tokens.word(sentence.start);
    let asks = first == "ask"
        && !is_in("around anybody anyone", tokens.word(sentence.start + 1))
        && !sentence.clone().any(|index| tokens.after(index).contains([':', ';']));
    let pushes = first.ends_with('t') && first.contains(['\'', '’']);
    asks || (tokens.is_question(sentence) && !pushes)
}
