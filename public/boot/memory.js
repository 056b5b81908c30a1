// A copy of what a person entered, outside the program's memory, so that a fault in the program loses nothing.

/** A text that only the program reads; empty if nothing was entered. */
export let held = "";
/** Whether the device keeps that text too. */
let kept = false;

export function hold(text, isKept) {
  held = text;
  kept = isKept;
}

export function saveCopy() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([held], { type: "text/plain" }));
  link.download = "my-page.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

export function clear() {
  held = "";
  try {
    localStorage.removeItem("tandem-1");
  } catch {
    // Refused storage holds nothing.
  }
}

/** The browser asks before a person leaves what is kept nowhere. */
export function askBeforeLeaving() {
  addEventListener("beforeunload", (event) => {
    if (held && !kept) event.preventDefault();
  });
}
