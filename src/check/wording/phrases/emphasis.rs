//! What stands out in the card of one choice and not in those of the others.

use std::ops::Range;

use super::{Card, EMPHASIS_ONE_SIDED, Part, Passage, Report};
use crate::check::Diagnostic;
use crate::text::Span;

pub fn emphasis_one_sided(card: &Card, report: &mut Report) {
    let leads = shared_leads(card);
    let cards: Vec<(&str, Option<Span>)> = card
        .files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.option.is_some())
        .map(|(index, file)| (file.path.as_str(), first_emphasis(card, index, &leads)))
        .collect();
    if cards.iter().all(|(_, at)| at.is_some()) {
        return;
    }
    let mut with = cards.iter().filter_map(|(path, at)| at.map(|at| (*path, at)));
    let Some((path, at)) = with.next() else { return };
    let without: Vec<&str> =
        cards.iter().filter(|(_, at)| at.is_none()).filter_map(|(path, _)| path.rsplit('/').next()).collect();
    let message = format!("nothing stands out in {}", without.join(", "));
    let diagnostic = with.fold(Diagnostic::new(&EMPHASIS_ONE_SIDED, path, at, message), |it, (path, at)| {
        it.and(path, at, "and here")
    });
    report.push(diagnostic);
}

/// Words in strong type before a colon that begin a line in every choice's card: parts of the layout.
fn shared_leads(card: &Card) -> Vec<String> {
    let leads = |index: usize| -> Vec<String> {
        let items = card.passages.iter().filter(|it| it.file == index && it.part == Part::Item);
        items.filter_map(|it| lead(it).map(str::to_string)).collect()
    };
    let mut cards =
        (0..card.files.len()).filter(|index| card.files.get(*index).is_some_and(|it| it.option.is_some()));
    let Some(first) = cards.next() else { return Vec::new() };
    let others: Vec<Vec<String>> = cards.map(leads).collect();
    leads(first).into_iter().filter(|lead| others.iter().all(|list| list.contains(lead))).collect()
}

fn lead(passage: &Passage) -> Option<&str> {
    let mark = passage.marks().into_iter().next().filter(|mark| mark.at.start == 0 && mark.strong)?;
    let rest = passage.plain.get(mark.at.end..)?;
    rest.starts_with(':').then(|| passage.plain.get(mark.at)).flatten()
}

fn first_emphasis(card: &Card, file: usize, leads: &[String]) -> Option<Span> {
    card.passages.iter().filter(|it| it.file == file && it.part.is_prose()).find_map(|passage| {
        let marks = passage.marks();
        let mark = marks.iter().find(|mark| is_emphasis(passage, mark.strong, &mark.at, leads))?;
        Some(card.span_of(passage, &mark.at))
    })
}

/// Strong type names words that are explained, and begins lines. Anything else makes a point.
fn is_emphasis(passage: &Passage, strong: bool, at: &Range<usize>, leads: &[String]) -> bool {
    let words = passage.plain.get(at.clone()).unwrap_or_default();
    if !strong || words.split_whitespace().count() > 4 || words.ends_with(['.', '!']) {
        return true;
    }
    let is_lead = leads.iter().any(|lead| lead == words);
    // Words are explained near where a card says what the choice is; good and hard points are where emphasis sways.
    let sways = matches!(passage.section.as_str(), "good" | "hard");
    sways && !is_lead && !is_term(passage, at)
}

/// "**Cholesterol**, a fat", "chest pain (**angina**)", "**PSA** is".
fn is_term(passage: &Passage, at: &Range<usize>) -> bool {
    let rest = passage.plain.get(at.end..).unwrap_or_default();
    let before = passage.plain.get(..at.start).unwrap_or_default();
    let opens = [", ", " (", " is ", " are ", " means ", ")"].iter().any(|sign| rest.starts_with(sign));
    opens || before.ends_with('(') || before.ends_with("called ")
}
