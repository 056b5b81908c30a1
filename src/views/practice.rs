//! Places that are drawn once where nobody sees them, so that a slow phone or tablet shows them at once when somebody comes.
//! What a browser does for the first time takes it three times as long.

use super::element::{self, live};
use super::route::{Room, Route};
use super::state::Tandem;
use super::step;

/// Somebody who wrote more than so many bytes waits for each drawing of their page: none is made that nobody sees.
const LONG_NOTE: usize = 20_000;

/// Draws one of them; false if there is none of this number, or none is worth it.
#[inline(never)] // a part of the program that comes later
pub fn practise(t: Tandem, number: usize) -> bool {
    let places = [
        Route::Decision,
        Route::Choices,
        Route::Compare,
        Route::Matters,
        Route::MyWay,
        Route::Page,
        Route::Talk(Room::Compare),
        Route::Talk(Room::Line(first_line(t))),
        Route::Talk(Room::Answers),
        Route::Talk(Room::Home),
    ];
    let is_quick = t.answers_untracked(|answers| answers.note().len() < LONG_NOTE);
    let route = places.get(number).filter(|_| is_quick);
    if let Some(route) = route.cloned() {
        element::practise(live(move || step(t, &route)));
        return true;
    }
    false
}

/// The line of the first row that everybody may be shown.
fn first_line(t: Tandem) -> usize {
    let tables = t.decision.tables.iter().filter(|table| !table.is_survival());
    tables.flat_map(|table| &table.rows).next().map_or(0, |row| row.line)
}
