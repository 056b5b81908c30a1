//! Brings the other names that authors give a decision into the published list of topics, where they are searched: that
//! page loads the list and no decision.

use std::collections::BTreeSet;

use crate::cards::decision::DECISION_FILE;
use crate::cards::library::{self, OTHER_NAMES, Topic};
use crate::check::Content;
use crate::check::governance::head::ALSO_CALLED;
use crate::text::remark::Remarks;
use crate::text::{Source, head};

/// A list of topics with these names in its head; any other file as it is.
pub fn brought_into(content: &Content, path: &str, text: String) -> String {
    if path.contains('/') || !path.starts_with("library.") {
        return text;
    }
    let topics = library::read(Source { name: path, text: &text }).0;
    let lines: String = topics.iter().filter_map(|topic| line(content, topic)).collect();
    let head_ends = text.get(3..).and_then(|rest| rest.find("\n---")).map(|at| at + 4);
    match head_ends.filter(|_| text.starts_with("---") && !lines.is_empty()) {
        None => text,
        Some(at) => {
            let (head, rest) = text.split_at(at);
            format!("{head}{OTHER_NAMES}:\n{}{rest}", lines.trim_end_matches('\n').to_string() + "\n")
        }
    }
}

/// Each word once, as it is compared, and none that the topic's own line has.
fn line(content: &Content, topic: &Topic) -> Option<String> {
    let folder = library::folder(&topic.id, &topic.lang);
    let path = format!("{folder}/{DECISION_FILE}");
    let source = Source { name: &path, text: content.text(&path)? };
    let head = head::of_card(source, &mut Remarks::on(source));
    let own = library::fold(&format!("{} {}", topic.title, topic.whom));
    let own: BTreeSet<&str> = own.split(' ').collect();
    let names = library::fold(&head.values(ALSO_CALLED).join(" "));
    let mut words: Vec<&str> = Vec::new();
    for word in names.split(' ').filter(|word| !word.is_empty() && !own.contains(word)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| format!("  - {folder} {}\n", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_word_stands_once_in_the_head_of_the_published_list() {
        let list = "---\ntitle: Topics\n---\n\n- [A sore knee](knee/en/decision.md): for walkers\n- [Hip](hip/en/decision.md): x\n";
        let card = "---\ntitle: A sore knee\nalso-called:\n  - Knee pain, Arthrosis\n  - \"arthrosis: of a joint\"\n---\n";
        let files = [
            ("library.en.md", list),
            ("knee/en/decision.md", card),
            ("hip/en/decision.md", "---\ntitle: H\n---\n"),
        ];
        let files = files.map(|(path, text)| (path.to_string(), text.to_string()));
        let content = Content::new(BTreeMap::from(files));
        let brought = brought_into(&content, "library.en.md", list.to_string());
        assert!(
            brought
                .starts_with("---\ntitle: Topics\nother-names:\n  - knee/en pain arthrosis of joint\n---\n"),
            "{brought}"
        );
        let (topics, remarks) = library::read(Source { name: "library.en.md", text: &brought });
        assert_eq!((topics.len(), remarks.len()), (2, 0));
        assert_eq!(library::find(&topics, "arthrosis").len(), 1);
        assert_eq!(brought_into(&content, "words/en.yaml", "a: b".to_string()), "a: b");
    }
}
