//! What the checker takes words, colours, addresses and files for: what is right is let through, and what is wrong is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use tandem::cards::{Date, service};
use tandem::check::country::{facts, filled, of_service};
use tandem::check::structure::links::{bad_address, paper_path};
use tandem::check::structure::outcome::{Deaths, Nature, deaths, nature};
use tandem::check::structure::tables::years;
use tandem::check::structure::theme::faults;
use tandem::check::{self, Content, Unit};
use tandem::text::Source;

#[test]
fn what_happened_is_wanted_or_not_where_its_words_say_so() {
    use Nature::{Unwanted, Wanted};
    for (label, expected) in [
        ("died of prostate cancer", Some(Unwanted)),
        ("could walk a mile", Some(Wanted)),
        ("could not walk a mile", Some(Unwanted)),
        ("had erections firm enough for sex", Some(Wanted)),
        ("had a moderate or severe erection problem", Some(Unwanted)),
        ("managed with no leak and no pad", Some(Wanted)),
        ("had no pain", Some(Wanted)),
        ("had less pain", Some(Wanted)),
        ("used fewer pads than before", Some(Wanted)),
        ("had no feeling in the hands", None),
        ("stayed alive and free of cancer", Some(Wanted)),
        ("had cancer that came back", Some(Unwanted)),
        ("had a mastectomy next, and no more operations", None),
        ("had needs that were not met", None),
        ("used health care", None),
        ("lost weight", None),
        ("kept leaking", Some(Unwanted)),
        ("lived with pain", Some(Unwanted)),
        ("were not free of pain", Some(Unwanted)),
        ("were never cured", Some(Unwanted)),
        ("not given oxaliplatin stayed alive", None),
        ("were readmitted", Some(Unwanted)),
        ("had side effects", Some(Unwanted)),
        ("vomited", Some(Unwanted)),
        ("healed", Some(Wanted)),
        ("slept well", Some(Wanted)),
    ] {
        assert_eq!(nature(label), expected, "{label}");
    }
}

#[test]
fn deaths_are_from_one_cause_or_from_any() {
    for label in [
        "died of any cause",
        "died",
        "died within 5 years",
        "had died by the end of the trial",
        "stayed alive",
        "were still alive after 10 years",
        "given oxaliplatin stayed alive",
        "lived for 5 years",
        "survived",
        "did not survive",
        "passed away",
        "died of any cause within a year of the operation",
    ] {
        assert_eq!(deaths(label), Some(Deaths::AnyCause), "{label}");
    }
    for label in [
        "died of breast cancer",
        "died by knee trouble",
        "died with knee trouble",
        "died after knee trouble",
        "died in hospital of knee trouble",
        "died early of knee trouble",
        "had a knee-related death",
        "death caused by the operation",
        "died of any cause of the knee",
        "were killed by a fall",
        "had a fatal fall",
        "had a deadly fall",
        "lost their life to a fall",
        "passed away from a stroke",
        "did not survive the operation",
    ] {
        assert_eq!(deaths(label), Some(Deaths::OneCause), "{label}");
    }
    for label in [
        "stayed alive and free of cancer",
        "had a fall",
        "were afraid of death",
        "felt more alive",
        "survived a stroke",
        "had a partner who died",
        "lived at home",
        "lived with pain",
        "passed urine at night",
    ] {
        assert_eq!(deaths(label), None, "{label}");
    }
}

#[test]
fn years_are_found() {
    let found = |text: &str| years(text).collect::<Vec<_>>();
    assert_eq!(found("joined in 1999 to 2009, published in 2023."), [1999, 2009, 2023]);
    assert_eq!(found("in the 1980s. In 2000 people were asked, in 2001, men were"), [1980, 2000, 2001]);
    assert_eq!(found("1999년에서 2009년 사이에, 2024년에 발표, 남성 1,643명"), [1999, 2009, 2024]);
    assert_eq!(found("2000 people, and 1950 men"), Vec::<u16>::new());
    assert_eq!(found("1,643 men, 20231 tests, 0.2000"), Vec::<u16>::new());
}

#[test]
fn addresses_that_lead_out() {
    for good in ["https://www.nice.org.uk/x", "HTTPS://a.b", "mailto:a@b.org", "tel:+44-20-7946", "tel:999"] {
        assert_eq!(bad_address(good), None, "{good}");
    }
    for bad in ["mailto:", "mailto:ann", "mailto:@b.org", "tel:", "tel:abc", "https://", "https://here"] {
        assert!(bad_address(bad).is_some(), "{bad}");
    }
}

#[test]
fn pages_are_files() {
    assert_eq!(paper_path("support-money.en.html"), "support/en/money.md");
    assert_eq!(paper_path("sheets-follow-up-plan.en-gb.html"), "sheets/en-gb/follow-up-plan.md");
}

fn messages(style: &str) -> Vec<String> {
    faults(style).list.into_iter().map(|it| it.location.message).collect()
}

#[test]
fn the_colours_of_the_guide_can_be_told_apart() {
    let guide = include_str!("../content/README.md");
    let (_, block) = guide.split_once("```css").unwrap();
    let block = block.split("```").next().unwrap();
    assert_eq!(messages(block), [""; 0]);
    for name in ["paper", "ink", "quiet", "line", "accent", "on-accent", "tint"] {
        assert!(
            block.contains(&format!("--{name}: #")) && block.contains(&format!("--{name}-night: #")),
            "{name}"
        );
    }
}

#[test]
fn a_pair_that_cannot_be_told_apart_is_named_by_day_and_by_night() {
    let day = messages(":root { --accent: #7aa7d0; }");
    assert_eq!(
        day,
        [
            "links: --accent on --paper has a contrast of 2.3 to 1, and needs 4.5 to 1",
            "words on a button: --on-accent on --accent has a contrast of 2.4 to 1, and needs 4.5 to 1",
            "the edge of a button that is pressed: --accent on --tint has a contrast of 2.0 to 1, and needs 3 to 1",
        ]
    );
    let night = messages(":root { --paper-night: #fff; }");
    assert!(night.iter().any(|it| it.contains("--ink-night on --paper-night")), "{night:?}");
    assert_eq!(messages(":root { --accent: #1f4e79; --corner: 0; --font: serif }"), [""; 0]);
}

#[test]
fn a_colour_that_cannot_be_checked_is_told() {
    for value in ["red", "hsl(10 20% 30%)", "#12345678", "var(--mine)", "#ggg", ""] {
        let found = messages(&format!(":root {{ --ink: {value}; }}"));
        assert!(found.len() == 1 && found.concat().contains("#rrggbb"), "{value}: {found:?}");
    }
    let found =
        messages("@media (prefers-color-scheme: dark) { :root { --ink: #fff; } } :root { --line: #eee; }");
    assert!(found.len() == 1 && found.concat().contains("--ink-night"), "{found:?}");
}

#[test]
fn comments_and_what_is_unfinished_are_passed_over() {
    assert_eq!(messages("/* --ink: red; */ :root { /* x */ --corner: 2px }"), [""; 0]);
    assert_eq!(messages("/* --ink: red;"), [""; 0]);
    let style = "/* é */ :root { --ink: red }";
    assert_eq!(faults(style).list.len(), 1);
}

const COUNTRY: &str = "---\ntitle: Numbers\n---\n\n# Numbers\n\n## [In an emergency](#emergency)\n\nRing 000.[^a]\n\n## [For help now](#crisis-line)\n\nRing 001.\n\n## [Not safe](#safeguarding)\n\n<!-- none yet -->\n\n[^a]: The register, read on 2026-11-01.\n";

#[test]
fn a_number_counts_only_with_its_source_and_its_day() {
    let facts = facts(COUNTRY);
    let told: Vec<_> = facts.iter().map(|fact| (fact.id.as_str(), fact.text.as_deref())).collect();
    assert_eq!(
        told,
        [("emergency", Some("Ring 000. (The register, read on 2026-11-01)")), ("crisis-line", None)]
    );
}

#[test]
fn a_country_fills_what_a_service_left_blank_and_nothing_else() {
    let service = |emergency: &str| {
        format!(
            "---\ntitle: F\nowner: Ward\nchecked: 2026-11-01\ncountry: gb\n---\n\n# F\n\n## [In an emergency](#emergency)\n{emergency}\n## [Help](#crisis-line)\n\n## [GP](#gp)\n"
        )
    };
    let blank = service("");
    assert_eq!(of_service(&blank).as_deref(), Some("gb"));
    let text = filled(&blank, COUNTRY);
    let (read, remarks) = service::read(Source { name: "service.en.md", text: &text });
    assert_eq!(remarks, []);
    assert!(read.fact("emergency").is_some());
    assert!(read.fact("crisis-line").is_none() && read.fact("gp").is_none());
    assert!(text.contains("The register, read on 2026-11-01"));
    let own = service("\nRing the ward.\n");
    assert_eq!(filled(&own, COUNTRY), own);
}

/// What is said of a folder with one file in it.
fn codes(path: &str, text: &str) -> Vec<&'static str> {
    let content = Content::new(BTreeMap::from([(path.to_string(), text.to_string())]));
    let report = check::check(&content, &Unit::Whole, Date { year: 2026, month: 11, day: 22 });
    report
        .list
        .iter()
        .map(|it| it.rule.code)
        .filter(|code| ["file-unknown", "sign-hidden"].contains(code))
        .collect()
}

#[test]
fn files_in_other_places_are_not_read() {
    for path in ["knee/en/decision.md", "lists/en/needs.md", "library.en.md", "LICENCE.md", "knee/README.md"]
    {
        assert!(codes(path, "words").is_empty(), "{path}");
    }
    for path in ["knee/decision.md", "knee/en/Decision.md", "knee/en/rest.md", "a/b/c/decision.md"] {
        assert_eq!(codes(path, "words"), ["file-unknown"], "{path}");
    }
}

#[test]
fn signs_that_nobody_sees_are_said_and_those_of_other_scripts_are_not() {
    for sign in ['\0', '\u{7}', '\u{ad}', '\u{200b}', '\u{202e}', '\u{2060}', '\u{feff}', '\u{fffd}'] {
        assert_eq!(codes("notes.md", &format!("wo{sign}rds")), ["sign-hidden"], "{sign:?}");
    }
    for text in ["\u{feff}words", "می‌خواهم", "\u{2067}שלום\u{2069}", "one\r\n\ttwo", "3\u{a0}weeks"]
    {
        assert!(codes("notes.md", text).is_empty(), "{text:?}");
    }
}

/// What is said of the bars of a sheet's table, by the line.
fn bars(table: &str) -> Vec<usize> {
    let head = "---\ntitle: A sheet\nkind: sheet\n---\n\n# A sheet\n\n## [Part](#part)\n";
    let text = format!("{head}{table}");
    let path = "sheets/en/plan.md".to_string();
    let content = Content::new(BTreeMap::from([(path.clone(), text.clone())]));
    let unit = Unit::Handout { folder: "sheets".into(), lang: "en".into(), name: "plan.md".into() };
    let report = check::check(&content, &unit, Date { year: 2026, month: 11, day: 22 });
    let found = report.list.iter().filter(|it| it.rule.code == "table-bar" && it.location.file == path);
    let line = |at: usize| text[head.len()..at].lines().count().max(1);
    found
        .map(|it| line(it.location.at.start) + usize::from(text[..it.location.at.start].ends_with('\n')))
        .collect()
}

#[test]
fn one_bar_that_is_lost_or_too_many_is_one_line() {
    const TABLE: &str = "\n| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\nEnd.\n";
    assert!(bars(TABLE).is_empty());
    for (at, _) in TABLE.match_indices('|') {
        let without = format!("{}{}", &TABLE[..at], &TABLE[at + 1..]);
        let more = format!("{}||{}", &TABLE[..at], &TABLE[at + 1..]);
        // The bars at the ends of a line may be left out.
        let is_end = TABLE[..at].ends_with('\n') || TABLE[at + 1..].starts_with('\n');
        if !is_end {
            assert_eq!(bars(&without).len(), 1, "{without}");
        }
        assert_eq!(bars(&more).len(), 1, "{more}");
    }
    for right in ["\nA | B\n", "\n| a \\| b | c |\n|---|---|\n| d | e |\n"] {
        assert!(bars(right).is_empty(), "{right}");
    }
    assert_eq!(bars("\n| A | B |\n| 1 | 2 |\n").len(), 1);
    assert_eq!(bars("\n| A | B |\n|---|---|\n| 1 | 2 |\nno empty line before this\n").len(), 1);
}
