//! The service's own facts, and those of its country: whom to ring, where to go. Somebody looks after them, and they lead
//! somewhere. And its settings, of which one that cannot be read does nothing.

use crate::cards::{document, service};
use crate::check::content::lang_of;
use crate::check::country;
use crate::check::governance::head::{later, unknown_in};
use crate::check::rule::rules;
use crate::check::structure::handouts::twice;
use crate::check::structure::library::word_rules;
use crate::check::structure::links::links;
use crate::check::structure::reader::{KEY_VALUE, read_remarks};
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, Content, Part, Report};
use crate::text::remark::Remarks;
use crate::text::{Date, Source, Span, head};

rules! {
    SERVICE_OWNER Warning "service-owner" => Whole(facts);
}

/// Facts that people act on have an owner, who looked at them within a year.
fn facts(content: &Content, today: Date, report: &mut Report) {
    settings(content, report);
    for (path, _) in content.files() {
        if let Some(lang) = lang_of(path, "service.", ".md") {
            let card = Card::of_file(content, path, lang, today, document);
            // Hours, numbers to ring and names are the service's own; the risks of a treatment are not.
            word_rules(&card, report, |code| matches!(code, "one-in-x" | "relative-alone" | "percent"));
            report.accept(&card);
            of_head(&card, &["title", "owner", "checked", "country", "accept"], report);
            owner(&card, report);
            twice(&card, card.of_part(Part::Heading(2)), report);
            links(&card, report);
        } else if path.starts_with("country-") && path.ends_with(".md") && !path.contains('/') {
            country(&Card::of_file(content, path, "en", today, document), report);
        }
    }
}

/// Names that nothing reads, and values that would do nothing.
fn settings(content: &Content, report: &mut Report) {
    const FILE: &str = "settings.yaml";
    const KNOWN: [&str; 7] =
        ["name", "own-address", "cards-change", "device", "offline", "idle-cover", "idle-wipe"];
    let Some(text) = content.text(FILE) else { return };
    let source = Source { name: FILE, text };
    let mut remarks = Remarks::on(source);
    let head = head::of_list(source, &mut remarks);
    read_remarks(FILE, &remarks.done(), content, report);
    unknown_in(&head, &KNOWN, FILE, report);
    for entry in &head.entries {
        let value = entry.values.first().map_or("", String::as_str);
        let (can_be, meant) = match entry.key.as_str() {
            "own-address" => (is_whole(value), "a whole address, as `https://aid.example.org`"),
            "cards-change" => (value == "by-publishing", "`by-publishing`, or leave it out"),
            "device" => (value == "shared", "`shared`, or leave it out"),
            "offline" => (value == "no", "`no`, or leave it out"),
            "idle-cover" | "idle-wipe" => (value.parse::<u16>().is_ok(), "a number of minutes"),
            _ => continue,
        };
        let minutes = |key: &str| head.value(key).and_then(|it| it.parse::<u16>().ok()).filter(|it| *it > 0);
        let (can_be, meant) = match entry.key.as_str() {
            "idle-wipe" if minutes("idle-wipe") < minutes("idle-cover").filter(|_| can_be) => {
                (false, "more minutes than `idle-cover` has")
            }
            _ => (can_be, meant),
        };
        if !can_be {
            report.on(&KEY_VALUE, (FILE, entry.at), format!("`{value}` does nothing here: write {meant}"));
        }
    }
}

/// An intranet, and somebody's own machine, have no certificate.
fn is_whole(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
}

fn of_head(card: &Card, known: &[&str], report: &mut Report) {
    for file in &card.files {
        read_remarks(&file.path, &card.remarks, card.content, report);
        unknown_in(&file.head, known, &file.path, report);
    }
}

/// A number of a whole country names its source, and the day on which that was read.
fn country(card: &Card, report: &mut Report) {
    of_head(card, &["title", "country", "accept"], report);
    let text = card.first().text;
    for fact in country::facts(text).iter().filter(|fact| fact.text.is_none()) {
        let heading = format!("(#{})", fact.id);
        let start = text.find(&heading).unwrap_or_default();
        let at = card.main(Span { start, end: start + heading.len() });
        report.on(&SERVICE_OWNER, at, "no source with a day is named for this, so it is not used");
    }
}

fn owner(card: &Card, report: &mut Report) {
    let file = card.first();
    let (service, _) = service::read(Source { name: &file.path, text: file.text });
    if !service.owner.is_empty() && says_nothing(&service.owner) {
        report.on(&SERVICE_OWNER, file.line("owner"), "nobody is named under `owner:`");
    }
    let Some(filled) = service.facts.iter().find_map(|fact| fact.pieces.first()) else { return };
    let message = match service.checked {
        _ if service.owner.is_empty() => "a fact is filled in, but nobody is named under `owner:`",
        None => "a fact is filled in, but `checked:` is no date",
        Some(date) if date > card.today => "`checked:` is after today",
        Some(date) if later(date, 1) < card.today => "this was checked more than a year ago",
        Some(_) => return,
    };
    let key = if service.owner.is_empty() { "owner" } else { "checked" };
    report.on(&SERVICE_OWNER, file.line(key), message).beside(file.at(filled.at), "such as this");
}
