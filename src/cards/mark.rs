//! The mark of a text: what binds a review to the very words that were reviewed. It guards against accidents, such as a
//! change after the review that nobody thought of, and not against forgery: whoever can change the text can change the mark.

/// Keys of the head that may change without changing what was reviewed: the review itself, and notes to the checker.
const LEFT_OUT: [&str; 7] =
    ["status", "reviewers", "reviewed", "reviewed-text", "reviewed-evidence", "review-by", "accept"];

/// The mark of `decision.md` and the choices in the author's order, each with its file's name: 16 signs. Line ends and
/// white space at the ends of lines and files do not count.
pub fn of_text<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut mark = Mark(0xcbf2_9ce4_8422_2325);
    for (name, text) in files {
        mark.line(name);
        mark.text(text.trim_start_matches('\u{feff}').trim_end());
    }
    mark.signs()
}

/// The mark of an evidence trail.
pub fn of_evidence(text: &str) -> String {
    of_text(std::iter::once((super::names::TRAIL_FILE, text)))
}

/// 64-bit FNV-1a: a few bytes of program, and more than enough to tell two versions of a card apart.
struct Mark(u64);

impl Mark {
    fn line(&mut self, line: &str) {
        for byte in line.trim_end().bytes().chain([b'\n']) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn text(&mut self, text: &str) {
        let mut rules = 0;
        let mut is_left_out = false;
        for (index, line) in text.lines().enumerate() {
            let is_rule = line.trim_end() == "---";
            if is_rule && (index == 0 || rules == 1) {
                rules += 1;
                is_left_out = false;
            }
            // Items stand below their key, indented or not; a key stands at the edge.
            if rules == 1 && line.starts_with(|sign: char| sign.is_ascii_alphanumeric()) {
                is_left_out = line.split_once(':').is_some_and(|(key, _)| LEFT_OUT.contains(&key));
            }
            if !is_left_out {
                self.line(line);
            }
        }
    }

    fn signs(&self) -> String {
        let digit = |index: u32| char::from_digit((self.0 >> (index * 4)) as u32 & 15, 16);
        (0..16).rev().filter_map(digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "---\ntitle: A\nstatus: draft\nreviewers:\n  - B\nversion: 1\n---\n\nWords\n\n---\n\nstatus: of it\n";

    fn mark(text: &str) -> String {
        of_text([("decision.md", text)].into_iter())
    }

    #[test]
    fn the_review_itself_and_white_space_change_nothing() {
        let reviewed =
            TEXT.replace("draft", "reviewed").replace("  - B\n", "- C\n- D\nreviewed: 2026-12-01\n");
        assert_eq!(mark(TEXT), mark(&reviewed));
        assert_eq!(mark(TEXT), mark(&TEXT.replace('\n', " \r\n")));
        assert_eq!(mark(TEXT), mark(&format!("\u{feff}{TEXT}\n\n")));
        assert_eq!(mark(TEXT).len(), 16);
    }

    #[test]
    fn every_other_word_changes_it() {
        for (old, new) in
            [("Words", "Word"), ("version: 1", "version: 2"), ("of it", "of me"), ("\n\nW", "\nW")]
        {
            assert_ne!(mark(TEXT), mark(&TEXT.replace(old, new)), "{old}");
        }
        assert_ne!(mark(TEXT), of_text([("other.md", TEXT)].into_iter()));
    }

    /// Marks stand in files: a change to how they are made would say of every review that its text was changed.
    #[test]
    fn marks_never_change_their_meaning() {
        assert_eq!(mark(TEXT), "8d90d39c60cd68d0");
        assert_eq!(of_evidence("a"), "a942b6fd5e0e1068");
    }
}
