//! Whole HTML pages, drawn natively from the same views: complete without a script, and then replaced by the program.

use leptos::prelude::*;

use super::about::{self, About};
use super::easy;
use super::markup::{attribute, escape};
use super::papers::{self, HandoutContext};
use super::plain;
use super::style::Styles;
use super::theme::Theme;
use crate::answers::PERSON;
use crate::cards::handout::Handout;
use crate::cards::names::published_name;
use crate::cards::{Date, OptionCard, Topic, decision, library};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, link, many, nothing, words};
use crate::views::library::Unreviewed;
use crate::views::parts::people_picture;
use crate::views::route::{Route, anchor};
use crate::views::state::Tandem;
use crate::views::{self, content, heading, library as topics, promise, steps, top};
use crate::words::{PaperWord, PaperWords, Word, Words};

/// The policy of every page, before any script: nothing but this site's own files, no inline script, of inline styles only
/// its own by their hashes, and no way to make markup from a string. The one address that may be made a script by name is that
/// of the service worker: the boot script makes the policy `worker`, which gives this address whatever it is asked, and no other
/// policy can be made, nor that one again.
pub fn policy(styles: &Styles) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'{}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types worker",
        styles.sources()
    )
}

/// The built app's files, as addresses relative to the page.
pub struct AppFiles {
    /// `boot.js`
    pub boot: String,
    /// `program.js`
    pub glue: String,
    /// `program.wasm`
    pub program: String,
    /// `topic.wasm`: the part of the program for topics.
    pub topic: String,
    /// `library.wasm`: the part of the program for the list of topics.
    pub library: String,
    /// `sheets.wasm`: the part of the program for lists and sheets.
    pub sheets: String,
    /// `later.wasm`: the part of the program that comes once the page is alive.
    pub later: String,
    /// What stands in the pages themselves.
    pub styles: Styles,
    /// `expiry.js`
    pub expiry: String,
    /// `aloud.js`
    pub aloud: String,
    /// `language.js`: heeds the browser's languages at the bare address.
    pub language: String,
    /// `offline.js`, from the folder of the boot script; empty where nothing is to work without a network.
    pub offline: String,
    /// The letters for people who see badly, by their weight: `regular.woff2`, `bold.woff2`
    pub fonts: Vec<(u16, String)>,
    /// Whose site it is.
    pub theme: Theme,
    /// The policy of a page that has everything in itself, and names no file; see `single`.
    pub alone: Option<String>,
}

/// One decision's page.
pub fn decision_page(t: Tandem, paper_words: &PaperWords, files: &AppFiles) -> String {
    let body = Owner::new().with(|| Node::from(prerendered(t, paper_words)).to_html());
    let content = library_folder(t);
    let names = std::iter::once(decision::DECISION_FILE.to_string())
        .chain(t.decision.options.iter().map(|option| format!("{}.md", option.id)));
    let lang = &t.decision.lang;
    let facts = t.setting.service.map(|_| format!("content/{}", published_name("service", lang)));
    let cards: Vec<String> = names.map(|name| format!("{content}/{name}")).chain(facts).collect();
    let meta = &t.decision.meta;
    let page = Page {
        decision: &t.decision.id,
        cards: &cards,
        card: &format!("{content}/{}", decision::DECISION_FILE),
        last_day: meta.last_day(),
        ..Page::new(t.words, paper_words, lang, &meta.title)
    };
    page.html(files, &body, &Beside::default())
}

/// The page that lists the topics, with the way to lists and sheets if there are any.
pub fn library_page(
    words: &'static Words,
    lang: &str,
    topics: &'static [Topic],
    (paper_words, papers): (&PaperWords, &[Handout]),
    unreviewed: Unreviewed,
    elsewhere: &str,
    files: &AppFiles,
) -> String {
    let body = Owner::new()
        .with(|| topics::library_page(words, lang, topics, Word::PrivacyGone, nothing()).to_html());
    // Beside the program's part of the page, so that it stays when the program takes over.
    let (doors, way) = match papers {
        [] => (String::new(), String::new()),
        list => Owner::new().with(|| {
            let way = Node::from(papers::way_to_papers(paper_words, lang)).to_html();
            (Node::from(papers::doors(paper_words, list, topics)).to_html(), way)
        }),
    };
    let cards = [format!("content/{}", published_name("library", lang))];
    let page = Page { cards: &cards, ..Page::new(words, paper_words, lang, words.get(Word::LibraryTitle)) };
    let above = above(words, unreviewed) + &doors;
    let below = format!("{elsewhere}{way}");
    let beside = Beside { above, below };
    page.html(files, &body, &beside)
}

/// Above the list of topics, so that it stays when the program takes over, which reads no decision there.
fn above(words: &'static Words, unreviewed: Unreviewed) -> String {
    let warning = topics::unreviewed(words, unreviewed);
    warning.map(|warning| Owner::new().with(|| Node::from(warning).to_html())).unwrap_or_default()
}

/// Every topic on one page, which needs no program; nothing where the list of topics has room for them all.
pub fn all_topics_page(
    words: &'static Words,
    paper_words: &PaperWords,
    lang: &str,
    topics: &'static [Topic],
    unreviewed: Unreviewed,
    files: &AppFiles,
) -> Option<String> {
    let body = || Owner::new().with(|| topics::all_topics_page(words, lang, topics).to_html());
    let page = Page::new(words, paper_words, lang, words.get(Word::StartTopics));
    (topics.len() > topics::SHOWN).then(|| page.still_html(files, &above(words, unreviewed), &body()))
}

/// The page about a decision: how it was made and checked.
pub fn about_page(t: Tandem, paper_words: &PaperWords, about: &About, files: &AppFiles) -> String {
    let body = Owner::new().with(|| about::about_page(t, paper_words, about).to_html());
    let title = about::title(t, paper_words);
    let card = format!("{}/{}", library_folder(t), decision::DECISION_FILE);
    let last_day = t.decision.meta.last_day();
    Page { card: &card, last_day, ..Page::new(t.words, paper_words, &t.decision.lang, &title) }
        .paper_html(files, &body)
}

/// The page of one list, sheet or support card. Where there is something to fill in it has the program, and is complete
/// without it.
pub fn paper_page(context: HandoutContext, paper: &Handout, files: &AppFiles) -> String {
    let (body, foot) = Owner::new().with(|| {
        (papers::paper_page(context, paper).to_html(), papers::paper_foot(context, paper).to_html())
    });
    let body = match easy::is_easy(paper) {
        true => easy::with_drawings(&body, context.paper_words, context.words.locale().direction()),
        false => body,
    };
    let card = format!("content/{}", paper.file());
    let page = Page {
        card: &card,
        last_day: paper.meta.last_day(),
        is_paper: true,
        ..Page::new(context.words, context.paper_words, &paper.lang, &paper.heading)
    };
    if !paper.can_be_filled() {
        return page.paper_html(files, &format!("{body}{foot}"));
    }
    let cards = [card.clone(), format!("content/{}", published_name("service", &paper.lang))];
    let page = Page { decision: PERSON, sheet: &paper.id, cards: &cards, ..page };
    page.html(files, &body, &Beside { above: String::new(), below: foot })
}

/// A page in place of one that nobody has reviewed yet.
pub fn held_page(words: &Words, sentences: &PaperWords, lang: &str, files: &AppFiles) -> String {
    let body = Owner::new().with(|| papers::held_page(sentences, lang).to_html());
    Page::new(words, sentences, lang, sentences.get(PaperWord::HeldTitle)).paper_html(files, &body)
}

/// A page in place of one that cannot be had and is not on the device.
pub fn away_page(words: &Words, sentences: &PaperWords, lang: &str, files: &AppFiles) -> String {
    let body = Owner::new().with(|| papers::away_page(sentences, lang).to_html());
    let page = Page::new(words, sentences, lang, sentences.get(PaperWord::OfflineAwayTitle))
        .paper_html(files, &body);
    page.replacen("<html ", "<html data-away ", 1)
}

/// The page that lists them all.
pub fn papers_page(context: HandoutContext, lang: &str, papers: &[Handout], files: &AppFiles) -> String {
    let body = Owner::new().with(|| papers::papers_page(context, lang, papers).to_html());
    Page::new(context.words, context.paper_words, lang, context.paper_words.get(PaperWord::PapersTitle))
        .paper_html(files, &body)
}

/// By which a pack for reviewers is known again.
pub const REVIEW_MARK: &str = "<meta name=\"generator\" content=\"tandem review\">";

/// A pack for reviewers: one file that needs nothing else, so that it can be sent, printed and opened in a word processor. In its
/// head are the cards as they are now, by which a later pack says what is new.
pub fn review_pack(pack: &plain::Document, cards: &str) -> String {
    let body = Owner::new().with(|| plain::page::body(&pack.blocks).to_html());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{REVIEW_MARK}\n<title>{title}</title>\n\
         <style>\n{REVIEW_STYLE}</style>\n{REVIEW_CARDS}{cards}\">\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        lang = escape(&pack.lang),
        dir = if pack.is_rtl { "rtl" } else { "ltr" },
        title = escape(&pack.title),
        cards = escape(cards),
    )
}

/// What stands before the cards in the head of a pack.
pub const REVIEW_CARDS: &str = "<meta name=\"tandem-cards\" content=\"";

const REVIEW_STYLE: &str = include_str!("review.css");

fn library_folder(t: Tandem) -> String {
    format!("content/{}", library::folder(&t.decision.id, &t.decision.lang))
}

/// A link that makes a browser fetch a part of the program early, but after what is seen.
fn preloaded(attributes: &str, address: &str) -> String {
    format!(
        "<link rel=\"preload\" as=\"fetch\" crossorigin fetchpriority=\"low\"{attributes} href=\"{address}\">\n"
    )
}

/// What stays where it is when the program takes the page's place.
#[derive(Default)]
struct Beside {
    above: String,
    below: String,
}

/// What every page has in common.
struct Page<'a> {
    words: &'a Words,
    paper_words: &'a PaperWords,
    lang: &'a str,
    title: &'a str,
    decision: &'a str,
    /// The id of a list or sheet that is filled in on this page.
    sheet: &'a str,
    /// It looks like paper.
    is_paper: bool,
    cards: &'a [String],
    /// The card that a page without the program is about: a script looks whether it was withdrawn since.
    card: &'a str,
    /// The last day on which it may be read.
    last_day: Option<Date>,
}

impl<'a> Page<'a> {
    fn new(words: &'a Words, paper_words: &'a PaperWords, lang: &'a str, title: &'a str) -> Page<'a> {
        Page {
            words,
            paper_words,
            lang,
            title,
            decision: "",
            sheet: "",
            is_paper: false,
            cards: &[],
            card: "",
            last_day: None,
        }
    }

    /// With the program, which takes the body's place; what stands beside it stays.
    fn html(&self, files: &AppFiles, body: &str, beside: &Beside) -> String {
        let words = format!("content/words/{}.yaml", self.lang);
        let settings = "content/settings.yaml".to_string();
        let load = [words, settings].into_iter().chain(self.cards.iter().cloned());
        let load = load.map(|path| format!("<meta name=\"tandem-file\" content=\"{}\">\n", escape(&path)));
        let load: String = load.collect();
        let font = |(weight, file): &(u16, String)| {
            format!("<meta name=\"tandem-font\" content=\"{weight} {file}\">\n")
        };
        let fonts: String = files.fonts.iter().map(font).collect();
        let own = match (self.decision, self.sheet) {
            ("", _) => &files.library,
            (_, "") => &files.topic,
            _ => &files.sheets,
        };
        let own = preloaded("", own);
        let parts = format!(
            " data-topic=\"{}\" data-library=\"{}\" data-sheets=\"{}\" data-later=\"{}\"",
            files.topic, files.library, files.sheets, files.later
        );
        let files_beside = format!(
            "<link rel=\"modulepreload\" fetchpriority=\"low\" id=\"program-js\" href=\"{glue}\">\n\
             {program}{own}{load}{fonts}<script data-cfasync=\"false\" async src=\"{boot}\"></script>\n",
            glue = files.glue,
            program = preloaded(&format!(" id=\"program-wasm\"{parts}"), &files.program),
            boot = files.boot,
        );
        let program = if files.alone.is_some() { load } else { files_beside };
        let (unread, expired) = (self.unread(), self.expired());
        let disk = if files.alone.is_none() { self.needs_server() } else { String::new() };
        let others = disk + &self.notices();
        let (above, below) = (&beside.above, &beside.below);
        self.around(
            files,
            self.is_paper,
            &program,
            &format!("{unread}{expired}{above}<div id=\"page\">{body}</div>\n{below}{others}"),
        )
    }

    /// Without the program, with the style of still pages.
    fn paper_html(&self, files: &AppFiles, body: &str) -> String {
        self.without_program(files, true, &self.expired(), body)
    }

    /// Without the program.
    fn still_html(&self, files: &AppFiles, above: &str, body: &str) -> String {
        self.without_program(files, false, above, body)
    }

    /// With the script that looks whether the page is too old, and whether the theme was changed since it was made.
    fn without_program(&self, files: &AppFiles, is_paper: bool, above: &str, body: &str) -> String {
        let head = format!("<script data-cfasync=\"false\" async src=\"{}\"></script>\n", files.expiry);
        self.around(files, is_paper, &head, &format!("{above}<div id=\"page\">{body}</div>\n"))
    }

    /// Over every page, beside what the program draws, and without it: whose it is, the way from a topic to all others, and
    /// "Bigger words", for who left their glasses at home.
    fn over(&self, theme: &Theme) -> String {
        let index = library::index_name(self.lang);
        let all = escape(self.words.get(Word::StartAllTopics));
        let topics = format!("<a class=\"all-topics\" href=\"{index}\">{all}</a>");
        format!(
            "<div class=\"over\" role=\"region\" aria-label=\"{name}\">{brand}{topics}<label class=\"bigger\">\
             <input type=\"checkbox\" id=\"bigger\">{bigger}</label></div>\n",
            name = theme.label(),
            brand = theme.brand(&index),
            topics = if self.decision.is_empty() { "" } else { &topics },
            bigger = escape(self.paper_words.get(PaperWord::Bigger)),
        )
    }

    fn around(&self, files: &AppFiles, is_paper: bool, program: &str, body: &str) -> String {
        // The style numbers lists in the language's own digits, which it knows by the one for nothing.
        let zero = Some(self.words.numeral(0)).filter(|zero| zero != "0").unwrap_or_default();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\" data-decision=\"{decision}\"{sheet}{zero}{card}{last_day}{offline}>\n<head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n\
             {styles}{icons}{program}</head>\n<body>\n{over}{body}</body>\n</html>\n",
            policy = files.alone.clone().unwrap_or_else(|| policy(&files.styles)),
            icons = files.theme.icons(),
            over = self.over(&files.theme),
            lang = escape(self.lang),
            dir = self.words.locale().direction(),
            decision = escape(self.decision),
            sheet = attribute("data-sheet", self.sheet),
            zero = attribute("data-zero", &zero),
            card = attribute("data-card", self.card),
            last_day =
                attribute("data-last-day", &self.last_day.map(|it| it.to_string()).unwrap_or_default()),
            offline = attribute("data-offline", &files.offline),
            title = escape(self.title),
            styles = match files.alone {
                Some(_) => files.styles.inside(),
                None => files.styles.head(is_paper),
            },
        )
    }

    /// For a page whose card was withdrawn, or grew too old, after the page was made.
    fn expired(&self) -> String {
        if self.decision.is_empty() && self.card.is_empty() {
            return String::new();
        }
        let expired = escape(self.words.get(Word::Expired));
        format!("<p id=\"expired\" class=\"warning\" role=\"status\" hidden>{expired}</p>\n")
    }

    /// Its own address: of a decision, or of the list of topics.
    fn own_name(&self) -> String {
        match self.decision {
            PERSON => library::page_name(self.sheet, self.lang),
            "" => library::index_name(self.lang),
            id => library::page_name(id, self.lang),
        }
    }

    /// Says that the program could not start. It stands above the page and shows itself after a while, so that no script is
    /// needed to say it; the program takes it away.
    fn unread(&self) -> String {
        let unread = escape(self.paper_words.get(PaperWord::Unread));
        format!("<p id=\"unread\" class=\"warning\" role=\"status\">{unread}</p>\n")
    }

    /// For a page that was opened from a folder.
    fn needs_server(&self) -> String {
        let disk = escape(self.paper_words.get(PaperWord::Disk));
        format!("<p id=\"disk\" class=\"warning\" role=\"status\" hidden>{disk}</p>\n")
    }

    /// What the boot file may have to say: its words stand in the page already, for when nothing else works.
    fn notices(&self) -> String {
        let word = |word| escape(self.words.get(word));
        let sentence = |word| escape(self.paper_words.get(word));
        let button = |id: &str, name: String| {
            format!("<button type=\"button\" class=\"button\" id=\"{id}\">{name}</button>")
        };
        format!(
            "<p id=\"beside\" class=\"warning\" role=\"status\" hidden><span>{beside}</span> \
             <a href=\"{page}\" target=\"_blank\" rel=\"noopener noreferrer\">{own}</a></p>\n\
             <div id=\"trouble\" class=\"trouble\" role=\"main\" hidden>\n<h1 id=\"trouble-title\" tabindex=\"-1\">{title}</h1>\n\
             <p>{text}</p>\n<p class=\"take-along\">{on} {save} {clear}</p>\n\
             <p role=\"status\"><span id=\"trouble-saved\" hidden>{saved}</span></p>\n</div>\n",
            beside = word(Word::Beside),
            own = word(Word::OwnPage),
            page = escape(&self.own_name()),
            title = sentence(PaperWord::TroubleTitle),
            text = sentence(PaperWord::TroubleText),
            on = button("trouble-on", sentence(PaperWord::TroubleOn)),
            save = button("trouble-save", sentence(PaperWord::TroubleSave)),
            clear = button("trouble-clear", word(Word::TroubleClear)),
            saved = sentence(PaperWord::TroubleSaved),
        )
    }
}

/// Everything on one page: what stands first is drawn exactly as the program draws it, so that nothing moves when it
/// takes over.
fn prerendered(t: Tandem, paper_words: &PaperWords) -> El {
    let first = views::step(t, &Route::Decision).attr("data-place", "decision").id("decision");
    let after = [Route::Choices, Route::Compare, Route::Survival, Route::About, Route::Start];
    let is_empty = |route: &Route| *route == Route::Survival && !t.decision.has_survival();
    let after = after.into_iter().filter(|route| !is_empty(route));
    let built = paper_words.format(PaperWord::BuiltOn, &[("date", &sentence::in_words(t.words, t.today))]);
    let main = el("div")
        .class("main")
        .attr("role", "main")
        .child(first)
        .child(many(after.map(|route| prerendered_route(t, &route))))
        .child(worksheet(t))
        .child(words("p", built).class("quiet"));
    let foot = el("div").class("foot").attr("role", "contentinfo").child(promise(t.words));
    el("div").class("app").child(people_picture::figures()).child(top(t)).child(main).child(foot)
}

fn prerendered_route(t: Tandem, route: &Route) -> Node {
    let title = words("h2", heading(t, route)).class("still__title");
    let hash = route.hash().to_string();
    if *route == Route::Survival {
        // Folded away until opened: people are told what they want to be told.
        let fold =
            el("details").class("step still").attr("data-place", hash.clone()).id(format!("{hash}-fold"));
        return fold.child(el("summary").child(title)).child(content(t, route)).into();
    }
    let section =
        el("section").class(format!("step step--{hash} still")).attr("data-place", hash.clone()).id(hash);
    let section = section.child(title).child(content(t, route));
    if *route != Route::Choices {
        return section.into();
    }
    let card = |option: &'static OptionCard| {
        let title = words("h2", option.title.as_str()).class("still__title");
        let id = anchor(&option.id);
        let card = el("section").class("step still").attr("data-place", id.clone()).id(id);
        card.child(title).child(steps::choices::option_card(t, option))
    };
    many([section.into(), many(t.decision.options.iter().map(card))])
}

/// The worksheet has the addresses of all steps that need a hand or a script.
fn worksheet(t: Tandem) -> El {
    let anchors = [Route::MyWay, Route::Questions, Route::Stand, Route::Page];
    let anchors = anchors.map(|route| el("span").id(route.hash().to_string()));
    let sheet = el("section").class("step still worksheet").attr("data-place", "matters").id("matters");
    let title = words("h2", t.word(Word::WorksheetTitle)).class("still__title");
    sheet.child(many(anchors)).child(title).child(steps::worksheet::worksheet(t))
}

/// Where a list of topics says what is not there in its language.
pub const ELSEWHERE: &str = "elsewhere";

/// Another language of the site, as a page leads to it.
pub struct OtherLanguage {
    /// As `ko`.
    pub tag: String,
    /// The same page; where it is not there in that language, its list of topics.
    pub address: String,
    /// The language's own name.
    pub name: String,
    /// The same with a word that the page is not there in it.
    pub not_here: String,
    /// Whether the same page is there.
    pub is_there: bool,
}

/// A page with the way to the same page in other languages, over everything else. In the program it opens in place, at the
/// same place, with all that was entered.
pub fn with_languages(page: &str, title: &str, others: &[OtherLanguage]) -> String {
    let link = |it: &OtherLanguage| {
        let lang = escape(&it.tag);
        let rel = if it.is_there { " rel=\"alternate\"" } else { "" };
        format!(
            "<a href=\"{address}\" hreflang=\"{lang}\" lang=\"{lang}\"{rel}>{name}</a>",
            address = escape(&it.address),
            name = if it.is_there { escape(&it.name) } else { name_not_here(it) },
        )
    };
    let links: Vec<String> = others.iter().map(link).collect();
    let title = escape(title);
    let choice =
        format!("</label><nav class=\"languages\" aria-label=\"{title}\">{}</nav></div>", links.join(" "));
    page.replacen("</label></div>", &choice, 1)
}

/// A language's name, and in an element of its own what says that the page is not there in it: a phone has no room for it over
/// every page, and the list that the link leads to says it.
fn name_not_here(it: &OtherLanguage) -> String {
    let beside = |words: &str| {
        if words.is_empty() { String::new() } else { format!("<span>{}</span>", escape(words)) }
    };
    let (before, after) = it.not_here.split_once(&it.name).unwrap_or(("", &it.not_here));
    format!("<bdi>{}{}{}</bdi>", beside(before), escape(&it.name), beside(after))
}

/// The same for search engines, in the head: each language's page, this one among them. Where the bare address is this page,
/// it is that for any other language, and has the script that heeds the browser's languages there. Search engines ask for
/// whole addresses: those are known only where the site's own address is, and put in when that is.
pub fn with_alternates(
    page: &str,
    (tag, address): (&str, &str),
    others: &[OtherLanguage],
    script: Option<&str>,
) -> String {
    let there = others.iter().filter(|it| it.is_there).map(|it| (it.tag.as_str(), it.address.as_str()));
    let all = std::iter::once((tag, address)).chain(there);
    let is_list = address == library::index_name(tag);
    let all = all.chain(is_list.then_some(("x-default", "index.html")));
    let link = |(tag, address): (&str, &str)| {
        format!("{ALTERNATE}{}\" href=\"{}\">\n", escape(tag), escape(address))
    };
    let links: String = all.map(link).collect();
    let script =
        script.map(|file| format!("<script data-cfasync=\"false\" src=\"{}\"></script>\n", escape(file)));
    page.replacen("</title>\n", &format!("</title>\n{links}{}", script.unwrap_or_default()), 1)
}

const ALTERNATE: &str = "<link rel=\"alternate\" hreflang=\"";

/// The same with whole addresses.
pub fn with_whole_alternates(page: &str, own_address: &str) -> String {
    let whole = |part: &str| part.replacen("href=\"", &format!("href=\"{}/", escape(own_address)), 1);
    let mut parts = page.split(ALTERNATE);
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |page, part| page + ALTERNATE + &whole(part))
}

/// What one language has and another lacks.
pub struct Elsewhere {
    /// As `ko`.
    pub tag: String,
    /// What its own people call it.
    pub name: String,
    /// Which way it runs.
    pub direction: &'static str,
    /// Each page's address and name.
    pub pages: Vec<(String, String)>,
}

/// The topics that are not there in a list's language, each in the language that has it, under that language's own
/// name, so that no sentence is of two languages.
pub fn elsewhere(title: &str, languages: &[Elsewhere]) -> String {
    let of_language = |it: &Elsewhere| {
        let page = |(address, name): &(String, String)| {
            let way = link(address.clone(), name.clone()).class("topic");
            el("li").child(way.attr("hreflang", it.tag.clone()))
        };
        let list = el("ul").class("topics").child(many(it.pages.iter().map(page)));
        let own = el("div").attr("lang", it.tag.clone()).attr("dir", it.direction);
        own.child(words("h3", it.name.clone())).child(list)
    };
    let title = words("h2", title.to_string()).id("elsewhere-title");
    let all = many(languages.iter().map(of_language));
    let section = el("section")
        .class("above elsewhere")
        .id(ELSEWHERE)
        .attr("aria-labelledby", "elsewhere-title")
        .child(title)
        .child(all);
    Owner::new().with(|| Node::from(section).to_html())
}
