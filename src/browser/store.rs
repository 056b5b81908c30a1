//! The device's storage: one key, used only if the person says so. Refused and full are values, never panics
//! (which is why this is not `gloo-storage`).

use web_sys::Storage;

use crate::answers::shelf;
use crate::text::Date;

/// The one key. The number changes when an old program would misunderstand a new text.
const KEY: &str = "tandem-1";

/// Keeps answers about a decision until a day; false if the browser refuses or its storage is full.
pub fn write(decision: &str, until: Date, text: &str) -> bool {
    let Some(storage) = storage() else { return false };
    let shelf = shelf::put(&read_all(&storage), decision, until, text);
    storage.set_item(KEY, &shelf).is_ok()
}

/// What was kept about a decision, if its day has not passed.
pub fn read(decision: &str, today: Date) -> Option<(Date, String)> {
    tidy(today);
    shelf::get(&read_all(&storage()?), decision)
}

/// Takes away whatever is past its day.
pub fn tidy(today: Date) {
    let Some(storage) = storage() else { return };
    let before = read_all(&storage);
    let shelf = shelf::without_expired(&before, today);
    if shelf != before {
        save_or_remove(&storage, &shelf);
    }
}

/// Deletes what was kept about a decision.
pub fn delete(decision: &str) {
    if let Some(storage) = storage() {
        let shelf = shelf::without(&read_all(&storage), decision);
        save_or_remove(&storage, &shelf);
    }
}

fn save_or_remove(storage: &Storage, shelf: &str) {
    // Nothing can be done about a refusal here, and nothing is lost by it.
    let _ = if shelf.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, shelf) };
}

fn read_all(storage: &Storage) -> String {
    storage.get_item(KEY).ok().flatten().unwrap_or_default()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
