//! Words such as rare and often, which each reader hears another number in.

use super::outof::OutOf;
use super::{
    Card, FREQUENCY_WORD, Here, Passage, Report, evidence_for, is_asked, is_person, is_thing, unless_beside,
};
use crate::check::language::tokens::{Tokens, is_digits, is_year};

pub fn frequency_word(card: &Card, report: &mut Report) {
    let meant =
        |card: &Card, passage: &Passage| unless_beside(card, passage) && passage.section != "who-studied";
    evidence_for(card, report, &FREQUENCY_WORD, meant, |here| {
        let words = frequency(here)?;
        if is_talk(here) || is_condition(here) || is_asked(here) || counts(here) || here.admits() {
            return None;
        }
        Some((words, "how many out of how many?".to_string()))
    });
}

/// Whether it is about asking and talking: "people often ask", "likely to be asked", "hard to say".
fn is_talk(here: &Here) -> bool {
    let clause = (0..6).take_while(|ahead| {
        *ahead == 0 || !here.tokens.after(here.index + ahead - 1).contains([',', ':', ';', '.'])
    });
    clause.skip(1).any(|ahead| {
        let before = here.next(ahead - 1);
        match here.next(ahead) {
            "ask" | "asking" | "question" | "questions" | "talk" | "talking" | "wonder" => true,
            "asked" => before == "be",
            "say" | "tell" | "know" => before == "to",
            _ => false,
        }
    })
}

/// "If you often fall", "when it usually hurts": which case is meant, and not how often it comes.
fn is_condition(here: &Here) -> bool {
    let clause = (1..6).take_while(|back| {
        !here.tokens.gap_before((here.index + 1).saturating_sub(*back)).contains([',', ':', ';', '.'])
    });
    let adverb =
        matches!(here.word(), "often" | "usually" | "frequently" | "normally" | "rarely" | "sometimes");
    adverb && clause.into_iter().any(|back| matches!(here.before(back), "if" | "whether" | "when"))
}

/// Whether the sentence says how many: "80 out of 100", "334 men", "3 of 100". No year, age or stretch of time.
fn counts(here: &Here) -> bool {
    let tokens = here.tokens;
    let is_count = |index: usize| {
        let next = tokens.word(index + 1);
        is_digits(tokens.word(index)) && !is_year(tokens.word(index)) && (is_person(next) || next == "of")
    };
    here.sentence.clone().any(is_count) || !OutOf::all(tokens, here.sentence).is_empty()
}

/// Whether the passage says that there is no number: "no checked number", "not counted", "how many is not known".
pub fn admits(tokens: &Tokens) -> bool {
    tokens.sentences().any(|sentence| {
        let has = |word: &str| sentence.clone().any(|index| tokens.word(index) == word);
        sentence.clone().any(|index| {
            let follows = |word: &str| (1..4).any(|ahead| tokens.word(index + ahead) == word);
            match tokens.word(index) {
                "no" => follows("number") || follows("numbers") || follows("count") || follows("counts"),
                "not" if tokens.word(index + 1) == "counted" => true,
                "not" if tokens.word(index + 1) == "known" => {
                    ["many", "often", "number", "numbers"].into_iter().any(has)
                }
                _ => false,
            }
        })
    })
}

/// How many words from here on say how often something happens.
fn frequency(here: &Here) -> Option<usize> {
    let (before, next) = (here.before(1), here.next(1));
    let compared =
        matches!(before, "more" | "less" | "how" | "as" | "so" | "too" | "that" | "most" | "least")
            && !(before == "so" && next == "that");
    match here.word() {
        "rare" | "rarely" | "uncommon" | "commonly" | "seldom" | "frequently" | "infrequently" | "mostly" => {
            (!compared).then_some(1)
        }
        // "You are usually asked to sign", "it is usually free": how things are done, and not what happens to people.
        "usually" => {
            (!compared && !matches!(next, "asked" | "free" | "open" | "called" | "given")).then_some(1)
        }
        "frequent" | "infrequent" | "unusual" if is_said_of(before) => Some(1),
        "numerous" | "several" => is_person(next).then_some(1),
        "lots" | "lot" | "plenty" | "loads" | "handful" | "fraction" | "proportion"
            if next == "of" && is_person(here.next(2)) =>
        {
            Some(2)
        }
        "number"
            if matches!(before, "large" | "small" | "great") && next == "of" && is_person(here.next(2)) =>
        {
            Some(2)
        }
        "general" if before == "in" && here.tokens.after(here.index).starts_with(',') => Some(1),
        "rule" if before == "a" && here.before(2) == "as" => Some(1),
        "cases" => {
            let share = matches!(before, "most" | "many" | "some" | "few" | "rare");
            (share && (1..4).any(|back| here.before(back) == "in")).then_some(1)
        }
        "often" if before == "more" && next == "than" => Some(3),
        "exception" | "rarity" | "norm"
            if matches!(before, "the" | "a" | "an") && !matches!(next, "of" | "to") =>
        {
            Some(1)
        }
        "tends" | "tend" if next == "to" => Some(2),
        // "Sometimes you may": says no more than "may".
        "sometimes" | "occasionally" => {
            (!compared && !may(before) && !may(here.next(2)) && !may(next)).then_some(1)
        }
        "common" => {
            let is_shared = before == "in" || matches!(next, "cold" | "sense" | "name" | "word" | "room");
            (!compared && !is_shared).then_some(1)
        }
        "often" | "likely" | "unlikely" => (!compared).then_some(1),
        "typically" | "generally" | "normally" => {
            (!compared && !is_bodily(before) && next != "speaking").then_some(1)
        }
        "most" => (is_many(here) && !matches!(before, "matters" | "matter")).then_some(1),
        "many" => (is_many(here) && !compared && before != "not").then_some(1),
        "few" => (is_many(here) && !compared && before != "a").then_some(1),
        "majority" | "minority" => (next != "verdict").then_some(1),
        "nearly" | "almost" | "virtually" | "practically" | "hardly" | "scarcely" | "barely" => nearly(here),
        "negligible" => Some(1),
        "minimal" if matches!(before, "is" | "are" | "was" | "were") => Some(1),
        "risk" | "risks" | "chance" | "chances" | "odds" => how_large(here),
        word if is_size(word) => {
            let of_group = matches!(here.before(2), "people" | "men" | "women") && before == "at";
            let is_name = of_group || matches!(here.next(2), "group" | "groups" | "cancer" | "cancers");
            (matches!(next, "risk" | "risks" | "chance" | "chances") && !is_name).then_some(2)
        }
        _ => None,
    }
}

fn is_said_of(before: &str) -> bool {
    matches!(before, "is" | "are" | "was" | "were" | "not" | "very" | "quite")
}

fn may(word: &str) -> bool {
    matches!(word, "may" | "might" | "can" | "could")
}

/// "You can eat normally": as before, and not how often.
fn is_bodily(word: &str) -> bool {
    matches!(
        word,
        "eat"
            | "drink"
            | "walk"
            | "work"
            | "works"
            | "live"
            | "sleep"
            | "breathe"
            | "drive"
            | "feel"
            | "move"
            | "go"
    )
}

fn is_size(word: &str) -> bool {
    matches!(
        word,
        "small"
            | "slight"
            | "tiny"
            | "high"
            | "low"
            | "good"
            | "big"
            | "large"
            | "minimal"
            | "remote"
            | "slim"
            | "little"
            | "fair"
            | "considerable"
            | "real"
    )
}

/// "Most people", "many of those", "few had": people, or nobody else at the beginning of a clause. "The most painful",
/// "most of the day" and "many hospitals" are none.
fn is_many(here: &Here) -> bool {
    let next = here.next(1);
    if matches!(here.before(1), "the" | "at" | "what" | "my" | "your" | "its" | "their" | "very")
        && here.word() == "most"
    {
        return false;
    }
    if next == "of" {
        let the = usize::from(matches!(here.next(2), "the" | "these" | "those" | "all"));
        let whom = here.next(2 + the);
        return is_person(whom)
            || matches!(whom, "them" | "cancers" | "who" | "those")
            || the == 1 && whom == "asked";
    }
    let verb = matches!(
        next,
        "who"
            | "have"
            | "had"
            | "are"
            | "were"
            | "get"
            | "got"
            | "recover"
            | "feel"
            | "felt"
            | "go"
            | "find"
            | "will"
            | "would"
            | "do"
            | "did"
    );
    let begins = here.index == here.sentence.start
        || here.tokens.gap_before(here.index).contains([',', ':', ';', '(']);
    // "Many people find it helpful", "few of us like": what anybody would say.
    if matches!(here.next(2), "find" | "us" | "like") {
        return false;
    }
    let is_for = here.before(1) == "for" && here.tokens.after(here.index).starts_with(',');
    let is_person = is_for || is_person(next) || next == "cancers" || is_person(here.next(2));
    let stands_alone = begins && !is_thing(next) && !is_thing(here.next(2)) && !next.is_empty();
    is_person || (verb && before_is_free(here)) || (stands_alone && !is_superlative(here))
}

/// "Which most are": a clause may begin without a sign.
fn before_is_free(here: &Here) -> bool {
    !matches!(here.before(1), "is" | "are" | "was" | "were")
}

/// "Most important is", "most of all", "most likely": the highest degree.
fn is_superlative(here: &Here) -> bool {
    let next = here.next(1);
    here.word() == "most"
        && (matches!(here.next(2), "is" | "was" | "of")
            || ["ly", "ant", "ful", "ive"].iter().any(|end| next.ends_with(end)))
}

/// "Nearly all people", "almost everyone", "hardly anyone", "almost never".
fn nearly(here: &Here) -> Option<usize> {
    let next = here.next(1);
    match next {
        "everyone" | "everybody" | "anyone" | "anybody" | "nobody" | "none" | "always" | "never" | "ever" => {
            Some(2)
        }
        "no" if matches!(here.next(2), "one" | "risk" | "chance") => Some(3),
        "all" | "any" => {
            let of = usize::from(here.next(2) == "of");
            let the = usize::from(matches!(here.next(2 + of), "the" | "these" | "those"));
            let whom = here.next(2 + of + the);
            (is_person(whom) || matches!(whom, "them" | "who" | "of" | "had" | "were")).then_some(2)
        }
        _ => None,
    }
}

/// "The risk is low", "the chances of a fall are very small".
fn how_large(here: &Here) -> Option<usize> {
    let is = (1..7).find(|ahead| matches!(here.next(*ahead), "is" | "are" | "was" | "were"))?;
    let clause = (0..is).all(|ahead| !here.tokens.after(here.index + ahead).contains([',', '.', ';', ':']));
    let very =
        usize::from(matches!(here.next(is + 1), "very" | "quite" | "extremely" | "rather" | "fairly" | "so"));
    (clause && is_size(here.next(is + 1 + very))).then_some(is + 2 + very)
}
