//! What a decision must have: its sections, the choice of staying as now, and all sides of living with a choice.

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
    LIVING_TWO_OF_THREE Warning "living-two-of-three" => InEnglish(living);
}

/// Whether it is about having a test.
pub fn is_test(card: &Card) -> bool {
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

/// Beginnings of words by which a text is seen to touch a side of life.
const BODY: &str = "\
    body pain hurt sore tired fatigue energy sleep bladder bowel leak skin scar breast erection sex symptom \
    walk muscle arm swell numb side eat physical strength hormone blood";
const MOOD: &str = "\
    mood worr anxi fear afraid feel emotion stress calm sad low relie peace mind think uncertain confiden \
    upset reassur cope coping";
const SOCIAL: &str = "\
    famil work job money partner home friend travel carer child cost bill holiday employ relation people \
    husband wife driv pay social";

fn living(card: &Card, _: &Decision, report: &mut Report) {
    for (index, _) in card.files.iter().enumerate().filter(|(_, file)| file.option.is_some()) {
        let inside = || card.passages.iter().filter(|it| it.file == index && it.section == "living");
        let touches = |beginnings: &str| {
            let words = inside().filter(|it| it.part != Part::Heading(2)).flat_map(|it| it.tokens.words());
            words.into_iter().any(|word| beginnings.split(' ').any(|it| word.starts_with(it)))
        };
        let sides = [("body", BODY), ("mood", MOOD), ("family, work or money", SOCIAL)];
        let missing: Vec<&str> = sides.iter().filter(|(_, it)| !touches(it)).map(|(side, _)| *side).collect();
        if missing.len() > 1 {
            let message = match inside().next() {
                Some(_) => format!("nothing is said of {}", missing.join(", nor of ")),
                None => "there is no section `#living`".to_string(),
            };
            report.on(&LIVING_TWO_OF_THREE, card.heading(index, "living"), message);
        }
    }
}
