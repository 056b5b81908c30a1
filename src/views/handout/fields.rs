//! The fields of a list or sheet, as a person fills them in on the screen, and what stands of them on paper.

use std::sync::Arc;

use leptos::prelude::*;

use crate::answers::{Entered, SheetLine};
use crate::cards::handout::{self, Handout, Part, Run, TakenOver};
use crate::cards::library::index_name;
use crate::cards::prose::plain;
use crate::summary::sentence;
use crate::text::Date;
use crate::views::element::{El, Node, Text, button, el, link, live, many, nothing, words};
use crate::views::parts::field::own_field;
use crate::views::parts::prose::own_words;
use crate::views::state::Tandem;
use crate::words::Word;

/// Other fields of a page have the numbers before this one.
const FIRST: u32 = 100;

/// What all fields of a sheet share.
#[derive(Clone, Copy)]
pub struct Form {
    /// The page's state.
    pub t: Tandem,
    /// The sheet.
    pub paper: &'static Handout,
    /// The paper is to be empty.
    pub is_blank: RwSignal<bool>,
    /// How many fields were drawn: each has an id of its own, which tells a browser nothing of what is asked.
    pub fields: StoredValue<u32>,
}

impl Form {
    /// What is known already of what a line takes over.
    pub fn known(&self, source: &TakenOver) -> Vec<String> {
        let t = self.t;
        if source.sheet == handout::TOPICS {
            return t.asked.get();
        }
        let is_one = !source.from.ends_with('*');
        t.person.with(|person| {
            let known = person.known(&source.sheet, &source.from);
            let line = |(words, entered): (&str, &Entered)| {
                let answer = t.words.join(Word::JoinParts, entered.words());
                match (is_one, answer.is_empty()) {
                    (true, _) => answer,
                    (false, true) => words.to_string(),
                    (false, false) => t.words.label(words, &answer),
                }
            };
            known.map(line).collect()
        })
    }
}

/// Under this id stand the numbers and places that somebody wrote where the service has none, so that they are on every sheet.
const CONTACTS: &str = "contacts";

/// One line, or one cell of a table.
pub struct Field {
    form: Form,
    sheet: &'static str,
    id: String,
    words: String,
    private: bool,
}

impl Field {
    /// The field of a line.
    pub fn new(form: Form, id: &str, words: String) -> Arc<Field> {
        let private = form.paper.private.iter().any(|private| private == id);
        Arc::new(Field { form, sheet: &form.paper.id, id: id.to_string(), words, private })
    }

    /// The field of a fact that the service has not written: it is the same on every list and sheet.
    pub fn of_fact(form: Form, id: &str, words: String) -> Arc<Field> {
        Arc::new(Field { form, sheet: CONTACTS, id: id.to_string(), words, private: false })
    }

    fn read<T>(&self, read: impl FnOnce(&Entered) -> T) -> T {
        self.form.t.person.with(|person| match person.entered(self.sheet, &self.id) {
            Some(entered) => read(entered),
            None => read(&Entered::default()),
        })
    }

    fn change(&self, change: impl FnOnce(&mut Entered)) {
        let line = SheetLine { sheet: self.sheet, id: &self.id, words: &self.words, private: self.private };
        self.form.t.change_person(|person| person.change(line, change));
    }

    /// Whether the answer stands on paper: not what is private, unless it was chosen at this very line.
    fn is_on_paper(&self) -> bool {
        !self.form.is_blank.get() && (!self.private || self.read(|entered| entered.chosen))
    }

    /// Marks a line on which nothing stands on paper.
    pub fn when_empty(self: &Arc<Self>) -> impl Fn() -> Option<Text> + Send + 'static {
        let field = self.clone();
        move || {
            let has_any = !field.read(Entered::is_empty) || !field.taken().is_empty();
            (!has_any || !field.is_on_paper()).then(|| "".into())
        }
    }

    /// Hides a line that belongs to another as long as that one has no answer.
    pub fn when_not_asked(self: &Arc<Self>) -> impl Fn() -> Option<Text> + Send + 'static {
        let form = self.form;
        let before = form.paper.line_before(&self.id);
        let field = self.clone();
        move || {
            let before = before.as_ref()?;
            let is_answered = form.t.person.with(|person| person.entered(&form.paper.id, before).is_some());
            let is_asked = is_answered || form.is_blank.get() || !field.read(Entered::is_empty);
            (!is_asked).then(|| "".into())
        }
    }

    /// What is known already from other lists: nothing that is private, and nothing that was left out here.
    fn taken(&self) -> Vec<String> {
        if self.read(|entered| entered.without_taken) { Vec::new() } else { self.known() }
    }

    fn known(&self) -> Vec<String> {
        let sources = self.form.paper.taken_over(&self.id);
        sources.iter().flat_map(|source| self.form.known(source)).collect()
    }

    /// What is taken over, marked as such, with the way to where it can be changed; it can be left out here.
    fn taken_over(self: &Arc<Self>) -> Node {
        let (t, paper) = (self.form.t, self.form.paper);
        let sources = paper.taken_over(&self.id);
        if sources.is_empty() {
            return nothing();
        }
        let (field, shown, left_out) = (self.clone(), self.clone(), self.clone());
        let known = Memo::new(move |_| shown.known());
        let is_left_out = Memo::new(move |_| left_out.read(|entered| entered.without_taken));
        live(move || {
            let lines = known.get();
            if lines.is_empty() {
                return nothing();
            }
            let (change, shown) = (field.clone(), field.clone());
            let toggle = move || change.change(|entered| entered.without_taken = !entered.without_taken);
            let named = |word| t.words.label(t.word(word), &field.words);
            let leave = button("choice", t.word(Word::SheetTakenLeave), toggle)
                .pressed(move || is_left_out.get())
                .attr("aria-label", named(Word::SheetTakenLeave));
            let mut sources = paper.taken_over(&field.id).into_iter();
            let source = sources.find(|source| !field.form.known(source).is_empty());
            let page = source.map_or_else(String::new, |source| match source.sheet.as_str() {
                handout::TOPICS => index_name(&paper.lang),
                sheet => handout::page_name(sheet, &paper.lang),
            });
            let way =
                link(page, t.word(Word::SheetTakenChange)).attr("aria-label", named(Word::SheetTakenChange));
            let class = move || {
                let is_on_paper = shown.is_on_paper() && !is_left_out.get();
                Some(if is_on_paper { "taken" } else { "taken only-on-screen" }.into())
            };
            let lines = lines.into_iter().map(|text| own_words(t.words, "li", &text));
            let about = el("p").class("only-on-screen").child(way).child(" ").child(leave);
            el("div")
                .live_attr("class", class)
                .child(el("ul").child(many(lines)))
                .child(words("p", t.word(Word::SheetTaken)).class("quiet"))
                .child(about)
                .into()
        })
    }

    /// Boxes that belong to one question are a group of its name.
    pub fn group(&self, around: El) -> El {
        around.attr("role", "group").attr("aria-label", self.words.clone())
    }

    fn is_ticked(&self, label: &str) -> bool {
        self.read(|entered| entered.ticks.iter().any(|ticked| ticked == label))
    }

    /// A box: of those of which only one can be chosen, or one for itself.
    pub fn tick(self: &Arc<Self>, inside: Node, label: &str, only_one: bool) -> El {
        let is_named = !label.is_empty();
        let (label, name, field) = (label.to_string(), label.to_string(), self.clone());
        let ticked = Memo::new(move |_| field.is_ticked(&label));
        let field = self.clone();
        let sign = live(move || if ticked.get() && field.is_on_paper() { "☑" } else { "☐" });
        let sign = el("span").class("box only-on-paper").attr("aria-hidden", "true").child(sign);
        let field = self.clone();
        let change = move |ticked| field.change(|entered| entered.tick(&name, ticked, only_one));
        if only_one {
            let press = move || change(!ticked.get_untracked());
            return button("choice", many([sign.into(), inside]), press).pressed(move || ticked.get());
        }
        let input = el("input").attr("type", "checkbox").ticked(move || ticked.get()).on_tick(change);
        // A box may have no words of its own: it stands for its whole line, or for a cell.
        let input = if is_named { input } else { input.attr("aria-label", self.words.clone()) };
        el("label").class("tick").child(input).child(sign).child(el("span").child(inside))
    }

    /// A field to write in, and on paper what was written, or lines to write on.
    pub fn write(self: &Arc<Self>, index: usize, rows: usize, is_day: bool) -> Node {
        let number = self.form.fields.try_update_value(|count| {
            *count += 1;
            *count
        });
        let id = format!("q{}", FIRST + number.unwrap_or_default());
        let (field, written, on_paper) = (self.clone(), self.clone(), self.clone());
        let input = if is_day {
            own_field(el("input").attr("type", "date"), id)
        } else {
            own_field(el("textarea").attr("rows", rows.max(1).to_string()), id)
        };
        let input = input
            .attr("aria-label", self.words.clone())
            .text_value(move || written.read(|entered| entered.text(index).to_string()))
            .on_input(move |text| field.change(|entered| entered.write(index, text)));
        let paper = live(move || {
            let text = on_paper.read(|entered| entered.text(index).to_string());
            if text.trim().is_empty() && on_paper.is_on_paper() && !on_paper.taken().is_empty() {
                return nothing();
            }
            if text.trim().is_empty() || !on_paper.is_on_paper() {
                return many((0..rows.max(1)).map(|_| el("span").class("fill__line")));
            }
            let day = Date::read(&text).filter(|_| is_day);
            let text = day.map_or(text, |day| sentence::in_words(on_paper.form.t.words, day));
            own_words(on_paper.form.t.words, "span", &text).class("fill__text").into()
        });
        let paper = el("span").class("fill__paper only-on-paper").child(paper);
        let taken = if index == 0 { self.taken_over() } else { nothing() };
        many([taken, el("span").class("fill__field only-on-screen").child(input).into(), paper.into()])
    }

    /// Marks what is there only until something is written, and on empty paper.
    pub fn when_written(self: &Arc<Self>) -> impl Fn() -> Option<Text> + Send + 'static {
        let field = self.clone();
        move || (!field.read(Entered::is_empty) && !field.form.is_blank.get()).then(|| "".into())
    }

    /// What the person wrote of a fact, where it cannot be written; nothing, or a line, where nothing was.
    pub fn as_written(self: &Arc<Self>, has_line: bool) -> Node {
        let (field, t) = (self.clone(), self.form.t);
        live(move || {
            if field.read(Entered::is_empty) || (has_line && !field.is_on_paper()) {
                return has_line.then(|| el("span").class("fill__line"));
            }
            let text = field.read(|entered| entered.text(0).to_string());
            let text = t.words.format(Word::SheetContactMine, &[("words", &text)]);
            let class = if field.is_on_paper() { "" } else { "only-on-screen" };
            Some(own_words(t.words, "span", &text).class(class))
        })
    }

    /// What is to be told beside a line: that it is private, and that its words were others when it was answered.
    pub fn remarks(self: &Arc<Self>, run: &Run) -> Node {
        let boxes: Vec<String> = run.iter().filter_map(box_words).collect();
        let field = self.clone();
        let before = live(move || {
            field
                .earlier(&boxes)
                .map(|text| own_words(field.form.t.words, "p", &text).class("quiet only-on-screen"))
        });
        many([self.private.then(|| self.private_choice()).into(), before])
    }

    fn private_choice(self: &Arc<Self>) -> El {
        let (field, shown) = (self.clone(), self.clone());
        let is_chosen = Memo::new(move |_| shown.read(|entered| entered.chosen));
        let is_empty = {
            let field = self.clone();
            Memo::new(move |_| field.read(Entered::is_empty))
        };
        let t = self.form.t;
        let choice = live(move || {
            let field = field.clone();
            let change = move |chosen| field.change(|entered| entered.chosen = chosen);
            let input =
                || el("input").attr("type", "checkbox").ticked(move || is_chosen.get()).on_tick(change);
            let label = || {
                el("label").class("tick").child(input()).child(words("span", t.word(Word::SheetPrivateShow)))
            };
            (!is_empty.get()).then(label)
        });
        let note = words("p", t.word(Word::SheetPrivate)).class("quiet");
        el("div").class("private only-on-screen").child(note).child(choice)
    }

    /// The line as it was when it was answered, where it is another now; and boxes that are gone.
    fn earlier(&self, boxes: &[String]) -> Option<String> {
        let t = self.form.t;
        let before = t.person.with(|person| {
            let words = person.line_words(self.sheet, &self.id)?;
            (words != self.words).then(|| words.to_string())
        });
        let gone: Vec<String> = self.read(|entered| {
            let is_gone = |ticked: &&String| !ticked.is_empty() && !boxes.contains(ticked);
            entered.ticks.iter().filter(is_gone).cloned().collect()
        });
        let parts = before.into_iter().chain(gone);
        let before = t.words.join(Word::JoinParts, parts);
        (!before.is_empty()).then(|| t.words.format(Word::SheetChanged, &[("words", &before)]))
    }
}

/// The words of a box.
pub fn box_words(part: &Part) -> Option<String> {
    match part {
        Part::Tick(words) => Some(plain(words).trim().to_string()),
        _ => None,
    }
}
