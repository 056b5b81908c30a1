//! What the checker listens for in one language: phrases as data, from `checks/<language>.yaml`. How such a file is written
//! stands at its beginning.

mod pattern;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use crate::check::language::lists::ENGLISH_FILE;
use crate::check::language::tokens::{Tokens, is_digits};
use crate::text::Span;
use pattern::{NUMBER, Pattern};

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::read(&[ENGLISH_FILE]).0));

/// What is heard of these is no fault: it tells which numbers need a line in the evidence trail.
const OF_NUMBERS: [&str; 2] = ["number", "no-number"];

/// The phrases of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    groups: BTreeMap<String, Vec<String>>,
    phrases: Vec<Phrase>,
    /// By rule: which phrases can begin with a word, and which with no word that is known beforehand.
    begins: HashMap<String, Begins>,
}

#[derive(Debug, Default)]
struct Begins {
    by_word: HashMap<String, Vec<(usize, usize)>>,
    open: Vec<(usize, usize)>,
}

/// The lists of patterns that an entry can have, what is heard first.
const LISTS: [&str; 6] =
    ["hear", "unless-before", "unless-after", "unless-in", "unless-in-paragraph", "only-in"];

/// One entry of the file.
#[derive(Debug, Default)]
pub struct Phrase {
    /// By this it is switched off, or replaced.
    pub name: String,
    /// The code of the rule that says it.
    pub rule: String,
    /// What is said of it.
    pub message: String,
    /// Where it is heard besides authors' own sentences: `questions`, with what people say for themselves, and `difference`.
    pub also_in: Vec<String>,
    /// Whether nothing is said of a word that is explained.
    pub unless_explained: bool,
    /// Whether a number of people in the same `sentence` or `paragraph` says enough.
    pub unless_counted: String,
    /// Where it is not heard: ids of sections, or `count`, the cells for numbers.
    pub not_in: Vec<String>,
    /// By the names in [`LISTS`].
    lists: [Vec<Pattern>; 6],
    heard: Vec<(String, Span)>,
    not_heard: Vec<(String, Span)>,
    at: Span,
    /// Whether it stands in the last file that was read, of which alone anything is said.
    is_own: bool,
}

/// Something in a file of phrases that cannot be used.
#[derive(Debug)]
pub struct Problem {
    /// Where.
    pub at: Span,
    /// What.
    pub message: String,
}

impl Lexicon {
    /// The phrases that are compiled in.
    pub fn english() -> Arc<Lexicon> {
        ENGLISH.clone()
    }

    /// The phrases of a language: those compiled in, and those of the folder's own file.
    pub fn of(lang: &str, own: Option<&str>) -> Option<Arc<Lexicon>> {
        let base = lang.split('-').next() == Some("en");
        match own {
            Some(text) if base && text != ENGLISH_FILE => {
                Some(Arc::new(Lexicon::read(&[ENGLISH_FILE, text]).0))
            }
            Some(text) if !base => Some(Arc::new(Lexicon::read(&[text]).0)),
            _ => base.then(|| ENGLISH.clone()),
        }
    }

    /// What cannot be used in a folder's own file: lines, names, and examples that are not as they say.
    pub fn problems(lang: &str, own: &str) -> Vec<Problem> {
        let is_english = lang.split('-').next() == Some("en") && own != ENGLISH_FILE;
        let texts: &[&str] = if is_english { &[ENGLISH_FILE, own] } else { &[own] };
        let (lexicon, mut problems) = Lexicon::read(texts);
        problems.extend(lexicon.examples());
        problems
    }

    /// The phrases of a rule: their names, and what is said of each.
    pub fn said_by(&self, rule: &str) -> Vec<(&str, &str)> {
        let of_rule = self.phrases.iter().filter(|it| it.rule == rule);
        of_rule.map(|it| (it.name.as_str(), it.message.as_str())).collect()
    }

    /// Whether a word is in a group.
    pub fn is_in(&self, group: &str, word: &str) -> bool {
        self.groups.get(group).is_some_and(|words| words.iter().any(|it| it == word))
    }

    /// What a rule hears in a paragraph, with the sentence it stands in, in order; what it has heard is not heard again by
    /// another of its phrases.
    pub fn hear(&self, rule: &str, tokens: &Tokens) -> Vec<(&Phrase, Range<usize>, Range<usize>)> {
        let Some(begins) = self.begins.get(rule) else { return Vec::new() };
        let mut silenced = HashMap::new();
        let hear = |sentence| self.hear_in(begins, tokens, sentence, &mut silenced);
        let mut found: Vec<_> = tokens.sentences().flat_map(hear).collect();
        // "Life-saving" is no word for life; "six-monthly" is one for six.
        if !OF_NUMBERS.contains(&rule) {
            let is_hyphened = |index: usize| tokens.is_joined(index) && !tokens.gap_before(index).is_empty();
            found.retain(|(_, heard, _)| !is_hyphened(heard.start) && !is_hyphened(heard.end));
        }
        found
    }

    /// The same in a sentence. Whether anything in the paragraph silences a phrase is looked up once for each.
    fn hear_in(
        &self,
        begins: &Begins,
        tokens: &Tokens,
        sentence: Range<usize>,
        silenced: &mut HashMap<usize, bool>,
    ) -> Vec<(&Phrase, Range<usize>, Range<usize>)> {
        let mut found = Vec::new();
        let mut next = sentence.start;
        while next < sentence.end {
            let here = next;
            next += 1;
            let word = tokens.word(here);
            let known = begins.by_word.get(word).into_iter().flatten();
            let numbers = Some(NUMBER).filter(|_| is_digits(word) || tokens.value(here).is_some());
            let numbers = numbers.and_then(|it| begins.by_word.get(it)).into_iter().flatten();
            let longest = known.chain(numbers).chain(&begins.open).filter_map(|(number, pattern)| {
                let phrase = self.phrases.get(*number)?;
                let end = phrase.hear().get(*pattern)?.ends(tokens, here, &sentence)?;
                let holds = phrase.holds(tokens, &(here..end), &sentence)
                    && !*silenced.entry(*number).or_insert_with(|| phrase.is_silenced(tokens));
                holds.then_some((phrase, end))
            });
            if let Some((phrase, end)) = longest.max_by_key(|(_, end)| *end) {
                found.push((phrase, here..end, sentence.clone()));
                next = end.max(next);
            }
        }
        found
    }

    fn index(&mut self) {
        for (number, phrase) in self.phrases.iter().enumerate() {
            let begins = self.begins.entry(phrase.rule.clone()).or_default();
            for (pattern, it) in phrase.hear().iter().enumerate() {
                match it.first_words() {
                    Some(words) => words.into_iter().for_each(|word| {
                        begins.by_word.entry(word.to_string()).or_default().push((number, pattern));
                    }),
                    None => begins.open.push((number, pattern)),
                }
            }
        }
    }

    /// Examples that are not as they say.
    fn examples(&self) -> Vec<Problem> {
        let hears = |phrase: &Phrase, words: &str| {
            let tokens = Tokens::of(words);
            self.hear(&phrase.rule, &tokens).iter().any(|(it, _, sentence)| {
                let asked =
                    tokens.is_question(sentence) && !phrase.also_in.iter().any(|it| it == "questions");
                it.name == phrase.name && !asked
            })
        };
        let mut problems = Vec::new();
        for phrase in self.phrases.iter().filter(|it| it.is_own) {
            if phrase.heard.is_empty() && !phrase.hear().is_empty() {
                let message = format!("`{}` has no example that must be heard", phrase.name);
                problems.push(Problem { at: phrase.at, message });
            }
            for (words, at) in phrase.heard.iter().filter(|(words, _)| !hears(phrase, words)) {
                problems.push(Problem { at: *at, message: format!("not heard: {words}") });
            }
            for (words, at) in phrase.not_heard.iter().filter(|(words, _)| hears(phrase, words)) {
                problems.push(Problem { at: *at, message: format!("heard, and must not be: {words}") });
            }
        }
        problems
    }
}

impl Phrase {
    fn hear(&self) -> &[Pattern] {
        let [hear, ..] = &self.lists;
        hear
    }

    /// Whether nothing around what was heard makes it harmless.
    fn holds(&self, tokens: &Tokens, heard: &Range<usize>, sentence: &Range<usize>) -> bool {
        /// So many words before a phrase are looked at.
        const BEFORE: usize = 8;
        let [_, before, after, inside, _, only] = &self.lists;
        let first = heard.start.saturating_sub(BEFORE).max(sentence.start);
        let is_before =
            |it: &Pattern| (first..heard.start).any(|start| it.ends_at(tokens, start, heard.start));
        (only.is_empty() || within(only, tokens, sentence))
            && !before.iter().any(is_before)
            && !after.iter().any(|it| it.ends(tokens, heard.end, sentence).is_some())
            && !within(inside, tokens, sentence)
    }

    /// Whether something anywhere in the paragraph makes it harmless.
    fn is_silenced(&self, tokens: &Tokens) -> bool {
        let [.., passage, _] = &self.lists;
        !passage.is_empty() && tokens.sentences().any(|it| within(passage, tokens, &it))
    }
}

/// Whether any of these phrases stands somewhere in a sentence.
fn within(patterns: &[Pattern], tokens: &Tokens, sentence: &Range<usize>) -> bool {
    patterns.iter().any(|it| sentence.clone().any(|start| it.ends(tokens, start, sentence).is_some()))
}
