// Links within the page, and where somebody is in it.

import { byId, embedded, page, root } from "./page.js";

/** What somebody is reading in the page as built: the program opens there, at the same height. */
export function readingPlace() {
  if (location.hash || scrollY < 1 || !root.dataset.decision) return null;
  let found = null;
  for (const part of page().querySelectorAll("[data-place]")) {
    const top = part.getBoundingClientRect().top;
    if (top <= 80) found = part;
  }
  const place = found?.dataset.place;
  if (!place || place === "decision") return null;
  history.replaceState(null, "", "#" + place);
  return { top: found.querySelector(".still__title").getBoundingClientRect().top };
}

/** Tells the program where the browser goes: `program` gives the one that runs, or null. */
export function followAddress(program) {
  // Inside somebody else's page the address is replaced without this event, so that their history stays theirs.
  addEventListener("hashchange", () => program()?.moved(location.hash));
  document.addEventListener("click", (event) => followLink(event, program()));
}

/** A link within the page. The one past the list of places is no place: the address stays. */
function followLink(event, live) {
  const link = event.target.closest?.('a[href^="#"]');
  const hash = link?.getAttribute("href");
  if (hash === "#main-title") {
    event.preventDefault();
    byId("main-title").focus();
  } else if (hash && embedded && live) {
    event.preventDefault();
    live.go(hash);
  } else if (hash && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    // Drawn when the tap is heard, not only once the browser has changed the address.
    live?.moved(hash);
  }
}
