//! Numbers for several groups of people: whoever chooses one group misses nothing that the others are told.

use std::collections::BTreeMap;

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Row, Table};
use crate::check::rule::{Rule, rule};
use crate::check::structure::parts::corner;
use crate::check::{Card, Check, Report};
use crate::text::Span;

rule!(GROUPS_DIFFER, Warning, "groups-differ");

/// On numbers by group.
pub const RULES: &[(&Rule, Check)] = &[(&GROUPS_DIFFER, Check::Decision(groups))];

/// More than anybody could choose from; each is held against the first.
const MOST_GROUPS: usize = 50;

fn groups(card: &Card, report: &mut Report) {
    let mut groups: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
    for table in card.decision.iter().flat_map(|it| &it.tables) {
        if let Some(id) = &table.people.of_group {
            groups.entry(id).or_default().push(table);
        }
    }
    let Some(first) = groups.values().next() else { return };
    let mut add = |tables: &[&Table], message: String| {
        let at = tables.first().map_or(Span::default(), |table| corner(card, table));
        report.add(&GROUPS_DIFFER, &card.path(DECISION_FILE), at, message);
    };
    if groups.len() == 1 {
        add(first, "there are numbers for no other group".to_string());
    }
    let all: Vec<(&str, &str)> = groups.values().take(MOST_GROUPS).flat_map(|it| counted(it)).collect();
    for tables in groups.values().take(MOST_GROUPS) {
        let own: Vec<(&str, &str)> = counted(tables).collect();
        if let Some((label, over)) = all.iter().find(|it| !own.contains(it)) {
            add(tables, format!("another group has a row \"{label}\", {over}"));
        }
        let names: Vec<&str> = tables.iter().map(|table| table.people.group.as_str()).collect();
        if names.iter().any(|name| Some(name) != names.first()) {
            add(tables, "this group has another name in another table".to_string());
        }
    }
}

/// What is told of a group, and when.
fn counted<'a>(tables: &'a [&'a Table]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let rows = tables.iter().flat_map(|table| &table.rows);
    rows.map(|row: &Row| (row.label.as_str(), row.over.as_str()))
}
