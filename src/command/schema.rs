//! What a topic's page says of itself to libraries that list aids, in the words of schema.org: as data that no browser runs.

use serde_json::{Map, Value, json};

use crate::cards::{Date, Meta, Status, Topic};
use crate::text::remark::Remarks;
use crate::text::{Head, Source, head};

/// What a site says of itself.
pub struct Site<'a> {
    /// Whose it is, where somebody said so.
    pub publisher: Option<&'a str>,
    /// Its own address, where that is known.
    pub address: Option<String>,
}

/// The page with what it says of itself. `card` is the text of its `decision.md`.
pub fn described(page: &str, topic: &Topic, meta: &Meta, card: &str, site: &Site) -> String {
    let source = Source { name: "decision.md", text: card };
    let head = head::of_card(source, &mut Remarks::on(source));
    let mut facts = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        facts.extend(value.map(|value| (name.to_string(), value)));
    };
    add("@context", Some("https://schema.org".into()));
    add("@type", Some("MedicalWebPage".into()));
    add("name", Some(topic.title.as_str().into()));
    let whom = Some(topic.whom.as_str()).filter(|whom| !whom.is_empty());
    add("audience", whom.map(|whom| json!({ "@type": "MedicalAudience", "audienceType": whom })));
    add("about", Some(json!({ "@type": "MedicalEntity", "name": topic.title })));
    let names = Some(head.values("also-called").join(", ")).filter(|names| !names.is_empty());
    add("keywords", names.map(Value::from));
    add("url", site.address.as_ref().map(|site| format!("{site}/{}", topic.page()).into()));
    add("inLanguage", Some(topic.lang.as_str().into()));
    add("version", Some(meta.version.as_str()).filter(|it| !it.is_empty()).map(Value::from));
    add("datePublished", meta.published.map(day));
    add("dateModified", changed(&head).map(|date| day(meta.published.map_or(date, |it| it.max(date)))));
    add("lastReviewed", reviewed(meta, &head).map(day));
    add("creativeWorkStatus", Some(status(meta).into()));
    add("publisher", site.publisher.map(|name| json!({ "@type": "Organization", "name": name })));
    // The one sign that could end the element it stands in.
    let facts = Value::Object(facts).to_string().replace('<', "\\u003c");
    page.replacen("</head>", &format!("<script type=\"application/ld+json\">{facts}</script>\n</head>"), 1)
}

fn day(date: Date) -> Value {
    date.to_string().into()
}

/// The newest day in the history that its authors tell.
fn changed(head: &Head) -> Option<Date> {
    let days = head.values("history").iter().filter_map(|it| it.split_once(": "));
    days.filter_map(|(day, _)| Date::read(day)).max()
}

/// The day of the review, as long as it is a review of these words.
fn reviewed(meta: &Meta, head: &Head) -> Option<Date> {
    let is_reviewed = meta.status == Status::Reviewed && !meta.changed_since_review;
    head.value("reviewed").and_then(Date::read).filter(|_| is_reviewed)
}

fn status(meta: &Meta) -> &'static str {
    match meta.status {
        Status::Example => "example",
        Status::Draft => "draft",
        Status::Reviewed if meta.changed_since_review => "changed since its review",
        Status::Reviewed => "reviewed",
        Status::Withdrawn => "withdrawn",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::cards::library;

    #[test]
    fn no_title_ends_the_element_it_stands_in_and_a_review_of_other_words_is_none() {
        let card = "---\ntitle: T\nstatus: reviewed\nreviewed: 2026-11-22\n---\n";
        let source = Source { name: "decision.md", text: card };
        let mut meta = Meta::read(&head::of_card(source, &mut Remarks::on(source)), &mut Remarks::on(source));
        let list = "---\n---\n\n# L\n\n- [A </script><b> knee](knee/en/decision.md): people\n";
        let topics = library::read(Source { name: "library.en.md", text: list }).0;
        let mut topic = topics.into_iter().next().unwrap();
        topic.title = "A </script><b> knee".to_string();
        let facts = |meta: &Meta| {
            let page =
                described("<head></head>", &topic, meta, card, &Site { publisher: None, address: None });
            let (_, rest) = page.split_once("ld+json\">").unwrap();
            serde_json::from_str::<Value>(rest.split_once("</script>\n</head>").unwrap().0).unwrap()
        };
        assert_eq!(facts(&meta)["name"], "A </script><b> knee");
        assert_eq!(facts(&meta)["lastReviewed"], "2026-11-22");
        meta.changed_since_review = true;
        assert!(facts(&meta).get("lastReviewed").is_none());
        assert_eq!(facts(&meta)["creativeWorkStatus"], "changed since its review");
    }
}
