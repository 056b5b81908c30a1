//! `tandem check`: reads a content folder, says what is wrong in it, and can mend what needs no judgement.

use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::watch::Watch;
use super::{folder, many, report, today};
use crate::check::wording::reading;
use crate::check::{self, Content, Edit, Report, Severity};
use crate::text::{Date, Lines};

/// How the result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For code-hosting sites.
    Sarif,
}

/// What to check, and how.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// How to write the result.
    pub format: Format,
    /// Mend what needs no judgement first.
    pub fix: bool,
    /// Go on checking when a file is saved.
    pub watch: bool,
    /// Only show how hard each file is to read.
    pub reading: bool,
}

/// Checks, and gives whether there was no error.
///
/// # Errors
/// A sentence if the folder cannot be read or a file cannot be written.
pub fn run(order: &Options) -> Result<bool, String> {
    if order.reading {
        show!("{}", reading_table(&cards(&order.content)?, today()).trim_end());
        return Ok(true);
    }
    if !order.watch {
        return once(order);
    }
    folder::must_be_there(&order.content)?;
    // Watched before the first check: what is saved meanwhile is a save.
    let mut watch = Watch::of(&[&order.content]);
    loop {
        if let Err(why) = once(order) {
            tell!("{why}");
        }
        tell!("Waiting for a file to be saved. Stop with Ctrl+C.");
        watch.changed();
    }
}

/// The folder, if there are cards in it: of a wrong one it must not be said that nothing is wrong.
pub(super) fn cards(root: &Path) -> Result<Content, String> {
    let content = folder::read(root)?;
    let has_cards = check::units(&content).iter().any(|unit| *unit != check::Unit::Whole);
    let root = root.display();
    has_cards.then_some(content).ok_or_else(|| {
        format!(
            "{root} has no decision and no list. Name the folder that has `library.en.md` in it; to begin one: \
             tandem new {root} my-decision"
        )
    })
}

fn once(order: &Options) -> Result<bool, String> {
    let mut content = cards(&order.content)?;
    let mut report = everything(&content, today());
    if order.fix {
        let mended = fix(&order.content, &content, &report)?;
        tell!("{} mended.", many(mended, "place"));
        content = folder::read(&order.content)?;
        report = everything(&content, today());
    }
    print(order, &content, &report)?;
    Ok(!report.list.iter().any(|it| it.rule.severity == Severity::Error))
}

fn print(order: &Options, content: &Content, report: &Report) -> Result<(), String> {
    let root = order.content.to_string_lossy().replace('\\', "/");
    match order.format {
        Format::Json => show!("{}", report::json(content, report)?),
        Format::Sarif => show!("{}", report::sarif(content, report, root.trim_end_matches('/'))?),
        Format::Text => {
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            show!("{}{}", report::text(content, report, colour), closing(report));
        }
    }
    Ok(())
}

/// The last line: how much was found, and what authors explain, by the rule: one that many explain is noisy.
pub fn closing(report: &Report) -> String {
    let [errors, warnings, notes] = report.counts();
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    for it in &report.explained {
        *by_rule.entry(it.found.rule.code).or_default() += 1;
    }
    let each = by_rule.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ");
    let each = if each.is_empty() { each } else { format!(" ({each})") };
    format!(
        "{}, {}, {}; {} explained in the files{each}",
        many(errors, "error"),
        many(warnings, "warning"),
        many(notes, "note"),
        many(report.explained.len(), "warning")
    )
}

/// Checks every unit of a folder, on as many threads as the machine has cores.
pub fn everything(content: &Content, today: Date) -> Report {
    let units = check::units(content);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Report::default();
        while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut more = check::check(content, unit, today);
            found.list.append(&mut more.list);
            found.explained.append(&mut more.explained);
        }
        found
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(units.len().max(1));
    let mut all = Report::default();
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in running {
            // A rule that panics is a mistake of ours: it ends the whole command, loudly.
            match thread.join() {
                Ok(mut found) => {
                    all.list.append(&mut found.list);
                    all.explained.append(&mut found.explained);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    all.sort();
    all
}

/// How hard each file is to read, in the order of the paths: a table for people.
pub fn reading_table(content: &Content, today: Date) -> String {
    let mut out = format!(
        "Reading age in years, by {}. Raw counts every word as it is (aim: {:.0} or less); adjusted counts\n\
         words that the file explains as short ones (aim: {:.0} or less). A * marks what is harder.\n\n\
         \x20  raw  adjusted  words  file\n",
        reading::FORMULA,
        reading::RAW,
        reading::ADJUSTED
    );
    for unit in check::units(content) {
        let card = check::Card::read(content, &unit, today);
        if !card.is_english() {
            out.push_str(&format!("  not measured, not English: {}\n", card.path("").trim_end_matches('/')));
        }
        for it in reading::measure(&card) {
            let mark = if it.is_hard() { '*' } else { ' ' };
            out.push_str(&format!(
                "{mark} {:4.1}  {:8.1}  {:5}  {}\n",
                it.raw, it.adjusted, it.words, it.file
            ));
            let text = content.text(&it.file).unwrap_or_default();
            let lines = Lines::of(text);
            for (at, age) in &it.worst {
                let line = lines.position(at.start).line;
                let words = text.get(at.start..at.end).unwrap_or_default().replace("**", "");
                out.push_str(&format!("              {age:4.1}  line {line}: {words}\n"));
            }
        }
    }
    out
}

/// Writes the edits, last place first, so that earlier places stay where they are. Gives how many were made.
fn fix(root: &Path, content: &Content, report: &Report) -> Result<usize, String> {
    let mut by_file: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for edit in report.list.iter().filter_map(|it| it.edit.as_ref()) {
        by_file.entry(&edit.file).or_default().push(edit);
    }
    let mut made = 0;
    for (file, mut edits) in by_file {
        let mut text = content.text(file).unwrap_or_default().to_string();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.at.start));
        let mut before = usize::MAX;
        for edit in edits {
            let fits = edit.at.end <= before && text.get(edit.at.start..edit.at.end).is_some();
            if fits {
                text.replace_range(edit.at.start..edit.at.end, &edit.with);
                before = edit.at.start;
                made += 1;
            }
        }
        fs::write(root.join(file), text).map_err(|why| format!("{file} cannot be written: {why}"))?;
    }
    Ok(made)
}
