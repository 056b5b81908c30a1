//! The head of a file: `key: value` lines, a small part of YAML that editors and code-hosting sites show as such.
//!
//! Allowed are `key: value`, `key:` followed by `- item` lines, comments and empty lines. A value that has a colon and a
//! space in it, or begins with a sign that means something in YAML, stands in double quotes. There is no nesting.
//! Read by hand because every YAML library weighs 50 kB and more on a phone; a test holds it against one natively.

use super::remark::{Code, Remarks};
use super::{Source, Span};

/// A head: its entries in order, and where the rest of the file begins.
#[derive(Default)]
pub struct Head {
    /// The entries in the order they stand.
    pub entries: Vec<Entry>,
    /// The byte where the text after the head begins.
    pub body: usize,
}

/// One key with its value or values.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// One value, or one for each item.
    pub values: Vec<String>,
    /// Where the line of the key stands.
    pub at: Span,
}

impl Head {
    /// The first value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values(key).first().map(String::as_str)
    }

    /// All values of a key.
    pub fn values(&self, key: &str) -> &[String] {
        self.entries.iter().find(|entry| entry.key == key).map_or(&[], |entry| &entry.values)
    }

    /// Where a key stands; the start of the file if it is not there.
    pub fn at(&self, key: &str) -> Span {
        self.entries.iter().find(|entry| entry.key == key).map_or(Span::default(), |entry| entry.at)
    }
}

/// Reads the head between the two lines of three hyphens that a card begins with.
pub fn of_card(source: Source, remarks: &mut Remarks) -> Head {
    let (text, skipped) = without_mark(source.text);
    let mut lines = lines(text, skipped);
    if lines.next().is_none_or(|(line, _)| line.trim_end() != "---") {
        remarks.add(Code::HeadMissing, Span::default(), "");
        return Head { entries: Vec::new(), body: skipped };
    }
    let mut inside = Vec::new();
    while let Some((line, at)) = lines.next() {
        if line.trim_end() == "---" {
            let body = lines.next().map_or(source.text.len(), |(_, at)| at.start);
            return Head { entries: entries(inside.into_iter(), remarks), body };
        }
        inside.push((line, at));
    }
    // Without its second line the head would swallow the card.
    remarks.add(Code::HeadMissing, Span::default(), "");
    Head { entries: Vec::new(), body: skipped }
}

/// Reads a file that is all head, such as the interface's words.
pub fn of_list(source: Source, remarks: &mut Remarks) -> Head {
    let (text, skipped) = without_mark(source.text);
    Head { entries: entries(lines(text, skipped), remarks), body: source.text.len() }
}

/// A text without the mark that some editors put before it, and how long that is.
fn without_mark(text: &str) -> (&str, usize) {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    (rest, text.len() - rest.len())
}

/// Lines with their places, without the line ends.
pub fn lines(text: &str, skipped: usize) -> impl Iterator<Item = (&str, Span)> {
    let mut start = skipped;
    text.split_inclusive('\n').map(move |line| {
        let at = Span { start, end: start + line.len() };
        start = at.end;
        (line.trim_end_matches(['\n', '\r']), at)
    })
}

/// No file has nearly so many keys; past that many, doubles are no longer looked for.
const MOST_KEYS: usize = 1000;

fn entries<'a>(lines: impl Iterator<Item = (&'a str, Span)>, remarks: &mut Remarks) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // Items belong to the line above them, and only if that is a key without a value.
    let mut takes_items = false;
    for (line, at) in lines {
        let words = line.trim_matches(is_space);
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        if let Some(item) = words.strip_prefix('-').filter(|item| item.starts_with(is_space)) {
            match (entries.last_mut().filter(|_| takes_items), scalar(item)) {
                (Some(entry), Some(item)) => entry.values.push(item),
                _ => remarks.add(Code::HeadLine, at, words),
            }
            continue;
        }
        takes_items = false;
        match pair(line) {
            Some((key, _)) if entries.iter().take(MOST_KEYS).any(|entry| entry.key == key) => {
                remarks.add(Code::KeyTwice, at, key);
            }
            Some((key, value)) => {
                takes_items = value.is_empty();
                entries.push(Entry { key: key.to_string(), values: value, at });
            }
            None => remarks.add(Code::HeadLine, at, words),
        }
    }
    entries
}

/// A space, also one that does not break or is of another width: nobody can see the difference. A tab is none, as in YAML.
fn is_space(sign: char) -> bool {
    sign.is_whitespace() && sign != '\t'
}

/// `key: value` or `key:`. A key starts at the edge: there is no nesting.
fn pair(line: &str) -> Option<(&str, Vec<String>)> {
    let (key, value) = line.split_once(':')?;
    let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || sign == '.';
    if key.is_empty() || !key.chars().all(plain) || !(value.is_empty() || value.starts_with(is_space)) {
        return None;
    }
    match value.trim_matches(is_space) {
        "" => Some((key, Vec::new())),
        value => Some((key, vec![scalar(value)?])),
    }
}

/// A value, in double quotes or bare. Bare values that YAML would read as something else are refused.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim_matches(is_space);
    if value.contains('\t') {
        return None;
    }
    if let Some(inside) = value.strip_prefix('"') {
        let inside = inside.strip_suffix('"')?;
        return (!inside.contains(['"', '\\'])).then(|| inside.to_string());
    }
    let first_means_something = value.starts_with(|sign| "{}[]&*!|>'%@`#,?".contains(sign))
        || value.starts_with("- ")
        || value == "-";
    let inside_means_something = value.contains(": ") || value.contains(" #") || value.ends_with(':');
    (!first_means_something && !inside_means_something).then(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Head, Vec<&'static str>) {
        let source = Source { name: "a.md", text };
        let mut remarks = Remarks::on(source);
        let head = of_card(source, &mut remarks);
        (head, remarks.done().iter().map(|remark| remark.code.slug()).collect())
    }

    #[test]
    fn reads_keys_items_comments_and_quotes() {
        let text = "---\n# note\na: one\nlist:\n  - x\n  - \"y: z\"\n---\nBody";
        let (head, remarks) = read(text);
        assert!(remarks.is_empty(), "{remarks:?}");
        assert_eq!(head.value("a"), Some("one"));
        assert_eq!(head.values("list"), ["x", "y: z"]);
        assert_eq!(&text[head.body..], "Body");
    }

    #[test]
    fn a_rule_in_the_middle_of_a_card_swallows_nothing() {
        let text = "---\na: b\n---\nOne\n\n---\n\nTwo\n\n---\nThree";
        assert_eq!(&text[read(text).0.body..], "One\n\n---\n\nTwo\n\n---\nThree");
    }

    #[test]
    fn says_what_it_cannot_read() {
        assert_eq!(read("No head").1, ["head-missing"]);
        assert_eq!(read("---\nnever closed").1, ["head-missing"]);
        assert_eq!(
            read("---\na: b\na: c\nnonsense\nd: {e}\n---\n").1,
            ["key-twice", "head-line", "head-line"]
        );
    }
}
