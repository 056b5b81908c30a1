//! A deployment's own colours: each pair of which one stands on the other can be told apart, by day and by night.

use crate::check::rule::{Rule, rule};
use crate::check::{Check, Content, Report};
use crate::text::{Date, Span};

rule!(THEME_COLOUR, Error, "theme-colour");
rule!(THEME_CONTRAST, Error, "theme-contrast");

/// On the one file that is no card.
pub const RULES: &[(&Rule, Check)] =
    &[(&THEME_COLOUR, Check::Whole(theme)), (&THEME_CONTRAST, Check::ByAnother)];

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
    for fault in content.text(FILE).map(faults).unwrap_or_default() {
        report.add(fault.rule, FILE, fault.at, fault.message);
    }
}

/// Something that is wrong with a theme.
#[derive(Debug)]
pub struct Fault {
    /// Which of the two rules.
    rule: &'static Rule,
    at: Span,
    /// What is wrong, in words.
    pub message: String,
}

/// What is wrong with a style of this kind.
pub fn faults(style: &str) -> Vec<Fault> {
    let (theirs, own) = (declarations(style), declarations(OWN));
    let mut faults: Vec<Fault> = theirs.iter().filter_map(unreadable).collect();
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
            let (Some((front_name, one, at)), Some((back_name, other, or_at))) =
                (colour(front), colour(back))
            else {
                continue;
            };
            let found = contrast(one, other);
            let Some(at) = at.or(or_at).filter(|_| found < least && !named.contains(&(front, back))) else {
                continue;
            };
            named.push((front, back));
            let message = format!(
                "{what}: --{front_name} on --{back_name} has a contrast of {:.1} to 1, and needs {least} to 1",
                (found * 10.0).floor() / 10.0
            );
            faults.push(Fault { rule: &THEME_CONTRAST, at, message });
        }
    }
    faults
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
fn unreadable(it: &Declaration) -> Option<Fault> {
    let name = it.name.strip_suffix("-night").unwrap_or(&it.name);
    let is_colour = PAIRS.iter().any(|(front, back, ..)| *front == name || *back == name) || name == "line";
    let message = if !is_colour {
        return None;
    } else if it.at_night {
        format!("colours for the dark are said outside of @media, here as --{name}-night")
    } else if read(&it.value).is_none() {
        format!("`{}` cannot be checked: write the colour as #rrggbb", it.value)
    } else {
        return None;
    };
    Some(Fault { rule: &THEME_COLOUR, at: it.at, message })
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
    let style = without_comments(style);
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

/// As long as before, so that places stay where they are.
fn without_comments(style: &str) -> String {
    let mut left = String::new();
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, next) = after.split_once("*/").unwrap_or((after, ""));
        left.push_str(before);
        let blank = rest.len() - before.len() - next.len();
        left.push_str(&" ".repeat(blank));
        // Nothing is left of one that never ends.
        rest = if comment.len() == after.len() { "" } else { next };
    }
    left + rest
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

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(style: &str) -> Vec<String> {
        faults(style).into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn contrast_is_as_the_standard_says() {
        let ratio = |one, other| {
            (contrast(read(one).unwrap_or_default(), read(other).unwrap_or_default()) * 100.0).round()
        };
        assert_eq!(ratio("#000", "#ffffff"), 2100.0);
        assert_eq!(ratio("#767676", "#fff"), 454.0);
        assert_eq!(ratio("#0000ff", "#ff0"), 800.0);
    }

    #[test]
    fn the_apps_own_colours_can_be_told_apart_and_stand_in_the_example() {
        // Each of them said once more, so that a fault would have a place.
        let own = declarations(OWN);
        let names = ["paper", "ink", "quiet", "line", "accent", "on-accent", "tint"];
        let lines = names.iter().flat_map(|name| {
            let value = |night| own_colour(&own, name, night).unwrap_or_default();
            [format!("--{name}: {};", value(false)), format!("--{name}-night: {};", value(true))]
        });
        let lines: Vec<String> = lines.collect();
        assert_eq!(messages(&format!(":root {{ {} }}", lines.join("\n"))), [""; 0]);
        let example = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/content/README.md"));
        for line in lines {
            assert!(example.contains(&line), "{line}");
        }
        let (_, block) = example.split_once("```css").unwrap_or_default();
        assert_eq!(messages(block.split("```").next().unwrap_or_default()), [""; 0]);
    }

    #[test]
    fn a_pair_that_cannot_be_told_apart_is_named_by_day_and_by_night() {
        let day = messages(":root { --accent: #7aa7d0; }");
        assert_eq!(
            day,
            [
                "links: --accent on --paper has a contrast of 2.3 to 1, and needs 4.5 to 1",
                "words on a button: --on-accent on --accent has a contrast of 2.4 to 1, and needs 4.5 to 1",
                "the edge of a button that is pressed: --accent on --tint has a contrast of 2.0 to 1, and needs 3 to 1",
            ]
        );
        let night = messages(":root { --paper-night: #fff; }");
        assert!(night.iter().any(|it| it.contains("--ink-night on --paper-night")), "{night:?}");
        assert_eq!(messages(":root { --accent: #1f4e79; --corner: 0; --font: serif }"), [""; 0]);
    }

    #[test]
    fn a_colour_that_cannot_be_checked_is_messages() {
        for value in ["red", "hsl(10 20% 30%)", "#12345678", "var(--mine)", "#ggg", ""] {
            let found = messages(&format!(":root {{ --ink: {value}; }}"));
            assert!(found.len() == 1 && found.concat().contains("#rrggbb"), "{value}: {found:?}");
        }
        let found = messages(
            "@media (prefers-color-scheme: dark) { :root { --ink: #fff; } } :root { --line: #eee; }",
        );
        assert!(found.len() == 1 && found.concat().contains("--ink-night"), "{found:?}");
    }

    #[test]
    fn comments_and_what_is_unfinished_are_passed_over() {
        assert_eq!(messages("/* --ink: red; */ :root { /* x */ --corner: 2px }"), [""; 0]);
        assert_eq!(messages("/* --ink: red;"), [""; 0]);
        let style = "/* é */ :root { --ink: red }";
        let at = faults(style).first().map(|it| style.get(it.at.start..it.at.end));
        assert_eq!(at, Some(Some("--ink: red")));
    }
}
