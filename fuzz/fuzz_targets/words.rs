//! What the app says in one language.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::text::Source;
use tandem::words::{PaperWords, Word, Words};
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    let source = Source { name: "en.yaml", text };
    in_time(text.len(), || {
        let (words, remarks) = Words::read(source);
        for remark in &remarks {
            words.remark(remark);
        }
        for word in Word::ALL {
            words.format(*word, &[("count", "{count}"), ("when", "")]);
        }
        words.vocabulary();
        PaperWords::read(source);
    });
});
