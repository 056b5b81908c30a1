//! A translation held against its original.

pub mod numbers;
pub mod original;
pub mod translated;
