//! Parts that several steps share.

pub mod aside;
pub mod calendar;
pub mod comparison;
pub mod detail;
pub mod field;
pub mod large;
pub mod people_picture;
pub mod prose;
pub mod row;
pub mod sheet;
pub mod study;
pub mod told;
