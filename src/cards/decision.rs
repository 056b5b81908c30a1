//! A decision: the choice, who it is for, the choices' cards, the numbers, what people say matters, questions, sources.

use super::glossary::{self, GLOSSARY, Term};
use super::mark;
pub use super::markdown::Note;
use super::markdown::{self, Document};
pub use super::names::DECISION_FILE;
use super::prose::{self, Block, Inline, Piece, Target};
use super::status::{Meta, Status};
use super::table::{self, Cell, Frame, Row, Table, Vocabulary, left_out, left_out_words};
use crate::text::remark::{Code, Remark, Remarks};
use crate::text::{Head, Source, Span, head};

/// Everything that authors wrote about one choice, in one language. Always whole enough to show:
/// what could not be read is absent from it and present in the remarks.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The folder's name.
    pub id: String,
    /// The language, as `en`.
    pub lang: String,
    /// What its head says.
    pub meta: Meta,
    /// Its heading.
    pub heading: String,
    /// The choice in one sentence.
    pub question: Vec<Inline>,
    /// Who it is for, who was studied and so on, in the order they stand; without those that have a field here.
    pub sections: Vec<Section>,
    /// The choices' cards, in the author's order.
    pub options: Vec<OptionCard>,
    /// What happened to the people studied, a table for each study.
    pub tables: Vec<Table>,
    /// What people say matters.
    pub matters: Vec<Matter>,
    /// Questions to ask.
    pub prompts: Vec<Prompt>,
    /// The sources, in the order of their numbers.
    pub sources: Vec<Note>,
    /// Words that are explained once, for all cards of the decision.
    pub terms: Vec<Term>,
}

/// A heading with what stands below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// What stands below.
    pub pieces: Vec<Piece>,
    /// Where it stands.
    pub at: Span,
}

/// One choice's card.
#[derive(Clone, Debug)]
pub struct OptionCard {
    /// The file's name without its ending.
    pub id: String,
    /// Its short name.
    pub title: String,
    /// Waiting, watching or staying as now.
    pub no_treatment: bool,
    /// What it is, in a sentence or two.
    pub intro: Vec<Piece>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Whether the file could be read at all.
    pub missing: bool,
    /// Where it is listed.
    pub at: Span,
}

/// Something that people say matters.
#[derive(Clone, Debug)]
pub struct Matter {
    /// Its id.
    pub id: String,
    /// Its words, as a person would say them.
    pub words: String,
    /// Ids of the rows and sections it is about.
    pub about: Vec<String>,
    /// Where it stands.
    pub at: Span,
}

/// A question to ask.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Its id.
    pub id: String,
    /// Its words.
    pub words: String,
    /// Where it stands.
    pub at: Span,
}

/// A file of a decision as the loader found it; no text if it could not be had.
pub struct File<'a> {
    /// Its name, as `surgery.md`.
    pub name: &'a str,
    /// Its text.
    pub text: Option<&'a str>,
}

impl Decision {
    /// The number of a source on screen and on paper, from 1.
    pub fn source_number(&self, key: &str) -> Option<usize> {
        self.sources.iter().position(|note| note.key == key).map(|index| index + 1)
    }

    /// A choice's card.
    pub fn option(&self, id: &str) -> Option<&OptionCard> {
        self.options.iter().find(|option| option.id == id)
    }

    /// A section of the decision itself.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The headings that choices share: the rows of the side-by-side view, in the order they first stand.
    pub fn shared_headings(&self) -> Vec<(&str, &str)> {
        let mut headings: Vec<(&str, &str)> = Vec::new();
        for section in self.options.iter().flat_map(|option| &option.sections) {
            if !headings.iter().take(MOST_IDS).any(|(id, _)| *id == section.id) {
                headings.push((&section.id, &section.heading));
            }
        }
        headings
    }

    /// The number of a shared heading's row.
    pub fn heading_line(&self, id: &str) -> Option<usize> {
        self.shared_headings().iter().position(|(heading, _)| *heading == id).map(|index| index + 1)
    }

    /// Whether a section stands behind the numbers in the author's order.
    pub fn is_after_numbers(&self, section: &Section) -> bool {
        self.tables.first().is_none_or(|table| section.at.start > table.at.start)
    }

    /// All rows of numbers about one outcome, with their tables.
    pub fn rows_about<'a>(&'a self, id: &str) -> Vec<(&'a Table, &'a Row)> {
        self.rows().filter(|(_, row)| row.id == id).collect()
    }

    /// All rows of numbers, with their tables.
    pub fn rows(&self) -> impl Iterator<Item = (&Table, &Row)> {
        self.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)))
    }

    /// Whether anything is known here of how long people lived.
    pub fn has_survival(&self) -> bool {
        let mut rows = self.tables.iter().filter(|table| table.is_survival()).flat_map(|table| &table.rows);
        rows.any(|row| row.cells.iter().any(|cell| matches!(cell, Cell::Finding(_) | Cell::Words(_))))
    }

    /// A thing that people say matters.
    pub fn matter(&self, id: &str) -> Option<&Matter> {
        self.matters.iter().find(|matter| matter.id == id)
    }

    /// A question.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }
}

/// The files of a decision's choices, in order: what else to load once `decision.md` is there.
pub fn option_files(decision_text: &str) -> Vec<String> {
    let is_card = decision_text.len() <= LONGEST_CARD;
    let source = Source { name: DECISION_FILE, text: if is_card { decision_text } else { "" } };
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read(source, head.body, &mut remarks);
    let parts = parts(document.pieces, &mut remarks);
    // The last one, as below: two of them are remarked on, and what is loaded must be what is read.
    let choices = parts.sections.iter().rfind(|section| section.id == "choices");
    let listed = choices.map(|section| listed_options(&section.pieces, &mut remarks)).unwrap_or_default();
    listed.into_iter().map(|(id, ..)| format!("{id}.md")).collect()
}

/// The longest card that is read, in bytes: several times the longest there is. What is longer is something else, and would
/// make a phone hang.
pub const LONGEST_CARD: usize = 200_000;

/// So many choices are read. More than a handful cannot be compared.
const MOST_CHOICES: usize = 12;

/// A card's text; none, with a remark, if it is far longer than a card.
fn card_text<'a>(text: Option<&'a str>, at: Span, name: &str, remarks: &mut Remarks) -> Option<&'a str> {
    let is_card = text.is_none_or(|text| text.len() <= LONGEST_CARD);
    if !is_card {
        remarks.add(Code::TooMuch, at, name);
    }
    text.filter(|_| is_card)
}

/// Reads a decision from its files. Never fails: what cannot be read is left out and remarked on.
pub fn read(id: &str, lang: &str, files: &[File], vocabulary: &Vocabulary) -> (Decision, Vec<Remark>) {
    let text = |name: &str| files.iter().find(|file| file.name == name).and_then(|file| file.text);
    let given = Source { name: DECISION_FILE, text: text(DECISION_FILE).unwrap_or_default() };
    let mut remarks = Remarks::on(given);
    let read = card_text(Some(given.text), Span::default(), DECISION_FILE, &mut remarks);
    let source = Source { text: read.unwrap_or_default(), ..given };
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read(source, head.body, &mut remarks);
    let mut decision = from_document(id, lang, &head, document, vocabulary, &mut remarks);
    let mut of_options = Vec::new();
    for index in 0..decision.options.len() {
        let Some(option) = decision.options.get_mut(index) else { continue };
        let name = format!("{}.md", option.id);
        let given = text(&name);
        match card_text(given, option.at, &name, &mut remarks) {
            Some(text) => {
                of_options.extend(read_option(Source { name: &name, text }, option, &mut decision.sources))
            }
            None => {
                option.missing = true;
                if given.is_none() {
                    remarks.add(Code::CardMissing, option.at, name);
                }
            }
        }
    }
    if decision.meta.status == Status::Reviewed {
        decision.meta.changed_since_review = head.value("reviewed-text") != Some(&mark_of(&decision, &text));
    }
    check_links(&decision, &mut remarks);
    number_rows(&mut decision);
    let mut all = remarks.done();
    all.append(&mut of_options);
    (decision, all)
}

/// The mark of the whole text: `decision.md` and the choices in their order.
fn mark_of<'a>(decision: &Decision, text: &impl Fn(&str) -> Option<&'a str>) -> String {
    let options = decision.options.iter().map(|option| format!("{}.md", option.id));
    let names: Vec<String> = std::iter::once(DECISION_FILE.to_string()).chain(options).collect();
    mark::of_text(names.iter().filter_map(|name| Some((name.as_str(), text(name)?))))
}

/// A file taken apart at its headings.
struct Parts {
    heading: String,
    /// Where the heading stands.
    at: Span,
    intro: Vec<Piece>,
    sections: Vec<Section>,
}

fn parts(pieces: Vec<Piece>, remarks: &mut Remarks) -> Parts {
    let mut parts =
        Parts { heading: String::new(), at: Span::default(), intro: Vec::new(), sections: Vec::new() };
    for piece in pieces {
        match &piece.block {
            Block::Heading(1, words) if parts.heading.is_empty() => {
                parts.heading = prose::plain(words);
                parts.at = piece.at;
            }
            Block::Heading(2, words) => {
                let (id, heading) = heading_id(words, piece.at, remarks);
                let mut known = parts.sections.iter().take(MOST_IDS);
                if !id.is_empty() && known.any(|section| section.id == id) {
                    remarks.add(Code::IdTwice, piece.at, id.clone());
                }
                parts.sections.push(Section { id, heading, pieces: Vec::new(), at: piece.at });
            }
            _ => match parts.sections.last_mut() {
                Some(section) => section.pieces.push(piece),
                None => parts.intro.push(piece),
            },
        }
    }
    parts
}

/// A heading without an id is shown all the same, but nothing can point at it.
fn heading_id(words: &[Inline], at: Span, remarks: &mut Remarks) -> (String, String) {
    if let Some(own) = table::own_id(words) {
        left_out_words(words.get(1..).unwrap_or_default(), at, remarks);
        return own;
    }
    remarks.add(Code::SectionWithoutId, at, prose::plain(words));
    (String::new(), prose::plain(words))
}

fn from_document(
    id: &str,
    lang: &str,
    head: &Head,
    document: Document,
    vocabulary: &Vocabulary,
    remarks: &mut Remarks,
) -> Decision {
    let meta = Meta::read(head, remarks);
    let parts = parts(document.pieces, remarks);
    let mut question = None;
    for piece in parts.intro {
        match piece.block {
            Block::Paragraph(words) if question.is_none() => question = Some(words),
            _ => left_out(&piece, remarks),
        }
    }
    if question.is_none() || parts.heading.is_empty() {
        remarks.add(Code::NoQuestion, Span::default(), "");
    }
    let mut decision = Decision {
        id: id.to_string(),
        lang: lang.to_string(),
        heading: if parts.heading.is_empty() { meta.title.clone() } else { parts.heading },
        meta,
        question: question.unwrap_or_default(),
        sections: Vec::new(),
        options: Vec::new(),
        tables: Vec::new(),
        matters: Vec::new(),
        prompts: Vec::new(),
        sources: document.notes,
        terms: Vec::new(),
    };
    let ids: Vec<String> = parts.sections.iter().map(|section| section.id.clone()).collect();
    for (index, section) in parts.sections.into_iter().enumerate() {
        let mut later = ids.iter().skip(index + 1);
        match section.id.as_str() {
            // Of two, the last is read.
            "choices" | "outcomes" | "matters" | "questions" if later.any(|id| *id == section.id) => {
                section.pieces.iter().for_each(|piece| left_out(piece, remarks));
            }
            "choices" => decision.options = options(&section, remarks),
            "outcomes" => decision.tables = tables(section, vocabulary, remarks),
            "matters" => decision.matters = matters(&section, remarks),
            "questions" => decision.prompts = prompts(&section, remarks),
            _ => decision.sections.push(section),
        }
    }
    decision.terms = decision.section(GLOSSARY).map(|it| glossary::terms(&it.pieces)).unwrap_or_default();
    if decision.options.len() < 2 {
        remarks.add(Code::NoChoices, Span::default(), "");
    }
    decision
}

fn options(section: &Section, remarks: &mut Remarks) -> Vec<OptionCard> {
    let card = |(id, title, at)| OptionCard {
        id,
        title,
        no_treatment: false,
        intro: Vec::new(),
        sections: Vec::new(),
        missing: false,
        at,
    };
    listed_options(&section.pieces, remarks).into_iter().map(card).collect()
}

fn listed_options(pieces: &[Piece], remarks: &mut Remarks) -> Vec<(String, String, Span)> {
    let mut found: Vec<(String, String, Span)> = Vec::new();
    for (words, at) in list_lines(pieces, remarks) {
        if found.len() == MOST_CHOICES {
            remarks.add(Code::TooMuch, at, "");
            break;
        }
        if let [Inline::Link(Target::Card(file), title), beside @ ..] = words {
            let id = file.trim_end_matches(".md").to_string();
            if !found.iter().take(MOST_IDS).any(|(known, ..)| *known == id) {
                found.push((id, prose::plain(title), at));
                left_out_words(beside, at, remarks);
                continue;
            }
        }
        left_out_words(words, at, remarks);
    }
    found
}

/// The first paragraph of each item of each list. Nothing else in such a section has a place on the page.
fn list_lines<'a>(pieces: &'a [Piece], remarks: &mut Remarks) -> Vec<(&'a [Inline], Span)> {
    let mut lines = Vec::new();
    for piece in pieces {
        let (Block::List(items) | Block::Steps(_, items)) = &piece.block else {
            left_out(piece, remarks);
            continue;
        };
        for item in items {
            let mut below = item.pieces.as_slice();
            if let [Piece { block: Block::Paragraph(words), .. }, rest @ ..] = below {
                lines.push((words.as_slice(), item.at));
                below = rest;
            }
            below.iter().for_each(|piece| left_out(piece, remarks));
        }
    }
    lines
}

fn tables(section: Section, vocabulary: &Vocabulary, remarks: &mut Remarks) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut frame: Option<(Frame, Option<Piece>)> = None;
    for piece in section.pieces {
        match (&piece.block, &mut frame) {
            (Block::Heading(_, words), _) => {
                finish(frame.take(), &mut tables, vocabulary, remarks);
                let heading = words.clone();
                let (id, _) = heading_id(words, piece.at, remarks);
                let empty = Frame { id, heading, lead: Vec::new(), after: Vec::new(), at: piece.at };
                frame = Some((empty, None));
            }
            (Block::Table(..), Some((_, table @ None))) => *table = Some(piece),
            // Numbers outside of a table that is read as one could be anything.
            (Block::Table(..), _) => remarks.add(Code::TableShape, piece.at, ""),
            (_, Some((frame, None))) => frame.lead.push(piece),
            (_, Some((frame, Some(_)))) => frame.after.push(piece),
            (_, None) => left_out(&piece, remarks),
        }
    }
    finish(frame, &mut tables, vocabulary, remarks);
    tables
}

/// A study's table; or the author's own words under a heading, which stand below the table before them.
fn finish(
    frame: Option<(Frame, Option<Piece>)>,
    tables: &mut Vec<Table>,
    vocabulary: &Vocabulary,
    remarks: &mut Remarks,
) {
    let Some((mut frame, piece)) = frame else { return };
    match (piece.map(|piece| piece.block), tables.last_mut()) {
        (Some(Block::Table(head, body)), _) => {
            tables.extend(table::read(frame, &head, &body, vocabulary, remarks));
        }
        (_, Some(before)) if !frame.lead.is_empty() => {
            let heading = vec![Inline::Text(prose::plain(&frame.heading))];
            before.after.push(Piece { block: Block::Heading(3, heading), at: frame.at });
            before.after.append(&mut frame.lead);
        }
        _ => {
            remarks.add(Code::TableShape, frame.at, prose::plain(&frame.heading));
            frame.lead.iter().for_each(|piece| left_out(piece, remarks));
        }
    }
}

fn matters(section: &Section, remarks: &mut Remarks) -> Vec<Matter> {
    let lines = list_lines(&section.pieces, remarks);
    let read = |(words, at): (&[Inline], Span)| {
        let (id, own) = self_named(words, at, remarks)?;
        let mut about = Vec::new();
        for inline in words.iter().skip(1) {
            match inline {
                // Names of what it is about, which the page itself puts there.
                Inline::Link(Target::Id(id), _) => about.push(id.clone()),
                beside => left_out_words(std::slice::from_ref(beside), at, remarks),
            }
        }
        Some(Matter { id, words: own, about, at })
    };
    lines.into_iter().filter_map(read).collect()
}

fn prompts(section: &Section, remarks: &mut Remarks) -> Vec<Prompt> {
    let lines = list_lines(&section.pieces, remarks);
    let read = |(words, at): (&[Inline], Span)| {
        let (id, own) = self_named(words, at, remarks)?;
        left_out_words(words.get(1..).unwrap_or_default(), at, remarks);
        Some(Prompt { id, words: own, at })
    };
    lines.into_iter().filter_map(read).collect()
}

fn self_named(words: &[Inline], at: Span, remarks: &mut Remarks) -> Option<(String, String)> {
    let named = table::own_id(words);
    if named.is_none() {
        remarks.add(Code::LineShape, at, prose::plain(words));
    }
    named
}

fn read_option(source: Source, option: &mut OptionCard, sources: &mut Vec<Note>) -> Vec<Remark> {
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read(source, head.body, &mut remarks);
    let parts = parts(document.pieces, &mut remarks);
    match head.value("title") {
        Some(title) => option.title = title.to_string(),
        None => remarks.add(Code::KeyMissing, Span::default(), "title"),
    }
    // The card is shown under its title; a small word before it, as in "An operation", is no loss.
    let start = parts.heading.len().saturating_sub(option.title.len());
    if !parts.heading.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(&option.title)) {
        left_out_words(&[Inline::Text(parts.heading)], parts.at, &mut remarks);
    }
    option.no_treatment = head.value("no-treatment") == Some("yes");
    option.intro = parts.intro;
    option.sections = parts.sections;
    for note in document.notes {
        match sources.iter().find(|known| known.key == note.key) {
            None => sources.push(note),
            Some(known) if known.words != note.words => left_out_words(&note.words, note.at, &mut remarks),
            Some(_) => {}
        }
    }
    remarks.done()
}

/// Everything that can be pointed at has one id; every pointer and footnote has its target.
fn check_links(decision: &Decision, remarks: &mut Remarks) {
    check_ids(decision, remarks);
    for column in decision.tables.iter().flat_map(|table| &table.columns) {
        if column.choice().is_some_and(|id| decision.option(id).is_none()) {
            remarks.add(Code::ColumnShape, column.at, prose::plain(&column.studied));
        }
    }
    let headings = decision.shared_headings();
    for matter in &decision.matters {
        for id in &matter.about {
            let is_row = !decision.rows_about(id).is_empty();
            let is_shared = headings.iter().any(|(heading, _)| heading == id);
            let is_heading = is_shared || decision.section(id).is_some();
            if !is_row && !is_heading {
                remarks.add(Code::LinkToNothing, matter.at, format!("{} → #{id}", matter.words));
            }
        }
    }
}

/// No topic has nearly so many things with an id; past that many, doubles are no longer looked for.
const MOST_IDS: usize = 500;

/// Addresses of the app's own, which no card may take.
const ADDRESSES: [&str; 9] =
    ["start", "decision", "side-by-side", "my-way", "where-i-stand", "my-page", "show", "about", "numbers"];

/// Two things that an address could mean. Several rows of one outcome in one table are one thing at several times.
fn check_ids(decision: &Decision, remarks: &mut Remarks) {
    let sections = decision.sections.iter().map(|section| (section.id.as_str(), section.at));
    let headings = decision.shared_headings().into_iter().map(|(id, _)| (id, Span::default()));
    let tables = decision.tables.iter().flat_map(|table| {
        let mut rows: Vec<(&str, Span)> = vec![(&table.id, table.at)];
        for row in &table.rows {
            if !rows.iter().skip(1).any(|(id, _)| *id == row.id) {
                rows.push((&row.id, row.at));
            }
        }
        rows
    });
    let mut one_thing = |things: &mut dyn Iterator<Item = (&'_ str, Span)>| {
        let mut known: Vec<&str> = Vec::new();
        for (id, at) in things.filter(|(id, _)| !id.is_empty()) {
            if known.contains(&id) {
                remarks.add(Code::IdTwice, at, id);
            } else if known.len() < MOST_IDS {
                known.push(id);
            }
        }
    };
    let ours = ADDRESSES.map(|id| (id, Span::default()));
    one_thing(&mut ours.into_iter().chain(sections).chain(headings).chain(tables));
    one_thing(&mut decision.matters.iter().map(|matter| (matter.id.as_str(), matter.at)));
    one_thing(&mut decision.prompts.iter().map(|prompt| (prompt.id.as_str(), prompt.at)));
}

/// Numbers the rows after the shared headings, so that two people on the telephone can say "line 14".
fn number_rows(decision: &mut Decision) {
    let mut line = decision.shared_headings().len();
    for row in decision.tables.iter_mut().flat_map(|table| &mut table.rows) {
        line += 1;
        row.line = line;
    }
}
