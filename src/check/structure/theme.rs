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
    if let Some(found) = ELSEWHERE.find(&without(style, "/*", "*/")) {
        let at = Span { start: found.start(), end: found.end() };
        report.on(&THEME_ELSEWHERE, (FILE, at), "pages ask no other machine: put the file into `theme`");
    }
    let (theirs, own) = (declarations(style), declarations(OWN));
    for (it, message) in theirs.iter().filter_map(|it| Some((it, unreadable(it)?))) {
        report.on(&THEME_COLOUR, (FILE, it.at), message);
    }
    for night in [false, true] {
        let colour = |name: &str| {
            let whole = if night { format!("{name}-night") } else { name.to_string() };
            let found = theirs.iter().rev().find(|it| !it.at_night && it.name == whole);
            let value = found.map(|it| it.value.as_str()).or_else(|| own_colour(&own, name, night))?;
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

/// The app's own colour: what `var(--ink-night, #efe8da)` falls back to by night.
fn own_colour<'a>(own: &'a [Declaration], name: &str, night: bool) -> Option<&'a str> {
    let value = own.iter().find(|it| it.at_night == night && it.name == name)?.value.as_str();
    if !night {
        return Some(value);
    }
    value.split_once(", ").map(|(_, rest)| rest.trim_end_matches(')'))
}

/// A colour that nobody can look at here, or that has no effect.
fn unreadable(it: &Declaration) -> Option<String> {
    let name = it.name.strip_suffix("-night").unwrap_or(&it.name);
    let is_colour = PAIRS.iter().any(|(front, back, ..)| *front == name || *back == name) || name == "line";
    let message = match (it.at_night, read(&it.value)) {
        (true, _) => format!("colours for the dark are said outside of @media, here as --{name}-night"),
        (false, None) => format!("`{}` cannot be checked: write the colour as #rrggbb", it.value),
        (false, Some(_)) => return None,
    };
    is_colour.then_some(message)
}

/// `--name: value` with where it stands, and whether within a rule for the dark.
struct Declaration {
    name: String,
    value: String,
    at: Span,
    at_night: bool,
}

/// The custom properties that a style sets. Comments are passed over.
fn declarations(style: &str) -> Vec<Declaration> {
    let style = without(style, "/*", "*/");
    let (mut found, mut depth, mut night, mut start) = (Vec::new(), 0_usize, None, 0);
    for (at, sign) in style.char_indices().filter(|(_, sign)| "{};".contains(*sign)) {
        let part = style.get(start..at).unwrap_or_default();
        start = at + 1;
        match sign {
            '{' => {
                depth += 1;
                if night.is_none() && part.contains("dark") {
                    night = Some(depth);
                }
            }
            _ => {
                found.extend(declaration(part, start - 1 - part.len(), night.is_some()));
                if sign == '}' {
                    night = night.filter(|it| *it < depth);
                    depth = depth.saturating_sub(1);
                }
            }
        }
    }
    found
}

fn declaration(part: &str, start: usize, at_night: bool) -> Option<Declaration> {
    let (name, value) = part.split_once(':')?;
    let before = name.len() - name.trim_start().len();
    let name = name.trim().strip_prefix("--")?.to_string();
    let at = Span { start: start + before, end: start + part.trim_end().len() };
    Some(Declaration { name, value: value.trim().to_string(), at, at_night })
}

/// `#rgb` and `#rrggbb`: what a colour picker gives, and nothing that could be seen through.
fn read(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#').filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let whole: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_string(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(whole.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
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
