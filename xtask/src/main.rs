//! The project's own commands: `cargo xtask build`, `serve`, `check`, `test`, `release`, `bench`, `setup`.
//!
//! They need nothing but Rust to start, and bring what else they need. Whatever goes wrong ends as one sentence and
//! exit code 1.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod abilities;
mod bench;
mod build;
mod check;
mod headers;
mod need;
mod page;
mod project;
mod release;
mod run;
mod say;
mod serve;
mod sizes;
mod stamp;
mod test;
mod watch;

use std::process::ExitCode;

use project::Project;
use say::{Done, Trouble};

const HELP: &str = "\
cargo xtask serve [--port 8080] [--release]   build, serve on this machine, build again when a file changes
cargo xtask build [--accept-abilities]        build what is published, into dist/, and weigh it
cargo xtask check [...]                       what is wrong in the cards of content/; takes the words of `tandem check`
cargo xtask test                              every check and test; ends with `N passed, N failed`
cargo xtask tidy                              long functions, unused names, documents that lag behind: in seconds
cargo xtask release                           one archive for people without Rust: the command, the app and the cards
cargo xtask bench                             how soon a slow phone shows the decision and answers a tap
cargo xtask setup                             only install what the others need
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            say::trouble(&trouble);
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> Done {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            say::line(HELP.trim_end());
            Ok(())
        }
        ["build"] => build::release(&Project::find()?, false),
        ["build", "--accept-abilities"] => build::release(&Project::find()?, true),
        ["serve", rest @ ..] => serve::serve(&Project::find()?, &serve::Settings::read(rest)?),
        ["check", rest @ ..] => check::check(&Project::find()?, rest),
        ["tidy"] => tidy(&Project::find()?),
        ["release"] => release::release(&Project::find()?),
        ["bench"] => bench::bench(&Project::find()?),
        ["test"] => everything(&Project::find()?),
        ["setup"] => need::everything(&Project::find()?),
        _ => Err(Trouble::new(format!("There is no command `{}`. These are:\n{HELP}", words.join(" ")))),
    }
}

/// `tests/tidy.rs` alone; it is part of every run of the tests as well.
fn tidy(project: &Project) -> Done {
    run::run(project.cargo().args(["test", "--quiet", "--locked", "--test", "tidy"]), "Not tidy; see above.")
}

/// Ends without a sentence of its own: the last line of the tests says it all.
fn everything(project: &Project) -> Done {
    if test::all(project) { Ok(()) } else { std::process::exit(1) }
}
