//! Then and now: how things stood when what was said was finished, and what the cards say otherwise since.

use super::cards_now::take_row;
use super::{Reply, Summary, summarise};
use crate::answers::{Answers, CardThen, ReplyThen, Then};
use crate::cards::prose::{self, Block, Piece};
use crate::cards::{Decision, OptionCard};
use crate::text::Fingerprint;

/// How things stand now, to be kept with what is finished.
pub fn then(decision: &Decision, answers: &Answers) -> Then {
    let page = summarise(decision, answers);
    let lean = page.now.lean.clone().unwrap_or_default();
    let reply = |it: &Reply| ReplyThen::new(it.question.clone(), it.answered, it.words.clone());
    let replies = page.replies.iter().map(reply).collect();
    Then { matters: most(&page), lean, lang: decision.lang.clone(), cards: cards(decision), replies }
}

/// What matters most, in words.
pub fn most(page: &Summary) -> Vec<String> {
    page.concerns.iter().map(|concern| concern.words.clone()).collect()
}

/// What became of the cards since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names of those that say something else.
    pub changed: Vec<String>,
    /// Of those that are gone.
    pub gone: Vec<String>,
    /// Of those that are new.
    pub new: Vec<String>,
}

/// What became of the cards since; nothing is known where they were in another language, or not kept. A card that cannot be
/// read now has not changed.
pub fn changes(decision: &Decision, then: &Then) -> Option<Changes> {
    if then.cards.is_empty() || then.lang != decision.lang {
        return None;
    }
    let now = cards(decision);
    let of = |list: &[CardThen], id: &str| list.iter().find(|it| it.id == id).cloned();
    let mut changes = Changes::default();
    for card in &now {
        match of(&then.cards, &card.id) {
            Some(before) if before.print != card.print => changes.changed.push(card.words.clone()),
            Some(_) => {}
            None => changes.new.push(card.words.clone()),
        }
    }
    let unread = |id: &str| decision.option(id).is_some_and(|option| option.missing);
    let gone = then.cards.iter().filter(|it| of(&now, &it.id).is_none() && !unread(&it.id));
    changes.gone.extend(gone.map(|it| it.words.clone()));
    Some(changes)
}

/// The decision's own words, each choice's card, and what is known of each outcome.
fn cards(decision: &Decision) -> Vec<CardThen> {
    let mut print = Fingerprint::default();
    decision.sections.iter().for_each(|it| section(&mut print, &it.heading, &it.pieces));
    let own = card(&decision.id, &decision.meta.title, print);
    let options = decision.options.iter().filter(|option| !option.missing).map(of_option);
    let mut cards: Vec<CardThen> = [own].into_iter().chain(options).collect();
    for row in decision.tables.iter().flat_map(|table| &table.rows) {
        if cards.iter().any(|it| it.id == row.id) {
            continue;
        }
        let mut print = Fingerprint::default();
        for (table, row) in decision.rows_about(&row.id) {
            take_row(&mut print, table, row);
            print.words(&prose::plain(&row.difference));
        }
        cards.push(card(&row.id, &row.label, print));
    }
    cards
}

fn of_option(option: &OptionCard) -> CardThen {
    let mut print = Fingerprint::default();
    section(&mut print, &option.title, &option.intro);
    option.sections.iter().for_each(|it| section(&mut print, &it.heading, &it.pieces));
    card(&option.id, &option.title, print)
}

fn card(id: &str, words: &str, print: Fingerprint) -> CardThen {
    CardThen { id: id.to_string(), words: words.to_string(), print: print.text() }
}

fn section(print: &mut Fingerprint, heading: &str, pieces: &[Piece]) {
    print.words(heading);
    all(print, pieces);
}

/// All words, in their order.
fn all(print: &mut Fingerprint, pieces: &[Piece]) {
    for piece in pieces {
        match &piece.block {
            Block::Paragraph(words) | Block::Heading(_, words) => print.words(&prose::plain(words)),
            Block::List(items) | Block::Steps(_, items) => {
                items.iter().for_each(|item| all(print, &item.pieces));
            }
            Block::Table(head, rows) => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| print.words(&prose::plain(&cell.words)));
            }
            Block::Quote(inside) => all(print, inside),
        }
    }
}
