// What a person entered, outside the program's memory: a fault, another page or a reload of the tab loses nothing.
// Each text is the program's own: nothing here reads it.

import { clearKept } from "./store.js";
import * as tab from "./tab.js";

/** By topic: the text, the same without what is private, whether the device keeps it too, and the page that wrote it. */
const topics = new Map();

/** How much is held, in letters. */
export const heldLetters = () => [...topics.values()].reduce((sum, it) => sum + it.text.length, 0);

/** The text of a topic; empty if nothing was entered. */
export const held = (topic) => topics.get(topic)?.text ?? "";

/** The same for a file that anybody may open: without what is private, unless it was chosen. */
export const heldOpen = (topic) => topics.get(topic)?.open ?? "";

/** What was entered about all topics but one: each with its text. */
export const heldBeside = (topic) => [...topics].filter(([known]) => known !== topic).map(([known, { text }]) => [known, text]);

/** Whether another page of the same topic wrote since: one in another language. */
export const isNewer = (topic, page) => topics.has(topic) && topics.get(topic).by !== page;

export function hold(topic, text, open, by) {
  topics.set(topic, { text, open, kept: false, by });
  changed();
}

/** The device confirmed that it keeps what was entered about a topic, or that it does not. */
export function settle(topic, kept) {
  const it = topics.get(topic);
  if (!it || it.kept === kept) return;
  it.kept = kept;
  changed();
}

/** Whether nothing was entered in this tab. */
export const isEmpty = () => [...topics.values()].every((it) => !it.text);

/** Drops what was entered in this tab: about one topic, or about all. */
export function forget(topic) {
  if (topic) topics.delete(topic);
  else topics.clear();
  changed();
}

/** Drops what the device keeps as well. */
export function clear(topic) {
  forget(topic);
  return clearKept(topic);
}

/** Takes over what this tab remembers from before it was loaded anew. */
export function recall() {
  for (const [topic, text] of tab.recall()) topics.set(topic, { text, open: text, kept: false });
}

/** What was entered in this tab and is kept nowhere else. */
export const unkept = () => [...topics].filter(([, it]) => it.text && !it.kept);

function changed() {
  tab.remember(unkept().map(([topic, it]) => [topic, it.open]));
  // Only while there is something to lose: a browser may keep no page ready for Back that listens for this.
  if (unkept().length) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
}

/** The browser asks before a person leaves what is kept nowhere. */
function ask(event) {
  event.preventDefault();
}
