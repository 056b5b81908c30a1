//! A topic's page that has everything in itself: for a memory stick, or a folder that people open from. Its one script, the
//! program, the cards and the style stand in it, the policy names the script and the styles by their hashes, and nothing can
//! be asked of a network or of a folder.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::markup::escape;
use super::style::{Styles, hash, read_by_browsers};

/// By which such a file is known again.
pub const MARK: &str = "<meta name=\"generator\" content=\"tandem publish --single\">";

/// The style of what only such a page has.
const STYLE: &str = include_str!("single.css");

/// The app's style, with its letters in it and that of what only such a page has. Letters are by their weight.
pub fn style(app: &str, letters: &[(u16, Vec<u8>)]) -> String {
    let face = |(weight, bytes): &(u16, Vec<u8>)| {
        format!(
            "@font-face{{font-family:\"Atkinson Hyperlegible Next\";font-weight:{weight};\
             src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
            STANDARD.encode(bytes)
        )
    };
    format!("{app}{STYLE}{}", letters.iter().map(face).collect::<String>())
}

/// What stands in such a page beside what is seen.
pub struct Inside {
    script: String,
    /// The parts of the program by their names.
    parts: Vec<(&'static str, Vec<u8>)>,
    /// Texts by the addresses that a site has them under.
    texts: BTreeMap<String, String>,
}

/// What is said in the page of its being one.
pub struct Labels<'a> {
    /// The name of this page on a website: links to it stay.
    pub own: &'a str,
    /// Beside the words of a link that leads nowhere here.
    pub away: &'a str,
    /// What this file is, paragraph by paragraph.
    pub note: &'a [String],
    /// Over that.
    pub label: &'a str,
    /// Where the rest is, if that is known.
    pub website: Option<&'a str>,
}

impl Inside {
    /// Of the joined script, the parts of the program and the texts.
    pub fn new(script: &str, parts: Vec<(&'static str, Vec<u8>)>, texts: BTreeMap<String, String>) -> Inside {
        // Nothing in it ends the element, or begins what a browser reads otherwise.
        let script = read_by_browsers(script).replace("</", "<\\/").replace("<!--", "<\\!--");
        Inside { script, parts, texts }
    }

    /// Only what stands in the page: one script and its styles by their hashes, pictures and letters in it, and the program, whose
    /// bytes the script has. Nothing is asked for, nothing is sent, and no markup is made of a text.
    pub fn policy(&self, styles: &Styles) -> String {
        format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src{}; img-src data:; font-src data:; \
             connect-src 'none'; worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; \
             form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            hash(&self.script),
            styles.sources()
        )
    }

    /// The page with all of it. `page` is drawn as any other, but for its policy and for files that it does not have.
    pub fn put_into(&self, page: &str, labels: &Labels) -> String {
        let page = without_links(page, labels);
        let mut end = note(labels);
        let texts = json!({ "texts": self.texts, "own": labels.own, "away": labels.away });
        // No sign in it can end the element.
        block(&mut end, "texts", "application/json", &texts.to_string().replace('<', "\\u003c"));
        for (name, bytes) in &self.parts {
            block(&mut end, name, "text/plain", &STANDARD.encode(bytes));
        }
        let _ = writeln!(end, "<script>{}</script>", self.script);
        let (before, after) = page.rsplit_once("</body>").unwrap_or((&page, ""));
        format!("{before}{end}</body>{after}").replacen("<title>", &format!("{MARK}\n<title>"), 1)
    }
}

/// Data, which no browser runs.
fn block(page: &mut String, name: &str, kind: &str, data: &str) {
    let _ = writeln!(page, "<script type=\"{kind}\" data-inside=\"{name}\">{data}</script>");
}

/// What this file is.
fn note(labels: &Labels) -> String {
    let mut note =
        format!("<section class=\"single-note\" aria-label=\"{label}\">\n", label = escape(labels.label));
    for line in labels.note {
        let _ = writeln!(note, "<p>{}</p>", escape(line));
    }
    if let Some(address) = labels.website {
        let address = escape(address);
        let _ = writeln!(
            note,
            "<p><a href=\"{address}/\" target=\"_blank\" rel=\"noopener noreferrer\">{address}</a></p>"
        );
    }
    note + "</section>\n"
}

/// A link to this very page stays one; the words of a link to another page stay, and say that it is not here.
fn without_links(page: &str, labels: &Labels) -> String {
    let mut rest = page;
    let mut done = String::with_capacity(page.len());
    while let Some((before, after)) = rest.split_once("<a ") {
        done.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            done.push_str("<a ");
            rest = after;
            continue;
        };
        let (words, after) = after.split_once("</a>").unwrap_or((after, ""));
        match address(tag) {
            Some((name, more)) if name == labels.own => {
                let here = if more.is_empty() { "?" } else { more };
                let tag = tag.replacen(&format!("{name}{more}\""), &format!("{here}\""), 1);
                let _ = write!(done, "<a {tag}>{words}</a>");
            }
            // There are no others to lead to.
            Some(_) if tag.contains("class=\"all-topics\"") => {}
            // The name over the page needs no more words.
            Some(_) if tag.contains("class=\"brand\"") => {
                let _ = write!(done, "<span class=\"brand\">{words}</span>");
            }
            Some(_) => {
                let (tag, away) = (without(&without(tag, "class"), "href"), escape(labels.away));
                let _ = write!(done, "<a class=\"not-here\" {}>{words} <span>{away}</span></a>", tag.trim());
            }
            None => {
                let _ = write!(done, "<a {tag}>{words}</a>");
            }
        }
        rest = after;
    }
    done + rest
}

/// The name of another page, or of this one, to which a link leads, and what follows the name.
fn address(tag: &str) -> Option<(&str, &str)> {
    let (_, rest) = tag.split_once("href=\"")?;
    let address = rest.split('"').next()?;
    let name_end = address.find(".html")? + ".html".len();
    let (name, more) = address.split_at_checked(name_end)?;
    let name = name.strip_prefix("./").unwrap_or(name);
    let is_name = name.chars().all(|sign| sign.is_ascii_alphanumeric() || "._-".contains(sign));
    is_name.then_some((name, more))
}

/// A tag without one of its attributes.
fn without(tag: &str, name: &str) -> String {
    let parts = tag.split_once(&format!("{name}=\""));
    let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once('"')?.1)));
    parts.map_or_else(|| tag.to_string(), |(before, after)| format!("{}{after}", before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labels = Labels {
        own: "knee.en.html",
        away: "(not <here>)",
        note: &[],
        label: "About",
        website: Some("https://a.org"),
    };

    #[test]
    fn a_link_to_another_page_becomes_words_that_say_so() {
        let page = "<a class=\"brand\" href=\"index.en.html\">T</a><a class=\"button\" href=\"./hip.en.html#x\" id=\"w\" hidden>Hip</a>\
                    <a href=\"https://a.org/x.html\">a</a><a href=\"#y\">y</a><a href=\"knee.en.html?rehearsal#talk\">r</a>\
                    <a href=\"knee.en.html\">k</a>";
        assert_eq!(
            without_links(page, &LABELS),
            "<span class=\"brand\">T</span><a class=\"not-here\" id=\"w\" hidden>Hip <span>(not &lt;here&gt;)</span></a>\
             <a href=\"https://a.org/x.html\">a</a><a href=\"#y\">y</a><a href=\"?rehearsal#talk\">r</a>\
             <a href=\"?\">k</a>"
        );
    }

    #[test]
    fn nothing_in_it_ends_its_element() {
        let texts = [("content/a.md".to_string(), "</script><!--<script>".to_string())].into();
        let inside = Inside::new("x(\"</script><!--\")\r\n", vec![("program", vec![0, 97])], texts);
        let page = inside.put_into("<title>t</title><body></body>", &LABELS);
        assert_eq!(page.matches("</script>").count(), 3, "{page}");
        assert!(
            !page.contains("<!--") && page.contains("<script>x(\"<\\/script><\\!--\")\n</script>"),
            "{page}"
        );
        assert!(
            page.contains("\"\\u003c/script>\\u003c!--\\u003cscript>\"") && page.contains(">AGE=</script>"),
            "{page}"
        );
        assert!(page.starts_with(MARK) && page.contains("href=\"https://a.org/\""), "{page}");
    }
}
