//! Nodes as HTML: natively, and for a copy that is saved.

use super::{Element, Node, Property, Value};

/// Elements that have nothing in them and no end.
const EMPTY: [&str; 6] = ["br", "hr", "input", "img", "meta", "wbr"];

/// Writes a node. Live parts are written as they are now.
#[cfg(not(target_arch = "wasm32"))]
pub fn write(node: &Node, out: &mut String) {
    Writer { is_alone: false, out }.write(node);
}

/// Writes nodes.
pub struct Writer<'a> {
    /// It is for a file of its own: only links that lead somewhere from there are links.
    pub is_alone: bool,
    /// What is written.
    pub out: &'a mut String,
}

/// Where a link of a file of its own may lead: another site, a telephone, a source in the same file.
const OUTSIDE: [&str; 4] = ["https://", "http://", "tel:", "#source-"];
/// What a link has that other elements do not.
const OF_LINKS: [&str; 4] = ["href", "target", "rel", "aria-expanded"];

impl Writer<'_> {
    /// Writes a node.
    pub fn write(&mut self, node: &Node) {
        match node {
            Node::Text(words) => escape(words, self.out),
            Node::Many(nodes) => nodes.iter().for_each(|it| self.write(it)),
            Node::Live(draw) | Node::Soon(draw) => self.write(&draw()),
            Node::InTurns(inside) => self.write(inside),
            Node::Element(element) => self.write_element(element),
        }
    }

    fn write_element(&mut self, element: &Element) {
        let is_dead = self.is_alone && element.tag == "a" && !leads_outside(element);
        let tag = if is_dead { "span" } else { element.tag };
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in &element.attributes {
            if is_dead && OF_LINKS.contains(name) {
                continue;
            }
            match value {
                Value::Fixed(value) => attribute(name, value, self.out),
                Value::Live(value) => {
                    if let Some(value) = value() {
                        attribute(name, &value, self.out);
                    }
                }
            }
        }
        if element.properties.iter().any(|property| matches!(property, Property::Ticked(ticked) if ticked()))
        {
            attribute("checked", "", self.out);
        }
        self.out.push('>');
        if EMPTY.contains(&element.tag) {
            return;
        }
        element.children.iter().for_each(|child| self.write(child));
        if let Some(draw) = &element.folded {
            self.write(&draw());
        }
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }
}

fn leads_outside(link: &Element) -> bool {
    link.attributes.iter().any(|(name, value)| match value {
        Value::Fixed(address) => *name == "href" && OUTSIDE.iter().any(|start| address.starts_with(start)),
        Value::Live(_) => false,
    })
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() {
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
}

fn escape(words: &str, out: &mut String) {
    for sign in words.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::views::element::{Node, el, many};

    #[test]
    fn words_and_values_are_escaped() {
        let node: Node = many([el("p").attr("title", "\"<&").child("<b>&\"".to_string()), el("br")]);
        let mut out = String::new();
        super::write(&node, &mut out);
        assert_eq!(out, "<p title=\"&quot;&lt;&amp;\">&lt;b&gt;&amp;&quot;</p><br>");
    }
}
