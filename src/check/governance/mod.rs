//! Who made it, who reviewed it, until when it holds, and the standards it meets.

pub mod head;
pub mod standards;
