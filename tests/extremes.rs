//! Input past what any card needs is refused with a sentence, and in time.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tandem::cards::decision::{self, File, LONGEST_CARD};
use tandem::text::{Code, Remark, Source};
use tandem::words::Words;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A build for debugging on a busy machine takes ten times as long as the program on a reader's device.
const TIME: Duration = Duration::from_secs(20);

/// Reads a decision that was changed; gives what was remarked on, and how many choices there are.
fn remarks_of(change: impl Fn(&str) -> String) -> (Vec<Remark>, usize) {
    let words = read("content/words/en.yaml");
    let words = Words::read(Source { name: "words/en.yaml", text: &words }).0;
    let card = change(&read("tests/cards/whole/decision.md"));
    let (rest, operation) = (read("tests/cards/whole/rest.md"), read("tests/cards/whole/operation.md"));
    let files =
        [("decision.md", card.as_str()), ("rest.md", rest.as_str()), ("operation.md", operation.as_str())];
    let files: Vec<_> = files.iter().map(|(name, text)| File { name, text: Some(text) }).collect();
    let start = Instant::now();
    let wanted = decision::option_files(&card).len();
    let (decision, remarks) = decision::read("knee", "en", &files, &words.vocabulary());
    assert!(start.elapsed() < TIME, "{:?}", start.elapsed());
    assert_eq!(decision.options.len(), wanted, "what is loaded is what is read");
    (remarks, wanted)
}

fn is_refused(remarks: &[Remark]) -> bool {
    remarks.iter().any(|it| it.code == Code::TooMuch && it.file == "decision.md")
}

fn many(times: usize, piece: impl Fn(usize) -> String) -> String {
    (0..times).fold(String::new(), |mut text, number| {
        let _ = write!(text, "{}", piece(number));
        text
    })
}

#[test]
fn a_hundred_thousand_footnotes_are_refused() {
    let (remarks, _) = remarks_of(|card| {
        let used = many(100_000, |it| format!("Words.[^n{it}] "));
        let notes = many(100_000, |it| format!("[^n{it}]: A study, 2020.\n\n"));
        format!("{card}\n\n{used}\n\n{notes}")
    });
    assert!(is_refused(&remarks));
}

#[test]
fn a_table_of_five_megabytes_is_refused() {
    let (remarks, _) = remarks_of(|card| {
        let row = card.lines().find(|line| line.starts_with("| [")).unwrap().to_string() + "\n";
        card.replacen(&row, &row.repeat(5_000_000 / row.len()), 1)
    });
    assert!(is_refused(&remarks));
}

#[test]
fn of_five_thousand_choices_a_dozen_are_read_and_loaded() {
    let (remarks, wanted) = remarks_of(|card| {
        let list = many(5_000, |it| format!("- [Choice {it}](choice-{it}.md)\n"));
        card.replacen("- [Rest](rest.md)\n", &format!("- [Rest](rest.md)\n{list}"), 1)
    });
    assert!(is_refused(&remarks) && wanted == 12, "{wanted}");
}

/// As much as is read at all: footnotes, rows, headings and lists are still read in time.
#[test]
fn the_longest_card_that_is_read_is_read_in_time() {
    let filled = |piece: &dyn Fn(usize) -> String| {
        let piece = |number| piece(number);
        remarks_of(|card| {
            let times = (LONGEST_CARD - card.len() - 100) / piece(99_999).len();
            format!("{card}\n\n{}", many(times, piece))
        })
    };
    let pieces: [&dyn Fn(usize) -> String; 5] = [
        &|it| format!("Words.[^n{it:05}]\n\n[^n{it:05}]: A study.\n\n"),
        &|it| format!("| a{it:05} | b |\n"),
        &|it| format!("## [A heading](#h{it:05})\n\nWords.\n\n"),
        &|it| format!("- [Line](#l{it:05})\n"),
        &|_| "> ".into(),
    ];
    for piece in pieces {
        let (remarks, _) = filled(piece);
        assert!(!is_refused(&remarks));
    }
}
