//! The start in the browser. The boot file hands over texts, then asks for the page to be drawn.

use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use tandem::answers::copy::Refused;
use tandem::answers::{PERSON, Person, format, version1};
use tandem::browser::host::Host;
use tandem::browser::{host, window};
use tandem::cards::handout::{self, Handout};
use tandem::cards::names::published_name;
use tandem::cards::service::{self, Service};
use tandem::cards::{Decision, decision, library, settings::Settings};
use tandem::text::{Remark, Source};
use tandem::views::copy;
use tandem::views::element::{self, Node, many, nothing};
use tandem::views::handout::app::sheet_app;
use tandem::views::keeping::{kept_topics, open_copy};
use tandem::views::library::library_page;
use tandem::views::paper;
use tandem::views::route::Route;
use tandem::views::state::{Beside, Record, Setting, Tandem};
use tandem::views::steps::start::how_long;
use tandem::views::{app, practice};
use tandem::words::{Word, Words};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Texts by address; no text if it could not be had.
type Files = Vec<(String, Option<String>)>;

thread_local! {
    static FILES: RefCell<Files> = const { RefCell::new(Vec::new()) };
    static RECORDS: RefCell<Vec<Record>> = const { RefCell::new(Vec::new()) };
    static TOPICS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static LIVE: RefCell<Option<Tandem>> = const { RefCell::new(None) };
    static ON_DEVICE: RefCell<Option<RwSignal<String>>> = const { RefCell::new(None) };
    static LIBRARY: RefCell<Option<Library>> = const { RefCell::new(None) };
}

/// What the list of topics needs to open a saved copy.
#[derive(Clone)]
struct Library {
    words: &'static Words,
    lang: String,
    told: RwSignal<String>,
}

/// Takes a text that the boot file loaded.
#[wasm_bindgen]
pub fn file(address: String, text: Option<String>) {
    FILES.with_borrow_mut(|files| files.push((address, text)));
}

/// Takes what the device keeps about the topic; false if this program may not write over it.
#[wasm_bindgen]
pub fn record(until: &str, text: String) -> bool {
    let Some(record) = Record::read(until, text) else { return false };
    let is_ours = record.is_ours();
    RECORDS.with_borrow_mut(|records| records.push(record));
    is_ours
}

/// What an older program kept: first what is none of ours, then for each topic its id, its day and its text.
#[wasm_bindgen]
pub fn first_version(text: &str) -> Vec<String> {
    let (records, rest) = version1::records(text);
    let records = records.into_iter().flat_map(|it| [it.topic, it.until.to_string(), it.text]);
    [rest].into_iter().chain(records).collect()
}

/// The text to keep, put together with what the device has.
#[wasm_bindgen]
pub fn merged(theirs: Option<String>) -> String {
    live().map(|t| t.text_to_keep(theirs.as_deref())).unwrap_or_default()
}

/// Another tab wrote this.
#[wasm_bindgen]
pub fn heard(text: &str) {
    if let Some(t) = live() {
        t.take_in(text);
    }
}

/// What became of what was to be kept: kept, refused, gone, void, cleared; or lost since the last visit.
#[wasm_bindgen]
pub fn stored(fate: &str) {
    if let Some(t) = live() {
        t.stored(fate);
    }
}

/// Printing begins, or is over.
#[wasm_bindgen]
pub fn printing(begins: bool) {
    finish();
    if let Some(t) = live() {
        paper::printing(t, begins);
    }
}

fn live() -> Option<Tandem> {
    LIVE.with_borrow(|live| *live)
}

/// The addresses of a decision's cards that are not there yet: an author may have added a choice since the page was built.
#[wasm_bindgen]
pub fn wanted(folder: &str) -> Vec<String> {
    FILES.with_borrow(|files| {
        let decision = text(files, &address(folder, decision::DECISION_FILE));
        let listed = decision::option_files(decision).into_iter().map(|name| address(folder, &name));
        listed.filter(|it| !files.iter().any(|(known, _)| known == it)).collect()
    })
}

fn address(folder: &str, name: &str) -> String {
    format!("content/{folder}/{name}")
}

/// Draws a decision's page into an element. `held` is what was entered before a panic; empty at a first start. `person` is
/// what was entered on lists and sheets.
#[wasm_bindgen]
pub fn start_decision(
    outside: Host,
    root: HtmlElement,
    id: &str,
    lang: &str,
    embedded: bool,
    held: &str,
    person: &str,
) {
    let person = format::read(person).notebook.person;
    start(outside, root, (id, lang), None, embedded, held, move |t| {
        t.person.set(person);
        let (route, spot) = Route::read(&window::hash(), t.decision);
        t.route.set(route);
        t.spot.set(spot);
        app(t)
    });
}

/// Takes what was said about a topic, for a list or sheet that takes over its questions.
#[wasm_bindgen]
pub fn topic(text: String) {
    TOPICS.with_borrow_mut(|topics| topics.push(text));
}

/// Draws a list or sheet into an element.
#[wasm_bindgen]
pub fn start_sheet(outside: Host, root: HtmlElement, id: &str, lang: &str, embedded: bool, held: &str) {
    sheet(outside, root, id, lang, embedded, held);
}

/// Apart from what the page calls, so that it comes with the part of lists and sheets.
#[inline(never)]
fn sheet(outside: Host, root: HtmlElement, id: &str, lang: &str, embedded: bool, held: &str) {
    start(outside, root, (PERSON, lang), Some(id), embedded, held, |t| {
        let topics = TOPICS.take();
        t.asked.set(topics.iter().flat_map(|text| format::read(text).notebook.questions()).collect());
        match t.setting.sheet {
            Some(paper) => sheet_app(t, paper),
            None => nothing(),
        }
    });
}

fn start(
    outside: Host,
    root: HtmlElement,
    (id, lang): (&str, &str),
    sheet: Option<&str>,
    embedded: bool,
    held: &str,
    page: impl FnOnce(Tandem) -> Node + 'static,
) {
    host::remember(outside);
    let files = FILES.take();
    let (words, decision, remarks) = read(&files, id, lang);
    let today = window::today();
    let settings = Settings::read(source(&files, "settings.yaml"));
    let setting = Setting {
        embedded,
        // Kept answers do not travel between a page and its embeds, so an embed does not offer to keep them.
        may_keep: !embedded && settings.may_keep_at(&window::origin()),
        shared_device: settings.shared_device,
        wide: window::is_wide(),
        prerendered: false,
        on_paper: false,
        service: service(&files, lang),
        sheet: sheet.map(|id| for_good(handout(&files, id, lang))),
    };
    let (held, records) = (held.to_string(), RECORDS.take());
    let page: Box<dyn FnOnce(Tandem) -> Node> = Box::new(page);
    show(root, move || {
        let t = Tandem::new(words, decision, remarks, today, setting);
        t.shared.set(host::is_shared());
        t.restore(&held, &records);
        LIVE.with_borrow_mut(|live| *live = Some(t));
        page(t)
    });
}

fn handout(files: &Files, id: &str, lang: &str) -> Handout {
    let name = handout::file(id, lang);
    let (mut paper, _) = handout::read(id, lang, source(files, &name));
    paper.hold_back(service(files, lang).unwrap_or(&Service::default()));
    paper
}

/// Whether this copy is for devices that several people use.
#[wasm_bindgen]
pub fn is_shared() -> bool {
    FILES.with_borrow(|files| Settings::read(source(files, "settings.yaml")).shared_device)
}

/// Whether answers may be kept on the device at this address, as far as the site's settings say.
#[wasm_bindgen]
pub fn may_keep() -> bool {
    FILES.with_borrow(|files| Settings::read(source(files, "settings.yaml")).may_keep_at(&window::origin()))
}

/// Draws into an element for good. Boxed, so that a phone need not load the way to draw twice.
fn show(root: HtmlElement, page: impl FnOnce() -> Node + 'static) {
    let page: Box<dyn FnOnce() -> Node> = Box::new(page);
    mount_to(root, page).forget();
    // It takes the place of the page as built, which is whole.
    finish();
}

/// Draws what still waits for its turn: somebody comes back to where they were in a long place.
#[wasm_bindgen]
pub fn finish() {
    element::finish();
}

/// Draws the place of this number where nobody sees it; false if there is none.
#[wasm_bindgen]
pub fn practise(number: usize) -> bool {
    live().is_some_and(|t| practice::practise(t, number))
}

/// Draws the page that lists the topics.
#[wasm_bindgen]
pub fn start_library(outside: Host, root: HtmlElement, lang: &str) {
    topics_list(outside, root, lang);
}

/// Apart from what the page calls, so that it comes with the part of the list of topics.
#[inline(never)]
fn topics_list(outside: Host, root: HtmlElement, lang: &str) {
    host::remember(outside);
    let files = FILES.take();
    let words = words(&files, lang);
    let (topics, _) = library::read(source(&files, &published_name("library", lang)));
    let topics = for_good(topics);
    let settings = Settings::read(source(&files, "settings.yaml"));
    let how_long = how_long(host::is_shared(), settings.may_keep_at(&window::origin()));
    let lang = lang.to_string();
    let today = window::today();
    show(root, move || {
        let (records, told) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        ON_DEVICE.with_borrow_mut(|it| *it = Some(records));
        LIBRARY.with_borrow_mut(|it| *it = Some(Library { words, lang: lang.clone(), told }));
        let below = many([kept_topics(words, topics, today, records), open_copy(words, told)]);
        library_page(words, &lang, topics, how_long, below)
    });
}

/// Somebody chose a saved copy: its text; none if the browser could not read it, or `too_large`.
#[wasm_bindgen]
pub fn copy_chosen(text: Option<String>, too_large: bool) {
    let file = match (&text, too_large) {
        (_, true) => Err(Refused::TooLarge),
        (Some(text), false) => Ok(text.as_str()),
        (None, false) => Err(Refused::Unreadable),
    };
    if let Some(t) = live() {
        return copy::chosen(t, file);
    }
    let Some(library) = LIBRARY.with_borrow(Option::clone) else { return };
    match copy::page_of(library.words, &library.lang, file) {
        Ok(page) => host::open_copy(&page, &text.unwrap_or_default()),
        Err(why) => library.told.set(why),
    }
}

/// The page of the topic that a saved copy is about could not be had.
#[wasm_bindgen]
pub fn copy_nowhere() {
    if let Some(t) = live() {
        t.opened.set(Some(Err(Refused::Nowhere)));
    }
    if let Some(library) = LIBRARY.with_borrow(Option::clone) {
        library.told.set(library.words.get(Word::OpenNowhere).to_string());
    }
}

/// What the device keeps, told to the list of topics: a line for each record, its day and its topic.
#[wasm_bindgen]
pub fn on_device(records: &str) {
    if let Some(it) = ON_DEVICE.with_borrow(|it| *it) {
        it.set(records.to_string());
    }
}

/// The browser went to an address: Back, Forward, a link.
#[wasm_bindgen]
pub fn moved(hash: &str) {
    if let Some(t) = LIVE.with_borrow(|live| *live)
        && t.setting.sheet.is_none()
        && hash.trim_start_matches('#') != window::TITLE_ID
    {
        t.arrive(hash);
    }
}

/// Inside somebody else's page: goes to an address without adding to their history.
#[wasm_bindgen]
pub fn go(hash: &str) {
    window::go(hash.trim_start_matches('#'), true);
    moved(hash);
}

/// What was entered on lists and sheets was cleared in another tab.
#[wasm_bindgen]
pub fn forget_person() {
    if let Some(t) = live() {
        t.person.set(Person::default());
    }
}

/// Takes the files that came for a second language on somebody's page; what could not be had is said.
#[wasm_bindgen]
pub fn beside(lang: &str) {
    let files = FILES.take();
    let Some(t) = live() else { return };
    let folder = library::folder(&t.decision.id, lang);
    let has = |address: &str| !text(&files, address).is_empty();
    if !has(&format!("content/words/{lang}.yaml")) || !has(&address(&folder, decision::DECISION_FILE)) {
        return t.tell(Word::BesideTitle, Some(Word::BesideFailed));
    }
    let (words, decision, _) = read(&files, &t.decision.id, lang);
    t.tell(Word::BesideTitle, None);
    t.beside.set(Some(Beside { words, decision }));
}

/// The browser copied the page, or refused to.
#[wasm_bindgen]
pub fn copied(done: bool) {
    if let Some(t) = LIVE.with_borrow(|live| *live) {
        t.tell(Word::Copy, Some(if done { Word::CopyDone } else { Word::CopyFailed }));
    }
}

/// Printing began, or did not.
#[wasm_bindgen]
pub fn printed(began: bool) {
    if let Some(t) = LIVE.with_borrow(|live| *live) {
        t.tell(Word::Print, (!began).then_some(Word::PrintFailed));
    }
}

fn read(files: &Files, id: &str, lang: &str) -> (&'static Words, &'static Decision, &'static [Remark]) {
    let folder = format!("content/{}/", library::folder(id, lang));
    let words = words(files, lang);
    let cards: Vec<decision::File> = files
        .iter()
        .filter_map(|(name, text)| {
            Some(decision::File { name: name.strip_prefix(&folder)?, text: text.as_deref() })
        })
        .collect();
    let (decision, remarks) = decision::read(id, lang, &cards, &words.vocabulary());
    (words, for_good(decision), for_good(remarks))
}

fn words(files: &Files, lang: &str) -> &'static Words {
    for_good(Words::read(source(files, &format!("words/{lang}.yaml"))).0)
}

/// The facts of the service, where the host has a file of them.
fn service(files: &Files, lang: &str) -> Option<&'static Service> {
    let name = published_name("service", lang);
    let text = source(files, &name);
    (!text.text.is_empty()).then(|| for_good(service::read(text).0))
}

/// A file below the content folder.
fn source<'a>(files: &'a Files, name: &'a str) -> Source<'a> {
    Source { name, text: text(files, &format!("content/{name}")) }
}

/// The text of an address, empty if it could not be had.
fn text<'a>(files: &'a Files, address: &str) -> &'a str {
    files.iter().find(|(known, _)| known == address).and_then(|(_, text)| text.as_deref()).unwrap_or_default()
}

/// Cards and words live as long as the page does.
fn for_good<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
