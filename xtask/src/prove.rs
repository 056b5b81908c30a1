//! `cargo xtask prove`: the proofs that take too long for every run of the tests. Each writes its section of
//! `docs/proofs.md`, so that the last figures stand beside the code they were measured on.

use std::process::Command;

use crate::console::{self, Done, Trouble};
use crate::need;
use crate::project::{self, Project};
use crate::run;

const INTRO: &str = "# Proofs\n\nWritten by `cargo xtask prove`, each section by its own proof.\n";

/// How many odd cards are drawn: some minutes' worth.
const DRAWN: &str = "2000";

/// A proof: its name, the title of its section, and what it does.
type Proof = (&'static str, &'static str, fn(&Project) -> Done<(bool, String)>);

const PROOFS: [Proof; 2] =
    [("mutants", "Changes that a test must notice", mutants), ("drawing", "Odd cards, drawn", drawing)];

/// Runs the proofs named, or all of them; each that fails is told in the end.
pub fn prove(project: &Project, names: &[&str]) -> Done {
    if let Some(name) = names.iter().find(|name| PROOFS.iter().all(|(known, ..)| known != *name)) {
        return Err(Trouble::new(format!("There is no proof `{name}`; there are `mutants` and `drawing`.")));
    }
    let mut failed = Vec::new();
    for (name, title, proof) in PROOFS.iter().filter(|(name, ..)| names.is_empty() || names.contains(name)) {
        console::heading(title);
        let (holds, text) = proof(project)?;
        keep(project, title, &text)?;
        if !holds {
            failed.push(*name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Trouble::new(format!("Not proved: {}.", failed.join(", ")))) }
}

/// In a copy of `dist`, which `cargo xtask build` made.
fn mutants(project: &Project) -> Done<(bool, String)> {
    let mut node = Command::new("node");
    node.arg(project.browser_tests().join("mutants.mjs")).current_dir(&project.root);
    node.env("CHROMIUM", need::chromium()?).env("TANDEM_TARGET", &project.target);
    run::run_and_read(&mut node)
}

/// Cards as accidents leave them.
fn drawing(project: &Project) -> Done<(bool, String)> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--locked", "--test", "drawing"]).env("PROPTEST_CASES", DRAWN);
    let holds = run::succeeds(&mut cargo)?;
    let end = if holds { "drawn, and nothing of them became markup" } else { "tried, with a fault" };
    Ok((holds, format!("{DRAWN} cards with up to five accidents each were {end}.")))
}

fn keep(project: &Project, title: &str, text: &str) -> Done {
    let file = project.root.join("docs/proofs.md");
    let before = project::read_text(&file).unwrap_or_else(|_| INTRO.to_owned());
    project::write(&file, with_section(&before, title, text))
}

/// The text with one section in place of the one of that title, or after all others.
fn with_section(text: &str, title: &str, inside: &str) -> String {
    let head = format!("\n## {title}\n");
    let section = format!("{head}\n{}\n", inside.trim());
    let Some((before, rest)) = text.split_once(&head) else {
        return format!("{}\n{section}", text.trim_end());
    };
    let after = rest.split_once("\n## ").map(|(_, after)| format!("\n## {after}")).unwrap_or_default();
    format!("{before}{section}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_replaces_the_one_of_its_title() {
        let one = with_section(INTRO, "A", "first");
        let two = with_section(&one, "B", "second");
        assert_eq!(two, format!("{INTRO}\n## A\n\nfirst\n\n## B\n\nsecond\n"));
        assert_eq!(with_section(&two, "A", "third"), two.replace("first", "third"));
    }
}
