//! A list, a sheet or a support card: a page that stands for itself, to read, and to fill in with a pen or on the screen.
//!
//! Every line that can be filled in has an id under which its answer stands: the one that its author gave it, else one made
//! of its heading's id and its words. Where its words change so does that id: an old answer never moves to a new question.

use super::markdown::Note;
use super::prose::{self, Block as ProseBlock, Inline, Piece, TableCell, Target};
use super::service::Service;
use super::status::{Meta, Status};
use super::{document, mark, table};
use crate::text::remark::{Code, Remark, Remarks};
use crate::text::{Head, Source, Span};

/// Folders of lists, sheets and support cards: each file in them is a page of its own.
pub const FOLDERS: [&str; 3] = ["lists", "sheets", "support"];

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A list of needs to mark.
    Needs,
    /// Beginnings of sentences.
    Prompts,
    /// Questions to ask.
    Questions,
    /// A sheet that people fill in together.
    Sheet,
    /// What help there is.
    Support,
}

impl Kind {
    /// All of them, in the order they are listed.
    pub const ALL: [Kind; 5] = [Kind::Needs, Kind::Prompts, Kind::Questions, Kind::Sheet, Kind::Support];

    fn read(text: &str) -> Option<Kind> {
        Some(match text {
            "needs" => Kind::Needs,
            "prompts" => Kind::Prompts,
            "questions" => Kind::Questions,
            "sheet" => Kind::Sheet,
            "support" => Kind::Support,
            _ => return None,
        })
    }
}

/// One page.
#[derive(Clone, Debug)]
pub struct Handout {
    /// Its id: `lists-needs`.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// What it is for.
    pub kind: Kind,
    /// Who it is for, in a few words.
    pub whom: String,
    /// What else its head says.
    pub meta: Meta,
    /// Its heading.
    pub heading: String,
    /// The ids of its private lines: on nothing that others see, and not kept, unless chosen at that very line.
    pub private: Vec<String>,
    /// The ids of lines and sections that stand here only where the service says whom to ring; private lines are such lines.
    pub only_with_help: Vec<String>,
    /// Where its answers come together: the name and the address of another list or sheet.
    pub next: Option<(String, String)>,
    /// What its lines take over from other lists and sheets.
    pub taken_over: Vec<TakenOver>,
    /// The id of the section after which the others are folded to their headings on the screen.
    pub folded_after: Option<String>,
    /// Which of its days may go into a calendar.
    pub calendar: Vec<OnCalendar>,
    /// Whether lines or sections were left out, because the service does not say whom to ring.
    pub is_held_back: bool,
    /// What stands below the heading.
    pub blocks: Vec<Block>,
    /// The texts of its footnotes.
    pub sources: Vec<Note>,
}

/// A line that takes over what is known already, so that nobody types it twice. Its author writes it in the head:
/// `first-words from lists/en/needs.md#today-1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// The id of the line that takes over.
    pub line: String,
    /// The id of the other list or sheet.
    pub sheet: String,
    /// The id of its line; ending with `*`, of all lines whose ids begin so.
    pub from: String,
}

/// Where the questions come from that somebody chose in topics: `page-questions from topics#questions`.
pub const TOPICS: &str = "topics";
/// What of topics can be taken over.
pub const TOPICS_QUESTIONS: &str = "questions";

impl TakenOver {
    fn read(text: &str) -> Option<TakenOver> {
        let (line, source) = text.split_once(" from ")?;
        let (path, from) = source.trim().split_once('#')?;
        let is_of_topics = path == TOPICS && from == TOPICS_QUESTIONS;
        let sheet = if is_of_topics { TOPICS.to_string() } else { sheet_id(path)? };
        let is_id = |id: &str| id.is_empty() || prose::is_id(id);
        let can_be_read = prose::is_id(line.trim()) && is_id(from.trim_end_matches(['*', '-']));
        can_be_read.then(|| TakenOver { line: line.trim().to_string(), sheet, from: from.to_string() })
    }
}

/// What is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A test is due.
    Test,
    /// It is looked at again.
    LookAgain,
    /// An appointment.
    Appointment,
}

/// Days that may go into a calendar. Their author writes it in the head: `tests is test`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnCalendar {
    /// The id of a line, or of a section with a table: the days entered there are meant.
    pub from: String,
    /// What is on these days.
    pub occasion: Occasion,
}

impl OnCalendar {
    fn read(text: &str) -> Option<OnCalendar> {
        let (from, occasion) = text.split_once(" is ")?;
        let occasion = match occasion.trim() {
            "test" => Occasion::Test,
            "look-again" => Occasion::LookAgain,
            "appointment" => Occasion::Appointment,
            _ => return None,
        };
        prose::is_id(from.trim()).then(|| OnCalendar { from: from.trim().to_string(), occasion })
    }

    /// Whether the answer of an id is one of its days.
    pub fn has(&self, key: &str) -> bool {
        key.strip_prefix(&self.from).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }
}

/// The page that comes next: `My page, lists/en/my-page.md`.
fn next_page(text: &str, lang: &str) -> Option<(String, String)> {
    let (name, path) = text.rsplit_once(", ")?;
    let id = sheet_id(path)?;
    Some((name.to_string(), page_name(&id, lang)))
}

/// The id of a list or sheet, by its file: `lists/en/my-page.md`.
pub fn sheet_id(path: &str) -> Option<String> {
    let (folder, rest) = path.trim().split_once('/')?;
    let (_, name) = rest.strip_suffix(".md")?.split_once('/')?;
    (FOLDERS.contains(&folder) && prose::is_id(name)).then(|| format!("{folder}-{name}"))
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph, and its id where there is something to fill in.
    Paragraph(String, Run),
    /// A heading with its id: 2 is a section's.
    Heading(u8, String, Vec<Inline>),
    /// A list.
    List(Vec<Line>),
    /// A numbered list, and its first number.
    Steps(u64, Vec<Line>),
    /// A table: its id, the names of its columns, then its rows. A cell without a part is one to write in.
    Table(String, Vec<Run>, Vec<Vec<Run>>),
    /// Somebody's words.
    Quote(Vec<Block>),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its own id; empty if it has none.
    pub id: String,
    /// The id under which what is filled in here stands; empty if there is nothing to fill in.
    pub key: String,
    /// What it asks, in words.
    pub name: String,
    /// Its words and what is to be filled in.
    pub run: Run,
    /// What stands below it.
    pub below: Vec<Block>,
}

/// Words and what is to be filled in, in the order they stand.
pub type Run = Vec<Part>;

/// A part of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Words.
    Words(Vec<Inline>),
    /// A box to tick, with the words that belong to it.
    Tick(Vec<Inline>),
    /// A line to write on.
    Write,
    /// A line for a day.
    Day,
    /// A fact of the service, by its id, and what the page calls it.
    Fact(String, String),
}

/// The facts of the service that stand beside the hardest lines.
pub const URGENT: [&str; 2] = ["crisis-line", "safeguarding"];

const LINE: &str = "____";
const DAY: &str = "____ / ____ / ____";
const TICK: &str = "[ ]";

/// The address of a page beside the app.
pub fn page_name(id: &str, lang: &str) -> String {
    super::library::page_name(id, lang)
}

/// The name of the page that lists all these pages of a language.
pub fn all_name(lang: &str) -> String {
    page_name("papers", lang)
}

/// Whether an id would give a decision's page the name of one of the app's own pages, or of a list, sheet or support card.
pub fn is_taken(id: &str) -> bool {
    let starts = FOLDERS.into_iter().chain(["about"]);
    ["index", "papers", "topics", "words"].contains(&id)
        || starts
            .into_iter()
            .any(|it| id.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

/// The file of a page, below the content folder.
pub fn file(id: &str, lang: &str) -> String {
    let (folder, name) = id.split_once('-').unwrap_or(("", id));
    format!("{folder}/{lang}/{name}.md")
}

/// Reads a page. `id` is its folder and name: `lists-needs`.
pub fn read(id: &str, lang: &str, source: Source) -> (Handout, Vec<Remark>) {
    let (head, document, mut all) = document(source);
    let mut remarks = Remarks::on(source);
    let (kind, whom) = own_head(&head, &mut remarks);
    all.append(&mut remarks.done());
    let mut remarks = Remarks::on(source);
    let mut meta = Meta::read(&head, &mut remarks);
    if meta.status == Status::Reviewed {
        let name = source.name.rsplit('/').next().unwrap_or_default();
        let mark = mark::of_text(std::iter::once((name, source.text)));
        meta.changed_since_review = head.value("reviewed-text") != Some(&mark);
    }
    // Brought up to date with the decisions that they stand beside: a page has no policy of its own.
    all.extend(remarks.done().into_iter().filter(|remark| remark.about != "update-policy"));
    let mut paper = Handout {
        id: id.to_string(),
        lang: lang.to_string(),
        kind,
        whom,
        heading: meta.title.clone(),
        meta,
        private: head.values("private").to_vec(),
        only_with_help: head.values("only-with-help").to_vec(),
        next: head.value("next").and_then(|it| next_page(it, lang)),
        taken_over: head.values("takes-over").iter().filter_map(|it| TakenOver::read(it)).collect(),
        folded_after: head.value("folded-after").map(str::to_string),
        calendar: head.values("calendar").iter().filter_map(|it| OnCalendar::read(it)).collect(),
        is_held_back: false,
        blocks: Vec::new(),
        sources: document.notes,
    };
    let mut has_heading = false;
    for piece in document.pieces {
        match piece.block {
            ProseBlock::Heading(1, words) if !has_heading => {
                has_heading = true;
                paper.heading = prose::plain(&words);
            }
            block => paper.blocks.push(sheet(block)),
        }
    }
    let is_marked = matches!(paper.kind, Kind::Needs | Kind::Questions);
    Keys { is_marked, section: String::new(), used: Vec::new() }.give(&mut paper.blocks);
    // A line that was meant to be private and is not found would be shown to all.
    let mut remarks = Remarks::on(source);
    for id in paper.private.iter().chain(&paper.only_with_help) {
        if !paper.has_id(id) {
            remarks.add(Code::KeyValue, head.at("private"), id.as_str());
        }
    }
    if let Some(text) = head.value("next").filter(|_| paper.next.is_none()) {
        remarks.add(Code::KeyValue, head.at("next"), text);
    }
    for text in head.values("takes-over") {
        let is_read = TakenOver::read(text).is_some_and(|it| paper.has_line(&it.line));
        if !is_read {
            remarks.add(Code::KeyValue, head.at("takes-over"), text.as_str());
        }
    }
    paper.remark_on_screen_keys(&head, &mut remarks);
    all.append(&mut remarks.done());
    (paper, all)
}

fn own_head(head: &Head, remarks: &mut Remarks) -> (Kind, String) {
    let [kind, whom] = ["kind", "whom"].map(|key| head.value(key).unwrap_or_default().to_string());
    for (key, value) in [("kind", &kind), ("whom", &whom)] {
        if value.is_empty() {
            remarks.add(Code::KeyMissing, Span::default(), key);
        }
    }
    let known = Kind::read(&kind);
    if known.is_none() && !kind.is_empty() {
        remarks.add(Code::KeyValue, head.at("kind"), format!("kind: {kind}"));
    }
    (known.unwrap_or(Kind::Sheet), whom)
}

impl Handout {
    /// The file it was read from, below the content folder.
    pub fn file(&self) -> String {
        file(&self.id, &self.lang)
    }

    /// The number of a source, from 1.
    pub fn source_number(&self, key: &str) -> Option<usize> {
        self.sources.iter().position(|note| note.key == key).map(|index| index + 1)
    }

    /// Whether there is anything to fill in.
    pub fn can_be_filled(&self) -> bool {
        self.kind != Kind::Support && any_line(&self.blocks, &|_| true)
    }

    /// Its lines, each with the id of its section.
    pub fn lines(&self) -> Vec<(&str, &Line)> {
        let mut section = "";
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Heading(2, id, _) => section = id,
                Block::List(lines) | Block::Steps(_, lines) => {
                    found.extend(lines.iter().map(|it| (section, it)))
                }
                _ => {}
            }
        }
        found
    }

    /// The line that another belongs to: `today-1-tried` to `today-1`. It is asked only once that one is answered.
    pub fn line_before(&self, key: &str) -> Option<String> {
        let mut starts = key.rmatch_indices('-').map(|(at, _)| key.get(..at).unwrap_or_default());
        starts.find(|start| self.has_line(start)).map(str::to_string)
    }

    /// What a line takes over.
    pub fn taken_over(&self, key: &str) -> Vec<&TakenOver> {
        self.taken_over.iter().filter(|it| it.line == key).collect()
    }

    /// Leaves out what may stand here only where the service says whom to ring, and since when that is right.
    pub fn hold_back(&mut self, service: &Service) {
        if service.says_whom_to_ring() {
            return;
        }
        let held: Vec<&String> = self.private.iter().chain(&self.only_with_help).collect();
        let mut section_is_held = false;
        let count = |blocks: &[Block]| blocks.iter().map(block_lines).sum::<usize>() + blocks.len();
        let before = count(&self.blocks);
        self.blocks.retain_mut(|block| {
            match block {
                Block::Heading(2, id, _) => section_is_held = held.contains(&&*id),
                Block::List(lines) | Block::Steps(_, lines) => lines.retain(|line| !held.contains(&&line.id)),
                _ => {}
            }
            !section_is_held
        });
        self.is_held_back = count(&self.blocks) < before;
    }

    /// Whether it asks something private, or says whom to ring for help now: then it can be left quickly.
    pub fn is_sensitive(&self) -> bool {
        !self.private.is_empty() || self.facts().iter().any(|fact| URGENT.contains(fact))
    }

    /// Whether the sheet, as it is now, has the line of an answer.
    pub fn has_line(&self, key: &str) -> bool {
        any_line(&self.blocks, &|id| match id {
            LineId::Line(id) => id == key,
            LineId::Table(id, head) => {
                let cell = key.strip_prefix(id).and_then(|rest| rest.strip_prefix("-r"));
                let column = cell.and_then(|cell| cell.split_once('-')).map(|(_, column)| column);
                column.is_some_and(|column| head.iter().any(|run| mark_of(&plain_run(run)) == column))
            }
        })
    }

    /// Whether it has the line that another page takes over; ending with `*`, one whose id begins so.
    pub fn has_line_from(&self, from: &str) -> bool {
        match from.strip_suffix('*') {
            Some(start) => any_line(&self.blocks, &|id| match id {
                LineId::Line(id) | LineId::Table(id, _) => id.starts_with(start),
            }),
            None => self.has_line(from),
        }
    }

    /// Whether it has a line or a heading of this id.
    pub fn has_id(&self, id: &str) -> bool {
        let is_named = |block: &Block| matches!(block, Block::Heading(_, known, _) if known == id);
        self.has_line(id) || self.blocks.iter().any(is_named)
    }

    /// Remarks on keys of the head that name a section or a day that is not there.
    fn remark_on_screen_keys(&self, head: &Head, remarks: &mut Remarks) {
        for text in head.values("calendar") {
            let is_read = OnCalendar::read(text).is_some_and(|it| self.has_day(&it));
            if !is_read {
                remarks.add(Code::KeyValue, head.at("calendar"), text.as_str());
            }
        }
        if let Some(id) = self.folded_after.as_ref().filter(|id| !self.has_section(id)) {
            remarks.add(Code::KeyValue, head.at("folded-after"), id.as_str());
        }
    }

    fn has_section(&self, id: &str) -> bool {
        self.blocks.iter().any(|it| matches!(it, Block::Heading(2, known, _) if known == id))
    }

    /// Whether there is a day to fill in where days for a calendar are meant to be.
    fn has_day(&self, days: &OnCalendar) -> bool {
        let is_day = |run: &Run| run.contains(&Part::Day);
        self.blocks.iter().any(|block| match block {
            Block::List(lines) | Block::Steps(_, lines) => {
                lines.iter().any(|line| days.has(&line.key) && is_day(&line.run))
            }
            Block::Table(key, _, rows) => days.has(key) && rows.iter().flatten().any(is_day),
            _ => false,
        })
    }

    /// The ids of the service's facts that it names.
    pub fn facts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.blocks.iter().for_each(|block| facts_of(block, &mut found));
        found
    }
}

fn block_lines(block: &Block) -> usize {
    match block {
        Block::List(lines) | Block::Steps(_, lines) => lines.len(),
        _ => 0,
    }
}

fn facts_of<'a>(block: &'a Block, found: &mut Vec<&'a str>) {
    match block {
        Block::Heading(..) => {}
        Block::Paragraph(_, run) => facts_in(run, found),
        Block::Table(_, head, rows) => {
            head.iter().chain(rows.iter().flatten()).for_each(|run| facts_in(run, found));
        }
        Block::List(lines) | Block::Steps(_, lines) => {
            for line in lines {
                facts_in(&line.run, found);
                line.below.iter().for_each(|block| facts_of(block, found));
            }
        }
        Block::Quote(inside) => inside.iter().for_each(|block| facts_of(block, found)),
    }
}

fn facts_in<'a>(run: &'a Run, found: &mut Vec<&'a str>) {
    found.extend(run.iter().filter_map(|part| match part {
        Part::Fact(id, _) => Some(id.as_str()),
        _ => None,
    }));
}

fn sheet(block: ProseBlock) -> Block {
    match block {
        ProseBlock::Paragraph(words) => Block::Paragraph(String::new(), run(words)),
        ProseBlock::Heading(level, words) => {
            let (id, _) = table::own_id(&words).unwrap_or_default();
            Block::Heading(level, id, without_own_id(words))
        }
        ProseBlock::List(items) => Block::List(items.into_iter().map(|item| line(item.pieces)).collect()),
        ProseBlock::Steps(first, items) => {
            Block::Steps(first, items.into_iter().map(|item| line(item.pieces)).collect())
        }
        ProseBlock::Table(head, rows) => {
            let cells = |cells: Vec<TableCell>| cells.into_iter().map(|cell| run(cell.words)).collect();
            Block::Table(String::new(), cells(head), rows.into_iter().map(cells).collect())
        }
        ProseBlock::Quote(pieces) => {
            Block::Quote(pieces.into_iter().map(|piece| sheet(piece.block)).collect())
        }
    }
}

fn line(pieces: Vec<Piece>) -> Line {
    let mut line = Line {
        id: String::new(),
        key: String::new(),
        name: String::new(),
        run: Vec::new(),
        below: Vec::new(),
    };
    for (index, piece) in pieces.into_iter().enumerate() {
        match piece.block {
            ProseBlock::Paragraph(words) if index == 0 => {
                let own = match words.first() {
                    Some(Inline::Link(Target::Id(id), inside)) => Some((id.clone(), prose::plain(inside))),
                    _ => None,
                };
                line.run = run(without_own_id(words));
                line.name = plain_run(&line.run);
                // What it leads to besides, such as help, is no part of what it asks.
                if let Some((id, name)) = own {
                    line.id = id;
                    line.name = name;
                }
            }
            block => line.below.push(sheet(block)),
        }
    }
    line
}

/// A heading or an item that names itself is no link to follow.
fn without_own_id(mut words: Vec<Inline>) -> Vec<Inline> {
    if matches!(words.first(), Some(Inline::Link(Target::Id(_), _)))
        && let Inline::Link(_, inside) = words.remove(0)
    {
        words.splice(0..0, inside);
    }
    words
}

/// Takes words apart at boxes, lines and facts.
fn run(words: Vec<Inline>) -> Run {
    let mut run = Run::new();
    for inline in words {
        match inline {
            Inline::Text(text) => split(&text, &mut run),
            Inline::Link(Target::Fact(id), inside) => run.push(Part::Fact(id, prose::plain(&inside))),
            other => join(other, &mut run),
        }
    }
    run.retain(|part| !matches!(part, Part::Words(words) if is_gap(words)));
    run
}

fn split(text: &str, run: &mut Run) {
    let mut rest = text;
    while let Some(at) = [DAY, LINE, TICK].iter().filter_map(|sign| rest.find(sign)).min() {
        let (before, after) = rest.split_at(at);
        add(before, run);
        rest = if let Some(after) = after.strip_prefix(DAY) {
            run.push(Part::Day);
            after
        } else if after.starts_with(LINE) {
            run.push(Part::Write);
            after.trim_start_matches('_')
        } else {
            run.push(Part::Tick(Vec::new()));
            after.get(TICK.len()..).unwrap_or_default()
        };
    }
    add(rest, run);
}

fn add(words: &str, run: &mut Run) {
    // After a box, what follows the end of a sentence belongs to what comes next: "[ ] this plan. Next on: ____".
    if let (Some(Part::Tick(box_words)), Some((before, after))) = (run.last_mut(), words.split_once(". "))
        && !after.trim().is_empty()
    {
        box_words.push(Inline::Text(format!("{before}.")));
        run.push(Part::Words(vec![Inline::Text(after.to_string())]));
    } else if !words.is_empty() {
        join(Inline::Text(words.to_string()), run);
    }
}

/// Words follow on from the words before them, also from those of a box.
fn join(inline: Inline, run: &mut Run) {
    match run.last_mut() {
        Some(Part::Words(words) | Part::Tick(words)) => words.push(inline),
        _ => run.push(Part::Words(vec![inline])),
    }
}

/// Nothing but a space, or the comma between two facts.
fn is_gap(words: &[Inline]) -> bool {
    let bare = |text: &str| text.chars().all(|sign| sign.is_whitespace() || ".,;".contains(sign));
    words.iter().all(|inline| matches!(inline, Inline::Text(text) if bare(text)))
}

/// Gives every line that can be filled in its id.
struct Keys {
    is_marked: bool,
    section: String,
    used: Vec<String>,
}

impl Keys {
    fn give(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading(_, id, _) => self.section.clone_from(id),
                Block::Paragraph(key, run) => {
                    if run.iter().any(is_filled_in) {
                        *key = self.unused(&plain_run(run));
                    }
                }
                Block::List(lines) | Block::Steps(_, lines) => lines.iter_mut().for_each(|it| self.line(it)),
                Block::Table(key, head, rows) => {
                    if rows.iter().flatten().any(|run| run.is_empty() || run.iter().any(is_filled_in)) {
                        let names: Vec<String> = head.iter().map(plain_run).collect();
                        *key = self.unused(&names.join("|"));
                    }
                }
                Block::Quote(inside) => self.give(inside),
            }
        }
    }

    fn line(&mut self, line: &mut Line) {
        let is_box = self.is_marked && !line.id.is_empty() && !line.run.iter().any(is_fact);
        if is_box || line.run.iter().any(is_filled_in) {
            line.key = if line.id.is_empty() { self.unused(&plain_run(&line.run)) } else { line.id.clone() };
        }
        self.give(&mut line.below);
    }

    fn unused(&mut self, words: &str) -> String {
        let id = [self.section.as_str(), &mark_of(words)].join("-").trim_start_matches('-').to_string();
        let same = self.used.iter().filter(|known| **known == id).count();
        self.used.push(id.clone());
        if same == 0 { id } else { format!("{id}-{}", same + 1) }
    }
}

/// The id of a cell: of its table, its row from 1, and its column's words.
pub fn cell_key(table: &str, row: usize, column: &Run) -> String {
    format!("{table}-r{row}-{}", mark_of(&plain_run(column)))
}

/// The row of a cell's id.
pub fn row_of(table: &str, key: &str) -> Option<usize> {
    key.strip_prefix(table)?.strip_prefix("-r")?.split('-').next()?.parse().ok()
}

/// A short mark of words.
fn mark_of(words: &str) -> String {
    mark::of_text(std::iter::once(("", words))).chars().take(8).collect()
}

/// The words of a run: of a line's own, not of its boxes.
pub fn plain_run(run: &Run) -> String {
    let words = run.iter().map(|part| match part {
        Part::Words(words) => prose::plain(words),
        _ => String::new(),
    });
    words.collect::<String>().trim().trim_end_matches([':', '.']).to_string()
}

/// Whether a part is to be filled in by hand.
pub fn is_filled_in(part: &Part) -> bool {
    matches!(part, Part::Tick(_) | Part::Write | Part::Day)
}

fn is_fact(part: &Part) -> bool {
    matches!(part, Part::Fact(..))
}

enum LineId<'a> {
    Line(&'a str),
    Table(&'a str, &'a [Run]),
}

fn any_line(blocks: &[Block], is_it: &dyn Fn(LineId) -> bool) -> bool {
    let is_line = |key: &String| !key.is_empty() && is_it(LineId::Line(key));
    blocks.iter().any(|block| match block {
        Block::Heading(..) => false,
        Block::Paragraph(key, _) => is_line(key),
        Block::List(lines) | Block::Steps(_, lines) => {
            lines.iter().any(|line| is_line(&line.key) || any_line(&line.below, is_it))
        }
        Block::Table(key, head, _) => !key.is_empty() && is_it(LineId::Table(key, head)),
        Block::Quote(inside) => any_line(inside, is_it),
    })
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn only_line(text: &str) -> Line {
        let text = format!("---\ntitle: T\n---\n\n# T\n\n- {text}\n");
        let (paper, _) = read("lists-t", "en", Source { name: "t.md", text: &text });
        match paper.blocks.into_iter().next() {
            Some(Block::List(lines)) => lines.into_iter().next().unwrap_or_else(|| line(Vec::new())),
            _ => line(Vec::new()),
        }
    }

    fn parts(run: &Run) -> Vec<String> {
        let part = |part: &Part| match part {
            Part::Words(words) => prose::plain(words),
            Part::Tick(words) => format!("[] {}", prose::plain(words)),
            Part::Write => "_".to_string(),
            Part::Day => "day".to_string(),
            Part::Fact(id, words) => format!("{id}={words}"),
        };
        run.iter().map(part).collect()
    }

    #[test]
    fn lines_boxes_and_facts_are_told_from_words() {
        let line = only_line("[Pain](#pain): [help](../../support/en/body.md). [ ] a lot [ ] other: ____");
        assert_eq!(line.id, "pain");
        assert_eq!(parts(&line.run), ["Pain: help.", "[] a lot", "[] other:", "_"]);
        let line = only_line("In my **own** words: ____ ____ ____");
        assert_eq!(parts(&line.run), ["In my own words:", "_", "_", "_"]);
        let line = only_line("Worker: [key worker](../../service.en.md#kw), [line](../../service.en.md#dl).");
        assert_eq!(parts(&line.run), ["Worker:", "kw=key worker", "dl=line"]);
    }

    #[test]
    fn days_and_sentences_after_a_box_are_parts_of_their_own() {
        let line = only_line("We look at: [ ] my needs [ ] this plan. Next on: ____ / ____ / ____");
        assert_eq!(parts(&line.run), ["We look at:", "[] my needs", "[] this plan.", "Next on:", "day"]);
    }

    #[test]
    fn a_line_that_can_be_filled_in_has_an_id_that_changes_with_its_words() {
        let keys = |text: &str| {
            let text = format!("---\ntitle: T\n---\n\n# T\n\n## [Signs](#signs)\n\n{text}\n");
            let (paper, _) = read("sheets-t", "en", Source { name: "t.md", text: &text });
            let lines = paper.blocks.iter().flat_map(|block| match block {
                Block::List(lines) => lines.iter().map(|line| line.key.clone()).collect(),
                Block::Table(key, ..) => vec![key.clone()],
                _ => Vec::new(),
            });
            lines.collect::<Vec<_>>()
        };
        let lines = keys("- Also: ____\n- [Own](#own): ____\n- Also: ____\n- Words alone");
        assert!(lines[0].starts_with("signs-"), "{lines:?}");
        assert_eq!(lines[2], format!("{}-2", lines[0]));
        assert_eq!((lines[1].as_str(), lines[3].as_str()), ("own", ""));
        assert_ne!(keys("- Else: ____")[0], lines[0]);
        assert_ne!(keys("| A | B |\n|---|---|\n|  |  |")[0], "");
        assert_eq!(keys("| A | B |\n|---|---|\n| x | y |")[0], "");
    }

    #[test]
    fn a_private_line_that_is_not_there_is_remarked_on() {
        let text = "---\ntitle: T\nkind: needs\nwhom: W\nprivate:\n  - sex\n  - gone\n---\n\n# T\n\n- [Sex](#sex): ____\n";
        let (_, remarks) = read("lists-t", "en", Source { name: "t.md", text });
        let about: Vec<_> =
            remarks.iter().filter(|it| it.code == Code::KeyValue).map(|it| it.about.as_str()).collect();
        assert_eq!(about, ["gone"]);
    }

    #[test]
    fn a_line_takes_over_from_lines_of_other_pages() {
        let takes = "takes-over:\n  - own from lists/en/needs.md#today-1\n  - own from lists/en/talk.md#*\n  - gone from lists/en/talk.md#a-*\n  - own from elsewhere\n";
        let text = format!("---\ntitle: T\nkind: sheet\nwhom: W\n{takes}---\n\n# T\n\n- [Own](#own): ____\n");
        let (paper, remarks) = read("sheets-t", "en", Source { name: "t.md", text: &text });
        let of_line: Vec<_> =
            paper.taken_over("own").iter().map(|it| format!("{} {}", it.sheet, it.from)).collect();
        assert_eq!(of_line, ["lists-needs today-1", "lists-talk *"]);
        let about: Vec<_> =
            remarks.iter().filter(|it| it.code == Code::KeyValue).map(|it| it.about.as_str()).collect();
        assert_eq!(about, ["gone from lists/en/talk.md#a-*", "own from elsewhere"]);
    }

    #[test]
    fn hard_lines_stand_only_where_the_service_says_whom_to_ring() {
        let text = "---\ntitle: T\nkind: needs\nwhom: W\nprivate:\n  - sex\nonly-with-help:\n  - signs\n---\n\n# T\n\n## [Body](#body)\n\n- [Sex](#sex): ____\n- [Sleep](#sleep): ____\n\n## [Signs](#signs)\n\n- Also: ____\n\n## [End](#end)\n";
        let facts = |owner: &str, number: &str| {
            let fact = |id: &&str| format!("## [F](#{id})\n\n{number}\n\n");
            let facts: String =
                ["emergency", "crisis-line", "safeguarding", "advice-line"].iter().map(fact).collect();
            let text = format!("---\ntitle: F\nowner: {owner}\nchecked: 2026-11-01\n---\n\n# F\n\n{facts}");
            super::super::service::read(Source { name: "service.en.md", text: &text }).0
        };
        let held = |service: &Service| {
            let (mut paper, _) = read("lists-t", "en", Source { name: "t.md", text });
            paper.hold_back(service);
            let has = |line: &str| paper.has_line(line);
            let signs = paper.blocks.iter().any(|it| matches!(it, Block::Heading(_, id, _) if id == "signs"));
            let end = paper.blocks.iter().any(|it| matches!(it, Block::Heading(_, id, _) if id == "end"));
            assert!(end && has("sleep"));
            (has("sex"), signs, paper.is_held_back)
        };
        assert_eq!(held(&facts("Ward 7", "Ring 1")), (true, true, false));
        assert_eq!(held(&facts("", "Ring 1")), (false, false, true));
        assert_eq!(held(&facts("Ward 7", "")), (false, false, true));
    }

    #[test]
    fn a_sheet_knows_its_lines() {
        let text = "---\ntitle: T\n---\n\n# T\n\n- [Own](#own): ____\n\n| A | B |\n|---|---|\n|  |  |\n";
        let (paper, _) = read("sheets-t", "en", Source { name: "t.md", text });
        assert!(paper.can_be_filled() && paper.has_line("own") && !paper.has_line("other"));
        let Some(Block::Table(key, head, _)) = paper.blocks.last() else {
            return assert!(paper.has_line("no table"));
        };
        let cell = cell_key(key, 7, &head[1]);
        assert!(paper.has_line(&cell) && !paper.has_line(&format!("{cell}x")), "{cell}");
        assert_eq!(row_of(key, &cell), Some(7));
    }

    #[test]
    fn a_head_without_its_parts_is_remarked_on() {
        let text = "---\ntitle: T\nkind: poem\n---\n\n# T\n";
        let (paper, remarks) = read("lists-t", "en", Source { name: "t.md", text });
        assert_eq!(paper.heading, "T");
        let found: Vec<_> = remarks.iter().map(|it| (it.code.slug(), it.about.as_str())).collect();
        assert!(found.contains(&("key-missing", "whom")), "{found:?}");
        assert!(found.contains(&("key-value", "kind: poem")), "{found:?}");
        assert!(!found.iter().any(|(_, about)| *about == "update-policy"));
    }
}
