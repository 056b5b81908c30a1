//! What the cards say now of what somebody answered: noted when they answer, compared when the page is made.

use super::{Fact, facts};
use crate::answers::{Answers, CardWords, Key};
use crate::cards::{Cell, Count, Decision, Finding, Row, Table};
use crate::text::Fingerprint;

/// The cards as they are now.
pub struct CardsNow<'a>(pub &'a Decision);

impl CardWords for CardsNow<'_> {
    fn matter(&self, id: &str) -> Option<(String, Option<String>)> {
        Some((self.0.matter(id)?.words.clone(), numbers_about(self.0, id)))
    }

    fn question(&self, id: &str) -> Option<String> {
        self.0.prompt(id).map(|prompt| prompt.words.clone())
    }

    fn choice(&self, id: &str) -> Option<String> {
        self.0.option(id).map(|option| option.title.clone())
    }

    fn lang(&self) -> &str {
        lang(self.0)
    }
}

/// The language of cards as it is noted beside an answer: nothing for English.
fn lang(decision: &Decision) -> &str {
    if decision.lang == "en" { "" } else { &decision.lang }
}

/// Whether what was answered can be compared with what the cards say now: in another language all words differ, and nothing
/// has changed.
fn can_be_compared(decision: &Decision, answers: &Answers, key: &Key) -> bool {
    answers.is_answered_in(key, lang(decision))
}

/// Whether the numbers about a thing are not those that were there when it was answered.
pub fn numbers_changed(decision: &Decision, answers: &Answers, key: &Key) -> bool {
    let Key::Card(id) = key else { return false };
    let differ = |then| numbers_about(decision, id).as_deref() != Some(then);
    can_be_compared(decision, answers, key) && answers.numbers(key).is_some_and(differ)
}

/// The words that were answered, if the card has other words now.
pub fn answered_as(decision: &Decision, answers: &Answers, key: &Key) -> Option<String> {
    let Key::Card(id) = key else { return None };
    let (then, now) = (answers.matter_words(key)?, &decision.matter(id)?.words);
    (then != now && can_be_compared(decision, answers, key)).then(|| then.to_string())
}

/// A short fingerprint of the numbers about a thing: another one where any of them is another. Nothing where there are none.
fn numbers_about(decision: &Decision, id: &str) -> Option<String> {
    let about = decision.matter(id)?.about.iter();
    let mut print = Fingerprint::default();
    let mut any = false;
    for fact in about.flat_map(|id| facts(decision, id)) {
        if let Fact::Numbers(table, row) = fact {
            any = true;
            take_row(&mut print, table, row);
        }
    }
    any.then(|| print.text())
}

/// A number made of the cards' words, numbers and lines: cards with another line, or another number in it, have another.
pub fn cards_print(decision: &Decision) -> u16 {
    let mut print = Fingerprint::default();
    for option in &decision.options {
        print.words(&option.title);
    }
    for table in &decision.tables {
        print.words(&table.people.phrase);
        for row in &table.rows {
            print.words(&row.line.to_string());
            take_row(&mut print, table, row);
        }
    }
    for words in
        decision.matters.iter().map(|it| &it.words).chain(decision.prompts.iter().map(|it| &it.words))
    {
        print.words(words);
    }
    print.short()
}

/// Takes in a row of numbers.
pub(super) fn take_row(print: &mut Fingerprint, table: &Table, row: &Row) {
    print.words(&row.label);
    print.words(&row.over);
    print.words(&table.people.group);
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        print.words(column.choice().unwrap_or_default());
        match cell {
            Cell::Finding(finding) => take_finding(print, finding),
            Cell::Amount(amount) => print.words(&amount.text),
            Cell::NotKnown => print.words("not known"),
            Cell::Words(_) | Cell::LeftOut => {}
        }
    }
}

fn take_finding(print: &mut Fingerprint, finding: &Finding) {
    let (kind, numbers) = match finding.count() {
        Count::Exact(count) => ("exact", [count, 0, 0]),
        Count::Likely { count, low, high } => ("likely", [count, low, high]),
        Count::Across { low, high } => ("across", [low, high, 0]),
        Count::About(count) => ("about", [count, 0, 0]),
        Count::Rarer => ("rarer", [0, 0, 0]),
    };
    print.words(kind);
    for number in numbers.into_iter().chain([finding.people().denominator()]) {
        print.words(&number.to_string());
    }
}
