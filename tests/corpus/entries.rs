//! The corpus, read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A content folder: texts by path.
pub type Files = BTreeMap<String, String>;

/// One entry.
pub struct Entry {
    /// `harmless`, `bad` or `good`.
    pub sort: &'static str,
    /// The name of its file: a topic or a kind.
    pub kind: String,
    /// Its number among its sort.
    pub number: usize,
    /// Which column of the figures it is counted in: the place of its part in `PARTS`.
    pub part: usize,
    /// Its sentence, or what ought to be said.
    pub words: String,
    /// What it does to the base.
    pub changes: Vec<Change>,
}

/// The parts of the corpus, as their folders are called. The first two are the halves of one numbering.
pub const PARTS: [&str; 11] = [
    "open",
    "closed",
    "fresh",
    "fresh-again",
    "fresh-third",
    "fresh-fourth",
    "fresh-fifth",
    "fresh-sixth",
    "fresh-seventh",
    "fresh-eighth",
    "fresh-ninth",
];

impl Entry {
    /// Whether it may be read while the checker is worked on.
    pub fn is_open(&self) -> bool {
        PARTS[self.part] != "closed"
    }
}

/// One change to a file.
pub struct Change {
    /// Its path.
    pub file: String,
    /// Each line with its sign: `-`, `+`, or a space.
    lines: Vec<(char, String)>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Changed,
    New,
    TakenAway,
}

impl Change {
    /// The lines that come.
    pub fn added(&self) -> Vec<&str> {
        self.lines.iter().filter(|(sign, _)| *sign == '+').map(|(_, line)| line.as_str()).collect()
    }

    fn with(&self, other: char) -> String {
        let lines = self.lines.iter().filter(|(sign, _)| *sign == other || *sign == ' ');
        lines.map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Makes it.
    pub fn make(&self, files: &mut Files) {
        match self.kind {
            Kind::New => drop(files.insert(self.file.clone(), self.with('+') + "\n")),
            Kind::TakenAway => drop(files.remove(&self.file).expect("the file is there")),
            Kind::Changed => {
                let text = files.get_mut(&self.file).unwrap_or_else(|| panic!("no file {}", self.file));
                // Whole lines: the text is taken between two line ends.
                let whole = format!("\n{text}");
                let old = format!("\n{}\n", self.with('-'));
                let found: Vec<_> = whole.match_indices(&old).collect();
                assert_eq!(found.len(), 1, "{}: is not there exactly once", self.file);
                let new = self.with('+');
                let new = if new.is_empty() { "\n".to_string() } else { format!("\n{new}\n") };
                *text = whole.replacen(&old, &new, 1).split_off(1);
            }
        }
    }
}

/// All entries of all parts.
pub fn all(corpus: &Path) -> Vec<Entry> {
    let mut all = Vec::new();
    for (part, name) in PARTS.iter().enumerate() {
        for sort in ["harmless", "bad", "good"] {
            for (kind, text) in texts(&corpus.join(name).join(sort)) {
                let mut found = sentences(&text);
                if sort != "harmless" {
                    found.extend(changes(&text));
                }
                all.extend(found.into_iter().map(|(number, words, changes)| {
                    assert!(part > 1 || number % 2 != part, "{sort} {number} is in the wrong half");
                    Entry { sort, kind: kind.clone(), number, part, words, changes }
                }));
            }
        }
    }
    all
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut texts: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|it| it.unwrap().path())
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_string(), fs::read_to_string(&path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

type Read = (usize, String, Vec<Change>);

/// `17. A sentence.`, and below it lines for the trail. It is put behind the line that was last named as
/// "Behind `line` in `file`:", at first behind the one in Good to know.
fn sentences(text: &str) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    let mut place = "You can bring somebody to each visit.".to_string();
    let mut file = "harrow-lump/en/decision.md".to_string();
    for line in text.lines().take_while(|line| !line.starts_with("## ")) {
        if let Some(named) = line.strip_prefix("Behind `") {
            let mut named = named.split('`');
            (place, file) = (named.next().unwrap().to_string(), named.nth(1).unwrap().to_string());
        } else if let Some((number, words)) =
            line.split_once(". ").and_then(|(it, words)| Some((it.parse().ok()?, words)))
        {
            // A line of a list stands right behind another.
            let mut lines = vec![(' ', place.clone()), ('+', String::new()), ('+', words.to_string())];
            lines.retain(|(_, line)| !words.starts_with("- ") || !line.is_empty());
            found.push((number, words.to_string(), vec![change(&file, lines)]));
        } else if let Some(row) = line.trim_start().strip_prefix("- trail: ") {
            let (words, published) = row.split_once(" | ").expect("a bar");
            let row = format!("| {words} | everybody in the trial | | {published} | Table 3 | source | |");
            let last = "| \"The other 82 had none\" | adults who had an operation | at 1 year | 18.0% | Table 2 | \
                        calculated | 100 - 18.0% |";
            let lines = vec![(' ', last.to_string()), ('+', row)];
            found.last_mut().unwrap().2.push(change("harrow-lump/en/evidence.md", lines));
        }
    }
    found
}

fn change(file: &str, lines: Vec<(char, String)>) -> Change {
    Change { file: file.to_string(), lines, kind: Kind::Changed }
}

/// `## 17`, changes, and what ought to be said.
fn changes(text: &str) -> Vec<Read> {
    let mut found: Vec<Read> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let name = |line: &str| line.split('`').nth(1).unwrap().to_string();
        if inside {
            let lines = &mut found.last_mut().unwrap().2.last_mut().unwrap().lines;
            match line.chars().next() {
                Some('`') if line == "```" => inside = false,
                Some(sign @ ('-' | '+' | ' ')) => {
                    // An editor may have taken the space at the end of an empty line.
                    let rest = line[1..].strip_prefix(' ').unwrap_or(&line[1..]);
                    lines.push((sign, rest.to_string()));
                }
                None => lines.push((' ', String::new())),
                _ => panic!("a line of a change without its sign"),
            }
        } else if let Some(number) = line.strip_prefix("## ") {
            found.push((number.trim().parse().unwrap(), String::new(), Vec::new()));
        } else if line == "```diff" {
            inside = true;
        } else if let Some((_, _, changes)) = found.last_mut() {
            let kind = match line {
                _ if line.starts_with("In `") => Kind::Changed,
                _ if line.starts_with("New file") => Kind::New,
                _ if line.starts_with("File taken away") => Kind::TakenAway,
                _ => {
                    if let Some(words) = line.strip_prefix("Ought to be said: ") {
                        found.last_mut().unwrap().1 = words.to_string();
                    }
                    continue;
                }
            };
            changes.push(Change { file: name(line), lines: Vec::new(), kind });
        }
    }
    found
}

/// The base, with the program's own words.
pub fn base(corpus: &Path) -> Files {
    let mut files = folder(&corpus.join("base"));
    for name in ["en.yaml", "en.paper.yaml"] {
        files.insert(format!("words/{name}"), own_words(name));
    }
    files
}

/// The base in two languages.
pub fn base_german(corpus: &Path) -> Files {
    let mut files = base(corpus);
    let mut german = folder(&corpus.join("base-german"));
    let own = german.remove("words/de.yaml").unwrap();
    files.extend(german);
    let own: BTreeMap<String, String> = entries(&own).into_iter().collect();
    for name in ["yaml", "paper.yaml"] {
        let lines = entries(&own_words(&format!("en.{name}"))).into_iter();
        let text: String = lines.map(|(key, lines)| own.get(&key).unwrap_or(&lines).clone()).collect();
        files.insert(format!("words/de.{name}"), text);
    }
    files
}

fn folder(path: &Path) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            files.extend(folder(&entry).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
        } else {
            files.insert(name, fs::read_to_string(&entry).unwrap());
        }
    }
    files
}

fn own_words(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("content/words").join(name)).unwrap()
}

/// Each key of a file of words, with its lines.
fn entries(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let begins = !line.starts_with([' ', '#']) && line.contains(':');
        if begins || found.is_empty() {
            found.push((line.split(':').next().unwrap().to_string(), String::new()));
        }
        let (_, lines) = found.last_mut().unwrap();
        *lines += &format!("{line}\n");
    }
    found
}
