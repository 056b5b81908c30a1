//! Slips that nobody may make unseen: each is put into the whole example of the checker, and must be said where it stands.
//! Beside them stand ways to write that are right, of which nothing may be said.

#![cfg(feature = "views")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "checks/example.rs"]
mod example;
use example::{Change, changed, checked};

const KNEE: &str = "knee/en/decision.md";
const OPERATION: &str = "knee/en/operation.md";
const REST: &str = "knee/en/rest.md";
const TEST: &str = "screen/en/decision.md";
const GERMAN: &str = "screen/de/decision.md";

/// What is said of the example with these changes: the codes, with the files.
fn said(changes: &[Change]) -> Vec<(&'static str, String)> {
    let list = checked(changed(changes)).list;
    list.iter().map(|it| (it.rule.code, it.location.file.clone())).collect()
}

/// What is said, in words.
fn said_words(changes: &[Change]) -> String {
    let list = checked(changed(changes)).list;
    list.iter().map(|it| format!("{}: {}\n", it.rule.code, it.location.message)).collect()
}

/// Each of these slips is said by this rule, in the file of its first change.
fn is_said(code: &str, slips: &[&[Change]]) {
    for slip in slips {
        let said = said(slip);
        assert!(said.iter().any(|(rule, file)| *rule == code && file == slip[0].0), "{slip:?}: {said:?}");
    }
}

/// Of none of these is anything said by this rule.
fn is_unsaid(code: &str, ways: &[&[Change]]) {
    for way in ways {
        let said = said(way);
        assert!(said.iter().all(|(rule, _)| *rule != code), "{way:?}: {said:?}");
    }
}

const WHAT: &str = "A surgeon opens the knee and mends what is torn in it.";
const HARD: &str = "- A surgeon opens your knee.";

#[test]
fn words_that_say_nothing_fill_no_section() {
    let condition = "A sore knee hurts when you walk. Some hurt more than others.";
    for hollow in
        ["...", "—", "None.", "Coming soon.", "[^a]", "&nbsp;", "[ ]", "Lorem ipsum dolor sit amet."]
    {
        is_said("section-required", &[&[(KNEE, condition, hollow)]]);
        is_said("section-wanted", &[&[(KNEE, "How people do after more years.", hollow)]]);
        is_said("says-nothing", &[&[(OPERATION, WHAT, hollow)]]);
    }
    is_said("test-parts", &[&[(TEST, "You would be asked to come again.", "n/a")]]);
    is_said("to-write", &[&[(KNEE, condition, "TODO: ask Ann")], &[(KNEE, condition, "It is TBC.")]]);
    is_unsaid("to-write", &[&[(KNEE, condition, "The text <!-- TODO: ask Ann -->")]]);
    is_unsaid("section-wanted", &[&[(KNEE, "How people do after more years.", "Not known.")]]);
}

/// A line that was meant to be an item, a heading or a row, and signs that were meant to make words stand out.
#[test]
fn signs_that_do_nothing_are_said() {
    let point = "- A surgeon opens your knee.";
    for line in ["-\u{a0}Two.", "•\tTwo.", "• Two.", "2.\u{a0}Two.", "-Two.", "1)Two."] {
        is_said("markup-shown", &[&[(OPERATION, point, &format!("{point}\n{line}"))]]);
    }
    let signs = [
        "~~soft~~ words",
        "a ** b",
        "**注意：**请",
        "**注意：**请吃**药**",
        "a __b",
        "###Heading",
        "#\u{a0}Heading",
        "caf&eacute;",
        "3&nbsp;weeks",
        "AT&amp;T",
    ];
    for words in signs {
        is_said("markup-shown", &[&[(OPERATION, WHAT, words)]]);
    }
    is_said("table-bar", &[&[(OPERATION, WHAT, "| a | b |\n|---|\n| c | d |")]]);
    for words in [
        "One\n– two – three",
        "**bold** and *soft*",
        "\\*\\* and \\~~",
        "minus -5",
        "a - b",
        "***both***",
        "#5",
        "1.5 mg",
        "3&#160;weeks",
        "Smith & Sons; both",
    ] {
        is_unsaid("markup-shown", &[&[(OPERATION, WHAT, words)]]);
    }
    is_said(
        "table-bar",
        &[
            &[(OPERATION, WHAT, "| a | b |\n|---|---|\n| c |\n\nWords.")],
            &[(OPERATION, WHAT, "| a | b |\n|---|---|\n| c |")],
        ],
    );
    is_unsaid("table-bar", &[&[(OPERATION, WHAT, "| a | b |\n|---|---|\n| c | |\n| c ||")]]);
}

/// A sign that cannot be seen is named.
#[test]
fn a_sign_that_cannot_be_seen_is_named() {
    let cell = "| 9 to 11 | *No";
    for (sign, name) in
        [('\u{2011}', "U+2011"), ('\u{2212}', "U+2212"), ('\u{200b}', "U+200B"), ('\u{664}', "U+0664")]
    {
        let said = said_words(&[(KNEE, cell, &format!("| 9 to 1{sign}1 | *No"))]);
        assert!(said.contains(name), "{said}");
    }
}

/// A list that goes on counts; a number that begins a line may have lost its sentence.
#[test]
fn the_first_number_of_a_list_is_a_number() {
    let lost = "Wear it until you are at least\n\n40. Then you can stop.";
    let steps = "1. Rest.\n2. Walk.\n\nThen wait.\n\n3. Ring us.";
    is_said("quantity-no-line", &[&[(OPERATION, WHAT, lost)]]);
    is_unsaid("quantity-no-line", &[&[(OPERATION, WHAT, steps)]]);
    is_said("table-bar", &[&[("knee/en/evidence.md", "| source | |", "| source | | or not |")]]);
    is_said("words-left-out", &[&[("library.en.md", "- [A sore knee]", "Look here.\n\n- [A sore knee]")]]);
}

#[test]
fn a_section_has_what_the_app_makes_of_it() {
    let matters = "- [I want to walk](#walk): [walking a mile](#walked), [what it is](#what)\n\
                   - [I want no surgeon near my knee](#no-surgeon): [what happens](#involves), [falls](#fell)";
    let asked = "- [How long is the wait for the operation?](#wait)\n- [How should I rest?](#how-rest)";
    is_said(
        "section-required",
        &[
            &[(KNEE, matters, "None.")],
            &[(KNEE, asked, "None.")],
            &[(KNEE, asked, "There is much to ask.")],
            &[(KNEE, &outcomes(), "People did well.")],
        ],
    );
    is_unsaid("section-required", &[&[(KNEE, &outcomes(), "Not known.")]]);
}

/// All tables of the example.
fn outcomes() -> String {
    let text = example::whole().remove(KNEE).unwrap();
    let below = text.split("(#outcomes)\n\n").nth(1).unwrap();
    below.split("\n\n## ").next().unwrap().to_string()
}

#[test]
fn words_that_say_nothing_are_no_point_and_no_line() {
    for hollow in ["- None.", "- None known.", "- ...", "- -", "-", "- n/a", "- [^a]"] {
        is_said("no-hard-point", &[&[(OPERATION, HARD, hollow)]]);
    }
    is_said("no-good-point", &[&[(REST, "- Nobody opens your knee.", "- None.")]]);
    is_said(
        "says-nothing",
        &[
            &[(OPERATION, HARD, "- A surgeon opens your knee.\n- None.")],
            &[(KNEE, "Shall I rest my knee, or have it operated on?", "...")],
            &[(KNEE, "*No difference found*", "*...*")],
            &[(KNEE, "More people with an operation.", "-")],
            &[(KNEE, "[When do I need to decide?](#when)", "[ ](#when)")],
            &[(KNEE, "- [How should I rest?](#how-rest)", "- [...](#how-rest)")],
            &[(KNEE, "You can take your time.", "You can take your time. [](rest.md)")],
            &[(OPERATION, "# An operation\n", "")],
            &[("support/en/money.md", "## [Whom to ask](#whom)", "Whom to ask")],
            &[(
                "support/en/money.md",
                "Ask your team. [The number to ring](../../service.en.md#advice-line)",
                "",
            )],
        ],
    );
    is_unsaid(
        "says-nothing",
        &[&[(
            "sheets/en/plan.md",
            "[The number to ring](../../service.en.md#advice-line)",
            "- I ring: ____",
        )]],
    );
}

#[test]
fn words_that_say_nothing_answer_nothing_in_the_head() {
    for (old, new) in [
        ("funding: None.", "funding: tbc"),
        ("interests: None declared.", "interests: n/a"),
        ("  - A test, made up", "  - none"),
        ("evidence: Made up for tests.", "evidence: ..."),
        ("licence: CC BY 4.0", "licence: to follow"),
        ("helps-match: not done", "helps-match: n/a"),
        ("reviewers: none", "reviewers: tbc"),
    ] {
        is_said("says-nothing", &[&[(KNEE, old, new)]]);
    }
    is_unsaid("says-nothing", &[&[(KNEE, "interests: None declared.", "interests: None.")]]);
}

#[test]
fn a_value_that_is_not_known_is_said_where_it_stands() {
    for (file, old, new) in [
        (TEST, "kind: test", "kind: screening"),
        (TEST, "kind: test", "kind: Test"),
        (OPERATION, "title: An operation", "title: An operation\nno-treatment: Yes"),
        (KNEE, "reviewers: none", "reviewers: none\nreviewed: 22.11.2026"),
        (KNEE, "reviewers: none", "reviewers: none\nhistory: A range was put right."),
        (KNEE, "reviewers: none", "reviewers: none\ncontact: the ward desk"),
    ] {
        is_said("key-value", &[&[(file, old, new)]]);
    }
    let history =
        "reviewers: none\nhistory:\n  - \"2026-11-22: A range was put right. Why: it was a misprint.\"";
    is_unsaid("key-value", &[&[(KNEE, "reviewers: none", history)]]);
    is_unsaid("quantity-no-line", &[&[(KNEE, "reviewers: none", history)]]);
    let contact = "reviewers: none\ncontact: mailto:cards@example.org";
    is_unsaid("key-value", &[&[(KNEE, "reviewers: none", contact)]]);
    is_said(
        "test-parts",
        &[
            &[(TEST, "kind: test\n", "")],
            &[(TEST, "kind: test", "kind: treatment")],
            &[(GERMAN, "kind: test\n", "")],
        ],
    );
    for waiver in ["yes", "none", "tbc", "...", "no reason"] {
        let waived = format!("kind: treatment\nno-treatment-waived: {waiver}\nstatus");
        is_said("no-treatment-missing", &[&[(KNEE, "status", &waived), (REST, "no-treatment: yes\n", "")]]);
    }
    let waived = "no-treatment-waived: without treatment people die within days\nstatus";
    is_unsaid("no-treatment-missing", &[&[(KNEE, "status", waived), (REST, "no-treatment: yes\n", "")]]);
}

#[test]
fn a_review_is_by_somebody_else_and_not_of_long_ago() {
    for reviewer in ["None", "nobody yet", "A test, made up"] {
        let reviewers = format!("reviewers: {reviewer}\nreviewed: 2026-11-22");
        let slip =
            [(KNEE, "reviewers: none", reviewers.as_str()), (KNEE, "status: example", "status: reviewed")];
        let content = said_words(&slip);
        assert!(content.contains("`reviewers:` with"), "{content}");
    }
    is_said("date-order", &[&[(KNEE, "reviewers: none", "reviewers: none\nreviewed: 2020-01-01")]]);
    is_unsaid("date-order", &[&[(KNEE, "reviewers: none", "reviewers: none\nreviewed: 2026-10-01")]]);
}

#[test]
fn what_belongs_to_one_choice_does_not_stand_with_another() {
    let columns = "[Rest](rest.md) | [Operation](operation.md)";
    let rest = "Nothing is done to the knee. You rest it, and see how it goes.";
    is_said(
        "cards-mixed-up",
        &[
            &[(KNEE, columns, "[Rest](operation.md) | [Operation](rest.md)")],
            &[(KNEE, "- [Rest](rest.md)", "- [An operation](rest.md)")],
            &[(OPERATION, "title: An operation", "title: Rest")],
            &[(OPERATION, "# An operation", "# Rest")],
            &[(OPERATION, WHAT, rest)],
            &[(OPERATION, "[Hard points](#hard)", "[Good points](#hard)")],
            &[
                (OPERATION, "[Good points](#good)", "[Hard points](#good)"),
                (REST, "[Good points](#good)", "[Hard points](#good)"),
            ],
            &[("library.en.md", "[A sore knee]", "[A test of the ears]")],
        ],
    );
    is_said(
        "id-twice",
        &[
            &[(KNEE, "- [Rest](rest.md)", "- [Rest](rest.md)\n- [Rest](rest.md)")],
            &[("library.en.md", "screen/en/decision.md", "knee/en/decision.md")],
            &[("service.en.md", "[When we answer](#hours)", "[When we answer](#advice-line)")],
        ],
    );
    is_said(
        "name-differs",
        &[
            &[(KNEE, "- [An operation](operation.md)", "- [Pills](operation.md)")],
            &[(OPERATION, "# An operation", "# Pills")],
            &[(OPERATION, "[What is it?](#what)", "[What happens?](#what)")],
        ],
    );
    is_unsaid(
        "cards-mixed-up",
        &[&[(KNEE, "[Operation](operation.md)", "Open surgery ([an operation](operation.md))")]],
    );
    is_unsaid(
        "name-differs",
        &[&[(KNEE, "- [An operation](operation.md)", "- [The operation](operation.md)")]],
    );
}

#[test]
fn links_and_sources_lead_somewhere() {
    let with = |link: &str| format!("You stay at home {link} and rest");
    for link in ["[a](mailto:)", "[a](tel:abc)", "[a](https://)", "[more][ref]", "[a](b c.md)"] {
        is_said("link-dead", &[&[(REST, "You stay at home and rest", &with(link))]]);
    }
    is_said("link-dead", &[&[("support/en/money.md", "Ask your team.", "Ask [here](#side-by-side).")]]);
    is_said("link-dead", &[&[("service.en.md", "Each day,", "Each [day](nowhere.md),")]]);
    is_said("service-owner", &[&[("service.en.md", "The knee team", "tbc")]]);
    let source = "A. Nobody. A trial of knees. J Knees 2020. doi:10.1000/knees.2020.";
    is_said("says-nothing", &[&[(KNEE, source, "2020")]]);
    is_said("source-without-date", &[&[(KNEE, source, "A. Nobody. A trial of knees. 2034.")]]);
}

#[test]
fn points_and_lines_do_not_lean() {
    let five = "- You can:\n  - walk\n  - run\n  - climb\n  - swim\n  - dance";
    let good = "- In the trial, more people could walk a mile.[^a]";
    is_said("balance-count", &[&[(OPERATION, good, five)]]);
    let apart = (
        REST,
        "- In the trial, fewer people could walk a mile.[^a]",
        "- You may wait for long.\n- In the trial, fewer people could walk a mile.[^a]",
    );
    is_said(
        "balance-count",
        &[&[(OPERATION, good, "- You may run.\n- In the trial, more people could walk a mile.[^a]"), apart]],
    );
    let matters = "## [What people say matters](#matters)\n";
    let pushed = format!("{matters}\nPeople should have the best operation.\n");
    is_said("loaded-word", &[&[(KNEE, matters, &pushed)]]);
    is_said("balance-length", &[&[(OPERATION, HARD, "- A scar.")]]);
    is_said(
        "matters-one-sided",
        &[&[(
            KNEE,
            "- [I want no surgeon near my knee](#no-surgeon): [what happens](#involves), [falls](#fell)\n",
            "",
        )]],
    );
}

#[test]
fn deaths_from_any_cause_are_counted_where_deaths_are() {
    let row = "| [had a fall](#fell)[^a] | 9 to 11 | *No difference found* | in each year | low | No clear difference. |";
    let survival = ("knee/en/decision.md", "### [Trouble](#trouble)", "### [Trouble](#survival-trouble)");
    let with = |words: &str, cells: &str| {
        format!(
            "{row}\n| [{words}](#of-knee)[^a] | *Nobody* | *Nobody* | in each year | low | No difference. |\n\
        | [died of any cause](#of-any)[^a] | {cells} | in each year | low | No difference. |"
        )
    };
    is_said(
        "survival-any-cause",
        &[&[survival, (KNEE, row, &with("were killed by a fall", "not known | not known"))]],
    );
    is_unsaid(
        "survival-any-cause",
        &[&[survival, (KNEE, row, &with("were killed by a fall", "*Nobody* | *Nobody*"))]],
    );
    is_unsaid("survival-any-cause", &[&[(KNEE, "had a fall", "were afraid of death")]]);
}

#[test]
fn what_the_trouble_is_is_said() {
    for (file, old, new, said) in [
        (GERMAN, "Von 1,000 Menschen", "Von 1.000 Menschen", "number-thousands"),
        (REST, "You stay at home", "You stay [at home](rest.md#good)", "leave out what begins with `#`"),
        (REST, "../../support/en/money.md", "../../support/en/Money.md", "small letters"),
        (KNEE, "| at 2 years | low |", "| at 2 years | |", "how sure we are"),
    ] {
        // A language whose words are not all there is answered in English.
        let words = ("words/de.yaml", "", "card-not-known: not known\n");
        let found = said_words(&[(file, old, new), words]);
        assert!(found.contains(said) && !found.contains("remark-"), "{found}");
    }
}

/// With one blank word in them a browser takes none of the words.
#[test]
fn words_that_are_blank_are_said() {
    for (file, blank) in [("words/de.yaml", "card-high: \"\"\n"), ("words/en.yaml", "next: \n")] {
        let found = said_words(&[(file, "", blank)]);
        assert!(found.contains("no words stand here"), "{file}: {found}");
    }
}

#[test]
fn a_readme_is_no_card() {
    for path in ["knee/en/README.md", "lists/en/readme.md", "support/en/README.md"] {
        let readme = [(path, "", "# For authors\n\nAsk 90 people.\n")];
        assert_eq!(said(&readme), [], "{path}");
    }
}

#[test]
fn a_sheet_has_places_to_fill_in() {
    let sheet = "sheets/en/plan.md";
    let name = (sheet, "Name: ____", "We talk.");
    is_said(
        "form-field",
        &[
            &[(sheet, "Name: ____", "Name: ___")],
            &[(sheet, "Name: ____", "Name:\n____")],
            &[
                name,
                (sheet, "[ ] I have a copy. [ ] My", "My"),
                (sheet, "[The number to ring](../../service.en.md#advice-line)", "You."),
            ],
        ],
    );
    is_unsaid("form-field", &[&[name]]);
}

#[test]
fn words_of_cells_keep_their_meaning() {
    for (file, words) in [
        ("words/en.yaml", "card-high: low\ncard-low: high\n"),
        ("words/en.yaml", "card-about: exactly\n"),
        ("words/de.yaml", "card-low: gering\ncard-very-low: gering\n"),
    ] {
        is_said("words-meaning", &[&[(file, "", words)]]);
    }
    is_unsaid(
        "words-meaning",
        &[&[("words/de.yaml", "", "card-high: hoch\ncard-low: gering\ncard-to: bis\n")]],
    );
}

/// Each looks up the other, and neither looks further.
#[test]
fn two_languages_may_name_each_other_as_their_original() {
    let other = (TEST, "status: example\n", "status: example\ntranslated-from: de\n");
    let days = (GERMAN, "Sie können sich Zeit lassen.", "Sie haben 3 Tage.");
    is_said("translation-numbers", &[&[days, other]]);
}

#[test]
fn a_translation_is_what_its_original_is() {
    let fall = "Man sagt Ihnen vielleicht fälschlich, dass Sie weniger hören.";
    let (german_test, german_none) = ("screen/de/test.md", "screen/de/no-test.md");
    is_said(
        "translation-structure",
        &[
            &[(GERMAN, "status: example", "status: draft"), (TEST, "status: example", "status: withdrawn")],
            &[(GERMAN, "kind: test\n", "")],
            &[
                (german_none, "no-treatment: yes\n", ""),
                (german_test, "title: Der Test", "title: Der Test\nno-treatment: yes"),
            ],
            &[(
                german_test,
                "fälschlich, dass Sie weniger hören.[^s]",
                "fälschlich, dass Sie weniger hören.",
            )],
        ],
    );
    let listed = "- [Geld](#daily-money)\n- [Schlaf](#daily-sleep)\n";
    let german = |from: &str, lines: &str| {
        let head = "title: Was ich brauche\nkind: needs\nwhom: für alle\nstatus: example\nversion: 1\npublished: 2026-11-22\n\
            review-by: 2027-11-22\nauthors:\n  - A test, made up\nreviewers: none\nfunding: None.\nlicence: CC BY 4.0";
        format!(
            "---\n{head}\n{from}---\n\n# Was ich brauche\n\nSagen Sie, worüber Sie sprechen wollen.\n\n## [Alltag](#daily)\n\n{lines}"
        )
    };
    let needs = "lists/de/needs.md";
    let (whole, short) = (
        german("translated-from: en\n", listed),
        german("translated-from: en\n", "- [Geld](#daily-money)\n"),
    );
    assert_eq!(said(&[(needs, "", &whole)]), []);
    is_said("translation-structure", &[&[(needs, "", &short)]]);
    is_said("translated-from-missing", &[&[(needs, "", &german("", listed))]]);
    is_said(
        "translation-words",
        &[
            &[(german_test, fall, "Nichts.")],
            &[(german_test, fall, "You may be told wrongly that you hear less.")],
        ],
    );
    is_said(
        "says-nothing",
        &[&[(german_test, "Sie hören leise Töne und sagen, wann Sie sie hören.", "...")]],
    );
}

#[test]
fn a_number_in_words_may_be_digits_in_another_language() {
    for (english, german) in [
        ("You can come on the first day.", "Sie können am 1. Tag kommen."),
        ("You can come on 22 November 2026.", "Sie können am 22.11.2026 kommen."),
        ("You can come at noon.", "Sie können um 12 Uhr kommen."),
        ("1,643 men, 2.5 cm, at 15.", "1.643 Männer, 2,5 cm, nach 15."),
        ("1,643 men, 2.5 cm, at 15.", "١٬٦٤٣ و ٢٫٥ و ١٥"),
        ("25 mg, 1,234,567.5.", "25 mg, 1\u{a0}234\u{a0}567,5."),
        ("0.125 of it on 22.11.2026.", "0,125 davon am 22.11.2026."),
    ] {
        let way: &[Change] =
            &[(GERMAN, "Sie können sich Zeit lassen.", german), (TEST, "You can take your time.", english)];
        is_unsaid("translation-numbers", &[way]);
    }
    is_said("translation-numbers", &[&[(GERMAN, "Sie können sich Zeit lassen.", "Sie haben 3 Tage.")]]);
}

/// One cause, one remark.
#[test]
fn what_follows_from_a_slip_is_not_said_besides() {
    let only = |code: &str, slip: &[Change]| {
        let list = said(slip);
        assert!(list.iter().all(|(rule, _)| *rule == code) && list.len() == 1, "{slip:?}: {list:?}");
    };
    only("words-left-out", &[(KNEE, "- [An operation](operation.md)", "- ✅ [An operation](operation.md)")]);
    let row = "| [could walk a mile](#walked)[^a] | 60 |";
    only("source-undefined", &[(KNEE, row, "| [could walk a mile](#walked)[^b] | 60 |")]);
    only("row-certainty", &[(KNEE, "| at 1 year | low |", "| at 1 year | lowish |")]);
    let line = "| [9 to 11](#fell) [Rest](rest.md) | 100 people who rested | in each year |";
    let later = line.replace("in each year", "in 3 years");
    only("trail-differs", &[("knee/en/evidence.md", line, &later)]);
    only("trail-rounding", &[(KNEE, row, "| [could walk a mile](#walked)[^a] | 61 |")]);
    let told = said_words(&[(KNEE, row, "| [could walk a mile](#walked)[^a] | 61 |")]);
    assert!(told.contains("recomputed it is 60 out of 100; the trail says 60"), "{told}");
}

#[test]
fn that_it_costs_nothing_is_an_answer() {
    let said = "## [What it costs me](#cost)\n\nNothing.\n\n## [Good points](#good)";
    is_unsaid("says-nothing", &[&[(OPERATION, "## [Good points](#good)", said)]]);
    for hollow in ["...", "TBC", "n/a"] {
        let hollow = said.replace("Nothing.", hollow);
        is_said("says-nothing", &[&[(OPERATION, "## [Good points](#good)", &hollow)]]);
    }
}

#[test]
fn what_authors_count_of_their_own_work_needs_no_source() {
    for line in [
        "needs-patients: We asked 12 patients what they need.",
        "reviewed-by-patients: Three people with sore knees read a draft.",
        "communities: Seven of them spoke Somali at home.",
        "update-policy: Looked at again every 2 years.",
        "funding: The charity gave 2,000 pounds.",
        "history:\n  - \"2026-11-20: It said 5 visits, and says 6. Why: a misprint.\"",
    ] {
        let key = line.split(':').next().unwrap();
        let was = format!("{key}: ");
        let head = example::whole()[KNEE].clone();
        let old = head.lines().find(|it| it.starts_with(&was)).unwrap_or("review-by: 2027-11-22").to_string();
        let new = if old.starts_with(&was) { line.to_string() } else { format!("{old}\n{line}") };
        is_unsaid("quantity-no-line", &[&[(KNEE, &old, &new)]]);
    }
    // What was found is a finding, there as well.
    is_said(
        "quantity-no-line",
        &[
            &[(KNEE, "helps-knowledge: not done", "helps-knowledge: 40 people knew more afterwards.")],
            &[(KNEE, "evidence: Made up for tests.", "evidence: In 12 trials, rest helped.")],
        ],
    );
}

#[test]
fn a_head_says_what_is_wrong_with_a_value_that_has_a_colon_in_it() {
    let colon = "Put double quotes around the value: there is a colon in it.";
    for line in ["history:\n  - 2026-11-20: Begun.", "funding: A charity: ours."] {
        let words =
            said_words(&[(KNEE, "interests: None declared.", &format!("{line}\ninterests: None declared."))]);
        assert!(words.contains(colon), "{line}: {words}");
    }
    let words =
        said_words(&[(KNEE, "interests: None declared.", "no colon here\ninterests: None declared.")]);
    assert!(words.contains("head-line: ") && !words.contains(colon), "{words}");
}

#[test]
fn a_remark_on_one_of_several_lines_of_the_head_stands_on_that_line() {
    let history =
        "history:\n  - \"2026-11-20: Begun.\"\n  - \"2026-11-21: It is a simple operation now.\"\nlicence:";
    let files = changed(&[(KNEE, "licence:", history)]);
    let text = files[KNEE].clone();
    let report = checked(files);
    let found = report.list.iter().find(|it| it.rule.code == "loaded-word").unwrap();
    let words = &text[found.location.at.start..found.location.at.end];
    assert_eq!(words, "simple operation");
}

#[test]
fn a_range_without_a_source_is_one_remark() {
    for (range, named) in [
        ("You rest for 2 to 6 weeks.", "2 to 6 weeks"),
        ("You rest for one or two weeks.", "one or two weeks"),
        ("You rest for 2-6 weeks.", "2-6 weeks"),
    ] {
        let words = said_words(&[(OPERATION, WHAT, range)]);
        let remarks: Vec<&str> = words.lines().filter(|it| it.starts_with("quantity-no-line")).collect();
        assert_eq!(remarks, [format!("quantity-no-line: no line of the trail quotes this `{named}`")]);
    }
    let words = said_words(&[(OPERATION, WHAT, "It takes 2 hours. You rest for 6 weeks.")]);
    assert_eq!(words.matches("quantity-no-line").count(), 2, "{words}");
}
