//! What the checker found, for people, for programs, and for code-hosting sites. The only file that names annotate-snippets.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::rules::{Content, Diagnostic, Place, Rule, Say, Severity};
use crate::text::Lines;

/// Where the pages of the rules are published.
const PAGES: &str = "docs/checks";

/// As a good compiler says it: the code, the place, the source underlined, why it matters and how to mend it.
pub fn text(content: &Content, say: &Say, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut explained: Vec<&str> = Vec::new();
    for diagnostic in &say.list {
        // Why and how are said once for each rule: the twentieth time nobody reads them.
        let first = !explained.contains(&diagnostic.rule.code);
        explained.extend(first.then_some(diagnostic.rule.code));
        out.push_str(&one(content, diagnostic, first, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(content: &Content, it: &Diagnostic, explain: bool, renderer: &Renderer) -> String {
    let level = match it.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(it.rule.title()).id(it.rule.code);
    let mut group = title.element(snippet(content, &it.place, AnnotationKind::Primary, &it.also));
    for place in it.also.iter().filter(|place| place.file != it.place.file) {
        group = group.element(snippet(content, place, AnnotationKind::Context, &[]));
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

/// One place in its file, with the other places in the same file beside it.
fn snippet<'a>(
    content: &'a Content,
    place: &'a Place,
    kind: AnnotationKind,
    also: &'a [Place],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = content.text(&place.file).unwrap_or_default();
    let mut snippet = Snippet::source(text).path(place.file.as_str());
    snippet = snippet.annotation(kind.span(within(text, place)).label(place.said.as_str()));
    for other in also.iter().filter(|other| other.file == place.file) {
        let span = within(text, other);
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(other.said.as_str()));
    }
    snippet
}

/// A place that lies within the text, on the bounds of characters, and on one line: a whole paragraph underlined says
/// less than its beginning.
fn within(text: &str, place: &Place) -> std::ops::Range<usize> {
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
pub fn json(content: &Content, say: &Say) -> Result<String, String> {
    let [errors, warnings, notes] = say.counts();
    let found = say.list.iter().map(|it| Found::of(content, it)).collect();
    let explained = say.explained.iter().map(|it| Explained {
        code: it.found.rule.code,
        why: it.why.clone(),
        place: At::of(content, &it.found.place),
    });
    let explained = explained.collect();
    let report = Report { errors, warnings, notes, found, explained };
    serde_json::to_string_pretty(&report).map_err(|why| why.to_string())
}

#[derive(Serialize)]
struct Report {
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
    fn of(content: &Content, place: &Place) -> At {
        let lines = Lines::of(content.text(&place.file).unwrap_or_default());
        let (start, end) = (lines.position(place.at.start), lines.position(place.at.end.max(place.at.start)));
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
    fn of(content: &Content, it: &Diagnostic) -> Found {
        let edit = it.edit.as_ref().map(|edit| {
            let place = Place { file: edit.file.clone(), at: edit.at, said: String::new() };
            EditAt { place: At::of(content, &place), with: edit.with.clone() }
        });
        Found {
            code: it.rule.code,
            severity: it.rule.severity.word(),
            title: it.rule.title(),
            place: At::of(content, &it.place),
            also: it.also.iter().map(|place| At::of(content, place)).collect(),
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
pub fn sarif(content: &Content, say: &Say, root: &str) -> Result<String, String> {
    let rules: Vec<_> = crate::rules::all().map(|(rule, _)| sarif_rule(rule)).collect();
    let results: Vec<_> = say.list.iter().map(|it| sarif_result(content, it, root)).collect();
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

fn sarif_result(content: &Content, it: &Diagnostic, root: &str) -> serde_json::Value {
    let related: Vec<_> = it.also.iter().map(|place| sarif_place(content, place, root)).collect();
    serde_json::json!({
        "ruleId": it.rule.code,
        "level": it.rule.severity.word(),
        "message": { "text": format!("{}: {}", it.rule.title(), it.place.said) },
        "locations": [sarif_place(content, &it.place, root)],
        "relatedLocations": related,
    })
}

fn sarif_place(content: &Content, place: &Place, root: &str) -> serde_json::Value {
    let at = At::of(content, place);
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
