//! Scores, money, days and differences: each number of the card is the published one, rounded once.

use crate::cards::outcome::MINUS;
use crate::check::language::share;

/// The numbers of a text with their signs, and how many decimals each has. The 95 of a 95% interval says what the range is
/// and is none of its ends.
fn numbers(text: &str) -> Vec<(f64, i32)> {
    let all = share::numbers(text).into_iter().filter(|it| {
        let is_95 = it.whole() == Some(95);
        !(is_95 && text.get(it.end..).is_some_and(|rest| rest.trim_start().starts_with('%')))
    });
    let signed = all.map(|it| {
        let rest = text.get(..it.start).and_then(|before| before.strip_suffix(MINUS));
        // "10-20" is from 10 to 20.
        let is_less = rest.is_some_and(|rest| !rest.ends_with(|sign: char| sign.is_ascii_digit()));
        (if is_less { -it.value() } else { it.value() }, i32::try_from(it.decimals).unwrap_or(0))
    });
    signed.collect()
}

/// Rounded half up to so many decimals.
fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    ((value.abs() * scale + 0.5 + 1e-9).floor() / scale).copysign(value)
}

/// Whether the numbers of a card are those that were published, in their order; or why not.
pub fn published(written: &str, published: &str) -> Result<(), String> {
    let (written, published) = (numbers(written), numbers(published));
    if published.len() < written.len() {
        return Err("the source gives fewer numbers than the card".to_string());
    }
    for ((card, decimals), (source, _)) in written.iter().zip(&published) {
        let expected = rounded(*source, *decimals);
        if (card - expected).abs() > 1e-6 {
            return Err(format!("{source} rounded is {expected}, and not {card}"));
        }
    }
    Ok(())
}

/// Whether the number of a card lies within its own range.
pub fn is_within(written: &str) -> bool {
    match numbers(written).as_slice() {
        [(number, _), (low, _), (high, _)] => low <= number && number <= high,
        _ => true,
    }
}
