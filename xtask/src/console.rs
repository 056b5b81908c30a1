//! What a person reads while a command runs: one line a step, and one clear sentence when something is wrong.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

/// Why a command could not finish, as one sentence for the person who ran it.
#[derive(Debug)]
pub struct Trouble(String);

/// What every step gives back.
pub type Done<T = ()> = Result<T, Trouble>;

impl Trouble {
    /// The sentence should say what to do, not only what went wrong.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Turns an error of the operating system into a sentence that names the file or the program.
pub trait About<T> {
    /// `what` reads on after "Could not": "read Cargo.lock".
    fn about(self, what: impl fmt::Display) -> Done<T>;
}

impl<T, E: fmt::Display> About<T> for Result<T, E> {
    fn about(self, what: impl fmt::Display) -> Done<T> {
        self.map_err(|error| Trouble(format!("Could not {what}: {error}.")))
    }
}

/// Announces a step before it starts, with the time it takes where what it makes is not there yet.
///
/// The times were measured on two cores; a person who waits wants the order of size, not the second.
pub fn step(what: &str, made: &Path, first_time: &str) {
    if made.exists() { note(what) } else { slow(what, first_time) }
}

/// Announces a step that takes its time.
pub fn slow(what: &str, time: &str) {
    note(&format!("{what} ({time})"));
}

/// A step too quick to need a time.
pub fn note(what: &str) {
    told(&format!("{} {what}", bold("·")));
}

/// One line of a result.
///
/// Written rather than printed: when the reader has gone away (`cargo xtask build | head`) that is no reason to panic.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Sets a group of steps apart.
pub fn heading(what: &str) {
    line(&format!("\n{}", bold(&format!("== {what}"))));
}

/// Says that the command stops here.
pub fn trouble(trouble: &Trouble) {
    told(&format!("{} {trouble}", bold("Stopped:")));
}

fn told(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// "1.4 s" below a minute, "2 min 5 s" above.
pub fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

fn bold(text: &str) -> String {
    if std::io::stdout().is_terminal() && std::io::stderr().is_terminal() {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
