//! The native command: what authors and builders run.

mod publish;

use std::path::PathBuf;

/// Runs the command with its arguments; the exit status.
pub fn run(arguments: impl Iterator<Item = String>) -> u8 {
    match parse(arguments) {
        Some(publish) => match publish::publish(&publish) {
            Ok(pages) => {
                println!("{pages} pages written to {}", publish.out.display());
                0
            }
            Err(why) => {
                eprintln!("{why}");
                1
            }
        },
        None => {
            eprintln!("Use: tandem publish CONTENT --app APP --to OUT");
            2
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Option<publish::Publish> {
    if arguments.next()? != "publish" {
        return None;
    }
    let content = PathBuf::from(arguments.next()?);
    let (mut app, mut out) = (None, None);
    while let Some(flag) = arguments.next() {
        let value = PathBuf::from(arguments.next()?);
        match flag.as_str() {
            "--app" => app = Some(value),
            "--to" => out = Some(value),
            _ => return None,
        }
    }
    Some(publish::Publish { content, app: app?, out: out? })
}
