//! My page: the sheet, and the ways to take it along.

use leptos::prelude::{Get, GetUntracked};

use super::start::how_long;
use crate::answers::Filler;
use crate::browser;
use crate::summary::{beside as two_languages, plain, sentence};
use crate::views::element::{El, Node, button, el, link, live, many, soon, words};
use crate::views::parts::aloud::{Aloud, aloud};
use crate::views::parts::{beside, detail::detail_control, field, large, sheet, told::told_beside};
use crate::views::route::PAGE_MORE;
use crate::views::state::{Paper, Tandem};
use crate::views::{copy, paper, talk};
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn page(t: Tandem) -> Node {
    // The page stands first, below the ways to take it along at once; what can be added to it comes with it, so that nothing
    // moves once it is drawn.
    many([
        talk::ends(t).into(),
        words("p", t.word(Word::PageIntro)).into(),
        gone_when_closed(t),
        take_along(t).into(),
        soon(move || many([sheet::sheet(t).into(), additions(t)])),
    ])
}

/// What can be added to the page, how it is shown, and the other ways to take it along.
fn additions(t: Tandem) -> Node {
    let filler = |filler: Filler| {
        let label = sentence::filler(t.words, filler).to_string();
        button("choice", label, move || t.change(|answers| answers.fill(filler)))
            .pressed(move || t.answers_with(|answers| answers.filler() == Some(filler)))
    };
    let fillers = many([Filler::Me, Filler::Helped, Filler::Other].map(filler));
    let note = field::long_field(
        "q4",
        t.word(Word::NoteLabel),
        move || t.answers_with(|answers| answers.note().to_string()),
        move |typed| t.change(|answers| answers.write_note(&typed)),
    );
    let filled = el("div")
        .attr("role", "group")
        .attr("aria-labelledby", "filled-title")
        .child(words("p", t.word(Word::FilledTitle)).id("filled-title"))
        .child(el("div").class("choices-row").child(fillers));
    let me = field::line_field(
        "q5",
        t.word(Word::MeLabel),
        move || t.answers_with(|answers| answers.me().to_string()),
        move |typed| t.change(|answers| answers.write_me(&typed)),
    );
    let going = field::line_field(
        "q6",
        t.word(Word::GoingLabel),
        move || t.answers_with(|answers| answers.keeps_going().to_string()),
        move |typed| t.change(|answers| answers.write_keeps_going(&typed)),
    );
    many([
        words("h2", t.word(Word::PageMore)).id(PAGE_MORE).into(),
        me.into(),
        going.into(),
        words("p", t.word(Word::MeHint)).class("quiet").into(),
        note.into(),
        field::goes_overleaf(t, move || t.answers_with(|answers| answers.note().to_string())).into(),
        filled.into(),
        detail_control(t).into(),
        beside::choice(t),
        more_ways(t).into(),
        words("p", t.word(Word::TakeAlongNote)).class("quiet").into(),
        aloud(t, Aloud::Entered).into(),
    ])
}

/// Where nothing can be kept, that it has to be taken along, said beside the ways to do so.
fn gone_when_closed(t: Tandem) -> Node {
    live(move || {
        let is_gone = how_long(t.shared.get(), t.setting.may_keep) == Word::PrivacyGone;
        let told = [Word::PrivacyShort, Word::PrivacyGone].map(|word| t.word(word).to_string());
        is_gone.then(|| words("p", t.words.join(Word::JoinSentences, told)))
    })
}

/// Print and save. What is known of each stands beside its button.
fn take_along(t: Tandem) -> El {
    let print = button("button button--main", t.word(Word::Print), move || paper::print(t, Paper::Place));
    // Whether the page around it lets it print and save, no browser tells beforehand.
    let note = t.setting.embedded.then(|| words("p", t.word(Word::InsideNote)).class("quiet"));
    let ways =
        el("div").class("take-along").child(told_beside(t, Word::Print, print)).child(copy::buttons(t));
    let more = link(format!("#{PAGE_MORE}"), t.word(Word::PageMore)).class("alone");
    el("div").child(note).child(ways).child(el("p").child(more))
}

/// The other ways to take it along, to show it, and to go on with it.
fn more_ways(t: Tandem) -> El {
    let large = button("button", t.word(Word::PrintLarge), move || paper::print(t, Paper::Large));
    let blank = button("button", t.word(Word::PrintBlank), move || paper::print(t, Paper::Blank));
    el("div")
        .class("take-along")
        .child(el("div").child(large))
        .child(el("div").child(blank))
        .child(link("#show", t.word(Word::Show)).class("button"))
        .child(link("#what-we-said", t.word(Word::TalkAnswers)).class("button"))
        .child((!t.setting.embedded).then(|| link("#talk", t.word(Word::TalkOpen)).class("button")))
        .child(told_beside(t, Word::Copy, button("button", t.word(Word::Copy), move || copy_text(t))))
        .child(el("div").child(link("#saved-copy", t.word(Word::OpenCopy)).class("alone")))
}

fn copy_text(t: Tandem) {
    let text = match t.beside.get_untracked() {
        Some(other) => two_languages::text(beside::parts_now(t, other)),
        None => plain::joined(large::parts(t)),
    };
    browser::host::copy(&text);
}

/// The sheet alone on the screen.
#[inline(never)] // a part of the program that comes later
pub fn show(t: Tandem) -> Node {
    let close = link("#my-page", t.word(Word::ShowClose)).class("button");
    many([el("p").class("show-back").child(close), sheet::sheet(t)])
}
