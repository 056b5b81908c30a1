//! A document of headings, paragraphs, lists and tables: what a page and a word processor's file have in common. It is
//! written once, and made into either by `plain/page.rs` and `plain/word.rs`.

pub mod page;
pub mod picture;
pub mod word;

pub use crate::views::parts::people_picture::Groups;
use crate::words::locale::is_from_the_right;

/// A whole document.
pub struct Document {
    /// Its language.
    pub lang: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// Its title.
    pub title: String,
    /// What stands in it, from the first to the last.
    pub blocks: Vec<Block>,
}

/// One part of a document.
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list.
    Item(Vec<Run>),
    /// A line of a list of contents: where it leads, and its words.
    To(String, String),
    /// A table.
    Table(Table),
    /// Lines to be copied as they are.
    Code(Vec<String>),
}

/// A heading.
#[derive(Default)]
pub struct Heading {
    /// 1 to 4.
    pub level: u8,
    /// By which it is linked to; empty where nothing leads to it.
    pub id: String,
    /// Its words.
    pub words: Vec<Run>,
    /// Whether it begins a page.
    pub on_new_page: bool,
}

/// Words of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub words: String,
    /// Their look.
    pub style: Look,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As any.
    Plain,
    /// What stands out.
    Strong,
    /// What stood here before and was taken out.
    Gone,
    /// What was put in.
    New,
}

/// A table.
pub struct Table {
    /// The widths of its columns, in hundredths of the page.
    pub widths: Vec<u32>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
pub struct Row {
    /// Whether it is the table's head, which is repeated on each page.
    pub is_head: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Default)]
pub struct Cell {
    /// How many columns more than one it takes.
    pub more: u32,
    /// Whether it names its row or column.
    pub is_name: bool,
    /// Its paragraphs.
    pub lines: Vec<Vec<Run>>,
    /// Small pictures above them.
    pub pictures: Vec<Groups>,
}

/// Words that look as any.
pub fn plain(words: impl Into<String>) -> Run {
    Run { words: words.into(), style: Look::Plain }
}

/// Words that stand out.
pub fn strong(words: impl Into<String>) -> Run {
    Run { words: words.into(), style: Look::Strong }
}

/// A paragraph of words that look as any.
pub fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph(vec![plain(words)])
}

/// A heading to which nothing leads.
pub fn heading(level: u8, words: impl Into<String>) -> Block {
    Block::Heading(Heading { level, words: vec![plain(words)], ..Heading::default() })
}

/// A cell of words.
pub fn cell(words: impl Into<String>) -> Cell {
    Cell { lines: vec![vec![plain(words)]], ..Cell::default() }
}

/// A cell that names its row or column.
pub fn name(words: impl Into<String>) -> Cell {
    Cell { is_name: true, ..cell(words) }
}

/// A row that is no head.
pub fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { is_head: false, cells: cells.into_iter().collect() }
}

/// The head of a table.
pub fn head(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { is_head: true, cells: cells.into_iter().collect() }
}

/// Among words from right to left a run of Latin ones begins and ends where it should, its number and its full stop with
/// it, and a number behind it is not drawn to its other end. The marks are seen by nobody.
pub fn keep_latin_in_order(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading(Heading { words, .. }) | Block::Paragraph(words) | Block::Item(words) => {
                words.iter_mut().for_each(in_order);
            }
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| cell.lines.iter_mut().flatten()).for_each(in_order);
            }
            Block::To(..) | Block::Code(_) => {}
        }
    }
}

fn in_order(run: &mut Run) {
    let (words, has) = (run.words.trim(), |is: fn(char) -> bool| run.words.chars().any(is));
    if has(|sign| sign.is_ascii_alphabetic()) && !has(is_from_the_right) {
        run.words = run.words.replace(words, &format!("\u{200e}{words}\u{200e}\u{200f}"));
    }
}
