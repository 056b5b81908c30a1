//! `tandem standards`: each decision held against IPDAS and NICE ECD8, for people and for programs.

use std::path::PathBuf;

use super::{folder, today};
use crate::cards::trail::{Read, Trail};
use crate::check::governance::standards::{
    self, Line, Standard, StandardsReport, State, Statement, Value, Where,
};
use crate::check::{self, Card, Content, Unit};
use crate::summary::sentence;
use crate::text::{Lines, Source};
use crate::words::{PaperWord, PaperWords, Words};

/// What to report on, and how.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// One decision; all of them if it is left out.
    pub id: Option<String>,
    /// For programs rather than for people.
    pub json: bool,
}

/// Prints the report. What is missing is no fault of the command: it gives true whenever there was something to look at.
///
/// # Errors
/// A sentence if the folder cannot be read, or has no such decision.
pub fn run(order: &Options) -> Result<bool, String> {
    let content = folder::read(&order.content)?;
    let decisions = decisions(&content, order.id.as_deref());
    if decisions.is_empty() {
        let name = order.id.as_deref().unwrap_or("at all");
        return Err(format!("There is no decision {name} in {}.", order.content.display()));
    }
    if order.json {
        show!("{}", json(&content, &decisions)?);
    } else {
        decisions.iter().for_each(|it| show!("{}", text(&content, it)));
    }
    Ok(true)
}

/// A decision with its report, and the words to say it in.
pub struct Held<'a> {
    /// The report.
    pub report: StandardsReport,
    /// The decision.
    pub card: Card<'a>,
    /// The words of still pages in its language.
    pub paper_words: PaperWords,
}

impl Held<'_> {
    fn title(&self) -> &str {
        self.card.decision.as_ref().map_or("", |decision| &decision.meta.title)
    }
}

/// Holds one decision against the standards; nothing for what is no decision.
pub fn held<'a>(content: &'a Content, unit: &Unit) -> Option<Held<'a>> {
    let report = check::check(content, unit, today());
    let card = Card::read(content, unit, today());
    let report = standards::report(&card, &report)?;
    Some(Held { report, paper_words: paper_words(content, unit.lang()), card })
}

fn decisions<'a>(content: &'a Content, wanted: Option<&str>) -> Vec<Held<'a>> {
    let units = check::units(content).into_iter().filter(|unit| match unit {
        Unit::Decision { id, .. } => wanted.is_none_or(|wanted| wanted == id),
        _ => false,
    });
    units.filter_map(|unit| held(content, &unit)).collect()
}

/// The words of still pages in a language; English where the folder has none.
pub fn paper_words(content: &Content, lang: &str) -> PaperWords {
    let name = PaperWords::file(lang);
    content
        .text(&name)
        .map_or_else(PaperWords::english, |text| PaperWords::read(Source { name: &name, text }).0)
}

/// What was found, as a sentence.
pub(crate) fn sentence_of(words: &Words, paper: &PaperWords, statement: &Statement) -> String {
    let (word, holes) = match statement {
        Statement::Own(own) => return own.clone(),
        Statement::Word(word, holes) => (*word, holes),
    };
    let value = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Count(count) => words.number(u32::try_from(*count).unwrap_or(u32::MAX)),
        Value::Date(date) => sentence::in_words(words, *date),
    };
    let filled: Vec<(&str, String)> = holes.iter().map(|(name, it)| (*name, value(it))).collect();
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, it)| (*name, it.as_str())).collect();
    paper.format(word, &filled)
}

/// How many lines of a trail were read in the source, in its summary, at second hand, calculated, and not confirmed.
pub fn read_how(trail: &Trail) -> [usize; 5] {
    let count = |is: &dyn Fn(Option<Read>) -> bool| trail.lines.iter().filter(|line| is(line.read)).count();
    [
        count(&|read| read == Some(Read::Source)),
        count(&|read| read == Some(Read::Abstract)),
        count(&|read| read == Some(Read::SecondHand)),
        count(&|read| read == Some(Read::Calculated)),
        count(&|read| matches!(read, None | Some(Read::Unverified))),
    ]
}

/// The sources of a trail that were read in this way, and in no better one, by their keys. What was calculated says nothing of
/// how its numbers were read.
pub fn only_read(trail: &Trail, read: Read) -> Vec<String> {
    let ways = [Read::Source, Read::Abstract, Read::SecondHand];
    let has = |key: &str, way| trail.lines.iter().any(|line| line.source == key && line.read == Some(way));
    let best = |key: &str| ways.into_iter().find(|way| has(key, *way));
    let keys = trail.sources.iter().map(|(key, _)| key);
    keys.filter(|key| best(key) == Some(read)).cloned().collect()
}

/// For people: a line for each item, with what was found and where below it.
pub fn text(content: &Content, it: &Held) -> String {
    let report = &it.report;
    let mut out = format!("{} ({}/{})\n", it.title(), it.card.id, it.card.lang);
    let mut standard = None;
    for line in &report.lines {
        if standard != Some(line.item.standard) {
            standard = Some(line.item.standard);
            out.push_str(&format!("\n{}\n", line.item.standard.name()));
        }
        let asks = it.paper_words.get(line.item.asks);
        let found = sentence_of(it.card.words, &it.paper_words, &line.answer.statement);
        let location =
            location(content, it, line).map(|location| format!(" [{location}]")).unwrap_or_default();
        out.push_str(&format!(
            "  {:<5} {:<14} {asks}\n{:23}{found}{location}\n",
            line.item.id,
            line.answer.state.slug(),
            ""
        ));
    }
    let counts =
        State::ALL.map(|state| format!("{}: {}", it.paper_words.get(state.word()), report.count(state)));
    out.push_str(&format!("\n{}\n{}\n", counts.join(". "), it.paper_words.get(PaperWord::StandardsClosing)));
    out
}

/// The first place, and how many more there are.
fn location(content: &Content, it: &Held, line: &Line) -> Option<String> {
    let (first, more) = line.answer.places.split_first()?;
    let first = match first {
        Where::File(file, at) => format!("{file}:{}", line_of(content, file, at.start)),
        Where::Key(file, key, at) => format!("{file}:{}, {key}", line_of(content, file, at.start)),
        Where::Screen(word) => format!("screen: {}", it.card.words.get(*word)),
    };
    Some(if more.is_empty() { first } else { format!("{first}, and {} more", more.len()) })
}

fn line_of(content: &Content, file: &str, at: usize) -> usize {
    Lines::of(content.text(file).unwrap_or_default()).position(at).line
}

/// For programs: one object with every decision.
///
/// # Errors
/// Never in practice: plain texts and numbers can always be written as JSON.
pub fn json(content: &Content, decisions: &[Held]) -> Result<String, String> {
    let closing =
        decisions.first().map(|it| it.paper_words.get(PaperWord::StandardsClosing)).unwrap_or_default();
    let decisions: Vec<_> = decisions.iter().map(|it| json_of(content, it)).collect();
    let all = serde_json::json!({ "closing": closing, "decisions": decisions });
    serde_json::to_string_pretty(&all).map_err(|why| why.to_string())
}

fn json_of(content: &Content, it: &Held) -> serde_json::Value {
    let counts: serde_json::Map<_, _> =
        State::ALL.iter().map(|state| (state.slug().to_string(), it.report.count(*state).into())).collect();
    let items: Vec<_> = it.report.lines.iter().map(|line| json_line(content, it, line)).collect();
    serde_json::json!({
        "id": it.card.id,
        "lang": it.card.lang,
        "title": it.title(),
        "counts": counts,
        "items": items,
    })
}

fn json_line(content: &Content, it: &Held, line: &Line) -> serde_json::Value {
    let standard = match line.item.standard {
        Standard::Ipdas => "ipdas-4.0",
        Standard::Nice => "nice-ecd8",
    };
    let places: Vec<_> =
        line.answer.places.iter().map(|location| json_place(content, it, location)).collect();
    serde_json::json!({
        "standard": standard,
        "id": line.item.id,
        "state": line.answer.state.slug(),
        "asks": it.paper_words.get(line.item.asks),
        "found": sentence_of(it.card.words, &it.paper_words, &line.answer.statement),
        "where": places,
    })
}

fn json_place(content: &Content, it: &Held, location: &Where) -> serde_json::Value {
    match location {
        Where::File(file, at) => {
            serde_json::json!({ "file": file, "line": line_of(content, file, at.start) })
        }
        Where::Key(file, key, at) => {
            serde_json::json!({ "file": file, "line": line_of(content, file, at.start), "key": key })
        }
        Where::Screen(word) => serde_json::json!({ "screen": it.card.words.get(*word) }),
    }
}
