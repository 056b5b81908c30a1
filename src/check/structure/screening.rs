//! How a test does: whether its rows are there, and whether its results can be true together.

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Decision, Finding, Row, Table};
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts::is_test;
use crate::check::{Card, Check, Part, Report};
use crate::text::Span;

rule!(TEST_NUMBERS, Warning, "test-numbers");

/// On the numbers of a test.
pub const RULES: &[(&Rule, Check)] = &[(&TEST_NUMBERS, Check::Decision(test_numbers))];

/// How a test does, by the ids of rows: what it finds and misses, and how many illnesses are found with it and without.
const TEST_ROWS: [&str; 6] =
    ["found-true", "found-false", "clear-true", "clear-false", "detected-with", "detected-without"];

/// Whether the numbers of a test are whole.
fn test_numbers(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|_| is_test(card)) else { return };
    let has = |id: &&str| decision.tables.iter().any(|table| table.rows.iter().any(|row| row.id == *id));
    let missing: Vec<String> = TEST_ROWS.iter().filter(|id| !has(id)).map(|id| format!("`#{id}`")).collect();
    if !missing.is_empty() {
        let heading = card
            .passages
            .iter()
            .find(|it| it.file == 0 && it.part == Part::Heading(2) && it.section == "outcomes");
        let at = heading.map_or(Span { start: 0, end: 3 }, |it| card.place_of(it, &it.plain));
        let message = format!("no table has a row {}", missing.join(", "));
        report.add(&TEST_NUMBERS, &card.path(DECISION_FILE), at, message);
    }
    let detected: Vec<(&Table, &Row)> = of_id(decision, "detected-with").collect();
    for (table, row) in of_id(decision, "found-true") {
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Finding(found) = cell else { continue };
            let results = Results { table, row, column, found };
            if let Some(message) = results.wrong_sum().or_else(|| results.wrong_detected(&detected)) {
                report.add(&TEST_NUMBERS, &card.path(DECISION_FILE), card.cell_at(row, column), message);
            }
        }
    }
}

/// Rows are held against one another; no test has nearly so many of one kind.
const MOST_RESULTS: usize = 50;

fn of_id<'a>(decision: &'a Decision, id: &'a str) -> impl Iterator<Item = (&'a Table, &'a Row)> {
    let rows = decision.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    rows.filter(move |(_, row)| row.id == id).take(MOST_RESULTS)
}

/// The results of a test in one column at one time, from what it rightly found on.
struct Results<'a> {
    table: &'a Table,
    row: &'a Row,
    column: usize,
    found: &'a Finding,
}

impl Results<'_> {
    /// The lowest and highest count of another row of the table.
    fn seen(&self, id: &str) -> Option<(u32, u32)> {
        let mut rows = self.table.rows.iter().filter(|it| it.id == id && it.over == self.row.over);
        match rows.next()?.cells.get(self.column)? {
            Cell::Finding(it) => Some(it.count().seen()),
            _ => None,
        }
    }

    /// Everybody who was tested has one of the four results. Each was rounded, so a few more or less are right.
    fn wrong_sum(&self) -> Option<String> {
        let four = ["found-true", "found-false", "clear-true", "clear-false"].map(|id| self.seen(id));
        let four: Option<Vec<(u32, u32)>> = four.into_iter().collect();
        let (least, most) =
            four?.into_iter().fold((0, 0), |sum: (u32, u32), it| (sum.0 + it.0, sum.1 + it.1));
        let whole = self.found.people().denominator();
        let fits = least <= whole + 2 && most + 2 >= whole;
        (!fits).then(|| format!("the four results are {most} people, and not {whole}"))
    }

    /// What was found among the tested is what the test found, and what it missed at most.
    fn wrong_detected(&self, detected: &[(&Table, &Row)]) -> Option<String> {
        let option = &self.table.columns.get(self.column)?.option;
        let people = self.found.people().denominator();
        let is_one_study = |row: &Row| {
            let shares = row.sources.keys().any(|key| self.row.sources.keys().any(|it| it == key));
            shares && row.over == self.row.over
        };
        let mut beside =
            detected.iter().filter(|(table, row)| table.people.denominator() == people && is_one_study(row));
        let detected = beside.find_map(|(table, row)| {
            match row.cells.get(table.columns.iter().position(|it| it.option == *option)?)? {
                Cell::Finding(it) => Some(it.count().seen()),
                _ => None,
            }
        })?;
        let found = self.found.count().seen();
        let missed = self.seen("clear-false").map_or(people, |it| it.1);
        let fits = detected.1 + 1 >= found.0 && detected.0 <= found.1.saturating_add(missed) + 2;
        (!fits).then(|| format!("{} in this row, and {} under `#detected-with`", found.0, detected.0))
    }
}
