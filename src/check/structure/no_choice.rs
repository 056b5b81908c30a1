//! What choices were compared with in a study, and is no choice here: named, marked as such, and never alone.

use crate::cards::decision::DECISION_FILE;
use crate::cards::table::NO_CHOICE;
use crate::cards::{Column, Table, Target, prose};
use crate::check::rule::{Rule, rule};
use crate::check::{Card, Check, Report};

rule!(NO_CHOICE_COLUMN, Error, "no-choice-column");

/// On columns that speak to no choice.
pub const RULES: &[(&Rule, Check)] = &[(&NO_CHOICE_COLUMN, Check::Decision(columns))];

fn columns(card: &Card, report: &mut Report) {
    let text = card.files.first().map_or("", |file| file.text);
    for table in card.decision.iter().flat_map(|it| &it.tables) {
        for column in &table.columns {
            if let Some(message) = wrong(card, table, column) {
                let at = crate::check::card::trimmed(text, column.at);
                report.add(&NO_CHOICE_COLUMN, &card.path(DECISION_FILE), at, message);
            }
        }
    }
}

/// What is wrong with a column of what is no choice.
fn wrong(card: &Card, table: &Table, column: &Column) -> Option<&'static str> {
    let links = prose::links(&column.studied);
    let is_mark = |target: &Target| matches!(target, Target::Id(id) if id == NO_CHOICE);
    let (_, mark) = links.iter().find(|(target, _)| is_mark(target))?;
    let whole = prose::plain(&column.studied);
    let is_said = mark.to_lowercase().contains("no choice") || !card.is_english();
    if whole == *mark || !is_said {
        return Some("readers would not see that this is no choice here");
    }
    let speaks = table.columns.iter().any(|it| !it.option.is_empty());
    (!speaks).then_some("no column of this table speaks to a choice")
}
