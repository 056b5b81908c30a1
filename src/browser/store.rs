//! The device's storage: one key, used only if the person says so. Refused and full are values, never panics
//! (which is why this is not `gloo-storage`).

use web_sys::Storage;

use crate::answers::version1::{self, Kept};
use crate::text::Date;

/// The one key. The number changes when an old program would misunderstand a new text.
const KEY: &str = "tandem-1";

/// Keeps answers about a decision until a day; false if the browser refuses or its storage is full.
pub fn write(decision: &str, until: Date, text: &str) -> bool {
    let Some(storage) = storage() else { return false };
    let mut all = others(&storage, decision);
    all.push(Kept { topic: decision.to_string(), until, text: text.to_string() });
    storage.set_item(KEY, &joined(&all)).is_ok()
}

/// What was kept about a decision, if its day has not passed.
pub fn read(decision: &str, today: Date) -> Option<(Date, String)> {
    tidy(today);
    let kept = version1::stored(&read_all(&storage()?)).0.into_iter().find(|it| it.topic == decision)?;
    Some((kept.until, kept.text))
}

/// Takes away whatever is past its day.
pub fn tidy(today: Date) {
    let Some(storage) = storage() else { return };
    let before = read_all(&storage);
    let mut kept = version1::stored(&before).0;
    kept.retain(|it| it.until >= today);
    let after = joined(&kept);
    if after != before {
        save_or_remove(&storage, &after);
    }
}

/// Deletes what was kept about a decision.
pub fn delete(decision: &str) {
    if let Some(storage) = storage() {
        save_or_remove(&storage, &joined(&others(&storage, decision)));
    }
}

fn others(storage: &Storage, decision: &str) -> Vec<Kept> {
    let mut kept = version1::stored(&read_all(storage)).0;
    kept.retain(|it| it.topic != decision);
    kept
}

fn joined(kept: &[Kept]) -> String {
    let blocks: Vec<String> =
        kept.iter().map(|it| format!("{} {}\n{}", it.until, it.topic, it.text)).collect();
    blocks.join("\n=\n")
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
