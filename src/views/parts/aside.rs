//! What somebody set aside in the comparison: a choice or an outcome, never by itself and always with a reason. It shrinks to a
//! line with its name and reason, it is counted, and one tap brings it back or shows the whole table again.

use leptos::prelude::{Get, GetUntracked, Memo, RwSignal, Set};

use super::field;
use super::prose::own_words;
use crate::answers::{Kind, Reason};
use crate::summary::{SetAside, sentence};
use crate::views::element::{El, Node, after_frame, button, el, live, many, nothing, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// The reasons to choose from.
const REASONS: [(Reason, Word); 3] = [
    (Reason::NotOpen, Word::AsideNotOpen),
    (Reason::NotForMe, Word::AsideNotForMe),
    (Reason::NotNow, Word::AsideNotNow),
];

/// What the person does to the table besides reading it: whether all of it is shown, and for what a reason is asked now.
#[derive(Clone, Copy)]
pub struct Handling {
    /// All is shown, also what is set aside.
    pub whole: RwSignal<bool>,
    /// The group of people whose numbers were chosen; nothing while all are shown.
    pub group: RwSignal<Option<&'static str>>,
    asked: RwSignal<Option<(Kind, &'static str)>>,
    /// What was tapped is seen to answer, and the table follows with the next frame.
    follows: RwSignal<bool>,
}

impl Default for Handling {
    /// Nothing done yet.
    fn default() -> Self {
        let (whole, follows) = (RwSignal::new(false), RwSignal::new(false));
        Handling { whole, group: RwSignal::new(None), asked: RwSignal::new(None), follows }
    }
}

impl Handling {
    /// What is not shown of the table now.
    pub fn hidden(self, asides: Memo<Vec<SetAside>>) -> Memo<Vec<SetAside>> {
        Memo::new(move |before: Option<&Vec<SetAside>>| match before {
            Some(before) if self.follows.get() => before.clone(),
            _ if self.whole.get() => Vec::new(),
            _ => asides.get(),
        })
    }

    /// Changes something for which all of the table is laid out anew: on a slow tablet that takes longer than a tap may
    /// wait for its answer.
    fn and_the_table_follows(self, change: impl FnOnce()) {
        self.follows.set(true);
        change();
        after_frame(move || {
            // Nobody may be there any more.
            let _ = self.follows.try_set(false);
        });
    }
}

/// Over the table: how much of it is in view, what is set aside and why, and the way to see all of it.
pub fn overview(t: Tandem, handling: Handling, asides: Vec<SetAside>) -> Node {
    // An outcome stands as a line where its row was, unless the cards have no such row any more.
    let rows = || t.decision.tables.iter().flat_map(|table| &table.rows);
    let lines = asides.iter().filter(|it| it.kind == Kind::Choice || !rows().any(|row| row.id == it.id));
    let lines: Vec<El> = lines.map(|it| el("li").child(line(t, Some(handling), it))).collect();
    let whole = handling.whole;
    let show_all = (!asides.is_empty()).then(|| {
        let turn = move || handling.and_the_table_follows(|| whole.set(!whole.get_untracked()));
        button("choice", t.word(Word::AsideShowAll), turn).pressed(move || whole.get()).id("aside-all")
    });
    let count = live(move || count(t, handling, &asides));
    many([
        Node::from(el("p").class("aside-count").attr("role", "status").child(count)),
        el("ul").class("asides").child(many(lines)).into(),
        show_all.into(),
    ])
}

/// How many choices are set aside, and how many outcomes: said once the table shows it.
fn count(t: Tandem, handling: Handling, asides: &[SetAside]) -> String {
    if handling.follows.get() {
        return String::new();
    }
    let of = |kind: Kind| asides.iter().filter(move |it| it.kind == kind);
    let all = t.decision.options.len();
    let choices = of(Kind::Choice).filter(|it| t.decision.option(&it.id).is_some()).count();
    let outcomes = of(Kind::Outcome).count();
    let choices = (choices > 0).then(|| {
        let [all, choices] = [all, choices].map(|count| t.words.numeral(count));
        t.words.format(Word::AsideChoices, &[("all", &all), ("count", &choices)])
    });
    let outcomes = (outcomes > 0).then(|| t.words.counted(Word::AsideOutcomes, outcomes));
    t.words.join(Word::JoinSentences, choices.into_iter().chain(outcomes))
}

/// The way to set a choice aside, folded.
pub fn choices_to_set_aside(t: Tandem, handling: Handling) -> El {
    let aside =
        t.part(|answers| answers.asides(Kind::Choice).map(|(id, ..)| id.to_string()).collect::<Vec<_>>());
    let options =
        live(move || {
            let aside = aside.get();
            let options = t.decision.options.iter().filter(|option| !aside.contains(&option.id));
            many(options.map(|option| {
                el("li").child(set_aside(t, handling, Kind::Choice, &option.id, &option.title))
            }))
        });
    el("details")
        .class("aside-choices")
        .child(words("summary", t.word(Word::AsideTitle)).id("aside"))
        .child(el("ul").class("links").child(options))
}

/// One thing that is set aside, as a line. Over the table it is known what the table can do.
pub fn line(t: Tandem, over: Option<Handling>, aside: &SetAside) -> Node {
    let (kind, id) = (aside.kind, aside.id.clone());
    let name = aside.name.clone();
    let button_id = format!("put-back-{id}");
    // Where the row is shown again its fold takes the focus; a choice's own button stands where all choices do.
    let rows = || t.decision.tables.iter().flat_map(|table| &table.rows);
    let next = match kind {
        Kind::Choice => "aside".to_string(),
        Kind::Outcome => {
            rows().find(|row| row.id == id).map(|row| format!("fold-{}", row.line)).unwrap_or_default()
        }
    };
    let bring_back = move || t.change(|answers| answers.bring_back(kind, &id));
    let act = move || match over {
        Some(handling) => handling.and_the_table_follows(&bring_back),
        None => bring_back(),
    };
    let back = button("button button--small", t.word(Word::PutBack), act).id(button_id);
    let label = t.words.label(&name, t.word(Word::PutBack));
    let reason = own_words(t.words, "span", &sentence::set_aside(t.words, aside)).class("said");
    many([Node::from(reason), " ".into(), back.attr("aria-label", label).next_focus(next).into()])
}

/// A button that asks for the reason, and then the reasons: a tap on one sets the thing aside.
pub fn set_aside(t: Tandem, handling: Handling, kind: Kind, id: &'static str, name: &'static str) -> Node {
    let asked = handling.asked;
    let is_asked = move || asked.get() == Some((kind, id));
    let label = t.words.format(Word::AsideSetNamed, &[("thing", name)]);
    let ask =
        move || asked.set(if asked.get_untracked() == Some((kind, id)) { None } else { Some((kind, id)) });
    let ask = button("button button--small", label, ask)
        .live_attr("aria-expanded", move || Some(if is_asked() { "true" } else { "false" }.into()));
    let reasons =
        live(move || if is_asked() { reasons(t, handling, kind, id, name).into() } else { nothing() });
    many([ask.into(), reasons])
}

fn reasons(t: Tandem, handling: Handling, kind: Kind, id: &'static str, name: &'static str) -> El {
    let set = move |reason: Reason| {
        let set = || {
            handling.asked.set(None);
            // What is set aside now is seen to go, also where all was shown until now.
            handling.whole.set(false);
            t.change(|answers| answers.set_aside(kind, id, name, reason));
        };
        // An outcome is a row, and no more than that changes.
        if kind == Kind::Choice { handling.and_the_table_follows(set) } else { set() }
    };
    let plain = REASONS.map(|(reason, word)| {
        button("choice", t.word(word), move || set(reason.clone())).next_focus(format!("put-back-{id}"))
    });
    let typed = RwSignal::new(String::new());
    let own = field::add_field(
        t,
        "q5",
        t.word(Word::AsideOwn),
        t.word(Word::AsideSet),
        move || typed.get(),
        move |text| typed.set(text),
        move || set(Reason::Own(typed.get_untracked())),
    );
    el("div")
        .class("aside-reasons")
        .attr("role", "group")
        .attr("aria-label", t.word(Word::AsideWhy))
        .child(words("p", t.word(Word::AsideWhy)))
        .child(el("div").class("choices-row").child(many(plain)))
        .child(own)
}
