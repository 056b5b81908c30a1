//! The names of a decision's files, beside those of its choices, and of pages.

/// The file that a decision begins with.
pub const DECISION_FILE: &str = "decision.md";

/// The file beside the cards that says where their numbers come from. Readers do not load it.
pub const TRAIL_FILE: &str = "evidence.md";

/// The name of a page in a language.
pub fn page_name(id: &str, lang: &str) -> String {
    in_language(id, lang) + ".html"
}

/// A site's own name for what an author's folder has under `library.en.md` or `service.en.md`.
pub fn published_name(stem: &str, lang: &str) -> String {
    in_language(stem, lang) + ".md"
}

fn in_language(stem: &str, lang: &str) -> String {
    let sign = if RUN_BY_SERVERS.contains(&lang) { '_' } else { '.' };
    format!("{stem}{sign}{lang}")
}

/// The site's own name for a file of an author's folder; most keep the name that they have.
#[cfg(not(target_arch = "wasm32"))]
pub fn published_path(path: &str) -> String {
    match path.strip_suffix(".md").and_then(|name| name.split_once('.')) {
        Some((stem, lang)) if !path.contains('/') => published_name(stem, lang),
        _ => path.to_string(),
    }
}

/// The author's name for a file that a page asks for by the site's own name.
#[cfg(not(target_arch = "wasm32"))]
pub fn written_path(path: &str) -> String {
    match path.strip_suffix(".md").and_then(|name| name.split_once('_')) {
        Some((stem, lang)) if !path.contains('/') && RUN_BY_SERVERS.contains(&lang) => {
            format!("{stem}.{lang}.md")
        }
        _ => path.to_string(),
    }
}

/// Languages whose code is also an ending that servers run or take for packed, wherever in a name it stands: such a page would
/// be an error there, or unreadable. No id has the sign that stands in its place.
const RUN_BY_SERVERS: [&str; 6] = ["br", "cgi", "lua", "pl", "sh", "tcl"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_names_otherwise_is_found_again() {
        for (written, published) in [
            ("library.en.md", "library.en.md"),
            ("library.pl.md", "library_pl.md"),
            ("service.pl.md", "service_pl.md"),
            ("knee/pl/decision.md", "knee/pl/decision.md"),
            ("words/pl.yaml", "words/pl.yaml"),
            ("LICENCE.md", "LICENCE.md"),
        ] {
            assert_eq!(published_path(written), published);
            assert_eq!(written_path(published), written);
        }
    }
}
