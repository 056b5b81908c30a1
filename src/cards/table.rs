//! A table of what happened to the people of one study, read from Markdown. A row that lacks what makes its numbers true
//! is left out with a remark, and a cell that cannot be read is never shown as a number.

use super::outcome::{Amount, Certainty, Count, Finding, MINUS, People, Sources};
use super::prose::{self, Block, Inline, Piece, TableCell, Target};
use crate::text::remark::{Code, Remarks};
use crate::text::{Numbers, Span};

/// The words by which a card's language says what a cell means. The caller takes them from the interface's words.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// "not known"
    pub not_known: String,
    /// "to", between the ends of a range
    pub to: String,
    /// "about", before a rough number
    pub about: String,
    /// "fewer than 1", for what is rarer than can be counted here
    pub rarer: String,
    /// The four degrees of certainty, the highest first.
    pub certainty: [String; 4],
    /// How its numbers are written.
    pub numbers: Numbers,
}

/// One study's numbers.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub heading: Vec<Inline>,
    /// Who was studied, when, and how today differs.
    pub lead: Vec<Piece>,
    /// Out of how many of whom.
    pub people: People,
    /// What was studied, side by side.
    pub columns: Vec<Column>,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// What stands below the table.
    pub after: Vec<Piece>,
    /// Where its heading stands.
    pub at: Span,
}

impl Table {
    /// Whether it is about how long people lived, which stands behind a link of its own.
    pub fn is_survival(&self) -> bool {
        self.id == "survival" || self.id.starts_with("survival-")
    }

    /// Whether it has the numbers of one of the authors' groups, and the other table those of another.
    pub fn is_of_another_group(&self, other: &Table) -> bool {
        matches!((&self.people.of_group, &other.people.of_group), (Some(one), Some(two)) if one != two)
    }
}

/// What a column speaks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// A choice, by its id.
    Choice(String),
    /// How far other columns are apart.
    Apart,
    /// What the choices were only compared with, and nobody is offered here.
    NoChoice,
}

/// What was studied in one column, and what it speaks to.
#[derive(Clone, Debug)]
pub struct Column {
    /// The author's words, with the link in them.
    pub studied: Vec<Inline>,
    /// What it speaks to.
    pub speaks: Speaks,
    /// Where it stands.
    pub at: Span,
}

impl Column {
    /// The id of the choice that it speaks to, if it speaks to one.
    pub fn choice(&self) -> Option<&str> {
        match &self.speaks {
            Speaks::Choice(id) => Some(id),
            Speaks::Apart | Speaks::NoChoice => None,
        }
    }

    /// Whether it says how far other columns are apart.
    pub fn is_difference(&self) -> bool {
        self.speaks == Speaks::Apart
    }
}

/// One outcome at one time.
#[derive(Clone, Debug)]
pub struct Row {
    /// The outcome's id: several times of one outcome share it.
    pub id: String,
    /// What happened, as words that follow on from the people: "died of prostate cancer".
    pub label: String,
    /// What is true of all the others, where the author says it in words: "had no pads".
    pub others: Option<String>,
    /// When.
    pub over: String,
    /// How sure.
    pub certainty: Certainty,
    /// The source that rated how sure it is, by its footnote's key; nothing where the authors of the card did.
    pub rated_by: Option<String>,
    /// The author's sentence on the difference between the columns.
    pub difference: Vec<Inline>,
    /// Where it comes from.
    pub sources: Sources,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// Its number in the side-by-side view and on paper; given once the whole decision is read.
    pub line: usize,
    /// Where it stands.
    pub at: Span,
}

impl Row {
    /// Whether any of its cells says how many people.
    pub fn has_count(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::Finding(_)))
    }
}

/// What is known for one column of a row.
#[derive(Clone, Debug)]
pub enum Cell {
    /// A number with all that makes it true.
    Finding(Finding),
    /// What was measured, or how far two columns are apart.
    Amount(Amount),
    /// It was not studied or is not known.
    NotKnown,
    /// A sentence, where there is no count.
    Words(Vec<Inline>),
    /// It could not be read, and is left out.
    LeftOut,
}

impl Cell {
    /// Its number, if it has one.
    pub fn finding(&self) -> Option<&Finding> {
        if let Cell::Finding(finding) = self { Some(finding) } else { None }
    }
}

/// The columns that are not choices.
#[derive(Default)]
struct Shape {
    over: Option<usize>,
    sure: Option<usize>,
    difference: Option<usize>,
    options: Vec<(usize, Column)>,
}

/// What surrounds a table in its file.
pub struct Frame {
    /// The id of the heading above it.
    pub id: String,
    /// The heading above it.
    pub heading: Vec<Inline>,
    /// The paragraphs between heading and table.
    pub lead: Vec<Piece>,
    /// What follows the table.
    pub after: Vec<Piece>,
    /// Where the heading stands.
    pub at: Span,
}

/// Reads a table; nothing if it lacks a part without which its numbers would mislead.
pub fn read(
    frame: Frame,
    head: &[TableCell],
    body: &[Vec<TableCell>],
    vocabulary: &Vocabulary,
    remarks: &mut Remarks,
) -> Option<Table> {
    if frame.lead.is_empty() {
        remarks.add(Code::TableLead, frame.at, prose::plain(&frame.heading));
    }
    let corner = head.first()?;
    let phrase = prose::plain(&corner.words);
    let last = body.last().and_then(|row| row.last()).or(head.last());
    let whole = Span { start: corner.at.start, end: last.unwrap_or(corner).at.end };
    let Some(people) = people(&corner.words, &vocabulary.numbers) else {
        remarks.add(Code::CornerShape, whole, phrase);
        around(&frame, remarks);
        return None;
    };
    let shape = shape(head, remarks);
    if shape.over.is_none() || shape.sure.is_none() || shape.difference.is_none() || shape.options.is_empty()
    {
        remarks.add(Code::TableShape, whole, phrase);
        around(&frame, remarks);
        return None;
    }
    let rows =
        body.iter().filter_map(|cells| row(cells, &shape, &people, vocabulary, remarks)).collect::<Vec<_>>();
    let columns = shape.options.into_iter().map(|(_, column)| column).collect();
    Some(Table {
        id: frame.id,
        heading: frame.heading,
        lead: frame.lead,
        people,
        columns,
        rows,
        after: frame.after,
        at: frame.at,
    })
}

/// What stands around a table that is left out has nothing to stand around.
fn around(frame: &Frame, remarks: &mut Remarks) {
    left_out_words(&frame.heading, frame.at, remarks);
    frame.lead.iter().chain(&frame.after).for_each(|piece| left_out(piece, remarks));
}

/// The id in a corner that says that no people are counted: "Out of 100 [operations](#counted)".
const COUNTED: &str = "counted";

/// How the id in a corner begins that names one of several groups of people: "Out of 100 [men](#group-men)".
const GROUP: &str = "group-";

/// The id in a corner that names the unit of what is measured: "[Pounds](#unit) for each person".
const UNIT: &str = "unit";

/// The id of a column that says how far others are apart.
pub const APART: &str = "apart";

/// The id in a column that was compared with and is no choice here: "A chest X-ray ([no choice here](#no-choice))".
pub const NO_CHOICE: &str = "no-choice";

/// The people of a corner's words and link.
fn people(corner: &[Inline], numbers: &Numbers) -> Option<People> {
    let phrase = prose::plain(corner);
    let ids = prose::links(corner).into_iter().filter_map(|(target, words)| match target {
        Target::Id(id) => Some((id, words)),
        _ => None,
    });
    let ids: Vec<(&String, String)> = ids.collect();
    let mut people = match ids.iter().any(|(id, _)| *id == UNIT) {
        true => People::measured(&phrase),
        false => people_of(&phrase, numbers)?,
    };
    for (id, words) in ids {
        if id == COUNTED {
            people.are_things = true;
            people.counter = words;
        }
        people.of_group = people.of_group.or_else(|| id.starts_with(GROUP).then(|| id.clone()));
    }
    Some(people)
}

/// "Out of 1,000 men": the one number is the denominator, the words after it are the group.
fn people_of(phrase: &str, numbers: &Numbers) -> Option<People> {
    let is_number = |at: &usize| numbers.length(phrase.get(*at..).unwrap_or_default()) > 0;
    let start = phrase.char_indices().map(|(at, _)| at).find(is_number)?;
    let rest = phrase.get(start..)?;
    let (number, after) = rest.split_at_checked(numbers.length(rest))?;
    // "Out of 100 %" says nothing of anybody. Asked of signs and not of letters: the list of all letters is 1 kB more.
    let group = Some(after.trim()).filter(|it| !it.starts_with(|sign: char| sign.is_ascii_punctuation()))?;
    People::new(numbers.read(number)?, group, phrase)
}

fn shape(head: &[TableCell], remarks: &mut Remarks) -> Shape {
    let mut shape = Shape::default();
    for (index, cell) in head.iter().enumerate().skip(1) {
        let column = |speaks| (index, Column { studied: cell.words.clone(), speaks, at: cell.at });
        let links = prose::links(&cell.words);
        match links.as_slice() {
            [(Target::Id(id), _)] if id == "over" => shape.over = Some(index),
            [(Target::Id(id), _)] if id == "sure" => shape.sure = Some(index),
            [(Target::Id(id), _)] if id == "difference" => shape.difference = Some(index),
            [(Target::Id(id), _)] if id == APART => shape.options.push(column(Speaks::Apart)),
            [(Target::Id(id), _)] if id == NO_CHOICE => shape.options.push(column(Speaks::NoChoice)),
            [(Target::Card(file), _)] => {
                shape.options.push(column(Speaks::Choice(file.trim_end_matches(".md").to_string())));
            }
            _ => remarks.add(Code::ColumnShape, cell.at, prose::plain(&cell.words)),
        }
    }
    shape
}

fn row(
    cells: &[TableCell],
    shape: &Shape,
    people: &People,
    vocabulary: &Vocabulary,
    remarks: &mut Remarks,
) -> Option<Row> {
    let first = cells.first()?;
    let (id, label) = own_id(&first.words).or_else(|| {
        let words: Vec<String> = cells.iter().map(|cell| prose::plain(&cell.words)).collect();
        remarks.add(Code::RowShape, first.at, words.join(" | "));
        None
    })?;
    // What stands beside its own link has no place of its own, but for its footnotes.
    let (others, beside) = others(first.words.get(1..).unwrap_or_default());
    left_out_words(beside, first.at, remarks);
    let cell = |index: Option<usize>| index.and_then(|index| cells.get(index));
    let words = |index| cell(index).map(|it| prose::plain(&it.words)).unwrap_or_default();

    let at = Span { start: first.at.start, end: cells.last().map_or(first.at.end, |last| last.at.end) };
    let mut lacks = |code| remarks.add(code, at, label.clone());
    let over = words(shape.over);
    if over.is_empty() {
        lacks(Code::RowTime);
    }
    let certainty = certainty(&even_spaces(&words(shape.sure)), vocabulary);
    if certainty.is_none() {
        lacks(Code::RowCertainty);
    }
    let rated_by = cell(shape.sure).and_then(|it| prose::notes(&it.words).into_iter().next());
    let difference = cell(shape.difference).map(|it| it.words.clone()).unwrap_or_default();
    if difference.is_empty() {
        lacks(Code::RowDifference);
    }
    let sources = Sources::new(cells.iter().flat_map(|it| prose::notes(&it.words)).collect());
    if sources.is_none() {
        lacks(Code::RowSource);
    }
    if over.is_empty() || difference.is_empty() {
        return None;
    }
    let (certainty, sources) = (certainty?, sources?);
    let whole = |count| Finding::new(count, people.clone(), &over, certainty, sources.clone());
    let cells = shape.options.iter().map(|(index, column)| match cells.get(*index) {
        Some(written) if people.are_measured() || column.is_difference() => {
            measured(written, vocabulary, remarks)
        }
        Some(written) => read_cell(written, vocabulary, &whole, remarks),
        None => Cell::LeftOut,
    });
    let cells = cells.collect();
    Some(Row {
        id,
        label,
        others,
        over,
        certainty,
        rated_by,
        difference,
        sources,
        cells,
        line: 0,
        at: first.at,
    })
}

/// The id and words of something that names itself: `[words](#id)`.
pub fn own_id(words: &[Inline]) -> Option<(String, String)> {
    match words.first() {
        Some(Inline::Link(Target::Id(id), inside)) => Some((id.clone(), prose::plain(inside))),
        _ => None,
    }
}

/// Spaces that do not break or are of another width look like any other, and are read like any other.
fn even_spaces(text: &str) -> String {
    text.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect()
}

/// The longest words that may join a row's own words to those on the others: ", or ".
const LONGEST_JOINT: usize = 8;

/// What is true of the others: the emphasised words after a row's own, as in `[had sore skin](#sore-skin), or *had none*`; and
/// what stands beside besides.
fn others(beside: &[Inline]) -> (Option<String>, &[Inline]) {
    let (words, rest) = match beside {
        [Inline::Emphasis(words), rest @ ..] => (words, rest),
        [Inline::Text(joint), Inline::Emphasis(words), rest @ ..] if joint.len() <= LONGEST_JOINT => {
            (words, rest)
        }
        _ => return (None, beside),
    };
    (Some(prose::plain(words)), rest)
}

fn certainty(words: &str, vocabulary: &Vocabulary) -> Option<Certainty> {
    let degrees = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
    let found = vocabulary.certainty.iter().zip(degrees).find(|(word, _)| *word == words)?;
    Some(found.1)
}

/// A cell in which nobody is counted.
fn measured(written: &TableCell, vocabulary: &Vocabulary, remarks: &mut Remarks) -> Cell {
    let text = even_spaces(&prose::plain(&written.words));
    if text == vocabulary.not_known {
        return Cell::NotKnown;
    }
    if let [Inline::Emphasis(words)] = written.words.as_slice()
        && !text.contains(|sign: char| sign.is_numeric())
    {
        return Cell::Words(words.clone());
    }
    match amount(&text, vocabulary) {
        Some(amount) => Cell::Amount(amount),
        None => {
            remarks.add(Code::CountShape, written.at, text);
            Cell::LeftOut
        }
    }
}

/// `69`, `-5.9 (-10.9 to -0.9)` or `about 1,200`.
fn amount(text: &str, vocabulary: &Vocabulary) -> Option<Amount> {
    let (number, bracket) = match text.split_once('(') {
        Some((number, bracket)) => (number, Some(bracket.strip_suffix(')')?)),
        None => (text, None),
    };
    let number = number.strip_prefix(vocabulary.about.as_str()).unwrap_or(number);
    let range = match bracket {
        Some(bracket) => {
            let (low, high) = bracket.split_once(&format!(" {} ", vocabulary.to))?;
            let ends = (low.trim().to_string(), high.trim().to_string());
            (is_measure(&ends.0) && is_measure(&ends.1)).then_some(Some(ends))?
        }
        None => None,
    };
    is_measure(number.trim()).then(|| Amount { text: text.to_string(), range })
}

/// One number, perhaps less than nothing, perhaps with a part behind a point or comma.
fn is_measure(text: &str) -> bool {
    let number = text.strip_prefix(MINUS).unwrap_or(text);
    let is_inside = |sign: char| sign.is_numeric() || matches!(sign, '.' | ',' | '٬' | '٫' | ' ');
    number.starts_with(char::is_numeric)
        && number.ends_with(char::is_numeric)
        && number.chars().all(is_inside)
}

fn read_cell(
    written: &TableCell,
    vocabulary: &Vocabulary,
    whole: &impl Fn(Count) -> Option<Finding>,
    remarks: &mut Remarks,
) -> Cell {
    let text = even_spaces(&prose::plain(&written.words));
    if let [Inline::Emphasis(words)] = written.words.as_slice() {
        // A number in a sentence would have no people, no range and no picture.
        if text.contains(|sign: char| sign.is_numeric()) {
            remarks.add(Code::CountShape, written.at, text);
            return Cell::LeftOut;
        }
        return Cell::Words(words.clone());
    }
    if text == vocabulary.not_known {
        return Cell::NotKnown;
    }
    let Some(count) = count(&text, vocabulary) else {
        remarks.add(Code::CountShape, written.at, text);
        return Cell::LeftOut;
    };
    whole(count).map_or_else(
        || {
            remarks.add(Code::CountPast, written.at, text);
            Cell::LeftOut
        },
        Cell::Finding,
    )
}

/// `3`, `3 (2 to 5)`, `9 to 11`, `about 9` or `fewer than 1`.
fn count(text: &str, vocabulary: &Vocabulary) -> Option<Count> {
    let number = |text: &str| vocabulary.numbers.read(text.trim());
    if text == vocabulary.rarer {
        return Some(Count::Rarer);
    }
    if let Some(rough) = text.strip_prefix(vocabulary.about.as_str()) {
        return number(rough).map(Count::About);
    }
    if let Some((count, range)) = text.split_once('(') {
        let (low, high) = range_ends(range.strip_suffix(')')?, vocabulary)?;
        return Some(Count::Likely { count: number(count)?, low, high });
    }
    if let Some((low, high)) = range_ends(text, vocabulary) {
        return Some(Count::Across { low, high });
    }
    number(text).map(Count::Exact)
}

fn range_ends(text: &str, vocabulary: &Vocabulary) -> Option<(u32, u32)> {
    let (low, high) = text.split_once(&format!(" {} ", vocabulary.to))?;
    Some((vocabulary.numbers.read(low.trim())?, vocabulary.numbers.read(high.trim())?))
}

/// A block that nothing on the page is made of. Its words are in the remark, so that they are not lost to the reader.
pub(super) fn left_out(piece: &Piece, remarks: &mut Remarks) {
    match &piece.block {
        Block::Paragraph(words) | Block::Heading(_, words) => left_out_words(words, piece.at, remarks),
        Block::List(items) | Block::Steps(_, items) => {
            if let Block::Steps(2.., _) = piece.block {
                remarks.add(Code::WordsLeftOut, piece.at, "");
            }
            items.iter().flat_map(|item| &item.pieces).for_each(|piece| left_out(piece, remarks));
        }
        Block::Quote(pieces) => pieces.iter().for_each(|piece| left_out(piece, remarks)),
        Block::Table(head, rows) => {
            for cell in head.iter().chain(rows.iter().flatten()) {
                left_out_words(&cell.words, cell.at, remarks);
            }
        }
    }
}

/// Words beside what was read of a line. Signs alone, such as the colon and commas between links, are no loss.
pub(super) fn left_out_words(words: &[Inline], at: Span, remarks: &mut Remarks) {
    let plain = prose::plain(words);
    if plain.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80) {
        remarks.add(Code::WordsLeftOut, at, plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Vocabulary {
        Vocabulary {
            not_known: "not known".into(),
            to: "to".into(),
            about: "about".into(),
            rarer: "fewer than 1".into(),
            certainty: ["high", "moderate", "low", "very low"].map(String::from),
            numbers: Numbers::new("", ",", 1000),
        }
    }

    #[test]
    fn counts_are_read_for_what_they_mean() {
        let read = |text| count(text, &english());
        assert_eq!(read("3"), Some(Count::Exact(3)));
        assert_eq!(read("1,000"), Some(Count::Exact(1000)));
        assert_eq!(read("3 (2 to 5)"), Some(Count::Likely { count: 3, low: 2, high: 5 }));
        assert_eq!(read("9 to 11"), Some(Count::Across { low: 9, high: 11 }));
        assert_eq!(read("about 9"), Some(Count::About(9)));
        assert_eq!(read("fewer than 1"), Some(Count::Rarer));
        for bad in [
            "fewer than 2",
            "3%",
            "1 in 4",
            "3 of 100",
            "3.5",
            "-3",
            "",
            "3 (2 to 5",
            "10,00",
            "three",
            "99999999999",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn amounts_are_one_number_with_its_range() {
        let read = |text| amount(text, &english());
        let range = |low: &str, high: &str| Some((low.to_string(), high.to_string()));
        for (text, expected) in [
            ("69", None),
            ("-5.9 (-10.9 to -0.9)", range("-10.9", "-0.9")),
            ("1,240 (1,100 to 1,380)", range("1,100", "1,380")),
            ("about 1,200", None),
        ] {
            assert_eq!(read(text), Some(Amount { text: text.to_string(), range: expected }), "{text}");
        }
        for bad in ["£69", "69 pounds", "69%", "69 (10)", "69 (10 to )", "1 of 4", "", "-", "ten", "3 - 4"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        let difference = |text| read(text).is_some_and(|it| it.may_be_nothing());
        assert!(difference("69 (-21 to 159)") && !difference("69 (10 to 128)"));
        assert!(!difference("-5.9 (-10.9 to -0.9)"));
        assert!(difference("-5 (-10 to 0)") && difference("5 (0 to 10)") && difference("5 (0.0 to 10)"));
    }

    #[test]
    fn the_corner_says_out_of_how_many_of_whom() {
        let read =
            |text| people_of(text, &Numbers::new("", ",", 1000)).map(|it| (it.denominator(), it.group));
        assert_eq!(read("Out of 100 men"), Some((100, "men".into())));
        assert_eq!(read("Out of 1,000 women aged 65 or over"), Some((1000, "women aged 65 or over".into())));
        assert_eq!(read("Men"), None);
        assert_eq!(read("Out of 50 men"), None);
        assert_eq!(read("Out of 10,000 men"), Some((10_000, "men".into())));
        assert_eq!(read("100"), None);
        assert_eq!(read("Out of 100 %"), None);
        assert_eq!(read("Von 100 Männern"), Some((100, "Männern".into())));
        let read = |text, sign| {
            people_of(text, &Numbers::new("", sign, 1000)).map(|it| (it.denominator(), it.group))
        };
        assert_eq!(read("Von 1.000 Frauen ab 65", "."), Some((1000, "Frauen ab 65".into())));
        assert_eq!(read("Von 1.000 Frauen", ","), None, "one language's point is another's comma");
        assert_eq!(read("Sur 1 000 femmes", "\u{202f}"), Some((1000, "femmes".into())));
        assert_eq!(read("من بين 1000 امرأة", "٬"), Some((1000, "امرأة".into())));
    }
}
