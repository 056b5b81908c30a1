//! `tandem verify --embed`: what somebody's page does to the frames of Tandem that it shows.

use super::finding::{Findings, Weight};
use super::markup::{self, Tag};
use super::policy::{self, Policy};
use super::web::{self, Answer, Web};
use crate::command::many;

/// What a sandbox takes away unless it says otherwise, and how much that matters.
const NEEDED: [(&str, Weight, &str); 6] = [
    ("allow-scripts", Weight::Broken, "the program cannot start: the page can only be read"),
    (
        "allow-same-origin",
        Weight::Broken,
        "the program cannot be loaded from most hosts: the page can only be read",
    ),
    ("allow-modals", Weight::Broken, "\"Print\" does nothing"),
    ("allow-downloads", Weight::Broken, "nothing can be saved"),
    ("allow-popups", Weight::Broken, "links to other sites do nothing"),
    ("allow-popups-to-escape-sandbox", Weight::Better, "pages of other sites open crippled"),
];

const SNIPPET: &str = "Put the lines of \"Put it on a host\" in the README into the page as they are.";

/// A page that shows frames.
struct Host {
    answer: Answer,
    tags: Vec<Tag>,
    origin: String,
    policies: Vec<String>,
}

/// Looks at a page, and says what it breaks; gives whether nothing is broken.
///
/// # Errors
/// A sentence if the page cannot be had.
pub fn run(address: &str) -> Result<bool, String> {
    let address = if address.contains("://") { address.to_string() } else { format!("https://{address}") };
    let web = Web::new();
    let answer = web.get(&address).map_err(|why| format!("{address} cannot be had: {why}."))?;
    if answer.status != 200 {
        return Err(format!("{address} cannot be had: the host answers {}.", answer.status));
    }
    let host = Host::of(answer);
    let mut found = Findings::default();
    let frames = host.frames(&mut found, &web);
    for (number, frame) in frames.iter().enumerate() {
        let name = format!("frame {} ({})", number + 1, frame.src);
        host.check(&mut found, frame, &name);
    }
    host.whole(&mut found, &frames);
    if !frames.is_empty() {
        host.loader(&mut found, &web);
    }
    show!("{}: {} of Tandem.", host.answer.address, many(frames.len(), "frame"));
    show!("{}{}.", found.text(), found.in_short());
    Ok(found.is_well())
}

/// A frame that shows a page of Tandem, or is meant to.
struct Frame<'a> {
    tag: &'a Tag,
    src: String,
    page: Option<Answer>,
}

impl Host {
    fn of(answer: Answer) -> Host {
        let tags = markup::tags(&answer.text());
        let header = answer.header("content-security-policy").unwrap_or_default();
        let policies = [header, markup::own_policy(&tags)].into_iter().filter(|it| !it.is_empty()).collect();
        Host { origin: web::origin(&answer.address), tags, policies, answer }
    }

    fn policies(&self) -> Vec<Policy<'_>> {
        self.policies.iter().flat_map(|it| policy::read(it)).collect()
    }

    /// The frames of Tandem, by what is in them; those that are marked as such even if nothing is.
    fn frames(&self, found: &mut Findings, web: &Web) -> Vec<Frame<'_>> {
        let mut frames = Vec::new();
        for tag in self.tags.iter().filter(|tag| tag.name == "iframe") {
            let src = tag.get("src").unwrap_or_default();
            let is_meant = tag.get("data-tandem").is_some();
            let Some(address) = web::resolve(&self.answer.address, src) else {
                let later = ["data-src", "data-lazy-src", "data-cookieblock-src"];
                if is_meant || later.iter().any(|name| tag.get(name).is_some_and(|it| it.contains(".html"))) {
                    found.add(Weight::Broken, "A frame without an address (`src`): a script of the page is to give it one, and where that does not run, or waits for a consent, nothing is shown.", "Tandem stores nothing and sends nothing, so that it needs no consent: let `src` stand.", tag.get("title").unwrap_or_default());
                }
                continue;
            };
            let page = web.get(&address).ok();
            let is_ours = page.as_ref().is_some_and(|it| is_tandem(&it.text()));
            if is_meant || is_ours {
                frames.push(Frame { tag, src: address, page: page.filter(|it| it.status == 200) });
            }
        }
        if frames.is_empty() {
            found.add(Weight::Broken, "No frame of Tandem stands in the page as the host sends it: it was taken out, or a script of the page adds it later, which this command does not see.", SNIPPET, "");
        }
        frames
    }

    fn check(&self, found: &mut Findings, frame: &Frame, name: &str) {
        let tag = frame.tag;
        match &frame.page {
            None => found.add(
                Weight::Broken,
                "The page in the frame cannot be had.",
                "Mend the frame's address.",
                name,
            ),
            Some(page) if !is_tandem(&page.text()) => {
                found.add(
                    Weight::Broken,
                    "What the frame shows is no page of Tandem.",
                    "Mend the frame's address.",
                    name,
                );
            }
            Some(page) => self.is_let_in(found, page, name),
        }
        if self.answer.address.starts_with("https:") && !web::is_secure(&frame.src) {
            found.add(
                Weight::Broken,
                "The frame's address is http: browsers do not show it in a page of https.",
                "Use the https address.",
                name,
            );
        }
        if web::origin(&frame.src) == self.origin {
            found.add(Weight::Broken, "The frame's page is of the same site (scheme, host and port) as the page around it, which could read what people enter: nothing can be entered.", "Serve Tandem under a host name of its own.", name);
        }
        if self.policies().iter().any(|it| !it.lets("frame-src", &frame.src, &self.origin)) {
            found.add(
                Weight::Broken,
                "The page's own Content-Security-Policy forbids the frame.",
                "Add the frame's host to `frame-src`.",
                name,
            );
        }
        self.attributes(found, tag, name);
        let alone = web::resolve(&self.answer.address, &frame.src);
        let links = self.tags.iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.get("href"));
        if !links.filter_map(|it| web::resolve(&self.answer.address, it)).any(|it| Some(it) == alone) {
            found.add(Weight::Better, "No link to the page by itself: where frames are stripped or blocked, and on paper, nothing is left of it.", SNIPPET, name);
        }
    }

    /// Whether the frame's own host lets this page show it.
    fn is_let_in(&self, found: &mut Findings, page: &Answer, name: &str) {
        let sent = page.header("x-frame-options").unwrap_or_default().to_ascii_lowercase();
        let header = page.header("content-security-policy").unwrap_or_default();
        let named: Vec<bool> = policy::read(&header)
            .iter()
            .filter_map(|it| it.lets_around(&self.origin, &page.address))
            .collect();
        let is_barred = if named.is_empty() { !sent.is_empty() } else { named.contains(&false) };
        if is_barred {
            found.add(
                Weight::Broken,
                "The host of Tandem lets no other site show its pages (X-Frame-Options or frame-ancestors).",
                "Ask whoever runs it to take that away, or to name your site.",
                name,
            );
        }
        let needs = self.answer.header("cross-origin-embedder-policy").unwrap_or_default();
        let says = page.header("cross-origin-embedder-policy").unwrap_or_default();
        if needs.contains("require-corp") && says.is_empty() {
            found.add(Weight::Broken, "The page around it sends `Cross-Origin-Embedder-Policy: require-corp`, and the frame does not: browsers do not show it.", "Send that header from neither, or from both.", name);
        }
    }

    fn attributes(&self, found: &mut Findings, tag: &Tag, name: &str) {
        if tag.get("title").is_none_or(|it| it.trim().is_empty()) {
            found.add(
                Weight::Broken,
                "The frame has no `title`: who cannot see it is not told what it is.",
                SNIPPET,
                name,
            );
        }
        let height = tag.get("height").and_then(|it| it.trim_end_matches("px").parse::<f64>().ok());
        let styled = tag.get("style").is_some_and(|it| it.contains("height"));
        match height {
            None if !styled => found.add(
                Weight::Better,
                "The frame has no `height`: without the script it is 150 dots high.",
                SNIPPET,
                name,
            ),
            Some(height) if height < 400.0 && !styled => found.add(
                Weight::Better,
                "The frame is less than 400 dots high: without the script people see little of it at a time.",
                SNIPPET,
                name,
            ),
            _ => {}
        }
        let width = tag.get("width").and_then(|it| it.trim_end_matches("px").parse::<f64>().ok());
        if width.is_some_and(|it| it < 280.0) {
            found.add(
                Weight::Broken,
                "The frame is less than 280 dots wide: words run out of it.",
                "Use width=\"100%\".",
                name,
            );
        }
        if tag.get("scrolling").is_some_and(|it| it.eq_ignore_ascii_case("no")) {
            found.add(Weight::Better, "The frame must not scroll (`scrolling=\"no\"`): without the script its end cannot be reached.", "Leave it out.", name);
        }
        if tag.get("sandbox").is_some() {
            for (word, weight, end) in NEEDED.iter().filter(|(word, ..)| !tag.has_word("sandbox", word)) {
                found.add(*weight, format!("The frame's sandbox has no `{word}`: {end}."), SNIPPET, name);
            }
        }
        if web::origin(tag.get("src").unwrap_or_default()) != self.origin
            && !tag.get("allow").is_some_and(|it| it.contains("clipboard-write"))
        {
            found.add(
                Weight::Better,
                "The frame has no `allow=\"clipboard-write\"`: \"Copy\" does nothing in most browsers.",
                SNIPPET,
                name,
            );
        }
        if tag.get("referrerpolicy") != Some("no-referrer") {
            found.add(Weight::Better, "The frame has no `referrerpolicy=\"no-referrer\"`: the host of Tandem is told which site a reader came from.", SNIPPET, name);
        }
    }

    /// What is true of the page as a whole.
    fn whole(&self, found: &mut Findings, frames: &[Frame]) {
        for (number, frame) in frames.iter().enumerate() {
            if frames.iter().take(number).any(|other| other.src == frame.src) {
                found.add(
                    Weight::Better,
                    "The same page is shown twice: what is entered in one is not in the other.",
                    "Show it once.",
                    &frame.src,
                );
            }
            let title = frame.tag.get("title");
            if frames
                .iter()
                .take(number)
                .any(|other| other.tag.get("title") == title && other.src != frame.src)
            {
                found.add(
                    Weight::Better,
                    "Two frames have one title: who cannot see them does not know which is which.",
                    "Give each its own.",
                    &frame.src,
                );
            }
        }
        if self.policies().iter().any(|it| it.get("sandbox").is_some()) {
            found.add(
                Weight::Broken,
                "The page's own Content-Security-Policy puts it, and all frames in it, into a sandbox.",
                "Take `sandbox` out of the policy.",
                "",
            );
        }
        let permissions = self.answer.header("permissions-policy").unwrap_or_default();
        if permissions.contains("clipboard-write=()") {
            found.add(
                Weight::Better,
                "The page's own Permissions-Policy forbids copying to the frame too.",
                "Take `clipboard-write` out of it.",
                "",
            );
        }
    }

    /// The script that lets frames grow.
    fn loader(&self, found: &mut Findings, web: &Web) {
        let is_it = |tag: &&Tag| {
            tag.name == "script"
                && ["src", "data-src", "data-rocket-src", "data-cookieblock-src"].iter().any(|name| {
                    tag.get(name)
                        .is_some_and(|it| it.split('?').next().unwrap_or_default().ends_with("embed.js"))
                })
        };
        let marked = self.tags.iter().any(|tag| tag.name == "iframe" && tag.get("data-tandem").is_some());
        let Some(script) = self.tags.iter().find(is_it) else {
            found.add(Weight::Better, "The script `embed.js` is not there, or was taken out: the frame does not grow, and scrolls inside.", SNIPPET, "");
            return;
        };
        if !marked {
            found.add(
                Weight::Better,
                "No frame has the attribute `data-tandem`, by which the script knows it: it does not grow.",
                SNIPPET,
                "",
            );
        }
        let address = script.get("src").and_then(|it| web::resolve(&self.answer.address, it));
        let kind = script.get("type").unwrap_or("text/javascript");
        let Some(address) = address.filter(|_| ["text/javascript", "module", ""].contains(&kind)) else {
            found.add(Weight::Better, "The script `embed.js` was put off by another script of the page (lazy loading, consent): until that lets it, the frame does not grow.", "Let it run at once: it stores nothing and asks nothing.", "");
            return;
        };
        if self.policies().iter().any(|it| !it.lets("script-src", &address, &self.origin)) {
            found.add(Weight::Better, "The page's own Content-Security-Policy forbids `embed.js`: the frame does not grow, and scrolls inside.", "Add its host to `script-src`.", &address);
        }
        if !web.get(&address).is_ok_and(|it| it.status == 200 && it.text().contains("tandem:height")) {
            found.add(
                Weight::Better,
                "`embed.js` cannot be had at its address: the frame does not grow.",
                "Mend the address.",
                &address,
            );
        }
    }
}

/// Whether a page is one of Tandem's.
fn is_tandem(html: &str) -> bool {
    html.contains("data-decision=") && html.contains("id=\"page\"")
}
