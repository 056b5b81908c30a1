//! Places: each step of the journey has an address after `#`, so that Back, reload and a link all work.
//! Steps are places, not gates: any of them can be entered first.

use crate::cards::Decision;
use crate::words::Word;

/// The id of the numbers in the side-by-side view.
pub const NUMBERS: &str = "numbers";

/// The id of what the choices' cards say, in the side-by-side view.
pub const IN_WORDS: &str = "in-words";

/// The id of what can be added to my page, and of the other ways to take it along.
pub const PAGE_MORE: &str = "page-more";

/// Ids of the app's own: the parts of a page, and the places that are no section of a card. `tests/ids.rs` holds that every
/// id in the code is one of these.
const TAKEN: [&str; 34] = [
    "about",
    "aloud",
    "aside",
    "aside-all",
    "beside",
    "bigger",
    "clear",
    "clear-no",
    "decision",
    "disk",
    "expired",
    "beside-title",
    "filled-title",
    "helps-title",
    IN_WORDS,
    "kept",
    "lean-title",
    "main-title",
    "my-page",
    "my-way",
    NUMBERS,
    "page",
    PAGE_MORE,
    "said-last",
    "saved-copy",
    "show",
    "side-by-side",
    "start",
    "survival-fold",
    "talk",
    "topics",
    "unread",
    "what-we-said",
    "where-i-stand",
];

/// Beginnings of ids that the app makes.
const TAKEN_STARTS: [&str; 14] = [
    "dot-",
    "down-",
    "fold-",
    "line-",
    "offline",
    "open-",
    "person-",
    "program-",
    "put-back-",
    "source-",
    "talk-",
    "trouble",
    "up-",
    "words",
];

/// The id, and the address after `#`, of what an author named: the author's own name, but where the app has a part of that
/// name, one that no author can write.
pub fn anchor(id: &str) -> String {
    let is_field = id.strip_prefix('q').is_some_and(|rest| rest.parse::<u32>().is_ok());
    let is_taken = TAKEN.contains(&id) || TAKEN_STARTS.iter().any(|start| id.starts_with(start)) || is_field;
    if is_taken { format!("{CARD}{id}") } else { id.to_string() }
}

/// The sign `_` stands in no author's id.
const CARD: &str = "card_";

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
    /// What we said.
    Said,
    /// About this information: sources, dates, authors.
    About,
    /// A saved copy is opened.
    Copy,
    /// Two people and one tablet.
    Talk(Room),
}

/// The places of a talk. Going from one to another adds nothing to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What the person brings: their questions, what matters most to them, what would help today.
    Start,
    /// Side by side, with the rows that matter to the person first.
    Compare,
    /// One row, large, by the number of its line.
    Line(usize),
    /// How long people lived.
    Survival,
    /// What was said: the questions answered, notes, what comes next.
    Answers,
    /// One screen to photograph with one's own phone.
    Home,
    /// One row read out, a thought at a time, by the number of its line.
    Read(usize),
    /// A paper page typed over.
    Paper,
    /// A choice's card, by its number from 1, and the line of the row from which it was opened; 0 where it was none.
    Choice(usize, usize),
    /// The person's saved copy is opened.
    Copy,
}

impl Room {
    /// The places that have an address of their own.
    pub const NAMED: [Room; 7] =
        [Room::Start, Room::Compare, Room::Survival, Room::Answers, Room::Home, Room::Paper, Room::Copy];

    /// Its name in the code, and the beginning of its address.
    pub fn hash(self) -> &'static str {
        match self {
            Room::Start => "talk",
            Room::Compare => "talk-compare",
            Room::Line(_) => "talk-line",
            Room::Survival => "talk-survival",
            Room::Answers => "talk-answers",
            Room::Home => "talk-home",
            Room::Read(_) => "talk-read",
            Room::Paper => "talk-paper",
            Room::Choice(..) => "talk-choice",
            Room::Copy => "talk-copy",
        }
    }

    /// Its heading.
    pub fn name(self) -> Word {
        match self {
            Room::Start => Word::PlaceTalk,
            Room::Compare | Room::Line(_) | Room::Read(_) | Room::Choice(..) => Word::PlaceCompare,
            Room::Survival => Word::PlaceSurvival,
            Room::Answers => Word::TalkAnswers,
            Room::Home => Word::TalkHome,
            Room::Paper => Word::TalkPaper,
            Room::Copy => Word::OpenTheirs,
        }
    }

    /// Reads an address: every one that begins like that of a talk leads into it.
    fn read(address: &str) -> Option<Room> {
        let of_line = |start: &str| address.strip_prefix(start).and_then(|line| line.parse().ok());
        if let Some(line) = of_line("talk-line-") {
            return Some(Room::Line(line));
        }
        if let Some(line) = of_line("talk-read-") {
            return Some(Room::Read(line));
        }
        let choice = address.strip_prefix("talk-choice-").and_then(|rest| rest.split_once('-'));
        if let Some((Ok(choice), Ok(line))) = choice.map(|(choice, line)| (choice.parse(), line.parse())) {
            return Some(Room::Choice(choice, line));
        }
        let known = Room::NAMED.into_iter().find(|room| room.hash() == address);
        known.or_else(|| address.starts_with("talk-").then_some(Room::Start))
    }
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
    pub fn address(&self) -> String {
        match self {
            Route::Option(id) => anchor(id),
            Route::Talk(room @ (Room::Line(line) | Room::Read(line))) => format!("{}-{line}", room.hash()),
            Route::Talk(room @ Room::Choice(choice, line)) => format!("{}-{choice}-{line}", room.hash()),
            other => other.hash().to_string(),
        }
    }

    /// Its name in the code: in classes, and as the address of every place but a choice.
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
            Route::Said => "what-we-said",
            Route::About => "about",
            Route::Copy => "saved-copy",
            Route::Talk(room) => room.hash(),
        }
    }

    /// Reads an address. Ids of cards lead to the place that shows them, and then the second part says where there.
    /// What is not known leads to the first place: it never fails.
    pub fn read(hash: &str, decision: &Decision) -> (Route, Option<String>) {
        let id = hash.trim_start_matches('#');
        let named = id.strip_prefix(CARD);
        if named.is_none()
            && let Some(room) = Room::read(id)
        {
            let is_empty = room == Room::Survival && !decision.has_survival();
            return (Route::Talk(if is_empty { Room::Compare } else { room }), None);
        }
        let fixed = [Route::Start, Route::Survival, Route::Show, Route::Said, Route::About, Route::Copy];
        let mut places = fixed.into_iter().chain(Route::JOURNEY);
        if named.is_none()
            && let Some(route) = places.find(|route| route.hash() == id)
        {
            // An old link must not lead into an empty room.
            let is_empty = route == Route::Survival && !decision.has_survival();
            return (if is_empty { Route::Compare } else { route }, None);
        }
        let id = named.unwrap_or(id);
        if decision.option(id).is_some() {
            return (Route::Option(id.to_string()), None);
        }
        if named.is_none() && (id == NUMBERS || id == IN_WORDS) {
            return (Route::Compare, Some(id.to_string()));
        }
        if named.is_none() && id == PAGE_MORE {
            return (Route::Page, Some(id.to_string()));
        }
        let there = Some(anchor(id));
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
            None if id.starts_with("source-") => (Route::About, Some(id.to_string())),
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
            Route::Said => Word::TalkAnswers,
            Route::About => Word::PlaceAbout,
            Route::Copy => Word::OpenCopy,
            Route::Talk(_) => Word::PlaceTalk,
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
