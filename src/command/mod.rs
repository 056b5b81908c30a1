//! The native command: what authors and builders run.

/// Prints a line. Nobody may be reading any more, as after `| head`: what was asked is done all the same.
macro_rules! show {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

/// The same for what goes wrong, on the error stream.
macro_rules! tell {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

mod about;
mod catalogue;
pub mod check;
mod connections;
pub mod folder;
mod gate;
pub mod handouts;
mod languages;
mod manifest;
mod new;
mod oembed;
mod offline;
mod other_names;
mod preview;
mod publish;
mod remarks;
pub mod report;
pub mod review;
mod schema;
mod selection;
mod single;
mod site;
pub mod standards;
mod theme;
mod verify;
mod watch;

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use lexopt::{Arg, Parser, ValueExt};

use crate::check as checker;
use crate::check::language::lexicon::Lexicon;
use crate::text::Date;
use check::Format;

const HELP: &str = "\
tandem check CONTENT [--format text|json|sarif] [--fix] [--watch]
                                  what is wrong in a content folder, where, and how to mend it
tandem check CONTENT --reading    how hard each file is to read, with its hardest sentences
tandem explain CODE               the page of one rule of the checker
tandem standards CONTENT [ID] [--format text|json]
                                  what two standards ask for: what is here, what is missing, what is only said
tandem review CONTENT [ID] [--lang en] --to FILE.html [--to FILE.docx] [--since FOLDER_OR_PACK]
                                  a pack to review on paper or in Word, with a page to sign; what is new since an
                                  earlier pack, or a folder of cards that was kept
tandem new CONTENT ID [--title WORDS] [--kind treatment|test] [--choices no-operation,operation] [--lang en]
                                  begin a decision; the first choice is no treatment, no test, or staying as now
tandem preview CONTENT [--port 8090] [--app APP]
                                  the pages on this machine, with what the checker says; follows what you save
tandem publish CONTENT --to OUT [--app APP] [--allow-unreviewed]
                                  check, and write the website
tandem publish CONTENT --single TOPIC [--lang en] --to FILE.html [--app APP] [--allow-unreviewed]
                                  one topic in one file that needs nothing else: for a memory stick, or a shared folder
tandem verify ADDRESS [--against OUT] [--links]
                                  what a website sends to people, and what is missing there; with the links out of it
tandem verify --embed ADDRESS     what somebody's page does to the frames of Tandem in it
";

/// Runs the command with its arguments; the exit status: 0 well, 1 errors in the content, 2 could not be run.
pub fn run(arguments: impl Iterator<Item = String>) -> u8 {
    let arguments: Vec<String> = arguments.collect();
    if arguments.iter().any(|word| word == "--help" || word == "-h") {
        show!("{}", help(arguments.first().map_or("", String::as_str)));
        return 0;
    }
    match command(&mut Parser::from_args(arguments)) {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(why) => {
            tell!("{why}");
            2
        }
    }
}

fn command(words: &mut Parser) -> Result<bool, String> {
    let name = match words.next().map_err(as_sentence)? {
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        Some(Arg::Long("version") | Arg::Short('V')) => "version".into(),
        _ => "help".into(),
    };
    match name.as_str() {
        "check" => check::run(&check_order(words)?),
        "explain" => explain(&operand(words, "CODE")?.to_string_lossy()),
        "standards" => standards::run(&standards_order(words)?),
        "review" => review::run(&review_order(words)?),
        "new" => new::run(&new_order(words)?).map(|()| true),
        "preview" => preview::run(&preview_order(words)?).map(|()| true),
        "publish" => publish_order(words)?.run(),
        "verify" => verify_order(words)?.run(),
        "version" => {
            show!("tandem {}", env!("CARGO_PKG_VERSION"));
            Ok(true)
        }
        "help" => {
            let name = words.next().ok().flatten();
            let name = name.map(|word| match word {
                Arg::Value(name) => name.to_string_lossy().into_owned(),
                _ => String::new(),
            });
            show!("{}", help(&name.unwrap_or_default()));
            Ok(true)
        }
        other => Err(format!("There is no command `{other}`. These are:\n{HELP}")),
    }
}

/// What is said of one command; of all of them, if there is none of that name.
fn help(name: &str) -> String {
    let start = format!("tandem {name} ");
    let mut is_meant = false;
    let lines = HELP.lines().filter(|line| {
        is_meant = line.starts_with(&start) || (is_meant && line.starts_with(' '));
        is_meant
    });
    let found = lines.collect::<Vec<_>>().join("\n");
    if found.is_empty() { HELP.trim_end().to_string() } else { found }
}

fn as_sentence(error: lexopt::Error) -> String {
    format!("{error}; `tandem --help` shows how each command is written.")
}

/// The one value that a command cannot do without.
fn operand(words: &mut Parser, name: &str) -> Result<PathBuf, String> {
    match words.next().map_err(as_sentence)? {
        Some(Arg::Value(value)) => Ok(PathBuf::from(value)),
        _ => Err(format!("{name} is missing; `tandem --help` shows how each command is written.")),
    }
}

fn check_order(words: &mut Parser) -> Result<check::Options, String> {
    let content = operand(words, "CONTENT")?;
    let mut order =
        check::Options { content, format: Format::Text, fix: false, watch: false, reading: false };
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Long("fix") => order.fix = true,
            Arg::Long("watch") => order.watch = true,
            Arg::Long("reading") => order.reading = true,
            Arg::Long("format") => {
                let value = words.value().and_then(|it| it.string()).map_err(as_sentence)?;
                order.format = match value.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "sarif" => Format::Sarif,
                    other => return Err(format!("`{other}` is not text, json or sarif.")),
                };
            }
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    Ok(order)
}

fn review_order(words: &mut Parser) -> Result<review::Options, String> {
    let content = operand(words, "CONTENT")?;
    let mut order = review::Options { content, id: None, lang: None, to: Vec::new(), since: None };
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Value(value) if order.id.is_none() => order.id = Some(value.to_string_lossy().into_owned()),
            Arg::Long("to") => order.to.push(PathBuf::from(words.value().map_err(as_sentence)?)),
            Arg::Long("lang") => order.lang = Some(value(words)?),
            Arg::Long("since") => order.since = Some(PathBuf::from(words.value().map_err(as_sentence)?)),
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    if order.to.is_empty() {
        return Err("--to FILE.html or --to FILE.docx is missing.".into());
    }
    Ok(order)
}

fn standards_order(words: &mut Parser) -> Result<standards::Options, String> {
    let mut order = standards::Options { content: operand(words, "CONTENT")?, id: None, json: false };
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Value(id) if order.id.is_none() => order.id = Some(id.to_string_lossy().into_owned()),
            Arg::Long("format") => {
                let value = words.value().and_then(|it| it.string()).map_err(as_sentence)?;
                order.json = match value.as_str() {
                    "text" => false,
                    "json" => true,
                    other => return Err(format!("`{other}` is not text or json.")),
                };
            }
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    Ok(order)
}

/// What stands after `--word`.
fn value(words: &mut Parser) -> Result<String, String> {
    words.value().and_then(|it| it.string()).map_err(as_sentence)
}

fn new_order(words: &mut Parser) -> Result<new::Options, String> {
    let content = operand(words, "CONTENT")?;
    let id = operand(words, "ID")?.to_string_lossy().into_owned();
    let mut order =
        new::Options { content, id, is_test: false, title: None, lang: "en".into(), choices: Vec::new() };
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Long("title") => order.title = Some(value(words)?),
            Arg::Long("lang") => order.lang = value(words)?,
            Arg::Long("kind") => {
                order.is_test = match value(words)?.as_str() {
                    "treatment" => false,
                    "test" => true,
                    other => return Err(format!("`{other}` is not treatment or test.")),
                };
            }
            Arg::Long("choices") => {
                order.choices = value(words)?.split(',').map(|it| it.trim().to_string()).collect();
            }
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    if order.choices.is_empty() {
        let usual = if order.is_test { ["no-test", "test"] } else { ["no-treatment", "treatment"] };
        order.choices = usual.map(str::to_string).to_vec();
    }
    Ok(order)
}

fn preview_order(words: &mut Parser) -> Result<preview::Options, String> {
    let content = operand(words, "CONTENT")?;
    let (mut app, mut port) = (None, 8090);
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Long("app") => app = Some(PathBuf::from(words.value().map_err(as_sentence)?)),
            Arg::Long("port") => {
                let number = value(words)?;
                port = number.parse().map_err(|_| format!("`{number}` is not a port: use 1 to 65535."))?;
            }
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    let app = app.map_or_else(app_beside_program, Ok)?;
    publish::must_be_app(&app)?;
    Ok(preview::Options { content, app, port })
}

/// A site, or one file.
enum Publishing {
    Site(site::Publish),
    Single(single::Options),
}

impl Publishing {
    fn run(&self) -> Result<bool, String> {
        match self {
            Publishing::Site(order) => publish::run(order),
            Publishing::Single(order) => single::run(order),
        }
    }
}

fn publish_order(words: &mut Parser) -> Result<Publishing, String> {
    let content = operand(words, "CONTENT")?;
    let (mut app, mut out, mut allow_unreviewed, mut topic, mut lang) = (None, None, false, None, None);
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Long("app") => app = Some(PathBuf::from(words.value().map_err(as_sentence)?)),
            Arg::Long("to") => out = Some(PathBuf::from(words.value().map_err(as_sentence)?)),
            Arg::Long("allow-unreviewed") => allow_unreviewed = true,
            Arg::Long("single") => topic = Some(value(words)?),
            Arg::Long("lang") => lang = Some(value(words)?),
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    let out =
        out.ok_or(if topic.is_some() { "--to FILE.html is missing." } else { "--to OUT is missing." })?;
    if topic.is_none() && lang.is_some() {
        return Err("--lang belongs to --single: a site has all its languages.".into());
    }
    let named_app: Option<PathBuf> = app;
    let app = named_app.clone().map_or_else(app_beside_program, Ok)?;
    publish::must_be_app(&app)?;
    let site = site::Publish { content, app, named_app, out, allow_unreviewed, preview: false };
    Ok(match topic {
        Some(topic) => {
            Publishing::Single(single::Options { site, topic, lang: lang.unwrap_or_else(|| "en".into()) })
        }
        None => Publishing::Site(site),
    })
}

fn verify_order(words: &mut Parser) -> Result<verify::Options, String> {
    let mut order = verify::Options { address: String::new(), against: None, links: false, embed: false };
    while let Some(word) = words.next().map_err(as_sentence)? {
        match word {
            Arg::Value(address) if order.address.is_empty() => {
                order.address = address.to_string_lossy().into_owned()
            }
            Arg::Long("against") => {
                order.against = Some(PathBuf::from(words.value().map_err(as_sentence)?));
            }
            Arg::Long("links") => order.links = true,
            Arg::Long("embed") => order.embed = true,
            other => return Err(as_sentence(other.unexpected())),
        }
    }
    if order.address.is_empty() {
        return Err("ADDRESS is missing; `tandem --help` shows how each command is written.".into());
    }
    Ok(order)
}

/// An unpacked release has the built app beside the program.
fn app_beside_program() -> Result<PathBuf, String> {
    let program =
        std::env::current_exe().map_err(|why| format!("This program's folder is unknown: {why}"))?;
    let app = program.with_file_name("app");
    let advice = "unpack the whole release, or say where the app is with --app APP (`target/app` after `cargo xtask build`)";
    if app.is_dir() {
        Ok(app)
    } else {
        Err(format!("There is no folder `app` beside the program: {advice}."))
    }
}

fn explain(code: &str) -> Result<bool, String> {
    let found = checker::all().find(|(rule, _)| rule.code == code);
    let (rule, _) = found.ok_or_else(|| format!("There is no rule `{code}`."))?;
    show!("{}", rule.page.trim_end());
    let english = Lexicon::english();
    let phrases = english.said_by(code);
    if !phrases.is_empty() {
        show!(
            "\n## Its phrases in English\n\nTo switch one off, write its name under `off:` in `checks/en.yaml` of your own folder.\n"
        );
        phrases.iter().for_each(|(name, message)| show!("- `{name}`: {message}"));
    }
    Ok(true)
}

/// "1 error", "2 errors".
fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Today by this machine's clock, in UTC.
pub fn today() -> Date {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    Date { year: 1970, month: 1, day: 1 }.plus_days(u16::try_from(days).unwrap_or(u16::MAX))
}
