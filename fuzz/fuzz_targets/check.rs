//! The whole checker on a small content folder: cards, evidence trails, lists, sheets, the list of topics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem_fuzz::{check, files, in_time};

fuzz_target!(|text: &str| {
    let files = files(text);
    in_time(text.len(), || check(files));
});
