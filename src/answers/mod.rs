//! What a person says. Every change is a method here, and every method is total: nothing a person does can make it fail.
//! There is no score in here to be computed, and nothing here knows a card: answers point at cards by id only, so that a
//! changed card can never break what somebody has said.
//!
//! A [`Notebook`] is all of it: what belongs to the person, and for each topic its [`Answers`]. What is kept, saved and held
//! outside the program is one text, written and read in [`format`] and described in `docs/answers.md`.

mod aside;
mod calendar;
pub mod copy;
mod entry;
mod finished;
pub mod format;
mod list;
pub mod merge;
mod names;
mod notebook;
mod sheets;
mod talk;
mod topic;
pub mod version1;

pub use aside::{Aside, Kind, Reason};
pub use entry::{Key, Own, Removed};
pub use finished::{Added, CardThen, Finished, ReplyThen, Then};
pub use notebook::Notebook;
pub use sheets::{AGREED, Entered, MY_PAGE, PERSON, Person, SUPPORTER, SheetLine};
pub use talk::{Ending, Note, Talk};
pub use topic::{
    Answers, Asked, CardWords, Detail, Draft, Filler, Lean, Marker, Pile, Sorted, TOP_MATTERS, TOP_QUESTIONS,
    Wish,
};
