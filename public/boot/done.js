// What somebody did on the page as built, before the program came: it is done again on what the program draws in its place.
// Whatever can be tapped there answers by itself: a fold opens, an answer is chosen, a link leads on.

import { page } from "./page.js";

const TAPPED = "a[href], summary, input";

/** How a control is known again: by what it is and by the words that belong to it. */
const nameOf = (it) => it.localName + (it.closest("label") ?? it).textContent + (it.getAttribute("href") ?? it.type ?? "");
const find = (name, all = TAPPED) => [...page().querySelectorAll(all)].find((it) => nameOf(it) === name);

/** What was opened, chosen, typed, and where the keyboard is. */
export function whatWasDone() {
  const names = (what) => [...page().querySelectorAll(what)].map(nameOf);
  const at = document.activeElement;
  const { value, selectionStart } = page().querySelector("input[type=search]") ?? {};
  return {
    opened: names("details[open] > summary"),
    chosen: names("input:checked"),
    typed: value,
    caret: selectionStart,
    at: page().contains(at) && at.matches(TAPPED) ? nameOf(at) : "",
  };
}

export function doAgain({ opened, chosen, typed, caret, at }) {
  for (const name of opened) find(name, "summary")?.parentElement.setAttribute("open", "");
  for (const name of chosen) find(name)?.click();
  const search = typed && page().querySelector("input[type=search]");
  if (search) {
    search.value = typed;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
  find(at)?.focus({ preventScroll: true });
  if (search === document.activeElement) search.setSelectionRange(caret, caret);
}

/** Nothing stays chosen or typed where nothing may be entered. */
export function undo() {
  for (const it of page().querySelectorAll("input")) {
    it.checked = false;
    it.value = "";
  }
}

const BEGINS = ["pointerdown", "compositionstart"];
const ENDS = ["pointerup", "pointercancel", "compositionend"];
let pressed = false, go = null;

/** To be called early: a finger that is down when the program comes would tap what is not there any more. */
export function watchFingers() {
  for (const event of BEGINS) addEventListener(event, () => (pressed = true), true);
  for (const event of ENDS) {
    addEventListener(event, () => setTimeout(() => {
      pressed = false;
      go?.();
    }), true);
  }
}

/** Resolves once no finger is down and no word is half written; a browser may never tell that one was taken away. */
export const released = () => pressed && new Promise((done) => {
  go = done;
  setTimeout(done, 2000);
});
