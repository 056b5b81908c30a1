//! The list of topics of a site, and what its cards say of themselves.

use std::collections::BTreeSet;

use super::finding::{Findings, Weight};
use crate::cards::status::{Freshness, Meta, Status};
use crate::cards::{decision, library};
use crate::command::connections::links_of;
use crate::text::remark::Remarks;
use crate::text::{Date, Source, head};

/// How soon before its review date a card is named.
const SOON: u16 = 60;

/// A text of the site by its path; nothing where it is not there.
pub type Read<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Holds a list of topics against the pages and cards that are there.
pub fn check(found: &mut Findings, list: &str, lang: &str, read: Read, today: Date) {
    let Some(text) = read(list) else { return };
    let (topics, _) = library::read(Source { name: list, text: &text });
    let pages: BTreeSet<String> =
        topics.iter().filter(|it| it.lang == lang).map(library::Topic::page).collect();
    if pages.is_empty() {
        found.add(Weight::Known, "A list without a topic: sheets and lists alone are shown.", "", list);
    }
    for page in pages.iter().filter(|page| read(page).is_none()) {
        found.add(
            Weight::Broken,
            "The list of topics names it, and its page is not there.",
            "Publish again, and copy the whole folder.",
            page,
        );
    }
    let index = library::index_name(lang);
    if let Some(built) = read(&index) {
        let all = read(&library::all_name(lang)).unwrap_or_default();
        let named: BTreeSet<String> = links_of(&built).chain(links_of(&all)).collect();
        for page in pages.iter().filter(|page| !named.contains(*page)) {
            found.add(Weight::Broken, format!("Stands in {list}, and not in the list as it was built: one of the two is of another time."), "Publish again, and copy the whole folder.", page);
        }
    }
    for topic in topics.iter().filter(|it| it.lang == lang) {
        let folder = format!("content/{}", library::folder(&topic.id, lang));
        let file = format!("{folder}/{}", decision::DECISION_FILE);
        let Some(text) = read(&file) else {
            found.add(
                Weight::Broken,
                "The list of topics names it, and its card is not there.",
                "Publish again, and copy the whole folder.",
                &file,
            );
            continue;
        };
        for option in decision::option_files(&text).iter().map(|name| format!("{folder}/{name}")) {
            if read(&option).is_none() {
                found.add(
                    Weight::Broken,
                    "A choice whose card is not there.",
                    "Copy the whole folder again.",
                    &option,
                );
            }
        }
        card(found, &topic.page(), &text, today);
    }
}

/// Whether a card is still to be trusted.
pub fn card(found: &mut Findings, at: &str, text: &str, today: Date) {
    let source = Source { name: at, text };
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let meta = Meta::read(&head, &mut remarks);
    let soon = meta.review_by.is_some_and(|due| today.plus_days(SOON) > due);
    match (meta.status, meta.freshness(today)) {
        (Status::Withdrawn, _) => found.add(Weight::Known, "Withdrawn: its numbers are not shown.", "", at),
        (_, Freshness::Expired) => found.add(
            Weight::Broken,
            "More than a year past its review date: its numbers are not shown any more.",
            "Review the card, or take the topic off the list.",
            at,
        ),
        (_, Freshness::PastReview) => {
            found.add(Weight::Better, "Past its review date, and the page says so.", "Review the card.", at)
        }
        (_, Freshness::Current) if soon => {
            found.add(Weight::Known, format!("To be reviewed within {SOON} days."), "", at)
        }
        _ => {}
    }
    match meta.status {
        Status::Example => {
            found.add(Weight::Known, "An example that no clinician has reviewed; each page says so.", "", at)
        }
        Status::Draft => found.add(Weight::Known, "A draft; each page says so.", "", at),
        _ => {}
    }
}
