//! Places: each step of the journey has an address after `#`, so that Back, reload and a link all work.
//! Steps are places, not gates: any of them can be entered first.

use crate::cards::Decision;
use crate::words::Word;

/// The id of the numbers in the side-by-side view.
pub const NUMBERS: &str = "numbers";

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What this is, and what happens to what is entered.
    Start,
    /// The choice: what it is, who it is for.
    Decision,
    /// The choices, one after another.
    Choices,
    /// One choice's card, by its id.
    Option(String),
    /// Side by side.
    Compare,
    /// How long people lived: behind a link of its own.
    Survival,
    /// What matters to me.
    Matters,
    /// Side by side, my way.
    MyWay,
    /// My questions.
    Questions,
    /// Where I stand.
    Stand,
    /// My page.
    Page,
    /// My page alone on the screen, for people with no printer.
    Show,
    /// About this information: sources, dates, authors.
    About,
}

impl Place {
    /// The journey, in order.
    pub const JOURNEY: [Place; 8] = [
        Place::Decision,
        Place::Choices,
        Place::Compare,
        Place::Matters,
        Place::MyWay,
        Place::Questions,
        Place::Stand,
        Place::Page,
    ];

    /// The address after `#`.
    pub fn hash(&self) -> &str {
        match self {
            Place::Start => "start",
            Place::Decision => "decision",
            Place::Choices => "choices",
            Place::Option(id) => id,
            Place::Compare => "side-by-side",
            Place::Survival => "survival",
            Place::Matters => "matters",
            Place::MyWay => "my-way",
            Place::Questions => "questions",
            Place::Stand => "where-i-stand",
            Place::Page => "my-page",
            Place::Show => "show",
            Place::About => "about",
        }
    }

    /// Reads an address. Ids of cards lead to the place that shows them, and then the second part says where there.
    /// What is not known leads to the first place: it never fails.
    pub fn read(hash: &str, decision: &Decision) -> (Place, Option<String>) {
        let id = hash.trim_start_matches('#');
        let fixed = [Place::Start, Place::Survival, Place::Show, Place::About];
        if let Some(place) = fixed.into_iter().chain(Place::JOURNEY).find(|place| place.hash() == id) {
            return (place, None);
        }
        if decision.option(id).is_some() {
            return (Place::Option(id.to_string()), None);
        }
        let there = Some(id.to_string());
        if id == NUMBERS {
            return (Place::Compare, there);
        }
        if decision.section(id).is_some() {
            return (Place::Decision, there);
        }
        let row = decision.tables.iter().flat_map(|table| &table.rows).find(|row| row.id == id);
        let there = row.map_or(there, |row| Some(format!("line-{}", row.line)));
        let table =
            decision.tables.iter().find(|table| table.id == id || table.rows.iter().any(|row| row.id == id));
        match table {
            Some(table) if table.is_survival() => (Place::Survival, there),
            Some(_) => (Place::Compare, there),
            None if decision.heading_line(id).is_some() => (Place::Compare, there),
            None if id.starts_with("source-") => (Place::About, there),
            None => (Place::Decision, None),
        }
    }

    /// Its name in the list of places.
    pub fn name(&self) -> Word {
        match self {
            Place::Start => Word::PlaceStart,
            Place::Decision => Word::PlaceDecision,
            Place::Choices | Place::Option(_) => Word::PlaceChoices,
            Place::Compare => Word::PlaceCompare,
            Place::Survival => Word::PlaceSurvival,
            Place::Matters => Word::PlaceMatters,
            Place::MyWay => Word::PlaceMyWay,
            Place::Questions => Word::PlaceQuestions,
            Place::Stand => Word::PlaceStand,
            Place::Page | Place::Show => Word::PlacePage,
            Place::About => Word::PlaceAbout,
        }
    }

    /// The next place of the journey.
    pub fn next(&self) -> Option<Place> {
        let here = match self {
            Place::Start => return Some(Place::Decision),
            Place::Option(_) => &Place::Choices,
            Place::Survival => &Place::Compare,
            other => other,
        };
        let at = Place::JOURNEY.iter().position(|place| place == here)?;
        Place::JOURNEY.get(at + 1).cloned()
    }
}
