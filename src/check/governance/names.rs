//! Other names of a decision, by which people look for it.

use crate::cards::library::fold;
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Report};
use crate::text::Span;

rule!(OTHER_NAMES, Warning, "other-names");

/// On a decision's head.
pub const RULES: &[(&Rule, Check)] = &[(&OTHER_NAMES, Check::Decision(names))];

/// The line of a decision's head.
pub const ALSO_CALLED: &str = "also-called";

/// A name that is longer is a sentence, which nobody types.
const LONGEST: usize = 50;

fn names(card: &Card, report: &mut Report) {
    let Some(file) = card.files.first() else { return };
    let names = file.head.values(ALSO_CALLED);
    let at = crate::check::card::trimmed(file.text, file.head.at(ALSO_CALLED));
    let title = fold(file.head.value("title").unwrap_or_default());
    let mut known: Vec<String> = Vec::new();
    for name in names {
        let folded = fold(name);
        let is_in_title = folded.split(' ').all(|word| title.split(' ').any(|it| it == word));
        let message = if folded.trim().is_empty() {
            "a name has no letters".to_string()
        } else if name.chars().count() > LONGEST {
            format!("`{name}` is longer than a name that somebody types")
        } else if known.contains(&folded) {
            format!("`{name}` stands here twice")
        } else if is_in_title {
            format!("`{name}` adds nothing: the title has these words")
        } else {
            known.push(folded);
            continue;
        };
        report.add(&OTHER_NAMES, &file.path, at, message);
    }
    if let Some(original) = card.original.as_deref().and_then(|it| it.files.first()) {
        translated(names, original.head.values(ALSO_CALLED), &file.path, at, report);
    }
}

/// Each language has names of its own; some are the same in all.
fn translated(names: &[String], originals: &[String], path: &str, at: Span, report: &mut Report) {
    let first_line = Span { start: 0, end: 3 };
    if names.is_empty() && !originals.is_empty() {
        let message = "the original has other names (`also-called`), and this has none in its language";
        report.add(&OTHER_NAMES, path, first_line, message);
    } else if names.len() > 1 && names == originals {
        report.add(&OTHER_NAMES, path, at, "these names are word for word those of the original");
    }
}
