//! What a phone downloads, and whether it is still little enough. 1 kB is 1,000 bytes.

use std::collections::BTreeSet;
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

/// What a first visit to a page loads.
struct Load {
    page: String,
    files: Vec<PathBuf>,
    bytes: u64,
    /// What its own words weigh more than those of the same page in the first language; less than nothing if they are lighter.
    words: i64,
}

impl Load {
    /// How much is left of the budget; less than nothing if it is too heavy.
    fn left(&self, budget: u64) -> i64 {
        budget.cast_signed() + self.words - self.bytes.cast_signed()
    }
}

/// Prints every file with its size, then what a first visit to each page loads, and stops when one is over the budget. A page
/// in another language may weigh more by what its words do, and by nothing else.
pub fn report(project: &Project, dist: &Path) -> Done {
    table(dist)?;
    let budget = budget(&project.root.join("budget.json"))?;
    let mut loads = loads(dist)?;
    loads.sort_by_key(|load| std::cmp::Reverse((load.left(budget), load.page.clone())));
    let Some(tightest) = loads.last() else {
        return Err(Trouble::new(format!("No page in {} starts the program.", dist.display())));
    };
    console::line(
        "\nFirst load of each page (bytes, Brotli; and what is in it of another language's heavier words):",
    );
    for Load { bytes, words, page, .. } in &loads {
        console::line(&format!(
            "{bytes:>10}{:>12}  {page}",
            if *words == 0 { String::new() } else { format!("{words:+}") }
        ));
    }
    let Load { page, files, bytes, .. } = tightest;
    console::line(&format!("\nThe one with the least left, {page}:"));
    for file in files {
        console::line(&format!("{:>22}  {}", weight(file)?, shown(file, dist)));
    }
    let allowed = bytes.cast_signed() + tightest.left(budget);
    console::line(&format!("{bytes:>22}  in all, of {allowed} allowed (bytes, Brotli)"));
    console::line("\nOnce the page can be used (bytes, Brotli):");
    for file in project::files_below(dist)?.iter().filter(|file| is_wasm(file) && !files.contains(file)) {
        console::line(&format!("{:>22}  {}", weight(file)?, shown(file, dist)));
    }
    if tightest.left(budget) < 0 {
        return Err(Trouble::new(format!(
            "The first load of {page} is {bytes} bytes, {} more than budget.json allows. Take something out, or say in \
             the commit that raises the budget what a person gains for the wait.",
            -tightest.left(budget)
        )));
    }
    Ok(())
}

fn loads(dist: &Path) -> Done<Vec<Load>> {
    let first = page::language(&project::read_text(&dist.join("index.html"))?)
        .ok_or_else(|| Trouble::new("index.html does not say its language."))?;
    let pages = pages(dist)?;
    let mut loads = Vec::new();
    for page in &pages {
        let files = first_load(dist, page)?;
        let bytes = sum(&files)?;
        let own = page::language(&project::read_text(&dist.join(page))?).unwrap_or_default();
        let original = in_language(page, &own, &first);
        let words = if pages.contains(&original) && original != *page {
            let theirs = first_load(dist, &original)?;
            same_files(dist, (page, &own, &files), (&first, &theirs))?;
            bytes.cast_signed() - sum(&theirs)?.cast_signed()
        } else {
            0
        };
        loads.push(Load { page: page.clone(), files, bytes, words });
    }
    Ok(loads)
}

/// A page may weigh more than its original by its words alone: everything else that it loads is the very same file, and of its
/// words there is one file for each of the original's.
fn same_files(
    dist: &Path,
    (page, own, files): (&str, &str, &[PathBuf]),
    (first, theirs): (&str, &[PathBuf]),
) -> Done {
    let named = |files: &[PathBuf]| files.iter().map(|file| shown(file, dist)).collect::<BTreeSet<_>>();
    let wanted: BTreeSet<String> = named(theirs).iter().map(|file| in_language(file, first, own)).collect();
    let loaded = named(files);
    match loaded.symmetric_difference(&wanted).next() {
        Some(file) => Err(Trouble::new(format!(
            "{page} and the same page in \"{first}\" do not load the same files in their languages: {file} is loaded by one of them."
        ))),
        None => Ok(()),
    }
}

/// The same file in another language: `content/words/ko.yaml` for `content/words/en.yaml`.
fn in_language(file: &str, from: &str, to: &str) -> String {
    let file = file.replace(&format!("/{from}/"), &format!("/{to}/"));
    ["html", "yaml", "md", "webmanifest"].iter().fold(file, |file, end| {
        let renamed = [".", "/"].iter().find_map(|mark| {
            file.strip_suffix(&format!("{mark}{from}.{end}")).map(|start| format!("{start}{mark}{to}.{end}"))
        });
        renamed.unwrap_or(file)
    })
}

fn sum(files: &[PathBuf]) -> Done<u64> {
    files.iter().map(|file| weight(file)).sum()
}

/// The pages that start the program: the topics, the list of them, and the lists and sheets to fill in.
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

    fn site(name: &str, korean: &[&str]) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("tandem-sizes-{name}-{}", std::process::id()));
        project::empty(&dist).unwrap();
        let page = |lang: &str, files: &[&str]| {
            let loaded = files.iter().map(|file| format!("<meta name=\"tandem-file\" content=\"{file}\">"));
            format!("<html lang=\"{lang}\"><script src=\"a.wasm\"></script>{}", loaded.collect::<String>())
        };
        let english = page("en", &["words/en.yaml", "knee/en/rest.md"]);
        for (file, text) in [
            ("index.html", english.as_str()),
            ("knee.en.html", &english),
            ("knee.ko.html", &page("ko", korean)),
            ("a.wasm", "program"),
            ("b.wasm", "other"),
            ("words/en.yaml", "12345"),
            ("words/ko.yaml", "1234567890"),
            ("knee/en/rest.md", "rest"),
            ("knee/ko/rest.md", "rests"),
        ] {
            let path = dist.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dist
    }

    #[test]
    fn a_page_in_another_language_may_weigh_more_by_its_words_alone() {
        let dist = site("words", &["words/ko.yaml", "knee/ko/rest.md"]);
        let loads = loads(&dist).unwrap();
        let (english, korean) = (&loads[1], &loads[2]);
        assert_eq!((english.words, korean.page.as_str(), korean.words), (0, "knee.ko.html", 6));
        assert_eq!(korean.left(1000), english.left(1000));
    }

    #[test]
    fn a_page_in_another_language_loads_nothing_that_its_original_does_not() {
        for files in [
            &["words/ko.yaml", "knee/ko/rest.md", "words/en.yaml"][..],
            &["words/ko.yaml", "knee/ko/rest.md", "b.wasm"],
            &["words/ko.yaml"],
        ] {
            let trouble = loads(&site("files", files)).err().unwrap().to_string();
            assert!(trouble.contains("do not load the same files"), "{trouble}");
        }
    }

    #[test]
    fn a_file_is_named_in_another_language() {
        for (korean, english) in [
            ("knee.ko.html", "knee.en.html"),
            ("content/words/ko.yaml", "content/words/en.yaml"),
            ("content/knee/ko/rest.md", "content/knee/en/rest.md"),
            ("manifest.ko.webmanifest", "manifest.en.webmanifest"),
            ("app/boot-ko.js", "app/boot-ko.js"),
        ] {
            assert_eq!(in_language(korean, "ko", "en"), english);
        }
    }

    #[test]
    fn the_budget_is_read() {
        let json = "{\n  \"first_load_brotli_bytes\": 190000\n}\n";
        assert_eq!(field(json, "first_load_brotli_bytes"), Some("190000"));
        assert_eq!(field(json, "other"), None);
    }
}
