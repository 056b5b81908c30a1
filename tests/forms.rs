//! The page in every form that is made in full: plain text, large print, the page in a saved copy. What was entered and is not
//! withheld is in each of them, word for word, in any script; what is withheld is in none; and they are made of the same parts.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::OnceLock;

use leptos::prelude::{Owner, Set};
use proptest::prelude::*;
use tandem::answers::copy::{Condition, Whose, read};
use tandem::answers::{
    AGREED, Answers, Draft, Entered, Key, Kind, MY_PAGE, Note, Notebook, PERSON, Person, Pile, Reason,
    SUPPORTER, SheetLine,
};
use tandem::cards::handout::{self, Handout};
use tandem::cards::{Date, Decision, decision};
use tandem::summary::{plain, summarise};
use tandem::text::Source;
use tandem::views::copy;
use tandem::views::element::{Node, markup_to_save};
use tandem::views::parts::large;
use tandem::views::state::{Setting, Tandem};

#[path = "cards/person.rs"]
mod person;
#[path = "cards/shipped.rs"]
mod shipped;

use person::{Offer, answers_after, deeds};
use shipped::{topic, words};

const TODAY: Date = Date { year: 2026, month: 11, day: 29 };

/// More words than this nobody reads in half a minute: adults read some 240 a minute.
const HALF_A_MINUTE: usize = 120;

struct Forms {
    text: String,
    large: String,
    mine: String,
    to_show: String,
    lists: String,
    lists_to_show: String,
}

fn forms(answers: &Answers, person: &Person) -> Forms {
    Owner::new().with(|| {
        let t = Tandem::new(words(), topic(), &[], TODAY, Setting::default());
        t.answers.set(answers.clone());
        t.person.set(person.clone());
        Forms {
            text: plain::joined(large::parts(t)),
            large: seen(&markup_to_save(&Node::from(large::large(t)))),
            mine: copy::file(t, Whose::Mine),
            to_show: copy::file(t, Whose::ToShow),
            lists: at_a_list(person, Whose::Mine),
            lists_to_show: at_a_list(person, Whose::ToShow),
        }
    })
}

/// The copy that is saved at a list.
fn at_a_list(person: &Person, whose: Whose) -> String {
    static NEEDS: OnceLock<Handout> = OnceLock::new();
    let paper = NEEDS
        .get_or_init(|| handout::read("lists-needs", "en", Source { name: "needs.md", text: "# Needs\n" }).0);
    static NOTHING: OnceLock<Decision> = OnceLock::new();
    let nothing = NOTHING.get_or_init(|| decision::read(PERSON, "en", &[], &words().vocabulary()).0);
    let t = Tandem::new(words(), nothing, &[], TODAY, Setting { sheet: Some(paper), ..Setting::default() });
    t.person.set(person.clone());
    copy::file(t, whose)
}

/// The words of a markup, without what keeps numbers together on a line.
fn seen(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (name, after) = tag.split_once('>').unwrap();
        if ["/p", "/li", "/h1", "/h2", "/h3", "/td", "/th"].contains(&name) {
            words.push('\n');
        }
        rest = after;
    }
    words.push_str(rest);
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What people read of a copy.
fn page_of(file: &str) -> String {
    seen(file.split_once("</template>").unwrap().1)
}

fn unjoined(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn holds(text: &str, words: &str) -> bool {
    unjoined(text).contains(unjoined(words).trim())
}

/// All that somebody typed.
fn typed(answers: &Answers) -> Vec<String> {
    let own = answers.own_matters().into_iter().chain(answers.own_questions()).map(|own| own.words);
    let free = [answers.help(), answers.note(), answers.me(), answers.keeps_going()];
    let drafts = [Draft::Matter, Draft::Question].map(|draft| answers.draft(draft));
    let notes = Note::ALL.map(|note| answers.talk_note(note));
    let replies = answers.replied().map(|key| answers.reply(key));
    let free = free.into_iter().chain(drafts).chain(notes).chain(replies).chain([answers.adding()]);
    // What was finished, and what was added to it.
    let said = answers.finished().iter().flat_map(|it| {
        let added = it.added.iter().map(|added| added.words.as_str());
        Note::ALL.map(|note| it.note(note)).into_iter().chain(added).collect::<Vec<_>>()
    });
    let reasons = [Kind::Choice, Kind::Outcome].into_iter().flat_map(|kind| {
        answers.asides(kind).filter_map(|(.., reason)| match reason {
            Reason::Own(words) => Some(words.as_str()),
            _ => None,
        })
    });
    own.chain(free.chain(said).chain(reasons).map(str::to_string))
        .filter(|it| !it.trim().is_empty())
        .collect()
}

const SHEETS: [&str; 4] = ["lists-talk", "lists-needs", "sheets-follow-up-plan", SUPPORTER];

/// Lines of lists and sheets, written, or ticked where the id is even: some of them private, some private and chosen to be
/// seen, some a supporter's, to which the person agreed or not.
fn person_with(lines: &[(usize, usize, bool, bool)], agrees: bool) -> Person {
    let ids = ["today-1", "today-2", "other"];
    let mut person = Person::default();
    for (sheet, id, private, chosen) in lines {
        let line = SheetLine { sheet: SHEETS[*sheet], id: ids[*id], words: ids[*id], private: *private };
        let is_withheld = *private && !chosen || SHEETS[*sheet] == SUPPORTER && !agrees;
        let words = format!("{} {sheet}{id}", if is_withheld { "WITHHELD" } else { "OPEN" });
        person.change(line, |entered| {
            *entered = Entered::default();
            if id % 2 == 0 {
                entered.tick(&words, true, false)
            } else {
                entered.write(0, words)
            }
            entered.chosen = *chosen;
        });
    }
    if agrees {
        let line = SheetLine { sheet: MY_PAGE, id: AGREED, words: "I agree", private: false };
        person.change(line, |entered| entered.tick("yes", true, false));
    }
    person
}

type Lines = Vec<(usize, usize, bool, bool)>;

fn lines() -> impl Strategy<Value = Lines> {
    prop::collection::vec((0..SHEETS.len(), 0..3_usize, any::<bool>(), any::<bool>()), 0..12)
}

/// All words that stand on lists and sheets.
fn on_sheets(person: &Person) -> Vec<String> {
    SHEETS.iter().flat_map(|sheet| person.lines(sheet)).flat_map(|(.., entered)| entered.words()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn all_that_was_entered_is_in_each_form_and_nothing_that_is_withheld(
        deeds in deeds(&Offer::from(topic())),
        words in any::<String>(),
        lines in lines(),
        agrees in any::<bool>(),
    ) {
        let mut answers = answers_after(&deeds);
        answers.write_note(&words);
        let person = person_with(&lines, agrees);
        let forms = forms(&answers, &person);
        for own in typed(&answers) {
            for (name, form) in [("text", &forms.text), ("large", &forms.large), ("mine", &page_of(&forms.mine)), ("to show", &page_of(&forms.to_show))] {
                prop_assert!(holds(form, &own), "{name}: {own:?} is not in\n{form}");
            }
        }
        for (name, form) in [("text", &forms.text), ("large", &forms.large), ("to show", &forms.to_show), ("lists to show", &forms.lists_to_show)] {
            prop_assert!(!form.contains("WITHHELD"), "{name}");
        }
        // A copy has all that was written on lists and sheets, saved at a topic or at a list.
        for words in on_sheets(&person) {
            let is_open = words.starts_with("OPEN");
            for (mine, shown) in [(&forms.mine, &forms.to_show), (&forms.lists, &forms.lists_to_show)] {
                prop_assert!(page_of(mine).contains(&words));
                prop_assert_eq!(page_of(shown).contains(&words), is_open);
            }
        }
        // A copy of lists has nothing of a topic.
        for own in typed(&answers).iter().filter(|own| own.trim().chars().count() > 8) {
            prop_assert!(!holds(&forms.lists, own));
        }
        if !person.is_empty() {
            prop_assert_eq!(read(&forms.lists).unwrap().notebook, Notebook::of_person(person.clone()));
        }
        if !answers.is_empty() || !person.is_empty() {
            let found = read(&forms.mine).unwrap();
            prop_assert_eq!(found.condition, Condition::AsSaved);
            prop_assert_eq!(found.notebook.topic(&topic().id), answers);
            prop_assert_eq!(found.notebook.person, person);
        }
    }

    /// Large print and plain text say the same, line by line, and nothing besides.
    #[test]
    fn large_print_has_the_lines_of_the_text_and_no_others(deeds in deeds(&Offer::from(topic()))) {
        let answers = answers_after(&deeds);
        let forms = forms(&answers, &Person::default());
        let bare = |text: &str| unjoined(text).chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        let page = summarise(topic(), &answers);
        let parts = plain::parts(words(), topic(), &page, answers.detail().unwrap_or_default(), TODAY);
        let lines = parts.iter().flat_map(|part| [part.title.clone()].into_iter().chain(part.lines.iter().map(|line| line.words.clone())));
        let all = bare(&lines.collect::<String>());
        prop_assert!(bare(&forms.large).ends_with(&all));
        // Before it only what it is and the page's two words.
        prop_assert!(bare(&forms.large).len() - all.len() < 60);
        let text: String = forms.text.lines().map(|line| line.trim_start_matches("- ")).collect();
        prop_assert!(bare(&text).len() >= all.len() && bare(&text).len() - all.len() < 40);
    }

    /// Somebody who opens the record has half a minute: the first ten lines say what matters, and can be read in it.
    #[test]
    fn the_first_ten_lines_are_read_in_half_a_minute(deeds in deeds(&Offer::from(topic())), lines in lines(), agrees in any::<bool>()) {
        let text = forms(&answers_after(&deeds), &person_with(&lines, agrees)).text;
        let words = text.lines().take(10).flat_map(str::split_whitespace).count();
        prop_assert!(words <= HALF_A_MINUTE, "{words}:\n{text}");
    }
}

#[test]
fn the_top_of_the_record_names_what_matters_and_where_the_person_stands() {
    let mut answers = Answers::default();
    answers.sort(&Key::Card(topic().matters[0].id.clone()), Pile::Lot);
    answers.write_draft(Draft::Question, "Who do I ring at night?");
    answers.add_draft(Draft::Question);
    answers.write_draft(Draft::Question, &"very long ".repeat(20));
    answers.add_draft(Draft::Question);
    let text = forms(&answers, &Person::default()).text;
    let (top, _) = text.split_once("\n\n").unwrap();
    assert!(top.starts_with("Patient-reported") && top.lines().count() <= 10, "{text}");
    assert!(top.contains("Who do I ring at night?") && top.contains(&topic().matters[0].words), "{text}");
    assert!(!top.contains("very long very long"), "{text}");
    assert!(text.contains("very long very long"), "it stands whole below");
}

/// A field for a day holds it as browsers write it; in every form it stands in words.
#[test]
fn a_day_is_in_words_in_every_form() {
    let mut person = Person::default();
    for (sheet, id) in
        [("lists-talk", "day"), ("lists-needs", "today-1"), ("sheets-follow-up-plan", "test-1")]
    {
        let line = SheetLine { sheet, id, words: "The next test", private: false };
        person.change(line, |entered| entered.write(0, "2027-02-12".to_string()));
    }
    let mut answers = Answers::default();
    answers.write_talk_note(Note::LookAgainOn, "2027-02-12");
    let Forms { text, large, mine, to_show, lists, lists_to_show } = forms(&answers, &person);
    let copies = [mine, to_show, lists, lists_to_show];
    for form in [text, large].into_iter().chain(copies.iter().map(|file| page_of(file))) {
        assert!(!form.contains("2027-02-12"), "{form}");
        assert!(holds(&form, "12 February 2027"), "{form}");
    }
}
