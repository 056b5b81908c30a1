//! `docs/answers.md` says what the program writes: its examples are read and written again, its lists of fields are those of
//! the code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use serde_json::Value;
use tandem::answers::format::{Understood, read, write};
use tandem::answers::{
    Answers, CardThen, CardWords, Detail, Draft, Ending, Filler, Key, Kind, Lean, Marker, Note, Notebook,
    Person, Pile, Reason, ReplyThen, SheetLine, Then, Wish,
};
use tandem::text::Date;

const DOC: &str = include_str!("../docs/answers.md");

fn examples(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    DOC.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The cards of the example.
struct Cards;

impl CardWords for Cards {
    fn matter(&self, _id: &str) -> Option<(String, Option<String>)> {
        Some(("Not leaking urine".to_string(), Some("1f2e3d4c".to_string())))
    }

    fn question(&self, _id: &str) -> Option<String> {
        Some("Can the nerves be kept?".to_string())
    }

    fn choice(&self, _id: &str) -> Option<String> {
        Some("Surgery".to_string())
    }

    fn lang(&self) -> &str {
        "en-GB"
    }
}

/// What somebody does to say all that the example says.
fn everything_once() -> Answers {
    let mut answers = Answers::default();
    let (dry, nerves) = (Key::Card("stay-dry".into()), Key::Card("ask-nerves".into()));
    answers.tell(Detail::Main);
    answers.print_survival(true);
    answers.sort(&dry, Pile::Lot);
    answers.mark(&dry, Marker::Points("surgery".into()));
    answers.ask(&nerves, true);
    answers.write_draft(Draft::Matter, "Walking my dog");
    answers.add_draft(Draft::Matter);
    answers.sort(&Key::Own(1), Pile::Some);
    answers.write_draft(Draft::Question, "Who do I ring at night?");
    answers.add_draft(Draft::Question);
    answers.write_draft(Draft::Matter, "half a th");
    answers.write_draft(Draft::Question, "and wh");
    answers.stand(Lean::Unsure);
    answers.wish(Wish::Together, true);
    answers.wish(Wish::Time, true);
    answers.write_help("A lift home");
    answers.write_me("Retired bus driver, 68");
    answers.write_keeps_going("My allotment");
    answers.write_note("My hearing is poor");
    answers.give_tag(417);
    answers.give_tag(418);
    answers.fill(Filler::Helped);
    finish_once(&mut answers);
    let nerves = Key::Card("ask-nerves".into());
    answers.tick_answered(&nerves, true);
    answers.write_reply(&nerves, "Mostly, on one side");
    for (note, words) in [
        (Note::SaidBack, "I can wait and be tested"),
        (Note::Person, "I will ask my wife"),
        (Note::Clinician, "Hearing loop next time"),
        (Note::WhoDoesWhat, "Ann sends the leaflet by Friday"),
        (Note::LookAgain, "12 December"),
        (Note::LookAgainOn, "2026-12-12"),
        (Note::Ring, "The nurse line"),
        (Note::ChangeMind, "If it grows"),
        (Note::HardToKeep, "The bus to the hospital"),
        (Note::BeforeStop, "Ann"),
    ] {
        answers.write_talk_note(note, words);
    }
    answers.end_talk(Ending::MoreTime);
    answers.set_aside(Kind::Choice, "watchful-waiting", "Watchful waiting", Reason::NotOpen);
    answers.set_aside(Kind::Outcome, "stool", "leaked stool", Reason::Own("We talked about it".into()));
    answers.note_card_words(&Answers::default(), &Cards);
    answers
}

fn finish_once(answers: &mut Answers) {
    for (note, words) in [
        (Note::SaidBack, "It grows slowly"),
        (Note::Person, "I slept badly"),
        (Note::Clinician, "Blood test first"),
        (Note::WhoDoesWhat, "I read the leaflet"),
        (Note::LookAgain, "In three months"),
        (Note::LookAgainOn, "2026-09-01"),
        (Note::Ring, "The ward"),
        (Note::ChangeMind, "Pain"),
        (Note::HardToKeep, "Night shifts"),
        (Note::BeforeStop, "The nurse line"),
    ] {
        answers.write_talk_note(note, words);
    }
    answers.end_talk(Ending::Decided);
    let [id, words, print] = ["surgery", "Surgery", "0a1b2c3d"].map(str::to_string);
    let cards = vec![CardThen { id, words, print }];
    let (matters, lean, lang) = (vec!["Not leaking urine".into()], "Surgery".into(), "en".into());
    let replies = vec![ReplyThen::new("How long can I wait?".into(), true, "Some months".into())];
    answers.finish_talk(Date { year: 2026, month: 6, day: 1 }, Then { matters, lean, lang, cards, replies });
    answers.write_adding("I sleep better");
    answers.add_to_said(Date { year: 2026, month: 6, day: 20 });
    answers.write_adding("and I wal");
    answers.event_name("look-again 2026-12-12", "91c7b20e4fd3a8566a0be5f2d9138c47".into());
}

fn person_once() -> Person {
    let mut person = Person::default();
    let line = |id, words, private| SheetLine { sheet: "lists-needs", id, words, private };
    person.change(line("body-pain", "Pain or soreness", false), |it| it.tick("a lot", true, true));
    person.change(line("close-else", "Is there anything else?", false), |it| {
        it.write(0, "My dog".into());
        it.without_taken = true;
    });
    person.change(line("feel-hopeless", "Feeling I cannot go on", true), |it| {
        it.tick("some", true, true);
        it.chosen = true;
    });
    person.name_sheet("lists-needs", "My needs and strengths");
    let event = "test 2027-02-01 sheets-follow-up-plan tests-1-month";
    person.event_name(event, "5d0f8a3be1c94720b6d2f4a87c13e09b".into());
    person
}

#[test]
fn the_example_is_what_the_program_writes() {
    let example = examples("json")[0];
    let mut notebook = Notebook::of_topic("prostate-localised", everything_once());
    notebook.person = person_once();
    notebook.copied = Date::read("2026-11-29");
    let written: Value = serde_json::from_str(&write(&notebook)).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(example).unwrap());
    assert_eq!(read(example).notebook, notebook);
}

#[test]
fn every_example_is_read_and_written_again() {
    let examples = examples("json");
    assert!(examples.len() >= 2);
    for example in examples {
        let reading = read(example);
        assert_eq!(reading.understood, Understood::Whole);
        let written: Value = serde_json::from_str(&write(&reading.notebook)).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(example).unwrap());
    }
}

#[test]
fn the_example_of_the_first_version_is_read_whole() {
    let answers = read(examples("text")[0]).notebook.topic("prostate-localised");
    assert_eq!((answers.sorted(), answers.note()), (2, "My hearing is poor"));
    assert!(!write(&Notebook::of_topic("x", answers)).contains("unread-lines"));
}

#[test]
fn the_lists_of_fields_are_complete() {
    let full: Value = serde_json::from_str(examples("json")[0]).unwrap();
    let newer: Value = serde_json::from_str(examples("json")[1]).unwrap();
    let topic = &full["topics"]["prostate-localised"];
    let notebook = [names(&full), names(&newer)].concat();
    let unread = read("tandem 1\ndecision a\nnonsense\n").notebook;
    let unread: Value = serde_json::from_str(&write(&unread)).unwrap();
    let of_topic = [names(topic), names(&unread["topics"]["a"])].concat();
    let each = |list: &Value| list.as_array().unwrap().iter().flat_map(names).collect::<Vec<_>>();
    for (title, written) in [
        ("The notebook", notebook),
        ("The person", names(&full["person"])),
        ("A sheet", names(&full["person"]["sheets"]["lists-needs"])),
        ("A line", each(&full["person"]["sheets"]["lists-needs"]["lines"])),
        ("A topic", of_topic),
        ("A thing", each(&topic["things"])),
        ("A question", each(&topic["questions"])),
        ("A talk", names(&topic["talk"])),
        ("What was said", names(&topic["talk"]["finished"][0])),
        ("What is set aside", each(&topic["choices-aside"])),
    ] {
        assert_eq!(listed(title), written.into_iter().collect::<BTreeSet<_>>(), "{title}");
    }
}

/// Every value that the tables name is one that the program knows.
#[test]
fn every_value_that_is_listed_is_understood() {
    let topic = |text: String| {
        let text = format!(r#"{{"tandem":2,"topics":{{"a":{text}}}}}"#);
        read(&text).notebook.topic("a")
    };
    let values = |field: &str| values_of(field).into_iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>();
    for value in values("detail") {
        assert!(topic(format!(r#"{{"detail":{value}}}"#)).detail().is_some(), "{value}");
    }
    for value in values("pile") {
        assert_eq!(topic(format!(r#"{{"things":[{{"id":"b","pile":{value}}}]}}"#)).sorted(), 1, "{value}");
    }
    for value in values("mark") {
        assert_eq!(topic(format!(r#"{{"things":[{{"id":"b","mark":{value}}}]}}"#)).marked(), 1, "{value}");
    }
    for value in values("filled-by") {
        assert!(topic(format!(r#"{{"filled-by":{value}}}"#)).filler().is_some(), "{value}");
    }
    for value in values("reason") {
        let entry = format!(r#"{{"choices-aside":[{{"id":"b","reason":{value}}}]}}"#);
        assert!(topic(entry).is_aside(Kind::Choice, "b"), "{value}");
    }
    let wishes = topic(format!(r#"{{"wishes":[{}]}}"#, values("wishes").join(",")));
    let all = Wish::WAYS.into_iter().chain(Wish::HELPS);
    assert!(all.clone().all(|wish| wishes.wishes(wish)));
    assert_eq!(values("wishes").len(), all.count());
    assert_eq!(
        (values("detail").len(), values("pile").len(), values("filled-by").len(), values("reason").len()),
        (3, 4, 3, 3)
    );
}

fn names(value: &Value) -> Vec<String> {
    value.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect()
}

fn section(title: &str) -> &'static str {
    let (_, rest) = DOC.split_once(&format!("## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap()
}

fn listed(title: &str) -> BTreeSet<String> {
    let rows = section(title).lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_string()).collect()
}

/// The words between back ticks after the colon of a field's row, but for those in braces.
fn values_of(field: &str) -> Vec<String> {
    let row = DOC.lines().find(|line| line.starts_with(&format!("| `{field}`"))).unwrap();
    let (_, values) = row.split_once(": ").unwrap();
    let values = values.split('`').skip(1).step_by(2);
    values.filter(|value| !value.starts_with('{')).map(str::to_string).collect()
}
