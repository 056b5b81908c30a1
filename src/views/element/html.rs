//! Nodes as HTML, natively.

use super::{Element, Node, Property, Value};

/// Elements that have nothing in them and no end.
const EMPTY: [&str; 6] = ["br", "hr", "input", "img", "meta", "wbr"];

/// Writes a node. Live parts are written as they are now.
pub fn write(node: &Node, out: &mut String) {
    match node {
        Node::Text(words) => escape(words, out),
        Node::Many(nodes) => nodes.iter().for_each(|it| write(it, out)),
        Node::Live(draw) | Node::Soon(draw) => write(&draw(), out),
        Node::InTurns(inside) => write(inside, out),
        Node::Element(element) => write_element(element, out),
    }
}

fn write_element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(element.tag);
    for (name, value) in &element.attributes {
        match value {
            Value::Fixed(value) => attribute(name, value, out),
            Value::Live(value) => {
                if let Some(value) = value() {
                    attribute(name, &value, out);
                }
            }
        }
    }
    if element.properties.iter().any(|property| matches!(property, Property::Ticked(ticked) if ticked())) {
        attribute("checked", "", out);
    }
    out.push('>');
    if EMPTY.contains(&element.tag) {
        return;
    }
    element.children.iter().for_each(|child| write(child, out));
    if let Some(draw) = &element.folded {
        write(&draw(), out);
    }
    out.push_str("</");
    out.push_str(element.tag);
    out.push('>');
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
