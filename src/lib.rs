//! Tandem: a conversation aid for health choices with more than one good answer.
//!
//! Data flows one way: cards + answers → summary → views. In order, each knowing only those above it:
//!
//! - [`text`]: a text and what can be said about it
//! - [`cards`]: what authors write
//! - [`answers`]: what a person says; it does not know the cards
//! - [`words`]: what the app says
//! - `check`: what makes cards good; native only
//! - [`summary`]: what comes out: cards + answers, arranged and never added up
//! - [`browser`]: the address, storage and files of the browser; knows only `answers`, `words` and `text`
//! - [`views`]: what is seen
//! - [`site`]: whole pages as they are built; native only
//! - [`command`]: the native command
//!
//! `main.rs` starts the views in the browser, `bin/tandem.rs` the command. `tests/layers.rs` holds these rules.

pub mod answers;
#[cfg(feature = "views")]
pub mod browser;
pub mod cards;
#[cfg(not(target_arch = "wasm32"))]
pub mod check;
pub mod summary;
pub mod text;
pub mod words;

#[cfg(feature = "views")]
pub mod views;

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
pub mod command;
#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
pub mod site;
