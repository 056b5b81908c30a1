//! Lays the files of the theme beside the pages: the app's own, and in their place those of the content folder's `theme`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::folder::{is_ours, read_bytes, read_file, write};
use super::site::Publish;
use crate::check::structure::theme::faults;
use crate::site::theme::{FOLDER, ICON, STYLE, TAB_ICON, Theme};
use crate::text::remark::Remarks;
use crate::text::{Source, head};

/// What a theme is made of: its style, pictures and fonts.
const ENDINGS: [&str; 4] = [".css", ".svg", ".png", ".woff2"];
/// The ground of a page, where an icon is opened before the style is there: as in `style/10-tokens.css`.
pub const PAPER: &str = "#fbf7ef";
/// In bytes.
const LARGEST_ICON: usize = 4000;
/// What a drawing does not need: whoever opened it by itself would run it on the site's own address.
const ACTIVE: [&str; 4] = ["<script", "javascript:", "<foreignobject", " on"];

/// Lays them; gives what the pages show of them.
///
/// # Errors
/// A sentence if a file cannot be read or written, or does not belong into a theme.
pub fn lay(order: &Publish) -> Result<Theme, String> {
    let theirs = order.content.join(FOLDER);
    let style = theirs.join(STYLE);
    let style = if style.is_file() { style } else { order.app.join(STYLE) };
    write(&order.out.join(STYLE), &read_bytes(&style)?)?;
    let mut laid = BTreeSet::new();
    // Our own icon as dots does not stand for somebody else's.
    let is_other = theirs.join(ICON).is_file() && !theirs.join(TAB_ICON).is_file();
    let is_laid = |name: &String| name != STYLE && !(is_other && name == TAB_ICON);
    for folder in [order.app.join(FOLDER), theirs] {
        for name in names(&folder)?.into_iter().filter(is_laid) {
            let file = folder.join(&name);
            must_fit(&file, &name)?;
            write(&order.out.join(FOLDER).join(&name), &read_bytes(&file)?)?;
            laid.insert(name);
        }
    }
    let folder = order.out.join(FOLDER);
    let icon = if laid.contains(ICON) { Some(icon(&folder)?) } else { None };
    let tab_icon = if laid.contains(TAB_ICON) { Some(tab_icon(&folder)?) } else { None };
    let settings = fs::read_to_string(order.content.join("settings.yaml")).unwrap_or_default();
    Ok(Theme::new(name(&settings).as_deref(), icon.as_deref(), laid).with_tab_icon(tab_icon.as_deref()))
}

/// Colours that were changed in the app itself, or on the site, are looked at like those in the content folder, which the
/// checker has seen.
///
/// # Errors
/// A sentence that names what people could not tell apart.
pub fn must_be_seen(order: &Publish) -> Result<(), String> {
    for file in [order.app.join(STYLE), order.out.join(STYLE)] {
        let report = faults(&fs::read_to_string(&file).unwrap_or_default());
        if !report.list.is_empty() {
            let faults: Vec<String> = report.list.into_iter().map(|it| it.location.message).collect();
            return Err(format!("{}:\n  {}\nNothing was published.", file.display(), faults.join("\n  ")));
        }
    }
    Ok(())
}

/// The drawing that every page holds.
fn icon(folder: &Path) -> Result<String, String> {
    let drawing = read_file(&folder.join(ICON))?;
    must_be_small(ICON, drawing.len(), "draw it with fewer points")?;
    Ok(drawing)
}

/// The same as dots.
fn tab_icon(folder: &Path) -> Result<Vec<u8>, String> {
    let dots = read_bytes(&folder.join(TAB_ICON))?;
    must_be_small(TAB_ICON, dots.len(), "it needs no more than 32 by 32 dots in a few colours")?;
    Ok(dots)
}

fn must_be_small(name: &str, bytes: usize, how: &str) -> Result<(), String> {
    if bytes <= LARGEST_ICON {
        return Ok(());
    }
    Err(format!(
        "{FOLDER}/{name} has {bytes} bytes. Every page holds it, so it may have {LARGEST_ICON}: {how}."
    ))
}

/// The name that a deployment has given itself.
fn name(settings: &str) -> Option<String> {
    let source = Source { name: "settings.yaml", text: settings };
    let head = head::of_list(source, &mut Remarks::on(source));
    head.value("name").filter(|name| !name.is_empty()).map(str::to_string)
}

/// The files directly in a folder; none where there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|why| format!("{} cannot be read: {why}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.metadata().is_ok_and(|facts| facts.is_file());
        if is_file && is_ours(&name) && !name.ends_with(".md") && !name.ends_with(".txt") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn must_fit(file: &Path, name: &str) -> Result<(), String> {
    if !ENDINGS.iter().any(|end| name.ends_with(end)) {
        return Err(format!(
            "{} does not belong into a theme, which is made of {} files.",
            file.display(),
            ENDINGS.join(", ")
        ));
    }
    if name.ends_with(".svg") {
        let text = read_file(file)?.to_ascii_lowercase().replace(['\n', '\r', '\t'], " ");
        if ACTIVE.iter().any(|word| is_active(&text, word)) {
            return Err(format!(
                "{} could run a program on your site, since it has a script, a handler or foreign markup in it: export it \
                 as a plain drawing.",
                file.display()
            ));
        }
    }
    Ok(())
}

/// A handler is an attribute such as ` onload=`.
fn is_active(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let rest = text.get(at + word.len()..).unwrap_or_default();
        let after = rest.trim_start_matches(|sign: char| sign.is_ascii_alphabetic()).trim_start();
        word != " on" || after.starts_with('=')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_that_could_run_something_is_known() {
        let is_one = |svg: &str| ACTIVE.iter().any(|word| is_active(svg, word));
        for svg in [
            "<svg><script>x</script></svg>",
            "<svg onload=\"x()\">",
            "<svg onload = \"x()\">",
            "<a href=\"javascript:x\">",
        ] {
            assert!(is_one(svg), "{svg}");
        }
        assert!(!is_one("<svg><title>Knees on show</title><path d=\"m0 0\"/></svg>"));
    }

    #[test]
    fn the_name_is_said_in_the_settings() {
        assert_eq!(name("name: Our Knees\n"), Some("Our Knees".to_string()));
        assert_eq!(name("device: shared\n"), None);
    }
}
