//! What a row of numbers counts, by its words: what people want or want to be spared, and deaths from one cause or from any.

use crate::check::language::tokens::{self, Tokens};

/// What people hope for, or hope to be spared. Nothing if the words do not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// People hope for it.
    Wanted,
    /// People hope to be spared it.
    Unwanted,
}

/// Words for what nobody wants.
const TROUBLES: [&str; 74] = [
    "died",
    "dead",
    "death",
    "deaths",
    "killed",
    "leaked",
    "leaking",
    "leak",
    "needed",
    "lost",
    "problem",
    "problems",
    "pain",
    "spread",
    "recurrence",
    "relapse",
    "relapsed",
    "damage",
    "fell",
    "fall",
    "falls",
    "stroke",
    "strokes",
    "attack",
    "attacks",
    "infection",
    "infections",
    "bleeding",
    "bled",
    "bleed",
    "trouble",
    "weakness",
    "worse",
    "progressed",
    "grew",
    "pads",
    "pad",
    "nausea",
    "vomiting",
    "vomited",
    "clot",
    "clots",
    "symptoms",
    "unplanned",
    "scar",
    "scars",
    "incontinent",
    "incontinence",
    "complication",
    "complications",
    "diarrhoea",
    "constipation",
    "readmitted",
    "tired",
    "tiredness",
    "fatigue",
    "swelling",
    "fracture",
    "fractures",
    "wound",
    "harm",
    "harmed",
    "effects",
    "regretted",
    "sore",
    "sick",
    "fever",
    "flushes",
    "numb",
    "constipated",
    "impotent",
    "depression",
    "fractured",
    "unhappy",
];

/// Words for what people want, wherever they stand.
const HOPES: [&str; 20] = [
    "alive",
    "lived",
    "survived",
    "kept",
    "finished",
    "managed",
    "recovered",
    "cured",
    "enough",
    "free",
    "healed",
    "better",
    "well",
    "pleased",
    "satisfied",
    "glad",
    "improved",
    "comfortable",
    "happy",
    "independent",
];

/// What goes on: bad if what follows is.
const GOES_ON: [&str; 2] = ["kept", "lived"];

/// What people hope for or hope to be spared, by the words of a row.
pub fn nature(label: &str) -> Option<Nature> {
    let tokens = Tokens::of(label);
    let word = |index: usize| tokens.word(index);
    let is_trouble = |index: usize| TROUBLES.contains(&word(index)) && !is_weight(&tokens, index);
    let places = || 0..tokens.len();
    if places().any(|index| word(index) == "could") {
        let not = places().any(|index| tokens.reads(index, &["could", "not"]));
        return Some(if not { Nature::Unwanted } else { Nature::Wanted });
    }
    // "Had no pain": spared a trouble. "Had no feeling" says nothing that a list of words can decide.
    if let Some(no) = places().find(|index| is_less(word(*index))) {
        let hopes = places().take(no).any(|index| HOPES.contains(&word(index)));
        let spared = (1..4).any(|ahead| is_trouble(no + ahead));
        let missed = (1..4).any(|ahead| HOPES.contains(&word(no + ahead)));
        return match (hopes || spared, missed) {
            (false, true) => Some(Nature::Unwanted),
            // "Not free of pain": the trouble stands behind the hope that was missed.
            (true, true) if !hopes => Some(Nature::Unwanted),
            (true, _) => Some(Nature::Wanted),
            (false, false) => None,
        };
    }
    if let Some(on) = places().find(|index| GOES_ON.contains(&word(*index)))
        && places().skip(on).any(is_trouble)
    {
        return Some(Nature::Unwanted);
    }
    if places().any(|index| HOPES.contains(&word(index))) {
        return Some(Nature::Wanted);
    }
    let back = places().any(|index| matches!(word(index), "came" | "come") && word(index + 1) == "back");
    (back || places().any(is_trouble)).then_some(Nature::Unwanted)
}

fn is_less(word: &str) -> bool {
    matches!(word, "no" | "without" | "not" | "never" | "less" | "fewer" | "nor")
}

/// Some want to lose weight, others fear it.
fn is_weight(tokens: &Tokens, index: usize) -> bool {
    tokens.word(index) == "lost" && tokens.has("weight")
}

/// What a row says of deaths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deaths {
    /// Whatever they died of.
    AnyCause,
    /// Of one illness, accident or treatment.
    OneCause,
}

/// Words that say that somebody died.
const DIED: [&str; 8] = ["died", "death", "deaths", "killed", "fatal", "deadly", "dying", "passed"];

/// Words for those who did not: they count all deaths if nothing but a time follows.
const LIVED: [&str; 3] = ["alive", "survived", "lived"];

/// Whoever fears death, or mourns somebody, is alive.
const OTHERS: [&str; 16] = [
    "afraid", "fear", "feared", "fearful", "scared", "worried", "worry", "thought", "talked", "partner",
    "husband", "wife", "friend", "relative", "spouse", "parent",
];

/// What a row says of deaths, by its words. Unless it says that any cause counts, or nothing but a time, it is one cause.
pub fn deaths(label: &str) -> Option<Deaths> {
    let tokens = Tokens::of(label);
    let find = |words: &[&str]| (0..tokens.len()).find(|index| tokens.reads(*index, words));
    let index = (0..tokens.len()).find(|index| is_death(&tokens, *index));
    let lived = (0..tokens.len()).find(|index| is_life(&tokens, *index));
    if OTHERS.iter().any(|word| tokens.has(word)) {
        return None;
    }
    let any = [["any", "cause"], ["all", "causes"], ["any", "reason"], ["whatever", "cause"]].iter();
    if let Some(any) = any.filter_map(|words| find(words)).min() {
        let narrowed = matches!(tokens.word(any + 2), "of" | "from" | "related" | "linked" | "due" | "to");
        return Some(if narrowed { Deaths::OneCause } else { Deaths::AnyCause });
    }
    if tokens.has("any-cause") || tokens.has("all-cause") {
        return index.map(|_| Deaths::AnyCause);
    }
    match (index, lived) {
        (Some(_), _) => {
            let is_plain = (0..tokens.len())
                .all(|index| DIED.contains(&tokens.word(index)) || says_when(&tokens, index));
            let says_cause = ["fatal", "deadly", "killed", "dying"].iter().any(|word| tokens.has(word));
            Some(if is_plain && !says_cause { Deaths::AnyCause } else { Deaths::OneCause })
        }
        (None, Some(index)) => {
            let rest = || index + 1..tokens.len();
            let only_when = rest().all(|index| says_when(&tokens, index));
            // "Alive and free of cancer" counts more than deaths; "survived a stroke" may tell of long ago.
            only_when.then_some(Deaths::AnyCause)
        }
        (None, None) => None,
    }
}

fn is_death(tokens: &Tokens, index: usize) -> bool {
    match tokens.word(index) {
        "passed" => tokens.word(index + 1) == "away",
        "life" | "lives" => tokens.before(index, 1) == "lost" || tokens.before(index, 2) == "lost",
        "survive" => matches!(tokens.before(index, 1), "not" | "never"),
        word => DIED.contains(&word),
    }
}

/// "Stayed alive", and not "felt more alive".
fn is_life(tokens: &Tokens, index: usize) -> bool {
    match tokens.word(index) {
        "alive" => {
            index == 0
                || matches!(tokens.before(index, 1), "stayed" | "were" | "was" | "still" | "remained" | "be")
        }
        word => LIVED.contains(&word),
    }
}

/// Words that say when, how long, or nothing of a cause.
fn says_when(tokens: &Tokens, index: usize) -> bool {
    const PLAIN: [&str; 32] = [
        "had",
        "have",
        "did",
        "not",
        "survive",
        "away",
        "were",
        "later",
        "longer",
        "early",
        "within",
        "in",
        "by",
        "at",
        "before",
        "during",
        "for",
        "until",
        "after",
        "the",
        "a",
        "or",
        "to",
        "of",
        "first",
        "next",
        "last",
        "end",
        "follow-up",
        "trial",
        "study",
        "more",
    ];
    let word = tokens.word(index);
    (PLAIN.contains(&word) && (word != "of" || is_when_after(tokens, index)))
        || tokens::is_time(word)
        || tokens::is_digits(word)
        || tokens::number(word).is_some()
}

/// "By the end of the trial", and not "died of the disease".
fn is_when_after(tokens: &Tokens, index: usize) -> bool {
    matches!(tokens.before(index, 1), "end" | "years" | "months")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_wanted_or_not_where_its_words_say_so() {
        use Nature::{Unwanted, Wanted};
        for (label, expected) in [
            ("died of prostate cancer", Some(Unwanted)),
            ("could walk a mile", Some(Wanted)),
            ("could not walk a mile", Some(Unwanted)),
            ("had erections firm enough for sex", Some(Wanted)),
            ("had a moderate or severe erection problem", Some(Unwanted)),
            ("managed with no leak and no pad", Some(Wanted)),
            ("had no pain", Some(Wanted)),
            ("had less pain", Some(Wanted)),
            ("used fewer pads than before", Some(Wanted)),
            ("had no feeling in the hands", None),
            ("stayed alive and free of cancer", Some(Wanted)),
            ("had cancer that came back", Some(Unwanted)),
            ("had a mastectomy next, and no more operations", None),
            ("had needs that were not met", None),
            ("used health care", None),
            ("lost weight", None),
            ("kept leaking", Some(Unwanted)),
            ("lived with pain", Some(Unwanted)),
            ("were not free of pain", Some(Unwanted)),
            ("were never cured", Some(Unwanted)),
            ("not given oxaliplatin stayed alive", None),
            ("were readmitted", Some(Unwanted)),
            ("had side effects", Some(Unwanted)),
            ("vomited", Some(Unwanted)),
            ("healed", Some(Wanted)),
            ("slept well", Some(Wanted)),
        ] {
            assert_eq!(nature(label), expected, "{label}");
        }
    }

    #[test]
    fn deaths_are_from_one_cause_or_from_any() {
        for label in [
            "died of any cause",
            "died",
            "died within 5 years",
            "had died by the end of the trial",
            "stayed alive",
            "were still alive after 10 years",
            "given oxaliplatin stayed alive",
            "lived for 5 years",
            "survived",
            "did not survive",
            "passed away",
            "died of any cause within a year of the operation",
        ] {
            assert_eq!(deaths(label), Some(Deaths::AnyCause), "{label}");
        }
        for label in [
            "died of breast cancer",
            "died by knee trouble",
            "died with knee trouble",
            "died after knee trouble",
            "died in hospital of knee trouble",
            "died early of knee trouble",
            "had a knee-related death",
            "death caused by the operation",
            "died of any cause of the knee",
            "were killed by a fall",
            "had a fatal fall",
            "had a deadly fall",
            "lost their life to a fall",
            "passed away from a stroke",
            "did not survive the operation",
        ] {
            assert_eq!(deaths(label), Some(Deaths::OneCause), "{label}");
        }
        for label in [
            "stayed alive and free of cancer",
            "had a fall",
            "were afraid of death",
            "felt more alive",
            "survived a stroke",
            "had a partner who died",
            "lived at home",
            "lived with pain",
            "passed urine at night",
        ] {
            assert_eq!(deaths(label), None, "{label}");
        }
    }
}
