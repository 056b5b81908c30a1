//! What comes out: cards + answers → one page. It arranges rows by what matters to the person and never adds anything up:
//! no function here gives a number that depends on answers, and choices stay in the author's order whatever is answered.

pub mod again;
pub mod beside;
pub mod calendar;
mod cards_now;
pub mod glossary;
mod person;
pub mod plain;
pub mod sentence;
pub mod sources;
pub mod tag;
pub mod talk;
pub mod whole;

pub use cards_now::cards_print;
pub use person::PersonLine;
pub use talk::{Reply, Talked};

use crate::answers::{
    Answers, Draft, Filler, Key, Kind, Lean, Marker, Pile, Reason, TOP_MATTERS, TOP_QUESTIONS, Wish,
};
use crate::cards::{Decision, Row, Section, Table, whole as wholes};

/// The page a person takes into the room. The same on screen, on paper and as text.
pub struct Summary<'a> {
    /// What they need so that they can talk.
    pub talk: Vec<PersonLine>,
    /// The things that would help today.
    pub today: Vec<PersonLine>,
    /// The words of somebody who supports the person, if the person agrees that they are shown.
    pub supporter: Vec<PersonLine>,
    /// The top three questions.
    pub questions: Vec<String>,
    /// The other questions.
    pub more_questions: Vec<String>,
    /// What matters most, with the facts about it.
    pub concerns: Vec<Concern<'a>>,
    /// What else matters a lot, whole: with the person's markers and the facts.
    pub more_concerns: Vec<Concern<'a>>,
    /// What matters some.
    pub some: Vec<Concern<'a>>,
    /// What the person is not sure about yet.
    pub unsure: Vec<Concern<'a>>,
    /// Own words that lie on no pile.
    pub also_said: Vec<String>,
    /// Own words that were put with what does not matter.
    pub not_mine: Vec<String>,
    /// Who the person is, in a line of their own.
    pub me: String,
    /// What keeps them going.
    pub keeps_going: String,
    /// Where the person stands, and the name of the choice they lean to.
    pub lean: Option<(Lean, String)>,
    /// How they would like to decide, and what would help.
    pub wishes: Vec<Wish>,
    /// What would help, in their words.
    pub help: String,
    /// Their note.
    pub note: String,
    /// Who filled this in.
    pub filler: Option<Filler>,
    /// What was said to the questions when people talked.
    pub replies: Vec<Reply>,
    /// What was written down besides, and can still be corrected.
    pub now: Talked,
    /// What was said and finished, in the order in which it was.
    pub finished: Vec<Talked>,
    /// What they set aside, so that nobody can frame by leaving out.
    pub set_aside: Vec<SetAside>,
}

/// One thing that matters, and what the cards say about it.
pub struct Concern<'a> {
    /// What it is.
    pub key: Key,
    /// Its words: the card's or the person's own.
    pub words: String,
    /// The person's marker, and the name of the choice it points to.
    pub marker: Option<(Marker, String)>,
    /// The numbers about it are not those that the person answered.
    pub numbers_changed: bool,
    /// Its words when it was answered, if the card has other words now.
    pub answered_as: Option<String>,
    /// What the cards say about it, in the cards' order.
    pub facts: Vec<Fact<'a>>,
    /// Whether it is about survival, which was not asked for: then no row of numbers is among the facts.
    pub ask_first: bool,
}

impl<'a> Concern<'a> {
    /// The rows of numbers among the facts.
    pub fn numbers(&self) -> impl Iterator<Item = (&'a Table, &'a Row)> {
        self.facts.iter().filter_map(|fact| match fact {
            Fact::Numbers(table, row) => Some((*table, *row)),
            _ => None,
        })
    }

    /// The rows that stand for it at a glance: of the outcome that the author names first, the first and the last time, or
    /// every group of people if it is told for several: one of them alone would mislead the others. Where that is how long
    /// people lived, its table belongs together.
    pub fn key_rows(&self) -> Vec<(&'a Table, &'a Row)> {
        let survival = self.numbers().find(|(table, _)| table.is_survival());
        let Some((table, first)) = survival.or_else(|| self.numbers().next()) else { return Vec::new() };
        let in_table = || self.numbers().filter(|(of, _)| of.id == table.id);
        if table.is_survival() {
            return in_table().collect();
        }
        // Nobody is asked which group they are of: one alone would mislead the others.
        let same = |row: &Row| row.label == first.label && row.over == first.over;
        let groups = self.numbers().filter(|(of, row)| of.people.of_group.is_some() && same(row));
        let groups: Vec<_> = groups.filter(|_| table.people.of_group.is_some()).collect();
        if groups.len() > 1 {
            return groups;
        }
        if let Some(whole) = wholes::of(table, first) {
            return whole.rows.iter().map(|row| (table, row)).collect();
        }
        let groups: Vec<_> = in_table().filter(|(_, row)| is_other_group(first, row)).collect();
        if groups.len() > 1 {
            return groups;
        }
        let is_series = |row: &Row| row.id == first.id && row.label == first.label;
        let mut rows: Vec<_> = in_table().filter(|(_, row)| is_series(row)).collect();
        if rows.len() > 2 {
            rows.drain(1..rows.len() - 1);
        }
        rows
    }
}

/// Whether a row is about the same outcome at the same time as another, in people told apart by a number: "with a starting
/// risk of 50 had" and "of 100 had".
fn is_other_group(first: &Row, row: &Row) -> bool {
    let without_digits = |row: &Row| row.label.replace(|sign: char| sign.is_numeric(), "");
    row.over == first.over && without_digits(row) == without_digits(first)
}

/// Something the cards say about a thing that matters.
pub enum Fact<'a> {
    /// A row of numbers.
    Numbers(&'a Table, &'a Row),
    /// What the choices' cards say under a heading they share: the heading, its line, and for each choice its section.
    Heading(&'a str, usize, Vec<Option<&'a Section>>),
    /// A section of the decision itself.
    Section(&'a Section),
}

/// Arranges cards and answers.
pub fn summarise<'a>(decision: &'a Decision, answers: &Answers) -> Summary<'a> {
    let mut questions: Vec<String> =
        answers.asked().iter().map(|key| question_words(decision, answers, key)).collect();
    // Words that were typed and not added yet are said all the same.
    questions.extend(draft(answers, Draft::Question));
    let more_questions = questions.split_off(questions.len().min(TOP_QUESTIONS));
    let survival = answers.survival_on_paper();
    let on = |pile| -> Vec<Concern<'a>> {
        answers.on(pile).map(|key| concern(decision, answers, key, survival)).collect()
    };
    let mut concerns = on(Pile::Lot);
    let more_concerns = concerns.split_off(concerns.len().min(TOP_MATTERS));
    let also_said = answers.said_besides().into_iter().map(str::to_string);
    let replies = talk::replies(decision, answers);
    let lean = answers.lean().map(|lean| (lean.clone(), choice_name(decision, answers, lean.choice())));
    let leans_to = lean.as_ref().and_then(|(lean, choice)| lean.choice().map(|_| choice.clone()));
    let not_mine = answers.on(Pile::Not).filter(|key| is_own(key));
    Summary {
        talk: Vec::new(),
        today: Vec::new(),
        supporter: Vec::new(),
        questions,
        more_questions,
        concerns,
        more_concerns,
        some: on(Pile::Some),
        unsure: on(Pile::Unsure),
        also_said: also_said.chain(draft(answers, Draft::Matter)).collect(),
        not_mine: not_mine.map(|key| matter_words(decision, answers, key)).collect(),
        me: answers.me().to_string(),
        keeps_going: answers.keeps_going().to_string(),
        lean,
        wishes: Wish::WAYS.into_iter().chain(Wish::HELPS).filter(|wish| answers.wishes(*wish)).collect(),
        help: answers.help().to_string(),
        note: answers.note().to_string(),
        filler: answers.filler(),
        now: talk::now(answers, leans_to),
        finished: talk::finished(answers, &replies, &decision.lang),
        replies,
        set_aside: set_aside(decision, answers),
    }
}

fn draft(answers: &Answers, of: Draft) -> Option<String> {
    let words = answers.draft(of).trim();
    (!words.is_empty()).then(|| words.to_string())
}

/// One thing that matters with its facts. Where it leads to survival, and survival was not asked for, all its rows of
/// numbers wait: spread or growth alone would answer a wish to live long, and answer it wrongly where deaths hardly differ.
pub fn concern<'a>(decision: &'a Decision, answers: &Answers, key: &Key, survival: bool) -> Concern<'a> {
    let about: &[String] = match key {
        Key::Card(id) => decision.matter(id).map_or(&[], |matter| &matter.about),
        Key::Own(_) => &[],
    };
    let mut all: Vec<Fact> = Vec::new();
    for fact in about.iter().flat_map(|id| facts(decision, id)).flat_map(|it| with_company(decision, it)) {
        if !all.iter().any(|known| same_line(known, &fact)) {
            all.push(fact);
        }
    }
    let ask_first = !survival && all.iter().any(is_survival);
    all.retain(|fact| !(ask_first && matches!(fact, Fact::Numbers(..))));
    Concern {
        key: key.clone(),
        words: matter_words(decision, answers, key),
        marker: answers
            .marker(key)
            .map(|marker| (marker.clone(), choice_name(decision, answers, marker.choice()))),
        numbers_changed: cards_now::numbers_changed(decision, answers, key),
        answered_as: cards_now::answered_as(decision, answers, key),
        facts: all,
        ask_first,
    }
}

/// The numbers of the lines about what matters a lot to the person; none on how long people lived.
pub fn lines_that_matter(decision: &Decision, answers: &Answers) -> Vec<usize> {
    let concerns = answers.on(Pile::Lot).map(|key| concern(decision, answers, key, false));
    let facts = concerns.flat_map(|concern| concern.facts);
    facts
        .filter_map(|fact| match fact {
            Fact::Numbers(_, row) => Some(row.line),
            _ => None,
        })
        .collect()
}

/// Two ids may lead to one row, such as those of a survival table, which belongs together.
fn same_line(one: &Fact, other: &Fact) -> bool {
    matches!((one, other), (Fact::Numbers(_, one), Fact::Numbers(_, other)) if one.line == other.line)
}

/// A part of a whole brings the others with it: what a test rightly found says nothing without what it missed. The number of
/// one group brings those of the others: which is the person's own is for them to say.
fn with_company<'a>(decision: &'a Decision, fact: Fact<'a>) -> Vec<Fact<'a>> {
    let Fact::Numbers(table, row) = fact else { return vec![fact] };
    let others = decision.tables.iter().filter(|it| it.is_of_another_group(table));
    let others = others.flat_map(|it| it.rows.iter().map(move |other| (it, other)));
    let same = others.filter(|(_, it)| it.label == row.label && it.over == row.over);
    let company =
        std::iter::once((table, row)).chain(same).flat_map(|(table, row)| match wholes::of(table, row) {
            Some(whole) => whole.rows.iter().map(|row| Fact::Numbers(table, row)).collect(),
            None => vec![Fact::Numbers(table, row)],
        });
    company.collect()
}

fn is_survival(fact: &Fact) -> bool {
    matches!(fact, Fact::Numbers(table, _) if table.is_survival())
}

/// All that the cards say about an id. A row on deaths from one cause brings the deaths from any cause with it,
/// because the whole survival table belongs together.
fn facts<'a>(decision: &'a Decision, id: &str) -> Vec<Fact<'a>> {
    let mut facts: Vec<Fact> = Vec::new();
    for (table, row) in decision.rows_about(id) {
        if table.is_survival() {
            facts.extend(table.rows.iter().map(|row| Fact::Numbers(table, row)));
        } else {
            facts.push(Fact::Numbers(table, row));
        }
    }
    let headings = decision.shared_headings();
    if let Some((known, heading)) = headings.iter().find(|(known, _)| *known == id) {
        let line = decision.heading_line(known).unwrap_or_default();
        let section = |option: &'a crate::cards::OptionCard| option.sections.iter().find(|it| it.id == id);
        facts.push(Fact::Heading(heading, line, decision.options.iter().map(section).collect()));
    } else if let Some(section) = decision.section(id) {
        facts.push(Fact::Section(section));
    }
    facts
}

/// Something that the person set aside, under the name that the cards have for it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// A choice or an outcome.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its name; of what the cards no longer have, the name it had then.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// What the person set aside: choices, then outcomes, each in the order in which they were set aside.
pub fn set_aside(decision: &Decision, answers: &Answers) -> Vec<SetAside> {
    let rows = || decision.tables.iter().flat_map(|table| &table.rows);
    let name_now = |kind: Kind, id: &str| match kind {
        Kind::Choice => decision.option(id).map(|option| option.title.clone()),
        Kind::Outcome => rows().find(|row| row.id == id).map(|row| row.label.clone()),
    };
    let of = |kind: Kind| {
        answers.asides(kind).map(move |(id, name, reason)| SetAside {
            kind,
            id: id.to_string(),
            name: name_now(kind, id).unwrap_or_else(|| name.to_string()),
            reason: reason.clone(),
        })
    };
    of(Kind::Choice).chain(of(Kind::Outcome)).collect()
}

/// Notes what the cards say of everything that was answered since `before`.
pub fn note_card_words(decision: &Decision, before: &Answers, answers: &mut Answers) {
    answers.note_card_words(before, &cards_now::CardsNow(decision));
}

/// The words of a thing that matters. One that the cards no longer have is shown in the words that were answered.
pub fn matter_words(decision: &Decision, answers: &Answers, key: &Key) -> String {
    let now = match key {
        Key::Card(id) => decision.matter(id).map(|matter| matter.words.as_str()),
        Key::Own(_) => None,
    };
    words_or_id(now.or(answers.matter_words(key)), key)
}

/// The words of a question. One that the cards no longer have is shown in the words that were chosen.
pub fn question_words(decision: &Decision, answers: &Answers, key: &Key) -> String {
    let now = match key {
        Key::Card(id) => decision.prompt(id).map(|prompt| prompt.words.as_str()),
        Key::Own(_) => None,
    };
    words_or_id(now.or(answers.question_words(key)), key)
}

fn words_or_id(words: Option<&str>, key: &Key) -> String {
    match (words, key) {
        (Some(words), _) => words.to_string(),
        (None, Key::Card(id)) => id.clone(),
        (None, Key::Own(_)) => String::new(),
    }
}

/// The name of a choice that was answered; of one that the cards no longer have, the name it had then.
fn choice_name(decision: &Decision, answers: &Answers, id: Option<&str>) -> String {
    let Some(id) = id else { return String::new() };
    let now = decision.option(id).map(|option| option.title.as_str());
    now.or(answers.choice_name(id)).unwrap_or(id).to_string()
}

fn is_own(key: &Key) -> bool {
    matches!(key, Key::Own(_))
}
