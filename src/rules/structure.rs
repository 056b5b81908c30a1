//! What a decision must have: its sections, the choice of staying as now, and tables that can be set side by side.

use super::rule::{Rule, rule};
use super::{Card, Check, Diagnostic, Part, Passage, Say};
use crate::cards::decision::DECISION_FILE;
use crate::cards::{Block, Cell, Count, Finding, Inline, Row, Table, Target, prose};
use crate::text::Span;

rule!(SECTION_REQUIRED, Error, "section-required");
rule!(SECTION_WANTED, Warning, "section-wanted");
rule!(NO_TREATMENT_MISSING, Error, "no-treatment-missing");
rule!(LIVING_TWO_OF_THREE, Warning, "living-two-of-three");
rule!(DENOMINATOR_DIFFERS, Error, "denominator-differs");
rule!(DENOMINATORS_MIXED, Warning, "denominators-mixed");
rule!(TIMES_DIFFER, Warning, "times-differ");
rule!(BASELINE_PLACE, Warning, "baseline-place");
rule!(LEAD_YEARS, Warning, "lead-years");
rule!(OLD_STUDY, Warning, "old-study");
rule!(RANGE_CONTRADICTS, Warning, "range-contradicts");
rule!(DIFFERENCE_WRONG_WAY, Error, "difference-wrong-way");
rule!(TEST_PARTS, Error, "test-parts");
rule!(TEST_NUMBERS, Warning, "test-numbers");

/// In the order in which an author would mend them.
pub const RULES: &[(&Rule, Check)] = &[
    (&SECTION_REQUIRED, Check::Decision(sections)),
    (&SECTION_WANTED, Check::Said),
    (&TEST_PARTS, Check::Said),
    (&TEST_NUMBERS, Check::Decision(test_numbers)),
    (&NO_TREATMENT_MISSING, Check::Decision(no_treatment)),
    (&LIVING_TWO_OF_THREE, Check::Decision(living)),
    (&DENOMINATOR_DIFFERS, Check::Decision(denominators)),
    (&DENOMINATORS_MIXED, Check::Said),
    (&TIMES_DIFFER, Check::Decision(times)),
    (&BASELINE_PLACE, Check::Decision(baselines)),
    (&LEAD_YEARS, Check::Decision(leads)),
    (&OLD_STUDY, Check::Said),
    (&RANGE_CONTRADICTS, Check::Decision(differences)),
    (&DIFFERENCE_WRONG_WAY, Check::Said),
];

const REQUIRED: [(&str, &str); 7] = [
    ("condition", "what the condition is"),
    ("who-for", "who this is for"),
    ("who-studied", "who was studied, and who was not"),
    ("when", "when a choice is needed"),
    ("outcomes", "what happened to the people studied"),
    ("matters", "what people say matters"),
    ("questions", "questions to ask"),
];

const WANTED: [(&str, &str); 3] = [
    ("who-not-for", "who this is not for"),
    ("not-known", "what is not known"),
    ("quality-of-life", "what is known about quality of life"),
];

const OF_A_TEST: [(&str, &str); 4] = [
    ("test-measures", "what the test measures"),
    ("if-found", "what follows if something is found"),
    ("if-not-found", "what follows if nothing is found"),
    ("overdiagnosis", "finding what would never have done harm"),
];

fn is_test(card: &Card) -> bool {
    card.head().and_then(|head| head.value("kind")) == Some("test")
}

fn sections(card: &Card, say: &mut Say) {
    lacking(card, &REQUIRED, &SECTION_REQUIRED, say);
    lacking(card, &WANTED, &SECTION_WANTED, say);
    if is_test(card) {
        lacking(card, &OF_A_TEST, &TEST_PARTS, say);
    }
}

/// A section that is not there, or has nothing below its heading.
fn lacking(card: &Card, needed: &[(&str, &str)], rule: &'static Rule, say: &mut Say) {
    for (id, about) in needed {
        let mut inside = card.passages.iter().filter(|it| it.file == 0 && it.section == *id);
        match (inside.next(), inside.next()) {
            (None, _) => {
                let said = format!("there is no section `#{id}`: {about}");
                say.add(rule, &card.path(DECISION_FILE), Span { start: 0, end: 3 }, said);
            }
            (Some(heading), None) => {
                let at = card.place_of(heading, &heading.plain);
                say.add(rule, &card.path(DECISION_FILE), at, "nothing stands below this heading");
            }
            _ => {}
        }
    }
}

/// How a test does, by the ids of rows: what it finds and misses, and how many illnesses are found with it and without.
const TEST_ROWS: [&str; 6] =
    ["found-true", "found-false", "clear-true", "clear-false", "detected-with", "detected-without"];

fn test_numbers(card: &Card, say: &mut Say) {
    let Some(decision) = card.decision.as_ref().filter(|_| is_test(card)) else { return };
    let has = |id: &&str| decision.tables.iter().any(|table| table.rows.iter().any(|row| row.id == *id));
    let missing: Vec<String> = TEST_ROWS.iter().filter(|id| !has(id)).map(|id| format!("`#{id}`")).collect();
    if !missing.is_empty() {
        let heading = card
            .passages
            .iter()
            .find(|it| it.file == 0 && it.part == Part::Heading(2) && it.section == "outcomes");
        let at = heading.map_or(Span { start: 0, end: 3 }, |it| card.place_of(it, &it.plain));
        let said = format!("no table has a row {}", missing.join(", "));
        say.add(&TEST_NUMBERS, &card.path(DECISION_FILE), at, said);
    }
}

fn no_treatment(card: &Card, say: &mut Say) {
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
    say.add(
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

fn living(card: &Card, say: &mut Say) {
    let options = card.files.iter().enumerate().filter(|(_, file)| file.option.is_some());
    for (place, file) in options.filter(|_| card.is_english()) {
        let inside = card.passages.iter().filter(|it| it.file == place && it.section == "living");
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
            let said = match heading {
                Some(_) => format!("nothing is said of {}", missing.join(", nor of ")),
                None => "there is no section `#living`".to_string(),
            };
            say.add(&LIVING_TWO_OF_THREE, &file.path, at, said);
        }
    }
}

/// Where the corner of a table stands.
fn corner(card: &Card, table: &Table) -> Span {
    let corner = card.of_part(Part::Corner).find(|it| it.under == table.id);
    corner.map_or(table.at, |it| card.place_of(it, &it.plain))
}

fn denominators(card: &Card, say: &mut Say) {
    let Some(decision) = &card.decision else { return };
    let Some(first) = decision.tables.first() else { return };
    let path = card.path(DECISION_FILE);
    let mut is_said = false;
    for (place, table) in decision.tables.iter().enumerate() {
        let earlier = decision.tables.get(..place).unwrap_or_default();
        let other = earlier
            .iter()
            .find(|it| it.people.denominator() != table.people.denominator() && is_one_study(it, table));
        if let Some(other) = other {
            let diagnostic =
                Diagnostic::new(&DENOMINATOR_DIFFERS, &path, corner(card, table), &table.people.phrase);
            say.push(diagnostic.and(
                &path,
                corner(card, other),
                format!("the same source or outcome: {}", other.people.phrase),
            ));
            is_said = true;
        }
    }
    let mixed = decision.tables.iter().find(|it| it.people.denominator() != first.people.denominator());
    if let (Some(table), false) = (mixed, is_said) {
        let diagnostic =
            Diagnostic::new(&DENOMINATORS_MIXED, &path, corner(card, table), &table.people.phrase);
        say.push(diagnostic.and(&path, corner(card, first), &first.people.phrase));
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
    let place =
        card.passages.iter().position(|it| it.file == 0 && it.part == Part::RowName && it.at == row.at);
    let rest = place.map_or(&[][..], |place| card.passages.get(place..).unwrap_or_default());
    let len = rest
        .iter()
        .skip(1)
        .take_while(|it| !matches!(it.part, Part::RowName | Part::Heading(_) | Part::Paragraph));
    rest.get(..=len.count()).unwrap_or_default()
}

fn cell<'a>(card: &'a Card, row: &Row, part: Part) -> Option<&'a Passage> {
    cells(card, row).iter().find(|it| it.part == part)
}

fn cell_span(card: &Card, row: &Row, part: Part) -> Span {
    cell(card, row, part).map_or(row.at, |it| card.place_of(it, &it.plain))
}

/// One row counts all columns at one time: a time that names a choice is two rows in one.
fn times(card: &Card, say: &mut Say) {
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
                let said = "this names different times for different columns";
                say.add(&TIMES_DIFFER, &card.path(DECISION_FILE), cell_span(card, row, Part::When), said);
            }
        }
    }
}

fn is_before(card: &Card, row: &Row) -> bool {
    let when = cell(card, row, Part::When);
    when.is_some_and(|it| {
        prose::links(&it.words).iter().any(|(target, _)| **target == Target::Id("before".into()))
    })
}

fn baselines(card: &Card, say: &mut Say) {
    let Some(decision) = &card.decision else { return };
    if !card.of_part(Part::When).any(|it| matches!(it.words.first(), Some(Inline::Link(..)))) {
        return;
    }
    for table in &decision.tables {
        for (place, row) in table.rows.iter().enumerate().filter(|(_, row)| is_before(card, row)) {
            let same = |it: &Row| it.id == row.id;
            let is_first = !table.rows.get(..place).unwrap_or_default().iter().any(same);
            let has_later = table.rows.get(place + 1..).unwrap_or_default().iter().any(same);
            let said = match (is_first, has_later) {
                (true, true) => continue,
                (false, _) => format!("an earlier row is about `#{}` too", row.id),
                (true, false) => format!("no later row is about `#{}`", row.id),
            };
            say.add(&BASELINE_PLACE, &card.path(DECISION_FILE), cell_span(card, row, Part::When), said);
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

fn leads(card: &Card, say: &mut Say) {
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
            (None, _) => say.add(&LEAD_YEARS, &path, first_line(card, *at), "this names no year"),
            (Some(year), Some(published)) if year + YEARS_UNTIL_OLD < published.year && card.is_english() => {
                let says_old =
                    low.split(|sign: char| !sign.is_alphanumeric()).any(|it| SAYS_OLD.contains(&it));
                if !says_old {
                    let said = format!("the newest year here is {year}, and nothing says that this is old");
                    say.add(&OLD_STUDY, &path, first_line(card, *at), said);
                }
            }
            _ => {}
        }
    }
}

/// Years from 1900 to 2099 in a text.
pub fn years(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|sign: char| !sign.is_alphanumeric() && sign != ',' && sign != '.');
    // "In the 1980s" says when, too.
    let numbers = numbers.map(|it| it.trim_end_matches([',', '.']).trim_end_matches('s'));
    let numbers = numbers.filter(|it| it.len() == 4);
    numbers.filter_map(|it| it.parse().ok()).filter(|year| (1900..2100).contains(year))
}

fn first_line(card: &Card, at: Span) -> Span {
    let text = card.files.first().map_or("", |file| file.text);
    let line = text.get(at.start..at.end).unwrap_or_default().lines().next().unwrap_or_default();
    Span { start: at.start, end: at.start + line.trim_end().len() }
}

fn differences(card: &Card, say: &mut Say) {
    let Some(decision) = card.decision.as_ref().filter(|_| card.is_english()) else { return };
    for table in decision.tables.iter().filter(|table| table.columns.len() > 1) {
        for row in &table.rows {
            let said = prose::plain(&row.difference).to_lowercase();
            let at = || cell_span(card, row, Part::Difference);
            if let Some(why) = contradicted(row, &said) {
                say.add(&RANGE_CONTRADICTS, &card.path(DECISION_FILE), at(), why);
            } else if let Some(why) = wrong_way(table, row, &said) {
                say.add(&DIFFERENCE_WRONG_WAY, &card.path(DECISION_FILE), at(), why);
            }
        }
    }
}

fn findings(row: &Row) -> Option<Vec<&Finding>> {
    let finding = |cell: &'_ Cell| matches!(cell, Cell::Finding(_));
    row.cells.iter().all(finding).then(|| {
        row.cells
            .iter()
            .filter_map(|cell| if let Cell::Finding(it) = cell { Some(it) } else { None })
            .collect()
    })
}

/// Only where every column has a range, and the sentence is plain.
fn contradicted(row: &Row, said: &str) -> Option<String> {
    let ranges: Vec<(u32, u32, u32)> = findings(row)?
        .iter()
        .map(|it| match it.count() {
            Count::Likely { count, low, high } => Some((count, low, high)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let first = said.split('.').next().unwrap_or_default();
    let pairs = || {
        ranges
            .iter()
            .enumerate()
            .flat_map(|(place, one)| ranges.iter().skip(place + 1).map(move |other| (one, other)))
    };
    if ["no clear difference", "no difference", "no difference found"].contains(&first) {
        let apart = pairs().find(|(one, other)| one.2 < other.1 || other.2 < one.1);
        return apart.map(|(one, other)| {
            format!("but {} to {} and {} to {} do not overlap", one.1, one.2, other.1, other.2)
        });
    }
    let claims =
        ["more", "fewer", "most", "fewest", "highest", "lowest"].iter().any(|it| first.starts_with(it));
    let is_within = |count: u32, range: &(u32, u32, u32)| range.1 <= count && count <= range.2;
    let all_within = pairs().all(|(one, other)| is_within(one.0, other) && is_within(other.0, one));
    (claims && all_within).then(|| "but each number lies within the range of the others".to_string())
}

/// A sentence such as "More people with surgery." against the counts. Nothing unless it surely names one column.
fn wrong_way(table: &Table, row: &Row, said: &str) -> Option<String> {
    let first = said.split(['.', ',', ';']).next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    if words.iter().filter(|it| way(it).is_some()).count() != 1
        || words.contains(&"than")
        || words.contains(&"not")
    {
        return None;
    }
    let place = words.iter().position(|it| way(it).is_some())?;
    let is_more = way(words.get(place)?)?;
    let link = words.iter().skip(place).position(|it| ["with", "after", "without"].contains(it))? + place;
    let named = named(words.get(link..)?);
    let names: Vec<String> = table.columns.iter().map(|it| column_name(&prose::plain(&it.studied))).collect();
    let mut exact = names.iter().enumerate().filter(|(_, name)| **name == named);
    let mut within =
        names.iter().enumerate().filter(|(_, name)| format!(" {name} ").contains(&format!(" {named} ")));
    let one = match (exact.next(), exact.next()) {
        (Some((place, _)), None) => place,
        _ => match (within.next(), within.next()) {
            (Some((place, _)), None) => place,
            _ => return None,
        },
    };
    let findings = findings(row)?;
    let (low, high) = findings.get(one)?.count().seen();
    let mut others =
        findings.iter().enumerate().filter(|(place, _)| *place != one).map(|(_, it)| it.count().seen());
    let opposite =
        if is_more { others.all(|(least, _)| high < least) } else { others.all(|(_, most)| low > most) };
    opposite.then(|| "the numbers of this row say the opposite".to_string())
}

fn way(word: &str) -> Option<bool> {
    match word {
        "more" | "most" | "highest" => Some(true),
        "fewer" | "fewest" | "less" | "lowest" => Some(false),
        _ => None,
    }
}

/// "with an operation" → "operation", "without radiotherapy" → "no radiotherapy".
fn named(words: &[&str]) -> String {
    let kept = words.iter().filter_map(|word| match *word {
        "with" | "after" | "a" | "an" | "the" => None,
        "without" => Some("no"),
        word => Some(word),
    });
    kept.collect::<Vec<_>>().join(" ")
}

fn column_name(studied: &str) -> String {
    let low = studied.to_lowercase();
    let words: Vec<&str> =
        low.split(|sign: char| !sign.is_alphanumeric() && sign != '-').filter(|it| !it.is_empty()).collect();
    named(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found() {
        let found = |text: &str| years(text).collect::<Vec<_>>();
        assert_eq!(found("joined in 1999 to 2009, published in 2023."), [1999, 2009, 2023]);
        assert_eq!(found("in the 1980s."), [1980]);
        assert_eq!(found("1,643 men, 20231 tests, 0.2000"), Vec::<u16>::new());
    }
}
