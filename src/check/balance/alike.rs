//! Whether the choices are shown alike, and whether what is shown of them could sway: length, points, sections, what
//! matters, questions, and what stands side by side in one table.

use std::collections::BTreeMap;

use super::heading;
use crate::cards::whole::{is_of_parts, is_result};
use crate::cards::{Block, Cell, Decision, OptionCard, Row, Table, prose};
use crate::check::language::lists::List;
use crate::check::language::tokens::Tokens;
use crate::check::rule::{Rule, rule};
use crate::check::structure::outcome::{Deaths, Nature, deaths, nature};
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
use crate::text::Span;

rule!(NO_GOOD_POINT, Error, "no-good-point");
rule!(NO_HARD_POINT, Error, "no-hard-point");
rule!(SURVIVAL_ANY_CAUSE, Error, "survival-any-cause");
rule!(MATTER_LINKS_NOTHING, Error, "matter-links-nothing");
rule!(BALANCE_LENGTH, Warning, "balance-length");
rule!(BALANCE_COUNT, Warning, "balance-count");
rule!(BALANCE_SECTIONS, Warning, "balance-sections");
rule!(MATTERS_ONE_SIDED, Warning, "matters-one-sided");
rule!(WANTED_UNWANTED, Warning, "wanted-unwanted");
rule!(QUESTION_FOR_CHOICE, Note, "question-for-choice");

/// In the order of harm.
pub const RULES: &[(&Rule, Check)] = &[
    (&NO_GOOD_POINT, Check::Decision(|card, report| no_point(card, report, &NO_GOOD_POINT, "good"))),
    (&NO_HARD_POINT, Check::Decision(|card, report| no_point(card, report, &NO_HARD_POINT, "hard"))),
    (&SURVIVAL_ANY_CAUSE, Check::Decision(survival_any_cause)),
    (&MATTER_LINKS_NOTHING, Check::Decision(matter_links_nothing)),
    (&BALANCE_LENGTH, Check::Decision(balance_length)),
    (&BALANCE_COUNT, Check::Decision(balance_count)),
    (&BALANCE_SECTIONS, Check::Decision(balance_sections)),
    (&MATTERS_ONE_SIDED, Check::Decision(matters_one_sided)),
    (&WANTED_UNWANTED, Check::Decision(wanted_unwanted)),
    (&QUESTION_FOR_CHOICE, Check::Decision(question_for_choice)),
];

/// One choice's card, and its file.
struct Choice<'a> {
    card: &'a Card<'a>,
    option: &'a OptionCard,
    file: usize,
    path: &'a str,
    name: &'a str,
}

impl<'a> Choice<'a> {
    /// The choices whose files could be read.
    fn all(card: &'a Card<'a>) -> Vec<Choice<'a>> {
        let files = card.files.iter().enumerate();
        let choices = files.filter_map(|(file, it)| {
            let option = card.decision.as_ref()?.options.get(it.option?).filter(|option| !option.missing)?;
            Some(Choice { card, option, file, path: &it.path, name: &it.name })
        });
        choices.collect()
    }

    fn heading(&self, section: &str) -> Span {
        heading(self.card, self.file, section)
    }

    /// How many items the lists of a section have that say something; nothing if there is no such section.
    fn points(&self, section: &str) -> Option<usize> {
        let section = self.option.sections.iter().find(|it| it.id == section)?;
        Some(points_of(&section.pieces))
    }

    /// How many words its passages have that are meant.
    fn words(&self, is_meant: impl Fn(&Passage) -> bool) -> usize {
        let passages = self.card.passages.iter().filter(|it| it.file == self.file && is_meant(it));
        passages.map(|it| it.tokens.words_as_written()).sum()
    }

    /// How many words a point of a section has, all in all.
    fn words_of_a_point(&self, section: &str) -> usize {
        let words = self.words(|it| it.part == Part::Item && it.section == section);
        words.div_ceil(self.points(section).unwrap_or_default().max(1))
    }

    fn has(&self, section: &str) -> bool {
        self.option.sections.iter().any(|it| it.id == section)
    }
}

/// A choice, a section of its card, and what is said of it.
type Side<'a> = (&'a Choice<'a>, &'a str, String);

/// Two cards, or two sides of one, that are not alike.
fn unlike(
    rule: &'static Rule,
    (one, section, message): Side,
    (other, there, more): Side,
    report: &mut Report,
) {
    let found = Diagnostic::new(rule, one.path, one.heading(section), message);
    report.push(found.and(other.path, other.heading(there), more));
}

/// A point with points below it counts as those.
fn points_of(pieces: &[crate::cards::Piece]) -> usize {
    let lists = pieces.iter().filter_map(|piece| match &piece.block {
        Block::List(items) | Block::Steps(_, items) => Some(items),
        _ => None,
    });
    lists.flatten().map(|item| points_of(&item.pieces).max(usize::from(says_something(item)))).sum()
}

fn says_something(item: &crate::cards::Item) -> bool {
    item.pieces.iter().any(|piece| match &piece.block {
        Block::Paragraph(words) => !says_nothing(&prose::plain(words)),
        _ => false,
    })
}

fn no_point(card: &Card, report: &mut Report, rule: &'static Rule, section: &str) {
    for choice in Choice::all(card) {
        if choice.points(section).unwrap_or(0) == 0 {
            let message = format!("no line of a list says anything under `#{section}`");
            report.add(rule, choice.path, choice.heading(section), message);
        }
    }
}

/// One card may be so much longer than another.
const LONGER: f64 = 1.4;

fn balance_length(card: &Card, report: &mut Report) {
    let choices = Choice::all(card);
    let mut lengths: Vec<_> = choices.iter().map(|it| (it.words(|it| it.part.is_prose()), it)).collect();
    lengths.sort_by_key(|(words, _)| *words);
    let [(fewest, shortest), .., (most, longest)] = lengths.as_slice() else { return };
    if *most as f64 > LONGER * *fewest as f64 {
        let message = |words: &usize| format!("{words} words");
        unlike(&BALANCE_LENGTH, (longest, "", message(most)), (shortest, "", message(fewest)), report);
    }
}

/// Between choices, points of one kind may differ by so many.
const MORE_POINTS: usize = 1;

/// Within a card, good and hard points may differ by so many.
const LEANING: usize = 2;

/// Within a card, a good point may have so many times the words of a hard one, or the other way round.
const WORDIER: f64 = 2.5;

fn balance_count(card: &Card, report: &mut Report) {
    let choices = Choice::all(card);
    for choice in &choices {
        let mut sides = ["good", "hard"].map(|section| (choice.words_of_a_point(section), section));
        sides.sort_unstable();
        let [(fewest, short), (most, long)] = sides;
        // A side without a point is said to have none.
        if fewest > 0 && most as f64 > WORDIER * fewest as f64 {
            let side = |section, words| (choice, section, format!("{section} points: {words} words each"));
            unlike(&BALANCE_LENGTH, side(long, most), side(short, fewest), report);
        }
    }
    leaning_apart(&choices, report);
    let points = |choice, section, count| (choice, section, format!("{section} points: {count}"));
    for section in ["good", "hard"] {
        let mut counted: Vec<_> = choices.iter().filter_map(|it| Some((it.points(section)?, it))).collect();
        counted.sort_by_key(|(count, _)| *count);
        let [(fewest, short), .., (most, long)] = counted.as_slice() else { continue };
        if *most > fewest + MORE_POINTS {
            unlike(&BALANCE_COUNT, points(*long, section, *most), points(*short, section, *fewest), report);
        }
    }
    for choice in &choices {
        let (Some(good), Some(hard)) = (choice.points("good"), choice.points("hard")) else { continue };
        if good.abs_diff(hard) > LEANING {
            unlike(&BALANCE_COUNT, points(choice, "good", good), points(choice, "hard", hard), report);
        }
    }
}

/// One card that leans to its good points beside one that leans to its hard ones.
fn leaning_apart(choices: &[Choice], report: &mut Report) {
    let lean = |it: &&Choice| Some(it.points("good")? as i64 - it.points("hard")? as i64);
    let most = choices.iter().max_by_key(lean).filter(|it| lean(it) > Some(0));
    let least =
        choices.iter().filter(|it| lean(it).is_some()).min_by_key(lean).filter(|it| lean(it) < Some(0));
    if let (Some(good), Some(hard)) = (most, least) {
        let one = (good, "good", "more good points than hard ones".to_string());
        let other = (hard, "hard", "and here more hard points than good ones".to_string());
        unlike(&BALANCE_COUNT, one, other, report);
    }
}

/// Each is looked for in every choice's card; no card has nearly so many.
const MOST_SECTIONS: usize = 200;

fn balance_sections(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    let choices = Choice::all(card);
    let mut shared: Vec<&str> = Vec::new();
    let headings = decision.shared_headings().into_iter().filter(|(id, _)| !id.is_empty());
    for (id, _) in headings.take(MOST_SECTIONS) {
        let without: Vec<&str> = choices.iter().filter(|it| !it.has(id)).map(|it| it.name).collect();
        match choices.iter().find(|it| it.has(id)) {
            Some(choice) if !without.is_empty() => {
                let message = format!("no `#{id}` in {}", without.join(", "));
                report.add(&BALANCE_SECTIONS, choice.path, choice.heading(id), message);
            }
            _ => shared.push(id),
        }
    }
    let order = |choice: &Choice| -> Vec<String> {
        let ids = choice.option.sections.iter().map(|it| it.id.clone());
        ids.filter(|id| shared.contains(&id.as_str())).collect()
    };
    let Some((first, others)) = choices.split_first() else { return };
    let expected = order(first);
    for choice in others {
        let found = order(choice);
        let moved = found.iter().zip(&expected).find(|(found, expected)| found != expected);
        if let Some((found, expected)) = moved {
            let one = (choice, found.as_str(), format!("`#{expected}` stands here in {}", first.name));
            unlike(&BALANCE_SECTIONS, one, (first, expected, "here".to_string()), report);
        }
    }
}

fn matter_links_nothing(card: &Card, report: &mut Report) {
    let matters = card.decision.iter().flat_map(|decision| &decision.matters);
    for matter in matters.filter(|matter| matter.about.is_empty()) {
        report.add(
            &MATTER_LINKS_NOTHING,
            &card.path("decision.md"),
            matter.at,
            "this leads to no number and no section",
        );
    }
}

/// Whether a line on what matters leads to something about a choice: a row with a column for it, or a section of its card.
fn speaks_for(decision: &Decision, option: &OptionCard) -> bool {
    decision.matters.iter().flat_map(|matter| &matter.about).any(|id| {
        let in_table = |table: &Table| table.columns.iter().any(|column| column.choice() == Some(&option.id));
        option.sections.iter().any(|section| section.id == *id)
            || decision.rows_about(id).into_iter().any(|(table, _)| in_table(table))
    })
}

fn matters_one_sided(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|decision| !decision.matters.is_empty()) else {
        return;
    };
    let at = heading(card, 0, "matters");
    let (lines, choices) = (decision.matters.len(), Choice::all(card).len());
    if lines < choices {
        let message = format!("{lines} where there are {choices} choices: each needs a line of its own");
        report.add(&MATTERS_ONE_SIDED, &card.path("decision.md"), at, message);
    }
    for choice in Choice::all(card).iter().filter(|it| !speaks_for(decision, it.option)) {
        let message = format!("no line leads to anything about {}", choice.name);
        report.add(&MATTERS_ONE_SIDED, &card.path("decision.md"), at, message);
    }
}

fn wanted_unwanted(card: &Card, report: &mut Report) {
    if !card.is_english() {
        return;
    }
    let tables = card.decision.iter().flat_map(|decision| &decision.tables);
    // The parts of a whole are good and bad by their nature, and so are a test's results.
    for table in tables.filter(|table| !is_of_parts(table) && !table.rows.iter().all(is_result)) {
        let of = |which: Nature| table.rows.iter().find(|row| nature(&row.label) == Some(which));
        if let (Some(wanted), Some(unwanted)) = (of(Nature::Wanted), of(Nature::Unwanted)) {
            let path = card.path("decision.md");
            let found = Diagnostic::new(&WANTED_UNWANTED, &path, name_at(card, wanted), "people want this");
            report.push(found.and(&path, name_at(card, unwanted), "and want to be spared this"));
        }
    }
}

/// Where the name of a row stands.
fn name_at(card: &Card, row: &Row) -> Span {
    let name = card.passages.iter().find(|it| it.part == Part::RowName && it.at == row.at);
    name.map_or(row.at, |it| card.place_of(it, &it.plain))
}

fn survival_any_cause(card: &Card, report: &mut Report) {
    let tables = card.decision.iter().flat_map(|decision| &decision.tables).filter(|_| card.is_english());
    for table in tables {
        let rows = table.rows.iter().filter_map(|row| Some((row, deaths(&row.label)?)));
        let rows: Vec<(&Row, Deaths)> = rows.collect();
        let of = |which: Deaths| rows.iter().filter(move |(_, it)| *it == which).map(|(row, _)| *row);
        let all: BTreeMap<&str, &Row> = of(Deaths::AnyCause).map(|row| (row.over.as_str(), row)).collect();
        let mut wrong = |row: &Row, message: String| {
            report.add(&SURVIVAL_ANY_CAUSE, &card.path("decision.md"), name_at(card, row), message);
        };
        for (row, deaths) in rows.iter().copied() {
            if !table.is_survival() {
                wrong(row, "the id of a table with deaths begins with `survival`".to_string());
            } else if let (Deaths::OneCause, Some(message)) = (deaths, beside_any_cause(&all, row)) {
                wrong(row, message);
            }
        }
        // A row of deaths from any cause that counts none hides them as well as no row would.
        let is_known = |row: &Row| row.cells.iter().any(|cell| !matches!(cell, Cell::NotKnown));
        let is_hidden = of(Deaths::OneCause).any(is_known) && !of(Deaths::AnyCause).any(is_known);
        if let Some(row) = of(Deaths::AnyCause).next().filter(|_| is_hidden && table.is_survival()) {
            wrong(row, "no number of deaths from any cause stands beside those from one cause".to_string());
        }
    }
}

/// What is wrong with deaths from one cause beside those from any cause, by their times.
fn beside_any_cause(all: &BTreeMap<&str, &Row>, row: &Row) -> Option<String> {
    if all.is_empty() {
        return Some("no row of this table counts deaths from any cause".into());
    }
    let Some(any) = all.get(row.over.as_str()) else {
        return Some(format!("no row of this table counts deaths from any cause \"{}\"", row.over));
    };
    let name = Tokens::of(&any.label);
    let is_alive = ["alive", "survived", "lived"].into_iter().any(|word| name.has(word));
    row.cells.iter().zip(&any.cells).find_map(|cells| {
        let (Cell::Finding(one), Cell::Finding(any)) = cells else { return None };
        let (least, most) = (one.count().seen().0, any.count().seen().1);
        let most = if is_alive { any.others().1 } else { most };
        (least > most).then(|| format!("{least} cannot die of one cause where {most} died of any"))
    })
}

/// Each choice's name is held against all others'; nobody could choose among nearly so many.
const MOST_CHOICES: usize = 50;

fn question_for_choice(card: &Card, report: &mut Report) {
    let meant = card.decision.as_ref().filter(|it| card.is_english() && !it.prompts.is_empty());
    let Some(decision) = meant.filter(|it| it.options.len() <= MOST_CHOICES) else { return };
    let asked: Vec<String> = decision.prompts.iter().flat_map(|prompt| words_of(&prompt.words)).collect();
    let names: Vec<Vec<String>> = decision.options.iter().map(|option| words_of(&option.title)).collect();
    let says_without =
        |words: &[String]| words.iter().any(|it| matches!(it.as_str(), "no" | "without" | "none"));
    for (option, name) in decision.options.iter().zip(&names) {
        let others = || names.iter().filter(|it| !std::ptr::eq(*it, name));
        let telling: Vec<&String> = name.iter().filter(|word| !FILLING.has(word)).collect();
        let is_own = |word: &String| !others().all(|other| other.contains(word));
        // "A test" beside "No test" has no word of its own: the shared one will do.
        let has_own = telling.iter().any(|word| is_own(word));
        let mut own = telling.into_iter().filter(|word| !has_own || is_own(word));
        let found = own.any(|word| asked.iter().any(|it| is_same(it, word)))
            || (says_without(name) && says_without(&asked));
        if !found {
            let message = format!("none is about \"{}\", by its words", option.title);
            report.add(
                &QUESTION_FOR_CHOICE,
                &card.path("decision.md"),
                heading(card, 0, "questions"),
                message,
            );
        }
    }
}

/// Words that do not tell one choice from another.
static FILLING: List = List::named("filling-of-choices");

fn words_of(text: &str) -> Vec<String> {
    Tokens::of(text).words().map(str::to_string).collect()
}

/// The same word in another form: chemo and chemotherapy, operate and operation.
pub fn is_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let stem = |word: &str| word.get(..5).map(str::to_string);
    let shorter = if one.len() < other.len() { (one, other) } else { (other, one) };
    (stem(one).is_some() && stem(one) == stem(other))
        || (shorter.0.len() > 3 && shorter.1.starts_with(shorter.0))
}
