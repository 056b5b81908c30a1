//! Words that push, mislead or are not understood. All of these look at English, and at authors' words: what people say for
//! themselves, as what matters to them and questions to ask, is theirs.

mod abbreviation;
mod emphasis;
mod frame;
mod listen;
mod outof;
mod style;

use crate::cards::{Inline, Target};
use crate::check::language::lists::List;
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
    (&ONE_IN_X, Check::Both(|card, report| listen::to(card, &ONE_IN_X, report))),
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

static PERSON: List = List::named("person");

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

fn loaded_word(card: &Card, report: &mut Report) {
    style::shouts(card, report);
    listen::to(card, &LOADED_WORD, report);
}
