//! `tandem publish --single`: one topic as one file that needs nothing else.

use std::collections::BTreeMap;
use std::fs;

use super::folder::{self, read_bytes, read_file, write};
use super::selection::Selection;
use super::site::Publish;
use super::{gate, handouts, many, publish, theme, today};
use crate::cards::names::{TRAIL_FILE, page_name, published_path};
use crate::cards::{Topic, library};
use crate::check::Content;
use crate::site::document::{self, AppFiles};
use crate::site::single::{self, Inside, Labels};
use crate::site::style::Styles;
use crate::site::{aloud, easy, talk};
use crate::summary::sentence;
use crate::text::Source;
use crate::words::{PaperWord, PaperWords, Words};

/// Of the app, what such a page has in itself.
const SCRIPT: &str = "single.js";
const PARTS: [(&str, &str); 4] = [
    ("program", "program.wasm"),
    ("topic", "topic.wasm"),
    ("sheets", "sheets.wasm"),
    ("later", "later.wasm"),
];

/// What to write; `out` of the site is the file.
pub struct Options {
    /// The content, the app, and how careful to be.
    pub site: Publish,
    /// The topic's folder.
    pub topic: String,
    /// Its language.
    pub lang: String,
}

/// Checks, and writes the file unless something has an error; gives whether it did.
///
/// # Errors
/// A sentence if something cannot be read or written, or if the topic is not there or not reviewed.
pub fn run(order: &Options) -> Result<bool, String> {
    let site = &order.site;
    if !site.app.join(SCRIPT).is_file() {
        return Err(format!("{} has no {SCRIPT}: it is the app of an older release.", site.app.display()));
    }
    folder::may_replace(&site.out, single::MARK, "`tandem publish --single` did not write it")?;
    let content = folder::read(&site.content)?;
    let chosen = Selection::of(&content, site.allow_unreviewed);
    let topic = topic(order, &content, &chosen)?;
    if !gate::has_no_error(&content, &chosen) {
        return Ok(false);
    }
    theme::must_be_seen(site)?;
    let work = folder::own("single")?;
    let page = whole(&Publish { out: work.clone(), ..site.clone() }, &content, &chosen, &topic);
    // Left behind it would only take up room.
    let _ = fs::remove_dir_all(&work);
    let page = page?;
    write(&site.out, page.as_bytes())?;
    show!("{} written: {}, with everything in it.", site.out.display(), many(page.len(), "byte"));
    Ok(true)
}

fn topic(order: &Options, content: &Content, chosen: &Selection) -> Result<Topic, String> {
    let (id, lang) = (&order.topic, &order.lang);
    let name = format!("library.{lang}.md");
    let text = content.text(&name).ok_or_else(|| format!("{name} is not there."))?;
    let topics = library::read(Source { name: &name, text }).0;
    let found = topics.into_iter().find(|topic| topic.id == *id && topic.lang == *lang);
    let found = found.ok_or_else(|| format!("{name} has no topic `{id}`."))?;
    if !chosen.has_decision(id, lang) {
        return Err(format!(
            "{id}/{lang} was not published, because nobody has reviewed it. People who read it may act on it. For a test, or \
             to show it to reviewers, add --allow-unreviewed: the page then says that it is an example or a draft."
        ));
    }
    Ok(found)
}

/// The page. What it is made of is laid in a folder first, as for a site.
fn whole(site: &Publish, content: &Content, chosen: &Selection, topic: &Topic) -> Result<String, String> {
    let lang = &topic.lang;
    let files = publish::lay_app(site)?;
    let laid = |address: &str| read_bytes(&site.out.join(address));
    let letters: Result<Vec<_>, String> =
        files.fonts.iter().map(|(weight, file)| Ok((*weight, laid(file)?))).collect();
    let app = single::style(&read_file(&site.app.join("style.css"))?, &letters?);
    let styles = Styles::new(&app, &read_file(&site.out.join(crate::site::theme::STYLE))?, "");
    let parts: Result<Vec<_>, String> =
        PARTS.iter().map(|(name, file)| Ok((*name, read_bytes(&site.app.join(file))?))).collect();
    let texts = texts(content, chosen, topic)?;
    let inside = Inside::new(&read_file(&site.app.join(SCRIPT))?, parts?, texts);
    let alone = Some(inside.policy(&styles));
    let theme = files.theme.inside(|file| laid(file).ok());
    let files = AppFiles { alone, styles, theme, offline: String::new(), aloud: String::new(), ..files };

    let words: &'static Words = Box::leak(Box::new(publish::words_of(site, lang)?.0));
    let papers = handouts::papers(&site.content, lang, chosen)?;
    let t = publish::decision(site, topic, words)?;
    let page = document::decision_page(t, &papers.paper_words, &files);
    let page = talk::with_talk(&page, t, &papers.paper_words, &papers.list);
    let page = easy::with_way(&page, t, &papers.list);
    let page = talk::with_cleared(&page, &papers.paper_words);
    let page = aloud::with_aloud(&page, words, &papers.paper_words, &files);
    let website = content.settings().own_address;
    let note = note(words, &papers.paper_words, website.is_some());
    Ok(inside.put_into(
        &page,
        &Labels {
            own: &page_name(&topic.id, lang),
            away: papers.paper_words.get(PaperWord::SingleAway),
            note: &note,
            label: papers.paper_words.get(PaperWord::SingleLabel),
            website: website.as_deref(),
        },
    ))
}

fn note(words: &Words, sentences: &PaperWords, has_website: bool) -> Vec<String> {
    let date = sentence::in_words(words, today());
    let mut note = vec![
        sentences.get(PaperWord::SingleNote).to_string(),
        sentences.format(PaperWord::SingleDate, &[("date", &date)]),
    ];
    if has_website {
        note.push(sentences.get(PaperWord::SingleMore).to_string());
    }
    note
}

/// The topic's cards, the words, the settings and the facts of the service, by the addresses that a site has them under.
fn texts(content: &Content, chosen: &Selection, topic: &Topic) -> Result<BTreeMap<String, String>, String> {
    let lang = &topic.lang;
    let folder = format!("{}/", library::folder(&topic.id, lang));
    let beside = [format!("words/{lang}.yaml"), "settings.yaml".to_string(), format!("service.{lang}.md")];
    let belongs = |path: &str| match path.strip_prefix(&folder) {
        Some(name) => name != TRAIL_FILE,
        None => beside.iter().any(|it| it == path),
    };
    let files = publish::texts(content, chosen)?.into_iter().filter(|(path, _)| belongs(path));
    Ok(files.map(|(path, text)| (format!("content/{}", published_path(path)), text)).collect())
}
