//! How fast the checker is on a library of 1,000 decisions: `cargo run --release --example check_speed`.
//!
//! Prints the time of the whole check, from the folder to the report, with the most memory it took; what each rule costs;
//! and what reading cards costs beside plain pulldown-cmark on the same bytes. No part of the tests, because times depend
//! on the machine.

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
#[path = "many.rs"]
mod many;

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
mod speed {
    use std::collections::BTreeMap;
    use std::hint::black_box;
    use std::path::{Path, PathBuf};
    use std::process::Command;
    use std::time::{Duration, Instant};

    use pulldown_cmark::{Options, Parser};
    use tandem::check::{self, Card, Check, Content, Report, Unit};
    use tandem::command::{check as command, folder, report, today};
    use tandem::text::{Date, Source};

    use super::many::{self, Shipped};

    const DECISIONS: usize = 1000;

    pub fn run() -> Result<(), String> {
        let words: Vec<String> = std::env::args().skip(1).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["--measure", library] => whole(Path::new(library)),
            [] => all(DECISIONS),
            [count] => all(count.parse().map_err(|_| format!("`{count}` is not a number of decisions."))?),
            _ => Err("Report nothing, or how many decisions.".into()),
        }
    }

    fn all(count: usize) -> Result<(), String> {
        let shipped = Shipped::read()?;
        let library = shipped.library(count);
        let root = std::env::temp_dir().join(format!("tandem-speed-{}", std::process::id()));
        let bytes = many::write(&library, &root)?;
        let lengths = shipped.lengths();
        let median = lengths.get(lengths.len() / 2).copied().unwrap_or_default();
        println!(
            "{count} decisions, {bytes} bytes, {} each; the shipped median is {median}",
            bytes / count.max(1)
        );
        // In a process of its own, so that what made the library is not in its memory.
        let measured = measured(&root);
        let removed = std::fs::remove_dir_all(&root);
        measured?;
        removed.map_err(|why| format!("{}: {why}", root.display()))?;
        parts(&Content::new(library), today());
        Ok(())
    }

    fn measured(root: &Path) -> Result<(), String> {
        let program: PathBuf = std::env::current_exe().map_err(|why| why.to_string())?;
        for _ in 0..3 {
            let status = Command::new(&program).arg("--measure").arg(root).status();
            status.map_err(|why| why.to_string())?.success().then_some(()).ok_or("measuring failed")?;
        }
        Ok(())
    }

    /// As `tandem check` does it, without the printing.
    fn whole(root: &Path) -> Result<(), String> {
        let start = Instant::now();
        let content = folder::read(root)?;
        let read = start.elapsed();
        let say = command::everything(&content, today());
        let checked = start.elapsed() - read;
        let text = report::text(&content, &say, false);
        let total = start.elapsed();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        println!(
            "  all of it {total:.2?} on {threads} cores ({:.2} s of processor time): {read:.2?} to read the folder, {checked:.2?} to check, {:.2?} to \
             write {} kB of report; {} kB of memory at most; {}",
            processor_time().unwrap_or_default(),
            total - read - checked,
            text.len() / 1000,
            memory().unwrap_or_default(),
            command::closing(&say),
        );
        Ok(())
    }

    /// For how long this process kept processors busy, in seconds: other programs do not change it much.
    fn processor_time() -> Option<f64> {
        let status = std::fs::read_to_string("/proc/self/stat").ok()?;
        let (_, after) = status.rsplit_once(')')?;
        let ticks = |place: usize| after.split_whitespace().nth(place)?.parse::<f64>().ok();
        Some((ticks(11)? + ticks(12)?) / 100.0)
    }

    /// The most memory that this process ever had, in kB; nothing where the system does not tell.
    fn memory() -> Option<u64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }

    /// What the parts cost on one core, for each decision.
    fn parts(content: &Content, today: Date) {
        let units = check::units(content);
        let decisions: Vec<&Unit> = units.iter().filter(|it| matches!(it, Unit::Decision { .. })).collect();
        let mut reading = Duration::ZERO;
        let mut rule_times: BTreeMap<&str, Duration> = BTreeMap::new();
        for unit in &decisions {
            let start = Instant::now();
            let card = Card::read(content, unit, today);
            reading += start.elapsed();
            for (rule, check) in check::all() {
                let mut say = Report::default();
                let start = Instant::now();
                check.run(&card, &mut say);
                *rule_times.entry(rule.code).or_default() += start.elapsed();
                black_box(say);
            }
        }
        let count = decisions.len().max(1);
        let each = |time: Duration| time.as_nanos() as f64 / 1000.0 / count as f64;
        let ruling: Duration = rule_times.values().sum();
        println!(
            "On one core, a decision: {:.0} µs to read, {:.0} µs for all rules",
            each(reading),
            each(ruling)
        );
        let mut slowest: Vec<(&str, Duration)> = rule_times.into_iter().collect();
        slowest.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        for (code, time) in slowest.iter().take(25) {
            println!("  {:8.1} µs  {code}", each(*time));
        }
        let mut whole = Report::default();
        for (rule, check) in check::all() {
            if let Check::Whole(check) = check {
                let start = Instant::now();
                check(content, today, &mut whole);
                println!("Once for all: {:.1?}  {}", start.elapsed(), rule.code);
            }
        }
        beside_plain(content);
    }

    /// Reading cards into blocks with their places, beside the events of the plain reader of Markdown.
    fn beside_plain(content: &Content) {
        let cards: Vec<(&str, &str)> = content.files().filter(|(path, _)| path.ends_with(".md")).collect();
        let bytes: usize = cards.iter().map(|(_, text)| text.len()).sum();
        let start = Instant::now();
        for (_, text) in &cards {
            for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
                black_box(event);
            }
        }
        let plain = start.elapsed();
        let start = Instant::now();
        for (name, text) in &cards {
            black_box(tandem::cards::document(Source { name, text }));
        }
        let ours = start.elapsed();
        let rate = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
        println!(
            "{bytes} bytes of cards: plain pulldown-cmark {plain:.2?} ({:.0} MB/s), our blocks {ours:.2?} ({:.0} MB/s), \
             {:.2} times as long",
            rate(plain),
            rate(ours),
            ours.as_secs_f64() / plain.as_secs_f64(),
        );
    }
}

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
fn main() -> std::process::ExitCode {
    match speed::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(all(feature = "views", not(target_arch = "wasm32"))))]
fn main() {}
