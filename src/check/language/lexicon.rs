//! What the checker listens for in one language: phrases as data, from `checks/<language>.yaml`. How such a file is written
//! stands at its beginning.

mod lookup;
mod pattern;
mod read;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, LazyLock};

use crate::check::language::lists::ENGLISH_FILE;
use crate::check::language::tokens::{IN_WORDS, Signs, Tokens};
use crate::text::Span;
use lookup::Lookup;
use pattern::{NEEDS, Pattern};

static ENGLISH: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::read(&[ENGLISH_FILE]).0));

/// What is heard of these is no fault: it tells which numbers need a line in the evidence trail.
const OF_NUMBERS: [&str; 2] = ["number", "no-number"];

/// The phrases of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    groups: BTreeMap<String, Vec<String>>,
    phrases: Vec<Phrase>,
    /// The phrases that say something.
    of_words: Index,
    /// Those that tell which numbers need a line in the evidence trail.
    of_numbers: Index,
}

/// By which words phrases are looked up.
#[derive(Debug, Default)]
struct Index {
    by_word: Lookup<Known>,
    /// Those that have a number and no rarer word.
    by_number: Vec<Known>,
}

/// A phrase, which of its patterns, and how many words of it stand before the one by which it is looked up.
#[derive(Clone, Debug)]
struct Known {
    phrase: usize,
    pattern: usize,
    before: RangeInclusive<usize>,
    /// The signs of words that its sentence must have, and of those with which it begins and goes on.
    needs: [Signs; NEEDS],
    only_in: Signs,
    begins: Signs,
    goes_on: Signs,
}

/// What was heard.
#[derive(Debug)]
pub struct Heard<'a> {
    /// As the file has it.
    pub phrase: &'a Phrase,
    /// Which words.
    pub words: Range<usize>,
    /// The sentence they stand in.
    pub sentence: Range<usize>,
}

/// The lists of patterns that an entry can have, what is heard first.
const LISTS: [&str; 7] =
    ["hear", "unless-before", "unless-after", "unless-in", "unless-in-paragraph", "only-in", "surely-in"];

/// One entry of the file.
#[derive(Debug, Default)]
pub struct Phrase {
    /// By this it is switched off, or replaced.
    pub name: String,
    /// The code of the rule that says it.
    pub rule: String,
    /// What is said of it.
    pub message: String,
    /// Where it is heard besides authors' own sentences: `questions`, with what people say for themselves, `lines`,
    /// which is that without their questions, and `difference`.
    pub also_in: Vec<String>,
    /// Whether nothing is said of a word that is explained.
    pub unless_explained: bool,
    /// Whether nothing is said of a paragraph that has a footnote.
    pub unless_sourced: bool,
    /// Whether a number of people in the same `sentence` or `paragraph` says enough.
    pub unless_counted: String,
    /// Where it is not heard: ids of sections, or `count`, the cells for numbers.
    pub not_in: Vec<String>,
    /// By the names in [`LISTS`].
    lists: [Vec<Pattern>; 7],
    heard: Vec<(String, Span)>,
    not_heard: Vec<(String, Span)>,
    at: Span,
    /// How many were read before it.
    order: usize,
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
        match own.filter(|text| *text != ENGLISH_FILE) {
            // Of a file in which nothing can be heard nobody may think that it listens.
            Some(text) => Some(Lexicon::read(&texts(lang, text)).0).filter(Lexicon::listens).map(Arc::new),
            None => is_english(lang).then(|| ENGLISH.clone()),
        }
    }

    /// What cannot be used in a folder's own file: lines, names, and examples that are not as they say.
    pub fn problems(lang: &str, own: &str) -> Vec<Problem> {
        let (lexicon, mut problems) = Lexicon::read(&texts(lang, own));
        problems.extend(lexicon.examples());
        problems.extend(in_parts(own));
        let counts = |it: &&Phrase| it.is_own && !it.unless_counted.is_empty();
        let counted = lexicon.phrases.iter().filter(|it| counts(it) && !is_english(lang));
        problems.extend(counted.map(|it| Problem { at: it.at, message: COUNTED.to_string() }));
        problems
    }

    fn listens(&self) -> bool {
        self.phrases.iter().any(|it| !it.hear().is_empty())
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

    /// What is heard in a paragraph.
    pub fn hear(&self, tokens: &Tokens) -> Vec<Heard<'_>> {
        self.hear_if(tokens, |_| true)
    }

    /// The same of what is meant where it stands: what is not must hide nothing else.
    pub fn hear_if(&self, tokens: &Tokens, is_meant: impl Fn(&Heard) -> bool) -> Vec<Heard<'_>> {
        let mut found = self.hear_by(&self.of_words, tokens);
        if let Some((whole, from)) = tokens.spelled_out() {
            let of = |words: Range<usize>| {
                let at = |index: usize| from.get(index).copied().unwrap_or_default();
                at(words.start)..at(words.end.saturating_sub(1)) + 1
            };
            let heard = self.hear_by(&self.of_words, &whole).into_iter();
            found.extend(heard.map(|it| Heard { words: of(it.words), sentence: of(it.sentence), ..it }));
        }
        // "Life-saving" is no word for life. In numbers, "six-monthly" is one for six.
        let is_hyphened = |index: usize| tokens.is_joined(index) && !tokens.gap_before(index).is_empty();
        found.retain(|it| !is_hyphened(it.words.start) && !is_hyphened(it.words.end) && is_meant(it));
        longest(&mut found);
        found
    }

    /// The same for what tells which numbers need a line in the evidence trail: `number` and `no-number`.
    pub fn hear_numbers(&self, tokens: &Tokens) -> Vec<Heard<'_>> {
        let mut found = self.hear_by(&self.of_numbers, tokens);
        longest(&mut found);
        found
    }

    fn hear_by(&self, index: &Index, tokens: &Tokens) -> Vec<Heard<'_>> {
        let mut found = Vec::new();
        for sentence in tokens.sentences() {
            let beginning = index.beginning(tokens, &sentence);
            found
                .extend(beginning.filter_map(|(known, start)| self.hear_at(known, start, tokens, &sentence)));
        }
        found.retain(|it| !it.phrase.is_silenced(tokens));
        found
    }

    /// A phrase that may begin at a word.
    fn hear_at(
        &self,
        known: &Known,
        start: usize,
        tokens: &Tokens,
        sentence: &Range<usize>,
    ) -> Option<Heard<'_>> {
        let phrase = self.phrases.get(known.phrase)?;
        let pattern = phrase.hear().get(known.pattern)?;
        let words = start..pattern.ends(tokens, start, sentence)?;
        let holds = phrase.holds(tokens, &words, sentence);
        holds.then(|| Heard { phrase, words, sentence: sentence.clone() })
    }

    fn index(&mut self) {
        for (number, phrase) in self.phrases.iter().enumerate() {
            let is_of_numbers = OF_NUMBERS.contains(&phrase.rule.as_str());
            let index = if is_of_numbers { &mut self.of_numbers } else { &mut self.of_words };
            for (pattern, it) in phrase.hear().iter().enumerate() {
                let (needs, only_in) = (it.needs(), phrase.only_in());
                let (begins, goes_on) = (it.begins(), it.goes_on());
                index.add(it, |before| Known {
                    phrase: number,
                    pattern,
                    before,
                    needs,
                    only_in,
                    begins,
                    goes_on,
                });
            }
        }
    }

    /// Examples that are not as they say.
    fn examples(&self) -> Vec<Problem> {
        let hears = |phrase: &Phrase, words: &str| {
            let tokens = Tokens::of(words);
            let is_number = OF_NUMBERS.contains(&phrase.rule.as_str());
            let heard = if is_number { self.hear_numbers(&tokens) } else { self.hear(&tokens) };
            let in_questions = phrase.also_in.iter().any(|it| it == "questions");
            let is_meant = |it: &Heard| in_questions || !tokens.is_question(&it.sentence);
            heard.iter().any(|it| it.phrase.name == phrase.name && is_meant(it))
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

/// A folder's own file, and what it adds to.
fn texts<'a>(lang: &str, own: &'a str) -> Vec<&'a str> {
    let adds = is_english(lang) && own != ENGLISH_FILE;
    adds.then_some(ENGLISH_FILE).into_iter().chain([own]).collect()
}

fn is_english(lang: &str) -> bool {
    lang.split('-').next() == Some("en")
}

/// How a number of people is told in a language nobody but its authors can say.
const COUNTED: &str = "`unless-counted` understands English alone: below `unless-in` write how your language counts, as `# von #`";

/// Some programs write a letter in its parts, which no card has: its examples would be heard, and no card. Told are Korean
/// syllables, and vowels with a sign of their own; of other letters some can be written in no other way.
fn in_parts(text: &str) -> Option<Problem> {
    let signs = text.char_indices().skip(1);
    let (_, (start, sign)) = text.chars().zip(signs).find(|(before, (_, sign))| match sign {
        '\u{1100}'..='\u{11ff}' => true,
        '\u{300}'..='\u{303}' | '\u{308}' => "aeiouAEIOU".contains(*before),
        _ => false,
    })?;
    let message = "letters in parts are heard in no card: save the file with whole letters (NFC)".to_string();
    Some(Problem { at: Span { start, end: start + sign.len_utf8() }, message })
}

/// What one phrase has heard is not heard again by another of its rule: of those that begin at a word the longest is said, or
/// else a folder's own.
fn longest(found: &mut Vec<Heard<'_>>) {
    found
        .sort_by_key(|it| (&it.phrase.rule, it.words.start, Reverse(it.words.end), Reverse(it.phrase.order)));
    let mut last = ("", 0);
    found.retain(|it| {
        let is_new = last.0 != it.phrase.rule || last.1 <= it.words.start;
        last = if is_new { (&it.phrase.rule, it.words.end) } else { last };
        is_new
    });
}

impl Index {
    fn add(&mut self, pattern: &Pattern, known: impl Fn(RangeInclusive<usize>) -> Known) {
        match pattern.anchor() {
            None => self.by_word.add(None, known(0..=0)),
            Some(anchor) if anchor.words.is_empty() => self.by_number.push(known(anchor.before)),
            Some(anchor) => {
                for word in anchor.words {
                    self.by_word.add(Some(word), known(anchor.before.clone()));
                }
            }
        }
    }

    /// Which phrases may begin at which words of a sentence.
    fn beginning(&self, tokens: &Tokens, sentence: &Range<usize>) -> impl Iterator<Item = (&Known, usize)> {
        let (first, signs) = (sentence.start, sentence.clone().fold(0, |all, it| all | tokens.sign(it)));
        sentence.clone().flat_map(move |here| {
            let numbers = if tokens.begins_number(here) { self.by_number.as_slice() } else { &[] };
            let known = self.by_word.at(tokens.word(here)).chain(numbers);
            let known = known
                .filter(move |it| it.needs.iter().chain([&it.only_in]).all(|needed| needed & signs != 0));
            known.flat_map(move |it| {
                let starts = it.before.clone().filter_map(move |before| here.checked_sub(before));
                let starts = starts.filter(move |start| *start >= first && it.may_begin(tokens, *start));
                starts.map(move |start| (it, start))
            })
        })
    }
}

impl Known {
    /// Whether its first two words may stand at a place. A number in words may have any number of them.
    fn may_begin(&self, tokens: &Tokens, start: usize) -> bool {
        let (one, next) = (tokens.sign(start), tokens.sign(start + 1));
        one & self.begins != 0
            && (next & self.goes_on != 0 || one & IN_WORDS != 0 || self.goes_on == Signs::MAX)
    }
}

impl Phrase {
    fn hear(&self) -> &[Pattern] {
        let [hear, ..] = &self.lists;
        hear
    }

    /// The signs of words of which its sentence must have one, whichever of its patterns is heard.
    fn only_in(&self) -> Signs {
        let [.., only, _] = &self.lists;
        let rarest = only.iter().map(|it| it.needs().into_iter().next().unwrap_or(Signs::MAX));
        rarest.reduce(|all, it| all | it).unwrap_or(Signs::MAX)
    }

    /// Whether nothing around what was heard makes it harmless.
    fn holds(&self, tokens: &Tokens, heard: &Range<usize>, sentence: &Range<usize>) -> bool {
        /// So many words before a phrase are looked at.
        const BEFORE: usize = 8;
        let [_, before, after, inside, _, only, _] = &self.lists;
        let first = heard.start.saturating_sub(BEFORE).max(sentence.start);
        let is_before =
            |it: &Pattern| (first..heard.start).any(|start| it.ends_at(tokens, start, heard.start));
        (only.is_empty() || within(only, tokens, sentence))
            && !before.iter().any(is_before)
            && !after.iter().any(|it| it.ends(tokens, heard.end, sentence).is_some())
            && !within(inside, tokens, sentence)
    }

    /// Whether the sentence has what makes it sure that a phrase is meant as it is heard.
    pub fn is_sure(&self, tokens: &Tokens, sentence: &Range<usize>) -> bool {
        let [.., surely] = &self.lists;
        surely.is_empty() || within(surely, tokens, sentence)
    }

    /// Whether something anywhere in the paragraph makes it harmless.
    fn is_silenced(&self, tokens: &Tokens) -> bool {
        let [.., passage, _, _] = &self.lists;
        !passage.is_empty() && tokens.sentences().any(|it| within(passage, tokens, &it))
    }
}

/// Whether any of these phrases stands somewhere in a sentence.
fn within(patterns: &[Pattern], tokens: &Tokens, sentence: &Range<usize>) -> bool {
    patterns.iter().any(|it| sentence.clone().any(|start| it.ends(tokens, start, sentence).is_some()))
}
