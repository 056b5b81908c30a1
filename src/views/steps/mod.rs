//! One file a step of the journey.

pub mod about;
pub mod choices;
pub mod compare;
pub mod decision;
pub mod matters;
pub mod my_way;
pub mod page;
pub mod questions;
pub mod stand;
pub mod start;
pub mod what_we_said;
pub mod worksheet;
