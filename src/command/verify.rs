//! `tandem verify`: what a website that was published really sends to people, and what is missing there, in plain words.

mod embed;
mod files;
mod finding;
mod headers;
mod markup;
mod policy;
mod topics;
mod web;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::folder::read_file;
use super::{connections, manifest, many, today};
use crate::cards::names::published_name;
use crate::cards::settings::Settings;
use crate::cards::{decision, library};
use crate::text::Source;
use files::File;
use finding::{Findings, Weight};
use web::{Answer, Web};

/// What to look at.
pub struct Options {
    /// The address of a site, or of a page that shows one inside it.
    pub address: String,
    /// The folder that was published: what should be there. Otherwise the site's own list says it.
    pub against: Option<PathBuf>,
    /// Also ask for every address elsewhere that a page leads to.
    pub links: bool,
    /// The address is that of somebody's page with frames of Tandem in it.
    pub embed: bool,
}

impl Options {
    /// Looks, and says what it found; gives whether nothing is broken.
    ///
    /// # Errors
    /// A sentence if nothing answers at all.
    pub fn run(&self) -> Result<bool, String> {
        if self.embed { embed::run(&self.address) } else { run(self) }
    }
}

/// Where to look if a site has no list of its files: no more than this many.
const CRAWLED: usize = 2000;

/// A site as it came.
struct Site {
    base: String,
    /// What was noted of each file; nothing where there is no list.
    noted: BTreeMap<String, Option<String>>,
    came: BTreeMap<String, Result<Answer, String>>,
}

fn run(order: &Options) -> Result<bool, String> {
    let base = base(&order.address);
    let web = Web::new();
    let first = web.get(&base).map_err(|why| format!("{base} cannot be had: {why}."))?;
    let mut found = Findings::default();
    // A host may lead to another address: what people see is there.
    let base = if first.status == 200 { self::base(&first.address) } else { base };
    if first.status != 200 {
        let says = format!("The site's own address answers {}.", first.status);
        found.add(
            Weight::Broken,
            says,
            "Let the host send `index.html` for the address of its folder.",
            &base,
        );
    }
    way(&mut found, &web, &base);
    let site = gather(&mut found, &web, base, order.against.as_deref())?;
    whole(&mut found, &web, &site);
    for (path, came) in &site.came {
        if let Ok(answer) = came
            && answer.status == 200
        {
            headers::packing(&mut found, path, answer);
            headers::keeping(&mut found, path, answer);
            if path.ends_with(".html") {
                headers::page(&mut found, path, answer);
            }
        }
    }
    contents(&mut found, &site);
    lead(&mut found, &web, &site, order.links);
    show!("{}: {} looked at.", site.base, many(site.came.len(), "file"));
    show!("{}{}.", found.text(), found.in_short());
    Ok(found.is_well())
}

/// `https://aid.example.org/some/` for any way of writing it.
fn base(address: &str) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = if address.contains("://") { address.to_string() } else { format!("https://{address}") };
    let at = address.find("://").map_or(0, |at| at + 3);
    match address.rsplit_once('/') {
        Some((folder, last)) if folder.len() >= at && (last.is_empty() || last.contains('.')) => {
            format!("{folder}/")
        }
        _ => format!("{address}/"),
    }
}

/// How the site is reached, and what it answers where there is nothing.
fn way(found: &mut Findings, web: &Web, base: &str) {
    if !web::is_secure(base) {
        found.add(Weight::Broken, "It is served without encryption (http): anybody on the way can read and change it, and browsers keep the program from copying and keeping.", "Serve it by https.", base);
    } else if let Some(rest) = base.strip_prefix("https://")
        && !web::origin(base).trim_start_matches("https://").contains(':')
    {
        let plain = web.get(&format!("http://{rest}"));
        if plain.is_ok_and(|it| it.status < 400 && !it.address.starts_with("https:")) {
            found.add(
                Weight::Better,
                "It is served without encryption (http) as well.",
                "Let http lead to https.",
                base,
            );
        }
    }
    let nothing = format!("{base}there-is-no-such-page.en.html");
    if web.get(&nothing).is_ok_and(|it| it.status == 200) {
        found.add(Weight::Better, "Where a file is missing the host sends a page, as if it were there. Tandem knows its own files from it; nobody notices a dead link.", "Let the host answer 404 where there is no file.", base);
    }
}

/// Asks for all files.
fn gather(
    found: &mut Findings,
    web: &Web,
    base: String,
    against: Option<&std::path::Path>,
) -> Result<Site, String> {
    let list = match against {
        Some(folder) => Some(read_file(&folder.join(manifest::NAME))?),
        None => {
            let came = web.get(&format!("{base}{}", manifest::NAME));
            came.ok().filter(|it| it.status == 200 && it.kind() != "text/html").map(|it| it.text())
        }
    };
    let files = list.map(|text| manifest::of_text(&text)).unwrap_or_default();
    let mut site = Site { base, noted: BTreeMap::new(), came: BTreeMap::new() };
    if files.is_empty() {
        found.add(Weight::Better, "There is no list of the files that were published, so that old and missing ones cannot all be known.", "Copy `tandem-files.txt` too, or name the published folder: `--against FOLDER`.", manifest::NAME);
        crawl(web, &mut site);
    } else {
        let paths: Vec<String> = files.keys().filter(|path| files::is_shown(path)).cloned().collect();
        let came = web.for_each(&paths, |web, path| web.get(&format!("{}{path}", site.base)));
        site.came = paths.into_iter().zip(came).collect();
        site.noted = files.into_iter().map(|(path, mark)| (path, Some(mark))).collect();
    }
    Ok(site)
}

/// Follows what pages load and lead to, within the site.
fn crawl(web: &Web, site: &mut Site) {
    let mut next: BTreeSet<String> = ["index.html", "content/settings.yaml"].map(str::to_string).into();
    while !next.is_empty() && site.came.len() < CRAWLED {
        let paths: Vec<String> = std::mem::take(&mut next).into_iter().collect();
        let came = web.for_each(&paths, |web, path| web.get(&format!("{}{path}", site.base)));
        for (path, came) in paths.into_iter().zip(came) {
            if let Ok(answer) = &came
                && answer.status == 200
            {
                next.extend(inside(&site.base, &path, answer));
            }
            site.noted.insert(path.clone(), Some(String::new()));
            site.came.insert(path, came);
        }
        next.retain(|path| !site.came.contains_key(path));
    }
    // It need not be there.
    if site.came.get("content/settings.yaml").is_some_and(|it| it.as_ref().is_ok_and(|it| it.status != 200)) {
        site.came.remove("content/settings.yaml");
    }
}

/// The files of the same site that one leads to: what a page names, the cards of a list, the choices of a card.
fn inside(base: &str, path: &str, answer: &Answer) -> Vec<String> {
    let text = answer.text();
    if path.starts_with("content/library") {
        let (topics, _) = library::read(Source { name: path, text: &text });
        let card = |it: &library::Topic| {
            format!("content/{}/{}", library::folder(&it.id, &it.lang), decision::DECISION_FILE)
        };
        return topics.iter().map(card).collect();
    }
    if let Some(folder) = path.strip_suffix(decision::DECISION_FILE) {
        return decision::option_files(&text).iter().map(|it| format!("{folder}{it}")).collect();
    }
    if path.ends_with(".html") { named(base, path, &text) } else { Vec::new() }
}

/// What a page names, and the list and the words of its language.
fn named(base: &str, path: &str, text: &str) -> Vec<String> {
    let (tags, page) = (markup::tags(text), format!("{base}{path}"));
    let named = markup::addresses(&tags).filter_map(|it| web::resolve(&page, it));
    let mut paths: Vec<String> = named
        .filter_map(|it| it.strip_prefix(base).map(|it| it.split('?').next().unwrap_or_default().to_string()))
        .map(|it| if it.is_empty() || it.ends_with('/') { format!("{it}index.html") } else { it })
        .collect();
    if let Some(lang) = path.strip_prefix("index.").and_then(|it| it.strip_suffix(".html")) {
        paths.push(format!("content/{}", published_name("library", lang)));
        paths.push(format!("content/words/{lang}.yaml"));
    }
    paths
}

/// Each file.
fn whole(found: &mut Findings, web: &Web, site: &Site) {
    let all: Vec<(&String, &Result<Answer, String>)> = site.came.iter().collect();
    let looked = web.for_each(&all, |web, (path, came)| {
        let file = File { path, noted: site.noted.get(*path).and_then(|it| it.as_deref()) };
        files::check(web, &format!("{}{path}", site.base), &file, came)
    });
    looked.into_iter().for_each(|it| found.join(it));
}

impl Site {
    /// A file's text, if it is there.
    fn text(&self, path: &str) -> Option<String> {
        let answer = self.came.get(path)?.as_ref().ok().filter(|it| it.status == 200)?;
        Some(answer.text())
    }
}

/// The topics, the cards, and the settings.
fn contents(found: &mut Findings, site: &Site) {
    let read = |path: &str| site.text(path);
    let lists = site.came.keys().filter_map(|path| {
        let rest = path.strip_prefix("content/library")?.strip_suffix(".md")?;
        Some((path, rest.trim_start_matches(['.', '_'])))
    });
    for (list, lang) in lists {
        topics::check(found, list, lang, &read, today());
    }
    for path in site.came.keys().filter(|path| {
        ["lists", "sheets", "support"].iter().any(|it| path.starts_with(&format!("content/{it}/")))
    }) {
        if let Some(text) = site.text(path) {
            topics::card(found, path, &text, today());
        }
    }
    let text = site.text("content/settings.yaml").unwrap_or_default();
    let settings = Settings::read(Source { name: "settings.yaml", text: &text });
    let Some(own) = &settings.own_address else { return };
    if *own != site.base.trim_end_matches('/') {
        let says = format!(
            "`settings.yaml` gives the site's own address as {own}, and this is {}: keeping answers is not offered here, and pictures beside links lead there.",
            site.base
        );
        found.add(
            Weight::Better,
            says,
            "Give the site's own address as people see it, or none.",
            "content/settings.yaml",
        );
    }
}

/// Where links lead.
fn lead(found: &mut Findings, web: &Web, site: &Site, outward: bool) {
    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    for (path, came) in site.came.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Ok(answer) = came else { continue };
        let text = answer.text();
        // Shown without a network alone: then its link is given the address that was asked for.
        if text.contains("<html data-away ") {
            continue;
        }
        for link in connections::links_of(&text) {
            let Some(address) = web::resolve(&format!("{}{path}", site.base), &link) else { continue };
            let inside = address.strip_prefix(&site.base).is_some_and(|it| site.came.contains_key(it));
            let is_own = address.starts_with(&site.base);
            if !inside && address != site.base && (is_own || outward) {
                asked.entry(address).or_insert(path.clone());
            }
        }
    }
    let asked: Vec<(String, String)> = asked.into_iter().collect();
    let came = web.for_each(&asked, |web, (address, _)| web.get(address).map(|it| it.status));
    for ((address, page), came) in asked.iter().zip(came) {
        let at = format!("{address} (on {page})");
        match came {
            Ok(404 | 410) => found.add(
                Weight::Broken,
                "Links to pages that are not there.",
                "Mend the card, and publish again.",
                &at,
            ),
            Ok(status) if status >= 400 => found.add(
                Weight::Known,
                "Links that could not be tried: their hosts refused this command. Try them by hand.",
                "",
                &at,
            ),
            Err(_) => found.add(
                Weight::Better,
                "Links whose hosts do not answer.",
                "Try them by hand; mend the card if they are gone.",
                &at,
            ),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_however_it_is_written() {
        for (written, meant) in [
            ("aid.example.org", "https://aid.example.org/"),
            ("https://aid.example.org", "https://aid.example.org/"),
            ("http://127.0.0.1:8080/some/where", "http://127.0.0.1:8080/some/where/"),
            ("https://aid.example.org/some/index.en.html#start", "https://aid.example.org/some/"),
            ("https://aid.example.org/?a=b", "https://aid.example.org/"),
        ] {
            assert_eq!(base(written), meant);
        }
    }
}
