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
    let chromium = need::chromium()?;
    build::site(project, false)?;
    build::hello(project)?;
    console::note("Measuring, about 1 minute");
    let mut node = undisturbed("node");
    node.arg(project.browser_tests().join("bench.mjs")).current_dir(&project.root);
    node.env("CHROMIUM", chromium).env("TANDEM_TARGET", &project.target);
    run::run(&mut node, "Measuring failed; see the message above.")
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
