//! The page as plain text, for a clinical record or a message.

use super::{Concern, Fact, Reply, Summary, sentence, talk};
use crate::answers::{Detail, Wish};
use crate::cards::{Date, Decision, Freshness, Row, Table, prose};
use crate::words::{Word, Words};

/// Writes the page as text. It opens with whose words it is, the date and the cards' version.
///
/// It holds no number that the screen holds back: none where none are wanted, none once the cards are too old.
pub fn text(words: &Words, decision: &Decision, page: &Summary, detail: Detail, today: Date) -> String {
    let mut out = Lines(Vec::new());
    let date = sentence::in_words(words, today);
    out.line(words.format(Word::TextOpening, &[("date", &date), ("topic", &decision.meta.title)]));
    let status = [sentence::status(words, &decision.meta), sentence::dates(words, &decision.meta)];
    out.line(words.join(Word::JoinSentences, status));
    person(&mut out, words, page);
    out.heading(words.get(Word::PageStartHere));
    for (index, question) in page.questions.iter().enumerate() {
        out.line(words.numbered(index + 1, question));
        reply(&mut out, words, page.reply(index));
    }
    out.heading(words.get(Word::PageMatters));
    let facts = facts_as(decision, detail, today);
    for (index, concern) in page.concerns.iter().enumerate() {
        out.line(words.numbered(index + 1, &concern.words));
        self::facts(&mut out, words, concern, facts);
        own_lines(&mut out, words, concern);
    }
    for (title, list, with_facts) in [
        (Word::PageAlsoLot, &page.more_concerns, true),
        (Word::PageSome, &page.some, false),
        (Word::PageUnsure, &page.unsure, false),
    ] {
        if !list.is_empty() {
            out.heading(words.get(title));
        }
        for concern in list {
            out.line(format!("- {}", concern.words));
            if with_facts {
                self::facts(&mut out, words, concern, facts);
            }
            own_lines(&mut out, words, concern);
        }
    }
    lists(&mut out, words, page);
    talked(&mut out, words, page);
    out.heading(words.get(Word::PageStand));
    if let Some(lean) = &page.lean {
        out.line(sentence::lean(words, lean));
    }
    for wish in &page.wishes {
        out.line(wish_line(words, *wish));
    }
    if !page.set_aside.is_empty() {
        out.heading(words.get(Word::PageAside));
        page.set_aside.iter().for_each(|it| out.line(format!("- {}", sentence::set_aside(words, it))));
    }
    for (title, free) in [(Word::HelpLabel, &page.help), (Word::NoteLabel, &page.note)] {
        if !free.is_empty() {
            out.heading(words.get(title));
            out.line(free.clone());
        }
    }
    if let Some(filler) = page.filler {
        out.heading(words.get(Word::FilledTitle));
        out.line(sentence::filler(words, filler).to_string());
    }
    out.line(String::new());
    out.line(words.get(Word::PageNotConsent).to_string());
    out.0.join("\n")
}

/// What lies on no pile, what does not matter, and the other questions.
fn lists(out: &mut Lines, words: &Words, page: &Summary) {
    for (title, list) in [
        (Word::PageAlsoSaid, &page.also_said),
        (Word::PageNot, &page.not_mine),
        (Word::PageMoreQuestions, &page.more_questions),
    ] {
        if !list.is_empty() {
            out.heading(words.get(title));
        }
        for (index, it) in list.iter().enumerate() {
            out.line(format!("- {it}"));
            if title == Word::PageMoreQuestions {
                reply(out, words, page.reply(index + page.questions.len()));
            }
        }
    }
}

/// What was said to a question.
fn reply(out: &mut Lines, words: &Words, reply: Option<&Reply>) {
    if let Some(reply) = reply {
        out.line(format!("   {}", talk::reply_line(words, reply)));
    }
}

/// What was written down when people talked, besides what stands under the questions.
fn talked(out: &mut Lines, words: &Words, page: &Summary) {
    let others: Vec<&Reply> = page.replies.iter().filter(|reply| reply.index.is_none()).collect();
    if page.notes.is_empty() && page.ending.is_none() && others.is_empty() {
        return;
    }
    out.heading(words.get(Word::PageSaidToday));
    if let Some(ending) = page.ending {
        out.line(words.get(talk::ending(ending)).to_string());
    }
    for other in others {
        out.line(format!("- {}", other.question));
        reply(out, words, Some(other));
    }
    for (note, own) in &page.notes {
        out.line(words.label(words.get(talk::note_label(*note)).trim_end_matches(':'), own));
    }
}

fn wish_line(words: &Words, wish: Wish) -> String {
    format!("- {}", sentence::wish(words, wish))
}

/// Who the person is, what they need so that we can talk, and what would help today.
fn person(out: &mut Lines, words: &Words, page: &Summary) {
    for (title, own) in [(Word::MeLabel, &page.me), (Word::GoingLabel, &page.keeps_going)] {
        if !own.is_empty() {
            out.line(words.label(words.get(title), own));
        }
    }
    let lists = [
        (Word::PageTalk, &page.talk),
        (Word::PageToday, &page.today),
        (Word::PageSupporter, &page.supporter),
    ];
    for (title, lines) in lists {
        if !lines.is_empty() {
            out.heading(words.get(title));
            lines.iter().for_each(|line| out.line(format!("- {}", sentence::person_line(words, line))));
        }
    }
}

/// How facts are told.
#[derive(Clone, Copy, PartialEq)]
enum Facts {
    Numbers,
    InWords,
    None,
}

fn facts_as(decision: &Decision, detail: Detail, today: Date) -> Facts {
    match decision.meta.freshness(today) {
        Freshness::Expired => Facts::None,
        _ if detail == Detail::NoNumbers => Facts::InWords,
        _ => Facts::Numbers,
    }
}

/// What is known about a thing that matters a lot.
fn facts(out: &mut Lines, words: &Words, concern: &Concern, facts: Facts) {
    for fact in &concern.facts {
        if let (Fact::Numbers(table, row), true) = (fact, facts != Facts::None) {
            let text = if facts == Facts::Numbers {
                numbers(words, table, row)
            } else {
                prose::plain(&row.difference)
            };
            // The line's number comes last: before the verb it would read as how many people it happened to.
            let line = sentence::lines(words, &[row.line.to_string()]);
            let about = words.label(&words.together(&row.label, &row.over), &words.aside(&text, &line));
            out.line(format!("   {about}"));
        }
    }
    if concern.ask_first {
        out.line(format!("   {}", words.get(Word::PageAskFirst)));
    }
}

/// What the person's marker says, and what changed since.
fn own_lines(out: &mut Lines, words: &Words, concern: &Concern) {
    if let Some(marker) = &concern.marker {
        out.line(format!("   {}", sentence::marker(words, marker)));
    }
    for changed in sentence::changed(words, concern) {
        out.line(format!("   {changed}"));
    }
}

/// "Out of 100 men: Surgery: 46; Radiotherapy: 5".
fn numbers(words: &Words, table: &Table, row: &Row) -> String {
    let columns = table.columns.iter().zip(&row.cells);
    let columns = columns.map(|(column, cell)| {
        let studied = prose::plain(&column.studied);
        // With a colon: "CPG 2 46" would be read as one number.
        words.label(&studied, &sentence::short(words, cell))
    });
    words.label(&table.people.phrase, &words.join(Word::JoinParts, columns))
}

struct Lines(Vec<String>);

impl Lines {
    fn line(&mut self, line: String) {
        self.0.push(line);
    }

    fn heading(&mut self, words: &str) {
        self.0.push(String::new());
        self.0.push(words.to_string());
    }
}
