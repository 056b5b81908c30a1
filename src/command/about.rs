//! Turns what is known about a decision into the rows of its page "About this information".

use super::standards::{self, Held};
use crate::cards::trail::Read;
use crate::cards::{Date, Topic};
use crate::check::governance::standards::{self as held, State};
use crate::check::wording::reading::FORMULA;
use crate::check::{Content, Unit};
use crate::site::about::{About, Asked, Change, Group, HowRead, Reading};
use crate::site::document::{self, AppFiles};
use crate::text::Head;
use crate::views::state::Tandem;
use crate::words::{PaperWord, Words};

/// The page about one decision; nothing where its folder has no such decision.
pub fn page(content: &Content, topic: &Topic, t: Tandem, files: &AppFiles) -> Option<String> {
    let unit = Unit::Decision { id: topic.id.clone(), lang: topic.lang.clone() };
    let held = standards::held(content, &unit)?;
    Some(document::about_page(t, &held.paper_words, &rows(&held), files))
}

fn rows(it: &Held) -> About {
    let groups = [State::Missing, State::Declared, State::NotChecked, State::App, State::Present];
    let is_asked = |group: &Group| !group.asked.is_empty();
    About {
        groups: groups.map(|state| group(it, state)).into_iter().filter(is_asked).collect(),
        not_asked: it.report.count(State::DoesNotApply),
        trail: it.card.evidence().map(|trail| {
            let [source, summary, second_hand, calculated, unconfirmed] = standards::read_how(trail);
            HowRead {
                checked: trail.checked,
                source,
                summary,
                second_hand,
                calculated,
                unconfirmed,
                only_summary: standards::only_read(trail, Read::Abstract),
                only_second_hand: standards::only_read(trail, Read::SecondHand),
            }
        }),
        readings: it.report.readings.iter().map(|one| reading(it.card.words, one)).collect(),
        formula: FORMULA.to_string(),
        read_by: head(it).map(read_by).unwrap_or_default(),
        history: head(it).map(history).unwrap_or_default(),
        contact: head(it).and_then(|head| head.value("contact")).map(str::to_string),
    }
}

fn head<'a>(it: &'a Held) -> Option<&'a Head> {
    it.card.files.first().map(|file| &file.head)
}

fn read_by(head: &Head) -> Vec<(PaperWord, Option<String>)> {
    let asked = [
        (PaperWord::AboutReadByNeeds, "needs-patients"),
        (PaperWord::AboutReadByPatients, "reviewed-by-patients"),
        (PaperWord::AboutReadByTested, "tested-with-patients"),
        (PaperWord::AboutReadByCommunities, "communities"),
    ];
    asked.map(|(word, key)| (word, head.value(key).map(str::to_string))).into()
}

fn history(head: &Head) -> Vec<Change> {
    let mut changes: Vec<Change> = head.values("history").iter().filter_map(|it| change(it)).collect();
    changes.sort_by_key(|it| std::cmp::Reverse(it.date));
    changes
}

/// A day, a colon, and what changed.
fn change(line: &str) -> Option<Change> {
    let (date, what) = line.split_once(": ")?;
    Some(Change { date: Date::read(date)?, what: what.to_string() })
}

fn reading(words: &Words, it: &held::Reading) -> Reading {
    Reading {
        title: it.title.clone(),
        words: words.number(u32::try_from(it.measured.words).unwrap_or(u32::MAX)),
        raw: format!("{:.1}", it.measured.raw),
        adjusted: format!("{:.1}", it.measured.adjusted),
    }
}

fn group(it: &Held, state: State) -> Group {
    let lines = it.report.lines.iter().filter(|line| line.answer.state == state);
    let asked = lines.map(|line| Asked {
        // Name and number stay on one line.
        id: format!("{}\u{a0}{}", line.item.standard.name(), line.item.id),
        asks: it.paper_words.get(line.item.asks).to_string(),
        found: standards::sentence_of(it.card.words, &it.paper_words, &line.answer.statement),
    });
    Group {
        title: it.paper_words.get(state.word()).to_string(),
        open: state != State::Present,
        asked: asked.collect(),
    }
}
