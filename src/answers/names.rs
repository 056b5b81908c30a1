//! The names by which values are written. Both versions of the form have the same.

use super::aside::Reason;
use super::talk::{Ending, Note};
use super::topic::{Detail, Filler, Pile, Wish};

/// See [`super::topic`].
pub const DETAILS: [(&str, Detail); 3] =
    [("everything", Detail::Everything), ("main", Detail::Main), ("no-numbers", Detail::NoNumbers)];
/// See [`super::topic`].
pub const PILES: [(&str, Pile); 4] =
    [("lot", Pile::Lot), ("some", Pile::Some), ("not", Pile::Not), ("unsure", Pile::Unsure)];
/// See [`super::topic`].
pub const WISHES: [(&str, Wish); 7] = [
    ("together", Wish::Together),
    ("advise", Wish::Advise),
    ("company", Wish::Company),
    ("time", Wish::Time),
    ("peer", Wish::Peer),
    ("specialists", Wish::Specialists),
    ("reading", Wish::Reading),
];
/// See [`super::topic`].
pub const FILLERS: [(&str, Filler); 3] =
    [("me", Filler::Me), ("helped", Filler::Helped), ("other", Filler::Other)];

/// See [`super::aside`]. A reason in own words has no name.
pub const REASONS: [(&str, Reason); 3] =
    [("not-open", Reason::NotOpen), ("not-for-me", Reason::NotForMe), ("not-now", Reason::NotNow)];

/// See [`super::talk`].
pub const NOTES: [(&str, Note); 10] = [
    ("said-back", Note::SaidBack),
    ("person-note", Note::Person),
    ("clinician-note", Note::Clinician),
    ("who-does-what", Note::WhoDoesWhat),
    ("look-again", Note::LookAgain),
    ("look-again-on", Note::LookAgainOn),
    ("ring", Note::Ring),
    ("change-my-mind", Note::ChangeMind),
    ("hard-to-keep-up", Note::HardToKeep),
    ("before-i-stop", Note::BeforeStop),
];
/// See [`super::talk`].
pub const ENDINGS: [(&str, Ending); 3] =
    [("decided", Ending::Decided), ("not-yet", Ending::NotYet), ("more-time", Ending::MoreTime)];

/// The name of a value.
pub fn name<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    names.iter().find(|(_, known)| known == value).map_or("", |(name, _)| name)
}

/// The value of a name.
pub fn value<T: Clone>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}
