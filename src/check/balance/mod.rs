//! Whether choices are shown alike, and each under its own name.

pub mod alike;
pub mod difference;
pub mod in_words;
pub mod mixed;
