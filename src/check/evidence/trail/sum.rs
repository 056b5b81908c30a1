//! Sums that a line of the trail writes under How: `100 - 96.6%`, `84 / 7`. Worked out, and held against what was published,
//! because a sum of any two numbers proves any third.

use super::published::{self, Kind, Share};
use crate::cards::outcome::DENOMINATORS;
use crate::cards::trail::{Line, Read};
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
    /// Out of so many people, rounded half up. A sum that is no share is the count itself, but where it is less than one.
    pub fn out_of(&self, people: u32) -> Option<u32> {
        let is_part = (0.0..1.0).contains(&self.total);
        let whole = self.whole.or(is_part.then_some(1));
        let scale = whole.map_or(1.0, |whole| f64::from(people) / f64::from(whole));
        let count = self.total * scale;
        // A sum of decimals is a hair beside its true value.
        (count >= 0.0).then(|| (count + 0.5 + 1e-9).floor() as u32)
    }

    /// Whether it is nobody at all.
    pub fn is_none(&self) -> bool {
        self.total.abs() < 1e-9
    }

    /// Whether it is this number, and no share.
    pub fn is_count(&self, number: f64) -> bool {
        self.whole.is_none() && same(self.total, number)
    }

    /// The sum, unless what is written behind it, `= 54%`, is another number.
    fn as_said(self, text: &str, start: usize, terms: &[Term]) -> Result<Sum, String> {
        let end = terms.last().map_or(start, |it| it.end);
        let behind = text.get(end..).unwrap_or_default();
        let result = behind.strip_prefix(" = ").or_else(|| behind.strip_prefix('=')).unwrap_or_default();
        let (Some(number), length) = share::number_at(result.as_bytes(), 0) else { return Ok(self) };
        let is_percent = result.get(length..).is_some_and(|rest| rest.trim_start().starts_with('%'));
        let out_of = |whole: u32| self.total * f64::from(whole) / f64::from(self.whole.unwrap_or(1));
        let is = if is_percent { out_of(100) } else { self.total };
        let near = 0.5 / 10_f64.powi(i32::try_from(number.decimals).unwrap_or(0)) + 1e-9;
        let is_near = |is: f64| (is - number.value()).abs() <= near;
        // "46 / 86 = 53 out of 100": a share may be told out of any whole.
        let is_told = || self.whole.is_some() && DENOMINATORS.into_iter().any(|whole| is_near(out_of(whole)));
        if is_near(is) || (!is_percent && is_told()) {
            return Ok(self);
        }
        let sum = text.get(start..end).unwrap_or_default();
        let sign = if is_percent { "%" } else { "" };
        let decimals = number.decimals as usize;
        Err(format!("{sum} is {is:.decimals$}{sign}, not {}{sign}", number.value()))
    }
}

/// What is said to an author whose line is calculated, where no sum can be found under How.
pub fn how_to_write(line: &Line) -> Option<&'static str> {
    let is_lost = line.read == Some(Read::Calculated)
        && !line.how.to_lowercase().contains("wilson")
        && sums(&line.how, &line.published).is_empty();
    is_lost.then_some(
        "; no sum stands under How: write it as `100 - 46 / 86` or `1,000 x 27.3% x 3.8%`, with the numbers that stand \
         under As published",
    )
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
        let mut is_spaced = false;
        while let Some(next) = numbers.peek()
            && let Some(between) = terms.last().and_then(|it| text.get(it.end..next.start))
            && let Some(sign) = sign(between)
        {
            is_spaced |= between.starts_with(' ');
            terms.push(term(&text, sign, next));
            numbers.next();
        }
        // "46/86" alone is a share.
        if terms.len() > 1 && (is_spaced || terms.len() > 2) {
            let known = known.get_or_insert_with(|| Known::of(published));
            let sum = known.worked_out(&terms).and_then(|sum| sum.as_said(&text, first.start, &terms));
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
        " x " | " × " | " * " | " times " | "×" => Sign::Times,
        " / " | " ÷ " | " divided by " | "/" => Sign::By,
        _ => return None,
    })
}

/// Wholes, and the lengths of times in shorter ones: they may stand in a sum without being published.
const FACTORS: [f64; 7] = [7.0, 10.0, 12.0, 24.0, 52.0, 60.0, 365.0];

fn is_whole(value: f64) -> bool {
    DENOMINATORS.into_iter().any(|whole| same(value, f64::from(whole)))
}

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
            _ if is_whole(term.value) => true,
            Sign::Times | Sign::By => FACTORS.contains(&term.value),
            _ if is_product => FACTORS.contains(&term.value),
            // All of a whole that is written as a share.
            _ if same(term.value, 1.0) => {
                terms.first().is_some_and(|it| it.end == term.end) && total(terms) < 1.0
            }
            _ => false,
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
        if let Some(sum) = of_shares(terms) {
            return Ok(sum);
        }
        let total = total(terms);
        // "1,000 x 1 / 8" and "46 / 86" are shares of 1,000 and of 1.
        let of = is_product.then(|| Product(terms).named_whole().unwrap_or(1));
        let of = of.filter(|of| self.is_share(total, f64::from(*of)));
        let whole = of.or_else(|| self.whole(terms));
        let is_rest = matches!((terms, whole), ([all, part], Some(whole))
            if part.sign == Sign::Minus && same(all.value, f64::from(whole)) && total >= 0.0);
        Ok(Sum { total, whole, is_rest })
    }

    fn has(&self, value: f64) -> bool {
        let stands = self.numbers.iter().chain(&self.results).any(|it| same(*it, value));
        stands || DENOMINATORS.into_iter().any(|whole| self.is_share(value, f64::from(whole)))
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
            DENOMINATORS.into_iter().find(fits)
        })
    }
}

/// What is added or taken away: one number, or several that are multiplied or divided.
struct Product<'a>(&'a [Term]);

impl Product<'_> {
    /// Its value, with each share in it as a part of 1.
    fn value(&self) -> f64 {
        let mut value = 1.0;
        for term in self.0 {
            let own = if term.percent { term.value / 100.0 } else { term.value };
            value = if term.sign == Sign::By { value / own } else { value * own };
        }
        value
    }

    fn is_taken_away(&self) -> bool {
        self.0.first().is_some_and(|it| it.sign == Sign::Minus)
    }

    /// The whole that stands in it: 1,000 in "1,000 x 27.3% x 3.8%".
    fn named_whole(&self) -> Option<u32> {
        let plain = self.0.iter().filter(|it| !it.percent && it.sign != Sign::By);
        let whole = |it: &Term| DENOMINATORS.into_iter().find(|whole| same(it.value, f64::from(*whole)));
        plain.filter_map(whole).next()
    }

    /// Out of how many it is: a share of 1 if it is made of per cent alone, or is one part of another.
    fn whole(&self, is_alone: bool) -> Option<u32> {
        let is_part = || !is_alone && self.0.len() == 2 && self.0.iter().any(|it| it.sign == Sign::By);
        let has_percent = self.0.iter().any(|it| it.percent);
        match self.0 {
            [one] => one.percent.then_some(1).or(self.named_whole()),
            _ if has_percent => self.named_whole().or((self.value() <= 1.0).then_some(1)),
            _ => (is_part() && self.value() <= 1.0).then_some(1),
        }
    }
}

/// A sum in which shares are multiplied, `1,000 x 27.3% x 3.8%`, or stand as one number over another, `100 - 46/86`.
fn of_shares(terms: &[Term]) -> Option<Sum> {
    let starts_product = |_: &Term, next: &Term| matches!(next.sign, Sign::Times | Sign::By);
    let products: Vec<Product> = terms.chunk_by(starts_product).map(Product).collect();
    let is_alone = products.len() == 1;
    products.iter().find(|it| it.0.len() > 1 && it.whole(is_alone).is_some())?;
    let wholes: Option<Vec<u32>> =
        products.iter().map(|it| it.whole(is_alone).or_else(|| same(it.value(), 1.0).then_some(1))).collect();
    let wholes = wholes?;
    let whole = wholes.iter().copied().max()?;
    let parts = products.iter().zip(&wholes).map(|(it, own)| {
        let part = it.value() * f64::from(whole) / f64::from(*own);
        if it.is_taken_away() { -part } else { part }
    });
    let total = parts.sum();
    let is_rest = matches!(products.as_slice(), [all, part]
        if part.is_taken_away() && same(all.value(), f64::from(whole)) && part.0.iter().all(|it| !it.percent));
    Some(Sum { total, whole: Some(whole), is_rest })
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
            ("1,000 x 27.3% x 3.8% = 10", "27.3%; 3.8% of these", 1000, 10),
            ("1,000 × 27.3% × 3.8%", "27.3%; 3.8% of these", 1000, 10),
            ("27.3% x 3.8%", "27.3%; 3.8% of these", 1000, 10),
            ("100 x 27.3%", "27.3%", 100, 27),
            ("100 - 46/86", "46 of 86", 100, 47),
            ("100 - 46 / 86", "46 of 86", 1000, 465),
            ("100% - 46/86", "46 of 86", 100, 47),
            ("1 - 46/86 = 0.47", "46 of 86", 100, 47),
            ("1 - 0.273", "0.273 of them", 100, 73),
            ("46/86 + 3/86 = 57%", "46 of 86 and 3 of 86", 100, 57),
            ("46 / 86 = 53%", "46 of 86", 100, 53),
            ("1,000 x 1 / 8 = 125", "1 of 8", 1000, 125),
            ("86 - 46 = 40", "46 of 86", 100, 47),
            ("46 / 86 = 53 out of 100", "46 of 86", 100, 53),
            ("10,000 x 27.3%", "27.3%", 10_000, 2730),
            ("100 - 100%", "100%", 100, 0),
            ("100 - 100% = 0%", "100%", 100, 0),
            ("86 - 86", "86 of 86", 100, 0),
        ] {
            let found = sums(how, published).first().cloned().and_then(Result::ok);
            assert_eq!(found.and_then(|it| it.out_of(people)), Some(expected), "{how}");
        }
    }

    #[test]
    fn a_result_that_is_another_number_is_told() {
        for (how, published, message) in [
            ("46 / 86 = 54%", "46 of 86", "46 / 86 is 53%, not 54%"),
            ("100 - 46/86 = 46", "46 of 86", "100 - 46/86 is 47, not 46"),
            ("1,000 x 27.3% x 3.8% = 11", "27.3%; 3.8%", "1,000 x 27.3% x 3.8% is 10, not 11"),
            ("86 - 46 = 41", "46 of 86", "86 - 46 is 40, not 41"),
        ] {
            assert_eq!(sums(how, published), [Err(message.to_string())], "{how}");
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
