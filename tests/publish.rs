//! What `tandem publish` writes, what it leaves alone, and what it keeps back.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;

mod folder;

use folder::Folder;

impl Folder {
    /// The exit status and all that was printed.
    fn publish(&self, more: &[&str]) -> (i32, String) {
        self.publish_to("out", more)
    }

    fn publish_to(&self, out: &str, more: &[&str]) -> (i32, String) {
        self.tandem(&[&["publish", "content", "--to", out, "--app", "app"], more].concat())
    }

    /// All files below a folder with what stands in them.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.at(folder)];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(&next).unwrap().map(|it| it.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.strip_prefix(self.at(folder)).unwrap().to_string_lossy().into_owned();
                    files.insert(name, fs::read(&entry).unwrap());
                }
            }
        }
        files
    }

    /// Writes into a head what the reviewer's pack says, as the guide for authors tells.
    fn review(&self, id: &str, path: &str) {
        let (status, said) = self.tandem(&["review", "content", id, "--to", "pack.html"]);
        assert_eq!(status, 0, "{said}");
        let pack = self.read("pack.html");
        let mark = |key: &str| {
            let (_, rest) = pack.split_once(&format!("{key}: "))?;
            Some(format!("{key}: {}\n", &rest[..16]))
        };
        let marks: String = ["reviewed-text", "reviewed-evidence"].into_iter().filter_map(mark).collect();
        self.change(path, "status: example\n", &format!("status: reviewed\nreviewed: 2026-11-22\n{marks}"));
        self.change(path, "reviewers: none\n", "reviewers:\n  - Dr A. Nobody, made up\n");
    }
}

const ALL: &[&str] = &["--allow-unreviewed"];

/// Case 23: a site's folder that is checked out, or that has a name of its own on the web.
#[test]
fn nothing_is_touched_that_was_not_published() {
    let site = Folder::with_content("touched");
    let others = [".git/config", "CNAME", "robots.txt", "pictures/knee.png", "content/of-mine.txt"];
    for path in others {
        site.write(&format!("out/{path}"), "mine");
    }
    assert_eq!(site.publish(ALL).0, 0);
    fs::remove_dir_all(site.at("content/lists")).unwrap();
    let before = site.files("out");
    assert!(before.contains_key("lists-needs.en.html"));
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 0, "{said}");
    for path in others {
        assert_eq!(site.read(&format!("out/{path}")), "mine", "{path}");
    }
    // What it wrote itself goes when it is no part of the site any more, with the folders it lay in.
    let after = site.files("out");
    assert!(!after.contains_key("lists-needs.en.html") && !site.at("out/content/lists").exists());
    let listed = site.read("out/tandem-files.txt");
    let listed: Vec<&str> =
        listed.lines().filter(|line| !line.starts_with('#')).map(|line| &line[17..]).collect();
    let own: Vec<&str> = after
        .keys()
        .map(String::as_str)
        .filter(|path| !others.contains(path) && *path != "tandem-files.txt")
        .collect();
    assert_eq!(listed, own);
}

#[test]
fn a_file_of_somebody_elses_in_the_way_stops_it_before_anything_is_written() {
    let site = Folder::with_content("in-the-way");
    site.write("out/index.html", "mine");
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("did not write") && said.contains("index.html"), "{said}");
    assert_eq!(site.files("out").len(), 1);
}

#[test]
fn what_was_changed_on_the_server_is_not_overwritten_without_a_word() {
    let site = Folder::with_content("server");
    assert_eq!(site.publish(ALL).0, 0);
    site.write("out/theme.css", "a colour of our own");
    site.change("out/content/knee/en/rest.md", "You rest", "You really rest");
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("content/knee/en/rest.md") && !said.contains("theme.css"), "{said}");
    assert!(site.read("out/content/knee/en/rest.md").contains("You really rest"));
    // As it says: brought into the content, or deleted.
    fs::remove_file(site.at("out/content/knee/en/rest.md")).unwrap();
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 0, "{said}");
    assert_eq!(site.read("out/theme.css"), "a colour of our own");
    // Version control may write other ends of lines: that is no change.
    let page = site.read("out/knee.en.html").replace('\n', "\r\n");
    site.write("out/knee.en.html", &page);
    assert_eq!(site.publish(ALL).0, 0);
}

/// Case 23: what lies in the content folder and is no part of a site.
#[test]
fn only_what_belongs_on_a_site_is_copied() {
    let site = Folder::with_content("belongs");
    let private = [
        ".git/config",
        ".env",
        "knee/en/.decision.md.swp",
        "knee/en/~$rest.md",
        "knee/en/notes.docx",
        "knee/en/old/rest.md",
        "lists/en/README.md",
        "README.md",
        "notes/ideas.md",
        "package-lock.json",
        ".hidden/en/decision.md",
    ];
    for path in private {
        site.write(&format!("content/{path}"), "secret-of-ours");
    }
    site.write("content/LICENCE.md", "CC BY 4.0");
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 0, "{said}");
    for (path, bytes) in site.files("out") {
        assert!(!String::from_utf8_lossy(&bytes).contains("secret-of-ours"), "{path}");
    }
    for path in ["content/LICENCE.md", "content/knee/en/rest.md", "content/words/en.yaml", ".nojekyll"] {
        assert!(site.at(&format!("out/{path}")).is_file(), "{path}");
    }
}

/// A number of a whole country is published where the service has none, with its source; without a source it is not.
#[test]
fn numbers_of_a_country_take_the_place_of_what_a_service_left_blank() {
    let site = Folder::with_content("country");
    site.change("content/service.en.md", "country: Nowhere", "country: gb");
    site.change(
        "content/service.en.md",
        "## [The number",
        "## [Now](#emergency)\n\n## [Help](#crisis-line)\n\n## [The number",
    );
    let country = "---\ntitle: Numbers\ncountry: Nowhere\n---\n\n# Numbers\n\n## [Now](#emergency)\n\nRing 000.[^a]\n\n## [Help](#crisis-line)\n\nRing 001.\n\n## [When](#hours)\n\nNever.[^a]\n\n[^a]: The register, read on 2026-11-01.\n";
    site.write("content/country-gb.en.md", country);
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 0, "{said}");
    let (_, checked) = site.tandem(&["check", "content"]);
    assert!(checked.contains("no source with a day is named"), "{checked}");
    let service = site.read("out/content/service.en.md");
    assert!(service.contains("Ring 000. (The register, read on 2026-11-01)"), "{service}");
    assert!(!service.contains("001") && !service.contains("Never"), "{service}");
    assert!(!site.at("out/content/country-gb.en.md").exists());
}

/// Case 21: a host that runs whatever has `.pl` in its name would show an error in place of the list of topics.
#[test]
fn no_file_of_a_site_has_an_ending_that_a_server_runs() {
    let site = Folder::with_content("endings");
    for (old, new) in [
        ("library.de.md", "library.pl.md"),
        ("service.de.md", "service.pl.md"),
        ("screen/de", "screen/pl"),
        ("words/de.yaml", "words/pl.yaml"),
        ("words/de.paper.yaml", "words/pl.paper.yaml"),
    ] {
        if site.at(&format!("content/{old}")).exists() {
            fs::rename(site.at(&format!("content/{old}")), site.at(&format!("content/{new}"))).unwrap();
        }
    }
    site.change("content/library.pl.md", "/de/", "/pl/");
    site.write("content/service.pl.md", "---\ntitle: Facts\n---\n\n# Facts\n");
    let (status, said) = site.publish(ALL);
    assert_eq!(status, 0, "{said}");
    let files = site.files("out");
    for path in files.keys() {
        let name = path.rsplit('/').next().unwrap();
        assert!(!name.split('.').skip(1).any(|part| part == "pl"), "{path}");
    }
    for (page, asked) in
        [("index_pl.html", "content/library_pl.md"), ("screen_pl.html", "content/service_pl.md")]
    {
        assert!(site.read(&format!("out/{page}")).contains(&format!("content=\"{asked}\"")), "{page}");
        assert!(files.contains_key(asked), "{asked}");
    }
}

/// Case 23: each run would publish what the last one wrote.
#[test]
fn no_folder_lies_within_another() {
    let site = Folder::with_content("nested");
    let before = site.files(".");
    for out in ["content/site", "content", ".", "app/site", "content/../content/knee/site"] {
        let (status, said) = site.publish_to(out, ALL);
        assert!(status == 2 && said.contains("another folder"), "{out}: {said}");
    }
    assert_eq!(site.files("."), before);
}

/// Case 24: topic by topic.
#[test]
fn a_draft_neither_holds_back_a_reviewed_topic_nor_slips_out_with_it() {
    let site = Folder::with_content("one-by-one");
    site.review("knee", "content/knee/en/decision.md");
    let library = site.read("content/library.en.md");
    assert!(library.contains("screen/en/decision.md"));
    // An error in what stays behind is nobody's business yet.
    site.change("content/screen/en/test.md", "title: ", "tittle: ");
    let (status, said) = site.publish(&[]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("These are not published") && said.contains("screen/en/decision.md (example)"),
        "{said}"
    );
    assert!(said.contains("tandem publish content --to out --app app --allow-unreviewed"), "{said}");
    let files = site.files("out");
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!path.contains("screen") && !text.contains("screen/en"), "{path}");
    }
    assert!(files.contains_key("knee.en.html") && files.contains_key("index.html"));
    // A card that leads to a page which is held back leads to one that says so.
    assert!(site.read("out/knee.en.html").contains("support-money.en.html"));
    let held = site.read("out/support-money.en.html");
    assert!(
        held.contains("Nobody has reviewed this page yet") && !held.contains("There may be help"),
        "{held}"
    );
    assert!(!files.contains_key("content/support/en/money.md") && !files.contains_key("lists-needs.en.html"));
}

/// Case 24: neither does one that was begun a minute ago, of which the list of topics says less than a topic needs.
#[test]
fn a_decision_that_was_just_begun_does_not_hold_back_a_reviewed_one() {
    let site = Folder::with_content("begun");
    site.review("knee", "content/knee/en/decision.md");
    let (status, said) = site.tandem(&["new", "content", "hip-pain", "--choices", "rest,operation"]);
    assert_eq!(status, 0, "{said}");
    assert!(site.read("content/library.en.md").contains("WRITE:"));
    let (status, said) = site.publish(&[]);
    assert_eq!(status, 0, "{said}");
    assert!(site.at("out/knee.en.html").is_file());
    for (path, bytes) in site.files("out") {
        assert!(!path.contains("hip") && !String::from_utf8_lossy(&bytes).contains("WRITE:"), "{path}");
    }
}

/// A dead helpline is worse than a list too long: it is written only where nothing changes without publishing.
#[test]
fn the_list_of_allowed_connections_has_every_link_and_is_left_out_where_cards_change_on_the_server() {
    let site = Folder::with_content("allowed");
    site.change(
        "content/knee/en/rest.md",
        "You rest your knee",
        "See [the charity](https://charity.example/knee), ring [them](tel:0300-123) or [write](mailto:a@b.example). You rest your knee",
    );
    assert_eq!(site.publish(ALL).0, 0);
    assert!(!site.read("out/_headers").contains("Connection-Allowlist"));
    site.write("content/settings.yaml", "cards-change: by-publishing\n");
    assert_eq!(site.publish(ALL).0, 0);
    let headers = site.read("out/_headers");
    let list = headers.lines().find(|line| line.contains("Connection-Allowlist")).unwrap();
    for allowed in
        ["response-origin", "\"https://charity.example/*\"", "\"tel:*\"", "\"mailto:*\"", "webrtc=block"]
    {
        assert!(list.contains(allowed), "{allowed}: {list}");
    }
    for (path, bytes) in site.files("out").iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for link in page.split("href=\"https://").skip(1) {
            let host = link.split(['/', '"']).next().unwrap();
            assert!(list.contains(&format!("\"https://{host}/*\"")), "{path}: {host}");
        }
    }
}

/// Case 22: every page that is read without a script bears its day, and knows after which day it must not be read.
#[test]
fn a_page_without_a_program_bears_its_day_and_ends_with_its_card() {
    let site = Folder::with_content("day");
    assert_eq!(site.publish(ALL).0, 0);
    for (path, bytes) in site.files("out").iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let is_list = path.starts_with("index") || path.starts_with("papers");
        assert!(is_list || page.contains("This page was made on"), "{path}");
        assert!(is_list || (page.contains("data-last-day=\"") && page.contains("id=\"expired\"")), "{path}");
    }
    // What was withdrawn is not there at all.
    site.change("content/support/en/money.md", "status: example", "status: withdrawn");
    assert_eq!(site.publish(ALL).0, 0);
    let page = site.read("out/support-money.en.html");
    assert!(page.contains("has been withdrawn") && !page.contains("There may be help"), "{page}");
}

/// The twins that `cargo xtask build` adds: an old one beside a newer file would be sent in its place.
#[test]
fn compressed_twins_on_the_list_go_with_the_site_they_belong_to() {
    let site = Folder::with_content("twins");
    assert_eq!(site.publish(ALL).0, 0);
    site.write("out/index.html.br", "packed");
    let list = site.read("out/tandem-files.txt") + "- index.html.br\n";
    site.write("out/tandem-files.txt", &list);
    assert_eq!(site.publish(ALL).0, 0);
    assert!(!site.at("out/index.html.br").exists());
}

/// A decision's page never takes the place of one of the app's own.
#[test]
fn no_decision_takes_the_name_of_another_page() {
    let site = Folder::with_content("taken");
    for id in ["index", "topics", "papers", "about-screen", "support-money"] {
        fs::rename(site.at("content/knee"), site.at(&format!("content/{id}"))).unwrap();
        site.change("content/library.en.md", "knee/en", &format!("{id}/en"));
        let (status, said) = site.publish(ALL);
        assert!(status > 0 && said.contains(&format!("`{id}`")), "{id}: {said}");
        fs::rename(site.at(&format!("content/{id}")), site.at("content/knee")).unwrap();
        site.change("content/library.en.md", &format!("{id}/en"), "knee/en");
    }
}

/// A charity puts files into `content/theme`; what it leaves out is the app's own.
#[test]
fn a_theme_in_the_content_folder_takes_the_place_of_the_apps_own() {
    let site = Folder::with_content("theme");
    site.write("app/theme/icon.svg", "<svg>ours</svg>");
    site.write("app/theme/preview.png", "ours");
    site.write("content/theme/icon.svg", "<svg>theirs</svg>");
    site.write("content/theme/logo.svg", "<svg>a name</svg>");
    site.write("content/theme/theme.css", ":root { --corner: 0px; }");
    site.write("content/theme/README.md", "for ourselves");
    site.write("content/settings.yaml", "name: Knees & Co\n");
    assert_eq!(site.publish(ALL).0, 0);
    assert_eq!(site.read("out/theme/icon.svg"), "<svg>theirs</svg>");
    assert_eq!(site.read("out/theme/preview.png"), "ours");
    assert_eq!(site.read("out/theme.css"), ":root { --corner: 0px; }");
    assert!(!site.at("out/theme/README.md").exists() && !site.at("out/theme/theme.css").exists());
    for (path, bytes) in site.files("out").iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(page.contains("src=\"theme/logo.svg\" alt=\"Knees &amp; Co\""), "{path}");
        assert!(
            page.contains("href=\"data:image/svg+xml,%3Csvg%3Etheirs%3C/svg%3E\"") && !page.contains("og:"),
            "{path}"
        );
    }
}

/// A picture beside a link must be named in full, so that it needs to be known where the site is.
#[test]
fn a_link_has_its_picture_where_the_sites_address_is_known() {
    let site = Folder::with_content("preview");
    site.write("app/theme/preview.png", "a picture");
    site.write("content/settings.yaml", "own-address: https://aid.example.org/\n");
    assert_eq!(site.publish(ALL).0, 0);
    let pages = site.files("out").into_iter().filter(|(path, _)| path.ends_with(".html"));
    let mut seen = 0;
    for (path, bytes) in pages {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        let address = if path == "index.html" { String::new() } else { path.clone() };
        for (name, value) in [
            ("og:image", "https://aid.example.org/theme/preview.png".to_string()),
            ("og:url", format!("https://aid.example.org/{address}")),
            ("og:site_name", "Tandem".to_string()),
        ] {
            let tag = format!("<meta property=\"{name}\" content=\"{value}\">");
            assert_eq!(page.matches(&tag).count(), 1, "{path}: {tag}");
        }
        seen += 1;
    }
    assert!(seen > 4, "{seen}");
}

#[test]
fn a_theme_with_what_could_run_is_not_published() {
    let site = Folder::with_content("theme-runs");
    site.write("content/theme/logo.svg", "<svg\nonload=\"steal()\"></svg>");
    let (status, said) = site.publish(ALL);
    assert!(status == 2 && said.contains("logo.svg") && said.contains("could run"), "{said}");
    fs::remove_file(site.at("content/theme/logo.svg")).unwrap();
    site.write("content/theme/more.js", "steal()");
    let (status, said) = site.publish(ALL);
    assert!(status == 2 && said.contains("more.js") && said.contains("theme"), "{said}");
    assert!(!site.at("out").exists());
}

/// In the content folder the checker finds it; the app's own file and the one on the site may have been changed as well.
#[test]
fn colours_that_cannot_be_told_apart_are_named_and_stop_publishing() {
    for place in ["content/theme", "app", "out"] {
        let site = Folder::with_content(&format!("contrast-{}", place.replace('/', "-")));
        if place == "out" {
            assert_eq!(site.publish(ALL).0, 0);
        }
        site.write(&format!("{place}/theme.css"), ":root {\n  --accent: #7aa7d0;\n}\n");
        let (status, said) = site.publish(ALL);
        assert!(status != 0 && said.contains("--accent on --paper") && said.contains("4.5 to 1"), "{said}");
        site.write(&format!("{place}/theme.css"), ":root {\n  --accent: #1f4e79;\n}\n");
        assert_eq!(site.publish(ALL).0, 0, "{place}");
    }
}
