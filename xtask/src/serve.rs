//! `cargo xtask serve`: `tandem preview` of the project's own cards, with the program and the command built again after each
//! change. What is shown, and how, is the preview's own matter: here is only what needs a compiler.

use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::build::{self, Variant};
use crate::console::{self, About, Done, Trouble};
use crate::need;
use crate::project::{self, Project};
use crate::watch::Watch;

/// How often the preview is looked after.
const LOOK: Duration = Duration::from_millis(300);

/// What to serve, and where.
pub struct Settings {
    /// The port on this machine.
    pub port: u16,
    /// Whether to serve what would be published, which takes longer to build.
    pub release: bool,
    /// The cards, from the project's folder.
    pub content: String,
}

impl Settings {
    /// Reads `--port 8080`, `--content FOLDER` and `--release`.
    pub fn read(words: &[&str]) -> Done<Self> {
        match words {
            [] => Ok(Self { port: 8080, release: false, content: "content".to_owned() }),
            ["--release", rest @ ..] => Ok(Self { release: true, ..Self::read(rest)? }),
            ["--port", port, rest @ ..] => {
                let port = port
                    .parse()
                    .map_err(|_| Trouble::new(format!("`{port}` is not a port: use 1 to 65535.")))?;
                Ok(Self { port, ..Self::read(rest)? })
            }
            ["--content", folder, rest @ ..] => {
                Ok(Self { content: (*folder).to_owned(), ..Self::read(rest)? })
            }
            [word, ..] => Err(Trouble::new(format!(
                "`serve` does not know {word}: use --port 8080, --content FOLDER and --release."
            ))),
        }
    }
}

/// What has to be built again.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Change {
    /// Rust: the program and the command.
    Program,
    /// Styles and files that are published as they are.
    Files,
}

/// Builds, serves, and builds again until it is stopped.
pub fn serve(project: &Project, settings: &Settings) -> Done {
    port_is_free(settings.port)?;
    content_is_there(&project.root, &settings.content)?;
    let changes = watched(project);
    let site = Site { project, settings };
    site.build(Change::Program)?;
    let mut preview = Preview::start(&site)?;
    loop {
        match changes.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Trouble::new("Nothing is watched any more.")),
            Ok(change) => match site.build(change) {
                Ok(()) if change == Change::Program => {
                    drop(preview);
                    preview = Preview::start(&site)?;
                }
                Ok(()) => {}
                Err(trouble) => {
                    console::trouble(&Trouble::new(format!("{trouble} The page stays as it was.")))
                }
            },
        }
        if preview.has_ended()? {
            return Ok(());
        }
    }
}

/// Asked first: nobody wants to wait for a build to hear that it is taken.
fn port_is_free(port: u16) -> Done {
    let other = port.wrapping_add(1).max(1024);
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|error| {
        Trouble::new(format!(
            "Port {port} could not be used ({error}). Try `cargo xtask serve --port {other}`."
        ))
    })
}

/// As with the port.
fn content_is_there(root: &Path, content: &str) -> Done {
    if root.join(content).is_dir() {
        return Ok(());
    }
    Err(Trouble::new(format!(
        "There is no folder {content}: name the folder of cards with --content FOLDER."
    )))
}

/// The files that are built. The cards are the preview's: it watches them itself.
fn watched(project: &Project) -> Receiver<Change> {
    let root = project.root.clone();
    let names = ["src", "style", "public", "Cargo.toml", "Cargo.lock"];
    let paths = names.map(|name| root.join(name));
    let mut watch = Watch::of(&paths.each_ref().map(PathBuf::as_path));
    let (tell, changes) = mpsc::channel();
    std::thread::spawn(move || while tell.send(kind(&root, &watch.changed())).is_ok() {});
    changes
}

fn kind(root: &Path, changed: &BTreeSet<PathBuf>) -> Change {
    let is_program = |path: &PathBuf| path.starts_with(root.join("src")) || path.parent() == Some(root);
    if changed.iter().any(is_program) { Change::Program } else { Change::Files }
}

/// The project as it is served.
struct Site<'a> {
    project: &'a Project,
    settings: &'a Settings,
}

impl Site<'_> {
    fn variant(&self) -> &'static Variant {
        if self.settings.release { &build::RELEASE } else { &build::DEVELOPMENT }
    }

    fn build(&self, change: Change) -> Done {
        // esbuild joins the files of the boot script.
        need::npm_tools(self.project)?;
        if change == Change::Program {
            build::program(self.project, self.variant())?;
            build::command(self.project)?;
        }
        build::assemble(self.project, self.variant())
    }
}

/// `tandem preview` while it runs.
struct Preview(Child);

impl Preview {
    fn start(site: &Site) -> Done<Self> {
        let folder = site.project.target.join("xtask/preview");
        let pages = folder.join("pages");
        project::empty(&pages)?;
        // A copy, so that cargo can write a new one while it runs.
        let built = build::command_file(site.project);
        let program = folder.join(built.file_name().unwrap_or(built.as_os_str()));
        fs::copy(&built, &program).about(format!("copy {}", built.display()))?;
        let mut command = Command::new(&program);
        command.current_dir(&site.project.root).stdin(Stdio::null());
        command.arg("preview").arg(&site.settings.content);
        command.arg("--port").arg(site.settings.port.to_string());
        command.arg("--app").arg(site.variant().app(site.project));
        // Its pages lie where they are swept away the next time.
        for name in ["TMPDIR", "TMP", "TEMP"] {
            command.env(name, &pages);
        }
        command.spawn().map(Self).about(format!("start {}", program.display()))
    }

    /// Whether it ended, as after Ctrl+C; what went wrong it has said itself.
    fn has_ended(&mut self) -> Done<bool> {
        Ok(self.0.try_wait().about("look after the preview")?.is_some())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_needs_the_compiler() {
        let changed = |files: &[&str]| kind(Path::new("/p"), &files.iter().map(PathBuf::from).collect());
        assert_eq!(changed(&["/p/style/a.css", "/p/public/boot.js"]), Change::Files);
        assert_eq!(changed(&["/p/style/a.css", "/p/src/a.rs"]), Change::Program);
        assert_eq!(changed(&["/p/Cargo.lock"]), Change::Program);
    }

    #[test]
    fn settings_are_read_in_any_order() {
        let settings = Settings::read(&["--release", "--port", "9000"]).unwrap();
        assert!(settings.release && settings.port == 9000 && settings.content == "content");
        assert!(Settings::read(&["--port", "many"]).is_err());
        assert!(Settings::read(&["--open"]).is_err());
    }

    #[test]
    fn what_is_missing_or_taken_is_said_before_anything_is_built() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let missing = content_is_there(Path::new(env!("CARGO_MANIFEST_DIR")), "nowhere").unwrap_err();
        assert!(missing.to_string().contains("There is no folder nowhere"));
        assert!(content_is_there(Path::new(env!("CARGO_MANIFEST_DIR")), "src").is_ok());
        assert!(port_is_free(port).unwrap_err().to_string().contains("cargo xtask serve --port"));
    }
}
