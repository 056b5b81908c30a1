//! A file for a calendar. What a calendar does with it is said before anything is saved.

use leptos::prelude::*;

use super::told::told_beside;
use crate::answers::{Answers, Note};
use crate::browser::{host, window};
use crate::cards::Date;
use crate::cards::handout::{Handout, Occasion};
use crate::summary::calendar::{self, Event};
use crate::views::element::{El, Node, button, el, live, words};
use crate::views::state::Tandem;
use crate::words::Word;

/// A file's name says nothing about the topic.
const FILE_NAME: &str = "days.ics";

/// The days of a sheet.
#[inline(never)] // a part of the program that comes later
pub fn of_sheet(t: Tandem, paper: &'static Handout) -> Node {
    let days = Memo::new(move |_| {
        t.person.with(|person| {
            let lines = person.lines(&paper.id);
            let days = lines.flat_map(|(key, _, entered)| {
                let subject = format!("{} {key}", paper.id);
                let days = paper.calendar.iter().filter(|days| days.has(key) && entered.is_for_others());
                let texts = days.flat_map(|days| entered.texts.iter().map(|text| (days.occasion, text)));
                texts
                    .filter_map(|(occasion, text)| event(occasion, text, subject.clone()))
                    .collect::<Vec<_>>()
            });
            from_today(t, days)
        })
    });
    let name = |t: Tandem, event: &Event, fresh| {
        let mut name = String::new();
        t.change_person(|person| name = person.event_name(&event.key(), fresh));
        name
    };
    to_save(t, days, name, Room::Whole)
}

/// How much room it takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// All of it is in sight.
    Whole,
    /// A line, which a tap opens.
    Line,
}

/// The days on which it is looked at again.
#[inline(never)] // a part of the program that comes later
pub fn of_talk(t: Tandem, room: Room) -> Node {
    let name = |t: Tandem, event: &Event, fresh| {
        let mut name = String::new();
        t.change(|answers| name = answers.event_name(&event.key(), fresh));
        name
    };
    to_save(t, t.part(move |answers| from_today(t, looked_at_again(answers))), name, room)
}

/// The day that was said last: what is being written, else what was finished.
fn looked_at_again(answers: &Answers) -> Option<Event> {
    let now = answers.talk_note(Note::LookAgainOn);
    let last = answers.finished().last().map(|finished| finished.note(Note::LookAgainOn));
    event(Occasion::LookAgain, if now.is_empty() { last? } else { now }, String::new())
}

fn event(occasion: Occasion, text: &str, subject: String) -> Option<Event> {
    Some(Event { occasion, day: Date::read(text)?, subject })
}

/// What is over needs no reminder.
fn from_today(t: Tandem, days: impl IntoIterator<Item = Event>) -> Vec<Event> {
    let today = window::today_or(t.today);
    days.into_iter().filter(|event| event.day >= today).collect()
}

/// Gives an event the name it has, or a fresh one that it then keeps.
type Namer = fn(Tandem, &Event, String) -> String;

fn to_save(t: Tandem, days: Memo<Vec<Event>>, name: Namer, room: Room) -> Node {
    live(move || {
        let count = days.with(Vec::len);
        (count > 0).then(|| saving(t, days, (count, room), name))
    })
}

fn saving(t: Tandem, days: Memo<Vec<Event>>, (count, room): (usize, Room), name: Namer) -> El {
    let save = move || {
        let today = window::today_or(t.today);
        let mut named =
            |event: &Event| name(t, event, (0..8).map(|_| format!("{:04x}", window::chance())).collect());
        let text = calendar::file(t.words, &days.get_untracked(), today, &mut named);
        host::save(FILE_NAME, "text/calendar", &text);
        t.tell(Word::CalendarSave, Some(Word::CalendarDone));
    };
    let title = words("h2", t.word(Word::CalendarTitle));
    let part = match room {
        Room::Whole => el("section").class("calendar only-on-screen").child(title),
        Room::Line => el("details").class("fold calendar only-on-screen").child(el("summary").child(title)),
    };
    part.child(words("p", t.word(Word::CalendarNote)))
        .child(words("p", t.words.counted(Word::CalendarHas, count)))
        .child(told_beside(t, Word::CalendarSave, button("button", t.word(Word::CalendarSave), save)))
}
