// Talk: one tablet between two people. What ends a talk or covers it does not depend on the program.

import { root } from "./page.js";

/** Whether an address is that of a talk. */
export const isTalk = (hash) => /^#talk(-|$)/.test(hash);

/** Tells the style in which place of a talk the page is. */
export function follow() {
  if (isTalk(location.hash)) root.dataset.talk = location.hash.slice(1).replace(/-\d+$/, "");
  else delete root.dataset.talk;
}

export function watchTalk() {
  follow();
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
}
