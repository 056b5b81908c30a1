//! What authors write. Text in, typed model out, never failing, with remarks on whatever could not be read.
//! The same code runs in the browser and natively; it knows no clock, no file and no network.

pub mod decision;
pub mod glossary;
pub mod handout;
pub mod library;
pub mod mark;
mod markdown;
pub mod names;
pub mod outcome;
pub mod prose;
pub mod service;
pub mod settings;
pub mod status;
pub mod table;
pub mod trail;
pub mod whole;

pub use crate::text::Date;
use crate::text::remark::Remarks;
use crate::text::{Head, Remark, Source, head};
pub use decision::{Decision, OptionCard, Section};
pub use library::Topic;
pub use markdown::{Document, Note};
pub use outcome::{Amount, Certainty, Count, Finding};
pub use prose::{Block, Inline, Item, Piece, Target};
pub use status::{Freshness, Meta, Status};
pub use table::{Cell, Column, Row, Table, Vocabulary};

/// Reads any card as it is written: its head, its blocks and footnotes with their places. For what looks at the writing
/// itself; what a decision means is read by [`decision::read`].
pub fn document(source: Source) -> (Head, Document, Vec<Remark>) {
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read(source, head.body, &mut remarks);
    (head, document, remarks.done())
}

/// Reads the list of topics in the same way: its links lead into the folders of decisions.
pub fn index(source: Source) -> (Head, Document, Vec<Remark>) {
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read_index(source, head.body, &mut remarks);
    (head, document, remarks.done())
}
