//! Nothing a person says is lost, and nothing is put into their mouth: whatever they do, in whatever order, and whatever
//! has happened to the text that their answers were kept in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::{Value, json};
use tandem::answers::format::{self, Understood, read, write};
use tandem::answers::merge::{merge, since_cleared};
use tandem::answers::{Added, Answers, Draft, Ending, Key, Note, Notebook, Own, Pile, Then};
use tandem::cards::Date;

#[path = "cards/mutation.rs"]
mod mutation;
#[path = "cards/person.rs"]
mod person;

use person::{Deed, Offer, Thing, answers_after, deed, deeds, words};

const PILES: [Pile; 4] = [Pile::Lot, Pile::Some, Pile::Not, Pile::Unsure];

/// Ids as authors may write them. Answers know no cards, so any will do.
fn offer() -> Offer {
    let ids = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect();
    Offer {
        matters: ids(&["stay-dry", "a", "7", "-", "to", "same"]),
        questions: ids(&["ask-nerves", "b", "0-0", "unsure"]),
        options: ids(&["surgery", "wait", "1"]),
    }
}

fn answers() -> impl Strategy<Value = Answers> {
    deeds(&offer()).prop_map(|deeds| answers_after(&deeds))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_comes_back_whole(answers in answers(), other in answers()) {
        let mut notebook = Notebook::of_topic("topic", answers);
        notebook.set_topic("other", other);
        let reading = read(&write(&notebook));
        prop_assert_eq!(reading.understood, Understood::Whole);
        for topic in ["topic", "other"] {
            prop_assert_eq!(reading.notebook.topic(topic), notebook.topic(topic));
        }
    }

    #[test]
    fn a_text_that_is_not_ours_gives_nothing(text in any::<String>()) {
        let reading = read(&text);
        prop_assert_eq!((reading.understood, reading.notebook), (Understood::Nothing, Notebook::default()));
    }

    #[test]
    fn a_damaged_text_never_breaks_anything(answers in answers(), accidents in mutation::accidents(&PIECES)) {
        let damaged = mutation::after(&save(answers), &accidents);
        let notebook = read(&damaged).notebook;
        // What was read is whole: keeping it again loses no more.
        let again = read(&write(&notebook));
        prop_assert_eq!(again.notebook.topic("topic"), notebook.topic("topic"));
    }

    #[test]
    fn whatever_a_newer_program_writes_comes_back_untouched(answers in answers(), value in value(), which in any::<usize>()) {
        let mut text: Value = serde_json::from_str(&save(answers)).unwrap();
        let places = objects(&mut text);
        let places = places.max(1);
        put_into(&mut text, which % places, "colour", &value);
        let reading = read(&text.to_string());
        let written: Value = serde_json::from_str(&write(&reading.notebook)).unwrap();
        prop_assert_eq!(written, text);
    }

    #[test]
    fn two_tabs_lose_nothing_of_each_other(
        base in deeds(&offer()), mine in deeds(&offer()), theirs in deeds(&offer()),
    ) {
        let base = answers_after(&base);
        let after = |deeds: &[Deed]| {
            let mut answers = base.clone();
            deeds.iter().for_each(|deed| deed.done_to(&mut answers));
            answers
        };
        let (mine, theirs) = (after(&mine), after(&theirs));
        let merged = merge(&base, &mine, &theirs);
        // Whoever changed nothing gets the other's, and the same twice is the same.
        prop_assert_eq!(&merge(&base, &base, &theirs), &theirs);
        prop_assert_eq!(&merge(&base, &mine, &base), &mine);
        prop_assert_eq!(&merge(&base, &mine, &mine), &mine);
        // What either of them newly wrote is there.
        let words = |answers: &Answers| -> Vec<String> { all_own_words(answers).into_iter().collect() };
        let before = words(&base);
        let together = words(&merged).join("\u{0}");
        for own in [mine.own_matters(), theirs.own_matters()].concat() {
            let is_new = !base.own_matters().contains(&own);
            prop_assert!(!is_new || merged.own_matters().iter().any(|it| it.words == own.words), "{own:?}");
        }
        for own in [mine.own_questions(), theirs.own_questions()].concat() {
            let is_new = !base.own_questions().contains(&own);
            prop_assert!(!is_new || merged.own_questions().iter().any(|it| it.words == own.words), "{own:?}");
        }
        if base.note().is_empty() {
            prop_assert!(together.contains(mine.note()) && together.contains(theirs.note()));
        }
        prop_assert!(before.len() <= 10_000);
        // Merging once more with the same changes nothing: two tabs come to rest.
        prop_assert_eq!(&merge(&theirs, &merged, &theirs), &merged);
    }

    #[test]
    fn what_was_cleared_does_not_come_back(base in answers(), next in deed(&offer())) {
        // Another tab cleared everything; this one did not hear of it and does one thing more. What is added or typed now is new.
        let typed = match &next {
            Deed::Write(_, words) | Deed::Help(words) | Deed::Note(words) => words.clone(),
            Deed::Add(draft) => base.draft(*draft).trim().to_string(),
            _ => String::new(),
        };
        let mut mine = base.clone();
        next.done_to(&mut mine);
        let merged = since_cleared(&base, &mine);
        for words in all_own_words(&merged).into_iter().filter(|it| !it.is_empty()) {
            prop_assert!(typed.contains(&words) || !all_own_words(&base).contains(&words), "{words:?} came back");
        }
    }

    #[test]
    fn only_removing_takes_own_words_away(deeds in deeds(&offer()), next in deed(&offer())) {
        let before = answers_after(&deeds);
        let mut after = before.clone();
        next.done_to(&mut after);
        let removed_matter = matches!(next, Deed::RemoveMatter(_));
        let removed_question = matches!(next, Deed::RemoveQuestion(_));
        prop_assert!(lost(&before.own_matters(), &after.own_matters()) <= usize::from(removed_matter));
        prop_assert!(lost(&before.own_questions(), &after.own_questions()) <= usize::from(removed_question));
        let gone = |key: &&Key| !keys(&after).contains(key);
        let gone = keys(&before).iter().filter(gone).cloned().collect::<Vec<_>>();
        let may_go = match &next {
            // The same again takes it back; so does a question's tick.
            Deed::Sort(thing, _) | Deed::Mark(thing, _) => thing.key(&before.own_matters()),
            Deed::Ask(id, false) => Some(Key::Card(id.clone())),
            Deed::RemoveMatter(which) => Thing::Own(*which).key(&before.own_matters()),
            Deed::RemoveQuestion(which) => Thing::Own(*which).key(&before.own_questions()),
            _ => None,
        };
        prop_assert!(gone.iter().all(|key| Some(key) == may_go.as_ref()), "{next:?} lost {gone:?}");
        if !matches!(next, Deed::Help(_)) {
            prop_assert_eq!(before.help(), after.help());
        }
        if !matches!(next, Deed::Note(_)) {
            prop_assert_eq!(before.note(), after.note());
        }
        for draft in [Draft::Matter, Draft::Question] {
            let touched = matches!(&next, Deed::Write(it, _) | Deed::Add(it) if *it == draft);
            prop_assert!(touched || before.draft(draft) == after.draft(draft), "{next:?} lost a draft");
        }
    }

    #[test]
    fn what_is_added_is_kept_as_typed(deeds in deeds(&offer()), said in words()) {
        let mut answers = answers_after(&deeds);
        let (matters, questions) = (answers.own_matters().len(), answers.own_questions().len());
        for draft in [Draft::Matter, Draft::Question] {
            answers.write_draft(draft, &said);
            answers.add_draft(draft);
            prop_assert_eq!(answers.draft(draft), "");
        }
        if said.trim().is_empty() {
            prop_assert_eq!(answers.own_matters().len(), matters);
            prop_assert_eq!(answers.own_questions().len(), questions);
        } else {
            let (matters, questions) = (answers.own_matters(), answers.own_questions());
            prop_assert_eq!(&matters.last().unwrap().words, said.trim());
            prop_assert_eq!(&questions.last().unwrap().words, said.trim());
            prop_assert_eq!(answers.on(Pile::Lot).last(), Some(&Key::Own(matters.last().unwrap().number)));
            prop_assert_eq!(answers.asked().last().cloned(), Some(Key::Own(questions.last().unwrap().number)));
        }
    }

    #[test]
    fn what_was_removed_can_be_put_back(deeds in deeds(&offer()), which in any::<usize>()) {
        let before = answers_after(&deeds);
        let mut after = before.clone();
        if let Some(own) = before.own_matters().get(which % before.own_matters().len().max(1)) {
            let removed = after.remove_matter(own.number).unwrap();
            prop_assert_eq!(removed.words(), &own.words);
            after.put_back_matter(removed);
        }
        if let Some(own) = before.own_questions().get(which % before.own_questions().len().max(1)) {
            let removed = after.remove_question(own.number).unwrap();
            after.put_back_question(removed);
        }
        prop_assert_eq!(after, before);
    }

    #[test]
    fn a_thing_lies_on_one_pile_and_sorting_moves_no_other(
        deeds in deeds(&offer()), id in prop::sample::select(offer().matters), pile in person::pile(),
    ) {
        let before = answers_after(&deeds);
        let key = Key::Card(id);
        let mut after = before.clone();
        after.sort(&key, pile);
        for each in PILES {
            prop_assert_eq!(others(&before, each, &key), others(&after, each, &key));
        }
        let lies: Vec<Pile> = PILES.into_iter().filter(|each| after.on(*each).any(|it| *it == key)).collect();
        let took_off = before.pile(&key) == Some(pile);
        prop_assert!(took_off || after.on(pile).last() == Some(&key), "a new thing lies below those already there");
        prop_assert_eq!(lies, if took_off { vec![] } else { vec![pile] });
    }

    #[test]
    fn up_and_down_undo_each_other_and_leave_other_piles_alone(deeds in deeds(&offer())) {
        let before = answers_after(&deeds);
        for key in PILES.into_iter().flat_map(|pile| before.on(pile)) {
            let pile = before.pile(key).unwrap();
            let list: Vec<&Key> = before.on(pile).collect();
            let place = list.iter().position(|it| *it == key).unwrap();
            let (mut up, mut down) = (before.clone(), before.clone());
            up.raise(key);
            down.lower(key);
            prop_assert_eq!(up.on(pile).position(|it| it == key), Some(place.saturating_sub(1)));
            prop_assert_eq!(down.on(pile).position(|it| it == key), Some((place + 1).min(list.len() - 1)));
            for other in PILES.into_iter().filter(|other| *other != pile) {
                prop_assert!(up.on(other).eq(before.on(other)) && down.on(other).eq(before.on(other)));
            }
            prop_assert_eq!(others(&up, pile, key), others(&before, pile, key));
            prop_assert_eq!(others(&down, pile, key), others(&before, pile, key));
            if place > 0 {
                up.lower(key);
                prop_assert_eq!(&up, &before);
            }
            if place + 1 < list.len() {
                down.raise(key);
                prop_assert_eq!(&down, &before);
            }
        }
    }

    #[test]
    fn questions_move_by_one_place_and_back(deeds in deeds(&offer())) {
        let before = answers_after(&deeds);
        let last = before.asked().len().saturating_sub(1);
        for (place, key) in before.asked().iter().enumerate() {
            let mut moved = before.clone();
            moved.raise_question(key);
            prop_assert_eq!(moved.asked().iter().position(|it| it == key), Some(place.saturating_sub(1)));
            if place > 0 {
                moved.lower_question(key);
            }
            prop_assert_eq!(&moved, &before);
            moved.lower_question(key);
            prop_assert_eq!(moved.asked().iter().position(|it| it == key), Some((place + 1).min(last)));
        }
    }
}

/// Somebody may paste a diary. Whatever the program lets them enter must also come back.
#[test]
fn very_much_comes_back_whole() {
    for (count, length) in [(140, 2_000), (600, 10), (1, 300_000)] {
        let mut answers = Answers::default();
        for number in 0..count {
            answers.write_draft(Draft::Matter, &format!("{number} {}", "x".repeat(length)));
            answers.add_draft(Draft::Matter);
        }
        answers.write_note(&"é".repeat(length));
        let read = read(&save(answers.clone())).notebook.topic("topic");
        assert!(read == answers, "{count} of {length}");
    }
}

#[test]
fn an_empty_form_is_kept_as_nothing_said() {
    assert!(Answers::default().is_empty());
    assert_eq!(write(&Notebook::default()), r#"{"tandem":2}"#);
    assert!(read(r#"{"tandem":2}"#).notebook.is_empty());
}

/// Every kind of line once, as a text that somebody kept last year: it must still be understood, word for word.
#[test]
fn texts_of_the_first_version_are_understood() {
    let answers = read(include_str!("answers/version1-every-line.txt")).notebook.topic("topic");
    let mine = Key::Own(3);
    assert_eq!(answers.own_matters(), [Own { number: 3, words: "my dog\nRex".into() }]);
    assert_eq!(answers.on(Pile::Lot).collect::<Vec<_>>(), [&mine]);
    assert_eq!(answers.note(), " two spaces");
    assert_eq!(answers.draft(Draft::Question), "\\o/");
    let expected: Value = serde_json::from_str(include_str!("answers/version1-every-line.json")).unwrap();
    let written: Value = serde_json::from_str(&save(answers)).unwrap();
    assert_eq!(written, expected);
}

/// A line that is not understood costs only itself, and is carried along.
#[test]
fn a_line_that_is_not_understood_is_carried_along() {
    let lines = [
        "colour red",
        "pile lot",
        "pile most stay-dry",
        "pile lot +9",
        "pile lot Stay Dry",
        "mark stay-dry to",
        "mark stay-dry to A B",
        "ask +1",
        "ask",
        "lean",
        "lean to <b>",
        "wish",
        "wish luck",
        "filled-by nurse",
        "detail",
        "own-matter x y",
        "own-matter 1",
        "own-matter 1  ",
        "print-survival now",
        "=",
    ];
    for line in lines {
        let reading = read(&format!("tandem 1\ndecision topic\nnote before\n{line}\nhelp after\n"));
        let answers = reading.notebook.topic("topic");
        assert_eq!((answers.note(), answers.help()), ("before", "after"), "{line}");
        assert!(
            answers.sorted() + answers.marked() + answers.asked().len() + answers.own_matters().len() == 0,
            "{line}"
        );
        let written: Value = serde_json::from_str(&write(&reading.notebook)).unwrap();
        assert_eq!(written["topics"]["topic"]["unread-lines"], json!([line]));
    }
}

/// A value that is not understood costs only itself, and is carried along.
#[test]
fn a_value_that_is_not_understood_is_carried_along() {
    let topics = [
        json!({"detail": "in verse"}),
        json!({"print-survival": "yes"}),
        json!({"things": [{"id": "a", "pile": "most"}]}),
        json!({"things": [{"id": "Not An Id", "pile": "lot"}, 7, {"own": 1}, {"own": -1, "words": "x"}]}),
        json!({"things": [{"id": "a", "pile": "lot"}], "things-twice": [{"id": "a", "pile": "not"}]}),
        json!({"things": {"a": "lot"}}),
        json!({"questions": "all"}),
        json!({"lean": {"to": 7}}),
        json!({"wishes": ["luck", {"a": []}]}),
        json!({"help": 5, "note": ["n"]}),
        json!({"drafts": {"thing": 1, "poem": "roses"}}),
        json!({"choices": {"a": 1}}),
        json!({"private": true, "kept": [{"a": {"private": true, "keep": true}}]}),
    ];
    for topic in topics {
        let text = json!({"tandem": 2, "topics": {"topic": topic}, "person": {"needs": [{"id": "sleep"}]}, "x": 1.10});
        let reading = read(&text.to_string());
        assert_eq!(reading.understood, Understood::Whole);
        let written: Value = serde_json::from_str(&write(&reading.notebook)).unwrap();
        assert_eq!(written, text);
    }
}

/// Numbers as no two programs agree to read them are written as they stood.
#[test]
fn numbers_that_are_not_understood_are_not_rounded() {
    let text = r#"{"person":{"a":1.10,"b":123456789012345678901234567890,"c":1e-400},"tandem":2}"#;
    assert_eq!(write(&read(text).notebook), text);
}

#[test]
fn a_newer_version_is_read_as_far_as_it_is_understood() {
    let text = r#"{"tandem":3,"topics":{"topic":{"note":"from tomorrow","mood":"good"}},"weather":"fine"}"#;
    let reading = read(text);
    assert_eq!(reading.understood, Understood::Newer);
    assert_eq!(reading.notebook.topic("topic").note(), "from tomorrow");
    for nothing in [
        "",
        "{}",
        "[]",
        "{\"tandem\":1}",
        "{\"tandem\":\"2\"}",
        "tandem 99\ndecision topic\nnote x",
        "tandem 1",
    ] {
        assert_eq!(read(nothing).understood, Understood::Nothing, "{nothing}");
    }
}

/// What is marked private never reaches the device, unless it was chosen to: also where only a newer program knows the field.
#[test]
fn what_is_private_is_not_kept() {
    let text = json!({
        "tandem": 2,
        "person": {
            "needs": [{"id": "sleep"}, {"id": "sex", "private": true}, {"id": "safe", "private": true, "keep": true}],
            "supporter": {"words": "CANARY", "private": true},
        },
        "topics": {"topic": {"things": [
            {"own": 1, "words": "CANARY", "pile": "lot", "private": true},
            {"own": 2, "words": "open", "pile": "lot", "private": false},
        ]}},
    });
    let notebook = read(&text.to_string()).notebook;
    assert_eq!(serde_json::from_str::<Value>(&write(&notebook)).unwrap(), text);
    let kept = format::write_without_private(&notebook);
    let kept: Value = serde_json::from_str(&kept).unwrap();
    let expected = json!({
        "tandem": 2,
        "person": {"needs": [{"id": "sleep"}, {"id": "safe", "private": true, "keep": true}]},
        "topics": {"topic": {"things": [{"own": 2, "words": "open", "pile": "lot", "private": false}]}},
    });
    assert_eq!(kept, expected);
}

/// More than any card offers is refused as a whole, in no time, and so left where it is.
#[test]
fn far_too_much_is_refused_at_once() {
    let lines: String = (0..150_000).map(|number| format!("pile lot thing-{number}\n")).collect();
    let things: Vec<Value> =
        (0..150_000).map(|number| json!({"id": format!("thing-{number}"), "pile": "lot"})).collect();
    let texts = [
        format!("tandem 1\ndecision topic\n{lines}"),
        json!({"tandem": 2, "topics": {"topic": {"things": things}}}).to_string(),
        format!("{{\"tandem\":2,\"topics\":{}", "[".repeat(150_000)),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        assert_eq!(read(&text).understood, Understood::Nothing);
        // Two seconds as people run it; this is built for debugging, on a busy machine.
        let most = if cfg!(debug_assertions) { 20 } else { 2 };
        assert!(start.elapsed().as_secs() < most, "{:?}", start.elapsed());
    }
}

/// Two tabs add a thing each at the same moment, and give it the same number.
#[test]
fn what_two_tabs_write_of_a_talk_is_all_there() {
    let question = Key::Card("ask-nerves".into());
    let mut base = Answers::default();
    base.ask(&question, true);
    base.write_talk_note(Note::Ring, "The ward");
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.write_reply(&question, "Mostly");
    mine.write_talk_note(Note::Person, "I will ask my wife");
    mine.write_talk_note(Note::Ring, "The ward, by day");
    theirs.tick_answered(&question, true);
    theirs.write_talk_note(Note::Clinician, "Hearing loop");
    theirs.end_talk(Ending::MoreTime);
    let merged = merge(&base, &mine, &theirs);
    assert!(merged.is_answered(&question) && merged.reply(&question) == "Mostly");
    assert_eq!(merged.talk_note(Note::Person), "I will ask my wife");
    assert_eq!(merged.talk_note(Note::Clinician), "Hearing loop");
    assert_eq!(merged.talk_note(Note::Ring), "The ward, by day");
    assert_eq!(merged.ending(), Some(Ending::MoreTime));
    // A text of before has none of it, and is written again as it was.
    let before = r#"{"tandem":2,"topics":{"t":{"questions":[{"id":"a","words":"A?","asked":true}]}}}"#;
    let json = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(json(&write(&read(before).notebook)), json(before));
}

const JUNE: Date = Date { year: 2026, month: 6, day: 1 };
const JULY: Date = Date { year: 2026, month: 7, day: 1 };

/// With something decided and finished.
fn finished(ring: &str) -> Answers {
    let mut answers = Answers::default();
    answers.write_talk_note(Note::Ring, ring);
    answers.end_talk(Ending::Decided);
    answers.finish_talk(JUNE, Then::default());
    answers
}

#[test]
fn what_was_finished_stands_and_is_only_added_to() {
    let mut answers = finished("The ward");
    assert!(!answers.has_talk() && answers.talk_note(Note::Ring).is_empty() && answers.ending().is_none());
    // Nothing written, nothing to finish.
    answers.finish_talk(JULY, Then::default());
    assert_eq!(answers.finished().len(), 1);
    answers.write_talk_note(Note::Ring, "Ann");
    answers.write_adding("  I moved house ");
    answers.add_to_said(JULY);
    answers.write_adding("  ");
    answers.add_to_said(JULY);
    let [said] = answers.finished() else { panic!("{:?}", answers.finished()) };
    assert_eq!((said.day, said.note(Note::Ring), said.ending), (JUNE, "The ward", Some(Ending::Decided)));
    assert_eq!(said.added, [Added { day: JULY, words: "I moved house".into() }]);
    // Nothing to add to: the words stay where they were typed.
    let mut first = Answers::default();
    first.write_adding("I moved house");
    first.add_to_said(JULY);
    assert_eq!((first.adding(), first.finished().len()), ("I moved house", 0));
}

#[test]
fn what_two_tabs_finish_and_add_is_all_there() {
    let base = finished("The ward");
    let add = |words: &str| {
        let mut answers = base.clone();
        answers.write_adding(words);
        answers.add_to_said(JULY);
        answers
    };
    let merged = merge(&base, &add("I moved house"), &add("I have a new GP"));
    assert_eq!(merged.finished().len(), 1);
    let words: Vec<&str> = merged.finished()[0].added.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(words, ["I have a new GP", "I moved house"]);
    // Both finish: the same once, what differs twice, whatever the ending.
    let nothing = Answers::default();
    assert_eq!(merge(&nothing, &base, &base.clone()), base);
    let both = merge(&nothing, &base, &finished("Ann"));
    let rings: Vec<&str> = both.finished().iter().map(|it| it.note(Note::Ring)).collect();
    assert_eq!(rings, ["Ann", "The ward"]);
    // One finishes while the other writes on: what stands is as it was, and the new words are still there to be finished.
    let mut open = Answers::default();
    open.write_talk_note(Note::Ring, "The ward");
    let (mut mine, mut theirs) = (open.clone(), open.clone());
    mine.finish_talk(JUNE, Then::default());
    theirs.write_talk_note(Note::Ring, "The ward, by day");
    let merged = merge(&open, &mine, &theirs);
    assert_eq!(merged.finished()[0].note(Note::Ring), "The ward");
    assert!(merged.talk_note(Note::Ring).contains(", by day"), "{merged:?}");
    // Cleared elsewhere: gone, unless something was added here meanwhile.
    assert!(merge(&base, &base, &nothing).finished().is_empty());
    assert_eq!(since_cleared(&base, &add("I moved house")).finished().len(), 1);
    assert!(since_cleared(&base, &base).is_empty());
}

/// Two days put together would be a third one.
#[test]
fn a_day_is_never_put_together_of_two() {
    let on = |day: &str| {
        let mut answers = Answers::default();
        answers.write_talk_note(Note::LookAgainOn, day);
        answers
    };
    let merged = merge(&on("2027-03-12"), &on("2027-03-15"), &on("2027-04-12"));
    assert_eq!(merged.talk_note(Note::LookAgainOn), "2027-03-15");
}

#[test]
fn own_words_of_two_tabs_are_both_there() {
    let add = |words: &str| {
        let mut answers = Answers::default();
        answers.write_draft(Draft::Matter, words);
        answers.add_draft(Draft::Matter);
        answers
    };
    let merged = merge(&Answers::default(), &add("mine"), &add("theirs"));
    let words: Vec<String> = merged.own_matters().into_iter().map(|own| own.words).collect();
    assert_eq!(words, ["theirs", "mine"]);
    assert_eq!(merged.on(Pile::Lot).count(), 2);
}

/// A tap on the pile where own words lie takes them off it. The words stay.
#[test]
fn own_words_stay_whatever_is_tapped() {
    let mut answers = Answers::default();
    answers.write_draft(Draft::Matter, "my dog");
    answers.add_draft(Draft::Matter);
    answers.sort(&Key::Own(1), Pile::Lot);
    assert_eq!(answers.said_besides(), ["my dog"]);
    assert_eq!(answers.own_matters().len(), 1);
    answers.sort(&Key::Own(1), Pile::Not);
    assert_eq!(answers.on(Pile::Not).count(), 1);
}

/// Pieces that mean something in a kept text.
const PIECES: [&str; 14] = [
    "\"",
    "\\",
    " ",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "2",
    "\"own\":1",
    "\"id\":\"a\"",
    "{\"own\":2,\"words\":\"x\"}",
    "null",
];

fn save(answers: Answers) -> String {
    write(&Notebook::of_topic("topic", answers))
}

/// Any JSON that a newer program may write.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,4}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// How many objects there are, each a place for a field.
fn objects(value: &mut Value) -> usize {
    let mut count = 0;
    each_object(value, &mut |_| count += 1);
    count
}

fn put_into(value: &mut Value, which: usize, name: &str, put: &Value) {
    let mut index = 0;
    each_object(value, &mut |map| {
        if index == which {
            map.insert(name.to_string(), put.clone());
        }
        index += 1;
    });
}

/// Not the names of choices, nor where somebody points, nor the list of topics: those are no objects with fields.
fn each_object(value: &mut Value, act: &mut dyn FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|it| each_object(it, act)),
        Value::Object(map) => {
            let topics = map.get_mut("topics").and_then(Value::as_object_mut);
            topics.into_iter().flat_map(|it| it.values_mut()).for_each(|it| each_object(it, act));
            for name in ["things", "questions", "drafts", "person"] {
                map.get_mut(name).into_iter().for_each(|it| each_object(it, act));
            }
            act(map);
        }
        _ => {}
    }
}

fn lost(before: &[Own], after: &[Own]) -> usize {
    before.iter().filter(|own| !after.contains(own)).count()
}

/// Everything that answers speak of.
fn keys(answers: &Answers) -> Vec<Key> {
    let piles = PILES.into_iter().flat_map(|pile| answers.on(pile));
    piles.cloned().chain(answers.asked()).collect()
}

fn others<'a>(answers: &'a Answers, pile: Pile, but: &Key) -> Vec<&'a Key> {
    answers.on(pile).filter(|key| *key != but).collect()
}

fn all_own_words(answers: &Answers) -> Vec<String> {
    let own = answers.own_matters().into_iter().chain(answers.own_questions()).map(|own| own.words);
    let fields =
        [answers.help(), answers.note(), answers.draft(Draft::Matter), answers.draft(Draft::Question)];
    own.chain(fields.map(str::to_string)).collect()
}
