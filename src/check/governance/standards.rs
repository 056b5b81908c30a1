//! A decision held against two published lists of what such information should have: IPDAS version 4 (44 items) and the
//! part of NICE ECD8 that could be read. Each item is looked for in what was read, and said to be there, missing, said by
//! the authors alone, done by the app, or not asked of this decision. Nobody certifies anything here: see
//! `docs/standards.md`, which also says how each item is decided.

mod items;

use crate::check::wording::reading::Measured;
use crate::check::{Card, Report};
use crate::text::{Date, Span};
use crate::words::{PaperWord, Word};
use items::{ABSOLUTE, Evidence, LED, ONE_TIME, app, plain};

/// What became of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was looked for and found.
    Present,
    /// It was looked for and not found.
    Missing,
    /// Its authors say so, and nothing but their word was looked at.
    Declared,
    /// The app does it for every decision.
    App,
    /// Nobody could look: there is nothing for its language to look by.
    NotChecked,
    /// It is asked of tests only.
    DoesNotApply,
}

impl State {
    /// All of them, in the order of reports.
    pub const ALL: [State; 6] =
        [State::Present, State::Missing, State::Declared, State::NotChecked, State::App, State::DoesNotApply];

    fn names(self) -> (&'static str, PaperWord) {
        match self {
            State::Present => ("present", PaperWord::StatePresent),
            State::Missing => ("missing", PaperWord::StateMissing),
            State::Declared => ("declared", PaperWord::StateDeclared),
            State::App => ("app", PaperWord::StateApp),
            State::NotChecked => ("not-checked", PaperWord::StateNotChecked),
            State::DoesNotApply => ("does-not-apply", PaperWord::StateDoesNotApply),
        }
    }

    /// As programs read it.
    pub fn slug(self) -> &'static str {
        self.names().0
    }

    /// As people read it.
    pub fn word(self) -> PaperWord {
        self.names().1
    }
}

/// One of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// International Patient Decision Aid Standards, version 4.0, 2013.
    Ipdas,
    /// NICE standards framework for shared decision-making support tools, 2021: the readable part.
    Nice,
}

impl Standard {
    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Standard::Ipdas => "IPDAS",
            Standard::Nice => "NICE ECD8",
        }
    }
}

/// One item of a list.
pub struct Item {
    /// Which list.
    pub standard: Standard,
    /// Its number there; for IPDAS as running numbers, for NICE with letters of ours.
    pub id: &'static str,
    /// What it asks for, paraphrased in plain words.
    pub asks: PaperWord,
    /// Whether it is asked of tests only.
    of_tests: bool,
    evidence_for: fn(&Evidence) -> Answer,
}

/// What became of it, what was found, and where.
#[derive(Debug)]
pub struct Answer {
    /// What became of it.
    pub state: State,
    /// What was found.
    pub statement: Statement,
    /// Where.
    pub places: Vec<Where>,
}

/// What was found, in words that are filled in by who writes the report.
#[derive(Debug)]
pub enum Statement {
    /// The author's own words, or a list of counts.
    Own(String),
    /// A sentence with its holes.
    Word(PaperWord, Vec<(&'static str, Value)>),
}

/// What fills a hole.
#[derive(Debug)]
pub enum Value {
    /// Words.
    Text(String),
    /// How many.
    Count(usize),
    /// A day.
    Date(Date),
}

/// Where something was found.
#[derive(Debug)]
pub enum Where {
    /// In a file: its path from the content folder, and the place in it.
    File(String, Span),
    /// In the head of a file, under a key.
    Key(String, &'static str, Span),
    /// On a screen of the app.
    Screen(Word),
}

/// One line of a report.
pub struct Line {
    /// What was asked.
    pub item: &'static Item,
    /// What became of it.
    pub answer: Answer,
}

/// A decision held against all items.
pub struct StandardsReport {
    /// The decision's id.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// One line for each item, in the order of the lists.
    pub lines: Vec<Line>,
    /// How easy each file is to read; empty where that cannot be measured.
    pub readings: Vec<Reading>,
}

/// How easy one file is to read.
#[derive(Debug)]
pub struct Reading {
    /// Its title: the decision's or the choice's.
    pub title: String,
    /// What was measured.
    pub measured: Measured,
}

impl StandardsReport {
    /// How many lines are of a state.
    pub fn count(&self, state: State) -> usize {
        self.lines.iter().filter(|line| line.answer.state == state).count()
    }
}

/// Holds a decision against all items. `say` is what the checker said of it; nothing for what is no decision.
pub fn report(card: &Card, report: &Report) -> Option<StandardsReport> {
    let evidence = Evidence::at(card, report)?;
    let answer = |item: &Item| match item.of_tests && !evidence.is_test() {
        true => {
            let statement = Statement::Word(PaperWord::FoundNoTest, Vec::new());
            Answer { state: State::DoesNotApply, statement, places: Vec::new() }
        }
        false => (item.evidence_for)(&evidence),
    };
    let lines: Vec<Line> = ITEMS.iter().map(|item| Line { item, answer: answer(item) }).collect();
    let title = evidence.decision.meta.title.clone();
    let (id, lang) = (card.id.clone(), card.lang.clone());
    Some(StandardsReport { id, lang, title, lines, readings: evidence.readings })
}

/// The rules whose word is taken for an item, by their codes.
pub fn rules_heard() -> impl Iterator<Item = &'static str> {
    items::HEARD.iter().flat_map(|codes| codes.split(' '))
}

const fn ipdas(id: &'static str, asks: PaperWord, evidence_for: fn(&Evidence) -> Answer) -> Item {
    Item { standard: Standard::Ipdas, id, asks, of_tests: false, evidence_for }
}

const fn of_tests(id: &'static str, asks: PaperWord, evidence_for: fn(&Evidence) -> Answer) -> Item {
    Item { standard: Standard::Ipdas, id, asks, of_tests: true, evidence_for }
}

const fn nice(id: &'static str, asks: PaperWord, evidence_for: fn(&Evidence) -> Answer) -> Item {
    Item { standard: Standard::Nice, id, asks, of_tests: false, evidence_for }
}

/// All items, in the order of the lists.
pub static ITEMS: [Item; 53] = [
    ipdas("Q1", PaperWord::IpdasQ1, |it| it.section("condition")),
    ipdas("Q2", PaperWord::IpdasQ2, |it| it.question()),
    ipdas("Q3", PaperWord::IpdasQ3, |it| it.choices()),
    ipdas("Q4", PaperWord::IpdasQ4, |it| it.points("good")),
    ipdas("Q5", PaperWord::IpdasQ5, |it| it.points("hard")),
    ipdas("Q6", PaperWord::IpdasQ6, |it| it.living()),
    ipdas("C1", PaperWord::IpdasC1, |it| it.equal_detail()),
    ipdas("C2", PaperWord::IpdasC2, |it| it.sources()),
    ipdas("C3", PaperWord::IpdasC3, |it| it.published()),
    ipdas("C4", PaperWord::IpdasC4, |it| it.updates()),
    ipdas("C5", PaperWord::IpdasC5, |it| it.uncertainty()),
    ipdas("C6", PaperWord::IpdasC6, |it| it.key("funding")),
    of_tests("C7", PaperWord::IpdasC7, |it| it.section("test-measures")),
    of_tests("C8", PaperWord::IpdasC8, |it| it.section("if-found")),
    of_tests("C9", PaperWord::IpdasC9, |it| it.section("if-not-found")),
    of_tests("C10", PaperWord::IpdasC10, |it| it.section("overdiagnosis")),
    ipdas("QL1", PaperWord::IpdasQl1, |it| it.natural_course()),
    ipdas("QL2", PaperWord::IpdasQl2, |_| app(plain(PaperWord::AppSideBySide), Word::PlaceCompare)),
    ipdas("QL3", PaperWord::IpdasQl3, |it| it.chances()),
    ipdas("QL4", PaperWord::IpdasQl4, |it| it.counted(LED, PaperWord::FoundGroups, it.tables().len())),
    ipdas("QL5", PaperWord::IpdasQl5, |it| it.counted(ABSOLUTE, PaperWord::FoundRates, it.numbers().count())),
    ipdas("QL6", PaperWord::IpdasQl6, |it| {
        it.counted(ONE_TIME, PaperWord::FoundTimes, it.rows_of_numbers().count())
    }),
    ipdas("QL7", PaperWord::IpdasQl7, |it| it.same_denominator()),
    ipdas("QL8", PaperWord::IpdasQl8, |_| app(plain(PaperWord::AppSeveralWays), Word::PlaceCompare)),
    ipdas("QL9", PaperWord::IpdasQl9, |it| it.what_matters()),
    ipdas("QL10", PaperWord::IpdasQl10, |_| app(plain(PaperWord::AppSteps), Word::Places)),
    ipdas("QL11", PaperWord::IpdasQl11, |it| it.worksheet()),
    ipdas("QL12", PaperWord::IpdasQl12, |it| it.declared("needs-patients")),
    ipdas("QL13", PaperWord::IpdasQl13, |it| it.declared("needs-professionals")),
    ipdas("QL14", PaperWord::IpdasQl14, |it| it.declared("reviewed-by-patients")),
    ipdas("QL15", PaperWord::IpdasQl15, |it| it.declared("reviewed-by-professionals")),
    ipdas("QL16", PaperWord::IpdasQl16, |it| it.declared("tested-with-patients")),
    ipdas("QL17", PaperWord::IpdasQl17, |it| it.declared("tested-with-professionals")),
    ipdas("QL18", PaperWord::IpdasQl18, |it| it.declared("evidence")),
    ipdas("QL19", PaperWord::IpdasQl19, |it| it.certainty()),
    ipdas("QL20", PaperWord::IpdasQl20, |it| it.authors()),
    ipdas("QL21", PaperWord::IpdasQl21, |it| it.reading_age()),
    ipdas("QL22", PaperWord::IpdasQl22, |it| it.declared("helps-match")),
    ipdas("QL23", PaperWord::IpdasQl23, |it| it.declared("helps-knowledge")),
    of_tests("QL24", PaperWord::IpdasQl24, |it| it.rows(&["found-true"])),
    of_tests("QL25", PaperWord::IpdasQl25, |it| it.rows(&["clear-true"])),
    of_tests("QL26", PaperWord::IpdasQl26, |it| it.rows(&["found-false"])),
    of_tests("QL27", PaperWord::IpdasQl27, |it| it.rows(&["clear-false"])),
    of_tests("QL28", PaperWord::IpdasQl28, |it| it.detected()),
    nice("1a", PaperWord::Nice1a, |it| it.section("condition")),
    nice("1b", PaperWord::Nice1b, |it| it.question_and_whom()),
    nice("1c", PaperWord::Nice1c, |it| it.choices_there_are()),
    nice("1d", PaperWord::Nice1d, |it| it.no_treatment()),
    nice("2a", PaperWord::Nice2a, |it| it.outcomes()),
    nice("2b", PaperWord::Nice2b, |it| it.points("hard")),
    nice("2c", PaperWord::Nice2c, |it| it.section("quality-of-life")),
    nice("2d", PaperWord::Nice2d, |it| it.no_steering()),
    nice("3", PaperWord::Nice3, |it| it.what_matters()),
];
