//! The site, built in this folder and, from nothing, in another one: the same bytes, or the names of what differs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build;
use crate::console::{About, Done, Trouble};
use crate::project::{self, Project};
use crate::run;

/// How many files that differ are named.
const NAMED: usize = 12;

/// Builds twice and compares; whether all is the same, and what to say of it.
pub fn same_bytes(project: &Project) -> Done<(bool, String)> {
    build::site(project, false)?;
    let copy = std::env::temp_dir().join(format!("tandem-{}", std::process::id())).join("built once more");
    lay(project, &copy)?;
    let mut cargo = project.cargo();
    cargo.args(["xtask", "build"]).current_dir(&copy).env_remove("CARGO_TARGET_DIR");
    run::run(&mut cargo, "The copy could not be built; see the message above.")?;
    let (here, there) = (files(&project.root.join("dist"))?, files(&copy.join("dist"))?);
    if let Some(above) = copy.parent() {
        project::remove(above)?;
    }
    Ok(told(&here, &there))
}

/// The files that version control knows, as they are now.
fn lay(project: &Project, copy: &Path) -> Done {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z"]).current_dir(&project.root);
    let listed =
        run::ask(&mut git).ok_or_else(|| Trouble::new("`git ls-files` does not say what is ours."))?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (project.root.join(name), copy.join(name));
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).about(format!("make the folder {}", folder.display()))?;
        }
        fs::copy(&from, &to).about(format!("copy {}", from.display()))?;
    }
    Ok(())
}

fn files(folder: &Path) -> Done<BTreeMap<PathBuf, Vec<u8>>> {
    let all = project::files_below(folder)?;
    let named = all.into_iter().map(|file| {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_path_buf();
        Ok((name, project::read(&file)?))
    });
    named.collect()
}

fn told(here: &BTreeMap<PathBuf, Vec<u8>>, there: &BTreeMap<PathBuf, Vec<u8>>) -> (bool, String) {
    let names = here.keys().chain(there.keys().filter(|name| !here.contains_key(*name)));
    let other: Vec<String> =
        names.filter(|name| here.get(*name) != there.get(*name)).map(|it| it.display().to_string()).collect();
    let bytes: usize = here.values().map(Vec::len).sum();
    if other.is_empty() && !here.is_empty() {
        let text = format!("{} files with {bytes} bytes, the same in both folders.", here.len());
        return (true, text);
    }
    let shown = other.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    (false, format!("{} of {} files differ: {shown}.", other.len(), here.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let files = |list: &[(&str, &str)]| -> BTreeMap<PathBuf, Vec<u8>> {
            list.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
        };
        let one = files(&[("a.html", "x"), ("b.wasm", "y")]);
        assert!(told(&one, &one).0);
        let (same, text) = told(&one, &files(&[("a.html", "x"), ("b.wasm", "z"), ("c.js", "")]));
        assert!(!same && text.contains("2 of 2 files differ: b.wasm, c.js"), "{text}");
        assert!(!told(&files(&[]), &files(&[])).0, "nothing is no proof");
    }
}
