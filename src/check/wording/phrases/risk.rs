//! Numbers in a form that misleads: one in so many.

use super::outof::value;
use super::{Card, Here, ONE_IN_X, Report, anything, evidence_for, is_person, is_thing};
use crate::cards::outcome::is_denominator;
use crate::check::language::tokens::{is_digits, is_time, is_year, number};

pub fn one_in_x(card: &Card, report: &mut Report) {
    evidence_for(card, report, &ONE_IN_X, anything, |here| {
        let (words, whole) = in_so_many(here).or_else(|| in_another_form(here))?;
        let message = match whole.as_str() {
            "100" | "hundred" => "say how many out of 100".to_string(),
            "1000" | "1,000" | "thousand" => "say how many out of 1,000".to_string(),
            "10000" | "10,000" => "say how many out of 10,000".to_string(),
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
    let is_plain = !(is_out && is_denominator(whole));
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
        return (is_of_people && !is_denominator(whole)).then_some((2 + words, number));
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
