//! What the checker is judged by, counted: how many harmless sentences it flags, how many bad changes it catches, and how
//! many good changes it leaves alone. What is counted, and how, stands in `tests/corpus/README.md`.
//!
//! The figures stand in `tests/corpus/figures.md`, and none may get worse unseen: `SNAPSHOTS=overwrite` writes today's there.
//! `CORPUS=show` (with `-- --nocapture`) runs all but the closed half and lists what of it is still wrong (`CORPUS=fresh` one part). Of the closed half nothing but numbers is ever shown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use tandem::cards::Date;
use tandem::check::{self, Content, Severity, Unit};

#[path = "corpus/entries.rs"]
mod entries;
#[path = "corpus/kinds.rs"]
mod kinds;

use entries::{Change, Entry, Files, PARTS};

/// The day on which the corpus was written.
const TODAY: Date = Date { year: 2026, month: 11, day: 29 };

/// What is asked to be shown: `show`, or the name of a part.
fn shown() -> Option<String> {
    std::env::var("CORPUS").ok().filter(|it| it != "closed")
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// One thing said: its rule, how grave, its file, the line it is about, whatever else it names, and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    code: &'static str,
    severity: Severity,
    file: String,
    lines: Vec<String>,
    words: String,
}

/// What is said of the units that some changes can reach: those with a file in the same first folder, and the whole.
fn said_of(files: &Files, reached: &dyn Fn(&Unit) -> bool) -> Vec<Said> {
    let content = Content::new(files.clone());
    let mut all = Vec::new();
    for unit in check::units(&content).into_iter().filter(|unit| reached(unit)) {
        for it in check::check(&content, &unit, TODAY).list {
            let text = |file: &str, at: tandem::text::Span| -> Vec<String> {
                let text = content.text(file).unwrap_or_default();
                let start = text[..at.start.min(text.len())].rfind('\n').map_or(0, |it| it + 1);
                let end = text[at.end.min(text.len())..].find('\n').map_or(text.len(), |it| it + at.end);
                text[start..end].lines().map(str::to_string).collect()
            };
            let places = std::iter::once(&it.location).chain(&it.also);
            let lines = places.flat_map(|place| text(&place.file, place.at)).collect();
            let words = text_of(&content, &it.location);
            all.push(Said {
                code: it.rule.code,
                severity: it.rule.severity,
                file: it.location.file.clone(),
                lines,
                words: format!("{words} ({})", it.location.message),
            });
        }
    }
    all.sort();
    all
}

fn text_of(content: &Content, place: &check::Location) -> String {
    let text = content.text(&place.file).unwrap_or_default();
    text.get(place.at.start..place.at.end).unwrap_or_default().to_string()
}

/// What is said more than of the base: each as often as it is said more. The same remark on a line that was changed beside it
/// is no more than before.
fn more(said: Vec<Said>, base: &[Said]) -> Vec<Said> {
    let mut before: Vec<&Said> = base.iter().collect();
    let mut found = Vec::new();
    for it in said {
        let same = |other: &&Said| other.code == it.code && other.file == it.file && other.words == it.words;
        match before.iter().position(same) {
            Some(index) => drop(before.swap_remove(index)),
            None => found.push(it),
        }
    }
    found
}

/// What came of one entry.
struct Outcome {
    is_right: bool,
    said: Vec<Said>,
}

struct Bases {
    plain: (Files, Vec<Said>),
    german: (Files, Vec<Said>),
}

impl Bases {
    fn read() -> Bases {
        let (mut plain, german) = (entries::base(&corpus()), entries::base_german(&corpus()));
        // The same words are compiled in, and need not be read again for each sentence.
        plain.retain(|path, _| !path.starts_with("words/"));
        let with = |files: Files| {
            let said = said_of(&files, &|_| true);
            said.iter()
                .filter(|_| shown().is_some())
                .for_each(|it| println!("base: {} {}", it.code, it.words));
            (files, said)
        };
        Bases { plain: with(plain), german: with(german) }
    }

    fn said_more(&self, changes: &[Change]) -> Vec<Said> {
        let is_german = changes.iter().any(|it| it.file.contains("/de/") || it.file.contains(".de."));
        let (files, base) = if is_german { &self.german } else { &self.plain };
        let mut files = files.clone();
        for change in changes {
            change.make(&mut files);
        }
        // A service's file is read with every card.
        let everywhere = changes.iter().any(|it| !it.file.contains('/'));
        let reached = |unit: &Unit| {
            let folder = match unit {
                Unit::Whole => return true,
                Unit::Decision { id, .. } => id,
                Unit::Handout { folder, .. } => folder,
            };
            everywhere || changes.iter().any(|it| it.file.split('/').next() == Some(folder))
        };
        more(said_of(&files, &reached), base)
    }

    fn outcome(&self, entry: &Entry) -> Outcome {
        let said = self.said_more(&entry.changes);
        let flagged = said.iter().any(|it| it.severity != Severity::Note);
        let is_right = match entry.sort {
            "harmless" => !flagged,
            "good" => said.is_empty(),
            _ => said.iter().any(|it| kinds::counts(&entry.kind, it.code) && is_there(entry, it)),
        };
        Outcome { is_right, said }
    }
}

/// Whether something is said at the place that was changed. Faults between two places are said at either of them.
fn is_there(entry: &Entry, said: &Said) -> bool {
    !kinds::is_in_its_words(&entry.kind)
        || entry.changes.iter().any(|change| {
            change.file == said.file && said.lines.iter().any(|line| change.added().contains(&line.as_str()))
        })
}

/// By sort, kind and part: how many of how many are as they ought to be.
type Figures = BTreeMap<(&'static str, String), [(usize, usize); PARTS.len()]>;

fn measure() -> Figures {
    let bases = Bases::read();
    let mut all = entries::all(&corpus());
    if let Some(part) = shown() {
        all.retain(|entry| entry.is_open() && [PARTS[entry.part], "show"].contains(&part.as_str()));
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(entry) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((entry, bases.outcome(entry)));
        }
        done
    };
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    done.sort_by_key(|(entry, _)| (entry.sort, entry.number));
    let mut figures = Figures::new();
    for (entry, outcome) in &done {
        let figure = &mut figures.entry((entry.sort, entry.kind.clone())).or_default()[entry.part];
        figure.0 += usize::from(outcome.is_right);
        figure.1 += 1;
    }
    if shown().is_some() {
        done.iter().filter(|(_, outcome)| !outcome.is_right).for_each(show);
    }
    figures
}

fn show((entry, outcome): &(&Entry, Outcome)) {
    println!("{} {} {}: {}", entry.sort, entry.kind, entry.number, entry.words);
    for it in &outcome.said {
        println!("    {:?} {} {}: {}", it.severity, it.code, it.file, it.words.replace('\n', " / "));
    }
}

/// The figures as `figures.md` has them.
fn table(figures: &Figures) -> String {
    let mut text = String::new();
    for (sort, title) in [
        ("harmless", "Harmless sentences that nothing is said of"),
        ("bad", "Bad changes caught"),
        ("good", "Good changes that nothing is said of"),
    ] {
        let rows: Vec<_> = figures.iter().filter(|((it, _), _)| *it == sort).collect();
        let total =
            |part: usize| rows.iter().fold((0, 0), |sum, (_, it)| (sum.0 + it[part].0, sum.1 + it[part].1));
        let cell = |(right, all): (usize, usize)| match all {
            0 => "-".to_string(),
            _ => format!("{right} of {all}"),
        };
        let share = |(right, all): (usize, usize)| match all {
            0 => "-".to_string(),
            _ => format!("{right} of {all} ({:.1}%)", 100.0 * right as f64 / all as f64),
        };
        let row = |name: &str, cells: Vec<String>| format!("| {name} | {} |\n", cells.join(" | "));
        text += &format!("\n### {title}\n\n{}", row("kind", PARTS.map(str::to_string).to_vec()));
        text += &format!("|{}\n", "---|".repeat(1 + PARTS.len()));
        text += &row("**all**", (0..PARTS.len()).map(|part| share(total(part))).collect());
        for ((_, kind), it) in rows {
            text += &row(kind, it.iter().map(|it| cell(*it)).collect());
        }
    }
    text
}

/// How many are right, by sort, kind and part, as `figures.md` says.
fn committed(text: &str) -> BTreeMap<(&'static str, String), Vec<usize>> {
    let now = text.split("\n## Now\n").nth(1).expect("figures.md has a part called Now");
    let mut found = BTreeMap::new();
    let sorts = [("harmless", "Harmless"), ("bad", "Bad"), ("good", "Good")];
    for part in now.split("\n### ").skip(1) {
        let sort = sorts.iter().find(|(_, title)| part.starts_with(title)).unwrap().0;
        for line in part.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| kind")) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let right = |cell: &str| cell.split(' ').next().unwrap().parse().unwrap_or_default();
            if cells[0] != "**all**" {
                found.insert((sort, cells[0].to_string()), cells[1..].iter().map(|it| right(it)).collect());
            }
        }
    }
    found
}

#[test]
fn no_figure_is_worse_than_was_written_down() {
    let path = corpus().join("figures.md");
    let figures = measure();
    let text = fs::read_to_string(&path).unwrap();
    println!("{}", table(&figures));
    if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
        let before = text.split("\n## Now\n").next().unwrap();
        fs::write(&path, format!("{before}\n## Now\n{}", table(&figures))).unwrap();
        return;
    }
    if shown().is_some() {
        return;
    }
    let committed = committed(&text);
    assert_eq!(
        committed.keys().collect::<Vec<_>>(),
        figures.keys().collect::<Vec<_>>(),
        "figures.md does not have the kinds of the corpus"
    );
    let mut worse = Vec::new();
    for ((sort, kind), floors) in &committed {
        for (part, floor) in floors.iter().enumerate() {
            let (right, all) = figures[&(*sort, kind.clone())][part];
            if right < *floor {
                worse.push(format!("{sort}/{kind}, {}: {right} of {all}, was {floor}", PARTS[part]));
            }
        }
    }
    assert!(
        worse.is_empty(),
        "worse than figures.md (CORPUS=show lists all but the closed ones):\n{}",
        worse.join("\n")
    );
}

#[test]
fn every_kind_says_which_rules_count() {
    let codes: Vec<&str> = check::all().map(|(rule, _)| rule.code).collect();
    for (kind, counted) in kinds::KINDS {
        for code in counted.iter().filter(|code| !code.ends_with('*')) {
            assert!(codes.contains(code), "{kind}: no rule is called {code}");
        }
    }
    for entry in entries::all(&corpus()).iter().filter(|it| it.sort == "bad") {
        assert!(kinds::KINDS.iter().any(|(kind, _)| *kind == entry.kind), "{} is in no table", entry.kind);
    }
}
