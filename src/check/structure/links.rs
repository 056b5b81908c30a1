//! Links and footnotes: whatever is pointed at is there, and whatever is there is pointed at.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::cards::{Inline, Target};
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts::years;
use crate::check::wording::hollow::SAYS_NOTHING;
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
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
    (&FACT_UNKNOWN, Check::ByAnother),
    (&SOURCE_UNDEFINED, Check::Both(undefined)),
    (&SOURCE_UNUSED, Check::Both(sources)),
    (&SOURCE_DIFFERS, Check::ByAnother),
    (&SOURCE_WITHOUT_DATE, Check::ByAnother),
    (&DOI_MALFORMED, Check::ByAnother),
    (&FILE_UNUSED, Check::Decision(files)),
];

/// The steps of the app, which have addresses of their own.
const STEPS: [&str; 9] =
    ["start", "decision", "side-by-side", "my-way", "where-i-stand", "my-page", "show", "about", "numbers"];

fn links(card: &Card, report: &mut Report) {
    let mut own: Option<Vec<&str>> = None;
    for passage in card.passages.iter().filter(|passage| may_link(card, passage)) {
        each_link(&passage.words, &mut |target| {
            let (rule, message) = match target {
                Target::Id(id) => {
                    let known = own.get_or_insert_with(|| ids(card));
                    // Lists, sheets and support cards are pages of their own, without the app's steps.
                    let is_step = card.decision.is_some() && STEPS.contains(&id.as_str());
                    if known.contains(&id.as_str()) || is_step {
                        return;
                    }
                    (&LINK_DEAD, format!("nothing here has the id `#{id}`"))
                }
                Target::Card(file) if !has_card(card, file) => {
                    (&LINK_DEAD, format!("there is no card `{file}` in the list of choices"))
                }
                Target::Handout(page) if !has_paper(card, page) => {
                    (&LINK_DEAD, format!("there is no such file: {}", paper_path(page)))
                }
                Target::Fact(id) if !has_fact(card, id) => {
                    (&FACT_UNKNOWN, format!("the service's file has no fact `#{id}`"))
                }
                Target::Outside(address) => match bad_address(address) {
                    Some(message) => (&LINK_DEAD, message.to_string()),
                    None => return,
                },
                _ => return,
            };
            report.add(rule, card.path_of(passage), address(card, passage, target), message);
        });
        if let Some(typed) = as_typed(&passage.plain) {
            let message = format!("`{typed}` stands there as it was typed: it is no whole link");
            report.add(&LINK_DEAD, card.path_of(passage), card.place_of(passage, typed), message);
        }
    }
}

/// What is wrong with an address that leads out of the cards, as far as its signs tell.
pub fn bad_address(address: &str) -> Option<&'static str> {
    let (scheme, rest) = address.split_once(':')?;
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let host = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "mailto" if !has_both_sides(rest, '@') => {
            Some("no mail can be sent to this: a mail address has an `@`")
        }
        "tel" if digits < 3 || rest.contains(char::is_alphabetic) => {
            Some("nobody can ring this: it is no number")
        }
        "https" if !has_both_sides(host, '.') => Some("this is no whole address of a page"),
        _ => None,
    }
}

fn has_both_sides(text: &str, sign: char) -> bool {
    text.split_once(sign).is_some_and(|(before, after)| {
        before.contains(char::is_alphanumeric) && after.contains(char::is_alphanumeric)
    })
}

/// A link that could not be read as one: `[more][ref]`, or an address with a space in it.
fn as_typed(plain: &str) -> Option<&str> {
    let middle = plain.find("](").or_else(|| plain.find("]["))?;
    let start = plain.get(..middle)?.rfind('[')?;
    let rest = plain.get(middle + 2..)?;
    let end = middle + 2 + rest.find([')', ']'])? + 1;
    // Boxes to tick stand side by side too.
    let has_words = plain.get(start..middle)?.contains(char::is_alphanumeric);
    plain.get(start..end).filter(|_| has_words)
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
pub fn paper_path(page: &str) -> String {
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
        Target::Handout(page) => format!("(../../{})", paper_path(page)),
        Target::Fact(id) => format!("#{id})"),
        Target::Outside(address) => format!("({address})"),
    };
    card.place_of(passage, &written)
}

/// A footnote's mark without its text is left as it was typed.
fn undefined(card: &Card, report: &mut Report) {
    for passage in card.passages.iter().filter(|it| it.plain.contains("[^")) {
        let mark = passage.plain.find("[^").and_then(|start| passage.plain.get(start..));
        let mark = mark.and_then(|rest| rest.get(..=rest.find(']')?)).unwrap_or("[^");
        let message = format!("this file has no text for `{mark}`");
        report.add(&SOURCE_UNDEFINED, card.path_of(passage), card.place_of(passage, mark), message);
    }
}

fn sources(card: &Card, report: &mut Report) {
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
            report.add(&SOURCE_UNUSED, path, at, format!("nothing in this file has `[^{key}]`"));
        }
        match known.get(key) {
            Some(first) if first.plain != source.plain => {
                let at_first = self::key(card, first).map_or(first.at, |(_, at)| at);
                let diagnostic = Diagnostic::new(&SOURCE_DIFFERS, path, at, "here it has other words");
                report.push(diagnostic.and(card.path_of(first), at_first, "than here"));
            }
            Some(_) => continue,
            None => {
                known.insert(key, source);
            }
        }
        // What is to come out may name the year after this one.
        match years(&source.plain).min() {
            None => report.add(&SOURCE_WITHOUT_DATE, path, at, "this names no year"),
            Some(year) if year > card.today.year + 1 => {
                report.add(&SOURCE_WITHOUT_DATE, path, at, format!("the year {year} has not come yet"));
            }
            Some(_) => {}
        }
        if source.plain.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() < 2 {
            report.add(&SAYS_NOTHING, path, at, "this does not say who wrote it, nor what it is");
        }
        doi(card, source, report);
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
fn doi(card: &Card, source: &Passage, report: &mut Report) {
    let text = card.file_of(source).map_or("", |file| file.text);
    let inside = text.get(source.at.start..source.at.end).unwrap_or_default();
    for (at, found) in dois(inside) {
        let start = at + found;
        let rest = inside.get(start..).unwrap_or_default();
        let word = rest.split_whitespace().next().unwrap_or_default();
        // The DOI itself may be the words of a link.
        if !is_doi(word.trim_start_matches('[')) {
            let from = source.at.start + at;
            let at = Span { start: from, end: from + found + word.len() };
            let message = "a DOI is `10.`, four or more digits, `/` and a name";
            let diagnostic = Diagnostic::new(&DOI_MALFORMED, card.path_of(source), at, message);
            // An address in place of the DOI has the DOI in it.
            report.push(
                match word.split_once("doi.org/").map(|(_, rest)| rest).filter(|rest| is_doi(rest)) {
                    Some(rest) => diagnostic
                        .mended(format!("{}{rest}", inside.get(start - found..start).unwrap_or_default())),
                    None => diagnostic,
                },
            );
        }
    }
}

/// Where a DOI is announced, and how many bytes that takes: `doi:`, `DOI: `, `doi.org/`, or `doi ` before its `10.`
fn dois(inside: &str) -> Vec<(usize, usize)> {
    let low = inside.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, word) in low.match_indices("doi") {
        let rest = low.get(at + word.len()..).unwrap_or_default();
        let is_part = low.get(..at).is_some_and(|before| before.ends_with(|it: char| it.is_alphanumeric()));
        let sign = if rest.starts_with(".org/") { 5 } else { usize::from(rest.starts_with(':')) };
        let after = rest.get(sign..).unwrap_or_default();
        let spaces = after.len() - after.trim_start_matches(' ').len();
        let is_number = spaces > 0 && after.trim_start().starts_with("10.");
        if !is_part && (sign > 0 || is_number) {
            found.push((at, word.len() + sign + spaces));
        }
    }
    found
}

fn is_doi(word: &str) -> bool {
    let parts = word.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(number, name)| {
        let number = number.split('.').next().unwrap_or_default();
        (4..10).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit()) && name.len() > 1
    })
}

fn files(card: &Card, report: &mut Report) {
    for file in card.files.iter().filter(|file| file.option.is_none() && file.name != DECISION_FILE) {
        report.add(
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
    fn addresses_that_lead_out() {
        for good in
            ["https://www.nice.org.uk/x", "HTTPS://a.b", "mailto:a@b.org", "tel:+44-20-7946", "tel:999"]
        {
            assert_eq!(bad_address(good), None, "{good}");
        }
        for bad in ["mailto:", "mailto:ann", "mailto:@b.org", "tel:", "tel:abc", "https://", "https://here"] {
            assert!(bad_address(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn links_that_could_not_be_read() {
        assert_eq!(as_typed("See [more][ref] here."), Some("[more][ref]"));
        assert_eq!(as_typed("[a](b c.md)"), Some("[a](b c.md)"));
        for none in ["[ ][ ] yes", "[a] (b)", "a [b]"] {
            assert_eq!(as_typed(none), None, "{none}");
        }
    }

    #[test]
    fn pages_are_files() {
        assert_eq!(paper_path("support-money.en.html"), "support/en/money.md");
        assert_eq!(paper_path("sheets-follow-up-plan.en-gb.html"), "sheets/en-gb/follow-up-plan.md");
    }
}
