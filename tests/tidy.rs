//! What keeps the house in order: functions stay short, names tell what they mean and are used, and documents name only
//! what is there. `cargo xtask tidy` runs this alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A function that does not fit on a screen does more than one thing.
const LONGEST_FUNCTION: usize = 70;

/// Words that tell a newcomer nothing, and stand in `src` as no name. A name says what it is: message, text, index,
/// location, route, report.
const AVOIDED: [&str; 9] = ["edge", "nowhere", "shelf", "kept", "still", "look", "said", "say", "place"];

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    let mut seen = 0;
    for file in rust_files(&["src", "xtask/src"]).iter().filter(|file| !file.ends_with("tests.rs")) {
        for (name, line, lines) in functions(tokens(file)) {
            seen += 1;
            if lines > LONGEST_FUNCTION {
                long.push(format!("{}:{line} {name}: {lines} lines", shown(file)));
            }
        }
    }
    assert!(seen > 500, "the functions were not found");
    assert!(long.is_empty(), "longer than {LONGEST_FUNCTION} lines:\n{}", long.join("\n"));
}

#[test]
fn every_name_tells_something() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in rust_files(&["src"]) {
        let mut here = BTreeMap::new();
        count_names(tokens(&file), &mut here);
        let avoided = AVOIDED.iter().filter(|word| here.contains_key(**word));
        let avoided: Vec<_> = avoided.copied().collect();
        assert!(avoided.is_empty(), "{}: {avoided:?} are names that tell nothing", shown(&file));
        counts.extend(here);
    }
    assert!(counts.contains_key("words"), "the names were not found");
}

/// The compiler warns of what is private and not used; this sees what is public and used by nobody.
#[test]
fn every_public_name_is_used() {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for file in rust_files(&["src", "tests", "examples", "xtask/src", "fuzz/src", "fuzz/fuzz_targets"]) {
        count_names(tokens(&file), &mut used);
    }
    let boot = javascript("public");
    let mut dead = Vec::new();
    for file in rust_files(&["src"]) {
        for (name, line) in public_names(tokens(&file)) {
            if used.get(&name).copied().unwrap_or(0) < 2 && !boot.contains(&name) {
                dead.push(format!("{}:{line} {name}", shown(&file)));
            }
        }
    }
    assert!(dead.is_empty(), "public, and used by nobody:\n{}", dead.join("\n"));
}

#[test]
fn documents_name_only_files_that_exist() {
    let mut gone = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for name in in_backticks(&text).filter(|name| is_file_name(name)) {
            let beside = document.parent().unwrap().join(name);
            let anywhere =
                ["", "src", "tests", "tests/browser", "docs"].map(|folder| root().join(folder).join(name));
            if !beside.exists() && !anywhere.iter().any(|path| path.exists()) {
                gone.push(format!("{}: {name}", shown(&document)));
            }
        }
    }
    assert!(gone.is_empty(), "these are not there:\n{}", gone.join("\n"));
}

#[test]
fn every_invariant_names_a_test_that_is_there() {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let (_, list) = text.split_once("## Invariants").expect("docs/architecture.md lists the invariants");
    let list = list.split("\n## ").next().unwrap_or_default();
    let entries: Vec<&str> = list.lines().filter(|line| is_numbered(line)).collect();
    assert!(entries.len() >= 15, "the invariants were not found");
    let mut wrong = Vec::new();
    for entry in entries {
        let tests: Vec<(&str, &str)> = in_backticks(entry).filter_map(|name| name.split_once(": ")).collect();
        if tests.is_empty() {
            wrong.push(format!("names no test: {entry}"));
        }
        for (file, test) in tests {
            let file = fs::read_to_string(root().join(file)).unwrap_or_default();
            if !file.contains(&format!("fn {test}(")) && !file.contains(&format!("'{test}'")) {
                wrong.push(format!("there is no test “{test}”: {entry}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn these_rules_see_what_they_forbid() {
    let code: TokenStream =
        "fn a() { b(); \n\n\n c() } pub fn d() {} struct E; impl E { pub fn f(&self) {} }".parse().unwrap();
    let found = functions(code.clone());
    assert_eq!(found[0].2, 4);
    assert_eq!(found.len(), 3);
    assert_eq!(public_names(code).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), ["d", "f"]);
    assert_eq!(in_backticks("a `src/x.rs` b `c d`").collect::<Vec<_>>(), ["src/x.rs", "c d"]);
    assert!(is_file_name("src/lib.rs") && is_file_name("cards.rs") && !is_file_name("tandem check content"));
    assert!(is_numbered("12. Nothing") && !is_numbered("Nothing 12."));
}

/// Each function with its line and how many lines it has, those inside functions and modules too.
fn functions(code: TokenStream) -> Vec<(String, usize, usize)> {
    let code: Vec<TokenTree> = code.into_iter().collect();
    let mut found = Vec::new();
    for (index, token) in code.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(functions(group.stream())),
            TokenTree::Ident(word) if word == "fn" => {
                let Some(TokenTree::Ident(name)) = code.get(index + 1) else { continue };
                let rest = code.iter().skip(index + 2);
                let end = rest.take_while(|it| !is_semicolon(it)).find_map(|it| match it {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
                    _ => None,
                });
                let start = word.span().start().line;
                found.extend(
                    end.map(|group| (name.to_string(), start, group.span_close().end().line - start + 1)),
                );
            }
            _ => {}
        }
    }
    found
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';')
}

/// Functions, constants and types that are `pub`, outside tests.
fn public_names(code: TokenStream) -> Vec<(String, usize)> {
    const KINDS: [&str; 7] = ["fn", "const", "static", "struct", "enum", "type", "trait"];
    let code: Vec<TokenTree> = code.into_iter().collect();
    let mut found = Vec::new();
    for (index, token) in code.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(public_names(group.stream())),
            TokenTree::Ident(word) if word == "pub" => {
                let after: Vec<String> = code[index + 1..].iter().take(3).map(ToString::to_string).collect();
                let kind = after.iter().position(|it| KINDS.contains(&it.as_str()));
                let name = kind.filter(|kind| *kind < 2).and_then(|kind| after.get(kind + 1));
                let name = name.filter(|it| it.as_str() != "fn").or(after.get(2));
                found.extend(kind.and(name).map(|name| (name.clone(), word.span().start().line)));
            }
            _ => {}
        }
    }
    found
}

fn count_names(code: TokenStream, counts: &mut BTreeMap<String, usize>) {
    for token in code {
        match token {
            TokenTree::Ident(name) => *counts.entry(name.to_string()).or_default() += 1,
            TokenTree::Group(group) => count_names(group.stream(), counts),
            _ => {}
        }
    }
}

/// What stands in backticks on one line.
fn in_backticks(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

fn is_file_name(name: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "/.-_".contains(sign);
    let ending = [".rs", ".mjs", ".md", ".toml", ".css", ".js", ".json", ".yaml", ".yml"];
    // What a build makes, and names with a hole or an example's, are not in the tree.
    let made = ["dist", "target", "out"].iter().any(|folder| name.starts_with(folder));
    name.chars().all(plain) && !made && ending.iter().any(|it| name.ends_with(it)) && name.contains('/')
        || name.chars().all(plain) && (name.ends_with(".rs") || name.ends_with(".mjs"))
}

fn is_numbered(line: &str) -> bool {
    line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok())
}

/// Documents for people who work on the code. What is written for authors is held by `tests/guide.rs`.
fn documents() -> Vec<PathBuf> {
    let named = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "tests/CHECKLIST.md", "fuzz/README.md"];
    let mut all: Vec<PathBuf> = named.iter().map(|name| root().join(name)).collect();
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    all.extend(docs.filter(|path| path.extension().is_some_and(|end| end == "md")));
    all
}

fn javascript(folder: &str) -> String {
    let mut files = Vec::new();
    below(&root().join(folder), "js", &mut files);
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

fn rust_files(folders: &[&str]) -> BTreeSet<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        below(&root().join(folder), "rs", &mut files);
    }
    assert!(!files.is_empty());
    files.into_iter().collect()
}

fn below(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let skipped = path.file_name().is_some_and(|name| name == "node_modules" || name == "target");
            if !skipped {
                below(&path, ending, files);
            }
        } else if path.extension().is_some_and(|end| end == ending) {
            files.push(path);
        }
    }
}

fn tokens(file: &Path) -> TokenStream {
    fs::read_to_string(file).unwrap().parse().unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
