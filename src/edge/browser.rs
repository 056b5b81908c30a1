//! The address, the title, focus, printing, the clock.

use gloo_timers::callback::Timeout;
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

/// Shows that a place was reached: title, scroll, focus. To be called once it is drawn.
pub fn arrive(title: &str, spot: Option<&str>, embedded: bool) {
    let Some((window, document)) = both() else { return };
    document.set_title(title);
    let target = spot.and_then(|id| document.get_element_by_id(id));
    match target {
        Some(element) => {
            element.scroll_into_view();
            let _ = element.set_attribute("tabindex", "-1");
            focus(&element);
        }
        None => {
            if !embedded {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            if let Some(heading) = document.get_element_by_id(TITLE_ID) {
                focus(&heading);
            }
        }
    }
}

/// Gives the focus to the first of these ids that can take it, once what changed is drawn: when a list is drawn anew, the
/// button that was pressed is another, and a keyboard or screen reader must not be thrown back to the start of the page.
pub fn focus_soon(ids: Vec<String>) {
    Timeout::new(0, move || {
        let Some((_, document)) = both() else { return };
        for id in &ids {
            if let Some(element) = document.get_element_by_id(id)
                && !element.has_attribute("disabled")
            {
                return focus(&element);
            }
        }
    })
    .forget();
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

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
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

fn both() -> Option<(Window, Document)> {
    let window = web_sys::window()?;
    let document = window.document()?;
    Some((window, document))
}
