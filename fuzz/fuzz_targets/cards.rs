//! A decision from several files, as a reader's device reads it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::cards::decision::{self, DECISION_FILE, File};
use tandem::text::Source;
use tandem::words::Words;
use tandem_fuzz::{files, in_time};

fuzz_target!(|text: &str| {
    thread_local! {
        static ENGLISH: Words =
            Words::read(Source { name: "en.yaml", text: include_str!("../../content/words/en.yaml") }).0;
    }
    let files = files(text);
    let given: Vec<File> =
        files.iter().map(|(name, text)| File { name, text: Some(text.as_str()) }).collect();
    let vocabulary = ENGLISH.with(Words::vocabulary);
    in_time(text.len(), || {
        let names = decision::option_files(files.get(DECISION_FILE).map_or("", String::as_str));
        let (decision, remarks) = decision::read("a", "en", &given, &vocabulary);
        assert_eq!(names.len(), decision.options.len());
        for remark in &remarks {
            let text = files.get(&remark.file).map_or("", String::as_str);
            assert!(text.get(remark.at.start..remark.at.end).is_some(), "{remark:?}");
        }
    });
});
