//! Cards that were mixed up: names, headings and texts that belong to another choice.

use std::collections::BTreeMap;

use crate::cards::{Decision, Target, prose};
use crate::check::card::Place;
use crate::check::language::tokens::Tokens;
use crate::check::rule::rules;
use crate::check::structure::reader::ID_TWICE;
use crate::check::structure::towrite::MARK;
use crate::check::{Card, MOST, Part, Passage, Report, is_in};

rules! {
    CARDS_MIXED_UP Error "cards-mixed-up" => Decision(mixed);
    NAME_DIFFERS Warning "name-differs";
}

fn mixed(card: &Card, decision: &Decision, report: &mut Report) {
    let names = Names::of(decision);
    columns(card, decision, &names, report);
    listed(card, &names, report);
    titles(card, &names, report);
    headings(card, &names, report);
    sections(card, report);
    texts(card, report);
}

/// A name as it is compared: small letters, nothing but words, no article before them.
pub fn folded(name: &str) -> String {
    let tokens = Tokens::of(name);
    let words = tokens.words().skip_while(|word| is_in("a an the", word)).collect::<Vec<_>>();
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
        let is_other = |(it, other): &&(&str, String)| *it != id && other == name && !name.is_empty();
        self.0.iter().find(|it| is_other(it) && self.own(id) != name).map(|(it, _)| *it)
    }

    /// A name that a choice is given somewhere, held against its title.
    fn hold(&self, id: &str, name: &str, at: Place, report: &mut Report) {
        let (name, own) = (folded(name), self.own(id));
        if let Some(other) = self.other(id, &name) {
            let message = format!("this is the name of `{other}.md`, not of `{id}.md`");
            report.on(&CARDS_MIXED_UP, at, message);
        } else if !own.is_empty() && !name.is_empty() && name != own {
            report.on(&NAME_DIFFERS, at, format!("`{id}.md` has another title"));
        }
    }
}

/// A column that has the name of one choice and leads to another.
fn columns(card: &Card, decision: &Decision, names: &Names, report: &mut Report) {
    for column in decision.tables.iter().flat_map(|table| &table.columns) {
        let links = prose::links(&column.studied);
        let mut words = links.into_iter().map(|(_, words)| words).chain([prose::plain(&column.studied)]);
        let choice = column.choice();
        if let Some(other) = words.find_map(|words| names.other(choice.unwrap_or_default(), &folded(&words)))
        {
            let leads = choice.map_or("to no card".to_string(), |choice| format!("to `{choice}.md`"));
            let message = format!("this is the name of `{other}.md`, and leads {leads}");
            report.on(&CARDS_MIXED_UP, card.main(column.at), message);
        }
    }
}

/// The list of choices: each once, and by its own name.
fn listed(card: &Card, names: &Names, report: &mut Report) {
    let mut known: Vec<&str> = Vec::new();
    let is_listed = |it: &&Passage| it.file == 0 && it.section == "choices";
    for item in card.of_part(Part::Item).filter(is_listed) {
        let links = prose::links(&item.words);
        let Some((Target::Card(file), name)) = links.first() else { continue };
        let id = file.trim_end_matches(".md");
        if known.contains(&id) {
            report.on(&ID_TWICE, card.words_of(item, file), format!("`{file}` is listed twice"));
        } else if known.len() < MOST {
            known.push(id);
        }
        names.hold(id, name, card.words_of(item, name), report);
    }
}

fn titles(card: &Card, names: &Names, report: &mut Report) {
    for file in card.files.iter().filter(|file| file.option.is_some()) {
        let own = names.own(file.id());
        let mut earlier = names.0.iter().take_while(|(it, _)| *it != file.id());
        if let Some((other, _)) = earlier.find(|(_, name)| name == own && !own.is_empty()) {
            report.on(&CARDS_MIXED_UP, file.line("title"), format!("`{other}.md` has this title too"));
        }
    }
}

/// The heading of a card is its title.
fn headings(card: &Card, names: &Names, report: &mut Report) {
    for passage in of_options(card).filter(|it| it.part == Part::Heading(1)) {
        names.hold(card.file_of(passage).id(), &passage.plain, card.all_of(passage), report);
    }
}

/// The sections of choices with their ids: the headings of one id are the same on all cards.
fn sections(card: &Card, report: &mut Report) {
    let mut first: BTreeMap<&str, &Passage> = BTreeMap::new();
    let mut by_heading: BTreeMap<String, &Passage> = BTreeMap::new();
    for passage in of_options(card).filter(|it| it.part == Part::Heading(2) && !it.section.is_empty()) {
        let (words, at, id) = (folded(&passage.plain), card.all_of(passage), &passage.section);
        let before = first.entry(id).or_insert(passage);
        match by_heading.get(&words) {
            Some(other) if other.section != *id => {
                let found = report.on(&CARDS_MIXED_UP, at, format!("this heading stands here over `#{id}`"));
                found.beside(card.all_of(other), format!("and here over `#{}`", other.section));
            }
            _ if folded(&before.plain) != words => {
                let found = report.on(&NAME_DIFFERS, at, format!("`#{id}` has another heading"));
                found.beside(card.all_of(before), "than here");
            }
            _ => {}
        }
        by_heading.entry(words).or_insert(passage);
    }
}

fn of_options<'a>(card: &'a Card) -> impl Iterator<Item = &'a Passage> {
    card.passages.iter().filter(|it| card.file_of(it).option.is_some())
}

fn texts(card: &Card, report: &mut Report) {
    let mut texts: BTreeMap<(&str, usize), String> = BTreeMap::new();
    let is_written =
        |it: &&Passage| !matches!(it.part, Part::Heading(_) | Part::Source) && !it.plain.contains(MARK);
    for passage in of_options(card).filter(is_written) {
        let section = match passage.section.as_str() {
            "good" | "hard" => "good",
            "what" => "what",
            _ => continue,
        };
        *texts.entry((section, passage.file)).or_default() += &format!("{}\n", passage.plain);
    }
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for ((section, file), text) in texts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let first = *known.entry((section, text)).or_insert(*file);
        if let Some(other) = card.files.get(first).filter(|_| first != *file) {
            let is_points = *section == "good";
            let what = if is_points { "the good and hard points are" } else { "what it is is said" };
            let message = format!("{what} word for word as in {}", other.name);
            report.on(&CARDS_MIXED_UP, card.heading(*file, section), message);
        }
    }
}
