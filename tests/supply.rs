//! What Tandem is made of: where it comes from, under which licences, and what must not be among it. The lists stand in
//! `deny.toml`, which cargo-deny reads as well; nothing here needs it, or the network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Two of one of these would be two programs in one, or two readers that differ.
const ONCE: [&str; 12] = [
    "html5gum",
    "js-sys",
    "leptos",
    "pulldown-cmark",
    "reactive_graph",
    "rustls",
    "serde_json",
    "sha2",
    "tokio",
    "ureq",
    "wasm-bindgen",
    "web-sys",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The packages of `Cargo.lock`, each with its lines.
fn locked() -> Vec<BTreeMap<String, String>> {
    let text = read("Cargo.lock");
    let packages = text.split("[[package]]\n").skip(1).map(|part| {
        let lines = part.lines().filter_map(|line| line.split_once(" = "));
        lines.map(|(key, value)| (key.to_string(), value.trim_matches('"').to_string())).collect()
    });
    packages.collect()
}

/// The words in quotes of a list in `deny.toml`.
fn denied_or_allowed(after: &str) -> Vec<String> {
    let text = read("deny.toml");
    let list = text.split_once(after).unwrap().1.split_once("\n]").unwrap().0;
    let lines = list.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.filter_map(|line| Some(line.split('"').nth(1)?.to_string())).collect()
}

#[test]
fn everything_comes_from_the_one_registry_with_its_checksum() {
    let packages = locked();
    assert!(packages.len() > 200, "{}", packages.len());
    let own = ["tandem", "xtask"];
    for package in packages.iter().filter(|it| !own.contains(&it["name"].as_str())) {
        assert_eq!(package.get("source").map(String::as_str), Some(REGISTRY), "{package:?}");
        assert_eq!(package["checksum"].len(), 64, "{package:?}");
    }
}

#[test]
fn what_is_banned_is_not_there() {
    let banned = denied_or_allowed("\ndeny = [");
    assert!(banned.len() > 5 && banned.contains(&"native-tls".to_string()), "{banned:?}");
    let there: Vec<String> =
        locked().into_iter().map(|it| it["name"].clone()).filter(|name| banned.contains(name)).collect();
    assert!(there.is_empty(), "{there:?}");
}

#[test]
fn what_must_be_one_is_there_once() {
    let packages = locked();
    for name in ONCE {
        let versions: Vec<&String> =
            packages.iter().filter(|it| it["name"] == name).map(|it| &it["version"]).collect();
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
}

#[test]
fn every_licence_is_one_of_those_allowed() {
    let allowed = denied_or_allowed("\nallow = [");
    assert!(allowed.contains(&"MIT".to_string()), "{allowed:?}");
    let packages = metadata();
    assert!(packages.len() > 200, "{}", packages.len());
    let mut wrong = Vec::new();
    for package in packages.iter().filter(|it| it["source"].is_string()) {
        let licence = package["license"].as_str().unwrap_or("none said");
        if !is_allowed(licence, &allowed) {
            wrong.push(format!("{} {}: {licence}", package["name"], package["version"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// As cargo knows them. Most machines have them all already; a fresh one may have to fetch what other systems need.
fn metadata() -> Vec<Value> {
    let ask = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--locked", "--format-version", "1"]).args(more);
        let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        output.status.success().then_some(output.stdout)
    };
    let text = ask(&["--offline"]).or_else(|| ask(&[])).expect("cargo metadata does not answer");
    let all: Value = serde_json::from_slice(&text).unwrap();
    all["packages"].as_array().unwrap().clone()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = either(&words, allowed);
    met && rest.is_empty()
}

fn either<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = both(words, allowed);
    while let ["OR", after @ ..] = rest {
        let (other, left) = both(after, allowed);
        (met, rest) = (met | other, left);
    }
    (met, rest)
}

fn both<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    let (mut met, mut rest) = one(words, allowed);
    while let ["AND", after @ ..] = rest {
        let (other, left) = one(after, allowed);
        (met, rest) = (met & other, left);
    }
    (met, rest)
}

fn one<'a>(words: &'a [&'a str], allowed: &[String]) -> (bool, &'a [&'a str]) {
    match words {
        ["(", inside @ ..] => match either(inside, allowed) {
            (met, [")", rest @ ..]) => (met, rest),
            (_, rest) => (false, rest),
        },
        // With an exception it is another licence.
        [_, "WITH", _, rest @ ..] => (false, rest),
        [name, rest @ ..] => (allowed.iter().any(|it| it == name), rest),
        [] => (false, &[]),
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let allowed = ["MIT".to_string(), "Unicode-3.0".to_string()];
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("MIT/Apache-2.0", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(GPL-3.0 OR Apache-2.0) AND Unicode-3.0", false),
        ("MIT WITH something", false),
        ("MIT OR", true),
        ("none said", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), met, "{expression}");
    }
}

/// Of what comes from npm the font alone reaches people; the others are tools, and stay on the machine that builds.
#[test]
fn what_comes_from_npm_is_pinned_and_only_the_font_reaches_people() {
    let lock: Value = serde_json::from_str(&read("tests/browser/package-lock.json")).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    assert!(packages.len() > 4);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        assert!(package["integrity"].as_str().unwrap().starts_with("sha512-"), "{name}");
        assert_eq!(package["dev"], true, "{name} would be more than a tool");
    }
    let font = &packages["node_modules/@fontsource/atkinson-hyperlegible-next"];
    assert_eq!(font["license"], "OFL-1.1");
}
