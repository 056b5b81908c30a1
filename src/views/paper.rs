//! What is drawn for paper alone. Where somebody answers, that is their page; where they read, it is the information on the
//! topic as a leaflet; and a place that is a leaflet by itself is printed as it stands.
//!
//! It is drawn when printing begins, and taken away after it: while somebody reads or answers, nothing of it is there.

mod leaflet;

use leptos::prelude::*;

use leaflet::Sections;

use super::element::{El, Node, button, el, nothing};
use super::parts::{large, sheet};
use super::route::Route;
use super::state::{Paper, Tandem};
use super::steps::worksheet;
use crate::browser;
use crate::words::Word;

/// What is printed at a place, if nothing else was asked for.
fn at(route: &Route) -> Paper {
    match route {
        Route::Decision | Route::Choices | Route::Compare => Paper::Leaflet,
        Route::Talk(_) | Route::Matters | Route::MyWay | Route::Questions | Route::Stand | Route::Said => {
            Paper::Page
        }
        Route::Page | Route::Show => Paper::Place,
        Route::Start | Route::Option(_) | Route::Survival | Route::About | Route::Copy => Paper::Place,
    }
}

/// Whether something is drawn for paper alone.
pub fn is_drawn(paper: Option<Paper>) -> bool {
    matches!(paper, Some(Paper::Page | Paper::Large | Paper::Blank | Paper::Leaflet))
}

/// What is drawn for paper alone.
pub fn drawn(t: Tandem, paper: Option<Paper>) -> Node {
    let t = t.on_paper();
    match paper {
        Some(Paper::Page) => el("div").class("printed").child(sheet::sheet(t)).into(),
        Some(Paper::Large) => el("div").class("printed").child(large::large(t)).into(),
        Some(Paper::Blank) => el("div").class("printed").child(worksheet::printed(t)).into(),
        Some(Paper::Leaflet) => el("div").class("printed").child(leaflet::leaflet(t, Sections::Short)).into(),
        Some(Paper::Place) | None => nothing(),
    }
}

/// All cards of the decision as they are now, for a copy.
pub fn cards(t: Tandem) -> Node {
    el("div").class("printed").child(leaflet::leaflet(t.on_paper(), Sections::All)).into()
}

/// Printing begins, or is over. The file that a printer makes is named by the title, which says nothing of the topic where it
/// is the person's page.
pub fn printing(t: Tandem, begins: bool) {
    if !begins {
        t.paper.set(None);
        browser::window::set_title(&super::title_now(t));
        return;
    }
    let paper = t.paper.get_untracked().unwrap_or_else(|| t.route.with_untracked(at));
    t.paper.set(Some(paper));
    let is_page = t.route.with_untracked(|route| matches!(route, Route::Page | Route::Show));
    browser::window::set_title(match paper {
        Paper::Leaflet => &t.decision.meta.title,
        Paper::Place if !is_page => return,
        Paper::Page | Paper::Large | Paper::Blank | Paper::Place => t.word(Word::PageFileTitle),
    });
}

/// Prints something, once it is drawn.
pub fn print(t: Tandem, paper: Paper) {
    // Anew, so that it bears the time of this printing.
    t.paper.set(None);
    t.paper.set(Some(paper));
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        browser::host::print();
    });
}

/// "Print this information".
pub fn leaflet_button(t: Tandem) -> El {
    let print = button("button", t.word(Word::PrintLeaflet), move || print(t, Paper::Leaflet));
    el("p").class("print-leaflet").child(print)
}
