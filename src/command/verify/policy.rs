//! Content policies, as a host sends them: what of a page they stop.

/// The directives of one policy, by their names.
pub struct Policy<'a>(Vec<(String, Vec<&'a str>)>);

/// Where a browser looks if a policy does not name a kind of thing.
const INSTEAD: [(&str, &[&str]); 8] = [
    ("script-src", &["script-src-elem", "script-src", "default-src"]),
    ("style-src", &["style-src-elem", "style-src", "default-src"]),
    ("img-src", &["img-src", "default-src"]),
    ("font-src", &["font-src", "default-src"]),
    ("connect-src", &["connect-src", "default-src"]),
    ("manifest-src", &["manifest-src", "default-src"]),
    ("worker-src", &["worker-src", "child-src", "script-src", "default-src"]),
    ("frame-src", &["frame-src", "child-src", "default-src"]),
];

/// The policies of a header: a comma begins the next one, and all of them hold.
pub fn read(header: &str) -> Vec<Policy<'_>> {
    header.split(',').map(Policy::read).filter(|policy| !policy.0.is_empty()).collect()
}

impl<'a> Policy<'a> {
    fn read(text: &'a str) -> Policy<'a> {
        let mut found: Vec<(String, Vec<&str>)> = Vec::new();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            // Of two directives of one name the first holds.
            if found.iter().all(|(known, _)| *known != name) {
                found.push((name, words.collect()));
            }
        }
        Policy(found)
    }

    /// What stands behind the name of a directive.
    pub fn get(&self, name: &str) -> Option<&[&'a str]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, words)| words.as_slice())
    }

    /// What holds for a kind of thing; nothing where the policy says nothing of it.
    fn sources(&self, directive: &str) -> Option<&[&'a str]> {
        let (_, names) = INSTEAD.iter().find(|(name, _)| *name == directive)?;
        names.iter().find_map(|name| self.get(name))
    }

    /// Whether it lets a file of this address be used as this kind of thing, on a page of this origin.
    pub fn lets(&self, directive: &str, address: &str, page: &str) -> bool {
        self.sources(directive).is_none_or(|sources| sources.iter().any(|it| fits(it, address, page)))
    }

    /// Whether it lets a page of this origin show the page that it came with; nothing where it does not say.
    pub fn lets_around(&self, host: &str, page: &str) -> Option<bool> {
        let own = super::web::origin(page);
        let named = self.get("frame-ancestors")?;
        Some(named.iter().any(|it| fits(it, &format!("{host}/"), &own)))
    }

    /// What a page allows itself, and this policy, which a host sends as well, does not allow it.
    pub fn stops_of(&self, own: &Policy, page: &str) -> Vec<String> {
        let mut stopped = Vec::new();
        for (directive, _) in INSTEAD {
            let (Some(mine), Some(theirs)) = (own.sources(directive), self.sources(directive)) else {
                continue;
            };
            for source in mine.iter().filter(|it| **it != "'none'") {
                if !allows(theirs, source, page) {
                    stopped.push(format!("{directive} {source}"));
                }
            }
        }
        stopped
    }
}

/// Whether these sources allow what one source of the page's own policy allows.
fn allows(theirs: &[&str], source: &str, page: &str) -> bool {
    let has = |word: &str| theirs.iter().any(|it| it.eq_ignore_ascii_case(word));
    let pins = theirs.iter().any(|it| it.starts_with("'nonce-") || it.starts_with("'sha"));
    match source {
        "'self'" => !has("'strict-dynamic'") && theirs.iter().any(|it| fits(it, &format!("{page}/"), page)),
        "'wasm-unsafe-eval'" => has("'wasm-unsafe-eval'") || has("'unsafe-eval'"),
        hash if hash.starts_with("'sha") => theirs.contains(&hash) || (has("'unsafe-inline'") && !pins),
        other => has(other),
    }
}

/// Whether one source of a policy means an address.
fn fits(source: &str, address: &str, page: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    match source.as_str() {
        "*" => return true,
        "'self'" => return format!("{scheme}://{host}").eq_ignore_ascii_case(page),
        _ if source.starts_with('\'') => return false,
        _ => {}
    }
    if let Some(only) = source.strip_suffix(':') {
        return only == scheme || (only == "http" && scheme == "https");
    }
    let (meant, rest) = match source.split_once("://") {
        Some((meant, rest)) => (Some(meant), rest),
        None => (None, source.as_str()),
    };
    let page_scheme = page.split("://").next().unwrap_or_default();
    let meant = meant.unwrap_or(page_scheme);
    if meant != scheme && !(meant == "http" && scheme == "https") {
        return false;
    }
    let (name, way) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, ""));
    let is_way = way.is_empty() || if way.ends_with('/') { path.starts_with(way) } else { path == way };
    is_way && is_host(name, &host, scheme)
}

/// `*.example.org`, `example.org`, `example.org:*`, `example.org:8443`.
fn is_host(meant: &str, host: &str, scheme: &str) -> bool {
    let usual = if scheme == "https" { "443" } else { "80" };
    let parted = |text: &str| match text.rsplit_once(':') {
        Some((name, port)) if port == "*" || port.bytes().all(|it| it.is_ascii_digit()) => {
            (name.to_string(), port.to_string())
        }
        _ => (text.to_string(), usual.to_string()),
    };
    let ((meant, meant_port), (host, port)) = (parted(meant), parted(host));
    let is_name = match meant.strip_prefix("*.") {
        Some(end) => host.strip_suffix(end).is_some_and(|start| start.ends_with('.')),
        None => meant == host || meant == "*",
    };
    is_name && (meant_port == "*" || meant_port == port)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    const OWN: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-abc='; \
                       img-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'none'";

    #[test]
    fn what_a_host_forbids_is_named() {
        let stops = |header: &str| {
            let own = read(OWN);
            let stops =
                read(header).iter().flat_map(|it| it.stops_of(&own[0], "https://a.org")).collect::<Vec<_>>();
            stops.join(", ")
        };
        assert_eq!(stops(OWN), "");
        assert_eq!(stops("frame-ancestors 'self'; upgrade-insecure-requests"), "");
        assert_eq!(stops("script-src 'self' 'unsafe-eval'; style-src * 'unsafe-inline'"), "");
        assert_eq!(stops("script-src 'self'"), "script-src 'wasm-unsafe-eval'");
        assert_eq!(stops("style-src 'self'"), "style-src 'sha256-abc='");
        assert_eq!(stops("style-src 'self' 'unsafe-inline' 'nonce-x'"), "style-src 'sha256-abc='");
        assert_eq!(stops("script-src https: 'wasm-unsafe-eval', connect-src b.org"), "connect-src 'self'");
        assert_eq!(stops("default-src 'self' 'wasm-unsafe-eval' 'sha256-abc='"), "img-src data:");
        assert_eq!(stops("script-src a.org 'wasm-unsafe-eval'"), "");
    }

    #[test]
    fn addresses_fit_as_in_a_browser() {
        let lets = |header: &str, address: &str| {
            read(header).iter().all(|it| it.lets("frame-src", address, "https://host.org"))
        };
        let frame = "https://aid.example.org/knee.en.html";
        for header in [
            "",
            "default-src *",
            "frame-src https:",
            "child-src *.example.org",
            "frame-src https://aid.example.org/",
            "frame-src aid.example.org:443/knee.en.html",
        ] {
            assert!(lets(header, frame), "{header}");
        }
        for header in [
            "default-src 'self'",
            "frame-src 'none'",
            "frame-src example.org",
            "frame-src http://aid.example.org:80",
            "frame-src aid.example.org/x",
            "frame-src *, default-src 'none'",
        ] {
            assert!(!lets(header, frame), "{header}");
        }
    }
}
