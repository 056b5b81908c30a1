//! The words of each language: the names that the program knows, the same holes as in English, and words for the cells of
//! tables that can be told apart.

use crate::check::content::lang_of;
use crate::check::rule::rules;
use crate::check::structure::reader::read_remarks;
use crate::check::{Content, Report};
use crate::text::remark::{Remark, Remarks};
use crate::text::{Code, Date, Entry, Head, Source, Span, head};
use crate::words::locale::NAMES;
use crate::words::{Locale, PaperWords, THINGS, Words};

rules! {
    WORDS_KEY Error "words-key" => Whole(words);
    WORDS_HOLE Error "words-hole";
    WORDS_LOCALE Error "words-locale";
    WORDS_MEANING Error "words-meaning";
}

/// A file of words, with what it is held against: the program's own English.
struct OfLanguage<'a> {
    path: &'a str,
    text: &'a str,
    head: Head,
    english: &'a Head,
}

fn words(content: &Content, _: Date, report: &mut Report) {
    const APP: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.yaml"));
    const PAPER: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.paper.yaml"));
    let (app, paper) = (list("words/en.yaml", APP), list("words/en.paper.yaml", PAPER));
    for (path, text) in content.files() {
        let app_lang = lang_of(path, "words/", ".yaml");
        let Some(lang) = app_lang.or(lang_of(path, "words/", ".paper.yaml")) else { continue };
        let source = Source { name: path, text };
        let is_paper = app_lang.is_none();
        let remarks = if is_paper { PaperWords::read(source).1 } else { Words::read(source).1 };
        let english = if is_paper { &paper } else { &app };
        let of_language = OfLanguage { path, text, head: list(path, text), english };
        of_language.names(&remarks, content, report);
        of_language.sentences(report);
        if !is_paper {
            of_language.meanings(lang == "en" || lang.starts_with("en-"), report);
        }
    }
}

fn list(name: &str, text: &str) -> Head {
    let source = Source { name, text };
    head::of_list(source, &mut Remarks::on(source))
}

impl OfLanguage<'_> {
    fn line(&self, at: Span) -> (&str, Span) {
        (self.path, crate::check::card::trimmed(self.text, at))
    }

    /// The names that are missing all in one, as a translation that is begun lacks hundreds, and those nobody knows.
    fn names(&self, remarks: &[Remark], content: &Content, report: &mut Report) {
        let missing = remarks.iter().filter(|it| it.code == Code::KeyMissing);
        let missing: Vec<&str> = missing.map(|it| it.about.as_str()).collect();
        if let Some(first) = missing.get(..missing.len().min(3)).filter(|first| !first.is_empty()) {
            let more = if missing.len() > first.len() { ", and more" } else { "" };
            let at = Span { start: 0, end: self.text.lines().next().map_or(0, str::len) };
            let message = format!("missing in this file: {}{more}", first.join(", "));
            report.on(&WORDS_KEY, (self.path, at), message);
        }
        for remark in remarks.iter().filter(|it| it.code != Code::KeyMissing) {
            if remark.code == Code::KeyValue {
                let at = Span { start: remark.at.start, end: remark.at.start + remark.about.len() };
                report.on(&WORDS_KEY, (self.path, at), "the program has no words of this name");
            } else {
                read_remarks(self.path, std::slice::from_ref(remark), content, report);
            }
        }
    }

    fn sentences(&self, report: &mut Report) {
        for (name, message) in Locale::faults(&self.head) {
            report.on(&WORDS_LOCALE, self.line(self.head.at(name)), message);
        }
        for entry in self.head.entries.iter().filter(|entry| !NAMES.contains(&entry.key.as_str())) {
            // A browser that finds one word blank takes the whole file for a broken one, and shows the page as it was built.
            if entry.values.iter().all(|value| value.trim().is_empty()) {
                report.on(&WORDS_KEY, self.line(entry.at), "no words stand here");
            }
            let Some(theirs) = self.english.values(&entry.key).last() else { continue };
            if let Some(message) = self.forms_fault(entry) {
                report.on(&WORDS_LOCALE, self.line(entry.at), message);
            }
            let expected = holes(theirs);
            let is_same = |own: &String| {
                let mut mine = holes(own);
                // Of things it may be said what counts them: English has no such words.
                mine.retain(|it| *it != "counter" || !own.starts_with(THINGS));
                // "One topic": a form for one count may say it in a word.
                mine == expected
                    || (entry.values.len() > 1
                        && mine.iter().chain(&["count"]).all(|it| expected.contains(it))
                        && expected.iter().all(|it| *it == "count" || mine.contains(it)))
            };
            if !entry.values.iter().all(is_same) {
                let named = expected.iter().map(|hole| format!("{{{hole}}}")).collect::<Vec<_>>().join(", ");
                let named = if named.is_empty() { "no braces" } else { &named };
                report.on(&WORDS_HOLE, self.line(entry.at), format!("in English: {named}"));
            }
        }
    }

    /// A sentence with several forms has one for each that the language has, and "other" last.
    fn forms_fault(&self, entry: &Entry) -> Option<String> {
        let name =
            |value: &String| value.split_once(": ").map_or(String::new(), |(name, _)| name.to_string());
        let mut expected: Vec<String> = self.head.values("plural-forms").iter().map(name).collect();
        expected.push("other".to_string());
        let mut found: Vec<String> = entry.values.iter().map(name).collect();
        // Before them it may have one that is said of things.
        if found.len() > expected.len() && found.first().is_some_and(|first| first == THINGS) {
            found.remove(0);
        }
        (entry.values.len() > 1 && found != expected)
            .then(|| format!("its forms are, in this order: {}", expected.join(", ")))
    }

    /// The words by which cells are read: "high", "not known", "about". If two of them were one, or one meant another, every
    /// card of a language would say what nobody wrote.
    fn meanings(&self, is_english: bool, report: &mut Report) {
        const MEANINGS: &str =
            "card-not-known card-to card-about card-rarer card-high card-moderate card-low card-very-low";
        let english = |name: &str| self.english.value(name).unwrap_or_default();
        let mut known: Vec<(&str, String)> = Vec::new();
        for name in MEANINGS.split(' ') {
            let Some(word) = self.head.value(name).map(str::to_lowercase) else { continue };
            let other = MEANINGS.split(' ').find(|it| *it != name && english(it) == word);
            let message = match (known.iter().find(|(_, it)| *it == word), other) {
                (Some((other, _)), _) => Some(format!("`{other}` has this word too")),
                (None, Some(other)) => Some(format!("in English this word is that of `{other}`")),
                // Cards in English are written in the program's own words: the guide for authors gives them.
                (None, None) => (is_english && english(name) != word).then(|| {
                    format!("in English this is \"{}\", as the guide for authors says", english(name))
                }),
            };
            if let Some(message) = message {
                report.on(&WORDS_MEANING, self.line(self.head.at(name)), message);
            }
            known.push((name, word));
        }
    }
}

/// What stands in braces, in the order of the alphabet: a language may turn them round, and may say one twice.
fn holes(sentence: &str) -> Vec<&str> {
    let after = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let mut holes: Vec<&str> = after.map(|(hole, _)| hole).collect();
    holes.sort_unstable();
    holes.dedup();
    holes
}
