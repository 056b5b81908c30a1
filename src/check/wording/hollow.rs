//! Words that stand where something should be said, and say nothing: `...`, `n/a`, `TBC`, `Coming soon.` The evidence trail
//! has rules of its own.

use crate::cards::decision::DECISION_FILE;
use crate::cards::{Inline, prose};
use crate::check::language::lists::List;
use crate::check::rule::rules;
use crate::check::structure::sections::{HAND_IN_IT, OF_A_TEST, REQUIRED, WANTED};
use crate::check::{Card, CardFile, Part, Passage, Report, is_in};

rules! {
    SAYS_NOTHING Error "says-nothing" => Both(hollow);
}

/// What people write to fill a place until they know what belongs there.
static PLACEHOLDERS: List = List::named("placeholder");

/// "There is none": an answer to some questions of the head, and to nothing else.
static NONE: List = List::named("none");

/// Lines of the head that "none" answers.
const NONE_ANSWERS: &str = "funding interests update-policy licence reviewers translators";

/// Sections of a choice's card that "Nothing." answers: that it costs nothing is good to know.
const NONE_SECTIONS: &str = "cost checks";

/// Lines of the head whose values are known one by one; other rules say what is wrong with them.
const KNOWN_VALUES: &str = "\
    kind status published review-by reviewed no-treatment no-treatment-waived translated-from accept";

/// Whether these words say nothing at all where something should be said.
pub fn says_nothing(text: &str) -> bool {
    is_placeholder(text) || says_none(text)
}

/// Whether these words only keep a place free.
pub fn is_placeholder(text: &str) -> bool {
    // The text that printers fill pages with.
    let begins = || text.trim_start().get(..11).is_some_and(|it| it.eq_ignore_ascii_case("lorem ipsum"));
    few_words(text).map_or_else(begins, |words| words.is_empty() || PLACEHOLDERS.has(&words))
}

/// Whether these words say that there is none.
pub fn says_none(text: &str) -> bool {
    few_words(text).is_some_and(|words| NONE.has(&words))
}

/// Letters and digits in small letters with one space between words; nothing if there are more than a few.
fn few_words(text: &str) -> Option<String> {
    const LONGEST: usize = 20;
    if text.bytes().filter(u8::is_ascii_alphanumeric).nth(LONGEST).is_some() {
        return None;
    }
    let mut words = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_alphanumeric() {
            words.extend(sign.to_lowercase());
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        if words.len() > LONGEST {
            return None;
        }
    }
    words.truncate(words.trim_end().len());
    Some(words)
}

fn hollow(card: &Card, report: &mut Report) {
    card.files.iter().filter(|file| is_read(card, file)).for_each(|file| head(file, report));
    parts(card, report);
    let mut last: Option<(usize, &str, bool)> = None;
    for (index, passage) in card.passages.iter().enumerate() {
        let file = card.file_of(passage);
        if !is_read(card, file) {
            continue;
        }
        let section = passage.section.as_str();
        let is_same = last.is_some_and(|(of, id, _)| of == passage.file && id == section);
        if !is_same || passage.part == Part::Heading(2) {
            last = Some((passage.file, section, is_hollow(card, index, file, report)));
        }
        // What is wrong with a whole section is said once.
        if !last.is_some_and(|(.., is_hollow)| is_hollow) {
            line(card, passage, file, report);
        }
    }
}

/// What lies in a decision's folder and belongs to no choice is not shown.
fn is_read(card: &Card, file: &CardFile) -> bool {
    card.decision.is_none() || file.option.is_some() || file.name == DECISION_FILE
}

fn head(file: &CardFile, report: &mut Report) {
    for entry in file.head.entries.iter().filter(|it| !is_in(KNOWN_VALUES, &it.key)) {
        let takes_none = is_in(NONE_ANSWERS, &entry.key) || HAND_IN_IT.contains(&entry.key.as_str());
        let hollow = entry.values.iter().find(|it| {
            is_placeholder(it) || (!takes_none && says_none(it)) || says_only_whether(&entry.key, it)
        });
        if let Some(value) = hollow {
            let message = format!("`{}: {value}` says nothing", entry.key);
            report.on(&SAYS_NOTHING, file.at(entry.at), message);
        }
    }
}

/// "Yes" does not say what was done with patients, or when.
fn says_only_whether(key: &str, value: &str) -> bool {
    const FEWEST: usize = 3;
    HAND_IN_IT.contains(&key) && value != "not done" && value.split_whitespace().count() < FEWEST
}

/// A card without a heading, and a list, sheet or support card without a section.
fn parts(card: &Card, report: &mut Report) {
    let is_paper = card.decision.is_none();
    let files = card.files.iter().enumerate().filter(|(_, file)| is_paper || file.option.is_some());
    for (index, file) in files {
        let has = |level| card.of_part(Part::Heading(level)).any(|it| it.file == index);
        let message = match (has(1), is_paper && !has(2)) {
            (false, _) => "this has no heading, `# ` and its title",
            (true, true) => "this has no section, `## [Heading](#id)` and what stands below it",
            _ => continue,
        };
        report.on(&SAYS_NOTHING, file.top(), message);
    }
}

/// Whether nothing is said in the section that begins with this heading; says so unless another rule does.
fn is_hollow(card: &Card, index: usize, file: &CardFile, report: &mut Report) -> bool {
    let rest = card.passages.get(index..).unwrap_or_default();
    let Some((heading, rest)) = rest.split_first().filter(|(it, _)| it.part == Part::Heading(2)) else {
        return false;
    };
    let mut inside = rest.iter().take_while(|it| {
        it.file == heading.file && !matches!(it.part, Part::Heading(1 | 2) | Part::Source | Part::Head)
    });
    if inside.any(|it| !is_empty(card, it)) {
        return false;
    }
    if !is_said_elsewhere(card, &heading.section, file) {
        report.on(&SAYS_NOTHING, file.at(heading.at), "nothing is said below this heading");
    }
    true
}

fn is_said_elsewhere(card: &Card, section: &str, file: &CardFile) -> bool {
    let mut known = REQUIRED.iter().chain(&WANTED).chain(&OF_A_TEST);
    match (&card.decision, file.option) {
        (None, _) => false,
        (Some(_), Some(_)) => is_in("good hard", section),
        (Some(_), None) => section == "choices" || known.any(|(id, _)| *id == section),
    }
}

/// Whether a passage below a heading says nothing. On lists and sheets, what is to be filled in says something.
fn is_empty(card: &Card, passage: &Passage) -> bool {
    matches!(passage.part, Part::Heading(_))
        || (says_nothing(&passage.plain) && !is_field(card, passage) && !is_answer(card, passage))
}

/// "Nothing." below the heading of what a choice costs.
fn is_answer(card: &Card, passage: &Passage) -> bool {
    card.file_of(passage).option.is_some()
        && is_in(NONE_SECTIONS, &passage.section)
        && says_none(&passage.plain)
}

/// A box, a line or a cell to write in.
fn is_field(card: &Card, passage: &Passage) -> bool {
    let has = |field: &str| passage.plain.contains(field);
    card.decision.is_none() && (passage.part == Part::Cell || has("____") || has("[ ]"))
}

/// One heading, line or paragraph, and the links in it.
fn line(card: &Card, passage: &Passage, file: &CardFile, report: &mut Report) {
    let own = passage.plain.get(..passage.own()).unwrap_or_default();
    let message = match passage.part {
        Part::Heading(_) if says_nothing(own) => "this heading says nothing",
        Part::RowName if says_nothing(own) => "this row does not say what happened",
        Part::Item | Part::Paragraph if is_bare_line(card, passage, own) => "this line says nothing",
        // "Nobody" in a cell is a finding; three dots are none.
        Part::Difference | Part::When if is_placeholder(own) => "this cell says nothing",
        Part::Said if is_placeholder(own) => "this cell says nothing: write what was found, or `not known`",
        Part::Item | Part::Paragraph if card.decision.is_some() && passage.plain.contains("____") => {
            "nobody can write here: say it, or take it out"
        }
        _ if has_bare_link(&passage.words) => "there is a link here without words: nobody can see or hear it",
        _ => return,
    };
    report.on(&SAYS_NOTHING, file.at(passage.at), message);
}

/// A line that names itself needs words even before a field.
fn is_bare_line(card: &Card, passage: &Passage, own: &str) -> bool {
    let names_itself = own.len() < passage.plain.len();
    says_nothing(own) && (names_itself || !is_field(card, passage)) && !is_answer(card, passage)
}

fn has_bare_link(words: &[Inline]) -> bool {
    words.iter().any(|inline| match inline {
        Inline::Link(_, inside) => !prose::plain(inside).contains(char::is_alphanumeric),
        Inline::Emphasis(inside) | Inline::Strong(inside) => has_bare_link(inside),
        _ => false,
    })
}
