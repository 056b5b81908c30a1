//! A rule: its code, how grave it is, and its page.

/// How grave a remark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops publishing.
    Error,
    /// To be mended, or explained in the file.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// As pages and reports say it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One rule. Its words stand on its page.
#[derive(Debug)]
pub struct Rule {
    /// Its name in reports, in `accept:` and as the name of its page.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The whole page, `docs/checks/<code>.md`.
    pub page: &'static str,
}

impl Rule {
    /// What is wrong, in a few words: the page's heading.
    pub fn title(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default().trim_start_matches("# ")
    }

    /// Why it matters to a patient.
    pub fn why(&self) -> String {
        self.section("Why it matters")
    }

    /// How to mend it.
    pub fn mend(&self) -> String {
        self.section("How to mend it")
    }

    /// The first paragraph below a heading of the page, on one line.
    fn section(&self, heading: &str) -> String {
        let below = self.page.split("\n## ").find_map(|part| part.strip_prefix(heading));
        let paragraph = below.unwrap_or_default().trim_start().split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.code == other.code
    }
}

/// The rules of a file in the order in which an author would mend them, each with its page, `docs/checks/one-in-x.md`, and
/// what looks for it: `ONE_IN_X Warning "one-in-x" => Both(one_in_x);`. Without that, another rule of the file says it.
macro_rules! rules {
    ($($name:ident $severity:ident $code:literal $(=> $kind:ident($check:expr))?;)*) => {
        $(
            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks/", $code, ".md"))]
            pub static $name: $crate::check::Rule = $crate::check::Rule {
                code: $code,
                severity: $crate::check::Severity::$severity,
                page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks/", $code, ".md")),
            };
        )*

        /// In the order in which an author would mend them.
        pub const RULES: &[(&$crate::check::Rule, $crate::check::Check)] =
            &[$((&$name, $crate::check::rule::rules!(@ $($kind($check))?))),*];
    };
    (@) => { $crate::check::Check::ByAnother };
    (@ $kind:ident($check:expr)) => { $crate::check::Check::$kind($check) };
}
pub(crate) use rules;
