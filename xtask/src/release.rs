//! `cargo xtask release`: one archive with all that it takes to check and publish cards, for people without Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bill;
use crate::build::{self, RELEASE};
use crate::console::{self, About, Done, Trouble};
use crate::need;
use crate::project::{self, Project};
use crate::run;

/// What goes along as it is: the cards as an example, and what must not be missing beside them.
const FILES: [&str; 6] =
    ["LICENSE-APACHE", "LICENSE-MIT", "docs/checks", "docs/hosting", "docs/hosting.md", "docs/pictures"];

/// For people who have the archive and nothing else.
const README: &str = include_str!("../archive/README.md");

/// A command for one kind of machine.
struct Built {
    program: PathBuf,
    /// As rustc names the machine.
    target: String,
}

/// Makes the archive in `dist-release`, and tries it out.
pub fn release(project: &Project) -> Done {
    need::npm_tools(project)?;
    build::program(project, &RELEASE)?;
    build::assemble(project, &RELEASE)?;
    let built = fast_command(project)?;
    let archive = make(project, &built, &project.root.join("dist-release"))?;
    console::line(&format!("{}", archive.display()));
    Ok(())
}

/// The same with the command as tests have it, which is built already, and the app that was built last.
pub fn rehearse(project: &Project) -> Done {
    let built = Built { program: build::command_file(project), target: host()? };
    make(project, &built, &project.target.join("xtask/release-rehearsed")).map(drop)
}

/// Packs the archive into a folder, unpacks it elsewhere and publishes with it; gives where it is.
fn make(project: &Project, built: &Built, folder: &Path) -> Done<PathBuf> {
    let name = format!("tandem-{}-{}", env!("CARGO_PKG_VERSION"), built.target);
    let inside = project.target.join("xtask/release").join(&name);
    lay_out(project, built, &inside)?;
    let archive = folder.join(format!("{name}.tar.gz"));
    pack(&inside, &archive)?;
    project::write(
        &folder.join(format!("{name}.tar.gz.sha256")),
        format!("{}  {name}.tar.gz\n", bill::sum(&archive)?),
    )?;
    try_out(project, &archive, &name)?;
    Ok(archive)
}

/// The command, made for speed; where it can be, without a C library of the system's own, so that it runs on any.
fn fast_command(project: &Project) -> Done<Built> {
    let host = host()?;
    let target = match host.strip_suffix("-unknown-linux-gnu") {
        Some(machine) => {
            let musl = format!("{machine}-unknown-linux-musl");
            if need::target(project, &musl).is_ok() { musl } else { host }
        }
        None => host,
    };
    let made = project.target.join(&target).join("release").join(program_name());
    console::step("Compiling the command", &made, "about 3 minutes");
    let mut cargo = project.cargo();
    cargo.args([
        "build",
        "--locked",
        "--release",
        "--package",
        "tandem",
        "--bin",
        "tandem",
        "--target",
        &target,
    ]);
    // A little of what encrypts is C. It needs nothing of a C library, so that the machine's own compiler does for it.
    if target.ends_with("-linux-musl") {
        cargo.env(format!("CC_{}", target.replace('-', "_")), "cc");
    }
    run::run(&mut cargo, "The command did not compile; see cargo's message above.")?;
    Ok(Built { program: made, target })
}

fn program_name() -> String {
    format!("tandem{}", std::env::consts::EXE_SUFFIX)
}

/// `x86_64-unknown-linux-gnu`
fn host() -> Done<String> {
    let answer = run::ask(Command::new("rustc").arg("-vV"));
    let host = answer.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("host: ")));
    host.map(str::to_owned)
        .ok_or_else(|| Trouble::new("`rustc -vV` does not say for which machine it compiles."))
}

/// The archive's own README: what it needs, and the command as it is typed there.
fn readme(built: &Built) -> Done<String> {
    let tandem = if cfg!(windows) { r".\tandem" } else { "./tandem" };
    let needs = needs(&built.target, &project::read(&built.program)?);
    Ok(README.replace("{needs}", &needs).replace("{tandem}", tandem).replace("{program}", &program_name()))
}

fn needs(target: &str, program: &[u8]) -> String {
    let machine = target.split('-').next().unwrap_or_default();
    if target.ends_with("-linux-musl") {
        return format!("Linux on {machine}, of any kind and age: the command brings its own C library.");
    }
    match newest_c_library(program) {
        Some((major, minor)) => format!(
            "Linux on {machine}, with the GNU C library {major}.{minor} or newer (`ldd --version` says which one is there)."
        ),
        None => format!("The kind of machine that is in this archive's name: {target}."),
    }
}

/// The newest version of the GNU C library that a program asks for, read from the names in it: `GLIBC_2.34`.
fn newest_c_library(program: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(program);
    let versions = text.split("GLIBC_").skip(1).filter_map(|rest| {
        let (major, rest) = rest.split_once('.')?;
        let end = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        Some((major.parse().ok()?, rest.get(..end)?.parse().ok()?))
    });
    versions.max()
}

fn lay_out(project: &Project, built: &Built, inside: &Path) -> Done {
    project::empty(inside)?;
    copy(&built.program, &inside.join(program_name()))?;
    project::write(&inside.join("README.md"), readme(built)?)?;
    copy(&RELEASE.app(project), &inside.join("app"))?;
    copy(&project.root.join("content"), &inside.join("content"))?;
    for name in FILES {
        copy(&project.root.join(name), &inside.join(name))?;
    }
    project::write(&inside.join(bill::BILL), bill::bill(project)?)?;
    project::write(&inside.join(bill::SUMS), bill::sums(inside)?)
}

/// A file or a whole folder, with the right to run what could be run.
fn copy(from: &Path, to: &Path) -> Done {
    let files = if from.is_dir() { project::files_below(from)? } else { vec![from.to_path_buf()] };
    for file in files {
        let rest = file.strip_prefix(from).ok().filter(|rest| !rest.as_os_str().is_empty());
        let target = rest.map_or_else(|| to.to_path_buf(), |rest| to.join(rest));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).about(format!("make the folder {}", folder.display()))?;
        }
        fs::copy(&file, &target).about(format!("copy {} to {}", file.display(), target.display()))?;
    }
    Ok(())
}

fn pack(inside: &Path, archive: &Path) -> Done {
    let (Some(above), Some(name), Some(folder)) = (inside.parent(), inside.file_name(), archive.parent())
    else {
        return Err(Trouble::new("The archive has no folder to stand in."));
    };
    project::empty(folder)?;
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(archive).arg("-C").arg(above).arg(name);
    run::run(&mut tar, "`tar` could not write the archive; see its message above.")
}

/// As on a machine that has nothing else: no path to look for programs, no other folder.
fn try_out(project: &Project, archive: &Path, name: &str) -> Done {
    console::note("Unpacking the archive and publishing with nothing else");
    let folder = project.target.join("xtask/release-tried");
    project::empty(&folder)?;
    let mut tar = Command::new("tar");
    run::run(tar.arg("-xzf").arg(archive).arg("-C").arg(&folder), "`tar` could not unpack the archive.")?;
    let here = folder.join(name);
    bill::must_fit(&here)?;
    let mut tandem = Command::new(here.join(program_name()));
    tandem.args(["publish", "content", "--to", "out", "--allow-unreviewed"]).current_dir(&here);
    tandem.env_clear().env("PATH", "");
    run::run(&mut tandem, "The unpacked archive could not publish; see the message above.")?;
    let pages = published(&here.join("out"))?;
    console::note(&format!("The unpacked archive published {pages} pages."));
    project::remove(&folder)
}

/// How many pages there are; the ones that must be there are.
fn published(out: &Path) -> Done<usize> {
    let files = project::files_below(out)?;
    let library = project::read_text(&out.join("index.html"))?;
    let script = files.iter().find(|file| name_of(file).starts_with("boot-"));
    let is_whole = script.is_some_and(|file| library.contains(&name_of(file)));
    if !is_whole || !out.join("content/library.en.md").is_file() {
        return Err(Trouble::new("The unpacked archive published a site that is not whole."));
    }
    Ok(files.iter().filter(|file| name_of(file).ends_with(".html")).count())
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_says_which_c_library_it_needs() {
        let program = b"\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_2.9\0GLIBC_PRIVATE\0";
        assert_eq!(newest_c_library(program), Some((2, 34)));
        assert!(needs("x86_64-unknown-linux-gnu", program).contains("GNU C library 2.34 or newer"));
        assert!(needs("x86_64-unknown-linux-musl", b"").contains("any kind and age"));
    }

    /// Nothing in it that only a checkout has.
    #[test]
    fn the_archives_readme_is_for_people_without_a_checkout() {
        for word in ["cargo", "xtask", "npm", "rustup"] {
            assert!(!README.contains(word), "{word}");
        }
        let names = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for name in names {
            let is_there = FILES.iter().chain(&["content"]).any(|file| name.starts_with(file));
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
            assert!(is_there && root.join(name).exists(), "{name}");
        }
    }
}
