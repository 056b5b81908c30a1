//! Numbers and answers as sentences. One key in the words' file is one whole sentence, never a fragment.

use super::PersonLine;
use crate::answers::{Filler, Lean, Marker, Reason, Wish};
use crate::cards::{Amount, Cell, Certainty, Column, Count, Date, Finding, Meta, Row, Status, Table};
use crate::words::{Word, Words};

/// A line of a list or sheet with its answer.
pub fn person_line(words: &Words, line: &PersonLine) -> String {
    // A field for a day holds it as browsers write it; nobody reads it so.
    let day_in_words = |it: &String| Date::read(it).map_or_else(|| it.clone(), |day| in_words(words, day));
    words.label(&line.words, &words.join(Word::JoinParts, line.answers.iter().map(day_in_words)))
}

/// Out of how many of whom a table's numbers are; where none has a number of people, just who they are. What a language writes
/// after a number may not stand alone: then its words say of whom.
pub fn people(words: &Words, table: &Table, any_count: bool) -> String {
    let people = &table.people;
    let alone = words.get(Word::PeopleAlone);
    match any_count || people.are_measured() {
        true => people.phrase.clone(),
        false if alone == "=" => people.group.clone(),
        false => alone.to_string(),
    }
}

/// How many it happened to: "46 out of 100 men used pads at 6 months."
pub fn happened(words: &Words, finding: &Finding, label: &str) -> String {
    let of = words.number(finding.people().denominator());
    let (low, high) = finding.count().seen();
    let (low, high) = (words.number(low), words.number(high));
    let holes = [
        ("count", low.as_str()),
        ("low", low.as_str()),
        ("high", high.as_str()),
        ("of", of.as_str()),
        ("group", finding.people().group.as_str()),
        ("counter", finding.people().counter.as_str()),
        ("label", label),
        ("over", finding.over()),
    ];
    let word =
        by_count(finding.count(), [Word::CountExact, Word::CountAcross, Word::CountAbout, Word::CountRarer]);
    words.format_finding(word, finding.count().seen().1, finding.people().are_things, &holes)
}

/// The number with its people: "46 out of 100".
pub fn out_of(words: &Words, finding: &Finding) -> String {
    let of = words.number(finding.people().denominator());
    let (low, high) = finding.count().seen();
    let (low, high) = (words.number(low), words.number(high));
    let holes = [
        ("count", low.as_str()),
        ("low", low.as_str()),
        ("high", high.as_str()),
        ("of", of.as_str()),
        ("counter", finding.people().counter.as_str()),
    ];
    let word =
        by_count(finding.count(), [Word::OutOfExact, Word::OutOfAcross, Word::OutOfAbout, Word::OutOfRarer]);
    words.format_finding(word, finding.count().seen().1, finding.people().are_things, &holes)
}

/// The rest of the people: "For the other 54 this was not so.", or in the author's words, "The other 54 did not."
///
/// The default says nothing but that the first sentence is not true of them, so it fits whatever a row is about.
pub fn others(words: &Words, finding: &Finding, own: Option<&str>) -> String {
    let (low, high) = finding.others();
    let (low_words, high_words) = (words.number(low), words.number(high));
    let people = finding.people();
    let counter = ("counter", people.counter.as_str());
    let mut holes =
        vec![("count", low_words.as_str()), ("low", low_words.as_str()), ("high", &high_words), counter];
    let exact = !matches!(finding.count(), Count::About(_) | Count::Rarer);
    let word = if exact && high == 0 {
        Word::RestNobody
    } else if let Some(own) = own {
        holes.push(("label", own));
        by_count(
            finding.count(),
            [Word::RestOwnExact, Word::RestOwnAcross, Word::RestOwnAbout, Word::RestOwnRarer],
        )
    } else if exact && low == finding.people().denominator() {
        Word::RestAll
    } else {
        by_count(finding.count(), [Word::RestExact, Word::RestAcross, Word::RestAbout, Word::RestRarer])
    };
    words.format_finding(word, high, people.are_things, &holes)
}

/// The range in which the true number may lie, where there is one. Where both ends are the same nothing was left open:
/// a register of everybody is no sample.
pub fn range(words: &Words, finding: &Finding) -> Option<String> {
    match finding.count() {
        Count::Likely { low, high, .. } if low < high => {
            let word = if finding.people().are_things { Word::RangeThings } else { Word::RangeLikely };
            Some(words.format(word, &[("low", &words.number(low)), ("high", &words.number(high))]))
        }
        Count::Across { .. } => Some(words.get(Word::RangeAcross).to_string()),
        Count::Likely { .. } | Count::Exact(_) | Count::About(_) | Count::Rarer => None,
    }
}

/// What was measured, with what its range means: "What it cost at 1 year: 69 (10 to 128)", and a sentence for each.
pub fn amount(words: &Words, row: &Row, column: &Column, amount: &Amount) -> Vec<String> {
    let measured = words.label(&words.row_name(&row.label, &row.over), &amount.text);
    let range = amount
        .range
        .as_ref()
        .map(|(low, high)| words.format(Word::RangeThings, &[("low", low), ("high", high)]));
    let nothing = (column.is_difference() && amount.may_be_nothing())
        .then(|| words.get(Word::AmountNothing).to_string());
    std::iter::once(measured).chain(range).chain(nothing).collect()
}

/// The number alone, for a table: "46", "9 to 11", "about 9".
pub fn short(words: &Words, cell: &Cell) -> String {
    match cell {
        Cell::Finding(finding) => {
            let (low, high) = finding.count().seen();
            let (low, high) = (words.number(low), words.number(high));
            match finding.count() {
                Count::Exact(_) | Count::Likely { .. } => low,
                Count::Across { .. } => words.format(Word::ShortAcross, &[("low", &low), ("high", &high)]),
                Count::About(_) => words.format(Word::ShortAbout, &[("count", &low)]),
                Count::Rarer => words.get(Word::CardRarer).to_string(),
            }
        }
        Cell::Amount(amount) => amount.text.clone(),
        Cell::NotKnown => words.get(Word::CardNotKnown).to_string(),
        Cell::Words(text) => crate::cards::prose::plain(text),
        Cell::LeftOut => words.get(Word::CellLeftOut).to_string(),
    }
}

fn by_count(count: Count, [exact, across, about, rarer]: [Word; 4]) -> Word {
    match count {
        Count::Rarer => rarer,
        Count::Exact(_) | Count::Likely { .. } => exact,
        Count::Across { .. } => across,
        Count::About(_) => about,
    }
}

/// How sure we are, as a sentence.
pub fn certainty(words: &Words, certainty: Certainty) -> &str {
    words.get(match certainty {
        Certainty::High => Word::SureHigh,
        Certainty::Moderate => Word::SureModerate,
        Certainty::Low => Word::SureLow,
        Certainty::VeryLow => Word::SureVeryLow,
    })
}

/// Whose reading that is: the card's own authors', or the source's with this number.
pub fn rated_by(words: &Words, source: Option<usize>) -> String {
    match source {
        Some(number) => words.format(Word::SureBySource, &[("number", &words.numeral(number))]),
        None => words.get(Word::SureByAuthors).to_string(),
    }
}

/// How sure we are and whose reading that is, in a few words, for paper.
pub fn certainty_in_short(words: &Words, certainty: Certainty, source: Option<usize>) -> String {
    let sure = words.get(match certainty {
        Certainty::High => Word::CardHigh,
        Certainty::Moderate => Word::CardModerate,
        Certainty::Low => Word::CardLow,
        Certainty::VeryLow => Word::CardVeryLow,
    });
    match source {
        Some(number) => {
            words.format(Word::SureShortBySource, &[("sure", sure), ("number", &words.numeral(number))])
        }
        None => words.format(Word::SureShort, &[("sure", sure)]),
    }
}

/// The numbers of lines: "Line 13", "Lines 13, 14". The word says what the numbers are.
pub fn lines(words: &Words, lines: &[String]) -> String {
    match lines {
        [line] => words.format(Word::LineNumber, &[("line", line)]),
        several => words
            .format(Word::LineNumbers, &[("lines", &words.join(Word::JoinItems, several.iter().cloned()))]),
    }
}

/// The person's marker for one thing, as a sentence, with the name of the choice it points to.
pub fn marker(words: &Words, (marker, choice): &(Marker, String)) -> String {
    match marker {
        Marker::Points(_) => words.format(Word::MarkSaysTo, &[("choice", choice)]),
        Marker::Same => words.get(Word::MarkSaysSame).to_string(),
        Marker::Unsure => words.get(Word::MarkSaysUnsure).to_string(),
    }
}

/// Where the person stands, as a sentence, with the name of the choice they lean to.
pub fn lean(words: &Words, (lean, choice): &(Lean, String)) -> String {
    match lean {
        Lean::To(_) => words.format(Word::LeanSaysTo, &[("choice", choice)]),
        Lean::Unsure => words.get(Word::LeanSaysUnsure).to_string(),
    }
}

/// What is set aside and why: "Surgery: set aside. Not open to me."
pub fn set_aside(words: &Words, aside: &super::SetAside) -> String {
    let reason = match &aside.reason {
        Reason::NotOpen => words.get(Word::AsideNotOpen),
        Reason::NotForMe => words.get(Word::AsideNotForMe),
        Reason::NotNow => words.get(Word::AsideNotNow),
        Reason::Own(own) => own,
    };
    words.format(Word::AsideLine, &[("thing", &aside.name), ("reason", reason)])
}

/// What changed in the cards since a thing was answered: its words, the numbers about it.
pub fn changed(words: &Words, concern: &super::Concern) -> Vec<String> {
    let as_then =
        concern.answered_as.iter().map(|then| words.format(Word::PageAnsweredAs, &[("words", then)]));
    let numbers = concern.numbers_changed.then(|| words.get(Word::PageNumbersChanged).to_string());
    as_then.chain(numbers).collect()
}

/// A wish, as a sentence.
pub fn wish(words: &Words, wish: Wish) -> &str {
    words.get(match wish {
        Wish::Together => Word::WishTogether,
        Wish::Advise => Word::WishAdvise,
        Wish::Company => Word::WishCompany,
        Wish::Time => Word::WishTime,
        Wish::Peer => Word::WishPeer,
        Wish::Specialists => Word::WishSpecialists,
        Wish::Reading => Word::WishReading,
    })
}

/// Who filled this in.
pub fn filler(words: &Words, filler: Filler) -> &str {
    words.get(match filler {
        Filler::Me => Word::FilledMe,
        Filler::Helped => Word::FilledHelped,
        Filler::Other => Word::FilledOther,
    })
}

/// What the cards are and how old: status, version, dates.
pub fn status(words: &Words, meta: &Meta) -> String {
    words
        .get(match meta.status {
            Status::Example => Word::StatusExample,
            Status::Draft => Word::StatusDraft,
            Status::Reviewed if meta.changed_since_review => Word::ChangedSinceReview,
            Status::Reviewed => Word::StatusReviewed,
            Status::Withdrawn => Word::StatusWithdrawn,
        })
        .to_string()
}

/// The dates of the cards, as a sentence.
pub fn dates(words: &Words, meta: &Meta) -> String {
    let date = |date: Option<crate::cards::Date>| match date {
        Some(date) => in_words(words, date),
        None => words.get(Word::DateMissing).to_string(),
    };
    let (published, review) = (date(meta.published), date(meta.review_by));
    let version = meta.version.parse().map_or_else(|_| meta.version.clone(), |it| words.numeral(it));
    words.format(Word::StatusDates, &[("published", &published), ("review", &review), ("version", &version)])
}

/// A date as people write it: "22 November 2026".
pub fn in_words(words: &Words, date: Date) -> String {
    let numbers = words.locale().numbers();
    let (day, year) = (numbers.plain(date.day.into()), numbers.plain(date.year.into()));
    let month = words.locale().month(date);
    words.format(Word::DateInWords, &[("day", &day), ("month", month), ("year", &year)])
}
