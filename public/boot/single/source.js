// Where everything comes from in a page that has everything in itself: from the page. It asks nothing of a network, and nothing
// of a folder. The build puts this in the place of the file of the same name above, and joins all of it into one script, which
// stands in the page by its hash.

import "./aloud.js";
import { fresh } from "./glue.js";

/** What stands in the page for this script, by name. Held from the start: a page that is left is emptied first. */
const inside = new Map([...document.querySelectorAll("script[data-inside]")].map((it) => [it.dataset.inside, it.textContent]));

/** Texts by address; the name under which a website has this page; what is said of a link to any other. */
const { texts, own, away } = JSON.parse(inside.get("texts"));

/** A text below content/, as it was when the file was made. */
export const textOf = async (address) => texts[address] ?? "";

/** The bytes of a part of the program; without a name those of the first. */
export const bytesNow = (part = "program") => Uint8Array.from(atob(inside.get(part)), (it) => it.charCodeAt(0));

export const compiled = async (part) => WebAssembly.compile(bytesNow(part));

/** The program's JavaScript half. */
export const glue = async () => ({ fresh });

/** Reading aloud is there from the start. */
export const bringAloud = () => {};

/** No other page is in this file. */
export const loadPage = () => Promise.reject(0);

const bare = (address) => address.split("#")[0];

/** After a talk this very page opens anew, and says what became of it. */
export function leave(told) {
  const here = new URL("?#" + told, location.href).href;
  const isHere = bare(here) === bare(location.href);
  location.replace(here);
  if (isHere) location.reload();
}

/** It is no place of the program: nothing else may read it in the address. */
const [, said] = /^#(talk-(?:cleared|not-cleared|rehearsed))$/.exec(location.hash) ?? [];
if (said) history.replaceState(null, "", "#");

export const told = (names) => names.find((it) => it === said);

/** A link to another page of the website leads nowhere from here: its words stay, and say so. */
function settle(link) {
  const [, name, rest] = /^(?:\.\/)?([\w.-]+\.html)(.*)$/.exec(link.getAttribute("href")) ?? [];
  if (name === own) link.setAttribute("href", rest || "?");
  else if (name) {
    link.removeAttribute("href");
    link.className = "not-here";
    const word = document.createElement("span");
    word.textContent = away;
    link.append(" ", word);
  }
}

const settleAll = (within) => within.querySelectorAll('a[href*=".html"]').forEach(settle);

settleAll(document);
new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === "attributes") settleAll(target.parentElement ?? document);
    else for (const it of addedNodes) if (it.parentElement) settleAll(it.parentElement);
  }
}).observe(document, { childList: true, subtree: true, attributeFilter: ["href"] });
