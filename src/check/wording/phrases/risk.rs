//! Numbers in a form that misleads: one in so many, comparisons without what they compare, percentages.

use super::outof::{OutOf, value};
use super::{
    Card, Here, ONE_IN_X, PERCENT, Part, Passage, RELATIVE_ALONE, Report, anything, authors, evidence_for,
    is_person, is_thing, unless_beside,
};
use crate::check::language::tokens::{Tokens, is_digits, is_time, is_year, number};

pub fn one_in_x(card: &Card, report: &mut Report) {
    evidence_for(card, report, &ONE_IN_X, anything, |here| {
        let (words, whole) = in_so_many(here).or_else(|| in_another_form(here))?;
        let message = match whole.as_str() {
            "100" | "hundred" => "say how many out of 100".to_string(),
            "1000" | "1,000" | "thousand" => "say how many out of 1,000".to_string(),
            _ if whole.starts_with("every") => format!("this counts {whole}, not out of 100 or 1,000"),
            _ => format!("this counts out of {whole}, not out of 100 or 1,000"),
        };
        Some((words, message))
    });
}

/// "1 in 8", "one person in every eight", "1 out of 8 people": how many words, and out of how many.
fn in_so_many(here: &Here) -> Option<(usize, String)> {
    let tokens = here.tokens;
    let (first, mut words) = value(tokens, here.index)?;
    let is_name = matches!(
        here.before(1),
        "stage"
            | "grade"
            | "phase"
            | "group"
            | "type"
            | "level"
            | "line"
            | "table"
            | "page"
            | "step"
            | "part"
    );
    if is_name || is_year(here.word()) {
        return None;
    }
    // One may be one of many things; several must be people, or there is a place in what follows: "12 visits in 3 weeks".
    let mut has_noun = false;
    while words <= 4 && (is_person(here.next(words)) || matches!(here.next(words), "more" | "of" | "them")) {
        if here.next(words) == "of" && here.next(words + 1) != "them" {
            return None;
        }
        has_noun = true;
        words += 1;
    }
    let is_out = here.next(words) == "out" && here.next(words + 1) == "of";
    let link = match here.next(words) {
        "in" => 1,
        "out" if is_out => 2,
        _ => return None,
    };
    let is_whole = (0..words).all(|ahead| tokens.after(here.index + ahead).trim().is_empty());
    words += link;
    words += (0..3).take_while(|ahead| is_vague(here.next(words + ahead))).count();
    let (whole, more) = value(tokens, here.index + words)?;
    let number = here.next(words + more - 1).to_string();
    words += more;
    let after = here.next(words);
    // "200 people in 12 towns", "6 in 2 groups", "5 out of 12 trials" count no share of people.
    let is_plain_one = first == 1 && !is_out && !has_noun;
    let is_share = is_plain_one || (whole > first && !is_thing(after));
    let is_plain = !(is_out && matches!(whole, 100 | 1000));
    let is_known = is_whole && is_share && is_plain && !is_year(&number) && !is_time(after);
    let is_counted = !has_noun || first == 1 || !after.ends_with('s') || is_person(after);
    (is_known && is_counted).then_some((words, number))
}

fn is_vague(word: &str) -> bool {
    matches!(word, "every" | "about" | "around" | "roughly" | "nearly" | "almost" | "over" | "each")
}

/// "1-in-8", "1/8 of people", "1:8", "of every 8 people", "1 for every 8", "every eighth person".
fn in_another_form(here: &Here) -> Option<(usize, String)> {
    let (word, next) = (here.word(), here.next(1));
    let hyphens = || word.split_once("-in-");
    if let Some((first, whole)) = word.starts_with(['1', 'o']).then(hyphens).flatten() {
        let is_number = |word: &str| is_digits(word) || number(word).is_some();
        return (matches!(first, "1" | "one") && is_number(whole)).then(|| (1, whole.to_string()));
    }
    if word == "1" && is_digits(next) {
        let is_ratio = match here.tokens.after(here.index) {
            "/" => {
                is_person(here.next(2)) || here.next(2) == "of" && is_person(here.next(3)) || next.len() > 1
            }
            ":" => next.len() != 2,
            _ => false,
        };
        let goes_on = here.tokens.after(here.index + 1).starts_with(['/', ':']);
        return (is_ratio && !goes_on).then(|| (2, next.to_string()));
    }
    if matches!(word, "of" | "for") && next == "every" {
        let (whole, words) = value(here.tokens, here.index + 2)?;
        let is_of_people = is_person(here.next(2 + words)) || (word == "for" && value_before(here));
        let number = here.next(1 + words).to_string();
        return (is_of_people && !matches!(whole, 100 | 1000)).then_some((2 + words, number));
    }
    let is_one_of = word == "every" && is_person(here.next(2));
    (is_one_of && is_ordinal(next)).then(|| (3, format!("every {next}")))
}

fn value_before(here: &Here) -> bool {
    here.index.checked_sub(1).is_some_and(|index| value(here.tokens, index).is_some())
}

fn is_ordinal(word: &str) -> bool {
    let known = ["third", "fifth", "eighth", "ninth", "twelfth", "twentieth", "hundredth"];
    known.contains(&word) || word.strip_suffix("th").is_some_and(|it| number(it).is_some() || is_digits(it))
}

pub fn relative_alone(card: &Card, report: &mut Report) {
    evidence_for(card, report, &RELATIVE_ALONE, unless_beside, |here| {
        let words = relative(here)?;
        (!here.has_share()).then(|| (words, "how many out of how many, with and without?".to_string()))
    });
    // Beside a row the two numbers stand there; these say something else than the two.
    let beside = |_: &Card, passage: &Passage| passage.part == Part::Difference;
    evidence_for(card, report, &RELATIVE_ALONE, beside, |here| {
        let words = statistic(here)?;
        Some((words, "say how many out of how many, with and without".to_string()))
    });
}

/// Whether "3 out of 100", or "out of 100 people, 3", is said.
pub fn has_share(tokens: &Tokens) -> bool {
    tokens.has("of") && tokens.sentences().any(|it| !OutOf::all(tokens, &it).is_empty())
}

fn compares(word: &str) -> bool {
    matches!(
        word,
        "less" | "more" | "fewer" | "lower" | "higher" | "smaller" | "greater" | "reduction" | "increase"
    )
}

fn is_risk(word: &str) -> bool {
    matches!(
        word,
        "risk" | "risks" | "chance" | "chances" | "number" | "odds" | "likelihood" | "rate" | "rates"
    )
}

/// How many words from here on compare without saying how many.
fn relative(here: &Here) -> Option<usize> {
    let (next, later) = (here.next(1), here.next(2));
    let how_many =
        |word: &str| matches!(word, "many" | "likely" | "high" | "often" | "common" | "great" | "big");
    let of_risk =
        || here.sentence_has(&["risk", "risks", "chance", "chances", "odds", "likelihood", "deaths"]);
    match here.word() {
        "doubles" | "doubled" | "doubling" | "halves" | "halved" | "halving" | "trebles" | "trebled"
        | "triples" | "tripled" | "quadruples" | "quadrupled" => Some(1),
        "twice" | "half" | "times" if next == "as" && how_many(later) => Some(3),
        "half" | "double" | "twice" | "triple"
            if matches!(next, "the" | "their" | "your") && is_risk(later) =>
        {
            Some(3)
        }
        "double" | "twice" | "triple" if matches!(next, "that" | "what") && of_risk() => Some(2),
        "double" | "triple" if matches!(here.before(1), "is" | "was" | "are" | "were") && of_risk() => {
            Some(1)
        }
        "third" | "quarter" | "half" if compares(next) => Some(2),
        "by" if of_risk() || !here.sentence_has(&NO_RISK) => part_of_risk(here),
        "in" if of_risk() && next == "half" && later != "of" => Some(2),
        "greatly" | "sharply" | "dramatically" | "strongly" | "markedly" | "substantially"
        | "significantly" | "hugely" | "vastly" | "considerably"
            if changes(next) || (of_risk() && compares(next)) =>
        {
            Some(2)
        }
        "higher" | "lower" | "increased" | "reduced" | "raised" | "greater" | "smaller"
            if is_risk(next)
                && matches!(later, "of" | "")
                && !matches!(next, "number" | "rate" | "rates") =>
        {
            Some(2)
        }
        "far" | "much"
            if matches!(next, "more" | "less") && matches!(later, "likely" | "often" | "common") =>
        {
            Some(3)
        }
        // What a treatment aims to do is no claim that it does.
        word if changes(word) && next == "the" && is_risk(later) && here.before(1) != "to" => Some(3),
        word if word.ends_with("fold") => {
            let times = word.trim_end_matches("fold").trim_end_matches('-');
            (is_digits(times) || number(times).is_some()).then_some(1)
        }
        word if is_digits(word) && is_percent(here) => {
            let sign = usize::from(next == "percent") + 2 * usize::from(next == "per");
            (compares(here.next(1 + sign)) || here.before(1) == "by").then_some(2 + sign)
        }
        word => times(here, word, of_risk).or_else(|| statistic(here)),
    }
}

fn changes(word: &str) -> bool {
    ["lower", "reduc", "rais", "increas", "cut", "improv", "drop"].iter().any(|it| word.starts_with(it))
}

/// What may be halved without anybody's risk being compared.
const NO_RISK: [&str; 14] = [
    "dose", "doses", "amount", "tablet", "tablets", "time", "hours", "days", "weeks", "pay", "cost", "costs",
    "work", "asked",
];

/// "By a third", "by two thirds", "by about half"; not "by a third person".
fn part_of_risk(here: &Here) -> Option<usize> {
    let about = usize::from(is_vague(here.next(1)));
    let count = usize::from(matches!(here.next(1 + about), "a" | "one" | "two" | "three" | "four"));
    let last = 1 + about + count;
    let part = here.next(last).trim_end_matches('s');
    let is_part = matches!(part, "half" | "third" | "quarter" | "fifth" | "tenth");
    let ends = here.tokens.after(here.index + last).contains(['.', ',', ';', ':', ')', '?'])
        || matches!(
            here.next(last + 1),
            "" | "in" | "with" | "when" | "after" | "compared" | "over" | "or" | "and" | "among"
        );
    (is_part && ends).then_some(last + 1)
}

/// "Five times the risk", "1.8 times higher risk", "2x".
fn times(here: &Here, word: &str, of_risk: impl Fn() -> bool) -> Option<usize> {
    let (next, later) = (here.next(1), here.next(2));
    if word.strip_suffix('x').is_some_and(is_digits) {
        return of_risk().then_some(1);
    }
    if !(is_digits(word) || number(word).is_some()) {
        return None;
    }
    if next == "times" {
        let is_likely = matches!(here.next(3), "likely" | "common" | "often");
        return ((later == "the" || compares(later)) && (is_likely || of_risk())).then_some(3);
    }
    let is_sign = next == "x" || here.tokens.after(here.index).trim() == "×";
    (is_sign && of_risk()).then_some(1)
}

/// What statisticians compare with: a risk ratio, a hazard, how many must be treated for one to be helped.
fn statistic(here: &Here) -> Option<usize> {
    let (next, later) = (here.next(1), here.next(2));
    match here.word() {
        "relative" | "hazard" | "odds" | "rate" | "risk" if matches!(next, "ratio" | "ratios") => Some(2),
        "relative" if next == "risk" => Some(2),
        "risk" if next == "reduction" => Some(2),
        "hazard" | "hazards" if matches!(next, "is" | "was" | "of") && is_digits(later) => Some(3),
        "nnt" | "nnts" | "nnh" => Some(1),
        "number" | "numbers" if next == "needed" && later == "to" => Some(3),
        _ => None,
    }
}

fn is_percent(here: &Here) -> bool {
    let signed =
        here.tokens.after(here.index).starts_with('%') || here.tokens.after(here.index).starts_with(" %");
    signed || here.next(1) == "percent" || (here.next(1) == "per" && here.next(2) == "cent")
}

pub fn percent(card: &Card, report: &mut Report) {
    // The reader itself says so of a cell that should be a number.
    let meant = |card: &Card, passage: &Passage| passage.part != Part::Count && authors(card, passage);
    evidence_for(card, report, &PERCENT, meant, |here| {
        let found = is_digits(here.word()) && is_percent(here) && relative(here).is_none();
        let words = 1 + usize::from(here.next(1) == "percent") + 2 * usize::from(here.next(1) == "per");
        found.then(|| (words, format!("say how many out of 100: {}", here.word())))
    });
}
