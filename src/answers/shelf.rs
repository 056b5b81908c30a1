//! What is kept on the device: answers to several decisions in one text, each with the day until which it is kept.

use crate::text::Date;

/// Stands between the answers of two decisions. No line of answers looks like it.
const BETWEEN: &str = "\n=\n";

/// Puts answers about a decision on the shelf, in place of those that were there.
pub fn put(shelf: &str, decision: &str, until: Date, text: &str) -> String {
    let mut blocks = others(shelf, decision);
    let block = format!("{until} {decision}\n{}", text.strip_suffix('\n').unwrap_or(text));
    blocks.push(&block);
    blocks.join(BETWEEN)
}

/// The answers about a decision and their day.
pub fn get(shelf: &str, decision: &str) -> Option<(Date, String)> {
    let block = blocks(shelf).find(|block| of(block).is_some_and(|(_, it)| it == decision))?;
    let (until, _) = of(block)?;
    let (_, text) = block.split_once('\n')?;
    Some((until, text.to_string()))
}

/// The shelf without the answers about a decision.
pub fn without(shelf: &str, decision: &str) -> String {
    others(shelf, decision).join(BETWEEN)
}

/// The shelf without what is past its day, and without what nobody can read.
pub fn without_expired(shelf: &str, today: Date) -> String {
    let fresh = |block: &&str| of(block).is_some_and(|(until, _)| until >= today);
    blocks(shelf).filter(fresh).collect::<Vec<_>>().join(BETWEEN)
}

fn blocks(shelf: &str) -> impl Iterator<Item = &str> {
    // A damaged end must not run into what is put behind it.
    shelf.split(BETWEEN).map(|block| block.trim_end_matches("\n=")).filter(|block| of(block).is_some())
}

fn others<'a>(shelf: &'a str, decision: &str) -> Vec<&'a str> {
    blocks(shelf).filter(|block| of(block).is_some_and(|(_, it)| it != decision)).collect()
}

/// The day and the decision in a block's first line.
fn of(block: &str) -> Option<(Date, &str)> {
    let (until, decision) = block.lines().next()?.split_once(' ')?;
    Some((Date::read(until)?, decision))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    #[test]
    fn decisions_do_not_disturb_one_another() {
        let shelf = put("", "a", TODAY, "one\ntwo\n");
        let shelf = put(&shelf, "b", TODAY.plus_days(30), "three");
        let shelf = put(&shelf, "a", TODAY, "four");
        assert_eq!(get(&shelf, "a"), Some((TODAY, "four".into())));
        assert_eq!(get(&shelf, "b").map(|(_, text)| text).as_deref(), Some("three"));
        assert_eq!(get(&without(&shelf, "a"), "a"), None);
        assert_eq!(get(&without_expired(&shelf, TODAY.plus_days(1)), "a"), None);
        assert!(get(&without_expired(&shelf, TODAY.plus_days(30)), "b").is_some());
        assert_eq!(without(&without(&shelf, "a"), "b"), "");
    }
}
