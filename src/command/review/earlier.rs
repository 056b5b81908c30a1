//! The cards as they were at an earlier review: a folder that somebody kept, or a pack, which has them in its head.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::check::{self, Content};
use crate::command::folder;
use crate::site::document::{REVIEW_CARDS, REVIEW_MARK};

/// No pack holds more than this.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The cards of these folders as one line of text.
///
/// # Errors
/// A sentence if they cannot be packed.
pub fn packed(content: &Content, folders: &[String]) -> Result<String, String> {
    let is_of = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
    let files: BTreeMap<&str, &str> = content.files().filter(|(path, _)| is_of(path)).collect();
    let text = serde_json::to_vec(&files).map_err(cannot)?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&text).map_err(cannot)?;
    Ok(STANDARD.encode(packed.finish().map_err(cannot)?))
}

fn cannot(why: impl std::fmt::Display) -> String {
    format!("The cards cannot be put into the pack: {why}")
}

/// Reads what was kept. What a pack lacks of the app's words is as it is now.
///
/// # Errors
/// A sentence if there is nothing, or it is no folder of cards and no pack.
pub fn read(path: &Path, now: &Content) -> Result<Content, String> {
    let no_cards = || {
        format!(
            "{} has no cards in it: name a folder of cards, or a pack (.html) that was made by this version or a later one.",
            path.display()
        )
    };
    if path.is_dir() {
        let content = folder::read(path)?;
        return if check::units(&content).is_empty() { Err(no_cards()) } else { Ok(content) };
    }
    let text = folder::read_file(path)?;
    let cards = text.split_once(REVIEW_CARDS).filter(|(before, _)| before.contains(REVIEW_MARK));
    let (cards, _) = cards.and_then(|(_, rest)| rest.split_once('"')).ok_or_else(no_cards)?;
    let mut files = unpacked(cards).ok_or_else(no_cards)?;
    for (path, text) in now.files().filter(|(path, _)| path.starts_with("words/")) {
        files.entry(path.to_string()).or_insert_with(|| text.to_string());
    }
    Ok(Content::new(files))
}

fn unpacked(cards: &str) -> Option<BTreeMap<String, String>> {
    let packed = STANDARD.decode(cards).ok()?;
    let mut text = Vec::new();
    ZlibDecoder::new(packed.as_slice()).take(LONGEST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

/// Its name, which says enough of where it was kept.
pub fn called(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned())
}
