//! Lists, sheets and support cards as they are published: every box, line and fact has its place, nothing of the way they
//! are written is left to be seen, and a fact that a service has not given is never made up.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use tandem::cards::Date;
use tandem::cards::handout::{self, FOLDERS, Handout};
use tandem::cards::service::{self, Service};
use tandem::site::document;
use tandem::site::papers::HandoutContext;
use tandem::text::Source;
use tandem::words::{PaperWord, PaperWords, Word, Words};

#[path = "cards/shipped.rs"]
mod shipped;

use shipped::{app_files, content, text};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// Every shipped page: its path, its text, and what was read.
fn shipped_papers() -> Vec<(String, String, Handout)> {
    let mut all = Vec::new();
    for folder in FOLDERS {
        for entry in fs::read_dir(content().join(folder).join("en")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("{folder}/en/{name}");
            let text = text(&path);
            let id = format!("{folder}-{}", name.trim_end_matches(".md"));
            let (paper, remarks) = handout::read(&id, "en", Source { name: &path, text: &text });
            assert_eq!(remarks, [], "{path}");
            all.push((path, text, paper));
        }
    }
    assert!(all.len() >= 14, "{}", all.len());
    all
}

fn read_paper(text: &str) -> Handout {
    handout::read("lists-mine", "en", Source { name: "mine.md", text }).0
}

fn blank() -> Service {
    service::read(Source { name: "service.en.md", text: &text("service.en.md") }).0
}

fn page(paper: &Handout, service: &Service) -> String {
    page_on(paper, service, TODAY)
}

fn page_on(paper: &Handout, service: &Service, today: Date) -> String {
    let words = Words::read(Source { name: "en.yaml", text: &text("words/en.yaml") }).0;
    let said = PaperWords::english();
    document::paper_page(
        HandoutContext { words: &words, paper_words: &said, service, today },
        paper,
        &app_files(),
    )
}

fn said(word: PaperWord) -> String {
    PaperWords::english().get(word).to_string()
}

fn of_app(word: Word) -> String {
    Words::read(Source { name: "en.yaml", text: &text("words/en.yaml") }).0.get(word).to_string()
}

const MINE: &str = "---\ntitle: Mine\nkind: needs\nwhom: anyone\nstatus: example\nversion: 1\npublished: 2026-11-22\nreview-by: 2027-11-30\nfunding: None.\n---\n\n# Mine\n\n";

fn mine(body: &str) -> Handout {
    read_paper(&format!("{MINE}{body}\n"))
}

#[test]
fn every_word_has_a_sentence_and_every_sentence_a_word() {
    let (_, remarks) = PaperWords::read(Source { name: "en.paper.yaml", text: &text("words/en.paper.yaml") });
    assert_eq!(remarks, []);
    let broken = "papers-title: Sheets\nno-such-word: a\n";
    let (words, remarks) = PaperWords::read(Source { name: "xx.paper.yaml", text: broken });
    assert_eq!(remarks.len(), PaperWord::ALL.len(), "all but one are missing, and one is too many");
    assert_eq!(words.get(PaperWord::PapersTitle), "Sheets");
    assert_eq!(words.get(PaperWord::PapersAll), "papers-all");
}

#[test]
fn every_word_is_said_somewhere() {
    let code = shipped::code();
    // The script of the pages says what belongs to a copy.
    let script =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/boot/offline.js")).unwrap();
    let is_in_script = |word: &PaperWord| {
        word.name().strip_prefix("offline-").is_some_and(|name| script.contains(&format!("say(\"{name}\"")))
    };
    let items =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/governance/standards.yaml"))
            .unwrap()
            .to_lowercase();
    let is_item = |word: &PaperWord| items.contains(word.name());
    let is_said = |word: &PaperWord| {
        if is_in_script(word) || is_item(word) {
            return true;
        }
        let name = format!("PaperWord::{word:?}");
        code.match_indices(&name).any(|(at, _)| !code[at + name.len()..].starts_with(char::is_alphanumeric))
    };
    let unused: Vec<_> = PaperWord::ALL.iter().filter(|word| !is_said(word)).collect();
    assert!(unused.is_empty(), "nothing says these: {unused:?}");
}

#[test]
fn a_review_holds_for_the_words_that_were_reviewed() {
    let reviewed = |text: &str| text.replace("status: example", "status: reviewed");
    let (path, text, _) = shipped_papers().into_iter().find(|(path, ..)| path.ends_with("needs.md")).unwrap();
    let mark = tandem::cards::mark::of_text([("needs.md", text.as_str())].into_iter());
    let bound =
        reviewed(&text).replace("whom:", &format!("reviewed: 2026-12-01\nreviewed-text: {mark}\nwhom:"));
    let read = |text: &str| handout::read("lists-needs", "en", Source { name: &path, text }).0;
    assert!(page(&read(&bound), &blank()).contains(&of_app(Word::StatusReviewed)));
    let changed = bound.replace("Nothing is added up", "All is added up");
    assert!(page(&read(&changed), &blank()).contains(&of_app(Word::ChangedSinceReview)));
}

#[test]
fn every_box_and_line_that_an_author_wrote_is_on_the_page() {
    for (path, text, paper) in shipped_papers() {
        let page = page(&paper, &blank());
        let body = text.split("\n# ").nth(1).unwrap().split("\n<!--").next().unwrap();
        let facts = body.matches("service.en.md#").count();
        // A day has three, and is one line on paper.
        let lines = body.matches("____").count() - 2 * body.matches("____ / ").count() / 2 + facts;
        assert_eq!(page.matches("class=\"fill__line\"").count(), lines, "{path}");
        let own = body.matches("[ ]").count();
        let boxes = page.matches("class=\"box\"").count();
        assert!(boxes >= own, "{path}: {boxes} boxes for {own}");
        let page = page.split_once("<body").unwrap().1;
        for sign in ["____", "[ ]", "](", "**", "service.en.md", "|---", "{"] {
            assert!(!page.contains(sign), "{path} shows {sign}");
        }
    }
}

#[test]
fn what_a_page_is_and_how_old_stands_on_it() {
    for (path, _, paper) in shipped_papers() {
        let page = page(&paper, &blank());
        for said in [of_app(Word::StatusExample), "30 November 2027".into(), paper.whom.clone()] {
            assert!(page.contains(&said.replace('&', "&amp;")), "{path}: {said}");
        }
        let scripts: Vec<_> = page.match_indices("<script").map(|(at, _)| &page[at..at + 70]).collect();
        let script = if paper.can_be_filled() { "app/boot" } else { "app/expiry" };
        assert!(scripts.len() == 1 && scripts[0].contains(script), "{path}: {scripts:?}");
        assert_eq!(paper.can_be_filled(), !path.starts_with("support/"), "{path}");
        assert!(!page.contains(&of_app(Word::PastReview)), "{path}");
        let later = page_on(&paper, &blank(), Date { year: 2028, ..TODAY });
        assert!(later.contains(&of_app(Word::PastReview)), "{path}");
    }
}

#[test]
fn links_lead_to_pages_that_are_there() {
    let shipped = shipped_papers();
    let names: Vec<String> = shipped.iter().map(|(_, _, it)| handout::page_name(&it.id, &it.lang)).collect();
    for (path, _, paper) in &shipped {
        let page = page(paper, &blank());
        for address in page.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let id = address.strip_prefix('#').map(|id| page.contains(&format!("id=\"{id}\"")));
            let ours = ["papers.en.html", "index.en.html"].contains(&address);
            let known = names.iter().any(|name| name == address);
            assert!(
                id == Some(true) || known || ours || address.starts_with("https://"),
                "{path}: {address}"
            );
        }
    }
}

#[test]
fn a_fact_that_nobody_wrote_is_a_line_to_write_on() {
    let body = "- Key worker: [key worker](../../service.en.md#key-worker)\n";
    let blank_page = page(&mine(body), &blank());
    assert!(blank_page.contains(&of_app(Word::FactBlank)));
    assert!(
        !blank_page.contains(&said(PaperWord::FactsNotChecked)),
        "nothing is shown that could be checked"
    );

    let text = text("service.en.md");
    let heading = text.lines().find(|line| line.contains("(#key-worker)")).unwrap();
    let filled = text.replace(heading, &format!("{heading}\n\nAda L., [01234](tel:01234)"));
    let service = service::read(Source { name: "service.en.md", text: &filled }).0;
    let page_said = page(&mine(body), &service);
    assert!(page_said.contains("Ada L., <a href=\"tel:01234\">01234</a>"), "{page_said}");
    assert!(!page_said.contains(&of_app(Word::FactBlank)));
    assert!(page_said.contains(&said(PaperWord::FactsNotChecked)), "nobody says who looks after it");

    let owned = filled.replace("owner:\n", "owner: Ward 7\n").replace("checked:\n", "checked: 2026-10-01\n");
    let service = service::read(Source { name: "service.en.md", text: &owned }).0;
    let owned_page = page(&mine(body), &service);
    assert!(owned_page.contains("Ward 7") && owned_page.contains("1 October 2026"));
}

#[test]
fn the_shipped_facts_are_all_blank_and_all_known() {
    let service = blank();
    assert!(service.owner.is_empty() && service.checked.is_none());
    assert!(service.facts.iter().all(|fact| fact.pieces.is_empty()));
    for (path, _, paper) in shipped_papers() {
        for id in paper.facts() {
            assert!(service.facts.iter().any(|fact| fact.id == id), "{path}: {id}");
        }
    }
}

#[test]
fn needs_get_a_box_where_they_have_none() {
    let page = page(
        &mine("- [Pain](#pain)\n- [Sleep](#sleep): [ ] a lot [ ] some\n- [Else](#else): ____\n"),
        &blank(),
    );
    assert_eq!(page.matches("class=\"box\"").count(), 3);
    assert!(page.contains("<li id=\"pain\" class=\"boxed\">"), "{page}");
}

#[test]
fn cells_to_write_in_stay_empty_and_keep_their_name() {
    let page = page(&mine("| Name | Date of birth |\n|---|---|\n|  |  |\n"), &blank());
    assert!(page.contains("<td data-label=\"Date of birth\"></td>"), "{page}");
    assert!(page.contains("<th scope=\"col\">Date of birth</th>"));
}

#[test]
fn the_page_of_all_pages_names_each_once() {
    let words = Words::read(Source { name: "en.yaml", text: &text("words/en.yaml") }).0;
    let said = PaperWords::english();
    let service = blank();
    let papers: Vec<Handout> = shipped_papers().into_iter().map(|(_, _, paper)| paper).collect();
    let context = HandoutContext { words: &words, paper_words: &said, service: &service, today: TODAY };
    let page = document::papers_page(context, "en", &papers, &app_files());
    for paper in &papers {
        let link = format!("href=\"{}\"", handout::page_name(&paper.id, "en"));
        assert_eq!(page.matches(&link).count(), 1, "{link}");
    }
}

#[test]
fn markup_in_a_page_stays_words() {
    let page =
        page(&mine("A <b>bold</b> word & \"more\" [bad](javascript:alert(1)) [ ] <i>x</i> ____"), &blank());
    assert!(!page.contains("<b>") && !page.contains("<i>") && !page.contains("javascript:"));
}
