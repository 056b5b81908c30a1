//! Sums that a line of the trail writes under How: `100 - 96.6%`, `84 / 7`. Worked out, and held against what was published,
//! because a sum of any two numbers proves any third.

use super::published::{self, Kind, Share};
use crate::cards::outcome::DENOMINATORS;
use crate::cards::trail::{Line, Read};
use crate::check::MOST;
use crate::check::language::share::{self, Number};

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
        let count = self.total * whole.map_or(1.0, |whole| f64::from(people) / f64::from(whole));
        // A sum of decimals is a hair beside its true value.
        (count >= 0.0).then(|| (count + 0.5 + 1e-9).floor() as u32)
    }

    pub fn is_none(&self) -> bool {
        self.total.abs() < 1e-9
    }

    /// Whether it is this number, and no share.
    pub fn is_count(&self, number: f64) -> bool {
        self.whole.is_none() && same(self.total, number)
    }

    /// The sum, unless what is written behind it, `= 54%`, is another number.
    fn as_written(self, written: &str, behind: &str) -> Result<Sum, String> {
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
        let sign = if is_percent { "%" } else { "" };
        let decimals = number.decimals as usize;
        Err(format!("{written} is {is:.decimals$}{sign}, not {}{sign}", number.value()))
    }
}

/// What is said to an author whose line is calculated, where its sum cannot be found under How, or has brackets.
pub fn how_to_write(line: &Line) -> String {
    let is_sum = line.read == Some(Read::Calculated) && !line.how.to_lowercase().contains("wilson");
    let what = match sums(line).is_empty() {
        true if is_sum => "no sum stands under How",
        false if is_sum && line.how.contains('(') => "brackets under How are not read",
        _ => return String::new(),
    };
    format!(
        "; {what}: write it as `100 - 46 / 86` or `1,000 x 27.3% x 3.8%`, with the numbers that stand under As published"
    )
}

/// A number of a sum, with the sign before it.
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

impl Term {
    fn of(text: &str, sign: Sign, number: &Number) -> Term {
        let percent = text.get(number.end..).is_some_and(|rest| rest.starts_with('%'));
        Term { sign, value: number.value(), percent, end: number.end + usize::from(percent) }
    }

    fn multiplies(&self) -> bool {
        matches!(self.sign, Sign::Times | Sign::By)
    }

    /// The whole that it is, if it is one: 100, 1,000.
    fn as_whole(&self) -> Option<u32> {
        DENOMINATORS.into_iter().find(|whole| same(self.value, f64::from(*whole)))
    }
}

/// The sign between two numbers. A hyphen without spaces may be one, `100-39.8%`, and "of" between per cent.
fn sign(between: &str, percents: bool) -> Option<Sign> {
    Some(match between {
        " - " | " minus " | "-" => Sign::Minus,
        " + " | " plus " | "+" => Sign::Plus,
        " x " | " × " | " * " | " times " | "×" => Sign::Times,
        " of " if percents => Sign::Times,
        " / " | " ÷ " | " divided by " | "/" => Sign::By,
        _ => return None,
    })
}

/// All sums under How, each worked out or with the reason why it proves nothing.
pub fn sums(line: &Line) -> Vec<Result<Sum, String>> {
    let text = published::tidy(&line.how);
    let mut known: Option<Known> = None;
    let mut found = Vec::new();
    let mut numbers = share::numbers(&text).into_iter().take(MOST).peekable();
    while let Some(first) = numbers.next() {
        let mut terms = vec![Term::of(&text, Sign::Plus, &first)];
        let mut end = terms.first().map_or(0, |it| it.end);
        let mut is_spaced = false;
        while let Some(next) = numbers.peek().map(|next| Term::of(&text, Sign::Plus, next))
            && let Some(between) = numbers.peek().and_then(|next| text.get(end..next.start))
            && let Some(sign) = sign(between, next.percent && terms.iter().all(|it| it.percent))
        {
            is_spaced |= between.starts_with(' ');
            end = next.end;
            terms.push(Term { sign, ..next });
            numbers.next();
        }
        let behind = text.get(end..).unwrap_or_default();
        if is_sum(&terms, is_spaced, behind) {
            let known = known.get_or_insert_with(|| Known::of(&line.published));
            let written = text.get(first.start..end).unwrap_or_default();
            let sum = known.worked_out(&terms);
            let sum = sum.and_then(|it| it.as_written(written, behind));
            known.numbers.extend(sum.iter().map(|sum| sum.total));
            found.push(sum);
        }
    }
    found
}

/// Whether several numbers are a sum. "46/86" alone is a share, and "50-69" alone a range; "100-39.8%" and "86-34=52" are
/// none.
fn is_sum(terms: &[Term], is_spaced: bool, behind: &str) -> bool {
    match terms {
        [] | [_] => false,
        [all, part] if !is_spaced && part.sign == Sign::Minus => {
            (all.as_whole().is_some() && part.value <= all.value) || behind.trim_start().starts_with('=')
        }
        [_, _] => is_spaced,
        _ => is_spaced || terms.iter().any(|it| it.sign != Sign::Minus),
    }
}

/// The numbers that a sum may be made of: those that were published, and the results of sums before it.
struct Known {
    numbers: Vec<f64>,
    shares: Vec<Share>,
}

impl Known {
    fn of(published: &str) -> Known {
        let text = published::tidy(published);
        let numbers = share::numbers(&text).iter().take(MOST).map(|it| it.value()).collect();
        Known { numbers, shares: published::shares(published).into_iter().take(MOST).collect() }
    }

    fn worked_out(&self, terms: &[Term]) -> Result<Sum, String> {
        if let Some(term) = terms.iter().find(|it| !is_free(it, terms) && !self.has(it.value)) {
            let value = term.value;
            return Err(format!("the sum under How has {value}, which does not stand under As published"));
        }
        if !terms.iter().any(|it| self.has(it.value)) {
            return Err("the sum under How has no number that stands under As published".to_string());
        }
        let mut relative = self.shares.iter().filter(|share| share.kind == Kind::Relative);
        if relative.any(|share| terms.iter().any(|it| share.is_written(it.value))) {
            return Err("the sum under How is made from how much more or less, not from how many".to_string());
        }
        if let Some(sum) = of_shares(terms) {
            return Ok(sum);
        }
        let total = total(terms);
        // "1,000 x 1 / 8" and "46 / 86" are shares of 1,000 and of 1.
        let is_product = terms.iter().skip(1).all(Term::multiplies);
        let of = is_product.then(|| Product(terms).named_whole().unwrap_or(1));
        let of = of.filter(|of| self.is_share(total, f64::from(*of)));
        let whole = of.or_else(|| self.whole(terms));
        let is_rest = matches!((terms, whole), ([all, part], Some(whole))
            if part.sign == Sign::Minus && same(all.value, f64::from(whole)) && total >= 0.0);
        Ok(Sum { total, whole, is_rest })
    }

    fn has(&self, value: f64) -> bool {
        let stands = self.numbers.iter().any(|it| same(*it, value));
        // "0.752 x 0.802" of 75.2% and 80.2%.
        let wholes = DENOMINATORS.into_iter().chain([1]);
        stands || wholes.into_iter().any(|whole| self.is_share(value, f64::from(whole)))
    }

    fn is_share(&self, value: f64, whole: f64) -> bool {
        self.shares.iter().any(|it| same(it.low.value() * whole, value))
    }

    /// Out of how many a sum is: per cent, or as the published shares in it are.
    fn whole(&self, terms: &[Term]) -> Option<u32> {
        if terms.iter().any(|it| it.percent) {
            return Some(100);
        }
        let as_written = |share: &&Share| terms.iter().any(|term| share.is_written(term.value));
        let written = self.shares.iter().find(as_written).map(|it| it.whole);
        written.or_else(|| {
            let fits = |whole: &u32| terms.iter().any(|term| self.is_share(term.value, f64::from(*whole)));
            DENOMINATORS.into_iter().find(fits)
        })
    }
}

/// Whether a number may stand in a sum without being published: a whole, the length of a time in shorter ones, or the 1 of
/// all of a whole that is written as a share.
fn is_free(term: &Term, terms: &[Term]) -> bool {
    const FACTORS: [f64; 7] = [7.0, 10.0, 12.0, 24.0, 52.0, 60.0, 365.0];
    if term.as_whole().is_some() || term.multiplies() || terms.iter().skip(1).all(Term::multiplies) {
        return term.as_whole().is_some() || FACTORS.contains(&term.value);
    }
    same(term.value, 1.0) && terms.first().is_some_and(|it| it.end == term.end) && total(terms) < 1.0
}

/// What is added or taken away: one number, or several that are multiplied or divided.
struct Product<'a>(&'a [Term]);

impl Product<'_> {
    /// Its value, with each share in it as a part of 1.
    fn value(&self) -> f64 {
        self.0.iter().fold(1.0, |value, term| {
            let own = if term.percent { term.value / 100.0 } else { term.value };
            if term.sign == Sign::By { value / own } else { value * own }
        })
    }

    fn is_taken_away(&self) -> bool {
        self.0.first().is_some_and(|it| it.sign == Sign::Minus)
    }

    /// The whole that stands in it: 1,000 in "1,000 x 27.3% x 3.8%".
    fn named_whole(&self) -> Option<u32> {
        self.0.iter().filter(|it| !it.percent && it.sign != Sign::By).find_map(Term::as_whole)
    }

    /// Out of how many it is: a share of 1 if it is made of per cent alone, or is one part of another.
    fn whole(&self, is_alone: bool) -> Option<u32> {
        let is_part = || !is_alone && self.0.len() == 2 && self.0.iter().any(|it| it.sign == Sign::By);
        let has_percent = self.0.iter().any(|it| it.percent);
        let divides = self.0.iter().any(|it| it.sign == Sign::By);
        match self.0 {
            [one] => one.percent.then_some(1).or(self.named_whole()),
            // "100 - 34/86 x 100"
            _ if divides && !is_alone && self.named_whole().is_some() => self.named_whole(),
            _ if has_percent => self.named_whole().or((self.value() <= 1.0).then_some(1)),
            _ => (is_part() && self.value() <= 1.0).then_some(1),
        }
    }
}

/// A sum in which shares are multiplied, `1,000 x 27.3% x 3.8%`, or stand as one number over another, `100 - 46/86`.
fn of_shares(terms: &[Term]) -> Option<Sum> {
    let products: Vec<Product> = terms.chunk_by(|_, next| next.multiplies()).map(Product).collect();
    let is_alone = products.len() == 1;
    products.iter().find(|it| it.0.len() > 1 && it.whole(is_alone).is_some())?;
    let whole = |it: &Product| it.whole(is_alone).or_else(|| same(it.value(), 1.0).then_some(1));
    let wholes: Vec<u32> = products.iter().map(whole).collect::<Option<_>>()?;
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
    let product = |terms: &[Term]| {
        terms.iter().fold(1.0, |value, term| match term.sign {
            Sign::By => value / term.value,
            Sign::Minus => -term.value,
            Sign::Plus | Sign::Times => value * term.value,
        })
    };
    terms.chunk_by(|_, next| next.multiplies()).map(product).sum()
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9 * one.abs().max(1.0)
}
