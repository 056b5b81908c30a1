//! The pack for reviewers: every word and every number of a decision is in it, each number with its line of the evidence
//! trail, and the pack needs no other file.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::PathBuf;

use tandem::cards::trail::OnCard;
use tandem::cards::{Cell, Date, mark};
use tandem::check::{Card, Content, Part, Unit, units};
use tandem::command::{folder, review};

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
const DECISION: &str = "prostate-localised";

fn content() -> Content {
    folder::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content")).unwrap()
}

fn unit() -> Unit {
    Unit::Decision { id: DECISION.into(), lang: "en".into() }
}

fn pack() -> String {
    // What keeps numbers together on a line is no part of the words.
    let html = review::html(&content(), Some(DECISION), None, TODAY).unwrap();
    html.replace('\u{a0}', " ").replace("<wbr>", "")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn every_finding_is_there_with_its_published_value() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    let (decision, trail) = (card.decision.as_ref().unwrap(), card.trail.as_ref().unwrap());
    let mut seen = 0;
    for table in &decision.tables {
        for row in &table.rows {
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let Cell::Finding(finding) = cell else { continue };
                let line = trail.lines.iter().find(|line| {
                    line.when == finding.over()
                        && matches!(&line.card, OnCard::Outcome { row: id, option, .. }
                            if *id == row.id && option == column.choice().unwrap_or_default())
                });
                let line = line.unwrap_or_else(|| {
                    panic!("{} {} has no line", row.id, column.choice().unwrap_or_default())
                });
                let OnCard::Outcome { count, .. } = &line.card else { panic!("not a number") };
                let name = tandem::cards::prose::plain(&column.studied);
                let shown = format!("</b>{}</td><td>", escaped(&format!("{count} ({name})")));
                let there = pack.match_indices(&shown).any(|(at, _)| {
                    let rest = &pack[at..];
                    rest.split("</tr>").next().unwrap().contains(&escaped(&line.published))
                });
                assert!(there, "{count} ({name}): {}", line.published);
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
    assert_eq!(pack.matches("☐ agrees").count(), pack.matches("☐ differs").count());
    assert!(pack.matches("☐ agrees").count() >= trail.lines.len());
}

#[test]
fn every_line_of_the_trail_is_there() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    for line in &card.trail.as_ref().unwrap().lines {
        for said in [&line.published, &line.who, &line.how] {
            assert!(pack.contains(&escaped(said)), "{said}");
        }
    }
}

#[test]
fn every_word_is_there() {
    let (content, pack) = (content(), pack());
    let card = Card::read(&content, &unit(), TODAY);
    let missing: Vec<_> = card
        .passages
        .iter()
        .filter(|passage| passage.part != Part::Source && !passage.plain.is_empty())
        .filter(|passage| {
            // Footnotes stand between the words as numbers of sources: the words before the first are looked for.
            let first = passage.words.iter().take_while(|it| !matches!(it, tandem::cards::Inline::Note(_)));
            let before = tandem::cards::prose::plain(&first.cloned().collect::<Vec<_>>());
            !pack.contains(&escaped(&before))
        })
        .map(|passage| passage.plain.clone())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_marks_are_those_of_what_stands_there() {
    let (content, pack) = (content(), pack());
    let evidence = content.text(&format!("{DECISION}/en/evidence.md")).unwrap();
    assert!(pack.contains(&format!("reviewed-evidence: {}", mark::of_evidence(evidence))));
    let card = Card::read(&content, &unit(), TODAY);
    let files = card.files.iter().filter(|file| file.option.is_some() || file.name == "decision.md");
    let text = mark::of_text(files.map(|file| (file.name.as_str(), file.text)));
    assert!(pack.contains(&format!("reviewed-text: {text}")));
}

#[test]
fn it_needs_no_other_file_and_asks_for_none() {
    let pack = pack();
    for sign in
        ["<script", "src=", "@import", "<link", "http-equiv=\"refresh\"", "display: grid", "display: flex"]
    {
        assert!(!pack.contains(sign), "{sign}");
    }
    // Pictures are filled with what stands in the same file.
    let addresses = pack.split("url(").skip(1);
    assert!(addresses.clone().count() > 50 && addresses.into_iter().all(|it| it.starts_with('#')));
    assert!(pack.contains("default-src 'none'"));
}

#[test]
fn sheets_can_be_reviewed_too_and_all_at_once() {
    let content = content();
    let sheet = review::html(&content, Some("sheets-follow-up-plan"), None, TODAY).unwrap();
    assert!(sheet.contains("reviewed-text: ") && !sheet.contains("reviewed-evidence: "));
    assert!(review::html(&content, Some("no-such"), None, TODAY).is_err());
    let all = review::html(&content, None, None, TODAY).unwrap();
    let chapters = units(&content).iter().filter(|unit| **unit != Unit::Whole && unit.lang() == "en").count();
    assert_eq!(all.matches("Mark of the text").count(), chapters);
}

#[test]
fn a_pack_is_in_one_language_for_those_who_read_no_other() {
    let content = content();
    let of = |lang| review::html(&content, Some(DECISION), lang, TODAY);
    let (english, korean) = (of(None).unwrap(), of(Some("ko")).unwrap());
    assert!(english.contains("<html lang=\"en\"") && !english.contains("전립선"));
    assert!(korean.contains("<html lang=\"ko\"") && korean.contains("전립선"));
    assert!(of(Some("cy")).is_err());
    // A translation's numbers have the lines of its original.
    let paper = content.text("words/ko.paper.yaml").unwrap();
    let no_line = paper.lines().find_map(|line| line.strip_prefix("review-no-line: ")).unwrap();
    // Once: in the count at the top, of which there are none.
    assert_eq!(korean.matches(no_line).count(), 1, "a number without its line");
    assert!(korean.contains("12.7% of 545"));
}

/// The tables of a pack: for each row, how many columns its cells take.
fn tables(html: &str) -> Vec<(String, Vec<usize>)> {
    let tables = html.split("<table").skip(1).map(|it| it.split("</table>").next().unwrap());
    let across = |row: &str| -> usize {
        let cells = row.split("<").filter(|it| it.starts_with("td") || it.starts_with("th "));
        let across = cells.map(|cell| match cell.split_once("colspan=\"") {
            Some((_, rest)) => rest.split('"').next().unwrap().parse::<usize>().unwrap(),
            None => 1,
        });
        across.sum()
    };
    tables.map(|it| (it.to_string(), it.split("<tr>").skip(1).map(across).collect())).collect()
}

#[test]
fn every_table_of_numbers_keeps_its_columns_and_has_the_pictures_that_readers_see() {
    let content = content();
    for id in [DECISION, "psa-test", "hormone-tablets"] {
        let html = review::html(&content, Some(id), None, TODAY)
            .unwrap()
            .replace('\u{a0}', " ")
            .replace("<wbr>", "");
        let unit = Unit::Decision { id: id.into(), lang: "en".into() };
        let card = Card::read(&content, &unit, TODAY);
        let tables = tables(&html);
        for (table, rows) in &tables {
            assert!(rows.windows(2).all(|it| it[0] == it[1]), "{id}: {rows:?}\n{table}");
        }
        let mut findings = 0;
        for table in &card.decision.as_ref().unwrap().tables {
            let head = |it: &str| {
                let head = it.split("</thead>").next().unwrap();
                let names = table.columns.iter().map(|it| escaped(&tandem::cards::prose::plain(&it.studied)));
                head.contains(&escaped(&table.people.phrase))
                    && names.into_iter().all(|name| head.contains(&name))
            };
            let is_it = |it: &&(String, Vec<usize>)| {
                head(&it.0) && table.rows.iter().all(|row| it.0.contains(&escaped(&row.label)))
            };
            let (shown, rows) = tables.iter().find(is_it).unwrap_or_else(|| panic!("{id}: {}", table.id));
            assert_eq!(rows.len(), table.rows.len() + 1, "{id}: {}", table.id);
            let numbers = table.rows.iter().flat_map(|row| &row.cells);
            let numbers = numbers.filter(|cell| matches!(cell, Cell::Finding(_))).count();
            assert!(shown.matches("<svg").count() >= numbers, "{id}: {}", table.id);
            findings += numbers;
        }
        assert!(findings >= 5, "{id}: {findings}");
    }
}

#[test]
fn cards_have_names_and_no_paths_and_what_they_say_of_themselves_has_names_too() {
    let pack = pack();
    let shown = pack.split("<body>").nth(1).unwrap().split("<pre>").next().unwrap();
    for path in ["prostate-localised/en", "surgery.md", "update-policy", "reviewed-by-patients", ">kind<"] {
        assert!(!shown.contains(path), "{path}");
    }
    // Days are told in words, in what a card says of itself as well.
    let day = |text: &str| {
        let digits = |it: &str| it.chars().all(|sign| sign.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        parts.len() == 3 && parts[0].len() == 4 && parts.iter().all(|it| digits(it))
    };
    let itself: String = shown
        .split("What this says about itself")
        .skip(1)
        .filter_map(|it| it.split("</table>").next())
        .collect();
    let in_digits: Vec<&str> = itself.split(['<', '>', ' ', ':', ';']).filter(|it| day(it)).collect();
    assert!(itself.contains("Published"), "{itself}");
    assert!(in_digits.is_empty(), "{in_digits:?}");
    for name in [
        "The decision: Prostate cancer that has not spread",
        ">Active surveillance</h2>",
        "How it is kept up to date",
        "No treatment, waiting, or staying as now",
    ] {
        assert!(shown.contains(name), "{name}");
    }
}

#[test]
fn what_authors_explain_stands_with_its_place_its_words_and_their_reason() {
    let html = review::html(&content(), Some("psa-test"), None, TODAY).unwrap();
    let explained =
        html.split("What the authors explain</h3>").nth(1).unwrap().split("</table>").next().unwrap();
    let row = explained.split("<tr>").nth(1).unwrap();
    assert!(row.contains(", paragraph "), "{row}");
    assert!(
        row.contains("(warning)") && row.contains("The authors say: out of 100 men with a raised PSA"),
        "{row}"
    );
}

/// The cards with some words changed, as they will be at the next review.
fn changed() -> Content {
    let files = content().files().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let mut files: std::collections::BTreeMap<String, String> = files;
    let mut change = |file: &str, from: &str, to: &str| {
        let text = files.get_mut(&format!("{DECISION}/en/{file}")).unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
    };
    change("decision.md", "| 26 (22 to 30) |", "| 27 (22 to 31) |");
    change("evidence.md", "| [26 (22 to 30)](#progressed)", "| [27 (22 to 31)](#progressed)");
    change("evidence.md", "141 of 545; 25.9%", "147 of 545; 27.0%");
    change("surgery.md", "A surgeon takes out the whole prostate", "A surgeon removes the whole prostate");
    Content::new(files)
}

#[test]
fn what_is_new_is_told_number_by_number_and_word_by_word_and_nothing_else() {
    let folder = std::env::temp_dir().join(format!("tandem-review-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let kept = folder.join("kept.html");
    std::fs::write(&kept, review::html(&content(), Some(DECISION), None, TODAY).unwrap()).unwrap();
    let now = changed();
    let news = |since: &std::path::Path, now: &Content| {
        let earlier = review::earlier_cards(since, now).unwrap();
        let pack = review::pack(now, Some(DECISION), None, Some(&earlier), TODAY).unwrap();
        let html = review::page(now, &pack).unwrap();
        let from = html.split(">What is new</h2>").nth(1).unwrap();
        from.split("<h2").next().unwrap().replace('\u{a0}', " ").replace("<wbr>", "")
    };
    let from_pack = news(&kept, &now);
    let content_folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let without_name = |html: &str| html.replace("“kept.html”", "").replace("“content”", "");
    assert_eq!(without_name(&from_pack), without_name(&news(&content_folder, &now)));
    assert!(
        from_pack.contains("Places that changed: with a number 1, in the evidence trail 1, others 1."),
        "{from_pack}"
    );
    for said in [
        "had cancer that grew or progressed (PSA monitoring (active surveillance))",
        "<del>26</del> (22 to <del>30)</del>",
        "<ins>27</ins> (22 to <ins>31)</ins>",
        "<del>141</del> of 545; <del>25.9%.</del>",
        "<del>takes out</del>",
        "<ins>removes</ins>",
    ] {
        assert!(from_pack.contains(said), "{said}\n{from_pack}");
    }
    let same = news(&kept, &content());
    assert!(same.contains("No word and no number has changed.") && !same.contains("<table"), "{same}");
    std::fs::write(&kept, "<html>something else</html>").unwrap();
    assert!(review::earlier_cards(&kept, &now).err().unwrap().contains("has no cards in it"));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The cards with a few words of the decision changed.
fn with(from: &str, to: &str) -> Content {
    let files = content().files().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let mut files: std::collections::BTreeMap<String, String> = files;
    let text = files.get_mut(&format!("{DECISION}/en/decision.md")).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    Content::new(files)
}

#[test]
fn a_footnote_that_changed_is_told_among_the_sources() {
    let text = content().text(&format!("{DECISION}/en/decision.md")).unwrap().to_string();
    let note = text.lines().find(|line| line.starts_with("[^p15]: ")).unwrap();
    let now = with(note, &format!("{note} Read again."));
    let earlier = review::Earlier { content: content(), name: "then".into() };
    let pack = review::pack(&now, Some(DECISION), None, Some(&earlier), TODAY).unwrap();
    let html = review::page(&now, &pack).unwrap().replace('\u{a0}', " ").replace("<wbr>", "");
    let news = html.split(">What is new</h2>").nth(1).unwrap().split("<h2").next().unwrap();
    let (before, _) = news.split_once("<ins>").unwrap();
    let row = before.rsplit("<tr").next().unwrap();
    assert!(row.contains(">Sources<"), "{row}");
}

#[test]
fn two_tables_with_an_empty_line_between_them_stay_two() {
    let count = |content: &Content| {
        let html = review::html(content, Some(DECISION), None, TODAY).unwrap();
        html.matches("<table").count()
    };
    let section = "## [Who is this for?](#who-for)\n";
    let table = |name: &str| format!("| {name} | {name} |\n|---|---|\n| One | Two |\n| Three | Four |\n\n");
    let two = with(section, &format!("{}{}{section}", table("First"), table("Second")));
    let one = with(section, &format!("{}{section}", table("First")));
    assert_eq!(count(&one), count(&content()) + 1);
    assert_eq!(count(&two), count(&content()) + 2);
}

/// The main part of a Word document: the library lays it in the file as it is.
fn word_text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let from = text.find("<w:document").expect("the part is packed: read it with a library");
    // What keeps numbers together on a line is no part of the words.
    text[from..].split("</w:document>").next().unwrap().replace('\u{a0}', " ")
}

#[test]
fn the_word_document_has_the_same_words_headings_tables_and_pictures() {
    let content = content();
    let pack = review::pack(&content, Some(DECISION), None, None, TODAY).unwrap();
    let bytes = tandem::site::plain::word::file(&pack.document).unwrap();
    assert!(docx_rs::read_docx(&bytes).is_ok());
    let xml = word_text(&bytes);
    let html = review::page(&content, &pack).unwrap();
    let body = html.split("<body>").nth(1).unwrap();
    let tables: Vec<&str> =
        xml.split("<w:tbl>").skip(1).map(|it| it.split("</w:tbl>").next().unwrap()).collect();
    assert_eq!(tables.len(), body.matches("<table").count());
    for table in &tables {
        let grid = table.matches("<w:gridCol ").count();
        for row in table.split("<w:tr>").skip(1) {
            let spans = row.split("<w:gridSpan w:val=\"").skip(1);
            let more: usize =
                spans.map(|it| it.split('"').next().unwrap().parse::<usize>().unwrap() - 1).sum();
            assert_eq!(row.matches("<w:tc>").count() + more, grid, "{row}");
        }
    }
    assert_eq!(xml.matches("<w:tblHeader />").count(), body.matches("<thead>").count());
    assert_eq!(xml.matches("<w:drawing>").count(), body.matches("class=\"small-people").count());
    for level in 1..=3 {
        let style = format!("<w:pStyle w:val=\"Heading{level}\" />");
        assert_eq!(xml.matches(&style).count(), body.matches(&format!("<h{level}")).count(), "{level}");
    }
    let whole = String::from_utf8_lossy(&bytes);
    for told in ["<dc:title>For review: ", "<dc:language>en</dc:language>", "<w:lang w:val=\"en\""] {
        assert!(whole.contains(told), "{told}");
    }
    assert!(!whole.contains("unknown") && !whole.contains("1970"), "the library's own author and day");
    let card = Card::read(&content, &unit(), TODAY);
    let plain: String =
        xml.split('<').filter_map(|it| it.strip_prefix("w:t ")?.split_once('>')).map(|it| it.1).collect();
    for table in &card.decision.as_ref().unwrap().tables {
        for row in &table.rows {
            assert!(plain.contains(&escaped(&row.label)), "{}", row.label);
        }
    }
}

#[test]
fn what_may_be_a_word_takes_no_side_of_paper_and_no_card_says_its_title_twice() {
    let html = review::html(&content(), Some("hormone-tablets"), None, TODAY).unwrap();
    let begins_a_side = |name: &str| {
        let (before, _) = html.split_once(&format!(">{name}</h2>")).unwrap_or_else(|| panic!("{name}"));
        before.rsplit_once("<h2").unwrap().1.contains("on-new-page")
    };
    for name in ["Sources", "Tamoxifen", "Sign-off: Hormone tablets after breast cancer"] {
        assert!(begins_a_side(name), "{name}");
    }
    for name in ["What the checker still says", "What is here, and what is missing"] {
        assert!(!begins_a_side(name), "{name}");
    }
    assert!(!html.contains("<td>Tamoxifen</td>"), "its title stands over it");
}

#[test]
fn latin_words_in_a_pack_from_right_to_left_begin_and_end_where_they_should() {
    let content = content();
    let pack = review::pack(&content, Some(DECISION), Some("ar"), None, TODAY).unwrap();
    let html = review::page(&content, &pack).unwrap().replace('\u{a0}', " ").replace("<wbr>", "");
    let bytes = tandem::site::plain::word::file(&pack.document).unwrap();
    let word = word_text(&bytes);
    for (name, text) in [("page", &html), ("Word", &word)] {
        for kept in
            ["\u{200e}553 men, surgery. within about 15 years\u{200e}", "\u{200e}47b\u{200e}\u{200f} "]
        {
            assert!(text.contains(kept), "{name}: {kept:?}");
        }
    }
    // Words from right to left say so, and nothing else does.
    for run in word.split("<w:r>").skip(1).map(|it| it.split("</w:r>").next().unwrap()) {
        let is_arabic = run.chars().any(|sign| ('\u{621}'..='\u{64a}').contains(&sign));
        assert_eq!(run.contains("<w:rtl />"), is_arabic, "{run}");
    }
    let copied = word.split("<w:p ").find(|it| it.contains("Courier New")).unwrap();
    assert!(copied.contains("<w:bidi w:val=\"0\" />"), "{copied}");
    let english = review::html(&content, Some(DECISION), None, TODAY).unwrap();
    assert!(!english.contains(['\u{200e}', '\u{200f}']));
}

#[test]
fn in_word_what_names_rows_stays_with_them_and_latin_words_and_numbers_are_whole_among_korean() {
    let content = content();
    let pack = |lang| review::pack(&content, Some(DECISION), Some(lang), None, TODAY).unwrap();
    let file = |lang| tandem::site::plain::word::file(&pack(lang).document).unwrap();
    let korean = file("ko");
    let whole = String::from_utf8_lossy(&korean);
    for told in [
        "<w:lang w:val=\"en\" w:eastAsia=\"ko\"",
        "<w:autoSpaceDE w:val=\"0\" /><w:autoSpaceDN w:val=\"0\" />",
    ] {
        assert!(whole.contains(told), "{told}");
    }
    assert!(whole.contains("23 (19\u{a0}~\u{a0}26)"), "a range stays on one line");
    let word = word_text(&korean);
    let rows: Vec<&str> =
        word.split("<w:tr>").skip(1).map(|it| it.split("</w:tr>").next().unwrap()).collect();
    let leads = |row: &&&str| row.contains("<w:tblHeader />") || row.matches("<w:tc>").count() == 1;
    assert!(rows.iter().filter(leads).count() > 20);
    for row in rows.iter().filter(leads) {
        assert_eq!(row.matches("<w:p ").count(), row.matches("<w:keepNext />").count(), "{row}");
    }
}

#[test]
fn no_word_document_is_written_over() {
    let folder = std::env::temp_dir().join(format!("tandem-review-over-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let order = |to: &[&str]| review::Options {
        content: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content"),
        id: Some("sheets-follow-up-plan".into()),
        lang: None,
        to: to.iter().map(|it| folder.join(it)).collect(),
        since: None,
    };
    assert_eq!(review::run(&order(&["a.html", "a.docx"])), Ok(true));
    assert!(review::run(&order(&["a.html", "a.docx"])).unwrap_err().contains("somebody's remarks"));
    assert_eq!(review::run(&order(&["a.html"])), Ok(true));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_new_version_is_one_change_and_days_of_the_history_are_told_in_words() {
    let text = content().text(&format!("{DECISION}/en/decision.md")).unwrap().to_string();
    let version = text.lines().find(|line| line.starts_with("version: ")).unwrap();
    let told = "history:\n  - \"2026-11-21: Easier to read. Why: readers asked.\"";
    let newer = text.replacen(&format!("{version}\n"), "version: 99\n", 1).replacen("history:", told, 1);
    let now = with(&text, &newer);
    let earlier = review::Earlier { content: content(), name: "then".into() };
    let pack = review::pack(&now, Some(DECISION), None, Some(&earlier), TODAY).unwrap();
    let html = review::page(&now, &pack).unwrap().replace('\u{a0}', " ").replace("<wbr>", "");
    let news = html.split(">What is new</h2>").nth(1).unwrap().split("<h2").next().unwrap();
    assert!(news.contains("with a number 1, in the evidence trail 0, others 0."), "{news}");
    assert_eq!(news.matches("(nothing)").count(), 0, "{news}");
    assert!(news.contains("21 November 2026: Easier to read. Why: readers asked."), "{news}");
}

#[test]
fn a_number_in_words_that_changed_is_told_among_the_numbers() {
    let text = content().text(&format!("{DECISION}/en/decision.md")).unwrap().to_string();
    let question = text.lines().skip_while(|line| !line.starts_with("# ")).nth(2).unwrap();
    let now = with(question, &format!("{question} Wait three weeks."));
    let earlier = review::Earlier { content: content(), name: "then".into() };
    let pack = review::pack(&now, Some(DECISION), None, Some(&earlier), TODAY).unwrap();
    let html = review::page(&now, &pack).unwrap().replace('\u{a0}', " ");
    assert!(html.contains("with a number 1, in the evidence trail 0, others 0."));
}
