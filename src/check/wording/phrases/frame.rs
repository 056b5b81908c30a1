//! How many out of how many in running words: whether it can be true, fits the tables, has a source, and says what happened
//! to the others.

use crate::cards::outcome::is_denominator;
use std::collections::BTreeSet;
use std::ops::Range;

use super::outof::OutOf;
use super::{COUNT_SOURCE, Card, ONE_FRAME, Part, Passage, Report, authors};
use crate::cards::prose;
use crate::check::language::tokens::Tokens;
use crate::check::structure::reader::COUNT_PAST;
use crate::check::structure::tables::DENOMINATORS_MIXED;

/// Every "so many out of so many" of a passage, with its sentence.
fn shares(passage: &Passage) -> impl Iterator<Item = (OutOf, Range<usize>)> {
    // Most passages have none, and this is cheaper than looking at each of their sentences.
    let may_have = passage.tokens.has("of");
    let sentences = passage.tokens.sentences().filter(move |_| may_have);
    sentences.flat_map(|sentence| {
        let all = OutOf::all(&passage.tokens, &sentence);
        all.into_iter().map(move |it| (it, sentence.clone()))
    })
}

/// In a decision and in any paper.
pub fn counts(card: &Card, report: &mut Report) {
    if !card.is_english() {
        return;
    }
    let tables = card.decision.iter().flat_map(|decision| &decision.tables);
    let counted = tables.filter(|table| !table.people.are_measured());
    let wholes: BTreeSet<u32> = counted.map(|table| table.people.denominator()).collect();
    let sourced = sourced(card);
    for passage in card.passages.iter().filter(|passage| authors(card, passage)) {
        let found: Vec<OutOf> = shares(passage).map(|(it, _)| it).collect();
        let Some(first) = found.first() else { continue };
        let path = card.path_of(passage);
        let at = |share: &OutOf| card.span_of(passage, &passage.tokens.span(&share.at));
        for share in &found {
            if let Some(why) = past(share) {
                report.add(&COUNT_PAST, path, at(share), why);
            } else if let Some(whole) = other_whole(share, &found, &wholes) {
                let message = format!("the tables of this decision count out of {whole}");
                report.add(&DENOMINATORS_MIXED, path, at(share), message);
            }
        }
        let needs_source = card.decision.is_some() && passage.part.is_prose() && !is_equation(&found);
        if needs_source && prose::notes(&passage.words).is_empty() && !sourced.contains(&location(passage)) {
            report.add(&COUNT_SOURCE, path, at(first), "no footnote says where this comes from");
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

/// Each is held against its whole paragraph; nobody says so many in one.
const MOST_SHARES: usize = 50;

/// How many this is out of 1,000.
fn part(share: &OutOf) -> Option<u64> {
    share.count.map(|count| u64::from(count) * 1000 / u64::from(share.whole.max(1)))
}

/// The whole of the tables where a share has another, and is not said out of theirs as well.
fn other_whole(share: &OutOf, all: &[OutOf], wholes: &BTreeSet<u32>) -> Option<u32> {
    let differs = is_denominator(share.whole) && !wholes.contains(&share.whole);
    let whole = wholes.first().filter(|_| differs)?;
    let mut others = all.iter().take(MOST_SHARES).filter(|it| wholes.contains(&it.whole));
    let is_said_so = others.any(|it| part(it).is_some() && part(it) == part(share));
    (!is_said_so).then_some(*whole)
}

/// "5 out of 100 is 50 out of 1,000": says nothing of anybody.
fn is_equation(found: &[OutOf]) -> bool {
    matches!(found, [one, other] if one.whole != other.whole && part(one).is_some() && part(one) == part(other))
}

/// Under which headings a passage stands.
type Location<'a> = (usize, &'a str, &'a str);

fn location(passage: &Passage) -> Location<'_> {
    (passage.file, &passage.section, &passage.under)
}

/// The headings under which a table stands, or a paragraph that has a footnote, which speaks for the lines of a list too.
fn sourced<'a>(card: &'a Card) -> BTreeSet<Location<'a>> {
    let has_note = |it: &&Passage| match it.part {
        Part::Paragraph => !prose::notes(&it.words).is_empty(),
        part => part == Part::RowName,
    };
    card.passages.iter().filter(has_note).map(location).collect()
}

pub fn one_frame(card: &Card, report: &mut Report) {
    let is_meant = |passage: &&Passage| {
        let of_choice = card.file_of(passage).is_some_and(|file| file.option.is_some());
        of_choice && matches!(passage.section.as_str(), "good" | "hard") && passage.part.is_prose()
    };
    for passage in card.passages.iter().filter(is_meant).filter(|_| card.is_english()) {
        for (share, sentence) in shares(passage).take(MOST_SHARES) {
            let Some(rest) = share.count.and_then(|count| share.whole.checked_sub(count)) else { continue };
            if rest > 0 && !is_difference(&passage.tokens, &share, &sentence) && !has_others(passage, rest) {
                let at = card.span_of(passage, &passage.tokens.span(&share.at));
                report.add(
                    &ONE_FRAME,
                    card.path_of(passage),
                    at,
                    format!("what happened to the other {rest}?"),
                );
            }
        }
    }
}

/// "11 more out of 1,000", "fewer than 1 out of 100": not how many, but how many more or at most.
fn is_difference(tokens: &Tokens, share: &OutOf, sentence: &Range<usize>) -> bool {
    let compares = |word: &str| matches!(word, "more" | "fewer" | "less");
    let after = share.at.start..(share.at.end + 1).min(sentence.end);
    let is_bound = tokens.before(share.at.start, 1) == "than" && compares(tokens.before(share.at.start, 2));
    is_bound || tokens.has("extra") || after.clone().any(|index| compares(tokens.word(index)))
}

/// Whether a passage says what happened to the others.
fn has_others(passage: &Passage, rest: u32) -> bool {
    let tokens = &passage.tokens;
    (0..tokens.len()).any(|index| match tokens.word(index) {
        "others" | "remaining" | "other" => true,
        "rest" => tokens.before(index, 1) == "the",
        _ => tokens.value(index).is_some_and(|(it, _)| it == rest),
    })
}
