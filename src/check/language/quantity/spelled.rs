//! Numbers in words: every number word from two on is a quantity, but for a few harmless things that authors count; and so
//! are parts of a whole, how often, and how long.

use super::lists::{
    fraction, is_anchor, is_company, is_done, is_often, is_roman, is_span, is_time, is_unit, leads_amount,
    leads_span, number_word, points_at, scale,
};
use super::{Quantity, Words, is_unseen};
use crate::cards::outcome::is_denominator;
use crate::check::language::share::Number;

/// Adds the quantities in words to those in digits, which they may lie beside.
pub(super) fn quantities(words: &Words, found: &mut Vec<Quantity>) {
    let mut index = 0;
    while index < words.list.len() {
        match at(words, index) {
            Found::Quantity { own, more, value, part } => {
                found.extend(quantity(words, index, own, value, part));
                index += own.max(1) + more;
            }
            Found::Harmless(count) => index += count.max(1),
            Found::Nothing => index += 1,
        }
    }
}

/// What stands at a place.
enum Found {
    /// A quantity of so many words, and how many more are its unit: "twice" and "a day".
    Quantity { own: usize, more: usize, value: Option<u32>, part: Option<(u32, u32)> },
    /// So many words that look like one.
    Harmless(usize),
    /// Nothing that begins here.
    Nothing,
}

fn valued(own: usize, more: usize, value: Option<u32>) -> Found {
    Found::Quantity { own, more, value, part: None }
}

fn share(own: usize, part: Option<(u32, u32)>) -> Found {
    Found::Quantity { own, more: 0, value: None, part }
}

fn quantity(
    words: &Words,
    index: usize,
    count: usize,
    value: Option<u32>,
    part: Option<(u32, u32)>,
) -> Option<Quantity> {
    let (start, end) = (words.get(index)?.start, words.get(index + count.max(1) - 1)?.end);
    let value = value.map(|value| Number { digits: i128::from(value), decimals: 0, start, end });
    Some(Quantity { value, part, start, end })
}

fn at(words: &Words, index: usize) -> Found {
    let low = words.low(index);
    if !low.is_ascii() && low.chars().any(is_unseen) {
        return hidden(low);
    }
    // Most words are none of these.
    if !(matches!(low, "a" | "an") || is_anchor(low)) {
        return Found::Nothing;
    }
    if let Some((value, count)) = number(words, index) {
        return counted(words, index, value, count);
    }
    let (next, later) = (words.on(index + 1), words.on(index + 2));
    match low {
        "hundreds" | "thousands" | "dozens" => valued(1, 0, None),
        "a" | "an" => with_article(words, index),
        "half" | "halves" => half(words, index),
        "once" | "twice" | "thrice" => times(words, index),
        "every" => every(words, index),
        "few" | "several" if is_span(next) => valued(2, 0, None),
        "couple" if next == "of" && is_unit(later) => valued(3, 0, None),
        "fortnight" | "fortnights" => valued(1, 0, None),
        _ if is_often(low) => valued(1, 0, None),
        _ if is_roman(low) && is_time(next) => valued(1, 1, None),
        // "About a third" has its article before it, "thirds of people" nothing.
        _ if low.ends_with('s') && fraction(low).is_some() && next == "of" => valued(1, 0, None),
        _ => Found::Nothing,
    }
}

/// A number word that something unseen hides from readers' search and from this.
fn hidden(low: &str) -> Found {
    let seen: String = low.chars().filter(|sign| !is_unseen(*sign)).collect();
    let is_number = number_word(&seen).is_some() || scale(&seen).is_some();
    if is_number { valued(1, 0, number_word(&seen)) } else { Found::Nothing }
}

/// The number that so many words from a place on make: "twenty-one", "one hundred and twenty", "a hundred", "two dozen".
fn number(words: &Words, index: usize) -> Option<(u32, usize)> {
    let article = usize::from(words.low(index) == "a" && scale(words.on(index + 1)).is_some());
    let (mut total, mut current, mut count) = (0_u32, None::<u32>, article);
    loop {
        let low = if count == 0 { words.low(index) } else { words.on(index + count) };
        if let Some(times) = scale(low) {
            current = Some(current.unwrap_or(1).saturating_mul(times));
            if times >= 1000 {
                total = total.saturating_add(current.take().unwrap_or_default());
            }
        } else if let Some(value) = number_word(low).filter(|value| fits(current, *value)) {
            current = Some(current.unwrap_or(0).saturating_add(value));
        } else if low == "and" && current.is_some_and(|it| it >= 100 && it % 100 == 0) && {
            number_word(words.on(index + count + 1)).is_some()
        } {
            // "One hundred and twenty".
        } else {
            break;
        }
        count += 1;
    }
    (count > article).then(|| (total.saturating_add(current.unwrap_or(0)), count))
}

/// Whether a number word goes on with the number so far: after "twenty" only one to nine.
fn fits(current: Option<u32>, value: u32) -> bool {
    match current {
        None => true,
        Some(current) if current >= 100 => current % 100 == 0,
        Some(current) => current >= 20 && current % 10 == 0 && (1..10).contains(&value),
    }
}

/// A number in words, with what follows it.
fn counted(words: &Words, index: usize, value: u32, count: usize) -> Found {
    let next = words.on(index + count);
    if let Some(below) = fraction(next).filter(|_| value == 1 || next.ends_with('s')) {
        return share(count + 1, Some((value, below)));
    }
    if let Some((whole, more)) = whole(words, index + count) {
        return share(count + more, Some((value, whole)));
    }
    let is_whole =
        words.before(index) == "of" && index.checked_sub(2).is_some_and(|it| words.low(it) == "out");
    if is_whole && is_denominator(value) {
        return Found::Harmless(count);
    }
    let harmless =
        if value == 1 { is_pronoun(words, index) } else { harms_nobody(words, index, value, count) };
    if harmless {
        // What follows may be a number of its own: "one or two weeks".
        return Found::Harmless(count);
    }
    valued(count, usize::from(is_often(next)), Some(value))
}

/// "Out of ten", at most two words on, or "in ten": the whole in words, and how many words these are.
fn whole(words: &Words, index: usize) -> Option<(u32, usize)> {
    for ahead in 0..=2 {
        if words.on(index + ahead) == "out" && words.on(index + ahead + 1) == "of" {
            let (whole, count) = number(words, index + ahead + 2)?;
            return Some((whole, ahead + 2 + count));
        }
    }
    if words.on(index) != "in" {
        return None;
    }
    let (whole, count) = number(words, index + 1).filter(|(whole, _)| *whole > 1)?;
    let after = words.on(index + 1 + count);
    (!is_time(after)).then_some((whole, 1 + count))
}

/// "One" that counts nothing: "one of these", "in one trial", "one day at a time", "more than one operation".
fn is_pronoun(words: &Words, index: usize) -> bool {
    let (before, next) = (words.before(index), words.on(index + 1));
    let chained = matches!(next, "to" | "or") && number(words, index + 2).is_some();
    if chained {
        let (_, count) = number(words, index + 2).unwrap_or_default();
        return !is_unit(words.on(index + 2 + count));
    }
    if !is_unit(next) || is_company(next) {
        return true;
    }
    let modal = matches!(words.on(index + 2), "can" | "cannot" | "may" | "might" | "will" | "alone");
    let each = matches!(words.on(index + 2), "a" | "an" | "each" | "every");
    let lightly = matches!(next, "day" | "minute" | "night") && !leads_span(before) && !each;
    let at_a_time = words.on(index + 2) == "at" && words.on(index + 3) == "a";
    (words.begins(index) && modal) || lightly || at_a_time || (before == "than" && !is_time(next))
}

/// A small number in words is a quantity only beside what is counted of somebody's health or care: "two scans", "four died",
/// "take two". Six parking bays, eight small bones and two fingers are none.
fn harms_nobody(words: &Words, index: usize, value: u32, count: usize) -> bool {
    /// Numbers up to this one are said lightly.
    const SMALL: u32 = 12;
    let mut next = index + count;
    // "Two, three or four", but no endless chain.
    for _ in 0..3 {
        if !matches!(words.on(next), "or" | "to" | "and") {
            break;
        }
        let Some((_, more)) = number(words, next + 1) else { break };
        next += 1 + more;
    }
    let (thing, later) = (words.on(next), words.on(next + 1));
    let before = words.before(index);
    // "Two at a time", "two at once": how, and not how many.
    if thing == "dimensional" || (thing == "at" && matches!(later, "a" | "once")) {
        return true;
    }
    let is_measured = (next..next + 3).any(|it| is_measure(words, it)) || fraction(thing).is_some();
    let is_people = is_done(thing) || leads_amount(before) || is_often(thing);
    if value > 0 && value <= SMALL && !is_measured && !is_people {
        return true;
    }
    let which = value <= SMALL && points_at(before) && !is_time(thing);
    // "Three times as high" compares, which other rules listen for.
    let compares = thing == "times" && matches!(later, "as" | "more" | "less" | "higher" | "lower" | "the");
    let anybody = value == 2
        && words.begins(index)
        && matches!(thing, "people" | "men" | "women")
        && matches!(later, "may" | "might" | "can");
    which || compares || anybody
}

/// What is counted or measured. "Times" only with how often: "three times a day".
fn is_measure(words: &Words, index: usize) -> bool {
    let low = words.on(index);
    let is_lightly = low == "times" && !matches!(words.on(index + 1), "a" | "an" | "each" | "every" | "per");
    is_unit(low) && !is_lightly
}

/// "A third of people"; "for a week", "half an hour" where it is a duration.
fn with_article(words: &Words, index: usize) -> Found {
    let next = words.on(index + 1);
    let is_of_time = matches!(words.on(index + 3), "a" | "an" | "each");
    if let Some(below) = fraction(next).filter(|_| words.on(index + 2) == "of" && !is_of_time) {
        return share(2, Some((1, below)));
    }
    let leads = index == 0 || leads_span(words.before(index));
    // "A day off" and "a night out" are no stretch of time.
    let is_one = is_span(next) && !next.ends_with('s') && !matches!(words.on(index + 2), "off" | "out");
    if is_one && leads { valued(1, 1, Some(1)) } else { Found::Nothing }
}

fn half(words: &Words, index: usize) -> Found {
    let (next, later) = (words.on(index + 1), words.on(index + 2));
    let names = matches!(
        next,
        "life" | "lives" | "way" | "hearted" | "brother" | "sister" | "asleep" | "term" | "days"
    );
    let side = matches!(
        words.before(index),
        "first" | "second" | "other" | "better" | "upper" | "lower" | "left" | "right" | "top" | "bottom"
    );
    let vague = next == "of" && matches!(later, "it" | "this" | "that" | "what" | "your" | "my");
    // "Half as many" and "half the risk" compare, which other rules look at.
    let compares = next == "as" || (next == "the" && matches!(later, "risk" | "chance" | "chances"));
    if names || side || vague || compares {
        return Found::Harmless(1);
    }
    if matches!(next, "a" | "an") && is_time(later) {
        return valued(3, 0, None);
    }
    let added = words.before(index) == "a" && index.checked_sub(2).is_some_and(|it| words.low(it) == "and");
    share(1, (!added).then_some((1, 2)))
}

/// "Once a year", "twice weekly", "twice". "Once" alone is when, "at once" is now.
fn times(words: &Words, index: usize) -> Found {
    let (low, next, later) = (words.low(index), words.on(index + 1), words.on(index + 2));
    let value = match low {
        "once" => 1,
        "twice" => 2,
        _ => 3,
    };
    let each = matches!(next, "a" | "an" | "each" | "every") && is_unit(later);
    // "Once a day has passed".
    let when = matches!(words.on(index + 3), "has" | "is" | "had" | "was");
    if each && !when {
        return valued(1, 2, Some(value));
    }
    if is_often(next) || next == "daily" {
        return valued(1, 1, Some(value));
    }
    // "Twice" alone is said of anything, but for what is done to people.
    let is_done =
        matches!(words.before(index), "come" | "scanned" | "taken" | "given" | "done" | "seen" | "operated");
    if is_done && value > 1 {
        return valued(1, 0, Some(value));
    }
    Found::Harmless(if each { 3 } else { 1 })
}

/// "Every week", "every other day", "every third month". "Every day" says little more than "always".
fn every(words: &Words, index: usize) -> Found {
    let (next, later) = (words.on(index + 1), words.on(index + 2));
    let steps = match next {
        "other" | "second" => Some(2),
        _ => fraction(next).filter(|_| !next.ends_with('s')),
    };
    if steps.is_some() && is_time(later) {
        return valued(2, 1, steps);
    }
    let is_one = matches!(next, "hour" | "week" | "fortnight" | "month" | "year");
    if is_one && !words.begins(index) { valued(2, 0, None) } else { Found::Nothing }
}
