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
pub mod country;
mod evidence;
pub mod governance;
pub mod language;
pub mod report;
mod rule;
pub mod structure;
mod translation;
pub mod wording;

use crate::cards::Decision;
use crate::cards::trail::Trail;
use crate::text::Date;
pub use card::{Card, CardFile, Part, Passage};
pub use content::{Content, Unit, units};
pub use report::{Diagnostic, Edit, Explained, Location, Report};
pub use rule::{Rule, Severity};

/// What a rule looks at.
pub enum Check {
    /// A decision in one language, with its choices' cards.
    Decision(fn(&Card, &Decision, &mut Report)),
    /// The same, by its English words.
    InEnglish(fn(&Card, &Decision, &mut Report)),
    /// A decision with its own evidence trail.
    Trail(fn(&Card, &Decision, &Trail, &mut Report)),
    /// A list, sheet or support card.
    Handout(fn(&Card, &mut Report)),
    /// Either of the two.
    Both(fn(&Card, &mut Report)),
    /// Everything at once: the list of topics, the words, the service's facts.
    Whole(fn(&Content, Date, &mut Report)),
    /// Nothing of its own: said by the reader, or by another rule of its group.
    ByAnother,
}

impl Check {
    /// Says what it finds on a card, if it is one for it.
    pub fn run(&self, card: &Card, report: &mut Report) {
        match (self, &card.decision) {
            (Check::Decision(check), Some(decision)) => check(card, decision, report),
            (Check::InEnglish(check), Some(decision)) if card.is_english() => check(card, decision, report),
            (Check::Trail(check), Some(decision)) => {
                card.held().into_iter().for_each(|trail| check(card, decision, trail, report));
            }
            (Check::Handout(check), None) | (Check::Both(check), _) => check(card, report),
            _ => {}
        }
    }
}

/// The table of contents of the checker.
pub const GROUPS: &[&[(&Rule, Check)]] = &[
    structure::files::RULES,
    structure::reader::RULES,
    structure::signs::RULES,
    structure::shape::RULES,
    evidence::trail::RULES,
    evidence::trail::counts::RULES,
    evidence::trail::proof::RULES,
    structure::parts::RULES,
    structure::screening::RULES,
    structure::tables::RULES,
    balance::difference::RULES,
    balance::in_words::RULES,
    wording::hollow::RULES,
    balance::mixed::RULES,
    governance::head::RULES,
    structure::links::RULES,
    translation::original::RULES,
    translation::numbers::RULES,
    translation::translated::RULES,
    structure::handouts::RULES,
    structure::forms::RULES,
    structure::library::RULES,
    structure::words::RULES,
    structure::service::RULES,
    structure::theme::RULES,
    wording::phrases::RULES,
    balance::alike::RULES,
    wording::reading::RULES,
    structure::towrite::RULES,
    report::RULES,
];

/// All rules in order.
pub fn all() -> impl Iterator<Item = &'static (&'static Rule, Check)> {
    GROUPS.iter().flat_map(|group| group.iter())
}

/// Checks one unit of a content folder. Gives what is wrong, and how many warnings its files explain.
pub fn check(content: &Content, unit: &Unit, today: Date) -> Report {
    let mut report = Report::default();
    match unit {
        Unit::Whole => {
            for (_, check) in all() {
                if let Check::Whole(check) = check {
                    check(content, today, &mut report);
                }
            }
        }
        Unit::Decision { .. } | Unit::Handout { .. } => {
            check_card(&Card::read(content, unit, today), &mut report);
        }
    }
    structure::shape::whole_first(content, unit, &mut report);
    structure::towrite::marks(content, unit, &mut report);
    report.sort();
    report
}

fn check_card(card: &Card, report: &mut Report) {
    structure::reader::remarks(card, report);
    all().for_each(|(_, check)| check.run(card, report));
    report.accept(card);
}

/// Of what is held against all others of its kind no card has nearly so many; what comes after is not looked at.
const MOST: usize = 60;

/// A pattern of signs, under a name.
macro_rules! pattern {
    ($name:ident $text:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::check::compiled($text));
    };
}
pub(crate) use pattern;

#[allow(clippy::expect_used, reason = "no author writes a pattern; a test looks with each of them")]
fn compiled(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("a pattern of our own")
}

/// Whether a word is one of a list of words with a space between each.
fn is_in(list: &str, word: &str) -> bool {
    // By bytes: this is asked for each word of each card, and a search for a sign in so short a text takes longer.
    list.as_bytes().split(|byte| *byte == b' ').any(|it| it == word.as_bytes())
}
