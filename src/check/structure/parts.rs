//! What a decision must have: its sections, the choice of staying as now, and tables that can be set side by side.

use std::ops::Range;

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Block, Cell, Inline, Row, Table, Target, prose};
use crate::check::language::tokens::{Tokens, is_digits, is_time, is_year, number};
use crate::check::rule::{Rule, rule};
use crate::check::structure::sections::{OF_A_TEST, REQUIRED, WANTED};
use crate::check::{Card, Check, Diagnostic, Part, Passage, Report};
use crate::text::Span;

rule!(SECTION_REQUIRED, Error, "section-required");
rule!(SECTION_WANTED, Warning, "section-wanted");
rule!(NO_TREATMENT_MISSING, Error, "no-treatment-missing");
rule!(LIVING_TWO_OF_THREE, Warning, "living-two-of-three");
rule!(DENOMINATOR_DIFFERS, Error, "denominator-differs");
rule!(DENOMINATORS_MIXED, Warning, "denominators-mixed");
rule!(TIMES_DIFFER, Warning, "times-differ");
rule!(WHEN_VAGUE, Warning, "when-vague");
rule!(BASELINE_PLACE, Warning, "baseline-place");
rule!(LEAD_YEARS, Warning, "lead-years");
rule!(OLD_STUDY, Warning, "old-study");
rule!(TEST_PARTS, Error, "test-parts");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&SECTION_REQUIRED, Check::Decision(sections)),
    (&SECTION_WANTED, Check::ByAnother),
    (&TEST_PARTS, Check::ByAnother),
    (&NO_TREATMENT_MISSING, Check::Decision(no_treatment)),
    (&LIVING_TWO_OF_THREE, Check::Decision(living)),
    (&DENOMINATOR_DIFFERS, Check::Decision(denominators)),
    (&DENOMINATORS_MIXED, Check::ByAnother),
    (&TIMES_DIFFER, Check::Decision(times)),
    (&WHEN_VAGUE, Check::Decision(vague_times)),
    (&BASELINE_PLACE, Check::Decision(baselines)),
    (&LEAD_YEARS, Check::Decision(leads)),
    (&OLD_STUDY, Check::ByAnother),
];

/// Whether it is about having a test.
pub fn is_test(card: &Card) -> bool {
    card.head().and_then(|head| head.value("kind")) == Some("test")
}

fn sections(card: &Card, report: &mut Report) {
    lacking(card, &REQUIRED, &SECTION_REQUIRED, report);
    lacking(card, &WANTED, &SECTION_WANTED, report);
    if is_test(card) {
        lacking(card, &OF_A_TEST, &TEST_PARTS, report);
    }
}

/// A section that is not there, or says nothing below its heading.
fn lacking(card: &Card, needed: &[(&str, &str)], rule: &'static Rule, report: &mut Report) {
    for (id, about) in needed {
        let mut inside = card.passages.iter().filter(|it| it.file == 0 && it.section == *id);
        let Some(heading) = inside.next() else {
            let message = format!("there is no section `#{id}`: {about}");
            report.add(rule, &card.path(DECISION_FILE), Span { start: 0, end: 3 }, message);
            continue;
        };
        let is_empty = |it: &Passage| {
            matches!(it.part, Part::Heading(_)) || crate::check::wording::hollow::says_nothing(&it.plain)
        };
        let missing = if inside.all(is_empty) { Some("nothing is said below this heading") } else { None };
        if let Some(message) = missing.or_else(|| missing_part(card, id)) {
            report.add(rule, &card.path(DECISION_FILE), card.place_of(heading, &heading.plain), message);
        }
    }
}

/// What a section needs besides words: the app makes something of its own from it.
fn missing_part(card: &Card, section: &str) -> Option<&'static str> {
    let decision = card.decision.as_ref()?;
    let not_known = card.words.vocabulary().not_known.to_lowercase();
    let says_not_known = |it: &Passage| {
        it.file == 0 && it.section == "outcomes" && it.plain.to_lowercase().contains(&not_known)
    };
    match section {
        "matters" if decision.matters.is_empty() => Some("no line of a list stands below this heading"),
        "questions" if decision.prompts.is_empty() => Some("no line of a list stands below this heading"),
        // A table that could not be read is said by the reader.
        "outcomes" if !card.of_part(Part::Corner).any(|it| it.file == 0) => {
            let is_said = card.passages.iter().any(says_not_known);
            (!is_said).then_some("no table stands below this heading, and no word that nothing is known")
        }
        _ => None,
    }
}

fn no_treatment(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    let waived = card.head().and_then(|head| head.value("no-treatment-waived"));
    if waived.is_some() || decision.options.iter().any(|option| option.no_treatment) {
        return;
    }
    let heading = card
        .passages
        .iter()
        .find(|it| it.file == 0 && it.part == Part::Heading(2) && it.section == "choices");
    let at = heading.map_or(Span { start: 0, end: 3 }, |it| card.place_of(it, &it.plain));
    report.add(
        &NO_TREATMENT_MISSING,
        &card.path(DECISION_FILE),
        at,
        "none of these is marked `no-treatment: yes`",
    );
}

/// Beginnings of words by which a text is seen to touch a side of life.
const BODY: &[&str] = &[
    "body", "pain", "hurt", "sore", "tired", "fatigue", "energy", "sleep", "bladder", "bowel", "leak",
    "skin", "scar", "breast", "erection", "sex", "symptom", "walk", "muscle", "arm", "swell", "numb", "side",
    "eat", "physical", "strength", "hormone", "blood",
];
const MOOD: &[&str] = &[
    "mood",
    "worr",
    "anxi",
    "fear",
    "afraid",
    "feel",
    "emotion",
    "stress",
    "calm",
    "sad",
    "low",
    "relie",
    "peace",
    "mind",
    "think",
    "uncertain",
    "confiden",
    "upset",
    "reassur",
    "cope",
    "coping",
];
const SOCIAL: &[&str] = &[
    "famil", "work", "job", "money", "partner", "home", "friend", "travel", "carer", "child", "cost", "bill",
    "holiday", "employ", "relation", "people", "husband", "wife", "driv", "pay", "social",
];

fn living(card: &Card, report: &mut Report) {
    let options = card.files.iter().enumerate().filter(|(_, file)| file.option.is_some());
    for (index, file) in options.filter(|_| card.is_english()) {
        let inside = card.passages.iter().filter(|it| it.file == index && it.section == "living");
        let mut sides =
            [("body", BODY, false), ("mood", MOOD, false), ("family, work or money", SOCIAL, false)];
        let mut heading = None;
        for passage in inside {
            if matches!(passage.part, Part::Heading(2)) {
                heading = Some(passage);
                continue;
            }
            let low = passage.plain.to_lowercase();
            for word in low.split(|sign: char| !sign.is_alphanumeric()) {
                for (_, beginnings, touched) in sides.iter_mut().filter(|(.., touched)| !touched) {
                    *touched = beginnings.iter().any(|it| word.starts_with(it));
                }
            }
        }
        let missing: Vec<&str> =
            sides.iter().filter(|(_, _, touched)| !touched).map(|(side, ..)| *side).collect();
        if missing.len() > 1 {
            let at = heading.map_or(Span { start: 0, end: 3 }, |it| card.place_of(it, &it.plain));
            let message = match heading {
                Some(_) => format!("nothing is said of {}", missing.join(", nor of ")),
                None => "there is no section `#living`".to_string(),
            };
            report.add(&LIVING_TWO_OF_THREE, &file.path, at, message);
        }
    }
}

/// Where the corner of a table stands.
pub fn corner(card: &Card, table: &Table) -> Span {
    let corner = card.of_part(Part::Corner).find(|it| it.under == table.id);
    corner.map_or(table.at, |it| card.place_of(it, &it.plain))
}

fn denominators(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    // Where no people are counted, another whole is meant.
    let counts_people = |table: &&Table| !table.people.are_things && !table.people.are_measured();
    let tables: Vec<&Table> = decision.tables.iter().filter(counts_people).collect();
    let Some(first) = tables.first() else { return };
    let path = card.path(DECISION_FILE);
    let mut is_said = false;
    for (index, table) in tables.iter().enumerate() {
        let earlier = tables.get(..index).unwrap_or_default();
        let other = earlier
            .iter()
            .find(|it| it.people.denominator() != table.people.denominator() && is_one_study(it, table));
        if let Some(other) = other {
            let diagnostic =
                Diagnostic::new(&DENOMINATOR_DIFFERS, &path, corner(card, table), &table.people.phrase);
            report.push(diagnostic.and(
                &path,
                corner(card, other),
                format!("the same source or outcome: {}", other.people.phrase),
            ));
            is_said = true;
        }
    }
    let mixed = tables.iter().find(|it| it.people.denominator() != first.people.denominator());
    if let (Some(table), false) = (mixed, is_said) {
        let diagnostic =
            Diagnostic::new(&DENOMINATORS_MIXED, &path, corner(card, table), &table.people.phrase);
        report.push(diagnostic.and(&path, corner(card, first), &first.people.phrase));
    }
}

/// Whether two tables share an outcome, or rest on the same source from their first rows on.
fn is_one_study(one: &Table, other: &Table) -> bool {
    let key = |table: &Table| table.rows.first().and_then(|row| row.sources.keys().next().map(String::from));
    let same_outcome = one.rows.iter().any(|row| other.rows.iter().any(|it| it.id == row.id));
    same_outcome || (key(one).is_some() && key(one) == key(other))
}

/// The passages of a row, from its name to its sentence.
fn cells<'a>(card: &'a Card, row: &Row) -> &'a [Passage] {
    let index =
        card.passages.iter().position(|it| it.file == 0 && it.part == Part::RowName && it.at == row.at);
    let rest = index.map_or(&[][..], |index| card.passages.get(index..).unwrap_or_default());
    let len = rest
        .iter()
        .skip(1)
        .take_while(|it| !matches!(it.part, Part::RowName | Part::Heading(_) | Part::Paragraph));
    rest.get(..=len.count()).unwrap_or_default()
}

fn cell<'a>(card: &'a Card, row: &Row, part: Part) -> Option<&'a Passage> {
    cells(card, row).iter().find(|it| it.part == part)
}

/// Where a cell of a row stands.
pub fn cell_span(card: &Card, row: &Row, part: Part) -> Span {
    cell(card, row, part).map_or(row.at, |it| card.place_of(it, &it.plain))
}

/// One row counts all columns at one time: a time that names a choice is two rows in one.
fn times(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    for table in &decision.tables {
        let names: Vec<String> = table
            .columns
            .iter()
            .flat_map(|it| {
                [
                    prose::plain(&it.studied),
                    decision.option(&it.option).map_or(String::new(), |it| it.title.clone()),
                ]
            })
            .map(|name| name.to_lowercase())
            .filter(|name| name.len() > 3)
            .collect();
        for row in table.rows.iter().filter(|_| table.columns.len() > 1) {
            let over = row.over.to_lowercase();
            if names.iter().any(|name| over.contains(name.as_str())) || over.contains(';') {
                let message = "this names different times for different columns";
                report.add(
                    &TIMES_DIFFER,
                    &card.path(DECISION_FILE),
                    cell_span(card, row, Part::When),
                    message,
                );
            }
        }
    }
}

/// A count needs a time: a length of time, an age, or a part of the treatment. "Later" and "in the trial" are none.
fn vague_times(card: &Card, report: &mut Report) {
    let Some(decision) = card.decision.as_ref().filter(|_| card.is_english()) else { return };
    let counts = |row: &&Row| row.cells.iter().any(|cell| matches!(cell, Cell::Finding(_)));
    let rows = decision.tables.iter().flat_map(|table| &table.rows).filter(counts);
    for row in rows.filter(|row| !names_time(&row.over)).take(MOST_VAGUE) {
        if !is_before(card, row) {
            let at = cell_span(card, row, Part::When);
            report.add(&WHEN_VAGUE, &card.path(DECISION_FILE), at, "this names no time");
        }
    }
}

/// Each is looked for among all passages: after so many an author knows.
const MOST_VAGUE: usize = 50;

fn names_time(over: &str) -> bool {
    const MOMENTS: [&str; 20] = [
        "decade",
        "lifetime",
        "life",
        "age",
        "aged",
        "birth",
        "pregnancy",
        "treatment",
        "operation",
        "surgery",
        "radiotherapy",
        "chemo",
        "chemotherapy",
        "course",
        "hospital",
        "stay",
        "procedure",
        "test",
        "screening",
        "scan",
    ];
    let tokens = Tokens::of(over);
    (0..tokens.len()).any(|index| {
        let word = tokens.word(index);
        let single = word.strip_suffix('s').unwrap_or(word);
        is_time(word) || MOMENTS.contains(&word) || MOMENTS.contains(&single)
    })
}

fn is_before(card: &Card, row: &Row) -> bool {
    let when = cell(card, row, Part::When);
    when.is_some_and(|it| {
        prose::links(&it.words).iter().any(|(target, _)| **target == Target::Id("before".into()))
    })
}

fn baselines(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    if !card.of_part(Part::When).any(|it| matches!(it.words.first(), Some(Inline::Link(..)))) {
        return;
    }
    for table in &decision.tables {
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| is_before(card, row)) {
            let same = |it: &Row| it.id == row.id;
            let is_first = !table.rows.get(..index).unwrap_or_default().iter().any(same);
            let has_later = table.rows.get(index + 1..).unwrap_or_default().iter().any(same);
            let message = match (is_first, has_later) {
                (true, true) => continue,
                (false, _) => format!("an earlier row is about `#{}` too", row.id),
                (true, false) => format!("no later row is about `#{}`", row.id),
            };
            report.add(&BASELINE_PLACE, &card.path(DECISION_FILE), cell_span(card, row, Part::When), message);
        }
    }
}

/// Past this many years readers must be told that a study is old.
const YEARS_UNTIL_OLD: u16 = 15;

/// Words that tell readers that a study is old, or how today differs.
const SAYS_OLD: [&str; 12] = [
    "old",
    "older",
    "now",
    "today",
    "since",
    "newer",
    "nowadays",
    "changed",
    "different",
    "then",
    "past",
    "recent",
];

fn leads(card: &Card, report: &mut Report) {
    let Some(decision) = &card.decision else { return };
    for table in &decision.tables {
        let paragraphs = table.lead.iter().filter_map(|piece| match &piece.block {
            Block::Paragraph(words) => Some((prose::plain(words), piece.at)),
            _ => None,
        });
        let lead: Vec<(String, Span)> = paragraphs.collect();
        let Some((_, at)) = lead.first() else { continue };
        let low = lead.iter().map(|(words, _)| words.to_lowercase()).collect::<Vec<_>>().join(" ");
        let last = years(&low).max();
        let path = card.path(DECISION_FILE);
        match (last, decision.meta.published) {
            (None, _) => report.add(&LEAD_YEARS, &path, first_line(card, *at), "this names no year"),
            _ if card.is_english() && !counts_people(&low) => {
                report.add(&LEAD_YEARS, &path, first_line(card, *at), "this does not say how many people");
            }
            (Some(year), Some(published)) if year + YEARS_UNTIL_OLD < published.year && card.is_english() => {
                let says_old =
                    low.split(|sign: char| !sign.is_alphanumeric()).any(|it| SAYS_OLD.contains(&it));
                if !says_old {
                    let message =
                        format!("the newest year here is {year}, and nothing says that this is old");
                    report.add(&OLD_STUDY, &path, first_line(card, *at), message);
                }
            }
            _ => {}
        }
    }
}

/// Whether a lead says how many were counted, or that this is not known.
fn counts_people(low: &str) -> bool {
    let tokens = Tokens::of(low);
    (0..tokens.len()).any(|index| {
        let word = tokens.word(index);
        let is_number = (is_digits(word) && !(is_year(word) && is_date(low, &tokens.at(index))))
            || (number(word).is_some() && !is_time(tokens.word(index + 1)));
        is_number || tokens.reads(index, &["how", "many"]) || tokens.reads(index, &["number", "of"])
    })
}

/// Years from 1900 to 2099 in a text.
pub fn years(text: &str) -> impl Iterator<Item = u16> {
    // Letters of other writings part, too: a year in Korean is "2024년에".
    let parts = |sign: char| !sign.is_ascii_alphanumeric() && sign != ',' && sign != '.';
    let mut end = 0;
    let pieces = text.split_inclusive(parts).map(move |piece| {
        let start = end;
        end += piece.len();
        (start, piece.trim_end_matches(parts))
    });
    // "In the 1980s" says when, too.
    let numbers = pieces.map(|(at, it)| (at, it.trim_end_matches([',', '.']).trim_end_matches('s')));
    let numbers = numbers.filter(|(_, it)| it.len() == 4);
    let years = numbers.filter_map(|(at, it)| Some((at..at + it.len(), it.parse().ok()?)));
    let years = years.filter(|(_, year)| (1900..2100).contains(year));
    years.filter(|(at, _)| is_date(text, at)).map(|(_, year)| year)
}

/// Whether a year is one: "2000 people" are none, "in 2000 people" were asked.
fn is_date(text: &str, at: &Range<usize>) -> bool {
    let before = text.get(..at.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split(|sign: char| !sign.is_alphabetic()).next());
    let is_counted = next.is_some_and(|it| PEOPLE.contains(&it));
    !is_counted || matches!(before, "in" | "In" | "since" | "from" | "to" | "until" | "by")
}

const PEOPLE: [&str; 8] = ["people", "men", "women", "patients", "adults", "children", "others", "persons"];

fn first_line(card: &Card, at: Span) -> Span {
    let text = card.files.first().map_or("", |file| file.text);
    let line = text.get(at.start..at.end).unwrap_or_default().lines().next().unwrap_or_default();
    Span { start: at.start, end: at.start + line.trim_end().len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_say_how_many() {
        for lead in
            ["in 2020, 200 people", "two men in 2020", "2000 people", "how many is not known", "8 trials"]
        {
            assert!(counts_people(lead), "{lead}");
        }
        for lead in ["in 2020, people were asked in one trial", "in 2000 people were asked for two years"] {
            assert!(!counts_people(lead), "{lead}");
        }
    }

    #[test]
    fn times_are_lengths_or_parts_of_treatment() {
        for time in [
            "at 1 year",
            "in each year",
            "during treatment",
            "by age 70",
            "after the first 3 cycles of chemo",
        ] {
            assert!(names_time(time), "{time}");
        }
        for time in ["in the trial", "later", "ever", "when asked", "at follow-up", "at the end", "at 1"] {
            assert!(!names_time(time), "{time}");
        }
    }

    #[test]
    fn years_are_found() {
        let found = |text: &str| years(text).collect::<Vec<_>>();
        assert_eq!(found("joined in 1999 to 2009, published in 2023."), [1999, 2009, 2023]);
        assert_eq!(found("in the 1980s. In 2000 people were asked, in 2001, men were"), [1980, 2000, 2001]);
        assert_eq!(found("1999년에서 2009년 사이에, 2024년에 발표, 남성 1,643명"), [1999, 2009, 2024]);
        assert_eq!(found("2000 people, and 1950 men"), Vec::<u16>::new());
        assert_eq!(found("1,643 men, 20231 tests, 0.2000"), Vec::<u16>::new());
    }
}
