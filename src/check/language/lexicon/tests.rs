use super::*;

#[test]
fn every_example_of_the_shipped_file_is_as_it_says() {
    let (lexicon, mut problems) = Lexicon::read(&[ENGLISH_FILE]);
    problems.extend(lexicon.examples());
    let lines: Vec<String> = problems
        .iter()
        .map(|it| format!("{}: {}", ENGLISH_FILE[..it.at.start].lines().count(), it.message))
        .collect();
    assert!(lexicon.phrases.len() > 20);
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// Ours is a small part of YAML: what others read of it is what we read.
#[test]
fn the_shipped_file_is_yaml() {
    for event in saphyr_parser::Parser::new_from_str(ENGLISH_FILE) {
        assert!(event.is_ok(), "{event:?}");
    }
}

#[test]
fn a_folder_adds_replaces_and_switches_off() {
    let own = "groups:\n  cure: cure, cures\nphrases:\n  - name: cure\n    rule: loaded-word\n    message: say how many\n    hear:\n      - <cure> you\n    heard:\n      - It cures you.\noff:\n  - jargon-words\n";
    assert!(Lexicon::problems("en", own).is_empty(), "{:?}", Lexicon::problems("en", own));
    let lexicon = Lexicon::of("en", Some(own));
    let tokens = Tokens::of("It cures you of a poor prognosis.");
    let hears = |rule: &str| lexicon.as_ref().map_or(9, |it| it.hear(rule, &tokens).len());
    assert_eq!((hears("loaded-word"), hears("jargon")), (1, 0));
    assert!(Lexicon::of("de", None).is_none());
    assert!(Lexicon::of("de", Some(own)).is_some());
}

#[test]
fn of_what_is_compiled_in_nothing_is_said_to_an_author() {
    // Each takes something away from a phrase of ours, whose own examples are then not heard.
    let longer = "phrases:\n  - name: own\n    rule: loaded-word\n    hear:\n      - safe operation\n    heard:\n      - A safe operation.\n";
    let group = "groups:\n  treatment: pump\n";
    for own in [longer, group] {
        let messages: Vec<String> = Lexicon::problems("en", own).into_iter().map(|it| it.message).collect();
        assert!(messages.is_empty(), "{messages:?}");
    }
}

#[test]
fn what_cannot_be_used_is_told() {
    for (own, message) in [
        (
            "phrases:\n  - name: a\n    rule: nothing\n    hear:\n      - b\n    heard:\n      - b\n",
            "no rule is called `nothing`",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    hear:\n      - <c>\n    heard:\n      - b\n",
            "<c>: no group is called <c>",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    hear:\n      - b\n    heard:\n      - c\n",
            "not heard: c",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    hear:\n      - b\n    heard:\n      - b\n    not-heard:\n      - a b\n",
            "heard, and must not be: a b",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    hear:\n      - b\n",
            "`a` has no example that must be heard",
        ),
        ("phrases:\n  - name: a\n    rule: jargon\n    listen:\n      - b\n", "nothing reads this line"),
        ("off:\n  - a\n", "no phrase is called `a`"),
    ] {
        let messages: Vec<String> = Lexicon::problems("xx", own).into_iter().map(|it| it.message).collect();
        assert!(messages.iter().any(|it| it == message), "{own}: {messages:?}");
    }
}
