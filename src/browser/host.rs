//! The boot file, `public/boot/`: it loads cards, owns the window's listeners, and holds a copy of what was entered
//! outside the program's memory, so that a panic loses nothing.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::text::Date;

#[wasm_bindgen]
extern "C" {
    /// The object that the boot file hands over at the start.
    pub type Host;

    #[wasm_bindgen(method)]
    fn hold(this: &Host, text: &str, open: &str, keep: bool);

    #[wasm_bindgen(method)]
    fn keep(this: &Host, until: &str);

    #[wasm_bindgen(method)]
    fn stop_keeping(this: &Host);

    #[wasm_bindgen(method)]
    fn clear(this: &Host, everything: bool);

    #[wasm_bindgen(method)]
    fn copy(this: &Host, text: &str);

    #[wasm_bindgen(method)]
    fn failed(this: &Host);

    #[wasm_bindgen(method)]
    fn print(this: &Host);

    #[wasm_bindgen(method)]
    fn save(this: &Host, name: &str, kind: &str, text: &str) -> bool;

    #[wasm_bindgen(method)]
    fn hold_person(this: &Host, text: &str, open: &str);

    #[wasm_bindgen(method)]
    fn choose_copy(this: &Host);

    #[wasm_bindgen(method)]
    fn open_copy(this: &Host, page: &str, text: &str);

    #[wasm_bindgen(method)]
    fn is_shared(this: &Host) -> bool;

    #[wasm_bindgen(method)]
    fn set_shared(this: &Host, shared: bool);

    #[wasm_bindgen(method)]
    fn languages(this: &Host) -> String;

    #[wasm_bindgen(method)]
    fn beside(this: &Host, lang: &str);
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Remembers the boot file's object.
pub fn remember(host: Host) {
    HOST.with(|slot| *slot.borrow_mut() = Some(host));
}

/// Hands over a copy of the answers, whole and without what is private; empty texts if nothing was entered. If they are
/// kept on the device, the boot file then asks for what to write, and says what became of it.
pub fn hold(text: &str, open: &str, keep: bool) {
    with(|host| host.hold(text, open, keep));
}

/// Keeps what is held on the device from now on, until a day.
pub fn keep(until: Date) {
    with(|host| host.keep(&until.to_string()));
}

/// Deletes what is kept about this topic, and keeps no more.
pub fn stop_keeping() {
    with(Host::stop_keeping);
}

/// Drops what was entered about this topic, or everything: in all tabs, and what the device keeps.
pub fn clear(everything: bool) {
    with(|host| host.clear(everything));
}

/// Copies a text; the boot file then says whether that worked.
pub fn copy(text: &str) {
    with(|host| host.copy(text));
}

/// The page is not as the program drew it: the calm page takes its place.
pub fn fail() {
    with(Host::failed);
}

/// Asks the browser to print; the boot file then says whether that began.
pub fn print() {
    with(Host::print);
}

/// Hands a file to the browser to save; false where it may well refuse without saying so.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    with(|host| host.save(name, kind, text)).unwrap_or(false)
}

/// Hands over what belongs to the person, on the page of a topic, where it came from a copy.
pub fn hold_person(text: &str, open: &str) {
    with(|host| host.hold_person(text, open));
}

/// Lets somebody choose a saved copy; the boot file then hands over what it is.
pub fn choose_copy() {
    with(Host::choose_copy);
}

/// Goes to another page of this site with the text of a copy that was chosen here.
pub fn open_copy(page: &str, text: &str) {
    with(|host| host.open_copy(page, text));
}

/// Whether several people use this device.
pub fn is_shared() -> bool {
    with(Host::is_shared).unwrap_or(false)
}

/// Remembers on the device whether several people use it.
pub fn set_shared(shared: bool) {
    with(|host| host.set_shared(shared));
}

/// The other languages that this page is there in: a line for each, its tag and its own name.
pub fn languages() -> String {
    with(Host::languages).unwrap_or_default()
}

/// Fetches the words and this topic's cards in another language; the boot file then hands them over. With no language, what is
/// still on its way is not wanted any more.
pub fn beside(lang: &str) {
    with(|host| host.beside(lang));
}

fn with<T>(call: impl Fn(&Host) -> T) -> Option<T> {
    HOST.with(|slot| slot.try_borrow().ok()?.as_ref().map(call))
}
