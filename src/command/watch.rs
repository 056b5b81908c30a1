//! Noticing that somebody saved a file. The operating system tells, and the files themselves are looked at once a second as
//! well: on a network drive, or with too many files, it may tell nothing.
//!
//! `cargo xtask serve` is built with this file too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may be told before the files are looked at all the same.
const AT_LATEST: Duration = Duration::from_secs(1);
/// Editors write in several steps: what stayed as it is for this long is saved.
const SETTLED: Duration = Duration::from_millis(100);

/// The files of some folders with their times and lengths, as they were once seen.
type Seen = BTreeMap<PathBuf, (SystemTime, u64)>;

/// Files and folders that are watched.
pub struct Watch {
    roots: Vec<PathBuf>,
    seen: Seen,
    told: Receiver<()>,
    /// Watches as long as it is held; nothing where the system cannot tell.
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Looks once: what changes from now on is a change. What is not there yet may come later.
    pub fn of(roots: &[&Path]) -> Watch {
        let (tell, told) = mpsc::channel();
        let hear = move |event: notify::Result<Event>| {
            // Reading changes nothing, and looking at the files is reading.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = tell.send(());
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(hear, config).ok();
        if let Some(watcher) = &mut watcher {
            for root in roots {
                let _ = watcher.watch(root, RecursiveMode::Recursive);
            }
        }
        let roots: Vec<PathBuf> = roots.iter().map(|root| root.to_path_buf()).collect();
        let seen = looked(&roots);
        Watch { roots, seen, told, _watcher: watcher }
    }

    /// Waits until something changed since the last time; gives which files.
    pub fn changed(&mut self) -> BTreeSet<PathBuf> {
        loop {
            if self.told.recv_timeout(AT_LATEST) == Err(mpsc::RecvTimeoutError::Disconnected) {
                thread::sleep(AT_LATEST);
            }
            let changed = self.settled();
            if !changed.is_empty() {
                return changed;
            }
        }
    }

    /// What is different, once it stays as it is.
    fn settled(&mut self) -> BTreeSet<PathBuf> {
        let mut now = looked(&self.roots);
        if now == self.seen {
            return BTreeSet::new();
        }
        loop {
            thread::sleep(SETTLED);
            let next = looked(&self.roots);
            if next == now {
                break;
            }
            now = next;
        }
        while self.told.try_recv().is_ok() {}
        // What was saved between the look and here is seen by the next look, at the latest in a second.
        let before = std::mem::replace(&mut self.seen, now);
        let all = before.keys().chain(self.seen.keys());
        all.filter(|path| before.get(*path) != self.seen.get(*path)).cloned().collect()
    }
}

fn looked(roots: &[PathBuf]) -> Seen {
    let mut seen = Seen::new();
    let mut left = roots.to_vec();
    while let Some(path) = left.pop() {
        // Of a link its own facts: what it leads to may be this very folder.
        let Ok(facts) = fs::symlink_metadata(&path) else { continue };
        let is_root = roots.contains(&path);
        if facts.is_dir() || (is_root && path.is_dir()) {
            left.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path()));
        } else {
            seen.insert(path, (facts.modified().unwrap_or(SystemTime::UNIX_EPOCH), facts.len()));
        }
    }
    seen
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tandem-watch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("knee/en")).unwrap();
        folder
    }

    #[test]
    fn what_is_saved_since_the_last_time_is_told_once() {
        let folder = folder("saved");
        let card = folder.join("knee/en/rest.md");
        fs::write(&card, "one").unwrap();
        let mut watch = Watch::of(&[&folder]);
        fs::write(&card, "saved before it was waited for").unwrap();
        assert_eq!(watch.changed(), BTreeSet::from([card.clone()]));
        fs::remove_file(&card).unwrap();
        let other = folder.join("hip/en/decision.md");
        fs::create_dir_all(other.parent().unwrap()).unwrap();
        fs::write(&other, "in a folder that is new").unwrap();
        let mut both = watch.changed();
        if both.len() < 2 {
            both.append(&mut watch.changed());
        }
        assert_eq!(both, BTreeSet::from([card, other]));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_is_replaced_as_a_whole_is_watched_on() {
        let above = folder("replaced");
        let app = above.join("app");
        fs::create_dir_all(&app).unwrap();
        fs::write(app.join("style.css"), "old").unwrap();
        let mut watch = Watch::of(&[&app]);
        for round in ["new", "newer still"] {
            fs::remove_dir_all(&app).unwrap();
            fs::create_dir_all(&app).unwrap();
            fs::write(app.join("style.css"), round).unwrap();
            assert_eq!(watch.changed(), BTreeSet::from([app.join("style.css")]));
        }
        fs::remove_dir_all(&above).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_folder_itself_is_no_way_round_and_round() {
        let folder = folder("loop");
        std::os::unix::fs::symlink(&folder, folder.join("round")).unwrap();
        let mut watch = Watch::of(&[&folder]);
        fs::write(folder.join("knee/en/a.md"), "a").unwrap();
        assert_eq!(watch.changed(), BTreeSet::from([folder.join("knee/en/a.md")]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
