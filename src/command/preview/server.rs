//! The one server of this project: `tandem preview`, and with it `cargo xtask serve`. It answers this machine only, sends
//! the headers that a host should send, lets nothing be kept, and tells each open page when the pages were made anew.

use std::convert::Infallible;
use std::fs;
use std::net;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};

use super::files::{inside, kind};
use super::site::Site;
use crate::cards::names::written_path;
use crate::command::handouts::with_country;

const SCRIPT: &str = concat!(include_str!("changes.js"), include_str!("preview.js"));
const STYLE: &str = include_str!("preview.css");

/// How soon a page asks again after the server went away.
const AGAIN: Duration = Duration::from_millis(500);

/// Serves until the command is told to stop.
///
/// # Errors
/// A sentence if the system gives no way to serve.
pub fn serve(listener: net::TcpListener, site: &Arc<Site>) -> Result<(), String> {
    let started = listener.set_nonblocking(true).and_then(|()| tokio::runtime::Runtime::new());
    let runtime = started.map_err(cannot)?;
    let router = router(site);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(cannot)?;
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served.map_err(cannot),
            () = stopped() => Ok(()),
        }
    })
}

fn cannot(why: std::io::Error) -> String {
    format!("The pages cannot be served: {why}")
}

/// Ctrl+C, or whatever else tells a program to end.
async fn stopped() {
    #[cfg(unix)]
    if let Ok(mut end) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = end.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/__preview.js", get(async || text("a.js", SCRIPT.to_string())))
        .route("/__preview.css", get(async || text("a.css", STYLE.to_string())))
        .route("/__changes", get(changes))
        .route("/__remarks", get(remarks))
        .fallback_service(get(file).with_state(Arc::clone(site)))
        .with_state(Arc::clone(site))
        .layer(middleware::from_fn_with_state(Arc::clone(site), with_headers))
        .layer(middleware::from_fn(only_here))
}

/// A page of another site could otherwise give itself this machine's address and read what is not published yet.
async fn only_here(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if name == "127.0.0.1" || name == "localhost" {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "Only http://127.0.0.1 is answered.\n").into_response()
    }
}

/// What a host should send, but that nothing is kept: kept files would hide what was just changed.
async fn with_headers(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let headers = site.headers(request.uri().path());
    let mut response = next.run(request).await;
    let sent = response.headers_mut();
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            sent.insert(name, value);
        }
    }
    sent.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The number of the pages as they are, and each later one, for as long as the page is open.
async fn changes(State(site): State<Arc<Site>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut versions = site.versions();
    versions.mark_changed();
    let told = stream::unfold(versions, async |mut versions| {
        versions.changed().await.ok()?;
        let version = versions.borrow_and_update().to_string();
        Some((Ok(Event::default().retry(AGAIN).data(version)), versions))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}

async fn remarks(State(site): State<Arc<Site>>) -> Response {
    let version = site.version();
    text("a.html", with_preview(&site.remarks(|remarks| remarks.page()), "", version))
}

async fn file(State(site): State<Arc<Site>>, address: Uri) -> Response {
    let read = tokio::task::spawn_blocking(move || page_or_file(&site, address.path())).await;
    read.unwrap_or_else(|_| {
        (StatusCode::INTERNAL_SERVER_ERROR, "This page cannot be read.\n").into_response()
    })
}

fn page_or_file(site: &Site, address: &str) -> Response {
    let version = site.version();
    let found = match address.strip_prefix("/content/") {
        Some(rest) => inside(site.content(), &written_path(rest)),
        None => inside(site.pages(), address),
    };
    let read = found.and_then(|file| Some((file.file_name()?.to_str()?.to_string(), fs::read(&file).ok()?)));
    match read {
        // As it is published: with the numbers of its country.
        Some((name, body)) if name.starts_with("service.") && address.starts_with("/content/") => {
            let lang = name.trim_start_matches("service.").trim_end_matches(".md").to_string();
            let read = |name: &str| fs::read_to_string(site.content().join(name)).ok();
            text(&name, with_country(&String::from_utf8_lossy(&body), &lang, read))
        }
        Some((name, body)) if name.ends_with(".html") => {
            let listed = if name == "index.html" { "index.en.html" } else { &name };
            let strip = site.remarks(|remarks| remarks.strip(listed));
            text(&name, with_preview(&String::from_utf8_lossy(&body), &strip, version))
        }
        Some((name, body)) if name.starts_with("library.") => text(&name, site.with_other_names(&name, body)),
        Some((name, body)) => (kind_header(&name), body).into_response(),
        // Nothing could be drawn yet: then what is wrong is the page.
        None if address == "/" => {
            text("a.html", with_preview(&site.remarks(|remarks| remarks.page()), "", version))
        }
        None => (StatusCode::NOT_FOUND, "There is no such page.\n").into_response(),
    }
}

fn text(name: &str, body: String) -> Response {
    (kind_header(name), body).into_response()
}

fn kind_header(name: &str) -> HeaderMap {
    HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(kind(name)))])
}

/// A page with the strip on top, and what loads it anew once it is no longer of this number.
fn with_preview(html: &str, strip: &str, version: u128) -> String {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"/__preview.css\">\n\
         <script type=\"module\" src=\"/__preview.js\" data-version=\"{version}\"></script>\n</head>"
    );
    html.replacen("</head>", &head, 1).replacen("<body>", &format!("<body>\n{strip}"), 1)
}
