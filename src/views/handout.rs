//! Lists, sheets and support cards: drawn to be read and filled in with a pen, and, where the program runs, on the screen.
//! One view for whatever an author writes: boxes become choices, lines become fields, empty rows can be added to.

pub mod app;
mod fields;

use std::sync::Arc;

use self::fields::Field;
use super::element::{El, Node, el, link, many, nothing, words};
use super::parts::prose::{isolated, numbered};
use super::route::anchor;
use crate::cards::handout::{self, Handout, Kind, Line, Part, Run, is_filled_in, plain_run};
use crate::cards::service::Service;
use crate::cards::{Block, Date, Freshness, Inline, Item, Piece, Target};
use crate::summary::sentence;
use crate::words::{Word, Words};

/// Who the page is for.
pub fn whom(words_of_app: &Words, paper: &Handout) -> El {
    words("p", words_of_app.format(Word::SheetFor, &[("whom", &paper.whom)])).class("question")
}

/// Status and dates, and a plain warning once the page is past its date.
pub fn status(sentences: &Words, today: Date, paper: &Handout) -> Node {
    let lines = [sentence::status(sentences, &paper.meta), sentence::dates(sentences, &paper.meta)];
    let stale = match paper.meta.freshness(today) {
        Freshness::Current => None,
        Freshness::PastReview => Some(Word::PastReview),
        Freshness::Expired => Some(Word::Expired),
    };
    let stale = stale.map(|word| words("p", sentences.get(word).to_string()).class("warning"));
    many([Node::from(words("p", sentences.join(Word::JoinSentences, lines)).class("status")), stale.into()])
}

/// The sources of a page, numbered.
pub fn sources(draw: &Draw) -> Node {
    if draw.paper.sources.is_empty() {
        return nothing();
    }
    let source = |(index, note): (usize, &crate::cards::Note)| {
        el("li").id(format!("source-{}", index + 1)).child(draw.inlines(&note.words))
    };
    let list = el("ol").class("sources").child(many(draw.paper.sources.iter().enumerate().map(source)));
    many([words("h2", draw.words.get(Word::AboutSources).to_string()), list])
}

/// Draws what stands on one page.
pub struct Draw<'a> {
    words: &'a Words,
    service: Option<&'a Service>,
    paper: &'a Handout,
    /// What a person fills in; nothing where it is drawn to be filled in with a pen.
    form: Option<fields::Form>,
}

impl<'a> Draw<'a> {
    /// To be read, and filled in with a pen.
    pub fn on_paper(words: &'a Words, service: Option<&'a Service>, paper: &'a Handout) -> Draw<'a> {
        Draw { words, service, paper, form: None }
    }

    /// All that stands on the page below its head.
    pub fn whole(&self) -> Node {
        many([self.held_back(), self.blocks(&self.paper.blocks)])
    }

    /// What stands under one heading, by the heading's id; nothing if there is no such heading.
    pub fn under_heading(&self, id: &str) -> Option<Node> {
        let is_heading = |block: &handout::Block| matches!(block, handout::Block::Heading(2, ..));
        let named =
            |block: &handout::Block| matches!(block, handout::Block::Heading(_, known, _) if known == id);
        let start = self.paper.blocks.iter().position(named)?;
        let inside = self.paper.blocks.iter().skip(start + 1).take_while(|block| !is_heading(block));
        Some(many(inside.map(|block| self.block(block))))
    }

    /// Says that lines are left out.
    fn held_back(&self) -> Node {
        let text = self.paper.is_held_back.then(|| self.words.get(Word::SheetHeldBack).to_string());
        text.map(|text| words("p", text).class("quiet")).into()
    }

    fn blocks(&self, blocks: &[handout::Block]) -> Node {
        many(blocks.iter().map(|block| self.block(block)))
    }

    fn block(&self, block: &handout::Block) -> Node {
        match block {
            handout::Block::Paragraph(key, run) => self.paragraph(key, run).into(),
            handout::Block::Heading(level, id, words) => self.heading(*level, id, words).into(),
            handout::Block::List(lines) => el("ul").child(self.lines(lines)).into(),
            handout::Block::Steps(first, lines) => numbered(*first).child(self.lines(lines)).into(),
            handout::Block::Table(key, head, rows) => self.table(key, head, rows),
            handout::Block::Quote(inside) => el("blockquote").child(self.blocks(inside)).into(),
        }
    }

    fn heading(&self, level: u8, id: &str, text: &[Inline]) -> El {
        let heading = el(if level <= 2 { "h2" } else { "h3" });
        let heading = if id.is_empty() { heading } else { heading.id(anchor(id)) };
        heading.child(self.inlines(text))
    }

    fn paragraph(&self, key: &str, run: &Run) -> El {
        match run.as_slice() {
            [Part::Words(words)] => el("p").child(self.inlines(words)),
            _ => self.filled(el("div"), run, self.field(key, &plain_run(run))),
        }
    }

    fn lines(&self, lines: &[Line]) -> Node {
        many(lines.iter().map(|line| self.line(line)))
    }

    /// What a line's answer needs; nothing on paper, and where there is nothing to fill in.
    fn field(&self, key: &str, name: &str) -> Option<Arc<Field>> {
        let form = self.form.filter(|_| !key.is_empty())?;
        Some(Field::new(form, key, name.to_string()))
    }

    fn line(&self, line: &Line) -> El {
        let has_words_alone = matches!(line.run.as_slice(), [Part::Words(_)]);
        let item = el("li");
        let item = if line.id.is_empty() { item } else { item.id(anchor(&line.id)) };
        // A box for what has none of its own and no line to write on.
        let boxed = !line.key.is_empty() && !line.run.iter().any(is_filled_in);
        let field = self.field(&line.key, &line.name);
        let item = match &field {
            Some(field) => {
                let item = item.live_attr("data-empty", field.when_empty());
                item.live_attr("hidden", field.when_not_asked())
            }
            None => item,
        };
        let item = match line.run.first() {
            Some(Part::Words(words)) if boxed => match &field {
                Some(field) => item.class("to-fill").child(field.tick(self.inlines(words), "", false)),
                None => item.class("boxed").child(tick()).child(el("span").child(self.inlines(words))),
            },
            Some(Part::Words(words)) if has_words_alone => item.child(self.inlines(words)),
            Some(_) => item.class("to-fill").child(self.filled(el("div"), &line.run, field.clone())),
            None => item,
        };
        item.child(field.map(|field| field.remarks(&line.run))).child(self.blocks(&line.below))
    }

    fn table(&self, key: &str, head: &[Run], rows: &[Vec<Run>]) -> Node {
        let name = |run: &Run| el("th").attr("scope", "col").child(self.cell(run, None));
        let columns = head.len().min(9);
        let table = el("table").class(format!("form form--{columns}"));
        let table = table.child(el("thead").child(el("tr").child(many(head.iter().map(name)))));
        let row = |(index, cells): (usize, &Vec<Run>)| self.row(key, index + 1, head, cells);
        let rows_drawn = rows.iter().enumerate().map(row).collect::<Vec<_>>();
        let is_empty =
            |row: &Vec<Run>| row.iter().all(|run| !run.iter().any(|part| matches!(part, Part::Words(_))));
        match (self.form, rows.last()) {
            (Some(form), Some(pattern)) if !key.is_empty() && is_empty(pattern) => {
                // A row with anything of its author's in it is always seen.
                let own = rows.iter().rposition(|row| row != pattern).map_or(0, |last| last + 1);
                Self::table_to_add_to(form, (key, head, pattern), (rows_drawn, own), table)
            }
            _ => table.child(el("tbody").child(many(rows_drawn))).into(),
        }
    }

    fn row(&self, key: &str, index: usize, head: &[Run], cells: &[Run]) -> El {
        let own_name = cells.first().map(plain_run).unwrap_or_default();
        let cell = |(column, run): (usize, &Run)| {
            let Some(head) = head.get(column) else { return el("td").child(self.cell(run, None)) };
            let is_name = column == 0 && matches!(run.as_slice(), [Part::Words(_)]);
            let cell = if is_name { el("th").attr("scope", "row") } else { el("td") };
            let name = plain_run(head);
            let can_be_filled = run.is_empty() || run.iter().any(is_filled_in);
            let form = self.form.filter(|_| !key.is_empty() && can_be_filled);
            let field = form.map(|form| {
                let words = match own_name.is_empty() {
                    true => {
                        let row = self.words.number(u32::try_from(index).unwrap_or(u32::MAX));
                        self.words.format(Word::SheetCell, &[("column", &name), ("row", &row)])
                    }
                    false => self.words.label(&own_name, &name),
                };
                Field::new(form, &handout::cell_key(key, index, head), words)
            });
            cell.attr("data-label", name).child(self.cell(run, field))
        };
        el("tr").child(many(cells.iter().enumerate().map(cell)))
    }

    fn cell(&self, run: &Run, field: Option<Arc<Field>>) -> Node {
        match (run.as_slice(), field) {
            ([], None) => nothing(),
            ([], Some(field)) => field.write(0, 1, false),
            ([Part::Words(words)], _) => self.inlines(words),
            ([Part::Tick(words)], None) => many([Node::from(tick()), self.inlines(words)]),
            (_, field) => self.filled(el("div"), run, field).into(),
        }
    }

    /// Words, boxes, lines and facts in a row that breaks where it must.
    fn filled(&self, around: El, run: &Run, field: Option<Arc<Field>>) -> El {
        let around = match &field {
            Some(field) if run.iter().any(|part| matches!(part, Part::Tick(_))) => field.group(around),
            _ => around,
        };
        if let (true, [Part::Words(words), boxes @ ..]) = (is_scale(run), run.as_slice()) {
            let boxes = many(boxes.iter().map(|part| self.tick(part, field.as_ref(), true)));
            let boxes = el("span").class("fill__boxes").child(boxes);
            return around.class("fill fill--scale").child(self.words_before(words, None)).child(boxes);
        }
        let facts = run.iter().filter(|part| matches!(part, Part::Fact(..))).count();
        let last_blank = run.iter().rposition(|part| self.is_blank(part));
        let mut parts = Vec::new();
        let mut writes = 0;
        for (index, part) in run.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| run.get(before));
            parts.push(match part {
                Part::Words(words) => self.words_before(words, run.get(index + 1)).into(),
                Part::Tick(_) => self.tick(part, field.as_ref(), false),
                Part::Write | Part::Day => match &field {
                    None => el("span").class("fill__line").into(),
                    // Lines below each other are one field.
                    Some(_) if before == Some(&Part::Write) => nothing(),
                    Some(field) => {
                        let rest = run.get(index..).unwrap_or_default();
                        let rows = rest.iter().take_while(|it| **it == Part::Write).count();
                        writes += 1;
                        field.write(writes - 1, rows, *part == Part::Day)
                    }
                },
                Part::Fact(id, label) => {
                    // Its name is there already where words before it end with it, or with a colon and nothing else follows.
                    let is_named = match before {
                        Some(Part::Words(words)) => !asks(words) || facts == 1,
                        _ => false,
                    };
                    let name = (!is_named).then_some(label);
                    many([
                        self.fact(id, label, name),
                        (last_blank == Some(index)).then(|| self.hint(id, label)).into(),
                    ])
                }
            });
        }
        around.class("fill").child(many(parts))
    }

    /// Words; where a fact finishes their sentence, with its name and a colon.
    fn words_before(&self, text: &[Inline], after: Option<&Part>) -> El {
        let element = el("span").class("fill__words").child(self.inlines(text));
        match after {
            Some(Part::Fact(_, name)) if !asks(text) => {
                element.child(self.words.before(name).trim_end().to_string())
            }
            _ => element,
        }
    }

    fn tick(&self, part: &Part, field: Option<&Arc<Field>>, only_one: bool) -> Node {
        match (part, field) {
            (Part::Tick(words), Some(field)) => {
                field.tick(self.inlines(words), crate::cards::prose::plain(words).trim(), only_one).into()
            }
            (Part::Tick(words), None) => el("span").child(tick()).child(self.inlines(words)).into(),
            _ => nothing(),
        }
    }

    /// A fact of the service. A blank one can be written in on a sheet; then it stands on all lists and sheets.
    fn fact(&self, id: &str, label: &str, name: Option<&String>) -> Node {
        let field = self.form.map(|form| Field::of_fact(form, id, label.to_string()));
        let text: Node = match (self.service.and_then(|service| service.fact(id)), field) {
            (Some(pieces), None) => self.known(pieces).into(),
            (Some(pieces), Some(field)) => many([self.known(pieces).into(), field.as_written(false)]),
            (None, None) => el("span").class("fill__line").into(),
            (None, Some(field)) if self.paper.kind == Kind::Sheet => field.write(0, 1, false),
            (None, Some(field)) => field.as_written(true),
        };
        match name {
            Some(name) => {
                let name = words("span", self.words.before(name).trim_end().to_string()).class("fill__words");
                el("span").class("fill fill__named").child(name).child(text).into()
            }
            None => text,
        }
    }

    fn is_blank(&self, part: &Part) -> bool {
        matches!(part, Part::Fact(id, _) if self.service.and_then(|service| service.fact(id)).is_none())
    }

    /// Nothing more has to be written once the person wrote it.
    fn hint(&self, id: &str, label: &str) -> El {
        let hint = words("span", self.words.get(Word::FactBlank).to_string()).class("fill__hint");
        match self.form {
            Some(form) => {
                hint.live_attr("hidden", Field::of_fact(form, id, label.to_string()).when_written())
            }
            None => hint,
        }
    }

    fn known(&self, text: &[Piece]) -> El {
        match text {
            [Piece { block: Block::Paragraph(words), .. }] => {
                el("span").class("fill__fact").child(self.inlines(words))
            }
            several => el("div").class("fill__fact").child(self.pieces(several)),
        }
    }

    fn pieces(&self, pieces: &[Piece]) -> Node {
        many(pieces.iter().map(|piece| self.piece(&piece.block)))
    }

    fn piece(&self, block: &Block) -> El {
        let items = |items: &[Item]| many(items.iter().map(|item| el("li").child(self.pieces(&item.pieces))));
        match block {
            Block::Paragraph(words) => el("p").child(self.inlines(words)),
            Block::Heading(_, words) => el("h3").child(self.inlines(words)),
            Block::List(list) => el("ul").child(items(list)),
            Block::Steps(first, list) => numbered(*first).child(items(list)),
            Block::Quote(inside) => el("blockquote").child(self.pieces(inside)),
            Block::Table(head, rows) => {
                let row = |cells: &Vec<crate::cards::prose::TableCell>| {
                    el("tr").child(many(cells.iter().map(|cell| el("td").child(self.inlines(&cell.words)))))
                };
                let rows = many(rows.iter().map(row));
                el("table").class("plain").child(el("thead").child(row(head))).child(el("tbody").child(rows))
            }
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> Node {
        many(inlines.iter().map(|inline| self.inline(inline)))
    }

    fn inline(&self, inline: &Inline) -> Node {
        match inline {
            Inline::Text(text) => isolated(self.words.locale(), text).unwrap_or_else(|| text.clone().into()),
            Inline::Break => el("br").into(),
            Inline::Emphasis(inside) => el("i").child(self.inlines(inside)).into(),
            Inline::Strong(inside) => el("b").child(self.inlines(inside)).into(),
            Inline::Note(key) => self.note(key),
            Inline::Link(target, inside) => match target {
                Target::Id(id) => link(format!("#{}", anchor(id)), self.inlines(inside)).into(),
                Target::Handout(address) | Target::Outside(address) => {
                    link(address.clone(), self.inlines(inside)).into()
                }
                Target::Card(_) | Target::Fact(_) => self.inlines(inside),
            },
        }
    }

    fn note(&self, key: &str) -> Node {
        let Some(number) = self.paper.source_number(key) else { return nothing() };
        let shown = self.words.numeral(number);
        let label = self.words.format(Word::SourceNumber, &[("number", &shown)]);
        let number_link = link(format!("#source-{number}"), shown).class("note");
        el("sup").child(number_link.attr("aria-label", label)).into()
    }
}

/// A box to tick. A sign and no drawing, so that it is there in whatever the page is copied into.
fn tick() -> El {
    words("span", "☐").class("box").attr("aria-hidden", "true")
}

/// A name with two or three boxes and nothing else: the boxes stand at the other edge, below those of the line above.
fn is_scale(run: &Run) -> bool {
    match run.as_slice() {
        [Part::Words(_), boxes @ ..] => {
            (2..=3).contains(&boxes.len()) && boxes.iter().all(|part| matches!(part, Part::Tick(_)))
        }
        _ => false,
    }
}

/// Whether words end with a colon: what follows is the answer.
fn asks(words: &[Inline]) -> bool {
    crate::cards::prose::plain(words).ends_with(':')
}
