//! Running words about a thing that a table counts: the same number, and the same difference.

use std::collections::BTreeSet;
use std::ops::Range;

use super::difference;
use crate::cards::{Count, Decision, Row, Table, prose};
use crate::check::language::lists::List;
use crate::check::language::tokens::{Signs, Tokens, is_digits, is_time, number, sign};
use crate::check::rule::rules;
use crate::check::structure::outcome::{Deaths, deaths};
use crate::check::wording::phrases::OutOf;
use crate::check::{Card, MOST, Part, Passage, Report, is_in};

rules! {
    WORDS_AGAINST_TABLE Warning "words-against-table" => InEnglish(words);
    DEATHS_IN_WORDS Warning "deaths-in-words" => InEnglish(deaths_in_words);
}

/// So many words of a sentence may be about something that no row names.
const MOST_OTHERS: usize = 2;

/// A row of a table, by the words that say what it counts.
struct Counted<'a> {
    table: &'a Table,
    row: &'a Row,
    names: Vec<String>,
    /// The signs of these: most sentences have not all of them.
    signs: Signs,
    columns: Vec<(String, Vec<String>)>,
}

fn told<'a>(card: &'a Card) -> impl Iterator<Item = &'a Passage> {
    card.passages.iter().filter(|it| matches!(it.part, Part::Paragraph | Part::Item))
}

fn words(card: &Card, decision: &Decision, report: &mut Report) {
    let rows = decision.rows().filter(|(table, _)| !table.people.are_measured()).take(MOST);
    let rows: Vec<Counted> = rows.map(|(table, row)| Counted::of(table, row)).collect();
    let choices = decision.options.iter().flat_map(|it| stems(&it.title)).collect();
    for passage in told(card).filter(|it| it.section != "matters") {
        let keys = prose::notes(&passage.words);
        let is_source = |it: &&Counted| {
            keys.is_empty() || it.row.sources.keys().any(|key| keys.iter().any(|it| it == key))
        };
        let rows: Vec<&Counted> = rows.iter().filter(is_source).collect();
        let own = card
            .file_of(passage)
            .option
            .and_then(|index| decision.options.get(index))
            .map(|it| it.id.as_str());
        let mut sentences = passage.tokens.sentences().take(MOST);
        let wrong = sentences.find_map(|words| {
            let sentence = Sentence { own, choices: &choices, passage, words };
            sentence.wrong_number(&rows).or_else(|| sentence.wrong_difference(&rows))
        });
        if let Some((at, message, row)) = wrong {
            let found = report.on(&WORDS_AGAINST_TABLE, card.run_of(passage, &at), message);
            found.beside(card.main(row.at), "the table's row");
        }
    }
}

/// Where, what is wrong, and the row that says another thing.
type Wrong<'a> = (Range<usize>, String, &'a Row);

struct Sentence<'a> {
    /// The choice on whose card it stands.
    own: Option<&'a str>,
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
        let times = times(self.tokens(), self.words.clone());
        shares.iter().enumerate().find_map(|(index, share)| {
            let count = share.count.filter(|_| !share.is_compared(self.tokens()))?;
            // What stands between the numbers before and after it is about this one.
            let last = index.checked_sub(1).and_then(|last| shares.get(last));
            let start = last.map_or(self.words.start, |it| it.at.end);
            let end = shares.get(index + 1).map_or(self.words.end, |it| it.at.start);
            let part = (start..share.at.start).chain(share.at.end..end);
            if part.clone().any(|index| self.is_of_some(index)) {
                return None;
            }
            let is_then = |it: &&Counted| times.is_empty() || is_at(it.row, &times);
            let (then, other): (Vec<&Counted>, Vec<&Counted>) =
                self.about(part, rows).into_iter().partition(is_then);
            let is_told = |it: &&Counted| self.cells(it).any(|(_, cell)| gives(it, cell, count, share.whole));
            let (row, message) = match then.iter().find(|it| self.cells(it).next().is_some()) {
                _ if then.iter().any(is_told) => return None,
                Some(it) => {
                    let told = self.cells(it).map(|(name, cell)| format!("{} ({name})", cell.seen().0));
                    let (told, of) = (told.collect::<Vec<_>>().join(" and "), it.table.people.denominator());
                    let (whole, over) = (share.whole, &it.row.over);
                    (it.row, format!("{count} out of {whole}, and the table says {told} out of {of} {over}"))
                }
                None => {
                    let it = other.into_iter().filter(|_| then.is_empty()).find(is_told)?;
                    (it.row, format!("the table has this number {}", it.row.over))
                }
            };
            Some((share.at.clone(), message, row))
        })
    }

    /// "Over 80", "grade 2": the number is about some of the people.
    fn is_of_some(&self, index: usize) -> bool {
        let tokens = self.tokens();
        is_digits(tokens.word(index))
            && is_in("over under aged above below than stage grade level", tokens.before(index, 1))
            && !is_time(tokens.word(index + 1))
    }

    /// "More people with rest had numb skin", against each row about it.
    fn wrong_difference(&self, rows: &[&Counted<'a>]) -> Option<Wrong<'a>> {
        let tokens = self.tokens();
        let is_number = |index: usize| is_digits(tokens.word(index)) && !is_time(tokens.word(index + 1));
        let has_number = self.words.clone().any(is_number);
        let text = self.passage.plain.get(tokens.span(&self.words))?;
        if has_number || tokens.is_question(&self.words) {
            return None;
        }
        let times = times(tokens, self.words.clone());
        let about = self.about(self.words.clone(), rows);
        let judged = about
            .iter()
            .filter(|it| times.is_empty() || is_at(it.row, &times))
            .filter_map(|it| Some(difference::judge(it.table, it.row, text)?.map(|(_, why)| (why, it.row))));
        // If any of them bears it out, it is about that one.
        let judged: Option<Vec<(String, &Row)>> = judged.collect();
        let (why, row) = judged?.into_iter().next()?;
        Some((self.words.clone(), why, row))
    }

    /// The rows whose words all stand here, where little else does.
    fn about<'r>(&self, part: impl Iterator<Item = usize>, rows: &[&'r Counted<'a>]) -> Vec<&'r Counted<'a>> {
        let here: Vec<&str> = part.filter_map(|index| stem(self.tokens().word(index))).collect();
        let signs = signs(here.iter().copied());
        let may_stand = |it: &&Counted| it.signs & signs == it.signs;
        let found = rows.iter().copied().filter(|it| may_stand(it) && stand_in(&it.names, &here));
        let most = found.clone().map(|it| it.names.len()).max().unwrap_or_default();
        // Of rows whose words stand within another's, the longer one is meant.
        let found = found.filter(|it| it.names.len() == most);
        let is_other = |word: &&&str, it: &Counted| {
            let has = |names: &[String]| names.iter().any(|name| name == *word);
            let is_known = has(&it.names) || it.columns.iter().any(|(_, names)| has(names));
            !is_known && !self.choices.contains(**word)
        };
        found.filter(|it| here.iter().filter(|word| is_other(word, it)).count() <= MOST_OTHERS).collect()
    }

    /// The numbers of the columns that the sentence is about: those that it names, on a choice's card that choice's own, else all.
    fn cells<'r>(&self, it: &'r Counted<'a>) -> impl Iterator<Item = (String, Count)> + use<'r, 'a> {
        let here: Vec<&str> =
            self.words.clone().filter_map(|index| stem(self.tokens().word(index))).collect();
        let named: Vec<bool> = it.columns.iter().map(|(_, names)| stand_in(names, &here)).collect();
        let (any, own) = (named.contains(&true), self.own);
        let cells = it.table.columns.iter().zip(&it.row.cells).zip(named);
        cells.filter_map(move |((column, cell), is_named)| {
            let is_meant = if any { is_named } else { own.is_none() || own == column.choice() };
            let count = cell.finding().filter(|_| is_meant)?.count();
            Some((prose::plain(&column.studied), count))
        })
    }
}

fn signs<'w>(words: impl Iterator<Item = &'w str>) -> Signs {
    words.fold(0, |all, word| all | sign(word))
}

fn stand_in(names: &[String], words: &[&str]) -> bool {
    !names.is_empty() && names.iter().all(|name| words.contains(&name.as_str()))
}

impl<'a> Counted<'a> {
    fn of(table: &'a Table, row: &'a Row) -> Counted<'a> {
        let columns = table.columns.iter().map(|it| prose::plain(&it.studied));
        let columns = columns.map(|name| (name.clone(), stems(&name))).collect();
        let names = stems(&row.label);
        let signs = signs(names.iter().map(String::as_str));
        Counted { table, row, names, signs, columns }
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
    let named = words.filter_map(|index| {
        let (word, last) = (tokens.word(index), tokens.before(index, 1));
        if word == "before" {
            return Some((0, word.to_string()));
        }
        let count = || last.replace(',', "").parse().ok().or_else(|| number(last));
        let count =
            Some(word).filter(|word| is_time(word)).and_then(|_| count().or((last == "a").then_some(1)));
        Some((count?, word.trim_end_matches('s').to_string()))
    });
    named.collect()
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
pub static FILLING: List = List::named("filling-of-rows");

fn stem(word: &str) -> Option<&str> {
    let is_filling = FILLING.has(word) || is_time(word) || is_digits(word) || number(word).is_some();
    let endings = ["ing", "ed", "es", "s"].iter();
    let cut = endings.filter_map(|end| word.strip_suffix(end).filter(|it| it.len() > 2)).next();
    Some(cut.unwrap_or(word)).filter(|_| !is_filling && !word.is_empty())
}

static TREATMENTS: List = List::named("treatment-of-death");

/// What words say of deaths. That some died of a treatment itself is a harm of it, and is told alone.
fn of_cause(passage: &Passage, sentence: &Range<usize>) -> Option<Deaths> {
    let tokens = &passage.tokens;
    let died = |index: &usize| is_in("died die dying deaths death killed", tokens.word(*index));
    let first = sentence.clone().find(died)?;
    let mut rest = (first..sentence.end).map(|index| tokens.word(index));
    let is_caused = is_in("of from because due by", tokens.word(first + 1));
    if !is_caused || rest.clone().any(|word| TREATMENTS.has(word)) {
        return rest.any(|word| matches!(word, "any" | "all")).then_some(Deaths::AnyCause);
    }
    deaths(passage.plain.get(tokens.span(&(first..sentence.end)))?)
}

/// Deaths from one cause in running words, without deaths from any cause beside them.
fn deaths_in_words(card: &Card, _: &Decision, report: &mut Report) {
    for passage in told(card) {
        let tokens = &passage.tokens;
        let counted = tokens.sentences().take(MOST).filter_map(|sentence| {
            let share = OutOf::all(tokens, &sentence).into_iter().next()?;
            Some((share, of_cause(passage, &sentence)?))
        });
        let counted: Vec<(OutOf, Deaths)> = counted.collect();
        let is_whole = counted.iter().any(|(_, deaths)| *deaths == Deaths::AnyCause);
        if let Some((share, _)) = counted.first().filter(|_| !is_whole) {
            let message = "and how many died of any cause in the same time?";
            report.on(&DEATHS_IN_WORDS, card.run_of(passage, &share.at), message);
        }
    }
}
