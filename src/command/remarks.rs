//! What the checker says, as pages of a preview: a strip on top of each page, and one page with everything.

use super::{many, today};
use crate::cards::decision::DECISION_FILE;
use crate::cards::handout::FOLDERS;
use crate::cards::trail::TRAIL_FILE;
use crate::cards::{handout, index, library};
use crate::check::{Card, Content, Diagnostic, Part, Report, Severity};
use crate::text::Lines;

/// One remark, and where its words are to be seen.
pub struct Shown {
    /// Error, warning or note.
    grave: &'static str,
    title: &'static str,
    file: String,
    line: usize,
    /// The words it is about.
    words: String,
    message: String,
    why: String,
    mend: String,
    /// The page that shows the file, if one does.
    page: Option<String>,
    /// The part of that page.
    part: String,
    /// The choice whose card it is in; empty for any other file.
    choice: String,
    /// The paragraph, item or row that it is about, as readers see its words; empty where it is about none.
    paragraph: String,
}

/// Everything that was said of a content folder.
#[derive(Default)]
pub struct Remarks {
    list: Vec<Shown>,
    counts: [usize; 3],
    /// Whether nothing could be looked at.
    is_unread: bool,
    /// Why the pages are still those of the last time.
    pub trouble: Option<String>,
}

impl Remarks {
    /// Takes what the checker said.
    pub fn of(content: &Content, report: &Report) -> Remarks {
        let mut gravest: Vec<&Diagnostic> = report.list.iter().collect();
        gravest.sort_by_key(|it| it.rule.severity);
        let list = gravest.into_iter().map(|it| shown(content, it)).collect();
        Remarks { list, counts: report.counts(), ..Remarks::default() }
    }

    /// The content cannot even be read.
    pub fn in_trouble(why: String) -> Remarks {
        Remarks { trouble: Some(why), is_unread: true, ..Remarks::default() }
    }

    fn counted(&self) -> String {
        if self.is_unread {
            return "Not checked".into();
        }
        let [errors, warnings, notes] = self.counts;
        format!("{}, {}, {}", many(errors, "error"), many(warnings, "warning"), many(notes, "note"))
    }

    /// For the terminal: the count, and a line for each error. All the rest is on the page with everything.
    pub fn in_short(&self) -> String {
        let trouble = self.trouble.as_ref().map(|why| format!("The pages are still those of before: {why}"));
        let errors = self.list.iter().filter(|it| it.grave == Severity::Error.word());
        let errors =
            errors.map(|it| format!("{}:{}: error: {} ({})", it.file, it.line, it.title, it.message));
        let counted = std::iter::once(format!("{}.", self.counted()));
        trouble.into_iter().chain(errors).chain(counted).collect::<Vec<_>>().join("\n")
    }

    /// The strip on top of a page, with what is said of this page.
    pub fn strip(&self, page: &str) -> String {
        let here: Vec<&Shown> = self.list.iter().filter(|it| it.page.as_deref() == Some(page)).collect();
        let lines = here.iter().enumerate().map(|(index, it)| {
            let (at, grave, words) = (escape(&it.part), it.grave, it.in_short());
            let under = format!(
                "data-under=\"{}\" data-words=\"{}\" data-choice=\"{}\"",
                escape(&it.paragraph),
                escape(&it.words),
                escape(&it.choice)
            );
            format!(
                "<li id=\"preview-{index}\" data-at=\"{at}\" {under} data-grave=\"{grave}\"><a href=\"#{at}\">{words}</a>{}</li>\n",
                it.why_and_how()
            )
        });
        let list = match here.len() {
            0 => String::new(),
            some => format!(
                "<details><summary>{} on this page</summary>\n<ul>\n{}</ul></details>\n",
                many(some, "remark"),
                lines.collect::<String>()
            ),
        };
        format!(
            "<div id=\"preview\" lang=\"en\" dir=\"ltr\" role=\"region\" aria-label=\"Preview\"><strong>Preview.</strong> \
             <a href=\"/__remarks\">{}</a>{}\n{list}</div>\n",
            self.counted(),
            self.trouble()
        )
    }

    fn trouble(&self) -> String {
        let paused = |why: &String| format!(". The pages are still those of before: {}", escape(why));
        self.trouble.as_ref().map(paused).unwrap_or_default()
    }

    /// The page with everything.
    pub fn page(&self) -> String {
        let articles: String = self.list.iter().map(Shown::article).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{counted}</title>\n</head>\n<body>\n<main class=\"remarks\">\n<h1>What the checker says</h1>\n\
             <p>{counted}{trouble}.</p>\n<p><a href=\"/\">To the pages</a></p>\n{articles}</main>\n</body>\n</html>\n",
            counted = self.counted(),
            trouble = self.trouble(),
        )
    }
}

impl Shown {
    fn in_short(&self) -> String {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        let location = format!("{}, line {}", escape(name), self.line);
        format!("{}: {}. {location}: {}", capital(self.grave), escape(self.title), self.about())
    }

    /// The words it is about, and what is said of them.
    fn about(&self) -> String {
        let quoted =
            if self.words.is_empty() { String::new() } else { format!("“{}” ", escape(&self.words)) };
        format!("{quoted}{}", marked(&self.message))
    }

    /// Folded to a line, so that many remarks leave the page readable.
    fn why_and_how(&self) -> String {
        format!(
            "<details><summary>Why, and how to mend it</summary><p>{}</p><p>{}</p></details>",
            marked(&self.why),
            marked(&self.mend)
        )
    }

    fn article(&self) -> String {
        let location = format!("{}, line {}", escape(&self.file), self.line);
        let location = match &self.page {
            Some(page) => format!("<a href=\"/{}#{}\">{location}</a>", escape(page), escape(&self.part)),
            None => location,
        };
        format!(
            "<article data-grave=\"{}\">\n<h2>{}: {}</h2>\n<p>{location}: {}</p>\n<p>{}</p>\n<p>{}</p>\n</article>\n",
            self.grave,
            capital(self.grave),
            escape(self.title),
            self.about(),
            marked(&self.why),
            marked(&self.mend)
        )
    }
}

fn shown(content: &Content, it: &Diagnostic) -> Shown {
    let text = content.text(&it.location.file).unwrap_or_default();
    let Seen { page, part, choice } = whereabouts(&it.location.file, text, it.location.at.start);
    Shown {
        grave: it.rule.severity.word(),
        title: it.rule.title(),
        file: it.location.file.clone(),
        line: Lines::of(text).position(it.location.at.start).line,
        words: words(text, it),
        message: it.location.message.clone(),
        why: it.rule.why(),
        mend: it.rule.mend(),
        paragraph: paragraph(content, &it.location.file, it.location.at.start),
        page,
        part,
        choice,
    }
}

/// The words of the paragraph or item at a place; of a cell those that its row begins with, since numbers are told in other
/// words on a page.
fn paragraph(content: &Content, file: &str, at: usize) -> String {
    let card = Card::of_file(content, file, "en", today(), index);
    let text = content.text(file).unwrap_or_default();
    let is_told = |part| part != Part::Head || file.ends_with(DECISION_FILE);
    let shown = card.passages.iter().filter(|it| is_told(it.part) && it.part != Part::Source);
    let begun = shown.filter(|it| it.at.start <= at && at <= it.at.end).max_by_key(|it| it.at.start);
    let row = begun.filter(|it| it.part == Part::Cell).and_then(|cell| {
        let line = text.get(..cell.at.start)?.rfind('\n').map_or(0, |end| end + 1);
        card.passages.iter().find(|it| it.at.start >= line)
    });
    row.or(begun).map_or_else(String::new, |it| it.plain.clone())
}

/// The words that the checker underlines; their beginning, if they are many.
fn words(text: &str, it: &Diagnostic) -> String {
    let words = text.get(it.location.at.start..it.location.at.end).unwrap_or_default();
    let line = words.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= 80 { line.to_string() } else { line.chars().take(79).chain(['…']).collect() }
}

/// Where a place of a file is seen.
#[derive(Default)]
struct Seen {
    page: Option<String>,
    part: String,
    choice: String,
}

fn whereabouts(file: &str, text: &str, at: usize) -> Seen {
    let parts: Vec<&str> = file.split('/').collect();
    let seen = |page: String, part: String| Seen { page: Some(page), part, choice: String::new() };
    match parts.as_slice() {
        [folder, lang, name] if FOLDERS.contains(folder) => {
            let id = format!("{folder}-{}", name.trim_end_matches(".md"));
            seen(handout::page_name(&id, lang), heading_before(text, at))
        }
        // The page about a decision tells how its numbers were read, and no page shows its trail.
        [id, lang, TRAIL_FILE] => seen(library::about_name(id, lang), String::new()),
        // What a decision says of itself stands on the page about it.
        [id, lang, DECISION_FILE] if is_in_head(text, at) => {
            seen(library::about_name(id, lang), String::new())
        }
        [id, lang, DECISION_FILE] => seen(library::page_name(id, lang), heading_before(text, at)),
        [id, lang, name] if name.ends_with(".md") => {
            let choice = name.trim_end_matches(".md").to_string();
            Seen { page: Some(library::page_name(id, lang)), part: choice.clone(), choice }
        }
        [name] => {
            let lang = name.strip_prefix("library.").and_then(|rest| rest.strip_suffix(".md"));
            Seen { page: lang.map(library::index_name), ..Seen::default() }
        }
        _ => Seen::default(),
    }
}

/// Whether a place lies between the two lines of three hyphens. What is said of a whole file is said of its first line.
fn is_in_head(text: &str, at: usize) -> bool {
    at > 0 && text.starts_with("---") && text.find("\n---").is_some_and(|end| at <= end)
}

/// The id of the heading that a place stands under; of the whole page where it stands under none.
fn heading_before(text: &str, at: usize) -> String {
    let mut found = "decision";
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if end > at {
            break;
        }
        end += line.len();
        if line.starts_with("## ") || line.starts_with("### ") {
            let id = line.rsplit_once("(#").and_then(|(_, rest)| rest.split_once(')'));
            found = id.map_or(found, |(id, _)| id);
        }
    }
    found.to_string()
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Words between backticks are what somebody writes into a card: they are set apart as such.
fn marked(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, words)| match index % 2 {
        0 => escape(words),
        _ => format!("<code>{}</code>", escape(words)),
    });
    parts.collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_is_shown_where_its_words_are() {
        let text = "---\n---\n\n# T\n\nA?\n\n## [Who](#who)\n\nPeople.\n\n### [A table](#table)\n\n| x |\n";
        let at =
            |words: &str| whereabouts("knee/en/decision.md", text, text.find(words).unwrap_or_default()).part;
        assert_eq!([at("A?"), at("## [Who"), at("People"), at("| x")], ["decision", "who", "who", "table"]);
        let page = |file: &str| whereabouts(file, "", 0).page;
        let told = "---\ntitle: T\nfunding: None.\n---\n\n# T\n";
        let of_head = whereabouts("knee/en/decision.md", told, told.find("funding").unwrap_or_default());
        assert_eq!(of_head.page.as_deref(), Some("about-knee.en.html"));
        assert_eq!(whereabouts("knee/en/rest.md", "", 0).choice, "rest");
        assert_eq!(page("knee/en/rest.md").as_deref(), Some("knee.en.html"));
        assert_eq!(page("lists/en/needs.md").as_deref(), Some("lists-needs.en.html"));
        assert_eq!(page("library.en.md").as_deref(), Some("index.en.html"));
        assert_eq!(page("knee/en/evidence.md").as_deref(), Some("about-knee.en.html"));
    }

    #[test]
    fn a_remark_is_shown_under_the_paragraph_item_or_row_that_it_is_about() {
        let text = "---\ntitle: T\n---\n\n# T\n\nOne **bold** word.[^a] Two.\n\n- first\n- second\n\n| x | y |\n|---|---|\n| row | 60% |\n\n[^a]: A source.\n";
        let files = [("knee/en/decision.md".to_string(), text.to_string())];
        let content = Content::new(files.into_iter().collect());
        let at = |words: &str| {
            paragraph(&content, "knee/en/decision.md", text.find(words).unwrap_or_default())
                .trim()
                .to_string()
        };
        assert_eq!(at("Two"), "One bold word. Two.");
        assert_eq!([at("second"), at("60%"), at("title")], ["second", "row", "T"]);
    }

    #[test]
    fn of_what_could_not_be_read_no_count_of_errors_is_told() {
        let remarks = Remarks::in_trouble("knee/en/rest.md is not written in UTF-8".to_string());
        for told in [remarks.page(), remarks.strip("a.en.html"), remarks.in_short()] {
            assert!(!told.contains("0 errors") && told.contains("Not checked"), "{told}");
            assert!(told.contains("knee/en/rest.md is not written in UTF-8"), "{told}");
        }
    }

    #[test]
    fn the_strip_is_english_on_a_page_of_any_language() {
        assert!(Remarks::default().strip("a.ar.html").contains("lang=\"en\" dir=\"ltr\""));
    }

    #[test]
    fn words_of_authors_are_never_markup() {
        let remark = Shown {
            grave: "error",
            title: "A title",
            file: "a/en/<b>.md".into(),
            line: 1,
            words: "<b>".into(),
            message: "<script>".into(),
            why: "<b>".into(),
            mend: "<b>".into(),
            page: Some("a.en.html".into()),
            part: "\"><script>".into(),
            choice: "\"><script>".into(),
            paragraph: "\"><script>".into(),
        };
        let trouble = Some("<i>".to_string());
        let remarks = Remarks { list: vec![remark], counts: [1, 0, 0], trouble, is_unread: false };
        for html in [remarks.page(), remarks.strip("a.en.html")] {
            assert!(!html.contains("<script>") && !html.contains("<i>") && !html.contains("<b>"), "{html}");
        }
    }
}
