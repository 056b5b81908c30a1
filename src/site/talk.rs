//! What stands in a topic's page for a talk, beside the program: cues for the clinician, what asks before all is cleared, what
//! covers a tablet that lies there, and what locks it while it is wiped. And on the list of topics, that all is cleared.

use leptos::prelude::*;

use crate::answers::{Answers, Draft, Key, Notebook, Pile, format};
use crate::cards::handout::{self, Handout};
use crate::cards::library;
use crate::summary::note_card_words;
use crate::views::element::{El, Node, el, link, many, words};
use crate::views::handout::Draw;
use crate::views::state::Tandem;
use crate::views::steps::what_we_said::AFTER_TALK;
use crate::words::{PaperWord, PaperWords};

/// The page whose sections are the cues, and each section with the name of its fold.
const CUES: &str = "support-talk-together";
const MOMENTS: [(&str, PaperWord); 3] = [
    ("team", PaperWord::TalkCueTeam),
    ("choices", PaperWord::TalkCueChoices),
    ("fits", PaperWord::TalkCueFits),
];

/// The sheet on which people say how a talk went.
const AFTER: &str = "sheets-how-did-this-go";

/// A topic's page with all of it. `papers` are the lists, sheets and support cards of the site.
pub fn with_talk(page: &str, t: Tandem, texts: &PaperWords, papers: &[Handout]) -> String {
    let paper = |id| papers.iter().find(|paper| paper.id == id);
    let (cues, after) = (paper(CUES), paper(AFTER));
    let parts = Owner::new().with(|| {
        let cues = cues.map(|paper| many(MOMENTS.map(|moment| cue(t, texts, paper, moment))));
        let parts = [ask(texts), idle(texts), hold(texts)];
        many([Node::from(cues), after.map(way_to).into(), many(parts)]).to_html()
    });
    let rehearsing = Owner::new().with(|| Node::from(rehearsing(t, texts)).to_html());
    page.replacen("<body>", &format!("<body>\n{rehearsing}"), 1).replacen(
        "</body>",
        &format!("{parts}\n</body>"),
        1,
    )
}

/// The way to a sheet, which the program shows where it belongs.
fn way_to(paper: &Handout) -> El {
    let way = link(handout::page_name(&paper.id, &paper.lang), paper.heading.clone());
    way.id(AFTER_TALK).flag("hidden", true)
}

/// Said over a rehearsal, with what the invented patient brings.
fn rehearsing(t: Tandem, texts: &PaperWords) -> El {
    let mut answers = Answers::default();
    for matter in t.decision.matters.iter().take(2) {
        answers.sort(&Key::Card(matter.id.clone()), Pile::Lot);
    }
    for prompt in t.decision.prompts.iter().take(2) {
        answers.ask(&Key::Card(prompt.id.clone()), true);
    }
    let own =
        [(Draft::Matter, PaperWord::TalkRehearsalThing), (Draft::Question, PaperWord::TalkRehearsalQuestion)];
    for (draft, words) in own {
        answers.write_draft(draft, texts.get(words));
        answers.add_draft(draft);
    }
    answers.write_me(texts.get(PaperWord::TalkRehearsalMe));
    note_card_words(t.decision, &Answers::default(), &mut answers);
    let notebook = format::write(&Notebook::of_topic(&t.decision.id, answers));
    el("div")
        .class("warning talk-rehearsing")
        .id("talk-rehearsing")
        .attr("role", "note")
        .attr("data-notebook", notebook)
        .flag("hidden", true)
        .child(texts.get(PaperWord::TalkRehearsing).to_string())
}

/// The list of topics, which says so once all is cleared, and so long as something is held. It stands before everything else.
pub fn with_cleared(page: &str, texts: &PaperWords) -> String {
    let told = |id, title, lines: &[PaperWord]| {
        let title = words("h2", texts.get(title).to_string()).attr("tabindex", "-1");
        let lines = lines.iter().map(|line| words("p", texts.get(*line).to_string()));
        el("div")
            .class("talk-cleared")
            .id(id)
            .attr("role", "status")
            .flag("hidden", true)
            .child(title)
            .child(many(lines))
    };
    let parts = Owner::new().with(|| {
        many([
            told("talk-held", PaperWord::TalkHeld, &[PaperWord::TalkHeldText]).child(clearing(texts)),
            told(
                "talk-cleared",
                PaperWord::TalkCleared,
                &[PaperWord::TalkClearedAll, PaperWord::TalkHistory],
            ),
            told("talk-rehearsed", PaperWord::TalkRehearsed, &[PaperWord::TalkRehearsedText]),
            told(
                "talk-not-cleared",
                PaperWord::TalkNotCleared,
                &[PaperWord::TalkNotClearedText, PaperWord::TalkHistory],
            ),
        ])
        .to_html()
    });
    page.replacen("<body>", &format!("<body>\n{parts}"), 1)
}

/// What clears all that is held: two taps, so that nothing is lost by one.
fn clearing(texts: &PaperWords) -> El {
    let all = words("p", texts.get(PaperWord::TalkAskAll).to_string());
    let yes = control(texts, "talk-ask-yes", "button", PaperWord::TalkAskYes);
    let title = words("summary", texts.get(PaperWord::TalkHeldClear).to_string());
    el("details").class("fold").child(title).child(all).child(el("p").child(yes))
}

/// Cues for one moment, folded to a line.
fn cue(t: Tandem, texts: &PaperWords, paper: &Handout, (section, name): (&str, PaperWord)) -> Option<El> {
    let inside = Draw::on_paper(t.words, None, paper).under_heading(section)?;
    let name = words("summary", texts.get(name).to_string());
    // The first of them leads to a rehearsal, which opens beside this page: nothing that was entered here is lost.
    let rehearsal = (section == "team").then(|| {
        let address = format!("{}?rehearsal#talk", library::page_name(&t.decision.id, &t.decision.lang));
        let way = link(address, texts.get(PaperWord::TalkRehearse).to_string()).class("alone");
        el("p").child(way.attr("target", "_blank").attr("rel", "noopener noreferrer"))
    });
    let inside = el("div").class("talk-cue__inside").child(inside).child(rehearsal);
    Some(el("details").class("talk-cue").id(format!("talk-cue-{section}")).child(name).child(inside))
}

/// Something that stands alone on the screen while it is needed.
fn over(texts: &PaperWords, id: &'static str, title: PaperWord, lines: &[PaperWord]) -> El {
    let title = words("h1", texts.get(title).to_string()).attr("tabindex", "-1").id(format!("{id}-title"));
    let lines = lines.iter().map(|line| words("p", texts.get(*line).to_string()));
    el("div")
        .class("talk-over")
        .id(id)
        .attr("role", "main")
        .attr("aria-labelledby", format!("{id}-title"))
        .flag("hidden", true)
        .child(title)
        .child(many(lines))
}

fn control(texts: &PaperWords, id: &'static str, class: &'static str, label: PaperWord) -> El {
    words("button", texts.get(label).to_string()).attr("type", "button").class(class).id(id)
}

/// Before all is cleared: does the person have their page?
fn ask(texts: &PaperWords) -> El {
    let way = |address: &'static str, label| link(address, texts.get(label).to_string()).class("button");
    let tick = |label| {
        let input = el("input").attr("type", "checkbox").attr("autocomplete", "off");
        el("li")
            .child(el("label").class("tick").child(input).child(words("span", texts.get(label).to_string())))
    };
    let ticks = [PaperWord::TalkTickFirst, PaperWord::TalkTickBack, PaperWord::TalkTickAsked].map(tick);
    let tally = el("details")
        .class("fold")
        .child(words("summary", texts.get(PaperWord::TalkTally).to_string()))
        .child(words("p", texts.get(PaperWord::TalkTallyNote).to_string()).class("quiet"))
        .child(el("ul").class("ticks").child(many(ticks)));
    let take = el("p")
        .class("take-along")
        .child(way("#my-page", PaperWord::TalkAskPage))
        .child(way("#talk-home", PaperWord::TalkAskHome));
    let ends = el("p")
        .class("take-along")
        .child(control(texts, "talk-ask-yes", "button button--main", PaperWord::TalkAskYes))
        .child(control(texts, "talk-ask-no", "button", PaperWord::TalkAskNo));
    over(texts, "talk-ask", PaperWord::TalkAskTitle, &[])
        .child(take)
        .child(words("p", texts.get(PaperWord::TalkAskAll).to_string()))
        .child(ends)
        .child(tally)
}

/// A tablet that lies there covers itself.
fn idle(texts: &PaperWords) -> El {
    let ends = el("p")
        .class("take-along")
        .child(control(texts, "talk-idle-yes", "button button--main", PaperWord::TalkIdleYes))
        .child(control(texts, "talk-idle-no", "button", PaperWord::TalkIdleNo));
    over(texts, "talk-idle", PaperWord::TalkIdleTitle, &[PaperWord::TalkIdleText]).child(ends)
}

/// The screen can be wiped: touch does nothing until it is held.
fn hold(texts: &PaperWords) -> El {
    let on = control(texts, "talk-hold-on", "button talk-hold", PaperWord::TalkHoldOn);
    let lines = [PaperWord::TalkHoldText, PaperWord::TalkHoldKeys];
    over(texts, "talk-hold", PaperWord::TalkHoldTitle, &lines).child(el("p").child(on))
}
