//! What the app says: every word has its sentence, every sentence its use, and the small reader of such files reads them as
//! any YAML reader does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use proptest::prelude::*;
use saphyr_parser::{Event, Parser};
use tandem::text::remark::Remarks;
use tandem::text::{Code, Remark, Source, head};
use tandem::words::locale::NAMES;
use tandem::words::{Word, Words};

#[path = "cards/shipped.rs"]
mod shipped;

/// What the program puts into each sentence. A sentence without a line here has no holes. Whoever translates may move
/// these, and must not lose one: a number without its people would no longer be true.
const HOLES: &[(&str, &[&str])] = &[
    ("join-items", &["a", "b"]),
    ("join-parts", &["a", "b"]),
    ("join-sentences", &["a", "b"]),
    ("join-label", &["a", "b"]),
    ("join-title", &["a", "b"]),
    ("join-number", &["number", "text"]),
    ("join-words", &["a", "b"]),
    ("join-row", &["what", "when"]),
    ("join-aside", &["aside", "text"]),
    ("page-also-lot-named", &["things"]),
    ("page-same-numbers", &["number"]),
    ("page-as-on", &["date"]),
    ("copy-note-mine", &["date"]),
    ("copy-note-to-show", &["date"]),
    ("copied-on", &["date"]),
    ("open-found", &["topic"]),
    ("open-found-day", &["date"]),
    ("open-found-tag", &["tag"]),
    ("page-as-on-time", &["date", "time"]),
    ("time-in-words", &["hour", "minute"]),
    ("list-two", &["a", "b"]),
    ("list-middle", &["a", "b"]),
    ("list-end", &["a", "b"]),
    ("places-here", &["place"]),
    ("next", &["place"]),
    ("talk-back", &["place"]),
    ("talk-page-tag", &["tag"]),
    ("talk-cards-tag", &["tag"]),
    ("talk-read-step", &["of", "step"]),
    ("talk-reply-to", &["question"]),
    ("talk-full", &["label"]),
    ("talk-aside-here", &["count"]),
    ("talk-more-questions", &["count"]),
    ("talk-more-things", &["count"]),
    ("talk-more-needs", &["count"]),
    ("talk-cards", &["date"]),
    ("said-on", &["date"]),
    ("said-added", &["date"]),
    ("said-then", &["words"]),
    ("said-open", &["date"]),
    ("said-then-matters", &["things"]),
    ("said-then-lean", &["choice"]),
    ("said-now-matters", &["things"]),
    ("said-cards-changed", &["things"]),
    ("said-cards-gone", &["things"]),
    ("said-cards-new", &["things"]),
    ("calendar-has", &["count"]),
    ("so-far-matters", &["count"]),
    ("so-far-markers", &["count"]),
    ("so-far-questions", &["count"]),
    ("library-found", &["count"]),
    ("library-near", &["count"]),
    ("library-more", &["count", "shown"]),
    ("remark-place", &["file", "line"]),
    ("not-studied-here", &["choices"]),
    ("line-number", &["line"]),
    ("line-numbers", &["lines"]),
    ("source-number", &["number"]),
    ("picture-of", &["number"]),
    ("out-of-exact", &["count", "of"]),
    ("out-of-across", &["high", "low", "of"]),
    ("out-of-about", &["count", "of"]),
    ("short-across", &["high", "low"]),
    ("short-about", &["count"]),
    ("count-exact", &["count", "group", "label", "of", "over"]),
    ("count-across", &["group", "high", "label", "low", "of", "over"]),
    ("count-about", &["count", "group", "label", "of", "over"]),
    ("rest-exact", &["count"]),
    ("rest-across", &["high", "low"]),
    ("rest-about", &["count"]),
    ("rest-all", &["count"]),
    ("rest-own-exact", &["count", "label"]),
    ("rest-own-across", &["high", "label", "low"]),
    ("rest-own-about", &["count", "label"]),
    ("range-likely", &["high", "low"]),
    ("sure-short", &["sure"]),
    ("sure-short-by-source", &["number", "sure"]),
    ("sure-by-source", &["number"]),
    ("fact-checked", &["date", "owner"]),
    ("remove-named", &["thing"]),
    ("sheet-for", &["whom"]),
    ("sheet-cell", &["column", "row"]),
    ("sheet-changed", &["words"]),
    ("sheet-contact-mine", &["words"]),
    ("order-intro", &["most"]),
    ("matters-so-far", &["count"]),
    ("my-way-more-named", &["thing"]),
    ("detail-now", &["detail"]),
    ("aside-set-named", &["thing"]),
    ("aside-line", &["reason", "thing"]),
    ("aside-choices", &["all", "count"]),
    ("aside-outcomes", &["count"]),
    ("move-up-named", &["thing"]),
    ("move-down-named", &["thing"]),
    ("mark-title", &["thing"]),
    ("mark-to", &["choice"]),
    ("mark-says-to", &["choice"]),
    ("lean-to", &["choice"]),
    ("lean-says-to", &["choice"]),
    ("page-see-lines", &["lines"]),
    ("page-answered-as", &["words"]),
    ("removed", &["thing"]),
    ("kept-over", &["date"]),
    ("text-opening", &["date", "topic"]),
    ("status-dates", &["published", "review", "version"]),
    ("date-in-words", &["day", "month", "year"]),
    ("keep-ask", &["date"]),
    ("kept-until", &["date"]),
    ("kept-topic-until", &["date", "topic"]),
    ("kept-topic-over", &["date", "topic"]),
    ("group-chosen", &["group"]),
    ("out-of-rarer", &["of"]),
    ("count-rarer", &["group", "label", "of", "over"]),
    ("rest-own-rarer", &["label"]),
    ("range-things", &["high", "low"]),
    ("test-found", &["count", "group", "of", "right", "wrong"]),
    ("test-of-hundred", &["count"]),
    ("test-clear", &["count", "right", "wrong"]),
];

/// Languages that have a file of words.
fn languages() -> Vec<(String, String)> {
    let files = fs::read_dir(shipped::content().join("words")).unwrap().map(|it| it.unwrap().path());
    // Words of still pages have a list of their own.
    let is_ours = |name: &str| name.ends_with(".yaml") && !name.ends_with(".paper.yaml");
    let files = files.filter(|path| is_ours(path.file_name().unwrap().to_str().unwrap()));
    let named = files.map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        (name, fs::read_to_string(path).unwrap())
    });
    named.collect()
}

fn entries(text: &str) -> Vec<(String, String)> {
    let source = Source { name: "words", text };
    let mut remarks = Remarks::on(source);
    let head = head::of_list(source, &mut remarks);
    assert_eq!(remarks.done(), []);
    head.entries.into_iter().map(|entry| (entry.key, entry.values.join("; "))).collect()
}

#[test]
fn every_word_has_a_sentence_and_every_sentence_a_word() {
    assert!(languages().iter().any(|(name, _)| name == "en.yaml"));
    for (name, text) in languages() {
        assert_eq!(Words::read(Source { name: &name, text: &text }).1, [], "{name}");
        let keys: BTreeSet<String> = entries(&text).into_iter().map(|(key, _)| key).collect();
        let words = Word::ALL.iter().map(|word| word.name().to_string());
        let remarks = Code::ALL.iter().map(|code| format!("remark-{}", code.slug()));
        let locale = NAMES.map(str::to_string);
        assert_eq!(keys, words.chain(remarks).chain(locale).collect(), "{name}");
    }
}

#[test]
fn two_words_never_share_a_name() {
    let names: BTreeSet<&str> = Word::ALL.iter().map(|word| word.name()).collect();
    assert_eq!(names.len(), Word::ALL.len());
    let slugs: BTreeSet<&str> = Code::ALL.iter().map(|code| code.slug()).collect();
    assert_eq!(slugs.len(), Code::ALL.len());
}

#[test]
fn every_word_is_said_somewhere() {
    let code = shipped::code();
    // Words of still pages may have the same names, and are looked at with those pages.
    let code = code.replace("PaperWord::", "");
    let said: BTreeSet<&str> = code
        .split("Word::")
        .skip(1)
        .map(|rest| rest.split(|it: char| !it.is_alphanumeric()).next().unwrap())
        .collect();
    let unused: Vec<String> = Word::ALL
        .iter()
        .map(|word| format!("{word:?}"))
        .filter(|name| !said.contains(name.as_str()))
        .collect();
    assert!(unused.is_empty(), "nothing says these: {unused:?}");
}

#[test]
fn holes_are_those_that_the_program_fills() {
    for (name, text) in languages() {
        let known: BTreeMap<&str, &[&str]> = HOLES.iter().copied().collect();
        assert!(
            known.keys().all(|key| Word::ALL.iter().any(|word| word.name() == *key)),
            "HOLES has a word that is gone"
        );
        for (key, sentence) in entries(&text) {
            let expected = known.get(key.as_str()).copied().unwrap_or_default();
            let mut found = holes(&sentence);
            // What counts things is asked for only where a sentence says it of things.
            found.retain(|it| it != "counter" || !sentence.starts_with("things: "));
            assert_eq!(found, expected, "{name} {key}, against HOLES in this test: {sentence}");
        }
    }
}

/// The holes of a sentence, each once, in alphabetical order. A brace without its other half is a hole too.
fn holes(sentence: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some(place) = rest.find(['{', '}']) {
        let (name, after) =
            rest[place..].strip_prefix('{').and_then(|it| it.split_once('}')).unwrap_or((&rest[place..], ""));
        found.insert(name.to_string());
        rest = after;
    }
    found.into_iter().collect()
}

/// What is wrong with a broken file of words is said, and the app goes on with what is there.
#[test]
fn a_missing_word_is_shown_by_its_name() {
    let text = shipped::text("words/en.yaml");
    let text = text.replace("skip: Skip to the main part\n", "").replace("next:", "onward:");
    let (words, remarks) = Words::read(Source { name: "en.yaml", text: &text });
    let said: Vec<_> = remarks.iter().map(|remark| (remark.code, remark.about.as_str())).collect();
    assert!(
        said.contains(&(Code::KeyMissing, "skip")) && said.contains(&(Code::KeyMissing, "next")),
        "{said:?}"
    );
    assert!(said.contains(&(Code::KeyValue, "onward")), "{said:?}");
    assert_eq!(said.len(), 3, "{said:?}");
    assert_eq!(words.get(Word::Skip), "skip");
    assert_eq!(words.get(Word::Back), "Back");
    let (nothing, remarks) = Words::read(Source { name: "en.yaml", text: "" });
    assert_eq!(remarks.len(), Word::ALL.len() + Code::ALL.len() + NAMES.len());
    assert!(Word::ALL.iter().all(|word| nothing.get(*word) == word.name()));
}

#[test]
fn each_remark_has_its_own_sentence() {
    let words = shipped::words();
    let position = tandem::text::Position { line: 1, column: 1 };
    let remark = |code: &Code| Remark {
        code: *code,
        file: "a.md".into(),
        position,
        at: Default::default(),
        about: String::new(),
    };
    let said: BTreeSet<String> = Code::ALL.iter().map(|code| words.remark(&remark(code))).collect();
    assert_eq!(said.len(), Code::ALL.len());
    assert!(said.iter().all(|it| it.ends_with('.')), "{said:?}");
}

/// In tests of such tools many people stumbled over these words.
#[test]
fn hard_words_are_not_on_the_screen() {
    let hard =
        ["decision aid", "option", "options", "preference", "preferences", "treatment option", "crisis"];
    for (key, sentence) in entries(&shipped::text("words/en.yaml")) {
        for word in hard {
            assert!(!says(&sentence, word), "{key}: {sentence}");
        }
    }
    assert!(says("Your Options:", "options") && !says("optional", "option"));
}

/// Never promised, because it could not be held; never said, because nothing here works it out.
#[test]
fn nothing_is_claimed_that_is_not_so() {
    let never = [
        "best choice",
        "recommended",
        "we recommend",
        "score",
        "your risk is",
        "nobody else can see",
        "anonymous",
        "safest",
    ];
    for (key, sentence) in entries(&shipped::text("words/en.yaml")) {
        for word in never {
            assert!(!says(&sentence, word), "{key}: {sentence}");
        }
    }
}

fn says(sentence: &str, word: &str) -> bool {
    let bare: String =
        sentence.to_lowercase().chars().map(|it| if it.is_alphabetic() { it } else { ' ' }).collect();
    format!(" {bare} ").contains(&format!(" {word} "))
}

#[test]
fn a_persons_braces_stay_as_typed() {
    let said = shipped::words().format(Word::RemoveNamed, &[("thing", "{thing} {count} }{")]);
    assert_eq!(said, "Remove: {thing} {count} }{");
}

#[test]
fn the_year_has_twelve_months() {
    let month = |month| shipped::words().locale().month(tandem::cards::Date { year: 2026, month, day: 1 });
    assert_eq!((1..=12).map(month).filter(|month| !month.is_empty()).count(), 12);
    assert_eq!((month(1), month(12)), ("January", "December"));
}

#[test]
fn cards_can_tell_their_words_apart() {
    let vocabulary = shipped::words().vocabulary();
    let mut all = vec![vocabulary.not_known, vocabulary.to, vocabulary.about];
    all.extend(vocabulary.certainty);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 7, "{all:?}");
    assert!(all.iter().all(|word| !word.is_empty() && !word.contains(|it: char| it.is_ascii_digit())));
}

/// The reader of heads is written by hand, to spare a phone 50 kB. It must read as the real one does.
#[test]
fn our_files_are_read_as_any_yaml_reader_reads_them() {
    let mut compared = 0;
    let mut lists: Vec<String> = languages().into_iter().map(|(_, text)| text).collect();
    lists.push(shipped::text("settings.yaml"));
    let mut cards: Vec<String> = shipped::files().into_iter().map(|(_, text)| text).collect();
    cards.push(shipped::text("library.en.md"));
    for text in cards {
        let head = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().0;
        let source = Source { name: "card", text: &text };
        let mut remarks = Remarks::on(source);
        let ours = head::of_card(source, &mut remarks).entries;
        assert_eq!(remarks.done(), []);
        let ours: Vec<_> = ours.into_iter().map(|entry| (entry.key, entry.values)).collect();
        assert_eq!(Some(ours), yaml(head), "{head}");
        compared += 1;
    }
    for text in lists {
        let (ours, remarks) = read_list(&text);
        assert_eq!(remarks, []);
        assert_eq!(Some(ours), yaml(&text));
        compared += 1;
    }
    assert!(compared >= 8);
}

/// Values that mean something else in YAML than they seem to. Each is read the same, or remarked on.
#[test]
fn tricky_values_are_read_alike_or_refused() {
    let tricky = [
        "!x",
        "!!str a",
        "&a b",
        "*a",
        "-",
        "- a",
        "-a",
        "--",
        "\"a\"b\"",
        "\"a\\n\"",
        "\"a",
        "a\"",
        "'a'",
        "'a",
        "a: b",
        "a:b",
        "a:",
        ":a",
        "a #b",
        "a#b",
        "#a",
        "[a]",
        "{a}",
        "{a: b}",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        ", a",
        "?",
        "? a",
        "?a",
        "=",
        "a, b",
        "\"a: b # c\"",
        "\"\"",
        "a   b",
        "é: ß",
        "\"é: ß\"",
    ];
    let mut read = 0;
    for value in tricky {
        for text in [format!("a: {value}\n"), format!("a:\n  - {value}\n")] {
            let (ours, remarks) = read_list(&text);
            if remarks.is_empty() {
                read += 1;
                assert_eq!(Some(ours), yaml(&text), "{text}");
            }
        }
    }
    assert!(read > 20, "only {read} were read at all");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_we_read_without_a_remark_is_yaml(lines in prop::collection::vec(line(), 0..8)) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let (ours, remarks) = read_list(&text);
        let known = text.contains('\t') || item_below_a_value(&lines);
        if remarks.is_empty() && !known {
            prop_assert_eq!(Some(ours), yaml(&text), "{}", text);
        }
    }

    #[test]
    fn what_we_read_without_a_remark_is_yaml_without_exception(lines in prop::collection::vec(line(), 0..8)) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let (ours, remarks) = read_list(&text);
        if remarks.is_empty() {
            prop_assert_eq!(Some(ours), yaml(&text), "{}", text);
        }
    }

    #[test]
    fn no_head_breaks_the_reader(text in any::<String>()) {
        let source = Source { name: "a", text: &text };
        let mut remarks = Remarks::on(source);
        let body = head::of_card(source, &mut remarks).body;
        prop_assert!(text.is_char_boundary(body));
        let _ = read_list(&text);
    }
}

/// Lines as somebody might write them, right or wrong.
fn line() -> impl Strategy<Value = String> {
    let key =
        prop::sample::select(vec!["a", "b", "c-d", "e.f", "G", "1", "true", "null", "-x", "- y", "k k"]);
    let value = "[ \ta-c0-9:#\"'{}&*!|>%@,?~=\\\\./-]{0,8}|\"[ a-c:#'{}-]{0,6}\"|[a-c]{1,3}( #|: |:)[a-c]{0,2}|—é🧑‍⚕️|yes|2026-11-22|---|[.]{3}";
    prop_oneof![
        6 => (key, value).prop_map(|(key, value)| format!("{key}: {value}")),
        1 => prop::sample::select(vec!["a:", "b:", "list:"]).prop_map(str::to_string),
        3 => value.prop_map(|value| format!("  - {value}")),
        1 => value.prop_map(|value| format!("# {value}")),
        1 => Just(String::new()),
        1 => value.prop_map(|value| value),
    ]
}

/// `key: value` and then `- item`.
fn item_below_a_value(lines: &[String]) -> bool {
    let said = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let said: Vec<&str> = said.collect();
    (1..said.len()).any(|at| {
        let above = said[..at].iter().rev().find(|line| !line.starts_with("- "));
        said[at].starts_with("- ") && above.is_some_and(|line| !line.ends_with(':'))
    })
}

/// Keys with their values.
type Entries = Vec<(String, Vec<String>)>;

fn read_list(text: &str) -> (Entries, Vec<Remark>) {
    let source = Source { name: "list", text };
    let mut remarks = Remarks::on(source);
    let entries = head::of_list(source, &mut remarks).entries;
    (entries.into_iter().map(|entry| (entry.key, entry.values)).collect(), remarks.done())
}

/// The same by a full reader; nothing if the text is not a flat map of texts and lists of texts.
fn yaml(text: &str) -> Option<Entries> {
    let mut entries: Entries = Vec::new();
    let mut inside_list = false;
    let mut key: Option<String> = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        match event {
            Event::Scalar(words, _, 0, None) => {
                // Where there is no value the reader makes up a null.
                let empty = span.start.index() == span.end.index();
                match (key.take(), inside_list) {
                    (_, true) => entries.last_mut()?.1.push(words.into_owned()),
                    (Some(key), false) => {
                        let values = if empty { Vec::new() } else { vec![words.into_owned()] };
                        entries.push((key, values));
                    }
                    (None, false) => key = Some(words.into_owned()),
                }
            }
            Event::SequenceStart(..) => {
                inside_list = true;
                entries.push((key.take()?, Vec::new()));
            }
            Event::SequenceEnd => inside_list = false,
            Event::Alias(_) | Event::Scalar(..) => return None,
            _ => {}
        }
    }
    Some(entries)
}

#[test]
fn what_happened_and_when_stand_in_the_order_of_the_language() {
    let orders = languages().into_iter().map(|(name, text)| {
        let words = Words::read(Source { name: &name, text: &text }).0;
        assert_eq!(words.row_name("what", "when"), words.in_row_order("what", "when").join(" "), "{name}");
        (name, words.in_row_order("what", "when"))
    });
    let orders: Vec<(String, [&str; 2])> = orders.collect();
    let order = |lang: &str| orders.iter().find(|(name, _)| name.contains(lang)).map(|(_, order)| *order);
    assert_eq!(order("en"), Some(["what", "when"]));
    // A Korean sentence ends with its verb.
    assert_eq!(order("ko"), Some(["when", "what"]));
}
