//! A web server of a test's own: a good host, unless the test makes it a bad one.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What is sent for a file.
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn set(&mut self, name: &str, value: &str) {
        self.headers.insert(name.to_string(), value.to_string());
    }

    /// Changes the text of it.
    pub fn edit(&mut self, edit: impl Fn(String) -> String) {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        self.body = edit(text).into_bytes();
    }
}

/// What a host does to a file before it sends it; also to one that is not there.
pub type Fault = Arc<dyn Fn(&str, &mut Reply) + Send + Sync>;

pub struct Host {
    pub address: String,
    stop: Arc<AtomicBool>,
}

impl Host {
    /// Serves a folder below `/some/where/`.
    pub fn of(folder: &Path, fault: Fault) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let stop = Arc::new(AtomicBool::new(false));
        let (folder, stopped) = (folder.to_path_buf(), Arc::clone(&stop));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                let (folder, fault) = (folder.clone(), Arc::clone(&fault));
                thread::spawn(move || answer_all(stream, &folder, &fault));
            }
        });
        Host { address: format!("http://127.0.0.1:{port}/some/where/"), stop }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let place = self.address.trim_start_matches("http://").split('/').next().unwrap().to_string();
        let _ = TcpStream::connect(place);
    }
}

fn answer_all(stream: TcpStream, folder: &Path, fault: &Fault) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    while let Some((address, packs)) = read_request(&mut reader) {
        let path = address.split('?').next().unwrap().strip_prefix("/some/where/").unwrap_or("/outside");
        let path = if path.is_empty() { "index.html" } else { path };
        let mut reply = usual(folder, path);
        fault(path, &mut reply);
        // What an old packed twin has in the place of the file.
        if let Some(twin) = reply.headers.remove("twin").filter(|_| packs) {
            reply.body = twin.into_bytes();
        }
        if packs && reply.headers.get("pack").is_none_or(|it| it != "no") && is_text(path) {
            reply.set("content-encoding", "gzip");
            let mut packed = Vec::new();
            flate2::read::GzEncoder::new(&reply.body[..], flate2::Compression::fast())
                .read_to_end(&mut packed)
                .unwrap();
            reply.body = packed;
        }
        reply.headers.remove("pack");
        let mut head = format!("HTTP/1.1 {} x\r\ncontent-length: {}\r\n", reply.status, reply.body.len());
        for (name, value) in &reply.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // At one go: in two the second would wait until the first was acknowledged.
        let sent = stream.write_all(&[format!("{head}\r\n").as_bytes(), &reply.body].concat());
        if sent.is_err() {
            return;
        }
    }
}

fn read_request(reader: &mut impl BufRead) -> Option<(String, bool)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let address = line.split(' ').nth(1)?.to_string();
    let mut packs = false;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        if header.trim().is_empty() {
            return Some((address, packs));
        }
        packs |= header.to_ascii_lowercase().starts_with("accept-encoding:") && header.contains("gzip");
    }
}

fn is_text(path: &str) -> bool {
    [".html", ".js", ".css", ".md", ".yaml", ".wasm"].iter().any(|end| path.ends_with(end))
}

/// As a good host sends it.
fn usual(folder: &Path, path: &str) -> Reply {
    let file: PathBuf = folder.join(path);
    let mut reply = Reply { status: 200, headers: BTreeMap::new(), body: Vec::new() };
    match std::fs::read(&file) {
        Ok(body) => reply.body = body,
        Err(_) => reply.status = 404,
    }
    let kind = match path.rsplit('.').next().unwrap() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    reply.set("content-type", kind);
    reply.set("x-content-type-options", "nosniff");
    reply.set("permissions-policy", "camera=(), microphone=()");
    reply.set("cross-origin-opener-policy", "same-origin");
    let keep = if path.starts_with("app/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    reply.set("cache-control", keep);
    reply
}
