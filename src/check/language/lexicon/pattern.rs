//! How a phrase is written, and whether words are one.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::lookup::{Form, Lookup};
use crate::cards::outcome::is_denominator;
use crate::check::language::tokens::{IN_DIGITS, IN_WORDS, Signs, Tokens, is_digits, is_year, sign};

/// A phrase, word by word.
#[derive(Clone, Debug)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    /// Any of these, each one or more words, or the end of a clause.
    Words(Arc<Choice>, bool),
    /// Something that may be missing.
    Maybe(Box<Piece>),
    /// A number.
    Number(Kind),
    /// The sign or word for per cent.
    Percent,
    /// A sign before the next word.
    Sign(String),
    /// Any word of the same clause.
    Any,
    /// No word or a few, within a clause.
    Few,
    /// The beginning of a clause, or of everything.
    Begin,
    First,
    /// The end of a clause.
    End,
    /// What comes after must be there, and is no part of the phrase.
    Ahead,
}

/// Words of which any may stand at a place, and where each of them is in the list.
#[derive(Debug)]
pub struct Choice {
    forms: Vec<Vec<Form>>,
    lookup: Lookup<usize>,
    /// Of the words they begin with.
    signs: Signs,
}

/// What sort of number.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// In digits or words.
    Any,
    /// In words, from two on.
    Word,
    /// In words, and none, or more than twelve.
    Many,
    /// Out of so many: more than one, and no year.
    Whole,
    /// The same, but for 100, 1,000 and the like.
    OtherWhole,
    /// A year.
    Year,
    /// A time of day: "8", "12.30".
    Clock,
    /// The same, with its minutes: "12.30".
    Minutes,
    /// A group of a telephone number: three or more digits.
    Phone,
}

/// So many words `...` may stand for.
const FEW: usize = 6;

/// "One hundred and twenty-five thousand": so many words a number may have.
const LONGEST_NUMBER: usize = 6;

impl Pattern {
    /// Reads a phrase.
    pub fn read(phrase: &str, known: &mut Words) -> Result<Pattern, String> {
        let pieces = phrase.split_whitespace().map(|word| match word.strip_prefix('?') {
            Some(rest) if !rest.is_empty() => Ok(Piece::Maybe(Box::new(piece(rest, known)?))),
            _ => piece(word, known),
        });
        let pieces = pieces.collect::<Result<Vec<_>, String>>()?;
        let is_empty = pieces.iter().all(|it| matches!(it, Piece::Maybe(_)));
        if is_empty {
            return Err("no word of it must be there".into());
        }
        Ok(Pattern { pieces })
    }

    /// Words of which each sentence with this phrase has one: the signs of the rarest pieces that must be there.
    pub fn needs(&self) -> [Signs; NEEDS] {
        let mut all: Vec<Signs> = self.pieces.iter().filter_map(Piece::signs).collect();
        all.sort_by_key(|it| it.count_ones());
        std::array::from_fn(|rarest| all.get(rarest).copied().unwrap_or(Signs::MAX))
    }

    /// The signs of the words with which it may begin.
    pub fn begins(&self) -> Signs {
        self.pieces.iter().find(|it| !it.is_place()).and_then(Piece::signs).unwrap_or(Signs::MAX)
    }

    /// Past which word the phrase ends that begins at a word.
    pub fn ends(&self, tokens: &Tokens, start: usize, within: &Range<usize>) -> Option<usize> {
        Matcher { tokens, within, start, exactly: None }.ends(&self.pieces, start)
    }

    /// Whether it begins at one word and ends before another.
    pub fn ends_at(&self, tokens: &Tokens, start: usize, end: usize) -> bool {
        Matcher { tokens, within: &(start..end), start, exactly: Some(end) }
            .ends(&self.pieces, start)
            .is_some()
    }

    /// The signs of the words that may follow the first, if that is one word, as every number in digits is.
    pub fn goes_on(&self) -> Signs {
        let mut pieces = self.pieces.iter().skip_while(|it| it.is_place());
        let is_one = |it: &Piece| matches!(it, Piece::Number(_)) || it.length() == (1..=1);
        let second = pieces.next().filter(|it| is_one(it)).and_then(|_| pieces.find(|it| !it.is_place()));
        second.and_then(Piece::signs).unwrap_or(Signs::MAX)
    }

    /// The words of which one must be there, and how many words stand before it; nothing if there is no telling. Of all
    /// its places the one whose words are rarest.
    pub fn anchor(&self) -> Option<Anchor<'_>> {
        let mut before = 0..=0;
        let mut rarest: Option<Anchor> = None;
        for piece in &self.pieces {
            if let Some(words) = piece.needed() {
                let anchor = Anchor { words, before: before.clone() };
                let is_rarer = rarest.as_ref().is_none_or(|it| anchor.commonness() < it.commonness());
                rarest = if is_rarer { Some(anchor) } else { rarest };
            }
            let length = piece.length();
            before = before.start() + length.start()..=before.end() + length.end();
        }
        rarest
    }
}

/// Words by which a phrase is looked up.
pub struct Anchor<'a> {
    /// One of them must be there; any number where there are none.
    pub words: Vec<&'a Form>,
    /// How many words of the phrase stand before it.
    pub before: RangeInclusive<usize>,
}

impl Anchor<'_> {
    /// How often it is come across, as shorter words are, and at how many words the phrase is then tried.
    fn commonness(&self) -> usize {
        let of_word = |bytes: usize| 100 / bytes.pow(2).max(1);
        let words: usize = self.words.iter().map(|it| of_word(it.len())).sum();
        let or_number = if self.words.is_empty() { of_word(1) } else { words };
        or_number * self.before.clone().count()
    }
}

/// So many pieces are looked for in a sentence before any of its words is read.
pub const NEEDS: usize = 3;

impl Piece {
    /// Whether it has no word, and says where the next one stands.
    fn is_place(&self) -> bool {
        matches!(self, Piece::Begin | Piece::First | Piece::Sign(_) | Piece::Ahead)
    }

    /// The signs of the words of which one must be there; nothing if it may be missing, or if there is no telling.
    fn signs(&self) -> Option<Signs> {
        match self {
            Piece::Words(choice, false) => Some(choice.signs),
            Piece::Number(Kind::Word | Kind::Many) => Some(IN_WORDS),
            Piece::Number(Kind::Year | Kind::Clock | Kind::Minutes | Kind::Phone) => Some(IN_DIGITS),
            Piece::Number(_) => Some(IN_DIGITS | IN_WORDS),
            _ => None,
        }
    }

    /// The words of which one must begin here, none for a number; nothing if there is no telling.
    fn needed(&self) -> Option<Vec<&Form>> {
        match self {
            Piece::Words(choice, false) => choice.forms.iter().map(|form| form.first()).collect(),
            Piece::Number(_) => Some(Vec::new()),
            _ => None,
        }
    }

    /// How many words it can have.
    fn length(&self) -> RangeInclusive<usize> {
        match self {
            Piece::Words(choice, or_end) => {
                let lengths = || choice.forms.iter().map(Vec::len);
                let least = if *or_end { 0 } else { lengths().min().unwrap_or_default() };
                least..=lengths().max().unwrap_or_default()
            }
            Piece::Maybe(inside) => 0..=*inside.length().end(),
            Piece::Number(_) => 1..=LONGEST_NUMBER,
            Piece::Percent => 0..=2,
            Piece::Any => 1..=1,
            Piece::Few => 0..=FEW,
            Piece::Sign(_) | Piece::Begin | Piece::First | Piece::End | Piece::Ahead => 0..=0,
        }
    }
}

fn piece(word: &str, known: &mut Words) -> Result<Piece, String> {
    let piece = match word {
        "#" => Piece::Number(Kind::Any),
        "#word" => Piece::Number(Kind::Word),
        "#many" => Piece::Number(Kind::Many),
        "#whole" => Piece::Number(Kind::Whole),
        "#other-whole" => Piece::Number(Kind::OtherWhole),
        "#year" => Piece::Number(Kind::Year),
        "#clock" => Piece::Number(Kind::Clock),
        "#minutes" => Piece::Number(Kind::Minutes),
        "#phone" => Piece::Number(Kind::Phone),
        "%" => Piece::Percent,
        "*" => Piece::Any,
        "..." => Piece::Few,
        "^" => Piece::Begin,
        "^^" => Piece::First,
        "$" => Piece::End,
        "/" => Piece::Ahead,
        _ if word.starts_with('\\') => Piece::Sign(word.trim_start_matches('\\').to_string()),
        _ => Piece::Words(known.choice(word)?, word.split('|').any(|it| it == "$")),
    };
    Ok(piece)
}

/// Words as patterns name them: the groups, and what was read, so that each is kept once.
pub struct Words<'a> {
    pub groups: &'a BTreeMap<String, Vec<String>>,
    pub read: BTreeMap<String, Arc<Choice>>,
}

impl Words<'_> {
    fn choice(&mut self, word: &str) -> Result<Arc<Choice>, String> {
        if let Some(known) = self.read.get(word) {
            return Ok(known.clone());
        }
        let mut found = Vec::new();
        for part in word.split('|').filter(|it| *it != "$") {
            let group = part.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
            let words =
                group.map(|it| self.groups.get(it).ok_or_else(|| format!("no group is called <{it}>")));
            match words.transpose()? {
                Some(words) => found.extend(words.iter().flat_map(|it| forms(it))),
                None => found.extend(forms(part)),
            }
        }
        if found.is_empty() {
            return Err(format!("`{word}` is no word"));
        }
        let choice = Arc::new(Choice::of(found));
        self.read.insert(word.to_string(), choice.clone());
        Ok(choice)
    }
}

/// A word, with either sign for what is left out; one with a hyphen is several.
fn forms(word: &str) -> Vec<Vec<Form>> {
    let form = |word: &str| match (word.strip_suffix('*'), word.strip_prefix('*')) {
        (Some(begin), _) => vec![Form::Begins(begin.to_string())],
        (_, Some(end)) => vec![Form::Ends(end.to_string())],
        _ => Tokens::of(word).words().map(|it| Form::Whole(it.to_string())).collect(),
    };
    let other = word.contains('\'').then(|| form(&word.replace('\'', "’")));
    std::iter::once(form(word)).chain(other).filter(|words| !words.is_empty()).collect()
}

impl Choice {
    fn of(forms: Vec<Vec<Form>>) -> Choice {
        let mut lookup = Lookup::default();
        for (index, form) in forms.iter().enumerate() {
            lookup.add(form.first(), index);
        }
        let signs = forms.iter().fold(0, |all, form| match form.first() {
            Some(Form::Whole(word)) => all | sign(word),
            _ => Signs::MAX,
        });
        Choice { forms, lookup, signs }
    }

    /// Those that may begin with a word.
    fn beginning<'a, 'w>(&'a self, word: &'w str) -> impl Iterator<Item = &'a Vec<Form>> + use<'a, 'w> {
        self.lookup.at(word).filter_map(|index| self.forms.get(*index))
    }
}

impl Kind {
    /// How many words such a number has that begins at a word.
    fn words(self, tokens: &Tokens, at: usize) -> Option<usize> {
        let word = tokens.word(at);
        let is_plain = is_digits(word) && word.bytes().all(|byte| byte.is_ascii_digit());
        let number =
            |may_be: fn(u32) -> bool| tokens.value(at).filter(|(value, _)| may_be(*value)).map(|it| it.1);
        let in_words = |may_be| number(may_be).filter(|_| !is_digits(word));
        let whole = |may_be| number(may_be).filter(|_| !is_year(word));
        match self {
            Kind::Any if is_digits(word) => Some(1),
            Kind::Any => in_words(|_| true),
            Kind::Word => in_words(|value| value > 1),
            Kind::Many => in_words(|value| !(1..=12).contains(&value)),
            Kind::Whole => whole(|value| value > 1),
            Kind::OtherWhole => whole(|value| value > 1 && !is_denominator(value)),
            Kind::Year => (is_plain && word.len() == 4 && ("1700".."2100").contains(&word)).then_some(1),
            Kind::Clock => is_clock(word).then_some(1),
            Kind::Minutes => (is_clock(word) && word.contains('.')).then_some(1),
            Kind::Phone => (is_plain && word.len() > 2 && word != "000").then_some(1),
        }
    }
}

/// "8", "12.30".
fn is_clock(word: &str) -> bool {
    let (hour, minute) = word.split_once('.').unwrap_or((word, "00"));
    let is_below = |text: &str, end: u32| text.parse::<u32>().is_ok_and(|it| it < end);
    is_below(hour, 25) && minute.len() == 2 && is_below(minute, 60)
}

/// Holds the pieces of a phrase against words.
struct Matcher<'a> {
    tokens: &'a Tokens,
    within: &'a Range<usize>,
    /// No clause may end after the word that begins here.
    start: usize,
    /// Only there it may end.
    exactly: Option<usize>,
}

impl Matcher<'_> {
    /// Whether a word is there that belongs to the words before it.
    fn goes_on(&self, at: usize) -> bool {
        at < self.within.end && (at == self.start || !self.is_parted(at))
    }

    fn is_parted(&self, at: usize) -> bool {
        self.tokens.begins_clause(at)
    }

    fn ends_clause(&self, at: usize) -> bool {
        at >= self.within.end || self.is_parted(at)
    }

    /// Past which word the pieces end.
    fn ends(&self, pieces: &[Piece], at: usize) -> Option<usize> {
        let Some((piece, rest)) = pieces.split_first() else {
            return self.exactly.is_none_or(|end| end == at).then_some(at);
        };
        let next = |is_here: bool, words: usize| if is_here { self.ends(rest, at + words) } else { None };
        match piece {
            Piece::Maybe(inside) => {
                let whole = Matcher { exactly: None, ..*self };
                let with = whole.ends(std::slice::from_ref(inside), at);
                with.and_then(|at| self.ends(rest, at)).or_else(|| self.ends(rest, at))
            }
            Piece::Few => (0..=FEW)
                .take_while(|ahead| at + ahead <= self.within.end && !self.is_parted(at + ahead))
                .find_map(|ahead| self.ends(rest, at + ahead)),
            Piece::Begin => next(at == 0 || at == self.within.start || self.is_parted(at), 0),
            Piece::First => next(at == 0, 0),
            Piece::End => next(self.ends_clause(at), 0),
            Piece::Ahead => self.ends(rest, at).map(|_| at),
            Piece::Any => next(self.goes_on(at), 1),
            Piece::Sign(sign) if self.tokens.gap_before(at).trim() == sign => {
                Matcher { start: at, ..*self }.ends(rest, at)
            }
            Piece::Percent => self.percent(at).and_then(|words| next(true, words)),
            Piece::Words(_, true) if self.ends_clause(at) => self.ends(rest, at),
            Piece::Number(kind) if self.goes_on(at) => {
                kind.words(self.tokens, at).and_then(|words| next(true, words))
            }
            Piece::Words(choice, _) if self.goes_on(at) && choice.signs & self.tokens.sign(at) != 0 => {
                let is_here = |form: &Vec<Form>| {
                    form.iter().enumerate().all(|(ahead, it)| it.is(self.tokens.word(at + ahead)))
                };
                let here = choice.beginning(self.tokens.word(at)).filter(|form| is_here(form));
                here.into_iter().find_map(|form| next(true, form.len()))
            }
            Piece::Sign(_) | Piece::Number(_) | Piece::Words(..) => None,
        }
    }

    /// How many words say "per cent": none for the sign.
    fn percent(&self, at: usize) -> Option<usize> {
        match self.tokens.word(at) {
            _ if at > 0 && self.tokens.gap_before(at).trim_start().starts_with('%') => Some(0),
            "percent" => Some(1),
            "per" if self.tokens.word(at + 1) == "cent" => Some(2),
            _ => None,
        }
    }
}
