//! Lists in a person's order.

/// Moves the item up past the nearest one of its kind.
pub fn raise<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, same_kind: impl Fn(&T) -> bool) {
    let Some(index) = list.iter().position(is_it) else { return };
    let above = list.iter().take(index).rposition(same_kind);
    if let Some(above) = above {
        list.swap(above, index);
    }
}

/// Moves the item down past the nearest one of its kind.
pub fn lower<T>(list: &mut [T], is_it: impl Fn(&T) -> bool, same_kind: impl Fn(&T) -> bool) {
    let Some(index) = list.iter().position(is_it) else { return };
    let below = list.iter().skip(index + 1).position(same_kind);
    if let Some(below) = below {
        list.swap(index, index + 1 + below);
    }
}
