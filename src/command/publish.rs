//! Lays the built app beside the cards and writes each decision's whole page. Needs nothing but the files: no Rust, no Node.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::cards::{Topic, decision, library};
use super::today;
use crate::text::{Remark, Source};
use crate::views::document::{self, AppFiles};
use crate::views::state::{Setting, Tandem};
use crate::words::Words;

/// What to publish, and where to.
pub struct Publish {
    /// The folder of cards and words.
    pub content: PathBuf,
    /// The built app.
    pub app: PathBuf,
    /// The folder to write; what was in it is replaced.
    pub out: PathBuf,
}

/// Files of the built app that get their content's mark in their name, so that a host may keep them for good.
const MARKED: [&str; 4] = ["boot.js", "program.js", "program.wasm", "style.css"];
/// Files that a deployment may change, or that others link to: their names stay.
const PLAIN: [&str; 3] = ["theme.css", "embed.js", "_headers"];

/// Publishes; gives the number of pages, or a sentence on what went wrong.
pub fn publish(order: &Publish) -> Result<usize, String> {
    fresh_folder(&order.out).map_err(|why| format!("{} cannot be written: {why}", order.out.display()))?;
    let files = lay_app(order)?;
    let mut pages = 0;
    for lang in languages(&order.content)? {
        pages += publish_language(order, &lang, &files)?;
    }
    copy_folder(&order.content, &order.out.join("content"))
        .map_err(|why| format!("The cards cannot be copied: {why}"))?;
    if pages == 0 {
        return Err(format!("{} has no library.<language>.md with a topic in it.", order.content.display()));
    }
    Ok(pages)
}

fn publish_language(order: &Publish, lang: &str, files: &AppFiles) -> Result<usize, String> {
    let words_name = format!("words/{lang}.yaml");
    let (words, remarks) =
        Words::read(Source { name: &words_name, text: &read(&order.content.join(&words_name))? });
    let words: &'static Words = Box::leak(Box::new(words));
    refuse(words, &remarks)?;
    let library_name = format!("library.{lang}.md");
    let library_text = read(&order.content.join(&library_name))?;
    let (topics, remarks) = library::read(Source { name: &library_name, text: &library_text });
    refuse(words, &remarks)?;
    let topics: &'static [Topic] = Vec::leak(topics);
    for topic in topics.iter().filter(|topic| topic.lang == lang) {
        write(&order.out.join(topic.page()), decision_page(order, topic, words, files)?.as_bytes())?;
    }
    // The first language of the alphabet that has topics is the one a visitor of the bare address sees; English if there.
    let index = document::library_page(words, lang, topics, files);
    write(&order.out.join(library::index_name(lang)), index.as_bytes())?;
    if lang == "en" || !order.out.join("index.html").exists() {
        write(&order.out.join("index.html"), index.as_bytes())?;
    }
    let all = document::all_topics_page(words, lang, topics, files);
    if let Some(all) = &all {
        write(&order.out.join(library::all_name(lang)), all.as_bytes())?;
    }
    Ok(topics.len() + 1 + usize::from(all.is_some()))
}

fn decision_page(
    order: &Publish,
    topic: &Topic,
    words: &'static Words,
    files: &AppFiles,
) -> Result<String, String> {
    let folder = order.content.join(&topic.id).join(&topic.lang);
    let text = read(&folder.join(decision::DECISION_FILE))?;
    let mut cards = vec![(decision::DECISION_FILE.to_string(), Some(text.clone()))];
    for name in decision::option_files(&text) {
        let text = fs::read_to_string(folder.join(&name)).ok();
        cards.push((name, text));
    }
    let cards: Vec<_> =
        cards.iter().map(|(name, text)| decision::File { name, text: text.as_deref() }).collect();
    let (read, remarks) = decision::read(&topic.id, &topic.lang, &cards, &words.vocabulary());
    refuse(words, &remarks)?;
    let setting = Setting { still: true, ..Setting::default() };
    let t = Tandem::new(words, Box::leak(Box::new(read)), &[], today(), setting);
    Ok(document::decision_page(t, files))
}

/// Cards with anything unreadable in them are not published.
fn refuse(words: &Words, remarks: &[Remark]) -> Result<(), String> {
    if remarks.is_empty() {
        return Ok(());
    }
    let lines = remarks.iter().map(|remark| {
        let place = format!("{}:{}:{}", remark.file, remark.position.line, remark.position.column);
        format!("{place}: {} [{}] {}", words.remark(remark), remark.code.slug(), remark.about)
    });
    Err(lines.collect::<Vec<_>>().join("\n"))
}

/// The languages that have a list of topics.
fn languages(content: &Path) -> Result<Vec<String>, String> {
    let entries =
        fs::read_dir(content).map_err(|why| format!("{} cannot be read: {why}", content.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut langs: Vec<String> = names
        .filter_map(|name| Some(name.strip_prefix("library.")?.strip_suffix(".md")?.to_string()))
        .collect();
    langs.sort();
    Ok(langs)
}

fn lay_app(order: &Publish) -> Result<AppFiles, String> {
    let mut addresses = Vec::new();
    for name in MARKED {
        let bytes = read_bytes(&order.app.join(name))?;
        let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
        let address = format!("app/{stem}-{}.{ending}", mark(&bytes));
        write(&order.out.join(&address), &bytes)?;
        addresses.push(address);
    }
    for name in PLAIN {
        write(&order.out.join(name), &read_bytes(&order.app.join(name))?)?;
    }
    let mut addresses = addresses.into_iter();
    let mut next = || addresses.next().unwrap_or_default();
    Ok(AppFiles { boot: next(), glue: next(), program: next(), style: next() })
}

/// A short mark that changes with the content.
fn mark(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish()).chars().take(10).collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes))
        .map_err(|why| format!("{} cannot be written: {why}", path.display()))
}

fn fresh_folder(path: &Path) -> io::Result<()> {
    if path.exists() {
        fs::remove_dir_all(path)?;
    }
    fs::create_dir_all(path)
}

/// Cards, words and settings; notes for authors and licences go along, for whoever looks.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
