//! Reads a file of phrases. It is YAML of the plainest sort: `name: value`, lists of `- value`, and nothing inside a list but
//! phrases, each of which begins with `- name:`.

use std::collections::BTreeMap;

use super::pattern::{Pattern, Words};
use super::{LISTS, Lexicon, OF_NUMBERS, Phrase, Problem};
use crate::check::card::trimmed;
use crate::text::{Span, head};

/// One line that says something.
struct Line<'a> {
    at: Span,
    key: Option<&'a str>,
    value: &'a str,
    begins: bool,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let is_filled = |line: &str| !line.is_empty() && !line.starts_with('#');
    let filled = head::lines(text, 0).filter(move |(line, _)| is_filled(line.trim()));
    filled.map(|(line, at)| {
        let line = line.trim();
        let (item, rest) = line.strip_prefix("- ").map_or((false, line), |rest| (true, rest.trim()));
        let begins = item && rest.starts_with("name: ");
        let named = rest.split_once(':').filter(|_| begins || !item);
        let (key, value) = named.map_or((None, rest), |(key, value)| (Some(key), value.trim()));
        Line { at: trimmed(text, at), key, value: unquoted(value), begins }
    })
}

fn unquoted(value: &str) -> &str {
    let inside = |sign: char| value.strip_prefix(sign).and_then(|it| it.strip_suffix(sign));
    inside('"').or(inside('\'')).unwrap_or(value)
}

/// A phrase as it was written.
#[derive(Default)]
struct Written {
    phrase: Phrase,
    lists: Vec<(usize, String, Span)>,
}

impl Lexicon {
    /// Reads files one after the other: a later phrase or group takes the place of an earlier one of the same name. What is
    /// wrong is said of the last file.
    pub(super) fn read(texts: &[&str]) -> (Lexicon, Vec<Problem>) {
        let mut lexicon = Lexicon::default();
        let mut written: Vec<Written> = Vec::new();
        let mut problems = Vec::new();
        for text in texts {
            problems.clear();
            written.iter_mut().for_each(|it| it.phrase.is_own = false);
            let mut earlier = std::mem::take(&mut written);
            let off = read_one(text, &mut lexicon, &mut written, &mut problems);
            earlier.retain(|it| written.iter().all(|later| later.phrase.name != it.phrase.name));
            written.splice(0..0, earlier);
            for (name, at) in off {
                let many = written.len();
                written.retain(|it| it.phrase.name != name);
                if written.len() == many {
                    problems.push(Problem { at, message: format!("no phrase is called `{name}`") });
                }
            }
        }
        lexicon.finish(written, &mut problems);
        (lexicon, problems)
    }

    /// Makes patterns of what was written. A phrase that hears nothing says what holds for all of its rule.
    fn finish(&mut self, written: Vec<Written>, problems: &mut Vec<Problem>) {
        let (general, own): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|it| !it.lists.iter().any(|(list, ..)| *list == 0));
        let lost = general.iter().filter(|it| it.is_lost()).map(|it| &it.phrase);
        problems.extend(lost.map(|it| {
            let message = format!("`{}` has nothing under `hear`", it.name);
            Problem { at: it.at, message }
        }));
        let mut known = Words { groups: &self.groups, read: BTreeMap::new() };
        for Written { mut phrase, lists } in own {
            let rule = phrase.rule.clone();
            let shared = general.iter().filter(|it| it.phrase.rule == rule);
            let lists = shared.clone().flat_map(|it| &it.lists).chain(&lists);
            for (list, words, at) in lists {
                match (Pattern::read(words, &mut known), phrase.lists.get_mut(*list)) {
                    (Ok(pattern), Some(list)) => list.push(pattern),
                    (Err(message), _) if phrase.is_own => {
                        problems.push(Problem { at: *at, message: format!("{words}: {message}") })
                    }
                    _ => {}
                }
            }
            for it in shared {
                phrase.not_in.extend(it.phrase.not_in.iter().cloned());
                if phrase.unless_counted.is_empty() {
                    phrase.unless_counted.clone_from(&it.phrase.unless_counted);
                }
            }
            problems.extend(unsaid(&phrase).map(|message| Problem { at: phrase.at, message }));
            phrase.order = self.phrases.len();
            self.phrases.push(phrase);
        }
        self.index();
    }
}

/// Rules that listen for phrases.
const LISTEN: &str = "loaded-word, frequency-word, jargon, recommends, relative-alone, one-in-x, percent, when-vague, to-write, count-past";

/// Why nothing could be said of what a phrase hears.
fn unsaid(phrase: &Phrase) -> Option<String> {
    match phrase.rule.as_str() {
        rule if OF_NUMBERS.contains(&rule) => None,
        "" => Some(format!("no rule is named: write one of {LISTEN}")),
        rule if !LISTEN.split(", ").any(|it| it == rule) => {
            Some(format!("`{rule}` listens for no phrases: write one of {LISTEN}"))
        }
        _ if phrase.is_own && phrase.message.is_empty() => {
            Some("there is no `message`: what is said to the author?".to_string())
        }
        _ => None,
    }
}

/// Reads one file. Gives the names of phrases that it switches off.
fn read_one(
    text: &str,
    lexicon: &mut Lexicon,
    written: &mut Vec<Written>,
    problems: &mut Vec<Problem>,
) -> Vec<(String, Span)> {
    let mut off = Vec::new();
    let mut key = "";
    let mut inside = false;
    for line in lines(text) {
        if line.begins {
            inside = true;
            let name = line.value.to_string();
            let phrase = Phrase { name, at: line.at, is_own: true, ..Phrase::default() };
            written.push(Written { phrase, lists: Vec::new() });
            continue;
        }
        key = line.key.unwrap_or(key);
        if line.key.is_some_and(|it| matches!(it, "groups" | "phrases" | "off")) {
            inside = false;
            if !line.value.is_empty() {
                let message = format!("write what belongs to `{key}` below it, a line for each");
                problems.push(Problem { at: line.at, message });
            }
            continue;
        }
        let is_known = match (written.last_mut(), inside) {
            _ if line.key.is_some() && line.value.is_empty() => true,
            (Some(it), true) => it.take(key, line.value, line.at),
            _ if key == "off" => {
                off.push((line.value.to_string(), line.at));
                true
            }
            _ => {
                let words = line.value.split([',', ' ']).filter(|it| !it.is_empty());
                let words = words.map(|it| it.split('=').next().unwrap_or(it).to_string());
                lexicon.groups.insert(key.to_string(), words.collect());
                line.key.is_some()
            }
        };
        if !is_known {
            let of = if key.is_empty() { String::new() } else { format!(" of `{key}`") };
            problems.push(Problem { at: line.at, message: format!("nothing reads this line{of}") });
        }
    }
    off
}

impl Written {
    /// Whether it hears nothing and holds nothing for the others of its rule.
    fn is_lost(&self) -> bool {
        let it = &self.phrase;
        let holds = !self.lists.is_empty() || !it.not_in.is_empty() || !it.unless_counted.is_empty();
        it.is_own && (!it.message.is_empty() || !holds)
    }

    /// Takes one value. Gives whether something reads it.
    fn take(&mut self, key: &str, value: &str, at: Span) -> bool {
        let (phrase, text) = (&mut self.phrase, value.to_string());
        match key {
            "rule" => phrase.rule = text,
            "message" => phrase.message = text,
            "also-in" if matches!(value, "questions" | "lines" | "difference") => phrase.also_in.push(text),
            "unless-explained" if value == "yes" => phrase.unless_explained = true,
            "unless-sourced" if value == "yes" => phrase.unless_sourced = true,
            "unless-counted" if matches!(value, "sentence" | "paragraph") => phrase.unless_counted = text,
            "not-in" => phrase.not_in.push(text),
            "heard" => phrase.heard.push((text, at)),
            "not-heard" => phrase.not_heard.push((text, at)),
            _ => match LISTS.iter().position(|list| *list == key) {
                Some(list) => self.lists.push((list, value.to_lowercase(), at)),
                None => return false,
            },
        }
        true
    }
}
