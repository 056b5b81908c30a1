//! A copy that a person saves: one HTML file that opens in any browser, prints, runs nothing, and is read back by Tandem.
//!
//! What is to be read stands in it twice: as a page for people, and as the text of [`super::format`] in one inert element.
//! That text has no sign in it but those of plain English letters, digits and brackets: every other sign is written as its
//! number, so that nothing that was typed can be markup, or end the element, whatever program has held the file meanwhile.
//! Nothing of a file is ever run or drawn: the element is found as text.

use serde_json::{Map, Value};

use super::format::{self, Reading, Understood};
use super::{Notebook, version1};
use crate::text::Fingerprint;

/// Longer than this no copy is: it is far more than anybody writes, with all cards beside it.
pub const LONGEST: usize = format::LONGEST_TEXT;

/// How the element begins and ends.
const START: &str = "<template id=\"tandem-copy\"";
const END: &str = "</template";
/// The fingerprint of the element's text.
const PRINT: &str = "data-print=\"";
/// Under this name the text says what the copy is.
const COPY: &str = "copy";
/// What the pages have that were saved before copies could be read back.
const OLD_PAGE: &str = "<article class=\"sheet\"";

/// For whom a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The person's own: all that was entered.
    Mine,
    /// One to show: without what is private.
    ToShow,
}

/// The page around the answers.
pub struct Page<'a> {
    /// The title: it says nothing of the topic.
    pub title: &'a str,
    /// The language.
    pub lang: &'a str,
    /// The direction in which it is written.
    pub direction: &'a str,
    /// What people read, as markup.
    pub inside: &'a str,
}

/// What a copy says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The id of the topic, or of the list or sheet where it was saved.
    pub topic: String,
    /// Its title when it was saved.
    pub title: String,
    /// For whom it is.
    pub whose: Whose,
}

/// Whether a copy is as it was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is.
    AsSaved,
    /// Something in it was changed since.
    Changed,
    /// Its end is missing, or cannot be read: what stands before is there.
    CutShort,
}

/// A copy as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was entered.
    pub notebook: Notebook,
    /// Whether a newer program wrote it, which may mean something else by what it wrote.
    pub is_newer: bool,
    /// What it says of itself; nothing if it is the bare text of the answers.
    pub about: Option<About>,
    /// Whether it is as it was saved.
    pub condition: Condition,
}

/// Why nothing can be read of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is too large to be a copy.
    TooLarge,
    /// It is a page that was saved before copies could be read back: it can be read by people only.
    OldPage,
    /// It is something else.
    Foreign,
    /// It was a copy, and is damaged so that nothing can be read of it.
    Damaged,
    /// It is a copy of nothing.
    Empty,
    /// The browser could not read it.
    Unreadable,
    /// It can be read, but the page it belongs to is not there.
    Nowhere,
}

/// Writes a copy of what was entered.
pub fn write(notebook: &Notebook, about: &About, page: &Page) -> String {
    let text = text(notebook, about);
    let Page { title, lang, direction, inside } = page;
    let print = print(&text);
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    // The answers stand before the page: a file that lost its end has them still.
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\
         <meta name=\"referrer\" content=\"no-referrer\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body>\
         {START} {PRINT}{print}\">{text}{END}>\n{inside}\n</body></html>\n"
    )
}

/// No script, no request, no form: there is nothing in it but words and their style.
pub const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Enough to read and print it anywhere.
const STYLE: &str = include_str!("copy.css");

/// The text of the answers, with what the copy is, in plain signs.
fn text(notebook: &Notebook, about: &About) -> String {
    let mut notebook = notebook.clone();
    if about.whose == Whose::ToShow {
        notebook.person = notebook.person.to_show();
    }
    let mut fields = Map::new();
    fields.insert("topic".into(), about.topic.as_str().into());
    fields.insert("title".into(), about.title.as_str().into());
    fields.insert("whose".into(), name(about.whose).into());
    notebook.other.insert(COPY.into(), Value::Object(fields));
    plain_signs(&format::write_version_first(&notebook, about.whose == Whose::ToShow))
}

fn name(whose: Whose) -> &'static str {
    match whose {
        Whose::Mine => "mine",
        Whose::ToShow => "to-show",
    }
}

/// Every sign that is no plain one as its number: the form of the text allows it wherever something was typed.
fn plain_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut units = [0; 2];
    for sign in text.chars() {
        match sign {
            '<' | '>' | '&' | '\u{7f}'.. => {
                for unit in sign.encode_utf16(&mut units) {
                    plain.push_str(&format!("\\u{unit:04x}"));
                }
            }
            other => plain.push(other),
        }
    }
    plain
}

fn print(text: &str) -> String {
    let mut print = Fingerprint::default();
    print.words(text);
    print.text()
}

/// Reads a file that somebody chose: a copy, or the bare text of the answers, as it is saved after a fault.
pub fn read(file: &str) -> Result<Found, Refused> {
    if file.len() > LONGEST {
        return Err(Refused::TooLarge);
    }
    let file = file.trim_start_matches('\u{feff}').trim();
    let Some((_, from)) = file.split_once(START) else { return read_bare(file) };
    let Some((attributes, from)) = from.split_once('>') else { return Err(Refused::Damaged) };
    let (text, is_ended) = match from.split_once(END) {
        Some((text, _)) => (text.trim(), true),
        None => (from.trim(), false),
    };
    let stated = attributes.split_once(PRINT).and_then(|(_, rest)| rest.split_once('"'));
    let is_as_saved = is_ended && stated.is_some_and(|(stated, _)| stated == print(text));
    match format::read(text) {
        Reading { understood: Understood::Nothing, .. } => {
            let reading = read_beginning(text).ok_or(Refused::Damaged)?;
            found(reading, Condition::CutShort)
        }
        reading => found(reading, if is_as_saved { Condition::AsSaved } else { Condition::Changed }),
    }
}

fn read_bare(file: &str) -> Result<Found, Refused> {
    if file.contains(OLD_PAGE) {
        return Err(Refused::OldPage);
    }
    // A number alone, or an object of anybody's, is no notebook: the version that it names says so.
    if !file.starts_with('{') && version1::read(file).is_none() {
        return Err(Refused::Foreign);
    }
    match format::read(file) {
        Reading { understood: Understood::Nothing, .. } => match read_beginning(file) {
            Some(reading) => found(reading, Condition::CutShort),
            None => Err(Refused::Foreign),
        },
        reading => found(reading, Condition::AsSaved),
    }
}

fn found(reading: Reading, condition: Condition) -> Result<Found, Refused> {
    let mut notebook = reading.notebook;
    // What a copy says of itself is no answer, also where it is damaged.
    let about = notebook.other.remove(COPY).as_ref().and_then(read_about);
    if notebook.is_empty() {
        return Err(if condition == Condition::AsSaved { Refused::Empty } else { Refused::Damaged });
    }
    Ok(Found { notebook, is_newer: reading.understood == Understood::Newer, about, condition })
}

fn read_about(value: &Value) -> Option<About> {
    let word = |name| value.get(name).and_then(Value::as_str);
    let whose = [Whose::Mine, Whose::ToShow].into_iter().find(|it| word("whose") == Some(name(*it)))?;
    Some(About { topic: word("topic")?.to_string(), title: word("title")?.to_string(), whose })
}

/// What can be read of a text that lost its end, or is damaged somewhere: all that stands whole before that place.
fn read_beginning(text: &str) -> Option<Reading> {
    let error = serde_json::from_str::<Value>(text).err()?;
    let lines = text.split('\n').take(error.line().saturating_sub(1));
    let until = lines.map(|line| line.len() + 1).sum::<usize>() + error.column();
    let whole = text.get(..until.min(text.len())).unwrap_or(text);
    let end = scan(whole).whole?;
    let mut closed = whole.get(..end)?.to_string();
    closed.extend(scan(&closed).open.iter().rev());
    let reading = format::read(&closed);
    (reading.understood != Understood::Nothing).then_some(reading)
}

/// The brackets of a text.
#[derive(Default)]
struct Scan {
    /// What is still open at its end, as it would be closed.
    open: Vec<char>,
    /// Where the last value ends that is whole.
    whole: Option<usize>,
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let (mut is_string, mut is_escaped) = (false, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' if is_string => is_escaped = true,
            '"' => is_string = !is_string,
            _ if is_string => {}
            '{' => scan.open.push('}'),
            '[' => scan.open.push(']'),
            ',' => scan.whole = Some(at),
            '}' | ']' => {
                if scan.open.pop() != Some(sign) {
                    break;
                }
                scan.whole = Some(at + 1);
            }
            _ => {}
        }
    }
    scan
}
