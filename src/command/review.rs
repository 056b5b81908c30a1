//! `tandem review`: a pack for people who review on paper or in a word processor. Every word with a number to name it by,
//! every number with its line of the evidence trail, what the checker still says, and a page to sign.

mod earlier;
mod head;
mod news;
mod reader;

use std::path::{Path, PathBuf};

use super::{folder, standards, today};
use crate::cards::decision::DECISION_FILE;
use crate::cards::trail::TRAIL_FILE;
use crate::cards::{Date, Meta, mark, prose};
use crate::check::governance::standards::State;
use crate::check::{self, Card, CardFile, Content, Diagnostic, Part, Unit};
use crate::site::document;
use crate::site::plain::{self, Document};
use crate::site::review::{self, Asked, Chapter, Found, News, Pack};
use crate::summary::sentence;
use crate::text::Source;
use crate::text::remark::Remarks;
use crate::words::{PaperWord, PaperWords, Word};
use reader::Reader;

const ENGLISH: &str = "en";

/// What to make a pack of, and where to.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// One decision, list, sheet or support card; all of them if it is left out.
    pub id: Option<String>,
    /// The language; English if it is left out, or the first where nothing is there in English.
    pub lang: Option<String>,
    /// The files to write: `.html`, `.docx`, or both.
    pub to: Vec<PathBuf>,
    /// What to compare with: a folder of cards, or an earlier pack.
    pub since: Option<PathBuf>,
}

/// What was kept of an earlier review, and what to call it.
pub struct Earlier {
    /// The cards.
    pub content: Content,
    /// What to call it in a sentence.
    pub name: String,
}

/// Writes a pack.
///
/// # Errors
/// A sentence if the folder cannot be read, has no such decision, or a file cannot be written.
pub fn run(order: &Options) -> Result<bool, String> {
    for to in &order.to {
        may_write(to)?;
    }
    let content = folder::read(&order.content)?;
    let earlier = order.since.as_deref().map(|since| earlier_cards(since, &content)).transpose()?;
    let pack = pack(&content, order.id.as_deref(), order.lang.as_deref(), earlier.as_ref(), today())?;
    for to in &order.to {
        let bytes = if is_word(to) {
            plain::word::file(&pack.document)?
        } else {
            page(&content, &pack)?.into_bytes()
        };
        folder::write(to, &bytes)?;
        show!("{} written. It needs no other file: it can be sent and printed.", to.display());
    }
    if let Some(page) = order.to.iter().find(|to| !is_word(to)) {
        let name = page.display();
        show!("Keep {name}: `--since {name}` begins the next pack with what is new.");
    }
    Ok(true)
}

/// Somebody may have written remarks into a Word document: no new one takes its place.
fn may_write(to: &Path) -> Result<(), String> {
    if is_word(to) && to.exists() {
        return Err(format!(
            "{} is there already, and may have somebody's remarks in it: name another file.",
            to.display()
        ));
    }
    folder::may_replace(to, document::REVIEW_MARK, "it is no review pack")
}

fn is_word(to: &Path) -> bool {
    to.extension().is_some_and(|it| it.eq_ignore_ascii_case("docx"))
}

/// Reads what an editor kept of an earlier review.
///
/// # Errors
/// A sentence if it is no folder of cards and no pack.
pub fn earlier_cards(since: &Path, content: &Content) -> Result<Earlier, String> {
    Ok(Earlier { content: earlier::read(since, content)?, name: earlier::called(since) })
}

/// A pack, and the folders whose cards it has.
pub struct Packed {
    /// What stands in it.
    pub document: Document,
    folders: Vec<String>,
}

/// The pack as one HTML file.
///
/// # Errors
/// A sentence if there is nothing of this name.
pub fn html(
    content: &Content,
    wanted: Option<&str>,
    lang: Option<&str>,
    today: Date,
) -> Result<String, String> {
    page(content, &pack(content, wanted, lang, None, today)?)
}

/// The HTML file of a pack.
///
/// # Errors
/// A sentence if the cards cannot be put into it.
pub fn page(content: &Content, pack: &Packed) -> Result<String, String> {
    Ok(document::review_pack(&pack.document, &earlier::packed(content, &pack.folders)?))
}

/// Everything in a pack, which is in one language: who reviews a translation may read no other.
///
/// # Errors
/// A sentence if there is nothing of this name.
pub fn pack(
    content: &Content,
    wanted: Option<&str>,
    lang: Option<&str>,
    earlier: Option<&Earlier>,
    today: Date,
) -> Result<Packed, String> {
    let mut units: Vec<Unit> =
        check::units(content).into_iter().filter(|unit| is_wanted(unit, wanted)).collect();
    let has_english = units.iter().any(|unit| unit.lang() == ENGLISH);
    let first = if has_english { Some(ENGLISH) } else { units.first().map(Unit::lang) };
    let lang = lang.or(first).unwrap_or_default().to_string();
    units.retain(|unit| unit.lang() == lang);
    if units.is_empty() {
        return Err(nothing_of(wanted, &lang));
    }
    let (words, paper_words) = (content.words(&lang), standards::paper_words(content, &lang));
    let chapters: Vec<Chapter> = units.iter().map(|unit| chapter(content, unit, earlier, today)).collect();
    let title = match chapters.as_slice() {
        [one] => one.title.clone(),
        _ => words.get(Word::LibraryTitle).to_string(),
    };
    let pack = Pack {
        title: paper_words.format(PaperWord::ReviewTitle, &[("title", &title)]),
        made: paper_words.format(PaperWord::ReviewMade, &[("date", &sentence::in_words(words, today))]),
        is_rtl: words.locale().direction() == "rtl",
        lang,
        chapters,
    };
    let folders = units.iter().map(|unit| Card::read(content, unit, today).path("")).collect();
    Ok(Packed { document: review::pack(&paper_words, &pack), folders })
}

fn nothing_of(wanted: Option<&str>, lang: &str) -> String {
    let name = wanted.map_or("at all".to_string(), |wanted| format!("`{wanted}`"));
    let lang = if lang.is_empty() { String::new() } else { format!(" in the language `{lang}`") };
    format!(
        "There is no decision, list, sheet or support card {name}{lang} here. A sheet is named as `sheets-follow-up-plan`."
    )
}

/// A decision by its id, a sheet by its folder and name. All of them if nothing is named.
fn is_wanted(unit: &Unit, wanted: Option<&str>) -> bool {
    match unit {
        Unit::Whole => false,
        _ => wanted.is_none_or(|wanted| wanted == id_of(unit)),
    }
}

fn id_of(unit: &Unit) -> String {
    match unit {
        Unit::Whole => String::new(),
        Unit::Decision { id, .. } => id.clone(),
        Unit::Handout { folder, name, .. } => format!("{folder}-{}", name.trim_end_matches(".md")),
    }
}

fn chapter(content: &Content, unit: &Unit, earlier: Option<&Earlier>, today: Date) -> Chapter {
    let card = Card::read(content, unit, today);
    let report = check::check(content, unit, today);
    let paper_words = standards::paper_words(content, unit.lang());
    let reader = Reader::read(&card, &paper_words);
    let meta = meta(&card);
    let (words, title) = (card.words, meta.title.clone());
    let status = format!("{} {}", sentence::status(words, &meta), sentence::dates(words, &meta));
    Chapter {
        id: format!("{}-{}", id_of(unit), unit.lang()),
        title,
        status,
        counts: reader.counts(),
        facts: facts(&card, &paper_words),
        news: earlier.map(|earlier| news_since(&card, unit, earlier, &paper_words)),
        unplaced: reader.unplaced(),
        sources_title: words.get(Word::AboutSources).to_string(),
        sources: sources(&card),
        found: report.list.iter().map(|it| found(content, &reader, it)).collect(),
        explained: report
            .explained
            .iter()
            .map(|it| (found(content, &reader, &it.found), it.why.clone()))
            .collect(),
        standards: asked(content, unit),
        copy: copy(&card, &paper_words),
        texts: reader.texts,
    }
}

fn news_since(card: &Card, unit: &Unit, earlier: &Earlier, paper_words: &PaperWords) -> News {
    let before = Card::read(&earlier.content, unit, card.today);
    let meta = meta(&before);
    let before = (!before.files.is_empty()).then_some((&before, &meta));
    news::news(card, before, &earlier.name, paper_words)
}

fn meta(card: &Card) -> Meta {
    match &card.decision {
        Some(decision) => decision.meta.clone(),
        None => Meta::read(&card.first().head, &mut Remarks::on(Source { name: "", text: "" })),
    }
}

/// The marks that bind a review to what was reviewed.
fn facts(card: &Card, paper_words: &PaperWords) -> Vec<(String, String)> {
    let name = |word| paper_words.get(word).to_string();
    let (text, evidence) = marks(card);
    let mut facts = vec![(name(PaperWord::ReviewMarkText), text)];
    if card.decision.is_some() {
        let original = card.original.as_ref().and_then(|original| marks(original).1);
        let evidence = evidence.or(original).unwrap_or_else(|| name(PaperWord::ReviewNoEvidence));
        facts.push((name(PaperWord::ReviewMarkEvidence), evidence));
    }
    if let Some(date) = card.evidence().and_then(|trail| trail.checked) {
        facts.push((name(PaperWord::ReviewCompared), sentence::in_words(card.words, date)));
    }
    facts
}

fn marks(card: &Card) -> (String, Option<String>) {
    let is_reviewed =
        |file: &&CardFile| card.decision.is_none() || file.option.is_some() || file.name == DECISION_FILE;
    let text =
        mark::of_text(card.files.iter().filter(is_reviewed).map(|file| (file.name.as_str(), file.text)));
    let evidence = card.content.text(&card.path(TRAIL_FILE)).filter(|_| card.decision.is_some());
    (text, evidence.map(mark::of_evidence))
}

/// The lines for the head of the file, once the review is done.
fn copy(card: &Card, paper_words: &PaperWords) -> Vec<String> {
    let (text, evidence) = marks(card);
    let mut lines = vec!["status: reviewed".to_string(), "reviewers:".to_string()];
    lines.push(format!("  - {}", paper_words.get(PaperWord::ReviewCopyName)));
    lines.push("reviewed: ____-__-__".to_string());
    lines.push(format!("reviewed-text: {text}"));
    lines.extend(evidence.map(|evidence| format!("reviewed-evidence: {evidence}")));
    lines
}

fn sources(card: &Card) -> Vec<String> {
    match &card.decision {
        Some(decision) => decision.sources.iter().map(|note| prose::plain(&note.words)).collect(),
        None => card.of_part(Part::Source).map(|passage| passage.plain.clone()).collect(),
    }
}

/// The most signs of the words that a remark is about: more are the whole paragraph, which its number names.
const QUOTED: usize = 160;

fn found(content: &Content, reader: &Reader, it: &Diagnostic) -> Found {
    let text = content.text(&it.location.file).unwrap_or_default();
    let about = text.get(it.location.at.start..it.location.at.end).unwrap_or_default();
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    Found {
        title: format!("{} ({})", it.rule.title(), it.rule.severity.word()),
        location: reader.location(&it.location.file, it.location.at),
        about: if about.chars().count() > QUOTED { String::new() } else { about },
        message: it.location.message.clone(),
    }
}

fn asked(content: &Content, unit: &Unit) -> Vec<(String, Vec<Asked>)> {
    let Some(held) = standards::held(content, unit) else { return Vec::new() };
    let group = |state: State| {
        let lines = held.report.lines.iter().filter(|line| line.answer.state == state);
        let asked = lines.map(|line| Asked {
            id: format!("{} {}", line.item.standard.name(), line.item.id),
            asks: held.paper_words.get(line.item.asks).to_string(),
            found: standards::sentence_of(held.card.words, &held.paper_words, &line.answer.statement),
        });
        (held.paper_words.get(state.word()).to_string(), asked.collect())
    };
    let states = [State::Missing, State::Declared, State::NotChecked, State::Present, State::App];
    states.map(group).into_iter().filter(|(_, asked): &(String, Vec<Asked>)| !asked.is_empty()).collect()
}
