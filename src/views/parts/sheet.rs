//! The sheet: what a person takes into the room. The same view on screen, on paper and alone on the screen.

use leptos::prelude::With;

use super::comparison::same_columns;
use super::field::{is_long, own_words};
use super::{prose, row, study};
use crate::answers::{Detail, Filler, Key};
use crate::cards::prose::plain;
use crate::cards::{Row, Table};
use crate::summary::{self, Concern, Fact, PersonLine, Summary, sentence};
use crate::views::element::{El, Node, el, live, many, words};
use crate::views::state::Tandem;
use crate::views::steps::decision;
use crate::words::Word;

/// How many facts of one thing stand on the front; the rest go overleaf, so that the front stays one side.
const FACTS_IN_FRONT: usize = 2;
/// So many rows on the front leave no room for a third each.
const FULL_FRONT: usize = 10;

/// The sheet for the answers as they are now.
pub fn sheet(t: Tandem) -> El {
    let sides = live(move || {
        t.answers_with(|answers| {
            let page = summary::summarise(t.decision, answers);
            let page = t.person.with(|person| page.with_person(person));
            let detail = t.detail(answers);
            many([front(t, &page, detail), overleaf(t, &page, detail)])
        })
    });
    el("article").class("sheet").attr("aria-label", t.word(Word::PlacePage)).child(sides)
}

fn front(t: Tandem, page: &Summary<'static>, detail: Detail) -> El {
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
        .child(person_lines(t, Word::PageTalk, &page.talk))
        .child(person_lines(t, Word::PageToday, &page.today))
        .child(words("h2", t.word(Word::PageStartHere)).class("sheet__start"))
        .child(questions(t, page))
        .child(words("h3", t.word(Word::PageMatters)))
        .child(concerns(t, page, detail))
        .child(stand)
        .child(set_aside(t, page))
        .child(free_words(t, page))
        .child(foot)
}

/// What was filled in on a list: nothing where nothing was.
fn person_lines(t: Tandem, title: Word, lines: &[PersonLine]) -> Node {
    let line = |line| own_words("li", sentence::person_line(t.words, line)).class("said");
    let list = || el("ul").class("sheet__person").child(many(lines.iter().map(line)));
    let section = || many([words("h3", t.word(title)), list()]);
    if lines.is_empty() { many::<El>([]) } else { section() }
}

fn questions(t: Tandem, page: &Summary) -> Node {
    if page.questions.is_empty() {
        return many([none(t, Word::PageNoQuestions), lines()]);
    }
    el("ol").class("sheet__questions").child(said_list(&page.questions)).into()
}

fn said_list(list: &[String]) -> Node {
    many(list.iter().map(|text| own_words("li", text.clone()).class("said")))
}

fn none(t: Tandem, word: Word) -> El {
    words("p", t.word(word)).class("sheet__none")
}

/// Lines to write on by hand.
pub fn lines() -> El {
    el("div").class("sheet__lines").attr("aria-hidden", "true")
}

/// What matters most. The facts of all things stand in one table, so that the choices are named once and the front stays
/// one side. Rows from studies with other columns stand overleaf, but for the first of a thing that has no others, if there
/// is room.
fn concerns(t: Tandem, page: &Summary<'static>, detail: Detail) -> El {
    if page.concerns.is_empty() {
        return none(t, Word::PageNoMatters);
    }
    let main = if t.numbers_shown() { main_table(page) } else { None };
    let width = main.map_or(1, |table| table.columns.len() + 1);
    let groups = page.concerns.iter().enumerate().map(|(index, concern)| {
        let rows = in_front(page, concern, main);
        let title = el("th").attr("scope", "rowgroup").attr("colspan", width.to_string());
        let title = el("tr").child(title.child(concern_title(t, index + 1, concern, rows.len())));
        let rows = rows.into_iter().map(|(table, row)| match main {
            Some(main) if !same_columns(main, table) => beside(t, table, row, width, detail),
            _ => fact_row(t, table, row, detail),
        });
        el("tbody").child(title).child(many(rows))
    });
    let heads = main.filter(|_| detail != Detail::NoNumbers).map(study::column_heads);
    el("table").class("facts numbers").child(heads).child(many(groups))
}

/// The table whose columns the front has: the first with several columns that the person's own things lead to.
fn main_table(page: &Summary<'static>) -> Option<&'static Table> {
    let tables = || page.concerns.iter().flat_map(numbers).map(|(table, _)| table);
    tables().find(|table| table.columns.len() > 1).or_else(|| tables().next())
}

/// The rows of a thing that stand on the front.
fn in_front(
    page: &Summary<'static>,
    concern: &Concern<'static>,
    main: Option<&'static Table>,
) -> Vec<(&'static Table, &'static Row)> {
    let Some(main) = main else { return Vec::new() };
    // A third row each, and rows with other columns, only where the front stays one side with them.
    let all: usize = page.concerns.iter().map(|it| numbers(it).len().min(FACTS_IN_FRONT + 1)).sum();
    let (most, beside) = if all < FULL_FRONT { (FACTS_IN_FRONT + 1, 1) } else { (FACTS_IN_FRONT, 0) };
    let mut rows = numbers(concern);
    // Where deaths are among them, nothing stands on the front before them or without them.
    let is_about_survival = rows.iter().any(|(table, _)| table.is_survival());
    if rows.iter().any(|(table, _)| same_columns(table, main)) {
        rows.retain(|(table, _)| same_columns(table, main));
        rows.sort_by_key(|(table, _)| !table.is_survival());
        let deaths = rows.iter().filter(|(table, _)| table.is_survival()).count();
        rows.truncate(if is_about_survival && deaths == 0 { 0 } else { most.max(deaths) });
    } else {
        rows.truncate(if is_about_survival { 0 } else { beside });
    }
    rows
}

/// A row of a study with other columns, as one sentence that names them.
fn beside(t: Tandem, table: &'static Table, row: &'static Row, width: usize, detail: Detail) -> El {
    if detail == Detail::NoNumbers {
        return fact_row(t, table, row, detail);
    }
    let columns = table.columns.iter().zip(&row.cells);
    let columns =
        columns.map(|(column, cell)| t.words.label(&plain(&column.studied), &sentence::short(t.words, cell)));
    let message = t.words.label(&table.people.phrase, &t.words.join(Word::JoinParts, columns));
    let inside =
        el("td").attr("colspan", width.to_string()).child(row::label(row)).child(". ").child(message);
    el("tr").child(inside.child(" ").child(row::line_number(t, row.line)))
}

/// A thing that matters in its words, the person's marker as a sentence, and where more is said about it.
fn concern_title(t: Tandem, index: usize, concern: &Concern<'static>, shown: usize) -> Node {
    let marker = concern.marker.as_ref().map(|marker| sentence::marker(t.words, marker));
    let more = (t.numbers_shown() && numbers(concern).len() > shown)
        .then(|| t.word(Word::PageMoreOverleaf).to_string());
    let ask_first = concern.ask_first.then(|| t.word(Word::PageAskFirst).to_string());
    let changed = sentence::changed(t.words, concern);
    let text = marker.into_iter().chain(changed).chain(more).chain(ask_first).chain(see_lines(t, concern));
    many([
        Node::from(format!("{index}. ")),
        concern_words("strong", concern).class("said").into(),
        " ".into(),
        words("span", t.words.join(Word::JoinSentences, text)).class("sheet__more").into(),
    ])
}

/// What the choices' own cards say in words is too long for paper: the page names its lines.
fn see_lines(t: Tandem, concern: &Concern<'static>) -> Option<String> {
    let lines = concern.facts.iter().filter_map(|fact| match fact {
        Fact::Heading(_, line, _) => Some(t.words.format(Word::LineNumber, &[("line", &line.to_string())])),
        Fact::Section(section) => Some(section.heading.clone()),
        Fact::Numbers(..) => None,
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty())
        .then(|| t.words.format(Word::PageSeeLines, &[("lines", &t.words.join(Word::JoinItems, lines))]))
}

/// One row: its numbers, or only the sentence on the difference where no numbers are wanted.
fn fact_row(t: Tandem, table: &'static Table, row: &'static Row, detail: Detail) -> El {
    if detail == Detail::NoNumbers {
        let width = table.columns.len() + 1;
        let text = el("td").attr("colspan", width.to_string()).child(row::label(row)).child(": ");
        let text = text.child(prose::inlines(t, &row.difference)).child(" ");
        return el("tr").child(text.child(row::line_number(t, row.line)));
    }
    el("tr").child(study::row_head(t, row)).child(study::short_cells(t, table, row))
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
fn fact_tables(t: Tandem, facts: Vec<(&'static Table, &'static Row)>, detail: Detail) -> Node {
    let mut groups: Vec<(&'static Table, Vec<&'static Row>)> = Vec::new();
    for (table, row) in facts {
        match groups.last_mut() {
            Some((last, rows)) if same_columns(last, table) => rows.push(row),
            _ => groups.push((table, vec![row])),
        }
    }
    many(groups.into_iter().map(|(table, rows)| {
        let heads = (detail != Detail::NoNumbers).then(|| study::column_heads(table));
        let rows = rows.into_iter().map(|row| fact_row(t, table, row, detail));
        el("table").class("facts numbers").child(heads).child(el("tbody").child(many(rows)))
    }))
}

fn stand(t: Tandem, page: &Summary) -> El {
    let lean = page.lean.as_ref().map(|lean| sentence::lean(t.words, lean));
    let wishes = page.wishes.iter().map(|wish| sentence::wish(t.words, *wish).to_string());
    let lines: Vec<String> = lean.into_iter().chain(wishes).collect();
    if lines.is_empty() {
        return none(t, Word::PageNoStand);
    }
    el("p").child(words("span", t.words.join(Word::JoinSentences, lines)).class("said"))
}

/// What the person set aside, and why: all of it is named, so that nobody can frame by leaving out.
fn set_aside(t: Tandem, page: &Summary) -> Node {
    let count = page.set_aside.len();
    let lines = page
        .set_aside
        .iter()
        .map(|it| own_words("span", sentence::set_aside(t.words, it)).class("said").into());
    let lines = lines.flat_map(|line: Node| [line, " ".into()]);
    let title = words("strong", t.word(Word::PageAside));
    (count > 0).then(|| el("p").class("sheet__aside").child(title).child(" ").child(many(lines))).into()
}

/// The person's own running words, and room to write more by hand. Long ones stand overleaf, and the front says so.
fn free_words(t: Tandem, page: &Summary) -> Node {
    let blocks = free(page).map(|(label, text)| {
        let shown = if is_long(text) {
            words("span", t.word(Word::PageOverleaf))
        } else {
            own_words("span", text.to_string()).class("said")
        };
        el("p").class("sheet__own").child(words("strong", t.word(label))).child(" ").child(shown)
    });
    let room = el("div").class("sheet__room").child(words("p", t.word(Word::PageRoom))).child(lines());
    many([many(blocks), room.into()])
}

/// The running words that do not fit on the front, whole.
fn long_words(t: Tandem, page: &Summary) -> Node {
    many(free(page).filter(|(_, text)| is_long(text)).map(|(label, text)| {
        many([words("h3", t.word(label)), own_words("p", text.to_string()).class("sheet__own said")])
    }))
}

fn free<'a>(page: &'a Summary) -> impl Iterator<Item = (Word, &'a str)> {
    let free = [(Word::HelpLabel, page.help.as_str()), (Word::NoteLabel, page.note.as_str())];
    free.into_iter().filter(|(_, text)| !text.is_empty())
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
fn overleaf(t: Tandem, page: &Summary<'static>, detail: Detail) -> El {
    let lists = [
        (Word::PageMoreQuestions, &page.more_questions),
        (Word::PageAlsoLot, &page.more_concerns),
        (Word::PageSome, &page.some),
        (Word::PageUnsure, &page.unsure),
        (Word::PageAlsoSaid, &page.also_said),
        (Word::PageNot, &page.not_mine),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let lists =
        lists.map(|(title, list)| many([words("h3", t.word(title)), el("ul").child(said_list(list))]));
    let mut rows: Vec<&'static Row> = Vec::new();
    for (_, row) in page.concerns.iter().flat_map(numbers) {
        let before = rows.partition_point(|known| known.line < row.line);
        if rows.get(before).is_none_or(|known| known.line != row.line) {
            rows.insert(before, row);
        }
    }
    let shown = t.numbers_shown() && detail != Detail::NoNumbers && !rows.is_empty();
    el("div")
        .class("sheet__overleaf")
        .child(long_words(t, page))
        .child(many(lists))
        .child(more_facts(t, page, detail))
        .child(shown.then(|| sources(t, &rows)))
        .child(about(t))
}

/// Facts that did not fit on the front, by their lines.
fn more_facts(t: Tandem, page: &Summary<'static>, detail: Detail) -> Option<Node> {
    let main = main_table(page);
    let shown: Vec<usize> =
        page.concerns.iter().flat_map(|it| in_front(page, it, main)).map(|(_, row)| row.line).collect();
    let mut rest: Vec<(&'static Table, &'static Row)> = Vec::new();
    for (table, row) in page.concerns.iter().flat_map(numbers) {
        if !shown.contains(&row.line) {
            let before = rest.partition_point(|(_, known)| known.line < row.line);
            if rest.get(before).is_none_or(|(_, known)| known.line != row.line) {
                rest.insert(before, (table, row));
            }
        }
    }
    if rest.is_empty() || !t.numbers_shown() {
        return None;
    }
    Some(many([words("h3", t.word(Word::PageMoreFacts)).into(), fact_tables(t, rest, detail)]))
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

/// For each row on the page the sentence on the difference, how sure, the source's number; then the sources. Rows of which
/// the same is said stand in one line, so that paper is not filled with repetition.
fn sources(t: Tandem, rows: &[&'static Row]) -> Node {
    let mut cited: Vec<usize> = Vec::new();
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    for row in rows {
        let mut text = plain(&row.difference);
        text.push(' ');
        text.push_str(&sentence::certainty_in_short(t.words, row.certainty, t.rated_by(row)));
        for (number, _) in t.sources(row) {
            text.push_str(&format!(" [{number}]"));
            if !cited.contains(&number) {
                cited.push(number);
            }
        }
        match groups.iter_mut().find(|(_, known)| *known == text) {
            Some((lines, _)) => lines.push(row.line.to_string()),
            None => groups.push((vec![row.line.to_string()], text)),
        }
    }
    let lines = groups.into_iter().map(|(lines, text)| {
        let lines = words("span", sentence::lines(t.words, &lines)).class("line");
        el("li").child(text).child(" ").child(lines)
    });
    cited.sort_unstable();
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
