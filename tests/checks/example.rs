//! The whole example in `whole`, of which the checker has nothing to say, as it is or with changes.

#![allow(dead_code, reason = "not every test that shares this needs all of it")]

use std::collections::BTreeMap;
use std::path::Path;

use tandem::cards::Date;
use tandem::check::{Content, Report};
use tandem::command::{check, folder};

/// The day on which examples are checked.
pub const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// A change: the file, old words, and the words in their place. Without old words the new ones are added at the end, in a
/// new file if there is none.
pub type Change<'a> = (&'a str, &'a str, &'a str);

/// Its files by their paths.
pub fn whole() -> BTreeMap<String, String> {
    let content = folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/whole")).unwrap();
    content.files().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// Its files after some changes.
pub fn changed(changes: &[Change]) -> BTreeMap<String, String> {
    let mut files = whole();
    for (file, old, new) in changes {
        let text = files.entry(file.to_string()).or_default();
        if old.is_empty() {
            text.push_str(new);
        } else {
            assert!(text.contains(old), "{file} has no {old:?}");
            *text = text.replacen(old, new, 1);
        }
    }
    files
}

/// What the checker says of some files.
pub fn checked(files: BTreeMap<String, String>) -> Report {
    check::everything(&Content::new(files), TODAY)
}
