//! Fields for a person's own words. Nothing that the browser offers to do with such words is switched on: no memory for
//! forms, no spelling service, no suggestions, no translation. Names are neutral, since browsers send those of every
//! page with a text field to their maker. The reasons stand in the README under "The promise".

use leptos::attr::Attribute;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use crate::words::Word;

/// An attribute too new for Leptos to know by name.
fn no_suggestions() -> impl Attribute {
    custom_attribute("writingsuggestions", "false")
}

/// A long text. `prop:value` and never children: children of a textarea are not escaped when rendered natively.
pub fn long_field(
    name: &'static str,
    label: &'static str,
    value: impl Fn() -> String + Send + Sync + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <textarea
                class="field__input"
                id=name
                name=name
                rows="4"
                maxlength=crate::answers::LONGEST
                autocomplete="off"
                autocapitalize="sentences"
                spellcheck="false"
                translate="no"
                data-gramm="false"
                {..no_suggestions()}
                dir="auto"
                prop:value=value
                on:input:target=move |event| write(event.target().value())
            ></textarea>
        </label>
    }
    .into_any()
}

/// A short text with a button that adds it; Enter adds it too.
pub fn add_field(
    name: &'static str,
    label: &'static str,
    add_label: &'static str,
    value: impl Fn() -> String + Send + Sync + 'static,
    write: impl Fn(String) + 'static,
    add: impl Fn() + Copy + 'static,
) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <div class="field__row">
                <input
                    class="field__input"
                    type="text"
                    id=name
                    name=name
                    maxlength=crate::answers::LONGEST
                    autocomplete="off"
                    autocapitalize="sentences"
                    spellcheck="false"
                    translate="no"
                    data-gramm="false"
                    {..no_suggestions()}
                    dir="auto"
                    prop:value=value
                    on:input:target=move |event| write(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            add();
                        }
                    }
                />
                <button type="button" class="button" on:click=move |_| add()>
                    {add_label}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Buttons that move a thing up or down in its list. Their names say what they move.
pub fn move_buttons(
    t: crate::views::state::Tandem,
    words: &str,
    up: impl Fn() + 'static,
    down: impl Fn() + 'static,
    first: bool,
    last: bool,
) -> AnyView {
    let named = |word| t.words.say(word, &[("thing", words)]);
    view! {
        <span class="move">
            <button
                type="button"
                class="button button--small"
                disabled=first
                aria-label=named(Word::MoveUpNamed)
                on:click=move |_| up()
            >
                {t.word(Word::MoveUp)}
            </button>
            <button
                type="button"
                class="button button--small"
                disabled=last
                aria-label=named(Word::MoveDownNamed)
                on:click=move |_| down()
            >
                {t.word(Word::MoveDown)}
            </button>
        </span>
    }
    .into_any()
}
