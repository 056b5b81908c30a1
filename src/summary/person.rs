//! What a person filled in on lists and sheets, for their page. Every line carries its own words, so no sheet is needed here.

use super::Summary;
use crate::answers::Person;

/// The list of what somebody needs so that they can talk: it stands first on the page, since services must act on it.
const TALK: &str = "lists-talk";
/// The list of needs, and how the ids of the things for today begin there.
const NEEDS: &str = "lists-needs";
const TODAY: &str = "today-";

/// A line that somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    /// What the line asks, as it was when it was answered.
    pub words: String,
    /// What was ticked and written.
    pub answers: Vec<String>,
}

impl Summary<'_> {
    /// With what belongs to the person. Private lines only where they were chosen at the very line.
    pub fn with_person(self, person: &Person) -> Self {
        let today = lines(person, NEEDS, &|id| id.starts_with(TODAY));
        Summary { talk: lines(person, TALK, &|_| true), today, ..self }
    }
}

fn lines(person: &Person, sheet: &str, is_meant: &dyn Fn(&str) -> bool) -> Vec<PersonLine> {
    let answered = person.lines(sheet).filter(|(id, _, entered)| is_meant(id) && entered.is_for_others());
    let line = |(_, words, entered): (&str, &str, &crate::answers::Entered)| {
        let all = entered.ticks.iter().chain(&entered.texts);
        let answers = all.filter(|text| !text.trim().is_empty()).cloned().collect();
        PersonLine { words: words.to_string(), answers }
    };
    answered.map(line).collect()
}
