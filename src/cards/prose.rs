//! The closed set of what a card may contain. Raw HTML, pictures and unsafe links have no place in it, so no view can show them.

use crate::text::Span;

/// A paragraph, list, heading or table, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub block: Block,
    /// Where it stands in its file.
    pub at: Span,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running words.
    Paragraph(Vec<Inline>),
    /// A heading: 1 is the file's own.
    Heading(u8, Vec<Inline>),
    /// A list.
    List(Vec<Item>),
    /// A numbered list, and its first number.
    Steps(u64, Vec<Item>),
    /// A table: the head row, then the others.
    Table(Vec<TableCell>, Vec<Vec<TableCell>>),
    /// Somebody's words.
    Quote(Vec<Piece>),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its blocks: mostly one paragraph.
    pub pieces: Vec<Piece>,
    /// Where it stands.
    pub at: Span,
}

/// One cell of a table as written.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// Its words.
    pub words: Vec<Inline>,
    /// Where it stands.
    pub at: Span,
}

/// Words within a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// *Emphasis*.
    Emphasis(Vec<Inline>),
    /// **Strong**.
    Strong(Vec<Inline>),
    /// A link.
    Link(Target, Vec<Inline>),
    /// A footnote, by its key.
    Note(String),
    /// A line break that the author asked for.
    Break,
}

/// Where a link may lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An id, in this decision.
    Id(String),
    /// Another card, by its file's name.
    Card(String),
    /// A page, mail or telephone: `https:`, `mailto:`, `tel:`.
    Outside(String),
    /// The page of a list, sheet or support card: `support-money.en.html` for `../../support/en/money.md`.
    Handout(String),
    /// A fact of the service's own file, by its id: `../../service.en.md#advice-line`.
    Fact(String),
}

/// The words alone, without links, emphasis and footnotes.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    push_plain(inlines, &mut words);
    words.trim().to_string()
}

fn push_plain(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Break => words.push(' '),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) => {
                push_plain(inside, words);
            }
            Inline::Note(_) => {}
        }
    }
}

/// The keys of the footnotes in these words, each once, in order.
pub fn notes(inlines: &[Inline]) -> Vec<String> {
    let mut keys = Vec::new();
    push_notes(inlines, &mut keys);
    keys
}

fn push_notes(inlines: &[Inline], keys: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Note(key) if !keys.contains(key) => keys.push(key.clone()),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) => {
                push_notes(inside, keys);
            }
            _ => {}
        }
    }
}

/// All links in these words, in order: where they lead and their words.
pub fn links(inlines: &[Inline]) -> Vec<(&Target, String)> {
    let mut found = Vec::new();
    push_links(inlines, &mut found);
    found
}

fn push_links<'a>(inlines: &'a [Inline], found: &mut Vec<(&'a Target, String)>) {
    for inline in inlines {
        match inline {
            Inline::Link(target, inside) => found.push((target, plain(inside))),
            Inline::Emphasis(inside) | Inline::Strong(inside) => push_links(inside, found),
            _ => {}
        }
    }
}

/// Whether an id has the allowed signs.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}
