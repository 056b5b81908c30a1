//! The sentence on the difference between the columns of a row, held against the row's numbers.

use std::ops::Range;

use crate::cards::{Cell, Count, Decision, Finding, Row, Table, prose};
use crate::check::language::lists::List;
use crate::check::language::tokens::{Tokens, is_digits, is_time, number};
use crate::check::rule::{Rule, rules};
use crate::check::{Card, MOST, Part, Report, is_in};

rules! {
    RANGE_CONTRADICTS Warning "range-contradicts" => InEnglish(differences);
    DIFFERENCE_WRONG_WAY Error "difference-wrong-way";
}

/// Looks at the sentence in the last column of every table.
fn differences(card: &Card, decision: &Decision, report: &mut Report) {
    for (table, row) in decision.rows() {
        if let Some((rule, why)) = judge(table, row, &prose::plain(&row.difference)).flatten() {
            report.on(rule, card.cell_of(row, Part::Difference), why);
        }
    }
}

/// What is wrong with a sentence beside the numbers of a row; nothing at all where these are not at least two.
pub(super) fn judge(table: &Table, row: &Row, text: &str) -> Option<Option<(&'static Rule, String)>> {
    let findings = row.cells.iter().map(Cell::finding);
    let findings = findings.collect::<Option<Vec<&Finding>>>().filter(|it| it.len() > 1)?;
    let names: Vec<Vec<String>> =
        table.columns.iter().map(|it| column_words(&prose::plain(&it.studied))).collect();
    let text = Tokens::of(text);
    let clauses = Clause::all(&text);
    let factor = || clauses.iter().find_map(|clause| wrong_factor(&findings, clause));
    let wrong = wrong_way(&names, &findings, &clauses).or_else(factor);
    let wrong = wrong.map(|why| (&DIFFERENCE_WRONG_WAY, why));
    Some(wrong.or_else(|| contradicted(&findings, &text, &clauses).map(|why| (&RANGE_CONTRADICTS, why))))
}

/// What stands between two commas or stops, and whether it is in the first sentence.
struct Clause<'a> {
    tokens: &'a Tokens,
    words: Range<usize>,
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
                    clauses.push(Clause { tokens, words: start..index + 1, is_first: number == 0 });
                    start = index + 1;
                }
            }
        }
        clauses
    }

    fn word(&self, index: usize) -> &'a str {
        if self.words.contains(&index) { self.tokens.word(index) } else { "" }
    }

    fn before(&self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// The first word from one on that is in a list.
    fn find(&self, from: usize, list: &str) -> Option<usize> {
        (from..self.words.end).find(|index| is_in(list, self.word(*index)))
    }

    fn ways(&self) -> Vec<Way> {
        self.words.clone().filter_map(|index| self.way(index)).collect()
    }

    fn way(&self, index: usize) -> Option<Way> {
        let (is_more, is_utmost) = match self.word(index) {
            "more" | "higher" | "greater" => (true, false),
            "fewer" | "less" | "lower" => (false, false),
            "most" | "highest" => (true, true),
            "fewest" | "lowest" => (false, true),
            _ => {
                let (factor, words) = self.factor(index)?;
                // "Twice more": the next word is the way.
                let is_said = is_in("more fewer less higher lower", self.word(index + words));
                (!is_said).then_some((factor > 1.0, false))?
            }
        };
        let is_denied = is_in("no not any or nor neither", self.before(index, 1));
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
            _ if next == "fold" || (next == "times" && is_in("as the more higher fewer", later)) => {
                Some((value(word)?, 2))
            }
            _ => None,
        }
    }

    /// Where the words of the compared column are: after "with" and the like, or before a colon.
    fn named(&self, way: &Way) -> Option<Vec<&'a str>> {
        let than = self.find(way.index, "than").unwrap_or(self.words.end);
        let link = self.find(way.index, "with after without who given on in under from among");
        let colon = (self.words.start..way.index).find(|index| self.tokens.after(*index).contains(':'));
        let words = match (link, colon) {
            (Some(link), _) if link < than => link..than,
            (None, Some(colon)) => self.words.start..colon + 1,
            _ => return None,
        };
        Some(words.map(|index| self.word(index)).collect())
    }
}

fn value(word: &str) -> Option<f64> {
    if is_digits(word) { word.replace(',', "").parse().ok() } else { number(word).map(f64::from) }
}

/// A sentence such as "More people with surgery." against the counts. Nothing unless it surely names one column.
fn wrong_way(names: &[Vec<String>], findings: &[&Finding], clauses: &[Clause]) -> Option<String> {
    clauses.iter().find_map(|clause| {
        let ways = clause.ways();
        let [way] = ways.as_slice() else { return None };
        if clause.find(clause.words.start, "not").is_some() {
            return None;
        }
        let one = named_column(&telling(&clause.named(way)?), names)?;
        let (low, high) = findings.get(one)?.count().seen();
        let others = findings.iter().enumerate().filter(|(index, _)| *index != one);
        let others: Vec<(u32, u32)> = others.map(|(_, it)| it.count().seen()).collect();
        let beyond = |(least, most): &(u32, u32)| if way.is_more { high < *least } else { low > *most };
        let as_far = |(least, most): &(u32, u32)| if way.is_more { high <= *least } else { low >= *most };
        if if way.is_utmost { others.iter().any(beyond) } else { others.iter().all(beyond) } {
            return Some("the numbers of this row say the opposite".to_string());
        }
        let same = !way.is_utmost && others.iter().all(as_far);
        same.then(|| "the numbers of this row are the same".to_string())
    })
}

/// The one column that words name: those that have all of them, or else those all of whose words are among them.
fn named_column(named: &[String], names: &[Vec<String>]) -> Option<usize> {
    let has_all = |name: &[String]| named.iter().all(|word| name.iter().any(|it| is_same(it, word)));
    let is_within = |name: &[String]| name.iter().all(|it| named.iter().any(|word| is_same(it, word)));
    let one = |is_meant: &dyn Fn(&[String]) -> bool| {
        let mut found = names.iter().enumerate().filter(|(_, name)| !name.is_empty() && is_meant(name));
        found.next().filter(|_| found.next().is_none()).map(|(index, _)| index)
    };
    if named.is_empty() || named.len() > MOST || names.len() > MOST {
        return None;
    }
    one(&|name| has_all(name) && is_within(name)).or_else(|| one(&has_all)).or_else(|| one(&is_within))
}

/// The same word in another form: chemo and chemotherapy, operate and operation.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    one == other
        || (one.get(..5).is_some() && one.get(..5) == other.get(..5))
        || (short.len() > 3 && long.starts_with(short))
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

fn column_words(studied: &str) -> Vec<String> {
    telling(&Tokens::of(studied).words().collect::<Vec<_>>())
}

/// How far apart a ratio may be from the words for it: "twice as many" is said of 1.6 to 2.5 times.
const LOOSELY: f64 = 1.25;

/// "Twice as many" against the two numbers.
fn wrong_factor(findings: &[&Finding], clause: &Clause) -> Option<String> {
    let [one, other] = findings else { return None };
    let mut factors = clause.words.clone().filter_map(|index| Some((index, clause.factor(index)?)));
    let (index, (factor, words)) = factors.next().filter(|(_, (factor, _))| *factor > 0.0)?;
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
    let is_hedged = text.words().any(|word| is_in("chance unclear uncertain unsure", word));
    let claims = clauses.iter().any(|clause| clause.is_first && !clause.ways().is_empty());
    let doubt = match claims {
        true if !is_hedged => within(findings),
        false if denies(text) => apart(findings),
        _ => None,
    };
    doubt.or_else(|| clauses.iter().find_map(|clause| wrong_sum(findings, clause)))
}

/// Whether the first sentence says that the columns are alike, or were not compared.
fn denies(text: &Tokens) -> bool {
    let Some(first) = text.sentences().next() else { return false };
    let has = |list: &str| first.clone().any(|index| is_in(list, text.word(index)));
    let no_difference = first.clone().any(|index| {
        text.word(index) == "no" && (1..5).any(|ahead| text.word(index + ahead).starts_with("difference"))
    });
    // "As many people with rest as with surgery", but not "twice as many".
    let as_much = first.clone().any(|index| {
        text.word(index) == "as"
            && is_in("many much common often frequent likely", text.word(index + 1))
            && !is_in("twice half times not fold", text.before(index, 1))
            && (index + 2..first.end).any(|it| text.word(it) == "as")
    });
    let alike = has("same similar similarly alike equal equally identical") && !has("not nothing unlike");
    let not_differ = has("differ") && has("not");
    no_difference || as_much || not_differ || alike || text.reads(first.start, &["not", "compared"])
}

/// The count, lowest and highest number of each column, if every one has a range.
fn ranges(findings: &[&Finding]) -> Option<Vec<(u32, u32, u32)>> {
    let range = |it: &&Finding| match it.count() {
        Count::Likely { count, low, high } => Some((count, low, high)),
        _ => None,
    };
    findings.iter().map(range).collect()
}

fn pairs<T: Copy>(list: &[T]) -> impl Iterator<Item = (T, T)> {
    let others = |index: usize| list.iter().skip(index + 1);
    list.iter().enumerate().flat_map(move |(index, one)| others(index).map(move |other| (*one, *other)))
}

/// A claimed difference that may be chance: only where every column has a range.
fn within(findings: &[&Finding]) -> Option<String> {
    let ranges = ranges(findings)?;
    let mut all_within = pairs(&ranges).map(|((one, low, high), (other, from, to))| {
        (from..=to).contains(&one) && (low..=high).contains(&other)
    });
    all_within.all(|it| it).then(|| "but each number lies within the range of the others".to_string())
}

/// Numbers without ranges are far apart if so many of a hundred lie between them.
const FAR_APART: u32 = 20;

/// A denied difference that the numbers show.
fn apart(findings: &[&Finding]) -> Option<String> {
    if let Some(ranges) = ranges(findings) {
        let (one, other) = pairs(&ranges).find(|(one, other)| one.2 < other.1 || other.2 < one.1)?;
        return Some(format!("but {} to {} and {} to {} do not overlap", one.1, one.2, other.1, other.2));
    }
    let is_far = |(one, other): &(&Finding, &Finding)| {
        let between = distance(one, other).0;
        u64::from(between) * 100 >= u64::from(FAR_APART) * u64::from(one.people().denominator())
    };
    let (one, other) = pairs(findings).find(is_far)?;
    let (one, other) = (one.count().seen().1, other.count().seen().0);
    Some(format!("but {one} and {other} are far apart, and no ranges show that this may be chance"))
}

/// The least and most that can lie between two counts.
fn distance(one: &Finding, other: &Finding) -> (u32, u32) {
    let (one, other) = (one.count().seen(), other.count().seen());
    let least = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
    (least, one.1.abs_diff(other.0).max(other.1.abs_diff(one.0)))
}

/// "About 20 fewer" against the two numbers. Both were rounded, so one more or less is right.
fn wrong_sum(findings: &[&Finding], clause: &Clause) -> Option<String> {
    let [one, other] = findings else { return None };
    let follows = |index: &usize| is_in("more fewer less", clause.word(index + 1));
    let mut sums = clause.words.clone().filter(follows);
    let (index, stated) = sums.find_map(|index| Some((index, value(clause.word(index))?)))?;
    if is_time(clause.word(index + 2)) || is_in("or to", clause.before(index, 1)) {
        return None;
    }
    let (least, most) = distance(one, other);
    let is_loose = clause.find(clause.words.start, "about roughly nearly almost over").is_some();
    let near = if is_loose { stated / 10.0 } else { 0.0 }.max(1.0);
    let fits = stated + near >= f64::from(least) && stated - near <= f64::from(most);
    let (one, other) = (one.count().seen().1, other.count().seen().1);
    (!fits).then(|| format!("but the numbers are {one} and {other}: that is {most}"))
}
