//! How each item is looked for. What a rule of the checker decides already is taken from the rule.

use std::collections::BTreeSet;

use super::{Answer, Reading, State, Statement, Value, Where};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Certainty, Count, Decision, Finding, OptionCard, Row, prose};
use crate::check::wording::reading;
use crate::check::{Card, CardFile, Diagnostic, Part, Passage, Report, is_in};
use crate::text::Span;
use crate::words::{PaperWord, Word};

/// The rules whose word is taken, by their codes.
pub(super) const HEARD: [&str; 9] =
    [LIVING, EQUAL_DETAIL, SOURCED, SURE, LED, ABSOLUTE, ONE_TIME, ONE_DENOMINATOR, STEERING];
const LIVING: &str = "living-two-of-three";
const EQUAL_DETAIL: &str =
    "balance-length balance-count balance-sections no-good-point no-hard-point emphasis-one-sided";
const SOURCED: &str = "row-source source-undefined trail-missing trail-no-line quantity-no-line";
const SURE: &str = "row-certainty";
pub(super) const LED: &str = "table-lead";
pub(super) const ABSOLUTE: &str = "relative-alone";
pub(super) const ONE_TIME: &str = "row-time times-differ";
const ONE_DENOMINATOR: &str = "denominators-mixed";
const STEERING: &str = "loaded-word emphasis-one-sided balance-length";
/// Those that hear only what is written down for a language.
const BY_PHRASES: &str = "relative-alone loaded-word";

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

    /// A section of the decision with words in it.
    pub fn section(&self, id: &str) -> Answer {
        let words = self.passages(0).filter(|it| it.section == id && !is_heading(it.part));
        let count: usize = words.map(|it| count_words(&it.plain)).sum();
        match self.decision.section(id) {
            Some(section) if count > 0 => {
                let holes = [("count", Value::Count(count))];
                found(sentence(PaperWord::FoundWords, holes), vec![self.main(section.at)])
            }
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

    /// Items below a heading of every card.
    pub fn points(&self, section: &str) -> Answer {
        self.each_card(section, PaperWord::FoundPointsEach, |index| {
            self.passages_of(index).filter(|it| it.section == section && it.part == Part::Item).count()
        })
    }

    pub fn living(&self) -> Answer {
        let answer = self.each_card("living", PaperWord::FoundWordsEach, |index| {
            let inside = self.passages_of(index).filter(|it| it.section == "living" && !is_heading(it.part));
            inside.map(|it| count_words(&it.plain)).sum()
        });
        if answer.state == State::Present { self.unless_said(LIVING, answer) } else { answer }
    }

    /// A section that every card must have something in, with how much of it.
    fn each_card(&self, section: &str, word: PaperWord, count: impl Fn(usize) -> usize) -> Answer {
        let counted = self.each_option(|index, _| count(index));
        let places = self.decision.options.iter().filter_map(|option| {
            let section = option.sections.iter().find(|it| it.id == section)?;
            Some(Where::File(self.card.path(&format!("{}.md", option.id)), section.at))
        });
        self.unless_lacking(lacking(&counted), found(each(word, &counted), places.collect()))
    }

    /// How many there are of something for each choice.
    fn each_option(&self, count: impl Fn(usize, &OptionCard) -> usize) -> Vec<(&'a OptionCard, usize)> {
        let options = self.decision.options.iter().enumerate();
        options.map(|(index, option)| (option, count(index, option))).collect()
    }

    pub fn equal_detail(&self) -> Answer {
        let is_read = |it: &&Passage| !matches!(it.part, Part::Source | Part::Head);
        let words = self.each_option(|index, _| {
            self.passages_of(index).filter(is_read).map(|it| count_words(&it.plain)).sum()
        });
        self.unless_said(EQUAL_DETAIL, found(each(PaperWord::FoundWordsEach, &words), self.cards()))
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
        let mut cards = self.numbers_each();
        cards.retain(|(it, _)| it.no_treatment);
        if cards.is_empty() {
            return self.declared("no-treatment-waived");
        }
        let statement = each(PaperWord::FoundNumbersEach, &cards);
        let is_there = cards.iter().any(|(_, count)| *count > 0);
        if is_there { found(statement, self.tables()) } else { missing(statement) }
    }

    pub fn chances(&self) -> Answer {
        let counted = self.numbers_each();
        let lacks = counted.iter().any(|(option, count)| *count == 0 && !self.says_not_known(option));
        let state = if lacks || self.numbers().next().is_none() { State::Missing } else { State::Present };
        Answer { state, statement: each(PaperWord::FoundNumbersEach, &counted), places: self.tables() }
    }

    /// What can happen, in numbers or in words.
    pub fn outcomes(&self) -> Answer {
        let is_point = |it: &&Passage| it.part == Part::Item && is_in("good hard", &it.section);
        let counted = self.each_option(|index, option| {
            self.numbers_of(option) + self.passages_of(index).filter(is_point).count()
        });
        let answer = found(each(PaperWord::FoundOutcomesEach, &counted), self.cards());
        self.unless_lacking(lacking(&counted), answer)
    }

    /// What holds of the tables of numbers, unless these rules say otherwise. Nothing can be said where there are none.
    fn of_numbers(&self, codes: &str, statement: Statement) -> Answer {
        match self.numbers().next() {
            Some(_) => self.unless_said(codes, found(statement, self.tables())),
            None => missing(plain(PaperWord::FoundNoNumbers)),
        }
    }

    /// The same, with how many there are of them.
    pub fn counted(&self, codes: &str, word: PaperWord, count: usize) -> Answer {
        self.of_numbers(codes, sentence(word, [("count", Value::Count(count))]))
    }

    pub fn same_denominator(&self) -> Answer {
        let counted = self.decision.tables.iter().filter(|it| !it.people.are_measured());
        let all: BTreeSet<u32> = counted.map(|it| it.people.denominator()).collect();
        let of = all.iter().map(|it| if *it == 1000 { "1,000".to_string() } else { it.to_string() });
        let of = Value::Text(of.collect::<Vec<_>>().join("; "));
        self.of_numbers(ONE_DENOMINATOR, sentence(PaperWord::FoundOutOf, [("list", of)]))
    }

    pub fn uncertainty(&self) -> Answer {
        let has_range = |it: &&Finding| matches!(it.count(), Count::Likely { .. } | Count::Across { .. });
        let ranges = Value::Count(self.numbers().filter(has_range).count());
        let rows = Value::Count(self.rows_of_numbers().count());
        let holes = [("rows", rows), ("ranges", ranges), ("numbers", Value::Count(self.numbers().count()))];
        self.of_numbers(SURE, sentence(PaperWord::FoundSure, holes))
    }

    pub fn certainty(&self) -> Answer {
        let degrees = &self.card.words.vocabulary().certainty;
        let all = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
        let counted = all.iter().zip(degrees).filter_map(|(degree, name)| {
            let count = self.rows_of_numbers().filter(|row| row.certainty == *degree).count();
            (count > 0).then(|| format!("{name}: {count}"))
        });
        let counted = Value::Text(counted.collect::<Vec<_>>().join("; "));
        self.of_numbers(SURE, sentence(PaperWord::FoundDegrees, [("list", counted)]))
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

    pub fn rows_of_numbers(&self) -> impl Iterator<Item = &'a Row> {
        self.decision.tables.iter().flat_map(|table| &table.rows).filter(|row| has_number(row))
    }

    pub fn numbers(&self) -> impl Iterator<Item = &'a Finding> {
        let cells = self.decision.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.filter_map(|cell| match cell {
            Cell::Finding(finding) => Some(finding),
            _ => None,
        })
    }

    fn numbers_of(&self, option: &OptionCard) -> usize {
        self.cells_of(option).filter(|cell| matches!(cell, Cell::Finding(_))).count()
    }

    /// How many numbers there are for each choice.
    fn numbers_each(&self) -> Vec<(&'a OptionCard, usize)> {
        self.each_option(|_, option| self.numbers_of(option))
    }

    /// A reason is stated where a column for the choice says that its numbers are not known, or where the words on who was
    /// studied, or on what is not known, name the choice.
    fn says_not_known(&self, option: &OptionCard) -> bool {
        let name = option.title.split(',').next().unwrap_or_default().to_lowercase();
        let is_reason = |it: &&Passage| !is_heading(it.part) && is_in("who-studied not-known", &it.section);
        let named = |it: &Passage| !name.is_empty() && it.plain.to_lowercase().contains(&name);
        self.cells_of(option).any(|cell| matches!(cell, Cell::NotKnown | Cell::Words(_)))
            || self.passages(0).filter(is_reason).any(named)
    }

    fn cells_of<'s>(&'s self, option: &'s OptionCard) -> impl Iterator<Item = &'a Cell> + 's {
        self.decision.tables.iter().flat_map(|table| {
            let rows = table.rows.iter().flat_map(|row| row.cells.iter().zip(&table.columns));
            rows.filter(|(_, column)| column.choice() == Some(&option.id)).map(|(cell, _)| cell)
        })
    }

    /// The tables with a number in them.
    pub fn tables(&self) -> Vec<Where> {
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
        let Some(date) = self.decision.meta.published else { return missing(plain(PaperWord::FoundNotSaid)) };
        let statement = sentence(PaperWord::FoundDate, [("date", Value::Date(date))]);
        found(statement, vec![self.key_at("published")])
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

    pub fn what_matters(&self) -> Answer {
        if self.decision.matters.is_empty() {
            return missing(plain(PaperWord::FoundNoSection));
        }
        let count = Value::Count(self.decision.matters.len());
        app(sentence(PaperWord::AppWhatMatters, [("count", count)]), Word::PlaceMatters)
    }

    pub fn worksheet(&self) -> Answer {
        let count = Value::Count(self.decision.prompts.len());
        app(sentence(PaperWord::AppWorksheet, [("count", count)]), Word::PlacePage)
    }

    // What is measured.

    pub fn reading_age(&self) -> Answer {
        if self.readings.is_empty() {
            return not_checked(PaperWord::FoundNotMeasured);
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

    /// An answer that holds only if these rules say nothing. What the files explain is the authors' word, and where nobody
    /// listens for phrases in a language, that they say nothing tells nothing.
    fn unless_said(&self, codes: &str, answer: Answer) -> Answer {
        let is_heard = |it: &&Diagnostic| is_in(codes, it.rule.code);
        let remarks: Vec<_> = self.report.list.iter().filter(is_heard).collect();
        if !remarks.is_empty() {
            let mut titles: Vec<&str> = remarks.iter().map(|it| it.rule.title()).collect();
            titles.dedup();
            let places = remarks.iter().map(|it| Where::File(it.location.file.clone(), it.location.at));
            let titles = Value::Text(titles.join("; "));
            let statement = sentence(PaperWord::FoundByCheck, [("list", titles)]);
            return Answer { state: State::Missing, statement, places: places.collect() };
        }
        let listens = codes.split(' ').any(|code| is_in(BY_PHRASES, code));
        if listens && self.card.content.lexicon(&self.card.lang).is_none() {
            return not_checked(PaperWord::FoundLanguageNotChecked);
        }
        let Some(it) = self.report.explained.iter().find(|it| is_heard(&&it.found)) else { return answer };
        let statement = sentence(PaperWord::FoundExplained, [("why", Value::Text(it.why.clone()))]);
        Answer { state: State::Declared, statement, places: vec![self.key_at("accept")] }
    }

    fn unless_lacking(&self, lacks: Vec<String>, answer: Answer) -> Answer {
        if lacks.is_empty() {
            return answer;
        }
        let statement = sentence(PaperWord::FoundLacking, [("list", Value::Text(lacks.join("; ")))]);
        Answer { state: State::Missing, statement, places: answer.places }
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

pub fn app(statement: Statement, screen: Word) -> Answer {
    Answer { state: State::App, statement, places: vec![Where::Screen(screen)] }
}

pub fn plain(word: PaperWord) -> Statement {
    Statement::Word(word, Vec::new())
}

fn sentence<const HOLES: usize>(word: PaperWord, holes: [(&'static str, Value); HOLES]) -> Statement {
    Statement::Word(word, holes.into())
}

fn not_checked(why: PaperWord) -> Answer {
    Answer { state: State::NotChecked, statement: plain(why), places: Vec::new() }
}

/// "Rest: 2; An operation: 3".
fn each(word: PaperWord, counted: &[(&OptionCard, usize)]) -> Statement {
    let each = counted.iter().map(|(option, count)| format!("{}: {count}", option.title));
    sentence(word, [("list", Value::Text(each.collect::<Vec<_>>().join("; ")))])
}

/// The choices that have none.
fn lacking(counted: &[(&OptionCard, usize)]) -> Vec<String> {
    counted.iter().filter(|(_, count)| *count == 0).map(|(option, _)| option.title.clone()).collect()
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn is_heading(part: Part) -> bool {
    matches!(part, Part::Heading(_))
}

fn has_number(row: &Row) -> bool {
    row.cells.iter().any(|cell| matches!(cell, Cell::Finding(_)))
}
