//! Writes a library of many decisions, for what must hold for a large one: `cargo run --example many -- 1000 FOLDER`.
//!
//! Each decision is one of the shipped ones, cards and evidence trail, with other words for what it is about and its lines
//! in another order, chosen by a fixed seed. So a generated decision is as long as a shipped one, its numbers agree with
//! their sources as those do, and a rule that is added to the checker has the same work with it.

#![allow(dead_code, reason = "the speed test and the benchmark use its parts")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Words that may stand for one another in any sentence. None of them means something to a rule of the checker.
const KINDS: [&[&str]; 14] = [
    &["prostate", "bladder", "kidney", "thyroid", "pancreas"],
    &["breast", "throat", "tongue", "spleen"],
    &["colon", "liver", "gullet", "stomach"],
    &["surgery", "keyhole", "removal"],
    &["radiotherapy", "brachytherapy", "cryotherapy"],
    &["chemotherapy", "immunotherapy", "phototherapy"],
    &["statin", "lipolin", "cardolin", "vasolin"],
    &["bone", "joint", "tendon"],
    &["blood", "lymph", "saliva"],
    &["heart", "brain", "lung"],
    &["bowel", "tummy", "belly"],
    &["muscle", "nerve", "sinew"],
    &["hormone", "enzyme", "vitamin"],
    &["nurse", "dietitian", "pharmacist"],
];

/// The shipped decisions: the files of each by name.
pub struct Shipped {
    decisions: Vec<(String, Vec<(String, String)>)>,
    /// The files that a library has once: lists, sheets, support cards, words, the service's facts.
    others: Vec<(String, String)>,
}

impl Shipped {
    /// Reads the project's own content folder.
    pub fn read() -> Result<Shipped, String> {
        let mut files = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), "", &mut files)?;
        let folders: Vec<String> = files
            .iter()
            .filter_map(|(path, _)| path.strip_suffix("/en/decision.md").map(str::to_string))
            .collect();
        let of = |id: &str| {
            let start = format!("{id}/en/");
            let own = files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&start)?, text)));
            own.map(|(name, text)| (name.to_string(), text.clone())).collect()
        };
        let decisions = folders.iter().map(|id| (id.clone(), of(id))).collect();
        let is_other = |path: &str| {
            let is_decision = folders.iter().any(|id| path.starts_with(&format!("{id}/")));
            // What is made is English; the lists of topics in other languages lead to topics that are not made.
            let is_list = path.starts_with("library") && path.ends_with(".md");
            !is_decision && !is_list
        };
        let others = files.iter().filter(|(path, _)| is_other(path)).cloned().collect();
        Ok(Shipped { decisions, others })
    }

    /// How long the decisions are, in bytes: the shortest first.
    pub fn lengths(&self) -> Vec<usize> {
        let length = |files: &[(String, String)]| files.iter().map(|(_, text)| text.len()).sum();
        let mut lengths: Vec<usize> = self.decisions.iter().map(|(_, files)| length(files)).collect();
        lengths.sort_unstable();
        lengths
    }

    /// A library of so many decisions, by path. The same number always gives the same library.
    pub fn library(&self, count: usize) -> BTreeMap<String, String> {
        let mut library: BTreeMap<String, String> = self.others.iter().cloned().collect();
        let mut topics = "---\ntitle: Topics\n---\n\n# Topics\n\n".to_string();
        for (number, (id, files)) in self.decisions.iter().cycle().take(count).enumerate() {
            let mut chance = Chance(number as u64);
            let words = chosen(&mut chance);
            let folder = format!("{}-{number:04}", replaced(id, &words));
            for (name, text) in files {
                let text = shuffled(&replaced(text, &words), &mut chance);
                if name == "decision.md" {
                    let title = text.lines().find_map(|line| line.strip_prefix("title: ")).unwrap_or(&folder);
                    topics.push_str(&format!(
                        "- [{title}]({folder}/en/decision.md): for people who have it, T{number}\n"
                    ));
                }
                library.insert(format!("{folder}/en/{}", replaced(name, &words)), text);
            }
        }
        library.insert("library.en.md".to_string(), topics);
        library
    }
}

fn walk(folder: &Path, above: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let wrong = |why: std::io::Error| format!("{}: {why}", folder.display());
    let mut entries: Vec<_> = fs::read_dir(folder).map_err(wrong)?.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if above.is_empty() { name.clone() } else { format!("{above}/{name}") };
        if entry.path().is_dir() {
            walk(&entry.path(), &path, files)?;
        } else if name.ends_with(".md") || name.ends_with(".yaml") {
            files.push((path, fs::read_to_string(entry.path()).map_err(wrong)?));
        }
    }
    Ok(())
}

/// Chance that is the same every time: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// For each word the word that stands in its place. Within a kind they change places, so that two never become one.
fn chosen(chance: &mut Chance) -> BTreeMap<&'static str, &'static str> {
    let mut words = BTreeMap::new();
    for kind in KINDS {
        let step = chance.below(kind.len());
        let moved = kind.iter().cycle().skip(step);
        words.extend(kind.iter().copied().zip(moved.copied()));
    }
    words
}

/// A text with other words, small or with a capital letter, alone or in the plural.
fn replaced(text: &str, words: &BTreeMap<&str, &str>) -> String {
    let mut result = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_alphabetic()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        result.push_str(before);
        let low = word.to_ascii_lowercase();
        let (one, plural) = low.strip_suffix('s').map_or((low.as_str(), ""), |one| (one, "s"));
        match words.get(one) {
            Some(other) if word.starts_with(|sign: char| sign.is_ascii_uppercase()) => {
                let mut signs = other.chars();
                result.extend(signs.next().map(|sign| sign.to_ascii_uppercase()));
                result.push_str(signs.as_str());
                result.push_str(plural);
            }
            Some(other) => result.extend([*other, plural]),
            None => result.push_str(word),
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// A text whose lines of the trail, things that matter and questions stand in another order.
fn shuffled(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let moves = |line: &str| line.starts_with("| \"") || line.starts_with("- [") && !line.contains(".md)");
    let mut start = 0;
    while start < lines.len() {
        let run = lines.iter().skip(start).take_while(|line| moves(line)).count();
        for place in (1..run).rev() {
            lines.swap(start + place, start + chance.below(place + 1));
        }
        start += run + 1;
    }
    lines.concat()
}

/// Writes a library below a folder. Gives its bytes.
pub fn write(library: &BTreeMap<String, String>, root: &Path) -> Result<usize, String> {
    for (path, text) in library {
        let file = root.join(path);
        let folder = file.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
        fs::write(&file, text).map_err(|why| format!("{}: {why}", file.display()))?;
    }
    Ok(library.values().map(String::len).sum())
}

fn run() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = words.as_slice() else {
        return Err("Say how many, and a new folder to write them to".into());
    };
    let count = count.parse().map_err(|_| format!("`{count}` is not a number."))?;
    let shipped = Shipped::read()?;
    let bytes = write(&shipped.library(count), Path::new(folder))?;
    println!("{count} decisions, {bytes} bytes, in {folder}");
    Ok(())
}

fn main() -> std::process::ExitCode {
    match run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            std::process::ExitCode::FAILURE
        }
    }
}
