//! A number as people: each figure is one person, rows are filled from the bottom, and shape tells as well as colour.
//! Where no people are counted, or too many to be drawn as figures, each is a dot.
//!
//! Drawn as a few rectangles filled with a pattern of one figure: a thousand people cost the phone five elements.

use crate::cards::Finding;
use crate::views::element::{El, Node, el, many};

/// The side of one figure's cell, in the picture's own units.
const CELL: u32 = 10;
/// An empty line after every ten figures, so that they can be counted.
const GAP: u32 = 10;

/// How many figures stand in a row: 100 people in rows of ten, 1,000 in rows of forty, 10,000 in rows of a hundred.
fn per_row(all: u32) -> u32 {
    match all {
        0..=110 => 10,
        111..=1100 => 40,
        _ => 100,
    }
}

/// Those it happened to, those it happened to in some years, and the others.
const KINDS: [&str; 3] = ["filled", "between", "empty"];

/// What a small picture shows: the filling of each group, and where it ends.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// The fillings, one for each group.
    pub patterns: Vec<&'static str>,
    /// Where each group ends, counted from the first person.
    pub ends: Vec<u32>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Groups {
    /// Those of a number of its own.
    pub fn of(finding: &Finding) -> Groups {
        let (low, high) = finding.count().seen();
        Groups { patterns: KINDS.into(), ends: vec![low, high, finding.people().denominator()] }
    }
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
    let are_dots = finding.people().are_things || all > 1000;
    picture(&KINDS, &[low, high, all], are_dots, label)
        .attr("data-low", low.to_string())
        .attr("data-high", high.to_string())
        .attr("data-of", all.to_string())
        .into()
}

/// A picture of groups, one after the other, each with its pattern and where it ends.
pub fn picture(patterns: &[&'static str], ends: &[u32], are_dots: bool, label: String) -> El {
    let all = ends.last().copied().unwrap_or_default();
    let wide = per_row(all);
    let rows = all.div_ceil(wide);
    let shapes = stretches(patterns, ends).flat_map(|stretch| rectangles(&stretch, wide, rows));
    let shapes = shapes.map(|(pattern, shape)| {
        let rect = if are_dots { dot_rect(pattern) } else { figure_rect(pattern) };
        placed(rect, shape)
    });
    el("svg")
        .class(if all <= 110 { "people" } else { "people people-many" })
        .attr("viewBox", format!("0 0 {} {}", across(wide), rows * CELL))
        .attr("role", "img")
        .attr("aria-label", label)
        .child(many(shapes))
}

fn stretches<'a>(patterns: &'a [&'static str], ends: &'a [u32]) -> impl Iterator<Item = Stretch> + 'a {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let stretches = patterns.iter().zip(starts.zip(ends));
    stretches.map(|(pattern, (from, to))| Stretch { pattern, from, to: *to }).filter(|it| it.from < it.to)
}

/// The same people small, beside their number in a table: 100 dots in ten rows, filled from the bottom, in every cell of
/// one size, so that the eye compares before it reads. For 1,000 people a bar of the same rule. The number says it all, so
/// the picture is silent.
pub fn small_picture(finding: &Finding) -> El {
    let (low, high) = finding.count().seen();
    small(&KINDS, &[low, high, finding.people().denominator()])
}

/// A small picture of groups, one after the other.
pub fn small(patterns: &[&'static str], ends: &[u32]) -> El {
    let all = ends.last().copied().unwrap_or_default();
    let picture = el("svg").attr("aria-hidden", "true");
    if all > 110 {
        return bar(picture.class("small-people small-people--bar"), patterns, ends, all);
    }
    let rows = all.div_ceil(per_row(all));
    let shapes = stretches(patterns, ends).map(|stretch| {
        let shapes = rectangles(&stretch, per_row(all), rows);
        dot_path(stretch.pattern).attr("d", outline(&shapes))
    });
    let picture = picture.class("small-people");
    picture.attr("viewBox", format!("0 0 100 {}", rows * CELL)).child(many(shapes))
}

/// One dot of a kind, to say beside words what it means.
pub fn key_dot(pattern: &'static str) -> El {
    let dot = dot_path(pattern).attr("d", "M0 0h10v10h-10z");
    let picture = el("svg").class("legend__dot").attr("viewBox", "0 0 10 10").attr("aria-hidden", "true");
    picture.child(dot)
}

fn dot_path(pattern: &'static str) -> El {
    el("path").attr("fill", format!("url(#dot-{pattern})"))
}

/// Rectangles as one path: a table has some seventy small pictures, and each element of them costs a slow phone time.
fn outline(shapes: &[(&'static str, [u32; 4])]) -> String {
    shapes.iter().map(|(_, [x, y, width, height])| format!("M{x} {y}h{width}v{height}h-{width}z")).collect()
}

/// A bar of all people: those it happened to from its start.
fn bar(picture: El, patterns: &[&'static str], ends: &[u32], all: u32) -> El {
    let parts = stretches(patterns, ends).map(|it| {
        let part = el("rect").class(format!("bar-{}", it.pattern));
        placed(part, [it.from, 0, it.to - it.from, all / 10])
    });
    let parts: Vec<El> = parts.collect();
    picture
        .attr("viewBox", format!("0 0 {all} {}", all / 10))
        .attr("preserveAspectRatio", "none")
        .child(many(parts))
}

fn placed(rect: El, shape: [u32; 4]) -> El {
    let [x, y, width, height] = shape.map(|side| side.to_string());
    rect.attr("x", x).attr("y", y).attr("width", width).attr("height", height)
}

/// A rectangle full of one kind of figure.
pub fn figure_rect(pattern: &'static str) -> El {
    el("rect").class(format!("people-{pattern}")).attr("fill", format!("url(#person-{pattern})"))
}

/// A rectangle full of one kind of dot.
fn dot_rect(pattern: &'static str) -> El {
    el("rect").attr("fill", format!("url(#dot-{pattern})"))
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

/// One figure's cell, to fill any stretch of people with.
fn pattern(id: String, class: String) -> El {
    el("pattern")
        .id(id)
        .class(class)
        .attr("width", CELL.to_string())
        .attr("height", CELL.to_string())
        .attr("patternUnits", "userSpaceOnUse")
}

/// The figures and the dots, defined once in a page. A full figure, an outline, and one half filled for "between"; dots have
/// two more kinds, for wholes of four or five parts.
pub fn figures() -> Node {
    let figure = |name: &'static str| {
        let head = el("circle").attr("cx", "5").attr("cy", "2.6").attr("r", "1.7");
        let body = el("path").attr("d", "M2.3 9.3V7.2a2.2 2.2 0 0 1 2.2-2.2h1a2.2 2.2 0 0 1 2.2 2.2v2.1z");
        pattern(format!("person-{name}"), format!("figure-{name}")).child(head).child(body)
    };
    let dot = |name: &'static str| {
        let radius = match name {
            "empty" => "2.4",
            "ring" | "dashed" => "3",
            _ => "4",
        };
        let dot = el("circle").attr("cx", "5").attr("cy", "5").attr("r", radius);
        pattern(format!("dot-{name}"), format!("dot-{name}")).child(dot)
    };
    let figures = many([many(KINDS.map(figure)), many(KINDS.map(dot)), many(["ring", "dashed"].map(dot))]);
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
