//! What people fill in with a pen on lists and sheets: lines and boxes in the one form that is printed as such.

use crate::cards::{Target, prose};
use crate::check::rule::{Rule, rule};
use crate::check::{Card, CardFile, Check, Part, Passage, Report};
use crate::text::Span;

rule!(FORM_FIELD, Warning, "form-field");

/// On lists, sheets and support cards.
pub const RULES: &[(&Rule, Check)] = &[(&FORM_FIELD, Check::Handout(fields))];

fn fields(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first() else { return };
    for passage in card.passages.iter().filter(|it| it.part != Part::Source) {
        if let Some((typed, message)) = mistyped(&passage.plain) {
            report.add(&FORM_FIELD, &file.path, card.place_of(passage, typed), message);
        }
    }
    swallowed(file, report);
    let is_sheet = file.head.value("kind") == Some("sheet");
    if is_sheet && !file.head.entries.is_empty() && !card.passages.iter().any(has_field) {
        let message = "there is nothing here to fill in: no `____`, no `[ ]` and no empty cell";
        report.add(&FORM_FIELD, &file.path, Span { start: 0, end: 3 }, message);
    }
}

fn has_field(passage: &Passage) -> bool {
    let is_fact = || prose::links(&passage.words).iter().any(|(target, _)| matches!(target, Target::Fact(_)));
    passage.plain.contains("____")
        || passage.plain.contains("[ ]")
        || (passage.part == Part::Cell && passage.plain.is_empty())
        || is_fact()
}

/// The first run of signs that looks like a line or box and is printed as it was typed.
fn mistyped(plain: &str) -> Option<(&str, &'static str)> {
    let mut start = 0;
    let mut last = ' ';
    for (at, sign) in plain.char_indices().chain([(plain.len(), ' ')]) {
        if sign != last {
            let run = plain.get(start..at).unwrap_or_default();
            let message = match last {
                '_' if !matches!(run.len(), 1 | 4) => {
                    "a line to write on is `____`: four of these, no more and no less"
                }
                '.' if run.len() > 3 => "a line to write on is `____`, and not points",
                '…' if run.chars().count() > 1 => "a line to write on is `____`, and not points",
                _ => "",
            };
            if !message.is_empty() {
                return Some((run, message));
            }
            (start, last) = (at, sign);
        }
    }
    let boxes = ["[x]", "[X]", "[]", "[  ]", "[_]", "☐", "□"];
    let typed = boxes.into_iter().filter_map(|it| plain.find(it).map(|at| (at, it))).min();
    let typed = typed.and_then(|(at, it)| plain.get(at..at + it.len()));
    typed.map(|typed| (typed, "a box to tick is `[ ]`, with one space between"))
}

/// A line of nothing but underscores is read as a rule between two parts, and left out.
fn swallowed(file: &CardFile, report: &mut Report) {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let words = line.trim();
        let is_rule = words.matches('_').count() > 2 && words.chars().all(|sign| sign == '_' || sign == ' ');
        if is_rule {
            let at = Span { start, end: start + line.trim_end().len() };
            report.add(&FORM_FIELD, &file.path, at, "this line is left out: write what it is for before it");
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_boxes_have_one_form() {
        for right in ["Name: ____", "____ ____", "[ ] yes [ ] no", "a_b", "And so on...", "…"] {
            assert_eq!(mistyped(right), None, "{right}");
        }
        for (wrong, typed) in [
            ("Name: ___", "___"),
            ("Name: _____", "_____"),
            ("Name: .....", "....."),
            ("[x] yes", "[x]"),
            ("[] yes", "[]"),
        ] {
            assert_eq!(mistyped(wrong).map(|(typed, _)| typed), Some(typed), "{wrong}");
        }
    }
}
