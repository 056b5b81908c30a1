//! The headers that a host should send: those of the app, and, where no card changes without publishing, a list of the
//! only addresses that pages may lead to.

use std::collections::BTreeSet;
use std::path::Path;

use super::folder::{read_file, write};
use crate::cards::settings::Settings;

/// The file that Netlify, Cloudflare Pages and others read.
pub const NAME: &str = "_headers";

/// Writes `_headers`. A list that lacks a link makes that link dead, so that it is written only if `settings.yaml` says that
/// cards change by publishing alone.
///
/// # Errors
/// A sentence if a file cannot be read or written.
pub fn write_for(
    app: &Path,
    settings: &Settings,
    links: &BTreeSet<String>,
    out: &Path,
) -> Result<(), String> {
    let text = read_file(&app.join(NAME))?;
    let text = if settings.only_by_publishing { with_list(&text, links) } else { text };
    write(&out.join(NAME), text.as_bytes())
}

/// Below the rule for every page.
fn with_list(text: &str, links: &BTreeSet<String>) -> String {
    let allowed = allowed(links);
    let line = format!("/*\n  Connection-Allowlist: ({allowed});webrtc=block\n");
    text.replacen("/*\n", &line, 1)
}

/// This site, each site that a page links to, and the program that telephones or writes.
fn allowed(links: &BTreeSet<String>) -> String {
    let sites: BTreeSet<String> = links.iter().filter_map(|link| site(link)).collect();
    let sites = sites.into_iter().map(|site| format!(" \"{site}\""));
    format!("response-origin{}", sites.collect::<String>())
}

/// `https://www.nhs.uk/*` for a page of it, `tel:*` for a number.
fn site(link: &str) -> Option<String> {
    if let Some(rest) = link.strip_prefix("https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || ".-:".contains(sign);
        return (!host.is_empty() && host.chars().all(is_plain)).then(|| format!("https://{host}/*"));
    }
    let scheme = link.split_once(':').map(|(scheme, _)| scheme)?;
    ["mailto", "tel"].contains(&scheme).then(|| format!("{scheme}:*"))
}

/// The addresses that the links of a page lead to. It reads the pages that this command writes, and no others.
pub fn links_of(html: &str) -> impl Iterator<Item = String> {
    html.split("<a ").skip(1).filter_map(|rest| {
        let (attributes, _) = rest.split_once('>')?;
        let (_, address) = attributes.split_once("href=\"")?;
        Some(address.split_once('"')?.0.replace("&amp;", "&"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_a_page_is_allowed_and_nothing_else() {
        let page = "<a class=\"b\" href=\"https://a.org/x?y=1&amp;z\">a</a><a href=\"https://A.org\">a</a>\
                    <a href=\"tel:0300\">t</a><a href=\"mailto:a@b.org\">m</a><a href=\"#x\">x</a>\
                    <a href=\"knee.en.html\">k</a><a href=\"https://b.org:8443/\">b</a>";
        let links: BTreeSet<String> = links_of(page).collect();
        assert_eq!(
            with_list("# said\n/*\n  A: b\n", &links),
            "# said\n/*\n  Connection-Allowlist: (response-origin \"https://a.org/*\" \"https://b.org:8443/*\" \
             \"mailto:*\" \"tel:*\");webrtc=block\n  A: b\n"
        );
    }
}
