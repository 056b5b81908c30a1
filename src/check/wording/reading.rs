//! Reading age: how old people are, on average, when they can read a text with ease.
//!
//! The Flesch-Kincaid grade (Kincaid JP, et al. Research Branch Report 8-75, 1975) looks at the length of sentences and of
//! words; a grade is a school year in the US, which begins at five. It knows nothing of whether a text is understood.
//! Names of tests and treatments are long and cannot be spared, so it is given twice: raw, and adjusted, where words that
//! the file explains count as short ones.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::check::language::lists::List;
use crate::check::rule::rules;
use crate::check::wording::phrases::{abbreviations, is_explained};
use crate::check::{Card, Part, Passage, Report};
use crate::text::Span;

rules! {
    READING_AGE Warning "reading-age" => Both(reading_age);
    HARD_SENTENCE Warning "hard-sentence";
}

/// The formula, as reports name it.
pub const FORMULA: &str = "Flesch-Kincaid grade + 5";

/// The highest raw age for patients' text.
pub const RAW: f64 = 13.0;

/// The highest adjusted age for patients' text.
pub const ADJUSTED: f64 = 11.0;

/// Below so many words an age says nothing.
const FEWEST_WORDS: usize = 50;

/// A sentence for which people must have been at school for so long is named, however easy the others are.
const HARDEST: f64 = 24.0;

/// In a shorter sentence a few long names alone make so much.
const SHORTEST_HARD: usize = 10;

/// Shorter sentences are not named as the worst: one long name makes them so.
const SHORTEST_SENTENCE: usize = 6;

/// The reading age of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Its path from the content folder.
    pub file: String,
    /// In years, every word as it is.
    pub raw: f64,
    /// In years, with words that the file explains counted as words of one syllable.
    pub adjusted: f64,
    /// How many words were measured.
    pub words: usize,
    /// The three hardest sentences and their adjusted ages, hardest first.
    pub worst: Vec<(Span, f64)>,
    /// All sentences that are too hard by themselves, and their adjusted ages, hardest first.
    pub hard: Vec<(Span, f64)>,
}

impl Measured {
    /// Whether it is harder than patients' text should be.
    pub fn is_hard(&self) -> bool {
        self.words >= FEWEST_WORDS && (self.raw > RAW || self.adjusted > ADJUSTED)
    }
}

/// Measures each file; nothing for other languages than English, as the formula is for English.
pub fn measure(card: &Card) -> Vec<Measured> {
    if !card.is_english() {
        return Vec::new();
    }
    (0..card.files.len()).filter_map(|file| measure_file(card, file)).collect()
}

fn reading_age(card: &Card, report: &mut Report) {
    for it in measure(card) {
        for (at, age) in &it.hard {
            report.on(&HARD_SENTENCE, (&it.file, *at), format!("{}, by {FORMULA}", years(*age)));
        }
        if !it.is_hard() {
            continue;
        }
        let ages = format!("raw {:.1} years (aim: {RAW:.0}), adjusted {:.1}", it.raw, it.adjusted);
        let heading = card.of_part(Part::Heading(1)).find(|passage| card.path_of(passage) == it.file);
        let at = heading.map_or((it.file.as_str(), Span::default()), |passage| card.all_of(passage));
        let found = report.on(&READING_AGE, at, format!("{ages} (aim: {ADJUSTED:.0}), by {FORMULA}"));
        for (at, age) in it.worst.iter().filter(|(_, age)| *age > ADJUSTED) {
            found.beside((&it.file, *at), format!("one of the hardest sentences: {}", years(*age)));
        }
    }
}

/// The formula has no upper end, but the years of reading do.
fn years(age: f64) -> String {
    if age > 20.0 { "over 20 years".to_string() } else { format!("{age:.0} years") }
}

/// What the formula needs of a text.
#[derive(Clone, Copy, Default)]
struct Tally {
    sentences: usize,
    words: usize,
    syllables: usize,
    adjusted: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.adjusted += other.adjusted;
    }

    fn age(self, syllables: usize) -> f64 {
        let words = self.words as f64;
        0.39 * words / self.sentences as f64 + 11.8 * syllables as f64 / words - 15.59 + 5.0
    }
}

/// The words of a file with their syllables, raw and adjusted: each is counted once however many times it stands there.
struct Counted<'a> {
    known: BTreeSet<String>,
    words: FxHashMap<&'a str, (usize, usize)>,
}

impl<'a> Counted<'a> {
    /// A word as it is written, and in small letters.
    fn syllables(&mut self, word: &'a str, low: &str) -> (usize, usize) {
        let count = || {
            let raw = letters(word).unwrap_or_else(|| syllables(low));
            let is_known = self.known.contains(root(low).as_ref());
            (raw, if is_known { raw.min(1) } else { raw })
        };
        *self.words.entry(word).or_insert_with(count)
    }
}

fn measure_file(card: &Card, file: usize) -> Option<Measured> {
    let mut counted = Counted { known: known(card, file), words: FxHashMap::default() };
    let mut whole = Tally::default();
    let mut sentences = Vec::new();
    // The same few words stand in row after row: they are read once.
    let mut seen = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.file == file && it.part.is_prose()) {
        if passage.part == Part::Difference && !seen.insert(passage.plain.as_str()) {
            continue;
        }
        for words in own_sentences(passage) {
            let tally = tally(passage, words.clone(), &mut counted);
            whole.add(tally);
            sentences.push((passage, words, tally));
        }
    }
    let age = |tally: &Tally| tally.age(tally.adjusted);
    sentences.retain(|(.., tally)| tally.words >= SHORTEST_SENTENCE);
    sentences.sort_by(|(.., one), (.., other)| age(other).total_cmp(&age(one)));
    let named = |(passage, words, tally): &(&Passage, Range<usize>, Tally)| {
        (card.run_of(passage, words).1, age(tally))
    };
    let worst = sentences.iter().take(3).map(named);
    let is_hard = |tally: &Tally| tally.words >= SHORTEST_HARD && age(tally) > HARDEST;
    let hard = sentences.iter().filter(|(.., tally)| is_hard(tally)).map(named);
    (whole.words > 0).then_some(Measured {
        file: card.files.get(file)?.path.clone(),
        raw: whole.age(whole.syllables),
        adjusted: whole.age(whole.adjusted),
        words: whole.words,
        worst: worst.collect(),
        hard: hard.collect(),
    })
}

/// The sentences of a passage without what a line only links to: they go as far as its own words.
pub(super) fn own_sentences(passage: &Passage) -> impl Iterator<Item = Range<usize>> {
    let own = passage.own();
    let is_own = move |index: &usize| passage.tokens.at(*index).end <= own;
    passage.tokens.sentences().filter_map(move |it| {
        let end = it.start + it.clone().filter(is_own).count();
        (end > it.start).then_some(it.start..end)
    })
}

/// Counts a sentence.
fn tally<'a>(passage: &'a Passage, sentence: Range<usize>, counted: &mut Counted<'a>) -> Tally {
    let tokens = &passage.tokens;
    let words = sentence.clone().filter(|index| !tokens.is_joined(*index)).count();
    let mut tally = Tally { sentences: 1, words, syllables: 0, adjusted: 0 };
    for index in sentence {
        let word = passage.plain.get(tokens.at(index)).unwrap_or_default();
        let (raw, adjusted) = counted.syllables(word, tokens.word(index));
        tally.syllables += raw;
        tally.adjusted += adjusted;
    }
    tally
}

/// The words that a file explains: those in strong type, and abbreviations that it spells out.
fn known(card: &Card, file: usize) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.file == file && it.part != Part::Source) {
        for mark in passage.marks().into_iter().filter(|mark| mark.strong) {
            let words = passage.plain.get(mark.at).unwrap_or_default().to_ascii_lowercase();
            // A whole sentence in strong type explains nothing.
            if words.split_whitespace().count() <= 4 {
                let words = words.split(|sign: char| !sign.is_alphanumeric());
                known.extend(words.filter(|word| !word.is_empty()).map(|word| root(word).into_owned()));
            }
        }
        for (index, name) in abbreviations(passage) {
            if is_explained(passage, index) {
                known.insert(root(&name.to_ascii_lowercase()).into_owned());
            }
        }
    }
    known
}

/// A word, in small letters already, without the sign of a plural or of who owns it.
fn root(low: &str) -> Cow<'_, str> {
    let own = low.strip_suffix("'s").or(low.strip_suffix("’s")).unwrap_or(low);
    match own.strip_suffix("ies") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None => Cow::Borrowed(own.strip_suffix('s').unwrap_or(own)),
    }
}

/// An abbreviation is read letter by letter, unless it can be said as a word.
fn letters(word: &str) -> Option<usize> {
    let all = word.len() > 1
        && word.starts_with(|sign: char| sign.is_ascii_uppercase())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_word = word.len() > 3 && word.contains(['A', 'E', 'I', 'O', 'U']);
    (all && !is_word).then_some(word.len())
}

/// Words that the counting below gets wrong, and that stand on cards.
static EXCEPTIONS: List = List::named("syllables");

/// How many syllables an English word has, in small letters. A number in digits counts as one.
pub fn syllables(word: &str) -> usize {
    match EXCEPTIONS.value(word) {
        Some(count) => usize::try_from(count).unwrap_or(1),
        None => word.split(['-', '‑']).map(part_syllables).sum::<usize>().max(1),
    }
}

fn part_syllables(part: &str) -> usize {
    let own = part.strip_suffix("'s").or(part.strip_suffix("’s")).unwrap_or(part);
    if own.starts_with(|sign: char| sign.is_ascii_digit()) {
        return 1;
    }
    // "Isn't", "couldn't": the ending is said on its own after a consonant.
    let ends = ["sm", "n't", "n’t"].iter().any(|end| own.ends_with(end));
    let count = groups(own.as_bytes()) + parted(own) + usize::from(ends);
    count.saturating_sub(silent(own) + unsaid(own)).max(1)
}

fn is_vowel(letters: &[u8], index: usize) -> bool {
    let at = |index: usize| letters.get(index).copied().unwrap_or(b' ');
    let open = |sign: u8| matches!(sign, b'a' | b'e' | b'i' | b'o' | b'u');
    match at(index) {
        b'u' => index == 0 || at(index - 1) != b'q',
        // "Yes", "beyond": a consonant. "Dying": a vowel of its own.
        b'y' => !(open(at(index + 1)) && (index == 0 || open(at(index - 1)))),
        sign => open(sign),
    }
}

/// Runs of vowels. A y begins a new one, and what follows it too: stu-dy-ing.
fn groups(letters: &[u8]) -> usize {
    let begins = |index: &usize| {
        let last = index.checked_sub(1);
        let after_y = last.and_then(|last| letters.get(last)) == Some(&b'y');
        let goes_on = last.is_some_and(|last| is_vowel(letters, last));
        is_vowel(letters, *index) && (!goes_on || (after_y && letters.get(*index) != Some(&b'y')))
    };
    (0..letters.len()).filter(begins).count()
}

/// Neighbouring vowels that are said apart: di-et, ra-di-o, ac-tu-al.
fn parted(word: &str) -> usize {
    let is_apart = |index: usize, letter: &str| {
        let before = word.get(..index).unwrap_or_default();
        let rest = word.get(index + 1..).unwrap_or_default();
        let begins = |parts: &[&str]| parts.iter().any(|part| rest.starts_with(part));
        let soft = before.ends_with(['t', 'c', 's', 'x', 'g']) && before.len() > 1;
        if letter == "u" {
            return begins(&["a", "ou", "en", "el"]) && !(before.ends_with(['q', 'g']) || begins(&["ade"]));
        }
        let joined = begins(&["age"])
            || (begins(&["on"]) && before.ends_with(['l', 'n']))
            || (begins(&["en"]) && before.ends_with("fr"));
        (begins(&["a", "o", "en", "u"]) && !soft && !joined)
            || begins(&["ate", "et"])
            || (matches!(rest, "er" | "est") && before.len() > 2)
    };
    let said_apart = ["creat", "react", "theor", "osteo", "stereo", "ideal", "linear", "nuclear"];
    let mut pairs = word.as_bytes().windows(2);
    let may_be = pairs.any(|pair| matches!(pair, b"ea" | b"eo"));
    let is_said = may_be && said_apart.iter().any(|part| word.contains(part));
    let ends = ["eing", "oing", "uing"].iter().any(|end| word.ends_with(end));
    let found = word.match_indices(['i', 'u']).filter(|(index, letter)| is_apart(*index, letter));
    found.count() + usize::from(is_said) + usize::from(ends)
}

/// A final e that is not said, alone or in -es and -ed.
fn silent(word: &str) -> usize {
    let vowel = |sign: Option<char>| matches!(sign, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let mut cut = ["es", "ed", "e"].iter().filter_map(|end| Some((word.strip_suffix(end)?, *end)));
    let Some((stem, end)) = cut.next() else { return 0 };
    let (last, before) = (stem.chars().last(), stem.chars().rev().nth(1));
    if vowel(last) && last != Some('y') || !stem.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return 0;
    }
    let syllabic = last == Some('l') && !vowel(before) && before != Some('l');
    let sounded = match end {
        "es" => stem.ends_with(['s', 'x', 'z', 'c', 'g']) || stem.ends_with("ch") || stem.ends_with("sh"),
        "ed" => stem.ends_with(['t', 'd']),
        _ => false,
    };
    usize::from(!syllabic && !sounded)
}

/// An e in the middle that is not said: like-ly, use-ful, move-ment. Nor is the end of "tongue".
fn unsaid(word: &str) -> usize {
    let quiet = |end: &str| {
        let stem = word.strip_suffix(end).unwrap_or_default();
        stem.len() > 1
            && !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'l'])
            && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    let ends = ["ely", "eful", "efully", "eless", "ement", "ements", "etimes"];
    usize::from(ends.iter().any(|end| quiet(end)) || (word.ends_with("gue") && word.len() > 4))
}
