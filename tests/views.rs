//! What people see, drawn natively from the same views as in the browser: every number and source is there, nothing in a
//! page can run or be styled from a string, and a person's words are shown as typed, whatever they typed.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use leptos::prelude::{Owner, RenderHtml, Set};
use proptest::prelude::*;
use tandem::answers::{Answers, Detail, Draft, Key, Kind, Lean, Marker, Note, Pile};
use tandem::cards::prose::plain;
use tandem::cards::service::Service;
use tandem::cards::{Cell, Certainty, Date, Decision, Finding, Status, Topic, library};
use tandem::site::document::{self, policy};
use tandem::site::style::Styles;
use tandem::summary::sentence;
use tandem::text::Source;
use tandem::views::element::Node;
use tandem::views::library::Unreviewed;
use tandem::views::route::{Room, Route};
use tandem::views::state::{Setting, Tandem};
use tandem::views::step;
use tandem::words::{PaperWords, Word, Words};

#[path = "cards/person.rs"]
mod person;
#[path = "cards/shipped.rs"]
mod shipped;

use person::{Offer, answers_after, deeds};
use shipped::{app_files, files, findings, read, topic, words};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// What somebody might type or paste to break a page.
const HOSTILE: [&str; 6] = [
    "</textarea><script>steal()</script>",
    "\" onfocus=\"steal()\" x=\"",
    "<img src=x onerror=steal()>",
    "&lt;b&gt; &amp; {thing} <!-- ",
    "two\nlines\r\n\u{202e}שלום\u{0}",
    "' style='color:red",
];

/// What keeps numbers together on a line is no part of the words.
fn unjoined(html: String) -> String {
    html.replace('\u{a0}', " ").replace("<wbr>", "")
}

/// The topic's whole page, as it is published.
fn page_of(decision: &'static Decision, today: Date) -> String {
    let setting = Setting { prerendered: true, ..Setting::default() };
    let draw = || {
        document::decision_page(
            Tandem::new(words(), decision, &[], today, setting),
            &PaperWords::english(),
            &app_files(),
        )
    };
    unjoined(Owner::new().with(draw))
}

fn page() -> String {
    page_of(topic(), TODAY)
}

/// One step as a person sees it after some answers.
fn step_of(decision: &'static Decision, today: Date, place: &Route, answers: &Answers) -> String {
    Owner::new().with(|| {
        let t = Tandem::new(words(), decision, &[], today, Setting::default());
        t.answers.set(answers.clone());
        unjoined(Node::from(step(t, place)).to_html())
    })
}

fn drawn(place: &Route, answers: &Answers) -> String {
    step_of(topic(), TODAY, place, answers)
}

fn places() -> Vec<Route> {
    let options = topic().options.iter().map(|option| Route::Option(option.id.clone()));
    let rooms =
        Room::NAMED.into_iter().chain([Room::Line(19), Room::Line(9999), Room::Read(19)]).map(Route::Talk);
    let others = [Route::Start, Route::Survival, Route::Show, Route::About].into_iter().chain(rooms);
    Route::JOURNEY.into_iter().chain(others).chain(options).collect()
}

/// Somebody who has used every field and sorted every card.
fn busy_person(said: &str) -> Answers {
    let mut answers = Answers::default();
    for draft in [Draft::Matter, Draft::Question] {
        answers.write_draft(draft, said);
        answers.add_draft(draft);
        answers.write_draft(draft, said);
    }
    Offer::from(topic()).matters.iter().for_each(|id| answers.sort(&Key::Card(id.clone()), Pile::Lot));
    Offer::from(topic()).questions.iter().for_each(|id| answers.ask(&Key::Card(id.clone()), true));
    answers.mark(&Key::Own(1), Marker::Points("surgery".into()));
    answers.stand(Lean::To("gone-since".into()));
    answers.write_help(said);
    answers.write_note(said);
    answers
}

#[test]
fn a_page_has_one_heading_of_the_first_level() {
    let page = page();
    // What is hidden stands there for when the program fails.
    let shown: Vec<Tag> = tags(&page).into_iter().filter(|tag| tag.name == "h1" && !tag.hidden).collect();
    assert_eq!(shown.len(), 1);
    for place in places() {
        assert_eq!(
            tags(&drawn(&place, &Answers::default())).iter().filter(|tag| tag.name == "h1").count(),
            1,
            "{place:?}"
        );
    }
}

#[test]
fn headings_skip_no_level() {
    for (what, html) in everything_but(&[Route::MyWay, Route::Survival]) {
        assert_eq!(skipped_heading(&html), None, "{what}");
    }
}

#[test]
fn headings_skip_no_level_anywhere() {
    for place in [Route::MyWay, Route::Survival] {
        assert_eq!(skipped_heading(&drawn(&place, &busy_person("mine"))), None, "{place:?}");
    }
}

/// The whole page, the list of topics and each step, with what they are, but for some steps.
fn everything_but(but: &[Route]) -> Vec<(String, String)> {
    let steps = places().into_iter().filter(|place| !but.contains(place));
    let steps = steps.map(|place| (format!("{place:?}"), drawn(&place, &busy_person("mine"))));
    steps.chain([("the whole page".into(), page()), ("the list of topics".into(), library())]).collect()
}

fn skipped_heading(html: &str) -> Option<String> {
    let mut before = 0;
    for tag in tags(html).iter().filter(|tag| !tag.hidden) {
        if let Some(level) = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
            if level > before + 1 {
                return Some(format!("h{level} after h{before}: {}", tag.text));
            }
            before = level;
        }
    }
    None
}

#[test]
fn nothing_in_a_page_runs_or_is_styled_from_the_page_itself() {
    let mut pages = vec![page(), library()];
    for said in HOSTILE {
        pages.extend(places().iter().map(|place| drawn(place, &busy_person(said))));
    }
    for html in pages {
        for tag in tags(&html) {
            assert!(
                !["style", "iframe", "object", "embed", "base", "form"].contains(&tag.name.as_str()),
                "<{}>",
                tag.name
            );
            if tag.name == "script" {
                assert!(
                    !tag.value("src").unwrap_or_default().is_empty() && tag.text.is_empty(),
                    "a script in the page"
                );
            }
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "<{} {name}={value:?}>", tag.name);
            }
        }
    }
}

#[test]
fn the_policy_stands_before_whatever_it_is_about() {
    for page in [page(), library()] {
        let tags = tags(&page);
        let policy_at =
            tags.iter().position(|tag| tag.value("http-equiv") == Some("Content-Security-Policy")).unwrap();
        assert_eq!(tags[policy_at].value("content"), Some(policy(&Styles::default()).as_str()));
        let loads = ["script", "link", "img", "style", "svg"];
        let first = tags.iter().position(|tag| loads.contains(&tag.name.as_str())).unwrap();
        assert!(policy_at < first, "<{}> comes before the policy", tags[first].name);
        // A charset further down than 1,024 bytes is not looked for.
        assert!(page.find("<meta charset=\"utf-8\">").unwrap() < 1024);
    }
}

#[test]
fn the_policy_lets_nothing_out_and_nothing_in() {
    let policy = policy(&Styles::new("a{color:red}", "", ""));
    let rules: Vec<Vec<&str>> = policy.split("; ").map(|rule| rule.split(' ').collect()).collect();
    let rule = |name: &str| {
        rules.iter().find(|rule| rule[0] == name).map(|rule| rule[1..].to_vec()).unwrap_or_default()
    };
    assert_eq!(rule("default-src"), ["'none'"]);
    assert_eq!(rule("connect-src"), ["'self'"]);
    assert_eq!(rule("form-action"), ["'none'"]);
    assert_eq!(rule("require-trusted-types-for"), ["'script'"]);
    // One policy, which may be made once: without `'allow-duplicates'`. What it gives: `tests/browser/offline.test.mjs`.
    assert_eq!(rule("trusted-types"), ["worker"]);
    assert_eq!(rule("style-src"), ["'self'", "'sha256-6hWWMOcF+mJesSJGYhmK2lkIIEw9Xc5XKGLPVzh8yxs='"]);
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(!policy.contains("http") && !policy.contains('*'), "no other address: {policy}");
}

#[test]
fn every_number_is_on_the_page() {
    let page = shown(&page());
    for (_, row, finding) in findings(topic()) {
        let place = format!("line {} {}", row.line, row.label);
        assert!(page.contains(&sentence::happened(words(), finding, &row.label)), "{place}");
        assert!(page.contains(&sentence::others(words(), finding, row.others.as_deref())), "{place}");
        assert!(page.contains(&sentence::out_of(words(), finding)), "{place}");
        assert!(page.contains(sentence::certainty(words(), finding.certainty())), "{place}");
        assert!(sentence::range(words(), finding).is_none_or(|range| page.contains(&range)), "{place}");
        assert!(page.contains(&plain(&row.difference)), "{place}");
    }
    for table in &topic().tables {
        assert!(page.contains(&plain(&table.heading)), "{}", table.id);
    }
}

#[test]
fn every_source_is_on_the_page() {
    let page = shown(&page());
    assert!(topic().sources.len() >= 10);
    for source in &topic().sources {
        assert!(page.contains(&plain(&source.words)), "{}", source.key);
    }
}

/// A rating that a source gives is told as that source's, on the page of numbers and on the sheet; any other as the authors'.
#[test]
fn who_says_how_sure_is_told() {
    let mut files = files();
    let first = topic().tables.iter().flat_map(|table| &table.rows).next().unwrap();
    let key = first.sources.keys().next().unwrap().to_string();
    let text = files.iter_mut().find(|(name, _)| name == "decision.md").unwrap();
    let degree =
        ["| high |", "| moderate |", "| low |"].into_iter().min_by_key(|it| text.1.find(it)).unwrap();
    text.1 = text.1.replacen(degree, &degree.replace(" |", &format!("[^{key}] |")), 1);
    let decision: &'static Decision = Box::leak(Box::new(read(&files).0));
    let page = shown(&page_of(decision, TODAY));
    let number = decision.source_number(&key);
    let rated = decision.tables.iter().flat_map(|it| &it.rows).find(|it| it.rated_by.is_some()).unwrap();
    assert_eq!(rated.sources.keys().filter(|it| **it == *key).count(), 1, "a source is named once in a row");
    assert_eq!(decision.tables.iter().flat_map(|it| &it.rows).filter(|it| it.rated_by.is_some()).count(), 1);
    assert_eq!(page.matches(&sentence::rated_by(words(), number)).count(), 1);
    let rows = decision.tables.iter().map(|table| table.rows.len()).sum::<usize>();
    assert_eq!(page.matches(&sentence::rated_by(words(), None)).count(), rows - 1);
    assert!(sentence::certainty_in_short(words(), Certainty::Low, number).contains("source"));
    assert!(words().get(Word::PageSources).contains("as we read it"));
}

/// Where a card names a fact of the service, its page has what the service wrote, or a line to write on.
#[test]
fn a_fact_of_the_service_or_a_line_stands_on_the_page() {
    let mut files = files();
    let card = files.iter_mut().find(|(name, _)| name == "surgery.md").unwrap();
    card.1 = card.1.replacen("\n## [", "\n\n- [Advice line](../../service.en.md#advice-line)\n\n## [", 1);
    let decision: &'static Decision = Box::leak(Box::new(read(&files).0));
    let drawn = |service: Option<&'static Service>| {
        let setting = Setting { prerendered: true, service, ..Setting::default() };
        Owner::new().with(|| {
            document::decision_page(
                Tandem::new(words(), decision, &[], TODAY, setting),
                &PaperWords::english(),
                &app_files(),
            )
        })
    };
    let blank = drawn(None);
    assert!(blank.contains("fact__line") && shown(&blank).contains("Advice line: "));
    assert!(shown(&blank).contains(words().get(Word::FactBlank)) && !blank.contains("content/service.en.md"));
    let text = "---\ntitle: F\nowner: Ward 3\nchecked: 2026-11-22\ncountry: X\n---\n\n# F\n\n## [Advice line](#advice-line)\n\nRing 01234 567.\n";
    let service = tandem::cards::service::read(Source { name: "service.en.md", text }).0;
    let known = drawn(Some(Box::leak(Box::new(service))));
    // The facts that the service has not written are lines still.
    let lines = |page: &str| page.matches("fact__line").count();
    assert!(lines(&known) < lines(&blank) && shown(&known).contains("Ring 01234 567."));
    assert!(
        shown(&known).contains("Ward 3, checked on 22 November 2026")
            && known.contains("content/service.en.md")
    );
}

/// A number is a whole statement where it stands: how many of whom, when, how many not, how sure, from where.
#[test]
fn every_row_is_whole_in_itself() {
    let page = page();
    let tags = tags(&page);
    for (_, row, finding) in findings(topic()) {
        let id = format!("line-{}", row.line);
        assert!(tags.iter().any(|tag| tag.value("id") == Some(&id)), "no {id}");
        // Its rows of the table, and what opens below them.
        let line = words().format(Word::LineNumber, &[("line", &row.line.to_string())]);
        let is_its = |text: &str| {
            text.match_indices(&line)
                .any(|(at, _)| !text[at + line.len()..].starts_with(|it: char| it.is_ascii_digit()))
        };
        let mut bodies = tags.iter().filter(|tag| tag.name == "tbody" && tag.text.contains(&row.label));
        let text = &bodies.find(|tag| is_its(&tag.text)).unwrap_or_else(|| panic!("no row {id}")).text;
        let mut said = vec![
            sentence::happened(words(), finding, &row.label),
            sentence::others(words(), finding, row.others.as_deref()),
            sentence::certainty(words(), finding.certainty()).to_string(),
            plain(&row.difference),
            words().format(Word::LineNumber, &[("line", &row.line.to_string())]),
        ];
        let sources = finding.sources().keys().map(|key| topic().source_number(key).unwrap());
        said.extend(sources.map(|number| plain(&topic().sources[number - 1].words)));
        for said in said {
            assert!(text.contains(&said), "{id}: {said}");
        }
    }
}

/// Everything a card says is there for people without a script.
#[test]
fn every_card_is_on_the_page() {
    let page = shown(&page());
    for option in &topic().options {
        for section in &option.sections {
            assert!(page.contains(&section.heading), "{} {}", option.id, section.id);
        }
    }
    for said in topic().matters.iter().map(|it| &it.words).chain(topic().prompts.iter().map(|it| &it.words)) {
        assert!(page.contains(said), "{said}");
    }
    for said in [sentence::status(words(), &topic().meta), sentence::dates(words(), &topic().meta)] {
        assert!(page.contains(&said), "{said}");
    }
    assert!(
        page.contains(words().get(Word::StartWhatNot)) && page.contains(words().get(Word::PageNotConsent))
    );
}

/// The picture beside a number holds exactly as many figures, and its name says the number.
#[test]
fn every_picture_shows_its_number() {
    let page = page();
    let pictures = tags(&page).into_iter().filter(|tag| tag.name == "svg" && tag.value("data-of").is_some());
    let mut shown: Vec<_> = pictures
        .map(|tag| {
            let number = |name| tag.value(name).unwrap().parse::<u32>().unwrap();
            assert_eq!(tag.value("role"), Some("img"));
            let name = tag.value("aria-label").unwrap().to_string();
            ([number("data-low"), number("data-high"), number("data-of")], name)
        })
        .collect();
    let mut expected: Vec<_> = findings(topic())
        .into_iter()
        .map(|(_, _, finding)| {
            let (low, high) = finding.count().seen();
            let name = words().format(Word::PictureOf, &[("number", &sentence::out_of(words(), finding))]);
            ([low, high, finding.people().denominator()], name)
        })
        .collect();
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected);
}

#[test]
fn ids_are_never_used_twice() {
    for (what, html) in everything_but(&[Route::MyWay]) {
        // The three figures are drawn once for each group of studies, all alike.
        let wrong: Vec<_> = wrong_ids(&html).into_iter().filter(|it| !it.contains("\"person-")).collect();
        assert_eq!(wrong, [""; 0], "{what}");
    }
}

#[test]
fn ids_are_never_used_twice_anywhere() {
    assert_eq!(wrong_ids(&drawn(&Route::MyWay, &busy_person("mine"))), [""; 0]);
    assert_eq!(wrong_ids(&page()), [""; 0]);
}

/// Ids that stand twice, and pointers at ids that are not there.
fn wrong_ids(html: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for id in tags(html).iter().filter_map(|tag| tag.value("id")) {
        let fits = !id.is_empty() && !id.contains(' ') && seen.insert(id.to_string());
        wrong.extend((!fits).then(|| format!("twice or no id: {id:?}")));
    }
    for tag in tags(html) {
        let pointers = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
        let pointed = pointers.into_iter().flat_map(|name| tag.value(name).unwrap_or_default().split(' '));
        wrong.extend(
            pointed.filter(|id| !id.is_empty() && !seen.contains(*id)).map(|id| format!("nothing is {id:?}")),
        );
    }
    wrong
}

#[test]
fn every_link_inside_leads_somewhere() {
    let still = page();
    let ids: BTreeSet<String> =
        tags(&still).iter().filter_map(|tag| tag.value("id")).map(str::to_string).collect();
    for html in places().iter().map(|place| drawn(place, &busy_person("mine"))).chain([still.clone()]) {
        for tag in tags(&html).iter().filter(|tag| tag.name == "a") {
            let address = tag.value("href").unwrap();
            let Some(id) = address.strip_prefix('#') else { continue };
            // See the next test.
            if id == "numbers" {
                continue;
            }
            let (place, spot) = Route::read(id, topic());
            assert!(
                id == "decision" || id == "main-title" || place != Route::Decision || spot.is_some(),
                "#{id}"
            );
            if html == still {
                assert!(ids.contains(id) || ids.contains(&format!("{id}-fold")), "#{id} is not on the page");
            }
        }
    }
}

#[test]
fn the_addresses_within_the_comparison_lead_there() {
    let html = drawn(&Route::Compare, &Answers::default());
    for id in ["numbers", "in-words"] {
        assert!(tags(&html).iter().any(|tag| tag.value("id") == Some(id)), "{id}");
    }
    assert_eq!(
        Route::read("#talk-read", topic()).0,
        Route::Talk(Room::Start),
        "every address of a talk is in it"
    );
    assert_eq!(Route::read("#in-words", topic()), (Route::Compare, Some("in-words".to_string())));
    assert_eq!(Route::read("#numbers", topic()), (Route::Compare, Some("numbers".to_string())));
}

/// The second part of an address says where in a place. There must be something with that id.
#[test]
fn an_address_within_a_step_is_there() {
    let rows =
        topic().tables.iter().flat_map(|table| table.rows.iter().map(|row| &row.id).chain([&table.id]));
    let headings = topic().shared_headings().into_iter().map(|(id, _)| id.to_string());
    let sources = (1..=topic().sources.len()).map(|number| format!("source-{number}"));
    let all =
        rows.cloned().chain(headings).chain(topic().sections.iter().map(|it| it.id.clone())).chain(sources);
    for id in all {
        let (place, spot) = Route::read(&id, topic());
        let spot = spot.unwrap_or(id);
        let html = drawn(&place, &Answers::default());
        let there = tags(&html).iter().any(|tag| tag.value("id") == Some(spot.as_str()));
        assert!(there || place.hash() == spot, "#{spot} is not in {place:?}");
    }
}

#[test]
fn links_outside_tell_nothing_and_take_nothing_over() {
    let page = page();
    let outside: Vec<Tag> = tags(&page)
        .into_iter()
        .filter(|tag| tag.name == "a" && tag.value("href").is_some_and(|it| it.contains(':')))
        .collect();
    assert!(!outside.is_empty());
    for tag in outside {
        assert!(tag.value("href").unwrap().starts_with("https://"));
        assert_eq!((tag.value("rel"), tag.value("target")), (Some("noopener noreferrer"), Some("_blank")));
    }
    // Nothing else is loaded from elsewhere.
    for tag in tags(&page).iter().filter(|tag| tag.name != "a") {
        for name in ["src", "href", "content"] {
            assert!(!tag.value(name).unwrap_or_default().contains("//"), "<{} {name}>", tag.name);
        }
    }
}

/// What a text area holds is set by the program. Between its tags it would be read as markup.
#[test]
fn a_text_area_is_empty_as_drawn() {
    let mut found = 0;
    for said in HOSTILE {
        for place in places() {
            for tag in tags(&drawn(&place, &busy_person(said))).iter().filter(|tag| tag.name == "textarea") {
                assert_eq!(tag.text, "", "{place:?}");
                found += 1;
            }
        }
    }
    let asked = busy_person(HOSTILE[0]).asked().len();
    // The day is no text area.
    let each = 2 + Note::ALL.len() - 1 + asked;
    assert_eq!(found, each * HOSTILE.len(), "the note, what would help, and what was said in a talk");
}

/// None of what a browser offers to do with words is on: each could send them to its maker or keep them.
#[test]
fn fields_switch_off_what_a_browser_would_do_with_words() {
    let mut found = 0;
    for place in places() {
        for tag in tags(&drawn(&place, &Answers::default())) {
            let is_text =
                tag.name == "textarea" || (tag.name == "input" && tag.value("type") == Some("text"));
            if !is_text {
                continue;
            }
            found += 1;
            for (name, value) in [
                ("autocomplete", "off"),
                ("spellcheck", "false"),
                ("writingsuggestions", "false"),
                ("translate", "no"),
                ("dir", "auto"),
            ] {
                assert_eq!(tag.value(name), Some(value), "{place:?} {name}");
            }
            // A name is sent along with some of those services, so it says nothing.
            let name = tag.value("name").unwrap();
            assert!(name.strip_prefix('q').is_some_and(|rest| rest.parse::<u32>().is_ok()), "{name}");
            assert!(tag.value("placeholder").is_none() && tag.value("value").is_none());
            // Nothing is cut in silence.
            assert!(tag.value("maxlength").is_none());
        }
    }
    assert_eq!(found, 25);
}

#[test]
fn own_words_are_shown_as_typed() {
    for said in HOSTILE {
        let answers = busy_person(said);
        for place in [Route::Matters, Route::MyWay, Route::Questions, Route::Page, Route::Show] {
            let html = drawn(&place, &answers);
            assert!(shown(&html).contains(said.trim()), "{place:?} {said:?}");
            for tag in tags(&html).iter().filter(|tag| tag.own.contains(said.trim())) {
                assert_eq!(
                    tag.value("translate"),
                    Some("no"),
                    "{place:?}: <{}> would be sent to be translated",
                    tag.name
                );
            }
        }
    }
}

#[test]
fn tags_are_closed_in_order() {
    for html in
        [page(), library()].into_iter().chain(places().iter().map(|it| drawn(it, &busy_person(HOSTILE[3]))))
    {
        let mut open: Vec<String> = Vec::new();
        for tag in pieces(&html) {
            match tag {
                Piece::Start(tag) if !EMPTY.contains(&tag.name.as_str()) => open.push(tag.name),
                Piece::End(name) => assert_eq!(open.pop(), Some(name)),
                _ => {}
            }
        }
        assert_eq!(open, [""; 0]);
    }
}

/// People are told what they want to be told.
#[test]
fn no_numbers_means_no_numbers() {
    let mut answers = busy_person("mine");
    answers.print_survival(true);
    answers.tell(Detail::Everything);
    let told = |answers: &Answers| places().iter().map(|place| drawn(place, answers)).collect::<String>();
    let some = |html: &str| {
        findings(topic())
            .iter()
            .any(|(_, row, it)| html.contains(&sentence::happened(words(), it, &row.label)))
    };
    assert!(some(&told(&answers)) && told(&answers).contains("data-of"));
    answers.tell(Detail::Main);
    // Only a row that somebody asks to see large has its picture.
    let pictures = |place: &Route| drawn(place, &answers).contains("data-of");
    let pictured: Vec<Route> = places().into_iter().filter(pictures).collect();
    assert!(some(&told(&answers)));
    assert_eq!(pictured, [Route::Talk(Room::Line(19))], "the main points have no pictures");
    answers.tell(Detail::NoNumbers);
    let html = told(&answers);
    assert!(!some(&html) && !html.contains("data-of"));
    let short = |(_, _, it): (_, _, &Finding)| sentence::short(words(), &Cell::Finding(it.clone()));
    let numbers: BTreeSet<String> = findings(topic()).into_iter().map(short).collect();
    for place in places() {
        let cells =
            tags(&drawn(&place, &answers)).into_iter().filter(|tag| tag.name == "td").map(|tag| tag.text);
        let found: Vec<String> = cells.filter(|text| numbers.contains(text)).collect();
        assert_eq!(found, [""; 0], "{place:?}");
    }
    assert!(html.contains("More men with surgery."), "the sentence on the difference stays");
}

/// How long people lived stands behind a link of its own, and on the page folded away.
#[test]
fn deaths_are_read_only_by_who_asks() {
    let said = |html: &str| shown(html).contains("died of prostate cancer within");
    for place in places() {
        let asks = matches!(place, Route::Survival | Route::Talk(Room::Survival));
        assert_eq!(said(&drawn(&place, &busy_person("mine"))), asks, "{place:?}");
    }
    let page = page();
    let fold = page.find("id=\"survival-fold\"").unwrap();
    assert!(page[..fold].rfind("<details").is_some_and(|start| !page[start..fold].contains(" open")));
    assert!(page.find("died of prostate cancer within").unwrap() > fold);
    let mut answers = busy_person("mine");
    answers.print_survival(true);
    assert!(shown(&drawn(&Route::Page, &answers)).contains("died of prostate cancer"));
}

/// Past its date a card says so; long past, or withdrawn, its numbers are gone.
#[test]
fn old_cards_say_so_and_then_lose_their_numbers() {
    let numbers = |page: &str| page.contains("data-of=") || shown(page).contains("46 out of 100");
    // Above it stands, hidden, what a script shows of a page whose card was withdrawn since.
    let main = |page: &str| page.split_once("<div id=\"page\">").unwrap().1.to_string();
    let says = |page: &str, word| shown(&main(page)).contains(words().get(word));
    let fresh = page();
    assert!(numbers(&fresh) && !says(&fresh, Word::PastReview) && !says(&fresh, Word::Expired));
    let past = page_of(topic(), Date { year: 2027, month: 12, day: 1 });
    assert!(numbers(&past) && says(&past, Word::PastReview));
    let late = Date { year: 2029, ..TODAY };
    let expired = page_of(topic(), late);
    assert!(!numbers(&expired) && says(&expired, Word::Expired));
    for place in places() {
        let html = step_of(topic(), late, &place, &busy_person("mine"));
        assert!(!numbers(&html), "{place:?}");
    }
    let withdrawn =
        files().into_iter().map(|(name, text)| (name, text.replace("status: example", "status: withdrawn")));
    let withdrawn: &'static Decision = Box::leak(Box::new(read(&withdrawn.collect::<Vec<_>>()).0));
    assert_eq!(withdrawn.meta.status, Status::Withdrawn);
    assert!(!numbers(&page_of(withdrawn, TODAY)));
}

#[test]
fn nothing_is_chosen_before_somebody_chooses() {
    for place in places() {
        for tag in tags(&drawn(&place, &Answers::default())) {
            let chosen = tag.value("aria-pressed") == Some("true") || tag.value("checked").is_some();
            assert!(!chosen, "{place:?}: {}", tag.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Only the rows follow the person's order. Choices stand as the author put them, each with the same classes.
    #[test]
    fn choices_look_alike_whatever_was_said(deeds in deeds(&Offer::from(topic()))) {
        let answers = answers_after(&deeds);
        for place in [Route::Choices, Route::Compare, Route::Stand, Route::Decision, Route::About] {
            let choices = |answers: &Answers| {
                let html = drawn(&place, answers);
                let named = tags(&html).into_iter().filter(|tag| topic().options.iter().any(|it| tag.text.ends_with(&it.title)));
                let mut looks: Vec<_> = named.map(|tag| (tag.name.clone(), tag.value("class").map(str::to_string), tag.text)).collect();
                // Rows that matter to the person stand first, under the same names once more.
                if place == Route::Compare {
                    // Under that heading theirs are one level lower.
                    looks.iter_mut().for_each(|it| it.0 = it.0.replace("h5", "h4"));
                    looks.sort();
                    looks.dedup();
                }
                looks
            };
            // In as much detail as was asked for.
            let mut nobody = Answers::default();
            answers.detail().into_iter().for_each(|detail| nobody.tell(detail));
            // What was set aside with a reason stands as a line, and nothing else of it is changed.
            for kind in [Kind::Choice, Kind::Outcome] {
                for (id, name, reason) in answers.asides(kind) {
                    nobody.set_aside(kind, id, name, reason.clone());
                }
            }
            prop_assert_eq!(choices(&answers), choices(&nobody), "{:?}", place);
        }
        let titles: Vec<&str> = topic().options.iter().map(|option| option.title.as_str()).collect();
        let html = drawn(&Route::MyWay, &answers);
        let buttons = tags(&html).into_iter().filter(|tag| tag.name == "button" && titles.contains(&tag.text.as_str()));
        let buttons: Vec<_> = buttons.map(|tag| (tag.text.clone(), tag.value("class").map(str::to_string))).collect();
        for marker in buttons.chunks(titles.len()) {
            prop_assert_eq!(marker.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>(), titles.clone());
            prop_assert!(marker.iter().all(|(_, class)| *class == marker[0].1));
        }
    }
}

#[test]
fn what_could_not_be_read_is_said_on_the_page() {
    let broken =
        files().into_iter().map(|(name, text)| (name, text.replace("| 4 | 46 | 5 |", "| 4 | 46% | 5 |")));
    let (decision, remarks) = read(&broken.collect::<Vec<_>>());
    assert_eq!(remarks.len(), 1);
    let said = words().remark(&remarks[0]);
    let place = words().format(
        Word::RemarkPlace,
        &[("file", "decision.md"), ("line", &remarks[0].position.line.to_string())],
    );
    let (decision, remarks): (&'static Decision, &'static [_]) =
        (Box::leak(Box::new(decision)), Vec::leak(remarks));
    let page = Owner::new().with(|| {
        let t = Tandem::new(words(), decision, remarks, TODAY, Setting::default());
        Node::from(step(t, &Route::Decision)).to_html()
    });
    let page = shown(&page);
    assert!(page.contains(&said) && page.contains(&place) && page.contains("46%"), "{said}");
    let compare = step_of(decision, TODAY, &Route::Compare, &Answers::default());
    assert!(shown(&compare).contains(words().get(Word::CellLeftOut)));
}

#[test]
fn a_page_names_the_files_that_the_program_will_want() {
    let page = page();
    let named: BTreeSet<String> = tags(&page)
        .iter()
        .filter(|tag| tag.value("name") == Some("tandem-file"))
        .map(|tag| tag.value("content").unwrap().to_string())
        .collect();
    for file in &named {
        let path = file.strip_prefix("content/").unwrap();
        assert!(shipped::content().join(path).is_file(), "{file}");
    }
    for (name, _) in files() {
        assert!(named.contains(&format!("content/{}/en/{name}", shipped::TOPIC)), "{name}");
    }
    assert!(named.contains("content/words/en.yaml") && named.contains("content/settings.yaml"));
}

#[test]
fn a_page_says_its_language_and_direction() {
    let page = page();
    let html = tags(&page).into_iter().find(|tag| tag.name == "html").unwrap();
    assert_eq!((html.value("lang"), html.value("dir")), (Some("en"), Some("ltr")));
    let arabic: &'static Decision = Box::leak(Box::new(Decision { lang: "ar".into(), ..topic().clone() }));
    let text = shipped::text("words/en.yaml").replace("writing-direction: ltr", "writing-direction: rtl");
    let words = Box::leak(Box::new(Words::read(Source { name: "ar.yaml", text: &text }).0));
    let setting = Setting { prerendered: true, ..Setting::default() };
    let page = Owner::new().with(|| {
        document::decision_page(
            Tandem::new(words, arabic, &[], TODAY, setting),
            &PaperWords::english(),
            &app_files(),
        )
    });
    let html = tags(&page).into_iter().find(|tag| tag.name == "html").unwrap();
    assert_eq!((html.value("lang"), html.value("dir")), (Some("ar"), Some("rtl")));
}

#[test]
fn the_list_of_topics_leads_to_their_pages() {
    let page = library();
    let links: Vec<String> =
        tags(&page).iter().filter_map(|tag| tag.value("href")).map(str::to_string).collect();
    assert!(links.contains(&library::page_name(shipped::TOPIC, "en")), "{links:?}");
    assert_eq!(tags(&page).iter().filter(|tag| tag.name == "h1" && !tag.hidden).count(), 1);
}

/// The page that everybody opens does not grow with the library; what it leaves out stands on a page that needs no script.
#[test]
fn a_long_list_of_topics_stands_on_a_page_of_its_own() {
    let topics = |count: usize| -> &'static [Topic] {
        let lines =
            (100..100 + count).map(|it| format!("- [Topic {it}](t-{it}/en/decision.md): for people\n"));
        let text = format!("---\ntitle: Topics\n---\n\n{}", lines.collect::<String>());
        Vec::leak(library::read(Source { name: "library.en.md", text: &text }).0)
    };
    let index = |count| {
        document::library_page(
            words(),
            "en",
            topics(count),
            (&PaperWords::english(), &[]),
            Unreviewed::None,
            "",
            &app_files(),
        )
    };
    let all = |count| {
        document::all_topics_page(
            words(),
            &PaperWords::english(),
            "en",
            topics(count),
            Unreviewed::None,
            &app_files(),
        )
    };
    let links = |html: &str, part: &str| {
        let links: Vec<Tag> = tags(html).into_iter().filter(|it| it.name == "a").collect();
        links.iter().filter(|it| it.value("href").unwrap().contains(part)).count()
    };
    assert_eq!((links(&index(50), "t-1"), links(&index(50), "topics.en.html"), all(50)), (50, 0, None));
    let (long, every) = (index(900), all(900).unwrap());
    assert_eq!((links(&long, "t-1"), links(&long, "topics.en.html")), (50, 1));
    assert!(long.len() < index(51).len() + 10, "{}", long.len());
    // The name over the page leads back as well.
    assert_eq!((links(&every, "t-"), links(&every, "index.en.html")), (900, 2));
    for html in [long, every.clone()] {
        assert_eq!(wrong_ids(&html), [""; 0]);
        assert_eq!(skipped_heading(&html), None);
    }
    // No program: the one small script looks whether the theme was changed.
    let scripts: Vec<Tag> = tags(&every).into_iter().filter(|it| it.name == "script").collect();
    assert!(scripts.len() == 1 && scripts[0].value("src") == Some(app_files().expiry.as_str()));
    assert!(!tags(&every).iter().any(|it| it.value("rel") == Some("preload")));
}

/// Nobody searches a list of one.
#[test]
fn topics_can_be_searched_where_there_are_several() {
    let text = "---\ntitle: Topics\n---\n\n- [A](a/en/decision.md): b\n";
    for (text, fields) in [(text.to_string(), 0), (format!("{text}- [C](c/en/decision.md): d\n"), 1)] {
        let topics = Vec::leak(library::read(Source { name: "library.en.md", text: &text }).0);
        let page = document::library_page(
            words(),
            "en",
            topics,
            (&PaperWords::english(), &[]),
            Unreviewed::None,
            "",
            &app_files(),
        );
        let is_search = |it: &&Tag| it.name == "input" && it.value("type") == Some("search");
        assert_eq!(tags(&page).iter().filter(is_search).count(), fields);
    }
}

fn library() -> String {
    let text = shipped::text("library.en.md");
    let (topics, _) = library::read(Source { name: "library.en.md", text: &text });
    Owner::new().with(|| {
        document::library_page(
            words(),
            "en",
            Vec::leak(topics),
            (&PaperWords::english(), &[]),
            Unreviewed::None,
            "",
            &app_files(),
        )
    })
}

#[test]
fn this_reader_of_pages_sees_what_it_should() {
    let html = "<p id=\"a\" hidden>x<b>y &lt;&amp;</b></p><br><svg viewBox=\"0 0\"></svg><!-- <i> -->";
    let tags = tags(html);
    let names: Vec<_> = tags.iter().map(|tag| (tag.name.as_str(), tag.hidden, tag.text.as_str())).collect();
    assert_eq!(names, [("p", true, "xy <&"), ("b", true, "y <&"), ("br", false, ""), ("svg", false, "")]);
    assert_eq!((tags[0].value("id"), tags[3].value("viewBox")), (Some("a"), Some("0 0")));
    assert_eq!(shown("<p>a</p> <p title=\"b\">c</p>"), "a c");
    assert_eq!(self::tags("<p>a</p><script>x < 1</script>")[1].text, "x < 1");
}

/// An element of a page.
#[derive(Clone, Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// All words in it.
    text: String,
    /// The words that stand in it and in nothing inside it.
    own: String,
    /// Whether it, or something it stands in, is hidden.
    hidden: bool,
}

impl Tag {
    fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

enum Piece {
    Start(Tag),
    End(String),
    Words(String),
}

const EMPTY: [&str; 6] = ["br", "hr", "input", "img", "meta", "link"];

/// Takes a page apart. Our pages quote every value, so no more is needed.
fn pieces(html: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>').map_or("", |(_, after)| after);
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').unwrap();
            found.push(Piece::End(name.to_string()));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('<') {
            let (tag, after) = start(after);
            rest = after;
            let raw = ["script", "style", "textarea", "title"].contains(&tag.name.as_str());
            let end = format!("</{}>", tag.name);
            found.push(Piece::Start(tag));
            if raw {
                let (words, _) = rest.split_once(&end).unwrap();
                found.push(Piece::Words(words.to_string()));
                rest = &rest[words.len()..];
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            found.push(Piece::Words(unescape(&rest[..end])));
            rest = &rest[end..];
        }
    }
    found
}

fn start(html: &str) -> (Tag, &str) {
    let end = html.find([' ', '>', '/']).unwrap();
    let mut tag = Tag {
        name: html[..end].to_string(),
        attributes: Vec::new(),
        text: String::new(),
        own: String::new(),
        hidden: false,
    };
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches([' ', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(['=', ' ', '>']).unwrap();
        let name = rest[..end].to_string();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            (value, rest) = after.split_once('"').unwrap();
        } else {
            assert!(!rest.starts_with('='), "a value without quotes: {name}");
        }
        tag.attributes.push((name, unescape(value)));
    }
}

/// The elements of a page in order, each with the words in it.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Start(mut tag) => {
                tag.hidden =
                    tag.value("hidden").is_some() || open.last().is_some_and(|outer| tags[*outer].hidden);
                if !EMPTY.contains(&tag.name.as_str()) {
                    open.push(tags.len());
                }
                tags.push(tag);
            }
            Piece::End(_) => drop(open.pop()),
            Piece::Words(words) => {
                open.iter().for_each(|place| tags[*place].text.push_str(&words));
                open.last().into_iter().for_each(|place| tags[*place].own.push_str(&words));
            }
        }
    }
    tags
}

/// All words of a page, as read.
fn shown(html: &str) -> String {
    let words = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(words),
        _ => None,
    });
    words.collect()
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// A browser's translator must not touch a number, and must not leave a sentence in a language that somebody cannot read.
#[test]
fn words_in_place_of_a_number_may_be_translated_and_numbers_not() {
    let old = "(#nights)[^p12] | 47 | 34 | 48 |";
    let files: Vec<_> = files()
        .into_iter()
        .map(|(name, text)| (name, text.replace(old, "(#nights)[^p12] | *Many men* | 34 | 48 |")))
        .collect();
    let decision: &'static Decision = Box::leak(Box::new(read(&files).0));
    let page = page_of(decision, TODAY);
    let cell = |said: &str| {
        let end = page.find(&format!(">{said}</")).unwrap_or_else(|| panic!("no cell says {said}"));
        page[page[..end].rfind("<td").unwrap()..end].to_string()
    };
    assert!(!cell("Many men").contains("translate"), "{}", cell("Many men"));
    assert!(cell("34").contains("translate=\"no\""), "{}", cell("34"));
}
