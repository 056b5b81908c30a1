//! Lists, sheets and support cards: still pages to read, print and fill in with a pen. Native only; nothing here waits for a
//! program.

use super::element::{El, Node, el, link, many, nothing, words};
use super::route::anchor;
use crate::cards::handout::{self, Handout, Kind, Line, Part, Run};
use crate::cards::service::Service;
use crate::cards::{Block, Date, Freshness, Inline, Item, Piece, Target, library};
use crate::summary::sentence;
use crate::views::parts::prose::{isolated, numbered};
use crate::words::{PaperWord, PaperWords, Word, Words};

/// What every page of a language needs.
#[derive(Clone, Copy)]
pub struct HandoutContext<'a> {
    /// The app's words.
    pub words: &'a Words,
    /// The words of pages without a program.
    pub paper_words: &'a PaperWords,
    /// The service's own facts.
    pub service: &'a Service,
    /// The day on which the page is made.
    pub today: Date,
}

impl HandoutContext<'_> {
    fn word(self, word: PaperWord) -> String {
        self.paper_words.get(word).to_string()
    }
}

/// The page of one list, sheet or support card.
pub fn paper_page(context: HandoutContext, paper: &Handout) -> Node {
    let draw = Draw { context, paper };
    let whom = context.paper_words.format(PaperWord::PaperFor, &[("whom", &paper.whom)]);
    let HandoutContext { words: sentences, today, .. } = context;
    let head = [words("p", whom).class("question").into(), status(sentences, today, paper)];
    // Withdrawn, or long past its date: nothing of it is to be used any more.
    let inside = (paper.meta.freshness(today) != Freshness::Expired).then(|| {
        many([
            words("p", context.word(PaperWord::PaperPrint)).class("only-on-screen quiet").into(),
            el("div").class("sheet-of-paper").child(draw.blocks(&paper.blocks)).into(),
            sources(&draw),
        ])
    });
    page(&paper.heading, many([many(head), inside.into()]), foot(context, paper))
}

/// What stands in place of a page that nobody has reviewed yet.
pub fn held_page(sentences: &PaperWords, lang: &str) -> Node {
    let text = words("p", sentences.get(PaperWord::HeldText).to_string());
    let back =
        link(library::index_name(lang), sentences.get(PaperWord::PapersToTopics).to_string()).class("alone");
    page(sentences.get(PaperWord::HeldTitle), text.into(), el("p").child(back).into())
}

/// The page that lists them all, by what they are for.
pub fn papers_page(context: HandoutContext, lang: &str, papers: &[Handout]) -> Node {
    let kind = |kind: Kind| {
        let of_kind: Vec<_> = papers.iter().filter(|paper| paper.kind == kind).collect();
        let title = words("h2", context.word(kind_word(kind)));
        let list = el("ul").class("topics").child(many(of_kind.iter().map(|paper| listed(paper))));
        (!of_kind.is_empty()).then(|| many([title, list]))
    };
    let intro = words("p", context.word(PaperWord::PapersIntro)).class("question");
    let inside = many([Node::from(intro), many(Kind::ALL.map(kind))]);
    page(
        context.paper_words.get(PaperWord::PapersTitle),
        inside,
        leave(context, &[library::index_name(lang)]),
    )
}

/// The way to that page from the list of topics, beside what the program draws.
pub fn way_to_papers(paper_words: &PaperWords, lang: &str) -> El {
    let title = paper_words.get(PaperWord::PapersTitle).to_string();
    let way = el("p").child(link(handout::all_name(lang), title.clone()).class("alone"));
    let foot = el("div").class("foot").attr("role", "navigation").attr("aria-label", title).child(way);
    el("div").class("app").child(foot)
}

fn kind_word(kind: Kind) -> PaperWord {
    match kind {
        Kind::Needs => PaperWord::KindNeeds,
        Kind::Prompts => PaperWord::KindPrompts,
        Kind::Questions => PaperWord::KindQuestions,
        Kind::Sheet => PaperWord::KindSheet,
        Kind::Support => PaperWord::KindSupport,
    }
}

fn listed(paper: &Handout) -> El {
    let name = link(handout::page_name(&paper.id, &paper.lang), paper.heading.clone()).class("topic");
    el("li").child(name).child(words("p", paper.whom.clone()))
}

fn page(title: &str, inside: Node, foot: Node) -> Node {
    let title = words("h1", title.to_string()).id("main-title");
    let main = el("div").class("main").attr("role", "main").child(title).child(inside);
    let foot = el("div").class("foot").attr("role", "contentinfo").child(foot);
    el("div").class("app paper").child(main).child(foot).into()
}

/// Status and dates, and a plain warning once the page is past its date.
fn status(sentences: &Words, today: Date, paper: &Handout) -> Node {
    let lines = [sentence::status(sentences, &paper.meta), sentence::dates(sentences, &paper.meta)];
    let stale = match paper.meta.freshness(today) {
        Freshness::Current => None,
        Freshness::PastReview => Some(Word::PastReview),
        Freshness::Expired => Some(Word::Expired),
    };
    let stale = stale.map(|word| words("p", sentences.get(word).to_string()).class("warning"));
    many([Node::from(words("p", sentences.join(Word::JoinSentences, lines)).class("status")), stale.into()])
}

/// Who made the page, who looks after the facts of the service on it, and the ways on.
fn foot(context: HandoutContext, paper: &Handout) -> Node {
    let meta = &paper.meta;
    let line = |word, name, value: &str| {
        (!value.is_empty()).then(|| words("p", context.paper_words.format(word, &[(name, value)])))
    };
    let (all, index) = (handout::all_name(&paper.lang), library::index_name(&paper.lang));
    many([
        checked(context, paper),
        line(PaperWord::PaperAuthors, "authors", &context.words.join(Word::JoinParts, meta.authors.clone()))
            .into(),
        line(PaperWord::PaperFunding, "funding", &meta.funding).into(),
        line(PaperWord::PaperLicence, "licence", &meta.licence).into(),
        built(context.words, context.today).into(),
        leave(context, &[index, all]),
    ])
}

/// The day on which all this was true: a page that is read without a script cannot know what was changed since.
fn built(sentences: &Words, today: Date) -> El {
    words("p", sentences.format(Word::BuiltOn, &[("date", &sentence::in_words(sentences, today))]))
        .class("quiet")
}

/// The ways on: to the topics, and to the other pages.
fn leave(context: HandoutContext, addresses: &[String]) -> Node {
    let names = [PaperWord::PapersToTopics, PaperWord::PapersAll];
    let way = |(address, name): (&String, PaperWord)| {
        el("p").class("only-on-screen").child(link(address.clone(), context.word(name)).class("alone"))
    };
    many(addresses.iter().zip(names).map(way))
}

/// Who looks after the facts, where any is shown.
fn checked(context: HandoutContext, paper: &Handout) -> Node {
    let service = context.service;
    if !paper.facts().into_iter().any(|id| service.fact(id).is_some()) {
        return nothing();
    }
    let text = match service.checked {
        Some(date) if !service.owner.is_empty() => {
            let date = sentence::in_words(context.words, date);
            context.paper_words.format(PaperWord::FactsChecked, &[("owner", &service.owner), ("date", &date)])
        }
        _ => context.word(PaperWord::FactsNotChecked),
    };
    words("p", text).into()
}

fn sources(draw: &Draw) -> Node {
    if draw.paper.sources.is_empty() {
        return nothing();
    }
    let source = |(index, note): (usize, &crate::cards::Note)| {
        el("li").id(format!("source-{}", index + 1)).child(draw.inlines(&note.words))
    };
    let list = el("ol").class("sources").child(many(draw.paper.sources.iter().enumerate().map(source)));
    many([words("h2", draw.context.words.get(Word::AboutSources).to_string()), list])
}

/// Draws what stands on one page.
struct Draw<'a> {
    context: HandoutContext<'a>,
    paper: &'a Handout,
}

impl Draw<'_> {
    fn blocks(&self, blocks: &[handout::Block]) -> Node {
        many(blocks.iter().map(|block| self.block(block)))
    }

    fn block(&self, block: &handout::Block) -> Node {
        match block {
            handout::Block::Paragraph(run) => self.paragraph(run).into(),
            handout::Block::Heading(level, id, words) => self.heading(*level, id, words).into(),
            handout::Block::List(lines) => el("ul").child(self.lines(lines)).into(),
            handout::Block::Steps(first, lines) => numbered(*first).child(self.lines(lines)).into(),
            handout::Block::Table(head, rows) => self.table(head, rows).into(),
            handout::Block::Quote(inside) => el("blockquote").child(self.blocks(inside)).into(),
        }
    }

    fn heading(&self, level: u8, id: &str, words: &[Inline]) -> El {
        let heading = el(if level <= 2 { "h2" } else { "h3" });
        let heading = if id.is_empty() { heading } else { heading.id(anchor(id)) };
        heading.child(self.inlines(words))
    }

    fn paragraph(&self, run: &Run) -> El {
        match run.as_slice() {
            [Part::Words(words)] => el("p").child(self.inlines(words)),
            _ => self.filled(el("div"), run),
        }
    }

    fn lines(&self, lines: &[Line]) -> Node {
        many(lines.iter().map(|line| self.line(line)))
    }

    fn line(&self, line: &Line) -> El {
        let has_words_alone = matches!(line.run.as_slice(), [Part::Words(_)]);
        let is_marked = matches!(self.paper.kind, Kind::Needs | Kind::Questions);
        let item = el("li");
        let item = if line.id.is_empty() { item } else { item.id(anchor(&line.id)) };
        let first = line.run.first();
        // A box for what has none of its own and no line to write on.
        let boxed = is_marked && !line.id.is_empty() && !line.run.iter().any(is_filled_in);
        let item = match first {
            Some(Part::Words(words)) if boxed => {
                item.class("boxed").child(tick()).child(el("span").child(self.inlines(words)))
            }
            Some(Part::Words(words)) if has_words_alone => item.child(self.inlines(words)),
            Some(_) => item.class("to-fill").child(self.filled(el("div"), &line.run)),
            None => item,
        };
        item.child(self.blocks(&line.below))
    }

    fn table(&self, head: &[Run], rows: &[Vec<Run>]) -> El {
        let name = |run: &Run| el("th").attr("scope", "col").child(self.cell(run));
        let names: Vec<String> = head.iter().map(plain).collect();
        let row = |cells: &Vec<Run>| {
            let cell = |(index, run): (usize, &Run)| {
                let name = names.get(index).cloned().unwrap_or_default();
                let is_name = index == 0 && matches!(run.as_slice(), [Part::Words(_)]);
                let cell = if is_name { el("th").attr("scope", "row") } else { el("td") };
                cell.attr("data-label", name).child(self.cell(run))
            };
            el("tr").child(many(cells.iter().enumerate().map(cell)))
        };
        let head = el("thead").child(el("tr").child(many(head.iter().map(name))));
        let body = el("tbody").child(many(rows.iter().map(row)));
        let columns = names.len().min(9);
        el("table").class(format!("form form--{columns}")).child(head).child(body)
    }

    fn cell(&self, run: &Run) -> Node {
        match run.as_slice() {
            [] => nothing(),
            [Part::Words(words)] => self.inlines(words),
            [Part::Tick(words)] => many([Node::from(tick()), self.inlines(words)]),
            _ => self.filled(el("div"), run).into(),
        }
    }

    /// Words, boxes, lines and facts in a row that breaks where it must.
    fn filled(&self, around: El, run: &Run) -> El {
        if let (true, [Part::Words(words), boxes @ ..]) = (is_scale(run), run.as_slice()) {
            let boxes = el("span").class("fill__boxes").child(many(boxes.iter().map(|part| self.tick(part))));
            return around.class("fill fill--scale").child(self.words_before(words, None)).child(boxes);
        }
        let facts = run.iter().filter(|part| matches!(part, Part::Fact(..))).count();
        let last_blank = run.iter().rposition(|part| self.is_blank(part));
        let mut parts = Vec::new();
        for (index, part) in run.iter().enumerate() {
            let after = run.get(index + 1);
            parts.push(match part {
                Part::Words(words) => self.words_before(words, after).into(),
                Part::Tick(_) => self.tick(part),
                Part::Write => el("span").class("fill__line").into(),
                Part::Fact(id, name) => {
                    let before = index.checked_sub(1).and_then(|before| run.get(before));
                    // Its name is said already where words before it end with it, or with a colon and nothing else follows.
                    let is_named = match before {
                        Some(Part::Words(words)) => !asks(words) || facts == 1,
                        _ => false,
                    };
                    let name = (!is_named).then_some(name);
                    many([self.fact(id, name), (last_blank == Some(index)).then(|| self.hint()).into()])
                }
            });
        }
        around.class("fill").child(many(parts))
    }

    /// Words; where a fact finishes their sentence, with its name and a colon.
    fn words_before(&self, words: &[Inline], after: Option<&Part>) -> El {
        let element = el("span").class("fill__words").child(self.inlines(words));
        match after {
            Some(Part::Fact(_, name)) if !asks(words) => element.child(format!("{name}:")),
            _ => element,
        }
    }

    fn tick(&self, part: &Part) -> Node {
        match part {
            Part::Tick(words) => el("span").child(tick()).child(self.inlines(words)).into(),
            _ => nothing(),
        }
    }

    fn fact(&self, id: &str, name: Option<&String>) -> Node {
        let text = match self.context.service.fact(id) {
            Some(pieces) => self.known(pieces),
            None => el("span").class("fill__line"),
        };
        match name {
            Some(name) => {
                let name = words("span", format!("{name}:")).class("fill__words");
                el("span").class("fill fill__named").child(name).child(text).into()
            }
            None => text.into(),
        }
    }

    fn is_blank(&self, part: &Part) -> bool {
        matches!(part, Part::Fact(id, _) if self.context.service.fact(id).is_none())
    }

    fn hint(&self) -> El {
        words("span", self.context.word(PaperWord::FactBlank)).class("fill__hint")
    }

    fn known(&self, pieces: &[Piece]) -> El {
        match pieces {
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
            Inline::Text(text) => {
                isolated(self.context.words.locale(), text).unwrap_or_else(|| text.clone().into())
            }
            Inline::Break => el("br").into(),
            Inline::Emphasis(inside) => el("em").child(self.inlines(inside)).into(),
            Inline::Strong(inside) => el("strong").child(self.inlines(inside)).into(),
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
        let label = self.context.words.format(Word::SourceNumber, &[("number", &number.to_string())]);
        let number_link = link(format!("#source-{number}"), number.to_string()).class("note");
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

fn is_filled_in(part: &Part) -> bool {
    !matches!(part, Part::Words(_))
}

/// Whether words end with a colon: what follows is the answer.
fn asks(words: &[Inline]) -> bool {
    crate::cards::prose::plain(words).ends_with(':')
}

fn plain(run: &Run) -> String {
    let words = |part: &Part| match part {
        Part::Words(words) | Part::Tick(words) => crate::cards::prose::plain(words),
        Part::Write | Part::Fact(..) => String::new(),
    };
    run.iter().map(words).collect()
}
