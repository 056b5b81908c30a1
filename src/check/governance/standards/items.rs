//! How each item is looked for. What a rule of the checker decides already is taken from the rule.

use super::{Answer, Reading, State, Statement, Value, Where};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Certainty, Count, Decision, Finding, OptionCard, Row, Table, prose};
use crate::check::wording::reading;
use crate::check::{Card, CardFile, Part, Passage, Report};
use crate::text::Span;
use crate::words::{PaperWord, Word};

/// The rules whose word is taken, by their codes.
pub(super) const HEARD: [&[&str]; 9] =
    [LIVING, EQUAL_DETAIL, SOURCED, SURE, LED, ABSOLUTE, ONE_TIME, ONE_DENOMINATOR, STEERING];
const LIVING: &[&str] = &["living-two-of-three"];
const EQUAL_DETAIL: &[&str] = &[
    "balance-length",
    "balance-count",
    "balance-sections",
    "no-good-point",
    "no-hard-point",
    "emphasis-one-sided",
];
const SOURCED: &[&str] =
    &["row-source", "source-undefined", "trail-missing", "trail-no-line", "quantity-no-line"];
const SURE: &[&str] = &["row-certainty"];
const LED: &[&str] = &["table-lead"];
const ABSOLUTE: &[&str] = &["relative-alone"];
const ONE_TIME: &[&str] = &["row-time", "times-differ"];
const ONE_DENOMINATOR: &[&str] = &["denominators-mixed"];
const STEERING: &[&str] = &["loaded-word", "emphasis-one-sided", "balance-length"];

/// A decision as it is looked at.
pub(super) struct Evidence<'a> {
    card: &'a Card<'a>,
    pub decision: &'a Decision,
    report: &'a Report,
    pub readings: Vec<Reading>,
}

impl<'a> Evidence<'a> {
    pub fn at(card: &'a Card<'a>, report: &'a Report) -> Option<Evidence<'a>> {
        let decision = card.decision.as_ref()?;
        let measured = reading::measure(card).into_iter().filter_map(|measured| {
            let file = card.files.iter().find(|file| file.path == measured.file)?;
            Some(Reading { title: title_of(decision, file)?, measured })
        });
        Some(Evidence { card, decision, report, readings: measured.collect() })
    }

    pub fn is_test(&self) -> bool {
        self.value("kind") == Some("test")
    }

    // What the cards say.

    pub fn condition(&self) -> Answer {
        self.section("condition")
    }

    /// A section of the decision with words in it.
    pub fn section(&self, id: &str) -> Answer {
        let words = self.passages(0).filter(|it| it.section == id && !is_heading(it.part));
        let count = words.map(|it| count_words(&it.plain)).sum();
        match self.decision.section(id) {
            Some(section) if count > 0 => found(
                sentence(PaperWord::FoundWords, [("count", Value::Count(count))]),
                vec![self.main(section.at)],
            ),
            _ => missing(plain(PaperWord::FoundNoSection)),
        }
    }

    pub fn question(&self) -> Answer {
        let question = prose::plain(&self.decision.question);
        if question.is_empty() {
            return missing(plain(PaperWord::FoundNotSaid));
        }
        let at = self.passages(0).find(|it| it.part == Part::Paragraph && it.plain == question);
        found(Statement::Own(question), at.map(|it| self.main(it.at)).into_iter().collect())
    }

    pub fn question_and_whom(&self) -> Answer {
        let (mut question, whom) = (self.question(), self.section("who-for"));
        if question.state != State::Present || whom.state != State::Present {
            return missing(plain(PaperWord::FoundNotSaid));
        }
        question.places.extend(whom.places);
        question
    }

    pub fn choices(&self) -> Answer {
        let whole: Vec<&OptionCard> = self.decision.options.iter().filter(|it| !it.missing).collect();
        let titles: Vec<&str> = whole.iter().map(|it| it.title.as_str()).collect();
        let holes = [("count", Value::Count(whole.len())), ("list", Value::Text(titles.join("; ")))];
        let answer = Answer {
            state: if whole.len() > 1 { State::Present } else { State::Missing },
            statement: sentence(PaperWord::FoundChoices, holes),
            places: self.decision.options.iter().map(|it| self.main(it.at)).collect(),
        };
        let is_bare = |it: &&OptionCard| it.missing || it.intro.is_empty();
        let lacks = self.decision.options.iter().filter(is_bare).map(|it| it.title.clone());
        self.unless_lacking(lacks.collect(), answer)
    }

    pub fn choices_there_are(&self) -> Answer {
        let mut answer = self.choices();
        if answer.state == State::Present {
            let count = Value::Count(self.decision.options.len());
            answer.statement = sentence(PaperWord::FoundChoicesOnly, [("count", count)]);
        }
        answer
    }

    pub fn good_points(&self) -> Answer {
        self.points("good")
    }

    pub fn hard_points(&self) -> Answer {
        self.points("hard")
    }

    /// Items below a heading of every card.
    fn points(&self, section: &str) -> Answer {
        self.each_card(section, |index| {
            self.passages_of(index).filter(|it| it.section == section && it.part == Part::Item).count()
        })
    }

    pub fn living(&self) -> Answer {
        let answer = self.each_card("living", |index| {
            let inside = self.passages_of(index).filter(|it| it.section == "living" && !is_heading(it.part));
            inside.map(|it| count_words(&it.plain)).sum()
        });
        if answer.state == State::Present { self.unless_said(LIVING, answer) } else { answer }
    }

    /// A section that every card must have something in, with how much of it.
    fn each_card(&self, section: &str, count: impl Fn(usize) -> usize) -> Answer {
        let options = &self.decision.options;
        let counted: Vec<(&OptionCard, usize)> =
            options.iter().enumerate().map(|(index, option)| (option, count(index))).collect();
        let lacks = counted.iter().filter(|(_, count)| *count == 0).map(|(option, _)| option.title.clone());
        let lacks: Vec<String> = lacks.collect();
        let places = options.iter().filter_map(|option| {
            let section = option.sections.iter().find(|it| it.id == section)?;
            Some(Where::File(self.card.path(&format!("{}.md", option.id)), section.at))
        });
        let word = if section == "living" { PaperWord::FoundWordsEach } else { PaperWord::FoundPointsEach };
        let answer = found(sentence(word, [("list", Value::Text(list(&counted)))]), places.collect());
        self.unless_lacking(lacks, answer)
    }

    pub fn equal_detail(&self) -> Answer {
        let count =
            |index| self.passages_of(index).filter(|it| !matches!(it.part, Part::Source | Part::Head));
        let options = self.decision.options.iter().enumerate();
        let words: Vec<(&OptionCard, usize)> = options
            .map(|(index, option)| (option, count(index).map(|it| count_words(&it.plain)).sum()))
            .collect();
        let statement = sentence(PaperWord::FoundWordsEach, [("list", Value::Text(list(&words)))]);
        self.unless_said(EQUAL_DETAIL, found(statement, self.cards()))
    }

    pub fn no_steering(&self) -> Answer {
        self.unless_said(STEERING, found(plain(PaperWord::FoundNoSteering), self.cards()))
    }

    /// Waiting, watching or staying as now, or the author's reason why there is no such card.
    pub fn no_treatment(&self) -> Answer {
        let cards: Vec<&OptionCard> = self.decision.options.iter().filter(|it| it.no_treatment).collect();
        if cards.is_empty() {
            return self.declared("no-treatment-waived");
        }
        let titles: Vec<&str> = cards.iter().map(|it| it.title.as_str()).collect();
        found(Statement::Own(titles.join("; ")), cards.iter().map(|it| self.main(it.at)).collect())
    }

    // What the tables of outcomes say.

    pub fn natural_course(&self) -> Answer {
        let cards: Vec<(&OptionCard, usize)> =
            self.numbers_each().into_iter().filter(|(it, _)| it.no_treatment).collect();
        if cards.is_empty() {
            return self.declared("no-treatment-waived");
        }
        let statement = sentence(PaperWord::FoundNumbersEach, [("list", Value::Text(list(&cards)))]);
        if cards.iter().all(|(_, count)| *count == 0) {
            missing(statement)
        } else {
            found(statement, self.tables())
        }
    }

    pub fn chances(&self) -> Answer {
        let counted = self.numbers_each();
        let lacks = counted.iter().filter(|(option, count)| *count == 0 && !self.says_not_known(option));
        let lacks: Vec<String> = lacks.map(|(option, _)| option.title.clone()).collect();
        let statement = sentence(PaperWord::FoundNumbersEach, [("list", Value::Text(list(&counted)))]);
        if self.numbers().next().is_none() || !lacks.is_empty() {
            return Answer { state: State::Missing, statement, places: self.tables() };
        }
        found(statement, self.tables())
    }

    /// What can happen, in numbers or in words.
    pub fn outcomes(&self) -> Answer {
        let is_point =
            |it: &&Passage| it.part == Part::Item && ["good", "hard"].contains(&it.section.as_str());
        let counted: Vec<(&OptionCard, usize)> = self
            .numbers_each()
            .into_iter()
            .enumerate()
            .map(|(index, (option, numbers))| {
                (option, numbers + self.passages_of(index).filter(is_point).count())
            })
            .collect();
        let lacks = counted.iter().filter(|(_, count)| *count == 0).map(|(option, _)| option.title.clone());
        let lacks = lacks.collect();
        let statement = sentence(PaperWord::FoundOutcomesEach, [("list", Value::Text(list(&counted)))]);
        self.unless_lacking(lacks, found(statement, self.cards()))
    }

    pub fn groups(&self) -> Answer {
        let tables = Value::Count(self.tables().len());
        let answer = found(sentence(PaperWord::FoundGroups, [("count", tables)]), self.tables());
        self.if_numbers(self.unless_said(LED, answer))
    }

    pub fn event_rates(&self) -> Answer {
        let numbers = Value::Count(self.numbers().count());
        let answer = found(sentence(PaperWord::FoundRates, [("count", numbers)]), self.tables());
        self.if_numbers(self.unless_said(ABSOLUTE, answer))
    }

    pub fn same_time(&self) -> Answer {
        let rows = Value::Count(self.rows_of_numbers().count());
        let answer = found(sentence(PaperWord::FoundTimes, [("count", rows)]), self.tables());
        self.if_numbers(self.unless_said(ONE_TIME, answer))
    }

    pub fn same_denominator(&self) -> Answer {
        let counted = self.decision.tables.iter().filter(|it| !it.people.are_measured());
        let mut all: Vec<u32> = counted.map(|it| it.people.denominator()).collect();
        all.sort_unstable();
        all.dedup();
        let of = all.iter().map(|it| if *it == 1000 { "1,000".to_string() } else { it.to_string() });
        let of = Value::Text(of.collect::<Vec<_>>().join("; "));
        let answer = found(sentence(PaperWord::FoundOutOf, [("list", of)]), self.tables());
        self.if_numbers(self.unless_said(ONE_DENOMINATOR, answer))
    }

    pub fn uncertainty(&self) -> Answer {
        let (all, ranged) = (self.numbers().count(), self.numbers().filter(|it| has_range(it)).count());
        let rows = Value::Count(self.rows_of_numbers().count());
        let holes = [("rows", rows), ("ranges", Value::Count(ranged)), ("numbers", Value::Count(all))];
        let answer = found(sentence(PaperWord::FoundSure, holes), self.tables());
        self.if_numbers(self.unless_said(SURE, answer))
    }

    pub fn certainty(&self) -> Answer {
        let degrees = &self.card.words.vocabulary().certainty;
        let all = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
        let counted = all.iter().zip(degrees).filter_map(|(degree, name)| {
            let count = self.rows_of_numbers().filter(|row| row.certainty == *degree).count();
            (count > 0).then(|| format!("{name}: {count}"))
        });
        let counted = Value::Text(counted.collect::<Vec<_>>().join("; "));
        let answer = found(sentence(PaperWord::FoundDegrees, [("list", counted)]), self.tables());
        self.if_numbers(self.unless_said(SURE, answer))
    }

    /// Rows of a test's numbers by their ids.
    pub fn rows(&self, ids: &[&str]) -> Answer {
        let lacks: Vec<&str> =
            ids.iter().copied().filter(|id| !self.rows_of_numbers().any(|row| row.id == *id)).collect();
        if !lacks.is_empty() {
            return missing(sentence(PaperWord::FoundNoRow, [("list", Value::Text(lacks.join("; ")))]));
        }
        let rows: Vec<&Row> = self.rows_of_numbers().filter(|row| ids.contains(&row.id.as_str())).collect();
        let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        found(Statement::Own(labels.join("; ")), rows.iter().map(|row| self.main(row.at)).collect())
    }

    /// What was found with a test and without: in one row with a column for each, or in a row for each.
    pub fn detected(&self) -> Answer {
        let is_one = self.rows_of_numbers().any(|row| row.id == "detected");
        if is_one { self.rows(&["detected"]) } else { self.rows(&["detected-with", "detected-without"]) }
    }

    pub fn sources(&self) -> Answer {
        let sources = Value::Count(self.decision.sources.len());
        let lines = Value::Count(self.card.trail.as_ref().map_or(0, |trail| trail.lines.len()));
        let at = self.passages(0).find(|it| it.part == Part::Source).map(|it| self.main(it.at));
        let statement = sentence(PaperWord::FoundSources, [("sources", sources), ("lines", lines)]);
        if self.decision.sources.is_empty() {
            return missing(statement);
        }
        self.unless_said(SOURCED, found(statement, at.into_iter().collect()))
    }

    fn rows_of_numbers(&self) -> impl Iterator<Item = &'a Row> {
        let rows = self.decision.tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| row.cells.iter().any(|it| matches!(it, Cell::Finding(_))))
    }

    fn numbers(&self) -> impl Iterator<Item = &'a Finding> {
        let cells = self.decision.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.filter_map(|cell| match cell {
            Cell::Finding(finding) => Some(finding),
            _ => None,
        })
    }

    /// How many numbers there are for each choice.
    fn numbers_each(&self) -> Vec<(&'a OptionCard, usize)> {
        let is_number = |cell: &Cell| matches!(cell, Cell::Finding(_));
        self.decision
            .options
            .iter()
            .map(|option| (option, self.cells_of(option).filter(|it| is_number(it)).count()))
            .collect()
    }

    /// A reason is stated where a column for the choice says that its numbers are not known, or where the words on who was
    /// studied, or on what is not known, name the choice.
    fn says_not_known(&self, option: &OptionCard) -> bool {
        let name = option.title.split(',').next().unwrap_or_default().to_lowercase();
        let reasons = self.card.passages.iter().filter(|it| {
            it.file == 0
                && !matches!(it.part, Part::Heading(_))
                && ["who-studied", "not-known"].contains(&it.section.as_str())
        });
        let named = |it: &Passage| !name.is_empty() && it.plain.to_lowercase().contains(&name);
        self.cells_of(option).any(|cell| matches!(cell, Cell::NotKnown | Cell::Words(_)))
            || reasons.into_iter().any(named)
    }

    fn cells_of(&self, option: &OptionCard) -> impl Iterator<Item = &'a Cell> {
        let id = option.id.clone();
        let of_table = move |table: &'a Table| {
            let columns: Vec<bool> = table.columns.iter().map(|column| column.option == id).collect();
            table.rows.iter().flat_map(move |row| {
                let cells = row.cells.iter().zip(columns.clone());
                cells.filter_map(|(cell, is_of)| is_of.then_some(cell)).collect::<Vec<_>>()
            })
        };
        self.decision.tables.iter().flat_map(of_table)
    }

    /// The tables with a number in them.
    fn tables(&self) -> Vec<Where> {
        let has_number = |row: &Row| row.cells.iter().any(|it| matches!(it, Cell::Finding(_)));
        let tables = self.decision.tables.iter().filter(|table| table.rows.iter().any(has_number));
        tables.map(|table| self.main(table.at)).collect()
    }

    // What the head says.

    /// A key with anything in it.
    pub fn key(&self, key: &'static str) -> Answer {
        match self.value(key) {
            Some(value) => found(Statement::Own(value.to_string()), vec![self.key_at(key)]),
            None => missing(plain(PaperWord::FoundNotSaid)),
        }
    }

    /// Something that only its authors can know.
    pub fn declared(&self, key: &'static str) -> Answer {
        let Some(value) = self.value(key) else { return missing(plain(PaperWord::FoundNotSaid)) };
        let places = vec![self.key_at(key)];
        if value.trim_end_matches('.').eq_ignore_ascii_case(NOT_DONE) {
            return Answer { state: State::Missing, statement: plain(PaperWord::FoundNotDone), places };
        }
        Answer { state: State::Declared, statement: Statement::Own(value.to_string()), places }
    }

    pub fn published(&self) -> Answer {
        match self.decision.meta.published {
            Some(date) => found(
                sentence(PaperWord::FoundDate, [("date", Value::Date(date))]),
                vec![self.key_at("published")],
            ),
            None => missing(plain(PaperWord::FoundNotSaid)),
        }
    }

    pub fn updates(&self) -> Answer {
        match (self.decision.meta.review_by, self.value("update-policy")) {
            (Some(date), Some(how)) => {
                let holes = [("date", Value::Date(date)), ("how", Value::Text(how.to_string()))];
                let places = vec![self.key_at("review-by"), self.key_at("update-policy")];
                found(sentence(PaperWord::FoundUpdates, holes), places)
            }
            _ => missing(plain(PaperWord::FoundNotSaid)),
        }
    }

    /// Each author with a role: "Name, nurse", or "Name (nurse)".
    pub fn authors(&self) -> Answer {
        let authors = &self.decision.meta.authors;
        let statement = Statement::Own(authors.join("; "));
        let has_role = |author: &String| author.contains([',', '(']);
        match authors.is_empty() {
            true => missing(plain(PaperWord::FoundNotSaid)),
            false if authors.iter().all(has_role) => found(statement, vec![self.key_at("authors")]),
            false => missing(sentence(PaperWord::FoundNoRole, [("list", Value::Text(authors.join("; ")))])),
        }
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.card.head().and_then(|head| head.value(key)).filter(|value| !value.trim().is_empty())
    }

    fn key_at(&self, key: &'static str) -> Where {
        let at = self.card.head().map(|head| head.at(key)).unwrap_or_default();
        Where::Key(self.card.path(DECISION_FILE), key, at)
    }

    // What the app does.

    pub fn side_by_side(&self) -> Answer {
        app(plain(PaperWord::AppSideBySide), Word::PlaceCompare)
    }

    pub fn several_ways(&self) -> Answer {
        app(plain(PaperWord::AppSeveralWays), Word::PlaceCompare)
    }

    pub fn what_matters(&self) -> Answer {
        if self.decision.matters.is_empty() {
            return missing(plain(PaperWord::FoundNoSection));
        }
        let count = Value::Count(self.decision.matters.len());
        app(sentence(PaperWord::AppWhatMatters, [("count", count)]), Word::PlaceMatters)
    }

    pub fn steps(&self) -> Answer {
        app(plain(PaperWord::AppSteps), Word::Places)
    }

    pub fn worksheet(&self) -> Answer {
        let count = Value::Count(self.decision.prompts.len());
        app(sentence(PaperWord::AppWorksheet, [("count", count)]), Word::PlacePage)
    }

    // What is measured.

    pub fn reading_age(&self) -> Answer {
        if self.readings.is_empty() {
            return missing(plain(PaperWord::FoundNotMeasured));
        }
        let each = self.readings.iter().map(|Reading { title, measured }| {
            format!("{title}: {:.1}, {:.1}", measured.raw, measured.adjusted)
        });
        let list = Value::Text(each.collect::<Vec<_>>().join("; "));
        let formula = Value::Text(reading::FORMULA.to_string());
        let places = self.readings.iter().map(|it| Where::File(it.measured.file.clone(), Span::default()));
        found(sentence(PaperWord::FoundReading, [("formula", formula), ("list", list)]), places.collect())
    }

    // What the answers above share.

    /// An answer that holds only if these rules say nothing. What the files explain is the authors' word.
    fn unless_said(&self, codes: &[&str], answer: Answer) -> Answer {
        let is_heard = |code: &str| codes.contains(&code);
        let remarks: Vec<_> = self.report.list.iter().filter(|it| is_heard(it.rule.code)).collect();
        if !remarks.is_empty() {
            let mut titles: Vec<&str> = remarks.iter().map(|it| it.rule.title()).collect();
            titles.dedup();
            let places = remarks.iter().map(|it| Where::File(it.location.file.clone(), it.location.at));
            let titles = Value::Text(titles.join("; "));
            let statement = sentence(PaperWord::FoundByCheck, [("list", titles)]);
            return Answer { state: State::Missing, statement, places: places.collect() };
        }
        let explained = self.report.explained.iter().find(|it| is_heard(it.found.rule.code));
        match explained {
            Some(it) => {
                let statement = sentence(PaperWord::FoundExplained, [("why", Value::Text(it.why.clone()))]);
                Answer { state: State::Declared, statement, places: vec![self.key_at("accept")] }
            }
            None => answer,
        }
    }

    fn unless_lacking(&self, lacks: Vec<String>, answer: Answer) -> Answer {
        if lacks.is_empty() {
            return answer;
        }
        let statement = sentence(PaperWord::FoundLacking, [("list", Value::Text(lacks.join("; ")))]);
        Answer { state: State::Missing, statement, places: answer.places }
    }

    /// Nothing can be said of numbers where there are none.
    fn if_numbers(&self, answer: Answer) -> Answer {
        if self.numbers().next().is_some() { answer } else { missing(plain(PaperWord::FoundNoNumbers)) }
    }

    /// The choices' cards.
    fn cards(&self) -> Vec<Where> {
        let files = self.card.files.iter().filter(|file| file.option.is_some());
        files.map(|file| Where::File(file.path.clone(), Span::default())).collect()
    }

    fn main(&self, at: Span) -> Where {
        Where::File(self.card.path(DECISION_FILE), at)
    }

    /// The passages of one file.
    fn passages(&self, file: usize) -> impl Iterator<Item = &'a Passage> {
        self.card.passages.iter().filter(move |it| it.file == file)
    }

    /// The passages of one choice's card.
    fn passages_of(&self, option: usize) -> impl Iterator<Item = &'a Passage> {
        let file = self.card.files.iter().position(|file| file.option == Some(option));
        self.card.passages.iter().filter(move |it| Some(it.file) == file)
    }
}

/// The decision's title, or a choice's; nothing for a file that is neither, which readers never see.
fn title_of(decision: &Decision, file: &CardFile) -> Option<String> {
    match file.option {
        Some(index) => decision.options.get(index).map(|option| option.title.clone()),
        None => (file.name == DECISION_FILE).then(|| decision.meta.title.clone()),
    }
}

/// How authors say that something was not done.
const NOT_DONE: &str = "not done";

fn found(statement: Statement, places: Vec<Where>) -> Answer {
    Answer { state: State::Present, statement, places }
}

fn missing(statement: Statement) -> Answer {
    Answer { state: State::Missing, statement, places: Vec::new() }
}

fn app(statement: Statement, screen: Word) -> Answer {
    Answer { state: State::App, statement, places: vec![Where::Screen(screen)] }
}

fn plain(word: PaperWord) -> Statement {
    Statement::Word(word, Vec::new())
}

fn sentence<const HOLES: usize>(word: PaperWord, holes: [(&'static str, Value); HOLES]) -> Statement {
    Statement::Word(word, holes.into())
}

/// "Rest: 2; An operation: 3".
fn list(counted: &[(&OptionCard, usize)]) -> String {
    let each = counted.iter().map(|(option, count)| format!("{}: {count}", option.title));
    each.collect::<Vec<_>>().join("; ")
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn is_heading(part: Part) -> bool {
    matches!(part, Part::Heading(_))
}

fn has_range(finding: &Finding) -> bool {
    matches!(finding.count(), Count::Likely { .. } | Count::Across { .. })
}
