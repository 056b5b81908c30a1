//! Starting other programs, never through a shell, and never waiting for somebody to type.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::process::{Child, Command, Stdio};

use crate::console::{self, Done, Trouble};

/// Runs a program whose output the person sees, and stops with `otherwise` when it fails.
pub fn run(command: &mut Command, otherwise: &str) -> Done {
    if succeeds(command)? { Ok(()) } else { Err(Trouble::new(otherwise)) }
}

/// Runs a program whose output the person sees.
pub fn succeeds(command: &mut Command) -> Done<bool> {
    status(command).map(|status| status == Some(0))
}

/// The same, with the status it ended with; none if it was stopped from outside.
pub fn status(command: &mut Command) -> Done<Option<i32>> {
    let name = name(command);
    let status = command.stdin(Stdio::null()).status();
    status.map(|status| status.code()).map_err(|error| missing(&name, &error))
}

/// Runs a program quietly; its output where it succeeded, nothing where it failed or is not there.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program, shows its lines as they come, and gives them back as well: tests are counted from them.
pub fn run_and_read(command: &mut Command) -> Done<(bool, String)> {
    read_along(command.stdout(Stdio::piped()), |child| child.stdout.take().map(show))
}

/// The same with what a program says on its error stream, as fuzzers do.
pub fn run_and_read_errors(command: &mut Command) -> Done<(bool, String)> {
    read_along(command.stderr(Stdio::piped()), |child| child.stderr.take().map(show))
}

fn read_along(
    command: &mut Command,
    text: impl FnOnce(&mut Child) -> Option<String>,
) -> Done<(bool, String)> {
    let name = name(command);
    let mut child = command.stdin(Stdio::null()).spawn().map_err(|error| missing(&name, &error))?;
    let text = text(&mut child).unwrap_or_default();
    let status = child.wait().map_err(|error| missing(&name, &error))?;
    Ok((status.success(), text))
}

fn show(output: impl Read) -> String {
    let mut text = String::new();
    for line in BufReader::new(output).split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line);
        console::line(&line);
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn missing(name: &str, error: &std::io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::NotFound => {
            Trouble::new(format!("`{name}` was not found; install it and run this again."))
        }
        _ => Trouble::new(format!("`{name}` could not be started: {error}.")),
    }
}
