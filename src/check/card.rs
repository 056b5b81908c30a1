//! One decision, or one list, sheet or support card, as rules see it: what was read, and every run of words with its place.

mod places;

use std::ops::Range;
use std::sync::OnceLock;

use self::places::Places;
use crate::cards::decision::{self, DECISION_FILE, File};
use crate::cards::trail::{self, TRAIL_FILE, Trail};
use crate::cards::{Block, Decision, Document, Inline, Item, Piece, Row, Target, document, prose};
use crate::check::language::tokens::Tokens;
use crate::check::structure::sections::HAND_IN_IT;
use crate::check::{Content, Unit};
use crate::text::{Date, Head, Remark, Source, Span};
use crate::words::Words;

/// What rules look at.
pub struct Card<'a> {
    /// The decision's id, or the kind of paper's folder.
    pub id: String,
    pub(crate) lang: String,
    /// Its files: `decision.md` first, then the choices in their order, then any others but the trail.
    pub files: Vec<CardFile<'a>>,
    /// What was read; nothing for a list, sheet or support card.
    pub decision: Option<Decision>,
    pub(crate) remarks: Vec<Remark>,
    /// The evidence trail, if there is one.
    pub trail: Option<Trail>,
    /// Every run of words that people may read, in the order of files and places; those of a head come last in its file.
    pub passages: Vec<Passage>,
    pub(crate) original: Option<Box<Card<'a>>>,
    pub(crate) words: &'a Words,
    /// All of the content folder, to look up what it links to.
    pub content: &'a Content,
    pub(crate) today: Date,
}

/// One file.
pub struct CardFile<'a> {
    pub(crate) path: String,
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: &'a str,
    pub(crate) head: Head,
    /// The place of its choice among the decision's; nothing for `decision.md`.
    pub option: Option<usize>,
}

/// A run of words: a paragraph, an item, a heading, one cell.
#[derive(Debug)]
pub struct Passage {
    /// The place of its file in `files`.
    pub file: usize,
    /// What it is.
    pub part: Part,
    /// The id of the `##` heading it stands under; empty before the first.
    pub section: String,
    /// The id of the `###` heading it stands under; empty before the first.
    pub under: String,
    /// Its words.
    pub words: Vec<Inline>,
    /// Its words without markup and footnotes.
    pub plain: String,
    /// The words of `plain` one by one; none for a source.
    pub tokens: Tokens,
    /// Where it stands.
    pub at: Span,
    /// Where the signs of `plain` stand in the source: found when a rule first asks for a place.
    places: OnceLock<Places>,
}

/// Words that an author made stand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub(crate) at: Range<usize>,
    /// Strong, or else in italics.
    pub strong: bool,
}

impl Passage {
    /// Its words one by one, those within others before them, each with where it stands in the plain words.
    pub fn spans(&self) -> Vec<(Range<usize>, &Inline)> {
        let mut spans = Vec::new();
        push_spans(&self.words, &mut 0, &mut spans);
        // `plain` has cut off the white space at the beginning.
        let lead = match self.words.first() {
            Some(Inline::Text(text)) => text.len() - text.trim_start().len(),
            _ => 0,
        };
        let shifted = |at: Range<usize>| at.start.saturating_sub(lead)..at.end.saturating_sub(lead);
        spans.into_iter().map(|(at, word)| (shifted(at), word)).collect()
    }

    /// The words that stand out, in order.
    pub fn marks(&self) -> Vec<Mark> {
        let marks = self.spans().into_iter().filter_map(|(at, word)| match word {
            Inline::Strong(_) => Some(Mark { at, strong: true }),
            Inline::Emphasis(_) => Some(Mark { at, strong: false }),
            _ => None,
        });
        marks.collect()
    }

    /// The id that its words name, if they begin with a link to themselves.
    pub fn own_id(&self) -> Option<&str> {
        own_id(&self.words)
    }

    /// How far the passage's own words go: a line that names itself ends before what it links to.
    pub fn own(&self) -> usize {
        match self.words.first() {
            Some(Inline::Link(Target::Id(_), inside)) if self.part == Part::Item => {
                prose::plain(inside).len()
            }
            _ => self.plain.len(),
        }
    }
}

fn own_id(words: &[Inline]) -> Option<&str> {
    match words.first() {
        Some(Inline::Link(Target::Id(id), _)) => Some(id),
        _ => None,
    }
}

fn push_spans<'a>(words: &'a [Inline], at: &mut usize, spans: &mut Vec<(Range<usize>, &'a Inline)>) {
    for word in words {
        let start = *at;
        match word {
            Inline::Text(text) => *at += text.len(),
            Inline::Break => *at += 1,
            Inline::Note(_) => {}
            Inline::Link(_, inside) | Inline::Strong(inside) | Inline::Emphasis(inside) => {
                push_spans(inside, at, spans);
            }
        }
        spans.push((start..*at, word));
    }
}

/// What a run of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading, by its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// The corner of a table of outcomes: out of how many of whom.
    Corner,
    /// The name of a column of a table of outcomes.
    Column,
    /// What happened: the first cell of a row of outcomes.
    RowName,
    /// A number, or what stands in its place.
    Count,
    /// A sentence in place of a number.
    Said,
    /// When.
    When,
    /// How sure.
    Sure,
    /// The sentence on the difference.
    Difference,
    /// A cell of any other table.
    Cell,
    /// The text of a footnote.
    Source,
    /// What a head says to readers: its title, whom it is for, how it was made.
    Head,
}

impl Part {
    /// Whether it is running words, that sentences and reading age are measured on.
    pub fn is_prose(self) -> bool {
        matches!(self, Part::Paragraph | Part::Item | Part::Difference | Part::Cell | Part::Said)
    }
}

/// Where a file begins, for what is not there.
pub const FIRST_LINE: Span = Span { start: 0, end: 3 };

/// A place: a file's path from the content folder, and where in it.
pub type Place<'a> = (&'a str, Span);

/// What stands for a file that is not there.
static NO_FILE: CardFile = CardFile {
    path: String::new(),
    name: String::new(),
    text: "",
    head: Head { entries: Vec::new(), body: 0 },
    option: None,
};

impl CardFile<'_> {
    /// A place in it, without the white space around its words.
    pub fn at(&self, at: Span) -> Place<'_> {
        (&self.path, trimmed(self.text, at))
    }

    /// The line of a key of its head; its first line if it does not have the key.
    pub fn line(&self, key: &str) -> Place<'_> {
        let has_key = self.head.entries.iter().any(|entry| entry.key == key);
        if has_key { self.at(self.head.at(key)) } else { self.top() }
    }

    /// Its name without its ending: the id of its choice.
    pub fn id(&self) -> &str {
        self.name.trim_end_matches(".md")
    }

    pub(crate) fn top(&self) -> Place<'_> {
        (&self.path, FIRST_LINE)
    }
}

impl<'a> Card<'a> {
    /// What is held against the evidence trail. A translation's numbers are held against its original, which has the trail.
    pub fn held(&self) -> Option<&Trail> {
        self.trail.as_ref().filter(|_| self.original.is_none())
    }

    /// The evidence trail of its numbers: a translation's are those of its original, and were read with them.
    pub fn evidence(&self) -> Option<&Trail> {
        self.trail.as_ref().or_else(|| self.original.as_ref()?.trail.as_ref())
    }

    /// Reads one unit, with the original that it is a translation of.
    pub fn read(content: &'a Content, unit: &Unit, today: Date) -> Card<'a> {
        let mut card = Card::alone(content, unit, today);
        card.original = card.read_original(unit);
        card
    }

    fn alone(content: &'a Content, unit: &Unit, today: Date) -> Card<'a> {
        let id = match unit {
            Unit::Decision { id, .. } | Unit::Handout { folder: id, .. } => id,
            Unit::Whole => "",
        };
        let mut card = Card::empty(content, id, unit.lang(), today);
        match unit {
            Unit::Decision { .. } => card.read_decision(),
            Unit::Handout { name, .. } => card.read_paper(name),
            Unit::Whole => {}
        }
        card
    }

    /// Without any file.
    fn empty(content: &'a Content, id: &str, lang: &str, today: Date) -> Card<'a> {
        let (files, remarks, passages) = (Vec::new(), Vec::new(), Vec::new());
        let (decision, trail, original) = (None, None, None);
        let (id, words, lang) = (id.to_string(), content.words(lang), lang.to_string());
        Card { id, lang, files, decision, remarks, trail, passages, original, words, content, today }
    }

    fn read_decision(&mut self) {
        let texts: Vec<(&'a str, &'a str)> = self.content.folder(&self.path("")).collect();
        let files: Vec<File> = texts.iter().map(|(name, text)| File { name, text: Some(text) }).collect();
        let (decision, remarks) = decision::read(&self.id, &self.lang, &files, &self.words.vocabulary());
        let option_of = |name: &str| {
            let id = name.trim_end_matches(".md");
            decision.options.iter().position(|option| name != DECISION_FILE && option.id == id)
        };
        let cards = texts.into_iter().filter(|(name, _)| *name != TRAIL_FILE);
        let mut ordered: Vec<_> = cards.map(|(name, text)| (option_of(name), name, text)).collect();
        ordered.sort_by_key(|(option, name, _)| (*name != DECISION_FILE, option.unwrap_or(usize::MAX)));
        for (option, name, text) in ordered {
            self.add_file(name, text, option);
        }
        let trail = self.content.text(&self.path(TRAIL_FILE));
        self.trail = trail.map(|text| trail::read(Source { name: TRAIL_FILE, text }));
        self.decision = Some(decision);
        self.remarks = remarks;
    }

    /// A translation says of which language's file of the same name it is one.
    fn read_original(&self, unit: &Unit) -> Option<Box<Card<'a>>> {
        let first = self.first();
        let other = first.head.value("translated-from").filter(|lang| *lang != self.lang)?.to_string();
        self.content.text(&format!("{}/{other}/{}", self.id, first.name))?;
        let mut unit = unit.clone();
        if let Unit::Decision { lang, .. } | Unit::Handout { lang, .. } = &mut unit {
            *lang = other;
        }
        Some(Box::new(Card::alone(self.content, &unit, self.today)))
    }

    fn read_paper(&mut self, name: &str) {
        if let Some(text) = self.content.text(&self.path(name)) {
            self.remarks = self.add_file(name, text, None);
        }
    }

    fn add_file(&mut self, name: &str, text: &'a str, option: Option<usize>) -> Vec<Remark> {
        let (head, document, remarks) = document(Source { name, text });
        let path = self.path(name);
        let is_paper = option.is_none() && name != DECISION_FILE;
        let passages = Passages::of((self.files.len(), text), document, name == DECISION_FILE, &head);
        self.passages.extend(passages);
        self.files.push(CardFile { path, name: name.to_string(), text, head, option });
        if is_paper { remarks } else { Vec::new() }
    }

    /// Reads one file by itself, a card or none, such as the list of topics or a service's facts: its words with their places,
    /// and nothing of what they mean.
    pub fn of_file(
        content: &'a Content,
        path: &str,
        lang: &str,
        today: Date,
        read: fn(Source) -> (Head, Document, Vec<Remark>),
    ) -> Card<'a> {
        let mut card = Card::empty(content, "", lang, today);
        if let Some(text) = content.text(path) {
            let (head, document, remarks) = read(Source { name: path, text });
            card.remarks = remarks;
            card.passages = Passages::of((0, text), document, false, &head);
            let (path, name) = (path.to_string(), path.to_string());
            card.files.push(CardFile { path, name, text, head, option: None });
        }
        card
    }

    /// The path of one of its files from the content folder.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{}/{name}", self.id, self.lang)
    }

    /// Its first file: `decision.md`, or the list, sheet or support card.
    pub(crate) fn first(&self) -> &CardFile<'a> {
        self.file(0)
    }

    fn file(&self, index: usize) -> &CardFile<'a> {
        self.files.get(index).unwrap_or(&NO_FILE)
    }

    pub(crate) fn file_of(&self, passage: &Passage) -> &CardFile<'a> {
        self.file(passage.file)
    }

    /// The path of a passage's file.
    pub fn path_of(&self, passage: &Passage) -> &str {
        &self.file_of(passage).path
    }

    /// A place in its first file.
    pub fn main(&self, at: Span) -> Place<'_> {
        self.first().at(at)
    }

    pub(crate) fn all_of(&self, passage: &Passage) -> Place<'_> {
        self.words_of(passage, &passage.plain)
    }

    pub(crate) fn words_of(&self, passage: &Passage, words: &str) -> Place<'_> {
        (self.path_of(passage), self.place_of(passage, words))
    }

    /// The heading of a section of a file; the file's own, or its first line, if it has no such section.
    pub fn heading(&self, file: usize, section: &str) -> Place<'_> {
        let headings = |level| self.of_part(Part::Heading(level)).filter(move |it| it.file == file);
        let own = headings(2).find(|it| it.section == section).or_else(|| headings(1).next());
        own.map_or_else(|| self.file(file).top(), |it| self.all_of(it))
    }

    /// Where words stand within a passage; the passage itself if markup stands between them.
    pub fn place_of(&self, passage: &Passage, words: &str) -> Span {
        let text = self.file_of(passage).text;
        let inside = text.get(passage.at.start..passage.at.end).unwrap_or_default();
        // In no passage that somebody wrote they stand further on; whole files in one paragraph must not cost more.
        let end = inside.char_indices().nth(LONGEST_SEARCH).map_or(inside.len(), |(end, _)| end);
        match inside.get(..end).unwrap_or(inside).find(words) {
            Some(start) if !words.is_empty() => {
                let start = passage.at.start + start;
                Span { start, end: start + words.len() }
            }
            _ => trimmed(text, passage.at),
        }
    }

    /// Where a range of a passage's plain words stands in its file, whatever markup is between them.
    pub fn span_of(&self, passage: &Passage, range: &Range<usize>) -> Span {
        let text = self.file_of(passage).text;
        let whole = trimmed(text, passage.at);
        let source = text.get(whole.start..whole.end).unwrap_or_default();
        let places = passage.places.get_or_init(|| Places::of(source, &passage.plain));
        match places.begin(range.start).zip(places.end(range.end)) {
            Some((start, end)) if start < end => Span { start: whole.start + start, end: whole.start + end },
            _ => whole,
        }
    }

    /// A range of a passage's plain words, whatever markup is between them.
    pub fn range_of(&self, passage: &Passage, range: &Range<usize>) -> Place<'_> {
        (self.path_of(passage), self.span_of(passage, range))
    }

    /// A run of its words.
    pub fn run_of(&self, passage: &Passage, words: &Range<usize>) -> Place<'_> {
        self.range_of(passage, &passage.tokens.span(words))
    }

    /// The passages of one part.
    pub fn of_part(&self, part: Part) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| passage.part == part)
    }

    /// Whether rules on English words apply.
    pub fn is_english(&self) -> bool {
        self.lang == "en" || self.lang.starts_with("en-")
    }

    /// The passages of a row of a table of outcomes, from its name to its sentence.
    pub fn row(&self, row: &Row) -> &[Passage] {
        let name = self.passages.iter().position(|it| it.part == Part::RowName && it.at == row.at);
        let rest = name.map_or(&[][..], |index| self.passages.get(index..).unwrap_or_default());
        let ends = |it: &Passage| matches!(it.part, Part::RowName | Part::Heading(_) | Part::Paragraph);
        let len = rest.iter().skip(1).take_while(|it| !ends(it)).count();
        rest.get(..=len).unwrap_or_default()
    }

    /// The cell of a row and column of a table of outcomes.
    pub fn count_of(&self, row: &Row, column: usize) -> Place<'_> {
        let cells = self.row(row).iter().filter(|it| matches!(it.part, Part::Count | Part::Said));
        self.main(cells.map(|it| it.at).nth(column).unwrap_or(row.at))
    }

    /// Another cell of a row of a table of outcomes; the row itself if it has none of this part.
    pub fn cell_of(&self, row: &Row, part: Part) -> Place<'_> {
        let cell = self.row(row).iter().find(|it| it.part == part);
        cell.map_or(self.main(row.at), |it| self.all_of(it))
    }
}

/// How many signs of a passage are searched for words.
const LONGEST_SEARCH: usize = 8_000;

/// A place without the white space around its words.
pub fn trimmed(text: &str, at: Span) -> Span {
    let inside = text.get(at.start..at.end).unwrap_or_default();
    let start = at.start + (inside.len() - inside.trim_start().len());
    Span { start, end: start + inside.trim().len() }
}

/// The lines of heads that readers are shown as sentences.
const SHOWN: &str =
    "title whom funding interests update-policy evidence no-treatment-waived history communities";

/// Takes a document apart into passages.
struct Passages {
    file: usize,
    has_outcomes: bool,
    section: String,
    under: String,
    /// The number that would follow on from the last numbered list.
    next_step: u64,
    list: Vec<Passage>,
}

/// Where one of several values of a head stands, each on a line of its own below the line with their key.
fn stands(text: &str, key: Span, sentence: &str) -> Span {
    let on_line = text.get(key.start..key.end).is_some_and(|line| line.contains(sentence));
    let below = text.get(key.end..).filter(|_| !on_line).and_then(|rest| rest.find(sentence));
    below.map_or(key, |start| Span { start: key.end + start, end: key.end + start + sentence.len() })
}

impl Passages {
    fn of((file, text): (usize, &str), document: Document, has_outcomes: bool, head: &Head) -> Vec<Passage> {
        let (section, under) = (String::new(), String::new());
        let mut passages = Passages { file, has_outcomes, section, under, next_step: 1, list: Vec::new() };
        document.pieces.into_iter().for_each(|piece| passages.piece(piece, Part::Paragraph));
        passages.section = "sources".to_string();
        passages.under = String::new();
        document.notes.into_iter().for_each(|note| passages.add(Part::Source, note.words, note.at));
        passages.section = String::new();
        passages.head(head, text);
        passages.list
    }

    /// What readers are shown of a head, always in the same order; each under its key.
    fn head(&mut self, head: &Head, text: &str) {
        let keys = SHOWN.split(' ').chain(HAND_IN_IT);
        for entry in keys.filter_map(|key| head.entries.iter().find(|entry| entry.key == key)) {
            for value in entry.values.iter().filter(|value| *value != "not done") {
                // The day of a change is no number of its sentence.
                let day = (entry.key == "history").then(|| value.split_once(": ")).flatten();
                let sentence = day.map_or(value.as_str(), |(_, what)| what);
                self.under.clone_from(&entry.key);
                let words = vec![Inline::Text(sentence.to_string())];
                self.add(Part::Head, words, stands(text, entry.at, sentence));
            }
        }
    }

    fn add(&mut self, part: Part, words: Vec<Inline>, at: Span) {
        let plain = prose::plain(&words);
        let (file, section, under) = (self.file, self.section.clone(), self.under.clone());
        let tokens = if part == Part::Source { Tokens::default() } else { Tokens::of(&plain) };
        let places = OnceLock::new();
        self.list.push(Passage { file, part, section, under, words, plain, tokens, at, places });
    }

    fn piece(&mut self, piece: Piece, part: Part) {
        let at = piece.at;
        match piece.block {
            Block::Paragraph(words) => self.add(part, words, at),
            Block::Heading(level, words) => {
                let id = own_id(&words).unwrap_or_default().to_string();
                match level {
                    2 => (self.section, self.under) = (id, String::new()),
                    3 => self.under = id,
                    _ => {}
                }
                self.add(Part::Heading(level), words, at);
            }
            Block::List(items) => self.items(items),
            Block::Steps(first, items) => self.steps(first, items),
            Block::Quote(pieces) => pieces.into_iter().for_each(|piece| self.piece(piece, part)),
            Block::Table(head, body) => self.table(head, body),
        }
    }

    /// A list that goes on from the numbered list before it counts steps. One that begins at any other number may be a
    /// sentence that was broken before its number, "at least / 40. Then": that number is one of its words.
    fn steps(&mut self, first: u64, mut items: Vec<Item>) {
        if let (true, Some(item)) = (first != 1 && first != self.next_step, items.first_mut())
            && let Some(Piece { block: Block::Paragraph(words), at }) = item.pieces.first_mut()
            && own_id(words).is_none()
        {
            words.insert(0, Inline::Text(format!("{first}. ")));
            at.start = item.at.start;
        }
        self.next_step = first.saturating_add(items.len() as u64);
        self.items(items);
    }

    fn items(&mut self, items: Vec<Item>) {
        items.into_iter().flat_map(|item| item.pieces).for_each(|piece| self.piece(piece, Part::Item));
    }

    fn table(&mut self, head: Vec<prose::TableCell>, body: Vec<Vec<prose::TableCell>>) {
        let outcomes = self.has_outcomes && self.section == "outcomes";
        let mut parts = Vec::new();
        for (index, cell) in head.into_iter().enumerate() {
            let (own, below) = match (outcomes, index) {
                (true, 0) => (Part::Corner, Part::RowName),
                (true, _) => (Part::Column, below_column(&cell.words)),
                _ => (Part::Cell, Part::Cell),
            };
            parts.push(below);
            self.add(own, cell.words, cell.at);
        }
        for row in body {
            for (cell, part) in row.into_iter().zip(&parts) {
                let is_said = *part == Part::Count && matches!(cell.words.as_slice(), [Inline::Emphasis(_)]);
                self.add(if is_said { Part::Said } else { *part }, cell.words, cell.at);
            }
        }
    }
}

/// What stands below a column, by the id in its head.
fn below_column(words: &[Inline]) -> Part {
    let links = prose::links(words);
    let Some((Target::Id(id), _)) = links.first() else { return Part::Count };
    match id.as_str() {
        "over" => Part::When,
        "sure" => Part::Sure,
        "difference" => Part::Difference,
        _ => Part::Count,
    }
}
