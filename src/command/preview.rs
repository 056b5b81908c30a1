//! `tandem preview`: the pages on this machine while their cards are written, drawn anew when a file is saved, with what the
//! checker says beside them. Only this server adds that: nothing of it is in a page that is published.

mod files;
mod headers;
mod server;
mod site;

use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::watch::Watch;
use super::{check, folder};
use site::Site;

/// What to show, and where.
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// The built app.
    pub app: PathBuf,
    /// The port on this machine; 0 for any that is free.
    pub port: u16,
}

/// Shows the pages until it is stopped.
///
/// # Errors
/// A sentence if the port is taken, or nothing can be shown at all.
pub fn run(options: &Options) -> Result<(), String> {
    folder::must_be_there(&options.content)?;
    // A file that cannot be read is said on the page: its author will save it again.
    if folder::read(&options.content).is_ok() {
        check::cards(&options.content)?;
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(|why| {
        let other = options.port.wrapping_add(1).max(1024);
        format!("Port {} could not be used ({why}). Try --port {other}.", options.port)
    })?;
    let port = listener.local_addr().map_or(options.port, |address| address.port());
    let watch = Watch::of(&[&options.content, &options.app]);
    let site = Arc::new(Site::new(options.content.clone(), options.app.clone())?);
    let report = site.draw(&BTreeSet::new());
    show!("The preview is at http://127.0.0.1:{port}/ (Ctrl+C stops it)\n{report}");
    let shown = Arc::clone(&site);
    thread::spawn(move || follow(watch, &shown));
    let served = server::serve(listener, &site);
    // Left behind they would only take up room.
    let _ = fs::remove_dir_all(site.pages());
    served
}

/// Draws anew whenever something is saved. What is saved meanwhile is seen the next time round.
fn follow(mut watch: Watch, site: &Site) {
    loop {
        let report = site.draw(&watch.changed());
        show!("Drawn anew.\n{report}");
    }
}
