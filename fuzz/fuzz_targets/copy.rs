//! A file that somebody chose to open: whatever it is, it is refused with a reason, or what can be read of it is read; and
//! what is read can be saved and read again, the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::answers::copy::{About, Condition, Page, Whose, read, write};
use tandem::answers::{Notebook, format};
use tandem_fuzz::in_time;

const PAGE: Page = Page { title: "My page", lang: "en", direction: "ltr", inside: "<p>Words</p>" };

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        for file in [text.to_string(), format!("<template id=\"tandem-copy\">{text}</template>")] {
            let Ok(found) = read(&file) else { continue };
            let about = found.about.clone().unwrap_or(About {
                topic: "a".to_string(),
                title: text.chars().take(80).collect(),
                whose: Whose::Mine,
            });
            let about = About { whose: Whose::Mine, ..about };
            let written = write(&found.notebook, &about, &PAGE);
            let block = written.split("<template").nth(1).unwrap().split_once('>').unwrap().1;
            let block = block.split_once('<').unwrap().0;
            assert!(block.bytes().all(|byte| (b' '..0x7f).contains(&byte) && !b"<>&".contains(&byte)));
            let again = read(&written).expect("what was read is there again");
            assert_eq!(format::write(&again.notebook), format::write(&found.notebook));
            assert_eq!(again.condition, Condition::AsSaved);
            assert_eq!(again.about, Some(about.clone()));
            let shown = write(&found.notebook, &About { whose: Whose::ToShow, ..about }, &PAGE);
            if let Ok(shown) = read(&shown) {
                let person = shown.notebook.person;
                let text = |person| format::write(&Notebook::of_person(person));
                assert_eq!(text(person.clone()), text(person.to_show()));
            }
        }
    });
});
