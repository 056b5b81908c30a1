//! The address, the title, focus, the clock.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Window};

use crate::text::Date;

/// The id of the heading that gets the focus on a change of step.
pub const TITLE_ID: &str = "main-title";

/// Writes an address after `#`. Inside somebody else's page the history is theirs: the entry is replaced, not added.
pub fn go(hash: &str, embedded: bool) {
    let Some(window) = web_sys::window() else { return };
    let hash = format!("#{hash}");
    if embedded {
        let replaced = window.history().and_then(|history| {
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&hash))
        });
        // A sandboxed frame may refuse; the place is shown all the same.
        let _ = replaced;
    } else {
        let _ = window.location().set_hash(&hash);
    }
}

/// The address after `#`.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address of the site, as `https://example.org`.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Takes the focus off what is about to be left. A browser lays the whole page out once more before it takes out something
/// that has the focus; while nothing is changed yet that costs nothing.
pub fn leave() {
    let focused = both().and_then(|(_, document)| document.active_element());
    if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Shows that a place was reached: title, scroll and, if the person moved there, focus. To be called once it is drawn.
pub fn arrive(title: &str, spot: Option<&str>, moved: bool, embedded: bool) {
    let Some((window, document)) = both() else { return };
    document.set_title(title);
    let target = spot.and_then(|id| document.get_element_by_id(id));
    if let Some(element) = target {
        if element.tag_name().eq_ignore_ascii_case("details") {
            open(&element);
        }
        let _ = element.set_attribute("tabindex", "-1");
        element.scroll_into_view();
        if moved {
            focus(&element);
        }
    } else if moved {
        if !embedded {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        focus_title();
    }
}

/// Opens a fold. What it holds is drawn now and not only when the browser tells of it: the page must be as long as it will be.
pub fn open(fold: &web_sys::Element) {
    let _ = fold.set_attribute("open", "");
    let _ = web_sys::Event::new("toggle").map(|event| fold.dispatch_event(&event));
}

/// Writes the title, by which a browser names the file that a printer makes.
pub fn set_title(title: &str) {
    if let Some((_, document)) = both() {
        document.set_title(title);
    }
}

/// Gives the focus to the step's heading.
pub fn focus_title() {
    if let Some(heading) = both().and_then(|(_, document)| document.get_element_by_id(TITLE_ID)) {
        focus(&heading);
    }
}

/// A way that the page as built holds for the program: its address and its words; nothing where there is none.
pub fn way(id: &str) -> Option<(String, String)> {
    let link = both()?.1.get_element_by_id(id)?;
    Some((link.get_attribute("href")?, link.text_content()?))
}

/// Brings something into view, and gives it the focus.
pub fn show(id: &str) {
    if let Some(element) = both().and_then(|(_, document)| document.get_element_by_id(id)) {
        let _ = element.set_attribute("tabindex", "-1");
        element.scroll_into_view();
        focus(&element);
    }
}

fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Whether the window has room for choices beside each other: a tablet held upright has.
pub fn is_wide() -> bool {
    let width =
        web_sys::window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= 704.0)
}

/// Today, by the device's clock.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let part = |value: u32| u8::try_from(value).unwrap_or(1);
    Date {
        year: u16::try_from(now.get_full_year()).unwrap_or(u16::MAX),
        month: part(now.get_month() + 1),
        day: part(now.get_date()),
    }
}

/// Today as it is now: a page may stay open for days.
pub fn today_or(_opened: Date) -> Date {
    today()
}

/// The time of day, by the device's clock: the hour and the minute.
pub fn time() -> Option<(u32, u32)> {
    let now = js_sys::Date::new_0();
    Some((now.get_hours(), now.get_minutes()))
}

/// A number by chance, below 65,536.
pub fn chance() -> u16 {
    (js_sys::Math::random() * 65_536.0) as u16
}

/// Whether a day is over, by the device's clock as it is now.
pub fn is_past(day: Date) -> bool {
    today() > day
}

fn both() -> Option<(Window, Document)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    Some((window, document))
}
