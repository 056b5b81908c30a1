//! What works without a network, as it is published: the service worker with the list of the program's files, the words of
//! the script that goes with it, and the manifest by which a site can be put on a telephone's first screen.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::folder::{self, read_bytes, read_file, write};
use super::site::Publish;
use super::{handouts, selection, theme};
use crate::cards::library;
use crate::cards::names::page_name;
use crate::site::document::{self, AppFiles};
use crate::site::theme::Theme;
use crate::text::remark::Remarks;
use crate::text::{Date, Source, head};
use crate::words::{PaperWord, Word, Words};

/// The worker's file. Browsers ask for it again at each visit, so its name never changes.
pub(super) const WORKER: &str = "worker.js";
/// The script of the pages that goes with it.
pub(super) const SCRIPT: &str = "offline.js";

/// Where the script has room for its words, and the worker for its list.
const WORDS: &str = "\"TANDEM-WORDS\"";
const NOT_BUILT: &str = "const built = null;";

/// The page in the place of one that is not on the device.
const AWAY: &str = "away";

/// Whether whoever runs the site wants it, as `settings.yaml` says: `offline: no` takes it away from every device.
fn is_wanted(order: &Publish) -> bool {
    let text = fs::read_to_string(order.content.join("settings.yaml")).unwrap_or_default();
    let source = Source { name: "settings.yaml", text: &text };
    // Authors look at cards while they write them: no copy may ever stand in the way.
    !order.preview && head::of_list(source, &mut Remarks::on(source)).value("offline") != Some("no")
}

/// The pages' script with its words; nothing where there is to be none.
///
/// # Errors
/// A sentence if a file cannot be read, or is not the app's.
pub(super) fn script(order: &Publish) -> Result<Option<Vec<u8>>, String> {
    if !is_wanted(order) {
        return Ok(None);
    }
    let file = order.app.join(SCRIPT);
    let text = read_file(&file)?;
    let content = folder::read(&order.content)?;
    let words = selection::libraries(&content).map(|(lang, _)| {
        let name = format!("words/{lang}.yaml");
        let words = Words::read(Source { name: &name, text: content.text(&name).unwrap_or_default() }).0;
        (lang.to_string(), words_of(order, lang, &words))
    });
    let words = Value::Object(words.collect()).to_string();
    if !text.contains(WORDS) {
        return Err(format!("{} has no room for its words.", file.display()));
    }
    Ok(Some(text.replacen(WORDS, &Value::String(words).to_string(), 1).into_bytes()))
}

fn words_of(order: &Publish, lang: &str, words: &Words) -> Value {
    let sentences = handouts::paper_words(&order.content, lang);
    let own = PaperWord::ALL.iter().filter_map(|word| {
        let name = word.name().strip_prefix("offline-")?;
        Some((name.to_string(), Value::String(sentences.get(*word).to_string())))
    });
    let month = |month| words.locale().month(Date { year: 2026, month, day: 1 });
    json!({
        "words": Value::Object(own.collect()),
        "date": words.get(Word::DateInWords),
        "months": (1..=12).map(month).collect::<Vec<_>>(),
        "digits": (0..10).map(|digit| words.numeral(digit)).collect::<Vec<_>>(),
    })
}

/// Writes what stands beside the pages, once all of them are written.
///
/// # Errors
/// A sentence if a file cannot be read or written.
pub(super) fn lay(order: &Publish, files: &AppFiles) -> Result<(), String> {
    let worker = read_file(&order.app.join(WORKER))?;
    if files.offline.is_empty() {
        // As it is it takes itself away, from devices that had one before.
        return write(&order.out.join(WORKER), worker.as_bytes());
    }
    let content = folder::read(&order.content)?;
    let mut away = BTreeMap::new();
    for (lang, _) in selection::libraries(&content) {
        away.insert(lang.to_string(), away_page(order, lang, files)?);
        manifest(order, lang, &files.theme)?;
    }
    if !worker.contains(NOT_BUILT) {
        return Err(format!("{} has no room for its list.", order.app.join(WORKER).display()));
    }
    let built = json!({ "files": hashes(order, away.values())?, "away": away });
    let list = format!("const built = {built};");
    write(&order.out.join(WORKER), worker.replacen(NOT_BUILT, &list, 1).as_bytes())
}

/// The program's files, and the pages beside them that never change, each with its SHA-256.
fn hashes<'a>(
    order: &Publish,
    pages: impl Iterator<Item = &'a String>,
) -> Result<BTreeMap<String, String>, String> {
    let app = order.out.join("app");
    let entries = fs::read_dir(&app).map_err(|why| format!("{} cannot be read: {why}", app.display()))?;
    let names = entries.flatten().map(|entry| format!("app/{}", entry.file_name().to_string_lossy()));
    let files = names.filter(|name| !name.ends_with(".txt")).chain(pages.cloned());
    files.map(|path| Ok((path.clone(), hash(&read_bytes(&order.out.join(&path))?)))).collect()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}

fn away_page(order: &Publish, lang: &str, files: &AppFiles) -> Result<String, String> {
    let name = format!("words/{lang}.yaml");
    let (words, _) = Words::read(Source { name: &name, text: &read_file(&order.content.join(&name))? });
    let page = document::away_page(&words, &handouts::paper_words(&order.content, lang), lang, files);
    let name = page_name(AWAY, lang);
    write(&order.out.join(&name), page.as_bytes())?;
    Ok(name)
}

/// The site as an app of its own: its name, its icons, its first page.
fn manifest(order: &Publish, lang: &str, theme: &Theme) -> Result<(), String> {
    let name = format!("words/{lang}.yaml");
    let (words, _) = Words::read(Source { name: &name, text: &read_file(&order.content.join(&name))? });
    let icons: Vec<Value> = theme
        .app_icons()
        .map(|(file, size, kind)| json!({ "src": file, "sizes": size, "type": kind }))
        .collect();
    let manifest = json!({
        "name": theme.name(),
        "short_name": theme.name(),
        "lang": lang,
        "dir": words.locale().direction(),
        "start_url": library::index_name(lang),
        "scope": "./",
        "display": "standalone",
        "background_color": theme::PAPER,
        "theme_color": theme::PAPER,
        "icons": icons,
    });
    write(
        &order.out.join(page_name("manifest", lang).replacen(".html", ".webmanifest", 1)),
        format!("{manifest:#}\n").as_bytes(),
    )
}
