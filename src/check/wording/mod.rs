//! How things are said: words that praise, frighten or say nothing, and how hard they are to read.
//!
//! Which file listens for which words stands in [`phrases::RULES`]; the sentences that must and must not be heard stand in
//! `tests/wording.rs`.

pub mod hollow;
pub mod phrases;
pub mod reading;
