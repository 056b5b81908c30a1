//! What a release is made of, for those who must know: a bill of materials in the form of CycloneDX, and the sums of all files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::console::{Done, Trouble};
use crate::project::{self, Project};
use crate::run;

/// The name of the bill in an archive.
pub const BILL: &str = "bill-of-materials.cdx.json";
/// The name of the sums, as `sha256sum -c` reads them.
pub const SUMS: &str = "SHA256SUMS";

/// The one package of npm's that reaches people: the letters.
const FONT: &str = "@fontsource/atkinson-hyperlegible-next";

/// The bill: every package in the command and in the program for the browser, and the letters. Without a day or a number of
/// its own, so that it is the same each time it is made of the same.
pub fn bill(project: &Project) -> Done<String> {
    let sums = checksums(&project::read_text(&project.root.join("Cargo.lock"))?);
    let mut listed = packages(project, None)?;
    listed.extend(packages(project, Some("wasm32-unknown-unknown"))?);
    let mut components: Vec<Value> = listed.iter().map(|it| component(it, &sums)).collect();
    let lock = project::read_text(&project.browser_tests().join("package-lock.json"))?;
    components.push(font(&lock)?);
    let version = env!("CARGO_PKG_VERSION");
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "name": "tandem", "version": version, "bom-ref": format!("tandem@{version}"),
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        }},
        "components": components,
    });
    Ok(format!("{bill:#}\n"))
}

/// A package: its name, its version, its licence.
type Package = (String, String, String);

/// What is compiled into the command, or into the program for another kind of machine.
fn packages(project: &Project, target: Option<&str>) -> Done<BTreeSet<Package>> {
    let mut cargo = project.cargo();
    cargo.args(["tree", "--locked", "--package", "tandem", "--edges", "normal", "--prefix", "none"]);
    cargo.args(["--format", "{p}|{l}"]);
    if let Some(target) = target {
        cargo.args(["--target", target]);
    }
    let text = run::ask(&mut cargo).ok_or_else(|| Trouble::new("`cargo tree` does not say what is used."))?;
    Ok(text.lines().filter_map(listed).filter(|(name, ..)| name != "tandem").collect())
}

/// `serde v1.0.228|MIT OR Apache-2.0 (*)`
fn listed(line: &str) -> Option<Package> {
    let (package, licence) = line.split_once('|')?;
    let mut words = package.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let licence = licence.trim_end_matches(" (*)").replace('/', " OR ").replace("  ", " ");
    Some((name.to_string(), version.to_string(), licence))
}

fn component((name, version, licence): &Package, sums: &BTreeMap<(String, String), String>) -> Value {
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut component = json!({
        "type": "library", "bom-ref": purl, "purl": purl, "name": name, "version": version,
        "licenses": [{ "expression": licence }],
    });
    let sum = sums.get(&(name.clone(), version.clone()));
    if let (Some(sum), Some(fields)) = (sum, component.as_object_mut()) {
        fields.insert("hashes".into(), json!([{ "alg": "SHA-256", "content": sum }]));
    }
    component
}

/// The sums of `Cargo.lock`, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |part: &str, key: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))?;
        Some(line.trim_matches('"').to_string())
    };
    let parts = lock.split("[[package]]\n").skip(1);
    parts
        .filter_map(|part| Some(((value(part, "name")?, value(part, "version")?), value(part, "checksum")?)))
        .collect()
}

fn font(lock: &str) -> Done<Value> {
    let lock: Value = serde_json::from_str(lock)
        .map_err(|error| Trouble::new(format!("package-lock.json cannot be read: {error}.")))?;
    let package = lock.pointer(&format!("/packages/node_modules~1{}", FONT.replace('/', "~1")));
    let field = |name: &str| package.and_then(|it| it.get(name)).and_then(Value::as_str);
    let (Some(version), Some(licence)) = (field("version"), field("license")) else {
        return Err(Trouble::new("package-lock.json does not say which letters are used."));
    };
    let purl = format!("pkg:npm/{}@{version}", FONT.replace('@', "%40"));
    Ok(json!({
        "type": "library", "bom-ref": purl, "purl": purl, "name": FONT, "version": version,
        "licenses": [{ "license": { "id": licence } }],
    }))
}

/// The sum of each file below a folder.
pub fn sums(folder: &Path) -> Done<String> {
    let mut text = String::new();
    for file in project::files_below(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).display().to_string().replace('\\', "/");
        if name != SUMS {
            text.push_str(&format!("{}  {name}\n", sum(&file)?));
        }
    }
    Ok(text)
}

/// The SHA-256 sum of a file.
pub fn sum(file: &Path) -> Done<String> {
    let bytes = Sha256::digest(project::read(file)?);
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Holds a folder against the sums that lie in it.
pub fn must_fit(folder: &Path) -> Done {
    let written = project::read_text(&folder.join(SUMS))?;
    if written.lines().count() > 0 && written == sums(folder)? {
        return Ok(());
    }
    Err(Trouble::new(format!("{} does not say what lies beside it.", PathBuf::from(SUMS).display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_is_read() {
        let serde = ("serde".to_string(), "1.0.228".to_string(), "MIT OR Apache-2.0".to_string());
        assert_eq!(listed("serde v1.0.228|MIT OR Apache-2.0 (*)"), Some(serde.clone()));
        assert_eq!(listed("serde v1.0.228 (proc-macro)|MIT/Apache-2.0"), Some(serde.clone()));
        let lock =
            "[[package]]\nname = \"serde\"\nversion = \"1.0.228\"\nsource = \"x\"\nchecksum = \"ab\"\n";
        let component = component(&serde, &checksums(lock));
        assert_eq!(component["hashes"][0]["content"], "ab");
        assert_eq!(component["purl"], "pkg:cargo/serde@1.0.228");
    }

    #[test]
    fn the_letters_are_on_the_bill() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let lock = std::fs::read_to_string(root.join("tests/browser/package-lock.json")).unwrap_or_default();
        let font = font(&lock).map(|it| it.to_string()).unwrap_or_default();
        assert!(font.contains("OFL-1.1") && font.contains("pkg:npm/%40fontsource/"), "{font}");
    }

    #[test]
    fn what_reaches_people_is_on_the_bill_and_what_only_tests_is_not() {
        let bill = Project::find().and_then(|project| bill(&project)).unwrap_or_default();
        let bill: Value = serde_json::from_str(&bill).unwrap_or_default();
        let components = bill["components"].as_array().cloned().unwrap_or_default();
        let versions = |name: &str| components.iter().filter(|it| it["name"] == name).count();
        for name in ["leptos", "pulldown-cmark", "wasm-bindgen", "ureq", "rustls", FONT] {
            assert_eq!(versions(name), 1, "{name}");
        }
        assert_eq!((versions("proptest"), versions("tandem"), versions("walrus")), (0, 0, 0));
        for it in components.iter().filter(|it| it["name"] != FONT) {
            let sum = it["hashes"][0]["content"].as_str().unwrap_or_default();
            assert!(sum.len() == 64 && it["licenses"][0]["expression"].is_string(), "{it}");
        }
    }

    #[test]
    fn a_changed_file_does_not_fit_its_sum() {
        let folder = std::env::temp_dir().join(format!("tandem-sums-{}", std::process::id()));
        let wrote = project::write(&folder.join("a/b.txt"), "abc");
        let text = sums(&folder).unwrap_or_default();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((wrote.is_ok(), text.as_str()), (true, format!("{abc}  a/b.txt\n").as_str()));
        let fits = |text: &str| project::write(&folder.join(SUMS), text).is_ok() && must_fit(&folder).is_ok();
        assert!(fits(&text) && !fits("") && !fits(&text.replace("ba78", "ba79")));
        assert!(project::remove(&folder).is_ok());
    }
}
