//! What the device keeps: what the program is told of it, what it says, and what it puts together when several tabs write.

use leptos::prelude::*;

use super::Tandem;
use crate::answers::format::{self, Understood};
use crate::answers::merge::{merge, since_cleared};
use crate::answers::{Answers, Notebook};
use crate::browser;
use crate::cards::Date;
use crate::words::Word;

/// Whether answers are kept on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing was said yet.
    Unasked,
    /// The person does not want it.
    No,
    /// It was asked for; the device has not confirmed it yet.
    Asked(Date),
    /// DeviceCopy until a day.
    Until(Date),
    /// The browser refused, or its storage is full; it is tried again with each change and every few seconds.
    Refused(Date),
    /// The day until which they were to be kept is over: nothing more is written until the person says so.
    Over(Date),
}

/// What a page knows of what the device keeps.
#[derive(Clone, Debug, Default)]
pub struct DeviceCopy {
    /// What this tab and the device agreed upon last.
    agreed: Answers,
    /// What was handed over to be written, and is agreed upon once that is confirmed.
    written: Answers,
    /// What was kept until a day that is over: not shown until the person says so.
    over: Option<Answers>,
}

/// A record of the device, as the boot file found it.
pub struct Record {
    /// Until when it is kept.
    pub until: Date,
    /// Its text.
    pub text: String,
}

impl Record {
    /// Reads a record; nothing if its day is none.
    pub fn read(until: &str, text: String) -> Option<Record> {
        Some(Record { until: Date::read(until)?, text })
    }

    /// Whether this program may write over it.
    pub fn is_ours(&self) -> bool {
        format::read(&self.text).understood == Understood::Whole
    }
}

/// How long answers are kept.
const DAYS_KEPT: u16 = 30;

impl Tandem {
    /// What was entered comes back: what was held outside the program, else what the device keeps.
    pub fn restore(&self, held: &str, records: &[Record]) {
        // On a device that several people use nothing is kept, and what was kept before is nobody's to see.
        let records = if self.shared.get_untracked() { &[] } else { records };
        for record in records {
            let notebook = format::read(&record.text).notebook;
            let answers = notebook.topic(&self.decision.id);
            if !record.is_ours() {
                self.unread.set(Some(record.text.clone()));
                self.answers.set(answers);
            } else if record.until < self.today {
                self.keeping.set(Keeping::Over(record.until));
                self.device_copy.update_value(|copy| copy.over = Some(answers));
            } else {
                self.keeping.set(Keeping::Until(record.until));
                self.device_copy.update_value(|copy| copy.agreed = answers.clone());
                self.notebook.set_value(notebook);
                self.answers.set(answers);
            }
        }
        if !held.is_empty() {
            let reading = format::read(held);
            if reading.understood != Understood::Whole {
                self.unread.set(Some(held.to_string()));
            }
            self.answers.set(reading.notebook.topic(&self.decision.id));
            self.notebook.set_value(reading.notebook);
        }
        if !self.answers_untracked(Answers::is_empty) {
            self.hold();
        }
    }

    /// Puts a copy of the answers outside the program's memory, and on the device if the person wants that.
    pub fn hold(&self) {
        let answers = self.answers.get_untracked();
        self.notebook.update_value(|notebook| notebook.set_topic(&self.decision.id, answers));
        let texts = self.notebook.with_value(|notebook| {
            let is_empty = notebook.is_empty();
            (!is_empty).then(|| (format::write(notebook), format::write_without_private(notebook)))
        });
        let (text, open) = texts.unwrap_or_default();
        browser::host::hold(&text, &open, self.keeps_now());
    }

    /// Whether what is entered now is to be kept: not once its day is over, even in a tab that was left open.
    fn keeps_now(&self) -> bool {
        match self.keeping.get_untracked() {
            Keeping::Until(day) | Keeping::Asked(day) | Keeping::Refused(day) => {
                let is_past = browser::window::is_past(day);
                if is_past {
                    self.keeping.set(Keeping::Over(day));
                }
                !is_past
            }
            Keeping::Unasked | Keeping::No | Keeping::Over(_) => false,
        }
    }

    /// Keeps answers on the device from now on, with those that were kept until a day that is over.
    pub fn keep(&self) {
        let day = self.keep_day();
        let over = self.device_copy.try_update_value(|copy| copy.over.take()).flatten();
        if let Some(over) = over {
            self.answers.update(|mine| *mine = merge(&Answers::default(), mine, &over));
        }
        self.keeping.set(Keeping::Asked(day));
        browser::host::keep(day);
        self.hold();
    }

    /// The day until which answers are kept if that is chosen today.
    pub fn keep_day(&self) -> Date {
        browser::window::today_or(self.today).plus_days(DAYS_KEPT)
    }

    /// Stops keeping and deletes what was kept; what is on the screen stays.
    pub fn stop_keeping(&self) {
        browser::host::stop_keeping();
        self.device_copy.set_value(DeviceCopy::default());
        self.keeping.set(Keeping::No);
        self.hold();
    }

    /// Takes in what the device has, which another tab wrote. Nothing that is being entered here is dropped.
    pub fn take_in(&self, text: &str) {
        let theirs = format::read(text).notebook.topic(&self.decision.id);
        let mine = self.answers.get_untracked();
        let merged = self.device_copy.with_value(|copy| merge(&copy.agreed, &mine, &theirs));
        self.device_copy.update_value(|copy| copy.agreed = theirs);
        if merged != mine {
            self.answers.set(merged);
        }
    }

    /// The text for the device: what this tab has, put together with what the device has.
    pub fn text_to_keep(&self, theirs: Option<&str>) -> String {
        // What else stands in the record stays there.
        let mut notebook = match theirs {
            Some(theirs) => {
                self.take_in(theirs);
                format::read(theirs).notebook
            }
            None => self.notebook.get_value(),
        };
        let mine = self.answers.get_untracked();
        self.device_copy.update_value(|copy| copy.written = mine.clone());
        notebook.set_topic(&self.decision.id, mine);
        format::write_without_private(&notebook)
    }

    /// What became of what was to be written.
    pub fn stored(&self, fate: &str) {
        let keeping = self.keeping.get_untracked();
        match (fate, keeping) {
            ("kept", Keeping::Asked(day) | Keeping::Refused(day) | Keeping::Until(day)) => {
                self.device_copy.update_value(|copy| copy.agreed = copy.written.clone());
                if keeping != Keeping::Until(day) {
                    self.keeping.set(Keeping::Until(day));
                }
            }
            ("refused", Keeping::Asked(day) | Keeping::Until(day)) => self.keeping.set(Keeping::Refused(day)),
            ("gone", _) => self.forget_device(self.answers.get_untracked(), Word::KeptGone),
            // Cleared in another tab while this one did not listen: what was written here since is new.
            ("void", _) => {
                let mine = self.answers.get_untracked();
                let rest = self.device_copy.with_value(|copy| since_cleared(&copy.agreed, &mine));
                self.forget_device(rest, Word::ClearElsewhere);
            }
            // The browser, or somebody who uses it, removed what was kept since the last visit.
            ("lost", _) => self.notice.set(self.word(Word::KeptLost).to_string()),
            ("cleared", _) => self.forget_device(Answers::default(), Word::ClearElsewhere),
            _ => {}
        }
    }

    /// The device has nothing of this any more: from here on nothing is kept until the person says so.
    fn forget_device(&self, answers: Answers, message: Word) {
        let had_any = !self.answers_untracked(Answers::is_empty);
        self.device_copy.set_value(DeviceCopy::default());
        self.keeping.set(Keeping::Unasked);
        self.notebook.set_value(Notebook::default());
        if self.answers.get_untracked() != answers {
            self.answers.set(answers);
        }
        self.hold();
        if had_any {
            self.notice.set(self.word(message).to_string());
        }
    }
}
