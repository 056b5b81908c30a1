//! About this information: status, dates, who made it and how, and every source.

use leptos::prelude::*;

use crate::summary::sentence;
use crate::views::parts::prose;
use crate::views::state::tandem;
use crate::words::Word;

/// The step.
#[component]
pub fn About() -> impl IntoView {
    let t = tandem();
    let meta = &t.decision.meta;
    let reviewers = match meta.reviewers.as_slice() {
        [] => t.word(Word::AboutNoReviewers).to_string(),
        reviewers => reviewers.join("; "),
    };
    let facts = [
        (Word::AboutAuthors, meta.authors.join("; ")),
        (Word::AboutReviewers, reviewers),
        (Word::AboutFunding, meta.funding.clone()),
        (Word::AboutInterests, meta.interests.clone()),
        (Word::AboutEvidence, meta.evidence.clone()),
        (Word::AboutUpdates, meta.update_policy.clone()),
        (Word::AboutLicence, meta.licence.clone()),
    ];
    let facts = facts.into_iter().map(|(word, said)| {
        let said = if said.is_empty() { t.word(Word::AboutNotSaid).to_string() } else { said };
        view! {
            <dt>{t.word(word)}</dt>
            <dd>{said}</dd>
        }
    });
    let source = |(place, note): (usize, &'static crate::cards::decision::Note)| {
        view! { <li id=format!("source-{}", place + 1)>{prose::inlines(t, &note.words)}</li> }
    };
    view! {
        <p>{sentence::status(t.words, meta)} " " {sentence::dates(t.words, meta)}</p>
        <p>{t.word(Word::StartWhatNot)}</p>
        <dl class="about">{facts.collect_view()}</dl>
        <h2>{t.word(Word::AboutSources)}</h2>
        <ol class="sources">{t.decision.sources.iter().enumerate().map(source).collect_view()}</ol>
    }
}
