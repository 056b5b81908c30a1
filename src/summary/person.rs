//! What a person filled in on lists and sheets, for their page. Every line carries its own words, so no sheet is needed here.

use super::Summary;
use crate::answers::Person;

/// The list of what somebody needs so that they can talk: it stands first on the page, since services must act on it.
const TALK: &str = "lists-talk";
/// The list of needs, and how the ids of the things for today begin there.
const NEEDS: &str = "lists-needs";
const TODAY: &str = "today-";
/// What somebody who supports the person wrote, and the line of the person's own page by which they agree to show it.
const SUPPORTER: &str = "lists-supporter";
const MY_PAGE: &str = "lists-my-page";
const AGREED: &str = "supporter-agreed";

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
        let agrees = person.entered(MY_PAGE, AGREED).is_some_and(|entered| !entered.ticks.is_empty());
        let mut supporter = Vec::new();
        if agrees {
            supporter = lines(person, SUPPORTER, &|_| true);
            supporter.extend(lines(person, MY_PAGE, &|id| id.strip_prefix(AGREED) == Some("-words")));
        }
        Summary { talk: lines(person, TALK, &|_| true), today, supporter, ..self }
    }
}

fn lines(person: &Person, sheet: &str, is_meant: &dyn Fn(&str) -> bool) -> Vec<PersonLine> {
    let answered = person.lines(sheet).filter(|(id, _, entered)| is_meant(id) && entered.is_for_others());
    let line = |(_, words, entered): (&str, &str, &crate::answers::Entered)| PersonLine {
        words: words.to_string(),
        answers: entered.words(),
    };
    answered.map(line).collect()
}
