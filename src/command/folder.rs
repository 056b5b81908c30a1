//! Folders and files on disk: a content folder read whole, and what is written for a site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cards::decision::LONGEST_CARD;
use crate::check::Content;
use crate::check::structure::theme;

/// A file that is longer is something else that got into the folder.
const LONGEST: u64 = LONGEST_CARD as u64;

/// A list of topics may name thousands, and a language's file of phrases grows with each that somebody adds.
const LONGEST_LIST: u64 = 5 * LONGEST;

/// Reads every Markdown and YAML file below a folder, and the colours of its theme.
///
/// # Errors
/// A sentence that names the file which cannot be read, is not text, or is far too long for a card.
pub fn read(root: &Path) -> Result<Content, String> {
    must_be_there(root)?;
    let mut files = BTreeMap::new();
    walk(root, "", &mut files)?;
    Ok(Content::new(files))
}

/// Whether a file may be written: nobody should lose another one by a slip. `mark` stands in each that may be replaced.
///
/// # Errors
/// A sentence if something else is there, with the reason.
pub fn may_replace(to: &Path, mark: &str, reason: &str) -> Result<(), String> {
    match fs::read(to) {
        Ok(there) if !String::from_utf8_lossy(&there).contains(mark) => {
            Err(format!("{} is there already, and {reason}: name another file.", to.display()))
        }
        _ if to.is_dir() => Err(format!("{} is a folder: name a file.", to.display())),
        _ => Ok(()),
    }
}

/// Says so if a folder that was named is not there.
///
/// # Errors
/// A sentence that names the folder.
pub fn must_be_there(folder: &Path) -> Result<(), String> {
    if folder.is_dir() { Ok(()) } else { Err(format!("There is no folder {}.", folder.display())) }
}

/// Makes a new folder for what is needed only for a while. It is never one that is there already: somebody else on this
/// machine could have put it there to have something else emptied.
///
/// # Errors
/// A sentence if none can be made.
pub fn own(name: &str) -> Result<PathBuf, String> {
    let all = std::env::temp_dir();
    let made = (0..1000).find_map(|turn| {
        let path = all.join(format!("tandem-{name}-{}-{turn}", std::process::id()));
        match fs::create_dir(&path) {
            Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => None,
            made => Some(made.map(|()| path)),
        }
    });
    let made = made.unwrap_or_else(|| Err(std::io::ErrorKind::AlreadyExists.into()));
    made.map_err(|why| format!("No folder can be made in {}: {why}", all.display()))
}

/// Editors, word processors and version control keep files of their own under other names.
pub fn is_ours(name: &str) -> bool {
    !name.starts_with('.') && !name.starts_with("~$")
}

fn walk(folder: &Path, above: &str, files: &mut BTreeMap<String, String>) -> Result<(), String> {
    let entries =
        fs::read_dir(folder).map_err(|why| format!("{} cannot be read: {why}", folder.display()))?;
    for entry in entries {
        let entry = entry.map_err(|why| format!("{} cannot be read: {why}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_ours(&name) {
            continue;
        }
        let path = if above.is_empty() { name.clone() } else { format!("{above}/{name}") };
        let facts = entry.metadata().map_err(|why| format!("{path} cannot be read: {why}"))?;
        // It could lead round in circles, or out of the folder to what is nobody's to publish.
        if facts.is_symlink() {
            return Err(format!(
                "{path} is a symbolic link, which is not followed: put the files themselves there."
            ));
        }
        if facts.is_dir() {
            walk(&entry.path(), &path, files)?;
        } else if facts.is_file() && (is_text(&name) || path == theme::FILE) {
            files.insert(path.clone(), text(&entry.path(), &path, facts.len())?);
        }
    }
    Ok(())
}

/// Cards and settings, and what was meant for them and is read by nobody.
fn is_text(name: &str) -> bool {
    [".md", ".yaml", ".yml", ".txt"].iter().any(|end| name.ends_with(end))
}

fn text(file: &Path, path: &str, length: u64) -> Result<String, String> {
    let is_list = path.starts_with("library.") || path.starts_with("checks/");
    if length > if is_list { LONGEST_LIST } else { LONGEST } {
        return Err(format!("{path} has {length} bytes, far more than a card: is it in the right folder?"));
    }
    let bytes = fs::read(file).map_err(|why| format!("{path} cannot be read: {why}"))?;
    String::from_utf8(bytes).map_err(|why| {
        let line = why.as_bytes().get(..why.utf8_error().valid_up_to());
        let line = line.unwrap_or_default().iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("{path} is not written in UTF-8 (line {line}): save it as UTF-8 and try again")
    })
}

/// A file's text.
///
/// # Errors
/// A sentence that names the file.
pub fn read_file(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))
}

/// What a file holds.
///
/// # Errors
/// A sentence that names the file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|why| format!("{} cannot be read: {why}", path.display()))
}

/// Writes a file, and the folders it lies in.
///
/// # Errors
/// A sentence that names the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes))
        .map_err(|why| format!("{} cannot be written: {why}", path.display()))
}
