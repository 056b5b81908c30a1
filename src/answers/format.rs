//! The one form in which answers are kept, saved and held outside the program: JSON, described in `docs/answers.md`.
//!
//! Reading never fails and never trusts. What is not understood, an unknown field, a value from a newer program, an entry
//! that is none of ours, stays where it stands and is written again as it was.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::entry::{Entry, Key};
use super::topic::{Answers, Asked, Sorted};
use super::{Notebook, Person, version1};

/// The version that this program writes. It changes when an older program would misunderstand the text.
pub const VERSION: u32 = 2;
/// More than this many bytes is not ours: it is far more than anybody writes.
const LONGEST_TEXT: usize = 16 * 1024 * 1024;
/// More entries in one list than this are not ours: no card offers so many, and no phone could show them.
const MOST_ENTRIES: usize = 4_000;

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
    if let Some((topic, answers)) = version1::read(text) {
        return Reading { notebook: Notebook::of_topic(&topic, answers), understood: Understood::Whole };
    }
    let Ok(Value::Object(map)) = serde_json::from_str(text) else { return Reading::NOTHING() };
    read_map(Fields(map)).unwrap_or_else(Reading::NOTHING)
}

fn read_map(mut fields: Fields) -> Option<Reading> {
    let version: u64 = fields.take("tandem")?;
    if version < u64::from(VERSION) || fields.longest_list() > MOST_ENTRIES {
        return None;
    }
    let person = Person { other: fields.take("person").unwrap_or_default() };
    let topics = fields.take::<Map<String, Value>>("topics").unwrap_or_default();
    let mut notebook = Notebook { person, other: Map::new(), ..Notebook::default() };
    let mut unread = Map::new();
    for (id, topic) in topics {
        match topic {
            Value::Object(map) => {
                notebook.topics.insert(id, read_topic(Fields(map)));
            }
            other => {
                unread.insert(id, other);
            }
        }
    }
    fields.put_unless_empty("topics", unread);
    notebook.other = fields.0;
    let newer = version > u64::from(VERSION);
    Some(Reading { notebook, understood: if newer { Understood::Newer } else { Understood::Whole } })
}

/// Writes a notebook.
pub fn write(notebook: &Notebook) -> String {
    value(notebook).to_string()
}

/// Writes a notebook as it may be kept on the device and in the tab's memory: without what is marked private, unless it was
/// chosen to be kept all the same.
pub fn write_without_private(notebook: &Notebook) -> String {
    let mut value = value(notebook);
    remove_private(&mut value);
    value.to_string()
}

fn value(notebook: &Notebook) -> Value {
    let mut fields = Fields(notebook.other.clone());
    fields.put("tandem", VERSION);
    fields.put_unless_empty("person", notebook.person.other.clone());
    let mut topics: Map<String, Value> = fields.take("topics").unwrap_or_default();
    for (id, answers) in notebook.topics.iter().filter(|(_, answers)| !answers.is_empty()) {
        topics.insert(id.clone(), write_topic(answers));
    }
    fields.put_unless_empty("topics", topics);
    Value::Object(fields.0)
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
    let mut drafts = Fields(fields.take("drafts").unwrap_or_default());
    let answers = Answers {
        detail: fields.take("detail"),
        survival_on_paper: fields.take("print-survival").unwrap_or_default(),
        things: fields.take_entries("things", |fields| Sorted {
            pile: fields.take("pile"),
            marker: fields.take("mark"),
            numbers: fields.take("numbers"),
        }),
        questions: fields
            .take_entries("questions", |fields| Asked { asked: fields.take("asked").unwrap_or_default() }),
        drafts: [drafts.take("thing").unwrap_or_default(), drafts.take("question").unwrap_or_default()],
        lean: fields.take("lean"),
        wishes: fields.take_known("wishes"),
        help: fields.take("help").unwrap_or_default(),
        note: fields.take("note").unwrap_or_default(),
        filler: fields.take("filled-by"),
        choices: fields.take("choices").unwrap_or_default(),
        other: Map::new(),
    };
    fields.put_unless_empty("drafts", drafts.0);
    Answers { other: fields.0, ..answers }
}

fn write_topic(answers: &Answers) -> Value {
    let mut fields = Fields(answers.other.clone());
    fields.put_some("detail", answers.detail.as_ref());
    fields.put_some("print-survival", answers.survival_on_paper.then_some(true));
    fields.put_entries("things", &answers.things, |said, fields| {
        fields.put_some("pile", said.pile.as_ref());
        fields.put_some("mark", said.marker.as_ref());
        fields.put_some("numbers", said.numbers.as_ref());
    });
    fields.put_entries("questions", &answers.questions, |said, fields| {
        fields.put_some("asked", said.asked.then_some(true));
    });
    let [thing, question] = &answers.drafts;
    let mut drafts = Fields(fields.take("drafts").unwrap_or_default());
    drafts.put_words("thing", thing);
    drafts.put_words("question", question);
    fields.put_unless_empty("drafts", drafts.0);
    fields.put_some("lean", answers.lean.as_ref());
    let wishes = answers.wishes.iter().filter_map(|wish| serde_json::to_value(wish).ok());
    fields.put_list("wishes", wishes.collect());
    fields.put_words("help", &answers.help);
    fields.put_words("note", &answers.note);
    fields.put_some("filled-by", answers.filler.as_ref());
    fields.put_some("choices", Some(&answers.choices).filter(|it| !it.is_empty()));
    Value::Object(fields.0)
}

/// The fields of an object. What is taken was understood; the rest stays.
struct Fields(Map<String, Value>);

impl Fields {
    /// Takes a field, if it is there and is what it should be.
    fn take<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = T::deserialize(self.0.get(name)?).ok()?;
        self.0.remove(name);
        Some(value)
    }

    fn put(&mut self, name: &str, value: impl Serialize) {
        if let Ok(value) = serde_json::to_value(value) {
            self.0.insert(name.to_string(), value);
        }
    }

    fn put_some(&mut self, name: &str, value: Option<impl Serialize>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn put_words(&mut self, name: &str, words: &str) {
        self.put_some(name, Some(words).filter(|it| !it.is_empty()));
    }

    fn put_unless_empty(&mut self, name: &str, map: Map<String, Value>) {
        if !map.is_empty() {
            self.0.insert(name.to_string(), Value::Object(map));
        }
    }

    /// Takes those values of a list that are what they should be, each once; the others stay.
    fn take_known<T: DeserializeOwned + PartialEq>(&mut self, name: &str) -> Vec<T> {
        let mut known = Vec::new();
        self.take_each(name, |value| {
            let value = T::deserialize(value).ok().filter(|it| !known.contains(it))?;
            known.push(value);
            Some(())
        });
        known
    }

    /// Takes those entries of a list that are what they should be, each thing once; the others stay.
    fn take_entries<A>(&mut self, name: &str, read: impl Fn(&mut Fields) -> A) -> Vec<Entry<A>> {
        let mut entries: Vec<Entry<A>> = Vec::new();
        let mut known = std::collections::HashSet::new();
        self.take_each(name, |value| {
            let mut fields = Fields(value.as_object()?.clone());
            let key = fields.take_key()?;
            let words: String = fields.take("words").unwrap_or_default();
            let is_empty = matches!(key, Key::Own(_)) && words.trim().is_empty();
            if is_empty || !known.insert(key.clone()) {
                return None;
            }
            let answer = read(&mut fields);
            entries.push(Entry { key, words, answer, other: fields.0 });
            Some(())
        });
        entries
    }

    /// Takes the values of a list that a reader takes; the others stay.
    fn take_each(&mut self, name: &str, mut take: impl FnMut(&Value) -> Option<()>) {
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
                Key::Card(id) => fields.put("id", id),
                Key::Own(number) => fields.put("own", number),
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
        if !list.is_empty() {
            self.0.insert(name.to_string(), Value::Array(list));
        }
    }

    fn take_key(&mut self) -> Option<Key> {
        match self.take::<u32>("own") {
            Some(number) => Some(Key::Own(number)),
            None => self.take::<String>("id").and_then(|id| version1::id(&id)).map(Key::Card),
        }
    }

    /// The length of the longest list of any topic.
    fn longest_list(&self) -> usize {
        let topics = self.0.get("topics").and_then(Value::as_object);
        let fields =
            topics.into_iter().flat_map(Map::values).filter_map(Value::as_object).flat_map(Map::values);
        fields.filter_map(Value::as_array).map(Vec::len).max().unwrap_or_default()
    }
}
