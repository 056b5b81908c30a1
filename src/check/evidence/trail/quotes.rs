//! Where the words that a trail quotes stand on the cards.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::proof::TRAIL_WORDS;
use super::{TRAIL_SOURCE, units, years};
use crate::cards::Inline;
use crate::cards::trail::{Line, TRAIL_FILE, Trail, even};
use crate::check::{Card, Part, Passage, Report, pattern};

pub struct Quotes<'a> {
    lines: Vec<(&'a Line, &'a str)>,
    used: Vec<bool>,
    /// Looks for all of them at once; there is none where they are too many to be looked for.
    finder: Option<AhoCorasick>,
}

impl<'a> Quotes<'a> {
    pub fn of(trail: &'a Trail) -> Quotes<'a> {
        let lines: Vec<(&Line, &str)> = trail.quoted().collect();
        // The kind that is made soonest: the cards of one decision are short.
        let kind = Some(AhoCorasickKind::NoncontiguousNFA);
        let finder = AhoCorasick::builder().kind(kind).build(lines.iter().map(|(_, words)| evened(words).0));
        Quotes { used: vec![false; lines.len()], lines, finder: finder.ok() }
    }

    /// Where quotes stand in a passage: their beginnings in order, each with the furthest end of those up to it.
    pub fn covered(&mut self, card: &Card, passage: &Passage, report: &mut Report) -> Vec<(usize, usize)> {
        let text = passage.plain.as_str();
        let (even, places) = evened(text);
        let sources = Sources::of(passage);
        let mut found = Vec::new();
        let mut elsewhere = Vec::new();
        for it in self.finder.iter().flat_map(|it| it.find_overlapping_iter(&even)) {
            let quote = it.pattern().as_usize();
            let moved = |at: usize| places.get(at).copied().unwrap_or(text.len());
            let origin = |at: usize| if places.is_empty() { at } else { moved(at) };
            let (from, to) = (origin(it.start()), origin(it.end()));
            let Some((line, words)) = self.lines.get(quote) else { continue };
            let Some(used) = self.used.get_mut(quote).filter(|_| says_the_same(text, from, to, words)) else {
                continue;
            };
            *used = true;
            other_years(card, passage, (from..to, line), report);
            if !sources.allow(from, &line.source) && is_about_people(words) {
                elsewhere.push((from, to, *line));
            } else {
                found.push((from, to));
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

    /// The lines whose words stand nowhere.
    pub fn unused(&self) -> impl Iterator<Item = &'a Line> {
        let unused = self.lines.iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.map(|((line, _), _)| *line)
    }
}

/// A text with one sign for those that are the same to a reader; and where each of its bytes comes from, unless each stands
/// where it stood, as in most texts.
fn evened(text: &str) -> (String, Vec<usize>) {
    let signs: String = text.chars().map(even).collect();
    if signs.len() == text.len() {
        return (signs, Vec::new());
    }
    let places = text.char_indices().flat_map(|(at, sign)| std::iter::repeat_n(at, even(sign).len_utf8()));
    (signs, places.collect())
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
    let at = card.range_of(passage, &at);
    let found = report.on(&TRAIL_SOURCE, at, format!("the footnote here is not `[^{}]`", line.source));
    let other = format!("these words stand under `#{}`", line.source);
    found.beside((&card.path(TRAIL_FILE), line.at), other);
}

/// Which sources the sentences of a passage name.
struct Sources<'a> {
    /// The keys of the footnotes, and where in the plain words they stand, in order.
    notes: Vec<(usize, &'a str)>,
    /// Where sentences begin.
    begins: Vec<usize>,
}

impl<'a> Sources<'a> {
    fn of(passage: &'a Passage) -> Sources<'a> {
        let notes = passage.spans().into_iter().filter_map(|(at, word)| match word {
            Inline::Note(key) if passage.part != Part::Source => Some((at.start, key.as_str())),
            _ => None,
        });
        let begins = passage.tokens.sentences().map(|it| passage.tokens.at(it.start).start);
        Sources { notes: notes.collect(), begins: begins.collect() }
    }

    /// Whether the sentence at a place names this source. One without a footnote may be of any, and one behind the full stop
    /// still belongs to the sentence.
    fn allow(&self, at: usize, source: &str) -> bool {
        let next = self.begins.partition_point(|begin| *begin <= at);
        let begin = |index: Option<usize>| index.and_then(|index| self.begins.get(index)).copied();
        let sentence = begin(next.checked_sub(1)).unwrap_or(0)..begin(Some(next)).unwrap_or(usize::MAX);
        let first = self.notes.partition_point(|(at, _)| *at < sentence.start);
        let mut own = self.notes.iter().skip(first).take_while(|(at, _)| *at < sentence.end).peekable();
        own.peek().is_none() || own.any(|(_, key)| *key == source)
    }
}

/// Whether a quote is of people who were counted. That is one study's; a time or an age may stand in any.
fn is_about_people(words: &str) -> bool {
    words.contains("out of ") || units::words(words).any(units::is_people)
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
