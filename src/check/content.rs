//! A content folder as texts, and what in it can be checked on its own.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::cards::settings::Settings;
use crate::check::language::lexicon::Lexicon;
use crate::text::{Remark, Source};
use crate::words::Words;

/// What a whole site may do.
const SETTINGS: &str = "settings.yaml";

/// Every text below a content folder, by its path from there, with forward slashes.
pub struct Content {
    files: BTreeMap<String, String>,
    words: BTreeMap<String, Words>,
    lexicons: BTreeMap<String, Arc<Lexicon>>,
}

/// The app's own English, for a folder without words of its own.
static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.yaml"));
    Words::read(Source { name: "words/en.yaml", text }).0
});

impl Content {
    /// Takes the texts.
    pub fn new(files: BTreeMap<String, String>) -> Content {
        let languages = files.iter().filter_map(|(path, text)| {
            let lang = lang_of(path, "words/", ".yaml")?;
            Some((lang.to_string(), Words::read(Source { name: path, text }).0))
        });
        let words = languages.collect();
        let lexicons = files.iter().filter_map(|(path, text)| {
            let lang = lang_of(path, "checks/", ".yaml")?;
            Some((lang.to_string(), Lexicon::of(lang, Some(text))?))
        });
        let lexicons = lexicons.collect();
        Content { files, words, lexicons }
    }

    /// A file's text.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// What `settings.yaml` says; what goes without it where there is none.
    pub fn settings(&self) -> Settings {
        let text = self.text(SETTINGS).unwrap_or_default();
        Settings::read(Source { name: SETTINGS, text })
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Every `decision.md`: the decision's id, its language, its path and its text.
    pub fn decisions(&self) -> impl Iterator<Item = (&str, &str, &str, &str)> {
        self.files().filter_map(|(path, text)| match path.split('/').collect::<Vec<_>>().as_slice() {
            [id, lang, DECISION_FILE] => Some((*id, *lang, path, text)),
            _ => None,
        })
    }

    /// What a remark says in a language, or in the program's own English where the language's words lack it.
    pub fn remark(&self, words: &Words, remark: &Remark) -> String {
        let sentence = words.remark(remark);
        if sentence.starts_with("remark-") { ENGLISH.remark(remark) } else { sentence }
    }

    /// The Markdown files directly in a folder, `knee/en/`: their names and texts. A readme is no card.
    pub fn folder<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let start = folder.to_string();
        let inside = self.files.range(start.clone()..);
        let inside = inside.map_while(move |(path, text)| Some((path.strip_prefix(&start)?, text.as_str())));
        inside.filter(|(name, _)| name.ends_with(".md") && !name.contains('/') && !is_readme(name))
    }

    /// The words of a language; English where the folder has none.
    pub fn words(&self, lang: &str) -> &Words {
        self.words.get(lang).unwrap_or(&ENGLISH)
    }

    /// The phrases that are listened for in a language; nothing if nobody wrote any.
    pub fn lexicon(&self, lang: &str) -> Option<Arc<Lexicon>> {
        let short = lang.split('-').next().unwrap_or_default();
        let own = self.lexicons.get(lang).or_else(|| self.lexicons.get(short)).cloned();
        own.or_else(|| Lexicon::of(lang, None))
    }

    /// The app's own English: what the words of other languages are held against.
    pub fn english(&self) -> &Words {
        self.words.get("en").unwrap_or(&ENGLISH)
    }
}

/// `library.en.md` → `en`, by what stands before and behind it.
pub fn lang_of<'a>(path: &'a str, start: &str, end: &str) -> Option<&'a str> {
    path.strip_prefix(start)?.strip_suffix(end).filter(|lang| !lang.contains(['/', '.']))
}

/// What the head of a card says under a key, where the rest of it need not be read.
pub fn head_value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let head = text.split("\n---").next()?;
    let value = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    Some(value.trim().trim_matches('"'))
}

/// What can be checked on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The list of topics, the words, the service's facts, and what must agree across files.
    Whole,
    /// A decision in one language.
    Decision {
        /// Its folder.
        id: String,
        /// Its language.
        lang: String,
    },
    /// A list, sheet or support card in one language.
    Handout {
        /// Which of [`FOLDERS`].
        folder: String,
        /// Its language.
        lang: String,
        /// The file's name.
        name: String,
    },
}

impl Unit {
    /// Its language; English for what has none.
    pub fn lang(&self) -> &str {
        match self {
            Unit::Whole => "en",
            Unit::Decision { lang, .. } | Unit::Handout { lang, .. } => lang,
        }
    }
}

/// Notes to other authors, as code-hosting sites show them.
pub fn is_readme(name: &str) -> bool {
    name.eq_ignore_ascii_case("readme.md")
}

/// Everything that can be checked, in the order of the paths.
pub fn units(content: &Content) -> Vec<Unit> {
    let found = content.files().filter_map(|(path, _)| {
        let mut parts = path.split('/');
        let (first, lang, name) = (parts.next()?, parts.next()?, parts.next()?);
        let (first, lang) = (first.to_string(), lang.to_string());
        if parts.next().is_some() || is_readme(name) {
            None
        } else if FOLDERS.contains(&first.as_str()) && name.ends_with(".md") {
            Some(Unit::Handout { folder: first, lang, name: name.to_string() })
        } else {
            (name == DECISION_FILE).then_some(Unit::Decision { id: first, lang })
        }
    });
    std::iter::once(Unit::Whole).chain(found).collect()
}
