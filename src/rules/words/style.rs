//! Words that push, words that are not understood, sentences that are too long.

use super::super::tokens::is_digits;
use super::{Card, Here, JARGON, LOADED_WORD, LONG_SENTENCE, Say, authors, is_asked, look};

pub fn loaded_word(card: &Card, say: &mut Say) {
    look(card, say, &LOADED_WORD, authors, |here| {
        let (words, why) = loaded(here)?;
        let reports = [
            "say",
            "says",
            "said",
            "call",
            "calls",
            "called",
            "tells",
            "told",
            "advises",
            "recommends",
            "wrote",
            "writes",
            "felt",
            "found",
        ];
        let is_quoted = here.tokens.gap_before(here.place).ends_with(['"', '“', '‘']);
        (!is_quoted && !is_asked(here) && !here.sentence_has(&reports)).then(|| (words, why.to_string()))
    });
}

/// How many words from here on push to one side, and how.
fn loaded(here: &Here) -> Option<(usize, &'static str)> {
    let (before, next) = (here.before(1), here.next(1));
    let word = here.word();
    match word {
        "simple" | "simply" | "simpler" => {
            let is_name = matches!(next, "words" | "terms" | "language" | "mastectomy");
            (!is_name).then_some((1, "it may not be so for the reader"))
        }
        "unfortunately" | "sadly" | "fortunately" | "luckily" | "thankfully" | "obviously" => {
            Some((1, "this tells the reader what to feel"))
        }
        "gold" if next == "standard" => Some((2, "this praises one choice")),
        "standard" => (before != "gold").then_some((1, "this makes any other choice the odd one out")),
        "only" | "just" | "merely" => played_down(here),
        "best" | "better" => praises(here).then_some((1, "better for whom, and in what?")),
        "safe" | "safer" | "safest" => {
            let is_person =
                matches!(before, "feel" | "feels" | "felt" | "be" | "being" | "am" | "keep" | "stay" | "you");
            let is_place = matches!(next, "place" | "home" | "at");
            (!is_person && !is_place).then_some((1, "nothing is free of harm: say which harms, and how many"))
        }
        "successful" | "successfully" | "success" => Some((1, "say what happened, and to how many")),
        "fail" | "fails" | "failed" | "failing" => {
            Some((1, "say what happened; a person can hear that they failed"))
        }
        "failure" => {
            (!matches!(before, "heart" | "kidney" | "liver" | "organ" | "lung" | "respiratory" | "renal"))
                .then_some((1, "say what happened; a person can hear that they failed"))
        }
        "fight" | "fights" | "fighting" | "battle" | "battles" | "battling" => {
            let is_body = matches!(next, "infection" | "infections" | "germs" | "off");
            (!is_body).then_some((1, "this makes not being treated sound like giving up"))
        }
        "aggressive" => {
            let explained = here.tokens.after(here.place).contains(['(', ':', ',']);
            (!explained).then_some((1, "say what it does: grows fast, is likely to spread"))
        }
        _ => None,
    }
}

/// "Only a small", "just a": makes less of something. "Tests only" and "just before" do not.
fn played_down(here: &Here) -> Option<(usize, &'static str)> {
    let (next, later) = (here.next(1), here.next(2));
    let little =
        |word: &str| matches!(word, "small" | "slight" | "few" | "little" | "minor" | "tiny" | "mild");
    let is_share = |ahead: usize| is_digits(here.next(ahead)) && here.next(ahead + 1) == "out";
    let why = "this makes less of it: give the number without it";
    let words = match here.word() {
        _ if here.before(1) == "not" => return None,
        "only" | "merely" if next == "a" && little(later) => 3,
        "only" | "merely" if little(next) => 2,
        "just" | "merely" if matches!(next, "a" | "an" | "one") || little(next) => 2,
        _ if is_share(1) || is_share(2) => 2,
        _ => return None,
    };
    Some((words, why))
}

/// "The best", "is better than": a judgement. "Feel better" and "at best" are none.
fn praises(here: &Here) -> bool {
    let (before, next) = (here.before(1), here.next(1));
    let suits = (1..4).any(|back| here.before(back).starts_with("suit"));
    let things = |word: &str| {
        matches!(
            word,
            "choice"
                | "choices"
                | "treatment"
                | "treatments"
                | "option"
                | "results"
                | "result"
                | "outcome"
                | "outcomes"
                | "way"
                | "chance"
                | "care"
                | "quality"
                | "drug"
                | "drugs"
        )
    };
    match here.word() {
        "best" => things(next) || (matches!(before, "is" | "are" | "works" | "work" | "the") && !suits),
        _ => {
            let feels = matches!(
                before,
                "feel" | "feels" | "felt" | "feeling" | "get" | "gets" | "got" | "getting" | "no"
            );
            !feels
                && (next == "than"
                    || things(next)
                    || matches!(before, "is" | "are" | "work" | "works" | "does" | "do"))
        }
    }
}

pub fn jargon(card: &Card, say: &mut Say) {
    look(card, say, &JARGON, authors, |here| {
        let instead = match here.word() {
            "decision" if here.next(1) == "aid" => {
                return Some((2, "say what it is: this page, this booklet".into()));
            }
            "decision" | "decisions" if matches!(here.before(1), "advance" | "advanced") => return None,
            "decision" | "decisions" => "say choice, or what I decide",
            "option" | "options" => "say choice",
            "preference" | "preferences" => "say what matters to me, or what you would rather have",
            _ => return None,
        };
        Some((1, instead.to_string()))
    });
}

/// A sentence with more words than this is hard to hold in mind.
const MOST_WORDS: usize = 25;

pub fn long_sentence(card: &Card, say: &mut Say) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| passage.part.is_prose()) {
        let own = passage.own();
        for sentence in passage.tokens.sentences() {
            let words = sentence.clone().filter(|place| passage.tokens.at(*place).end <= own).count();
            if words > MOST_WORDS {
                let at =
                    card.span_of(passage, &passage.tokens.span(&(sentence.start..sentence.start + words)));
                say.add(&LONG_SENTENCE, card.path_of(passage), at, format!("{words} words"));
            }
        }
    }
}
