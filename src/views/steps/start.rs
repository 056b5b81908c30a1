//! Start: which topics there are, what this is and is not, how it keeps what is entered private.

use leptos::prelude::*;

use crate::cards::Topic;
use crate::views::state::tandem;
use crate::words::{Word, Words};

/// The start of one topic's page.
#[component]
pub fn Start() -> impl IntoView {
    let t = tandem();
    view! {
        {what_this_is(t.words)}
        <p>
            <a href="./index.html">{t.word(Word::StartAllTopics)}</a>
        </p>
    }
}

/// What this is and is not, and the promise.
pub fn what_this_is(words: &'static Words) -> AnyView {
    let paragraph = |word| view! { <p>{words.get(word)}</p> };
    view! {
        <h2>{words.get(Word::StartWhatTitle)}</h2>
        {[Word::StartWhat, Word::StartWhatNot].map(paragraph).into_iter().collect_view()}
        <h2>{words.get(Word::PrivacyTitle)}</h2>
        {[Word::PrivacyPromise, Word::PrivacyBrowsers, Word::PrivacyPaper].map(paragraph).into_iter().collect_view()}
    }
    .into_any()
}

/// The topics, in the library's order.
pub fn topics(words: &'static Words, topics: &'static [Topic]) -> AnyView {
    if topics.is_empty() {
        return view! { <p>{words.get(Word::StartNoTopics)}</p> }.into_any();
    }
    let topic = |topic: &'static Topic| {
        view! {
            <li>
                <a class="topic" href=topic.page()>
                    {topic.title.as_str()}
                </a>
                <p>{topic.whom.as_str()}</p>
            </li>
        }
    };
    view! {
        <h2>{words.get(Word::StartTopics)}</h2>
        <ul class="topics">{topics.iter().map(topic).collect_view()}</ul>
    }
    .into_any()
}
