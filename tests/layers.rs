//! Who may know whom: the rules of `src/lib.rs`, read from the code's own tokens, and the rules for views that a compiler
//! does not hold. Each finding says the file and the line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a folder of `src` may import from the others.
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("cards", &["text"]),
    // An answer points at a card by its id only, so that a changed card can never break kept answers.
    ("answers", &["text"]),
    // The vocabulary of a language's cards stands among its words. Nothing else of the cards: see below.
    ("words", &["text", "cards"]),
    ("check", &["text", "cards", "words"]),
    ("summary", &["text", "cards", "answers", "words"]),
    ("browser", &["text", "answers", "words"]),
    ("views", &["text", "cards", "answers", "words", "summary", "browser"]),
    // Pages are drawn natively with nothing answered. Of the answers they name the record that is a person's own, and what an
    // invented patient brings to a rehearsal.
    ("site", &["text", "cards", "answers", "words", "summary", "views"]),
    ("command", &["text", "cards", "words", "check", "summary", "views", "site"]),
];

/// Which packages a place may name. A place that is not here may name none.
const MAY_NAME: [(&str, &[&str]); 30] = [
    // Looks up each word of a card, and signs in it.
    ("src/check/", &["regex", "rustc_hash"]),
    ("src/check/evidence/trail/quotes.rs", &["aho_corasick"]),
    ("src/cards/markdown.rs", &["pulldown_cmark"]),
    // The form in which answers are kept.
    ("src/answers/", &["serde_json"]),
    // Leptos here only for its queue of things to do: `leptos::task`.
    (
        "src/browser/",
        &[
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
            "js_sys",
            "gloo_events",
            "gloo_timers",
            "leptos",
        ],
    ),
    ("src/start.rs", &["wasm_bindgen", "web_sys", "leptos"]),
    ("src/views/", &["leptos"]),
    ("src/site/", &["leptos"]),
    // Styles are named by their hashes in the policy.
    ("src/site/style.rs", &["base64", "sha2"]),
    ("src/site/single.rs", &["base64", "serde_json"]),
    ("src/site/theme.rs", &["base64"]),
    // What a word processor reads, and the pictures in it.
    ("src/site/plain/word.rs", &["docx_rs"]),
    ("src/site/plain/picture.rs", &["png"]),
    // A pack carries its cards along; the next one tells what changed.
    ("src/command/review/earlier.rs", &["base64", "flate2", "serde_json"]),
    ("src/command/review/news.rs", &["similar"]),
    ("src/command/mod.rs", &["lexopt"]),
    ("src/command/catalogue.rs", &["serde_json"]),
    ("src/command/schema.rs", &["serde_json"]),
    ("src/command/oembed.rs", &["serde_json"]),
    ("src/command/preview/files.rs", &["percent_encoding"]),
    ("src/command/preview/server.rs", &["axum", "futures_util", "tokio"]),
    ("src/command/preview/site.rs", &["tokio"]),
    // How alike two words are: which key of a head was meant.
    ("src/check/governance/head.rs", &["strsim"]),
    ("src/command/report.rs", &["annotate_snippets", "serde", "serde_json"]),
    // The worker knows the program's files by their hashes.
    ("src/command/offline.rs", &["serde_json", "sha2"]),
    ("src/command/standards.rs", &["serde_json"]),
    ("src/command/verify/markup.rs", &["html5gum"]),
    ("src/command/verify/web.rs", &["brotli_decompressor", "flate2", "ureq"]),
    ("src/command/watch.rs", &["notify"]),
    // The one file that puts elements into a page.
    ("src/views/element/dom.rs", &["wasm_bindgen", "web_sys", "gloo_events"]),
];

/// What may panic all the same, and why.
const MAY_PANIC: [(&str, &str); 2] = [
    // Without a page there is nothing to draw in, and nobody to see it.
    ("src/views/element/dom.rs", "expect"),
    // A pattern that is compiled in and cannot be read: the first test that looks for its signs fails.
    ("src/check/mod.rs", "expect"),
];

/// The core is handed texts and today's date: the same code runs on a phone, in a test and in the command.
const CORE: [&str; 6] = ["text", "cards", "answers", "words", "check", "summary"];
const OUTSIDE_WORLD: [&str; 7] = ["fs", "time", "net", "env", "process", "thread", "io"];

#[test]
fn folders_import_only_what_lies_below_them() {
    let mut wrong = Vec::new();
    for (file, path) in all_paths() {
        let allowed = MAY_IMPORT.iter().find(|(folder, _)| *folder == file.folder());
        if let (Some((folder, allowed)), Some(module)) = (allowed, path.names.get(1)) {
            let ours = path.names[0] == "crate" && module != folder && !allowed.contains(&module.as_str());
            wrong.extend(ours.then(|| format!("{}:{} {}", file.name, path.line, path.names.join("::"))));
        }
    }
    assert!(wrong.is_empty(), "these know what they may not:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_has_a_rule() {
    let folders: BTreeSet<String> = sources().iter().map(|file| file.folder().to_string()).collect();
    let known: Vec<&str> =
        MAY_IMPORT.iter().map(|(folder, _)| *folder).chain(["lib", "main", "start", "bin"]).collect();
    let unknown: Vec<_> = folders.iter().filter(|it| !known.contains(&it.as_str())).collect();
    assert!(unknown.is_empty(), "say in this test what these may import: {unknown:?}");
    assert!(
        MAY_IMPORT.iter().all(|(folder, _)| folders.contains(*folder)),
        "a rule is for a folder that is gone"
    );
}

#[test]
fn words_know_only_the_vocabulary_of_cards() {
    let mut found = Vec::new();
    for (file, path) in all_paths().iter().filter(|(file, _)| file.folder() == "words") {
        if path.names.starts_with(&["crate".into(), "cards".into()]) {
            assert_eq!(path.names[2..], ["Vocabulary"], "{}:{}", file.name, path.line);
            found.push(path.line);
        }
    }
    assert!(!found.is_empty(), "words do not need the cards any more: take them out of the rule");
}

#[test]
fn no_two_folders_need_each_other() {
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, path) in all_paths() {
        if path.names[0] == "crate" && path.names.len() > 1 && path.names[1] != file.folder() {
            needs.entry(file.folder().to_string()).or_default().insert(path.names[1].clone());
        }
    }
    assert_eq!(circle(&needs), None);
}

#[test]
fn no_two_files_need_each_other() {
    let sources = sources();
    let modules: BTreeSet<Vec<String>> = sources.iter().map(|file| file.module.clone()).collect();
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, path) in all_paths().iter().filter(|(_, path)| path.names[0] == "crate") {
        let named = &path.names[1..];
        let Some(other) = (1..=named.len()).rev().map(|to| &named[..to]).find(|it| modules.contains(*it))
        else {
            continue;
        };
        // A file and those in its folder are one: it hands on what they hold, and they share what it has.
        if !other.starts_with(&file.module) && !file.module.starts_with(other) {
            needs.entry(file.module.join("::")).or_default().insert(other.join("::"));
        }
    }
    assert!(needs.len() > 40, "the paths were not found");
    assert_eq!(circle(&needs), None);
}

/// A folder or file that, step by step, needs itself.
fn circle(needs: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    needs
        .keys()
        .find(|start| {
            let mut reached = BTreeSet::new();
            let mut next = vec![(*start).clone()];
            while let Some(folder) = next.pop() {
                let more = needs.get(&folder).into_iter().flatten();
                next.extend(more.filter(|it| reached.insert((*it).clone())).cloned());
            }
            reached.contains(*start)
        })
        .cloned()
}

#[test]
fn packages_are_named_only_where_they_belong() {
    let packages = packages();
    assert!(["leptos", "web_sys", "pulldown_cmark"].iter().all(|it| packages.contains(*it)), "{packages:?}");
    let mut wrong = Vec::new();
    for (file, path) in all_paths() {
        let name = &path.names[0];
        let allowed = MAY_NAME
            .iter()
            .any(|(place, names)| file.name.starts_with(place) && names.contains(&name.as_str()));
        if packages.contains(name) && !allowed {
            wrong.push(format!("{}:{} {}", file.name, path.line, path.names.join("::")));
        }
    }
    assert!(wrong.is_empty(), "a package where it does not belong:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_knows_no_clock_and_no_file() {
    let mut wrong = Vec::new();
    for (file, path) in all_paths().iter().filter(|(file, _)| CORE.contains(&file.folder())) {
        if path.names.len() > 1 && path.names[0] == "std" && OUTSIDE_WORLD.contains(&path.names[1].as_str()) {
            wrong.push(format!("{}:{} {}", file.name, path.line, path.names.join("::")));
        }
    }
    assert!(wrong.is_empty(), "the outside world in the core:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_panics_outside_tests() {
    let mut found = Vec::new();
    let mut excused = BTreeSet::new();
    for file in sources() {
        for (line, what) in panics(&file.tokens) {
            match MAY_PANIC.iter().find(|(name, word)| *name == file.name && *word == what) {
                Some(excuse) => assert!(excused.insert(excuse), "{}:{line} a second {what}", file.name),
                None => found.push(format!("{}:{line} {what}", file.name)),
            }
        }
    }
    assert!(found.is_empty(), "these could panic in somebody's hands:\n{}", found.join("\n"));
    assert_eq!(excused.len(), MAY_PANIC.len(), "an excuse is not needed any more");
}

#[test]
fn views_hold_no_markup_style_or_words() {
    let sources = sources();
    // Whole pages are written there around what the views draw; `tests/views.rs` looks at what comes out.
    let views = sources
        .iter()
        .filter(|file| ["views", "site"].contains(&file.folder()) && file.name != "src/site/document.rs");
    let views: Vec<_> = views.collect();
    let drawn: usize = views.iter().map(|file| file.tokens.to_string().matches("child").count()).sum();
    assert!(drawn > 100, "the views were not found: {drawn}");
    let found = views.iter().flat_map(|file| at(file, forbidden_in_views(&file.tokens))).collect::<Vec<_>>();
    assert!(found.is_empty(), "not in a view:\n{}", found.join("\n"));
}

#[test]
fn nothing_makes_markup_of_a_string() {
    let found = sources().iter().flat_map(|file| at(file, markup(&file.tokens))).collect::<Vec<_>>();
    assert!(found.is_empty(), "the page's policy refuses this:\n{}", found.join("\n"));
}

/// What a style says of sides, it says of a line's start and end, so that it holds where writing begins at the right.
#[test]
fn styles_name_no_left_and_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts = fs::read_dir(folder.join("style")).unwrap().map(|it| it.unwrap().path());
    let others = ["public/paper.css", "src/answers/copy.css"].map(|it| folder.join(it));
    let styles: Vec<_> = parts.chain(others).collect();
    assert!(styles.len() > 20, "the styles were not found");
    let mut found = Vec::new();
    for path in styles {
        let style = fs::read_to_string(&path).unwrap();
        found.extend(sided(&style).into_iter().map(|it| format!("{}: {it}", path.display())));
    }
    assert!(found.is_empty(), "these name a side of the paper:\n{}", found.join("\n"));
}

/// Declarations that name a side of the paper, and shorthands whose second and fourth length differ.
fn sided(style: &str) -> Vec<&str> {
    let declarations = style.split(['{', '}', ';']).map(str::trim);
    let is_sided = |declaration: &&str| {
        let Some((name, value)) = declaration.split_once(':') else { return false };
        let lengths: Vec<_> = value.split_whitespace().collect();
        let is_short = ["padding", "margin", "inset", "border-width"].contains(&name) && !value.contains('(');
        let names_one = |text: &str| text.split(['-', ' ']).any(|it| it == "left" || it == "right");
        (is_short && lengths.len() == 4 && lengths[1] != lengths[3])
            || name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-') && names_one(name)
            || ["text-align", "float", "clear"].contains(&name) && names_one(value.trim())
    };
    declarations.filter(is_sided).collect()
}

#[test]
fn these_rules_see_what_they_forbid() {
    let style =
        "p { margin-left: 1em; padding: 0 1em 0 0; text-align: right; margin: 1em 0; padding:0 1em 0 1em }";
    assert_eq!(sided(style), ["margin-left: 1em", "padding: 0 1em 0 0", "text-align: right"]);
    let read = |module: &[&str], code: &str| {
        let module: Vec<String> = module.iter().map(|it| it.to_string()).collect();
        let mut paths = Vec::new();
        collect(code.parse().unwrap(), &module, &mut paths);
        paths.into_iter().map(|path| path.names.join("::")).collect::<Vec<_>>()
    };
    assert!(read(&["text", "head"], "use super::super::cards::X;").contains(&"crate::cards::X".to_string()));
    assert!(
        read(&["text", "head"], "mod a { use super::super::super::cards; }")
            .contains(&"crate::cards".to_string())
    );
    assert!(read(&["text"], "use crate::{cards::X, words};").contains(&"crate::words".to_string()));
    assert!(read(&["text"], "use crate::*;").contains(&"crate::*".to_string()));
    assert!(read(&["text"], "fn f() { m!(crate::cards::X) }").contains(&"crate::cards::X".to_string()));

    let panic = |code: &str| panics(&code.parse().unwrap()).len();
    assert_eq!(panic("fn f() { a.unwrap(); b.expect(\"x\"); panic!(); todo!(); }"), 4);
    assert_eq!(panic("/// a.unwrap() panic!()\n#[cfg(test)]\nmod tests { fn f() { a.unwrap() } }"), 0);
    assert_eq!(panic("#[cfg(test)] use a; fn f() { a.unwrap_or(b).unwrap() }"), 1);

    let view = |code: &str| forbidden_in_views(&format!("fn f() {{ {code} }}").parse().unwrap()).len();
    for bad in [
        "el(\"p\").child(\"Words\")",
        "el(\"p\").child(\"words\".to_string())",
        "el(\"p\").child(if a { \"words\" } else { b })",
        "el(\"p\").child(live(move || el(\"b\").child(\"words\")))",
        "words(\"p\", \"words\")",
        "words(\"p\", format!(\"{a} words\"))",
        "link(\"#a\", \"words\")",
        "button(\"button\", \"words\", move || act())",
        "many([a, \"words\".into()])",
        "el(\"p\").attr(\"aria-label\", \"words\")",
        "el(\"p\").attr(\"style\", a)",
        "leptos::view! { <p>{a}</p> }",
    ] {
        assert_eq!(view(bad), 1, "{bad}");
    }
    for good in [
        "el(\"p\").class(\"a b\").id(format!(\"a-{b}\")).child(a).child(\": \").child(\"☐ \")",
        "words(\"p\", t.words.format(Word::Line, &[(\"line\", &a)]))",
        "words(\"p\", format!(\"{a} [{b}]\")).attr(\"role\", \"img\")",
        "el(\"p\").child(el(\"b\").attr(\"translate\", \"no\").child(a))",
        "button(\"button button--small\", t.word(Word::Add), move || act(\"words\"))",
        "many([\"filled\", \"empty\"].map(figure))",
        "#[cfg(test)] mod tests { fn f() { el(\"p\").child(\"words\") } }",
    ] {
        assert_eq!(view(good), 0, "{good}");
    }
    assert_eq!(markup(&"fn f() { a.set_inner_html(b) }".parse().unwrap()).len(), 1);
    assert_eq!(
        panic(
            "#[cfg(feature = \"induce-panics\")] #[allow(x)] fn f() -> N { panic!() } fn g() { a.unwrap() }"
        ),
        1
    );

    let needs = |pairs: &[(&str, &str)]| {
        let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            needs.entry(from.to_string()).or_default().insert(to.to_string());
        }
        circle(&needs).is_some()
    };
    assert!(needs(&[("a", "b"), ("b", "c"), ("c", "a")]));
    assert!(!needs(&[("a", "b"), ("a", "c"), ("b", "c")]));
}

/// One file of `src`.
struct File {
    /// As `src/text/head.rs`.
    name: String,
    /// As `["text", "head"]`.
    module: Vec<String>,
    tokens: TokenStream,
}

impl File {
    fn folder(&self) -> &str {
        &self.module[0]
    }
}

/// `crate::cards::Row`, wherever it stands: in a `use`, in code, in a macro.
struct Named {
    names: Vec<String>,
    line: usize,
}

/// A line and what is wrong with it.
type Finding = (usize, String);

fn at(file: &File, findings: Vec<Finding>) -> Vec<String> {
    findings.into_iter().map(|(line, what)| format!("{}:{line} {what}", file.name)).collect()
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut Vec::new(), &mut files);
    assert!(files.len() > 40, "src was not found");
    files
}

fn gather(folder: &Path, module: &mut Vec<String>, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_string();
        if path.is_dir() {
            module.push(stem);
            gather(&path, module, files);
            module.pop();
        } else if path.extension().is_some_and(|it| it == "rs") {
            let folder: String = module.iter().map(|it| format!("{it}/")).collect();
            let name = format!("src/{folder}{stem}.rs");
            let tokens =
                fs::read_to_string(&path).unwrap().parse().unwrap_or_else(|why| panic!("{name}: {why}"));
            let mut module = module.clone();
            module.extend((stem != "mod").then_some(stem));
            files.push(File { name, module, tokens });
        }
    }
}

fn all_paths() -> Vec<(File, Named)> {
    let mut all = Vec::new();
    for file in sources() {
        let mut paths = Vec::new();
        collect(file.tokens.clone(), &file.module, &mut paths);
        let named = |path| {
            (File { name: file.name.clone(), module: file.module.clone(), tokens: TokenStream::new() }, path)
        };
        all.extend(paths.into_iter().map(named));
    }
    all
}

/// All paths in some code, those from `super` rewritten as from `crate`.
fn collect(tokens: TokenStream, module: &[String], paths: &mut Vec<Named>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut place = 0;
    while place < tokens.len() {
        match &tokens[place] {
            TokenTree::Ident(word) if word == "mod" => {
                // A module inside the file stands one step further from the crate.
                if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(inside))) =
                    (tokens.get(place + 1), tokens.get(place + 2))
                {
                    let mut module = module.to_vec();
                    module.push(name.to_string());
                    collect(inside.stream(), &module, paths);
                    place += 3;
                } else {
                    place += 1;
                }
            }
            TokenTree::Ident(_) => place = path(&tokens, place, &[], module, paths),
            TokenTree::Group(group) => {
                collect(group.stream(), module, paths);
                place += 1;
            }
            _ => place += 1,
        }
    }
}

/// Reads the path that begins at a place, with the names before it; gives the place after it.
fn path(
    tokens: &[TokenTree],
    start: usize,
    before: &[String],
    module: &[String],
    paths: &mut Vec<Named>,
) -> usize {
    let mut names = before.to_vec();
    let mut place = start;
    let line = tokens[start].span().start().line;
    loop {
        match tokens.get(place) {
            Some(TokenTree::Ident(name)) => names.push(name.to_string()),
            Some(TokenTree::Punct(sign)) if sign.as_char() == '*' => names.push("*".into()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for item in inside.split(|it| is_sign(it, ',')).filter(|item| !item.is_empty()) {
                    path(item, 0, &names, module, paths);
                }
                return place + 1;
            }
            _ => break,
        }
        place += 1;
        let goes_on = tokens.get(place).is_some_and(|it| is_sign(it, ':'))
            && tokens.get(place + 1).is_some_and(|it| is_sign(it, ':'));
        if !goes_on {
            break;
        }
        place += 2;
    }
    let ups = names.iter().take_while(|name| *name == "super").count();
    if ups > 0 {
        let kept = module.len().saturating_sub(ups);
        names = std::iter::once("crate".to_string())
            .chain(module[..kept].iter().cloned())
            .chain(names.drain(ups..))
            .collect();
    }
    paths.push(Named { names, line });
    place.max(start + 1)
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == sign)
}

/// The packages that `Cargo.toml` brings into the program.
fn packages() -> BTreeSet<String> {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let (true, Some((name, _))) = (inside, line.split_once(" = ")) {
            names.insert(name.replace('-', "_"));
        }
    }
    names
}

/// Code without its attributes, comments, tests, and what only test builds have.
fn in_use(tokens: &TokenStream) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut kept = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        match (&tokens[place], tokens.get(place + 1)) {
            (sign, Some(TokenTree::Group(attribute))) if is_sign(sign, '#') => {
                place += 2;
                let says = attribute.stream().to_string().replace(' ', "");
                if says == "cfg(test)" || says == "cfg(feature=\"induce-panics\")" {
                    place += tokens[place..].iter().position(ends_item).map_or(0, |length| length + 1);
                }
            }
            (token, _) => {
                kept.push(token.clone());
                place += 1;
            }
        }
    }
    kept
}

fn ends_item(token: &TokenTree) -> bool {
    is_sign(token, ';') || matches!(token, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace)
}

fn panics(tokens: &TokenStream) -> Vec<Finding> {
    let tokens = in_use(tokens);
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) => {
                let line = word.span().start().line;
                let word = word.to_string();
                let after_dot = place > 0 && is_sign(&tokens[place - 1], '.');
                let before_mark = tokens.get(place + 1).is_some_and(|it| is_sign(it, '!'));
                let call = after_dot && ["unwrap", "expect"].contains(&word.as_str());
                let shout =
                    before_mark && ["panic", "todo", "unimplemented", "unreachable"].contains(&word.as_str());
                found.extend((call || shout).then_some((line, word)));
            }
            TokenTree::Group(group) => found.extend(panics(&group.stream())),
            _ => {}
        }
    }
    found
}

/// The browser's ways to make elements of a string.
fn markup(tokens: &TokenStream) -> Vec<Finding> {
    let ways = ["inner_html", "set_inner_html", "set_outer_html", "insert_adjacent_html", "write_html"];
    let mut found = Vec::new();
    for token in in_use(tokens) {
        match token {
            TokenTree::Ident(name) if ways.iter().any(|way| name == way) => {
                found.push((name.span().start().line, name.to_string()));
            }
            TokenTree::Group(group) => found.extend(markup(&group.stream())),
            _ => {}
        }
    }
    found
}

/// Words in the code, styles, and the macro that would bring a type of its own for each piece of markup.
fn forbidden_in_views(tokens: &TokenStream) -> Vec<Finding> {
    /// Which argument of a function is seen by people.
    const SEEN: [(&str, usize); 5] = [("child", 0), ("words", 1), ("link", 1), ("button", 1), ("many", 0)];
    /// Which attributes are read out.
    const READ_OUT: [&str; 5] = ["aria-label", "aria-description", "title", "alt", "placeholder"];

    let tokens = in_use(tokens);
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        found.extend(forbidden_in_views(&group.stream()));
        let before = |steps: usize| place.checked_sub(steps).map(|place| &tokens[place]);
        let line = token.span().start().line;
        if let (Some(mark), Some(TokenTree::Ident(name))) = (before(1), before(2)) {
            found.extend((is_sign(mark, '!') && name == "view").then(|| (line, "view!".to_string())));
        }
        let Some(TokenTree::Ident(name)) = before(1) else { continue };
        let arguments = group.stream().into_iter().collect::<Vec<_>>();
        let arguments: Vec<&[TokenTree]> = arguments.split(|it| is_sign(it, ',')).collect();
        let attribute = match arguments.first() {
            Some([TokenTree::Literal(attribute)]) if name == "attr" => attribute.to_string(),
            _ => String::new(),
        };
        let attribute = attribute.trim_matches('"');
        found.extend((attribute == "style").then(|| (line, "style".to_string())));
        let seen = SEEN.iter().find(|(function, _)| name == function).map(|(_, which)| *which);
        let seen = seen.or(READ_OUT.contains(&attribute).then_some(1));
        let said = seen.and_then(|which| arguments.get(which)).map(|argument| words_in(argument));
        found.extend(said.into_iter().flatten().map(|words| (line, format!("words: {words}"))));
    }
    found
}

/// Words that an argument is made of: `"words"`, `if a { "words" } else { b }`, `format!("{a} words")`, `["words".into()]`.
/// What stands in another call's brackets is that call's business.
fn words_in(argument: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, token) in argument.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                let literal = literal.to_string();
                let outside =
                    literal.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
                let has_words =
                    literal.starts_with('"') && outside.collect::<String>().contains(char::is_alphabetic);
                found.extend(has_words.then_some(literal));
            }
            TokenTree::Group(group) => {
                let formats = place > 0 && is_sign(&argument[place - 1], '!');
                // A list that goes through a function is data, not words.
                let is_data = argument.get(place + 1).is_some_and(|it| is_sign(it, '.'));
                if formats || (group.delimiter() != Delimiter::Parenthesis && !is_data) {
                    found.extend(words_in(&group.stream().into_iter().collect::<Vec<_>>()));
                }
            }
            _ => {}
        }
    }
    found
}
