//! What authors write is read whole, and what is broken in it is left out with a remark that says where: no accident in a
//! text stops the rest from being read, shows a number that its author did not write, or lets markup through.
//!
//! Each folder in `tests/cards` holds a topic with one thing broken, named for the remark it must get; a file that is not in
//! a folder is taken from `whole`. What is said of each stands in its `expected.txt`; `SNAPSHOTS=overwrite` accepts what is
//! said now.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tandem::cards::decision::option_files;
use tandem::cards::{Block, Cell, Count, Date, Decision, Freshness, Inline, Piece, Status, Target};
use tandem::text::{Code, Remark};

#[path = "cards/mutation.rs"]
mod mutation;
#[path = "cards/shipped.rs"]
mod shipped;

use shipped::{files, findings, read, topic};

#[test]
fn every_broken_card_is_explained() {
    let mut said = Vec::new();
    let mut different = Vec::new();
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_string();
        let remarks = read(&files_of(&folder)).1;
        let lines: String = remarks.iter().map(line).collect();
        let expected = folder.join("expected.txt");
        if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
            fs::write(&expected, &lines).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != lines {
            different.push(format!("{name}:\n{lines}"));
        }
        if name != "whole" {
            assert!(
                remarks.iter().any(|remark| remark.code.slug() == name),
                "{name} got no such remark:\n{lines}"
            );
            said.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "not as in expected.txt; SNAPSHOTS=overwrite accepts this:\n{}",
        different.join("\n")
    );
    let all: BTreeSet<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
    let covered = said.iter().map(String::as_str).collect();
    assert_eq!(all, covered, "each remark has one folder");
}

#[test]
fn a_remark_says_where() {
    for folder in folders() {
        let files = files_of(&folder);
        for remark in read(&files).1 {
            let place = line(&remark);
            let text =
                &files.iter().find(|(name, _)| *name == remark.file).unwrap_or_else(|| panic!("{place}")).1;
            let line = text.lines().nth(remark.position.line - 1).unwrap_or_default();
            assert!(remark.position.column <= line.chars().count() + 1, "{place}");
        }
    }
}

/// Whatever is broken, what is not broken is there.
#[test]
fn one_broken_thing_leaves_the_rest_readable() {
    let without_table = ["table-shape", "corner-shape"];
    let without_row = ["row-shape", "row-time", "row-certainty", "row-source", "row-difference"];
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (decision, _) = read(&files_of(&folder));
        let options = match name {
            "no-choices" => 1,
            "card-missing" => 3,
            "too-much" => 12,
            _ => 2,
        };
        assert_eq!(decision.options.len(), options, "{name}");
        assert_eq!(decision.tables.len(), usize::from(!without_table.contains(&name)), "{name}");
        for table in &decision.tables {
            assert_eq!(table.rows.len(), if without_row.contains(&name) { 1 } else { 2 }, "{name}");
            assert_eq!(table.columns.len(), if name == "column-shape" { 1 } else { 2 }, "{name}");
            assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{name}");
        }
        assert_eq!(decision.matters.len(), 1, "{name}");
        assert_eq!(decision.prompts.len(), 1, "{name}");
        assert_eq!(decision.heading, "My choices for a sore knee", "{name}");
        assert_eq!(
            decision.sections.iter().filter(|section| section.heading == "Who is this for?").count(),
            1,
            "{name}"
        );
    }
}

#[test]
fn a_missing_card_is_named_and_the_others_stay() {
    let (decision, _) = read(&files_of(&fixture("card-missing")));
    let known: Vec<_> = decision
        .options
        .iter()
        .map(|option| (option.id.as_str(), option.title.as_str(), option.missing))
        .collect();
    assert_eq!(
        known,
        [("rest", "Rest", false), ("operation", "An operation", false), ("brace", "A brace", true)]
    );
}

#[test]
fn a_cell_that_cannot_be_read_is_left_out_alone() {
    for name in ["count-shape", "count-past"] {
        let (decision, _) = read(&files_of(&fixture(name)));
        let row = &decision.tables[0].rows[0];
        assert!(matches!(row.cells[0], Cell::LeftOut), "{name}: {:?}", row.cells);
        assert!(matches!(decision.tables[0].rows[1].cells[0], Cell::Finding(_)), "{name}");
    }
    let (decision, _) = read(&files_of(&fixture("count-past")));
    assert!(matches!(decision.tables[0].rows[0].cells[1], Cell::LeftOut), "outside its own range");
}

/// Each of these is how somebody might write a number. None may become one.
#[test]
fn a_malformed_cell_is_never_a_number() {
    let malformed = [
        "46%",
        "1 in 4",
        "46 of 100",
        "46/100",
        "4.6",
        "-46",
        "−46",
        "٤٦",
        "46-50",
        "46–50",
        "(46)",
        "46 (40 to 50",
        "46 40 to 50)",
        "46 (40-50)",
        "46 (50 to 40)",
        "46 (47 to 50)",
        "50 to 46",
        "46 to 46",
        "46 to",
        "to 46",
        "about",
        "about 101",
        "101",
        "4 6",
        "1,00",
        "4,6",
        ",46",
        "46,",
        "99999999999999999999",
        "46?",
        "46 men",
        "forty-six",
        "> 46",
        "1e1",
        "0x1f",
        "+46",
        "46 (40 to 101)",
        "not  known?",
        "unknown",
        "",
        "-",
        "—",
        "n/a",
    ];
    for cell in malformed {
        let (decision, remarks) = whole_with("| 60 |", &format!("| {cell} |"));
        assert!(
            matches!(decision.tables[0].rows[0].cells[0], Cell::LeftOut),
            "{cell:?}: {:?}",
            decision.tables[0].rows[0].cells[0]
        );
        let codes: Vec<_> = remarks.iter().map(|remark| remark.code).collect();
        assert!(matches!(codes.as_slice(), [Code::CountShape | Code::CountPast]), "{cell:?}: {codes:?}");
    }
}

/// Spaces that look like any other are read like any other, in a cell and in the head.
#[test]
fn odd_spaces_are_spaces() {
    for space in ['\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', '\u{3000}'] {
        let files: Vec<(String, String)> = files_of(&fixture("whole"))
            .into_iter()
            .map(|(name, text)| {
                let text = text
                    .replace("70 (61 to 78)", &"70 (61 to 78)".replace(' ', &space.to_string()))
                    .replace("not known", &format!("not{space}known"))
                    .replace("| low |", &format!("|{space}low |"))
                    .replace("status: example", &format!("status:{space}example{space}"))
                    .replace("reviewers: none", &format!("reviewers:\n-{space}none"))
                    .replace("Out of 100 people", &format!("Out of{space}100{space}people"));
                (name, text)
            })
            .collect();
        let (decision, remarks) = read(&files);
        assert_eq!(remarks, [], "{space:?}");
        let cells = &decision.tables[0].rows[0].cells;
        assert!(matches!(&cells[1], Cell::Finding(it) if it.count().seen() == (70, 70)), "{cells:?}");
        assert_eq!((decision.meta.status, decision.meta.reviewers.len()), (Status::Example, 0));
        assert_eq!(decision.tables[0].people.group, "people");
    }
}

/// Editors put a mark before a text that says in which order its bytes are. It is nobody's problem.
#[test]
fn a_byte_order_mark_changes_nothing() {
    let marked = |text: &str| format!("\u{feff}{text}");
    let words = shipped::text("words/en.yaml");
    let paper = shipped::text("words/en.paper.yaml");
    fn source(text: &str) -> tandem::text::Source<'_> {
        tandem::text::Source { name: "en.yaml", text }
    }
    assert_eq!(tandem::words::Words::read(source(&marked(&words))).1, []);
    assert_eq!(tandem::words::PaperWords::read(source(&marked(&paper))).1, []);
    let settings = "own-address: https://a.example\n";
    let read_settings = |text: &str| tandem::cards::settings::Settings::read(source(text));
    assert_eq!(read_settings(&marked(settings)), read_settings(settings));
    let library = shipped::text("library.en.md");
    let topics = |text: &str| tandem::cards::library::read(source(text));
    assert_eq!(topics(&marked(&library)), topics(&library));
    let service = shipped::text("service.en.md");
    let facts = |text: &str| tandem::cards::service::read(source(text));
    assert_eq!(facts(&marked(&service)).1, []);
    assert_eq!(facts(&marked(&service)).0.facts.len(), facts(&service).0.facts.len());
    let plain = files_of(&fixture("whole"));
    let with: Vec<_> = plain.iter().map(|(name, text)| (name.clone(), marked(text))).collect();
    let (decision, remarks) = read(&with);
    assert_eq!(remarks, []);
    assert_eq!(decision.options.len(), read(&plain).0.options.len());
}

/// Lists begin where their author begins them; a footnote may hold what other words hold.
#[test]
fn first_numbers_and_footnotes_are_kept() {
    let text = "Wear it until you are at least\n\n40. Then you can stop.\n\nA word.\n\n41. More.";
    let (decision, remarks) = whole_with("People with one sore knee.", text);
    assert_eq!(remarks, []);
    let firsts: Vec<u64> = decision
        .section("who-for")
        .unwrap()
        .pieces
        .iter()
        .filter_map(|piece| match piece.block {
            Block::Steps(first, _) => Some(first),
            _ => None,
        })
        .collect();
    assert_eq!(firsts, [40, 41]);
    let (decision, remarks) = whole_with(
        "[Its page](https://example.org/trial).",
        "[Its page](https://example.org/trial).\n\n    - One.\n    - Two.\n\n    7. Seven.\n",
    );
    assert_eq!(remarks, []);
    assert_eq!(words_in(&decision.sources[0].words), "A trial. 2020. Its page. One. Two. 7. Seven.");
}

/// What is not shown is said where it stands.
#[test]
fn words_that_are_not_shown_are_said() {
    let said = [
        ("People with one sore knee.", "[Remember]: Stop-if-it-hurts!", "Remember]: Stop-if-it-hurts"),
        ("People with one sore knee.", "1. One\n2. Two\n4. Four", "4"),
        ("People with one sore knee.", "[a](https://a.example \"if it hurts\")", "if it hurts"),
        ("- [Rest](rest.md)", "- [Rest](rest.md): not for everybody", ": not for everybody"),
        ("[walking a mile](#walked), ", "[walking a mile](#walked), but slowly, ", ", but slowly,"),
        ("- [How long is the wait?](#wait)", "First:\n\n- [How long is the wait?](#wait)", "First:"),
        ("[had a fall](#fell)[^a]", "[had a fall](#fell)[^a] at home", "at home"),
        (
            "Shall I rest it",
            "Read this first.\n\nShall I rest it",
            "Shall I rest it, or have it operated on?",
        ),
    ];
    for (old, new, words) in said {
        let (_, remarks) = whole_with(old, new);
        let found = remarks.iter().any(|it| it.code == Code::WordsLeftOut && it.about == words);
        assert!(found, "{new}: {remarks:?}");
    }
    for lazy in ["1. One\n1. Two\n1. Three", "7. One\n7. Two", "1) One\n2) Two", "<!-- One -->"] {
        assert_eq!(whole_with("People with one sore knee.", lazy).1, [], "{lazy}");
    }
}

/// A sentence in italics stands where there is no count. A number in it would have no people, no range and no picture.
#[test]
fn italics_do_not_smuggle_a_number_in() {
    for cell in ["*46*", "*46%*", "*1 in 4*"] {
        let (decision, _) = whole_with("| 60 |", &format!("| {cell} |"));
        assert!(matches!(decision.tables[0].rows[0].cells[0], Cell::LeftOut), "{cell:?}");
    }
}

#[test]
fn a_corner_without_people_is_refused() {
    let (decision, remarks) = whole_with("Out of 100 people", "Out of 100");
    assert!(decision.tables.is_empty());
    assert!(remarks.iter().any(|remark| remark.code == Code::CornerShape), "{remarks:?}");
}

#[test]
fn no_table_of_numbers_passes_unread() {
    let table = "| Out of 100 people | [Rest](rest.md) |\n|---|---|\n| [lived](#lived) | 46 |\n\n";
    let (_, below) = whole_with("## [What people say", &format!("{table}## [What people say"));
    assert!(!below.is_empty(), "a second table under one heading is shown with whatever stands in it");
    let (_, before) = whole_with("### [Walking]", &format!("{table}### [Walking]"));
    assert!(!before.is_empty(), "a table before the first heading is dropped without a word");
}

#[test]
fn two_things_with_one_id_are_remarked_on() {
    let twice = [
        (
            "- [I want to walk](#walk)",
            "- [I want to rest](#walk): [walking](#walked)\n- [I want to walk](#walk)",
        ),
        ("- [How long is the wait?](#wait)", "- [How long is the wait?](#wait)\n- [Who will do it?](#wait)"),
        ("### [Walking](#walking)", "### [Walking](#who-for)"),
        // Addresses of the app's own places.
        ("(#who-for)", "(#about)"),
        ("(#who-for)", "(#numbers)"),
    ];
    for (old, new) in twice {
        assert!(whole_with(old, new).1.iter().any(|remark| remark.code == Code::IdTwice), "{new}");
    }
}

#[test]
fn a_column_about_no_choice_is_remarked_on() {
    let (_, remarks) = whole_with("| [Operation](operation.md) |", "| [Operation](operations.md) |");
    assert!(!remarks.is_empty());
}

#[test]
fn a_remark_stands_where_the_mistake_is() {
    for (name, words) in [("link-to-nothing", "(#how)"), ("card-missing", "brace.md")] {
        let files = files_of(&fixture(name));
        let line = files[0].1.lines().position(|line| line.contains(words)).unwrap() + 1;
        assert_eq!(read(&files).1[0].position.line, line, "{name}");
    }
}

#[test]
fn a_comment_is_for_other_authors_however_long() {
    let (_, remarks) = whole_with(
        "People with one sore knee.",
        "<!--\nChecked\nby two people\n-->\n\nPeople with one sore knee.",
    );
    assert_eq!(remarks, []);
    let (_, remarks) = whole_with(
        "People with one sore knee.",
        "<!-- a --> <script>steal()</script>\n\nPeople with one sore knee.",
    );
    assert!(!remarks.is_empty(), "what stands beside a comment is no comment");
}

#[test]
fn items_of_a_line_that_was_refused_go_to_no_other_key() {
    let (decision, _) = whole_with("funding: None.", "funding: None.\nreviewers:\n  - Dr Nobody");
    assert_eq!(decision.meta.funding, "None.");
    assert!(!format!("{:?}", decision.meta).contains("Nobody"), "{:?}", decision.meta);
    let (decision, _) = whole_with("reviewers: none", "reviewers: none\nchecked by:\n  - Dr Nobody");
    assert_eq!(decision.meta.reviewers, [""; 0]);
}

#[test]
fn markup_scripts_and_pictures_never_reach_the_model() {
    let hostile = [
        "<script>steal()</script>",
        "<img src=x onerror=steal()>",
        "a <b onclick=steal()>b</b>",
        "<svg><script>steal()</script></svg>",
        "[a](javascript:steal())",
        "[a](JaVaScRiPt:steal())",
        "[a](java\tscript:steal())",
        "[a](data:text/html,steal)",
        "[a](vbscript:steal)",
        "[a](//steal.example)",
        "[a](http://steal.example)",
        "[a](file:///steal)",
        "[a](/steal)",
        "[a](../steal.md)",
        "[a](steal/x.md)",
        "![a](https://steal.example/a.png)",
        "![a][steal]\n\n[steal]: https://steal.example/a.png",
        "<javascript:steal()>",
        "[a](&#106;avascript:steal())",
        "[a]: javascript:steal()\n\n[a]",
        "<iframe src=steal></iframe>",
        "<!-- --><p>steal</p>",
    ];
    for text in hostile {
        let (decision, _) = whole_with("People with one sore knee.", text);
        let section = decision.section("who-for").unwrap();
        assert!(
            !shown(&section.pieces).contains("onerror") && !shown(&section.pieces).contains("<"),
            "{text}: {:?}",
            section.pieces
        );
        assert!(targets(&section.pieces).is_empty(), "{text}: {:?}", targets(&section.pieces));
    }
    let (decision, remarks) = whole_with(
        "People with one sore knee.",
        "[a](https://a.example) [b](mailto:b@a.example) [c](tel:+441)",
    );
    assert_eq!(targets(&decision.section("who-for").unwrap().pieces).len(), 3);
    assert_eq!(remarks, []);
}

/// A link that is not safe keeps its words; a picture, a script or a block of code leaves nothing behind.
#[test]
fn what_is_left_out_leaves_the_words_around_it() {
    let expected = [
        ("link-left-out", "People with one sore knee."),
        ("picture-left-out", "People with one sore knee. "),
        ("block-left-out", "People with one sore knee."),
        ("html-left-out", "People with one sore knee."),
    ];
    for (name, words) in expected {
        let (decision, _) = read(&files_of(&fixture(name)));
        assert_eq!(shown(&decision.section("who-for").unwrap().pieces), words, "{name}");
    }
}

#[test]
fn the_shipped_topic_is_read_whole() {
    let topic = topic();
    let order: Vec<_> =
        topic.options.iter().map(|option| (option.id.as_str(), option.no_treatment)).collect();
    // Waiting or staying as now is always a choice.
    let expected = [
        ("active-surveillance", true),
        ("surgery", false),
        ("radiotherapy", false),
        ("watchful-waiting", true),
    ];
    assert_eq!(order, expected);
    assert!(topic.options.iter().all(|option| !option.missing && !option.intro.is_empty()));
    // Shown alike: the same headings in the same order.
    let headings =
        |at: usize| topic.options[at].sections.iter().map(|it| (&it.id, &it.heading)).collect::<Vec<_>>();
    for at in 1..topic.options.len() {
        assert_eq!(headings(0), headings(at), "{}", topic.options[at].id);
    }
    for id in ["who-for", "who-not-for", "who-studied", "when"] {
        assert!(topic.section(id).is_some(), "{id} is always there");
    }
    assert_eq!((topic.tables.len(), topic.matters.len(), topic.prompts.len()), (12, 12, 11));
    assert_eq!(topic.meta.status, Status::Example);
    assert!(topic.meta.reviewers.is_empty(), "nobody has reviewed it");
}

#[test]
fn every_shipped_number_has_a_source_that_says_something() {
    let topic = topic();
    assert!(findings(topic).len() > 50);
    for (table, row, _) in findings(topic) {
        assert!(!table.lead.is_empty(), "{}: who was studied?", table.id);
        for key in row.sources.keys() {
            let number = topic.source_number(key).unwrap_or_else(|| panic!("{}: no source {key}", row.label));
            assert!(words_in(&topic.sources[number - 1].words).len() > 20, "{key}");
        }
    }
    let cells = topic.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    assert!(cells.clone().all(|cell| !matches!(cell, Cell::LeftOut)));
    for row in topic.tables.iter().flat_map(|table| &table.rows) {
        assert!(!row.difference.is_empty(), "{}", row.label);
    }
}

#[test]
fn deaths_from_one_cause_stand_with_deaths_from_any_cause() {
    let died = |id: &str| id.starts_with("died-");
    let mut tables = 0;
    for table in &topic().tables {
        let ids: Vec<&str> = table.rows.iter().map(|row| row.id.as_str()).filter(|id| died(id)).collect();
        if !ids.is_empty() {
            tables += 1;
            assert!(table.is_survival(), "{} stands behind a link of its own", table.id);
            assert!(ids.iter().any(|id| id.starts_with("died-any")), "{}: {ids:?}", table.id);
        }
    }
    assert_eq!(tables, 2);
}

#[test]
fn everything_that_matters_leads_somewhere() {
    for matter in &topic().matters {
        assert!(!matter.about.is_empty(), "{}", matter.words);
        for id in &matter.about {
            let row = !topic().rows_about(id).is_empty();
            assert!(row || topic().heading_line(id).is_some() || topic().section(id).is_some(), "{id}");
        }
    }
}

#[test]
fn lines_are_numbered_through() {
    let topic = topic();
    let headings = topic.shared_headings();
    let first = headings.iter().map(|(id, _)| topic.heading_line(id).unwrap());
    let lines = topic.tables.iter().flat_map(|table| &table.rows).map(|row| row.line);
    let all: Vec<usize> = first.chain(lines).collect();
    assert_eq!(all, (1..=all.len()).collect::<Vec<_>>());
}

#[test]
fn a_card_says_when_it_is_past_its_date() {
    let meta = &topic().meta;
    let on = |text| meta.freshness(Date::read(text).unwrap());
    assert_eq!(on("2026-11-22"), Freshness::Current);
    assert_eq!(on("2027-11-30"), Freshness::Current, "its last day");
    assert_eq!(on("2027-12-01"), Freshness::PastReview);
    assert_eq!(on("2028-11-30"), Freshness::PastReview);
    assert_eq!(on("2028-12-01"), Freshness::Expired);
    let withdrawn =
        files().into_iter().map(|(name, text)| (name, text.replace("status: example", "status: withdrawn")));
    let (decision, remarks) = read(&withdrawn.collect::<Vec<_>>());
    assert_eq!(remarks, []);
    assert_eq!(decision.meta.freshness(Date::read("2026-11-22").unwrap()), Freshness::Expired);
}

#[test]
fn the_list_of_topics_leads_to_cards_that_are_there() {
    let text = shipped::text("library.en.md");
    let (topics, remarks) =
        tandem::cards::library::read(tandem::text::Source { name: "library.en.md", text: &text });
    assert_eq!(remarks, []);
    assert!(topics.iter().any(|topic| topic.id == shipped::TOPIC));
    for topic in topics {
        let folder = tandem::cards::library::folder(&topic.id, &topic.lang);
        assert!(shipped::content().join(folder).join("decision.md").is_file(), "{}", topic.id);
        assert!(
            !topic.title.is_empty() && !topic.whom.is_empty() && !topic.whom.starts_with(':'),
            "{topic:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>(), option in any::<String>()) {
        let files = [("decision.md".to_string(), text), ("surgery.md".to_string(), option)];
        let (decision, remarks) = read(&files);
        prop_assert!(decision.tables.is_empty() && !remarks.is_empty());
        let _ = option_files(&files[0].1);
    }

    #[test]
    fn any_accident_leaves_something_that_can_be_shown(
        which in 0usize..5,
        accidents in mutation::accidents(&PIECES),
    ) {
        let mut files = files();
        files[which].1 = mutation::after(&files[which].1, &accidents);
        let (decision, remarks) = read(&files);
        let _ = option_files(&files[0].1);
        // Every number that is shown is whole, and was written by the author.
        for (table, row, finding) in findings(&decision) {
            let (low, high) = finding.count().seen();
            prop_assert!(low <= high && high <= finding.people().denominator());
            prop_assert!(!finding.over().is_empty() && !finding.people().group.is_empty() && !row.label.is_empty());
            prop_assert!(row.sources.keys().count() > 0 && row.cells.len() == table.columns.len());
            let plain = files[0].1.replace(',', "");
            prop_assert!(plain.contains(&low.to_string()) && plain.contains(&high.to_string()));
        }
        let all = decision.sections.iter().chain(decision.options.iter().flat_map(|option| &option.sections));
        for target in all.flat_map(|section| targets(&section.pieces)) {
            let safe = ["https://", "mailto:", "tel:"].iter().any(|start| target.to_lowercase().starts_with(start));
            prop_assert!(safe, "{target}");
        }
        for remark in remarks {
            prop_assert!(remark.position.line > 0 && remark.position.column > 0);
        }
    }

    #[test]
    fn a_number_is_what_its_cell_says(cell in "(about )?[0-9]{1,4}( to [0-9]{1,3}| \\([0-9]{1,3} to [0-9]{1,3}\\)|[ ,.%()a-z-]{0,6})?") {
        let (decision, _) = whole_with("| 60 |", &format!("| {cell} |"));
        if let Cell::Finding(finding) = &decision.tables[0].rows[0].cells[0] {
            let said = match finding.count() {
                Count::Exact(count) => format!("{count}"),
                Count::About(count) => format!("about {count}"),
                Count::Across { low, high } => format!("{low} to {high}"),
                Count::Likely { count, low, high } => format!("{count} ({low} to {high})"),
                Count::Rarer => "fewer than 1".to_string(),
            };
            prop_assert_eq!(canonical(&said), canonical(&cell));
        }
    }
}

/// A card of 200 kB is far longer than any. It must not hang a phone, whatever it is made of.
#[test]
fn a_very_long_card_is_read_in_time() {
    let row = "| [a](#a)[^a] | 1 | x | high | x |\n";
    let table = "## [O](#outcomes)\n\n### [a](#a)\n\nx\n\n| Out of 100 men | [a](a.md) | [w](#over) | [s](#sure) | [d](#difference) |\n|-|-|-|-|-|\n";
    for (start, one) in [
        ("", "Words and more words.\n\n"),
        ("", "[a](https://a.example) "),
        ("", "x[^a] "),
        ("", "*a _b "),
        ("", "["),
        ("", "`"),
        ("", "- a\n"),
        ("", "| a | b |\n|---|---|\n| 1 | 2 |\n\n"),
        (table, row),
        ("## [M](#matters)\n\n", "- [x](#x): [who](#who)\n"),
    ] {
        in_time(&format!("---\ntitle: a\n---\n\n# a\n\n{start}{}", one.repeat(200_000 / one.len())), one);
    }
    let shipped = &files()[0].1;
    in_time(&shipped.repeat(200_000 / shipped.len() + 1), "the shipped topic, many times");
}

#[test]
fn a_very_long_card_full_of_mistakes_is_read_in_time() {
    for one in ["<b>", "[a](x) ", "## [a](#a)\n", "## a\n"] {
        in_time(&format!("---\ntitle: a\n---\n\n# a\n\n{}", one.repeat(200_000 / one.len())), one);
    }
    let keys: String = (0..20_000).map(|key| format!("key{key}: v\n")).collect();
    in_time(&format!("---\n{keys}---\n"), "keys");
}

#[test]
fn quotes_within_quotes_within_quotes_are_no_trap() {
    let text = format!("---\ntitle: a\n---\n\n# a\n\n{} deep\n", ">".repeat(50_000));
    let reader = std::thread::Builder::new().stack_size(1024 * 1024);
    reader.spawn(move || drop(read(&[("decision.md".to_string(), text)]))).unwrap().join().unwrap();
}

/// The best of a few tries, since other things run on the machine too; where the system tells, the time on a processor.
fn in_time(text: &str, what: &str) {
    let busy = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
    };
    let tries = (0..5).map(|_| {
        let (start, clock) = (busy(), Instant::now());
        let _ = read(&[("decision.md".to_string(), text.to_string())]);
        busy().zip(start).map_or_else(|| clock.elapsed(), |(end, start)| end - start)
    });
    let fast = tries.into_iter().any(|took| took < Duration::from_secs(2));
    assert!(fast, "{what:?}: {} bytes took more than two seconds", text.len());
}

/// Signs and words that mean something in a card.
const PIECES: [&str; 30] = [
    "|",
    "[",
    "](",
    ")",
    "#",
    "\n",
    "\n\n",
    "---\n",
    "[^p15]",
    "[^",
    "*",
    "`",
    "<b>",
    "<script>",
    "](javascript:x)",
    "![",
    "> ",
    "- ",
    "1. ",
    "| 46 ",
    "(2 to 5)",
    "not known",
    "about ",
    "1,000",
    "\u{0}",
    "\u{feff}",
    "🧑‍⚕️",
    "\r\n",
    "\t",
    "\\",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards")
}

fn fixture(name: &str) -> PathBuf {
    root().join(name)
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.len() > 20);
    folders
}

/// The files of a folder, with those of `whole` for the choices that it does not have.
fn files_of(folder: &Path) -> Vec<(String, String)> {
    let main = fs::read_to_string(folder.join("decision.md")).unwrap();
    let others = option_files(&main).into_iter().filter_map(|name| {
        let found = [folder.join(&name), fixture("whole").join(&name)]
            .into_iter()
            .find_map(|path| fs::read_to_string(path).ok());
        Some((name, found?))
    });
    std::iter::once(("decision.md".to_string(), main.clone())).chain(others).collect()
}

/// The whole topic with one thing changed.
fn whole_with(old: &str, new: &str) -> (Decision, Vec<Remark>) {
    let mut files = files_of(&fixture("whole"));
    assert!(files[0].1.contains(old), "{old}");
    files[0].1 = files[0].1.replacen(old, new, 1);
    read(&files)
}

/// `decision.md:12:1 head-line the words it is about`
fn line(remark: &Remark) -> String {
    let place = format!("{}:{}:{}", remark.file, remark.position.line, remark.position.column);
    let said = format!("{place} {} {}", remark.code.slug(), remark.about.replace('\n', " "));
    format!("{}\n", said.trim_end())
}

/// A cell without what may be written in more than one way.
fn canonical(cell: &str) -> String {
    let cell = cell.replace([',', ' '], "");
    let mut kept = String::new();
    for sign in cell.chars() {
        // Zeros before a number say nothing.
        let after_digit = kept.ends_with(|before: char| before.is_ascii_digit());
        if after_digit
            && kept.ends_with('0')
            && !kept.trim_end_matches('0').ends_with(|it: char| it.is_ascii_digit())
            && sign.is_ascii_digit()
        {
            kept.pop();
        }
        kept.push(sign);
    }
    kept
}

fn words_in(inlines: &[Inline]) -> String {
    tandem::cards::prose::plain(inlines)
}

/// All words of some blocks.
fn shown(pieces: &[Piece]) -> String {
    let mut all = String::new();
    walk(pieces, &mut |inline| {
        if let Inline::Text(text) = inline {
            all.push_str(text);
        }
    });
    all
}

/// The addresses outside that some blocks lead to.
fn targets(pieces: &[Piece]) -> Vec<String> {
    let mut all = Vec::new();
    walk(pieces, &mut |inline| {
        if let Inline::Link(Target::Outside(address), _) = inline {
            all.push(address.clone());
        }
    });
    all
}

fn walk(pieces: &[Piece], see: &mut impl FnMut(&Inline)) {
    for piece in pieces {
        match &piece.block {
            Block::Paragraph(words) | Block::Heading(_, words) => walk_inlines(words, see),
            Block::List(items) | Block::Steps(_, items) => {
                items.iter().for_each(|item| walk(&item.pieces, see));
            }
            Block::Table(head, rows) => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| walk_inlines(&cell.words, see));
            }
            Block::Quote(inside) => walk(inside, see),
        }
    }
}

fn walk_inlines(inlines: &[Inline], see: &mut impl FnMut(&Inline)) {
    for inline in inlines {
        see(inline);
        if let Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) = inline {
            walk_inlines(inside, see);
        }
    }
}

/// A review is of one text: readers are told as soon as any other word stands there.
#[test]
fn a_change_after_the_review_is_told() {
    use tandem::cards::mark::of_text;
    let mut files = files_of(&fixture("whole"));
    // The fixture's files stand in the order of the choices.
    let mark = of_text(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let decision = files.iter_mut().find(|(name, _)| name == "decision.md").unwrap();
    decision.1 = decision.1.replace(
        "status: example",
        &format!("status: reviewed\nreviewed: 2026-12-01\nreviewed-text: {mark}"),
    );
    assert!(!read(&files).0.meta.changed_since_review);
    let rest = files.iter_mut().find(|(name, _)| name == "rest.md").unwrap();
    rest.1.push_str("\nRest is best.\n");
    let meta = read(&files).0.meta;
    assert!(meta.changed_since_review);
    let words = shipped::words();
    let said = tandem::summary::sentence::status(words, &meta);
    assert_eq!(said, words.get(tandem::words::Word::ChangedSinceReview));
}
