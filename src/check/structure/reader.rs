//! What the reader itself says: it reads every card as a reader's device does, and what it could not read is missing there.

use crate::cards::decision::DECISION_FILE;
use crate::check::rule::rules;
use crate::check::structure::files;
use crate::check::{Card, Content, Passage, Report, Rule, is_in, pattern};
use crate::text::{Code, Remark, Span};

rules! {
    HEAD_MISSING Error "head-missing";
    HEAD_LINE Error "head-line";
    KEY_MISSING Error "key-missing";
    KEY_TWICE Error "key-twice";
    KEY_VALUE Error "key-value";
    HTML_LEFT_OUT Error "html-left-out";
    LINK_LEFT_OUT Error "link-left-out";
    PICTURE_LEFT_OUT Error "picture-left-out";
    BLOCK_LEFT_OUT Error "block-left-out";
    WORDS_LEFT_OUT Error "words-left-out";
    SECTION_WITHOUT_ID Error "section-without-id";
    ID_SHAPE Error "id-shape";
    ID_TWICE Error "id-twice";
    NO_QUESTION Error "no-question";
    NO_CHOICES Error "no-choices";
    CARD_MISSING Error "card-missing";
    TOO_MUCH Error "too-much";
    TABLE_SHAPE Error "table-shape";
    TABLE_LEAD Error "table-lead";
    CORNER_SHAPE Error "corner-shape";
    COLUMN_SHAPE Error "column-shape";
    ROW_SHAPE Error "row-shape";
    ROW_TIME Error "row-time";
    ROW_CERTAINTY Error "row-certainty";
    ROW_SOURCE Error "row-source";
    ROW_DIFFERENCE Error "row-difference";
    COUNT_SHAPE Error "count-shape";
    COUNT_PAST Error "count-past";
    LINE_SHAPE Error "line-shape";
    LINK_TO_NOTHING Error "link-to-nothing";
}

pub(crate) fn remarks(card: &Card, report: &mut Report) {
    let of_trail = card.trail.iter().flat_map(|trail| &trail.left_out);
    let has_lost = has_lost_choice(card);
    // A footnote without its text is said of itself: that it is left out, and its row with it, follows.
    let marks: Vec<&Passage> = card.passages.iter().filter(|it| it.plain.contains("[^")).collect();
    let has_mark = |it: &&Remark| {
        let is_there = |passage: &&Passage| passage.at.start <= it.at.end && it.at.start <= passage.at.end;
        marks.iter().any(|passage| is_there(passage) && card.file_of(passage).name == it.file)
    };
    let follows = |it: &&Remark| match it.code {
        Code::NoChoices | Code::ColumnShape => has_lost,
        Code::WordsLeftOut => it.about.starts_with("[^") && has_mark(it),
        Code::RowSource => has_mark(it),
        _ => false,
    };
    for remark in card.remarks.iter().chain(of_trail).filter(|it| !follows(it)) {
        add(card, remark, report);
    }
}

/// Whether the reader left out a cell, a row, a column or a table.
pub fn has_lost_cell(card: &Card) -> bool {
    let first = |code: Code| code.slug().split('-').next().unwrap_or_default();
    card.remarks.iter().any(|it| is_in("row count column corner table", first(it.code)))
}

/// Whether a line in the list of choices could not be read. That is said where it stands: that its column and its file
/// belong to no choice follows from it.
pub fn has_lost_choice(card: &Card) -> bool {
    let mut lines = card.passages.iter().filter(|it| it.file == 0 && it.section == "choices");
    let first = lines.next().map_or(0, |it| it.at.start);
    let end = lines.next_back().map_or(0, |it| it.at.end);
    let is_lost = |it: &Remark| {
        let is_there = it.file == DECISION_FILE && (first..end).contains(&it.at.start);
        is_there && matches!(it.code, Code::WordsLeftOut | Code::LinkLeftOut | Code::LineShape)
    };
    card.remarks.iter().any(is_lost)
}

/// Turns what the reader said of a file that is no card into diagnostics.
pub fn read_remarks(path: &str, remarks: &[Remark], content: &Content, report: &mut Report) {
    for remark in remarks {
        let message = format!("`{}`: {}", remark.about, content.english().remark(remark));
        report.on(rule_of(remark.code), (path, remark.at), message);
    }
}

fn add(card: &Card, remark: &Remark, report: &mut Report) {
    let file = card.files.iter().find(|file| file.name == remark.file);
    let path = file.map_or_else(|| card.path(&remark.file), |file| file.path.clone());
    let at = span_of(card.content.text(&path).unwrap_or_default(), remark);
    let about = if remark.about.is_empty() { String::new() } else { format!("`{}`: ", remark.about) };
    let message = card.content.remark(card.words, remark);
    let hint = hint(remark).map(|hint| format!(" {hint}")).or_else(|| odd_sign(remark)).unwrap_or_default();
    report.on(rule_of(remark.code), (&path, at), format!("{about}{message}{hint}"));
}

// "1.000": a point between digits.
pattern! { POINT r"[0-9]\.[0-9]" }

/// What is the trouble, where the reader can only say what it looked for and its words look right to an author.
fn hint(remark: &Remark) -> Option<&'static str> {
    let about = &remark.about;
    match remark.code {
        Code::CornerShape if POINT.is_match(about) => Some(
            "Thousands are set apart as `number-thousands` in the words of this language says, or not at all: 1000.",
        ),
        Code::LinkLeftOut if about.contains(".md#") => {
            Some("A link leads to a whole card: leave out what begins with `#`, or write that alone.")
        }
        Code::LinkLeftOut if about.contains(".md") && about.contains(char::is_uppercase) => {
            Some("Names of files are written in small letters.")
        }
        Code::HeadLine if has_colon_in_value(about) => {
            Some("Put double quotes around the value: there is a colon in it.")
        }
        Code::LinkLeftOut if about.starts_with("http://") => Some("Only `https://` is safe for readers."),
        _ => None,
    }
}

/// Whether what stands behind the hyphen of an item, or behind a key and its colon, has a colon in it and no quotes around it.
fn has_colon_in_value(line: &str) -> bool {
    let value = line.strip_prefix("- ").or_else(|| line.split_once(": ").map(|(_, value)| value));
    value.is_some_and(|value| !value.starts_with('"') && (value.contains(": ") || value.ends_with(':')))
}

/// The first sign of a number, a word of the head or an id that is not what it looks like.
fn odd_sign(remark: &Remark) -> Option<String> {
    const READ: &str = "\
        head-line key-value id-shape link-left-out corner-shape row-certainty count-shape count-past words-left-out";
    let is_odd = |sign: &char| {
        !sign.is_ascii()
            && (sign.is_whitespace() || sign.is_numeric() || ('\u{2000}'..'\u{2070}').contains(sign))
            || *sign == '\u{2212}'
    };
    let sign = remark.about.chars().find(|sign| is_odd(sign) && !"‘’“”…".contains(*sign))?;
    is_in(READ, remark.code.slug()).then(|| format!(" In it is {}.", files::named(sign)))
}

/// The rule of a code of the reader: it has the same name.
fn rule_of(code: Code) -> &'static Rule {
    RULES.iter().find(|(rule, _)| rule.code == code.slug()).map_or(&WORDS_LEFT_OUT, |(rule, _)| rule)
}

/// The words themselves where they can be found in the place, else its first line.
fn span_of(text: &str, remark: &Remark) -> Span {
    let at = remark.at;
    let inside = text.get(at.start..at.end).unwrap_or_default();
    if let Some(start) = inside.find(remark.about.as_str()).filter(|_| !remark.about.is_empty()) {
        let start = at.start + start;
        return Span { start, end: start + remark.about.len() };
    }
    let line = inside.lines().next().unwrap_or_default().trim_end();
    Span { start: at.start, end: at.start + line.len() }
}
