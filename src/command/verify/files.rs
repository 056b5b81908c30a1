//! Each file of a site: whether it is there, of its kind, and what was published.

use super::finding::{Findings, Weight};
use super::markup;
use super::web::{Answer, Web};
use crate::command::manifest;
use crate::command::publish::mark;

/// One that the site should have.
pub struct File<'a> {
    /// From the site's folder.
    pub path: &'a str,
    /// What `tandem publish` noted of what stands in it; nothing where no list is there.
    pub noted: Option<&'a str>,
}

/// Whoever runs a site may change it there.
const THEIRS: &str = "theme.css";

/// Files that some hosts use and do not show; and twins, which are sent in the place of others.
pub fn is_shown(path: &str) -> bool {
    let hidden = path.starts_with('.') || path == "_headers";
    !hidden && !path.ends_with(".br") && !path.ends_with(".gz")
}

/// Looks at what came for a file.
pub fn check(web: &Web, address: &str, file: &File, came: &Result<Answer, String>) -> Findings {
    let mut found = Findings::default();
    let path = file.path;
    let answer = match came {
        Err(why) => {
            found.add(Weight::Broken, format!("Cannot be had: {why}."), COPY, path);
            return found;
        }
        Ok(answer) if answer.status != 200 => {
            let says = format!("Missing: the host answers {}.", answer.status);
            found.add(Weight::Broken, says, COPY, path);
            return found;
        }
        Ok(answer) => answer,
    };
    if answer.is_spoilt {
        let says = format!("Said to be packed with {}, and cannot be unpacked.", answer.packing());
        found.add(Weight::Broken, says, "Delete the packed twin, or switch packing off.", path);
        return found;
    }
    kind(&mut found, path, answer);
    if let Some(noted) = file.noted {
        content(&mut found, web, address, path, noted, answer);
    }
    found
}

const COPY: &str = "Copy the whole folder that `tandem publish` wrote, with all folders in it. Some hosts leave out folders or endings that they do not know.";

/// The kind that a host must name: the browser refuses a file of another.
fn kind(found: &mut Findings, path: &str, answer: &Answer) {
    let (end, kind) = (path.rsplit('.').next().unwrap_or_default(), answer.kind());
    let (is_right, weight) = match end {
        "html" => (kind == "text/html", Weight::Broken),
        "js" => (["text/javascript", "application/javascript"].contains(&kind.as_str()), Weight::Broken),
        "css" => (kind == "text/css", Weight::Broken),
        "svg" => (kind == "image/svg+xml", Weight::Broken),
        "wasm" => (kind == "application/wasm", Weight::Better),
        "json" => (kind == "application/json", Weight::Better),
        "md" | "yaml" => (kind != "text/html", Weight::Broken),
        _ => (true, Weight::Known),
    };
    if !is_right {
        let named = if kind.is_empty() { "no kind".to_string() } else { format!("`{kind}`") };
        found.add(weight, format!("A .{end} file is sent as {named}."), KIND, path);
    }
    let charset = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let charset = charset.split_once("charset=").map(|(_, it)| it.trim_matches(['"', ' ', '\'']).to_string());
    let is_utf8 = charset.as_deref().is_none_or(|it| it == "utf-8" || it == "utf8" || it == "us-ascii");
    if !is_utf8 && ["html", "js", "css"].contains(&end) {
        let says = format!(
            "Sent as text in {}: accents and other scripts are garbled.",
            charset.unwrap_or_default()
        );
        found.add(Weight::Broken, says, "Let the host say `charset=utf-8`, or no charset.", path);
    }
    if end == "html"
        && answer.header("content-disposition").is_some_and(|it| it.trim_start().starts_with("attachment"))
    {
        found.add(
            Weight::Broken,
            "Pages are saved as files instead of being shown.",
            "Let the host send no `Content-Disposition`.",
            path,
        );
    }
}

const KIND: &str = "Give the host the kinds of files: docs/hosting.md has the lines.";

/// Whether it is what was published; if not, what became of it.
fn content(found: &mut Findings, web: &Web, address: &str, path: &str, noted: &str, answer: &Answer) {
    if path == THEIRS || is_same(path, noted, &answer.body) {
        return;
    }
    if !answer.packing().is_empty()
        && web.get_plain(address).is_ok_and(|plain| is_same(path, noted, &plain.body))
    {
        found.add(Weight::Broken, "The packed twin is another one than the file beside it: most people get the old one.", "Delete the `.br` and `.gz` twins that belong to an earlier time, and copy the whole folder again.", path);
        return;
    }
    if answer.body.strip_prefix("\u{feff}".as_bytes()).is_some_and(|rest| is_same(path, noted, rest)) {
        found.add(
            Weight::Better,
            "A byte-order mark was put before the text; browsers pass over it.",
            "Copy the files as they are, not as text.",
            path,
        );
        return;
    }
    let is_text = path.starts_with("content/");
    if is_text && !looks_like_page(&answer.body) {
        found.add(Weight::Known, "Changed since it was published. If somebody edited it on the server, bring the change into the content folder; if nobody did, the copy is an old one.", "", path);
    } else if is_text {
        found.add(Weight::Broken, "The host sends a page in the place of this text, so that the program cannot read it.", "Keep the host from turning Markdown into pages (an empty file `.nojekyll` on GitHub Pages), and from sending a page where a file is missing.", path);
    } else if path.ends_with(".html") {
        found.add(Weight::Broken, changed_page(&answer.text()), "Switch off whatever changes pages on their way (minifying, hiding e-mail addresses, adding scripts), and copy the whole folder again.", path);
    } else if path.starts_with("app/") || path == "embed.js" {
        found.add(Weight::Broken, "Not what was published: rewritten on its way, or of another time.", "Switch off whatever rewrites scripts and styles (\"optimise\", \"minify\", \"auto\"), and copy the whole folder again.", path);
    } else {
        found.add(
            Weight::Better,
            "Not what was published: changed on the server, or of another time.",
            "Copy the whole folder again.",
            path,
        );
    }
}

fn is_same(path: &str, noted: &str, bytes: &[u8]) -> bool {
    if !noted.is_empty() {
        // The mark before a card keeps it from Jekyll; copied without it, it is the same card.
        let marked = || ["\u{feff}".as_bytes(), bytes].concat();
        return manifest::fits(noted, bytes) || (path.ends_with(".md") && manifest::fits(noted, &marked()));
    }
    // Without a list the name of a file of the app tells what should stand in it.
    match marked(path) {
        Some(name) => name == mark(bytes),
        None => true,
    }
}

/// `0123456789` of `app/program-0123456789.wasm`.
fn marked(path: &str) -> Option<&str> {
    let (_, rest) = path.strip_prefix("app/")?.rsplit_once('-')?;
    let (name, _) = rest.split_once('.')?;
    (name.len() == 10 && name.bytes().all(|it| it.is_ascii_hexdigit())).then_some(name)
}

fn looks_like_page(bytes: &[u8]) -> bool {
    let start =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(400)).unwrap_or_default()).to_ascii_lowercase();
    start.trim_start().starts_with("<!doctype") || start.trim_start().starts_with("<html")
}

/// What somebody did to a page.
fn changed_page(html: &str) -> &'static str {
    let tags = markup::tags(html);
    let scripts = tags.iter().filter(|tag| tag.name == "script");
    let ours = |src: Option<&str>| src.is_some_and(|src| src.starts_with("app/"));
    if !html.contains("data-decision") {
        "Another page stands in its place."
    } else if tags.iter().any(|tag| {
        tag.get("data-cfemail").is_some() || tag.get("href").is_some_and(|it| it.contains("/cdn-cgi/"))
    }) {
        "E-mail addresses were hidden by the host: people without its script cannot read them, and the page's policy stops that script."
    } else if scripts.clone().any(|tag| {
        tag.get("type").is_some_and(|kind| kind.contains("rocket") || kind.ends_with("-text/javascript"))
    }) {
        "The host put off the page's scripts until one of its own has run, which the page's policy stops: the program never starts."
    } else if scripts.clone().any(|tag| tag.get("type") != Some("application/json") && !ours(tag.get("src")))
    {
        "The host put a script of its own into the page; its policy stops it, and browsers say so in their console."
    } else if markup::own_policy(&tags).is_empty() {
        "The page's own policy is gone: nothing keeps what people enter from going elsewhere."
    } else {
        "Not what was published: changed on its way, or of another time."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_in_a_name_is_found() {
        assert_eq!(marked("app/program-0123456789.wasm"), Some("0123456789"));
        assert_eq!(marked("app/font-licence.txt"), None);
        assert_eq!(marked("knee-0123456789.html"), None);
        assert!(is_same(&format!("app/a-{}.js", mark(b"x")), "", b"x"));
        assert!(!is_same(&format!("app/a-{}.js", mark(b"x")), "", b"y"));
    }

    #[test]
    fn what_was_done_to_a_page_is_named() {
        let page = |more: &str| {
            changed_page(&format!(
                "<html data-decision=\"\"><meta http-equiv=\"Content-Security-Policy\" content=\"x\"><script src=\"app/boot-1.js\"></script>{more}"
            ))
        };
        assert!(page("").contains("of another time"));
        assert!(page("<script>x</script>").contains("script of its own"));
        assert!(
            page("<script type=\"a1b2-text/javascript\" src=\"app/b.js\"></script>").contains("never starts")
        );
        assert!(page("<a href=\"/cdn-cgi/l/email-protection\">").contains("hidden by the host"));
        assert!(changed_page("<p>Not found").contains("Another page"));
    }
}
