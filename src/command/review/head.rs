//! What a card says about itself in its head, with names that people know in place of the author's keys.

use crate::cards::Date;
use crate::summary::sentence;
use crate::text::Head;
use crate::words::{PaperWord, PaperWords, Word, Words};

/// Each key's name, from one file of words or the other.
enum Name {
    App(Word),
    Paper(PaperWord),
}

const NAMES: [(&str, Name); 29] = [
    ("title", Name::Paper(PaperWord::ReviewHeadTitle)),
    ("also-called", Name::Paper(PaperWord::ReviewHeadNames)),
    ("whom", Name::Paper(PaperWord::ReviewHeadWhom)),
    ("status", Name::Paper(PaperWord::ReviewHeadStatus)),
    ("version", Name::Paper(PaperWord::ReviewHeadVersion)),
    ("published", Name::Paper(PaperWord::ReviewHeadPublished)),
    ("review-by", Name::Paper(PaperWord::ReviewHeadDue)),
    ("authors", Name::App(Word::AboutAuthors)),
    ("reviewers", Name::App(Word::AboutReviewers)),
    ("funding", Name::App(Word::AboutFunding)),
    ("interests", Name::App(Word::AboutInterests)),
    ("update-policy", Name::App(Word::AboutUpdates)),
    ("evidence", Name::App(Word::AboutEvidence)),
    ("licence", Name::App(Word::AboutLicence)),
    ("history", Name::Paper(PaperWord::AboutHistory)),
    ("contact", Name::Paper(PaperWord::ReviewHeadContact)),
    ("communities", Name::Paper(PaperWord::AboutReadByCommunities)),
    ("needs-patients", Name::Paper(PaperWord::IpdasQl12)),
    ("needs-professionals", Name::Paper(PaperWord::IpdasQl13)),
    ("reviewed-by-patients", Name::Paper(PaperWord::IpdasQl14)),
    ("reviewed-by-professionals", Name::Paper(PaperWord::IpdasQl15)),
    ("tested-with-patients", Name::Paper(PaperWord::IpdasQl16)),
    ("tested-with-professionals", Name::Paper(PaperWord::IpdasQl17)),
    ("helps-knowledge", Name::Paper(PaperWord::ReviewHeadKnowledge)),
    ("helps-match", Name::Paper(PaperWord::ReviewHeadMatch)),
    ("kind", Name::Paper(PaperWord::ReviewHeadKind)),
    ("no-treatment", Name::Paper(PaperWord::ReviewHeadNoTreatment)),
    ("translated-from", Name::Paper(PaperWord::ReviewHeadOriginal)),
    ("reviewed", Name::Paper(PaperWord::ReviewHeadReviewed)),
];

/// Its lines, each with its name. What is explained to the checker stands where the checker's remarks do.
pub fn named(head: &Head, words: &Words, paper_words: &PaperWords) -> Vec<(String, String)> {
    let shown = head.entries.iter().filter(|entry| entry.key != "accept");
    let told = |values: &[String]| -> Vec<String> {
        values.iter().map(|value| told(value, words, paper_words)).collect()
    };
    shown.map(|entry| (name(&entry.key, words, paper_words), told(&entry.values).join("; "))).collect()
}

/// A value as readers are told it: a day in words, alone or before what was done on it.
pub fn told(value: &str, words: &Words, paper_words: &PaperWords) -> String {
    let (day, what) = value.split_once(": ").map_or((value, None), |(day, what)| (day, Some(what)));
    match (Date::read(day).map(|day| sentence::in_words(words, day)), what) {
        (Some(date), Some(what)) => {
            paper_words.format(PaperWord::AboutHistoryOne, &[("date", &date), ("change", what)])
        }
        (Some(date), None) => date,
        (None, _) => value.to_string(),
    }
}

/// A key's name; the key itself where there is none.
pub fn name(key: &str, words: &Words, paper_words: &PaperWords) -> String {
    match NAMES.iter().find(|(known, _)| *known == key) {
        Some((_, Name::App(word))) => words.get(*word).to_string(),
        Some((_, Name::Paper(word))) => paper_words.get(*word).to_string(),
        None => key.to_string(),
    }
}
