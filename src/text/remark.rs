//! What is said to an author about a text: which rule, where, and about which words.
//! The sentences themselves stand in `content/words`, under `remark.<code>`.

use super::{Lines, Position, Source, Span};

macro_rules! codes {
    ($($name:ident $slug:literal $doc:literal)*) => {
        /// What is wrong. Every code has a sentence in `content/words`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $doc] $name,)* }

        impl Code {
            /// All of them, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code's name in files and reports.
            pub fn slug(self) -> &'static str {
                match self { $(Code::$name => $slug),* }
            }
        }
    };
}

codes! {
    HeadMissing "head-missing" "A file does not begin with a head between two lines of three hyphens."
    HeadLine "head-line" "A line of the head is not `key: value`, `- item` or a comment."
    KeyMissing "key-missing" "The head lacks a key that readers need."
    KeyTwice "key-twice" "The head has a key twice."
    KeyValue "key-value" "A value is not one of those allowed."
    HtmlLeftOut "html-left-out" "Raw HTML is never shown."
    LinkLeftOut "link-left-out" "A link that is not to a card, an https page, mail or telephone."
    PictureLeftOut "picture-left-out" "Pictures are not shown."
    BlockLeftOut "block-left-out" "A kind of block that cards do not have."
    WordsLeftOut "words-left-out" "Words or numbers stand where nothing is shown."
    SectionWithoutId "section-without-id" "A heading is not a link to its own id."
    IdShape "id-shape" "An id has other signs than small letters, digits and hyphens."
    IdTwice "id-twice" "Two things have one id."
    NoQuestion "no-question" "No heading and sentence that say what the choice is."
    NoChoices "no-choices" "Fewer than two choices are listed."
    CardMissing "card-missing" "A choice's file is not there."
    TooMuch "too-much" "More than any card needs."
    TableShape "table-shape" "A table of numbers lacks one of its columns."
    TableLead "table-lead" "A table of numbers has no paragraph before it on who was studied."
    CornerShape "corner-shape" "The corner of a table does not say out of how many people."
    ColumnShape "column-shape" "A column is not linked to a choice."
    RowShape "row-shape" "A row's first cell is not a link to its own id."
    RowTime "row-time" "A row does not say when."
    RowCertainty "row-certainty" "A row does not say how sure."
    RowSource "row-source" "A row has no footnote that says where it comes from."
    RowDifference "row-difference" "A row has no sentence on the difference."
    CountShape "count-shape" "A cell is not a number, a range, a sentence or `not known`."
    CountPast "count-past" "A number is more than its denominator, or outside its own range."
    LineShape "line-shape" "A line of a list is not a link to its own id."
    LinkToNothing "link-to-nothing" "A thing that matters points at an id that is not there."
}

/// A remark on a text. It owns what it says, so that it can outlive the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which rule.
    pub code: Code,
    /// The file's name.
    pub file: String,
    /// Where it begins.
    pub position: Position,
    /// Where it stands, in bytes.
    pub at: Span,
    /// The words it is about; may be empty.
    pub about: String,
}

/// So many remarks are kept of one text: each costs a look along its line, and a line may be the whole text.
const MOST: usize = 1000;

/// Collects remarks on one text.
pub struct Remarks<'a> {
    source: Source<'a>,
    lines: Lines<'a>,
    list: Vec<Remark>,
}

impl<'a> Remarks<'a> {
    /// No remarks yet.
    pub fn on(source: Source<'a>) -> Self {
        Remarks { source, lines: Lines::of(source.text), list: Vec::new() }
    }

    /// Adds a remark; nothing once there are more than anybody mends at a time.
    pub fn add(&mut self, code: Code, at: Span, about: impl Into<String>) {
        if self.list.len() == MOST {
            return;
        }
        let position = self.lines.position(at.start);
        let file = self.source.name.to_string();
        let remark = Remark { code, file, position, at, about: about.into() };
        let order = |remark: &Remark| (remark.position.line, remark.position.column);
        let before = self.list.partition_point(|known| order(known) <= order(&remark));
        self.list.insert(before, remark);
    }

    /// All that was said, in the order of the text.
    pub fn done(self) -> Vec<Remark> {
        self.list
    }
}
