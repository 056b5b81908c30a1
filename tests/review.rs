//! The pack for reviewers: every word and every number of a decision is in it, each number with its line of the evidence
//! trail, and the pack needs no other file.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::PathBuf;

use tandem::cards::trail::OnCard;
use tandem::cards::{Cell, Date, mark};
use tandem::check::{Card, Content, Part, Unit, units};
use tandem::command::{folder, review};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
const DECISION: &str = "prostate-localised";

fn content() -> Content {
    folder::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content")).unwrap()
}

fn unit() -> Unit {
    Unit::Decision { id: DECISION.into(), lang: "en".into() }
}

fn pack() -> String {
    // What keeps numbers together on a line is no part of the words.
    let html = review::html(&content(), Some(DECISION), TODAY).unwrap();
    html.replace('\u{a0}', " ").replace("<wbr>", "")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn every_finding_is_there_with_its_published_value() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    let (decision, trail) = (card.decision.as_ref().unwrap(), card.trail.as_ref().unwrap());
    let mut seen = 0;
    for table in &decision.tables {
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let Cell::Finding(finding) = cell else { continue };
                let line = trail.lines.iter().find(|line| {
                    line.when == finding.over()
                        && matches!(&line.card, OnCard::Outcome { row: id, option, .. }
                            if *id == row.id && *option == column.option)
                });
                let line = line.unwrap_or_else(|| panic!("{} {} has no line", row.id, column.option));
                let OnCard::Outcome { count, .. } = &line.card else { panic!("not a number") };
                let name = tandem::cards::prose::plain(&column.studied);
                let shown = format!("</b>{}</td><td>", escaped(&format!("{count} ({name})")));
                let there = pack.match_indices(&shown).any(|(at, _)| {
                    let rest = &pack[at..];
                    rest.split("</tr>").next().unwrap().contains(&escaped(&line.published))
                });
                assert!(there, "{count} ({name}): {}", line.published);
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
    assert_eq!(pack.matches("☐ agrees").count(), pack.matches("☐ differs").count());
    assert!(pack.matches("☐ agrees").count() >= trail.lines.len());
}

#[test]
fn every_line_of_the_trail_is_there() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    for line in &card.trail.as_ref().unwrap().lines {
        for said in [&line.published, &line.who, &line.how] {
            assert!(pack.contains(&escaped(said)), "{said}");
        }
    }
}

#[test]
fn every_word_is_there() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    let missing: Vec<_> = card
        .passages
        .iter()
        .filter(|passage| passage.part != Part::Source && !passage.plain.is_empty())
        .filter(|passage| {
            // Footnotes stand between the words as numbers of sources: the words before the first are looked for.
            let first = passage.words.iter().take_while(|it| !matches!(it, tandem::cards::Inline::Note(_)));
            let before = tandem::cards::prose::plain(&first.cloned().collect::<Vec<_>>());
            !pack.contains(&escaped(&before))
        })
        .map(|passage| passage.plain.clone())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_marks_are_those_of_what_stands_there() {
    let (content, pack) = (content(), pack());
    let evidence = content.text(&format!("{DECISION}/en/evidence.md")).unwrap();
    assert!(pack.contains(&format!("reviewed-evidence: {}", mark::of_evidence(evidence))));
    let card = Card::read(&content, &unit(), TODAY);
    let files = card.files.iter().filter(|file| file.option.is_some() || file.name == "decision.md");
    let text = mark::of_text(files.map(|file| (file.name.as_str(), file.text)));
    assert!(pack.contains(&format!("reviewed-text: {text}")));
}

#[test]
fn it_needs_no_other_file_and_asks_for_none() {
    let pack = pack();
    for sign in [
        "<script",
        "src=",
        "url(",
        "@import",
        "<link",
        "http-equiv=\"refresh\"",
        "display: grid",
        "display: flex",
    ] {
        assert!(!pack.contains(sign), "{sign}");
    }
    assert!(pack.contains("default-src 'none'"));
}

#[test]
fn sheets_can_be_reviewed_too_and_all_at_once() {
    let content = content();
    let sheet = review::html(&content, Some("sheets-follow-up-plan"), TODAY).unwrap();
    assert!(sheet.contains("reviewed-text: ") && !sheet.contains("reviewed-evidence: "));
    assert!(review::html(&content, Some("no-such"), TODAY).is_err());
    let all = review::html(&content, None, TODAY).unwrap();
    let chapters = units(&content).len() - 1;
    assert_eq!(all.matches("class=\"chapter\"").count(), chapters);
}
