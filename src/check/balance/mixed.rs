//! Cards that were mixed up: names, headings and texts that belong to another choice.

use std::collections::BTreeMap;

use super::heading;
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Decision, Target, prose};
use crate::check::card::trimmed;
use crate::check::language::lists::List;
use crate::check::language::tokens::Tokens;
use crate::check::rule::{Rule, rule};
use crate::check::structure::reader::ID_TWICE;
use crate::check::structure::towrite::MARK;
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
use crate::text::Span;

rule!(CARDS_MIXED_UP, Error, "cards-mixed-up");
rule!(NAME_DIFFERS, Warning, "name-differs");
rule!(NO_TREATMENT_DOUBTFUL, Warning, "no-treatment-doubtful");

/// In the order of harm.
pub const RULES: &[(&Rule, Check)] =
    &[(&CARDS_MIXED_UP, Check::Decision(mixed)), (&NO_TREATMENT_DOUBTFUL, Check::Decision(no_treatment))];

/// Nobody could choose among nearly so many; each name is held against all others.
const MOST_CHOICES: usize = 50;

fn mixed(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|it| it.options.len() <= MOST_CHOICES) else { return };
    let names = Names::of(decision);
    columns(card, decision, &names, report);
    listed(card, &names, report);
    titles(card, &names, report);
    headings(card, &names, report);
    sections(card, report);
    good_and_hard(card, report);
    points(card, report);
    texts(card, report);
}

/// A name as it is compared: small letters, nothing but words, no article before them.
pub fn folded(name: &str) -> String {
    let tokens = Tokens::of(name);
    let words = tokens.words().skip_while(|word| matches!(*word, "a" | "an" | "the")).collect::<Vec<_>>();
    words.join(" ").to_lowercase()
}

/// The choices' names, by their files.
struct Names<'a>(Vec<(&'a str, String)>);

impl<'a> Names<'a> {
    fn of(decision: &'a Decision) -> Names<'a> {
        Names(decision.options.iter().map(|it| (it.id.as_str(), folded(&it.title))).collect())
    }

    fn own(&self, id: &str) -> &str {
        self.0.iter().find(|(it, _)| *it == id).map_or("", |(_, name)| name)
    }

    /// Another choice that has this very name, while this one has not.
    fn other(&self, id: &str, name: &str) -> Option<&'a str> {
        if name.is_empty() || self.own(id) == name {
            return None;
        }
        self.0.iter().find(|(it, other)| *it != id && other == name).map(|(it, _)| *it)
    }
}

/// A column that has the name of one choice and leads to another.
fn columns(card: &Card, decision: &Decision, names: &Names, report: &mut Report) {
    for column in decision.tables.iter().flat_map(|table| &table.columns) {
        let choice = column.choice().unwrap_or_default();
        let links = prose::links(&column.studied);
        let words = links.into_iter().map(|(_, words)| words).chain([prose::plain(&column.studied)]);
        if let Some(other) = words.into_iter().find_map(|words| names.other(choice, &folded(&words))) {
            let path = card.path(DECISION_FILE);
            let at = trimmed(card.files.first().map_or("", |file| file.text), column.at);
            let leads = column
                .choice()
                .map_or_else(|| "to no card".to_string(), |choice| format!("to `{choice}.md`"));
            let message = format!("this is the name of `{other}.md`, and leads {leads}");
            report.add(&CARDS_MIXED_UP, &path, at, message);
        }
    }
}

/// The list of choices: each once, and by its own name.
fn listed(card: &Card, names: &Names, report: &mut Report) {
    let path = card.path(DECISION_FILE);
    let mut known: Vec<&str> = Vec::new();
    let items =
        card.passages.iter().filter(|it| it.file == 0 && it.section == "choices" && it.part == Part::Item);
    for item in items {
        let links = prose::links(&item.words);
        let Some((Target::Card(file), name)) = links.first() else { continue };
        let id = file.trim_end_matches(".md");
        if known.contains(&id) {
            report.add(&ID_TWICE, &path, card.place_of(item, file), format!("`{file}` is listed twice"));
        } else if known.len() < MOST_CHOICES {
            known.push(id);
        }
        named(id, &folded(name), names, &path, card.place_of(item, name), report);
    }
}

/// Two choices with one title.
fn titles(card: &Card, names: &Names, report: &mut Report) {
    for file in card.files.iter().filter(|file| file.option.is_some()) {
        let id = file.name.trim_end_matches(".md");
        let (at, own) = (trimmed(file.text, file.head.at("title")), names.own(id));
        let earlier = names.0.iter().take_while(|(it, _)| *it != id);
        if let Some((other, _)) = earlier.into_iter().find(|(_, name)| name == own && !own.is_empty()) {
            report.add(&CARDS_MIXED_UP, &file.path, at, format!("`{other}.md` has this title too"));
        }
    }
}

/// The heading of a card is its title.
fn headings(card: &Card, names: &Names, report: &mut Report) {
    for passage in of_options(card).filter(|it| it.part == Part::Heading(1)) {
        let name = card.file_of(passage).map_or("", |file| &file.name);
        let (id, at) = (name.trim_end_matches(".md"), card.place_of(passage, &passage.plain));
        named(id, &folded(&passage.plain), names, card.path_of(passage), at, report);
    }
}

/// A name that a choice is given somewhere, held against its title.
fn named(id: &str, name: &str, names: &Names, path: &str, at: Span, report: &mut Report) {
    let own = names.own(id);
    if let Some(other) = names.other(id, name) {
        report.add(&CARDS_MIXED_UP, path, at, format!("this is the name of `{other}.md`, not of `{id}.md`"));
    } else if !own.is_empty() && !name.is_empty() && name != own {
        report.add(&NAME_DIFFERS, path, at, format!("`{id}.md` has another title"));
    }
}

/// The sections of choices with their ids: the headings of one id are the same on all cards.
fn sections(card: &Card, report: &mut Report) {
    let mut first: BTreeMap<&str, &Passage> = BTreeMap::new();
    let mut by_heading: BTreeMap<String, &Passage> = BTreeMap::new();
    for passage in of_options(card).filter(|it| it.part == Part::Heading(2) && !it.section.is_empty()) {
        let words = folded(&passage.plain);
        let before = first.entry(&passage.section).or_insert(passage);
        match by_heading.get(&words) {
            Some(other) if other.section != passage.section => {
                let message = format!("this heading stands here over `#{}`", passage.section);
                let there = format!("and here over `#{}`", other.section);
                report.push(twice(card, &CARDS_MIXED_UP, (passage, message), (other, there)));
            }
            _ if folded(&before.plain) != words => {
                let message = format!("`#{}` has another heading", passage.section);
                report.push(twice(card, &NAME_DIFFERS, (passage, message), (before, "than here".into())));
            }
            _ => {}
        }
        by_heading.entry(words).or_insert(passage);
    }
}

/// Something that is wrong between two places.
fn twice(
    card: &Card,
    rule: &'static Rule,
    (one, message): (&Passage, String),
    (other, there): (&Passage, String),
) -> Diagnostic {
    let at = |passage: &Passage| card.place_of(passage, &passage.plain);
    Diagnostic::new(rule, card.path_of(one), at(one), message).and(card.path_of(other), at(other), there)
}

fn of_options<'a>(card: &'a Card) -> impl Iterator<Item = &'a Passage> {
    card.passages.iter().filter(|it| card.file_of(it).is_some_and(|file| file.option.is_some()))
}

/// Headings that say the opposite of their ids.
fn good_and_hard(card: &Card, report: &mut Report) {
    for passage in of_options(card).filter(|it| card.is_english() && it.part == Part::Heading(2)) {
        let (own, opposite): (&[&str], &[&str]) = match passage.section.as_str() {
            "good" => (&["good", "for"], &["hard", "bad", "against", "harms", "risks", "disadvantages"]),
            "hard" => (&["hard", "bad", "against"], &["good", "benefits", "advantages"]),
            _ => continue,
        };
        let has = |words: &[&str]| words.iter().any(|word| passage.tokens.has(word));
        if has(opposite) && !has(own) {
            let message = format!("this heading stands over `#{}`", passage.section);
            let at = card.place_of(passage, &passage.plain);
            report.add(&CARDS_MIXED_UP, card.path_of(passage), at, message);
        }
    }
}

/// One point that a card has twice, perhaps as a good one and as a hard one.
fn points(card: &Card, report: &mut Report) {
    let mut known: BTreeMap<(usize, &str), &Passage> = BTreeMap::new();
    let is_point = |it: &&Passage| it.part == Part::Item && matches!(it.section.as_str(), "good" | "hard");
    for passage in of_options(card).filter(is_point) {
        let first = *known.entry((passage.file, passage.plain.as_str())).or_insert(passage);
        if !std::ptr::eq(first, passage) && !passage.plain.is_empty() {
            let message = "this point stands here".to_string();
            report.push(twice(card, &CARDS_MIXED_UP, (passage, message), (first, "and here".into())));
        }
    }
}

/// Two cards with one text: the same words on what the choice is, or the same points.
fn texts(card: &Card, report: &mut Report) {
    let mut texts: BTreeMap<(bool, usize), String> = BTreeMap::new();
    let is_written =
        |it: &&Passage| !matches!(it.part, Part::Heading(_) | Part::Source) && !it.plain.contains(MARK);
    for passage in of_options(card).filter(is_written) {
        let is_points = matches!(passage.section.as_str(), "good" | "hard");
        if is_points || passage.section == "what" {
            *texts.entry((is_points, passage.file)).or_default() += &format!("{}\n", passage.plain);
        }
    }
    let mut known: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for ((is_points, file), text) in texts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let first = *known.entry((*is_points, text)).or_insert(*file);
        let Some((own, other)) = card.files.get(*file).zip(card.files.get(first)).filter(|_| first != *file)
        else {
            continue;
        };
        let (section, what) = if *is_points {
            ("good", "the good and hard points are")
        } else {
            ("what", "what it is is said")
        };
        let message = format!("{what} word for word as in {}", other.name);
        report.add(&CARDS_MIXED_UP, &own.path, heading(card, *file, section), message);
    }
}

/// Words for what is done to people.
static TREATMENTS: List = List::named("treated");

/// Words by which a name says that nothing new is done.
static STAYING: List = List::named("staying");

/// Which choices are marked as no treatment, as far as their names tell.
fn no_treatment(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    let marked = || decision.options.iter().filter(|it| it.no_treatment);
    let is_all = decision.options.len() > 1 && marked().count() == decision.options.len();
    for option in marked() {
        let tokens = Tokens::of(&option.title);
        let has = |list: &List| tokens.words().any(|word| list.has(word));
        let is_treatment = card.is_english() && has(&TREATMENTS) && !has(&STAYING);
        let message = match (is_all, is_treatment) {
            (_, true) => "by its name, something is done to people who choose this",
            (true, _) => "every choice is marked so",
            _ => continue,
        };
        let file = card.files.iter().find(|file| file.name.trim_end_matches(".md") == option.id);
        if let Some(file) = file {
            report.add(
                &NO_TREATMENT_DOUBTFUL,
                &file.path,
                trimmed(file.text, file.head.at("no-treatment")),
                message,
            );
        }
    }
}
