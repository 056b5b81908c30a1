//! What only an author can say: `tandem new` leaves a visible mark wherever that is, and each must be gone before readers come.

use super::rule::{Rule, rule};
use super::{Check, Content, Say, Unit};
use crate::text::Span;

rule!(TO_WRITE, Error, "to-write");

/// On the marks.
pub const RULES: &[(&Rule, Check)] = &[(&TO_WRITE, Check::Said)];

/// What a mark begins with; what belongs there follows.
pub const MARK: &str = "WRITE:";

/// Says each mark of a unit. Whatever else is said of a line with a mark is taken back: the line must be written anew.
pub fn marks(content: &Content, unit: &Unit, say: &mut Say) {
    for (path, text) in content.files().filter(|(path, _)| is_of(unit, path)) {
        let found = found(text);
        if found.is_empty() {
            continue;
        }
        let has_mark = |at: usize| found.iter().any(|(line, _)| line.start <= at && at < line.end);
        say.list.retain(|it| it.place.file != path || !has_mark(it.place.at.start));
        for (_, at) in found {
            let said = text.get(at.start + MARK.len()..at.end).unwrap_or_default().trim();
            say.add(&TO_WRITE, path, at, format!("still to be written: {said}"));
        }
    }
}

/// Each mark: its line, and its own place with the words that belong to it.
fn found(text: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(MARK) {
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = text.get(start..).unwrap_or_default();
        let line_end = start + rest.find('\n').map_or(rest.len(), |at| at + 1);
        let end = rest.find(['\n', '|', ']', '"']).unwrap_or(rest.len());
        let end = start + rest.get(..end).unwrap_or_default().trim_end().len();
        found.push((Span { start: line_start, end: line_end }, Span { start, end }));
    }
    found
}

fn is_of(unit: &Unit, path: &str) -> bool {
    let mut parts = path.split('/');
    let (first, lang, name) = (parts.next(), parts.next(), parts.next());
    match unit {
        Unit::Decision { id, lang: of } => first == Some(id) && lang == Some(of),
        Unit::Paper { folder, lang: of, name: file } => {
            first == Some(folder) && lang == Some(of) && name == Some(file)
        }
        // The guide for authors, which stands there too, tells of marks.
        Unit::Whole => path.starts_with("library.") || path.starts_with("service."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reaches_to_the_end_of_its_cell_or_line() {
        let said = |text: &str| -> Vec<String> {
            found(text).iter().map(|(_, at)| text[at.start..at.end].to_string()).collect()
        };
        assert_eq!(
            said("a\n- [WRITE: a question](#q)\n| WRITE: when | x |\n"),
            ["WRITE: a question", "WRITE: when"]
        );
        assert_eq!(said("no mark: write this"), Vec::<String>::new());
    }
}
