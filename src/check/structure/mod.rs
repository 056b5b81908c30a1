//! What must be there: files, sections, tables, links, lists and sheets.

pub mod files;
pub mod forms;
pub mod handouts;
pub mod library;
pub mod links;
pub mod outcome;
pub mod parts;
pub mod reader;
pub mod screening;
pub mod sections;
pub mod service;
pub mod shape;
pub mod signs;
pub mod tables;
pub mod theme;
pub mod towrite;
pub mod words;
