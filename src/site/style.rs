//! The styles that stand in each page, so that its first words wait for no other file. The policy names each by its hash, and
//! allows no other.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::theme;

/// The styles of a site: the app's, the theme's, and that of lists, sheets and cards for support.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    app: Style,
    theme: Style,
    paper: Style,
}

/// One of them, as it stands in a page.
#[derive(Clone, Debug, Default)]
struct Style {
    name: &'static str,
    text: String,
}

impl Styles {
    /// Of the texts of `style.css`, `theme.css` and `paper.css`.
    pub fn new(app: &str, theme: &str, paper: &str) -> Styles {
        // Most sites have a theme without a rule in it.
        let theme = if theme.contains('{') { theme } else { "" };
        Styles {
            app: Style::new("app", app),
            theme: Style::new("theme", theme),
            paper: Style::new("paper", paper),
        }
    }

    /// What a policy allows, the same on every page: one that is opened in the place of another brings its style along.
    pub(super) fn sources(&self) -> String {
        let all = [&self.app, &self.theme, &self.paper];
        all.into_iter().filter(|it| !it.text.is_empty()).map(|it| format!(" '{}'", it.hash())).collect()
    }

    /// For a page's head. The theme's file comes once the page is there, in case somebody changed it since the page was made:
    /// until a script says otherwise it is for print alone, and so holds nothing up.
    pub(super) fn head(&self, is_paper: bool) -> String {
        let paper = if is_paper { self.paper.element() } else { String::new() };
        let late = format!("<link rel=\"stylesheet\" href=\"{}\" media=\"print\">\n", theme::STYLE);
        format!("{}{late}{paper}", self.inside())
    }

    /// The same for a page that has no file beside it.
    pub(super) fn inside(&self) -> String {
        self.app.element() + &self.theme.element()
    }
}

impl Style {
    fn new(name: &'static str, text: &str) -> Style {
        // Nothing in it ends the element.
        Style { name, text: read_by_browsers(text).replace("</", "<\\/") }
    }

    fn element(&self) -> String {
        if self.text.is_empty() {
            return String::new();
        }
        format!("<style data-style=\"{}\">{}</style>\n", self.name, self.text)
    }

    fn hash(&self) -> String {
        hash(&self.text)
    }
}

/// A text as a browser reads it in a page, since a hash is of what it has read.
pub(super) fn read_by_browsers(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace(['\r', '\0'], "\n")
}

/// As a content policy writes it (CSP 3, 2.3.1).
pub(super) fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_named_by_the_hash_of_what_stands_between_its_tags() {
        let styles = Styles::new("a{color:red}", "/* nothing */", "");
        assert_eq!(styles.sources(), " 'sha256-6hWWMOcF+mJesSJGYhmK2lkIIEw9Xc5XKGLPVzh8yxs='");
        let head = styles.head(false);
        assert!(head.starts_with("<style data-style=\"app\">a{color:red}</style>\n<link "), "{head}");
    }

    #[test]
    fn no_theme_ends_its_element_and_line_ends_are_as_a_browser_reads_them() {
        let styles = Styles::new("", "\u{feff}b::after {\r\n content: \"</style><script>\"\r}", "");
        let head = styles.head(true);
        assert!(head.contains("b::after {\n content: \"<\\/style><script>\"\n}</style>"), "{head}");
    }
}
