//! The list of the files that `tandem publish` wrote, which stands beside them. What is not on it is somebody else's: it is
//! neither changed nor taken away.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{read_bytes, write};

/// The list's name. No page can have it.
pub const NAME: &str = "tandem-files.txt";

const INTRO: &str = "# What `tandem publish` wrote here, each file with a mark of what stands in it. It replaces and takes away \
these files and no others.\n";

/// The one file that whoever runs a site changes where it lies: colours and fonts.
const THEIRS: &str = "theme.css";

/// A mark that fits whatever stands in a file.
const ANY: &str = "-";

/// The files by their paths from the site's folder, each with its mark.
pub type Files = BTreeMap<String, String>;

/// Lays the files of one folder into another that may hold a site of an earlier time, and other things.
///
/// # Errors
/// A sentence, before anything is written, if that would cost somebody a file; or if something cannot be written.
pub fn lay(next: &Path, out: &Path) -> Result<(), String> {
    let (new, old) = (marks(next)?, read(out));
    guard(next, out, &new, &old)?;
    let stays =
        |path: &str| path == THEIRS && old.get(path).is_some_and(|mark| is_changed(&out.join(path), mark));
    // First what may be written, then the files, then what was: whenever this is broken off, the next time goes on.
    let both: Files = new.keys().chain(old.keys()).map(|path| (path.clone(), ANY.to_string())).collect();
    write(&out.join(NAME), list(&both).as_bytes())?;
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        take_away(out, path)?;
    }
    for path in new.keys().filter(|path| !stays(path)) {
        let bytes = read_bytes(&next.join(path))?;
        if fs::read(out.join(path)).ok().as_ref() != Some(&bytes) {
            write(&out.join(path), &bytes)?;
        }
    }
    write(&out.join(NAME), list(&new).as_bytes())
}

/// Stops before anything is lost: a file of somebody else's in the way, or one of ours that somebody changed.
fn guard(next: &Path, out: &Path, new: &Files, old: &Files) -> Result<(), String> {
    let is_other = |path: &&String| {
        let there = fs::read(out.join(path));
        out.join(path).exists() && !old.contains_key(*path) && there.ok() != fs::read(next.join(path)).ok()
    };
    let in_the_way: Vec<&String> = new.keys().filter(is_other).collect();
    if !in_the_way.is_empty() {
        return Err(format!(
            "{} has files that `tandem publish` did not write, and would lose them:\n  {}\n\
             Move them away, or name another folder.",
            out.display(),
            few(&in_the_way)
        ));
    }
    let is_edited = |(path, mark): &(&String, &String)| {
        path.as_str() != THEIRS
            && is_changed(&out.join(path), mark)
            && fs::read(out.join(path)).ok() != fs::read(next.join(path)).ok()
    };
    let edited: Vec<&String> = old.iter().filter(is_edited).map(|(path, _)| path).collect();
    if edited.is_empty() {
        return Ok(());
    }
    Err(format!(
        "These files of {} were changed after they were published, and the changes would be lost:\n  {}\n\
         Bring the changes into the content folder, delete these files, and publish again.",
        out.display(),
        few(&edited)
    ))
}

fn few(paths: &[&String]) -> String {
    let shown: Vec<&str> = paths.iter().take(8).map(|path| path.as_str()).collect();
    let more = paths.len() - shown.len();
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    shown.join("\n  ") + &more
}

/// Whether this is what a list noted of a file.
pub fn fits(mark: &str, bytes: &[u8]) -> bool {
    mark == ANY || mark_of(bytes) == mark
}

fn is_changed(file: &Path, mark: &str) -> bool {
    fs::read(file).is_ok_and(|bytes| !fits(mark, &bytes))
}

/// Takes away a file, and the folders that are empty without it.
fn take_away(out: &Path, path: &str) -> Result<(), String> {
    let file = out.join(path);
    match fs::remove_file(&file) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{} cannot be taken away: {why}", file.display()));
        }
        _ => {}
    }
    let within = |folder: &&Path| *folder != out && folder.starts_with(out);
    for folder in file.ancestors().skip(1).take_while(within) {
        // One that still holds something stays.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// What was written the last time; nothing where there is no list. A path that leads elsewhere is not believed.
fn read(out: &Path) -> Files {
    of_text(&fs::read_to_string(out.join(NAME)).unwrap_or_default())
}

/// The files that a list names, each with its mark.
pub fn of_text(text: &str) -> Files {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let files = lines.filter_map(|line| line.split_once(' '));
    files
        .filter(|(_, path)| is_inside(path))
        .map(|(mark, path)| (path.to_string(), mark.to_string()))
        .collect()
}

fn is_inside(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains([':', '\\']);
    path.split('/').all(part)
}

fn list(files: &Files) -> String {
    let lines: String = files.iter().map(|(path, mark)| format!("{mark} {path}\n")).collect();
    [INTRO, &lines].concat()
}

fn marks(folder: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((here, above)) = folders.pop() {
        for (path, name) in entries(&here)? {
            let inside = format!("{above}{name}");
            if path.is_dir() {
                folders.push((path, format!("{inside}/")));
            } else {
                files.insert(inside, mark_of(&read_bytes(&path)?));
            }
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> Result<Vec<(PathBuf, String)>, String> {
    let cannot = |why| format!("{} cannot be read: {why}", folder.display());
    let entries: Result<Vec<_>, _> = fs::read_dir(folder).map_err(cannot)?.collect();
    let named = |entry: fs::DirEntry| (entry.path(), entry.file_name().to_string_lossy().into_owned());
    Ok(entries.map_err(cannot)?.into_iter().map(named).collect())
}

/// 64-bit FNV-1a, as for reviews. Version control may have changed the ends of lines.
fn mark_of(bytes: &[u8]) -> String {
    let step = |mark: u64, byte: &u8| (mark ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    format!("{:016x}", bytes.iter().filter(|byte| **byte != b'\r').fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_leads_elsewhere_is_not_believed() {
        for path in ["../a", "/etc/passwd", "a/../../b", "a//b", "c:/x", "a\\b", ""] {
            assert!(!is_inside(path), "{path}");
        }
        assert!(is_inside("content/knee/en/decision.md"));
    }
}
