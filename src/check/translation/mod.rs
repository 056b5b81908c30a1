//! A translation held against its original.

pub mod meaning;
pub mod original;
pub mod translated;
