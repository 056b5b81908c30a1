//! Places that are drawn once where nobody sees them, so that a slow phone or tablet shows them at once when somebody comes.
//! What a browser does for the first time takes it three times as long.

use super::element;
use super::route::{Room, Route};
use super::state::Tandem;
use super::step;

/// Draws one of them; false if there is none of this number.
#[inline(never)] // a part of the program that comes later
pub fn practise(t: Tandem, number: usize) -> bool {
    let places = [
        Route::Talk(Room::Compare),
        Route::Talk(Room::Line(first_line(t))),
        Route::Talk(Room::Answers),
        Route::Talk(Room::Home),
        Route::MyWay,
        Route::Page,
    ];
    let route = places.get(number);
    if let Some(route) = route {
        element::practise(step(t, route));
    }
    route.is_some()
}

/// The line of the first row that everybody may be shown.
fn first_line(t: Tandem) -> usize {
    let tables = t.decision.tables.iter().filter(|table| !table.is_survival());
    tables.flat_map(|table| &table.rows).next().map_or(0, |row| row.line)
}
