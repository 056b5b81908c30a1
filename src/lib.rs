//! Tandem: a conversation aid for health choices with more than one good answer.
//!
//! Data flows one way: cards + answers → summary → views. In order, each knowing only those above it:
//!
//! - [`text`]: a text and what can be said about it
//! - [`cards`]: what authors write
//! - [`answers`]: what a person says; it does not know the cards
//! - [`words`]: what the app says
//! - `rules`: what makes cards good; native only
//! - [`summary`]: what comes out: cards + answers, arranged and never added up
//! - [`edge`]: the browser, its storage and files; knows only `answers`, `words` and `text`
//! - [`views`]: what is seen
//! - [`command`]: the native command
//!
//! `main.rs` starts the views in the browser, `bin/tandem.rs` the command. `tests/layers.rs` holds these rules.

pub mod answers;
pub mod cards;
#[cfg(feature = "views")]
pub mod edge;
#[cfg(not(target_arch = "wasm32"))]
pub mod rules;
pub mod summary;
pub mod text;
pub mod words;

#[cfg(feature = "views")]
pub mod views;

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
pub mod command;
