//! What a row of numbers counts, by its words: what people want or want to be spared, and deaths from one cause or from any.

use crate::check::is_in;
use crate::check::language::lists::List;
use crate::check::language::tokens::{self, Tokens};

/// What people hope for, or hope to be spared. Nothing if the words do not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// People hope for it.
    Wanted,
    /// People hope to be spared it.
    Unwanted,
}

/// Words for what nobody wants.
static TROUBLES: List = List::named("trouble");

/// Words for what people want, wherever they stand.
static HOPES: List = List::named("hope");

/// What people hope for or hope to be spared, by the words of a row.
pub fn nature(label: &str) -> Option<Nature> {
    let tokens = Tokens::of(label);
    let words: Vec<&str> = tokens.words().collect();
    let nature = |is_good: bool| Some(if is_good { Nature::Wanted } else { Nature::Unwanted });
    if let Some(could) = words.iter().position(|word| *word == "could") {
        return nature(tokens.word(could + 1) != "not");
    }
    let hopes = |words: &[&str]| words.iter().any(|word| HOPES.has(word));
    let no = words.iter().position(|word| is_in("no without not never less fewer nor", word));
    let (before, meant) = words.split_at(no.unwrap_or_default());
    // What is denied stands near.
    let meant = meant.get(..4).filter(|_| no.is_some()).unwrap_or(meant);
    // Some want to lose weight, others fear it.
    let is_trouble = |word: &&str| TROUBLES.has(word) && !(*word == "lost" && words.contains(&"weight"));
    let is_back = words.windows(2).any(|two| matches!(two, ["came" | "come", "back"]));
    let has_trouble = meant.iter().any(is_trouble) || (is_back && no.is_none());
    // What goes on is bad if what follows is: "lived with pain".
    let goes_on = has_trouble && words.iter().any(|word| is_in("kept lived", word));
    let is_good = hopes(meant) && !goes_on;
    match (hopes(before), is_good || has_trouble) {
        // "Alive with no pain".
        (true, _) => nature(true),
        (false, false) => None,
        // "Had no pain" is spared a trouble, "not free of pain" is not.
        (false, true) => nature(is_good != no.is_some()),
    }
}

/// What a row says of deaths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deaths {
    /// Whatever they died of.
    AnyCause,
    /// Of one illness, accident or treatment.
    OneCause,
}

static DIED: List = List::named("died");

/// Words for those who did not: they count all deaths if nothing but a time follows.
static LIVED: List = List::named("lived");

/// Whoever fears death, or mourns somebody, is alive.
static OTHERS: List = List::named("mourner");

/// What a row says of deaths, by its words. Unless it says that any cause counts, or nothing but a time, it is one cause.
pub fn deaths(label: &str) -> Option<Deaths> {
    let tokens = Tokens::of(label);
    let find = |words: &[&str]| (0..tokens.len()).find(|index| tokens.reads(*index, words));
    if tokens.words().any(|word| OTHERS.has(word)) {
        return None;
    }
    let any = ["any cause", "all cause", "all causes", "any reason", "whatever cause"].iter();
    if let Some(any) = any.filter_map(|words| find(&words.split(' ').collect::<Vec<_>>())).min() {
        let narrowed = is_in("of from related linked due to", tokens.word(any + 2));
        return Some(if narrowed { Deaths::OneCause } else { Deaths::AnyCause });
    }
    if (0..tokens.len()).any(|index| is_death(&tokens, index)) {
        let is_plain =
            (0..tokens.len()).all(|index| DIED.has(tokens.word(index)) || says_when(&tokens, index));
        let says_cause = tokens.words().any(|word| is_in("fatal deadly killed dying", word));
        return Some(if is_plain && !says_cause { Deaths::AnyCause } else { Deaths::OneCause });
    }
    // "Alive and free of cancer" counts more than deaths; "survived a stroke" may tell of long ago.
    let lived = (0..tokens.len()).find(|index| is_life(&tokens, *index))?;
    let only_when = (lived + 1..tokens.len()).all(|index| says_when(&tokens, index));
    only_when.then_some(Deaths::AnyCause)
}

fn is_death(tokens: &Tokens, index: usize) -> bool {
    match tokens.word(index) {
        "passed" => tokens.word(index + 1) == "away",
        "life" | "lives" => tokens.before(index, 1) == "lost" || tokens.before(index, 2) == "lost",
        "survive" => matches!(tokens.before(index, 1), "not" | "never"),
        word => DIED.has(word),
    }
}

/// "Stayed alive", and not "felt more alive".
fn is_life(tokens: &Tokens, index: usize) -> bool {
    let stays = || index == 0 || is_in("stayed were was still remained be", tokens.before(index, 1));
    LIVED.has(tokens.word(index)) && (tokens.word(index) != "alive" || stays())
}

/// Words that say when, how long, or nothing of a cause: "by the end of the trial", and not "died of the disease".
fn says_when(tokens: &Tokens, index: usize) -> bool {
    const PLAIN: &str = "\
        had have did not survive away were later longer early within in by at before during for until after the a \
        or to of first next last end follow up trial study more";
    let word = tokens.word(index);
    (is_in(PLAIN, word) && (word != "of" || is_in("end years months", tokens.before(index, 1))))
        || tokens::is_time(word)
        || tokens::is_digits(word)
        || tokens::number(word).is_some()
}
