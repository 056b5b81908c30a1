//! What a card says of itself: its status, its dates, who made it.

use crate::text::remark::{Code, Remarks};
use crate::text::{Date, Head, Span};

/// How far a card has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Made to show how cards are written; no clinician has reviewed it.
    Example,
    /// Being written.
    Draft,
    /// Reviewed by the people it names.
    Reviewed,
    /// Not to be used any more: its numbers are not shown.
    Withdrawn,
}

impl Status {
    fn read(text: &str) -> Option<Status> {
        Some(match text {
            "example" => Status::Example,
            "draft" => Status::Draft,
            "reviewed" => Status::Reviewed,
            "withdrawn" => Status::Withdrawn,
            _ => return None,
        })
    }
}

/// Whether a card is still to be trusted on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Before its review date.
    Current,
    /// Past its review date: said on screen and on paper.
    PastReview,
    /// So long past, or withdrawn, that its numbers are not shown.
    Expired,
}

/// What the head of a decision says.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The short name of the topic.
    pub title: String,
    /// How far it has come. Unreadable counts as a draft.
    pub status: Status,
    /// The author's own mark for this text.
    pub version: String,
    /// When it was published.
    pub published: Option<Date>,
    /// When it must be looked at again.
    pub review_by: Option<Date>,
    /// Who wrote it, in what role.
    pub authors: Vec<String>,
    /// Who reviewed it; empty while nobody has.
    pub reviewers: Vec<String>,
    /// It says that it was reviewed, but the text is no longer the one that was. Set by who reads the whole decision.
    pub changed_since_review: bool,
    /// Who paid for it.
    pub funding: String,
    /// Interests that the authors declare.
    pub interests: String,
    /// How and when it is brought up to date.
    pub update_policy: String,
    /// How the evidence was found.
    pub evidence: String,
    /// Under which licence it may be used.
    pub licence: String,
}

/// Numbers are taken away this many years after the review date.
const YEARS_UNTIL_EXPIRED: u16 = 1;

impl Meta {
    /// Reads a head; what is missing is remarked on and left empty.
    pub fn read(head: &Head, remarks: &mut Remarks) -> Meta {
        let mut needed = |key: &str| {
            let value = head.value(key).unwrap_or_default().to_string();
            if value.is_empty() {
                remarks.add(Code::KeyMissing, Span::default(), key);
            }
            value
        };
        let (title, version) = (needed("title"), needed("version"));
        let (funding, update_policy) = (needed("funding"), needed("update-policy"));
        let (status, published, review_by) = (needed("status"), needed("published"), needed("review-by"));
        let mut checked = |key: &str, readable: bool, value: &str| {
            if !readable && !value.is_empty() {
                remarks.add(Code::KeyValue, head.at(key), format!("{key}: {value}"));
            }
        };
        checked("status", Status::read(&status).is_some(), &status);
        checked("published", Date::read(&published).is_some(), &published);
        checked("review-by", Date::read(&review_by).is_some(), &review_by);
        let people = |key: &str| head.values(key).iter().filter(|it| *it != "none").cloned().collect();
        let text = |key: &str| head.value(key).unwrap_or_default().to_string();
        Meta {
            title,
            status: Status::read(&status).unwrap_or(Status::Draft),
            version,
            published: Date::read(&published),
            review_by: Date::read(&review_by),
            authors: people("authors"),
            reviewers: people("reviewers"),
            changed_since_review: false,
            funding,
            interests: text("interests"),
            update_policy,
            evidence: text("evidence"),
            licence: text("licence"),
        }
    }

    /// How fresh it is on a day. Without a review date a card counts as past it.
    pub fn freshness(&self, today: Date) -> Freshness {
        if self.status == Status::Withdrawn {
            return Freshness::Expired;
        }
        match (self.review_by, self.last_day()) {
            (Some(due), _) if today <= due => Freshness::Current,
            (_, Some(last)) if today > last => Freshness::Expired,
            _ => Freshness::PastReview,
        }
    }

    /// The last day on which its numbers are shown; none without a review date.
    pub fn last_day(&self) -> Option<Date> {
        self.review_by.map(|due| Date { year: due.year + YEARS_UNTIL_EXPIRED, ..due })
    }
}
