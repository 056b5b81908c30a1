//! Words that push, words that are not understood, sentences that are too long.

use super::{
    Card, Here, JARGON, LOADED_WORD, LONG_SENTENCE, Report, authors, evidence_for, is_asked, is_treatment,
};
use crate::check::language::tokens::is_digits;

pub fn loaded_word(card: &Card, report: &mut Report) {
    shouts(card, report);
    evidence_for(card, report, &LOADED_WORD, authors, |here| {
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
        // What others call it may be told; what we say is ours.
        let is_ours = here.sentence_has(&["we"]);
        let is_told = !is_ours && here.sentence_has(&reports);
        let is_quoted = here.tokens.gap_before(here.index).ends_with(['"', '“', '‘']);
        let is_word = is_quoted && here.sentence_has(&["word", "words", "name", "named", "means", "hear"]);
        (!is_told && !is_word && !is_asked(here)).then(|| (words, why.to_string()))
    });
}

/// How many words from here on push to one side, and how.
fn loaded(here: &Here) -> Option<(usize, &'static str)> {
    loaded_alone(here.word()).map(|why| (1, why)).or_else(|| loaded_beside(here))
}

/// Words that push whatever stands beside them.
fn loaded_alone(word: &str) -> Option<&'static str> {
    match word {
        "unfortunately" | "sadly" | "fortunately" | "luckily" | "thankfully" | "obviously" => {
            Some("this tells the reader what to feel")
        }
        "gold-standard" => Some("this praises one choice"),
        "standard-of-care" => Some("this makes any other choice the odd one out"),
        "successful" | "successfully" | "success" => Some("say what happened, and to how many"),
        "dangerous" | "terrible" | "horrible" | "nasty" | "drastic" | "mutilating" | "risky" | "foolish" => {
            Some("this frightens: say what happened, and to how many")
        }
        "state-of-the-art" | "cutting-edge" | "world-class" | "gentle" | "gently" | "kinder" | "wonders" => {
            Some("this praises: say what happened, and to how many")
        }
        "victim" | "victims" | "suffer" | "suffers" | "sufferer" | "sufferers" | "neglect" | "refuse"
        | "refuses" => Some("a person can hear that they are weak, or to blame"),
        "proven" | "excellent" | "superior" | "ideal" | "optimal" | "perfect" | "miracle"
        | "breakthrough" | "life-saving" | "lifesaving" | "popular" => {
            Some("this praises: say what happened, and to how many")
        }
        "effective" | "effectively" => Some("say what happened, and to how many"),
        "painless" | "harmless" | "risk-free" | "guaranteed" | "guarantee" | "guarantees" => {
            Some("nothing is free of harm, or certain")
        }
        "outweigh" | "outweighs" => Some("what outweighs what is for the reader to say"),
        _ => None,
    }
}

/// Words that push beside some words and not beside others.
fn loaded_beside(here: &Here) -> Option<(usize, &'static str)> {
    let (before, next) = (here.before(1), here.next(1));
    match here.word() {
        "simple" | "simply" | "simpler" => {
            let is_name = matches!(
                next,
                "words" | "terms" | "language" | "mastectomy" | "painkillers" | "painkiller" | "meal"
            );
            (!is_name).then_some((1, "it may not be so for the reader"))
        }
        "gold" if next == "standard" => Some((2, "this praises one choice")),
        "standard" => (before != "gold" && !matches!(next, "of" | "form" | "letter")
            || next == "of" && here.next(2) == "care")
            .then_some((1, "this makes any other choice the odd one out")),
        "only" | "just" | "merely" => played_down(here),
        "best" | "better" => praises(here).then_some((1, "better for whom, and in what?")),
        "safe" | "safer" | "safest" => {
            let is_person =
                matches!(before, "feel" | "feels" | "felt" | "be" | "being" | "am" | "keep" | "stay" | "you");
            let is_place = matches!(next, "place" | "home" | "at" | "from")
                || matches!(here.before(2), "home" | "house" | "floor" | "room");
            (!is_person && !is_place).then_some((1, "nothing is free of harm: say which harms, and how many"))
        }
        "fail" | "fails" | "failed" | "failing" => {
            let is_thing = matches!(before, "machine" | "battery" | "pump" | "alarm" | "power");
            (!is_thing).then_some((1, "say what happened; a person can hear that they failed"))
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
            let explained = here.tokens.after(here.index).contains(['(', ':', ',']);
            (!explained).then_some((1, "say what it does: grows fast, is likely to spread"))
        }
        "modern" if is_treatment(next) => Some((1, "this praises: say what happened, and to how many")),
        "tried" if next == "and" && here.next(2) == "tested" => {
            Some((3, "this praises: say what happened, and to how many"))
        }
        "hope" if matches!(before, "only" | "best" | "last") => Some((1, "this hurries the reader")),
        "saves" | "save" if next == "lives" => Some((2, "say how many died with each choice")),
        "worry"
            if matches!(before, "not" | "don't" | "don’t")
                || (before == "to" && here.sentence_has(&["nothing", "no"])) =>
        {
            Some((1, "this tells the reader what to feel"))
        }
        "worth" if next == "it" => Some((2, "whether it is worth it is for the reader to say")),
        "easy" | "straightforward" | "routine" | "minor" if is_treatment(next) => {
            Some((2, "it may not be so for the reader"))
        }
        "life" if next == "back" && before == "your" => Some((2, "this promises what nobody knows")),
        "giving" if next == "up" && matches!(before, "is" | "means" | "like") => {
            Some((2, "this makes not being treated sound like giving up"))
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
    // "Neither is better", "there is no best choice", "what is best for you", "better to ring".
    let denied = matches!(before, "no" | "not") || here.sentence_has(&["neither", "nobody"]);
    let asks = before == "is" && matches!(here.before(2), "what" | "which");
    if denied || asks || matches!(next, "to" | "time" | "place" | "day" | "person") {
        return false;
    }
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

pub fn jargon(card: &Card, report: &mut Report) {
    evidence_for(card, report, &JARGON, authors, |here| {
        let instead = match here.word() {
            "decision" if here.next(1) == "aid" => {
                return Some((2, "say what it is: this page, this booklet".into()));
            }
            "decision" | "decisions" if matches!(here.before(1), "advance" | "advanced") => return None,
            "decision" | "decisions" => "say choice, or what I decide",
            "option" | "options" => "say choice",
            "prognosis" => "say how the illness may go on",
            "mortality" => "say deaths, or how many died",
            "morbidity" | "comorbidity" | "comorbidities" => "say other illnesses, or what happened",
            "efficacy" => "say how many it helped",
            "contraindicated" => "say for whom it is not",
            "adverse" => "say unwanted, or harm",
            "preference" | "preferences" => "say what matters to me, or what you would rather have",
            _ => return None,
        };
        Some((1, instead.to_string()))
    });
}

/// Signs that shout or cheer: "!", stars, thumbs, ticks and crosses.
fn shouts(card: &Card, report: &mut Report) {
    let is_cheer = |sign: char| matches!(sign, '!' | '★' | '☆' | '✓'..='✘' | '❤' | '\u{1f300}'..='\u{1faff}');
    for passage in card.passages.iter().filter(|passage| authors(card, passage)) {
        if let Some((start, sign)) = passage.plain.char_indices().find(|(_, sign)| is_cheer(*sign)) {
            let at = card.span_of(passage, &(start..start + sign.len_utf8()));
            report.add(&LOADED_WORD, card.path_of(passage), at, "this sign tells the reader what to feel");
        }
    }
}

/// A sentence with more words than this is hard to hold in mind.
const MOST_WORDS: usize = 25;

pub fn long_sentence(card: &Card, report: &mut Report) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| passage.part.is_prose()) {
        let own = passage.own();
        for sentence in passage.tokens.sentences() {
            let words = sentence.clone().filter(|index| passage.tokens.at(*index).end <= own).count();
            if words > MOST_WORDS {
                let at =
                    card.span_of(passage, &passage.tokens.span(&(sentence.start..sentence.start + words)));
                report.add(&LONG_SENTENCE, card.path_of(passage), at, format!("{words} words"));
            }
        }
    }
}
