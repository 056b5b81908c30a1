//! Two tabs answer at once: what each changed since they last agreed is put together, field by field. Nothing that either of
//! them wrote is dropped; where both changed the same choice, one's own stands.

use serde_json::{Map, Value};

use super::aside::Aside;
use super::entry::{self, Entry, Key};
use super::finished::{Added, Finished};
use super::sheets::{self, Entered, Person, Sheet};
use super::talk::{Note, Talk};
use super::topic::{Asked, Sorted};
use super::{Answers, Notebook};

/// Puts together what two tabs said about a topic. `base` is what both of them knew.
pub fn merge(base: &Answers, mine: &Answers, theirs: &Answers) -> Answers {
    let [base_matter, base_question] = &base.drafts;
    let [my_matter, my_question] = &mine.drafts;
    let [their_matter, their_question] = &theirs.drafts;
    let [base_choices, base_outcomes] = &base.asides;
    let [my_choices, my_outcomes] = &mine.asides;
    let [their_choices, their_outcomes] = &theirs.asides;
    Answers {
        detail: pick(&base.detail, &mine.detail, &theirs.detail),
        survival: pick(&base.survival, &mine.survival, &theirs.survival),
        things: entries(&base.things, &mine.things, &theirs.things, &sorted),
        questions: entries(&base.questions, &mine.questions, &theirs.questions, &asked),
        drafts: [
            words(base_matter, my_matter, their_matter),
            words(base_question, my_question, their_question),
        ],
        lean: pick(&base.lean, &mine.lean, &theirs.lean),
        wishes: set(&base.wishes, &mine.wishes, &theirs.wishes),
        help: words(&base.help, &mine.help, &theirs.help),
        me: words(&base.me, &mine.me, &theirs.me),
        keeps_going: words(&base.keeps_going, &mine.keeps_going, &theirs.keeps_going),
        note: words(&base.note, &mine.note, &theirs.note),
        tag: pick(&base.tag, &mine.tag, &theirs.tag),
        filler: pick(&base.filler, &mine.filler, &theirs.filler),
        asides: [
            entries(base_choices, my_choices, their_choices, &aside),
            entries(base_outcomes, my_outcomes, their_outcomes, &aside),
        ],
        talk: talk(&base.talk, &mine.talk, &theirs.talk),
        choices: fields(&base.choices, &mine.choices, &theirs.choices),
        other: fields(&base.other, &mine.other, &theirs.other),
    }
}

/// What is left of mine once everything that both knew was cleared elsewhere: only what I wrote since.
pub fn since_cleared(base: &Answers, mine: &Answers) -> Answers {
    let mut rest = merge(base, mine, &Answers::default());
    rest.things.retain(|it| entry::find(&base.things, &it.key).is_none());
    rest.questions.retain(|it| entry::find(&base.questions, &it.key).is_none());
    for (list, base) in rest.asides.iter_mut().zip(&base.asides) {
        list.retain(|it| entry::find(base, &it.key).is_none());
    }
    rest
}

/// Puts together what two tabs entered, of the person and on every topic. `base` is what both of them knew.
pub fn notebooks(base: &Notebook, mine: &Notebook, theirs: &Notebook) -> Notebook {
    let mut topics = theirs.topics.clone();
    for (id, _) in &mine.topics {
        let merged = merge(&base.topic(id), &mine.topic(id), &theirs.topic(id));
        topics.retain(|(known, _)| known != id);
        topics.push((id.clone(), merged));
    }
    Notebook {
        person: persons(&base.person, &mine.person, &theirs.person),
        topics,
        copied: mine.copied.max(theirs.copied),
        other: fields(&base.other, &mine.other, &theirs.other),
    }
}

fn persons(base: &Person, mine: &Person, theirs: &Person) -> Person {
    let ids = mine.sheets.iter().chain(&theirs.sheets).map(|sheet| sheet.id.as_str());
    let mut sheets: Vec<Sheet> = Vec::new();
    for id in ids {
        if sheets.iter().any(|sheet| sheet.id == id) {
            continue;
        }
        let of =
            |person: &Person| person.sheets.iter().find(|sheet| sheet.id == id).cloned().unwrap_or_default();
        let (base, mine, theirs) = (of(base), of(mine), of(theirs));
        let merged = Sheet {
            id: id.to_string(),
            title: pick(&base.title, &mine.title, &theirs.title),
            lines: entries(&base.lines, &mine.lines, &theirs.lines, &entered),
            other: fields(&base.other, &mine.other, &theirs.other),
        };
        sheets::insert(&mut sheets, merged);
    }
    let calendar = fields(&base.calendar, &mine.calendar, &theirs.calendar);
    Person { sheets, calendar, other: fields(&base.other, &mine.other, &theirs.other) }
}

fn entered(base: &Entered, mine: &Entered, theirs: &Entered) -> Entered {
    let index = 0..mine.texts.len().max(theirs.texts.len());
    let only_one = mine.only_one || theirs.only_one;
    Entered {
        // Two boxes of which only one can be ticked never are.
        ticks: match only_one {
            true => pick(&base.ticks, &mine.ticks, &theirs.ticks),
            false => set(&base.ticks, &mine.ticks, &theirs.ticks),
        },
        texts: index.map(|at| words(base.text(at), mine.text(at), theirs.text(at))).collect(),
        private: mine.private || theirs.private,
        chosen: pick(&base.chosen, &mine.chosen, &theirs.chosen),
        only_one,
        without_taken: pick(&base.without_taken, &mine.without_taken, &theirs.without_taken),
    }
}

/// What is left of mine once everything that both knew was cleared elsewhere: only what I wrote since.
pub fn notebook_since_cleared(base: &Notebook, mine: &Notebook) -> Notebook {
    let mut rest = notebooks(base, mine, &Notebook::default());
    for (id, answers) in &mut rest.topics {
        *answers = since_cleared(&base.topic(id), answers);
    }
    for sheet in &mut rest.person.sheets {
        sheet.lines.retain(|it| match &it.key {
            Key::Card(line) => base.person.entered(&sheet.id, line).is_none(),
            Key::Own(_) => false,
        });
    }
    rest
}

/// Of a value that is one or another: mine if I changed it.
fn pick<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> T {
    if mine == base { theirs.clone() } else { mine.clone() }
}

fn sorted(base: &Sorted, mine: &Sorted, theirs: &Sorted) -> Sorted {
    Sorted {
        pile: pick(&base.pile, &mine.pile, &theirs.pile),
        marker: pick(&base.marker, &mine.marker, &theirs.marker),
        numbers: pick(&base.numbers, &mine.numbers, &theirs.numbers),
        lang: pick(&base.lang, &mine.lang, &theirs.lang),
    }
}

fn aside(base: &Aside, mine: &Aside, theirs: &Aside) -> Aside {
    Aside { reason: pick(&base.reason, &mine.reason, &theirs.reason) }
}

fn asked(base: &Asked, mine: &Asked, theirs: &Asked) -> Asked {
    Asked {
        asked: pick(&base.asked, &mine.asked, &theirs.asked),
        answered: pick(&base.answered, &mine.answered, &theirs.answered),
        reply: words(&base.reply, &mine.reply, &theirs.reply),
    }
}

fn talk(base: &Talk, mine: &Talk, theirs: &Talk) -> Talk {
    let mut notes = mine.notes.clone();
    let others = base.notes.iter().zip(&theirs.notes);
    for ((kind, note), (base, theirs)) in Note::ALL.into_iter().zip(&mut notes).zip(others) {
        // Two days put together would be a third one.
        let is_day = kind == Note::LookAgainOn;
        *note = if is_day { pick(base, note, theirs) } else { words(base, note, theirs) };
    }
    Talk {
        notes,
        ending: pick(&base.ending, &mine.ending, &theirs.ending),
        finished: finished(&base.finished, &mine.finished, &theirs.finished),
        adding: words(&base.adding, &mine.adding, &theirs.adding),
        calendar: fields(&base.calendar, &mine.calendar, &theirs.calendar),
        other: fields(&base.other, &mine.other, &theirs.other),
    }
}

/// What was finished stands: two talks that differ are two, and what either added to the same one is there.
fn finished(base: &[Finished], mine: &[Finished], theirs: &[Finished]) -> Vec<Finished> {
    if mine == base || mine == theirs {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let same = |list: &[Finished], it: &Finished| list.iter().find(|known| known.is_same(it)).cloned();
    let mut merged = Vec::new();
    for it in theirs.iter().chain(mine) {
        let (was, here, there) = (same(base, it), same(mine, it), same(theirs, it));
        let one = match (here, there) {
            // Both have it already.
            _ if same(&merged, it).is_some() => None,
            (Some(mine), Some(theirs)) => {
                Some(Finished { added: added(was.as_ref(), &mine, &theirs), ..theirs })
            }
            // Cleared by one of them, unless the other added to it meanwhile.
            (one, other) => one.or(other).filter(|it| was.as_ref() != Some(it)),
        };
        if let Some(one) = one {
            let after =
                merged.iter().rposition(|it: &Finished| it.day <= one.day).map_or(0, |index| index + 1);
            merged.insert(after, one);
        }
    }
    merged
}

fn added(base: Option<&Finished>, mine: &Finished, theirs: &Finished) -> Vec<Added> {
    set(base.map_or(&[], |it| it.added.as_slice()), &mine.added, &theirs.added)
}

type MergeAnswer<'a, A> = &'a dyn Fn(&A, &A, &A) -> A;

/// Lists: what one of them added is there, what one of them took away is gone, unless the other changed it meanwhile.
fn entries<A: Clone + Default + PartialEq>(
    base: &[Entry<A>],
    mine: &[Entry<A>],
    theirs: &[Entry<A>],
    answer: MergeAnswer<A>,
) -> Vec<Entry<A>> {
    if mine == base || mine == theirs {
        return theirs.to_vec();
    }
    if theirs == base {
        return mine.to_vec();
    }
    let mine = numbered_apart(mine, base, theirs);
    let theirs = numbered_apart(theirs, base, &mine);
    let order = order(base, &mine, &theirs);
    let one = |key: &Key| {
        let (base, mine, theirs) = (with_key(base, key), with_key(&mine, key), with_key(&theirs, key));
        match (mine, theirs) {
            (mine, theirs) if mine == base => theirs.cloned(),
            (mine, theirs) if theirs == base => mine.cloned(),
            (Some(mine), Some(theirs)) => Some(entry(base, mine, theirs, answer)),
            (mine, theirs) => mine.or(theirs).cloned(),
        }
    };
    order.iter().filter_map(one).collect()
}

fn entry<A: Clone + Default + PartialEq>(
    base: Option<&Entry<A>>,
    mine: &Entry<A>,
    theirs: &Entry<A>,
    answer: MergeAnswer<A>,
) -> Entry<A> {
    let nothing =
        Entry { key: mine.key.clone(), words: String::new(), answer: A::default(), other: Map::new() };
    let base = base.unwrap_or(&nothing);
    Entry {
        key: mine.key.clone(),
        words: pick(&base.words, &mine.words, &theirs.words),
        answer: answer(&base.answer, &mine.answer, &theirs.answer),
        other: fields(&base.other, &mine.other, &theirs.other),
    }
}

/// Two tabs may give the same number to different own words, or a number anew that was somebody's before: own words are never
/// written over, so other words are another thing and take another number.
fn numbered_apart<A: Clone>(list: &[Entry<A>], base: &[Entry<A>], other: &[Entry<A>]) -> Vec<Entry<A>> {
    let mut list = list.to_vec();
    let others: Vec<&Entry<A>> = base.iter().chain(other).collect();
    let clashes = |entry: &Entry<A>| {
        matches!(entry.key, Key::Own(_))
            && others.iter().any(|it| it.key == entry.key && it.words != entry.words)
    };
    for index in 0..list.len() {
        let unused = [list.as_slice(), base, other].into_iter().map(entry::unused_number).max().unwrap_or(1);
        if let Some(entry) = list.get_mut(index).filter(|entry| clashes(entry)) {
            entry.key = Key::Own(unused);
        }
    }
    list
}

fn with_key<'a, A>(list: &'a [Entry<A>], key: &Key) -> Option<&'a Entry<A>> {
    list.iter().find(|entry| entry.key == *key)
}

/// The order of the one who changed it, mine if both moved something; what the other has besides comes after.
fn order<A>(base: &[Entry<A>], mine: &[Entry<A>], theirs: &[Entry<A>]) -> Vec<Key> {
    let everywhere = |key: &&Key| [base, mine, theirs].iter().all(|list| with_key(list, key).is_some());
    let shared = |list| keys(list).filter(everywhere).cloned().collect::<Vec<Key>>();
    let mine_first =
        keys(theirs).eq(keys(base)) || !keys(mine).eq(keys(base)) && shared(mine) != shared(base);
    let (first, second) = if mine_first { (mine, theirs) } else { (theirs, mine) };
    let besides = keys(second).filter(|key| with_key(first, key).is_none());
    keys(first).chain(besides).cloned().collect()
}

fn keys<A>(list: &[Entry<A>]) -> impl Iterator<Item = &Key> {
    list.iter().map(|entry| &entry.key)
}

/// What is in the list or not: each item for itself.
fn set<T: PartialEq + Clone>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
    if mine == base || theirs == base {
        return if mine == base { theirs.to_vec() } else { mine.to_vec() };
    }
    let stays = |item: &&T| mine.contains(item) || !base.contains(item);
    let mut merged: Vec<T> = theirs.iter().filter(stays).cloned().collect();
    merged.extend(mine.iter().filter(|item| !base.contains(item) && !theirs.contains(item)).cloned());
    merged
}

/// Fields that only a newer program understands: each for itself.
pub fn fields(
    base: &Map<String, Value>,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    let mut merged = Map::new();
    for name in mine.keys().chain(theirs.keys()) {
        if let Some(value) = pick(&base.get(name), &mine.get(name), &theirs.get(name)) {
            merged.insert(name.clone(), value.clone());
        }
    }
    merged
}

/// Words that both changed: what each wrote is put where they wrote it; both stand there where they wrote over the same.
fn words(base: &str, mine: &str, theirs: &str) -> String {
    if mine == base || mine == theirs {
        return theirs.to_string();
    }
    if theirs == base {
        return mine.to_string();
    }
    let (my, their) = (Edit::between(base, mine), Edit::between(base, theirs));
    let (first, second) = if my.from < their.from || (my.from == their.from && my.to < their.to) {
        (my, their)
    } else {
        (their, my)
    };
    if first.to > second.from {
        return format!("{theirs}\n{mine}");
    }
    let piece = |from, to| base.get(from..to).unwrap_or_default();
    [piece(0, first.from), first.put, piece(first.to, second.from), second.put, piece(second.to, base.len())]
        .concat()
}

/// What was written in place of a stretch of words.
struct Edit<'a> {
    from: usize,
    to: usize,
    put: &'a str,
}

impl<'a> Edit<'a> {
    /// The one change that makes the one into the other.
    fn between(before: &str, after: &'a str) -> Edit<'a> {
        let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other);
        let from: usize = same.map(|(sign, _)| sign.len_utf8()).sum();
        let (rest_before, rest_after) =
            (before.get(from..).unwrap_or_default(), after.get(from..).unwrap_or_default());
        let same = rest_before.chars().rev().zip(rest_after.chars().rev());
        let end: usize = same.take_while(|(one, other)| one == other).map(|(sign, _)| sign.len_utf8()).sum();
        Edit {
            from,
            to: before.len() - end,
            put: rest_after.get(..rest_after.len() - end).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_two_tabs_are_all_there() {
        let cases = [
            ("", "a", "", "a"),
            ("", "a", "b", "ba"),
            ("old", "old a", "old b", "old b a"),
            ("one two three", "one three", "one two three four", "one three four"),
            ("one two", "ONE two", "one TWO", "ONE TWO"),
            ("mid", "mud", "mad", "mad\nmud"),
            ("é", "éa", "bé", "béa"),
            ("same", "gone", "gone", "gone"),
        ];
        for (base, mine, theirs, merged) in cases {
            assert_eq!(words(base, mine, theirs), merged, "{base:?} {mine:?} {theirs:?}");
        }
    }
}
