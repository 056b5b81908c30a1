//! The evidence trail: a file beside a decision's cards that says, for every number on them, where it comes from, exactly as
//! published, and who read it there. Reviewers and the checker read it; readers' devices never load it.

use super::markdown;
pub use super::names::TRAIL_FILE;
use super::prose::{self, Block, Inline, Piece, TableCell, Target};
use super::table::{APART, NO_CHOICE};
use crate::text::{Code, Date, Head, Remark, Source, Span, head, remark::Remarks};

/// A decision's evidence trail.
#[derive(Debug, Default)]
pub struct Trail {
    /// When the numbers were last compared with their sources.
    pub checked: Option<Date>,
    /// Words after which a number is a name and no quantity: "CPG", "Gleason".
    pub labels: Vec<String>,
    /// Labels that are no names: after "for" or "about" every number is a quantity.
    pub no_labels: Vec<(String, Span)>,
    /// The sources it has a section for: the footnote's key, and where the heading stands.
    pub sources: Vec<(String, Span)>,
    /// All lines in order.
    pub lines: Vec<Line>,
    /// Rows of its tables that are not lines, and headings without a key.
    pub unread: Vec<Span>,
    /// Words that nothing was made of, such as a cell too many.
    pub left_out: Vec<Remark>,
}

impl Trail {
    /// The lines that quote words, with these words.
    pub fn quoted(&self) -> impl Iterator<Item = (&Line, &str)> {
        self.lines.iter().filter_map(|line| match &line.card {
            OnCard::Words(words) => Some((line, words.as_str())),
            OnCard::Outcome { .. } => None,
        })
    }
}

/// Where one number, or several in one phrase, come from.
#[derive(Debug)]
pub struct Line {
    /// The footnote's key of the source it was read in.
    pub source: String,
    /// What stands on the card.
    pub card: OnCard,
    /// Who was studied.
    pub who: String,
    /// When it was counted; for an outcome word for word as on the card.
    pub when: String,
    /// The number exactly as the source has it.
    pub published: String,
    /// Where in the source it stands.
    pub location: String,
    /// How it was read; nothing if the author's word for it is unknown.
    pub read: Option<Read>,
    /// How it was calculated, if it was.
    pub how: String,
    /// Where the line stands.
    pub at: Span,
}

/// What stands on a card.
#[derive(Debug, PartialEq, Eq)]
pub enum OnCard {
    /// A number in a table of outcomes.
    Outcome {
        /// The cell as it stands there: `3 (2 to 5)`.
        count: String,
        /// The id of the row.
        row: String,
        /// What was studied: the column's name.
        studied: String,
        /// The choice that the column speaks to; empty where it speaks to none.
        option: String,
    },
    /// Words with a number in them, as they stand in any text of the decision.
    Words(String),
}

impl OnCard {
    /// Whether a column of a table is named for what was studied: by its whole name, or by all of it before the link in
    /// brackets.
    pub fn is_studied_in(&self, column: &str) -> bool {
        let OnCard::Outcome { studied, .. } = self else { return false };
        let name = column.trim().to_lowercase();
        let studied = studied.trim().to_lowercase();
        let inside = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
        !studied.is_empty() && (studied == name || inside.is_some_and(|(before, _)| before.trim() == studied))
    }
}

/// A sign as it counts when quoted words are looked for: capitals at the beginning of a sentence, spaces that keep a number
/// with its unit, and kinds of dashes and quotes are the same to a reader.
pub fn even(sign: char) -> char {
    match sign {
        '–' | '−' | '‑' => '-',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        _ if sign.is_whitespace() => ' ',
        _ => sign.to_ascii_lowercase(),
    }
}

/// How a number was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// In the source itself.
    Source,
    /// In the summary that stands before the source, without the source itself.
    Abstract,
    /// In a text that reports the source.
    SecondHand,
    /// Calculated from numbers that were read.
    Calculated,
    /// Not confirmed by any text: must not be used.
    Unverified,
}

impl Read {
    fn from_word(text: &str) -> Option<Read> {
        Some(match text {
            "source" => Read::Source,
            "abstract" => Read::Abstract,
            "second hand" => Read::SecondHand,
            "calculated" => Read::Calculated,
            "unverified" => Read::Unverified,
            _ => return None,
        })
    }
}

/// The columns of a trail's tables, in order.
const COLUMNS: usize = 7;

/// Reads a trail. What is not a line of it is among `unread`.
pub fn read(source: Source) -> Trail {
    let mut remarks = Remarks::on(source);
    let head = head::of_card(source, &mut remarks);
    let document = markdown::read(source, head.body, &mut remarks);
    let mut trail = begin(&head);
    for piece in &document.pieces {
        match &piece.block {
            Block::Heading(2, words) => trail.section(words, piece),
            Block::Table(_, rows) => rows.iter().for_each(|cells| trail.row(cells)),
            _ => {}
        }
    }
    let is_left_out = |remark: &Remark| remark.code == Code::WordsLeftOut;
    trail.left_out = remarks.done().into_iter().filter(is_left_out).collect();
    trail
}

fn begin(head: &Head) -> Trail {
    let (labels, others) = head.values("labels").iter().cloned().partition(|label: &String| is_label(label));
    let at = head.at("labels");
    let no_labels = Vec::into_iter(others).map(|label| (label, at)).collect();
    Trail { checked: head.value("checked").and_then(Date::read), labels, no_labels, ..Trail::default() }
}

/// Whether a word can make the number behind it a name: "CPG", not "about". In writings without capitals any word can.
fn is_label(word: &str) -> bool {
    const SMALL: [&str; 40] = [
        "a", "about", "after", "age", "aged", "all", "and", "are", "at", "before", "by", "each", "every",
        "for", "from", "in", "is", "it", "least", "less", "men", "more", "most", "of", "on", "only", "or",
        "over", "people", "some", "takes", "than", "the", "to", "under", "until", "up", "with", "within",
        "women",
    ];
    let is_written_big = word.chars().any(char::is_uppercase) || !word.chars().any(char::is_lowercase);
    is_written_big && !SMALL.contains(&word.to_lowercase().as_str())
}

impl Trail {
    fn section(&mut self, words: &[Inline], piece: &Piece) {
        match super::table::own_id(words) {
            Some((key, _)) => self.sources.push((key, piece.at)),
            None => self.unread.push(piece.at),
        }
    }

    fn row(&mut self, cells: &[TableCell]) {
        let at = cells.first().map(|cell| cell.at).unwrap_or_default();
        let end = cells.last().map_or(at.end, |cell| cell.at.end);
        let at = Span { start: at.start, end };
        let line = self.sources.last().and_then(|(key, _)| line(key, cells, at));
        match line {
            Some(line) => self.lines.push(line),
            None => self.unread.push(at),
        }
    }
}

fn line(key: &str, cells: &[TableCell], at: Span) -> Option<Line> {
    let [card, who, when, published, location, read, how] = cells.get(..COLUMNS)? else { return None };
    let text = |cell: &TableCell| prose::plain(&cell.words);
    Some(Line {
        source: key.to_string(),
        card: on_card(&card.words)?,
        who: text(who),
        when: text(when),
        published: text(published),
        location: text(location),
        read: Read::from_word(&text(read)),
        how: text(how),
        at,
    })
}

/// `[3 (2 to 5)](#died) [PSA tests only](active-surveillance.md)`, or `"20 sessions over 4 weeks"`.
fn on_card(words: &[Inline]) -> Option<OnCard> {
    if let [(Target::Id(row), count), (column, studied)] = prose::links(words).as_slice() {
        let option = match column {
            Target::Card(file) => file.trim_end_matches(".md").to_string(),
            Target::Id(id) if [APART, NO_CHOICE].contains(&id.as_str()) => String::new(),
            _ => return None,
        };
        let (count, studied) = (count.clone(), studied.clone());
        return Some(OnCard::Outcome { count, row: row.clone(), studied, option });
    }
    let quoted = prose::plain(words);
    // Word processors curl the quotes.
    let inside = quoted.strip_prefix(['"', '“', '„'])?.strip_suffix(['"', '”', '“'])?.trim();
    (!inside.is_empty()).then(|| OnCard::Words(inside.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_for_what_was_studied() {
        let card = |studied: &str| OnCard::Outcome {
            count: "3".into(),
            row: "died".into(),
            studied: studied.into(),
            option: "rest".into(),
        };
        for name in ["Long rest", "long rest", "Long rest (rest)"] {
            assert!(card("Long rest").is_studied_in(name), "{name}");
        }
        for (studied, name) in [("Rest", "No rest (rest)"), ("rest", "Unrest"), (" ", "Rest"), ("e", "Rest")]
        {
            assert!(!card(studied).is_studied_in(name), "{studied} in {name}");
        }
    }

    #[test]
    fn a_label_is_a_name() {
        let text = "---\nlabels:\n  - CPG\n  - Gleason\n  - for\n  - About\n---\n";
        let trail = read(Source { name: TRAIL_FILE, text });
        assert_eq!(trail.labels, ["CPG", "Gleason"]);
        assert_eq!(trail.no_labels.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["for", "About"]);
    }

    #[test]
    fn lines_are_read_for_what_they_say() {
        let text = "---\ntitle: T\nchecked: 2026-11-22\n---\n## [A trial](#a)\n\n| On the card | Who | When | As published | Where | Read | How |\n|---|---|---|---|---|---|---|\n| [3](#died) [Rest](rest.md) | 200 people | at 1 year | 3.1% | Abstract | source | |\n| “20 visits” | all | | 20 visits | p. 2 | second hand | |\n| 20 visits | all | | | | source | |\n";
        let trail = read(Source { name: TRAIL_FILE, text });
        assert_eq!(trail.lines.len(), 2);
        assert_eq!(trail.unread.len(), 1);
        assert_eq!(trail.lines.iter().map(|it| it.source.as_str()).collect::<Vec<_>>(), ["a", "a"]);
        let outcome = OnCard::Outcome {
            count: "3".into(),
            row: "died".into(),
            studied: "Rest".into(),
            option: "rest".into(),
        };
        assert_eq!(trail.lines.first().map(|it| &it.card), Some(&outcome));
        assert_eq!(trail.lines.get(1).map(|it| &it.card), Some(&OnCard::Words("20 visits".into())));
    }
}
