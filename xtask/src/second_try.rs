//! A second try for the few browser tests that failed, one after the other, with nothing else at work.
//!
//! A machine that is shared stands still now and then, and an engine's driver with it. What goes well only at the second
//! try is counted, and named in the last lines, so that a test that does so often is seen and mended. What protects people has
//! one try: a word that leaves the device, or is lost, once in ten times is a fault for one person in ten.

use std::path::{Path, PathBuf};

/// More failures than these are not chance.
const FEW: usize = 4;

/// The tests of what protects people: what leaves the device, what is kept, what is cleared, what is lost.
const ONE_TRY: [&str; 9] =
    ["attack", "embed", "keep", "keeping", "kills", "offline", "panic", "privacy", "tabs"];

/// A test as the closing lines of Node's report name it.
#[derive(Debug, PartialEq, Eq, Clone)]
pub struct Failed {
    /// From the root of the project.
    pub file: PathBuf,
    pub name: String,
}

/// What failed, where it is worth a second try: a few tests, all that the report counted, and none of what protects people.
pub fn worth_it(report: &str, failed: u64) -> Option<Vec<Failed>> {
    let tests = named(report);
    let every_one_is_named = u64::try_from(tests.len()) == Ok(failed);
    let may_be_chance = every_one_is_named && (1..=FEW).contains(&tests.len());
    (may_be_chance && !tests.iter().any(protects)).then_some(tests)
}

fn protects(test: &Failed) -> bool {
    ONE_TRY.iter().any(|name| test.file.ends_with(format!("{name}.test.mjs")))
}

/// Node ends its report with the tests that failed: `test at FILE:LINE:COLUMN`, and below it `✖ NAME (TIME)`.
fn named(report: &str) -> Vec<Failed> {
    let Some((_, closing)) = report.rsplit_once("✖ failing tests:") else { return Vec::new() };
    closing.lines().zip(closing.lines().skip(1)).filter_map(|(place, title)| failed(place, title)).collect()
}

fn failed(place: &str, title: &str) -> Option<Failed> {
    let (file, _) = place.strip_prefix("test at ")?.split_once(".test.mjs:")?;
    Some(Failed { file: Path::new(&format!("{file}.test.mjs")).to_owned(), name: name(title)?.to_owned() })
}

fn name(title: &str) -> Option<&str> {
    Some(title.trim().strip_prefix("✖ ")?.rsplit_once(" (")?.0)
}

/// What Node has to be told to run these and no others.
pub fn patterns(tests: &[Failed]) -> Vec<String> {
    tests.iter().map(|test| format!("--test-name-pattern=/^{}$/", as_written(&test.name))).collect()
}

fn as_written(name: &str) -> String {
    name.chars()
        .flat_map(|sign| if r".*+?^${}()|[]\/".contains(sign) { vec!['\\', sign] } else { vec![sign] })
        .collect()
}

/// The files in which these stand, each once.
pub fn files(tests: &[Failed]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = tests.iter().map(|test| test.file.clone()).collect();
    files.sort();
    files.dedup();
    files
}

/// Of these, the ones that the report of the second try says went well.
pub fn went_well(tests: &[Failed], report: &str) -> Vec<Failed> {
    let passed = |test: &&Failed| {
        report.lines().any(|line| {
            line.trim_start()
                .strip_prefix("✔ ")
                .and_then(|rest| rest.rsplit_once(" ("))
                .is_some_and(|(name, _)| name == test.name)
        })
    };
    tests.iter().filter(passed).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "✔ four (0.2ms)\n✖ three (0.2ms)\nℹ pass 1\nℹ fail 2\n\n✖ failing tests:\n\n\
        test at tests/browser/a.test.mjs:2:60\n✖ Web: one (a) b (1.1ms)\n  Error: x\n\n\
        test at tests/browser/b.test.mjs:3:1\n✖ three (0.2ms)\n  Error: y\n";

    fn test(file: &str, name: &str) -> Failed {
        Failed { file: PathBuf::from(file), name: name.to_owned() }
    }

    #[test]
    fn what_failed_is_read_from_the_closing_lines() {
        let tests = vec![
            test("tests/browser/a.test.mjs", "Web: one (a) b"),
            test("tests/browser/b.test.mjs", "three"),
        ];
        assert_eq!(worth_it(REPORT, 2), Some(tests.clone()));
        assert_eq!(patterns(&tests[..1]), [r"--test-name-pattern=/^Web: one \(a\) b$/"]);
        assert_eq!(files(&tests).len(), 2);
    }

    #[test]
    fn no_second_try_where_something_failed_that_is_not_named_or_where_many_did() {
        assert_eq!(worth_it(REPORT, 3), None);
        assert_eq!(worth_it("ℹ fail 0", 0), None);
        let many = "test at tests/browser/a.test.mjs:2:60\n✖ one (1ms)\n".repeat(FEW + 1);
        assert_eq!(worth_it(&format!("✖ failing tests:\n{many}"), 5), None);
    }

    #[test]
    fn what_protects_people_has_one_try() {
        for name in ONE_TRY {
            let report = REPORT.replace("browser/b.", &format!("browser/{name}."));
            assert_eq!(worth_it(&report, 2), None, "{name}");
        }
    }

    #[test]
    fn only_what_is_said_to_have_passed_went_well() {
        let tests = worth_it(REPORT, 2).unwrap_or_default();
        let again = "  ✔ Web: one (a) b (9ms)\n✖ three (0.2ms)\n✔ three and more (1ms)\n";
        assert_eq!(went_well(&tests, again), tests[..1]);
    }
}
