//! Texts in easy words: a plain line drawing beside each sentence that one fits, and the way to such a text from its topic.
//!
//! Which drawing fits is said by words, in each language: `easy-…` in `content/words/<language>.paper.yaml`. The first of the
//! list whose words stand in the sentence is taken. A drawing tells nothing that the sentence does not, so it is not read out.

use leptos::prelude::*;

use crate::cards::handout::{self, Handout};
use crate::views::element::{Node, el, link};
use crate::views::state::Tandem;
use crate::words::{PaperWord, PaperWords};

/// Made for this, each in one line on a field of 48 by 48.
const DRAWINGS: [(PaperWord, &str); 21] = [
    (PaperWord::EasyNoVisits, "M8 12h32v28H8zM8 20h32M16 7v9M32 7v9M16 26l16 10M32 26L16 36"),
    (PaperWord::EasyNoTests, "M19 6h10M21 6v26a4 4 0 0 0 8 0V6M21 22h8M8 8l32 32"),
    (PaperWord::EasyNoSign, "M21 7a13 13 0 1 0 .1 0M31 29l11 12M15 20l5 5 8-10"),
    (PaperWord::EasyTime, "M24 6a18 18 0 1 0 .1 0M24 13v11l8 6"),
    (PaperWord::EasyTurn, "M10 18h26l-7-7M38 30H12l7 7"),
    (PaperWord::EasyBack, "M14 8L7 16l9 7M8 16h20a12 12 0 0 1 0 24H16"),
    (PaperWord::EasyLookOut, "M4 24c10-16 30-16 40 0-10 16-30 16-40 0zM24 18a6 6 0 1 0 .1 0"),
    (PaperWord::EasyUnknown, "M15 17a9 9 0 1 1 13 8c-3 2-4 3-4 7M24 39v2"),
    (PaperWord::EasyAsk, "M6 8h36v24H24l-10 9v-9H6zM14 17h20M14 24h12"),
    (PaperWord::EasyChoose, "M24 44V6M24 10h14l5 5-5 5H24M24 23H10l-5 5 5 5h14"),
    (PaperWord::EasyRing, "M14 6l6 10-4 4c2 5 6 9 12 12l4-4 10 6c0 5-3 8-8 8C18 40 8 30 6 14c0-5 3-8 8-8z"),
    (
        PaperWord::EasyTogether,
        "M15 8a6 6 0 1 0 .1 0M33 8a6 6 0 1 0 .1 0M5 40V30c0-6 4-9 10-9s9 4 9 9v10M24 30c0-5 3-9 9-9s10 3 10 9v10",
    ),
    (
        PaperWord::EasyTravel,
        "M5 12h38v22H5zM5 24h38M17 12v12M30 12v12M14 34a4 4 0 1 0 .1 0M34 34a4 4 0 1 0 .1 0",
    ),
    (PaperWord::EasyVisit, "M8 12h32v28H8zM8 20h32M16 7v9M32 7v9M18 30l5 5 8-9"),
    (PaperWord::EasyTest, "M19 6h10M21 6v32a4 4 0 0 0 8 0V6M21 22h8"),
    (PaperWord::EasyHard, "M24 6a18 18 0 1 0 .1 0M17 19v2M31 19v2M16 34c4-6 12-6 16 0"),
    (PaperWord::EasyEnd, "M12 44V6h24l-6 8 6 8H12"),
    (PaperWord::EasyCare, "M24 40C2 25 8 8 18 10c3 1 5 3 6 6 1-3 3-5 6-6 10-2 16 15-6 30z"),
    (
        PaperWord::EasyTeam,
        "M24 5a5 5 0 1 0 .1 0M9 14a4 4 0 1 0 .1 0M39 14a4 4 0 1 0 .1 0M16 42V25c0-5 3-7 8-7s8 2 8 7v17M3 40V30c0-5 3-6 8-6M45 40V30c0-5-3-6-8-6",
    ),
    (PaperWord::EasyChecked, "M10 6h20l8 8v28H10zM19 21a5 5 0 1 1 7 5c-2 1-2 2-2 4M24 35v1"),
    (PaperWord::EasyPage, "M10 6h20l8 8v28H10zM17 20h14M17 27h14M17 34h9"),
];

/// Those that run as writing does: an arrow back, a question mark, lines of words, a sheet with its corner, a flag. Where one
/// reads from right to left they are turned round. A clock and a tick are the same everywhere.
const TURNED: [PaperWord; 6] = [
    PaperWord::EasyBack,
    PaperWord::EasyUnknown,
    PaperWord::EasyAsk,
    PaperWord::EasyEnd,
    PaperWord::EasyChecked,
    PaperWord::EasyPage,
];

/// What turns a drawing round, left to right.
const TURN: &str = " transform=\"matrix(-1 0 0 1 48 0)\"";

/// The drawing that fits a sentence, and which it is.
fn drawing(texts: &PaperWords, sentence: &str) -> Option<(PaperWord, &'static str)> {
    let sentence = spaced(sentence);
    let fits =
        |word| texts.get(word).split(',').map(spaced).any(|it| it.trim() != "" && sentence.contains(&it));
    DRAWINGS.iter().find(|(word, _)| fits(*word)).copied()
}

/// Its words in small letters, one space before each and after the last, so that whole words are found.
fn spaced(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '-').filter(|it| !it.is_empty());
    words.fold(" ".to_string(), |all, word| all + &word.to_lowercase() + " ")
}

/// Whether a page is such a text.
pub fn is_easy(paper: &Handout) -> bool {
    paper.id.starts_with("support-easy-")
}

/// The drawn page with a drawing in each of its own sentences; `direction` is that of its writing.
pub fn with_drawings(html: &str, texts: &PaperWords, direction: &str) -> String {
    let mut parts = html.split("<p>");
    let mut done = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (sentence, rest) = part.split_once("</p>").unwrap_or((part, ""));
        match drawing(texts, &without_tags(sentence)) {
            Some((word, path)) => {
                let turn = if direction == "rtl" && TURNED.contains(&word) { TURN } else { "" };
                done.push_str(&format!(
                    "<p class=\"drawn\"><svg viewBox=\"0 0 48 48\" aria-hidden=\"true\"><path d=\"{path}\"{turn}/></svg>\
                     <span>{sentence}</span></p>"
                ));
            }
            None => done.push_str(&format!("<p>{sentence}</p>")),
        }
        done.push_str(rest);
    }
    done
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |all, part| all + part.split_once('>').map_or("", |(_, text)| text))
}

/// A topic's page with the way to its text in easy words, on each of its places; the page as it is where there is none.
pub fn with_way(page: &str, t: Tandem, papers: &[Handout]) -> String {
    let id = format!("support-easy-{}", t.decision.id);
    let Some(paper) = papers.iter().find(|paper| paper.id == id) else { return page.to_string() };
    let way = Owner::new().with(|| {
        let address = handout::page_name(&paper.id, &paper.lang);
        let way = el("p").child(link(address, paper.heading.clone()).class("alone"));
        let foot =
            el("div").class("foot").attr("role", "navigation").attr("aria-label", paper.heading.clone());
        let app = el("div").class("app").child(foot.child(way));
        // What people take along is not printed, nor is the room that it takes.
        Node::from(el("div").class("take-along").child(app)).to_html()
    });
    page.replacen("</body>", &format!("{way}\n</body>"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_the_drawing_of_its_words_and_is_otherwise_as_it_was() {
        let texts = PaperWords::english();
        let page = "<h1>I ring</h1><p>I <b>ring</b> the team.</p><p class=\"status\">I ring.</p><p>Nothing fits.</p>";
        let drawn = with_drawings(page, &texts, "ltr");
        let path =
            DRAWINGS.iter().find(|(word, _)| *word == PaperWord::EasyRing).map_or("", |(_, path)| *path);
        assert_eq!(
            drawn,
            format!(
                "<h1>I ring</h1><p class=\"drawn\"><svg viewBox=\"0 0 48 48\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>\
                 <span>I <b>ring</b> the team.</span></p><p class=\"status\">I ring.</p><p>Nothing fits.</p>"
            )
        );
        assert_eq!(drawing(&texts, "During spring"), None, "only whole words");
    }

    #[test]
    fn what_runs_as_writing_does_is_turned_round_from_right_to_left_and_a_clock_is_not() {
        let texts = PaperWords::english();
        let turned = |word: PaperWord, direction| {
            let first = texts.get(word).split(',').next().unwrap_or_default();
            with_drawings(&format!("<p>{first}</p>"), &texts, direction).contains("transform")
        };
        for word in TURNED {
            assert!(turned(word, "rtl") && !turned(word, "ltr"), "{word:?}");
        }
        assert!(!turned(PaperWord::EasyTime, "rtl"));
    }
}
