//! A folder of its own for a test of the command: gone once the test is over.

#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a built app, without what stands in them.
const APP: [&str; 15] = [
    "boot.js",
    "program.js",
    "program.wasm",
    "topic.wasm",
    "library.wasm",
    "sheets.wasm",
    "later.wasm",
    "style.css",
    "expiry.js",
    "aloud.js",
    "language.js",
    "theme.css",
    "paper.css",
    "embed.js",
    "_headers",
];

pub struct Folder(pub PathBuf);

impl Folder {
    /// With nothing in it.
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("tandem-test-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// With the whole example of the checker's tests as `content`, and an app that only has its files' names.
    pub fn with_content(name: &str) -> Folder {
        let folder = Folder::new(name);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&root.join("tests/checks/whole"), &folder.at("content"));
        let words = root.join("content/words");
        // The example's translation is in made-up German, with the words of English.
        for name in [".yaml", ".paper.yaml"] {
            let text = fs::read_to_string(words.join(format!("en{name}"))).unwrap();
            for lang in ["en", "de"] {
                folder.write(&format!("content/words/{lang}{name}"), &text);
            }
        }
        for name in APP {
            folder.write(&format!("app/{name}"), "/*\n  A: b\n");
        }
        // What has room for a list and for words.
        folder.write("app/worker.js", "const built = null;\n");
        folder.write("app/offline.js", "JSON.parse(\"TANDEM-WORDS\")\n");
        folder
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    pub fn change(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Runs `tandem` in the folder: the exit status, and all it printed.
    pub fn tandem(&self, words: &[&str]) -> (i32, String) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_tandem")).args(words).current_dir(&self.0).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), text)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|it| it.unwrap()) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
