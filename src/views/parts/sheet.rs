//! The sheet: what a person takes into the room. The same view on screen, on paper and alone on the screen.

use super::field::own_words;
use super::{prose, row, study};
use crate::answers::{Detail, Filler, Key};
use crate::cards::prose::plain;
use crate::cards::{Row, Table};
use crate::summary::{self, Concern, Fact, Page, sentence};
use crate::views::element::{El, Node, el, live, many, nothing, words};
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;

/// How many facts of one thing stand on the front; the rest go overleaf, so that the front stays one side.
const FACTS_IN_FRONT: usize = 2;

/// The sheet for the answers as they are now.
pub fn sheet(t: Tandem) -> El {
    let sides = live(move || {
        t.answers_with(|answers| {
            let page = summary::page(t.decision, answers);
            let detail = answers.detail().unwrap_or(Detail::Everything);
            many([front(t, &page, detail), overleaf(t, &page, detail)])
        })
    });
    el("article").class("sheet").attr("aria-label", t.word(Word::PlacePage)).child(sides)
}

fn front(t: Tandem, page: &Page<'static>, detail: Detail) -> El {
    let stand =
        el("div").class("sheet__stand").child(words("h3", t.word(Word::PageStand))).child(stand(t, page));
    let status = el("p").class("sheet__status").child(decision::status_words(t)).child(" ");
    let foot = el("div")
        .class("sheet__foot")
        .child(boxes(t, page.filler))
        .child(status.child(words("strong", t.word(Word::PageNotConsent))));
    el("div")
        .class("sheet__front")
        .child(words("p", t.decision.heading.as_str()).class("sheet__topic"))
        .child(words("h2", t.word(Word::PageStartHere)).class("sheet__start"))
        .child(questions(t, page))
        .child(words("h3", t.word(Word::PageMatters)))
        .child(concerns(t, page, detail))
        .child(stand)
        .child(free_words(t, page))
        .child(foot)
}

fn questions(t: Tandem, page: &Page) -> Node {
    if page.questions.is_empty() {
        return many([none(t, Word::PageNoQuestions), lines()]);
    }
    el("ol").class("sheet__questions").child(said_list(&page.questions)).into()
}

fn said_list(list: &[String]) -> Node {
    many(list.iter().map(|said| own_words("li", said.clone()).class("said")))
}

fn none(t: Tandem, word: Word) -> El {
    words("p", t.word(word)).class("sheet__none")
}

/// Lines to write on by hand.
pub fn lines() -> El {
    el("div").class("sheet__lines").attr("aria-hidden", "true")
}

fn concerns(t: Tandem, page: &Page<'static>, detail: Detail) -> El {
    if page.concerns.is_empty() {
        return none(t, Word::PageNoMatters);
    }
    let blocks = page.concerns.iter().map(|concern| self::concern(t, concern, detail));
    el("ol").class("sheet__matters").child(many(blocks))
}

fn concern(t: Tandem, concern: &Concern<'static>, detail: Detail) -> El {
    let facts = numbers(concern);
    let in_front: Vec<_> = facts.iter().take(FACTS_IN_FRONT).copied().collect();
    let overleaf = concern.facts.len() - in_front.len();
    let more = (overleaf > 0).then(|| t.word(Word::PageMoreOverleaf).to_string());
    let kept_back = (concern.kept_back > 0)
        .then(|| t.words.say(Word::PageKeptBack, &[("count", &concern.kept_back.to_string())]));
    let remarks: Vec<String> = more.into_iter().chain(kept_back).collect();
    let marker = concern.marker.as_ref().map(|marker| sentence::marker(t.words, t.decision, marker));
    let title = el("p")
        .class("sheet__concern")
        .child(concern_words("strong", concern).class("said"))
        .child(" ")
        .child(marker.map(|said| words("span", said).class("sheet__marker")))
        .child(" ")
        .child((!remarks.is_empty()).then(|| words("span", remarks.join(" ")).class("sheet__more")));
    el("li").child(title).child(fact_table(t, in_front, detail))
}

fn concern_words(tag: &'static str, concern: &Concern) -> El {
    match concern.key {
        Key::Own(_) => own_words(tag, concern.words.clone()),
        Key::Card(_) => words(tag, concern.words.clone()),
    }
}

/// The rows of numbers among the facts.
fn numbers(concern: &Concern<'static>) -> Vec<(&'static Table, &'static Row)> {
    let numbers = concern.facts.iter().filter_map(|fact| match fact {
        Fact::Numbers(table, row) => Some((*table, *row)),
        _ => None,
    });
    numbers.collect()
}

/// Rows of numbers, choices beside each other. Rows with the same columns stand in one table.
fn fact_table(t: Tandem, facts: Vec<(&'static Table, &'static Row)>, detail: Detail) -> Node {
    if facts.is_empty() || !t.numbers_shown() {
        return nothing();
    }
    if detail == Detail::NoNumbers {
        let line = |(_, row): (_, &'static Row)| {
            let said = el("li").child(line_head(row)).child(": ");
            said.child(prose::inlines(t, &row.difference))
        };
        return el("ul").class("facts-in-words").child(many(facts.into_iter().map(line))).into();
    }
    let mut groups: Vec<(&'static Table, Vec<&'static Row>)> = Vec::new();
    for (table, row) in facts {
        match groups.last_mut() {
            Some((last, rows)) if same_columns(last, table) => rows.push(row),
            _ => groups.push((table, vec![row])),
        }
    }
    many(groups.into_iter().map(|(table, rows)| group(t, table, rows)))
}

fn same_columns(one: &Table, other: &Table) -> bool {
    let names = |table: &Table| table.columns.iter().map(|it| plain(&it.studied)).collect::<Vec<_>>();
    one.people == other.people && names(one) == names(other)
}

fn group(t: Tandem, table: &'static Table, rows: Vec<&'static Row>) -> El {
    let row = |row: &'static Row| {
        let cells =
            row.cells.iter().map(|cell| words("td", sentence::short(t.words, cell)).attr("translate", "no"));
        el("tr").child(el("th").attr("scope", "row").child(line_head(row))).child(many(cells))
    };
    let body = el("tbody").child(many(rows.into_iter().map(row)));
    el("table").class("facts").child(study::column_heads(table)).child(body)
}

/// The number of a line and what it is about.
fn line_head(row: &'static Row) -> Node {
    many([Node::from(words("span", row.line.to_string()).class("line")), " ".into(), row::label(row)])
}

fn stand(t: Tandem, page: &Page) -> El {
    let lean = page.lean.as_ref().map(|lean| sentence::lean(t.words, t.decision, lean));
    let wishes = page.wishes.iter().map(|wish| sentence::wish(t.words, *wish).to_string());
    let lines: Vec<String> = lean.into_iter().chain(wishes).collect();
    if lines.is_empty() {
        return none(t, Word::PageNoStand);
    }
    el("p").child(words("span", lines.join(" ")).class("said"))
}

/// The person's own running words, and room to write more by hand.
fn free_words(t: Tandem, page: &Page) -> Node {
    let free = [(Word::HelpLabel, &page.help), (Word::NoteLabel, &page.note)];
    let blocks = free.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| {
        let title = words("strong", t.word(label));
        el("p")
            .class("sheet__own")
            .child(title)
            .child(" ")
            .child(own_words("span", said.clone()).class("said"))
    });
    let room = el("div").class("sheet__room").child(words("p", t.word(Word::PageRoom))).child(lines());
    many([many(blocks), room.into()])
}

/// Who filled it in, and boxes to write in by hand.
fn boxes(t: Tandem, filler: Option<Filler>) -> Node {
    let fillers = [Filler::Me, Filler::Helped, Filler::Other].map(|it| {
        let (mark, state) =
            if filler == Some(it) { ("☒", Word::BoxTicked) } else { ("☐", Word::BoxEmpty) };
        let mark = words("span", mark).attr("role", "img").attr("aria-label", t.word(state));
        el("span")
            .class("sheet__tick")
            .child(mark)
            .child(" ")
            .child(sentence::filler(t.words, it).to_string())
    });
    let by_hand = [Word::BoxName, Word::BoxBirth, Word::BoxNumber];
    let by_hand = by_hand.map(|label| words("span", t.word(label)).class("sheet__box"));
    let filled =
        el("p").class("sheet__filled").child(t.word(Word::FilledTitle)).child(" ").child(many(fillers));
    many([filled, el("p").class("sheet__boxes").child(many(by_hand))])
}

/// The other side: what did not fit, what else was said, how sure, sources and dates.
fn overleaf(t: Tandem, page: &Page<'static>, detail: Detail) -> El {
    let lists = [
        (Word::PageMoreQuestions, &page.more_questions),
        (Word::PageAlsoLot, &page.more_concerns),
        (Word::PageSome, &page.some),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let lists =
        lists.map(|(title, list)| many([words("h3", t.word(title)), el("ul").child(said_list(list))]));
    let more = page.concerns.iter().filter_map(|concern| more_facts(t, concern, detail));
    let mut rows: Vec<&'static Row> = Vec::new();
    for (_, row) in page.concerns.iter().flat_map(numbers) {
        if !rows.iter().any(|known| known.line == row.line) {
            rows.push(row);
        }
    }
    let shown = t.numbers_shown() && detail != Detail::NoNumbers && !rows.is_empty();
    el("div")
        .class("sheet__overleaf")
        .child(many(lists))
        .child(many(more))
        .child(shown.then(|| sources(t, &rows)))
        .child(about(t))
}

/// Facts that did not fit on the front.
fn more_facts(t: Tandem, concern: &Concern<'static>, detail: Detail) -> Option<Node> {
    let numbers: Vec<_> = numbers(concern).into_iter().skip(FACTS_IN_FRONT).collect();
    let said: Vec<Node> = concern.facts.iter().filter_map(|fact| in_words(t, fact)).collect();
    if numbers.is_empty() && said.is_empty() {
        return None;
    }
    let title =
        words("h3", t.words.say(Word::PageMoreAbout, &[("thing", &concern.words)])).attr("dir", "auto");
    Some(many([title.into(), fact_table(t, numbers, detail), said.into()]))
}

/// What the cards say in words: a section, or what each choice's card says under a heading.
pub fn in_words(t: Tandem, fact: &Fact<'static>) -> Option<Node> {
    match fact {
        Fact::Numbers(..) => None,
        Fact::Section(section) => {
            let title = words("p", section.heading.as_str()).class("fact-title");
            Some(many([title.into(), prose::pieces(t, &section.pieces)]))
        }
        Fact::Heading(heading, line, said) => {
            let line = words("span", line.to_string()).class("line");
            let title = el("p").class("fact-title").child(line).child(" ").child(*heading);
            let choices = t.decision.options.iter().zip(said).map(|(option, section)| {
                let name = words("p", option.title.as_str()).class("said-of__choice");
                el("div").class("said-of").child(name).child(section_or_unknown(t, *section))
            });
            Some(many([title, el("div").class("said-of-each").child(many(choices))]))
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

/// For each row on the page: the sentence on the difference, how sure, the source's number; then the sources.
fn sources(t: Tandem, rows: &[&'static Row]) -> Node {
    let mut cited: Vec<usize> = Vec::new();
    let mut lines = Vec::new();
    for row in rows {
        let mut marks = String::new();
        for (number, _) in t.sources(row) {
            marks.push_str(&format!(" [{number}]"));
            if !cited.contains(&number) {
                cited.push(number);
            }
        }
        let line = words("span", row.line.to_string()).class("line");
        let said = el("li").child(line).child(" ").child(prose::inlines(t, &row.difference)).child(" ");
        lines.push(said.child(sentence::certainty(t.words, row.certainty).to_string()).child(marks));
    }
    let notes = cited.into_iter().filter_map(|number| {
        let note = t.decision.sources.get(number - 1)?;
        Some(el("li").child(format!("[{number}] ")).child(prose::inlines(t, &note.words)))
    });
    many([
        words("h3", t.word(Word::PageSources)),
        el("ul").class("sheet__rows").child(many(lines)),
        el("ul").class("sheet__notes").child(many(notes)),
    ])
}

fn about(t: Tandem) -> Node {
    let stale = decision::stale_word(t).map(|word| el("p").child(words("strong", t.word(word))));
    let funding = format!(" {} {}", t.word(Word::FundingLabel), t.decision.meta.funding);
    many([Node::from(stale), el("p").child(decision::status_words(t)).child(funding).into()])
}
