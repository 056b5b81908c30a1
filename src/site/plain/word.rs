//! A plain document as a file for word processors (Office Open XML, `.docx`): headings that its outline knows, tables that keep
//! their columns, and the pictures that readers see.

use std::io::Cursor;

use docx_rs::{
    AbstractNumbering, AlignmentType, BreakType, Docx, FieldCharType, Footer, HeightRule, Hyperlink,
    HyperlinkType, IndentLevel, InstrPAGE, InstrText, Level, LevelJc, LevelText, LineSpacing, NumberFormat,
    Numbering, NumberingId, PageMargin, Paragraph, Pic, Run as Words, RunFonts, Shading, SpecialIndentType,
    Start, Style, StyleType, Table as Grid, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType,
};

use super::picture;
use super::{Block, Cell, Document, Heading, Look, Row, Run, Table};
use crate::views::element::together;
use crate::words::locale::is_from_the_right;

/// A4 in twentieths of a point, and its margins.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 850;
const ACROSS: usize = 11_906 - 2 * 850;
/// A picture is drawn so many times as wide and high as it is shown, so that its dots are sharp in print.
const DOT_SCALE: u32 = 2;
/// So many of the file's units are a point of a screen, of which an inch has 96.
const EMU_OF_POINT: u32 = 9525;
/// The one list that has dots.
const DOTS: usize = 2;
const FONT: &str = "Arial";
/// The size of words in tables, in half points.
const IN_TABLES: usize = 18;
/// Languages that are written in other letters than Latin, of those whose words word processors break in their own way.
const NOT_LATIN: [&str; 8] = ["ar", "fa", "he", "ja", "ko", "th", "ur", "zh"];

/// The file.
///
/// # Errors
/// A sentence if it cannot be put together.
pub fn file(document: &Document) -> Result<Vec<u8>, String> {
    let mut marks = 0;
    let docx = document.blocks.iter().fold(begun(document), |docx, it| block(docx, it, &mut marks));
    let mut built = docx.build();
    built.document = with_repeated_heads(&built.document);
    if document.is_rtl {
        built.styles = from_right_to_left(&built.styles);
        built.document = with_directions(&built.document);
        built.footers = built.footers.iter().map(|it| with_directions(it)).collect();
    }
    built.styles = in_language(&built.styles, &document.lang);
    built.doc_props.core = properties(document);
    let mut bytes = Cursor::new(Vec::new());
    built.pack(&mut bytes).map_err(|why| format!("The Word document cannot be put together: {why}"))?;
    Ok(bytes.into_inner())
}

/// What a folder and a screen reader show of the file. The library would say that its author is unknown, and its year 1970.
fn properties(document: &Document) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        escaped(&document.title),
        escaped(&document.lang)
    )
    .into_bytes()
}

/// The language of all words, for spelling and for reading aloud. Latin words among others are said to be English: taken for
/// Korean, they and numbers would be broken anywhere.
fn in_language(styles: &[u8], lang: &str) -> Vec<u8> {
    let is_tag = lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let text = String::from_utf8_lossy(styles).into_owned();
    if !is_tag {
        return text.into_bytes();
    }
    let first = lang.split('-').next().unwrap_or_default();
    let latin = if NOT_LATIN.contains(&first) { "en" } else { lang };
    let end = "</w:rPr></w:rPrDefault>";
    let tag = format!("<w:lang w:val=\"{latin}\" w:eastAsia=\"{lang}\" w:bidi=\"{lang}\" />{end}");
    // Nor is a gap put between a number and the word that is written close to it.
    let (space, close) =
        ("<w:spacing w:after=\"100\" />", "<w:autoSpaceDE w:val=\"0\" /><w:autoSpaceDN w:val=\"0\" />");
    text.replacen(end, &tag, 1).replacen(space, &format!("{close}{space}"), 1).into_bytes()
}

fn begun(document: &Document) -> Docx {
    let margin =
        PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN).header(400).footer(400);
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let level =
        Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
            .indent(Some(400), Some(SpecialIndentType::Hanging(260)), None, None);
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(Words::new().size(18).add_text(format!("{} · ", document.title)))
        .add_run(page_number());
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(22)
        .default_line_spacing(LineSpacing::new().after(100))
        .add_abstract_numbering(AbstractNumbering::new(DOTS).add_level(level))
        .add_numbering(Numbering::new(DOTS, DOTS))
        .footer(Footer::new().add_paragraph(number));
    [(1, 36), (2, 30), (3, 25), (4, 22)]
        .into_iter()
        .fold(docx, |docx, (level, size)| docx.add_style(style(level, size)))
}

/// The library's own is larger than the words before it.
fn page_number() -> Words {
    Words::new()
        .size(18)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE {}))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
}

/// A heading as word processors know it: by this name it stands in their outline.
fn style(level: usize, size: usize) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .based_on("Normal")
        .next("Normal")
        .q_format(true)
        .size(size)
        .bold()
        .outline_lvl(level - 1)
        .line_spacing(LineSpacing::new().before(200).after(80))
}

fn block(docx: Docx, block: &Block, marks: &mut usize) -> Docx {
    match block {
        Block::Heading(it) => docx.add_paragraph(heading(it, marks)),
        Block::Paragraph(it) => docx.add_paragraph(paragraph(it)),
        Block::Item(it) => docx.add_paragraph(dotted(paragraph(it))),
        Block::To(id, name) => {
            let words = Words::new().add_text(name.as_str()).underline("single");
            let link = Hyperlink::new(bookmark(id), HyperlinkType::Anchor).add_run(words);
            docx.add_paragraph(dotted(Paragraph::new().add_hyperlink(link)))
        }
        // Two tables that touch would be one.
        Block::Table(it) => docx.add_table(table(it)).add_paragraph(Paragraph::new().size(8)),
        Block::Code(lines) => {
            let words =
                Words::new().fonts(RunFonts::new().ascii("Courier New").hi_ansi("Courier New")).size(19);
            let words = lines.iter().enumerate().fold(words, |words, (index, line)| {
                let words = if index > 0 { words.add_break(BreakType::TextWrapping) } else { words };
                words.add_text(line.as_str())
            });
            docx.add_paragraph(Paragraph::new().keep_lines(true).add_run(words))
        }
    }
}

fn dotted(paragraph: Paragraph) -> Paragraph {
    paragraph.numbering(NumberingId::new(DOTS), IndentLevel::new(0))
}

/// Word takes no bookmark of more signs than 40, nor one with a hyphen.
fn bookmark(id: &str) -> String {
    let even = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '_' };
    let signs: Vec<char> = id.chars().map(even).collect();
    signs.iter().skip(signs.len().saturating_sub(36)).collect()
}

fn heading(it: &Heading, marks: &mut usize) -> Paragraph {
    let paragraph = Paragraph::new().style(&format!("Heading{}", it.level)).keep_next(true);
    let paragraph = if it.on_new_page { paragraph.page_break_before(true) } else { paragraph };
    if it.id.is_empty() {
        return with_runs(paragraph, &it.words, false, None);
    }
    *marks += 1;
    let begun = paragraph.add_bookmark_start(*marks, bookmark(&it.id));
    with_runs(begun, &it.words, false, None).add_bookmark_end(*marks)
}

fn paragraph(runs: &[Run]) -> Paragraph {
    with_runs(Paragraph::new(), runs, false, None)
}

/// `size`: in half points, where it is not that of the paragraph's style.
fn with_runs(paragraph: Paragraph, runs: &[Run], is_name: bool, size: Option<usize>) -> Paragraph {
    runs.iter().fold(paragraph, |paragraph, run| {
        let words = Words::new().add_text(together(run.words.clone().into()));
        let words = if let Some(size) = size { words.size(size) } else { words };
        let words = if is_name { words.bold() } else { words };
        paragraph.add_run(match run.style {
            Look::Plain => words,
            Look::Strong => words.bold(),
            Look::Gone => words.strike().color("5A5A5A"),
            Look::New => words.bold().underline("single"),
        })
    })
}

fn table(it: &Table) -> Grid {
    let widths: Vec<usize> = it.widths.iter().map(|width| ACROSS * *width as usize / 100).collect();
    let rows = it.rows.iter().map(|it| row(it, &widths)).collect();
    let margins = TableCellMargins::new().margin(40, 80, 40, 80);
    Grid::new(rows)
        .set_grid(widths)
        .width(ACROSS, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(margins)
}

fn row(it: &Row, widths: &[usize]) -> TableRow {
    let mut column = 0;
    // What names the rows below it stays with the first of them.
    let leads = it.is_head || matches!(it.cells.as_slice(), [one] if one.is_name);
    let cells = it.cells.iter().map(|it| {
        let taken = it.more as usize + 1;
        let width = widths.iter().skip(column).take(taken).sum();
        column += taken;
        cell(it, width, taken, leads)
    });
    let row = TableRow::new(cells.collect()).cant_split();
    if it.is_head { row.row_height(HEAD).height_rule(HeightRule::AtLeast) } else { row }
}

fn cell(it: &Cell, width: usize, taken: usize, leads: bool) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    let cell = if taken > 1 { cell.grid_span(taken) } else { cell };
    let cell = if it.is_name { cell.shading(Shading::new().fill("EEEEEE")) } else { cell };
    let drawn = it.pictures.iter().filter_map(picture::of).map(|it| {
        let side = |points: u32| points * EMU_OF_POINT / DOT_SCALE;
        let picture =
            Pic::new_with_dimensions(it.file, it.width, it.height).size(side(it.width), side(it.height));
        Paragraph::new().add_run(Words::new().add_image(picture))
    });
    let words = it.lines.iter().map(|line| with_runs(Paragraph::new(), line, it.is_name, Some(IN_TABLES)));
    let all = drawn.chain(words).map(|it| it.line_spacing(LineSpacing::new().after(20)));
    let all = all.map(|it| if leads { it.keep_next(true) } else { it });
    // A cell without a paragraph is no cell.
    let all: Vec<Paragraph> = all.collect();
    if all.is_empty() {
        return cell.add_paragraph(Paragraph::new());
    }
    all.into_iter().fold(cell, TableCell::add_paragraph)
}

/// By this height, in no other row, the head of a table is known again.
const HEAD: f32 = 1.0;

/// The library has no name for "repeat this row on each page": it is put in here.
fn with_repeated_heads(document: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(document);
    text.replace(r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#, "<w:tblHeader />").into_bytes()
}

/// Nor for a document that is written from right to left.
fn from_right_to_left(styles: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(styles);
    text.replacen("<w:pPrDefault><w:pPr>", "<w:pPrDefault><w:pPr><w:bidi />", 1).into_bytes()
}

/// Nor for words of one that are written so: without it their brackets and full stops would stand at the wrong end. Lines to
/// copy begin at the left.
fn with_directions(document: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(document);
    let runs = text.split("<w:r>").enumerate().map(|(index, run)| match run.split_once("</w:r>") {
        Some((inside, _)) if index > 0 && inside.chars().any(is_from_the_right) => {
            match inside.contains("<w:rPr />") {
                true => run.replacen("<w:rPr />", "<w:rPr><w:rtl /></w:rPr>", 1),
                false => run.replacen("</w:rPr>", "<w:rtl /></w:rPr>", 1),
            }
        }
        _ => run.to_string(),
    });
    let text = runs.collect::<Vec<_>>().join("<w:r>");
    let copied = "<w:keepLines /></w:pPr>";
    text.replace(copied, &copied.replace("</", "<w:bidi w:val=\"0\" /></")).into_bytes()
}
