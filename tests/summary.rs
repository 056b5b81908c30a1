//! What comes out of a person's answers: arranged, never added up. Choices keep the author's order whatever is answered,
//! nothing that was said is missing, and a number says the same wherever it stands.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use tandem::answers::{
    Answers, Detail, Draft, Ending, Filler, Key, Kind, Lean, Marker, Note, Pile, Reason, TOP_MATTERS,
    TOP_QUESTIONS, Then, Wish,
};
use tandem::cards::{Cell, Certainty, Count, Date, Decision, Row, prose};
use tandem::summary::{
    Concern, Fact, Summary, again, beside, concern, matter_words, note_card_words, plain, sentence,
    summarise, talk,
};
use tandem::words::Word;

#[path = "cards/person.rs"]
mod person;
#[path = "cards/shipped.rs"]
mod shipped;

use person::{Offer, answers_after, deeds};
use shipped::{every_topic, files, findings, read, topic, words};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn answers() -> impl Strategy<Value = Answers> {
    deeds(&Offer::from(topic())).prop_map(|deeds| answers_after(&deeds))
}

/// Nothing half typed: that stands on the page too, but in no order of the person's.
fn without_drafts(mut answers: Answers) -> Answers {
    answers.write_draft(Draft::Matter, "");
    answers.write_draft(Draft::Question, "");
    answers
}

fn as_text(answers: &Answers) -> String {
    plain::text(
        words(),
        topic(),
        &summarise(topic(), answers),
        answers.detail().unwrap_or(Detail::Everything),
        TODAY,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// What is private is on none of the forms that others see, however much was entered and wherever.
    #[test]
    fn private_lines_are_on_none_of_the_forms(
        deeds in prop::collection::vec((0..5_usize, 0..4_usize, any::<bool>(), any::<bool>(), any::<bool>()), 0..24),
    ) {
        use tandem::answers::{Notebook, Person, SheetLine, format};
        const SHEETS: [&str; 5] = ["lists-talk", "lists-needs", "lists-supporter", "lists-my-page", "lists-living-with"];
        let ids = ["today-1", "today-1-tried", "supporter-agreed", "supporter-worry"];
        let mut person = Person::default();
        for (sheet, id, private, chosen, ticks) in deeds {
            let line = SheetLine { sheet: SHEETS[sheet], id: ids[id], words: ids[id], private };
            person.change(line, |entered| {
                let text = if private && !chosen { "PRIVATE" } else { "open" };
                *entered = tandem::answers::Entered::default();
                if ticks { entered.tick(text, true, false) } else { entered.write(0, text.to_string()) }
                entered.chosen = chosen;
            });
        }
        let page = summarise(topic(), &Answers::default()).with_person(&person);
        let text = plain::text(words(), topic(), &page, Detail::Everything, TODAY);
        prop_assert!(!text.contains("PRIVATE"), "{}", text);
        let shown = page.talk.iter().chain(&page.today).chain(&page.supporter);
        prop_assert!(shown.flat_map(|line| &line.answers).all(|answer| answer != "PRIVATE"));
        let taken = SHEETS.iter().flat_map(|sheet| person.known(sheet, "*"));
        prop_assert!(taken.flat_map(|(_, entered)| entered.words()).all(|answer| answer != "PRIVATE"));
        let kept = format::write_without_private(&Notebook::of_person(person.clone()));
        prop_assert!(!kept.contains("PRIVATE"), "{}", kept);
        let mut left = person;
        left.drop_private();
        prop_assert!(!format::write(&Notebook::of_person(left)).contains("PRIVATE"));
    }

    #[test]
    fn choices_keep_the_authors_order(answers in answers()) {
        let topic = topic();
        let page = summarise(topic, &answers);
        for fact in page.concerns.iter().flat_map(|concern| &concern.facts) {
            match fact {
                Fact::Heading(heading, _, said) => {
                    prop_assert_eq!(said.len(), topic.options.len());
                    for (option, said) in topic.options.iter().zip(said) {
                        let written = option.sections.iter().find(|section| section.heading == *heading);
                        prop_assert!(same(written, *said), "{heading} of {}", option.id);
                    }
                }
                Fact::Numbers(table, row) => {
                    let written = topic.tables.iter().find(|it| it.id == table.id).unwrap();
                    prop_assert!(std::ptr::eq(*table, written) && table.rows.iter().any(|it| std::ptr::eq(it, *row)));
                }
                Fact::Section(_) => {}
            }
        }
        for line in as_text(&answers).lines() {
            let places = columns_in(line);
            prop_assert!(places.is_sorted(), "{line}");
        }
    }

    #[test]
    fn what_is_known_of_a_thing_depends_on_nothing_else_said(answers in answers()) {
        for (place, shown) in summarise(topic(), &answers).concerns.iter().enumerate() {
            let alone = concern(topic(), &Answers::default(), &shown.key, answers.survival_on_paper());
            prop_assert_eq!(lines(shown), lines(&alone), "place {}", place);
            prop_assert_eq!(shown.ask_first, alone.ask_first);
        }
    }

    #[test]
    fn every_number_in_the_text_is_a_line_of_the_cards(answers in answers()) {
        let mut said = answers.clone();
        said.tell(Detail::Everything);
        // Own words may hold anything; what the program says of itself is meant here.
        said.write_help("");
        said.write_note("");
        said.write_me("");
        said.write_keeps_going("");
        let own = said.own_matters().iter().map(|own| own.number).collect::<Vec<_>>();
        own.into_iter().for_each(|number| drop(said.remove_matter(number)));
        let own = said.own_questions().iter().map(|own| own.number).collect::<Vec<_>>();
        own.into_iter().for_each(|number| drop(said.remove_question(number)));
        let known = all_lines();
        for line in as_text(&said).lines().filter(|line| is_fact(line)) {
            prop_assert!(known.contains(line), "{line}");
        }
    }

    #[test]
    fn the_top_stays_short_and_in_the_persons_order(answers in answers().prop_map(without_drafts)) {
        let page = summarise(topic(), &answers);
        prop_assert!(page.questions.len() <= TOP_QUESTIONS && page.concerns.len() <= TOP_MATTERS);
        prop_assert!(TOP_QUESTIONS == 3 && TOP_MATTERS == 3);
        let top = page.concerns.iter().map(|concern| concern.words.clone());
        let lot: Vec<String> = top.chain(page.more_concerns.iter().map(|it| it.words.clone())).collect();
        let sorted = answers.on(Pile::Lot).map(|key| matter_words(topic(), &answers, key)).collect::<Vec<_>>();
        prop_assert_eq!(&lot, &sorted);
        prop_assert!(page.more_concerns.is_empty() || page.concerns.len() == TOP_MATTERS);
        prop_assert!(page.more_questions.is_empty() || page.questions.len() == TOP_QUESTIONS);
        prop_assert_eq!(page.questions.len() + page.more_questions.len(), answers.asked().len());
    }

    #[test]
    fn nothing_said_is_missing_from_the_page(answers in answers()) {
        let page = summarise(topic(), &answers);
        let text = as_text(&answers);
        let said = |words: &str| text.contains(words) && on_page(&page).contains(&words);
        for own in answers.own_questions() {
            prop_assert!(said(&own.words), "question {own:?}");
        }
        for key in answers.on(Pile::Lot).chain(answers.on(Pile::Some)) {
            prop_assert!(said(&matter_words(topic(), &answers, key)), "{key:?}");
        }
        for key in answers.asked().iter().chain(&answers.replied().cloned().collect::<Vec<_>>()) {
            prop_assert!(text.contains(answers.reply(key).trim()), "what was said to {key:?}");
        }
        prop_assert_eq!(page.replies.len(), answers.replied().count());
        for note in Note::ALL {
            prop_assert!(text.contains(answers.talk_note(note).trim()), "{note:?}");
        }
        for talked in page.finished.iter().chain([&page.now]) {
            prop_assert!(talked.ending.iter().all(|it| text.contains(words().get(talk::ending(*it)))));
            prop_assert!(talked.day.iter().all(|day| text.contains(&sentence::in_words(words(), *day))));
        }
        for said in answers.finished() {
            prop_assert!(Note::ALL.into_iter().all(|note| text.contains(&talk::note_text(words(), note, said.note(note).trim()))));
            prop_assert!(said.added.iter().all(|added| text.contains(&added.words)));
        }
        prop_assert!(text.contains(answers.adding().trim()));
        prop_assert!(text.contains(answers.help()) && page.help == answers.help());
        prop_assert!(text.contains(answers.note()) && page.note == answers.note());
        prop_assert!(text.contains(answers.me()) && page.me == answers.me());
        prop_assert!(text.contains(answers.keeps_going()) && page.keeps_going == answers.keeps_going());
        prop_assert_eq!(page.lean.as_ref().map(|(lean, _)| lean), answers.lean());
        prop_assert!(page.lean.iter().all(|lean| text.contains(&sentence::lean(words(), lean))));
        for wish in &page.wishes {
            prop_assert!(answers.wishes(*wish) && text.contains(sentence::wish(words(), *wish)));
        }
        prop_assert!(page.filler.iter().all(|filler| text.contains(sentence::filler(words(), *filler))));
        let lot: Vec<&Key> = answers.on(Pile::Lot).collect();
        let concerns: Vec<&Concern> = page.concerns.iter().chain(&page.more_concerns).collect();
        prop_assert_eq!(concerns.iter().map(|it| &it.key).filter(|key| lot.contains(key)).count(), lot.len());
        for concern in concerns {
            prop_assert_eq!(concern.marker.as_ref().map(|(marker, _)| marker), answers.marker(&concern.key));
            let marker = concern.marker.as_ref().map(|marker| sentence::marker(words(), marker));
            prop_assert!(marker.iter().all(|marker| text.contains(marker)));
        }
    }

    #[test]
    fn own_words_are_on_the_page_wherever_they_lie(answers in answers()) {
        let text = as_text(&answers);
        let page = summarise(topic(), &answers);
        for own in answers.own_matters().iter().chain(&answers.own_questions()) {
            prop_assert!(text.contains(&own.words), "{own:?}");
            prop_assert!(on_page(&page).contains(&own.words.as_str()), "{own:?}");
        }
        for draft in [Draft::Matter, Draft::Question] {
            prop_assert!(text.contains(answers.draft(draft).trim()));
        }
    }

    #[test]
    fn deaths_are_printed_only_if_asked_for(answers in answers()) {
        let page = summarise(topic(), &answers);
        let rows = page.concerns.iter().flat_map(|concern| &concern.facts);
        let survival = rows.filter(|fact| matches!(fact, Fact::Numbers(table, _) if table.is_survival())).count();
        if !answers.survival_on_paper() {
            prop_assert_eq!(survival, 0);
            prop_assert!(!as_text(&answers).lines().any(|line| is_fact(line) && line.contains("died of")));
        }
        let about_death = page.concerns.iter().any(|concern| concern.key == Key::Card("live-long".into()));
        if about_death {
            let ask_first = page.concerns.iter().any(|concern| concern.ask_first);
            prop_assert!((survival > 0) == answers.survival_on_paper() && ask_first != answers.survival_on_paper());
        }
    }

    #[test]
    fn a_card_that_is_gone_is_still_spoken_of(answers in answers()) {
        // The same answers with cards that have other ids: each thing is shown by its old id.
        let renamed: Vec<_> = files().into_iter().map(|(name, text)| (name, text.replace("](#", "](#new-"))).collect();
        let renamed = read(&renamed).0;
        let page = summarise(&renamed, &answers);
        for key in answers.on(Pile::Lot).chain(answers.on(Pile::Some)).cloned().chain(answers.asked()) {
            if let Key::Card(id) = key {
                prop_assert!(on_page(&page).iter().any(|it| *it == id), "{id}");
            }
        }
    }

    #[test]
    fn what_a_renamed_card_said_is_shown_in_the_words_that_were_answered(answers in answers()) {
        let mut noted = answers.clone();
        note_card_words(topic(), &Answers::default(), &mut noted);
        let renamed: Vec<_> = files().into_iter().map(|(name, text)| (name, text.replace("](#", "](#new-"))).collect();
        let renamed = read(&renamed).0;
        let page = summarise(&renamed, &noted);
        for key in answers.on(Pile::Lot).chain(answers.on(Pile::Some)) {
            let then = matter_words(topic(), &answers, key);
            prop_assert!(on_page(&page).contains(&then.as_str()), "{then}");
        }
        // Answered once more, it keeps the words: there are no others.
        let mut again = noted.clone();
        if let Some(key) = noted.on(Pile::Lot).next().cloned() {
            again.sort(&key, Pile::Some);
            note_card_words(&renamed, &noted, &mut again);
            prop_assert_eq!(again.matter_words(&key), noted.matter_words(&key));
        }
    }

    #[test]
    fn both_sides_of_a_page_in_two_languages_have_the_same_rows(answers in answers()) {
        let other = in_french();
        for part in two_languages(&answers, &other) {
            prop_assert_eq!(part.titles[0].is_empty(), part.titles[1].is_empty());
            for row in part.rows {
                let (own, team) = (row.own.unwrap(), row.other.unwrap());
                prop_assert_eq!(own.kind, team.kind);
                prop_assert_eq!(own.number, team.number);
                if own.number.is_some() {
                    prop_assert_eq!(numbers(&own.words), numbers(&team.words));
                }
            }
        }
    }

    #[test]
    fn every_hole_is_filled(answers in answers().prop_map(without_drafts)) {
        let mut said = answers.clone();
        let own = said.own_matters().iter().map(|own| own.number).collect::<Vec<_>>();
        own.into_iter().for_each(|number| drop(said.remove_matter(number)));
        let own = said.own_questions().iter().map(|own| own.number).collect::<Vec<_>>();
        own.into_iter().for_each(|number| drop(said.remove_question(number)));
        said.write_help("");
        said.write_note("");
        said.write_me("");
        said.write_keeps_going("");
        let replied: Vec<Key> = said.replied().cloned().collect();
        replied.iter().for_each(|key| said.write_reply(key, ""));
        // What was finished stands: the day that it has is one of the holes that are filled.
        said.finish_talk(TODAY, Then::default());
        said.write_adding("");
        let is_own = said.finished().iter().any(|it| {
            !it.added.is_empty() || Note::ALL.into_iter().any(|note| !it.note(note).is_empty())
        });
        prop_assume!(!is_own);
        for kind in [Kind::Choice, Kind::Outcome] {
            let aside: Vec<String> = said.asides(kind).map(|(id, ..)| id.to_string()).collect();
            aside.iter().for_each(|id| said.bring_back(kind, id));
        }
        prop_assert_eq!(as_text(&said).find(['{', '}']), None);
    }
}

/// What was said to a question stands with what was finished; said otherwise later, both are on the page.
#[test]
fn what_was_said_to_a_question_stands_once_it_is_finished() {
    let question = Key::Card(topic().prompts[0].id.clone());
    let mut answers = Answers::default();
    answers.ask(&question, true);
    answers.write_reply(&question, "Maybe on one side");
    answers.end_talk(Ending::Decided);
    let then = again::then(topic(), &answers);
    answers.finish_talk(TODAY, then);
    let same = as_text(&answers);
    assert_eq!(same.matches("Maybe on one side").count(), 1, "{same}");
    answers.write_reply(&question, "On neither side");
    let both = as_text(&answers);
    for words in ["Maybe on one side", "On neither side"] {
        assert_eq!(both.matches(words).count(), 1, "{words}: {both}");
    }
    let [before, after] = ["On neither side", "Maybe on one side"].map(|it| both.find(it));
    assert!(before < after, "what stands is told after its day: {both}");
}

/// Finished in one language, the page in another does not say that something was said otherwise: only the questions' words are
/// others there.
#[test]
fn what_was_finished_is_the_same_on_a_page_in_another_language() {
    let question = Key::Card(topic().prompts[0].id.clone());
    let mut answers = Answers::default();
    answers.ask(&question, true);
    answers.write_reply(&question, "Maybe on one side");
    answers.stand(Lean::Unsure);
    answers.end_talk(Ending::Decided);
    let then = again::then(topic(), &answers);
    assert_eq!(then.lean, "", "nobody leaned");
    answers.finish_talk(TODAY, then);
    let french = in_french();
    assert_eq!(summarise(&french, &answers).finished[0].otherwise, []);
    answers.write_reply(&question, "On neither side");
    assert_eq!(summarise(&french, &answers).finished[0].otherwise.len(), 1);
}

/// Somebody finishes what was said; months later a number, a choice's card and an outcome are others. They are named, and
/// nothing else is.
#[test]
fn cards_that_changed_since_it_was_finished_are_named() {
    let mut answers = Answers::default();
    answers.sort(&Key::Card("stay-dry".to_string()), Pile::Lot);
    answers.stand(Lean::To("surgery".into()));
    let then = again::then(topic(), &answers);
    assert_eq!(then.matters, [topic().matter("stay-dry").unwrap().words.clone()]);
    assert_eq!(then.lean, topic().option("surgery").unwrap().title);
    assert_eq!(again::changes(topic(), &then), Some(again::Changes::default()));

    let files = files();
    let name = |id: &str| topic().option(id).unwrap().title.clone();
    let changed_file = |file: &str, from: &str, to: &str| {
        let mut files = files.clone();
        let text = files.iter_mut().find(|(name, _)| name == file).map(|(_, text)| text).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replacen(from, to, 1);
        again::changes(&read(&files).0, &then).unwrap()
    };
    let text = &files.iter().find(|(name, _)| name == "surgery.md").unwrap().1;
    let heading = text.lines().position(|line| line.starts_with("# ")).unwrap();
    let intro = text.lines().skip(heading + 1).find(|line| !line.is_empty()).unwrap().to_string();
    let changes = changed_file("surgery.md", &intro, &format!("{intro} And more."));
    assert_eq!((changes.changed, changes.gone.len(), changes.new.len()), (vec![name("surgery")], 0, 0));
    let row = topic().tables[0].rows[0].clone();
    let mut other = topic().clone();
    other.tables[0].rows[0].difference = vec![tandem::cards::Inline::Text("Quite another.".into())];
    let changes = again::changes(&other, &then).unwrap();
    assert_eq!(changes.changed, [row.label]);
    let mut fewer = topic().clone();
    let gone = fewer.options.remove(0);
    assert_eq!(again::changes(&fewer, &then).unwrap().gone, [gone.title]);
    // A card that could not be loaded has not changed, and in another language nothing is known.
    let mut unread = topic().clone();
    unread.options[0].missing = true;
    assert_eq!(again::changes(&unread, &then), Some(again::Changes::default()));
    let mut french = topic().clone();
    french.lang = "fr".into();
    assert_eq!(again::changes(&french, &then), None);
}

/// Somebody answers, then the card gets another number, or other words. The page says so; it says nothing where all is as it
/// was.
#[test]
fn what_changed_since_it_was_answered_is_said() {
    let key = Key::Card("stay-dry".to_string());
    let mut answers = Answers::default();
    answers.sort(&key, Pile::Lot);
    note_card_words(topic(), &Answers::default(), &mut answers);
    let said = |answers: &Answers, decision: &Decision| {
        let page = summarise(decision, answers);
        let text = plain::text(words(), decision, &page, Detail::Everything, TODAY);
        (text.contains(words().get(Word::PageNumbersChanged)), page.concerns[0].answered_as.clone())
    };
    assert_eq!(said(&answers, topic()), (false, None));

    let about = &topic().matter("stay-dry").unwrap().about;
    let (table, row) = about.iter().flat_map(|id| topic().rows_about(id)).next().unwrap();
    let mut changed = topic().clone();
    let columns = table.columns.len();
    for table in changed.tables.iter_mut() {
        for it in table.rows.iter_mut().filter(|it| it.line == row.line) {
            assert_eq!(it.cells.len(), columns);
            it.cells[0] = Cell::NotKnown;
        }
    }
    assert_eq!(said(&answers, &changed), (true, None));
    // Answered anew, with the new number before one's eyes.
    let mut anew = answers.clone();
    anew.mark(&key, Marker::Same);
    note_card_words(&changed, &answers, &mut anew);
    assert_eq!(said(&anew, &changed), (false, None));

    let then = topic().matter("stay-dry").unwrap().words.clone();
    changed = topic().clone();
    changed.matters.iter_mut().for_each(|matter| matter.words.push_str(", for good"));
    assert_eq!(said(&answers, &changed), (false, Some(then)));
}

/// The same decision as cards in another language have it.
fn in_french() -> Decision {
    let mut other = topic().clone();
    other.lang = "fr".into();
    let french = |words: &mut String| *words = format!("en français : {words}");
    other.matters.iter_mut().for_each(|it| french(&mut it.words));
    other.prompts.iter_mut().for_each(|it| french(&mut it.words));
    other.options.iter_mut().for_each(|it| french(&mut it.title));
    other.tables.iter_mut().flat_map(|it| &mut it.rows).for_each(|it| french(&mut it.label));
    other
}

fn two_languages(answers: &Answers, other: &Decision) -> Vec<beside::PairedPart> {
    let own = summarise(topic(), answers);
    let team = beside::for_the_team(other, answers, &own);
    beside::paired(
        plain::to_write_on(words(), topic(), &own, Detail::Everything, TODAY),
        plain::to_write_on(words(), other, &team, Detail::Everything, TODAY),
    )
}

/// Somebody answers in one language and reads on in another: all words differ, and nothing has changed.
#[test]
fn in_another_language_nothing_is_said_to_have_changed() {
    let key = Key::Card("stay-dry".to_string());
    let mut answers = Answers::default();
    answers.sort(&key, Pile::Lot);
    note_card_words(topic(), &Answers::default(), &mut answers);
    let french = in_french();
    let concern = |decision: &Decision, answers: &Answers| {
        let page = summarise(decision, answers);
        (
            page.concerns[0].numbers_changed,
            page.concerns[0].answered_as.clone(),
            page.concerns[0].words.clone(),
        )
    };
    let words = french.matter("stay-dry").unwrap().words.clone();
    assert_eq!(concern(&french, &answers), (false, None, words));
    // Answered in French, the English page says nothing of the kind either.
    let mut anew = answers.clone();
    anew.mark(&key, Marker::Same);
    note_card_words(&french, &answers, &mut anew);
    assert_eq!(concern(topic(), &anew).1, None);
    let mut changed = french.clone();
    changed.matters.iter_mut().for_each(|it| it.words.push('!'));
    assert!(concern(&changed, &anew).1.is_some(), "within a language it is said");
}

/// The team's side has the cards' words in their language, and a line to write on for what only the person can say.
#[test]
fn own_words_are_for_an_interpreter_to_write() {
    let (dry, nerves) = (Key::Card("stay-dry".to_string()), Key::Card(topic().prompts[0].id.clone()));
    let mut answers = Answers::default();
    answers.sort(&dry, Pile::Lot);
    answers.mark(&dry, Marker::Points(topic().options[0].id.clone()));
    answers.write_draft(Draft::Matter, "내 개와 걷기");
    answers.add_draft(Draft::Matter);
    answers.ask(&nerves, true);
    answers.write_draft(Draft::Question, "누구에게 전화하나요");
    answers.add_draft(Draft::Question);
    answers.write_note("귀가 잘 안 들립니다");
    answers.write_reply(&nerves, "한쪽은 됩니다");
    let french = in_french();
    let parts = two_languages(&answers, &french);
    let rows: Vec<_> = parts.iter().flat_map(|it| &it.rows).collect();
    let team = |own: &str| {
        let row = rows.iter().rev().find(|it| it.own.as_ref().unwrap().words.contains(own)).unwrap();
        row.other.as_ref().unwrap().words.clone()
    };
    assert!(team(&topic().matter("stay-dry").unwrap().words).contains("en français"));
    assert!(team(&topic().prompts[0].words).contains("en français"));
    for own in ["내 개와 걷기", "누구에게 전화하나요", "귀가 잘 안 들립니다", "한쪽은 됩니다"]
    {
        assert!(team(own).contains(plain::TO_WRITE), "{own}: {}", team(own));
    }
    let all: String = rows.iter().filter_map(|it| it.other.as_ref()).map(|it| it.words.as_str()).collect();
    assert!(!all.contains(|sign| ('가'..='힣').contains(&sign)), "{all}");
    assert!(rows.iter().any(|it| it.own.as_ref().unwrap().number.is_some()), "no numbers stand there");
}

/// All that was entered stands on the person's side of the page in two languages, once each; what is not said yet has a line to
/// write it on; and the numbers have their sentence, how sure and their source.
#[test]
fn the_page_in_two_languages_has_all_that_was_entered_and_room_for_the_rest() {
    let nerves = Key::Card(topic().prompts[0].id.clone());
    let french = in_french();
    let own = |answers: &Answers| -> Vec<String> {
        let rows = two_languages(answers, &french).into_iter().flat_map(|part| {
            let title = part.titles[0].clone();
            [title]
                .into_iter()
                .chain(part.rows.into_iter().map(|it| it.own.map_or_else(String::new, |it| it.as_text())))
        });
        rows.collect()
    };
    let say = |word| words().get(word).to_string();
    // Nothing is said yet: there is room for it, and no heading stands over nothing.
    let mut answers = Answers::default();
    answers.ask(&nerves, true);
    let nothing = own(&answers);
    let at = |lines: &[String], text: &str| {
        lines.iter().position(|it| it.contains(text)).unwrap_or_else(|| panic!("{text} is not in {lines:#?}"))
    };
    let question = at(&nothing, &topic().prompts[0].words);
    assert!(nothing[question + 1].contains(plain::TO_WRITE), "{nothing:#?}");
    assert_eq!(nothing[at(&nothing, &say(Word::PageStand)) + 1], say(Word::PageNoStand));
    let today = at(&nothing, &say(Word::PageSaidToday));
    for (ending, at) in [(Word::TodayDecided, 1), (Word::TodayNotYet, 1), (Word::TodayMoreTime, 1)] {
        assert!(nothing[today + at].contains(&format!("☐ {}", say(ending))), "{nothing:#?}");
    }
    for note in [Word::TodayWho, Word::TodayAgain, Word::TodayRing] {
        assert!(nothing[at(&nothing, &say(note))].contains(plain::TO_WRITE), "{nothing:#?}");
    }
    // All of it is said.
    answers.sort(&Key::Card("stay-dry".to_string()), Pile::Lot);
    answers.write_reply(&nerves, "One side can");
    answers.write_help("A lift home");
    answers.wish(Wish::Company, true);
    answers.stand(Lean::To(topic().options[0].id.clone()));
    answers.end_talk(Ending::NotYet);
    let notes = Note::ALL.into_iter().filter(|it| *it != Note::LookAgainOn);
    let notes: Vec<_> =
        notes.enumerate().map(|(index, note)| (note, format!("own words {index}."))).collect();
    notes.iter().for_each(|(note, own)| answers.write_talk_note(*note, own));
    let all = own(&answers);
    let written: Vec<&str> = notes.iter().map(|(_, own)| own.as_str()).collect();
    for text in ["One side can", "A lift home", &say(Word::WishCompany), &topic().prompts[0].words]
        .into_iter()
        .chain(written)
    {
        assert_eq!(all.iter().filter(|it| it.contains(text)).count(), 1, "{text} in {all:#?}");
    }
    assert!(all.iter().any(|it| it.contains(&format!("☑ {}", say(Word::TodayNotYet)))), "{all:#?}");
    // How sure, what the difference is, and where it is from.
    let page = summarise(topic(), &answers);
    let (_, row) = page.concerns[0].numbers().next().unwrap();
    let source = topic().source_number(row.sources.keys().next().unwrap()).unwrap();
    let difference = &all[at(&all, &prose::plain(&row.difference))];
    assert!(difference.contains(&format!("Line {}\u{a0}[{source}]", row.line)), "{difference}");
    assert!(all.iter().any(|it| it.starts_with(&format!("- [{source}] "))), "{all:#?}");
}

/// Where the cards of one language have a number that those of the other lack, it stands beside nothing, and never beside
/// another number.
#[test]
fn a_number_that_one_language_lacks_stands_alone() {
    let mut answers = Answers::default();
    answers.sort(&Key::Card("stay-dry".to_string()), Pile::Lot);
    let lines = |other: &Decision| -> Vec<_> {
        let parts = two_languages(&answers, other).into_iter();
        let about = |it: &beside::PairedPart| it.titles[0] == words().get(Word::PageMatters);
        let rows = parts.filter(about).flat_map(|it| it.rows);
        let numbers = rows.map(|it| (it.own.and_then(|it| it.number), it.other.and_then(|it| it.number)));
        numbers.filter(|it| *it != (None, None)).collect()
    };
    let mut fewer = in_french();
    let whole = lines(&fewer);
    assert!(whole.len() > 1 && whole.iter().all(|(own, team)| own == team), "{whole:?}");
    let gone = whole[0].0.unwrap();
    fewer.tables.iter_mut().for_each(|table| table.rows.retain(|row| row.line != gone));
    let left = lines(&fewer);
    assert_eq!(left[0], (Some(gone), None));
    assert_eq!(left[1..], whole[1..]);
}

/// A choice that is gone is named as it was, not by its file's name.
#[test]
fn a_choice_that_is_gone_keeps_its_name() {
    let mut answers = Answers::default();
    let option = &topic().options[0];
    answers.stand(Lean::To(option.id.clone()));
    note_card_words(topic(), &Answers::default(), &mut answers);
    let mut without = topic().clone();
    without.options.remove(0);
    let page = summarise(&without, &answers);
    assert_eq!(page.lean, Some((Lean::To(option.id.clone()), option.title.clone())));
}

/// One finding is told as a sentence, as the rest, as "46 out of 100", as a short number, as a range and as a picture.
/// The numbers are read back from each and must be those of the card.
#[test]
fn a_number_says_the_same_wherever_it_stands() {
    let findings = findings(topic());
    assert!(findings.len() > 50, "only {} numbers", findings.len());
    let mut kinds = BTreeSet::new();
    for (_, row, finding) in findings {
        let place = format!("line {} {}", row.line, row.label);
        let of = finding.people().denominator();
        let (low, high) = finding.count().seen();
        let seen = if low == high { vec![low] } else { vec![low, high] };
        let with_of = |numbers: &[u32]| numbers.iter().copied().chain([of]).collect::<Vec<_>>();

        let happened = sentence::happened(words(), finding, &row.label);
        for part in [row.label.as_str(), finding.over(), finding.people().group.as_str()] {
            assert!(happened.contains(part), "{place}: {happened}");
        }
        // Labels and times hold numbers of their own.
        let bare = happened.replace(&row.label, "").replace(finding.over(), "");
        assert_eq!(numbers(&bare), with_of(&seen), "{place}: {happened}");
        assert_eq!(numbers(&sentence::out_of(words(), finding)), with_of(&seen), "{place}");
        assert_eq!(numbers(&sentence::short(words(), &Cell::Finding(finding.clone()))), seen, "{place}");

        let rest = numbers(&sentence::others(words(), finding, row.others.as_deref()));
        let expected: Vec<u32> = seen.iter().rev().map(|count| of - count).collect();
        assert_eq!(rest, expected, "{place}: those who did not");

        let range = sentence::range(words(), finding).map(|said| numbers(&said));
        match finding.count() {
            Count::Likely { count, low, high } => {
                assert_eq!(range, Some(vec![low, high]), "{place}");
                assert!(low <= count && count <= high, "{place}");
                kinds.insert("likely");
            }
            Count::Across { .. } => {
                assert_eq!(range, Some(vec![]), "{place}: the two ends stand in the number itself");
                kinds.insert("across");
            }
            Count::Exact(_) => {
                assert_eq!(range, None, "{place}");
                kinds.insert("exact");
            }
            Count::About(_) | Count::Rarer => {
                assert_eq!(range, None, "{place}");
            }
        }
        for said in [
            happened,
            sentence::out_of(words(), finding),
            sentence::others(words(), finding, row.others.as_deref()),
        ] {
            assert!(!said.contains(['{', '}']), "{place}: {said}");
        }
        assert!(!sentence::certainty(words(), finding.certainty()).is_empty());
    }
    assert_eq!(kinds.len(), 3, "the shipped topic shows three kinds of number");
}

/// The kind of number that the shipped topic does not have, and the largest.
#[test]
fn rough_and_large_numbers_are_told_as_such() {
    let larger = |text: String| {
        // The table of that row, out of 1,000.
        let table = text.replace("| 50 (34 to 66) | 7 (2 to 18) |", "| about 500 | 1,000 |");
        let (before, after) = table.split_once("](#pads-newer)").unwrap_or((&table, ""));
        let start = before.rfind("Out of 100 men").filter(|_| !after.is_empty());
        match start {
            Some(start) => format!("{}Out of 1,000 men{}", &table[..start], &table[start + 14..]),
            None => table.clone(),
        }
    };
    let text = files().into_iter().map(|(name, text)| (name, larger(text)));
    let decision = read(&text.collect::<Vec<_>>()).0;
    let row = only_row(&decision, "pads-newer");
    let [Cell::Finding(about), Cell::Finding(all)] = row.cells.as_slice() else { panic!("{:?}", row.cells) };
    assert_eq!(sentence::out_of(words(), about), "about 500 out of 1,000");
    assert_eq!(sentence::short(words(), &row.cells[0]), "about 500");
    assert_eq!(sentence::others(words(), about, None), "For about 500 others this was not so.");
    assert!(sentence::happened(words(), about, &row.label).starts_with("About 500 out of 1,000 men used"));
    assert_eq!(sentence::out_of(words(), all), "1,000 out of 1,000");
    assert_eq!(sentence::others(words(), all, None), "This was so for all of them.");
}

/// "I want to live as long as I can" is about two rows of one table, so each must be told and counted once.
#[test]
fn no_line_is_told_twice() {
    for matter in &topic().matters {
        let key = Key::Card(matter.id.clone());
        let all = concern(topic(), &Answers::default(), &key, true);
        let unique: BTreeSet<usize> = lines(&all).into_iter().collect();
        assert_eq!(unique.len(), lines(&all).len(), "{}: {:?}", matter.id, lines(&all));
    }
}

/// Spread, growth or return would answer a wish to live long, and answer it wrongly where deaths hardly differ. So in
/// every topic a thing that leads to deaths has no number before survival was asked for, and with it every row of deaths.
#[test]
fn nothing_stands_for_how_long_people_live_but_how_long_they_lived() {
    let ask = words().get(Word::PageAskFirst);
    assert_eq!(ask, "Please ask me before you talk about how long people live.");
    let mut wishes = 0;
    for topic in every_topic() {
        for matter in &topic.matters {
            let key = Key::Card(matter.id.clone());
            let rows = |concern: &Concern| -> Vec<(bool, String)> {
                let row = |fact: &Fact| match fact {
                    Fact::Numbers(table, row) => Some((table.is_survival(), row.id.clone())),
                    _ => None,
                };
                concern.facts.iter().filter_map(row).collect()
            };
            let place = format!("{}: {}", topic.id, matter.words);
            let (held, asked) =
                [false, true].map(|yes| concern(&topic, &Answers::default(), &key, yes)).into();
            let deaths: Vec<String> =
                rows(&asked).into_iter().filter(|(is, _)| *is).map(|(_, id)| id).collect();
            assert_eq!(held.ask_first, !deaths.is_empty(), "{place}");
            assert!(!asked.ask_first, "{place}");
            let is_wish =
                matter.words.to_lowercase().contains("live as long") || matter.id.contains("live-long");
            if is_wish {
                wishes += 1;
                let has_deaths = topic.tables.iter().any(|it| it.is_survival());
                assert_eq!(!deaths.is_empty(), has_deaths, "{place} leads to no deaths");
                // Where no deaths can be shown, such a wish is answered in words alone, by no number of another kind.
                assert!(has_deaths || rows(&asked).is_empty(), "{place}: {:?}", rows(&asked));
            }
            if deaths.is_empty() {
                continue;
            }
            assert_eq!(rows(&held), [], "{place}");
            for table in topic.tables.iter().filter(|it| it.is_survival()) {
                let there = table.rows.iter().filter(|row| deaths.contains(&row.id)).count();
                assert!(there == 0 || there == table.rows.len(), "{place}: {} in part", table.id);
            }
            for detail in [Detail::Everything, Detail::Main, Detail::NoNumbers] {
                let mut answers = Answers::default();
                answers.sort(&key, Pile::Lot);
                let text = plain::text(words(), &topic, &summarise(&topic, &answers), detail, TODAY);
                assert!(text.contains(ask) && !text.contains("\n   ("), "{place}:\n{text}");
            }
        }
    }
    assert!(wishes >= 4, "{wishes} topics speak of living long");
}

/// Rule: deaths from one cause never stand without deaths from any cause.
#[test]
fn one_death_row_brings_deaths_from_any_cause() {
    let mut answers = Answers::default();
    answers.print_survival(true);
    answers.sort(&Key::Card("live-long".into()), Pile::Lot);
    let one_row = files().into_iter().map(|(name, text)| {
        (
            name,
            text.replace(
                " [died of any cause](#died-any), [surgery or observation](#died-any-observation),",
                "",
            ),
        )
    });
    let decision = read(&one_row.collect::<Vec<_>>()).0;
    let page = summarise(&decision, &answers);
    let ids = page.concerns[0].facts.iter().filter_map(|fact| match fact {
        Fact::Numbers(_, row) => Some(row.id.as_str()),
        _ => None,
    });
    assert_eq!(ids.filter(|id| id.starts_with("died")).collect::<Vec<_>>(), ["died-prostate", "died-any"]);
}

/// Rules 5 and 10: what is not shown on the screen is not in the copied text either.
#[test]
fn the_text_holds_no_numbers_that_the_screen_holds_back() {
    let mut answers = Answers::default();
    answers.sort(&Key::Card("stay-dry".into()), Pile::Lot);
    let late = Date { year: 2029, ..TODAY };
    let text = plain::text(words(), topic(), &summarise(topic(), &answers), Detail::Everything, late);
    assert!(!text.contains("46"), "too old to be shown:\n{text}");
    answers.tell(Detail::NoNumbers);
    let text = as_text(&answers);
    assert!(!text.contains("46"), "no numbers were wanted:\n{text}");
}

/// Somebody to whom everything matters, and who has many questions: the page has room for the first few at the top.
#[test]
fn whatever_does_not_fit_at_the_top_stands_below() {
    let mut answers = Answers::default();
    Offer::from(topic()).matters.iter().for_each(|id| answers.sort(&Key::Card(id.clone()), Pile::Lot));
    Offer::from(topic()).questions.iter().for_each(|id| answers.ask(&Key::Card(id.clone()), true));
    let page = summarise(topic(), &answers);
    let top: Vec<&str> = page.concerns.iter().map(|concern| concern.words.as_str()).collect();
    let all: Vec<&str> = topic().matters.iter().map(|matter| matter.words.as_str()).collect();
    assert_eq!(
        (top.as_slice(), page.more_concerns.iter().map(|it| it.words.as_str()).collect::<Vec<_>>()),
        (&all[..3], all[3..].to_vec())
    );
    let all: Vec<&str> = topic().prompts.iter().map(|prompt| prompt.words.as_str()).collect();
    assert_eq!(
        (page.questions.len(), page.more_questions),
        (3, all[3..].iter().map(|it| it.to_string()).collect())
    );
}

#[test]
fn each_answer_has_its_own_sentence() {
    let wishes = [
        (Wish::Together, "together with my team"),
        (Wish::Advise, "what they advise"),
        (Wish::Company, "someone with me"),
        (Wish::Time, "More time"),
        (Wish::Peer, "been through it"),
        (Wish::Specialists, "each of the specialists"),
        (Wish::Reading, "read or watch"),
    ];
    for (wish, words_in_it) in wishes {
        assert!(sentence::wish(words(), wish).contains(words_in_it), "{wish:?}");
    }
    let sure = [
        (Certainty::High, "quite sure"),
        (Certainty::Moderate, "fairly sure"),
        (Certainty::Low, "not very sure"),
        (Certainty::VeryLow, "not sure at all"),
    ];
    for (certainty, words_in_it) in sure {
        assert!(sentence::certainty(words(), certainty).contains(words_in_it), "{certainty:?}");
    }
    let fillers = [(Filler::Me, "me"), (Filler::Helped, "me, with help"), (Filler::Other, "someone for me")];
    for (filler, said) in fillers {
        assert_eq!(sentence::filler(words(), filler), said);
    }
    let markers = [
        (Marker::Points("surgery".into()), "On this, I lean to: Surgery."),
        (Marker::Same, "no difference"),
        (Marker::Unsure, "not sure what this means"),
    ];
    for (marker, words_in_it) in markers {
        let mut answers = Answers::default();
        let key = Key::Card("stay-dry".into());
        answers.mark(&key, marker);
        let marker = concern(topic(), &answers, &key, false).marker.unwrap();
        assert!(sentence::marker(words(), &marker).contains(words_in_it), "{marker:?}");
    }
    let leans = [
        (Lean::To("surgery".into()), "I lean to: Surgery."),
        (Lean::Unsure, "not sure yet"),
        (Lean::To("gone".into()), "gone"),
    ];
    for (lean, words_in_it) in leans {
        let mut answers = Answers::default();
        answers.stand(lean);
        let lean = summarise(topic(), &answers).lean.unwrap();
        assert!(sentence::lean(words(), &lean).contains(words_in_it), "{lean:?}");
    }
}

#[test]
fn the_text_says_whose_words_it_is_and_how_old() {
    let text = as_text(&Answers::default());
    assert!(
        text.starts_with("Patient-reported, 22 November 2026: Prostate cancer that has not spread\n"),
        "{text}"
    );
    let meta = &topic().meta;
    let day = |date: Option<Date>| sentence::in_words(words(), date.unwrap());
    let dates = format!(
        "Version {}, published {}, to be looked at again by {}.",
        meta.version,
        day(meta.published),
        day(meta.review_by)
    );
    for said in ["This is an example.", &dates] {
        assert!(text.contains(said), "{text}");
    }
    assert!(text.ends_with("It is for talking with your team."), "{text}");
}

/// Numbers in a sentence, with commas between thousands.
fn numbers(text: &str) -> Vec<u32> {
    let runs = text.split(|sign: char| !sign.is_ascii_digit() && sign != ',');
    runs.map(|run| run.replace(',', ""))
        .filter(|run| !run.is_empty())
        .map(|run| run.parse().unwrap())
        .collect()
}

fn same<T>(one: Option<&T>, other: Option<&T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// Whether a line of the text is a row of numbers.
fn is_fact(line: &str) -> bool {
    line.starts_with("   ") && line.ends_with(')') && line.contains(" (Line ")
}

/// Where the choices' studies stand in a line of the text, in the author's order.
fn columns_in(line: &str) -> Vec<usize> {
    let studied = ["PSA monitoring", "; Surgery", "; Radiotherapy"];
    if is_fact(line) { studied.iter().filter_map(|name| line.find(name)).collect() } else { Vec::new() }
}

/// The line numbers of a concern's facts.
fn lines(concern: &Concern) -> Vec<usize> {
    let line = |fact: &Fact| match fact {
        Fact::Numbers(_, row) => Some(row.line),
        Fact::Heading(_, line, _) => Some(*line),
        Fact::Section(_) => None,
    };
    concern.facts.iter().filter_map(line).collect()
}

/// Every line of numbers that the text can have: each thing sorted on its own.
fn all_lines() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for matter in &topic().matters {
        let mut answers = Answers::default();
        answers.print_survival(true);
        answers.sort(&Key::Card(matter.id.clone()), Pile::Lot);
        lines.extend(as_text(&answers).lines().filter(|line| is_fact(line)).map(str::to_string));
    }
    assert!(lines.len() > 10, "{lines:?}");
    lines
}

fn on_page<'a>(page: &'a Summary) -> Vec<&'a str> {
    let concerns = [&page.concerns, &page.more_concerns, &page.some, &page.unsure];
    let concerns = concerns.into_iter().flatten().map(|concern| &concern.words);
    let lists = [&page.questions, &page.more_questions, &page.also_said, &page.not_mine];
    concerns.chain(lists.into_iter().flatten()).map(String::as_str).collect()
}

fn only_row<'a>(decision: &'a Decision, id: &str) -> &'a Row {
    match decision.rows_about(id).as_slice() {
        [(_, row)] => row,
        rows => panic!("{} rows {id}", rows.len()),
    }
}

/// What is private is on no page and in no text, unless it was chosen at that very line.
#[test]
fn private_lines_are_on_no_page_unless_chosen() {
    use tandem::answers::{Person, SheetLine};
    for chosen in [false, true] {
        let mut person = Person::default();
        for sheet in ["lists-talk", "lists-needs"] {
            for (id, private) in [("today-1", true), ("today-2", false)] {
                let line = SheetLine { sheet, id, words: id, private };
                person.change(line, |entered| {
                    entered.write(0, format!("{sheet} {} words", if private { "PRIVATE" } else { "open" }));
                    entered.chosen = chosen;
                });
            }
        }
        let page = summarise(topic(), &Answers::default()).with_person(&person);
        let text = plain::text(words(), topic(), &page, Detail::Everything, TODAY);
        for sheet in ["lists-talk", "lists-needs"] {
            assert!(text.contains(&format!("{sheet} open words")));
            assert_eq!(text.contains(&format!("{sheet} PRIVATE words")), chosen);
        }
        assert_eq!(page.talk.len() + page.today.len(), if chosen { 4 } else { 2 });
    }
}

/// A supporter's words are theirs: on the page only if the person agrees, and they change nothing that the person said.
#[test]
fn a_supporters_words_are_on_the_page_only_if_the_person_agrees() {
    use tandem::answers::{Person, SheetLine};
    let mut answers = Answers::default();
    answers.sort(&Key::Card("stay-dry".to_string()), Pile::Lot);
    let line = |sheet, id| SheetLine { sheet, id, words: "What worries me", private: false };
    let page_of = |person: &Person| {
        let page = summarise(topic(), &answers).with_person(person);
        plain::text(words(), topic(), &page, Detail::Everything, TODAY)
    };
    let mut person = Person::default();
    let alone = page_of(&person);
    person.change(line("lists-supporter", "supporter-worry"), |it| it.write(0, "THEIRS".to_string()));
    assert_eq!(page_of(&person), alone);
    person.change(line("lists-my-page", "supporter-agreed"), |it| it.tick("I agree", true, false));
    let (with, title) = (page_of(&person), words().get(Word::PageSupporter));
    let (_, after) = with.split_once(title).unwrap();
    assert!(after.contains("What worries me: THEIRS"));
    for own in alone.lines() {
        assert!(with.contains(own), "{own}");
    }
}

/// What is set aside is named with its reason, on the page and in its text, and takes nothing away from it.
#[test]
fn what_is_set_aside_is_named_and_takes_nothing_away() {
    let mut answers = Answers::default();
    answers.sort(&Key::Card("stay-dry".to_string()), Pile::Lot);
    let before = as_text(&answers);
    answers.set_aside(Kind::Choice, "surgery", "Surgery", Reason::NotOpen);
    answers.set_aside(Kind::Outcome, "pads", "used pads", Reason::Own("We {thing} that".to_string()));
    answers.set_aside(Kind::Choice, "gone", "An old choice", Reason::NotNow);
    answers.set_aside(Kind::Choice, "radiotherapy", "Radiotherapy", Reason::Own("  ".to_string()));
    let page = summarise(topic(), &answers);
    let names: Vec<&str> = page.set_aside.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Surgery", "An old choice", "used pads for leaking urine"]);
    let text = as_text(&answers);
    assert!(text.contains("- Surgery. Set aside: Not open to me."));
    assert!(text.contains("- used pads for leaking urine. Set aside: We {thing} that."));
    assert!(before.lines().all(|line| text.contains(line)), "no line is lost");
    answers.bring_back(Kind::Choice, "surgery");
    answers.bring_back(Kind::Choice, "gone");
    answers.bring_back(Kind::Outcome, "pads");
    assert_eq!(as_text(&answers), before);
}
