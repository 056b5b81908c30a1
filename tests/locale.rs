//! How languages write numbers, counts and dates: eleven of them, as their words' files say it. What is written here is
//! held against the browser's own knowledge of languages in `tests/browser/locale.test.mjs`, line by line; the lines stand
//! in `tests/locale/written.txt`. `SNAPSHOTS=overwrite` writes them anew.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use tandem::cards::decision::{self, File};
use tandem::cards::outcome::{Certainty, Count, Finding, People, Sources};
use tandem::cards::{Cell, Date, Decision};
use tandem::site::document;
use tandem::summary::sentence;
use tandem::text::{Code, Source};
use tandem::views::state::{Setting, Tandem};
use tandem::words::{PaperWords, Word, Words};

#[path = "cards/shipped.rs"]
mod shipped;

const LANGUAGES: [&str; 11] = ["en", "de", "fr", "es", "pl", "ar", "ko", "ja", "ru", "he", "cy"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/locale")
}

/// The shipped English with another language's way to write.
fn words_file(lang: &str) -> String {
    let own = fs::read_to_string(folder().join(format!("{lang}.yaml"))).unwrap();
    let names: Vec<&str> =
        own.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name).collect();
    let mut text = String::new();
    let mut is_replaced = false;
    for line in shipped::text("words/en.yaml").lines() {
        if !line.starts_with("  - ") {
            is_replaced = line.split_once(':').is_some_and(|(name, _)| names.contains(&name));
        }
        if !is_replaced {
            text.push_str(line);
            text.push('\n');
        }
    }
    text + &own
}

fn words(lang: &str) -> &'static Words {
    let text = words_file(lang);
    let (words, remarks) = Words::read(Source { name: "words", text: &text });
    assert_eq!(remarks, [], "{lang}");
    Box::leak(Box::new(words))
}

#[test]
fn numbers_forms_dates_and_lists_are_written_as_a_language_writes_them() {
    let mut written = String::new();
    for lang in LANGUAGES {
        let words = words(lang);
        let mut line =
            |what: &str, of: &str, is: &str| written.push_str(&format!("{lang}\t{what}\t{of}\t{is}\n"));
        for number in [0, 7, 46, 100, 999, 1000, 1001, 9999, 10_000, 123_456, 1_234_567] {
            line("number", &number.to_string(), &words.number(number));
        }
        for count in (0..=130).chain([200, 201, 202, 1000, 1_000_000]) {
            line("form", &count.to_string(), words.locale().form(count));
        }
        for day in ["2026-01-01", "2026-05-03", "2026-11-22", "2027-12-31"] {
            line("date", day, &sentence::in_words(words, Date::read(day).unwrap()));
        }
        for count in 1..=4 {
            let things = ["A", "B", "C", "D"].map(str::to_string).into_iter().take(count);
            line("list", &"ABCD"[..count], &words.list(things));
        }
        line("direction", "", words.locale().direction());
    }
    let file = folder().join("written.txt");
    if std::env::var("SNAPSHOTS").is_ok_and(|it| it == "overwrite") {
        fs::write(&file, &written).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap_or_default(), written);
}

#[test]
fn a_sentence_has_the_form_of_its_count() {
    let said = |lang, count| words(lang).counted(Word::LibraryFound, count);
    assert_eq!([1, 2, 1000].map(|it| said("de", it)), ["(one) 1", "(other) 2", "(other) 1.000"]);
    let arabic = [0, 1, 2, 3, 11, 100].map(|it| said("ar", it));
    assert_eq!(arabic, ["(zero) ٠", "(one) ١", "(two) ٢", "(few) ٣", "(many) ١١", "(other) ١٠٠"]);
    assert_eq!([1, 2].map(|it| said("ko", it)), ["Topics found: 1", "Topics found: 2"]);
}

/// A decision as its authors write it in a language: its numbers in that language's form.
fn knee(lang: &str, change: impl Fn(&str) -> String) -> (&'static Decision, Vec<Code>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards/whole");
    let text = |name: &str| change(&fs::read_to_string(folder.join(name)).unwrap());
    let texts = ["decision.md", "rest.md", "operation.md"].map(|name| (name, text(name)));
    let files: Vec<File> = texts.iter().map(|(name, text)| File { name, text: Some(text) }).collect();
    let (decision, remarks) = decision::read("knee", lang, &files, &words(lang).vocabulary());
    (Box::leak(Box::new(decision)), remarks.iter().map(|it| it.code).collect())
}

#[test]
fn authors_write_numbers_as_their_language_does() {
    for (lang, thousand, large) in [
        ("de", "1.000", "1.234"),
        ("ar", "١٬٠٠٠", "١٬٢٣٤"),
        ("ar", "1000", "1234"),
        ("ko", "1,000", "1,234"),
        ("fr", "1 000", "1 234"),
    ] {
        let written = |text: &str| {
            text.replace("Out of 100", &format!("Out of {thousand}"))
                .replace("| 60 |", &format!("| {thousand} |"))
        };
        let (decision, remarks) = knee(lang, written);
        assert_eq!(remarks, [], "{lang}");
        assert_eq!(decision.tables[0].people.denominator(), 1000, "{lang}");
        let Cell::Finding(finding) = &decision.tables[0].rows[0].cells[0] else { panic!("{lang}") };
        assert_eq!(finding.count().seen(), (1000, 1000));
        let (_, remarks) = knee(lang, |text| text.replace("| 60 |", &format!("| {large} |")));
        assert_eq!(remarks, [Code::CountPast], "{lang}: read, and more than its people");
    }
    // One language's thousands are another's decimals: no number is read that may be another.
    for (lang, wrong) in [("de", "1,000"), ("ko", "1.000"), ("ar", "1,000"), ("fr", "1,000")] {
        let (decision, remarks) = knee(lang, |text| text.replace("| 60 |", &format!("| {wrong} |")));
        assert_eq!(remarks, [Code::CountShape], "{lang}");
        assert!(matches!(decision.tables[0].rows[0].cells[0], Cell::LeftOut), "{lang}");
    }
}

fn page(lang: &str, decision: &'static Decision) -> String {
    let today = Date { year: 2026, month: 11, day: 22 };
    let setting = Setting { prerendered: true, ..Setting::default() };
    leptos::prelude::Owner::new().with(|| {
        let t = Tandem::new(words(lang), decision, &[], today, setting);
        document::decision_page(t, &PaperWords::english(), &shipped::app_files())
    })
}

#[test]
fn a_page_writes_as_its_language_does() {
    let thousand = |text: &str| text.replace("Out of 100", "Out of 1000");
    for (lang, number, date, dir) in [
        ("de", "1.000", "22. November 2026", "ltr"),
        ("ar", "١٬٠٠٠", "٢٢ نوفمبر ٢٠٢٦", "rtl"),
        ("ko", "1,000", "2026년 11월 22일", "ltr"),
    ] {
        let page = page(lang, knee(lang, thousand).0);
        for part in [number, date, &format!("lang=\"{lang}\" dir=\"{dir}\"")] {
            assert!(page.contains(part), "{lang}: {part}");
        }
    }
}

#[test]
fn lines_and_sources_are_numbered_in_the_languages_own_digits() {
    let arabic = page("ar", knee("ar", str::to_string).0);
    for part in [">Line ١<", "Source ١: ", ">١</a></sup>"] {
        assert!(arabic.contains(part), "{part}");
    }
    for plain in [">Line 1<", "Source 1", ">1</a></sup>"] {
        assert!(!arabic.contains(plain), "{plain}");
    }
    assert!(arabic.contains("data-zero=\"٠\""), "the style is not told the digits");
    assert!(!page("de", knee("de", str::to_string).0).contains("data-zero"));
}

#[test]
fn a_number_to_ring_stands_right_in_writing_from_right_to_left() {
    let with = |text: &str| {
        let ring = "اتصل [0300 123 4567](tel:03001234567) أو 999.";
        text.replace("People with one sore knee.", ring)
    };
    let arabic = page("ar", knee("ar", with).0);
    assert!(arabic.contains("<bdi dir=\"ltr\">0300 123 4567</bdi>"), "{arabic}");
    assert!(!page("de", knee("de", with).0).contains("<bdi"));
}

#[test]
fn what_is_counted_has_its_own_counter_where_a_language_counts_people_by_another() {
    let (words, remarks) = Words::read(Source { name: "words", text: &shipped::text("words/ko.yaml") });
    assert_eq!(remarks, []);
    let mut people = People::new(100, "건의 수술 가운데", "100건의 수술 가운데").unwrap();
    (people.are_things, people.counter) = (true, "건".to_string());
    let sources = Sources::new(vec!["a".into()]).unwrap();
    let counted =
        |count| Finding::new(count, people.clone(), "1년 안에", Certainty::High, sources.clone()).unwrap();
    let exact = counted(Count::Exact(3));
    let label = "출혈이 있었습니다";
    assert_eq!(
        sentence::happened(&words, &exact, label),
        "1년 안에 100건의 수술 가운데 3건의 경우 출혈이 있었습니다."
    );
    assert_eq!(sentence::out_of(&words, &exact), "100건 중 3건");
    assert_eq!(sentence::others(&words, &exact, None), "나머지 97건의 경우 그렇지 않았습니다.");
    for count in [Count::Exact(0), Count::Across { low: 2, high: 4 }, Count::About(3), Count::Rarer] {
        let finding = counted(count);
        let others = [None, Some(label)].map(|own| sentence::others(&words, &finding, own)).concat();
        let said =
            sentence::happened(&words, &finding, label) + &sentence::out_of(&words, &finding) + &others;
        assert!(!said.contains('명'), "{said}");
    }
    people.are_things = false;
    let finding = Finding::new(Count::Exact(3), people, "1년 안에", Certainty::High, sources).unwrap();
    assert_eq!(sentence::out_of(&words, &finding), "100명 중 3명");
}
