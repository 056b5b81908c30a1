//! Numbers in digits, and which of them are dates, ordinals and names.

use super::lists::{is_span, is_unit};
use super::{Quantity, Words};
use crate::cards::outcome::is_denominator;
use crate::check::language::share::{self, Number};

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

/// Words before which, and signs around which, a number of four digits is a year.
const DATES: [&str; 27] = [
    "in",
    "from",
    "since",
    "to",
    "until",
    "till",
    "by",
    "before",
    "after",
    "during",
    "and",
    "or",
    "between",
    "early",
    "late",
    "mid",
    "around",
    "than",
    "published",
    "year",
    "years",
    "spring",
    "summer",
    "autumn",
    "winter",
    "through",
    "again",
];

/// Words after which a small number is a name in any text; a trail can name more.
const LABELS: [&str; 13] = [
    "stage", "grade", "type", "phase", "level", "line", "group", "part", "source", "step", "class",
    "category", "tier",
];

/// The largest number that such a name has: "group 2" is one, "in this group 12 fell" is none.
const LARGEST_NAME: i128 = 10;

/// More words than any list of names has: "CPG 1, 2, 3, 4 or 5".
const LONGEST_LIST: usize = 24;

/// Words after which any number is a name.
const PLACES: [&str; 24] = [
    "desk", "gate", "bay", "bed", "clinic", "lift", "door", "entrance", "platform", "bus", "page", "pages",
    "table", "figure", "chapter", "section", "question", "room", "ward", "floor", "ring", "call", "dial",
    "nhs",
];

pub(super) fn quantities(text: &str, words: &Words, labels: &[String]) -> Vec<Quantity> {
    let it = Digits { text, words, labels };
    let mut found: Vec<Quantity> = share::numbers(text)
        .into_iter()
        .filter(|number| !it.is_exempt(number))
        .map(|number| Quantity { value: Some(number), part: None, start: number.start, end: number.end })
        .collect();
    if !text.is_ascii() {
        other_writings(text, &mut found);
    }
    found
}

struct Digits<'a> {
    text: &'a str,
    words: &'a Words<'a>,
    labels: &'a [String],
}

impl Digits<'_> {
    fn is_exempt(&self, number: &Number) -> bool {
        self.is_glued(number)
            || self.is_year(number)
            || self.is_day_of_month(number)
            || self.is_whole_of_share(number)
            || self.is_idiom(number)
            || self.is_label(number)
            || self.is_clock(number)
            || self.is_telephone(number)
    }

    /// A time of day: "9.45 am", "at 12.30", "at 8", "between 8.30 and 4".
    fn is_clock(&self, number: &Number) -> bool {
        let is_hour = number.decimals == 0 && number.digits <= 24;
        let is_minute = number.decimals == 2 && number.digits % 100 < 60 && number.digits < 2400;
        let Some(index) = self.index_of(number).filter(|_| is_hour || is_minute) else { return false };
        let next = self.next(number);
        if matches!(next, "am" | "pm" | "o'clock" | "o’clock" | "noon") {
            return true;
        }
        // "From", "after" and "by" stand as often before a finding: "it fell by 2.30".
        let is_led = match self.words.before(index) {
            "at" | "until" | "till" => true,
            // "Between 8.30 and 4.5" is none; a stop at the end of the text is no sign of a number.
            "between" => self.words.on(index + 2) == "and" && !self.is_decimal(index + 4),
            _ => false,
        };
        // "12.30" are two words here.
        let before = self.words.before(index);
        let is_over = next.is_empty()
            && !self.after(number).trim_start_matches([',', ' ']).starts_with(char::is_numeric);
        let is_open = is_over || matches!(next, "on" | "until" | "and" | "to" | "or");
        let ends_clock = is_hour && is_over && matches!(before, "and" | "to") && self.follows_clock(index);
        (is_minute && is_open && is_led) || (is_hour && is_over && before == "at") || ends_clock
    }

    /// Whether digits stand here behind a stop.
    fn is_decimal(&self, index: usize) -> bool {
        self.words.gap(index) == "." && self.words.low(index).starts_with(|sign: char| sign.is_ascii_digit())
    }

    /// Whether the number before "and" or "to" has minutes, as "8.30" in "8.30 and 4".
    fn follows_clock(&self, index: usize) -> bool {
        let back = |back: usize| index.checked_sub(back);
        let Some(minutes) = back(2) else { return false };
        let low = self.words.low(minutes);
        low.len() == 2 && low.bytes().all(|it| it.is_ascii_digit()) && self.words.gap(minutes) == "."
    }

    /// Two groups of three or more digits side by side: "116 123".
    fn is_telephone(&self, number: &Number) -> bool {
        let is_group =
            |low: &str| low.len() >= 3 && low.bytes().all(|it| it.is_ascii_digit()) && low != "000";
        let Some(index) = self.index_of(number) else { return false };
        let is_first = is_group(self.words.on(index + 1));
        // "182 160 men" are people.
        let end = if is_first { index + 2 } else { index + 1 };
        let is_over = self.words.on(end).is_empty() || self.words.gap(end) != " ";
        is_over && is_group(self.words.low(index)) && (is_first || is_group(self.words.before(index)))
    }

    fn before(&self, number: &Number) -> &str {
        self.text.get(..number.start).unwrap_or_default()
    }

    fn after(&self, number: &Number) -> &str {
        self.text.get(number.end..).unwrap_or_default()
    }

    /// The place of the word with the number's first digit.
    fn index_of(&self, number: &Number) -> Option<usize> {
        let index = self.words.from(number.start + 1).checked_sub(1)?;
        self.words.get(index).filter(|word| number.start < word.end).map(|_| index)
    }

    /// The word right after the number, with nothing but a space between.
    fn next(&self, number: &Number) -> &str {
        self.words.on(self.words.from(number.end))
    }

    /// T1, HER2, NG131, HER-2: a name. 2nd: an ordinal. "5-session", "week-12" and "400mg" are none.
    fn is_glued(&self, number: &Number) -> bool {
        let mut before = self.before(number).chars();
        let named = match before.next_back() {
            Some('-' | '‑') => is_name(before.as_str().rsplit(|sign: char| !sign.is_alphanumeric()).next()),
            Some(sign) => sign.is_alphabetic(),
            None => false,
        };
        let letters = self.after(number);
        let letters = letters.split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        let decade = letters == "s" && is_four(number);
        named || decade || matches!(letters, "st" | "nd" | "rd" | "th" | "D" | "FU")
    }

    /// A year from 1900 to 2099, where a year can stand.
    fn is_year(&self, number: &Number) -> bool {
        let next = self.next(number);
        if !is_four(number) || is_unit(next) || matches!(next, "pounds" | "euros" | "dollars") {
            return false;
        }
        let after = self.after(number);
        if after.starts_with(char::is_alphabetic) {
            return false;
        }
        let Some(index) = self.index_of(number) else { return false };
        let stops =
            !after.starts_with(char::is_whitespace) || after.trim_start().starts_with(['(', '–', '-']);
        let gap = self.words.gap(index);
        let before = self.words.before(index);
        let apart = index == 0 || gap.contains([',', '(', ';', ':', '–', '-']);
        let ranges =
            matches!(next, "to" | "and" | "or") && (index == 0 || (apart && self.ends_a_span(index + 2)));
        DATES.contains(&before)
            || MONTHS.contains(&before)
            || (stops && (apart || before == "of"))
            || gap.trim_start().starts_with('(')
            || ranges
            || self.follows_a_name(index)
    }

    /// Whether the second year of "in the Netherlands, 1998 to 2000." stands here, and nothing that is counted behind it.
    fn ends_a_span(&self, index: usize) -> bool {
        let word = self.words.low(index);
        let is_year = word.len() == 4 && ["19", "20"].iter().any(|century| word.starts_with(century));
        is_year && self.words.on(index + 1).is_empty()
    }

    /// "NICE 2021": a capital letter that begins no sentence.
    fn follows_a_name(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).filter(|_| !self.words.on(index).is_empty()) else {
            return false;
        };
        let word = self.words.get(before).and_then(|it| self.text.get(it.start..it.end)).unwrap_or_default();
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        capital && (!self.words.begins(before) || letters.next().is_some_and(char::is_uppercase))
    }

    fn is_day_of_month(&self, number: &Number) -> bool {
        let index = self.words.from(number.end);
        let month = self.words.get(index).and_then(|it| self.text.get(it.start..it.end)).unwrap_or_default();
        // "10 may fall" are people.
        number.digits <= 31
            && MONTHS.contains(&self.next(number))
            && month.starts_with(|first: char| first.is_uppercase())
    }

    /// The 100 or 1,000 of "out of 100", which says out of how many and is no finding.
    fn is_whole_of_share(&self, number: &Number) -> bool {
        if !number.whole().is_some_and(is_denominator) {
            return false;
        }
        let index = self.index_of(number).unwrap_or_default();
        let back = |back: usize| index.checked_sub(back).map_or("", |index| self.words.low(index));
        self.words.gap(index).trim().is_empty() && back(1) == "of" && back(2) == "out"
    }

    /// "24 hours a day", "a 12-lead trace".
    fn is_idiom(&self, number: &Number) -> bool {
        let after = self.after(number);
        let says = |words: &str| after.get(..words.len()).is_some_and(|it| it.eq_ignore_ascii_case(words));
        match number.whole() {
            Some(24) => says(" hours a day"),
            Some(7) => says(" days a week"),
            Some(12) => says("-lead"),
            _ => false,
        }
    }

    /// "stage 3", "CPG 1, 2 or 3": a name. A list of names goes on over "or", "and" and "to", and over commas if one of
    /// these comes before its last.
    fn is_label(&self, number: &Number) -> bool {
        let Some(own) = self.index_of(number) else { return false };
        if is_unit(self.next(number)) {
            return false;
        }
        let goes_on = self.goes_on(own);
        let (mut linked, mut commas) = (false, false);
        for index in (1..=own).rev().take(LONGEST_LIST) {
            let (low, gap) = (self.words.low(index - 1), self.words.gap(index).trim());
            if self.is_name_for(low, number, linked || goes_on) {
                return matches!(gap, "" | "-" | "‑" | "(" | "“" | "\"") && (!commas || linked || goes_on);
            }
            let is_link = matches!(low, "or" | "and" | "to");
            let is_number = low.starts_with(|sign: char| sign.is_ascii_digit());
            let joined = matches!(gap, "" | "," | "/" | "-" | "–" | "‑");
            if !joined || !(is_link || is_number) {
                return false;
            }
            linked |= is_link;
            commas |= gap == ",";
        }
        false
    }

    /// Whether a word makes a name of the number. After "groups" there must be several.
    fn is_name_for(&self, low: &str, number: &Number, several: bool) -> bool {
        let small = number.digits <= LARGEST_NAME;
        let one = LABELS.contains(&low);
        let many = low.strip_suffix('s').is_some_and(|one| LABELS.contains(&one));
        (small && (one || (many && several)))
            || PLACES.contains(&low)
            || self.labels.iter().any(|label| low.eq_ignore_ascii_case(label))
    }

    /// Whether a list of numbers goes on after one: ", 3 or 4", "and 2".
    fn goes_on(&self, own: usize) -> bool {
        let is_number = |index: usize| self.words.low(index).starts_with(|sign: char| sign.is_ascii_digit());
        let mut index = own + 1;
        while is_number(index) && self.words.gap(index).trim() == "," && index < own + LONGEST_LIST {
            index += 1;
        }
        matches!(self.words.on(index), "or" | "and" | "to")
            && is_number(index + 1)
            && !is_span(self.words.low(index + 2))
    }
}

/// Whether a word before a hyphen is a name: HER, T, COVID, but not "week".
fn is_name(word: Option<&str>) -> bool {
    let word = word.unwrap_or_default();
    let capitals = word.chars().filter(|sign| sign.is_uppercase()).count();
    let known = ["covid", "omega", "alpha", "beta", "gamma"].iter().any(|it| it.eq_ignore_ascii_case(word));
    known || capitals > 1 || (capitals == 1 && word.chars().count() == 1)
}

fn is_four(number: &Number) -> bool {
    number.end - number.start == 4 && number.decimals == 0 && (1900..2100).contains(&number.digits)
}

/// Numbers in other signs than 0 to 9: ½, ２０, ⅻ. Not the small 2 of "m²".
fn other_writings(text: &str, found: &mut Vec<Quantity>) {
    let mut last = ' ';
    let mut open: Option<Quantity> = None;
    for (at, sign) in text.char_indices() {
        let is_number = sign.is_numeric() && !sign.is_ascii();
        let is_power = matches!(sign, '²' | '³' | '¹') && last.is_alphabetic();
        if is_number && !is_power {
            let end = at + sign.len_utf8();
            let it = open.get_or_insert(Quantity { value: None, part: None, start: at, end });
            let begins = it.start == at;
            it.end = end;
            it.part = part(sign).filter(|_| begins);
            it.value = match (digit(sign), it.value) {
                (Some(digit), None) if begins => Some((digit, 0)),
                (Some(digit), Some(number)) => {
                    Some((number.digits.saturating_mul(10) + digit, number.decimals))
                }
                _ => None,
            }
            .map(|(digits, decimals)| Number { digits, decimals, start: it.start, end });
        } else {
            found.extend(open.take());
        }
        last = sign;
    }
    found.extend(open);
}

/// A digit of a writing that people read our cards in.
fn digit(sign: char) -> Option<i128> {
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
    let sign = u32::from(sign);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&sign))?;
    Some(i128::from(sign - zero))
}

fn part(sign: char) -> Option<(u32, u32)> {
    Some(match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅛' => (1, 8),
        '⅒' => (1, 10),
        _ => return None,
    })
}
