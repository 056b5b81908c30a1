//! A list, a sheet or a support card: a page that stands for itself, to read or to fill in with a pen. Native only: it is
//! published as a still page.

use super::markdown::Note;
use super::prose::{self, Block as ProseBlock, Inline, Piece, TableCell, Target};
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
    /// What stands below the heading.
    pub blocks: Vec<Block>,
    /// The texts of its footnotes.
    pub sources: Vec<Note>,
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Run),
    /// A heading with its id: 2 is a section's.
    Heading(u8, String, Vec<Inline>),
    /// A list.
    List(Vec<Line>),
    /// A numbered list, and its first number.
    Steps(u64, Vec<Line>),
    /// A table: the names of its columns, then its rows. A cell without a part is one to write in.
    Table(Vec<Run>, Vec<Vec<Run>>),
    /// Somebody's words.
    Quote(Vec<Block>),
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its own id; empty if it has none.
    pub id: String,
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
    /// A fact of the service, by its id, and what the page calls it.
    Fact(String, String),
}

const LINE: &str = "____";
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
        let (folder, name) = self.id.split_once('-').unwrap_or(("", &self.id));
        format!("{folder}/{}/{name}.md", self.lang)
    }

    /// The number of a source, from 1.
    pub fn source_number(&self, key: &str) -> Option<usize> {
        self.sources.iter().position(|note| note.key == key).map(|index| index + 1)
    }

    /// The ids of the service's facts that it names.
    pub fn facts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.blocks.iter().for_each(|block| facts_of(block, &mut found));
        found
    }
}

fn facts_of<'a>(block: &'a Block, found: &mut Vec<&'a str>) {
    match block {
        Block::Heading(..) => {}
        Block::Paragraph(run) => facts_in(run, found),
        Block::Table(head, rows) => {
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
        ProseBlock::Paragraph(words) => Block::Paragraph(run(words)),
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
            Block::Table(cells(head), rows.into_iter().map(cells).collect())
        }
        ProseBlock::Quote(pieces) => {
            Block::Quote(pieces.into_iter().map(|piece| sheet(piece.block)).collect())
        }
    }
}

fn line(pieces: Vec<Piece>) -> Line {
    let mut line = Line { id: String::new(), run: Vec::new(), below: Vec::new() };
    for (index, piece) in pieces.into_iter().enumerate() {
        match piece.block {
            ProseBlock::Paragraph(words) if index == 0 => {
                if let Some(Inline::Link(Target::Id(id), _)) = words.first() {
                    line.id.clone_from(id);
                }
                line.run = run(without_own_id(words));
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
    while let Some(at) = [LINE, TICK].iter().filter_map(|sign| rest.find(sign)).min() {
        let (before, after) = rest.split_at(at);
        add(before, run);
        let is_line = after.starts_with(LINE);
        run.push(if is_line { Part::Write } else { Part::Tick(Vec::new()) });
        rest = after.get(TICK.len()..).unwrap_or_default();
        if is_line {
            rest = after.trim_start_matches('_');
        }
    }
    add(rest, run);
}

fn add(words: &str, run: &mut Run) {
    if !words.is_empty() {
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

#[cfg(test)]
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
