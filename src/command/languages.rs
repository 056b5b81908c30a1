//! The choice of language: each page that is there in several languages leads to the same page in the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::folder::{read_file, write};
use crate::site::document;

/// What a page has that leads to its other languages.
const MARK: &str = "<nav class=\"languages\"";

/// Puts the choice into each page of a site that has another language. `name` gives a language's own name and its words for
/// the choice.
///
/// # Errors
/// A sentence if a page cannot be read or written.
pub fn offer(site: &Path, name: impl Fn(&str) -> (String, String)) -> Result<(), String> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(site).map_err(|why| format!("{} cannot be read: {why}", site.display()))? {
        let file = entry.map_err(|why| format!("{} cannot be read: {why}", site.display()))?.file_name();
        let file = file.to_string_lossy().into_owned();
        let Some((id, lang)) = file.strip_suffix(".html").and_then(|page| page.rsplit_once('.')) else {
            continue;
        };
        pages.entry(id.to_string()).or_default().push(lang.to_string());
    }
    for (id, mut languages) in pages.into_iter().filter(|(_, languages)| languages.len() > 1) {
        languages.sort();
        for lang in &languages {
            let others = languages.iter().filter(|other| *other != lang);
            let others: Vec<(String, String, String)> =
                others.map(|other| (other.clone(), format!("{id}.{other}.html"), name(other).0)).collect();
            let page = site.join(format!("{id}.{lang}.html"));
            let html = read_file(&page)?;
            if !html.contains(MARK) {
                write(&page, document::with_languages(&html, &name(lang).1, &others).as_bytes())?;
            }
        }
    }
    Ok(())
}
