//! The names of a decision's files, beside those of its choices.

/// The file that a decision begins with.
pub const DECISION_FILE: &str = "decision.md";

/// The file beside the cards that says where their numbers come from. Readers do not load it.
pub const TRAIL_FILE: &str = "evidence.md";
