//! The guide for authors in `content/README.md`: what it tells people to write is written here word for word, and checked;
//! the list of rules that it leads to says what the rules' own pages say.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tandem::cards::Date;
use tandem::check::language::lexicon::Lexicon;
use tandem::check::language::tokens::Tokens;
use tandem::check::{self, Content};
use tandem::command::{check as command, report};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn guide() -> String {
    fs::read_to_string(root().join("content/README.md")).unwrap()
}

/// The files that the guide writes, step by step: a line with nothing but a name, and then the lines to write.
fn written() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let (mut name, mut is_inside) = (None, false);
    for line in guide().lines() {
        if let Some(of) = line.strip_prefix('`').and_then(|rest| rest.strip_suffix("`:")) {
            name = Some(of.to_string());
        } else if line == "```markdown" {
            is_inside = true;
            let text = files.entry(name.clone().expect("a file to write has no name")).or_default();
            if !text.is_empty() {
                text.push('\n');
            }
        } else if line.starts_with("```") {
            (name, is_inside) = (None, false);
        } else if let (Some(name), true) = (&name, is_inside) {
            let text = files.get_mut(name).unwrap();
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

#[test]
fn the_decision_that_the_guide_writes_has_nothing_wrong_with_it() {
    let files = written();
    for name in [
        "library.en.md",
        "service.en.md",
        "ankle/en/decision.md",
        "ankle/en/evidence.md",
        "sheets/en/plan.md",
    ] {
        assert!(files.contains_key(name), "the guide does not write {name}, but {:?}", files.keys());
    }
    let content = Content::new(files);
    let say = command::everything(&content, TODAY);
    assert!(say.list.is_empty(), "{}", report::text(&content, &say, false));
}

#[test]
fn the_guide_names_only_what_there_is() {
    let guide = guide();
    for line in guide.lines() {
        for (_, command) in line.match_indices("tandem ").map(|(at, _)| line.split_at(at)) {
            let word = command["tandem ".len()..].split([' ', '`']).next().unwrap();
            let known = ["new", "check", "preview", "review", "publish", "standards", "explain", "command"];
            assert!(known.contains(&word), "{line}");
        }
    }
    // Its contents lead to its headings.
    let headings: Vec<String> = guide.lines().filter_map(|line| line.strip_prefix('#')).map(anchor).collect();
    let contents = guide.lines().filter(|line| line.starts_with(|sign: char| sign.is_ascii_digit()));
    for id in contents.filter_map(|line| line.split_once("](#")?.1.strip_suffix(')')) {
        assert!(headings.iter().any(|it| it == id), "no heading has the address {id}");
    }
    for (_, rest) in
        guide.match_indices("tandem explain ").map(|(at, found)| guide.split_at(at + found.len()))
    {
        let code = rest.split('`').next().unwrap();
        assert!(check::all().any(|(rule, _)| rule.code == code), "there is no rule {code}");
    }
}

/// The address that viewers of Markdown give a heading.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|sign| sign.is_alphanumeric() || [' ', '-'].contains(sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

#[test]
fn the_list_of_rules_says_what_their_pages_say() {
    let mut list = String::from(
        "# The rules of the checker\n\nMade from the pages beside it, each of which has an example too. `tandem explain CODE` prints one of \
         them.\n\nAn error stops publishing. A warning is to be mended, or explained in the file under `accept:`. A note is \
         worth knowing.\n\n| What is wrong | Why it matters | How grave |\n|---|---|---|\n",
    );
    for (rule, _) in check::all() {
        let (title, why) = (rule.title(), rule.why().replace('|', "\\|"));
        list += &format!("| [{title}]({0}.md) `{0}` | {why} | {1} |\n", rule.code, rule.severity.word());
    }
    let path = root().join("docs/checks/README.md");
    if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
        fs::write(&path, &list).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == list,
        "docs/checks/README.md is not as the rules' pages; SNAPSHOTS=overwrite accepts this"
    );
}

#[test]
fn the_phrases_that_the_guide_writes_do_what_it_says() {
    let guide = guide();
    let mut seen = 0;
    for (lang, push) in [("en", "It is a magic bullet."), ("de", "Das ist ganz sicher.")] {
        let begin = format!("`checks/{lang}.yaml`:\n\n```yaml\n");
        let (_, rest) = guide.split_once(&begin).unwrap();
        let own = rest.split("```").next().unwrap();
        let problems: Vec<String> = Lexicon::problems(lang, own).into_iter().map(|it| it.message).collect();
        assert!(problems.is_empty(), "{lang}: {problems:?}");
        let lexicon = Lexicon::of(lang, Some(own)).unwrap();
        assert_eq!(lexicon.hear(&Tokens::of(push)).len(), 1, "{push}");
        seen += lexicon.hear(&Tokens::of("You can lie down, and lucky you.")).len();
    }
    assert_eq!(seen, 0, "what is switched off is not heard");
    let heard = Lexicon::english().hear(&Tokens::of("You can lie down, and lucky you.")).len();
    assert_eq!(heard, 1);
}
