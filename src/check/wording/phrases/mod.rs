//! Words that push, mislead or are not understood. All of these look at English, and at authors' words: what people say for
//! themselves, as what matters to them and questions to ask, is theirs.

mod abbreviation;
mod emphasis;
mod frame;
mod listen;
mod outof;
mod style;

use crate::check::language::lists::List;
use crate::check::rule::rules;
use crate::check::{Card, Part, Passage, Report, is_in};

pub(super) use abbreviation::{abbreviations, is_explained};
pub use outof::OutOf;

// In the order of harm.
rules! {
    PHRASE_BROKEN Error "phrase-broken" => Whole(listen::files);
    LANGUAGE_NOT_CHECKED Note "language-not-checked" => Whole(listen::languages);
    ONE_IN_X Error "one-in-x" => Both(listen::to);
    RELATIVE_ALONE Warning "relative-alone";
    PERCENT Warning "percent";
    FREQUENCY_WORD Warning "frequency-word";
    RECOMMENDS Warning "recommends";
    LOADED_WORD Warning "loaded-word" => Both(style::shouts);
    MAY_PUSH Note "may-push";
    JARGON Warning "jargon";
    ABBREVIATION Warning "abbreviation" => Both(abbreviation::abbreviation);
    EMPHASIS_ONE_SIDED Warning "emphasis-one-sided" => Decision(emphasis::emphasis_one_sided);
    COUNT_SOURCE Warning "count-source" => Both(frame::counts);
    ONE_FRAME Warning "one-frame" => InEnglish(frame::one_frame);
    LONG_SENTENCE Warning "long-sentence" => Both(style::long_sentence);
}

static PERSON: List = List::named("person");

/// What authors say, wherever it stands.
fn authors<'a>(card: &'a Card) -> impl Iterator<Item = &'a Passage> {
    let is_words = |it: &&Passage| !matches!(it.part, Part::Source | Part::Sure);
    card.passages.iter().filter(is_words).filter(|it| !is_own_voice(card, it))
}

/// Lines in which people speak for themselves: what matters to them, questions, and lines of lists that they pick.
fn is_own_voice(card: &Card, passage: &Passage) -> bool {
    let is_line = passage.part == Part::Item && passage.own_id().is_some();
    is_line && (card.decision.is_none() || is_in("matters questions", &passage.section))
}
