//! The order of the rows in a talk: first those of what matters most to the person, then the others as their authors have them.

use crate::answers::Answers;
use crate::summary;
use crate::views::state::Tandem;

/// The lines of the rows that stand on the front of the person's page.
pub fn first_lines(t: Tandem, answers: &Answers) -> Vec<usize> {
    let page = summary::summarise(t.decision, answers);
    let rows = page.concerns.iter().flat_map(|concern| concern.key_rows());
    rows.map(|(_, row)| row.line).collect()
}

/// The same lines as they are now, each once.
pub fn lines(t: Tandem) -> Vec<usize> {
    let mut lines = t.answers_untracked(|answers| first_lines(t, answers));
    let rows = t.decision.tables.iter().filter(|table| !table.is_survival()).flat_map(|table| &table.rows);
    lines.extend(rows.map(|row| row.line));
    let mut known = Vec::new();
    lines.retain(|line| {
        let is_new = !known.contains(line);
        known.push(*line);
        is_new
    });
    lines
}
