//! The small picture of people as dots, for files that know no drawing of ours: the same dots in the same places as on a page.

use super::Groups;

/// A picture: its file, and how wide and high it is.
pub struct Picture {
    /// The file, as PNG.
    pub file: Vec<u8>,
    /// How many points wide.
    pub width: u32,
    /// How many points high.
    pub height: u32,
}

/// Points for each dot.
const CELL: u32 = 8;
/// A row has at most so many dots, one for each person. (More than can be drawn so are a bar.)
const ACROSS: u32 = 10;
/// How high and wide a bar is that stands for more people than can be drawn as dots.
const BAR: (u32, u32) = (160, 20);

/// How dark a point is: 0 is black.
const PAPER: u8 = 255;
const INK: u8 = 0;
const GREY: u8 = 150;

/// The picture; nothing if it shows nobody, or cannot be written.
pub fn of(groups: &Groups) -> Option<Picture> {
    let all = groups.ends.last().copied().filter(|all| *all > 0)?;
    if all > 110 { bar(groups, all) } else { dots(groups, all) }
}

/// The filling of one of all people, counted from the bottom.
fn pattern(groups: &Groups, one: u32) -> &'static str {
    let index = groups.ends.iter().position(|end| one < *end).unwrap_or_default();
    groups.patterns.get(index).copied().unwrap_or_default()
}

fn dots(groups: &Groups, all: u32) -> Option<Picture> {
    let rows = all.div_ceil(ACROSS);
    let across = all.min(ACROSS);
    written(across * CELL, rows * CELL, |x, y| {
        let one = (rows - 1 - y / CELL) * ACROSS + x / CELL;
        if one < all { dot(pattern(groups, one), x % CELL, y % CELL) } else { PAPER }
    })
}

/// A point of a dot: black where it is filled, grey where it may be, a thick or broken line for parts of a whole, and a thin
/// small one for the others.
fn dot(pattern: &str, x: u32, y: u32) -> u8 {
    // From the middle, in half points.
    let from_middle = |at: u32| (2 * at + 1).abs_diff(CELL);
    let (x, y) = (from_middle(x), from_middle(y));
    let square = x * x + y * y;
    let is_line = square > 16;
    match pattern {
        "filled" if square <= 42 => INK,
        "between" if square <= 42 => GREY,
        "ring" if square <= 42 && is_line => INK,
        "dashed" if square <= 42 && is_line && x != y => INK,
        "empty" if (9..=20).contains(&square) => GREY,
        _ => PAPER,
    }
}

fn bar(groups: &Groups, all: u32) -> Option<Picture> {
    let (width, height) = BAR;
    written(width, height, |x, y| {
        if x == 0 || y == 0 || x == width - 1 || y == height - 1 {
            return INK;
        }
        match pattern(groups, (x * all).div_euclid(width).min(all - 1)) {
            "filled" => INK,
            "between" => GREY,
            "ring" if (x + y) % 4 == 0 => INK,
            "dashed" if (x + y) % 8 == 0 => INK,
            _ => PAPER,
        }
    })
}

fn written(width: u32, height: u32, point: impl Fn(u32, u32) -> u8) -> Option<Picture> {
    let points: Vec<u8> =
        (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| point(x, y)).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&points).ok()?;
    writer.finish().ok()?;
    Some(Picture { file, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_is_a_dot_of_their_own_kind_from_the_bottom() {
        let groups = Groups { patterns: vec!["filled", "between", "empty"], ends: vec![3, 5, 100] };
        let kinds: Vec<&str> = (0..6).map(|one| pattern(&groups, one)).collect();
        assert_eq!(kinds, ["filled", "filled", "filled", "between", "between", "empty"]);
        let middle = |kind| dot(kind, CELL / 2, CELL / 2);
        assert_eq!(["filled", "between", "ring", "empty"].map(middle), [INK, GREY, PAPER, PAPER]);
        assert!(of(&groups).is_some_and(|it| (it.width, it.height) == (80, 80)));
    }
}
