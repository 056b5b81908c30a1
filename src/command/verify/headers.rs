//! What a host sends with the files: what it forbids, what it should say, how it packs, and how long it lets things be kept.

use super::finding::{Findings, Weight};
use super::web::{self, Answer};
use super::{markup, policy};

/// Shorter than this it makes no difference.
const WORTH_PACKING: usize = 1400;
const HOUR: u64 = 3600;
const MONTH: u64 = 30 * 24 * HOUR;

/// A page, as it came.
pub fn page(found: &mut Findings, path: &str, answer: &Answer) {
    let (tags, origin) = (markup::tags(&answer.text()), web::origin(&answer.address));
    let own = markup::own_policy(&tags);
    let header = answer.header("content-security-policy").unwrap_or_default();
    let own = policy::read(&own);
    for sent in policy::read(&header) {
        for stopped in own.iter().flat_map(|own| sent.stops_of(own, &origin)) {
            found.add(
                Weight::Broken,
                format!("The host's own Content-Security-Policy forbids what the page needs: {stopped}."),
                "Send no Content-Security-Policy: each page has its own, which is strict.",
                path,
            );
        }
        if sent.get("sandbox").is_some() {
            found.add(Weight::Broken, "The host's Content-Security-Policy puts the page into a sandbox, in which the program cannot start.", "Send no Content-Security-Policy: each page has its own, which is strict.", path);
        }
        if sent.get("report-uri").or(sent.get("report-to")).is_some() {
            found.add(Weight::Better, TELLS, "Switch it off.", path);
        }
        if let Some(who) = sent.get("frame-ancestors") {
            let who = who.join(" ");
            found.add(
                Weight::Known,
                format!("Only these may show it in their pages: {who} (frame-ancestors)."),
                "",
                path,
            );
        }
    }
    if let Some(sent) = answer.header("x-frame-options") {
        found.add(
            Weight::Known,
            format!("No page of another site may show it (X-Frame-Options: {sent})."),
            "",
            path,
        );
    }
    if ["nel", "report-to", "reporting-endpoints"].iter().any(|name| answer.header(name).is_some()) {
        found.add(Weight::Better, TELLS, "Switch it off.", path);
    }
    if answer.header("set-cookie").is_some() {
        found.add(
            Weight::Better,
            "The host sets a cookie, by which it knows a visitor again. Tandem needs none.",
            "Switch it off.",
            path,
        );
    }
    besides(found, path, answer);
}

const TELLS: &str = "Browsers are asked to report to somebody what happens on the page, and with it which page a person reads.";

/// What a page cannot say itself.
fn besides(found: &mut Findings, path: &str, answer: &Answer) {
    let has =
        |name: &str, word: &str| answer.header(name).is_some_and(|it| it.to_ascii_lowercase().contains(word));
    for (name, word, why) in [
        ("x-content-type-options", "nosniff", "keeps browsers from guessing kinds of files"),
        ("permissions-policy", "camera", "keeps camera, microphone and place from every script"),
        ("cross-origin-opener-policy", "same-origin", "parts the page from a page that opened it"),
    ] {
        if !has(name, word) {
            found.add(
                Weight::Better,
                format!("The header `{name}`, which {why}, is not sent."),
                HEADERS,
                path,
            );
        }
    }
    if answer.address.starts_with("https:") && answer.header("strict-transport-security").is_none() {
        found.add(Weight::Better, "The header `strict-transport-security`, which keeps browsers from asking without encryption, is not sent.", HEADERS, path);
    }
}

const HEADERS: &str =
    "Take what `_headers` says into the host's own form: docs/hosting.md has it for the usual ones.";

/// How a file was packed.
pub fn packing(found: &mut Findings, path: &str, answer: &Answer) {
    let end = path.rsplit('.').next().unwrap_or_default();
    let is_text = ["html", "js", "css", "wasm", "md", "yaml", "svg"].contains(&end);
    if !is_text || answer.body.len() < WORTH_PACKING {
        return;
    }
    match answer.packing().as_str() {
        "" | "identity" => found.add(Weight::Better, "Sent unpacked, so that it is longer on its way than it need be.", "Let the host pack text and `application/wasm` with Brotli or gzip.", path),
        "gzip" => found.add(Weight::Known, "Packed with gzip; Brotli would be shorter. `cargo xtask build` lays ready `.br` files beside the others, for hosts that send them.", "", path),
        _ => {}
    }
}

/// How long browsers may go without asking again.
pub fn keeping(found: &mut Findings, path: &str, answer: &Answer) {
    let sent = answer.header("cache-control").unwrap_or_default().to_ascii_lowercase();
    let part = |name: &str| sent.split(',').find_map(|it| it.trim().strip_prefix(name));
    let seconds = part("max-age=").and_then(|it| it.trim_matches('"').parse::<u64>().ok());
    let asks_always = part("no-cache").or(part("no-store")).is_some();
    let is_marked = path.starts_with("app/") && !path.ends_with(".txt");
    if is_marked {
        if asks_always || seconds.is_none_or(|it| it < MONTH) {
            found.add(Weight::Better, "A file of the app, whose name changes with what stands in it, is not kept for good: a second visit waits for it again.", "Send `Cache-Control: public, max-age=31536000, immutable` for everything in `app/`.", path);
        }
    } else if !asks_always && (part("immutable").is_some() || seconds.is_some_and(|it| it > HOUR)) {
        let hours = seconds.unwrap_or_default().div_ceil(HOUR);
        found.add(Weight::Broken, format!("May be kept for {hours} hours without asking: somebody goes on reading a card after it was withdrawn."), "Send `Cache-Control: no-cache` for everything outside `app/`.", path);
    }
}
