//! What the checker found, for people, for programs, and for code-hosting sites. The only file that names annotate-snippets.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::check::{Content, Diagnostic, Location, Report, Rule, Severity};
use crate::text::{Lines, Position};

/// Where the pages of the rules are published.
const PAGES: &str = "docs/checks";

/// The texts that something was found in, each with its lines, which are looked for once: a file can have thousands of
/// places.
struct Texts<'a>(BTreeMap<&'a str, (&'a str, Lines<'a>)>);

impl<'a> Texts<'a> {
    fn of(content: &'a Content, report: &'a Report) -> Texts<'a> {
        let found = report.list.iter().chain(report.explained.iter().map(|it| &it.found));
        let files = found.flat_map(|it| {
            let also = it.also.iter().map(|location| location.file.as_str());
            also.chain([it.location.file.as_str()]).chain(it.edit.as_ref().map(|edit| edit.file.as_str()))
        });
        let mut texts = BTreeMap::new();
        for file in files {
            texts.entry(file).or_insert_with(|| {
                let text = content.text(file).unwrap_or_default();
                (text, Lines::of(text))
            });
        }
        Texts(texts)
    }

    fn text(&self, file: &str) -> &'a str {
        self.0.get(file).map_or("", |(text, _)| *text)
    }

    fn position(&self, file: &str, at: usize) -> Position {
        self.0.get(file).map_or(Position { line: 1, column: 1 }, |(_, lines)| lines.position(at))
    }
}

/// As a good compiler says it: the code, the place, the source underlined, why it matters and how to mend it.
pub fn text(content: &Content, report: &Report, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts = Texts::of(content, report);
    let mut out = String::new();
    let mut explained: Vec<&str> = Vec::new();
    for diagnostic in &report.list {
        // Why and how are said once for each rule: the twentieth time nobody reads them.
        let first = !explained.contains(&diagnostic.rule.code);
        explained.extend(first.then_some(diagnostic.rule.code));
        out.push_str(&one(&texts, diagnostic, first, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(texts: &Texts, it: &Diagnostic, explain: bool, renderer: &Renderer) -> String {
    let level = match it.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(it.rule.title()).id(it.rule.code);
    let mut group = placed(Group::with_title(title), texts, &it.location, AnnotationKind::Primary, &it.also);
    for location in it.also.iter().filter(|location| location.file != it.location.file) {
        group = placed(group, texts, location, AnnotationKind::Context, &[]);
    }
    if explain {
        group = group.element(Level::NOTE.with_name("why").message(it.rule.why()));
        group = group.element(Level::HELP.message(mend(it)));
    } else if let Some(edit) = &it.edit {
        group = group.element(Level::HELP.message(format!("`--fix` writes: {}", edit.with.trim())));
    }
    let groups: [Group; 1] = [group];
    renderer.render(&groups).to_string()
}

fn mend(it: &Diagnostic) -> String {
    match &it.edit {
        Some(edit) if edit.with.trim().is_empty() => format!("{} `--fix` does it.", it.rule.mend()),
        Some(edit) => format!("{} `--fix` writes: {}", it.rule.mend(), edit.with.trim()),
        None => it.rule.mend(),
    }
}

/// No decision is nearly so long, and no line. What would be longer is named by its place and not shown: showing thousands
/// of places with far too much around each would take minutes.
const MOST_SHOWN: usize = 40_000;
const LONGEST_LINE: usize = 4_000;

/// One place in its file, with the other places in the same file beside it.
fn placed<'a>(
    group: Group<'a>,
    texts: &Texts<'a>,
    location: &'a Location,
    kind: AnnotationKind,
    also: &'a [Location],
) -> Group<'a> {
    let text = texts.text(&location.file);
    let others = also.iter().filter(|other| other.file == location.file);
    let others = others.map(|other| (AnnotationKind::Context, other));
    let places: Vec<_> = std::iter::once((kind, location)).chain(others).collect();
    let spans: Vec<_> = places.iter().map(|(_, location)| within(text, location)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or_default();
    let last = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |at| last + at);
    let is_long = end - start > LONGEST_LINE && !text.get(start..end).unwrap_or_default().contains('\n');
    if is_long || end - start > MOST_SHOWN {
        return places.into_iter().fold(group, |group, (_, location)| named(group, texts, location));
    }
    let source = Snippet::source(text.get(start..end).unwrap_or_default());
    let source = source.path(location.file.as_str()).line_start(texts.position(&location.file, start).line);
    let marks = places.into_iter().zip(spans).map(|((kind, location), span)| {
        kind.span(span.start - start..span.end - start).label(location.message.as_str())
    });
    group.element(source.annotations(marks))
}

fn named<'a>(group: Group<'a>, texts: &Texts<'a>, location: &'a Location) -> Group<'a> {
    let at = texts.position(&location.file, location.at.start);
    let origin = Origin::path(location.file.as_str()).line(at.line).char_column(at.column);
    group.element(origin).element(Level::NOTE.no_name().message(location.message.as_str()))
}

/// A place that lies within the text, on the bounds of characters, and on one line: a whole paragraph underlined says
/// less than its beginning.
fn within(text: &str, location: &Location) -> std::ops::Range<usize> {
    let bound = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = bound(location.at.start);
    let end = bound(location.at.end).max(start);
    let line = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
    start..start + line.trim_end().len()
}

/// For programs: one object with everything that was found.
///
/// # Errors
/// Never in practice: plain texts and numbers can always be written as JSON.
pub fn json(content: &Content, report: &Report) -> Result<String, String> {
    let [errors, warnings, notes] = report.counts();
    let texts = Texts::of(content, report);
    let found = report.list.iter().map(|it| Found::of(&texts, it)).collect();
    let explained = report.explained.iter().map(|it| Explained {
        code: it.found.rule.code,
        why: it.why.clone(),
        location: At::of(&texts, &it.found.location),
    });
    let explained = explained.collect();
    let report = JsonReport { errors, warnings, notes, found, explained };
    serde_json::to_string_pretty(&report).map_err(|why| why.to_string())
}

#[derive(Serialize)]
struct JsonReport {
    errors: usize,
    warnings: usize,
    notes: usize,
    found: Vec<Found>,
    explained: Vec<Explained>,
}

#[derive(Serialize)]
struct Explained {
    code: &'static str,
    why: String,
    #[serde(flatten)]
    location: At,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    #[serde(flatten)]
    location: At,
    also: Vec<At>,
    why: String,
    mend: String,
    page: String,
    edit: Option<EditAt>,
}

/// Lines and columns count from 1, columns in characters; the end is the place after the last character.
#[derive(Serialize)]
struct At {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(rename = "said")]
    message: String,
}

#[derive(Serialize)]
struct EditAt {
    #[serde(flatten)]
    location: At,
    with: String,
}

impl At {
    fn of(texts: &Texts, location: &Location) -> At {
        let position = |at| texts.position(&location.file, at);
        let (start, end) = (position(location.at.start), position(location.at.end.max(location.at.start)));
        At {
            file: location.file.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            message: location.message.clone(),
        }
    }
}

impl Found {
    fn of(texts: &Texts, it: &Diagnostic) -> Found {
        let edit = it.edit.as_ref().map(|edit| {
            let location = Location { file: edit.file.clone(), at: edit.at, message: String::new() };
            EditAt { location: At::of(texts, &location), with: edit.with.clone() }
        });
        Found {
            code: it.rule.code,
            severity: it.rule.severity.word(),
            title: it.rule.title(),
            location: At::of(texts, &it.location),
            also: it.also.iter().map(|location| At::of(texts, location)).collect(),
            why: it.rule.why(),
            mend: it.rule.mend(),
            page: page(it.rule),
            edit,
        }
    }
}

fn page(rule: &Rule) -> String {
    format!("{PAGES}/{}.md", rule.code)
}

/// SARIF 2.1.0, which code-hosting sites show beside the lines. `root` is the content folder's path in the repository.
///
/// # Errors
/// Never in practice: plain texts and numbers can always be written as JSON.
pub fn sarif(content: &Content, report: &Report, root: &str) -> Result<String, String> {
    let rules: Vec<_> = crate::check::all().map(|(rule, _)| sarif_rule(rule)).collect();
    let texts = Texts::of(content, report);
    let results: Vec<_> = report.list.iter().map(|it| sarif_result(&texts, it, root)).collect();
    let log = serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "tandem", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).map_err(|why| why.to_string())
}

fn sarif_rule(rule: &Rule) -> serde_json::Value {
    serde_json::json!({
        "id": rule.code,
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": rule.why() },
        "help": { "text": rule.mend() },
        "defaultConfiguration": { "level": rule.severity.word() },
    })
}

fn sarif_result(texts: &Texts, it: &Diagnostic, root: &str) -> serde_json::Value {
    let related: Vec<_> = it.also.iter().map(|location| sarif_location(texts, location, root)).collect();
    serde_json::json!({
        "ruleId": it.rule.code,
        "level": it.rule.severity.word(),
        "message": { "text": format!("{}: {}", it.rule.title(), it.location.message) },
        "locations": [sarif_location(texts, &it.location, root)],
        "relatedLocations": related,
    })
}

fn sarif_location(texts: &Texts, location: &Location, root: &str) -> serde_json::Value {
    let at = At::of(texts, location);
    let file = format!("{root}/{}", at.file);
    serde_json::json!({
        "physicalLocation": {
            "artifactLocation": { "uri": file.trim_start_matches('/') },
            "region": {
                "startLine": at.line,
                "startColumn": at.column,
                "endLine": at.end_line,
                "endColumn": at.end_column,
            },
        },
        "message": { "text": at.message },
    })
}
