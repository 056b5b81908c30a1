// A rehearsal with an invented patient: a page of its own, which reads nothing that anybody entered and writes nothing down.
// Where it is one, the device's storage, the tab's memory and the other tabs are not there for it.

import { hold } from "./memory.js";
import { byId } from "./page.js";
import { rehearsing } from "./rehearsing.js";

/** Puts what the invented patient brings where a person's own words would be, and says so over the page. */
export function beginRehearsal(view) {
  const invented = byId("talk-rehearsing")?.dataset.notebook;
  if (invented && view.decision) hold(view.decision, invented, invented, view.path);
}

export function tellRehearsal() {
  if (rehearsing) byId("talk-rehearsing")?.removeAttribute("hidden");
}
