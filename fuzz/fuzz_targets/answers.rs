//! Kept answers, of either version: whatever is read can be written and read again, the same, and nothing that was not
//! understood is lost on the way.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::answers::format::{Understood, read, write, write_without_private};
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        let reading = read(text);
        let written = write(&reading.notebook);
        let again = read(&written);
        assert_eq!(again.understood, Understood::Whole);
        assert_eq!(write(&again.notebook), written);
        read(&write_without_private(&reading.notebook));
    });
});
