//! What authors write. Text in, typed model out, never failing, with remarks on whatever could not be read.
//! The same code runs in the browser and natively; it knows no clock, no file and no network.

pub mod decision;
pub mod library;
mod markdown;
pub mod outcome;
pub mod prose;
pub mod settings;
pub mod status;
pub mod table;

pub use crate::text::Date;
pub use decision::{Decision, OptionCard, Section};
pub use library::Topic;
pub use outcome::{Certainty, Count, Finding};
pub use prose::{Block, Inline, Item, Piece, Target};
pub use status::{Freshness, Meta, Status};
pub use table::{Cell, Column, Row, Table, Vocabulary};
