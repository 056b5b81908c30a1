//! `cargo xtask check`: the checker on the cards that are shipped.

use crate::console::{Done, Trouble};
use crate::project::Project;
use crate::run;

/// The cards, from the project's folder.
const CONTENT: &str = "content";

/// Runs `tandem check` on the cards with whatever else was said: `--watch`, `--format sarif`.
pub fn check(project: &Project, words: &[&str]) -> Done {
    let mut cargo = tandem(project);
    match run::status(cargo.args(["check", CONTENT]).args(words))? {
        Some(0) => Ok(()),
        Some(1) => Err(Trouble::new("The cards have errors; they stand above.")),
        _ => Err(Trouble::new("The cards were not checked; it is said above why.")),
    }
}

/// Whether the shipped cards have no error and no warning that they do not explain themselves.
///
/// A warning stops no author from publishing, but what is shipped is the example that they follow.
pub fn has_nothing_to_say(project: &Project) -> Done<bool> {
    let mut cargo = tandem(project);
    let (success, text) = run::run_and_read(cargo.args(["check", CONTENT]))?;
    let last = text.lines().last().unwrap_or_default();
    let warnings = warnings(last).ok_or_else(|| {
        Trouble::new(format!("`tandem check` ended with a line that says no count: {last}"))
    })?;
    Ok(success && warnings == 0)
}

fn tandem(project: &Project) -> std::process::Command {
    let mut cargo = project.cargo();
    cargo.args(["run", "--quiet", "--locked", "--bin", "tandem", "--"]);
    cargo
}

/// The warnings in `0 errors, 2 warnings, 0 notes; 1 warning explained in the files`.
fn warnings(line: &str) -> Option<u64> {
    let (number, _) = line.split(", ").find_map(|part| part.split_once(" warning"))?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unexplained_warnings_are_counted() {
        assert_eq!(warnings("0 errors, 2 warnings, 0 notes; 1 warning explained in the files"), Some(2));
        assert_eq!(warnings("1 error, 1 warning, 0 notes; 0 warnings explained in the files"), Some(1));
        assert_eq!(warnings("Something else"), None);
    }
}
