//! A deployment's own colours: each pair of which one stands on the other can be told apart, by day and by night.

use crate::check::rule::rules;
use crate::check::structure::files::without;
use crate::check::{Content, Report, pattern};
use crate::text::{Date, Span};

rules! {
    THEME_COLOUR Error "theme-colour" => Whole(theme);
    THEME_CONTRAST Error "theme-contrast";
    THEME_ELSEWHERE Error "theme-elsewhere";
}

// What a style would fetch from another machine.
pattern! { ELSEWHERE r"(?i)@import|(?:https?:)?//" }

// What takes words off a page.
pattern! { HIDES r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0[^.0-9]|opacity\s*:\s*0[^.0-9]" }

/// Where a deployment's colours stand in a content folder.
pub const FILE: &str = "theme/theme.css";

/// The app's own colours, which hold where a theme says nothing.
const OWN: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/10-tokens.css"));

/// What stands on what, and the contrast that it needs: WCAG 2.2, 1.4.3 for words, 1.4.11 for edges.
const PAIRS: [(&str, &str, f64, &str); 8] = [
    ("ink", "paper", 4.5, "words"),
    ("quiet", "paper", 4.5, "words that stand back"),
    ("accent", "paper", 4.5, "links"),
    ("on-accent", "accent", 4.5, "words on a button"),
    ("ink", "tint", 4.5, "what a person has said"),
    ("quiet", "tint", 3.0, "the edge of a field"),
    ("accent", "tint", 3.0, "the edge of a button that is pressed"),
    ("accent", "paper", 3.0, "the edge of a button"),
];

fn theme(content: &Content, _: Date, report: &mut Report) {
    report.list.extend(content.text(FILE).map(|style| faults(style).list).unwrap_or_default());
}

/// What is wrong with a style of this kind.
pub fn faults(style: &str) -> Report {
    let mut report = Report::default();
    let bare = without(style, "/*", "*/");
    if let Some(found) = ELSEWHERE.find(&bare) {
        let at = Span { start: found.start(), end: found.end() };
        report.on(&THEME_ELSEWHERE, (FILE, at), "pages ask no other machine: put the file into `theme`");
    }
    if let Some(found) = FOR_THE_DARK.find(&bare) {
        let at = Span { start: found.start(), end: found.end() };
        let message = "colours for the dark are said outside of @media, as --ink-night and the like";
        report.on(&THEME_COLOUR, (FILE, at), message);
        return report;
    }
    if let Some(found) = HIDES.find(&bare) {
        let at = Span { start: found.start(), end: found.end() };
        report.on(&THEME_COLOUR, (FILE, at), "a theme hides nothing that stands on a page");
    }
    let theirs = declarations(&bare);
    for it in theirs.iter().filter(|it| !is_colour(it.name) && !OWN.contains(&format!("--{}", it.name))) {
        report.on(&THEME_COLOUR, (FILE, it.at), "nothing reads this name");
    }
    for it in theirs.iter().filter(|it| is_colour(it.name) && read(it.value).is_none()) {
        let message = format!("`{}` cannot be checked: write the colour as #rrggbb", it.value);
        report.on(&THEME_COLOUR, (FILE, it.at), message);
    }
    for end in ["", "-night"] {
        let colour = |name: &str| {
            let whole = format!("{name}{end}");
            let found = theirs.iter().rev().find(|it| it.name == whole);
            let value = found.map(|it| it.value).or_else(|| own_colour(&whole))?;
            Some((whole, read(value)?, found.map(|it| it.at)))
        };
        // An edge that is words as well is said once.
        let mut named: Vec<(&str, &str)> = Vec::new();
        for (front, back, least, what) in PAIRS {
            let Some(((one, own, at), (other, behind, or_at))) = colour(front).zip(colour(back)) else {
                continue;
            };
            let ratio = contrast(own, behind);
            if let Some(at) = at.or(or_at).filter(|_| ratio < least && !named.contains(&(front, back))) {
                let ratio = (ratio * 10.0).floor() / 10.0;
                let message = format!(
                    "{what}: --{one} on --{other} has a contrast of {ratio:.1} to 1, and needs {least} to 1"
                );
                report.on(&THEME_CONTRAST, (FILE, at), message);
                named.push((front, back));
            }
        }
    }
    report
}

pattern! { FOR_THE_DARK r"@media[^{]*prefers-color-scheme:\s*dark" }
pattern! { DECLARED r"--([a-z-]+)\s*:\s*([^;{}]*?)\s*[;}]" }
// The app's own colours by night stand behind the name that a theme may give them: `var(--ink-night, #efe8da)`.
pattern! { BY_NIGHT r"var\(--([a-z]+-night), (#[0-9a-f]+)\)" }

/// `--name: value` with where it stands.
struct Declaration<'a> {
    name: &'a str,
    value: &'a str,
    at: Span,
}

/// The custom properties that a style sets.
fn declarations(style: &str) -> Vec<Declaration<'_>> {
    let found = DECLARED.captures_iter(style).filter_map(|it| {
        let at = Span { start: it.get(0)?.start(), end: it.get(2)?.end() };
        Some(Declaration { name: it.get(1)?.as_str(), value: it.get(2)?.as_str(), at })
    });
    found.collect()
}

fn own_colour(name: &str) -> Option<&'static str> {
    let night = BY_NIGHT.captures_iter(OWN).map(|it| it.extract().1);
    let by_night = night.into_iter().find(|[it, _]| *it == name).map(|[_, value]| value);
    by_night.or_else(|| declarations(OWN).into_iter().find(|it| it.name == name).map(|it| it.value))
}

fn is_colour(name: &str) -> bool {
    let name = name.strip_suffix("-night").unwrap_or(name);
    name == "line" || PAIRS.iter().any(|(front, back, ..)| *front == name || *back == name)
}

/// `#rgb` and `#rrggbb`: what a colour picker gives, and nothing that could be seen through.
fn read(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#').filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_string(),
        _ => return None,
    };
    let number = u32::from_str_radix(&whole, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// WCAG 2.2: the contrast ratio of two colours.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2: relative luminance.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
