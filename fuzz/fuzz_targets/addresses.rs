//! What stands behind `#` in an address: whatever it is, it leads to a place, and the place's own address leads there again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::cards::Decision;
use tandem::cards::decision::{self, DECISION_FILE, File};
use tandem::text::Source;
use tandem::views::route::{Room, Route};
use tandem::words::Words;
use tandem_fuzz::in_time;

macro_rules! file {
    ($path:literal) => {
        include_str!(concat!("../../content/", $path))
    };
}

const CARDS: [File; 3] = [
    File { name: DECISION_FILE, text: Some(file!("prostate-localised/en/decision.md")) },
    File { name: "surgery.md", text: Some(file!("prostate-localised/en/surgery.md")) },
    File { name: "watchful-waiting.md", text: Some(file!("prostate-localised/en/watchful-waiting.md")) },
];

fn cards() -> Decision {
    let english = Words::read(Source { name: "en.yaml", text: file!("words/en.yaml") }).0;
    decision::read("prostate-localised", "en", &CARDS, &english.vocabulary()).0
}

fuzz_target!(|text: &str| {
    thread_local! {
        static READ: Decision = cards();
    }
    READ.with(|cards| {
        in_time(text.len(), || {
            let (route, spot) = Route::read(text, cards);
            assert_eq!(Route::read(&format!("#{}", route.address()), cards).0, route);
            // A spot is led to on its place.
            if let Some(spot) = spot.filter(|spot| !spot.starts_with("line-")) {
                assert_eq!(Route::read(&spot, cards).0, route);
            }
            if let Route::Talk(Room::Survival) | Route::Survival = route {
                assert!(cards.has_survival());
            }
        });
    });
});
