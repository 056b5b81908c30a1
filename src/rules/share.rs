//! Numbers as sources publish them, and what they are out of 100 or 1,000: recomputed here, rounded once, half up.

/// A fraction of whole numbers, so that rounding at exactly a half is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    fn new(above: i128, below: i128) -> Option<Ratio> {
        (below > 0 && above >= 0).then_some(Ratio { above, below })
    }

    /// Out of so many people, rounded half up.
    pub fn out_of(self, people: u32) -> Option<u32> {
        let twice = self.above.checked_mul(2)?.checked_mul(i128::from(people))?.checked_add(self.below)?;
        u32::try_from(twice / self.below.checked_mul(2)?).ok()
    }

    /// As a fraction of 1.
    pub fn value(self) -> f64 {
        self.above as f64 / self.below as f64
    }

    /// Those it did not happen to.
    pub fn rest(self) -> Option<Ratio> {
        Ratio::new(self.below.checked_sub(self.above)?, self.below)
    }
}

/// A share of people as a source has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The share, or the lowest of several.
    pub low: Ratio,
    /// The share again, or the highest of several.
    pub high: Ratio,
    /// The range the true share may lie in.
    pub range: Option<(Ratio, Ratio)>,
    /// How many people were counted.
    pub people: Option<u32>,
}

/// A number with its place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its digits without the point.
    pub digits: i128,
    /// How many of them stand behind the point.
    pub decimals: u32,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Number {
    fn over(self, whole: i128) -> Option<Ratio> {
        let scale = 10_i128.checked_pow(self.decimals)?;
        Ratio::new(self.digits, whole.checked_mul(scale)?)
    }

    /// The whole number it is, if it is one.
    pub fn whole(self) -> Option<u32> {
        (self.decimals == 0).then(|| u32::try_from(self.digits).ok()).flatten()
    }

    /// The same however it is written: 1,000 and 1000.0 alike.
    pub fn same(self, other: Number) -> bool {
        let scaled = |one: Number, other: Number| {
            10_i128.checked_pow(other.decimals).and_then(|scale| one.digits.checked_mul(scale))
        };
        scaled(self, other).is_some() && scaled(self, other) == scaled(other, self)
    }
}

/// All numbers in digits, in order: `1,643`, `24.1`, `3`.
pub fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut digits: i128 = 0;
        let mut decimals = 0;
        let mut behind = false;
        loop {
            if digit(at) {
                let value = i128::from(bytes.get(at).copied().unwrap_or(b'0') - b'0');
                digits = digits.saturating_mul(10).saturating_add(value);
                decimals += u32::from(behind);
            } else if bytes.get(at) == Some(&b'.') && digit(at + 1) && !behind {
                behind = true;
            } else if !(bytes.get(at) == Some(&b',') && !behind && thousands(bytes, at)) {
                break;
            }
            at += 1;
        }
        // Longer than any number in a source; what it would be is of no use.
        if decimals < 10 && digits < 1_000_000_000_000 {
            found.push(Number { digits, decimals, start, end: at });
        }
    }
    found
}

/// A comma with just three digits after it.
fn thousands(bytes: &[u8], comma: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    digit(comma + 1) && digit(comma + 2) && digit(comma + 3) && !digit(comma + 4)
}

/// Reads what stands before the first semicolon: `3.1%`, `3.1% (2.0 to 4.9)`, `3.1% of 545`, `58 of 553`, `9 to 11%`,
/// `38 per 1,000`, `about 40 per 1,000`. Nothing if it is no share.
pub fn share(published: &str) -> Option<Share> {
    let text = published.split(';').next()?.trim();
    let text = text.strip_prefix("about ").unwrap_or(text);
    let (main, range) = match text.split_once('(') {
        Some((main, rest)) => (main.trim(), Some(rest.split_once(')')?.0)),
        None => (text, None),
    };
    let found = numbers(main);
    let first = found.first().filter(|it| it.start == 0)?;
    let after = |number: &Number| main.get(number.end..).unwrap_or_default();
    let (low, high, unit) = match found.get(1) {
        Some(second) if after(first).starts_with(" to ") => (*first, *second, after(second)),
        Some(second) if after(first).starts_with("% to ") => (*first, *second, after(second)),
        _ => (*first, *first, after(first)),
    };
    let (whole, people) = unit_of(unit)?;
    let range = match range {
        Some(inside) => {
            let ends = numbers(inside);
            let (from, to) = (ends.first()?, ends.get(1)?);
            inside.contains(" to ").then_some(())?;
            Some((from.over(whole)?, to.over(whole)?))
        }
        None => None,
    };
    Some(Share { low: low.over(whole)?, high: high.over(whole)?, range, people })
}

/// What a number is counted out of: `%`, `% of 545`, ` of 553`, ` per 1,000`, ` out of 100`.
fn unit_of(unit: &str) -> Option<(i128, Option<u32>)> {
    let number = |text: &str| numbers(text).first().filter(|it| it.start == 0).and_then(|it| it.whole());
    if let Some(rest) = unit.strip_prefix('%') {
        let people = rest.strip_prefix(" of ").and_then(number);
        // Another number behind it would be part of what this one means.
        return (people.is_some() || numbers(rest).is_empty()).then_some((100, people));
    }
    let rest = [" of ", " per ", " out of "].iter().find_map(|sign| unit.strip_prefix(sign))?;
    let whole = number(rest).filter(|whole| *whole > 0)?;
    let counted = unit.starts_with(" of ").then_some(whole);
    Some((i128::from(whole), counted))
}

/// The 95% range of a share by Wilson's method, rounded out of so many people.
///
/// Source: Wilson EB. J Am Stat Assoc 1927;22:209-212; z for 95% is 1.959964.
pub fn wilson(share: f64, counted: u32, people: u32) -> Option<(u32, u32)> {
    if counted == 0 || !(0.0..=1.0).contains(&share) {
        return None;
    }
    let (n, z) = (f64::from(counted), 1.959_964);
    let middle = share + z * z / (2.0 * n);
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z * z / n;
    let end = |value: f64| ((value / whole) * f64::from(people) + 0.5).floor().max(0.0) as u32;
    Some((end(middle - half), end(middle + half)))
}

/// A sum in words on how something was calculated, as `100 - 96.6%` or `100 - 40 + 2`: the first that stands there.
/// Gives the result and whether it is in per cent.
pub fn sum(how: &str) -> Option<(f64, bool)> {
    let found = numbers(how);
    for (place, first) in found.iter().enumerate() {
        let (mut end, mut total, mut percent) = after_number(how, first);
        let mut terms = 1;
        for next in found.get(place + 1..).unwrap_or_default() {
            let sign = match how.get(end..next.start) {
                Some(" - " | " − " | " – ") => -1.0,
                Some(" + ") => 1.0,
                _ => break,
            };
            let (after, value, is_percent) = after_number(how, next);
            (end, total, percent) = (after, total + sign * value, percent || is_percent);
            terms += 1;
        }
        if terms > 1 {
            return Some((total, percent));
        }
    }
    None
}

fn after_number(text: &str, number: &Number) -> (usize, f64, bool) {
    let value = number.digits as f64 / 10_f64.powi(i32::try_from(number.decimals).unwrap_or(0));
    let percent = text.get(number.end..).is_some_and(|rest| rest.starts_with('%'));
    (number.end + usize::from(percent), value, percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out_of(text: &str, people: u32) -> Option<(u32, u32)> {
        let share = share(text)?;
        Some((share.low.out_of(people)?, share.high.out_of(people)?))
    }

    #[test]
    fn shares_are_read_and_rounded_once() {
        assert_eq!(out_of("3.1%", 100), Some((3, 3)));
        assert_eq!(out_of("58 of 553", 100), Some((10, 10)), "10.49, not 10.5 rounded again");
        assert_eq!(out_of("10.5% of 553", 100), Some((11, 11)));
        assert_eq!(out_of("9 to 11%", 100), Some((9, 11)));
        assert_eq!(out_of("about 40 per 1,000; NICE", 1000), Some((40, 40)));
        assert_eq!(out_of("6.5%", 1000), Some((65, 65)));
        assert_eq!(out_of("1.15%", 10_000), Some((115, 115)), "no error of binary fractions");
        for bad in ["few", "3", "95% CI 2 to 3 of", "of 3", "3 of 0", ""] {
            assert_eq!(share(bad), None, "{bad}");
        }
        let range = share("1.4% (0.7 to 2.0)")
            .and_then(|it| it.range)
            .map(|(low, high)| (low.out_of(100), high.out_of(100)));
        assert_eq!(range, Some((Some(1), Some(2))));
    }

    #[test]
    fn wilson_gives_what_the_notes_of_the_trial_give() {
        assert_eq!(wilson(17.0 / 545.0, 545, 1000), Some((20, 49)));
        assert_eq!(wilson(124.0 / 545.0, 545, 100), Some((19, 26)));
        assert_eq!(wilson(58.0 / 553.0, 553, 1000), Some((82, 133)));
        assert_eq!(wilson(0.5, 0, 100), None);
    }

    #[test]
    fn sums_are_worked_out() {
        assert_eq!(sum("100 - 40, per 1,000"), Some((60.0, false)));
        assert_eq!(sum("the complement, 100 - 97%"), Some((3.0, true)));
        assert_eq!(sum("Wilson 95% range"), None);
    }

    #[test]
    fn numbers_are_found_as_they_are_written() {
        let found: Vec<_> =
            numbers("1,643 men, 24.1%, 3, 2019.").iter().map(|it| (it.digits, it.decimals)).collect();
        assert_eq!(found, [(1643, 0), (241, 1), (3, 0), (2019, 0)]);
    }
}
