//! The Markdown parser as the browser gets it: without its table of 2,125 names such as `&eacute;`, which are 17.3 kB of the
//! download and stand in no card. A card that uses one is told so by the checker (`markup-shown`); numbers (`&#233;`) and
//! the signs themselves are read as ever.
//!
//! The library has no switch for it, so a copy of exactly the locked version is laid into the target folder, with one file
//! exchanged, and cargo is told to take it from there.

use std::path::{Path, PathBuf};

use crate::console::{Done, Trouble};
use crate::project::{self, Project};
use crate::run;

const NAME: &str = "pulldown-cmark";

/// In place of the table and its search.
const NO_NAMES: &str = "//! No names of signs: see the build of Tandem.\n\n\
    pub(crate) fn get_entity(_name: &[u8]) -> Option<&'static str> {\n    None\n}\n";

/// What is appended to its manifest: the copy lies inside this workspace and is no part of it.
const APART: &str = "\n[workspace]\n";

/// Where cargo finds the parser for the browser.
pub fn without_names(project: &Project) -> Done<PathBuf> {
    let source = source(project)?;
    let copy = project.target.join("xtask").join(NAME);
    for file in project::files_below(&source)? {
        let name = file.strip_prefix(&source).unwrap_or(&file);
        let bytes = match name.to_str() {
            Some("src/entities.rs") => NO_NAMES.as_bytes().to_vec(),
            Some("Cargo.toml") => [project::read(&file)?.as_slice(), APART.as_bytes()].concat(),
            // Its tests and examples are not built.
            _ if name.starts_with("src") || name == Path::new("build.rs") => project::read(&file)?,
            _ => continue,
        };
        write_if_new(&copy.join(name), &bytes)?;
    }
    if !copy.join("src/entities.rs").exists() {
        return Err(Trouble::new(format!("{NAME} has no table of names any more; take this step out.")));
    }
    Ok(copy)
}

/// Cargo compiles anew what was written anew.
fn write_if_new(path: &Path, bytes: &[u8]) -> Done {
    if std::fs::read(path).is_ok_and(|old| old == bytes) { Ok(()) } else { project::write(path, bytes) }
}

/// The locked version's folder, as cargo downloaded it.
fn source(project: &Project) -> Done<PathBuf> {
    let mut cargo = project.cargo();
    cargo.args(["metadata", "--locked", "--format-version", "1"]);
    let manifest = run::ask(&mut cargo).and_then(|text| manifest(&text));
    let folder = manifest.and_then(|path| path.parent().map(Path::to_path_buf));
    folder.ok_or_else(|| Trouble::new(format!("`cargo metadata` does not say where {NAME} is.")))
}

fn manifest(metadata: &str) -> Option<PathBuf> {
    let metadata: serde_json::Value = serde_json::from_str(metadata).ok()?;
    let package = metadata.get("packages")?.as_array()?.iter().find(|it| it["name"] == NAME)?;
    package.get("manifest_path")?.as_str().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_is_found_in_what_cargo_says() {
        let said = r#"{"packages": [{"name": "leptos", "manifest_path": "/a/Cargo.toml"},
            {"name": "pulldown-cmark", "manifest_path": "/b/Cargo.toml"}]}"#;
        assert_eq!(manifest(said), Some(PathBuf::from("/b/Cargo.toml")));
        assert_eq!(manifest("{}"), None);
    }
}
