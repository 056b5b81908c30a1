//! The page that lists the topics: the first of them at once, any other by its words.

use leptos::prelude::*;

use super::element::{El, Node, el, link, live, many, words};
use super::parts::field;
use super::steps::start::what_this_is;
use crate::cards::{Topic, library};
use crate::words::{Word, Words};

/// How many topics are shown at once, however many there are: no more to download, to read, or to draw at each keystroke.
pub const SHOWN: usize = 50;

/// The page as the program draws it, and as it is published.
/// What is kept on the device is told in the browser.
pub fn library_page(
    texts: &'static Words,
    lang: &str,
    topics: &'static [Topic],
    how_long: Word,
    records: Node,
) -> Node {
    let intro = words("p", texts.get(Word::LibraryIntro)).class("question");
    let inside = [intro.into(), topics_to_find(texts, lang, topics), records, what_this_is(texts, how_long)];
    page(texts.get(Word::LibraryTitle), many(inside))
}

/// How many of the topics no clinician has reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreviewed {
    /// All are reviewed, or withdrawn.
    None,
    /// Some are not, or are no more than a draft.
    Some,
    /// All are examples.
    AllExamples,
}

/// Says so above the list, if there are any.
pub fn unreviewed(texts: &'static Words, unreviewed: Unreviewed) -> Option<El> {
    let word = match unreviewed {
        Unreviewed::None => return None,
        Unreviewed::Some => Word::LibrarySomeExamples,
        Unreviewed::AllExamples => Word::LibraryExamples,
    };
    let note = words("p", texts.get(word)).class("warning");
    let about = texts.get(Word::LibraryTitle);
    Some(el("div").class("above").attr("role", "region").attr("aria-label", about).child(note))
}

/// Every topic there is, for people without a script.
pub fn all_topics_page(texts: &'static Words, lang: &str, topics: &'static [Topic]) -> Node {
    let back = alone(library::index_name(lang), texts.get(Word::Back));
    page(texts.get(Word::StartTopics), many([list(topics.iter()), back.into()]))
}

fn page(title: &'static str, inside: Node) -> Node {
    let title = words("h1", title).id("main-title").attr("tabindex", "-1");
    let main = el("div").class("main").attr("role", "main").child(title).child(inside);
    el("div").class("app").child(main).into()
}

/// The topics in the library's order, those with the words that somebody types.
fn topics_to_find(texts: &'static Words, lang: &str, topics: &'static [Topic]) -> Node {
    if topics.is_empty() {
        return words("p", texts.get(Word::StartNoTopics)).into();
    }
    let found = RwSignal::new(Found::of(topics, ""));
    let title = words("h2", texts.get(Word::StartTopics)).id("topics");
    let search = || {
        let words = field::search_field("words", texts.get(Word::LibrarySearch), move |text| {
            found.set(Found::of(topics, &text));
        });
        let count = el("p").attr("role", "status").child(live(move || found.with(|found| found.told(texts))));
        el("div").class("search").attr("role", "search").child(words).child(count)
    };
    let shown = live(move || found.with(|found| list(found.topics.iter().copied().take(SHOWN))));
    let all = || alone(library::all_name(lang), texts.get(Word::StartAllTopics));
    many([
        title.into(),
        (topics.len() > 1).then(search).into(),
        shown,
        (topics.len() > SHOWN).then(all).into(),
    ])
}

/// What a search gives.
struct Found {
    topics: Vec<&'static Topic>,
    /// None has the words themselves; these have words that are spelled alike.
    is_near: bool,
}

impl Found {
    fn of(topics: &'static [Topic], typed: &str) -> Found {
        let found = library::find(topics, typed);
        if !found.is_empty() {
            return Found { topics: found, is_near: false };
        }
        let mut topics = library::find_near(topics, typed);
        topics.truncate(SHOWN);
        Found { is_near: !topics.is_empty(), topics }
    }

    /// How many there are, said at each keystroke.
    fn told(&self, texts: &Words) -> String {
        let found = self.topics.len();
        match found {
            0 => texts.get(Word::LibraryNone).to_string(),
            _ if self.is_near => texts.counted(Word::LibraryNear, found),
            1..=SHOWN => texts.counted(Word::LibraryFound, found),
            _ => {
                let whole = u32::try_from(found).unwrap_or(u32::MAX);
                let holes = [("shown", texts.number(SHOWN as u32)), ("count", texts.number(whole))];
                let holes = holes.each_ref().map(|(name, it)| (*name, it.as_str()));
                texts.format_counted(Word::LibraryMore, whole, &holes)
            }
        }
    }
}

fn list(topics: impl Iterator<Item = &'static Topic>) -> Node {
    let topic = |topic: &'static Topic| {
        let name = link(topic.page(), topic.title.as_str()).class("topic");
        el("li").child(name).child(words("p", topic.whom.as_str()))
    };
    el("ul").class("topics").child(many(topics.map(topic))).into()
}

fn alone(address: String, label: &'static str) -> El {
    el("p").child(link(address, label).class("alone"))
}
