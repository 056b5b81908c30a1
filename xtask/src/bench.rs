//! `cargo xtask bench`: how soon a slow phone shows the decision and answers a tap. No part of the tests, because the
//! times depend on the machine.

use std::process::Command;

use crate::build;
use crate::console::{self, Done};
use crate::need;
use crate::project::Project;
use crate::run;

/// Builds what is published and what it is measured beside, then hands over to the browser.
pub fn bench(project: &Project) -> Done {
    build_both(project)?;
    console::note("Measuring, about 1 minute");
    run::run(&mut node(project, &["bench.mjs"])?, "Measuring failed; see the message above.")
}

/// For `cargo xtask prove`: the same table, and how soon taps are answered on a processor four and ten times slower.
pub fn timings(project: &Project) -> Done<(bool, String)> {
    build_both(project)?;
    let (_, table) = run::run_and_read(&mut node(project, &["bench.mjs"])?)?;
    let mut taps =
        node(project, &["--test", "--test-reporter=spec", "--test-timeout=1800000", "taps.test.mjs"])?;
    taps.env("TAPS", "all").env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    let (holds, text) = run::run_and_read(&mut taps)?;
    Ok((holds, format!("```text\n{}\n```\n\n{}", table.trim(), told_of_taps(&text))))
}

/// Of each walk its name and what was reached, without each round.
fn told_of_taps(text: &str) -> String {
    let is_told = |line: &str| line.contains(" of 100 taps in ") || line.contains("each at its quickest: ");
    let told =
        text.lines().filter(|line| is_told(line)).map(|line| line.trim_start_matches(['✔', '✖', 'ℹ', ' ']));
    told.collect::<Vec<_>>().join("\n\n")
}

fn build_both(project: &Project) -> Done {
    build::site(project, false)?;
    build::hello(project)
}

fn node(project: &Project, words: &[&str]) -> Done<Command> {
    let mut node = undisturbed("node");
    node.args(words).current_dir(project.browser_tests());
    node.env("CHROMIUM", need::chromium()?).env("TANDEM_TARGET", &project.target);
    Ok(node)
}

/// Before everything else that the machine does, where that is allowed, so that other work is not measured along.
fn undisturbed(program: &str) -> Command {
    let first = ["-r", "5"];
    if !Command::new("chrt").args(first).arg("true").output().is_ok_and(|it| it.status.success()) {
        return Command::new(program);
    }
    let mut command = Command::new("chrt");
    command.args(first).arg(program);
    command
}
