//! The project's own commands: `cargo xtask build`, `serve`, `check`, `test`, `release`, `bench`, `setup`.
//!
//! They need nothing but Rust to start, and bring what else they need. Whatever goes wrong ends as one sentence and
//! exit code 1.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod abilities;
mod bench;
mod bill;
mod build;
mod check;
mod console;
mod need;
mod page;
mod parser;
mod project;
mod prove;
mod release;
mod run;
mod second_try;
mod serve;
mod sizes;
mod stamp;
mod test;
mod twice;
#[path = "../../src/command/watch.rs"]
mod watch;

use std::process::ExitCode;

use console::{Done, Trouble};
use project::Project;

const HELP: &str = "\
cargo xtask serve [--port 8080] [--content FOLDER] [--release]
                                              build, serve on this machine, build again when a file changes
cargo xtask build [--accept-abilities]        build what is published, into dist/, and weigh it
cargo xtask build --quick                     the same in seconds, larger and slower, into target/dist-quick, for one test:
                                              TANDEM_DIST=target/dist-quick node --test tests/browser/print.test.mjs
cargo xtask check [...]                       what is wrong in the cards of content/; takes the words of `tandem check`
cargo xtask test                              every check and test; ends with `N passed, N failed`
cargo xtask tidy                              long functions, unused names, documents that lag behind: in seconds
cargo xtask release                           one archive for people without Rust: the command, the app and the cards
cargo xtask bench                             how soon a slow phone shows the decision and answers a tap
cargo xtask prove [NAME...]                   what takes too long for every run of the tests; writes docs/proofs.md
cargo xtask setup                             only install what the others need
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            console::trouble(&trouble);
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> Done {
    match words {
        // It has words of its own, `--help` among them.
        ["check", rest @ ..] => check::check(&Project::find()?, rest),
        [] | ["help", ..] => help(),
        _ if words.iter().any(|word| ["--help", "-h"].contains(word)) => help(),
        ["build"] => build::release(&Project::find()?, false),
        // For `tests/browser/panic.test.mjs` alone.
        ["build", "--panics"] => build::panics(&Project::find()?),
        ["build", "--quick"] => build::quick(&Project::find()?),
        ["build", "--accept-abilities"] => build::release(&Project::find()?, true),
        ["serve", rest @ ..] => serve::serve(&Project::find()?, &serve::Settings::read(rest)?),
        ["tidy"] => tidy(&Project::find()?),
        ["release"] => release::release(&Project::find()?),
        ["bench"] => bench::bench(&Project::find()?),
        ["prove", names @ ..] => prove::prove(&Project::find()?, names),
        ["test"] => everything(&Project::find()?),
        ["setup"] => need::everything(&Project::find()?),
        _ => Err(Trouble::new(format!("There is no command `{}`. These are:\n{HELP}", words.join(" ")))),
    }
}

/// `tests/tidy.rs` alone; it is part of every run of the tests as well.
fn tidy(project: &Project) -> Done {
    run::run(project.cargo().args(["test", "--quiet", "--locked", "--test", "tidy"]), "Not tidy; see above.")
}

fn help() -> Done {
    console::line(HELP.trim_end());
    Ok(())
}

/// Ends without a sentence of its own: the last line of the tests says it all.
fn everything(project: &Project) -> Done {
    if test::all(project) { Ok(()) } else { std::process::exit(1) }
}
