//! The browser's program: what the boot file calls. Natively it is empty.

#[cfg(target_arch = "wasm32")]
mod start;

fn main() {}
