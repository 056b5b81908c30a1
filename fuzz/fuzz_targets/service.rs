//! A service's own facts; and the same text as a list, sheet or support card.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::cards::{handout, service};
use tandem::text::Source;
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        let (service, _) = service::read(Source { name: "service.en.md", text });
        let (paper, _) = handout::read("sheets-a", "en", Source { name: "a.md", text });
        for id in paper.facts() {
            service.fact(id);
        }
    });
});
