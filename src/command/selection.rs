//! What of a content folder is published: each topic and each list, sheet or support card for itself. What nobody has
//! reviewed stays behind unless that is asked for, and holds nothing else back.

use std::collections::BTreeSet;

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::{self, FOLDERS};
use crate::cards::{Topic, library};
use crate::check::Content;
use crate::check::content::is_readme;
use crate::text::remark::Remarks;
use crate::text::{Source, head};
use crate::views::library::Unreviewed;

/// What is published, and what is not.
#[derive(Default)]
pub struct Selection {
    /// The folders of the decisions, as `knee/en`.
    decisions: BTreeSet<String>,
    /// The paths of lists, sheets and support cards.
    handouts: BTreeSet<String>,
    /// The folders of decisions, and the paths of handouts, that stay behind.
    held: BTreeSet<String>,
    /// The same for people: each card with its status.
    pub unreviewed: Vec<String>,
}

impl Selection {
    /// Chooses from a content folder. Decisions that no library lists are no part of a site.
    pub fn of(content: &Content, allow_unreviewed: bool) -> Selection {
        let mut chosen = Selection::default();
        for (lang, text) in libraries(content) {
            let name = format!("library.{lang}.md");
            for topic in library::read(Source { name: &name, text }).0 {
                if topic.lang == lang {
                    let folder = library::folder(&topic.id, &topic.lang);
                    chosen.add(content, &format!("{folder}/{DECISION_FILE}"), Some(folder), allow_unreviewed);
                }
            }
        }
        for path in content.files().map(|(path, _)| path).filter(|path| is_handout(path)) {
            chosen.add(content, path, None, allow_unreviewed);
        }
        chosen.hold_unlisted(content, allow_unreviewed);
        chosen
    }

    fn add(&mut self, content: &Content, path: &str, folder: Option<String>, allow_unreviewed: bool) {
        // A topic that is listed and not there is an error of the checker's.
        let Some(text) = content.text(path) else { return };
        let status = status(Source { name: path, text });
        let is_open = status == "reviewed" || status == "withdrawn";
        let is_decision = folder.is_some();
        let name = folder.unwrap_or_else(|| path.to_string());
        if !is_open && !self.held.contains(&name) {
            self.unreviewed.push(format!("{path} ({status})"));
        }
        match (is_open || allow_unreviewed, is_decision) {
            (true, true) => self.decisions.insert(name),
            (true, false) => self.handouts.insert(name),
            (false, _) => self.held.insert(name),
        };
    }

    /// A decision that no library lists is not published; its errors are of no concern to those that are.
    fn hold_unlisted(&mut self, content: &Content, allow_unreviewed: bool) {
        let folders = content.files().filter_map(|(path, _)| path.strip_suffix("/decision.md"));
        for folder in folders.filter(|_| !allow_unreviewed) {
            if !self.decisions.contains(folder) {
                self.held.insert(folder.to_string());
            }
        }
    }

    /// Whether a decision is published.
    pub fn has_decision(&self, id: &str, lang: &str) -> bool {
        self.decisions.contains(&library::folder(id, lang))
    }

    /// Whether a list, sheet or support card is published.
    pub fn has_handout(&self, path: &str) -> bool {
        self.handouts.contains(path)
    }

    /// Whether a file belongs to what stays behind.
    pub fn is_held(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.held.contains(path) || self.held.contains(folder)
    }

    /// Whether there is nothing at all to publish.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty() && self.handouts.is_empty()
    }

    /// The names of the pages that would be there if nothing were held back: a card may link to one of them.
    pub fn pages_held(&self) -> impl Iterator<Item = (String, &str)> {
        self.held.iter().filter_map(|name| match name.split('/').collect::<Vec<_>>().as_slice() {
            [id, lang] => Some((library::page_name(id, lang), *lang)),
            [folder, lang, file] => {
                let stem = file.strip_suffix(".md")?;
                Some((handout::page_name(&format!("{folder}-{stem}"), lang), *lang))
            }
            _ => None,
        })
    }

    /// The files that go onto the site, with what stands in them: cards that are published, words, settings, licences.
    /// Nothing else that lies in the folder, and no topic that is held back, is anybody's business.
    ///
    /// # Errors
    /// A sentence if a topic that is held back cannot be taken out of the list of topics.
    pub fn files<'a>(&self, content: &'a Content) -> Result<Vec<(&'a str, String)>, String> {
        let belonging = content.files().filter(|(path, _)| self.belongs(path));
        belonging.map(|(path, text)| Ok((path, self.without_held(path, text)?))).collect()
    }

    fn belongs(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["settings.yaml"] => true,
            [name] => is_of_a_language(name) || is_licence(name),
            ["words", name] => name.ends_with(".yaml"),
            [folder, _, _] if FOLDERS.contains(folder) => self.has_handout(path),
            [id, lang, name] => name.ends_with(".md") && !is_readme(name) && self.has_decision(id, lang),
            _ => false,
        }
    }

    /// Whether a place of a list of topics is in the lines of a topic that stays behind.
    pub fn is_held_line(&self, path: &str, text: &str, at: usize) -> bool {
        path.starts_with("library.")
            && self
                .lines(text)
                .any(|(start, line, is_held)| is_held && (start..start + line.len()).contains(&at))
    }

    /// The lines of a list of topics: where each begins, and whether it belongs to a topic that stays behind.
    fn lines<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, &'a str, bool)> {
        let is_out =
            |line: &str| self.held.iter().any(|it| line.contains(&format!("]({it}/{DECISION_FILE})")));
        let (mut start, mut leaves_out) = (0, false);
        text.split_inclusive('\n').map(move |line| {
            let continues = leaves_out && line.starts_with([' ', '\t']) && !line.trim().is_empty();
            leaves_out = is_out(line) || continues;
            let from = start;
            start += line.len();
            (from, line, leaves_out)
        })
    }

    /// A library without the topics that are held back: neither their names nor their addresses slip out.
    fn without_held(&self, path: &str, text: &str) -> Result<String, String> {
        let Some(lang) = path.strip_prefix("library.").and_then(|rest| rest.strip_suffix(".md")) else {
            return Ok(text.to_string());
        };
        let left: String = self.lines(text).filter(|(_, _, out)| !out).map(|(_, line, _)| line).collect();
        let topics = library::read(Source { name: path, text: &left }).0;
        match topics.iter().find(|it| it.lang == lang && !self.has_decision(&it.id, &it.lang)) {
            Some(it) if content_has(&self.held, &it.id, &it.lang) => {
                Err(format!("{path}: the line of {}/{} must begin with its link.", it.id, it.lang))
            }
            _ => Ok(left),
        }
    }
}

fn content_has(held: &BTreeSet<String>, id: &str, lang: &str) -> bool {
    held.contains(&library::folder(id, lang))
}

/// Whether the topics of a list are reviewed.
pub fn unreviewed_of(content: &Content, topics: &[Topic]) -> Unreviewed {
    let statuses = topics.iter().filter_map(|topic| {
        let path = format!("{}/{DECISION_FILE}", library::folder(&topic.id, &topic.lang));
        Some(status(Source { name: &path, text: content.text(&path)? }))
    });
    let statuses: Vec<String> = statuses.collect();
    if statuses.iter().all(|status| status == "reviewed" || status == "withdrawn") {
        Unreviewed::None
    } else if statuses.iter().all(|status| status == "example") {
        Unreviewed::AllExamples
    } else {
        Unreviewed::Some
    }
}

/// The texts of the lists of topics, by language.
pub fn libraries(content: &Content) -> impl Iterator<Item = (&str, &str)> {
    content
        .files()
        .filter_map(|(path, text)| Some((path.strip_prefix("library.")?.strip_suffix(".md")?, text)))
}

/// The list of topics and the service's facts of a language.
fn is_of_a_language(name: &str) -> bool {
    let lang = |start| name.strip_prefix(start).and_then(|rest: &str| rest.strip_suffix(".md"));
    lang("library.").or_else(|| lang("service.")).is_some_and(|lang| !lang.contains('.'))
}

fn is_licence(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    stem == "licence" || stem == "license"
}

fn is_handout(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), [folder, _, name] if FOLDERS.contains(folder) && name.ends_with(".md") && !is_readme(name))
}

fn status(source: Source) -> String {
    let head = head::of_card(source, &mut Remarks::on(source));
    head.value("status").unwrap_or("no status").to_string()
}
