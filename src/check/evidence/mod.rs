//! Whether every number is true to what was published: the evidence trail.

pub mod trail;
