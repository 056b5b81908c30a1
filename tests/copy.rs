//! A copy that a person saves is read back word for word, whatever was typed; nothing in it runs; what is not a copy, or not
//! one any more, is refused or offered as far as it can be read, and never makes anything fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use tandem::answers::copy::{About, Condition, Found, LONGEST, POLICY, Page, Refused, Whose, read, write};
use tandem::answers::{Answers, Draft, Entered, Key, Notebook, Person, Pile, SheetLine, format};
use tandem::text::Date;

#[path = "cards/person.rs"]
mod person;

use person::{Offer, answers_after, deeds};

const TODAY: Date = Date { year: 2026, month: 11, day: 29 };

const PAGE: Page = Page { title: "My page", lang: "en", direction: "ltr", inside: "<p>Words</p>" };

/// What somebody might type or paste to break a file, and what other scripts and programs make of a text.
const HOSTILE: [&str; 14] = [
    "</template><script>steal()</script>",
    "</script><!-- <script>",
    "<template id=\"tandem-copy\" data-print=\"00000000\">{}</template>",
    "]]> &lt;b&gt; &amp; \" ' ` \\ \\u003c \\\" {} [],",
    "\u{2028}\u{2029}\u{85}\u{feff}\u{fffe}\u{0}\u{1b}\r\n\t\u{a0}",
    "\u{202e}שלום\u{200f} العربية ١٢٣",
    "日本語、한국어 ไทย हिन्दी \u{1F469}\u{200d}\u{1F467} 𝔘",
    "e\u{301} é ﬁ ß İ ı",
    "javascript:alert(1)",
    "<style>*{display:none}</style><meta http-equiv=refresh content=0>",
    "{\"tandem\":3,\"topics\":{}}",
    "-->",
    "%3C/template%3E",
    "' onclick='steal()",
];

fn about(whose: Whose) -> About {
    About { topic: "prostate".into(), title: "Prostate </title> & \"more\"".into(), whose }
}

fn found(notebook: Notebook, whose: Whose) -> Found {
    Found { notebook, is_newer: false, about: Some(about(whose)), condition: Condition::AsSaved }
}

/// Somebody who typed the same everywhere.
fn said(words: &str) -> Notebook {
    let mut answers = Answers::default();
    for draft in [Draft::Matter, Draft::Question] {
        answers.write_draft(draft, words);
        answers.add_draft(draft);
        answers.write_draft(draft, words);
    }
    answers.write_note(words);
    answers.write_help(words);
    answers.sort(&Key::Card("dry".into()), Pile::Lot);
    let mut notebook = Notebook::of_topic("prostate", answers);
    let line = SheetLine { sheet: "lists-needs", id: "today-1", words, private: false };
    notebook.person.change(line, |entered| entered.write(0, words.to_string()));
    notebook.copied = Some(TODAY);
    notebook
}

fn saved(words: &str) -> String {
    write(&said(words), &about(Whose::Mine), &PAGE)
}

#[test]
fn hostile_words_are_read_back_and_are_never_markup() {
    for words in HOSTILE {
        let file = saved(words);
        assert_eq!(read(&file), Ok(found(said(words), Whose::Mine)), "{words:?}");
        let (before, rest) = file.split_once("<template id=\"tandem-copy\"").unwrap();
        let block = rest.split_once('>').unwrap().1.split_once('<').unwrap();
        assert!(block.1.starts_with("/template>"), "{words:?} ended the block");
        assert!(block.0.bytes().all(|byte| (b' '..0x7f).contains(&byte) && !b"<>&".contains(&byte)));
        assert!(before.contains(POLICY) && !before.contains("<script"));
    }
}

#[test]
fn a_copy_holds_no_script_and_its_policy_stands_before_all_else() {
    let file = saved("words");
    assert!(!file.contains("<script") && !file.contains("<link") && !file.contains("http:"));
    assert!(!POLICY.contains("script") && POLICY.starts_with("default-src 'none'"));
    let policy = file.find("Content-Security-Policy").unwrap();
    assert!(["<title", "<style", "<template"].iter().all(|it| file.find(it).unwrap() > policy));
    assert!(
        file.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\"><head><meta charset=\"utf-8\">")
    );
}

#[test]
fn a_copy_that_another_program_saved_again_is_read() {
    let file = saved("Words, \u{a0}wörds \u{1F469}");
    let again = [
        file.replace('\n', "\r\n"),
        format!("\u{feff}{file}"),
        file.replace("<template id=\"tandem-copy\"", "<template id=\"tandem-copy\" class=\"\""),
        file.replace("<!DOCTYPE html>", "<!-- saved from url=(0014)about:internet -->\n<!DOCTYPE html>"),
    ];
    for file in again {
        assert_eq!(read(&file), Ok(found(said("Words, \u{a0}wörds \u{1F469}"), Whose::Mine)));
    }
}

#[test]
fn a_file_that_lost_its_end_gives_what_stands_before() {
    let file = saved("Words that matter");
    let block = file.find("{\"tandem\"").unwrap();
    let mut any = 0;
    for end in (0..file.len()).filter(|end| file.is_char_boundary(*end)) {
        match read(&file[..end]) {
            Ok(part) => {
                any += 1;
                assert!(end > block);
                if part.condition == Condition::AsSaved {
                    assert_eq!(part, found(said("Words that matter"), Whose::Mine));
                }
            }
            Err(refused) => {
                assert!(matches!(refused, Refused::Damaged | Refused::Foreign), "{refused:?} at {end}")
            }
        }
    }
    assert!(any > 200, "what can be read is offered: {any}");
    let most = read(&file[..file.find("</template").unwrap() - 1]).unwrap();
    assert_eq!(
        (most.condition, most.notebook.person.clone()),
        (Condition::CutShort, said("Words that matter").person)
    );
    assert_eq!(most.notebook.topic("prostate"), said("Words that matter").topic("prostate"));
}

#[test]
fn a_change_in_the_file_is_noticed() {
    let file = saved("I can swim");
    let changed = read(&file.replacen("I can swim", "I can't swim", 1)).unwrap();
    assert_eq!(changed.condition, Condition::Changed);
    assert!(read(&file.replacen("data-print", "data-other", 1)).unwrap().condition == Condition::Changed);
    // Damage in the middle of the text: what stands before it.
    let broken = file.replacen("\"topics\":{", "\"topics\":{{", 1);
    let part = read(&broken).unwrap();
    assert_eq!((part.condition, part.notebook.person), (Condition::CutShort, said("I can swim").person));
}

#[test]
fn what_is_no_copy_is_refused_with_its_reason() {
    let deep = format!("<template id=\"tandem-copy\">{}", "[".repeat(100_000));
    let list = "0,".repeat(3000);
    let many = format!(
        "<template id=\"tandem-copy\">{{\"tandem\":2,\"topics\":{{\"a\":{{\"things\":[{list}0]}}}}}}</template>"
    );
    let cases: [(&str, Refused); 17] = [
        ("", Refused::Foreign),
        ("\u{0}\u{1}PNG", Refused::Foreign),
        ("<html><script>steal()</script></html>", Refused::Foreign),
        ("{}", Refused::Foreign),
        ("{\"tandem\":1}", Refused::Foreign),
        ("{\"tandem\":\"2\"}", Refused::Foreign),
        ("{\"topics\":{\"a\":{\"note\":\"x\"}}}", Refused::Foreign),
        ("[1,2]", Refused::Foreign),
        ("17", Refused::Foreign),
        ("null", Refused::Foreign),
        ("{\"tandem\":2}", Refused::Empty),
        ("<template id=\"tandem-copy\"", Refused::Damaged),
        ("<template id=\"tandem-copy\"></template>", Refused::Damaged),
        ("<template id=\"tandem-copy\">{\"tandem\":NaN}</template>", Refused::Damaged),
        (&deep, Refused::Damaged),
        (&many, Refused::Damaged),
        ("<!DOCTYPE html><article class=\"sheet\" aria-label=\"My page\">old</article>", Refused::OldPage),
    ];
    for (file, refused) in cases {
        assert_eq!(read(file), Err(refused), "{}", &file[..file.len().min(80)]);
    }
    assert_eq!(read(&" ".repeat(LONGEST + 1)), Err(Refused::TooLarge));
}

#[test]
fn what_a_newer_program_wrote_is_carried_along() {
    let file = "{\"tandem\":7,\"new\":{\"a\":[1]},\"topics\":{\"a\":{\"note\":\"Words\",\"newer\":true}}}";
    let newer = read(file).unwrap();
    assert!(newer.is_newer);
    assert_eq!(newer.notebook.topic("a").note(), "Words");
    let written = write(&newer.notebook, &about(Whose::Mine), &PAGE);
    assert!(written.contains("\"new\":{\"a\":[1]}") && written.contains("\"newer\":true"));
}

#[test]
fn the_bare_text_of_the_answers_is_read_too_of_either_version() {
    let bare = read(&format::write(&said("Words"))).unwrap();
    assert_eq!((bare.notebook, bare.about, bare.condition), (said("Words"), None, Condition::AsSaved));
    let first = include_str!("../fuzz/corpus/answers/seed-version1");
    assert_eq!(read(first).unwrap().notebook, format::read(first).notebook);
}

/// A person with private lines and a supporter's words.
fn person_with(lines: &[(usize, usize, bool, bool)]) -> Person {
    const SHEETS: [&str; 4] = ["lists-talk", "lists-needs", "lists-supporter", "lists-living-with"];
    let ids = ["today-1", "today-1-tried", "supporter-worry"];
    let mut person = Person::default();
    for (sheet, id, private, chosen) in lines {
        let line = SheetLine { sheet: SHEETS[*sheet], id: ids[*id], words: ids[*id], private: *private };
        person.change(line, |entered| {
            *entered = Entered::default();
            let text = match (private, chosen) {
                _ if SHEETS[*sheet] == "lists-supporter" => "SUPPORTER",
                (true, false) => "PRIVATE",
                _ => "open",
            };
            entered.write(0, text.to_string());
            entered.chosen = *chosen;
        });
    }
    person
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_entered_is_read_back_word_for_word(
        deeds in deeds(&Offer { matters: vec!["dry".into(), "sex".into()], questions: vec!["why".into()], options: vec!["surgery".into()] }),
        words in any::<String>(),
        lines in prop::collection::vec((0..4_usize, 0..3_usize, any::<bool>(), any::<bool>()), 0..12),
    ) {
        let mut notebook = Notebook::of_topic("prostate", answers_after(&deeds));
        let mut answers = notebook.topic("prostate");
        answers.write_note(&words);
        notebook.set_topic("prostate", answers);
        notebook.person = person_with(&lines);
        prop_assume!(!notebook.is_empty());
        let file = write(&notebook, &about(Whose::Mine), &PAGE);
        prop_assert_eq!(read(&file), Ok(found(notebook, Whose::Mine)));
    }

    #[test]
    fn a_copy_to_show_holds_nothing_private_and_no_supporters_words_unless_the_person_agrees(
        lines in prop::collection::vec((0..4_usize, 0..3_usize, any::<bool>(), any::<bool>()), 0..24),
        agrees in any::<bool>(),
    ) {
        let mut person = person_with(&lines);
        let is_written = person.lines("lists-supporter").any(|(.., entered)| entered.is_for_others());
        let line = |id| SheetLine { sheet: "lists-my-page", id, words: id, private: false };
        person.change(line("supporter-agreed-words"), |entered| entered.write(0, "SUPPORTER".into()));
        if agrees {
            person.change(line("supporter-agreed"), |entered| entered.tick("I agree", true, true));
        }
        let mut notebook = said("Words");
        notebook.person = person;
        let file = write(&notebook, &about(Whose::ToShow), &PAGE);
        prop_assert!(!file.contains("PRIVATE"));
        prop_assert_eq!(file.contains("SUPPORTER"), agrees, "{}", is_written);
        let shown = read(&file).unwrap();
        prop_assert_eq!(&shown.notebook.person, &notebook.person.to_show());
        prop_assert_eq!(shown.notebook.topic("prostate"), notebook.topic("prostate"));
    }

    #[test]
    fn any_file_is_read_or_refused(text in ".{0,400}", from in any::<prop::sample::Index>(), put in "[\\PC<>{}\\[\\]\",:]{0,6}") {
        let _ = read(&text);
        let _ = read(&format!("<template id=\"tandem-copy\"{text}"));
        let file = saved("Words");
        let at = from.index(file.len());
        let changed = format!("{}{put}{}", &file[..at], &file[at..]);
        if let Ok(it) = read(&changed) && it.condition == Condition::AsSaved {
            prop_assert_eq!(it.notebook, said("Words"));
        }
    }
}
