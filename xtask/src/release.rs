//! `cargo xtask release`: one archive with all that it takes to check and publish cards, for people without Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::{self, RELEASE};
use crate::need;
use crate::project::{self, Project};
use crate::run;
use crate::say::{self, About, Done, Trouble};

/// What goes along as it is: the cards as an example, and what must not be missing beside them.
const FILES: [&str; 4] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "docs/checks"];

/// Makes the archive in `dist-release`, and tries it out.
pub fn release(project: &Project) -> Done {
    need::npm_tools(project)?;
    build::program(project, &RELEASE)?;
    build::assemble(project, &RELEASE)?;
    let program = fast_command(project)?;
    let archive = make(project, &program, &project.root.join("dist-release"))?;
    say::line(&format!("{}", archive.display()));
    Ok(())
}

/// The same with the command as tests have it, which is built already, and the app that was built last.
pub fn rehearse(project: &Project) -> Done {
    let program = project.target.join("debug").join(program_name());
    make(project, &program, &project.target.join("xtask/release-rehearsed")).map(drop)
}

/// Packs the archive into a folder, unpacks it elsewhere and publishes with it; gives where it is.
fn make(project: &Project, program: &Path, folder: &Path) -> Done<PathBuf> {
    let name = format!("tandem-{}-{}", env!("CARGO_PKG_VERSION"), target()?);
    let inside = project.target.join("xtask/release").join(&name);
    lay_out(project, program, &inside)?;
    let archive = folder.join(format!("{name}.tar.gz"));
    pack(&inside, &archive)?;
    try_out(project, &archive, &name)?;
    Ok(archive)
}

/// The command, made for speed.
fn fast_command(project: &Project) -> Done<PathBuf> {
    say::step("Compiling the command", "about 2 minutes");
    let mut cargo = project.cargo();
    cargo.args(["build", "--locked", "--release", "--package", "tandem", "--bin", "tandem"]);
    run::run(&mut cargo, "The command did not compile; see cargo's message above.")?;
    Ok(project.target.join("release").join(program_name()))
}

fn program_name() -> String {
    format!("tandem{}", std::env::consts::EXE_SUFFIX)
}

/// `x86_64-unknown-linux-gnu`
fn target() -> Done<String> {
    let said = run::ask(Command::new("rustc").arg("-vV"));
    let host = said.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("host: ")));
    host.map(str::to_owned)
        .ok_or_else(|| Trouble::new("`rustc -vV` does not say for which machine it compiles."))
}

fn lay_out(project: &Project, program: &Path, inside: &Path) -> Done {
    project::empty(inside)?;
    copy(program, &inside.join(program_name()))?;
    copy(&RELEASE.app(project), &inside.join("app"))?;
    copy(&project.root.join("content"), &inside.join("content"))?;
    for name in FILES {
        copy(&project.root.join(name), &inside.join(name))?;
    }
    Ok(())
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
    say::note("Unpacking the archive and publishing with nothing else");
    let folder = project.target.join("xtask/release-tried");
    project::empty(&folder)?;
    let mut tar = Command::new("tar");
    run::run(tar.arg("-xzf").arg(archive).arg("-C").arg(&folder), "`tar` could not unpack the archive.")?;
    let here = folder.join(name);
    let mut tandem = Command::new(here.join(program_name()));
    tandem.args(["publish", "content", "--to", "out", "--allow-unreviewed"]).current_dir(&here);
    tandem.env_clear().env("PATH", "");
    run::run(&mut tandem, "The unpacked archive could not publish; see the message above.")?;
    let pages = published(&here.join("out"))?;
    say::note(&format!("The unpacked archive published {pages} pages."));
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
