//! One row of numbers: what happened, to how many in each group, how sure, from where. Sentence, picture and short number
//! are all made from one finding.

use super::people_picture::people_picture;
use super::prose;
use crate::answers::Detail;
use crate::cards::decision::Note;
use crate::cards::prose::plain;
use crate::cards::{Amount, Cell, Column, Finding, Row};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::route::{Room, Route};
use crate::views::state::Tandem;
use crate::words::Word;

/// A row without its numbers: what it is about, and the sentence on the difference.
pub fn in_words(t: Tandem, row: &'static Row, level: usize) -> El {
    let heading = heading(level).class("row__title").child(label(t, row));
    let difference = el("span").class("row__difference").child(prose::inlines(t, &row.difference));
    let difference = difference.child(" ").child(line_number(t, row.line));
    el("section").class("row").child(heading).child(difference)
}

/// The cells of a row, large and side by side: pictures, both frames in sentences, ranges.
pub fn cells(
    t: Tandem,
    row: &'static Row,
    cells: impl Iterator<Item = (&'static Cell, &'static Column)>,
    detail: Detail,
    level: usize,
) -> El {
    let cells: Vec<El> =
        cells.map(|(cell, column)| self::cell(t, row, column, cell, detail, level)).collect();
    cells_side_by_side(cells.len()).child(many(cells))
}

/// A heading of a level. A row's is one below that of the study, or of the thing that matters, which holds it.
pub fn heading(level: usize) -> El {
    el(match level {
        0..=2 => "h2",
        3 => "h3",
        4 => "h4",
        _ => "h5",
    })
}

/// A row that folds, with what is always seen of it.
pub fn folding_row(seen: Node) -> El {
    el("details").class("row").child(el("summary").child(seen))
}

/// The cells of a row, beside each other where there is room.
pub fn cells_side_by_side(count: usize) -> El {
    el("div").class(format!("row__cells row__cells--{count}"))
}

/// What happened and when, as a heading says it.
pub fn label(t: Tandem, row: &'static Row) -> Node {
    let what = words("span", row.label.as_str()).class("row__label");
    let when = words("span", row.over.as_str()).class("row__over");
    let [first, last] = t.words.in_row_order(what, when);
    many([Node::from(first), " ".into(), last.into()])
}

/// The way from a row to the same row large. What its words leave to a line over it is heard: `of`.
pub fn to_large(t: Tandem, of: Option<&str>, row: &'static Row, about: Node) -> El {
    let address = Route::Talk(Room::Line(row.line)).address();
    let show =
        t.words.join(Word::JoinSentences, of.into_iter().chain([t.word(Word::TalkLarge)]).map(String::from));
    let show = words("span", show).class("unseen");
    link(format!("#{address}"), about).class("to-large").child(" ").child(show)
}

/// "Line 14": the same on screen and on paper. It never stands before what a row is about, where "13 had cancer that spread"
/// would read as a count, nor in a row's name.
pub fn line_number(t: Tandem, line: usize) -> El {
    words("span", t.words.format(Word::LineNumber, &[("line", &t.words.numeral(line))])).class("line")
}

fn cell(
    t: Tandem,
    row: &'static Row,
    column: &'static Column,
    cell: &'static Cell,
    detail: Detail,
    level: usize,
) -> El {
    let shown = el("div").class("cell").child(studied(t, column, level));
    match cell {
        Cell::Finding(finding) => self::finding(t, shown, row, finding, detail),
        Cell::Amount(amount) => {
            let sentences = sentence::amount(t.words, row, column, amount);
            shown.child(many(sentences.into_iter().map(|it| words("p", it).class("cell__sentence"))))
        }
        Cell::NotKnown => shown.child(words("p", t.word(Word::CellNotKnown))),
        Cell::Words(text) => shown.child(el("p").child(prose::inlines(t, text))),
        Cell::LeftOut => shown.child(words("p", t.word(Word::CellLeftOut)).class("left-out")),
    }
}

/// What was studied, with the way to the choice's card; words alone where it speaks to no choice.
pub fn studied(t: Tandem, column: &'static Column, level: usize) -> El {
    let name = match column.choice() {
        None => plain(&column.studied).into(),
        Some(_) => prose::inlines(t, &column.studied),
    };
    heading(level).class("cell__studied").child(name)
}

fn finding(t: Tandem, cell: El, row: &'static Row, finding: &'static Finding, detail: Detail) -> El {
    let everything = detail == Detail::Everything;
    let big = sentence::out_of(t.words, finding);
    let picture = everything.then(|| {
        let label = t.words.format(Word::PictureOf, &[("number", &big)]);
        people_picture(finding, label)
    });
    let sentences = [
        sentence::happened(t.words, finding, &row.label),
        sentence::others(t.words, finding, row.others.as_deref()),
    ];
    let text = t.words.join(Word::JoinSentences, sentences);
    let range = if everything { sentence::range(t.words, finding) } else { None };
    // Its sentence says it again, whole: who hears the page hears it once.
    cell.child(words("p", big).class("cell__number").attr("translate", "no").attr("aria-hidden", "true"))
        .child(picture)
        .child(words("p", text).class("cell__sentence"))
        .child(range.map(|range| words("p", range).class("cell__range")))
}

/// An amount in a table: it may break between its words, never within a number.
pub fn amount(amount: &'static Amount) -> Node {
    let words_of_it = amount.text.split(' ');
    many(words_of_it.map(|it| many([Node::from(words("span", it).class("amount")), " ".into()])))
}

/// How sure and from where.
pub fn sources(t: Tandem, row: &'static Row) -> El {
    let source = |(number, note): (usize, &'static Note)| {
        let number = t.words.format(Word::SourceNumber, &[("number", &t.words.numeral(number))]);
        el("p").class("source").child(t.words.before(&number)).child(prose::inlines(t, &note.words))
    };
    el("div")
        .class("row__sources")
        .child(words("p", sentence::certainty(t.words, row.certainty)))
        .child(words("p", sentence::rated_by(t.words, t.rated_by(row))))
        .child(many(t.sources(row).into_iter().map(source)))
}
