//! The words and sentences of a run of words: found once, when it is read, and shared by all rules that look at words.

use std::ops::Range;

/// The words of a passage and where its sentences begin.
#[derive(Debug, Default)]
pub struct Tokens {
    low: String,
    words: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
}

/// After these a full stop ends no sentence.
const SHORTENED: [&str; 9] = ["dr", "mr", "mrs", "ms", "prof", "st", "vs", "eg", "no"];

/// A run of more words than this counts as several sentences.
const LONGEST_SENTENCE: usize = 400;

impl Tokens {
    /// Takes plain words apart. A word may have a hyphen or an apostrophe inside, a number a comma or a point.
    pub fn of(plain: &str) -> Tokens {
        let words = words(plain);
        let low = plain.to_ascii_lowercase();
        let mut tokens = Tokens { low, words, sentences: Vec::new() };
        tokens.sentences = tokens.sentences_of(plain);
        tokens
    }

    fn sentences_of(&self, plain: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut first = 0;
        for (index, pair) in self.words.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            let gap = plain.get(one.end..next.start).unwrap_or_default();
            let next = plain.get(next.start..).and_then(|rest| rest.chars().next());
            // Nobody writes so long a sentence; whoever left out all the stops must not make every rule slow.
            let is_endless = index - first >= LONGEST_SENTENCE;
            if is_endless || ends(gap, self.word(index), next) {
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
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// A word in small letters; empty past the ends.
    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).and_then(|at| self.low.get(at.clone())).unwrap_or_default()
    }

    /// The word so many places before another; empty past the beginning.
    pub fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// Where a word stands in the passage's plain words.
    pub fn at(&self, index: usize) -> Range<usize> {
        self.words.get(index).cloned().unwrap_or(self.low.len()..self.low.len())
    }

    /// What stands between a word and the next, or the end.
    pub fn after(&self, index: usize) -> &str {
        let end = self.words.get(index + 1).map_or(self.low.len(), |next| next.start);
        self.low.get(self.at(index).end..end).unwrap_or_default()
    }

    /// What stands between a word and the one before, or the beginning.
    pub fn gap_before(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|index| self.words.get(index)).map_or(0, |it| it.end);
        self.low.get(start..self.at(index).start).unwrap_or_default()
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
        (0..self.len()).any(|index| self.word(index) == word)
    }

    /// Where in the plain words a range of words stands.
    pub fn span(&self, words: &Range<usize>) -> Range<usize> {
        self.at(words.start).start..self.at(words.end.saturating_sub(1)).end
    }

    /// Whether a sentence is a question.
    pub fn is_question(&self, sentence: &Range<usize>) -> bool {
        self.after(sentence.end.saturating_sub(1)).trim_start_matches([')', '"', '”']).starts_with('?')
    }
}

/// Whether a word is a number in digits.
pub fn is_digits(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.')
}

/// Whether a number is a year that somebody could write of.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1900".."2100").contains(&word)
}

/// The number that a word in letters says, from two on: "eight", "twenty-one", "hundred".
pub fn number(word: &str) -> Option<u32> {
    // Every word of every card is asked.
    if !word.starts_with(['t', 'f', 's', 'e', 'n', 'h']) {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return simple(word);
    }
    let (tens, ones) = word.split_once(['-', '‑'])?;
    let tens = simple(tens).filter(|it| (20..100).contains(it))?;
    let ones = if ones == "one" { Some(1) } else { simple(ones).filter(|it| *it < 10) };
    Some(tens + ones?)
}

fn simple(word: &str) -> Option<u32> {
    let value = match word {
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        "hundred" => 100,
        "thousand" => 1000,
        _ => return None,
    };
    Some(value)
}

/// Whether a word measures time.
pub fn is_time(word: &str) -> bool {
    const TIMES: [&str; 16] = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month",
        "months", "year", "years", "night", "nights",
    ];
    TIMES.contains(&word)
}

fn words(plain: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut signs = plain.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let joins = match sign {
            '-' | '‑' | '\'' | '’' => last.is_alphanumeric() && next.is_alphanumeric(),
            ',' | '.' => last.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        let inside = sign.is_alphanumeric() || joins;
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
        last = sign;
    }
    words.extend(start.map(|from| from..plain.len()));
    words
}

/// Whether a sentence ends between two words.
fn ends(gap: &str, word: &str, next: Option<char>) -> bool {
    let Some(stop) = gap.find(['.', '!', '?']) else { return false };
    let spaced = gap.get(stop..).is_some_and(|rest| rest.contains(char::is_whitespace));
    if !gap.get(stop..).is_some_and(|rest| rest.starts_with('.')) {
        return spaced;
    }
    let begins = next.is_some_and(|sign| !sign.is_lowercase());
    spaced && begins && !SHORTENED.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = Tokens::of(text);
        tokens.sentences().map(|it| &text[tokens.span(&it)]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        assert_eq!(sentences("One. Two? Three! And 4."), ["One", "Two", "Three", "And 4"]);
        assert_eq!(
            sentences("Ask Dr. Who, e.g. at 87.5 mg (or 1,643). Then go."),
            ["Ask Dr. Who, e.g. at 87.5 mg (or 1,643", "Then go"]
        );
        assert_eq!(sentences("an item without a stop"), ["an item without a stop"]);
        assert!(sentences("").is_empty());
    }

    #[test]
    fn words_keep_their_hyphens_apostrophes_and_points() {
        let text = "Long-term: don’t use 1,643 - or 87.5% ";
        let tokens = Tokens::of(text);
        let words: Vec<&str> = (0..tokens.len()).map(|index| tokens.word(index)).collect();
        assert_eq!(words, ["long-term", "don’t", "use", "1,643", "or", "87.5"]);
        assert!(tokens.after(5).starts_with('%'));
    }
}
