//! The words by which cells of tables are read: "high", "not known", "about". If two of them were one, or one meant another,
//! every card of a language would say what nobody wrote.

use crate::check::rule::{Rule, rule};
use crate::check::{Check, Content, Report};
use crate::text::remark::Remarks;
use crate::text::{Date, Head, Source, Span, head};

rule!(WORDS_MEANING, Error, "words-meaning");

/// On the words of every language.
pub const RULES: &[(&Rule, Check)] = &[(&WORDS_MEANING, Check::Whole(words))];

/// The names of the words that cells are read by.
const MEANINGS: [&str; 8] = [
    "card-not-known",
    "card-to",
    "card-about",
    "card-rarer",
    "card-high",
    "card-moderate",
    "card-low",
    "card-very-low",
];

fn words(content: &Content, _: Date, report: &mut Report) {
    const OWN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/words/en.yaml"));
    let own = list("words/en.yaml", OWN);
    for (path, text) in content.files() {
        let lang = path.strip_prefix("words/").and_then(|name| name.strip_suffix(".yaml"));
        if let Some(lang) = lang.filter(|lang| !lang.ends_with(".paper")) {
            let is_english = lang == "en" || lang.starts_with("en-");
            in_language(path, text, is_english, &own, report);
        }
    }
}

fn in_language(path: &str, text: &str, is_english: bool, own: &Head, report: &mut Report) {
    let words = list(path, text);
    let mut known: Vec<(&str, String)> = Vec::new();
    for name in MEANINGS {
        let Some(word) = words.value(name).map(str::to_lowercase) else { continue };
        let english = |name: &str| own.value(name).unwrap_or_default();
        let other = MEANINGS.into_iter().find(|it| *it != name && english(it) == word);
        let message = match (known.iter().find(|(_, it)| *it == word), other) {
            (Some((other, _)), _) => format!("`{other}` has this word too"),
            (None, Some(other)) => format!("in English this word is that of `{other}`"),
            // Cards in English are written in the program's own words: the guide for authors gives them.
            (None, None) if is_english && english(name) != word => {
                format!("in English this is \"{}\", as the guide for authors says", english(name))
            }
            _ => String::new(),
        };
        if !message.is_empty() {
            let at: Span = crate::check::card::trimmed(text, words.at(name));
            report.add(&WORDS_MEANING, path, at, message);
        }
        known.push((name, word));
    }
}

fn list(name: &str, text: &str) -> Head {
    let source = Source { name, text };
    head::of_list(source, &mut Remarks::on(source))
}
