//! Which topics there are, in which order.

use super::markdown;
use super::prose::{self, Block, Inline, Item, Piece};
use super::table::left_out;
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
    /// Both, as they are searched.
    folded: String,
}

impl Topic {
    /// The name of its page beside the app.
    pub fn page(&self) -> String {
        page_name(&self.id, &self.lang)
    }
}

/// The name of a decision's page.
pub fn page_name(id: &str, lang: &str) -> String {
    super::names::page_name(id, lang)
}

/// The name of the page that lists a language's topics.
pub fn index_name(lang: &str) -> String {
    page_name("index", lang)
}

/// The name of the page of all a language's topics, where they are too many for its list.
pub fn all_name(lang: &str) -> String {
    page_name("topics", lang)
}

/// The name of the page that says how a decision was made and checked.
pub fn about_name(id: &str, lang: &str) -> String {
    ["about-", &page_name(id, lang)].concat()
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
        match &piece.block {
            Block::List(items) => topics.extend(items.iter().filter_map(|item| listed(item, &mut remarks))),
            // The page has its own name.
            Block::Heading(1, _) => {}
            _ => left_out(piece, &mut remarks),
        }
    }
    (topics, remarks.done())
}

/// The topic of an item. Nothing else in the list has a place on the page.
fn listed(item: &Item, remarks: &mut Remarks) -> Option<Topic> {
    let mut below = item.pieces.as_slice();
    let mut found = None;
    if let [Piece { block: Block::Paragraph(words), .. }, rest @ ..] = below {
        found = topic(words);
        if found.is_some() {
            below = rest;
        }
    }
    below.iter().for_each(|piece| left_out(piece, remarks));
    found
}

fn topic(words: &[Inline]) -> Option<Topic> {
    let Some(Inline::Link(prose::Target::Card(path), title)) = words.first() else { return None };
    let title = prose::plain(title);
    let mut parts = path.split('/');
    let (id, lang) = (parts.next()?, parts.next()?);
    let whom = prose::plain(words.get(1..).unwrap_or_default());
    let whom = whom.trim_start_matches([':', ' ']).to_string();
    let folded = fold(&format!("{title} {whom}"));
    Some(Topic { id: id.to_string(), lang: lang.to_string(), title, whom, folded })
}

/// The topics that have all these words. First, in the library's order, those in which each begins a word: who types "ear"
/// means ears, and should not have to look for them among years.
pub fn find<'a>(topics: &'a [Topic], typed: &str) -> Vec<&'a Topic> {
    let words = fold(typed);
    let (mut found, mut within) = (Vec::new(), Vec::new());
    for topic in topics {
        let begins = |word: &str| topic.folded.split(' ').any(|it| it.starts_with(word));
        if words.split(' ').all(begins) {
            found.push(topic);
        } else if words.split(' ').all(|word| topic.folded.contains(word)) {
            within.push(topic);
        }
    }
    found.append(&mut within);
    found
}

/// The letters from U+00C0 to U+017F, each as it is typed without its mark. Rust's own tables for all of Unicode would
/// cost a phone more than all else that searches.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll\
nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Words as they are compared: small letters without marks, and nothing but spaces between them.
fn fold(text: &str) -> String {
    let mut folded = String::new();
    for sign in text.chars() {
        let code = sign as u32;
        folded.push(match sign {
            // Within a word: "men's" is one. The last are marks that stand by themselves.
            '\'' | '\u{2019}' | '\u{300}'..='\u{36f}' => continue,
            '\u{c0}'..='\u{17f}' => PLAIN.get(code as usize - 0xc0).map_or(sign, |plain| char::from(*plain)),
            // Greek and Cyrillic: their small letters stand this much further on.
            '\u{391}'..='\u{3a9}' | '\u{410}'..='\u{42f}' => char::from_u32(code + 0x20).unwrap_or(sign),
            '\u{400}'..='\u{40f}' => char::from_u32(code + 0x50).unwrap_or(sign),
            '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' if !sign.is_ascii_alphanumeric() => ' ',
            _ => sign.to_ascii_lowercase(),
        });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<usize> {
        let lines = [
            "[Hearing that fades](hearing/en/decision.md): for people over 70 years",
            "[Glue ear](glue-ear/en/decision.md): for children, and their parents’ questions",
            "[Ménière’s disease (dizzy spells)](meniere/en/decision.md): for people of any age",
            "[Боль в колене](knee/en/decision.md): для взрослых",
        ];
        let text = format!("---\ntitle: Topics\n---\n\n- {}\n", lines.join("\n- "));
        let (topics, remarks) = read(Source { name: "library.en.md", text: &text });
        assert_eq!(remarks, []);
        let index = |topic: &&Topic| topics.iter().position(|it| it == *topic);
        find(&topics, typed).iter().filter_map(index).collect()
    }

    #[test]
    fn no_page_has_an_ending_that_a_server_runs() {
        assert_eq!(index_name("pl"), "index_pl.html");
        assert_eq!(about_name("knee", "br"), "about-knee_br.html");
        assert_eq!(page_name("knee", "en"), "knee.en.html");
    }

    #[test]
    fn a_topic_is_found_by_its_words() {
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found(" , "), [0, 1, 2, 3]);
        assert_eq!(found("glue"), [1]);
        assert_eq!(found("CHILDREN ear"), [1]);
        assert_eq!(found("parent's"), [1]);
        assert_eq!(found("parents questions"), [1]);
        assert_eq!(found("menieres"), [2]);
        assert_eq!(found("MÉNIÈRE"), [2]);
        assert_eq!(found("me\u{301}nie\u{300}re"), [2]);
        assert_eq!(found("(dizzy"), [2]);
        assert_eq!(found("БОЛЬ"), [3]);
        assert_eq!(found("70"), [0]);
        assert_eq!(found("glue years"), [0; 0]);
    }

    #[test]
    fn beginnings_of_words_come_before_their_parts() {
        assert_eq!(found("ear"), [1, 0]);
        assert_eq!(found("for"), [0, 1, 2]);
    }

    #[test]
    fn letters_lose_their_marks() {
        assert_eq!(fold("ÀÇÑØß×ÿĀďĦıĲķŁŊœŘşťŲŴŸžſ"), "acnos yadhiiklnorstuwyzs");
        assert_eq!(fold("X-ray… 3"), "x ray  3");
        assert_eq!(fold("ΑΩ ЁЖ"), "αω ёж");
    }
}
