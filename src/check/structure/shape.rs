//! What a file is built of: its head, and the bars of its tables. One sign too few takes a whole head or table apart, so
//! nothing else is said of a decision until its files are whole again.

use crate::check::card::trimmed;
use crate::check::rule::rules;
use crate::check::structure::reader::HEAD_MISSING;
use crate::check::{Content, Diagnostic, Report, Unit};
use crate::text::{Span, head};

use super::towrite;

rules! {
    TABLE_BAR Error "table-bar";
}

/// Says each line that has more or fewer cells than its table. Whatever else is said of files that are not whole is taken
/// back: it follows from that.
pub fn whole_first(content: &Content, unit: &Unit, report: &mut Report) {
    for (path, text) in towrite::files_of(content, unit) {
        for (line, message) in tables(text).iter().flat_map(|table| broken(table)) {
            report.on(&TABLE_BAR, (&path, line), message);
        }
    }
    let is_shape = |it: &Diagnostic| [&TABLE_BAR, &HEAD_MISSING].contains(&it.rule);
    if report.list.iter().any(is_shape) {
        report.list.retain(is_shape);
    }
}

/// A line of a table: its place, and how many cells it has.
struct Line {
    at: Span,
    cells: usize,
    is_rule: bool,
}

/// The lines of a table that are not like most of it, and what is wrong.
fn broken(table: &[Line]) -> Vec<(Span, String)> {
    let Some(first) = table.first() else { return Vec::new() };
    if !table.get(1).is_some_and(|line| line.is_rule) {
        let message = "the line below this one must be one of hyphens, as in `|---|---|`";
        return vec![(first.at, message.to_string())];
    }
    let alike = |cells: usize| table.iter().filter(|line| line.cells == cells).count();
    // Where as many have one number of cells as another, the heads of the columns are right.
    let more = |best: usize, line: &Line| if alike(line.cells) > alike(best) { line.cells } else { best };
    let usual = table.iter().fold(first.cells, more);
    let message = |line: &Line| {
        let cells = if line.cells == 1 { "1 cell".to_string() } else { format!("{} cells", line.cells) };
        (line.at, format!("{cells} where its table has {usual}"))
    };
    table.iter().filter(|line| line.cells != usual).map(message).collect()
}

/// The tables of a text: each begins with a line that begins with a bar, and ends with an empty line, a heading or a list.
fn tables(text: &str) -> Vec<Vec<Line>> {
    let mut tables: Vec<Vec<Line>> = Vec::new();
    let mut is_inside = false;
    for (line, at) in head::lines(text, 0) {
        let words = line.trim();
        let begins = words.starts_with('|');
        let ends = words.is_empty() || ["#", "- ", ">", "[^"].iter().any(|sign| words.starts_with(sign));
        if begins && !is_inside {
            tables.push(Vec::new());
        }
        is_inside = begins || (is_inside && !ends);
        if let Some(table) = tables.last_mut().filter(|_| is_inside) {
            let at = trimmed(text, at);
            // A bar after a backslash is a sign of the cell.
            let bare = words.replace("\\|", "");
            let inside = bare.strip_prefix('|').unwrap_or(&bare);
            let cells = inside.strip_suffix('|').unwrap_or(inside).split('|').count();
            let is_rule = words.contains('-') && words.chars().all(|sign| "|-: ".contains(sign));
            table.push(Line { at, cells, is_rule });
        }
    }
    tables
}
