//! Where I stand: leaning to one or not sure yet, how I would like to decide, what else would help.
//! "Not sure yet" stands as tall as every other answer.

use crate::answers::{Lean, Wish};
use crate::summary::sentence;
use crate::views::element::{El, Node, button, el, many, words};
use crate::views::parts::field;
use crate::views::state::Tandem;
use crate::words::Word;

/// The step.
#[inline(never)] // a part of the program that comes later
pub fn stand(t: Tandem) -> Node {
    let leans = t.decision.options.iter().map(|option| {
        let label = t.words.format(Word::LeanTo, &[("choice", &option.title)]);
        (Lean::To(option.id.clone()), label)
    });
    let leans = leans.chain([(Lean::Unsure, t.word(Word::LeanUnsure).to_string())]);
    let lean = |(lean, label): (Lean, String)| {
        let shown = lean.clone();
        button("choice", label, move || t.change(|answers| answers.stand(lean.clone())))
            .pressed(move || t.answers_with(|answers| answers.lean() == Some(&shown)))
    };
    let leans = el("div").class("choices-column").child(many(leans.map(lean)));
    let help = field::long_field(
        "q3",
        t.word(Word::HelpLabel),
        move || t.answers_with(|answers| answers.help().to_string()),
        move |typed| t.change(|answers| answers.write_help(&typed)),
    );
    many([
        words("p", t.word(Word::StandIntro)),
        group(t, "lean-title", Word::LeanTitle, leans),
        wishes(t, "ways-title", Word::WaysTitle, &Wish::WAYS),
        wishes(t, "helps-title", Word::HelpsTitle, &Wish::HELPS),
        help,
        field::goes_overleaf(t, move || t.answers_with(|answers| answers.help().to_string())),
    ])
}

fn wishes(t: Tandem, id: &'static str, title: Word, wishes: &'static [Wish]) -> El {
    let tick = |wish: &'static Wish| {
        let ticked = move || t.answers_with(|answers| answers.wishes(*wish));
        let change = move |yes| t.change(|answers| answers.wish(*wish, yes));
        el("li").child(field::tick(sentence::wish(t.words, *wish), ticked, change))
    };
    group(t, id, title, el("ul").class("ticks").child(many(wishes.iter().map(tick))))
}

fn group(t: Tandem, id: &'static str, title: Word, inside: El) -> El {
    let heading = words("h2", t.word(title)).id(id);
    el("div").attr("role", "group").attr("aria-labelledby", id).child(heading).child(inside)
}
