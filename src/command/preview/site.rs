//! The pages of a preview: drawn anew when a file is saved, each time with a higher number.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use super::super::remarks::Remarks;
use super::super::site::Publish;
use super::super::{check, folder, offline, other_names, publish, today};
use super::headers::Rules;
use crate::cards::handout::FOLDERS;
use crate::site::document::AppFiles;
use crate::site::theme;

/// The pages being shown.
pub struct Site {
    publish: Publish,
    shown: Mutex<Shown>,
    version: watch::Sender<u128>,
}

/// What the pages are made with, and what is said of them.
#[derive(Default)]
struct Shown {
    remarks: Remarks,
    files: Option<AppFiles>,
    headers: Rules,
}

impl Site {
    /// Nothing is drawn yet.
    ///
    /// # Errors
    /// A sentence if there is no room for the pages.
    pub fn new(content: PathBuf, app: PathBuf) -> Result<Site, String> {
        let out = folder::own("preview")?;
        let publish = Publish { content, app, named_app: None, out, allow_unreviewed: true, preview: true };
        // It starts with the clock, so that a page left open sees that the server was started again.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        Ok(Site { publish, shown: Mutex::default(), version: watch::Sender::new(now) })
    }

    /// Where the cards are written: they are shown from there, so that a page never shows older ones.
    pub fn content(&self) -> &Path {
        &self.publish.content
    }

    /// Where the pages are.
    pub fn pages(&self) -> &Path {
        &self.publish.out
    }

    /// The number of the pages as they are now. Asked before a page is read, it is never too high for that page.
    pub fn version(&self) -> u128 {
        *self.version.borrow()
    }

    /// Tells each new number.
    pub fn versions(&self) -> watch::Receiver<u128> {
        self.version.subscribe()
    }

    /// A list of topics as it would be published.
    pub fn with_other_names(&self, name: &str, list: Vec<u8>) -> String {
        let list = String::from_utf8_lossy(&list).into_owned();
        match folder::read(&self.publish.content) {
            Ok(content) => other_names::brought_into(&content, name, list),
            Err(_) => list,
        }
    }

    /// What the checker said.
    pub fn remarks<T>(&self, ask: impl FnOnce(&Remarks) -> T) -> T {
        self.shown(|shown| ask(&shown.remarks))
    }

    /// The headers that a host should send with an address.
    pub fn headers(&self, address: &str) -> Vec<(String, String)> {
        self.shown(|shown| shown.headers.of(address))
    }

    fn shown<T>(&self, ask: impl FnOnce(&Shown) -> T) -> T {
        ask(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Draws and checks anew what these files may have changed, all of it if none is named; gives what to say of it.
    /// What goes wrong is said in the page as well: the author will save again.
    pub fn draw(&self, changed: &BTreeSet<PathBuf>) -> String {
        let drawn = self.lay_out(changed);
        let mut remarks = match folder::read(&self.publish.content) {
            Ok(content) => Remarks::of(&content, &check::everything(&content, today())),
            Err(why) => Remarks::in_trouble(why),
        };
        remarks.trouble = remarks.trouble.or(drawn.err());
        let report = remarks.in_short();
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).remarks = remarks;
        self.version.send_modify(|version| *version += 1);
        report
    }

    fn lay_out(&self, changed: &BTreeSet<PathBuf>) -> Result<(), String> {
        let is_laid = |path: &PathBuf| {
            path.starts_with(&self.publish.app) || path.starts_with(self.publish.content.join(theme::FOLDER))
        };
        let is_app = changed.is_empty() || changed.iter().any(is_laid);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if is_app || shown.files.is_none() {
            shown.files = None;
            let files = publish::lay_app(&self.publish)?;
            // A worker of an earlier visit to this address takes itself away.
            offline::lay(&self.publish, &files)?;
            shown.files = Some(files);
            let text = fs::read_to_string(self.publish.app.join("_headers"));
            shown.headers = Rules::read(&text.unwrap_or_default());
        }
        let only = if is_app { None } else { decisions(&self.publish.content, changed) };
        let files = shown.files.as_ref().ok_or("The app is not there.")?;
        publish::draw(&self.publish, files, only.as_ref()).map(drop)
    }
}

/// The folders of the decisions that changed; nothing if another file did, which all of them may show.
fn decisions(content: &Path, changed: &BTreeSet<PathBuf>) -> Option<BTreeSet<String>> {
    let folder = |path: &PathBuf| {
        let path = path.strip_prefix(content).ok()?.to_str()?.replace('\\', "/");
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [id, lang, _] if !FOLDERS.contains(id) => Some(format!("{id}/{lang}")),
            _ => None,
        }
    };
    changed.iter().map(folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_decision_that_was_saved_is_drawn_anew() {
        let drawn = |files: &[&str]| decisions(Path::new("c"), &files.iter().map(PathBuf::from).collect());
        assert_eq!(drawn(&["c/knee/en/decision.md"]), Some(BTreeSet::from(["knee/en".to_string()])));
        assert_eq!(drawn(&["c/knee/en/decision.md", "c/library.en.md"]), None);
        assert_eq!(drawn(&["c/words/en.yaml"]), None);
        assert_eq!(drawn(&["c/sheets/en/plan.md"]), None);
    }
}
