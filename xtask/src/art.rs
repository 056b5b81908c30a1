//! Our own pictures: the icon, the name, and the picture for a link's preview. Each is a list of plain shapes, drawn from
//! that one list as SVG and as PNG, so that the two cannot differ. No font and no network is needed.

use std::collections::BTreeMap;
use std::error::Error;
use std::f32::consts::TAU;
use std::fmt::Write;

/// The colours of the pages: `style/10-tokens.css`.
const ACCENT: Colour = [0x17, 0x45, 0x6b];
const PAPER: Colour = [0xfb, 0xf7, 0xef];
const LIGHT: Colour = [0xff, 0xfd, 0xf8];
const TINT: Colour = [0xf2, 0xe6, 0xc8];

/// Red, green, blue.
type Colour = [u8; 3];

/// What pictures are made of. Lengths are in the picture's own units, the y axis points down.
#[derive(Clone, Copy)]
enum Form {
    /// A full circle: its middle and radius.
    Disc(f32, f32, f32),
    /// A box with round corners: x, y, width, height, radius.
    Bar(f32, f32, f32, f32, f32),
    /// A box whose upper side is a half circle: x, y, width, height.
    Dome(f32, f32, f32, f32),
    /// A stroke with round ends from one point to another, and its width.
    Line(f32, f32, f32, f32, f32),
    /// A stroke along a circle, in parts of a whole turn, clockwise from the right: middle, radius, from, to, width.
    Arc(f32, f32, f32, f32, f32, f32),
}

use Form::{Arc, Bar, Disc, Dome, Line};

/// Forms in the order in which they cover one another.
pub struct Picture {
    width: f32,
    height: f32,
    forms: Vec<(Form, Colour)>,
}

/// Two people of one height, side by side, with one page between them and nobody at its head.
pub fn icon() -> Picture {
    on_ground(14.0, people(0.0, 0.0, 1.0))
}

/// The same in few dots for a tab, which every page holds: with square corners, it has no colour more.
pub fn tab_icon() -> Picture {
    on_ground(0.0, people(0.0, 0.0, 1.0))
}

/// The same smaller, without round corners: a telephone cuts its own.
pub fn touch_icon() -> Picture {
    on_ground(0.0, people(6.4, 6.4, 0.8))
}

/// People on a square of one colour, with corners of this radius.
fn on_ground(corner: f32, people: Vec<(Form, Colour)>) -> Picture {
    let mut forms = vec![(Bar(0.0, 0.0, 64.0, 64.0, corner), ACCENT)];
    forms.extend(people);
    Picture { width: 64.0, height: 64.0, forms }
}

/// What stands beside a link that somebody sends: the icon and the name, on paper.
pub fn preview() -> Picture {
    let mut forms = vec![(Bar(0.0, 0.0, 1200.0, 630.0, 0.0), PAPER)];
    forms.push((Bar(120.0, 185.0, 260.0, 260.0, 56.0), ACCENT));
    forms.extend(people(120.0, 185.0, 260.0 / 64.0));
    forms.extend(name(456.0, 366.0, 0.76).into_iter().map(|form| (form, ACCENT)));
    forms.push((Bar(448.0, 400.0, 647.0, 8.0, 4.0), TINT));
    Picture { width: 1200.0, height: 630.0, forms }
}

fn people(x: f32, y: f32, scale: f32) -> Vec<(Form, Colour)> {
    let at = |form: Form, colour| (form.placed(x, y, scale), colour);
    vec![
        at(Disc(20.5, 19.0, 7.5), LIGHT),
        at(Disc(43.5, 19.0, 7.5), LIGHT),
        at(Dome(10.0, 29.5, 21.0, 15.5), LIGHT),
        at(Dome(33.0, 29.5, 21.0, 15.5), LIGHT),
        at(Bar(8.0, 49.0, 48.0, 5.0, 2.5), TINT),
    ]
}

/// The name in strokes of one width: its lower left, and how large.
fn name(x: f32, y: f32, scale: f32) -> Vec<Form> {
    const STROKE: f32 = 22.0;
    let line = |x1, y1, x2, y2| Line(x1, y1, x2, y2, STROKE);
    let arc = |x, y, radius, from, to| Arc(x, y, radius, from, to, STROKE);
    let letters: [(f32, Vec<Form>); 6] = [
        (136.0, vec![line(0.0, -150.0, 110.0, -150.0), line(55.0, -150.0, 55.0, 0.0)]),
        (142.0, vec![arc(50.0, -50.0, 50.0, 0.0, 1.0), line(100.0, -100.0, 100.0, 0.0)]),
        (
            124.0,
            vec![line(0.0, -100.0, 0.0, 0.0), arc(41.0, -59.0, 41.0, 0.5, 1.0), line(82.0, -59.0, 82.0, 0.0)],
        ),
        (142.0, vec![arc(50.0, -50.0, 50.0, 0.0, 1.0), line(100.0, -150.0, 100.0, 0.0)]),
        (142.0, vec![line(0.0, -50.0, 100.0, -50.0), arc(50.0, -50.0, 50.0, 0.14, 1.0)]),
        (
            0.0,
            vec![
                line(0.0, -100.0, 0.0, 0.0),
                arc(36.0, -64.0, 36.0, 0.5, 1.0),
                line(72.0, -64.0, 72.0, 0.0),
                arc(108.0, -64.0, 36.0, 0.5, 1.0),
                line(144.0, -64.0, 144.0, 0.0),
            ],
        ),
    ];
    let mut forms = Vec::new();
    let mut along = 0.0;
    for (advance, letter) in letters {
        forms.extend(letter.into_iter().map(|form| form.placed(x + along * scale, y, scale)));
        along += advance;
    }
    forms
}

impl Form {
    fn placed(self, x: f32, y: f32, by: f32) -> Form {
        match self {
            Disc(a, b, r) => Disc(x + a * by, y + b * by, r * by),
            Bar(a, b, w, h, r) => Bar(x + a * by, y + b * by, w * by, h * by, r * by),
            Dome(a, b, w, h) => Dome(x + a * by, y + b * by, w * by, h * by),
            Line(a, b, c, d, w) => Line(x + a * by, y + b * by, x + c * by, y + d * by, w * by),
            Arc(a, b, r, from, to, w) => Arc(x + a * by, y + b * by, r * by, from, to, w * by),
        }
    }

    /// Whether a point lies in it.
    fn covers(self, x: f32, y: f32) -> bool {
        match self {
            Disc(a, b, r) => (x - a).hypot(y - b) <= r,
            Bar(a, b, w, h, r) => {
                let (dx, dy) = (beyond(x, a + r, a + w - r), beyond(y, b + r, b + h - r));
                // Without a radius there is no corner to be near to.
                (dx == 0.0 && dy == 0.0) || dx.hypot(dy) <= r
            }
            Dome(a, b, w, h) => {
                let radius = w / 2.0;
                let in_box = (a..=a + w).contains(&x) && (b + radius..=b + h).contains(&y);
                let in_top =
                    y <= b + radius && y <= b + h && (x - a - radius).hypot(y - b - radius) <= radius;
                in_box || in_top
            }
            Line(a, b, c, d, w) => {
                let (dx, dy) = (c - a, d - b);
                let along = (((x - a) * dx + (y - b) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
                (x - a - along * dx).hypot(y - b - along * dy) <= w / 2.0
            }
            Arc(a, b, r, from, to, w) => {
                let turn = ((y - b).atan2(x - a) / TAU).rem_euclid(1.0);
                let on_circle = ((x - a).hypot(y - b) - r).abs() <= w / 2.0;
                let end = |turn: f32| Disc(a + r * (turn * TAU).cos(), b + r * (turn * TAU).sin(), w / 2.0);
                (on_circle && (from..=to).contains(&turn)) || end(from).covers(x, y) || end(to).covers(x, y)
            }
        }
    }

    /// The box it lies in: left, top, right, bottom.
    fn bounds(self) -> [f32; 4] {
        match self {
            Disc(a, b, r) => [a - r, b - r, a + r, b + r],
            Bar(a, b, w, h, _) | Dome(a, b, w, h) => [a, b, a + w, b + h],
            Line(a, b, c, d, w) => [a.min(c) - w, b.min(d) - w, a.max(c) + w, b.max(d) + w],
            Arc(a, b, r, _, _, w) => [a - r - w, b - r - w, a + r + w, b + r + w],
        }
    }

    fn svg(self, colour: &str) -> String {
        let fill = format!("fill=\"{colour}\"");
        let stroke = |width: f32| {
            format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linecap=\"round\"")
        };
        match self {
            Disc(a, b, r) => format!("<circle {fill} cx=\"{a}\" cy=\"{b}\" r=\"{r}\"/>"),
            Bar(a, b, w, h, r) => {
                format!("<rect {fill} x=\"{a}\" y=\"{b}\" width=\"{w}\" height=\"{h}\" rx=\"{r}\"/>")
            }
            Dome(a, b, w, h) => {
                let radius = w / 2.0;
                let side = h - radius;
                format!("<path {fill} d=\"M{a} {}v-{side}a{radius} {radius} 0 0 1 {w} 0v{side}z\"/>", b + h)
            }
            Line(a, b, c, d, w) => {
                format!("<path {} d=\"M{a} {b}L{c} {d}\"/>", stroke(w))
            }
            Arc(a, b, r, from, to, w) => {
                let at = |turn: f32| format!("{} {}", a + r * (turn * TAU).cos(), b + r * (turn * TAU).sin());
                let middle = (from + to) / 2.0;
                format!(
                    "<path {} d=\"M{}A{r} {r} 0 0 1 {}A{r} {r} 0 0 1 {}\"/>",
                    stroke(w),
                    at(from),
                    at(middle),
                    at(to)
                )
            }
        }
    }
}

/// How far a value lies outside a range.
fn beyond(value: f32, from: f32, to: f32) -> f32 {
    (from - value).max(value - to).max(0.0)
}

impl Picture {
    /// As a file that grows with the screen.
    pub fn svg(&self) -> String {
        let (width, height) = (self.width, self.height);
        let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">");
        for (form, [red, green, blue]) in &self.forms {
            let _ = write!(svg, "{}", form.svg(&format!("#{red:02x}{green:02x}{blue:02x}")));
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// As dots: so many across. Each dot is looked at in so many places each way, so that edges are smooth.
    pub fn png(&self, across: u32, fine: usize) -> Result<Vec<u8>, Box<dyn Error>> {
        let scale = across as f32 / self.width;
        let (columns, rows) = (across as usize, (self.height * scale).round() as usize);
        let (wide, high) = (columns * fine, rows * fine);
        let step = 1.0 / (scale * fine as f32);
        let mut places: Vec<Option<u8>> = vec![None; wide * high];
        for (index, (form, _)) in self.forms.iter().enumerate() {
            let [left, top, right, bottom] = form.bounds().map(|edge| edge / step);
            for row in (top.floor().max(0.0) as usize)..(bottom.ceil().max(0.0) as usize).min(high) {
                for column in (left.floor().max(0.0) as usize)..(right.ceil().max(0.0) as usize).min(wide) {
                    let (x, y) = ((column as f32 + 0.5) * step, (row as f32 + 0.5) * step);
                    if form.covers(x, y)
                        && let Some(place) = places.get_mut(row * wide + column)
                    {
                        *place = u8::try_from(index).ok();
                    }
                }
            }
        }
        let dot = |column: usize, row: usize| -> [u8; 4] {
            let inside =
                (0..fine * fine).map(|at| (row * fine + at / fine) * wide + column * fine + at % fine);
            self.mixed(inside.filter_map(|at| places.get(at).copied()))
        };
        let dots = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        encode(across, rows as u32, dots.map(|(column, row)| dot(column, row)))
    }

    /// The colour of a dot from what lies in its places, and how much of it is covered at all.
    fn mixed(&self, places: impl Iterator<Item = Option<u8>>) -> [u8; 4] {
        let (mut sum, mut covered, mut all) = ([0_u32; 3], 0_u32, 0_u32);
        for place in places {
            all += 1;
            let Some((_, colour)) = place.and_then(|index| self.forms.get(usize::from(index))) else {
                continue;
            };
            covered += 1;
            sum = [0, 1, 2].map(|at| sum.get(at).unwrap_or(&0) + u32::from(*colour.get(at).unwrap_or(&0)));
        }
        let [red, green, blue] = sum.map(|it| (it / covered.max(1)) as u8);
        [red, green, blue, (covered * 255 / all.max(1)) as u8]
    }
}

/// Few colours occur, so each dot is written as its place in a list of them.
fn encode(width: u32, height: u32, dots: impl Iterator<Item = [u8; 4]>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut colours: BTreeMap<[u8; 4], u8> = BTreeMap::new();
    let mut list = Vec::new();
    let mut indices = Vec::new();
    for dot in dots {
        if !colours.contains_key(&dot) {
            colours.insert(dot, u8::try_from(colours.len())?);
            list.push(dot);
        }
        indices.extend(colours.get(&dot));
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    let is_short = list.len() <= 4 && width.is_multiple_of(4);
    encoder.set_depth(if is_short { png::BitDepth::Two } else { png::BitDepth::Eight });
    if is_short {
        indices = indices.chunks(4).map(|four| four.iter().fold(0, |sum, it| sum * 4 + it)).collect();
    }
    encoder.set_compression(png::Compression::High);
    encoder.set_palette(
        list.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect::<Vec<u8>>(),
    );
    if list.iter().any(|dot| dot.last() != Some(&255)) {
        let seen = list.iter().rposition(|dot| dot.last() != Some(&255)).map_or(0, |last| last + 1);
        encoder.set_trns(list.iter().take(seen).map(|[_, _, _, alpha]| *alpha).collect::<Vec<u8>>());
    }
    encoder.write_header()?.write_image_data(&indices)?;
    Ok(bytes)
}
