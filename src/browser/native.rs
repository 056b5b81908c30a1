//! Where there is no browser: every door of it does nothing.

pub mod host {
    //! See the browser's `host`.

    /// Does nothing.
    pub fn hold(_text: &str, _kept: bool) {}

    /// Clears nothing.
    pub fn clear() {}

    /// Copies nothing.
    pub fn copy(_text: &str) {}

    /// Prints nothing.
    pub fn print() {}

    /// Remembers nothing.
    pub fn set_shared(_shared: bool) {}
}

pub mod store {
    //! See the browser's `store`.

    use crate::text::Date;

    /// Keeps nothing.
    pub fn write(_decision: &str, _until: Date, _text: &str) -> bool {
        false
    }

    /// Deletes nothing.
    pub fn delete(_decision: &str) {}
}

pub mod files {
    //! See the browser's `files`.

    /// Saves nothing.
    pub fn save_sheet(_title: &str, _lang: &str, _direction: &str) -> bool {
        false
    }
}

pub mod window {
    //! See the browser's `window`.

    /// Goes nowhere.
    pub fn go(_hash: &str, _embedded: bool) {}

    /// Gives the focus to nothing.
    pub fn focus_title() {}

    /// Shows nothing.
    pub fn arrive(_title: &str, _spot: Option<&str>, _moved: bool, _embedded: bool) {}
}
