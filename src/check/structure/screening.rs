//! How a test does: whether its rows are there, and whether its results can be true together.

use crate::cards::whole::{self, RESULTS, is_all, is_of_parts, is_result};
use crate::cards::{Decision, Finding, Row, Table};
use crate::check::language::tokens::Tokens;
use crate::check::rule::rules;
use crate::check::structure::parts::is_test;
use crate::check::{Card, MOST, Part, Report, is_in};

rules! {
    TEST_NUMBERS Warning "test-numbers" => Decision(test_numbers);
    PARTS_WHOLE Error "parts-whole" => Decision(parts_of_wholes);
}

/// How many illnesses are found with a test and without, by the ids of rows: one row with a column for each, or one row for
/// each.
const DETECTED: &str = "detected";
const DETECTED_APART: [&str; 2] = ["detected-with", "detected-without"];

fn test_numbers(card: &Card, decision: &Decision, report: &mut Report) {
    if !is_test(card) {
        return;
    }
    let has = |id: &&str| decision.rows().any(|(_, row)| row.id == *id);
    let detected: &[&str] = if has(&DETECTED) { &[] } else { &DETECTED_APART };
    let wanted = RESULTS.iter().chain(detected);
    let missing: Vec<String> = wanted.filter(|id| !has(id)).map(|id| format!("`#{id}`")).collect();
    if !missing.is_empty() {
        let message = format!("no table has a row {}", missing.join(", "));
        report.on(&TEST_NUMBERS, card.heading(0, "outcomes"), message);
    }
    // Results that are no whole.
    let mut apart = decision.rows().filter(|(table, row)| is_result(row) && whole::of(table, row).is_none());
    if let Some((_, row)) = apart.next().filter(|_| missing.is_empty()) {
        let message = "the four results do not stand one below the other, at one time";
        report.on(&TEST_NUMBERS, card.count_of(row, 0), message);
    }
    let detected: Vec<(&Table, &Row)> =
        of_id(decision, "detected-with").chain(of_id(decision, DETECTED)).collect();
    for (table, row) in of_id(decision, "found-true") {
        for column in 0..row.cells.len() {
            let Some(found) = finding(row, column) else { continue };
            let results = Results { table, row, column, found };
            if let Some(message) = results.wrong_sum().or_else(|| results.wrong_detected(&detected)) {
                report.on(&TEST_NUMBERS, card.count_of(row, column), message);
            }
        }
    }
}

/// The parts of a whole are all there is, in each column and at each time.
fn parts_of_wholes(card: &Card, decision: &Decision, report: &mut Report) {
    for (_, row) in decision.rows().filter(|(_, row)| card.is_english() && is_no_rest(row)) {
        let message = "is this true of all the others, and of nobody else?";
        report.on(&PARTS_WHOLE, card.cell_of(row, Part::RowName), message);
    }
    for table in decision.tables.iter().filter(|it| is_of_parts(it)) {
        for rows in whole::runs(table) {
            for (column, message) in wrong_parts(table, rows) {
                let Some(row) = rows.last() else { continue };
                report.on(&PARTS_WHOLE, card.count_of(row, column), message);
            }
        }
    }
}

/// What keeps some rows from being one whole, by the column.
fn wrong_parts(table: &Table, rows: &[Row]) -> Vec<(usize, String)> {
    if !(2..=whole::MOST_PARTS).contains(&rows.len()) {
        let count = rows.len();
        return vec![(0, format!("parts of a whole are two to {}, and here are {count}", whole::MOST_PARTS))];
    }
    let all = table.people.denominator();
    let columns = (0..table.columns.len()).filter_map(|column| {
        let findings: Vec<&Finding> = rows.iter().filter_map(|row| finding(row, column)).collect();
        if findings.is_empty() || is_all(&findings, all) && findings.len() == rows.len() {
            return None;
        }
        let sum: u32 = findings.iter().map(|it| it.count().seen().0).sum();
        let message = if findings.len() < rows.len() {
            "a part has a number and another has none".to_string()
        } else if sum == all {
            "each part is one number, with or without its range".to_string()
        } else {
            format!("these parts are together {sum}, and not {all}")
        };
        Some((column, message))
    });
    columns.collect()
}

/// "Had numb skin, or could use the arm" are two things. "Had pain and was sick" is denied by more than "had no pain".
fn is_no_rest(row: &Row) -> bool {
    let words = |text: &str, list: &str| Tokens::of(text).words().any(|word| is_in(list, word));
    row.others.as_ref().is_some_and(|others| {
        let is_open = words(others, "other others another else different");
        let tells_two = words(&row.label, "but and");
        let is_denied = words(others, "no not none never neither nobody nothing without");
        let is_same = Tokens::of(others).words().any(|it| it.len() > 3 && Tokens::of(&row.label).has(it));
        !is_open && (tells_two || !(is_denied || is_same))
    })
}

fn finding(row: &Row, column: usize) -> Option<&Finding> {
    row.cells.get(column)?.finding()
}

fn of_id<'a>(decision: &'a Decision, id: &'a str) -> impl Iterator<Item = (&'a Table, &'a Row)> {
    decision.rows().filter(move |(_, row)| row.id == id).take(MOST)
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
        let row = self.table.rows.iter().find(|it| it.id == id && it.over == self.row.over)?;
        finding(row, self.column).map(|it| it.count().seen())
    }

    /// Everybody who was tested has one of the four results. Each was rounded, so a few more or less are right.
    fn wrong_sum(&self) -> Option<String> {
        let four: Option<Vec<(u32, u32)>> = RESULTS.into_iter().map(|id| self.seen(id)).collect();
        let (least, most) =
            four?.into_iter().fold((0, 0), |sum: (u32, u32), it| (sum.0 + it.0, sum.1 + it.1));
        let whole = self.found.people().denominator();
        let fits = least <= whole + 2 && most + 2 >= whole;
        (!fits).then(|| format!("the four results are {most} people, and not {whole}"))
    }

    /// What was found among the tested is what the test found, and what it missed at most.
    fn wrong_detected(&self, detected: &[(&Table, &Row)]) -> Option<String> {
        let speaks = &self.table.columns.get(self.column)?.speaks;
        let people = self.found.people().denominator();
        let is_one_study = |row: &Row| {
            let shares = row.sources.keys().any(|key| self.row.sources.keys().any(|it| it == key));
            shares && row.over == self.row.over
        };
        let mut beside =
            detected.iter().filter(|(table, row)| table.people.denominator() == people && is_one_study(row));
        let detected = beside.find_map(|(table, row)| {
            let column = table.columns.iter().position(|it| it.speaks == *speaks)?;
            finding(row, column).map(|it| it.count().seen())
        })?;
        let found = self.found.count().seen();
        let missed = self.seen("clear-false").map_or(people, |it| it.1);
        let fits = detected.1 + 1 >= found.0 && detected.0 <= found.1.saturating_add(missed) + 2;
        let (found, detected) = (found.0, detected.0);
        (!fits).then(|| format!("{found} in this row, and {detected} where it is counted what was found"))
    }
}
