//! The tags of a page, read as browsers read them, however untidy it is.

use html5gum::{Token, Tokenizer};

/// A start tag.
pub struct Tag {
    /// In small letters.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// What an attribute says; empty for one that says nothing.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute's words have this one.
    pub fn has_word(&self, name: &str, word: &str) -> bool {
        self.get(name).is_some_and(|it| it.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(word)))
    }

    /// The attributes, by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// All start tags in their order. What stands in a script, a style or a comment is none.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut emitter = html5gum::DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut found = Vec::new();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        if let Token::StartTag(tag) = token {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            found.push(Tag { name: text(&tag.name), attributes: attributes.collect() });
        }
    }
    found
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The policy that a page has in its head; empty without one.
pub fn own_policy(tags: &[Tag]) -> String {
    let is_policy = |tag: &&Tag| {
        tag.name == "meta"
            && tag.get("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy"))
    };
    tags.iter().find(is_policy).and_then(|tag| tag.get("content")).unwrap_or_default().to_string()
}

/// The addresses that a page loads or leads to, as they are written.
pub fn addresses(tags: &[Tag]) -> impl Iterator<Item = &str> {
    tags.iter().flat_map(|tag| {
        let is_address = |name: &str| name == "src" || (name == "href" && tag.name != "base");
        tag.attributes().filter(move |(name, _)| is_address(name)).map(|(_, value)| value)
    })
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn tag_soup_is_read_as_browsers_read_it() {
        let soup = "<p><IFRAME Title=Knee data-tandem SRC='a.html?b&amp;c' sandbox=\"allow-scripts  allow-modals\"x></iframe>\
                    <script>'<iframe src=no>'</script><!-- <iframe> --><a href=x>";
        let found = tags(soup);
        let names: Vec<&str> = found.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["p", "iframe", "script", "a"]);
        let frame = &found[1];
        assert_eq!(frame.get("title"), Some("Knee"));
        assert_eq!(frame.get("data-tandem"), Some(""));
        assert_eq!(frame.get("src"), Some("a.html?b&c"));
        assert!(frame.has_word("sandbox", "allow-modals") && !frame.has_word("sandbox", "allow-forms"));
    }
}
