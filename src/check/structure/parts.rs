//! What a decision must have: its sections, and the choice of staying as now.

use crate::cards::Decision;
use crate::check::card::FIRST_LINE;
use crate::check::rule::rules;
use crate::check::structure::sections::{OF_A_TEST, REQUIRED, WANTED};
use crate::check::wording::hollow::says_nothing;
use crate::check::{Card, Part, Passage, Report, Rule};

rules! {
    SECTION_REQUIRED Error "section-required" => Decision(sections);
    SECTION_WANTED Warning "section-wanted";
    TEST_PARTS Error "test-parts";
    NO_TREATMENT_MISSING Error "no-treatment-missing" => Decision(no_treatment);
}

pub(crate) fn is_test(card: &Card) -> bool {
    card.first().head.value("kind") == Some("test")
}

fn sections(card: &Card, _: &Decision, report: &mut Report) {
    lacking(card, &REQUIRED, &SECTION_REQUIRED, report);
    lacking(card, &WANTED, &SECTION_WANTED, report);
    if is_test(card) {
        lacking(card, &OF_A_TEST, &TEST_PARTS, report);
    }
}

/// A section that is not there, or says nothing below its heading.
fn lacking(card: &Card, needed: &[(&str, &str)], rule: &'static Rule, report: &mut Report) {
    let is_empty = |it: &Passage| matches!(it.part, Part::Heading(_)) || says_nothing(&it.plain);
    for (id, about) in needed {
        let mut inside = card.passages.iter().filter(|it| it.file == 0 && it.section == *id);
        let Some(heading) = inside.next() else {
            report.on(rule, card.main(FIRST_LINE), format!("there is no section `#{id}`: {about}"));
            continue;
        };
        let missing = inside.all(is_empty).then_some("nothing is said below this heading");
        if let Some(message) = missing.or_else(|| missing_part(card, id)) {
            report.on(rule, card.all_of(heading), message);
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

fn no_treatment(card: &Card, decision: &Decision, report: &mut Report) {
    let waived = card.first().head.value("no-treatment-waived");
    if waived.is_some() || decision.options.iter().any(|option| option.no_treatment) {
        return;
    }
    let message = "none of these is marked `no-treatment: yes`";
    report.on(&NO_TREATMENT_MISSING, card.heading(0, "choices"), message);
}
