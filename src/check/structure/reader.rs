//! What the reader itself says: it reads every card as a reader's device does, and what it could not read is missing there.

use crate::check::rule::{Rule, rule};
use crate::check::structure::files;
use crate::check::{Card, Check, Diagnostic, Report};
use crate::text::{Code, Remark, Span};

rule!(HEAD_MISSING, Error, "head-missing");
rule!(HEAD_LINE, Error, "head-line");
rule!(KEY_MISSING, Error, "key-missing");
rule!(KEY_TWICE, Error, "key-twice");
rule!(KEY_VALUE, Error, "key-value");
rule!(HTML_LEFT_OUT, Error, "html-left-out");
rule!(LINK_LEFT_OUT, Error, "link-left-out");
rule!(PICTURE_LEFT_OUT, Error, "picture-left-out");
rule!(BLOCK_LEFT_OUT, Error, "block-left-out");
rule!(WORDS_LEFT_OUT, Error, "words-left-out");
rule!(SECTION_WITHOUT_ID, Error, "section-without-id");
rule!(ID_SHAPE, Error, "id-shape");
rule!(ID_TWICE, Error, "id-twice");
rule!(NO_QUESTION, Error, "no-question");
rule!(NO_CHOICES, Error, "no-choices");
rule!(CARD_MISSING, Error, "card-missing");
rule!(TOO_MUCH, Error, "too-much");
rule!(TABLE_SHAPE, Error, "table-shape");
rule!(TABLE_LEAD, Error, "table-lead");
rule!(CORNER_SHAPE, Error, "corner-shape");
rule!(COLUMN_SHAPE, Error, "column-shape");
rule!(ROW_SHAPE, Error, "row-shape");
rule!(ROW_TIME, Error, "row-time");
rule!(ROW_CERTAINTY, Error, "row-certainty");
rule!(ROW_SOURCE, Error, "row-source");
rule!(ROW_DIFFERENCE, Error, "row-difference");
rule!(COUNT_SHAPE, Error, "count-shape");
rule!(COUNT_PAST, Error, "count-past");
rule!(LINE_SHAPE, Error, "line-shape");
rule!(LINK_TO_NOTHING, Error, "link-to-nothing");

/// One rule for each code of the reader.
pub const RULES: &[(&Rule, Check)] = &[
    (&HEAD_MISSING, Check::ByAnother),
    (&HEAD_LINE, Check::ByAnother),
    (&KEY_MISSING, Check::ByAnother),
    (&KEY_TWICE, Check::ByAnother),
    (&KEY_VALUE, Check::ByAnother),
    (&HTML_LEFT_OUT, Check::ByAnother),
    (&LINK_LEFT_OUT, Check::ByAnother),
    (&PICTURE_LEFT_OUT, Check::ByAnother),
    (&BLOCK_LEFT_OUT, Check::ByAnother),
    (&WORDS_LEFT_OUT, Check::ByAnother),
    (&SECTION_WITHOUT_ID, Check::ByAnother),
    (&ID_SHAPE, Check::ByAnother),
    (&ID_TWICE, Check::ByAnother),
    (&NO_QUESTION, Check::ByAnother),
    (&NO_CHOICES, Check::ByAnother),
    (&CARD_MISSING, Check::ByAnother),
    (&TOO_MUCH, Check::ByAnother),
    (&TABLE_SHAPE, Check::ByAnother),
    (&TABLE_LEAD, Check::ByAnother),
    (&CORNER_SHAPE, Check::ByAnother),
    (&COLUMN_SHAPE, Check::ByAnother),
    (&ROW_SHAPE, Check::ByAnother),
    (&ROW_TIME, Check::ByAnother),
    (&ROW_CERTAINTY, Check::ByAnother),
    (&ROW_SOURCE, Check::ByAnother),
    (&ROW_DIFFERENCE, Check::ByAnother),
    (&COUNT_SHAPE, Check::ByAnother),
    (&COUNT_PAST, Check::ByAnother),
    (&LINE_SHAPE, Check::ByAnother),
    (&LINK_TO_NOTHING, Check::ByAnother),
];

/// Turns what the reader said into diagnostics.
pub fn remarks(card: &Card, report: &mut Report) {
    let of_trail = card.trail.iter().flat_map(|trail| &trail.left_out);
    for remark in card.remarks.iter().chain(of_trail) {
        report.push(diagnostic(card, remark));
    }
}

fn diagnostic(card: &Card, remark: &Remark) -> Diagnostic {
    let file = card.files.iter().find(|file| file.name == remark.file);
    let path = file.map_or_else(|| card.path(&remark.file), |file| file.path.clone());
    let at = span_of(card.content.text(&path).unwrap_or_default(), remark);
    let about = if remark.about.is_empty() { String::new() } else { format!("`{}`: ", remark.about) };
    let message = card.content.remark(card.words, remark);
    let hint = hint(remark).map(|hint| format!(" {hint}")).or_else(|| odd_sign(remark)).unwrap_or_default();
    Diagnostic::new(rule_of(remark.code), &path, at, format!("{about}{message}{hint}"))
}

/// What is the trouble, where the reader can only say what it looked for and its words look right to an author.
fn hint(remark: &Remark) -> Option<&'static str> {
    let about = &remark.about;
    match remark.code {
        Code::CornerShape if has_point_in_number(about) => Some(
            "Thousands are set apart as `number-thousands` in the words of this language says, or not at all: 1000.",
        ),
        Code::LinkLeftOut if about.contains(".md#") => {
            Some("A link leads to a whole card: leave out what begins with `#`, or write that alone.")
        }
        Code::LinkLeftOut if about.contains(".md") && about.contains(char::is_uppercase) => {
            Some("Names of files are written in small letters.")
        }
        Code::LinkLeftOut if about.starts_with("http://") => Some("Only `https://` is safe for readers."),
        _ => None,
    }
}

/// The first sign of a number, a word of the head or an id that is not what it looks like.
fn odd_sign(remark: &Remark) -> Option<String> {
    let is_read = matches!(
        remark.code,
        Code::HeadLine
            | Code::KeyValue
            | Code::IdShape
            | Code::LinkLeftOut
            | Code::CornerShape
            | Code::RowCertainty
            | Code::CountShape
            | Code::CountPast
            | Code::WordsLeftOut
    );
    let is_odd = |sign: &char| {
        !sign.is_ascii()
            && (sign.is_whitespace() || sign.is_numeric() || ('\u{2000}'..'\u{2070}').contains(sign))
            || *sign == '\u{2212}'
    };
    let sign = remark.about.chars().find(|sign| is_odd(sign) && !"‘’“”…".contains(*sign))?;
    is_read.then(|| format!(" In it is {}.", files::named(sign)))
}

/// "1.000": a point between digits.
fn has_point_in_number(text: &str) -> bool {
    let is_digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    text.split_once('.')
        .is_some_and(|(before, after)| is_digit(before.chars().next_back()) && is_digit(after.chars().next()))
}

/// The rule of a code of the reader.
pub fn rule_of(code: Code) -> &'static Rule {
    match code {
        Code::HeadMissing => &HEAD_MISSING,
        Code::HeadLine => &HEAD_LINE,
        Code::KeyMissing => &KEY_MISSING,
        Code::KeyTwice => &KEY_TWICE,
        Code::KeyValue => &KEY_VALUE,
        Code::HtmlLeftOut => &HTML_LEFT_OUT,
        Code::LinkLeftOut => &LINK_LEFT_OUT,
        Code::PictureLeftOut => &PICTURE_LEFT_OUT,
        Code::BlockLeftOut => &BLOCK_LEFT_OUT,
        Code::WordsLeftOut => &WORDS_LEFT_OUT,
        Code::SectionWithoutId => &SECTION_WITHOUT_ID,
        Code::IdShape => &ID_SHAPE,
        Code::IdTwice => &ID_TWICE,
        Code::NoQuestion => &NO_QUESTION,
        Code::NoChoices => &NO_CHOICES,
        Code::CardMissing => &CARD_MISSING,
        Code::TooMuch => &TOO_MUCH,
        Code::TableShape => &TABLE_SHAPE,
        Code::TableLead => &TABLE_LEAD,
        Code::CornerShape => &CORNER_SHAPE,
        Code::ColumnShape => &COLUMN_SHAPE,
        Code::RowShape => &ROW_SHAPE,
        Code::RowTime => &ROW_TIME,
        Code::RowCertainty => &ROW_CERTAINTY,
        Code::RowSource => &ROW_SOURCE,
        Code::RowDifference => &ROW_DIFFERENCE,
        Code::CountShape => &COUNT_SHAPE,
        Code::CountPast => &COUNT_PAST,
        Code::LineShape => &LINE_SHAPE,
        Code::LinkToNothing => &LINK_TO_NOTHING,
    }
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
