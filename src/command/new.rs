//! `tandem new`: begins a decision. What only an author can say is a visible mark, which the checker names one by one; all
//! else is as a card should be. Never overwrites a file.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{folder, today};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{handout, library, service, trail};
use crate::check::Content;

/// What to begin.
pub struct Options {
    /// The content folder; made if it is not there.
    pub content: PathBuf,
    /// The decision's id.
    pub id: String,
    /// Whether the choice is to have a test or not, rather than between treatments.
    pub is_test: bool,
    /// Its title; made of the id if nothing is said.
    pub title: Option<String>,
    /// Its language.
    pub lang: String,
    /// The choices' ids; the first is no treatment, or staying as now.
    pub choices: Vec<String>,
}

const DECISION: &str = include_str!("new/decision.md");
const TEST: &str = include_str!("new/test.md");
const CHOICE: &str = include_str!("new/choice.md");
const EVIDENCE: &str = include_str!("new/evidence.md");

/// What a content folder of one's own begins with: the words, the settings, a service's facts with nothing filled in.
const BEGINNING: [(&str, &str); 5] = [
    ("words/en.yaml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.yaml"))),
    (
        "words/en.paper.yaml",
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.paper.yaml")),
    ),
    ("settings.yaml", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/settings.yaml"))),
    ("service.en.md", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/service.en.md"))),
    ("country-gb.en.md", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/country-gb.en.md"))),
];

/// Names with a meaning of their own: folders of the content, files of a decision, places of the app.
const TAKEN: [&str; 24] = [
    "about",
    "choices",
    "decision",
    "evidence",
    "index",
    "lists",
    "matters",
    "my-page",
    "my-way",
    "numbers",
    "outcomes",
    "page",
    "papers",
    "questions",
    "readme",
    "sheets",
    "show",
    "side-by-side",
    "start",
    "support",
    "survival",
    "topics",
    "where-i-stand",
    "words",
];

/// Begins the decision, and says what to do next.
///
/// # Errors
/// A sentence if a name cannot be used, or a file is there already or cannot be written.
pub fn run(order: &Options) -> Result<(), String> {
    check_names(order)?;
    let folder = library::folder(&order.id, &order.lang);
    not_there_yet(order, &folder)?;
    fs::create_dir_all(&order.content).map_err(|why| cannot(&order.content, &why))?;
    let is_new = !has_library(order);
    let mut made = begin(order)?;
    // Only now are the words there that say how a cell of the language is written.
    let content = folder::read(&order.content)?;
    for (name, text) in files(order, &content) {
        made.extend(write(order, &format!("{folder}/{name}"), &text)?);
    }
    made.extend(list(order, is_new)?);
    show!("{}", made.join("\n"));
    let first = order.choices.first().map_or("", String::as_str);
    show!(
        "\n{first}.md is the choice of no treatment, of waiting, or of staying as now: its head says `no-treatment: yes`, as it \
         was named first. If it is something else, move that line to the card of such a choice. For one choice more, copy \
         {first}.md without that line, and add it to the list under `#choices` in {DECISION_FILE}."
    );
    show!(
        "\nOpen these files in any editor and put your words in place of each `WRITE:`. What is left to write:\n  \
         tandem check {0} --watch\nHow it will look:\n  tandem preview {0}",
        order.content.display()
    );
    Ok(())
}

fn check_names(order: &Options) -> Result<(), String> {
    let is_id = |id: &str| {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        id.starts_with(|sign: char| sign.is_ascii_lowercase()) && id.bytes().all(fits) && !id.ends_with('-')
    };
    for id in std::iter::once(&order.id).chain(&order.choices) {
        if !is_id(id) {
            return Err(format!(
                "`{id}` cannot be a name: use small letters, digits and hyphens, as in `knee-pain`."
            ));
        }
        if TAKEN.contains(&id.as_str()) || handout::is_taken(id) {
            return Err(format!("`{id}` has a meaning of its own here: use another name."));
        }
    }
    let twice =
        order.choices.iter().enumerate().any(|(at, id)| order.choices.iter().skip(at + 1).any(|it| it == id));
    if order.choices.len() < 2 || twice {
        return Err("A decision has two choices or more, each with a name of its own: --choices no-operation,operation".into());
    }
    if order.title().contains(['<', '>', '[', ']', '|', '"', '`', '*', '_', '\\', '\n']) {
        return Err("A title is plain words.".into());
    }
    if !order
        .lang
        .split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric()))
    {
        return Err(format!("`{}` is no language: use a code such as `en` or `cy`.", order.lang));
    }
    Ok(())
}

fn not_there_yet(order: &Options, folder: &str) -> Result<(), String> {
    if order.content.join(folder).exists() {
        return Err(format!("{folder} is there already; nothing was written."));
    }
    let above = order.content.join(&order.id);
    let other = fs::read_dir(&above)
        .ok()
        .and_then(|mut all| all.find_map(|entry| entry.ok()?.file_name().into_string().ok()));
    match other {
        Some(other) => Err(format!(
            "{0} is there in `{other}` already. For a translation copy that folder to {folder}, add \
             `translated-from: {other}` to the head of its {DECISION_FILE}, and put its words into your language.",
            order.id
        )),
        None => Ok(()),
    }
}

fn has_library(order: &Options) -> bool {
    order.content.join(library_name(order)).exists()
}

fn library_name(order: &Options) -> String {
    format!("library.{}.md", order.lang)
}

/// What an empty content folder needs besides cards; English only, the rest is for people who know the language.
fn begin(order: &Options) -> Result<Vec<String>, String> {
    let words = order.content.join(format!("words/{}.yaml", order.lang));
    if order.lang != "en" && !words.exists() {
        return Err(format!(
            "words/{0}.yaml is not there. Copy words/en.yaml to it and put the words into your language first.",
            order.lang
        ));
    }
    let mut made = Vec::new();
    for (path, text) in BEGINNING {
        if !order.content.join(path).exists() {
            made.extend(write(order, path, text)?);
        }
    }
    let own = service::file_name(&order.lang);
    if !order.content.join(&own).exists() {
        show!("{own} is not there yet: copy service.en.md to it and put its headings into your language.");
    }
    Ok(made)
}

/// The files of the decision, by their names.
fn files(order: &Options, content: &Content) -> Vec<(String, String)> {
    let mut files = vec![(DECISION_FILE.to_string(), decision(order, content))];
    for (index, id) in order.choices.iter().enumerate() {
        let no_treatment = if index == 0 { "no-treatment: yes\n" } else { "" };
        let name = name_of(id);
        let holes =
            [("name", quoted(&name)), ("name-of-page", name), ("no-treatment", no_treatment.to_string())];
        files.push((format!("{id}.md"), order.fill(CHOICE, &holes)));
    }
    let holes = [("published", today().to_string())];
    files.push((trail::TRAIL_FILE.to_string(), order.fill(EVIDENCE, &holes)));
    files
}

fn decision(order: &Options, content: &Content) -> String {
    let vocabulary = content.words(&order.lang).vocabulary();
    let each = |line: &dyn Fn(&str) -> String| order.choices.iter().map(|id| line(id)).collect::<Vec<_>>();
    let published = today();
    let cells = each(&|_| vocabulary.not_known.clone()).join(" | ");
    let very_low = vocabulary.certainty.last().map_or("", String::as_str);
    let test = if order.is_test { order.fill(TEST, &[]) } else { String::new() };
    let holes = [
        ("kind", if order.is_test { "test" } else { "treatment" }.to_string()),
        ("test", test),
        ("title", quoted(&order.title())),
        ("title-of-page", order.title()),
        ("published", published.to_string()),
        ("review-by", published.plus_days(365).to_string()),
        ("choices", each(&|id| format!("- [{}]({id}.md)", name_of(id))).join("\n")),
        ("columns", each(&|id| format!("[WRITE: what was studied of {}]({id}.md)", name_of(id))).join(" | ")),
        ("rules", "---|".repeat(order.choices.len())),
        ("rows", rows(order, &cells, very_low)),
        ("matters", each(&|id| matter(order, id)).join("\n")),
        (
            "questions",
            each(&|id| format!("- [WRITE: a question about {}](#ask-{id})", name_of(id))).join("\n"),
        ),
    ];
    order.fill(DECISION, &holes)
}

/// A test needs five: what it finds and misses, rightly and wrongly, and what is found with it and without.
fn rows(order: &Options, cells: &str, certainty: &str) -> String {
    let one = [("first-outcome", "what happened, as it reads on from \"out of 100 people\"")];
    let five = [
        ("found-true", "had the illness, and the test said so"),
        ("found-false", "did not have the illness, but the test said that they did"),
        ("clear-true", "did not have the illness, and the test said so"),
        ("clear-false", "had the illness, but the test said that they did not"),
        ("detected", "were told that they have the illness, with the test and without"),
    ];
    let row = |(id, words): &(&str, &str)| {
        format!(
            "| [WRITE: {words}](#{id})[^first-source] | {cells} | WRITE: when, such as \"at 1 year\" | {certainty} | \
             WRITE: the difference in a few words |"
        )
    };
    let rows: Vec<String> =
        if order.is_test { five.iter().map(row).collect() } else { one.iter().map(row).collect() };
    rows.join("\n")
}

fn matter(order: &Options, id: &str) -> String {
    let involves = order.heading("What does it involve?");
    format!(
        "- [WRITE: what somebody may want who chooses {}](#wants-{id}): [{involves}](#involves)",
        name_of(id)
    )
}

impl Options {
    fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| name_of(&self.id))
    }

    /// Our headings are English; in another language each is a thing to write.
    fn heading(&self, english: &str) -> String {
        if self.lang == "en" { english.to_string() } else { format!("WRITE: {english}") }
    }

    /// Fills holes by name; what has no name of a hole is a heading.
    fn fill(&self, template: &str, holes: &[(&str, String)]) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            let hole = holes.iter().find(|(hole, _)| *hole == name);
            filled.push_str(before);
            filled.push_str(&hole.map_or_else(|| self.heading(name), |(_, words)| words.clone()));
            rest = tail;
        }
        filled + rest
    }
}

/// `no-operation` is "No operation" until somebody writes a better name.
fn name_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut signs = words.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// As a value of a head.
fn quoted(words: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || [' ', ',', '.', '(', ')'].contains(&sign);
    if words.starts_with(char::is_alphanumeric) && words.chars().all(is_plain) {
        words.to_string()
    } else {
        format!("\"{words}\"")
    }
}

/// The line by which readers find it: at the end of the list of topics, or in a new one.
fn list(order: &Options, is_new: bool) -> Result<Option<String>, String> {
    let name = library_name(order);
    let folder = library::folder(&order.id, &order.lang);
    let line =
        format!("- [{}]({folder}/{DECISION_FILE}): WRITE: whom it is for, in a few words\n", order.title());
    if is_new {
        let heading = order.heading("Topics");
        return write(
            order,
            &name,
            &format!("---\ntitle: {}\n---\n\n# {heading}\n\n{line}", quoted(&heading)),
        );
    }
    let path = order.content.join(&name);
    let text = fs::read_to_string(&path).map_err(|why| cannot(&path, &why))?;
    let ends_in_list =
        text.lines().rfind(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("- "));
    if !ends_in_list {
        show!("Add this line to {name}, where readers should find it:\n  {line}");
        return Ok(None);
    }
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let mut file = OpenOptions::new().append(true).open(&path).map_err(|why| cannot(&path, &why))?;
    file.write_all(format!("{end}{line}").as_bytes()).map_err(|why| cannot(&path, &why))?;
    Ok(Some(format!("{name}, one line more")))
}

/// Writes a file that is not there yet; gives its path.
fn write(order: &Options, path: &str, text: &str) -> Result<Option<String>, String> {
    let file = order.content.join(path);
    let made = file.parent().map_or(Ok(()), fs::create_dir_all);
    let opened = made.and_then(|()| OpenOptions::new().write(true).create_new(true).open(&file));
    opened.and_then(|mut open| open.write_all(text.as_bytes())).map_err(|why| cannot(&file, &why))?;
    Ok(Some(path.to_string()))
}

fn cannot(path: &Path, why: &std::io::Error) -> String {
    format!("{} cannot be written: {why}", path.display())
}
