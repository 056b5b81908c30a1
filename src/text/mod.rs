//! A text, and what can be said about it: places in it, its head, remarks on it.

pub mod date;
pub mod fingerprint;
pub mod head;
pub mod number;
pub mod remark;
pub mod source;

pub use date::Date;
pub use fingerprint::Fingerprint;
pub use head::{Entry, Head};
pub use number::Numbers;
pub use remark::{Code, Remark};
pub use source::{Lines, Position, Source, Span};
