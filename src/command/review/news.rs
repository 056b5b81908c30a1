//! What is new on the cards since an earlier review: numbers first, then where they come from, then any other words.

use std::collections::BTreeMap;

use similar::{ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::head;
use super::reader::{card_name, joined, on_card, read_word};
use crate::cards::trail::{Line, OnCard};
use crate::cards::{Date, Meta};
use crate::check::language::quantity;
use crate::check::{Card, CardFile, Part};
use crate::site::plain::{Look, Run};
use crate::site::review::{Changed, News};
use crate::summary::sentence;
use crate::words::{PaperWord, PaperWords, Word};

/// One thing on a card that can change.
struct Item {
    /// Where it stands, as somebody says it.
    location: String,
    words: String,
    /// Whether nothing else stands there, as the version in the head: another there is the same, changed.
    is_alone: bool,
}

/// Compares a card with what it was. `before` is nothing where it was not there.
pub fn news(card: &Card, before: Option<(&Card, &Meta)>, earlier: &str, paper_words: &PaperWords) -> News {
    let earlier = paper_words.format(PaperWord::ReviewQuote, &[("words", earlier)]);
    let since = paper_words.format(PaperWord::ReviewNewsSince, &[("earlier", &earlier)]);
    let Some((before, before_meta)) = before else {
        let all = paper_words.get(PaperWord::ReviewNewsAll).to_string();
        return News { summary: vec![since, all], told: Vec::new(), groups: Vec::new() };
    };
    let comparison = Comparison { paper_words };
    let changed = comparison.texts(card, before);
    let (numbers, words): (Vec<Changed>, Vec<Changed>) = changed.into_iter().partition(changes_a_number);
    let trail = comparison.trail(card, before);
    let summary = comparison.counted(card, [numbers.len(), trail.len(), words.len()]);
    let dates = sentence::dates(card.words, before_meta);
    let was = paper_words
        .format(PaperWord::JoinLabel, &[("a", paper_words.get(PaperWord::ReviewNewsBefore)), ("b", &dates)]);
    News {
        summary: vec![since, was, summary],
        told: newly_told(card, before, paper_words),
        groups: vec![
            (PaperWord::ReviewNewsNumbers, numbers),
            (PaperWord::ReviewNewsTrail, trail),
            (PaperWord::ReviewNewsWords, words),
        ],
    }
}

/// What the authors say that they changed since, the newest first.
fn newly_told(card: &Card, before: &Card, paper_words: &PaperWords) -> Vec<String> {
    let history = |card: &Card| card.first().head.values("history").to_vec();
    let known = history(before);
    let new = history(card).into_iter().filter(|it| !known.contains(it));
    let day = |line: &str| line.split_once(": ").and_then(|(day, _)| Date::read(day));
    let mut told: Vec<String> = new.collect();
    told.sort_by_key(|it| std::cmp::Reverse(day(it)));
    told.iter().map(|it| head::told(it, card.words, paper_words)).collect()
}

/// Whether a number was taken out or put in, in digits or in words.
fn changes_a_number(it: &Changed) -> bool {
    let other = it.before.iter().chain(&it.now).filter(|run| run.style != Look::Plain);
    let has_number =
        |words: &str| words.contains(char::is_numeric) || !quantity::quantities(words, &[]).is_empty();
    other.into_iter().any(|run| has_number(&run.words))
}

struct Comparison<'a> {
    paper_words: &'a PaperWords,
}

impl Comparison<'_> {
    fn counted(&self, card: &Card, counts: [usize; 3]) -> String {
        if counts.iter().all(|count| *count == 0) {
            return self.paper_words.get(PaperWord::ReviewNewsNone).to_string();
        }
        let [numbers, trail, words] =
            counts.map(|count| card.words.number(u32::try_from(count).unwrap_or(u32::MAX)));
        let holes = [("numbers", numbers.as_str()), ("trail", &trail), ("words", &words)];
        self.paper_words.format(PaperWord::ReviewNewsCount, &holes)
    }

    /// Card by card, in the order of now; cards that are gone come last.
    fn texts(&self, card: &Card, before: &Card) -> Vec<Changed> {
        let find = |files: &[CardFile], name: &str| files.iter().position(|file| file.name == name);
        let mut changed = Vec::new();
        for (index, file) in card.files.iter().enumerate() {
            let name = card_name(card, file, self.paper_words);
            let was = find(&before.files, &file.name);
            let was = was.map(|was| self.items(before, was)).unwrap_or_default();
            self.compare(&name, &was, &self.items(card, index), &mut changed);
        }
        for (index, file) in before.files.iter().enumerate() {
            if find(&card.files, &file.name).is_none() {
                let name = card_name(before, file, self.paper_words);
                self.compare(&name, &self.items(before, index), &[], &mut changed);
            }
        }
        changed
    }

    /// Everything on a card, one after another: each number of a table with what it counts.
    fn items(&self, card: &Card, file: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let (mut heading, mut row) = (String::new(), String::new());
        let (mut columns, mut column) = (Vec::new(), 0);
        for passage in card.passages.iter().filter(|passage| passage.file == file) {
            let words = passage.plain.clone();
            let location = match passage.part {
                Part::Head => continue,
                // Footnotes stand at the end, under no heading of the author's.
                Part::Source => card.words.get(Word::AboutSources).to_string(),
                Part::Heading(_) => {
                    heading.clone_from(&words);
                    heading.clone()
                }
                Part::Corner => {
                    columns.clear();
                    heading.clone()
                }
                Part::Column => {
                    columns.push(words.clone());
                    heading.clone()
                }
                Part::RowName => {
                    (row, column) = (words.clone(), 0);
                    heading.clone()
                }
                Part::Count | Part::Said | Part::When | Part::Sure | Part::Difference => {
                    let name = columns.get(column).cloned().unwrap_or_default();
                    column += 1;
                    format!("{heading}: {row} ({name})")
                }
                _ => heading.clone(),
            };
            items.push(Item { location, words, is_alone: false });
        }
        items.extend(self.head(card, file));
        items
    }

    /// What a card says about itself.
    fn head(&self, card: &Card, file: usize) -> Vec<Item> {
        let Some(file) = card.files.get(file) else { return Vec::new() };
        // Its history is told above what changed.
        let entries =
            file.head.entries.iter().filter(|entry| !["accept", "history"].contains(&entry.key.as_str()));
        let items = entries.flat_map(|entry| {
            let name = head::name(&entry.key, card.words, self.paper_words);
            let is_alone = entry.values.len() == 1;
            entry.values.iter().map(move |value| Item {
                location: name.clone(),
                words: head::told(value, card.words, self.paper_words),
                is_alone,
            })
        });
        items.collect()
    }

    fn compare(&self, card: &str, before: &[Item], now: &[Item], changed: &mut Vec<Changed>) {
        // Numbers of one table are alike: where they stand tells them apart.
        let keys = |items: &[Item]| -> Vec<(String, String)> {
            items.iter().map(|it| (it.location.clone(), it.words.clone())).collect()
        };
        let ops = capture_diff_slices(similar::Algorithm::Myers, &keys(before), &keys(now));
        for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
            let gone = before.get(op.old_range()).unwrap_or_default();
            let new = now.get(op.new_range()).unwrap_or_default();
            changed.extend(self.paired(card, gone, new));
        }
    }

    /// What was taken out beside what was put in for it: at the same place, or most alike.
    fn paired(&self, card: &str, gone: &[Item], new: &[Item]) -> Vec<Changed> {
        let mut left: Vec<Option<&Item>> = gone.iter().map(Some).collect();
        let mut changed = Vec::new();
        for item in new {
            let alike = |old: &Option<&Item>| old.map_or(0, |old| likeness(old, item));
            let best = left.iter().enumerate().map(|(index, old)| (alike(old), index)).max();
            let old = best
                .filter(|(likeness, _)| *likeness > ALIKE)
                .and_then(|(_, index)| left.get_mut(index)?.take());
            changed.push(self.changed(card, old, Some(item)));
        }
        changed.extend(left.into_iter().flatten().map(|old| self.changed(card, Some(old), None)));
        // The same words that only stand under another heading are no news.
        changed.retain(|it| it.before != it.now);
        changed
    }

    fn changed(&self, card: &str, old: Option<&Item>, new: Option<&Item>) -> Changed {
        let words = |item: Option<&Item>| item.map_or("", |it| it.words.as_str()).to_string();
        let location = new.or(old).map_or_else(String::new, |it| it.location.clone());
        let (before, now) = self.beside(&words(old), &words(new));
        Changed { card: card.to_string(), location, before, now }
    }

    /// Both texts, each with what the other lacks set apart.
    fn beside(&self, old: &str, new: &str) -> (Vec<Run>, Vec<Run>) {
        let diff = TextDiff::from_words(old, new);
        let (mut before, mut now) = (Vec::new(), Vec::new());
        for change in diff.iter_all_changes() {
            match change.tag() {
                ChangeTag::Equal => {
                    add(&mut before, change.value(), Look::Plain);
                    add(&mut now, change.value(), Look::Plain);
                }
                ChangeTag::Delete => add(&mut before, change.value(), Look::Gone),
                ChangeTag::Insert => add(&mut now, change.value(), Look::New),
            }
        }
        let nothing = || {
            vec![Run {
                words: self.paper_words.get(PaperWord::ReviewNewsNothing).to_string(),
                style: Look::Plain,
            }]
        };
        if before.is_empty() {
            before = nothing();
        }
        if now.is_empty() {
            now = nothing();
        }
        (before, now)
    }

    /// Lines of the evidence trail: by what they are about, whatever else is said of it.
    fn trail(&self, card: &Card, before: &Card) -> Vec<Changed> {
        let (old, mut new) = (self.lines(before), self.lines(card));
        let title = self.paper_words.get(PaperWord::ReviewTrail);
        let mut changed = Vec::new();
        for (key, was) in old {
            let is = new.remove(&key).unwrap_or_default();
            let item =
                |words: &String| Item { location: key.0.clone(), words: words.clone(), is_alone: false };
            let (was, is): (Vec<Item>, Vec<Item>) =
                (was.iter().map(item).collect(), is.iter().map(item).collect());
            self.compare(title, &was, &is, &mut changed);
        }
        for (key, is) in new {
            let item = |words| Item { location: key.0.clone(), words, is_alone: false };
            let is: Vec<Item> = is.into_iter().map(item).collect();
            self.compare(title, &[], &is, &mut changed);
        }
        changed
    }

    fn lines(&self, card: &Card) -> BTreeMap<(String, String), Vec<String>> {
        let mut lines: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for line in card.trail.iter().flat_map(|trail| &trail.lines) {
            lines.entry((about(card, line), line.when.clone())).or_default().push(self.line(line));
        }
        lines
    }

    fn line(&self, it: &Line) -> String {
        let read = self.paper_words.get(read_word(it.read));
        joined([&it.who, &it.when, &it.published, &it.location, read, &it.how])
    }
}

/// What a line is about. That its number changed is told with the numbers.
fn about(card: &Card, line: &Line) -> String {
    let OnCard::Outcome { row, studied, .. } = &line.card else { return on_card(line) };
    let mut rows = card.decision.iter().flat_map(|it| &it.tables).flat_map(|table| &table.rows);
    let label = rows.find(|it| it.id == *row).map_or(row.as_str(), |it| &it.label);
    format!("{label} ({studied})")
}

fn add(runs: &mut Vec<Run>, words: &str, style: Look) {
    match runs.last_mut() {
        Some(last) if last.style == style => last.words.push_str(words),
        _ => runs.push(Run { words: words.to_string(), style }),
    }
}

/// From here on two texts are one that was changed, in hundredths.
const ALIKE: u32 = 45;

/// How alike two things are, in hundredths; more at the same place.
fn likeness(old: &Item, new: &Item) -> u32 {
    let ratio = TextDiff::from_words(&old.words, &new.words).ratio();
    let is_place = old.location.ends_with(')') || (old.is_alone && new.is_alone);
    let same_place = if old.location == new.location && is_place { 50 } else { 0 };
    // Between 0 and 1.
    (ratio * 100.0) as u32 + same_place
}
