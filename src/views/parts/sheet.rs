//! The sheet: what a person takes into the room. The same view on screen, on paper and alone on the screen.

use leptos::prelude::*;

use super::prose;
use crate::answers::{Detail, Filler, Key};
use crate::cards::prose::plain;
use crate::cards::{Freshness, Row, Table};
use crate::summary::{self, Concern, Fact, Page, sentence};
use crate::views::state::Tandem;
use crate::words::Word;

/// How many facts of one thing stand on the front; the rest go overleaf, so that the front stays one side.
const FACTS_IN_FRONT: usize = 2;

/// The sheet for the answers as they are now.
pub fn sheet(t: Tandem) -> AnyView {
    let front = move || {
        t.answers.with(|answers| {
            let page = summary::page(t.decision, answers);
            let detail = answers.detail().unwrap_or(Detail::Everything);
            view! { {front(t, &page, detail)} {overleaf(t, &page, detail)} }.into_any()
        })
    };
    view! {
        <article class="sheet" aria-label=t.word(Word::PlacePage)>
            {front}
        </article>
    }
    .into_any()
}

fn front(t: Tandem, page: &Page<'static>, detail: Detail) -> AnyView {
    view! {
        <div class="sheet__front">
            <p class="sheet__topic">{t.decision.heading.as_str()}</p>
            <h2 class="sheet__start">{t.word(Word::PageStartHere)}</h2>
            {questions(t, page)}
            <h3>{t.word(Word::PageMatters)}</h3>
            {concerns(t, page, detail)}
            <div class="sheet__stand">
                <h3>{t.word(Word::PageStand)}</h3>
                {stand(t, page)}
            </div>
            {own_words(t, page)}
            <div class="sheet__foot">
                {boxes(t, page.filler)}
                <p class="sheet__status">
                    {sentence::status(t.words, &t.decision.meta)} " " {sentence::dates(t.words, &t.decision.meta)} " "
                    <strong>{t.word(Word::PageNotConsent)}</strong>
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn questions(t: Tandem, page: &Page) -> AnyView {
    if page.questions.is_empty() {
        return view! {
            <p class="sheet__none">{t.word(Word::PageNoQuestions)}</p>
            <div class="sheet__lines" aria-hidden=format!("{}", true)></div>
        }
        .into_any();
    }
    let list = page.questions.iter().map(|words| said(words));
    view! { <ol class="sheet__questions">{list.collect_view()}</ol> }.into_any()
}

/// A person's own words, or words they chose, as one item of a list.
fn said(words: &str) -> AnyView {
    let words = words.to_string();
    view! {
        <li class="said" translate="no" dir="auto">
            {words}
        </li>
    }
    .into_any()
}

fn concerns(t: Tandem, page: &Page<'static>, detail: Detail) -> AnyView {
    if page.concerns.is_empty() {
        return view! { <p class="sheet__none">{t.word(Word::PageNoMatters)}</p> }.into_any();
    }
    let blocks = page.concerns.iter().map(|concern| self::concern(t, concern, detail));
    view! { <ol class="sheet__matters">{blocks.collect_view()}</ol> }.into_any()
}

fn concern(t: Tandem, concern: &Concern<'static>, detail: Detail) -> AnyView {
    let own = matches!(concern.key, Key::Own(_));
    let marker = concern.marker.as_ref().map(|marker| {
        let said = sentence::marker(t.words, t.decision, marker);
        view! { <span class="sheet__marker">" " {said}</span> }
    });
    let facts = numbers(concern);
    let in_front = facts.iter().take(FACTS_IN_FRONT).copied();
    let overleaf = facts.len().saturating_sub(FACTS_IN_FRONT) + concern.facts.len() - facts.len();
    let more = (overleaf > 0).then(|| t.word(Word::PageMoreOverleaf));
    let kept_back = (concern.kept_back > 0)
        .then(|| t.words.say(Word::PageKeptBack, &[("count", &concern.kept_back.to_string())]));
    let words = concern.words.clone();
    view! {
        <li>
            <p class="sheet__concern">
                <strong class="said" translate=if own { "no" } else { "yes" } dir="auto">
                    {words}
                </strong>
                {marker}
            </p>
            {fact_table(t, in_front.collect(), detail)}
            {[more.map(str::to_string), kept_back]
                .into_iter()
                .flatten()
                .map(|words| view! { <p class="sheet__more">{words}</p> })
                .collect_view()}
        </li>
    }
    .into_any()
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
pub fn fact_table(t: Tandem, facts: Vec<(&'static Table, &'static Row)>, detail: Detail) -> AnyView {
    if facts.is_empty() || !t.numbers_shown() {
        return ().into_any();
    }
    if detail == Detail::NoNumbers {
        let lines = facts.into_iter().map(|(_, row)| {
            view! {
                <li>
                    <span class="line">{row.line}</span> " " <span class="row__label">{row.label.as_str()}</span> " "
                    {row.over.as_str()} ": " {prose::inlines(t, &row.difference)}
                </li>
            }
        });
        return view! { <ul class="facts-in-words">{lines.collect_view()}</ul> }.into_any();
    }
    let mut groups: Vec<(&'static Table, Vec<&'static Row>)> = Vec::new();
    for (table, row) in facts {
        match groups.last_mut() {
            Some((last, rows)) if same_columns(last, table) => rows.push(row),
            _ => groups.push((table, vec![row])),
        }
    }
    groups.into_iter().map(|(table, rows)| group(t, table, rows)).collect_view().into_any()
}

fn same_columns(one: &Table, other: &Table) -> bool {
    let names = |table: &Table| table.columns.iter().map(|it| plain(&it.studied)).collect::<Vec<_>>();
    one.people == other.people && names(one) == names(other)
}

fn group(t: Tandem, table: &'static Table, rows: Vec<&'static Row>) -> AnyView {
    let heads = table.columns.iter().map(|column| view! { <th scope="col">{plain(&column.studied)}</th> });
    let row = |row: &'static Row| {
        let cells = row.cells.iter().map(|cell| view! { <td translate="no">{sentence::short(t.words, cell)}</td> });
        view! {
            <tr>
                <th scope="row">
                    <span class="line">{row.line}</span> " " <span class="row__label">{row.label.as_str()}</span> " "
                    {row.over.as_str()}
                </th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <table class="facts">
            <thead>
                <tr>
                    <th scope="col">{table.people.phrase.as_str()}</th>
                    {heads.collect_view()}
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn stand(t: Tandem, page: &Page) -> AnyView {
    let lean = page.lean.as_ref().map(|lean| sentence::lean(t.words, t.decision, lean));
    let wishes = page.wishes.iter().map(|wish| sentence::wish(t.words, *wish).to_string());
    let lines: Vec<String> = lean.into_iter().chain(wishes).collect();
    if lines.is_empty() {
        return view! { <p class="sheet__none">{t.word(Word::PageNoStand)}</p> }.into_any();
    }
    view! { <p class="said">{lines.join(" ")}</p> }.into_any()
}

/// The person's own running words, and room to write more by hand.
fn own_words(t: Tandem, page: &Page) -> AnyView {
    let free = [(Word::HelpLabel, page.help.clone()), (Word::NoteLabel, page.note.clone())];
    let blocks = free.into_iter().filter(|(_, words)| !words.is_empty()).map(|(label, words)| {
        view! {
            <p class="sheet__own">
                <strong>{t.word(label)}</strong>
                " "
                <span class="said" translate="no" dir="auto">
                    {words}
                </span>
            </p>
        }
    });
    view! {
        {blocks.collect_view()}
        <div class="sheet__room">
            <p>{t.word(Word::PageRoom)}</p>
            <div class="sheet__lines" aria-hidden=format!("{}", true)></div>
        </div>
    }
    .into_any()
}

/// Who filled it in, and boxes to write in by hand.
fn boxes(t: Tandem, filler: Option<Filler>) -> AnyView {
    let fillers = [Filler::Me, Filler::Helped, Filler::Other].map(|it| {
        let (mark, state) =
            if filler == Some(it) { ("☒", Word::BoxTicked) } else { ("☐", Word::BoxEmpty) };
        view! {
            <span class="sheet__tick">
                <span role="img" aria-label=t.word(state)>
                    {mark}
                </span>
                " "
                {sentence::filler(t.words, it)}
            </span>
        }
    });
    let by_hand = [Word::BoxName, Word::BoxBirth, Word::BoxNumber].map(|label| {
        view! { <span class="sheet__box">{t.word(label)}</span> }
    });
    view! {
        <p class="sheet__filled">
            {t.word(Word::FilledTitle)} " " {fillers.into_iter().collect_view()}
        </p>
        <p class="sheet__boxes">{by_hand.into_iter().collect_view()}</p>
    }
    .into_any()
}

/// The other side: what did not fit, what else was said, how sure, sources and dates.
fn overleaf(t: Tandem, page: &Page<'static>, detail: Detail) -> AnyView {
    let lists = [
        (Word::PageMoreQuestions, &page.more_questions),
        (Word::PageAlsoLot, &page.more_concerns),
        (Word::PageSome, &page.some),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(title, list)| {
        let list = list.iter().map(|words| said(words)).collect_view();
        view! {
            <h3>{t.word(title)}</h3>
            <ul>{list}</ul>
        }
    });
    let more = page.concerns.iter().filter_map(|concern| more_facts(t, concern, detail));
    let mut rows: Vec<&'static Row> = Vec::new();
    for (_, row) in page.concerns.iter().flat_map(numbers) {
        if !rows.iter().any(|known| known.line == row.line) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| row.line);
    let shown = t.numbers_shown() && detail != Detail::NoNumbers;
    view! {
        <div class="sheet__overleaf">
            {lists.collect_view()} {more.collect_view()} {(shown && !rows.is_empty()).then(|| sources(t, &rows))}
            {about(t)}
        </div>
    }
    .into_any()
}

/// Facts that did not fit on the front.
fn more_facts(t: Tandem, concern: &Concern<'static>, detail: Detail) -> Option<AnyView> {
    let numbers: Vec<_> = numbers(concern).into_iter().skip(FACTS_IN_FRONT).collect();
    let said = concern.facts.iter().filter_map(|fact| in_words(t, fact)).collect_view();
    if numbers.is_empty() && said.is_empty() {
        return None;
    }
    let title = t.words.say(Word::PageMoreAbout, &[("thing", &concern.words)]);
    Some(view! { <h3 dir="auto">{title}</h3> {fact_table(t, numbers, detail)} {said} }.into_any())
}

/// What the cards say in words: for each choice its first paragraph or list under the heading.
pub fn in_words(t: Tandem, fact: &Fact<'static>) -> Option<AnyView> {
    match fact {
        Fact::Numbers(..) => None,
        Fact::Section(section) => Some(
            view! {
                <p class="fact-title">{section.heading.as_str()}</p>
                {prose::pieces(t, &section.pieces)}
            }
            .into_any(),
        ),
        Fact::Heading(heading, line, said) => {
            let choices = t.decision.options.iter().zip(said).map(|(option, section)| {
                let inside = match section {
                    Some(section) => prose::pieces(t, &section.pieces),
                    None => view! { <p>{t.word(Word::CellNotKnown)}</p> }.into_any(),
                };
                view! {
                    <div class="said-of">
                        <p class="said-of__choice">{option.title.as_str()}</p>
                        {inside}
                    </div>
                }
            });
            Some(
                view! {
                    <p class="fact-title">
                        <span class="line">{*line}</span>
                        " "
                        {*heading}
                    </p>
                    <div class="said-of-each">{choices.collect_view()}</div>
                }
                .into_any(),
            )
        }
    }
}

/// For each row on the page: the range, how sure, the sentence on the difference, the source's number.
fn sources(t: Tandem, rows: &[&'static Row]) -> AnyView {
    let mut cited: Vec<usize> = Vec::new();
    let lines = rows.iter().map(|row| {
        let numbers = t.sources(row).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        cited.extend(numbers.iter().filter(|number| !cited.contains(number)).collect::<Vec<_>>());
        let numbers = numbers.iter().map(|it| format!("[{it}]")).collect::<Vec<_>>().join(" ");
        view! {
            <li>
                <span class="line">{row.line}</span>
                " "
                {prose::inlines(t, &row.difference)}
                " "
                {sentence::certainty(t.words, row.certainty)}
                " "
                {numbers}
            </li>
        }
    });
    let lines = lines.collect_view();
    cited.sort_unstable();
    let notes = cited.into_iter().filter_map(|number| {
        let note = t.decision.sources.get(number - 1)?;
        Some(view! { <li>{format!("[{number}] ")} {prose::inlines(t, &note.words)}</li> })
    });
    view! {
        <h3>{t.word(Word::PageSources)}</h3>
        <ul class="sheet__rows">{lines}</ul>
        <ul class="sheet__notes">{notes.collect_view()}</ul>
    }
    .into_any()
}

fn about(t: Tandem) -> AnyView {
    let meta = &t.decision.meta;
    let stale = match meta.freshness(t.today) {
        Freshness::Current => None,
        Freshness::PastReview => Some(Word::PastReview),
        Freshness::Expired => Some(Word::Expired),
    };
    view! {
        {stale.map(|word| view! { <p><strong>{t.word(word)}</strong></p> })}
        <p>
            {sentence::status(t.words, meta)} " " {sentence::dates(t.words, meta)} " " {t.word(Word::FundingLabel)} " "
            {meta.funding.as_str()}
        </p>
    }
    .into_any()
}
