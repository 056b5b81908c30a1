//! What stands before publishing: content with errors is not published, and content that nobody has reviewed only when that
//! is asked for.

use std::io::IsTerminal;
use std::path::Path;

use super::site::Publish;
use super::{check, folder, report, today};
use crate::cards::handout::FOLDERS;
use crate::cards::library;
use crate::check::content::is_readme;
use crate::check::{Content, Report, Severity};
use crate::text::remark::Remarks;
use crate::text::{Source, head};

/// Whether the content may be published; says why not.
///
/// # Errors
/// A sentence if the content cannot be read.
pub fn is_open(order: &Publish) -> Result<bool, String> {
    let content = folder::read(&order.content)?;
    Ok(has_no_error(&content) && is_meant(order, &content))
}

/// Errors are shown as `tandem check` shows them; warnings are only counted.
fn has_no_error(content: &Content) -> bool {
    let mut say = check::everything(content, today());
    let [errors, warnings, _] = say.counts();
    if errors == 0 {
        if warnings > 0 {
            eprintln!("{warnings} warnings; `tandem check` shows them.");
        }
        return true;
    }
    keep_errors(&mut say);
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", report::text(content, &say, colour));
    eprintln!("{errors} errors, {warnings} warnings. Nothing was published.");
    false
}

fn keep_errors(say: &mut Report) {
    say.list.retain(|it| it.rule.severity == Severity::Error);
}

/// Whether everything is reviewed or withdrawn, or it was said that it need not be.
fn is_meant(order: &Publish, content: &Content) -> bool {
    let unreviewed = unreviewed(content);
    if unreviewed.is_empty() || order.allow_unreviewed {
        return true;
    }
    eprintln!(
        "Nothing was published, because nobody has reviewed these:\n  {}\n\
         People who read them may act on them. For a test, or to show them to reviewers, type:\n  {}\n\
         Each page then says that it is an example or a draft. For patients, have them reviewed first: \
         `content/README.md` says how, under \"Review\".",
        unreviewed.join("\n  "),
        again(order)
    );
    false
}

/// What to type, word for word.
fn again(order: &Publish) -> String {
    let app = order.named_app.as_ref().map(|app| format!(" --app {}", typed(app))).unwrap_or_default();
    let (content, out) = (typed(&order.content), typed(&order.out));
    format!("tandem publish {content} --to {out}{app} --allow-unreviewed")
}

fn typed(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}

/// The decisions that a library lists, and the lists, sheets and support cards, that are examples or drafts.
fn unreviewed(content: &Content) -> Vec<String> {
    let libraries = content.files().filter_map(|(path, text)| {
        let lang = path.strip_prefix("library.")?.strip_suffix(".md")?;
        Some((lang, library::read(Source { name: path, text }).0))
    });
    let listed = libraries.flat_map(|(lang, topics)| {
        topics.into_iter().filter(move |it| it.lang == lang).map(|it| library::folder(&it.id, &it.lang))
    });
    let decisions = listed.map(|folder| format!("{folder}/{}", crate::cards::decision::DECISION_FILE));
    let papers = content.files().map(|(path, _)| path.to_string()).filter(|path| is_paper(path));
    let all = decisions.chain(papers).filter_map(|path| {
        let text = content.text(&path)?;
        let status = status(Source { name: &path, text });
        (status != "reviewed" && status != "withdrawn").then(|| format!("{path} ({status})"))
    });
    all.collect()
}

fn is_paper(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), [folder, _, name] if FOLDERS.contains(folder) && name.ends_with(".md") && !is_readme(name))
}

fn status(source: Source) -> String {
    let head = head::of_card(source, &mut Remarks::on(source));
    head.value("status").unwrap_or("no status").to_string()
}
