//! `cargo xtask serve`: the site on this machine, with the headers a host should send, built again after each change.
//!
//! Only this server adds the script that reloads the page; the files on disk stay as they will be published.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tiny_http::{Header, Method, Request, Response, Server};

use crate::build::{self, Variant};
use crate::headers::Rules;
use crate::need;
use crate::project::Project;
use crate::say::{self, Done, Trouble};
use crate::watch::{Change, Watch};

/// How long a waiting page is kept before it has to ask again.
const PATIENCE: Duration = Duration::from_secs(25);

/// The same as that of `tandem preview`.
const RELOAD: &str = include_str!("../../src/command/preview/reload.js");

/// A worker that only takes itself and its files away: kept files would hide what was just changed.
const NO_WORKER: &str = "\
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
";

/// What to serve, and where.
pub struct Settings {
    /// The port on this machine.
    pub port: u16,
    /// Whether to serve what would be published, which takes longer to build.
    pub release: bool,
}

impl Settings {
    /// Reads `--port 8080` and `--release`.
    pub fn read(words: &[&str]) -> Done<Self> {
        match words {
            [] => Ok(Self { port: 8080, release: false }),
            ["--release", rest @ ..] => Ok(Self { release: true, ..Self::read(rest)? }),
            ["--port", port, rest @ ..] => {
                let port = port
                    .parse()
                    .map_err(|_| Trouble::new(format!("`{port}` is not a port: use 1 to 65535.")))?;
                Ok(Self { port, ..Self::read(rest)? })
            }
            [word, ..] => {
                Err(Trouble::new(format!("`serve` does not know {word}: use --port 8080 and --release.")))
            }
        }
    }
}

/// Builds, serves, and builds again until it is stopped.
pub fn serve(project: &Project, settings: &Settings) -> Done {
    // The port first: nobody wants to wait for a build to hear that it is taken.
    let server = Server::http((Ipv4Addr::LOCALHOST, settings.port)).map_err(|error| {
        Trouble::new(format!(
            "Port {0} could not be used ({error}). Try `cargo xtask serve --port {1}`.",
            settings.port,
            settings.port.wrapping_add(1).max(1024)
        ))
    })?;
    let site = Site::new(project, settings);
    let mut watch = Watch::start(project);
    site.build(project, Change::Program)?;
    say::line(&format!("\nTandem is at http://127.0.0.1:{}/ (Ctrl-C stops it)", settings.port));
    let shared = Arc::new(site);
    let served = Arc::clone(&shared);
    std::thread::spawn(move || answer_all(&server, &served));
    loop {
        let change = watch.wait();
        match shared.build(project, change) {
            Ok(()) => {
                shared.versions.next();
                say::line("Built again.");
            }
            Err(trouble) => say::trouble(&Trouble::new(format!("{trouble} The page stays as it was."))),
        }
    }
}

/// The folder being served and the number of its latest build.
struct Site {
    dist: PathBuf,
    /// For a site without a `_headers` file of its own.
    headers: PathBuf,
    variant: &'static Variant,
    release: bool,
    versions: Versions,
}

impl Site {
    fn new(project: &Project, settings: &Settings) -> Self {
        let (dist, variant) = if settings.release {
            (project.root.join("dist"), &build::RELEASE)
        } else {
            (project.target.join("dist-dev"), &build::DEVELOPMENT)
        };
        let headers = project.root.join("public/_headers");
        Self { dist, headers, variant, release: settings.release, versions: Versions::default() }
    }

    fn build(&self, project: &Project, change: Change) -> Done {
        if self.release {
            need::npm_tools(project)?;
        }
        if change == Change::Program {
            build::program(project, self.variant)?;
        }
        build::assemble(project, self.variant)?;
        build::publish(project, self.variant, &self.dist, false)
    }

    fn rules(&self) -> Rules {
        let text =
            fs::read_to_string(self.dist.join("_headers")).or_else(|_| fs::read_to_string(&self.headers));
        Rules::read(&text.unwrap_or_default())
    }
}

/// A number that grows with each build, and pages waiting for it to grow.
///
/// It starts with the time, so that a page left open sees that the server was started again.
struct Versions(Mutex<u128>, Condvar);

impl Default for Versions {
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(Mutex::new(now.as_millis()), Condvar::new())
    }
}

impl Versions {
    fn next(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.1.notify_all();
    }

    /// The number at once if it is not `known`, otherwise when it changes or patience ends.
    fn after(&self, known: &str) -> String {
        let now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.1.wait_timeout_while(now, PATIENCE, |now| now.to_string() == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.to_string()
    }
}

/// One thread a request: some of them only wait for the next build.
fn answer_all(server: &Server, site: &Arc<Site>) {
    for request in server.incoming_requests() {
        let site = Arc::clone(site);
        std::thread::spawn(move || answer(request, &site));
    }
}

fn answer(request: Request, site: &Site) {
    let reply = match request.method() {
        Method::Get | Method::Head => reply_to(request.url(), site),
        _ => Reply::plain(405, "Only GET and HEAD."),
    };
    let mut response = Response::from_data(reply.body).with_status_code(reply.status);
    for (name, value) in &reply.headers {
        if let Ok(header) = Header::from_bytes(name.as_bytes(), value.as_bytes()) {
            response.add_header(header);
        }
    }
    // The browser may have gone away meanwhile, which is no trouble of ours.
    let _ = request.respond(response);
}

/// What goes back to the browser.
struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Reply {
    fn plain(status: u16, text: &str) -> Self {
        Self::text(status, "text/plain; charset=utf-8", text)
    }

    fn text(status: u16, kind: &str, text: &str) -> Self {
        let headers =
            [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Self { status, headers, body: text.as_bytes().to_vec() }
    }
}

fn reply_to(url: &str, site: &Site) -> Reply {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    match path {
        "/__reload.js" => Reply::text(200, "text/javascript; charset=utf-8", RELOAD),
        "/__changes" => {
            Reply::plain(200, &site.versions.after(query.strip_prefix("after=").unwrap_or_default()))
        }
        _ if path.ends_with("/sw.js") && !site.release => {
            Reply::text(200, "text/javascript; charset=utf-8", NO_WORKER)
        }
        _ => file(path, site),
    }
}

fn file(path: &str, site: &Site) -> Reply {
    let Some(file) = inside(&site.dist, path) else {
        return Reply::plain(404, "There is no such page.");
    };
    let Ok(mut body) = fs::read(&file) else {
        return Reply::plain(404, "There is no such page.");
    };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut headers = site.rules().of(path);
    headers.push(("Content-Type".to_owned(), kind(&name).to_owned()));
    // Hosts that read `_headers` say this by themselves where the file says nothing.
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("Cache-Control")) {
        headers.push(("Cache-Control".to_owned(), "no-cache".to_owned()));
    }
    if name.ends_with(".html") {
        body = with_reload(&String::from_utf8_lossy(&body)).into_bytes();
    }
    Reply { status: 200, headers, body }
}

/// The file for a path, if it lies inside the folder: no `..`, no hidden file, no other drive.
fn inside(dist: &Path, path: &str) -> Option<PathBuf> {
    let path = decoded(path)?;
    let mut file = dist.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link inside the folder must not lead out of it either.
    let real = file.canonicalize().ok()?;
    real.starts_with(dist.canonicalize().ok()?).then_some(real)
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "md" | "txt" | "yaml" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn with_reload(html: &str) -> String {
    let script = "<script type=\"module\" src=\"/__reload.js\"></script>";
    match html.split_once("</head>") {
        Some((head, body)) => format!("{head}{script}</head>{body}"),
        None => format!("{html}{script}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(inside(&here, "/main.rs").is_some());
        assert!(inside(&here, "/%6dain.rs").is_some());
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/bin/..\\..",
            "//etc/passwd",
            "/%",
            "/%zz",
        ] {
            assert_eq!(inside(&here, path), None, "{path}");
        }
    }

    #[test]
    fn the_reload_script_goes_into_the_head() {
        assert_eq!(
            with_reload("<head></head><p>"),
            "<head><script type=\"module\" src=\"/__reload.js\"></script></head><p>"
        );
    }

    #[test]
    fn settings_are_read_in_any_order() {
        let settings = Settings::read(&["--release", "--port", "9000"]).unwrap();
        assert!(settings.release && settings.port == 9000);
        assert!(Settings::read(&["--port", "many"]).is_err());
        assert!(Settings::read(&["--open"]).is_err());
    }
}
