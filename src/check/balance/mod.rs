//! Whether choices are shown alike, and each under its own name.

pub mod alike;
pub mod difference;
pub mod in_words;
pub mod mixed;

use crate::check::{Card, Part};
use crate::text::Span;

/// Where the heading of a section of a file stands; the file's own heading if there is no such section.
fn heading(card: &Card, file: usize, section: &str) -> Span {
    let headings =
        || card.passages.iter().filter(|it| it.file == file && matches!(it.part, Part::Heading(1 | 2)));
    let own = headings().find(|it| it.part == Part::Heading(2) && it.section == section);
    own.or_else(|| headings().find(|it| it.part == Part::Heading(1)))
        .map_or(Span { start: 0, end: 3 }, |it| card.place_of(it, &it.plain))
}
