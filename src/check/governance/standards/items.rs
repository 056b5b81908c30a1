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

/// A decision as it is looked at.
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
            "question" if about.is_empty() => self.question(),
            "question" => self.question_for(about),
            "choices" => self.choices(),
            "choices-there-are" => self.choices_there_are(),
            "points" => self.points(about),
            "living" => self.living(),
            "words" => self.words(),
            "laid-out" => found(plain(PaperWord::FoundNoSteering), self.cards()),
            "no-treatment" => self.no_treatment(),
            "natural-course" => self.natural_course(),
            "chances" => self.chances(),
            "outcomes" => self.outcomes(),
            "tables" => self.counted(PaperWord::FoundGroups, self.tables().len()),
            "rates" => self.counted(PaperWord::FoundRates, self.numbers().count()),
            "times" => self.counted(PaperWord::FoundTimes, self.rows_of_numbers().count()),
            "wholes" => self.wholes(),
            "ranges" => self.ranges(),
            "degrees" => self.degrees(),
            "rows" => self.rows(about),
            "sources" => self.sources(),
            "key" => self.key(about),
            "declared" => self.declared(about),
            "published" => self.published(),
            "updates" => self.updates(),
            "authors" => self.authors(),
            "matters" => self.matters(),
            "worksheet" => {
                app(counted(PaperWord::AppWorksheet, self.decision.prompts.len()), Word::PlacePage)
            }
            "app" => on_screen(about),
            "reading-age" => self.reading_age(),
            _ => not_said(),
        };
        if answer.state == State::Present { self.unless_said(item.unless, answer) } else { answer }
    }

    // What the cards say.

    /// A section of the decision with words in it.
    fn section(&self, id: &str) -> Answer {
        let words = self.passages(0).filter(|it| it.section == id && !is_heading(it.part));
        let count: usize = words.map(|it| count_words(&it.plain)).sum();
        match self.decision.section(id).filter(|_| count > 0) {
            Some(section) => found(counted(PaperWord::FoundWords, count), vec![self.main(section.at)]),
            None => missing(plain(PaperWord::FoundNoSection)),
        }
    }

    fn question(&self) -> Answer {
        let question = prose::plain(&self.decision.question);
        if question.is_empty() {
            return not_said();
        }
        let at = self.passages(0).find(|it| it.part == Part::Paragraph && it.plain == question);
        found(Statement::Own(question), at.into_iter().map(|it| self.main(it.at)).collect())
    }

    fn question_for(&self, whom: &str) -> Answer {
        let (mut question, whom) = (self.question(), self.section(whom));
        question.places.extend(whom.places);
        let is_said = question.state == State::Present && whom.state == State::Present;
        if is_said { question } else { not_said() }
    }

    fn choices(&self) -> Answer {
        let all = || self.decision.options.iter();
        let titles: Vec<&str> = all().filter(|it| !it.missing).map(|it| it.title.as_str()).collect();
        let holes = [("count", Value::Count(titles.len())), ("list", joined(&titles))];
        let state = if titles.len() > 1 { State::Present } else { State::Missing };
        let places = all().map(|it| self.main(it.at)).collect();
        let lacks = all().filter(|it| it.missing || it.intro.is_empty()).map(|it| it.title.clone());
        let statement = sentence(PaperWord::FoundChoices, holes);
        unless_lacking(lacks.collect(), Answer { state, statement, places })
    }

    fn choices_there_are(&self) -> Answer {
        let mut answer = self.choices();
        if answer.state == State::Present {
            answer.statement = counted(PaperWord::FoundChoicesOnly, self.decision.options.len());
        }
        answer
    }

    /// Items below a heading of every card.
    fn points(&self, section: &str) -> Answer {
        self.each_card(section, PaperWord::FoundPointsEach, |index| {
            self.passages_of(index).filter(|it| it.section == section && it.part == Part::Item).count()
        })
    }

    fn living(&self) -> Answer {
        self.each_card("living", PaperWord::FoundWordsEach, |index| {
            let inside = self.passages_of(index).filter(|it| it.section == "living" && !is_heading(it.part));
            inside.map(|it| count_words(&it.plain)).sum()
        })
    }

    /// A section that every card must have something in, with how much of it.
    fn each_card(&self, section: &str, word: PaperWord, count: impl Fn(usize) -> usize) -> Answer {
        let counted = self.each_option(|index, _| count(index));
        let places = self.decision.options.iter().filter_map(|option| {
            let section = option.sections.iter().find(|it| it.id == section)?;
            Some(Where::File(self.card.path(&format!("{}.md", option.id)), section.at))
        });
        unless_lacking(lacking(&counted), found(each(word, &counted), places.collect()))
    }

    /// How many there are of something for each choice.
    fn each_option(&self, count: impl Fn(usize, &OptionCard) -> usize) -> Vec<(&'a OptionCard, usize)> {
        let options = self.decision.options.iter().enumerate();
        options.map(|(index, option)| (option, count(index, option))).collect()
    }

    fn words(&self) -> Answer {
        let is_read = |it: &&Passage| !matches!(it.part, Part::Source | Part::Head);
        let words = self.each_option(|index, _| {
            self.passages_of(index).filter(is_read).map(|it| count_words(&it.plain)).sum()
        });
        found(each(PaperWord::FoundWordsEach, &words), self.cards())
    }

    /// Waiting, watching or staying as now, or the author's reason why there is no such card.
    fn no_treatment(&self) -> Answer {
        let cards: Vec<&OptionCard> = self.decision.options.iter().filter(|it| it.no_treatment).collect();
        if cards.is_empty() {
            return self.declared("no-treatment-waived");
        }
        let titles: Vec<&str> = cards.iter().map(|it| it.title.as_str()).collect();
        found(Statement::Own(titles.join("; ")), cards.iter().map(|it| self.main(it.at)).collect())
    }

    // What the tables of outcomes say.

    fn natural_course(&self) -> Answer {
        let mut cards = self.numbers_each();
        cards.retain(|(it, _)| it.no_treatment);
        if cards.is_empty() {
            return self.declared("no-treatment-waived");
        }
        let statement = each(PaperWord::FoundNumbersEach, &cards);
        let is_there = cards.iter().any(|(_, count)| *count > 0);
        if is_there { found(statement, self.tables()) } else { missing(statement) }
    }

    fn chances(&self) -> Answer {
        let counted = self.numbers_each();
        let lacks = counted.iter().any(|(option, count)| *count == 0 && !self.says_not_known(option));
        let state = if lacks || self.numbers().next().is_none() { State::Missing } else { State::Present };
        Answer { state, statement: each(PaperWord::FoundNumbersEach, &counted), places: self.tables() }
    }

    /// What can happen, in numbers or in words.
    fn outcomes(&self) -> Answer {
        let is_point = |it: &&Passage| it.part == Part::Item && is_in("good hard", &it.section);
        let counted = self.each_option(|index, option| {
            self.numbers_of(option) + self.passages_of(index).filter(is_point).count()
        });
        let answer = found(each(PaperWord::FoundOutcomesEach, &counted), self.cards());
        unless_lacking(lacking(&counted), answer)
    }

    /// What holds of the tables of numbers. Nothing can be said where there are none.
    fn of_numbers(&self, statement: Statement) -> Answer {
        match self.numbers().next() {
            Some(_) => found(statement, self.tables()),
            None => missing(plain(PaperWord::FoundNoNumbers)),
        }
    }

    /// The same, with how many there are of them.
    fn counted(&self, word: PaperWord, count: usize) -> Answer {
        self.of_numbers(counted(word, count))
    }

    fn wholes(&self) -> Answer {
        let counted = self.decision.tables.iter().filter(|it| !it.people.are_measured());
        let all: BTreeSet<u32> = counted.map(|it| it.people.denominator()).collect();
        let of = all.iter().map(|it| if *it == 1000 { "1,000".to_string() } else { it.to_string() });
        let of: Vec<String> = of.collect();
        self.of_numbers(sentence(PaperWord::FoundOutOf, [("list", joined(&of))]))
    }

    fn ranges(&self) -> Answer {
        let has_range = |it: &&Finding| matches!(it.count(), Count::Likely { .. } | Count::Across { .. });
        let ranges = Value::Count(self.numbers().filter(has_range).count());
        let rows = Value::Count(self.rows_of_numbers().count());
        let holes = [("rows", rows), ("ranges", ranges), ("numbers", Value::Count(self.numbers().count()))];
        self.of_numbers(sentence(PaperWord::FoundSure, holes))
    }

    fn degrees(&self) -> Answer {
        let degrees = &self.card.words.vocabulary().certainty;
        let all = [Certainty::High, Certainty::Moderate, Certainty::Low, Certainty::VeryLow];
        let counted = all.iter().zip(degrees).filter_map(|(degree, name)| {
            let count = self.rows_of_numbers().filter(|row| row.certainty == *degree).count();
            (count > 0).then(|| format!("{name}: {count}"))
        });
        let counted: Vec<String> = counted.collect();
        self.of_numbers(sentence(PaperWord::FoundDegrees, [("list", joined(&counted))]))
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

    fn sources(&self) -> Answer {
        let sources = Value::Count(self.decision.sources.len());
        let lines = Value::Count(self.card.trail.as_ref().map_or(0, |trail| trail.lines.len()));
        let at = self.passages(0).find(|it| it.part == Part::Source).map(|it| self.main(it.at));
        let statement = sentence(PaperWord::FoundSources, [("sources", sources), ("lines", lines)]);
        if self.decision.sources.is_empty() {
            return missing(statement);
        }
        found(statement, at.into_iter().collect())
    }

    fn rows_of_numbers(&self) -> impl Iterator<Item = &'a Row> {
        self.decision.tables.iter().flat_map(|table| &table.rows).filter(|row| has_number(row))
    }

    fn numbers(&self) -> impl Iterator<Item = &'a Finding> {
        let rows = self.decision.tables.iter().flat_map(|table| &table.rows);
        rows.flat_map(|row| &row.cells).filter_map(Cell::finding)
    }

    fn numbers_of(&self, option: &OptionCard) -> usize {
        self.cells_of(option).filter_map(Cell::finding).count()
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
    fn tables(&self) -> Vec<Where> {
        let tables = self.decision.tables.iter().filter(|table| table.rows.iter().any(has_number));
        tables.map(|table| self.main(table.at)).collect()
    }

    // What the head says.

    /// A key with anything in it.
    fn key(&self, key: &'static str) -> Answer {
        match self.value(key) {
            Some(value) => found(Statement::Own(value.to_string()), vec![self.key_at(key)]),
            None => not_said(),
        }
    }

    /// Something that only its authors can know.
    fn declared(&self, key: &'static str) -> Answer {
        let Some(value) = self.value(key) else { return not_said() };
        let (state, statement) = match value.trim_end_matches('.').eq_ignore_ascii_case("not done") {
            true => (State::Missing, plain(PaperWord::FoundNotDone)),
            false => (State::Declared, Statement::Own(value.to_string())),
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

    fn matters(&self) -> Answer {
        if self.decision.matters.is_empty() {
            return missing(plain(PaperWord::FoundNoSection));
        }
        app(counted(PaperWord::AppWhatMatters, self.decision.matters.len()), Word::PlaceMatters)
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

/// What a screen of the app does for every decision, by the names of both.
fn on_screen(names: &str) -> Answer {
    let (says, screen) = names.split_once(' ').unwrap_or_default();
    let says = PaperWord::ALL.iter().find(|it| it.name() == says);
    let screen = Word::ALL.iter().find(|it| it.name() == screen);
    says.zip(screen).map_or_else(not_said, |(says, screen)| app(plain(*says), *screen))
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

fn counted(word: PaperWord, count: usize) -> Statement {
    sentence(word, [("count", Value::Count(count))])
}

fn joined<T: std::borrow::Borrow<str>>(list: &[T]) -> Value {
    Value::Text(list.join("; "))
}

fn not_checked(why: PaperWord) -> Answer {
    Answer { state: State::NotChecked, statement: plain(why), places: Vec::new() }
}

/// "Rest: 2; An operation: 3".
fn each(word: PaperWord, counted: &[(&OptionCard, usize)]) -> Statement {
    let each = counted.iter().map(|(option, count)| format!("{}: {count}", option.title));
    sentence(word, [("list", joined(&each.collect::<Vec<_>>()))])
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
    row.cells.iter().any(|cell| cell.finding().is_some())
}
