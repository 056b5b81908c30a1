//! Every rule of the checker is said of the example on its own page in `docs/checks`, word for word, and of nothing in the
//! whole example in `tests/checks/whole`. `SNAPSHOTS=overwrite` writes what is said now into the pages.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tandem::check::{self, Content, Rule};
use tandem::command::{check as command, report};

#[path = "checks/example.rs"]
mod example;
use example::{TODAY, whole};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn said_of(files: BTreeMap<String, String>) -> (String, Vec<&'static str>) {
    let content = Content::new(files);
    let say = command::everything(&content, TODAY);
    (report::text(&content, &say, false), say.list.iter().map(|it| it.rule.code).collect())
}

#[test]
fn nothing_is_said_of_the_whole_example() {
    let (text, _) = said_of(whole());
    assert!(text.is_empty(), "{text}");
}

#[test]
fn a_file_of_phrases_is_called_by_the_code_of_a_language() {
    for (name, is_told) in
        [("checks/korean.yaml", true), ("checks/ko.yaml", false), ("checks/de-CH.yaml", false)]
    {
        let mut files = whole();
        files.insert(name.to_string(), String::new());
        let (text, codes) = said_of(files);
        assert_eq!(codes.contains(&"phrase-broken"), is_told, "{name}: {text}");
    }
}

#[test]
fn every_rule_says_of_its_example_what_its_page_says() {
    let mut different = Vec::new();
    for (rule, _) in check::all() {
        let (text, codes) = said_of(broken(rule));
        if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
            write_expected(rule, &text);
        } else if expected(rule.page) != text.trim_end() {
            different.push(format!("{}:\n{text}", rule.code));
        }
        if !codes.contains(&rule.code) {
            different.push(format!("{} is not said of its own example, but {codes:?}", rule.code));
        }
    }
    assert!(
        different.is_empty(),
        "not as on the pages; SNAPSHOTS=overwrite accepts this:\n{}",
        different.join("\n")
    );
}

#[test]
fn every_rule_has_a_whole_page_and_every_page_a_rule() {
    let codes: Vec<&str> = check::all().map(|(rule, _)| rule.code).collect();
    let set: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes.len(), set.len(), "a code is there twice");
    for (rule, _) in check::all() {
        let second = format!("`{}` · {}", rule.code, rule.severity.word());
        assert_eq!(rule.page.lines().nth(2), Some(second.as_str()), "{}", rule.code);
        for words in [rule.title().to_string(), rule.why(), rule.mend()] {
            assert!(words.len() > 12 && !words.contains("TODO"), "{}: {words:?}", rule.code);
        }
    }
    let pages: BTreeSet<String> = fs::read_dir(root().join("docs/checks"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap().trim_end_matches(".md").to_string())
        .filter(|name| name != "README")
        .collect();
    assert_eq!(pages, set.iter().map(|it| it.to_string()).collect());
}

/// The whole example with what the rule's page does to it.
///
/// A page says, under "Example": In `file`: and then a block of `-` and `+` lines. Lines with `-` are replaced by those
/// with `+`; without `-` they are added at the end. "Without `file`." takes a file away.
fn broken(rule: &Rule) -> BTreeMap<String, String> {
    let mut files = whole();
    let example = section(rule.page, "Example");
    let mut file = String::new();
    let mut block: Option<(Vec<&str>, Vec<&str>)> = None;
    for line in example.lines() {
        if let Some(name) = line.strip_prefix("Without `").and_then(|rest| rest.split('`').next()) {
            assert!(files.remove(name).is_some(), "{}: no file {name}", rule.code);
        } else if let Some(name) = line.strip_prefix("In `").and_then(|rest| rest.split('`').next()) {
            file = name.to_string();
        } else if line == "```diff" {
            block = Some((Vec::new(), Vec::new()));
        } else if line == "```" {
            let (old, new) = block.take().unwrap();
            change(&mut files, rule, &file, &old.join("\n"), &new.join("\n"));
        } else if let Some((old, new)) = &mut block {
            match line.split_at_checked(1) {
                Some(("-", words)) => old.push(words),
                Some(("+", words)) => new.push(words),
                _ => panic!("{}: a line of the example begins with - or +: {line:?}", rule.code),
            }
        }
    }
    files
}

fn change(files: &mut BTreeMap<String, String>, rule: &Rule, file: &str, old: &str, new: &str) {
    let text = files.entry(file.to_string()).or_default();
    if old.is_empty() {
        text.push_str(new);
        text.push('\n');
        return;
    }
    let place = format!("\n{text}\n").find(&format!("\n{old}\n"));
    let start = place.unwrap_or_else(|| panic!("{}: {file} has no lines\n{old}", rule.code));
    text.replace_range(start..start + old.len(), new);
    if new.is_empty() {
        text.remove(start);
    }
}

fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    page.split("\n## ").find_map(|part| part.strip_prefix(heading)).unwrap_or_default().trim()
}

fn expected(page: &str) -> &str {
    let said = section(page, "What the checker says");
    said.trim_start_matches("```text").trim_end_matches("```").trim_matches('\n').trim_end()
}

fn write_expected(rule: &Rule, text: &str) {
    let before = rule.page.split("\n## What the checker says").next().unwrap();
    let page = format!("{before}\n## What the checker says\n\n```text\n{}\n```\n", text.trim_end());
    fs::write(root().join(format!("docs/checks/{}.md", rule.code)), page).unwrap();
}

/// A file, words in it, what they become, and what is said of it then; nothing if it may stand there.
const PLACES: &[(&str, &str, &str, &str)] = &[
    ("knee/en/rest.md", "# Rest\n", "# Rest for 6 weeks\n", "quantity-no-line"),
    ("knee/en/rest.md", "title: Rest", "title: Rest (half walk again)", "quantity-no-line"),
    ("knee/en/decision.md", "title: A sore knee", "title: A sore knee, as 1 in 8 have", "one-in-x"),
    ("knee/en/decision.md", "Made up for tests.", "In 12 trials, rest helped.", "quantity-no-line"),
    ("knee/en/decision.md", "helps-match: not done", "helps-match: Tried in 2025.", ""),
    ("knee/en/decision.md", "*No difference found*", "*Half of them*", "quantity-no-line"),
    ("knee/en/rest.md", "J Knees 2020.", "90 out of 100 walked. J Knees 2020.", "quantity-no-line"),
    ("knee/en/rest.md", "J Knees 2020.", "A review of 33 trials. J Knees 2020;12:1-9.", ""),
    ("library.en.md", "one sore knee", "a knee that 90 out of 100 have", "quantity-no-line"),
    ("library.en.md", "one sore knee", "a sore knee, 200 people of them", ""),
    ("library.en.md", "one sore knee", "the 1 in 8 with a sore knee", "one-in-x"),
    ("library.en.md", "# Topics\n", "# Topics\n\nRest doubles the risk.\n", "relative-alone"),
    ("library.en.md", "# Topics\n", "# Topics\n\nThere are 2 topics.\n", "words-left-out"),
    ("library.en.md", "# Topics\n", "# Topics\n\nRest for 6 weeks.\n", "quantity-no-line"),
    ("service.en.md", "Each day", "1 in 8 have to wait. Each day", "one-in-x"),
    ("service.en.md", "Each day, from morning to evening.", "From 9 to 5, 3 days in a week.", ""),
    ("lists/en/needs.md", "Mark what you", "Take 400 mg a day. Mark what you", "paper-number"),
    ("lists/en/needs.md", "Mark what you", "Mark up to three lines that you", ""),
    ("lists/en/needs.md", "(#daily-sleep)", "(#daily-sleep)\n- [I get up 3 times a night](#up)", ""),
    ("lists/en/needs.md", "whom: for anybody", "whom: for half of all people", "paper-number"),
    ("sheets/en/plan.md", "Fill this", "Nine out of ten people need help. Fill this", "paper-number"),
    ("sheets/en/plan.md", "Name: ____", "Dose, in mg, for 6 weeks: ____", ""),
    ("sheets/en/plan.md", "Name: ____", "How were you in the last 7 days, from 0 to 10?", ""),
    ("sheets/en/plan.md", "[Who](#who)", "[Once a year](#who)", ""),
    ("support/en/money.md", "You can ask", "You need 12 visits. You can ask", "paper-number"),
];

#[test]
fn numbers_are_looked_at_wherever_they_stand() {
    for (file, old, new, expected) in PLACES {
        let mut files = whole();
        // A source has the same words in every file.
        let everywhere = old.starts_with("J Knees");
        for (_, text) in files.iter_mut().filter(|(path, _)| everywhere || path == file) {
            *text = text.replace(old, new);
        }
        let (text, codes) = said_of(files);
        let is_right = if expected.is_empty() { codes.is_empty() } else { codes.contains(expected) };
        assert!(is_right, "{file}, {new}: {expected:?}\n{text}");
    }
}

#[test]
fn a_footnote_is_where_a_number_on_a_paper_comes_from() {
    let mut files = whole();
    let text = files.get_mut("support/en/money.md").unwrap();
    *text = text.replace("You can ask", "You need 12 visits.[^a] You can ask");
    text.push_str("\n[^a]: A. Nobody. Visits for money. J Money 2020.\n");
    let (text, _) = said_of(files);
    assert!(text.is_empty(), "{text}");
}
