//! The outside world: the boot file, the browser, its storage, files. Called only from `main.rs`, from event handlers and
//! from effects, so that drawing a page natively never reaches it. Natively every one of these does nothing.

#[cfg(target_arch = "wasm32")]
pub mod host;
#[cfg(target_arch = "wasm32")]
pub mod window;

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
pub use native::*;
