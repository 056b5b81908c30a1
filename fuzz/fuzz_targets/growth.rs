//! Eight times the text must not take many more than eight times as long. The first line says where in a sound content
//! folder the rest stands: `knee/en/decision.md 812`. The rest is repeated, each time with another number in place of `@`.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tandem_fuzz::{check, files, timed};

const SOUND: &str = include_str!("../corpus/check/seed-whole");
const SHORT: usize = 8_000;
const TIMES: usize = 8;

static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| files(SOUND));

fn folder(path: &str, at: usize, piece: &str, length: usize) -> BTreeMap<String, String> {
    let mut files = FILES.clone();
    let text = files.entry(path.to_string()).or_default();
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let pieces = (0..length / piece.len()).map(|number| piece.replace('@', &number.to_string()));
    text.insert_str(at, &pieces.collect::<String>());
    files
}

fuzz_target!(|text: &str| {
    let Some((place, piece)) = text.split_once('\n') else { return };
    let Some((path, at)) = place.split_once(' ') else { return };
    let Ok(at) = at.parse() else { return };
    if !FILES.contains_key(path) || piece.is_empty() || piece.len() > 400 {
        return;
    }
    let time = |length: usize| {
        let files = folder(path, at, piece, length);
        timed(|| check(files)).1
    };
    let is_slow = || {
        let (short, long) = (time(SHORT), time(SHORT * TIMES));
        (long > short * (TIMES as u32) * 3 + Duration::from_millis(100)).then_some((short, long))
    };
    // Only what looks slow twice is slow: the first time may have found a cold cache.
    if is_slow().is_some()
        && let Some((short, long)) = is_slow()
    {
        panic!("{SHORT} bytes take {short:?}, {TIMES} times as many {long:?}");
    }
});
