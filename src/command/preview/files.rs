//! Which file an address means, and what kind of file it is.

use std::path::{Path, PathBuf};

/// The file for an address, if it lies inside the folder: no `..`, no hidden file, no other drive.
pub fn inside(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let mut file = folder.to_path_buf();
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
    real.starts_with(folder.canonicalize().ok()?).then_some(real)
}

/// As the browser is told it.
pub fn kind(name: &str) -> &'static str {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_shown() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for path in ["/lib.rs", "/%6cib.rs", "lib.rs", "//lib.rs"] {
            assert_eq!(inside(&here, path), Some(here.join("lib.rs").canonicalize().unwrap()), "{path}");
        }
        for path in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/..\\Cargo.toml",
            "/..%5cCargo.toml",
            "//etc/passwd",
            "/.hidden",
            "/c:/x",
            "/%",
            "/%zz",
            "/%ff",
            "/lib.rs%00",
        ] {
            assert_eq!(inside(&here, path), None, "{path}");
        }
    }

    /// What addresses are made of, by accident or on purpose.
    const PIECES: [&str; 28] = [
        "/",
        "//",
        "..",
        ".",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5c",
        "\\",
        "%",
        "%00",
        "\0",
        "%c0%ae",
        "%u002e",
        "%252e",
        "%ff",
        ".git",
        "%2egit",
        "config",
        "HEAD",
        "src",
        "lib.rs",
        "Cargo.toml",
        "etc",
        "passwd",
        "c:",
        "é",
        " ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_address_however_odd_leads_out_of_the_folder_or_to_what_is_hidden(
            pieces in vec(select(&PIECES[..]), 0..12),
            any in any::<String>(),
        ) {
            let here = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
            for address in [pieces.concat(), pieces.join("/"), format!("/src/{}", pieces.join("/")), any] {
                let Some(found) = inside(&here, &address) else { continue };
                let below = found.strip_prefix(&here);
                prop_assert!(below.is_ok(), "{address} is {found:?}");
                let is_hidden = below.unwrap().iter().any(|part| part.to_string_lossy().starts_with('.'));
                prop_assert!(!is_hidden, "{address} is {found:?}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let folder = std::env::temp_dir().join(format!("tandem-out-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let _ = std::os::unix::fs::symlink(env!("CARGO_MANIFEST_DIR"), folder.join("out"));
        assert_eq!(inside(&folder, "/out/Cargo.toml"), None);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
