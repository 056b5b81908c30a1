//! The other side: what had no room on the front, in the same order; more facts; how sure, sources and dates.

use super::facts::{self, KeyRows, Line};
use super::room::{self, Plan, SIDE, is_long, text};
use super::{free, told_in_words};
use crate::answers::{Detail, Key};
use crate::cards::Row;
use crate::cards::glossary::GLOSSARY;
use crate::cards::prose::plain;
use crate::summary::sources::{rows, told};
use crate::summary::{Concern, Summary, Talked, glossary, sentence, talk};
use crate::views::element::{El, Node, el, many, words};
use crate::views::parts::prose;
use crate::views::parts::prose::own_words;
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;

/// Some content and its height, reckoned as the front's is.
struct Part(Node, usize);

/// What is kept free where it is not known to a line how much fits: letters and papers differ.
const SPARE: usize = SIDE / 5;

/// What stands overleaf, and its height.
pub struct Overleaf {
    /// What it shows.
    pub inside: Node,
    /// How high it is.
    pub height: usize,
}

impl Overleaf {
    /// On a side of its own, or on what is left of the front.
    pub fn has_room_on(&self, front: usize) -> bool {
        front + self.height <= SIDE
    }
}

/// All that stands overleaf.
pub fn overleaf(t: Tandem, page: &Summary<'static>, plan: &Plan, detail: Detail) -> Overleaf {
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(long_lines(t, page));
    parts.extend(more_questions(t, page));
    parts.extend(long_notes(t, page));
    parts.extend(earlier(t, page));
    parts.extend(more_concerns(t, page));
    parts.extend(short_lists(t, page));
    parts.extend(stand(t, page, plan));
    // The facts and what is said of them hold together, if one side has room for them: they may get one of their own.
    let facts = more_facts(t, page, plan, detail).into_iter().chain(sources(t, page, detail));
    let mut facts: Vec<Part> = facts.chain([about(t)]).collect();
    let height: usize = parts.iter().chain(&facts).map(|part| part.1).sum();
    // What words mean takes the room that is left on one side, and no side of its own.
    let terms = terms(t, page).filter(|terms| height + terms.1 + SPARE <= SIDE);
    facts.splice(facts.len() - 1..facts.len() - 1, terms);
    let facts_height = facts.iter().map(|part| part.1).sum();
    // Where little stands before them it would be left alone on its side.
    let is_alone = parts.iter().map(|part| part.1).sum::<usize>() < SIDE / 4;
    let class = match facts_height <= SIDE && !is_alone {
        true => "sheet__known sheet__known--one-side",
        false => "sheet__known",
    };
    let facts = el("div").class(class).child(many(facts.into_iter().map(|part| part.0)));
    parts.push(Part(facts.into(), facts_height));
    let height = parts.iter().map(|part| part.1).sum();
    Overleaf { inside: many(parts.into_iter().map(|part| part.0)), height }
}

/// A heading and what stands under it.
fn under(t: Tandem, title: Word, inside: Node, height: usize) -> Part {
    Part(many([words("h2", t.word(title)).into(), inside]), height + 80)
}

fn letters(words: &str) -> usize {
    words.chars().count()
}

/// Lines of own words that are too long for the front, whole.
fn long_lines(t: Tandem, page: &Summary<'static>) -> Vec<Part> {
    let matters = page.concerns.iter().filter(|concern| matches!(concern.key, Key::Own(_)));
    let lines = [(Word::MeLabel, &page.me), (Word::GoingLabel, &page.keeps_going)];
    let questions = page.questions.iter().map(|own| (Word::PageLongQuestion, own));
    let matters = matters.map(|concern| (Word::PageMatters, &concern.words));
    let lines = lines.into_iter().chain(questions).chain(matters).filter(|(_, own)| is_long(own));
    lines.map(|(title, own)| own_part(t, title, own)).collect()
}

/// The questions that are not on the front, each with what was said to it; and those that are not to be asked any more, but
/// were answered.
fn more_questions(t: Tandem, page: &Summary<'static>) -> Option<Part> {
    let first = page.questions.len();
    let lines = page.more_questions.iter().enumerate().map(|(index, own)| {
        let reply = page.reply(index + first).map(|reply| talk::reply_line(t.words, reply));
        t.words.join(Word::JoinSentences, [own.clone()].into_iter().chain(reply))
    });
    let others = page.replies.iter().filter(|reply| reply.index.is_none());
    let others = others.map(|reply| talk::question_line(t.words, reply));
    let lines: Vec<String> = lines.chain(others).collect();
    list(t, Word::PageMoreQuestions, &lines)
}

/// What was said, where it is too long for the front, whole.
fn long_notes(t: Tandem, page: &Summary<'static>) -> Vec<Part> {
    let first = page.questions.len();
    let replies = page.replies.iter().filter(|reply| reply.index.is_some_and(|index| index < first));
    let replies = replies.map(|reply| (reply.question.clone(), talk::reply_line(t.words, reply)));
    let latest = page.latest();
    let notes = latest.notes.iter();
    let notes = notes.map(|(note, own)| (t.word(talk::note_label(*note)).to_string(), own.clone()));
    let added = talk::besides(t.words, latest).into_iter().filter(|own| is_long(own));
    let added = added.map(|own| own_lines(t, talk::title(t.words, latest), vec![own]));
    let long = replies.chain(notes).filter(|(_, own)| is_long(own));
    let title = |label: &str| t.words.format(Word::TalkFull, &[("label", label.trim_end_matches(':'))]);
    long.map(|(label, own)| own_lines(t, title(&label), vec![own])).chain(added).collect()
}

/// What was said and finished before, whole, the latest first.
fn earlier(t: Tandem, page: &Summary<'static>) -> Vec<Part> {
    let one = |talked: &Talked| {
        let ending = talked.ending.map(|it| t.word(talk::ending(it)).to_string());
        let notes = talked.notes.iter().map(|note| talk::note_line(t.words, note));
        let besides = talk::besides(t.words, talked);
        own_lines(t, talk::title(t.words, talked), ending.into_iter().chain(notes).chain(besides).collect())
    };
    page.earlier().iter().rev().map(one).collect()
}

/// Lines of own words under a heading.
fn own_lines(t: Tandem, title: String, lines: Vec<String>) -> Part {
    let height = lines.iter().map(|own| text(letters(own) * 6 / 5)).sum::<usize>() + 80;
    let lines = lines.into_iter().map(|own| own_words(t.words, "p", &own).class("sheet__own said"));
    Part(many([own_words(t.words, "h2", &title).into(), many(lines)]), height)
}

fn own_part(t: Tandem, title: Word, own: &str) -> Part {
    let shown = own_words(t.words, "p", own).class("sheet__own said");
    under(t, title, shown.into(), text(letters(own) * 6 / 5))
}

fn list(t: Tandem, title: Word, list: &[String]) -> Option<Part> {
    let items = list.iter().map(|own| el("li").child(own_words(t.words, "span", own).class("said")));
    let height = list.iter().map(|own| text(letters(own) * 6 / 5)).sum();
    let inside = el("ul").class("sheet__list").child(many(items));
    (!list.is_empty()).then(|| under(t, title, inside.into(), height))
}

/// What else matters a lot, whole: its words, the person's marker, what changed, where more is said.
fn more_concerns(t: Tandem, page: &Summary<'static>) -> Option<Part> {
    things(t, Word::PageAlsoLot, &page.more_concerns, true)
}

/// Things by name, with the person's marker where there is one, and with what else is said of those that matter a lot.
fn things(t: Tandem, title: Word, concerns: &[Concern<'static>], whole: bool) -> Option<Part> {
    let mut height = 0;
    let items = concerns.iter().map(|concern| {
        let marker = concern.marker.as_ref().map(|marker| sentence::marker(t.words, marker));
        let mut more = sentence::changed(t.words, concern);
        if whole {
            more.extend(concern.ask_first.then(|| t.word(Word::PageAskFirst).to_string()));
            more.extend(told_in_words(t, concern));
        }
        let more = t.words.join(Word::JoinSentences, more);
        height +=
            text(letters(&concern.words) + marker.as_ref().map_or(0, |it| letters(it)) + letters(&more) + 4);
        let marker = marker.map(|marker| words("span", marker).class("said"));
        el("li").child(thing(t, concern)).child(" ").child(marker).child(" ").child(words("span", more))
    });
    let items: Vec<El> = items.collect();
    let inside = el("ul").class("sheet__list").child(many(items));
    (!concerns.is_empty()).then(|| under(t, title, inside.into(), height))
}

/// What matters less, what is not sure yet, and words that lie nowhere: beside each other, as they are short.
fn short_lists(t: Tandem, page: &Summary<'static>) -> Option<Part> {
    let things = |title, concerns| things(t, title, concerns, false);
    let parts = [
        things(Word::PageSome, &page.some),
        things(Word::PageUnsure, &page.unsure),
        list(t, Word::PageAlsoSaid, &page.also_said),
        list(t, Word::PageNot, &page.not_mine),
    ];
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let height = parts.iter().map(|part| part.1 * 3 / 5).sum();
    let is_empty = parts.is_empty();
    let lists = el("div").class("sheet__lists").child(many(parts.into_iter().map(|part| part.0)));
    (!is_empty).then(|| Part(lists.into(), height))
}

/// A thing in its words; those that the person typed are larger.
fn thing(t: Tandem, concern: &Concern) -> El {
    match concern.key {
        Key::Own(_) => own_words(t.words, "b", &concern.words).class("said said--own"),
        Key::Card(_) => words("b", concern.words.clone()).class("said"),
    }
}

/// What the front had no room for of how the person would like to decide, and their running words.
fn stand(t: Tandem, page: &Summary<'static>, plan: &Plan) -> Vec<Part> {
    let wishes =
        page.wishes.iter().filter(|_| !plan.wishes).map(|wish| sentence::wish(t.words, *wish).to_string());
    let wishes = t.words.join(Word::JoinSentences, wishes);
    let height = text(letters(&wishes) * 6 / 5);
    let inside = el("p").child(words("span", wishes).class("said"));
    let wishes = (height > 0).then(|| under(t, Word::PageStand, inside.into(), height));
    let notes = free(page).filter(|_| !plan.notes).map(|(label, own)| own_part(t, label, own));
    wishes.into_iter().chain(notes).collect()
}

/// Facts that do not stand on the front.
fn more_facts(t: Tandem, page: &Summary<'static>, plan: &Plan, detail: Detail) -> Option<Part> {
    let shown =
        |row: &Row| plan.key_rows.iter().flat_map(KeyRows::rows).any(|(_, known)| known.line == row.line);
    let rest: Vec<Line> = rows(page).into_iter().filter(|(_, row)| !shown(row)).collect();
    if rest.is_empty() || !t.numbers_shown() {
        return None;
    }
    let mut before = None;
    let mut height = 0;
    for line in &rest {
        height += room::table(&[*line], detail, before);
        before = Some(line.0);
    }
    Some(under(t, Word::PageMoreFacts, facts::tables(t, &rest, detail, None), height))
}

/// For each row on the page the sentence on the difference, how sure, the source's number; then the sources. Rows of which
/// the same is said stand in one line, so that paper is not filled with repetition.
fn sources(t: Tandem, page: &Summary<'static>, detail: Detail) -> Option<Part> {
    if !t.numbers_shown() || detail == Detail::NoNumbers || rows(page).is_empty() {
        return None;
    }
    let (all, cited) = told(t.words, t.decision, page);
    let mut height = 0;
    let lines: Vec<El> = all
        .into_iter()
        .map(|told| {
            let lines = t.words.join(Word::JoinItems, told.lines);
            height += text(letters(&told.words) + letters(&lines) + 1);
            el("li").child(told.words).child(" ").child(words("span", lines).class("line"))
        })
        .collect();
    let notes = cited.into_iter().filter_map(|number| Some((number, t.decision.sources.get(number - 1)?)));
    let notes: Vec<El> = notes
        .map(|(number, note)| {
            height += text(letters(&plain(&note.words)) + 5);
            el("li").child(format!("[{number}] ")).child(prose::inlines(t, &note.words))
        })
        .collect();
    let lines = el("ul").class("sheet__rows").child(many(lines));
    let notes = el("ul").class("sheet__notes").child(many(notes));
    Some(under(t, Word::PageSources, many([lines, notes]), height))
}

/// What the words mean that the author explains and that stand in the facts, the questions and what matters.
fn terms(t: Tandem, page: &Summary<'static>) -> Option<Part> {
    let heading = &t.decision.section(GLOSSARY)?.heading;
    let terms = glossary::terms(t.decision, page);
    let height = terms.iter().map(|term| text(letters(&term.meaning) + 4)).sum::<usize>() + 80;
    let items = terms.iter().map(|term| words("li", term.meaning.as_str()));
    let list = el("ul").class("sheet__rows").child(many(items));
    let inside = many([words("h2", heading.as_str()), list]);
    (!terms.is_empty()).then(|| Part(inside, height))
}

/// What is past its date, and who paid: status and dates stand on the front.
fn about(t: Tandem) -> Part {
    let stale = decision::stale_word(t).map(|word| el("p").child(words("b", t.word(word))));
    let funding = t.words.together(t.word(Word::FundingLabel), &t.decision.meta.funding);
    let height = text(letters(&funding)) + if stale.is_some() { text(2 * letters(&funding)) } else { 0 };
    let funding = words("p", funding).class("sheet__about");
    Part(many([Node::from(stale), funding.into()]), height)
}
