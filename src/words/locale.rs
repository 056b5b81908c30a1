//! How a language writes numbers, counts and dates, and which way it runs: all of it from the language's own words, so that
//! the browser and the native build say the same, and a language needs no program.

use crate::text::{Date, Head, Numbers};

/// How one language writes.
#[derive(Clone, Debug, Default)]
pub struct Locale {
    /// What its own people call it: natively only, for the choice of language.
    #[cfg(not(target_arch = "wasm32"))]
    name: String,
    is_right_to_left: bool,
    numbers: Numbers,
    /// The forms that a sentence has for some counts, each with the rule that says for which.
    forms: Vec<(String, String)>,
    months: Vec<String>,
}

/// The names in a language's file that are read here and have no sentence.
pub const NAMES: [&str; 7] = [
    "language-name",
    "writing-direction",
    "number-digits",
    "number-thousands",
    "number-thousands-from",
    "plural-forms",
    "months",
];

impl Locale {
    /// Reads what a language's file says of it. What it does not say is as in plain digits from left to right.
    pub(super) fn read(head: &Head) -> Locale {
        let value = |name: &str| head.value(name).unwrap_or_default();
        let forms = head.values("plural-forms").iter().filter_map(|form| form.split_once(": "));
        Locale {
            #[cfg(not(target_arch = "wasm32"))]
            name: value("language-name").to_string(),
            is_right_to_left: value("writing-direction") == "rtl",
            numbers: Numbers::new(
                value("number-digits"),
                value("number-thousands"),
                value("number-thousands-from").parse().unwrap_or(1000),
            ),
            forms: forms.map(|(name, rule)| (name.to_string(), rule.to_string())).collect(),
            months: head.values("months").to_vec(),
        }
    }

    /// What its own people call it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which way it runs, as HTML says it.
    pub fn direction(&self) -> &'static str {
        if self.is_right_to_left { "rtl" } else { "ltr" }
    }

    /// How numbers are written.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The name of the form in which something is said of so many.
    pub fn form(&self, count: u32) -> &str {
        let found = self.forms.iter().find(|(_, rule)| holds(rule, count));
        found.map_or("other", |(name, _)| name)
    }

    /// What of a language's file cannot be read as it must be: the name, and what is said of it.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn faults(head: &Head) -> Vec<(&'static str, String)> {
        let mut faults = Vec::new();
        let value = |name: &str| head.value(name).unwrap_or_default();
        if !["ltr", "rtl"].contains(&value("writing-direction")) {
            faults.push((
                "writing-direction",
                "this is `ltr`, or `rtl` for writing from right to left".to_string(),
            ));
        }
        let digits: std::collections::BTreeSet<char> = value("number-digits").chars().collect();
        if digits.len() != 10 || value("number-digits").chars().count() != 10 {
            faults
                .push(("number-digits", "these are the ten digits, from the one for nothing on".to_string()));
        }
        if value("number-thousands").chars().count() != 1 {
            faults.push(("number-thousands", "this is one sign, in double quotes".to_string()));
        }
        if !["1000", "10000"].contains(&value("number-thousands-from")) {
            faults.push(("number-thousands-from", "this is 1000 or 10000".to_string()));
        }
        if head.values("months").len() != 12 {
            faults.push(("months", "there are twelve, each on a line of its own".to_string()));
        }
        for form in head.values("plural-forms") {
            let holds_once = |rule: &str| (0..=200).chain([1000, 1_000_000]).any(|count| holds(rule, count));
            let is_read = form.split_once(": ").is_some_and(|(_, rule)| holds_once(rule));
            if !is_read {
                faults.push(("plural-forms", format!("`{form}` holds for no count")));
            }
        }
        faults.retain(|(name, _)| head.entries.iter().any(|entry| entry.key == *name));
        faults
    }

    /// Whether the language has a form of this name beside "other".
    pub fn has_form(&self, name: &str) -> bool {
        self.forms.iter().any(|(known, _)| known == name)
    }

    /// The name of a month as it stands in a date.
    pub fn month(&self, date: Date) -> &str {
        let index = usize::from(date.month).wrapping_sub(1);
        self.months.get(index).map_or("", String::as_str)
    }

    /// Takes a text apart at what is written from left to right within writing from right to left, where it would be shown
    /// back to front or torn into pieces: runs of digits with spaces, hyphens or points between them, such as numbers to ring,
    /// and Latin words with the numbers and signs among them, such as a source. `true` stands with each that must be kept
    /// together.
    pub fn apart<'t>(&self, text: &'t str) -> Vec<(bool, &'t str)> {
        if self.is_right_to_left { self.torn_apart(text) } else { vec![(false, text)] }
    }

    /// The same of words that somebody typed: they may be written from right to left on any page.
    pub fn typed_apart<'t>(&self, text: &'t str) -> Vec<(bool, &'t str)> {
        if text.chars().any(is_from_the_right) { self.torn_apart(text) } else { vec![(false, text)] }
    }

    /// Which way a line runs in which words of the page and a person's own may stand together: as the page does where it has
    /// any of its letters, whatever name or number it begins with.
    pub fn direction_of(&self, line: &str) -> &'static str {
        if self.is_right_to_left && line.chars().any(is_from_the_right) { "rtl" } else { "auto" }
    }

    fn torn_apart<'t>(&self, text: &'t str) -> Vec<(bool, &'t str)> {
        let mut parts = Vec::new();
        let is_digit = |sign: char| self.numbers.worth(sign).is_some();
        let mut rest = text;
        let mut looked = 0;
        let begins = |sign: char| sign == '+' || is_digit(sign) || is_latin(sign);
        while let Some(start) = rest.get(looked..).and_then(|it| it.find(begins)).map(|at| at + looked) {
            let run = rest.get(start..).unwrap_or_default();
            let mut end = run_end(run, is_digit);
            // One number or one word by itself is shown right in any writing.
            if run.get(..end).is_some_and(|run| run.chars().all(|sign| is_digit(sign) || is_latin(sign))) {
                // A sign alone, such as a plus, is one byte.
                looked = start + end.max(1);
                continue;
            }
            // What has nothing else in it keeps its full stop.
            if rest.len() == text.len() && start == 0 && run.get(end..).is_some_and(str::is_ascii) {
                end = run.len();
            }
            parts.push((false, rest.get(..start).unwrap_or_default()));
            parts.push((true, run.get(..end).unwrap_or_default()));
            (rest, looked) = (run.get(end..).unwrap_or_default(), 0);
        }
        parts.push((false, rest));
        parts
    }
}

/// A letter of words that are written from left to right beside others that are not.
fn is_latin(sign: char) -> bool {
    sign.is_alphabetic() && ('A'..='ɏ').contains(&sign)
}

/// A letter that is written from right to left: of Hebrew, Arabic and their neighbours.
pub fn is_from_the_right(sign: char) -> bool {
    sign.is_alphabetic()
        && matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// How far a run that is written from left to right goes: to its last digit or letter, or to the bracket that closes one in it.
/// Words do not follow on a number over a space: in "5 GP" each is a part of the sentence around them.
fn run_end(run: &str, is_digit: impl Fn(char) -> bool) -> usize {
    let (mut end, mut open, mut has_words, mut spaced) = (0, 0_usize, false, false);
    for (at, sign) in run.char_indices() {
        let after = at + sign.len_utf8();
        match sign {
            _ if is_digit(sign) => (end, spaced) = (after, false),
            _ if is_latin(sign) && (has_words || !spaced) => (end, has_words) = (after, true),
            '(' => open += 1,
            ')' if open > 0 => {
                open -= 1;
                if end == at {
                    end = after;
                }
            }
            ' ' | '\u{a0}' => spaced = true,
            '+' | '-' | '–' | '/' | '.' | ':' => {}
            _ if has_words && (sign.is_ascii_punctuation() && sign != ')' || sign == '’') => {}
            _ => break,
        }
    }
    end
}

/// Whether a rule holds for a whole number. Rules are written as in the Unicode list of plural rules:
/// `n % 10 = 2..4 and n % 100 != 12..14 or n = 0`.
fn holds(rule: &str, count: u32) -> bool {
    rule.split(" or ").any(|all| all.split(" and ").all(|one| is_true(one.trim(), count)))
}

fn is_true(relation: &str, count: u32) -> bool {
    let (left, right, is_same) = match relation.split_once(" != ") {
        Some((left, right)) => (left, right, false),
        None => match relation.split_once(" = ") {
            Some((left, right)) => (left, right, true),
            None => return false,
        },
    };
    let mut parts = left.split(' ');
    // All letters but these two are about decimals, which no count has.
    let value = if matches!(parts.next(), Some("n" | "i")) { count } else { 0 };
    let value = match parts.nth(1).and_then(|by| by.parse::<u32>().ok()) {
        Some(by) if by > 0 => value % by,
        _ => value,
    };
    let is_in = right.split(',').any(|range| {
        let (low, high) = range.split_once("..").unwrap_or((range, range));
        let ends = (low.trim().parse::<u32>(), high.trim().parse::<u32>());
        matches!(ends, (Ok(low), Ok(high)) if (low..=high).contains(&value))
    });
    is_in == is_same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(text: &str) -> Locale {
        use crate::text::{Source, head, remark::Remarks};
        let source = Source { name: "x.yaml", text };
        Locale::read(&head::of_list(source, &mut Remarks::on(source)))
    }

    #[test]
    fn a_rule_that_nobody_can_read_holds_for_nothing() {
        for rule in ["", "n", "n = ", "n = a", "n % 0 = 1..0", "=", "n == 1"] {
            assert!(!holds(rule, 1), "{rule}");
        }
        assert!(holds("n % 10 = 1 and n % 100 != 11", 21) && !holds("n % 10 = 1 and n % 100 != 11", 11));
        assert!(holds("i = 1 and v = 0", 1) && holds("n = 0,3..5", 4) && holds("n = 2 or n = 9", 9));
    }

    #[test]
    fn numbers_to_ring_are_kept_together_in_writing_from_right_to_left() {
        let arabic = locale("writing-direction: rtl\n");
        assert_eq!(
            arabic.apart("اتصل 0300 123 4567، أو 999."),
            [(false, "اتصل "), (true, "0300 123 4567"), (false, "، أو 999.")]
        );
        assert_eq!(arabic.apart("+44 20"), [(false, ""), (true, "+44 20"), (false, "")]);
        assert_eq!(arabic.apart("لا"), [(false, "لا")]);
        for (text, together) in [
            (
                "Hamdy FC, et al. N Engl J Med 2016;375:1415–1424. قُرئ.",
                &["Hamdy FC, et al. N Engl J Med 2016;375:1415–1424"][..],
            ),
            (
                "Cochrane Database. doi:10.1002/14651858.CD2.pub2.",
                &["Cochrane Database. doi:10.1002/14651858.CD2.pub2."],
            ),
            ("الطبيب العام (GP) أو NHS 111، أو", &["NHS 111"]),
            ("في 10.1200/JCO.2005.03 هنا", &["10.1200/JCO.2005.03"]),
            ("كل 5 GP", &[]),
            ("من (Trial B (second)) و", &["Trial B (second)"]),
            ("قال Høeg BL", &["Høeg BL"]),
        ] {
            let found: Vec<&str> = arabic
                .apart(text)
                .into_iter()
                .filter_map(|(is_kept, part)| is_kept.then_some(part))
                .collect();
            assert_eq!(found, together, "{text}");
            assert_eq!(arabic.apart(text).into_iter().map(|(_, part)| part).collect::<String>(), text);
        }
        assert_eq!(locale("").apart("0300 123"), [(false, "0300 123")]);
        // What somebody typed may be Arabic on any page.
        assert_eq!(
            locale("").typed_apart("هاتفي 0300 123"),
            [(false, "هاتفي "), (true, "0300 123"), (false, "")]
        );
        assert_eq!(locale("").typed_apart("ring 0300 123"), [(false, "ring 0300 123")]);
        assert_eq!(["PSA عندي", "PSA 12"].map(|line| arabic.direction_of(line)), ["rtl", "auto"]);
        assert_eq!(locale("").direction_of("PSA عندي"), "auto");
    }
}
