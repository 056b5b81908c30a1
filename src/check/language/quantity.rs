//! Numbers in running words. Dates, ordinals and labels are no quantities; everything else is, in digits or in words, and
//! needs a line in the evidence trail.

mod digits;
mod lists;
mod spelled;

use crate::check::language::share::Number;

/// A quantity in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// What it is, if that is one number: 20 for "20" and "twenty". Nothing for "half".
    pub value: Option<Number>,
    /// Which part of a whole it is, if it says so in words: 1 and 2 for "half", 2 and 3 for "two thirds", 9 and 10 for
    /// "nine out of ten".
    pub part: Option<(u32, u32)>,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// All quantities of a text. `labels` are the trail's words after which a number is a name.
pub fn quantities(text: &str, labels: &[String]) -> Vec<Quantity> {
    let low = text.to_ascii_lowercase();
    let words = Words::of(&low);
    let mut found = digits::quantities(text, &words, labels);
    spelled::quantities(&words, &mut found);
    found.sort_by_key(|it| it.start);
    found
}

/// A quantity as it is named to authors: "20", "half", and with its unit where the number is only an article, "a week".
pub fn named<'a>(text: &'a str, it: &Quantity) -> &'a str {
    let own = text.get(it.start..it.end).unwrap_or_default();
    if !is_article(own) {
        return own;
    }
    let rest = text.get(it.end..).unwrap_or_default();
    let unit = rest.trim_start();
    let end = unit.find(|sign: char| !sign.is_alphanumeric()).unwrap_or(unit.len());
    text.get(it.start..it.end + (rest.len() - unit.len()) + end).unwrap_or(own)
}

/// Whether it is written in digits, which mean the same in all languages.
pub fn is_in_digits(text: &str, it: &Quantity) -> bool {
    text.get(it.start..).is_some_and(|rest| rest.starts_with(char::is_numeric))
}

/// Whether a quantity surely says something of people, visits, doses or time, and is no scale and no number of lines to
/// fill in: "3 weeks", "nine out of ten people", but not "choose up to three".
pub fn is_counted(text: &str, it: &Quantity) -> bool {
    /// Of the words after it, what is counted is among so many: "half of the people".
    const NEAR: usize = 3;
    let rest = text.get(it.end..).unwrap_or_default();
    let end = rest.char_indices().nth(40).map_or(rest.len(), |(end, _)| end);
    let low = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
    let words = Words::of(&low);
    let glued = low.starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '°');
    let own = text.get(it.start..it.end).unwrap_or_default().to_ascii_lowercase();
    let before = text.get(..it.start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
    // "In the last 7 days" asks how somebody is.
    let asks = ["last", "past"].iter().any(|word| before.eq_ignore_ascii_case(word));
    let named = (0..NEAR).any(|index| lists::is_counted(words.low(index)));
    let within = own.split(' ').skip(1).any(lists::is_counted);
    !asks && (is_share(text, it) || glued || named || within)
}

/// Whether a quantity is a part of some people: "90 out of 100", "90%", "half".
pub fn is_share(text: &str, it: &Quantity) -> bool {
    let rest = text.get(it.end..).unwrap_or_default().trim_start().to_ascii_lowercase();
    it.part.is_some() || ["%", "percent", "per cent", "out of "].iter().any(|sign| rest.starts_with(sign))
}

/// One word, in small letters, and its place. Signs between words are no part of them; hyphens part words.
struct Word<'a> {
    low: &'a str,
    start: usize,
    end: usize,
}

/// The words of a text in small letters.
struct Words<'a> {
    text: &'a str,
    list: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut start = None;
        for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
            let within = |sign: char| matches!(sign, '\'' | '’') || is_unseen(sign);
            let inside = sign.is_alphanumeric() || (start.is_some() && within(sign));
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    list.push(Word { low: text.get(from..at).unwrap_or_default(), start: from, end: at });
                    start = None;
                }
                _ => {}
            }
        }
        Words { text, list }
    }

    fn get(&self, index: usize) -> Option<&Word<'a>> {
        self.list.get(index)
    }

    /// A word; empty past the ends.
    fn low(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |word| word.low)
    }

    /// What stands between a word and the one before, or the beginning.
    fn gap(&self, index: usize) -> &'a str {
        let start = index.checked_sub(1).and_then(|before| self.list.get(before)).map_or(0, |it| it.end);
        let end = self.list.get(index).map_or(self.text.len(), |it| it.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// A word that no other sign than a space or a hyphen parts from the one before; else empty.
    fn on(&self, index: usize) -> &'a str {
        let joins = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '‑' | '–');
        if index > 0 && self.gap(index).chars().all(joins) { self.low(index) } else { "" }
    }

    /// The word before one, if they stand side by side; else empty.
    fn before(&self, index: usize) -> &'a str {
        match index.checked_sub(1) {
            Some(before) if !self.on(index).is_empty() => self.low(before),
            _ => "",
        }
    }

    /// Whether a sentence begins with a word.
    fn begins(&self, index: usize) -> bool {
        index == 0 || self.gap(index).contains(['.', '!', '?', ':', ';'])
    }

    /// The place of the first word that begins at a byte or after it.
    fn from(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.start < byte)
    }
}

/// Signs that nobody sees, and that must not hide a word: a soft hyphen, spaces without width.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Where in a text digits begin, or a word that quantities have. Each quantity has at least one of them.
pub fn beginnings(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let start = at;
        at += 1;
        if first.is_ascii_digit() {
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            found.push((start, text.get(start..at).unwrap_or_default()));
        } else if first.is_ascii_alphabetic() {
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            let word = text.get(start..at).unwrap_or_default();
            let begins = lists::is_anchor(word) || (is_article(word) && begins_with_span(text.get(at..)));
            found.extend(begins.then_some((start, word)));
        } else if !first.is_ascii() {
            // The first byte of a sign, or one further on within it, where no text begins.
            let sign = text.get(start..).and_then(|rest| rest.chars().next());
            if let Some(sign) = sign.filter(|sign| sign.is_numeric() || is_unseen(*sign)) {
                found.push((start, text.get(start..start + sign.len_utf8()).unwrap_or_default()));
            }
        }
    }
    found
}

fn is_article(word: &str) -> bool {
    word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an")
}

/// Whether the next word is a stretch of time: "a week".
fn begins_with_span(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default().trim_start_matches(|sign: char| sign.is_whitespace() || sign == '-');
    let word = rest.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    word.len() < 10 && lists::is_span(&word.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_begin_where_they_are_looked_for() {
        let found = beginnings("“Twenty” men, T20 and 1,643; often ½ a week.");
        let expected = [(3, "Twenty"), (19, "20"), (26, "1"), (28, "643"), (39, "½"), (42, "a")];
        assert_eq!(found, expected);
    }

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
        ("after a year and a half", "a|half"),
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
        for (text, expected) in FOUND {
            assert_eq!(found(text).join("|"), *expected, "{text}");
        }
    }

    #[test]
    fn every_quantity_has_a_beginning_by_which_quotes_are_found() {
        for (text, _) in FOUND {
            for it in quantities(text, &[]) {
                let is_within = |at: &(usize, &str)| it.start <= at.0 && at.0 < it.end;
                assert!(beginnings(text).iter().any(is_within), "{text}");
            }
        }
    }

    #[test]
    fn dates_ordinals_labels_and_pronouns_are_none() {
        for text in [
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
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
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
}
