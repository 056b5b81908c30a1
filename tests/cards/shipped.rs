//! The words and cards that are shipped, as the program reads them.

#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tandem::cards::decision::{self, File};
use tandem::cards::{Decision, Finding, Row, Table};
#[cfg(feature = "views")]
use tandem::site::document::AppFiles;
#[cfg(feature = "views")]
use tandem::site::style::Styles;
#[cfg(feature = "views")]
use tandem::site::theme::Theme;
use tandem::text::{Remark, Source};
use tandem::words::Words;

pub const TOPIC: &str = "prostate-localised";

/// The content folder.
pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

pub fn text(path: &str) -> String {
    fs::read_to_string(content().join(path)).unwrap_or_else(|why| panic!("content/{path}: {why}"))
}

/// The English words, for as long as the test runs.
pub fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let (words, remarks) = Words::read(Source { name: "en.yaml", text: &text("words/en.yaml") });
        assert_eq!(remarks, []);
        words
    });
    &WORDS
}

/// The files of the shipped topic: `decision.md` first, then its choices.
pub fn files() -> Vec<(String, String)> {
    files_of(TOPIC)
}

fn files_of(topic: &str) -> Vec<(String, String)> {
    let main = text(&format!("{topic}/en/decision.md"));
    let others = decision::option_files(&main);
    let others = others.into_iter().map(|name| {
        let text = text(&format!("{topic}/en/{name}"));
        (name, text)
    });
    std::iter::once(("decision.md".to_string(), main.clone())).chain(others).collect()
}

/// Reads files as the program does.
pub fn read(files: &[(String, String)]) -> (Decision, Vec<Remark>) {
    read_as(TOPIC, files)
}

fn read_as(topic: &str, files: &[(String, String)]) -> (Decision, Vec<Remark>) {
    let files: Vec<File> = files.iter().map(|(name, text)| File { name, text: Some(text) }).collect();
    decision::read(topic, "en", &files, &words().vocabulary())
}

/// Every topic of the list.
pub fn every_topic() -> Vec<Decision> {
    let list = text("library.en.md");
    let (topics, _) = tandem::cards::library::read(Source { name: "library.en.md", text: &list });
    let read = |topic: &tandem::cards::library::Topic| {
        let (decision, remarks) = read_as(&topic.id, &files_of(&topic.id));
        assert_eq!(remarks, [], "{}", topic.id);
        decision
    };
    topics.iter().map(read).collect()
}

/// The shipped topic, for as long as the test runs.
pub fn topic() -> &'static Decision {
    static TOPIC: LazyLock<Decision> = LazyLock::new(|| {
        let (decision, remarks) = read(&files());
        assert_eq!(remarks, []);
        decision
    });
    &TOPIC
}

/// Every number that is shown, with its row and table.
pub fn findings(decision: &Decision) -> Vec<(&Table, &Row, &Finding)> {
    let rows = decision.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let cells = rows.flat_map(|(table, row)| row.cells.iter().map(move |cell| (table, row, cell)));
    let found = cells.filter_map(|(table, row, cell)| match cell {
        tandem::cards::Cell::Finding(finding) => Some((table, row, finding)),
        _ => None,
    });
    found.collect()
}

/// The addresses of the built app's files, as a page names them.
#[cfg(feature = "views")]
pub fn app_files() -> AppFiles {
    let file = |name: &str| format!("app/{name}");
    AppFiles {
        boot: file("boot.js"),
        glue: file("program.js"),
        program: file("program.wasm"),
        topic: file("topic.wasm"),
        library: file("library.wasm"),
        sheets: file("sheets.wasm"),
        later: file("later.wasm"),
        styles: Styles::default(),
        expiry: file("expiry.js"),
        aloud: file("aloud.js"),
        language: file("language.js"),
        offline: "./offline.js".into(),
        fonts: Vec::new(),
        theme: Theme::default(),
        alone: None,
    }
}

/// All the code of the product, but for the lists that name every word.
pub fn code() -> String {
    fn gather(folder: &Path, code: &mut String) {
        for entry in fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display())) {
            let path = entry.unwrap_or_else(|why| panic!("{why}")).path();
            if path.is_dir() {
                gather(&path, code);
            } else if !path.ends_with("words/list.rs") {
                code.push_str(&fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    let mut code = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    code
}
