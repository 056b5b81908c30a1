//! The copy that a person saves, and how a saved one is opened: what is in it is told first, and what is here already is never
//! written over unasked.

use leptos::prelude::*;

use super::element::{El, Node, button, el, live, many, markup_to_save, nothing, words};
use super::paper;
use super::parts::prose::own_words;
use super::parts::{people_picture, sheet, told::told_beside};
use super::route::{Room, Route};
use super::state::{Extent, Tandem};
use crate::answers::Person;
use crate::answers::copy::{self, About, Condition, Found, Refused, Whose};
use crate::browser;
use crate::cards::library::page_name;
use crate::summary::{self, sentence};
use crate::words::{Word, Words};

/// A file's name says nothing about the topic.
const FILE_NAME: &str = "my-page.html";

/// The ways to save a copy: one's own, and, where anything is withheld from others, one to show.
#[inline(never)] // a part of the program that comes later
pub fn buttons(t: Tandem) -> Node {
    let way =
        move |word, whose| told_beside(t, word, button("button", t.word(word), move || save(t, word, whose)));
    let kinds = match t.setting.sheet {
        None => Word::SaveKinds,
        Some(_) => Word::SaveKindsLists,
    };
    let is_withheld = Memo::new(move |_| t.person.with(|person| person.to_show() != *person));
    let to_show = live(move || {
        let kinds = || words("p", t.word(kinds)).class("quiet");
        is_withheld.get().then(|| many([way(Word::SaveToShow, Whose::ToShow), kinds()]))
    });
    many([way(Word::Save, Whose::Mine).into(), to_show])
}

fn save(t: Tandem, word: Word, whose: Whose) {
    let today = browser::window::today_or(t.today);
    let before = t.copied.get_untracked();
    t.copied.set(Some(today));
    let is_saved = browser::host::save(FILE_NAME, "text/html", &file(t, whose));
    if !is_saved {
        t.copied.set(before);
    }
    t.hold();
    t.tell(word, Some(if is_saved { Word::SaveDone } else { Word::SaveUnsure }));
}

/// On a list or sheet: the ways to save what was entered on all of them, and to open what was saved.
#[inline(never)] // a part of the program that comes later
pub fn of_lists(t: Tandem) -> Node {
    many([words("p", t.word(Word::SaveLists)).into(), buttons(t), opening(t)])
}

/// The file: the page as it is now, all that was written on lists and sheets, the cards as they are today, and the answers to
/// be read back.
#[inline(never)] // a part of the program that comes later
pub fn file(t: Tandem, whose: Whose) -> String {
    let inside = Owner::new().with(|| untrack(|| markup_to_save(&inside(t, whose))));
    let topic = t.setting.sheet.map_or(&t.decision.id, |paper| &paper.id).clone();
    let about = About { topic, title: own_title(t).to_string(), whose };
    let page = copy::Page {
        title: t.word(Word::PageFileTitle),
        lang: &t.decision.lang,
        direction: t.words.locale().direction(),
        inside: &inside,
    };
    copy::write(&t.all_entered(), &about, &page)
}

/// What this page is called: a topic, or a list or sheet.
fn own_title(t: Tandem) -> &'static str {
    t.setting.sheet.map_or(&t.decision.meta.title, |paper| &paper.heading)
}

fn inside(t: Tandem, whose: Whose) -> Node {
    let date = sentence::in_words(t.words, browser::window::today_or(t.today));
    let note = if whose == Whose::Mine { Word::CopyNoteMine } else { Word::CopyNoteToShow };
    let note = words("p", t.words.format(note, &[("date", &date)])).class("copy__note");
    let lists = t.person.with_untracked(|person| match whose {
        Whose::Mine => lists(t, person),
        Whose::ToShow => lists(t, &person.to_show()),
    });
    let main = el("main").child(note);
    if t.setting.sheet.is_some() {
        return main.child(words("h1", t.word(Word::CopyLists))).child(lists).into();
    }
    let cards = el("section").class("copy__part").child(words("h2", t.word(Word::CopyCards)));
    let main = main
        .child(sheet::sheet(t))
        .child(lists.map(|lists| part(t, Word::CopyLists, lists)))
        .child(cards.child(paper::cards(t)));
    many([people_picture::figures(), main.into()])
}

fn part(t: Tandem, title: Word, inside: Node) -> El {
    el("section").class("copy__part").child(words("h2", t.word(title))).child(inside)
}

/// What was written on lists and sheets, list by list, each line with its own words.
fn lists(t: Tandem, person: &Person) -> Option<Node> {
    // On a topic's copy they stand below a heading of their own.
    let heading = if t.setting.sheet.is_some() { "h2" } else { "h3" };
    let of_sheet = |id: &str| {
        let answered = person.lines(id).filter(|(.., entered)| !entered.is_empty());
        let title = person.sheet_title(id);
        let title = (!title.is_empty()).then(|| own_words(t.words, heading, title));
        let line = |(_, asked, entered): (&str, &str, &crate::answers::Entered)| {
            let line =
                summary::PersonLine { words: asked.to_string(), answers: entered.words(), says_more: false };
            el("li").child(own_words(t.words, "span", &sentence::person_line(t.words, &line)))
        };
        let lines: Vec<El> = answered.map(line).collect();
        (!lines.is_empty()).then(|| many([Node::from(title), el("ul").child(many(lines)).into()]))
    };
    let lists: Vec<Node> = person.sheet_ids().filter_map(of_sheet).collect();
    (!lists.is_empty()).then(|| many(lists))
}

/// The place where a saved copy is opened.
#[inline(never)] // a part of the program that comes later
pub fn opening(t: Tandem) -> Node {
    let choose = button("button button--main", t.word(Word::OpenChoose), browser::host::choose_copy);
    let told = live(move || match t.opened.get() {
        None => nothing(),
        Some(Err(refused)) => words("p", refused_words(t.words, refused)).into(),
        Some(Ok(found)) => told(t, &found),
    });
    let ways = live(move || match t.opened.get() {
        Some(Ok(found)) => ways(t, found),
        _ => nothing(),
    });
    many([
        words("p", t.word(Word::OpenText)).into(),
        el("p").child(choose.id("open-copy")).into(),
        el("div").attr("role", "status").attr("aria-live", "polite").child(told).into(),
        ways,
    ])
}

/// A file was chosen, or came along from another page: what it is.
#[inline(never)] // a part of the program that comes later
pub fn chosen(t: Tandem, file: Result<&str, Refused>) {
    let found = file.and_then(copy::read);
    // What belongs to a topic is opened at its page.
    if let (Some(paper), Ok(copy), Ok(text)) = (t.setting.sheet, &found, file)
        && let Some(topic) = topic_of(copy)
    {
        return browser::host::open_copy(&page_at(topic, &paper.lang), text);
    }
    t.opened.set(Some(found));
}

/// The same on the list of topics: the page of the topic that the copy is about, or of the list where it was saved; else why
/// there is none.
#[inline(never)] // a part of the program that comes later
pub fn page_of(texts: &Words, lang: &str, file: Result<&str, Refused>) -> Result<String, String> {
    let found = file.and_then(copy::read).map_err(|refused| refused_words(texts, refused))?;
    let about = found.about.as_ref().map(|about| about.topic.as_str());
    let page = topic_of(&found).or(about).or_else(|| found.notebook.person.sheet_ids().last());
    let page = page.ok_or_else(|| texts.get(Word::OpenNowhere).to_string())?;
    Ok(page_at(page, lang))
}

/// The place of a topic's page where its copy is opened.
fn page_at(topic: &str, lang: &str) -> String {
    format!("{}#{}", page_name(topic, lang), Route::Copy.hash())
}

/// The topic that a copy is about; none where it has lists and sheets only, which are at home everywhere.
fn topic_of(found: &Found) -> Option<&str> {
    let first = found.notebook.topic_ids().next()?;
    let stated = found.about.as_ref().map(|about| about.topic.as_str());
    Some(stated.unwrap_or(first))
}

fn refused_words(texts: &Words, refused: Refused) -> String {
    let why = texts.get(match refused {
        Refused::Nowhere => return texts.get(Word::OpenNowhere).to_string(),
        Refused::TooLarge => Word::OpenTooLarge,
        Refused::OldPage => Word::OpenOldPage,
        Refused::Foreign => Word::OpenForeign,
        Refused::Damaged => Word::OpenDamaged,
        Refused::Empty => Word::OpenEmpty,
        Refused::Unreadable => Word::OpenUnreadable,
    });
    texts.join(Word::JoinSentences, [why, texts.get(Word::OpenUnchanged)].map(str::to_string))
}

/// What a copy is, before anything of it is taken.
fn told(t: Tandem, found: &Found) -> Node {
    let with = |word, name, value: &str| t.words.format(word, &[(name, value)]);
    let title = match (&found.about, topic_of(found)) {
        (Some(about), _) => about.title.clone(),
        (None, Some(topic)) if topic != t.decision.id => topic.to_string(),
        _ => own_title(t).to_string(),
    };
    let found_words = match topic_of(found) {
        Some(_) => with(Word::OpenFound, "topic", &title),
        None => t.word(Word::OpenFoundLists).to_string(),
    };
    let tag = topic_of(found).map(|topic| sheet::tag(t, found.notebook.topic(topic).tag()));
    let day = found.notebook.copied.map(|day| sentence::in_words(t.words, day));
    let is_to_show = found.about.as_ref().is_some_and(|about| about.whose == Whose::ToShow);
    let lines = [
        Some(found_words),
        day.map(|day| with(Word::OpenFoundDay, "date", &day)),
        tag.filter(|tag| !tag.is_empty()).map(|tag| with(Word::OpenFoundTag, "tag", &tag)),
        is_to_show.then(|| t.word(Word::OpenFoundToShow).to_string()),
        found.is_newer.then(|| t.word(Word::OpenNewer).to_string()),
        match found.condition {
            Condition::AsSaved => None,
            Condition::Changed => Some(t.word(Word::OpenChanged).to_string()),
            Condition::CutShort => Some(t.word(Word::OpenCutShort).to_string()),
        },
    ];
    many(lines.into_iter().flatten().map(|line| own_words(t.words, "p", &line)))
}

/// What can be done with it.
fn ways(t: Tandem, found: Found) -> Node {
    if topic_of(&found).is_some_and(|topic| topic != t.decision.id) {
        return many([words("p", t.word(Word::OpenOtherTopic)), leave(t)]);
    }
    let is_empty = t.all_entered().is_empty();
    let act = |word, replaces: bool| {
        let found = found.clone();
        button("button", t.word(word), move || take(t, &found, replaces)).next_focus("open-copy")
    };
    let question = words("p", t.word(if is_empty { Word::OpenWhose } else { Word::OpenHere }));
    let question = question.class("question").id("open-question");
    let ways = match is_empty {
        true => vec![act(Word::OpenYes, false)],
        false => vec![act(Word::OpenBoth, false), act(Word::OpenClear, true)],
    };
    let ways = ways.into_iter().chain([leave(t)]).map(|way| el("p").child(way));
    el("div")
        .attr("role", "group")
        .attr("aria-labelledby", "open-question")
        .child(question)
        .child(many(ways))
        .into()
}

/// Leaves the file as it is, and what is here too.
fn leave(t: Tandem) -> El {
    button("button button--quiet", t.word(Word::OpenNo), move || t.opened.set(None)).next_focus("open-copy")
}

/// Takes what the copy holds: put together with what is here, or after all that is here is cleared.
fn take(t: Tandem, found: &Found, replaces: bool) {
    let had_any = !t.all_entered().is_empty();
    if replaces {
        t.drop_entered(Extent::Everything);
    }
    t.take_copy(&found.notebook);
    t.opened.set(None);
    let is_talk = t.route.with_untracked(|route| matches!(route, Route::Talk(_))) || t.is_shared();
    if t.setting.sheet.is_none() {
        t.go(&if is_talk { Route::Talk(Room::Start) } else { Route::Page });
    }
    let done = if had_any && !replaces { Word::OpenDoneBoth } else { Word::OpenDone };
    t.notice.set(t.word(done).to_string());
}
