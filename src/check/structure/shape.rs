//! What a file is built of: its head, and the bars of its tables. One sign too few takes a whole head or table apart, so
//! nothing else is said of a decision until its files are whole again.

use crate::check::rule::{Rule, rule};
use crate::check::structure::reader::{HEAD_MISSING, WORDS_LEFT_OUT};
use crate::check::structure::signs::ROW_CELLS;
use crate::check::{Check, Content, Diagnostic, Report, Unit};
use crate::text::Span;

use super::towrite;

rule!(TABLE_BAR, Error, "table-bar");

/// On the bars of tables.
pub const RULES: &[(&Rule, Check)] = &[(&TABLE_BAR, Check::ByAnother)];

/// Says each row that has more or fewer cells than its table, unless another rule says so. What is said besides of files
/// that are not whole is taken back: it follows from that.
pub fn whole_first(content: &Content, unit: &Unit, report: &mut Report) {
    let mut known: Vec<Diagnostic> = Vec::new();
    for (path, text) in towrite::files_of(content, unit) {
        for (line, message) in broken_rows(text) {
            // Of the head of a table, and of a table that is none, only this rule says what is wrong.
            let is_row = !message.is_head;
            let of_row = report.list.iter().filter(|it| is_row && is_of_row(it, &path, line));
            match of_row.min_by_key(|it| it.location.at.start) {
                Some(it) => known.push(it.clone()),
                None => report.add(&TABLE_BAR, &path, line, message.words),
            }
        }
    }
    let is_shape = |it: &Diagnostic| [&TABLE_BAR, &HEAD_MISSING].contains(&it.rule);
    known.extend(report.list.iter().filter(|it| is_shape(it)).cloned());
    if !known.is_empty() {
        report.list = known;
    }
}

/// Whether it says already that a row has too few cells, or too many.
fn is_of_row(it: &Diagnostic, path: &str, line: Span) -> bool {
    let at = it.location.at.start;
    let is_there = it.location.file == path && line.start <= at && at <= line.end;
    is_there && [&ROW_CELLS, &WORDS_LEFT_OUT].contains(&it.rule)
}

/// A line of a table: its place, and how many cells it has.
struct Line {
    at: Span,
    cells: usize,
    is_rule: bool,
}

/// What is wrong with a line of a table.
struct Message {
    words: String,
    /// Whether it is the first or the second line.
    is_head: bool,
}

fn broken_rows(text: &str) -> Vec<(Span, Message)> {
    tables(text).iter().flat_map(|table| broken(table)).collect()
}

/// The rows that are not like most of their table.
fn broken(table: &[Line]) -> Vec<(Span, Message)> {
    let Some((first, rest)) = table.split_first() else { return Vec::new() };
    if !rest.first().is_some_and(|line| line.is_rule) {
        let words = "the line below this one must be one of hyphens, as in `|---|---|`".to_string();
        return vec![(first.at, Message { words, is_head: true })];
    }
    let alike = |cells: usize| table.iter().filter(|line| line.cells == cells).count();
    // Where as many have one number of cells as another, the heads of the columns are right.
    let usual = table
        .iter()
        .map(|line| line.cells)
        .fold(first.cells, |best, cells| if alike(cells) > alike(best) { cells } else { best });
    let message = |(index, line): (usize, &Line)| {
        let words = format!("{} where its table has {usual}", cells(line.cells));
        (line.at, Message { words, is_head: index < 2 })
    };
    table.iter().enumerate().filter(|(_, line)| line.cells != usual).map(message).collect()
}

fn cells(count: usize) -> String {
    if count == 1 { "1 cell".to_string() } else { format!("{count} cells") }
}

/// The tables of a text: each begins with a line that begins with a bar, and ends with an empty line, a heading or a list.
fn tables(text: &str) -> Vec<Vec<Line>> {
    let mut tables: Vec<Vec<Line>> = Vec::new();
    let (mut start, mut is_inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let begins = words.starts_with('|');
        let ends = words.is_empty() || ["#", "- ", ">", "[^"].iter().any(|sign| words.starts_with(sign));
        if begins && !is_inside {
            tables.push(Vec::new());
        }
        is_inside = begins || (is_inside && !ends);
        let indent = line.len() - line.trim_start().len();
        let at = Span { start: start + indent, end: start + indent + words.len() };
        if let Some(table) = tables.last_mut().filter(|_| is_inside) {
            table.push(Line { at, cells: count(words), is_rule: is_rule(words) });
        }
        start += line.len();
    }
    tables
}

/// A bar after a backslash is a sign of the cell.
fn count(words: &str) -> usize {
    let words = words.replace("\\|", "");
    let inside = words.strip_prefix('|').unwrap_or(&words);
    inside.strip_suffix('|').unwrap_or(inside).split('|').count()
}

fn is_rule(words: &str) -> bool {
    words.contains('-') && words.chars().all(|sign| "|-: ".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\n| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\nEnd.\n";

    fn lines_of(text: &str) -> Vec<usize> {
        broken_rows(text).iter().map(|(at, _)| text[..at.start].lines().count() + 1).collect()
    }

    #[test]
    fn one_bar_that_is_lost_or_too_many_is_one_line() {
        assert!(lines_of(TABLE).is_empty());
        for (at, _) in TABLE.match_indices('|') {
            let line = TABLE[..at].lines().count() + usize::from(TABLE[..at].ends_with('\n'));
            let without = format!("{}{}", &TABLE[..at], &TABLE[at + 1..]);
            let more = format!("{}||{}", &TABLE[..at], &TABLE[at + 1..]);
            // The bars at the ends of a line may be left out.
            let is_end = TABLE[..at].ends_with('\n') || TABLE[at + 1..].starts_with('\n');
            if !is_end {
                assert_eq!(lines_of(&without), [line], "{without}");
            }
            assert_eq!(lines_of(&more), [line], "{more}");
        }
    }

    #[test]
    fn what_markdown_allows_is_no_fault() {
        for text in [
            "A | B\n",
            "| A | B |\n|---|:-:|\n 1 | 2\n",
            "| a \\| b | c |\n|---|---|\n| d | e |\n## H\nwords | words\n",
        ] {
            assert!(lines_of(text).is_empty(), "{text}");
        }
        assert_eq!(lines_of("| A | B |\n| 1 | 2 |\n"), [1]);
        assert_eq!(lines_of("| A | B |\n|---|---|\n| 1 | 2 |\nno empty line before this\n"), [4]);
    }
}
