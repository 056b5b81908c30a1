//! A pack for people who review a decision on paper or in a word processor: plain headings, paragraphs and tables, with
//! every word, every number, where it comes from, and room to say that it agrees. Native only.

use crate::views::element::{El, Node, el, link, many, nothing, words};
use crate::words::{PaperWord, PaperWords};

/// Everything in a pack.
pub struct Pack {
    /// The language of its pages.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// When it was made, as a sentence.
    pub made: String,
    /// A chapter for each decision.
    pub chapters: Vec<Chapter>,
}

/// One decision.
pub struct Chapter {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Status and dates, as sentences.
    pub status: String,
    /// How many paragraphs and numbers there are, as a sentence.
    pub counts: String,
    /// What is reviewed: names and values.
    pub facts: Vec<(String, String)>,
    /// Its files in order.
    pub texts: Vec<Text>,
    /// What its sources are called.
    pub sources_title: String,
    /// The texts of its footnotes, in the order of their numbers.
    pub sources: Vec<String>,
    /// Lines of the evidence trail that stand on no card.
    pub unplaced: Vec<Number>,
    /// What the checker still says.
    pub found: Vec<Found>,
    /// Warnings that the authors explain, and how.
    pub explained: Vec<(Found, String)>,
    /// What standards ask for, by what became of it.
    pub standards: Vec<(String, Vec<Asked>)>,
    /// Lines for the head of its file.
    pub copy: Vec<String>,
}

/// One file.
pub struct Text {
    /// Its name.
    pub name: String,
    /// Its head: keys and values.
    pub head: Vec<(String, String)>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A run of words with its number.
pub struct Paragraph {
    /// Its number in the decision.
    pub number: usize,
    /// Its level if it is a heading.
    pub level: Option<u8>,
    /// Its words.
    pub words: String,
    /// The numbers in it, with their lines of the evidence trail.
    pub numbers: Vec<Number>,
}

/// A number and where it comes from.
pub struct Number {
    /// As it stands on the card.
    pub on_card: String,
    /// Where it comes from.
    pub from: From,
}

/// Where a number comes from.
pub enum From {
    /// A line of the evidence trail.
    Line(Line),
    /// The same line as a number further up, by its name: `12a`. It is compared once.
    See(String),
    /// Nobody says where from.
    Nowhere,
}

/// A line of the evidence trail, as words.
pub struct Line {
    /// Who was studied, and when.
    pub who: String,
    /// As published, and where.
    pub published: String,
    /// How it was read, and calculated.
    pub read: String,
}

/// One thing that the checker says.
pub struct Found {
    /// How grave it is, and what is wrong.
    pub title: String,
    /// The file and line.
    pub location: String,
    /// What is said of the place.
    pub message: String,
}

/// One thing that a standard asks for.
pub struct Asked {
    /// Its number there.
    pub id: String,
    /// What is asked for.
    pub asks: String,
    /// What was found.
    pub found: String,
}

/// Lines on a sign-off page, from side to side.
const LINE: &str = "______________________________________";
const SHORT: &str = "_______";

/// The whole pack.
pub fn pack(paper_words: &PaperWords, pack: &Pack) -> Node {
    let contents =
        pack.chapters.iter().map(|it| el("li").child(link(format!("#{}", it.id), it.title.clone())));
    many([
        words("h1", pack.title.clone()),
        word(paper_words, "p", PaperWord::ReviewIntro),
        words("p", pack.made.clone()),
        el("ol").child(many(contents)),
        el("div").child(many(pack.chapters.iter().map(|it| chapter(paper_words, it)))),
    ])
}

fn word(paper_words: &PaperWords, tag: &'static str, word: PaperWord) -> El {
    words(tag, paper_words.get(word).to_string())
}

fn chapter(paper_words: &PaperWords, it: &Chapter) -> El {
    let texts = it.texts.iter().map(|text| text_of(paper_words, text));
    el("div").class("chapter").id(it.id.clone()).child(many([
        words("h1", it.title.clone()).into(),
        words("p", it.status.clone()).into(),
        words("p", it.counts.clone()).into(),
        word(paper_words, "h2", PaperWord::ReviewWhat).into(),
        pairs(&it.facts),
        word(paper_words, "p", PaperWord::ReviewMarkWhy).into(),
        many(texts),
        sources(it),
        unplaced(paper_words, it),
        found(paper_words, it),
        standards(paper_words, it),
        sign_off(paper_words, it),
    ]))
}

/// Names and values in a table of two columns.
fn pairs(pairs: &[(String, String)]) -> Node {
    let row = |(name, value): &(String, String)| {
        el("tr").child(words("th", name.clone()).attr("scope", "row")).child(words("td", value.clone()))
    };
    table(many(pairs.iter().map(row))).into()
}

fn table(rows: Node) -> El {
    el("table").attr("border", "1").child(el("tbody").child(rows))
}

fn text_of(paper_words: &PaperWords, text: &Text) -> Node {
    let paragraphs = text.paragraphs.iter().map(|it| paragraph(paper_words, it));
    many([words("h2", text.name.clone()).class("text").into(), pairs(&text.head), many(paragraphs)])
}

fn paragraph(paper_words: &PaperWords, it: &Paragraph) -> Node {
    let number = words("b", format!("{} ", it.number));
    let tag = match it.level {
        Some(1 | 2) => "h3",
        Some(_) => "h4",
        None => "p",
    };
    many([el(tag).child(number).child(it.words.clone()).into(), numbers(paper_words, it.number, &it.numbers)])
}

/// The numbers of a paragraph, each named by a letter: 12a, 12b.
fn numbers(paper_words: &PaperWords, paragraph: usize, numbers: &[Number]) -> Node {
    if numbers.is_empty() {
        return nothing();
    }
    let columns = [
        PaperWord::ReviewOnCard,
        PaperWord::ReviewWho,
        PaperWord::ReviewPublished,
        PaperWord::ReviewRead,
        PaperWord::ReviewCompare,
    ];
    let head =
        el("tr").child(many(columns.map(|column| word(paper_words, "th", column).attr("scope", "col"))));
    let rows = numbers.iter().enumerate().map(|(index, it)| number(paper_words, &name(paragraph, index), it));
    table(many([head.into(), many(rows)])).class("numbers").into()
}

/// The name of a number: the paragraph's and a letter, or two letters after z.
pub fn name(paragraph: usize, index: usize) -> String {
    let letter = |index: usize| char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let second = if index < 26 { String::new() } else { letter(index / 26 - 1).to_string() };
    format!("{paragraph}{second}{}", letter(index))
}

fn number(paper_words: &PaperWords, name: &str, it: &Number) -> El {
    let on_card = el("td").child(words("b", format!("{name} "))).child(it.on_card.clone());
    let row = el("tr").child(on_card);
    let wide = |words: El| words.attr("colspan", "3");
    match &it.from {
        From::Line(line) => {
            let cells = [&line.who, &line.published, &line.read];
            row.child(many(cells.map(|cell| words("td", cell.clone())))).child(boxes(paper_words))
        }
        From::Nowhere => {
            row.child(wide(word(paper_words, "td", PaperWord::ReviewNoLine))).child(boxes(paper_words))
        }
        From::See(name) => {
            let see = paper_words.format(PaperWord::ReviewSee, &[("name", name)]);
            row.child(words("td", see).attr("colspan", "4"))
        }
    }
}

/// What a second person fills in.
fn boxes(paper_words: &PaperWords) -> El {
    let tick = |word| el("p").child("☐ ").child(paper_words.get(word).to_string());
    let initials = format!("{} {SHORT}", paper_words.get(PaperWord::ReviewInitials));
    el("td")
        .child(tick(PaperWord::ReviewAgrees))
        .child(tick(PaperWord::ReviewDiffers))
        .child(words("p", initials))
}

fn sources(it: &Chapter) -> Node {
    if it.sources.is_empty() {
        return nothing();
    }
    let list = it.sources.iter().map(|source| words("li", source.clone()));
    many([words("h2", it.sources_title.clone()), el("ol").child(many(list))])
}

fn unplaced(paper_words: &PaperWords, it: &Chapter) -> Node {
    if it.unplaced.is_empty() {
        return nothing();
    }
    many([word(paper_words, "h2", PaperWord::ReviewUnplaced).into(), numbers(paper_words, 0, &it.unplaced)])
}

fn found(paper_words: &PaperWords, it: &Chapter) -> Node {
    let row = |cells: &[&String]| el("tr").child(many(cells.iter().map(|cell| words("td", (*cell).clone()))));
    let found = |it: &Found| row(&[&it.title, &it.location, &it.message]);
    let explained = |(it, why): &(Found, String)| row(&[&it.title, &it.location, &it.message, why]);
    let title = word(paper_words, "h2", PaperWord::ReviewFound);
    let list = match it.found.as_slice() {
        [] => word(paper_words, "p", PaperWord::ReviewFoundNone),
        all => table(many(all.iter().map(found))).class("found"),
    };
    let explained = (!it.explained.is_empty()).then(|| {
        let list = table(many(it.explained.iter().map(explained))).class("found");
        many([word(paper_words, "h3", PaperWord::ReviewExplained), list])
    });
    many([title.into(), list.into(), Node::from(explained)])
}

fn standards(paper_words: &PaperWords, it: &Chapter) -> Node {
    let row = |asked: &Asked| {
        let cells = [&asked.id, &asked.asks, &asked.found];
        el("tr").child(many(cells.map(|cell| words("td", cell.clone()))))
    };
    let group = |(title, asked): &(String, Vec<Asked>)| {
        (!asked.is_empty())
            .then(|| many([words("h3", title.clone()), table(many(asked.iter().map(row))).class("asked")]))
    };
    many([
        word(paper_words, "h2", PaperWord::AboutStandards).into(),
        many(it.standards.iter().map(group)),
        word(paper_words, "p", PaperWord::StandardsClosing).into(),
    ])
}

fn sign_off(paper_words: &PaperWords, it: &Chapter) -> Node {
    let asks = [
        PaperWord::ReviewSignName,
        PaperWord::ReviewSignRole,
        PaperWord::ReviewSignInterests,
        PaperWord::ReviewSignChange,
        PaperWord::ReviewSignDate,
        PaperWord::ReviewSignSignature,
    ];
    let label =
        |name: &str, named: &str| paper_words.format(PaperWord::JoinLabel, &[("a", name), ("b", named)]);
    let ask = |word: PaperWord| el("p").class("ask").child(label(paper_words.get(word), LINE));
    let tick = |word| el("p").child("☐ ").child(paper_words.get(word).to_string());
    let some = tick(PaperWord::ReviewSignSome).child(label("", LINE));
    many([
        words("h2", label(paper_words.get(PaperWord::ReviewSign), &it.title)).class("text").into(),
        word(paper_words, "h3", PaperWord::ReviewSignWhat).into(),
        tick(PaperWord::ReviewSignAll).into(),
        tick(PaperWord::ReviewSignNumbers).into(),
        some.into(),
        many(asks.map(ask)),
        word(paper_words, "p", PaperWord::ReviewCopy).into(),
        words("pre", it.copy.join("\n")).into(),
    ])
}
