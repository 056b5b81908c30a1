//! Kept answers: whatever is read as answers can be kept and read again, the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::answers::kept;
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        let (answers, _) = kept::restore("a", text);
        let saved = kept::save("a", &answers);
        assert_eq!(kept::restore("a", &saved), (answers, Vec::new()));
    });
});
