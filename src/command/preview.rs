//! `tandem preview`: the pages on this machine while their cards are written, drawn anew when a file is saved, with what the
//! checker says beside them. Only this server adds that: nothing of it is in a page that is published.

use std::collections::BTreeSet;
use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tiny_http::{Header, Method, Request, Response, Server};

use super::check;
use super::publish;
use super::remarks::Remarks;
use super::site::Publish;
use super::watch::{Seen, looked, settled};
use super::{folder, today};
use crate::cards::handout::FOLDERS;
use crate::views::document::AppFiles;

/// What to show, and where.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// The built app.
    pub app: PathBuf,
    /// The port on this machine; 0 for any that is free.
    pub port: u16,
}

/// How long a waiting page is kept before it has to ask again.
const PATIENCE: Duration = Duration::from_secs(25);

const SCRIPT: &str = concat!(include_str!("preview/preview.js"), include_str!("preview/reload.js"));
const STYLE: &str = include_str!("preview/preview.css");

/// Shows the pages until it is stopped.
///
/// # Errors
/// A sentence if the port is taken, or nothing can be shown at all.
pub fn run(order: &Options) -> Result<(), String> {
    let server = Server::http((Ipv4Addr::LOCALHOST, order.port)).map_err(|why| {
        let other = order.port.wrapping_add(1).max(1024);
        format!("Port {} could not be used ({why}). Try --port {other}.", order.port)
    })?;
    let port = server.server_addr().to_ip().map_or(order.port, |address| address.port());
    let mut seen = looked(&order.content);
    let site = Arc::new(Site::new(order)?);
    site.draw(None);
    show!("The preview is at http://127.0.0.1:{port}/ (Ctrl+C stops it)");
    let served = Arc::clone(&site);
    thread::spawn(move || answer_all(&server, &served));
    loop {
        let now = settled(&order.content, &seen);
        site.draw(Some(&changed(&order.content, &seen, &now)));
        seen = now;
    }
}

/// The folders of the decisions that changed; all may have if it was another file.
fn changed(content: &Path, before: &Seen, now: &Seen) -> Option<BTreeSet<String>> {
    let paths = before.keys().chain(now.keys()).filter(|path| before.get(*path) != now.get(*path));
    let folder = |path: &PathBuf| {
        let path = path.strip_prefix(content).ok()?.to_str()?.replace('\\', "/");
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [id, lang, _] if !FOLDERS.contains(id) => Some(format!("{id}/{lang}")),
            _ => None,
        }
    };
    paths.map(folder).collect()
}

/// The pages being shown.
struct Site {
    order: Publish,
    told: Mutex<Told>,
    changed: Condvar,
}

/// What is said of them, and the number of this time. It starts with the clock, so that a page left open sees that the
/// server was started again.
struct Told {
    version: u128,
    remarks: Remarks,
    files: Option<AppFiles>,
}

impl Site {
    fn new(order: &Options) -> Result<Site, String> {
        let order = Publish {
            content: order.content.clone(),
            app: order.app.clone(),
            named_app: None,
            out: folder::own("preview")?,
            allow_unreviewed: true,
            preview: true,
        };
        let version = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let told = Told { version, remarks: Remarks::default(), files: None };
        Ok(Site { order, told: Mutex::new(told), changed: Condvar::new() })
    }

    /// Checks and draws anew. What goes wrong is said in the page: the author will save again.
    fn draw(&self, only: Option<&Option<BTreeSet<String>>>) {
        let (mut remarks, mut trouble) = match folder::read(&self.order.content) {
            Ok(content) => (Remarks::of(&content, &check::everything(&content, today())), None),
            Err(why) => (Remarks::default(), Some(why)),
        };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(why) = self.lay_out(&mut told, only.and_then(Option::as_ref)) {
            eprintln!("{why}");
            trouble = trouble.or(Some(why));
        }
        remarks.trouble = trouble;
        told.remarks = remarks;
        told.version += 1;
        self.changed.notify_all();
    }

    fn lay_out(&self, told: &mut Told, only: Option<&BTreeSet<String>>) -> Result<(), String> {
        if told.files.is_none() {
            told.files = Some(publish::lay_app(&self.order)?);
        }
        let files = told.files.as_ref().ok_or("The app is not there.")?;
        publish::draw(&self.order, files, only).map(drop)
    }

    fn told<T>(&self, ask: impl FnOnce(&Told) -> T) -> T {
        ask(&self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The number at once if it is not `known`, otherwise when it changes or patience ends.
    fn after(&self, known: &str) -> String {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let waited =
            self.changed.wait_timeout_while(told, PATIENCE, |told| told.version.to_string() == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.version.to_string()
    }
}

/// One thread a request: some of them only wait for the next change.
fn answer_all(server: &Server, site: &Arc<Site>) {
    for request in server.incoming_requests() {
        let site = Arc::clone(site);
        thread::spawn(move || answer(request, &site));
    }
}

fn answer(request: Request, site: &Site) {
    let reply = if !is_from_here(&request) {
        Reply::plain(403, "Only http://127.0.0.1 is answered.")
    } else if matches!(request.method(), Method::Get | Method::Head) {
        reply_to(request.url(), site)
    } else {
        Reply::plain(405, "Only GET and HEAD.")
    };
    let mut response = Response::from_data(reply.body).with_status_code(reply.status);
    for (name, value) in
        [("Content-Type", reply.kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    {
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    // The browser may have gone away meanwhile, which is no trouble of ours.
    let _ = request.respond(response);
}

/// A page of another site could otherwise give itself this machine's address and read what is not published yet.
fn is_from_here(request: &Request) -> bool {
    let host = request.headers().iter().find(|it| it.field.equiv("Host")).map(|it| it.value.as_str());
    let name = host.unwrap_or_default().rsplit_once(':').map_or(host.unwrap_or_default(), |(name, _)| name);
    name == "127.0.0.1" || name == "localhost"
}

/// What goes back to the browser.
struct Reply {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
}

impl Reply {
    fn plain(status: u16, text: &str) -> Reply {
        Reply { status, kind: kind(".txt"), body: text.as_bytes().to_vec() }
    }
}

fn reply_to(url: &str, site: &Site) -> Reply {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    match path {
        "/__preview.js" => Reply { status: 200, kind: kind(path), body: SCRIPT.into() },
        "/__preview.css" => Reply { status: 200, kind: kind(path), body: STYLE.into() },
        "/__changes" => Reply::plain(200, &site.after(query.strip_prefix("after=").unwrap_or_default())),
        "/__remarks" => {
            let page = site.told(|told| told.remarks.page());
            Reply { status: 200, kind: kind(".html"), body: with_preview(&page, "").into_bytes() }
        }
        _ => file(path, site),
    }
}

fn file(path: &str, site: &Site) -> Reply {
    // Cards come from where they are written, so that a page never shows older ones.
    let found = match path.strip_prefix("/content/") {
        Some(rest) => inside(&site.order.content, rest),
        None => inside(&site.order.out, path),
    };
    let read = found.and_then(|file| Some((file.file_name()?.to_str()?.to_string(), fs::read(&file).ok()?)));
    match read {
        Some((name, body)) if name.ends_with(".html") => {
            let name = if name == "index.html" { "index.en.html" } else { &name };
            let strip = site.told(|told| told.remarks.strip(name));
            let page = with_preview(&String::from_utf8_lossy(&body), &strip);
            Reply { status: 200, kind: kind(name), body: page.into_bytes() }
        }
        Some((name, body)) => Reply { status: 200, kind: kind(&name), body },
        None if path == "/" => {
            let page = site.told(|told| told.remarks.page());
            Reply { status: 200, kind: kind(".html"), body: with_preview(&page, "").into_bytes() }
        }
        None => Reply::plain(404, "There is no such page."),
    }
}

/// The file for a path, if it lies inside the folder: no `..`, no hidden file, no other drive.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0', '%']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link inside the folder must not lead out of it either.
    let real = file.canonicalize().ok()?;
    real.starts_with(folder.canonicalize().ok()?).then_some(real)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "md" | "txt" | "yaml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A page with the strip on top, and what loads it anew.
fn with_preview(html: &str, strip: &str) -> String {
    let head = "<link rel=\"stylesheet\" href=\"/__preview.css\">\n\
                <script type=\"module\" src=\"/__preview.js\"></script>\n</head>";
    html.replacen("</head>", head, 1).replacen("<body>", &format!("<body>\n{strip}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_shown() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(inside(&here, "/lib.rs").is_some());
        for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..\\Cargo.toml", "/.hidden", "/c:/x"] {
            assert_eq!(inside(&here, path), None, "{path}");
        }
    }

    #[test]
    fn only_the_decision_that_was_saved_is_drawn_anew() {
        let seen = |files: &[(&str, u64)]| -> Seen {
            files.iter().map(|(name, size)| (PathBuf::from(name), (UNIX_EPOCH, *size))).collect()
        };
        let before = seen(&[("c/knee/en/decision.md", 1), ("c/library.en.md", 1)]);
        let one = seen(&[("c/knee/en/decision.md", 2), ("c/library.en.md", 1)]);
        let both = seen(&[("c/knee/en/decision.md", 2), ("c/library.en.md", 2)]);
        let content = Path::new("c");
        assert_eq!(changed(content, &before, &one), Some(BTreeSet::from(["knee/en".to_string()])));
        assert_eq!(changed(content, &before, &both), None);
    }
}
