//! What was said when people talked, for the page: beside each question what was said to it, then the notes, each with whose it is.

use super::{Summary, question_words, sentence};
use crate::answers::{Answers, Ending, Finished, Note, ReplyThen};
use crate::cards::{Date, Decision};
use crate::words::{Word, Words};

/// What was said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The question's place among those to ask, the first being 0; none where it is not to be asked any more.
    pub index: Option<usize>,
    /// The question.
    pub question: String,
    /// Whether it was ticked as answered.
    pub answered: bool,
    /// What was said; empty if only the tick was made.
    pub words: String,
}

/// The questions that were answered, or to which something was said.
pub fn replies(decision: &Decision, answers: &Answers) -> Vec<Reply> {
    let asked = answers.asked();
    let reply = |key| Reply {
        index: asked.iter().position(|it| it == key),
        question: question_words(decision, answers, key),
        answered: answers.is_answered(key),
        words: answers.reply(key).to_string(),
    };
    answers.replied().map(reply).collect()
}

/// What was written down of a talk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talked {
    /// The day on which it was finished; none while it can still be corrected.
    pub day: Option<Date>,
    /// How the talk ended.
    pub ending: Option<Ending>,
    /// The name of the choice that the person leaned to.
    pub lean: Option<String>,
    /// The language in which it was finished.
    pub lang: String,
    /// The notes that were written, in order.
    pub notes: Vec<(Note, String)>,
    /// What was added later, with its day; what is being added has none yet.
    pub added: Vec<(Option<Date>, String)>,
    /// What had been said to the questions when it was finished.
    pub replies: Vec<Reply>,
    /// Of these, what does not stand beside the questions now, since it was changed there later.
    pub otherwise: Vec<Reply>,
}

impl Talked {
    fn of(day: Option<Date>, ending: Option<Ending>, note: &dyn Fn(Note) -> String) -> Talked {
        let notes = Note::ALL.map(|it| (it, note(it))).into_iter();
        let notes = notes.filter(|(_, words)| !words.trim().is_empty()).collect();
        Talked { day, ending, notes, ..Talked::default() }
    }

    /// What was finished.
    pub fn of_finished(finished: &Finished) -> Talked {
        let lean = finished.then.lean.clone();
        let reply = |it: &ReplyThen| Reply {
            index: None,
            question: it.question.clone(),
            answered: it.answered,
            words: it.words.clone(),
        };
        Talked {
            lean: (!lean.is_empty()).then_some(lean),
            lang: finished.then.lang.clone(),
            replies: finished.then.replies.iter().map(reply).collect(),
            added: finished.added.iter().map(|added| (Some(added.day), added.words.clone())).collect(),
            ..Talked::of(Some(finished.day), finished.ending, &|note| finished.note(note).to_string())
        }
    }

    /// Whether nothing is written down.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.ending.is_none() && self.added.is_empty()
    }

    /// A note, if it was written.
    pub fn note(&self, note: Note) -> Option<&str> {
        self.notes.iter().find(|(known, _)| *known == note).map(|(_, words)| words.as_str())
    }
}

/// The replies of some that are not among others. In one language a question is known by its words; in another only what was
/// said tells.
pub fn not_among<'a>(
    replies: &'a [Reply],
    others: &'a [Reply],
    in_one_language: bool,
) -> impl Iterator<Item = &'a Reply> {
    let is_same = move |one: &Reply, other: &Reply| {
        let is_asked = one.question == other.question || !in_one_language;
        is_asked && one.answered == other.answered && one.words == other.words
    };
    replies.iter().filter(move |one| !others.iter().any(|other| is_same(one, other)))
}

/// What is written down and can still be corrected.
pub fn now(answers: &Answers, lean: Option<String>) -> Talked {
    Talked { lean, ..Talked::of(None, answers.ending(), &|note| answers.talk_note(note).to_string()) }
}

/// What was finished, in the order in which it was. `now` is what stands beside the questions of the cards in this language.
pub fn finished(answers: &Answers, now: &[Reply], lang: &str) -> Vec<Talked> {
    let mut finished: Vec<Talked> = answers.finished().iter().map(Talked::of_finished).collect();
    for talked in &mut finished {
        talked.otherwise = not_among(&talked.replies, now, talked.lang == lang).cloned().collect();
    }
    let adding = answers.adding().trim();
    if !adding.is_empty() {
        if finished.is_empty() {
            // What it was to be added to was cleared in another tab.
            finished.push(Talked::of(None, None, &|_| String::new()));
        }
        if let Some(last) = finished.last_mut() {
            last.added.push((None, adding.to_string()));
        }
    }
    finished
}

impl Summary<'_> {
    /// What was said to the question at a place among those to ask.
    pub fn reply(&self, index: usize) -> Option<&Reply> {
        self.replies.iter().find(|reply| reply.index == Some(index))
    }

    /// What stands first: what is being written down; while nothing is, what was finished last.
    pub fn latest(&self) -> &Talked {
        if self.now.is_empty() { self.finished.last().unwrap_or(&self.now) } else { &self.now }
    }

    /// What was finished besides.
    pub fn earlier(&self) -> &[Talked] {
        let all = self.finished.as_slice();
        if self.now.is_empty() { all.split_last().map_or(&[], |(_, before)| before) } else { all }
    }
}

/// The heading of what was said: with its day once it is finished.
pub fn title(words: &Words, talked: &Talked) -> String {
    match talked.day {
        Some(day) => words.format(Word::SaidOn, &[("date", &sentence::in_words(words, day))]),
        None => words.get(Word::PageSaidToday).to_string(),
    }
}

/// What was added, with its day.
pub fn added_line(words: &Words, (day, own): &(Option<Date>, String)) -> String {
    words.label(&added_label(words, *day), own)
}

/// On which day something was added.
pub fn added_label(words: &Words, day: Option<Date>) -> String {
    match day {
        Some(day) => words.format(Word::SaidAdded, &[("date", &sentence::in_words(words, day))]),
        None => words.get(Word::SaidAdding).to_string(),
    }
}

/// A note's words; a day as people write it.
pub fn note_text(words: &Words, note: Note, own: &str) -> String {
    let day = Date::read(own).filter(|_| note == Note::LookAgainOn);
    day.map_or_else(|| own.to_string(), |day| sentence::in_words(words, day))
}

/// A note with what it is called, as a line.
pub fn note_line(words: &Words, (note, own): &(Note, String)) -> String {
    words.label(words.get(note_label(*note)).trim_end_matches(':'), &note_text(words, *note, own))
}

/// What was said to a question, as a line: that it is answered, and the words.
pub fn reply_line(words: &Words, reply: &Reply) -> String {
    let tick = reply.answered.then(|| words.get(Word::TalkAnswered).to_string());
    let own = (!reply.words.trim().is_empty()).then(|| reply.words.clone());
    words.join(Word::JoinSentences, tick.into_iter().chain(own))
}

/// A question with what was said to it, as a line.
pub fn question_line(words: &Words, reply: &Reply) -> String {
    words.join(Word::JoinSentences, [reply.question.clone(), reply_line(words, reply)])
}

/// What was said besides the notes: to questions, where something else stands beside them now; and what was added.
pub fn besides(words: &Words, talked: &Talked) -> Vec<String> {
    let replies = talked.otherwise.iter().map(|reply| question_line(words, reply));
    replies.chain(talked.added.iter().map(|added| added_line(words, added))).collect()
}

/// What a note is called, with whose it is.
pub fn note_label(note: Note) -> Word {
    match note {
        Note::SaidBack => Word::TalkSaidBack,
        Note::Person => Word::TalkPersonNote,
        Note::Clinician => Word::TalkClinicianNote,
        Note::WhoDoesWhat => Word::TodayWho,
        Note::LookAgain => Word::TodayAgain,
        Note::LookAgainOn => Word::TodayAgainOn,
        Note::Ring => Word::TodayRing,
        Note::ChangeMind => Word::TodayChangeMind,
        Note::HardToKeep => Word::TodayHard,
        Note::BeforeStop => Word::TodayBeforeStop,
    }
}

/// How the talk ended.
pub fn ending(ending: Ending) -> Word {
    match ending {
        Ending::Decided => Word::TodayDecided,
        Ending::NotYet => Word::TodayNotYet,
        Ending::MoreTime => Word::TodayMoreTime,
    }
}
