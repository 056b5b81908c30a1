//! What is filled in on lists and sheets: nothing is lost, and what is private goes nowhere unless it was chosen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use tandem::answers::format::{read, write, write_without_private};
use tandem::answers::{Notebook, Person, SheetLine, merge};

const SHEETS: [&str; 2] = ["lists-needs", "sheets-plan"];
const LINES: [&str; 4] = ["sleep", "sex", "dying", "plan-1f2e3d4c"];
/// These two are private, as their author marked them.
const PRIVATE: [&str; 2] = ["sex", "dying"];

/// What somebody does at a line: which, a box, words, and whether others may see it.
type Deed = (usize, usize, Option<u8>, Option<u8>, bool);

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let some = || prop::option::of(0..9_u8);
    prop::collection::vec((0..2_usize, 0..4_usize, some(), some(), any::<bool>()), 0..12)
}

fn line(sheet: usize, id: usize) -> SheetLine<'static> {
    let id = LINES[id];
    SheetLine { sheet: SHEETS[sheet], id, words: id, private: PRIVATE.contains(&id) }
}

fn act(person: &mut Person, deeds: &[Deed]) {
    for (sheet, id, tick, text, chosen) in deeds {
        let line = line(*sheet, *id);
        let mark = if line.private { "PRIVATE" } else { "open" };
        person.change(line, |entered| {
            if let Some(tick) = tick {
                entered.tick(&format!("{mark} box {tick}"), true, tick % 2 == 0);
            }
            if let Some(text) = text {
                entered.write(0, format!("{mark} words {text}"));
            }
            entered.chosen = *chosen;
        });
    }
}

fn person(deeds: &[Deed]) -> Person {
    let mut person = Person::default();
    act(&mut person, deeds);
    person
}

/// Everything that was entered: sheet, line, words.
fn all(person: &Person) -> Vec<String> {
    let of_sheet = |sheet: &&'static str| {
        let sheet = *sheet;
        let texts = person.lines(sheet).flat_map(move |(id, _, entered)| {
            entered.ticks.iter().chain(&entered.texts).map(move |text| format!("{sheet} {id} {text}"))
        });
        texts.collect::<Vec<_>>()
    };
    SHEETS.iter().flat_map(of_sheet).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_filled_in_comes_back_whole(deeds in deeds()) {
        let notebook = Notebook::of_person(person(&deeds));
        prop_assert_eq!(read(&write(&notebook)).notebook, notebook);
    }

    #[test]
    fn private_lines_are_neither_kept_nor_remembered_unless_chosen(deeds in deeds()) {
        let person = person(&deeds);
        let text = write_without_private(&Notebook::of_person(person.clone()));
        let back = read(&text).notebook.person;
        for sheet in SHEETS {
            for (id, _, entered) in person.lines(sheet) {
                prop_assert_eq!(back.entered(sheet, id).is_some(), entered.is_for_others());
            }
        }
        let any_chosen = SHEETS.iter().any(|sheet| person.lines(sheet).any(|(.., it)| it.chosen && it.private));
        prop_assert!(any_chosen || !text.contains("PRIVATE"), "{}", text);
    }

    #[test]
    fn leaving_quickly_drops_what_is_private_and_nothing_else(deeds in deeds()) {
        let mut person = person(&deeds);
        let before = all(&person);
        let others = |it: &&String| !it.contains("PRIVATE");
        person.drop_private();
        let after = all(&person);
        prop_assert!(before.iter().filter(others).eq(after.iter().filter(others)));
        for sheet in SHEETS {
            prop_assert!(person.lines(sheet).all(|(.., entered)| entered.is_for_others()));
        }
    }

    #[test]
    fn two_tabs_lose_no_words_of_each_other(base in deeds(), mine in deeds(), theirs in deeds()) {
        let base = person(&base);
        let (mut my, mut their) = (base.clone(), base.clone());
        act(&mut my, &mine);
        act(&mut their, &theirs);
        let of = |person: &Person| Notebook::of_person(person.clone());
        let merged = merge::notebooks(&of(&base), &of(&my), &of(&their)).person;
        let has = |line: &str, words: &str| {
            let (sheet, rest) = line.split_once(' ').unwrap();
            let id = rest.split(' ').next().unwrap();
            let entered = merged.entered(sheet, id);
            entered.is_some_and(|it| it.texts.iter().any(|text| text.contains(words)))
        };
        let known = all(&base);
        for one in [&my, &their] {
            for line in all(one).iter().filter(|line| !known.contains(line) && line.contains(" words ")) {
                let digit = line.chars().last().unwrap().to_string();
                prop_assert!(has(line, &digit), "{} is lost", line);
            }
        }
    }

    #[test]
    fn what_is_taken_over_holds_nothing_private_that_was_not_chosen(deeds in deeds()) {
        let person = person(&deeds);
        for (sheet, id) in SHEETS.iter().flat_map(|sheet| LINES.map(|id| (*sheet, id))) {
            let taken: Vec<_> = person.known(sheet, id).collect();
            let open = person.entered(sheet, id).filter(|it| it.is_for_others() && !it.is_empty());
            prop_assert_eq!(taken.first().map(|(_, it)| *it), open);
            prop_assert!(taken.len() < 2);
        }
        for sheet in SHEETS {
            prop_assert!(person.known(sheet, "*").all(|(_, it)| it.is_for_others()));
            let begun = person.known(sheet, "plan-*").count();
            prop_assert_eq!(begun, usize::from(person.entered(sheet, LINES[3]).is_some()));
        }
    }

    #[test]
    fn two_tabs_never_tick_two_boxes_of_which_one_can_be_ticked(mine in 0..4_u8, theirs in 0..4_u8, base in 0..4_u8) {
        let ticked = |mut person: Person, box_number: u8| {
            person.change(line(0, 0), |it| it.tick(&format!("box {box_number}"), true, true));
            Notebook::of_person(person)
        };
        let base = ticked(Person::default(), base);
        let (my, their) = (ticked(base.person.clone(), mine), ticked(base.person.clone(), theirs));
        let ticks = |one: &Notebook, other: &Notebook| {
            let merged = merge::notebooks(&base, one, other).person;
            merged.entered(SHEETS[0], LINES[0]).unwrap().ticks.clone()
        };
        prop_assert_eq!(ticks(&my, &their).len(), 1);
        // Each hears of the other: then both have the same.
        let merged = merge::notebooks(&base, &their, &my);
        let back = merge::notebooks(&my, &my, &merged);
        prop_assert_eq!(back.person, merged.person);
    }

    #[test]
    fn what_was_cleared_elsewhere_does_not_come_back(base in deeds(), mine in deeds()) {
        let base = person(&base);
        let mut my = base.clone();
        act(&mut my, &mine);
        let of = |person: &Person| Notebook::of_person(person.clone());
        let rest = merge::notebook_since_cleared(&of(&base), &of(&my)).person;
        for sheet in SHEETS {
            for (id, ..) in rest.lines(sheet) {
                prop_assert!(base.entered(sheet, id).is_none());
            }
        }
    }
}

#[test]
fn an_emptied_line_is_nothing_entered() {
    let mut person = Person::default();
    person.change(line(0, 1), |it| it.write(0, "words".into()));
    assert!(!person.is_empty());
    person.change(line(0, 1), |it| it.write(0, " ".into()));
    assert!(person.is_empty());
    assert_eq!(write(&Notebook::of_person(person)), r#"{"tandem":2}"#);
}
