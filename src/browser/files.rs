//! Saving a file to the device, on a button.

use super::host;

/// A file's name says nothing about the topic.
const FILE_NAME: &str = "my-page.html";

/// Saves the sheet as a page that can be opened and printed later, with nothing in it but the sheet and its style. False
/// where the browser may well refuse.
pub fn save_sheet(title: &str, lang: &str, direction: &str) -> bool {
    page(title, lang, direction).is_some_and(|page| host::save(FILE_NAME, "text/html", &page))
}

fn page(title: &str, lang: &str, direction: &str) -> Option<String> {
    let sheet = web_sys::window()?.document()?.query_selector(".sheet").ok()??.outer_html();
    Some(format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{direction}\"><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style>{sheet}"
    ))
}

/// Enough to read and print the sheet anywhere.
const STYLE: &str = "body{font:12pt/1.35 sans-serif;max-width:45em;margin:auto;padding:1em}\
    table{border-collapse:collapse;width:100%}th,td{text-align:start;border-bottom:1px solid;padding:2px 6px}\
    .sheet__lines{height:4em;border-bottom:1px solid}.sheet__box{display:inline-block;min-width:30%;border-bottom:1px solid;margin:1em 1em 0 0}\
    .sheet__overleaf{break-before:page}";
