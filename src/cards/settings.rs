//! What one copy of Tandem is allowed to do: `content/settings.yaml`, written by whoever runs the website.
//!
//! Two more of its lines are read where they are used: `name` when pages are written (`src/command/theme.rs`), and the times
//! `idle-cover` and `idle-wipe` by the boot script (`public/boot/talk.js`), which covers a page whatever becomes of the program.

use crate::text::remark::Remarks;
use crate::text::{Source, head};

/// A deployment's settings. What is not said is not allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The address at which nothing but Tandem is served, as `https://aid.example.org`: only there may answers be kept
    /// on the device, because every script of one address can read what another has kept.
    pub own_address: Option<String>,
    /// No card is changed on the server: only `tandem publish` brings new ones. Then a link that is not known when the
    /// pages are written cannot come later, and a host can be told which addresses pages may lead to.
    pub only_by_publishing: bool,
    /// `device: shared`: several people use the devices that this copy is for, so nothing is kept there.
    pub shared_device: bool,
}

impl Settings {
    /// Reads the file.
    pub fn read(source: Source) -> Settings {
        let head = head::of_list(source, &mut Remarks::on(source));
        let own_address = head.value("own-address").map(|address| address.trim_end_matches('/').to_string());
        let only_by_publishing = head.value("cards-change") == Some("by-publishing");
        let shared_device = head.value("device") == Some("shared");
        Settings { own_address, only_by_publishing, shared_device }
    }

    /// Whether answers may be kept on a device that sees the page at this address.
    pub fn may_keep_at(&self, origin: &str) -> bool {
        !origin.is_empty() && self.own_address.as_deref() == Some(origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Settings {
        Settings::read(Source { name: "settings.yaml", text })
    }

    #[test]
    fn what_is_not_said_is_not_allowed() {
        assert_eq!(read(""), Settings::default());
        assert!(!read("").may_keep_at(""));
        assert!(!read("device: mine").shared_device);
    }

    #[test]
    fn a_shared_device_and_an_own_address_are_read() {
        let settings = read("own-address: https://aid.example.org/\ndevice: shared\n");
        assert!(settings.shared_device && settings.may_keep_at("https://aid.example.org"));
    }
}
