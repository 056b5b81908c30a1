//! How many out of how many in running words: whether it can be true, fits the tables, has a source, and says what happened
//! to the others.

use std::collections::BTreeSet;
use std::ops::Range;

use super::outof::OutOf;
use super::{COUNT_SOURCE, Card, ONE_FRAME, Part, Passage, Report, authors};
use crate::cards::outcome::is_denominator;
use crate::cards::{Decision, prose};
use crate::check::balance::in_words::FILLING;
use crate::check::language::tokens::{Tokens, is_time};
use crate::check::structure::reader::COUNT_PAST;
use crate::check::structure::screening::PARTS_WHOLE;
use crate::check::structure::tables::{DENOMINATORS_MIXED, WHEN_VAGUE};
use crate::check::{MOST, is_in};

/// Every "so many out of so many" of a passage.
fn shares(passage: &Passage) -> Vec<OutOf> {
    // Most passages have none, and this is cheaper than looking at each of their sentences.
    let sentences = passage.tokens.sentences().filter(|_| passage.tokens.has("of"));
    sentences.flat_map(|it| OutOf::all(&passage.tokens, &it)).take(MOST).collect()
}

/// Times besides those that are counted in days or years.
const MOMENTS: &str = "time age aged birth pregnancy lifetime during ever";

/// In a decision and in any paper.
pub fn counts(card: &Card, report: &mut Report) {
    let tables = card.decision.iter().flat_map(|decision| &decision.tables);
    let counted = tables.clone().filter(|table| !table.people.are_measured());
    let wholes: BTreeSet<u32> = counted.map(|table| table.people.denominator()).collect();
    let rows = tables.flat_map(|table| &table.rows);
    let told = rows.flat_map(|row| row.cells.iter().map(move |cell| (cell, row.label.as_str())));
    let told = told.filter_map(|(it, label)| Some((Some(it.finding()?.count().seen().0), label)));
    let told: BTreeSet<(Option<u32>, &str)> = told.collect();
    let is_of_a_test = card.first().head.value("kind") == Some("test");
    let sourced: BTreeSet<Under> =
        card.passages.iter().filter(|it| speaks_for_others(it)).map(under).collect();
    for passage in authors(card).filter(|_| card.is_english()) {
        let found = shares(passage);
        for share in &found {
            let at = card.run_of(passage, &share.at);
            if let Some(why) = past(share) {
                report.on(&COUNT_PAST, at, why);
            } else if let Some(whole) = other_whole(share, &found, &wholes) {
                let message = format!("the tables of this decision count out of {whole}");
                report.on(&DENOMINATORS_MIXED, at, message);
            }
        }
        for at in more_than_all(&passage.tokens) {
            report.on(&COUNT_PAST, card.run_of(passage, &at), "more than there are");
        }
        for (at, message) in wrong_rests(&passage.tokens, &found) {
            report.on(&PARTS_WHOLE, card.run_of(passage, &at), message);
        }
        let is_timed = || passage.tokens.words().any(|it| is_time(it) || is_in(MOMENTS, it));
        let is_of_row = |label: &str| {
            let mut words = label.split(' ').filter(|it| !FILLING.has(it));
            words.any(|it| passage.tokens.has(it))
        };
        let is_told = |it: &&OutOf| told.iter().any(|(count, label)| it.count == *count && is_of_row(label));
        let asks = passage.under.is_empty() && !prose::notes(&passage.words).is_empty() && !is_of_a_test;
        if let Some(share) = found.iter().find(is_told).filter(|_| asks && !is_timed()) {
            report.on(&WHEN_VAGUE, card.run_of(passage, &share.at), "when? The tables say a time");
        }
        let needs_source = card.decision.is_some() && passage.part.is_prose() && !is_equation(&found);
        let has_source = !prose::notes(&passage.words).is_empty() || sourced.contains(&under(passage));
        if let Some(first) = found.first().filter(|_| needs_source && !has_source) {
            let at = card.run_of(passage, &first.at);
            report.on(&COUNT_SOURCE, at, "no footnote says where this comes from");
        }
    }
}

/// What cannot be: more than there are, or outside its own range.
fn past(share: &OutOf) -> Option<String> {
    let (low, high) = share.ends;
    let outside = share.count.is_some_and(|it| it < low || it > high);
    if low > share.whole || high > share.whole || share.count.is_some_and(|it| it > share.whole) {
        return Some(format!("more than the {} there are", share.whole));
    }
    (outside || low > high).then(|| format!("the number is not from {low} to {high}"))
}

/// "250 of the 200 people".
fn more_than_all(tokens: &Tokens) -> Vec<Range<usize>> {
    let of = (1..tokens.len())
        .filter(|at| tokens.word(*at) == "of" && is_in("the these those our", tokens.word(at + 1)));
    let counted = of.filter_map(|at| Some((at, tokens.value(at - 1)?.0, tokens.value(at + 2)?)));
    counted
        .filter(|(_, count, (whole, _))| count > whole)
        .map(|(at, _, (_, words))| at - 1..at + 2 + words)
        .collect()
}

/// How many this is out of 1,000.
fn part(share: &OutOf) -> Option<u64> {
    share.count.map(|count| u64::from(count) * 1000 / u64::from(share.whole.max(1)))
}

fn is_same(one: &OutOf, other: &OutOf) -> bool {
    part(one).is_some() && part(one) == part(other)
}

/// "18 out of 100 had numb skin, and the other 72 had none": others that are not the rest of anybody told before.
fn wrong_rests(tokens: &Tokens, found: &[OutOf]) -> Vec<(Range<usize>, String)> {
    let mut wrong = Vec::new();
    let told = |index: usize| found.iter().filter(move |it| it.at.end <= index);
    for index in found.first().map_or(0..0, |first| first.at.end..tokens.len()) {
        let Some((others, words)) = tokens.value(index).filter(|_| is_of_others(tokens, index)) else {
            continue;
        };
        let is_in_share = found.iter().any(|it| it.at.contains(&index));
        let rests = || told(index).filter_map(|it| it.whole.checked_sub(it.count?));
        if !is_in_share && !rests().any(|it| it == others) {
            let last =
                rests().next_back().map(|rest| (index..index + words, format!("the others are {rest}")));
            wrong.extend(last);
        }
    }
    wrong
}

/// "The other 82", "leaving 82", "82 did not", "82 reported none", "not in 82": a number of those it did not happen to.
fn is_of_others(tokens: &Tokens, index: usize) -> bool {
    const OTHERS: &str = "other others remaining rest leaving leaves";
    const DENIES: &str = "not none no without unable never free spared";
    let after = index + tokens.value(index).map_or(1, |(_, words)| words);
    let is_counted = tokens.begins_clause(after)
        || !(is_time(tokens.word(after)) || is_in("of out in per percent to", tokens.word(after)));
    // In the same clause, and near.
    let ends = (after..tokens.len()).find(|it| *it > after && tokens.begins_clause(*it));
    let near = after..ends.unwrap_or(tokens.len()).min(after + 4);
    let is_denied = !tokens.begins_clause(after) && near.clone().any(|it| is_in(DENIES, tokens.word(it)));
    // "And 82 did".
    let is_short = is_in("did do had were was could", tokens.word(after)) && tokens.begins_clause(after + 1);
    let is_not_in = tokens.before(index, 1) == "in" && tokens.before(index, 2) == "not";
    is_counted && (is_in(OTHERS, tokens.before(index, 1)) || is_denied || is_short || is_not_in)
}

/// The whole of the tables where a share has another, and is not said out of theirs as well.
fn other_whole(share: &OutOf, all: &[OutOf], wholes: &BTreeSet<u32>) -> Option<u32> {
    let differs = is_denominator(share.whole) && !wholes.contains(&share.whole);
    let is_said_so = || all.iter().any(|it| wholes.contains(&it.whole) && is_same(it, share));
    wholes.first().copied().filter(|_| differs && !is_said_so())
}

/// "5 out of 100 is 50 out of 1,000": says nothing of anybody.
fn is_equation(found: &[OutOf]) -> bool {
    matches!(found, [one, other] if one.whole != other.whole && is_same(one, other))
}

/// Under which headings a passage stands.
type Under<'a> = (usize, &'a str, &'a str);

fn under(passage: &Passage) -> Under<'_> {
    (passage.file, &passage.section, &passage.under)
}

/// Whether it is a table, or a paragraph with a footnote, which speaks for the lines of a list below the same heading too.
fn speaks_for_others(passage: &Passage) -> bool {
    let has_note = || passage.part == Part::Paragraph && !prose::notes(&passage.words).is_empty();
    passage.part == Part::RowName || has_note()
}

/// Good and hard points say what happened to the others as well.
pub fn one_frame(card: &Card, _: &Decision, report: &mut Report) {
    let is_point = |it: &&Passage| is_in("good hard", &it.section) && it.part.is_prose();
    for passage in card.passages.iter().filter(is_point) {
        if card.file_of(passage).option.is_none() {
            continue;
        }
        for share in shares(passage) {
            let rest = share.count.and_then(|count| share.whole.checked_sub(count)).unwrap_or_default();
            if rest > 0 && !share.is_compared(&passage.tokens) && !has_others(passage, rest) {
                let message = format!("what happened to the other {rest}?");
                report.on(&ONE_FRAME, card.run_of(passage, &share.at), message);
            }
        }
    }
}

/// Whether a passage says what happened to the others, or counts only those that are more.
fn has_others(passage: &Passage, rest: u32) -> bool {
    let tokens = &passage.tokens;
    (0..tokens.len()).any(|index| match tokens.word(index) {
        "others" | "remaining" | "other" | "extra" => true,
        "rest" => tokens.before(index, 1) == "the",
        _ => tokens.value(index).is_some_and(|(it, _)| it == rest),
    })
}
