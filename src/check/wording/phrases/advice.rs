//! Words that decide for people. Which choice is right depends on what matters to them, and no page can know that.

use super::{Card, Here, RECOMMENDS, Report, authors, evidence_for, is_asked, is_person, is_treatment};

pub fn recommends(card: &Card, report: &mut Report) {
    evidence_for(card, report, &RECOMMENDS, authors, |here| {
        let words = advises(here).or_else(|| names_the_right(here)).or_else(|| hurries(here))?;
        (!is_asked(here)).then(|| (words, "the reader decides, by what matters to them".to_string()))
    });
}

/// "We recommend", "doctors prefer", "most men choose", "strongly advised", "you should have the operation".
fn advises(here: &Here) -> Option<usize> {
    let next = here.next(1);
    match here.word() {
        "recommend" | "recommends" | "recommended" | "recommendation" | "advisable" => Some(1),
        "advised" if matches!(here.before(1), "strongly" | "is" | "are") => Some(1),
        word if is_expert(word) && matches!(next, "prefer" | "favour" | "advise" | "suggest") => Some(2),
        "most" => (1..4)
            .find(|ahead| chooses(here.next(*ahead)))
            .filter(|ahead| *ahead == 1 || is_person(here.next(1)) || here.next(1) == "of"),
        "you" if matches!(next, "should" | "must" | "need" | "ought") => {
            let to = usize::from(here.next(2) == "to");
            let verb = usize::from(matches!(here.next(2 + to), "have" | "choose" | "take" | "get"));
            let the = matches!(here.next(2 + to + verb), "the" | "this" | "that");
            let words = 3 + to + verb;
            (the && (next == "need" || verb == 1) && is_treatment(here.next(words))).then_some(words + 1)
        }
        _ => None,
    }
}

fn is_expert(word: &str) -> bool {
    matches!(
        word,
        "we" | "i"
            | "doctors"
            | "experts"
            | "surgeons"
            | "specialists"
            | "nurses"
            | "hospitals"
            | "guidelines"
            | "teams"
    )
}

fn chooses(word: &str) -> bool {
    matches!(word, "choose" | "chose" | "pick" | "picked" | "prefer" | "preferred" | "opt" | "opted")
}

/// "The right choice", "the preferred treatment", "treatment of choice", "first-line". "No right or wrong choice" is none.
fn names_the_right(here: &Here) -> Option<usize> {
    let next = here.next(1);
    let is_denied = matches!(here.before(1), "no" | "not" | "or" | "one");
    match here.word() {
        "right" | "correct" | "preferred" | "sensible" | "obvious" if is_choice(next) => {
            (!is_denied).then_some(2)
        }
        "treatment" | "operation" | "test" if next == "of" && here.next(2) == "choice" => Some(3),
        "first-line" => Some(1),
        _ => None,
    }
}

fn is_choice(word: &str) -> bool {
    matches!(word, "choice" | "option" | "treatment" | "decision" | "thing" | "answer" | "way" | "test")
}

/// "Do not put it off", "do not delay": there is a section that says how much time there is.
fn hurries(here: &Here) -> Option<usize> {
    let not = match here.word() {
        "don't" | "don’t" => 1,
        "do" if here.next(1) == "not" => 2,
        _ => return None,
    };
    match here.next(not) {
        "delay" | "hesitate" => Some(not + 1),
        "put" if here.next(not + 2) == "off" => Some(not + 3),
        _ => None,
    }
}
