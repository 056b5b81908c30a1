//! The choice of language: each page leads to the same page in the site's other languages, and says where it is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::folder::{read_file, write};
use crate::cards::library::index_name;
use crate::cards::names::page_name;
use crate::site::document::{self, OtherLanguage};

/// What a page has that leads to its other languages.
const MARK: &str = "<nav class=\"languages\"";
/// The page of the bare address, which is that of the first language.
const BARE: &str = "index.html";

/// One language of a site.
pub struct Language {
    /// As `ko`.
    pub tag: String,
    /// What its own people call it.
    pub name: String,
    /// What the choice is called, in this language.
    pub title: String,
    /// Its name where a page is not there in it, in this language: it then leads to its list of topics.
    pub not_here: String,
}

/// Puts the choice into each page that has none yet. `language` is the file of the script that heeds the browser's languages.
///
/// # Errors
/// A sentence if a page cannot be read or written.
pub fn offer(site: &Path, languages: &[Language], script: &str) -> Result<(), String> {
    let cannot = |why| format!("{} cannot be read: {why}", site.display());
    let entries: Result<Vec<_>, _> = fs::read_dir(site).map_err(cannot)?.collect();
    let files = entries.map_err(cannot)?.into_iter().map(|it| it.file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = files.filter(|name| name.ends_with(".html")).collect();
    for file in &pages {
        let path = site.join(file);
        let html = read_file(&path)?;
        let Some((id, own)) = id_of(file, &html, languages) else { continue };
        if html.contains(MARK) {
            continue;
        }
        let others = languages.iter().filter(|it| it.tag != own.tag);
        let others: Vec<OtherLanguage> = others.map(|it| other(it, &id, &pages)).collect();
        let page = document::with_languages(&html, &own.title, &others);
        let is_bare = file == BARE;
        let own_address = page_name(&id, &own.tag);
        let page =
            document::with_alternates(&page, (&own.tag, &own_address), &others, is_bare.then_some(script));
        write(&path, page.as_bytes())?;
    }
    Ok(())
}

/// A page's id and its language.
fn id_of<'a>(file: &str, html: &str, languages: &'a [Language]) -> Option<(String, &'a Language)> {
    if file == BARE {
        let own = languages.iter().find(|it| html.contains(&format!("<html lang=\"{}\"", it.tag)));
        return own.map(|own| ("index".to_string(), own));
    }
    languages.iter().find_map(|it| Some((file.strip_suffix(&page_name("", &it.tag))?.to_string(), it)))
}

fn other(language: &Language, id: &str, pages: &BTreeSet<String>) -> OtherLanguage {
    let there = page_name(id, &language.tag);
    let is_there = pages.contains(&there);
    OtherLanguage {
        tag: language.tag.clone(),
        address: if is_there {
            there
        } else {
            format!("{}#{}", index_name(&language.tag), document::ELSEWHERE)
        },
        name: language.name.clone(),
        not_here: language.not_here.clone(),
        is_there,
    }
}
