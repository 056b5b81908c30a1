//! `catalogue.json`, beside the pages: what is on this site, for libraries that list aids for decisions.

use serde_json::{Map, Value, json};

use super::folder::write;
use super::selection::{self, Selection};
use super::site::Publish;
use super::standards::{self, Held};
use crate::cards::{Topic, library};
use crate::check::governance::standards::State;
use crate::check::{Content, Unit};
use crate::text::Source;

/// Its name. No page has it.
const NAME: &str = "catalogue.json";

/// What of a decision's head stands in it, as its author wrote it.
const OF_HEAD: [&str; 8] =
    ["status", "version", "published", "review-by", "reviewed", "update-policy", "funding", "licence"];

/// Writes it, once all pages are written: every topic that is published, in each of its languages.
///
/// # Errors
/// A sentence if the file cannot be written.
pub fn lay(order: &Publish, content: &Content, chosen: &Selection, name: &str) -> Result<(), String> {
    let website = content.settings().own_address;
    // In full where the site's own address is known.
    let address = |name: String| website.as_ref().map_or(name.clone(), |site| format!("{site}/{name}"));
    let mut topics = Vec::new();
    for (lang, text) in selection::libraries(content) {
        let listed = library::read(Source { name: &format!("library.{lang}.md"), text }).0;
        for topic in listed.iter().filter(|it| it.lang == lang && chosen.has_decision(&it.id, &it.lang)) {
            let unit = Unit::Decision { id: topic.id.clone(), lang: topic.lang.clone() };
            let about = library::about_name(&topic.id, lang);
            let about = order.out.join(&about).is_file().then(|| address(about));
            let held = standards::held(content, &unit);
            topics.extend(held.map(|it| described(&it, topic, &address(topic.page()), about)));
        }
    }
    let all = json!({ "catalogue": 1, "name": name, "topics": topics });
    write(&order.out.join(NAME), format!("{all:#}\n").as_bytes())
}

fn described(held: &Held, topic: &Topic, page: &str, about: Option<String>) -> Value {
    let counts: Map<String, Value> =
        State::ALL.iter().map(|state| (state.slug().to_string(), held.report.count(*state).into())).collect();
    let mut described = json!({
        "id": topic.id,
        "lang": topic.lang,
        "title": topic.title,
        "for": topic.whom,
        "page": page,
        "about": about,
        "standards": { "held-against": ["IPDAS 4.0", "NICE ECD8"], "counts": counts },
    });
    let head = held.card.files.first().map(|file| &file.head);
    let of_head = OF_HEAD.map(|key| (key.to_string(), head.and_then(|head| head.value(key)).into()));
    if let Some(described) = described.as_object_mut() {
        described.extend(of_head);
    }
    described
}
