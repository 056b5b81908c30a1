//! What is said of rows that are together everybody, besides the sentence of each: how often a test was right when it found
//! something, and when it was clear.

use crate::cards::whole::{self, Whole};
use crate::cards::{Column, Row, Table, prose};
use crate::words::{Word, Words};

/// Fewer results than this say nothing of 100: one more or less would be ten of them.
const FEWEST: u32 = 10;

/// The whole that ends with this row: a sentence on the test's results for each column that has them.
pub fn results_after(words: &Words, table: &Table, row: &Row) -> Vec<String> {
    let ends = whole::of(table, row).is_some_and(|it| it.ends(row));
    if ends { of_row(words, table, row, |_| true) } else { Vec::new() }
}

/// The same beside any row of that whole, for the columns that are shown.
pub fn of_row(words: &Words, table: &Table, row: &Row, is_shown: impl Fn(&Column) -> bool) -> Vec<String> {
    let Some(whole) = whole::of(table, row).filter(Whole::is_results) else { return Vec::new() };
    let columns = table.columns.iter().enumerate().filter(|(_, column)| is_shown(column));
    let results = columns.filter_map(|(index, column)| {
        let text = results(words, &whole, index)?;
        let alone = table.columns.len() == 1;
        Some(if alone { text } else { words.label(&prose::plain(&column.studied), &text) })
    });
    results.collect()
}

/// What a test said, in sentences: each of the two results with how often it was right and wrong.
fn results(words: &Words, whole: &Whole, column: usize) -> Option<String> {
    let findings = whole.column(column)?;
    let people = findings.first()?.people();
    let of = |id: &str| {
        let mut rows = whole.rows.iter().zip(&findings);
        rows.find(|(row, _)| row.id == id).map_or(0, |(_, it)| it.count().seen().0)
    };
    let [found_right, found_wrong, clear_right, clear_wrong] = whole::RESULTS.map(of);
    let sentence = |word, right: u32, wrong: u32| {
        let [count, right, wrong, of] =
            [right + wrong, right, wrong, people.denominator()].map(|it| words.number(it));
        let holes = [("count", &count), ("right", &right), ("wrong", &wrong), ("of", &of)];
        let mut holes = holes.map(|(name, value)| (name, value.as_str())).to_vec();
        holes.push(("group", &people.group));
        words.format(word, &holes)
    };
    let found = sentence(Word::TestFound, found_right, found_wrong);
    let hundred = of_hundred(found_right, found_wrong)
        .map(|count| words.format(Word::TestOfHundred, &[("count", &words.number(count))]));
    let clear = sentence(Word::TestClear, clear_right, clear_wrong);
    Some(words.join(Word::JoinSentences, [found].into_iter().chain(hundred).chain([clear])))
}

/// Of 100 results that found something, so many are right: where there are enough of them, and neither none nor all.
fn of_hundred(right: u32, wrong: u32) -> Option<u32> {
    let all = right + wrong;
    let count = (200 * right + all).checked_div(2 * all)?;
    (all >= FEWEST && (1..100).contains(&count)).then_some(count)
}
