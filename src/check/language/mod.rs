//! Words, sentences and quantities: what rules on running words stand on.

pub mod lexicon;
pub mod lists;
pub mod quantity;
pub mod share;
pub mod tokens;
