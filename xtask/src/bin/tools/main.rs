//! The heavy tools of the build, apart from `xtask` so that it compiles in seconds.
//!
//! `tools bindgen IN.wasm OUTDIR` makes the program and its JavaScript half fit each other.
//! `tools split IN.wasm OUTDIR` divides the program in parts that are loaded one after the other.
//! `tools compress FILE…` writes `FILE.br` beside each file.
//! `tools pictures OUTDIR` draws the icon and the picture that stands beside a link.

mod split;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

#[path = "../../art.rs"]
mod art;

/// Streams of a server that Leptos links and nothing here calls. As exports they would survive every other means.
const UNUSED: &str = "intounderlying";

/// The same in the JavaScript half.
const UNUSED_CLASS: &str = "IntoUnderlying";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["bindgen", input, folder] => bindgen(Path::new(input), Path::new(folder)),
        ["split", whole, folder] => split::split(Path::new(whole), Path::new(folder)),
        ["compress", files @ ..] => files.iter().try_for_each(|file| compress(Path::new(file))),
        ["pictures", folder] => pictures(Path::new(folder)),
        _ => Err("use: tools bindgen IN.wasm OUTDIR, tools split IN.wasm OUTDIR, tools compress FILE…, or tools pictures OUTDIR".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

/// Writes `program.whole.wasm`, with names, and `glue.js`, a plain script that leaves one name, `wasm_bindgen`.
///
/// A plain script rather than a module, because a module is evaluated once and keeps its state: after a panic the
/// page needs a second, fresh copy of the glue without asking the network for it.
fn bindgen(input: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut output = Bindgen::new()
        .input_path(input)
        .out_name("program")
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(false)
        .remove_producers_section(true)
        .generate_output()?;
    let has_snippets = output.snippets().values().any(|files| !files.is_empty());
    if has_snippets || !output.local_modules().is_empty() {
        return Err(
            "the program brings JavaScript files of its own, which the page would have to load one by one; \
                    take out the crate that does so"
                .into(),
        );
    }
    let program = output.wasm_mut();
    let unused: Vec<_> = program
        .exports
        .iter()
        .filter(|export| export.name.contains(UNUSED))
        .map(|export| export.id())
        .collect();
    for export in unused {
        program.exports.delete(export);
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("glue.js"), without_unused(output.js()))?;
    fs::write(folder.join("program.whole.wasm"), output.wasm_mut().emit_wasm())?;
    Ok(())
}

/// The script without the classes that stood for the exports taken out: from each `class` to its last line.
fn without_unused(glue: &str) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.lines() {
        inside = inside || line.starts_with(&format!("class {UNUSED_CLASS}"));
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        inside = inside && !line.starts_with(&format!("exports.{UNUSED_CLASS}"));
    }
    kept
}

/// Brotli at its highest level with the largest window that every browser accepts.
fn compress(file: &Path) -> Result<(), Box<dyn Error>> {
    let plain = fs::read(file)?;
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    packed.write_all(&plain)?;
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    fs::write(name, packed.into_inner())?;
    Ok(())
}

/// The names are those that a page's head has: `src/site/theme.rs`.
fn pictures(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("icon.svg"), art::icon().svg())?;
    // Every page holds the smallest one, so its edges have no shades: a tab draws it half as large, which smooths them.
    fs::write(folder.join("icon-32.png"), art::tab_icon().png(32, 1)?)?;
    for size in [180, 192, 512] {
        fs::write(folder.join(format!("icon-{size}.png")), art::touch_icon().png(size, 4)?)?;
    }
    fs::write(folder.join("preview.png"), art::preview().png(1200, 4)?)?;
    Ok(())
}
