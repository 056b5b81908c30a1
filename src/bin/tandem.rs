//! The native command; empty in the browser.

use std::process::ExitCode;

#[cfg(all(feature = "views", not(target_arch = "wasm32")))]
fn main() -> ExitCode {
    ExitCode::from(tandem::command::run(std::env::args().skip(1)))
}

#[cfg(not(all(feature = "views", not(target_arch = "wasm32"))))]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
