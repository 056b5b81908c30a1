//! Lists, sheets and support cards as they are published, and the page that lists them all. Native only; what the program
//! draws as well is in [`crate::views::handout`].

use crate::cards::handout::{self, Handout, Kind};
use crate::cards::service::Service;
use crate::cards::{Date, Freshness, Topic, library};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, link, many, nothing, words};
use crate::views::handout::{Draw, sources as handout_sources, status, whom};
use crate::words::{PaperWord, PaperWords, Word, Words};

/// What every page of a language needs.
#[derive(Clone, Copy)]
pub struct HandoutContext<'a> {
    /// The app's words.
    pub words: &'a Words,
    /// The words of pages without a program.
    pub paper_words: &'a PaperWords,
    /// The service's own facts.
    pub service: &'a Service,
    /// The day on which the page is made.
    pub today: Date,
}

impl HandoutContext<'_> {
    fn word(self, word: PaperWord) -> String {
        self.paper_words.get(word).to_string()
    }
}

/// The page of one list, sheet or support card.
pub fn paper_page(context: HandoutContext, paper: &Handout) -> Node {
    let HandoutContext { words: sentences, today, .. } = context;
    let draw = Draw::on_paper(sentences, Some(context.service), paper);
    let head = [whom(sentences, paper).into(), status(sentences, today, paper)];
    // Withdrawn, or long past its date: nothing of it is to be used any more.
    let inside = (paper.meta.freshness(today) != Freshness::Expired).then(|| {
        many([
            words("p", context.word(PaperWord::PaperPrint)).class("only-on-screen quiet").into(),
            el("div").class("sheet-of-paper").child(draw.whole()).into(),
            handout_sources(&draw),
        ])
    });
    main(&paper.heading, many([many(head), inside.into()])).into()
}

/// Who made it, and the ways on. It stays where it is when the program takes the page's place.
pub fn paper_foot(context: HandoutContext, paper: &Handout) -> Node {
    let foot = el("div").class("foot").attr("role", "contentinfo").child(foot(context, paper));
    el("div").class("app paper").child(foot).into()
}

fn main(title: &str, inside: Node) -> El {
    let title = words("h1", title.to_string()).id("main-title");
    let main = el("div").class("main").attr("role", "main").child(title).child(inside);
    el("div").class("app paper").child(main)
}

/// What stands in place of a page that nobody has reviewed yet.
pub fn held_page(sentences: &PaperWords, lang: &str) -> Node {
    let text = words("p", sentences.get(PaperWord::HeldText).to_string());
    let back =
        link(library::index_name(lang), sentences.get(PaperWord::PapersToTopics).to_string()).class("alone");
    page(sentences.get(PaperWord::HeldTitle), text.into(), el("p").child(back).into())
}

/// What stands in place of a page that cannot be had and is not on the device. The worker puts in which page it is.
pub fn away_page(sentences: &PaperWords, lang: &str) -> Node {
    let text = words("p", sentences.get(PaperWord::OfflineAwayText).to_string());
    let way =
        |address: String, word| el("p").child(link(address, sentences.get(word).to_string()).class("alone"));
    let again = way("again.html".to_string(), PaperWord::OfflineAgain);
    let back = way(library::index_name(lang), PaperWord::PapersToTopics);
    page(sentences.get(PaperWord::OfflineAwayTitle), many([text, again]), back.into())
}

/// The page that lists them all, by what they are for.
pub fn papers_page(context: HandoutContext, lang: &str, papers: &[Handout]) -> Node {
    let kind = |kind: Kind| {
        let of_kind: Vec<_> = papers.iter().filter(|paper| paper.kind == kind).collect();
        let title = words("h2", context.word(kind_word(kind)));
        let list = el("ul").class("topics").child(many(of_kind.iter().map(|paper| listed(paper))));
        (!of_kind.is_empty()).then(|| many([title, list]))
    };
    let intro = words("p", context.word(PaperWord::PapersIntro)).class("question");
    let inside = many([Node::from(intro), many(Kind::ALL.map(kind))]);
    page(
        context.paper_words.get(PaperWord::PapersTitle),
        inside,
        leave(context, &[library::index_name(lang)]),
    )
}

/// How many topics the front page leads to at once; where there are more, it leads to their list.
const TOGETHER: usize = 12;

/// The one way in: what somebody is here for. A door stands only where there is a page behind it.
pub fn doors(texts: &PaperWords, papers: &[Handout], topics: &[Topic]) -> El {
    let title = texts.get(PaperWord::DoorTitle).to_string();
    let pages = |ids: &[&str]| -> Vec<Node> {
        let found = ids.iter().filter_map(|id| papers.iter().find(|paper| paper.id == *id));
        found.map(|paper| el("li").child(page_link(paper)).into()).collect()
    };
    let door = |word, links: Vec<Node>| {
        let name = words("summary", texts.get(word).to_string()).class("topic");
        let inside = el("ul").class("doors__list fold__inside").child(many(links));
        el("li").child(el("details").class("fold").child(name).child(inside))
    };
    let shown = |(word, links): (PaperWord, Vec<Node>)| (!links.is_empty()).then(|| door(word, links));
    let choice =
        || el("li").child(link("#topics", texts.get(PaperWord::DoorChoice).to_string()).class("topic"));
    let needs = ["lists-needs", "lists-talk", "lists-living-with", "lists-my-page"];
    let over = ["sheets-treatment-summary", "sheets-follow-up-plan", "sheets-cancer-care-review"];
    let after = ["sheets-care-and-support-plan", "sheets-how-did-this-go"];
    let together = together(texts, topics).into_iter().chain(pages(&after));
    let list = el("ul")
        .class("doors__list")
        .child((!topics.is_empty()).then(choice))
        .child(shown((PaperWord::DoorNeeds, pages(&needs))))
        .child(shown((PaperWord::DoorOver, pages(&over))))
        .child(shown((PaperWord::DoorTogether, together.collect())));
    let name = words("p", title.clone()).class("question");
    el("div")
        .class("above doors")
        .attr("role", "navigation")
        .attr("aria-label", title)
        .child(name)
        .child(list)
}

/// The talk of two people about a topic.
fn together(texts: &PaperWords, topics: &[Topic]) -> Vec<Node> {
    let talk = |topic: &Topic| {
        let name = texts.format(PaperWord::DoorTalk, &[("topic", &topic.title)]);
        el("li").child(link(format!("{}#talk", topic.page()), name).class("topic")).into()
    };
    let all = || {
        el("li").child(link("#topics", texts.get(PaperWord::DoorTopics).to_string()).class("topic")).into()
    };
    match topics.len() {
        0..=TOGETHER => topics.iter().map(talk).collect(),
        _ => vec![all()],
    }
}

fn page_link(paper: &Handout) -> El {
    link(handout::page_name(&paper.id, &paper.lang), paper.heading.clone()).class("topic")
}

/// The way to that page from the list of topics, beside what the program draws.
pub fn way_to_papers(texts: &PaperWords, lang: &str) -> El {
    let title = texts.get(PaperWord::PapersTitle).to_string();
    let way = el("p").child(link(handout::all_name(lang), title.clone()).class("alone"));
    let foot = el("div").class("foot").attr("role", "navigation").attr("aria-label", title).child(way);
    el("div").class("app").child(foot)
}

fn kind_word(kind: Kind) -> PaperWord {
    match kind {
        Kind::Needs => PaperWord::KindNeeds,
        Kind::Prompts => PaperWord::KindPrompts,
        Kind::Questions => PaperWord::KindQuestions,
        Kind::Sheet => PaperWord::KindSheet,
        Kind::Support => PaperWord::KindSupport,
    }
}

fn listed(paper: &Handout) -> El {
    el("li").child(page_link(paper)).child(words("p", paper.whom.clone()))
}

fn page(title: &str, inside: Node, foot: Node) -> Node {
    main(title, inside).child(el("div").class("foot").attr("role", "contentinfo").child(foot)).into()
}

/// Who made the page, who looks after the facts of the service on it, and the ways on.
fn foot(context: HandoutContext, paper: &Handout) -> Node {
    let meta = &paper.meta;
    let line = |word, name, value: &str| {
        (!value.is_empty()).then(|| words("p", context.paper_words.format(word, &[(name, value)])))
    };
    let (all, index) = (handout::all_name(&paper.lang), library::index_name(&paper.lang));
    many([
        checked(context, paper),
        line(PaperWord::PaperAuthors, "authors", &context.words.join(Word::JoinParts, meta.authors.clone()))
            .into(),
        line(PaperWord::PaperFunding, "funding", &meta.funding).into(),
        line(PaperWord::PaperLicence, "licence", &meta.licence).into(),
        built(context).into(),
        leave(context, &[index, all]),
    ])
}

/// The day on which all this was true: a page that is read without a script cannot know what was changed since.
fn built(context: HandoutContext) -> El {
    let date = sentence::in_words(context.words, context.today);
    words("p", context.paper_words.format(PaperWord::BuiltOn, &[("date", &date)])).class("quiet")
}

/// The ways on: to the topics, and to the other pages.
fn leave(context: HandoutContext, addresses: &[String]) -> Node {
    let names = [PaperWord::PapersToTopics, PaperWord::PapersAll];
    let way = |(address, name): (&String, PaperWord)| {
        el("p").class("only-on-screen").child(link(address.clone(), context.word(name)).class("alone"))
    };
    many(addresses.iter().zip(names).map(way))
}

/// Who looks after the facts, where any is shown.
fn checked(context: HandoutContext, paper: &Handout) -> Node {
    let service = context.service;
    if !paper.facts().into_iter().any(|id| service.fact(id).is_some()) {
        return nothing();
    }
    let texts = match service.checked {
        Some(date) if !service.owner.is_empty() => {
            let date = sentence::in_words(context.words, date);
            context.paper_words.format(PaperWord::FactsChecked, &[("owner", &service.owner), ("date", &date)])
        }
        _ => context.word(PaperWord::FactsNotChecked),
    };
    words("p", texts).into()
}
