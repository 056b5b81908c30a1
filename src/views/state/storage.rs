//! What the device keeps: what the program is told of it, what it says, and what it puts together when several tabs write.

use leptos::prelude::*;

use super::Tandem;
use crate::answers::format::{self, Understood};
use crate::answers::merge::{notebook_since_cleared, notebooks};
use crate::answers::{Notebook, Person};
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
    /// Kept until a day.
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
    agreed: Notebook,
    /// What was handed over to be written, and is agreed upon once that is confirmed.
    written: Notebook,
    /// What was kept until a day that is over: not shown until the person says so.
    over: Option<Notebook>,
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
            if !record.is_ours() {
                self.unread.set(Some(record.text.clone()));
                self.show(notebook);
            } else if record.until < self.today {
                self.keeping.set(Keeping::Over(record.until));
                self.device_copy.update_value(|copy| copy.over = Some(notebook));
            } else {
                self.keeping.set(Keeping::Until(record.until));
                self.device_copy.update_value(|copy| copy.agreed = notebook.clone());
                self.show(notebook);
            }
        }
        if !held.is_empty() {
            let reading = format::read(held);
            if reading.understood != Understood::Whole {
                self.unread.set(Some(held.to_string()));
            }
            self.show(reading.notebook);
        }
        if self.has_any() {
            // The answers of an older program have no tag.
            self.answers.update(|answers| answers.give_tag(browser::window::chance()));
            self.hold();
        }
    }

    /// Puts a copy of the answers outside the program's memory, and on the device if the person wants that.
    pub fn hold(&self) {
        let notebook = self.mine();
        let texts = (!notebook.is_empty())
            .then(|| (format::write(&notebook), format::write_without_private(&notebook)));
        self.notebook.set_value(notebook);
        let (text, open) = texts.unwrap_or_default();
        browser::host::hold(&text, &open, self.keeps_now());
    }

    /// All that this page holds of what was entered.
    fn mine(&self) -> Notebook {
        let mut notebook = self.notebook.get_value();
        if self.setting.sheet.is_some() {
            notebook.person = self.person.get_untracked();
        } else {
            notebook.set_topic(&self.decision.id, self.answers.get_untracked());
        }
        notebook.copied = self.copied.get_untracked();
        notebook
    }

    /// Shows what was entered; what is the same already is not drawn anew.
    fn show(&self, notebook: Notebook) {
        let answers = notebook.topic(&self.decision.id);
        if self.answers.get_untracked() != answers {
            self.answers.set(answers);
        }
        if self.setting.sheet.is_some() && self.person.get_untracked() != notebook.person {
            self.person.set(notebook.person.clone());
        }
        if self.copied.get_untracked() != notebook.copied {
            self.copied.set(notebook.copied);
        }
        self.notebook.set_value(notebook);
    }

    /// All that was entered and that this page knows: of the person too.
    pub fn all_entered(&self) -> Notebook {
        let mut notebook = self.mine();
        notebook.person = self.person.get_untracked();
        notebook
    }

    /// Puts what a copy holds together with what is here: where one thing was answered in two ways, what is here stands.
    pub fn take_copy(&self, theirs: &Notebook) {
        let mut all = notebooks(&Notebook::default(), &self.all_entered(), theirs);
        if self.setting.sheet.is_some() {
            self.show(all);
            return self.hold();
        }
        let person = std::mem::replace(&mut all.person, self.notebook.with_value(|it| it.person.clone()));
        let of_person = Notebook::of_person(person.clone());
        if !of_person.is_empty() {
            browser::host::hold_person(
                &format::write(&of_person),
                &format::write_without_private(&of_person),
            );
        }
        self.person.set(person);
        self.show(all);
        self.hold();
    }

    fn has_any(&self) -> bool {
        !self.mine().is_empty()
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
            self.show(notebooks(&Notebook::default(), &self.mine(), &over));
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
        self.take_in_notebook(format::read(text).notebook);
    }

    fn take_in_notebook(&self, theirs: Notebook) {
        let merged = self.device_copy.with_value(|copy| notebooks(&copy.agreed, &self.mine(), &theirs));
        self.device_copy.update_value(|copy| copy.agreed = theirs);
        self.show(merged);
    }

    /// The text for the device: what this tab has, put together with what the device has.
    pub fn text_to_keep(&self, theirs: Option<&str>) -> String {
        if let Some(theirs) = theirs {
            self.take_in(theirs);
        }
        let mine = self.mine();
        let text = format::write_without_private(&mine);
        self.device_copy.update_value(|copy| copy.written = mine);
        text
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
            ("gone", _) => self.forget_device(self.mine(), Word::KeptGone),
            // Cleared in another tab while this one did not listen: what was written here since is new.
            ("void", _) => {
                let rest =
                    self.device_copy.with_value(|copy| notebook_since_cleared(&copy.agreed, &self.mine()));
                self.forget_device(rest, Word::ClearElsewhere);
            }
            // The browser, or somebody who uses it, removed what was kept since the last visit.
            ("lost", _) => self.notice.set(self.word(Word::KeptLost).to_string()),
            ("cleared", _) => self.forget_device(Notebook::default(), Word::ClearElsewhere),
            _ => {}
        }
    }

    /// The device has nothing of this any more: from here on nothing is kept until the person says so.
    fn forget_device(&self, rest: Notebook, message: Word) {
        let had_any = self.has_any();
        self.device_copy.set_value(DeviceCopy::default());
        self.keeping.set(Keeping::Unasked);
        self.asked.set(Vec::new());
        if self.setting.sheet.is_none() && message == Word::ClearElsewhere {
            self.person.set(Person::default());
        }
        self.show(rest);
        self.hold();
        if had_any {
            self.notice.set(self.word(message).to_string());
        }
    }
}
