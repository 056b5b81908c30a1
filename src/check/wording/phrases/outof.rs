//! "12 out of 100 people", "Out of 100 people, 12": how many out of how many, as running words say it.

use std::ops::Range;

use crate::cards::outcome::is_denominator;
use crate::check::is_in;
use crate::check::language::tokens::{Tokens, is_time, is_year};

/// How many out of how many.
#[derive(Debug)]
pub struct OutOf {
    /// The first of its words, and the place after its last.
    pub at: Range<usize>,
    /// How many; nothing for "2 to 78 out of 100".
    pub count: Option<u32>,
    /// The lowest and highest number that is given, the count's own range among them.
    pub ends: (u32, u32),
    /// Out of how many.
    pub whole: u32,
}

/// So many words may stand between the two numbers: "12 men and women out of 100".
const BETWEEN: usize = 4;

impl OutOf {
    /// All that a sentence says.
    pub fn all(tokens: &Tokens, sentence: &Range<usize>) -> Vec<OutOf> {
        let mut found: Vec<OutOf> = Vec::new();
        for index in sentence.clone().filter(|index| tokens.word(*index) == "of") {
            let after = found.last().map_or(sentence.start, |it| it.at.end);
            let is_out = tokens.before(index, 1) == "out";
            let behind = || (is_out && after < index).then(|| OutOf::behind(tokens, after..index - 1, index));
            let ahead = || OutOf::ahead(tokens, index, sentence, is_out);
            found.extend(behind().flatten().or_else(ahead));
        }
        found
    }

    /// "Fewer than 1 out of 100", "20 more out of 100": not how many, but how many more, or at most.
    pub fn is_compared(&self, tokens: &Tokens) -> bool {
        let mut inside = self.at.start..self.at.end + 1;
        tokens.before(self.at.start, 1) == "than"
            || inside.any(|index| is_in("more fewer less extra", tokens.word(index)))
    }

    /// "12 out of 100", "12 (9 to 15) out of 100", "from 9 to 15 out of 100".
    fn behind(tokens: &Tokens, before: Range<usize>, of: usize) -> Option<OutOf> {
        let (whole, words) = tokens.value(of + 1)?;
        let near = before.clone().rev().take(BETWEEN + 1);
        let mut near = near.take_while(|index| !tokens.after(*index).contains([',', ';', ':']));
        let (index, last) = near.find_map(|index| {
            let is_counted = !is_time(tokens.word(index + 1)) && !is_year(tokens.word(index));
            tokens.value(index).filter(|_| is_counted).map(|(it, _)| (index, it))
        })?;
        let at = |start: usize| start..of + 1 + words;
        let back = |words: usize| index.checked_sub(words).filter(|it| *it >= before.start);
        let is_range = matches!(tokens.before(index, 1), "to" | "and");
        let from = back(2).filter(|_| is_range).and_then(|from| Some((from, tokens.value(from)?.0)));
        let Some((from, low)) = from else {
            return Some(OutOf { at: at(index), count: Some(last), ends: (last, last), whole });
        };
        let is_bracket = tokens.gap_before(from).trim_start().starts_with('(');
        let count = back(3).filter(|_| is_bracket).and_then(|it| Some((it, tokens.value(it)?.0)));
        let start = count.map_or(from, |(start, _)| start);
        Some(OutOf { at: at(start), count: count.map(|it| it.1), ends: (low, last), whole })
    }

    /// "Out of 100 people, 12", "Of every 100 people, about 12". "Of 334 asked, 12" says how a study went.
    fn ahead(tokens: &Tokens, of: usize, sentence: &Range<usize>, is_out: bool) -> Option<OutOf> {
        let every = usize::from(tokens.word(of + 1) == "every");
        let (whole, words) = tokens.value(of + 1 + every)?;
        let first = of - usize::from(is_out);
        if !(is_out || (is_denominator(whole) && first == sentence.start)) {
            return None;
        }
        let from = of + every + words;
        let mut near = (from..sentence.end).take(BETWEEN + 2);
        let comma = near.find(|index| tokens.after(*index).contains(','))?;
        let index = (comma + 1..sentence.end).take(3).find(|index| tokens.value(*index).is_some())?;
        let (count, words) = tokens.value(index)?;
        let is_span = is_time(tokens.word(index + words)) || is_year(tokens.word(index));
        let (at, ends) = (first..index + words, (count, count));
        (!is_span).then_some(OutOf { at, count: Some(count), ends, whole })
    }
}
