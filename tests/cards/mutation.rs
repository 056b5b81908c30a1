//! Texts as accidents leave them: a stretch lost, doubled or put elsewhere, strange signs in the middle.

use proptest::prelude::*;

/// One accident. Places are parts of 65,536, so that one accident fits any text.
#[derive(Clone, Debug)]
pub enum Accident {
    Lost(u16, u8),
    Doubled(u16, u8),
    Moved(u16, u8, u16),
    Inserted(u16, String),
}

/// A few accidents with one text. What may be inserted beside any signs at all is given by the caller.
pub fn accidents(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<Accident>> {
    let inserted =
        prop_oneof![3 => prop::sample::select(pieces).prop_map(str::to_string), 1 => any::<String>()];
    let accident = prop_oneof![
        any::<(u16, u8)>().prop_map(|(at, length)| Accident::Lost(at, length)),
        any::<(u16, u8)>().prop_map(|(at, length)| Accident::Doubled(at, length)),
        any::<(u16, u8, u16)>().prop_map(|(at, length, to)| Accident::Moved(at, length, to)),
        (any::<u16>(), inserted).prop_map(|(at, signs)| Accident::Inserted(at, signs)),
    ];
    prop::collection::vec(accident, 1..6)
}

/// The text after the accidents.
pub fn after(text: &str, accidents: &[Accident]) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for accident in accidents {
        let place = |part: u16, length: usize| usize::from(part) * length / 65_536;
        let stretch = |at: u16, length: u8, all: usize| {
            let start = place(at, all);
            start..(start + usize::from(length)).min(all)
        };
        let all = signs.len();
        match accident {
            Accident::Lost(at, length) => drop(signs.drain(stretch(*at, *length, all))),
            Accident::Doubled(at, length) => {
                let range = stretch(*at, *length, all);
                let twin = signs[range.clone()].to_vec();
                signs.splice(range.start..range.start, twin);
            }
            Accident::Moved(at, length, to) => {
                let taken: Vec<char> = signs.drain(stretch(*at, *length, all)).collect();
                let to = place(*to, signs.len());
                signs.splice(to..to, taken);
            }
            Accident::Inserted(at, more) => {
                let at = place(*at, all);
                signs.splice(at..at, more.chars());
            }
        }
    }
    signs.into_iter().collect()
}
