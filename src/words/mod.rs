//! What the app says. Every sentence stands in `content/words/<language>.yaml`, under the name of its [`Word`]; a name
//! mistyped here does not compile, and a sentence missing there is remarked on.

/// The names of the sentences of one file: a name mistyped in the code does not compile.
macro_rules! named_words {
    ($(#[$about:meta])* $list:ident $reason:literal: $($name:ident $key:literal)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = $reason)]
        pub enum $list { $($name,)* }

        impl $list {
            /// All of them, in order.
            pub const ALL: &'static [$list] = &[$($list::$name),*];

            /// The name in a language's file.
            pub fn name(self) -> &'static str {
                match self { $($list::$name => $key),* }
            }
        }
    };
}

mod list;
pub mod locale;
#[cfg(not(target_arch = "wasm32"))]
mod paper;

pub use list::Word;
pub use locale::Locale;
#[cfg(not(target_arch = "wasm32"))]
pub use paper::{PaperWord, PaperWords};

use crate::cards::Vocabulary;
use crate::text::remark::{Code, Remark, Remarks};
use crate::text::{Head, Source, Span, head};

/// The form of a sentence that is said of things, where it says "명" or the like of people.
pub const THINGS: &str = "things";

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    sentences: Vec<String>,
    /// Sentences that have other forms for some counts: which, the form's name, the sentence.
    forms: Vec<(Word, String, String)>,
    locale: Locale,
    remarks: Vec<(String, String)>,
}

impl Words {
    /// Reads a language's file. A missing word is remarked on and shown by its name, so that nothing breaks.
    pub fn read(source: Source) -> (Words, Vec<Remark>) {
        let mut remarks = Remarks::on(source);
        let head = head::of_list(source, &mut remarks);
        let locale = Locale::read(&head);
        for name in locale::NAMES.iter().filter(|name| !head.entries.iter().any(|it| it.key == **name)) {
            remarks.add(Code::KeyMissing, Span::default(), *name);
        }
        let mut forms = Vec::new();
        for word in Word::ALL {
            for value in head.values(word.name()) {
                if let Some((form, sentence)) =
                    value.split_once(": ").filter(|(form, _)| locale.has_form(form) || *form == THINGS)
                {
                    forms.push((*word, form.to_string(), sentence.to_string()));
                }
            }
        }
        let mut word = |name: &str| sentence(&head, name, &mut remarks);
        let sentences = Word::ALL.iter().map(|it| word(it.name())).collect();
        let remark = |code: &Code| (code.slug().to_string(), word(&format!("remark-{}", code.slug())));
        let of_codes = Code::ALL.iter().map(remark).collect();
        let known = |key: &str| {
            locale::NAMES.contains(&key)
                || Word::ALL.iter().any(|word| word.name() == key)
                || Code::ALL.iter().any(|code| key.strip_prefix("remark-") == Some(code.slug()))
        };
        for entry in head.entries.iter().filter(|entry| !known(&entry.key)) {
            remarks.add(Code::KeyValue, entry.at, entry.key.as_str());
        }
        (Words { sentences, forms, locale, remarks: of_codes }, remarks.done())
    }

    /// A sentence without holes.
    pub fn get(&self, word: Word) -> &str {
        self.sentences.get(word as usize).map_or("", String::as_str)
    }

    /// A sentence with its holes filled: `{name}` stands for the value of `name`.
    pub fn format(&self, word: Word, holes: &[(&str, &str)]) -> String {
        fill(self.get(word), holes)
    }

    /// A sentence about so many, in the form that the language has for that count.
    pub fn format_counted(&self, word: Word, count: u32, holes: &[(&str, &str)]) -> String {
        fill(self.of_count(word, count), holes)
    }

    /// The same of what a card counts: where that is no people, in the form for things, if the sentence has one.
    pub fn format_finding(&self, word: Word, count: u32, are_things: bool, holes: &[(&str, &str)]) -> String {
        let of_things = self.forms.iter().find(|(of, name, _)| are_things && *of == word && name == THINGS);
        match of_things {
            Some((.., sentence)) => fill(sentence, holes),
            None => self.format_counted(word, count, holes),
        }
    }

    /// The same with `{count}` filled.
    pub fn counted(&self, word: Word, count: usize) -> String {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.format_counted(word, count, &[("count", &self.number(count))])
    }

    /// A count of people or things, as the language writes it.
    pub fn number(&self, value: u32) -> String {
        self.locale.numbers().write(value)
    }

    /// The number of a line, a source or a place in a list, which names and does not count.
    pub fn numeral(&self, value: usize) -> String {
        self.locale.numbers().plain(u32::try_from(value).unwrap_or(u32::MAX))
    }

    /// The form of a sentence that is said of so many.
    fn of_count(&self, word: Word, count: u32) -> &str {
        let form = self.locale.form(count);
        let found = self.forms.iter().find(|(of, name, _)| *of == word && name == form);
        found.map_or_else(|| self.get(word), |(.., sentence)| sentence)
    }

    /// How the language writes numbers and dates, and which way it runs.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Several parts as one text, by a sentence with the holes `{a}` and `{b}`: "{a}, {b}".
    pub fn join(&self, word: Word, parts: impl IntoIterator<Item = String>) -> String {
        let together = parts.into_iter().reduce(|a, b| self.format(word, &[("a", &a), ("b", &b)]));
        together.unwrap_or_default()
    }

    /// Things in a sentence: "A, B and C".
    pub fn list(&self, things: impl IntoIterator<Item = String>) -> String {
        let mut things: Vec<String> = things.into_iter().collect();
        let last = things.pop().unwrap_or_default();
        let word = match things.len() {
            0 => return last,
            1 => Word::ListTwo,
            _ => Word::ListEnd,
        };
        self.format(word, &[("a", &self.join(Word::ListMiddle, things)), ("b", &last)])
    }

    /// A name before what it names, where that is more than words: "Surgery: ".
    pub fn before(&self, name: &str) -> String {
        self.label(name, "")
    }

    /// A name and what it names: "Surgery: 46".
    pub fn label(&self, name: &str, named: &str) -> String {
        self.format(Word::JoinLabel, &[("a", name), ("b", named)])
    }

    /// A thing in a numbered list: "2. Staying dry".
    pub fn numbered(&self, number: usize, text: &str) -> String {
        self.format(Word::JoinNumber, &[("number", &self.numeral(number)), ("text", text)])
    }

    /// What happened and when, in the language's order: "used pads at 6 months".
    pub fn row_name(&self, what: &str, when: &str) -> String {
        self.format(Word::JoinRow, &[("what", what), ("when", when)])
    }

    /// The same as parts of a page, which do not look alike.
    pub fn in_row_order<T>(&self, what: T, when: T) -> [T; 2] {
        let is_time_first = self.get(Word::JoinRow).starts_with("{when}");
        if is_time_first { [when, what] } else { [what, when] }
    }

    /// Words of one name, one after the other.
    pub fn together(&self, one: &str, other: &str) -> String {
        self.format(Word::JoinWords, &[("a", one), ("b", other)])
    }

    /// What is said beside a text: "26 out of 100 (line 4)".
    pub fn aside(&self, text: &str, aside: &str) -> String {
        self.format(Word::JoinAside, &[("text", text), ("aside", aside)])
    }

    /// What a remark on a card says.
    pub fn remark(&self, remark: &Remark) -> String {
        let slug = remark.code.slug();
        let sentence = self.remarks.iter().find(|(code, _)| code == slug).map_or(slug, |(_, words)| words);
        sentence.to_string()
    }

    /// The words by which cards of this language say what a cell means.
    pub fn vocabulary(&self) -> Vocabulary {
        let word = |it| self.get(it).to_string();
        Vocabulary {
            not_known: word(Word::CardNotKnown),
            to: word(Word::CardTo),
            about: word(Word::CardAbout),
            rarer: word(Word::CardRarer),
            certainty: [Word::CardHigh, Word::CardModerate, Word::CardLow, Word::CardVeryLow].map(word),
            numbers: self.locale.numbers().clone(),
        }
    }
}

/// One sentence of a file, of several forms the last. A missing one is remarked on and shown by its name, so that nothing
/// breaks.
fn sentence(head: &Head, name: &str, remarks: &mut Remarks) -> String {
    match head.values(name).last() {
        Some(value) => value.strip_prefix("other: ").unwrap_or(value).to_string(),
        None => {
            remarks.add(Code::KeyMissing, Span::default(), name);
            name.to_string()
        }
    }
}

/// Fills the holes in one pass, so that braces in a person's own words stay as typed.
fn fill(sentence: &str, holes: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let hole = after.split_once('}').and_then(|(name, tail)| {
            holes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail))
        });
        match hole {
            Some((value, tail)) => {
                filled.push_str(value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{unknown} {a", &[("a", "1")]), "{unknown} {a");
    }
}
