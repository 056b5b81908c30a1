//! Markdown to blocks. The only file that names pulldown-cmark.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::prose::{Block, Inline, Item, Piece, TableCell, Target};
use crate::text::remark::{Code, Remarks};
use crate::text::{Source, Span};

/// A file's blocks and the texts of its footnotes.
pub struct Document {
    /// The blocks in order, without the footnotes.
    pub pieces: Vec<Piece>,
    /// The footnotes in order.
    pub notes: Vec<Note>,
}

/// The text of a footnote: a source.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its key.
    pub key: String,
    /// Its words.
    pub words: Vec<Inline>,
    /// Where it stands in its file.
    pub at: Span,
}

/// The one place that says which Markdown a card is written in.
/// Metadata blocks stay off: they may stand anywhere and would swallow text between two rules.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// Reads a card from byte `body` on.
pub fn read(source: Source, body: usize, remarks: &mut Remarks) -> Document {
    read_with(source, body, target, remarks)
}

/// Reads the list of topics, whose links lead into the folders of decisions.
pub fn read_index(source: Source, body: usize, remarks: &mut Remarks) -> Document {
    read_with(source, body, topic_target, remarks)
}

fn read_with(
    source: Source,
    body: usize,
    target: fn(&str) -> Option<Target>,
    remarks: &mut Remarks,
) -> Document {
    let text = source.text.get(body..).unwrap_or_default();
    let open = vec![Open::new(Kind::Root, body)];
    let mut reader =
        Reader { remarks, target, open, notes: Vec::new(), html: None, text: source.text, read: body };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        reader.event(event, Span { start: range.start + body, end: range.end + body });
    }
    reader.read_to(text.len() + body);
    // Every block is closed by now; an unclosed one would only lose its own frame, not its words.
    while reader.open.len() > 1 {
        reader.close(text.len() + body);
    }
    let pieces = reader.open.pop().map(|root| root.pieces).unwrap_or_default();
    Document { pieces, notes: reader.notes }
}

/// What is open while reading.
enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    /// Of a numbered list, its first number and by how much each next one is more: by 0 where an author wrote the same
    /// number before each.
    List(Option<(u64, u64)>),
    Item,
    Quote,
    Table,
    Head,
    Row,
    Cell,
    Note(String),
    Emphasis,
    Strong,
    Link(Option<Target>),
    /// Something that is not shown, with all that is in it.
    LeftOut,
}

/// A block or span being read: what it gathered so far.
struct Open {
    kind: Kind,
    start: usize,
    pieces: Vec<Piece>,
    items: Vec<Item>,
    inlines: Vec<Inline>,
    cells: Vec<TableCell>,
    rows: Vec<Vec<TableCell>>,
}

impl Open {
    fn new(kind: Kind, start: usize) -> Self {
        Open {
            kind,
            start,
            pieces: Vec::new(),
            items: Vec::new(),
            inlines: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Words directly in an item or quote, without a paragraph of their own, become one.
    fn settle(&mut self, end: usize) {
        if !self.inlines.is_empty() {
            let words = std::mem::take(&mut self.inlines);
            let at = Span { start: self.start, end };
            self.pieces.push(Piece { block: Block::Paragraph(words), at });
        }
    }
}

struct Reader<'a, 'b> {
    remarks: &'a mut Remarks<'b>,
    /// Which addresses are links here.
    target: fn(&str) -> Option<Target>,
    open: Vec<Open>,
    notes: Vec<Note>,
    /// Raw HTML that is being read, and where it began.
    html: Option<(String, Span)>,
    /// The whole file.
    text: &'a str,
    /// How far it was read: what stands before this byte is in the document, or is remarked on.
    read: usize,
}

/// Nothing in a card is nested deeper than this; what is would only be there to break the reader.
const DEEPEST: usize = 32;

impl Reader<'_, '_> {
    fn event(&mut self, event: Event, at: Span) {
        if !matches!(event, Event::Start(_) | Event::End(_)) {
            self.read_to(at.start);
            self.read = self.read.max(at.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(TagEnd::HtmlBlock) => self.leave_out_html(),
            Event::Rule | Event::TaskListMarker(_) => {}
            Event::End(_) => self.close(at.end),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Inline::Break),
            Event::FootnoteReference(key) => self.push(Inline::Note(key.to_string())),
            Event::Html(html) => self.html.get_or_insert((String::new(), at)).0.push_str(&html),
            Event::InlineHtml(html) => {
                self.html = Some((html.to_string(), at));
                self.leave_out_html();
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => self.remarks.add(Code::BlockLeftOut, at, ""),
        }
    }

    /// Whatever stands between what was read up to a byte: signs of Markdown, or else words that nobody would see, such as a
    /// cell too many, a link that is only defined, a footnote's own list. Letters beyond ASCII count as words.
    fn read_to(&mut self, start: usize) {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
        let between = self.text.get(self.read..start).unwrap_or_default();
        if let (Some(first), Some(last)) =
            (between.bytes().position(is_word), between.bytes().rposition(is_word))
        {
            let at = Span { start: self.read + first, end: self.read + last + 1 };
            let words = between.get(first..=last).unwrap_or_default();
            self.remarks.add(Code::WordsLeftOut, at, words);
        }
        self.read = self.read.max(start);
    }

    /// The number before an item. It is shown as the list counts: where an author counts otherwise, it would be lost.
    fn item(&mut self, at: Span) {
        let Some(Open { kind: Kind::List(Some((first, step))), items, .. }) = self.open.last_mut() else {
            return;
        };
        let rest = self.text.get(at.start..at.end).unwrap_or_default();
        let start = at.end - rest.trim_start().len();
        let digits = rest.trim_start().split(|sign: char| !sign.is_ascii_digit()).next().unwrap_or_default();
        let index = items.len() as u64;
        if index == 1 && digits.parse() == Ok(*first) {
            *step = 0;
        }
        let is_counted = digits.parse() == Ok(*first + *step * index);
        self.read_to(start);
        self.read = start + digits.len();
        if !is_counted {
            self.remarks.add(Code::WordsLeftOut, Span { start, end: self.read }, digits);
        }
    }

    /// Takes a stretch for read that is said otherwise or that is no words.
    fn pass(&mut self, start: usize, end: usize) {
        self.read_to(start);
        self.read = self.read.max(end);
    }

    /// A comment is an author's note to other authors; all other markup is remarked on.
    fn leave_out_html(&mut self) {
        if let Some((html, at)) = self.html.take()
            && !is_comment(&html)
        {
            self.remarks.add(Code::HtmlLeftOut, at, html.trim());
        }
    }

    fn start(&mut self, tag: Tag, at: Span) {
        let too_deep = self.open.len() == DEEPEST;
        if too_deep {
            self.remarks.add(Code::BlockLeftOut, at, "");
        }
        let kind = match tag {
            Tag::HtmlBlock => return,
            _ if self.open.len() >= DEEPEST => Kind::LeftOut,
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level_number(level)),
            Tag::List(first) => Kind::List(first.map(|first| (first, 1))),
            Tag::Item => {
                self.item(at);
                Kind::Item
            }
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::Table(_) => Kind::Table,
            Tag::TableHead => Kind::Head,
            Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::FootnoteDefinition(key) => {
                let label = self.text.get(at.start..).and_then(|rest| rest.find("]:"));
                self.pass(at.start, at.start + label.unwrap_or_default());
                Kind::Note(key.to_string())
            }
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { dest_url, title, .. } => {
                self.read_to(at.start);
                if !title.is_empty() {
                    self.remarks.add(Code::WordsLeftOut, at, title.to_string());
                }
                Kind::Link(self.target(&dest_url, at))
            }
            Tag::Image { dest_url, .. } => {
                self.remarks.add(Code::PictureLeftOut, at, dest_url.to_string());
                Kind::LeftOut
            }
            _ => {
                self.remarks.add(Code::BlockLeftOut, at, "");
                Kind::LeftOut
            }
        };
        if let Kind::LeftOut = kind {
            self.pass(at.start, at.end);
        }
        let is_block = !matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Link(_) | Kind::LeftOut);
        if let (true, Some(outer)) = (is_block, self.open.last_mut()) {
            outer.settle(at.start);
        }
        self.open.push(Open::new(kind, at.start));
    }

    fn target(&mut self, address: &str, at: Span) -> Option<Target> {
        let target = (self.target)(address);
        if target.is_none() {
            let code = if address.starts_with('#') { Code::IdShape } else { Code::LinkLeftOut };
            self.remarks.add(code, at, address);
        }
        target
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            if let Some(Inline::Text(before)) = open.inlines.last_mut() {
                before.push_str(text);
            } else {
                open.inlines.push(Inline::Text(text.to_string()));
            }
        }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.push(inline);
        }
    }

    /// Ends the innermost open thing and gives it to the one around it.
    fn close(&mut self, end: usize) {
        if self.open.len() < 2 {
            return;
        }
        let Some(mut done) = self.open.pop() else { return };
        if matches!(done.kind, Kind::Quote | Kind::Item | Kind::Note(_)) {
            done.settle(end);
        }
        let at = Span { start: done.start, end };
        let Some(outer) = self.open.last_mut() else { return };
        let mut block = |block| outer.pieces.push(Piece { block, at });
        match done.kind {
            Kind::Root | Kind::LeftOut => {}
            Kind::Paragraph => block(Block::Paragraph(done.inlines)),
            Kind::Heading(level) => block(Block::Heading(level, done.inlines)),
            Kind::List(None) => block(Block::List(done.items)),
            Kind::List(Some((first, _))) => block(Block::Steps(first, done.items)),
            Kind::Table => {
                let head = done.cells;
                block(Block::Table(head, done.rows));
            }
            Kind::Quote => block(Block::Quote(done.pieces)),
            Kind::Item => outer.items.push(Item { pieces: done.pieces, at }),
            Kind::Head => outer.cells = done.cells,
            Kind::Row => outer.rows.push(done.cells),
            Kind::Cell => outer.cells.push(TableCell { words: done.inlines, at }),
            Kind::Note(key) => self.notes.push(Note { key, words: run_of(done.pieces), at }),
            Kind::Emphasis => outer.inlines.push(Inline::Emphasis(done.inlines)),
            Kind::Strong => outer.inlines.push(Inline::Strong(done.inlines)),
            Kind::Link(target) => {
                // Its address is its target, or was remarked on.
                self.read = self.read.max(end);
                match target {
                    Some(target) => outer.inlines.push(Inline::Link(target, done.inlines)),
                    None => outer.inlines.append(&mut done.inlines),
                }
            }
        }
    }
}

/// Whether it is one comment and nothing beside it.
fn is_comment(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--");
    inside.and_then(|inside| inside.split_once("-->")).is_some_and(|(_, beside)| beside.is_empty())
}

/// A footnote is one run of words: its lists, quotes and tables are set one line below the other.
fn run_of(pieces: Vec<Piece>) -> Vec<Inline> {
    let mut words = Vec::new();
    for piece in pieces {
        match piece.block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => on_new_line(&mut words, inlines),
            Block::Quote(pieces) => on_new_line(&mut words, run_of(pieces)),
            Block::List(items) => items.into_iter().for_each(|it| on_new_line(&mut words, run_of(it.pieces))),
            Block::Steps(first, items) => {
                for (number, item) in (first..).zip(items) {
                    on_new_line(&mut words, vec![Inline::Text(number.to_string() + ". ")]);
                    words.append(&mut run_of(item.pieces));
                }
            }
            Block::Table(head, rows) => {
                let cells = head.into_iter().chain(rows.into_iter().flatten());
                cells.for_each(|cell| on_new_line(&mut words, cell.words));
            }
        }
    }
    words
}

fn on_new_line(words: &mut Vec<Inline>, mut more: Vec<Inline>) {
    if !words.is_empty() && !more.is_empty() {
        words.push(Inline::Break);
    }
    words.append(&mut more);
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Where an address may lead; nothing for every address that is not known to be safe.
fn target(address: &str) -> Option<Target> {
    if let Some(id) = address.strip_prefix('#') {
        return super::prose::is_id(id).then(|| Target::Id(id.to_string()));
    }
    if let Some(path) = address.strip_prefix("../../") {
        return beside(path);
    }
    if let Some(name) = address.strip_suffix(".md") {
        return super::prose::is_id(name).then(|| Target::Card(address.to_string()));
    }
    let safe = ["https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let plain = !address.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    (safe && plain).then(|| Target::Outside(address.to_string()))
}

/// What stands beside the decisions: `support/en/money.md`, or a fact in `service.en.md#advice-line`.
fn beside(path: &str) -> Option<Target> {
    if let Some((file, id)) = path.split_once('#') {
        let is_service = file.starts_with("service.") && file.ends_with(".md");
        return (is_service && super::prose::is_id(id)).then(|| Target::Fact(id.to_string()));
    }
    let mut parts = path.strip_suffix(".md")?.split('/');
    let (folder, lang, name) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = [folder, lang, name].into_iter().all(super::prose::is_id) && parts.next().is_none();
    whole.then(|| Target::Handout(super::names::page_name(&format!("{folder}-{name}"), lang)))
}

/// In the list of topics: `prostate-localised/en/decision.md`.
fn topic_target(address: &str) -> Option<Target> {
    let mut parts = address.split('/');
    let ids = [parts.next()?, parts.next()?].into_iter().all(super::prose::is_id);
    let is_topic = ids && parts.next() == Some(super::names::DECISION_FILE) && parts.next().is_none();
    is_topic.then(|| Target::Card(address.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_addresses_are_links() {
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            " https://a",
            "//a.example",
            "http://a",
            "a/../b.md",
            "file:x",
        ] {
            assert_eq!(target(bad), None, "{bad}");
        }
        assert_eq!(target("#pads"), Some(Target::Id("pads".into())));
        assert_eq!(target("surgery.md"), Some(Target::Card("surgery.md".into())));
        assert!(target("https://example.org/a").is_some());
        assert_eq!(
            target("../../support/en/money.md"),
            Some(Target::Handout("support-money.en.html".into()))
        );
        assert_eq!(target("../../service.en.md#line"), Some(Target::Fact("line".into())));
        for bad in ["../../../a/b/c.md", "../../support/en/../x.md", "../../words/en.yaml", "../../a.md"] {
            assert_eq!(target(bad), None, "{bad}");
        }
    }
}
