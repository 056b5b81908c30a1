//! Where the words that a trail quotes stand on the cards. Quotes are found by the numbers in them: looking for each of them in
//! each passage takes longer than all other rules together.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::proof::TRAIL_WORDS;
use super::{TRAIL_SOURCE, units, years};
use crate::cards::Inline;
use crate::cards::trail::{Line, TRAIL_FILE, Trail, even};
use crate::check::language::quantity;
use crate::check::{Card, Part, Passage, Report, is_in, pattern};

pub struct Quotes<'a> {
    lines: Vec<(&'a Line, &'a str)>,
    used: Vec<bool>,
    /// For each number: the quotes that have it, and where in them it begins.
    by_number: BTreeMap<Cow<'a, str>, Vec<(usize, usize)>>,
}

impl<'a> Quotes<'a> {
    pub fn of(trail: &'a Trail) -> Quotes<'a> {
        let lines: Vec<(&Line, &str)> = trail.quoted().collect();
        let mut by_number: BTreeMap<Cow<str>, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, (_, words)) in lines.iter().enumerate() {
            for (at, number) in quantity::beginnings(words) {
                by_number.entry(small(number)).or_default().push((index, at));
            }
        }
        Quotes { used: vec![false; lines.len()], lines, by_number }
    }

    /// Where quotes stand in a passage: their beginnings in order, each with the furthest end of those up to it.
    pub fn covered(
        &mut self,
        card: &Card,
        passage: &Passage,
        numbers: &[(usize, &str)],
        report: &mut Report,
    ) -> Vec<(usize, usize)> {
        let text = passage.plain.as_str();
        let sources = Sources::of(passage);
        let mut found = Vec::new();
        let mut elsewhere = Vec::new();
        for (start, number) in numbers {
            for (index, at) in self.by_number.get(&small(number)).into_iter().flatten() {
                let Some((line, words)) = self.lines.get(*index) else { continue };
                let Some((from, to)) = stands(text, *start, words, *at) else { continue };
                if !says_the_same(text, from, to, words) {
                    continue;
                }
                other_years(card, passage, (from..to, line), report);
                if let Some(used) = self.used.get_mut(*index) {
                    *used = true;
                }
                if !sources.allow(*start, &line.source) && is_about_people(words) {
                    elsewhere.push((from, to, *line));
                } else {
                    found.push((from, to));
                }
            }
        }
        let rightly = reaching(found.clone());
        for (from, to, line) in elsewhere {
            if !reaches(&rightly, from, to) {
                misplaced(card, passage, from..to, line, report);
                found.push((from, to));
            }
        }
        reaching(found)
    }

    /// The lines whose words stand nowhere. Those without a number are looked for here.
    pub fn unused(&self, card: &Card) -> impl Iterator<Item = &'a Line> {
        let unused = self.lines.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.filter_map(|((line, words), _)| {
            let has_number = !quantity::beginnings(words).is_empty();
            let stands = !has_number && card.passages.iter().any(|it| it.plain.contains(words));
            (!stands).then_some(*line)
        })
    }
}

/// Words whose line says other years than stand beside them on the card.
fn other_years(card: &Card, passage: &Passage, (at, line): (Range<usize>, &Line), report: &mut Report) {
    let told: Vec<u16> = years(&passage.plain).collect();
    let mut of_line = years(&line.when).peekable();
    if passage.part != Part::Source
        && !told.is_empty()
        && of_line.peek().is_some()
        && !of_line.any(|it| told.contains(&it))
    {
        let at = (card.path_of(passage), card.span_of(passage, &at));
        let found = report.on(&TRAIL_WORDS, at, "the years beside this are others");
        found.beside((&card.path(TRAIL_FILE), line.at), format!("here they are {}", line.when));
    }
}

/// In order of their beginnings, each with the furthest end of those up to it.
fn reaching(mut found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    found.sort_unstable();
    let mut furthest = 0;
    found.iter_mut().for_each(|(_, to)| {
        furthest = furthest.max(*to);
        *to = furthest;
    });
    found
}

/// Whether one of those places covers this one.
pub fn reaches(covered: &[(usize, usize)], from: usize, to: usize) -> bool {
    let before = covered.partition_point(|(start, _)| *start <= from);
    before.checked_sub(1).and_then(|last| covered.get(last)).is_some_and(|(_, end)| to <= *end)
}

/// A footnote says where the words before it come from: a line under another source says nothing of them.
fn misplaced(card: &Card, passage: &Passage, at: Range<usize>, line: &Line, report: &mut Report) {
    let at = (card.path_of(passage), card.span_of(passage, &at));
    let found = report.on(&TRAIL_SOURCE, at, format!("the footnote here is not `[^{}]`", line.source));
    let other = format!("these words stand under `#{}`", line.source);
    found.beside((&card.path(TRAIL_FILE), line.at), other);
}

/// Which sources the sentences of a passage name.
struct Sources<'a> {
    /// The keys of the footnotes, and where in the plain words they stand, in order.
    notes: Vec<(usize, &'a str)>,
    ends: Vec<usize>,
}

impl<'a> Sources<'a> {
    fn of(passage: &'a Passage) -> Sources<'a> {
        let notes = passage.spans().into_iter().filter_map(|(at, word)| match word {
            Inline::Note(key) if passage.part != Part::Source => Some((at.start, key.as_str())),
            _ => None,
        });
        let notes: Vec<(usize, &str)> = notes.collect();
        let ends = if notes.is_empty() { Vec::new() } else { ends(&passage.plain) };
        Sources { notes, ends }
    }

    /// Whether the sentence at a place names this source. One without a footnote may be of any.
    fn allow(&self, at: usize, source: &str) -> bool {
        let next = self.ends.partition_point(|end| *end <= at);
        let start = next.checked_sub(1).and_then(|last| self.ends.get(last));
        // A footnote behind the full stop still belongs to the sentence.
        let first = start.map_or(0, |start| self.notes.partition_point(|(at, _)| at <= start));
        let end = self.ends.get(next).copied().unwrap_or(usize::MAX);
        let mut own = self.notes.iter().skip(first).take_while(|(at, _)| *at <= end).peekable();
        own.peek().is_none() || own.any(|(_, key)| *key == source)
    }
}

fn ends(text: &str) -> Vec<usize> {
    let pairs = text.as_bytes().windows(2).enumerate();
    pairs.filter(|(_, it)| matches!(it, [b'.' | b'?' | b'!', b' '])).map(|(at, _)| at + 1).collect()
}

/// Whether a quote is of people who were counted. That is one study's; a time or an age may stand in any.
fn is_about_people(words: &str) -> bool {
    words.contains("out of ") || units::words(words).any(units::is_people)
}

fn small(number: &str) -> Cow<'_, str> {
    let is_large = number.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_large { Cow::Owned(number.to_ascii_lowercase()) } else { Cow::Borrowed(number) }
}

/// Where a quote stands in a text, if the number at `at` of the quote is the one at `start` of the text.
fn stands(text: &str, start: usize, words: &str, at: usize) -> Option<(usize, usize)> {
    let ahead = shared(text.get(start..)?.chars(), words.get(at..)?.chars())?;
    let back = shared(text.get(..start)?.chars().rev(), words.get(..at)?.chars().rev())?;
    Some((start - back, start + ahead))
}

/// How many bytes of a text some signs take, if it has them all.
fn shared(mut text: impl Iterator<Item = char>, mut signs: impl Iterator<Item = char>) -> Option<usize> {
    let is_same = |one: char, other: char| one == other || even(one) == even(other);
    signs.try_fold(0, |bytes, sign| {
        let found = text.next().filter(|it| is_same(*it, sign))?;
        Some(bytes + found.len_utf8())
    })
}

/// Whether the words around a quote leave its number what it is: "200 people" is not quoted in "more than 200 people", nor
/// "nobody under 40" in "nobody under 40 kg" or "nobody under 40.5".
fn says_the_same(text: &str, from: usize, to: usize, words: &str) -> bool {
    let (before, after) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let is_inside = |one: &str, other: &str| {
        one.ends_with(char::is_alphanumeric) && other.starts_with(char::is_alphanumeric)
    };
    let is_digit = |sign: char| sign.is_ascii_digit();
    let goes_on = after.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(is_digit));
    let began = before.strip_suffix(['.', ',']).is_some_and(|rest| rest.ends_with(is_digit));
    let is_other_first = words.starts_with(is_digit) && (began || BOUND.is_match(before));
    let is_other_last = words.ends_with(is_digit) && (goes_on || is_measured(after));
    !is_inside(before, words) && !is_inside(words, after) && !is_other_first && !is_other_last
}

// Words that make the number behind them another one.
pattern! { BOUND r"(?i)(?:^|\s)(?:(?:more|less|fewer|longer|shorter|older|younger)\s+than|at\s+(?:least|most)|not)\s*$" }

fn is_measured(after: &str) -> bool {
    let rest = after.trim_start();
    let next = rest.split(|sign: char| !sign.is_alphanumeric()).next();
    rest.starts_with('%') || next.and_then(units::unit).is_some()
}

/// Whether a quote has a word besides its numbers: a number alone would be found in every sentence that has it.
pub fn has_word(words: &str) -> bool {
    let is_number = |word: &str| !quantity::beginnings(word).is_empty();
    let mut words = words.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| !is_number(word) && !is_in("to and or", word))
}
