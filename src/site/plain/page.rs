//! A plain document as the body of a page.

use super::{Block, Cell, Heading, Look, Row, Run, Table};
use crate::views::element::{El, Node, el, link, many, nothing, words};
use crate::views::parts::people_picture;

/// The parts of a document, one after another.
pub fn body(blocks: &[Block]) -> Node {
    let groups = blocks.chunk_by(|one, other| is_list(one) && is_list(other));
    many([people_picture::figures(), many(groups.map(group))])
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::Item(_) | Block::To(..))
}

fn group(blocks: &[Block]) -> Node {
    match blocks {
        [one, ..] if is_list(one) => el("ul").child(many(blocks.iter().map(block))).into(),
        _ => many(blocks.iter().map(block)),
    }
}

fn block(block: &Block) -> Node {
    match block {
        Block::Heading(it) => heading(it).into(),
        Block::Paragraph(it) => el("p").child(runs(it)).into(),
        Block::Item(it) => el("li").child(runs(it)).into(),
        Block::To(id, name) => el("li").child(link(format!("#{id}"), name.clone())).into(),
        Block::Table(it) => table(it).into(),
        Block::Code(lines) => words("pre", lines.join("\n")).into(),
    }
}

fn heading(it: &Heading) -> El {
    let tag = match it.level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        _ => "h4",
    };
    let heading = el(tag).child(runs(&it.words));
    let heading = if it.id.is_empty() { heading } else { heading.id(it.id.clone()) };
    if it.on_new_page { heading.class("on-new-page") } else { heading }
}

fn runs(runs: &[Run]) -> Node {
    many(runs.iter().map(|run| match run.style {
        Look::Plain => Node::Text(run.words.clone().into()),
        Look::Strong => words("b", run.words.clone()).into(),
        Look::Gone => words("del", run.words.clone()).into(),
        Look::New => words("ins", run.words.clone()).into(),
    }))
}

fn table(it: &Table) -> El {
    // Word processors know the widths by this attribute.
    let widths = it.widths.iter().map(|width| el("col").attr("width", format!("{width}%")));
    let (head, body): (Vec<&Row>, Vec<&Row>) = it.rows.iter().partition(|row| row.is_head);
    let head = if head.is_empty() {
        nothing()
    } else {
        el("thead").child(many(head.iter().map(|it| row(it, "col")))).into()
    };
    let body = el("tbody").child(many(body.iter().map(|it| row(it, "row"))));
    el("table").attr("border", "1").child(el("colgroup").child(many(widths))).child(head).child(body)
}

fn row(it: &Row, scope: &'static str) -> El {
    el("tr").child(many(it.cells.iter().map(|it| cell(it, scope))))
}

fn cell(it: &Cell, scope: &'static str) -> El {
    let cell = if it.is_name { el("th").attr("scope", scope) } else { el("td") };
    let cell = if it.more > 0 { cell.attr("colspan", (it.more + 1).to_string()) } else { cell };
    let pictures = it.pictures.iter().map(|it| people_picture::small(&it.patterns, &it.ends));
    let lines = match it.lines.as_slice() {
        [one] => runs(one),
        several => many(several.iter().map(|it| el("p").child(runs(it)))),
    };
    cell.child(many(pictures)).child(lines)
}
