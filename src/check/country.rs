//! Numbers that are the same in a whole country, such as whom to ring in an emergency. They stand in a file of their own,
//! each with its source and the day on which that was read, and take the place of what a service left blank.

use crate::cards::{document, prose, service};
use crate::text::{Date, Source};

/// The file of a country: `country-gb.en.md`.
pub fn file_name(country: &str, lang: &str) -> String {
    format!("country-{country}.{lang}.md")
}

/// The country that a service names in its head, where that is the short name of a file: `gb`.
pub fn of_service(text: &str) -> Option<String> {
    let (head, _, _) = document(Source { name: "service", text });
    head.value("country").filter(|country| prose::is_id(country)).map(str::to_string)
}

/// What one file says under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct National {
    /// The id of the fact.
    pub id: String,
    /// What it says, with its source in brackets; nothing if no source is named, or none with a day.
    pub text: Option<String>,
}

/// The facts of a country's file that are filled in.
pub fn facts(text: &str) -> Vec<National> {
    let (read, _) = service::read(Source { name: "country", text });
    let filled = read.facts.iter().filter(|fact| !fact.pieces.is_empty());
    filled.map(|fact| National { id: fact.id.clone(), text: sourced(text, &fact.id) }).collect()
}

/// The service's file with what its country's file says wherever the service itself says nothing.
pub fn filled(service_text: &str, country_text: &str) -> String {
    let (read, _) = service::read(Source { name: "service", text: service_text });
    let facts = facts(country_text);
    let mut lines = Vec::new();
    for line in service_text.lines() {
        lines.push(line.to_string());
        let fact = facts.iter().find(|fact| heading_id(line) == Some(fact.id.as_str()));
        let is_blank = |id: &str| read.fact(id).is_none();
        if let Some(text) = fact.filter(|fact| is_blank(&fact.id)).and_then(|fact| fact.text.as_ref()) {
            lines.push(format!("\n{text}"));
        }
    }
    lines.join("\n") + "\n"
}

/// `## [In an emergency](#emergency)` → `emergency`.
fn heading_id(line: &str) -> Option<&str> {
    line.strip_prefix("## ")?.trim_end().strip_suffix(')')?.rsplit_once("(#").map(|(_, id)| id)
}

/// What stands below a heading, each footnote as the words of its source.
fn sourced(text: &str, id: &str) -> Option<String> {
    let below = text.lines().skip_while(|line| heading_id(line) != Some(id)).skip(1);
    let is_its = |line: &&str| !line.starts_with("## ") && !line.starts_with("[^");
    let mut body = below.take_while(is_its).collect::<Vec<_>>().join("\n").trim().to_string();
    let mut is_dated = false;
    for (key, source) in sources(text) {
        let mark = format!("[^{key}]");
        if body.contains(&mark) {
            is_dated |= has_day(source);
            body = body.replace(&mark, &format!(" ({source})"));
        }
    }
    is_dated.then_some(body)
}

/// The footnotes: their keys and words.
fn sources(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| {
        let (key, source) = line.strip_prefix("[^")?.split_once("]:")?;
        Some((key, source.trim().trim_end_matches('.')))
    })
}

fn has_day(source: &str) -> bool {
    source.split([' ', ',', ';']).any(|word| Date::read(word.trim_matches('.')).is_some())
}
