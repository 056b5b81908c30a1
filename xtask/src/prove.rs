//! `cargo xtask prove`: the proofs that take too long for every run of the tests. Each writes its section of
//! `docs/proofs.md`, so that the last figures stand beside the code they were measured on.

use std::path::PathBuf;
use std::process::Command;

use crate::bench;
use crate::console::{self, Done, Trouble};
use crate::need;
use crate::project::{self, Project};
use crate::run;
use crate::twice;

const INTRO: &str = "# Proofs\n\nWritten by `cargo xtask prove`, each section by its own proof.\n";

/// How often each command is started afresh, on an idle machine and on a busy one.
const STARTS: &str = "50";

/// How many odd cards are drawn: some minutes' worth.
const DRAWN: &str = "2000";

/// How many odd addresses the preview is asked for.
const ASKED: &str = "100000";

/// How often a tab, and the whole browser, is killed while somebody types.
const KILLS: &str = "100";

/// How often what is kept is emptied between two visits.
const WIPES: &str = "100";

/// What is fuzzed, and for how long each.
const FUZZED: [&str; 6] = ["answers", "kept", "merge", "copy", "library", "read_whole"];
const SECONDS: &str = "600";

/// A proof: its name, the title of its section, and what it does.
type Proof = (&'static str, &'static str, fn(&Project) -> Done<(bool, String)>);

const PROOFS: [Proof; 12] = [
    ("timings", "How soon, on a slow phone", bench::timings),
    ("starts", "Fresh starts", starts),
    ("kills", "Kills while somebody types", kills),
    ("wipes", "What is kept, emptied between visits", wipes),
    ("fuzzing", "Fuzzing", fuzzing),
    ("engines", "Three engines", engines),
    ("mutants", "Changes that a test must notice", mutants),
    ("drawing", "Odd cards, drawn", drawing),
    ("hosts", "Real hosts", hosts),
    ("supply", "Licences, bans, sources and known faults", supply),
    ("same-bytes", "Built in two folders", twice::same_bytes),
    ("addresses", "Odd addresses, asked of the preview", addresses),
];

/// Runs the proofs named, or all of them; each that fails is told in the end.
pub fn prove(project: &Project, names: &[&str]) -> Done {
    if let Some(name) = names.iter().find(|name| PROOFS.iter().all(|(known, ..)| known != *name)) {
        let known = PROOFS.map(|(known, ..)| known).join(", ");
        return Err(Trouble::new(format!("There is no proof `{name}`; there are {known}.")));
    }
    let mut failed = Vec::new();
    for (name, title, proof) in PROOFS.iter().filter(|(name, ..)| names.is_empty() || names.contains(name)) {
        console::heading(title);
        let (holds, text) = proof(project)?;
        keep(project, title, &format!("{}{text}", measured_on(project)))?;
        if !holds {
            failed.push(*name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Trouble::new(format!("Not proved: {}.", failed.join(", ")))) }
}

/// The day, and the state of the code, that a figure belongs to.
fn measured_on(project: &Project) -> String {
    let day = run::ask(Command::new("date").arg("+%Y-%m-%d"));
    let code =
        run::ask(Command::new("git").args(["describe", "--always", "--dirty"]).current_dir(&project.root));
    format!("Measured on {}, at {}.\n\n", day.unwrap_or_default(), code.unwrap_or_default())
}

/// A program of the browser tests, on `dist`, which `cargo xtask build` made.
fn node(project: &Project, words: &[&str]) -> Done<Command> {
    let mut node = Command::new("node");
    node.args(words).current_dir(project.browser_tests());
    node.env("CHROMIUM", need::chromium()?).env("TANDEM_TARGET", &project.target);
    Ok(node)
}

/// A page live, a card and a word edited, each time on a server and in a browser started afresh.
fn starts(project: &Project) -> Done<(bool, String)> {
    let (mut hold, mut told) = (true, String::new());
    for more in [&[][..], &["--serve"], &["--busy"], &["--serve", "--busy"]] {
        let words = [&["starts.mjs", "--starts", STARTS], more].concat();
        let (holds, text) = run::run_and_read(&mut node(project, &words)?)?;
        hold &= holds;
        // Before the end it shows each start on a line that begins with its number.
        let end = text.lines().filter(|line| !line.starts_with(|first: char| first.is_ascii_digit()));
        told.push_str(&format!("- {}\n", end.collect::<Vec<_>>().join("\n  ")));
    }
    Ok((hold, told))
}

fn kills(project: &Project) -> Done<(bool, String)> {
    let (mut hold, mut told) = (true, String::new());
    for kind in ["tab", "browser"] {
        let (holds, text) = run::run_and_read(&mut node(project, &["kills.mjs", kind, KILLS])?)?;
        hold &= holds;
        told.push_str(&format!("- {}\n", text.trim()));
    }
    Ok((hold, told))
}

/// Each time a plain sentence is said.
fn wipes(project: &Project) -> Done<(bool, String)> {
    let name = "--test-name-pattern=a store that is emptied between two visits";
    let mut node = node(project, &["--test", "--test-timeout=1800000", name, "keeping.test.mjs"])?;
    let (holds, text) = run::run_and_read(node.env("WIPES", WIPES))?;
    let said = text.lines().find(|line| line.contains("emptied stores were said"));
    let end = said.map_or("Not all were said.", |line| line.trim_start_matches(['#', ' ']));
    Ok((holds && said.is_some(), end.to_owned()))
}

/// What comes from outside: kept answers, what tabs say, saved copies, lists and what is typed to find a topic, cards read whole.
fn fuzzing(project: &Project) -> Done<(bool, String)> {
    let (mut hold, mut told) = (true, String::new());
    for target in FUZZED {
        let time = format!("-max_total_time={SECONDS}");
        let mut fuzz = project.cargo();
        fuzz.args(["fuzz", "run", target, "--", &time, "-timeout=60", "-dict=fuzz/words.dict"]);
        let (holds, text) = run::run_and_read_errors(fuzz.env("RUSTC_BOOTSTRAP", "1"))?;
        hold &= holds;
        let done = text.lines().find(|line| line.starts_with("Done ")).unwrap_or("Stopped by what it found");
        told.push_str(&format!("- `{target}`: {}\n", done.trim()));
    }
    Ok((hold, told))
}

/// The same tests in each engine; one that is not here is not proved.
fn engines(project: &Project) -> Done<(bool, String)> {
    let missing = need::engines();
    let mut node =
        node(project, &["--test", "--test-reporter=spec", "--test-timeout=900000", "engines.test.mjs"])?;
    node.env("ENGINES", "chromium,firefox,webkit")
        .env("WALK", "all")
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR");
    let (holds, text) = run::run_and_read(&mut node)?;
    let told: Vec<String> =
        ["Chromium", "Firefox", "WebKitGTK"].map(|engine| of_engine(engine, &text)).into();
    Ok((holds && missing.is_empty(), told.join("\n")))
}

/// One engine's line: its version, and how many of its tests passed.
fn of_engine(engine: &str, text: &str) -> String {
    let lines = |sign: &str| {
        text.lines().filter(|line| line.trim().starts_with(&format!("{sign} {engine}: "))).count()
    };
    let version = text.lines().find(|line| line.starts_with(&format!("{engine} ")) && !line.contains(':'));
    // What failed is shown again at the end.
    let (passed, failed) = (lines("✔"), lines("✖").div_ceil(2));
    format!("- {}: {passed} passed, {failed} failed", version.unwrap_or(engine))
}

/// In a copy of `dist`.
fn mutants(project: &Project) -> Done<(bool, String)> {
    run::run_and_read(&mut node(project, &["mutants.mjs"])?)
}

/// Web servers as their packages bring them, and with the recipes of `docs/hosting`. One that is not installed is not shown.
fn hosts(project: &Project) -> Done<(bool, String)> {
    run::run_and_read(&mut node(project, &["hosts.mjs"])?)
}

/// cargo-deny on `deny.toml`. What could not be asked is said, and counts as not shown.
fn supply(project: &Project) -> Done<(bool, String)> {
    if !run::succeeds(project.cargo().args(["deny", "--version"]))? {
        return Ok((false, "Not run: `cargo install cargo-deny --locked` brings what it needs.".to_owned()));
    }
    // Asked first, so that no network is told from a fault: without today's list the one that is here is asked.
    let is_todays = run::succeeds(project.cargo().args(["deny", "fetch"]))?;
    let (mut hold, mut told) = (true, String::new());
    for what in ["licenses", "bans", "sources", "advisories"] {
        let holds = run::succeeds(project.cargo().args(["deny", "--locked", "check", what]))?;
        hold &= holds;
        let end = match (holds, what) {
            (true, _) => "well".to_owned(),
            (false, "advisories") if !is_todays => by_the_list_that_is_here(project)?,
            (false, _) => "a fault".to_owned(),
        };
        told.push_str(&format!("- {what}: {end}\n"));
    }
    Ok((hold, told))
}

/// What an older list of known faults says, where today's could not be had.
fn by_the_list_that_is_here(project: &Project) -> Done<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let lists = home.and_then(|home| project::folders_in(&home.join("advisory-dbs")).into_iter().next());
    let date = lists
        .and_then(|list| run::ask(Command::new("git").args(["log", "-1", "--format=%cs"]).current_dir(list)));
    let Some(date) = date else {
        return Ok("not shown: the list of known faults could not be had".to_owned());
    };
    let holds =
        run::succeeds(project.cargo().args(["deny", "--locked", "--offline", "check", "advisories"]))?;
    let found = if holds { "names none that is used" } else { "names one that is used" };
    Ok(format!(
        "not shown as of today: today's list of known faults could not be had; that of {date} {found}"
    ))
}

/// Cards as accidents leave them.
fn drawing(project: &Project) -> Done<(bool, String)> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--locked", "--test", "drawing"]).env("PROPTEST_CASES", DRAWN);
    let holds = run::succeeds(&mut cargo)?;
    let end = if holds { "drawn, and nothing of them became markup" } else { "tried, with a fault" };
    Ok((holds, format!("{DRAWN} cards with up to five accidents each were {end}.")))
}

/// With `..`, signs in hundredths, links and hidden names: nothing outside the folder is ever shown.
fn addresses(project: &Project) -> Done<(bool, String)> {
    let mut cargo = project.cargo();
    cargo.args(["test", "--locked", "--lib", "command::preview::files"]).env("PROPTEST_CASES", ASKED);
    let holds = run::succeeds(&mut cargo)?;
    let end = if holds { "asked for, and none led out of the folder" } else { "tried, with a fault" };
    Ok((holds, format!("{ASKED} addresses of up to twelve odd pieces each were {end}.")))
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
