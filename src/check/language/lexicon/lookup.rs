//! What is looked up by a word: by the whole of it, or by its first letters.

use rustc_hash::FxHashMap;

/// By so many bytes of its beginning a word is looked up.
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
    /// Those whose first letters are not known: they are looked at for every word.
    rest: Vec<(Form, T)>,
}

impl<T> Default for Lookup<T> {
    fn default() -> Lookup<T> {
        Lookup { whole: FxHashMap::default(), by_first: FxHashMap::default(), rest: Vec::new() }
    }
}

impl<T> Lookup<T> {
    /// Puts a thing under a word; under none it is found at each.
    pub fn add(&mut self, form: Option<&Form>, it: T) {
        let any = Form::Begins(String::new());
        match form.unwrap_or(&any) {
            Form::Whole(word) => self.whole.entry(word.clone()).or_default().push(it),
            form @ Form::Begins(word) if let Some(key) = first(word) => {
                self.by_first.entry(*key).or_default().push((form.clone(), it));
            }
            form => self.rest.push((form.clone(), it)),
        }
    }

    /// What stands under a word.
    pub fn at<'a, 'w>(&'a self, word: &'w str) -> impl Iterator<Item = &'a T> + use<'a, 'w, T> {
        let whole = self.whole.get(word).into_iter().flatten();
        let begun = first(word).and_then(|key| self.by_first.get(key)).into_iter().flatten();
        let in_part = begun.chain(&self.rest).filter(move |(form, _)| form.is(word));
        whole.chain(in_part.map(|(_, it)| it))
    }
}

fn first(word: &str) -> Option<&Letters> {
    word.as_bytes().first_chunk()
}
