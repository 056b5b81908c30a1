//! The words that a trail quotes against what was published: every number in them stands there, or follows from it.

use super::published::{self, Kind, Share};
use super::sum::{self, Sum};
use super::units::{self, unit_behind};
use crate::cards::Decision;
use crate::cards::outcome::is_denominator;
use crate::cards::trail::{Line, TRAIL_FILE, Trail};
use crate::check::is_in;
use crate::check::language::quantity::{self, Quantity};
use crate::check::language::share::{self, Number};
use crate::check::rule::rules;
use crate::check::{Card, MOST, Report};

rules! {
    TRAIL_WORDS Error "trail-words" => Trail(quoted_words);
}

/// Every number in quoted words stands in what was published, or follows from it.
fn quoted_words(card: &Card, decision: &Decision, trail: &Trail, report: &mut Report) {
    let counted = decision.tables.iter().filter(|it| !it.people.are_measured());
    let mut wholes: Vec<u32> = counted.map(|it| it.people.denominator()).collect();
    wholes.dedup();
    let path = card.path(TRAIL_FILE);
    for (line, words) in trail.quoted() {
        let asked = asked(words, &quantity::quantities(words, &trail.labels));
        let proof = Proof { line, text: published::tidy(&line.published), wholes: &wholes };
        let shares = published::shares(&line.published);
        if line.published.contains(" of ") && shares.iter().any(|it| it.low.value() > 1.0) {
            report.on(&TRAIL_WORDS, (&path, line.at), "more than there are");
        }
        for why in asked.iter().filter_map(|it| proof.of_number(it).err()) {
            report.on(&TRAIL_WORDS, (&path, line.at), why + &sum::how_to_write(line));
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
            let mut near = units::words(units::near(after)).take(3);
            found.push(Asked {
                value,
                part: it.part,
                words: slice(it.start, it.end),
                is_end: next.is_some() || last.is_some_and(|last| is_pair(words, last, it)),
                whole: own,
                before,
                is_difference: near.any(|word| is_in("more fewer less", word)),
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
    let whole = it.value.and_then(Number::whole);
    whole.is_some_and(|it| (behind && is_denominator(it)) || (before.ends_with("out of") && it == 10))
}

/// The number behind "out of": out of how many.
fn whole(text: &str, or_of: bool) -> Option<u32> {
    let low = text.to_lowercase();
    let behind = low.split_once("out of ").or_else(|| low.split_once("of ").filter(|_| or_of));
    whole_number(behind?.1)
}

/// "Out of 100", "per 100" or per cent right behind a number, where the whole is itself a number that is looked at.
fn whole_behind(text: &str) -> Option<u32> {
    let low = units::near(text).trim_start().to_lowercase();
    if ["%", "per cent", "percent"].iter().any(|it| low.starts_with(it)) {
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

fn bound(before: &str, after: &str) -> Bound {
    const BEFORE: [(Bound, &str); 4] = [
        (Bound::Above, "more than,longer than,over,above"),
        (Bound::Below, "fewer than,less than,under,below,almost,nearly,shorter than"),
        (Bound::About, "about,around,roughly,approximately"),
        (Bound::End, "older than,younger than,up to,at most,at least,from,until"),
    ];
    const BEHIND: &str = "or more,or over,or under,or less,or older,or younger,and over,and under";
    let low = before.trim_end_matches(|sign: char| sign.is_whitespace() || "£$€".contains(sign));
    let low = low.to_lowercase();
    let found = BEFORE.iter().find(|(_, words)| words.split(',').any(|it| low.ends_with(it)));
    let is_end = BEHIND.split(',').any(|it| after.trim_start().starts_with(it));
    found.map_or(if is_end { Bound::End } else { Bound::None }, |(bound, _)| *bound)
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

impl Asked<'_> {
    fn is_thing(&self) -> bool {
        self.unit.is_some() || units::is_thing(units::words(self.next).next().unwrap_or_default())
    }

    /// Whether it may be a number of people out of the whole: not weeks, visits or milligrams; and where no whole was
    /// named before it, only if nothing stands behind it that is counted.
    fn may_be_share(&self) -> bool {
        const SMALL: &str = "\
            at of did do had have has were was are is with without out after before to and or in more fewer less by \
            from on within who would could will can because than for but while during";
        let next = units::words(self.next).next().unwrap_or_default().to_lowercase();
        let ends = self.next.trim_start().starts_with(|sign: char| !sign.is_alphanumeric());
        !self.is_thing() && (self.before.is_some() || ends || next.is_empty() || is_in(SMALL, &next))
    }
}

/// What a line of the trail can prove. Most lines say the very number: only the others are looked into further.
struct Proof<'a> {
    line: &'a Line,
    text: String,
    /// Out of how many the tables of the decision count.
    wholes: &'a [u32],
}

/// A number of its own, no share.
struct Plain {
    value: Number,
    /// "12" in "3 to 12".
    is_end: bool,
    unit: Option<&'static str>,
}

impl Plain {
    fn proves(&self, it: &Asked) -> bool {
        let value = it.value.value();
        let is_of_unit = self.unit.is_none() || it.unit.is_none() || self.unit == it.unit;
        let may_be_end = !self.is_end || it.is_end || !matches!(it.bound, Bound::None | Bound::About);
        // "Over 1,200" of 1,202, "about 7 years" of 7.2.
        let near = (value * 0.02).max(1.0);
        let is_near = || !self.is_end && it.bound.holds(value, self.value.value(), near);
        is_of_unit && ((may_be_end && self.value.same(it.value)) || is_near())
    }
}

impl Proof<'_> {
    fn shares(&self) -> impl Iterator<Item = Share> {
        published::shares(&self.text).into_iter().take(MOST)
    }

    fn sums(&self) -> impl Iterator<Item = Sum> {
        sum::sums(self.line).into_iter().flatten()
    }

    fn of_number(&self, it: &Asked) -> Result<(), String> {
        let (words, published) = (it.words, &self.line.published);
        // The words of a text, without the digits that may be glued to them: "40mg".
        let texts = [&self.text, &self.line.how].into_iter();
        let mut units = texts.flat_map(|it| it.split(|sign: char| !sign.is_alphabetic()));
        if let Some(unit) = it.unit.filter(|unit| !units.any(|word| units::unit(word) == Some(unit))) {
            return Err(format!("`{words}` is a number of {unit}s, and `{published}` is not"));
        }
        if self.proves(it) {
            return Ok(());
        }
        if let Some(why) = sum::sums(self.line).into_iter().find_map(Result::err) {
            return Err(why);
        }
        if let Some(whole) = it.whole {
            return Err(format!("`{words}` out of {whole} does not follow from `{published}`"));
        }
        Err(match plain(&self.text).find(|plain| plain.value.same(it.value)) {
            Some(plain) if plain.is_end => {
                format!("`{words}` is only the end of a range in `{published}`")
            }
            Some(_) => format!("`{words}` is of another unit in `{published}`"),
            None if self.shares().any(|share| share.is_written(it.value.value())) => {
                format!("`{words}` is a share in `{published}`: say out of how many people")
            }
            None => format!("`{words}` is neither in `{published}` nor calculated"),
        })
    }

    fn proves(&self, it: &Asked) -> bool {
        if let Some((part, whole)) = it.part {
            return self.part_proves(part, whole);
        }
        if let Some(whole) = it.whole {
            return self.share_proves(it, whole);
        }
        let named = it.before.as_slice();
        let wholes = if named.is_empty() { self.wholes } else { named };
        plain(&self.text).any(|plain| plain.proves(it))
            || self.sums().any(|sum| sum.is_count(it.value.value()))
            || (!it.is_thing() && wholes.iter().any(|whole| self.sum_proves(it, *whole)))
            || (it.may_be_share() && wholes.iter().any(|whole| self.share_proves(it, *whole)))
    }

    /// Said out of 100 it is the share, rounded; "half" and "nine out of ten" are about the share, or the words themselves.
    fn part_proves(&self, part: u32, whole: u32) -> bool {
        let expected = f64::from(part) / f64::from(whole.max(1));
        let is_near = |share: Share| match whole {
            _ if is_denominator(whole) => share.low.out_of(whole) == Some(part),
            _ => (share.low.value() - expected).abs() <= 0.05,
        };
        let is_share = |share: &Share| share.kind == Kind::Share && share.low == share.high;
        self.shares().filter(is_share).any(is_near)
            || quantity::quantities(&self.text, &[]).iter().any(|it| it.part == Some((part, whole)))
    }

    fn sum_proves(&self, it: &Asked, whole: u32) -> bool {
        it.value.whole().is_some_and(|count| self.sums().any(|sum| sum.out_of(whole) == Some(count)))
    }

    /// Whether one of the shares or sums gives the number, out of so many.
    fn share_proves(&self, it: &Asked, whole: u32) -> bool {
        let gives = |ratio: share::Ratio| match it.value.whole() {
            Some(count) => ratio.out_of(whole) == Some(count),
            None => (ratio.value() * f64::from(whole) - it.value.value()).abs() < 1e-9,
        };
        let may_be =
            |share: &Share| share.kind == Kind::Share || (share.kind == Kind::Points && it.is_difference);
        let by_share = self.shares().filter(may_be).any(|share| {
            let exact = share.low.value() * f64::from(whole);
            let holds = || it.bound != Bound::About && it.bound.holds(it.value.value(), exact, 1.0);
            (share.low == share.high && (gives(share.low) || holds()))
                || (it.is_end && share.ends().any(gives))
        });
        by_share || self.sum_proves(it, whole)
    }
}

/// The numbers of a published text that are not per cent, in digits, and in words: "twice", "four". Most are found in digits.
fn plain(text: &str) -> impl Iterator<Item = Plain> {
    const JOINS: [&str; 3] = [" to ", " - ", "-"];
    let is_digit = |sign: char| sign.is_ascii_digit();
    let joins_on =
        move |words: &str, join: &&str| words.strip_prefix(*join).is_some_and(|it| it.starts_with(is_digit));
    let joins_back =
        move |words: &str, join: &&str| words.strip_suffix(*join).is_some_and(|it| it.ends_with(is_digit));
    let in_digits = share::numbers(text).into_iter().filter_map(move |value| {
        let before = text.get(..value.start).unwrap_or_default();
        let after = text.get(value.end..).unwrap_or_default();
        let is_end = JOINS.iter().any(|join| joins_on(after, join) || joins_back(before, join));
        let is_percent = after.trim_start().starts_with('%');
        (!is_percent).then(|| Plain { value, is_end, unit: unit_behind(after) })
    });
    let quantities = std::iter::once_with(|| quantity::quantities(text, &[])).flatten();
    let in_words = quantities.filter(|it| !quantity::is_in_digits(text, it)).filter_map(|it| {
        let unit = text.get(it.end..).and_then(unit_behind);
        Some(Plain { value: it.value?, is_end: false, unit })
    });
    in_digits.take(MOST).chain(in_words.take(MOST))
}
