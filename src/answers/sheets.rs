//! What somebody fills in on lists and sheets. An answer stands under the id of its sheet and of its line, with the line's
//! words and the words of the ticked boxes as they were, so that it can be read without the sheet.

use serde_json::{Map, Value};

use super::entry::{self, Entry, Key};

/// Under this name a device keeps what belongs to the person. No author can give a topic this id.
pub const PERSON: &str = ".person";

/// What somebody who supports the person wrote, and the line of the person's own page by which they agree to show it.
pub const SUPPORTER: &str = "lists-supporter";
/// See [`SUPPORTER`].
pub const MY_PAGE: &str = "lists-my-page";
/// See [`SUPPORTER`].
pub const AGREED: &str = "supporter-agreed";

/// What was entered at one line of a list or sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The boxes that were ticked, by their words; a box without words of its own is an empty text.
    pub ticks: Vec<String>,
    /// What was written: a text for each place to write, in their order.
    pub texts: Vec<String>,
    /// The author of the sheet marked this line as private.
    pub private: bool,
    /// The line is private, and the person chose at this very line that others may see it and that it may be kept.
    pub chosen: bool,
    /// Only one of the boxes can be ticked.
    pub only_one: bool,
    /// What this line takes over from another list or sheet is left out here.
    pub without_taken: bool,
}

impl Entered {
    /// Whether nothing is ticked and nothing written.
    pub fn is_empty(&self) -> bool {
        self.filled_in().next().is_none()
    }

    /// What was ticked and written, without boxes that have no words of their own.
    pub fn words(&self) -> Vec<String> {
        self.filled_in().filter(|text| !text.trim().is_empty()).cloned().collect()
    }

    fn filled_in(&self) -> impl Iterator<Item = &String> {
        self.ticks.iter().chain(self.texts.iter().filter(|text| !text.trim().is_empty()))
    }

    /// Whether it may stand on what others see.
    pub fn is_for_others(&self) -> bool {
        !self.private || self.chosen
    }

    /// What is written at an index.
    pub fn text(&self, index: usize) -> &str {
        self.texts.get(index).map_or("", String::as_str)
    }

    /// Writes at an index.
    pub fn write(&mut self, index: usize, text: String) {
        if self.texts.len() <= index {
            self.texts.resize(index + 1, String::new());
        }
        if let Some(slot) = self.texts.get_mut(index) {
            *slot = text;
        }
    }

    /// Ticks a box or takes the tick away. Where only one can be chosen the others lose theirs.
    pub fn tick(&mut self, words: &str, ticked: bool, only_one: bool) {
        self.ticks.retain(|known| !only_one && known != words);
        self.only_one = only_one;
        if ticked {
            self.ticks.push(words.to_string());
        }
    }
}

/// What was entered on one list or sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub(super) id: String,
    /// Its heading as it was when something was entered last.
    pub(super) title: String,
    pub(super) lines: Vec<Entry<Entered>>,
    /// What a newer program wrote beside these: carried along untouched.
    pub(super) other: Map<String, Value>,
}

impl Sheet {
    pub(super) fn has_any(&self) -> bool {
        !self.lines.is_empty() || !self.other.is_empty()
    }
}

/// A line of a sheet, as its author wrote it.
#[derive(Clone, Copy, Debug)]
pub struct SheetLine<'a> {
    /// The sheet's id.
    pub sheet: &'a str,
    /// The line's id.
    pub id: &'a str,
    /// The line's words as they are now.
    pub words: &'a str,
    /// Whether its author marked it as private.
    pub private: bool,
}

/// What belongs to the person, whatever the topic. What this program does not know of it is carried along untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub(super) sheets: Vec<Sheet>,
    /// The names of its events in calendars.
    pub(super) calendar: Map<String, Value>,
    pub(super) other: Map<String, Value>,
}

impl Person {
    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        self.other.is_empty() && !self.sheets.iter().any(Sheet::has_any)
    }

    /// The lists and sheets on which something was entered.
    pub fn sheet_ids(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.id.as_str())
    }

    /// Whether the person agrees that others see what somebody who supports them wrote.
    pub fn shows_supporter(&self) -> bool {
        self.entered(MY_PAGE, AGREED).is_some_and(|entered| !entered.ticks.is_empty())
    }

    /// What others may see: nothing that is private and was not chosen to be seen, and a supporter's words only if the person
    /// agrees.
    pub fn to_show(&self) -> Person {
        let mut shown = self.clone();
        shown.drop_private();
        if !self.shows_supporter() {
            shown.sheets.retain(|sheet| sheet.id != SUPPORTER);
            let is_theirs =
                |key: &Key| matches!(key, Key::Card(id) if id.strip_prefix(AGREED) == Some("-words"));
            for sheet in shown.sheets.iter_mut().filter(|sheet| sheet.id == MY_PAGE) {
                sheet.lines.retain(|line| !is_theirs(&line.key));
            }
        }
        shown.sheets.retain(Sheet::has_any);
        shown.calendar.clear();
        shown
    }

    /// The heading of a sheet as it was when something was entered last; empty where it is not known.
    pub fn sheet_title(&self, id: &str) -> &str {
        self.sheet(id).map_or("", |sheet| sheet.title.as_str())
    }

    /// Says what a sheet is called on which something was entered.
    pub fn name_sheet(&mut self, id: &str, title: &str) {
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.id == id) {
            sheet.title = title.to_string();
        }
    }

    fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// What was entered at a line.
    pub fn entered(&self, sheet: &str, line: &str) -> Option<&Entered> {
        let lines = &self.sheet(sheet)?.lines;
        lines.iter().find(|entry| entry.key == key(line)).map(|entry| &entry.answer)
    }

    /// The words of a line as they were when it was answered.
    pub fn line_words(&self, sheet: &str, line: &str) -> Option<&str> {
        entry::words(&self.sheet(sheet)?.lines, &key(line))
    }

    /// The lines that were answered on a sheet, in the order in which they were: id, words, answer.
    pub fn lines<'a>(
        &'a self,
        sheet: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Entered)> + use<'a> {
        let lines = self.sheet(sheet).map_or(&[][..], |sheet| &sheet.lines);
        lines.iter().filter_map(|entry| match &entry.key {
            Key::Card(id) => Some((id.as_str(), entry.words.as_str(), &entry.answer)),
            Key::Own(_) => None,
        })
    }

    /// What others may see of the lines of a sheet that were answered and have an id; ending with `*`, an id that begins so.
    pub fn known<'a>(
        &'a self,
        sheet: &str,
        id: &str,
    ) -> impl Iterator<Item = (&'a str, &'a Entered)> + use<'a> {
        let (start, is_start) = match id.strip_suffix('*') {
            Some(start) => (start.to_string(), true),
            None => (id.to_string(), false),
        };
        let is_meant = move |known: &str| if is_start { known.starts_with(&start) } else { known == start };
        let lines = self.lines(sheet);
        let lines = lines.filter(move |(id, _, it)| is_meant(id) && it.is_for_others() && !it.is_empty());
        lines.map(|(_, words, entered)| (words, entered))
    }

    /// Changes what is entered at a line.
    pub fn change(&mut self, line: SheetLine, change: impl FnOnce(&mut Entered)) {
        if self.sheet(line.sheet).is_none() {
            insert(&mut self.sheets, Sheet { id: line.sheet.to_string(), ..Sheet::default() });
        }
        let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.id == line.sheet) else { return };
        let Some(taken) = entry::take_or_begin(&mut sheet.lines, &key(line.id)) else { return };
        let changed = taken.answer(|entered| {
            change(entered);
            if entered.is_empty() {
                let without_taken = entered.without_taken;
                *entered = Entered { without_taken, ..Entered::default() };
            } else {
                entered.private = line.private;
            }
        });
        changed.in_place(&mut sheet.lines);
        if let Some(entry) = sheet.lines.iter_mut().find(|entry| entry.key == key(line.id)) {
            entry.words = line.words.to_string();
        }
        self.sheets.retain(Sheet::has_any);
    }

    /// Takes an answer away, such as one of an earlier version of the sheet.
    pub fn remove_line(&mut self, sheet: &str, line: &str) {
        for sheet in self.sheets.iter_mut().filter(|known| known.id == sheet) {
            sheet.lines.retain(|entry| entry.key != key(line));
        }
    }

    /// Drops what is private and was not chosen to be seen by others.
    pub fn drop_private(&mut self) {
        for sheet in &mut self.sheets {
            sheet.lines.retain(|entry| entry.answer.is_for_others());
        }
    }
}

/// Sheets stand in the order of their ids, as they are written.
pub(super) fn insert(sheets: &mut Vec<Sheet>, sheet: Sheet) {
    let index = sheets.iter().position(|known| known.id > sheet.id).unwrap_or(sheets.len());
    sheets.insert(index, sheet);
}

fn key(line: &str) -> Key {
    Key::Card(line.to_string())
}
