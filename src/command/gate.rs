//! What stands before publishing: content with errors is not published, and content that nobody has reviewed only when that
//! is asked for. What stays behind holds nothing else back.

use std::io::IsTerminal;
use std::path::Path;

use super::selection::Selection;
use super::site::Publish;
use super::{check, many, report, today};
use crate::check::{Content, Report, Severity};

/// Whether anything may be published; says why not, and what stays behind.
pub fn is_open(order: &Publish, content: &Content, chosen: &Selection) -> bool {
    has_no_error(content, chosen) && is_meant(order, chosen)
}

/// Errors are shown as `tandem check` shows them; warnings are only counted.
pub fn has_no_error(content: &Content, chosen: &Selection) -> bool {
    let mut found = check::everything(content, today());
    found.list.retain(|it| {
        let (file, at) = (&it.location.file, it.location.at.start);
        let text = content.text(file).unwrap_or_default();
        !chosen.is_held(file) && !chosen.is_held_line(file, text, at)
    });
    let [errors, warnings, _] = found.counts();
    if errors == 0 {
        if warnings > 0 {
            tell!("{}: see `tandem check`.", many(warnings, "warning"));
        }
        return true;
    }
    keep_errors(&mut found);
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    tell!("{}", report::text(content, &found, colour).trim_end_matches('\n'));
    tell!("{}, {}. Nothing was published.", many(errors, "error"), many(warnings, "warning"));
    false
}

fn keep_errors(found: &mut Report) {
    found.list.retain(|it| it.rule.severity == Severity::Error);
}

/// Whether something is reviewed or withdrawn, or it was said that it need not be.
fn is_meant(order: &Publish, chosen: &Selection) -> bool {
    if chosen.unreviewed.is_empty() || order.allow_unreviewed {
        return true;
    }
    let begin = if chosen.is_empty() {
        "Nothing was published, because nobody has reviewed these:"
    } else {
        "These are not published, because nobody has reviewed them:"
    };
    tell!(
        "{begin}\n  {}\n\
         People who read them may act on them. For a test, or to show them to reviewers, type:\n  {}\n\
         Each page then says that it is an example or a draft. For patients, have them reviewed first: \
         `content/README.md` says how, under \"Review\".",
        chosen.unreviewed.join("\n  "),
        again(order)
    );
    !chosen.is_empty()
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
