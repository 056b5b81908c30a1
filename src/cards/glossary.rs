//! Words that an author explains once, in a section of the decision. They are explained wherever else they stand.

use super::prose::{Block, Inline, Piece, plain};

/// The section's id.
pub const GLOSSARY: &str = "glossary";

/// A word and what it means.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its forms, as "lymph node" and "lymph nodes".
    names: Vec<String>,
    /// The whole line: the word and what it means.
    pub meaning: String,
}

/// The words of a section: each item of a list that begins with words in bold.
pub fn terms(section: &[Piece]) -> Vec<Term> {
    let lists = section.iter().filter_map(|piece| match &piece.block {
        Block::List(items) => Some(items),
        _ => None,
    });
    let term = |pieces: &[Piece]| match pieces {
        [Piece { block: Block::Paragraph(words), .. }, ..] => match words.as_slice() {
            [Inline::Strong(names), ..] => {
                let names = plain(names);
                let names = names.split(FORMS).map(str::trim).filter(|name| !name.is_empty());
                Some(Term { names: names.map(str::to_string).collect(), meaning: plain(words) })
            }
            _ => None,
        },
        _ => None,
    };
    lists.flatten().filter_map(|item| term(&item.pieces)).collect()
}

/// What stands between the forms of a word, in any writing.
const FORMS: [char; 3] = [',', '،', '、'];

/// The first place in a text where a word stands that is explained: its beginning, its end, and which word it is. Of several
/// there the longest counts.
pub fn find(terms: &[Term], text: &str) -> Option<(usize, usize, usize)> {
    let mut before = ' ';
    for (start, sign) in text.char_indices() {
        let rest = text.get(start..).unwrap_or_default();
        if !before.is_alphanumeric() || is_unspaced(sign) {
            let names = terms.iter().enumerate().flat_map(|(index, term)| {
                term.names.iter().filter(|name| stands_first(name, rest)).map(move |name| (name.len(), index))
            });
            if let Some((length, index)) = names.max_by_key(|(length, _)| *length) {
                return Some((start, start + length, index));
            }
        }
        before = sign;
    }
    None
}

/// The words that are explained and stand in one of these texts, in the author's order.
pub fn used<'a>(terms: &'a [Term], texts: &[String]) -> Vec<&'a Term> {
    let stands = |term: &&Term| texts.iter().any(|text| find(std::slice::from_ref(*term), text).is_some());
    terms.iter().filter(stands).collect()
}

/// Whether a text begins with a name, as a whole word. Its first letter may be a capital in one of the two.
fn stands_first(name: &str, text: &str) -> bool {
    let (Some(first), Some(sign)) = (name.chars().next(), text.chars().next()) else { return false };
    first.eq_ignore_ascii_case(&sign)
        && name.get(first.len_utf8()..) == text.get(sign.len_utf8()..name.len())
        && text.get(name.len()..).is_some_and(|rest| {
            !rest.chars().next().is_some_and(|next| next.is_alphanumeric() && !is_unspaced(next))
        })
}

/// A sign of a writing that sets no space between a word and what belongs to it: Korean, Chinese, Japanese.
fn is_unspaced(sign: char) -> bool {
    sign >= '\u{2e80}'
}
