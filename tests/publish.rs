//! What `tandem publish` writes, what it leaves alone, and what it keeps back.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;

mod folder;

use folder::Folder;
use tandem::cards::Date;

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
        let is_list = ["index", "papers", "away"].iter().any(|name| path.starts_with(name));
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
    site.write("app/theme/icon-32.png", "ours");
    site.write("app/theme/preview.png", "ours");
    site.write("content/theme/icon.svg", "<svg>theirs</svg>");
    site.write("content/theme/logo.svg", "<svg>a name</svg>");
    site.write("content/theme/theme.css", ":root { --corner: 0px; }");
    site.write("content/theme/README.md", "for ourselves");
    site.write("content/settings.yaml", "name: Knees & Co\n");
    assert_eq!(site.publish(ALL).0, 0);
    assert_eq!(site.read("out/theme/icon.svg"), "<svg>theirs</svg>");
    assert_eq!(site.read("out/theme/preview.png"), "ours");
    assert!(!site.at("out/theme/icon-32.png").exists(), "our dots do not stand for their drawing");
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
    // Nobody links to the page in the place of one that cannot be had.
    for (path, bytes) in pages.filter(|(path, _)| !path.starts_with("away")) {
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

/// Whoever pastes the address of a topic into a site that reads such descriptions gets the README's lines.
#[test]
fn a_topic_has_its_description_for_embedding_where_the_sites_address_is_known() {
    let site = Folder::with_content("oembed");
    assert_eq!(site.publish(ALL).0, 0);
    assert!(!site.at("out/knee.en.json").exists());
    assert!(!site.read("out/knee.en.html").contains("oembed"));
    site.write("content/settings.yaml", "own-address: https://aid.example.org/\n");
    assert_eq!(site.publish(ALL).0, 0);
    let link = "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"https://aid.example.org/knee.en.json\"";
    let page = site.read("out/knee.en.html");
    let head = page.split("</head>").next().unwrap();
    assert_eq!(head.matches(link).count(), 1, "{head}");
    let said: serde_json::Value = serde_json::from_str(&site.read("out/knee.en.json")).unwrap();
    for (name, value) in [("version", "1.0"), ("type", "rich"), ("provider_url", "https://aid.example.org/")]
    {
        assert_eq!(said[name], value);
    }
    assert!(page.contains(&format!("<title>{}</title>", said["title"].as_str().unwrap())), "{said}");
    assert!(said["width"].is_u64() && said["height"].is_u64());
    // What a website is told to paste by hand is what it gets by itself.
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let by_hand = readme.split("```html\n").nth(1).unwrap().split("```").next().unwrap();
    let plain = |text: &str, page: &str, title: &str| text.replace(page, "PAGE").replace(title, "TITLE");
    let by_hand = plain(by_hand, "prostate-localised.en.html", "My choices: prostate cancer");
    let by_hand = by_hand.replace("Open it on its own page", "OPEN");
    let html = said["html"].as_str().unwrap();
    let html = plain(html, "knee.en.html", said["title"].as_str().unwrap());
    assert_eq!(html.replace("Open on its own page", "OPEN"), by_hand);
    // Lists and sheets that can be filled in have one too; what is only read has none.
    assert!(site.at("out/lists-needs.en.json").exists() && !site.at("out/index.en.json").exists());
    assert!(!site.at("out/about-knee.en.json").exists());
}

/// Case 20: Jekyll makes a page of its own of every file that begins with three hyphens, and takes the ending away.
#[test]
fn no_published_file_begins_as_jekylls_pages_do() {
    let site = Folder::with_content("jekyll");
    assert_eq!(site.publish(ALL).0, 0);
    let files = site.files("out");
    assert!(files.keys().filter(|path| path.ends_with(".md")).count() > 5);
    let taken: Vec<&String> =
        files.iter().filter(|(_, bytes)| bytes.starts_with(b"---")).map(|(path, _)| path).collect();
    assert!(taken.is_empty(), "{taken:?}");
    // Nor one whose folder or name it passes over.
    let hidden =
        files.keys().filter(|path| path.split('/').any(|part| part.starts_with(['_', '#', '.', '~'])));
    assert_eq!(hidden.collect::<Vec<_>>(), [".nojekyll", "_headers"]);
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

#[test]
fn what_works_without_a_network_is_published_and_can_be_left_out() {
    let site = Folder::with_content("offline");
    let publish = ["publish", "content", "--app", "app", "--to", "out", "--allow-unreviewed"];
    assert_eq!(site.tandem(&publish).0, 0);
    let worker = site.read("out/worker.js");
    // Each file of the program with its hash, as `sha256sum` says that of what the files of this test hold.
    let hash = "b327e5f6d3689b371227e9096941590ecb3f7e026e2eac8da0141096f7f86ca8";
    assert!(worker.contains(hash), "{worker}");
    for name in ["boot-", "program-", "offline-", "expiry-"] {
        assert!(worker.contains(&format!("\"app/{name}")), "{name}: {worker}");
    }
    assert!(worker.contains("\"away\":{\"de\":\"away.de.html\",\"en\":\"away.en.html\"}"), "{worker}");
    let page = site.read("out/index.en.html");
    let script = page.split("data-offline=\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let script = site.read(&format!("out/app/{script}"));
    assert!(script.contains("It has not been checked since") && script.contains("November"), "{script}");
    let manifest = site.read("out/manifest.en.webmanifest");
    for part in ["\"start_url\": \"index.en.html\"", "\"lang\": \"en\"", "\"display\": \"standalone\""] {
        assert!(manifest.contains(part), "{manifest}");
    }
    // Switched off: pages ask for none, and the worker that is there takes itself away.
    site.write("content/settings.yaml", "offline: no\n");
    assert_eq!(site.tandem(&publish).0, 0);
    assert_eq!(site.read("out/worker.js"), "const built = null;\n");
    assert!(!site.read("out/index.en.html").contains("data-offline"));
    assert!(!site.at("out/manifest.en.webmanifest").exists());
}

/// What is said to whoever edits settings and words is not sent to readers; a line stays where it was, and no file is empty.
#[test]
fn comments_stay_with_who_edits() {
    let site = Folder::with_content("comments");
    site.write("content/settings.yaml", "# What this copy may do.\n#\n# device: shared\nname: Knees\n");
    assert_eq!(site.publish(ALL).0, 0);
    assert_eq!(site.read("out/content/settings.yaml"), "# What this copy may do.\n\n\nname: Knees\n");
}

#[test]
fn the_page_about_a_topic_says_what_changed_who_read_it_and_how_to_tell_of_a_mistake() {
    let site = Folder::with_content("about");
    let more = "history:\n  - \"2026-11-28: A range was put right.\"\ncommunities: Two groups in Leeds.\n\
                contact: mailto:cards@example.org\nlicence:";
    site.change("content/knee/en/decision.md", "licence:", more);
    let (status, told) = site.publish(ALL);
    assert_eq!(status, 0, "{told}");
    let page = site.read("out/about-knee.en.html");
    for said in ["A range was put right.", "Two groups in Leeds.", "href=\"mailto:cards@example.org\""] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn a_catalogue_names_what_is_published_and_nothing_that_is_held_back() {
    let site = Folder::with_content("catalogue");
    let read = || -> serde_json::Value { serde_json::from_str(&site.read("out/catalogue.json")).unwrap() };
    assert_eq!(site.publish(ALL).0, 0);
    let all = read();
    let topics = all["topics"].as_array().unwrap();
    let named: Vec<_> =
        topics.iter().map(|it| (it["id"].as_str().unwrap(), it["lang"].as_str().unwrap())).collect();
    assert_eq!(named, [("screen", "de"), ("knee", "en"), ("screen", "en")]);
    let knee = &topics[1];
    assert_eq!(knee["page"], "knee.en.html");
    assert_eq!((&knee["status"], &knee["version"]), (&"example".into(), &"1".into()), "{knee}");
    assert!(
        knee["title"].as_str().is_some_and(|it| !it.is_empty()) && knee["review-by"].is_string(),
        "{knee}"
    );
    assert!(site.at(&format!("out/{}", knee["about"].as_str().unwrap())).is_file());
    let counts = knee["standards"]["counts"].as_object().unwrap();
    assert!(counts.values().filter_map(serde_json::Value::as_u64).sum::<u64>() > 40, "{counts:?}");
    // Where the site's own address is known its addresses are whole; what stays behind is not named.
    site.write("content/settings.yaml", "own-address: https://aid.example.org\n");
    site.review("knee", "content/knee/en/decision.md");
    let (status, told) = site.publish(&[]);
    assert_eq!(status, 0, "{told}");
    let all = read();
    assert_eq!(all["topics"].as_array().unwrap().len(), 1, "{all}");
    assert_eq!(all["topics"][0]["page"], "https://aid.example.org/knee.en.html");
    assert_eq!(all["topics"][0]["status"], "reviewed");
}

#[test]
fn a_topics_page_says_in_the_words_of_schema_org_what_it_is_and_only_what_is_so() {
    let site = Folder::with_content("schema");
    let described = || -> serde_json::Value {
        let page = site.read("out/knee.en.html");
        let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()
    };
    assert_eq!(site.publish(ALL).0, 0);
    let about = described();
    assert_eq!(about["@context"], "https://schema.org");
    assert!(about["name"].as_str().is_some_and(|name| site.read("content/library.en.md").contains(name)));
    assert_eq!(about["inLanguage"], "en");
    assert_eq!(about["creativeWorkStatus"], "example");
    assert_eq!(about["version"], "1");
    assert!(about["audience"]["audienceType"].is_string());
    assert!(about.get("lastReviewed").is_none() && about.get("publisher").is_none());
    assert!(about.get("url").is_none() && about.get("dateModified").is_none());
    assert_eq!(about["about"]["name"], about["name"]);
    is_as_schema_org_says(&about);
    site.write("content/settings.yaml", "name: A charity\nown-address: https://aid.example.org\n");
    let more = "also-called:\n  - gonarthrosis\n  - wear and tear\nhistory:\n  - \"2026-11-27: Newer. Why: asked.\"\n  - \"2026-11-25: New.\"\nlicence:";
    site.change("content/knee/en/decision.md", "licence:", more);
    site.review("knee", "content/knee/en/decision.md");
    let (status, told) = site.publish(ALL);
    assert_eq!(status, 0, "{told}");
    let about = described();
    is_as_schema_org_says(&about);
    assert_eq!(about["url"], "https://aid.example.org/knee.en.html");
    assert_eq!(about["dateModified"], "2026-11-27");
    assert_eq!(about["keywords"], "gonarthrosis, wear and tear");
    assert_eq!(about["creativeWorkStatus"], "reviewed");
    assert_eq!(about["lastReviewed"], "2026-11-22");
    assert_eq!(about["publisher"]["name"], "A charity");
}

/// Every property is one of its type, and every thing within says what it is, as schema.org has them: a `MedicalWebPage` is a
/// `WebPage`, and so a `CreativeWork` and a `Thing`.
fn is_as_schema_org_says(page: &serde_json::Value) {
    let things: [(&str, &[&str]); 3] = [
        ("audience", &["MedicalAudience", "Audience"]),
        ("about", &["MedicalEntity", "Thing"]),
        ("publisher", &["Organization", "Person"]),
    ];
    let texts =
        ["@context", "@type", "name", "inLanguage", "version", "creativeWorkStatus", "keywords", "url"];
    let days = ["datePublished", "dateModified", "lastReviewed"];
    assert_eq!(page["@type"], "MedicalWebPage");
    for (name, value) in page.as_object().unwrap() {
        if let Some((_, types)) = things.iter().find(|(thing, _)| thing == name) {
            assert!(value["@type"].as_str().is_some_and(|it| types.contains(&it)), "{name}: {value}");
            continue;
        }
        let text = value.as_str().unwrap_or_else(|| panic!("{name} is no text: {value}"));
        assert!(
            !text.is_empty() && (texts.contains(&name.as_str()) || days.contains(&name.as_str())),
            "{name}"
        );
        if days.contains(&name.as_str()) {
            assert!(Date::read(text).is_some(), "{name}: {text}");
        }
    }
}
