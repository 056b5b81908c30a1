//! Asks a website for its files as a browser would, and tells what came back.

use std::io::Read;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ureq::{Agent, ResponseExt};

/// What no file of a site comes near: whatever is longer is something else.
const LONGEST: u64 = 32_000_000;
const PATIENCE: Duration = Duration::from_secs(30);
/// How many files are asked for at a time: about as many as a browser does.
const AT_ONCE: usize = 6;

/// What a host answered.
pub struct Answer {
    /// Where it came from in the end: a host may lead elsewhere.
    pub address: String,
    /// 200 where the file is there.
    pub status: u16,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    /// What stands in it, unpacked.
    pub body: Vec<u8>,
    /// It says that it is packed, and cannot be unpacked.
    pub is_spoilt: bool,
}

impl Answer {
    /// A header; what stands in several of one name is joined, as a browser joins it.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> =
            self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
        if values.is_empty() { None } else { Some(values.join(", ")) }
    }

    /// `text/html` of `text/html; charset=utf-8`.
    pub fn kind(&self) -> String {
        let kind = self.header("content-type").unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// How it was packed; nothing where it was not.
    pub fn packing(&self) -> String {
        self.header("content-encoding").unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// What stands in it, as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The one that asks.
pub struct Web(Agent);

impl Web {
    /// One that follows where a host leads, as browsers do.
    pub fn new() -> Web {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("tandem-verify/", env!("CARGO_PKG_VERSION")))
            .build();
        Web(config.new_agent())
    }

    /// A file, packed if the host packs.
    ///
    /// # Errors
    /// A sentence on why nothing came.
    pub fn get(&self, address: &str) -> Result<Answer, String> {
        self.ask(address, "br, gzip")
    }

    /// The same file, not packed.
    ///
    /// # Errors
    /// A sentence on why nothing came.
    pub fn get_plain(&self, address: &str) -> Result<Answer, String> {
        self.ask(address, "identity")
    }

    fn ask(&self, address: &str, packing: &str) -> Result<Answer, String> {
        let asked = self.0.get(address).header("accept-encoding", packing).header("accept", "*/*");
        let mut came = asked.call().map_err(|why| reason(&why))?;
        let headers = came
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let (address, status) = (came.get_uri().to_string(), came.status().as_u16());
        let read = came.body_mut().with_config().limit(LONGEST).read_to_vec();
        let body = read.map_err(|why| reason(&why))?;
        let mut answer = Answer { address, status, headers, body, is_spoilt: false };
        match unpacked(&answer.packing(), &answer.body) {
            Some(body) => answer.body = body,
            None => answer.is_spoilt = true,
        }
        Ok(answer)
    }

    /// Does something for each of these, some at a time; the results come in their order.
    pub fn for_each<T: Sync, R: Send>(&self, all: &[T], work: impl Fn(&Web, &T) -> R + Sync) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(all.len()));
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| {
                    while let Some((number, it)) = take(all, &next) {
                        let result = work(self, it);
                        if let Ok(mut done) = done.lock() {
                            done.push((number, result));
                        }
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn take<'a, T>(all: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    all.get(number).map(|it| (number, it))
}

fn unpacked(packing: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let read = match packing {
        "" | "identity" => return Some(bytes.to_vec()),
        "br" => brotli_decompressor::Decompressor::new(bytes, 4096).take(LONGEST).read_to_end(&mut plain),
        "gzip" | "x-gzip" => flate2::read::MultiGzDecoder::new(bytes).take(LONGEST).read_to_end(&mut plain),
        _ => return None,
    };
    read.ok().map(|_| plain)
}

fn reason(error: &ureq::Error) -> String {
    let text = error.to_string();
    match error {
        ureq::Error::HostNotFound => "there is no host of that name".to_string(),
        ureq::Error::Timeout(_) => format!("nothing came within {} seconds", PATIENCE.as_secs()),
        ureq::Error::TooManyRedirects => "it leads round in circles".to_string(),
        ureq::Error::BodyExceedsLimit(_) => "it is far longer than any file of Tandem".to_string(),
        _ if text.contains("certificate") => format!(
            "its certificate is not one that browsers trust by themselves ({text}); in a network that has an authority of its own this may be meant so"
        ),
        _ => text,
    }
}

/// Where an address on a page leads, without what stands behind `#`; nothing for one that is no web address.
pub fn resolve(base: &str, link: &str) -> Option<String> {
    let link = link.trim();
    let link = link.split('#').next().unwrap_or_default();
    let (origin, path) = parts(base)?;
    if link.is_empty() {
        return None;
    }
    if let Some(rest) = link.strip_prefix("//") {
        let scheme = origin.split("//").next().unwrap_or_default();
        return Some(format!("{scheme}//{rest}"));
    }
    let scheme = link.split(['/', '?']).next().unwrap_or_default();
    if let Some((scheme, _)) = scheme.split_once(':') {
        return matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https").then(|| link.to_string());
    }
    if link.starts_with('/') {
        return Some(format!("{origin}{link}"));
    }
    let (way, query) = link.split_once('?').map_or((link, None), |(way, query)| (way, Some(query)));
    let mut steps: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').skip(1).collect();
    steps.pop();
    for step in way.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{origin}/{}{query}", steps.join("/")))
}

/// An address as its origin and its path.
fn parts(address: &str) -> Option<(String, String)> {
    let (scheme, rest) = address.split_once("://")?;
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(at)?;
    Some((format!("{}://{}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase()), path.to_string()))
}

/// `https://aid.example.org`, for any address below it.
pub fn origin(address: &str) -> String {
    parts(address).map(|(origin, _)| origin).unwrap_or_default()
}

/// Whether nobody on the way can read or change what is sent: also on this very machine.
pub fn is_secure(address: &str) -> bool {
    let origin = origin(address);
    let host = origin.split("://").nth(1).unwrap_or_default();
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    origin.starts_with("https:")
        || name == "localhost"
        || name.starts_with("127.")
        || host.starts_with("[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_browsers_go() {
        let base = "https://Aid.example.org/some/index.html?a=b";
        for (link, end) in [
            ("a.html#x", Some("https://aid.example.org/some/a.html")),
            ("app/b.js", Some("https://aid.example.org/some/app/b.js")),
            ("../c.css?d=e/f", Some("https://aid.example.org/c.css?d=e/f")),
            ("/d", Some("https://aid.example.org/d")),
            ("//e.org/f", Some("https://e.org/f")),
            ("http://g.org", Some("http://g.org")),
            ("#only", None),
            ("tel:0300", None),
            ("data:,", None),
        ] {
            assert_eq!(resolve(base, link).as_deref(), end, "{link}");
        }
    }

    #[test]
    fn this_machine_counts_as_secure() {
        for address in ["https://a.org/x", "http://127.0.0.1:80/", "http://localhost/", "http://[::1]:8/"] {
            assert!(is_secure(address), "{address}");
        }
        for address in ["http://a.org/", "http://localhost.evil.org/", "http://1.2.3.4"] {
            assert!(!is_secure(address), "{address}");
        }
    }
}
