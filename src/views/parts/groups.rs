//! Numbers for several groups of people: all are shown, and a reader may choose to see those of one. Nothing is asked about the
//! person, nothing is reckoned, and what was chosen stands over the numbers.

use leptos::prelude::{Get, Set};

use super::aside::Handling;
use super::field;
use crate::cards::{Decision, Table};
use crate::views::element::{El, el, live, many, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The authors' groups, each once: id and name.
fn groups(decision: &'static Decision) -> Vec<(&'static str, &'static str)> {
    let mut groups: Vec<(&str, &str)> = Vec::new();
    for table in decision.tables.iter().filter(|table| !table.is_survival()) {
        if let Some(id) = &table.people.of_group
            && !groups.iter().any(|(known, _)| known == id)
        {
            groups.push((id, &table.people.group));
        }
    }
    groups
}

/// Whether a table is shown: it is of no group, or of the one that was chosen, or none was.
pub fn shows(table: &Table, chosen: Option<&str>) -> bool {
    let own = table.people.of_group.as_deref();
    own.is_none() || chosen.is_none() || own == chosen
}

/// The choice of a group; nothing where there are no groups to choose from.
pub fn chooser(t: Tandem, handling: Handling) -> Option<El> {
    let groups = groups(t.decision);
    if groups.len() < 2 {
        return None;
    }
    let signal = handling.group;
    let answer = |id: Option<&'static str>, name: &'static str| {
        field::radio("r9", name, move || signal.get() == id, move || signal.set(id))
    };
    let all = answer(None, t.word(Word::GroupAll));
    let each: Vec<El> = groups.iter().map(|(id, name)| answer(Some(id), name)).collect();
    let told = live(move || {
        let name = groups.iter().find(|(id, _)| signal.get() == Some(*id)).map(|(_, name)| *name);
        name.map(|name| t.words.format(Word::GroupChosen, &[("group", name)])).unwrap_or_default()
    });
    let question = t.word(Word::GroupTitle);
    Some(
        el("div")
            .class("groups")
            .child(words("p", question))
            .child(field::radios(question, many(std::iter::once(all).chain(each))))
            .child(el("p").class("quiet").attr("role", "status").child(told)),
    )
}
