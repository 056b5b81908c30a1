//! "How much do you want to be told?": asked once, early, with nothing chosen beforehand; afterwards one small control that
//! stays out of the way.

use leptos::prelude::Get;

use crate::answers::{Answers, Detail};
use crate::views::element::{El, el, link, live, many, words};
use crate::views::parts::field;
use crate::views::state::Tandem;
use crate::words::Word;

/// The three answers, as they stand on the page.
const CHOICES: [(Detail, Word); 3] = [
    (Detail::Everything, Word::DetailEverything),
    (Detail::Main, Word::DetailMain),
    (Detail::NoNumbers, Word::DetailNone),
];

/// The question with its three answers.
pub fn detail_choice(t: Tandem) -> El {
    let title = t.word(Word::DetailTitle);
    el("div").class("detail-choice").child(words("p", title).class("detail-choice__title")).child(answers(t))
}

/// The same question behind one line, for the places where numbers stand.
pub fn detail_control(t: Tandem) -> El {
    let now = live(move || {
        let told = t.answers_with(|answers| answers.detail());
        let name = CHOICES.into_iter().find(|(detail, _)| Some(*detail) == told);
        match name {
            Some((_, name)) => t.words.format(Word::DetailNow, &[("detail", t.word(name))]),
            None => t.word(Word::DetailAsk).to_string(),
        }
    });
    el("details").class("detail-control").child(el("summary").child(now)).child(answers(t))
}

/// Whether numbers on how long people lived are wanted, asked where somebody says that living long matters to them. `name`
/// tells the question from others of its kind in the page.
pub fn survival_question(t: Tandem, name: &str) -> El {
    let answer = |(wanted, word): (bool, Word)| {
        let chosen = move || t.answers_with(|answers| answers.survival() == Some(wanted));
        let choose = move || t.change(|answers| answers.print_survival(wanted));
        field::radio(format!("r2-{name}"), t.word(word), chosen, choose)
    };
    let question = t.word(Word::SurvivalAsk);
    let answers = many([(true, Word::SurvivalYes), (false, Word::SurvivalNo)].map(answer));
    let shown = t.part(Answers::survival_on_paper);
    let way =
        live(move || shown.get().then(|| link("#survival", t.word(Word::CompareToSurvival)).class("alone")));
    el("div")
        .class("survival-ask")
        .child(words("p", question))
        .child(field::radios(question, answers))
        .child(way)
}

fn answers(t: Tandem) -> El {
    let choice = |(detail, word): (Detail, Word)| {
        let chosen = move || t.answers_with(|answers| answers.detail() == Some(detail));
        field::radio("r1", t.word(word), chosen, move || t.change(|answers| answers.tell(detail)))
    };
    field::radios(t.word(Word::DetailTitle), many(CHOICES.map(choice)))
}
