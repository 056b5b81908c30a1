//! Words that push, mislead or are not understood. All of these look at English, and at authors' words: what people say for
//! themselves, as what matters to them and questions to ask, is theirs.

use std::cell::OnceCell;
use std::ops::Range;

use super::rule::{Rule, rule};
use super::tokens::{Tokens, is_digits, is_number_word, is_time, is_year};
use super::{Card, Check, Diagnostic, Part, Passage, Say};
use crate::cards::{Inline, Target};
use crate::text::Span;

rule!(ONE_IN_X, Error, "one-in-x");
rule!(RELATIVE_ALONE, Warning, "relative-alone");
rule!(PERCENT, Warning, "percent");
rule!(FREQUENCY_WORD, Warning, "frequency-word");
rule!(LOADED_WORD, Warning, "loaded-word");
rule!(JARGON, Warning, "jargon");
rule!(ABBREVIATION, Warning, "abbreviation");
rule!(EMPHASIS_ONE_SIDED, Warning, "emphasis-one-sided");
rule!(ONE_FRAME, Warning, "one-frame");
rule!(LONG_SENTENCE, Warning, "long-sentence");

/// In the order of harm.
pub const RULES: &[(&Rule, Check)] = &[
    (&ONE_IN_X, Check::Both(one_in_x)),
    (&RELATIVE_ALONE, Check::Both(relative_alone)),
    (&PERCENT, Check::Both(percent)),
    (&FREQUENCY_WORD, Check::Both(frequency_word)),
    (&LOADED_WORD, Check::Both(loaded_word)),
    (&JARGON, Check::Both(jargon)),
    (&ABBREVIATION, Check::Both(abbreviation)),
    (&EMPHASIS_ONE_SIDED, Check::Decision(emphasis_one_sided)),
    (&ONE_FRAME, Check::Decision(one_frame)),
    (&LONG_SENTENCE, Check::Both(long_sentence)),
];

/// A word with its surroundings, as the rules below look at it.
struct Here<'a> {
    passage: &'a Passage,
    tokens: &'a Tokens,
    sentence: &'a Range<usize>,
    place: usize,
    known: &'a Known,
}

/// What is asked of a whole passage, however many of its words ask.
#[derive(Default)]
struct Known {
    has_share: OnceCell<bool>,
    admits: OnceCell<bool>,
}

impl Here<'_> {
    fn word(&self) -> &str {
        self.tokens.word(self.place)
    }

    fn next(&self, ahead: usize) -> &str {
        self.tokens.word(self.place + ahead)
    }

    fn before(&self, back: usize) -> &str {
        self.tokens.before(self.place, back)
    }

    fn has_share(&self) -> bool {
        *self.known.has_share.get_or_init(|| has_share(self.tokens))
    }

    fn admits(&self) -> bool {
        *self.known.admits.get_or_init(|| admits(self.tokens))
    }

    fn sentence_has(&self, words: &[&str]) -> bool {
        self.sentence.clone().any(|place| words.contains(&self.tokens.word(place)))
    }
}

/// Looks at every word of some passages. What is found is so many words from there on, and what is said of them.
fn look(
    card: &Card,
    say: &mut Say,
    rule: &'static Rule,
    is_meant: fn(&Card, &Passage) -> bool,
    find: fn(&Here) -> Option<(usize, String)>,
) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| is_meant(card, passage)) {
        let tokens = &passage.tokens;
        let known = Known::default();
        for sentence in tokens.sentences() {
            let mut next = sentence.start;
            while next < sentence.end {
                let place = next;
                next += 1;
                let here = Here { passage, tokens, sentence: &sentence, place, known: &known };
                if let Some((words, said)) = find(&here) {
                    let at = card.span_of(passage, &tokens.span(&(place..place + words)));
                    say.add(rule, card.path_of(passage), at, said);
                    next = place + words;
                }
            }
        }
    }
}

/// Any words that people read, but for the sources.
fn anything(_: &Card, passage: &Passage) -> bool {
    passage.part != Part::Source
}

/// What authors say, in sentences, headings and names of rows.
fn authors(card: &Card, passage: &Passage) -> bool {
    let said = passage.part.is_prose() || matches!(passage.part, Part::RowName | Part::Heading(_));
    said && !is_own_voice(card, passage)
}

/// What authors say in sentences that stand beside no row of numbers.
fn sentences(card: &Card, passage: &Passage) -> bool {
    matches!(passage.part, Part::Paragraph | Part::Item | Part::Cell) && !is_own_voice(card, passage)
}

/// Lines in which people speak for themselves: what matters to them, questions, and lines of lists that they pick.
fn is_own_voice(card: &Card, passage: &Passage) -> bool {
    let names_itself = matches!(passage.words.first(), Some(Inline::Link(Target::Id(_), _)));
    match card.decision {
        Some(_) => matches!(passage.section.as_str(), "matters" | "questions"),
        None => passage.part == Part::Item && names_itself,
    }
}

fn one_in_x(card: &Card, say: &mut Say) {
    look(card, say, &ONE_IN_X, anything, |here| {
        if here.next(1) != "in" {
            return None;
        }
        let is_count = |word: &str| is_digits(word) || is_number_word(word);
        let first = is_count(here.word()) || here.word() == "one";
        if !first || !here.tokens.after(here.place).trim().is_empty() {
            return None;
        }
        let every = usize::from(here.next(2) == "every");
        let whole = here.next(2 + every);
        let is_name =
            matches!(here.before(1), "stage" | "grade" | "phase" | "group" | "type" | "level" | "line");
        let fits = is_count(whole) && !is_year(whole) && !is_time(here.next(3 + every)) && !is_name;
        fits.then(|| (3 + every, format!("this counts out of {whole}, not out of 100 or 1,000")))
    });
}

fn relative_alone(card: &Card, say: &mut Say) {
    look(card, say, &RELATIVE_ALONE, sentences, |here| {
        let words = relative(here)?;
        (!here.has_share()).then(|| (words, "how many out of how many, with and without?".to_string()))
    });
}

/// Whether "out of 100" or the like is said.
fn has_share(tokens: &Tokens) -> bool {
    (0..tokens.len()).any(|place| tokens.reads(place, &["out", "of"]) && is_digits(tokens.word(place + 2)))
}

/// How many words from here on compare without saying how many.
fn relative(here: &Here) -> Option<usize> {
    let (next, later) = (here.next(1), here.next(2));
    let compares = |word: &str| {
        matches!(
            word,
            "less" | "more" | "fewer" | "lower" | "higher" | "smaller" | "greater" | "reduction" | "increase"
        )
    };
    let how_many =
        |word: &str| matches!(word, "many" | "likely" | "high" | "often" | "common" | "great" | "big");
    let risk = |word: &str| matches!(word, "risk" | "chance" | "chances" | "number" | "odds");
    match here.word() {
        "doubles" | "doubled" | "doubling" | "halves" | "halved" | "halving" | "trebles" | "trebled"
        | "triples" | "tripled" => Some(1),
        "twice" | "half" | "times" if next == "as" && how_many(later) => Some(3),
        "half" | "double" | "twice" if next == "the" && risk(later) => Some(3),
        "third" | "quarter" | "half" if compares(next) => Some(2),
        "relative" | "hazard" | "odds" | "rate" | "risk" if matches!(next, "ratio" | "ratios") => Some(2),
        "relative" if next == "risk" => Some(2),
        "risk" if next == "reduction" => Some(2),
        word if is_digits(word) && is_percent(here) => {
            let sign = usize::from(next == "percent") + 2 * usize::from(next == "per");
            (compares(here.next(1 + sign)) || here.before(1) == "by").then_some(2 + sign)
        }
        _ => None,
    }
}

fn is_percent(here: &Here) -> bool {
    let signed =
        here.tokens.after(here.place).starts_with('%') || here.tokens.after(here.place).starts_with(" %");
    signed || here.next(1) == "percent" || (here.next(1) == "per" && here.next(2) == "cent")
}

fn percent(card: &Card, say: &mut Say) {
    look(card, say, &PERCENT, authors, |here| {
        let found = is_digits(here.word()) && is_percent(here) && relative(here).is_none();
        let words = 1 + usize::from(here.next(1) == "percent") + 2 * usize::from(here.next(1) == "per");
        found.then(|| (words, format!("say how many out of 100: {}", here.word())))
    });
}

fn frequency_word(card: &Card, say: &mut Say) {
    let meant = |card: &Card, passage: &Passage| sentences(card, passage) && passage.section != "who-studied";
    look(card, say, &FREQUENCY_WORD, meant, |here| {
        let words = frequency(here)?;
        if is_asked(here) || counts(here) || here.admits() {
            return None;
        }
        Some((words, "how many out of how many?".to_string()))
    });
}

/// Whether a sentence asks, or tells people to ask.
fn is_asked(here: &Here) -> bool {
    here.tokens.word(here.sentence.start) == "ask" || here.tokens.is_question(here.sentence)
}

/// Whether a number of people or the like stands in the sentence: no year and no stretch of time.
fn counts(here: &Here) -> bool {
    here.sentence.clone().any(|place| {
        let (word, next) = (here.tokens.word(place), here.tokens.word(place + 1));
        let is_span = is_time(next) || (matches!(next, "to" | "or") && is_time(here.tokens.word(place + 3)));
        (is_digits(word) || is_number_word(word)) && !is_year(word) && !is_span
    })
}

/// Whether the passage says that there is no number.
fn admits(tokens: &Tokens) -> bool {
    (0..tokens.len()).any(|place| {
        let follows = |word: &str| (1..4).any(|ahead| tokens.word(place + ahead) == word);
        match tokens.word(place) {
            "no" => follows("number") || follows("numbers") || follows("count") || follows("counts"),
            "not" => matches!(tokens.word(place + 1), "known" | "counted"),
            _ => false,
        }
    })
}

/// How many words from here on say how often something happens.
fn frequency(here: &Here) -> Option<usize> {
    let (before, next) = (here.before(1), here.next(1));
    let people = |word: &str| {
        matches!(
            word,
            "people"
                | "men"
                | "women"
                | "patients"
                | "adults"
                | "children"
                | "others"
                | "cancers"
                | "of"
                | "who"
                | "have"
                | "had"
                | "are"
                | "were"
                | "get"
                | "got"
                | "recover"
                | "feel"
                | "felt"
                | "go"
                | "find"
        )
    };
    let compared = matches!(before, "more" | "less" | "how" | "as" | "so" | "too" | "that");
    match here.word() {
        "rare" | "rarely" | "uncommon" | "commonly" | "usually" | "seldom" | "sometimes" | "occasionally"
        | "frequently" => (!compared).then_some(1),
        "common" => {
            let is_shared = before == "in" || matches!(next, "cold" | "sense" | "name" | "word" | "room");
            (!compared && !is_shared).then_some(1)
        }
        "often" | "likely" | "unlikely" => (!compared).then_some(1),
        "most" => (people(next) && !matches!(before, "the" | "at" | "matters" | "matter")).then_some(1),
        "many" => (people(next) && !compared && before != "not").then_some(1),
        "few" => (people(next) && !matches!(before, "a" | "how" | "as" | "too" | "so")).then_some(1),
        "majority" | "minority" => (next == "of").then_some(1),
        "small" | "slight" | "tiny" | "high" | "low" | "good" | "big" | "large" => {
            (matches!(next, "risk" | "chance")
                && !matches!(here.next(2), "group" | "groups" | "cancer" | "cancers"))
            .then_some(2)
        }
        _ => None,
    }
}

fn loaded_word(card: &Card, say: &mut Say) {
    look(card, say, &LOADED_WORD, authors, |here| {
        let (words, why) = loaded(here)?;
        let reports = [
            "say",
            "says",
            "said",
            "call",
            "calls",
            "called",
            "tells",
            "told",
            "advises",
            "recommends",
            "wrote",
            "writes",
            "felt",
            "found",
        ];
        let is_quoted = here.tokens.gap_before(here.place).ends_with(['"', '“', '‘']);
        (!is_quoted && !is_asked(here) && !here.sentence_has(&reports)).then(|| (words, why.to_string()))
    });
}

/// How many words from here on push to one side, and how.
fn loaded(here: &Here) -> Option<(usize, &'static str)> {
    let (before, next) = (here.before(1), here.next(1));
    let word = here.word();
    match word {
        "simple" | "simply" | "simpler" => {
            let is_name = matches!(next, "words" | "terms" | "language" | "mastectomy");
            (!is_name).then_some((1, "it may not be so for the reader"))
        }
        "unfortunately" | "sadly" | "fortunately" | "luckily" | "thankfully" | "obviously" => {
            Some((1, "this tells the reader what to feel"))
        }
        "gold" if next == "standard" => Some((2, "this praises one choice")),
        "standard" => (before != "gold").then_some((1, "this makes any other choice the odd one out")),
        "only" | "just" | "merely" => played_down(here),
        "best" | "better" => praises(here).then_some((1, "better for whom, and in what?")),
        "safe" | "safer" | "safest" => {
            let is_person =
                matches!(before, "feel" | "feels" | "felt" | "be" | "being" | "am" | "keep" | "stay" | "you");
            let is_place = matches!(next, "place" | "home" | "at");
            (!is_person && !is_place).then_some((1, "nothing is free of harm: say which harms, and how many"))
        }
        "successful" | "successfully" | "success" => Some((1, "say what happened, and to how many")),
        "fail" | "fails" | "failed" | "failing" => {
            Some((1, "say what happened; a person can hear that they failed"))
        }
        "failure" => {
            (!matches!(before, "heart" | "kidney" | "liver" | "organ" | "lung" | "respiratory" | "renal"))
                .then_some((1, "say what happened; a person can hear that they failed"))
        }
        "fight" | "fights" | "fighting" | "battle" | "battles" | "battling" => {
            let is_body = matches!(next, "infection" | "infections" | "germs" | "off");
            (!is_body).then_some((1, "this makes not being treated sound like giving up"))
        }
        "aggressive" => {
            let explained = here.tokens.after(here.place).contains(['(', ':', ',']);
            (!explained).then_some((1, "say what it does: grows fast, is likely to spread"))
        }
        _ => None,
    }
}

/// "Only a small", "just a": makes less of something. "Tests only" and "just before" do not.
fn played_down(here: &Here) -> Option<(usize, &'static str)> {
    let (next, later) = (here.next(1), here.next(2));
    let little =
        |word: &str| matches!(word, "small" | "slight" | "few" | "little" | "minor" | "tiny" | "mild");
    let is_share = |ahead: usize| is_digits(here.next(ahead)) && here.next(ahead + 1) == "out";
    let why = "this makes less of it: give the number without it";
    let words = match here.word() {
        _ if here.before(1) == "not" => return None,
        "only" | "merely" if next == "a" && little(later) => 3,
        "only" | "merely" if little(next) => 2,
        "just" | "merely" if matches!(next, "a" | "an" | "one") || little(next) => 2,
        _ if is_share(1) || is_share(2) => 2,
        _ => return None,
    };
    Some((words, why))
}

/// "The best", "is better than": a judgement. "Feel better" and "at best" are none.
fn praises(here: &Here) -> bool {
    let (before, next) = (here.before(1), here.next(1));
    let suits = (1..4).any(|back| here.before(back).starts_with("suit"));
    let things = |word: &str| {
        matches!(
            word,
            "choice"
                | "choices"
                | "treatment"
                | "treatments"
                | "option"
                | "results"
                | "result"
                | "outcome"
                | "outcomes"
                | "way"
                | "chance"
                | "care"
                | "quality"
                | "drug"
                | "drugs"
        )
    };
    match here.word() {
        "best" => things(next) || (matches!(before, "is" | "are" | "works" | "work" | "the") && !suits),
        _ => {
            let feels = matches!(
                before,
                "feel" | "feels" | "felt" | "feeling" | "get" | "gets" | "got" | "getting" | "no"
            );
            !feels
                && (next == "than"
                    || things(next)
                    || matches!(before, "is" | "are" | "work" | "works" | "does" | "do"))
        }
    }
}

fn jargon(card: &Card, say: &mut Say) {
    look(card, say, &JARGON, authors, |here| {
        let instead = match here.word() {
            "decision" if here.next(1) == "aid" => {
                return Some((2, "say what it is: this page, this booklet".into()));
            }
            "decision" | "decisions" if matches!(here.before(1), "advance" | "advanced") => return None,
            "decision" | "decisions" => "say choice, or what I decide",
            "option" | "options" => "say choice",
            "preference" | "preferences" => "say what matters to me, or what you would rather have",
            _ => return None,
        };
        Some((1, instead.to_string()))
    });
}

/// Abbreviations that everybody reads as words, and Roman numbers.
const KNOWN: [&str; 24] = [
    "NHS", "UK", "US", "USA", "EU", "GP", "OK", "TV", "ID", "AM", "PM", "II", "III", "IV", "VI", "VII",
    "VIII", "COVID", "DVD", "PDF", "PC", "XL", "HIV", "DNA",
];

/// Explained somewhere in a decision, that is enough for it: it stands in the names of sources.
const ONCE: [&str; 1] = ["NICE"];

fn abbreviation(card: &Card, say: &mut Say) {
    if !card.is_english() {
        return;
    }
    let explained_once: Vec<&str> = ONCE
        .into_iter()
        .filter(|name| card.passages.iter().any(|passage| anything(card, passage) && explains(passage, name)))
        .collect();
    let mut said_once: Vec<&str> = Vec::new();
    for file in 0..card.files.len() {
        let mut seen: Vec<String> = Vec::new();
        for passage in card.passages.iter().filter(|it| it.file == file && anything(card, it)) {
            for (place, name) in abbreviations(passage) {
                if seen.iter().any(|it| it == name) || KNOWN.contains(&name) || explained_once.contains(&name)
                {
                    continue;
                }
                seen.push(name.to_string());
                let again = ONCE.contains(&name) && said_once.contains(&name);
                if again || is_explained(passage, place) {
                    continue;
                }
                said_once.extend(ONCE.contains(&name).then_some(name));
                let at = card.span_of(passage, &passage.tokens.at(place));
                say.add(&ABBREVIATION, card.path_of(passage), at, "not explained before, or here");
            }
        }
    }
}

/// The abbreviations of a passage: words with two capitals side by side, without a plural s and what a hyphen adds.
pub(super) fn abbreviations(passage: &Passage) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    // Most passages have none, and are looked at for every name.
    if !has_capitals(&passage.plain) {
        return found;
    }
    for place in 0..passage.tokens.len() {
        let word = passage.plain.get(passage.tokens.at(place)).unwrap_or_default();
        let parts = word.split(['-', '‑']).find(|part| has_capitals(part));
        if let Some(part) = parts {
            let name = part.strip_suffix("'s").or(part.strip_suffix("’s")).unwrap_or(part);
            found.push((place, name.strip_suffix('s').unwrap_or(name)));
        }
    }
    found
}

fn has_capitals(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

fn explains(passage: &Passage, name: &str) -> bool {
    abbreviations(passage).into_iter().any(|(place, it)| it == name && is_explained(passage, place))
}

/// Whether an abbreviation is explained where it stands: "PSA (…)", "(PSA)", "PSA, a blood test", "PSA is", "PSA: …", or a
/// name with what it is the name of, "the ATOMIC trial".
pub(super) fn is_explained(passage: &Passage, place: usize) -> bool {
    let tokens = &passage.tokens;
    let (after, next) = (tokens.after(place), tokens.word(place + 1));
    let before = tokens.gap_before(place);
    // Strong type marks a word where it is explained.
    let at = tokens.at(place);
    if passage.marks().iter().any(|mark| mark.strong && mark.at.start <= at.start && at.end <= mark.at.end) {
        return true;
    }
    let in_brackets = before.ends_with('(') && !before.trim_end_matches('(').is_empty();
    let opens = ["(", ":"].iter().any(|sign| after.trim_start().starts_with(sign));
    let beside = after.trim() == ","
        && matches!(next, "a" | "an" | "the" | "which" | "who" | "or" | "that" | "where" | "published");
    let means = after.trim().is_empty()
        && matches!(next, "is" | "are" | "means" | "stands" | "was" | "writes" | "ran" | "looks");
    let named = after.trim().is_empty() && is_kind(next, tokens.word(place + 2));
    let called = matches!(tokens.before(place, 1), "called" | "call" | "guideline" | "is")
        || (tokens.before(place, 1) == "or" && before.trim().is_empty() && before_comma(tokens, place));
    in_brackets || opens || beside || means || named || called || is_study(passage, place)
}

/// "prostate-specific antigen, or PSA".
fn before_comma(tokens: &Tokens, place: usize) -> bool {
    place.checked_sub(1).is_some_and(|or| tokens.gap_before(or).starts_with(','))
}

/// What a name can be the name of.
fn is_kind(next: &str, later: &str) -> bool {
    let kinds = [
        "trial",
        "trials",
        "study",
        "studies",
        "review",
        "gene",
        "scan",
        "scans",
        "guideline",
        "score",
        "programme",
    ];
    let is_numbered = matches!(next, "ii" | "iii" | "iv" | "1" | "2" | "3") && kinds.contains(&later);
    kinds.contains(&next) || is_numbered || next == "number" || (next == "blood" && later.starts_with("test"))
}

/// "In the 6 trials that make up IDEA": the name of a study or gene, at least four letters, soon after the word for it.
fn is_study(passage: &Passage, place: usize) -> bool {
    let long = passage.tokens.at(place).len() >= 4;
    let kind = |word: &str| matches!(word, "trial" | "trials" | "study" | "studies" | "gene" | "genes");
    long && (1..10).any(|back| kind(passage.tokens.before(place, back)))
}

fn emphasis_one_sided(card: &Card, say: &mut Say) {
    let leads = shared_leads(card);
    let cards: Vec<(&str, Option<Span>)> = card
        .files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.option.is_some())
        .map(|(place, file)| (file.path.as_str(), first_emphasis(card, place, &leads)))
        .collect();
    if cards.iter().all(|(_, at)| at.is_some()) {
        return;
    }
    let mut with = cards.iter().filter_map(|(path, at)| at.map(|at| (*path, at)));
    let Some((path, at)) = with.next() else { return };
    let without: Vec<&str> =
        cards.iter().filter(|(_, at)| at.is_none()).filter_map(|(path, _)| path.rsplit('/').next()).collect();
    let said = format!("nothing stands out in {}", without.join(", "));
    let said = with.fold(Diagnostic::new(&EMPHASIS_ONE_SIDED, path, at, said), |it, (path, at)| {
        it.and(path, at, "and here")
    });
    say.push(said);
}

/// Words in strong type before a colon that begin a line in every choice's card: parts of the layout.
fn shared_leads(card: &Card) -> Vec<String> {
    let leads = |place: usize| -> Vec<String> {
        let items = card.passages.iter().filter(|it| it.file == place && it.part == Part::Item);
        items.filter_map(|it| lead(it).map(str::to_string)).collect()
    };
    let mut cards =
        (0..card.files.len()).filter(|place| card.files.get(*place).is_some_and(|it| it.option.is_some()));
    let Some(first) = cards.next() else { return Vec::new() };
    let others: Vec<Vec<String>> = cards.map(leads).collect();
    leads(first).into_iter().filter(|lead| others.iter().all(|list| list.contains(lead))).collect()
}

fn lead(passage: &Passage) -> Option<&str> {
    let mark = passage.marks().into_iter().next().filter(|mark| mark.at.start == 0 && mark.strong)?;
    let rest = passage.plain.get(mark.at.end..)?;
    rest.starts_with(':').then(|| passage.plain.get(mark.at)).flatten()
}

fn first_emphasis(card: &Card, file: usize, leads: &[String]) -> Option<Span> {
    card.passages.iter().filter(|it| it.file == file && it.part.is_prose()).find_map(|passage| {
        let marks = passage.marks();
        let mark = marks.iter().find(|mark| is_emphasis(passage, mark.strong, &mark.at, leads))?;
        Some(card.span_of(passage, &mark.at))
    })
}

/// Strong type names words that are explained, and begins lines. Anything else makes a point.
fn is_emphasis(passage: &Passage, strong: bool, at: &Range<usize>, leads: &[String]) -> bool {
    let words = passage.plain.get(at.clone()).unwrap_or_default();
    if !strong || words.split_whitespace().count() > 4 || words.ends_with(['.', '!']) {
        return true;
    }
    let is_lead = leads.iter().any(|lead| lead == words);
    // Words are explained near where a card says what the choice is; good and hard points are where emphasis sways.
    let sways = matches!(passage.section.as_str(), "good" | "hard");
    sways && !is_lead && !is_term(passage, at)
}

/// "**Cholesterol**, a fat", "chest pain (**angina**)", "**PSA** is".
fn is_term(passage: &Passage, at: &Range<usize>) -> bool {
    let rest = passage.plain.get(at.end..).unwrap_or_default();
    let before = passage.plain.get(..at.start).unwrap_or_default();
    let opens = [", ", " (", " is ", " are ", " means ", ")"].iter().any(|sign| rest.starts_with(sign));
    opens || before.ends_with('(') || before.ends_with("called ")
}

fn one_frame(card: &Card, say: &mut Say) {
    let meant = |card: &Card, passage: &Passage| {
        let of_choice = card.file_of(passage).is_some_and(|file| file.option.is_some());
        of_choice && matches!(passage.section.as_str(), "good" | "hard") && passage.part.is_prose()
    };
    look(card, say, &ONE_FRAME, meant, |here| {
        let count = here.word().replace(',', "").parse::<u32>().ok()?;
        let ahead = (1..4).find(|ahead| here.tokens.reads(here.place + ahead, &["out", "of"]))?;
        let whole = here.next(ahead + 2).replace(',', "").parse::<u32>().ok()?;
        let is_difference = (1..=ahead + 2)
            .any(|ahead| matches!(here.next(ahead), "more" | "fewer" | "less"))
            || here.passage.tokens.has("extra")
            || (here.before(1) == "than" && matches!(here.before(2), "fewer" | "less" | "more"));
        let rest = whole.checked_sub(count).filter(|rest| *rest > 0 && !is_difference)?;
        let both = has_others(here.passage, rest);
        (!both).then(|| (ahead + 3, format!("what happened to the other {rest}?")))
    });
}

/// Whether a passage says what happened to the others.
fn has_others(passage: &Passage, rest: u32) -> bool {
    let tokens = &passage.tokens;
    (0..tokens.len()).any(|place| match tokens.word(place) {
        "others" | "rest" | "remaining" | "other" => true,
        word => is_digits(word) && word.replace(',', "").parse() == Ok(rest),
    })
}

/// A sentence with more words than this is hard to hold in mind.
const MOST_WORDS: usize = 25;

fn long_sentence(card: &Card, say: &mut Say) {
    if !card.is_english() {
        return;
    }
    for passage in card.passages.iter().filter(|passage| passage.part.is_prose()) {
        let own = passage.own();
        for sentence in passage.tokens.sentences() {
            let words = sentence.clone().filter(|place| passage.tokens.at(*place).end <= own).count();
            if words > MOST_WORDS {
                let at =
                    card.span_of(passage, &passage.tokens.span(&(sentence.start..sentence.start + words)));
                say.add(&LONG_SENTENCE, card.path_of(passage), at, format!("{words} words"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rules::{Content, Unit};
    use crate::text::Date;

    /// What is said of one paragraph.
    fn said(words: &str) -> Vec<&'static str> {
        let text = format!("---\ntitle: A\n---\n\n# A\n\n{words}\n");
        let content = Content::new(BTreeMap::from([("support/en/a.md".to_string(), text)]));
        let unit = Unit::Paper { folder: "support".into(), lang: "en".into(), name: "a.md".into() };
        let card = Card::read(&content, &unit, Date { year: 2026, month: 11, day: 22 });
        let mut say = Say::default();
        for (_, check) in RULES {
            if let Check::Both(check) = check {
                check(&card, &mut say);
            }
        }
        say.list.iter().map(|it| it.rule.code).collect()
    }

    #[test]
    fn words_that_mislead_are_found() {
        for (words, code) in [
            ("It happens to 1 in 4.", "one-in-x"),
            ("One in four leak.", "one-in-x"),
            ("It is 1 in 100.", "one-in-x"),
            ("One in every 200 people.", "one-in-x"),
            ("It doubles the risk.", "relative-alone"),
            ("Twice as many leak.", "relative-alone"),
            ("There are 30% fewer deaths.", "relative-alone"),
            ("Half as likely to come back.", "relative-alone"),
            ("The hazard ratio was 0.7.", "relative-alone"),
            ("It helps 30% of people.", "percent"),
            ("It helps 30 per cent of people.", "percent"),
            ("Bleeding is rare.", "frequency-word"),
            ("Most people go home.", "frequency-word"),
            ("In 2019, most people went home.", "frequency-word"),
            ("After 3 weeks many people are well.", "frequency-word"),
            ("There is a small risk of bleeding.", "frequency-word"),
            ("Few had pain.", "frequency-word"),
            ("This is the gold standard.", "loaded-word"),
            ("Unfortunately it hurts.", "loaded-word"),
            ("It is a safe operation.", "loaded-word"),
            ("Surgery is better than tablets.", "loaded-word"),
            ("It is only a small cut.", "loaded-word"),
            ("It is just a needle.", "loaded-word"),
            ("If the treatment fails, there is another.", "loaded-word"),
            ("You are battling cancer.", "loaded-word"),
            ("An aggressive cancer grows.", "loaded-word"),
            ("This decision aid is for you.", "jargon"),
            ("You have two options.", "jargon"),
            ("You have a PET first.", "abbreviation"),
        ] {
            assert_eq!(said(words), [code], "{words}");
        }
    }

    #[test]
    fn words_that_only_look_so_are_left_alone() {
        for words in [
            "There were 5 in 2019, 6 in 10 years, and stage 3 in 2 hospitals.",
            "It took twice a day, and half of them came.",
            "It doubled: 20 out of 100 people, and 10 out of 100 without it.",
            "How many people leak? How likely is it? Is it common?",
            "Ask whether it is safe, and which is best.",
            "As many as you like, a few days, what matters most to me, in common.",
            "Most people (80 out of 100) went home.",
            "This is rare. We have no checked number: ask your team.",
            "More often with surgery, less likely without.",
            "NICE, the national adviser, says it is the best treatment.",
            "You may feel better. Do your best. Choose what suits you best. It can be heart failure.",
            "White blood cells fight infection. I do not feel safe. PSA (a blood test) only, PSA tests only.",
            "Just before the test, and not only then.",
            "I have written an advance decision.",
            "A blood test (PSA), **MRI** scans, the ATOMIC trial, CT: a scan, and an EEG, which is a trace. My GP in the UK.",
        ] {
            assert!(said(words).is_empty(), "{words}: {:?}", said(words));
        }
    }

    #[test]
    fn an_abbreviation_is_named_once_a_file() {
        assert_eq!(said("We do a PET. Another PET and PETs.\n\nPET (a scan)."), ["abbreviation"]);
        assert_eq!(said("PET (a scan). Another PET."), Vec::<&str>::new());
    }
}
