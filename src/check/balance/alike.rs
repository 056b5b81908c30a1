//! Whether the choices are shown alike, and whether what is shown of them could sway: length, points, sections, what
//! matters, questions, and what stands side by side in one table.

use std::collections::{BTreeMap, BTreeSet};

use crate::cards::whole::{is_of_parts, is_result};
use crate::cards::{Block, Cell, Decision, Inline, OptionCard, Piece, Row, Table, prose};
use crate::check::balance::difference::is_same;
use crate::check::card::Place;
use crate::check::language::lists::List;
use crate::check::language::tokens::Tokens;
use crate::check::rule::{Rule, rules};
use crate::check::structure::outcome::{Deaths, Nature, deaths, nature};
use crate::check::structure::reader::NO_QUESTION;
use crate::check::wording::hollow::says_nothing;

use crate::check::{Card, MOST, Part, Passage, Report};

rules! {
    NO_GOOD_POINT Error "no-good-point" => Decision(points);
    NO_HARD_POINT Error "no-hard-point";
    SURVIVAL_ANY_CAUSE Error "survival-any-cause" => InEnglish(survival_any_cause);
    MATTER_LINKS_NOTHING Error "matter-links-nothing" => Decision(matters);
    BALANCE_LENGTH Warning "balance-length" => Decision(lengths);
    BALANCE_COUNT Warning "balance-count";
    BALANCE_SECTIONS Warning "balance-sections" => Decision(sections);
    MATTERS_ONE_SIDED Warning "matters-one-sided";
    WANTED_UNWANTED Warning "wanted-unwanted" => InEnglish(wanted_unwanted);
    QUESTION_FOR_CHOICE Note "question-for-choice" => InEnglish(question_for_choice);
}

/// One choice's card, and its file.
struct Choice<'a> {
    card: &'a Card<'a>,
    option: &'a OptionCard,
    file: usize,
    name: &'a str,
}

impl<'a> Choice<'a> {
    fn all(card: &'a Card<'a>, decision: &'a Decision) -> Vec<Choice<'a>> {
        let choices = card.files.iter().enumerate().filter_map(|(file, it)| {
            let option = decision.options.get(it.option?).filter(|option| !option.missing)?;
            Some(Choice { card, option, file, name: &it.name })
        });
        choices.collect()
    }

    fn heading(&self, section: &str) -> Place<'a> {
        self.card.heading(self.file, section)
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

    /// How many words a point of a section has, all in all. A side without a point is said to have none.
    fn words_of_a_point(&self, section: &str) -> Option<usize> {
        let words = self.words(|it| it.part == Part::Item && it.section == section);
        Some(words.div_ceil(self.points(section)?.max(1))).filter(|words| *words > 0)
    }

    /// The words in strong type that lines of a section begin with: "Mood", under what a choice is like to live with.
    fn labels(&self, section: &str) -> BTreeSet<String> {
        let is_there = |it: &&Passage| it.part == Part::Item && it.file == self.file && it.section == section;
        let strong = self.card.passages.iter().filter(is_there).filter_map(|it| it.words.first());
        let labels = strong.filter_map(|it| match it {
            Inline::Strong(words) => Some(prose::plain(words)),
            _ => None,
        });
        labels.collect()
    }

    fn has(&self, section: &str) -> bool {
        self.option.sections.iter().any(|it| it.id == section)
    }
}

/// A point with points below it counts as those.
fn points_of(pieces: &[Piece]) -> usize {
    let lists = pieces.iter().filter_map(|piece| match &piece.block {
        Block::List(items) | Block::Steps(_, items) => Some(items),
        _ => None,
    });
    let says =
        |piece: &Piece| matches!(&piece.block, Block::Paragraph(it) if !says_nothing(&prose::plain(it)));
    let of_item = |pieces: &[Piece]| points_of(pieces).max(usize::from(pieces.iter().any(says)));
    lists.flatten().map(|item| of_item(&item.pieces)).sum()
}

/// How much there is of something in a section of a choice's card.
type Side<'a> = (usize, &'a Choice<'a>, &'a str);

/// Says of which of several sides there is most and of which least, where these are too far apart.
fn apart(
    rule: &'static Rule,
    mut sides: Vec<Side>,
    is_far: fn(usize, usize) -> bool,
    message: impl Fn(&str, usize) -> String,
    report: &mut Report,
) {
    sides.sort_by_key(|(count, ..)| *count);
    let [(fewest, short, below), .., (most, long, section)] = sides.as_slice() else { return };
    if is_far(*fewest, *most) {
        let found = report.on(rule, long.heading(section), message(section, *most));
        found.beside(short.heading(below), message(below, *fewest));
    }
}

/// One card may be 1.4 times as long as another, and a point of one side of a card 2.5 times as long as of the other.
fn lengths(card: &Card, decision: &Decision, report: &mut Report) {
    let choices = Choice::all(card, decision);
    let cards = choices.iter().map(|it| (it.words(|it| it.part.is_prose()), it, "")).collect();
    let is_far = |fewest: usize, most: usize| most * 10 > fewest * 14;
    apart(&BALANCE_LENGTH, cards, is_far, |_, words| format!("{words} words"), report);
    for choice in &choices {
        let side = |section| Some((choice.words_of_a_point(section)?, choice, section));
        let sides = ["good", "hard"].into_iter().filter_map(side).collect();
        let is_far = |fewest: usize, most: usize| most * 2 > fewest * 5;
        let message = |section: &str, words: usize| format!("{section} points: {words} words each");
        apart(&BALANCE_LENGTH, sides, is_far, message, report);
    }
}

/// Points of one kind may differ by one between cards, and by two from those of the other kind within a card.
fn points(card: &Card, decision: &Decision, report: &mut Report) {
    let choices = Choice::all(card, decision);
    let side = |it, section| Some((Choice::points(it, section)?, it, section));
    let message = |section: &str, count: usize| format!("{section} points: {count}");
    for (rule, section) in [(&NO_GOOD_POINT, "good"), (&NO_HARD_POINT, "hard")] {
        for choice in choices.iter().filter(|it| it.points(section).unwrap_or(0) == 0) {
            let message = format!("no line of a list says anything under `#{section}`");
            report.on(rule, choice.heading(section), message);
        }
        let cards = choices.iter().filter_map(|it| side(it, section)).collect();
        apart(
            &BALANCE_COUNT,
            cards,
            |fewest, most| most > fewest + 1 || (fewest, most) == (1, 2),
            message,
            report,
        );
    }
    for choice in &choices {
        let sides = ["good", "hard"].into_iter().filter_map(|section| side(choice, section)).collect();
        apart(&BALANCE_COUNT, sides, |fewest, most| most > fewest + 2, message, report);
    }
    // One card that leans to its good points beside one that leans to its hard ones.
    let lean = |it: &&Choice| Some(it.points("good")?.cmp(&it.points("hard")?));
    let (good, hard) = (Some(std::cmp::Ordering::Greater), Some(std::cmp::Ordering::Less));
    let leaning = |way| choices.iter().find(|it| lean(it) == way);
    if let (Some(good), Some(hard)) = (leaning(good), leaning(hard)) {
        let found = report.on(&BALANCE_COUNT, good.heading("good"), "more good points than hard ones");
        found.beside(hard.heading("hard"), "and here more hard points than good ones");
    }
}

fn sections(card: &Card, decision: &Decision, report: &mut Report) {
    let choices = Choice::all(card, decision);
    let mut shared: Vec<&str> = Vec::new();
    let headings = decision.shared_headings().into_iter().filter(|(id, _)| !id.is_empty());
    for (id, _) in headings.take(MOST) {
        let without: Vec<&str> = choices.iter().filter(|it| !it.has(id)).map(|it| it.name).collect();
        match choices.iter().find(|it| it.has(id)) {
            Some(choice) if !without.is_empty() => {
                let message = format!("no `#{id}` in {}", without.join(", "));
                report.on(&BALANCE_SECTIONS, choice.heading(id), message);
            }
            _ => shared.push(id),
        }
    }
    lines_alike(&choices, report);
    let order = |choice: &Choice| -> Vec<String> {
        let ids = choice.option.sections.iter().map(|it| it.id.clone());
        ids.filter(|id| shared.contains(&id.as_str())).collect()
    };
    let Some((first, others)) = choices.split_first() else { return };
    let expected = order(first);
    for choice in others {
        let found = order(choice);
        if let Some((found, expected)) = found.iter().zip(&expected).find(|(found, it)| found != it) {
            let message = format!("`#{expected}` stands here in {}", first.name);
            let found = report.on(&BALANCE_SECTIONS, choice.heading(found), message);
            found.beside(first.heading(expected), "here");
        }
    }
}

/// What a choice is like to live with has the same lines on each card, where these are named: "Body", "Mood".
fn lines_alike(choices: &[Choice], report: &mut Report) {
    const SECTION: &str = "living";
    for (choice, other) in choices.iter().flat_map(|it| choices.iter().map(move |other| (it, other))) {
        let (own, theirs) = (choice.labels(SECTION), other.labels(SECTION));
        if let Some(label) = theirs.difference(&own).next().filter(|_| !own.is_disjoint(&theirs)) {
            let found =
                report.on(&BALANCE_SECTIONS, choice.heading(SECTION), format!("no line on `{label}`"));
            found.beside(other.heading(SECTION), "here is one");
            return;
        }
    }
}

/// Each line on what matters leads somewhere, and each choice has a line that leads to something about it.
fn matters(card: &Card, decision: &Decision, report: &mut Report) {
    for matter in decision.matters.iter().filter(|matter| matter.about.is_empty()) {
        report.on(&MATTER_LINKS_NOTHING, card.main(matter.at), "this leads to no number and no section");
    }
    if decision.matters.is_empty() {
        return;
    }
    let (choices, lines) = (Choice::all(card, decision), decision.matters.len());
    let few = format!("{lines} where there are {} choices: each needs a line of its own", choices.len());
    let silent = choices.iter().filter(|it| !speaks_for(decision, it.option));
    let silent = silent.map(|it| format!("no line leads to anything about {}", it.name));
    for message in (lines < choices.len()).then_some(few).into_iter().chain(silent) {
        report.on(&MATTERS_ONE_SIDED, card.heading(0, "matters"), message);
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

fn wanted_unwanted(card: &Card, decision: &Decision, report: &mut Report) {
    // The parts of a whole are good and bad by their nature, and so are a test's results.
    let is_mixed = |table: &&Table| is_of_parts(table) || table.rows.iter().all(is_result);
    for table in decision.tables.iter().filter(|table| !is_mixed(table)) {
        let of = |which: Nature| table.rows.iter().find(|row| nature(&row.label) == Some(which));
        if let (Some(wanted), Some(unwanted)) = (of(Nature::Wanted), of(Nature::Unwanted)) {
            let found = report.on(&WANTED_UNWANTED, card.cell_of(wanted, Part::RowName), "people want this");
            found.beside(card.cell_of(unwanted, Part::RowName), "and want to be spared this");
        }
    }
}

fn survival_any_cause(card: &Card, decision: &Decision, report: &mut Report) {
    for table in &decision.tables {
        let rows = table.rows.iter().filter_map(|row| Some((row, deaths(&row.label)?)));
        let rows: Vec<(&Row, Deaths)> = rows.collect();
        let of = |which: Deaths| rows.iter().filter(move |(_, it)| *it == which).map(|(row, _)| *row);
        let all: BTreeMap<&str, &Row> = of(Deaths::AnyCause).map(|row| (row.over.as_str(), row)).collect();
        let mut wrong = |row: &Row, message: String| {
            report.on(&SURVIVAL_ANY_CAUSE, card.cell_of(row, Part::RowName), message);
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
    row.cells.iter().zip(&any.cells).find_map(|(one, any)| {
        let (one, any) = one.finding().zip(any.finding())?;
        let (least, most) = (one.count().seen().0, any.count().seen().1);
        let most = if is_alive { any.others().1 } else { most };
        (least > most).then(|| format!("{least} cannot die of one cause where {most} died of any"))
    })
}

/// Words that do not tell one choice from another.
static FILLING: List = List::named("filling-of-choices");

fn question_for_choice(card: &Card, decision: &Decision, report: &mut Report) {
    let mut first = card.of_part(Part::Paragraph).filter(|it| it.file == 0);
    if let Some(passage) = first.next().filter(|it| it.section.is_empty() && !it.plain.contains('?')) {
        report.on(&NO_QUESTION, card.all_of(passage), "this asks nothing");
    }
    let asked: Vec<Tokens> = decision.prompts.iter().map(|prompt| Tokens::of(&prompt.words)).collect();
    for option in decision.options.iter().filter(|_| !asked.is_empty()) {
        let name = Tokens::of(&option.title);
        let mut telling = name.words().filter(|word| !FILLING.has(word));
        if !telling.any(|word| asked.iter().any(|it| it.words().any(|it| is_same(it, word)))) {
            let message = format!("none is about \"{}\", by its words", option.title);
            report.on(&QUESTION_FOR_CHOICE, card.heading(0, "questions"), message);
        }
    }
}
