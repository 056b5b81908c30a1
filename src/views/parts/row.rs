//! One row of numbers: what happened, to how many in each group, how sure, from where. Sentence, picture and short number
//! are all made from one finding.

use super::people_picture::people_picture;
use super::prose;
use crate::answers::Detail;
use crate::cards::decision::Note;
use crate::cards::{Cell, Column, Finding, Row};
use crate::summary::sentence;
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::route::{Room, Route};
use crate::views::state::Tandem;
use crate::words::Word;

/// A row without its numbers: what it is about, and the sentence on the difference.
pub fn in_words(t: Tandem, row: &'static Row, level: usize) -> El {
    let heading = heading(level).class("row__title").child(label(row));
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
pub fn label(row: &'static Row) -> Node {
    many([
        Node::from(words("span", row.label.as_str()).class("row__label")),
        " ".into(),
        words("span", row.over.as_str()).class("row__over").into(),
    ])
}

/// The way from a row to the same row large.
pub fn to_large(t: Tandem, row: &'static Row, about: Node) -> El {
    let address = Route::Talk(Room::Line(row.line)).address();
    let show = words("span", t.word(Word::TalkLarge)).class("unseen");
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
    let studied = heading(level).class("cell__studied").child(prose::inlines(t, &column.studied));
    let shown = el("div").class("cell").child(studied);
    match cell {
        Cell::Finding(finding) => self::finding(t, shown, row, finding, detail),
        Cell::NotKnown => shown.child(words("p", t.word(Word::CellNotKnown))),
        Cell::Words(text) => shown.child(el("p").child(prose::inlines(t, text))),
        Cell::LeftOut => shown.child(words("p", t.word(Word::CellLeftOut)).class("left-out")),
    }
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
    cell.child(words("p", big).class("cell__number").attr("translate", "no"))
        .child(picture)
        .child(words("p", text).class("cell__sentence"))
        .child(range.map(|range| words("p", range).class("cell__range")))
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
