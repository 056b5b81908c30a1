//! What is looked up by a word: by the whole of it, or by its first or last letters.

use rustc_hash::FxHashMap;

/// By so many bytes of its beginning or end a word is looked up.
type Letters = [u8; 3];

/// How much of a word is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// The word.
    Whole(String),
    /// Its beginning.
    Begins(String),
    /// Its end.
    Ends(String),
}

impl Form {
    /// Whether a word is this one, or begins or ends so.
    pub fn is(&self, word: &str) -> bool {
        match self {
            Form::Whole(it) => it == word,
            Form::Begins(it) => word.starts_with(it.as_str()),
            Form::Ends(it) => word.ends_with(it.as_str()),
        }
    }

    /// How many letters are known of it, in bytes.
    pub fn len(&self) -> usize {
        match self {
            Form::Whole(it) | Form::Begins(it) | Form::Ends(it) => it.len(),
        }
    }
}

/// Things by words.
#[derive(Clone, Debug)]
pub struct Lookup<T> {
    whole: FxHashMap<String, Vec<T>>,
    by_first: FxHashMap<Letters, Vec<(Form, T)>>,
    by_last: FxHashMap<Letters, Vec<(Form, T)>>,
    /// Those of which too few letters are known: they are found at every word.
    rest: Vec<T>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Lookup<T> {
        let (by_first, by_last) = (FxHashMap::default(), FxHashMap::default());
        Lookup { whole: FxHashMap::default(), by_first, by_last, rest: Vec::new() }
    }
}

impl<T> Lookup<T> {
    /// Puts a thing under a word; under none it is found at each.
    pub fn add(&mut self, form: Option<&Form>, it: T) {
        let (map, key, form) = match form {
            Some(Form::Whole(word)) => return self.whole.entry(word.clone()).or_default().push(it),
            Some(form @ Form::Begins(word)) => (&mut self.by_first, first(word), form),
            Some(form @ Form::Ends(word)) => (&mut self.by_last, last(word), form),
            None => return self.rest.push(it),
        };
        match key {
            Some(key) => map.entry(*key).or_default().push((form.clone(), it)),
            None => self.rest.push(it),
        }
    }

    /// What stands under a word.
    pub fn at<'a, 'w>(&'a self, word: &'w str) -> impl Iterator<Item = &'a T> + use<'a, 'w, T> {
        let whole = self.whole.get(word).into_iter().flatten();
        let begun = first(word).and_then(|key| self.by_first.get(key));
        let ended = last(word).and_then(|key| self.by_last.get(key));
        let in_part = begun.into_iter().chain(ended).flatten();
        let in_part = in_part.filter(move |(form, _)| form.is(word)).map(|(_, it)| it);
        whole.chain(in_part).chain(&self.rest)
    }
}

fn first(word: &str) -> Option<&Letters> {
    word.as_bytes().first_chunk()
}

fn last(word: &str) -> Option<&Letters> {
    word.as_bytes().last_chunk()
}
