//! Numbers as a language writes them. Its signs come from the language's own words.

/// The signs with which a language writes whole numbers.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The ten digits; none where they are the plain ones.
    digits: Vec<char>,
    /// What stands between thousands.
    thousands: String,
    /// The first number in which it stands.
    thousands_from: u32,
}

impl Numbers {
    /// With these ten digits, this sign between thousands, from this number on.
    pub fn new(digits: &str, thousands: &str, thousands_from: u32) -> Numbers {
        let digits: Vec<char> = digits.chars().collect();
        let digits = if digits.len() == 10 && digits.first() != Some(&'0') { digits } else { Vec::new() };
        Numbers { digits, thousands: thousands.to_string(), thousands_from }
    }

    /// A count of people or things: "1,000".
    pub fn write(&self, value: u32) -> String {
        let digits = value.to_string();
        let mut number = String::new();
        for (index, digit) in digits.bytes().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) && value >= self.thousands_from {
                number.push_str(&self.thousands);
            }
            number.push(self.digit(digit));
        }
        number
    }

    /// A number that names and does not count, as a year: without signs between its digits.
    pub fn plain(&self, value: u32) -> String {
        value.to_string().bytes().map(|digit| self.digit(digit)).collect()
    }

    fn digit(&self, digit: u8) -> char {
        self.digits.get(usize::from(digit.wrapping_sub(b'0'))).copied().unwrap_or(char::from(digit))
    }

    /// What a digit is worth, in the plain digits or in the language's own.
    pub fn worth(&self, sign: char) -> Option<u32> {
        let own = || self.digits.iter().position(|digit| *digit == sign).map(|index| index as u32);
        sign.to_digit(10).or_else(own)
    }

    /// How long the number is that a text begins with, in bytes; 0 if it begins with none.
    pub fn length(&self, text: &str) -> usize {
        let mut end = 0;
        while let Some(rest) = text.get(end..) {
            let mut signs = rest.chars();
            match signs.next() {
                Some(sign) if self.worth(sign).is_some() => end += sign.len_utf8(),
                Some(sign) if end > 0 && self.parts(sign) => {
                    let is_followed = signs.next().is_some_and(|next| self.worth(next).is_some());
                    if !is_followed {
                        break;
                    }
                    end += sign.len_utf8();
                }
                _ => break,
            }
        }
        end
    }

    /// Whether a sign stands between thousands. Spaces of all widths are one.
    fn parts(&self, sign: char) -> bool {
        let own = self.thousands.chars().next();
        own == Some(sign) || own.is_some_and(|own| own.is_whitespace() && sign.is_whitespace())
    }

    /// The whole number that a text is, as people write it in this language: all thousands set apart, or none.
    pub fn read(&self, text: &str) -> Option<u32> {
        let mut value: u32 = 0;
        // Digits since the last sign between thousands, and whether there was one.
        let (mut group, mut is_parted) = (0, false);
        for sign in text.chars() {
            if let Some(digit) = self.worth(sign) {
                value = value.checked_mul(10)?.checked_add(digit)?;
                group += 1;
            } else if self.parts(sign) && (1..=3).contains(&group) && (!is_parted || group == 3) {
                (group, is_parted) = (0, true);
            } else {
                return None;
            }
        }
        let is_whole = if is_parted { group == 3 } else { (1..=7).contains(&group) };
        is_whole.then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_and_read_in_a_languages_own_form() {
        let german = Numbers::new("", ".", 1000);
        assert_eq!(german.write(1_234_567), "1.234.567");
        assert_eq!(german.write(999), "999");
        for (text, value) in [("1.000", Some(1000)), ("1000", Some(1000)), ("1,000", None), ("1.00", None)] {
            assert_eq!(german.read(text), value, "{text}");
        }
        let polish = Numbers::new("0123456789", "\u{a0}", 10_000);
        assert_eq!(polish.write(1000), "1000");
        assert_eq!(polish.write(10_000), "10\u{a0}000");
        assert_eq!(polish.read("1\u{202f}000"), Some(1000));
        assert_eq!(polish.length("1 000 ludzi"), 5);
        let arabic = Numbers::new("٠١٢٣٤٥٦٧٨٩", "٬", 1000);
        assert_eq!(arabic.write(1000), "١٬٠٠٠");
        assert_eq!(arabic.plain(2026), "٢٠٢٦");
        assert_eq!(arabic.read("١٬٠٠٠"), Some(1000));
        assert_eq!(arabic.read("46"), Some(46), "plain digits are read in every language");
        for bad in ["", ".", "1.", ".1", "1..000", "12345678", "4 6", "1.0000", "99999999999"] {
            assert_eq!(german.read(bad), None, "{bad}");
        }
    }
}
