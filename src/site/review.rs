//! A pack for people who review a decision on paper or in a word processor: plain headings, paragraphs and tables, with
//! every word, every number, where it comes from, and room to say that it agrees. Native only.

use super::plain::{Block, Cell, Document, Groups, Heading, Row, Run, Table};
use super::plain::{cell, head, heading, name as name_cell, paragraph, plain, row, strong};
use crate::words::{PaperWord, PaperWords};

/// Everything in a pack.
pub struct Pack {
    /// The language of its pages.
    pub lang: String,
    /// Whether that is written from right to left.
    pub is_rtl: bool,
    /// Its title.
    pub title: String,
    /// When it was made, as a sentence.
    pub made: String,
    /// A chapter for each decision.
    pub chapters: Vec<Chapter>,
}

/// One decision.
pub struct Chapter {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Status and dates, as sentences.
    pub status: String,
    /// How many paragraphs and numbers there are, as a sentence.
    pub counts: String,
    /// What is reviewed: names and values.
    pub facts: Vec<(String, String)>,
    /// What is new, if something earlier was named to compare with.
    pub news: Option<News>,
    /// Its files in order.
    pub texts: Vec<Text>,
    /// What its sources are called.
    pub sources_title: String,
    /// The texts of its footnotes, in the order of their numbers.
    pub sources: Vec<String>,
    /// Lines of the evidence trail that stand on no card.
    pub unplaced: Vec<Number>,
    /// What the checker still says.
    pub found: Vec<Found>,
    /// Warnings that the authors explain, and how.
    pub explained: Vec<(Found, String)>,
    /// What standards ask for, by what became of it.
    pub standards: Vec<(String, Vec<Asked>)>,
    /// Lines for the head of its file.
    pub copy: Vec<String>,
}

/// What is new since an earlier review.
pub struct News {
    /// What it is compared with, and how much changed: sentences.
    pub summary: Vec<String>,
    /// What the authors say that they changed since, the newest first.
    pub told: Vec<String>,
    /// What changed, by what it is: numbers, where they come from, other words.
    pub groups: Vec<(PaperWord, Vec<Changed>)>,
}

/// One thing that changed.
pub struct Changed {
    /// The card.
    pub card: String,
    /// Where on it.
    pub location: String,
    /// What stood there.
    pub before: Vec<Run>,
    /// What stands there.
    pub now: Vec<Run>,
}

/// One file.
pub struct Text {
    /// What it is called by people.
    pub name: String,
    /// What it says of itself: names and values.
    pub about: Vec<(String, String)>,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// A part of a text.
pub enum Piece {
    /// A run of words.
    Words(Paragraph),
    /// A table of numbers.
    Outcomes(Outcomes),
    /// Any other table: its first row is its head.
    Grid(Vec<GridRow>),
}

/// A run of words with its number.
pub struct Paragraph {
    /// Its number in the decision.
    pub number: usize,
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub words: String,
    /// The numbers in it, with their lines of the evidence trail.
    pub numbers: Vec<Number>,
}

/// What a run of words is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading, by its level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
}

/// A table of numbers.
pub struct Outcomes {
    /// The paragraph that its head is.
    pub number: usize,
    /// The names of its columns.
    pub head: Vec<String>,
    /// The numbers in its head.
    pub numbers: Vec<Number>,
    /// Its rows.
    pub rows: Vec<OutcomeRow>,
}

/// A row of a table of numbers.
pub struct OutcomeRow {
    /// The paragraph that it is.
    pub number: usize,
    /// What happened.
    pub name: String,
    /// When.
    pub when: String,
    /// The cells after the first.
    pub cells: Vec<OutcomeCell>,
    /// The numbers in it: those of its cells first.
    pub numbers: Vec<Number>,
}

/// A cell of such a row.
#[derive(Default)]
pub struct OutcomeCell {
    /// The name of its number; empty where it has none.
    pub mark: String,
    /// Its words.
    pub words: String,
    /// What readers see beside them.
    pub pictures: Vec<Groups>,
}

/// A row of any other table.
pub struct GridRow {
    /// The paragraph that it is.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
    /// The numbers in it.
    pub numbers: Vec<Number>,
}

/// A number and where it comes from.
pub struct Number {
    /// As it stands on the card.
    pub on_card: String,
    /// Where it comes from.
    pub from: From,
}

/// Where a number comes from.
pub enum From {
    /// A line of the evidence trail.
    Line(Line),
    /// The same line as a number further up, by its name: `12a`. It is compared once.
    See(String),
    /// Nobody says where from.
    Nowhere,
}

/// A line of the evidence trail, as words.
pub struct Line {
    /// Who was studied, and when.
    pub who: String,
    /// As published, and where.
    pub published: String,
    /// How it was read, and calculated.
    pub read: String,
}

/// One thing that the checker says.
pub struct Found {
    /// How grave it is, and what is wrong.
    pub title: String,
    /// The card and the paragraph, as somebody says it.
    pub location: String,
    /// The words that it is about; empty where it is about no words.
    pub about: String,
    /// What is said of the place.
    pub message: String,
}

/// One thing that a standard asks for.
pub struct Asked {
    /// Its number there.
    pub id: String,
    /// What is asked for.
    pub asks: String,
    /// What was found.
    pub found: String,
}

/// Lines on a sign-off page, from side to side.
const LINE: &str = "______________________________________";
const SHORT: &str = "_______";

/// The whole pack.
pub fn pack(paper_words: &PaperWords, pack: &Pack) -> Document {
    let layout = Layout { paper_words };
    let mut blocks = vec![
        heading(1, pack.title.clone()),
        layout.paragraph(PaperWord::ReviewIntro),
        paragraph(pack.made.clone()),
    ];
    if pack.chapters.len() > 1 {
        blocks.extend(pack.chapters.iter().map(|it| Block::To(it.id.clone(), it.title.clone())));
    }
    for (index, chapter) in pack.chapters.iter().enumerate() {
        layout.chapter(chapter, index > 0, &mut blocks);
    }
    if pack.is_rtl {
        super::plain::keep_latin_in_order(&mut blocks);
    }
    Document { lang: pack.lang.clone(), is_rtl: pack.is_rtl, title: pack.title.clone(), blocks }
}

/// The name of a number: the paragraph's and a letter, or two letters after z.
pub fn name(paragraph: usize, index: usize) -> String {
    let letter = |index: usize| char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let second = if index < 26 { String::new() } else { letter(index / 26 - 1).to_string() };
    format!("{paragraph}{second}{}", letter(index))
}

/// Numbers that wait for the table below their section: of which paragraph, what it is called if it is a row, and the numbers.
type Waiting<'a> = Vec<(usize, String, &'a [Number])>;

/// Puts a pack into headings, paragraphs and tables.
struct Layout<'a> {
    paper_words: &'a PaperWords,
}

impl Layout<'_> {
    fn word(&self, word: PaperWord) -> String {
        self.paper_words.get(word).to_string()
    }

    fn paragraph(&self, word: PaperWord) -> Block {
        paragraph(self.word(word))
    }

    fn label(&self, name: &str, named: &str) -> String {
        self.paper_words.format(PaperWord::JoinLabel, &[("a", name), ("b", named)])
    }

    fn chapter(&self, it: &Chapter, on_new_page: bool, blocks: &mut Vec<Block>) {
        let title =
            Heading { level: 1, id: it.id.clone(), words: vec![plain(it.title.clone())], on_new_page };
        blocks.extend([Block::Heading(title), paragraph(it.status.clone()), paragraph(it.counts.clone())]);
        let mut body = Vec::new();
        self.news(it, &mut body);
        for (index, text) in it.texts.iter().enumerate() {
            self.part(it, &index.to_string(), text.name.clone(), &mut body);
            self.text(text, &mut body);
        }
        self.sources(it, &mut body);
        self.found(it, &mut body);
        self.standards(it, &mut body);
        self.sign_off(it, &mut body);
        blocks.extend(body.iter().filter_map(|block| match block {
            Block::Heading(Heading { level: 2, id, words, .. }) if !id.is_empty() => {
                Some(Block::To(id.clone(), words.iter().map(|it| it.words.as_str()).collect()))
            }
            _ => None,
        }));
        blocks.extend([heading(2, self.word(PaperWord::ReviewWhat)), pairs(&it.facts)]);
        blocks.push(self.paragraph(PaperWord::ReviewMarkWhy));
        blocks.append(&mut body);
    }

    /// A heading on a page of its own, to which the list of contents leads.
    fn part(&self, it: &Chapter, part: &str, title: String, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(Heading { on_new_page: true, ..part_heading(it, part, title) }));
    }

    /// The same, below what stands before: what may be a word or two takes no side of paper.
    fn part_below(&self, it: &Chapter, part: &str, title: String, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(part_heading(it, part, title)));
    }

    fn news(&self, it: &Chapter, blocks: &mut Vec<Block>) {
        let Some(news) = &it.news else { return };
        self.part(it, "new", self.word(PaperWord::ReviewNews), blocks);
        blocks.extend(news.summary.iter().map(|it| paragraph(it.clone())));
        if !news.told.is_empty() {
            blocks.push(heading(3, self.word(PaperWord::AboutHistory)));
            blocks.extend(news.told.iter().map(|it| Block::Item(vec![plain(it.clone())])));
        }
        for (title, changed) in news.groups.iter().filter(|(_, changed)| !changed.is_empty()) {
            blocks.extend([heading(3, self.word(*title)), self.changes(changed)]);
        }
    }

    /// What changed, card by card.
    fn changes(&self, changed: &[Changed]) -> Block {
        let columns = [PaperWord::ReviewNewsWhere, PaperWord::ReviewNewsBefore, PaperWord::ReviewNewsNow];
        let mut rows = vec![head(columns.map(|column| name_cell(self.word(column))))];
        for card in changed.chunk_by(|one, other| one.card == other.card) {
            rows.extend(card.first().map(|first| row([wide(&first.card, 2)])));
            rows.extend(card.iter().map(|it| {
                let words = |runs: &Vec<Run>| Cell { lines: vec![runs.clone()], ..Cell::default() };
                row([cell(it.location.clone()), words(&it.before), words(&it.now)])
            }));
        }
        Block::Table(Table { widths: vec![24, 38, 38], rows })
    }

    fn text(&self, text: &Text, blocks: &mut Vec<Block>) {
        let mut waiting = Waiting::new();
        for piece in &text.pieces {
            match piece {
                Piece::Words(it) => {
                    if matches!(it.kind, Kind::Heading(_)) {
                        self.waited(&mut waiting, blocks);
                    }
                    blocks.push(words_of(it));
                    waiting.push((it.number, String::new(), it.numbers.as_slice()));
                }
                Piece::Outcomes(it) => {
                    blocks.push(outcomes(it));
                    waiting.push((it.number, String::new(), it.numbers.as_slice()));
                    waiting.extend(
                        it.rows.iter().map(|row| (row.number, row_name(row), row.numbers.as_slice())),
                    );
                }
                Piece::Grid(rows) => {
                    blocks.push(grid(rows));
                    waiting
                        .extend(rows.iter().map(|row| (row.number, String::new(), row.numbers.as_slice())));
                }
            }
        }
        self.waited(&mut waiting, blocks);
        // Its title stands over it already.
        let about: Vec<_> = text.about.iter().filter(|(_, value)| *value != text.name).cloned().collect();
        if !about.is_empty() {
            blocks.extend([heading(3, self.word(PaperWord::ReviewAbout)), pairs(&about)]);
        }
    }

    /// The table below a section: where each of its numbers comes from.
    fn waited(&self, waiting: &mut Waiting, blocks: &mut Vec<Block>) {
        let all = std::mem::take(waiting);
        let all: Vec<_> = all.into_iter().filter(|(_, _, numbers)| !numbers.is_empty()).collect();
        let is_known = |it: &Number| matches!(it.from, From::See(_));
        if all.iter().all(|(_, _, numbers)| numbers.iter().all(is_known)) {
            blocks.extend(self.known(&all));
        } else {
            blocks.push(self.numbers(&all));
        }
    }

    /// A short table where every number stood further up.
    fn known(&self, all: &[(usize, String, &[Number])]) -> Option<Block> {
        let numbers = all.iter().flat_map(|(paragraph, _, numbers)| {
            let named = numbers.iter().enumerate();
            named.map(|(index, it)| (name(*paragraph, index), it))
        });
        let rows: Vec<Row> = numbers.map(|(name, it)| self.number(&name, it, 0)).collect();
        (!rows.is_empty()).then(|| Block::Table(Table { widths: vec![60, 40], rows }))
    }

    fn numbers(&self, all: &[(usize, String, &[Number])]) -> Block {
        let columns = [
            PaperWord::ReviewOnCard,
            PaperWord::ReviewWho,
            PaperWord::ReviewPublished,
            PaperWord::ReviewRead,
            PaperWord::ReviewCompare,
        ];
        let mut rows = vec![head(columns.map(|column| name_cell(self.word(column))))];
        for (paragraph, called, numbers) in all {
            if !called.is_empty() {
                rows.push(row([wide(&format!("{paragraph} {called}"), 4)]));
            }
            let numbers = numbers.iter().enumerate();
            rows.extend(numbers.map(|(index, it)| self.number(&name(*paragraph, index), it, 3)));
        }
        Block::Table(Table { widths: vec![21, 18, 24, 18, 19], rows })
    }

    /// `more`: the columns that a number takes which stood further up.
    fn number(&self, name: &str, it: &Number, more: u32) -> Row {
        let on_card = Cell {
            lines: vec![vec![strong(format!("{name} ")), plain(it.on_card.clone())]],
            ..Cell::default()
        };
        match &it.from {
            From::Line(line) => {
                let [who, published, read] =
                    [&line.who, &line.published, &line.read].map(|it| cell(it.clone()));
                row([on_card, who, published, read, self.boxes()])
            }
            From::Nowhere => {
                let none = Cell { more: 2, ..cell(self.word(PaperWord::ReviewNoLine)) };
                row([on_card, none, self.boxes()])
            }
            From::See(name) => {
                let see = self.paper_words.format(PaperWord::ReviewSee, &[("name", name)]);
                row([on_card, Cell { more, ..cell(see) }])
            }
        }
    }

    /// What a second person fills in.
    fn boxes(&self) -> Cell {
        let tick = |word| format!("☐ {}", self.word(word));
        let lines = [
            format!("{}  {}", tick(PaperWord::ReviewAgrees), tick(PaperWord::ReviewDiffers)),
            format!("{} {SHORT}", self.word(PaperWord::ReviewInitials)),
        ];
        Cell { lines: lines.map(|it| vec![plain(it)]).into(), ..Cell::default() }
    }

    fn sources(&self, it: &Chapter, blocks: &mut Vec<Block>) {
        if !it.sources.is_empty() {
            self.part(it, "sources", it.sources_title.clone(), blocks);
            let sources = it.sources.iter().enumerate();
            blocks.extend(sources.map(|(index, it)| paragraph(format!("[{}] {it}", index + 1))));
        }
        if !it.unplaced.is_empty() {
            blocks.push(heading(3, self.word(PaperWord::ReviewUnplaced)));
            blocks.push(self.numbers(&[(0, String::new(), it.unplaced.as_slice())]));
        }
    }

    fn found(&self, it: &Chapter, blocks: &mut Vec<Block>) {
        self.part_below(it, "found", self.word(PaperWord::ReviewFound), blocks);
        if it.found.is_empty() {
            blocks.push(self.paragraph(PaperWord::ReviewFoundNone));
        } else {
            let rows = it.found.iter().map(|it| self.remark(it, None)).collect();
            blocks.push(Block::Table(Table { widths: vec![25, 75], rows }));
        }
        if !it.explained.is_empty() {
            let label = |why: &String| self.label(&self.word(PaperWord::ReviewWhy), why);
            let rows = it.explained.iter().map(|(it, why)| self.remark(it, Some(label(why)))).collect();
            blocks.push(heading(3, self.word(PaperWord::ReviewExplained)));
            blocks.push(Block::Table(Table { widths: vec![25, 75], rows }));
        }
    }

    /// What the checker says of a place, and what its authors say to that.
    fn remark(&self, it: &Found, why: Option<String>) -> Row {
        let quote = || self.paper_words.format(PaperWord::ReviewQuote, &[("words", &it.about)]);
        let about = (!it.about.is_empty()).then(|| plain(format!("{} ", quote())));
        let message = about.into_iter().chain([plain(it.message.clone())]).collect();
        let why = why.map(|why| vec![plain(why)]);
        let lines = [vec![strong(it.title.clone())], message].into_iter().chain(why).collect();
        row([cell(it.location.clone()), Cell { lines, ..Cell::default() }])
    }

    fn standards(&self, it: &Chapter, blocks: &mut Vec<Block>) {
        if it.standards.is_empty() {
            return;
        }
        self.part_below(it, "standards", self.word(PaperWord::AboutStandards), blocks);
        // First, so that no side of paper holds this alone.
        blocks.push(self.paragraph(PaperWord::StandardsClosing));
        for (title, asked) in it.standards.iter().filter(|(_, asked)| !asked.is_empty()) {
            let rows =
                asked.iter().map(|it| row([&it.id, &it.asks, &it.found].map(|words| cell(words.clone()))));
            blocks.push(heading(3, title.clone()));
            blocks.push(Block::Table(Table { widths: vec![17, 37, 46], rows: rows.collect() }));
        }
    }

    fn sign_off(&self, it: &Chapter, blocks: &mut Vec<Block>) {
        let asks = [
            PaperWord::ReviewSignName,
            PaperWord::ReviewSignRole,
            PaperWord::ReviewSignInterests,
            PaperWord::ReviewSignChange,
            PaperWord::ReviewSignDate,
            PaperWord::ReviewSignSignature,
        ];
        let tick = |word| format!("☐ {}", self.word(word));
        let some = format!("{}{}", tick(PaperWord::ReviewSignSome), self.label("", LINE));
        let ticks = [tick(PaperWord::ReviewSignAll), tick(PaperWord::ReviewSignNumbers), some];
        self.part(it, "sign", self.label(&self.word(PaperWord::ReviewSign), &it.title), blocks);
        blocks.push(heading(3, self.word(PaperWord::ReviewSignWhat)));
        blocks.extend(ticks.map(paragraph));
        let asks = asks.map(|word| paragraph(self.label(&self.word(word), LINE)));
        blocks.extend(asks);
        blocks.extend([self.paragraph(PaperWord::ReviewCopy), Block::Code(it.copy.clone())]);
    }
}

fn part_heading(it: &Chapter, part: &str, title: String) -> Heading {
    Heading { level: 2, id: format!("{}-{part}", it.id), words: vec![plain(title)], on_new_page: false }
}

/// Names and values in a table of two columns.
fn pairs(pairs: &[(String, String)]) -> Block {
    let rows = pairs.iter().map(|(name, value)| row([name_cell(name.clone()), cell(value.clone())]));
    Block::Table(Table { widths: vec![30, 70], rows: rows.collect() })
}

/// A cell over all columns, which names the rows below it.
fn wide(words: &str, more: u32) -> Cell {
    Cell { more, ..name_cell(words) }
}

fn words_of(it: &Paragraph) -> Block {
    let words = vec![strong(format!("{} ", it.number)), plain(it.words.clone())];
    match it.kind {
        Kind::Heading(level) => {
            let level = if level <= 2 { 3 } else { 4 };
            Block::Heading(Heading { level, words, ..Heading::default() })
        }
        Kind::Paragraph => Block::Paragraph(words),
        Kind::Item => Block::Item(words),
    }
}

fn row_name(it: &OutcomeRow) -> String {
    if it.when.is_empty() { it.name.clone() } else { format!("{}, {}", it.name, it.when) }
}

/// A table as readers see it: a column for each choice, with the pictures.
fn outcomes(it: &Outcomes) -> Block {
    let names = it.head.iter().enumerate().map(|(index, words)| match index {
        0 => Cell { lines: vec![numbered(it.number, words)], ..name_cell("") },
        _ => name_cell(words.clone()),
    });
    let mut rows = vec![head(names)];
    rows.extend(it.rows.iter().map(|it| {
        let named = Cell { lines: vec![numbered(it.number, &it.name)], ..name_cell("") };
        row(std::iter::once(named).chain(it.cells.iter().map(outcome_cell)))
    }));
    Block::Table(Table { widths: widths(it), rows })
}

/// The sentence on the difference is longest; columns with numbers share what the others leave.
fn widths(it: &Outcomes) -> Vec<u32> {
    let has_number = |cell: &OutcomeCell| !cell.mark.is_empty() || !cell.pictures.is_empty();
    let counted_by = |index: usize| it.rows.iter().any(|row| row.cells.get(index).is_some_and(has_number));
    // Where no number is known the columns share alike.
    let others = u32::try_from(it.head.len().saturating_sub(1)).unwrap_or(1).max(1);
    if !(0..it.head.len()).any(counted_by) {
        return std::iter::once(21).chain((0..others).map(|_| 79 / others)).collect();
    }
    let others = it.head.len().saturating_sub(1);
    let fixed: Vec<Option<u32>> = (0..others)
        .map(|index| match index {
            _ if counted_by(index) => None,
            _ if index + 1 == others => Some(17),
            _ => Some(11),
        })
        .collect();
    let first = 21;
    let counted = u32::try_from(fixed.iter().filter(|it| it.is_none()).count()).unwrap_or(1).max(1);
    let share = 100_u32.saturating_sub(first + fixed.iter().flatten().sum::<u32>()) / counted;
    std::iter::once(first).chain(fixed.into_iter().map(|it| it.unwrap_or(share))).collect()
}

fn numbered(number: usize, words: &str) -> Vec<Run> {
    vec![strong(format!("{number} ")), plain(words)]
}

fn outcome_cell(it: &OutcomeCell) -> Cell {
    let mark = (!it.mark.is_empty()).then(|| strong(format!("{} ", it.mark)));
    let words = mark.into_iter().chain([plain(it.words.clone())]).collect();
    Cell { lines: vec![words], pictures: it.pictures.clone(), ..Cell::default() }
}

fn grid(rows: &[GridRow]) -> Block {
    let across = rows.iter().map(|it| it.cells.len()).max().unwrap_or(1).max(1);
    let width = 100 / u32::try_from(across).unwrap_or(1);
    let rows = rows.iter().enumerate().map(|(index, it)| {
        let cells = (0..across).map(|column| {
            let words = it.cells.get(column).map_or("", String::as_str);
            let lines = if column == 0 { numbered(it.number, words) } else { vec![plain(words)] };
            Cell { is_name: index == 0, lines: vec![lines], ..Cell::default() }
        });
        Row { is_head: index == 0, cells: cells.collect() }
    });
    Block::Table(Table { widths: vec![width; across], rows: rows.collect() })
}
