//! What makes cards good: a content folder in, diagnostics out. Native only, so it costs readers nothing.
//!
//! Every rule has a page in `docs/checks`: why it matters, how to mend it, an example that breaks it, and what the checker
//! says of that, word for word. The page is compiled in, so that the checker and the documentation cannot differ, and
//! `tests/checks.rs` runs every example.
//!
//! Like the rest of the core it knows no clock, no file and no thread: [`units`] says what can be checked on its own,
//! [`check`] checks one of them.

mod balance;
pub mod card;
pub mod content;
pub mod diagnostic;
mod difference;
mod files;
mod forms;
mod governance;
mod hollow;
mod links;
mod meaning;
mod mixed;
mod outcome;
mod papers;
mod quantity;
mod reader;
pub mod reading;
mod rule;
mod screening;
mod sections;
mod share;
pub mod standards;
mod structure;
mod tokens;
mod topics;
mod towrite;
mod trail;
mod translated;
mod translation;
mod whole;
mod words;

use crate::text::Date;
pub use card::{Card, CardFile, Part, Passage};
pub use content::{Content, Unit, units};
pub use diagnostic::{Diagnostic, Edit, Explained, Place, Say};
pub use rule::{Rule, Severity};

/// What a rule looks at.
pub enum Check {
    /// A decision in one language, with its choices' cards and its evidence trail.
    Decision(fn(&Card, &mut Say)),
    /// A list, sheet or support card.
    Paper(fn(&Card, &mut Say)),
    /// Either of the two.
    Both(fn(&Card, &mut Say)),
    /// Everything at once: the list of topics, the words, the service's facts.
    Whole(fn(&Content, Date, &mut Say)),
    /// Nothing of its own: said by the reader, or by another rule of its group.
    Said,
}

/// The table of contents of the checker.
pub const GROUPS: &[&[(&Rule, Check)]] = &[
    files::RULES,
    reader::RULES,
    trail::RULES,
    trail::counts::RULES,
    trail::proof::RULES,
    structure::RULES,
    screening::RULES,
    difference::RULES,
    hollow::RULES,
    mixed::RULES,
    topics::RULES,
    governance::RULES,
    links::RULES,
    translation::RULES,
    translated::RULES,
    papers::RULES,
    forms::RULES,
    whole::RULES,
    meaning::RULES,
    words::RULES,
    balance::RULES,
    reading::RULES,
    towrite::RULES,
    diagnostic::RULES,
];

/// All rules in order.
pub fn all() -> impl Iterator<Item = &'static (&'static Rule, Check)> {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// Checks one unit of a content folder. Gives what is wrong, and how many warnings its files explain.
pub fn check(content: &Content, unit: &Unit, today: Date) -> Say {
    let mut say = Say::default();
    match unit {
        Unit::Whole => {
            for (_, check) in all() {
                if let Check::Whole(check) = check {
                    check(content, today, &mut say);
                }
            }
        }
        Unit::Decision { .. } | Unit::Paper { .. } => {
            check_card(&Card::read(content, unit, today), &mut say);
        }
    }
    towrite::marks(content, unit, &mut say);
    say.sort();
    say
}

fn check_card(card: &Card, say: &mut Say) {
    reader::remarks(card, say);
    for (_, check) in all() {
        match check {
            Check::Decision(check) if card.decision.is_some() => check(card, say),
            Check::Paper(check) if card.decision.is_none() => check(card, say),
            Check::Both(check) => check(card, say),
            _ => {}
        }
    }
    say.accept(card);
}
