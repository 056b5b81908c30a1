//! A service's own facts: whom to ring, where to go, which signs to look for. Whoever uses a copy of Tandem writes them; a
//! fact that nobody wrote stays blank and is never guessed.

use super::prose::{self, Block, Piece};
use super::{document, table};
use crate::text::remark::Remark;
use crate::text::{Date, Source};

/// What a service says of itself.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Who looks after these facts; empty while nobody does.
    pub owner: String,
    /// When they were last checked.
    pub checked: Option<Date>,
    /// The facts in the order they stand.
    pub facts: Vec<Fact>,
}

/// One fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its id, by which sheets name it.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// What it says; nothing if it is blank.
    pub pieces: Vec<Piece>,
}

/// The file's name for a language.
pub fn file_name(lang: &str) -> String {
    format!("service.{lang}.md")
}

impl Service {
    /// What a fact says; nothing if it is blank or not there.
    pub fn fact(&self, id: &str) -> Option<&[Piece]> {
        let fact = self.facts.iter().find(|fact| fact.id == id)?;
        (!fact.pieces.is_empty()).then_some(fact.pieces.as_slice())
    }
}

/// Whom to ring when it matters most: hard questions are asked only where these are there.
const WHOM_TO_RING: [&str; 4] = ["emergency", "crisis-line", "safeguarding", "advice-line"];

impl Service {
    /// Whether the service says whom to ring in an emergency, for help now, for safety and for advice, who looks after that,
    /// and when it was checked.
    pub fn says_whom_to_ring(&self) -> bool {
        !self.owner.is_empty()
            && self.checked.is_some()
            && WHOM_TO_RING.iter().all(|id| self.fact(id).is_some())
    }
}

/// Reads the facts of a service.
pub fn read(source: Source) -> (Service, Vec<Remark>) {
    let (head, document, remarks) = document(source);
    let mut service = Service {
        owner: head.value("owner").unwrap_or_default().to_string(),
        checked: head.value("checked").and_then(Date::read),
        facts: Vec::new(),
    };
    for piece in document.pieces {
        match (&piece.block, service.facts.last_mut()) {
            (Block::Heading(2, words), _) => {
                let (id, heading) = table::own_id(words).unwrap_or((String::new(), prose::plain(words)));
                service.facts.push(Fact { id, heading, pieces: Vec::new() });
            }
            (_, Some(fact)) => fact.pieces.push(piece),
            (_, None) => {}
        }
    }
    (service, remarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_below_a_heading_is_blank() {
        let text = "---\ntitle: Facts\nowner:\nchecked:\n---\n\n# Facts\n\nWrite here.\n\n## [Advice line](#advice-line)\n\n<!-- the number -->\n\n## [GP](#gp)\n\nHill Street, 01234 567\n";
        let (service, remarks) = read(Source { name: "service.en.md", text });
        assert_eq!(remarks, []);
        assert_eq!(service.facts.len(), 2);
        assert!(service.fact("advice-line").is_none() && service.fact("no-such").is_none());
        assert_eq!(service.fact("gp").map(<[Piece]>::len), Some(1));
        assert!(service.owner.is_empty() && service.checked.is_none());
    }
}
