//! Numbers that belong together stay on one line: "26 out of 100" and "18 to 24" are read as one thing, and a line that ends
//! in "26" is easily misread. The spaces within such a phrase become spaces that do not break. Where a run without a space is
//! too long for a small screen, as in "2002;347:1233-1241", it may break after a sign and so never within a number.

use super::{Node, Text, el, many};

/// The longest phrase that is kept whole, in letters: on a small screen with large letters a longer one must break at a space,
/// or it would be broken inside of a number.
const LONGEST: usize = 16;
/// At most so many words stand between the two numbers, each at most so long: "out of", "to", "von".
const BETWEEN: usize = 2;
const LONGEST_WORD: usize = 4;

/// The same words, with the spaces of each short phrase of two numbers made unbreakable.
pub fn together(text: Text) -> Text {
    let mut joined: Option<String> = None;
    let mut from = 0;
    while let Some((start, end)) = phrase(&text, from) {
        let (Some(phrase), Some(before)) = (text.get(start..end), text.get(from..start)) else { break };
        let done = joined.get_or_insert_default();
        done.push_str(before);
        done.push_str(&phrase.replace(' ', "\u{a0}"));
        from = end;
    }
    match (joined, text.get(from..)) {
        (Some(joined), Some(rest)) => Text::Owned(joined + rest),
        _ => text,
    }
}

/// Where the next short phrase begins and ends.
fn phrase(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find(|sign: char| sign.is_ascii_digit())?;
        let end = number_end(text, start)?;
        if let Some(end) = second_number(text, end).filter(|end| end - start <= LONGEST) {
            return Some((start, end));
        }
        at = end;
    }
}

/// The end of the number that begins here: "1,000" and "3.1" are one.
fn number_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let is_inside = |sign: char| sign.is_ascii_digit() || sign == ',' || sign == '.';
    let run = rest.get(..rest.find(|sign| !is_inside(sign)).unwrap_or(rest.len()))?;
    Some(start + run.trim_end_matches([',', '.']).len())
}

/// The end of the number that follows after one or two short words.
fn second_number(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    for _ in 0..=BETWEEN {
        let rest = text.get(at..)?.strip_prefix(' ')?;
        at += 1;
        if at > from + 1 && rest.starts_with(|sign: char| sign.is_ascii_digit()) {
            return number_end(text, at);
        }
        let length = rest.find(|sign: char| !is_letter(sign))?;
        let short = rest.get(..length).filter(|word| (1..=LONGEST_WORD).contains(&word.chars().count()))?;
        at += short.len();
    }
    None
}

/// Runs without a space that are longer than this may have to break.
const LONGEST_RUN: usize = 12;

/// The words as a node: numbers stay together, and long runs with numbers in them say where they may break.
pub fn words(text: Text) -> Node {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Node::Text(text);
    }
    let text = together(text);
    let parts = parts(&text);
    if parts.len() < 2 {
        return Node::Text(text);
    }
    let parts = parts.into_iter().enumerate().map(|(index, part)| {
        let may_break = (index > 0).then(|| el("wbr"));
        many([may_break.into(), Node::Text(part.to_string().into())])
    });
    many(parts)
}

/// The text cut after each sign between two numbers of a long run.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut start = 0;
    for run in text.split([' ', '\u{a0}', '\n']) {
        let end = start + run.len();
        if run.len() > LONGEST_RUN && !is_address(run) {
            for (at, sign) in run.char_indices() {
                let after = run.get(at + 1..).unwrap_or_default();
                let cuts = [';', ':', '-', ')', '/'].contains(&sign)
                    && after.starts_with(|it: char| it.is_ascii_digit());
                if let (true, Some(part)) = (cuts, text.get(from..=start + at)) {
                    parts.push(part);
                    from = start + at + 1;
                }
            }
        }
        start = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    parts.extend(text.get(from..));
    parts
}

/// Addresses and names of documents are copied, and break wherever they must.
fn is_address(run: &str) -> bool {
    run.contains("//") || run.contains("doi:") || run.starts_with("10.")
}

/// Asked of signs and not of letters: the list of all letters is 1 kB more. In Korean cards a range is "18 ~ 24".
fn is_letter(sign: char) -> bool {
    sign == '~' || !sign.is_ascii_punctuation() && !sign.is_ascii_digit() && !sign.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_break_after_signs() {
        let cut = |text: &'static str| parts(text).join("|");
        assert_eq!(cut("Engl J Med 2002;347:1233-1241. 5-6"), "Engl J Med 2002;|347:|1233-|1241. 5-6");
        assert_eq!(cut("2019;20(2):254-266."), "2019;|20(2):|254-|266.");
        assert_eq!(cut("doi:10.1136/bmj.2012-345"), "doi:10.1136/bmj.2012-345");
        assert_eq!(cut("ä 12-13"), "ä 12-13");
    }

    #[test]
    fn short_phrases_of_two_numbers_stay_together() {
        for (text, expected) in [
            ("26 out of 100", "26~out~of~100"),
            ("18 to 24", "18~to~24"),
            ("Between 9 and 11 men", "Between 9~and~11 men"),
            ("9 to 11 out of 100", "9~to~11 out of 100"),
            ("about 500 out of 1,000.", "about 500~out~of~1,000."),
            ("1,000 out of 1,000", "1,000 out of 1,000"),
            ("263 von 1,000", "263~von~1,000"),
            ("In 2020, 200 adults", "In 2020, 200 adults"),
            ("20 sessions over 4 weeks", "20 sessions over 4 weeks"),
            ("3 (2 to 5)", "3 (2~to~5)"),
            ("5 5", "5 5"),
            ("23 (19 ~ 26)", "23 (19~~~26)"),
            ("Version 1.", "Version 1."),
            ("٢٦ من ١٠٠ 26 من 100", "٢٦ من ١٠٠ 26~من~100"),
            ("no number", "no number"),
            ("", ""),
        ] {
            assert_eq!(together(text.to_string().into()).replace('\u{a0}', "~"), expected);
        }
    }
}
