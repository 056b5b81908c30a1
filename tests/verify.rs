//! `tandem verify`, against a host of its own with one fault at a time: each is said, and nothing else is.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::Arc;

mod folder;
mod host;

use folder::Folder;
use host::{Host, Reply};

/// A site as it is published, in `out`.
fn published(name: &str) -> Folder {
    let site = Folder::with_content(name);
    let (status, said) =
        site.tandem(&["publish", "content", "--to", "out", "--app", "app", "--allow-unreviewed"]);
    assert_eq!(status, 0, "{said}");
    site
}

fn verify(site: &Folder, fault: impl Fn(&str, &mut Reply) + Send + Sync + 'static) -> (i32, String) {
    verify_with(site, &[], fault)
}

fn verify_with(
    site: &Folder,
    more: &[&str],
    fault: impl Fn(&str, &mut Reply) + Send + Sync + 'static,
) -> (i32, String) {
    let host = Host::of(&site.at("out"), Arc::new(fault));
    site.tandem(&[&["verify", &host.address], more].concat())
}

/// The last line, without what is only to know.
fn count(said: &str) -> &str {
    said.trim_end().lines().last().unwrap().rsplit_once(", ").unwrap().0
}

#[test]
fn a_good_host_is_told_of_no_fault() {
    let site = published("verify-good");
    let (status, said) = verify(&site, |_, _| {});
    assert_eq!((status, count(&said)), (0, "0 broken, 0 could be better"), "{said}");
    // What nobody has reviewed is to be known.
    assert!(said.contains("no clinician has reviewed") || said.contains("A draft"), "{said}");
}

type Bad = (&'static str, i32, &'static str, fn(&str, &mut Reply));

const HOSTS: [Bad; 28] = [
    ("a file is missing", 1, "Missing: the host answers 404.", |path, reply| {
        if path == "embed.js" {
            reply.status = 404;
        }
    }),
    ("scripts have no kind", 1, "A .js file is sent as `text/plain`.", |path, reply| {
        if path.ends_with(".js") {
            reply.set("content-type", "text/plain");
        }
    }),
    (
        "the program has another kind",
        0,
        "A .wasm file is sent as `application/octet-stream`.",
        |path, reply| {
            if path.ends_with(".wasm") {
                reply.set("content-type", "application/octet-stream");
            }
        },
    ),
    ("pages in an old character set", 1, "Sent as text in iso-8859-1", |path, reply| {
        if path.ends_with(".html") {
            reply.set("content-type", "text/html; charset=ISO-8859-1");
        }
    }),
    ("pages are downloads", 1, "saved as files instead of being shown", |path, reply| {
        if path.ends_with(".html") {
            reply.set("content-disposition", "attachment");
        }
    }),
    ("Markdown becomes pages", 1, "sends a page in the place of this text", |path, reply| {
        if path.ends_with(".md") {
            reply.body = b"<!DOCTYPE html><title>A</title>".to_vec();
        }
    }),
    ("a script is rewritten", 1, "Not what was published: rewritten on its way", |path, reply| {
        if path.ends_with(".js") {
            reply.edit(|text| text + "// minified");
        }
    }),
    ("a script is added to pages", 1, "put a script of its own into the page", |path, reply| {
        if path.ends_with(".html") {
            reply.edit(|text| text.replace("</body>", "<script src=\"/beacon.js\"></script></body>"));
        }
    }),
    ("scripts are put off", 1, "the program never starts", |path, reply| {
        if path.ends_with(".html") {
            reply.edit(|text| text.replace("<script ", "<script type=\"a1-text/javascript\" "));
        }
    }),
    ("mail is hidden", 1, "E-mail addresses were hidden", |path, reply| {
        if path.ends_with(".html") {
            reply.edit(|text| {
                text.replace("</body>", "<a href=\"/cdn-cgi/l/email-protection#1\">x</a></body>")
            });
        }
    }),
    ("the policy is taken out", 1, "The page's own policy is gone", |path, reply| {
        if path.ends_with(".html") {
            reply.edit(|text| text.replace("http-equiv=\"Content-Security-Policy\"", "name=\"x\""));
        }
    }),
    ("a byte-order mark is put first", 0, "A byte-order mark was put before", |path, reply| {
        if path.ends_with(".yaml") {
            reply.edit(|text| format!("\u{feff}{text}"));
        }
    }),
    ("lines end otherwise: nothing to say", 0, "0 broken, 0 could be better", |path, reply| {
        if path.ends_with(".md") {
            reply.edit(|text| text.replace('\n', "\r\n"));
        }
    }),
    ("a card was edited there", 0, "Changed since it was published", |path, reply| {
        if path.ends_with("decision.md") {
            reply.edit(|text| text + "\nMore.\n");
        }
    }),
    ("nothing is packed", 0, "Sent unpacked", |_, reply| reply.set("pack", "no")),
    ("packed and not to be unpacked", 1, "cannot be unpacked", |path, reply| {
        if path == "embed.js" {
            reply.set("pack", "no");
            reply.set("content-encoding", "br");
        }
    }),
    ("a packed twin is of an earlier time", 1, "The packed twin is another one", |path, reply| {
        if path == "embed.js" {
            reply.set("twin", "an older script");
        }
    }),
    ("the app is not kept", 0, "is not kept for good", |path, reply| {
        if path.starts_with("app/") {
            reply.set("cache-control", "max-age=600");
        }
    }),
    ("cards are kept for a day", 1, "May be kept for 24 hours", |path, reply| {
        if path.ends_with(".md") {
            reply.set("cache-control", "public, max-age=86400");
        }
    }),
    ("kinds are guessed", 0, "`x-content-type-options`", |_, reply| {
        reply.headers.remove("x-content-type-options");
    }),
    ("a policy forbids the program", 1, "needs: script-src 'wasm-unsafe-eval'", |path, reply| {
        if path.ends_with(".html") {
            reply.set("content-security-policy", "script-src 'self'");
        }
    }),
    ("a policy shuts pages into a sandbox", 1, "puts the page into a sandbox", |path, reply| {
        if path.ends_with(".html") {
            reply.set("content-security-policy", "sandbox allow-scripts");
        }
    }),
    ("nobody may show it", 0, "(X-Frame-Options: DENY)", |path, reply| {
        if path.ends_with(".html") {
            reply.set("x-frame-options", "DENY");
        }
    }),
    ("a cookie is set", 0, "sets a cookie", |_, reply| reply.set("set-cookie", "a=b")),
    ("faults are reported elsewhere", 0, "asked to report to somebody", |_, reply| {
        reply.set("nel", "{\"report_to\":\"x\"}");
    }),
    ("a page where nothing is", 0, "as if it were there", |path, reply| {
        if path.starts_with("there-is-no") {
            reply.status = 200;
        }
    }),
    (
        "a topic's page is missing",
        1,
        "The list of topics names it, and its page is not there",
        |path, reply| {
            if path == "inhaler-check.en.html" || path == "knee-pain.en.html" || is_topic(path) {
                reply.status = 404;
            }
        },
    ),
    ("a withdrawn card", 0, "Withdrawn: its numbers are not shown", |path, reply| {
        if path.ends_with("/en/decision.md") {
            reply.edit(|text| withdrawn(&text));
        }
    }),
];

/// A page of a decision: there is a page about it.
fn is_topic(path: &str) -> bool {
    path.ends_with(".en.html") && !path.contains('-') && !path.starts_with("index")
}

fn withdrawn(text: &str) -> String {
    let lines =
        text.lines().map(|line| if line.starts_with("status: ") { "status: withdrawn" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_fault_of_a_host_is_said_in_plain_words() {
    let site = published("verify-bad");
    for (name, end, expected, fault) in HOSTS {
        let (status, said) = verify(&site, fault);
        assert!(said.contains(expected), "{name}: {said}");
        assert_eq!(status, end, "{name}: {said}");
    }
}

#[test]
fn an_old_copy_is_known_by_the_folder_that_was_published() {
    let site = published("verify-old");
    site.tandem(&["publish", "content", "--to", "new", "--app", "app", "--allow-unreviewed"]);
    let (status, said) = verify_with(&site, &["--against", "new"], |_, _| {});
    assert_eq!(status, 0, "{said}");
    // The site's own list is as old as the site: it fits.
    site.change("content/library.en.md", "# ", "# New ");
    site.write("app/boot.js", "newer");
    site.tandem(&["publish", "content", "--to", "new", "--app", "app", "--allow-unreviewed"]);
    assert_eq!(verify(&site, |_, _| {}).0, 0);
    let (status, said) = verify_with(&site, &["--against", "new"], |_, _| {});
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("Missing: the host answers 404.") && said.contains("of another time"), "{said}");
}

#[test]
fn without_a_list_pages_are_followed() {
    let site = published("verify-crawled");
    let hidden = |path: &str, reply: &mut Reply| {
        if path == "tandem-files.txt" {
            reply.status = 404;
        }
    };
    let (status, said) = verify(&site, hidden);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("There is no list of the files"), "{said}");
    let (status, said) = verify(&site, move |path, reply| {
        hidden(path, reply);
        if path.starts_with("app/boot-") {
            reply.edit(|text| text + " ");
        }
    });
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("rewritten on its way"), "{said}");
}

#[test]
fn a_dead_link_is_said_with_its_page() {
    let site = published("verify-links");
    let (status, said) = verify(&site, |path, reply| {
        if path == "index.en.html" {
            reply.edit(|text| text.replace("</body>", "<a href=\"nowhere.html\">x</a></body>"));
        }
    });
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("/some/where/nowhere.html (on index.en.html)"), "{said}");
}

#[test]
fn what_does_not_answer_could_not_be_run() {
    let site = Folder::new("verify-none");
    let (status, said) = site.tandem(&["verify", "http://127.0.0.1:9/"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("http://127.0.0.1:9/ cannot be had"), "{said}");
    assert_eq!(site.tandem(&["verify"]).0, 2);
}

const GOOD: &str = "<!doctype html><title>A charity</title><iframe data-tandem src=\"{aid}\" title=\"Knee\" width=\"100%\" \
    height=\"900\" loading=\"lazy\" referrerpolicy=\"no-referrer\" allow=\"clipboard-write\" sandbox=\"allow-scripts \
    allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox\"></iframe>\
    <p><a href=\"{aid}\">Open it on its own page</a></p><script src=\"{base}embed.js\" async></script>";

/// What `--embed` says of a page, with the headers of its host and of Tandem's.
fn embedded(page: &str, ours: &'static [(&str, &str)], theirs: &'static [(&str, &str)]) -> (i32, String) {
    let site = Folder::new("verify-embed");
    site.write(
        "aid/knee.en.html",
        "<!doctype html><html data-decision=\"knee\"><title>K</title><div id=\"page\"></div>",
    );
    site.write("aid/embed.js", "tandem:height");
    let aid = Host::of(
        &site.at("aid"),
        Arc::new(move |_, reply| theirs.iter().for_each(|(name, value)| reply.set(name, value))),
    );
    let page = page.replace("{aid}", &format!("{}knee.en.html", aid.address)).replace("{base}", &aid.address);
    site.write("host/page.html", &page);
    site.write("host/knee.en.html", "<html data-decision=\"knee\"><div id=\"page\"></div>");
    let host = Host::of(
        &site.at("host"),
        Arc::new(move |_, reply| ours.iter().for_each(|(name, value)| reply.set(name, value))),
    );
    site.tandem(&["verify", "--embed", &format!("{}page.html", host.address)])
}

#[test]
fn a_page_with_the_snippet_breaks_nothing() {
    let (status, said) = embedded(GOOD, &[], &[]);
    assert_eq!((status, count(&said)), (0, "0 broken, 0 could be better"), "{said}");
    assert!(said.contains("1 frame of Tandem"), "{said}");
}

#[test]
fn what_a_page_breaks_is_said() {
    for (old, new, end, expected) in [
        ("<iframe data-tandem", "<ifram", 1, "No frame of Tandem stands in the page"),
        ("src=\"{aid}\"", "data-src=\"{aid}\"", 1, "A frame without an address"),
        ("src=\"{aid}\"", "src=\"{base}none.html\"", 1, "The page in the frame cannot be had"),
        ("src=\"{aid}\"", "src=\"knee.en.html\"", 1, "could read what people enter"),
        (" title=\"Knee\"", "", 1, "The frame has no `title`"),
        (" height=\"900\"", "", 0, "The frame has no `height`"),
        ("height=\"900\"", "height=\"150\"", 0, "less than 400 dots high"),
        ("width=\"100%\"", "width=\"240\"", 1, "less than 280 dots wide"),
        ("loading=\"lazy\"", "scrolling=\"no\"", 0, "must not scroll"),
        ("sandbox=\"allow-scripts ", "sandbox=\"", 1, "no `allow-scripts`: the program cannot start"),
        ("allow-same-origin ", "", 1, "no `allow-same-origin`"),
        ("allow-downloads ", "", 1, "no `allow-downloads`: nothing can be saved"),
        ("allow-modals ", "", 1, "no `allow-modals`: \"Print\" does nothing"),
        ("allow-popups ", "", 1, "no `allow-popups`: links to other sites do nothing"),
        ("allow=\"clipboard-write\"", "", 0, "\"Copy\" does nothing"),
        (" referrerpolicy=\"no-referrer\"", "", 0, "which site a reader came from"),
        ("<a href=\"{aid}\">", "<a>", 0, "No link to the page by itself"),
        (
            "<script src=\"{base}embed.js\" async></script>",
            "",
            0,
            "the frame does not grow, and scrolls inside",
        ),
        ("<script src", "<script type=\"text/plain\" data-src", 0, "put off by another script"),
        ("embed.js", "gone/embed.js", 0, "`embed.js` cannot be had"),
        ("<iframe data-tandem", "<iframe", 0, "No frame has the attribute `data-tandem`"),
        ("<p>", "<iframe src=\"{aid}\" title=\"Knee\"></iframe><p>", 0, "The same page is shown twice"),
    ] {
        assert!(GOOD.contains(old), "{old}");
        let (status, said) = embedded(&GOOD.replacen(old, new, 1), &[], &[]);
        assert!(said.contains(expected), "{old} → {new}: {said}");
        assert_eq!(status, end, "{old} → {new}: {said}");
    }
}

#[test]
fn policies_around_a_frame_are_understood() {
    for (ours, theirs, end, expected) in [
        (
            &[("content-security-policy", "default-src 'self'")][..],
            &[][..],
            1,
            "own Content-Security-Policy forbids the frame",
        ),
        (&[("content-security-policy", "frame-src *; script-src 'self'")], &[], 0, "forbids `embed.js`"),
        (
            &[("content-security-policy", "sandbox allow-scripts")],
            &[],
            1,
            "puts it, and all frames in it, into a sandbox",
        ),
        (&[("permissions-policy", "clipboard-write=()")], &[], 0, "forbids copying"),
        (&[("cross-origin-embedder-policy", "require-corp")], &[], 1, "Cross-Origin-Embedder-Policy"),
        (&[], &[("x-frame-options", "SAMEORIGIN")], 1, "lets no other site show its pages"),
        (
            &[],
            &[("content-security-policy", "frame-ancestors 'none'")],
            1,
            "lets no other site show its pages",
        ),
        (
            &[],
            &[("content-security-policy", "frame-ancestors http://127.0.0.1:*"), ("x-frame-options", "DENY")],
            0,
            "0 broken, 0 could be better",
        ),
    ] {
        let (status, said) = embedded(GOOD, ours, theirs);
        assert!(said.contains(expected), "{ours:?} {theirs:?}: {said}");
        assert_eq!(status, end, "{ours:?} {theirs:?}: {said}");
    }
}
