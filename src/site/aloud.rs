//! The control that reads aloud. Its script comes once the page can be used; until then, and where a browser has no voices,
//! only its room is there, so that nothing moves.

use leptos::prelude::*;

use super::document::AppFiles;
use crate::views::element::{Node, words as element};
use crate::words::{PaperWord, PaperWords, Word, Words};

/// A page with the control, before "Bigger words".
pub fn with_aloud(page: &str, words: &Words, texts: &PaperWords, files: &AppFiles) -> String {
    let control = Owner::new().with(|| {
        let control = element("button", words.get(Word::Aloud).to_string())
            .attr("type", "button")
            .class("aloud")
            .id("aloud")
            .attr("data-file", files.aloud.clone())
            .attr("data-stop", texts.get(PaperWord::AloudStop).to_string())
            .attr("data-none", texts.get(PaperWord::AloudNone).to_string());
        Node::from(control).to_html()
    });
    page.replacen("<label class=\"bigger\">", &format!("{control}<label class=\"bigger\">"), 1)
}
