//! The one form in which answers are kept, saved and held outside the program: JSON, described in `docs/answers.md`.
//!
//! Reading never fails and never trusts. What is not understood, an unknown field, a value from a newer program, an entry
//! that is none of ours, stays where it stands and is written again as it was.

use serde_json::{Map, Value};

use super::aside::{Aside, Reason};
use super::entry::{Entry, Key, unused_number};
use super::finished::{Added, CardThen, Finished, ReplyThen, Then};
use super::names::{DETAILS, ENDINGS, FILLERS, NOTES, PILES, REASONS, WISHES, name, value};
use super::sheets::{Entered, Sheet};
use super::talk::{Ending, Note, Talk};
use super::topic::{Answers, Asked, Lean, Marker, Sorted};
use super::{Notebook, Person, version1};
use crate::text::Date;

/// The version that this program writes. It changes when an older program would misunderstand the text.
pub const VERSION: u64 = 2;
/// More than this many bytes is not ours: it is far more than anybody writes.
pub const LONGEST_TEXT: usize = 16 * 1024 * 1024;
/// More entries in one list than this are not ours: no card offers so many, and no phone could show them.
const MOST_ENTRIES: usize = 2_000;

/// How much of a text was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Understood {
    /// All that there is to understand in this version.
    Whole,
    /// It was written by a newer program, which may mean something else by what it wrote: it is not to be written over.
    Newer,
    /// It is no notebook: it is not to be written over either.
    Nothing,
}

/// A text as read: a notebook, and how much of the text was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What was understood.
    pub notebook: Notebook,
    /// How much that is.
    pub understood: Understood,
}

impl Reading {
    const NOTHING: fn() -> Reading =
        || Reading { notebook: Notebook::default(), understood: Understood::Nothing };
}

/// Reads a notebook, of this version or of the first.
pub fn read(text: &str) -> Reading {
    if text.len() > LONGEST_TEXT {
        return Reading::NOTHING();
    }
    // Asked before it is read: the reader of the first version is in a later part of the program.
    if text.starts_with(version1::FIRST_LINE)
        && let Some((topic, answers)) = version1::read(text)
    {
        return Reading { notebook: Notebook::of_topic(&topic, answers), understood: Understood::Whole };
    }
    let Ok(Value::Object(map)) = serde_json::from_str(text) else { return Reading::NOTHING() };
    read_map(Fields(map)).unwrap_or_else(Reading::NOTHING)
}

fn read_map(mut fields: Fields) -> Option<Reading> {
    let version = fields.take("tandem", Value::as_u64)?;
    if version < VERSION || fields.0.values().any(|it| longest_list(it) > MOST_ENTRIES) {
        return None;
    }
    let mut person = Fields(fields.take_map("person"));
    let mut sheets = Vec::new();
    person.take_objects("sheets", &mut |id, map| sheets.push(read_sheet(id, map)));
    let calendar = person.take_map("calendar");
    let person = Person { sheets, calendar, other: person.0 };
    let mut topics = Vec::new();
    fields.take_objects("topics", &mut |id, map| topics.push((id.to_string(), read_topic(map))));
    let copied = fields.take("copied", |it| Date::read(it.as_str()?));
    let notebook = Notebook { person, topics, copied, other: fields.0 };
    Some(Reading {
        notebook,
        understood: if version > VERSION { Understood::Newer } else { Understood::Whole },
    })
}

/// Writes a notebook.
pub fn write(notebook: &Notebook) -> String {
    text(&written(notebook))
}

/// Writes a notebook as it may be kept on the device and in the tab's memory: without what is marked private, unless it was
/// chosen to be kept all the same.
pub fn write_without_private(notebook: &Notebook) -> String {
    let mut value = written(notebook);
    remove_private(&mut value);
    text(&value)
}

/// Writes a notebook with its version first, so that a text that lost its end still says what it is.
pub fn write_version_first(notebook: &Notebook, without_private: bool) -> String {
    let mut value = written(notebook);
    if without_private {
        remove_private(&mut value);
    }
    if let Value::Object(fields) = &mut value {
        fields.remove("tandem");
    }
    let rest = text(&value);
    let rest = rest.trim_start_matches('{');
    format!("{{\"tandem\":{VERSION}{}{rest}", if rest == "}" { "" } else { "," })
}

fn text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn written(notebook: &Notebook) -> Value {
    let mut fields = Fields(notebook.other.clone());
    fields.put("tandem", Some(VERSION));
    fields.put_map("person", write_person(&notebook.person));
    let mut topics = fields.take_map("topics");
    for (id, answers) in notebook.topics.iter().filter(|(_, answers)| !answers.is_empty()) {
        topics.insert(id.clone(), write_topic(answers));
    }
    fields.put_map("topics", topics);
    fields.put("copied", notebook.copied.map(|day| day.to_string()));
    Value::Object(fields.0)
}

fn read_sheet(id: &str, mut fields: Fields) -> Sheet {
    let lines = fields.take_entries("lines", |fields| Entered {
        ticks: fields.take("ticks", texts).unwrap_or_default(),
        texts: fields.take("texts", texts).unwrap_or_default(),
        private: fields.take_true("private"),
        chosen: fields.take_true("keep"),
        only_one: fields.take_true("one"),
        without_taken: fields.take_true("without"),
    });
    Sheet { id: id.to_string(), title: fields.take_words("title"), lines, other: fields.0 }
}

fn write_person(person: &Person) -> Map<String, Value> {
    let mut fields = Fields(person.other.clone());
    let mut sheets = fields.take_map("sheets");
    for sheet in person.sheets.iter().filter(|sheet| sheet.has_any()) {
        let mut fields = Fields(sheet.other.clone());
        fields.put_words("title", &sheet.title);
        fields.put_entries("lines", &sheet.lines, |entered, fields| {
            let list = |texts: &[String]| Some(texts.to_vec()).filter(|it| !it.is_empty());
            fields.put("ticks", list(&entered.ticks));
            fields.put("texts", list(&entered.texts));
            fields.put("private", entered.private.then_some(true));
            fields.put("keep", entered.chosen.then_some(true));
            fields.put("one", entered.only_one.then_some(true));
            fields.put("without", entered.without_taken.then_some(true));
        });
        sheets.insert(sheet.id.clone(), Value::Object(fields.0));
    }
    fields.put_map("sheets", sheets);
    fields.put_map("calendar", person.calendar.clone());
    fields.0
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(words).collect()
}

/// The length of the longest list anywhere in a value.
fn longest_list(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(longest_list).max().unwrap_or_default().max(list.len()),
        Value::Object(map) => map.values().map(longest_list).max().unwrap_or_default(),
        _ => 0,
    }
}

/// Any object of the form may be marked `"private": true`, and then `"keep": true`: so may those that only a newer program
/// knows, and this one leaves them out as well.
fn remove_private(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.retain(|it| !is_private(it));
            list.iter_mut().for_each(remove_private);
        }
        Value::Object(map) => {
            map.retain(|_, it| !is_private(it));
            map.values_mut().for_each(remove_private);
        }
        _ => {}
    }
}

fn is_private(value: &Value) -> bool {
    let is = |name| value.get(name) == Some(&Value::Bool(true));
    is("private") && !is("keep")
}

fn read_topic(mut fields: Fields) -> Answers {
    let mut drafts = Fields(fields.take_map("drafts"));
    let mut answers = Answers {
        detail: fields.take("detail", |it| value(&DETAILS, it.as_str()?)),
        survival: fields.take("print-survival", Value::as_bool),
        things: fields.take_entries("things", |fields| Sorted {
            pile: fields.take("pile", |it| value(&PILES, it.as_str()?)),
            marker: fields.take("mark", marker),
            numbers: fields.take("numbers", words),
            lang: fields.take_words("lang"),
        }),
        questions: fields.take_entries("questions", |fields| Asked {
            asked: fields.take_true("asked"),
            answered: fields.take_true("answered"),
            reply: fields.take_words("what-was-said"),
        }),
        drafts: [drafts.take_words("thing"), drafts.take_words("question")],
        lean: fields.take("lean", lean),
        help: fields.take_words("help"),
        me: fields.take_words("me"),
        keeps_going: fields.take_words("keeps-going"),
        note: fields.take_words("note"),
        tag: fields.take("tag", |it| u16::try_from(it.as_u64()?).ok()),
        filler: fields.take("filled-by", |it| value(&FILLERS, it.as_str()?)),
        asides: ASIDES.map(|list| {
            let read = |fields: &mut Fields| Aside { reason: fields.take("reason", reason) };
            fields.take_entries(list, read)
        }),
        talk: read_talk(Fields(fields.take_map("talk"))),
        choices: fields.take_map("choices"),
        ..Answers::default()
    };
    fields.take_each("wishes", &mut |it| {
        let wish = value(&WISHES, it.as_str()?).filter(|wish| !answers.wishes(*wish))?;
        answers.wish(wish, true);
        Some(())
    });
    fields.put_map("drafts", drafts.0);
    answers.other = fields.0;
    answers
}

fn write_topic(answers: &Answers) -> Value {
    let mut fields = Fields(answers.other.clone());
    fields.put("detail", answers.detail.map(|it| name(&DETAILS, &it)));
    fields.put("print-survival", answers.survival);
    fields.put_entries("things", &answers.things, |entry, fields| {
        fields.put("pile", entry.pile.map(|it| name(&PILES, &it)));
        fields.put("mark", entry.marker.as_ref().map(|it| pointer(it.choice(), *it == Marker::Same)));
        fields.put("numbers", entry.numbers.as_deref());
        fields.put_words("lang", &entry.lang);
    });
    fields.put_entries("questions", &answers.questions, |entry, fields| {
        fields.put("asked", entry.asked.then_some(true));
        fields.put("answered", entry.answered.then_some(true));
        fields.put_words("what-was-said", &entry.reply);
    });
    let [thing, question] = &answers.drafts;
    let mut drafts = Fields(fields.take_map("drafts"));
    drafts.put_words("thing", thing);
    drafts.put_words("question", question);
    fields.put_map("drafts", drafts.0);
    fields.put("lean", answers.lean.as_ref().map(|it| pointer(it.choice(), false)));
    fields.put_list("wishes", answers.wishes.iter().map(|it| Value::from(name(&WISHES, it))).collect());
    fields.put_words("help", &answers.help);
    fields.put_words("me", &answers.me);
    fields.put_words("keeps-going", &answers.keeps_going);
    fields.put_words("note", &answers.note);
    fields.put("tag", answers.tag);
    fields.put("filled-by", answers.filler.map(|it| name(&FILLERS, &it)));
    for (list, asides) in ASIDES.into_iter().zip(&answers.asides) {
        fields.put_entries(list, asides, |it, fields| {
            fields.put("reason", it.reason.as_ref().map(written_reason));
        });
    }
    fields.put_map("talk", written_talk(&answers.talk));
    fields.put_map("choices", answers.choices.clone());
    Value::Object(fields.0)
}

fn read_talk(mut fields: Fields) -> Talk {
    let (notes, ending) = (fields.take_notes(), fields.take_ending());
    let adding = fields.take_words("adding");
    let calendar = fields.take_map("calendar");
    let mut finished = Vec::new();
    fields.take_each("finished", &mut |it| {
        finished.push(read_said(Fields(it.as_object()?.clone()))?);
        Some(())
    });
    Talk { notes, ending, finished, adding, calendar, other: fields.0 }
}

fn written_talk(talk: &Talk) -> Map<String, Value> {
    let mut fields = Fields(talk.other.clone());
    fields.put_notes(&talk.notes, talk.ending);
    fields.put_words("adding", &talk.adding);
    fields.put_map("calendar", talk.calendar.clone());
    fields.put_list("finished", talk.finished.iter().map(written_said).collect());
    fields.0
}

/// What was finished has a day. What has none is none of ours, and stays as it is.
fn read_said(mut fields: Fields) -> Option<Finished> {
    let day = fields.take("day", date)?;
    let (notes, ending) = (fields.take_notes(), fields.take_ending());
    let (mut cards, mut added) = (Vec::new(), Vec::new());
    fields.take_each("cards", &mut |it| {
        let [id, name, print] = ["id", "words", "print"].map(|name| it.get(name).and_then(words));
        cards.push(CardThen { id: id?, words: name?, print: print? });
        Some(())
    });
    fields.take_each("added", &mut |it| {
        added.push(Added { day: date(it.get("day")?)?, words: words(it.get("words")?)? });
        Some(())
    });
    let mut replies = Vec::new();
    fields.take_each("questions", &mut |it| {
        replies.push(read_reply(Fields(it.as_object()?.clone()))?);
        Some(())
    });
    let matters = fields.take("mattered", texts).unwrap_or_default();
    let [lean, lang] = ["leaned-to", "lang"].map(|name| fields.take_words(name));
    let then = Then { matters, lean, lang, cards, replies };
    Some(Finished { day, ending, notes, then, added, other: fields.0 })
}

/// What was said to a question then. Without the question it is none of ours, and stays as it is.
fn read_reply(mut fields: Fields) -> Option<ReplyThen> {
    let question = fields.take("words", words)?;
    let answered = fields.take("answered", Value::as_bool).unwrap_or_default();
    let words = fields.take_words("what-was-said");
    Some(ReplyThen { question, answered, words, other: fields.0 })
}

fn written_reply(reply: &ReplyThen) -> Value {
    let mut fields = Fields(reply.other.clone());
    fields.put("words", Some(reply.question.as_str()));
    fields.put("answered", reply.answered.then_some(true));
    fields.put_words("what-was-said", &reply.words);
    Value::Object(fields.0)
}

fn written_said(finished: &Finished) -> Value {
    let mut fields = Fields(finished.other.clone());
    fields.put("day", Some(finished.day.to_string()));
    fields.put_notes(&finished.notes, finished.ending);
    fields.put("mattered", Some(finished.then.matters.clone()).filter(|it| !it.is_empty()));
    fields.put_words("leaned-to", &finished.then.lean);
    fields.put_words("lang", &finished.then.lang);
    let card = |it: &CardThen| written_words(&[("id", &it.id), ("words", &it.words), ("print", &it.print)]);
    fields.put_list("cards", finished.then.cards.iter().map(card).collect());
    fields.put_list("questions", finished.then.replies.iter().map(written_reply).collect());
    let added = |it: &Added| written_words(&[("day", &it.day.to_string()), ("words", &it.words)]);
    fields.put_list("added", finished.added.iter().map(added).collect());
    Value::Object(fields.0)
}

fn written_words(list: &[(&str, &str)]) -> Value {
    let mut fields = Fields(Map::new());
    list.iter().for_each(|(name, words)| fields.put(name, Some(*words)));
    Value::Object(fields.0)
}

fn date(value: &Value) -> Option<Date> {
    Date::read(value.as_str()?)
}

/// The names of the two lists of what is set aside.
const ASIDES: [&str; 2] = ["choices-aside", "outcomes-aside"];

/// `"not-open"` or `{"own": "I cannot travel"}`.
fn reason(value: &Value) -> Option<Reason> {
    match value {
        Value::String(word) => super::names::value(&REASONS, word),
        Value::Object(map) if map.len() == 1 => {
            let words = map.get("own")?.as_str()?;
            (!words.trim().is_empty()).then(|| Reason::Own(words.to_string()))
        }
        _ => None,
    }
}

fn written_reason(reason: &Reason) -> Value {
    let Reason::Own(words) = reason else { return Value::from(name(&REASONS, reason)) };
    let mut own = Fields(Map::new());
    own.put("own", Some(words.as_str()));
    Value::Object(own.0)
}

fn words(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

fn marker(value: &Value) -> Option<Marker> {
    match value.as_str() {
        Some("same") => Some(Marker::Same),
        _ => Some(match lean(value)? {
            Lean::To(id) => Marker::Points(id),
            Lean::Unsure => Marker::Unsure,
        }),
    }
}

/// `{"to": "surgery"}` or `"unsure"`.
fn lean(value: &Value) -> Option<Lean> {
    match value {
        Value::String(word) if word == "unsure" => Some(Lean::Unsure),
        Value::Object(map) if map.len() == 1 => Some(Lean::To(version1::id(map.get("to")?.as_str()?)?)),
        _ => None,
    }
}

fn pointer(choice: Option<&str>, same: bool) -> Value {
    let Some(choice) = choice else { return Value::from(if same { "same" } else { "unsure" }) };
    let mut to = Fields(Map::new());
    to.put("to", Some(choice));
    Value::Object(to.0)
}

/// The fields of an object. What is taken was understood; the rest stays.
struct Fields(Map<String, Value>);

impl Fields {
    /// Takes a field, if it is there and is what it should be.
    fn take<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let value = read(self.0.get(name)?)?;
        self.0.remove(name);
        Some(value)
    }

    fn take_words(&mut self, name: &str) -> String {
        self.take(name, words).unwrap_or_default()
    }

    fn take_notes(&mut self) -> [String; 10] {
        Note::ALL.map(|note| self.take_words(name(&NOTES, &note)))
    }

    fn take_ending(&mut self) -> Option<Ending> {
        self.take("ending", |it| value(&ENDINGS, it.as_str()?))
    }

    fn put_notes(&mut self, notes: &[String; 10], ending: Option<Ending>) {
        for (note, words) in Note::ALL.into_iter().zip(notes) {
            self.put_words(name(&NOTES, &note), words);
        }
        self.put("ending", ending.map(|it| name(&ENDINGS, &it)));
    }

    /// False is written as nothing.
    fn take_true(&mut self, name: &str) -> bool {
        self.take(name, |it| it.as_bool().filter(|yes| *yes)).unwrap_or_default()
    }

    fn take_map(&mut self, name: &str) -> Map<String, Value> {
        match self.0.remove(name) {
            Some(Value::Object(map)) => map,
            Some(other) => {
                self.0.insert(name.to_string(), other);
                Map::new()
            }
            None => Map::new(),
        }
    }

    /// Takes those values of an object that are objects; the others stay.
    fn take_objects(&mut self, name: &str, take: &mut dyn FnMut(&str, Fields)) {
        let mut unread = self.take_map(name);
        unread.retain(|id, value| match value {
            Value::Object(map) => {
                take(id, Fields(std::mem::take(map)));
                false
            }
            _ => true,
        });
        self.put_map(name, unread);
    }

    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_string(), value.into());
        }
    }

    fn put_words(&mut self, name: &str, words: &str) {
        self.put(name, Some(words).filter(|it| !it.is_empty()));
    }

    fn put_map(&mut self, name: &str, map: Map<String, Value>) {
        self.put(name, Some(map).filter(|it| !it.is_empty()));
    }

    /// Takes those entries of a list that are what they should be; the others stay. What is there twice is set apart, so that
    /// it never takes the place of a thing that was taken away; own words under the same number are another thing.
    fn take_entries<A>(&mut self, name: &str, read: impl Fn(&mut Fields) -> A) -> Vec<Entry<A>> {
        let mut entries: Vec<Entry<A>> = Vec::new();
        let (mut twice, mut numbered_twice) = (Vec::new(), Vec::new());
        self.take_each(name, &mut |value| {
            let mut fields = Fields(value.as_object()?.clone());
            let key = fields.take_key()?;
            let words = fields.take_words("words");
            if matches!(key, Key::Own(_)) && words.trim().is_empty() {
                return None;
            }
            let known = entries.iter().find(|entry| entry.key == key);
            let is_another = known.is_some_and(|known| matches!(key, Key::Own(_)) && known.words != words);
            if known.is_some() && !is_another {
                twice.push(value.clone());
                return Some(());
            }
            let answer = read(&mut fields);
            let entry = Entry { key, words, answer, other: fields.0 };
            if is_another {
                numbered_twice.push(entry)
            } else {
                entries.push(entry)
            }
            Some(())
        });
        for mut entry in numbered_twice {
            entry.key = Key::Own(unused_number(&entries));
            entries.push(entry);
        }
        self.put_list(&format!("{name}-twice"), twice);
        entries
    }

    /// Takes the values of a list that a reader takes; the others stay.
    fn take_each(&mut self, name: &str, take: &mut dyn FnMut(&Value) -> Option<()>) {
        if let Some(Value::Array(list)) = self.0.get_mut(name) {
            list.retain(|value| take(value).is_none());
            if list.is_empty() {
                self.0.remove(name);
            }
        }
    }

    fn put_entries<A>(&mut self, name: &str, entries: &[Entry<A>], write: impl Fn(&A, &mut Fields)) {
        let entries = entries.iter().map(|entry| {
            let mut fields = Fields(entry.other.clone());
            match &entry.key {
                Key::Card(id) => fields.put("id", Some(id.as_str())),
                Key::Own(number) => fields.put("own", Some(*number)),
            }
            fields.put_words("words", &entry.words);
            write(&entry.answer, &mut fields);
            Value::Object(fields.0)
        });
        self.put_list(name, entries.collect());
    }

    /// Puts a list before what was not understood of it.
    fn put_list(&mut self, name: &str, mut list: Vec<Value>) {
        if let Some(Value::Array(unread)) = self.0.get(name) {
            list.extend(unread.iter().cloned());
        }
        self.put(name, Some(list).filter(|it| !it.is_empty()));
    }

    fn take_key(&mut self) -> Option<Key> {
        let own = self.take("own", |it| u32::try_from(it.as_u64()?).ok()).map(Key::Own);
        own.or_else(|| self.take("id", |it| version1::id(it.as_str()?)).map(Key::Card))
    }
}
