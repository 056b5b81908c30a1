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
    /// Both, and the other names that authors give it, as they are searched.
    folded: String,
}

/// The words of other names that a published list has in its head, a line for each topic: `statin/en cholesterol`. Authors
/// write them into a decision's own head, and publishing brings them here, so that one file is enough to search them all.
pub const OTHER_NAMES: &str = "other-names";

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
    let names = head.values(OTHER_NAMES);
    let mut topics = Vec::new();
    for piece in &document.pieces {
        match &piece.block {
            Block::List(items) => {
                topics.extend(items.iter().filter_map(|item| listed(item, names, &mut remarks)))
            }
            // The page has its own name.
            Block::Heading(1, _) => {}
            _ => left_out(piece, &mut remarks),
        }
    }
    (topics, remarks.done())
}

/// The topic of an item. Nothing else in the list has a place on the page.
fn listed(item: &Item, names: &[String], remarks: &mut Remarks) -> Option<Topic> {
    let mut below = item.pieces.as_slice();
    let mut found = None;
    if let [Piece { block: Block::Paragraph(words), .. }, rest @ ..] = below {
        found = topic(words, names);
        if found.is_some() {
            below = rest;
        }
    }
    below.iter().for_each(|piece| left_out(piece, remarks));
    found
}

fn topic(words: &[Inline], names: &[String]) -> Option<Topic> {
    let Some(Inline::Link(prose::Target::Card(path), title)) = words.first() else { return None };
    let title = prose::plain(title);
    let mut parts = path.split('/');
    let (id, lang) = (parts.next()?, parts.next()?);
    let whom = prose::plain(words.get(1..).unwrap_or_default());
    let whom = whom.trim_start_matches([':', ' ']).to_string();
    let line = names.iter().find_map(|line| line.strip_prefix(id)?.strip_prefix('/')?.strip_prefix(lang));
    let others = line.filter(|others| others.starts_with(' ')).unwrap_or_default();
    let folded = fold(&[&title, " ", &whom, others].concat());
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

/// The topics whose words are spelled alike, for when none has the words as they are typed: those in which each word is at
/// most one letter off, or else two.
pub fn find_near<'a>(topics: &'a [Topic], typed: &str) -> Vec<&'a Topic> {
    let typed = fold(typed);
    let longest = typed.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    for most in 1..=(longest / LETTERS_FOR_ONE).min(2) {
        let fits = |topic: &&Topic| typed.split(' ').all(|word| is_near(word, &topic.folded, most));
        let found: Vec<&Topic> = topics.iter().filter(fits).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whether a word begins one of these words, or does so but for some letters. A short word has no letter to spare.
fn is_near(word: &str, words: &str, most: usize) -> bool {
    let letters = word.chars().count();
    let most = most.min(letters / LETTERS_FOR_ONE);
    let is_one = |it: &str| {
        it.starts_with(word)
            || (most > 0 && it.len() + most >= letters && letters_off(word, it, most) <= most)
    };
    words.split(' ').any(is_one)
}

/// A word may have one letter wrong for so many.
const LETTERS_FOR_ONE: usize = 4;

/// The longest word that is looked at letter by letter.
const LONGEST_WORD: usize = 30;

/// How many letters must be changed, left out, put in or swapped with the next until a word begins another: the table of
/// Damerau and Levenshtein, three rows of it at a time.
fn letters_off(word: &str, other: &str, most: usize) -> usize {
    let mut last_two = [[0_u8; LONGEST_WORD + 1]; 2];
    let mut letters = ['\0'; LONGEST_WORD];
    let mut length = 0;
    for (slot, letter) in letters.iter_mut().zip(word.chars()) {
        *slot = letter;
        length += 1;
    }
    let letters = letters.get(..length).unwrap_or_default();
    let [before, row] = &mut last_two;
    for (steps, cell) in row.iter_mut().enumerate() {
        *cell = steps as u8;
    }
    let mut fewest = length;
    let mut last = '\0';
    // What is longer by more than may be put in differs anyway; its beginning is looked at.
    for (index, letter) in other.chars().take(length + most).enumerate() {
        let mut next = [0_u8; LONGEST_WORD + 1];
        let at = |row: &[u8; LONGEST_WORD + 1], column: usize| {
            row.get(column).copied().unwrap_or(LONGEST_WORD as u8)
        };
        let mut left = index as u8 + 1;
        let mut least = left;
        let mut previous = '\0';
        if let Some(first) = next.first_mut() {
            *first = left;
        }
        for (column, typed) in letters.iter().enumerate() {
            let changed = at(row, column) + u8::from(*typed != letter);
            let mut cell = changed.min(left + 1).min(at(row, column + 1) + 1);
            if *typed == last && previous == letter && column > 0 && index > 0 {
                cell = cell.min(at(before, column - 1) + 1);
            }
            if let Some(slot) = next.get_mut(column + 1) {
                *slot = cell;
            }
            left = cell;
            least = least.min(cell);
            previous = *typed;
        }
        fewest = fewest.min(usize::from(left));
        // It never gets nearer again: a swap reaches two rows back, and costs one.
        if usize::from(least) > most + 1 {
            break;
        }
        last = letter;
        *before = *row;
        *row = next;
    }
    fewest
}

/// The letters from U+00C0 to U+017F, each as it is typed without its mark. Rust's own tables for all of Unicode would
/// cost a phone more than all else that searches.
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll\
nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Words as they are compared: small letters without marks, and nothing but spaces between them.
pub fn fold(text: &str) -> String {
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
    fn a_topic_is_found_by_other_names_that_are_not_shown() {
        let text = "---\ntitle: T\nother-names:\n  - hearing/en deafness\n  - hear/en wrong\n---\n\n- [Hearing](hearing/en/decision.md): for all\n- [H](hear/en/decision.md): x\n";
        let (topics, remarks) = read(Source { name: "library.en.md", text });
        assert_eq!(remarks, []);
        assert_eq!(find(&topics, "deaf").len(), 1);
        assert_eq!(find(&topics, "deafness for all").len(), 1);
        assert_eq!(find(&topics, "wrong").first().map(|it| it.id.as_str()), Some("hear"));
        assert!(topics.iter().all(|it| !it.title.contains("deaf") && !it.whom.contains("deaf")));
    }

    #[test]
    fn near_spellings_begin_a_word_one_or_two_letters_off() {
        let off = |word: &str, other: &str| letters_off(word, other, 2);
        for (word, other, steps) in [
            ("brest", "breast", 1),
            ("protsate", "prostate", 1),
            ("lumpectmy", "lumpectomy", 1),
            ("cholestrol", "cholesterol", 1),
            ("kolesterol", "cholesterol", 2),
            ("prost", "prostate", 0),
            ("prsot", "prostate", 1),
            ("hearing", "hearing", 0),
            ("чeлo", "тело", 3),
        ] {
            assert_eq!(off(word, other), steps, "{word} {other}");
        }
        assert_eq!(letters_off(&"a".repeat(200), &"b".repeat(200), 2), LONGEST_WORD);
        let near = |typed: &str| {
            let text = "---\ntitle: T\n---\n\n- [Breast surgery](a/en/decision.md): for women\n- [Ears](b/en/decision.md): x\n";
            find_near(&read(Source { name: "library.en.md", text }).0, typed).len()
        };
        assert_eq!((near("brest"), near("brest sugrery"), near("brest ears"), near("eers")), (1, 1, 0, 1));
        // Short words have no letter to spare, and one of few letters has only one.
        assert_eq!((near("ere"), near("bsert"), near("surgreyy")), (0, 0, 1));
    }

    #[test]
    fn letters_lose_their_marks() {
        assert_eq!(fold("ÀÇÑØß×ÿĀďĦıĲķŁŊœŘşťŲŴŸžſ"), "acnos yadhiiklnorstuwyzs");
        assert_eq!(fold("X-ray… 3"), "x ray  3");
        assert_eq!(fold("ΑΩ ЁЖ"), "αω ёж");
    }
}
