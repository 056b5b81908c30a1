//! Lays the built app beside the cards and writes each decision's whole page. Needs nothing but the files: no Rust, no Node.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use super::folder::{self, read_bytes, read_file, write};
use super::languages::Language;
use super::selection::{self, Selection};
use super::site::Publish;
use super::{
    about, catalogue, connections, gate, handouts, languages, manifest, many, oembed, offline, other_names,
    schema, theme, today,
};
use crate::cards::names::published_path;
use crate::cards::service::Service;
use crate::cards::settings::Settings;
use crate::cards::{Topic, decision, handout, library};
use crate::check::Content;
use crate::site::document::{self, AppFiles, Elsewhere};
use crate::site::style::Styles;
use crate::site::{self, aloud, easy, talk};
use crate::text::Source;
use crate::views::state::{Setting, Tandem};
use crate::words::{PaperWord, Word, Words};

/// Checks, and publishes what has no error; gives whether it did.
///
/// # Errors
/// A sentence if something cannot be read or written.
pub fn run(order: &Publish) -> Result<bool, String> {
    stand_apart(order)?;
    let content = folder::read(&order.content)?;
    let chosen = Selection::of(&content, order.allow_unreviewed);
    if !gate::is_open(order, &content, &chosen) {
        return Ok(false);
    }
    theme::must_be_seen(order)?;
    let pages = replace(order)?;
    show!("{} written.", many(pages, "page"));
    Ok(true)
}

/// Publishes elsewhere first: whatever goes wrong, the site of last time stays as it was.
fn replace(order: &Publish) -> Result<usize, String> {
    let next = folder::own("publish")?;
    let pages = publish(&Publish { out: next.clone(), ..order.clone() });
    let laid = pages.and_then(|pages| manifest::lay(&next, &order.out).map(|()| pages));
    // Left behind it would only take up room.
    let _ = fs::remove_dir_all(&next);
    laid
}

/// No folder lies within another: each run would publish what the last one wrote, or write among the cards.
fn stand_apart(order: &Publish) -> Result<(), String> {
    let (out, content, app) = (real(&order.out), real(&order.content), real(&order.app));
    if content.starts_with(&out) {
        return Err(format!("{} holds the content itself: name another folder.", order.out.display()));
    }
    if out.starts_with(&content) {
        return Err(format!("{} lies in the content folder: name another folder.", order.out.display()));
    }
    if app.starts_with(&out) || out.starts_with(&app) {
        return Err(format!("{} and the app lie in each other: name another folder.", order.out.display()));
    }
    Ok(())
}

/// Where a folder is, also if it is still to be made.
fn real(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().unwrap_or_default().join(path);
    let there = whole.ancestors().find_map(|it| Some((it, it.canonicalize().ok()?)));
    match there {
        Some((there, real)) => real.join(whole.strip_prefix(there).unwrap_or(Path::new(""))),
        None => whole,
    }
}

/// Files of the built app that get their content's mark in their name, so that a host may keep them for good.
const MARKED: [&str; 10] = [
    "boot.js",
    "program.js",
    "program.wasm",
    "topic.wasm",
    "library.wasm",
    "sheets.wasm",
    "later.wasm",
    "expiry.js",
    "aloud.js",
    "language.js",
];
/// A file that others link to: its name stays.
const PLAIN: [&str; 1] = ["embed.js"];
/// What stands in the pages themselves.
const STYLES: [&str; 2] = ["style.css", "paper.css"];

/// The app's own letters, by their weight.
const FONTS: [(u16, &str); 2] = [(400, "regular.woff2"), (700, "bold.woff2")];
const FONT_LICENCE: &str = "font-licence.txt";

/// Says so if a folder that was named is not the built app.
///
/// # Errors
/// A sentence that names the folder, and what it lacks.
pub(super) fn must_be_app(app: &Path) -> Result<(), String> {
    let all = MARKED.iter().chain(&PLAIN).chain(&STYLES).chain(&[
        "theme.css",
        "_headers",
        offline::WORKER,
        offline::SCRIPT,
    ]);
    match all.copied().find(|name| !app.join(name).is_file()) {
        None => Ok(()),
        Some(name) => Err(format!(
            "{} is no built app, since it has no {name}: name the folder `app` of a release, or `target/app` after \
             `cargo xtask build`.",
            app.display()
        )),
    }
}

/// Publishes into an empty folder; gives the number of pages, or a sentence on what went wrong.
pub fn publish(order: &Publish) -> Result<usize, String> {
    let content = folder::read(&order.content)?;
    let chosen = Selection::of(&content, order.allow_unreviewed);
    let files = lay_app(order)?;
    let pages = draw(order, &files, None)?;
    if pages == 0 {
        return Err(format!("{} has no library.<language>.md with a topic in it.", order.content.display()));
    }
    for (path, text) in texts(&content, &chosen)? {
        write(&order.out.join("content").join(published_path(path)), as_text(&text).as_bytes())?;
    }
    let links = links(&order.out)?;
    let held = draw_held(order, &chosen, &files, &links)?;
    offer_languages(order, &content, &files)?;
    let settings = content.settings();
    name_previews(order, &settings, &files)?;
    connections::write_for(&order.app, &settings, &links, &order.out)?;
    catalogue::lay(order, &content, &chosen, files.theme.name())?;
    offline::lay(order, &files)?;
    // Some hosts turn Markdown into pages of their own unless this file is there: then no card could be loaded.
    write(&order.out.join(".nojekyll"), &[])?;
    Ok(pages + held)
}

/// What goes onto a site, as readers are to have it: with the numbers of the country, and the other names of topics.
pub(super) fn texts<'a>(content: &'a Content, chosen: &Selection) -> Result<Vec<(&'a str, String)>, String> {
    let brought = |(path, text): (&'a str, String)| {
        let lang = path.strip_prefix("service.").and_then(|rest| rest.strip_suffix(".md"));
        let text = match lang {
            Some(lang) => handouts::with_country(&text, lang, |name| content.text(name).map(str::to_string)),
            None if path.ends_with(".yaml") => without_comments(&text),
            None => other_names::brought_into(content, path, text),
        };
        (path, text)
    };
    Ok(chosen.files(content)?.into_iter().map(brought).collect())
}

/// What is said to whoever edits words and settings, readers need not wait for. Each comment leaves its line, so that a remark
/// names the line that an author has; the first line stays, since a file of nothing is taken for one that is lost.
fn without_comments(text: &str) -> String {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let lines = text.lines().enumerate();
    let lines: Vec<&str> =
        lines.map(|(at, line)| if at > 0 && is_comment(line) { "" } else { line }).collect();
    lines.join("\n") + "\n"
}

/// A card as a site has it. Jekyll takes a file that begins with three hyphens for a page of its own and makes HTML of it,
/// also where `.nojekyll` is not looked for: a byte-order mark, over which all readers pass, keeps it from that.
fn as_text(card: &str) -> Cow<'_, str> {
    if card.starts_with("---") { Cow::Owned(format!("\u{feff}{card}")) } else { Cow::Borrowed(card) }
}

/// Where all pages lead to.
fn links(out: &Path) -> Result<BTreeSet<String>, String> {
    let mut links = BTreeSet::new();
    for page in pages(out)? {
        links.extend(connections::links_of(&read_file(&page)?));
    }
    Ok(links)
}

/// The pages that were written.
fn pages(out: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |why| format!("{} cannot be read: {why}", out.display());
    let entries: Result<Vec<_>, _> = fs::read_dir(out).map_err(cannot)?.collect();
    let paths = entries.map_err(cannot)?.into_iter().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|end| end == "html")).collect())
}

/// Puts into each page what others show beside a link to it, and in its place, where the site's own address is known.
fn name_previews(order: &Publish, settings: &Settings, files: &AppFiles) -> Result<(), String> {
    let Some(address) = &settings.own_address else { return Ok(()) };
    for path in pages(&order.out)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let page = files.theme.with_preview(&read_file(&path)?, &name, address);
        let lang = page.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (words, _) = words_of(order, lang.map_or("en", |(lang, _)| lang))?;
        let described = oembed::Page { name: &name, site: address, own_page: words.get(Word::OwnPage) };
        let page = document::with_whole_alternates(&page, address);
        let page = oembed::describe(&page, &described, &files.theme, &order.out)?;
        write(&path, page.as_bytes())?;
    }
    Ok(())
}

/// A page that says so, in place of one that is held back and to which a published card leads.
fn draw_held(
    order: &Publish,
    chosen: &Selection,
    files: &AppFiles,
    links: &BTreeSet<String>,
) -> Result<usize, String> {
    let mut drawn = 0;
    for (name, lang) in chosen.pages_held().filter(|(name, _)| links.contains(name)) {
        let (words, _) = words_of(order, lang)?;
        let page = document::held_page(&words, &handouts::paper_words(&order.content, lang), lang, files);
        write(&order.out.join(name), page.as_bytes())?;
        drawn += 1;
    }
    Ok(drawn)
}

/// Draws all pages, or only those of the decisions in the folders named, beside what is there already.
pub(super) fn draw(
    order: &Publish,
    files: &AppFiles,
    only: Option<&BTreeSet<String>>,
) -> Result<usize, String> {
    let content = folder::read(&order.content)?;
    let chosen = Selection::of(&content, order.allow_unreviewed);
    let libraries: Vec<&str> = selection::libraries(&content).map(|(lang, _)| lang).collect();
    let drawn = libraries.iter().map(|lang| draw_language(order, (&content, &chosen), lang, files, only));
    let pages = drawn.sum::<Result<usize, String>>()?;
    offer_languages(order, &content, files)?;
    Ok(pages)
}

/// Puts the choice of language into the pages that have none yet, where there are several.
fn offer_languages(order: &Publish, content: &Content, files: &AppFiles) -> Result<(), String> {
    let language = |(lang, _): (&str, &str)| {
        let (name, words) = (language_name(content, lang), handouts::paper_words(&order.content, lang));
        // A language that has no page yet is none of the site's.
        order.out.join(library::index_name(lang)).is_file().then(|| Language {
            tag: lang.to_string(),
            title: words.get(PaperWord::LanguagesTitle).to_string(),
            not_here: words.format(PaperWord::LanguagesNotHere, &[("name", &name)]),
            name,
        })
    };
    let all: Vec<Language> = selection::libraries(content).filter_map(language).collect();
    if all.len() < 2 { Ok(()) } else { languages::offer(&order.out, &all, &files.language) }
}

/// What its own people call a language.
fn language_name(content: &Content, lang: &str) -> String {
    let name = content.words(lang).locale().name();
    if name.is_empty() { lang.to_string() } else { name.to_string() }
}

/// Topics that are not there in a language: each in the one that has it, English before others.
fn topics_elsewhere(
    order: &Publish,
    content: &Content,
    chosen: &Selection,
    lang: &str,
) -> Result<String, String> {
    let mut listed: BTreeSet<String> =
        topics(order, content, chosen, lang)?.0.iter().map(|it| it.id.clone()).collect();
    let mut others: Vec<&str> =
        selection::libraries(content).map(|(other, _)| other).filter(|other| *other != lang).collect();
    others.sort_by_key(|other| (*other != "en", *other));
    let mut found = Vec::new();
    for other in others {
        let topics = topics(order, content, chosen, other)?.0;
        let new = topics.iter().filter(|it| listed.insert(it.id.clone()));
        let pages: Vec<_> = new.map(|it| (it.page(), it.title.clone())).collect();
        if !pages.is_empty() {
            found.push(Elsewhere {
                tag: other.to_string(),
                name: language_name(content, other),
                direction: content.words(other).locale().direction(),
                pages,
            });
        }
    }
    if found.is_empty() {
        return Ok(String::new());
    }
    let words = handouts::paper_words(&order.content, lang);
    Ok(document::elsewhere(words.get(PaperWord::LanguagesElsewhere), &found))
}

fn draw_language(
    order: &Publish,
    (content, chosen): (&Content, &Selection),
    lang: &str,
    files: &AppFiles,
    only: Option<&BTreeSet<String>>,
) -> Result<usize, String> {
    let (words, _) = words_of(order, lang)?;
    let words: &'static Words = Box::leak(Box::new(words));
    let (topics, left_out) = topics(order, content, chosen, lang)?;
    let papers = handouts::papers(&order.content, lang, chosen)?;
    let site = schema::Site { publisher: files.theme.publisher(), address: content.settings().own_address };
    if topics.is_empty() && papers.list.is_empty() && left_out {
        return Ok(0);
    }
    let is_meant =
        |topic: &&Topic| only.is_none_or(|only| only.contains(&library::folder(&topic.id, &topic.lang)));
    for topic in topics.iter().filter(is_meant) {
        let t = match decision(order, topic, words) {
            // A topic that is listed before it is written.
            Err(_) if order.preview => continue,
            read => read?,
        };
        let page = document::decision_page(t, &papers.paper_words, files);
        let page = talk::with_talk(&page, t, &papers.paper_words, &papers.list);
        let page = easy::with_way(&page, t, &papers.list);
        let page = aloud::with_aloud(&page, words, &papers.paper_words, files);
        let card = content.text(&format!("{}/{}", library::folder(&topic.id, lang), decision::DECISION_FILE));
        let meta = &t.decision.meta;
        let page = schema::described(&page, topic, meta, card.unwrap_or_default(), &site);
        write(&order.out.join(topic.page()), page.as_bytes())?;
        if let Some(page) = about::page(content, topic, t, files) {
            write(&order.out.join(library::about_name(&topic.id, lang)), page.as_bytes())?;
        }
    }
    // The first language of the alphabet that has topics is the one a visitor of the bare address sees; English if there.
    let unreviewed = selection::unreviewed_of(content, topics);
    let elsewhere = topics_elsewhere(order, content, chosen, lang)?;
    let paper_words = &papers.paper_words;
    let index = document::library_page(
        words,
        lang,
        topics,
        (paper_words, &papers.list),
        unreviewed,
        &elsewhere,
        files,
    );
    let index = talk::with_cleared(&index, &papers.paper_words);
    let index = aloud::with_aloud(&index, words, &papers.paper_words, files);
    write(&order.out.join(library::index_name(lang)), index.as_bytes())?;
    if lang == "en" || !order.out.join("index.html").exists() {
        write(&order.out.join("index.html"), index.as_bytes())?;
    }
    let all = document::all_topics_page(words, paper_words, lang, topics, unreviewed, files);
    if let Some(all) = &all {
        write(&order.out.join(library::all_name(lang)), all.as_bytes())?;
    }
    let sheets = handouts::publish(&papers, lang, words, files, &order.out)?;
    Ok(topics.len() + 1 + usize::from(all.is_some()) + sheets)
}

/// The topics of a language that are published, in the library's order, and whether any was left out.
fn topics(
    order: &Publish,
    content: &Content,
    chosen: &Selection,
    lang: &str,
) -> Result<(&'static [Topic], bool), String> {
    let name = format!("library.{lang}.md");
    let text = content.text(&name).ok_or_else(|| format!("{name} is not there."))?;
    let (mut topics, _) = library::read(Source { name: &name, text });
    topics.retain(|topic| topic.lang == lang);
    if let Some(topic) = topics.iter().find(|topic| handout::is_taken(&topic.id)) {
        return Err(format!(
            "{name}: `{}` has a meaning of its own here: name the folder otherwise.",
            topic.id
        ));
    }
    let all = topics.len();
    topics.retain(|topic| order.preview || chosen.has_decision(&topic.id, &topic.lang));
    let left_out = topics.len() < all;
    Ok((Vec::leak(topics), left_out))
}

pub(super) fn words_of(order: &Publish, lang: &str) -> Result<(Words, Vec<crate::text::Remark>), String> {
    let name = format!("words/{lang}.yaml");
    Ok(Words::read(Source { name: &name, text: &read_file(&order.content.join(&name))? }))
}

/// A decision as its pages are drawn from it, with nothing answered.
pub(super) fn decision(order: &Publish, topic: &Topic, words: &'static Words) -> Result<Tandem, String> {
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

pub(super) fn lay_app(order: &Publish) -> Result<AppFiles, String> {
    let mut addresses = Vec::new();
    for name in MARKED {
        addresses.push(lay_marked(order, name)?);
    }
    for name in PLAIN {
        write(&order.out.join(name), &read_bytes(&order.app.join(name))?)?;
    }
    let mut addresses = addresses.into_iter();
    let mut next = || addresses.next().unwrap_or_default();
    let (theme, fonts) = (theme::lay(order)?, lay_fonts(order)?);
    let offline = match offline::script(order)? {
        // Found from the boot file, which lies beside it.
        Some(bytes) => lay_bytes(order, offline::SCRIPT, &bytes)?.replacen("app/", "./", 1),
        None => String::new(),
    };
    Ok(AppFiles {
        boot: next(),
        glue: next(),
        program: next(),
        topic: next(),
        library: next(),
        sheets: next(),
        later: next(),
        expiry: next(),
        aloud: next(),
        language: next(),
        styles: styles(order)?,
        offline,
        fonts,
        theme,
        alone: None,
    })
}

/// The theme's is read where it was laid.
fn styles(order: &Publish) -> Result<Styles, String> {
    let [app, paper] = STYLES.map(|name| read_file(&order.app.join(name)));
    Ok(Styles::new(&app?, &read_file(&order.out.join(site::theme::STYLE))?, &paper?))
}

/// Lays a file of the app with its mark in its name; gives its address.
fn lay_marked(order: &Publish, name: &str) -> Result<String, String> {
    lay_bytes(order, name, &read_bytes(&order.app.join(name))?)
}

fn lay_bytes(order: &Publish, name: &str, bytes: &[u8]) -> Result<String, String> {
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let address = format!("app/{stem}-{}.{ending}", mark(bytes));
    write(&order.out.join(&address), bytes)?;
    Ok(address)
}

/// The app's own letters with their licence beside them; none where an app was built without.
fn lay_fonts(order: &Publish) -> Result<Vec<(u16, String)>, String> {
    let there = FONTS.iter().filter(|(_, name)| order.app.join(name).is_file());
    let fonts: Result<Vec<_>, String> =
        there.map(|(weight, name)| Ok((*weight, lay_marked(order, name)?))).collect();
    let fonts = fonts?;
    if !fonts.is_empty() {
        let licence = read_bytes(&order.app.join(FONT_LICENCE))?;
        write(&order.out.join("app").join(FONT_LICENCE), &licence)?;
    }
    Ok(fonts)
}

/// A short mark that changes with the content.
pub(super) fn mark(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish()).chars().take(10).collect()
}
