//! Which rules count for which kind of bad change, written down before anything was measured.

/// The kind, and the codes of its rules; one that ends with a star stands for all that begin so.
pub const KINDS: &[(&str, &[&str])] = &[
    ("abbreviation", &["abbreviation"]),
    ("accept", &["accept-*", "old-study"]),
    ("argue", &["loaded-word", "recommends"]),
    ("average", &["jargon", "amount-shape"]),
    ("balance", &["balance-*", "no-good-point", "no-hard-point", "living-two-of-three", "one-frame"]),
    ("blame", &["loaded-word", "recommends"]),
    ("certainty", &["loaded-word", "recommends"]),
    ("cheer", &["loaded-word"]),
    ("complement", &["parts-whole", "one-frame", "test-numbers", "trail-rounding", "trail-words"]),
    ("crowd", &["recommends", "loaded-word", "frequency-word"]),
    (
        "dates",
        &[
            "date-order",
            "past-review",
            "long-past-review",
            "published-later",
            "review-*",
            "trail-date",
            "key-*",
            "head-*",
        ],
    ),
    (
        "deaths",
        &[
            "survival-any-cause",
            "deaths-in-words",
            "words-against-table",
            "loaded-word",
            "jargon",
            "relative-alone",
        ],
    ),
    (
        "difference",
        &["difference-wrong-way", "range-contradicts", "relative-alone", "loaded-word", "row-difference"],
    ),
    ("directive", &["recommends", "loaded-word"]),
    ("drift", &["trail-*", "quantity-no-line", "name-differs"]),
    ("emphasis", &["emphasis-one-sided", "loaded-word"]),
    ("fear", &["loaded-word", "recommends"]),
    ("frequency", &["frequency-word"]),
    ("hard-sentences", &["long-sentence", "hard-sentence", "reading-age", "jargon"]),
    ("how-sure", &["row-certainty", "table-shape", "column-shape"]),
    (
        "ids-links",
        &[
            "link-*",
            "id-*",
            "card-missing",
            "file-*",
            "fact-unknown",
            "library-*",
            "matter-links-nothing",
            "section-without-id",
            "markup-shown",
            "line-shape",
            "row-shape",
            "source-undefined",
            "words-left-out",
        ],
    ),
    ("impossible", &["count-*", "test-numbers", "parts-whole", "trail-rounding", "trail-words"]),
    ("jargon", &["jargon"]),
    (
        "lists-sheets",
        &[
            "paper-*",
            "form-field",
            "head-*",
            "key-*",
            "line-shape",
            "section-without-id",
            "loaded-word",
            "id-*",
            "link-*",
            "no-question",
            "says-nothing",
            "fact-unknown",
            "service-owner",
            "quantity-no-line",
        ],
    ),
    (
        "look-settings",
        &["theme-*", "key-*", "head-*", "file-unknown", "source-*", "id-shape", "link-*", "service-owner"],
    ),
    (
        "matters-lean",
        &["matters-one-sided", "matter-links-nothing", "link-to-nothing", "loaded-word", "recommends"],
    ),
    ("misread", &["trail-*", "count-past"]),
    ("mixed", &["wanted-unwanted"]),
    ("no-source", &["count-source", "row-source", "source-*", "trail-source", "trail-line-*", "loaded-word"]),
    (
        "not-known",
        &["count-shape", "loaded-word", "section-*", "says-nothing", "trail-no-line", "trail-differs"],
    ),
    (
        "not-shown",
        &[
            "html-left-out",
            "link-left-out",
            "picture-left-out",
            "block-left-out",
            "markup-shown",
            "sign-hidden",
            "item-sign",
            "words-left-out",
            "source-undefined",
        ],
    ),
    ("one-frame", &["one-frame"]),
    ("one-in", &["one-in-x"]),
    ("people", &["loaded-word"]),
    ("percent", &["percent", "relative-alone"]),
    ("placeholders", &["to-write", "says-nothing"]),
    ("praise", &["loaded-word", "recommends"]),
    ("pressure", &["recommends", "loaded-word"]),
    (
        "prose-table",
        &[
            "words-against-table",
            "difference-wrong-way",
            "range-contradicts",
            "trail-words",
            "trail-differs",
            "one-frame",
        ],
    ),
    (
        "range",
        &[
            "count-*",
            "trail-differs",
            "trail-rounding",
            "trail-words",
            "range-contradicts",
            "table-lead",
            "lead-years",
        ],
    ),
    ("reassurance", &["loaded-word", "recommends", "frequency-word"]),
    ("relative", &["relative-alone"]),
    (
        "sections",
        &[
            "section-*",
            "balance-sections",
            "no-question",
            "no-choices",
            "no-treatment-*",
            "question-for-choice",
            "trail-missing",
            "name-differs",
            "test-parts",
            "key-missing",
        ],
    ),
    ("status", &["key-*", "changed-since-review", "reviewed-without-review", "head-*"]),
    ("study", &["table-lead", "lead-years", "old-study", "says-nothing", "section-*", "trail-words"]),
    (
        "table-shape",
        &["row-*", "table-*", "column-*", "count-shape", "corner-shape", "sign-hidden", "words-left-out"],
    ),
    ("tests", &["test-*", "parts-whole", "loaded-word", "recommends", "percent", "section-*"]),
    ("time", &["row-time", "when-vague", "times-differ", "table-shape", "frequency-word"]),
    ("trail", &["trail-*"]),
    ("translation-numbers", &["translation-*"]),
    ("translation-parts", &["translation-*", "translated-from-missing", "row-certainty"]),
    ("untraced", &["quantity-no-line", "trail-*"]),
    ("who-answers", &["head-*", "key-*", "says-nothing", "service-owner", "reviewed-without-review"]),
    ("wholes", &["denominator-differs", "denominators-mixed", "one-in-x", "corner-shape"]),
];

/// Kinds of which the fault is in the words themselves: what is said must be said of a changed line. In the others it is between
/// two places, or about what is not there.
const IN_ITS_WORDS: &[&str] = &[
    "abbreviation",
    "argue",
    "average",
    "blame",
    "certainty",
    "cheer",
    "crowd",
    "directive",
    "fear",
    "frequency",
    "jargon",
    "one-in",
    "people",
    "percent",
    "praise",
    "pressure",
    "reassurance",
    "relative",
];

/// Whether a rule counts for a kind.
pub fn counts(kind: &str, code: &str) -> bool {
    let codes = KINDS.iter().find(|(it, _)| *it == kind).map_or(&[][..], |(_, codes)| codes);
    codes.iter().any(|it| it.strip_suffix('*').map_or(*it == code, |start| code.starts_with(start)))
}

/// Whether the fault of a kind is in the changed words themselves.
pub fn is_in_its_words(kind: &str) -> bool {
    IN_ITS_WORDS.contains(&kind)
}
