//! What a person says. Every change is a method here, and every method is total: nothing a person does can make it fail.
//! There is no score in here to be computed, and nothing here knows a card: answers point at cards by id only, so that a
//! changed card can never break what somebody has said.

pub mod kept;
mod list;
pub mod shelf;

pub use list::{Key, Own};

/// How much a person wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Numbers with pictures, ranges and how sure.
    Everything,
    /// The main points: each number and its sentence.
    Main,
    /// Words only, for now.
    NoNumbers,
}

/// A pile that a thing is sorted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    /// It matters a lot.
    Lot,
    /// It matters some.
    Some,
    /// It does not matter to me.
    Not,
    /// I am not sure yet.
    Unsure,
}

/// Where a person puts their own marker for one thing that matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marker {
    /// For me this points to a choice.
    Points(String),
    /// For me it makes no difference.
    Same,
    /// I am not sure.
    Unsure,
}

/// Where a person stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lean {
    /// Leaning to a choice.
    To(String),
    /// Not sure yet.
    Unsure,
}

/// How a person would like to decide, and what would help. Each is said or not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// I want to decide together.
    Together,
    /// I want the team to advise me.
    Advise,
    /// I want somebody with me.
    Company,
    /// More time would help.
    Time,
    /// Talking to somebody who has been through it would help.
    Peer,
    /// Talking to each of the specialists would help.
    Specialists,
    /// Something to read or watch would help.
    Reading,
}

impl Wish {
    /// How a person would like to decide.
    pub const WAYS: [Wish; 3] = [Wish::Together, Wish::Advise, Wish::Company];
    /// What else would help.
    pub const HELPS: [Wish; 4] = [Wish::Time, Wish::Peer, Wish::Specialists, Wish::Reading];
}

/// Who filled this in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// I did.
    Me,
    /// I did, with help.
    Helped,
    /// Somebody did for me.
    Other,
}

/// The fields for adding own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Something that matters.
    Matter,
    /// A question.
    Question,
}

/// How many questions stand at the top of the page.
pub const TOP_QUESTIONS: usize = 3;
/// How many things that matter stand at the top, with their facts.
pub const TOP_MATTERS: usize = 5;
/// The longest text of one field, in characters. Long enough for anybody; short enough for any device.
pub const LONGEST: usize = 2000;

/// All that a person has said about one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    detail: Option<Detail>,
    survival_on_paper: bool,
    /// In the order in which the person wants them, pile by pile.
    piles: Vec<(Key, Pile)>,
    own_matters: Vec<Own>,
    markers: Vec<(Key, Marker)>,
    /// In the person's order: the first three are the top three.
    asked: Vec<Key>,
    own_questions: Vec<Own>,
    /// What stands in the two fields for own words and is not added yet: closing the page must not lose it.
    drafts: [String; 2],
    lean: Option<Lean>,
    wishes: Vec<Wish>,
    help: String,
    note: String,
    filler: Option<Filler>,
}

impl Answers {
    /// Whether nothing has been said.
    pub fn is_empty(&self) -> bool {
        *self == Answers::default()
    }

    /// How many things were sorted, for the list of places. Not a score: it says nothing about any choice.
    pub fn sorted(&self) -> usize {
        self.piles.len()
    }

    /// How many things have a marker, for the list of places.
    pub fn marked(&self) -> usize {
        self.markers.len()
    }

    /// Whether anything was said under "where I stand".
    pub fn has_stand(&self) -> bool {
        self.lean.is_some() || !self.wishes.is_empty() || !self.help.is_empty()
    }

    /// How much the person wants to be told, once they have said so.
    pub fn detail(&self) -> Option<Detail> {
        self.detail
    }

    /// Says how much to be told.
    pub fn tell(&mut self, detail: Detail) {
        self.detail = Some(detail);
    }

    /// Whether rows on survival are to be printed.
    pub fn survival_on_paper(&self) -> bool {
        self.survival_on_paper
    }

    /// Says whether rows on survival are to be printed.
    pub fn print_survival(&mut self, yes: bool) {
        self.survival_on_paper = yes;
    }

    /// The pile a thing lies in.
    pub fn pile(&self, key: &Key) -> Option<Pile> {
        self.piles.iter().find(|(known, _)| known == key).map(|(_, pile)| *pile)
    }

    /// Puts a thing on a pile, below those already there; the same pile again takes it off.
    pub fn sort(&mut self, key: &Key, pile: Pile) {
        let lies_there = self.pile(key) == Some(pile);
        self.piles.retain(|(known, _)| known != key);
        if !lies_there {
            self.piles.push((key.clone(), pile));
        }
    }

    /// The things on a pile, in the person's order.
    pub fn on(&self, pile: Pile) -> impl Iterator<Item = &Key> {
        self.piles.iter().filter(move |(_, lies)| *lies == pile).map(|(key, _)| key)
    }

    /// Moves a thing one place up among those of its pile.
    pub fn raise(&mut self, key: &Key) {
        let Some(pile) = self.pile(key) else { return };
        list::raise(&mut self.piles, |(known, _)| known == key, |(_, lies)| *lies == pile);
    }

    /// Moves a thing one place down among those of its pile.
    pub fn lower(&mut self, key: &Key) {
        let Some(pile) = self.pile(key) else { return };
        list::lower(&mut self.piles, |(known, _)| known == key, |(_, lies)| *lies == pile);
    }

    /// Things in the person's own words.
    pub fn own_matters(&self) -> &[Own] {
        &self.own_matters
    }

    /// What stands in a field for own words and is not added yet.
    pub fn draft(&self, of: Draft) -> &str {
        let [matter, question] = &self.drafts;
        match of {
            Draft::Matter => matter,
            Draft::Question => question,
        }
    }

    /// Writes in a field for own words.
    pub fn write_draft(&mut self, of: Draft, words: &str) {
        let [matter, question] = &mut self.drafts;
        match of {
            Draft::Matter => *matter = list::clip(words),
            Draft::Question => *question = list::clip(words),
        }
    }

    /// Adds what stands in a field: a thing goes on the pile of those that matter a lot, a question among those to ask.
    /// Empty words add nothing.
    pub fn add_draft(&mut self, of: Draft) {
        let words = self.draft(of).to_string();
        let added = match of {
            Draft::Matter => {
                list::add(&mut self.own_matters, &words).map(|key| self.piles.push((key, Pile::Lot)))
            }
            Draft::Question => list::add(&mut self.own_questions, &words).map(|key| self.asked.push(key)),
        };
        if added.is_some() || words.trim().is_empty() {
            self.write_draft(of, "");
        }
    }

    /// Takes back a thing in own words, and all that was said of it.
    pub fn remove_matter(&mut self, number: u32) {
        let key = Key::Own(number);
        self.own_matters.retain(|own| own.number != number);
        self.piles.retain(|(known, _)| *known != key);
        self.markers.retain(|(known, _)| *known != key);
    }

    /// The person's marker for a thing.
    pub fn marker(&self, key: &Key) -> Option<&Marker> {
        self.markers.iter().find(|(known, _)| known == key).map(|(_, marker)| marker)
    }

    /// Places the person's marker; the same again takes it away.
    pub fn mark(&mut self, key: &Key, marker: Marker) {
        let stands_there = self.marker(key) == Some(&marker);
        self.markers.retain(|(known, _)| known != key);
        if !stands_there {
            self.markers.push((key.clone(), marker));
        }
    }

    /// The questions to ask, in the person's order.
    pub fn asked(&self) -> &[Key] {
        &self.asked
    }

    /// Chooses a question, below those already chosen, or takes it back.
    pub fn ask(&mut self, key: &Key, yes: bool) {
        let known = self.asked.contains(key);
        if yes && !known {
            self.asked.push(key.clone());
        } else if !yes {
            self.asked.retain(|it| it != key);
        }
    }

    /// Moves a question one place up.
    pub fn raise_question(&mut self, key: &Key) {
        list::raise(&mut self.asked, |it| it == key, |_| true);
    }

    /// Moves a question one place down.
    pub fn lower_question(&mut self, key: &Key) {
        list::lower(&mut self.asked, |it| it == key, |_| true);
    }

    /// Questions in the person's own words.
    pub fn own_questions(&self) -> &[Own] {
        &self.own_questions
    }

    /// Takes back a question in own words.
    pub fn remove_question(&mut self, number: u32) {
        self.own_questions.retain(|own| own.number != number);
        self.asked.retain(|key| *key != Key::Own(number));
    }

    /// Where the person stands.
    pub fn lean(&self) -> Option<&Lean> {
        self.lean.as_ref()
    }

    /// Says where the person stands; the same again takes it back.
    pub fn stand(&mut self, lean: Lean) {
        self.lean = if self.lean.as_ref() == Some(&lean) { None } else { Some(lean) };
    }

    /// Whether a wish was said.
    pub fn wishes(&self, wish: Wish) -> bool {
        self.wishes.contains(&wish)
    }

    /// Says a wish, or takes it back.
    pub fn wish(&mut self, wish: Wish, yes: bool) {
        self.wishes.retain(|it| *it != wish);
        if yes {
            self.wishes.push(wish);
        }
    }

    /// What else would help, in own words.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// Writes what else would help.
    pub fn write_help(&mut self, words: &str) {
        self.help = list::clip(words);
    }

    /// The note on the page.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Writes the note on the page.
    pub fn write_note(&mut self, words: &str) {
        self.note = list::clip(words);
    }

    /// Who filled this in.
    pub fn filler(&self) -> Option<Filler> {
        self.filler
    }

    /// Says who filled this in; the same again takes it back.
    pub fn fill(&mut self, filler: Filler) {
        self.filler = if self.filler == Some(filler) { None } else { Some(filler) };
    }
}
