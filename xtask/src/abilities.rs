//! The list of everything in the browser that the program can reach.
//!
//! A WebAssembly program can touch nothing but what it imports, so this list is the whole of what it is able to do:
//! as long as `fetch` is not on it, no line of Rust can call it. A new line is a decision for a person, not a detail.

use std::collections::BTreeSet;
use std::fs;

use crate::console::{self, Done, Trouble};
use crate::project::{self, Project};

/// Where the accepted list is.
const LIST: &str = "tests/browser-abilities.txt";

const HEAD: &str = "\
# Everything in the browser that the program can reach: made and compared by `cargo xtask build`.
# A line is a method or property of some object (`click`), a function (`fetch`), or what is made (`new Promise`).
# Left out: wasm-bindgen's own plumbing (numbers, strings, closures), which reaches nothing.
";

/// Stops the build when the program can do something in the browser that it could not do before.
pub fn check(project: &Project, glue: &str, accept: bool) -> Done {
    let found = of(glue);
    let path = project.root.join(LIST);
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeSet<String> =
        kept.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect();
    if accept || found.is_subset(&known) && known.is_subset(&found) {
        return write_if_accepted(&path, &found, accept);
    }
    let new = joined(found.difference(&known));
    if new.is_empty() {
        console::note(&format!(
            "{LIST} names what the program no longer uses ({}); run `cargo xtask build --accept-abilities` to shorten it",
            joined(known.difference(&found))
        ));
        return Ok(());
    }
    Err(Trouble::new(format!(
        "The program now reaches more of the browser than {LIST} allows: {new}. If that is meant, and sends nothing \
         anywhere, run `cargo xtask build --accept-abilities` and commit the list."
    )))
}

fn write_if_accepted(path: &std::path::Path, found: &BTreeSet<String>, accept: bool) -> Done {
    if !accept {
        return Ok(());
    }
    let lines: Vec<&str> = found.iter().map(String::as_str).collect();
    project::write(path, format!("{HEAD}{}\n", lines.join("\n")))
}

fn joined<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// The abilities named in the glue's table of imports.
fn of(glue: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let table = glue.split_once("__wbg_get_imports() {").map_or("", |(_, table)| table);
    let mut lines = table.lines().map(str::trim).take_while(|line| *line != "return {").peekable();
    while let Some(line) = lines.next() {
        let Some(name) = import(line) else { continue };
        let mut body = line.split_once("function").map_or("", |(_, rest)| rest).to_owned();
        while let Some(next) = lines.next_if(|next| import(next).is_none()) {
            body.push('\n');
            body.push_str(next);
        }
        found.extend(ability(name, &body));
    }
    found
}

/// `__wbg_setAttribute_0123456789abcdef: function(…` is an import called `setAttribute`.
fn import(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(": ")?;
    let name = name.strip_prefix("__wbg_").or_else(|| name.starts_with("__wbindgen_").then_some(name))?;
    (rest.starts_with("function") || rest.contains("=>")).then_some(name)
}

/// The name without its hash; where the name alone says too little (`new`, `get`), what the glue does.
fn ability(name: &str, body: &str) -> Option<String> {
    let name = name.rsplit_once('_').filter(|(_, end)| is_hash(end)).map_or(name, |(start, _)| start);
    if name.starts_with("__wbindgen") || name.starts_with("_wbg_") {
        return None;
    }
    if let Some(global) = name.strip_prefix("static_accessor_") {
        return Some(format!("the name {global}"));
    }
    made(body).or_else(|| static_call(body)).or_else(|| Some(name.to_owned()))
}

fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `new Promise` in `const ret = new Promise(cb0);`.
fn made(body: &str) -> Option<String> {
    let (_, rest) = body.split_once("new ")?;
    let class = word(rest);
    (!class.is_empty()).then(|| format!("new {class}"))
}

/// `Promise.resolve` in `const ret = Promise.resolve(arg0);`.
fn static_call(body: &str) -> Option<String> {
    body.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).find_map(|token| {
        let (class, rest) = token.split_once('.')?;
        let member = word(rest);
        (class.starts_with(|c: char| c.is_ascii_uppercase()) && !member.is_empty())
            .then(|| format!("{class}.{member}"))
    })
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "
        function __wbg_get_imports() {
        const import0 = {
        __proto__: null,
        __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
        },
        __wbg__wbg_cb_unref_09736879a3f67559: function(arg0) {
        arg0._wbg_cb_unref();
        },
        __wbg_setAttribute_847fd86b8c33ec43: function() { return handleError(function (arg0, arg1, arg2, arg3) {
        arg0.setAttribute(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3));
        }, arguments); },
        __wbg_new_787b9fb330d55d78: function(arg0) {
        const ret = new RTCPeerConnection(arg0);
        return ret;
        },
        __wbg_resolve_dbf78ab4942478b0: function(arg0) {
        const ret = Promise.resolve(arg0);
        return ret;
        },
        __wbg_new_typed_e09da9dae6ee5935: function(arg0) {
        var cb0 = (arg0) => {
        };
        const ret = new Promise(cb0);
        },
        __wbg_fetch_dbf78ab4942478b0: function(arg0) {
        const ret = fetch(arg0);
        return ret;
        },
        __wbg_static_accessor_WINDOW_b5e0810bfecb7feb: function() {
        const ret = typeof window === 'undefined' ? undefined : window;
        return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
        },
        __wbindgen_generic_0000000000000001: function(arg0, arg1) {
        const ret = makeMutClosure(arg0, arg1, x);
        },
        };
        return {
        };
        }
        const other = new WebSocket();";

    #[test]
    fn abilities_are_read_from_the_glue() {
        let found: Vec<String> = of(GLUE).into_iter().collect();
        assert_eq!(
            found,
            [
                "Promise.resolve",
                "fetch",
                "new Promise",
                "new RTCPeerConnection",
                "setAttribute",
                "the name WINDOW"
            ]
        );
    }

    #[test]
    fn a_name_keeps_what_is_not_a_hash() {
        assert_eq!(ability("set_nodeValue_7e9217115013d873", "{"), Some("set_nodeValue".to_owned()));
        assert_eq!(ability("instanceof_Window", "{"), Some("instanceof_Window".to_owned()));
    }
}
