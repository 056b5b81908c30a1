//! Lists of English words that rules look words up in: the groups of `content/checks/en.yaml`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The file that is compiled in, for a folder without one of its own.
pub const ENGLISH_FILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/checks/en.yaml"));

/// A list by its name in the file.
pub struct List {
    name: &'static str,
    words: OnceLock<Words>,
}

#[derive(Default)]
struct Words {
    /// With what each is worth, if the list says so: `third=3`.
    values: FxHashMap<&'static str, u32>,
    /// By a word's first letter, which lengths there are: most words that are looked up are in no list.
    lengths: [u32; 32],
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
        let words = self.words.get_or_init(|| Words::read(self.name));
        let (first, length) = shape(word);
        let may_be = words.lengths.get(first).is_some_and(|lengths| lengths & length != 0);
        may_be.then(|| words.values.get(word).copied()).flatten()
    }
}

/// The number of a word's first letter, and a bit for its length.
fn shape(word: &str) -> (usize, u32) {
    let first = word.bytes().next().unwrap_or_default() % 32;
    (usize::from(first), 1 << word.len().min(31))
}

impl Words {
    fn read(name: &str) -> Words {
        let mut words = Words::default();
        let lines = ENGLISH_FILE.lines().filter_map(|line| line.trim_start().split_once(": "));
        let list = lines.into_iter().find(|(key, _)| *key == name).map_or("", |(_, list)| list);
        for word in list.split(", ") {
            let (word, value) = word.split_once('=').unwrap_or((word, "0"));
            words.values.insert(word, value.parse().unwrap_or(0));
            let (first, length) = shape(word);
            if let Some(lengths) = words.lengths.get_mut(first) {
                *lengths |= length;
            }
        }
        words
    }
}
