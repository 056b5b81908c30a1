//! The boot file, `public/boot/`: it loads cards, owns the window's listeners, and holds a copy of what was entered
//! outside the program's memory, so that a panic loses nothing.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The object that the boot file hands over at the start.
    pub type Host;

    #[wasm_bindgen(method)]
    fn hold(this: &Host, text: &str, kept: bool);

    #[wasm_bindgen(method)]
    fn copy(this: &Host, text: &str);

    #[wasm_bindgen(method)]
    fn failed(this: &Host);
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Remembers the boot file's object and tells it of a panic. The panic's message is not read: it could hold an answer.
pub fn remember(host: Host) {
    HOST.with(|slot| *slot.borrow_mut() = Some(host));
    std::panic::set_hook(Box::new(|_| with(Host::failed)));
}

/// Hands over a copy of the answers; an empty text if nothing was entered.
pub fn hold(text: &str, kept: bool) {
    with(|host| host.hold(text, kept));
}

/// Copies a text; the boot file then says whether that worked.
pub fn copy(text: &str) {
    with(|host| host.copy(text));
}

fn with(call: impl Fn(&Host)) {
    HOST.with(|slot| {
        if let Ok(host) = slot.try_borrow()
            && let Some(host) = host.as_ref()
        {
            call(host);
        }
    });
}
