//! Nodes as elements of the page, in the browser. Every call makes an element or sets a value: none makes markup from a
//! string, which the page's policy would refuse.

use std::cell::OnceCell;
use std::rc::Rc;

use gloo_events::EventListener;
use leptos::prelude::{Owner, RenderEffect};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
};

use super::turns::{self, Waiting};
use super::{Element, Handler, NEXT_FOCUS, Node, Property, Value, el};
use crate::browser::host;
use crate::browser::window::{self, TITLE_ID};

const SVG: &str = "http://www.w3.org/2000/svg";
/// The elements of pictures, which belong to another namespace.
const SVG_TAGS: [&str; 6] = ["svg", "defs", "pattern", "circle", "path", "rect"];

/// What keeps a drawn node alive: its parts in the page, its effects and listeners. They end when this is dropped.
#[allow(dead_code, reason = "effects and listeners are held so that they live, and end when dropped")]
pub enum Drawn {
    /// Nothing to keep but the part of the page.
    Plain(web_sys::Node),
    /// An element with what lives in it.
    Element(web_sys::Node, Vec<Drawn>, Vec<RenderEffect<()>>, Vec<EventListener>),
    /// Several.
    Many(Vec<Drawn>),
    /// Something drawn anew: what is drawn now stands before the marker. That is a comment, since tools that mark words in a
    /// page take out texts that are empty.
    Live(web_sys::Node, RenderEffect<Drawn>),
    /// Something drawn in its turn.
    Soon(Rc<Later>),
}

impl Drawn {
    /// Takes it out of the page.
    pub fn remove(&self) {
        self.each(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }

    /// Opens every fold in it that is drawn.
    fn open_folds(&self) {
        match self {
            Drawn::Element(node, inside, ..) => {
                if let Some(fold) = node.dyn_ref::<HtmlDetailsElement>() {
                    window::open(fold);
                }
                inside.iter().for_each(Drawn::open_folds);
            }
            Drawn::Many(list) => list.iter().for_each(Drawn::open_folds),
            Drawn::Live(_, effect) => {
                effect.with_value_mut(|drawn| drawn.open_folds());
            }
            Drawn::Plain(_) | Drawn::Soon(_) => {}
        }
    }

    /// Which ids may take over the focus, if it is on something in here: the same again, or what that names as next.
    fn focus_inside(&self) -> Option<[String; 2]> {
        let focused = document().active_element()?;
        let mut inside = false;
        self.each(&mut |node| inside = inside || node.contains(Some(&focused)));
        // Another place takes the focus once it is whole: to give it sooner would have the browser lay the page out twice.
        (inside && focused.id() != TITLE_ID)
            .then(|| [focused.id(), focused.get_attribute(NEXT_FOCUS).unwrap_or_default()])
    }

    /// Calls for each outermost part, in order.
    pub fn each(&self, call: &mut dyn FnMut(&web_sys::Node)) {
        match self {
            Drawn::Plain(node) | Drawn::Element(node, ..) => call(node),
            Drawn::Many(list) => list.iter().for_each(|it| it.each(call)),
            Drawn::Live(marker, effect) => {
                effect.with_value_mut(|drawn| drawn.each(call));
                call(marker);
            }
            Drawn::Soon(later) => {
                if let Some(drawn) = later.drawn.get() {
                    drawn.each(call);
                }
                call(&later.marker);
            }
        }
    }
}

/// Something drawn in its turn, before the marker that keeps its place.
pub struct Later {
    marker: web_sys::Node,
    owner: Option<Owner>,
    inside: Box<dyn Fn() -> Node + Send>,
    drawn: OnceCell<Drawn>,
}

impl Waiting for Later {
    fn draw(&self) {
        let Some(parent) = self.marker.parent_node() else { return };
        let draw = || draw((self.inside)(), &parent, Some(&self.marker));
        self.drawn.get_or_init(|| match &self.owner {
            Some(owner) => owner.with(draw),
            None => draw(),
        });
    }
}

/// When something is drawn anew under the focus, a keyboard or screen reader must not be thrown back to the start of the
/// page: the focus goes to the first of these that can take it.
fn focus_first(ids: &[String]) {
    let found = ids.iter().filter_map(|id| document().get_element_by_id(id));
    let ready = found.filter(|element| !element.has_attribute("disabled"));
    if let Some(element) = ready.filter_map(|element| element.dyn_into::<HtmlElement>().ok()).next() {
        let _ = element.focus();
    }
}

/// Draws a node into a parent, before a mark or at the end.
pub fn draw(node: Node, parent: &web_sys::Node, before: Option<&web_sys::Node>) -> Drawn {
    match node {
        Node::Text(words) => {
            let text: web_sys::Node = document().create_text_node(&words).into();
            insert(&text, parent, before);
            Drawn::Plain(text)
        }
        Node::Many(nodes) => Drawn::Many(nodes.into_iter().map(|it| draw(it, parent, before)).collect()),
        Node::Live(again) => {
            let marker = put_marker(parent, before);
            let here = marker.clone();
            let effect = RenderEffect::new(move |drawn: Option<Drawn>| {
                let node = in_elements(again());
                let focus = drawn.as_ref().and_then(Drawn::focus_inside);
                if let Some(drawn) = drawn {
                    drawn.remove();
                }
                let Some(parent) = here.parent_node() else {
                    // Something else took it out of the page: better a page that says so than one with a hole.
                    host::fail();
                    return Drawn::Many(Vec::new());
                };
                let drawn = draw(node, &parent, Some(&here));
                if let Some(ids) = focus {
                    // Once all that this change draws anew is drawn: a browser that is asked to move the focus lays the page
                    // out first.
                    leptos::task::spawn_local(async move { focus_first(&ids) });
                }
                drawn
            });
            Drawn::Live(marker, effect)
        }
        Node::InTurns(inside) => turns::in_turns(|| draw(*inside, parent, before)),
        Node::Soon(inside) => {
            let marker = put_marker(parent, before);
            let later = Rc::new(Later { marker, owner: Owner::current(), inside, drawn: OnceCell::new() });
            turns::soon(later.clone());
            Drawn::Soon(later)
        }
        Node::Element(element) => draw_element(*element, parent, before),
    }
}

/// Draws a place where nobody sees it, opens its folds, lays it out and takes it away again. What a browser does for the first
/// time takes it three times as long: it has to compile what draws the place, and to shape its words. It is a form, so that an
/// answer marked in it is of another group than the same answer in sight: of one group only one can be marked.
pub fn practise(inside: Node) {
    let (Some(page), Ok(aside)) = (document().get_element_by_id("page"), document().create_element("form"))
    else {
        return;
    };
    let _ = aside.set_attribute("class", "practice");
    insert(&aside, &page, None);
    let owner = Owner::new();
    let drawn = owner.with(|| draw(in_elements(inside), &aside, None));
    drawn.open_folds();
    let _ = aside.client_height();
    let _ = page.remove_child(&aside);
    drop(drawn);
    owner.cleanup();
}

/// What keeps the place of something that is drawn anew, or later.
fn put_marker(parent: &web_sys::Node, before: Option<&web_sys::Node>) -> web_sys::Node {
    let marker: web_sys::Node = document().create_comment("").into();
    insert(&marker, parent, before);
    marker
}

/// Words that may be drawn anew stand in an element of their own: a browser that translates the page, or a tool that marks
/// words in it, puts other texts in the place of ours, which then could not be taken away again.
fn in_elements(node: Node) -> Node {
    match node {
        Node::Text(words) if words.is_empty() => Node::Many(Vec::new()),
        Node::Text(words) => el("span").child(words).into(),
        Node::Many(nodes) => Node::Many(nodes.into_iter().map(in_elements).collect()),
        Node::InTurns(inside) => Node::InTurns(Box::new(in_elements(*inside))),
        other => other,
    }
}

fn draw_element(element: Element, parent: &web_sys::Node, before: Option<&web_sys::Node>) -> Drawn {
    let Element { tag, attributes, handlers, properties, children, folded } = element;
    let made = if SVG_TAGS.contains(&tag) {
        document().create_element_ns(Some(SVG), tag)
    } else {
        document().create_element(tag)
    };
    // No name of an element in this program is one that a browser refuses.
    let Ok(made) = made else { return Drawn::Many(Vec::new()) };
    let mut effects = Vec::new();
    for (name, value) in attributes {
        effects.extend(set_attribute(&made, name, value));
    }
    let children = children.into_iter().map(|child| draw(child, &made, None)).collect();
    effects.extend(properties.into_iter().map(|property| follow(&made, property)));
    let mut listeners: Vec<_> = handlers.into_iter().map(|handler| listen(&made, handler)).collect();
    listeners.extend(folded.into_iter().flat_map(|draw| draw_when_opened(&made, draw)));
    insert(&made, parent, before);
    Drawn::Element(made.into(), children, effects, listeners)
}

/// What a fold holds is drawn once, when it opens: by a tap, by a key, or because an address leads into it. A tap is heard
/// before the fold opens, so that both are seen in one frame.
fn draw_when_opened(fold: &web_sys::Element, inside: Box<dyn Fn() -> Node + Send>) -> [EventListener; 2] {
    let target = fold.clone();
    let drawn: OnceCell<Drawn> = OnceCell::new();
    let open = Rc::new(move || {
        drawn.get_or_init(|| draw(inside(), &target, None));
    });
    ["click", "toggle"].map(|event| {
        let open = open.clone();
        EventListener::new(fold, event, move |_| open())
    })
}

fn set_attribute(element: &web_sys::Element, name: &'static str, value: Value) -> Option<RenderEffect<()>> {
    match value {
        Value::Fixed(value) => {
            let _ = element.set_attribute(name, &value);
            None
        }
        Value::Live(value) => {
            let element = element.clone();
            let mut before = None;
            // One tap wakes every attribute that reads the answers; only those that change may cost the browser anything.
            Some(RenderEffect::new(move |_| {
                let now = value();
                let _ = match &now {
                    same if before.as_ref() == Some(same) => return,
                    Some(value) => element.set_attribute(name, value),
                    None => element.remove_attribute(name),
                };
                before = Some(now);
            }))
        }
    }
}

fn follow(element: &web_sys::Element, property: Property) -> RenderEffect<()> {
    let element = element.clone();
    match property {
        Property::Text(value) => RenderEffect::new(move |_| {
            let value = value();
            // Setting an equal text would move the cursor to its end.
            if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
                if field.value() != value {
                    field.set_value(&value);
                }
            } else if let Some(field) = element.dyn_ref::<HtmlTextAreaElement>()
                && field.value() != value
            {
                field.set_value(&value);
            }
        }),
        Property::Ticked(value) => RenderEffect::new(move |_| {
            let value = value();
            if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
                field.set_checked(value);
            }
        }),
        Property::ClosedBy(track) => RenderEffect::new(move |_| {
            track();
            if let Some(list) = element.dyn_ref::<HtmlDetailsElement>() {
                list.set_open(false);
            }
        }),
    }
}

fn listen(element: &web_sys::Element, handler: Handler) -> EventListener {
    let target = element.clone();
    match handler {
        Handler::Click(act) => EventListener::new(element, "click", move |_| act()),
        Handler::Input(act) => EventListener::new(element, "input", move |_| {
            if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
                act(field.value());
            } else if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
                act(field.value());
            }
        }),
        Handler::Tick(act) => EventListener::new(element, "change", move |_| {
            if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
                act(field.checked());
            }
        }),
        Handler::Enter(act) => EventListener::new(element, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(is_enter) {
                act();
            }
        }),
    }
}

/// What a browser gives as the key's code while words are being composed; one engine says it only so.
const COMPOSING: u32 = 229;

/// Whether somebody pressed Enter, and not to take a word that they are composing, as in Japanese, Korean and Chinese.
fn is_enter(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.is_composing() && event.key_code() != COMPOSING
}

fn insert(node: &web_sys::Node, parent: &web_sys::Node, before: Option<&web_sys::Node>) {
    let _ = parent.insert_before(node, before);
}

/// The page. A program without one was never started.
#[allow(clippy::expect_used, reason = "the program runs only inside a page")]
fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}
