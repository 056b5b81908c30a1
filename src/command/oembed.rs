//! What lets somebody show a topic by pasting its address: a description beside the page, in the form of oEmbed, and the
//! link to it in the page. Both need the site's whole address.

use std::path::Path;

use serde_json::json;

use super::folder::write;
use crate::site::markup::escape;
use crate::site::theme::Theme;

/// What a page that shows it needs to allow: running, saving, printing, and links to other sites.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox";

/// In dots. The width is only for consumers that want one: the frame takes what there is.
const SIZE: (u32, u32) = (800, 900);

/// A page that is published: its name, the site's whole address, and the words of the link to it by itself.
pub struct Page<'a> {
    /// `knee.en.html`
    pub name: &'a str,
    /// Without a stroke at its end.
    pub site: &'a str,
    /// What the link says.
    pub own_page: &'a str,
}

/// The lines that show a page inside another, as in the README.
fn snippet(page: &Page, title: &str) -> String {
    let (site, title, open) = (escape(page.site), escape(title), escape(page.own_page));
    let page = page.name;
    format!(
        "<iframe data-tandem src=\"{site}/{page}\" title=\"{title}\"\n  width=\"100%\" height=\"{height}\" style=\"border:0\" \
         loading=\"lazy\" referrerpolicy=\"no-referrer\" allow=\"clipboard-write\"\n  sandbox=\"{SANDBOX}\"></iframe>\n\
         <p><a href=\"{site}/{page}\">{open}</a></p>\n\
         <script src=\"{site}/embed.js\" async></script>\n",
        height = SIZE.1
    )
}

/// Writes the description of a page beside it, and gives the page with the link to it; the page as it is where nothing can be
/// entered on it.
///
/// # Errors
/// A sentence if the description cannot be written.
pub fn describe(html: &str, page: &Page, theme: &Theme, out: &Path) -> Result<String, String> {
    let site = page.site;
    let Some(name) = page.name.strip_suffix(".html").filter(|_| is_filled_in(html)) else {
        return Ok(html.to_string());
    };
    let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    let title = plain(title.map_or(theme.name(), |(title, _)| title));
    let mut description = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": theme.name(),
        "provider_url": format!("{site}/"),
        "html": snippet(page, &title),
        "width": SIZE.0,
        "height": SIZE.1,
    });
    if let (Some((file, width, height)), Some(fields)) = (theme.preview(), description.as_object_mut()) {
        fields.insert("thumbnail_url".into(), format!("{site}/{file}").into());
        fields.insert("thumbnail_width".into(), width.into());
        fields.insert("thumbnail_height".into(), height.into());
    }
    write(&out.join(format!("{name}.json")), format!("{description:#}\n").as_bytes())?;
    let link = format!(
        "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}/{name}.json\" title=\"{}\">\n</head>",
        escape(site),
        escape(&title)
    );
    Ok(html.replacen("</head>", &link, 1))
}

/// Decisions, lists and sheets.
fn is_filled_in(html: &str) -> bool {
    html.contains("id=\"program-wasm\"") && !html.contains("data-decision=\"\"")
}

fn plain(escaped: &str) -> String {
    escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
