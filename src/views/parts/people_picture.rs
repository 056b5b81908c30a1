//! A number as people: each figure is one person, rows are filled from the bottom, and shape tells as well as colour.
//!
//! Drawn as a few rectangles filled with a pattern of one figure: a thousand people cost the phone five elements.

use crate::cards::Finding;
use crate::views::element::{El, Node, el, many};

/// The side of one figure's cell, in the picture's own units.
const CELL: u32 = 10;
/// An empty line after every ten figures, so that they can be counted.
const GAP: u32 = 10;

/// How many figures stand in a row: 100 people in rows of ten, 1,000 in rows of forty.
fn per_row(denominator: u32) -> u32 {
    if denominator <= 100 { 10 } else { 40 }
}

/// One kind of figure: its pattern and the stretch of people it is drawn for, counted from the bottom left.
struct Stretch {
    pattern: &'static str,
    from: u32,
    to: u32,
}

/// The picture of a finding. Its name says the same number as the sentence beside it.
pub fn people_picture(finding: &Finding, label: String) -> Node {
    let all = finding.people().denominator();
    let (low, high) = finding.count().seen();
    let wide = per_row(all);
    let rows = all.div_ceil(wide);
    let stretches = [
        Stretch { pattern: "filled", from: 0, to: low },
        Stretch { pattern: "between", from: low, to: high },
        Stretch { pattern: "empty", from: high, to: all },
    ];
    let shapes =
        stretches.iter().flat_map(|stretch| rectangles(stretch, wide, rows)).map(|(pattern, shape)| {
            let [x, y, width, height] = shape.map(|side| side.to_string());
            figure_rect(pattern).attr("x", x).attr("y", y).attr("width", width).attr("height", height)
        });
    el("svg")
        .class(if all <= 100 { "people" } else { "people people-many" })
        .attr("viewBox", format!("0 0 {} {}", across(wide), rows * CELL))
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("data-low", low.to_string())
        .attr("data-high", high.to_string())
        .attr("data-of", all.to_string())
        .child(many(shapes))
        .into()
}

/// A rectangle full of one kind of figure.
pub fn figure_rect(pattern: &'static str) -> El {
    el("rect").class(format!("people-{pattern}")).attr("fill", format!("url(#person-{pattern})"))
}

/// The width of a number of figures, with the gaps between tens.
fn across(figures: u32) -> u32 {
    figures * CELL + (figures.saturating_sub(1) / 10) * GAP
}

/// The rectangles that cover a stretch of people: at most one block of ten columns in each row, merged where whole rows are covered.
fn rectangles(stretch: &Stretch, wide: u32, rows: u32) -> Vec<(&'static str, [u32; 4])> {
    let mut shapes: Vec<(&'static str, [u32; 4])> = Vec::new();
    // Columns of ten are drawn apart so that the gaps between them stay empty.
    for block in 0..wide / 10 {
        let mut start = stretch.from;
        while start < stretch.to {
            let row = start / wide;
            let whole_rows = (stretch.to - row * wide) / wide;
            let full = start == row * wide && whole_rows > 0;
            let end = if full { (row + whole_rows) * wide } else { stretch.to.min((row + 1) * wide) };
            let first = (start - row * wide).max(block * 10);
            let last = if full { (block + 1) * 10 } else { (end - row * wide).min((block + 1) * 10) };
            if first < last {
                let height = if full { whole_rows } else { 1 };
                let top = rows - row - height;
                let x = first * CELL + block * GAP;
                shapes.push((stretch.pattern, [x, top * CELL, (last - first) * CELL, height * CELL]));
            }
            start = end;
        }
    }
    shapes
}

/// The three figures, defined once in a page. A full figure, an outline, and one half filled for "between".
pub fn figures() -> Node {
    let figure = |name: &'static str| {
        let head = el("circle").attr("cx", "5").attr("cy", "2.6").attr("r", "1.7");
        let body = el("path").attr("d", "M2.3 9.3V7.2a2.2 2.2 0 0 1 2.2-2.2h1a2.2 2.2 0 0 1 2.2 2.2v2.1z");
        el("pattern")
            .id(format!("person-{name}"))
            .class(format!("figure-{name}"))
            .attr("width", CELL.to_string())
            .attr("height", CELL.to_string())
            .attr("patternUnits", "userSpaceOnUse")
            .child(head)
            .child(body)
    };
    let figures = many(["filled", "between", "empty"].map(figure));
    let empty = el("svg").class("figures").attr("aria-hidden", "true").attr("width", "0").attr("height", "0");
    empty.child(el("defs").child(figures)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many figures of each kind the rectangles hold.
    fn drawn(low: u32, high: u32, all: u32) -> [u32; 3] {
        let wide = per_row(all);
        let area = |pattern, from, to| {
            let shapes = rectangles(&Stretch { pattern, from, to }, wide, all / wide);
            shapes.iter().map(|(_, [_, _, width, height])| width * height / (CELL * CELL)).sum()
        };
        [area("filled", 0, low), area("between", low, high), area("empty", high, all)]
    }

    #[test]
    fn every_number_is_drawn_exactly() {
        for (all, step) in [(100, 1), (1000, 7)] {
            for low in (0..=all).step_by(step) {
                for high in [low, (low + 3).min(all), (low + 45).min(all)] {
                    assert_eq!(
                        drawn(low, high, all),
                        [low, high - low, all - high],
                        "{low} to {high} of {all}"
                    );
                }
            }
        }
    }
}
