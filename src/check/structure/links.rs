//! Links and footnotes: whatever is pointed at is there, and whatever is there is pointed at.

use std::collections::{BTreeMap, BTreeSet};

use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::cards::{Decision, Target, prose};
use crate::check::card::Place;
use crate::check::rule::rules;
use crate::check::structure::reader::has_lost_choice;
use crate::check::structure::tables::years;
use crate::check::wording::hollow::SAYS_NOTHING;
use crate::check::{Card, Content, Part, Passage, Report, is_in, pattern};
use crate::text::Span;

rules! {
    LINK_DEAD Error "link-dead" => Both(links);
    FACT_UNKNOWN Error "fact-unknown";
    SOURCE_UNDEFINED Error "source-undefined" => Both(undefined);
    SOURCE_UNUSED Warning "source-unused" => Both(sources);
    SOURCE_DIFFERS Warning "source-differs";
    SOURCE_WITHOUT_DATE Warning "source-without-date";
    FILE_UNUSED Warning "file-unused" => Decision(files);
}

/// The steps of the app, which have addresses of their own.
const STEPS: &str = "start decision side-by-side my-way where-i-stand my-page show about numbers";

pub(crate) fn links(card: &Card, report: &mut Report) {
    let own = ids(card);
    for passage in card.passages.iter().filter(|passage| may_link(card, passage)) {
        for (target, _) in prose::links(&passage.words) {
            if let Some((written, message)) = dead(card, &own, target) {
                let rule = if matches!(target, Target::Fact(_)) { &FACT_UNKNOWN } else { &LINK_DEAD };
                report.on(rule, card.words_of(passage, &written), message);
            }
        }
        if let Some(typed) = as_typed(&passage.plain) {
            let message = format!("`{typed}` stands there as it was typed: it is no whole link");
            report.on(&LINK_DEAD, card.words_of(passage, typed), message);
        }
    }
}

/// What is wrong with a link that leads nowhere, and how it is written.
fn dead(card: &Card, own: &BTreeSet<&str>, target: &Target) -> Option<(String, String)> {
    match target {
        // Lists, sheets and support cards are pages of their own, without the app's steps.
        Target::Id(id) => {
            let is_there = own.contains(id.as_str()) || (card.decision.is_some() && is_in(STEPS, id));
            (!is_there).then(|| (format!("(#{id})"), format!("nothing here has the id `#{id}`")))
        }
        Target::Card(file) => (!has_card(card, file))
            .then(|| (format!("({file})"), format!("there is no card `{file}` in the list of choices"))),
        Target::Handout(page) => {
            let path = paper_path(page);
            (!has_paper(card.content, page))
                .then(|| (format!("(../../{path})"), format!("there is no such file: {path}")))
        }
        Target::Fact(id) => (!has_fact(card, id))
            .then(|| (format!("#{id})"), format!("the service's file has no fact `#{id}`"))),
        Target::Outside(address) => Some((format!("({address})"), bad_address(address)?.to_string())),
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
    text.split_once(sign)
        .is_some_and(|sides| [sides.0, sides.1].iter().all(|it| it.contains(char::is_alphanumeric)))
}

// A link that could not be read as one: `[more][ref]`, or an address with a space in it.
pattern! { TYPED r"\[[^\[\]]*\][(\[][^)\]]*[)\]]" }

/// The first of those. Boxes to tick stand side by side too.
fn as_typed(plain: &str) -> Option<&str> {
    let has_words = |it: &&str| it.split(']').next().is_some_and(|it| it.contains(char::is_alphanumeric));
    TYPED.find(plain).map(|it| it.as_str()).filter(has_words)
}

/// What names itself by a link, or is looked after by the reader, is no pointer of its own.
fn may_link(card: &Card, passage: &Passage) -> bool {
    let is_listed = is_in("choices matters questions", &passage.section);
    match passage.part {
        Part::Heading(_) | Part::Corner | Part::Column | Part::RowName | Part::When => false,
        Part::Item => card.decision.is_none() || passage.file > 0 || !is_listed,
        _ => true,
    }
}

/// Every id that something here has: sections, tables, rows, lines of lists that name themselves.
fn ids<'a>(card: &'a Card) -> BTreeSet<&'a str> {
    let has_id = |it: &&Passage| matches!(it.part, Part::Heading(_) | Part::RowName | Part::Item);
    card.passages.iter().filter(has_id).filter_map(Passage::own_id).collect()
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

/// Whether there is a list, sheet or support card of this page.
pub fn has_paper(content: &Content, page: &str) -> bool {
    let path = paper_path(page);
    path.split('/').next().is_some_and(|it| FOLDERS.contains(&it)) && content.text(&path).is_some()
}

/// A card's facts stand in the service's file of its language, or in the English one.
fn has_fact(card: &Card, id: &str) -> bool {
    let of = |lang: &str| card.content.text(&format!("service.{lang}.md"));
    of(&card.lang).or_else(|| of("en")).is_some_and(|text| text.contains(&format!("](#{id})")))
}

pattern! { MARK r"\[\^(?:[^\]]*\])?" }
pattern! { KEY r"\[\^(.*?)\]:" }

/// A footnote's mark without its text is left as it was typed.
fn undefined(card: &Card, report: &mut Report) {
    for passage in card.passages.iter().filter(|it| it.plain.contains("[^")) {
        let mark = MARK.find(&passage.plain).map_or("[^", |it| it.as_str());
        let message = format!("this file has no text for `{mark}`");
        report.on(&SOURCE_UNDEFINED, card.words_of(passage, mark), message);
    }
}

fn sources(card: &Card, report: &mut Report) {
    let mut known: BTreeMap<&str, &Passage> = BTreeMap::new();
    let notes = card.passages.iter().map(|it| prose::notes(&it.words).into_iter().map(|key| (it.file, key)));
    let used: BTreeSet<(usize, String)> = notes.flatten().collect();
    for source in card.of_part(Part::Source) {
        let Some((key, at)) = key(card, source) else { continue };
        if !used.contains(&(source.file, key.to_string())) {
            report.on(&SOURCE_UNUSED, at, format!("nothing in this file has `[^{key}]`"));
        }
        let first = *known.entry(key).or_insert(source);
        if first.plain != source.plain {
            let found = report.on(&SOURCE_DIFFERS, at, "here it has other words");
            found.beside(self::key(card, first).map_or(card.all_of(first), |(_, at)| at), "than here");
        } else if !std::ptr::eq(first, source) {
            continue;
        }
        // What is to come out may name the year after this one.
        let year = years(&source.plain).min();
        if year.is_none_or(|year| year > card.today.year + 1) {
            let late = year.map(|year| format!("the year {year} has not come yet"));
            report.on(&SOURCE_WITHOUT_DATE, at, late.unwrap_or("this names no year".to_string()));
        }
        if source.plain.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() < 2 {
            report.on(&SAYS_NOTHING, at, "this does not say who wrote it, nor what it is");
        }
    }
}

fn key<'a>(card: &'a Card, source: &Passage) -> Option<(&'a str, Place<'a>)> {
    let file = card.file_of(source);
    let text = file.text.get(source.at.start..source.at.end)?;
    let key = KEY.captures(text)?.get(1)?;
    let start = source.at.start + key.start() - "[^".len();
    let at = Span { start, end: source.at.start + key.end() + 1 };
    Some((key.as_str(), (&file.path, at)))
}

fn files(card: &Card, _: &Decision, report: &mut Report) {
    if has_lost_choice(card) {
        return;
    }
    for file in card.files.iter().filter(|file| file.option.is_none() && file.name != DECISION_FILE) {
        report.on(&FILE_UNUSED, file.top(), "no choice in `decision.md` is linked to this file");
    }
}
