//! A named text and places in it.

/// A text somebody wrote, with the name they know it by.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The file's name, as an author would say it: `surgery.md`.
    pub name: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// A stretch of a text, in bytes from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A place as an editor shows it: both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Source<'_> {
    /// Where a byte stands. A byte past the end stands at the end.
    pub fn position(&self, at: usize) -> Position {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span { start: range.start, end: range.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_from_one_in_characters() {
        let source = Source { name: "a", text: "één\nzwei" };
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(5), Position { line: 1, column: 4 });
        assert_eq!(source.position(6), Position { line: 2, column: 1 });
        assert_eq!(source.position(1), Position { line: 1, column: 1 }, "inside é counts as its start");
        assert_eq!(source.position(999), Position { line: 2, column: 5 });
    }
}
