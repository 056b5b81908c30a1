//! The page about a decision: who made it and how, what is here of what two standards ask for and what is missing, how
//! easy it is to read, and where its numbers come from. Native only: a still page, beside the one that people use.

use crate::cards::{Date, library};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::state::Tandem;
use crate::views::steps;
use crate::views::steps::decision::stale_word;
use crate::words::{PaperWord, PaperWords, Word};

/// What the page shows beside what the decision says of itself.
#[derive(Default)]
pub struct About {
    /// What standards ask for, by what became of it.
    pub groups: Vec<Group>,
    /// How many things are not asked of this decision.
    pub not_asked: usize,
    /// How its numbers were read; nothing without an evidence trail.
    pub trail: Option<HowRead>,
    /// How easy each text is to read; empty where that was not measured.
    pub readings: Vec<Reading>,
    /// The formula that measured it.
    pub formula: String,
    /// Which patients and communities had a part in it: what is asked, and what its authors say, if they do.
    pub read_by: Vec<(PaperWord, Option<String>)>,
    /// What changed, the newest first.
    pub history: Vec<Change>,
    /// How to reach those who made it: an address for mail, or of a page.
    pub contact: Option<String>,
}

/// One change of the cards.
pub struct Change {
    /// The day.
    pub date: Date,
    /// What was changed, and why.
    pub what: String,
}

/// Things of which the same became.
pub struct Group {
    /// What became of them.
    pub title: String,
    /// Whether they are shown at once.
    pub open: bool,
    /// The things.
    pub asked: Vec<Asked>,
}

/// One thing that a standard asks for.
pub struct Asked {
    /// Its number there.
    pub id: String,
    /// What is asked for.
    pub asks: String,
    /// What was found.
    pub found: String,
}

/// How many lines of the evidence trail were read in which way.
#[derive(Default)]
pub struct HowRead {
    /// When they were last compared with their sources.
    pub checked: Option<Date>,
    /// In the source itself.
    pub source: usize,
    /// In the summary that stands before the source.
    pub summary: usize,
    /// In a text that reports the source.
    pub second_hand: usize,
    /// Calculated from what was read.
    pub calculated: usize,
    /// Not confirmed.
    pub unconfirmed: usize,
    /// Sources of which nothing but the summary was read, by their keys.
    pub only_summary: Vec<String>,
    /// Sources that were only read in texts that report them.
    pub only_second_hand: Vec<String>,
}

/// How easy one text is to read.
pub struct Reading {
    /// Its title.
    pub title: String,
    /// How many words it has.
    pub words: String,
    /// Its reading age as it stands.
    pub raw: String,
    /// Its reading age if the terms that it explains count as known.
    pub adjusted: String,
}

/// The page.
pub fn about_page(t: Tandem, paper_words: &PaperWords, about: &About) -> Node {
    let title = title(t, paper_words);
    let built = paper_words.format(PaperWord::BuiltOn, &[("date", &sentence::in_words(t.words, t.today))]);
    let step = el("div")
        .class("step")
        .child(words("p", steps::decision::status_words(t)).class("status"))
        .child(stale_word(t).map(|word| words("p", t.word(word)).class("warning")))
        .child(back(t, paper_words))
        .child(words("p", t.word(Word::StartWhatNot)))
        .child(steps::about::facts(t))
        .child(read_by(t, paper_words, about))
        .child(history(t, paper_words, about))
        .child(tell_us(paper_words, about))
        .child(standards(t, paper_words, about))
        .child(numbers(t, paper_words, about.trail.as_ref()))
        .child(reading(paper_words, about))
        .child(words("p", word(paper_words, PaperWord::AloudAbout)))
        .child(steps::about::sources(t))
        .child(words("p", built).class("quiet"))
        .child(back(t, paper_words));
    let main = el("div").class("main").attr("role", "main").child(words("h1", title).id("main-title"));
    el("div").class("app paper").child(main.child(step)).into()
}

/// The page's own heading, for the browser's title too.
pub fn title(t: Tandem, paper_words: &PaperWords) -> String {
    paper_words.format(PaperWord::AboutPageTitle, &[("title", &t.decision.meta.title)])
}

fn back(t: Tandem, paper_words: &PaperWords) -> El {
    let page = library::page_name(&t.decision.id, &t.decision.lang);
    el("p").child(link(page, word(paper_words, PaperWord::AboutBack)).class("alone"))
}

fn read_by(t: Tandem, paper_words: &PaperWords, about: &About) -> Node {
    let one = |(asked, answer): &(PaperWord, Option<String>)| {
        let answer = match answer.as_deref() {
            None => t.word(Word::AboutNotSaid).to_string(),
            Some("not done") => word(paper_words, PaperWord::AboutNotDone),
            Some(answer) => answer.to_string(),
        };
        many([words("dt", word(paper_words, *asked)), words("dd", answer)])
    };
    let list = el("dl").class("about").child(many(about.read_by.iter().map(one)));
    many([words("h2", word(paper_words, PaperWord::AboutReadBy)), list])
}

fn history(t: Tandem, paper_words: &PaperWords, about: &About) -> Node {
    let title: Node = words("h2", word(paper_words, PaperWord::AboutHistory)).into();
    if about.history.is_empty() {
        return many([title, words("p", word(paper_words, PaperWord::AboutHistoryNone)).into()]);
    }
    let one = |it: &Change| {
        let date = sentence::in_words(t.words, it.date);
        words("li", paper_words.format(PaperWord::AboutHistoryOne, &[("date", &date), ("change", &it.what)]))
    };
    many([title, el("ul").child(many(about.history.iter().map(one))).into()])
}

/// How to reach the authors. The link is the author's own and carries nothing.
fn tell_us(paper_words: &PaperWords, about: &About) -> Node {
    let title: Node = words("h2", word(paper_words, PaperWord::AboutTellUs)).into();
    let Some(contact) = &about.contact else {
        return many([title, words("p", word(paper_words, PaperWord::AboutTellUsNone)).into()]);
    };
    let shown = contact.strip_prefix("mailto:").unwrap_or(contact).to_string();
    // What stands before and behind the address in the sentence of this language.
    let around = paper_words.format(PaperWord::AboutTellUsHow, &[("contact", "\n")]);
    let (before, behind) = around.split_once('\n').unwrap_or((&around, ""));
    let how = el("p").child(before.to_string()).child(link(contact.clone(), shown)).child(behind.to_string());
    many([title, how.into(), words("p", word(paper_words, PaperWord::AboutTellUsPrivate)).into()])
}

fn standards(t: Tandem, paper_words: &PaperWords, about: &About) -> Node {
    let not_asked =
        paper_words.format(PaperWord::AboutNotAsked, &[("count", &t.words.numeral(about.not_asked))]);
    many([
        words("h2", word(paper_words, PaperWord::AboutStandards)).into(),
        words("p", word(paper_words, PaperWord::AboutStandardsIntro)).into(),
        // Before the lists: what they are not must not be missed.
        Node::from(words("p", word(paper_words, PaperWord::StandardsClosing)).class("warning")),
        many(about.groups.iter().map(|it| group(t, paper_words, it))),
        (about.not_asked > 0).then(|| words("p", not_asked).class("quiet")).into(),
    ])
}

fn group(t: Tandem, paper_words: &PaperWords, group: &Group) -> El {
    let aside = |text: &str, aside: &str| {
        paper_words.format(PaperWord::JoinAside, &[("text", text), ("aside", aside)])
    };
    let title = aside(&group.title, &t.words.numeral(group.asked.len()));
    let one = |it: &Asked| {
        let found = words("div", aside(&it.found, &it.id)).class("quiet");
        el("li").child(words("div", it.asks.clone())).child(found)
    };
    let inside: Node = match group.asked.is_empty() {
        true => words("p", word(paper_words, PaperWord::AboutNone)).into(),
        false => el("ul").child(many(group.asked.iter().map(one))).into(),
    };
    el("details").flag("open", group.open).child(el("summary").child(words("h3", title))).child(inside)
}

fn numbers(t: Tandem, paper_words: &PaperWords, trail: Option<&HowRead>) -> Node {
    let title: Node = words("h2", word(paper_words, PaperWord::AboutNumbers)).into();
    let Some(it) = trail else {
        return many([title, words("p", word(paper_words, PaperWord::AboutNoTrail)).into()]);
    };
    let counted = |name, count: usize| paper_words.format(name, &[("count", &t.words.numeral(count))]);
    let ways = [
        (PaperWord::AboutReadSource, it.source),
        (PaperWord::AboutReadAbstract, it.summary),
        (PaperWord::AboutReadSecond, it.second_hand),
        (PaperWord::AboutReadCalculated, it.calculated),
        (PaperWord::AboutReadOther, it.unconfirmed),
    ];
    let all = ways.iter().map(|(_, count)| count).sum();
    let ways = ways.into_iter().filter(|(_, count)| *count > 0);
    let compared = it.checked.map(|date| {
        let date = sentence::in_words(t.words, date);
        words("p", paper_words.format(PaperWord::AboutCompared, &[("date", &date)]))
    });
    // By the numbers that they have in the list of sources.
    let only = |name, keys: &[String]| {
        let mut numbers: Vec<usize> = keys.iter().filter_map(|key| t.decision.source_number(key)).collect();
        numbers.sort_unstable();
        let sources = t.words.list(numbers.into_iter().map(|number| t.words.numeral(number)));
        (!sources.is_empty()).then(|| words("p", paper_words.format(name, &[("sources", &sources)])))
    };
    many([
        title,
        words("p", counted(PaperWord::AboutNumbersIntro, all)).into(),
        el("ul").child(many(ways.map(|(name, count)| words("li", counted(name, count))))).into(),
        only(PaperWord::AboutOnlyAbstract, &it.only_summary).into(),
        only(PaperWord::AboutOnlySecond, &it.only_second_hand).into(),
        compared.into(),
    ])
}

fn reading(paper_words: &PaperWords, about: &About) -> Node {
    let title: Node = words("h2", word(paper_words, PaperWord::AboutReading)).into();
    if about.readings.is_empty() {
        return many([title, words("p", word(paper_words, PaperWord::AboutReadingNone)).into()]);
    }
    let one = |it: &Reading| {
        let holes =
            [("title", it.title.as_str()), ("raw", &it.raw), ("known", &it.adjusted), ("words", &it.words)];
        words("li", paper_words.format(PaperWord::AboutReadingOne, &holes))
    };
    let list = el("ul").child(many(about.readings.iter().map(one)));
    let intro = paper_words.format(PaperWord::AboutReadingIntro, &[("formula", &about.formula)]);
    many([title, words("p", intro).into(), list.into()])
}

fn word(paper_words: &PaperWords, word: PaperWord) -> String {
    paper_words.get(word).to_string()
}
