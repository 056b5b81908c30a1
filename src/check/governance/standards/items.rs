//! How each item is looked for. What a rule of the checker decides already is taken from the rule.

use std::collections::BTreeSet;

use super::{Answer, Item, Reading, State, Statement, Value, Where};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Cell, Certainty, Count, Decision, Finding, OptionCard, Row, prose};
use crate::check::wording::reading;
use crate::check::{Card, CardFile, Diagnostic, Part, Passage, Report, is_in};
use crate::text::Span;
use crate::words::{PaperWord, Word};

/// Those that hear only what is written down for a language.
const BY_PHRASES: &str = "relative-alone loaded-word";

pub(super) struct Evidence<'a> {
    card: &'a Card<'a>,
    decision: &'a Decision,
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

    /// What became of an item. One that is there is missing if the rules named beside it say something.
    pub fn answer(&self, item: &Item) -> Answer {
        if item.of_tests && self.value("kind") != Some("test") {
            let statement = plain(PaperWord::FoundNoTest);
            return Answer { state: State::DoesNotApply, statement, places: Vec::new() };
        }
        let (what, about) = item.how.split_once(' ').unwrap_or((item.how, ""));
        let answer = match what {
            "section" => self.section(about),
            "question" => self.question(about),
            "choices" => self.choices(about),
            "each" => self.each(about),
            "laid-out" => found(plain(PaperWord::FoundNoSteering), self.cards()),
            "no-treatment" => self.no_treatment(),
            "natural-course" => self.natural_course(about),
            "chances" => self.chances(about),
            "numbers" if self.numbers().next().is_none() => missing(plain(PaperWord::FoundNoNumbers)),
            "numbers" => found(self.counts(about), self.tables()),
            "rows" => self.rows(about),
            "sources" => self.sources(about),
            "key" => self.key(about, State::Present),
            "declared" => self.key(about, State::Declared),
            "published" => self.published(),
            "updates" => self.updates(),
            "authors" => self.authors(),
            "matters" if self.decision.matters.is_empty() => missing(plain(PaperWord::FoundNoSection)),
            "matters" | "app" => self.on_screen(about),
            "reading-age" => self.reading_age(),
            _ => not_said(),
        };
        if answer.state == State::Present { self.unless_said(item.unless, answer) } else { answer }
    }

    /// A sentence of the report by its name: of all that is counted here it says what it has holes for.
    fn counts(&self, name: &str) -> Statement {
        let (decision, numbers) = (self.decision, || self.numbers());
        let is_range = |it: &&Finding| matches!(it.count(), Count::Likely { .. } | Count::Across { .. });
        let titles: Vec<&str> = self.choices_there().map(|it| it.title.as_str()).collect();
        let counts = [
            ("choices", titles.len()),
            ("tables", self.tables().len()),
            ("rows", self.rows_of_numbers().count()),
            ("numbers", numbers().count()),
            ("ranges", numbers().filter(is_range).count()),
            ("matters", decision.matters.len()),
            ("questions", decision.prompts.len()),
            ("sources", decision.sources.len()),
            ("lines", self.card.trail.as_ref().map_or(0, |trail| trail.lines.len())),
        ];
        let lists = [("titles", titles.join("; ")), ("wholes", self.wholes()), ("degrees", self.degrees())];
        let counts = counts.into_iter().map(|(hole, count)| (hole, Value::Count(count)));
        let lists = lists.into_iter().map(|(hole, list)| (hole, Value::Text(list)));
        Statement::Word(word(name), counts.chain(lists).collect())
    }

    fn wholes(&self) -> String {
        let counted = self.decision.tables.iter().filter(|it| !it.people.are_measured());
        let all: BTreeSet<u32> = counted.map(|it| it.people.denominator()).collect();
        let of = all.iter().map(|it| if *it == 1000 { "1,000".to_string() } else { it.to_string() });
        of.collect::<Vec<_>>().join("; ")
    }

    fn degrees(&self) -> String {
        let degrees = &self.card.words.vocabulary().certainty;
        let all = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
        let counted = all.iter().zip(degrees).filter_map(|(degree, name)| {
            let count = self.rows_of_numbers().filter(|row| row.certainty == *degree).count();
            (count > 0).then(|| format!("{name}: {count}"))
        });
        counted.collect::<Vec<_>>().join("; ")
    }

    // What the cards say.

    /// A section of the decision with words in it.
    fn section(&self, id: &str) -> Answer {
        let words = self.passages(0).filter(|it| it.section == id && !is_heading(it.part));
        let count: usize = words.map(|it| count_words(&it.plain)).sum();
        match self.decision.section(id).filter(|_| count > 0) {
            Some(section) => {
                let statement = sentence(PaperWord::FoundWords, [("count", Value::Count(count))]);
                found(statement, vec![self.main(section.at)])
            }
            None => missing(plain(PaperWord::FoundNoSection)),
        }
    }

    /// The question, and if a section is named the one that says whom it is for.
    fn question(&self, whom: &str) -> Answer {
        let question = prose::plain(&self.decision.question);
        let whom = (!whom.is_empty()).then(|| self.section(whom));
        if question.is_empty() || whom.as_ref().is_some_and(|it| it.state != State::Present) {
            return not_said();
        }
        let at = self.passages(0).find(|it| it.part == Part::Paragraph && it.plain == question);
        let places = at.into_iter().map(|it| self.main(it.at));
        found(Statement::Own(question), places.chain(whom.into_iter().flat_map(|it| it.places)).collect())
    }

    fn choices_there(&self) -> impl Iterator<Item = &'a OptionCard> {
        self.decision.options.iter().filter(|it| !it.missing)
    }

    fn choices(&self, word: &str) -> Answer {
        let state = if self.choices_there().count() > 1 { State::Present } else { State::Missing };
        let places = self.decision.options.iter().map(|it| self.main(it.at)).collect();
        let lacks = self.decision.options.iter().filter(|it| it.missing || it.intro.is_empty());
        let lacks = lacks.map(|it| it.title.clone()).collect();
        unless_lacking(lacks, Answer { state, statement: self.counts(word), places })
    }

    /// What every card must have some of: its sentence, and what is counted.
    fn each(&self, about: &str) -> Answer {
        let (name, what) = about.split_once(' ').unwrap_or((about, ""));
        let counted = self.counted(what);
        let lacks = counted.iter().filter(|(_, count)| *count == 0).map(|(option, _)| option.title.clone());
        unless_lacking(lacks.collect(), found(told(name, &counted), self.cards()))
    }

    /// How many there are of something for each choice: points, numbers, both, or words.
    fn counted(&self, what: &str) -> Vec<(&'a OptionCard, usize)> {
        let count = |(index, option): (usize, &'a OptionCard)| {
            let passages =
                || self.passages_of(index).filter(|it| !matches!(it.part, Part::Source | Part::Head));
            let points = |section: &str| {
                passages().filter(|it| it.section == section && it.part == Part::Item).count()
            };
            let living = || passages().filter(|it| it.section == "living" && !is_heading(it.part));
            let numbers = || self.cells_of(option).filter_map(Cell::finding).count();
            let count = match what {
                "good" | "hard" => points(what),
                "numbers" => numbers(),
                "outcomes" => numbers() + points("good") + points("hard"),
                "living" => living().map(|it| count_words(&it.plain)).sum(),
                _ => passages().map(|it| count_words(&it.plain)).sum(),
            };
            (option, count)
        };
        self.decision.options.iter().enumerate().map(count).collect()
    }

    /// Waiting, watching or staying as now, or the author's reason why there is no such card.
    fn no_treatment(&self) -> Answer {
        let cards: Vec<&OptionCard> = self.decision.options.iter().filter(|it| it.no_treatment).collect();
        if cards.is_empty() {
            return self.key("no-treatment-waived", State::Declared);
        }
        let titles: Vec<&str> = cards.iter().map(|it| it.title.as_str()).collect();
        found(Statement::Own(titles.join("; ")), cards.iter().map(|it| self.main(it.at)).collect())
    }

    // What the tables of outcomes say.

    fn natural_course(&self, name: &str) -> Answer {
        let mut cards = self.counted("numbers");
        cards.retain(|(it, _)| it.no_treatment);
        if cards.is_empty() {
            return self.key("no-treatment-waived", State::Declared);
        }
        let statement = told(name, &cards);
        let is_there = cards.iter().any(|(_, count)| *count > 0);
        if is_there { found(statement, self.tables()) } else { missing(statement) }
    }

    fn chances(&self, name: &str) -> Answer {
        let counted = self.counted("numbers");
        let lacks = counted.iter().any(|(option, count)| *count == 0 && !self.says_not_known(option));
        let state = if lacks || self.numbers().next().is_none() { State::Missing } else { State::Present };
        Answer { state, statement: told(name, &counted), places: self.tables() }
    }

    /// Rows of a test's numbers by their ids: those of the first of several ways to write them, if they are there.
    fn rows(&self, ways: &str) -> Answer {
        let has = |id: &str| self.rows_of_numbers().any(|row| row.id == id);
        let (first, last) = ways.split_once(" or ").unwrap_or((ways, ways));
        let ids = if first.split(' ').all(has) { first } else { last };
        let lacks: Vec<&str> = ids.split(' ').filter(|id| !has(id)).collect();
        if !lacks.is_empty() {
            return missing(sentence(PaperWord::FoundNoRow, [("list", joined(&lacks))]));
        }
        let rows: Vec<&Row> = self.rows_of_numbers().filter(|row| is_in(ids, &row.id)).collect();
        let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        found(Statement::Own(labels.join("; ")), rows.iter().map(|row| self.main(row.at)).collect())
    }

    fn sources(&self, word: &str) -> Answer {
        let at = self.passages(0).find(|it| it.part == Part::Source).map(|it| self.main(it.at));
        let state = if self.decision.sources.is_empty() { State::Missing } else { State::Present };
        Answer { state, statement: self.counts(word), places: at.into_iter().collect() }
    }

    fn rows_of_numbers(&self) -> impl Iterator<Item = &'a Row> {
        self.decision.rows().map(|(_, row)| row).filter(|row| has_number(row))
    }

    fn numbers(&self) -> impl Iterator<Item = &'a Finding> {
        self.decision.rows().flat_map(|(_, row)| &row.cells).filter_map(Cell::finding)
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
        let cells = self.decision.rows().flat_map(|(table, row)| row.cells.iter().zip(&table.columns));
        cells.filter(|(_, column)| column.choice() == Some(&option.id)).map(|(cell, _)| cell)
    }

    fn tables(&self) -> Vec<Where> {
        let tables = self.decision.tables.iter().filter(|table| table.rows.iter().any(has_number));
        tables.map(|table| self.main(table.at)).collect()
    }

    // What the head says.

    /// A key with anything in it; what only its authors can know is declared.
    fn key(&self, key: &'static str, state: State) -> Answer {
        let Some(value) = self.value(key) else { return not_said() };
        let (state, statement) = match value.trim_end_matches('.').eq_ignore_ascii_case("not done") {
            true => (State::Missing, plain(PaperWord::FoundNotDone)),
            false => (state, Statement::Own(value.to_string())),
        };
        Answer { state, statement, places: vec![self.key_at(key)] }
    }

    fn published(&self) -> Answer {
        let Some(date) = self.decision.meta.published else { return not_said() };
        let statement = sentence(PaperWord::FoundDate, [("date", Value::Date(date))]);
        found(statement, vec![self.key_at("published")])
    }

    fn updates(&self) -> Answer {
        let updates = self.decision.meta.review_by.zip(self.value("update-policy"));
        let Some((date, how)) = updates else { return not_said() };
        let holes = [("date", Value::Date(date)), ("how", Value::Text(how.to_string()))];
        let places = vec![self.key_at("review-by"), self.key_at("update-policy")];
        found(sentence(PaperWord::FoundUpdates, holes), places)
    }

    /// Each author with a role: "Name, nurse", or "Name (nurse)".
    fn authors(&self) -> Answer {
        let authors = &self.decision.meta.authors;
        match authors.iter().all(|author| author.contains([',', '('])) {
            _ if authors.is_empty() => not_said(),
            true => found(Statement::Own(authors.join("; ")), vec![self.key_at("authors")]),
            false => missing(sentence(PaperWord::FoundNoRole, [("list", joined(authors))])),
        }
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.card.first().head.value(key).filter(|value| !value.trim().is_empty())
    }

    fn key_at(&self, key: &'static str) -> Where {
        Where::Key(self.card.path(DECISION_FILE), key, self.card.first().head.at(key))
    }

    // What the app does.

    /// What a screen of the app does for every decision, by the names of both.
    fn on_screen(&self, names: &str) -> Answer {
        let (says, screen) = names.split_once(' ').unwrap_or_default();
        let Some(screen) = Word::ALL.iter().find(|it| it.name() == screen) else { return not_said() };
        Answer { state: State::App, statement: self.counts(says), places: vec![Where::Screen(*screen)] }
    }

    // What is measured.

    fn reading_age(&self) -> Answer {
        if self.readings.is_empty() {
            return not_checked(PaperWord::FoundNotMeasured);
        }
        let ages =
            |it: &Reading| format!("{}: {:.1}, {:.1}", it.title, it.measured.raw, it.measured.adjusted);
        let ages: Vec<String> = self.readings.iter().map(ages).collect();
        let holes = [("formula", Value::Text(reading::FORMULA.to_string())), ("list", joined(&ages))];
        let places = self.readings.iter().map(|it| Where::File(it.measured.file.clone(), Span::default()));
        found(sentence(PaperWord::FoundReading, holes), places.collect())
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
            let statement = sentence(PaperWord::FoundByCheck, [("list", joined(&titles))]);
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

    fn cards(&self) -> Vec<Where> {
        let files = self.card.files.iter().filter(|file| file.option.is_some());
        files.map(|file| Where::File(file.path.clone(), Span::default())).collect()
    }

    fn main(&self, at: Span) -> Where {
        Where::File(self.card.path(DECISION_FILE), at)
    }

    fn passages(&self, file: usize) -> impl Iterator<Item = &'a Passage> {
        self.card.passages.iter().filter(move |it| it.file == file)
    }

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

fn unless_lacking(lacks: Vec<String>, answer: Answer) -> Answer {
    if lacks.is_empty() {
        return answer;
    }
    let statement = sentence(PaperWord::FoundLacking, [("list", joined(&lacks))]);
    Answer { state: State::Missing, statement, places: answer.places }
}

fn found(statement: Statement, places: Vec<Where>) -> Answer {
    Answer { state: State::Present, statement, places }
}

fn missing(statement: Statement) -> Answer {
    Answer { state: State::Missing, statement, places: Vec::new() }
}

fn not_said() -> Answer {
    missing(plain(PaperWord::FoundNotSaid))
}

fn plain(word: PaperWord) -> Statement {
    Statement::Word(word, Vec::new())
}

fn sentence<const HOLES: usize>(word: PaperWord, holes: [(&'static str, Value); HOLES]) -> Statement {
    Statement::Word(word, holes.into())
}

fn joined<T: std::borrow::Borrow<str>>(list: &[T]) -> Value {
    Value::Text(list.join("; "))
}

fn not_checked(why: PaperWord) -> Answer {
    Answer { state: State::NotChecked, statement: plain(why), places: Vec::new() }
}

/// The sentence of a name.
fn word(name: &str) -> PaperWord {
    PaperWord::ALL.iter().find(|it| it.name() == name).copied().unwrap_or(PaperWord::FoundNotSaid)
}

/// "Rest: 2; An operation: 3", in a sentence of this name.
fn told(name: &str, counted: &[(&OptionCard, usize)]) -> Statement {
    let each: Vec<String> = counted.iter().map(|(it, count)| format!("{}: {count}", it.title)).collect();
    sentence(word(name), [("list", joined(&each))])
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn is_heading(part: Part) -> bool {
    matches!(part, Part::Heading(_))
}

fn has_number(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.finding().is_some())
}
