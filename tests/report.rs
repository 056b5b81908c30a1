//! What the checker found, as programs read it: JSON, and SARIF as code-hosting sites ask for it.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "checks/example.rs"]
mod example;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tandem::cards::Date;
use tandem::check::{self, Content, Report};
use tandem::command::{check as command, report};

/// Two lines of a card with an error each, the first behind letters of more than one byte.
const CARD: &str = "---\ntitle: Knee\nstatus: exampel\n---\n\n# Knee\n\nÄäh, shall <b>I</b> rest?\n";

fn found() -> (Content, Report) {
    let files = [("knee/en/decision.md".to_string(), CARD.to_string())];
    let content = Content::new(BTreeMap::from(files));
    let say = command::everything(&content, Date { year: 2026, month: 11, day: 22 });
    (content, say)
}

#[test]
fn json_says_what_where_and_how_to_mend_it() {
    let (content, say) = found();
    let report: Value = serde_json::from_str(&report::json(&content, &say).unwrap()).unwrap();
    let list = report["found"].as_array().unwrap();
    let errors = list.iter().filter(|it| it["severity"] == "error").count();
    assert_eq!(report["errors"], errors);
    assert_eq!(report["warnings"], list.len() - errors);
    let html = list.iter().find(|it| it["code"] == "html-left-out").unwrap();
    assert_eq!((&html["file"], &html["line"]), (&"knee/en/decision.md".into(), &8.into()));
    assert_eq!(html["column"], 12, "columns count letters, not bytes");
    assert_eq!(html["end_column"], 15);
    for it in list {
        for key in ["title", "said", "why", "mend", "page"] {
            assert!(it[key].as_str().is_some_and(|words| !words.is_empty()), "{key}: {it}");
        }
    }
}

#[test]
fn sarif_names_each_rule_and_place() {
    let (content, say) = found();
    let log: Value = serde_json::from_str(&report::sarif(&content, &say, "content").unwrap()).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: BTreeSet<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(rules.len(), check::all().count());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), say.list.len());
    for result in results {
        assert!(rules.contains(result["ruleId"].as_str().unwrap()), "{result}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].as_str().is_some_and(|text| text.len() > 10));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("content/"));
        let region = &place["region"];
        let number = |key: &str| region[key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")));
    }
}

/// Colour is for a terminal: in a file its signs would be dirt.
#[test]
fn plain_text_has_no_colour_and_coloured_text_has() {
    let (content, say) = found();
    assert!(!report::text(&content, &say, false).contains('\u{1b}'));
    assert!(report::text(&content, &say, true).contains('\u{1b}'));
}

#[test]
fn the_last_line_says_which_rules_authors_explain() {
    let explained = [
        ("knee/en/evidence.md", "checked: 2026-11-22", "checked: 1999-01-01"),
        (
            "knee/en/decision.md",
            "status: example",
            "accept:\n  - \"trail-date: All sources were read again for this edition.\"\nstatus: example",
        ),
    ];
    let report = example::checked(example::changed(&explained));
    let last = tandem::command::check::closing(&report);
    assert_eq!(last, "0 errors, 0 warnings, 0 notes; 1 warning explained in the files (trail-date 1)");
    let none = tandem::command::check::closing(&example::checked(example::whole()));
    assert_eq!(none, "0 errors, 0 warnings, 0 notes; 0 warnings explained in the files");
}
