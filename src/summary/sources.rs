//! For each row on the page the sentence on the difference, how sure, the source's number. Rows of which the same is said are
//! named together, so that paper is not filled with repetition.

use super::{Concern, Summary, sentence, whole};
use crate::cards::prose::plain;
use crate::cards::{Decision, Row, Table};
use crate::words::{Word, Words};

/// What is said of some rows.
pub struct Told {
    /// The sentences.
    pub words: String,
    /// The rows with their sources: "Line 13 [1]".
    pub lines: Vec<String>,
    /// The number of the first of these rows.
    pub first: usize,
}

/// The rows about what matters a lot, in the order of their lines, each once.
pub fn rows<'a>(page: &Summary<'a>) -> Vec<(&'a Table, &'a Row)> {
    let concerns = page.concerns.iter().chain(&page.more_concerns);
    let mut rows: Vec<_> = concerns.flat_map(Concern::numbers).collect();
    rows.sort_by_key(|(_, row)| row.line);
    rows.dedup_by_key(|(_, row)| row.line);
    rows
}

/// What is said of the rows on the page, and the numbers of the sources that are named.
pub fn told(words: &Words, decision: &Decision, page: &Summary) -> (Vec<Told>, Vec<usize>) {
    let mut cited: Vec<usize> = Vec::new();
    let mut all: Vec<Told> = Vec::new();
    for (table, row) in rows(page) {
        let numbers: Vec<usize> = row.sources.keys().filter_map(|key| decision.source_number(key)).collect();
        let mut line = sentence::lines(words, &[row.line.to_string()]);
        numbers.iter().for_each(|number| line.push_str(&format!("\u{a0}[{number}]")));
        cited.extend(numbers);
        let statement = sentences(words, decision, table, row);
        match all.iter_mut().find(|known| known.words == statement) {
            Some(known) => known.lines.push(line),
            None => all.push(Told { words: statement, lines: vec![line], first: row.line }),
        }
    }
    cited.sort_unstable();
    cited.dedup();
    (all, cited)
}

fn sentences(words: &Words, decision: &Decision, table: &Table, row: &Row) -> String {
    let rated_by = row.rated_by.as_deref().and_then(|key| decision.source_number(key));
    let sure = sentence::certainty_in_short(words, row.certainty, rated_by);
    let results = whole::results_after(words, table, row);
    words.join(Word::JoinSentences, [plain(&row.difference)].into_iter().chain(results).chain([sure]))
}
