//! What stands around the cards: the list of topics by the decisions' own names, and the service's facts.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Block, Inline, Target, document, library, prose, service, table};
use crate::check::balance::mixed::{CARDS_MIXED_UP, NAME_DIFFERS, folded};
use crate::check::rule::Rule;
use crate::check::structure::links::LINK_DEAD;
use crate::check::structure::reader::ID_TWICE;
use crate::check::structure::whole::SERVICE_OWNER;
use crate::check::wording::hollow::says_nothing;
use crate::check::{Check, Content, Report};
use crate::text::{Date, Source, Span};

/// On names; cards that call one thing by two names say so too.
pub const RULES: &[(&Rule, Check)] = &[(&NAME_DIFFERS, Check::Whole(names))];

/// Names in the lists of topics, and what a service's own file names.
fn names(content: &Content, _: Date, report: &mut Report) {
    let titles: BTreeMap<&str, String> =
        content.files().filter_map(|(path, text)| Some((path, folded(title(path, text)?)))).collect();
    let by_title: BTreeMap<&str, &str> = titles.iter().map(|(path, title)| (title.as_str(), *path)).collect();
    for (path, text) in content.files().filter(|(path, _)| !path.contains('/') && path.ends_with(".md")) {
        if path.starts_with("library.") {
            topics(path, text, &titles, &by_title, report);
        } else if path.starts_with("service.") {
            service_facts(path, text, content, report);
        }
    }
}

/// The title in the head of a decision.
fn title<'a>(path: &str, text: &'a str) -> Option<&'a str> {
    let is_decision = path.ends_with(&format!("/{DECISION_FILE}")) && path.split('/').count() == 3;
    let head = text.split("\n---").next().filter(|_| is_decision)?;
    let title = head.lines().find_map(|line| line.strip_prefix("title:"))?;
    Some(title.trim().trim_matches('"'))
}

fn topics(
    path: &str,
    text: &str,
    titles: &BTreeMap<&str, String>,
    by_title: &BTreeMap<&str, &str>,
    report: &mut Report,
) {
    let (topics, _) = library::read(Source { name: path, text });
    let mut known: BTreeMap<String, ()> = BTreeMap::new();
    let mut from = 0;
    for topic in topics {
        let file = format!("{}/{DECISION_FILE}", library::folder(&topic.id, &topic.lang));
        let at = text.get(from..).and_then(|rest| rest.find(&file)).map(|start| from + start);
        let at = at.map_or(Span { start: 0, end: 3 }, |start| Span { start, end: start + file.len() });
        from = at.end.max(from);
        if known.insert(file.clone(), ()).is_some() {
            report.add(&ID_TWICE, path, at, "this decision is listed twice");
        }
        let (name, Some(own)) = (folded(&topic.title), titles.get(file.as_str())) else { continue };
        match by_title.get(name.as_str()) {
            _ if name == *own || own.is_empty() => {}
            Some(other) => report.add(&CARDS_MIXED_UP, path, at, format!("the name is that of {other}")),
            None => report.add(&NAME_DIFFERS, path, at, "this decision has another title"),
        }
    }
}

fn service_facts(path: &str, text: &str, content: &Content, report: &mut Report) {
    let source = Source { name: path, text };
    let (head, document, _) = document(source);
    let owner = head.value("owner").filter(|owner| !owner.is_empty() && says_nothing(owner));
    if owner.is_some() {
        let at = crate::check::card::trimmed(text, head.at("owner"));
        report.add(&SERVICE_OWNER, path, at, "nobody is named under `owner:`");
    }
    let mut known: Vec<String> = Vec::new();
    for piece in &document.pieces {
        if let Block::Heading(2, words) = &piece.block
            && let Some((id, _)) = table::own_id(words)
        {
            if known.contains(&id) {
                let at = crate::check::card::trimmed(text, piece.at);
                report.add(&ID_TWICE, path, at, format!("`#{id}` is there twice"));
            } else if known.len() < MOST_FACTS {
                known.push(id);
            }
        }
    }
    let facts = service::read(source).0.facts;
    for piece in facts.iter().flat_map(|fact| &fact.pieces) {
        let dead = dead_link(&piece.block, content);
        if let Some(message) = dead {
            report.add(&LINK_DEAD, path, crate::check::card::trimmed(text, piece.at), message);
        }
    }
}

/// No service has nearly so many; past that many, doubles are no longer looked for.
const MOST_FACTS: usize = 500;

/// The first link of a fact that leads nowhere: a fact stands on many pages, and may lead to pages of help and outside.
fn dead_link(block: &Block, content: &Content) -> Option<String> {
    match block {
        Block::Paragraph(words) | Block::Heading(_, words) => dead_in(words, content),
        Block::List(items) | Block::Steps(_, items) => {
            items.iter().flat_map(|item| &item.pieces).find_map(|it| dead_link(&it.block, content))
        }
        Block::Quote(pieces) => pieces.iter().find_map(|it| dead_link(&it.block, content)),
        Block::Table(head, body) => {
            head.iter().chain(body.iter().flatten()).find_map(|cell| dead_in(&cell.words, content))
        }
    }
}

fn dead_in(words: &[Inline], content: &Content) -> Option<String> {
    prose::links(words).into_iter().find_map(|(target, _)| match target {
        Target::Card(file) => Some(format!("`{file}`: a fact of the service cannot lead to a card")),
        Target::Handout(page) => {
            let file = crate::check::structure::links::paper_path(page);
            content.text(&file).is_none().then(|| format!("there is no such file: {file}"))
        }
        Target::Outside(address) => crate::check::structure::links::bad_address(address).map(str::to_string),
        Target::Id(_) | Target::Fact(_) => None,
    })
}
