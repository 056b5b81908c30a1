//! Whole pages as they are built: drawn natively from the views, complete without a script. A page of a topic or of a handout
//! is then replaced by the program; the page about a decision and a reviewer's pack have none.

pub mod about;
pub mod aloud;
pub mod document;
pub mod easy;
pub mod markup;
pub mod papers;
pub mod plain;
pub mod review;
pub mod single;
pub mod style;
pub mod talk;
pub mod theme;
