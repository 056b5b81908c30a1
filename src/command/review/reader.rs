//! Goes through a decision, list, sheet or support card once, from its first word to its last, and numbers what stands there.

use super::head;
use crate::cards::trail::{self, Line, OnCard, Read};
use crate::cards::{Inline, Row as TableRow, Table, Target, prose};
use crate::check::{Card, CardFile, Part, Passage};
use crate::site::review::{
    self, From, GridRow, Kind, Line as Shown, Number, OutcomeCell, OutcomeRow, Outcomes, Paragraph, Piece,
    Text,
};
use crate::text::{Lines, Span};
use crate::views::parts::whole;
use crate::words::{PaperWord, PaperWords};

/// A number as it stands on a card, and the place of its line in the trail.
struct OnPage {
    words: String,
    line: Option<usize>,
}

/// A table of outcomes that is being read.
struct Reading {
    table: Outcomes,
    /// What was studied in each column, and the choice that it speaks to; for all columns but the first.
    columns: Vec<(String, String)>,
    row: Option<Row>,
}

/// A row of it.
struct Row {
    number: usize,
    id: String,
    label: String,
    when: String,
    at: Span,
    cells: Vec<(Part, String)>,
    numbers: Vec<OnPage>,
}

/// Where a numbered paragraph stands.
struct Place {
    file: usize,
    at: Span,
    number: usize,
}

/// What was read so far.
pub struct Reader<'a> {
    card: &'a Card<'a>,
    paper_words: &'a PaperWords,
    /// The files, in order.
    pub texts: Vec<Text>,
    paragraphs: usize,
    places: Vec<Place>,
    /// The file being read, and the beginnings of its lines.
    file: Option<usize>,
    lines_of_file: Option<Lines<'a>>,
    reading: Option<Reading>,
    /// The line on which the last cell of any other table stood.
    last_cell: usize,
    /// The first number that each line of the trail stands for.
    placed: Vec<Option<String>>,
}

impl<'a> Reader<'a> {
    /// Reads all of it.
    pub fn read(card: &'a Card<'a>, paper_words: &'a PaperWords) -> Self {
        let lines = card.evidence().map_or(0, |trail| trail.lines.len());
        let mut reader = Reader {
            card,
            paper_words,
            texts: Vec::new(),
            paragraphs: 0,
            places: Vec::new(),
            file: None,
            lines_of_file: None,
            reading: None,
            last_cell: 0,
            placed: vec![None; lines],
        };
        card.passages.iter().for_each(|passage| reader.passage(passage));
        reader.finish_table();
        reader
    }

    fn passage(&mut self, passage: &Passage) {
        self.turn_to(passage.file);
        match passage.part {
            Part::Source | Part::Head => {}
            Part::Corner => self.begin_table(passage),
            Part::Column => self.column(passage),
            Part::RowName => self.begin_row(passage),
            Part::Count | Part::Said | Part::When | Part::Sure | Part::Difference => self.cell(passage),
            Part::Heading(level) => self.words(passage, Kind::Heading(level)),
            Part::Paragraph => self.words(passage, Kind::Paragraph),
            Part::Item => self.words(passage, Kind::Item),
            Part::Cell => self.other_cell(passage),
        }
    }

    /// Begins a text with each file.
    fn turn_to(&mut self, index: usize) {
        if self.file == Some(index) {
            return;
        }
        self.finish_table();
        self.file = Some(index);
        if let Some(file) = self.card.files.get(index) {
            self.lines_of_file = Some(Lines::of(file.text));
            let name = card_name(self.card, file, self.paper_words);
            let about = head::named(&file.head, self.card.words, self.paper_words);
            self.texts.push(Text { name, about, pieces: Vec::new() });
        }
    }

    /// The number of a new paragraph.
    fn number(&mut self, at: Span) -> usize {
        self.paragraphs += 1;
        self.places.push(Place { file: self.file.unwrap_or_default(), at, number: self.paragraphs });
        self.paragraphs
    }

    fn push(&mut self, piece: Piece) {
        if let Some(text) = self.texts.last_mut() {
            text.pieces.push(piece);
        }
    }

    fn words(&mut self, passage: &Passage, kind: Kind) {
        self.finish_table();
        let words = self.noted(&passage.words);
        if words.is_empty() {
            return;
        }
        let number = self.number(passage.at);
        let numbers = self.traced(number, self.quoted(&passage.plain));
        self.push(Piece::Words(Paragraph { number, kind, words, numbers }));
    }

    fn begin_table(&mut self, passage: &Passage) {
        self.finish_table();
        let number = self.number(passage.at);
        let head = vec![self.noted(&passage.words)];
        let numbers = self.traced(number, self.quoted(&passage.plain));
        let table = Outcomes { number, head, numbers, rows: Vec::new() };
        self.reading = Some(Reading { table, columns: Vec::new(), row: None });
    }

    fn column(&mut self, passage: &Passage) {
        let words = self.noted(&passage.words);
        let quoted = self.quoted(&passage.plain);
        let Some(mut reading) = self.reading.take() else { return };
        let number = reading.table.number;
        let before = reading.table.numbers.len();
        let traced =
            quoted.into_iter().enumerate().map(|(index, it)| self.traced_one(number, before + index, it));
        reading.table.numbers.extend(traced);
        reading.table.head.push(words);
        reading.columns.push((passage.plain.clone(), choice(&passage.words)));
        self.reading = Some(reading);
    }

    fn begin_row(&mut self, passage: &Passage) {
        self.finish_row();
        let id = match passage.words.first() {
            Some(Inline::Link(Target::Id(id), _)) => id.clone(),
            _ => String::new(),
        };
        let numbers = self.quoted(&passage.plain);
        let (number, label) = (self.number(passage.at), self.noted(&passage.words));
        let when = String::new();
        let row = Row { number, id, label, when, at: passage.at, cells: Vec::new(), numbers };
        if let Some(reading) = &mut self.reading {
            reading.row = Some(row);
        }
    }

    fn cell(&mut self, passage: &Passage) {
        let numbers = if passage.part == Part::Count { Vec::new() } else { self.quoted(&passage.plain) };
        let noted = self.noted(&passage.words);
        let Some(row) = self.reading.as_mut().and_then(|it| it.row.as_mut()) else { return };
        row.numbers.extend(numbers);
        if passage.part == Part::When {
            row.when.clone_from(&passage.plain);
        }
        row.cells.push((passage.part, noted));
    }

    fn finish_table(&mut self) {
        self.finish_row();
        self.last_cell = 0;
        if let Some(reading) = self.reading.take() {
            self.push(Piece::Outcomes(reading.table));
        }
    }

    /// Gives each number of a row its name.
    fn finish_row(&mut self) {
        let Some(mut reading) = self.reading.take() else { return };
        if let Some(row) = reading.row.take() {
            let row = self.finished(row, &reading.columns);
            reading.table.rows.push(row);
        }
        self.reading = Some(reading);
    }

    fn finished(&mut self, row: Row, columns: &[(String, String)]) -> OutcomeRow {
        let known = self.table_row(row.at);
        let original = self.original_of(row.at);
        let when = original.map_or(&row.when, |(_, row)| &row.over);
        let (mut cells, mut numbers) = (Vec::new(), Vec::new());
        let mut counted = 0;
        for ((part, words), (name, option)) in row.cells.iter().zip(columns) {
            let mut cell = OutcomeCell { words: words.clone(), ..OutcomeCell::default() };
            if matches!(part, Part::Count | Part::Said) {
                cell.pictures =
                    known.map(|(table, row)| whole::drawn(table, row, counted)).unwrap_or_default();
                let studied = original.and_then(|(table, _)| table.columns.get(counted));
                let studied = studied.map_or_else(|| name.clone(), |it| prose::plain(&it.studied));
                let line = self.line_of(&row.id, when, option, &studied);
                if line.is_some() || words.contains(|sign: char| sign.is_ascii_digit()) {
                    cell.mark = review::name(row.number, numbers.len());
                    numbers.push(OnPage { words: format!("{words} ({name})"), line });
                }
                counted += 1;
            }
            cells.push(cell);
        }
        numbers.extend(row.numbers);
        let numbers = self.traced(row.number, numbers);
        OutcomeRow { number: row.number, name: row.label, when: row.when, cells, numbers }
    }

    /// The same row of what was translated: the trail has its times and names.
    fn original_of(&self, at: Span) -> Option<(&'a Table, &'a TableRow)> {
        let original = self.card.original.as_ref()?.decision.as_ref()?;
        let own = self.card.decision.as_ref()?;
        let nth = own
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .position(|row| row.at.start <= at.end && at.start <= row.at.end)?;
        original.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row))).nth(nth)
    }

    /// What the reader of cards made of a row.
    fn table_row(&self, at: Span) -> Option<(&'a Table, &'a TableRow)> {
        let decision = self.card.decision.as_ref()?;
        let rows = decision.tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.into_iter().find(|(_, row)| row.at.start <= at.end && at.start <= row.at.end)
    }

    /// Cells on one line are a row. A line further down than the next begins another table, but for the first row below a
    /// table's head, between which the line of hyphens stands.
    fn other_cell(&mut self, passage: &Passage) {
        let line = self.lines_of_file.as_ref().map_or(0, |lines| lines.position(passage.at.start).line);
        let (last, words) = (self.last_cell, self.noted(&passage.words));
        let rows = if last == 0 { 0 } else { self.in_grid(|rows| rows.len()).unwrap_or_default() };
        if rows == 0 || line > last + if rows == 1 { 2 } else { 1 } {
            self.finish_table();
            self.push(Piece::Grid(Vec::new()));
        }
        let is_new_row = line != last;
        self.last_cell = line;
        if is_new_row {
            let number = self.number(passage.at);
            self.in_grid(|rows| rows.push(GridRow { number, cells: Vec::new(), numbers: Vec::new() }));
        }
        let number = self.paragraphs;
        let before = self.in_grid(|rows| rows.last().map_or(0, |row| row.numbers.len())).unwrap_or_default();
        let quoted = self.quoted(&passage.plain).into_iter().enumerate();
        let numbers: Vec<Number> =
            quoted.map(|(index, it)| self.traced_one(number, before + index, it)).collect();
        self.in_grid(|rows| {
            if let Some(row) = rows.last_mut() {
                row.cells.push(words);
                row.numbers.extend(numbers);
            }
        });
    }

    fn in_grid<T>(&mut self, change: impl FnOnce(&mut Vec<GridRow>) -> T) -> Option<T> {
        match self.texts.last_mut()?.pieces.last_mut()? {
            Piece::Grid(rows) => Some(change(rows)),
            _ => None,
        }
    }

    fn traced(&mut self, number: usize, all: Vec<OnPage>) -> Vec<Number> {
        all.into_iter().enumerate().map(|(index, it)| self.traced_one(number, index, it)).collect()
    }

    /// A number with where it comes from: a line that stood further up already is named, not told again.
    fn traced_one(&mut self, number: usize, index: usize, it: OnPage) -> Number {
        let lines = self.lines();
        let from = match it.line.and_then(|at| Some((lines.get(at)?, self.placed.get_mut(at)?))) {
            Some((_, Some(first))) => From::See(first.clone()),
            Some((line, unnamed)) => {
                *unnamed = Some(review::name(number, index));
                From::Line(self.shown(line))
            }
            None => From::Nowhere,
        };
        Number { on_card: it.words, from }
    }

    fn lines(&self) -> &'a [Line] {
        self.card.evidence().map_or(&[], |trail| &trail.lines)
    }

    /// The line of the trail about one cell. Two arms of a study may speak to one choice: then the one that was studied there.
    fn line_of(&self, row: &str, when: &str, option: &str, column: &str) -> Option<usize> {
        let is_of = |line: &Line| {
            let cell = matches!(&line.card, OnCard::Outcome { row: id, option: of, .. } if id == row && of == option);
            cell && line.when == when
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

    /// Lines of the trail that stand on no card.
    pub fn unplaced(&self) -> Vec<Number> {
        let lines = self.lines();
        // What quotes the original's words stands in no translation.
        let is_here = |line: &Line| self.card.original.is_none() || !matches!(line.card, OnCard::Words(_));
        let left = lines.iter().zip(&self.placed).filter(|(line, placed)| placed.is_none() && is_here(line));
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
    pub fn counts(&self) -> String {
        let numbers = self.texts.iter().flat_map(|text| &text.pieces).flat_map(numbers_of);
        let lines = self.lines();
        let read = |read| lines.iter().filter(|line| line.read == Some(read)).count();
        let kinds = [Read::Source, Read::Abstract, Read::SecondHand, Read::Calculated];
        let [source, summary, second, calculated] = kinds.map(read);
        let without = numbers.filter(|number| matches!(number.from, From::Nowhere)).count();
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

    /// Where something stands, as people say it: the card, and the number of the paragraph.
    pub fn location(&self, path: &str, at: Span) -> String {
        let Some(file) = self.card.files.iter().position(|file| file.path == path) else {
            return if path.ends_with(trail::TRAIL_FILE) {
                self.paper_words.get(PaperWord::ReviewTrail).to_string()
            } else {
                path.to_string()
            };
        };
        let card = self.card.files.get(file).map(|it| card_name(self.card, it, self.paper_words));
        let card = card.unwrap_or_default();
        let before = self.places.iter().filter(|it| it.file == file && it.at.start <= at.start);
        match before.max_by_key(|it| it.at.start) {
            Some(numbered) => {
                let number = numbered.number.to_string();
                self.paper_words.format(PaperWord::ReviewPlace, &[("card", &card), ("number", &number)])
            }
            None => self.paper_words.format(PaperWord::ReviewPlaceAbout, &[("card", &card)]),
        }
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

/// The numbers of a part of a text.
fn numbers_of(piece: &Piece) -> Vec<&Number> {
    match piece {
        Piece::Words(it) => it.numbers.iter().collect(),
        Piece::Outcomes(it) => it.numbers.iter().chain(it.rows.iter().flat_map(|row| &row.numbers)).collect(),
        Piece::Grid(rows) => rows.iter().flat_map(|row| &row.numbers).collect(),
    }
}

/// What people call a card: the decision, a choice by its name, any other by its title.
pub fn card_name(card: &Card, file: &CardFile, paper_words: &PaperWords) -> String {
    let title = file.head.value("title").unwrap_or(&file.name);
    match (&card.decision, file.option) {
        (Some(_), None) if file.name == crate::cards::decision::DECISION_FILE => {
            paper_words.format(PaperWord::ReviewDecision, &[("title", title)])
        }
        _ => title.to_string(),
    }
}

/// The choice that a column speaks to.
fn choice(words: &[Inline]) -> String {
    match prose::links(words).first() {
        Some((Target::Card(file), _)) => file.trim_end_matches(".md").to_string(),
        _ => String::new(),
    }
}

/// What a line of the trail is about.
pub fn on_card(line: &Line) -> String {
    match &line.card {
        OnCard::Words(words) => words.clone(),
        OnCard::Outcome { count, studied, row, .. } => format!("{count} ({studied}) #{row}"),
    }
}

/// How a line of the trail was read.
pub fn read_word(read: Option<Read>) -> PaperWord {
    match read {
        Some(Read::Source) => PaperWord::ReviewReadSource,
        Some(Read::Abstract) => PaperWord::ReviewReadAbstract,
        Some(Read::SecondHand) => PaperWord::ReviewReadSecond,
        Some(Read::Calculated) => PaperWord::ReviewReadCalculated,
        Some(Read::Unverified) => PaperWord::ReviewReadUnverified,
        None => PaperWord::ReviewReadNotSaid,
    }
}

/// Sentences one after another.
pub fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}
