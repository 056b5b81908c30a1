//! What two tabs say, put together: whoever changed nothing gets the other's, and what came of it can be kept.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tandem::answers::Notebook;
use tandem::answers::format::{read, write};
use tandem::answers::merge::merge;
use tandem_fuzz::in_time;

fuzz_target!(|text: &str| {
    in_time(text.len(), || {
        let mut parts = text.splitn(3, '\u{1e}').map(|text| read(text).notebook.topic("a"));
        let (base, mine, theirs) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        assert_eq!(merge(&base, &base, &theirs), theirs);
        assert_eq!(merge(&base, &mine, &base), mine);
        let merged = merge(&base, &mine, &theirs);
        let text = write(&Notebook::of_topic("a", merged));
        assert_eq!(write(&read(&text).notebook), text);
    });
});
