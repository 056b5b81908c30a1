//! What happened to the people studied. A number here is a whole statement: how many, out of how many, of whom, when,
//! how sure, from which source. None of these can be left out, and nobody outside this file can make one without them.

/// Out of how many people, and who they are: "100" and "men".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    denominator: u32,
    /// Who they are, as the author wrote it after the number.
    pub group: String,
    /// The whole phrase as the author wrote it: "Out of 100 men".
    pub phrase: String,
    /// Whether they are no people but what the author names: operations, injections, cancers that were found.
    pub are_things: bool,
    /// The author's own words for such a thing: in some languages it is what counts them, as "건" counts operations.
    pub counter: String,
    /// The id of the group that they are, where there are numbers for several.
    pub of_group: Option<String>,
}

impl People {
    /// People of a group, counted out of 100, 1,000 or 10,000: the sizes that a picture can show one by one.
    pub fn new(denominator: u32, group: &str, phrase: &str) -> Option<People> {
        let known = is_denominator(denominator);
        (known && !group.is_empty()).then(|| People {
            denominator,
            group: group.to_string(),
            phrase: phrase.to_string(),
            are_things: false,
            counter: String::new(),
            of_group: None,
        })
    }

    /// What is measured and not counted: "Pounds for each person, lower is better". No finding can be made of it.
    pub fn measured(phrase: &str) -> People {
        let (group, phrase) = (phrase.to_string(), phrase.to_string());
        People { denominator: 0, group, phrase, are_things: false, counter: String::new(), of_group: None }
    }

    /// Whether it is measured and not counted.
    pub fn are_measured(&self) -> bool {
        self.denominator == 0
    }

    /// Out of how many; nothing where it is measured.
    pub fn denominator(&self) -> u32 {
        self.denominator
    }
}

/// Out of how many numbers are told.
pub const DENOMINATORS: [u32; 3] = [100, 1000, 10_000];

/// Whether numbers are told out of so many.
pub fn is_denominator(count: u32) -> bool {
    DENOMINATORS.contains(&count)
}

/// A score, money, days, or how far two columns are apart: in the author's signs, since it is never reckoned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// As written: "69 (10 to 128)".
    pub text: String,
    /// The ends of the range in which the true amount may lie.
    pub range: Option<(String, String)>,
}

impl Amount {
    /// Whether its range has 0 in it, or at one end: of a difference it may then be that there is none.
    pub fn may_be_nothing(&self) -> bool {
        let is_below = |text: &str| text.starts_with(MINUS);
        let is_nothing = |text: &str| !text.contains(|sign: char| sign.is_numeric() && sign != '0');
        self.range.as_ref().is_some_and(|(low, high)| {
            (is_below(low) || is_nothing(low)) && (!is_below(high) || is_nothing(high))
        })
    }
}

/// The signs before what is less than nothing.
pub const MINUS: [char; 2] = ['-', '−'];

/// How sure we can be, in the manner of GRADE: the reading of the authors of the card, or a rating that the source itself gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// More studies are very unlikely to change it.
    High,
    /// They may change it.
    Moderate,
    /// They are likely to change it.
    Low,
    /// We are very unsure.
    VeryLow,
}

/// Keys of footnotes: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    first: String,
    more: Vec<String>,
}

impl Sources {
    /// Each key once: a source may stand at a number and at how sure it is. Nothing if there is no key.
    pub fn new(keys: Vec<String>) -> Option<Sources> {
        let mut keys = keys.into_iter();
        let first = keys.next()?;
        let mut more: Vec<String> = Vec::new();
        for key in keys {
            if key != first && !more.contains(&key) {
                more.push(key);
            }
        }
        Some(Sources { first, more })
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.first).chain(&self.more).map(String::as_str)
    }
}

/// How many. The kinds mean different things and are worded differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// As counted.
    Exact(u32),
    /// As counted, and the range in which the true number may lie (a 95% confidence interval).
    Likely {
        /// As counted.
        count: u32,
        /// The lower end.
        low: u32,
        /// The upper end.
        high: u32,
    },
    /// Different at different times: the lowest and the highest.
    Across {
        /// The lowest.
        low: u32,
        /// The highest.
        high: u32,
    },
    /// Only roughly known.
    About(u32),
    /// Fewer than one, but not none: rarer than the picture can show.
    Rarer,
}

impl Count {
    /// The lowest and highest count that were seen: what a picture shows as sure and as between.
    pub fn seen(self) -> (u32, u32) {
        match self {
            Count::Exact(count) | Count::About(count) | Count::Likely { count, .. } => (count, count),
            Count::Across { low, high } => (low, high),
            Count::Rarer => (0, 1),
        }
    }

    fn fits(self, denominator: u32) -> bool {
        match self {
            Count::Exact(count) | Count::About(count) => count <= denominator,
            Count::Likely { count, low, high } => low <= count && count <= high && high <= denominator,
            Count::Across { low, high } => low < high && high <= denominator,
            Count::Rarer => true,
        }
    }
}

/// One number with everything that makes it true. The sentence, the picture and the table are all made from this.
///
/// There is no way to write a count without its people:
///
/// ```compile_fail
/// use tandem::cards::outcome::{Certainty, Count, Finding, Sources};
/// let sources = Sources::new(vec!["p15".into()]).unwrap();
/// let finding = Finding::new(Count::Exact(3), "at 15 years", Certainty::High, sources);
/// ```
///
/// ```
/// use tandem::cards::outcome::{Certainty, Count, Finding, People, Sources};
/// let people = People::new(100, "men", "Out of 100 men").unwrap();
/// let sources = Sources::new(vec!["p15".into()]).unwrap();
/// let finding = Finding::new(Count::Exact(3), people, "at 15 years", Certainty::High, sources).unwrap();
/// assert_eq!(finding.others(), (97, 97));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    count: Count,
    people: People,
    over: String,
    certainty: Certainty,
    sources: Sources,
}

impl Finding {
    /// Nothing if the count is more than its people, outside its own range, or without a time.
    pub fn new(
        count: Count,
        people: People,
        over: &str,
        certainty: Certainty,
        sources: Sources,
    ) -> Option<Finding> {
        let whole = count.fits(people.denominator) && !over.is_empty();
        whole.then(|| Finding { count, people, over: over.to_string(), certainty, sources })
    }

    /// How many it happened to.
    pub fn count(&self) -> Count {
        self.count
    }

    /// Out of how many, of whom.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// When, as a phrase: "at 6 months".
    pub fn over(&self) -> &str {
        &self.over
    }

    /// How sure.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// From which sources.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// How many it did not happen to: the fewest and the most.
    pub fn others(&self) -> (u32, u32) {
        let (low, high) = self.count.seen();
        (self.people.denominator - high, self.people.denominator - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(count: Count) -> Option<Finding> {
        let people = People::new(100, "men", "Out of 100 men")?;
        Finding::new(count, people, "at 6 months", Certainty::High, Sources::new(vec!["a".into()])?)
    }

    #[test]
    fn a_count_past_its_people_or_outside_its_range_is_no_finding() {
        assert!(finding(Count::Exact(100)).is_some());
        assert!(finding(Count::Exact(101)).is_none());
        assert!(finding(Count::Likely { count: 3, low: 4, high: 5 }).is_none());
        assert!(finding(Count::Likely { count: 3, low: 2, high: 101 }).is_none());
        assert!(finding(Count::Across { low: 9, high: 9 }).is_none());
        assert!(People::new(0, "men", "").is_none());
        assert!(People::new(100, "", "").is_none());
    }

    #[test]
    fn others_are_the_rest() {
        assert_eq!(finding(Count::Across { low: 9, high: 11 }).map(|it| it.others()), Some((89, 91)));
    }
}
