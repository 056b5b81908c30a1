//! What a person may do on the screen, in any order, with any words: for tests that try thousands of people.

use proptest::prelude::*;
use tandem::answers::{
    Answers, Detail, Draft, Ending, Filler, Key, Kind, Lean, Marker, Note, Own, Pile, Reason, Then, Wish,
};
use tandem::cards::{Date, Decision};

/// The ids that the cards offer.
#[derive(Clone, Debug)]
pub struct Offer {
    pub matters: Vec<String>,
    pub questions: Vec<String>,
    pub options: Vec<String>,
}

impl From<&Decision> for Offer {
    fn from(topic: &Decision) -> Offer {
        Offer {
            matters: topic.matters.iter().map(|matter| matter.id.clone()).collect(),
            questions: topic.prompts.iter().map(|prompt| prompt.id.clone()).collect(),
            options: topic.options.iter().map(|option| option.id.clone()).collect(),
        }
    }
}

/// Something on the screen: a card, or one of the person's own, counted round and round those there are.
#[derive(Clone, Debug)]
pub enum Thing {
    Card(String),
    Own(usize),
}

/// One tap, or one change in a field.
#[derive(Clone, Debug)]
pub enum Deed {
    Tell(Detail),
    PrintSurvival(bool),
    Sort(Thing, Pile),
    Raise(Thing),
    Lower(Thing),
    Mark(Thing, Marker),
    Write(Draft, String),
    Add(Draft),
    RemoveMatter(usize),
    Ask(String, bool),
    RaiseQuestion(Thing),
    LowerQuestion(Thing),
    RemoveQuestion(usize),
    Stand(Lean),
    Wish(Wish, bool),
    Help(String),
    Note(String),
    Me(String),
    KeepsGoing(String),
    Fill(Filler),
    Answered(Thing, bool),
    Reply(Thing, String),
    TalkNote(Note, String),
    EndTalk(Ending),
    Finish(u8),
    Adding(String),
    AddToSaid(u8),
    SetAside(Kind, String, Reason),
    BringBack(Kind, String),
}

impl Deed {
    /// Does it, as the screen would: what is not there cannot be tapped.
    pub fn done_to(&self, answers: &mut Answers) {
        let matter = |thing: &Thing, answers: &Answers| thing.key(&answers.own_matters());
        let question = |thing: &Thing, answers: &Answers| thing.key(&answers.own_questions());
        let on = |key: Option<Key>, act: &mut dyn FnMut(&Key)| key.iter().for_each(act);
        match self {
            Deed::Tell(detail) => answers.tell(*detail),
            Deed::PrintSurvival(yes) => answers.print_survival(*yes),
            Deed::Sort(thing, pile) => on(matter(thing, answers), &mut |key| answers.sort(key, *pile)),
            Deed::Raise(thing) => on(matter(thing, answers), &mut |key| answers.raise(key)),
            Deed::Lower(thing) => on(matter(thing, answers), &mut |key| answers.lower(key)),
            Deed::Mark(thing, marker) => {
                on(matter(thing, answers), &mut |key| answers.mark(key, marker.clone()))
            }
            Deed::Write(draft, words) => answers.write_draft(*draft, words),
            Deed::Add(draft) => answers.add_draft(*draft),
            Deed::RemoveMatter(which) => {
                if let Some(number) = nth(&answers.own_matters(), *which) {
                    answers.remove_matter(number);
                }
            }
            Deed::Ask(id, yes) => answers.ask(&Key::Card(id.clone()), *yes),
            Deed::RaiseQuestion(thing) => {
                on(question(thing, answers), &mut |key| answers.raise_question(key))
            }
            Deed::LowerQuestion(thing) => {
                on(question(thing, answers), &mut |key| answers.lower_question(key))
            }
            Deed::RemoveQuestion(which) => {
                if let Some(number) = nth(&answers.own_questions(), *which) {
                    answers.remove_question(number);
                }
            }
            Deed::Stand(lean) => answers.stand(lean.clone()),
            Deed::Wish(wish, yes) => answers.wish(*wish, *yes),
            Deed::Help(words) => answers.write_help(words),
            Deed::Note(words) => answers.write_note(words),
            Deed::Me(words) => answers.write_me(words),
            Deed::KeepsGoing(words) => answers.write_keeps_going(words),
            Deed::Fill(filler) => answers.fill(*filler),
            Deed::Answered(thing, yes) => {
                on(question(thing, answers), &mut |key| answers.tick_answered(key, *yes))
            }
            Deed::Reply(thing, words) => {
                on(question(thing, answers), &mut |key| answers.write_reply(key, words))
            }
            Deed::TalkNote(note, words) => answers.write_talk_note(*note, words),
            Deed::EndTalk(ending) => answers.end_talk(*ending),
            Deed::Finish(day) => answers.finish_talk(june(*day), Then::default()),
            Deed::Adding(words) => answers.write_adding(words),
            Deed::AddToSaid(day) => answers.add_to_said(june(*day)),
            Deed::SetAside(kind, id, reason) => answers.set_aside(*kind, id, id, reason.clone()),
            Deed::BringBack(kind, id) => answers.bring_back(*kind, id),
        }
    }
}

impl Thing {
    /// What answers call it; nothing if there is no such thing.
    pub fn key(&self, own: &[Own]) -> Option<Key> {
        match self {
            Thing::Card(id) => Some(Key::Card(id.clone())),
            Thing::Own(which) => nth(own, *which).map(Key::Own),
        }
    }
}

fn june(day: u8) -> Date {
    Date { year: 2026, month: 6, day }
}

fn nth(own: &[Own], which: usize) -> Option<u32> {
    (!own.is_empty()).then(|| own[which % own.len()].number)
}

/// What some deeds come to.
pub fn answers_after(deeds: &[Deed]) -> Answers {
    let mut answers = Answers::default();
    deeds.iter().for_each(|deed| deed.done_to(&mut answers));
    answers
}

/// Deeds of one person, in any order.
pub fn deeds(offer: &Offer) -> impl Strategy<Value = Vec<Deed>> + use<> {
    prop::collection::vec(deed(offer), 0..40)
}

/// Any deed.
pub fn deed(offer: &Offer) -> impl Strategy<Value = Deed> + use<> {
    let id = |ids: &[String]| prop::sample::select(ids.to_vec());
    let thing = |ids: &[String]| prop_oneof![3 => id(ids).prop_map(Thing::Card), 1 => any::<usize>().prop_map(Thing::Own)];
    let matter = || thing(&offer.matters);
    let question = || thing(&offer.questions);
    let draft = || prop::sample::select(vec![Draft::Matter, Draft::Question]);
    let marker =
        prop_oneof![id(&offer.options).prop_map(Marker::Points), Just(Marker::Same), Just(Marker::Unsure)];
    let lean = prop_oneof![id(&offer.options).prop_map(Lean::To), Just(Lean::Unsure)];
    let wish = prop::sample::select(Wish::WAYS.into_iter().chain(Wish::HELPS).collect::<Vec<_>>());
    let detail = prop::sample::select(vec![Detail::Everything, Detail::Main, Detail::NoNumbers]);
    let aside = || {
        let choice = id(&offer.options).prop_map(|id| (Kind::Choice, id));
        let outcome = id(&offer.matters).prop_map(|id| (Kind::Outcome, id));
        prop_oneof![choice, outcome]
    };
    let plain = vec![Reason::NotOpen, Reason::NotForMe, Reason::NotNow];
    let reason = prop_oneof![prop::sample::select(plain), words().prop_map(Reason::Own)];
    let filler = prop::sample::select(vec![Filler::Me, Filler::Helped, Filler::Other]);
    prop_oneof![
        1 => detail.prop_map(Deed::Tell),
        1 => any::<bool>().prop_map(Deed::PrintSurvival),
        6 => (matter(), pile()).prop_map(|(thing, pile)| Deed::Sort(thing, pile)),
        2 => matter().prop_map(Deed::Raise),
        2 => matter().prop_map(Deed::Lower),
        3 => (matter(), marker).prop_map(|(thing, marker)| Deed::Mark(thing, marker)),
        4 => (draft(), words()).prop_map(|(draft, words)| Deed::Write(draft, words)),
        4 => draft().prop_map(Deed::Add),
        1 => any::<usize>().prop_map(Deed::RemoveMatter),
        4 => (id(&offer.questions), any::<bool>()).prop_map(|(id, yes)| Deed::Ask(id, yes)),
        2 => question().prop_map(Deed::RaiseQuestion),
        2 => question().prop_map(Deed::LowerQuestion),
        1 => any::<usize>().prop_map(Deed::RemoveQuestion),
        1 => lean.prop_map(Deed::Stand),
        2 => (wish, any::<bool>()).prop_map(|(wish, yes)| Deed::Wish(wish, yes)),
        1 => words().prop_map(Deed::Help),
        1 => words().prop_map(Deed::Note),
        1 => words().prop_map(Deed::Me),
        1 => words().prop_map(Deed::KeepsGoing),
        1 => filler.prop_map(Deed::Fill),
        2 => (question(), any::<bool>()).prop_map(|(thing, yes)| Deed::Answered(thing, yes)),
        2 => (question(), words()).prop_map(|(thing, words)| Deed::Reply(thing, words)),
        2 => (prop::sample::select(Note::ALL.to_vec()), words()).prop_map(|(note, words)| Deed::TalkNote(note, words)),
        1 => prop::sample::select(vec![Ending::Decided, Ending::NotYet, Ending::MoreTime]).prop_map(Deed::EndTalk),
        1 => (1..31_u8).prop_map(Deed::Finish),
        1 => words().prop_map(Deed::Adding),
        1 => (1..31_u8).prop_map(Deed::AddToSaid),
        2 => (aside(), reason).prop_map(|((kind, id), reason)| Deed::SetAside(kind, id, reason)),
        1 => aside().prop_map(|(kind, id)| Deed::BringBack(kind, id)),
    ]
}

/// Any pile.
pub fn pile() -> impl Strategy<Value = Pile> {
    prop::sample::select(vec![Pile::Lot, Pile::Some, Pile::Not, Pile::Unsure])
}

/// What people may type or paste: other scripts, signs that mean something to a file, to HTML or to the app's sentences.
pub fn words() -> impl Strategy<Value = String> {
    let pieces = [
        "pain",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\\",
        "\\n",
        "\\\\",
        "{thing}",
        "{",
        "🧑‍⚕️",
        "שלום",
        "\u{202e}",
        "\u{0}",
        "\u{2028}",
        "\n=\n",
        "tandem 1",
        "note ",
        "é",
        "</textarea><script>",
        "&amp;",
        "\u{a0}",
        "+1",
    ];
    let mixed = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..8).prop_map(|it| it.concat());
    prop_oneof![8 => mixed, 4 => any::<String>(), 1 => Just("é".repeat(3000)), 1 => Just(String::new())]
}
