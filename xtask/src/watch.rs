//! Noticing that somebody saved a file, by looking at its time twice a second.
//!
//! Asking the operating system would be quicker by a blink, and needs another way for each one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::project::{self, Project};

const PAUSE: Duration = Duration::from_millis(500);

/// What has to be built again.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Change {
    /// Rust: the program and the command.
    Program,
    /// Cards, words, styles and files that are published as they are.
    Pages,
}

type Times = BTreeMap<PathBuf, (SystemTime, u64)>;

/// The files that a build is made from, as they were last seen.
pub struct Watch {
    root: PathBuf,
    seen: Times,
}

impl Watch {
    /// Looks once; later looks are compared with it.
    pub fn start(project: &Project) -> Self {
        Self { root: project.root.clone(), seen: look(&project.root) }
    }

    /// Waits until something changed and then stayed as it is for one look: editors write in several steps.
    pub fn wait(&mut self) -> Change {
        let mut last = self.seen.clone();
        loop {
            std::thread::sleep(PAUSE);
            let now = look(&self.root);
            if now == last && now != self.seen {
                let change = kind(&self.root, &self.seen, &now);
                self.seen = now;
                return change;
            }
            last = now;
        }
    }
}

fn look(root: &Path) -> Times {
    let mut times = Times::new();
    let folders = ["src", "content", "style", "public"].map(|name| root.join(name));
    let files = folders.iter().filter_map(|folder| project::files_below(folder).ok()).flatten();
    for file in files.chain(["Cargo.toml", "Cargo.lock"].map(|name| root.join(name))) {
        if let Ok(facts) = file.metadata() {
            times.insert(file, (facts.modified().unwrap_or(SystemTime::UNIX_EPOCH), facts.len()));
        }
    }
    times
}

fn kind(root: &Path, before: &Times, now: &Times) -> Change {
    let changed = |path: &PathBuf| before.get(path) != now.get(path);
    let is_program = |path: &PathBuf| path.starts_with(root.join("src")) || path.parent() == Some(root);
    let program = before.keys().chain(now.keys()).any(|path| changed(path) && is_program(path));
    if program { Change::Program } else { Change::Pages }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(files: &[(&str, u64)]) -> Times {
        files.iter().map(|(name, size)| (PathBuf::from(name), (SystemTime::UNIX_EPOCH, *size))).collect()
    }

    #[test]
    fn only_rust_needs_the_compiler() {
        let root = Path::new("/p");
        let before = times(&[("/p/src/a.rs", 1), ("/p/content/a.md", 1)]);
        assert_eq!(kind(root, &before, &times(&[("/p/src/a.rs", 1), ("/p/content/a.md", 2)])), Change::Pages);
        assert_eq!(kind(root, &before, &times(&[("/p/src/a.rs", 1)])), Change::Pages);
        assert_eq!(
            kind(root, &before, &times(&[("/p/src/a.rs", 2), ("/p/content/a.md", 1)])),
            Change::Program
        );
        assert_eq!(kind(root, &before, &times(&[("/p/content/a.md", 1)])), Change::Program);
        let with_lock = times(&[("/p/src/a.rs", 1), ("/p/content/a.md", 1), ("/p/Cargo.lock", 3)]);
        assert_eq!(kind(root, &before, &with_lock), Change::Program);
    }
}
