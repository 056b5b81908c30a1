//! Writes the pages of lists, sheets and support cards, and the page that lists them.

use std::fs;
use std::path::Path;

use super::folder::{read_file, write};
use super::selection::Selection;
use super::today;
use crate::cards::handout::{self, FOLDERS, Handout};
use crate::cards::service::{self, Service};
use crate::check::content::is_readme;
use crate::check::country;
use crate::site::aloud;
use crate::site::document::{self, AppFiles};
use crate::site::papers::HandoutContext;
use crate::text::Source;
use crate::words::{PaperWords, Words};

/// The lists, sheets and support cards of one language, and what their pages need.
pub struct Papers {
    /// The words of their pages.
    pub paper_words: PaperWords,
    /// The service's own facts.
    pub service: Service,
    /// The pages in the order of their folders and names.
    pub list: Vec<Handout>,
}

/// The facts of the service, where there is a file of them.
pub(super) fn service(content: &Path, lang: &str) -> Option<Service> {
    let name = service::file_name(lang);
    let text = fs::read_to_string(content.join(&name)).ok()?;
    let text = with_country(&text, lang, |name| fs::read_to_string(content.join(name)).ok());
    Some(service::read(Source { name: &name, text: &text }).0)
}

/// A service's file as it is published: with the numbers of its country where it has none of its own.
pub(super) fn with_country(text: &str, lang: &str, read: impl Fn(&str) -> Option<String>) -> String {
    let country = country::of_service(text);
    match country.and_then(|country| read(&country::file_name(&country, lang))) {
        Some(numbers) => country::filled(text, &numbers),
        None => text.to_string(),
    }
}

/// Reads them from a content folder. A folder without any is as good as one with.
pub fn papers(content: &Path, lang: &str, chosen: &Selection) -> Result<Papers, String> {
    let paper_words = paper_words(content, lang);
    let service = service(content, lang).unwrap_or_default();
    let mut list = Vec::new();
    for folder in FOLDERS {
        for name in names(&content.join(folder).join(lang)) {
            let path = format!("{folder}/{lang}/{name}.md");
            if !chosen.has_handout(&path) {
                continue;
            }
            let text = read_file(&content.join(&path))?;
            let id = format!("{folder}-{name}");
            let (mut paper, _) = handout::read(&id, lang, Source { name: &path, text: &text });
            paper.hold_back(&service);
            list.push(paper);
        }
    }
    Ok(Papers { paper_words, service, list })
}

/// The words of still pages: the app's own English where a folder has none.
pub fn paper_words(content: &Path, lang: &str) -> PaperWords {
    let name = PaperWords::file(lang);
    let Ok(text) = fs::read_to_string(content.join(&name)) else { return PaperWords::english() };
    PaperWords::read(Source { name: &name, text: &text }).0
}

/// The names of the Markdown files in a folder, without their ending, in the order of the alphabet.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| Some(entry.file_name().to_str()?.strip_suffix(".md")?.to_string());
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.retain(|name| !is_readme(&format!("{name}.md")));
    names.sort();
    names
}

/// Writes a page for each of them and one that lists them all; gives how many.
pub fn publish(
    papers: &Papers,
    lang: &str,
    words: &Words,
    files: &AppFiles,
    out: &Path,
) -> Result<usize, String> {
    if papers.list.is_empty() {
        return Ok(0);
    }
    let context =
        HandoutContext { words, paper_words: &papers.paper_words, service: &papers.service, today: today() };
    for paper in &papers.list {
        let name = handout::page_name(&paper.id, &paper.lang);
        let page = document::paper_page(context, paper, files);
        write(&out.join(name), aloud::with_aloud(&page, words, &papers.paper_words, files).as_bytes())?;
    }
    let all = document::papers_page(context, lang, &papers.list, files);
    write(&out.join(handout::all_name(lang)), all.as_bytes())?;
    Ok(papers.list.len() + 1)
}
