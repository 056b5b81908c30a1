//! Finding what a command needs, and installing what is missing where that can be done without asking.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::console::{self, Done, Trouble};
use crate::project::{self, Project};
use crate::run;

/// The browser tests and the build's tools are written for this Node and later ones.
const OLDEST_NODE: u32 = 20;

/// The Debian packages for the browser tests: the browser, a font for it, and readers of printed pages.
const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "fonts-liberation", "poppler-utils"];

/// The Debian packages for the engines beside Chromium, and a display for the one that needs one.
const ENGINE_PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Each engine beside Chromium, and the programs of which it needs one of each line.
const ENGINES: [(&str, &[&[&str]]); 2] =
    [("Firefox", &[&["firefox-esr", "firefox"]]), ("WebKitGTK", &[&["WebKitWebDriver"], &["Xvfb"]])];

/// Everything, for somebody who wants to work without a network afterwards.
pub fn everything(project: &Project) -> Done {
    browser_target(project)?;
    rust_source(project)?;
    checkers(project)?;
    npm_tools(project)?;
    chromium()?;
    for engine in engines() {
        console::line(&format!("{engine} is missing: its tests will say so."));
    }
    Ok(())
}

/// The engines beside Chromium that are not here, after what can be installed was. Without one its tests are not run, which is
/// said; that is no failure.
pub fn engines() -> Vec<&'static str> {
    let missing = missing_engines();
    if missing.is_empty() {
        return missing;
    }
    if let Some(prefix) = is_debian().then(may_install).flatten() {
        console::slow(&format!("Installing {} from Debian", ENGINE_PACKAGES.join(", ")), "about 1 minute");
        if let Err(trouble) = install(prefix, &ENGINE_PACKAGES, "They could not be installed.") {
            console::trouble(&trouble);
        }
    }
    missing_engines()
}

fn missing_engines() -> Vec<&'static str> {
    let is_here = |names: &&[&str]| names.iter().any(|name| on_path(name).is_some());
    ENGINES.iter().filter(|(_, needs)| !needs.iter().all(is_here)).map(|(engine, _)| *engine).collect()
}

/// Rust's own library, compiled for the browser.
///
/// `rust-toolchain.toml` names it, but rustup installs nothing by itself where `RUSTUP_AUTO_INSTALL=0` is set.
pub fn browser_target(project: &Project) -> Done {
    target(project, "wasm32-unknown-unknown")
}

/// Rust's own library, compiled for a kind of machine.
pub fn target(project: &Project, name: &str) -> Done {
    let mut question = Command::new("rustc");
    question.args(["--print", "target-libdir", "--target", name]).current_dir(&project.root);
    if run::ask(&mut question).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    console::slow(&format!("Installing Rust's library for {name}"), "about 5 s");
    rustup(project, &["target", "add", name])
}

/// The source of Rust's own library, which the release compiles anew, smaller.
pub fn rust_source(project: &Project) -> Done {
    let sysroot = run::ask(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root));
    if sysroot.is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std").is_dir()) {
        return Ok(());
    }
    console::slow("Installing the source of Rust's library", "about 5 s");
    rustup(project, &["component", "add", "rust-src"])
}

/// The formatter and the linter.
pub fn checkers(project: &Project) -> Done {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if run::ask(project.cargo().args([command, "--version"])).is_none() {
            console::slow(&format!("Installing {component}"), "about 5 s");
            rustup(project, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(project: &Project, words: &[&str]) -> Done {
    let line = format!("rustup {}", words.join(" "));
    let otherwise =
        format!("`{line}` failed. It needs the network; run it by hand once, then run this again.");
    run::run(Command::new("rustup").args(words).current_dir(&project.root), &otherwise)
}

/// Node, for wasm-opt, esbuild and the browser tests.
pub fn node() -> Done {
    let advice = format!(
        "Install Node {OLDEST_NODE} or later (https://nodejs.org, or your system's packages) and run this again."
    );
    let Some(version) = run::ask(Command::new("node").arg("--version")) else {
        return Err(Trouble::new(format!("Node was not found. {advice}")));
    };
    if major(&version).is_some_and(|major| major >= OLDEST_NODE) {
        Ok(())
    } else {
        Err(Trouble::new(format!("Node {version} is too old. {advice}")))
    }
}

/// "v20.20.2" is 20.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// The tools that come from npm, exactly as the committed lock file names them.
///
/// No package may run scripts of its own while it is installed.
pub fn npm_tools(project: &Project) -> Done {
    node()?;
    let folder = project.browser_tests();
    let lock = project::read_text(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    console::slow("Installing the tools that come from npm", "about 10 s");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    run::run(&mut npm, "`npm ci` in tests/browser failed. It needs the network; see its message above.")?;
    project::write(&stamp, lock)
}

/// Where Chromium is; installed with the tools that read its printed pages where that needs no password.
pub fn chromium() -> Done<PathBuf> {
    let found = find_chromium();
    if let Some(path) =
        found.as_ref().filter(|_| on_path("pdftotext").is_some() && on_path("pdftoppm").is_some())
    {
        return Ok(path.clone());
    }
    install_debian_packages(found.is_some())?;
    find_chromium().ok_or_else(|| Trouble::new(advice("Chromium")))
}

fn find_chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path))
}

fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn install_debian_packages(has_chromium: bool) -> Done {
    let what = if has_chromium { "pdftotext and pdftoppm" } else { "Chromium" };
    let Some(prefix) = is_debian().then(may_install).flatten() else {
        return Err(Trouble::new(advice(what)));
    };
    console::slow(&format!("Installing {} from Debian", DEBIAN_PACKAGES.join(", ")), "about 1 minute");
    install(prefix, &DEBIAN_PACKAGES, &advice(what))
}

/// Only Debian itself: elsewhere the package of that name may be an empty shell for another installer.
fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

fn install(prefix: &[&str], packages: &[&str], otherwise: &str) -> Done {
    run::run(&mut apt(prefix, &["update", "-qq"]), otherwise)?;
    let words = [&["install", "-y", "-qq", "--no-install-recommends"], packages].concat();
    run::run(&mut apt(prefix, &words), otherwise)
}

/// The words before `apt-get`: none for root, `sudo -n` where it asks for no password, otherwise not at all.
fn may_install() -> Option<&'static [&'static str]> {
    if run::ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    run::ask(Command::new("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}

fn apt(prefix: &[&str], words: &[&str]) -> Command {
    let mut all = prefix.iter().copied().chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = Command::new(all.next().unwrap_or("env"));
    command.args(all).args(words);
    command
}

fn advice(what: &str) -> String {
    format!(
        "{what} is missing and could not be installed from here. Run this line once, or set CHROMIUM to the path \
         of a Chromium or Chrome and install poppler: sudo apt-get install --no-install-recommends {}",
        DEBIAN_PACKAGES.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("nonsense"), None);
    }
}
