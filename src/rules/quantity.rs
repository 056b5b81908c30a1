//! Numbers in running words. Dates, ordinals and labels are no quantities; everything else is, in digits or in words, and
//! needs a line in the evidence trail.

use super::share::{self, Number};

/// A quantity in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// What it is, if that is one number: 20 for "20" and "twenty". Nothing for "half".
    pub value: Option<Number>,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Words after which a number is a name in any text; a trail can name more.
const LABELS: [&str; 16] = [
    "stage", "stages", "grade", "grades", "type", "types", "phase", "level", "levels", "line", "lines",
    "group", "groups", "part", "source", "step",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Number words with their values. "One" is mostly a pronoun, and is looked at on its own.
const NUMBER_WORDS: [(&str, i128); 30] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1000),
    ("dozen", 12),
];

/// What is counted or measured in health care: a number word before one of these is a quantity.
const UNITS: [&str; 60] = [
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "night",
    "nights",
    "week",
    "weeks",
    "weekend",
    "weekends",
    "month",
    "months",
    "year",
    "years",
    "decade",
    "decades",
    "visit",
    "visits",
    "session",
    "sessions",
    "appointment",
    "appointments",
    "trip",
    "trips",
    "dose",
    "doses",
    "tablet",
    "tablets",
    "pill",
    "pills",
    "injection",
    "injections",
    "scan",
    "scans",
    "test",
    "tests",
    "mammogram",
    "mammograms",
    "operation",
    "operations",
    "cycle",
    "cycles",
    "course",
    "courses",
    "people",
    "men",
    "women",
    "patients",
    "trial",
    "trials",
    "study",
    "studies",
    "times",
    "pads",
    "centimetres",
    "millimetres",
];

/// After "one" these are pronouns' company: "one trial found", "at one time".
const ONE_OF: [&str; 7] = ["trial", "study", "people", "men", "women", "patients", "times"];

/// All quantities of a text. `labels` are the trail's words after which a number is a name.
pub fn quantities(text: &str, labels: &[String]) -> Vec<Quantity> {
    let low = text.to_ascii_lowercase();
    let words = words(&low);
    let mut found: Vec<Quantity> = share::numbers(text)
        .into_iter()
        .filter(|number| !is_exempt(text, &words, number, labels))
        .map(|number| Quantity { value: Some(number), start: number.start, end: number.end })
        .collect();
    found.extend((0..words.len()).filter_map(|place| in_words(&words, place)));
    found.sort_by_key(|it| it.start);
    found
}

/// One word, in small letters, and its place. Signs between words are no part of them; hyphens part words.
struct Word<'a> {
    low: &'a str,
    start: usize,
    end: usize,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = sign.is_alphanumeric() || (start.is_some() && (sign == '\'' || sign == '’'));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { low: text.get(from..at).unwrap_or_default(), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_exempt(text: &str, words: &[Word], number: &Number, labels: &[String]) -> bool {
    is_glued(text, number)
        || is_year(text, words, number)
        || is_day_of_month(words, number)
        || is_whole_of_share(text, number)
        || is_label(text, words, number, labels)
}

/// T1, HER2, 2nd, NG131, HER-2: a name or an ordinal. "5-session" is none.
fn is_glued(text: &str, number: &Number) -> bool {
    let before = text.get(..number.start).unwrap_or_default();
    let after = text.get(number.end..).unwrap_or_default();
    let mut back = before.chars().rev();
    let hyphen_name = match (back.next(), back.next()) {
        (Some('-' | '‑' | '.' | '/'), Some(sign)) => sign.is_alphabetic(),
        (Some(sign), _) => sign.is_alphabetic(),
        _ => false,
    };
    hyphen_name || after.starts_with(char::is_alphabetic)
}

/// A year from 1900 to 2099 that nothing is counted in.
fn is_year(text: &str, words: &[Word], number: &Number) -> bool {
    let four = number.end - number.start == 4 && (1900..2100).contains(&number.digits);
    let counted = next_word(words, number.end).is_some_and(|word| {
        let between = text.get(number.end..word.start).unwrap_or_default();
        between.trim().is_empty() && UNITS.contains(&word.low)
    });
    four && number.decimals == 0 && !counted
}

fn is_day_of_month(words: &[Word], number: &Number) -> bool {
    number.digits <= 31 && next_word(words, number.end).is_some_and(|it| MONTHS.contains(&it.low))
}

/// The 100 or 1,000 of "out of 100", which says out of how many and is no finding.
fn is_whole_of_share(text: &str, number: &Number) -> bool {
    if !matches!(number.whole(), Some(100 | 1000)) {
        return false;
    }
    let before = text.get(..number.start).unwrap_or_default().trim_end();
    let words = before.len().checked_sub("out of".len()).and_then(|start| before.get(start..));
    words.is_some_and(|words| words.eq_ignore_ascii_case("out of"))
}

/// More words than any list of names has: "CPG 1, 2, 3, 4 or 5".
const LONGEST_LIST: usize = 24;

/// "stage 3", "CPG 1, 2 or 3": a name. A list of names goes on while only commas, "or", "and" and "to" stand between.
fn is_label(text: &str, words: &[Word], number: &Number, labels: &[String]) -> bool {
    let Ok(place) = words.binary_search_by_key(&number.start, |word| word.start) else { return false };
    let own = next_word(words, number.end);
    if own.is_some_and(|it| UNITS.contains(&it.low)) {
        return false;
    }
    for before in words.get(..place).unwrap_or_default().iter().rev().take(LONGEST_LIST) {
        let is_name = |label: &str| before.low.eq_ignore_ascii_case(label);
        if LABELS.contains(&before.low) || labels.iter().any(|label| is_name(label)) {
            return true;
        }
        let is_link = matches!(before.low, "or" | "and" | "to");
        let is_number = before.low.bytes().all(|byte| byte.is_ascii_digit());
        let ends_sentence = text.get(before.end..).is_some_and(|rest| rest.starts_with(['.', ';', ':']));
        if !(is_link || is_number) || ends_sentence {
            return false;
        }
    }
    false
}

fn next_word<'a, 'b>(words: &'b [Word<'a>], end: usize) -> Option<&'b Word<'a>> {
    words.get(words.partition_point(|word| word.start < end))
}

/// The value of a number word in small letters.
fn number_word(low: &str) -> Option<i128> {
    if !may_begin(low) {
        return None;
    }
    NUMBER_WORDS.iter().find(|(known, _)| *known == low).map(|(_, value)| *value)
}

/// Words with which a quantity can begin, by their length: every word of every card is held against them.
fn of_length(length: usize) -> &'static [&'static str] {
    match length {
        3 => &["one", "two", "six", "ten"],
        4 => &["four", "five", "nine", "half", "once"],
        5 => &["three", "seven", "eight", "forty", "fifty", "sixty", "dozen", "third", "twice"],
        6 => &["eleven", "twelve", "twenty", "thirty", "eighty", "ninety"],
        7 => &["fifteen", "sixteen", "seventy", "hundred", "quarter"],
        8 => &["thirteen", "fourteen", "eighteen", "nineteen", "thousand"],
        9 => &["seventeen"],
        _ => &[],
    }
}

fn may_begin(word: &str) -> bool {
    let first = word.bytes().next().map_or(b' ', |byte| byte.to_ascii_lowercase());
    let begins = |known: &str| known.as_bytes().first() == Some(&first);
    of_length(word.len()).iter().any(|known| begins(known) && known.eq_ignore_ascii_case(word))
}

/// Where in a text digits begin, or a word with which a quantity can begin.
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
            found.extend(may_begin(word).then_some((start, word)));
        }
    }
    found
}

/// "twenty sessions", "three to four weeks", "half of the people", "twice a day", "one operation".
fn in_words(words: &[Word], place: usize) -> Option<Quantity> {
    let word = words.get(place)?;
    let low = |ahead: usize| words.get(place + ahead).map_or("", |it| it.low);
    let plain = |value| {
        let number = Number { digits: value, decimals: 0, start: word.start, end: word.end };
        Quantity { value: Some(number), start: word.start, end: word.end }
    };
    let unknown = Quantity { value: None, start: word.start, end: word.end };
    if let Some(value) = number_word(word.low) {
        let is_unit = |word: &str| UNITS.contains(&word);
        // "In one trial", "one of these people": which, not how many.
        if word.low == "one" && ONE_OF.contains(&low(1)) {
            return None;
        }
        let follows = is_unit(low(1))
            || (word.low != "one" && is_unit(low(2)) && !low(1).is_empty())
            || (matches!(low(1), "to" | "or") && (is_unit(low(3)) || is_unit(low(4))));
        return follows.then(|| plain(value));
    }
    match word.low {
        "half" | "third" | "quarter" if low(1) == "of" && low(2) != "life" => Some(unknown),
        "twice" | "once" if matches!(low(1), "a" | "an" | "each" | "every") && UNITS.contains(&low(2)) => {
            Some(plain(if word.low == "once" { 1 } else { 2 }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_begin_where_they_are_looked_for() {
        for (word, _) in NUMBER_WORDS {
            assert!(may_begin(word), "{word}");
        }
        let found = beginnings("“Twenty” men, T20 and 1,643; often.");
        assert_eq!(found, [(3, "Twenty"), (19, "20"), (26, "1"), (28, "643")]);
    }

    fn found(text: &str) -> Vec<&str> {
        let labels = ["CPG".to_string(), "Gleason".to_string()];
        quantities(text, &labels).iter().map(|it| &text[it.start..it.end]).collect()
    }

    #[test]
    fn quantities_are_found() {
        for (text, expected) in [
            ("20 sessions over 4 weeks", vec!["20", "4"]),
            ("a 5-session course", vec!["5"]),
            ("twenty sessions", vec!["twenty"]),
            ("two or three visits a year", vec!["two", "three"]),
            ("one operation", vec!["one"]),
            ("twice a day", vec!["twice"]),
            ("half of the men", vec!["half"]),
            ("PSA under 10", vec!["10"]),
            ("2000 people", vec!["2000"]),
            ("3 out of 100 men", vec!["3"]),
            ("1,643 men aged 50 to 69", vec!["1,643", "50", "69"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_ordinals_labels_and_pronouns_are_none() {
        for text in [
            "in 1999 to 2009",
            "They joined in 1989. Scans have changed since.",
            "22 November 2026",
            "the 2nd visit",
            "the first visit",
            "CPG 1, 2 or 3",
            "stage 3",
            "T1 or T2, HER2, NG131",
            "one of these choices",
            "the other two",
            "all three groups",
            "Out of 100 men",
            "each one",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
