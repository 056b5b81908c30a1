//! No word is lost unsaid. Each `@` of the text becomes a word that is there once only; the text is a choice's card. Each
//! such word is then in what was read, or a remark quotes it or stands on it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::cards::decision::{self, DECISION_FILE, File};
use tandem::text::{Remark, Source};
use tandem::words::Words;
use tandem_fuzz::in_time;

const DECISION: &str = "---\ntitle: A title\n---\n\n# A title\n\n## [C](#choices)\n\n- [A title](rest.md)\n";
const OPTION: &str = "---\ntitle: A title\n---\n\n# A title\n\n## [A](#a)\n\n";

/// So many remarks are kept that every word can be said.
const MOST_WORDS: usize = 300;

fuzz_target!(|text: &str| {
    thread_local! {
        static ENGLISH: Words =
            Words::read(Source { name: "en.yaml", text: include_str!("../../content/words/en.yaml") }).0;
    }
    // A comment is for other authors.
    if text.contains("<!--") || text.len() > 10_000 || text.matches('@').count() > MOST_WORDS {
        return;
    }
    let mut option = OPTION.to_string();
    let mut words = Vec::new();
    for sign in text.chars() {
        if sign == '@' {
            words.push(format!("w{}q", 1000 + words.len()));
            option.push_str(words.last().unwrap());
        } else {
            option.push(sign);
        }
    }
    let files = [
        File { name: DECISION_FILE, text: Some(DECISION) },
        File { name: "rest.md", text: Some(option.as_str()) },
    ];
    let vocabulary = ENGLISH.with(Words::vocabulary);
    let (model, remarks) = in_time(option.len(), || decision::read("a", "en", &files, &vocabulary));
    let remarks: Vec<&Remark> = remarks.iter().filter(|remark| remark.file == "rest.md").collect();
    if remarks.len() > 900 {
        return;
    }
    let model = format!("{model:?}");
    for word in &words {
        let at = option.find(word.as_str()).unwrap();
        let is_said = remarks
            .iter()
            .any(|it| it.about.contains(word.as_str()) || (it.at.start <= at && at < it.at.end));
        assert!(is_said || model.contains(word.as_str()), "{word} is lost in\n{option}\n{remarks:#?}");
    }
});
