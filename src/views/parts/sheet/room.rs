//! What has room on the front. Its height is reckoned from the lengths of words, before anything is drawn: in tenths of a
//! millimetre, for letters as wide as the widest that devices have, on the shorter of the two common sizes of paper.

use super::facts::{self, KeyRows, Line};
use super::free;
use crate::answers::{Detail, Filler, Note};
use crate::cards::prose::plain;
use crate::cards::{Cell, Row, Table};
use crate::summary::{Summary, sentence, talk};
use crate::views::parts::comparison::same_columns;
use crate::views::parts::{field, study};
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;

/// One side of Letter paper within its margins, without the line at its foot.
pub const SIDE: usize = 2540;
/// A line of 12 pt, and how many letters it holds.
const LINE: usize = 50;
const LETTERS: usize = 92;
/// A line of the person's own words, of 14 pt.
const OWN_LINE: usize = 58;
const OWN_LETTERS: usize = 78;
/// A heading with the air above it.
const HEADING: usize = 72;
/// A line to write on.
const TO_WRITE: usize = 78;
/// A row with its small pictures.
const PICTURES: usize = 78;

/// What stands before "when we look at it again" and the day.
const NAMES_OF_AGAIN: usize = 45;

/// More letters than this in a line of own words go overleaf.
const LONG: usize = 120;
/// So many letters of the names of what else matters stand on the front.
const NAMES: usize = 160;

/// Whether a line of own words is too long for the front.
pub fn is_long(own: &str) -> bool {
    own.chars().count() > LONG
}

/// The height of running words.
pub fn text(letters: usize) -> usize {
    letters.div_ceil(LETTERS) * LINE
}

fn own_text(letters: usize) -> usize {
    letters.div_ceil(OWN_LETTERS) * OWN_LINE
}

/// What stands on the front, and what overleaf.
pub struct Plan {
    /// For each of the things that matter most.
    pub key_rows: Vec<KeyRows>,
    /// What else matters a lot, by name.
    pub others: Option<String>,
    /// Whether how the person would like to decide stands on the front.
    pub wishes: bool,
    /// Whether the person's running words do.
    pub notes: bool,
    /// The height of the front.
    pub height: usize,
}

/// How much of what may also stand overleaf stands on the front.
#[derive(Clone, Copy)]
struct Fullness {
    notes: bool,
    wishes: bool,
    names: bool,
    tables: usize,
}

impl Plan {
    /// The fullest front that is one side: the numbers of as many things as have room, then how the person would like to
    /// decide, then their running words; last the names of what else matters.
    pub fn of(t: Tandem, page: &Summary<'static>, detail: Detail) -> Plan {
        // Their field says of long words that they go overleaf.
        let any_long = free(page).any(|(_, own)| field::is_long(own));
        let tries = (0..=page.concerns.len()).rev().flat_map(move |tables| {
            let own = [(true, true), (false, true), (false, false)].into_iter();
            own.filter(move |(notes, _)| !(*notes && any_long)).map(move |(notes, wishes)| Fullness {
                notes,
                wishes,
                names: true,
                tables,
            })
        });
        let least = Fullness { notes: false, wishes: false, names: false, tables: 0 };
        let mut plans = tries.map(|it| plan(t, page, detail, it));
        plans.find(|plan| plan.height <= SIDE).unwrap_or_else(|| plan(t, page, detail, least))
    }
}

fn plan(t: Tandem, page: &Summary<'static>, detail: Detail, full: Fullness) -> Plan {
    let key_rows = key_rows(t, page, full.tables);
    let others = others(t, page, if full.names { NAMES } else { 0 });
    let mut plan = Plan { key_rows, others, wishes: full.wishes, notes: full.notes, height: 0 };
    plan.height = in_writing(t, height(t, page, &plan, detail));
    plan
}

/// The same height in the writing of the cards: lines of Arabic are higher, and letters of Korean wider, than those that are
/// reckoned with. Lines to write on and pictures are as high in every writing.
fn in_writing(t: Tandem, height: usize) -> usize {
    let has = |signs: fn(char) -> bool| t.decision.heading.contains(signs);
    if has(|sign| matches!(sign, '\u{2e80}'..)) {
        return height * 7 / 6;
    }
    if has(|sign| matches!(sign, '\u{590}'..='\u{1fff}')) { height * 12 / 11 } else { height }
}

/// The key rows of the first things that matter; each row once.
fn key_rows(t: Tandem, page: &Summary<'static>, tables: usize) -> Vec<KeyRows> {
    let mut known: Vec<(usize, usize)> = Vec::new();
    let rows = page.concerns.iter().enumerate().map(|(index, concern)| {
        if !t.numbers_shown() || index >= tables {
            return KeyRows::None;
        }
        let mut rows: Vec<Line> = concern.key_rows();
        let under = rows.iter().find_map(|(_, row)| known.iter().find(|(line, _)| *line == row.line));
        let under = under.map(|(_, index)| *index);
        rows.retain(|(_, row)| known.iter().all(|(line, _)| *line != row.line));
        known.extend(rows.iter().map(|(_, row)| (row.line, index)));
        match (rows.is_empty(), under) {
            (false, _) => KeyRows::Rows(rows),
            (true, Some(under)) => KeyRows::Under(under),
            (true, None) => KeyRows::None,
        }
    });
    rows.collect()
}

/// The names of what else matters a lot, as far as there is room: they stand overleaf again, whole.
fn others(t: Tandem, page: &Summary<'static>, mut room: usize) -> Option<String> {
    let mut named: Vec<String> = Vec::new();
    for concern in &page.more_concerns {
        let letters = concern.words.chars().count() + 2;
        if letters > room {
            break;
        }
        room -= letters;
        named.push(concern.words.clone());
    }
    if page.more_concerns.is_empty() {
        return None;
    }
    let all = named.len() == page.more_concerns.len();
    let more = (!all).then(|| t.word(Word::PageMoreOverleaf).to_string());
    let things = t.words.join(Word::JoinParts, named.into_iter().chain(more));
    Some(t.words.format(Word::PageAlsoLotNamed, &[("things", &things)]))
}

fn height(t: Tandem, page: &Summary<'static>, plan: &Plan, detail: Detail) -> usize {
    let letters = |words: &str| words.chars().count();
    let line = |own: &str| if is_long(own) { LINE } else { own_text(letters(own)) };
    // Who filled it in stands in the first line, or has boxes in a line of its own.
    let head = if matches!(page.filler, Some(Filler::Me | Filler::Helped)) { LINE } else { 2 * LINE };
    let top = head + TO_WRITE + text(letters(&t.decision.heading) * 5 / 4) + 20;
    let me = [(Word::MeLabel, &page.me), (Word::GoingLabel, &page.keeps_going)];
    let me = me.into_iter().filter(|(_, own)| !own.is_empty());
    let me: usize = me
        .map(
            |(label, own)| {
                if is_long(own) { LINE } else { own_text(letters(own) + letters(t.word(label)) + 2) }
            },
        )
        .sum();
    let reply = |index: usize| page.reply(index).map_or(TO_WRITE, |it| line(&talk::reply_line(t.words, it)));
    let questions = page.questions.iter().enumerate().map(|(index, own)| line(own) + reply(index));
    let questions: usize = questions.sum();
    let questions = HEADING + if page.questions.is_empty() { LINE + 2 * TO_WRITE } else { questions };
    let mut before = None;
    let mut concerns = HEADING + plan.others.as_ref().map_or(0, |names| text(letters(names)) + 10);
    for (concern, rows) in page.concerns.iter().zip(&plan.key_rows) {
        let more = letters(&super::more_about(t, concern, rows));
        concerns +=
            15 + line(&concern.words) + text(more) + if concern.marker.is_some() { OWN_LINE } else { 0 };
        concerns += table(rows.rows(), detail, before);
        before = rows.table().or(before);
    }
    let lean = page.lean.as_ref().map_or(0, |lean| letters(&sentence::lean(t.words, lean)));
    let wishes =
        page.wishes.iter().filter(|_| plan.wishes).map(|wish| letters(sentence::wish(t.words, *wish)) + 1);
    let lists = [
        (Word::PageTalk, &page.talk),
        (Word::PageToday, &page.today),
        (Word::PageSupporter, &page.supporter),
    ];
    let lists = lists.into_iter().map(|(title, lines)| {
        let inside: usize = lines.iter().map(|line| letters(&sentence::person_line(t.words, line)) + 3).sum();
        if inside == 0 { 0 } else { own_text(inside + letters(t.word(title))) }
    });
    let aside = page.set_aside.iter().map(|it| letters(&sentence::set_aside(t.words, it)) + 3);
    let aside = aside.sum::<usize>() + letters(t.word(Word::PageAside));
    let aside = if page.set_aside.is_empty() { 0 } else { own_text(aside) };
    let besides = lists.sum::<usize>() + aside;
    let stand = HEADING / 2 + own_text(lean + wishes.sum::<usize>() + letters(t.word(Word::PageStand)));
    let notes = free(page).map(|(label, own)| own_text(letters(own) + letters(t.word(label)) + 2));
    let notes = if plan.notes { notes.sum() } else { free(page).next().map_or(0, |_| LINE) };
    let today = today(t, page);
    let status = text(
        letters(&decision::status_words(t))
            + letters(t.word(Word::PageNotConsent))
            + letters(&super::cards_tag(t)),
    );
    top + me + questions + concerns + besides + stand + notes + today + status
}

/// The height of what was said, and of the lines to fill in.
fn today(t: Tandem, page: &Summary<'static>) -> usize {
    let letters = |words: &str| words.chars().count();
    let latest = page.latest();
    let notes = latest.notes.iter().map(|note| talk::note_line(t.words, note));
    let lines = notes.chain(talk::besides(t.words, latest));
    let written = lines.map(|line| if is_long(&line) { LINE } else { own_text(letters(&line)) });
    let written: usize = written.sum();
    if latest.day.is_some() {
        let again = super::AGAIN.map(|note| latest.note(note).map(|own| talk::note_text(t.words, note, own)));
        // The day stands beside what was said of when, if both have room on a line.
        let written = match again {
            [Some(when), Some(day)] if letters(&when) + letters(&day) + NAMES_OF_AGAIN <= OWN_LETTERS => {
                written.saturating_sub(OWN_LINE)
            }
            _ => written,
        };
        return 30 + TO_WRITE + written + text(letters(t.word(Word::TalkHomeNot)));
    }
    // What was written down needs no lines to write on.
    let is_noted = |note| latest.note(note).is_some();
    let beside = is_noted(Note::LookAgain) && is_noted(Note::Ring);
    let lines = 4 - if is_noted(Note::WhoDoesWhat) { 2 } else { 0 } - usize::from(beside);
    30 + lines * TO_WRITE + written
}

/// The height of rows, table by table, with their heads as far as they are seen.
pub fn table(lines: &[Line], detail: Detail, mut before: Option<&'static Table>) -> usize {
    let groups = lines.chunk_by(|one, other| same_columns(one.0, other.0));
    let heights = groups.map(|group| {
        let height = one_table(group, detail, before);
        before = group.last().map(|(table, _)| *table);
        height
    });
    heights.sum()
}

fn one_table(lines: &[Line], detail: Detail, before: Option<&'static Table>) -> usize {
    let Some((table, _)) = lines.first() else { return 0 };
    if detail == Detail::NoNumbers {
        return lines.iter().map(|(_, row)| text(about(row) + plain(&row.difference).chars().count())).sum();
    }
    let columns = table.columns.len().max(1);
    let label = match columns {
        1 => LETTERS * 2 / 3,
        2 => LETTERS / 2,
        _ => LETTERS * 2 / 5,
    };
    let column = (LETTERS - label) / columns;
    let long = study::long_name(table);
    let deepest = table.columns.iter().enumerate().map(|(index, it)| {
        let room = if long == Some(index) { LETTERS / 4 } else { column };
        plain(&it.studied).chars().count().div_ceil(room.saturating_sub(2).max(1))
    });
    let heads = if facts::is_known(lines, before) { 0 } else { deepest.max().unwrap_or(1) * LINE + 8 };
    let rows = lines.iter().map(|(_, row)| {
        // An amount with its range may need three lines.
        let is_measured = row.cells.iter().any(|cell| matches!(cell, Cell::Amount(_)));
        let least = if is_measured { 3 * LINE } else { PICTURES };
        least.max(about(row).div_ceil(label.max(1)) * LINE + 8)
    });
    heads + rows.sum::<usize>()
}

/// How many letters the head of a row has, with the number of its line.
fn about(row: &Row) -> usize {
    row.label.chars().count() + row.over.chars().count() + 10
}
