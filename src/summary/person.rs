//! What a person filled in on lists and sheets, for their page. Every line carries its own words, so no sheet is needed here.

use super::Summary;
use crate::answers::{AGREED, Entered, MY_PAGE, Person, SUPPORTER};

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
    /// It says more of the line before it: what was tried about the first thing for today.
    pub says_more: bool,
}

impl Summary<'_> {
    /// With what belongs to the person. Private lines only where they were chosen at the very line.
    pub fn with_person(self, person: &Person) -> Self {
        let today = today(person);
        let mut supporter = Vec::new();
        if person.shows_supporter() {
            supporter = lines(person, SUPPORTER, &|_| true);
            supporter.extend(lines(person, MY_PAGE, &|id| id.strip_prefix(AGREED) == Some("-words")));
        }
        Summary { talk: lines(person, TALK, &|_| true), today, supporter, ..self }
    }
}

/// The things for today, each with what is said of it right after it, in whichever order they were entered.
fn today(person: &Person) -> Vec<PersonLine> {
    let answered = person.lines(NEEDS).filter(|(id, _, it)| id.starts_with(TODAY) && it.is_for_others());
    let mut answered: Vec<_> = answered.collect();
    answered.sort_by_key(|(id, ..)| *id);
    let is_known = |start: &str| answered.iter().any(|(id, ..)| *id == start);
    let line = |(id, words, entered): &(&str, &str, &Entered)| PersonLine {
        says_more: id.rmatch_indices('-').any(|(at, _)| id.get(..at).is_some_and(is_known)),
        ..one_line(words, entered)
    };
    answered.iter().map(line).collect()
}

fn lines(person: &Person, sheet: &str, is_meant: &dyn Fn(&str) -> bool) -> Vec<PersonLine> {
    let answered = person.lines(sheet).filter(|(id, _, entered)| is_meant(id) && entered.is_for_others());
    answered.map(|(_, words, entered)| one_line(words, entered)).collect()
}

fn one_line(words: &str, entered: &Entered) -> PersonLine {
    PersonLine { words: words.to_string(), answers: entered.words(), says_more: false }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::answers::SheetLine;

    #[test]
    fn what_is_said_of_a_thing_for_today_stands_right_after_it() {
        let mut person = Person::default();
        let mut enter = |id: &str, text: &str| {
            let line = SheetLine { sheet: NEEDS, id, words: id, private: false };
            person.change(line, |entered| entered.write(0, text.to_string()));
        };
        enter("today-2", "My stairs");
        enter("today-1", "Sleep");
        enter("today-2-tried", "A rail");
        enter("today-1-tried", "Tea");
        enter("today-3-whom", "My nurse");
        let lines: Vec<_> =
            today(&person).into_iter().map(|it| (it.answers[0].clone(), it.says_more)).collect();
        let expected =
            [("Sleep", false), ("Tea", true), ("My stairs", false), ("A rail", true), ("My nurse", false)];
        assert_eq!(lines, expected.map(|(words, more)| (words.to_string(), more)));
    }
}
