//! Places: each step of the journey has an address after `#`, so that Back, reload and a link all work.
//! Steps are places, not gates: any of them can be entered first.

use crate::cards::Decision;
use crate::words::Word;

/// The id of the numbers in the side-by-side view.
pub const NUMBERS: &str = "numbers";

/// Where a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
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

/// A way through the places. Each is a list, so that another way is another list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Journey {
    /// Every place.
    #[default]
    Whole,
    /// For who has three minutes: what matters, questions, the page.
    Short,
}

impl Journey {
    /// Its places, in order.
    pub fn places(self) -> &'static [Route] {
        const SHORT: [Route; 3] = [Route::Matters, Route::Questions, Route::Page];
        match self {
            Journey::Whole => &Route::JOURNEY,
            Journey::Short => &SHORT,
        }
    }
}

impl Route {
    /// The journey, in order.
    pub const JOURNEY: [Route; 8] = [
        Route::Decision,
        Route::Choices,
        Route::Compare,
        Route::Matters,
        Route::MyWay,
        Route::Questions,
        Route::Stand,
        Route::Page,
    ];

    /// The address after `#`.
    pub fn hash(&self) -> &str {
        match self {
            Route::Start => "start",
            Route::Decision => "decision",
            Route::Choices => "choices",
            Route::Option(id) => id,
            Route::Compare => "side-by-side",
            Route::Survival => "survival",
            Route::Matters => "matters",
            Route::MyWay => "my-way",
            Route::Questions => "questions",
            Route::Stand => "where-i-stand",
            Route::Page => "my-page",
            Route::Show => "show",
            Route::About => "about",
        }
    }

    /// Reads an address. Ids of cards lead to the place that shows them, and then the second part says where there.
    /// What is not known leads to the first place: it never fails.
    pub fn read(hash: &str, decision: &Decision) -> (Route, Option<String>) {
        let id = hash.trim_start_matches('#');
        let fixed = [Route::Start, Route::Survival, Route::Show, Route::About];
        if let Some(route) = fixed.into_iter().chain(Route::JOURNEY).find(|route| route.hash() == id) {
            return (route, None);
        }
        if decision.option(id).is_some() {
            return (Route::Option(id.to_string()), None);
        }
        let there = Some(id.to_string());
        if id == NUMBERS {
            return (Route::Compare, there);
        }
        if decision.section(id).is_some() {
            return (Route::Decision, there);
        }
        let row = decision.tables.iter().flat_map(|table| &table.rows).find(|row| row.id == id);
        let there = row.map_or(there, |row| Some(format!("line-{}", row.line)));
        let table =
            decision.tables.iter().find(|table| table.id == id || table.rows.iter().any(|row| row.id == id));
        match table {
            Some(table) if table.is_survival() => (Route::Survival, there),
            Some(_) => (Route::Compare, there),
            None if decision.heading_line(id).is_some() => (Route::Compare, there),
            None if id.starts_with("source-") => (Route::About, there),
            None => (Route::Decision, None),
        }
    }

    /// Its name in the list of places.
    pub fn name(&self) -> Word {
        match self {
            Route::Start => Word::PlaceStart,
            Route::Decision => Word::PlaceDecision,
            Route::Choices | Route::Option(_) => Word::PlaceChoices,
            Route::Compare => Word::PlaceCompare,
            Route::Survival => Word::PlaceSurvival,
            Route::Matters => Word::PlaceMatters,
            Route::MyWay => Word::PlaceMyWay,
            Route::Questions => Word::PlaceQuestions,
            Route::Stand => Word::PlaceStand,
            Route::Page | Route::Show => Word::PlacePage,
            Route::About => Word::PlaceAbout,
        }
    }

    /// The next place of a journey; from a place that the journey leaves out, the next of the whole one.
    pub fn next(&self, journey: Journey) -> Option<Route> {
        let here = match self {
            Route::Start => return Some(Route::Decision),
            Route::Option(_) => &Route::Choices,
            Route::Survival => &Route::Compare,
            other => other,
        };
        let after = |places: &[Route]| {
            let at = places.iter().position(|route| route == here)?;
            Some(places.get(at + 1).cloned())
        };
        after(journey.places()).or_else(|| after(&Route::JOURNEY)).flatten()
    }
}
