//! Where there is no browser: every door of it does nothing.

pub mod host {
    //! See the browser's `host`.

    use crate::text::Date;

    /// Does nothing.
    pub fn hold(_text: &str, _open: &str, _keep: bool) {}

    /// Keeps nothing.
    pub fn keep(_until: Date) {}

    /// Deletes nothing.
    pub fn stop_keeping() {}

    /// Clears nothing.
    pub fn clear(_everything: bool) {}

    /// Saves nothing.
    pub fn save(_name: &str, _kind: &str, _text: &str) -> bool {
        false
    }

    /// Copies nothing.
    pub fn copy(_text: &str) {}

    /// Prints nothing.
    pub fn print() {}

    /// Holds nothing.
    pub fn hold_person(_text: &str, _open: &str) {}

    /// Chooses nothing.
    pub fn choose_copy() {}

    /// Goes nowhere.
    pub fn open_copy(_page: &str, _text: &str) {}

    /// Remembers nothing.
    pub fn set_shared(_shared: bool) {}

    /// There is no page in another language.
    pub fn languages() -> String {
        String::new()
    }

    /// Fetches nothing.
    pub fn beside(_lang: &str) {}
}

pub mod window {
    //! See the browser's `window`.

    use crate::text::Date;

    /// There is no clock: the day that was given.
    pub fn today_or(opened: Date) -> Date {
        opened
    }

    /// There is no clock.
    pub fn time() -> Option<(u32, u32)> {
        None
    }

    /// There is no chance.
    pub fn chance() -> u16 {
        0
    }

    /// There is no clock.
    pub fn is_past(_day: Date) -> bool {
        false
    }

    /// Goes nowhere.
    pub fn go(_hash: &str, _embedded: bool) {}

    /// There is no page.
    pub fn way(_id: &str) -> Option<(String, String)> {
        None
    }

    /// Brings nothing into view.
    pub fn show(_id: &str) {}

    /// Gives the focus to nothing.
    pub fn focus_title() {}

    /// Writes nothing.
    pub fn set_title(_title: &str) {}

    /// Takes the focus off nothing.
    pub fn leave() {}

    /// Shows nothing.
    pub fn arrive(_title: &str, _spot: Option<&str>, _moved: bool, _embedded: bool) {}
}
