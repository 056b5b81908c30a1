//! Words that push, mislead or are not understood. All of these look at English, and at authors' words: what people say for
//! themselves, as what matters to them and questions to ask, is theirs.

mod abbreviation;
mod advice;
mod emphasis;
mod frame;
mod frequency;
mod outof;
mod risk;
mod style;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;

use crate::cards::{Inline, Target};
use crate::check::language::tokens::Tokens;
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Part, Passage, Report};

pub(super) use abbreviation::{abbreviations, is_explained};

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
    (&ONE_IN_X, Check::Both(risk::one_in_x)),
    (&RELATIVE_ALONE, Check::Both(risk::relative_alone)),
    (&PERCENT, Check::Both(risk::percent)),
    (&FREQUENCY_WORD, Check::Both(frequency::frequency_word)),
    (&RECOMMENDS, Check::Both(advice::recommends)),
    (&LOADED_WORD, Check::Both(style::loaded_word)),
    (&JARGON, Check::Both(style::jargon)),
    (&ABBREVIATION, Check::Both(abbreviation::abbreviation)),
    (&EMPHASIS_ONE_SIDED, Check::Decision(emphasis::emphasis_one_sided)),
    (&COUNT_SOURCE, Check::Both(frame::counts)),
    (&ONE_FRAME, Check::Decision(frame::one_frame)),
    (&LONG_SENTENCE, Check::Both(style::long_sentence)),
];

/// A word with its surroundings, as the rules below look at it.
struct Here<'a> {
    tokens: &'a Tokens,
    sentence: &'a Range<usize>,
    index: usize,
    known: &'a Known,
}

/// What is asked of a whole passage, however many of its words ask.
#[derive(Default)]
struct Known {
    has_share: OnceCell<bool>,
    admits: OnceCell<bool>,
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

    fn has_share(&self) -> bool {
        *self.known.has_share.get_or_init(|| risk::has_share(self.tokens))
    }

    fn admits(&self) -> bool {
        *self.known.admits.get_or_init(|| frequency::admits(self.tokens))
    }

    fn sentence_has(&self, words: &[&str]) -> bool {
        self.sentence.clone().any(|index| words.contains(&self.tokens.word(index)))
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
        let known = Known::default();
        for sentence in tokens.sentences() {
            let mut next = sentence.start;
            while next < sentence.end {
                let index = next;
                next += 1;
                let here = Here { tokens, sentence: &sentence, index, known: &known };
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

/// What authors say, but for the sentence on the difference, which stands beside its numbers.
fn unless_beside(card: &Card, passage: &Passage) -> bool {
    passage.part != Part::Difference && authors(card, passage)
}

/// Lines in which people speak for themselves: what matters to them, questions, and lines of lists that they pick.
fn is_own_voice(card: &Card, passage: &Passage) -> bool {
    let names_itself = matches!(passage.words.first(), Some(Inline::Link(Target::Id(_), _)));
    match card.decision {
        Some(_) => names_itself && matches!(passage.section.as_str(), "matters" | "questions"),
        None => passage.part == Part::Item && names_itself,
    }
}

/// Whether a word means something that is done, taken or chosen.
fn is_treatment(word: &str) -> bool {
    let ends = ["therapy", "surgery", "ectomy", "plasty"];
    matches!(
        word,
        "operation"
            | "operations"
            | "procedure"
            | "procedures"
            | "treatment"
            | "test"
            | "screening"
            | "drug"
            | "medicine"
            | "tablet"
            | "tablets"
            | "statin"
            | "choice"
    ) || ends.iter().any(|end| word.ends_with(end))
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

/// Whether a sentence asks, or tells people to ask. "Ask anyone: most people fall" tells after its colon.
fn is_asked(here: &Here) -> bool {
    let before = || here.sentence.start..here.index;
    let asks = here.tokens.word(here.sentence.start) == "ask"
        && !before().any(|index| here.tokens.after(index).contains([':', ';']));
    // "Isn't it the best choice?" is no question.
    let pushes = here.tokens.word(here.sentence.start).ends_with(['t'])
        && here.tokens.word(here.sentence.start).contains(['\'', '’']);
    asks || (here.tokens.is_question(here.sentence) && !pushes)
}
