//! What is found out about a website: said once, with all the addresses that it is true of.

use std::collections::BTreeSet;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// People get something wrong, or nothing.
    Broken,
    /// It works; it could be safer, faster or surer.
    Better,
    /// Not a fault: what whoever runs the site should know.
    Known,
}

const ALL: [(Weight, &str); 3] = [
    (Weight::Broken, "Broken: people get something wrong, or nothing"),
    (Weight::Better, "Works, and could be better"),
    (Weight::Known, "To know"),
];

/// How many addresses are named; the others are counted.
const NAMED: usize = 6;

struct Finding {
    weight: Weight,
    says: String,
    mend: &'static str,
    at: BTreeSet<String>,
}

/// Everything that was found, in the order in which it was.
#[derive(Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Something that is true of one address; what was found before of another is not said twice.
    pub fn add(&mut self, weight: Weight, says: impl Into<String>, mend: &'static str, at: &str) {
        let says = says.into();
        let at = Some(at.to_string()).filter(|at| !at.is_empty());
        match self.0.iter_mut().find(|known| known.says == says && known.weight == weight) {
            Some(known) => known.at.extend(at),
            None => self.0.push(Finding { weight, says, mend, at: at.into_iter().collect() }),
        }
    }

    /// All that another part found.
    pub fn join(&mut self, others: Findings) {
        for other in others.0 {
            match self.0.iter_mut().find(|known| known.says == other.says && known.weight == other.weight) {
                Some(known) => known.at.extend(other.at),
                None => self.0.push(other),
            }
        }
    }

    /// Whether nothing is broken.
    pub fn is_well(&self) -> bool {
        self.count(Weight::Broken) == 0
    }

    fn count(&self, weight: Weight) -> usize {
        self.0.iter().filter(|it| it.weight == weight).count()
    }

    /// How many of each weight, in a line.
    pub fn in_short(&self) -> String {
        let [broken, better, known] = ALL.map(|(weight, _)| self.count(weight));
        format!("{broken} broken, {better} could be better, {known} to know")
    }

    /// All of it, the worst first.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (weight, title) in ALL {
            let mut found = self.0.iter().filter(|it| it.weight == weight).peekable();
            if found.peek().is_some() {
                text.push_str(&format!("\n{title}\n"));
            }
            for it in found {
                text.push_str(&format!("\n  {}\n", it.says));
                if !it.at.is_empty() {
                    text.push_str(&format!("    {}\n", few(&it.at)));
                }
                if !it.mend.is_empty() {
                    text.push_str(&format!("    What to do: {}\n", it.mend));
                }
            }
        }
        text
    }
}

fn few(addresses: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = addresses.iter().take(NAMED).map(String::as_str).collect();
    let more = addresses.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first_and_nothing_is_said_twice() {
        let mut found = Findings::default();
        found.add(Weight::Better, "Sent unpacked.", "", "a.js");
        for number in 0..8 {
            found.add(Weight::Broken, "Missing.", "Copy it.", &format!("{number}.html"));
        }
        assert!(!found.is_well());
        assert_eq!(found.in_short(), "1 broken, 1 could be better, 0 to know");
        let text = found.text();
        assert!(text.find("Missing.") < text.find("Sent unpacked."), "{text}");
        assert!(text.contains("0.html, 1.html, 2.html, 3.html, 4.html, 5.html and 2 more"), "{text}");
        assert!(text.contains("What to do: Copy it."), "{text}");
    }
}
