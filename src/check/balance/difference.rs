//! The sentence on the difference between the columns of a row, held against the row's numbers.

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Count, Finding, Row, prose};
use crate::check::balance::alike::is_same;
use crate::check::language::lists::List;
use crate::check::language::tokens::{Tokens, is_digits, is_time, number};
use crate::check::rule::{Rule, rule};
use crate::check::structure::tables::cell_span;
use crate::check::{Card, Check, Part, Report};

rule!(RANGE_CONTRADICTS, Warning, "range-contradicts");
rule!(DIFFERENCE_WRONG_WAY, Error, "difference-wrong-way");

/// On the sentence in the last column of a table.
pub const RULES: &[(&Rule, Check)] =
    &[(&RANGE_CONTRADICTS, Check::Decision(differences)), (&DIFFERENCE_WRONG_WAY, Check::ByAnother)];

/// Looks at every sentence that stands beside at least two columns.
fn differences(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|_| card.is_english()) else { return };
    for table in decision.tables.iter().filter(|table| table.columns.len() > 1) {
        let names: Vec<Vec<String>> =
            table.columns.iter().map(|it| column_words(&prose::plain(&it.studied))).collect();
        for row in &table.rows {
            let Some(findings) = findings(row) else { continue };
            if let Some((rule, why)) = judge(&names, &findings, &prose::plain(&row.difference)) {
                report.add(rule, &card.path(DECISION_FILE), cell_span(card, row, Part::Difference), why);
            }
        }
    }
}

/// What is wrong with a sentence beside the numbers of some columns, by the words of their names.
pub(super) fn judge(
    names: &[Vec<String>],
    findings: &[&Finding],
    text: &str,
) -> Option<(&'static Rule, String)> {
    let text = Tokens::of(text);
    let clauses = Clause::all(&text);
    let factor = || clauses.iter().find_map(|clause| wrong_factor(findings, clause));
    let wrong = wrong_way(names, findings, &clauses).or_else(factor);
    let wrong = wrong.map(|why| (&DIFFERENCE_WRONG_WAY, why));
    wrong.or_else(|| contradicted(findings, &text, &clauses).map(|why| (&RANGE_CONTRADICTS, why)))
}

pub(super) fn findings(row: &Row) -> Option<Vec<&Finding>> {
    let found = row.cells.iter().map(|cell| if let Cell::Finding(it) = cell { Some(it) } else { None });
    found.collect()
}

/// What stands between two commas or stops, as places of words, and whether it is in the first sentence.
struct Clause<'a> {
    tokens: &'a Tokens,
    start: usize,
    end: usize,
    is_first: bool,
}

/// Words that say that one column has more than another, or fewer.
struct Way {
    index: usize,
    is_more: bool,
    /// "Highest": no other column has more. "More": not every other column has more.
    is_utmost: bool,
}

impl<'a> Clause<'a> {
    fn all(tokens: &'a Tokens) -> Vec<Clause<'a>> {
        let mut clauses = Vec::new();
        for (number, sentence) in tokens.sentences().enumerate() {
            let mut start = sentence.start;
            for index in sentence.clone() {
                if index + 1 == sentence.end || tokens.after(index).contains([',', ';']) {
                    clauses.push(Clause { tokens, start, end: index + 1, is_first: number == 0 });
                    start = index + 1;
                }
            }
        }
        clauses
    }

    fn word(&self, index: usize) -> &'a str {
        if (self.start..self.end).contains(&index) { self.tokens.word(index) } else { "" }
    }

    fn before(&self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    fn has(&self, words: &[&str]) -> bool {
        (self.start..self.end).any(|index| words.contains(&self.word(index)))
    }

    fn ways(&self) -> Vec<Way> {
        (self.start..self.end).filter_map(|index| self.way(index)).collect()
    }

    fn way(&self, index: usize) -> Option<Way> {
        let is_denied = matches!(self.before(index, 1), "no" | "not" | "any" | "or" | "nor" | "neither");
        let (is_more, is_utmost) = match self.word(index) {
            "more" | "higher" | "greater" => (true, false),
            "fewer" | "less" | "lower" => (false, false),
            "most" | "highest" => (true, true),
            "fewest" | "lowest" => (false, true),
            _ => {
                let (factor, words) = self.factor(index)?;
                // "Twice more": the next word is the way.
                let is_said =
                    matches!(self.word(index + words), "more" | "fewer" | "less" | "higher" | "lower");
                return (!is_denied && !is_said).then_some(Way {
                    index,
                    is_more: factor > 1.0,
                    is_utmost: false,
                });
            }
        };
        (!is_denied).then_some(Way { index, is_more, is_utmost })
    }

    /// "Twice as", "half the", "fourfold", "3 times as": how many times, and how many words say so.
    fn factor(&self, index: usize) -> Option<(f64, usize)> {
        let (word, next, later) = (self.word(index), self.word(index + 1), self.word(index + 2));
        let compared = COMPARED.value(word).filter(|_| matches!(next, "as" | "the"));
        if let Some(percent) = compared.or_else(|| CHANGED.value(word)) {
            return Some((f64::from(percent) / 100.0, 1));
        }
        match word.strip_suffix("fold") {
            Some(times) if !times.is_empty() => Some((value(times)?, 1)),
            _ if next == "fold" => Some((value(word)?, 2)),
            _ if next == "times" && matches!(later, "as" | "the" | "more" | "higher" | "fewer") => {
                Some((value(word)?, 2))
            }
            _ => None,
        }
    }

    /// Where the words of the compared column are: after "with" and the like, or before a colon.
    fn named(&self, way: &Way) -> Option<Vec<&'a str>> {
        let ahead = way.index..self.end;
        let than = ahead.clone().find(|index| self.word(*index) == "than").unwrap_or(self.end);
        let links = ["with", "after", "without", "who", "given", "on", "in", "under", "from", "among"];
        let link = ahead.clone().find(|index| links.contains(&self.word(*index)));
        let colon = (self.start..way.index).find(|index| self.tokens.after(*index).contains(':'));
        let words = match (link, colon) {
            (Some(link), _) if link < than => link..than,
            (None, Some(colon)) => self.start..colon + 1,
            _ => return None,
        };
        Some(words.map(|index| self.word(index)).collect())
    }
}

/// The value of a number in digits or letters.
fn value(word: &str) -> Option<f64> {
    if is_digits(word) { word.replace(',', "").parse().ok() } else { number(word).map(f64::from) }
}

/// A sentence such as "More people with surgery." against the counts. Nothing unless it surely names one column.
fn wrong_way(names: &[Vec<String>], findings: &[&Finding], clauses: &[Clause]) -> Option<String> {
    clauses.iter().find_map(|clause| {
        let ways = clause.ways();
        let [way] = ways.as_slice() else { return None };
        if clause.has(&["not"]) {
            return None;
        }
        let one = named_column(&telling(&clause.named(way)?), names)?;
        let (low, high) = findings.get(one)?.count().seen();
        let others = || {
            let others = findings.iter().enumerate().filter(|(index, _)| *index != one);
            others.map(|(_, it)| it.count().seen())
        };
        let beyond = |(least, most): (u32, u32)| if way.is_more { high < least } else { low > most };
        let as_far = |(least, most): (u32, u32)| if way.is_more { high <= least } else { low >= most };
        let opposite = if way.is_utmost { others().any(beyond) } else { others().all(beyond) };
        if opposite {
            return Some("the numbers of this row say the opposite".to_string());
        }
        let same = !way.is_utmost && others().all(as_far);
        same.then(|| "the numbers of this row are the same".to_string())
    })
}

/// Words are held against those of all columns; no sentence names a column in so many, and no table has so many.
const MOST_WORDS: usize = 20;
const MOST_COLUMNS: usize = 20;

/// The one column that words name: those that have all of them, or else those all of whose words are among them.
fn named_column(named: &[String], names: &[Vec<String>]) -> Option<usize> {
    let has_all = |name: &[String]| named.iter().all(|word| name.iter().any(|it| is_same(it, word)));
    let is_within = |name: &[String]| name.iter().all(|it| named.iter().any(|word| is_same(it, word)));
    let one = |is_meant: &dyn Fn(&[String]) -> bool| {
        let mut found = names.iter().enumerate().filter(|(_, name)| !name.is_empty() && is_meant(name));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        }
    };
    if named.is_empty() || named.len() > MOST_WORDS || names.len() > MOST_COLUMNS {
        return None;
    }
    one(&|name| has_all(name) && is_within(name)).or_else(|| one(&has_all)).or_else(|| one(&is_within))
}

static COMPARED: List = List::named("times-compared");
static CHANGED: List = List::named("times-changed");
static FILLING: List = List::named("filling-of-columns");

/// "with an operation" → "operation", "without radiotherapy" → "no-radiotherapy".
fn telling(words: &[&str]) -> Vec<String> {
    let mut words_left = Vec::new();
    let mut is_without = false;
    for word in words.iter().filter(|word| !FILLING.has(word) && !word.is_empty()) {
        let says_without = matches!(*word, "no" | "without");
        if !says_without {
            words_left.push(if is_without { format!("no-{word}") } else { word.to_string() });
        }
        is_without = says_without;
    }
    words_left
}

pub(super) fn column_words(studied: &str) -> Vec<String> {
    let tokens = Tokens::of(studied);
    let words: Vec<&str> = (0..tokens.len()).map(|index| tokens.word(index)).collect();
    telling(&words)
}

/// How far apart a ratio may be from the words for it: "twice as many" is said of 1.6 to 2.5 times.
const LOOSELY: f64 = 1.25;

/// "Twice as many" against the two numbers.
fn wrong_factor(findings: &[&Finding], clause: &Clause) -> Option<String> {
    let [one, other] = findings else { return None };
    let index = (clause.start..clause.end).find(|index| clause.factor(*index).is_some())?;
    let (factor, words) = clause.factor(index).filter(|(factor, _)| *factor > 0.0)?;
    let times = if factor < 1.0 { 1.0 / factor } else { factor };
    let (one, other) = (one.count().seen(), other.count().seen());
    let (more, fewer) = if one.0 + one.1 < other.0 + other.1 { (other, one) } else { (one, other) };
    // Counts are rounded: 3 may have been anything from 2.5 to 3.5.
    let most = (f64::from(more.1) + 0.5) / (f64::from(fewer.0) - 0.5).max(0.01);
    let least = (f64::from(more.0) - 0.5) / (f64::from(fewer.1) + 0.5);
    // "More than twice", "less than half".
    let is_least = clause.before(index, 1) == "than" || clause.before(index, 2) == "than";
    let fits = most * LOOSELY >= times && (is_least || least <= times * LOOSELY);
    let text: Vec<&str> = (index..index + words + 2).map(|index| clause.word(index)).collect();
    (!fits)
        .then(|| format!("but the numbers are {} and {}: not `{}`", more.1, fewer.0, text.join(" ").trim()))
}

/// What the words and the numbers leave in doubt: differences claimed or denied against the ranges, and sums that do not fit.
fn contradicted(findings: &[&Finding], text: &Tokens, clauses: &[Clause]) -> Option<String> {
    let is_hedged = ["chance", "unclear", "uncertain", "unsure"].iter().any(|word| text.has(word));
    let claims = clauses.iter().any(|clause| clause.is_first && !clause.ways().is_empty());
    let denied = !claims && denies(text);
    let wrong_sum = || clauses.iter().find_map(|clause| wrong_sum(findings, clause));
    let doubt = match (claims, denied) {
        (true, _) if !is_hedged => within(findings),
        (_, true) => apart(findings),
        _ => None,
    };
    doubt.or_else(wrong_sum)
}

/// Whether the first sentence says that the columns are alike, or were not compared.
fn denies(text: &Tokens) -> bool {
    let Some(first) = text.sentences().next() else { return false };
    let has = |words: &[&str]| first.clone().any(|index| words.contains(&text.word(index)));
    let no_difference = first.clone().any(|index| {
        text.word(index) == "no" && (1..5).any(|ahead| text.word(index + ahead).starts_with("difference"))
    });
    let alike = ["same", "similar", "similarly", "alike", "equal", "equally", "identical"];
    let is_not = has(&["not", "nothing", "unlike"]);
    no_difference || (has(&alike) && !is_not) || text.reads(first.start, &["not", "compared"])
}

type Range = (u32, u32, u32);

fn ranges(findings: &[&Finding]) -> Option<Vec<Range>> {
    let range = |it: &&Finding| match it.count() {
        Count::Likely { count, low, high } => Some((count, low, high)),
        _ => None,
    };
    findings.iter().map(range).collect()
}

/// Every two of some.
fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    list.iter()
        .enumerate()
        .flat_map(|(index, one)| list.iter().skip(index + 1).map(move |other| (one, other)))
}

/// A claimed difference that may be chance: only where every column has a range.
fn within(findings: &[&Finding]) -> Option<String> {
    let ranges = ranges(findings)?;
    let is_within = |count: u32, range: &Range| range.1 <= count && count <= range.2;
    let all_within = pairs(&ranges).all(|(one, other)| is_within(one.0, other) && is_within(other.0, one));
    all_within.then(|| "but each number lies within the range of the others".to_string())
}

/// Numbers without ranges are far apart if so many of a hundred lie between them.
const FAR_APART: u32 = 20;

/// A denied difference that the numbers show.
fn apart(findings: &[&Finding]) -> Option<String> {
    if let Some(ranges) = ranges(findings) {
        let (one, other) = pairs(&ranges).find(|(one, other)| one.2 < other.1 || other.2 < one.1)?;
        return Some(format!("but {} to {} and {} to {} do not overlap", one.1, one.2, other.1, other.2));
    }
    let seen: Vec<(u32, u32, u32)> = findings
        .iter()
        .map(|it| (it.count().seen().0, it.count().seen().1, it.people().denominator()))
        .collect();
    let is_far = |one: &Range, other: &Range| {
        let between = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
        u64::from(between) * 100 >= u64::from(FAR_APART) * u64::from(one.2)
    };
    let (one, other) = pairs(&seen).find(|(one, other)| is_far(one, other))?;
    Some(format!("but {} and {} are far apart, and no ranges show that this may be chance", one.1, other.0))
}

/// "About 20 fewer" against the two numbers. Both were rounded, so one more or less is right.
fn wrong_sum(findings: &[&Finding], clause: &Clause) -> Option<String> {
    let [one, other] = findings else { return None };
    let follows = |index: usize| matches!(clause.word(index + 1), "more" | "fewer" | "less");
    let index =
        (clause.start..clause.end).find(|index| follows(*index) && value(clause.word(*index)).is_some())?;
    if is_time(clause.word(index + 2)) || matches!(clause.before(index, 1), "or" | "to") {
        return None;
    }
    let stated = value(clause.word(index))?;
    let (one, other) = (one.count().seen(), other.count().seen());
    let most = one.1.abs_diff(other.0).max(other.1.abs_diff(one.0));
    let least = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
    let loosely =
        if clause.has(&["about", "roughly", "nearly", "almost", "over"]) { stated / 10.0 } else { 0.0 };
    let near = loosely.max(1.0);
    let fits = stated + near >= f64::from(least) && stated - near <= f64::from(most);
    (!fits).then(|| format!("but the numbers are {} and {}: that is {most}", one.1, other.1))
}
