//! Reading age: how old people are, on average, when they can read a text with ease.
//!
//! The Flesch-Kincaid grade (Kincaid JP, et al. Research Branch Report 8-75, 1975) looks at the length of sentences and of
//! words; a grade is a school year in the US, which begins at five. It knows nothing of whether a text is understood.
//! Names of tests and treatments are long and cannot be spared, so it is given twice: raw, and adjusted, where words that
//! the file explains count as short ones.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::check::rule::{Rule, rule};
use crate::check::wording::phrases::{abbreviations, is_explained};
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
use crate::text::Span;

rule!(READING_AGE, Warning, "reading-age");
rule!(HARD_SENTENCE, Warning, "hard-sentence");

/// On a whole text, and on each of its sentences.
pub const RULES: &[(&Rule, Check)] =
    &[(&READING_AGE, Check::Both(reading_age)), (&HARD_SENTENCE, Check::ByAnother)];

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
    let mut counted = HashMap::new();
    (0..card.files.len()).filter_map(|file| measure_file(card, file, &mut counted)).collect()
}

fn reading_age(card: &Card, report: &mut Report) {
    let measured = measure(card);
    for it in &measured {
        for (at, age) in &it.hard {
            report.add(&HARD_SENTENCE, &it.file, *at, format!("{}, by {FORMULA}", years(*age)));
        }
    }
    for it in measured.into_iter().filter(Measured::is_hard) {
        let message = format!(
            "raw {:.1} years (aim: {RAW:.0}), adjusted {:.1} (aim: {ADJUSTED:.0}), by {FORMULA}",
            it.raw, it.adjusted
        );
        let heading = card
            .passages
            .iter()
            .find(|passage| passage.part == Part::Heading(1) && card.path_of(passage) == it.file);
        let at = heading.map_or(Span::default(), |passage| card.place_of(passage, &passage.plain));
        let found = Diagnostic::new(&READING_AGE, &it.file, at, message);
        let hard = it.worst.iter().filter(|(_, age)| *age > ADJUSTED);
        report.push(hard.fold(found, |found, (at, age)| {
            found.and(&it.file, *at, format!("one of the hardest sentences: {}", years(*age)))
        }));
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

    fn raw_age(self) -> f64 {
        self.age(self.syllables)
    }

    fn adjusted_age(self) -> f64 {
        self.age(self.adjusted)
    }

    fn age(self, syllables: usize) -> f64 {
        let words = self.words as f64;
        0.39 * words / self.sentences as f64 + 11.8 * syllables as f64 / words - 15.59 + 5.0
    }
}

/// Syllables of words, each counted once however many times it stands in a card.
type Counted<'a> = HashMap<&'a str, usize>;

fn measure_file<'a>(card: &'a Card, file: usize, counted: &mut Counted<'a>) -> Option<Measured> {
    let mut counts = Counts { known: known(card, file), counted };
    let mut whole = Tally::default();
    let mut sentences = Vec::new();
    // The same few words stand in row after row: they are read once.
    let mut seen = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.file == file && it.part.is_prose()) {
        if passage.part == Part::Difference && !seen.insert(passage.plain.as_str()) {
            continue;
        }
        let own = passage.own();
        for sentence in passage.tokens.sentences() {
            let (tally, words) = tally(passage, own, sentence, &mut counts);
            if tally.words > 0 {
                whole.add(tally);
                sentences.push((passage, words, tally));
            }
        }
    }
    let path = card.files.get(file).map(|file| file.path.clone())?;
    let age = |tally: &Tally| tally.adjusted_age();
    sentences.retain(|(.., tally)| tally.words >= SHORTEST_SENTENCE);
    sentences.sort_by(|(.., one), (.., other)| age(other).total_cmp(&age(one)));
    let named = |(passage, words, tally): &(&Passage, Range<usize>, Tally)| {
        (card.span_of(passage, &passage.tokens.span(words)), age(tally))
    };
    let worst = sentences.iter().take(3).map(named);
    let is_hard = |tally: &Tally| tally.words >= SHORTEST_HARD && age(tally) > HARDEST;
    let hard = sentences.iter().filter(|(.., tally)| is_hard(tally)).map(named);
    (whole.words > 0).then(|| Measured {
        file: path,
        raw: whole.raw_age(),
        adjusted: whole.adjusted_age(),
        words: whole.words,
        worst: worst.collect(),
        hard: hard.collect(),
    })
}

/// Syllables of the words of a file, raw and adjusted.
struct Counts<'a, 'b> {
    known: BTreeSet<String>,
    counted: &'b mut Counted<'a>,
}

impl<'a> Counts<'a, '_> {
    fn of(&mut self, low: &'a str) -> (usize, usize) {
        let count = *self.counted.entry(low).or_insert_with(|| syllables(low));
        adjusted(count, low, &self.known)
    }
}

fn adjusted(count: usize, low: &str, known: &BTreeSet<String>) -> (usize, usize) {
    let is_known = count > 1 && known.contains(root(low).as_ref());
    (count, if is_known { 1 } else { count })
}

/// Counts a sentence, without what a line only links to: it goes as far as the passage's own words.
fn tally<'a>(
    passage: &'a Passage,
    own: usize,
    sentence: Range<usize>,
    counts: &mut Counts<'a, '_>,
) -> (Tally, Range<usize>) {
    let words = sentence.clone().filter(|index| passage.tokens.at(*index).end <= own).count();
    let sentence = sentence.start..sentence.start + words;
    let mut tally = Tally { sentences: 1, words, syllables: 0, adjusted: 0 };
    for index in sentence.clone() {
        let low = passage.tokens.word(index);
        let written = passage.plain.get(passage.tokens.at(index)).unwrap_or_default();
        let (raw, adjusted) = match letters(written) {
            Some(letters) => adjusted(letters, low, &counts.known),
            None => counts.of(low),
        };
        tally.syllables += raw;
        tally.adjusted += adjusted;
    }
    (tally, sentence)
}

/// The words that a file explains: those in strong type, and abbreviations that it spells out.
fn known(card: &Card, file: usize) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for passage in card.passages.iter().filter(|it| it.file == file && it.part != Part::Source) {
        for mark in passage.marks().into_iter().filter(|mark| mark.strong) {
            let words = passage.plain.get(mark.at).unwrap_or_default().to_ascii_lowercase();
            // A whole sentence in strong type explains nothing.
            if words.split_whitespace().count() <= 4 {
                let words = words.split(|sign: char| !sign.is_alphanumeric() && sign != '-');
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

/// Words that the counting below gets wrong, and that stand on cards; in order, to be found quickly.
const EXCEPTIONS: [(&str, usize); 63] = [
    ("area", 3),
    ("areas", 3),
    ("aren't", 1),
    ("aren’t", 1),
    ("business", 2),
    ("can't", 1),
    ("can’t", 1),
    ("caregiver", 3),
    ("cement", 2),
    ("complement", 3),
    ("diabetes", 4),
    ("difference", 3),
    ("different", 3),
    ("don't", 1),
    ("don’t", 1),
    ("element", 3),
    ("elements", 3),
    ("evening", 2),
    ("every", 2),
    ("everybody", 4),
    ("everyday", 3),
    ("everyone", 3),
    ("everything", 3),
    ("everywhere", 3),
    ("fluid", 2),
    ("fluids", 2),
    ("guideline", 2),
    ("guidelines", 2),
    ("homework", 2),
    ("household", 2),
    ("hundred", 2),
    ("hundreds", 2),
    ("idea", 3),
    ("ideas", 3),
    ("implement", 3),
    ("lifestyle", 2),
    ("lifetime", 2),
    ("likewise", 2),
    ("nausea", 3),
    ("pancreas", 3),
    ("parliament", 3),
    ("poem", 2),
    ("poet", 2),
    ("ratio", 3),
    ("real", 1),
    ("ruin", 2),
    ("scheduled", 2),
    ("science", 2),
    ("sciences", 2),
    ("scientist", 3),
    ("somebody", 3),
    ("someone", 2),
    ("something", 2),
    ("sometimes", 2),
    ("somewhat", 2),
    ("somewhere", 2),
    ("supplement", 3),
    ("supplements", 3),
    ("theatre", 3),
    ("therefore", 2),
    ("video", 3),
    ("won't", 1),
    ("won’t", 1),
];

/// How many syllables an English word has, in small letters. A number in digits counts as one.
pub fn syllables(word: &str) -> usize {
    let found = EXCEPTIONS.binary_search_by(|(known, _)| (*known).cmp(word));
    if let Some((_, count)) = found.ok().and_then(|index| EXCEPTIONS.get(index)) {
        return *count;
    }
    word.split(['-', '‑']).map(part_syllables).sum::<usize>().max(1)
}

fn part_syllables(part: &str) -> usize {
    let own = part.strip_suffix("'s").or(part.strip_suffix("’s")).unwrap_or(part);
    if own.starts_with(|sign: char| sign.is_ascii_digit()) {
        return 1;
    }
    let groups = groups(own.as_bytes());
    let more = parted(own) + usize::from(own.ends_with("sm")) + usize::from(ends_in_nt(own));
    let less = silent(own) + unsaid(own);
    (groups + more).saturating_sub(less).max(1)
}

/// "Isn't", "couldn't": the ending is said on its own after a consonant.
fn ends_in_nt(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
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
    let mut count = 0;
    let mut before = false;
    for (index, sign) in letters.iter().enumerate() {
        let vowel = is_vowel(letters, index);
        let after_y = index > 0 && letters.get(index - 1) == Some(&b'y');
        if vowel && (!before || (after_y && *sign != b'y')) {
            count += 1;
        }
        before = vowel;
    }
    count
}

/// Neighbouring vowels that are said apart: di-et, ra-di-o, ac-tu-al.
fn parted(word: &str) -> usize {
    let mut count = 0;
    for (index, _) in word.match_indices('i') {
        let before = word.get(..index).unwrap_or_default();
        let rest = word.get(index + 1..).unwrap_or_default();
        let soft = before.ends_with(['t', 'c', 's', 'x', 'g']) && before.len() > 1;
        let apart = (rest.starts_with("a") && (!soft || rest.starts_with("ate")) && !rest.starts_with("age"))
            || (rest.starts_with('o') && !soft && !(before.ends_with(['l', 'n']) && rest.starts_with("on")))
            || (rest.starts_with("en") && !soft && !before.ends_with("fr"))
            || rest.starts_with("et")
            || (rest.starts_with('u') && !soft)
            || ((rest == "er" || rest == "est") && before.len() > 2);
        count += usize::from(apart);
    }
    for (index, _) in word.match_indices('u') {
        let before = word.get(..index).unwrap_or_default();
        let rest = word.get(index + 1..).unwrap_or_default();
        let hard = before.ends_with(['q', 'g']) || rest.starts_with("ade");
        let apart = rest.starts_with('a')
            || rest.starts_with("ou")
            || rest.starts_with("en")
            || rest.starts_with("el");
        count += usize::from(apart && !hard);
    }
    let said_apart = ["creat", "react", "theor", "osteo", "stereo", "ideal", "linear", "nuclear"];
    count += usize::from(said_apart.iter().any(|part| word.contains(part)));
    count + usize::from(["eing", "oing", "uing"].iter().any(|end| word.ends_with(end)))
}

/// A final e that is not said, alone or in -es and -ed.
fn silent(word: &str) -> usize {
    let vowel = |sign: Option<char>| matches!(sign, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let (stem, end) = match word {
        _ if word.ends_with("es") => (word.strip_suffix("es"), "es"),
        _ if word.ends_with("ed") => (word.strip_suffix("ed"), "ed"),
        _ => (word.strip_suffix('e'), "e"),
    };
    let Some(stem) = stem else { return 0 };
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
