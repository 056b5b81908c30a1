//! The names of a decision's files, beside those of its choices, and of pages.

/// The file that a decision begins with.
pub const DECISION_FILE: &str = "decision.md";

/// The file beside the cards that says where their numbers come from. Readers do not load it.
pub const TRAIL_FILE: &str = "evidence.md";

/// The name of a page in a language.
pub fn page_name(id: &str, lang: &str) -> String {
    let sign = if RUN_BY_SERVERS.contains(&lang) { '_' } else { '.' };
    format!("{id}{sign}{lang}.html")
}

/// Languages whose code is also an ending that servers run or take for packed, wherever in a name it stands: such a page would
/// be an error there, or unreadable. No id has the sign that stands in its place.
const RUN_BY_SERVERS: [&str; 6] = ["br", "cgi", "lua", "pl", "sh", "tcl"];
