//! The words that an author explains and that stand on somebody's page.

use super::Summary;
use crate::cards::Decision;
use crate::cards::glossary::{self, Term};
use crate::cards::prose::plain;

/// Those of the questions, of what matters, and of the facts about it, in the author's order.
pub fn terms<'a>(decision: &'a Decision, page: &Summary) -> Vec<&'a Term> {
    let concerns = || page.concerns.iter().chain(&page.more_concerns);
    let questions = page.questions.iter().chain(&page.more_questions).cloned();
    let facts = concerns().flat_map(|concern| concern.numbers()).flat_map(|(table, row)| {
        let studied = table.columns.iter().map(|column| plain(&column.studied));
        studied.chain([row.label.clone(), plain(&row.difference)])
    });
    let texts: Vec<String> =
        questions.chain(concerns().map(|concern| concern.words.clone())).chain(facts).collect();
    glossary::used(&decision.terms, &texts)
}
