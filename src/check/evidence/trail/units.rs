//! What a number measures: days or months, grams or milligrams. The same number of something else is another dose or time.

/// Units in full and as they are written besides.
const UNITS: [(&str, &[&str]); 20] = [
    ("second", &["sec"]),
    ("minute", &["min"]),
    ("hour", &["hr", "hourly"]),
    ("day", &["daily"]),
    ("night", &["nightly"]),
    ("weekend", &[]),
    ("week", &["wk", "weekly"]),
    ("fortnight", &["fortnightly"]),
    ("month", &["monthly"]),
    ("year", &["yr", "yearly", "annual", "annually"]),
    ("decade", &[]),
    ("microgram", &["mcg"]),
    ("milligram", &["mg"]),
    ("gram", &["g"]),
    ("kilogram", &["kg", "kilo"]),
    ("millilitre", &["ml"]),
    ("litre", &[]),
    ("millimetre", &["mm"]),
    ("centimetre", &["cm"]),
    ("gray", &["gy"]),
];

/// Things that health care counts out one by one: a share of people is never a number of these.
const THINGS: [&str; 14] = [
    "visit",
    "session",
    "appointment",
    "tablet",
    "pill",
    "dose",
    "injection",
    "scan",
    "test",
    "operation",
    "cycle",
    "course",
    "time",
    "trial",
];

/// The unit that a word names: "week" for "weeks".
pub fn unit(word: &str) -> Option<&'static str> {
    let one = word.strip_suffix(['s', 'S']).unwrap_or(word);
    let is = |known: &str| known.eq_ignore_ascii_case(one) || known.eq_ignore_ascii_case(word);
    UNITS.iter().find(|(name, others)| is(name) || others.iter().any(|it| is(it))).map(|(name, _)| *name)
}

/// Whether a word names a thing that is counted out to people.
pub fn is_thing(word: &str) -> bool {
    let low = word.to_lowercase();
    THINGS.contains(&low.strip_suffix('s').unwrap_or(&low))
}

/// Whether a word names people.
pub fn is_people(word: &str) -> bool {
    const PEOPLE: [&str; 7] = ["people", "men", "women", "patients", "adults", "children", "participants"];
    PEOPLE.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// The words of a text, without the signs around them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The first signs of a text: looking at all that follows, at each number of a long text, takes for ever.
pub fn near(text: &str) -> &str {
    text.char_indices().nth(NEAR).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The last signs of a text.
pub fn near_before(text: &str) -> &str {
    text.char_indices().rev().nth(NEAR).and_then(|(start, _)| text.get(start..)).unwrap_or(text)
}

const NEAR: usize = 60;

/// The unit of the number before these words, over the rest of a list of numbers: "3, 6 or 12 months", "2 to 3 a year".
pub fn unit_behind(after: &str) -> Option<&'static str> {
    const LONGEST_LIST: usize = 8;
    let sentence = near(after).split(['.', ';', ':', '(']).next().unwrap_or_default();
    let may_stand_between = |word: &str| {
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || matches!(word, "to" | "or" | "and" | "a" | "an" | "each" | "every" | "more" | "per")
    };
    for word in words(sentence).take(LONGEST_LIST) {
        if let Some(unit) = unit(word) {
            return Some(unit);
        }
        if !may_stand_between(word) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_behind_numbers() {
        for (text, expected) in [
            (" weeks of rest", Some("week")),
            (" to 4 months", Some("month")),
            (" a year", Some("year")),
            ("-week course", Some("week")),
            (" mg", Some("milligram")),
            (" people a day", None),
            (". Weeks later", None),
            ("", None),
        ] {
            assert_eq!(unit_behind(text), expected, "{text}");
        }
        assert_eq!(unit("Daily"), Some("day"));
        assert_eq!(unit("weekends"), Some("weekend"));
    }
}
