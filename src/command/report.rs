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
    fn of(content: &'a Content, say: &'a Report) -> Texts<'a> {
        let found = say.list.iter().chain(say.explained.iter().map(|it| &it.found));
        let files = found.flat_map(|it| {
            let also = it.also.iter().map(|place| place.file.as_str());
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
pub fn text(content: &Content, say: &Report, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts = Texts::of(content, say);
    let mut out = String::new();
    let mut explained: Vec<&str> = Vec::new();
    for diagnostic in &say.list {
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
    for place in it.also.iter().filter(|place| place.file != it.location.file) {
        group = placed(group, texts, place, AnnotationKind::Context, &[]);
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
    place: &'a Location,
    kind: AnnotationKind,
    also: &'a [Location],
) -> Group<'a> {
    let text = texts.text(&place.file);
    let others = also.iter().filter(|other| other.file == place.file);
    let others = others.map(|other| (AnnotationKind::Context, other));
    let places: Vec<_> = std::iter::once((kind, place)).chain(others).collect();
    let spans: Vec<_> = places.iter().map(|(_, place)| within(text, place)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or_default();
    let last = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |at| last + at);
    let is_long = end - start > LONGEST_LINE && !text.get(start..end).unwrap_or_default().contains('\n');
    if is_long || end - start > MOST_SHOWN {
        return places.into_iter().fold(group, |group, (_, place)| named(group, texts, place));
    }
    let source = Snippet::source(text.get(start..end).unwrap_or_default());
    let source = source.path(place.file.as_str()).line_start(texts.position(&place.file, start).line);
    let marks = places.into_iter().zip(spans).map(|((kind, place), span)| {
        kind.span(span.start - start..span.end - start).label(place.said.as_str())
    });
    group.element(source.annotations(marks))
}

fn named<'a>(group: Group<'a>, texts: &Texts<'a>, place: &'a Location) -> Group<'a> {
    let at = texts.position(&place.file, place.at.start);
    let origin = Origin::path(place.file.as_str()).line(at.line).char_column(at.column);
    group.element(origin).element(Level::NOTE.no_name().message(place.said.as_str()))
}

/// A place that lies within the text, on the bounds of characters, and on one line: a whole paragraph underlined says
/// less than its beginning.
fn within(text: &str, place: &Location) -> std::ops::Range<usize> {
    let bound = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = bound(place.at.start);
    let end = bound(place.at.end).max(start);
    let line = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
    start..start + line.trim_end().len()
}

/// For programs: one object with everything that was found.
///
/// # Errors
/// Never in practice: plain texts and numbers can always be written as JSON.
pub fn json(content: &Content, say: &Report) -> Result<String, String> {
    let [errors, warnings, notes] = say.counts();
    let texts = Texts::of(content, say);
    let found = say.list.iter().map(|it| Found::of(&texts, it)).collect();
    let explained = say.explained.iter().map(|it| Explained {
        code: it.found.rule.code,
        why: it.why.clone(),
        place: At::of(&texts, &it.found.location),
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
    place: At,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    #[serde(flatten)]
    place: At,
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
    said: String,
}

#[derive(Serialize)]
struct EditAt {
    #[serde(flatten)]
    place: At,
    with: String,
}

impl At {
    fn of(texts: &Texts, place: &Location) -> At {
        let position = |at| texts.position(&place.file, at);
        let (start, end) = (position(place.at.start), position(place.at.end.max(place.at.start)));
        At {
            file: place.file.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            said: place.said.clone(),
        }
    }
}

impl Found {
    fn of(texts: &Texts, it: &Diagnostic) -> Found {
        let edit = it.edit.as_ref().map(|edit| {
            let place = Location { file: edit.file.clone(), at: edit.at, said: String::new() };
            EditAt { place: At::of(texts, &place), with: edit.with.clone() }
        });
        Found {
            code: it.rule.code,
            severity: it.rule.severity.word(),
            title: it.rule.title(),
            place: At::of(texts, &it.location),
            also: it.also.iter().map(|place| At::of(texts, place)).collect(),
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
pub fn sarif(content: &Content, say: &Report, root: &str) -> Result<String, String> {
    let rules: Vec<_> = crate::check::all().map(|(rule, _)| sarif_rule(rule)).collect();
    let texts = Texts::of(content, say);
    let results: Vec<_> = say.list.iter().map(|it| sarif_result(&texts, it, root)).collect();
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
    let related: Vec<_> = it.also.iter().map(|place| sarif_place(texts, place, root)).collect();
    serde_json::json!({
        "ruleId": it.rule.code,
        "level": it.rule.severity.word(),
        "message": { "text": format!("{}: {}", it.rule.title(), it.location.said) },
        "locations": [sarif_place(texts, &it.location, root)],
        "relatedLocations": related,
    })
}

fn sarif_place(texts: &Texts, place: &Location, root: &str) -> serde_json::Value {
    let at = At::of(texts, place);
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
        "message": { "text": at.said },
    })
}
