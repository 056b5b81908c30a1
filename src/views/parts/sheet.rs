//! My page: what a person takes into the room. The same view on screen, on paper and alone on the screen.
//!
//! The front is one side: first who it is, then the person's questions, what matters most to them with its facts, where they
//! stand, and room to write what was said. What has no room there stands overleaf, whole, and the front says so. How much
//! room there is is reckoned in millimetres of the smaller of the two common sizes of paper.

pub mod facts;
mod overleaf;
mod room;

use leptos::prelude::{Get, With};

use super::prose::own_words;
use super::{beside, prose, row};
use crate::answers::{Detail, Ending, Filler, Key, Note};
use crate::browser;
use crate::summary::{self, Concern, Fact, PersonLine, Reply, Summary, Talked, sentence, tag, talk};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;
use facts::KeyRows;
use room::{Plan, is_long};

/// The sheet for the answers as they are now.
pub fn sheet(t: Tandem) -> El {
    let sides = live(move || {
        // The time on it is that of the printing.
        t.paper.get();
        if let Some(other) = t.beside.get() {
            let number = t.answers_with(|answers| answers.tag());
            return many([beside::page(t, other, number), running(t, &tag(t, number))]);
        }
        t.answers_with(|answers| {
            let page = summary::summarise(t.decision, answers);
            let page = t.person.with(|person| page.with_person(person));
            let detail = t.detail(answers);
            let plan = Plan::of(t, &page, detail);
            let back = overleaf::overleaf(t, &page, &plan, detail);
            let tag = tag(t, answers.tag());
            let (same_side, other_side) = match back.has_room_on(plan.height) {
                true => (Some(el("div").class("sheet__same-side").child(back.inside)), None),
                false => (None, Some(el("div").class("sheet__overleaf").child(back.inside))),
            };
            let front = front(t, &page, &plan, &tag, detail, same_side);
            many([front.into(), other_side.into(), running(t, &tag)])
        })
    });
    el("article").class("sheet").attr("aria-label", t.word(Word::PlacePage)).child(sides)
}

/// The two words of the page; nothing before anything was said.
pub fn tag(t: Tandem, number: Option<u16>) -> String {
    tag::of_page(t.words, number)
}

/// The two words of the cards.
pub fn cards_tag(t: Tandem) -> String {
    tag::of_cards(t.words, t.decision)
}

/// At the foot of every side on paper, so that sides that came apart find each other.
fn running(t: Tandem, tag: &str) -> Node {
    let parts = [tag, t.decision.meta.title.as_str()].into_iter().filter(|it| !it.is_empty());
    let line = t.words.join(Word::JoinTitle, parts.map(str::to_owned));
    words("p", line).class("sheet__running only-on-paper").attr("aria-hidden", "true").into()
}

fn front(
    t: Tandem,
    page: &Summary<'static>,
    plan: &Plan,
    tag: &str,
    detail: Detail,
    same_side: Option<El>,
) -> El {
    let status = el("p").class("sheet__status").child(decision::status_words(t)).child(" ");
    let status = status.child(cards_tag(t)).child(" ");
    el("div")
        .class("sheet__front")
        .child(top(t, page, tag))
        .child(me(t, page))
        .child(person_lines(t, Word::PageTalk, &page.talk))
        .child(questions(t, page))
        .child(words("h2", t.word(Word::PageMatters)))
        .child(concerns(t, page, plan, detail))
        .child(person_lines(t, Word::PageToday, &page.today))
        .child(person_lines(t, Word::PageSupporter, &page.supporter))
        .child(stand(t, page, plan))
        .child(set_aside(t, page))
        .child(same_side)
        .child(today(t, page))
        .child(status.child(words("b", t.word(Word::PageNotConsent))))
}

/// The choice, the tag, when this is how it was, boxes to fill in by hand, and who filled it in.
fn top(t: Tandem, page: &Summary, tag: &str) -> El {
    let tag =
        (!tag.is_empty()).then(|| words("b", tag.to_string()).class("sheet__tag").attr("translate", "no"));
    // On the screen the place has its own heading; on paper, and in a saved copy, this is it.
    let title = words("p", t.word(Word::PlacePage)).class("sheet__title").attr("role", "heading");
    let title = title.attr("aria-level", "1");
    let head = el("div")
        .class("sheet__head")
        .child(title)
        .child(tag)
        .child(words("span", as_on(t)))
        .child(page.filler.map(|filler| filled(t, Some(filler))));
    el("div")
        .class("sheet__top")
        .child(head)
        .child(words("p", t.decision.heading.as_str()).class("sheet__topic"))
        .child(by_hand(t))
        .child(page.filler.is_none().then(|| filled(t, None)))
}

/// Whose page it is: written by hand, and nowhere else.
pub fn by_hand(t: Tandem) -> El {
    let boxes = [Word::BoxName, Word::BoxBirth, Word::BoxNumber];
    let boxes = boxes.map(|label| words("span", t.word(label)).class("sheet__box"));
    el("p").class("sheet__boxes").child(many(boxes))
}

/// When this is how it was.
pub fn as_on(t: Tandem) -> String {
    let date = sentence::in_words(t.words, browser::window::today_or(t.today));
    match browser::window::time() {
        Some((hour, minute)) => {
            let numbers = t.words.locale().numbers();
            let minute = format!(
                "{}{}",
                if minute < 10 { numbers.plain(0) } else { String::new() },
                numbers.plain(minute)
            );
            let time =
                t.words.format(Word::TimeInWords, &[("hour", &numbers.plain(hour)), ("minute", &minute)]);
            t.words.format(Word::PageAsOnTime, &[("date", &date), ("time", &time)])
        }
        None => t.words.format(Word::PageAsOn, &[("date", &date)]),
    }
}

/// Who filled it in, as a sentence; before that was said, boxes to tick by hand.
fn filled(t: Tandem, filler: Option<Filler>) -> El {
    let line = el("p").class("sheet__filled");
    match filler {
        Some(Filler::Me) => line.child(t.word(Word::PageFilledMe)),
        Some(Filler::Helped) => line.child(t.word(Word::PageFilledHelped)),
        Some(Filler::Other) => line
            .child(words("span", t.word(Word::PageFilledOther)).class("sheet__box"))
            .child(" ")
            .child(words("b", t.word(Word::PageCheckWithMe))),
        None => {
            let fillers = [Filler::Me, Filler::Helped, Filler::Other];
            let boxes = fillers.map(|it| box_to_tick(t, sentence::filler(t.words, it)));
            line.child(t.word(Word::FilledTitle)).child(" ").child(many(boxes))
        }
    }
}

/// A box to tick by hand, with its words.
fn box_to_tick(t: Tandem, label: &str) -> El {
    let mark = words("span", "☐").attr("role", "img").attr("aria-label", t.word(Word::BoxEmpty));
    el("span").class("sheet__tick").child(mark).child(format!(" {label}"))
}

/// The person's own lines on who they are and what keeps them going.
fn me(t: Tandem, page: &Summary) -> Node {
    let lines = [(Word::MeLabel, &page.me), (Word::GoingLabel, &page.keeps_going)];
    many(lines.into_iter().filter(|(_, own)| !own.is_empty()).map(|(label, own)| {
        let own = or_overleaf(t, "span", own);
        el("p").class("sheet__own").child(words("b", t.words.before(t.word(label)))).child(own)
    }))
}

/// The person's own words; where they are long, that they stand overleaf.
fn or_overleaf(t: Tandem, tag: &'static str, own: &str) -> El {
    if is_long(own) { words(tag, t.word(Word::PageLong)) } else { own_words(t.words, tag, own).class("said") }
}

/// The person's questions, each with a line to write the answer on; before there are any, room to write some.
fn questions(t: Tandem, page: &Summary) -> Node {
    let title = words("h2", t.word(Word::PageStartHere)).class("sheet__start");
    if page.questions.is_empty() {
        return many([title, none(t, Word::PageNoQuestions), line(), line()]);
    }
    let items = page.questions.iter().enumerate().map(|(index, own)| {
        let reply = match page.reply(index) {
            Some(reply) => reply_under(t, reply),
            None => line(),
        };
        el("li").child(or_overleaf(t, "span", own)).child(reply)
    });
    many([title, el("ol").class("sheet__questions").child(many(items))])
}

fn none(t: Tandem, word: Word) -> El {
    words("p", t.word(word)).class("sheet__none")
}

/// A line to write on by hand.
fn line() -> El {
    el("div").class("sheet__line").attr("aria-hidden", "true")
}

/// Lines to write on by hand.
pub fn lines() -> El {
    el("div").class("sheet__lines").attr("aria-hidden", "true")
}

/// What matters most, with what is known of it at a glance, and the names of what else matters a lot.
fn concerns(t: Tandem, page: &Summary<'static>, plan: &Plan, detail: Detail) -> Node {
    if page.concerns.is_empty() {
        return none(t, Word::PageNoMatters).into();
    }
    let mut before = None;
    let blocks = page.concerns.iter().zip(&plan.key_rows).enumerate().map(|(index, (concern, rows))| {
        let table = match rows {
            KeyRows::Rows(rows) => Some(facts::tables(t, rows, detail, before)),
            _ => None,
        };
        before = rows.table().or(before);
        el("div").class("sheet__concern").child(concern_title(t, index + 1, concern, rows)).child(table)
    });
    let blocks: Vec<El> = blocks.collect();
    let others = plan.others.as_ref().map(|names| own_words(t.words, "p", names).class("sheet__others"));
    many([many(blocks), others.into()])
}

/// A thing that matters in its words, the person's marker on a line of its own, and where more is said about it.
fn concern_title(t: Tandem, number: usize, concern: &Concern<'static>, rows: &KeyRows) -> Node {
    let marker = concern.marker.as_ref().map(|marker| {
        el("p").class("sheet__marker").child(words("span", sentence::marker(t.words, marker)).class("said"))
    });
    let own = match concern.key {
        Key::Own(_) => or_overleaf(t, "span", &concern.words),
        Key::Card(_) => words("span", concern.words.clone()).class("said"),
    };
    let more = more_about(t, concern, rows);
    let more = (!more.is_empty()).then(|| words("p", more).class("sheet__more"));
    many([
        el("h3").class("sheet__thing").child(t.words.numbered(number, "")).child(own).into(),
        marker.into(),
        Node::from(more),
    ])
}

/// What is said of a thing that matters besides the person's marker.
fn more_about(t: Tandem, concern: &Concern<'static>, rows: &KeyRows) -> String {
    let same = match rows {
        KeyRows::Under(index) => {
            Some(t.words.format(Word::PageSameNumbers, &[("number", &t.words.numeral(index + 1))]))
        }
        _ => None,
    };
    let overleaf = (t.numbers_shown() && concern.numbers().count() > rows.count())
        .then(|| t.word(Word::PageMoreOverleaf).to_string());
    let ask_first = concern.ask_first.then(|| t.word(Word::PageAskFirst).to_string());
    let told = sentence::changed(t.words, concern).into_iter().chain(same);
    t.words.join(Word::JoinSentences, told.chain(ask_first).chain(told_in_words(t, concern)).chain(overleaf))
}

/// What the choices' own cards say in words is too long for paper: the page says under which words it stands there. The numbers
/// of their lines would lead nowhere, as those lines are not on paper.
fn told_in_words(t: Tandem, concern: &Concern<'static>) -> Option<String> {
    let lines = concern.facts.iter().filter_map(|fact| match fact {
        Fact::Heading(heading, ..) => Some(heading.to_string()),
        Fact::Section(section) => Some(section.heading.clone()),
        Fact::Numbers(..) => None,
    });
    let lines: Vec<String> = lines.collect();
    // A heading may be a question: it ends with its own sign.
    let asks = lines.last()?.ends_with(['?', '؟', '？']);
    let told = t.words.format(Word::PageSeeLines, &[("lines", &t.words.join(Word::JoinItems, lines))]);
    Some(if asks { told.trim_end_matches('.').to_string() } else { told })
}

/// Where the person stands, what would help, and their note.
fn stand(t: Tandem, page: &Summary, plan: &Plan) -> Node {
    let lean = page.lean.as_ref().map(|lean| sentence::lean(t.words, lean));
    let wishes =
        page.wishes.iter().filter(|_| plan.wishes).map(|wish| sentence::wish(t.words, *wish).to_string());
    let sentences: Vec<String> = lean.into_iter().chain(wishes).collect();
    let stand = if sentences.is_empty() {
        words("span", t.word(Word::PageNoStand)).class("sheet__none")
    } else {
        words("span", t.words.join(Word::JoinSentences, sentences)).class("said")
    };
    let title = words("h2", t.word(Word::PageStand)).class("sheet__beside");
    let stand = el("div").class("sheet__stand").child(title).child(" ").child(el("p").child(stand));
    if !plan.notes {
        let labels: Vec<String> = free(page).map(|(label, _)| t.word(label).to_string()).collect();
        let labels = t.words.join(Word::JoinItems, labels);
        let notes = (!labels.is_empty()).then(|| {
            el("p")
                .class("sheet__own")
                .child(words("b", t.words.before(&labels)))
                .child(t.word(Word::PageOverleaf))
        });
        return many([stand.into(), Node::from(notes)]);
    }
    let notes = free(page).map(|(label, own)| {
        let own = own_words(t.words, "span", own).class("said");
        el("p").class("sheet__own").child(words("b", t.words.before(t.word(label)))).child(own)
    });
    many([stand.into(), many(notes)])
}

/// What was filled in on a list, as running words; nothing where nothing was.
fn person_lines(t: Tandem, title: Word, lines: &[PersonLine]) -> Node {
    let line = |line| own_words(t.words, "span", &sentence::person_line(t.words, line)).class("said").into();
    let shown = lines.iter().map(line).flat_map(|line: Node| [line, " ".into()]);
    let title = words("b", t.word(title));
    let section = || el("p").class("sheet__own").child(title).child(" ").child(many(shown));
    (!lines.is_empty()).then(section).into()
}

/// What the person set aside, and why: all of it is named, so that nobody can frame by leaving out.
fn set_aside(t: Tandem, page: &Summary) -> Node {
    let lines = page.set_aside.iter();
    let lines =
        lines.map(|it| own_words(t.words, "span", &sentence::set_aside(t.words, it)).class("said").into());
    let shown = lines.flat_map(|line: Node| [line, " ".into()]);
    let title = words("b", t.word(Word::PageAside));
    let section = || el("p").class("sheet__own sheet__aside").child(title).child(" ").child(many(shown));
    (!page.set_aside.is_empty()).then(section).into()
}

/// The person's own running words that are not empty.
fn free<'a>(page: &'a Summary) -> impl Iterator<Item = (Word, &'a str)> {
    let free = [(Word::HelpLabel, page.help.as_str()), (Word::NoteLabel, page.note.as_str())];
    free.into_iter().filter(|(_, own)| !own.is_empty())
}

/// What was said to a question, under it.
fn reply_under(t: Tandem, reply: &Reply) -> El {
    let line = talk::reply_line(t.words, reply);
    el("p").class("sheet__reply").child(or_overleaf(t, "span", &line))
}

/// What was said, and lines to fill in together where nothing was written down. They take what room is left on the front.
/// What was finished has no lines left to fill in.
fn today(t: Tandem, page: &Summary) -> El {
    let latest = page.latest();
    let decided = [Ending::Decided, Ending::NotYet, Ending::MoreTime].map(|it| {
        let label = t.word(talk::ending(it));
        if latest.ending == Some(it) { ticked_box(label) } else { box_to_tick(t, label) }
    });
    let head = words("h2", talk::title(t.words, latest));
    let head = el("div").class("sheet__filled").child(head).child(many(decided));
    let lines = if latest.day.is_some() { finished(t, latest) } else { to_fill_in(t, latest) };
    el("div").class("sheet__today").child(head).child(lines)
}

/// When it is looked at again, and the day of that: they stand on one line.
const AGAIN: [Note; 2] = [Note::LookAgain, Note::LookAgainOn];

/// What stands, and what was added to it.
fn finished(t: Tandem, talked: &Talked) -> Node {
    let beside = |note: Note| if note == AGAIN[0] { noted(t, talked, AGAIN[1]) } else { None };
    let notes = Note::ALL.into_iter().filter(|note| *note != AGAIN[1]).filter_map(|note| {
        let notes: Vec<El> = noted(t, talked, note).into_iter().chain(beside(note)).collect();
        let notes = notes.into_iter().flat_map(|note| [Node::from(note), " ".into()]);
        let line = written(many(notes));
        (talked.note(note).is_some() || note == AGAIN[0] && talked.note(AGAIN[1]).is_some()).then_some(line)
    });
    let notes = many(notes);
    let not = written(words("span", t.word(Word::TalkHomeNot)));
    many([notes, added(t, talked), not.into()])
}

/// What is written down so far, and lines for the rest.
fn to_fill_in(t: Tandem, talked: &Talked) -> Node {
    let field = |note: Note| {
        noted(t, talked, note)
            .unwrap_or_else(|| words("span", t.word(talk::note_label(note))).class("sheet__box"))
    };
    let only_written =
        |notes: &[Note]| many(notes.iter().filter_map(|note| noted(t, talked, *note)).map(written));
    let who = talked.note(Note::WhoDoesWhat).is_none().then(line);
    let day = noted(t, talked, Note::LookAgainOn);
    let beside = [Some(field(Note::LookAgain)), day, Some(field(Note::Ring))].into_iter().flatten();
    many([
        only_written(&Note::SAID),
        el("p").class("sheet__box").child(field(Note::WhoDoesWhat)).into(),
        who.into(),
        el("p").class("sheet__boxes").child(many(beside)).into(),
        only_written(&[Note::ChangeMind, Note::HardToKeep, Note::BeforeStop]),
        added(t, talked),
    ])
}

fn added(t: Tandem, talked: &Talked) -> Node {
    many(talk::besides(t.words, talked).into_iter().map(|own| written(or_overleaf(t, "span", &own))))
}

/// A line of what was written down: it takes no room but its own.
fn written(inside: impl Into<Node>) -> El {
    el("p").class("sheet__written").child(inside)
}

/// A note with its name, if it was written.
fn noted(t: Tandem, talked: &Talked, note: Note) -> Option<El> {
    let own = talk::note_text(t.words, note, talked.note(note)?);
    let label = words("b", t.word(talk::note_label(note)));
    Some(el("span").class("sheet__noted").child(label).child(" ").child(or_overleaf(t, "span", &own)))
}

/// A box that is ticked, with its words.
fn ticked_box(label: &str) -> El {
    el("span").class("sheet__tick").child(format!("☑ {label}"))
}

/// What the cards say in words, folded to its heading: a section, or what each choice's card says under a heading.
pub fn in_words(t: Tandem, fact: &Fact<'static>) -> Option<El> {
    match fact {
        Fact::Numbers(..) => None,
        Fact::Section(section) => {
            let section: &'static crate::cards::Section = section;
            let title = words("span", section.heading.as_str()).class("fact-title");
            Some(row::folding_row(title.into()).when_opened(move || prose::pieces(t, &section.pieces)))
        }
        Fact::Heading(heading, line, text) => {
            let title =
                words("span", *heading).class("fact-title").child(" ").child(row::line_number(t, *line));
            let text = text.clone();
            Some(row::folding_row(title.into()).when_opened(move || {
                let choices = t.decision.options.iter().zip(&text).map(|(option, section)| {
                    let name = words("p", option.title.as_str()).class("said-of__choice");
                    el("div").class("said-of").child(name).child(section_or_unknown(t, *section))
                });
                el("div").class("said-of-each").child(many(choices)).into()
            }))
        }
    }
}

/// What a card says under a heading; "Not known." where it has no such heading.
pub fn section_or_unknown(t: Tandem, section: Option<&'static crate::cards::Section>) -> Node {
    match section {
        Some(section) => prose::pieces(t, &section.pieces),
        None => words("p", t.word(Word::CellNotKnown)).into(),
    }
}
