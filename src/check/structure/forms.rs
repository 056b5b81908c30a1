//! What people fill in with a pen on lists and sheets: lines and boxes in the one form that is printed as such.

use crate::cards::{Target, prose};
use crate::check::rule::rules;
use crate::check::{Card, CardFile, Part, Passage, Report, pattern};
use crate::text::head;

rules! {
    FORM_FIELD Warning "form-field" => Handout(fields);
}

fn fields(card: &Card, report: &mut Report) {
    let file = card.first();
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        if let Some((typed, message)) = mistyped(&passage.plain) {
            report.on(&FORM_FIELD, card.words_of(passage, typed), message);
        }
    }
    swallowed(file, report);
    for pair in card.passages.windows(2) {
        let [passage, next] = pair else { continue };
        let is_line = passage.part == Part::Paragraph && passage.plain.ends_with(':');
        if card.id == "sheets" && is_line && !matches!(next.part, Part::Item | Part::Cell) && !has_field(next)
        {
            report.on(&FORM_FIELD, card.all_of(passage), "there is no room to write after this");
        }
    }
    let is_sheet = file.head.value("kind") == Some("sheet");
    if is_sheet && !file.head.entries.is_empty() && !card.passages.iter().any(has_field) {
        let message = "there is nothing here to fill in: no `____`, no `[ ]` and no empty cell";
        report.on(&FORM_FIELD, file.top(), message);
    }
}

fn has_field(passage: &Passage) -> bool {
    let is_fact = |(target, _): &(&Target, String)| matches!(target, Target::Fact(_));
    passage.plain.contains("____")
        || passage.plain.contains("[ ]")
        || (passage.part == Part::Cell && passage.plain.is_empty())
        || prose::links(&passage.words).iter().any(is_fact)
}

pattern! { LINES r"_{2,}|\.{4,}|…{2,}" }
pattern! { BARE r"^\[ \] \[ \]" }
pattern! { BOXES r"\[(?:|x|X|  |_)\]|[☐□]" }

/// The first run of signs that looks like a line or box and is printed as it was typed.
fn mistyped(plain: &str) -> Option<(&str, &'static str)> {
    let line = LINES.find_iter(plain).map(|it| it.as_str()).find(|it| *it != "____");
    let of_line = |typed: &str| match typed.starts_with('_') {
        true => "a line to write on is `____`: four of these, no more and no less",
        false => "a line to write on is `____`, and not points",
    };
    let first_box =
        BOXES.find(plain).map(|it| (it.as_str(), "a box to tick is `[ ]`, with one space between"));
    let bare = BARE.find(plain).map(|it| (it.as_str(), "nothing says what the first of these boxes is for"));
    line.map(|typed| (typed, of_line(typed))).or(first_box).or(bare)
}

/// A line of nothing but underscores is read as a rule between two parts, and left out.
fn swallowed(file: &CardFile, report: &mut Report) {
    for (line, at) in head::lines(file.text, 0) {
        let words = line.trim_start();
        if words.matches('_').count() > 2 && words.chars().all(|sign| sign == '_' || sign == ' ') {
            report.on(&FORM_FIELD, file.at(at), "this line is left out: write what it is for before it");
        }
    }
}
