//! Rows of a table that are together everybody: better, the same, worse; or what a test rightly and wrongly said. Each person
//! is in exactly one of them, so that all are one picture, and none of them needs a sentence on "the others".

use super::outcome::{Count, Finding};
use super::table::{Cell, Row, Table};

/// The ids of the rows that say how a test does: it found something, rightly and wrongly; it was clear, rightly and wrongly.
pub const RESULTS: [&str; 4] = ["found-true", "found-false", "clear-true", "clear-false"];

/// More parts than this cannot be told apart in one picture.
pub const MOST_PARTS: usize = 5;

/// Rows of one table at one time that are together everybody, in the author's order.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// The rows, one below the other.
    pub rows: &'a [Row],
}

/// Whether a row is one of a test's results.
pub fn is_result(row: &Row) -> bool {
    RESULTS.contains(&row.id.as_str())
}

fn are_results(rows: &[Row]) -> bool {
    rows.len() == RESULTS.len() && RESULTS.iter().all(|id| rows.iter().any(|it| it.id == *id))
}

/// Whether a table says that its rows are parts of one whole.
pub fn is_of_parts(table: &Table) -> bool {
    table.id == "parts" || table.id.starts_with("parts-")
}

/// Rows of a table that stand one below the other and may be one whole.
pub fn runs(table: &Table) -> impl Iterator<Item = &[Row]> {
    let of_parts = is_of_parts(table);
    let belong = move |one: &Row, other: &Row| {
        one.over == other.over && (of_parts || (is_result(one) && is_result(other)))
    };
    let runs = table.rows.chunk_by(belong);
    runs.filter(move |rows| of_parts || rows.first().is_some_and(is_result))
}

/// The whole that a row is a part of.
pub fn of<'a>(table: &'a Table, row: &Row) -> Option<Whole<'a>> {
    let mut runs = runs(table);
    let rows = runs.find(|rows| rows.iter().any(|it| it.line == row.line))?;
    let is_whole =
        if is_of_parts(table) { (2..=MOST_PARTS).contains(&rows.len()) } else { are_results(rows) };
    is_whole.then_some(Whole { rows })
}

impl<'a> Whole<'a> {
    /// The numbers of one column, row by row: nothing unless each is one number and they are together all that were counted.
    pub fn column(&self, index: usize) -> Option<Vec<&'a Finding>> {
        let findings = self.rows.iter().map(|row| match row.cells.get(index) {
            Some(Cell::Finding(finding)) => Some(finding),
            _ => None,
        });
        let findings: Vec<&Finding> = findings.collect::<Option<_>>()?;
        let all = findings.first()?.people().denominator();
        is_all(&findings, all).then_some(findings)
    }

    /// Whether it is what a test said: all four results, and nothing else.
    pub fn is_results(&self) -> bool {
        are_results(self.rows)
    }

    /// Whether this row is the first of them.
    pub fn begins(&self, row: &Row) -> bool {
        self.rows.first().is_some_and(|it| it.line == row.line)
    }

    /// Whether this row is the last of them.
    pub fn ends(&self, row: &Row) -> bool {
        self.rows.last().is_some_and(|it| it.line == row.line)
    }
}

/// Whether so many are together all. Each number was rounded, so that one more or less for each but one is right.
pub fn is_all(findings: &[&Finding], all: u32) -> bool {
    let single = |finding: &&Finding| matches!(finding.count(), Count::Exact(_) | Count::Likely { .. });
    let sum: u32 = findings.iter().map(|finding| finding.count().seen().0).sum();
    findings.iter().all(single) && (sum.abs_diff(all) as usize) < findings.len()
}
