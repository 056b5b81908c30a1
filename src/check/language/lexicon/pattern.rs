//! How a phrase is written, and whether words are one.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::language::tokens::{Tokens, is_digits, number};

/// A phrase, word by word.
#[derive(Clone, Debug)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    /// Any of these words, or the end of a clause.
    Words(Vec<Form>, bool),
    /// Something that may be missing.
    Maybe(Box<Piece>),
    /// A number in digits or words.
    Number,
    /// The sign or word for per cent.
    Percent,
    /// No word or a few, within a clause.
    Few,
    /// The beginning of a clause.
    Begin,
    /// The end of a clause.
    End,
}

#[derive(Clone, Debug)]
enum Form {
    Whole(String),
    Begins(String),
    Ends(String),
}

/// So many words `...` may stand for.
const FEW: usize = 6;

/// Signs that part clauses.
const PARTS: [char; 10] = ['.', ',', ';', ':', '(', ')', '?', '!', '–', '…'];

impl Pattern {
    /// Reads a phrase.
    pub fn read(phrase: &str, groups: &BTreeMap<String, Vec<String>>) -> Result<Pattern, String> {
        let pieces = phrase.split_whitespace().map(|word| match word.strip_prefix('?') {
            Some(rest) if !rest.is_empty() => Ok(Piece::Maybe(Box::new(piece(rest, groups)?))),
            _ => piece(word, groups),
        });
        let pieces = pieces.collect::<Result<Vec<_>, String>>()?;
        let is_empty = pieces.iter().all(|it| matches!(it, Piece::Maybe(_)));
        if is_empty { Err("no word of it must be there".into()) } else { Ok(Pattern(pieces)) }
    }

    /// Past which word the phrase ends that begins at a word.
    pub fn ends(&self, tokens: &Tokens, start: usize, within: &Range<usize>) -> Option<usize> {
        ends(&self.0, tokens, start, within, None)
    }

    /// Whether it begins at one word and ends before another.
    pub fn ends_at(&self, tokens: &Tokens, start: usize, end: usize) -> bool {
        ends(&self.0, tokens, start, &(start..end), Some(end)).is_some()
    }

    /// The words with which it can begin; nothing if there is no telling.
    pub fn first_words(&self) -> Option<Vec<&str>> {
        let mut found = Vec::new();
        for piece in self.0.iter().filter(|it| !matches!(it, Piece::Begin)) {
            let (piece, is_maybe) = match piece {
                Piece::Maybe(inside) => (inside.as_ref(), true),
                other => (other, false),
            };
            let Piece::Words(forms, false) = piece else { return None };
            for form in forms {
                let Form::Whole(word) = form else { return None };
                found.push(word.as_str());
            }
            if !is_maybe {
                break;
            }
        }
        Some(found)
    }
}

fn piece(word: &str, groups: &BTreeMap<String, Vec<String>>) -> Result<Piece, String> {
    let piece = match word {
        "#" => Piece::Number,
        "%" => Piece::Percent,
        "..." => Piece::Few,
        "^" => Piece::Begin,
        "$" => Piece::End,
        _ => {
            let mut found = Vec::new();
            for part in word.split('|').filter(|it| *it != "$") {
                match part.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
                    Some(group) => {
                        let words =
                            groups.get(group).ok_or_else(|| format!("no group is called <{group}>"))?;
                        words.iter().for_each(|it| found.extend(forms(it)));
                    }
                    None => found.extend(forms(part)),
                }
            }
            Piece::Words(found, word.split('|').any(|it| it == "$"))
        }
    };
    Ok(piece)
}

/// A word, with either sign for what is left out.
fn forms(word: &str) -> Vec<Form> {
    let other = word.contains('\'').then(|| form(&word.replace('\'', "’")));
    std::iter::once(form(word)).chain(other).collect()
}

fn form(word: &str) -> Form {
    match (word.strip_suffix('*'), word.strip_prefix('*')) {
        (Some(begin), _) => Form::Begins(begin.to_string()),
        (_, Some(end)) => Form::Ends(end.to_string()),
        _ => Form::Whole(word.to_string()),
    }
}

impl Form {
    fn is(&self, word: &str) -> bool {
        match self {
            Form::Whole(it) => it == word,
            Form::Begins(it) => word.starts_with(it.as_str()),
            Form::Ends(it) => word.ends_with(it.as_str()),
        }
    }
}

/// Past which word the pieces end; if `exactly` is given, only there.
fn ends(
    pieces: &[Piece],
    tokens: &Tokens,
    at: usize,
    within: &Range<usize>,
    exactly: Option<usize>,
) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else {
        return exactly.is_none_or(|end| end == at).then_some(at);
    };
    let parted = |index: usize| tokens.gap_before(index).contains(PARTS);
    match piece {
        Piece::Maybe(inside) => {
            let with = ends(std::slice::from_ref(inside), tokens, at, within, None);
            let with = with.and_then(|next| ends(rest, tokens, next, within, exactly));
            with.or_else(|| ends(rest, tokens, at, within, exactly))
        }
        Piece::Few => (0..=FEW)
            .take_while(|ahead| at + ahead <= within.end && !parted(at + ahead))
            .find_map(|ahead| ends(rest, tokens, at + ahead, within, exactly)),
        Piece::Begin => {
            let begins = at == 0 || at == within.start || parted(at);
            if begins { ends(rest, tokens, at, within, exactly) } else { None }
        }
        Piece::End => {
            let is_over = at >= within.end || parted(at);
            if is_over { ends(rest, tokens, at, within, exactly) } else { None }
        }
        Piece::Percent => {
            let is_sign = at > 0 && tokens.gap_before(at).trim_start().starts_with('%');
            let words = match tokens.word(at) {
                _ if is_sign => 0,
                "percent" => 1,
                "per" if tokens.word(at + 1) == "cent" => 2,
                _ => return None,
            };
            ends(rest, tokens, at + words, within, exactly)
        }
        Piece::Words(_, true) if at >= within.end || parted(at) => ends(rest, tokens, at, within, exactly),
        Piece::Number | Piece::Words(..) if at >= within.end => None,
        Piece::Number => {
            let word = tokens.word(at);
            let is_number = is_digits(word) || word == "one" || number(word).is_some();
            if is_number { ends(rest, tokens, at + 1, within, exactly) } else { None }
        }
        Piece::Words(forms, _) => {
            let word = tokens.word(at);
            if forms.iter().any(|it| it.is(word)) {
                ends(rest, tokens, at + 1, within, exactly)
            } else {
                None
            }
        }
    }
}
