//! `tandem review`: a pack for people who review on paper or in a word processor. Every word with a number to name it by,
//! every number with its line of the evidence trail, what the checker still says, and a page to sign.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, standards, today};
use crate::cards::decision::DECISION_FILE;
use crate::cards::trail::{self, Line, OnCard, Read, TRAIL_FILE};
use crate::cards::{Date, Inline, Meta, Target, mark, prose};
use crate::check::governance::standards::State;
use crate::check::{self, Card, CardFile, Content, Diagnostic, Part, Passage, Unit};
use crate::site::document;
use crate::site::review::{self, Asked, Chapter, Found, From, Line as Shown, Number, Pack, Paragraph, Text};
use crate::summary::sentence;
use crate::text::remark::Remarks;
use crate::text::{Head, Lines, Source};
use crate::words::{PaperWord, PaperWords, Word};

/// What to make a pack of, and where to.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// One decision, list, sheet or support card; all of them if it is left out.
    pub id: Option<String>,
    /// The file to write.
    pub to: PathBuf,
}

/// Writes a pack.
///
/// # Errors
/// A sentence if the folder cannot be read, has no such decision, or the file cannot be written.
pub fn run(order: &Options) -> Result<bool, String> {
    may_replace(&order.to)?;
    let content = folder::read(&order.content)?;
    let html = html(&content, order.id.as_deref(), today())?;
    fs::write(&order.to, html).map_err(|why| format!("{} cannot be written: {why}", order.to.display()))?;
    show!(
        "{} written. It needs no other file: it can be sent, printed, and opened in a word processor.",
        order.to.display()
    );
    Ok(true)
}

/// Nobody should lose another file by a slip.
fn may_replace(to: &Path) -> Result<(), String> {
    let is_pack = |text: &[u8]| String::from_utf8_lossy(text).contains(document::REVIEW_MARK);
    match fs::read(to) {
        Ok(there) if !is_pack(&there) => {
            Err(format!("{} is there already and is no review pack: name another file.", to.display()))
        }
        _ => Ok(()),
    }
}

/// The pack as one HTML file.
///
/// # Errors
/// A sentence if there is nothing of this name.
pub fn html(content: &Content, wanted: Option<&str>, today: Date) -> Result<String, String> {
    let units: Vec<Unit> = check::units(content).into_iter().filter(|unit| is_wanted(unit, wanted)).collect();
    let lang = units.first().ok_or_else(|| nothing_of(wanted))?.lang().to_string();
    let (words, paper_words) = (content.words(&lang), standards::paper_words(content, &lang));
    let chapters: Vec<Chapter> = units.iter().map(|unit| chapter(content, unit, today)).collect();
    let title = match chapters.as_slice() {
        [one] => one.title.clone(),
        _ => words.get(Word::LibraryTitle).to_string(),
    };
    let pack = Pack {
        title: paper_words.format(PaperWord::ReviewTitle, &[("title", &title)]),
        made: paper_words.format(PaperWord::ReviewMade, &[("date", &sentence::in_words(words, today))]),
        lang,
        chapters,
    };
    Ok(document::review_pack(words, &paper_words, &pack))
}

fn nothing_of(wanted: Option<&str>) -> String {
    let name = wanted.map_or("at all".to_string(), |wanted| format!("`{wanted}`"));
    format!(
        "There is no decision, list, sheet or support card {name} here. A sheet is named as `sheets-follow-up-plan`."
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

fn chapter(content: &Content, unit: &Unit, today: Date) -> Chapter {
    let card = Card::read(content, unit, today);
    let report = check::check(content, unit, today);
    let paper_words = standards::paper_words(content, unit.lang());
    let mut reader = Reader::new(&card, &paper_words);
    card.passages.iter().for_each(|passage| reader.passage(passage));
    reader.finish_row();
    let meta = meta(&card);
    let (words, title) = (card.words, meta.title.clone());
    let status = format!("{} {}", sentence::status(words, &meta), sentence::dates(words, &meta));
    Chapter {
        id: format!("{}-{}", id_of(unit), unit.lang()),
        title,
        status,
        counts: reader.counts(),
        facts: facts(&card, &paper_words),
        unplaced: reader.unplaced(),
        texts: reader.texts,
        sources_title: words.get(Word::AboutSources).to_string(),
        sources: sources(&card),
        found: report.list.iter().map(|it| found(content, it)).collect(),
        explained: report.explained.iter().map(|it| (found(content, &it.found), it.why.clone())).collect(),
        standards: asked(content, unit),
        copy: copy(&card, &paper_words),
    }
}

fn meta(card: &Card) -> Meta {
    match (&card.decision, card.head()) {
        (Some(decision), _) => decision.meta.clone(),
        (None, head) => {
            Meta::read(head.unwrap_or(&Head::default()), &mut Remarks::on(Source { name: "", text: "" }))
        }
    }
}

/// The marks that bind a review to what was reviewed.
fn facts(card: &Card, paper_words: &PaperWords) -> Vec<(String, String)> {
    let name = |word| paper_words.get(word).to_string();
    let (text, evidence) = marks(card);
    let mut facts = vec![(name(PaperWord::ReviewMarkText), text)];
    if card.decision.is_some() {
        let evidence = evidence.unwrap_or_else(|| name(PaperWord::ReviewNoEvidence));
        facts.push((name(PaperWord::ReviewMarkEvidence), evidence));
    }
    if let Some(date) = card.trail.as_ref().and_then(|trail| trail.checked) {
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

fn found(content: &Content, it: &Diagnostic) -> Found {
    let position =
        Lines::of(content.text(&it.location.file).unwrap_or_default()).position(it.location.at.start);
    Found {
        title: format!("{} ({})", it.rule.title(), it.rule.severity.word()),
        location: format!("{}:{}", it.location.file, position.line),
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
    [State::Missing, State::Declared, State::Present, State::App].map(group).into()
}

/// A number as it stands on a card, and the place of its line in the trail.
struct OnPage {
    words: String,
    line: Option<usize>,
}

/// A row of a table of outcomes that is being read.
#[derive(Default)]
struct Row {
    id: String,
    label: String,
    when: String,
    rest: Vec<String>,
    /// The column's name, its choice and the cell.
    cells: Vec<(String, String, String)>,
    numbers: Vec<OnPage>,
}

/// Goes through a decision once, from its first word to its last.
struct Reader<'a> {
    card: &'a Card<'a>,
    paper_words: &'a PaperWords,
    texts: Vec<Text>,
    paragraphs: usize,
    /// The file being read.
    file: Option<usize>,
    /// The columns of the table being read: what was studied, and which choice.
    columns: Vec<(String, String)>,
    corner: Option<String>,
    row: Option<Row>,
    /// The first number that each line of the trail stands for.
    placed: Vec<Option<String>>,
}

impl<'a> Reader<'a> {
    fn new(card: &'a Card<'a>, paper_words: &'a PaperWords) -> Self {
        let lines = card.trail.as_ref().map_or(0, |trail| trail.lines.len());
        Reader {
            card,
            paper_words,
            texts: Vec::new(),
            paragraphs: 0,
            file: None,
            columns: Vec::new(),
            corner: None,
            row: None,
            placed: vec![None; lines],
        }
    }

    fn passage(&mut self, passage: &Passage) {
        self.turn_to(passage.file);
        match passage.part {
            Part::Source | Part::Head => {}
            Part::Corner => {
                self.finish_row();
                self.columns.clear();
                self.corner = Some(self.noted(&passage.words));
            }
            Part::Column => self.columns.push((passage.plain.clone(), choice(&passage.words))),
            Part::RowName => self.begin_row(passage),
            Part::Count | Part::Said | Part::When | Part::Sure | Part::Difference => self.cell(passage),
            Part::Heading(level) => self.words(passage, Some(level)),
            Part::Paragraph | Part::Item | Part::Cell => self.words(passage, None),
        }
    }

    /// Begins a text with each file.
    fn turn_to(&mut self, file: usize) {
        if self.file == Some(file) {
            return;
        }
        self.finish_row();
        self.file = Some(file);
        if let Some(file) = self.card.files.get(file) {
            let head = file.head.entries.iter().map(|entry| (entry.key.clone(), entry.values.join("; ")));
            let text = Text { name: file.path.clone(), head: head.collect(), paragraphs: Vec::new() };
            self.texts.push(text);
        }
    }

    fn words(&mut self, passage: &Passage, level: Option<u8>) {
        self.finish_row();
        let numbers = self.quoted(&passage.plain);
        self.add(level, self.noted(&passage.words), numbers);
    }

    fn add(&mut self, level: Option<u8>, words: String, numbers: Vec<OnPage>) {
        if words.is_empty() {
            return;
        }
        self.paragraphs += 1;
        let numbers = numbers.into_iter().enumerate().map(|(index, it)| self.traced(index, it)).collect();
        let paragraph = Paragraph { number: self.paragraphs, level, words, numbers };
        if let Some(text) = self.texts.last_mut() {
            text.paragraphs.push(paragraph);
        }
    }

    /// The corner and the names of the columns are a paragraph of their own, above the first row.
    fn finish_head(&mut self) {
        if let Some(corner) = self.corner.take() {
            let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
            let words = format!("{corner}: {}", names.join("; "));
            let numbers = self.quoted(&words);
            self.add(None, words, numbers);
        }
    }

    fn begin_row(&mut self, passage: &Passage) {
        self.finish_row();
        self.finish_head();
        let id = match passage.words.first() {
            Some(Inline::Link(Target::Id(id), _)) => id.clone(),
            _ => String::new(),
        };
        let numbers = self.quoted(&passage.plain);
        self.row = Some(Row { id, label: self.noted(&passage.words), numbers, ..Row::default() });
    }

    fn cell(&mut self, passage: &Passage) {
        let numbers = if passage.part == Part::Count { Vec::new() } else { self.quoted(&passage.plain) };
        let noted = self.noted(&passage.words);
        let Some(row) = &mut self.row else { return };
        row.numbers.extend(numbers);
        let index = row.cells.len() + row.rest.len();
        match passage.part {
            Part::Count | Part::Said => {
                let (name, option) = self.columns.get(index).cloned().unwrap_or_default();
                row.cells.push((name, option, noted));
            }
            part => {
                if part == Part::When {
                    row.when.clone_from(&passage.plain);
                }
                row.rest.push(noted);
            }
        }
    }

    /// A row as one paragraph, with a number for each of its cells.
    fn finish_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let mut words = vec![row.label.clone()];
        words.extend(row.rest.iter().filter(|it| !it.is_empty()).cloned());
        let mut numbers = Vec::new();
        for (name, option, count) in &row.cells {
            let line = self.line_of(&row, option, name);
            if line.is_none() && !count.contains(|sign: char| sign.is_ascii_digit()) {
                words.push(format!("{name}: {count}"));
            } else {
                numbers.push(OnPage { words: format!("{count} ({name})"), line });
            }
        }
        numbers.extend(row.numbers);
        self.add(None, words.join(" | "), numbers);
    }

    /// A number with where it comes from: a line that stood further up already is named, not told again.
    fn traced(&mut self, index: usize, it: OnPage) -> Number {
        let lines = self.lines();
        let from = match it.line.and_then(|at| Some((lines.get(at)?, self.placed.get_mut(at)?))) {
            Some((_, Some(first))) => From::See(first.clone()),
            Some((line, unnamed)) => {
                *unnamed = Some(review::name(self.paragraphs, index));
                From::Line(self.shown(line))
            }
            None => From::Nowhere,
        };
        Number { on_card: it.words, from }
    }

    fn lines(&self) -> &'a [Line] {
        self.card.trail.as_ref().map_or(&[], |trail| &trail.lines)
    }

    /// The line of the trail about one cell. Two arms of a study may speak to one choice: then the one that was studied there.
    fn line_of(&self, row: &Row, option: &str, column: &str) -> Option<usize> {
        let is_of = |line: &Line| {
            let cell = matches!(&line.card, OnCard::Outcome { row: id, option: of, .. } if *id == row.id && of == option);
            cell && line.when == row.when
        };
        let studied = self.lines().iter().position(|line| is_of(line) && line.card.is_studied_in(column));
        studied.or_else(|| self.lines().iter().position(is_of))
    }

    /// The lines of the trail that quote some of these words.
    fn quoted(&self, words: &str) -> Vec<OnPage> {
        let even = |words: &str| words.chars().map(trail::even).collect::<String>();
        let words = even(words);
        let quote = |(at, line): (usize, &Line)| match &line.card {
            OnCard::Words(quoted) if words.contains(&even(quoted)) => {
                Some(OnPage { words: quoted.clone(), line: Some(at) })
            }
            _ => None,
        };
        self.lines().iter().enumerate().filter_map(quote).collect()
    }

    fn unplaced(&self) -> Vec<Number> {
        let lines = self.lines();
        let left = lines.iter().zip(&self.placed).filter(|(_, placed)| placed.is_none());
        left.map(|(line, _)| Number { on_card: on_card(line), from: From::Line(self.shown(line)) }).collect()
    }

    fn shown(&self, line: &Line) -> Shown {
        let read = self.paper_words.get(read_word(line.read));
        Shown {
            who: joined([&line.who, &line.when]),
            published: joined([&line.published, &line.location, &self.source_of(line)]),
            read: joined([read, &line.how]),
        }
    }

    /// The source of a line by its number, as in the text.
    fn source_of(&self, line: &Line) -> String {
        let number = self.card.decision.as_ref().and_then(|decision| decision.source_number(&line.source));
        number.map_or_else(|| line.source.clone(), |number| format!("[{number}]"))
    }

    /// How much there is, and how it was read.
    fn counts(&self) -> String {
        let numbers = self.texts.iter().flat_map(|text| &text.paragraphs).flat_map(|it| &it.numbers);
        let lines = self.lines();
        let read = |read| lines.iter().filter(|line| line.read == Some(read)).count();
        let kinds = [Read::Source, Read::Abstract, Read::SecondHand, Read::Calculated];
        let [source, summary, second, calculated] = kinds.map(read);
        let without = numbers.clone().filter(|number| matches!(number.from, From::Nowhere)).count();
        let other = lines.len() - source - summary - second - calculated + without;
        let text = |count: usize| self.card.words.number(u32::try_from(count).unwrap_or(u32::MAX));
        let holes = [
            ("paragraphs", text(self.paragraphs)),
            ("numbers", text(lines.len() + without)),
            ("source", text(source)),
            ("abstract", text(summary)),
            ("second", text(second)),
            ("calculated", text(calculated)),
            ("other", text(other)),
        ];
        let holes: Vec<(&str, &str)> = holes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.paper_words.format(PaperWord::ReviewCount, &holes)
    }

    /// Words with the numbers of their sources in brackets.
    fn noted(&self, inlines: &[Inline]) -> String {
        let mut words = String::new();
        self.push_noted(inlines, &mut words);
        words.trim().to_string()
    }

    fn push_noted(&self, inlines: &[Inline], words: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => words.push_str(text),
                Inline::Break => words.push(' '),
                Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link(_, inside) => {
                    self.push_noted(inside, words);
                }
                Inline::Note(key) => {
                    let number = self.card.decision.as_ref().and_then(|it| it.source_number(key));
                    let number = number.map_or_else(|| key.clone(), |number| number.to_string());
                    words.push_str(&format!(" [{number}]"));
                }
            }
        }
    }
}

/// The choice that a column speaks to.
fn choice(words: &[Inline]) -> String {
    match prose::links(words).first() {
        Some((Target::Card(file), _)) => file.trim_end_matches(".md").to_string(),
        _ => String::new(),
    }
}

fn on_card(line: &Line) -> String {
    match &line.card {
        OnCard::Words(words) => words.clone(),
        OnCard::Outcome { count, studied, row, .. } => format!("{count} ({studied}) #{row}"),
    }
}

fn read_word(read: Option<Read>) -> PaperWord {
    match read {
        Some(Read::Source) => PaperWord::ReviewReadSource,
        Some(Read::Abstract) => PaperWord::ReviewReadAbstract,
        Some(Read::SecondHand) => PaperWord::ReviewReadSecond,
        Some(Read::Calculated) => PaperWord::ReviewReadCalculated,
        Some(Read::Unverified) => PaperWord::ReviewReadUnverified,
        None => PaperWord::ReviewReadNotSaid,
    }
}

fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}
