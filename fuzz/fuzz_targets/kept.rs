//! The outer form in which the first version kept answers, several topics under one key: nothing of it is lost when it is
//! moved, whatever it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::answers::format::read;
use tandem::answers::version1::records;
use tandem_fuzz::in_time;

const BETWEEN: &str = "\n=\n";

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        let (kept, rest) = records(text);
        let mut blocks: Vec<String> =
            kept.iter().map(|it| format!("{} {}\n{}", it.until, it.topic, it.text)).collect();
        if kept.len() < text.split(BETWEEN).count() {
            blocks.extend(rest.split(BETWEEN).map(str::to_string));
        } else {
            assert!(rest.is_empty());
        }
        let mut before: Vec<&str> = text.split(BETWEEN).collect();
        before.sort_unstable();
        blocks.sort_unstable();
        assert_eq!(blocks, before);
        for it in kept {
            read(&it.text);
        }
    });
});
