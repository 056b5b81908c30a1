//! Numbers as they are written, and what a share of people is out of 100 or 1,000: rounded once, half up.

/// A fraction of whole numbers, so that rounding at exactly a half is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    above: i128,
    below: i128,
}

impl Ratio {
    /// Nothing if it is no share of anything.
    pub fn new(above: i128, below: i128) -> Option<Ratio> {
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

    /// Whether it is none at all.
    pub fn is_none(self) -> bool {
        self.above == 0
    }

    /// Those it did not happen to.
    pub fn rest(self) -> Option<Ratio> {
        Ratio::new(self.below.checked_sub(self.above)?, self.below)
    }
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
    /// As a share of so many.
    pub fn over(self, whole: u32) -> Option<Ratio> {
        let scale = 10_i128.checked_pow(self.decimals)?;
        Ratio::new(self.digits, i128::from(whole).checked_mul(scale)?)
    }

    /// What it is.
    pub fn value(self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::try_from(self.decimals).unwrap_or(0))
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
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text.as_bytes().iter().skip(at).position(u8::is_ascii_digit) {
        let (number, end) = number_at(text.as_bytes(), at + next);
        found.extend(number);
        at = end;
    }
    found
}

/// The value of a digit of a writing that people read our cards in.
pub fn digit(sign: char) -> Option<u32> {
    const ZEROS: [u32; 6] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
    let value = |zero: u32| u32::from(sign).checked_sub(zero).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value)
}

/// The number that begins at a byte, and where its digits end.
pub fn number_at(bytes: &[u8], start: usize) -> (Option<Number>, usize) {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let (mut at, mut digits, mut decimals, mut behind) = (start, 0_i128, 0, false);
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
    let is_number = at > start && decimals < 10 && digits < 1_000_000_000_000;
    (is_number.then_some(Number { digits, decimals, start, end: at }), at)
}

/// A comma with just three digits after it.
fn thousands(bytes: &[u8], comma: usize) -> bool {
    let after = bytes.iter().skip(comma + 1).take(4);
    after.take_while(|byte| byte.is_ascii_digit()).count() == 3
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
