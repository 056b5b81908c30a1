//! Parts that several steps share.

pub mod aloud;
pub mod aside;
pub mod beside;
pub mod calendar;
pub mod comparison;
pub mod detail;
pub mod field;
pub mod glossary;
pub mod groups;
pub mod large;
pub mod people_picture;
pub mod prose;
pub mod row;
pub mod sheet;
pub mod study;
pub mod told;
pub mod whole;
