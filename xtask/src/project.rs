//! Where things are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::console::{About, Done, Trouble};

/// The folders of the project.
pub struct Project {
    /// The folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Everything that can be made again.
    pub target: PathBuf,
}

impl Project {
    /// Found at run time, so that a moved checkout does not need a rebuild.
    pub fn find() -> Done<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
        let root =
            here.join("..").canonicalize().about("find the project's folder; run this as `cargo xtask`")?;
        has_content(&root)?;
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |other| root.join(other));
        Ok(Self { root, target })
    }

    /// The cargo that runs this command, in the project's folder.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Set by the outer `cargo run`; handed on, they would make build scripts run again for nothing.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command.current_dir(&self.root);
        command
    }

    /// The browser tests, with the tools that come from npm.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// A program that `npm ci` brought.
    pub fn npm_tool(&self, name: &str) -> PathBuf {
        self.browser_tests().join("node_modules/.bin").join(name)
    }
}

/// The command is compiled with what a content folder begins with; rustc's own words on that tell nobody what to do.
fn has_content(root: &Path) -> Done {
    let names = ["words/en.yaml", "words/en.paper.yaml", "settings.yaml", "service.en.md"];
    match names.iter().find(|name| !root.join("content").join(name).is_file()) {
        None => Ok(()),
        Some(name) => Err(Trouble::new(format!(
            "content/{name} is not there, and nothing can be built without it: `git checkout content` brings it back."
        ))),
    }
}

/// Every file below a folder, sorted, so that nothing depends on the order of the disk.
pub fn files_below(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).about(format!("read the folder {}", next.display()))? {
            let path = entry.about(format!("read the folder {}", next.display()))?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// The folders directly in one; none if it cannot be read.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// A file's bytes, or a sentence that names it.
pub fn read(path: &Path) -> Done<Vec<u8>> {
    fs::read(path).about(format!("read {}", path.display()))
}

/// A file's text, or a sentence that names it.
pub fn read_text(path: &Path) -> Done<String> {
    fs::read_to_string(path).about(format!("read {}", path.display()))
}

/// Writes a file, making its folder.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Done {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).about(format!("make the folder {}", folder.display()))?;
    }
    fs::write(path, bytes).about(format!("write {}", path.display()))
}

/// Makes a folder new and empty.
pub fn empty(folder: &Path) -> Done {
    remove(folder)?;
    fs::create_dir_all(folder).about(format!("make the folder {}", folder.display()))
}

/// Removes a folder if it is there.
pub fn remove(folder: &Path) -> Done {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Trouble::new(format!("Could not empty the folder {}: {error}.", folder.display())))
        }
        _ => Ok(()),
    }
}
