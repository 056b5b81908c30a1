//! How a site is named and known: its icon, its name or logo over each page, and the picture beside a link to it.

use std::collections::BTreeSet;

use super::markup::escape;

/// The folder of these files, in an author's content, in the built app and on the site.
pub const FOLDER: &str = "theme";
/// The colours, fonts and measures. On the site it stands beside the pages, where people who host Tandem know it.
pub const STYLE: &str = "theme.css";
/// The name over every page where a deployment has said none.
const NAME: &str = "Tandem";
/// The icon as browsers show it; the first that is there. An older Safari knows no SVG here.
const ICONS: [(&str, &str); 3] = [
    ("icon-32.png", "rel=\"icon\" type=\"image/png\" sizes=\"32x32\""),
    ("icon.svg", "rel=\"icon\" type=\"image/svg+xml\" sizes=\"any\""),
    ("icon-180.png", "rel=\"apple-touch-icon\""),
];
/// In the place of the icon and the name.
const LOGOS: [&str; 2] = ["logo.svg", "logo.png"];
/// 1,200 by 630 dots: what the large networks ask for.
const PREVIEW: &str = "preview.png";

/// What a site shows of whose it is.
#[derive(Clone, Debug)]
pub struct Theme {
    name: String,
    files: BTreeSet<String>,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::new(None, BTreeSet::new())
    }
}

impl Theme {
    /// With the name that `settings.yaml` says, and the files of the theme by their names.
    pub fn new(name: Option<&str>, files: BTreeSet<String>) -> Theme {
        Theme { name: name.unwrap_or(NAME).to_string(), files }
    }

    /// For a page's head. Without an icon of ours a browser would ask the host for one.
    pub(super) fn icons(&self) -> String {
        let there = ICONS.iter().filter(|(file, _)| self.files.contains(*file));
        let links: String =
            there.map(|(file, kind)| format!("<link {kind} href=\"{FOLDER}/{file}\">\n")).collect();
        if links.is_empty() { "<link rel=\"icon\" href=\"data:,\">\n".to_string() } else { links }
    }

    /// The name over a page, which leads home.
    pub(super) fn brand(&self, home: &str) -> String {
        let name = escape(&self.name);
        let shown = match LOGOS.iter().find(|file| self.files.contains(**file)) {
            Some(file) => format!("<img class=\"brand__logo\" src=\"{FOLDER}/{file}\" alt=\"{name}\">"),
            None => format!("<span class=\"brand__mark\"></span>{name}"),
        };
        format!("<a class=\"brand\" href=\"{}\">{shown}</a>", escape(home))
    }

    /// The name as a label.
    pub(super) fn label(&self) -> String {
        escape(&self.name)
    }

    /// A page with what others show beside a link to it. Only where the site's own address is known, because a picture there
    /// must be named in full.
    pub fn with_preview(&self, page: &str, file: &str, address: &str) -> String {
        let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let (address, name) = (escape(address), self.label());
        let mut tags = vec![
            ("og:type", "website".to_string()),
            ("og:title", title.map_or(name.clone(), |(title, _)| title.to_string())),
            ("og:site_name", name.clone()),
            ("og:url", format!("{address}/{}", if file == "index.html" { "" } else { file })),
        ];
        if self.files.contains(PREVIEW) {
            tags.extend([
                ("og:image", format!("{address}/{FOLDER}/{PREVIEW}")),
                ("og:image:width", "1200".to_string()),
                ("og:image:height", "630".to_string()),
                ("og:image:alt", name),
            ]);
        }
        let tag =
            |(name, value): &(&str, String)| format!("<meta property=\"{name}\" content=\"{value}\">\n");
        page.replacen("</head>", &(tags.iter().map(tag).collect::<String>() + "</head>"), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(files: &[&str]) -> Theme {
        Theme::new(Some("Knee & Co"), files.iter().map(|it| it.to_string()).collect())
    }

    #[test]
    fn only_files_that_are_there_are_named() {
        assert_eq!(theme(&[]).icons(), "<link rel=\"icon\" href=\"data:,\">\n");
        let icons = theme(&["icon.svg"]).icons();
        assert!(icons.contains("href=\"theme/icon.svg\"") && !icons.contains("png"), "{icons}");
        assert!(!theme(&[]).brand("index.en.html").contains("<img"));
        let logo = theme(&["logo.png"]).brand("index.en.html");
        assert!(logo.contains("src=\"theme/logo.png\" alt=\"Knee &amp; Co\""), "{logo}");
    }

    #[test]
    fn a_picture_beside_a_link_is_named_in_full() {
        let page = "<head><title>A &amp; B</title></head><body></body>";
        let with = theme(&["preview.png"]).with_preview(page, "knee.en.html", "https://aid.example.org");
        for tag in [
            "\"og:title\" content=\"A &amp; B\"",
            "\"og:url\" content=\"https://aid.example.org/knee.en.html\"",
            "\"og:image\" content=\"https://aid.example.org/theme/preview.png\"",
            "\"og:site_name\" content=\"Knee &amp; Co\"",
        ] {
            assert!(with.contains(tag), "{tag}: {with}");
        }
        let without = theme(&[]).with_preview(page, "index.html", "https://aid.example.org");
        assert!(
            !without.contains("og:image") && without.contains("\"https://aid.example.org/\""),
            "{without}"
        );
    }
}
