//! Noticing that an author saved a file, by looking at the folder twice a second: this is the same on every system.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

const PAUSE: Duration = Duration::from_millis(500);

/// The files of a folder with their times and lengths, as they were once seen.
pub type Seen = BTreeMap<PathBuf, (SystemTime, u64)>;

/// Looks at the files of a folder: another answer than before means that somebody saved one.
pub fn looked(root: &Path) -> Seen {
    let mut seen = Seen::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(facts) if facts.is_dir() => folders.push(entry.path()),
                Ok(facts) => {
                    let time = facts.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    seen.insert(entry.path(), (time, facts.len()));
                }
                Err(_) => {}
            }
        }
    }
    seen
}

/// Waits until something changed and then stayed as it is for one look: editors write in several steps.
pub fn settled(folder: &Path, seen: &Seen) -> Seen {
    let mut last = seen.clone();
    loop {
        thread::sleep(PAUSE);
        let now = looked(folder);
        if now == last && now != *seen {
            return now;
        }
        last = now;
    }
}

/// Acts now and after every save, until it is told to stop. What is saved while it acts, also by itself, is a save.
pub fn at_every_save(folder: &Path, mut act: impl FnMut() -> ControlFlow<()>) {
    // Looked at before acting: a look taken after it would take what was saved meanwhile for what was acted on.
    let mut seen = looked(folder);
    while act().is_continue() {
        seen = settled(folder, &seen);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_is_saved_while_it_acts_is_acted_on() {
        let folder = std::env::temp_dir().join(format!("tandem-watch-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let watched = folder.clone();
        let (told, times) = mpsc::channel();
        thread::spawn(move || {
            let mut time = 0;
            at_every_save(&watched, || {
                time += 1;
                if time == 1 {
                    fs::write(watched.join("decision.md"), "saved meanwhile").unwrap();
                }
                told.send(time).unwrap();
                if time < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
        });
        assert_eq!(times.recv(), Ok(1));
        assert_eq!(times.recv_timeout(Duration::from_secs(30)), Ok(2));
        fs::remove_dir_all(&folder).unwrap();
    }
}
