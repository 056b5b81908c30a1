//! The `tandem` command as a person types it: what it prints, what it writes, how it ends.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

mod folder;

use folder::Folder;

const PUBLISH: [&str; 6] = ["publish", "content", "--to", "out", "--app", "app"];

/// A page that is there in two languages leads from each to the other, by its own name; one that is not, nowhere.
#[test]
fn a_page_leads_to_its_other_languages() {
    let folder = Folder::with_content("languages");
    folder.change("content/words/de.yaml", "language-name: English", "language-name: Deutsch");
    let (status, text) =
        folder.tandem(&["publish", "content", "--app", "app", "--to", "dist", "--allow-unreviewed"]);
    assert_eq!(status, 0, "{text}");
    let choice = |page: &str| {
        let html = folder.read(&format!("dist/{page}"));
        html.split_once("<nav class=\"languages\"")
            .map(|(_, rest)| rest.split("</nav>").next().unwrap().to_string())
    };
    let screen = choice("screen.en.html").unwrap();
    assert!(screen.contains("href=\"screen.de.html\" hreflang=\"de\" lang=\"de\""), "{screen}");
    assert!(screen.contains(">Deutsch</a>"), "{screen}");
    assert!(choice("screen.de.html").unwrap().contains(">English</a>"));
    assert!(choice("index.de.html").unwrap().contains("href=\"index.en.html\""));
    assert!(choice("index.html").unwrap().contains("href=\"index.de.html\""));
    // It stands over every page: what nobody scrolls to helps nobody.
    let page = folder.read("dist/screen.en.html");
    assert!(page.find("<nav class=\"languages\"").unwrap() < page.find("id=\"page\"").unwrap());
    // Where this page is not there, the link says so, and leads to a list that says what is not there.
    let knee = choice("knee.en.html").unwrap();
    assert!(
        knee.contains("href=\"index.de.html#elsewhere\"")
            && knee.contains("<bdi>Deutsch<span> (not this page)</span></bdi></a>"),
        "{knee}"
    );
    let list = folder.read("dist/index.de.html");
    let elsewhere = list.split_once("id=\"elsewhere\"").unwrap().1;
    assert!(elsewhere.contains("lang=\"en\"") && elsewhere.contains("href=\"knee.en.html\""), "{elsewhere}");
    assert!(!elsewhere.contains("screen.de.html"), "{elsewhere}");
    assert!(!folder.read("dist/index.en.html").contains("id=\"elsewhere\""), "English has them all");
}

/// Search engines find each language's page from each other; they ask for whole addresses, which are known where the site's own
/// address is.
#[test]
fn a_page_names_its_other_languages_for_search_engines() {
    let folder = Folder::with_content("alternates");
    let publish = ["publish", "content", "--app", "app", "--to", "dist", "--allow-unreviewed"];
    assert_eq!(folder.tandem(&publish).0, 0);
    let head = |page: &str| folder.read(&format!("dist/{page}")).split("</head>").next().unwrap().to_string();
    let screen = head("screen.en.html");
    for lang in ["en", "de"] {
        let link = format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"screen.{lang}.html\">");
        assert!(screen.contains(&link), "{screen}");
    }
    assert!(!head("knee.en.html").contains("hreflang=\"de\""), "it is not there in German");
    let bare = head("index.html");
    assert!(bare.contains("hreflang=\"x-default\" href=\"index.html\""), "{bare}");
    // Only the bare address heeds the browser's languages: an address that names one is meant.
    assert!(bare.contains("src=\"app/language-") && !head("index.en.html").contains("app/language-"));

    folder.write("content/settings.yaml", "own-address: https://aid.example.org\n");
    assert_eq!(folder.tandem(&publish).0, 0);
    let screen = head("screen.de.html");
    let link = "<link rel=\"alternate\" hreflang=\"en\" href=\"https://aid.example.org/screen.en.html\">";
    assert!(screen.contains(link), "{screen}");
}

#[test]
fn what_nobody_reviewed_is_published_only_when_that_is_asked_for() {
    let folder = Folder::with_content("unreviewed");
    let (status, said) = folder.tandem(&PUBLISH);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("knee/en/decision.md (example)"), "{said}");
    assert!(said.contains("tandem publish content --to out --app app --allow-unreviewed"), "{said}");
    assert!(!folder.at("out").exists());

    // A note to other authors is no card.
    folder.write("content/lists/en/README.md", "For whoever writes here.");
    let (status, said) = folder.tandem(&[&PUBLISH[..], &["--allow-unreviewed"]].concat());
    assert_eq!(status, 0, "{said}");
    let page = folder.read("out/knee.en.html");
    assert!(page.contains("Shall I rest my knee") && page.contains("This is an example"));
    assert!(
        folder.at("out/lists-needs.en.html").is_file() && !folder.at("out/lists-README.en.html").exists()
    );
    // Reviewers may want the trail; no page loads it.
    assert!(folder.at("out/content/knee/en/evidence.md").is_file());
    assert!(!page.contains("evidence.md"));
}

#[test]
fn of_a_wrong_folder_it_is_not_said_that_all_is_well() {
    let folder = Folder::with_content("wrong");
    for wrong in ["app", "content/knee", "content/knee/en", "content/words"] {
        let (status, said) = folder.tandem(&["check", wrong]);
        assert!(status == 2 && said.contains("has no decision and no list"), "{wrong}: {said}");
    }
    // What a word processor leaves beside an open file is no card, and need not even be text.
    fs::write(folder.at("content/knee/en/~$rest.md"), [0xff, 0xfe]).unwrap();
    let (status, said) = folder.tandem(&["check", "content"]);
    assert!(status == 0 && said.contains("0 errors, 0 warnings"), "{said}");
}

#[test]
fn errors_stop_publishing_and_the_last_site_stays() {
    let folder = Folder::with_content("errors");
    let publish = [&PUBLISH[..], &["--allow-unreviewed"]].concat();
    assert_eq!(folder.tandem(&publish).0, 0);
    let before = folder.read("out/knee.en.html");

    folder.change("content/knee/en/decision.md", "| 60 | 70 (60 to 78) |", "| 61 | 70 (60 to 78) |");
    let (status, said) = folder.tandem(&publish);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("error[trail-rounding]") && said.contains("knee/en/decision.md"), "{said}");
    assert!(said.contains("Nothing was published."), "{said}");
    assert_eq!(folder.read("out/knee.en.html"), before);

    let (status, checked) = folder.tandem(&["check", "content"]);
    assert_eq!(status, 1);
    let shown = said.split("\n\n").next().unwrap().split("\n1 error").next().unwrap();
    assert!(checked.contains(shown), "{shown}\nis not what `tandem check` says:\n{checked}");
}

#[test]
fn what_was_withdrawn_is_published_without_its_numbers() {
    let folder = Folder::with_content("withdrawn");
    assert_eq!(folder.tandem(&[&PUBLISH[..], &["--allow-unreviewed"]].concat()).0, 0);
    assert!(folder.read("out/knee.en.html").contains("70 out of 100"));
    folder.change("content/knee/en/decision.md", "status: example", "status: withdrawn");
    let (status, said) = folder.tandem(&[&PUBLISH[..], &["--allow-unreviewed"]].concat());
    assert_eq!(status, 0, "{said}");
    let page = folder.read("out/knee.en.html");
    assert!(page.contains("Shall I rest my knee") && !page.contains("70 out of 100"));
}

#[test]
fn the_app_is_looked_for_beside_the_program() {
    let folder = Folder::with_content("beside");
    let program = folder.at("tandem");
    fs::copy(env!("CARGO_BIN_EXE_tandem"), &program).unwrap();
    let run = |words: &[&str]| {
        // Nothing else of the machine is needed: no path to look for programs, no setting.
        let mut command = Command::new(&program);
        command.args(words).current_dir(&folder.0).env_clear();
        loop {
            match command.output() {
                // Another test that starts a program just then has the copy still open.
                Err(why) if why.kind() == std::io::ErrorKind::ExecutableFileBusy => {}
                output => return output.unwrap(),
            }
        }
    };
    let words = ["publish", "content", "--to", "out", "--allow-unreviewed"];
    assert!(run(&words).status.success());
    assert!(folder.at("out/knee.en.html").is_file());

    fs::remove_dir_all(folder.at("app")).unwrap();
    let said = String::from_utf8(run(&words).stderr).unwrap();
    assert!(said.contains("unpack the whole release"), "{said}");
}

/// The codes and files of all that the checker says.
fn said_of(folder: &Folder, content: &str) -> Vec<(String, String)> {
    let (_, json) = folder.tandem(&["check", content, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap_or_else(|why| panic!("{why}: {json}"));
    let text = |found: &serde_json::Value, key: &str| found[key].as_str().unwrap().to_string();
    report["found"].as_array().unwrap().iter().map(|it| (text(it, "code"), text(it, "file"))).collect()
}

#[test]
fn a_new_decision_lacks_nothing_but_what_only_its_author_can_write() {
    let folder = Folder::new("new");
    let new = [
        "new",
        "mine",
        "knee-pain",
        "--title",
        "A sore knee: what now?",
        "--choices",
        "rest,operation,exercise",
    ];
    let (status, said) = folder.tandem(&new);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("rest.md is the choice of no treatment"), "{said}");
    let found = said_of(&folder, "mine");
    let others: Vec<_> = found.iter().filter(|(code, _)| code != "to-write").collect();
    assert!(others.is_empty(), "{others:?}");

    // Each mark is said, and nothing else of the files is a mark.
    let mut marks = 0;
    for file in ["decision.md", "rest.md", "operation.md", "exercise.md", "evidence.md"] {
        let text = folder.read(&format!("mine/knee-pain/en/{file}"));
        marks += text.matches("WRITE:").count();
        assert!(!text.contains(['{', '}']), "{file} has a hole that nothing fills:\n{text}");
    }
    assert_eq!(found.len(), marks + 1, "the one more stands in the list of topics");
    for name in ["library.en.md", "words/en.yaml", "words/en.paper.yaml", "service.en.md", "settings.yaml"] {
        assert!(folder.at(&format!("mine/{name}")).is_file(), "{name}");
    }
}

#[test]
fn a_new_decision_about_a_test_has_what_is_asked_of_tests() {
    let folder = Folder::new("new-test");
    let (status, said) = folder.tandem(&["new", "mine", "ear-test", "--kind", "test"]);
    assert_eq!(status, 0, "{said}");
    let found = said_of(&folder, "mine");
    let others: Vec<_> = found.iter().filter(|(code, _)| code != "to-write").collect();
    assert!(others.is_empty(), "{others:?}");
    let decision = folder.read("mine/ear-test/en/decision.md");
    assert!(decision.contains("\nkind: test\n") && !decision.contains(['{', '}']), "{decision}");
    assert!(
        decision.contains("[No test](no-test.md)") && decision.contains("(#overdiagnosis)"),
        "{decision}"
    );
    let (status, said) = folder.tandem(&["new", "mine", "eye-test", "--kind", "screening"]);
    assert!(status == 2 && said.contains("not treatment or test"), "{said}");
}

#[test]
fn a_second_decision_goes_into_the_list_and_nothing_is_overwritten() {
    let folder = Folder::with_content("second");
    let before = folder.read("content/library.en.md");
    folder.write(
        "content/service.en.md",
        &folder.read("content/service.en.md").replace("from morning", "from dawn"),
    );
    let known = said_of(&folder, "content");
    let (status, said) = folder.tandem(&["new", "content", "sore-hip", "--choices", "rest,operation"]);
    assert_eq!(status, 0, "{said}");
    let added = "- [Sore hip](sore-hip/en/decision.md): WRITE: whom it is for, in a few words\n";
    assert_eq!(folder.read("content/library.en.md"), format!("{before}{added}"));
    assert!(folder.read("content/service.en.md").contains("from dawn"));
    let is_other = |it: &(String, String)| it.0 != "to-write" && !known.contains(it);
    let others: Vec<_> = said_of(&folder, "content").into_iter().filter(is_other).collect();
    assert!(others.is_empty(), "{others:?}");

    let whole = folder.read("content/knee/en/decision.md");
    for id in ["knee", "sore-hip"] {
        let (status, said) = folder.tandem(&["new", "content", id]);
        assert_eq!(status, 2);
        assert!(said.contains("is there already"), "{said}");
    }
    let (status, said) = folder.tandem(&["new", "content", "knee", "--lang", "cy"]);
    assert_eq!(status, 2);
    assert!(said.contains("translated-from: en"), "{said}");
    assert_eq!(folder.read("content/knee/en/decision.md"), whole);
}

#[test]
fn names_that_would_not_work_are_refused_before_anything_is_written() {
    let folder = Folder::new("names");
    for words in [
        ["mine", "Knee", "--choices", "rest,operation"],
        ["mine", "knee", "--choices", "rest"],
        ["mine", "knee", "--choices", "rest,rest"],
        ["mine", "knee", "--choices", "rest,decision"],
        ["mine", "lists", "--choices", "rest,operation"],
        ["mine", "../knee", "--choices", "rest,operation"],
        ["mine", "knee", "--lang", "../en"],
        ["mine", "knee", "--title", "<b>"],
    ] {
        let (status, said) = folder.tandem(&[&["new"], &words[..]].concat());
        assert_eq!(status, 2, "{words:?}: {said}");
        assert!(!folder.at("mine").exists(), "{words:?}");
    }
}

/// How long anything is waited for: on a machine with much else to do a check takes seconds, never minutes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that runs until the test is over.
struct Running {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Running {
    fn start(folder: &Folder, words: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
        command.args(words).current_dir(&folder.0).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        let (told, lines) = mpsc::channel();
        thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| told.send(line)));
        Running { child, lines }
    }

    /// The next line that begins with these words.
    fn line(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|why| panic!("no line begins with {words:?}: {why}"));
            if line.starts_with(words) {
                return line;
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A preview that runs until the test is over.
struct Preview {
    address: String,
    _running: Running,
}

impl Preview {
    fn of(folder: &Folder) -> Preview {
        let running = Running::start(folder, &["preview", "content", "--app", "app", "--port", "0"]);
        let line = running.line("The preview is at ");
        let (_, rest) = line.split_once("http://").unwrap();
        Preview { address: rest.split('/').next().unwrap().to_string(), _running: running }
    }

    /// The status and the body of what the address gives.
    fn get(&self, path: &str) -> (u16, String) {
        self.get_as(path, &self.address)
    }

    fn get_as(&self, path: &str, host: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_string())
    }

    fn page(&self, path: &str) -> String {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// What an open page is told: the number of the pages as they are, at once.
    fn version(&self) -> String {
        self.next_version("")
    }

    /// The same as soon as it is no longer the known one, because something was saved.
    fn next_version(&self, known: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET /__changes HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let lines = BufReader::new(stream).lines().map(|line| line.expect("nothing new in a minute"));
        let mut numbers = lines.filter_map(|line| Some(line.strip_prefix("data: ")?.to_string()));
        numbers.find(|number| number != known).unwrap()
    }
}

#[test]
fn a_preview_follows_what_is_saved_and_says_what_the_checker_says() {
    let folder = Folder::with_content("preview");
    let preview = Preview::of(&folder);
    let version = preview.version();
    assert!(preview.page("/").contains("A sore knee"));
    let page = preview.page("/knee.en.html");
    assert!(page.contains("Shall I rest my knee") && page.contains("0 errors, 0 warnings"), "{page}");
    assert!(page.contains("/__preview.js") && page.contains("/__preview.css"));
    assert!(preview.page("/__preview.js").contains("location.reload()"));
    assert!(page.contains(&format!("data-version=\"{version}\"")), "{page}");

    // A mistake, saved: the page is drawn all the same, with what is wrong and where it is seen.
    folder.change("content/knee/en/decision.md", "Shall I rest my knee", "Newer words: shall I rest my knee");
    folder.change("content/knee/en/decision.md", "| 60 | 70 (60 to 78) |", "| 60% | 70 (60 to 78) |");
    let version = preview.next_version(&version);
    let page = preview.page("/knee.en.html");
    assert!(page.contains("Newer words: shall I") && !page.contains("60 out of 100"), "{page}");
    assert!(
        page.contains("data-at=\"walking\"") && page.contains("<a href=\"#walking\">Error: A cell is not"),
        "{page}"
    );
    let all = preview.page("/__remarks");
    let line =
        1 + folder.read("content/knee/en/decision.md").lines().position(|it| it.contains("60%")).unwrap();
    let link = format!("<a href=\"/knee.en.html#walking\">knee/en/decision.md, line {line}</a>");
    assert!(all.contains(&link), "{link} is not in {all}");
    assert!(preview.page("/content/knee/en/decision.md").contains("60%"));

    // A file that breaks everything: the pages stay, and it is said why.
    let words = folder.read("content/words/en.yaml");
    fs::write(folder.at("content/words/en.yaml"), [0xff, 0xfe]).unwrap();
    let version = preview.next_version(&version);
    let page = preview.page("/knee.en.html");
    assert!(page.contains("Newer words: shall I") && page.contains("words/en.yaml"), "{page}");
    folder.write("content/words/en.yaml", &words);
    folder.change("content/knee/en/decision.md", "| 60% |", "| 60 |");
    preview.next_version(&version);
    assert!(preview.page("/knee.en.html").contains("0 errors, 0 warnings"));
}

#[test]
fn a_preview_shows_nothing_else_and_to_nobody_else() {
    let folder = Folder::with_content("shows");
    folder.write("content/.hidden", "mine");
    let preview = Preview::of(&folder);
    for path in
        ["/../app/boot.js", "/content/../../app/boot.js", "/content/%2e%2e/app/boot.js", "/content/.hidden"]
    {
        assert_eq!(preview.get(path).0, 404, "{path}");
    }
    assert_eq!(preview.get_as("/knee.en.html", "elsewhere.example").0, 403);
    // No copy may stand between an author and a card: there is no worker, and one of an earlier visit takes itself away.
    assert!(!preview.page("/knee.en.html").contains("data-offline"));
    assert!(preview.page("/worker.js").starts_with("const built = null;"));
}

#[test]
fn nothing_of_a_preview_is_in_a_published_page() {
    let folder = Folder::with_content("plain");
    assert_eq!(folder.tandem(&[&PUBLISH[..], &["--allow-unreviewed"]].concat()).0, 0);
    for entry in fs::read_dir(folder.at("out")).unwrap().map(|it| it.unwrap()) {
        let is_page = entry.file_name().to_str().unwrap().ends_with(".html");
        assert!(
            !is_page || !fs::read_to_string(entry.path()).unwrap().contains("__preview"),
            "{:?}",
            entry.file_name()
        );
    }
}

/// Writes into a head what the reviewer's pack says, as the guide for authors tells.
fn reviewed(folder: &Folder, id: &str, path: &str) {
    let (status, said) = folder.tandem(&["review", "content", id, "--to", "pack.html"]);
    assert_eq!(status, 0, "{said}");
    let pack = folder.read("pack.html");
    let lines: Vec<String> = ["reviewed-text", "reviewed-evidence"]
        .iter()
        .filter_map(|key| {
            let (_, rest) = pack.split_once(&format!("{key}: "))?;
            Some(format!("{key}: {}\n", rest.get(..16)?))
        })
        .collect();
    let head = format!("status: reviewed\nreviewed: 2026-11-22\n{}", lines.concat());
    folder.change(path, "status: example\n", &head);
    folder.change(path, "reviewers: none\n", "reviewers:\n  - Dr A. Nobody, made up\n");
}

#[test]
fn what_was_reviewed_is_published_until_a_word_of_it_changes() {
    let folder = Folder::with_content("reviewed");
    for path in ["lists", "sheets", "screen"] {
        fs::remove_dir_all(folder.at(&format!("content/{path}"))).unwrap();
    }
    fs::remove_file(folder.at("content/library.de.md")).unwrap();
    let library = "---\ntitle: Topics\n---\n\n# Topics\n\n- [A sore knee](knee/en/decision.md): for people with one sore knee\n";
    folder.write("content/library.en.md", library);
    reviewed(&folder, "knee", "content/knee/en/decision.md");
    reviewed(&folder, "support-money", "content/support/en/money.md");
    let (status, said) = folder.tandem(&PUBLISH);
    assert_eq!(status, 0, "{said}");
    assert!(!folder.read("out/knee.en.html").contains("This is an example"));

    folder.change("content/knee/en/rest.md", "You rest your knee, and wait.", "You rest your knee.");
    let (status, said) = folder.tandem(&PUBLISH);
    assert_eq!(status, 1);
    assert!(said.contains("error[changed-since-review]"), "{said}");
}

#[test]
fn nothing_breaks_when_nobody_reads_on() {
    let folder = Folder::with_content("unread");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
    command.args(["check", "content"]).current_dir(&folder.0).stdout(writer).stderr(Stdio::piped());
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));

    // Nor what went wrong: the status says it all the same.
    for (words, status) in
        [(&["nonsense"][..], 2), (&["check", "nowhere"], 2), (&["check", "content", "--nonsense"], 2)]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tandem"));
        let ended = command.args(words).current_dir(&folder.0).stderr(writer).status().unwrap();
        assert_eq!(ended.code(), Some(status), "{words:?}");
    }
}

#[test]
fn one_reason_hides_no_second_warning() {
    let folder = Folder::with_content("explained");
    folder.change(
        "content/knee/en/rest.md",
        "You stay at home",
        "It is safe, and the best choice. You stay at home",
    );
    let explain = |why: &str| {
        let head = format!("title: Rest\naccept:\n  - \"loaded-word:{why}\"\n");
        folder.change("content/knee/en/rest.md", "title: Rest\n", &head);
    };
    explain("");
    let (_, said) = folder.tandem(&["check", "content"]);
    assert!(said.contains("0 errors, 3 warnings, 0 notes; 0 warnings explained"), "{said}");
    folder.change("content/knee/en/rest.md", "accept:\n  - \"loaded-word:\"\n", "");
    explain(" a word of the surgeons");
    let (_, said) = folder.tandem(&["check", "content"]);
    assert!(said.contains("0 errors, 1 warning, 0 notes; 1 warning explained"), "{said}");
    let line = "  - \"loaded-word: a word of the surgeons\"\n";
    let second = format!("{line}  - \"loaded-word: a word of the patients\"\n");
    folder.change("content/knee/en/rest.md", line, &second);
    let (_, said) = folder.tandem(&["check", "content"]);
    assert!(said.contains("0 errors, 0 warnings, 0 notes; 2 warnings explained"), "{said}");
    assert_eq!(folder.tandem(&["review", "content", "knee", "--to", "pack.html"]).0, 0);
    for why in ["a word of the surgeons", "a word of the patients"] {
        assert_eq!(folder.read("pack.html").matches(&format!("The authors say: {why}")).count(), 1);
    }
}

#[test]
fn what_needs_no_judgement_is_mended_and_the_rest_is_left() {
    let folder = Folder::with_content("fix");
    folder.change("content/knee/en/decision.md", "funding: None.", "fundings: None.");
    folder.change("content/knee/en/decision.md", "| 60 |", "| 60% |");
    let (status, text) = folder.tandem(&["check", "content"]);
    assert!(status == 1 && text.contains("`--fix` writes:"), "{text}");
    let (status, text) = folder.tandem(&["check", "content", "--fix"]);
    assert!(text.contains("1 place mended."), "{text}");
    let card = folder.read("content/knee/en/decision.md");
    assert!(card.contains("\nfunding: None.\n") && card.contains("| 60% |"), "{card}");
    // The number is still wrong: what it should be only its author knows.
    assert!(status == 1 && text.contains("count-shape"), "{text}");
    folder.change("content/knee/en/decision.md", "| 60% |", "| 60 |");
    let (status, text) = folder.tandem(&["check", "content"]);
    assert!(status == 0 && text.contains("0 errors, 0 warnings"), "{text}");
}

/// The file of phrases that comes with the program is nearly as long as any card may be, and is there to be added to.
#[test]
fn phrases_can_be_added_however_many_there_are() {
    let folder = Folder::with_content("phrases");
    let mut phrases = fs::read_to_string("content/checks/en.yaml").unwrap();
    while phrases.len() < 400_000 {
        phrases.push_str("\n# A remark of somebody who added a phrase.");
    }
    fs::create_dir_all(folder.at("content/checks")).unwrap();
    fs::write(folder.at("content/checks/en.yaml"), phrases).unwrap();
    let (status, said) = folder.tandem(&["check", "content"]);
    assert!(status == 0 && said.contains("0 errors, 0 warnings"), "{said}");
}

#[test]
fn a_watch_checks_again_when_a_card_is_saved() {
    let folder = Folder::with_content("watch");
    let watch = Running::start(&folder, &["check", "content", "--watch"]);
    // Saved as soon as the last line is said, and more than once: no save may go unseen.
    for _ in 0..3 {
        watch.line("0 errors, ");
        folder.change("content/knee/en/decision.md", "| 60 |", "| 60% |");
        watch.line("1 error, ");
        folder.change("content/knee/en/decision.md", "| 60% |", "| 60 |");
    }
}

#[test]
fn help_anywhere_is_help() {
    let folder = Folder::new("help");
    for words in [&["--help"][..], &["-h"], &["help"], &[]] {
        let (status, said) = folder.tandem(words);
        assert!(
            status == 0 && said.contains("tandem check CONTENT") && said.contains("tandem publish"),
            "{said}"
        );
    }
    for name in ["check", "explain", "standards", "review", "new", "preview", "publish"] {
        let asked = [
            &[name, "--help"][..],
            &[name, "content", "-h"],
            &[name, "--nonsense", "--help"],
            &["help", name],
        ];
        for words in asked {
            let (status, said) = folder.tandem(words);
            assert!(status == 0 && said.starts_with(&format!("tandem {name} ")), "{words:?}: {said}");
            assert!(!said.contains("Error") && said.lines().count() < 5, "{words:?}: {said}");
        }
    }
}

#[test]
fn a_wrong_path_ends_with_status_2_and_one_sentence() {
    let folder = Folder::with_content("paths");
    let publish = ["publish", "nowhere", "--to", "out", "--app", "app"];
    let wrong_app = ["publish", "content", "--to", "out", "--app", "nowhere", "--allow-unreviewed"];
    for words in [
        &["check", "nowhere"][..],
        &["check", "nowhere", "--watch"],
        &["check", "nowhere", "--reading"],
        &["standards", "nowhere"],
        &["review", "nowhere", "--to", "pack.html"],
        &["preview", "nowhere", "--app", "app", "--port", "0"],
        &publish,
    ] {
        let (status, said) = folder.tandem(words);
        assert_eq!((status, said.as_str()), (2, "There is no folder nowhere.\n"), "{words:?}");
    }
    let preview = ["preview", "content", "--app", "content", "--port", "0"];
    for (words, app) in [(&wrong_app[..], "nowhere"), (&preview, "content")] {
        let (status, said) = folder.tandem(words);
        let begins = format!("{app} is no built app, since it has no boot.js: ");
        assert!(status == 2 && said.starts_with(&begins) && said.lines().count() == 1, "{words:?}: {said}");
    }
    assert!(!folder.at("out").exists());
    let (status, said) = folder.tandem(&["check", "content", "--nonsense"]);
    assert!(status == 2 && said.lines().count() == 1, "{said}");
}

#[test]
fn one_sign_too_few_is_one_remark() {
    let folder = Folder::with_content("signs");
    let card = "content/knee/en/decision.md";
    let whole = folder.read(card);
    let row = whole.lines().find(|line| line.starts_with("| [had a fall]")).unwrap();
    for (old, new, code) in [
        ("---\n", "--\n", "head-missing"),
        ("\n---\n", "\n--\n", "head-missing"),
        (row, row.replacen(" | ", " ", 1).as_str(), "table-bar"),
        (row, row.replacen(" | ", " | | ", 1).as_str(), "table-bar"),
        ("|---|---|", "|---|", "table-bar"),
    ] {
        folder.change(card, old, new);
        let (status, said) = folder.tandem(&["check", "content"]);
        assert!(status == 1 && said.contains(&format!("error[{code}]")), "{said}");
        assert!(said.contains("\n1 error, 0 warnings, 0 notes; "), "{old:?}: {said}");
        folder.write(card, &whole);
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_file_system_are_refused_with_their_path() {
    use std::os::unix::fs::symlink;
    let folder = Folder::with_content("links");
    folder.write("secret/decision.md", "Not for readers.");
    let at = folder.at("content/knee/en/more");
    let targets =
        [folder.at("content"), folder.at("secret"), folder.at("secret/decision.md"), folder.at("nothing")];
    for target in targets {
        symlink(&target, &at).unwrap();
        for words in [&["check", "content"][..], &[&PUBLISH[..], &["--allow-unreviewed"]].concat()] {
            let (status, said) = folder.tandem(words);
            assert_eq!(status, 2, "{target:?}: {said}");
            assert!(said.starts_with("knee/en/more is a symbolic link"), "{target:?}: {said}");
        }
        fs::remove_file(&at).unwrap();
    }
    assert!(!folder.at("out").exists());
    // An editor's own mark on a file that is open is no file of the content, and is not published.
    symlink("me@here", folder.at("content/knee/en/.#rest.md")).unwrap();
    folder.write("content/.git/config", "mine");
    assert_eq!(folder.tandem(&[&PUBLISH[..], &["--allow-unreviewed"]].concat()).0, 0);
    assert!(!folder.at("out/content/.git").exists() && !folder.at("out/content/knee/en/.#rest.md").exists());
}

#[test]
fn a_review_pack_replaces_nothing_but_a_review_pack() {
    let folder = Folder::with_content("pack");
    let review = |to: &str| folder.tandem(&["review", "content", "knee", "--to", to]);
    assert_eq!(review("pack.html").0, 0);
    assert_eq!(review("pack.html").0, 0);
    let card = folder.read("content/knee/en/decision.md");
    let (status, said) = review("content/knee/en/decision.md");
    assert_eq!(
        said,
        "content/knee/en/decision.md is there already, and it is no review pack: name another file.\n"
    );
    assert_eq!(status, 2);
    assert_eq!(folder.read("content/knee/en/decision.md"), card);
}

#[test]
fn a_broken_card_is_said_in_the_terminal_too() {
    let folder = Folder::with_content("said");
    let running = Running::start(&folder, &["preview", "content", "--app", "app", "--port", "0"]);
    running.line("0 errors, ");
    folder.change("content/knee/en/decision.md", "| 60 | 70 (60 to 78) |", "| 60% | 70 (60 to 78) |");
    running.line("Drawn anew.");
    running.line("knee/en/decision.md:");
    running.line("1 error");
}
