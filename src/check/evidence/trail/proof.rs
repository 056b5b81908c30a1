//! The words that a trail quotes against what was published: every number in them stands there, or follows from it.

use crate::cards::outcome::is_denominator;
use std::cell::OnceCell;

use super::published::{self, Kind, Share};
use super::sum::{self, Sum};
use super::units::{self, unit_behind};
use crate::cards::trail::{Line, TRAIL_FILE};
use crate::check::language::quantity::{self, Quantity};
use crate::check::language::share::{self, Number};
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Report};

rule!(TRAIL_WORDS, Error, "trail-words");

/// On the words that a trail quotes.
pub const RULES: &[(&Rule, Check)] = &[(&TRAIL_WORDS, Check::Decision(quoted_words))];

/// Every number in quoted words stands in what was published, or follows from it.
fn quoted_words(card: &Card, report: &mut Report) {
    let Some((decision, trail)) = card.held() else { return };
    let counted = decision.tables.iter().filter(|it| !it.people.are_measured());
    let mut wholes: Vec<u32> = counted.map(|it| it.people.denominator()).collect();
    wholes.dedup();
    for (line, words) in trail.quoted() {
        let mut proof: Option<Proof> = None;
        for it in asked(words, &quantity::quantities(words, &trail.labels)) {
            let proof = proof.get_or_insert_with(|| Proof::of(line));
            if let Err(mut why) = proof.of_number(&it, &wholes) {
                why.push_str(sum::how_to_write(line).unwrap_or_default());
                report.add(&TRAIL_WORDS, &card.path(TRAIL_FILE), line.at, why);
            }
        }
    }
}

/// A number in quoted words, and what stands around it.
#[derive(Debug)]
struct Asked<'a> {
    value: Number,
    /// "Half", "nine out of ten": which part of a whole.
    part: Option<(u32, u32)>,
    words: &'a str,
    /// "12 to 41", "between 3 and 5": one of the two ends.
    is_end: bool,
    /// Out of how many, if that stands behind it.
    whole: Option<u32>,
    /// Out of how many the number before it was.
    before: Option<u32>,
    bound: Bound,
    /// "20 more", "20 fewer".
    is_difference: bool,
    /// The word behind it.
    next: &'a str,
    unit: Option<&'static str>,
}

/// "More than 7", "fewer than 1": not the number, but a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Bound {
    None,
    Above,
    Below,
    /// "About 7": as it is rounded.
    About,
    /// "Aged 60 or under", "up to 5": the end of what was published.
    End,
}

/// The numbers of quoted words that are to be proved, in order.
fn asked<'a>(words: &'a str, quantities: &[Quantity]) -> Vec<Asked<'a>> {
    let slice = |from: usize, to: usize| words.get(from..to).unwrap_or_default();
    let mut found = Vec::new();
    let mut before = whole(slice(0, quantities.first().map_or(0, |it| it.start)), true);
    for (index, it) in quantities.iter().enumerate() {
        let last = index.checked_sub(1).and_then(|last| quantities.get(last));
        let next = quantities.get(index + 1).filter(|next| is_pair(words, it, next));
        let left = units::near_before(slice(0, it.start));
        let right = slice(it.end, words.len());
        // Both ends of a range are out of what stands behind the second.
        let beyond = quantities.get(index + 1 + usize::from(next.is_some()));
        let end = next.map_or(it.end, |next| next.end);
        let after = slice(end, words.len());
        let own = whole(slice(end, beyond.map_or(words.len(), |it| it.start)), false);
        let own = own.or_else(|| whole_behind(after));
        let is_whole = is_whole(left, it);
        let value = it.value.or_else(|| it.part.map(|(part, whole)| decimal(part, whole)));
        if let Some(value) = value.filter(|_| !is_whole) {
            found.push(Asked {
                value,
                part: it.part,
                words: slice(it.start, it.end),
                is_end: next.is_some() || last.is_some_and(|last| is_pair(words, last, it)),
                whole: own,
                before,
                is_difference: is_difference(after),
                bound: bound(left, right),
                next: after,
                unit: unit_behind(right),
            });
        }
        before = own.or(before).or_else(|| it.value.filter(|_| is_whole).and_then(|value| value.whole()));
    }
    found
}

/// Two thirds are 0.6667.
fn decimal(part: u32, whole: u32) -> Number {
    let digits = (i128::from(part) * 10_000 + i128::from(whole) / 2) / i128::from(whole.max(1));
    Number { digits, decimals: 4, start: 0, end: 0 }
}

/// "12 to 41", "between 3 and 5".
fn is_pair(words: &str, one: &Quantity, other: &Quantity) -> bool {
    let before = units::near_before(words.get(..one.start).unwrap_or_default()).trim_end();
    match words.get(one.end..other.start) {
        Some(" to " | "-" | "–") => true,
        Some(" and ") => before.to_lowercase().ends_with("between"),
        _ => false,
    }
}

/// The 100 of "per 100" or the ten of "out of ten", which says out of how many and is no finding.
fn is_whole(before: &str, it: &Quantity) -> bool {
    let before = before.trim_end().to_lowercase();
    let behind = ["of", "per", "every"].iter().any(|word| before.ends_with(word));
    let Some(whole) = it.value.and_then(|value| value.whole()) else { return false };
    (behind && is_denominator(whole)) || (before.ends_with("out of") && whole == 10)
}

/// The number behind "out of": out of how many.
fn whole(text: &str, or_of: bool) -> Option<u32> {
    let low = text.to_lowercase();
    let start = low.find("out of ").map(|start| start + "out of ".len());
    let start = start.or_else(|| low.find("of ").filter(|_| or_of).map(|start| start + "of ".len()))?;
    whole_number(low.get(start..)?)
}

/// "Out of 100", "per 100" or per cent right behind a number, where the whole is itself a number that is looked at.
fn whole_behind(text: &str) -> Option<u32> {
    let low = units::near(text).trim_start().to_lowercase();
    if low.starts_with('%') || low.starts_with("per cent") || low.starts_with("percent") {
        return Some(100);
    }
    ["out of ", "per "].iter().filter_map(|it| low.strip_prefix(it)).find_map(whole_number)
}

fn whole_number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches("a ").trim_start_matches("every ");
    let in_words = [("ten", 10), ("hundred", 100), ("thousand", 1000)];
    let number = share::number_at(text.as_bytes(), 0).0.and_then(|it| it.whole());
    let number = number.or_else(|| in_words.iter().find(|(it, _)| text.starts_with(it)).map(|it| it.1));
    number.filter(|whole| *whole > 0)
}

fn is_difference(after: &str) -> bool {
    units::words(units::near(after)).take(3).any(|word| matches!(word, "more" | "fewer" | "less"))
}

fn bound(before: &str, after: &str) -> Bound {
    let low =
        before.trim_end_matches(|sign: char| sign.is_whitespace() || "£$€".contains(sign)).to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|it| low.ends_with(it));
    let or = after.trim_start();
    if ends(&["more than", "longer than", "over", "above"]) {
        Bound::Above
    } else if ends(&["fewer than", "less than", "under", "below", "almost", "nearly", "shorter than"]) {
        Bound::Below
    } else if ends(&["about", "around", "roughly", "approximately"]) {
        Bound::About
    } else if ends(&["older than", "younger than", "up to", "at most", "at least", "from", "until"])
        || ["or more", "or over", "or under", "or less", "or older", "or younger", "and over", "and under"]
            .iter()
            .any(|it| or.starts_with(it))
    {
        Bound::End
    } else {
        Bound::None
    }
}

impl<'a> Asked<'a> {
    fn may_be(&self, kind: Kind) -> bool {
        kind == Kind::Share || (kind == Kind::Points && self.is_difference)
    }

    fn next_word(&self) -> &'a str {
        units::words(self.next).next().unwrap_or_default()
    }

    /// Whether it may be a number of people out of the whole: not weeks, visits or milligrams; and where no whole was
    /// named before it, only if nothing stands behind it that is counted.
    fn may_be_share(&self) -> bool {
        const SMALL: [&str; 38] = [
            "at", "of", "did", "do", "had", "have", "has", "were", "was", "are", "is", "with", "without",
            "out", "after", "before", "to", "and", "or", "in", "more", "fewer", "less", "by", "from", "on",
            "within", "who", "would", "could", "will", "can", "because", "than", "for", "but", "while",
            "during",
        ];
        let next = self.next_word().to_lowercase();
        let ends = self.next.trim_start().starts_with(|sign: char| !sign.is_alphanumeric());
        if self.unit.is_some() || units::is_thing(&next) {
            return false;
        }
        self.before.is_some() || ends || next.is_empty() || SMALL.contains(&next.as_str())
    }
}

/// The words of a text, without the digits that may be glued to them: "40mg".
fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty())
}

/// More numbers than any line of a trail has.
const MOST: usize = 200;

/// What a line of the trail can prove. Most lines say the very number: only the others are looked into further.
struct Proof<'a> {
    line: &'a Line,
    text: String,
    digits: Vec<Plain>,
    in_words: OnceCell<Vec<Plain>>,
    shares: OnceCell<Vec<Share>>,
    sums: OnceCell<Vec<Result<Sum, String>>>,
}

/// A number of its own, no share.
struct Plain {
    value: Number,
    /// "12" in "3 to 12".
    is_end: bool,
    unit: Option<&'static str>,
}

impl<'a> Proof<'a> {
    fn of(line: &'a Line) -> Proof<'a> {
        let text = published::tidy(&line.published);
        let digits = in_digits(&text);
        Proof {
            line,
            text,
            digits,
            in_words: OnceCell::new(),
            shares: OnceCell::new(),
            sums: OnceCell::new(),
        }
    }

    fn numbers(&self) -> impl Iterator<Item = &Plain> {
        let in_words = std::iter::once_with(|| self.in_words.get_or_init(|| in_words(&self.text)));
        self.digits.iter().chain(in_words.flatten())
    }

    fn shares(&self) -> &[Share] {
        self.shares.get_or_init(|| published::shares(&self.text).into_iter().take(MOST).collect())
    }

    fn sums(&self) -> &[Result<Sum, String>] {
        self.sums.get_or_init(|| sum::sums(&self.line.how, &self.line.published))
    }

    fn has_unit(&self, unit: &str) -> bool {
        let both = [self.text.as_str(), self.line.how.as_str()];
        both.into_iter().flat_map(letters).any(|word| units::unit(word) == Some(unit))
    }

    fn of_number(&self, it: &Asked, wholes: &[u32]) -> Result<(), String> {
        let line = self.line;
        if let Some(unit) = it.unit.filter(|unit| !self.has_unit(unit)) {
            return Err(format!("`{}` is a number of {unit}s, and `{}` is not", it.words, line.published));
        }
        if self.proves(it, wholes) {
            return Ok(());
        }
        let sums = self.sums().iter().find_map(|sum| sum.as_ref().err());
        let same = self.numbers().find(|plain| plain.value.same(it.value));
        let is_share = self.shares().iter().any(|share| share.is_written(it.value.value()));
        Err(match (sums, it.whole, same) {
            (Some(why), ..) => why.clone(),
            (_, Some(whole), _) => {
                format!("`{}` out of {whole} does not follow from `{}`", it.words, line.published)
            }
            (.., Some(plain)) if plain.is_end => {
                format!("`{}` is only the end of a range in `{}`", it.words, line.published)
            }
            (.., Some(_)) => format!("`{}` is of another unit in `{}`", it.words, line.published),
            _ if is_share => {
                format!("`{}` is a share in `{}`: say out of how many people", it.words, line.published)
            }
            _ => format!("`{}` is neither in `{}` nor calculated", it.words, line.published),
        })
    }

    /// Said out of 100 it is the share, rounded; "half" and "nine out of ten" are about the share, or the words themselves.
    fn part_proves(&self, part: u32, whole: u32) -> bool {
        let expected = f64::from(part) / f64::from(whole.max(1));
        let is_near = |share: &Share| match whole {
            _ if is_denominator(whole) => share.low.out_of(whole) == Some(part),
            _ => (share.low.value() - expected).abs() <= 0.05,
        };
        let is_share = |share: &&Share| share.kind == Kind::Share && share.low == share.high;
        let same = |it: Quantity| it.part == Some((part, whole));
        self.shares().iter().filter(is_share).any(is_near)
            || quantity::quantities(&self.text, &[]).into_iter().any(same)
    }

    fn proves(&self, it: &Asked, wholes: &[u32]) -> bool {
        if let Some((part, whole)) = it.part {
            return self.part_proves(part, whole);
        }
        if let Some(whole) = it.whole {
            return self.share_proves(it, whole);
        }
        let value = it.value.value();
        let fits = |plain: &&Plain| plain.unit.is_none() || it.unit.is_none() || plain.unit == it.unit;
        if self.numbers().filter(fits).any(|plain| plain.proves(it))
            || self.sums().iter().flatten().any(|sum| sum.is_count(value))
        {
            return true;
        }
        let named = it.before.as_slice();
        let wholes = if named.is_empty() { wholes } else { named };
        let is_thing = it.unit.is_some() || units::is_thing(it.next_word());
        let by_sum = !is_thing && wholes.iter().any(|whole| self.sum_proves(it, *whole));
        by_sum || (it.may_be_share() && wholes.iter().any(|whole| self.share_proves(it, *whole)))
    }

    fn sum_proves(&self, it: &Asked, whole: u32) -> bool {
        let count = it.value.whole();
        count.is_some() && self.sums().iter().flatten().any(|sum| sum.out_of(whole) == count)
    }

    /// Whether one of the shares or sums gives the number, out of so many.
    fn share_proves(&self, it: &Asked, whole: u32) -> bool {
        let gives = |ratio: share::Ratio| match it.value.whole() {
            Some(count) => ratio.out_of(whole) == Some(count),
            None => (ratio.value() * f64::from(whole) - it.value.value()).abs() < 1e-9,
        };
        let by_share = self.shares().iter().filter(|share| it.may_be(share.kind)).any(|share| {
            let exact = share.low.value() * f64::from(whole);
            let ends = share.range.into_iter().flat_map(|(low, high)| [low, high]);
            (share.low == share.high
                && (gives(share.low)
                    || (it.bound != Bound::About && it.bound.holds(it.value.value(), exact, 1.0))))
                || (it.is_end && [share.low, share.high].into_iter().chain(ends).any(gives))
        });
        by_share || self.sum_proves(it, whole)
    }
}

impl Bound {
    /// Whether a published number lies at the right side of a bound and near it, or is near what it is about.
    fn holds(self, bound: f64, published: f64, near: f64) -> bool {
        match self {
            Bound::Above => bound <= published && published < bound + near,
            Bound::Below => published <= bound && bound - near < published,
            Bound::About => (published - bound).abs() <= near / 2.0,
            Bound::End | Bound::None => false,
        }
    }
}

impl Plain {
    fn proves(&self, it: &Asked) -> bool {
        let value = it.value.value();
        let may_be_end = !self.is_end || it.is_end || !matches!(it.bound, Bound::None | Bound::About);
        // "Over 1,200" of 1,202, "about 7 years" of 7.2.
        let near = (value * 0.02).max(1.0);
        (may_be_end && self.value.same(it.value))
            || (!self.is_end && it.bound.holds(value, self.value.value(), near))
    }
}

/// The numbers of a published text that are not per cent.
fn in_digits(text: &str) -> Vec<Plain> {
    let after = |number: &Number| text.get(number.end..).unwrap_or_default();
    let is_digit = |sign: char| sign.is_ascii_digit();
    const JOINS: [&str; 3] = [" to ", " - ", "-"];
    let joins_on = |words: &str| {
        JOINS.iter().any(|join| words.strip_prefix(join).is_some_and(|it| it.starts_with(is_digit)))
    };
    let joins_back = |words: &str| {
        JOINS.iter().any(|join| words.strip_suffix(join).is_some_and(|it| it.ends_with(is_digit)))
    };
    let plain = |value: Number| {
        let before = text.get(..value.start).unwrap_or_default();
        let is_end = joins_on(after(&value)) || joins_back(before);
        Plain { value, is_end, unit: unit_behind(after(&value)) }
    };
    let is_percent = |number: &Number| after(number).trim_start().starts_with('%');
    share::numbers(text).into_iter().filter(|it| !is_percent(it)).map(plain).take(MOST).collect()
}

/// The same in words: "twice", "four".
fn in_words(text: &str) -> Vec<Plain> {
    let found = quantity::quantities(text, &[]).into_iter().filter_map(|it| {
        let in_digits =
            text.get(it.start..).is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
        let unit = text.get(it.end..).and_then(unit_behind);
        it.value.filter(|_| !in_digits).map(|value| Plain { value, is_end: false, unit })
    });
    found.take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::trail::OnCard;
    use crate::text::Span;

    fn follows(words: &str, published: &str, how: &str) -> bool {
        let line = Line {
            source: String::new(),
            card: OnCard::Words(words.to_string()),
            who: String::new(),
            when: String::new(),
            published: published.to_string(),
            location: String::new(),
            read: None,
            how: how.to_string(),
            at: Span::default(),
        };
        let proof = Proof::of(&line);
        let asked = asked(words, &quantity::quantities(words, &[]));
        assert!(!asked.is_empty(), "{words}");
        asked.iter().all(|it| proof.of_number(it, &[100]).is_ok())
    }

    #[test]
    fn numbers_that_follow_from_what_was_published() {
        for (words, published, how) in [
            ("12 out of 100 people", "12.3%", ""),
            ("120 out of 1,000 people", "12%", ""),
            ("850 out of 1,000 people", "85 per 100", ""),
            ("9 out of 10 people", "91%", ""),
            ("12% of people", "12%", ""),
            ("Out of 100 people, 12 fell", "12%", ""),
            ("12 out of 100 fell and 88 did not", "12%", "100 - 12%"),
            ("35 out of 100 (32 to 39)", "35% (32 to 39)", ""),
            ("from 2 to 78 out of 100", "2 to 78%", ""),
            ("fewer than 1 out of 100 people", "0.5%", ""),
            ("45 at 1 year and 32 at 2 years", "45%; at 1 year; 32% at 2 years", ""),
            ("3 to 5 weeks", "3 to 5 weeks", ""),
            ("at 5 and 10 years", "10 years and, in the report of 2015, 5 years", ""),
            ("nobody over 60", "aged 18 to 60", ""),
            ("for more than 7 years", "7.2 years; the middle", ""),
            ("12 weeks", "84 days", "84 / 7 = 12 weeks"),
            ("twice a day", "2 times daily", ""),
            ("twenty weeks", "20 weeks", ""),
            ("92 people answered", "92 of 144", ""),
            ("20 mg", "20 mg", ""),
            ("40 mg", "40mg", ""),
            ("about 7 years", "7.2 years", ""),
            ("over 1,200 people", "1,202 people", ""),
            ("4 times a year", "every 3 months", "12 / 3 = 4 times a year"),
            ("between 3 and 5 weeks", "3 to 5 weeks", ""),
            ("20 more out of 100 people", "20 percentage points (10 to 30)", ""),
            ("half of the people", "49%", ""),
            ("about £69", "£68.59", ""),
            ("about £69 for each person", "£68.59 for each person", ""),
            ("10 out of 1,000 people", "27.3%; 3.8% of these", "1,000 x 27.3% x 3.8% = 10"),
            ("53 out of 100 people, and 47 did not", "46 of 86", "100 - 46/86"),
            ("half of the people", "half of the men", ""),
            ("two thirds of people", "66.2%", ""),
            ("nine out of ten people", "91%", ""),
            ("ninety out of a hundred people", "90.2%", ""),
        ] {
            assert!(follows(words, published, how), "{words} <- {published}, {how}");
        }
    }

    #[test]
    fn numbers_that_do_not_follow_from_what_was_published() {
        for (words, published, how) in [
            ("12 out of 100 people", "1.2%", ""),
            ("3 out of 100 people", "0.3%", ""),
            ("12 out of 100 people", "12 of 1,000", ""),
            ("30 out of 1,000 people", "30%", ""),
            ("12 out of 100 people", "12% lower risk", ""),
            ("for 90 days", "9%", ""),
            ("120 people", "12%", ""),
            ("for 5 days", "5% of 200", ""),
            ("12 years", "12%", ""),
            ("12 out of 100 people", "3% (2 to 12)", ""),
            ("12 weeks", "3 weeks (2 to 12)", ""),
            ("for 60 weeks", "20 weeks", "50 + 10"),
            ("for 60 weeks", "20 weeks", "about 60 weeks"),
            ("3 weeks", "3 months", ""),
            ("3 weeks", "Table 3", ""),
            ("twice a day", "2 tablets", ""),
            ("20 mg", "20 ml", ""),
            ("60 out of 100 people", "40% lower risk", "100 - 40"),
            ("about 10 years", "14 years", ""),
            ("about 12 out of 100 people", "12.5%", ""),
            ("over 1,000 people", "1,202 people", ""),
            ("20 out of 100 people", "20 percentage points", ""),
            ("fewer than 2 out of 100 people", "0.5%", ""),
            ("half of the people", "20%", ""),
            ("a third of people", "20%", ""),
            ("a quarter of people", "no number given", ""),
            ("nine out of ten people", "10%", ""),
            ("ninety out of a hundred people", "87%", ""),
            ("half of the people", "50% fewer", ""),
        ] {
            assert!(!follows(words, published, how), "{words} <- {published}, {how}");
        }
    }
}
