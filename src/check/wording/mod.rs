//! How things are said: words that praise, frighten or say nothing, and how hard they are to read.

pub mod hollow;
pub mod phrases;
pub mod reading;
