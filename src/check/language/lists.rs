//! Lists of English words that rules look words up in: the groups of `content/checks/en.yaml`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The file that is compiled in, for a folder without one of its own.
pub const ENGLISH_FILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/checks/en.yaml"));

/// A list by its name in the file, with what each word is worth, if the list says so: `third=3`.
pub struct List {
    name: &'static str,
    words: OnceLock<FxHashMap<&'static str, u32>>,
}

impl List {
    /// The list of that name.
    pub const fn named(name: &'static str) -> List {
        List { name, words: OnceLock::new() }
    }

    /// Whether a word in small letters is in it.
    pub fn has(&self, word: &str) -> bool {
        self.value(word).is_some()
    }

    /// What a word in small letters is worth; 0 in a list without values.
    pub fn value(&self, word: &str) -> Option<u32> {
        self.words.get_or_init(|| read(self.name)).get(word).copied()
    }
}

fn read(name: &str) -> FxHashMap<&'static str, u32> {
    let lines = ENGLISH_FILE.lines().filter_map(|line| line.trim_start().split_once(": "));
    let list = lines.into_iter().find(|(key, _)| *key == name).map_or("", |(_, list)| list);
    let words = list.split(", ").map(|word| word.split_once('=').unwrap_or((word, "0")));
    words.map(|(word, value)| (word, value.parse().unwrap_or(0))).collect()
}
