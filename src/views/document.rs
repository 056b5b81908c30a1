//! Whole HTML pages, drawn natively from the same views: complete without a script, and then replaced by the program.

use leptos::prelude::*;

use super::place::Place;
use super::state::Tandem;
use super::{LibraryPage, content, heading, next, promise, steps, top};
use crate::cards::{Topic, decision, library};
use crate::summary::sentence;
use crate::words::{Word, Words, direction};

/// The policy of every page, before any script. `trust.md`'s reasons in short: nothing but this site's own files, no
/// inline script or style, and no way to make markup from a string.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'none'; \
object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The built app's files, as addresses relative to the page.
pub struct AppFiles {
    /// `boot.js`
    pub boot: String,
    /// `program.js`
    pub glue: String,
    /// `program.wasm`
    pub program: String,
    /// `style.css`
    pub style: String,
}

/// One decision's page.
pub fn decision_page(t: Tandem, files: &AppFiles) -> String {
    let body = Owner::new().with(|| {
        provide_context(t);
        strip(still(t).to_html())
    });
    let content = library_folder(t);
    let names = std::iter::once(decision::DECISION_FILE.to_string())
        .chain(t.decision.options.iter().map(|option| format!("{}.md", option.id)));
    let cards: Vec<String> = names.map(|name| format!("{content}/{name}")).collect();
    let lang = &t.decision.lang;
    let page = Page { words: t.words, lang, title: &t.decision.meta.title, decision: &t.decision.id, cards: &cards };
    page.html(files, &body)
}

/// The page that lists the topics.
pub fn library_page(words: &'static Words, lang: &str, topics: &'static [Topic], files: &AppFiles) -> String {
    let body = Owner::new().with(|| strip(view! { <LibraryPage words=words topics=topics /> }.to_html()));
    let cards = [format!("content/library.{lang}.md")];
    let page = Page { words, lang, title: words.get(Word::LibraryTitle), decision: "", cards: &cards };
    page.html(files, &body)
}

fn library_folder(t: Tandem) -> String {
    format!("content/{}", library::folder(&t.decision.id, &t.decision.lang))
}

/// What every page has in common.
struct Page<'a> {
    words: &'a Words,
    lang: &'a str,
    title: &'a str,
    decision: &'a str,
    cards: &'a [String],
}

impl Page<'_> {
    fn html(&self, files: &AppFiles, body: &str) -> String {
        let words = format!("content/words/{}.yaml", self.lang);
        let settings = "content/settings.yaml".to_string();
        let load = [words, settings].into_iter().chain(self.cards.iter().cloned());
        let load = load.map(|path| format!("<meta name=\"tandem-file\" content=\"{}\">\n", escape(&path)));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\" data-decision=\"{decision}\">\n<head>\n\
             <meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"{style}\">\n\
             <link rel=\"stylesheet\" href=\"theme.css\">\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"modulepreload\" id=\"program-js\" href=\"{glue}\">\n\
             {load}<script type=\"module\" async src=\"{boot}\" data-program=\"{program}\"></script>\n\
             </head>\n<body>\n<div id=\"page\">{body}</div>\n{notices}</body>\n</html>\n",
            lang = escape(self.lang),
            dir = direction(self.lang),
            decision = escape(self.decision),
            title = escape(self.title),
            style = files.style,
            glue = files.glue,
            program = files.program,
            boot = files.boot,
            load = load.collect::<String>(),
            notices = self.notices(),
        )
    }

    /// What the boot file may have to say: its words stand in the page already, for when nothing else works.
    fn notices(&self) -> String {
        let word = |word| escape(self.words.get(word));
        let button = |id: &str, name| format!("<button type=\"button\" class=\"button\" id=\"{id}\">{}</button>", word(name));
        format!(
            "<p id=\"unread\" class=\"warning\" role=\"status\" hidden>{unread}</p>\n\
             <p id=\"beside\" class=\"warning\" role=\"status\" hidden>{beside}</p>\n\
             <div id=\"trouble\" class=\"trouble\" role=\"alert\" hidden>\n<h1 id=\"trouble-title\" tabindex=\"-1\">{title}</h1>\n\
             <p>{text}</p>\n<p class=\"take-along\">{on} {save} {clear}</p>\n</div>\n",
            unread = word(Word::Unread),
            beside = word(Word::Beside),
            title = word(Word::TroubleTitle),
            text = word(Word::TroubleText),
            on = button("trouble-on", Word::TroubleOn),
            save = button("trouble-save", Word::TroubleSave),
            clear = button("trouble-clear", Word::TroubleClear),
        )
    }
}

/// Everything on one page: what stands first is drawn exactly as the program draws it, so that nothing moves when it
/// takes over.
fn still(t: Tandem) -> AnyView {
    let places = [Place::Choices, Place::Compare, Place::Survival, Place::About, Place::Start];
    let after = places.map(|place| still_place(t, place)).into_iter().collect_view();
    let built = t.words.say(Word::BuiltOn, &[("date", &sentence::in_words(t.words, t.today))]);
    view! {
        <div class="app">
            {top(t)}
            <div class="main" role="main">
                <div class="step step--decision" data-place="decision" id="decision">
                    <h1 id="main-title" tabindex="-1" attr:aria-level="1">
                        {heading(t, &Place::Decision)}
                    </h1>
                    {content(t, &Place::Decision)}
                    {next(t, &Place::Decision)}
                </div>
                {after}
                {worksheet(t)}
                <p class="quiet">{built}</p>
            </div>
            <div class="foot" role="contentinfo">{promise(t.words)}</div>
        </div>
    }
    .into_any()
}

fn still_place(t: Tandem, place: Place) -> AnyView {
    let title = heading(t, &place);
    let hash = place.hash().to_string();
    let inside = content(t, &place);
    if place == Place::Survival {
        // Folded away until opened: people are told what they want to be told.
        return view! {
            <details class="step still" data-place=hash.clone() id=format!("{hash}-fold")>
                <summary>
                    <h2 class="still__title">{title}</h2>
                </summary>
                {inside}
            </details>
        }
        .into_any();
    }
    let cards = (place == Place::Choices).then(|| {
        let cards = t.decision.options.iter().map(|option| {
            view! {
                <section class="still" data-place=option.id.as_str() id=option.id.as_str()>
                    <h2 class="still__title">{option.title.as_str()}</h2>
                    {steps::choices::option_card(t, option)}
                </section>
            }
        });
        cards.collect_view()
    });
    view! {
        <section class=format!("step step--{hash} still") data-place=hash.clone() id=hash.clone()>
            <h2 class="still__title">{title}</h2>
            {inside}
        </section>
        {cards}
    }
    .into_any()
}

/// The worksheet has the addresses of all steps that need a hand or a script.
fn worksheet(t: Tandem) -> AnyView {
    let anchors = [Place::MyWay, Place::Questions, Place::Stand, Place::Page];
    let anchors = anchors.map(|place| view! { <span id=place.hash().to_string()></span> }).into_iter().collect_view();
    view! {
        <section class="step still worksheet" data-place="matters" id="matters">
            {anchors}
            <h2 class="still__title">{t.word(Word::WorksheetTitle)}</h2>
            <steps::worksheet::Worksheet />
        </section>
    }
    .into_any()
}

/// Markers for a program that would take over these very elements; ours draws its own.
fn strip(html: String) -> String {
    html.replace("<!>", "")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
