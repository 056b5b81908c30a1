//! Words that push, mislead or are not understood. All of these look at English, and at authors' words: what people say for
//! themselves, as what matters to them and questions to ask, is theirs.

mod abbreviation;
mod emphasis;
mod frame;
mod listen;
mod outof;
mod risk;
mod style;

use crate::cards::{Inline, Target};
use crate::check::language::tokens::Tokens;
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Part, Passage, Report};

pub(super) use abbreviation::{abbreviations, is_explained};
pub use outof::OutOf;

rule!(PHRASE_BROKEN, Error, "phrase-broken");
rule!(LANGUAGE_NOT_CHECKED, Note, "language-not-checked");
rule!(ONE_IN_X, Error, "one-in-x");
rule!(RELATIVE_ALONE, Warning, "relative-alone");
rule!(PERCENT, Warning, "percent");
rule!(FREQUENCY_WORD, Warning, "frequency-word");
rule!(RECOMMENDS, Warning, "recommends");
rule!(LOADED_WORD, Warning, "loaded-word");
rule!(JARGON, Warning, "jargon");
rule!(ABBREVIATION, Warning, "abbreviation");
rule!(EMPHASIS_ONE_SIDED, Warning, "emphasis-one-sided");
rule!(COUNT_SOURCE, Warning, "count-source");
rule!(ONE_FRAME, Warning, "one-frame");
rule!(LONG_SENTENCE, Warning, "long-sentence");

/// In the order of harm.
pub const RULES: &[(&Rule, Check)] = &[
    (&PHRASE_BROKEN, Check::Whole(listen::files)),
    (&LANGUAGE_NOT_CHECKED, Check::Whole(listen::languages)),
    (&ONE_IN_X, Check::Both(risk::one_in_x)),
    (&RELATIVE_ALONE, Check::Both(|card, report| listen::to(card, &RELATIVE_ALONE, report))),
    (&PERCENT, Check::Both(|card, report| listen::to(card, &PERCENT, report))),
    (&FREQUENCY_WORD, Check::Both(|card, report| listen::to(card, &FREQUENCY_WORD, report))),
    (&RECOMMENDS, Check::Both(|card, report| listen::to(card, &RECOMMENDS, report))),
    (&LOADED_WORD, Check::Both(loaded_word)),
    (&JARGON, Check::Both(|card, report| listen::to(card, &JARGON, report))),
    (&ABBREVIATION, Check::Both(abbreviation::abbreviation)),
    (&EMPHASIS_ONE_SIDED, Check::Decision(emphasis::emphasis_one_sided)),
    (&COUNT_SOURCE, Check::Both(frame::counts)),
    (&ONE_FRAME, Check::Decision(frame::one_frame)),
    (&LONG_SENTENCE, Check::Both(style::long_sentence)),
];

/// A word with its surroundings, as the rules below look at it.
struct Here<'a> {
    tokens: &'a Tokens,
    index: usize,
}

impl Here<'_> {
    fn word(&self) -> &str {
        self.tokens.word(self.index)
    }

    fn next(&self, ahead: usize) -> &str {
        self.tokens.word(self.index + ahead)
    }

    fn before(&self, back: usize) -> &str {
        self.tokens.before(self.index, back)
    }
}

/// Looks at every word of some passages. What is found is so many words from there on, and what is said of them.
fn evidence_for(
    card: &Card,
    report: &mut Report,
    rule: &'static Rule,
    is_meant: fn(&Card, &Passage) -> bool,
    find: fn(&Here) -> Option<(usize, String)>,
) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| is_meant(card, passage)) {
        let tokens = &passage.tokens;
        for sentence in tokens.sentences() {
            let mut next = sentence.start;
            while next < sentence.end {
                let index = next;
                next += 1;
                let here = Here { tokens, index };
                if let Some((words, message)) = find(&here) {
                    let at = card.span_of(passage, &tokens.span(&(index..index + words)));
                    report.add(rule, card.path_of(passage), at, message);
                    next = index + words;
                }
            }
        }
    }
}

/// Any words that people read, but for the sources.
fn anything(_: &Card, passage: &Passage) -> bool {
    passage.part != Part::Source
}

/// What authors say, wherever it stands.
fn authors(card: &Card, passage: &Passage) -> bool {
    !matches!(passage.part, Part::Source | Part::Sure) && !is_own_voice(card, passage)
}

/// Lines in which people speak for themselves: what matters to them, questions, and lines of lists that they pick.
fn is_own_voice(card: &Card, passage: &Passage) -> bool {
    let names_itself = matches!(passage.words.first(), Some(Inline::Link(Target::Id(_), _)));
    match card.decision {
        Some(_) => names_itself && matches!(passage.section.as_str(), "matters" | "questions"),
        None => passage.part == Part::Item && names_itself,
    }
}

/// Whether a word means people.
fn is_person(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "person"
            | "men"
            | "man"
            | "women"
            | "woman"
            | "patients"
            | "patient"
            | "adults"
            | "adult"
            | "children"
            | "child"
            | "others"
            | "babies"
            | "baby"
            | "girls"
            | "boys"
    )
}

/// Whether a word means what is counted beside people.
fn is_thing(word: &str) -> bool {
    matches!(
        word,
        "trials"
            | "studies"
            | "reviews"
            | "hospitals"
            | "clinics"
            | "centres"
            | "units"
            | "teams"
            | "services"
            | "surgeons"
            | "doctors"
            | "nurses"
            | "countries"
            | "towns"
            | "groups"
            | "questions"
            | "items"
            | "points"
            | "scores"
            | "tests"
            | "scans"
            | "visits"
            | "sessions"
            | "doses"
            | "courses"
            | "cycles"
            | "tablets"
            | "drugs"
            | "medicines"
            | "treatments"
            | "choices"
            | "times"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "nights"
            | "hours"
            | "minutes"
            | "things"
            | "ways"
            | "places"
            | "parts"
            | "cases"
            | "guidelines"
            | "words"
            | "numbers"
    )
}

fn loaded_word(card: &Card, report: &mut Report) {
    style::shouts(card, report);
    listen::to(card, &LOADED_WORD, report);
}
