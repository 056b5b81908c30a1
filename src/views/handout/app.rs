//! A list or sheet where the program runs: the same page as is printed, to be filled in on the screen.

use leptos::prelude::*;

use super::fields::{Form, box_words};
use super::{Draw, sources, status, whom};
use crate::answers::SheetLine;
use crate::browser;
use crate::cards::handout::{self, Block, Handout, Kind, Line, Part, Run};
use crate::cards::library::index_name;
use crate::cards::{Freshness, Inline};
use crate::views::copy;
use crate::views::element::{El, Node, button, el, link, live, many, nothing, words};
use crate::views::keeping;
use crate::views::parts::calendar;
use crate::views::parts::prose::own_words;
use crate::views::parts::told::told_beside;
use crate::views::route::anchor;
use crate::views::state::Tandem;
use crate::words::Word;

/// The page of a list or sheet, as a person fills it in.
pub fn sheet_app(t: Tandem, paper: &'static Handout) -> Node {
    let is_covered = RwSignal::new(false);
    live(move || match is_covered.get() {
        true => cover(t, is_covered).into(),
        false => page(t, paper, is_covered),
    })
}

fn page(t: Tandem, paper: &'static Handout, is_covered: RwSignal<bool>) -> Node {
    let form = Form { t, paper, is_blank: RwSignal::new(false), fields: StoredValue::new(0) };
    let draw = Draw::on_screen(form);
    // Withdrawn, or long past its date: nothing of it is to be used any more.
    let inside = (paper.meta.freshness(t.today) != Freshness::Expired).then(|| {
        many([
            words("p", t.word(Word::SheetIntro)).class("only-on-screen").into(),
            paper.is_sensitive().then(|| leave_quickly(t, is_covered)).into(),
            sheet(form, &draw).into(),
            (!paper.calendar.is_empty()).then(|| calendar::of_sheet(t, paper)).into(),
            take_along(form).into(),
            sources(&draw),
        ])
    });
    let title = words("h1", paper.heading.as_str()).id("main-title").attr("tabindex", "-1");
    let main = el("div").class("main").attr("role", "main").child(title);
    let main = main.child(whom(t.words, paper)).child(status(t.words, t.today, paper)).child(inside);
    let notice = el("p").class("notice").attr("role", "status").attr("aria-live", "polite");
    el("div")
        .class("app paper")
        .child(main)
        .child(notice.child(live(move || t.notice.get())))
        .child(foot(t, paper))
        .into()
}

/// What is filled in. On paper a list has only the lines that somebody answered; a sheet has all of them.
fn sheet(form: Form, draw: &Draw) -> El {
    let paper = form.paper;
    let is_list = matches!(paper.kind, Kind::Needs | Kind::Prompts | Kind::Questions);
    let class = move || {
        let is_filled = form
            .t
            .person
            .with(|person| person.lines(&paper.id).any(|(.., it)| it.is_for_others() && !it.is_empty()));
        let any = is_filled || paper.taken_over.iter().any(|it| !form.known(it).is_empty());
        let only_answers = is_list && any && !form.is_blank.get();
        let class = if only_answers { "sheet-of-paper sheet-of-paper--answers" } else { "sheet-of-paper" };
        Some(class.into())
    };
    el("div").live_attr("class", class).child(draw.held_back()).child(draw.sections()).child(earlier(form))
}

/// Answers to lines that the sheet no longer has.
fn earlier(form: Form) -> Node {
    let (t, paper) = (form.t, form.paper);
    let lines = Memo::new(move |_| {
        t.person.with(|person| {
            let gone = person.lines(&paper.id).filter(|(id, ..)| !paper.has_line(id));
            let line = |(id, words, entered): (&str, &str, &crate::answers::Entered)| {
                let texts = entered.ticks.iter().chain(&entered.texts).filter(|text| !text.trim().is_empty());
                let answer = t.words.join(Word::JoinParts, texts.cloned());
                (id.to_string(), t.words.label(words, &answer), entered.is_for_others())
            };
            gone.map(line).collect::<Vec<_>>()
        })
    });
    live(move || {
        let lines = lines.get();
        let line = |(id, text, is_for_others): (String, String, bool)| {
            let name = t.words.format(Word::RemoveNamed, &[("thing", &text)]);
            let act = move || t.change_person(|person| person.remove_line(&paper.id, &id));
            let remove = button("button button--quiet only-on-screen", t.word(Word::Remove), act);
            let remove = remove.attr("aria-label", name).next_focus("main-title");
            let class = if is_for_others && !form.is_blank.get() { "" } else { "only-on-screen" };
            el("li").class(class).child(own_words(t.words, "span", &text)).child(" ").child(remove)
        };
        (!lines.is_empty()).then(|| {
            el("section")
                .child(words("h2", t.word(Word::SheetEarlierTitle)))
                .child(words("p", t.word(Word::SheetEarlier)))
                .child(el("ul").child(many(lines.into_iter().map(line))))
        })
    })
}

fn take_along(form: Form) -> El {
    let t = form.t;
    let print = button("button button--main", t.word(Word::SheetPrint), browser::host::print);
    let blank =
        button("choice", t.word(Word::SheetPrintEmpty), move || form.is_blank.update(|it| *it = !*it));
    let next = form.paper.next.as_ref().map(|(name, address)| {
        let name = t.words.format(Word::Next, &[("place", name)]);
        el("p").child(link(address.clone(), name).class("alone"))
    });
    el("div")
        .class("take-along only-on-screen")
        .child(told_beside(t, Word::Print, print))
        .child(blank.pressed(move || form.is_blank.get()))
        .child(copies(t))
        .child(next)
}

/// Where a file of what was entered is saved, or opened: drawn once somebody asks for it, or comes with a file.
fn copies(t: Tandem) -> El {
    let is_open = RwSignal::new(false);
    // At first no file is there, and to look what it is would need a part of the program that comes later.
    Effect::new(move |before: Option<()>| {
        t.opened.track();
        if before.is_some() && !is_open.get_untracked() {
            is_open.set(true);
            browser::window::show(COPIES);
        }
    });
    let open =
        button("fold", t.word(Word::SheetCopies), move || is_open.update(|is_open| *is_open = !*is_open));
    let open = open.live_attr("aria-expanded", move || Some(is_open.get().to_string().into()));
    let inside = live(move || is_open.get().then(|| el("div").class("copies").child(copy::of_lists(t))));
    el("div").id(COPIES).child(open).child(inside)
}

/// The place that the address of a saved copy leads to.
const COPIES: &str = "saved-copy";

/// Keeping, clearing, the promise.
fn foot(t: Tandem, paper: &'static Handout) -> El {
    let is_empty = t.is_empty();
    let shows_nothing = Memo::new(move |_| is_empty.get() && t.asked.with(Vec::is_empty));
    let more = link(index_name(&paper.lang), t.word(Word::PrivacyMore));
    el("div")
        .class("foot only-on-screen")
        .attr("role", "region")
        .attr("aria-label", t.word(Word::PrivacyTitle))
        .child(keeping::keeping(t, is_empty))
        .child(el("p").class("foot__clear").child(keeping::clear_answers(t, shows_nothing)))
        .child(el("p").class("foot__promise").child(t.word(Word::PrivacyShort)).child(" ").child(more))
}

/// Covers the screen at once and drops what is private, asking nothing.
fn leave_quickly(t: Tandem, is_covered: RwSignal<bool>) -> El {
    let leave = move || {
        t.change_person(crate::answers::Person::drop_private);
        is_covered.set(true);
        browser::window::arrive(t.word(Word::CoverTitle), None, true, t.setting.embedded);
    };
    el("p").class("leave only-on-screen").child(button(
        "button button--small",
        t.word(Word::SheetLeave),
        leave,
    ))
}

/// A page that says nothing of what stood here.
fn cover(t: Tandem, is_covered: RwSignal<bool>) -> El {
    let title = words("h1", t.word(Word::CoverTitle)).id("main-title").attr("tabindex", "-1");
    let back = button("button button--quiet", t.word(Word::CoverBack), move || is_covered.set(false));
    let main = el("div").class("main").attr("role", "main").child(title);
    el("div")
        .class("app cover")
        .child(main.child(words("p", t.word(Word::CoverText))).child(back.next_focus("main-title")))
}

/// The section of a list of needs that asks what would help today.
const TODAY: &str = "today";
/// The section of what gives strength: nothing to be helped with.
const STRENGTHS: &str = "strengths";

/// What was marked, to be tapped: it is written where the list asks what would help today, and never typed twice. Private
/// lines only where they were chosen to be seen.
fn picks(form: Form) -> Node {
    let (t, paper) = (form.t, form.paper);
    let marked = Memo::new(move |_| {
        t.person.with(|person| {
            let is_marked = |line: &Line| {
                let needs = line.run.iter().filter_map(box_words).take(2).collect::<Vec<_>>();
                person.entered(&paper.id, &line.key).is_some_and(|entered| {
                    entered.is_for_others() && entered.ticks.iter().any(|tick| needs.contains(tick))
                })
            };
            let lines = paper.lines().into_iter();
            let lines = lines.filter(|(section, _)| ![TODAY, STRENGTHS].contains(section));
            lines.filter(|(_, line)| is_marked(line)).map(|(_, line)| line).cloned().collect::<Vec<_>>()
        })
    });
    let pick = move |name: String| {
        let index = {
            let name = name.clone();
            Memo::new(move |_| slot(form, &name))
        };
        let none_left = Memo::new(move |_| index.get().is_none() && slot(form, "").is_none());
        let act = move || {
            let (key, text) = match index.get_untracked() {
                Some(key) => (Some(key), String::new()),
                None => (slot(form, ""), name.clone()),
            };
            let line = paper.lines().into_iter().find(|(_, line)| Some(&line.key) == key.as_ref());
            if let Some((_, line)) = line {
                let line = SheetLine { sheet: &paper.id, id: &line.key, words: &line.name, private: false };
                t.change_person(|person| person.change(line, |entered| entered.write(0, text)));
            }
        };
        (act, index, none_left)
    };
    live(move || {
        let marked = marked.get();
        let buttons = marked.iter().map(|line| {
            let (act, index, none_left) = pick(line.name.clone());
            let button = button("choice", line.name.clone(), act).pressed(move || index.get().is_some());
            button.live_attr("disabled", move || none_left.get().then(|| "".into()))
        });
        let buttons: Vec<El> = buttons.collect();
        let help = marked.iter().map(|line| help_at_hand(form, line));
        let help = el("div").child(many(help));
        (!buttons.is_empty()).then(|| {
            el("div")
                .class("only-on-screen")
                .child(words("p", t.word(Word::NeedsPick)))
                .child(el("div").class("choices-row").child(many(buttons)))
                .child(help)
        })
    })
}

/// Where a need that was chosen for today leads to help, it is said beside it.
fn help_at_hand(form: Form, line: &Line) -> Node {
    let (name, first) = (line.name.clone(), line.run.first().cloned());
    let is_chosen = Memo::new(move |_| slot(form, &name).is_some());
    live(move || {
        let Some(Part::Words(words)) = first.as_ref().filter(|_| is_chosen.get()) else { return nothing() };
        let leads = words.iter().any(|it| matches!(it, Inline::Link(..)));
        leads.then(|| el("p").child(Draw::on_screen(form).inlines(words))).into()
    })
}

/// The line for today that has these words; with none, the first that is free.
fn slot(form: Form, text: &str) -> Option<String> {
    let lines = form.paper.lines().into_iter();
    let mut lines =
        lines.filter(|(section, line)| *section == TODAY && form.paper.line_before(&line.key).is_none());
    form.t.person.with(|person| {
        let found = lines.find(|(_, line)| {
            person.entered(&form.paper.id, &line.key).map_or("", |entered| entered.text(0)) == text
        });
        found.map(|(_, line)| line.key.clone())
    })
}

impl Draw<'_> {
    /// To be filled in on the screen.
    fn on_screen(form: Form) -> Draw<'static> {
        let t = form.t;
        Draw { words: t.words, service: t.setting.service, paper: form.paper, form: Some(form) }
    }

    /// The page in its sections, so that on paper a section without an answer can be left out.
    fn sections(&self) -> Node {
        let blocks = &self.paper.blocks;
        let starts = blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Heading(2, ..)));
        let mut ends: Vec<usize> = starts.map(|(index, _)| index).collect();
        ends.push(blocks.len());
        let mut from = 0;
        let mut is_first = true;
        let sections = ends.into_iter().map(|to| {
            let section = blocks.get(from..to).unwrap_or_default();
            from = to;
            self.section(section, &mut is_first)
        });
        many(sections)
    }

    /// A section. A list of needs is long: each of its areas is a quiet heading that opens, the first one open already.
    fn section(&self, blocks: &[Block], is_first: &mut bool) -> El {
        let (Some(form), Some((Block::Heading(2, id, name), rest))) = (self.form, blocks.split_first())
        else {
            return el("section").child(self.blocks(blocks));
        };
        let is_list = rest.iter().any(|block| matches!(block, Block::List(_)));
        if id == TODAY && self.paper.kind == Kind::Needs {
            let heading = self.heading(2, id, name);
            return el("section").child(heading).child(picks(form)).child(self.blocks(rest));
        }
        let inside = self.with_more(rest);
        if self.is_folded(id) {
            return el("section").child(self.opening("h2", (id, name), self.has_answers(rest), inside));
        }
        if self.paper.kind != Kind::Needs || !is_list {
            return el("section").child(self.heading(2, id, name)).child(inside);
        }
        let is_open = std::mem::take(is_first) || self.has_answers(rest);
        el("section").child(self.opening("h2", (id, name), is_open, inside))
    }

    /// Whether a section comes after the first ones, which are enough to begin with.
    fn is_folded(&self, id: &str) -> bool {
        let sections = self.paper.blocks.iter().filter_map(|block| match block {
            Block::Heading(2, id, _) => Some(id.as_str()),
            _ => None,
        });
        let after = sections.skip_while(|known| Some(*known) != self.paper.folded_after.as_deref());
        after.skip(1).any(|known| known == id)
    }

    /// A short set first: what stands under a smaller heading is a tap away.
    fn with_more(&self, blocks: &[Block]) -> Node {
        let is_list = !matches!(self.paper.kind, Kind::Sheet | Kind::Support);
        let starts = |block: &Block| is_list && matches!(block, Block::Heading(3, ..));
        let parts = blocks.chunk_by(|_, next| !starts(next));
        many(parts.map(|part| match part.split_first() {
            Some((Block::Heading(3, id, name), rest)) if is_list => {
                self.opening("h3", (id, name), self.has_answers(rest), self.blocks(rest))
            }
            _ => self.blocks(part),
        }))
    }

    fn has_answers(&self, blocks: &[Block]) -> bool {
        let is_answered = |line: &Line| {
            self.form.is_some_and(|form| {
                form.t.person.with_untracked(|person| person.entered(&self.paper.id, &line.key).is_some())
            })
        };
        blocks.iter().any(|block| match block {
            Block::List(lines) => lines.iter().any(is_answered),
            Block::Table(key, ..) => self.form.is_some_and(|form| {
                form.t.person.with_untracked(|person| {
                    person.lines(&self.paper.id).any(|(id, ..)| handout::row_of(key, id).is_some())
                })
            }),
            _ => false,
        })
    }

    /// A heading that opens what stands below it.
    fn opening(
        &self,
        tag: &'static str,
        (id, name): (&String, &[Inline]),
        is_open: bool,
        inside: Node,
    ) -> Node {
        let is_open = RwSignal::new(is_open);
        let open = button("fold", self.inlines(name), move || is_open.update(|it| *it = !*it));
        let open = open.live_attr("aria-expanded", move || Some(is_open.get().to_string().into()));
        let class = move || (!is_open.get()).then(|| "folded".into());
        let heading = el(tag).child(open);
        let heading = if id.is_empty() { heading } else { heading.id(anchor(id)) };
        many([heading, el("div").live_attr("class", class).child(inside)])
    }

    /// A table with rows to add. On the screen are its author's `own`, one that is empty, those that were filled in, and
    /// those that were asked for; on paper all of its author's.
    pub(super) fn table_to_add_to(
        form: Form,
        (key, head, pattern): (&str, &[Run], &[Run]),
        (authored, own): (Vec<El>, usize),
        table: El,
    ) -> Node {
        let (t, paper, written) = (form.t, form.paper, authored.len());
        let asked_for = RwSignal::new(own + 1);
        let of_table = key.to_string();
        let rows = Memo::new(move |_| {
            let filled = t.person.with(|person| {
                person.lines(&paper.id).filter_map(|(id, ..)| handout::row_of(&of_table, id)).max()
            });
            filled.unwrap_or_default().max(asked_for.get())
        });
        let is_later = move |index| move || (index > rows.get()).then(|| "".into());
        let authored = authored.into_iter().enumerate();
        let authored = authored.map(|(index, row)| row.live_attr("data-later", is_later(index + 1)));
        let table = table.child(el("tbody").child(many(authored)));
        let (key, head, pattern) = (key.to_string(), head.to_vec(), pattern.to_vec());
        let more = live(move || {
            let draw = Draw::on_screen(form);
            many((written + 1..=rows.get()).map(|index| draw.row(&key, index, &head, &pattern)))
        });
        let add = move || asked_for.set(rows.get_untracked() + 1);
        let add = button("button button--small", t.word(Word::SheetAddRow), add);
        many([table.child(el("tbody").child(more)), el("p").class("only-on-screen").child(add)])
    }
}
