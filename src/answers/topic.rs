//! What a person says about one topic.

use serde_json::{Map, Value};

use super::aside::Aside;
use super::entry::{self, Entry, Key, Own, Removed};
use super::list;
use super::talk::Talk;

/// How much a person wants to be told. Who was not asked, or would rather not say, gets the main points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Numbers with large pictures, ranges and how sure.
    Everything,
    /// The main points: each number with its small picture and its sentence.
    #[default]
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
pub const TOP_MATTERS: usize = 3;

/// What is said of a thing that may matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    pub(super) pile: Option<Pile>,
    pub(super) marker: Option<Marker>,
    /// A fingerprint of the numbers about it, as they were when it was answered.
    pub(super) numbers: Option<String>,
    /// The language of the cards when it was answered, where that was not English: cards in another language have other words
    /// without having changed.
    pub(super) lang: String,
}

/// What is said of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub(super) asked: bool,
    /// Ticked as answered when people talked.
    pub(super) answered: bool,
    /// What was said to it.
    pub(super) reply: String,
}

/// What the cards say of something now. Answers know no card, so whoever does tells them.
pub trait CardWords {
    /// The words of a thing that matters, and a fingerprint of the numbers about it.
    fn matter(&self, id: &str) -> Option<(String, Option<String>)>;
    /// The words of a question.
    fn question(&self, id: &str) -> Option<String>;
    /// The name of a choice.
    fn choice(&self, id: &str) -> Option<String>;
    /// The language of the cards; nothing for English, in which they were before there was another.
    fn lang(&self) -> &str;
}

/// All that a person has said about one topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    pub(super) detail: Option<Detail>,
    /// Whether numbers on how long people lived are wanted, once the person has said so.
    pub(super) survival: Option<bool>,
    /// In the order in which the person wants them, pile by pile.
    pub(super) things: Vec<Entry<Sorted>>,
    /// In the person's order: the first three are the top three.
    pub(super) questions: Vec<Entry<Asked>>,
    /// What stands in the two fields for own words and is not added yet: closing the page must not lose it.
    pub(super) drafts: [String; 2],
    pub(super) lean: Option<Lean>,
    pub(super) wishes: Vec<Wish>,
    pub(super) help: String,
    pub(super) me: String,
    pub(super) keeps_going: String,
    pub(super) note: String,
    pub(super) filler: Option<Filler>,
    /// What is set aside, with the reason: choices, then outcomes.
    pub(super) asides: [Vec<Entry<Aside>>; 2],
    /// What was written down when people talked.
    pub(super) talk: Talk,
    /// The names of the choices that answers speak of, as they were when answered.
    pub(super) choices: Map<String, Value>,
    /// By which the page on paper is told from others: chance gave it, and it says nothing of the person.
    pub(super) tag: Option<u16>,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

impl Answers {
    /// Whether nothing has been said. A tag alone says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Answers { tag: self.tag, ..Answers::default() }
    }

    /// The number of the two words that tell this page from others; none before anything was said.
    pub fn tag(&self) -> Option<u16> {
        self.tag
    }

    /// Gives the page its tag, which it then keeps.
    pub fn give_tag(&mut self, tag: u16) {
        self.tag.get_or_insert(tag);
    }

    /// How many things were sorted, for the list of places. Not a score: it says nothing about any choice.
    pub fn sorted(&self) -> usize {
        self.things.iter().filter(|thing| thing.answer.pile.is_some()).count()
    }

    /// How many things have a marker, for the list of places.
    pub fn marked(&self) -> usize {
        self.things.iter().filter(|thing| thing.answer.marker.is_some()).count()
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

    /// Whether numbers on how long people lived were asked for, or are not wanted now; nothing if that was not said.
    pub fn survival(&self) -> Option<bool> {
        self.survival
    }

    /// Whether rows on survival stand among what matters, on screen and on paper: only if they were asked for.
    pub fn survival_on_paper(&self) -> bool {
        self.survival == Some(true)
    }

    /// Says whether numbers on how long people lived are wanted.
    pub fn print_survival(&mut self, yes: bool) {
        self.survival = Some(yes);
    }

    /// The pile a thing lies in.
    pub fn pile(&self, key: &Key) -> Option<Pile> {
        entry::find(&self.things, key)?.pile
    }

    /// Puts a thing on a pile, below those already there; the same pile again takes it off. Own words stay all the same.
    pub fn sort(&mut self, key: &Key, pile: Pile) {
        let pile = (self.pile(key) != Some(pile)).then_some(pile);
        if let Some(thing) = entry::take_or_begin(&mut self.things, key) {
            thing.answer(|entry| entry.pile = pile).at_the_end(&mut self.things);
        }
    }

    /// The things on a pile, in the person's order.
    pub fn on(&self, pile: Pile) -> impl Iterator<Item = &Key> {
        self.things.iter().filter(move |thing| thing.answer.pile == Some(pile)).map(|thing| &thing.key)
    }

    /// Moves a thing one place up among those of its pile.
    pub fn raise(&mut self, key: &Key) {
        let Some(pile) = self.pile(key) else { return };
        list::raise(&mut self.things, |it| it.key == *key, |it| it.answer.pile == Some(pile));
    }

    /// Moves a thing one place down among those of its pile.
    pub fn lower(&mut self, key: &Key) {
        let Some(pile) = self.pile(key) else { return };
        list::lower(&mut self.things, |it| it.key == *key, |it| it.answer.pile == Some(pile));
    }

    /// How many things matter a lot.
    pub fn matter_a_lot(&self) -> usize {
        self.on(Pile::Lot).count()
    }

    /// Things in the person's own words, in the order in which they were added.
    pub fn own_matters(&self) -> Vec<Own> {
        entry::own(&self.things)
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
            Draft::Matter => *matter = words.to_string(),
            Draft::Question => *question = words.to_string(),
        }
    }

    /// Adds what stands in a field: a thing goes on the pile of those that matter a lot, a question among those to ask.
    /// Empty words add nothing.
    pub fn add_draft(&mut self, of: Draft) {
        let words = std::mem::take(match (of, &mut self.drafts) {
            (Draft::Matter, [matter, _]) => matter,
            (Draft::Question, [_, question]) => question,
        });
        match of {
            Draft::Matter => {
                if let Some(thing) = entry::add(&mut self.things, &words) {
                    thing.answer.pile = Some(Pile::Lot);
                }
            }
            Draft::Question => {
                if let Some(question) = entry::add(&mut self.questions, &words) {
                    question.answer.asked = true;
                }
            }
        }
    }

    /// Takes away a thing in own words, and all that was said of it. It can be put back.
    pub fn remove_matter(&mut self, number: u32) -> Option<Removed<Sorted>> {
        entry::remove(&mut self.things, number)
    }

    /// Puts back a thing that was taken away.
    pub fn put_back_matter(&mut self, removed: Removed<Sorted>) {
        entry::put_back(&mut self.things, removed);
    }

    /// The person's marker for a thing.
    pub fn marker(&self, key: &Key) -> Option<&Marker> {
        entry::find(&self.things, key)?.marker.as_ref()
    }

    /// Places the person's marker; the same again takes it away.
    pub fn mark(&mut self, key: &Key, marker: Marker) {
        let marker = (self.marker(key) != Some(&marker)).then_some(marker);
        if let Some(thing) = entry::take_or_begin(&mut self.things, key) {
            thing.answer(|entry| entry.marker = marker).in_place(&mut self.things);
        }
    }

    /// The questions to ask, in the person's order.
    pub fn asked(&self) -> Vec<Key> {
        let asked = self.questions.iter().filter(|question| question.answer.asked);
        asked.map(|question| question.key.clone()).collect()
    }

    /// Chooses a question, below those already chosen, or takes it back.
    pub fn ask(&mut self, key: &Key, yes: bool) {
        if entry::find(&self.questions, key).is_some_and(|it| it.asked) == yes {
            return;
        }
        if let Some(question) = entry::take_or_begin(&mut self.questions, key) {
            question.answer(|entry| entry.asked = yes).at_the_end(&mut self.questions);
        }
    }

    /// Moves a question one place up.
    pub fn raise_question(&mut self, key: &Key) {
        list::raise(&mut self.questions, |it| it.key == *key, |it| it.answer.asked);
    }

    /// Moves a question one place down.
    pub fn lower_question(&mut self, key: &Key) {
        list::lower(&mut self.questions, |it| it.key == *key, |it| it.answer.asked);
    }

    /// Questions in the person's own words, in the order in which they were added.
    pub fn own_questions(&self) -> Vec<Own> {
        entry::own(&self.questions)
    }

    /// Takes away a question in own words. It can be put back.
    pub fn remove_question(&mut self, number: u32) -> Option<Removed<Asked>> {
        entry::remove(&mut self.questions, number)
    }

    /// Puts back a question that was taken away.
    pub fn put_back_question(&mut self, removed: Removed<Asked>) {
        entry::put_back(&mut self.questions, removed);
    }

    /// Own words that lie on no pile and among no questions to ask: they are still the person's.
    pub fn said_besides(&self) -> Vec<&str> {
        let is_own = |key: &Key| matches!(key, Key::Own(_));
        let things = self.things.iter().filter(|it| is_own(&it.key) && it.answer.pile.is_none());
        let questions = self.questions.iter().filter(|it| is_own(&it.key) && !it.answer.asked);
        things.map(|it| it.words.as_str()).chain(questions.map(|it| it.words.as_str())).collect()
    }

    /// Where the person stands.
    pub fn lean(&self) -> Option<&Lean> {
        self.lean.as_ref()
    }

    /// Says where the person stands; the same again takes it back.
    pub fn stand(&mut self, lean: Lean) {
        self.lean = (self.lean.as_ref() != Some(&lean)).then_some(lean);
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
        self.help = words.to_string();
    }

    /// Who the person is, in a line of their own.
    pub fn me(&self) -> &str {
        &self.me
    }

    /// Writes who the person is.
    pub fn write_me(&mut self, words: &str) {
        self.me = words.to_string();
    }

    /// What keeps the person going.
    pub fn keeps_going(&self) -> &str {
        &self.keeps_going
    }

    /// Writes what keeps the person going.
    pub fn write_keeps_going(&mut self, words: &str) {
        self.keeps_going = words.to_string();
    }

    /// The note on the page.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Writes the note on the page.
    pub fn write_note(&mut self, words: &str) {
        self.note = words.to_string();
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

/// What the cards said when something was answered: a card may change, what somebody answered does not.
impl Answers {
    /// The words of a thing as they were when it was answered.
    pub fn matter_words(&self, key: &Key) -> Option<&str> {
        entry::words(&self.things, key)
    }

    /// The words of a question as they were when it was chosen.
    pub fn question_words(&self, key: &Key) -> Option<&str> {
        entry::words(&self.questions, key)
    }

    /// The name of a choice as it was when it was answered.
    pub fn choice_name(&self, id: &str) -> Option<&str> {
        self.choices.get(id).and_then(Value::as_str)
    }

    /// The fingerprint of the numbers about a thing as they were when it was answered.
    pub fn numbers(&self, key: &Key) -> Option<&str> {
        entry::find(&self.things, key)?.numbers.as_deref()
    }

    /// Whether a thing was answered on cards in this language: then their words and numbers can be compared.
    pub fn is_answered_in(&self, key: &Key, lang: &str) -> bool {
        entry::find(&self.things, key).is_some_and(|it| it.lang == lang)
    }

    /// Notes what the cards say of everything that was answered since `before`. What the cards no longer have keeps the words
    /// that it had.
    pub fn note_card_words(&mut self, before: &Answers, cards: &impl CardWords) {
        let mut choices = Vec::new();
        for thing in &mut self.things {
            let was = entry::find(&before.things, &thing.key);
            let answer = &mut thing.answer;
            let marked_anew = was.is_none_or(|was| was.marker != answer.marker);
            let is_new = marked_anew || was.is_none_or(|was| was.pile != answer.pile);
            if let Key::Card(id) = &thing.key
                && (is_new || thing.words.is_empty())
                && let Some((words, numbers)) = cards.matter(id)
            {
                (thing.words, answer.numbers) = (words, numbers);
                answer.lang = cards.lang().to_string();
            }
            choices.extend(
                answer.marker.as_ref().and_then(Marker::choice).map(|id| (id.to_string(), marked_anew)),
            );
        }
        for question in &mut self.questions {
            let is_new = entry::find(&before.questions, &question.key) != Some(&question.answer);
            if let Key::Card(id) = &question.key
                && (is_new || question.words.is_empty())
                && let Some(words) = cards.question(id)
            {
                question.words = words;
            }
        }
        let leans_anew = self.lean != before.lean;
        choices.extend(self.lean.as_ref().and_then(Lean::choice).map(|id| (id.to_string(), leans_anew)));
        self.choices.retain(|id, _| choices.iter().any(|(used, _)| used == id));
        for (id, is_new) in choices {
            if (is_new || !self.choices.contains_key(&id))
                && let Some(name) = cards.choice(&id)
            {
                self.choices.insert(id, Value::from(name));
            }
        }
    }
}

impl Marker {
    /// The choice that it points to.
    pub fn choice(&self) -> Option<&str> {
        match self {
            Marker::Points(id) => Some(id),
            Marker::Same | Marker::Unsure => None,
        }
    }
}

impl Lean {
    /// The choice that it leans to.
    pub fn choice(&self) -> Option<&str> {
        match self {
            Lean::To(id) => Some(id),
            Lean::Unsure => None,
        }
    }
}
