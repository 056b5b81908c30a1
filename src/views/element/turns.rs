//! Drawing in turns: when somebody comes to a place, what is below the first screen is drawn in the next moments, a part with
//! each frame, so that a long place is there at once on a slow phone.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

/// Something that can wait for its turn. Once nobody holds it any more it is not drawn.
pub trait Waiting {
    /// Draws it, unless that is done.
    fn draw(&self);
}

#[derive(Default)]
struct Turns {
    /// Whether what is drawn now may leave parts for later.
    open: bool,
    /// Whether the next frame is asked for.
    asked: bool,
    waiting: VecDeque<Weak<dyn Waiting>>,
}

thread_local! {
    static TURNS: RefCell<Turns> = RefCell::default();
}

/// Draws something whose parts may wait.
pub fn in_turns<T>(draw: impl FnOnce() -> T) -> T {
    let before = TURNS.with_borrow_mut(|turns| std::mem::replace(&mut turns.open, true));
    let drawn = draw();
    TURNS.with_borrow_mut(|turns| turns.open = before);
    drawn
}

/// Leaves something for later; where nothing may wait it is drawn now.
pub fn soon(part: Rc<dyn Waiting>) {
    let waits = TURNS.with_borrow_mut(|turns| {
        if turns.open {
            turns.waiting.push_back(Rc::downgrade(&part));
        }
        turns.open
    });
    if waits {
        ask_for_frame();
    } else {
        part.draw();
    }
}

/// Draws all that still waits: somebody prints, or is led to a spot that may not be there yet.
pub fn finish() {
    while draw_next() {}
}

fn ask_for_frame() {
    if !TURNS.with_borrow_mut(|turns| std::mem::replace(&mut turns.asked, true)) {
        after_frame(Box::new(take_turn));
    }
}

/// After a frame was shown, so that what is there already is seen first.
pub fn after_frame(act: Box<dyn FnOnce()>) {
    request_animation_frame(|| set_timeout(act, Duration::ZERO));
}

fn take_turn() {
    TURNS.with_borrow_mut(|turns| turns.asked = false);
    if draw_next() {
        ask_for_frame();
    }
}

/// Draws the first part that waits; false if none does. What it leaves for later comes before what waited already.
fn draw_next() -> bool {
    let mut others = TURNS.with_borrow_mut(|turns| std::mem::take(&mut turns.waiting));
    let next = std::iter::from_fn(|| others.pop_front()).find_map(|part| part.upgrade());
    if let Some(part) = &next {
        in_turns(|| part.draw());
    }
    TURNS.with_borrow_mut(|turns| turns.waiting.append(&mut others));
    next.is_some()
}
