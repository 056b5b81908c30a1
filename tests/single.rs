//! One topic in one file: what its policy allows stands in it, and nothing else; and all that a reader needs is read back.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

mod folder;

use folder::Folder;

const ORDER: [&str; 8] = ["publish", "content", "--single", "knee", "--to", "knee.html", "--app", "app"];
const SCRIPT: &str = "run(\"</script>\");\r\n";

fn with_app(name: &str) -> Folder {
    let folder = Folder::with_content(name);
    folder.write("app/single.js", SCRIPT);
    folder.write("app/style.css", "p { color: black }\n");
    folder.write("app/program.wasm", "first part");
    folder.write("app/later.wasm", "later part");
    folder
}

fn made(folder: &Folder, more: &[&str]) -> String {
    let (status, said) = folder.tandem(&[&ORDER, more, &["--allow-unreviewed"]].concat());
    assert_eq!(status, 0, "{said}");
    let page = folder.read("knee.html");
    assert!(said.contains(&format!("{} bytes", page.len())), "{said}");
    page
}

/// What stands between the tags of an element that begins so.
fn inside<'a>(page: &'a str, begins: &str, ends: &str) -> &'a str {
    page.split_once(begins).unwrap_or_else(|| panic!("no {begins}")).1.split_once(ends).unwrap().0
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[test]
fn its_policy_allows_what_is_in_it_by_hash_and_asks_nobody() {
    let folder = with_app("single-policy");
    let page = made(&folder, &[]);
    let policy = inside(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let of = |name: &str| -> Vec<&str> {
        let found = policy.split("; ").find_map(|it| it.strip_prefix(&format!("{name} ")));
        found.unwrap_or_else(|| panic!("no {name}")).split(' ').collect()
    };
    // The one script that runs is the last of the page, and the only one without a kind.
    let script = inside(&page, "<script>", "</script>");
    assert_eq!(script, "run(\"<\\/script>\");\n");
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(of("script-src"), [&hash(script), "'wasm-unsafe-eval'"]);
    let style = inside(&page, "<style data-style=\"app\">", "</style>");
    assert_eq!(of("style-src"), [hash(style)]);
    for name in [
        "default-src",
        "connect-src",
        "worker-src",
        "frame-src",
        "object-src",
        "base-uri",
        "form-action",
        "trusted-types",
    ] {
        assert_eq!(of(name), ["'none'"], "{name}");
    }
    assert_eq!((of("img-src"), of("font-src")), (vec!["data:"], vec!["data:"]));
    assert_eq!(of("require-trusted-types-for"), ["'script'"]);
}

#[test]
fn it_names_no_file_and_every_link_leads_somewhere() {
    let folder = with_app("single-links");
    folder.write("content/theme/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let page = made(&folder, &[]);
    let body = page.split_once("<script").unwrap().0;
    for name in [" href=\"", " src=\""] {
        for address in body.split(name).skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let leads =
                ["#", "?", "data:", "https://", "mailto:", "tel:"].iter().any(|it| address.starts_with(it));
            assert!(leads, "{name}{address}");
        }
    }
    for id in body.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        // Places that only the program draws have their addresses on the page too.
        assert!(body.contains(&format!(" id=\"{id}\"")) || id.starts_with("talk") || id.is_empty(), "#{id}");
    }
    assert!(body.contains("(not in this file)") && body.contains("It was made on"));
    assert!(body.contains("src=\"data:image/svg+xml;base64,"), "the logo stands in it");
}

#[test]
fn the_cards_the_words_and_the_program_are_read_back() {
    let folder = with_app("single-back");
    let page = made(&folder, &[]);
    let texts = inside(&page, "<script type=\"application/json\" data-inside=\"texts\">", "</script>");
    let texts: serde_json::Value = serde_json::from_str(texts).unwrap();
    for path in ["knee/en/decision.md", "knee/en/rest.md", "words/en.yaml", "service.en.md"] {
        let address = format!("content/{path}");
        // Comments are for whoever edits the words; each but the first leaves its line.
        let is_comment = |at: usize, line: &str| at > 0 && path.ends_with(".yaml") && line.starts_with('#');
        let written = folder.read(&address);
        let lines = written.lines().enumerate();
        let written: Vec<&str> = lines.map(|(at, it)| if is_comment(at, it) { "" } else { it }).collect();
        let there = texts["texts"][&address].as_str().unwrap();
        assert_eq!(there.lines().collect::<Vec<_>>(), written, "{path}");
    }
    let names: Vec<&String> = texts["texts"].as_object().unwrap().keys().collect();
    assert!(names.iter().all(|it| !it.ends_with("evidence.md") && !it.contains("library")), "{names:?}");
    // What the page asks for is there.
    for file in page.split("name=\"tandem-file\" content=\"").skip(1).map(|it| it.split('"').next().unwrap())
    {
        assert!(names.iter().any(|it| *it == file) || file == "content/settings.yaml", "{file}");
    }
    for (name, text) in [("program", "first part"), ("later", "later part")] {
        let block = inside(&page, &format!("data-inside=\"{name}\">"), "</script>");
        assert_eq!(STANDARD.decode(block).unwrap(), text.as_bytes());
    }
}

#[test]
fn it_is_in_the_language_that_is_asked_for() {
    let folder = with_app("single-language");
    let order =
        ["publish", "content", "--single", "screen", "--lang", "de", "--to", "screen.html", "--app", "app"];
    let (status, said) = folder.tandem(&[&order[..], &["--allow-unreviewed"]].concat());
    assert_eq!(status, 0, "{said}");
    let page = folder.read("screen.html");
    assert!(page.contains("<html lang=\"de\"") && page.contains("content/screen/de/decision.md"));
    assert!(!page.contains("content/screen/en/"));
}

#[test]
fn what_is_not_there_not_reviewed_or_in_the_way_is_said() {
    let folder = with_app("single-said");
    let (status, said) = folder.tandem(&ORDER);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("nobody has reviewed it") && said.contains("--allow-unreviewed"), "{said}");
    assert!(!folder.at("knee.html").exists());
    let mut other = ORDER;
    other[3] = "nowhere";
    assert!(folder.tandem(&other).1.contains("library.en.md has no topic `nowhere`."));
    folder.write("knee.html", "mine");
    let (status, said) = folder.tandem(&[&ORDER[..], &["--allow-unreviewed"]].concat());
    assert_eq!(status, 2, "{said}");
    assert_eq!(folder.read("knee.html"), "mine");
    // Its own of last time gives way.
    std::fs::remove_file(folder.at("knee.html")).unwrap();
    made(&folder, &[]);
    made(&folder, &[]);
    let (_, said) = folder.tandem(&["publish", "content", "--to", "out", "--app", "app", "--lang", "de"]);
    assert!(said.contains("--lang belongs to --single"), "{said}");
}
