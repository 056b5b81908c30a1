//! What rules on running words stand on: words, sentences and numbers are found as a reader finds them, and a file of phrases
//! is read as its author means it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use tandem::check::language::lexicon::Lexicon;
use tandem::check::language::quantity::quantities;
use tandem::check::language::share::{numbers, wilson};
use tandem::check::language::tokens::Tokens;
use tandem::check::wording::phrases::OutOf;

/// The phrases that come with the program.
const ENGLISH: &str = include_str!("../content/checks/en.yaml");

fn found(text: &str) -> Vec<&str> {
    let labels = ["CPG".to_string(), "Gleason".to_string()];
    quantities(text, &labels).iter().map(|it| &text[it.start..it.end]).collect()
}

/// Texts, and the quantities in them with a stroke between.
const FOUND: &[(&str, &str)] = &[
    ("20 sessions over 4 weeks", "20|4"),
    ("a 5-session course", "5"),
    ("twenty sessions", "twenty"),
    ("two or three visits a year", "two|three"),
    ("one operation", "one"),
    ("twice a day", "twice"),
    ("half of the men", "half"),
    ("PSA under 10", "10"),
    ("2000 people", "2000"),
    ("3 out of 100 men", "3"),
    ("1,643 men aged 50 to 69", "1,643|50|69"),
    // Letters right after or before.
    ("400mg a day", "400"),
    ("20Gy, 38C, 65yrs, 3x a day, 12people", "20|38|65|3|12"),
    ("week-12, up-to-12 visits", "12|12"),
    ("approx.12, No.12, men/12", "12|12|12"),
    ("You rest.12 people fell.", "12"),
    // Numbers like years.
    ("Drink 2000 ml, or take 2000 units.", "2000|2000"),
    ("Walk 2000 metres.", "2000"),
    ("1950 of them fell, and 2000 others.", "1950|2000"),
    ("Of 2000 asked, 1950 fell.", "2000|1950"),
    ("It costs 1999 pounds.", "1999"),
    // "May" is a month with its capital letter.
    ("Of those who rest, 10 may fall.", "10"),
    // A name's number follows at once, and is small.
    ("In both groups, 30 fell.", "30"),
    ("In both groups 30 fell.", "30"),
    ("In the rest group 12 fell.", "12"),
    ("At stage 1, 90 were alive.", "90"),
    ("For type 2, 30 get better.", "30"),
    ("In this part, 12 fell.", "12"),
    ("grade 3 and 60 kg", "60"),
    // Other writings.
    ("½ of people", "½"),
    ("２０ weeks, ٢٠ weeks, Ⅻ weeks, ⑫", "２０|٢٠|Ⅻ|⑫"),
    ("iv weeks", "iv"),
    ("t\u{ad}wo tablets", "t\u{ad}wo"),
    // Parts of a whole.
    ("Half the people fell.", "Half"),
    ("About half fell.", "half"),
    ("Two thirds of people fell.", "Two thirds"),
    ("two-thirds", "two-thirds"),
    ("three quarters, one fifth", "three quarters|one fifth"),
    ("A tenth of people", "A tenth"),
    ("Ninety per cent walk.", "Ninety"),
    ("Eighty-five percent walk.", "Eighty-five"),
    ("ninety out of a hundred", "ninety out of a hundred"),
    ("Ninety-nine out of 100", "Ninety-nine"),
    ("Twelve percentage points more", "Twelve"),
    ("nine cases out of ten", "nine cases out of ten"),
    ("nine in ten people", "nine in ten"),
    ("Hundreds fell.", "Hundreds"),
    // Doses, and what is done.
    ("Take two in the morning.", "two"),
    ("Take four paracetamol.", "four"),
    ("six infusions and three biopsies", "six|three"),
    ("two x-rays, two check-ups", "two|two"),
    ("Three small cuts are made.", "Three"),
    ("Two drains are left in.", "Two"),
    ("two litres, five cm, two stone", "two|five|two"),
    ("five hundred pounds", "five hundred"),
    ("one hundred and twenty men", "one hundred and twenty"),
    ("twenty-one days", "twenty-one"),
    ("Four died.", "Four"),
    // How often.
    ("every other day", "every other"),
    ("every third month", "every third"),
    ("Come every week, or every year.", "every week|every year"),
    ("weekly, fortnightly or six-monthly", "weekly|fortnightly|six"),
    ("once a fortnight", "once"),
    ("twice weekly", "twice"),
    ("thrice a day", "thrice"),
    // How long.
    ("You rest for a week.", "a"),
    ("in less than an hour", "an"),
    ("a fortnight", "a"),
    ("a couple of weeks", "couple of weeks"),
    ("a few days, then several weeks", "few days|several weeks"),
    ("half an hour", "half an hour"),
    ("after a year and a half", "a"),
    ("in week six", "six"),
    ("You stay one night, and work one day a week.", "one|one"),
    ("Pain fell by two points.", "two"),
    ("for one day", "one"),
    ("over the two years", "two"),
    ("at 6, 12 and 24 weeks, and from 2.5 to 3.5 mg", "6|12|24|2.5|3.5"),
    ("There is zero risk.", "zero"),
];

#[test]
fn quantities_are_found() {
    let wrong: Vec<_> =
        FOUND.iter().map(|(text, expected)| (*text, *expected, found(text).join("|"))).collect();
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, expected, found)| expected != found).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn dates_ordinals_labels_and_pronouns_are_none() {
    let texts = [
        "in 1999 to 2009",
        "They joined in 1989. Scans have changed since.",
        "22 November 2026",
        "a trial, 2001. NICE 2021 says so (2019).",
        "in the 1980s, and in May 2020",
        "from 2003 to 2009, or 1999–2009",
        "10 May",
        "the 2nd visit",
        "the first visit",
        "CPG 1, 2 or 3",
        "CPG 1, 2, 3, 4 or 5",
        "stage 3",
        "stages 2 and 3",
        "stage 3b or 3c",
        "T1 or T2, HER2, NG131",
        "HER-2, COVID-19, omega-3 and a 3D scan",
        "millions of cells, two knees, a three-dimensional scan",
        "a 12-lead trace",
        "See page 24. Ring 999 or 111. NHS 111 can help.",
        "24 hours a day",
        "one of these choices",
        "the other two",
        "all three groups",
        "two of these choices, in two ways, of three kinds, on both sides",
        "one, two or three things",
        "These two operations are not the same.",
        "No two people are the same.",
        "Two people may choose in different ways.",
        "Out of 100 men",
        "each one",
        "Take it one day at a time.",
        "One day you may feel well, and the next day tired.",
        "on top of the world one minute",
        "One test cannot say it all.",
        "More than one operation may be needed.",
        "Once a day has passed, you may shower.",
        "Half of it is in your mind, and the other half is not.",
        "The third of these choices",
        "a third choice, a second opinion",
        "twice as many",
        "at once, once you are home",
        "three times as high",
        "a tablet every day",
        "for a time, in a way, on a good day, in a day off",
        "a body weight in kg/m²",
        "Ring 020 7946 0123 between 9 am and 5 pm, or the Samaritans on 116 123.",
        "Breakfast is at 8, lunch at 12.30 and supper at 6.",
        "from Monday to Saturday, between 8.30 and 4",
        "There are six parking bays, eight small bones, and two fingers to hold. Take Lift 3 to Desk 1.",
        "Half of your plate, for half days, a quarter of an hour, ten times, a few minutes late",
        "You are asked the same question twice.",
    ];
    let wrong: Vec<_> =
        texts.into_iter().map(|text| (text, found(text))).filter(|(_, it)| !it.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_have_the_value_that_their_digits_have() {
    let value = |text: &str| quantities(text, &[]).first().and_then(|it| it.value?.whole());
    for (text, expected) in [
        ("twenty-one days", 21),
        ("two hundred people", 200),
        ("one thousand two hundred and five men", 1205),
        ("a dozen weeks", 12),
        ("two dozen", 24),
        ("２０ weeks", 20),
        ("every other day", 2),
        ("for a week", 1),
    ] {
        assert_eq!(value(text), Some(expected), "{text}");
    }
    let part = |text: &str| quantities(text, &[]).first().and_then(|it| it.part);
    for (text, expected) in [
        ("half of the people", (1, 2)),
        ("a third of people", (1, 3)),
        ("three quarters", (3, 4)),
        ("nine out of ten people", (9, 10)),
        ("nine cases out of ten", (9, 10)),
        ("ninety out of a hundred", (90, 100)),
        ("¾ of people", (3, 4)),
    ] {
        assert_eq!(part(text), Some(expected), "{text}");
    }
}

fn sentences(text: &str) -> Vec<&str> {
    let tokens = Tokens::of(text);
    tokens.sentences().map(|it| &text[tokens.span(&it)]).collect()
}

#[test]
fn sentences_end_where_a_reader_would_end_them() {
    assert_eq!(sentences("One. Two? Three! And 4."), ["One", "Two", "Three", "And 4"]);
    assert_eq!(
        sentences("Ask Dr. Who, e.g. at 87.5 mg (or 1,643). Then go."),
        ["Ask Dr. Who, e.g. at 87.5 mg (or 1,643", "Then go"]
    );
    assert_eq!(sentences("an item without a stop"), ["an item without a stop"]);
    assert!(sentences("").is_empty());
}

#[test]
fn words_keep_their_apostrophes_and_numbers_their_points() {
    let text = "Long-term: don’t use 1,643mg - or 87.5% ";
    let tokens = Tokens::of(text);
    let words: Vec<&str> = tokens.words().collect();
    assert_eq!(words, ["long", "term", "don’t", "use", "1,643", "mg", "or", "87.5"]);
    assert!(
        tokens.after(7).starts_with('%')
            && tokens.is_joined(1)
            && tokens.is_joined(5)
            && !tokens.is_joined(6)
    );
}

#[test]
fn wilson_gives_what_the_notes_of_the_trial_give() {
    assert_eq!(wilson(17.0 / 545.0, 545, 1000), Some((20, 49)));
    assert_eq!(wilson(124.0 / 545.0, 545, 100), Some((19, 26)));
    assert_eq!(wilson(58.0 / 553.0, 553, 1000), Some((82, 133)));
    assert_eq!(wilson(0.5, 0, 100), None);
}

#[test]
fn numbers_are_found_as_they_are_written() {
    let found: Vec<_> =
        numbers("1,643 men, 24.1%, 3, 2019.").iter().map(|it| (it.digits, it.decimals)).collect();
    assert_eq!(found, [(1643, 0), (241, 1), (3, 0), (2019, 0)]);
}

#[test]
fn counts_are_found_before_and_after_their_whole() {
    for (words, expected) in [
        ("12 out of 100 people fell", vec![(Some(12), (12, 12), 100)]),
        ("Twelve men and women out of a hundred fell", vec![(Some(12), (12, 12), 100)]),
        ("12 (9 to 15) out of 1,000", vec![(Some(12), (9, 15), 1000)]),
        ("It ran from 2 to 78 out of 100", vec![(None, (2, 78), 100)]),
        ("Out of 100 people, about 12 fell", vec![(Some(12), (12, 12), 100)]),
        ("Of 100 people, 12 fell", vec![(Some(12), (12, 12), 100)]),
        ("5 out of 100, or 5 out of 30", vec![(Some(5), (5, 5), 100), (Some(5), (5, 5), 30)]),
        ("Of 334 people, 12 fell, and in 2 years out of 9", vec![]),
        ("How many out of 100? In and out of bed", vec![]),
    ] {
        let tokens = Tokens::of(words);
        let all = tokens.sentences().flat_map(|it| OutOf::all(&tokens, &it));
        let found: Vec<_> = all.map(|it| (it.count, it.ends, it.whole)).collect();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn every_example_of_the_shipped_file_is_as_it_says() {
    let problems = Lexicon::problems("en", ENGLISH);
    let lines: Vec<String> = problems
        .iter()
        .map(|it| format!("{}: {}", ENGLISH[..it.at.start].lines().count(), it.message))
        .collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// Ours is a small part of YAML: what others read of it is what we read.
#[test]
fn the_shipped_file_is_yaml() {
    for event in saphyr_parser::Parser::new_from_str(ENGLISH) {
        assert!(event.is_ok(), "{event:?}");
    }
}

#[test]
fn a_folder_adds_replaces_and_switches_off() {
    let own = "groups:\n  cure: cure, cures\nphrases:\n  - name: cure\n    rule: loaded-word\n    message: say how many\n    hear:\n      - <cure> you\n    heard:\n      - It cures you.\noff:\n  - jargon-words\n";
    assert!(Lexicon::problems("en", own).is_empty(), "{:?}", Lexicon::problems("en", own));
    let lexicon = Lexicon::of("en", Some(own));
    let tokens = Tokens::of("It cures you of a poor prognosis.");
    let hears = |rule: &str| {
        lexicon.as_ref().map_or(9, |it| it.hear(&tokens).iter().filter(|it| it.phrase.rule == rule).count())
    };
    assert_eq!((hears("loaded-word"), hears("jargon")), (1, 0));
    assert!(Lexicon::of("de", None).is_none());
    assert!(Lexicon::of("de", Some(own)).is_some());
}

#[test]
fn of_what_is_compiled_in_nothing_is_said_to_an_author() {
    // Each takes something away from a phrase of ours, whose own examples are then not heard.
    let longer = "phrases:\n  - name: own\n    rule: loaded-word\n    message: how safe?\n    hear:\n      - safe operation\n    heard:\n      - A safe operation.\n";
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
            "`nothing` listens for no phrases: write one of loaded-word, frequency-word, jargon, recommends, relative-alone, one-in-x, percent, when-vague, to-write, count-past",
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
        (
            "phrases:\n  - name: a\n    rule: jargon\n    listen:\n      - b\n",
            "nothing reads this line of `listen`",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    message: b\n    hear:\n      -\n    heard:\n      - b\n",
            "-: `-` is no word",
        ),
        ("off:\n  - a\n", "no phrase is called `a`"),
        ("off: a\n", "write what belongs to `off` below it, a line for each"),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    hear:\n      - b\n    heard:\n      - b\n",
            "there is no `message`: what is said to the author?",
        ),
        ("phrases:\n  - name: a\n    rule: jargon\n    message: b\n", "`a` has nothing under `hear`"),
        ("phrases:\n  - name: a\n    rule: jargon\n", "`a` has nothing under `hear`"),
        (
            "phrases:\n  - name: a\n    rule: frequency-word\n    message: b\n    unless-counted: sentence\n    hear:\n      - b\n    heard:\n      - b\n",
            "`unless-counted` understands English alone: below `unless-in` write how your language counts, as `# von #`",
        ),
        (
            "phrases:\n  - name: a\n    rule: jargon\n    message: b\n    hear:\n      - \u{1100}\u{1175}\n    heard:\n      - \u{1100}\u{1175}\n",
            "letters in parts are heard in no card: save the file with whole letters (NFC)",
        ),
        // A rule of the checker that looks at something else would never say what such a phrase hears.
        (
            "phrases:\n  - name: a\n    rule: long-sentence\n    message: b\n    hear:\n      - b\n    heard:\n      - b\n",
            "`long-sentence` listens for no phrases: write one of loaded-word, frequency-word, jargon, recommends, relative-alone, one-in-x, percent, when-vague, to-write, count-past",
        ),
    ] {
        let messages: Vec<String> = Lexicon::problems("xx", own).into_iter().map(|it| it.message).collect();
        assert!(messages.iter().any(|it| it == message), "{own}: {messages:?}");
    }
}

#[test]
fn a_language_is_not_checked_until_something_can_be_heard_in_it() {
    let phrase = "phrases:\n  - name: a\n    rule: jargon\n    message: b\n    hear:\n      - b\n    heard:\n      - b\n";
    for nothing in
        ["", "# to be written\n", "phrases:\n", &phrase.replace("- b\n    heard", "- <c>\n    heard")]
    {
        assert!(Lexicon::of("xx", Some(nothing)).is_none(), "{nothing}");
    }
    assert!(Lexicon::of("xx", Some(phrase)).is_some());
    assert!(Lexicon::of("en", Some("")).is_some(), "ours stays");
}
