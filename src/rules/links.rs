//! Links and footnotes: whatever is pointed at is there, and whatever is there is pointed at.

use std::collections::BTreeMap;

use super::rule::{Rule, rule};
use super::structure::years;
use super::{Card, Check, Diagnostic, Part, Passage, Say};
use crate::cards::decision::DECISION_FILE;
use crate::cards::paper::FOLDERS;
use crate::cards::{Inline, Target};
use crate::text::Span;

rule!(LINK_DEAD, Error, "link-dead");
rule!(FACT_UNKNOWN, Error, "fact-unknown");
rule!(SOURCE_UNDEFINED, Error, "source-undefined");
rule!(SOURCE_UNUSED, Warning, "source-unused");
rule!(SOURCE_DIFFERS, Warning, "source-differs");
rule!(SOURCE_WITHOUT_DATE, Warning, "source-without-date");
rule!(DOI_MALFORMED, Error, "doi-malformed");
rule!(FILE_UNUSED, Warning, "file-unused");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&LINK_DEAD, Check::Both(links)),
    (&FACT_UNKNOWN, Check::Said),
    (&SOURCE_UNDEFINED, Check::Both(undefined)),
    (&SOURCE_UNUSED, Check::Both(sources)),
    (&SOURCE_DIFFERS, Check::Said),
    (&SOURCE_WITHOUT_DATE, Check::Said),
    (&DOI_MALFORMED, Check::Said),
    (&FILE_UNUSED, Check::Decision(files)),
];

/// The steps of the app, which have addresses of their own.
const STEPS: [&str; 9] =
    ["start", "decision", "side-by-side", "my-way", "where-i-stand", "my-page", "show", "about", "numbers"];

fn links(card: &Card, say: &mut Say) {
    let mut own: Option<Vec<&str>> = None;
    for passage in card.passages.iter().filter(|passage| may_link(card, passage)) {
        each_link(&passage.words, &mut |target| {
            let (rule, said) = match target {
                Target::Id(id) => {
                    let known = own.get_or_insert_with(|| ids(card));
                    if known.contains(&id.as_str()) || STEPS.contains(&id.as_str()) {
                        return;
                    }
                    (&LINK_DEAD, format!("nothing here has the id `#{id}`"))
                }
                Target::Card(file) if !has_card(card, file) => {
                    (&LINK_DEAD, format!("there is no card `{file}` in the list of choices"))
                }
                Target::Paper(page) if !has_paper(card, page) => {
                    (&LINK_DEAD, format!("there is no such file: {}", paper_path(page)))
                }
                Target::Fact(id) if !has_fact(card, id) => {
                    (&FACT_UNKNOWN, format!("the service's file has no fact `#{id}`"))
                }
                _ => return,
            };
            say.add(rule, card.path_of(passage), address(card, passage, target), said);
        });
    }
}

/// What names itself by a link, or is looked after by the reader, is no pointer of its own.
fn may_link(card: &Card, passage: &Passage) -> bool {
    let by_reader = card.decision.is_some()
        && passage.file == 0
        && ["choices", "matters", "questions"].contains(&passage.section.as_str())
        && passage.part == Part::Item;
    let names_itself =
        matches!(passage.part, Part::Heading(_) | Part::Corner | Part::Column | Part::RowName | Part::When);
    !by_reader && !names_itself
}

/// Walks links without making their words.
fn each_link<'a>(words: &'a [Inline], found: &mut impl FnMut(&'a Target)) {
    for inline in words {
        match inline {
            Inline::Link(target, _) => found(target),
            Inline::Emphasis(inside) | Inline::Strong(inside) => each_link(inside, found),
            _ => {}
        }
    }
}

/// Every id that something here has: sections, tables, rows, lines of lists that name themselves.
fn ids<'a>(card: &'a Card) -> Vec<&'a str> {
    let named =
        card.passages.iter().filter(|it| matches!(it.part, Part::Heading(_) | Part::RowName | Part::Item));
    named
        .filter_map(|passage| match passage.words.first() {
            Some(Inline::Link(Target::Id(id), _)) => Some(id.as_str()),
            _ => None,
        })
        .collect()
}

fn has_card(card: &Card, file: &str) -> bool {
    match &card.decision {
        Some(decision) => file == DECISION_FILE || decision.option(file.trim_end_matches(".md")).is_some(),
        None => card.content.text(&card.path(file)).is_some(),
    }
}

/// `support-money.en.html` is the page of `support/en/money.md`.
fn paper_path(page: &str) -> String {
    let parts = page.strip_suffix(".html").and_then(|it| it.rsplit_once('.'));
    let named = parts.and_then(|(name, lang)| Some((name.split_once('-')?, lang)));
    named.map_or(page.to_string(), |((folder, name), lang)| format!("{folder}/{lang}/{name}.md"))
}

fn has_paper(card: &Card, page: &str) -> bool {
    let path = paper_path(page);
    path.split('/').next().is_some_and(|folder| FOLDERS.contains(&folder))
        && card.content.text(&path).is_some()
}

/// A card's facts stand in the service's file of its language, or in the English one.
fn has_fact(card: &Card, id: &str) -> bool {
    let of = |lang: &str| card.content.text(&format!("service.{lang}.md"));
    of(&card.lang).or_else(|| of("en")).is_some_and(|text| text.contains(&format!("](#{id})")))
}

/// Where the address of a link stands.
fn address(card: &Card, passage: &Passage, target: &Target) -> Span {
    let written = match target {
        Target::Id(id) => format!("(#{id})"),
        Target::Card(file) => format!("({file})"),
        Target::Paper(page) => format!("(../../{})", paper_path(page)),
        Target::Fact(id) => format!("#{id})"),
        Target::Outside(address) => format!("({address})"),
    };
    card.place_of(passage, &written)
}

/// A footnote's mark without its text is left as it was typed.
fn undefined(card: &Card, say: &mut Say) {
    for passage in card.passages.iter().filter(|it| it.plain.contains("[^")) {
        let mark = passage.plain.find("[^").and_then(|start| passage.plain.get(start..));
        let mark = mark.and_then(|rest| rest.get(..=rest.find(']')?)).unwrap_or("[^");
        let said = format!("this file has no text for `{mark}`");
        say.add(&SOURCE_UNDEFINED, card.path_of(passage), card.place_of(passage, mark), said);
    }
}

fn sources(card: &Card, say: &mut Say) {
    let mut known: BTreeMap<&str, &Passage> = BTreeMap::new();
    let mut used: Vec<Vec<String>> = card.files.iter().map(|_| Vec::new()).collect();
    for passage in &card.passages {
        if let Some(keys) = used.get_mut(passage.file) {
            notes(&passage.words, keys);
        }
    }
    for source in card.of_part(Part::Source) {
        let path = card.path_of(source);
        let Some((key, at)) = key(card, source) else { continue };
        if used.get(source.file).is_some_and(|keys| !keys.iter().any(|it| it == key)) {
            say.add(&SOURCE_UNUSED, path, at, format!("nothing in this file has `[^{key}]`"));
        }
        match known.get(key) {
            Some(first) if first.plain != source.plain => {
                let place = self::key(card, first).map_or(first.at, |(_, at)| at);
                let diagnostic = Diagnostic::new(&SOURCE_DIFFERS, path, at, "here it has other words");
                say.push(diagnostic.and(card.path_of(first), place, "than here"));
            }
            Some(_) => continue,
            None => {
                known.insert(key, source);
            }
        }
        if years(&source.plain).next().is_none() {
            say.add(&SOURCE_WITHOUT_DATE, path, at, "this names no year");
        }
        doi(card, source, say);
    }
}

fn notes(words: &[Inline], keys: &mut Vec<String>) {
    for inline in words {
        match inline {
            Inline::Note(key) if !keys.contains(key) => keys.push(key.clone()),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) => {
                notes(inside, keys)
            }
            _ => {}
        }
    }
}

/// A footnote's key, and where its mark stands.
fn key<'a>(card: &'a Card, source: &Passage) -> Option<(&'a str, Span)> {
    let text = card.file_of(source)?.text.get(source.at.start..source.at.end)?;
    let start = text.find("[^")?;
    let end = start + text.get(start..)?.find("]:")?;
    let at = Span { start: source.at.start + start, end: source.at.start + end + 1 };
    Some((text.get(start + 2..end)?, at))
}

/// `doi:10.1056/NEJMoa2214122`, or the same behind `doi.org/`.
fn doi(card: &Card, source: &Passage, say: &mut Say) {
    let text = card.file_of(source).map_or("", |file| file.text);
    let inside = text.get(source.at.start..source.at.end).unwrap_or_default();
    for (at, found) in inside.match_indices("doi:").chain(inside.match_indices("doi.org/")) {
        let start = at + found.len();
        let rest = inside.get(start..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let word = rest.trim_start_matches(' ').split_whitespace().next().unwrap_or_default();
        // The DOI itself may be the words of a link.
        if !is_doi(word.trim_start_matches('[')) {
            let from = source.at.start + start + spaces;
            let at = Span { start: source.at.start + at, end: from + word.len() };
            let said = "a DOI is `10.`, four or more digits, `/` and a name";
            let diagnostic = Diagnostic::new(&DOI_MALFORMED, card.path_of(source), at, said);
            // An address in place of the DOI has the DOI in it.
            say.push(match word.split_once("doi.org/").map(|(_, rest)| rest).filter(|rest| is_doi(rest)) {
                Some(rest) => diagnostic.mended(format!("{found}{rest}")),
                None => diagnostic,
            });
        }
    }
}

fn is_doi(word: &str) -> bool {
    let parts = word.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(number, name)| {
        let number = number.split('.').next().unwrap_or_default();
        (4..10).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit()) && name.len() > 1
    })
}

fn files(card: &Card, say: &mut Say) {
    let mine = |name: &str| name == DECISION_FILE || name.eq_ignore_ascii_case("readme.md");
    for file in card.files.iter().filter(|file| file.option.is_none() && !mine(&file.name)) {
        say.add(
            &FILE_UNUSED,
            &file.path,
            Span { start: 0, end: 3 },
            "no choice in `decision.md` is linked to this file",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois() {
        for good in
            ["10.1056/NEJMoa2214122", "10.1016/S0140-6736(19)31790-3.", "10.1002/14651858.CD004816.pub5"]
        {
            assert!(is_doi(good), "{good}");
        }
        for bad in ["10.1056", "1056/NEJM", "10.x/abc", "https://doi.org/10.1056/x", "", "10.1056/"] {
            assert!(!is_doi(bad), "{bad}");
        }
    }

    #[test]
    fn pages_are_files() {
        assert_eq!(paper_path("support-money.en.html"), "support/en/money.md");
        assert_eq!(paper_path("sheets-follow-up-plan.en-gb.html"), "sheets/en-gb/follow-up-plan.md");
    }
}
