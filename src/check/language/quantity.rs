//! Numbers in running words that need a line in the evidence trail. Digits do, but for what `no-number` in
//! `content/checks/en.yaml` hears: dates, ordinals, times of day, names. Words do only where `number` hears them.

use std::ops::Range;

use crate::check::is_in;
use crate::check::language::lexicon::Lexicon;
use crate::check::language::lists::List;
use crate::check::language::share::{self, Number};
use crate::check::language::tokens::{Tokens, is_digits, is_year};

/// A quantity in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// What it is, if that is one number: 20 for "20" and "twenty". Nothing for "half".
    pub value: Option<Number>,
    /// Which part of a whole it is, if it says so in words: 1 and 2 for "half", 2 and 3 for "two thirds", 9 and 10 for
    /// "nine out of ten".
    pub part: Option<(u32, u32)>,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Words that quantities have.
static COUNTING: List = List::named("counting");
static STEPS: List = List::named("step");
static PARTS_OF_A_WHOLE: List = List::named("part");
static SPANS: List = List::named("span");
static MEASURES: List = List::named("measure");
static NAMED: List = List::named("named");

/// All quantities of a text. `labels` are the trail's words after which a number is a name.
pub fn quantities(text: &str, labels: &[String]) -> Vec<Quantity> {
    quantities_of(text, &Tokens::of(text), labels)
}

/// The same of a text whose words were found already.
pub fn quantities_of(text: &str, tokens: &Tokens, labels: &[String]) -> Vec<Quantity> {
    // Most texts have none, and this is cheaper than listening.
    if !(0..tokens.len()).any(|index| may_begin(tokens, index)) {
        return Vec::new();
    }
    let lexicon = Lexicon::english();
    let heard = lexicon.hear_numbers(tokens).into_iter().map(|it| (it.phrase.rule == "number", it.words));
    let (needing, free): (Vec<_>, Vec<_>) = heard.partition(|(is_number, _)| *is_number);
    let free = free.into_iter().map(|(_, words)| words).chain(names(text, tokens, labels));
    let free: Vec<Range<usize>> = free.collect();
    let is_free = |index: usize| free.iter().any(|it| it.contains(&index));
    let needing = needing.into_iter().map(|(_, words)| words).filter(|it| !is_free(it.start));
    let mut found: Vec<Quantity> = needing.map(|it| in_words(tokens, it)).collect();
    let in_digits = (0..tokens.len()).filter(|index| !is_free(*index));
    found.extend(in_digits.filter_map(|index| in_digits_at(text, tokens, index)));
    found.sort_by_key(|it| it.start);
    found
}

/// A number in digits, or in other signs for numbers.
fn in_digits_at(text: &str, tokens: &Tokens, index: usize) -> Option<Quantity> {
    let Range { start, end } = tokens.at(index);
    if is_digits(tokens.word(index)) {
        let value = share::number_at(text.as_bytes(), start).0?;
        return Some(Quantity { value: Some(value), part: None, start, end });
    }
    let own = text.get(start..end).filter(|it| it.starts_with(char::is_numeric))?;
    let next = |all: i128, sign| Some(all.saturating_mul(10) + i128::from(share::digit(sign)?));
    let digits = own.chars().try_fold(0, next);
    let value = digits.map(|digits| Number { digits, decimals: 0, start, end });
    Some(Quantity { value, part: own.chars().next().and_then(part), start, end })
}

fn part(sign: char) -> Option<(u32, u32)> {
    const PARTS: &str = "½12 ⅓13 ⅔23 ¼14 ¾34 ⅕15 ⅖25 ⅗35 ⅘45 ⅛18";
    let mut digits = PARTS.split(' ').find_map(|it| it.strip_prefix(sign))?.chars();
    Some((digits.next()?.to_digit(10)?, digits.next()?.to_digit(10)?))
}

/// A quantity in words, without what only leads to it: "four" of "take four".
fn in_words(tokens: &Tokens, heard: Range<usize>) -> Quantity {
    let first = heard.clone().find(|index| begins_in_words(tokens, *index)).unwrap_or(heard.start);
    let Range { start, end } = tokens.span(&(first..heard.end));
    let (count, words) = match tokens.word(first) {
        "half" | "halves" => (Some(1), 0),
        "every" => (STEPS.value(tokens.word(first + 1)), 1),
        "once" => (Some(1), 1),
        "twice" => (Some(2), 1),
        "thrice" => (Some(3), 1),
        word => match tokens.value(first) {
            Some((value, words)) => (Some(value), words),
            None => (is_article(word).then_some(1), 1),
        },
    };
    let below = Some(first + words).filter(|next| *next < heard.end && tokens.word(first) != "every");
    let below = below.and_then(|next| PARTS_OF_A_WHOLE.value(tokens.word(next)));
    let whole = || (first + words..heard.end).find_map(|index| tokens.value(index)).map(|(whole, _)| whole);
    let is_of_time = words == 0 && heard.end > first + 1;
    let part = count.zip(below.or_else(whole)).filter(|_| !is_of_time);
    let value = count.filter(|_| part.is_none() && !is_of_time);
    let value = value.map(|value| Number { digits: i128::from(value), decimals: 0, start, end });
    Quantity { value, part, start, end }
}

/// Numbers that are names: after the trail's own words, "CPG 1, 2 or 3", after words such as "stage" if they are small, after
/// a name in capitals, "HER-2", and years after one, "NICE 2021".
fn names(text: &str, tokens: &Tokens, labels: &[String]) -> Vec<Range<usize>> {
    /// The largest number that such a name has: "group 2" is one, "in this group 12 fell" is none.
    const LARGEST: u32 = 10;
    let mut found = Vec::new();
    for index in 0..tokens.len() {
        let word = tokens.word(index);
        let is_label = labels.iter().any(|label| label.eq_ignore_ascii_case(word));
        let is_named = NAMED.has(word);
        if is_label || is_named {
            let may_be = |at: usize| {
                is_digits(tokens.word(at))
                    && (is_label || tokens.value(at).is_some_and(|(it, _)| it <= LARGEST))
                    && !MEASURES.has(tokens.word(at + 1))
            };
            let end = end_of_list(tokens, index + 1, &may_be);
            // "Groups" are several.
            let is_several = is_label || !word.ends_with('s') || word.ends_with("ss") || end > index + 2;
            found.extend(is_several.then_some(index + 1..end));
        }
        if index > 0 && is_digits(word) {
            let before = text.get(tokens.at(index - 1)).unwrap_or_default();
            let capitals = before.chars().filter(|sign| sign.is_uppercase()).count();
            let is_name = tokens.gap_before(index).starts_with(['-', '‑'])
                && (capitals > 1 || capitals == before.chars().count());
            let begins = tokens.sentences().any(|it| it.start + 1 == index) && capitals < 2;
            let is_dated = is_year(word) && capitals > 0 && !begins && tokens.gap_before(index) == " ";
            found.extend((is_name || is_dated).then_some(index..index + 1));
        }
        // Blood pressure, "120/80": no share has more above the line than below.
        let is_pressure = tokens.after(index) == "/" && tokens.value(index) > tokens.value(index + 1);
        found.extend((is_pressure && is_digits(tokens.word(index + 1))).then_some(index..index + 2));
    }
    found
}

/// Where a list of names ends that begins at a word. It goes on over "or", "and" and "to", over lines and commas, and over
/// the letter of a number, "3b and 3c".
fn end_of_list(tokens: &Tokens, first: usize, may_be: &dyn Fn(usize) -> bool) -> usize {
    let gap = |index: usize| tokens.gap_before(index).trim();
    let mut end = first;
    let mut begins = is_in("- ‑ ( “ \"", gap(first)) || gap(first).is_empty();
    while begins && may_be(end) {
        end += 1;
        let is_letter = tokens.word(end).len() == 1 && tokens.gap_before(end).is_empty();
        end += usize::from(is_letter);
        let is_joined = is_in("or and to", tokens.word(end)) && gap(end).is_empty() && may_be(end + 1);
        end += usize::from(is_joined);
        begins = is_joined || is_in(", / - –", gap(end));
    }
    end
}

/// A quantity as it is named to authors: "20", "half", and with its unit where the number is only an article, "a week".
pub fn named<'a>(text: &'a str, it: &Quantity) -> &'a str {
    let own = text.get(it.start..it.end).unwrap_or_default();
    if is_article(own) { with_next_word(text, it) } else { own }
}

/// A quantity with the word after it.
pub fn with_next_word<'a>(text: &'a str, it: &Quantity) -> &'a str {
    let rest = text.get(it.end..).unwrap_or_default();
    let word = rest.trim_start();
    let length = word.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(word.len());
    let end = it.end + (rest.len() - word.len()) + length;
    text.get(it.start..end).unwrap_or_default().trim_end()
}

/// Whether it is written in digits, which mean the same in all languages.
pub fn is_in_digits(text: &str, it: &Quantity) -> bool {
    text.get(it.start..).is_some_and(|rest| rest.starts_with(char::is_numeric))
}

/// Whether a quantity surely says something of people, visits, doses or time, and is no scale and no number of lines to
/// fill in: "3 weeks", "nine out of ten people", but not "choose up to three".
pub fn is_counted(text: &str, it: &Quantity) -> bool {
    /// Of the words after it, what is counted is among so many: "half of the people".
    const NEAR: usize = 3;
    let rest = text.get(it.end..).unwrap_or_default();
    let end = rest.char_indices().nth(40).map_or(rest.len(), |(end, _)| end);
    let glued = rest.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '°');
    let own = Tokens::of(named(text, it));
    let near = Tokens::of(rest.get(..end).unwrap_or_default());
    let before = text.get(..it.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    // "In the last 7 days" asks how somebody is.
    let asks = is_in("last past", &before.to_ascii_lowercase());
    let is_measured = own.words().skip(1).chain(near.words().take(NEAR)).any(|word| MEASURES.has(word));
    !asks && (is_share(text, it) || glued || is_measured)
}

/// Whether a quantity is a part of some people: "90 out of 100", "90%", "half".
pub fn is_share(text: &str, it: &Quantity) -> bool {
    let rest = text.get(it.end..).unwrap_or_default().trim_start().to_ascii_lowercase();
    it.part.is_some() || ["%", "percent", "per cent", "out of "].iter().any(|sign| rest.starts_with(sign))
}

/// Whether quoted words are a number and nothing besides: it would be found in every sentence that has it.
pub fn is_bare(words: &str) -> bool {
    let tokens = Tokens::of(words);
    let is_number =
        |word: &str| word.starts_with(char::is_numeric) || COUNTING.has(word) || is_in("to and or", word);
    (0..tokens.len()).any(|index| may_begin(&tokens, index)) && tokens.words().all(is_number)
}

/// Whether a quantity can begin at a word. Each has at least one of them.
fn may_begin(tokens: &Tokens, index: usize) -> bool {
    tokens.word(index).starts_with(char::is_numeric) || begins_in_words(tokens, index)
}

fn begins_in_words(tokens: &Tokens, index: usize) -> bool {
    let (word, next) = (tokens.word(index), tokens.word(index + 1));
    COUNTING.has(word) || (is_article(word) && (SPANS.has(next) || COUNTING.has(next)))
}

fn is_article(word: &str) -> bool {
    word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")
}
