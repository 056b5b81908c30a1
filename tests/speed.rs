//! The checker is quick enough to run at every save, and twice the text never takes four times as long. Coarse guards that
//! a busy machine and a build for debugging pass; `cargo run --release --example check_speed` measures.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use tandem::cards::Date;
use tandem::check::Content;
use tandem::command::{check as command, report};

#[path = "../examples/many.rs"]
mod many;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// The shortest of a few times: other programs can only make it longer.
fn time_of(files: &BTreeMap<String, String>, times: usize) -> Duration {
    let times = (0..times).map(|_| {
        let content = Content::new(files.clone());
        let start = Instant::now();
        let say = command::everything(&content, TODAY);
        report::text(&content, &say, false);
        start.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn thirty_decisions_are_checked_at_once() {
    let files = many::Shipped::read().unwrap().library(30);
    let took = time_of(&files, 2);
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn generated_decisions_are_as_sound_as_those_they_are_made_from() {
    let shipped = many::Shipped::read().unwrap();
    let say = command::everything(&Content::new(shipped.library(12)), TODAY);
    let errors: Vec<_> =
        say.list.iter().filter(|it| it.rule.severity == tandem::check::Severity::Error).collect();
    assert!(errors.is_empty(), "the checker would not work its whole way: {errors:#?}");
}

/// What is repeated, with a number in place of `@`, after which words of which file.
const PIECES: [(&str, &str, &str); 21] = [
    ("decision.md", "](#who-for)\n\n", "Most people fall 3 times. "),
    ("decision.md", "](#who-for)\n\n", "Most people fall 3 times.\n\n"),
    ("decision.md", "](#who-for)\n\n", "About 20 of 100 people were well. "),
    ("decision.md", "](#who-for)\n\n", "He had 3 (2 to 5) visits in 2019, twice a day, stage 1, 2 or 3. "),
    ("decision.md", "](#who-for)\n\n", "1, 2, 3, or "),
    ("decision.md", "](#who-for)\n\n", "1 to 2 to 3 "),
    ("decision.md", "](#who-for)\n\n", "1, 2, 3, 4, "),
    ("decision.md", "](#who-for)\n\n", "two or three to four and "),
    ("decision.md", "](#who-for)\n\n", "one hundred and a week, half a million "),
    ("decision.md", "](#who-for)\n\n", "very very safe "),
    ("decision.md", "](#who-for)\n\n", "**A@** [x](#a@) "),
    ("decision.md", "](#who-for)\n\n", "A@B. NHS@ (GP) "),
    ("decision.md", "](#who-for)\n\n", "[a]( [^b "),
    ("decision.md", "](#who-for)\n\n", "\n\n## [H](#h@)\n\nWords.\n\n"),
    ("decision.md", "](#matters)\n\n", "- [I want a@](#m@): [x](#walked), [y](#z@)\n"),
    ("decision.md", "](#questions)\n\n", "- [Why @?](#q@)\n"),
    ("decision.md", "](#choices)\n\n", "- [C @](c@.md)\n"),
    ("decision.md", "---\n", "k@: v\n"),
    ("operation.md", "---\n", "a@: b\n"),
    ("operation.md", "\n\n", "\n\n## [H @](#h@)\n\nIt takes 3 weeks, then 4.\n\n"),
    ("evidence.md", "|---|\n", "| \"@ visits\" | all | | @ visits | p. 2 | source | |\n"),
];

#[test]
fn twice_the_text_takes_about_twice_as_long() {
    for (name, after, piece) in PIECES {
        let with = |length: usize| {
            let mut files = sound();
            let text = files.get_mut(&format!("knee/en/{name}")).unwrap();
            let at = text.find(after).unwrap_or_else(|| panic!("{name} has no {after:?}")) + after.len();
            let pieces = (0..length / piece.len()).map(|number| piece.replace('@', &number.to_string()));
            text.insert_str(at, &pieces.collect::<String>());
            files
        };
        let (short, long) = (with(6_000), with(24_000));
        // Four times the text: 4 times as long is right, 16 times is what must not be.
        let slow = |times| time_of(&long, times) > time_of(&short, times) * 9 + Duration::from_millis(100);
        assert!(!(slow(1) && slow(2) && slow(4)), "{name} with much of {piece:?}");
    }
}

/// The whole example.
fn sound() -> BTreeMap<String, String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/checks/whole/knee/en");
    let files = std::fs::read_dir(root).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        (format!("knee/en/{name}"), std::fs::read_to_string(&path).unwrap())
    });
    files.collect()
}
