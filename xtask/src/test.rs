//! `cargo xtask test`: every check, in the order in which a mistake is cheapest to find.
//!
//! A step that fails does not stop the others, so that one run tells everything. The last line is for machines too.

use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::build;
use crate::check;
use crate::console::{self, Done, Trouble};
use crate::need;
use crate::project::{self, Project};
use crate::release;
use crate::run;
use crate::second_try::{self, Failed};
use crate::sizes;

/// No step takes two thirds of this on two cores. A test that never ends must not keep anybody waiting, least of all a
/// machine that nobody looks at.
const LIMIT: Duration = Duration::from_secs(45 * 60);

/// Browser tests that fail where it takes too long.
const TIMED: [&str; 4] = ["early", "library", "second-visit", "taps"];

/// How many tests and checks went well, and how many did not.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    const PASSED: Self = Self { passed: 1, failed: 0 };
    const FAILED: Self = Self { passed: 0, failed: 1 };

    fn of(passed: bool) -> Self {
        if passed { Self::PASSED } else { Self::FAILED }
    }

    fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// A run that failed without a failed test (it did not compile, it was stopped) is one failure.
    fn and_exit(self, success: bool) -> Self {
        if success || self.failed > 0 { self } else { self.plus(Self::FAILED) }
    }
}

/// Runs everything; whether all of it passed.
pub fn all(project: &Project) -> bool {
    let mut run = Run::default();
    let ready = run.step("Formatter, linter and Rust's library for the browser", || prepared(project));
    if ready {
        run.step("Format", || Ok(passes(project.cargo().args(["fmt", "--all", "--check"]))));
        run.step("Lint: command and tests", || {
            lint(project, &["--workspace", "--all-targets", "--features", "xtask/tools"])
        });
        run.step("Lint: program for the browser", || {
            // With what only test builds have, so that no line goes unread.
            let program = ["--bin", "app", "--features", "induce-panics"];
            let target = ["--target", "wasm32-unknown-unknown"];
            lint(project, &[&program[..], &target].concat())
        });
    }
    run.step("Tests without a browser", || native(project));
    run.step("Check of the cards", || cards(project));
    let mut late = Vec::new();
    let built = run.step("Build", || build::site(project, false).map(|()| Tally::PASSED));
    if built {
        run.step("Weight of the first load", || {
            sizes::report(project, &project.root.join("dist")).map(|()| Tally::PASSED)
        });
    }
    if built {
        run.step("Release archive", || release::rehearse(project).map(|()| Tally::PASSED));
    }
    run.not_tried = need::engines();
    let breaks = run.step("Build that panics on request", || build::panics(project).map(|()| Tally::PASSED));
    run.step("Tests in a browser", || {
        if built && breaks {
            browser(project, &mut late)
        } else {
            Err(Trouble::new("Not run, because a build before it failed."))
        }
    });
    run.step("The core of them with the headers of `_headers`", || {
        if built {
            with_headers(project, &mut late)
        } else {
            Err(Trouble::new("Not run, because a build before it failed."))
        }
    });
    run.late = late;
    run.summary()
}

/// What happened so far.
#[derive(Default)]
struct Run {
    tally: Tally,
    failures: Vec<String>,
    /// Browsers that are not here, and that nothing is therefore known of.
    not_tried: Vec<&'static str>,
    /// Tests that went well at a second try only.
    late: Vec<Failed>,
}

impl Run {
    /// One heading, its time, and whether the step had no failure.
    fn step(&mut self, title: &str, work: impl FnOnce() -> Done<Tally>) -> bool {
        console::heading(title);
        let start = Instant::now();
        let limit = end_after(LIMIT, title);
        let tally = work().unwrap_or_else(|trouble| {
            console::trouble(&trouble);
            Tally::FAILED
        });
        drop(limit);
        console::line(&format!(
            "{title}: {} passed, {} failed, {}",
            tally.passed,
            tally.failed,
            console::time(start.elapsed())
        ));
        self.tally = self.tally.plus(tally);
        if tally.failed > 0 {
            self.failures.push(title.to_owned());
        }
        tally.failed == 0
    }

    fn summary(self) -> bool {
        console::line("");
        if !self.failures.is_empty() {
            console::line(&format!("Failed: {}", self.failures.join("; ")));
        }
        if !self.not_tried.is_empty() {
            console::line(&format!(
                "Not tried, because they are not installed: {}",
                self.not_tried.join(", ")
            ));
        }
        for test in &self.late {
            console::line(&format!("Passed at a second try only: {} ({})", test.name, test.file.display()));
        }
        console::line(&format!("{} passed, {} failed", self.tally.passed, self.tally.failed));
        self.tally.failed == 0
    }
}

/// Ends everything, with the step's name, unless what it gives is dropped before.
fn end_after(limit: Duration, step: &str) -> mpsc::Sender<()> {
    let (running, ended) = mpsc::channel();
    let step = step.to_owned();
    std::thread::spawn(move || {
        if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            console::line(&format!("\nStopped: “{step}” did not end within {}.", console::time(limit)));
            console::line("0 passed, 1 failed");
            std::process::exit(1);
        }
    });
    running
}

fn prepared(project: &Project) -> Done<Tally> {
    need::checkers(project)?;
    need::browser_target(project)?;
    // Not a test, so it counts for nothing unless it fails.
    Ok(Tally::default())
}

fn passes(command: &mut Command) -> Tally {
    Tally::of(run::succeeds(command).unwrap_or(false))
}

fn lint(project: &Project, what: &[&str]) -> Done<Tally> {
    let mut cargo = project.cargo();
    cargo.args(["clippy", "--locked"]).args(what).args(["--", "-D", "warnings"]);
    Ok(passes(&mut cargo))
}

fn native(project: &Project) -> Done<Tally> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    let (success, text) = run::run_and_read(&mut cargo)?;
    Ok(counted_by_cargo(&text).and_exit(success))
}

fn cards(project: &Project) -> Done<Tally> {
    check::has_nothing_to_say(project).map(Tally::of)
}

/// What is timed gets the machine for itself; of the others two run at once, since a test waits most of its time for a browser.
fn browser(project: &Project, late: &mut Vec<Failed>) -> Done<Tally> {
    let is_timed = |path: &PathBuf| TIMED.iter().any(|name| path.ends_with(format!("{name}.test.mjs")));
    let (timed, others): (Vec<PathBuf>, Vec<PathBuf>) =
        browser_test_files(project)?.into_iter().partition(is_timed);
    let untimed = browser_tests(project, others, 2, None, late)?;
    Ok(untimed.plus(browser_tests(project, timed, 1, None, late)?))
}

/// Once more as a host serves the site that reads `_headers`: what protects people, and the ways on.
fn with_headers(project: &Project, late: &mut Vec<Failed>) -> Done<Tally> {
    let files = ["attack", "privacy", "embed"].map(|name| format!("{name}.test.mjs"));
    browser_tests(
        project,
        files.map(|name| project.browser_tests().join(name)).to_vec(),
        2,
        Some("TANDEM_HEADERS"),
        late,
    )
}

fn browser_tests(
    project: &Project,
    files: Vec<PathBuf>,
    at_once: usize,
    setting: Option<&str>,
    late: &mut Vec<Failed>,
) -> Done<Tally> {
    let mut node = node_tests(project, at_once, setting)?;
    let (success, text) = run::run_and_read(node.args(files))?;
    let tally = counted_by_node(&text).and_exit(success);
    let Some(failed) = second_try::worth_it(&text, tally.failed) else { return Ok(tally) };
    console::line(&format!("\nA second try for what failed, {} of them, by itself:", failed.len()));
    let mut node = node_tests(project, 1, setting)?;
    node.args(second_try::patterns(&failed)).args(second_try::files(&failed));
    let well = second_try::went_well(&failed, &run::run_and_read(&mut node)?.1);
    let mended = u64::try_from(well.len()).unwrap_or(0);
    late.extend(well);
    Ok(Tally { passed: tally.passed + mended, failed: tally.failed - mended })
}

fn node_tests(project: &Project, at_once: usize, setting: Option<&str>) -> Done<Command> {
    let chromium = need::chromium()?;
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-timeout=900000"]);
    node.arg(format!("--test-concurrency={at_once}"));
    node.current_dir(&project.root).env("CHROMIUM", chromium).env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    node.env("TANDEM_TARGET", &project.target);
    node.envs(setting.map(|name| (name, "1")));
    Ok(node)
}

fn browser_test_files(project: &Project) -> Done<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(project.browser_tests())
        .map_err(|error| Trouble::new(format!("Could not read tests/browser: {error}.")))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    project::read(files.first().ok_or_else(|| Trouble::new("There is no test in tests/browser."))?)?;
    Ok(files)
}

/// Adds up cargo's lines: `test result: ok. 6 passed; 0 failed; 0 ignored; …`.
fn counted_by_cargo(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        for part in line.split(['.', ';']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => tally.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => tally.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    tally
}

/// Reads Node's closing lines: `ℹ pass 12`. A test that was cancelled has not passed.
fn counted_by_node(text: &str) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().filter_map(|line| line.strip_prefix("ℹ ")) {
        match line.split_once(' ') {
            Some(("pass", number)) => tally.passed += number.parse().unwrap_or(0),
            Some(("fail" | "cancelled", number)) => tally.failed += number.parse().unwrap_or(0),
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_are_added_up() {
        let text = "running 6 tests\ntest result: ok. 6 passed; 0 failed; 1 ignored; 0 measured; finished in 0.00s\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(counted_by_cargo(text), Tally { passed: 8, failed: 3 });
    }

    #[test]
    fn node_results_are_read() {
        let text = "✔ a (1ms)\nℹ tests 14\nℹ suites 0\nℹ pass 11\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0\n";
        assert_eq!(counted_by_node(text), Tally { passed: 11, failed: 3 });
    }

    #[test]
    fn a_run_that_broke_off_is_a_failure() {
        assert_eq!(Tally::default().and_exit(false), Tally::FAILED);
        assert_eq!(Tally { passed: 4, failed: 2 }.and_exit(false), Tally { passed: 4, failed: 2 });
        assert_eq!(Tally { passed: 4, failed: 0 }.and_exit(true), Tally { passed: 4, failed: 0 });
    }
}
