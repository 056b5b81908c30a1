//! The page in two languages, row by row: the person's, and beside it the team's. Both are made of the same answers by the
//! same ids, so a row's two sides say the same. What the person wrote is never translated by a program: the team's side has
//! a line there for an interpreter to write on.

use super::plain::{Line, Part, TO_WRITE};
use super::{Concern, Fact, PersonLine, Summary, Talked, summarise};
use crate::answers::{Answers, Key, Kind, Note, Reason};
use crate::cards::{Date, Decision};

/// One row: the person's side, and the team's. A side is empty where that language's cards have no such line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// In the person's language.
    pub own: Option<Line>,
    /// In the team's.
    pub other: Option<Line>,
}

/// A part of the page: its two headings and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairedPart {
    /// The heading in the person's language and in the team's; the first part has none.
    pub titles: [String; 2],
    /// Its rows.
    pub rows: Vec<Pair>,
}

/// The page for the team's side: in the words of the other language's cards, with a line to write on for whatever only the
/// person's own words, or only the cards in the first language, can say.
pub fn for_the_team<'a>(decision: &'a Decision, answers: &Answers, own: &Summary) -> Summary<'a> {
    let mut page = summarise(decision, answers);
    let is_question = |key: &Key| is_card(key, |id| decision.prompt(id).is_some());
    let questions = page.questions.iter_mut().chain(&mut page.more_questions);
    let keys = answers.asked();
    for (index, words) in questions.enumerate() {
        if !keys.get(index).is_some_and(is_question) {
            *words = to_write();
        }
    }
    for (key, reply) in answers.replied().zip(&mut page.replies) {
        if !is_question(key) {
            reply.question = to_write();
        }
        blank(&mut reply.words);
    }
    for (list, own) in [
        (&mut page.concerns, &own.concerns),
        (&mut page.more_concerns, &own.more_concerns),
        (&mut page.some, &own.some),
        (&mut page.unsure, &own.unsure),
    ] {
        list.iter_mut().zip(own).for_each(|(concern, own)| concern_for_the_team(decision, concern, own));
    }
    page.also_said.iter_mut().chain(&mut page.not_mine).for_each(blank);
    [&mut page.me, &mut page.keeps_going, &mut page.help, &mut page.note].into_iter().for_each(blank);
    if let Some((lean, choice)) = &mut page.lean {
        name_of_choice(decision, lean.choice(), choice);
    }
    // What stands beside the questions now was compared with what was finished in the person's language.
    let finished = page.finished.iter_mut().zip(&own.finished);
    finished.for_each(|(talked, own)| talked.otherwise.clone_from(&own.otherwise));
    std::iter::once(&mut page.now).chain(&mut page.finished).for_each(talked);
    page.set_aside.iter_mut().for_each(|it| {
        let is_there = match it.kind {
            Kind::Choice => decision.option(&it.id).is_some(),
            Kind::Outcome => !decision.rows_about(&it.id).is_empty(),
        };
        if !is_there {
            it.name = to_write();
        }
        if let Reason::Own(own) = &mut it.reason {
            blank(own);
        }
    });
    let lines = |lines: &[PersonLine]| lines.iter().map(|it| line_of_a_list(it.says_more)).collect();
    Summary { talk: lines(&own.talk), today: lines(&own.today), supporter: lines(&own.supporter), ..page }
}

/// What was filled in on a list carries the words of the language in which it was filled in.
fn line_of_a_list(says_more: bool) -> PersonLine {
    PersonLine { words: to_write(), answers: vec![to_write()], says_more }
}

fn concern_for_the_team(decision: &Decision, concern: &mut Concern, own: &Concern) {
    if !is_card(&concern.key, |id| decision.matter(id).is_some()) {
        concern.words = to_write();
    }
    if let Some((marker, choice)) = &mut concern.marker {
        name_of_choice(decision, marker.choice(), choice);
    }
    // What the person's own side says of then and now holds for both.
    concern.numbers_changed = own.numbers_changed;
    concern.answered_as = own.answered_as.as_ref().map(|_| to_write());
    concern.ask_first = own.ask_first;
    if own.ask_first {
        concern.facts.retain(|fact| !matches!(fact, Fact::Numbers(..)));
    }
}

fn talked(talked: &mut Talked) {
    for (note, own) in &mut talked.notes {
        let is_day = *note == Note::LookAgainOn && Date::read(own).is_some();
        if !is_day {
            blank(own);
        }
    }
    talked.added.iter_mut().for_each(|(_, own)| blank(own));
    talked.otherwise.iter_mut().flat_map(|it| [&mut it.question, &mut it.words]).for_each(blank);
}

fn name_of_choice(decision: &Decision, id: Option<&str>, name: &mut String) {
    if id.is_some_and(|id| decision.option(id).is_none()) {
        *name = to_write();
    }
}

fn is_card(key: &Key, has: impl Fn(&str) -> bool) -> bool {
    match key {
        Key::Card(id) => has(id),
        Key::Own(_) => false,
    }
}

fn to_write() -> String {
    TO_WRITE.to_string()
}

fn blank(own: &mut String) {
    if !own.trim().is_empty() {
        *own = to_write();
    }
}

/// Both sides, part by part and row by row.
pub fn paired(own: Vec<Part>, other: Vec<Part>) -> Vec<PairedPart> {
    let mut other = other.into_iter();
    let beside = |own: Part| {
        let other = other.next().unwrap_or_default();
        PairedPart { titles: [own.title, other.title], rows: rows(own.lines, other.lines) }
    };
    let parts = own.into_iter().map(beside);
    parts.filter(|part| !part.rows.is_empty() || part.titles.iter().any(|title| !title.is_empty())).collect()
}

/// Lines stand in the same order on both sides; those of numbers are told apart by their line of the cards, so that no number
/// ever stands beside another one where cards differ.
fn rows(own: Vec<Line>, other: Vec<Line>) -> Vec<Pair> {
    let mut rows = Vec::new();
    let mut other = other.into_iter().peekable();
    let mut own = own.into_iter().peekable();
    loop {
        match (own.peek().map(|it| it.number), other.peek().map(|it| it.number)) {
            (None, None) => return rows,
            (mine, theirs) if mine == theirs => rows.push(Pair { own: own.next(), other: other.next() }),
            // A line of numbers that only one language has stands alone: the lower number first.
            (Some(Some(mine)), Some(Some(theirs))) if mine > theirs => {
                rows.push(Pair { own: None, other: other.next() });
            }
            (Some(Some(_)), _) | (_, None) => rows.push(Pair { own: own.next(), other: None }),
            (_, _) => rows.push(Pair { own: None, other: other.next() }),
        }
    }
}

/// The same as text: under each line in the person's language the one in the team's.
pub fn text(parts: Vec<PairedPart>) -> String {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        if part.titles.iter().any(|title| !title.is_empty()) {
            out.push(String::new());
            out.extend(part.titles);
        }
        for row in part.rows {
            out.extend([row.own, row.other].into_iter().flatten().map(|line| line.as_text()));
        }
    }
    out.join("\n")
}
