//! The list of topics, and what somebody types to find one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::cards::{library, settings::Settings};
use tandem::text::Source;
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    let (typed, list) = text.split_once('\n').unwrap_or(("", text));
    in_time(text.len(), || {
        let (topics, _) = library::read(Source { name: "library.en.md", text: list });
        assert!(library::find(&topics, typed).len() <= topics.len());
        assert!(library::find_near(&topics, typed).len() <= topics.len());
        assert_eq!(library::find(&topics, "").len(), topics.len());
        Settings::read(Source { name: "settings.yaml", text: list }).may_keep_at(typed);
    });
});
