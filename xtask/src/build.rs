//! From source to the folder that a web server serves.
//!
//! cargo compiles the program; wasm-bindgen makes its JavaScript half; wasm-opt and esbuild make both smaller; the
//! `tandem` command lays the files out beside the pages; at last everything is compressed, listed and weighed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::abilities;
use crate::console::{self, About, Done, Trouble};
use crate::need;
use crate::parser;
use crate::project::{self, Project};
use crate::run;
use crate::sizes;
use crate::stamp::Stamp;

/// Named one by one: with all features on, the result uses compact imports, which browsers refuse.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Where in the source a panic happened, and how values look to a programmer: nobody reads that on a phone, and the
/// program never shows it. 5.9 kB less to download as Brotli.
const WITHOUT_DEBUGGING: [&str; 4] =
    ["-Zlocation-detail=none", "-Zfmt-debug=none", "-Zunstable-options", "-Cpanic=immediate-abort"];

/// Names that tell a function's module and types, by which the program is divided (see `bin/tools/split.rs`).
const FULL_NAMES: &str = "-Csymbol-mangling-version=v0";

/// Rust's own library is compiled anew, so that it has no messages for panics either: 14.2 kB less as Brotli. A panic is
/// then an error of WebAssembly like any other, and the boot file shows the calm page.
const OWN_LIBRARY: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// What the content policy forbids; better found here than on a phone.
const REFUSED_IN_GLUE: [&str; 4] = ["new Function(", "eval(", "import(", "import.meta"];

/// The files of the program: what comes first, and its later parts (see `bin/tools/split.rs`).
const PARTS: [&str; 5] = ["program.wasm", "sheets.wasm", "later.wasm", "topic.wasm", "library.wasm"];

/// WebAssembly with nothing in it: its mark and its version.
const NO_FUNCTIONS: &[u8] = b"\0asm\x01\0\0\0";

/// Where the JavaScript half gathers what the program may call.
const IMPORTS: &str = "const imports = __wbg_get_imports();";

/// The same, with the way to a later part of the program.
const IMPORTS_AND_PARTS: &str =
    "const imports = { ...__wbg_get_imports(), parts: { load: (number) => load(number, wasm) } };";

/// The oldest browsers that run the program at all, for esbuild.
const OLDEST_BROWSERS: &str = "--target=chrome97,firefox102,safari16";

/// One way to build the program.
pub struct Variant {
    /// What cargo builds.
    program: Program,
    profile: &'static str,
    features: &'static [&'static str],
    /// What a person sees this build called.
    title: &'static str,
    /// How long cargo takes where nothing is built yet.
    first_time: &'static str,
    /// Whether it is compiled without what only programmers read.
    lean: bool,
    /// Whether wasm-opt and esbuild run.
    small: bool,
    /// Where the built program goes, below the target folder.
    app: &'static str,
}

/// What stays a function of its own, so that the part of the program it belongs to can have it: the starts of lists and sheets
/// and of the list of topics, and the places that come later. Whatever calls one of them would swallow it otherwise.
const APART: [&str; 14] = [
    "start::sheet",
    "start::topics_list",
    "steps::about::about",
    "steps::compare::compare",
    "steps::my_way::my_way",
    "steps::page::page",
    "steps::page::show",
    "steps::questions::questions",
    "steps::stand::stand",
    "steps::what_we_said::screen",
    "views::copy::opening",
    "views::practice::practise",
    "views::talk::inside",
    "parts::glossary::of_row",
];

#[derive(Clone, Copy)]
enum Program {
    App,
    Example(&'static str),
}

/// What people get.
pub const RELEASE: Variant = Variant {
    program: Program::App,
    profile: "web",
    features: &[],
    title: "the program for the browser",
    first_time: "about 2 minutes",
    lean: true,
    small: true,
    app: "app",
};

/// For working on the program: built sooner, larger, slower.
pub const DEVELOPMENT: Variant = Variant {
    profile: "web-dev",
    title: "the program, quickly built",
    first_time: "about 2 minutes",
    lean: false,
    small: false,
    app: "app-dev",
    ..RELEASE
};

/// Can be asked to panic. Compiled as the release is, so that a panic ends as it does on a phone, and because its
/// dependencies are compiled already.
pub const PANICS: Variant = Variant {
    features: &["induce-panics"],
    title: "the program that panics on request, for the tests",
    first_time: "about 20 s more",
    small: false,
    app: "app-panics",
    ..RELEASE
};

/// The smallest Leptos program that answers a tap, to measure ours beside.
pub const HELLO: Variant = Variant {
    program: Program::Example("hello"),
    title: "a Leptos hello world",
    first_time: "about 10 s more",
    app: "app-hello",
    ..RELEASE
};

impl Variant {
    /// The built program, for `tandem publish`.
    pub fn app(&self, project: &Project) -> PathBuf {
        project.target.join(self.app)
    }

    fn work(&self, project: &Project) -> PathBuf {
        project.target.join("xtask").join(self.app)
    }
}

/// `cargo xtask build`.
pub fn release(project: &Project, accept_abilities: bool) -> Done {
    site(project, accept_abilities)?;
    sizes::report(project, &project.root.join("dist"))
}

/// The site in `dist`, not yet weighed: tests and measurements are worth running on one that is too heavy as well.
pub fn site(project: &Project, accept_abilities: bool) -> Done {
    need::npm_tools(project)?;
    program(project, &RELEASE)?;
    let glue = project::read_text(&RELEASE.work(project).join("glue.js"))?;
    abilities::check(project, &glue, accept_abilities)?;
    assemble(project, &RELEASE)?;
    publish(project, &RELEASE, &project.root.join("dist"), true)
}

/// A site to try one change on: built in seconds, neither small nor compressed. Timings mean nothing on it.
pub fn quick(project: &Project) -> Done {
    need::npm_tools(project)?;
    program(project, &DEVELOPMENT)?;
    assemble(project, &DEVELOPMENT)?;
    publish(project, &DEVELOPMENT, &project.target.join("dist-quick"), false)
}

/// The build that breaks on purpose, for the browser tests only.
pub fn panics(project: &Project) -> Done {
    program(project, &PANICS)?;
    assemble(project, &PANICS)?;
    publish(project, &PANICS, &project.target.join("dist-panics"), false)
}

/// What `cargo xtask bench` measures ours beside: only the program and its JavaScript half.
pub fn hello(project: &Project) -> Done {
    program(project, &HELLO)?;
    let (app, work) = (HELLO.app(project), HELLO.work(project));
    project::empty(&app)?;
    copy(&work.join("program.wasm"), &app.join("program.wasm"))?;
    copy(&work.join("program.js"), &app.join("program.js"))
}

/// Compiles one variant and makes `program.wasm` and `program.js` of it, as far as anything changed.
pub fn program(project: &Project, variant: &Variant) -> Done {
    need::browser_target(project)?;
    let wasm = compile(project, variant)?;
    let work = variant.work(project);
    let (small, script) = (work.join("program.small.wasm"), work.join("program.js"));
    let parts: Vec<PathBuf> = PARTS.iter().map(|name| work.join(name)).collect();
    let stamp = Stamp::of(
        project,
        &format!("{}.stamp", variant.app),
        &[
            &wasm,
            &project.root.join("Cargo.lock"),
            &project.root.join("xtask/src/build.rs"),
            &project.root.join("xtask/src/bin/tools/main.rs"),
            &project.root.join("xtask/src/bin/tools/split.rs"),
            &project.browser_tests().join("package-lock.json"),
        ],
    )?;
    let made: Vec<&Path> = parts.iter().chain([&script]).map(PathBuf::as_path).collect();
    if stamp.is_fresh(&made) {
        return Ok(());
    }
    bindgen(project, &wasm, &work)?;
    shrink(project, variant, &work, &small)?;
    divide(project, variant, &small, &work)?;
    wrap(project, variant, &work, &script)?;
    parts.iter().try_for_each(|part| no_machine_paths(project, part))?;
    stamp.keep()
}

/// What comes first, and what comes once the page is alive: 55 kB as Brotli that nobody waits for. Not in a quick build, whose
/// later parts are empty.
fn divide(project: &Project, variant: &Variant, small: &Path, work: &Path) -> Done {
    if variant.lean {
        let mut command = tools(project, "Dividing the program", "about 20 s");
        return run::run(
            command.arg("split").arg(small).arg(work),
            "Dividing failed; see its message above.",
        );
    }
    let [first, later @ ..] = PARTS;
    copy(small, &work.join(first))?;
    later.iter().try_for_each(|name| project::write(&work.join(name), NO_FUNCTIONS))
}

fn compile(project: &Project, variant: &Variant) -> Done<PathBuf> {
    let folder = project.target.join("wasm32-unknown-unknown").join(variant.profile);
    let made = match variant.program {
        Program::App => folder.join("app.wasm"),
        Program::Example(name) => folder.join("examples").join(format!("{name}.wasm")),
    };
    console::step(&format!("Compiling {}", variant.title), &made, variant.first_time);
    let mut cargo = project.cargo();
    cargo.args(["build", "--locked", "--target", "wasm32-unknown-unknown", "--profile", variant.profile]);
    let name = match variant.program {
        Program::App => ["--bin", "app"],
        Program::Example(name) => ["--example", name],
    };
    cargo.args(name);
    if !variant.features.is_empty() {
        cargo.args(["--features", &variant.features.join(",")]);
    }
    let mut flags = without_machine_paths(project);
    cargo.arg("--config").arg(format!("paths=[{:?}]", parser::without_names(project)?));
    if variant.lean {
        need::rust_source(project)?;
        cargo.args(OWN_LIBRARY);
        flags.push("\u{1f}");
        flags.push(WITHOUT_DEBUGGING.join("\u{1f}"));
        flags.push("\u{1f}");
        flags.push(FULL_NAMES);
        // The pinned compiler knows these flags, but asks to be told that they may change in another one.
        cargo.env("RUSTC_BOOTSTRAP", "1");
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags);
    run::run(&mut cargo, "The program did not compile; see cargo's message above.")?;
    Ok(made)
}

/// `tandem` itself, which draws the pages.
pub fn command(project: &Project) -> Done {
    console::step("Compiling the command", &command_file(project), "about 2 minutes");
    let mut cargo = project.cargo();
    cargo.args(["build", "--quiet", "--locked", "--package", "tandem", "--bin", "tandem"]);
    run::run(&mut cargo, "The command did not compile; see cargo's message above.")
}

/// Where it is.
pub fn command_file(project: &Project) -> PathBuf {
    project.target.join("debug").join(format!("tandem{}", std::env::consts::EXE_SUFFIX))
}

/// Panic messages carry the paths of source files; these flags cut off what belongs to the machine.
///
/// Because `--target` is given, they reach the program only, not build scripts and macros, and native builds never
/// see them: nothing is compiled twice.
fn without_machine_paths(project: &Project) -> OsString {
    let mut flags = OsString::new();
    for (path, name) in machine_paths(project) {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(path);
        flags.push("=");
        flags.push(name);
    }
    flags
}

/// The folders of this machine whose names must not leave it, with what to say instead.
///
/// rustc takes the last that fits, so the more exact ones come later.
fn machine_paths(project: &Project) -> Vec<(PathBuf, &'static str)> {
    let mut paths = Vec::new();
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.components().count() > 1);
    paths.extend(home.iter().map(|home| (home.clone(), "home")));
    paths.push((project.root.clone(), "tandem"));
    paths.push((project.target.clone(), "target"));
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or(home.map(|home| home.join(".cargo")));
    paths.extend(cargo.map(|cargo| (cargo.join("registry/src"), "crates")));
    let rust = run::ask(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root));
    paths.extend(rust.map(|rust| (PathBuf::from(rust).join("lib/rustlib/src/rust"), "rust")));
    paths
}

/// The flags above are only good if they work.
fn no_machine_paths(project: &Project, wasm: &Path) -> Done {
    let bytes = project::read(wasm)?;
    for (path, _) in machine_paths(project) {
        // With the separator, so that a short folder such as /root does not match by chance.
        let needle = format!("{}/", path.display());
        if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
            return Err(Trouble::new(format!("The built program names a folder of this machine: {needle}")));
        }
    }
    Ok(())
}

fn tools(project: &Project, what: &str, first_time: &str) -> Command {
    let made = project.target.join("debug").join(format!("tools{}", std::env::consts::EXE_SUFFIX));
    console::step(what, &made, first_time);
    let mut cargo = project.cargo();
    cargo.args(["run", "--locked", "--package", "xtask", "--features", "tools", "--bin", "tools", "--"]);
    cargo
}

fn bindgen(project: &Project, wasm: &Path, work: &Path) -> Done {
    project::empty(work)?;
    let mut command = tools(project, "Making the program's JavaScript half (wasm-bindgen)", "about 45 s");
    run::run(command.arg("bindgen").arg(wasm).arg(work), "wasm-bindgen failed; see its message above.")
}

fn shrink(project: &Project, variant: &Variant, work: &Path, small: &Path) -> Done {
    let made = work.join("program.whole.wasm");
    if !variant.small {
        fs::copy(&made, small).about(format!("copy {}", made.display()))?;
        return Ok(());
    }
    console::note("Making the program smaller (wasm-opt), 10 to 40 s");
    let mut command = Command::new(project.npm_tool("wasm-opt"));
    // With names, by which the program is divided. Rebuilding the control flow before each of two rounds, and rounding off, is
    // worth 2.3 kB more than one `-Oz`.
    command
        .args(APART.map(|name| format!("--no-inline=*::{name}")))
        .args(["--flatten", "--rereloop", "-Os", "-Oz"])
        .args(["--flatten", "--rereloop", "-Oz", "-Oz"])
        .args(WASM_FEATURES);
    command.args(["-g", "--strip-dwarf", "--strip-producers"]);
    command.arg(&made).arg("-o").arg(small);
    run::run(&mut command, "wasm-opt failed; see its message above.")
}

/// Puts the glue inside a function, so that the page can start a fresh program after a panic without the network:
/// each call makes its own copy of everything the glue keeps.
fn wrap(project: &Project, variant: &Variant, work: &Path, script: &Path) -> Done {
    let glue = project::read_text(&work.join("glue.js"))?;
    if let Some(word) = REFUSED_IN_GLUE.iter().find(|word| glue.contains(**word)) {
        return Err(Trouble::new(format!(
            "wasm-bindgen's JavaScript has `{word}`, which the content policy refuses."
        )));
    }
    if !glue.contains(IMPORTS) {
        return Err(Trouble::new(format!("wasm-bindgen's JavaScript has no `{IMPORTS}` any more.")));
    }
    let glue = glue.replace(IMPORTS, IMPORTS_AND_PARTS);
    let long = work.join("program.long.js");
    project::write(&long, format!("export function fresh(load) {{\n{glue}\nreturn wasm_bindgen;\n}}\n"))?;
    if variant.small { esbuild(project, &long, script) } else { copy(&long, script) }
}

/// Removes comments and spaces and shortens private names. Saves about a third of the JavaScript (1.6 kB as Brotli).
fn esbuild(project: &Project, from: &Path, to: &Path) -> Done {
    let mut command = Command::new(project.npm_tool("esbuild"));
    // Nothing is bundled, no file is followed.
    command.args(["--minify", "--log-level=warning", "--legal-comments=none", "--charset=utf8"]);
    command.arg(OLDEST_BROWSERS).arg(from).arg(format!("--outfile={}", to.display()));
    run::run(&mut command, "esbuild failed; see its message above.")
}

fn copy(from: &Path, to: &Path) -> Done {
    fs::copy(from, to).about(format!("copy {} to {}", from.display(), to.display())).map(drop)
}

/// Puts the built program together with the files of `public` and the one stylesheet made of `style`; beside the old one
/// first, which may be on show.
pub fn assemble(project: &Project, variant: &Variant) -> Done {
    let (finished, work) = (variant.app(project), variant.work(project));
    let app = work.join("app");
    project::empty(&app)?;
    for name in PARTS.into_iter().chain(["program.js"]) {
        copy(&work.join(name), &app.join(name))?;
    }
    let (public, boot) = (project.root.join("public"), project.root.join("public/boot"));
    for file in project::files_below(&public)?.into_iter().filter(|file| !file.starts_with(&boot)) {
        place(&file, &app.join(file.strip_prefix(&public).unwrap_or(&file)))?;
    }
    bundle(project, variant, "iife", &boot.join("main.js"), &app.join("boot.js"))?;
    bundle(project, variant, "iife", &boot.join("still.js"), &app.join("expiry.js"))?;
    bundle(project, variant, "esm", &boot.join("offline.js"), &app.join("offline.js"))?;
    bundle(project, variant, "iife", &boot.join("aloud.js"), &app.join("aloud.js"))?;
    single(project, variant, &work, &app.join("single.js"))?;
    pictures(project, &app.join("theme"))?;
    font(project, &app)?;
    let style = work.join("style.css");
    project::write(&style, joined_style(project)?)?;
    minify(project, variant, &style, &app.join("style.css"))?;
    project::remove(&finished)?;
    fs::rename(&app, &finished).about(format!("move the finished app to {}", finished.display()))
}

/// The one script of a page that has everything in itself: the boot script, reading aloud and the program's JavaScript half.
/// What such a page has otherwise lies in `single`, and takes the place of the files of the same names.
fn single(project: &Project, variant: &Variant, work: &Path, to: &Path) -> Done {
    let (boot, joined) = (project.root.join("public/boot"), work.join("single"));
    project::empty(&joined)?;
    for folder in [boot.clone(), boot.join("single")] {
        for file in project::files_below(&folder)? {
            // Those of `single` come last.
            copy(&file, &joined.join(file.file_name().unwrap_or_default()))?;
        }
    }
    copy(&work.join("program.js"), &joined.join("glue.js"))?;
    bundle(project, variant, "iife", &joined.join("main.js"), to)
}

/// The letters for people who see badly, from their package as the lock file names it, with their licence.
fn font(project: &Project, app: &Path) -> Done {
    let package = project.browser_tests().join("node_modules/@fontsource/atkinson-hyperlegible-next");
    for (weight, name) in [(400, "regular.woff2"), (700, "bold.woff2")] {
        let file = format!("files/atkinson-hyperlegible-next-latin-{weight}-normal.woff2");
        copy(&package.join(file), &app.join(name))?;
    }
    copy(&package.join("LICENSE"), &app.join("font-licence.txt"))
}

/// The icon and the picture beside a link, drawn only when their drawing changed.
fn pictures(project: &Project, to: &Path) -> Done {
    let made = project.target.join("xtask/pictures");
    let source = project.root.join("xtask/src");
    let stamp =
        Stamp::of(project, "pictures.stamp", &[&source.join("art.rs"), &source.join("bin/tools/main.rs")])?;
    if !stamp.is_fresh(&[&made.join("icon.svg"), &made.join("preview.png")]) {
        project::empty(&made)?;
        let mut command = tools(project, "Drawing the icon and the picture beside a link", "about 10 s");
        run::run(
            command.arg("pictures").arg(&made),
            "The pictures could not be drawn; see the message above.",
        )?;
        stamp.keep()?;
    }
    for file in project::files_below(&made)? {
        place(&file, &to.join(file.strip_prefix(&made).unwrap_or(&file)))?;
    }
    Ok(())
}

/// A file that people who host or embed Tandem read and change: it stays as it is written.
fn place(from: &Path, to: &Path) -> Done {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).about(format!("make the folder {}", folder.display()))?;
    }
    copy(from, to)
}

/// Joins the files of a script into one, so that a page asks for one file and not for eight: into a classic script, or into
/// a module, which is fetched later.
fn bundle(project: &Project, variant: &Variant, form: &str, main: &Path, to: &Path) -> Done {
    let mut command = Command::new(project.npm_tool("esbuild"));
    command.args(["--bundle", "--log-level=warning", "--legal-comments=none", "--charset=utf8"]);
    if variant.small {
        command.arg("--minify");
    }
    command.arg(format!("--format={form}"));
    command.arg(OLDEST_BROWSERS).arg(main).arg(format!("--outfile={}", to.display()));
    run::run(&mut command, "esbuild failed; see its message above.")
}

fn minify(project: &Project, variant: &Variant, from: &Path, to: &Path) -> Done {
    if variant.small { esbuild(project, from, to) } else { copy(from, to) }
}

/// `style/*.css` in the order of their names; the numbers in front of the names give the order of the cascade.
fn joined_style(project: &Project) -> Done<String> {
    let mut joined = String::new();
    for file in project::files_below(&project.root.join("style"))? {
        if file.extension().is_some_and(|end| end == "css") {
            joined.push_str(&project::read_text(&file)?);
            joined.push('\n');
        }
    }
    Ok(joined)
}

/// Lays out the finished site, beside the old one first: a build that fails leaves the old one whole.
pub fn publish(project: &Project, variant: &Variant, dist: &Path, compressed: bool) -> Done {
    command(project)?;
    console::note("Checking the cards and writing the pages");
    let mut next = dist.as_os_str().to_owned();
    next.push(".next");
    let next = PathBuf::from(next);
    project::empty(&next)?;
    let mut tandem = Command::new(command_file(project));
    tandem.current_dir(&project.root).args(["publish", "content", "--app"]);
    // What is shipped is made to show how cards are written, and says so on each page.
    tandem.arg(variant.app(project)).arg("--to").arg(&next).arg("--allow-unreviewed");
    run::run(&mut tandem, "The site could not be written; see the message above.")?;
    if compressed {
        compress(project, &next, dist)?;
    }
    project::remove(dist)?;
    fs::rename(&next, dist).about(format!("move the finished site to {}", dist.display()))
}

/// Writes a Brotli twin beside every file that gains by it, and takes it from the last build where nothing changed.
fn compress(project: &Project, next: &Path, last: &Path) -> Done {
    let mut left = Vec::new();
    for file in project::files_below(next)?.into_iter().filter(|file| sizes::is_compressible(file)) {
        let old = last.join(file.strip_prefix(next).unwrap_or(&file));
        let same = sizes::twin(&old).exists() && fs::read(&old).ok() == Some(project::read(&file)?);
        if same {
            copy(&sizes::twin(&old), &sizes::twin(&file))?;
        } else {
            left.push(file);
        }
    }
    if left.is_empty() {
        return list_twins(next);
    }
    let mut command = tools(project, "Compressing the files (Brotli)", "about 5 s");
    run::run(command.arg("compress").args(left), "Compressing failed; see the message above.")?;
    list_twins(next)
}

/// In the list of what was published: otherwise an old twin would stay beside a newer file, and be sent in its place.
fn list_twins(site: &Path) -> Done {
    let list = site.join("tandem-files.txt");
    let mut text = project::read_text(&list)?;
    for file in
        project::files_below(site)?.iter().filter(|file| file.extension().is_some_and(|end| end == "br"))
    {
        let path = file.strip_prefix(site).unwrap_or(file).to_string_lossy().replace('\\', "/");
        text.push_str(&format!("- {path}\n"));
    }
    project::write(&list, text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// wasm-bindgen reads notes that the crate of the same version left in the program; one number apart, it refuses.
    #[test]
    fn wasm_bindgen_and_its_tool_have_one_version() {
        let lock =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock")).unwrap();
        let version = |name: &str| {
            let (_, rest) = lock.split_once(&format!("name = \"{name}\"\n")).unwrap();
            rest.lines().next().unwrap().to_owned()
        };
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
    }
}
