//! Who may know whom: the rules of `src/lib.rs`, read from the code's own tokens, and the rules for views that a compiler
//! does not hold. Each finding says the file and the line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What a folder of `src` may import from the others.
const MAY_IMPORT: [(&str, &[&str]); 8] = [
    ("text", &[]),
    ("cards", &["text"]),
    // An answer points at a card by its id only, so that a changed card can never break kept answers.
    ("answers", &["text"]),
    // The vocabulary of a language's cards stands among its words. Nothing else of the cards: see below.
    ("words", &["text", "cards"]),
    ("summary", &["text", "cards", "answers", "words"]),
    ("edge", &["text", "answers", "words"]),
    ("views", &["text", "cards", "answers", "words", "summary", "edge"]),
    // Pages are drawn natively with nothing answered, so the command never needs to know what an answer is.
    ("command", &["text", "cards", "words", "summary", "views"]),
];

/// Which packages a place may name. A place that is not here may name none.
const MAY_NAME: [(&str, &[&str]); 4] = [
    ("src/cards/markdown.rs", &["pulldown_cmark"]),
    (
        "src/edge/",
        &[
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
            "js_sys",
            "gloo_events",
            "gloo_file",
            "gloo_timers",
            "leptos",
        ],
    ),
    ("src/start.rs", &["wasm_bindgen", "web_sys", "leptos"]),
    ("src/views/", &["leptos"]),
];

/// The core is handed texts and today's date: the same code runs on a phone, in a test and in the command.
const CORE: [&str; 5] = ["text", "cards", "answers", "words", "summary"];
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
    assert!(
        wrong.is_empty(),
        "these know what they may not:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_folder_has_a_rule() {
    let folders: BTreeSet<String> = sources().iter().map(|file| file.folder().to_string()).collect();
    let known: Vec<&str> = MAY_IMPORT
        .iter()
        .map(|(folder, _)| *folder)
        .chain(["lib", "main", "start", "bin"])
        .collect();
    let unknown: Vec<_> = folders
        .iter()
        .filter(|it| !known.contains(&it.as_str()))
        .collect();
    assert!(
        unknown.is_empty(),
        "say in this test what these may import: {unknown:?}"
    );
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
    assert!(
        !found.is_empty(),
        "words do not need the cards any more: take them out of the rule"
    );
}

#[test]
fn no_two_folders_need_each_other() {
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, path) in all_paths() {
        if path.names[0] == "crate" && path.names.len() > 1 && path.names[1] != file.folder() {
            needs
                .entry(file.folder().to_string())
                .or_default()
                .insert(path.names[1].clone());
        }
    }
    assert_eq!(circle(&needs), None);
}

/// A folder that, step by step, needs itself.
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
    assert!(
        ["leptos", "web_sys", "pulldown_cmark"]
            .iter()
            .all(|it| packages.contains(*it)),
        "{packages:?}"
    );
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
    assert!(
        wrong.is_empty(),
        "a package where it does not belong:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_core_knows_no_clock_and_no_file() {
    let mut wrong = Vec::new();
    for (file, path) in all_paths()
        .iter()
        .filter(|(file, _)| CORE.contains(&file.folder()))
    {
        if path.names.len() > 1 && path.names[0] == "std" && OUTSIDE_WORLD.contains(&path.names[1].as_str()) {
            wrong.push(format!("{}:{} {}", file.name, path.line, path.names.join("::")));
        }
    }
    assert!(
        wrong.is_empty(),
        "the outside world in the core:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn nothing_panics_outside_tests() {
    let found = sources()
        .iter()
        .flat_map(|file| at(file, panics(&file.tokens)))
        .collect::<Vec<_>>();
    assert!(
        found.is_empty(),
        "these could panic in somebody's hands:\n{}",
        found.join("\n")
    );
}

#[test]
fn views_hold_no_markup_style_or_words() {
    let sources = sources();
    let views: Vec<_> = sources.iter().filter(|file| file.folder() == "views").collect();
    let count: usize = views.iter().map(|file| view_macros(&file.tokens).len()).sum();
    assert!(count > 50, "the views were not found: {count}");
    let found = views
        .iter()
        .flat_map(|file| at(file, forbidden_in_views(&file.tokens)))
        .collect::<Vec<_>>();
    assert!(found.is_empty(), "not in a view:\n{}", found.join("\n"));
}

#[test]
fn these_rules_see_what_they_forbid() {
    let read = |module: &[&str], code: &str| {
        let module: Vec<String> = module.iter().map(|it| it.to_string()).collect();
        let mut paths = Vec::new();
        collect(code.parse().unwrap(), &module, &mut paths);
        paths
            .into_iter()
            .map(|path| path.names.join("::"))
            .collect::<Vec<_>>()
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
    assert_eq!(
        panic("fn f() { a.unwrap(); b.expect(\"x\"); panic!(); todo!(); }"),
        4
    );
    assert_eq!(
        panic("/// a.unwrap() panic!()\n#[cfg(test)]\nmod tests { fn f() { a.unwrap() } }"),
        0
    );
    assert_eq!(panic("#[cfg(test)] use a; fn f() { a.unwrap_or(b).unwrap() }"), 1);

    let view =
        |code: &str| forbidden_in_views(&format!("fn f() {{ view! {{ {code} }} }}").parse().unwrap()).len();
    for bad in [
        "<p>\"Words\"</p>",
        "<p>{a} \"words\"</p>",
        "<p>{\"words\"}</p>",
        "<p>{if a { \"words\" } else { b }}</p>",
        "<p style=\"color:red\">{a}</p>",
        "<p style:color=red>{a}</p>",
        "<p inner_html=a />",
        "<p>{move || view! { <b>\"words\"</b> }}</p>",
        "<textarea id=a on:input=move |event| write(event)>{a}</textarea>",
    ] {
        assert_eq!(view(bad), 1, "{bad}");
    }
    for good in [
        "<p class=\"a b\" id=format!(\"a-{b}\")>{a} \": \" {b} \"☐ \"</p>",
        "<p class=if a > 1 { \"words\" } else { \"more\" }>{say(&[(\"hole\", a)])}</p>",
        "<textarea id=a on:input=move |event| match event { A => b(), _ => c() }></textarea>",
    ] {
        assert_eq!(view(good), 0, "{good}");
    }

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
    findings
        .into_iter()
        .map(|(line, what)| format!("{}:{line} {what}", file.name))
        .collect()
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    gather(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut Vec::new(),
        &mut files,
    );
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
            let tokens = fs::read_to_string(&path)
                .unwrap()
                .parse()
                .unwrap_or_else(|why| panic!("{name}: {why}"));
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
            (
                File {
                    name: file.name.clone(),
                    module: file.module.clone(),
                    tokens: TokenStream::new(),
                },
                path,
            )
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
                for item in inside
                    .split(|it| is_sign(it, ','))
                    .filter(|item| !item.is_empty())
                {
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

/// What could panic, but for items under `#[cfg(test)]`. Comments are no tokens, and their text is a literal.
fn panics(tokens: &TokenStream) -> Vec<Finding> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if let (true, Some(TokenTree::Group(attribute))) =
            (is_sign(&tokens[place], '#'), tokens.get(place + 1))
        {
            place += 2;
            if attribute.stream().to_string().replace(' ', "") == "cfg(test)" {
                let ends = |it: &TokenTree| {
                    matches!(it, TokenTree::Group(it) if it.delimiter() == Delimiter::Brace)
                        || is_sign(it, ';')
                };
                place += tokens[place..]
                    .iter()
                    .position(ends)
                    .map_or(0, |length| length + 1);
            }
            continue;
        }
        if let TokenTree::Ident(word) = &tokens[place] {
            let after_dot = place > 0 && is_sign(&tokens[place - 1], '.');
            let before_mark = tokens.get(place + 1).is_some_and(|it| is_sign(it, '!'));
            let word_says = word.to_string();
            let call = after_dot && ["unwrap", "expect"].contains(&word_says.as_str());
            let shout = before_mark
                && ["panic", "todo", "unimplemented", "unreachable"].contains(&word_says.as_str());
            found.extend((call || shout).then(|| (word.span().start().line, word_says)));
        }
        if let TokenTree::Group(group) = &tokens[place] {
            found.extend(panics(&group.stream()));
        }
        place += 1;
    }
    found
}

/// The insides of all `view! { }`, also of those within one another.
fn view_macros(tokens: &TokenStream) -> Vec<Group> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let is_view = place > 1
            && is_sign(&tokens[place - 1], '!')
            && matches!(&tokens[place - 2], TokenTree::Ident(name) if name == "view");
        found.extend(is_view.then(|| group.clone()));
        found.extend(view_macros(&group.stream()));
    }
    found
}

fn forbidden_in_views(tokens: &TokenStream) -> Vec<Finding> {
    let mut found = Vec::new();
    for view in view_macros(tokens) {
        let tokens: Vec<TokenTree> = view.stream().into_iter().collect();
        for (place, token) in tokens.iter().enumerate() {
            let line = token.span().start().line;
            // What stands after `>`, after `{...}` or after other words is a child; after `=` it is an attribute's value.
            let is_child = place == 0
                || match &tokens[place - 1] {
                    TokenTree::Punct(before) => before.as_char() == '>' && !is_sign(&tokens[place - 2], '='),
                    TokenTree::Group(before) => before.delimiter() == Delimiter::Brace,
                    TokenTree::Literal(before) => before.to_string().starts_with('"'),
                    TokenTree::Ident(_) => false,
                };
            match token {
                TokenTree::Literal(words) if is_child && has_letters(&words.to_string()) => {
                    found.push((line, format!("words: {words}")));
                }
                TokenTree::Group(group) if is_child => {
                    found.extend(
                        results(group)
                            .into_iter()
                            .map(|(line, words)| (line, format!("words: {words}"))),
                    );
                }
                TokenTree::Ident(name) if name == "inner_html" => found.push((line, "inner_html".into())),
                TokenTree::Ident(name) if name == "style" => {
                    let set = tokens
                        .get(place + 1)
                        .is_some_and(|it| is_sign(it, '=') || is_sign(it, ':'));
                    found.extend(set.then(|| (line, "style=".into())));
                }
                TokenTree::Ident(name) if name == "textarea" && is_sign(&tokens[place - 1], '<') => {
                    found.extend(
                        children_of(&tokens[place..]).then(|| (line, "a textarea with children".into())),
                    );
                }
                _ => {}
            }
        }
    }
    found
}

/// Words that a block gives as its value: `{"words"}`, `{if a { "words" } else { b }}`.
fn results(block: &Group) -> Vec<Finding> {
    let tokens: Vec<TokenTree> = block.stream().into_iter().collect();
    let mut found = Vec::new();
    if let [TokenTree::Literal(words)] = tokens.as_slice() {
        found.extend(has_letters(&words.to_string()).then(|| (words.span().start().line, words.to_string())));
    }
    let branches = tokens.iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    });
    // A macro's own body, such as another view's, is read on its own.
    if !tokens.iter().any(|token| is_sign(token, '!')) {
        found.extend(branches.flat_map(results));
    }
    found
}

fn has_letters(literal: &str) -> bool {
    literal.starts_with('"') && literal.chars().any(char::is_alphabetic)
}

/// Whether an element that begins at its name has anything between its start and its end.
fn children_of(tokens: &[TokenTree]) -> bool {
    let arrow = |place: usize| is_sign(&tokens[place - 1], '=') || is_sign(&tokens[place - 1], '-');
    let Some(end) = (1..tokens.len()).find(|place| is_sign(&tokens[*place], '>') && !arrow(*place)) else {
        return true;
    };
    let closed_itself = is_sign(&tokens[end - 1], '/');
    let closes = tokens.get(end + 1).is_some_and(|it| is_sign(it, '<'))
        && tokens.get(end + 2).is_some_and(|it| is_sign(it, '/'));
    !closed_itself && !closes
}
