//! Answers as a text that a person can read, and back. Reading never fails and never trusts: what it does not know is
//! given back as a loss, and the rest is kept.
//!
//! One answer a line: a word for what it is, then its parts, with one space between; free words come last, with `\n` for a new line and `\\` for `\`.
//! Written by hand because JSON by serde costs a phone 20 kB, for a dozen kinds of line.

use super::{Answers, Detail, Draft, Filler, Key, Lean, Marker, Own, Pile, Wish, list};

/// The first line of the text. The number changes when an old reader would misunderstand a new text.
const FIRST_LINE: &str = "tandem 1";
/// More than this many bytes is not ours: it is more than a browser stores.
const LONGEST_TEXT: usize = 16 * 1024 * 1024;

const DETAILS: [(&str, Detail); 3] =
    [("everything", Detail::Everything), ("main", Detail::Main), ("no-numbers", Detail::NoNumbers)];
const PILES: [(&str, Pile); 4] =
    [("lot", Pile::Lot), ("some", Pile::Some), ("not", Pile::Not), ("unsure", Pile::Unsure)];
const WISHES: [(&str, Wish); 7] = [
    ("together", Wish::Together),
    ("advise", Wish::Advise),
    ("company", Wish::Company),
    ("time", Wish::Time),
    ("peer", Wish::Peer),
    ("specialists", Wish::Specialists),
    ("reading", Wish::Reading),
];
const FILLERS: [(&str, Filler); 3] =
    [("me", Filler::Me), ("helped", Filler::Helped), ("other", Filler::Other)];

/// A text that could not be read as answers, in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It is not ours, or too long, or from a newer program.
    Whole,
    /// One line was not understood.
    Line(String),
}

/// Writes answers about a decision as a text.
pub fn save(decision: &str, answers: &Answers) -> String {
    let mut text = format!("{FIRST_LINE}\ndecision {decision}\n");
    let mut line = |parts: &[&str]| {
        text.push_str(&parts.join(" "));
        text.push('\n');
    };
    if let Some(detail) = answers.detail {
        line(&["detail", name(&DETAILS, detail)]);
    }
    if answers.survival_on_paper {
        line(&["print-survival"]);
    }
    for own in &answers.own_matters {
        line(&["own-matter", &own.number.to_string(), &escape(&own.words)]);
    }
    for (key, pile) in &answers.piles {
        line(&["pile", name(&PILES, *pile), &key_text(key)]);
    }
    for (key, marker) in &answers.markers {
        match marker {
            Marker::Points(option) => line(&["mark", &key_text(key), "to", option]),
            Marker::Same => line(&["mark", &key_text(key), "same"]),
            Marker::Unsure => line(&["mark", &key_text(key), "unsure"]),
        }
    }
    for own in &answers.own_questions {
        line(&["own-question", &own.number.to_string(), &escape(&own.words)]);
    }
    for key in &answers.asked {
        line(&["ask", &key_text(key)]);
    }
    match &answers.lean {
        Some(Lean::To(option)) => line(&["lean", "to", option]),
        Some(Lean::Unsure) => line(&["lean", "unsure"]),
        None => {}
    }
    for wish in &answers.wishes {
        line(&["wish", name(&WISHES, *wish)]);
    }
    if let Some(filler) = answers.filler {
        line(&["filled-by", name(&FILLERS, filler)]);
    }
    let [matter, question] = &answers.drafts;
    let free = [
        ("draft-matter", matter),
        ("draft-question", question),
        ("help", &answers.help),
        ("note", &answers.note),
    ];
    for (field, words) in free {
        if !words.is_empty() {
            line(&[field, &escape(words)]);
        }
    }
    text
}

/// Reads answers about a decision. Whatever the text, the result is whole answers and a list of what was not understood.
pub fn restore(decision: &str, text: &str) -> (Answers, Vec<Loss>) {
    let mut answers = Answers::default();
    let mut lines = text.lines();
    let ours = text.len() <= LONGEST_TEXT
        && lines.next() == Some(FIRST_LINE)
        && lines.next().and_then(|line| line.strip_prefix("decision ")) == Some(decision);
    if !ours {
        return (answers, vec![Loss::Whole]);
    }
    let mut losses = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if take(&mut answers, line).is_none() {
            losses.push(Loss::Line(line.to_string()));
        }
    }
    (answers, losses)
}

/// Takes one line into the answers; nothing if it is not understood.
fn take(answers: &mut Answers, line: &str) -> Option<()> {
    let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
    match kind {
        "detail" => answers.detail = Some(value(&DETAILS, rest)?),
        "print-survival" if rest.is_empty() => answers.survival_on_paper = true,
        "own-matter" => take_own(&mut answers.own_matters, rest)?,
        "own-question" => take_own(&mut answers.own_questions, rest)?,
        "pile" => {
            let (pile, key) = rest.split_once(' ')?;
            let (pile, key) = (value(&PILES, pile)?, key_of(key, &answers.own_matters)?);
            if answers.pile(&key).is_some() {
                return None;
            }
            answers.piles.push((key, pile));
        }
        "mark" => {
            let (key, marker) = rest.split_once(' ')?;
            let key = key_of(key, &answers.own_matters)?;
            if answers.marker(&key).is_some() {
                return None;
            }
            answers.markers.push((key, marker_of(marker)?));
        }
        "ask" => {
            let key = key_of(rest, &answers.own_questions)?;
            if answers.asked.contains(&key) {
                return None;
            }
            answers.asked.push(key);
        }
        "lean" => {
            answers.lean = Some(match rest.split_once(' ') {
                Some(("to", option)) => Lean::To(id_of(option)?),
                None if rest == "unsure" => Lean::Unsure,
                _ => return None,
            });
        }
        "wish" => answers.wish(value(&WISHES, rest)?, true),
        "filled-by" => answers.filler = Some(value(&FILLERS, rest)?),
        "draft-matter" => answers.write_draft(Draft::Matter, &unescape(rest)),
        "draft-question" => answers.write_draft(Draft::Question, &unescape(rest)),
        "help" => answers.help = list::clip(&unescape(rest)),
        "note" => answers.note = list::clip(&unescape(rest)),
        _ => return None,
    }
    Some(())
}

fn take_own(list: &mut Vec<Own>, rest: &str) -> Option<()> {
    let (number, words) = rest.split_once(' ')?;
    let number = number.parse().ok()?;
    let words = list::clip(&unescape(words));
    if list.len() >= list::MOST || words.trim().is_empty() || list.iter().any(|own| own.number == number) {
        return None;
    }
    list.push(Own { number, words });
    Some(())
}

fn marker_of(text: &str) -> Option<Marker> {
    match text.split_once(' ') {
        Some(("to", option)) => Some(Marker::Points(id_of(option)?)),
        None if text == "same" => Some(Marker::Same),
        None if text == "unsure" => Some(Marker::Unsure),
        _ => None,
    }
}

/// Own words are written `+1`: an id has no such sign.
fn key_text(key: &Key) -> String {
    match key {
        Key::Card(id) => id.clone(),
        Key::Own(number) => format!("+{number}"),
    }
}

fn key_of(text: &str, own: &[Own]) -> Option<Key> {
    match text.strip_prefix('+') {
        Some(number) => {
            let number = number.parse().ok()?;
            own.iter().any(|it| it.number == number).then_some(Key::Own(number))
        }
        None => id_of(text).map(Key::Card),
    }
}

/// An id as authors write them. What is not one is not ours, whatever a file says.
fn id_of(text: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    (!text.is_empty() && text.chars().all(plain)).then(|| text.to_string())
}

fn name<T: PartialEq + Copy>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

fn value<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn escape(words: &str) -> String {
    words.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => {}
            },
            _ => plain.push(sign),
        }
    }
    plain
}
