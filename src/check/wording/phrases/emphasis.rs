//! What stands out in the card of one choice and not in those of the others.

use super::{Card, EMPHASIS_ONE_SIDED, Passage, Report};
use crate::cards::Decision;
use crate::check::card::{Mark, Place};
use crate::check::is_in;

pub fn emphasis_one_sided(card: &Card, _: &Decision, report: &mut Report) {
    let cards = card.files.iter().enumerate().filter(|(_, file)| file.option.is_some());
    let (with, without): (Vec<_>, Vec<_>) = cards
        .map(|(index, file)| (first_emphasis(card, index), file.name.as_str()))
        .partition(|(at, _)| at.is_some());
    let mut with = with.into_iter().filter_map(|(at, _)| at);
    if let (false, Some(at)) = (without.is_empty(), with.next()) {
        let without: Vec<&str> = without.iter().map(|(_, name)| *name).collect();
        let message = format!("nothing stands out in {}", without.join(", "));
        let found = report.on(&EMPHASIS_ONE_SIDED, at, message);
        with.for_each(|at| found.beside(at, "and here"));
    }
}

fn first_emphasis<'a>(card: &'a Card, file: usize) -> Option<Place<'a>> {
    card.passages.iter().filter(|it| it.file == file && it.part.is_prose()).find_map(|passage| {
        let mark = passage.marks().into_iter().find(|mark| is_emphasis(passage, mark))?;
        Some(card.range_of(passage, &mark.at))
    })
}

/// Strong type names words that are explained, and begins lines. Anything else makes a point.
fn is_emphasis(passage: &Passage, mark: &Mark) -> bool {
    let words = passage.plain.get(mark.at.clone()).unwrap_or_default();
    if !mark.strong || words.split_whitespace().count() > 4 || words.ends_with(['.', '!']) {
        return true;
    }
    // Words are explained near where a card says what the choice is; good and hard points are where emphasis sways.
    is_in("good hard", &passage.section) && !is_term(passage, mark)
}

/// "**Cholesterol**, a fat", "chest pain (**angina**)", "**PSA** is", "**Body**: no pain".
fn is_term(passage: &Passage, mark: &Mark) -> bool {
    let rest = passage.plain.get(mark.at.end..).unwrap_or_default();
    let before = passage.plain.get(..mark.at.start).unwrap_or_default();
    let opens = [", ", " (", " is ", " are ", " means ", ")", ":"].iter().any(|sign| rest.starts_with(sign));
    opens || before.ends_with('(') || before.ends_with("called ")
}
