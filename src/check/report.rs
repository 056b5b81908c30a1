//! What is said of a content folder: plain data, no rendering.

use crate::cards::decision::DECISION_FILE;
use crate::check::card::Place;
use crate::check::rule::{Rule, Severity, rules};
use crate::check::{Card, CardFile};
use crate::text::Span;

rules! {
    ACCEPT_ERROR Error "accept-error";
    ACCEPT_UNUSED Warning "accept-unused";
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Which rule.
    pub rule: &'static Rule,
    /// Where.
    pub location: Location,
    /// Other places that it is about.
    pub also: Vec<Location>,
    /// How to mend it without judgement, if that can be done.
    pub edit: Option<Edit>,
}

impl Diagnostic {
    /// Says by which words in place of the place's own it is mended without judgement.
    pub fn mend(&mut self, with: impl Into<String>) {
        self.edit = Some(Edit { file: self.location.file.clone(), at: self.location.at, with: with.into() });
    }

    /// Names another place that it is about.
    pub fn beside(&mut self, at: Place, message: impl Into<String>) {
        self.also.push(Location::new(at, message));
    }
}

/// A place in a file and what is said of it.
#[derive(Debug, Clone)]
pub struct Location {
    /// The file's path from the content folder.
    pub file: String,
    /// Where in it, in bytes.
    pub at: Span,
    /// What is said of this place.
    pub message: String,
}

impl Location {
    fn new((file, at): Place, message: impl Into<String>) -> Location {
        Location { file: file.to_string(), at, message: message.into() }
    }
}

/// A change to a file that needs no judgement.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The file's path from the content folder.
    pub file: String,
    /// What is replaced.
    pub at: Span,
    /// By what.
    pub with: String,
}

/// A warning that a file explains.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The warning.
    pub found: Diagnostic,
    /// The author's reason.
    pub why: String,
}

/// Collects what is said.
#[derive(Debug, Default)]
pub struct Report {
    /// All that was said.
    pub list: Vec<Diagnostic>,
    /// Warnings that the files explain, each on its own, so that one reason hides none of them.
    pub explained: Vec<Explained>,
}

impl Report {
    /// Says something of a place, to which more can be added.
    pub fn on(&mut self, rule: &'static Rule, at: Place, message: impl Into<String>) -> &mut Diagnostic {
        let location = Location::new(at, message);
        self.list.push_mut(Diagnostic { rule, location, also: Vec::new(), edit: None })
    }

    /// In the order of the files, then of the places.
    pub fn sort(&mut self) {
        self.list.sort_by(|one, other| key(one).cmp(&key(other)));
        self.explained.sort_by(|one, other| key(&one.found).cmp(&key(&other.found)));
    }

    /// How many are errors, warnings and notes.
    pub fn counts(&self) -> [usize; 3] {
        [Severity::Error, Severity::Warning, Severity::Note]
            .map(|severity| self.list.iter().filter(|it| it.rule.severity == severity).count())
    }

    /// Takes out the warnings that a file's head explains under `accept`, one for each line. Errors cannot be explained away.
    pub(super) fn accept(&mut self, card: &Card) {
        // Another file's own reasons come first: what `decision.md` explains is for what they leave.
        let is_first = |file: &&CardFile| file.name == DECISION_FILE;
        let (first, others): (Vec<&CardFile>, Vec<&CardFile>) = card.files.iter().partition(is_first);
        for file in others.into_iter().chain(first) {
            for entry in file.head.entries.iter().filter(|entry| entry.key == "accept") {
                for value in &entry.values {
                    self.accept_one(file, value, entry.at);
                }
            }
        }
    }

    /// What `decision.md` explains is explained for the whole decision, what another file explains for that file.
    fn accept_one(&mut self, file: &CardFile, value: &str, at: Span) {
        let (code, why) = value.split_once(':').map_or((value, ""), |(code, why)| (code.trim(), why.trim()));
        let everywhere = file.name == DECISION_FILE;
        let is_meant =
            |it: &Diagnostic| it.rule.code == code && (everywhere || it.location.file == file.path);
        let at = (file.path.as_str(), at);
        if self.list.iter().any(|it| is_meant(it) && it.rule.severity == Severity::Error) {
            self.on(&ACCEPT_ERROR, at, format!("`{code}` is an error"));
            return;
        }
        // Without a reason nothing is explained, and the warnings stay.
        if crate::check::wording::hollow::says_nothing(why) {
            self.on(&ACCEPT_UNUSED, at, format!("`{code}`: no reason is given"));
            return;
        }
        // One line explains one warning: the next of its kind has a reason of its own, or is said. The file's own come first.
        let meant = self.list.iter().enumerate().filter(|(_, it)| is_meant(it));
        let first =
            meant.min_by_key(|(_, it)| (it.location.file != file.path, key(it))).map(|(index, _)| index);
        let Some(index) = first else {
            self.on(&ACCEPT_UNUSED, at, format!("`{code}`: nothing of this kind is said, or no more of it"));
            return;
        };
        let found = self.list.remove(index);
        self.explained.push(Explained { found, why: why.to_string() });
    }
}

fn key(it: &Diagnostic) -> (&str, usize, &str) {
    (&it.location.file, it.location.at.start, it.rule.code)
}
