//! Running words about a thing that a table counts: the same number, and the same difference.

use std::collections::BTreeSet;
use std::ops::Range;

use super::difference::{self, column_words};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Count, Decision, Row, Table, prose};
use crate::check::language::lists::List;
use crate::check::language::tokens::{Tokens, is_digits, is_time, number};
use crate::check::rule::{Rule, rule};
use crate::check::structure::outcome::{Deaths, deaths};
use crate::check::wording::phrases::OutOf;
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};

rule!(WORDS_AGAINST_TABLE, Warning, "words-against-table");
rule!(DEATHS_IN_WORDS, Warning, "deaths-in-words");

/// On what running words say of the tables' numbers.
pub const RULES: &[(&Rule, Check)] =
    &[(&WORDS_AGAINST_TABLE, Check::Decision(words)), (&DEATHS_IN_WORDS, Check::Decision(deaths_in_words))];

/// So many words of a sentence may be about something that no row names.
const MOST_OTHERS: usize = 2;

/// Each sentence is held against each row; no decision has so many of either.
const MOST_ROWS: usize = 60;
const MOST_SENTENCES: usize = 40;

/// A row of a table, by the words that say what it counts.
struct Counted<'a> {
    table: &'a Table,
    row: &'a Row,
    names: Vec<String>,
    /// The columns' names, and their words.
    columns: Vec<(String, Vec<String>)>,
}

fn words(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|_| card.is_english()) else { return };
    let rows = decision.tables.iter().filter(|table| !table.people.are_measured());
    let rows = rows.flat_map(|table| table.rows.iter().map(move |row| (table, row))).take(MOST_ROWS);
    let rows: Vec<Counted> = rows.map(|(table, row)| Counted::of(table, row)).collect();
    let choices = decision.options.iter().flat_map(|it| stems(&it.title)).collect();
    let told = |it: &&Passage| matches!(it.part, Part::Paragraph | Part::Item) && it.section != "matters";
    for passage in card.passages.iter().filter(told) {
        let keys = prose::notes(&passage.words);
        let is_source = |it: &&Counted| {
            keys.is_empty() || it.row.sources.keys().any(|key| keys.iter().any(|it| it == key))
        };
        let rows: Vec<&Counted> = rows.iter().filter(is_source).collect();
        let mut sentences = passage.tokens.sentences().take(MOST_SENTENCES);
        let wrong = sentences.find_map(|sentence| {
            let sentence = Sentence { card, decision, choices: &choices, passage, words: sentence };
            sentence.wrong_number(&rows).or_else(|| sentence.wrong_difference(&rows))
        });
        if let Some((at, message, row)) = wrong {
            let at = card.span_of(passage, &passage.tokens.span(&at));
            let found = Diagnostic::new(&WORDS_AGAINST_TABLE, card.path_of(passage), at, message);
            report.push(found.and(&card.path(DECISION_FILE), row.at, "the table's row"));
        }
    }
}

/// Where, what is wrong, and the row that says another thing.
type Wrong<'a> = (Range<usize>, String, &'a Row);

struct Sentence<'a> {
    card: &'a Card<'a>,
    decision: &'a Decision,
    /// The words of all choices' names.
    choices: &'a BTreeSet<String>,
    passage: &'a Passage,
    words: Range<usize>,
}

impl<'a> Sentence<'a> {
    fn tokens(&self) -> &'a Tokens {
        &self.passage.tokens
    }

    /// A number of people that no row about the same thing has.
    fn wrong_number(&self, rows: &[&Counted<'a>]) -> Option<Wrong<'a>> {
        let shares = OutOf::all(self.tokens(), &self.words);
        shares.iter().enumerate().find_map(|(index, share)| {
            let count = share.count.filter(|_| !self.is_bound(share))?;
            // What stands between the numbers before and after it is about this one.
            let start = index
                .checked_sub(1)
                .and_then(|last| shares.get(last))
                .map_or(self.words.start, |it| it.at.end);
            let end = shares.get(index + 1).map_or(self.words.end, |it| it.at.start);
            let part = (start..share.at.start).chain(share.at.end..end);
            if part.clone().any(|index| self.is_of_some(index)) {
                return None;
            }
            let about = self.about(part, rows);
            let times = times(self.tokens(), self.words.clone());
            let is_then = |it: &Counted| times.is_empty() || is_at(it.row, &times);
            let (then, other): (Vec<&Counted>, Vec<&Counted>) =
                about.iter().copied().partition(|it| is_then(it));
            let is_told = |it: &&Counted| self.cells(it).any(|(_, cell)| gives(it, cell, count, share.whole));
            if then.iter().any(is_told) {
                return None;
            }
            let with_cells = then.iter().find(|it| self.cells(it).next().is_some());
            let (row, message) = if let Some(it) = with_cells {
                let told = self.cells(it).map(|(name, cell)| format!("{} ({name})", cell.seen().0));
                let (told, of) = (told.collect::<Vec<_>>().join(" and "), it.table.people.denominator());
                let (whole, over) = (share.whole, &it.row.over);
                (it.row, format!("{count} out of {whole}, and the table says {told} out of {of} {over}"))
            } else {
                let it = other.iter().filter(|_| then.is_empty()).find(|it| is_told(it))?;
                (it.row, format!("the table has this number {}", it.row.over))
            };
            Some((share.at.clone(), message, row))
        })
    }

    /// "Fewer than 1 out of 100", "20 more out of 100": no number of people.
    fn is_bound(&self, share: &OutOf) -> bool {
        let tokens = self.tokens();
        let compares = |word: &str| matches!(word, "more" | "fewer" | "less" | "extra");
        let inside = share.at.start..share.at.end + 1;
        tokens.before(share.at.start, 1) == "than"
            || inside.into_iter().any(|index| compares(tokens.word(index)))
    }

    /// "Over 80", "grade 2": the number is about some of the people.
    fn is_of_some(&self, index: usize) -> bool {
        const BEFORE: [&str; 9] =
            ["over", "under", "aged", "above", "below", "than", "stage", "grade", "level"];
        let tokens = self.tokens();
        is_digits(tokens.word(index))
            && BEFORE.contains(&tokens.before(index, 1))
            && !is_time(tokens.word(index + 1))
    }

    /// "More people with rest had numb skin", against each row about it.
    fn wrong_difference(&self, rows: &[&Counted<'a>]) -> Option<Wrong<'a>> {
        let tokens = self.tokens();
        let has_number = self.words.clone().any(|index| is_digits(tokens.word(index)));
        let text = self.passage.plain.get(tokens.span(&self.words))?;
        if has_number || tokens.is_question(&self.words) {
            return None;
        }
        let about = self.about(self.words.clone(), rows);
        let judged = about.iter().filter_map(|it| {
            let findings = difference::findings(it.row).filter(|it| it.len() > 1)?;
            let names: Vec<Vec<String>> =
                it.table.columns.iter().map(|it| column_words(&prose::plain(&it.studied))).collect();
            Some(difference::judge(&names, &findings, text).map(|(_, why)| (why, it.row)))
        });
        // If any of them bears it out, it is about that one.
        let judged: Option<Vec<(String, &Row)>> = judged.collect();
        let (why, row) = judged?.into_iter().next()?;
        Some((self.words.clone(), why, row))
    }

    /// The rows whose words all stand here, where little else does.
    fn about<'r>(&self, part: impl Iterator<Item = usize>, rows: &[&'r Counted<'a>]) -> Vec<&'r Counted<'a>> {
        let tokens = self.tokens();
        let here: Vec<&str> = part.filter_map(|index| stem(tokens.word(index))).collect();
        let stand_here = |names: &[String]| names.iter().all(|name| here.contains(&name.as_str()));
        let found = rows.iter().copied().filter(|it| !it.names.is_empty() && stand_here(&it.names));
        let most = found.clone().map(|it| it.names.len()).max().unwrap_or_default();
        // Of rows whose words stand within another's, the longer one is meant.
        let found = found.filter(|it| it.names.len() == most);
        let is_other = |word: &&&str, it: &Counted| {
            let has = |names: &[String]| names.iter().any(|name| name == *word);
            !has(&it.names)
                && !it.columns.iter().any(|(_, names)| has(names))
                && !self.choices.contains(**word)
        };
        found.filter(|it| here.iter().filter(|word| is_other(word, it)).count() <= MOST_OTHERS).collect()
    }

    /// The numbers of the columns that the sentence is about: those that it names, on a choice's card that choice's own, else all.
    fn cells<'r>(&self, it: &'r Counted<'a>) -> impl Iterator<Item = (String, Count)> + use<'r, 'a> {
        let tokens = self.tokens();
        let here: Vec<&str> = self.words.clone().filter_map(|index| stem(tokens.word(index))).collect();
        let file = self.card.file_of(self.passage).and_then(|file| file.option);
        let own = file.and_then(|index| self.decision.options.get(index)).map(|it| it.id.clone());
        let is_named = move |names: &[String]| {
            !names.is_empty() && names.iter().all(|name| here.contains(&name.as_str()))
        };
        let named: Vec<bool> = it.columns.iter().map(|(_, names)| is_named(names)).collect();
        let any = named.contains(&true);
        let cells = it.table.columns.iter().zip(&it.row.cells).zip(named);
        cells.filter_map(move |((column, cell), is_named)| {
            let is_own = own.is_some() && own.as_deref() == column.choice();
            let is_meant = if any { is_named } else { is_own || own.is_none() };
            match cell {
                Cell::Finding(finding) if is_meant => Some((prose::plain(&column.studied), finding.count())),
                _ => None,
            }
        })
    }
}

impl<'a> Counted<'a> {
    fn of(table: &'a Table, row: &'a Row) -> Counted<'a> {
        let columns = table.columns.iter().map(|it| prose::plain(&it.studied));
        let columns = columns.map(|name| (name.clone(), stems(&name))).collect();
        Counted { table, row, names: stems(&row.label), columns }
    }
}

/// Whether a cell has this number, or that of all the others.
fn gives(it: &Counted, cell: Count, count: u32, whole: u32) -> bool {
    let of = it.table.people.denominator();
    let (low, high) = cell.seen();
    let is_same = |number: u32| {
        let near = 0.5 / f64::from(of.min(whole).max(1)) + 1e-9;
        (f64::from(number) / f64::from(of) - f64::from(count) / f64::from(whole.max(1))).abs() <= near
    };
    (low..=high).any(|number| is_same(number) || is_same(of - number.min(of)))
}

/// The lengths of time that words name, "5 years", and whether it was before the treatment.
fn times(tokens: &Tokens, words: Range<usize>) -> Vec<(u32, String)> {
    let is_length = |index: &usize| is_time(tokens.word(*index));
    let lengths = words.clone().filter(is_length).filter_map(|index| {
        let word = tokens.before(index, 1);
        let count =
            word.replace(',', "").parse().ok().or_else(|| number(word)).or((word == "a").then_some(1))?;
        Some((count, tokens.word(index).trim_end_matches('s').to_string()))
    });
    let before = words.clone().any(|index| tokens.word(index) == "before").then(|| (0, "before".to_string()));
    lengths.chain(before).collect()
}

fn is_at(row: &Row, named: &[(u32, String)]) -> bool {
    let over = Tokens::of(&row.over);
    times(&over, 0..over.len()).iter().any(|time| named.contains(time))
}

/// The words that tell what something is about, without their endings.
fn stems(text: &str) -> Vec<String> {
    Tokens::of(text).words().filter_map(stem).map(str::to_string).collect()
}

/// Words that tell nothing of what something is about.
static FILLING: List = List::named("filling-of-rows");

fn stem(word: &str) -> Option<&str> {
    let is_filling = FILLING.has(word) || is_time(word) || is_digits(word) || number(word).is_some();
    if is_filling || word.is_empty() {
        return None;
    }
    let cut =
        ["ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end).filter(|it| it.len() > 2));
    Some(cut.unwrap_or(word))
}

static TREATMENTS: List = List::named("treatment-of-death");

/// What words say of deaths. That some died of a treatment itself is a harm of it, and is told alone.
fn of_cause(passage: &Passage, sentence: &Range<usize>) -> Option<Deaths> {
    const CAUSED: [&str; 5] = ["of", "from", "because", "due", "by"];
    let tokens = &passage.tokens;
    let died = |index: &usize| {
        matches!(tokens.word(*index), "died" | "die" | "dying" | "deaths" | "death" | "killed")
    };
    let first = sentence.clone().find(died)?;
    let mut rest = (first..sentence.end).map(|index| tokens.word(index));
    if !CAUSED.contains(&tokens.word(first + 1)) || rest.clone().any(|word| TREATMENTS.has(word)) {
        return rest.any(|word| matches!(word, "any" | "all")).then_some(Deaths::AnyCause);
    }
    deaths(passage.plain.get(tokens.span(&(first..sentence.end)))?)
}

/// Deaths from one cause in running words, without deaths from any cause beside them.
fn deaths_in_words(card: &Card, report: &mut Report) {
    let told = |it: &&Passage| matches!(it.part, Part::Paragraph | Part::Item);
    for passage in card.passages.iter().filter(told).filter(|_| card.is_english()) {
        let tokens = &passage.tokens;
        let counted = tokens.sentences().take(MOST_SENTENCES).filter_map(|sentence| {
            let share = OutOf::all(tokens, &sentence).into_iter().next()?;
            Some((share, of_cause(passage, &sentence)?))
        });
        let counted: Vec<(OutOf, Deaths)> = counted.collect();
        if counted.iter().any(|(_, deaths)| *deaths == Deaths::AnyCause) {
            continue;
        }
        if let Some((share, _)) = counted.first() {
            let at = card.span_of(passage, &tokens.span(&share.at));
            let message = "and how many died of any cause in the same time?";
            report.add(&DEATHS_IN_WORDS, card.path_of(passage), at, message);
        }
    }
}
