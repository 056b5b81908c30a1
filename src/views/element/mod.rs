//! One small type for everything that is seen. It is a Leptos view like any other, live by Leptos's signals, but it is one
//! type: `view!` makes a type of its own for each piece of markup, which together cost a phone 90 kB of download.
//!
//! What it cannot do is deliberate: there is no way to write markup as a string, an inline style, or children of a
//! `textarea`, so no view can break the page's policy.

#[cfg(target_arch = "wasm32")]
mod dom;
mod html;
mod leptos_view;
mod together;
pub use together::together;
#[cfg(target_arch = "wasm32")]
mod turns;

use std::borrow::Cow;

/// Names the id that takes the focus when this element is gone after it was used.
const NEXT_FOCUS: &str = "data-next-focus";

/// Words, or the value of an attribute.
pub type Text = Cow<'static, str>;

/// Something to be seen.
pub enum Node {
    /// Words.
    Text(Text),
    /// An element.
    Element(Box<Element>),
    /// Several, one after another.
    Many(Vec<Node>),
    /// Drawn anew whenever a signal that it reads changes.
    Live(Box<dyn Fn() -> Node + Send>),
    /// A place that somebody comes to: parts of it may be drawn soon after.
    InTurns(Box<Node>),
    /// A part below the first screen.
    Soon(Box<dyn Fn() -> Node + Send>),
}

/// An element: its name, attributes, what happens when it is touched, what is in it.
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, Value)>,
    handlers: Vec<Handler>,
    properties: Vec<Property>,
    children: Vec<Node>,
    /// What a fold holds, drawn in the browser when it is first opened.
    folded: Option<Box<dyn Fn() -> Node + Send>>,
}

/// The value of an attribute.
enum Value {
    Fixed(Text),
    /// Follows the signals it reads; no attribute where there is no value.
    Live(Box<dyn Fn() -> Option<Text> + Send>),
}

/// What happens when an element is touched.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only a browser has hands"))]
enum Handler {
    Click(Box<dyn Fn() + Send>),
    /// With the text of a field after each keystroke.
    Input(Box<dyn Fn(String) + Send>),
    /// With the state of a tick box after each change.
    Tick(Box<dyn Fn(bool) + Send>),
    /// The Enter key in a field.
    Enter(Box<dyn Fn() + Send>),
}

/// What a field holds: kept equal to the person's answers.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only a browser has hands"))]
enum Property {
    Text(Box<dyn Fn() -> String + Send>),
    Ticked(Box<dyn Fn() -> bool + Send>),
    /// A list to open is closed whenever a signal that this reads changes.
    ClosedBy(Box<dyn Fn() + Send>),
}

/// An element by its name.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Element {
        tag,
        attributes: Vec::new(),
        handlers: Vec::new(),
        properties: Vec::new(),
        children: Vec::new(),
        folded: None,
    }))
}

/// Something drawn anew whenever a signal that it reads changes.
pub fn live<N: Into<Node>>(draw: impl Fn() -> N + Send + 'static) -> Node {
    Node::Live(Box::new(move || draw().into()))
}

/// A place that somebody comes to: what it leaves for [`soon`] is drawn after its first frame.
pub fn in_turns(step: impl Into<Node>) -> Node {
    Node::InTurns(Box::new(step.into()))
}

/// A part that nobody sees at once. It is drawn in the moments after somebody came to the place, and at once where what is
/// there already is drawn anew, so that nothing jumps; on a page that is built it is there from the start.
pub fn soon(draw: impl Fn() -> Node + Send + 'static) -> Node {
    Node::Soon(Box::new(draw))
}

/// Draws what still waits for its turn.
pub fn finish() {
    #[cfg(target_arch = "wasm32")]
    turns::finish();
}

/// Does something once the next frame was shown, so that what was tapped is seen to answer first.
pub fn after_frame(act: impl FnOnce() + 'static) {
    #[cfg(target_arch = "wasm32")]
    turns::after_frame(Box::new(act));
    #[cfg(not(target_arch = "wasm32"))]
    act();
}

/// Draws a place where nobody sees it, so that a browser does it sooner when somebody comes there.
pub fn practise(inside: impl Into<Node>) {
    #[cfg(target_arch = "wasm32")]
    dom::practise(in_turns(inside));
    #[cfg(not(target_arch = "wasm32"))]
    drop(in_turns(inside));
}

/// Several things, one after another.
pub fn many<N: Into<Node>>(nodes: impl IntoIterator<Item = N>) -> Node {
    Node::Many(nodes.into_iter().map(Into::into).collect())
}

/// Nothing.
pub fn nothing() -> Node {
    Node::Many(Vec::new())
}

/// An element that is being put together.
pub struct El(Box<Element>);

impl El {
    /// Adds a child.
    pub fn child(self, child: impl Into<Node>) -> Self {
        self.add(child.into())
    }

    /// Adds an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.set(name, Value::Fixed(value.into()))
    }

    /// Adds an attribute without a value, or leaves it out.
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// Adds an attribute that follows the signals it reads.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<Text> + Send + 'static) -> Self {
        self.set(name, Value::Live(Box::new(value)))
    }

    /// Says by `aria-pressed` whether a button is the chosen one.
    pub fn pressed(self, pressed: impl Fn() -> bool + Send + 'static) -> Self {
        self.live_attr("aria-pressed", move || Some(if pressed() { "true" } else { "false" }.into()))
    }

    /// Adds a class.
    pub fn class(self, class: impl Into<Text>) -> Self {
        self.attr("class", class)
    }

    /// Adds an id.
    pub fn id(self, id: impl Into<Text>) -> Self {
        self.attr("id", id)
    }

    /// Says what takes the focus when this element is gone after it was used.
    pub fn next_focus(self, id: impl Into<Text>) -> Self {
        self.attr(NEXT_FOCUS, id)
    }

    /// Says what happens on a click, a tap, or a key that stands for them.
    pub fn on_click(self, act: impl Fn() + Send + 'static) -> Self {
        self.on(Handler::Click(Box::new(act)))
    }

    /// Says what happens after each keystroke in a field.
    pub fn on_input(self, act: impl Fn(String) + Send + 'static) -> Self {
        self.on(Handler::Input(Box::new(act)))
    }

    /// Says what happens when a tick box changes.
    pub fn on_tick(self, act: impl Fn(bool) + Send + 'static) -> Self {
        self.on(Handler::Tick(Box::new(act)))
    }

    /// Says what happens on the Enter key.
    pub fn on_enter(self, act: impl Fn() + Send + 'static) -> Self {
        self.on(Handler::Enter(Box::new(act)))
    }

    /// Keeps a field's text equal to a signal.
    pub fn text_value(self, value: impl Fn() -> String + Send + 'static) -> Self {
        self.property(Property::Text(Box::new(value)))
    }

    /// Keeps a tick box equal to a signal.
    pub fn ticked(self, value: impl Fn() -> bool + Send + 'static) -> Self {
        self.property(Property::Ticked(Box::new(value)))
    }

    /// Closes a list whenever a signal changes that this reads.
    pub fn closed_by(self, track: impl Fn() + Send + 'static) -> Self {
        self.property(Property::ClosedBy(Box::new(track)))
    }

    /// What stands in a fold (`details`) after its summary. A browser draws it when it is first opened, so that a page with
    /// many folds is quickly there; on a page that is built it is there from the start.
    pub fn when_opened(mut self, draw: impl Fn() -> Node + Send + 'static) -> Self {
        self.0.folded = Some(Box::new(draw));
        self
    }

    // The four below are called some hundred times: written out at each place they would cost a phone several kB.

    #[inline(never)]
    fn add(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Value) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn on(mut self, handler: Handler) -> Self {
        self.0.handlers.push(handler);
        self
    }

    #[inline(never)]
    fn property(mut self, property: Property) -> Self {
        self.0.properties.push(property);
        self
    }
}

/// A node as it is now, as the markup of a file of its own: what leads to a place of the app is plain words there.
pub fn markup_to_save(node: &Node) -> String {
    let mut out = String::new();
    html::Writer { is_alone: true, out: &mut out }.write(node);
    out
}

/// Words exactly as they were typed.
pub fn as_typed(words: impl Into<Text>) -> Node {
    Node::Text(words.into())
}

/// A heading, paragraph or other element that holds nothing but words.
pub fn words(tag: &'static str, words: impl Into<Text>) -> El {
    el(tag).child(words.into())
}

/// A link.
pub fn link(address: impl Into<Text>, inside: impl Into<Node>) -> El {
    el("a").attr("href", address).child(inside)
}

/// A button. Whatever is not a link and can be touched is one.
pub fn button(class: &'static str, label: impl Into<Node>, act: impl Fn() + Send + 'static) -> El {
    el("button").attr("type", "button").class(class).child(label).on_click(act)
}

impl From<El> for Node {
    fn from(el: El) -> Node {
        Node::Element(el.0)
    }
}

impl From<&'static str> for Node {
    fn from(words: &'static str) -> Node {
        Text::from(words).into()
    }
}

impl From<String> for Node {
    fn from(words: String) -> Node {
        Text::from(words).into()
    }
}

impl From<Text> for Node {
    /// Numbers that belong together stay on one line.
    fn from(words: Text) -> Node {
        together::words(words)
    }
}

impl<N: Into<Node>> From<Option<N>> for Node {
    fn from(node: Option<N>) -> Node {
        node.map_or_else(nothing, Into::into)
    }
}

impl From<Vec<Node>> for Node {
    fn from(nodes: Vec<Node>) -> Node {
        Node::Many(nodes)
    }
}
