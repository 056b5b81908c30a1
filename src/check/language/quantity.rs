//! Numbers in running words. Dates, ordinals and labels are no quantities; everything else is, in digits or in words, and
//! needs a line in the evidence trail.

mod digits;
mod lists;
mod spelled;

use crate::check::language::share::Number;

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

/// All quantities of a text. `labels` are the trail's words after which a number is a name.
pub fn quantities(text: &str, labels: &[String]) -> Vec<Quantity> {
    let low = text.to_ascii_lowercase();
    let words = Words::of(&low);
    let mut found = digits::quantities(text, &words, labels);
    spelled::quantities(&words, &mut found);
    found.sort_by_key(|it| it.start);
    found
}

/// A quantity as it is named to authors: "20", "half", and with its unit where the number is only an article, "a week".
pub fn named<'a>(text: &'a str, it: &Quantity) -> &'a str {
    let own = text.get(it.start..it.end).unwrap_or_default();
    if !is_article(own) {
        return own;
    }
    let rest = text.get(it.end..).unwrap_or_default();
    let unit = rest.trim_start();
    let end = unit.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(unit.len());
    text.get(it.start..it.end + (rest.len() - unit.len()) + end).unwrap_or(own)
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
    let low = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
    let words = Words::of(&low);
    let glued = low.starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '°');
    let own = text.get(it.start..it.end).unwrap_or_default().to_ascii_lowercase();
    let before = text.get(..it.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    // "In the last 7 days" asks how somebody is.
    let asks = ["last", "past"].iter().any(|word| before.eq_ignore_ascii_case(word));
    let named = (0..NEAR).any(|index| lists::is_counted(words.low(index)));
    let within = own.split(' ').skip(1).any(lists::is_counted);
    !asks && (is_share(text, it) || glued || named || within)
}

/// Whether a quantity is a part of some people: "90 out of 100", "90%", "half".
pub fn is_share(text: &str, it: &Quantity) -> bool {
    let rest = text.get(it.end..).unwrap_or_default().trim_start().to_ascii_lowercase();
    it.part.is_some() || ["%", "percent", "per cent", "out of "].iter().any(|sign| rest.starts_with(sign))
}

/// One word, in small letters, and its place. Signs between words are no part of them; hyphens part words.
struct Word<'a> {
    low: &'a str,
    start: usize,
    end: usize,
}

/// The words of a text in small letters.
struct Words<'a> {
    text: &'a str,
    list: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut start = None;
        for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
            let within = |sign: char| matches!(sign, '\'' | '’') || is_unseen(sign);
            let inside = sign.is_alphanumeric() || (start.is_some() && within(sign));
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    list.push(Word { low: text.get(from..at).unwrap_or_default(), start: from, end: at });
                    start = None;
                }
                _ => {}
            }
        }
        Words { text, list }
    }

    fn get(&self, index: usize) -> Option<&Word<'a>> {
        self.list.get(index)
    }

    /// A word; empty past the ends.
    fn low(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |word| word.low)
    }

    /// What stands between a word and the one before, or the beginning.
    fn gap(&self, index: usize) -> &'a str {
        let start = index.checked_sub(1).and_then(|before| self.list.get(before)).map_or(0, |it| it.end);
        let end = self.list.get(index).map_or(self.text.len(), |it| it.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// A word that no other sign than a space or a hyphen parts from the one before; else empty.
    fn on(&self, index: usize) -> &'a str {
        let joins = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '‑' | '–');
        if index > 0 && self.gap(index).chars().all(joins) { self.low(index) } else { "" }
    }

    /// The word before one, if they stand side by side; else empty.
    fn before(&self, index: usize) -> &'a str {
        match index.checked_sub(1) {
            Some(before) if !self.on(index).is_empty() => self.low(before),
            _ => "",
        }
    }

    /// Whether a sentence begins with a word.
    fn begins(&self, index: usize) -> bool {
        index == 0 || self.gap(index).contains(['.', '!', '?', ':', ';'])
    }

    /// The place of the first word that begins at a byte or after it.
    fn from(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.start < byte)
    }
}

/// Signs that nobody sees, and that must not hide a word: a soft hyphen, spaces without width.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Where in a text digits begin, or a word that quantities have. Each quantity has at least one of them.
pub fn beginnings(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let start = at;
        at += 1;
        if first.is_ascii_digit() {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            found.push((start, text.get(start..at).unwrap_or_default()));
        } else if first.is_ascii_alphabetic() {
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            let word = text.get(start..at).unwrap_or_default();
            let begins = lists::is_anchor(word) || (is_article(word) && begins_with_span(text.get(at..)));
            found.extend(begins.then_some((start, word)));
        } else if !first.is_ascii() {
            // The first byte of a sign, or one further on within it, where no text begins.
            let sign = text.get(start..).and_then(|rest| rest.chars().next());
            if let Some(sign) = sign.filter(|sign| sign.is_numeric() || is_unseen(*sign)) {
                found.push((start, text.get(start..start + sign.len_utf8()).unwrap_or_default()));
            }
        }
    }
    found
}

fn is_article(word: &str) -> bool {
    word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")
}

/// Whether the next word is a stretch of time: "a week".
fn begins_with_span(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default().trim_start_matches(|sign: char| sign.is_whitespace() || sign == '-');
    let word = rest.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    word.len() < 10 && lists::is_span(&word.to_ascii_lowercase())
}
