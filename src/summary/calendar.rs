//! Days as a file for a calendar, by RFC 5545. Its titles name no illness, and nothing in it is of the person.

use crate::cards::Date;
use crate::cards::handout::Occasion;
use crate::words::{Word, Words};

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What it is.
    pub occasion: Occasion,
    /// On which day.
    pub day: Date,
    /// Where it was entered: nobody reads it but this program.
    pub subject: String,
}

impl Event {
    /// What makes it the same event: kind, day and subject.
    pub fn key(&self) -> String {
        let kind = match self.occasion {
            Occasion::Test => "test",
            Occasion::LookAgain => "look-again",
            Occasion::Appointment => "appointment",
        };
        format!("{kind} {} {}", self.day, self.subject).trim_end().to_string()
    }
}

/// Nine in the morning, seven days and one day before: a whole day begins at midnight, when nobody wants to be reminded.
const REMINDERS: [&str; 2] = ["-P6DT15H", "-PT15H"];

/// A line has at most so many octets, without its end.
const LINE: usize = 75;

/// Writes the file. `today` is when it was made; `name` gives the names by which calendars tell events apart, which say
/// nothing and stay the same.
pub fn file(words: &Words, events: &[Event], today: Date, name: &mut dyn FnMut(&Event) -> String) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//Dates//EN"] {
        fold(&mut out, line);
    }
    for event in events {
        let title = escaped(words.get(title(event.occasion)));
        fold(&mut out, "BEGIN:VEVENT");
        fold(&mut out, &format!("UID:{}", name(event)));
        fold(&mut out, &format!("DTSTAMP:{}T000000Z", basic(today)));
        fold(&mut out, &format!("DTSTART;VALUE=DATE:{}", basic(event.day)));
        fold(&mut out, &format!("SUMMARY:{title}"));
        for line in ["CLASS:PRIVATE", "TRANSP:TRANSPARENT"] {
            fold(&mut out, line);
        }
        for before in REMINDERS {
            fold(&mut out, "BEGIN:VALARM");
            fold(&mut out, "ACTION:DISPLAY");
            fold(&mut out, &format!("DESCRIPTION:{title}"));
            fold(&mut out, &format!("TRIGGER:{before}"));
            fold(&mut out, "END:VALARM");
        }
        fold(&mut out, "END:VEVENT");
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

/// What it is called: no word of what it is about.
fn title(occasion: Occasion) -> Word {
    match occasion {
        Occasion::Test => Word::CalendarTest,
        Occasion::LookAgain => Word::CalendarAgain,
        Occasion::Appointment => Word::CalendarAppointment,
    }
}

/// `20270312`.
fn basic(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text as the form wants it: its own signs marked, its line breaks as `\n`, no other signs that control anything.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            '\n' | '\r' => out.push_str("\\n"),
            sign if sign.is_control() && sign != '\t' => {}
            sign => out.push(sign),
        }
    }
    out
}

/// Adds a line; a long one goes on in the next, which begins with a blank. No sign is split.
pub fn fold(out: &mut String, line: &str) {
    let mut octets = 0;
    for sign in line.chars() {
        if octets + sign.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(sign);
        octets += sign.len_utf8();
    }
    out.push_str("\r\n");
}
