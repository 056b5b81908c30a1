//! The numbers of a text as they are in every language, whatever its digits, points and commas.

use crate::check::language::share::digit;
use crate::check::pattern;

/// Numbers by what they are worth: what parts thousands is dropped, and what begins the decimals is a point.
pub fn numbers_of(text: &str) -> Vec<String> {
    let text = DATE.replace_all(text, "$1 $2 $3");
    let mut found = Vec::new();
    let mut number = Written::default();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let parts = matches!(sign, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '٬' | '٫');
        let goes_on = parts && signs.peek().is_some_and(|next| digit(*next).is_some());
        match (digit(sign), number.0.last_mut()) {
            (Some(digit), Some((_, group))) => *group += &digit.to_string(),
            (Some(digit), None) => number.0.push((' ', digit.to_string())),
            (None, Some(_)) if goes_on => number.0.push((sign, String::new())),
            (None, _) => std::mem::take(&mut number).values(&mut found),
        }
    }
    number.values(&mut found);
    found
}

/// What one list has more often than another, and the other than the one.
pub fn differing(one: &[String], other: &[String]) -> (Vec<String>, Vec<String>) {
    let mut rest: Vec<String> = other.to_vec();
    let mut more = Vec::new();
    for number in one {
        match rest.iter().position(|it| it == number) {
            Some(index) => drop(rest.remove(index)),
            None => more.push(number.clone()),
        }
    }
    (more, rest)
}

// A date such as "22.11.2026" is three numbers.
pattern! { DATE r"\b([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})\b" }

/// A number as it is written: its groups of digits, each with the sign before it.
#[derive(Default)]
struct Written(Vec<(char, String)>);

impl Written {
    /// Whether a group is thousands: one language's point is another's comma, so the three digits tell.
    fn is_thousands(&self, index: usize) -> bool {
        let begins = self.0.first().is_some_and(|(_, it)| it.len() <= 3 && it != "0");
        let sign = self.0.get(1).map(|(sign, _)| *sign);
        begins && self.0.get(index).is_some_and(|(it, group)| Some(*it) == sign && group.len() == 3)
    }

    /// One number, or each of its groups where it is none: "22.11.2026".
    fn values(self, found: &mut Vec<String>) {
        let is_point = |sign: char| matches!(sign, '.' | ',' | '٫');
        let has_decimals = (1..self.0.len()).filter(|index| !self.is_thousands(*index)).count() == 1;
        let mut number = String::new();
        for (index, (sign, group)) in self.0.iter().enumerate() {
            if index > 0 && !self.is_thousands(index) {
                if has_decimals && index + 1 == self.0.len() && is_point(*sign) {
                    number.push('.');
                } else {
                    found.push(std::mem::take(&mut number));
                }
            }
            number.push_str(group);
        }
        found.extend((!number.is_empty()).then_some(number));
    }
}
