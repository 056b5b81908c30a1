//! The first form of kept answers, a line an answer, as programs wrote it until November 2026. It is read for good and never
//! written: a word for what it is, then its parts, with one space between; free words come last, with `\n` for a new line
//! and `\\` for `\`.

use serde_json::Value;

use super::entry::{self, Entry, Key};
use super::names::{DETAILS, FILLERS, PILES, WISHES, value};
use super::topic::{Answers, Draft, Lean, Marker};
use crate::text::Date;

/// The first line of the text.
/// How such a text begins.
pub const FIRST_LINE: &str = "tandem 1";
/// Stood between the answers of two topics in the browser's storage. No line of answers looks like it.
const BETWEEN: &str = "\n=\n";
/// More lines than this are not ours: no card offers so many.
const MOST_LINES: usize = 4_000;
/// Where the lines that were not understood are carried along.
const UNREAD: &str = "unread-lines";

/// What was kept about one topic: until when, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The topic's id.
    pub topic: String,
    /// Until when.
    pub until: Date,
    /// The text: answers, in whatever form.
    pub text: String,
}

/// What lay under the one key of the browser's storage. The rest is what was none of ours, to be left where it is.
pub fn records(stored: &str) -> (Vec<Record>, String) {
    let mut records: Vec<Record> = Vec::new();
    let mut rest = Vec::new();
    for block in stored.split(BETWEEN) {
        match record_in(block) {
            Some(it) if !records.iter().any(|known| known.topic == it.topic) => records.push(it),
            _ => rest.push(block),
        }
    }
    (records, rest.join(BETWEEN))
}

fn record_in(block: &str) -> Option<Record> {
    let (head, text) = block.split_once('\n')?;
    let (until, topic) = head.split_once(' ')?;
    Some(Record { topic: id(topic)?, until: Date::read(until)?, text: text.to_string() })
}

/// Reads answers and the topic that they are about; nothing if it is no such text. A line that is not understood is carried
/// along.
pub fn read(text: &str) -> Option<(String, Answers)> {
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) || text.lines().nth(MOST_LINES).is_some() {
        return None;
    }
    let topic = lines.next().and_then(|line| line.strip_prefix("decision "))?;
    let mut answers = Answers::default();
    let mut unread = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if take(&mut answers, line).is_none() {
            unread.push(Value::from(line));
        }
    }
    if !unread.is_empty() {
        answers.other.insert(UNREAD.to_string(), Value::Array(unread));
    }
    Some((topic.to_string(), answers))
}

/// Takes one line into the answers; nothing if it is not understood.
fn take(answers: &mut Answers, line: &str) -> Option<()> {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    match kind {
        "detail" => answers.detail = Some(value(&DETAILS, rest)?),
        "print-survival" if rest.is_empty() => answers.survival = Some(true),
        "own-matter" => take_own(&mut answers.things, rest)?,
        "own-question" => take_own(&mut answers.questions, rest)?,
        "pile" => {
            let (pile, key) = rest.split_once(' ')?;
            let (pile, key) = (value(&PILES, pile)?, key_of(key)?);
            if answers.pile(&key).is_some() {
                return None;
            }
            let thing = entry::take_or_begin(&mut answers.things, &key)?;
            thing.answer(|entry| entry.pile = Some(pile)).at_the_end(&mut answers.things);
        }
        "mark" => {
            let (key, marker) = rest.split_once(' ')?;
            let (marker, key) = (marker_of(marker)?, key_of(key)?);
            if answers.marker(&key).is_some() {
                return None;
            }
            let thing = entry::take_or_begin(&mut answers.things, &key)?;
            thing.answer(|entry| entry.marker = Some(marker)).in_place(&mut answers.things);
        }
        "ask" => {
            let key = key_of(rest)?;
            if entry::find(&answers.questions, &key).is_some_and(|entry| entry.asked) {
                return None;
            }
            let question = entry::take_or_begin(&mut answers.questions, &key)?;
            question.answer(|entry| entry.asked = true).at_the_end(&mut answers.questions);
        }
        "lean" => {
            answers.lean = Some(match rest.split_once(' ') {
                Some(("to", option)) => Lean::To(id(option)?),
                None if rest == "unsure" => Lean::Unsure,
                _ => return None,
            });
        }
        "wish" => answers.wish(value(&WISHES, rest)?, true),
        "filled-by" => answers.filler = Some(value(&FILLERS, rest)?),
        "draft-matter" => answers.write_draft(Draft::Matter, &unescape(rest)),
        "draft-question" => answers.write_draft(Draft::Question, &unescape(rest)),
        "help" => answers.help = unescape(rest),
        "note" => answers.note = unescape(rest),
        _ => return None,
    }
    Some(())
}

fn take_own<A: Default>(list: &mut Vec<Entry<A>>, rest: &str) -> Option<()> {
    let (number, words) = rest.split_once(' ')?;
    let (key, words) = (Key::Own(number.parse().ok()?), unescape(words));
    if words.trim().is_empty() || entry::find(list, &key).is_some() {
        return None;
    }
    list.push(Entry { key, words, answer: A::default(), other: serde_json::Map::new() });
    Some(())
}

fn marker_of(text: &str) -> Option<Marker> {
    match text.split_once(' ') {
        Some(("to", option)) => Some(Marker::Points(id(option)?)),
        None if text == "same" => Some(Marker::Same),
        None if text == "unsure" => Some(Marker::Unsure),
        _ => None,
    }
}

/// Own words were written `+1`: an id has no such sign.
fn key_of(text: &str) -> Option<Key> {
    match text.strip_prefix('+') {
        Some(number) => number.parse().ok().map(Key::Own),
        None => id(text).map(Key::Card),
    }
}

/// An id as authors write them. What is not one is not ours, whatever a file says.
pub fn id(text: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    (!text.is_empty() && text.chars().all(plain)).then(|| text.to_string())
}

fn unescape(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => {}
            },
            _ => plain.push(sign),
        }
    }
    plain
}
