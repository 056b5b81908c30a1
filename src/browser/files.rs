//! Saving a file to the device, on a button.

use gloo_file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

/// A file's name says nothing about the topic.
const FILE_NAME: &str = "my-page.html";

/// Saves the sheet as a page that can be opened and printed later, with nothing in it but the sheet and its style.
pub fn save_sheet(title: &str, lang: &str, direction: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| save(&document, title, lang, direction))
        .is_some()
}

fn save(document: &Document, title: &str, lang: &str, direction: &str) -> Option<()> {
    let sheet = document.query_selector(".sheet").ok()??.outer_html();
    let page = format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{direction}\"><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>{sheet}"
    );
    let blob = Blob::new_with_options(page.as_str(), Some("text/html"));
    let address = ObjectUrl::from(blob);
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", FILE_NAME).ok()?;
    link.click();
    Some(())
}

/// Enough to read and print the sheet anywhere.
const STYLE: &str = "body{font:12pt/1.35 sans-serif;max-width:45em;margin:auto;padding:1em}\
    table{border-collapse:collapse;width:100%}th,td{text-align:start;border-bottom:1px solid;padding:2px 6px}\
    .sheet__lines{height:4em;border-bottom:1px solid}.sheet__box{display:inline-block;min-width:30%;border-bottom:1px solid;margin:1em 1em 0 0}\
    .sheet__overleaf{break-before:page}";
