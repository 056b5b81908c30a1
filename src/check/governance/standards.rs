//! A decision held against two published lists of what such information should have: IPDAS version 4 (44 items) and the
//! part of NICE ECD8 that could be read. Each item is looked for in what was read, and said to be there, missing, said by
//! the authors alone, done by the app, or not asked of this decision. Nobody certifies anything here: see
//! `docs/standards.md`, which also says how each item is decided.

mod items;

use std::sync::LazyLock;

use crate::check::wording::reading::Measured;
use crate::check::{Card, Report};
use crate::text::{Date, Span};
use crate::words::{PaperWord, Word};
use items::Evidence;

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

    /// As people read it.
    pub fn word(self) -> PaperWord {
        match self {
            State::Present => PaperWord::StatePresent,
            State::Missing => PaperWord::StateMissing,
            State::Declared => PaperWord::StateDeclared,
            State::App => PaperWord::StateApp,
            State::NotChecked => PaperWord::StateNotChecked,
            State::DoesNotApply => PaperWord::StateDoesNotApply,
        }
    }

    /// As programs read it: `does-not-apply`.
    pub fn slug(self) -> &'static str {
        self.word().name().trim_start_matches("state-")
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
        if self == Standard::Ipdas { "IPDAS" } else { "NICE ECD8" }
    }
}

/// One item of a list, as `standards.yaml` has it.
pub struct Item {
    /// Which list.
    pub standard: Standard,
    /// Its number there; for IPDAS as running numbers, for NICE with letters of ours.
    pub id: &'static str,
    /// What it asks for, paraphrased in plain words.
    pub asks: PaperWord,
    /// Whether it is asked of tests only.
    of_tests: bool,
    /// What is looked for, and where.
    how: &'static str,
    /// The rules by whose word it is missing, by their codes.
    unless: &'static str,
}

/// All items, in the order of the lists.
pub static ITEMS: LazyLock<Vec<Item>> =
    LazyLock::new(|| include_str!("standards.yaml").lines().filter_map(Item::read).collect());

impl Item {
    fn read(line: &'static str) -> Option<Item> {
        let (name, what) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
        let asks = *PaperWord::ALL.iter().find(|it| it.name().eq_ignore_ascii_case(name))?;
        let (standard, id) = name.split_once('-')?;
        let standard = if standard == "ipdas" { Standard::Ipdas } else { Standard::Nice };
        let own = what.strip_prefix("of-a-test ");
        let (how, unless) = own.unwrap_or(what).split_once(" unless ").unwrap_or((own.unwrap_or(what), ""));
        Some(Item { standard, id, asks, of_tests: own.is_some(), how, unless })
    }
}

/// What became of it, what was found, and where.
#[derive(Debug)]
pub struct Answer {
    /// What became of it.
    pub state: State,
    pub(crate) statement: Statement,
    pub(crate) places: Vec<Where>,
}

/// What was found, in words that are filled in by who writes the report: the author's own, or a sentence with its holes.
#[derive(Debug)]
pub(crate) enum Statement {
    Own(String),
    Word(PaperWord, Vec<(&'static str, Value)>),
}

#[derive(Debug)]
pub(crate) enum Value {
    Text(String),
    Count(usize),
    Date(Date),
}

/// Where something was found: in a file, by its path from the content folder; in its head, under a key; or in the app.
#[derive(Debug)]
pub(crate) enum Where {
    File(String, Span),
    Key(String, &'static str, Span),
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

/// Holds a decision against all items, by what the checker said of it; nothing for what is no decision.
pub fn report(card: &Card, report: &Report) -> Option<StandardsReport> {
    let evidence = Evidence::at(card, report)?;
    let lines = ITEMS.iter().map(|item| Line { item, answer: evidence.answer(item) }).collect();
    Some(StandardsReport { lines, readings: evidence.readings })
}

/// The rules whose word is taken for an item, by their codes.
pub fn rules_heard() -> impl Iterator<Item = &'static str> {
    ITEMS.iter().flat_map(|item| item.unless.split_whitespace())
}
