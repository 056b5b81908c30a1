//! What the fuzz targets share: several files in one text, and time limits.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use tandem::check::{self, Content, Report};
use tandem::text::Date;

/// A line that begins so ends one file, and names the next.
pub const NEXT_FILE: &str = "%%% ";

/// The day on which everything is checked.
pub const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// The files in one text, each after a line with its path.
pub fn files(text: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let parts = format!("\n{text}");
    for part in parts.split(&format!("\n{NEXT_FILE}")).skip(1) {
        let (path, inside) = part.split_once('\n').unwrap_or((part, ""));
        files.insert(path.trim_end().to_string(), inside.to_string());
    }
    files
}

/// Checks everything in a content folder. What is said must stand where it says.
pub fn check(files: BTreeMap<String, String>) -> Report {
    let content = Content::new(files);
    let mut all = Report::default();
    for unit in check::units(&content) {
        let mut say = check::check(&content, &unit, TODAY);
        all.list.append(&mut say.list);
    }
    for it in &all.list {
        for place in std::iter::once(&it.location).chain(&it.also) {
            let text = content.text(&place.file).unwrap_or_default();
            let is_whole = text.get(place.at.start..place.at.end).is_some();
            // Of a file that is not there, or of a whole file, the beginning is meant.
            let is_all = place.at.start == 0 && place.at.end <= 3;
            assert!(is_whole || is_all, "{} is said of no place: {place:?}", it.rule.code);
        }
        if let Some(edit) = &it.edit {
            let text = content.text(&edit.file).expect("an edit of a file that is there");
            assert!(text.get(edit.at.start..edit.at.end).is_some(), "{}: {edit:?}", it.rule.code);
        }
    }
    all
}

/// Fails if a work takes longer than any reading of so many bytes should, sanitizer included.
pub fn in_time<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let (done, took) = timed(work);
    let limit = Duration::from_secs(1) + Duration::from_micros(50) * u32::try_from(bytes).unwrap_or(u32::MAX);
    assert!(took < limit, "{bytes} bytes took {took:?}");
    done
}

/// How long a work keeps the processor busy.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (start, clock) = (busy(), Instant::now());
    let done = work();
    let took = busy().zip(start).map(|(end, start)| end.saturating_sub(start));
    (done, took.unwrap_or_else(|| clock.elapsed()))
}

/// For how long this thread has been on a processor, so that a busy machine does not look like a slow program. Only Linux
/// tells.
fn busy() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}
