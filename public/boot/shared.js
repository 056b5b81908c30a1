// A device that several people use: nothing is kept or remembered there, and Back after leaving shows nothing.

import { forget } from "./memory.js";
import { rehearsing } from "./rehearsing.js";
import * as tab from "./tab.js";

const KEY = "tandem-shared";

let bySetting = false, byPerson = false, mayRemember = false;

export const isShared = () => bySetting || byPerson;

/** What the site's settings say: whether this is such a device, and whether a tab may remember. */
export function settle(shared, remember) {
  bySetting = shared;
  mayRemember = remember;
  try {
    byPerson = localStorage.getItem(KEY) === "yes";
  } catch {
    // Refused storage says nothing.
  }
  tab.allow(mayRemember && !isShared());
}

/** The switch, which the device itself remembers. */
export function setShared(yes) {
  if (rehearsing) return;
  byPerson = yes;
  try {
    if (yes) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  } catch {
    // Then it holds until this page is left.
  }
  tab.allow(mayRemember && !isShared());
}

/** Browsers hold a page that was left ready for Back, with all that was typed: here it is emptied first. */
export function emptyOnLeaving(stop) {
  let emptied = false;
  addEventListener("pagehide", () => {
    if (!isShared()) return;
    emptied = true;
    stop();
    forget();
    document.body.replaceChildren();
  });
  addEventListener("pageshow", () => {
    if (emptied) location.reload();
  });
}
