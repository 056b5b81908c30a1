//! Where a talk starts: what the person brings, on one screen. Nothing of it has to be there.

use leptos::prelude::{Get, Memo, With};

use super::{line, taps, to};
use crate::answers::{Answers, Draft, Key, TOP_MATTERS, TOP_QUESTIONS};
use crate::cards::prose::plain;
use crate::summary::{self, Concern, PersonLine, sentence};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::parts::field;
use crate::views::parts::prose::own_words;
use crate::views::parts::sheet;
use crate::views::route::{Room, Route};
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;

/// The place.
pub fn start(t: Tandem) -> Node {
    let next = to(Room::Compare, t.word(Word::TalkCompare)).class("button button--main");
    let paper = to(Room::Paper, t.word(Word::TalkPaper)).class("alone");
    let copy = to(Room::Copy, t.word(Word::OpenTheirs)).class("alone");
    // Where nothing was brought there is nothing to show but what can be tapped. It stays so until this place is left.
    let is_brought = t.answers_untracked(|answers| !answers.asked().is_empty() || answers.matter_a_lot() > 0);
    let (class, lists) = match is_brought {
        true => ("talk__parts", [questions(t), things(t)]),
        false => ("talk__parts talk-taps", taps::lists(t)),
    };
    let parts = el("div").class(class).child(many(lists)).child(needs(t));
    many([
        about(t),
        decision::then_and_now(t, &Route::Talk(Room::Answers)),
        parts.into(),
        el("p").class("talk__next").child(next).child(" ").child(paper).child(" ").child(copy).into(),
    ])
}

/// What is talked about: the topic, the date of its cards, and the two words of the person's page.
pub fn about(t: Tandem) -> Node {
    let tag = t.part(move |answers| sheet::tag(t, answers.tag()));
    let tag = live(move || {
        let tag = tag.get();
        let tag = (!tag.is_empty()).then(|| t.words.format(Word::TalkPageTag, &[("tag", &tag)]));
        tag.map(|tag| words("span", tag).attr("translate", "no"))
    });
    el("p").class("talk__about").child(cards(t)).child(" ").child(tag).into()
}

/// The topic, the date of its cards, and the two words of the cards.
pub fn cards(t: Tandem) -> Node {
    let date = t.decision.meta.published.map(|date| {
        words("span", t.words.format(Word::TalkCards, &[("date", &sentence::in_words(t.words, date))]))
    });
    let cards = words("span", sheet::cards_tag(t)).attr("translate", "no");
    let topic = words("b", t.words.before(&t.decision.meta.title));
    many([Node::from(topic), date.into(), " ".into(), cards.into()])
}

/// The top three questions, and a field for one more.
fn questions(t: Tandem) -> El {
    let asked = t.part(move |answers| {
        let named = |key: &Key| (summary::question_words(t.decision, answers, key), answers.is_answered(key));
        answers.asked().iter().map(named).collect::<Vec<_>>()
    });
    let list = live(move || {
        let asked = asked.get();
        let more = asked.len().saturating_sub(TOP_QUESTIONS);
        let items = asked.into_iter().take(TOP_QUESTIONS);
        let items = items.map(|(question, is_answered)| {
            let answered = is_answered.then(|| words("span", t.word(Word::TalkAnswered)).class("talk__said"));
            el("li").child(own_or_its_start(t, question)).child(" ").child(answered)
        });
        many([list_unless_empty(items.collect()), more_of(t, Word::TalkMoreQuestions, more)])
    });
    part(t, Word::PageStartHere, list, Draft::Question)
}

/// A list of nothing would only be heard.
fn list_unless_empty(items: Vec<El>) -> Node {
    (!items.is_empty()).then(|| el("ol").child(many(items))).into()
}

/// What matters most, each with the person's marker and the way to what is known about it.
fn things(t: Tandem) -> El {
    let lines = t.part(move |answers| {
        let page = summary::summarise(t.decision, answers);
        page.concerns.iter().map(|concern| Thing::of(t, concern)).collect::<Vec<_>>()
    });
    let count = t.part(Answers::matter_a_lot);
    let list = live(move || {
        let items = lines.get().into_iter().map(|it| it.drawn(t));
        let more = count.get().saturating_sub(TOP_MATTERS);
        many([list_unless_empty(items.collect()), more_of(t, Word::TalkMoreThings, more)])
    });
    part(t, Word::PageMatters, list, Draft::Matter)
}

/// One thing that matters: its words, what the person said of it, and the line of its first number.
#[derive(Clone, PartialEq)]
struct Thing {
    words: String,
    remarks: Vec<String>,
    row: Option<(usize, String)>,
}

impl Thing {
    fn of(t: Tandem, concern: &Concern<'static>) -> Thing {
        let marker = concern.marker.as_ref().map(|marker| sentence::marker(t.words, marker));
        let ask_first = concern.ask_first.then(|| t.word(Word::PageAskFirst).to_string());
        let row = concern
            .key_rows()
            .first()
            .filter(|_| t.numbers_shown())
            .map(|(_, row)| (row.line, plain(&row.difference)));
        Thing { words: concern.words.clone(), remarks: marker.into_iter().chain(ask_first).collect(), row }
    }

    fn drawn(self, t: Tandem) -> El {
        let remarks = t.words.join(Word::JoinSentences, self.remarks);
        let remarks = (!remarks.is_empty()).then(|| words("span", remarks).class("talk__said"));
        let row = self.row.map(|(at, difference)| {
            // Without what it is about, and when, a difference would seem to be one in the thing itself.
            let told = t.words.label(&line::heading(t, at), &difference);
            el("span").class("talk__row").child(to(Room::Line(at), told).class("alone"))
        });
        el("li").child(own_or_its_start(t, self.words)).child(" ").child(remarks).child(row)
    }
}

/// So many lines of what the person needs are in sight; the others are a tap away, so that the screen stays one.
const FIRST_NEEDS: usize = 5;

/// More signs than these are folded to their beginning.
const LONG: usize = 60;

/// Words of the person's own. Long ones are folded to their beginning; a tap shows all of them.
fn own_or_its_start(t: Tandem, text: String) -> El {
    own_up_to(t, LONG, text)
}

/// The same, where more signs or fewer have room.
pub fn own_up_to(t: Tandem, long: usize, text: String) -> El {
    let is_long = text.chars().count() > long;
    let own = own_words(t.words, "span", &text).class("said");
    if is_long { el("details").class("talk__long").child(el("summary").child(own)) } else { own }
}

/// A part with its heading and a field to add to it.
fn part(t: Tandem, title: Word, list: Node, more: Draft) -> El {
    let title = words("h2", t.word(title));
    el("section").class("talk__part").child(title).child(list).child(field::draft(t, more))
}

/// What is not among the first three stands on the page.
fn more_of(t: Tandem, word: Word, count: usize) -> Node {
    (count > 0).then(|| words("p", t.words.counted(word, count)).class("quiet")).into()
}

/// A line of what the person needs, with what else was said of it.
type Need = (String, Vec<String>);

/// What the person needs so that we can talk, and what would help today.
fn needs(t: Tandem) -> Node {
    let lines = Memo::new(move |_| {
        t.person.with(|person| {
            let page =
                summary::summarise(t.decision, &crate::answers::Answers::default()).with_person(person);
            [(Word::PageTalk, together(t, &page.talk)), (Word::PageToday, together(t, &page.today))]
        })
    });
    live(move || {
        let lists = lines.get().into_iter().filter(|(_, needs)| !needs.is_empty());
        let lists: Vec<El> = lists.map(|(title, needs)| list_of(t, title, needs)).collect();
        (!lists.is_empty()).then(|| el("div").class("talk__needs").child(many(lists)))
    })
}

/// Each line with those that say more of it.
fn together(t: Tandem, lines: &[PersonLine]) -> Vec<Need> {
    let parts = lines.chunk_by(|_, next| next.says_more);
    let sentence = |line: &PersonLine| sentence::person_line(t.words, line);
    let need = |part: &[PersonLine]| {
        let (first, more) = part.split_first()?;
        Some((sentence(first), more.iter().map(sentence).collect()))
    };
    parts.filter_map(need).collect()
}

/// The first of them; the others a tap away.
fn list_of(t: Tandem, title: Word, mut needs: Vec<Need>) -> El {
    let list = |needs: Vec<Need>| el("ul").child(many(needs.into_iter().map(|it| need(t, it))));
    let rest = needs.split_off(FIRST_NEEDS.min(needs.len()));
    let more = (!rest.is_empty()).then(|| {
        let count = t.words.counted(Word::TalkMoreNeeds, rest.len());
        el("details").class("fold").child(words("summary", count)).child(list(rest))
    });
    el("section").child(words("h2", t.word(title))).child(list(needs)).child(more)
}

fn need(t: Tandem, (text, more): Need) -> El {
    if more.is_empty() {
        return el("li").child(own_or_its_start(t, text));
    }
    let more = more.into_iter().map(|it| el("li").child(own_words(t.words, "span", &it)));
    let own = own_words(t.words, "span", &text).class("said");
    let folded = el("details").class("talk__long").child(el("summary").child(own));
    el("li").child(folded.child(el("ul").child(many(more))))
}
