//! Where the signs of plain words stand in the source they were read from.

use std::ops::Range;

/// Where the signs of plain words begin and end in their source: in the plain words and in the source, in order.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<(usize, Range<usize>)>);

impl Places {
    /// Walks along a source and its plain words together, over markup, targets of links and footnotes.
    pub(super) fn of(source: &str, plain: &str) -> Places {
        let mut places = Places(Vec::with_capacity(plain.len()));
        let mut at = 0;
        for (offset, sign) in plain.char_indices() {
            let Some(here) = next_same(source, at, sign) else { return places };
            at = here + source.get(here..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            places.0.push((offset, here..at));
        }
        places.0.push((plain.len(), at..at));
        places
    }

    pub(super) fn begin(&self, at: usize) -> Option<usize> {
        let found = self.0.binary_search_by_key(&at, |(offset, _)| *offset).ok()?;
        self.0.get(found).map(|(_, there)| there.start)
    }

    /// The end of the sign that ends there.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        let next = self.0.binary_search_by_key(&at, |(offset, _)| *offset).ok()?;
        self.0.get(next.checked_sub(1)?).map(|(_, there)| there.end)
    }
}

/// The next place of a sign in a source that is no target of a link and no footnote.
fn next_same(source: &str, mut at: usize, sign: char) -> Option<usize> {
    loop {
        let rest = source.get(at..)?;
        let first = rest.chars().next()?;
        let same = first == sign || (sign.is_whitespace() && first.is_whitespace());
        if same && !rest.starts_with("[^") {
            return Some(at);
        }
        at += match rest {
            _ if rest.starts_with("](") => past(rest, b')'),
            _ if rest.starts_with("[^") => past(rest, b']'),
            _ => first.len_utf8(),
        };
    }
}

/// Past the end of an address or a key; one byte on if there is no end near by.
fn past(rest: &str, end: u8) -> usize {
    const LONGEST: usize = 2_000;
    rest.bytes().take(LONGEST).position(|byte| byte == end).map_or(1, |end| end + 1)
}
