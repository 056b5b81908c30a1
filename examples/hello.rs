//! The smallest Leptos program that answers a tap, for `cargo xtask bench` to measure ours beside.
//! Built by the same steps, so that only the program differs.

#[cfg(all(target_arch = "wasm32", feature = "views"))]
fn main() {
    use leptos::prelude::*;

    leptos::mount::mount_to_body(|| {
        let (taps, set_taps) = signal(0);
        view! {
            <button on:click=move |_| set_taps.update(|taps| *taps += 1)>
                {move || format!("Tapped: {}", taps.get())}
            </button>
        }
    });
}

#[cfg(not(all(target_arch = "wasm32", feature = "views")))]
fn main() {}
