//! Nothing a person says is lost, and nothing is put into their mouth: whatever they do, in whatever order, and whatever
//! has happened to the text that their answers were kept in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use tandem::answers::kept::{Loss, restore, save};
use tandem::answers::{Answers, Draft, Key, LONGEST, Own, Pile, shelf};
use tandem::text::Date;

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
    fn what_is_kept_comes_back_whole(answers in answers()) {
        prop_assert_eq!(restore("topic", &save("topic", &answers)), (answers, Vec::new()));
    }

    #[test]
    fn what_is_kept_on_the_device_comes_back_whole(answers in answers()) {
        let shelf = shelf::put("", "topic", TODAY, &save("topic", &answers));
        let (until, text) = shelf::get(&shelf, "topic").unwrap();
        prop_assert_eq!(until, TODAY);
        prop_assert_eq!(restore("topic", &text), (answers, Vec::new()));
    }

    #[test]
    fn answers_about_something_else_are_refused(answers in answers()) {
        let saved = save("topic", &answers);
        for other in ["top", "topic2", "", "topic "] {
            prop_assert_eq!(restore(other, &saved), (Answers::default(), vec![Loss::Whole]));
        }
    }

    #[test]
    fn a_text_that_is_not_ours_gives_nothing(text in any::<String>()) {
        prop_assert_eq!(restore("topic", &text), (Answers::default(), vec![Loss::Whole]));
    }

    #[test]
    fn a_damaged_text_gives_only_what_stands_in_it(
        answers in answers(),
        accidents in mutation::accidents(&LINES),
    ) {
        // The first two lines stay, so that there is something to read.
        let saved = save("topic", &answers);
        let start: usize = saved.split_inclusive('\n').take(2).map(str::len).sum();
        let damaged = format!("{}{}", &saved[..start], mutation::after(&saved[start..], &accidents));
        let (read, losses) = restore("topic", &damaged);
        // Escapes aside, every stretch of what was read stands in the text.
        let plain = damaged.replace('\\', "");
        for own in all_own_words(&read) {
            let mut stretches = own.split(['\n', '\r', '\\']);
            prop_assert!(stretches.all(|it| plain.contains(it)), "invented {own:?}");
        }
        for key in keys(&read) {
            if let Key::Card(id) = key {
                prop_assert!(damaged.contains(&id), "invented {id:?}");
            }
        }
        for loss in losses {
            prop_assert!(matches!(loss, Loss::Line(line) if damaged.contains(&line)));
        }
        // What was read is whole: keeping it again loses no more.
        prop_assert_eq!(restore("topic", &save("topic", &read)), (read, Vec::new()));
    }

    #[test]
    fn a_fully_damaged_text_never_breaks_anything(
        answers in answers(),
        accidents in mutation::accidents(&LINES),
    ) {
        let (read, _) = restore("topic", &mutation::after(&save("topic", &answers), &accidents));
        prop_assert_eq!(restore("topic", &save("topic", &read)), (read, Vec::new()));
    }

    #[test]
    fn only_removing_takes_own_words_away(deeds in deeds(&offer()), next in deed(&offer())) {
        let before = answers_after(&deeds);
        let mut after = before.clone();
        next.done_to(&mut after);
        let removed_matter = matches!(next, Deed::RemoveMatter(_));
        let removed_question = matches!(next, Deed::RemoveQuestion(_));
        prop_assert!(lost(before.own_matters(), after.own_matters()) <= usize::from(removed_matter));
        prop_assert!(lost(before.own_questions(), after.own_questions()) <= usize::from(removed_question));
        let gone = |key: &&Key| !keys(&after).contains(key);
        let gone = keys(&before).iter().filter(gone).cloned().collect::<Vec<_>>();
        let may_go = match &next {
            // The same again takes it back; so does a question's tick.
            Deed::Sort(thing, _) | Deed::Mark(thing, _) => thing.key(before.own_matters()),
            Deed::Ask(id, false) => Some(Key::Card(id.clone())),
            Deed::RemoveMatter(which) => Thing::Own(*which).key(before.own_matters()),
            Deed::RemoveQuestion(which) => Thing::Own(*which).key(before.own_questions()),
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
        let short: String = said.chars().take(LONGEST).collect();
        if short.trim().is_empty() {
            prop_assert_eq!(answers.own_matters().len(), matters);
            prop_assert_eq!(answers.own_questions().len(), questions);
        } else {
            prop_assert_eq!(&answers.own_matters().last().unwrap().words, short.trim());
            prop_assert_eq!(&answers.own_questions().last().unwrap().words, short.trim());
            let number = answers.own_matters().last().unwrap().number;
            prop_assert_eq!(answers.on(Pile::Lot).last(), Some(&Key::Own(number)));
            let number = answers.own_questions().last().unwrap().number;
            prop_assert_eq!(answers.asked().last(), Some(&Key::Own(number)));
        }
        prop_assert!(all_own_words(&answers).all(|it| it.chars().count() <= LONGEST));
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

    #[test]
    fn the_shelf_keeps_every_decision_apart(
        steps in prop::collection::vec((prop::sample::select(vec!["a", "b", "ab", "a-b"]), 0u16..60, answers(), 0..6u8), 1..12),
    ) {
        let mut text = String::new();
        let mut model: BTreeMap<&str, (Date, String)> = BTreeMap::new();
        for (decision, days, answers, what) in steps {
            let day = TODAY.plus_days(days);
            match what {
                0 => {
                    text = shelf::without(&text, decision);
                    model.remove(decision);
                }
                1 => {
                    text = shelf::without_expired(&text, day);
                    model.retain(|_, (until, _)| *until >= day);
                }
                _ => {
                    let saved = save(decision, &answers);
                    text = shelf::put(&text, decision, day, &saved);
                    model.insert(decision, (day, saved));
                }
            }
            for decision in ["a", "b", "ab", "a-b"] {
                let there = shelf::get(&text, decision).map(|(until, text)| (until, text.trim_end().to_string()));
                let expected = model.get(decision).map(|(until, text)| (*until, text.trim_end().to_string()));
                prop_assert_eq!(there, expected);
            }
            prop_assert_eq!(text.is_empty(), model.is_empty());
        }
    }

    #[test]
    fn a_damaged_shelf_still_takes_answers(
        text in any::<String>(),
        accidents in mutation::accidents(&LINES),
        answers in answers(),
        end in prop::sample::select(vec!["", "\n", "\n=", "\n=\n"]),
    ) {
        let before = shelf::put(&text, "other", TODAY, &save("other", &answers));
        let before = format!("{}{end}", mutation::after(&before, &accidents));
        let shelf = shelf::put(&before, "topic", TODAY, "ours");
        prop_assert_eq!(shelf::get(&shelf, "topic"), Some((TODAY, "ours".to_string())));
        prop_assert_eq!(shelf::get(&shelf, "other"), shelf::get(&before, "other"));
        prop_assert_eq!(shelf::get(&shelf::without(&shelf, "topic"), "topic"), None);
    }

    #[test]
    fn a_day_is_written_as_it_is_read(text in "[+0-9][0-9]{3}-[01+][0-9]-[012+][0-9]") {
        if let Some(date) = Date::read(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}

/// Somebody may paste a diary. Whatever the program lets them enter must also come back.
#[test]
fn very_much_comes_back_whole() {
    for (count, length) in [(140, LONGEST), (600, 10)] {
        let mut answers = Answers::default();
        for number in 0..count {
            answers.write_draft(Draft::Matter, &format!("{number} {}", "x".repeat(length)));
            answers.add_draft(Draft::Matter);
        }
        let (read, losses) = restore("topic", &save("topic", &answers));
        assert!(losses.is_empty(), "{count} of {length}: {} losses", losses.len());
        assert!(read == answers, "{count} of {length}");
    }
}

#[test]
fn an_empty_form_is_kept_as_nothing_said() {
    let answers = Answers::default();
    assert!(answers.is_empty());
    assert_eq!(save("topic", &answers), "tandem 1\ndecision topic\n");
}

/// Every kind of line once, as a file that somebody kept last year: it must still be understood, word for word.
#[test]
fn a_text_kept_by_an_older_program_is_understood() {
    let text = "tandem 1\ndecision topic\ndetail main\nprint-survival\nown-matter 3 my dog\\nRex\npile lot +3\npile unsure stay-dry\n\
                mark +3 to wait\nmark stay-dry same\nown-question 1 why?\nask +1\nask ask-nerves\nlean to surgery\nwish together\nwish peer\n\
                filled-by helped\ndraft-matter half a\ndraft-question \\\\o/\nhelp a lift\nnote  two spaces\n";
    let (answers, losses) = restore("topic", text);
    assert_eq!(losses, []);
    assert_eq!(save("topic", &answers), text);
    assert_eq!(answers.own_matters(), [Own { number: 3, words: "my dog\nRex".into() }]);
    assert_eq!(answers.note(), " two spaces");
    assert_eq!(answers.draft(Draft::Question), "\\o/");
}

/// A line of a newer program, or a stray one: given back as a loss, and everything else is read.
#[test]
fn a_line_that_is_not_understood_costs_only_itself() {
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
        let (answers, losses) =
            restore("topic", &format!("tandem 1\ndecision topic\nnote before\n{line}\nhelp after\n"));
        assert_eq!(losses, [Loss::Line(line.to_string())]);
        assert_eq!((answers.note(), answers.help()), ("before", "after"), "{line}");
        assert_eq!(
            answers.sorted() + answers.marked() + answers.asked().len() + answers.own_matters().len(),
            0,
            "{line}"
        );
    }
}

/// The same said twice, as when two copies of a file were put together: the first holds.
#[test]
fn a_thing_is_said_once() {
    for line in [
        "pile lot a\npile some a",
        "mark a to b\nmark a same",
        "own-matter 1 x\nown-matter 1 y",
        "ask a\nask a",
    ] {
        let (first, second) = line.split_once('\n').unwrap();
        let (answers, losses) = restore("topic", &format!("tandem 1\ndecision topic\n{line}\n"));
        assert_eq!(losses, [Loss::Line(second.to_string())]);
        assert_eq!(save("topic", &answers), format!("tandem 1\ndecision topic\n{first}\n"));
    }
}

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// Lines and signs that mean something in a kept text.
const LINES: [&str; 14] = [
    "\n",
    "\\",
    " ",
    "+1",
    "\nown-matter 1 x\n",
    "\npile lot +1\n",
    "\nask +2\n",
    "\nlean to ",
    "\nmark a to b\n",
    "\nwish time\n",
    "\ndecision topic\n",
    "\n=\n",
    "\n2026-11-22 topic\n",
    "\u{2028}",
];

fn lost(before: &[Own], after: &[Own]) -> usize {
    before.iter().filter(|own| !after.contains(own)).count()
}

/// Everything that answers speak of.
fn keys(answers: &Answers) -> Vec<Key> {
    let piles = PILES.into_iter().flat_map(|pile| answers.on(pile));
    piles.chain(answers.asked()).cloned().collect()
}

fn others<'a>(answers: &'a Answers, pile: Pile, but: &Key) -> Vec<&'a Key> {
    answers.on(pile).filter(|key| *key != but).collect()
}

fn all_own_words(answers: &Answers) -> impl Iterator<Item = &str> {
    let own = answers.own_matters().iter().chain(answers.own_questions()).map(|own| own.words.as_str());
    let fields =
        [answers.help(), answers.note(), answers.draft(Draft::Matter), answers.draft(Draft::Question)];
    own.chain(fields)
}
