//! How a site is named and known: its icon, its name or logo over each page, and the picture beside a link to it.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::markup::escape;

/// The folder of these files, in an author's content, in the built app and on the site.
pub const FOLDER: &str = "theme";
/// The colours, fonts and measures. On the site it stands beside the pages, where people who host Tandem know it.
pub const STYLE: &str = "theme.css";
/// The name over every page where a deployment has said none.
const NAME: &str = "Tandem";
/// The icon beside the name, and on a tab where there is none as dots. Pages have both in themselves: browsers would ask for
/// them again at each change of place.
pub const ICON: &str = "icon.svg";
/// The icon on a tab, as dots: a browser reads it anew at each change of place, and takes up to 12 ms for a drawing on a slow
/// phone, while somebody waits for the place.
pub const TAB_ICON: &str = "icon-32.png";
/// For a telephone's first screen.
const TOUCH_ICON: &str = "icon-180.png";
/// For the same, where a site is installed as an app of its own.
const APP_ICONS: [(&str, &str, &str); 4] = [
    ("icon-512.png", "512x512", "image/png"),
    ("icon-192.png", "192x192", "image/png"),
    (TOUCH_ICON, "180x180", "image/png"),
    (ICON, "any", "image/svg+xml"),
];
/// In the place of the icon and the name.
const LOGOS: [&str; 2] = ["logo.svg", "logo.png"];
/// 1,200 by 630 dots: what the large networks ask for.
const PREVIEW: &str = "preview.png";

/// What a site shows of whose it is.
#[derive(Clone, Debug)]
pub struct Theme {
    name: String,
    /// As an address that holds the whole drawing.
    icon: Option<String>,
    /// The same as dots, for a tab.
    tab_icon: Option<String>,
    /// The address of what stands in the place of the icon and the name.
    logo: Option<String>,
    files: BTreeSet<String>,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::new(None, None, BTreeSet::new())
    }
}

impl Theme {
    /// With the name that `settings.yaml` says, the icon's drawing, and the files of the theme by their names.
    pub fn new(name: Option<&str>, icon: Option<&str>, files: BTreeSet<String>) -> Theme {
        let logo = LOGOS.iter().find(|file| files.contains(**file)).map(|file| format!("{FOLDER}/{file}"));
        let name = name.unwrap_or(NAME).to_string();
        Theme { name, icon: icon.map(as_address), tab_icon: None, logo, files }
    }

    /// With a tab's icon as dots.
    pub fn with_tab_icon(self, dots: Option<&[u8]>) -> Theme {
        Theme { tab_icon: dots.map(|dots| picture("png", dots)), ..self }
    }

    /// The same for a page that has no file beside it: the logo stands in the page, where its bytes can be read.
    pub fn inside(&self, read: impl Fn(&str) -> Option<Vec<u8>>) -> Theme {
        let logo = self.logo.as_deref().and_then(|file| {
            let kind = if file.ends_with(".svg") { "svg+xml" } else { "png" };
            Some(picture(kind, &read(file)?))
        });
        Theme { logo, files: BTreeSet::new(), ..self.clone() }
    }

    /// For a page's head. Without an icon of ours a browser would ask the host for one.
    pub(super) fn icons(&self) -> String {
        let icon = self.tab_icon.as_deref().or(self.icon.as_deref()).unwrap_or("data:,");
        let mut links = format!("<link rel=\"icon\" href=\"{icon}\">\n");
        if self.files.contains(TOUCH_ICON) {
            links.push_str(&format!("<link rel=\"apple-touch-icon\" href=\"{FOLDER}/{TOUCH_ICON}\">\n"));
        }
        links
    }

    /// The name over a page, which leads home.
    pub(super) fn brand(&self, home: &str) -> String {
        let name = escape(&self.name);
        // The first words do not wait for a picture, not even for one that stands in the page.
        let image = |class, address: &str, alt: &str| {
            format!("<img class=\"{class}\" loading=\"lazy\" src=\"{address}\" alt=\"{alt}\">")
        };
        let shown = match &self.logo {
            Some(address) => image("brand__logo", address, &name),
            None => self.icon.as_deref().map(|it| image("brand__mark", it, "")).unwrap_or_default() + &name,
        };
        format!("<a class=\"brand\" href=\"{}\">{shown}</a>", escape(home))
    }

    /// The name as it is said.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose site it is, where somebody gave it a name.
    pub fn publisher(&self) -> Option<&str> {
        (self.name != NAME).then_some(self.name.as_str())
    }

    /// The picture beside a link, and its size in dots, where there is one.
    pub fn preview(&self) -> Option<(String, u32, u32)> {
        self.files.contains(PREVIEW).then(|| (format!("{FOLDER}/{PREVIEW}"), 1200, 630))
    }

    /// The icons of a site on a telephone's first screen: each file, its size and its kind.
    pub fn app_icons(&self) -> impl Iterator<Item = (String, &'static str, &'static str)> {
        let there = APP_ICONS.iter().filter(|(file, _, _)| self.files.contains(*file));
        there.map(|(file, size, kind)| (format!("{FOLDER}/{file}"), *size, *kind))
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
        if let Some((file, width, height)) = self.preview() {
            tags.extend([
                ("og:image", format!("{address}/{file}")),
                ("og:image:width", width.to_string()),
                ("og:image:height", height.to_string()),
                ("og:image:alt", name),
            ]);
        }
        let tag =
            |(name, value): &(&str, String)| format!("<meta property=\"{name}\" content=\"{value}\">\n");
        page.replacen("</head>", &(tags.iter().map(tag).collect::<String>() + "</head>"), 1)
    }
}

/// A picture as an address that holds it.
fn picture(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}

/// A drawing as an address, which markup can hold as it is.
fn as_address(drawing: &str) -> String {
    let mut address = "data:image/svg+xml,".to_string();
    for sign in drawing.trim().chars() {
        match sign {
            '%' | '#' | '"' | '<' | '>' | '&' => address.push_str(&format!("%{:02X}", u32::from(sign))),
            sign if sign.is_control() => address.push(' '),
            sign => address.push(sign),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(files: &[&str]) -> Theme {
        Theme::new(Some("Knee & Co"), None, files.iter().map(|it| it.to_string()).collect())
    }

    #[test]
    fn only_files_that_are_there_are_named() {
        assert_eq!(theme(&[]).icons(), "<link rel=\"icon\" href=\"data:,\">\n");
        assert!(theme(&["icon-180.png"]).icons().contains("href=\"theme/icon-180.png\""));
        assert!(!theme(&[]).brand("index.en.html").contains("<img"));
        let logo = theme(&["logo.png"]).brand("index.en.html");
        assert!(logo.contains("src=\"theme/logo.png\" alt=\"Knee &amp; Co\""), "{logo}");
    }

    #[test]
    fn a_page_has_its_icon_in_itself() {
        let theme = Theme::new(None, Some("<svg a=\"#12\">\n</svg>\n"), BTreeSet::new());
        let address = "data:image/svg+xml,%3Csvg a=%22%2312%22%3E %3C/svg%3E";
        assert_eq!(theme.icons(), format!("<link rel=\"icon\" href=\"{address}\">\n"));
        assert!(theme.brand("a.html").contains(&format!("src=\"{address}\" alt=\"\">Tandem</a>")));
        let theme = theme.with_tab_icon(Some(b"dots"));
        assert_eq!(theme.icons(), "<link rel=\"icon\" href=\"data:image/png;base64,ZG90cw==\">\n");
        assert!(theme.brand("a.html").contains(address));
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
