//! What a number measures: days or months, grams or milligrams. The same number of something else is another dose or time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::check::is_in;

/// Units in full, each with how else it is written.
const UNITS: [&str; 20] = [
    "second sec",
    "minute min",
    "hour hr hourly",
    "day daily",
    "night nightly",
    "weekend",
    "week wk weekly",
    "fortnight fortnightly",
    "month monthly",
    "year yr yearly annual annually",
    "decade",
    "microgram mcg",
    "milligram mg",
    "gram g",
    "kilogram kg kilo",
    "millilitre ml",
    "litre",
    "millimetre mm",
    "centimetre cm",
    "gray gy",
];

static BY_WORD: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let of = |names: &'static str| names.split(' ').map(move |name| (name, names.split(' ').next()));
    UNITS.into_iter().flat_map(of).filter_map(|(name, unit)| Some((name, unit?))).collect()
});

/// Things that health care counts out one by one: a share of people is never a number of these.
const THINGS: &str =
    "visit session appointment tablet pill dose injection scan test operation cycle course time trial";

/// What a word in small letters is looked up by: without the sign of a plural, or as it is.
fn forms(low: &str) -> impl Iterator<Item = &str> {
    low.strip_suffix('s').into_iter().chain([low])
}

/// The unit that a word names: "week" for "weeks".
pub fn unit(word: &str) -> Option<&'static str> {
    let low = word.to_ascii_lowercase();
    forms(&low).find_map(|form| BY_WORD.get(form).copied())
}

/// Whether a word names a thing that is counted out to people.
pub fn is_thing(word: &str) -> bool {
    forms(&word.to_ascii_lowercase()).any(|form| is_in(THINGS, form))
}

pub fn is_people(word: &str) -> bool {
    is_in("people men women patients adults children participants others persons", &word.to_lowercase())
}

/// The words of a text, without the signs around them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Looking at all that follows, or stands before, at each number of a long text takes for ever.
const NEAR: usize = 60;

pub fn near(text: &str) -> &str {
    text.char_indices().nth(NEAR).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

pub fn near_before(text: &str) -> &str {
    text.char_indices().rev().nth(NEAR).and_then(|(start, _)| text.get(start..)).unwrap_or(text)
}

/// The unit of the number before these words, over the rest of a list of numbers: "3, 6 or 12 months", "2 to 3 a year".
pub fn unit_behind(after: &str) -> Option<&'static str> {
    const LONGEST_LIST: usize = 8;
    let sentence = near(after).split(['.', ';', ':', '(']).next().unwrap_or_default();
    let may_stand_between = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_digit()) || is_in("to or and a an each every more per", word)
    };
    let list = words(sentence).take(LONGEST_LIST).map(|word| (unit(word), word));
    list.into_iter().find(|(unit, word)| unit.is_some() || !may_stand_between(word))?.0
}
