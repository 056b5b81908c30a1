//! What a phone downloads, and whether it is still little enough. 1 kB is 1,000 bytes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::console::{self, About, Done, Trouble};
use crate::page;
use crate::project::{self, Project};

/// Kinds of file that hosts send compressed. Pictures and fonts are compressed already.
const COMPRESSED: [&str; 11] =
    ["html", "js", "css", "wasm", "md", "json", "svg", "txt", "xml", "webmanifest", "yaml"];

/// Whether a file gets a Brotli twin.
pub fn is_compressible(file: &Path) -> bool {
    file.extension().and_then(|end| end.to_str()).is_some_and(|end| COMPRESSED.contains(&end))
}

/// The Brotli twin of a file: `boot.js.br` for `boot.js`.
pub fn twin(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

/// Prints every file with its size, then what a first visit to each page loads, and stops when the heaviest is over the
/// budget.
pub fn report(project: &Project, dist: &Path) -> Done {
    table(dist)?;
    let budget = budget(&project.root.join("budget.json"))?;
    let mut loads = Vec::new();
    for page in pages(dist)? {
        let files = first_load(dist, &page)?;
        let bytes = files.iter().map(|file| weight(file)).sum::<Done<u64>>()?;
        loads.push((bytes, page, files));
    }
    loads.sort();
    let Some((total, page, files)) = loads.last() else {
        return Err(Trouble::new(format!("No page in {} starts the program.", dist.display())));
    };
    console::line("\nFirst load of each page (bytes, Brotli):");
    for (bytes, page, _) in &loads {
        console::line(&format!("{bytes:>22}  {page}"));
    }
    console::line(&format!("\nThe heaviest, {page}:"));
    for file in files {
        console::line(&format!("{:>22}  {}", weight(file)?, shown(file, dist)));
    }
    console::line(&format!("{total:>22}  in all, of {budget} allowed (bytes, Brotli)"));
    console::line("\nOnce the page can be used (bytes, Brotli):");
    for file in project::files_below(dist)?.iter().filter(|file| is_wasm(file) && !files.contains(file)) {
        console::line(&format!("{:>22}  {}", weight(file)?, shown(file, dist)));
    }
    if *total > budget {
        return Err(Trouble::new(format!(
            "The first load of {page} is {total} bytes, {} more than budget.json allows. Take something out, or say in \
             the commit that raises the budget what a person gains for the wait.",
            total - budget
        )));
    }
    Ok(())
}

/// The pages that start the program: the topics, and the list of them.
fn pages(dist: &Path) -> Done<Vec<String>> {
    let mut pages = Vec::new();
    for file in
        project::files_below(dist)?.iter().filter(|file| file.extension().is_some_and(|it| it == "html"))
    {
        let html = project::read_text(file)?;
        if page::files_loaded_by(&html).iter().any(|address| address.ends_with(".wasm")) {
            pages.push(shown(file, dist));
        }
    }
    Ok(pages)
}

fn table(dist: &Path) -> Done {
    console::line(&format!("\n{:>10}  {:>10}", "bytes", "Brotli"));
    for file in project::files_below(dist)?.iter().filter(|file| !is_twin(file)) {
        let raw = length(file)?;
        let packed = if twin(file).exists() { length(&twin(file))?.to_string() } else { "-".to_owned() };
        console::line(&format!("{raw:>10}  {packed:>10}  {}", shown(file, dist)));
    }
    Ok(())
}

/// The page and every file that it makes a browser load.
fn first_load(dist: &Path, name: &str) -> Done<Vec<PathBuf>> {
    let page = dist.join(name);
    let html = project::read_text(&page)?;
    let folder = page.parent().unwrap_or(dist).to_path_buf();
    let mut files = vec![page];
    for address in page::files_loaded_by(&html) {
        let file = folder.join(&address);
        if !file.is_file() {
            return Err(Trouble::new(format!(
                "{name} names the file {address}, which is not in {}.",
                dist.display()
            )));
        }
        files.push(file);
    }
    Ok(files)
}

/// What goes over the wire: the Brotli twin where there is one.
fn weight(file: &Path) -> Done<u64> {
    let twin = twin(file);
    length(if twin.exists() { &twin } else { file })
}

fn length(file: &Path) -> Done<u64> {
    Ok(fs::metadata(file).about(format!("measure {}", file.display()))?.len())
}

fn is_wasm(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "wasm")
}

/// Whether a file is a Brotli twin itself.
pub fn is_twin(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "br")
}

fn shown(file: &Path, dist: &Path) -> String {
    file.strip_prefix(dist).unwrap_or(file).display().to_string()
}

/// How much the first load of a page may weigh, in bytes.
fn budget(file: &Path) -> Done<u64> {
    let text = project::read_text(file)?;
    let bytes = field(&text, "first_load_brotli_bytes").and_then(|value| value.parse().ok());
    bytes.ok_or_else(|| Trouble::new("budget.json must say \"first_load_brotli_bytes\": a number."))
}

/// One value of a flat JSON object: enough for our own two-line file.
fn field<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = json.split_once(&format!("\"{name}\""))?;
    let value = rest.trim_start().strip_prefix(':')?;
    value.split([',', '}', '\n']).next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_read() {
        let json = "{\n  \"first_load_brotli_bytes\": 190000\n}\n";
        assert_eq!(field(json, "first_load_brotli_bytes"), Some("190000"));
        assert_eq!(field(json, "other"), None);
    }
}
