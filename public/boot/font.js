// The letters for people who see badly. They are fetched once the page is there and the browser is idle, and used from the
// next change of place on, so that nothing moves under somebody's eyes. Until then, and where they do not come, the device's
// own letters do.

import { heldLetters } from "./memory.js";
import { page, root } from "./page.js";

const NAME = "Atkinson Hyperlegible Next";
/** The signs that the files have: others are the device's own. */
const SIGNS =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, " +
  "U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";

let fetched = [];

/** Whether anything here would be written with them: a deployment may have letters of its own, a language other signs. */
function isWanted() {
  const first = getComputedStyle(root).getPropertyValue("--font").split(",")[0];
  return first.includes(NAME) && !navigator.connection?.saveData && /[a-z]/i.test(page().textContent);
}

async function fetchThem() {
  const files = [...document.querySelectorAll('meta[name="tandem-font"]')].map((it) => it.content.split(" "));
  if (!files.length || !isWanted()) return;
  const faces = files.map(([weight, file]) => new FontFace(NAME, `url("${new URL(file, location.href)}")`, { weight, unicodeRange: SIGNS }));
  try {
    await Promise.all(faces.map((face) => face.load()));
    fetched = faces;
  } catch {
    // Then the device's own letters stay.
  }
}

/** A browser may take minutes to break a word of a million letters that are not the device's own. */
const LONGEST = 100_000;

function use() {
  if (heldLetters() > LONGEST) return;
  fetched.forEach((face) => document.fonts.add(face));
  fetched = [];
}

/** A link to another place or page of this site; a word that is explained opens what it means where it stands. */
const isToAnotherPlace = (link) => !link.target && link.className !== "term" && /^(#(?!main-title$)|[^:/]+\.html(#|$))/.test(link.getAttribute("href"));

/** To be called before anything else listens: the new place is to be drawn with them. */
export function useOnChange() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && isToAnotherPlace(link)) use();
  }, true);
  addEventListener("hashchange", use);
  addEventListener("popstate", use);
}

/** To be called once the page is drawn. */
export function fetchWhenIdle() {
  const later = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 500));
  later(fetchThem);
}
