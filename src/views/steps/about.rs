//! About this information: status, dates, who made it and how, and every source.

use super::decision::status_words;
use crate::cards::decision::Note;
use crate::cards::library::about_name;
use crate::views::element::{Node, el, many, words};
use crate::views::parts::prose;
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn about(t: Tandem) -> Node {
    let page = about_name(&t.decision.id, &t.decision.lang);
    let more = prose::own_page(t, page.into(), t.word(Word::AboutMore).into());
    many([
        words("p", status_words(t)).into(),
        words("p", t.word(Word::StartWhatNot)).into(),
        el("p").child(more.class("alone")).into(),
        facts(t),
        sources(t),
    ])
}

/// What its authors say of themselves and of their work.
pub fn facts(t: Tandem) -> Node {
    let meta = &t.decision.meta;
    let reviewers = match meta.reviewers.as_slice() {
        [] => t.word(Word::AboutNoReviewers).to_string(),
        reviewers => t.words.join(Word::JoinParts, reviewers.to_vec()),
    };
    let facts = [
        (Word::AboutAuthors, t.words.join(Word::JoinParts, meta.authors.clone())),
        (Word::AboutReviewers, reviewers),
        (Word::AboutFunding, meta.funding.clone()),
        (Word::AboutInterests, meta.interests.clone()),
        (Word::AboutEvidence, meta.evidence.clone()),
        (Word::AboutUpdates, meta.update_policy.clone()),
        (Word::AboutLicence, meta.licence.clone()),
    ];
    let facts = facts.into_iter().map(|(word, text)| {
        let text = if text.is_empty() { t.word(Word::AboutNotSaid).to_string() } else { text };
        many([words("dt", t.word(word)), words("dd", text)])
    });
    el("dl").class("about").child(many(facts)).into()
}

/// Every source, by its number.
pub fn sources(t: Tandem) -> Node {
    let source = |(index, note): (usize, &'static Note)| {
        el("li").id(format!("source-{}", index + 1)).child(prose::inlines(t, &note.words))
    };
    let sources = many(t.decision.sources.iter().enumerate().map(source));
    many([words("h2", t.word(Word::AboutSources)), el("ol").class("sources").child(sources)])
}
