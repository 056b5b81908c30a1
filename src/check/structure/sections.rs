//! The sections of a decision by their ids, with what each says, and the lines of its head that standards ask for.

pub(crate) const REQUIRED: [(&str, &str); 7] = [
    ("condition", "what the condition is"),
    ("who-for", "who this is for"),
    ("who-studied", "who was studied, and who was not"),
    ("when", "when a choice is needed"),
    ("outcomes", "what happened to the people studied"),
    ("matters", "what people say matters"),
    ("questions", "questions to ask"),
];

/// Sections that people look for.
pub const WANTED: [(&str, &str); 3] = [
    ("who-not-for", "who this is not for"),
    ("not-known", "what is not known"),
    ("quality-of-life", "what is known about quality of life"),
];

pub(crate) const OF_A_TEST: [(&str, &str); 4] = [
    ("test-measures", "what the test measures"),
    ("if-found", "what follows if something is found"),
    ("if-not-found", "what follows if nothing is found"),
    ("overdiagnosis", "finding what would never have done harm"),
];

/// Lines of the head that say how people had a hand in it, one for each thing that the standards ask for.
pub const HAND_IN_IT: [&str; 8] = [
    "needs-patients",
    "needs-professionals",
    "reviewed-by-patients",
    "reviewed-by-professionals",
    "tested-with-patients",
    "tested-with-professionals",
    "helps-knowledge",
    "helps-match",
];
