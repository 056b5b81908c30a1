//! What must agree across files: the list of topics with the decisions, the words with the program, the service's own facts.

use crate::cards::decision::DECISION_FILE;
use crate::cards::trail::TRAIL_FILE;
use crate::cards::{Target, document, library, prose, service};
use crate::check::country;
use crate::check::evidence::trail::QUANTITY_NO_LINE;
use crate::check::governance::head::unknown_in;
use crate::check::language::quantity::{self, Quantity};
use crate::check::rule::{Rule, rule};
use crate::check::structure::reader;
use crate::check::wording::phrases::RULES as WORD_RULES;
use crate::check::{Card, Check, Content, Diagnostic, Part, Passage, Report};
use crate::text::remark::{Remark, Remarks};
use crate::text::{Code, Date, Entry, Head, Source, Span, head};
use crate::words::locale::NAMES;
use crate::words::{Locale, PaperWords, Words};

rule!(LIBRARY_LINK_DEAD, Error, "library-link-dead");
rule!(LIBRARY_MISSING, Warning, "library-missing");
rule!(WORDS_KEY, Error, "words-key");
rule!(WORDS_HOLE, Error, "words-hole");
rule!(WORDS_LOCALE, Error, "words-locale");
rule!(SERVICE_OWNER, Warning, "service-owner");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&LIBRARY_LINK_DEAD, Check::Whole(topics)),
    (&LIBRARY_MISSING, Check::ByAnother),
    (&WORDS_KEY, Check::Whole(words)),
    (&WORDS_HOLE, Check::ByAnother),
    (&WORDS_LOCALE, Check::ByAnother),
    (&SERVICE_OWNER, Check::Whole(services)),
];

/// Where a file begins, for what is not there.
const FIRST_LINE: Span = Span { start: 0, end: 3 };

/// `library.en.md` → `en`.
fn lang_of<'a>(path: &'a str, start: &str, end: &str) -> Option<&'a str> {
    path.strip_prefix(start)?.strip_suffix(end).filter(|lang| !lang.contains(['/', '.']))
}

fn topics(content: &Content, today: Date, report: &mut Report) {
    let mut listed = std::collections::BTreeSet::new();
    for (path, text) in content.files() {
        let Some(lang) = lang_of(path, "library.", ".md") else { continue };
        let (topics, remarks) = library::read(Source { name: path, text });
        read_remarks(path, &remarks, content, report);
        for topic in topics {
            let file = format!("{}/{DECISION_FILE}", library::folder(&topic.id, &topic.lang));
            if content.text(&file).is_none() {
                let at = text.find(&file).map_or(FIRST_LINE, |start| Span { start, end: start + file.len() });
                report.add(&LIBRARY_LINK_DEAD, path, at, "there is no such file");
            }
            listed.insert(file);
        }
        first_words(&Card::of_file(content, path, lang, today), report);
    }
    for (path, text) in content.files() {
        let is_decision = path.split('/').count() == 3 && path.ends_with(&format!("/{DECISION_FILE}"));
        let is_withdrawn =
            || text.split("\n---").next().is_some_and(|head| head.contains("\nstatus: withdrawn"));
        if is_decision && !listed.contains(path) && !is_withdrawn() {
            let lang = path.split('/').nth(1).unwrap_or_default();
            report.add(&LIBRARY_MISSING, path, FIRST_LINE, format!("`library.{lang}.md` does not list this"));
        }
    }
}

/// The list of topics is the first that people see: it is held to the rules on words as cards are, and a number in it to
/// the trail of the decision that its line leads to.
fn first_words(card: &Card, report: &mut Report) {
    word_rules(card, report, |_| true);
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        let text = passage.plain.as_str();
        if let Some(it) = untraced(card, passage, text) {
            let message = format!("no line of the trail quotes this `{}`", quantity::named(text, &it));
            report.add(
                &QUANTITY_NO_LINE,
                card.path_of(passage),
                card.span_of(passage, &(it.start..it.end)),
                message,
            );
        }
    }
    report.accept(card);
}

/// The first number in a line of the list of topics that the decision's trail does not quote.
fn untraced(card: &Card, passage: &Passage, text: &str) -> Option<Quantity> {
    if quantity::beginnings(text).is_empty() {
        return None;
    }
    let trail = match topic(passage) {
        // A translation's numbers are held against its original, which has the trail.
        Some(folder) => {
            Some(Source { name: TRAIL_FILE, text: card.content.text(&[folder, TRAIL_FILE].concat())? })
        }
        None => None,
    };
    let labels = trail
        .map_or(Vec::new(), |trail| head::of_card(trail, &mut Remarks::on(trail)).values("labels").to_vec());
    quantity::quantities(text, &labels).into_iter().find(|it| {
        let is_meant = card.is_english() || quantity::is_in_digits(text, it);
        is_meant
            && match &trail {
                Some(trail) => !is_quoted(trail.text, text, it),
                // Elsewhere on the page no decision is spoken of: "6 topics" is harmless there, "6 weeks" is not.
                None => quantity::is_counted(text, it),
            }
    })
}

/// The folder of the decision that a line leads to: `knee/en/`.
fn topic(passage: &Passage) -> Option<&str> {
    prose::links(&passage.words).into_iter().find_map(|(target, _)| match target {
        Target::Card(path) => path.strip_suffix(DECISION_FILE),
        _ => None,
    })
}

/// Whether a line of a trail quotes a number of a text. Its table is not read for that: a library has many trails.
fn is_quoted(trail: &str, text: &str, it: &Quantity) -> bool {
    let low = text.to_ascii_lowercase();
    let quotes = trail.lines().filter_map(|line| line.trim_start().strip_prefix("| \"")?.split('"').next());
    quotes.filter(|words| !words.is_empty()).any(|words| {
        let covers = |(at, words): (usize, &str)| at <= it.start && it.end <= at + words.len();
        low.match_indices(&words.to_ascii_lowercase()).any(covers)
    })
}

/// Those of the rules on words that are meant, on a file that is no card.
fn word_rules(card: &Card, report: &mut Report, is_meant: fn(&str) -> bool) {
    for (rule, check) in WORD_RULES {
        if let (Check::Both(check), true) = (check, is_meant(rule.code)) {
            check(card, report);
        }
    }
}

/// What the reader said of a file that is no card.
fn read_remarks(path: &str, remarks: &[Remark], content: &Content, report: &mut Report) {
    for remark in remarks {
        let message = content.english().remark(remark);
        report.add(reader::rule_of(remark.code), path, remark.at, format!("`{}`: {message}", remark.about));
    }
}

/// Every language's words against the program: the same names, the same holes as in the program's own English.
fn words(content: &Content, _: Date, report: &mut Report) {
    let english = EnglishHeads::read();
    for (path, text) in content.files() {
        let source = Source { name: path, text };
        if lang_of(path, "words/", ".paper.yaml").is_some() {
            let (_, remarks) = PaperWords::read(source);
            in_language(path, text, &remarks, &english.paper, content, report);
        } else if lang_of(path, "words/", ".yaml").is_some() {
            let (_, remarks) = Words::read(source);
            in_language(path, text, &remarks, &english.app, content, report);
        }
    }
}

/// The app's own English, by name.
struct EnglishHeads {
    app: Head,
    paper: Head,
}

impl EnglishHeads {
    fn read() -> EnglishHeads {
        const APP: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.yaml"));
        const PAPER: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.paper.yaml"));
        EnglishHeads { app: list("words/en.yaml", APP), paper: list("words/en.paper.yaml", PAPER) }
    }
}

fn list(name: &str, text: &str) -> Head {
    let source = Source { name, text };
    head::of_list(source, &mut Remarks::on(source))
}

fn in_language(
    path: &str,
    text: &str,
    remarks: &[Remark],
    english: &Head,
    content: &Content,
    report: &mut Report,
) {
    missing_words(path, text, remarks, report);
    for remark in remarks {
        match remark.code {
            Code::KeyMissing => {}
            Code::KeyValue => {
                let at = Span { start: remark.at.start, end: remark.at.start + remark.about.len() };
                report.add(&WORDS_KEY, path, at, "the program has no words of this name");
            }
            _ => read_remarks(path, std::slice::from_ref(remark), content, report),
        }
    }
    let head = list(path, text);
    for (name, message) in Locale::faults(&head) {
        report.add(&WORDS_LOCALE, path, crate::check::card::trimmed(text, head.at(name)), message);
    }
    for entry in head.entries.iter().filter(|entry| !NAMES.contains(&entry.key.as_str())) {
        let Some(theirs) = english.values(&entry.key).last() else { continue };
        let line = crate::check::card::trimmed(text, entry.at);
        if let Some(message) = forms_fault(entry, &head) {
            report.add(&WORDS_LOCALE, path, line, message);
        }
        let expected = holes(theirs);
        let is_same = |own: &String| {
            let mine = holes(own);
            // "One topic": a form for one count may say it in a word.
            mine == expected
                || (entry.values.len() > 1
                    && mine.iter().chain(&["count"]).all(|it| expected.contains(it))
                    && expected.iter().all(|it| *it == "count" || mine.contains(it)))
        };
        if !entry.values.iter().all(is_same) {
            report.add(&WORDS_HOLE, path, line, format!("in English: {}", expected_words(&expected)));
        }
    }
}

/// A sentence with several forms has one for each that the language has, and "other" last.
fn forms_fault(entry: &Entry, head: &Head) -> Option<String> {
    if entry.values.len() < 2 {
        return None;
    }
    let name = |value: &String| value.split_once(": ").map_or(String::new(), |(name, _)| name.to_string());
    let mut expected: Vec<String> = head.values("plural-forms").iter().map(name).collect();
    expected.push("other".to_string());
    let found: Vec<String> = entry.values.iter().map(name).collect();
    (found != expected).then(|| format!("its forms are, in this order: {}", expected.join(", ")))
}

/// All in one: a translation that is begun lacks hundreds.
fn missing_words(path: &str, text: &str, remarks: &[Remark], report: &mut Report) {
    let missing: Vec<&str> =
        remarks.iter().filter(|it| it.code == Code::KeyMissing).map(|it| it.about.as_str()).collect();
    let Some(first) = missing.get(..missing.len().min(3)).filter(|first| !first.is_empty()) else { return };
    let more = if missing.len() > first.len() { ", and more" } else { "" };
    let at = Span { start: 0, end: text.lines().next().map_or(0, str::len) };
    report.add(&WORDS_KEY, path, at, format!("missing in this file: {}{more}", first.join(", ")));
}

fn expected_words(holes: &[&str]) -> String {
    match holes {
        [] => "no braces".to_string(),
        _ => holes.iter().map(|hole| format!("{{{hole}}}")).collect::<Vec<_>>().join(", "),
    }
}

/// What stands in braces, in the order of the alphabet: a language may turn them round, and may say one twice.
fn holes(sentence: &str) -> Vec<&str> {
    let mut holes: Vec<&str> =
        sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(hole, _)| hole).collect();
    holes.sort_unstable();
    holes.dedup();
    holes
}

/// A number of a whole country names its source, and the day on which that was read.
fn countries(content: &Content, report: &mut Report) {
    for (path, text) in content.files() {
        if path.contains('/') || !path.starts_with("country-") || !path.ends_with(".md") {
            continue;
        }
        let (head, _, remarks) = document(Source { name: path, text });
        read_remarks(path, &remarks, content, report);
        unknown_in(&head, &["title", "country", "accept"], path, report);
        for fact in country::facts(text).iter().filter(|fact| fact.text.is_none()) {
            let heading = format!("(#{})", fact.id);
            let start = text.find(&heading).unwrap_or_default();
            let at = Span { start, end: start + heading.len() };
            report.add(&SERVICE_OWNER, path, at, "no source with a day is named for this, so it is not used");
        }
    }
}

/// Facts that people act on have an owner, who looked at them within a year.
fn services(content: &Content, today: Date, report: &mut Report) {
    countries(content, report);
    for (path, text) in content.files() {
        let Some(lang) = lang_of(path, "service.", ".md") else { continue };
        // Hours, numbers to ring and names are the service's own; the risks of a treatment are not.
        let is_meant = |code: &str| matches!(code, "one-in-x" | "relative-alone" | "percent");
        let card = Card::of_file(content, path, lang, today);
        word_rules(&card, report, is_meant);
        report.accept(&card);
        let source = Source { name: path, text };
        let (head, _, remarks) = document(source);
        read_remarks(path, &remarks, content, report);
        unknown_in(&head, &["title", "owner", "checked", "country", "accept"], path, report);
        let (service, _) = service::read(source);
        let Some(filled) = service.facts.iter().find(|fact| !fact.pieces.is_empty()) else { continue };
        let message = match service.checked {
            _ if service.owner.is_empty() => "a fact is filled in, but nobody is named under `owner:`",
            None => "a fact is filled in, but `checked:` is no date",
            Some(date) if date > today => "`checked:` is after today",
            Some(date) if (Date { year: date.year + 1, ..date }) < today => {
                "this was checked more than a year ago"
            }
            Some(_) => continue,
        };
        let key = if service.owner.is_empty() { "owner" } else { "checked" };
        let at = crate::check::card::trimmed(text, head.at(key));
        let at = if at == Span::default() { FIRST_LINE } else { at };
        let filled_at = filled
            .pieces
            .first()
            .map_or(Span::default(), |piece| crate::check::card::trimmed(text, piece.at));
        report.push(Diagnostic::new(&SERVICE_OWNER, path, at, message).and(path, filled_at, "such as this"));
    }
}
