//! Shares of people as sources publish them: `60.2%`, `58 of 553`, `3.1% (95% CI 2.0 to 4.9)`, `9 to 11%`.

use crate::check::language::share::{self, Number, Ratio};

/// A share of people as a source has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The share, or the lowest of several.
    pub low: Ratio,
    /// The share again, or the highest of several.
    pub high: Ratio,
    /// The range the true share may lie in.
    pub range: Option<(Ratio, Ratio)>,
    pub people: Option<u32>,
    /// What it is counted out of: 100 for per cent.
    pub whole: u32,
    /// Whether the source gives it only roughly.
    pub about: bool,
    pub kind: Kind,
    /// Whether it is said in per cent, if only besides.
    percent: bool,
}

/// Longer than any range in brackets.
const LONGEST_BRACKET: usize = 200;

/// What a number of per cent, or out of so many, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Share,
    /// A difference between two shares, in percentage points.
    Points,
    /// How much more or less than others: says nothing of how many.
    Relative,
}

const ABOUT: [&str; 7] = ["about ", "About ", "around ", "approximately ", "approx. ", "roughly ", "~"];
const PERCENT: [&str; 4] = ["%", " %", " percent", " per cent"];
const POINTS: [&str; 4] = [" percentage points", " percentage point", " points", "-point"];
const JOINS: [&str; 3] = [" to ", " - ", "-"];
const COUNTED: [&str; 8] =
    [" people", " men", " women", " patients", " participants", " adults", " children", " persons"];
const MOMENTS: [&str; 4] = [" at ", " within ", " after ", " by "];
const TIMES: [&str; 8] = [" years", " year", " months", " month", " weeks", " week", " days", " day"];
const RANGE_NAMES: [&str; 4] = ["95% CI", "95% confidence interval", "CI", "range"];
/// Words after a share that make it another thing: how much more or less, not how many.
pub const RELATIVE: &str = "fewer lower higher less more relative reduction increase points difference";

/// Reads what stands before the first semicolon outside brackets: it must be a share and nothing besides.
pub fn read(published: &str) -> Result<Share, String> {
    let text = tidy(published);
    let mut rest = Rest(main(&text).trim());
    let cannot = || {
        format!(
            "`{published}` cannot be read as a share of people: write it as `60.2%`, `60 of 100`, `9 to 11%` or \
             `38 per 1,000`, then a range as `(50 to 69)`, and put other words after a semicolon"
        )
    };
    let outside = || format!("in `{published}` one number is not in its own range");
    let mut share = rest.share().filter(|share| share.kind == Kind::Share).ok_or_else(cannot)?;
    for detail in rest.details().ok_or_else(cannot)? {
        share = share.with(detail).map_err(|why| why.unwrap_or_else(outside))?;
    }
    // " at 5 years"
    rest.ahead(|it| (it.take(&MOMENTS) && it.number().is_some() && it.take(&TIMES)).then_some(()));
    if rest.0.trim_end_matches('.').is_empty() { Ok(share) } else { Err(cannot()) }
}

/// Every share that stands in a text, and what looks like one.
pub fn shares(published: &str) -> Vec<Share> {
    let text = tidy(published);
    let mut found = Vec::new();
    let mut rest = Rest(&text);
    while let Some(start) = rest.0.find(|sign: char| sign.is_ascii_digit()) {
        rest.skip(start);
        let Some(mut share) = rest.ahead(Rest::share) else {
            rest.number();
            continue;
        };
        for detail in rest.ahead(Rest::details).into_iter().flatten() {
            share = share.with(detail).unwrap_or(share);
        }
        let words = rest.0.trim_start_matches([' ', '-']);
        if share.kind == Kind::Share && RELATIVE.split(' ').any(|it| words.starts_with(it)) {
            share.kind = Kind::Relative;
        }
        found.push(share);
    }
    found
}

/// In the signs of one keyboard: sources differ in decimal points, dashes, and spaces between thousands.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    // How many digits stand before, in one run.
    let mut run = 0;
    for (at, sign) in text.char_indices() {
        let rest = text.get(at + sign.len_utf8()..).unwrap_or_default();
        let after = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
        match sign {
            '·' if run > 0 && after > 0 => tidied.push('.'),
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' if (1..=3).contains(&run) && after == 3 => {}
            '\u{a0}' | '\u{2009}' | '\u{202f}' => tidied.push(' '),
            '–' | '−' | '‑' => tidied.push('-'),
            _ => tidied.push(sign),
        }
        run = if sign.is_ascii_digit() { run + 1 } else { 0 };
    }
    tidied
}

/// What stands before the first semicolon outside brackets.
fn main(text: &str) -> &str {
    let mut depth = 0_i32;
    let end = text.find(|sign| {
        depth += i32::from(matches!(sign, '(' | '[')) - i32::from(matches!(sign, ')' | ']'));
        sign == ';' && depth <= 0
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What stands in brackets behind a share.
enum Detail {
    Range(Number, Number),
    Again(Share),
}

impl Share {
    /// Every ratio that it is written with.
    pub fn ends(&self) -> impl Iterator<Item = Ratio> {
        let range = self.range.into_iter().flat_map(|(low, high)| [low, high]);
        [self.low, self.high].into_iter().chain(range)
    }

    /// Whether a number is one that it is written with.
    pub fn is_written(&self, number: f64) -> bool {
        let near = 1e-9 * number.abs().max(1.0);
        self.ends().any(|it| (it.value() * f64::from(self.whole) - number).abs() < near)
    }

    /// With what stands in brackets behind it; the reason if the two contradict each other.
    fn with(self, detail: Detail) -> Result<Share, Option<String>> {
        match detail {
            // Behind counts, `58 of 553 (8.2 to 13.3)`, it is mostly per cent.
            Detail::Range(from, to) => {
                let wholes = if self.percent { [100, self.whole] } else { [self.whole, 100] };
                let range = wholes.into_iter().find_map(|whole| {
                    let range = (from.over(whole)?, to.over(whole)?);
                    let holds = range.0.value() <= self.low.value() && self.high.value() <= range.1.value();
                    holds.then_some(range)
                });
                range.map(|range| Share { range: Some(range), ..self }).ok_or(None)
            }
            // A count is the same as the share that was rounded from it.
            Detail::Again(other) => {
                let (counted, rounded) = if self.percent { (other, self) } else { (self, other) };
                let (is, told) = (counted.low.value() * 100.0, rounded.low.value() * 100.0);
                if (is - told).abs() > 0.5 + 1e-7 {
                    let both = !counted.percent && rounded.percent;
                    return Err(counted.low.out_of(counted.whole).filter(|_| both).map(|count| {
                        let written = format!("{told:.6}");
                        let decimals = written.trim_end_matches('0').rsplit('.').next().map_or(0, str::len);
                        format!("{count} of {} is {is:.decimals$}%, not {told:.decimals$}%", counted.whole)
                    }));
                }
                let people = self.people.or(other.people);
                let percent = self.percent || other.percent;
                Ok(Share { low: counted.low, high: counted.high, people, percent, ..self })
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn skip(&mut self, bytes: usize) {
        self.0 = self.0.get(bytes..).unwrap_or_default();
    }

    /// What can be read here; where it cannot, nothing is skipped.
    fn ahead<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead);
        *self = if found.is_some() { ahead } else { *self };
        found
    }

    fn take(&mut self, words: &[&str]) -> bool {
        let found = words.iter().filter_map(|word| self.0.strip_prefix(word)).find(|rest| {
            let before = self.0.len() - rest.len();
            let ends_in_letter = self.0.get(..before).is_some_and(|it| it.ends_with(char::is_alphabetic));
            !(ends_in_letter && rest.starts_with(char::is_alphabetic))
        });
        self.0 = found.unwrap_or(self.0);
        found.is_some()
    }

    fn number(&mut self) -> Option<Number> {
        let (number, end) = share::number_at(self.0.as_bytes(), 0);
        self.skip(end);
        number
    }

    /// `60`, `60 to 70`, `60% to 70%`; and whether they are per cent.
    fn one_or_two(&mut self, joins: &[&str]) -> Option<(Number, Option<Number>, bool)> {
        let first = self.number()?;
        let percent = self.take(&PERCENT);
        let second = self.number_behind(joins);
        let again = second.is_some() && self.take(&PERCENT);
        Some((first, second, percent || again))
    }

    fn number_behind(&mut self, words: &[&str]) -> Option<Number> {
        self.ahead(|it| if it.take(words) { it.number() } else { None })
    }

    fn share(&mut self) -> Option<Share> {
        let about = self.take(&ABOUT);
        let (first, second, percent) = self.one_or_two(&JOINS)?;
        let kind = if self.take(&POINTS) { Kind::Points } else { Kind::Share };
        let (whole, people) = if percent || kind == Kind::Points {
            (100, self.number_behind(&[" of "]).and_then(Number::whole))
        } else {
            self.whole()?
        };
        // " men" after the people counted; not " person-years".
        self.ahead(|it| (it.take(&COUNTED) && !it.0.starts_with('-')).then_some(()));
        let high = second.unwrap_or(first).over(whole)?;
        Some(Share { low: first.over(whole)?, high, range: None, people, whole, about, percent, kind })
    }

    /// ` of 553`, `/553`, ` per 1,000`, ` out of 100`: out of how many, and how many of them were counted.
    fn whole(&mut self) -> Option<(u32, Option<u32>)> {
        let counted = self.take(&[" of ", "/", " / "]);
        if !counted && !self.take(&[" per ", " out of ", " in "]) {
            return None;
        }
        let whole = self.number()?.whole().filter(|whole| *whole > 0)?;
        Some((whole, counted.then_some(whole)))
    }

    /// `(95% CI 50.0 to 69.0)`, `(60 of 100; 50-69)`. Nothing if it is there and cannot be read.
    fn details(&mut self) -> Option<Vec<Detail>> {
        let is_named = |it: &mut Self| RANGE_NAMES.iter().any(|name| it.0.starts_with(name)).then_some(());
        if self.ahead(|it| if it.take(&[", ", " "]) { is_named(it) } else { None }).is_some() {
            return Some(vec![self.detail()?]);
        }
        if !self.take(&[" (", "(", " [", "["]) {
            return Some(Vec::new());
        }
        let end = self.0.bytes().take(LONGEST_BRACKET).position(|byte| matches!(byte, b')' | b']'))?;
        let mut inside = Rest(self.0.get(..end)?);
        self.skip(end + 1);
        let mut found = Vec::new();
        while !inside.0.trim().is_empty() {
            found.push(inside.detail()?);
            inside.take(&["; ", ", ", ";"]);
        }
        Some(found)
    }

    fn detail(&mut self) -> Option<Detail> {
        let named = self.take(&RANGE_NAMES);
        if named {
            self.take(&[": ", ", ", "; ", " = ", "=", " "]);
        }
        let joins: &[&str] = if named { &[" to ", " - ", "-", ", "] } else { &JOINS };
        let range = self.ahead(|it| {
            let (from, to, _) = it.one_or_two(joins)?;
            let is_over = it.0.is_empty() || it.0.starts_with([',', ';', ' ']);
            to.filter(|_| is_over).map(|to| Detail::Range(from, to))
        });
        range.or_else(|| self.share().map(Detail::Again))
    }
}
