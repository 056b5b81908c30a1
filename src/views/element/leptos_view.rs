//! What makes a node a Leptos view.

use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::types;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use super::Node;

no_attrs!(Node);

/// A node in the page.
pub struct NodeState {
    #[cfg(target_arch = "wasm32")]
    drawn: super::dom::Drawn,
}

impl Render for Node {
    type State = NodeState;

    #[cfg(target_arch = "wasm32")]
    fn build(self) -> NodeState {
        let aside = leptos::prelude::document().create_document_fragment();
        NodeState { drawn: super::dom::draw(self, &aside, None) }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn build(self) -> NodeState {
        NodeState {}
    }

    fn rebuild(self, state: &mut NodeState) {
        let new = self.build();
        let mut old = std::mem::replace(state, new);
        old.insert_before_this(state);
        old.unmount();
    }
}

#[cfg(target_arch = "wasm32")]
impl Mountable for NodeState {
    fn unmount(&mut self) {
        self.drawn.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.drawn.each(&mut |node| {
            let _ = parent.insert_before(node, marker);
        });
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let mut first = None;
        self.drawn.each(&mut |node| {
            first.get_or_insert_with(|| node.clone());
        });
        let spot = first.and_then(|node| Some((node.parent_element()?, node)));
        spot.is_some_and(|(parent, node)| child.try_mount(&parent, Some(&node)))
    }

    fn elements(&self) -> Vec<types::Element> {
        Vec::new()
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Mountable for NodeState {
    fn unmount(&mut self) {}

    fn mount(&mut self, _parent: &types::Element, _marker: Option<&types::Node>) {}

    fn insert_before_this(&self, _child: &mut dyn Mountable) -> bool {
        false
    }

    fn elements(&self) -> Vec<types::Element> {
        Vec::new()
    }
}

impl RenderHtml for Node {
    type AsyncOutput = Node;
    type Owned = Node;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Node {
        self
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn to_html_with_buf(
        self,
        out: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark: bool,
        _attributes: Vec<AnyAttribute>,
    ) {
        super::html::write(&self, out);
    }

    #[cfg(target_arch = "wasm32")]
    fn to_html_with_buf(
        self,
        _out: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark: bool,
        _attributes: Vec<AnyAttribute>,
    ) {
    }

    /// Pages drawn natively are replaced, not taken over: the cards may be newer, and the answers are not in them.
    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> NodeState {
        self.build()
    }

    fn into_owned(self) -> Node {
        self
    }
}
