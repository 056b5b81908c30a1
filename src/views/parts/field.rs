//! Fields for a person's own words. Nothing that the browser offers to do with such words is switched on: no memory for
//! forms, no spelling service, no suggestions, no translation. Names are neutral, since browsers send those of every
//! page with a text field to their maker.

use leptos::prelude::{Get, RwSignal, Set};

use super::prose::own_words;
use crate::answers::{Answers, Draft, Key, Removed};
use crate::views::element::{El, Node, Text, button, el, live, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// What every field for a person's own words has.
pub fn own_field(field: El, name: impl Into<crate::views::element::Text>) -> El {
    let name = name.into();
    field
        .class("field__input")
        .id(name.clone())
        .attr("name", name)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "sentences")
        .attr("spellcheck", "false")
        .attr("writingsuggestions", "false")
        .attr("translate", "no")
        .attr("data-gramm", "false")
        .attr("dir", "auto")
}

/// Up to so many bytes each paragraph of a long text runs its own way; a browser takes seconds to find the ways of far more.
const OWN_WAYS: usize = 20_000;

/// A long text.
pub fn long_field(
    name: &'static str,
    label: &'static str,
    value: impl Fn() -> String + Clone + Send + 'static,
    write: impl Fn(String) + Send + 'static,
) -> El {
    let length = value.clone();
    let one_way = move || (length().len() > OWN_WAYS).then(|| "one-way".into());
    let area = own_field(el("textarea"), name).attr("rows", "4").live_attr("data-paragraphs", one_way);
    let area = area.text_value(value).on_input(write);
    el("div").class("field").child(words("label", label).class("field__label").attr("for", name)).child(area)
}

/// A line of text.
pub fn line_field(
    name: &'static str,
    label: &'static str,
    value: impl Fn() -> String + Send + 'static,
    write: impl Fn(String) + Send + 'static,
) -> El {
    let input = own_field(el("input").attr("type", "text"), name).text_value(value).on_input(write);
    el("div").class("field").child(words("label", label).class("field__label").attr("for", name)).child(input)
}

/// Words to find something by: what people look for is theirs as well.
pub fn search_field(name: &'static str, label: &'static str, write: impl Fn(String) + Send + 'static) -> El {
    let input = own_field(el("input").attr("type", "search"), name).on_input(write);
    el("div").class("field").child(words("label", label).class("field__label").attr("for", name)).child(input)
}

/// A short text with a button that adds it; Enter adds it too. The button's name says what it adds: a page may have several.
pub fn add_field(
    t: Tandem,
    name: &'static str,
    label: &'static str,
    add_label: &'static str,
    value: impl Fn() -> String + Send + 'static,
    write: impl Fn(String) + Send + 'static,
    add: impl Fn() + Copy + Send + 'static,
) -> El {
    let input = own_field(el("input").attr("type", "text"), name);
    let input = input.text_value(value).on_input(write).on_enter(add);
    let add = button("button", add_label, add).attr("aria-label", t.words.label(add_label, label));
    let row = el("div").class("field__row").child(input).child(add);
    el("div").class("field").child(words("label", label).class("field__label").attr("for", name)).child(row)
}

/// Room for one thing more in own words, where it can be added: what is typed stays until then, in whichever place.
pub fn draft(t: Tandem, of: Draft) -> El {
    let (name, label) = match of {
        Draft::Matter => ("q1", Word::MattersOwn),
        Draft::Question => ("q2", Word::QuestionsOwn),
    };
    draft_in(t, name, label, of)
}

/// The same in a field of another name.
pub fn draft_in(t: Tandem, name: &'static str, label: Word, of: Draft) -> El {
    add_field(
        t,
        name,
        t.word(label),
        t.word(Word::Add),
        move || t.answers_with(|answers| answers.draft(of).to_string()),
        move |typed| t.change(|answers| answers.write_draft(of, &typed)),
        move || t.change(|answers| answers.add_draft(of)),
    )
}

/// A tick box with its words: the whole line can be touched.
pub fn tick(
    label: impl Into<Node>,
    ticked: impl Fn() -> bool + Send + 'static,
    change: impl Fn(bool) + Send + 'static,
) -> El {
    let input = el("input").attr("type", "checkbox").ticked(ticked).on_tick(change);
    el("label").class("tick").child(input).child(el("span").child(label))
}

/// One of several answers, of which at most one is chosen. The answers to one question have the same name.
pub fn radio(
    name: impl Into<Text>,
    label: impl Into<Text>,
    chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + Send + 'static,
) -> El {
    let choose = move |yes| {
        if yes {
            choose();
        }
    };
    let input = el("input").attr("type", "radio").attr("name", name).ticked(chosen).on_tick(choose);
    el("label").class("tick").child(input).child(words("span", label))
}

/// The answers to one question, beside each other where there is room.
pub fn radios(question: impl Into<Text>, answers: Node) -> El {
    el("div").class("radios").attr("role", "radiogroup").attr("aria-label", question).child(answers)
}

/// Buttons that move a thing up or down in its list. Their names say what they move. The list is drawn anew by that, so
/// the focus follows the thing: to the same button, or to the other one at the end of the list.
pub fn move_buttons(
    t: Tandem,
    key: &Key,
    thing: &str,
    up: impl Fn() + Send + 'static,
    down: impl Fn() + Send + 'static,
    ends: (bool, bool),
) -> El {
    let id = match key {
        Key::Card(id) => id.clone(),
        Key::Own(number) => format!("own-{number}"),
    };
    let (up_id, down_id) = (format!("up-{id}"), format!("down-{id}"));
    let named = |word| t.words.format(word, &[("thing", thing)]);
    let one = |word, name, act: Box<dyn Fn() + Send>, id: &String, other: &String, disabled| {
        let button =
            button("button button--small", t.word(word), act).id(id.clone()).next_focus(other.clone());
        button.attr("aria-label", named(name)).flag("disabled", disabled)
    };
    el("span")
        .class("move")
        .child(one(Word::MoveUp, Word::MoveUpNamed, Box::new(up), &up_id, &down_id, ends.0))
        .child(one(Word::MoveDown, Word::MoveDownNamed, Box::new(down), &down_id, &up_id, ends.1))
}

/// What was taken away last, with a button that puts it back where it stood.
pub fn put_back<A: Clone + Send + Sync + 'static>(
    t: Tandem,
    removed: RwSignal<Option<Removed<A>>>,
    field: &'static str,
    put_back: fn(&mut Answers, Removed<A>),
) -> Node {
    live(move || {
        let it = removed.get()?;
        let line = own_words(t.words, "span", &t.words.format(Word::Removed, &[("thing", it.words())]));
        let act = move || {
            removed.set(None);
            t.change(|answers| put_back(answers, it.clone()));
        };
        let button = button("button button--small", t.word(Word::PutBack), act).next_focus(field);
        Some(el("p").class("removed").attr("role", "status").child(line).child(" ").child(button))
    })
}

/// Words this long go on the back of the page: the front stays one side.
pub fn is_long(words: &str) -> bool {
    words.chars().count() > LONG
}

/// More than this many signs are long.
const LONG: usize = 600;

/// Said beside a field once what stands in it is long: nothing is cut, but it does not stand on the front.
pub fn goes_overleaf(t: Tandem, value: impl Fn() -> String + Send + 'static) -> El {
    let line = live(move || is_long(&value()).then(|| words("span", t.word(Word::GoesOverleaf))));
    el("p").class("quiet").attr("role", "status").child(line)
}

/// A button that takes back own words; the focus goes to the field where others can be written.
pub fn remove_button(t: Tandem, thing: &str, field: &'static str, remove: impl Fn() + Send + 'static) -> El {
    let label = t.words.format(Word::RemoveNamed, &[("thing", thing)]);
    button("button button--quiet", t.word(Word::Remove), remove).attr("aria-label", label).next_focus(field)
}
