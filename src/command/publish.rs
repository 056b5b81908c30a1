//! Lays the built app beside the cards and writes each decision's whole page. Needs nothing but the files: no Rust, no Node.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use super::folder::{self, read_bytes, read_file, write};
use super::site::Publish;
use super::{about, gate, handouts, today};
use crate::cards::service::Service;
use crate::cards::{Topic, decision, library};
use crate::check::Content;
use crate::text::Source;
use crate::views::document::{self, AppFiles};
use crate::views::state::{Setting, Tandem};
use crate::words::Words;

/// Checks, and publishes what has no error; gives whether it did.
///
/// # Errors
/// A sentence if something cannot be read or written.
pub fn run(order: &Publish) -> Result<bool, String> {
    may_replace(&order.out, &order.content)?;
    if !gate::is_open(order)? {
        return Ok(false);
    }
    let pages = replace(order)?;
    show!("{pages} pages written.");
    Ok(true)
}

/// Publishes elsewhere first: whatever goes wrong, the site of last time stays as it was.
fn replace(order: &Publish) -> Result<usize, String> {
    let next = folder::own("publish")?;
    let pages = publish(&Publish { out: next.clone(), ..order.clone() });
    let moved = pages.and_then(|pages| {
        let laid = fresh_folder(&order.out).and_then(|()| copy_folder(&next, &order.out));
        laid.map_err(|why| format!("{} cannot be written: {why}", order.out.display()))?;
        Ok(pages)
    });
    // Left behind it would only take up room.
    let _ = fs::remove_dir_all(&next);
    moved
}

/// What is in the folder is replaced, so that it must be empty or a site: nobody should lose other things by a slip.
fn may_replace(out: &Path, content: &Path) -> Result<(), String> {
    let Ok(mut inside) = fs::read_dir(out) else { return Ok(()) };
    let is_site =
        out.join("app").is_dir() && out.join("content").is_dir() && out.join("index.html").is_file();
    if inside.next().is_some() && !is_site {
        return Err(format!(
            "{} has other things in it, which would be lost: name an empty folder.",
            out.display()
        ));
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if real(content).starts_with(real(out)) {
        return Err(format!("{} holds the content itself: name another folder.", out.display()));
    }
    Ok(())
}

/// Files of the built app that get their content's mark in their name, so that a host may keep them for good.
const MARKED: [&str; 4] = ["boot.js", "program.js", "program.wasm", "style.css"];
/// Files that a deployment may change, or that others link to: their names stay.
const PLAIN: [&str; 4] = ["theme.css", "paper.css", "embed.js", "_headers"];

/// Publishes; gives the number of pages, or a sentence on what went wrong.
pub fn publish(order: &Publish) -> Result<usize, String> {
    fresh_folder(&order.out).map_err(|why| format!("{} cannot be written: {why}", order.out.display()))?;
    let files = lay_app(order)?;
    let pages = draw(order, &files, None)?;
    copy_folder(&order.content, &order.out.join("content"))
        .map_err(|why| format!("The cards cannot be copied: {why}"))?;
    if pages == 0 {
        return Err(format!("{} has no library.<language>.md with a topic in it.", order.content.display()));
    }
    Ok(pages)
}

/// Draws all pages, or only those of the decisions in the folders named, beside what is there already.
pub(super) fn draw(
    order: &Publish,
    files: &AppFiles,
    only: Option<&BTreeSet<String>>,
) -> Result<usize, String> {
    let content = folder::read(&order.content)?;
    let languages = languages(&order.content)?;
    languages.iter().map(|lang| draw_language(order, &content, lang, files, only)).sum()
}

fn draw_language(
    order: &Publish,
    content: &Content,
    lang: &str,
    files: &AppFiles,
    only: Option<&BTreeSet<String>>,
) -> Result<usize, String> {
    let words_name = format!("words/{lang}.yaml");
    let (words, _) =
        Words::read(Source { name: &words_name, text: &read_file(&order.content.join(&words_name))? });
    let words: &'static Words = Box::leak(Box::new(words));
    let library_name = format!("library.{lang}.md");
    let library_text = read_file(&order.content.join(&library_name))?;
    let (topics, _) = library::read(Source { name: &library_name, text: &library_text });
    let topics: &'static [Topic] = Vec::leak(topics);
    let is_meant =
        |topic: &&Topic| only.is_none_or(|only| only.contains(&library::folder(&topic.id, &topic.lang)));
    for topic in topics.iter().filter(|topic| topic.lang == lang).filter(is_meant) {
        let t = match decision(order, topic, words) {
            // A topic that is listed before it is written.
            Err(_) if order.preview => continue,
            read => read?,
        };
        write(&order.out.join(topic.page()), document::decision_page(t, files).as_bytes())?;
        if let Some(page) = about::page(content, topic, t, files) {
            write(&order.out.join(library::about_name(&topic.id, lang)), page.as_bytes())?;
        }
    }
    // The first language of the alphabet that has topics is the one a visitor of the bare address sees; English if there.
    let papers = handouts::papers(&order.content, lang)?;
    let listed = (!papers.list.is_empty()).then_some(&papers.said);
    let index = document::library_page(words, lang, topics, listed, files);
    write(&order.out.join(library::index_name(lang)), index.as_bytes())?;
    if lang == "en" || !order.out.join("index.html").exists() {
        write(&order.out.join("index.html"), index.as_bytes())?;
    }
    let all = document::all_topics_page(words, lang, topics, files);
    if let Some(all) = &all {
        write(&order.out.join(library::all_name(lang)), all.as_bytes())?;
    }
    let sheets = handouts::publish(&papers, lang, words, files, &order.out)?;
    Ok(topics.len() + 1 + usize::from(all.is_some()) + sheets)
}

/// A decision as its pages are drawn from it, with nothing answered.
fn decision(order: &Publish, topic: &Topic, words: &'static Words) -> Result<Tandem, String> {
    let folder = order.content.join(&topic.id).join(&topic.lang);
    let text = read_file(&folder.join(decision::DECISION_FILE))?;
    let mut cards = vec![(decision::DECISION_FILE.to_string(), Some(text.clone()))];
    for name in decision::option_files(&text) {
        let text = fs::read_to_string(folder.join(&name)).ok();
        cards.push((name, text));
    }
    let cards: Vec<_> =
        cards.iter().map(|(name, text)| decision::File { name, text: text.as_deref() }).collect();
    let (read, _) = decision::read(&topic.id, &topic.lang, &cards, &words.vocabulary());
    let service = handouts::service(&order.content, &topic.lang);
    let service = service.map(|it| -> &'static Service { Box::leak(Box::new(it)) });
    let setting = Setting { prerendered: true, service, ..Setting::default() };
    Ok(Tandem::new(words, Box::leak(Box::new(read)), &[], today(), setting))
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

pub(super) fn lay_app(order: &Publish) -> Result<AppFiles, String> {
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

fn fresh_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    // The folder itself stays: somebody may have mounted or linked it.
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?
        } else {
            fs::remove_file(entry.path())?
        }
    }
    Ok(())
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
