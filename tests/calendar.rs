//! The file for a calendar, read by somebody else's reader: whole days, two reminders, titles that name no illness, nothing of
//! the person.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use icalendar::parser::{Component, read_calendar, unfold};
use proptest::prelude::*;
use tandem::answers::Person;
use tandem::cards::Date;
use tandem::cards::handout::Occasion;
use tandem::summary::calendar::{Event, escaped, file, fold};
use tandem::text::Source;
use tandem::words::Words;

const TODAY: Date = Date { year: 2026, month: 11, day: 29 };

fn words() -> Words {
    let text = std::fs::read_to_string("content/words/en.yaml").unwrap();
    Words::read(Source { name: "en.yaml", text: &text }).0
}

fn written(events: &[Event]) -> String {
    let mut number = 0;
    file(&words(), events, TODAY, &mut |_| {
        number += 1;
        format!("{number:032x}")
    })
}

fn property(component: &Component, name: &str) -> String {
    component.find_prop(name).unwrap_or_else(|| panic!("{name} is missing")).val.to_string()
}

#[test]
fn a_reader_finds_whole_days_with_two_reminders_and_neutral_titles() {
    let day = Date { year: 2027, month: 3, day: 12 };
    let occasions = [Occasion::Test, Occasion::LookAgain, Occasion::Appointment];
    let events = occasions.map(|occasion| Event { occasion, day, subject: String::new() });
    let text = written(&events);
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(calendar.components.len(), 3);
    let mut names = Vec::new();
    for event in &calendar.components {
        assert_eq!(event.name, "VEVENT");
        let start = event.find_prop("DTSTART").unwrap();
        assert_eq!(start.val.to_string(), "20270312");
        let value = start.params.iter().find(|it| it.key == "VALUE").unwrap();
        assert_eq!(value.val.as_ref().map(ToString::to_string).as_deref(), Some("DATE"));
        assert_eq!(property(event, "DTSTAMP"), "20261129T000000Z");
        names.push(property(event, "UID"));
        // Nine in the morning, seven days and one day before midnight of the day itself.
        let triggers: Vec<String> = event.components.iter().map(|it| property(it, "TRIGGER")).collect();
        assert_eq!(triggers, ["-P6DT15H", "-PT15H"]);
        assert!(event.components.iter().all(|it| it.name == "VALARM" && property(it, "ACTION") == "DISPLAY"));
        let title = property(event, "SUMMARY");
        assert!(event.components.iter().all(|it| property(it, "DESCRIPTION") == title));
        for word in ["cancer", "tumour", "breast", "prostate", "chemo", "scan", "blood", "tandem"] {
            assert!(!title.to_lowercase().contains(word), "{title}");
        }
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 3, "each has a name of its own");
    assert!(names.iter().all(|it| it.len() == 32));
}

/// A calendar that puts files together tells events apart by their names.
#[test]
fn saved_again_it_has_the_same_names_which_tell_nothing() {
    let event = |day, subject: &str| Event {
        occasion: Occasion::Test,
        day: Date { day, ..TODAY },
        subject: subject.to_string(),
    };
    let mut chance = 0_u64;
    let mut save = |person: &mut Person, events: &[Event]| {
        let text = file(&words(), events, TODAY, &mut |event| {
            chance += 1;
            person.event_name(&event.key(), format!("{chance:032x}"))
        });
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        calendar.components.iter().map(|it| property(it, "UID")).collect::<Vec<_>>()
    };
    let (mut mine, mut theirs) = (Person::default(), Person::default());
    let once = save(&mut mine, &[event(1, "plan tests-1"), event(1, "plan tests-2")]);
    assert_ne!(once[0], once[1], "two tests on one day are two");
    let again =
        save(&mut mine, &[event(2, "plan tests-3"), event(1, "plan tests-1"), event(1, "plan tests-2")]);
    assert_eq!(again[1..], once);
    assert_eq!(save(&mut mine, &[event(3, "plan tests-1")]).iter().find(|it| again.contains(it)), None);
    assert_eq!(save(&mut theirs, &[event(1, "plan tests-1")]).iter().find(|it| again.contains(it)), None);
    assert!(again.iter().all(|it| !it.contains("plan") && !it.contains("test") && !it.contains("2026")));
}

#[test]
fn every_line_ends_as_it_must() {
    let text = written(&[Event { occasion: Occasion::Test, day: TODAY, subject: String::new() }]);
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && text.ends_with("END:VCALENDAR\r\n")
    );
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a language's words are: lines are short, no sign is split, and a reader gets the words back.
    #[test]
    fn any_words_come_back(text in any::<String>(), long in "[ a-zé,;\\\\\\n\u{1f9d1}]{0,200}") {
        for text in [text, long] {
            let mut out = String::new();
            fold(&mut out, &format!("SUMMARY:{}", escaped(&text)));
            prop_assert!(out.split("\r\n").all(|line| line.len() <= 75));
            prop_assert!(out.ends_with("\r\n") && !out.trim_end_matches("\r\n").replace("\r\n ", "").contains(['\r', '\n']));
            let back = out.trim_end_matches("\r\n").replace("\r\n ", "");
            let known = text.replace("\r\n", "\n").replace('\r', "\n");
            let known: String = known.chars().filter(|sign| !sign.is_control() || ['\n', '\t'].contains(sign)).collect();
            prop_assert_eq!(unescaped(back.strip_prefix("SUMMARY:").unwrap()), known);
        }
    }

    /// Any days, by somebody else's reader.
    #[test]
    fn any_days_come_back(days in prop::collection::vec((2026_u16..2100, 1..=12_u8, 1..=28_u8, 0..3_usize), 0..20)) {
        let occasions = [Occasion::Test, Occasion::LookAgain, Occasion::Appointment];
        let events: Vec<Event> = days.iter().map(|(year, month, day, which)| Event {
            occasion: occasions[*which],
            day: Date { year: *year, month: *month, day: *day },
            subject: String::new(),
        }).collect();
        let text = written(&events);
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        let read: Vec<String> = calendar.components.iter().map(|it| property(it, "DTSTART")).collect();
        let meant: Vec<String> = days.iter().map(|(year, month, day, _)| format!("{year:04}{month:02}{day:02}")).collect();
        prop_assert_eq!(read, meant);
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n') => out.push('\n'),
                Some(other) => out.push(other),
                None => panic!("a lone sign at the end"),
            },
            sign => out.push(sign),
        }
    }
    out
}
