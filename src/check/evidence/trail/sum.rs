//! Sums that a line of the trail writes under How: `100 - 96.6%`, `84 / 7`. Worked out, and held against what was published,
//! because a sum of any two numbers proves any third.

use super::published::{self, Kind, Share};
use crate::check::language::share::{self, Number};

/// A sum that was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    total: f64,
    /// What it is counted out of, if it is a share: 100 for per cent.
    whole: Option<u32>,
    /// Whether it is all but what was published.
    pub is_rest: bool,
}

impl Sum {
    /// Out of so many people, rounded half up. A sum that is no share is the count itself.
    pub fn out_of(&self, people: u32) -> Option<u32> {
        let scale = self.whole.map_or(1.0, |whole| f64::from(people) / f64::from(whole));
        let count = self.total * scale;
        // A sum of decimals is a hair beside its true value.
        (count >= 0.0).then(|| (count + 0.5 + 1e-9).floor() as u32)
    }

    /// Whether it is this number, and no share.
    pub fn is_count(&self, number: f64) -> bool {
        self.whole.is_none() && same(self.total, number)
    }
}

#[derive(Clone, Copy)]
struct Term {
    sign: Sign,
    value: f64,
    percent: bool,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Plus,
    Minus,
    Times,
    By,
}

/// All sums under How, each worked out or with the reason why it proves nothing.
pub fn sums(how: &str, published: &str) -> Vec<Result<Sum, String>> {
    let text = published::tidy(how);
    let numbers = share::numbers(&text);
    let mut known: Option<Known> = None;
    let mut found = Vec::new();
    let mut numbers = numbers.into_iter().take(MOST_NUMBERS).peekable();
    while let Some(first) = numbers.next() {
        let mut terms = vec![term(&text, Sign::Plus, &first)];
        while let Some(next) = numbers.peek()
            && let Some(sign) = terms.last().and_then(|it| sign(text.get(it.end..next.start)?))
        {
            terms.push(term(&text, sign, next));
            numbers.next();
        }
        if terms.len() > 1 {
            let known = known.get_or_insert_with(|| Known::of(published));
            let sum = known.worked_out(&terms);
            found.extend(sum.iter().map(|sum| Ok(*sum)).chain(sum.as_ref().err().cloned().map(Err)));
            known.results.extend(sum.ok().map(|sum| sum.total));
        }
    }
    found
}

fn term(text: &str, sign: Sign, number: &Number) -> Term {
    let percent = text.get(number.end..).is_some_and(|rest| rest.starts_with('%'));
    Term { sign, value: number.value(), percent, end: number.end + usize::from(percent) }
}

fn sign(between: &str) -> Option<Sign> {
    Some(match between {
        " - " | " minus " => Sign::Minus,
        " + " | " plus " => Sign::Plus,
        " x " | " × " | " * " | " times " => Sign::Times,
        " / " | " ÷ " | " divided by " => Sign::By,
        _ => return None,
    })
}

/// Wholes, and the lengths of times in shorter ones: they may stand in a sum without being published.
const WHOLES: [f64; 2] = [100.0, 1000.0];
const FACTORS: [f64; 9] = [7.0, 10.0, 12.0, 24.0, 52.0, 60.0, 100.0, 365.0, 1000.0];

/// More than any line of a trail has.
const MOST_NUMBERS: usize = 100;

/// The numbers that a sum may be made of.
struct Known {
    numbers: Vec<f64>,
    shares: Vec<Share>,
    results: Vec<f64>,
}

impl Known {
    fn of(published: &str) -> Known {
        let text = published::tidy(published);
        let numbers = share::numbers(&text).iter().take(MOST_NUMBERS).map(|it| it.value()).collect();
        let shares = published::shares(published).into_iter().take(MOST_NUMBERS).collect();
        Known { numbers, shares, results: Vec::new() }
    }

    fn worked_out(&self, terms: &[Term]) -> Result<Sum, String> {
        let is_product = terms.iter().skip(1).all(|it| matches!(it.sign, Sign::Times | Sign::By));
        let is_free = |term: &Term| match term.sign {
            Sign::Times | Sign::By => FACTORS.contains(&term.value),
            _ if is_product => FACTORS.contains(&term.value),
            _ => WHOLES.contains(&term.value),
        };
        if let Some(term) = terms.iter().find(|it| !is_free(it) && !self.has(it.value)) {
            let message =
                format!("the sum under How has {}, which does not stand under As published", term.value);
            return Err(message);
        }
        if !terms.iter().any(|it| self.has(it.value)) {
            return Err("the sum under How has no number that stands under As published".to_string());
        }
        let relative = self.shares.iter().filter(|share| share.kind == Kind::Relative);
        if relative.clone().any(|share| terms.iter().any(|it| share.is_written(it.value))) {
            return Err("the sum under How is made from how much more or less, not from how many".to_string());
        }
        let total = total(terms);
        let whole = self.whole(terms);
        let is_rest = matches!((terms, whole), ([all, part], Some(whole))
            if part.sign == Sign::Minus && same(all.value, f64::from(whole)) && total >= 0.0);
        Ok(Sum { total, whole, is_rest })
    }

    fn has(&self, value: f64) -> bool {
        let stands = self.numbers.iter().chain(&self.results).any(|it| same(*it, value));
        stands || WHOLES.iter().any(|whole| self.is_share(value, *whole))
    }

    fn is_share(&self, value: f64, whole: f64) -> bool {
        self.shares.iter().any(|it| same(it.low.value() * whole, value))
    }

    /// Out of how many a sum is: per cent, or as the published shares in it are.
    fn whole(&self, terms: &[Term]) -> Option<u32> {
        if terms.iter().any(|it| it.percent) {
            return Some(100);
        }
        let as_written = |share: &Share| terms.iter().any(|term| share.is_written(term.value));
        let written = self.shares.iter().find(|it| as_written(it)).map(|it| it.whole);
        written.or_else(|| {
            let fits = |whole: &u32| terms.iter().any(|term| self.is_share(term.value, f64::from(*whole)));
            [100, 1000].into_iter().find(fits)
        })
    }
}

/// Products first, then what is added and taken away.
fn total(terms: &[Term]) -> f64 {
    let mut total = 0.0;
    let mut product = 0.0;
    for term in terms {
        match term.sign {
            Sign::Times => product *= term.value,
            Sign::By => product /= term.value,
            Sign::Plus | Sign::Minus => {
                total += product;
                product = if term.sign == Sign::Plus { term.value } else { -term.value };
            }
        }
    }
    total + product
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9 * one.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_worked_out() {
        for (how, published, people, expected) in [
            ("100 - 40, per 1,000", "about 40 per 1,000; at a starting risk of 100 per 1,000", 1000, 60),
            ("the complement, 100 - 97%", "97%", 100, 3),
            ("100% minus 39.8%", "39.8%", 100, 60),
            ("100 - 9", "9%", 1000, 910),
            ("1,000 - 807", "807 per 1,000", 1000, 193),
            ("10% of 1,000 = 100; 1,000 - 100 = 900", "10%", 1000, 900),
            ("100 x 0.75 = 75; 100 - 75 = 25", "0.75; at a risk of 100 per 1,000", 1000, 75),
            ("553 - 58", "58 of 553", 100, 90),
            ("84 / 7", "84 days", 100, 12),
        ] {
            let found = sums(how, published).first().cloned().and_then(Result::ok);
            assert_eq!(found.and_then(|it| it.out_of(people)), Some(expected), "{how}");
        }
    }

    #[test]
    fn a_sum_of_what_was_not_published_proves_nothing() {
        for (how, published) in
            [("50 + 10", "20%"), ("80 - 20", "20%"), ("100 - 40", "not reported"), ("50 / 20", "50%")]
        {
            assert!(sums(how, published).iter().all(Result::is_err), "{how}");
        }
        assert_eq!(sums("Wilson 95% range", "60 of 100"), []);
    }
}
