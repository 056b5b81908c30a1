//! Words, numbers and sentences of a run of words: found once, when it is read, and shared by all rules that look at words.
//!
//! A word in letters may have an apostrophe inside; hyphens part words, and so do digits and the letters after them: "5-day"
//! and "400mg" are two words each. A number in digits is one word, with its point and commas.

use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use crate::check::language::lists::List;
use crate::check::language::share;

/// The words of a passage and where its sentences begin.
#[derive(Debug, Default)]
pub struct Tokens {
    low: String,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    /// Words with signs inside that nobody sees, as they are seen.
    seen: Vec<(usize, String)>,
}

/// A word, with what every rule asks of it.
#[derive(Debug, Default)]
struct Word {
    at: Range<usize>,
    /// Whether a sign behind it parts its clause from the words behind.
    parts: bool,
    /// The number that begins there, and how many words it has.
    value: Option<(u32, usize)>,
    signs: Signs,
}

/// After these a full stop ends no sentence.
static SHORTENED: List = List::named("shortened");
static NUMBERS: List = List::named("number");
static SCALES: List = List::named("scale");
static TIMES: List = List::named("time");

/// Signs that part clauses.
const PARTS: [char; 11] = ['.', ',', ';', ':', '(', ')', '?', '!', '–', '…', '—'];

/// A bit for each word, so that most phrases are ruled out for a sentence without a look at its words. Some words share one.
pub type Signs = u128;

/// The bit of all numbers in digits, besides their own.
pub const IN_DIGITS: Signs = 1;
/// The bit of all words with which numbers begin.
pub const IN_WORDS: Signs = 2;

/// The bit of a word.
pub fn sign(word: &str) -> Signs {
    1 << (FxBuildHasher.hash_one(word) >> (u64::BITS - Signs::BITS.ilog2())).max(2)
}

/// A run of more words than this counts as several sentences.
const LONGEST_SENTENCE: usize = 400;

impl Tokens {
    /// Takes plain words apart.
    pub fn of(plain: &str) -> Tokens {
        let words = words(plain);
        let mut tokens = Tokens { low: plain.to_ascii_lowercase(), words, ..Tokens::default() };
        if plain.contains(is_unseen) {
            let hidden = tokens.words().enumerate().filter(|(_, word)| word.contains(is_unseen));
            tokens.seen = hidden.map(|(index, word)| (index, word.replace(is_unseen, ""))).collect();
        }
        tokens.sentences = tokens.sentences_of(plain);
        tokens.measured()
    }

    /// With what every rule asks of its words.
    fn measured(mut self) -> Tokens {
        for index in 0..self.len() {
            let (value, parts) = (self.read_value(index), parts(self.after(index)));
            let number = match self.word(index) {
                word if is_digits(word) => IN_DIGITS,
                _ => value.map_or(0, |_| IN_WORDS),
            };
            let signs = sign(self.word(index)) | number;
            if let Some(it) = self.words.get_mut(index) {
                *it = Word { at: it.at.clone(), parts, value, signs };
            }
        }
        self
    }

    /// With "don't" as "do not" and "you'll" as "you will", and from which word each comes; nothing if there are none.
    pub fn spelled_out(&self) -> Option<(Tokens, Vec<usize>)> {
        if !self.low.contains(['\'', '’']) || !self.words().any(|it| spelled_out(it).is_some()) {
            return None;
        }
        let (mut whole, mut from) = (Tokens::default(), Vec::new());
        for index in 0..self.len() {
            whole.low += self.gap_before(index);
            let word = spelled_out(self.word(index)).unwrap_or_else(|| self.word(index).to_string());
            for (count, part) in word.split(' ').enumerate() {
                whole.low += if count == 0 { "" } else { " " };
                let start = whole.low.len();
                whole.low += part;
                whole.words.push(Word { at: start..whole.low.len(), ..Word::default() });
                from.push(index);
            }
        }
        whole.low += self.after(self.len().saturating_sub(1));
        let first = |index: usize| from.partition_point(|it| *it < index);
        whole.sentences = self.sentences().map(|it| first(it.start)..first(it.end)).collect();
        Some((whole.measured(), from))
    }

    fn sentences_of(&self, plain: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut first = 0;
        for (index, pair) in self.words.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            let gap = plain.get(one.at.end..next.at.start).unwrap_or_default();
            let begins = || plain.get(next.at.start..).and_then(|rest| rest.chars().next());
            // Nobody writes so long a sentence; whoever left out all the stops must not make every rule slow.
            let is_endless = index - first >= LONGEST_SENTENCE;
            if is_endless || (gap != " " && ends(gap, self.word(index), begins())) {
                sentences.push(first..index + 1);
                first = index + 1;
            }
        }
        if first < self.words.len() {
            sentences.push(first..self.words.len());
        }
        sentences
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word in small letters; empty past the ends.
    pub fn word(&self, index: usize) -> &str {
        match self.seen.iter().find(|(it, _)| *it == index) {
            Some((_, word)) => word,
            None => self.words.get(index).and_then(|it| self.low.get(it.at.clone())).unwrap_or_default(),
        }
    }

    /// All words in small letters.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.word(index))
    }

    /// How many words a reader counts: "long-term" is one.
    pub fn words_as_written(&self) -> usize {
        (0..self.len()).filter(|index| !self.is_joined(*index)).count()
    }

    /// The word so many places before another; empty past the beginning.
    pub fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// Where a word stands in the passage's plain words.
    pub fn at(&self, index: usize) -> Range<usize> {
        self.words.get(index).map_or(self.low.len()..self.low.len(), |it| it.at.clone())
    }

    /// What stands between a word and the next, or the end.
    pub fn after(&self, index: usize) -> &str {
        let end = self.words.get(index + 1).map_or(self.low.len(), |next| next.at.start);
        self.low.get(self.at(index).end..end).unwrap_or_default()
    }

    /// What stands between a word and the one before, or the beginning.
    pub fn gap_before(&self, index: usize) -> &str {
        match index.checked_sub(1) {
            Some(before) => self.after(before),
            None => self.low.get(..self.at(0).start).unwrap_or_default(),
        }
    }

    /// Whether a sign before a word, or after the last, parts it from the words before.
    pub fn begins_clause(&self, index: usize) -> bool {
        match index.checked_sub(1) {
            Some(before) => self.words.get(before).is_some_and(|it| it.parts),
            None => parts(self.gap_before(0)),
        }
    }

    /// Whether a hyphen, or nothing, stands between a word and the one before: "long-term", "400mg".
    pub fn is_joined(&self, index: usize) -> bool {
        index > 0 && matches!(self.gap_before(index), "" | "-" | "‑")
    }

    /// A word that no other sign than a space or a hyphen parts from the one before; else empty.
    fn on(&self, index: usize) -> &str {
        let joins = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '‑' | '–');
        if self.gap_before(index).chars().all(joins) { self.word(index) } else { "" }
    }

    /// The sentences, each as the places of its words.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.sentences.iter().cloned()
    }

    /// Whether these words follow one another from a place on.
    pub fn reads(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word(index + ahead) == *word)
    }

    /// Whether a word is among them.
    pub fn has(&self, word: &str) -> bool {
        self.words().any(|it| it == word)
    }

    /// Where in the plain words a range of words stands.
    pub fn span(&self, words: &Range<usize>) -> Range<usize> {
        self.at(words.start).start..self.at(words.end.saturating_sub(1)).end
    }

    /// Whether a sentence is a question.
    pub fn is_question(&self, sentence: &Range<usize>) -> bool {
        self.after(sentence.end.saturating_sub(1)).trim_start_matches([')', '"', '”']).starts_with('?')
    }

    /// The whole number that begins at a word, and how many words it has: "12", "twelve", "a hundred", "twenty-one", "one
    /// hundred and five".
    pub fn value(&self, index: usize) -> Option<(u32, usize)> {
        self.words.get(index)?.value
    }

    /// Whether a number in digits or words begins at a word.
    pub fn begins_number(&self, index: usize) -> bool {
        self.sign(index) & (IN_DIGITS | IN_WORDS) != 0
    }

    /// The signs of a word; none past the ends.
    pub fn sign(&self, index: usize) -> Signs {
        self.words.get(index).map_or(0, |it| it.signs)
    }

    fn read_value(&self, index: usize) -> Option<(u32, usize)> {
        let first = self.word(index);
        if is_digits(first) {
            return first.replace(',', "").parse().ok().map(|it| (it, 1));
        }
        let article = usize::from(first == "a" && SCALES.has(self.on(index + 1)));
        let (mut total, mut current, mut count) = (0_u32, None::<u32>, article);
        loop {
            let low = if count == 0 { first } else { self.on(index + count) };
            let is_hundreds = current.is_some_and(|it| it >= 100 && it % 100 == 0);
            if let Some(times) = SCALES.value(low) {
                current = Some(current.unwrap_or(1).saturating_mul(times));
                if times >= 1000 {
                    total = total.saturating_add(current.take().unwrap_or_default());
                }
            } else if let Some(value) = NUMBERS.value(low).filter(|value| fits(current, *value)) {
                current = Some(current.unwrap_or(0).saturating_add(value));
            } else if !(low == "and" && is_hundreds && NUMBERS.has(self.on(index + count + 1))) {
                break;
            }
            count += 1;
        }
        (count > article).then(|| (total.saturating_add(current.unwrap_or(0)), count))
    }
}

/// Whether what stands between two words parts clauses.
fn parts(gap: &str) -> bool {
    gap != " " && gap.contains(PARTS)
}

/// Whether a number word goes on with the number so far: after "twenty" only one to nine.
fn fits(current: Option<u32>, value: u32) -> bool {
    current.is_none_or(|it| match it {
        100.. => it % 100 == 0,
        _ => it >= 20 && it % 10 == 0 && (1..10).contains(&value),
    })
}

/// Whether a word is a number in digits.
pub fn is_digits(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit())
}

/// What an English word with an apostrophe is short for.
fn spelled_out(word: &str) -> Option<String> {
    const WHOLE: [(&str, &str); 4] =
        [("can't", "cannot"), ("won't", "will not"), ("shan't", "shall not"), ("let's", "let us")];
    const ENDS: [(&str, &str); 6] =
        [("n't", "not"), ("'ll", "will"), ("'d", "would"), ("'ve", "have"), ("'re", "are"), ("'m", "am")];
    const IS: [&str; 11] =
        ["it", "that", "there", "here", "he", "she", "who", "what", "where", "everything", "nothing"];
    if !word.contains(['\'', '’']) {
        return None;
    }
    let word = word.replace('’', "'");
    let whole = WHOLE.iter().find(|(short, _)| *short == word).map(|(_, whole)| (*whole).to_string());
    let ended = || ENDS.iter().find_map(|(end, full)| Some(format!("{} {full}", word.strip_suffix(end)?)));
    let is = || word.strip_suffix("'s").filter(|it| IS.contains(it)).map(|it| format!("{it} is"));
    whole.or_else(ended).or_else(is)
}

/// Whether a number is a year that somebody could write of.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1900".."2100").contains(&word)
}

/// The number that a word in letters says, from two on.
pub fn number(word: &str) -> Option<u32> {
    NUMBERS.value(word).filter(|it| *it > 1).or_else(|| SCALES.value(word))
}

/// Whether a word measures time.
pub fn is_time(word: &str) -> bool {
    TIMES.has(word)
}

/// Signs that nobody sees, and that must not hide a word: a soft hyphen, spaces without width.
pub fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn words(plain: &str) -> Vec<Word> {
    let (mut words, mut at) = (Vec::with_capacity(plain.len() / 4 + 1), 0);
    while let Some(sign) = plain.get(at..).and_then(|rest| rest.chars().next()) {
        let end = if sign.is_ascii_digit() {
            share::number_at(plain.as_bytes(), at).1
        } else if sign.is_alphanumeric() {
            at + word_at(plain.get(at..).unwrap_or_default(), sign.is_numeric())
        } else {
            at += sign.len_utf8();
            continue;
        };
        words.push(Word { at: at..end, ..Word::default() });
        at = end;
    }
    words
}

/// How long the word is that a text begins with, in letters, or in signs for numbers that are no digits.
fn word_at(text: &str, is_number: bool) -> usize {
    // Most words are nothing but these.
    let plain = if is_number { 0 } else { text.bytes().take_while(u8::is_ascii_alphanumeric).count() };
    let mut last = text.get(..plain).and_then(|it| it.chars().next_back()).unwrap_or(' ');
    let mut signs = text.get(plain..).unwrap_or_default().char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        // "C50.1" is one name.
        let joins = matches!(sign, '\'' | '’') || is_unseen(sign) || (sign == '.' && last.is_ascii_digit());
        let goes_on = signs.peek().is_some_and(|(_, next)| next.is_alphanumeric() || is_unseen(*next));
        let is_inside =
            if is_number { sign.is_numeric() } else { sign.is_alphanumeric() || (joins && goes_on) };
        if !is_inside {
            return plain + at;
        }
        last = sign;
    }
    text.len()
}

/// Whether a sentence ends between two words.
fn ends(gap: &str, word: &str, next: Option<char>) -> bool {
    let Some(stop) = gap.find(['.', '!', '?']) else { return false };
    let rest = gap.get(stop..).unwrap_or_default();
    let begins = next.is_some_and(|sign| !sign.is_lowercase());
    rest.contains(char::is_whitespace) && (!rest.starts_with('.') || (begins && !SHORTENED.has(word)))
}
