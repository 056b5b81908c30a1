//! The list of topics: it agrees with the decisions, and is held to the rules on words and numbers as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::cards::decision::DECISION_FILE;
use crate::cards::trail::{self, TRAIL_FILE, Trail};
use crate::cards::{Target, index, library, prose};
use crate::check::balance::mixed::{CARDS_MIXED_UP, NAME_DIFFERS, folded};
use crate::check::card::FIRST_LINE;
use crate::check::content::{head_value, lang_of};
use crate::check::evidence::trail::QUANTITY_NO_LINE;
use crate::check::language::quantity::{self, Quantity};
use crate::check::rule::rules;
use crate::check::structure::reader::{ID_TWICE, read_remarks};
use crate::check::wording::phrases::RULES as WORD_RULES;
use crate::check::{Card, Content, Part, Passage, Report, Rule};
use crate::text::{Date, Source, Span};

rules! {
    LIBRARY_LINK_DEAD Error "library-link-dead" => Whole(topics);
    LIBRARY_MISSING Warning "library-missing";
}

fn topics(content: &Content, today: Date, report: &mut Report) {
    let titles: BTreeMap<&str, String> = content
        .decisions()
        .filter_map(|(_, _, path, text)| Some((path, folded(head_value(text, "title")?))))
        .collect();
    let mut listed = BTreeSet::new();
    for (path, text) in content.files() {
        let Some(lang) = lang_of(path, "library.", ".md") else { continue };
        let (topics, remarks) = library::read(Source { name: path, text });
        read_remarks(path, &remarks, content, report);
        let (mut from, mut here) = (0, BTreeSet::new());
        for topic in topics {
            let file = format!("{}/{DECISION_FILE}", library::folder(&topic.id, &topic.lang));
            let start = text.get(from..).and_then(|rest| rest.find(&file)).map(|start| from + start);
            let at = start.map_or(FIRST_LINE, |start| Span { start, end: start + file.len() });
            from = at.end.max(from);
            if !here.insert(file.clone()) {
                report.on(&ID_TWICE, (path, at), "this decision is listed twice");
            } else if content.text(&file).is_none() {
                report.on(&LIBRARY_LINK_DEAD, (path, at), "there is no such file");
            } else if let Some((rule, message)) = wrong_title(&titles, &file, &folded(&topic.title)) {
                report.on(rule, (path, at), message);
            }
        }
        listed.extend(here);
        words_and_numbers(&Card::of_file(content, path, lang, today, index), report);
    }
    for (_, lang, path, text) in content.decisions() {
        let is_withdrawn = || head_value(text, "status").is_some_and(|it| it.starts_with("withdrawn"));
        if !listed.contains(path) && !is_withdrawn() {
            let message = format!("`library.{lang}.md` does not list this");
            report.on(&LIBRARY_MISSING, (path, FIRST_LINE), message);
        }
    }
    begun(content, report);
}

/// A list, sheet or support card in a language without a list of topics would be left out without a word. The first of each
/// language says it for all.
fn begun(content: &Content, report: &mut Report) {
    let mut known = BTreeSet::from(["en"]);
    for (path, _) in content.files() {
        let [folder @ ("lists" | "sheets" | "support"), lang, _] = path.split('/').collect::<Vec<_>>()[..]
        else {
            continue;
        };
        let library = format!("library.{lang}.md");
        if known.insert(lang) && content.text(&library).is_none() {
            let message = format!("no page of `{folder}/{lang}` is published without `{library}`");
            report.on(&LIBRARY_MISSING, (path, FIRST_LINE), message);
        }
    }
}

/// What is wrong with the name by which a decision is listed.
fn wrong_title(titles: &BTreeMap<&str, String>, file: &str, name: &str) -> Option<(&'static Rule, String)> {
    let own = titles.get(file).filter(|own| !own.is_empty() && *own != name)?;
    let other = titles.iter().find(|(_, title)| *title == name && *title != own);
    Some(match other {
        Some((other, _)) => (&CARDS_MIXED_UP, format!("the name is that of {other}")),
        None => (&NAME_DIFFERS, "this decision has another title".to_string()),
    })
}

/// The list of topics is the first that people see: it is held to the rules on words as cards are, and a number in it to
/// the trail of the decision that its line leads to.
fn words_and_numbers(card: &Card, report: &mut Report) {
    word_rules(card, report, |_| true);
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        let text = passage.plain.as_str();
        if let Some(it) = untraced(card, passage, text) {
            let message = format!("no line of the trail quotes this `{}`", quantity::named(text, &it));
            report.on(&QUANTITY_NO_LINE, card.range_of(passage, &(it.start..it.end)), message);
        }
    }
    report.accept(card);
}

/// Those of the rules on words that are meant, on a file that is no card.
pub fn word_rules(card: &Card, report: &mut Report, is_meant: fn(&str) -> bool) {
    for (_, check) in WORD_RULES.iter().filter(|(rule, _)| is_meant(rule.code)) {
        check.run(card, report);
    }
}

/// The first number in a line of the list of topics that the decision's trail does not quote.
fn untraced(card: &Card, passage: &Passage, text: &str) -> Option<Quantity> {
    // The folder of the decision that the line leads to: `knee/en/`.
    let folder = prose::links(&passage.words).into_iter().find_map(|(target, _)| match target {
        Target::Card(path) => path.strip_suffix(DECISION_FILE),
        _ => None,
    });
    // A translation's numbers are held against its original, which has the trail.
    let text_of = |folder| card.content.text(&[folder, TRAIL_FILE].concat());
    let trail = match folder {
        Some(folder) => Some(trail::read(Source { name: TRAIL_FILE, text: text_of(folder)? })),
        None => None,
    };
    let labels = trail.as_ref().map_or(&[][..], |trail| &trail.labels);
    quantity::quantities_of(text, &passage.tokens, labels).into_iter().find(|it| {
        let is_meant = card.is_english() || quantity::is_in_digits(text, it);
        // Where no decision is spoken of, "6 topics" is harmless and "6 weeks" is not.
        is_meant && trail.as_ref().map_or(quantity::is_counted(text, it), |trail| !is_quoted(trail, text, it))
    })
}

/// Whether a line of a trail quotes a number of a text.
fn is_quoted(trail: &Trail, text: &str, it: &Quantity) -> bool {
    let low = text.to_ascii_lowercase();
    trail.quoted().any(|(_, words)| {
        let covers = |(at, words): (usize, &str)| at <= it.start && it.end <= at + words.len();
        low.match_indices(&words.to_ascii_lowercase()).any(covers)
    })
}
