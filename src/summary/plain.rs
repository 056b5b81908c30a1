//! The page in full, part by part: as plain text for a clinical record or a message, and in large print.

use super::{Concern, Fact, PersonLine, Reply, Summary, Talked, glossary, sentence, sources, talk, whole};
use crate::answers::{Detail, Ending, Filler, Note, TOP_MATTERS};
use crate::cards::glossary::GLOSSARY;
use crate::cards::{Block, Date, Decision, Freshness, Piece, Row, Table, prose};
use crate::words::{Word, Words};

/// Writes the page as text: headings that somebody who reads many records can scan, and at its top all that matters in a few
/// lines.
pub fn text(words: &Words, decision: &Decision, page: &Summary, detail: Detail, today: Date) -> String {
    joined(parts(words, decision, page, detail, today))
}

/// Parts as text.
pub fn joined(parts: Vec<Part>) -> String {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        if !part.title.is_empty() {
            out.extend([String::new(), part.title]);
        }
        out.extend(part.lines.iter().map(Line::as_text));
    }
    out.join("\n")
}

/// A line to write on.
pub const TO_WRITE: &str = "________";

/// For what a page is written out.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// To be read: a record, a message, large print.
    Read,
    /// To be talked over and written on.
    WriteOn,
}

/// The parts of the page. It opens with whose words it is and the date; it ends with what cards it was made with.
///
/// It holds no number that the screen holds back: none where none are wanted, none once the cards are too old.
pub fn parts(words: &Words, decision: &Decision, page: &Summary, detail: Detail, today: Date) -> Vec<Part> {
    written(words, decision, page, facts_as(decision, detail, today), today, Form::Read)
}

/// The same parts as a page to talk over: nothing stands on it twice, there are lines to write on for what is not said yet,
/// and how sure the numbers are and where they are from stands on it once for each.
pub fn to_write_on(
    words: &Words,
    decision: &Decision,
    page: &Summary,
    detail: Detail,
    today: Date,
) -> Vec<Part> {
    written(words, decision, page, facts_as(decision, detail, today), today, Form::WriteOn)
}

fn written(
    words: &Words,
    decision: &Decision,
    page: &Summary,
    facts: Facts,
    today: Date,
    form: Form,
) -> Vec<Part> {
    let mut out = Lines(vec![Part::default()]);
    let date = sentence::in_words(words, today);
    out.line(words.format(Word::TextOpening, &[("date", &date), ("topic", &decision.meta.title)]));
    if form == Form::Read {
        in_short(&mut out, words, page);
    }
    person(&mut out, words, page);
    questions(&mut out, words, page, form);
    matters(&mut out, words, page, facts);
    lists(&mut out, words, page, form);
    talked(&mut out, words, page, form);
    stand(&mut out, words, page);
    filled(&mut out, words, page, form);
    if form == Form::WriteOn && facts == Facts::Numbers {
        sources(&mut out, words, decision, page);
    }
    terms(&mut out, decision, page, form);
    out.heading(words.get(Word::TextCards));
    let status = [sentence::status(words, &decision.meta), sentence::dates(words, &decision.meta)];
    out.line(words.join(Word::JoinSentences, status));
    out.line(words.get(Word::PageNotConsent).to_string());
    out.0
}

/// The first questions, each with what was said to it or with a line to write that on.
fn questions(out: &mut Lines, words: &Words, page: &Summary, form: Form) {
    out.heading(words.get(Word::PageStartHere));
    for (index, question) in page.questions.iter().enumerate() {
        out.line(words.numbered(index + 1, question));
        reply(out, words, page.reply(index), form);
    }
    if page.questions.is_empty() && form == Form::WriteOn {
        out.line(words.get(Word::PageNoQuestions).to_string());
        (0..2).for_each(|_| out.line_for(""));
    }
}

/// What matters, most of it first.
fn matters(out: &mut Lines, words: &Words, page: &Summary, facts: Facts) {
    out.heading(words.get(Word::PageMatters));
    for (index, concern) in page.concerns.iter().enumerate() {
        out.line(words.numbered(index + 1, &concern.words));
        self::facts(out, words, concern, facts);
        own_lines(out, words, concern);
    }
    if page.concerns.is_empty() {
        out.line(words.get(Word::PageNoMatters).to_string());
    }
    for (title, list, with_facts) in [
        (Word::PageAlsoLot, &page.more_concerns, true),
        (Word::PageSome, &page.some, false),
        (Word::PageUnsure, &page.unsure, false),
    ] {
        if !list.is_empty() {
            out.heading(words.get(title));
        }
        for concern in list {
            out.item(concern.words.clone());
            if with_facts {
                self::facts(out, words, concern, facts);
            }
            own_lines(out, words, concern);
        }
    }
}

/// Where the person stands, how they would like to decide, what they set aside, and their running words.
fn stand(out: &mut Lines, words: &Words, page: &Summary) {
    out.heading(words.get(Word::PageStand));
    if let Some(lean) = &page.lean {
        out.line(sentence::lean(words, lean));
    }
    for wish in &page.wishes {
        out.item(sentence::wish(words, *wish).to_string());
    }
    if page.lean.is_none() && page.wishes.is_empty() {
        out.line(words.get(Word::PageNoStand).to_string());
    }
    if !page.set_aside.is_empty() {
        out.heading(words.get(Word::PageAside));
        page.set_aside.iter().for_each(|it| out.item(sentence::set_aside(words, it)));
    }
    for (title, free) in [(Word::HelpLabel, &page.help), (Word::NoteLabel, &page.note)] {
        if !free.is_empty() {
            out.heading(words.get(title));
            out.line(free.clone());
        }
    }
}

/// Who filled it in, or boxes to tick by hand.
fn filled(out: &mut Lines, words: &Words, page: &Summary, form: Form) {
    let told = match page.filler {
        Some(filler) => sentence::filler(words, filler).to_string(),
        None if form == Form::Read => return,
        None => {
            let fillers = [Filler::Me, Filler::Helped, Filler::Other];
            boxes(words, fillers.map(|it| (false, sentence::filler(words, it))))
        }
    };
    out.heading(words.get(Word::FilledTitle));
    out.line(told);
}

/// Boxes to tick by hand, some of them ticked.
fn boxes<'w>(words: &Words, boxes: impl IntoIterator<Item = (bool, &'w str)>) -> String {
    let one = |(is_ticked, label): (bool, &str)| format!("{} {label}", if is_ticked { '☑' } else { '☐' });
    words.join(Word::JoinSentences, boxes.into_iter().map(one))
}

/// The sentence on the difference, how sure and the source's number, for all rows of which the same is said; then the sources.
fn sources(out: &mut Lines, words: &Words, decision: &Decision, page: &Summary) {
    let (all, cited) = sources::told(words, decision, page);
    if all.is_empty() {
        return;
    }
    out.heading(words.get(Word::PageSources));
    for told in all {
        let lines = words.join(Word::JoinItems, told.lines);
        out.paired(Kind::Item, told.first, words.join(Word::JoinSentences, [told.words, lines]));
    }
    // A part of its own: its lines have the numbers of the sources.
    out.heading("");
    let notes = cited.into_iter().filter_map(|number| Some((number, decision.sources.get(number - 1)?)));
    for (number, note) in notes {
        out.paired(Kind::Item, number, format!("[{number}] {}", prose::plain(&note.words)));
    }
}

/// More letters than this are no line to glance at: they stand whole further down.
const GLANCE: usize = 60;

/// What matters at a glance, a line each: how to talk with the person, where they stand, their questions, what matters most,
/// what comes next. Words of theirs that are long are named here, and stand whole below.
fn in_short(out: &mut Lines, words: &Words, page: &Summary) {
    let short = |own: &str| match own.chars().count() > GLANCE {
        true => words.get(Word::TextBelow).to_string(),
        false => own.to_string(),
    };
    let lines = |lines: &[PersonLine]| -> Vec<String> {
        lines.iter().take(TOP_MATTERS).map(|line| short(&sentence::person_line(words, line))).collect()
    };
    let latest = page.latest();
    let ending = latest.ending.map(|ending| words.get(talk::ending(ending)).to_string());
    let lean = page.lean.as_ref().map(|lean| sentence::lean(words, lean));
    let comes_next =
        latest.notes.iter().filter(|(note, _)| matches!(note, Note::WhoDoesWhat | Note::LookAgain));
    let glances = [
        (Word::PageTalk, lines(&page.talk)),
        (Word::PageSaidToday, ending.into_iter().chain(comes_next.map(|(_, own)| short(own))).collect()),
        (Word::PageStand, lean.into_iter().collect()),
        (Word::PlaceQuestions, page.questions.iter().map(|own| short(own)).collect()),
        (Word::PageMatters, page.concerns.iter().map(|it| short(&it.words)).collect()),
        (Word::PageToday, lines(&page.today)),
    ];
    for (title, told) in glances {
        if !told.is_empty() {
            // What was finished has its day.
            let title = match title {
                Word::PageSaidToday => talk::title(words, latest),
                other => words.get(other).to_string(),
            };
            out.line(words.label(&title, &words.join(Word::JoinParts, told)));
        }
    }
}

/// What the words mean that the author explains, under the heading of the author's own. Beside another language the part is
/// there without words too, and each word has its place among the author's: languages need not explain the same.
fn terms(out: &mut Lines, decision: &Decision, page: &Summary, form: Form) {
    let terms = glossary::terms(decision, page);
    let heading = decision.section(GLOSSARY).filter(|_| !terms.is_empty()).map(|it| it.heading.as_str());
    if form == Form::WriteOn || heading.is_some() {
        out.heading(heading.unwrap_or_default());
    }
    for term in terms {
        let order = decision.terms.iter().position(|it| std::ptr::eq(it, term));
        out.paired(Kind::Item, order.unwrap_or_default(), term.meaning.clone());
    }
}

/// What lies on no pile, what does not matter, and the other questions.
fn lists(out: &mut Lines, words: &Words, page: &Summary, form: Form) {
    for (title, list) in [
        (Word::PageAlsoSaid, &page.also_said),
        (Word::PageNot, &page.not_mine),
        (Word::PageMoreQuestions, &page.more_questions),
    ] {
        if !list.is_empty() {
            out.heading(words.get(title));
        }
        for (index, it) in list.iter().enumerate() {
            out.item(it.clone());
            if title == Word::PageMoreQuestions {
                reply(out, words, page.reply(index + page.questions.len()), form);
            }
        }
    }
}

/// What was said to a question, or a line to write it on.
fn reply(out: &mut Lines, words: &Words, reply: Option<&Reply>, form: Form) {
    match reply {
        Some(reply) => out.under(talk::reply_line(words, reply)),
        None if form == Form::WriteOn => out.line_for(""),
        None => {}
    }
}

/// What was written down when people talked, besides what stands under the questions; then what was finished before, each
/// with its day.
fn talked(out: &mut Lines, words: &Words, page: &Summary, form: Form) {
    let others: Vec<&Reply> = page.replies.iter().filter(|reply| reply.index.is_none()).collect();
    let latest = page.latest();
    // What was finished has nothing left to fill in.
    let is_open = form == Form::WriteOn && latest.day.is_none();
    if is_open || !latest.is_empty() || !others.is_empty() {
        out.heading(&talk::title(words, latest));
    }
    for other in others {
        out.item(other.question.clone());
        reply(out, words, Some(other), form);
    }
    if is_open {
        let endings = [Ending::Decided, Ending::NotYet, Ending::MoreTime];
        let endings = endings.map(|it| (latest.ending == Some(it), words.get(talk::ending(it))));
        out.line(boxes(words, endings));
        notes(out, words, latest);
        let open = [Note::WhoDoesWhat, Note::LookAgain, Note::Ring];
        let open = open.into_iter().filter(|note| latest.note(*note).is_none());
        open.for_each(|note| out.line_for(words.get(talk::note_label(note))));
    } else {
        finished(out, words, latest);
    }
    for talked in page.earlier().iter().rev() {
        out.heading(&talk::title(words, talked));
        finished(out, words, talked);
    }
}

/// What was said in one talk, and what was added to it later.
fn finished(out: &mut Lines, words: &Words, talked: &Talked) {
    if let Some(ending) = talked.ending {
        out.line(words.get(talk::ending(ending)).to_string());
    }
    notes(out, words, talked);
}

/// What was written down, and what was added to it later.
fn notes(out: &mut Lines, words: &Words, talked: &Talked) {
    talked.notes.iter().for_each(|note| out.line(talk::note_line(words, note)));
    talk::besides(words, talked).into_iter().for_each(|own| out.line(own));
    if !talked.is_empty() {
        out.line(words.get(Word::TalkHomeNot).to_string());
    }
}

/// Who the person is, what they need so that we can talk, and what would help today.
fn person(out: &mut Lines, words: &Words, page: &Summary) {
    for (title, own) in [(Word::MeLabel, &page.me), (Word::GoingLabel, &page.keeps_going)] {
        if !own.is_empty() {
            out.heading(words.get(title));
            out.line(own.clone());
        }
    }
    let lists = [
        (Word::PageTalk, &page.talk),
        (Word::PageToday, &page.today),
        (Word::PageSupporter, &page.supporter),
    ];
    for (title, lines) in lists {
        if !lines.is_empty() {
            out.heading(words.get(title));
            lines.iter().for_each(|line| out.item(sentence::person_line(words, line)));
        }
    }
}

/// How facts are told.
#[derive(Clone, Copy, PartialEq)]
enum Facts {
    Numbers,
    InWords,
    None,
}

fn facts_as(decision: &Decision, detail: Detail, today: Date) -> Facts {
    match decision.meta.freshness(today) {
        Freshness::Expired => Facts::None,
        _ if detail == Detail::NoNumbers => Facts::InWords,
        _ => Facts::Numbers,
    }
}

/// What is known about a thing that matters a lot.
fn facts(out: &mut Lines, words: &Words, concern: &Concern, facts: Facts) {
    for fact in &concern.facts {
        if let (Fact::Numbers(table, row), true) = (fact, facts != Facts::None) {
            let text = if facts == Facts::Numbers {
                numbers(words, table, row)
            } else {
                prose::plain(&row.difference)
            };
            // The line's number comes last: before the verb it would read as how many people it happened to.
            let line = sentence::lines(words, &[row.line.to_string()]);
            let about = words.label(&words.row_name(&row.label, &row.over), &words.aside(&text, &line));
            out.paired(Kind::Under, row.line, about);
            if facts == Facts::Numbers {
                let results = whole::results_after(words, table, row);
                results.into_iter().for_each(|results| out.paired(Kind::Under, row.line, results));
            }
        }
    }
    for fact in &concern.facts {
        match fact {
            // What it says may have numbers in it.
            Fact::Section(section) if facts == Facts::Numbers => {
                out.under(section.heading.clone());
                in_words(&section.pieces).into_iter().for_each(|told| out.under(told));
            }
            Fact::Section(section) if facts == Facts::InWords => out.under(section.heading.clone()),
            _ => {}
        }
    }
    if concern.ask_first {
        out.under(words.get(Word::PageAskFirst).to_string());
    }
}

/// What a section says, paragraph by paragraph and item by item.
fn in_words(pieces: &[Piece]) -> Vec<String> {
    let told = |piece: &Piece| match &piece.block {
        Block::Paragraph(words) | Block::Heading(_, words) => vec![prose::plain(words)],
        Block::List(items) | Block::Steps(_, items) => {
            items.iter().flat_map(|item| in_words(&item.pieces)).collect()
        }
        Block::Quote(inside) => in_words(inside),
        Block::Table(head, rows) => {
            let cells = head.iter().chain(rows.iter().flatten());
            cells.map(|cell| prose::plain(&cell.words)).collect()
        }
    };
    pieces.iter().flat_map(told).collect()
}

/// What the person's marker says, and what changed since.
fn own_lines(out: &mut Lines, words: &Words, concern: &Concern) {
    if let Some(marker) = &concern.marker {
        out.under(sentence::marker(words, marker));
    }
    for changed in sentence::changed(words, concern) {
        out.under(changed);
    }
}

/// "Out of 100 men: Surgery: 46; Radiotherapy: 5".
fn numbers(words: &Words, table: &Table, row: &Row) -> String {
    let columns = table.columns.iter().zip(&row.cells);
    let columns = columns.map(|(column, cell)| {
        let studied = prose::plain(&column.studied);
        // With a colon: "CPG 2 46" would be read as one number.
        words.label(&studied, &sentence::short(words, cell))
    });
    words.label(&sentence::people(words, table, row.has_count()), &words.join(Word::JoinParts, columns))
}

/// A part of the page under its heading. Every form in full is made of the same parts: they cannot disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading; the first part has none.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it stands.
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// Of a line of numbers its number in the cards, of a source or a word explained its place among them: the same in every
    /// language.
    pub number: Option<usize>,
}

impl Line {
    /// As text.
    pub fn as_text(&self) -> String {
        match self.kind {
            Kind::Plain => self.words.clone(),
            Kind::Item => format!("- {}", self.words),
            Kind::Under => format!("   {}", self.words),
            Kind::ToWrite => format!("   {} {TO_WRITE}", self.words),
        }
    }
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By itself.
    Plain,
    /// One of several.
    Item,
    /// It belongs to the line above it.
    Under,
    /// What is asked, with a line to write on.
    ToWrite,
}

struct Lines(Vec<Part>);

impl Lines {
    fn line(&mut self, words: String) {
        self.push(Kind::Plain, words);
    }

    fn item(&mut self, words: String) {
        self.push(Kind::Item, words);
    }

    fn under(&mut self, words: String) {
        self.push(Kind::Under, words);
    }

    fn push(&mut self, kind: Kind, words: String) {
        if let Some(part) = self.0.last_mut() {
            part.lines.push(Line { kind, words, number: None });
        }
    }

    /// A line of numbers, of sources or of a word explained: it stands beside the one with the same number in another language.
    fn paired(&mut self, kind: Kind, number: usize, words: String) {
        if let Some(part) = self.0.last_mut() {
            part.lines.push(Line { kind, words, number: Some(number) });
        }
    }

    /// A line to write on, with what is asked.
    fn line_for(&mut self, asked: &str) {
        self.push(Kind::ToWrite, asked.to_string());
    }

    fn heading(&mut self, words: &str) {
        self.0.push(Part { title: words.to_string(), lines: Vec::new() });
    }
}
