//! The words that quantities are made of, and those beside which a number is none.

/// Number words with their values. "One" is mostly a pronoun, and is looked at on its own.
const NUMBER_WORDS: [(&str, u32); 28] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// The value of a number word in small letters; not of "hundred", which multiplies.
pub fn number_word(low: &str) -> Option<u32> {
    if !(3..=9).contains(&low.len()) {
        return None;
    }
    NUMBER_WORDS.iter().find(|(known, _)| *known == low).map(|(_, value)| *value)
}

/// What a number word is multiplied with.
pub fn scale(low: &str) -> Option<u32> {
    match low {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1000),
        "million" => Some(1_000_000),
        _ => None,
    }
}

/// The number below the line: 3 for "third" and "thirds".
pub fn fraction(low: &str) -> Option<u32> {
    Some(match low.strip_suffix('s').unwrap_or(low) {
        "third" => 3,
        "quarter" | "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "hundredth" => 100,
        "thousandth" => 1000,
        _ => return None,
    })
}

/// Words that measure time.
pub fn is_time(low: &str) -> bool {
    is_span(low) || matches!(low, "second" | "seconds" | "minute" | "minutes" | "weekend" | "weekends")
}

/// Stretches of time that nobody says lightly: "in a minute" is no promise, "in an hour" is.
pub fn is_span(low: &str) -> bool {
    matches!(
        low.strip_suffix('s').unwrap_or(low),
        "hour" | "day" | "night" | "week" | "fortnight" | "month" | "year" | "decade"
    )
}

/// What is counted or measured in health care: "one" before one of these is a quantity, and a number before one of these is
/// no year and no name.
const UNITS: [&str; 65] = [
    "lump",
    "wound",
    "scar",
    "dressing",
    "needle",
    "screw",
    "clip",
    "death",
    "visit",
    "session",
    "appointment",
    "trip",
    "dose",
    "tablet",
    "pill",
    "capsule",
    "puff",
    "drop",
    "sachet",
    "patch",
    "spoonful",
    "injection",
    "infusion",
    "transfusion",
    "scan",
    "test",
    "biopsy",
    "mammogram",
    "colonoscopy",
    "x",
    "check",
    "operation",
    "cut",
    "drain",
    "stitch",
    "cycle",
    "course",
    "trial",
    "stay",
    "time",
    "pad",
    "unit",
    "gram",
    "milligram",
    "microgram",
    "kilo",
    "kilogram",
    "kilogramme",
    "litre",
    "millilitre",
    "metre",
    "centimetre",
    "millimetre",
    "kilometre",
    "mile",
    "step",
    "stone",
    "pound",
    "ounce",
    "inch",
    "adult",
    "patient",
    "person",
    "degree",
    "point",
];

/// The same, for those that add no s, or are written short.
const OTHER_UNITS: [&str; 25] = [
    "people",
    "men",
    "women",
    "children",
    "study",
    "studies",
    "biopsies",
    "stitches",
    "feet",
    "inches",
    "patches",
    "mg",
    "mcg",
    "g",
    "kg",
    "ml",
    "l",
    "mm",
    "cm",
    "m",
    "km",
    "gy",
    "percent",
    "percentage",
    "others",
];

/// Whether a word says what is counted or measured.
pub fn is_unit(low: &str) -> bool {
    is_time(low) || UNITS.contains(&low.strip_suffix('s').unwrap_or(low)) || OTHER_UNITS.contains(&low)
}

/// Whether a word says what is counted of somebody's health or care, and is nothing that a form has several of.
pub fn is_counted(low: &str) -> bool {
    let one = low.strip_suffix('s').unwrap_or(low);
    is_unit(low) && !matches!(one, "x" | "check" | "point" | "step" | "person" | "time" | "test" | "unit")
}

/// After "one" these are pronouns' company: "one trial found", "at one time".
pub fn is_company(low: &str) -> bool {
    matches!(
        low,
        "trial"
            | "study"
            | "people"
            | "men"
            | "women"
            | "patients"
            | "times"
            | "time"
            | "x"
            | "person"
            | "adult"
            | "patient"
            | "check"
            | "others"
            | "point"
            | "step"
            | "second"
            | "unit"
            | "course"
            | "g"
            | "l"
            | "m"
    )
}

/// What a number of people without a noun did: "four died".
pub fn is_done(low: &str) -> bool {
    matches!(
        low,
        "died"
            | "had"
            | "fell"
            | "were"
            | "was"
            | "got"
            | "did"
            | "felt"
            | "lived"
            | "needed"
            | "walked"
            | "out"
    )
}

/// Before a small number these make it a dose, or a time.
pub fn leads_amount(low: &str) -> bool {
    matches!(
        low,
        "take"
            | "takes"
            | "taking"
            | "took"
            | "swallow"
            | "week"
            | "day"
            | "month"
            | "year"
            | "weeks"
            | "aged"
            | "by"
    )
}

/// Before a small number these say which, not how many: "these two", "no two". Not before what is measured.
pub fn points_at(low: &str) -> bool {
    matches!(low, "the" | "these" | "those" | "both" | "all" | "other" | "no" | "any")
}

/// "For a week", "takes an hour": before "a" and a stretch of time these make it a duration. "20 sessions a day" is none.
pub fn leads_span(low: &str) -> bool {
    const LEADS: [&str; 32] = [
        "for", "within", "after", "in", "over", "about", "around", "nearly", "almost", "than", "under",
        "only", "until", "by", "half", "take", "takes", "taking", "took", "stay", "stays", "stayed", "last",
        "lasts", "lasted", "least", "most", "spend", "need", "needs", "rest", "wait",
    ];
    LEADS.contains(&low)
}

/// "Weekly" and its like, but for "daily", which says little more than "often".
pub fn is_often(low: &str) -> bool {
    matches!(
        low,
        "hourly" | "weekly" | "fortnightly" | "biweekly" | "monthly" | "quarterly" | "yearly" | "annually"
    )
}

/// Roman numbers of more than one letter.
pub fn is_roman(low: &str) -> bool {
    matches!(low, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii")
}

/// The words that quantities have, by their first letter: every word of every card is held against them.
fn anchors(first: u8) -> &'static [&'static str] {
    match first.to_ascii_lowercase() {
        b'a' => &["annually"],
        b'b' => &["biweekly"],
        b'c' => &["couple"],
        b'd' => &["dozen", "dozens"],
        b'e' => &["eight", "eleven", "eighteen", "eighty", "every", "eighth", "eighths"],
        b'f' => &[
            "four",
            "five",
            "fourteen",
            "fifteen",
            "forty",
            "fifty",
            "few",
            "fortnight",
            "fortnights",
            "fortnightly",
            "fourth",
            "fourths",
            "fifth",
            "fifths",
        ],
        b'h' => &["hundred", "hundreds", "half", "halves", "hourly", "hundredth", "hundredths"],
        b'i' => &["ii", "iii", "iv", "ix"],
        b'm' => &["million", "monthly"],
        b'n' => &["nine", "nineteen", "ninety", "ninth", "ninths"],
        b'o' => &["one", "once"],
        b'q' => &["quarterly", "quarter", "quarters"],
        b's' => &[
            "six",
            "seven",
            "sixteen",
            "seventeen",
            "sixty",
            "seventy",
            "several",
            "sixth",
            "sixths",
            "seventh",
            "sevenths",
        ],
        b't' => &[
            "two",
            "three",
            "ten",
            "twelve",
            "thirteen",
            "twenty",
            "thirty",
            "thousand",
            "thousands",
            "twice",
            "thrice",
            "third",
            "thirds",
            "tenth",
            "tenths",
            "thousandth",
            "thousandths",
        ],
        b'v' => &["vi", "vii", "viii"],
        b'w' => &["weekly"],
        b'x' => &["xi", "xii"],
        b'y' => &["yearly"],
        b'z' => &["zero"],
        _ => &[],
    }
}

/// Whether a quantity can be known by this word, however its letters are written.
pub fn is_anchor(word: &str) -> bool {
    let first = word.bytes().next().unwrap_or_default();
    anchors(first).iter().any(|known| known.eq_ignore_ascii_case(word))
}
