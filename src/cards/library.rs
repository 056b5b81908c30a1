//! Which topics there are, in which order.

use super::markdown;
use super::prose::{self, Block, Inline};
use crate::text::remark::{Remark, Remarks};
use crate::text::{Source, head};

/// One topic of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The decision's id: its folder.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Who it is for, in a few words.
    pub whom: String,
}

impl Topic {
    /// The name of its page beside the app.
    pub fn page(&self) -> String {
        page_name(&self.id, &self.lang)
    }
}

/// The name of a decision's page.
pub fn page_name(id: &str, lang: &str) -> String {
    format!("{id}.{lang}.html")
}

/// Where a decision's files stand, from the content folder.
pub fn folder(id: &str, lang: &str) -> String {
    format!("{id}/{lang}")
}

/// Reads the list of topics: `- [Title](id/lang/decision.md): who it is for`.
pub fn read(source: Source) -> (Vec<Topic>, Vec<Remark>) {
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read_index(source, head.body, &mut remarks);
    let mut topics = Vec::new();
    for piece in &document.pieces {
        let Block::List(items) = &piece.block else { continue };
        for item in items {
            if let Some(Block::Paragraph(words)) = item.pieces.first().map(|piece| &piece.block) {
                topics.extend(topic(words));
            }
        }
    }
    (topics, remarks.done())
}

fn topic(words: &[Inline]) -> Option<Topic> {
    let links = prose::links(words);
    let (prose::Target::Card(path), title) = links.first()? else { return None };
    let mut parts = path.split('/');
    let (id, lang) = (parts.next()?, parts.next()?);
    let whom = prose::plain(words.get(1..).unwrap_or_default());
    let whom = whom.trim_start_matches([':', ' ']).to_string();
    Some(Topic { id: id.to_string(), lang: lang.to_string(), title: title.clone(), whom })
}
