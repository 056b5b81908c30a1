//! The headers that a host should send, read from the file that hosts read: `public/_headers`.
//!
//! So what is tried on a developer's machine is what is published, and there is one place to change it.

/// The rules of a `_headers` file: a pattern, and the headers for every path that fits it.
#[derive(Default)]
pub struct Rules(Vec<(String, Vec<(String, String)>)>);

impl Rules {
    /// Reads the form that Netlify and Cloudflare Pages share: a pattern at the margin, its headers indented.
    pub fn read(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
        {
            if !line.starts_with([' ', '\t']) {
                rules.push((line.trim().to_owned(), Vec::new()));
            } else if let (Some((_, headers)), Some((name, value))) = (rules.last_mut(), line.split_once(':'))
            {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// The headers for a path; a later rule replaces what an earlier one said.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, value) in
            self.0.iter().filter(|(pattern, _)| fits(pattern, path)).flat_map(|(_, headers)| headers)
        {
            found.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            found.push((name.clone(), value.clone()));
        }
        found
    }
}

/// `*` stands for any text.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|left| {
            left.char_indices()
                .map(|(at, _)| at)
                .chain([left.len()])
                .any(|at| fits(rest, left.get(at..).unwrap_or("")))
        }),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn later_rules_replace_earlier_ones() {
        let rules = Rules::read("# said\n/*\n  A: one\n  B: x: y\n/files/*.js\n  a: two\n");
        assert_eq!(rules.of("/index.html"), [("A".into(), "one".into()), ("B".into(), "x: y".into())]);
        assert_eq!(rules.of("/files/b.js"), [("B".into(), "x: y".into()), ("a".into(), "two".into())]);
    }

    #[test]
    fn what_is_published_says_only_what_a_page_cannot() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/_headers");
        let rules = Rules::read(&std::fs::read_to_string(file).unwrap());
        let headers = rules.of("/index.html");
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        // A policy here would go on holding for a newer page that needs another one; `publish` adds the list of
        // connections where it cannot make a link dead.
        assert_eq!(names, ["Permissions-Policy", "X-Content-Type-Options", "Cross-Origin-Opener-Policy"]);
        let marked = rules.of("/app/program-0123456789.wasm");
        assert!(marked.iter().any(|(name, value)| name == "Cache-Control" && value.contains("immutable")));
        // Hosts join what two rules say about one header, so only one rule may speak of it.
        assert!(!headers.iter().any(|(name, _)| name == "Cache-Control"));
    }
}
