//! What matters to me: things that people say matter, sorted into piles by tapping; own words; an order made with buttons.

use leptos::prelude::{Get, RwSignal, Set, With};

use crate::answers::{Answers, Draft, Key, Own, Pile, Removed, Sorted, TOP_MATTERS};
use crate::summary;
use crate::views::element::{El, Node, button, el, live, many, nothing, words};
use crate::views::parts::detail::survival_question;
use crate::views::parts::field;
use crate::views::parts::prose::own_words;
use crate::views::state::Tandem;
use crate::words::Word;

/// The piles in the order of their buttons.
pub const PILES: [(Pile, Word); 4] = [
    (Pile::Lot, Word::PileLot),
    (Pile::Some, Word::PileSome),
    (Pile::Not, Word::PileNot),
    (Pile::Unsure, Word::PileUnsure),
];

/// The step.
pub fn matters(t: Tandem) -> Node {
    let cards = t.decision.matters.iter().map(|matter| {
        let text = words("p", matter.words.as_str()).class("sort__words");
        el("li").class("sort").child(sort(t, Key::Card(matter.id.clone()), text, matter.words.clone()))
    });
    let own_list = t.part(Answers::own_matters);
    let removed = RwSignal::new(None);
    let own = live(move || many(own_list.get().into_iter().map(|own| own_card(t, own, removed))));
    many([
        words("p", t.word(Word::MattersIntro)).into(),
        el("ul").class("sorts").child(many(cards)).child(own).into(),
        field::draft(t, Draft::Matter).into(),
        field::put_back(t, removed, "q1", Answers::put_back_matter),
        order(t),
        so_far(t).into(),
    ])
}

fn own_card(t: Tandem, own: Own, removed: RwSignal<Option<Removed<Sorted>>>) -> El {
    let number = own.number;
    let text = own_words(t.words, "p", &own.words).class("sort__words said");
    let remove = field::remove_button(t, &own.words, "q1", move || {
        t.change(|answers| removed.set(answers.remove_matter(number)));
    });
    el("li").class("sort").child(sort(t, Key::Own(number), text, own.words)).child(remove)
}

/// One thing with a button for each pile. The pressed one tells where it lies; pressing it again takes it off.
fn sort(t: Tandem, key: Key, text: El, label: String) -> El {
    let button = |(pile, word): (Pile, Word)| {
        let (shown, sorted) = (key.clone(), key.clone());
        button("choice", t.word(word), move || t.change(|answers| answers.sort(&sorted, pile)))
            .pressed(move || t.answers_with(|answers| answers.pile(&shown) == Some(pile)))
    };
    let buttons = el("div").class("scale").child(many(PILES.map(button)));
    let asks = survival_asked(t, &key);
    el("div").attr("role", "group").attr("aria-label", label).child(text).child(buttons).child(asks)
}

/// Where living long matters a lot, whether numbers about it are wanted is asked there and then.
fn survival_asked(t: Tandem, key: &Key) -> Node {
    let Key::Card(id) = key.clone() else { return nothing() };
    if !t.answers_untracked(|answers| summary::concern(t.decision, answers, key, false).ask_first) {
        return nothing();
    }
    let key = key.clone();
    let matters = t.part(move |answers| answers.pile(&key) == Some(Pile::Lot));
    live(move || matters.get().then(|| survival_question(t, &id)))
}

/// How many matter a lot so far: always in view, and said as it changes. It counts what the person said and nothing else.
fn so_far(t: Tandem) -> El {
    let count = t.part(Answers::matter_a_lot);
    let message = live(move || match count.get() {
        0 => String::new(),
        count => t.words.counted(Word::MattersSoFar, count),
    });
    el("p").class("so-far").attr("role", "status").attr("aria-live", "polite").child(message)
}

/// What matters a lot, in the person's order, folded to its heading. The first few go on the page with their facts.
fn order(t: Tandem) -> Node {
    let lot = t.part(move |answers| {
        let named = |key: &Key| (key.clone(), summary::matter_words(t.decision, answers, key));
        answers.on(Pile::Lot).map(named).collect::<Vec<_>>()
    });
    let items = live(move || many(ordered(t, lot.get())));
    let intro = t.words.format(Word::OrderIntro, &[("most", &t.words.numeral(TOP_MATTERS))]);
    let inside = el("div").class("fold__inside").child(words("p", intro)).child(el("ol").child(items));
    let heading = el("summary").child(words("h2", t.word(Word::OrderTitle)));
    el("section")
        .class("order")
        .live_attr("hidden", move || lot.with(Vec::is_empty).then(|| "".into()))
        .child(el("details").class("fold").child(heading).child(inside))
        .into()
}

fn ordered(t: Tandem, lot: Vec<(Key, String)>) -> impl Iterator<Item = El> {
    let last = lot.len().saturating_sub(1);
    lot.into_iter().enumerate().map(move |(index, (key, text))| {
        let (up, down) = (key.clone(), key.clone());
        let buttons = field::move_buttons(
            t,
            &key,
            &text,
            move || t.change(|answers| answers.raise(&up)),
            move || t.change(|answers| answers.lower(&down)),
            (index == 0, index == last),
        );
        el("li").class("ordered").child(own_words(t.words, "span", &text).class("said")).child(buttons)
    })
}
