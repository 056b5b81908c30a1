//! What must be there: files, sections, tables, links, lists and sheets.

pub mod files;
pub mod forms;
pub mod groups;
pub mod handouts;
pub mod links;
pub mod no_choice;
pub mod outcome;
pub mod parts;
pub mod reader;
pub mod screening;
pub mod sections;
pub mod shape;
pub mod signs;
pub mod theme;
pub mod topics;
pub mod towrite;
pub mod whole;
