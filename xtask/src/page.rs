//! Which files a browser loads for a page before anybody does anything, read from the page itself.

use std::collections::BTreeSet;

/// The kinds of link that make a browser load a file by itself.
const LOADED: [&str; 5] = ["stylesheet", "preload", "modulepreload", "icon", "manifest"];

/// The addresses that a page names for loading, without query or fragment, each once.
///
/// It reads the pages that our own command writes; it is no reader for HTML from elsewhere.
pub fn files_loaded_by(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (name, attributes) in html.split('<').skip(1).map(tag) {
        for address in addresses(name, attributes) {
            let address = address.split(['?', '#']).next().unwrap_or_default();
            if !address.is_empty() && !address.starts_with("data:") {
                found.insert(address.trim_start_matches("./").to_owned());
            }
        }
    }
    found
}

/// The language of a page, as it says itself.
pub fn language(html: &str) -> Option<String> {
    let (_, attributes) = html.split('<').skip(1).map(tag).find(|(name, _)| *name == "html")?;
    value(attributes, "lang").map(str::to_owned)
}

/// A script of ours names the program too, and the page's head names the cards that the boot file fetches.
fn addresses<'a>(name: &str, attributes: &'a str) -> Vec<&'a str> {
    let names: &[&str] = match name {
        "script" => &["src", "data-program"],
        "img" => &["src"],
        "link" if is_loaded(attributes) => &["href"],
        "meta" if value(attributes, "name") == Some("tandem-file") => &["content"],
        _ => &[],
    };
    names.iter().filter_map(|name| value(attributes, name)).collect()
}

fn is_loaded(attributes: &str) -> bool {
    let rel = value(attributes, "rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| LOADED.contains(&word))
}

fn tag(piece: &str) -> (&str, &str) {
    let end = piece.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(piece.len());
    let (name, rest) = piece.split_at(end);
    (name, rest.split_once('>').map_or(rest, |(attributes, _)| attributes))
}

/// The value of an attribute, in either kind of quote or none.
fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (found, after) = rest.split_at(end.max(1));
        let (text, next) = match after.trim_start().strip_prefix('=') {
            Some(after) => quoted(after.trim_start()),
            None => ("", after),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(text);
        }
        rest = next.trim_start();
    }
    None
}

fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_loads_by_itself_is_found_once() {
        let html = r#"<!doctype html><link rel="stylesheet" href="style.1a2b.css">
            <link href='theme.css' rel='stylesheet'><link rel=preload as="fetch" crossorigin href=program.1.wasm>
            <link rel="modulepreload" href="./program.js"><script type="module" src="boot.js?x#y"></script>
            <script src="boot.js" async data-program="program.2.wasm"></script><link rel="canonical" href="elsewhere.html">
            <meta name="tandem-file" content="content/a.md"><meta name="viewport" content="width=device-width">
            <link rel="icon" href="data:,"><a href="other.html">x</a><script>inline()</script>"#;
        let found: Vec<String> = files_loaded_by(html).into_iter().collect();
        assert_eq!(
            found,
            [
                "boot.js",
                "content/a.md",
                "program.1.wasm",
                "program.2.wasm",
                "program.js",
                "style.1a2b.css",
                "theme.css"
            ]
        );
    }
}
